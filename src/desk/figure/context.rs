//! In what sense a figure is meant, by the words around it: below zero, a month, from there or to there,
//! more than before or less.

use super::token::TokenKind;
use super::{ChangeEnd, Figure, FigureKind, FigureReader, Trend};
use crate::desk::words;

/// How many words before a figure may say in what sense it is meant.
const BEFORE: usize = 6;

/// How many words may stand between a figure and how often it comes.
const BEHIND: usize = 5;

impl FigureReader<'_> {
    /// Notes what the words around a figure say of it, which is between two tokens.
    pub(super) fn in_context(&self, figure: &mut Figure, at: usize, next: usize) {
        if matches!(
            figure.kind,
            FigureKind::Date
                | FigureKind::Decade
                | FigureKind::Century
                | FigureKind::Ordinal
                | FigureKind::Numeral(_)
        ) {
            return;
        }
        if let Some(sign) = self.minus(at) {
            figure.negative = true;
            figure.span.start = u32::try_from(self.tokens[sign].start).unwrap_or(figure.span.start);
        }
        figure.per = self.per_behind(next).or_else(|| self.per_before(at)).unwrap_or(0.0);
        if figure.per == 0.0
            && let Some(unit) = self.unit_behind(next)
        {
            (figure.per, figure.on) = (unit.factor, Some(unit.dimension));
        }
        (figure.role, figure.trend) = self.way(at);
    }

    /// The minus before a figure.
    fn minus(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        if self.is(before, &["minus", "negative"]) {
            return Some(before);
        }
        // `$-5`
        let inner = self.is_mark(at, "$€£¥₽₹") && self.is_mark(at + 1, "−-–") && !self.apart(at + 1);
        if inner && !self.apart(at + 2) {
            return Some(at);
        }
        let opens = before.checked_sub(1).is_none_or(|earlier| {
            self.apart(before) || self.is_mark(earlier, "([“‘\"'<«~≈") || self.is_mark(earlier, "–—…")
        });
        (self.is_mark(before, "−-–") && !self.apart(at) && opens).then_some(before)
    }

    /// “a month”, “per year”, “annually”, behind a figure.
    fn per_behind(&self, next: usize) -> Option<f64> {
        const STOPS: &[&str] = &[
            "in", "for", "within", "over", "after", "during", "once", "until", "to", "by", "from", "on",
            "at", "than", "is", "was", "are", "were", "has", "had", "and", "or", "but", "about", "since",
            "before", "under", "as", "with",
        ];
        const AGO: &[&str] =
            &["ago", "earlier", "later", "before", "after", "previously", "from", "on", "or", "and"];
        for at in next..next + BEHIND {
            let word = self.word(at);
            if matches!(word.as_str(), "a" | "an" | "per" | "each" | "every") || self.is_mark(at, "/") {
                let period = words::period(self.word(at + 1).as_str());
                return period.filter(|_| word.as_str() == "per" || !self.is(at + 2, AGO));
            }
            if let Some(period) = words::periodic(word.as_str()) {
                return Some(period);
            }
            if word.as_str().is_empty()
                && !self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
                || STOPS.contains(&word.as_str())
            {
                return None;
            }
        }
        None
    }

    /// “per square kilometre”, “a tonne”, behind a figure.
    fn unit_behind(&self, next: usize) -> Option<words::Unit> {
        for at in next..next + BEHIND {
            let word = self.word(at);
            if matches!(word.as_str(), "a" | "an" | "per" | "each" | "every") || self.is_mark(at, "/") {
                let unit = self.unit(at + 1).map(|(unit, _)| unit);
                let unit = unit.or_else(|| {
                    (word.as_str() == "a" || word.as_str() == "per")
                        .then(|| words::unit_of_one(self.word(at + 1).as_str()))
                        .flatten()
                });
                return unit.filter(|unit| {
                    !matches!(unit.dimension, super::Dimension::Months | super::Dimension::Days)
                });
            }
            if !self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
                || matches!(
                    word.as_str(),
                    "in" | "for"
                        | "and"
                        | "or"
                        | "to"
                        | "of"
                        | "by"
                        | "on"
                        | "at"
                        | "from"
                        | "with"
                        | "is"
                        | "was"
                )
            {
                return None;
            }
        }
        None
    }

    /// “a monthly fee of”
    fn per_before(&self, at: usize) -> Option<f64> {
        for back in 1..BEFORE {
            let before = at.checked_sub(back)?;
            if self.tokens[before].kind != TokenKind::Word && !self.is_mark(before, "$€£¥₽₹") {
                return None;
            }
            if let Some(period) = words::periodic(self.word(before).as_str()) {
                return Some(period);
            }
        }
        None
    }

    /// Whether something comes from a figure or to it, and up or down.
    fn way(&self, at: usize) -> (ChangeEnd, Trend) {
        const JOINTS: &[&str] = &[
            "by",
            "of",
            "about",
            "nearly",
            "almost",
            "around",
            "some",
            "roughly",
            "approximately",
            "more",
            "less",
            "fewer",
            "than",
            "over",
            "under",
            "a",
            "an",
            "the",
            "further",
            "another",
            "only",
            "just",
            "at",
            "least",
            "most",
            "well",
            "close",
            "as",
            "much",
            "many",
            "still",
            "even",
        ];
        let mut role = ChangeEnd::None;
        for back in 1..=BEFORE {
            let Some(before) = at.checked_sub(back) else { break };
            let word = self.word(before);
            match word.as_str() {
                "from" if role == ChangeEnd::None => role = ChangeEnd::From,
                "to" | "into" if role == ChangeEnd::None => role = ChangeEnd::To,
                word if JOINTS.contains(&word) => {}
                _ if self.is_mark(before, "$€£¥₽₹−~≈") => {}
                // “up to” is a bound, and “down to” is none.
                "up" if role == ChangeEnd::To => return (ChangeEnd::None, Trend::None),
                word => {
                    let trend = words::trend(word);
                    let by = trend != Trend::None && role == ChangeEnd::None && self.is(before + 1, &["by"]);
                    return (if by { ChangeEnd::By } else { role }, trend);
                }
            }
        }
        (role, Trend::None)
    }
}
