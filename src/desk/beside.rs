//! The words beside a figure, which say what it counts.

use crate::base::text::Span;
use crate::desk::figure::{Figure, FigureKind};
use crate::desk::nations;

/// The words that say what a figure counts, cut to their stems: those behind a number, those around any
/// other figure; up to the next figure of its kind.
pub(super) fn window(text: &str, figure: &Figure, all: &[Figure]) -> Vec<String> {
    const WORDS: usize = 5;
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let (from, to) = (floor(text, start.saturating_sub(AROUND)), floor(text, end + AROUND));
    let kin = |other: &&Figure| other.span != figure.span && same_kind(other.kind, figure.kind);
    // The figures stand in their order, so that only those around are looked at.
    let near = all.partition_point(|other| (other.span.end as usize) < from);
    let near = all[near..].iter().take_while(|other| (other.span.start as usize) < to).filter(kin);
    let next = near.clone().map(|other| other.span.start as usize).find(|&at| at >= end);
    let last = near.map(|other| other.span.end as usize).filter(|&at| at <= start).last();
    let behind = &text[end..next.unwrap_or(to).max(end)];
    let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Ordinal | FigureKind::Many);
    let stops: &[char] =
        if counts { &['.', ',', ';', ':', '(', ')', '?', '!'] } else { &['.', ';', '?', '!'] };
    let cut = |part: &str| part.find(|c| stops.contains(&c)).unwrap_or(part.len());
    let mut behind = &behind[..cut(behind)];
    // “Fighters and a few submarines”: the second is counted by another word.
    const COUNTED: [&str; 6] =
        [" and a ", " and some ", " and several ", " and many ", " and no ", " and the "];
    if counts && let Some(and) = COUNTED.iter().filter_map(|and| behind.find(and)).min() {
        behind = &behind[..and];
    }
    let mut words: Vec<String> = stems(behind, counts).take(if counts { WORDS } else { 2 * WORDS }).collect();
    if !counts {
        let ahead = &text[last.unwrap_or(from).min(start)..start];
        let ahead = &ahead[ahead.rfind(|c| stops.contains(&c)).map_or(0, |at| at + 1)..];
        let ahead: Vec<String> = stems(ahead, counts).collect();
        words.extend(ahead.into_iter().rev().take(WORDS));
    }
    words
}

/// How far around a figure the words count, in bytes.
const AROUND: usize = 160;

/// The nearest boundary of a character at an offset or before it.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words that mean something, as far as their endings leave them alike.
fn stems(text: &str, counts: bool) -> impl Iterator<Item = String> + '_ {
    const EMPTY: &[&str] = &[
        "about",
        "after",
        "also",
        "another",
        "been",
        "before",
        "between",
        "both",
        "could",
        "does",
        "each",
        "first",
        "from",
        "have",
        "having",
        "into",
        "less",
        "more",
        "most",
        "much",
        "other",
        "others",
        "over",
        "same",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "today",
        "currently",
        "yesterday",
        "tomorrow",
        "through",
        "times",
        "under",
        "until",
        "very",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "year",
        "years",
        "terms",
        "country",
        "countries",
    ];
    const SHORT: &[&str] = &[
        "all", "and", "any", "are", "but", "can", "did", "for", "get", "got", "had", "has", "her", "him",
        "his", "how", "its", "may", "not", "now", "off", "one", "our", "out", "own", "per", "she", "the",
        "too", "two", "was", "who", "why", "yet", "you", "few", "let", "put", "six", "ten", "via", "nor",
        "once", "only",
    ];
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|word| word.trim_matches('-').to_lowercase())
        // “750,000 Chinese” are guests from China.
        .map(move |word| match counts.then(|| nations::country(&word)).flatten() {
            Some(country) => country.to_owned(),
            None => word,
        })
        .filter(|word| {
            word.chars().count() >= 3 && !SHORT.contains(&word.as_str()) && !EMPTY.contains(&word.as_str())
        })
        .map(|word| word.chars().take(6).collect::<String>().trim_end_matches('s').to_owned())
}

/// The words of a text that mean something, as [`window`] has them.
pub(super) fn stems_of(text: &str) -> Vec<String> {
    stems(text, false).collect()
}

/// A figure with the words around it.
pub(super) fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text[..start]
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .nth(2)
        .map_or(start, |(at, _)| at + 1);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[end..]
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(3)
        .map_or(text.len(), |(at, _)| end + at);
    let to = text[end..to].find('\n').map_or(to, |at| end + at);
    text[from.max(line)..to].trim().to_owned()
}

/// Whether two figures count in one way.
pub(super) fn same_kind(a: FigureKind, b: FigureKind) -> bool {
    a == b
        || std::mem::discriminant(&a) == std::mem::discriminant(&b)
            && !matches!(a, FigureKind::Measure(_) | FigureKind::Numeral(_))
}
