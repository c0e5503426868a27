//! Parts of a whole: “six of the eleven” of a passage that has five of eleven.

use super::{ReadText, is_same_said};
use crate::base::text::Span;
use crate::desk::figure::{Figure, FigureKind};

/// A part of a whole, in numbers: “six of the eleven”, “one out of four”, “eleven pictures, six of them”.
struct PartOfWhole {
    span: Span,
    part: f64,
    whole: f64,
}

fn parts_of(of: ReadText<'_>) -> Vec<PartOfWhole> {
    let counted = |figure: &&Figure| figure.kind == FigureKind::Count && figure.raw.fract() == 0.0;
    let figures: Vec<&Figure> = of.figures.iter().filter(counted).collect();
    let mut found = Vec::new();
    for (at, piece) in of.pieces.iter().enumerate() {
        let is = |at: usize, words: &[&str]| of.pieces.get(at).is_some_and(|piece| piece.is(of.text, words));
        let behind = at + 1 + usize::from(is(at + 1, &["out"]));
        if !is(behind, &["of"]) {
            continue;
        }
        let figure = figures.iter().find(|figure| figure.span.end == piece.span.end);
        // “One” alone is seldom a figure; here it is.
        let (span, part) = match figure {
            Some(figure) => (figure.span, figure.raw),
            None if piece.is(of.text, &["one"]) => (piece.span, 1.0),
            None => continue,
        };
        if is(behind + 1, &["them", "which", "whom", "these", "those"]) {
            let before =
                figures.iter().rev().find(|figure| figure.span.end <= span.start && figure.raw > part);
            let Some(before) = before else { continue };
            let between = &of.text[before.span.end as usize..span.start as usize];
            if !between.contains(['.', ';']) && between.len() < 120 {
                found.push(PartOfWhole { span, part, whole: before.raw });
            }
            continue;
        }
        let mut next = behind + 1;
        while is(next, &["the", "these", "those", "all", "its", "their", "his", "her", "some"]) {
            next += 1;
        }
        let whole = of
            .pieces
            .get(next)
            .and_then(|piece| figures.iter().find(|figure| figure.span.overlaps(piece.span)));
        if let Some(whole) = whole.filter(|whole| whole.raw > part) {
            found.push(PartOfWhole { span, part, whole: whole.raw });
        }
    }
    found
}

/// A part of a whole in a claim of which the passage has another part: “four of the eleven” of “six of the eleven”.
/// Where it stands in the claim, and where in the passage.
pub(in crate::desk) fn other_part(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(Span, Span)> {
    let own = parts_of(claim);
    if own.is_empty() {
        return None;
    }
    let there = parts_of(passage);
    own.iter().find_map(|own| {
        let mut found = None;
        for other in there.iter().filter(|other| other.whole == own.whole) {
            // The rest of the whole may be meant, where not the same is said.
            if other.part == own.part
                || other.part + own.part == own.whole && !is_same_said(claim, own.span, passage, other.span)
            {
                return None;
            }
            found = found.or(Some((own.span, other.span)));
        }
        // What else the passage counts may be it.
        let counted =
            passage.figures.iter().filter(|figure| figure.kind == FigureKind::Count).map(|figure| figure.raw);
        let counted: Vec<f64> = counted.take(24).collect();
        let derived = counted.iter().enumerate().any(|(i, a)| {
            *a == own.part
                || *a + own.part == own.whole && found.is_none_or(|(_, other)| other.start == 0)
                || counted[..i].iter().any(|b| a + b == own.part)
        });
        found.filter(|_| !derived)
    })
}
