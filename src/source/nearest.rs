//! What a quotation that does not stand in its source may have been meant for: only ever told in a
//! finding, never accepted.
//!
//! 1. Of a quotation with elisions, the longest part that does not stand in the text is taken; if all
//!    of them do, they stand [`Apart`](QuoteDifference::Apart).
//! 2. It may stand there cut in the middle of a word, or with words of the source left out and no `…`.
//! 3. Otherwise quotation and text are cut into words and marks, and the stretch of the text is found
//!    that needs the least change to become the quotation (Sellers' alignment): a word for another
//!    costs a word, a nearly equal one less, a mark little.
//!
//! The work is bounded: for texts and quotations too long to compare, nothing is said.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;
use unicode_normalization::char::is_combining_mark;

use crate::base::text::Span;
use crate::source::ends::{may_begin, may_end};
use crate::source::passage::{Lookup, MOST_PARTS, Passage, Quotation, QuotePart, Rejection, find};
use crate::source::text::{Text, is_unspaced, words};

/// The words of a source that are nearest to a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// How near, from 0.5 to 1.
    pub score: f64,
    /// The words in the canonical text.
    pub span: Span,
    /// The words of the quotation that the source does not have so: byte ranges in the quotation as it
    /// was given.
    pub quotation_marks: Vec<Range<usize>>,
    /// The words that the source has in their place, or that the quotation lacks.
    pub source_marks: Vec<Span>,
    /// What the two differ in.
    pub difference: QuoteDifference,
    /// Whether no other place of the text is nearly as near, as far as that is known.
    pub alone: bool,
}

/// What a quotation and the nearest words of its source differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteDifference {
    /// Only in spaces.
    Space,
    /// Only in capital and small letters.
    Case,
    /// Only in punctuation.
    Punctuation,
    /// The quotation leaves out words without saying so with `…`: [`Nearest::source_marks`] are those.
    Missing {
        /// How many words it leaves out.
        words: usize,
    },
    /// The quotation begins or ends within a word or a number of the source.
    CutWord,
    /// The quotation runs over the end of a heading, an item, a row or a speaker's words.
    Joined,
    /// A bracket within a word of the quotation can be read in several ways.
    Bracket,
    /// All parts of a quotation with elisions stand in the source, but not in this order within one
    /// paragraph or from one to the next: [`Nearest::source_marks`] are their first places.
    Apart,
    /// In words.
    Words,
}

impl Nearest {
    /// Whether it is near enough to be what was meant.
    pub fn is_alike(&self) -> bool {
        self.score >= ALIKE
    }
}

/// From this score on, the nearest words are probably what was meant.
pub const ALIKE: f64 = 0.75;

/// Below this score nothing is told.
const NEAR: f64 = 0.5;

/// The score of words that are there as they are, and only not so quoted.
const THERE: f64 = 0.95;

/// The most words of the quotation times words of the text that are compared.
const MOST_CELLS: usize = 4_000_000;

/// Up to so many missing words are held against what else is near.
const FEW_MISSING: usize = 4;

/// How many words a quotation may have left out to be told so.
const MOST_MISSING: usize = 60;

/// The words of the text that are nearest to a quotation that [`find`] did not find in it; nothing if
/// none are near.
pub fn nearest(text: &Text, quotation: &str) -> Option<Nearest> {
    let quotation = Quotation::new(quotation);
    if quotation.is_empty() {
        return None;
    }
    if quotation.parts().len() > MOST_PARTS {
        return None;
    }
    let places = quotation.first_places(text);
    let missing = quotation.parts().zip(&places).filter(|(_, place)| place.is_none());
    // Of those of equal length the first.
    let Some((part, _)) = missing.rev().max_by_key(|(part, _)| part.range.len()) else {
        return apart(text, &places);
    };
    let search = NearestSearch { text, quotation: &quotation, part };
    search.bracket().or_else(|| search.cut_word()).or_else(|| search.left_out()).or_else(|| search.aligned())
}

fn apart(text: &Text, places: &[Option<Range<usize>>]) -> Option<Nearest> {
    let span = |place: &Range<usize>| Span::from(text.folded().origin(place.clone()));
    let source_marks: Vec<Span> = places.iter().flatten().map(span).collect();
    let span = *source_marks.first()?;
    // One part alone would have been found.
    (source_marks.len() > 1).then_some(Nearest {
        score: THERE,
        span,
        quotation_marks: Vec::new(),
        source_marks,
        difference: QuoteDifference::Apart,
        alone: false,
    })
}

/// The search for one part of a quotation.
struct NearestSearch<'a> {
    text: &'a Text,
    quotation: &'a Quotation,
    part: &'a QuotePart,
}

impl NearestSearch<'_> {
    fn folded(&self) -> &str {
        self.text.folded().as_str()
    }

    /// Where a range of the part stands in the quotation as it was given.
    fn given(&self, range: &Range<usize>) -> Range<usize> {
        self.quotation.folded().origin(self.part.range.start + range.start..self.part.range.start + range.end)
    }

    fn origin(&self, range: Range<usize>) -> Span {
        self.text.folded().origin(range).into()
    }

    /// The part stands in the text, but a bracket at it cannot be read.
    fn bracket(&self) -> Option<Nearest> {
        let words = Some(self.quotation.slice(self.part)).filter(|_| self.part.unclear)?;
        let start = memmem::find(self.folded().as_bytes(), words.as_bytes())?;
        let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let from = self.folded()[..start].trim_end_matches(letter).len();
        let end = start + words.len();
        let to = self.folded().len() - self.folded()[end..].trim_start_matches(letter).len();
        Some(Nearest {
            score: THERE,
            span: self.origin(from..to),
            quotation_marks: Vec::new(),
            source_marks: Vec::new(),
            difference: QuoteDifference::Bracket,
            alone: false,
        })
    }

    /// The part stands in the text, but within words or over the end of a block.
    fn cut_word(&self) -> Option<Nearest> {
        let words = self.quotation.slice(self.part);
        let (fault, Range { start, end }) = self.quotation.fault(self.part, self.text)?;
        if fault == Rejection::Joined {
            return Some(Nearest {
                score: THERE,
                span: self.origin(start..end),
                quotation_marks: Vec::new(),
                source_marks: Vec::new(),
                difference: QuoteDifference::Joined,
                alone: false,
            });
        }
        let step_back = |at: usize| self.folded()[..at].chars().next_back().map(|c| at - c.len_utf8());
        let step_on = |at: usize| self.folded()[at..].chars().next().map(|c| at + c.len_utf8());
        let (mut from, mut to) = (start, end);
        while let Some(before) = step_back(from).filter(|_| !may_begin(self.text, from)) {
            from = before;
        }
        while let Some(after) = step_on(to).filter(|_| !may_end(self.text, to)) {
            to = after;
        }
        let mut near = Nearest {
            score: THERE,
            span: self.origin(from..to),
            quotation_marks: Vec::new(),
            source_marks: Vec::new(),
            difference: QuoteDifference::CutWord,
            alone: false,
        };
        let tokens = tokens(words);
        let mut mark = |token: &FoldedToken, source: Range<usize>| {
            let range = self.given(&token.range);
            if !near.quotation_marks.contains(&range) {
                near.quotation_marks.push(range);
            }
            let span = self.origin(source);
            if !near.source_marks.contains(&span) {
                near.source_marks.push(span);
            }
        };
        let (first, last) = (tokens.first()?, tokens.last()?);
        // Without the spaces at which the whole word may begin or end.
        from += self.folded()[from..start].len() - self.folded()[from..start].trim_start_matches(' ').len();
        to = end + self.folded()[end..to].trim_end_matches(' ').len();
        if from < start {
            let end = if tokens.len() == 1 { to } else { start + first.range.end };
            mark(first, from..end);
        }
        if to > end {
            let start = if tokens.len() == 1 { from } else { start + last.range.start };
            mark(last, start..to);
        }
        Some(near)
    }

    /// The part stands in the text in two pieces, with words between: as if one `…` were missing.
    fn left_out(&self) -> Option<Nearest> {
        let words_of_part = self.quotation.slice(self.part);
        let tokens = tokens(words_of_part);
        let stands = |piece: &str| memmem::find(self.folded().as_bytes(), piece.as_bytes()).is_some();
        // A longer beginning stands only where a shorter one does, and so do ends.
        let longest = last_true(1, tokens.len(), |n| stands(&words_of_part[..tokens[n - 1].range.end]))?;
        let shortest =
            last_true(1, tokens.len(), |n| stands(&words_of_part[tokens[tokens.len() - n].range.start..]))?;
        let earliest = (tokens.len() - shortest).max(1);
        // Usually the two meet at one place; where they overlap, the longer beginning reads better.
        (earliest..=longest.min(tokens.len() - 1)).rev().take(4).find_map(|n| self.left_out_at(&tokens, n))
    }

    /// As if `…` were missing after the first `n` tokens.
    fn left_out_at(&self, tokens: &[FoldedToken], n: usize) -> Option<Nearest> {
        let words_of_part = self.quotation.slice(self.part);
        let (before, after) = (&tokens[..n], &tokens[n..]);
        // A single word stands in many places by chance.
        let count = |tokens: &[FoldedToken]| tokens.iter().filter(|token| token.is_word).count();
        if count(before) < 2 || count(after) < 2 {
            return None;
        }
        let elided = format!(
            "{} … {}",
            &words_of_part[..before[n - 1].range.end],
            &words_of_part[after[0].range.start..]
        );
        let (passage, alone) = match find(self.text, &elided, None) {
            Lookup::Found(passage) => (passage, true),
            Lookup::Ambiguous(mut places) if !places.shown.is_empty() => (places.shown.swap_remove(0), false),
            _ => return None,
        };
        let between = self.between(&passage)?;
        let missing = words(self.text.slice(between)).count();
        // Where many words are missing no one asks what else is near.
        let alone = alone && missing <= FEW_MISSING && self.aligned().is_some_and(|aligned| aligned.alone);
        (1..=MOST_MISSING).contains(&missing).then(|| Nearest {
            score: THERE,
            span: passage.span(),
            quotation_marks: vec![self.given(&(before[n - 1].range.start..after[0].range.end))],
            source_marks: vec![between],
            difference: QuoteDifference::Missing { words: missing },
            alone,
        })
    }

    /// What stands between the two parts of a passage, without white space around.
    fn between(&self, passage: &Passage) -> Option<Span> {
        let [before, after] = passage.parts[..] else { return None };
        let between = Span { start: before.end, end: after.start };
        let slice = self.text.slice(between);
        let start = between.start as usize + slice.len() - slice.trim_start().len();
        let words = slice.trim();
        words.contains(char::is_alphanumeric).then(|| Span::new(start, start + words.len()))
    }

    /// The part aligned with the stretch of the text that needs the least change.
    fn aligned(&self) -> Option<Nearest> {
        let ours = tokens(self.quotation.slice(self.part));
        let theirs = tokens(self.folded());
        if ours.is_empty() || ours.len().saturating_mul(theirs.len()) > MOST_CELLS {
            return None;
        }
        let costs = Costs::new(self.quotation.slice(self.part), &ours, self.folded(), &theirs);
        let alignment = align(&costs, &ours, &theirs)?;
        let all: u32 = ours.iter().map(FoldedToken::weight).sum();
        let score = 1.0 - f64::from(alignment.cost) / f64::from(all);
        let first = alignment.steps.iter().find_map(|step| step.theirs)?;
        let last = alignment.steps.iter().rev().find_map(|step| step.theirs)?;
        (score >= NEAR).then(|| Nearest {
            score,
            span: self.origin(theirs[first].range.start..theirs[last].range.end),
            quotation_marks: stretches(alignment.steps.iter().map(|s| (s.ours, s.change.is_some())))
                .map(|r| self.given(&(ours[r.start].range.start..ours[r.end].range.end)))
                .collect(),
            source_marks: stretches(alignment.steps.iter().map(|s| (s.theirs, s.change.is_some())))
                .map(|r| self.origin(theirs[r.start].range.start..theirs[r.end].range.end))
                .collect(),
            difference: if self.is_same_but_for_spaces(&ours, &theirs[first..=last]) {
                QuoteDifference::Space
            } else {
                difference(&alignment.steps)
            },
            alone: alignment.is_alone(first, last, ours.len()),
        })
    }
}

impl NearestSearch<'_> {
    /// Whether the part has the letters and marks of these words of the text, in their order.
    fn is_same_but_for_spaces(&self, ours: &[FoldedToken], theirs: &[FoldedToken]) -> bool {
        let words = self.quotation.slice(self.part);
        let ours = ours.iter().flat_map(|token| words[token.range.clone()].chars());
        ours.eq(theirs.iter().flat_map(|token| self.folded()[token.range.clone()].chars()))
    }
}

/// The largest number from `low` to `high` for which something holds that holds for all below it.
fn last_true(low: usize, high: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut low, mut high) = (low, high + 1);
    let first = low;
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low > first).then(|| low - 1)
}

/// A word or a mark of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FoldedToken {
    range: Range<usize>,
    is_word: bool,
}

impl FoldedToken {
    /// What it costs if the quotation has it and the text does not.
    fn weight(&self) -> u32 {
        if self.is_word { WORD } else { MARK }
    }

    /// What it costs if the text has it and the quotation does not: a little less, since a word is more
    /// often forgotten than invented.
    fn weight_if_missing(&self) -> u32 {
        self.weight() * 9 / 10
    }
}

const WORD: u32 = 100;
const MARK: u32 = 10;
/// Between words that differ in case only.
const CASE: u32 = 5;

/// A folded text as words, and marks one by one. A word goes on over an apostrophe or a mark within a
/// number; characters of scripts without spaces are words of their own.
fn tokens(text: &str) -> Vec<FoldedToken> {
    let mut tokens: Vec<FoldedToken> = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if c == ' ' {
            continue;
        }
        let is_word = c.is_alphanumeric();
        if is_word && !is_unspaced(c) {
            while let Some(&(at, c)) = chars.peek() {
                let goes_on =
                    is_combining_mark(c) || (c.is_alphanumeric() && !is_unspaced(c)) || joins(text, at, c);
                if !goes_on {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        tokens.push(FoldedToken { range: start..end, is_word });
    }
    tokens
}

/// Whether a mark joins what stands before and after it to one word.
fn joins(text: &str, at: usize, mark: char) -> bool {
    let neighbours = || (text[..at].chars().next_back(), text[at + mark.len_utf8()..].chars().next());
    match mark {
        '\'' => matches!(neighbours(), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric()),
        '.' | ',' | ':' | '/' => {
            matches!(neighbours(), (Some(a), Some(b)) if a.is_numeric() && b.is_numeric())
        }
        _ => false,
    }
}

/// What it costs to put a token of the quotation for one of the text.
struct Costs {
    /// For each token of the text, which of its distinct words it is.
    kinds: Vec<usize>,
    distinct: usize,
    /// By token of the quotation and distinct word.
    table: Vec<u32>,
}

impl Costs {
    fn new(quotation: &str, ours: &[FoldedToken], text: &str, theirs: &[FoldedToken]) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut distinct: Vec<Profile<'_>> = Vec::new();
        let mut kinds = Vec::with_capacity(theirs.len());
        for token in theirs {
            let word = &text[token.range.clone()];
            kinds.push(*known.entry(word).or_insert_with(|| {
                distinct.push(Profile::new(word, token.is_word));
                distinct.len() - 1
            }));
        }
        let mut table = Vec::with_capacity(ours.len() * distinct.len());
        for token in ours {
            let ours = Profile::new(&quotation[token.range.clone()], token.is_word);
            table.extend(distinct.iter().map(|theirs| ours.cost(theirs)));
        }
        Self { kinds, distinct: distinct.len(), table }
    }

    fn get(&self, ours: usize, theirs: usize) -> u32 {
        self.table[ours * self.distinct + self.kinds[theirs]]
    }
}

/// A token with what makes comparing quick.
struct Profile<'a> {
    word: &'a str,
    lower: String,
    is_word: bool,
    /// The small letters in it, each as one of 64 bits.
    letters: u64,
    length: usize,
}

impl<'a> Profile<'a> {
    fn new(word: &'a str, is_word: bool) -> Self {
        let lower = word.to_lowercase();
        let letters = lower.chars().fold(0, |letters, c| letters | 1_u64 << (u32::from(c) % 64));
        Self { word, is_word, letters, length: lower.chars().count(), lower }
    }

    fn cost(&self, other: &Self) -> u32 {
        if self.word == other.word {
            return 0;
        }
        match (self.is_word, other.is_word) {
            (true, true) => self.cost_of_words(other),
            (false, false) => MARK,
            _ => WORD + MARK,
        }
    }

    fn cost_of_words(&self, other: &Self) -> u32 {
        if self.lower == other.lower {
            return CASE;
        }
        // Words of which half must change are not alike, and each change adds and takes a letter at
        // most. Very long ones are not worth the trouble.
        let longer = self.length.max(other.length);
        let apart = (self.letters ^ other.letters).count_ones() as usize;
        if longer > 64 || self.length.abs_diff(other.length) * 2 > longer || apart > longer {
            return WORD;
        }
        #[allow(clippy::cast_possible_truncation)] // of 64 characters
        let share =
            (strsim::levenshtein(&self.lower, &other.lower).min(longer) * WORD as usize / longer) as u32;
        if share > WORD / 2 { WORD } else { share + MARK }
    }
}

/// One step of an alignment.
struct Step {
    /// The token of the quotation; `None` if it lacks one of the text's.
    ours: Option<usize>,
    /// The token of the text; `None` if the quotation has one too many.
    theirs: Option<usize>,
    change: Option<WordChange>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WordChange {
    Case,
    Punctuation,
    /// A word of the text is left out.
    Missing,
    Word,
}

struct Alignment {
    cost: u32,
    steps: Vec<Step>,
    /// The least cost of the quotation ending after so many tokens of the text.
    row: Vec<u32>,
}

impl Alignment {
    /// Whether no stretch of the text but that from the token `first` to `last` needs as little change, or but a word
    /// more. What ends within it, or soon after, is the same stretch.
    fn is_alone(&self, first: usize, last: usize, ours: usize) -> bool {
        let own = first + 1..=last + 1 + ours / 2 + 3;
        let near = |(_, cost): &(usize, &u32)| **cost <= self.cost + WORD;
        self.row.iter().enumerate().filter(|(end, _)| !own.contains(end)).all(|end| !near(&end))
    }
}

/// Sellers' alignment: all of the quotation with any stretch of the text. Of equally good ones the
/// first.
fn align(costs: &Costs, ours: &[FoldedToken], theirs: &[FoldedToken]) -> Option<Alignment> {
    const BOTH: u8 = 0;
    const OURS: u8 = 1;
    const THEIRS: u8 = 2;
    let columns = theirs.len();
    let mut ways = vec![BOTH; ours.len() * columns];
    // `row[j]`: the least cost of the quotation so far, ending after `j` tokens of the text.
    let mut row = vec![0_u32; columns + 1];
    for (i, token) in ours.iter().enumerate() {
        let ways = &mut ways[i * columns..(i + 1) * columns];
        let mut diagonal = row[0];
        row[0] += token.weight();
        for j in 0..columns {
            let both = diagonal + costs.get(i, j);
            let only_ours = row[j + 1] + token.weight();
            let only_theirs = row[j] + theirs[j].weight_if_missing();
            diagonal = row[j + 1];
            let least = both.min(only_ours).min(only_theirs);
            ways[j] = if least == both {
                BOTH
            } else if least == only_ours {
                OURS
            } else {
                THEIRS
            };
            row[j + 1] = least;
        }
    }
    let (mut j, cost) = row.iter().copied().enumerate().min_by_key(|&(j, cost)| (cost, j))?;
    let mut i = ours.len();
    let mut steps = Vec::with_capacity(ours.len());
    while i > 0 {
        let way = if j == 0 { OURS } else { ways[(i - 1) * columns + j - 1] };
        let (our, their) = (way != THEIRS, way != OURS);
        i -= usize::from(our);
        j -= usize::from(their);
        let change = match (our, their) {
            (true, true) => change(costs.get(i, j), &ours[i], &theirs[j]),
            (true, false) => Some(if ours[i].is_word { WordChange::Word } else { WordChange::Punctuation }),
            _ => Some(if theirs[j].is_word { WordChange::Missing } else { WordChange::Punctuation }),
        };
        steps.push(Step { ours: our.then_some(i), theirs: their.then_some(j), change });
    }
    steps.reverse();
    Some(Alignment { cost, steps, row })
}

fn change(cost: u32, ours: &FoldedToken, theirs: &FoldedToken) -> Option<WordChange> {
    match (ours.is_word, theirs.is_word) {
        _ if cost == 0 => None,
        (true, true) if cost == CASE => Some(WordChange::Case),
        (false, false) => Some(WordChange::Punctuation),
        _ => Some(WordChange::Word),
    }
}

fn difference(steps: &[Step]) -> QuoteDifference {
    let only = |kinds: &[WordChange]| {
        steps.iter().filter_map(|step| step.change).all(|change| kinds.contains(&change))
    };
    let missing = steps.iter().filter(|step| step.change == Some(WordChange::Missing)).count();
    if only(&[WordChange::Case]) {
        QuoteDifference::Case
    } else if only(&[WordChange::Punctuation]) {
        QuoteDifference::Punctuation
    } else if missing > 0 && only(&[WordChange::Missing, WordChange::Punctuation]) {
        QuoteDifference::Missing { words: missing }
    } else {
        QuoteDifference::Words
    }
}

/// The stretches of changed tokens that follow one another, first and last of each.
fn stretches(tokens: impl Iterator<Item = (Option<usize>, bool)>) -> impl Iterator<Item = Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for token in tokens.filter_map(|(token, changed)| token.filter(|_| changed)) {
        match stretches.last_mut() {
            Some(last) if last.end + 1 == token => last.end = token,
            _ => stretches.push(token..token),
        }
    }
    stretches.into_iter()
}

#[cfg(test)]
mod tests;
