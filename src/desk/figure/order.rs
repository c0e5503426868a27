//! Places in an order, and numbers that are a part of a name: `Su-35`, “Article 5”, “World War II”.

use super::number::Number;
use super::token::TokenKind;
use super::{FigureKind, FigureReader, PartialDate};
use crate::desk::words;

impl FigureReader<'_> {
    /// The `35` of `Su-35`, the `20` of `G20`, the `7` of `page 7`.
    pub(super) fn is_part_of_a_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = !self.apart(at);
        // These count when another of them stands in the passage: see `labelled`.
        if self.label(at).is_some_and(|label| !glued || self.is(label, VERSIONS)) {
            return false;
        }
        if glued
            && self.tokens[before].kind == TokenKind::Word
            && words::currency_code(self.word(before).as_str()).is_none()
        {
            return true;
        }
        if glued && self.is_mark(before, "-‑") && !self.apart(before) {
            let name = before.checked_sub(1).is_some_and(|word| {
                self.tokens[word].kind == TokenKind::Word
                    && self.capital(word)
                    && !self.is(word, &["mid", "pre", "post"])
                    && words::month(self.slice(word)).is_none()
                    && words::number(self.word(word).as_str()).is_none()
            });
            if name {
                return true;
            }
        }
        if self.is_mark(before, "¶§#№") {
            return true;
        }
        let label = if self.is_mark(before, ".") && before > 0 { before - 1 } else { before };
        self.is(label, &["no", "nos", "p", "pp", "fig", "vol", "ch"]) && label < before
            || self.is(
                before,
                &[
                    "page",
                    "pages",
                    "paragraph",
                    "paragraphs",
                    "chapter",
                    "figure",
                    "table",
                    "footnote",
                    "note",
                ],
            )
    }

    /// An ordinal in words: “nineteenth”, “twenty-first”.
    pub(super) fn spelled_ordinal(&self, at: usize) -> Option<Number> {
        let made = |value: f64, next: usize| {
            Some(Number { value, digits: 2, next, spelled: true, scale: 1.0, bare: false })
        };
        if let Some(value) = words::ordinal(self.word(at).as_str()) {
            return made(value, at + 1);
        }
        let tens = words::number(self.word(at).as_str()).filter(|tens| *tens >= 20.0 && *tens < 100.0)?;
        let ones = self.over_hyphen(at + 1);
        let value =
            words::ordinal(self.word(ones).as_str()).filter(|ones| *ones < 10.0 && ones.fract() == 0.0)?;
        made(tens + value, ones + 1)
    }

    pub(super) fn ordinal(&mut self, at: usize, next: usize, number: &Number) -> usize {
        // “The last third of March” is not the third of March.
        const WHICH: &[&str] = &["first", "second", "middle", "last", "latter", "final"];
        if self.is(at, &["third"]) && at.checked_sub(1).is_some_and(|before| self.is(before, WHICH)) {
            return next;
        }
        if let Some(month) = words::month(self.slice(if self.is(next, &["of"]) { next + 1 } else { next })) {
            let of = if self.is(next, &["of"]) { next + 2 } else { next + 1 };
            let (year, next) = self.year_after(of);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a day of a month is small"
            )]
            let day = Some(number.value as u8).filter(|day| (1..=31).contains(day));
            return self.push_date(
                at,
                next,
                PartialDate { year, month: Some(month), day, ..PartialDate::default() },
            );
        }
        if let Some(next) = self.world_war(at, next, number.value) {
            return next;
        }
        let joined = self.over_hyphen(next);
        // “nineteenth and twentieth centuries”, “early 19th-century”
        let mut century = joined;
        if self.is(century, &["and", "or", "to"]) {
            let second = self.spelled_ordinal(century + 1).map(|second| second.next);
            let second = second.or_else(|| {
                (self.is_number(century + 1) && self.is(century + 2, &["th", "st", "nd", "rd"]))
                    .then_some(century + 3)
            });
            century = second.map_or(century, |second| self.over_hyphen(second));
        }
        if self.is(century, &["century", "centuries"]) && number.value >= 5.0 {
            let end = if century == joined { century + 1 } else { next };
            return self.push(at, end, FigureKind::Century, number.value, number);
        }
        if number.value < 2.0 || self.is(joined, &["half", "quarter"]) {
            return next;
        }
        self.push(at, next, FigureKind::Ordinal, number.value, number)
    }

    /// The label that a number stands behind, if it makes the number a part of a name.
    fn label(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let capital = self.capital(before) && self.tokens[at].end - self.tokens[at].start < 4;
        let known = self.is(before, LABELS) && (capital || self.is(before, LOWER_LABELS))
            || self.is(before, VERSIONS);
        known.then_some(before)
    }

    /// `version 2.10`, `Section 12`, “Phase 3”: a number that is a part of a name.
    pub(super) fn labelled(&mut self, at: usize) -> Option<usize> {
        let written = self.slice(at);
        let mut next = at + 1;
        let label = self.label(at);
        if label.is_none() && !written.contains('.') {
            return None;
        }
        let parts: Vec<&str> = written.split('.').take(4).collect();
        let is_version = label.is_some_and(|label| self.is(label, VERSIONS));
        // `Python 3.10`
        let is_named = parts.len() > 1
            && label.is_none()
            && at > 1
            && self.capital(at - 1)
            && self.tokens[at - 1].kind == TokenKind::Word
            && !self.is_mark(at - 2, ".!?:“\"")
            && words::currency_code(self.word(at - 1).as_str()).is_none()
            && words::month(self.slice(at - 1)).is_none()
            && self.counts_nothing(next);
        if is_version || is_named {
            let mut version = [-1_i16; 4];
            let mut last = 0;
            for part in &parts {
                *version.get_mut(last)? = part.parse().ok()?;
                last += 1;
            }
            // `2.10.1`: the third is a token of its own.
            while self.is_mark(next, ".")
                && !self.apart(next)
                && !self.apart(next + 1)
                && self.is_number(next + 1)
            {
                for part in self.slice(next + 1).split('.') {
                    *version.get_mut(last)? = part.parse().ok()?;
                    last += 1;
                }
                next += 2;
            }
            let value = f64::from(version[0]);
            let number = Number { value, digits: 4, next, spelled: false, scale: 1.0, bare: false };
            return Some(self.push(at, next, FigureKind::Version(version), value, &number));
        }
        let label = label?;
        let number = self.number(at)?;
        if !self.counts_nothing(number.next) && !self.capital(label) {
            return None;
        }
        let mut end = at + 1;
        while self.tokens.get(end).is_some_and(|token| token.kind != TokenKind::Mark && !token.apart) {
            end += 1;
        }
        Some(self.push_numeral(label, end, number.value, label))
    }

    /// Whether nothing behind a number says that it counts something.
    fn counts_nothing(&self, next: usize) -> bool {
        self.unit(next).is_none()
            && self.degrees(next).is_none()
            && words::scale(self.word(next).as_str(), !self.apart(next)).is_none()
            && !self.is_mark(next, "%°:")
            && !self.is(next, &["percent", "per", "am", "pm", "a", "p"])
            && words::currency_symbol(self.slice(next)).is_none()
            && words::currency_word(self.word(next).as_str()).is_none()
            && words::currency_code(self.word(next).as_str()).is_none()
    }

    fn push_numeral(&mut self, at: usize, next: usize, value: f64, base: usize) -> usize {
        let number = Number { value, digits: 4, next, spelled: false, scale: 1.0, bare: false };
        self.push(at, next, FigureKind::Numeral(hash(self.word(base).as_str())), value, &number)
    }

    /// Whether a word is a number in Roman digits behind a name, or a short name of a world war.
    pub(super) fn is_roman(&self, at: usize) -> bool {
        let word = self.slice(at);
        if word.starts_with("WW") {
            return matches!(word, "WW" | "WWI" | "WWII");
        }
        word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
            && at.checked_sub(1).is_some_and(|before| {
                self.tokens[before].kind == TokenKind::Word
                    && self.capital(before)
                    && self.apart(at)
                    && (word.len() > 1 || self.is(before, NUMBERED))
            })
            && roman(word).is_some()
    }

    /// “World War II”, “Henry VIII”, `WWI`, `WW2`
    pub(super) fn numeral(&mut self, at: usize) -> Option<usize> {
        let war = |value: f64, next: usize| {
            let number = Number { value, digits: 4, next, spelled: false, scale: 1.0, bare: false };
            (FigureKind::Numeral(hash("war")), value, number)
        };
        let (kind, value, number) = match self.slice(at) {
            "WWI" => war(1.0, at + 1),
            "WWII" => war(2.0, at + 1),
            "WW" => {
                let value = self.slice(at + 1).parse().ok().filter(|_| !self.apart(at + 1))?;
                war(value, at + 2)
            }
            word => return Some(self.push_numeral(at - 1, at + 1, roman(word)?, at - 1)),
        };
        Some(self.push(at, number.next, kind, value, &number))
    }

    /// “World War Two”, “the First World War”, “Phase Three”
    pub(super) fn numbered_name(&mut self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        if !self.capital(at)
            || !self.capital(before)
            || !(self.is(before, LABELS) || self.is(before, &["war"]))
        {
            return None;
        }
        let value = words::number(self.word(at).as_str())?;
        Some(self.push_numeral(before, at + 1, value, before))
    }

    /// “The Second World War”, at its first word.
    fn world_war(&mut self, at: usize, next: usize, value: f64) -> Option<usize> {
        if !(self.is(next, &["world"]) && self.is(next + 1, &["war"])) {
            return None;
        }
        Some(self.push_numeral(at, next + 2, value, next + 1))
    }
}

/// What a number stands behind as a part of a name; with a capital.
const LABELS: &[&str] = &[
    "article",
    "section",
    "part",
    "phase",
    "group",
    "resolution",
    "type",
    "channel",
    "route",
    "flight",
    "level",
    "step",
    "clause",
    "chapter",
    "apollo",
    "title",
    "act",
    "division",
    "district",
    "ward",
    "stage",
    "category",
];

/// Those that are written small as well.
const LOWER_LABELS: &[&str] = &["article", "section", "clause", "chapter"];

const VERSIONS: &[&str] = &["version", "versions", "v", "ver", "firmware"];

/// What “I”, “V” or “X” stands behind as a number.
const NUMBERED: &[&str] = &[
    "war",
    "part",
    "type",
    "phase",
    "act",
    "book",
    "volume",
    "chapter",
    "article",
    "title",
    "class",
    "group",
    "division",
    "tier",
    "level",
    "stage",
    "charles",
    "james",
    "george",
    "elizabeth",
    "napoleon",
    "nicholas",
    "alexander",
    "wilhelm",
    "frederick",
    "francis",
    "henry",
    "philip",
    "peter",
    "paul",
    "catherine",
    "victor",
    "ferdinand",
    "leopold",
    "mary",
    "william",
    "edward",
    "richard",
    "louis",
    "pius",
    "john",
    "benedict",
    "factor",
    "grade",
    "schedule",
    "annex",
];

/// A name in lower case as a number that is not likely that of another.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The value of a number in Roman digits, up to 89.
fn roman(word: &str) -> Option<f64> {
    let value = |byte| match byte {
        b'I' => Some(1_i32),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        _ => None,
    };
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let mut total = 0;
    let mut before = 0;
    for byte in word.bytes().rev() {
        let value = value(byte)?;
        total += if value < before { -value } else { value };
        before = before.max(value);
    }
    (total > 0).then(|| f64::from(total))
}
