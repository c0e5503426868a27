//! Quotations and the words around them: which is which, and what is neither.
//!
//! Words between two quotations are the author's own only if they are set off. In straight marks
//! `"He said "yes" to the plan"` looks like two quotations with a remark between, and is one with marks within:
//! it is refused, so that no word of it goes out unread.

use std::ops::Range;

use super::{CitationError, Label, Locator, LocatorContext, MOST_FAULTS, Scan, ScanItem, locator, malformed};
use crate::base::marks::{Mark, MarkReader, QuotedRange};
use crate::base::rule;

const MEND: &str = "close the quotation, or remove the mark; inside straight quotation marks, write inner marks as ‘…’ or `\\\"`; write feet and inches as ′ and ″";

/// What stands in a range of a paragraph.
pub(super) struct QuoteParts {
    range: Range<usize>,
    pub(super) quotes: Vec<QuotedRange>,
}

/// The quotations beside a citation, as [`outside`] reads them.
pub struct Quotations {
    /// The words in quotation marks, without these.
    pub quotes: Vec<Range<usize>>,
    /// The other words.
    pub words: String,
    /// What is neither.
    pub faults: Vec<ScanItem>,
}

/// The words in quotation marks in `range` of a paragraph, without these.
pub fn quoted(scanned: &str, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    parts(MarkReader::masked(scanned, text), text, range).0.inner()
}

/// The quotations in `range` of a paragraph, behind a citation in an evidence note, where the words stand beside the
/// citation and not within it; with the places that are named there, as in `[@key], ¶ 7, "words"`. What cannot be anything but a citation’s quotation counts as one: `《…》`.
pub fn outside(scanned: &str, text: &str, range: Range<usize>) -> (Quotations, Vec<Locator>) {
    let scan = Scan { s: scanned, text };
    let mut locators: Vec<(Locator, Range<usize>)> = Vec::new();
    scan.locators(range.start, range.end, LocatorContext::Outside, &mut locators);
    let start = locators.last().map_or(range.start, |(_, range)| range.end);
    let (parts, mut faults) = parts(MarkReader::masked(scanned, text).with_titles(), text, start..range.end);
    for quoted in &parts.quotes {
        scan.locators(quoted.end, range.end, LocatorContext::OutsideBehind, &mut locators);
    }
    let places: Vec<Range<usize>> = locators.iter().map(|(_, range)| range.clone()).collect();
    faults.extend(parts.check(text, &places).err());
    // It is not the citation that is wrong, but what stands beside it.
    faults.iter_mut().for_each(|fault| fault.rule = &rule::UNREAD_QUOTATION);
    faults.extend(scan.check_places(&locators).err());
    if !locators.iter().any(|(locator, _)| locator.label == Label::Paragraph) {
        faults.extend(parts.sign_of_place(text, &places).map(locator::no_number));
    }
    let faults = faults.iter().map(|fault| malformed(fault, fault.range.start, range.end)).collect();
    let quotations = Quotations { quotes: parts.inner(), words: parts.words(text, &places), faults };
    (quotations, locators.into_iter().map(|(locator, _)| locator).collect())
}

/// The quotations of a range, and the marks that are left over.
fn parts(mut marks: MarkReader<'_>, text: &str, range: Range<usize>) -> (QuoteParts, Vec<CitationError>) {
    let mut parts = QuoteParts { range: range.clone(), quotes: Vec::new() };
    let mut faults = Vec::new();
    for mark in marks.all(range.clone()) {
        match mark {
            Mark::Quoted(quoted) if quoted.end <= range.end => parts.quotes.push(quoted),
            Mark::Quoted(quoted) => faults.push(left_over(text, quoted.start..quoted.inner.start)),
            Mark::LeftOver(mark) => faults.push(left_over(text, mark)),
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    (parts, faults)
}

/// A quotation that opens and does not end where it should.
pub(super) fn unclosed(range: Range<usize>) -> CitationError {
    CitationError {
        rule: &rule::MALFORMED_CITATION,
        range,
        message: "this quotation mark is not closed within the citation",
        help: "close it before the bracket; inside straight quotation marks, write inner marks as ‘…’ or `\\\"`",
    }
}

/// A mark that has no fellow.
pub(super) fn left_over(text: &str, range: Range<usize>) -> CitationError {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let opens = before.is_none_or(|c| c.is_whitespace() || ",([".contains(c))
        && after.is_some_and(|c| c.is_alphanumeric() || c == '[');
    match opens {
        true => unclosed(range),
        false => CitationError {
            rule: &rule::UNREAD_QUOTATION,
            range,
            message: "this quotation mark has no match, so the words it marks are not looked up",
            help: MEND,
        },
    }
}

fn beside(range: Range<usize>) -> CitationError {
    CitationError {
        rule: &rule::UNREAD_QUOTATION,
        range,
        message: "these words between two quotations look quoted too, but are not looked up",
        help: "inside straight quotation marks, write inner marks as ‘…’ or `\\\"`; set your own words off with commas: `\"words\", as he says, \"others\"`",
    }
}

impl Scan<'_> {
    /// The quotations of a range. A mark that is left over is a fault.
    pub(super) fn read(&self, range: Range<usize>) -> Result<QuoteParts, CitationError> {
        let mut parts = QuoteParts { range: range.clone(), quotes: Vec::new() };
        for mark in MarkReader::masked(self.s, self.text).with_titles().all(range.clone()) {
            match mark {
                Mark::Quoted(quoted) if quoted.end <= range.end => parts.quotes.push(quoted),
                Mark::Quoted(quoted) => return Err(unclosed(quoted.start..quoted.inner.start)),
                Mark::LeftOver(mark) => return Err(left_over(self.text, mark)),
            }
        }
        Ok(parts)
    }
}

impl QuoteParts {
    /// The words of each quotation.
    pub(super) fn inner(&self) -> Vec<Range<usize>> {
        self.quotes.iter().map(|quoted| quoted.inner.clone()).collect()
    }

    /// What stands before, between and after the quotations.
    fn gaps(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(self.range.start).chain(self.quotes.iter().map(|quoted| quoted.end));
        let ends = self.quotes.iter().map(|quoted| quoted.start).chain(std::iter::once(self.range.end));
        starts.zip(ends).map(|(start, end)| start..end.max(start))
    }

    /// All that is in no quotation and at none of `places`, which are sorted: of the commas around quotations
    /// nothing is left.
    pub(super) fn words(&self, text: &str, places: &[Range<usize>]) -> String {
        let mut words = String::new();
        let mut piece = |range: Range<usize>| {
            let mut piece = text[range].trim_matches(|c: char| c.is_whitespace() || ",;".contains(c));
            let says = |c: char| !(c.is_whitespace() || ",;.:()[]-–—…·".contains(c));
            if !piece.contains(says) {
                return;
            }
            piece = piece
                .trim_start_matches(['.', ':', ',', ';', ')', ']', ' '])
                .trim_end_matches([':', '(', '[', ' ']);
            // Brackets around a quotation and a remark: only one of them is here.
            for (open, close) in [('(', ')'), ('[', ']')] {
                if !piece.contains(open) {
                    piece = piece.strip_suffix(close).unwrap_or(piece);
                }
                if !piece.contains(close) {
                    piece = piece.strip_prefix(open).unwrap_or(piece);
                }
            }
            if !words.is_empty() {
                words.push_str(" … ");
            }
            words.push_str(&piece.split_whitespace().collect::<Vec<_>>().join(" "));
        };
        let mut places = places.iter().peekable();
        for gap in self.gaps() {
            let mut at = gap.start;
            while let Some(place) = places.next_if(|place| place.start < gap.end) {
                piece(at..place.start.max(at));
                at = place.end.clamp(at, gap.end);
            }
            piece(at..gap.end);
        }
        words
    }

    /// The first `¶` that is in no quotation and at none of `places`, which are sorted.
    pub(super) fn sign_of_place(&self, text: &str, places: &[Range<usize>]) -> Option<Range<usize>> {
        let taken = |at: usize| {
            let before = places.partition_point(|place| place.start <= at);
            places[..before].last().is_some_and(|place| at < place.end)
        };
        self.gaps().find_map(|gap| {
            let mut signs = text[gap.clone()].match_indices('¶').map(|(at, _)| gap.start + at);
            signs.find(|&at| !taken(at)).map(|at| at..at + '¶'.len_utf8())
        })
    }

    /// Words that run on from one quotation, or to one, as words of the same sentence do.
    pub(super) fn check(&self, text: &str, places: &[Range<usize>]) -> Result<(), CitationError> {
        let mut places = places.iter().peekable();
        let last = self.quotes.len();
        for (i, gap) in self.gaps().enumerate() {
            while places.next_if(|place| place.end <= gap.start).is_some() {}
            let words = &text[gap.clone()];
            let (before, after) = (i.checked_sub(1).map(|i| &self.quotes[i]), self.quotes.get(i));
            if i == 0 && last == 0 || !words.contains(char::is_alphanumeric) {
                continue;
            }
            let start = gap.start + (words.len() - words.trim_start().len());
            let fault = || Err(beside(start..start + words.trim().len()));
            let straight = |quoted: Option<&QuotedRange>| quoted.is_some_and(|quoted| quoted.straight);
            // `"He said "yes`
            if (straight(before) && words.starts_with(is_spaced_letter))
                || (straight(after) && words.ends_with(is_spaced_letter))
            {
                return fault();
            }
            let (Some(before), Some(after)) = (before, after) else { continue };
            if places.peek().is_some_and(|place| place.start < gap.end) {
                continue;
            }
            let opens_within = before.straight && text[before.inner.clone()].ends_with(char::is_whitespace)
                || after.straight && text[after.inner.clone()].starts_with(char::is_whitespace);
            let words = words.trim();
            let set_off = words.starts_with(is_stop) || words.ends_with(is_stop);
            let joins = words
                .split_whitespace()
                .enumerate()
                .all(|(i, word)| JOINING.contains(&word) || (i > 0 && FURTHER.contains(&word)));
            if opens_within || !(set_off || joins) {
                return fault();
            }
        }
        Ok(())
    }
}

/// What sets an author's words off from a quotation.
fn is_stop(c: char) -> bool {
    ",;:.!?()[]{}—–/|+&=…·•→>-、，；：。！？（）「」・،؛؟।".contains(c)
}

/// A letter of a script that parts words with spaces and joins no ending to a quotation.
fn is_spaced_letter(c: char) -> bool {
    c.is_ascii_digit() || (c.is_alphabetic() && (c < '\u{530}' || ('\u{1e00}'..='\u{1fff}').contains(&c)))
}

/// Words that join two quotations, in the languages that quote much.
const JOINING: &[&str] = &[
    "and",
    "or",
    "nor",
    "but",
    "plus",
    "vs",
    "vs.",
    "versus",
    "und",
    "oder",
    "aber",
    "sowie",
    "bzw.",
    "et",
    "ou",
    "mais",
    "y",
    "e",
    "o",
    "u",
    "pero",
    "ed",
    "ma",
    "mas",
    "en",
    "of",
    "maar",
    "och",
    "eller",
    "men",
    "og",
    "ja",
    "tai",
    "mutta",
    "sekä",
    "i",
    "oraz",
    "lub",
    "ale",
    "nebo",
    "и",
    "или",
    "а",
    "но",
    "та",
    "й",
    "і",
    "або",
    "ve",
    "veya",
    "ama",
    "και",
    "ή",
    "αλλά",
    "és",
    "vagy",
    "și",
    "sau",
    "dar",
    "و",
    "أو",
    "ו",
    "או",
    "और",
    "या",
    "和",
    "与",
    "與",
    "及",
    "或",
    "跟",
    "以及",
    "と",
    "や",
    "か",
    "および",
    "및",
    "과",
    "와",
    "또는",
];

/// Words that may follow one of these: `and later`.
const FURTHER: &[&str] = &[
    "then",
    "also",
    "later",
    "again",
    "dann",
    "auch",
    "später",
    "wieder",
    "puis",
    "aussi",
    "encore",
    "luego",
    "también",
    "poi",
    "anche",
    "depois",
    "dan",
    "ook",
    "later",
    "sedan",
    "затем",
    "также",
    "потім",
];
