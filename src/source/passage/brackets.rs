//! What of a quotation is of the source, and what is its editor's: elisions and brackets.
//!
//! - `…`, `[…]` and `(…)` leave words out.
//! - `[t]he` at a word's beginning stands for that letter in the other case, and for nothing else: `The`.
//! - `agree[d]` at a word's end stands for another ending of the word: of `agree` or `agrees`. Both
//!   endings are of those that inflect a word ([`ENDINGS`]), or there is none in the source.
//! - `people[3]` stands for a mark of a note that the source has there.
//! - Other brackets that touch a letter or a figure can be read in several ways, so they stand for
//!   nothing: `[im]possible`, `harm[ful]`, `1[9]90`.
//! - `[its]` between words is the editor's own.

use std::ops::Range;

use memchr::memchr2;
use unicode_normalization::char::is_combining_mark;

use crate::source::fold::is_mark;
use crate::source::text::is_unspaced;

/// Words that stand in the source as they stand in the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuotePart {
    /// In the folded quotation.
    pub(crate) range: Range<usize>,
    /// How it ends.
    pub(super) end: End,
    /// Whether a bracket at it can be read in several ways.
    pub(crate) unclear: bool,
}

impl QuotePart {
    /// Whether nothing but its words decides where it stands.
    pub(super) fn is_plain(&self) -> bool {
        self.end == End::Word && !self.unclear
    }
}

/// How a part of a quotation ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At a whole word.
    Word,
    /// With the stem of a word, whose ending is the editor's.
    Stem,
    /// At a mark of a note that reads so.
    Note(String),
}

/// What stands between two parts of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartGap {
    /// Words of the source are left out.
    Elision,
    /// The editor's own words stand for some of the source, or for none.
    Editor,
    /// Nothing but the ending of a word, or a mark of a note; and whether a space follows.
    Word {
        /// Whether a space follows.
        space: bool,
    },
}

/// Endings that inflect a word and make no other of it: of English, German, French, Spanish, Russian.
const ENDINGS: &[&str] = &[
    "s", "es", "d", "ed", "ing", "'s", "s'", "'", "n", "en", "e", "er", "em", "st", "t", "te", "ten", "nt",
    "ent", "ons", "ez", "é", "és", "ée", "ées", "r", "a", "as", "o", "os", "an", "on", "а", "я", "о", "е",
    "ы", "и", "у", "ю", "ой", "ей", "ом", "ем", "ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ый", "ий",
    "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ых", "их", "ую", "юю", "л",
    "ла", "ло", "ли", "ет", "ит", "ют", "ут", "ят", "ат", "ть",
];

/// How many letters the stem of a word has at least whose ending is replaced.
const SHORTEST_STEM: usize = 3;

/// Whether these letters are an ending that may be replaced.
pub(super) fn is_ending(letters: &str) -> bool {
    ENDINGS.contains(&letters)
}

/// The ending that a source has where a stem ends; nothing if the word goes on otherwise.
pub(super) fn ending_after<'a>(folded: &'a str, stem: &Range<usize>) -> Option<&'a str> {
    let after = &folded[stem.end..];
    let rest = &after[..after.find(|c: char| !is_letter(c) && c != '\'').unwrap_or(after.len())];
    let letters = folded[stem.clone()].chars().rev().take_while(|&c| is_letter(c)).count();
    (rest.is_empty() || (letters >= SHORTEST_STEM && is_ending(rest))).then_some(rest)
}

/// What the letter in a bracket stands for, as in `[t]he`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// The letter in the other case: the source has `The`.
    OtherCase,
    /// The very letter, where an author has marked a change that is none: the source has `the`.
    Same,
}

/// A quotation with `[t]he` read as `The`: how it reads then, and what was taken out of it. Nothing if it has
/// no such letter.
pub(super) fn read(quotation: &str, letter: Letter) -> Option<(String, Vec<Range<usize>>)> {
    let mut text = String::new();
    let mut taken = Vec::new();
    let mut done = 0;
    for (open, _) in quotation.match_indices('[') {
        if open < done {
            continue;
        }
        let mut inside = quotation[open + 1..].chars();
        let (Some(written), Some(']')) = (inside.next(), inside.next()) else { continue };
        let begins = !quotation[..open]
            .chars()
            .next_back()
            .is_some_and(|c| is_letter(c) || c.is_numeric() || c == ']');
        let goes_on =
            inside.next().is_some_and(|c| is_letter(c) || is_mark(c) && inside.next().is_some_and(is_letter));
        let Some(other) = other_case(written).filter(|_| begins && goes_on) else { continue };
        let close = open + 1 + written.len_utf8();
        text.push_str(&quotation[done..open]);
        text.push(if letter == Letter::Same { written } else { other });
        taken.extend([open..open + 1, close..close + 1]);
        done = close + 1;
    }
    (done > 0).then(|| {
        text.push_str(&quotation[done..]);
        (text, taken)
    })
}

/// A letter in the other case, if that is one letter as long.
fn other_case(c: char) -> Option<char> {
    let one = |mut chars: Box<dyn Iterator<Item = char>>| chars.next().filter(|_| chars.next().is_none());
    let other =
        if c.is_uppercase() { one(Box::new(c.to_lowercase())) } else { one(Box::new(c.to_uppercase())) };
    other.filter(|&other| other != c && other.len_utf8() == c.len_utf8())
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// A folded quotation as the parts that are of the source, and the gaps between them.
pub(super) fn cut(folded: &str) -> (Vec<QuotePart>, Vec<PartGap>) {
    let mut cutter = Cutter { folded, parts: Vec::new(), gaps: Vec::new(), gap: None, unclear: false };
    let (mut at, mut start) = (0, 0);
    while let Some(found) = memchr2(b'.', b'[', &folded.as_bytes()[at..]) {
        let here = at + found;
        match separator(&folded[here..]) {
            None => at = here + 1,
            Some((inside, len)) => {
                at = here + len;
                let here = match in_round_brackets(folded, here..at).filter(|(open, _)| *open >= start) {
                    Some((open, close)) if inside.is_none() => {
                        at = close;
                        open
                    }
                    _ => here,
                };
                let (end, gap, unclear) = match inside {
                    None => (End::Word, PartGap::Elision, false),
                    Some(inside) => editors(&folded[..here], inside, &folded[at..]),
                };
                cutter.part(start..here, end, unclear);
                cutter.gap(gap, unclear);
                start = at;
            }
        }
    }
    cutter.part(start..folded.len(), End::Word, false);
    (cutter.parts, cutter.gaps)
}

/// Where the round brackets around dots open, and where they end: many write `(…)` for `[…]`.
fn in_round_brackets(folded: &str, dots: Range<usize>) -> Option<(usize, usize)> {
    let before = folded[..dots.start].trim_end_matches(' ').strip_suffix(['(', '（'])?;
    let after = folded[dots.end..].trim_start_matches(' ').strip_prefix([')', '）'])?;
    Some((before.len(), folded.len() - after.len()))
}

/// What begins here, if it is no word of the source, and how long it is: an elision, or what stands in an
/// editor's brackets.
fn separator(folded: &str) -> Option<(Option<&str>, usize)> {
    const DOTS: &str = "...";
    // Of four dots the first is a full stop, which is of the source.
    if folded.starts_with(DOTS) && !folded[DOTS.len()..].starts_with('.') {
        return Some((None, DOTS.len()));
    }
    let inside = folded.strip_prefix('[')?;
    let end = memchr2(b'[', b']', inside.as_bytes()).filter(|&end| inside.as_bytes()[end] == b']')?;
    match inside[..end].trim_matches(' ') {
        "" => None,
        DOTS => Some((None, end + 2)),
        words => Some((Some(words), end + 2)),
    }
}

/// What an editor's bracket makes of the words before it, what it stands for, and whether that is unclear.
fn editors(before: &str, inside: &str, after: &str) -> (End, PartGap, bool) {
    let touches = |c: Option<char>| c.is_some_and(|c| (is_letter(c) || c.is_numeric()) && !is_unspaced(c));
    let hangul = |c: Option<char>| c.is_some_and(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let (left, right) = (before.chars().next_back(), after.chars().next());
    if touches(right) {
        return (End::Word, PartGap::Editor, true);
    }
    if !touches(left) || hangul(left) {
        return (End::Word, PartGap::Editor, false);
    }
    let space = PartGap::Word { space: after.starts_with(' ') };
    if inside.chars().all(|c| c.is_numeric() || matches!(c, '*' | '†' | '‡')) {
        return (End::Note(format!("[{inside}]")), space, false);
    }
    let letters = inside.find(|c: char| !is_letter(c) && c != '\'').unwrap_or(inside.len());
    let (ending, more) = inside.split_at(letters);
    if !left.is_some_and(char::is_alphabetic) || !is_ending(ending) {
        return (End::Word, PartGap::Editor, true);
    }
    (End::Stem, if more.is_empty() { space } else { PartGap::Editor }, false)
}

struct Cutter<'a> {
    folded: &'a str,
    parts: Vec<QuotePart>,
    gaps: Vec<PartGap>,
    gap: Option<PartGap>,
    unclear: bool,
}

impl Cutter<'_> {
    fn part(&mut self, range: Range<usize>, end: End, unclear: bool) {
        let raw = &self.folded[range.clone()];
        let words = raw.trim_matches(' ');
        if words.is_empty() {
            return;
        }
        let start = range.start + (raw.len() - raw.trim_start_matches(' ').len());
        if !self.parts.is_empty() {
            self.gaps.push(self.gap.take().unwrap_or(PartGap::Elision));
        }
        let unclear = std::mem::take(&mut self.unclear) || unclear;
        self.parts.push(QuotePart { range: start..start + words.len(), end, unclear });
        self.gap = None;
    }

    fn gap(&mut self, gap: PartGap, unclear: bool) {
        self.gap = Some(match (self.gap, gap) {
            (None, gap) => gap,
            (Some(PartGap::Elision), _) | (_, PartGap::Elision) => PartGap::Elision,
            _ => PartGap::Editor,
        });
        self.unclear = unclear;
    }
}
