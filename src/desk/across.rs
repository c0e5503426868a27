//! Figures of one thing that differ between two passages of a page, each cited for a claim of its own.
//!
//! Where one claim cites both, [`particulars`](super::figure_checks) sees it. Here the claims are apart, and a
//! reader of one does not learn of the other. Figures are told to be of one thing by words beside them, which
//! is little to go by; so the sentences must also share a term of the topic, and must not speak of different
//! years.

use std::collections::HashSet;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Place;
use crate::desk::Desk;
use crate::desk::beside::{around, window};
use crate::desk::derived::says;
use crate::desk::figure::Figure;
use crate::desk::figure_checks::{amounts_of_one_kind, is_amount, said};
use crate::graph::catalog::SourceId;
use crate::graph::claims::{Note, Status};

/// How many figures of a page are compared, each with each.
const MOST_COMPARED: usize = 256;

/// How many of the words beside two figures must be the same.
const WORDS_SHARED: usize = 1;

/// A figure in a sentence that is quoted.
struct Candidate<'d> {
    note: &'d Note,
    figure: Figure,
    /// The terms of the topic in the sentence.
    terms: Vec<usize>,
    /// The years in the sentence.
    years: Vec<i32>,
    /// The words beside the figure.
    words: HashSet<String>,
}

/// Finds passages of the page whose figures differ, once for each two sources.
pub(super) fn differ(desk: &Desk<'_>, found: &mut Vec<Diagnostic>) {
    let terms: Vec<String> = desk.page.front.terms.iter().map(|term| term.to_lowercase()).collect();
    let first = desk.claims.notes.first().map(|note| note.source);
    if terms.is_empty() || desk.claims.notes.iter().all(|note| Some(note.source) == first) {
        return;
    }
    let candidates = candidates(desk, &terms);
    let mut told: HashSet<(SourceId, SourceId)> = HashSet::new();
    for (i, b) in candidates.iter().enumerate() {
        for a in &candidates[..i] {
            let sources = (a.note.source.min(b.note.source), a.note.source.max(b.note.source));
            if !told.contains(&sources) && are_at_odds(a, b) && !is_told(desk, a, b) {
                told.insert(sources);
                found.push(finding(desk, a, b));
            }
        }
    }
}

fn candidates<'d>(desk: &Desk<'d>, terms: &[String]) -> Vec<Candidate<'d>> {
    let library = desk.library;
    let mut candidates = Vec::new();
    for note in &desk.claims.notes {
        let text = library.sources[note.source as usize].text.as_ref();
        let Some((text, (from, to))) = text.zip(note.paragraphs) else { continue };
        if note.status != Status::Found || note.parts.is_empty() {
            continue;
        }
        for number in from..=to {
            let figures = library.figures(note.source, number);
            if !figures.iter().any(is_amount) {
                continue;
            }
            for sentence in library.sentences(note.source, number) {
                if !note.parts.iter().any(|part| part.overlaps(*sentence)) {
                    continue;
                }
                let words = text.slice(*sentence).to_lowercase();
                let of_topic: Vec<usize> =
                    (0..terms.len()).filter(|&term| words.contains(&terms[term])).collect();
                if of_topic.is_empty() {
                    continue;
                }
                let within = || figures.iter().filter(|figure| sentence.overlaps(figure.span));
                let years: Vec<i32> = within().filter_map(|figure| figure.date.year).collect();
                for figure in within().filter(|figure| is_amount(figure)) {
                    candidates.push(Candidate {
                        note,
                        figure: *figure,
                        terms: of_topic.clone(),
                        years: years.clone(),
                        words: window(text.canonical(), figure, figures).into_iter().collect(),
                    });
                }
            }
        }
        if candidates.len() >= MOST_COMPARED {
            break;
        }
    }
    candidates.truncate(MOST_COMPARED);
    candidates
}

fn are_at_odds(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let one_time =
        a.years.is_empty() || b.years.is_empty() || a.years.iter().any(|year| b.years.contains(year));
    a.note.source != b.note.source
        && one_time
        && amounts_of_one_kind(&a.figure, &b.figure)
        && !says(&a.figure, &b.figure)
        && !says(&b.figure, &a.figure)
        && a.terms.iter().any(|term| b.terms.contains(term))
        && a.words.intersection(&b.words).count() >= WORDS_SHARED
}

/// Whether the page says that they differ: in a `disagreement`, or in a claim that cites both or has both
/// figures.
fn is_told(desk: &Desk<'_>, a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let claims = |note: &Note| -> Vec<u32> {
        note.uses.iter().map(|&index| desk.page.body.uses[index as usize].claim).collect()
    };
    let (of_a, of_b) = (claims(a.note), claims(b.note));
    desk.disagrees(a.note, b.note)
        || of_a.iter().any(|claim| of_b.contains(claim))
        || of_a.iter().chain(&of_b).any(|&claim| {
            let figures = desk.figures(desk.page.body.read(desk.page.body.claims[claim as usize].text));
            let has = |p: &Figure| figures.iter().any(|c| says(c, p));
            has(&a.figure) && has(&b.figure)
        })
}

fn finding(desk: &Desk<'_>, a: &Candidate<'_>, b: &Candidate<'_>) -> Diagnostic {
    let place = |note: &Note| {
        let span = note.uses.first().map(|&index| desk.page.body.uses[index as usize].span);
        Place { file: desk.page.file.clone(), span }
    };
    let told = |of: &Candidate<'_>| {
        let source = &desk.library.sources[of.note.source as usize];
        let text = source.text.as_ref().map(|text| text.canonical()).unwrap_or_default();
        format!(
            "{}: “{}”",
            said(&source.key, of.note.paragraphs.unwrap_or_default()),
            around(text, of.figure.span)
        )
    };
    Diagnostic::new(
        &rule::SOURCES_DIFFER,
        place(b.note),
        "this passage and another that the page cites give different figures for what may be the same thing",
    )
    .note(told(a))
    .note(told(b))
    .help("if they are about the same thing, write a `disagreement` to tell readers")
}
