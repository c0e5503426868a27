//! Pandoc's citation grammar, over the text of one paragraph.
//!
//! `markdown` hands over a paragraph as a string in which nothing of Markdown is left: emphasis marks
//! are gone, and what can hold no citation (code, links, escaped characters) is masked by [`MASK`].
//! [`scan`] goes through it once, from bracket to bracket, jumping over quotations, and gives what it
//! found as ranges of that string. Nothing here knows of files or of sources.

use std::ops::Range;

use crate::base::address::plain_key_len;
use crate::page::wikilink;

/// Stands in the scanned string, byte for byte, for what can hold no citation.
pub const MASK: char = '\u{1}';

/// One citation: a source, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// All of it.
    pub range: Range<usize>,
    /// The source's key, without `@` and braces.
    pub key: String,
    /// Where the key stands, with its `@`.
    pub key_range: Range<usize>,
    /// `-@key`: the sentence already names the author.
    pub suppress_author: bool,
    /// What stands before the key.
    pub prefix: String,
    /// Where in the source.
    pub locator: Option<Locator>,
    /// The words in quotation marks, without these.
    pub quotes: Vec<Range<usize>>,
    /// What is left.
    pub suffix: String,
}

/// A place in a source, as the author names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted.
    pub label: Label,
    /// The number or numbers, as written.
    pub value: String,
}

/// What a locator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // their names say it
pub enum Label {
    Book,
    Chapter,
    Column,
    Figure,
    Folio,
    Number,
    Line,
    Note,
    Opus,
    Page,
    Paragraph,
    Part,
    Section,
    Verse,
    Volume,
    /// In braces and without a word.
    Other,
}

/// Something found in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// `[@a; @b]`, or `[claim][@a]`.
    Group {
        /// All that is replaced by markers.
        range: Range<usize>,
        /// The citations.
        items: Vec<Item>,
        /// The claim's words and, one byte wider at each side, its brackets.
        claim: Option<Range<usize>>,
    },
    /// `@a` or `@a [p. 3]` as a part of the sentence.
    Narrative {
        /// All that is replaced by the author's name and the markers.
        range: Range<usize>,
        /// The first names the author; more may follow in the brackets.
        items: Vec<Item>,
    },
    /// `[[target]]` or `[[target|label]]`.
    Wikilink(wikilink::Found),
    /// It begins like a citation, and is none.
    Malformed {
        /// The words at fault.
        range: Range<usize>,
        /// What is wrong.
        message: &'static str,
        /// What to do.
        help: &'static str,
    },
}

impl Found {
    /// All that it covers.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Group { range, .. }
            | Self::Narrative { range, .. }
            | Self::Wikilink(wikilink::Found { range, .. })
            | Self::Malformed { range, .. } => range.clone(),
        }
    }
}

/// How far the fellow of a single quotation mark is looked for, in characters: it may be an apostrophe,
/// and then the look was for nothing.
const LONGEST_SINGLE_QUOTED: usize = 400;

/// After so many faults the rest of a paragraph is not looked at: each costs a look to its end.
const MOST_FAULTS: usize = 4;

/// Whether plain words cite, or try to.
pub fn is_in(words: &str) -> bool {
    words.contains('@') && scan(words, words).iter().any(|found| !matches!(found, Found::Wikilink { .. }))
}

/// As [`is_in`], where a name such as `@ann` alone may be what someone is called elsewhere.
pub fn is_in_title(words: &str) -> bool {
    words.contains('@')
        && scan(words, words).iter().any(|found| match found {
            Found::Wikilink { .. } => false,
            Found::Narrative { items, .. } => {
                items.iter().any(|item| !item.quotes.is_empty() || item.locator.is_some())
            }
            _ => true,
        })
}

/// All citations and wikilinks of a paragraph, in order. `text` is what `scanned` is without masks.
pub fn scan(scanned: &str, text: &str) -> Vec<Found> {
    debug_assert_eq!(scanned.len(), text.len());
    let scan = Scan { s: scanned, text };
    let mut found = Vec::new();
    let mut faults = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'@', b'[', &scanned.as_bytes()[at..]) {
        let i = at + next;
        at = i + 1;
        let hit = match scanned.as_bytes()[i] {
            b'[' => wikilink::at(scanned, text, i).map(Found::Wikilink).or_else(|| scan.group(i)),
            _ => scan.narrative(i),
        };
        if let Some(hit) = hit {
            if matches!(hit, Found::Malformed { .. }) {
                faults += 1;
            }
            at = hit.range().end.max(at);
            found.push(hit);
            if faults >= MOST_FAULTS {
                break;
            }
        }
    }
    attach_claims(scanned, &mut found);
    found
}

/// The quotations in `range` of a paragraph, without their marks: for evidence notes, whose words stand
/// beside the citation and not within it.
pub fn quotations(scanned: &str, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let scan = Scan { s: scanned, text };
    let mut quotes = Vec::new();
    let mut i = range.start;
    while let Some(c) = scan.char_at(i).filter(|_| i < range.end) {
        match scan.quote(i) {
            Some(Ok(inner)) if inner.end < range.end => {
                i = scan.after_quote(&inner);
                quotes.push(inner);
            }
            _ => i += c.len_utf8(),
        }
    }
    quotes
}

/// A whole line, or the inside of brackets, that begins with `@key`: what stands under an attributed
/// block quote. `range` starts at the `@`.
pub fn attribution(scanned: &str, text: &str, range: Range<usize>) -> Option<Item> {
    let scan = Scan { s: scanned, text };
    let range = scan.trim(range);
    let bracketed = scan.s[range.clone()].strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    // Words have one source; a second one would be passed over.
    let one = |item: &Item| !item.suffix.contains(['@', ';']);
    if bracketed.is_some() {
        return scan.item(range.start + 1..range.end - 1).ok().filter(one);
    }
    // `— @key [¶ 7]`, as in a sentence.
    if let Some(Found::Narrative { range: all, mut items }) = scan.narrative(range.start)
        && all == range
        && items.len() == 1
    {
        return items.pop();
    }
    scan.item(range).ok().filter(one)
}

/// Gives each group directly behind `]` the bracketed words before it as its claim.
fn attach_claims(scanned: &str, found: &mut [Found]) {
    let bytes = scanned.as_bytes();
    let wanted = |found: &Found| match found {
        Found::Group { range, .. } => range.start > 0 && bytes[range.start - 1] == b']',
        _ => false,
    };
    if !found.iter().any(wanted) {
        return;
    }
    // Where the brackets outside of citations open, by where they close: in one pass.
    let mut opened = Vec::new();
    let mut opens = std::collections::HashMap::new();
    let mut i = 0;
    let mut inner = found.iter().map(Found::range).peekable();
    while i < bytes.len() {
        if inner.peek().is_some_and(|range| range.start == i) {
            i = inner.next().map_or(i, |range| range.end).max(i + 1);
            continue;
        }
        match bytes[i] {
            b'[' => opened.push(i),
            b']' => {
                if let Some(open) = opened.pop() {
                    opens.insert(i, open);
                }
            }
            _ => {}
        }
        i += 1;
    }
    for i in 0..found.len() {
        let before = if i == 0 { 0 } else { found[i - 1].range().end };
        if let Found::Group { range, claim, .. } = &mut found[i]
            && let Some(close) = range.start.checked_sub(1)
            && let Some(&open) = opens.get(&close)
            && open >= before
            && close > open + 1
        {
            *claim = Some(open + 1..close);
        }
    }
}

struct Scan<'a> {
    s: &'a str,
    text: &'a str,
}

/// Why what begins like a citation is none.
struct Fault {
    range: Range<usize>,
    message: &'static str,
    help: &'static str,
}

fn malformed(fault: &Fault, at: usize, end: usize) -> Found {
    // At least past the `@`, so that the same place is not looked at twice.
    let range = fault.range.start.min(at)..fault.range.end.max(at + 1).min(end);
    Found::Malformed { range, message: fault.message, help: fault.help }
}

impl Scan<'_> {
    fn char_at(&self, i: usize) -> Option<char> {
        self.s.get(i..)?.chars().next()
    }

    fn char_before(&self, i: usize) -> Option<char> {
        self.s[..i].chars().next_back()
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let inner = &self.s[range.clone()];
        let start = range.start + (inner.len() - inner.trim_start().len());
        start..(start + inner.trim().len())
    }

    /// `[… @key …]` at `open`.
    fn group(&self, open: usize) -> Option<Found> {
        // The first `@` that can begin a key, before any other bracket.
        let mut i = open + 1;
        let at = loop {
            i += memchr::memchr3(b'@', b'[', b']', &self.s.as_bytes()[i..])?;
            match self.s.as_bytes()[i] {
                b'@' if self.key_at(i).is_some() => break i,
                b'@' => i += 1,
                _ => return None,
            }
        };
        let parts = match self.parts(open + 1) {
            Ok(parts) => parts,
            Err(fault) => return Some(malformed(&fault, at, self.s.len())),
        };
        let end = parts.last().map_or(open + 1, |part| part.end) + 1;
        // A link: Markdown has had its say, so `](` here is only text that looks like one.
        let mut items = Vec::with_capacity(parts.len());
        for part in parts {
            match self.item(part) {
                Ok(item) => items.push(item),
                Err(fault) => return Some(malformed(&fault, at, self.s.len())),
            }
        }
        Some(Found::Group { range: open..end, items, claim: None })
    }

    /// `@key`, `-@key` or `@key [p. 3]` in running text, at the `@`.
    fn narrative(&self, at: usize) -> Option<Found> {
        let (key, key_end) = self.key_at(at)?;
        let suppress_author = self.char_before(at) == Some('-')
            && self.char_before(at - 1).is_none_or(|c| c.is_whitespace() || "([—–".contains(c));
        let start = if suppress_author { at - 1 } else { at };
        let mut first = Item {
            range: start..key_end,
            key,
            key_range: at..key_end,
            suppress_author,
            prefix: String::new(),
            locator: None,
            quotes: Vec::new(),
            suffix: String::new(),
        };
        let open = match self.char_at(key_end) {
            Some('[') => Some(key_end),
            Some(' ' | '\n') if self.char_at(key_end + 1) == Some('[') => Some(key_end + 1),
            _ => None,
        };
        let Some(open) = open.filter(|&open| !self.s[open + 1..].starts_with(['[', '@', '^'])) else {
            return Some(Found::Narrative { range: start..key_end, items: vec![first] });
        };
        let parts = match self.parts(open + 1) {
            Ok(parts) => parts,
            Err(fault) => return Some(malformed(&fault, at, self.s.len())),
        };
        let end = parts.last().map_or(open + 1, |part| part.end) + 1;
        let mut parts = parts.into_iter();
        let Some(rest) = parts.next() else {
            return Some(Found::Narrative { range: start..key_end, items: vec![first] });
        };
        first.range.end = rest.end;
        if let Err(fault) = self.rest(rest, &mut first) {
            return Some(malformed(&fault, at, self.s.len()));
        }
        let mut items = vec![first];
        for part in parts {
            match self.item(part) {
                Ok(item) => items.push(item),
                Err(fault) => return Some(malformed(&fault, at, self.s.len())),
            }
        }
        Some(Found::Narrative { range: start..end, items })
    }

    /// A key at `@`, and where it ends. None where `@` is part of an e-mail address or a URL.
    fn key_at(&self, at: usize) -> Option<(String, usize)> {
        if self.char_before(at).is_some_and(|c| c.is_alphanumeric() || "_@/.+=\\".contains(c)) {
            return None;
        }
        let rest = &self.s[at + 1..];
        if let Some(braced) = rest.strip_prefix('{') {
            let len = braced.find(['}', '\n', '[', ']'])?;
            let key = braced[..len].trim();
            if !braced[len..].starts_with('}') || key.is_empty() || key.contains(MASK) {
                return None;
            }
            return Some((key.to_owned(), at + 1 + len + 2));
        }
        match plain_key_len(rest) {
            0 => None,
            len => Some((rest[..len].to_owned(), at + 1 + len)),
        }
    }

    /// From `start` to the closing bracket, cut at each `;`. Brackets within are balanced, and what
    /// stands in quotation marks is not looked into.
    fn parts(&self, start: usize) -> Result<Vec<Range<usize>>, Fault> {
        let mut parts = Vec::new();
        let (mut part_start, mut depth, mut i) = (start, 0usize, start);
        while let Some(c) = self.char_at(i) {
            match c {
                '[' => depth += 1,
                ']' if depth == 0 => {
                    parts.push(part_start..i);
                    return Ok(parts);
                }
                ']' => depth -= 1,
                ';' if depth == 0 => {
                    parts.push(part_start..i);
                    part_start = i + 1;
                }
                _ => match self.quote(i) {
                    None => {}
                    Some(Ok(inner)) if self.s[inner.clone()].contains("[@") => {
                        return Err(self.unclosed_quote(i));
                    }
                    Some(Ok(inner)) => {
                        i = self.after_quote(&inner);
                        continue;
                    }
                    Some(Err(())) => return Err(self.unclosed_quote(i)),
                },
            }
            i += c.len_utf8();
        }
        Err(Fault {
            range: start.saturating_sub(1)..start,
            message: "this bracket begins a citation and is not closed",
            help: "close it with `]` in the same paragraph; in a table, write `\\|` for a bar; for a plain `@`, write `\\@`",
        })
    }

    fn unclosed_quote(&self, at: usize) -> Fault {
        Fault {
            range: at..at + self.char_at(at).map_or(1, char::len_utf8),
            message: "this quotation mark is not closed within the citation",
            help: "close it before the bracket; within a quotation in straight marks, write inner marks as ‘…’ or `\\\"`",
        }
    }

    /// `prefix @key rest`.
    fn item(&self, range: Range<usize>) -> Result<Item, Fault> {
        let mut i = range.start;
        let (at, key, key_end) = loop {
            let Some(next) = memchr::memchr(b'@', &self.s.as_bytes()[i..range.end]) else {
                return Err(Fault {
                    range: self.trim(range),
                    message: "this part of the citation names no source",
                    help: "each part between semicolons begins with a key; give more words of one source after a comma: `[@key, \"words\", \"more words\"]`",
                });
            };
            match self.key_at(i + next) {
                Some((key, end)) if end <= range.end => break (i + next, key, end),
                _ => i += next + 1,
            }
        };
        let suppress_author = self.char_before(at) == Some('-') && at > range.start;
        let prefix_end = if suppress_author { at - 1 } else { at };
        let mut item = Item {
            range: self.trim(range.clone()),
            key,
            key_range: at..key_end,
            suppress_author,
            prefix: self.text[self.trim(range.start..prefix_end)].to_owned(),
            locator: None,
            quotes: Vec::new(),
            suffix: String::new(),
        };
        self.rest(key_end..range.end, &mut item)?;
        Ok(item)
    }

    /// What follows a key: a locator, quotations, and other words.
    fn rest(&self, range: Range<usize>, item: &mut Item) -> Result<(), Fault> {
        let mut i = range.start;
        let blank = |c: char| c.is_whitespace() || c == ',';
        i += self.s[i..range.end].len() - self.s[i..range.end].trim_start_matches(blank).len();
        if let Some((locator, len)) = locator(&self.s[i..range.end]) {
            item.locator = Some(locator);
            i += len;
        }
        let mut suffix = String::new();
        // What is masked has a mask for each byte: the text says where its characters end.
        while !self.text.is_char_boundary(i) {
            i += 1;
        }
        while let Some(c) = self.text[i..].chars().next().filter(|_| i < range.end) {
            match self.quote(i) {
                Some(Ok(inner)) if inner.end < range.end => {
                    i = self.after_quote(&inner);
                    item.quotes.push(inner);
                }
                Some(_) => return Err(self.unclosed_quote(i)),
                None => {
                    suffix.push_str(&self.text[i..i + c.len_utf8()]);
                    i += c.len_utf8();
                }
            }
        }
        // Between and after quotations only the commas are left of what an author wrote as a list.
        let words: Vec<_> = suffix.split(blank).filter(|word| !word.is_empty()).collect();
        item.suffix = match words.is_empty() {
            true => String::new(),
            false => suffix.trim_matches(blank).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        Ok(())
    }

    /// The inside of the quotation that opens at `i`: `None` if none opens here, `Err` if it does not
    /// close.
    fn quote(&self, i: usize) -> Option<Result<Range<usize>, ()>> {
        let open = self.char_at(i)?;
        let start = i + open.len_utf8();
        let rest = &self.s[start..];
        let to = |len: usize| start..start + len;
        match open {
            '"' => Some(rest.find('"').map(to).ok_or(())),
            '“' => Some(nested(rest, '“', &['”']).or_else(|| rest.find(['"', '“'])).map(to).ok_or(())),
            '„' | '‟' => Some(rest.find(['“', '”', '"']).map(to).ok_or(())),
            '«' => Some(nested(rest, '«', &['»']).map(to).ok_or(())),
            '»' => Some(nested(rest, '»', &['«']).map(to).ok_or(())),
            '‹' => Some(nested(rest, '‹', &['›']).map(to).ok_or(())),
            '「' => Some(nested(rest, '「', &['」']).map(to).ok_or(())),
            '『' => Some(nested(rest, '『', &['』']).map(to).ok_or(())),
            '‘' | '‚' | '\'' => {
                // An apostrophe, unless it opens a word and its fellow closes one before the bracket.
                let opens = self.char_before(i).is_none_or(|c| c.is_whitespace() || ",([".contains(c))
                    && rest.chars().next().is_some_and(|c| !c.is_whitespace());
                if !opens {
                    return None;
                }
                rest.char_indices()
                    .take(LONGEST_SINGLE_QUOTED)
                    .take_while(|&(_, c)| !matches!(c, ']' | ';' | '\n'))
                    .filter(|&(_, c)| c == '’' || c == '\'')
                    .find(|&(at, c)| !rest[at + c.len_utf8()..].starts_with(char::is_alphanumeric))
                    .map(|(at, _)| Ok(to(at)))
            }
            _ => None,
        }
    }

    fn after_quote(&self, inner: &Range<usize>) -> usize {
        inner.end + self.char_at(inner.end).map_or(0, char::len_utf8)
    }
}

/// The offset of the mark that closes what one like `open` has opened, past pairs within.
fn nested(rest: &str, open: char, close: &[char]) -> Option<usize> {
    let mut depth = 0usize;
    for (i, c) in rest.char_indices() {
        if c == open {
            depth += 1;
        } else if close.contains(&c) {
            match depth {
                0 => return Some(i),
                _ => depth -= 1,
            }
        }
    }
    None
}

/// Words for what a locator counts; the longest first among those with a common beginning.
const LABELS: &[(&str, Label)] = &[
    ("book", Label::Book),
    ("bk.", Label::Book),
    ("bks.", Label::Book),
    ("chapters", Label::Chapter),
    ("chapter", Label::Chapter),
    ("chaps.", Label::Chapter),
    ("chap.", Label::Chapter),
    ("columns", Label::Column),
    ("column", Label::Column),
    ("cols.", Label::Column),
    ("col.", Label::Column),
    ("figures", Label::Figure),
    ("figure", Label::Figure),
    ("figs.", Label::Figure),
    ("fig.", Label::Figure),
    ("folios", Label::Folio),
    ("folio", Label::Folio),
    ("fols.", Label::Folio),
    ("fol.", Label::Folio),
    ("numbers", Label::Number),
    ("number", Label::Number),
    ("nos.", Label::Number),
    ("no.", Label::Number),
    ("lines", Label::Line),
    ("line", Label::Line),
    ("notes", Label::Note),
    ("note", Label::Note),
    ("nn.", Label::Note),
    ("n.", Label::Note),
    ("opus", Label::Opus),
    ("opera", Label::Opus),
    ("op.", Label::Opus),
    ("opp.", Label::Opus),
    ("pages", Label::Page),
    ("page", Label::Page),
    ("pp.", Label::Page),
    ("p.", Label::Page),
    ("paragraphs", Label::Paragraph),
    ("paragraph", Label::Paragraph),
    ("paras.", Label::Paragraph),
    ("para.", Label::Paragraph),
    ("¶¶", Label::Paragraph),
    ("¶", Label::Paragraph),
    ("parts", Label::Part),
    ("part", Label::Part),
    ("pts.", Label::Part),
    ("pt.", Label::Part),
    ("sections", Label::Section),
    ("section", Label::Section),
    ("secs.", Label::Section),
    ("sec.", Label::Section),
    ("§§", Label::Section),
    ("§", Label::Section),
    ("verses", Label::Verse),
    ("verse", Label::Verse),
    ("vv.", Label::Verse),
    ("v.", Label::Verse),
    ("volumes", Label::Volume),
    ("volume", Label::Volume),
    ("vols.", Label::Volume),
    ("vol.", Label::Volume),
];

/// A locator at the start of `text`, and how many bytes it takes.
fn locator(text: &str) -> Option<(Locator, usize)> {
    if let Some(braced) = text.strip_prefix('{') {
        let len = braced.find('}')?;
        let inner = braced[..len].trim();
        let (label, value) = match label(inner) {
            Some((label, at)) => (label, inner[at..].trim()),
            None if inner.starts_with(|c: char| c.is_ascii_digit()) => (Label::Page, inner),
            None => (Label::Other, inner),
        };
        return Some((Locator { label, value: value.to_owned() }, len + 2));
    }
    let (label, after) = label(text).unwrap_or((Label::Page, 0));
    let rest = &text[after..];
    let number_start = after + (rest.len() - rest.trim_start().len());
    let len = numbers(&text[number_start..]);
    // Without a word before it, only a number is a page.
    if len == 0 || (after == 0 && !text.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let value = text[number_start..number_start + len].to_owned();
    Some((Locator { label, value }, number_start + len))
}

fn label(text: &str) -> Option<(Label, usize)> {
    LABELS.iter().find_map(|&(word, label)| {
        let head = text.get(..word.len())?;
        let whole = !word.ends_with(char::is_alphabetic)
            || text[word.len()..].starts_with(|c: char| !c.is_alphanumeric());
        (head.eq_ignore_ascii_case(word) && whole).then_some((label, word.len()))
    })
}

/// How many bytes are numbers, arabic or roman: `7`, `7-9`, `7, 9`, `xii`, `12a`.
fn numbers(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text;
    loop {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let token = &rest[..word];
        let number = token.starts_with(|c: char| c.is_ascii_digit())
            || (!token.is_empty() && token.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b)));
        if !number {
            return end;
        }
        end = text.len() - rest.len() + word;
        rest = &text[end..];
        let joint =
            rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—,&.:".contains(c)).len();
        // A joint leads on only if a digit follows: `¶ 7, in the end` is not `7` and `in`.
        if joint == 0 || !rest[joint..].starts_with(|c: char| c.is_ascii_digit()) {
            return end;
        }
        rest = &rest[joint..];
    }
}

impl Locator {
    /// The paragraphs it names, if it counts these and they are plain numbers.
    pub fn paragraphs(&self) -> Option<std::ops::RangeInclusive<usize>> {
        if self.label != Label::Paragraph {
            return None;
        }
        let numbers: Vec<usize> = self
            .value
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap_or(usize::MAX))
            .collect();
        Some(*numbers.iter().min()?..=*numbers.iter().max()?)
    }

    /// As it is shown: `¶ 7`, `p. 3`.
    pub fn text(&self) -> String {
        let value = self.value.replace(" - ", "–").replace('-', "–");
        let several = value.contains(['–', ',', '&']);
        let word = match (self.label, several) {
            (Label::Book, _) => "bk.",
            (Label::Chapter, false) => "chap.",
            (Label::Chapter, true) => "chaps.",
            (Label::Column, false) => "col.",
            (Label::Column, true) => "cols.",
            (Label::Figure, false) => "fig.",
            (Label::Figure, true) => "figs.",
            (Label::Folio, _) => "fol.",
            (Label::Number, false) => "no.",
            (Label::Number, true) => "nos.",
            (Label::Line, false) => "line",
            (Label::Line, true) => "lines",
            (Label::Note, false) => "n.",
            (Label::Note, true) => "nn.",
            (Label::Opus, _) => "op.",
            (Label::Page, false) => "p.",
            (Label::Page, true) => "pp.",
            (Label::Paragraph, _) => "¶",
            (Label::Part, _) => "pt.",
            (Label::Section, _) => "§",
            (Label::Verse, _) => "v.",
            (Label::Volume, false) => "vol.",
            (Label::Volume, true) => "vols.",
            (Label::Other, _) => return value,
        };
        format!("{word}\u{a0}{value}")
    }
}

#[cfg(test)]
mod tests;
