//! What the reader of a text knows of it and its characters do not say: marks of notes, and hyphens at
//! which a line's end broke a word.
//!
//! Both are left out of the folded text, so that a quotation without them is found as any other. One that
//! has them is looked up with all such marks left out on both sides; what is found is then walked through
//! mark by mark ([`HintWalk`]), so that it passes over what may be passed over and nothing else.

use std::ops::Range;

use super::{FoldSegment, Folded, small};

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
    bare: UnmarkedText,
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
struct UnmarkedText {
    text: String,
    /// Where a mark was taken out: the offset here, and that in the folded text after it.
    taken: Vec<(u32, u32)>,
}

impl UnmarkedText {
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
        let mut broken = hints.broken.clone();
        broken.sort_unstable();
        let mut ranges: Vec<Range<usize>> = hints.notes.clone();
        ranges.extend(broken.iter().filter_map(|&at| {
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
            apart && (!parts_words(text, range) || broken.binary_search(&range.start).is_ok())
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
                hyphen
                    if hyphen.chars().count() == 1
                        && super::is_dash(hyphen.chars().next().unwrap_or(' ')) =>
                {
                    "-".to_owned()
                }
                words => Self::new(words).as_str().trim().to_owned(),
            },
        });
        let left_out = left_out.collect();
        folded.hinted = Some(Box::new(Hinted { left_out, bare: UnmarkedText::new(&folded.text) }));
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
            segments.extend(pieces.into_iter().map(|(folded, origin)| FoldSegment {
                folded: small(folded),
                origin: small(origin),
                replaced,
            }));
        }
        places.resize(taken.len(), total);
        self.segments = segments;
        (self, places)
    }

    /// A way to look up words that may have what is left out here; nothing if they are found as they stand.
    pub(crate) fn walk<'a>(&'a self, words: &'a str) -> Option<HintWalk<'a>> {
        let hinted = self.hinted.as_deref()?;
        if !words.contains(may_be_left_out) {
            return None;
        }
        let bare = UnmarkedText::new(words);
        let lead = words.len() - words.trim_start_matches(may_be_left_out).len();
        (!bare.text.is_empty()).then_some(HintWalk {
            folded: &self.text,
            hinted,
            words,
            bare: bare.text,
            lead,
        })
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
    let word =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !crate::source::text::is_unspaced(c));
    word(text[..range.start].chars().next_back()) && word(text[range.end..].chars().next())
}

/// Words that are looked up in a text of which marks were left out.
pub(crate) struct HintWalk<'a> {
    folded: &'a str,
    hinted: &'a Hinted,
    words: &'a str,
    bare: String,
    /// How long the marks are with which the words begin.
    lead: usize,
}

impl HintWalk<'_> {
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
            let stretch =
                self.hinted.left_out.get(next).map_or(text.len(), |out| out.at).min(at + words.len() - read);
            let length = stretch.checked_sub(at)?;
            if text.get(at..stretch)? != words.get(read..read + length)?
                || (length == 0 && read < words.len())
            {
                return None;
            }
            (at, read) = (stretch, read + length);
        }
        Some(start..at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in which notes stand in `{}`, and `~` is a hyphen at which a line's end broke a word.
    fn hinted(marked: &str) -> (String, Folded) {
        let (mut text, mut hints, mut start) = (String::new(), Hints::default(), 0);
        for c in marked.chars() {
            match c {
                '{' => start = text.len(),
                '}' => hints.notes.push(start..text.len()),
                '~' => {
                    hints.broken.push(text.len());
                    text.push('-');
                }
                c => text.push(c),
            }
        }
        let folded = Folded::with_hints(&text, &hints);
        (text, folded)
    }

    /// What of the text is found for a quotation.
    fn found(marked: &str, quotation: &str) -> Vec<String> {
        let (text, folded) = hinted(marked);
        let quotation = Folded::new(quotation);
        let words = quotation.as_str();
        let places: Vec<Range<usize>> = match folded.walk(words) {
            None => folded.as_str().match_indices(words).map(|(at, _)| at..at + words.len()).collect(),
            Some(walk) => {
                let (bare_text, bare) = walk.bare();
                bare_text.match_indices(bare).filter_map(|(at, _)| walk.at(at)).collect()
            }
        };
        places.into_iter().map(|place| text[folded.origin(place)].to_owned()).collect()
    }

    #[test]
    fn a_word_that_a_line_broke_is_read_both_ways() {
        let text = "It was un~likely that the well-known com~ pany would pay — never.";
        assert_eq!(
            found(text, "was unlikely that the well-known company would"),
            ["was un-likely that the well-known com- pany would"]
        );
        assert_eq!(
            found(text, "un-likely that the well-known com-pany"),
            ["un-likely that the well-known com- pany"]
        );
        assert_eq!(
            found(text, "un-likely that the well-known company"),
            ["un-likely that the well-known com- pany"]
        );
        assert_eq!(found(text, "pay - never"), ["pay — never"]);
        for other in ["unlikely that the wellknown", "unlike-ly", "un-likely that the wellknown", "pay never"]
        {
            assert_eq!(found(text, other), [""; 0], "{other}");
        }
    }

    #[test]
    fn marks_of_notes_are_passed_over_or_not() {
        let text = "Of 87{³} men nine* came.{[4]} They{⁵} left at x² once; a{†} few {[6]} stayed.";
        for (quotation, words) in [
            ("87 men", "87³ men"),
            ("87³ men", "87³ men"),
            ("came. They left", "came.[4] They⁵ left"),
            ("They⁵ left at x² once; a few stayed", "They⁵ left at x² once; a† few [6] stayed"),
            ("They left at x² once; a† few", "They⁵ left at x² once; a† few"),
            ("nine* came. They⁵", "nine* came.[4] They"),
        ] {
            assert_eq!(found(text, quotation), [words], "{quotation}");
        }
        for other in ["873 men", "87² men", "nine came", "left at x once", "87³³ men", "They† left"] {
            assert_eq!(found(text, other), [""; 0], "{other}");
        }
        let (_, folded) = hinted(text);
        let at = folded.as_str().find(" They").expect("there");
        assert!(folded.has_note(at, "[4]") && !folded.has_note(at, "[5]") && !folded.has_note(at + 1, "[4]"));
    }

    #[test]
    fn a_mark_between_two_words_stays() {
        assert_eq!(hinted("87{³}men").1.as_str(), "87³men");
        assert_eq!(hinted("人口{³}增加").1.as_str(), "人口增加");
    }

    #[test]
    fn what_was_taken_out_is_where_it_was() {
        let (text, folded) = hinted("{[1]}a (bﬁ){[2]}  c{[3]}{[4]} — d{[5]}");
        assert_eq!(folded.as_str(), "a (bfi) c-d");
        for at in 0..folded.as_str().len() {
            for end in at + 1..=folded.as_str().len() {
                let words = &text[folded.origin(at..end)];
                let back = Folded::new(&words.replace(['[', ']', '1', '2', '3', '4', '5'], ""));
                // A ligature is of the text as a whole.
                assert!(back.as_str().contains(folded.as_str()[at..end].trim()), "{words:?}");
            }
        }
    }
}
