//! Figures of texts that are not in English: digits, with the words of a language behind them.

use super::number::Number;
use super::token::{TokenKind, significant, tokens, value_of};
use super::{Figure, FigureKind, FigureReader, Hedge, PartialDate};
use crate::desk::tongue::{FigureLanguage, FigureWords};
use crate::desk::words;

/// The figures of a text in another language than English, in order.
pub(super) fn read(text: &str, tongue: FigureLanguage, style: super::DecimalStyle) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut reader = FigureReader { text, style, tokens: &tokens, found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.foreign(at, tongue).unwrap_or(at + 1).max(at + 1);
    }
    reader.found
}

impl FigureReader<'_> {
    fn foreign(&mut self, at: usize, tongue: FigureLanguage) -> Option<usize> {
        let words = tongue.words();
        match self.tokens[at].kind {
            TokenKind::Mark => {
                let currency = words::currency_symbol(self.slice(at))?;
                let number = self.digits(at + 1)?;
                let (number, _) = self.scaled_by(number, words);
                Some(self.push(at, number.next, FigureKind::Money(currency), number.value, &number))
            }
            TokenKind::Word => {
                let words = words?;
                self.month_of(at, words).or_else(|| self.number_word(at, words))
            }
            TokenKind::Number => {
                // `Su-35`; but a Chinese figure stands right behind a word.
                let before = at.checked_sub(1).filter(|_| !self.apart(at));
                let of_name =
                    before.is_some_and(|before| self.slice(before).bytes().any(|b| b.is_ascii_alphabetic()));
                let joined = before.filter(|before| self.is_mark(*before, "-‑") && !self.apart(*before));
                let of_name = of_name
                    || joined
                        .and_then(|joint| joint.checked_sub(1))
                        .is_some_and(|name| self.tokens[name].kind == TokenKind::Word && self.capital(name));
                if of_name {
                    return Some(at + 1);
                }
                self.numeric_date(at).or_else(|| self.day_of(at, tongue, words)).or_else(|| {
                    let number = self.digits(at)?;
                    Some(self.counted_in(at, number, tongue, words))
                })
            }
        }
    }

    fn digits(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let written = &self.text[token.start..token.end];
        let value = value_of(written, self.style)?;
        Some(Number {
            value,
            digits: significant(written, value),
            next: at + 1,
            spelled: false,
            scale: 1.0,
            bare: written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()),
        })
    }

    /// The words of a list that stand at a token, and the token after them: those of a list may be several, and
    /// of Chinese they are the beginning of a run of signs.
    fn said(&self, at: usize, word: &str) -> Option<usize> {
        let mut next = at;
        for part in word.split(' ') {
            let token = self.tokens.get(next)?;
            let written = self.text[token.start..token.end].to_lowercase();
            let is_han = part.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let fits = match part.strip_suffix('*') {
                Some(stem) => written.starts_with(stem),
                None if is_han => written.starts_with(part),
                None => written == part,
            };
            if !fits {
                return None;
            }
            next += 1;
            if self.is_mark(next, ".") && !self.apart(next) && part.chars().count() < 5 {
                next += 1;
            }
        }
        Some(next)
    }

    /// A number with the words behind it that multiply it; and how much of a Chinese run of signs they are.
    fn scaled_by(&self, number: Number, words: Option<&FigureWords>) -> (Number, usize) {
        let mut number = number;
        let mut taken = 0;
        let Some(words) = words else { return (number, 0) };
        while let Some(token) = self.tokens.get(number.next).filter(|token| token.kind == TokenKind::Word) {
            let written = &self.text[token.start + taken..token.end];
            let is_han = written.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let scale = words.scales.iter().find_map(|(word, scale)| {
                if is_han {
                    return written.starts_with(word).then_some((*scale, word.len(), number.next));
                }
                Some((*scale, 0, self.said(number.next, word)?))
            });
            let Some((scale, len, next)) = scale else { break };
            number.value *= scale;
            number.scale *= scale;
            number.bare = false;
            taken += len;
            number.next = next;
            if is_han && token.start + taken >= token.end {
                number.next += 1;
                taken = 0;
                break;
            }
        }
        (number, taken)
    }

    fn counted_in(
        &mut self,
        at: usize,
        number: Number,
        tongue: FigureLanguage,
        words: Option<&FigureWords>,
    ) -> usize {
        let (number, taken) = self.scaled_by(number, words);
        let next = number.next;
        let kind = self.kind_behind(next, taken, words, &number);
        let end = match kind {
            Some((_, _, end)) => end,
            None => next + usize::from(taken > 0),
        };
        let end = match kind {
            Some((kind, factor, _)) => self.push(at, end, kind, number.value * factor, &number),
            None if number.bare && (1000.0..2100.0).contains(&number.value) => {
                return self.year(at, &number);
            }
            // Of other languages nothing is known but the digits.
            None => self.push(at, end.max(at + 1), FigureKind::Count, number.value, &number),
        };
        if tongue == FigureLanguage::Chinese
            && at > 0
            && self.slice(at - 1).ends_with("百分之")
            && let Some(last) = self.found.last_mut()
        {
            (last.kind, last.value) = (FigureKind::Percent, last.raw);
        }
        self.hedge_in(at, words);
        end
    }

    /// What a number counts, by what stands behind it; how much its unit is of the base unit.
    fn kind_behind(
        &self,
        next: usize,
        taken: usize,
        words: Option<&FigureWords>,
        number: &Number,
    ) -> Option<(FigureKind, f64, usize)> {
        if self.is_mark(next, "%％٪") {
            return Some((FigureKind::Percent, 1.0, next + 1));
        }
        if let Some(currency) = words::currency_symbol(self.slice(next)).filter(|_| !self.is_number(next + 1))
        {
            return Some((FigureKind::Money(currency), 1.0, next + 1));
        }
        if let Some((scale, end)) = self.degrees(next) {
            return Some((FigureKind::Heat(scale), 1.0, end));
        }
        let code = self.word(next);
        if let Some(currency) = words::currency_code(code.as_str()).filter(|_| self.slice(next).len() == 3) {
            return Some((FigureKind::Money(currency), 1.0, next + 1));
        }
        if matches!(code.as_str(), "km" | "kg" | "ha" | "mm" | "cm" | "kw" | "mw" | "gw" | "kwh" | "mwh")
            && let Some(unit) = words::unit(code.as_str())
        {
            return Some((FigureKind::Measure(unit.dimension), unit.factor, next + 1));
        }
        let words = words?;
        let is_han = self.tokens.get(next).is_some_and(|token| {
            self.text[token.start..token.end].starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        });
        let behind = |word: &str| match is_han {
            true => {
                let token = self.tokens.get(next)?;
                self.text[token.start + taken..token.end].starts_with(word).then_some(next + 1)
            }
            false => {
                // “Millionen von Euro”, “millions d’euros”, “millones de euros”
                let of = self.is(next, &["de", "von", "d"]) && number.scale > 1.0;
                let skip = usize::from(of) + usize::from(of && self.is_mark(next + 1, "’'"));
                self.said(next + skip, word)
            }
        };
        let first = |list: &[&str]| list.iter().find_map(|word| behind(word));
        if let Some(end) = first(words.points) {
            return Some((FigureKind::Points, 1.0, end));
        }
        if let Some(end) = first(words.percent) {
            return Some((FigureKind::Percent, 1.0, end));
        }
        if let Some((currency, end)) = words.money.iter().find_map(|(word, of)| Some((*of, behind(word)?))) {
            return Some((FigureKind::Money(currency), 1.0, end));
        }
        let (unit, end) =
            words.units.iter().find_map(|(word, unit)| Some((words::unit(unit)?, behind(word)?)))?;
        // `2021年` is no length of time.
        if is_han && number.bare && (1000.0..2100.0).contains(&number.value) {
            return None;
        }
        Some((FigureKind::Measure(unit.dimension), unit.factor, end))
    }

    /// `3. Mai 2021`, `3 de mayo de 2021`, `2021年5月3日`: a date that begins with a number.
    fn day_of(&mut self, at: usize, tongue: FigureLanguage, words: Option<&FigureWords>) -> Option<usize> {
        if tongue == FigureLanguage::Chinese {
            return self.chinese_date(at);
        }
        let words = words?;
        let day: u8 = self.slice(at).parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut next = at + 1;
        if self.is_mark(next, ".") && !self.apart(next) || self.is(next, &["er"]) {
            next += 1;
        }
        if words.of.iter().any(|of| self.said(next, of).is_some()) {
            next += 1;
        }
        let month = self.month_word(next, words)?;
        let (year, next) = self.year_in(next + 1, words);
        Some(self.push_date(
            at,
            next,
            PartialDate { year, month: Some(month), day: Some(day), ..PartialDate::default() },
        ))
    }

    fn chinese_date(&mut self, at: usize) -> Option<usize> {
        let part = |at: usize, sign: &str| -> Option<u32> {
            let number = self.slice(at).parse().ok()?;
            self.slice(at + 1).starts_with(sign).then_some(number)
        };
        let small = |value: u32| u8::try_from(value).ok();
        if let Some(year) = part(at, "年").filter(|year| (1000..2100).contains(year)) {
            let month = part(at + 2, "月").and_then(small).filter(|month| (1..=12).contains(month));
            let day =
                month.and_then(|_| part(at + 4, "日")).and_then(small).filter(|day| (1..=31).contains(day));
            let next = at + 2 + 2 * usize::from(month.is_some()) + 2 * usize::from(day.is_some());
            let year = i32::try_from(year).ok();
            return Some(self.push_date(
                at,
                next,
                PartialDate { year, month, day, ..PartialDate::default() },
            ));
        }
        let month = part(at, "月").and_then(small).filter(|month| (1..=12).contains(month))?;
        let day = part(at + 2, "日").and_then(small).filter(|day| (1..=31).contains(day));
        let next = at + 2 + 2 * usize::from(day.is_some());
        Some(self.push_date(at, next, PartialDate { month: Some(month), day, ..PartialDate::default() }))
    }

    fn month_word(&self, at: usize, words: &FigureWords) -> Option<u8> {
        let names = words
            .months
            .iter()
            .position(|names| names.split('|').any(|name| self.said(at, name).is_some()))?;
        u8::try_from(names + 1).ok()
    }

    /// “Mai 2021”, “mayo de 2021”
    fn month_of(&mut self, at: usize, words: &FigureWords) -> Option<usize> {
        let month = self.month_word(at, words)?;
        let (year, next) = self.year_in(at + 1, words);
        year?;
        Some(self.push_date(at, next, PartialDate { year, month: Some(month), ..PartialDate::default() }))
    }

    fn year_in(&self, at: usize, words: &FigureWords) -> (Option<i32>, usize) {
        let mut next = at;
        if self.is_mark(next, ".") && !self.apart(next) {
            next += 1;
        }
        if words.of.iter().any(|of| self.said(next, of).is_some()) {
            next += 1;
        }
        match self.slice(next).parse::<i32>() {
            Ok(year) if self.slice(next).len() == 4 && (1000..2100).contains(&year) => (Some(year), next + 1),
            _ => (None, at),
        }
    }

    /// “zwölf Millionen”: a number in words, which answers for digits and is asked for only with a unit.
    fn number_word(&mut self, at: usize, words: &FigureWords) -> Option<usize> {
        let value = words.numbers.iter().find_map(|(word, value)| self.said(at, word).map(|_| *value))?;
        let number = Number { value, digits: 1, next: at + 1, spelled: true, scale: 1.0, bare: false };
        let (number, _) = self.scaled_by(number, Some(words));
        let (kind, factor, end) = self.kind_behind(number.next, 0, Some(words), &number).unwrap_or((
            FigureKind::Count,
            1.0,
            number.next,
        ));
        let end = self.push(at, end, kind, number.value * factor, &number);
        self.hedge_in(at, Some(words));
        Some(end)
    }

    /// How exactly the last figure is meant, by the words before it.
    fn hedge_in(&mut self, at: usize, words: Option<&FigureWords>) {
        let Some(words) = words else { return };
        let before = |word: &&'static str| {
            let count = word.split(' ').count();
            at.checked_sub(count).is_some_and(|start| {
                self.said(start, word).is_some_and(|end| end == at)
                    || count == 1 && self.slice(start).ends_with(*word) && !word.is_ascii() && !self.apart(at)
            })
        };
        let hedge = match () {
            () if words.about.iter().any(before) => Hedge::About,
            () if words.over.iter().any(before) => Hedge::Over,
            () if words.nearly.iter().any(before) => Hedge::Nearly,
            () => return,
        };
        if let Some(last) = self.found.last_mut() {
            last.hedge = hedge;
        }
    }
}
