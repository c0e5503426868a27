//! The figures of a text: numbers, money, percentages, dates, years, and quantities with their units, as
//! values, however they are written.
//!
//! 1. [`tokens`] cuts the text into words, numbers and marks.
//! 2. [`Reader`] goes over them once. At each it tries what a figure can begin with: a currency, a number
//!    in digits or words, a month, a word such as “twice” or “decade”.
//! 3. What stands around a number says what it counts ([`words`](super::words)), and how exactly it is
//!    meant (“about”, “more than”).
//!
//! `1,000`, `1000` and “one thousand” come to the same; so do `$100 billion`, `US$100bn` and “a hundred
//! billion dollars”. What only looks like a figure is passed over: the number in `Su-35`, “one of them”,
//! “thousands of people”.

use crate::base::text::Span;
use crate::desk::words::{self, Unit};

/// A figure, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// In the text that was read.
    pub span: Span,
    /// What it counts.
    pub kind: Kind,
    /// In the base unit of its kind: metres, months, per cent. For a date, nothing.
    pub value: f64,
    /// The number as it is written, without its unit.
    pub raw: f64,
    /// How many of its digits are said.
    pub digits: u8,
    /// How exactly it is meant.
    pub hedge: Hedge,
    /// Whether it is more, or less, by so much.
    pub change: Change,
    /// What is known of a date.
    pub date: Date,
    /// Whether it is written in words.
    pub spelled: bool,
    /// Whether it says too little to be asked for: “a decade”. It may still answer for another.
    pub soft: bool,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A day, a month, a year, or a part of these.
    Date,
    /// Ten years, by the first of them.
    Decade,
    /// A hundred years, by their number.
    Century,
    /// An amount of money.
    Money(&'static str),
    /// A part of a hundred; a fraction in words as well.
    Percent,
    /// A quantity with a unit.
    Measure(Dimension),
    /// How often, or how many times as much.
    Times,
    /// A place in an order.
    Ordinal,
    /// How many.
    Count,
}

/// What a unit measures. Its base unit is in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// (metre)
    Length,
    /// (square metre)
    Area,
    /// (kilogram)
    Mass,
    /// (cubic metre)
    Volume,
    /// Of months and years (month).
    Months,
    /// Of hours, days and weeks (day).
    Days,
    /// (watt)
    Power,
    /// (watt hour)
    Energy,
}

/// How exactly a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// As it stands.
    None,
    /// “about”
    About,
    /// “more than”
    Over,
    /// “less than”
    Under,
    /// “almost”
    Nearly,
}

/// Whether a part is of the whole, or is added to it or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Of the whole.
    None,
    /// So much more.
    More,
    /// So much less.
    Less,
}

/// What is known of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// Astronomical.
    pub year: Option<i32>,
    /// From 1.
    pub month: Option<u8>,
    /// From 1.
    pub day: Option<u8>,
    /// From Monday, 1.
    pub weekday: Option<u8>,
    /// Which part of it.
    pub edge: Option<Edge>,
}

/// A part of a month, a year or a decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// “early”, “at the beginning of”
    Early,
    /// “mid-”
    Middle,
    /// “late”, “at the end of”
    Late,
}

impl Figure {
    /// The years that it may be, if it is one of time; the last is not of them.
    pub fn years(&self) -> Option<(i32, i32)> {
        #[allow(clippy::cast_possible_truncation, reason = "a year has four digits")]
        match self.kind {
            Kind::Date => self.date.year.map(|year| (year, year + 1)),
            Kind::Decade => Some((self.value as i32, self.value as i32 + 10)),
            Kind::Century => Some(((self.value as i32 - 1) * 100, self.value as i32 * 100 + 1)),
            _ => None,
        }
    }
}

/// The figures of a text, in order.
pub fn read(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut reader = Reader { text, tokens: &tokens, found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.figure(at).unwrap_or(at + 1).max(at + 1);
    }
    reader.found
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: TokenKind,
    /// Whether white space stands before it.
    apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    Word,
    Number,
    Mark,
}

fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut apart = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            apart = true;
            at += c.len_utf8();
            continue;
        }
        let kind = if c.is_ascii_digit() {
            at = number_end(bytes, at);
            TokenKind::Number
        } else if c.is_alphabetic() {
            let rest = &text[at..];
            let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            at += len;
            TokenKind::Word
        } else {
            at += c.len_utf8();
            TokenKind::Mark
        };
        tokens.push(Token { start, end: at, kind, apart });
        apart = false;
    }
    tokens
}

/// Where a number in digits ends, with the marks between its groups and before its decimals.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = digits(start);
    let mut end = start + first;
    let mut grouped = false;
    loop {
        let Some(mark) = bytes.get(end) else { return end };
        let next = digits((end + 1).min(bytes.len()));
        match mark {
            b',' | b'.' if next > 0 => {
                // Groups of three go on; anything else are decimals, and the last.
                let group =
                    next == 3 && (first <= 3 || grouped) && !bytes[start..end].contains(&other(*mark));
                end += 1 + next;
                if !group {
                    return end;
                }
                grouped = true;
            }
            // `24 000`, as in French; the space is a plain one in a canonical text.
            b' ' if next == 3
                && first <= 3
                && (grouped || *mark == b' ')
                && is_spaced_group(bytes, start, end) =>
            {
                end += 1 + next;
                grouped = true;
            }
            _ => return end,
        }
    }
}

fn other(mark: u8) -> u8 {
    if mark == b',' { b'.' } else { b',' }
}

/// Whether a space within a number is one between groups: only where all that follows is zeros, since
/// two numbers may stand side by side.
fn is_spaced_group(bytes: &[u8], start: usize, end: usize) -> bool {
    bytes.get(end + 1..end + 4) == Some(b"000")
        && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit)
        && !bytes[start..end].contains(&b',')
}

/// The value of a number in digits.
fn value_of(written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| *c != ' ').collect();
    let groups = |mark: char| {
        let mut parts = plain.split(mark);
        parts.next().is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
            && parts.clone().count() > 0
            && parts.all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let commas = plain.matches(',').count();
    let dots = plain.matches('.').count();
    let plain = match (commas, dots) {
        (0, 0) => plain,
        (_, 0) if groups(',') => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (0, 1) => plain,
        (0, _) if groups('.') => plain.replace('.', ""),
        // `1,234.5` and `1.234,5`
        (_, 1) if plain.rfind('.') > plain.rfind(',') => plain.replace(',', ""),
        (1, _) => plain.replace('.', "").replace(',', "."),
        _ => return None,
    };
    plain.parse().ok()
}

/// A number that was read.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: f64,
    digits: u8,
    /// The token after it.
    next: usize,
    spelled: bool,
    /// What a word such as “million” multiplied it by.
    scale: f64,
    /// Four digits and nothing else, as a year has.
    bare: bool,
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    found: Vec<Figure>,
}

impl Reader<'_> {
    fn slice(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// A word in lower case, if it is one and short enough to be known.
    fn word(&self, at: usize) -> words::Word {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Word => words::lower(&self.text[token.start..token.end]),
            _ => words::Word::default(),
        }
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at).as_str())
    }

    fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark)
            && marks.contains(self.slice(at))
    }

    fn apart(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.apart)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Over hyphens.
    fn over_hyphen(&self, at: usize) -> usize {
        if self.is_mark(at, "-‑–") { at + 1 } else { at }
    }

    fn capital(&self, at: usize) -> bool {
        self.slice(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// The figure that begins at a token, if one does: it is kept, and the token after it given.
    fn figure(&mut self, at: usize) -> Option<usize> {
        match self.tokens[at].kind {
            TokenKind::Mark => {
                let currency = words::currency_symbol(self.slice(at))?;
                let number = self.number(at + 1)?;
                Some(self.money(at, currency, number))
            }
            TokenKind::Number if self.is_part_of_a_name(at) => {
                let mut next = at + 1;
                while self.tokens.get(next).is_some_and(|token| token.kind != TokenKind::Mark && !token.apart)
                {
                    next += 1;
                }
                Some(next)
            }
            TokenKind::Number => self.dated(at).or_else(|| {
                let number = self.number(at)?;
                Some(self.counted(at, number))
            }),
            TokenKind::Word => self.worded(at),
        }
    }

    /// The `35` of `Su-35`, the `20` of `G20`, the `7` of `page 7`.
    fn is_part_of_a_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = !self.apart(at);
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
        let small = self.tokens[at].end - self.tokens[at].start < 4;
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
            || small
                && self.capital(before)
                && self.is(
                    before,
                    &[
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
                        "version",
                        "level",
                        "step",
                    ],
                )
    }

    /// A number at a token, in digits or in words.
    fn number(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        let mut number = match token.kind {
            TokenKind::Mark => return None,
            TokenKind::Number => {
                let written = self.slice(at);
                let digits = written.bytes().filter(u8::is_ascii_digit).count();
                Number {
                    value: value_of(written)?,
                    digits: significant(written),
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
        // `100 billion`, `100bn`, `2.5 million`
        loop {
            let next = if self.apart(number.next) { number.next } else { self.over_hyphen(number.next) };
            let Some(scale) = words::scale(self.word(next).as_str(), !self.apart(next)) else { break };
            number.value *= scale;
            number.scale *= scale;
            number.bare = false;
            number.next = next + 1;
        }
        Some(number)
    }

    /// A number in words: “twenty-four”, “four thousand two hundred”, “a million”, “half a million”.
    fn spelled(&self, at: usize) -> Option<Number> {
        let made = |value: f64, next: usize, scale: f64| {
            Some(Number {
                value,
                digits: significant(&format!("{value}")),
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

    /// A figure that begins with a number, by what follows.
    fn counted(&mut self, at: usize, number: Number) -> usize {
        let next = number.next;
        let joined = self.over_hyphen(next);
        let glued = !self.apart(next);
        let after = self.word(joined);
        // `1990s`, `the ’90s`
        if !number.spelled
            && glued
            && (after.as_str() == "s" || self.is_mark(next, "’'") && self.is(next + 1, &["s"]))
        {
            let end = if after.as_str() == "s" { joined + 1 } else { next + 2 };
            let year = if number.value < 100.0 { number.value + 1900.0 } else { number.value };
            if year % 10.0 == 0.0 && (1000.0..2100.0).contains(&year) {
                return self.push(at, end, Kind::Decade, year, &number);
            }
            return end;
        }
        // `19th century`, `5th of May`, `3rd`
        if !number.spelled && glued && ["st", "nd", "rd", "th"].contains(&after.as_str()) {
            return self.ordinal(at, joined + 1, &number);
        }
        if let Some(next) = self.percent(at, &number) {
            return next;
        }
        if let Some((currency, next)) = self.currency_after(joined) {
            return self.push(at, next, Kind::Money(currency), number.value, &number);
        }
        if let Some((unit, next)) = self.unit(next) {
            return self.measure(at, next, unit, &number);
        }
        // “four times”, “fivefold”, “three to one”
        if self.is(joined, &["times", "fold"]) || glued && self.is(next, &["x"]) {
            return self.push(at, joined + 1, Kind::Times, number.value, &number);
        }
        let to = self.over_hyphen(next);
        if self.is(to, &["to"])
            && (self.is(self.over_hyphen(to + 1), &["one"]) || self.slice(self.over_hyphen(to + 1)) == "1")
        {
            return self.push(at, self.over_hyphen(to + 1) + 1, Kind::Times, number.value, &number);
        }
        if number.bare && (1000.0..2100.0).contains(&number.value) {
            return self.year(at, &number);
        }
        // `5G`, `24h`: a name, or a unit that is not known.
        if glued
            && !number.spelled
            && self.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word)
        {
            return next + 1;
        }
        // “two-thirds”
        if let Some(part) = words::part(after.as_str()).filter(|_| number.value < 10.0) {
            let plural = after.as_str().ends_with('s');
            if plural || number.value == 1.0 && self.is(joined + 1, &["of"]) {
                return self.push(at, joined + 1, Kind::Percent, number.value * part * 100.0, &number);
            }
        }
        self.push(at, next, Kind::Count, number.value, &number)
    }

    fn percent(&mut self, at: usize, number: &Number) -> Option<usize> {
        let next = self.over_hyphen(number.next);
        let mut end = if self.is_mark(number.next, "%") {
            number.next + 1
        } else if self.is(next, &["percent", "percentage", "pc"]) {
            next + 1
        } else if self.is(next, &["per"]) && self.is(next + 1, &["cent"]) {
            next + 2
        } else {
            return None;
        };
        if self.is(end, &["point", "points"]) {
            end += 1;
        }
        let change = words::change(self.word(end).as_str());
        let next = self.push(at, end, Kind::Percent, number.value, number);
        if let Some(last) = self.found.last_mut() {
            last.change = change;
        }
        Some(next)
    }

    /// A currency behind a number: “dollars”, “US dollars”, `EUR`.
    fn currency_after(&self, at: usize) -> Option<(&'static str, usize)> {
        let mut at = at;
        if self.is(at, &["us", "american", "u"]) {
            at += 1;
            while self.is_mark(at, ".") || self.is(at, &["s"]) {
                at += 1;
            }
        }
        if let Some(currency) = words::currency_symbol(self.slice(at)).filter(|_| !self.is_number(at + 1)) {
            return Some((currency, at + 1));
        }
        let word = self.word(at);
        let currency = words::currency_word(word.as_str())
            .or_else(|| words::currency_code(word.as_str()).filter(|_| self.capital(at)))?;
        Some((currency, at + 1))
    }

    /// The unit behind a number.
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let mut at = self.over_hyphen(at);
        // “6 more years”
        if words::is_filler(self.word(at).as_str()) {
            at += 1;
        }
        let power = match self.word(at).as_str() {
            "square" | "sq" => 2,
            "cubic" | "cu" => 3,
            _ => 1,
        };
        if power > 1 {
            at += 1;
            if self.is_mark(at, ".") {
                at += 1;
            }
            at = self.over_hyphen(at);
        }
        let mut unit = words::unit(self.word(at).as_str())?;
        let mut next = at + 1;
        let raised = if self.is_mark(next, "²³") && !self.apart(next) {
            next += 1;
            if self.slice(next - 1) == "²" { 2 } else { 3 }
        } else {
            power
        };
        if raised > 1 {
            unit = unit.raised(raised)?;
        }
        if self.is(at, &["mi", "ft", "yrs", "hrs", "km"]) && self.is_mark(next, ".") && !self.apart(next) {
            next += 1;
        }
        Some((unit, next))
    }

    fn measure(&mut self, at: usize, next: usize, unit: Unit, number: &Number) -> usize {
        self.push(at, next, Kind::Measure(unit.dimension), number.value * unit.factor, number)
    }

    fn money(&mut self, at: usize, currency: &'static str, number: Number) -> usize {
        let mut number = number;
        // `$100m`
        if self.is(number.next, &["m"]) && !self.apart(number.next) {
            number.value *= 1e6;
            number.scale = 1e6;
            number.next += 1;
        }
        let mut start = at;
        while start > 0 && !self.apart(start) && self.tokens[start - 1].kind == TokenKind::Word {
            start -= 1;
        }
        let next = match self.currency_after(number.next) {
            Some((_, next)) => next,
            None => number.next,
        };
        self.push(start, next, Kind::Money(currency), number.value, &number)
    }

    /// A year, or two of them with a dash between.
    fn year(&mut self, at: usize, number: &Number) -> usize {
        #[allow(clippy::cast_possible_truncation, reason = "a year has four digits")]
        let year = number.value as i32;
        let next = self.push_date(at, number.next, Date { year: Some(year), ..Date::default() });
        if self.is_mark(next, "-–—/")
            && self.is_number(next + 1)
            && !self.apart(next)
            && !self.apart(next + 1)
        {
            let written = self.slice(next + 1);
            let last = match (written.len(), written.parse::<i32>()) {
                (4, Ok(last)) => Some(last),
                (2, Ok(last)) if last > year % 100 => Some(year / 100 * 100 + last),
                _ => None,
            };
            if let Some(last) = last.filter(|last| (1000..2100).contains(last)) {
                return self.push_date(next + 1, next + 2, Date { year: Some(last), ..Date::default() });
            }
        }
        next
    }

    /// `5 May 2014`, `5th of May`: a date that begins with the day.
    fn dated(&mut self, at: usize) -> Option<usize> {
        let day: u8 = self.slice(at).parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut next = at + 1;
        if self.is(next, &["st", "nd", "rd", "th"]) && !self.apart(next) {
            next += 1;
        }
        if self.is(next, &["of"]) {
            next += 1;
        }
        let month = words::month(self.slice(next))?;
        let (year, next) = self.year_after(next + 1);
        Some(self.push_date(at, next, Date { year, month: Some(month), day: Some(day), ..Date::default() }))
    }

    /// The year behind a month, and the token after it.
    fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let mut next = at;
        if self.is_mark(next, ".") && !self.apart(next) {
            next += 1;
        }
        let end = next;
        if self.is_mark(next, ",") {
            next += 1;
        }
        if self.is(next, &["of"]) {
            next += 1;
        }
        match self.slice(next).parse::<i32>() {
            Ok(year) if self.slice(next).len() == 4 && (1000..2100).contains(&year) => (Some(year), next + 1),
            _ => (None, end),
        }
    }

    /// A figure that begins with a word.
    fn worded(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let word = word.as_str();
        if word.is_empty() {
            return None;
        }
        if self.capital(at) {
            if let Some(next) = self.month(at) {
                return Some(next);
            }
            if let Some(weekday) = words::weekday(word) {
                return Some(self.push_date(at, at + 1, Date { weekday: Some(weekday), ..Date::default() }));
            }
            // `USD 100 billion`, `US$100bn`
            if let Some(currency) = words::currency_code(word) {
                let amount =
                    if words::currency_symbol(self.slice(at + 1)).is_some() { at + 2 } else { at + 1 };
                if self.is_number(amount)
                    && let Some(number) = self.number(amount)
                {
                    return Some(self.money(at, currency, number));
                }
            }
        }
        let plain = |value: f64, digits: u8| Number {
            value,
            digits,
            next: at + 1,
            spelled: true,
            scale: 1.0,
            bare: false,
        };
        match word {
            "once" | "one" if !self.begins_a_number(at) => return None,
            "twice" | "double" | "doubled" | "doubles" | "doubling" => {
                return Some(self.push(at, at + 1, Kind::Times, 2.0, &plain(2.0, 1)));
            }
            "thrice" | "triple" | "tripled" | "triples" | "tripling" | "treble" | "trebled" => {
                return Some(self.push(at, at + 1, Kind::Times, 3.0, &plain(3.0, 1)));
            }
            "quadruple" | "quadrupled" => {
                return Some(self.push(at, at + 1, Kind::Times, 4.0, &plain(4.0, 1)));
            }
            "twofold" | "threefold" | "fourfold" | "fivefold" | "sixfold" | "sevenfold" | "eightfold"
            | "tenfold" => {
                let times = words::number(word.trim_end_matches("fold"))?;
                return Some(self.push(at, at + 1, Kind::Times, times, &plain(times, 1)));
            }
            "decade" | "century" | "centuries" | "decades" => return self.span_of_years(at),
            "half" | "quarter" | "third" | "fifth" | "tenth" => {
                if let Some(next) = self.fraction(at) {
                    return Some(next);
                }
            }
            _ => {}
        }
        if let Some(decade) = words::decade(word) {
            return Some(self.push(at, at + 1, Kind::Decade, decade, &plain(decade, 4)));
        }
        if let Some(nth) = self.spelled_ordinal(at) {
            return Some(self.ordinal(at, nth.next, &nth));
        }
        let number = self.number(at)?;
        // “the two”, “both”, “one”: too common to be a figure; with a unit it is one.
        let next = self.counted(at, number);
        if let Some(last) = self.found.last_mut()
            && last.kind == Kind::Count
            && last.value <= 2.0
        {
            last.soft = true;
        }
        Some(next)
    }

    /// Whether “one” begins a number that is more than one: “one million”, “one-third”.
    fn begins_a_number(&self, at: usize) -> bool {
        let next = self.over_hyphen(at + 1);
        let word = self.word(next);
        words::scale(word.as_str(), false).is_some()
            || words::part(word.as_str()).is_some()
            || self.is(next, &["percent", "per", "and", "hundred"])
                && (self.is(next, &["percent", "hundred"]) || self.is(next + 1, &["cent", "a"]))
            || self.is(next, &["dollar", "euro"])
    }

    /// “a decade”, “the past quarter-century”, “half a century”.
    fn span_of_years(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let years = match word.as_str() {
            "decade" => 10.0,
            "century" => 100.0,
            _ => return None,
        };
        let mut part = 1.0;
        let mut start = at;
        let before = at
            .checked_sub(1)
            .map(|before| if self.is_mark(before, "-‑") { before.saturating_sub(1) } else { before });
        if let Some(before) = before {
            let of = if self.is(before, &["a"]) { before.saturating_sub(1) } else { before };
            let of = if self.is(of, &["of"]) { of.saturating_sub(1) } else { of };
            match self.word(of).as_str() {
                "quarter" => (part, start) = (0.25, of),
                "half" if !self.is(of.saturating_sub(1), &["first", "second", "other", "latter"]) => {
                    (part, start) = (0.5, of)
                }
                _ => {}
            }
        }
        let number =
            Number { value: years * part, digits: 1, next: at + 1, spelled: true, scale: 1.0, bare: false };
        let next = self.push(start, at + 1, Kind::Measure(Dimension::Months), years * part * 12.0, &number);
        if let Some(last) = self.found.last_mut() {
            last.soft = true;
            if last.hedge == Hedge::None {
                last.hedge = Hedge::About;
            }
        }
        Some(next)
    }

    /// “a third of”, “less than half”; also “half a year”.
    fn fraction(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let half = word.as_str() == "half";
        if half {
            let next = if self.is(at + 1, &["a", "an"]) { at + 2 } else { self.over_hyphen(at + 1) };
            if next > at + 1 {
                if let Some((unit, end)) = self.unit(next) {
                    let number =
                        Number { value: 0.5, digits: 1, next: end, spelled: true, scale: 1.0, bare: false };
                    return Some(self.measure(at, end, unit, &number));
                }
                if words::scale(self.word(next).as_str(), false).is_some() {
                    return None;
                }
            }
            if self.is(next, &["century", "decade"]) {
                return Some(at + 1);
            }
            let before = at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default();
            if matches!(before.as_str(), "first" | "second" | "other" | "latter" | "better" | "a") {
                return Some(at + 1);
            }
        } else {
            let one = at.checked_sub(1).is_some_and(|before| self.is(before, &["a", "one"]));
            if !one || !self.is(at + 1, &["of", "as"]) {
                return None;
            }
            // “a quarter of a million” is a number.
            if self.is(at + 2, &["a"]) && words::scale(self.word(at + 3).as_str(), false).is_some() {
                return None;
            }
        }
        let part = words::part(word.as_str())?;
        let number = Number { value: part, digits: 1, next: at + 1, spelled: true, scale: 1.0, bare: false };
        Some(self.push(at, at + 1, Kind::Percent, part * 100.0, &number))
    }

    /// An ordinal in words: “nineteenth”, “twenty-first”.
    fn spelled_ordinal(&self, at: usize) -> Option<Number> {
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

    fn ordinal(&mut self, at: usize, next: usize, number: &Number) -> usize {
        if let Some(month) = words::month(self.slice(if self.is(next, &["of"]) { next + 1 } else { next })) {
            let of = if self.is(next, &["of"]) { next + 2 } else { next + 1 };
            let (year, next) = self.year_after(of);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a day of a month is small"
            )]
            let day = Some(number.value as u8).filter(|day| (1..=31).contains(day));
            return self.push_date(at, next, Date { year, month: Some(month), day, ..Date::default() });
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
            return self.push(at, end, Kind::Century, number.value, number);
        }
        if number.value < 2.0 || self.is(joined, &["half", "quarter"]) {
            return next;
        }
        self.push(at, next, Kind::Ordinal, number.value, number)
    }

    /// A month, with a day or a year behind it: `May 5, 2014`, `March 1989`, “since May”.
    fn month(&mut self, at: usize) -> Option<usize> {
        let month = words::month(self.slice(at))?;
        let mut next = at + 1;
        if self.is_mark(next, ".") && !self.apart(next) {
            next += 1;
        }
        let mut day = None;
        if let Ok(number @ 1..=31) = self.slice(next).parse::<u8>()
            && self.apart(next)
        {
            day = Some(number);
            next += 1;
            if self.is(next, &["st", "nd", "rd", "th"]) && !self.apart(next) {
                next += 1;
            }
        }
        let (year, end) = self.year_after(if day.is_some() { next } else { at + 1 });
        let next = if year.is_some() { end } else { next };
        if day.is_none() && year.is_none() && self.slice(at) == "May" {
            const BEFORE: &[&str] = &[
                "in", "since", "of", "by", "until", "till", "last", "this", "next", "early", "late", "mid",
                "during", "from", "through", "before", "after", "the", "every", "each",
            ];
            if !at.checked_sub(1).is_some_and(|before| self.is(before, BEFORE)) {
                return None;
            }
        }
        // A word that begins a sentence may be another: “March on Washington”.
        if day.is_none() && year.is_none() && at == 0 {
            return None;
        }
        Some(self.push_date(at, next, Date { year, month: Some(month), day, ..Date::default() }))
    }

    fn push_date(&mut self, at: usize, next: usize, date: Date) -> usize {
        let number = Number { value: 0.0, digits: 4, next, spelled: false, scale: 1.0, bare: false };
        self.push(at, next, Kind::Date, 0.0, &number);
        let edge = self.edge(at, next);
        if let Some(last) = self.found.last_mut() {
            last.date = Date { edge, ..date };
            last.raw = f64::from(date.year.unwrap_or_default());
        }
        next
    }

    /// “early”, “at the end of”, “year-end”.
    fn edge(&self, at: usize, _next: usize) -> Option<Edge> {
        let mut before = at.checked_sub(1)?;
        if self.is_mark(before, "-‑") {
            before = before.checked_sub(1)?;
        }
        if let Some(edge) = words::edge(self.word(before).as_str()) {
            return Some(edge);
        }
        if self.is(before, &["the"]) {
            before = before.checked_sub(1)?;
        }
        if self.is(before, &["of", "in"]) {
            return words::edge_of(self.word(before.checked_sub(1)?).as_str());
        }
        None
    }

    fn hedge(&self, at: usize, next: usize) -> Hedge {
        let word = |back: usize| at.checked_sub(back).map(|at| self.word(at)).unwrap_or_default();
        let mut back = 1;
        // “about a quarter”, “for about the past ten years”
        while matches!(word(back).as_str(), "a" | "an" | "the" | "one") {
            back += 1;
        }
        let (last, before) = (word(back), word(back + 1));
        let hedge = match last.as_str() {
            "about" | "around" | "some" | "roughly" | "approximately" | "circa" | "ca" | "estimated"
            | "barely" | "approx" | "perhaps" | "c" => Hedge::About,
            "over" | "above" | "exceeding" | "exceeded" | "topped" | "passed" | "surpassed" | "eclipsed"
            | "beyond" => Hedge::Over,
            "under" | "below" => Hedge::Under,
            "nearly" | "almost" | "approaching" | "virtually" => Hedge::Nearly,
            "than" => match before.as_str() {
                "less" | "fewer" | "lower" | "smaller" | "shorter" => Hedge::Under,
                _ => Hedge::Over,
            },
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
        match (self.word(next).as_str(), self.word(next + 1).as_str()) {
            ("or", "so") => Hedge::About,
            ("or" | "and", "more") | ("plus", _) => Hedge::Over,
            _ if self.is_mark(next, "+") => Hedge::Over,
            _ => Hedge::None,
        }
    }

    fn push(&mut self, at: usize, next: usize, kind: Kind, value: f64, number: &Number) -> usize {
        let start = self.tokens[at].start;
        let end = self.tokens[(next - 1).min(self.tokens.len() - 1)].end;
        let figure = Figure {
            span: Span::new(start, end),
            kind,
            value,
            raw: number.value,
            digits: number.digits,
            hedge: self.hedge(at, next),
            change: Change::None,
            date: Date::default(),
            spelled: number.spelled,
            soft: false,
        };
        // In “2 to 3 million” the first has the unit of the second.
        let factor = if number.value == 0.0 { 1.0 } else { value / number.value };
        if let Some(last) = self.found.last_mut()
            && matches!(last.kind, Kind::Count | Kind::Money(_))
            && !matches!(kind, Kind::Date | Kind::Ordinal | Kind::Times)
            && (last.kind != kind || number.scale > 1.0)
            && last.raw < number.value
        {
            let between = self.text.get(last.span.end as usize..start).unwrap_or_default().trim();
            if matches!(between, "-" | "–" | "—" | "to" | "or" | "and" | "$" | "-$" | "–$" | "to $") {
                if number.scale > 1.0
                    && last.raw < number.value / number.scale * 10.0
                    && last.raw < number.scale
                {
                    last.raw *= number.scale;
                }
                let counts = between != "and" || last.kind == Kind::Count && number.scale > 1.0;
                if counts {
                    (last.kind, last.value) = (kind, last.raw * factor);
                }
            }
        }
        self.found.push(figure);
        next
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

/// How many digits of a number are said: `2,700` has two.
fn significant(written: &str) -> u8 {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let decimals = written.contains('.');
    let said = digits.trim_start_matches('0');
    let said = if decimals { said } else { said.trim_end_matches('0') };
    u8::try_from(said.len().max(1)).unwrap_or(u8::MAX)
}
