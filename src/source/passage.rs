//! A quotation and a source's text → the exact passage, or why there is none.
//!
//! 1. [`Quotation::new`] folds the quotation as the text was folded ([`fold`](super::fold)) and cuts
//!    it at what is not of the source: elisions (`…`, `[…]`) and the editor's words (`[its]`).
//! 2. The whole quotation is looked up as it is written: a source may itself print `[sic]` or `…`.
//! 3. Otherwise its parts are looked up in their order, each as close to the next as it stands: over
//!    an elision in the same paragraph or the next one, over the editor's words within ten words.
//! 4. What is found is mapped back to the canonical text.
//!
//! Parts begin and end at whole words and whole numbers. Nothing is accepted because it is nearly
//! right; what is nearly right is the business of [`nearest`](super::nearest). The work is linear in
//! the text for each part, whatever the quotation is.

use std::ops::{Range, RangeInclusive};

use memchr::{memchr2, memmem};
use unicode_normalization::char::is_combining_mark;

use crate::base::text::Span;
use crate::source::fold::Folded;
use crate::source::text::{Text, is_unspaced, words};

/// What looking for a quotation came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands at one place.
    Found(Passage),
    /// It stands nowhere in the text.
    NotFound,
    /// It stands at several places.
    Ambiguous(Places),
    /// It stands in the text, but not in the paragraphs that were named.
    Elsewhere(Places),
    /// It has no words that could be looked up.
    Empty,
}

/// A place of a quotation in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words of the source, in the canonical text and in their order: one span, or one for each
    /// part of a quotation with elisions or editor's words.
    pub parts: Vec<Span>,
    /// The numbers, from 1, of the paragraphs in which it begins and ends.
    pub paragraphs: (usize, usize),
}

impl Passage {
    /// From the first word to the last, with what the quotation leaves out.
    pub fn span(&self) -> Span {
        let start = self.parts.first().map_or(0, |part| part.start);
        Span { start, end: self.parts.last().map_or(start, |part| part.end) }
    }
}

/// The places of a quotation that has several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The first of them, at most [`MOST_PLACES`].
    pub shown: Vec<Passage>,
    /// How many there are.
    pub count: usize,
}

/// How many places of an ambiguous quotation are told.
pub const MOST_PLACES: usize = 20;

/// A quotation with more parts than this is not found. No one writes one.
const MOST_PARTS: usize = 50;

/// How many words of the source an editor's bracket stands for, at most.
const MOST_REPLACED: usize = 10;

/// The longest that those words are, in bytes.
const LONGEST_REPLACED: usize = 400;

/// Looks for a quotation in a text, in the paragraphs `within` (numbers from 1) if they are given: it
/// must begin in one of them.
pub fn find(text: &Text, quotation: &str, within: Option<RangeInclusive<usize>>) -> Outcome {
    Quotation::new(quotation).find(text, within)
}

/// A quotation, made ready to be looked up in any number of texts.
#[derive(Clone, Debug)]
pub struct Quotation {
    folded: Folded,
    /// All of it, without white space around.
    whole: Part,
    /// The words of the source.
    parts: Vec<Part>,
    /// What stands between one part and the next: one less than there are parts.
    gaps: Vec<Gap>,
}

/// Words that stand in the source as they stand in the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// In the folded quotation.
    pub(crate) range: Range<usize>,
    /// Whether it may begin within a word, as after `[t]` in `[t]he`.
    begins_within: bool,
    /// Whether it may end within a word, as before `[s]` in `agree[s]`.
    ends_within: bool,
}

/// What stands between two parts of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Words of the source are left out.
    Elision,
    /// The editor's own words stand for some of the source, or for none.
    Editor,
}

impl Quotation {
    /// Reads a quotation, without the quotation marks around it.
    pub fn new(quotation: &str) -> Self {
        let folded = Folded::new(quotation);
        let (parts, gaps) = cut(folded.as_str());
        let all = folded.as_str();
        let start = all.len() - all.trim_start_matches(' ').len();
        let whole = Part {
            range: start..all.trim_end_matches(' ').len().max(start),
            begins_within: false,
            ends_within: false,
        };
        Self { folded, whole, parts, gaps }
    }

    /// Reads a quotation that the author set in blocks (paragraphs, items, cells): one quotation, whose blocks
    /// follow each other in the source. Between two of them it may go from one block of the source to the next.
    pub fn of_blocks(blocks: &[&str]) -> Self {
        Self::new(&blocks.join("\n\n"))
    }

    /// Whether there is a word to look up.
    pub fn is_empty(&self) -> bool {
        !self.parts.iter().any(|part| self.slice(part).chars().any(char::is_alphanumeric))
    }

    /// Looks for it; see [`find`].
    pub fn find(&self, text: &Text, within: Option<RangeInclusive<usize>>) -> Outcome {
        if self.is_empty() {
            return Outcome::Empty;
        }
        if let Some(within) = within {
            let places = self.places(text, Some(&within));
            if places.count > 0 {
                return one_or_many(places);
            }
            let places = self.places(text, None);
            return if places.count == 0 { Outcome::NotFound } else { Outcome::Elsewhere(places) };
        }
        one_or_many(self.places(text, None))
    }

    /// Whether it stands anywhere in the text: a quick way to ask many texts.
    pub fn stands_in(&self, text: &Text) -> bool {
        if self.is_empty() {
            return false;
        }
        let longest = self.parts.iter().max_by_key(|part| part.range.len()).unwrap_or(&self.whole);
        memmem::find(text.folded().as_str().as_bytes(), self.slice(longest).as_bytes()).is_some()
            && self.places(text, None).count > 0
    }

    /// The words of the quotation that must stand in the source, part by part.
    pub(crate) fn parts(&self) -> impl DoubleEndedIterator<Item = &Part> {
        self.parts.iter()
    }

    /// All of it, folded.
    pub(crate) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// A part's folded words.
    pub(crate) fn slice(&self, part: &Part) -> &str {
        &self.folded.as_str()[part.range.clone()]
    }

    /// Where a part stands, each with whole words at its ends.
    pub(crate) fn places_of(&self, part: &Part, text: &Text) -> Vec<usize> {
        occurrences(text.folded().as_str(), self.slice(part), |start, end| {
            (part.begins_within && within_word(text.folded().as_str(), start)
                || may_begin(text.folded().as_str(), start))
                && (part.ends_within && within_word(text.folded().as_str(), end)
                    || may_end(text.folded().as_str(), end))
        })
    }

    fn places(&self, text: &Text, within: Option<&RangeInclusive<usize>>) -> Places {
        let printed = self.chains(text, &[&self.whole], &[], within);
        if printed.count > 0 || self.parts.len() > MOST_PARTS || self.parts == [self.whole.clone()] {
            return printed;
        }
        self.chains(text, &self.parts.iter().collect::<Vec<_>>(), &self.gaps, within)
    }

    /// Where the parts stand one after the other. Of several ways to take the words, the tightest.
    fn chains(
        &self,
        text: &Text,
        parts: &[&Part],
        gaps: &[Gap],
        within: Option<&RangeInclusive<usize>>,
    ) -> Places {
        let mut links: Vec<Vec<Link>> = Vec::with_capacity(parts.len());
        for (i, part) in parts.iter().enumerate() {
            let found = self.places_of(part, text);
            let reached: Vec<Link> = match links.last() {
                None => found
                    .into_iter()
                    .filter(|&start| within.is_none_or(|within| within.contains(&paragraph(text, start))))
                    .map(|start| Link { start, first: start, previous: 0 })
                    .collect(),
                Some(before) => reach(text, before, parts[i - 1].range.len(), gaps[i - 1], found),
            };
            if reached.is_empty() {
                return Places::default();
            }
            links.push(reached);
        }
        select(text, parts, &links)
    }
}

/// One place of one part, and how it is reached from the first.
struct Link {
    /// Where the part begins in the folded text.
    start: usize,
    /// Where the first part of the chain begins.
    first: usize,
    /// Which place of the part before leads here.
    previous: usize,
}

/// Those of the places `found` that can follow a place of the part before, each with the nearest.
fn reach(text: &Text, before: &[Link], length: usize, gap: Gap, found: Vec<usize>) -> Vec<Link> {
    let mut next = 0;
    let mut reached = Vec::new();
    for start in found {
        while before.get(next).is_some_and(|link| link.start + length <= start) {
            next += 1;
        }
        let Some(previous) = next.checked_sub(1) else { continue };
        let link = &before[previous];
        if bridges(text, gap, link.start + length..start) {
            reached.push(Link { start, first: link.first, previous });
        }
    }
    reached
}

/// Whether a gap of a quotation can stand for these words of the folded text.
fn bridges(text: &Text, gap: Gap, between: Range<usize>) -> bool {
    let from = paragraph(text, between.start.saturating_sub(1));
    let to = paragraph(text, between.end);
    match gap {
        Gap::Elision => to - from <= 1,
        Gap::Editor => {
            from == to
                && between.len() <= LONGEST_REPLACED
                && words(&text.folded().as_str()[between]).take(MOST_REPLACED + 1).count() <= MOST_REPLACED
        }
    }
}

fn paragraph(text: &Text, folded: usize) -> usize {
    text.paragraph_at(text.folded().origin(folded..folded + 1).start)
}

/// The chains as places: of those that overlap only the first, if they have several parts.
fn select(text: &Text, parts: &[&Part], links: &[Vec<Link>]) -> Places {
    let mut places = Places::default();
    let mut free = 0;
    let Some(last) = links.last() else { return places };
    for (i, link) in last.iter().enumerate() {
        if parts.len() > 1 {
            if link.first < free {
                continue;
            }
            free = link.start + parts[parts.len() - 1].range.len();
        }
        places.count += 1;
        if places.shown.len() < MOST_PLACES {
            places.shown.push(passage(text, parts, links, i));
        }
    }
    places
}

fn passage(text: &Text, parts: &[&Part], links: &[Vec<Link>], last: usize) -> Passage {
    let mut at = last;
    let mut spans = Vec::with_capacity(parts.len());
    for (part, links) in parts.iter().zip(links).rev() {
        let link = &links[at];
        spans.push(Span::from(text.folded().origin(link.start..link.start + part.range.len())));
        at = link.previous;
    }
    spans.reverse();
    passage_of(text, spans)
}

/// The passage with these parts, which are not empty.
pub(crate) fn passage_of(text: &Text, parts: Vec<Span>) -> Passage {
    let mut passage = Passage { parts, paragraphs: (0, 0) };
    let span = passage.span();
    passage.paragraphs =
        (text.paragraph_at(span.start as usize), text.paragraph_at((span.end as usize).saturating_sub(1)));
    passage
}

fn one_or_many(mut places: Places) -> Outcome {
    match places.count {
        0 => Outcome::NotFound,
        1 => places.shown.pop().map_or(Outcome::NotFound, Outcome::Found),
        _ => Outcome::Ambiguous(places),
    }
}

/// A folded quotation as the parts that are of the source, and the gaps between them.
fn cut(folded: &str) -> (Vec<Part>, Vec<Gap>) {
    let mut cutter = Cutter { folded, parts: Vec::new(), gaps: Vec::new(), gap: None, begins_within: false };
    let (mut at, mut start) = (0, 0);
    while let Some(found) = memchr2(b'.', b'[', &folded.as_bytes()[at..]) {
        let here = at + found;
        match separator(&folded[here..]) {
            None => at = here + 1,
            Some((gap, len)) => {
                let ends_within = gap == Gap::Editor && letter(folded[..here].chars().next_back());
                cutter.part(start..here, ends_within);
                at = here + len;
                start = at;
                cutter.gap(gap, gap == Gap::Editor && letter(folded[at..].chars().next()));
            }
        }
    }
    cutter.part(start..folded.len(), false);
    (cutter.parts, cutter.gaps)
}

fn letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

/// What begins here, if it is no word of the source, and how long it is.
fn separator(folded: &str) -> Option<(Gap, usize)> {
    const DOTS: &str = "...";
    // Of four dots the first is a full stop, which is of the source.
    if folded.starts_with(DOTS) && !folded[DOTS.len()..].starts_with('.') {
        return Some((Gap::Elision, DOTS.len()));
    }
    let inside = folded.strip_prefix('[')?;
    let end = memchr2(b'[', b']', inside.as_bytes()).filter(|&end| inside.as_bytes()[end] == b']')?;
    match inside[..end].trim_matches(' ') {
        "" => None,
        DOTS => Some((Gap::Elision, end + 2)),
        _ => Some((Gap::Editor, end + 2)),
    }
}

struct Cutter<'a> {
    folded: &'a str,
    parts: Vec<Part>,
    gaps: Vec<Gap>,
    gap: Option<Gap>,
    begins_within: bool,
}

impl Cutter<'_> {
    fn part(&mut self, range: Range<usize>, ends_within: bool) {
        let raw = &self.folded[range.clone()];
        let words = raw.trim_matches(' ');
        if words.is_empty() {
            return;
        }
        let start = range.start + (raw.len() - raw.trim_start_matches(' ').len());
        if !self.parts.is_empty() {
            self.gaps.push(self.gap.take().unwrap_or(Gap::Elision));
        }
        let begins_within = std::mem::take(&mut self.begins_within);
        self.parts.push(Part { range: start..start + words.len(), begins_within, ends_within });
        self.gap = None;
    }

    fn gap(&mut self, gap: Gap, begins_within: bool) {
        self.gap = Some(match self.gap {
            Some(Gap::Elision) => Gap::Elision,
            _ => gap,
        });
        self.begins_within = begins_within;
    }
}

/// Where `part` stands in `text`, overlapping places too, if `accept` says so of its start and end.
fn occurrences(text: &str, part: &str, accept: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let finder = memmem::Finder::new(part.as_bytes());
    let mut found = Vec::new();
    // Each hit costs the part's length; where there are very many, another way is linear.
    let mut budget = 8 * text.len() + (1 << 12);
    let mut at = 0;
    while let Some(hit) = finder.find(&text.as_bytes()[at..]) {
        let Some(left) = budget.checked_sub(part.len()) else {
            return occurrences_of_many(text, part, accept);
        };
        budget = left;
        let start = at + hit;
        if accept(start, start + part.len()) {
            found.push(start);
        }
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The same by Knuth, Morris and Pratt: linear however often and however closely the part stands.
fn occurrences_of_many(text: &str, part: &str, accept: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let part = part.as_bytes();
    let mut borders = vec![0; part.len()];
    let mut matched = 0;
    for i in 1..part.len() {
        while matched > 0 && part[i] != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(part[i] == part[matched]);
        borders[i] = matched;
    }
    let mut found = Vec::new();
    matched = 0;
    for (i, &byte) in text.as_bytes().iter().enumerate() {
        while matched > 0 && byte != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(byte == part[matched]);
        if matched == part.len() {
            let start = i + 1 - part.len();
            if accept(start, i + 1) {
                found.push(start);
            }
            matched = borders[matched - 1];
        }
    }
    found
}

/// Whether words of a quotation may begin here, in a folded text: not within a word or a number.
pub(crate) fn may_begin(text: &str, at: usize) -> bool {
    !parted(text, at)
}

/// Whether words of a quotation may end here. More strict than [`may_begin`]: what follows an
/// apostrophe belongs to the word (`can't` is not `can`), while what precedes one may be a word of
/// its own (`l'État`).
pub(crate) fn may_end(text: &str, at: usize) -> bool {
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !stands_alone(c));
    let contracted = match (before.next(), after.next()) {
        (Some('\''), right) => joined(right) && joined(before.next()),
        (left, Some('\'')) => joined(left) && joined(after.next()),
        _ => false,
    };
    !contracted && !parted(text, at)
}

/// Whether a word, a number or an ellipsis goes on over this place.
fn parted(text: &str, at: usize) -> bool {
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return false };
    if is_combining_mark(right) || (left == '.' && right == '.' && !text[at..].starts_with("...")) {
        return true;
    }
    let word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    if word(left) && word(right) {
        return !stands_alone(left) && !stands_alone(right);
    }
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    digit(Some(left)) && joins_digits(right) && digit(after.next())
        || digit(Some(right)) && joins_digits(left) && digit(before.next())
}

/// Whether a letter stands at either side, so that an editor's letter in brackets can go between.
fn within_word(text: &str, at: usize) -> bool {
    letter(text[..at].chars().next_back())
        && text[at..].chars().next().is_some_and(|c| c.is_alphabetic() && !is_combining_mark(c))
}

/// Marks within a number, a time or a fraction.
fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '\'' | '\u{66b}' | '\u{66c}')
}

/// Characters that may be quoted without their neighbours: of scripts without spaces between words,
/// and Korean, whose particles are joined to the noun.
fn stands_alone(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARTICLE: &str = "Moscow’s “no limits” pledge — made in 2022 — cost it $4,200.50 a day.\n\n\
        The two sides agree on the gas price; they don’t agree on the route. The [sic] border is 3.5 km off.\n\n\
        Price has kept them apart... for years. The price, however, fell by 10:30.\n\n\
        中国和俄罗斯“没有上限”的关系始于2022年。\n\n\
        The two sides agree on little else.";

    fn article() -> Text {
        Text::plain(ARTICLE)
    }

    /// The words of the source that a quotation stands on, the parts joined by ` / `.
    fn found(quotation: &str) -> Option<String> {
        let text = article();
        match find(&text, quotation, None) {
            Outcome::Found(passage) => {
                Some(passage.parts.iter().map(|&p| text.slice(p)).collect::<Vec<_>>().join(" / "))
            }
            _ => None,
        }
    }

    #[track_caller]
    fn stands(quotation: &str, source: &str) {
        assert_eq!(found(quotation).as_deref(), Some(source), "{quotation:?}");
    }

    #[track_caller]
    fn fails(quotation: &str) {
        assert_eq!(find(&article(), quotation, None), Outcome::NotFound, "{quotation:?}");
    }

    #[test]
    fn glyphs_may_differ() {
        stands("Moscow's \"no limits\" pledge--made in 2022", "Moscow’s “no limits” pledge — made in 2022");
        stands(" no   limits ", "no limits");
        stands("kept them apart … for years", "kept them apart... for years");
        stands("没有上限", "没有上限");
    }

    #[test]
    fn letters_case_digits_and_punctuation_may_not() {
        for quotation in [
            "moscow",
            "no limit",
            "no limits pledge",
            "made in 2023",
            "price they",
            "gas price, they",
            "cost it $4,200.50 a day,",
        ] {
            fails(quotation);
        }
    }

    #[test]
    fn words_and_numbers_are_whole() {
        for quotation in [
            "limit",
            "imits",
            "4",
            "200",
            "4,200",
            "200.50",
            "$4",
            "4,",
            "3",
            ".5 km",
            "5 km",
            "30",
            "10",
            "10:3",
            "they don",
            "they don’",
            "202",
            "Mosco",
        ] {
            fails(quotation);
        }
        stands("$4,200.50", "$4,200.50");
        stands("4,200.50 a", "4,200.50 a");
        stands("3.5 km", "3.5 km");
        stands("2022 — cost", "2022 — cost");
        stands("2022年", "2022年");
        stands("s “no limits”", "s “no limits”");
        fails("022年");
    }

    #[test]
    fn elisions_skip_words_in_order_within_a_paragraph_or_to_the_next() {
        stands("no limits … 2022", "no limits / 2022");
        stands("no limits [...] 2022", "no limits / 2022");
        stands("… no limits . . . 2022 …", "no limits / 2022");
        stands("cost it … agree on the gas price", "cost it / agree on the gas price");
        fails("2022 … no limits");
        fails("cost it … kept them apart");
        fails("no limits … 202");
        // A full stop before an elision is the source's.
        stands("route. … border", "route. / border");
        fails("agree. … the route");
        // Of several ways to take the words, the tightest.
        stands("agree … the route", "agree / the route");
        assert_eq!(found("The … price, however").as_deref(), Some("The / price, however"));
    }

    #[test]
    fn an_elision_takes_the_way_that_leads_on() {
        // The nearest `b` is in a paragraph that does not reach `c`; the next one does.
        let text = Text::plain("a b\n\nb\n\nc");
        assert!(matches!(find(&text, "a … b … c", None), Outcome::Found(_)));
        let text = Text::plain("a\n\nx\n\nb");
        assert_eq!(find(&text, "a … b", None), Outcome::NotFound);
    }

    #[test]
    fn brackets_are_the_editors() {
        stands("[Its] “no limits” pledge", "“no limits” pledge");
        stands("cost [Russia] $4,200.50", "cost / $4,200.50");
        stands("[t]wo sides agree on little", "wo sides agree on little");
        stands("pledge [was] made", "pledge / made");
        stands("two side[s’ officials] agree on the gas", "two side / agree on the gas");
        stands("Price has ke[eps] them apart", "Price has ke / them apart");
        fails("two [of them] route. The [sic] border");
        fails("cost it $4[,200]");
        fails("Moscow’s [x] two sides agree on the gas");
    }

    #[test]
    fn what_the_source_prints_in_brackets_wins() {
        stands("The [sic] border", "The [sic] border");
        stands("them apart... for [many] years", "them apart / for / years");
    }

    #[test]
    fn what_stands_twice_is_ambiguous_unless_the_paragraph_is_named() {
        let text = article();
        let Outcome::Ambiguous(places) = find(&text, "The two sides agree on", None) else {
            panic!("found once")
        };
        assert_eq!((places.count, places.shown.len()), (2, 2));
        assert_eq!(places.shown.iter().map(|p| p.paragraphs.0).collect::<Vec<_>>(), [2, 5]);
        let Outcome::Found(passage) = find(&text, "The two sides agree on", Some(5..=5)) else {
            panic!("not found")
        };
        assert_eq!(passage.paragraphs, (5, 5));
        let Outcome::Elsewhere(places) = find(&text, "no limits", Some(2..=3)) else { panic!("found") };
        assert_eq!(places.shown[0].paragraphs, (1, 1));
        assert_eq!(find(&text, "no limit", Some(2..=3)), Outcome::NotFound);
    }

    #[test]
    fn a_passage_may_cross_paragraphs() {
        let text = article();
        let Outcome::Found(passage) = find(&text, "a day. The two sides", None) else { panic!("not found") };
        assert_eq!(passage.paragraphs, (1, 2));
        assert!(matches!(find(&text, "a day. The two sides", Some(1..=1)), Outcome::Found(_)));
        assert!(matches!(find(&text, "a day. The two sides", Some(2..=2)), Outcome::Elsewhere(_)));
    }

    #[test]
    fn a_quotation_without_words_is_empty() {
        for quotation in ["", " ", "…", "[…]", "[its]", "“”", "— … .", "\u{200b}"] {
            assert_eq!(find(&article(), quotation, None), Outcome::Empty, "{quotation:?}");
        }
        assert_eq!(find(&Text::default(), "word", None), Outcome::NotFound);
    }

    #[test]
    fn many_places_are_counted_and_some_are_told() {
        let Outcome::Ambiguous(places) = find(&Text::plain(&"so ".repeat(100)), "so", None) else {
            panic!("once")
        };
        assert_eq!((places.count, places.shown.len()), (100, MOST_PLACES));
    }

    #[test]
    #[allow(clippy::disallowed_types, clippy::disallowed_methods)] // time is what is tested
    fn hostile_quotations_take_no_time() {
        let text = Text::plain(&"a b ".repeat(50_000));
        let began = std::time::Instant::now();
        for quotation in [
            "a … ".repeat(10_000),
            "a … b ".repeat(24),
            "…".repeat(10_000),
            "[".repeat(10_000),
            "[a".repeat(10_000),
            "a [b] ".repeat(48),
            "a b ".repeat(20_000),
            format!("{}a", "a b ".repeat(20_000)),
            format!("{}b", "a b ".repeat(20_000).trim_end().trim_end_matches('b')),
            format!("{} x", "a ".repeat(20_000)),
        ] {
            find(&text, &quotation, None);
        }
        let text = Text::plain(&"ab ".repeat(60_000));
        find(&text, &format!("{}a", "ab ".repeat(20_000)), None);
        // Far more than it takes, far less than anything quadratic would.
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    /// Texts of few words with all that makes trouble.
    fn texts() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "price",
            "the",
            "The",
            "a",
            "4,200",
            "3.5",
            "2013",
            "don’t",
            "l’État",
            "“no",
            "limits”",
            "[sic]",
            "—",
            "-",
            "…",
            "...",
            ". .",
            "«",
            "»",
            "中国",
            "oﬃce",
            "e\u{301}te\u{301}",
            "so\u{ad}-called",
            "end.",
            "x,",
            "U.S.",
            "\n\n",
        ]);
        prop::collection::vec((words, prop::sample::select(vec![" ", "", "  ", "\u{a0}"])), 0..25)
            .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space]).collect())
    }

    /// What a part of a quotation must be equal to.
    fn is_under(text: &Text, quotation: &Quotation, passage: &Passage) -> bool {
        let source: Vec<_> =
            passage.parts.iter().map(|&p| Folded::new(text.slice(p)).as_str().to_owned()).collect();
        let parts: Vec<_> = quotation.parts().map(|p| quotation.slice(p).to_owned()).collect();
        source == parts || source == [quotation.slice(&quotation.whole)]
    }

    fn all(outcome: Outcome) -> Vec<Passage> {
        match outcome {
            Outcome::Found(passage) => vec![passage],
            Outcome::Ambiguous(places) | Outcome::Elsewhere(places) => places.shown,
            Outcome::NotFound | Outcome::Empty => Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn under_a_passage_stands_the_quotation(text in texts(), quotation in texts()) {
            let text = Text::plain(&text);
            let quotation = Quotation::new(&quotation);
            for passage in all(quotation.find(&text, None)) {
                prop_assert!(is_under(&text, &quotation, &passage), "{:?}", passage);
            }
        }

        #[test]
        fn what_stands_in_a_text_is_found_in_it(raw in texts(), start in 0..200_usize, len in 1..60_usize) {
            let text = Text::plain(&raw);
            let folded = text.folded();
            let ends: Vec<usize> = (0..=folded.as_str().len()).filter(|&i| folded.as_str().is_char_boundary(i)).collect();
            let start = ends[start % ends.len()];
            let Some(&end) = ends.iter().find(|&&end| end >= start + len) else { return Ok(()) };
            let words = &folded.as_str()[start..end];
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = letter(words.chars().next())
                && letter(words.chars().next_back())
                && may_begin(folded.as_str(), start)
                && may_end(folded.as_str(), end);
            if !whole {
                return Ok(());
            }
            let origin = Span::from(folded.origin(start..end));
            let places = all(find(&text, text.slice(origin), None));
            prop_assert!(places.iter().any(|p| p.parts == [origin]), "{:?} in {:?}: {:?}", text.slice(origin), text.canonical(), places);
        }

        #[test]
        fn a_changed_character_is_not_found(at in 0..400_usize, with in prop::sample::select(vec!['q', 'Q', '7', '§'])) {
            let text = article();
            for &paragraph in text.paragraphs() {
                let mut quotation: Vec<char> = text.slice(paragraph).chars().collect();
                let at = at % quotation.len();
                // In brackets are the editor's words.
                if "[sic]".contains(quotation[at]) {
                    continue;
                }
                quotation[at] = with;
                let quotation: String = quotation.into_iter().collect();
                prop_assert_eq!(find(&text, &quotation, None), Outcome::NotFound, "{}", quotation);
            }
        }

        #[test]
        fn other_glyphs_change_nothing(text in texts(), quotation in texts()) {
            let text = Text::plain(&text);
            let retyped = quotation
                .replace(['“', '”', '’'], "\"")
                .replace('—', " -- ")
                .replace(['\u{a0}', '\u{ad}'], " ")
                .replace('…', ". . .")
                .replace("oﬃce", "office");
            let plain = quotation.replace('\u{ad}', " ");
            prop_assert_eq!(find(&text, &retyped, None), find(&text, &plain, None));
        }

        #[test]
        fn nothing_makes_it_panic(text in any::<String>(), quotation in any::<String>()) {
            let text = Text::plain(&text);
            for passage in all(find(&text, &quotation, Some(0..=3))) {
                for part in passage.parts {
                    prop_assert!(text.canonical().get(part.range()).is_some());
                }
            }
        }

        #[test]
        fn both_ways_to_look_agree(text in "[ab ]{0,40}", part in "[ab ]{1,4}") {
            let anywhere = |_, _| true;
            prop_assert_eq!(occurrences(&text, &part, anywhere), occurrences_of_many(&text, &part, anywhere));
        }
    }
}
