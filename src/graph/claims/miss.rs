//! A quotation that was not found at one place: what to tell its author.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::graph::catalog::SourceId;
use crate::graph::claims::fix;
use crate::graph::claims::set::{numbers_are_added, numbers_are_left_out};
use crate::page::Page;
use crate::page::markdown::{Lead, Quote};
use crate::source::Source;
use crate::source::nearest::{Nearest, QuoteDifference, nearest};
use crate::source::passage::{Lookup, MOST_COUNTED, MOST_PARTS, Passage, PassagePlaces, Quotation};
use crate::source::text::Text;

/// How many words of a place are told.
const TOLD: usize = 18;

/// The finding for a quotation that stands nowhere, at several places, or elsewhere. `left` is how many bytes of texts
/// may still be gone through for what was meant.
pub(super) fn explain(
    page: &Page,
    quote: &Quote,
    quotation: &Quotation,
    outcome: &Lookup,
    id: SourceId,
    sources: &[Source],
    left: &mut usize,
) -> Diagnostic {
    let source = &sources[id as usize];
    let Some(text) = &source.text else {
        return not_found(page, quote, quotation, id, sources, left);
    };
    match outcome {
        Lookup::Ambiguous(places) => several(page, quote, source, text, places),
        Lookup::Elsewhere(places) => elsewhere(page, quote, source, text, places),
        Lookup::TooManyParts => too_many(page, quote, quotation, source),
        _ => not_found(page, quote, quotation, id, sources, left),
    }
}

fn too_many(page: &Page, quote: &Quote, quotation: &Quotation, source: &Source) -> Diagnostic {
    let count = quotation.parts().len();
    let message = match count > MOST_PARTS {
        true => format!(
            "this quotation of `{}` has {count} parts; at most {MOST_PARTS} are looked up",
            source.key
        ),
        false => {
            format!("the {count} parts of this quotation occur too often in `{}` to be looked up", source.key)
        }
    };
    Diagnostic::at(&rule::QUOTE_NOT_FOUND, &page.file, quote.span, message).help("quote fewer, longer parts")
}

fn several(page: &Page, quote: &Quote, source: &Source, text: &Text, places: &PassagePlaces) -> Diagnostic {
    let more = if places.count >= MOST_COUNTED { " or more" } else { "" };
    let message = format!("these words occur {} times{more} in `{}`", places.count, source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_AMBIGUOUS, &page.file, quote.span, message);
    for place in places.shown.iter().take(6) {
        finding = finding.note(told(text, place));
    }
    let numbers: Vec<usize> = places.shown.iter().map(|place| place.paragraphs.0).collect();
    let apart = numbers.windows(2).all(|pair| pair[0] != pair[1]);
    match apart {
        true => finding.help(format!(
            "name the paragraph, `[@{}, ¶ {}, \"…\"]`, or quote more words",
            source.key, numbers[0]
        )),
        false => finding.help("quote more words, so that they occur only once"),
    }
}

fn elsewhere(page: &Page, quote: &Quote, source: &Source, text: &Text, places: &PassagePlaces) -> Diagnostic {
    let numbers: Vec<String> = places.shown.iter().map(|place| format!("¶ {}", place.paragraphs.0)).collect();
    let message = format!("these words are in another paragraph of `{}`", source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_ELSEWHERE, &page.file, quote.span, message);
    for place in places.shown.iter().take(6) {
        finding = finding.note(told(text, place));
    }
    finding.help(format!("write {} in the citation, or leave out the paragraph", numbers.join(" or ")))
}

fn not_found(
    page: &Page,
    quote: &Quote,
    quotation: &Quotation,
    id: SourceId,
    sources: &[Source],
    left: &mut usize,
) -> Diagnostic {
    let source = &sources[id as usize];
    if source.text.as_ref().is_some_and(|text| numbers_are_added(quote, text)) {
        let numbered = quote.blocks.iter().find(|block| block.lead.number() > 0);
        let span = numbered.map_or(quote.span, |block| block.span);
        let message = format!("our copy of `{}` has these words without numbers before them", source.key);
        return Diagnostic::at(&rule::QUOTE_NOT_FOUND, &page.file, span, message)
            .note("a number before an item is part of the quotation")
            .help("begin the items with `-`; if this is not a list, write `1990\\.`");
    }
    if let Some(mut apart) = source.text.as_ref().and_then(|text| parted_blocks(page, quote, source, text)) {
        let bullets = quote.blocks.iter().any(|block| block.lead == Lead::Bullet);
        if bullets && source.text.as_ref().is_some_and(|text| numbers_are_left_out(quote, text)) {
            apart = apart.help("the source numbers these items: type the numbers, as in `1. one`, `2. two`");
        }
        return apart;
    }
    let near = source.text.as_ref().and_then(|text| {
        *left = left.checked_sub(text.canonical().len())?;
        Some((text, nearest(text, &quote.text)?))
    });
    let message = match near.as_ref().map(|(_, near)| near.difference) {
        Some(QuoteDifference::Space) => "has these words with different spaces",
        Some(QuoteDifference::Case) => "has these words with different capitals",
        Some(QuoteDifference::Punctuation) => "has these words with different punctuation",
        Some(QuoteDifference::Missing { .. }) => "has more words here than the quotation",
        Some(QuoteDifference::CutWord) => "has these words only as part of a longer word or number",
        Some(QuoteDifference::Joined) => {
            "has these words, but they run across the end of a heading, an item, a row or a speaker’s words"
        }
        Some(QuoteDifference::Bracket) => "does not have the word that these brackets are in",
        Some(QuoteDifference::Apart) => {
            "has these parts, but not in this order within neighbouring paragraphs"
        }
        Some(QuoteDifference::Words) | None => "does not have these words",
    };
    // The first words at which the two part, if they are known; else all that is quoted.
    let parting = near.as_ref().and_then(|(_, near)| near.quotation_marks.first().cloned());
    let span = parting.filter(|range| !range.is_empty()).map_or(quote.span, |range| quote.place(range));
    let message = format!("our copy of `{}` {message}", source.key);
    let mut finding = Diagnostic::at(&rule::QUOTE_NOT_FOUND, &page.file, span, message);
    if let Some((text, near)) = &near {
        if let (QuoteDifference::Words | QuoteDifference::Case | QuoteDifference::Punctuation, Some(mark)) =
            (near.difference, near.source_marks.first())
        {
            finding = finding.label(format!("the source has “{}”", text.slice(*mark)));
        }
        if let (QuoteDifference::CutWord, Some(mark)) = (near.difference, near.source_marks.first()) {
            finding = finding.label(format!("in the source, part of “{}”", text.slice(*mark)));
        }
        let how = if near.is_alike() { "did you mean" } else { "nearest" };
        finding = finding.note(format!("{how}, {}", parted(text, near)));
        finding = match near.difference {
            QuoteDifference::Missing { words } => {
                finding.help(format!("write `…` for the {words} left out, or quote them too"))
            }
            QuoteDifference::CutWord => finding.help("quote whole words and whole numbers"),
            QuoteDifference::Joined => {
                finding.help("mark the cut with `…`, or quote one of them: no sentence of the source continues there")
            }
            QuoteDifference::Bracket => finding.help(
                "inside a word, `[t]he` marks a letter of another case, and `agree[d]` another ending; put the whole word in brackets",
            ),
            QuoteDifference::Apart => finding.help("quote each part separately: `[@key, \"one\", \"two\"]`"),
            _ => finding,
        };
    }
    let others: Vec<String> = (0..)
        .zip(sources)
        .filter(|(other, _)| *other != id)
        .filter(|(_, other)| other.text.as_ref().is_some_and(|text| quotation.stands_in(text)))
        .map(|(_, other)| format!("`@{}`", other.key))
        .take(4)
        .collect();
    if !others.is_empty() {
        finding =
            finding.help(format!("the words are in {}; did you mean that source?", others.join(" and in ")));
    }
    if let Some((text, near)) = near.as_ref().filter(|_| others.is_empty()) {
        finding = finding.fixed_by(fix::of_words(quote, near, text));
    }
    if finding.help.is_empty() {
        finding = finding.help("quote the source exactly; `…` marks what you leave out, `[ ]` what you add");
    }
    finding
}

/// The finding for a quotation whose blocks the source has, and not one after the other.
fn parted_blocks(page: &Page, quote: &Quote, source: &Source, text: &Text) -> Option<Diagnostic> {
    /// How many blocks times bytes of the text are gone through.
    const MOST_READ: usize = 1 << 28;
    let blocks = quote.in_blocks();
    if blocks.len() < 2 || blocks.len().saturating_mul(text.canonical().len()) > MOST_READ {
        return None;
    }
    let stands = |block: &&str| {
        let block = Quotation::new(block);
        block.is_empty() || block.stands_in(text)
    };
    if !blocks.iter().all(stands) {
        return None;
    }
    // The first block that does not follow: how far the blocks go is asked a few times only.
    let (mut goes, mut parts) = (1, blocks.len());
    while goes + 1 < parts {
        let middle = goes.midpoint(parts);
        match Quotation::of_blocks(&blocks[..middle]).stands_in(text) {
            true => goes = middle,
            false => parts = middle,
        }
    }
    let span = quote.blocks.get(goes).map_or(quote.span, |block| block.span);
    let message = format!("in our copy of `{}`, these words do not follow the ones above them", source.key);
    Some(
        Diagnostic::at(&rule::QUOTE_NOT_FOUND, &page.file, span, message)
            .note(
                "the paragraphs, items and cells of a block quote form one quotation, in the source’s order",
            )
            .help("write `[…]` where you leave words out, or make it two block quotes, each with its source"),
    )
}

/// The nearest words of a source, those that part from the quotation in `‹ ›`.
fn parted(text: &Text, near: &Nearest) -> String {
    let number = text.paragraph_at(near.span.start as usize);
    let paragraph = text.paragraph(number).unwrap_or(near.span);
    let mut out = format!("¶ {number}: ");
    let before = &text.canonical()[paragraph.start as usize..near.span.start as usize];
    let lead: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    if !lead.is_empty() {
        out.push_str(if before.split_whitespace().count() > 3 { "… " } else { "" });
        for word in lead.into_iter().rev() {
            out.push_str(word);
            out.push(' ');
        }
    }
    let mut at = near.span.start;
    for mark in near.source_marks.iter().filter(|mark| near.span.contains(**mark)) {
        if mark.start < at {
            continue;
        }
        out.push_str(text.slice(Span { start: at, end: mark.start }));
        out.push('‹');
        out.push_str(text.slice(*mark));
        out.push('›');
        at = mark.end;
    }
    out.push_str(text.slice(Span { start: at, end: near.span.end }));
    let end = paragraph.end.max(near.span.end);
    let after = &text.canonical()[near.span.end as usize..end as usize];
    let mut tail = after.split_inclusive(char::is_whitespace);
    for word in tail.by_ref().take(4) {
        out.push_str(word);
    }
    let out = out.trim_end().to_owned();
    if tail.next().is_some() { format!("{out} …") } else { out }
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
