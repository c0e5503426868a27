//! Pandoc's citation grammar, over the text of one paragraph.
//!
//! `markdown` hands over a paragraph as a string in which nothing of Markdown is left: emphasis marks
//! are gone, and what can hold no citation (code, links, escaped characters) is masked by [`MASK`].
//! [`scan`] goes through it once, from bracket to bracket, jumping over quotations, and gives what it
//! found as ranges of that string. Nothing here knows of files or of sources.
//!
//! Each character of a citation comes to something: the key, a locator, the words of a quotation, or words
//! before and after, which are shown. What comes to nothing is a fault.

mod locator;
mod quote;

use std::ops::Range;

use crate::base::address::plain_key_len;
use crate::base::marks::{Mark, MarkReader};
use crate::base::rule::{self, Rule};
use crate::page::wikilink;
use crate::source::text::is_unspaced;
pub use locator::{Label, Locator};
pub use quote::{Quotations, outside, quoted};

/// Stands in the scanned string, byte for byte, for what can hold no citation.
pub const MASK: char = '\u{1}';

/// One citation: a source, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationItem {
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
    /// The key with what follows it without a space: it may be the key that is meant, and needs braces.
    pub longer: Option<String>,
    /// Where in the source; if paragraphs are named, these.
    pub locator: Option<Locator>,
    /// Other ways in which the place is named: the page beside the paragraph.
    pub further: Vec<Locator>,
    /// The words in quotation marks, without these, before and after the key.
    pub quotes: Vec<Range<usize>>,
    /// What is left.
    pub suffix: String,
}

/// Something found in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanItem {
    /// `[@a; @b]`, or `[claim][@a]`.
    Group {
        /// All that is replaced by markers.
        range: Range<usize>,
        /// The citations.
        items: Vec<CitationItem>,
        /// The claim's words and, one byte wider at each side, its brackets.
        claim: Option<Range<usize>>,
    },
    /// `@a` or `@a [p. 3]` as a part of the sentence.
    Narrative {
        /// All that is replaced by the author's name and the markers.
        range: Range<usize>,
        /// The first names the author; more may follow in the brackets.
        items: Vec<CitationItem>,
    },
    /// `[[target]]` or `[[target|label]]`.
    Wikilink(wikilink::WikilinkMatch),
    /// It begins like a citation, and is none.
    Malformed {
        /// Which rule it breaks.
        rule: &'static Rule,
        /// The words at fault.
        range: Range<usize>,
        /// What is wrong.
        message: &'static str,
        /// What to do.
        help: &'static str,
    },
}

impl ScanItem {
    /// All that it covers.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Group { range, .. }
            | Self::Narrative { range, .. }
            | Self::Wikilink(wikilink::WikilinkMatch { range, .. })
            | Self::Malformed { range, .. } => range.clone(),
        }
    }
}

/// After so many faults the rest of a paragraph is not looked at: each costs a look to its end.
const MOST_FAULTS: usize = 4;

/// Whether plain words cite, or try to.
pub fn is_in(words: &str) -> bool {
    words.contains('@') && scan(words, words).iter().any(|found| !matches!(found, ScanItem::Wikilink { .. }))
}

/// As [`is_in`], where a name such as `@ann` alone may be what someone is called elsewhere.
pub fn is_in_title(words: &str) -> bool {
    words.contains('@')
        && scan(words, words).iter().any(|found| match found {
            ScanItem::Wikilink { .. } => false,
            ScanItem::Narrative { items, .. } => {
                items.iter().any(|item| !item.quotes.is_empty() || item.locator.is_some())
            }
            _ => true,
        })
}

/// All citations and wikilinks of a paragraph, in order. `text` is what `scanned` is without masks.
pub fn scan(scanned: &str, text: &str) -> Vec<ScanItem> {
    debug_assert_eq!(scanned.len(), text.len());
    let scan = Scan { s: scanned, text };
    let mut found = Vec::new();
    let mut faults = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'@', b'[', &scanned.as_bytes()[at..]) {
        let i = at + next;
        at = i + 1;
        let hit = match scanned.as_bytes()[i] {
            b'[' => wikilink::at(scanned, text, i).map(ScanItem::Wikilink).or_else(|| scan.group(i)),
            _ => scan.narrative(i),
        };
        if let Some(hit) = hit {
            if matches!(hit, ScanItem::Malformed { .. }) {
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

/// A whole line, or the inside of brackets, that begins with `@key`: what stands under an attributed
/// block quote. `range` starts at the `@`.
pub fn attribution(scanned: &str, text: &str, range: Range<usize>) -> Option<CitationItem> {
    let scan = Scan { s: scanned, text };
    let range = scan.trim(range);
    // Words have one source; a second one would be passed over.
    let one = |item: &CitationItem| !item.suffix.contains(['@', ';']);
    let (all, mut items) = match scan.char_at(range.start)? {
        // `— [@key]`, and what stands behind it.
        '[' => match scan.group(range.start)? {
            ScanItem::Group { range, items, .. } => (range, items),
            _ => return None,
        },
        // `— @key [¶ 7]`, as in a sentence, and what stands behind it.
        '@' => match scan.narrative(range.start)? {
            ScanItem::Narrative { range: all, items } if all.end > items.first()?.key_range.end => {
                (all, items)
            }
            _ => return scan.item(range).ok().filter(one),
        },
        _ => return scan.item(range).ok().filter(one),
    };
    let mut item = items.pop().filter(|_| items.is_empty())?;
    if all.end < range.end {
        scan.rest(all.end..range.end, &mut item, LocatorContext::Outside).ok()?;
    }
    Some(item).filter(one)
}

/// Gives each group directly behind `]` the bracketed words before it as its claim.
fn attach_claims(scanned: &str, found: &mut [ScanItem]) {
    let bytes = scanned.as_bytes();
    let wanted = |found: &ScanItem| match found {
        ScanItem::Group { range, .. } => range.start > 0 && bytes[range.start - 1] == b']',
        _ => false,
    };
    if !found.iter().any(wanted) {
        return;
    }
    // Where the brackets outside of citations open, by where they close: in one pass.
    let mut opened = Vec::new();
    let mut opens = std::collections::HashMap::new();
    let mut i = 0;
    let mut inner = found.iter().map(ScanItem::range).peekable();
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
        if let ScanItem::Group { range, claim, .. } = &mut found[i]
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

/// Where places are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LocatorContext {
    /// Right behind a key.
    Key,
    /// Behind the words of a quotation.
    Behind,
    /// Behind the brackets of a citation.
    Outside,
    /// There, behind the words of a quotation.
    OutsideBehind,
}

impl LocatorContext {
    fn behind(self) -> Self {
        match self {
            Self::Key | Self::Behind => Self::Behind,
            Self::Outside | Self::OutsideBehind => Self::OutsideBehind,
        }
    }
}

/// How long a key in braces is at most, in bytes.
const LONGEST_KEY: usize = 300;

/// Why what begins like a citation is none.
struct CitationError {
    rule: &'static Rule,
    range: Range<usize>,
    message: &'static str,
    help: &'static str,
}

fn malformed(fault: &CitationError, at: usize, end: usize) -> ScanItem {
    // At least past the `@`, so that the same place is not looked at twice. What is no citation for want of an
    // end begins at its key.
    let start = match fault.rule == &rule::UNREAD_QUOTATION {
        true => fault.range.start,
        false => fault.range.start.min(at),
    };
    let range = start..fault.range.end.max(at + 1).min(end);
    ScanItem::Malformed { rule: fault.rule, range, message: fault.message, help: fault.help }
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
    fn group(&self, open: usize) -> Option<ScanItem> {
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
        Some(ScanItem::Group { range: open..end, items, claim: None })
    }

    /// `@key`, `-@key` or `@key [p. 3]` in running text, at the `@`.
    fn narrative(&self, at: usize) -> Option<ScanItem> {
        let (key, key_end) = self.key_at(at)?;
        let suppress_author = self.char_before(at) == Some('-')
            && self.char_before(at - 1).is_none_or(|c| c.is_whitespace() || "([—–".contains(c));
        let start = if suppress_author { at - 1 } else { at };
        let mut first = CitationItem::of_key(key, at..key_end);
        first.range.start = start;
        first.suppress_author = suppress_author;
        first.longer = self.longer(at, key_end);
        let open = match self.char_at(key_end) {
            Some('[') => Some(key_end),
            Some(' ' | '\n') if self.char_at(key_end + 1) == Some('[') => Some(key_end + 1),
            _ => None,
        };
        let Some(open) = open.filter(|&open| !self.s[open + 1..].starts_with(['[', '@', '^'])) else {
            return Some(ScanItem::Narrative { range: start..key_end, items: vec![first] });
        };
        let parts = match self.parts(open + 1) {
            Ok(parts) => parts,
            Err(fault) => return Some(malformed(&fault, at, self.s.len())),
        };
        let end = parts.last().map_or(open + 1, |part| part.end) + 1;
        let mut parts = parts.into_iter();
        let Some(rest) = parts.next() else {
            return Some(ScanItem::Narrative { range: start..key_end, items: vec![first] });
        };
        first.range.end = rest.end;
        if let Err(fault) = self.rest(rest, &mut first, LocatorContext::Key) {
            return Some(malformed(&fault, at, self.s.len()));
        }
        let mut items = vec![first];
        for part in parts {
            match self.item(part) {
                Ok(item) => items.push(item),
                Err(fault) => return Some(malformed(&fault, at, self.s.len())),
            }
        }
        Some(ScanItem::Narrative { range: start..end, items })
    }

    /// A key at `@`, and where it ends. None where `@` is part of an e-mail address or a URL.
    fn key_at(&self, at: usize) -> Option<(String, usize)> {
        // Where no spaces part words, a letter before it is no part of an address.
        if self
            .char_before(at)
            .is_some_and(|c| (c.is_alphanumeric() && !is_unspaced(c)) || "_@/.+=\\".contains(c))
        {
            return None;
        }
        let rest = &self.s[at + 1..];
        if let Some(braced) = rest.strip_prefix('{') {
            let most = (0..=LONGEST_KEY.min(braced.len())).rev().find(|&at| braced.is_char_boundary(at))?;
            let len = braced[..most].find(['}', '\n', '[', ']'])?;
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
    fn parts(&self, start: usize) -> Result<Vec<Range<usize>>, CitationError> {
        let mut parts = Vec::new();
        let (mut part_start, mut depth, mut i) = (start, 0usize, start);
        let mut marks = MarkReader::masked(self.s, self.text).with_titles();
        while let Some(c) = self.text[i..].chars().next() {
            // What is masked is no bracket, and may be a mark.
            match self.s.as_bytes()[i] {
                b'[' => depth += 1,
                b']' if depth == 0 => {
                    parts.push(part_start..i);
                    return Ok(parts);
                }
                b']' => depth -= 1,
                b';' if depth == 0 => {
                    parts.push(part_start..i);
                    part_start = i + 1;
                }
                _ => match marks.at(i) {
                    None => {}
                    Some(Mark::Quoted(quoted)) if self.s[quoted.inner.clone()].contains("[@") => {
                        return Err(quote::unclosed(i..quoted.inner.start));
                    }
                    Some(Mark::Quoted(quoted)) => {
                        i = quoted.end;
                        continue;
                    }
                    Some(Mark::LeftOver(range)) => return Err(quote::left_over(self.text, range)),
                },
            }
            i += c.len_utf8();
        }
        Err(CitationError {
            rule: &rule::MALFORMED_CITATION,
            range: start.saturating_sub(1)..start,
            message: "this citation has no closing bracket",
            help: "close it with `]` in the same paragraph; in a table, write `\\|` for a bar; for a plain `@`, write `\\@`",
        })
    }

    /// `prefix @key rest`.
    fn item(&self, range: Range<usize>) -> Result<CitationItem, CitationError> {
        let mut i = range.start;
        let mut marks = MarkReader::masked(self.s, self.text).with_titles();
        let (at, key, key_end) = loop {
            let Some(c) = self.text.get(i..range.end).and_then(|rest| rest.chars().next()) else {
                return Err(CitationError {
                    rule: &rule::MALFORMED_CITATION,
                    range: self.trim(range),
                    message: "this part of the citation names no source",
                    help: "begin each part between semicolons with a key; put more words of one source after a comma: `[@key, \"words\", \"more words\"]`",
                });
            };
            if let Some(Mark::Quoted(quoted)) = marks.at(i) {
                i = quoted.end;
                continue;
            }
            if self.s.as_bytes()[i] == b'@'
                && let Some((key, end)) = self.key_at(i)
                && end <= range.end
            {
                break (i, key, end);
            }
            i += c.len_utf8();
        };
        let mut item = CitationItem::of_key(key, at..key_end);
        item.range = self.trim(range.clone());
        item.suppress_author = self.char_before(at) == Some('-') && at > range.start;
        item.longer = self.longer(at, key_end);
        let before = self.read(range.start..at - usize::from(item.suppress_author))?;
        before.check(self.text, &[])?;
        item.prefix = before.words(self.text, &[]);
        item.quotes = before.inner();
        self.rest(key_end..range.end, &mut item, LocatorContext::Key)?;
        if !item.names_paragraphs()
            && let Some(sign) = before.sign_of_place(self.text, &[])
        {
            return Err(locator::no_number(sign));
        }
        Ok(item)
    }

    /// What follows a key: locators, quotations, and other words. It is added to what the citation has.
    fn rest(
        &self,
        range: Range<usize>,
        item: &mut CitationItem,
        at: LocatorContext,
    ) -> Result<(), CitationError> {
        let mut locators: Vec<(Locator, Range<usize>)> = Vec::new();
        self.locators(range.start, range.end, at, &mut locators);
        let start = locators.last().map_or(range.start, |(_, range)| range.end);
        let found = self.read(start..range.end)?;
        // A place may be named behind the words too: `"words", p. 3`.
        for quoted in &found.quotes {
            self.locators(quoted.end, range.end, at.behind(), &mut locators);
        }
        let places: Vec<Range<usize>> = locators.iter().map(|(_, range)| range.clone()).collect();
        found.check(self.text, &places)?;
        self.check_places(&locators)?;
        let words = found.words(self.text, &places);
        if !item.suffix.is_empty() && !words.is_empty() {
            item.suffix.push_str(" … ");
        }
        item.suffix.push_str(&words);
        item.quotes.extend(found.inner());
        item.locate(locators.into_iter().map(|(locator, _)| locator));
        match found.sign_of_place(self.text, &places).filter(|_| !item.names_paragraphs()) {
            Some(sign) => Err(locator::no_number(sign)),
            None => Ok(()),
        }
    }

    /// The locators at `start`, one after the other, with their places. Only the first behind a key may be a
    /// number without a word; behind a quotation nothing but another or the end may follow.
    fn locators(
        &self,
        start: usize,
        end: usize,
        at: LocatorContext,
        found: &mut Vec<(Locator, Range<usize>)>,
    ) {
        let outside = matches!(at, LocatorContext::Outside | LocatorContext::OutsideBehind);
        let blank = |c: char| c.is_whitespace() || c == ',' || (outside && "(:.".contains(c));
        let mut i = start;
        let before = found.len();
        while let Some(rest) = self.text.get(i..end) {
            let lead = rest.len() - rest.trim_start_matches(blank).len();
            // `¶ 2 and ¶ 5`: the word between them stays with the first.
            let joint = if found.len() > before { locator::joint(&rest[lead..]) } else { 0 };
            let word = rest[lead..lead + joint].trim_end();
            let lead = lead + joint;
            let bare = at == LocatorContext::Key && found.is_empty();
            let Some((locator, len)) = locator::read(&rest[lead..], bare) else { break };
            if let Some((last, _)) = found.last_mut().filter(|_| joint > 0) {
                last.value.push(' ');
                last.value.push_str(word);
            }
            found.push((locator, i + lead..i + lead + len));
            i += lead + len;
        }
        if matches!(at, LocatorContext::Behind | LocatorContext::OutsideBehind) && found.len() > before {
            let rest =
                self.text[i..end].trim_start_matches(|c: char| blank(c) || c == '.' || outside && c == ')');
            let ends = rest.is_empty()
                || matches!(
                    MarkReader::masked(&self.s[i..], &self.text[i..]).with_titles().at(end - rest.len() - i),
                    Some(Mark::Quoted(_))
                );
            if !ends {
                found.truncate(before);
            }
        }
    }

    /// Whether each of the locators says what a reader can look up.
    fn check_places(&self, locators: &[(Locator, Range<usize>)]) -> Result<(), CitationError> {
        for (locator, range) in locators {
            if let Some(fault) = locator.fault(range.clone(), &self.text[range.end..]) {
                return Err(fault);
            }
        }
        Ok(())
    }

    /// The key at `at` with all that follows it up to a space: it may be the key that is meant.
    fn longer(&self, at: usize, key_end: usize) -> Option<String> {
        const LONGEST: usize = 120;
        if self.s.as_bytes()[at + 1] == b'{' {
            return None;
        }
        let rest = &self.text[key_end..];
        let stops = |c: char| c.is_whitespace() || c == MASK || "[]{};@\"“”„«»".contains(c);
        let len = rest.find(stops).unwrap_or(rest.len()).min(LONGEST);
        let len = (0..=len).rev().find(|&len| rest.is_char_boundary(len))?;
        rest[..len].contains(char::is_alphanumeric).then(|| self.text[at + 1..key_end + len].to_owned())
    }
}

impl CitationItem {
    /// Whether its place is one or more of the source’s paragraphs.
    fn names_paragraphs(&self) -> bool {
        self.locator.as_ref().is_some_and(|locator| locator.label == Label::Paragraph)
    }

    /// Adds places to those that are named already.
    fn locate(&mut self, more: impl Iterator<Item = Locator>) {
        Locator::add(&mut self.locator, &mut self.further, more);
    }

    /// A citation of which only the key is known.
    fn of_key(key: String, range: Range<usize>) -> Self {
        Self {
            range: range.clone(),
            key,
            key_range: range,
            suppress_author: false,
            prefix: String::new(),
            longer: None,
            locator: None,
            further: Vec::new(),
            quotes: Vec::new(),
            suffix: String::new(),
        }
    }
}

#[cfg(test)]
mod tests;
