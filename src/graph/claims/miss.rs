//! A quotation that was not found at one place: what to tell its author.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::graph::catalog::SourceId;
use crate::page::Page;
use crate::page::markdown::Quote;
use crate::source::Source;
use crate::source::passage::{Outcome, Passage, Places, Quotation};
use crate::source::text::Text;

/// How many words of a place are told.
const TOLD: usize = 18;

/// The finding for a quotation that stands nowhere, at several places, or elsewhere.
pub(super) fn explain(
    page: &Page,
    quote: &Quote,
    quotation: &Quotation,
    outcome: &Outcome,
    id: SourceId,
    sources: &[Source],
) -> Diagnostic {
    let source = &sources[id as usize];
    let Some(text) = &source.text else {
        return not_found(page, quote, quotation, id, sources);
    };
    match outcome {
        Outcome::Ambiguous(places) => several(page, quote, source, text, places),
        Outcome::Elsewhere(places) => elsewhere(page, quote, source, text, places),
        _ => not_found(page, quote, quotation, id, sources),
    }
}

fn several(page: &Page, quote: &Quote, source: &Source, text: &Text, places: &Places) -> Diagnostic {
    let message = format!("these words stand {} times in `{}`", places.count, source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_AMBIGUOUS, &page.file, quote.span, message);
    for place in places.shown.iter().take(6) {
        finding = finding.note(told(text, place));
    }
    let numbers: Vec<usize> = places.shown.iter().map(|place| place.paragraphs.0).collect();
    let apart = numbers.windows(2).all(|pair| pair[0] != pair[1]);
    match apart {
        true => finding.help(format!("say which: `[@{}, ¶ {}, \"…\"]`, or quote more words", source.key, numbers[0])),
        false => finding.help("quote more words, so that only one place has them"),
    }
}

fn elsewhere(page: &Page, quote: &Quote, source: &Source, text: &Text, places: &Places) -> Diagnostic {
    let numbers: Vec<String> = places.shown.iter().map(|place| format!("¶ {}", place.paragraphs.0)).collect();
    let message = format!("these words stand in another paragraph of `{}`", source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_ELSEWHERE, &page.file, quote.span, message);
    for place in places.shown.iter().take(6) {
        finding = finding.note(told(text, place));
    }
    finding.help(format!("write {} in the citation, or leave the paragraph out", numbers.join(" or ")))
}

fn not_found(page: &Page, quote: &Quote, quotation: &Quotation, id: SourceId, sources: &[Source]) -> Diagnostic {
    let source = &sources[id as usize];
    let message = format!("these words are not in our copy of `{}`", source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_NOT_FOUND, &page.file, quote.span, message);
    let others: Vec<&str> = (0..)
        .zip(sources)
        .filter(|(other, _)| *other != id)
        .filter(|(_, other)| other.text.as_ref().is_some_and(|text| quotation.stands_in(text)))
        .map(|(_, other)| &*other.key)
        .take(4)
        .collect();
    if !others.is_empty() {
        let keys: Vec<_> = others.iter().map(|key| format!("`@{key}`")).collect();
        finding = finding.help(format!("they are in {}: is that the source you mean?", keys.join(" and in ")));
    }
    if others.is_empty() {
        finding = finding.help("copy the words as the source has them; `…` marks what you leave out, `[ ]` what you add");
    }
    finding
}

/// A place in words: its paragraph, and how it reads.
fn told(text: &Text, place: &Passage) -> String {
    let span = place.span();
    let around = text.paragraph(place.paragraphs.0).unwrap_or(span);
    let before = &text.canonical()[around.start as usize..span.start as usize];
    let after = &text.canonical()[span.end as usize..(around.end.max(span.end)) as usize];
    let quoted = text.slice(span);
    let before: Vec<&str> = before.split_whitespace().rev().take(5).collect();
    let before: Vec<&str> = before.into_iter().rev().collect();
    let room = TOLD.saturating_sub(quoted.split_whitespace().count()).max(4);
    let after: Vec<&str> = after.split_whitespace().take(room).collect();
    let join = |words: &[&str]| words.join(" ");
    format!("¶ {}: … {} ‹{quoted}› {} …", place.paragraphs.0, join(&before), join(&after)).replace("  ", " ")
}
