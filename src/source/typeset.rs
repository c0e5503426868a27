//! A quotation as its author typed it, and the words of the source that it was found as → the source's own
//! words in the author's form: his paragraphs, his brackets and ellipses, his emphasis.
//!
//! 1. What was found is folded ([`fold`](super::fold)) to a list of characters that know their places.
//! 2. The author's blocks are folded too, and read along that list. What stands in both is the source's; an
//!    ellipsis or a bracket that the source does not have at this place is the author's own.
//! 3. Where a block ends, something of the author's stands, or a place is asked for, the list is cut. All that
//!    was found stands between the cuts, whatever the author typed: a wrong step moves a cut, and no word.

use std::ops::Range;

use crate::base::text::Span;
use crate::source::fold::Folded;
use crate::source::text::Text;

/// A piece of a quotation as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetypedPiece {
    /// Words of the source, in its canonical text.
    Source(Span),
    /// The author's own: a range of the block as it was typed, with the spaces around it.
    Own(Range<usize>),
    /// One of the block's places, by its number.
    Place(usize),
}

/// A block of a quotation: a paragraph, an item, a cell.
#[derive(Clone, Copy, Debug)]
pub struct RetypedBlock<'a> {
    /// As it was typed.
    pub typed: &'a str,
    /// Places in it that are asked for, in order, each with whether it belongs to what follows.
    pub places: &'a [(usize, bool)],
}

/// How far the two may part before they are taken to go on together.
const MOST_APART: usize = 64;

/// Gives the words of the source that stand at `parts` the form in which the author typed them.
pub fn in_form(text: &Text, parts: &[Span], blocks: &[RetypedBlock<'_>]) -> Vec<Vec<RetypedPiece>> {
    let words = FoldedWords::of(text, parts);
    let mut at = 0;
    let last = blocks.len().saturating_sub(1);
    let mut out = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        // Between two blocks stand spaces, which are of neither.
        let start = words.skip_spaces(at);
        let (mut cuts, end) = words.read(start, block);
        let end = if i == last { words.chars.len() } else { end };
        cuts.iter_mut().for_each(|cut| cut.at = cut.at.min(end));
        out.push(words.pieces(text, start..end, &cuts, block.typed));
        at = end;
    }
    out
}

/// The found words, folded.
struct FoldedWords {
    chars: Vec<Char>,
}

#[derive(Clone, Copy)]
struct Char {
    c: char,
    /// In the canonical text.
    start: u32,
    end: u32,
    part: usize,
}

/// Something of the author's between the words.
struct Insertion {
    /// Before which of the characters.
    at: usize,
    what: RetypedPiece,
    /// How many of the characters after it the author's own stands for: the `T` of `The` for `[t]he`.
    over: usize,
}

impl FoldedWords {
    fn of(text: &Text, parts: &[Span]) -> Self {
        let mut chars = Vec::with_capacity(parts.iter().map(|part| part.len()).sum());
        for (part, span) in parts.iter().enumerate() {
            let folded = Folded::new(text.slice(*span));
            for (i, c) in folded.as_str().char_indices() {
                let origin = folded.origin(i..i + c.len_utf8());
                let place = |offset: usize| span.start + u32::try_from(offset).unwrap_or(0);
                chars.push(Char { c, start: place(origin.start), end: place(origin.end), part });
            }
        }
        Self { chars }
    }

    fn skip_spaces(&self, mut at: usize) -> usize {
        while self.chars.get(at).is_some_and(|char| char.c == ' ') {
            at += 1;
        }
        at
    }

    /// Whether the source goes on from here in the same part with this.
    fn has(&self, at: usize, c: char) -> bool {
        self.chars.get(at).is_some_and(|char| char.c == c)
    }

    /// Whether a bracket is `[t]` in `[t]he`, and the source has that letter here, in whatever case.
    fn stands_for_letter(&self, at: usize, own: &str, after: &str) -> bool {
        let mut inside = own.trim_start_matches('[').trim_end_matches(']').chars();
        let (Some(letter), None) = (inside.next(), inside.next()) else { return false };
        letter.is_alphabetic()
            && after.starts_with(char::is_alphabetic)
            && self.chars.get(at).is_some_and(|char| char.c.to_lowercase().eq(letter.to_lowercase()))
    }

    /// Reads a block along the words from `at`: what of the author's stands between them, and where it ends.
    fn read(&self, mut at: usize, block: &RetypedBlock<'_>) -> (Vec<Insertion>, usize) {
        let start = at;
        let folded = Folded::new(block.typed);
        let typed = folded.as_str();
        let mut cuts = Vec::new();
        let mut places = (0..).zip(block.places).peekable();
        let mut i = 0;
        while let Some(c) = typed[i..].chars().next() {
            let next = i + c.len_utf8();
            let origin = folded.origin(i..next);
            while let Some((number, (_, opens))) = places.next_if(|(_, (place, _))| *place <= origin.start) {
                let here = if *opens { self.skip_spaces(at) } else { at };
                cuts.push(Insertion { at: here, what: RetypedPiece::Place(number), over: 0 });
            }
            if self.has(at, c) {
                (i, at) = (next, at + 1);
                continue;
            }
            if let Some(len) = own(&typed[i..]) {
                let range = with_spaces(block.typed, folded.origin(i..i + len));
                // The spaces of the source around it are the author's to set.
                if self.chars.get(at).is_some_and(|char| char.c == ' ') {
                    at += 1;
                }
                let over = usize::from(self.stands_for_letter(at, &typed[i..i + len], &typed[i + len..]));
                cuts.push(Insertion { at, what: RetypedPiece::Own(range), over });
                at += over;
                i += len;
                continue;
            }
            if c.is_alphanumeric() {
                // What the source has here and the author did not type, such as the mark of a note.
                let ahead = self.chars[at..].iter().take(MOST_APART).position(|char| char.c == c);
                if let Some(ahead) = ahead {
                    at += ahead + 1;
                }
            }
            i = next;
        }
        for (number, (_, opens)) in places {
            let here = if *opens { self.skip_spaces(at) } else { at };
            cuts.push(Insertion { at: here, what: RetypedPiece::Place(number), over: 0 });
        }
        // A place that belongs to what follows may stand behind one that does not.
        let mut least = start;
        for cut in &mut cuts {
            cut.at = cut.at.max(least);
            least = cut.at;
        }
        (cuts, at)
    }

    /// The words of a range, with the cuts in them.
    fn pieces(&self, text: &Text, range: Range<usize>, cuts: &[Insertion], typed: &str) -> Vec<RetypedPiece> {
        let mut out = Vec::with_capacity(2 * cuts.len() + 1);
        let mut at = range.start;
        for (i, cut) in cuts.iter().enumerate() {
            // The author's own words bring their spaces; at a place those of the source stay.
            let here = cuts[i..].iter().take_while(|next| next.at == cut.at);
            let open = cut.at < range.end
                && here.into_iter().all(|next| matches!(next.what, RetypedPiece::Place(_)));
            self.push(text, at..cut.at, open, &mut out);
            at = at.max(cut.at + cut.over);
            match &cut.what {
                RetypedPiece::Own(own) if typed[own.clone()].trim().is_empty() => {}
                what => out.push(what.clone()),
            }
        }
        self.push(text, at..range.end, false, &mut out);
        out
    }

    /// The source's words at a range of the characters; up to the next character, if more of them follow.
    fn push(&self, text: &Text, range: Range<usize>, open: bool, out: &mut Vec<RetypedPiece>) {
        let mut at = range.start;
        while at < range.end {
            let part = self.chars[at].part;
            let end = at + self.chars[at..range.end].partition_point(|char| char.part == part);
            let (first, last) = (self.chars[at], self.chars[end - 1]);
            let mut span = Span { start: first.start, end: last.end };
            if let (true, Some(next)) = (open && end == range.end, self.chars.get(end))
                && next.part == part
            {
                span.end = next.start.max(span.end);
            }
            if !open {
                span.end = span.start + u32::try_from(text.slice(span).trim_end().len()).unwrap_or(0);
            }
            if !span.is_empty() {
                out.push(RetypedPiece::Source(span));
            }
            at = end;
        }
    }
}

/// How long an ellipsis or a bracket is that begins here.
fn own(folded: &str) -> Option<usize> {
    if folded.starts_with("...") {
        return Some(3);
    }
    let inside = folded.strip_prefix('[')?;
    let end = memchr::memchr2(b'[', b']', inside.as_bytes())?;
    (inside.as_bytes()[end] == b']').then_some(end + 2)
}

/// A range with the spaces on both sides of it.
fn with_spaces(typed: &str, range: Range<usize>) -> Range<usize> {
    let before = typed[..range.start].trim_end().len();
    let after = typed[range.end..].len() - typed[range.end..].trim_start().len();
    before..range.end + after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::passage::{Lookup, find};

    /// What is published: the source's words in `‹ ›`.
    fn shown(text: &str, blocks: &[&str]) -> Vec<String> {
        let text = Text::plain(text);
        let Lookup::Found(passage) = find(&text, &blocks.join("\n\n"), None) else { panic!("not found") };
        let blocks: Vec<RetypedBlock<'_>> =
            blocks.iter().map(|typed| RetypedBlock { typed, places: &[] }).collect();
        told(&text, &passage.parts, &blocks)
    }

    fn told(text: &Text, parts: &[Span], blocks: &[RetypedBlock<'_>]) -> Vec<String> {
        let pieces = in_form(text, parts, blocks);
        pieces
            .iter()
            .zip(blocks)
            .map(|(pieces, block)| {
                pieces
                    .iter()
                    .map(|piece| match piece {
                        RetypedPiece::Source(span) => format!("‹{}›", text.slice(*span)),
                        RetypedPiece::Own(range) => block.typed[range.clone()].to_owned(),
                        RetypedPiece::Place(number) => format!("{{{number}}}"),
                    })
                    .collect()
            })
            .collect()
    }

    const MILL: &str =
        "The miller’s wheel – of oak — turned “day and night”.\n\nNobody fed it [sic]… It stood.";

    #[test]
    fn the_sources_marks_dashes_and_spaces_are_shown() {
        assert_eq!(
            shown(MILL, &["The miller's   wheel - of oak-turned 'day and night'."]),
            ["‹The miller’s wheel – of oak — turned “day and night”.›"]
        );
    }

    #[test]
    fn what_is_the_authors_own_stays_between() {
        assert_eq!(
            shown(MILL, &["[t]he miller's wheel ... turned [all] \"day and night\"."]),
            ["[t]‹he miller’s wheel› ... ‹turned› [all] ‹“day and night”.›"]
        );
        assert_eq!(shown(MILL, &["The miller's […] oak"]), ["‹The miller’s› […] ‹oak›"]);
    }

    #[test]
    fn brackets_and_dots_of_the_source_are_the_sources() {
        assert_eq!(shown(MILL, &["Nobody fed it [sic] ... It stood."]), ["‹Nobody fed it [sic]… It stood.›"]);
    }

    #[test]
    fn each_block_has_its_own_words() {
        assert_eq!(
            shown(MILL, &["of oak -- turned \"day and night\".", "Nobody fed it"]),
            ["‹of oak — turned “day and night”.›", "‹Nobody fed it›"]
        );
        assert_eq!(
            shown(MILL, &["of oak — turned", "“day", "and night”"]),
            ["‹of oak — turned›", "‹“day›", "‹and night”›"]
        );
    }

    #[test]
    fn places_stand_between_the_same_words() {
        let text = Text::plain(MILL);
        let Lookup::Found(passage) = find(&text, "wheel - of oak-turned", None) else { panic!("not found") };
        let typed = "wheel - of oak-turned";
        let places = [(8, true), (10, false), (21, false)];
        let block = RetypedBlock { typed, places: &places };
        assert_eq!(told(&text, &passage.parts, &[block]), ["‹wheel – ›{0}‹of›{1}‹ oak — turned›{2}"]);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_what_was_found_is_shown_and_nothing_else(
            typed in proptest::collection::vec("([a-d]{1,3}|\\.\\.\\.|\\[[a-d]?\\]|[-“’ ]){0,12}", 1..4),
            from in 0..30_usize,
            len in 1..40_usize,
            places in proptest::collection::vec((0..20_usize, proptest::bool::ANY), 0..4),
        ) {
            let text = Text::plain("ab cd — “abc” d… [a] bd\n\nba-dc abcd, cab. dd’d cc bb aa");
            let all = text.canonical();
            let floor = |mut at: usize| { while !all.is_char_boundary(at) { at -= 1; } at };
            let start = floor(from.min(all.len()));
            let span = Span::new(start, floor((start + len).min(all.len())));
            let mut places = places;
            places.sort_unstable();
            let blocks: Vec<RetypedBlock<'_>> = typed.iter().map(|typed| RetypedBlock { typed, places: &places }).collect();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let mut found = String::new();
            let mut seen = 0;
            for piece in in_form(&text, &[span], &blocks).into_iter().flatten() {
                match piece {
                    RetypedPiece::Source(span) => found.push_str(&letters(text.slice(span))),
                    RetypedPiece::Place(_) => seen += 1,
                    RetypedPiece::Own(_) => {}
                }
            }
            // All of it but the letters that `[t]` in `[t]he` stands for.
            let brackets = typed.iter().map(|typed| typed.matches('[').count()).sum::<usize>();
            let all = letters(text.slice(span));
            let mut rest = all.chars();
            proptest::prop_assert!(found.chars().all(|c| rest.any(|other| other == c)), "{} of {}", found, all);
            proptest::prop_assert!(all.chars().count() <= found.chars().count() + brackets);
            proptest::prop_assert_eq!(seen, places.len() * typed.len());
        }
    }
}
