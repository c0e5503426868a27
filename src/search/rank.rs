//! Units of text → an index; a query → the units that answer it, the best first.
//!
//! 1. [`Weigher`] gives each word of a unit a level: how much the unit is about it, by where it stands and
//!    how often, and how long the unit is (BM25F, with usual lengths that are fixed, so that a unit's
//!    levels are a function of the unit alone), and notes the unit for each word.
//! 2. [`InvertedIndex::join`] puts together what several threads have weighed.
//! 3. [`InvertedIndex::rank`] sums up, for each unit, the words of the query: the rarer one is and the more like
//!    the unit's own word, the more it counts. A unit that lacks words of the query loses more than them.
//! 4. [`closeness`] says whether the words stand together as in the query: for those who have the text of
//!    the best units at hand.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::search::forms::{likeness, stem};
use crate::search::tokens;

/// The levels that a word of a unit may have: 1 to this.
pub const LEVELS: u8 = 16;

/// Where in a unit a text stands.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// How much a word counts there.
    weight: f64,
    /// How many words such a text usually has.
    usual: f64,
    /// How much it takes from a word's weight that the text is longer than usual, from 0 to 1.
    length: f64,
}

/// A name: a title, an alias.
pub const NAME: Field = Field { weight: 9.0, usual: 4.0, length: 0.5 };
/// A line on what the unit is about: a heading, a summary.
pub const LINE: Field = Field { weight: 2.5, usual: 14.0, length: 0.5 };
/// The text of a page.
pub const TEXT: Field = Field { weight: 1.0, usual: 400.0, length: 0.6 };
/// The text of a paragraph.
pub const PARAGRAPH: Field = Field { weight: 1.5, usual: 60.0, length: 0.5 };

/// How soon more of a word adds little.
const SATURATION: f64 = 2.0;
/// What a unit loses that lacks words of the query: the power of the part that it has.
const LACK: i32 = 2;
/// The least part of the query, by what its words count, that a unit has beside the best.
const LEAST: f64 = 0.55;

/// Takes unit after unit, and comes to their [`InvertedIndex`].
///
/// A word is looked up once for each time that it stands somewhere; everything else goes by its number.
#[derive(Debug, Default)]
pub struct Weigher {
    units: u32,
    numbers: FxHashMap<Box<str>, u32>,
    /// By the numbers of the words.
    words: Vec<WordStats>,
    /// The words of the text at hand, and of the unit at hand: empty between units.
    of_text: Vec<u32>,
    of_unit: Vec<u32>,
}

/// What is known of a word.
#[derive(Debug, Default)]
struct WordStats {
    postings: Postings,
    /// In the unit at hand.
    weight: f64,
    /// In the text at hand.
    count: u32,
}

impl Weigher {
    /// The next unit, which has these texts.
    #[allow(clippy::cast_precision_loss)] // no text has 2^52 words
    pub fn add<'t>(&mut self, texts: impl IntoIterator<Item = (Field, &'t [&'t str])>) {
        let Self { numbers, words, of_text, of_unit, .. } = self;
        for (field, pieces) in texts {
            let mut all = 0;
            for piece in pieces {
                tokens::each(piece, |word, _| {
                    all += 1;
                    let number = match numbers.get(word) {
                        Some(&number) => number,
                        None => {
                            let number = u32::try_from(words.len()).expect("no language has 2^32 words");
                            numbers.insert(word.into(), number);
                            words.push(WordStats::default());
                            number
                        }
                    };
                    let word = &mut words[number as usize];
                    word.count += 1;
                    if word.count == 1 {
                        of_text.push(number);
                    }
                });
            }
            let long = 1.0 - field.length + field.length * f64::from(all) / field.usual;
            for number in of_text.drain(..) {
                let word = &mut words[number as usize];
                if word.weight == 0.0 {
                    of_unit.push(number);
                }
                word.weight += field.weight * f64::from(std::mem::take(&mut word.count)) / long;
            }
        }
        for number in of_unit.drain(..) {
            let word = &mut words[number as usize];
            word.postings.push(self.units, level(std::mem::take(&mut word.weight)));
        }
        self.units += 1;
    }

    /// The index of the units so far.
    pub fn finish(self) -> InvertedIndex {
        InvertedIndex::join([self])
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it lies between 1 and 16
fn level(weight: f64) -> u8 {
    let part = weight / (weight + SATURATION);
    (1.0 + (part * f64::from(LEVELS)).floor()).min(f64::from(LEVELS)) as u8
}

/// For each word the units that have it, with its level there, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvertedIndex {
    units: u32,
    /// Sorted.
    terms: Vec<(Box<str>, Postings)>,
}

/// A unit that has a word, and the word's level there.
pub type Posting = (u32, u8);

/// Units that have a word, in their order, each with the word's level there. There is one for each word of each
/// text, so they are packed: the steps from unit to unit, each with the level, in seven bits of a byte at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings {
    count: u32,
    last: u32,
    bytes: Vec<u8>,
}

impl Postings {
    /// A unit behind the last.
    fn push(&mut self, unit: u32, level: u8) {
        let step = u64::from(unit - self.last);
        let mut rest = step * u64::from(LEVELS) + u64::from(level - 1);
        while rest >= 0x80 {
            self.bytes.push(0x80 | low_bits(rest));
            rest >>= 7;
        }
        self.bytes.push(low_bits(rest));
        self.last = unit;
        self.count += 1;
    }

    /// Those of units that are numbered from `first` on here.
    fn append(&mut self, other: &Self, first: u32) {
        if let Some((unit, level)) = other.iter().next() {
            self.push(first + unit, level);
            // The steps between the others are what they were.
            let mut steps = other.steps();
            steps.next();
            self.bytes.extend_from_slice(steps.bytes);
            self.last = first + other.last;
            self.count += other.count - 1;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        let levels = u64::from(LEVELS);
        self.steps().scan(0, move |unit, number| {
            *unit += narrow(number / levels);
            Some((*unit, low_bits(number % levels) + 1))
        })
    }

    /// The numbers that they are packed as: the steps from unit to unit, each times [`LEVELS`], and the level
    /// there less one.
    pub fn steps(&self) -> Steps<'_> {
        Steps { bytes: &self.bytes }
    }
}

#[allow(clippy::cast_possible_truncation)] // seven bits
fn low_bits(number: u64) -> u8 {
    (number & 0x7f) as u8
}

#[allow(clippy::cast_possible_truncation)] // as it was packed
fn narrow(step: u64) -> u32 {
    step as u32
}

/// What [`Postings::steps`] gives.
#[derive(Clone, Debug)]
pub struct Steps<'p> {
    bytes: &'p [u8],
}

impl Iterator for Steps<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let length = 1 + self.bytes.iter().position(|byte| byte & 0x80 == 0)?;
        let (number, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        Some(number.iter().rev().fold(0, |high, byte| high << 7 | u64::from(byte & 0x7f)))
    }
}

/// A unit that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Its number.
    pub unit: u32,
    /// How well: comparable within one query only.
    pub score: f64,
}

impl InvertedIndex {
    /// The index of all units that were taken, which are numbered in their order.
    pub fn join(parts: impl IntoIterator<Item = Weigher>) -> Self {
        let mut parts = parts.into_iter();
        let Weigher { mut units, mut numbers, mut words, .. } = parts.next().unwrap_or_default();
        for mut part in parts {
            for (word, number) in part.numbers {
                let more = std::mem::take(&mut part.words[number as usize].postings);
                let next = u32::try_from(words.len()).expect("no language has 2^32 words");
                let number = *numbers.entry(word).or_insert(next);
                if number == next {
                    words.push(WordStats::default());
                }
                words[number as usize].postings.append(&more, units);
            }
            units += part.units;
        }
        let mut terms: Vec<_> = numbers
            .into_iter()
            .map(|(word, number)| (word, std::mem::take(&mut words[number as usize].postings)))
            .collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self { units, terms }
    }

    /// How many units there are.
    pub fn units(&self) -> u32 {
        self.units
    }

    /// All words, sorted, with the units that have them.
    pub fn terms(&self) -> &[(Box<str>, Postings)] {
        &self.terms
    }

    /// The units that answer a query, the best first; of equals the first.
    pub fn rank(&self, query: &SearchQuery) -> Vec<Ranked> {
        self.rank_from(query, LEAST)
    }

    /// As [`InvertedIndex::rank`], with another part of what the words of the query count that a unit has beside the
    /// best: for someone who would rather look through more.
    pub fn rank_from(&self, query: &SearchQuery, least: f64) -> Vec<Ranked> {
        let mut units: HashMap<u32, (f64, f64)> = HashMap::new();
        let mut whole = 0.0;
        for (i, word) in query.words.iter().enumerate() {
            let found = self.having(word, query.open(i));
            let rarity = rarity(self.units, found.len());
            whole += rarity;
            for (unit, much) in found {
                let (score, has) = units.entry(unit).or_default();
                *score += rarity * much;
                *has += rarity;
            }
        }
        let most = units.values().map(|(_, has)| *has).fold(0.0, f64::max);
        let mut ranked: Vec<Ranked> = units
            .into_iter()
            .filter(|(_, (_, has))| *has >= most * least)
            .map(|(unit, (score, has))| Ranked { unit, score: score * (has / whole).powi(LACK) })
            .collect();
        ranked.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
        ranked
    }

    /// The units that have a word or a form of it, with how much, from 0 to 1.
    fn having(&self, word: &str, open: bool) -> HashMap<u32, f64> {
        let stem = stem(word);
        let mut units: HashMap<u32, f64> = HashMap::new();
        for (term, postings) in &self.terms[self.beginning_with(stem)] {
            let alike = likeness(word, term, open);
            if alike > 0.0 {
                for (unit, level) in postings.iter() {
                    let much = units.entry(unit).or_default();
                    *much = much.max(alike * f64::from(level) / f64::from(LEVELS));
                }
            }
        }
        units
    }

    fn beginning_with(&self, stem: &str) -> Range<usize> {
        let start = self.terms.partition_point(|(term, _)| &**term < stem);
        let count = self.terms[start..].partition_point(|(term, _)| term.starts_with(stem));
        start..start + count
    }
}

/// What a word counts that so many of all units have.
#[allow(clippy::cast_precision_loss)] // no site has 2^52 units
pub fn rarity(units: u32, having: usize) -> f64 {
    let (all, having) = (f64::from(units), having as f64);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// More words than this no one looks for.
const MOST_WORDS: usize = 24;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    words: Vec<String>,
    open: bool,
}

impl SearchQuery {
    /// Words as someone types them. `open` if the last may go on.
    pub fn new(text: &str, open: bool) -> Self {
        let mut known = BTreeSet::new();
        let mut words = tokens::of_query(text);
        words.retain(|word| known.insert(word.clone()));
        words.truncate(MOST_WORDS);
        Self { words, open }
    }

    /// Its words, each once.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    fn open(&self, word: usize) -> bool {
        self.open && word + 1 == self.words.len()
    }
}

/// How much the words of a query stand together in a text as they do there: the part of the pairs of
/// neighbours that are neighbours in the text, from 0 to 1.
#[allow(clippy::cast_precision_loss)] // queries are short
pub fn closeness(query: &SearchQuery, text: &str) -> f64 {
    let pairs = query.words.len().saturating_sub(1);
    if pairs == 0 {
        return 0.0;
    }
    let mut together: BTreeSet<usize> = BTreeSet::new();
    let mut before: Vec<usize> = Vec::new();
    tokens::each(text, |term, _| {
        let is = |word: usize| likeness(&query.words[word], term, query.open(word)) > 0.0;
        together.extend(before.iter().copied().filter(|&word| word < pairs && is(word + 1)));
        before = (0..=pairs).filter(|&word| is(word)).collect();
    });
    together.len() as f64 / pairs as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed(all: &[Posting]) -> Postings {
        let mut postings = Postings::default();
        all.iter().for_each(|&(unit, level)| postings.push(unit, level));
        postings
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            units in prop::collection::btree_map(0u32..5_000_000, 1..=LEVELS, 0..20),
            more in prop::collection::btree_map(0u32..300, 1..=LEVELS, 0..20),
        ) {
            let mut all: Vec<Posting> = units.into_iter().collect();
            let more: Vec<Posting> = more.into_iter().collect();
            let mut postings = packed(&all);
            prop_assert_eq!(postings.iter().collect::<Vec<_>>(), all.clone());
            postings.append(&packed(&more), 5_000_000);
            all.extend(more.into_iter().map(|(unit, level)| (unit + 5_000_000, level)));
            prop_assert_eq!(postings.iter().collect::<Vec<_>>(), all.clone());
            prop_assert_eq!((postings.len(), &postings), (all.len(), &packed(&all)));
        }
    }
}
