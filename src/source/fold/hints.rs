//! What the reader of a text knows of it and its characters do not say: marks of notes, and hyphens at
//! which a line's end broke a word.
//!
//! Both are left out of the folded text, so that a quotation without them is found as any other. One that
//! has them is looked up with all such marks left out on both sides; what is found is then walked through
//! mark by mark ([`Walk`]), so that it passes over what may be passed over and nothing else.

use std::ops::Range;

use super::{Folded, Segment, small};

/// What the reader of a text knows of it and its characters do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// Marks of notes, as ranges of the text: a quotation may pass over them.
    pub(crate) notes: Vec<Range<usize>>,
    /// Hyphens at which a line's end broke a word, by their offsets: each may or may not be of the word.
    pub(crate) broken: Vec<usize>,
}

/// What was left out of a folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hinted {
    /// In their order.
    left_out: Vec<LeftOut>,
    bare: Bare,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LeftOut {
    /// Where in the folded text it would stand.
    at: usize,
    /// How it reads, folded.
    words: String,
}

/// A folded text without any mark that may be one of those that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bare {
    text: String,
    /// Where a mark was taken out: the offset here, and that in the folded text after it.
    taken: Vec<(u32, u32)>,
}

impl Bare {
    fn new(folded: &str) -> Self {
        let mut bare = Self::default();
        let mut at = 0;
        for (start, c) in folded.char_indices().filter(|&(_, c)| may_be_left_out(c)) {
            bare.text.push_str(&folded[at..start]);
            at = start + c.len_utf8();
            bare.taken.push((small(bare.text.len()), small(at)));
        }
        bare.text.push_str(&folded[at..]);
        bare
    }

    /// Where in the folded text the character stands that stands here at an offset.
    fn folded(&self, at: usize) -> usize {
        let after = self.taken.partition_point(|&(here, _)| here as usize <= at);
        after.checked_sub(1).map_or(at, |last| {
            let (here, folded) = self.taken[last];
            folded as usize + (at - here as usize)
        })
    }
}

/// Hyphens, and the characters of which marks of notes are made.
fn may_be_left_out(c: char) -> bool {
    matches!(c, '-' | '*' | '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{207f}' | '†' | '‡')
}

impl Folded {
    /// Folds a text of which more is known than its characters say.
    pub(crate) fn with_hints(text: &str, hints: &Hints) -> Self {
        let mut ranges: Vec<Range<usize>> = hints.notes.clone();
        ranges.extend(hints.broken.iter().filter_map(|&at| {
            let hyphen = text.get(at..)?.chars().next()?;
            let rest = &text[at + hyphen.len_utf8()..];
            Some(at..text.len() - rest.trim_start_matches([' ', '\n']).len())
        }));
        ranges.retain(|range| range.start < range.end && text.get(range.clone()).is_some());
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        ranges.retain(|range| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart && (!parts_words(text, range) || hints.broken.binary_search(&range.start).is_ok())
        });
        if ranges.is_empty() {
            return Self::new(text);
        }
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        for range in &ranges {
            kept.push_str(&text[at..range.start]);
            at = range.end;
        }
        kept.push_str(&text[at..]);
        let (mut folded, places) = Self::new(&kept).spread(&ranges);
        let left_out = ranges.iter().zip(places).map(|(range, at)| LeftOut {
            at,
            words: match text[range.clone()].trim_end() {
                hyphen if hyphen.chars().count() == 1 && super::is_dash(hyphen.chars().next().unwrap_or(' ')) => {
                    "-".to_owned()
                }
                words => Self::new(words).as_str().trim().to_owned(),
            },
        });
        let left_out = left_out.collect();
        folded.hinted = Some(Box::new(Hinted { left_out, bare: Bare::new(&folded.text) }));
        folded
    }

    /// The folded form of a text from which some ranges were taken out before it was folded, as one of the
    /// text as it stands; and where in it they would stand.
    pub(crate) fn spread(mut self, taken: &[Range<usize>]) -> (Self, Vec<usize>) {
        let mut segments = Vec::with_capacity(self.segments.len() + taken.len());
        let mut places = Vec::with_capacity(taken.len());
        let (mut next, mut shift) = (0, 0);
        let total = self.text.len();
        for (i, segment) in self.segments.iter().enumerate() {
            let end = self.segments.get(i + 1).map_or(total, |s| s.folded as usize);
            let (from, folded) = (segment.origin as usize, segment.folded as usize);
            let same = segment.replaced == 0;
            let to = from + if same { end - folded } else { segment.replaced as usize };
            while let Some(range) = taken.get(next).filter(|range| range.start - shift <= from) {
                places.push(folded);
                shift += range.len();
                next += 1;
            }
            let first = shift;
            let mut pieces = vec![(folded, from + shift)];
            while let Some(range) = taken.get(next).filter(|range| range.start - shift < to) {
                let here = range.start - shift;
                let place = if same { folded + (here - from) } else { end };
                places.push(place);
                shift += range.len();
                next += 1;
                if same {
                    pieces.push((place, here + shift));
                }
            }
            let replaced = if same { 0 } else { small(to + shift - (from + first)) };
            // Of several that stood at one place the last leads on.
            pieces.dedup_by(|later, earlier| {
                let double = later.0 == earlier.0;
                if double {
                    earlier.1 = later.1;
                }
                double
            });
            segments.extend(
                pieces.into_iter().map(|(folded, origin)| Segment { folded: small(folded), origin: small(origin), replaced }),
            );
        }
        places.resize(taken.len(), total);
        self.segments = segments;
        (self, places)
    }

    /// A way to look up words that may have what is left out here; nothing if they are found as they stand.
    pub(crate) fn walk<'a>(&'a self, words: &'a str) -> Option<Walk<'a>> {
        let hinted = self.hinted.as_deref()?;
        if !words.contains(may_be_left_out) {
            return None;
        }
        let bare = Bare::new(words);
        let lead = words.len() - words.trim_start_matches(may_be_left_out).len();
        (!bare.text.is_empty()).then_some(Walk { folded: &self.text, hinted, words, bare: bare.text, lead })
    }

    /// Whether a mark of a note that reads so is left out at a place of the folded text.
    pub(crate) fn has_note(&self, at: usize, words: &str) -> bool {
        self.hinted.as_ref().is_some_and(|hinted| {
            let first = hinted.left_out.partition_point(|out| out.at < at);
            hinted.left_out[first..].iter().take_while(|out| out.at == at).any(|out| out.words == words)
        })
    }
}

/// Whether a mark alone keeps two words or two figures apart.
fn parts_words(text: &str, range: &Range<usize>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !crate::source::text::is_unspaced(c));
    word(text[..range.start].chars().next_back()) && word(text[range.end..].chars().next())
}

/// Words that are looked up in a text of which marks were left out.
pub(crate) struct Walk<'a> {
    folded: &'a str,
    hinted: &'a Hinted,
    words: &'a str,
    bare: String,
    /// How long the marks are with which the words begin.
    lead: usize,
}

impl Walk<'_> {
    /// The text and the words without marks.
    pub(crate) fn bare(&self) -> (&str, &str) {
        (&self.hinted.bare.text, &self.bare)
    }

    /// What of the folded text the words are, if they are what stands at this place of the bare text.
    pub(crate) fn at(&self, place: usize) -> Option<Range<usize>> {
        let start = self.hinted.bare.folded(place).checked_sub(self.lead)?;
        let (text, words) = (self.folded.as_bytes(), self.words.as_bytes());
        let mut next = self.hinted.left_out.partition_point(|out| out.at <= start);
        let (mut at, mut read) = (start, 0);
        while read < words.len() {
            while let Some(out) = self.hinted.left_out.get(next).filter(|out| out.at == at) {
                if words[read..].starts_with(out.words.as_bytes()) {
                    read += out.words.len();
                }
                next += 1;
            }
            let stretch = self.hinted.left_out.get(next).map_or(text.len(), |out| out.at).min(at + words.len() - read);
            let length = stretch.checked_sub(at)?;
            if text.get(at..stretch)? != words.get(read..read + length)? || (length == 0 && read < words.len()) {
                return None;
            }
            (at, read) = (stretch, read + length);
        }
        Some(start..at)
    }
}
