//! Which sources are not independent of each other: they share an author or a publisher, or much of their
//! text.
//!
//! Only sources that are cited together are compared, each pair once, and a text is read when it is first
//! compared. Of a text its runs of words are kept, as numbers, and of a long text the smallest of them: what
//! two texts share of the smallest they share, in the same part, of all.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use crate::graph::catalog::SourceId;
use crate::search::tokens;
use crate::source::Source;
use crate::source::record::Name;

/// What two sources have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Similarity {
    /// An author.
    Author(String),
    /// A publisher, or the newspaper or site that they appeared in.
    Publisher(String),
    /// So many in a hundred of the runs of words of the shorter text.
    Text(usize),
}

impl Similarity {
    /// As the end of a sentence: `share the author Ann Smith`.
    pub fn said(&self) -> String {
        match self {
            Self::Author(name) => format!("share the author {name}"),
            Self::Publisher(name) => format!("share the publisher {name}"),
            Self::Text(percent) => format!("share {percent} percent of the shorter text"),
        }
    }
}

/// The smaller number first.
type Pair = (SourceId, SourceId);

/// The sources, compared as far as someone asked.
#[derive(Debug)]
pub struct SourceSimilarity {
    sources: Arc<Vec<Source>>,
    sketches: Vec<OnceLock<Shingles>>,
    pairs: Mutex<HashMap<Pair, Arc<[Similarity]>>>,
}

impl SourceSimilarity {
    /// The sources, of which nothing is compared yet.
    pub fn of(sources: Arc<Vec<Source>>) -> Self {
        let sketches = sources.iter().map(|_| OnceLock::new()).collect();
        Self { sources, sketches, pairs: Mutex::default() }
    }

    /// The sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What two sources have in common; nothing if they are independent.
    pub fn between(&self, a: SourceId, b: SourceId) -> Arc<[Similarity]> {
        let pair = (a.min(b), a.max(b));
        // What is in the map is whole, whoever failed while it was locked.
        let pairs = || self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = pairs().get(&pair) {
            return Arc::clone(known);
        }
        let ties: Arc<[Similarity]> = self.compare(pair.0, pair.1).into();
        pairs().insert(pair, Arc::clone(&ties));
        ties
    }

    fn compare(&self, a: SourceId, b: SourceId) -> Vec<Similarity> {
        let (first, second) = (&self.sources[a as usize].record, &self.sources[b as usize].record);
        let mut ties = Vec::new();
        let others: HashSet<String> = second.authors.iter().map(|name| key(&whole(name))).collect();
        let author = first.authors.iter().find(|name| others.contains(&key(&whole(name))));
        ties.extend(author.map(|name| Similarity::Author(whole(name))));
        let houses = |record: &'_ crate::source::record::Record| {
            [record.publisher.clone(), record.container.clone()].into_iter().flatten().collect::<Vec<_>>()
        };
        let others = houses(second);
        let house = houses(first).into_iter().find(|a| others.iter().any(|b| key(a) == key(b)));
        ties.extend(house.map(Similarity::Publisher));
        let percent = self.sketch(a).shared(self.sketch(b));
        ties.extend(percent.filter(|percent| *percent >= MUCH).map(Similarity::Text));
        ties
    }

    fn sketch(&self, source: SourceId) -> &Shingles {
        self.sketches[source as usize].get_or_init(|| {
            let text = self.sources[source as usize].text.as_ref();
            text.map(|text| Shingles::of(text.canonical())).unwrap_or_default()
        })
    }
}

/// A name as it is said.
fn whole(name: &Name) -> String {
    match &name.given {
        Some(given) => format!("{given} {}", name.family),
        None => name.family.clone(),
    }
}

/// A name as it is compared: of letters and digits, case forgotten.
fn key(name: &str) -> String {
    let mut key = String::new();
    tokens::each(name, |word, _| {
        key.push_str(word);
        key.push(' ');
    });
    key
}

/// So many words in a row are seldom the same by chance.
const RUN: usize = 6;

/// So many runs are kept of a text at most.
const KEPT: usize = 1024;

/// With fewer runs to compare, a quotation that both have would be much of them.
const FEWEST: usize = 24;

/// What is much of a text, in a hundred.
const MUCH: usize = 40;

/// The runs of words of a text, as numbers.
#[derive(Debug, Default)]
struct Shingles {
    /// The smallest, in order.
    runs: Vec<u64>,
    /// Whether there are more.
    cut: bool,
}

impl Shingles {
    fn of(text: &str) -> Self {
        let mut last = [0u64; RUN];
        let mut count = 0;
        let mut runs: Vec<u64> = Vec::new();
        let mut cut = false;
        tokens::each(text, |word, _| {
            last.rotate_left(1);
            last[RUN - 1] = xxh3_64(word.as_bytes());
            count += 1;
            if count >= RUN {
                let mut bytes = [0u8; RUN * 8];
                for (place, word) in bytes.chunks_exact_mut(8).zip(last) {
                    place.copy_from_slice(&word.to_le_bytes());
                }
                runs.push(xxh3_64(&bytes));
            }
            if runs.len() >= KEPT * 16 {
                cut |= keep_smallest(&mut runs);
            }
        });
        cut |= keep_smallest(&mut runs);
        runs.shrink_to_fit();
        Self { runs, cut }
    }

    /// How much of the shorter text the other has too, in a hundred; `None` if it is too short to tell.
    fn shared(&self, other: &Self) -> Option<usize> {
        // Up to there both are whole.
        let end = |of: &Self| if of.cut { of.runs.last().copied() } else { None }.unwrap_or(u64::MAX);
        let end = end(self).min(end(other));
        let part = |of: &Self| of.runs.partition_point(|run| *run <= end);
        let (a, b) = (&self.runs[..part(self)], &other.runs[..part(other)]);
        let shorter = a.len().min(b.len());
        if shorter < FEWEST {
            return None;
        }
        let (mut i, mut j, mut both) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            both += usize::from(a[i] == b[j]);
            (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
        }
        Some(both * 100 / shorter)
    }
}

/// Leaves the smallest runs, each once and in order; says whether there were more.
fn keep_smallest(runs: &mut Vec<u64>) -> bool {
    runs.sort_unstable();
    runs.dedup();
    let more = runs.len() > KEPT;
    runs.truncate(KEPT);
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_two_texts_share_is_counted_in_runs_of_the_shorter() {
        let shared = |a: &str, b: &str| Shingles::of(a).shared(&Shingles::of(b));
        assert_eq!(shared(&words(0, 200), &words(0, 200)), Some(100));
        assert_eq!(shared(&words(0, 200), &words(200, 400)), Some(0));
        assert_eq!(shared(&words(0, 105), &words(55, 400)), Some(45));
        // A copy with another beginning, in other letters.
        let copy = format!("Just in. {}", words(0, 200).to_uppercase());
        assert!(shared(&words(0, 200), &copy) > Some(95));
        assert_eq!(shared("Too few words.", "Too few words."), None);
    }

    #[test]
    fn of_long_texts_a_part_stands_for_the_whole() {
        let (a, b) = (Shingles::of(&words(0, 40_000)), Shingles::of(&words(20_000, 60_000)));
        assert!(a.cut && a.runs.len() == KEPT);
        let percent = a.shared(&b).expect("long enough");
        assert!((40..=60).contains(&percent), "{percent}");
        // An article of which a book has every word.
        let article = Shingles::of(&words(1000, 3000));
        assert!(article.shared(&a) > Some(90));
    }
}
