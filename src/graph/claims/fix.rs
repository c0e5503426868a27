//! What a program may put in the place of a citation's words that are at fault: a key, a paragraph's number, or words
//! of a quotation.

use std::ops::Range;

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
    // A key ends at a dash of another kind, or before a mark that no key has; its record may have a plain one there.
    let whole = |longer: &str| longer.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let longer = citation.longer.as_deref().map(|longer| &longer[..whole(longer)]);
    let longer = longer.and_then(|longer| Some((longer, keys.only_variant(longer)?)));
    let short = || Some((citation.key.as_str(), keys.only_variant(&citation.key)?));
    let (written, key) = longer.or_else(short)?;
    let span = if longer.is_some() { citation.span } else { citation.key_span };
    let braced = (format!("@{{{written}}}"), format!("@{{{key}}}"));
    Some(match plain_key_len(key) == key.len() {
        true => FindingFix::certain(span, format!("@{written}"), format!("@{key}")).or(braced.0, braced.1),
        false => FindingFix::certain(span, braced.0, braced.1),
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
    let mut fix = FindingFix::certain(
        before,
        format!("¶¶ {value}"),
        format!("¶{} {number}", if first == last { "" } else { "¶" }),
    );
    for sign in ["¶ ", "¶", "¶\u{a0}", ""] {
        fix = fix.or(format!("{sign}{value}"), format!("{sign}{number}"));
    }
    Some(fix.also_within([after]))
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
    let [source] = &near.source_marks[..] else { return None };
    match near.difference {
        QuoteDifference::Words | QuoteDifference::Case | QuoteDifference::Punctuation => {}
        QuoteDifference::Missing { words } if words <= MOST_APART => {}
        _ => return None,
    }
    let (marked, source) = match (near.difference, &near.quotation_marks[..]) {
        (QuoteDifference::Missing { .. }, _) | (_, []) => around(quote, *source, near, text)?,
        (_, [marked]) => (marked.clone(), *source),
        _ => return None,
    };
    let written = quote.text.get(marked.clone())?;
    let replacement = text.slice(source).to_owned();
    let count = |text: &str| words(text).count();
    if !replacement.chars().all(is_plain) || count(written).abs_diff(count(&replacement)) > MOST_APART {
        return None;
    }
    let mended = format!("{}{replacement}{}", &quote.text[..marked.start], &quote.text[marked.end..]);
    match Quotation::new(&mended).find(text, None) {
        Lookup::Found(passage) if passage.parts.len() == 1 && passage.span().overlaps(near.span) => {}
        _ => return None,
    }
    let place = quote.place(marked);
    // Where the words do not stand letter by letter as they were read, they must be told from all others.
    let is_placed = place.len() == written.len() || quote.text.matches(written).count() == 1;
    is_placed.then(|| FindingFix::quotation(place, written, replacement))
}

/// Where the source has words or marks that a quotation lacks: the words before and after the gap in the quotation, and
/// the same with what stands between them in the source.
fn around(quote: &Quote, gap: Span, near: &Nearest, text: &Text) -> Option<(Range<usize>, Span)> {
    let (from, to) = (near.span.start, near.span.end);
    let before = text.slice(Span { start: from, end: gap.start.max(from) });
    let count = words(before).count();
    let mut quoted = words(&quote.text).skip(count.checked_sub(1)?);
    let marked = quoted.next()?.start..quoted.next()?.end;
    let first = from as usize + words(before).last()?.start;
    let behind = text.slice(Span { start: gap.end.min(to), end: to });
    // A mark touches the word before it: what goes on behind it at once is of the gap.
    let after = gap.end as usize + words(behind).next()?.end;
    Some((marked, Span::new(first, after)))
}

/// Whether a character is itself wherever a quotation may stand: in Markdown, in a string, within marks.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || ",.;:!?%€$£()-–—’/&".contains(c)
}
