//! Whether two figures that say the same say it in the same sense: both below zero, both a month, both up or
//! both down, and in one order.

use crate::desk::derived::says;
use crate::desk::figure::{ChangeEnd, Dimension, Figure, FigureKind, Trend};

/// How far from a figure words may stand that say what it is below, in bytes.
const NEAR: usize = 80;

/// How far from each other the two ends of a change may stand, in bytes.
const APART: u32 = 120;

/// Whether a passage that has the figure `p` says the figure `c` of a claim, in the same sense.
pub(super) fn rests(c: &Figure, claim: &str, p: &Figure, passage: &str) -> bool {
    if c.per > 0.0 && p.per > 0.0 && c.on != p.on {
        return c.on.is_none() == p.on.is_none() && says(c, p) && agree(c, claim, p, passage);
    }
    if c.per > 0.0 && p.per > 0.0 && c.per != p.per {
        let times = c.per / p.per;
        let p = Figure { value: p.value * times, raw: p.raw * times, per: c.per, digits: u8::MAX, ..*p };
        let near = (c.value - p.value).abs() <= 0.01 * p.value.abs();
        return std::mem::discriminant(&c.kind) == std::mem::discriminant(&p.kind)
            && (near || says(c, &p))
            && agree(c, claim, &p, passage);
    }
    (says(c, p) || is_counted_off(c, p, passage)) && agree(c, claim, p, passage)
}

/// Whether a length of time ends in the passage with the last of its parts: “the fifth year”.
fn is_counted_off(c: &Figure, p: &Figure, passage: &str) -> bool {
    const PARTS: [&str; 5] = ["year", "month", "week", "day", "hour"];
    matches!(c.kind, FigureKind::Measure(Dimension::Months | Dimension::Days))
        && p.kind == FigureKind::Ordinal
        && c.raw == p.raw
        && passage.get(p.span.end as usize..).is_some_and(|behind| {
            let behind = behind.trim_start_matches([' ', '-']);
            PARTS.iter().any(|part| behind.starts_with(part))
        })
}

fn agree(c: &Figure, claim: &str, p: &Figure, passage: &str) -> bool {
    if let (FigureKind::Score(first, second), FigureKind::Score(one, other)) = (c.kind, p.kind)
        && (first, second) != (one, other)
    {
        return is_told_from_the_other_side(c, claim, p, passage);
    }
    if c.negative != p.negative {
        // “Fell by 3 percent” is −3 percent.
        let (of, text) = if c.negative { (p, passage) } else { (c, claim) };
        return is_down(of, text);
    }
    // “Fell to 6” is not “fell by 6”.
    if matches!(
        (c.role, p.role),
        (ChangeEnd::By, ChangeEnd::To | ChangeEnd::From) | (ChangeEnd::To | ChangeEnd::From, ChangeEnd::By)
    ) {
        return false;
    }
    let behind = || passage.get(p.span.end as usize..).unwrap_or_default().trim_start_matches([' ', '-']);
    match (c.kind, p.kind) {
        // “Points” may be points of a hundred; “9 cents” are not.
        (FigureKind::Points, FigureKind::Count) if !behind().starts_with("point") => return false,
        (FigureKind::Percent, FigureKind::Count) if behind().starts_with("point") => return false,
        // “¥” is what the passage speaks of.
        (FigureKind::Money(own), FigureKind::Money("¥")) if own != "¥" => {
            let near = paragraph(passage, p);
            let has = |words: &[&str]| words.iter().any(|word| near.contains(word));
            let yen = has(&["Japan", "Tokyo", "yen"]);
            let yuan = has(&["China", "Chinese", "Beijing", "yuan", "renminbi", "RMB"]);
            if yen != yuan && (own == "JPY") != yen {
                return false;
            }
        }
        _ => {}
    }
    !matches!((c.trend, p.trend), (Trend::More, Trend::Less) | (Trend::Less, Trend::More))
}

/// The words around a figure, of its paragraph.
fn paragraph<'t>(text: &'t str, figure: &Figure) -> &'t str {
    const AROUND: usize = 600;
    let (from, to) = (figure.span.start as usize, figure.span.end as usize);
    let (start, end) = (floor(text, from.saturating_sub(AROUND)), floor(text, to + AROUND));
    let start = text.get(start..from).and_then(|before| before.rfind('\n')).map_or(start, |at| start + at);
    let end = text.get(to..end).and_then(|behind| behind.find('\n')).map_or(end, |at| to + at);
    text.get(start..end).unwrap_or_default()
}

/// Whether the words around an unsigned figure say that it is below zero.
fn is_down(figure: &Figure, text: &str) -> bool {
    const DOWN: &[&str] = &[
        "below",
        "minus",
        "negative",
        "loss",
        "losses",
        "lost",
        "deficit",
        "shortfall",
        "shrank",
        "shrunk",
        "shrink",
        "shrinks",
        "contracted",
        "contraction",
        "fell",
        "fall",
        "falls",
        "fallen",
        "falling",
        "drop",
        "dropped",
        "drops",
        "declined",
        "decline",
        "declines",
        "decrease",
        "decreased",
        "down",
        "lower",
        "cut",
        "reduced",
        "reduction",
        "sank",
        "slipped",
        "slumped",
        "plunged",
        "frost",
        "freezing",
        "subzero",
        "less",
        "fewer",
        "lose",
        "loses",
    ];
    figure.trend == Trend::Less
        || figure.change == Trend::Less
        || words_near(text, figure).any(|word| DOWN.iter().any(|down| down.eq_ignore_ascii_case(word)))
}

fn words_near<'t>(text: &'t str, figure: &Figure) -> impl Iterator<Item = &'t str> {
    let (from, to) = (figure.span.start as usize, figure.span.end as usize);
    let from = floor(text, from.saturating_sub(NEAR));
    let to = floor(text, to + NEAR / 2);
    text.get(from..to).unwrap_or_default().split(|c: char| !c.is_alphanumeric())
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a result is turned because the claim tells it of the one who lost: won 3–1, lost 1–3.
fn is_told_from_the_other_side(c: &Figure, claim: &str, p: &Figure, passage: &str) -> bool {
    const WON: &[&str] =
        &["won", "win", "wins", "winning", "beat", "beats", "beating", "defeated", "victory", "victories"];
    const LOST: &[&str] = &["lost", "lose", "loses", "losing", "loss", "defeat", "beaten"];
    let has = |figure: &Figure, text: &str, list: &[&str]| {
        words_near(text, figure).any(|word| list.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let (won, lost) = (has(c, claim, WON), has(c, claim, LOST));
    let (winner, loser) = (has(p, passage, WON), has(p, passage, LOST));
    let FigureKind::Score(first, second) = c.kind else { return false };
    match (won, lost) {
        (true, false) if !winner => first > second,
        (false, true) => !loser,
        _ => false,
    }
}

/// Two figures of one text that are the two ends of a change, by their places in the list: from, to.
fn ends(figures: &[Figure]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let time =
        |figure: &Figure| matches!(figure.kind, FigureKind::Date | FigureKind::Decade | FigureKind::Century);
    (1..figures.len()).filter_map(move |second| {
        // A year may stand between: “from 57 in 2014 to 412”.
        let first = (0..second).rev().find(|&at| !time(&figures[at]))?;
        let (a, b) = (&figures[first], &figures[second]);
        let near = b.span.start.saturating_sub(a.span.end) < APART;
        match (a.role, b.role) {
            _ if !near || time(b) => None,
            (ChangeEnd::From, ChangeEnd::To) => Some((first, second)),
            (ChangeEnd::To, ChangeEnd::From) => Some((second, first)),
            _ => None,
        }
    })
}

/// The figures of a claim that something comes to, where the passage says that it goes from them: “from 5 to
/// 8” of “from 8 to 5”. Each with that of the passage.
pub(super) fn turned<'f>(claim: &'f [Figure], passage: &'f [Figure]) -> Option<(&'f Figure, &'f Figure)> {
    ends(claim).find_map(|(from, to)| {
        let (from, to) = (&claim[from], &claim[to]);
        if says(from, to) {
            return None;
        }
        let straight = ends(passage).any(|(a, b)| says(from, &passage[a]) && says(to, &passage[b]));
        let turned = ends(passage).find(|&(a, b)| says(from, &passage[b]) && says(to, &passage[a]))?;
        (!straight).then_some((to, &passage[turned.0]))
    })
}
