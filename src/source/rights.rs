//! How much of a source may be published, and the only door through which its text leaves.

use crate::base::sentence::sentences;
use crate::base::text::Span;
use crate::source::fold::is_mark;
use crate::source::text::{Text, words};

/// What may be published of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rights {
    /// The whole text.
    Full,
    /// The cited passages with some words of context, up to a limit.
    #[default]
    Excerpt,
    /// Nothing but the quotations that the author of the site wrote.
    CiteOnly,
}

/// A sentence is shown whole if it goes on for so many times the words of context, at most.
pub const LONGEST_SENTENCE: usize = 2;

/// A gap of so many words between two published ranges is closed before any other context is given.
const SMALL_GAP: usize = 5;

impl Rights {
    /// Every kind with the word that `rights` calls it.
    pub const ALL: &[(&str, Self)] =
        &[("full", Self::Full), ("excerpt", Self::Excerpt), ("cite-only", Self::CiteOnly)];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, rights)| *rights == self).map_or("", |(name, _)| name)
    }

    /// The rights that this word means.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|&(_, rights)| rights)
    }
}

/// `[rights]` in expound.toml.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For sources whose record says nothing.
    pub default: Rights,
    /// Words of context on each side of a cited passage.
    pub excerpt_words: usize,
    /// The most words of one excerpted source.
    pub words_per_source: usize,
    /// The largest part of one excerpted source, from 0 to 1.
    pub share_per_source: f64,
    /// The most words of one quotation; 0 if there may be any number.
    pub longest_quotation: usize,
}

impl Limits {
    /// The most words of this text.
    pub fn most(&self, text: &Text) -> usize {
        self.most_of(text.words(Span::new(0, text.canonical().len())))
    }

    /// The most words of a text that has so many.
    fn most_of(&self, words: usize) -> usize {
        self.words_per_source.min(share(self.share_per_source, words))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            default: Rights::Excerpt,
            excerpt_words: 40,
            words_per_source: 400,
            share_per_source: 0.4,
            longest_quotation: 80,
        }
    }
}

/// What may leave of one source's text. It is decided once for the whole site, from all that the site
/// cites of the source; all other modules get text of a source from here.
#[derive(Clone, Debug)]
pub struct PublishedText {
    text: Text,
    /// Sorted, apart from one another.
    spans: Vec<Span>,
    words: usize,
    excess: Option<Excess>,
}

/// Quotations that are together longer than the limits allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excess {
    /// How many words are quoted.
    pub words: usize,
    /// How many may be.
    pub most: usize,
}

/// A piece of a text as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedPiece<'a> {
    /// This stands here.
    Text(Span, &'a str),
    /// Here something is left out.
    Elided {
        /// How many words; 0 if it is only marks.
        words: usize,
    },
}

/// Decides what may be published of a source.
///
/// `quotations` are the words that authors quoted, and are always published; if they alone are more
/// than the limits allow, [`PublishedText::excess`] says so. `paragraphs` are cited without words: of
/// them the beginning is published, as context is.
///
/// Under [`Rights::Excerpt`] the sentences of the quotations come first, those of which least is missing
/// before the others, and how they end before how they begin. Then each quotation has words of context on
/// both sides within its paragraph, as many as the limits allow, the same number for all. Of all that is
/// published, every word counts once.
pub fn decide(
    text: &Text,
    rights: Rights,
    limits: &Limits,
    quotations: &[Span],
    paragraphs: &[Span],
) -> PublishedText {
    let all = Span::new(0, text.canonical().len());
    let words = WordIndex::new(text);
    let total = words.words.len();
    if rights == Rights::Full {
        let spans = if all.is_empty() { Vec::new() } else { vec![all] };
        return PublishedText { text: text.clone(), spans, words: total, excess: None };
    }
    let most = limits.most_of(total);
    let mut cores = words.ranges(quotations);
    let paragraphs: Vec<Core> =
        words.ranges(paragraphs).into_iter().map(|range| Core { end: range.start, ..range }).collect();
    cores.extend(&paragraphs);
    cores.sort_unstable_by_key(|core| (core.start, core.end));
    let quoted = count(&words.grown(&cores, 0));
    let excess = (quoted > most).then_some(Excess { words: quoted, most });
    let spans = match rights {
        Rights::CiteOnly => union(quotations.iter().map(|&span| within(text, span)).collect()),
        _ => {
            // A quotation is judged by its sentence. A few words between two quotations say more than the note
            // that they are left out. Then all quotations get the same context, and what is left goes to the
            // smallest gaps.
            let longest = limits.excerpt_words * LONGEST_SENTENCE;
            let whole = words.completed(words.grown(&cores, 0), most, longest);
            let whole = words.bridged(whole, most, SMALL_GAP);
            let around = |width| {
                let mut ranges = words.grown(&cores, width);
                ranges.extend(&whole);
                ranges.sort_unstable_by_key(|range| (range.start, range.end));
                joined(ranges)
            };
            let width = widest(limits.excerpt_words, |width| count(&around(width)) <= most);
            let ranges =
                around(width).into_iter().map(|range| words.at_sentences(range, width / 4)).collect();
            let longest = (SMALL_GAP * 3).min(limits.excerpt_words - width);
            words.bridged(ranges, most, longest).iter().map(|range| words.span(range)).collect()
        }
    };
    let words = spans.iter().map(|&span| text.words(span)).sum();
    PublishedText { text: text.clone(), spans, words, excess }
}

impl PublishedText {
    /// What is published, sorted and apart from one another.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// How many words are published.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether all of a span is published.
    pub fn contains(&self, span: Span) -> bool {
        let after = self.spans.partition_point(|published| published.end < span.end);
        span.is_empty() || self.spans.get(after).is_some_and(|published| published.contains(span))
    }

    /// By how much the quotations alone are more than the limits allow, if they are.
    pub fn excess(&self) -> Option<Excess> {
        self.excess
    }

    /// What is published of a range of the text, in order, with what is left out between.
    pub fn pieces(&self, range: Span) -> Vec<PublishedPiece<'_>> {
        let range = within(&self.text, range);
        let mut pieces = Vec::new();
        let mut at = range.start;
        let first = self.spans.partition_point(|span| span.end <= range.start);
        for span in self.spans[first..].iter().take_while(|span| span.start < range.end) {
            let span = Span { start: span.start.max(range.start), end: span.end.min(range.end) };
            self.elide(at, span.start, &mut pieces);
            pieces.push(PublishedPiece::Text(span, self.text.slice(span)));
            at = span.end;
        }
        self.elide(at, range.end, &mut pieces);
        pieces
    }

    fn elide<'a>(&'a self, start: u32, end: u32, pieces: &mut Vec<PublishedPiece<'a>>) {
        if start < end {
            let left_out = self.text.slice(Span { start, end });
            if !left_out.trim().is_empty() {
                let words = words(left_out)
                    .filter(|word| left_out[word.clone()].contains(char::is_alphanumeric))
                    .count();
                pieces.push(PublishedPiece::Elided { words });
            }
        }
    }
}

/// A part of a number of words, rounded down.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // far below 2^52
fn share(part: f64, total: usize) -> usize {
    // What is no number allows nothing.
    let part = if part > 0.0 { part.min(1.0) } else { 0.0 };
    (part * total as f64).floor() as usize
}

/// The largest width up to `most` that `fits`, or 0. What fits must fit with less, too.
fn widest(most: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// The words of a text by number, and which of them are in one paragraph.
struct WordIndex<'a> {
    text: &'a Text,
    words: Vec<Span>,
    /// For each paragraph, the number of the first word after it.
    paragraph_ends: Vec<usize>,
}

/// Words that must be published: what the context grows around. Empty at the start of a paragraph
/// that is cited as a whole.
#[derive(Clone, Copy)]
struct Core {
    start: usize,
    end: usize,
}

/// Words that are published, from `start` up to `end`; those of the core are not trimmed away.
#[derive(Clone, Copy)]
struct ContextSpan {
    start: usize,
    end: usize,
    core: Core,
}

impl<'a> WordIndex<'a> {
    fn new(text: &'a Text) -> Self {
        let words: Vec<Span> = words(text.canonical()).map(Span::from).collect();
        let paragraph_ends = text
            .paragraphs()
            .iter()
            .map(|paragraph| words.partition_point(|word| word.start < paragraph.end))
            .collect();
        Self { text, words, paragraph_ends }
    }

    /// The words that spans touch; nothing for a span that touches none.
    fn ranges(&self, spans: &[Span]) -> Vec<Core> {
        let range = |span: &Span| Core {
            start: self.words.partition_point(|word| word.end <= span.start),
            end: self.words.partition_point(|word| word.start < span.end),
        };
        spans.iter().map(range).filter(|range| range.start < range.end).collect()
    }

    /// The numbers of the first word of the paragraph that a word is in, and of the first after it.
    fn paragraph(&self, word: usize) -> (usize, usize) {
        let number = self.paragraph_ends.partition_point(|&end| end <= word);
        let start = number.checked_sub(1).map_or(0, |before| self.paragraph_ends[before]);
        (start, self.paragraph_ends.get(number).copied().unwrap_or(self.words.len()))
    }

    /// The cores, which are sorted, with `width` words on each side; twice as many where there is no
    /// other side. What touches becomes one.
    fn grown(&self, cores: &[Core], width: usize) -> Vec<ContextSpan> {
        let mut all: Vec<ContextSpan> =
            cores.iter().map(|&core| self.grow(core, width)).filter(|g| g.start < g.end).collect();
        all.sort_unstable_by_key(|grown| (grown.start, grown.end));
        joined(all)
    }

    fn grow(&self, core: Core, width: usize) -> ContextSpan {
        if core.start == core.end {
            let (start, end) = self.paragraph(core.start);
            return ContextSpan { start, end: end.min(start.saturating_add(width.saturating_mul(2))), core };
        }
        let (start, _) = self.paragraph(core.start);
        let (_, end) = self.paragraph(core.end - 1);
        ContextSpan {
            start: core.start.saturating_sub(width).max(start),
            end: core.end.saturating_add(width).min(end),
            core,
        }
    }

    /// Without the last words of the context where a sentence ends shortly before, and without the
    /// first where one begins shortly after; at most `most` words at each end.
    fn at_sentences(&self, mut range: ContextSpan, most: usize) -> ContextSpan {
        if self.paragraph(range.end - 1).1 != range.end {
            let earliest = range.core.end.max(range.start + 1).max(range.end.saturating_sub(most));
            if let Some(end) = (earliest..=range.end).rev().find(|&end| self.ends_sentence(end - 1)) {
                range.end = end;
            }
        }
        if self.paragraph(range.start).0 != range.start {
            let latest = range.core.start.min(range.end - 1).min(range.start + most);
            if let Some(start) = (range.start..=latest).find(|&start| self.ends_sentence(start - 1)) {
                range.start = start;
            }
        }
        range
    }

    /// The ranges with their sentences made whole: first how these end, then how they begin, the shortest first;
    /// none by more than `longest` words at a side, and all together not more than `most`.
    fn completed(&self, mut ranges: Vec<ContextSpan>, most: usize, longest: usize) -> Vec<ContextSpan> {
        let mut room = most.saturating_sub(count(&ranges));
        let (mut tails, mut heads) = (Vec::new(), Vec::new());
        // A paragraph is cut into sentences once, however much of it is quoted.
        let mut cut: (Span, Vec<Span>) = (Span::default(), Vec::new());
        let mut sentence = |word: usize| {
            let paragraph = self.text.paragraph(self.text.paragraph_at(self.words[word].start as usize));
            let paragraph = paragraph.unwrap_or_default();
            if cut.0 != paragraph {
                let base = paragraph.start as usize;
                let all = sentences(self.text.slice(paragraph));
                cut = (paragraph, all.into_iter().map(|s| Span::new(base + s.start, base + s.end)).collect());
            }
            let after = cut.1.partition_point(|sentence| sentence.end <= self.words[word].start);
            let range = cut.1.get(after).copied().unwrap_or(self.words[word]);
            let first = self.words.partition_point(|word| word.end <= range.start);
            (first.min(word), self.words.partition_point(|word| word.start < range.end).max(word + 1))
        };
        for (index, range) in ranges.iter().enumerate() {
            let before = index.checked_sub(1).map_or(0, |before| ranges[before].end);
            let next = ranges.get(index + 1).map_or(usize::MAX, |next| next.start);
            let start = sentence(range.start).0.max(before);
            let end = sentence(range.end - 1).1.min(next);
            heads.push((range.start.saturating_sub(start), start, range.start));
            tails.push((end.saturating_sub(range.end), range.end, end));
        }
        for gaps in [tails, heads] {
            close(&mut ranges, gaps, &mut room, longest);
        }
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        joined(ranges)
    }

    /// The ranges with the gaps between them closed, and those to the ends of their paragraphs: the
    /// smallest first, none of more than `longest` words, and all together not more than `most`.
    fn bridged(&self, mut ranges: Vec<ContextSpan>, most: usize, longest: usize) -> Vec<ContextSpan> {
        let mut room = most.saturating_sub(count(&ranges));
        // How many words, from where to where.
        let mut gaps: Vec<(usize, usize, usize)> = Vec::new();
        for (index, range) in ranges.iter().enumerate() {
            let (first, _) = self.paragraph(range.start);
            let (_, after) = self.paragraph(range.end - 1);
            let before = index.checked_sub(1).map_or(0, |before| ranges[before].end);
            let next = ranges.get(index + 1).map_or(usize::MAX, |next| next.start);
            if first >= before {
                gaps.push((range.start - first, first, range.start));
            }
            gaps.push((next.min(after).saturating_sub(range.end), range.end, next.min(after)));
        }
        close(&mut ranges, gaps, &mut room, longest);
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        joined(ranges)
    }

    fn ends_sentence(&self, word: usize) -> bool {
        let word = self.text.slice(self.words[word]);
        word.trim_end_matches(|c: char| is_mark(c) || matches!(c, ')' | ']'))
            .ends_with(['.', '!', '?', '…', '。', '！', '？'])
    }

    fn span(&self, range: &ContextSpan) -> Span {
        Span { start: self.words[range.start].start, end: self.words[range.end - 1].end }
    }
}

/// Adds gaps of at most `longest` words to the ranges, the smallest first, while there is room for them. A gap is how
/// many words, from where to where.
fn close(
    ranges: &mut Vec<ContextSpan>,
    mut gaps: Vec<(usize, usize, usize)>,
    room: &mut usize,
    longest: usize,
) {
    gaps.sort_unstable();
    for (words, start, end) in gaps.into_iter().filter(|(words, ..)| (1..=longest).contains(words)) {
        if words > *room {
            break;
        }
        *room -= words;
        ranges.push(ContextSpan { start, end, core: Core { start, end } });
    }
}

/// The ranges, which are sorted, those that touch as one.
fn joined(all: Vec<ContextSpan>) -> Vec<ContextSpan> {
    let mut apart: Vec<ContextSpan> = Vec::with_capacity(all.len());
    for grown in all {
        match apart.last_mut() {
            Some(last) if grown.start <= last.end => {
                last.end = last.end.max(grown.end);
                last.core.start = last.core.start.min(grown.core.start);
                last.core.end = last.core.end.max(grown.core.end);
            }
            _ => apart.push(grown),
        }
    }
    apart
}

fn count(ranges: &[ContextSpan]) -> usize {
    ranges.iter().map(|range| range.end - range.start).sum()
}

/// The spans sorted, those that overlap or touch as one.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// The span cut to the text, its ends at characters' ends.
fn within(text: &Text, span: Span) -> Span {
    let canonical = text.canonical();
    let (mut start, mut end) =
        ((span.start as usize).min(canonical.len()), (span.end as usize).min(canonical.len()));
    while !canonical.is_char_boundary(start) {
        start -= 1;
    }
    while !canonical.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests;
