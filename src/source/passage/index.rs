//! Where words stand in a text that is asked very often: all places of the text, sorted by what begins there.
//!
//! A text is read from its beginning for each quotation, which is quick, and needs nothing. Where thousands of
//! quotations are looked up in one text, that would grow with the square of what is written; after the first
//! [`ENOUGH`] they are looked up here. What is found is the same.

use std::cmp::Ordering;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering as Memory};

use super::hits::occurrences;

/// How often a text is read through before it is sorted: by then sorting it costs less than it saves.
const ENOUGH: usize = 256;

/// Shorter texts are read through, in bytes.
const SHORT: usize = 1 << 12;

/// By how many bytes the places are sorted.
const SORTED_BY: usize = 16;

/// How many stretches of the words are tried, to find the one that stands least often.
const TRIED: usize = 12;

/// The index of a text, made when it pays. It follows from the text, so that two equal texts have equal ones.
#[derive(Debug, Default)]
pub(crate) struct LookupIndex {
    times: AtomicUsize,
    index: OnceLock<SortedPlaces>,
}

impl PartialEq for LookupIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for LookupIndex {}

impl LookupIndex {
    /// As [`occurrences`].
    pub(crate) fn occurrences(
        &self,
        text: &str,
        part: &str,
        most: usize,
        mut accept: impl FnMut(usize, usize) -> bool,
    ) -> Vec<usize> {
        match self.index(text).and_then(|index| index.candidates(text, part)) {
            Some(starts) => {
                let stand = starts.into_iter().filter(|&start| accept(start, start + part.len()));
                stand.take(most).collect()
            }
            None => occurrences(text, part, most, accept),
        }
    }

    /// Whether a text has these words, letter by letter.
    pub(crate) fn has(&self, text: &str, part: &str) -> bool {
        !self.occurrences(text, part, 1, |_, _| true).is_empty()
    }

    fn index(&self, text: &str) -> Option<&SortedPlaces> {
        if text.len() < SHORT || self.times.fetch_add(1, Memory::Relaxed) < ENOUGH {
            return None;
        }
        Some(self.index.get_or_init(|| SortedPlaces::new(text)))
    }
}

/// The places of a text, sorted by the bytes that begin there.
#[derive(Debug)]
struct SortedPlaces(Vec<u32>);

/// The bytes from a place on, as a number that sorts as they do.
fn key(text: &[u8], at: usize) -> u128 {
    let rest = &text[at..];
    match rest.first_chunk::<SORTED_BY>() {
        Some(bytes) => u128::from_be_bytes(*bytes),
        None => {
            let mut bytes = [0; SORTED_BY];
            bytes[..rest.len()].copy_from_slice(rest);
            u128::from_be_bytes(bytes)
        }
    }
}

impl SortedPlaces {
    fn new(text: &str) -> Self {
        let mut places: Vec<u32> = text.char_indices().filter_map(|(at, _)| u32::try_from(at).ok()).collect();
        let text = text.as_bytes();
        places.sort_unstable_by_key(|&at| key(text, at as usize));
        Self(places)
    }

    /// The places at which bytes begin: at most as many as the places are sorted by.
    fn beginning(&self, text: &[u8], bytes: &[u8]) -> &[u32] {
        let bytes = &bytes[..bytes.len().min(SORTED_BY)];
        let compare = |at: u32| {
            let rest = &text[at as usize..];
            rest[..rest.len().min(bytes.len())].cmp(bytes)
        };
        let from = self.0.partition_point(|&at| compare(at) == Ordering::Less);
        let len = self.0[from..].partition_point(|&at| compare(at) == Ordering::Equal);
        &self.0[from..from + len]
    }

    /// All places of a part, in order; `None` if it is quicker to read the text.
    fn candidates(&self, text: &str, part: &str) -> Option<Vec<usize>> {
        let last = part.len().saturating_sub(SORTED_BY);
        let mut least: Option<(usize, &[u32])> = None;
        for step in 0..TRIED {
            let at = last * step / (TRIED - 1);
            let at = (0..=at).rev().find(|&at| part.is_char_boundary(at)).unwrap_or(0);
            let places = self.beginning(text.as_bytes(), &part.as_bytes()[at..]);
            if least.is_none_or(|(_, known)| places.len() < known.len()) {
                least = Some((at, places));
            }
            if last == 0 || least.is_some_and(|(_, places)| places.len() < 4) {
                break;
            }
        }
        let (before, places) = least?;
        // Each costs the part's length, and its place in order.
        if places.len().saturating_mul(part.len() + SORTED_BY) > text.len() {
            return None;
        }
        let starts = places.iter().filter_map(|&at| (at as usize).checked_sub(before));
        let mut starts: Vec<usize> =
            starts.filter(|&start| text.as_bytes()[start..].starts_with(part.as_bytes())).collect();
        starts.sort_unstable();
        Some(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str, part: &str) {
        let index = SortedPlaces::new(text);
        let read = occurrences(text, part, usize::MAX, |_, _| true);
        if let Some(found) = index.candidates(text, part) {
            assert_eq!(found, read, "{part:?} in {text:?}");
        }
    }

    #[test]
    fn what_is_found_is_what_reading_finds() {
        let text: String =
            (0..400).map(|i| format!("Item {i} stands here; 第{i}項はここにある。 ")).collect();
        for part in [
            "Item 7 stands here",
            "Item 7",
            "7",
            "第12項はここにある。",
            "項",
            "nothing",
            " ",
            "here; 第399項",
            "。 ",
        ] {
            both(&text, part);
        }
        both(&text, &text[..500]);
        both(&text, &text[text.len() - 40..]);
        both("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa");
        both("a", "ab");
        both("", "a");
    }

    #[test]
    fn a_text_that_is_asked_often_answers_as_before() {
        let text: String = (0..600).map(|i| format!("Number {i} of them is named. ")).collect();
        let asked = LookupIndex::default();
        for i in 0..600 {
            let part = format!("Number {i} of them");
            let read = occurrences(&text, &part, 9, |_, _| true);
            assert_eq!(asked.occurrences(&text, &part, 9, |_, _| true), read);
            assert!(asked.has(&text, &part) && !asked.has(&text, &format!("Number {i} off")));
        }
        assert!(asked.index.get().is_some());
    }

    proptest::proptest! {
        #[test]
        fn words_at_random_are_found_as_by_reading(text in "[ab é第]{0,80}", part in "[ab é第]{1,20}") {
            both(&text, &part);
            both(&text.repeat(20), &part);
        }
    }
}
