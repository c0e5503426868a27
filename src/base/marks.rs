//! Quotation marks: which there are, in all languages, and what one does where it stands.
//!
//! This is the one list of them. A mark is read from left to right ([`MarkReader::at`]): it opens a quotation that
//! some other mark closes, or it is *left over*, or it is none, because the same sign is an apostrophe, a foot
//! or an inch there. Signs that are never anything but a mark are never passed over: what does not pair is left
//! over, and whoever reads must say so.
//!
//! Single signs are the hard ones: `’` closes a quotation in English, opens one in Swedish, and is an apostrophe
//! in both. One opens a quotation only at the beginning of a word, and only where a fellow closes one behind a
//! word. Without a fellow it is left over, unless the word is one that is written so: `’tis`, `’90s`, `‘Abd`.

mod kinds;

use std::ops::Range;

use crate::base::bytes::has;
use kinds::{AYN, CLOSERS, ELIDED, KINDS, MarkPair, Nature, TITLE_CLOSERS, TITLES};

/// A quotation in a text, by its offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedRange {
    /// Where the mark stands that opens it.
    pub start: usize,
    /// What stands between the marks.
    pub inner: Range<usize>,
    /// Behind the mark that closes it.
    pub end: usize,
    /// Whether its marks say nothing of direction, as `"` and `'`: one within it would end it.
    pub straight: bool,
}

/// What a mark does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It opens a quotation.
    Quoted(QuotedRange),
    /// It has no fellow; the range is its own.
    LeftOver(Range<usize>),
}

/// How far the fellow of a mark is looked for that may well be an apostrophe, in bytes: the look may be for
/// nothing.
const LONGEST_ELIDED: usize = 400;

/// After so many marks without a fellow no more fellows are looked for: each look may go to the end.
const MOST_MISSES: usize = 8;

/// After so many quotations that no mark closes by right, any mark that can closes one.
const MOST_LAX: usize = 64;

/// Whether a character is, or can begin, a quotation mark.
#[inline]
pub fn is_mark(c: char) -> bool {
    match c {
        '"' | '\'' | '`' | ',' | '<' | '>' => true,
        c if c < '\u{ab}' => false,
        '«' | '»' | '´' | '׳' | '״' => true,
        '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}' | '\u{2035}' | '\u{2036}' | '‹' | '›' => true,
        '\u{275b}'..='\u{2760}' | '❮' | '❯' | '⹂' => true,
        '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '\u{fe41}'..='\u{fe44}' => true,
        '＂' | '＇' | '｀' | '｢' | '｣' | '\u{1f676}'..='\u{1f678}' => true,
        '˝' | 'ˮ' | 'ʺ' | '˵' | '˶' | '‴' | '‷' | '⟪' | '⟫' => true,
        '\u{3008}'..='\u{300b}' | '≪' | '≫' | '＜' | '＞' => true,
        _ => false,
    }
}

/// Whether no mark begins with the byte: most of a text is passed over by this alone.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'"' | b'\'' | b'`' | b',' | b'<' | b'>')
}

/// Whether a text may have a mark that is neither a comma nor an apostrophe. No is sure, and quick.
pub fn may_mark(text: &str) -> bool {
    has(text.as_bytes(), |byte| !byte.is_ascii() || matches!(byte, b'"' | b'`' | b'<' | b'>'))
}

/// Whether a mark that opens is one of those that may be an apostrophe.
pub fn is_single(open: &str) -> bool {
    KINDS.iter().any(|kind| kind.open == open && kind.nature == Nature::Single)
}

/// Whether `close` can close what `open` opens, wherever they stand.
pub fn is_pair(open: &str, close: &str) -> bool {
    KINDS
        .iter()
        .find(|kind| kind.open == open)
        .is_some_and(|kind| kind.close.contains(&close) || kind.lax.contains(&close))
}

/// What stands within the marks, if a text is one quotation from its first sign to its last.
pub fn within(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let at = MarkReader::of(text).at(start)?;
    match at {
        Mark::Quoted(quoted) if quoted.end == end => Some(quoted.inner),
        _ => None,
    }
}

/// Reads the marks of a text.
pub struct MarkReader<'a> {
    text: &'a str,
    /// The text, in which signs that are written as something else (`\"`, `&quot;`) are masked.
    scanned: &'a str,
    /// How many looks for a fellow were for nothing.
    misses: usize,
    /// How many looks for a mark that closes by right were.
    lax: usize,
    /// Whether the marks of titles count.
    titles: bool,
}

impl<'a> MarkReader<'a> {
    /// Of a text as it stands.
    pub fn of(text: &'a str) -> Self {
        Self { text, scanned: text, misses: 0, lax: 0, titles: false }
    }

    /// Of a text that is as long as `scanned`, in which what is escaped is masked. A straight mark that is
    /// escaped and one that is not are no pair.
    pub fn masked(scanned: &'a str, text: &'a str) -> Self {
        debug_assert_eq!(scanned.len(), text.len());
        Self { text, scanned, misses: 0, lax: 0, titles: false }
    }

    /// Counts the marks of titles too, `《…》` and their like: in a citation they mark its words.
    pub fn with_titles(mut self) -> Self {
        self.titles = true;
        self
    }

    /// All marks of a range, in order: what stands in a quotation is not looked into.
    pub fn all(&mut self, range: Range<usize>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let ahead = self.text.as_bytes().get(at..range.end).unwrap_or_default();
            at += ahead.iter().position(|&byte| !is_plain(byte)).unwrap_or(ahead.len());
            if at >= range.end {
                break;
            }
            let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
                at += 1;
                continue;
            };
            let mark = self.at(at);
            at = match &mark {
                Some(Mark::Quoted(quoted)) => quoted.end,
                Some(Mark::LeftOver(range)) => range.end,
                None => at + c.len_utf8(),
            };
            marks.extend(mark);
        }
        marks
    }

    /// What the sign at an offset does, outside of any quotation. `None` if it is no mark.
    pub fn at(&mut self, at: usize) -> Option<Mark> {
        let rest = self.text.get(at..)?;
        // One comma is none.
        if !rest.chars().next().is_some_and(is_mark) || rest.starts_with(',') && !rest.starts_with(",,") {
            return None;
        }
        let before = self.before(at);
        let kinds = KINDS.iter().chain(if self.titles { TITLES } else { &[] });
        let Some(kind) = kinds.into_iter().find(|kind| rest.starts_with(kind.open)) else {
            let closers = CLOSERS.iter().chain(if self.titles { TITLE_CLOSERS } else { &[] });
            let close = closers.into_iter().find(|close| rest.starts_with(**close))?;
            let after = rest[close.len()..].chars().next();
            let arrow = *close == ">>" && !before.is_some_and(char::is_alphanumeric);
            let alone = before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace);
            return (!arrow && !alone).then(|| Mark::LeftOver(at..at + close.len()));
        };
        let start = at + kind.open.len();
        let after = self.text[start..].chars().next();
        let leads = before.is_none_or(|c| c.is_whitespace() || leads(c));
        let goes = after.is_some_and(begins);
        let left = Mark::LeftOver(at..start);
        match kind.nature {
            Nature::Opens => Some(self.double(kind, at).unwrap_or(left)),
            Nature::Turns => {
                let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
                match leads && goes {
                    true if kind.open == "‚" => {
                        let close = (self.misses < MOST_MISSES)
                            .then(|| self.single_fellow(kind, at, usize::MAX))
                            .flatten();
                        self.misses += usize::from(close.is_none());
                        Some(close.map_or(left, |close| quoted(kind, at, close)))
                    }
                    true => Some(self.double(kind, at).unwrap_or(left)),
                    // `Home › News`
                    false if matches!(kind.open, "»" | "›") && spaced(before) && spaced(after) => None,
                    false
                        if kind.open == "”"
                            && (self.is_measure(at, after) || is_gershayim(before, after)) =>
                    {
                        None
                    }
                    false => Some(left),
                }
            }
            Nature::Prime => {
                if is_gershayim(before, after) {
                    return self.is_after_prefix(at, start).then(|| self.double(kind, at)).flatten();
                }
                if self.is_measure(at, after) {
                    return None;
                }
                let opens = kind.open == "\"" || (leads && goes);
                match opens.then(|| self.double(kind, at)).flatten() {
                    Some(mark) => Some(mark),
                    None if matches!(kind.open, "″" | "‶" | "ˮ" | "ʺ" | "‷") && !leads => None,
                    None => Some(left),
                }
            }
            Nature::Typed => match kind.open {
                "''" | "’’" if self.is_measure(at, after) => None,
                "''" | "’’" | "‘‘" => {
                    Some((leads && goes).then(|| self.double(kind, at)).flatten().unwrap_or(left))
                }
                _ => {
                    let word = after.is_some_and(char::is_alphanumeric);
                    let opens = match kind.open {
                        ",," => before.is_none_or(|c| c.is_whitespace() || "([{—–/".contains(c)) && word,
                        _ => after.is_some_and(|c| !c.is_whitespace() || kind.open == "<<"),
                    };
                    match opens.then(|| self.double(kind, at)).flatten() {
                        Some(mark) => Some(mark),
                        None => (opens && word).then_some(left),
                    }
                }
            },
            Nature::Single => self.single(kind, at, before, after, leads && goes),
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// `6"`, `5'9"`: not more than three digits, and no letter behind.
    fn is_measure(&self, at: usize, after: Option<char>) -> bool {
        let head = &self.text.as_bytes()[..at];
        let digits = head.iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let fraction = self.before(at).is_some_and(|c| "¼½¾⅓⅔⅛⅜⅝⅞".contains(c));
        ((1..=3).contains(&digits) || fraction) && !after.is_some_and(char::is_alphanumeric)
    }

    /// ה"נהר": whether only letters stand before the mark that Hebrew writes together with the word that
    /// follows, and a word behind it that is no end of an abbreviation.
    fn is_after_prefix(&self, at: usize, start: usize) -> bool {
        let before = self.text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).take(4);
        let (mut letters, mut prefix) = (0, true);
        for c in before {
            letters += 1;
            prefix &= "הובלכמש".contains(c);
        }
        let word = self.text[start..].chars().take(2).all(char::is_alphabetic);
        prefix && letters <= 3 && word
    }

    /// Whether the sign at an offset is written as something else.
    fn escaped(&self, at: usize) -> bool {
        self.scanned.as_bytes().get(at) != self.text.as_bytes().get(at)
    }

    /// The quotation that a double mark opens.
    fn double(&mut self, kind: &MarkPair, at: usize) -> Option<Mark> {
        if self.misses >= MOST_MISSES {
            return None;
        }
        let start = at + kind.open.len();
        let by_right = (self.lax < MOST_LAX).then(|| self.fellow(kind, at, kind.close)).flatten();
        if by_right.is_none() {
            self.lax += 1;
        }
        let close = by_right.or_else(|| {
            let rest = &self.text[start..];
            let ends = rest.char_indices().find_map(|(i, _)| {
                let mut closing = kind.close.iter().chain(kind.lax);
                closing.find(|close| rest[i..].starts_with(**close)).map(|close| (i, close.len()))
            });
            ends.map(|(i, len)| start + i..start + i + len)
        });
        match close {
            Some(close) => Some(quoted(kind, at, close)),
            None => {
                self.misses += 1;
                None
            }
        }
    }

    /// The mark of `close` that closes what opens at `at`, past pairs within.
    fn fellow(&self, kind: &MarkPair, at: usize, close: &[&str]) -> Option<Range<usize>> {
        let start = at + kind.open.len();
        let straight = is_straight(kind.open);
        let directed = !close.contains(&kind.open) || matches!(kind.nature, Nature::Turns);
        let mut depth = 0usize;
        let mut i = start;
        while let Some(c) = self.text[i..].chars().next() {
            let next = i + c.len_utf8();
            if !is_mark(c) {
                i = next;
                continue;
            }
            let rest = &self.text[i..];
            if let Some(mark) = close.iter().find(|mark| rest.starts_with(**mark)) {
                let end = i + mark.len();
                let within_word = is_gershayim(self.before(i), self.text[end..].chars().next());
                if within_word || (straight && self.escaped(i) != self.escaped(at)) {
                    i = end;
                    continue;
                }
                // A mark that closes here and opens elsewhere: `„a “b” c“`, `»a »b« c«`.
                let opens = directed
                    && KINDS.iter().any(|other| other.open == *mark)
                    && self.before(i).is_some_and(|c| c.is_whitespace() || "([{".contains(c))
                    && self.text[end..].chars().next().is_some_and(begins);
                match depth {
                    _ if opens && mark.len() > 1 => depth += 1,
                    0 => return Some(i..end),
                    _ => depth -= 1,
                }
                i = end;
            } else if rest.starts_with(kind.open) {
                depth += 1;
                i += kind.open.len();
            } else {
                i = next;
            }
        }
        None
    }

    fn single(
        &mut self,
        kind: &MarkPair,
        at: usize,
        before: Option<char>,
        after: Option<char>,
        opens: bool,
    ) -> Option<Mark> {
        let start = at + kind.open.len();
        if !opens {
            let word = after.is_some_and(char::is_alphanumeric);
            let stop = before.is_some_and(|c| ".!?…。！？".contains(c)) && !word;
            // `falls‘` is German for the end of a quotation, `Hawai‘i` is a word.
            let closes = kind.open == "‘" && before.is_some_and(char::is_alphanumeric) && !word;
            let measured = self.is_measure(at, after);
            return ((stop || closes) && !measured).then_some(Mark::LeftOver(at..start));
        }
        let rest = &self.text[start..];
        // rock ’n’ roll
        if ["n", "N"]
            .iter()
            .any(|n| rest.strip_prefix(*n).is_some_and(|rest| rest.starts_with(['\'', '’', '‘', '`', '´'])))
        {
            return None;
        }
        let elided = is_elided(rest);
        if self.misses >= MOST_MISSES && !elided {
            return Some(Mark::LeftOver(at..start));
        }
        match self.single_fellow(kind, at, if elided { LONGEST_ELIDED } else { usize::MAX }) {
            Some(close) => {
                // ’tis the boys’ view
                let rest = &self.text[close.end..];
                let goes_on = rest.starts_with(char::is_whitespace)
                    && rest.trim_start().starts_with(char::is_alphanumeric);
                (!(elided && goes_on)).then(|| quoted(kind, at, close))
            }
            None if elided => None,
            None => {
                self.misses += 1;
                Some(Mark::LeftOver(at..start))
            }
        }
    }

    /// The mark that closes what a single one opens: behind a word, and before the bracket that closes around
    /// all of it.
    fn single_fellow(&self, kind: &MarkPair, at: usize, most: usize) -> Option<Range<usize>> {
        let start = at + kind.open.len();
        let mut brackets = 0usize;
        let mut depth = 0usize;
        // `the boys’ river`: it may close, and it may be an apostrophe.
        let mut perhaps: Option<Range<usize>> = None;
        let mut i = start;
        while let Some(c) = self.text[i..].chars().next().filter(|_| i - start < most) {
            let here = i;
            let next = i + c.len_utf8();
            i = next;
            match self.scanned.as_bytes()[here] {
                b'[' => brackets += 1,
                b']' if brackets == 0 => break,
                b']' => brackets -= 1,
                _ => {}
            }
            if !is_mark(c) {
                continue;
            }
            let rest = &self.text[here..];
            let closes = |marks: &[&'static str]| marks.iter().find(|mark| rest.starts_with(**mark)).copied();
            let Some(mark) = closes(kind.close).or_else(|| closes(kind.lax)).or_else(|| closes(&[kind.open]))
            else {
                if perhaps.is_some() && !matches!(c, ',' | '<' | '>') {
                    break; // another quotation
                }
                continue;
            };
            let end = here + mark.len();
            i = end;
            let word_before = self.before(here).is_some_and(|c| !c.is_whitespace());
            let after = self.text[end..].chars().next();
            if !word_before || self.before(here).is_some_and(|c| "([{—".contains(c)) {
                if after.is_some_and(begins) {
                    if perhaps.is_some() {
                        break;
                    }
                    if kind.open == mark && !kind.close.contains(&mark) {
                        depth += 1;
                    }
                }
                continue;
            }
            let is_closing = kind.close.contains(&mark) || kind.lax.contains(&mark);
            let straight = is_straight(kind.open) && is_straight(mark);
            if !is_closing
                || after.is_some_and(char::is_alphanumeric)
                || (straight && self.escaped(here) != self.escaped(at))
            {
                continue;
            }
            if depth > 0 {
                depth -= 1;
                continue;
            }
            let rest = &self.text[end..];
            let goes_on =
                rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_alphanumeric);
            let possessive = self.before(here).is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
            match &perhaps {
                None if possessive && goes_on => perhaps = Some(here..end),
                None => return Some(here..end),
                Some(_) if goes_on => {}
                Some(_) => return Some(here..end),
            }
        }
        perhaps
    }
}

fn quoted(kind: &MarkPair, at: usize, close: Range<usize>) -> Mark {
    Mark::Quoted(QuotedRange {
        start: at,
        inner: at + kind.open.len()..close.start,
        end: close.end,
        straight: is_straight(kind.open),
    })
}

/// Whether a mark looks the same at both ends.
fn is_straight(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "''" | "＂" | "＇" | "״" | "″" | "׳" | "′" | "´" | "˝" | "ˮ" | "ʺ")
}

/// Whether a quotation may begin right behind the character.
fn leads(c: char) -> bool {
    ",;:([{—–-/=|&+*".contains(c) || (is_mark(c) && !matches!(c, '<' | '>' | ','))
}

/// Whether a quotation may begin with the character.
fn begins(c: char) -> bool {
    !c.is_whitespace() && !",;:!?)]}".contains(c)
}

/// צה״ל: between the last two letters of a Hebrew abbreviation.
fn is_gershayim(before: Option<char>, after: Option<char>) -> bool {
    let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5f2}').contains(&c));
    hebrew(before) && hebrew(after)
}

/// Whether the words begin with one that is written with an apostrophe before it.
fn is_elided(rest: &str) -> bool {
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..len];
    let digits = word.trim_end_matches(['s', 'e', 'r']);
    if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let short = word.chars().count() <= 2 && word.chars().all(char::is_alphabetic);
    (short && word.chars().next().is_some_and(char::is_lowercase))
        || ELIDED.iter().any(|known| word.eq_ignore_ascii_case(known))
        || AYN.iter().any(|name| word.starts_with(name))
}

#[cfg(test)]
mod tests;
