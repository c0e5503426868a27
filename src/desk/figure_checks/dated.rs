//! Dates that a passage does not write, because it was written then: “today”, and the date over a text.

use super::{CitedScope, is_together, rival};
use crate::desk::derived::says;
use crate::desk::figure::{Figure, FigureKind};
use crate::desk::{CheckedClaim, Desk, speaks_of_the_article, stands_whole};

/// Whether a passage tells the time by when it was written: “today”, and which years it speaks of beside its own.
pub(super) fn says_today(scope: &CitedScope<'_>) -> Option<&'static [i32]> {
    const TODAY: &[&str] = &[
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "now",
        "this year",
        "this month",
        "last month",
        "next month",
        "this week",
        "last week",
        "next week",
        "this morning",
        "this season",
    ];
    const BEFORE: &[&str] =
        &["last year", "a year ago", "a year earlier", "the year before", "last season", "the previous year"];
    let pieces = scope.pieces.get();
    let text = pieces
        .first()
        .zip(pieces.last())
        .and_then(|(first, last)| scope.text.get(first.span.start as usize..last.span.end as usize));
    let lower = text.unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| stands_whole(&lower, word));
    match (has(BEFORE), has(&["next year", "next season"]), has(TODAY)) {
        (true, true, _) => Some(&[-1, 0, 1]),
        (true, ..) => Some(&[-1, 0]),
        (_, true, _) => Some(&[0, 1]),
        (.., true) => Some(&[0]),
        _ => None,
    }
}

/// Whether the first paragraphs of a text, where it is dated, have a date; or that of a year so far from it.
pub(super) fn is_said_at_its_beginning(
    desk: &Desk<'_>,
    scope: &CitedScope<'_>,
    c: &Figure,
    apart: &[i32],
) -> bool {
    const BEGINNING: usize = 2;
    let dates = (1..=BEGINNING).flat_map(|number| desk.library.figures(scope.source, number));
    let mut dates = dates.filter(|p| p.kind == FigureKind::Date);
    let first = dates.clone().find_map(|p| p.date.year);
    let year = c.date.year.filter(|_| c.date.month.is_none() && c.date.part.is_none());
    first.zip(year).is_some_and(|(first, year)| apart.contains(&(year - first))) || dates.any(|p| says(c, p))
}

/// Whether a date is that of an article that is cited: in a claim that speaks of the article, or where the
/// passage has no other date that could be meant.
pub(super) fn is_of_the_article(
    desk: &Desk<'_>,
    checked: &CheckedClaim<'_>,
    scopes: &[CitedScope<'_>],
    claim: &[Figure],
    c: &Figure,
) -> bool {
    let record = |source| desk.library.record(source);
    let in_record =
        |source| record(source).iter().any(|p| says(c, p)) || is_together(c, record(source).iter());
    // “On 14 January” in the passage, and the year in the record.
    let is_completed = scopes.iter().any(|scope| {
        let day =
            |p: &Figure| p.date.year.is_none() && p.date.month.is_some() && p.date.month == c.date.month;
        let day_agrees = |p: &Figure| c.date.day.is_none() || p.date.day == c.date.day;
        c.date.year.is_some()
            && scope.all.iter().any(|p| day(p) && day_agrees(p))
            && record(scope.source).iter().any(|p| p.date.year == c.date.year)
    });
    is_completed
        || checked.notes.iter().any(|note| in_record(note.source))
            && (speaks_of_the_article(checked, &desk.library.sources)
                || rival(c, claim, &checked.text, scopes).is_none())
}
