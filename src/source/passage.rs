//! A quotation and a source's text → the exact passage, or why there is none.
//!
//! 1. [`Quotation::new`] folds the quotation as the text was folded ([`fold`](super::fold)) and cuts
//!    it at what is not of the source ([`brackets`]): elisions (`…`, `[…]`) and the editor's words (`[its]`).
//! 2. The whole quotation is looked up as it is written: a source may itself print `[sic]` or `…`.
//! 3. Otherwise its parts are looked up in their order, each as close to the next as it stands: over
//!    an elision in the same paragraph or the next one, over the editor's words within ten words.
//! 4. What is found is mapped back to the canonical text.
//!
//! Parts begin and end at whole words and whole numbers ([`ends`](super::ends)), and run over the end of a
//! block of the text only where the text itself runs on. Nothing is accepted because it is nearly
//! right; what is nearly right is the business of [`nearest`](super::nearest). The work is linear in
//! the text for each part, whatever the quotation is, and less where a text is asked often ([`index`]).

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use memchr::memmem;

use crate::base::text::Span;
use crate::source::ends::{may_begin, may_end};
use crate::source::fold::Folded;
use crate::source::text::{Text, words};

mod brackets;
mod hits;
pub(crate) mod index;
#[cfg(test)]
mod tests;

pub(crate) use brackets::QuotePart;
use brackets::{End, Letter, PartGap, cut, ending_after};
use hits::occurrences;

/// What looking for a quotation came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It stands at one place.
    Found(Passage),
    /// It stands nowhere in the text.
    NotFound,
    /// It stands at several places.
    Ambiguous(PassagePlaces),
    /// It stands in the text, but not in the paragraphs that were named.
    Elsewhere(PassagePlaces),
    /// It has no words that could be looked up.
    Empty,
    /// It has more parts than are looked up ([`MOST_PARTS`]), or they stand too often in the text.
    TooManyParts,
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
pub struct PassagePlaces {
    /// The first of them, at most [`MOST_PLACES`].
    pub shown: Vec<Passage>,
    /// How many there are; of a quotation in one piece at most [`MOST_COUNTED`].
    pub count: usize,
}

/// A quotation that stands so often, or more often, is not counted further: none of the places is the one.
pub const MOST_COUNTED: usize = 100;

/// How many places of an ambiguous quotation are told.
pub const MOST_PLACES: usize = 20;

/// A quotation with more parts than this is not looked up. No one writes one.
pub const MOST_PARTS: usize = 50;

/// At how many places the parts of a quotation stand together, at most: what stands more often is too common to
/// say where it is from.
const MOST_STANDS: usize = 1 << 19;

/// How many words of the source an editor's bracket stands for, at most.
const MOST_REPLACED: usize = 10;

/// The longest that those words are, in bytes.
const LONGEST_REPLACED: usize = 400;

/// Looks for a quotation in a text, in the paragraphs `within` (numbers from 1) if they are given: it
/// must begin in one of them.
pub fn find(text: &Text, quotation: &str, within: Option<RangeInclusive<usize>>) -> Lookup {
    Quotation::new(quotation).find(text, within)
}

/// A quotation, made ready to be looked up in any number of texts.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// As it was given.
    printed: QuoteReading,
    /// With `[t]he` read as `The`, if there is any.
    read: Option<QuoteReading>,
    /// All of what was given, without white space around.
    whole: QuotePart,
    /// The words of the source.
    parts: Vec<QuotePart>,
    /// What stands between one part and the next: one less than there are parts.
    gaps: Vec<PartGap>,
    /// Other readings, for a text that does not have the first: with typed marks after a figure as marks and not as
    /// primes; with `[t]` as the very letter that it is.
    others: Vec<Quotation>,
}

/// One way to read a quotation.
#[derive(Clone, Debug)]
struct QuoteReading {
    folded: Folded,
    /// Where in it one block of the author's ends and the next begins.
    joints: Vec<usize>,
    /// Where the rows of the author’s tables stand in it: each lies in one paragraph of the source.
    rows: Vec<Range<usize>>,
}

impl QuoteReading {
    fn new(folded: Folded, blocks: &[&str], rows: &[Range<usize>]) -> Self {
        let rows = rows_in(&folded, blocks, rows);
        let mut at = 0;
        let joints = blocks.iter().skip(1).zip(blocks).map(|(_, block)| {
            at += block.len() + BETWEEN_BLOCKS.len();
            folded.at_origin(at)
        });
        Self { joints: joints.collect(), rows, folded }
    }

    /// Whether what stands between two parts is all of one row.
    fn is_in_row(&self, between: &Range<usize>) -> bool {
        let before = self.rows.partition_point(|row| row.end <= between.start);
        self.rows.get(before).is_some_and(|row| row.start < between.start && between.end < row.end)
    }

    /// Whether each row of a part, or what the part has of it, stands in one paragraph at a place that runs over
    /// several.
    fn keeps_rows(&self, text: &Text, place: &Range<usize>, part: &QuotePart) -> bool {
        let from = self.rows.partition_point(|row| row.end <= part.range.start);
        let mut rows = self.rows[from..].iter().take_while(|row| row.start < part.range.end);
        rows.all(|row| {
            let start = row.start.max(part.range.start) - part.range.start;
            let end = row.end.min(part.range.end) - part.range.start;
            place.len() == part.range.len()
                && paragraph(text, place.start + start)
                    == paragraph(text, place.start + end.saturating_sub(1).max(start))
        })
    }

    /// Whether what stands between two parts is a block of the author's by itself.
    fn is_block(&self, between: &Range<usize>) -> bool {
        let after = self.joints.partition_point(|&joint| joint < between.start);
        self.joints.get(after + 1).is_some_and(|&joint| joint <= between.end)
    }
}

const BETWEEN_BLOCKS: &str = "\n\n";

/// Where rows, which are given by the numbers of their blocks, stand in the folded blocks.
fn rows_in(folded: &Folded, blocks: &[&str], rows: &[Range<usize>]) -> Vec<Range<usize>> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut starts = Vec::with_capacity(blocks.len());
    let mut at = 0;
    for block in blocks {
        starts.push(at);
        at += block.len() + BETWEEN_BLOCKS.len();
    }
    let place = |row: &Range<usize>| {
        let last = row.end.checked_sub(1)?;
        let end = starts.get(last)? + blocks.get(last)?.len();
        Some(folded.at_origin(*starts.get(row.start)?)..folded.at_origin(end))
    };
    rows.iter().filter_map(place).collect()
}

/// How many paragraphs on the words go on, at most, behind an ellipsis that is a block of its own.
const MOST_LEFT_OUT: usize = 10;

/// Why a place is none where a part of a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// It begins or ends within a word or a number.
    Cut,
    /// It runs over the end of a block.
    Joined,
}

impl Quotation {
    /// Reads a quotation, without the quotation marks around it.
    pub fn new(quotation: &str) -> Self {
        Self::of_blocks(&[quotation])
    }

    /// Reads a quotation that the author set in blocks (paragraphs, items, cells): one quotation, whose blocks
    /// follow each other in the source. Between two of them it may go from one block of the source to the next.
    pub fn of_blocks(blocks: &[&str]) -> Self {
        Self::of_rows(blocks, &[])
    }

    /// As [`Self::of_blocks`], with the numbers of the blocks that are the cells of a row, row by row: they stand in
    /// one paragraph of the source.
    pub fn of_rows(blocks: &[&str], rows: &[Range<usize>]) -> Self {
        let given: std::borrow::Cow<'_, str> = match blocks {
            [one] => (*one).into(),
            blocks => blocks.join(BETWEEN_BLOCKS).into(),
        };
        let mut quotation = Self::folding(&given, blocks, rows, Letter::OtherCase, Folded::new);
        if Folded::without_primes(&given).is_some() {
            let other = |text: &str| Folded::without_primes(text).unwrap_or_else(|| Folded::new(text));
            quotation.others.push(Self::folding(&given, blocks, rows, Letter::OtherCase, other));
        }
        if Folded::without_first_sign(&given).is_some() {
            let other = |text: &str| Folded::without_first_sign(text).unwrap_or_else(|| Folded::new(text));
            quotation.others.push(Self::folding(&given, blocks, rows, Letter::OtherCase, other));
        }
        if quotation.read.is_some() {
            quotation.others.push(Self::folding(&given, blocks, rows, Letter::Same, Folded::new));
        }
        quotation
    }

    fn folding(
        given: &str,
        blocks: &[&str],
        rows: &[Range<usize>],
        letter: Letter,
        fold: impl Fn(&str) -> Folded,
    ) -> Self {
        let printed = QuoteReading::new(fold(given), blocks, rows);
        let read = brackets::read(given, letter)
            .map(|(text, taken)| QuoteReading::new(fold(&text).spread(&taken).0, blocks, rows));
        let (parts, gaps) = cut(read.as_ref().unwrap_or(&printed).folded.as_str());
        let all = printed.folded.as_str();
        let start = all.len() - all.trim_start_matches(' ').len();
        let range = start..all.trim_end_matches(' ').len().max(start);
        let whole = QuotePart { range, end: End::Word, unclear: false };
        Self { printed, read, whole, parts, gaps, others: Vec::new() }
    }

    /// Whether there is a word to look up.
    pub fn is_empty(&self) -> bool {
        !self.parts.iter().any(|part| self.slice(part).chars().any(char::is_alphanumeric))
    }

    /// Looks for it; see [`find`].
    #[allow(clippy::needless_pass_by_value, reason = "a range is made where it is asked for")]
    pub fn find(&self, text: &Text, within: Option<RangeInclusive<usize>>) -> Lookup {
        self.find_within(text, within.as_ref())
    }

    fn find_within(&self, text: &Text, within: Option<&RangeInclusive<usize>>) -> Lookup {
        if self.is_empty() {
            return Lookup::Empty;
        }
        let looked = |within| self.places(text, within);
        let outcome = match within {
            None => looked(None).map(one_or_many),
            Some(within) => looked(Some(within)).and_then(|places| match places.count {
                0 => looked(None).map(|places| match places.count {
                    0 => Lookup::NotFound,
                    _ => Lookup::Elsewhere(places),
                }),
                _ => Ok(one_or_many(places)),
            }),
        };
        let Ok(outcome) = outcome else { return Lookup::TooManyParts };
        if outcome != Lookup::NotFound {
            return outcome;
        }
        let mut others = self.others.iter().map(|other| other.find_within(text, within));
        others.find(|outcome| *outcome != Lookup::NotFound).unwrap_or(outcome)
    }

    /// Whether it stands anywhere in the text: a quick way to ask many texts.
    pub fn stands_in(&self, text: &Text) -> bool {
        if self.is_empty() {
            return false;
        }
        let longest = self.parts.iter().max_by_key(|part| part.range.len()).unwrap_or(&self.whole);
        let words = self.slice(longest);
        let folded = text.folded();
        let may = folded.walk(words).is_some() || text.asked().has(folded.as_str(), words);
        let stands = || self.places(text, None).is_ok_and(|places| places.count > 0);
        (may && stands()) || self.others.iter().any(|other| other.stands_in(text))
    }

    /// The words of the quotation that must stand in the source, part by part.
    pub(crate) fn parts(&self) -> impl DoubleEndedIterator<Item = &QuotePart> + ExactSizeIterator {
        self.parts.iter()
    }

    /// All of it, folded, as its parts count in it.
    pub(crate) fn folded(&self) -> &Folded {
        &self.read.as_ref().unwrap_or(&self.printed).folded
    }

    /// A part's folded words.
    pub(crate) fn slice(&self, part: &QuotePart) -> &str {
        &self.folded().as_str()[part.range.clone()]
    }

    /// Where each part stands first, as ranges of the folded text, each with whole words at its ends.
    pub(crate) fn first_places(&self, text: &Text) -> Vec<Option<Range<usize>>> {
        let reading = self.read.as_ref().unwrap_or(&self.printed);
        let mut known: HashMap<&str, Option<Range<usize>>> = HashMap::new();
        let mut place = |part| {
            let first = || self.places_in(reading, part, text, None, 1).into_iter().next();
            match part.is_plain() {
                true => known.entry(self.slice(part)).or_insert_with(first).clone(),
                false => first(),
            }
        };
        self.parts.iter().map(&mut place).collect()
    }

    /// Why a part does not stand at any of the places that have its letters; nothing if there are none. And
    /// that place, the first.
    pub(crate) fn fault(&self, part: &QuotePart, text: &Text) -> Option<(Rejection, Range<usize>)> {
        /// How many places are looked at.
        const MOST: usize = 64;
        let reading = self.read.as_ref().unwrap_or(&self.printed);
        let blocks = Blocks::new(text);
        let mut first = None;
        let mut looked = 0;
        let words = self.slice(part);
        let finder = memmem::Finder::new(words);
        for start in finder.find_iter(text.folded().as_str().as_bytes()).take(MOST) {
            looked += words.len();
            let place = start..start + words.len();
            let fault = match is_whole(text, part, &place) {
                false => Rejection::Cut,
                true if !blocks.run_on(&place, part, reading) => return Some((Rejection::Joined, place)),
                true => continue,
            };
            first.get_or_insert((fault, place));
            if looked > 1 << 16 {
                break;
            }
        }
        first
    }

    /// Where a part stands and begins in the paragraphs `within`, `most` places at most.
    fn places_in(
        &self,
        reading: &QuoteReading,
        part: &QuotePart,
        text: &Text,
        within: Option<&RangeInclusive<usize>>,
        most: usize,
    ) -> Vec<Range<usize>> {
        if part.unclear {
            return Vec::new();
        }
        let words = &reading.folded.as_str()[part.range.clone()];
        let blocks = Blocks::new(text);
        let accept = |place: &Range<usize>| {
            within.is_none_or(|within| within.contains(&paragraph(text, place.start)))
                && is_whole(text, part, place)
                && blocks.run_on(place, part, reading)
        };
        let folded = text.folded();
        let Some(walk) = folded.walk(words) else {
            let asked = text.asked();
            let starts = asked.occurrences(folded.as_str(), words, most, |start, end| accept(&(start..end)));
            return starts.into_iter().map(|start| start..start + words.len()).collect();
        };
        let (bare_text, bare) = walk.bare();
        // What is walked through costs its length; a text that stands so often in itself is no text.
        let mut budget = 16 * bare_text.len() + (1 << 16);
        let starts = occurrences(bare_text, bare, most, |start, _| {
            let Some(left) = budget.checked_sub(words.len()) else { return false };
            budget = left;
            walk.at(start).is_some_and(|place| accept(&place))
        });
        starts.into_iter().filter_map(|start| walk.at(start)).collect()
    }

    fn places(&self, text: &Text, within: Option<&RangeInclusive<usize>>) -> Result<PassagePlaces, TooMany> {
        let printed = self.chains(text, &self.printed, &[&self.whole], &[], within)?;
        let alone = self.read.is_none() && self.parts == [self.whole.clone()];
        if printed.count > 0 || alone {
            return Ok(printed);
        }
        if self.parts.len() > MOST_PARTS {
            return Err(TooMany);
        }
        let reading = self.read.as_ref().unwrap_or(&self.printed);
        self.chains(text, reading, &self.parts.iter().collect::<Vec<_>>(), &self.gaps, within)
    }

    /// Where the parts stand one after the other. Of several ways to take the words, the tightest.
    fn chains(
        &self,
        text: &Text,
        reading: &QuoteReading,
        parts: &[&QuotePart],
        gaps: &[PartGap],
        within: Option<&RangeInclusive<usize>>,
    ) -> Result<PassagePlaces, TooMany> {
        let mut links: Vec<Vec<ChainLink>> = Vec::with_capacity(parts.len());
        let words = |part: &QuotePart| &reading.folded.as_str()[part.range.clone()];
        // The same words are looked up once.
        let mut known: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let several = parts.len() > 1;
        let most = if several { MOST_STANDS + 1 } else { MOST_COUNTED };
        // Of one piece only those are counted that are asked for.
        let inside = if several { None } else { within };
        let mut stands = 0;
        for (i, part) in parts.iter().enumerate() {
            let other;
            let look = || self.places_in(reading, part, text, inside, most);
            let found: &[Range<usize>] = if several && part.is_plain() {
                known.entry(words(part)).or_insert_with(look)
            } else {
                other = look();
                &other
            };
            stands += found.len();
            if several && stands > MOST_STANDS {
                return Err(TooMany);
            }
            let reached: Vec<ChainLink> = match links.last() {
                None => found
                    .iter()
                    .filter(|place| {
                        within.is_none_or(|within| within.contains(&paragraph(text, place.start)))
                    })
                    .map(|place| ChainLink { first: place.start, place: place.clone(), previous: 0 })
                    .collect(),
                Some(before) => {
                    let between = parts[i - 1].range.end..parts[i].range.start;
                    let farthest = match reading.is_block(&between) {
                        _ if reading.is_in_row(&between) => 0,
                        true => MOST_LEFT_OUT,
                        false => 1,
                    };
                    reach(text, before, gaps[i - 1], farthest, found)
                }
            };
            if reached.is_empty() {
                return Ok(PassagePlaces::default());
            }
            links.push(reached);
        }
        Ok(select(text, parts.len(), &links))
    }
}

/// A quotation has too many parts, or they stand too often.
struct TooMany;

/// Whether the words at a place of the folded text begin and end as a part of a quotation must.
fn is_whole(text: &Text, part: &QuotePart, place: &Range<usize>) -> bool {
    may_begin(text, place.start)
        && match &part.end {
            End::Word => may_end(text, place.end),
            End::Note(words) => text.folded().has_note(place.end, words) && may_end(text, place.end),
            End::Stem => ending_after(text.folded().as_str(), place)
                .is_some_and(|ending| may_end(text, place.end + ending.len())),
        }
}

/// The ends of a text's blocks that a quotation must not run over.
struct Blocks<'a> {
    text: &'a Text,
    /// The numbers of the paragraphs that do not run on. Most quotations never ask.
    ends: OnceCell<Vec<usize>>,
}

impl<'a> Blocks<'a> {
    fn new(text: &'a Text) -> Self {
        Self { text, ends: OnceCell::new() }
    }

    /// Whether what stands at a place of the folded text is of one running text, or of blocks that the
    /// quotation has apart as well.
    fn run_on(&self, place: &Range<usize>, part: &QuotePart, reading: &QuoteReading) -> bool {
        let folded = self.text.folded();
        let span = folded.origin(place.clone());
        let (first, last) =
            (self.text.paragraph_at(span.start), self.text.paragraph_at(span.end.saturating_sub(1)));
        if first >= last {
            return true;
        }
        if !reading.keeps_rows(self.text, place, part) {
            return false;
        }
        let ends = self.ends.get_or_init(|| {
            (1..self.text.paragraphs().len()).filter(|&number| !self.text.runs_on(number)).collect()
        });
        let from = ends.partition_point(|&number| number < first);
        let mut over = ends[from..].iter().take_while(|&&number| number < last);
        over.all(|&number| {
            let next = self.text.paragraphs()[number].start as usize;
            let within = folded.at_origin(next) - place.start;
            place.len() == part.range.len()
                && reading.joints.binary_search(&(part.range.start + within)).is_ok()
        })
    }
}

/// One place of one part, and how it is reached from the first.
struct ChainLink {
    /// Where the part stands in the folded text.
    place: Range<usize>,
    /// Where the first part of the chain begins.
    first: usize,
    /// Which place of the part before leads here.
    previous: usize,
}

/// Those of the places `found` that can follow a place of the part before, each with the nearest.
fn reach(
    text: &Text,
    before: &[ChainLink],
    gap: PartGap,
    farthest: usize,
    found: &[Range<usize>],
) -> Vec<ChainLink> {
    let mut next = 0;
    let mut reached = Vec::new();
    for place in found.iter().cloned() {
        while before.get(next).is_some_and(|link| link.place.end <= place.start) {
            next += 1;
        }
        let Some(previous) = next.checked_sub(1) else { continue };
        let link = &before[previous];
        if bridges(text, gap, farthest, &link.place, link.place.end..place.start) {
            reached.push(ChainLink { place, first: link.first, previous });
        }
    }
    reached
}

/// Whether a gap of a quotation behind a place can stand for these words of the folded text. An ellipsis goes on
/// in the same paragraph or one of the `farthest` next; if there are none, in the same row of it.
fn bridges(text: &Text, gap: PartGap, farthest: usize, place: &Range<usize>, between: Range<usize>) -> bool {
    let from = paragraph(text, between.start.saturating_sub(1));
    let to = paragraph(text, between.end);
    let folded = text.folded().as_str();
    match gap {
        PartGap::Elision => to - from <= farthest && (farthest > 0 || !folded[between].contains("| |")),
        PartGap::Editor => {
            from == to
                && between.len() <= LONGEST_REPLACED
                && words(&folded[between]).take(MOST_REPLACED + 1).count() <= MOST_REPLACED
        }
        PartGap::Word { space } => {
            let between = &folded[between];
            from == to
                && ending_after(folded, place)
                    .and_then(|ending| between.strip_prefix(ending))
                    .is_some_and(|rest| rest == if space { " " } else { "" })
        }
    }
}

fn paragraph(text: &Text, folded: usize) -> usize {
    text.paragraph_at(text.folded().origin(folded..folded + 1).start)
}

/// The chains as places: of those that overlap only the first, if they have several parts.
fn select(text: &Text, parts: usize, links: &[Vec<ChainLink>]) -> PassagePlaces {
    let mut places = PassagePlaces::default();
    let mut free = 0;
    let Some(last) = links.last() else { return places };
    for (i, link) in last.iter().enumerate() {
        if parts > 1 {
            if link.first < free {
                continue;
            }
            free = link.place.end;
        }
        places.count += 1;
        if places.shown.len() < MOST_PLACES {
            places.shown.push(passage(text, links, i));
        }
    }
    places
}

fn passage(text: &Text, links: &[Vec<ChainLink>], last: usize) -> Passage {
    let mut at = last;
    let mut spans = Vec::with_capacity(links.len());
    for links in links.iter().rev() {
        let link = &links[at];
        spans.push(Span::from(text.folded().origin(link.place.clone())));
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

fn one_or_many(mut places: PassagePlaces) -> Lookup {
    match places.count {
        0 => Lookup::NotFound,
        1 => places.shown.pop().map_or(Lookup::NotFound, Lookup::Found),
        _ => Lookup::Ambiguous(places),
    }
}
