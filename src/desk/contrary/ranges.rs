//! Ends of ranges: a claim that gives one end of a range as the whole, “8 tons” of “from 5 to 8 tons”.

use super::{ReadText, bound, clause};
use crate::desk::derived::says;
use crate::desk::figure::{Figure, FigureKind, Hedge};
use crate::desk::phrase::within;

/// Whether a figure of a passage is one end of a range, and a claim has it as if it were all.
pub(in crate::desk) fn is_end_of_range(
    c: &Figure,
    claim: ReadText<'_>,
    p: &Figure,
    passage: ReadText<'_>,
) -> bool {
    let amount = |kind| {
        matches!(
            kind,
            FigureKind::Money(_)
                | FigureKind::Percent
                | FigureKind::Measure(_)
                | FigureKind::Heat(_)
                | FigureKind::Count
        )
    };
    if !amount(c.kind) || !amount(p.kind) || c.hedge != Hedge::None || bound(c, claim).is_some() {
        return false;
    }
    let Some(at) = passage.figures.iter().position(|figure| figure.span == p.span) else { return false };
    let is_range = |low: &Figure, high: &Figure| {
        let before = passage.text[..low.span.start as usize].trim_end();
        let joint =
            passage.text.get(low.span.end as usize..high.span.start as usize).unwrap_or_default().trim();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        amount(low.kind)
            && amount(high.kind)
            && low.raw < high.raw
            && match joint {
                // “Islands 1 to 7” are numbers, and no range.
                _ if low.kind == FigureKind::Count
                    && high.kind == FigureKind::Count
                    && !matches!(
                        last,
                        "aged"
                            | "ages"
                            | "range"
                            | "ranged"
                            | "ranging"
                            | "between"
                            | "Between"
                            | "takes"
                            | "age"
                    ) =>
                {
                    false
                }
                "–" | "-" => true,
                "and" => last.eq_ignore_ascii_case("between"),
                // “from 3 to 5” may be a change, and “3 to 5” a ratio.
                "to" => {
                    low.kind == high.kind && !matches!(last, "from" | "of" | "by" | "ratio" | "lost" | "won")
                }
                _ => false,
            }
    };
    let pairs = [at.checked_sub(1).zip(Some(at)), Some(at).zip(Some(at + 1))];
    let other = pairs.into_iter().flatten().find_map(|(low, high)| {
        let (low, high) = (passage.figures.get(low)?, passage.figures.get(high)?);
        is_range(low, high).then_some(if low.span == p.span { *high } else { *low })
    });
    let Some(other) = other else { return false };
    // Words for the one end: “rose as high as”, “peaked at”, “sometimes”.
    const END: &[&str] = &[
        "peak",
        "peaked",
        "peaks",
        "reach",
        "reached",
        "reaches",
        "reaching",
        "high",
        "highest",
        "low",
        "lowest",
        "top",
        "topped",
        "maximum",
        "minimum",
        "max",
        "min",
        "most",
        "least",
        "best",
        "worst",
        "record",
        "sometimes",
        "even",
        "could",
        "can",
        "may",
        "might",
        "oldest",
        "youngest",
        "largest",
        "smallest",
        "longest",
        "shortest",
        "hottest",
        "coldest",
        "warmest",
        "deepest",
        "cheapest",
        "dearest",
        "limit",
        "end",
        "ends",
        "upper",
        "bound",
        "range",
        "ranged",
        "ranging",
        "varied",
        "extreme",
        "extremes",
        "started",
        "began",
        "starting",
        "beginning",
        "touched",
        "hit",
        "fell",
        "dropped",
        "rose",
        "climbed",
        "sank",
        "exceed",
        "exceeded",
        "enough",
        "forecast",
        "expected",
        "estimate",
        "estimates",
        "estimated",
        "wettest",
        "driest",
        "fastest",
        "slowest",
        "biggest",
        "smallest",
        "lower",
    ];
    const BEFORE_IT: &[&str] =
        &["from", "to", "between", "up", "as", "until", "till", "or", "and", "down", "at"];
    let start = c.span.start as usize;
    let ahead = within(claim.pieces, start.saturating_sub(30), start);
    if ahead.iter().rev().take(2).any(|piece| piece.is(claim.text, BEFORE_IT)) {
        return false;
    }
    !claim.figures.iter().any(|figure| figure.span != c.span && says(figure, &other))
        && !clause(c, claim).iter().any(|piece| piece.is(claim.text, END))
}
