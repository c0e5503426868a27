//! What a program may put in the place of a citation's words that are at fault: a key, a paragraph's number, or words
//! of a quotation.

use crate::base::address::plain_key_len;
use crate::base::fix::FindingFix;
use crate::base::text::Span;
use crate::graph::claims::Keys;
use crate::page::markdown::{Citation, Quote};
use crate::source::nearest::{Nearest, QuoteDifference};
use crate::source::passage::{Lookup, Passage, Quotation};
use crate::source::text::{Text, words};

/// The key of a source, where what was written differs in case and typography alone.
pub(super) fn of_key(citation: &Citation, keys: &Keys) -> Option<FindingFix> {
    let (written, key) = (&citation.key, keys.only_variant(&citation.key)?);
    let braced = (format!("@{{{written}}}"), format!("@{{{key}}}"));
    Some(match plain_key_len(key) == key.len() {
        true => FindingFix::certain(citation.key_span, format!("@{written}"), format!("@{key}"))
            .or(braced.0, braced.1),
        false => FindingFix::certain(citation.key_span, braced.0, braced.1),
    })
}

/// The number of the paragraph in which a quotation stands, if it is the only one that has the words.
pub(super) fn of_elsewhere(citation: &Citation, outcome: &Lookup) -> Option<FindingFix> {
    match outcome {
        Lookup::Elsewhere(places) if places.count == 1 => of_paragraph(citation, places.shown.first()?),
        _ => None,
    }
}

/// The number of the paragraph in which the one quotation of a citation stands, or of the first and the last.
pub(super) fn of_paragraph(citation: &Citation, passage: &Passage) -> Option<FindingFix> {
    let [quote] = &citation.quotes[..] else { return None };
    let value = &citation.locator.as_ref().filter(|locator| locator.paragraphs().is_some())?.value;
    // `3` or `3-4`: what is written otherwise names more than one place.
    let between = value.trim_matches(|c: char| c.is_ascii_digit());
    let is_plain = value.starts_with(|c: char| c.is_ascii_digit())
        && value.ends_with(|c: char| c.is_ascii_digit())
        && (between.is_empty() || matches!(between.trim(), "-" | "–"));
    if !is_plain {
        return None;
    }
    let (first, last) = passage.paragraphs;
    let joint = if between.is_empty() { "-" } else { between };
    let number = if first == last { first.to_string() } else { format!("{first}{joint}{last}") };
    // Before the quotation, or behind it.
    let (start, end) = (citation.key_span.end, citation.span.end);
    let before = Span { start, end: quote.span.start.clamp(start, end.max(start)) };
    let after = Span { start: quote.span.end.max(start), end: end.max(quote.span.end).max(start) };
    Some(FindingFix::certain(before, value, number).also_within([after]))
}

/// A quotation may have so many words more or less than the source at the place where they differ.
const MOST_APART: usize = 2;

/// The source's own words for those of a quotation that differ from it at one place, where nothing else of the source
/// is as near, and the quotation is found with them.
pub(super) fn of_words(quote: &Quote, near: &Nearest, text: &Text) -> Option<FindingFix> {
    let is_cut = quote.text.contains(['…', '[', ']']) || quote.text.contains("..");
    if is_cut || !near.alone || !near.is_alike() {
        return None;
    }
    let ([marked], [source]) = (&near.quotation_marks[..], &near.source_marks[..]) else { return None };
    let written = quote.text.get(marked.clone())?;
    let theirs = text.slice(*source);
    let replacement = match near.difference {
        QuoteDifference::Words | QuoteDifference::Case | QuoteDifference::Punctuation => theirs.to_owned(),
        QuoteDifference::Missing { words } if words <= MOST_APART => {
            let (before, after) = written.split_once(char::is_whitespace)?;
            format!("{before} {theirs} {}", after.trim_start())
        }
        _ => return None,
    };
    let count = |text: &str| words(text).count();
    if !replacement.chars().all(is_plain) || count(written).abs_diff(count(&replacement)) > MOST_APART {
        return None;
    }
    let mended = format!("{}{replacement}{}", &quote.text[..marked.start], &quote.text[marked.end..]);
    match Quotation::new(&mended).find(text, None) {
        Lookup::Found(passage) if passage.parts.len() == 1 && passage.span().overlaps(near.span) => {}
        _ => return None,
    }
    let place = quote.place(marked.clone());
    // Where the words do not stand letter by letter as they were read, they must be told from all others.
    let is_placed = place.len() == written.len() || quote.text.matches(written).count() == 1;
    is_placed.then(|| FindingFix::quotation(place, written, replacement))
}

/// Whether a character is itself wherever a quotation may stand: in Markdown, in a string, within marks.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || ",.;:!?%€$£()-–—’/&".contains(c)
}
