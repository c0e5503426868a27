//! The quoted words of a claim: what stands in quotation marks in a sentence that cites is taken by a
//! reader for the words of the source that is cited.

use crate::base::marks::{Mark, MarkReader, is_mark};
use crate::base::text::Span;
use crate::desk::stands_whole;
use crate::source::Source;
use crate::source::passage::Quotation;

/// What stands in quotation marks in a claim, without the marks. A claim is set as in print, so that an
/// opening mark differs from a closing one.
pub(super) fn quoted(claim: &str) -> Vec<Span> {
    if !claim.contains(|c| is_mark(c) && c != ',') {
        return Vec::new();
    }
    let marks = MarkReader::of(claim).all(0..claim.len());
    let inner = |mark| match mark {
        Mark::Quoted(quoted) => Some(Span::new(quoted.inner.start, quoted.inner.end)),
        Mark::LeftOver(_) => None,
    };
    marks.into_iter().filter_map(inner).collect()
}

/// Whether the words stand in one of the sources, but for a full stop, a comma or the like at their end and a
/// capital that a sentence has given or taken.
pub(super) fn stand_in<'s>(words: &str, mut sources: impl Iterator<Item = &'s Source>) -> bool {
    let words = words.trim().trim_end_matches(['.', ',', ';', ':', '。', '，', '、']).trim_end();
    let mut forms = vec![Quotation::new(words)];
    let mut chars = words.chars();
    if let Some(first) = chars.next().filter(|first| first.is_alphabetic()) {
        let other: String = if first.is_uppercase() {
            first.to_lowercase().collect()
        } else {
            first.to_uppercase().collect()
        };
        forms.push(Quotation::new(&(other + chars.as_str())));
    }
    if forms[0].is_empty() {
        return true;
    }
    sources.any(|source| {
        let title = source.record.title.as_deref().unwrap_or_default();
        stands_whole(&title.to_lowercase(), &words.to_lowercase())
            || source.text.as_ref().is_some_and(|text| forms.iter().any(|form| form.stands_in(text)))
    })
}
