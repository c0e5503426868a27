//! Numbers, in digits and in words, and how exactly they are meant.

use super::token::{TokenKind, significant, value_of};
use super::{FigureReader, Hedge};
use crate::desk::words;

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) digits: u8,
    /// The token after it.
    pub(super) next: usize,
    pub(super) spelled: bool,
    /// What a word such as “million” multiplied it by.
    pub(super) scale: f64,
    /// Four digits and nothing else, as a year has.
    pub(super) bare: bool,
}

impl FigureReader<'_> {
    /// A number at a token, in digits or in words.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        let mut number = match token.kind {
            TokenKind::Mark => return None,
            TokenKind::Number => {
                let written = self.slice(at);
                let digits = written.bytes().filter(u8::is_ascii_digit).count();
                Number {
                    value: value_of(written, self.style)?,
                    digits: significant(written, value_of(written, self.style)?),
                    next: at + 1,
                    spelled: false,
                    scale: 1.0,
                    bare: digits == 4 && written.len() == 4,
                }
            }
            TokenKind::Word => self.spelled(at)?,
        };
        // `2 and a half`, and `2½`.
        if number.value.fract() == 0.0 {
            if self.is(number.next, &["and"]) && self.is(number.next + 1, &["a"])
                || self.is_mark(number.next, "-") && self.is(number.next + 1, &["and"])
            {
                let mut half = number.next;
                while self.is_mark(half, "-") || self.is(half, &["and", "a"]) {
                    half += 1;
                }
                if let Some(part) = match self.word(half).as_str() {
                    "half" => Some(0.5),
                    "quarter" => Some(0.25),
                    _ => None,
                } {
                    number.value += part;
                    number.digits = number.digits.saturating_add(1);
                    number.next = half + 1;
                }
            }
            if let Some(part) = words::vulgar(self.slice(number.next)).filter(|_| !self.apart(number.next)) {
                number.value += part;
                number.next += 1;
            }
        }
        self.power_of_ten(&mut number);
        // `100 billion`, `100bn`, `2.5 million`
        loop {
            let next = if self.apart(number.next) { number.next } else { self.over_hyphen(number.next) };
            let glued = !self.apart(next);
            let scale = match self.word(next).as_str() {
                "m" if glued && self.is_people(next + 1) => Some(1e6),
                word @ ("thousands" | "millions" | "billions" | "lakhs" | "crores") => {
                    words::scale(word.trim_end_matches('s'), glued)
                }
                word => words::scale(word, glued),
            };
            let Some(scale) = scale else { break };
            number.value *= scale;
            number.scale *= scale;
            number.bare = false;
            number.next = next + 1;
        }
        Some(number)
    }

    /// `3 × 10⁶`, `3×10^6`
    fn power_of_ten(&self, number: &mut Number) {
        let ten = number.next + 1;
        if !(self.is_mark(number.next, "×") || self.is(number.next, &["x"])) || self.slice(ten) != "10" {
            return;
        }
        let mut power = String::new();
        let mut next = ten + 1;
        if self.is_mark(next, "^") {
            next += 1;
            if self.is_mark(next, "−-") {
                power.push('-');
                next += 1;
            }
            power.push_str(self.slice(next));
            next += 1;
        } else {
            const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
            while !self.apart(next) && power.len() < 3 {
                let mark = self.slice(next);
                let Some(digit) = RAISED.chars().position(|raised| mark.chars().eq([raised])) else { break };
                power.push(char::from_digit(digit as u32, 10).unwrap_or('-'));
                next += 1;
            }
        }
        if let Ok(power @ -30..=30) = power.parse::<i32>() {
            number.value *= 10f64.powi(power);
            number.bare = false;
            number.next = next;
        }
    }

    /// Whether what is counted follows, so that the `m` of `2.5m Russians` is a million and no metre.
    fn is_people(&self, at: usize) -> bool {
        const LENGTHS: &[&str] = &[
            "above", "below", "by", "deep", "from", "high", "in", "long", "of", "off", "on", "race", "tall",
            "to", "wide",
        ];
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && !self.is(at, LENGTHS)
    }

    /// A number in words: “twenty-four”, “four thousand two hundred”, “a million”, “half a million”.
    fn spelled(&self, at: usize) -> Option<Number> {
        let made = |value: f64, next: usize, scale: f64| {
            Some(Number {
                value,
                digits: significant(&format!("{value}"), value),
                next,
                spelled: true,
                scale,
                bare: false,
            })
        };
        let first = self.word(at);
        match first.as_str() {
            "a" | "an" => {
                if self.is(at + 1, &["quarter"]) && self.is(at + 2, &["of"]) && self.is(at + 3, &["a"]) {
                    let scale = words::scale(self.word(at + 4).as_str(), false)?;
                    return made(0.25 * scale, at + 5, scale);
                }
                let scale = words::scale(self.word(at + 1).as_str(), false)?;
                return made(scale, at + 2, 1.0).map(|number| self.scaled(number));
            }
            "half" => {
                let next = if self.is(at + 1, &["a"]) { at + 2 } else { self.over_hyphen(at + 1) };
                let scale = words::scale(self.word(next).as_str(), false)?;
                return made(0.5 * scale, next + 1, scale).map(|number| self.scaled(number));
            }
            _ => {}
        }
        let mut value = words::number(first.as_str())?;
        let mut next = at + 1;
        // “three-quarters of a million”
        if let Some(part) = words::part(self.word(self.over_hyphen(next)).as_str())
            && self.is(self.over_hyphen(next) + 1, &["of"])
            && self.is(self.over_hyphen(next) + 2, &["a"])
            && let Some(scale) = words::scale(self.word(self.over_hyphen(next) + 3).as_str(), false)
        {
            return made(value * part * scale, self.over_hyphen(next) + 4, scale);
        }
        let (mut total, mut current) = (0.0, value);
        let mut scale = 1.0;
        loop {
            let joined = if self.apart(next) { next } else { self.over_hyphen(next) };
            let word = self.word(joined);
            if word.as_str() == "hundred" && current < 100.0 {
                current *= 100.0;
                next = joined + 1;
            } else if let Some(factor) = words::scale(word.as_str(), false).filter(|factor| *factor >= 1000.0)
            {
                total += current * factor;
                current = 0.0;
                scale = factor;
                next = joined + 1;
            } else {
                let after = if word.as_str() == "and" && (total > 0.0 || current >= 100.0) {
                    joined + 1
                } else {
                    joined
                };
                match words::number(self.word(after).as_str()) {
                    // “twenty-four”, “two hundred four”, “four thousand two hundred”
                    Some(more) if fits(current, more) && (total > 0.0 || current > 0.0) => {
                        current += more;
                        next = after + 1;
                    }
                    // “nineteen eighty-nine”
                    Some(more)
                        if total == 0.0
                            && after == next
                            && (18.0..=20.0).contains(&current)
                            && (10.0..100.0).contains(&more) =>
                    {
                        let mut year = current * 100.0 + more;
                        next = after + 1;
                        let unit = self.over_hyphen(next);
                        if let Some(ones) = words::number(self.word(unit).as_str())
                            .filter(|ones| more >= 20.0 && *ones < 10.0)
                        {
                            year += ones;
                            next = unit + 1;
                        }
                        return made(year, next, 1.0).map(|number| Number {
                            bare: true,
                            digits: 4,
                            ..number
                        });
                    }
                    _ => break,
                }
            }
        }
        value = total + current;
        if self.is(next, &["dozen"]) && value < 100.0 {
            return made(value * 12.0, next + 1, 1.0);
        }
        let mut number = made(value, next, scale)?;
        number.digits = number.digits.min(6);
        Some(number)
    }

    /// “a hundred billion”
    fn scaled(&self, mut number: Number) -> Number {
        while let Some(scale) =
            words::scale(self.word(number.next).as_str(), false).filter(|scale| *scale >= 1000.0)
        {
            number.value *= scale;
            number.scale *= scale;
            number.next += 1;
        }
        number
    }

    pub(super) fn hedge(&self, at: usize, next: usize) -> Hedge {
        let word = |back: usize| at.checked_sub(back).map(|at| self.word(at)).unwrap_or_default();
        let mut back = 1;
        // “about a quarter”, “for about the past ten years”
        while matches!(word(back).as_str(), "a" | "an" | "the" | "one") {
            back += 1;
        }
        let (last, before) = (word(back), word(back + 1));
        let hedge = match last.as_str() {
            "about" | "around" | "some" | "roughly" | "approximately" | "circa" | "ca" | "estimated"
            | "approx" | "perhaps" | "c" => Hedge::About,
            "over" | "above" | "exceeding" | "exceeded" | "topped" | "passed" | "surpassed" | "eclipsed"
            | "beyond" => Hedge::Over,
            "under" | "below" => Hedge::Under,
            "nearly" | "almost" | "approaching" | "virtually" => Hedge::Nearly,
            "than" => {
                let denied = matches!(word(back + 2).as_str(), "no" | "not" | "nothing");
                let less = matches!(before.as_str(), "less" | "fewer" | "lower" | "smaller" | "shorter");
                if less == denied { Hedge::Over } else { Hedge::Under }
            }
            "good" => Hedge::Over,
            "quite" if before.as_str() == "not" => Hedge::Nearly,
            "even" if before.as_str() == "not" => Hedge::Under,
            "barely" | "hardly" | "scarcely" => Hedge::About,
            "less" if before.as_str() == "or" => Hedge::About,
            "of" if matches!(before.as_str(), "short" | "shy") => Hedge::Nearly,
            "of" if matches!(before.as_str(), "region" | "neighborhood" | "neighbourhood" | "vicinity") => {
                Hedge::About
            }
            "least" => Hedge::Over,
            "most" => Hedge::Under,
            "of" if matches!(before.as_str(), "upwards" | "upward" | "excess" | "north" | "mark") => {
                Hedge::Over
            }
            "of" if before.as_str() == "order" => Hedge::About,
            "to" if matches!(before.as_str(), "close" | "near" | "next") => Hedge::Nearly,
            "to" if before.as_str() == "up" => Hedge::Under,
            _ => Hedge::None,
        };
        if hedge != Hedge::None {
            return hedge;
        }
        if self.is_mark(at.wrapping_sub(1), "~≈") {
            return Hedge::About;
        }
        let has = |word: &str| {
            (at..next).any(|at| self.is(at, &[word])) || self.is(self.over_hyphen(next), &[word])
        };
        match (self.word(next).as_str(), self.word(next + 1).as_str()) {
            _ if has("odd") || has("plus") => Hedge::Over,
            ("or", "so") | ("give", "or") => Hedge::About,
            ("or" | "and", "more") | ("plus", _) => Hedge::Over,
            _ if self.is_mark(next, "+") => Hedge::Over,
            _ => Hedge::None,
        }
    }
}

/// Whether a number in words can go on with another: “twenty” with “four”, “two hundred” with “four”.
fn fits(current: f64, more: f64) -> bool {
    if current == 0.0 {
        return true;
    }
    (current % 100.0 == 0.0 && more < 100.0)
        || (current % 10.0 == 0.0 && current % 100.0 >= 20.0 && more < 10.0)
}
