//! The figures of a text: numbers, money, percentages, dates, years, and quantities with their units, as
//! values, however they are written.
//!
//! 1. [`tokens`] cuts the text into words, numbers and marks.
//! 2. [`FigureReader`] goes over them once. At each it tries what a figure can begin with: a currency, a number
//!    in digits or words, a month, a word such as “twice” or “decade”.
//! 3. What stands around a number says what it counts ([`words`](super::words)), how exactly it is
//!    meant (“about”, “more than”), and in what sense: below zero, a month, from there or to there
//!    ([`context`]).
//!
//! `1,000`, `1000` and “one thousand” come to the same; so do `$100 billion`, `US$100bn` and “a hundred
//! billion dollars”. What only looks like a figure is passed over: the number in `Su-35`, “one of them”,
//! “thousands of people”.

mod amount;
mod clock;
mod context;
mod date;
mod foreign;
mod number;
mod order;
mod token;

use crate::base::text::Span;
use crate::desk::tongue::FigureLanguage;
use crate::desk::words;
use number::Number;
pub use token::style_of;
use token::{FigureToken, TokenKind, tokens};

/// A figure, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// In the text that was read.
    pub span: Span,
    /// What it counts.
    pub kind: FigureKind,
    /// In the base unit of its kind: metres, months, per cent. For a date, nothing.
    pub value: f64,
    /// The number as it is written, without its unit.
    pub raw: f64,
    /// How many of its digits are said.
    pub digits: u8,
    /// How exactly it is meant.
    pub hedge: Hedge,
    /// Whether it is more, or less, by so much.
    pub change: Trend,
    /// What is known of a date.
    pub date: PartialDate,
    /// Whether it is written in words.
    pub spelled: bool,
    /// Whether it says too little to be asked for: “a decade”. It may still answer for another.
    pub soft: bool,
    /// Whether a minus stands before it.
    pub negative: bool,
    /// In how many days it comes again: “a month” has 30. Zero, if that is not said.
    pub per: f64,
    /// What it is counted on, if that is no time: “a hectare”. Then `per` is how much that is.
    pub on: Option<Dimension>,
    /// Whether something goes from it, or comes to it.
    pub role: ChangeEnd,
    /// Whether something goes up by it or to it, or down.
    pub trend: Trend,
}

/// Which end of a change a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeEnd {
    /// Neither, as far as is said.
    None,
    /// “from 5”
    From,
    /// “to 8”
    To,
    /// “by 3”, of what rises or falls.
    By,
}

/// How an author writes decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalStyle {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureKind {
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
    /// What is between two percentages, in points of a hundred.
    Points,
    /// A temperature, by its scale.
    Heat(TemperatureScale),
    /// A time of day in minutes; whether it is told from that twelve hours later.
    Clock(bool),
    /// What one side has and what the other.
    Score(u16, u16),
    /// The parts of a version; those that are not said are −1.
    Version([i16; 4]),
    /// A number that is a part of a name, by what stands before it: “World War II”.
    Numeral(u32),
    /// “Thousands”, by the least that they are.
    Many,
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
    /// (metre a second)
    Speed,
    /// (byte)
    Data,
}

/// What a temperature is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemperatureScale {
    /// Degrees, or minutes of an arc.
    Unsaid,
    /// Celsius.
    Celsius,
    /// Fahrenheit.
    Fahrenheit,
    /// Kelvin.
    Kelvin,
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
pub enum Trend {
    /// Of the whole.
    None,
    /// So much more.
    More,
    /// So much less.
    Less,
}

/// What is known of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDate {
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
    /// Of a year: a quarter from 1 to 4, a half 5 or 6, a season from 7, which is spring, to 10.
    pub part: Option<u8>,
    /// Whether the day may be the month, and the month the day: `05/09/2021`.
    pub swaps: bool,
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
            FigureKind::Date => self.date.year.map(|year| (year, year + 1)),
            FigureKind::Decade => Some((self.value as i32, self.value as i32 + 10)),
            FigureKind::Century => Some(((self.value as i32 - 1) * 100, self.value as i32 * 100 + 1)),
            _ => None,
        }
    }
}

/// The figures of an English text, in order.
pub fn read(text: &str) -> Vec<Figure> {
    read_in(text, DecimalStyle::Point)
}

/// The figures of a text in any language, in order.
pub fn read_as(text: &str, tongue: FigureLanguage, style: DecimalStyle) -> Vec<Figure> {
    match tongue {
        FigureLanguage::English => read_in(text, style),
        _ => foreign::read(text, tongue, style),
    }
}

/// The figures of an English text whose author writes decimals in one way.
pub fn read_in(text: &str, style: DecimalStyle) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut reader = FigureReader { text, style, tokens: &tokens, found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.figure(at).unwrap_or(at + 1).max(at + 1);
    }
    reader.found
}

struct FigureReader<'t> {
    text: &'t str,
    style: DecimalStyle,
    tokens: &'t [FigureToken],
    found: Vec<Figure>,
}

impl FigureReader<'_> {
    fn slice(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// A word in lower case, if it is one and short enough to be known.
    fn word(&self, at: usize) -> words::LowerWord {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Word => words::lower(&self.text[token.start..token.end]),
            _ => words::LowerWord::default(),
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
                let sign = at + 1 + usize::from(self.is_mark(at + 1, "−-–"));
                let number = self.number(sign)?;
                Some(self.money(at, self.dollar_of(at).unwrap_or(currency), number))
            }
            TokenKind::Number if self.is_part_of_a_name(at) => {
                let mut next = at + 1;
                while self.tokens.get(next).is_some_and(|token| token.kind != TokenKind::Mark && !token.apart)
                {
                    next += 1;
                }
                Some(next)
            }
            TokenKind::Number => self
                .labelled(at)
                .or_else(|| self.clock_of_four(at))
                .or_else(|| self.numeric_date(at))
                .or_else(|| self.dated(at))
                .or_else(|| self.clock(at))
                .or_else(|| self.score(at))
                .or_else(|| {
                    let number = self.number(at)?;
                    Some(self.counted(at, number))
                }),
            TokenKind::Word if self.is_roman(at) => self.numeral(at),
            TokenKind::Word if !words::may_begin(self.slice(at)) => None,
            TokenKind::Word => self.worded(at),
        }
    }

    /// A figure that begins with a number, by what follows.
    fn counted(&mut self, at: usize, number: Number) -> usize {
        let next = number.next;
        let joined = self.over_hyphen(next);
        let glued = !self.apart(next);
        let after = self.word(joined);
        // `1990s`, `the ’90s`
        let of_all = at.checked_sub(1).is_some_and(|before| {
            self.is(before, &["the", "early", "late", "mid"]) || self.is_mark(before, "-’'")
        });
        let possessive = of_all && self.is_mark(next, "’'") && self.is(next + 1, &["s"]);
        if !of_all
            && after.as_str() == "s"
            && let Some(next) = self.shillings(at, &number)
        {
            return next;
        }
        if !number.spelled && glued && (after.as_str() == "s" || possessive) {
            let end = if after.as_str() == "s" { joined + 1 } else { next + 2 };
            // “In her 70s” is an age.
            if self.is_of_life(at) {
                return end;
            }
            let year = if number.value < 100.0 { number.value + 1900.0 } else { number.value };
            if year % 10.0 == 0.0 && (1000.0..2100.0).contains(&year) {
                return self.push(at, end, FigureKind::Decade, year, &number);
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
        if let Some((currency, next)) = self.currency_after(joined, &number) {
            let value = if currency == "¢" { number.value / 100.0 } else { number.value };
            return self.push(at, next, FigureKind::Money(currency), value, &number);
        }
        if let Some(next) = self.shillings(at, &number) {
            return next;
        }
        // `15.0p`, “nine pence”
        if glued && self.slice(next) == "p" || self.is(joined, &["pence", "penny"]) {
            return self.push(at, joined + 1, FigureKind::Money("£"), number.value / 100.0, &number);
        }
        if let Some((scale, next)) = self.degrees(next) {
            return self.push(at, next, FigureKind::Heat(scale), number.value, &number);
        }
        if let Some((unit, next)) = self.unit(next) {
            return self.measure(at, next, unit, &number);
        }
        // “four times”, “fivefold”, “three to one”
        if self.is(joined, &["times", "fold"]) || glued && self.is(next, &["x"]) {
            return self.push(at, joined + 1, FigureKind::Times, number.value, &number);
        }
        let to = self.over_hyphen(next);
        if self.is(to, &["to"])
            && (self.is(self.over_hyphen(to + 1), &["one"]) || self.slice(self.over_hyphen(to + 1)) == "1")
        {
            return self.push(at, self.over_hyphen(to + 1) + 1, FigureKind::Times, number.value, &number);
        }
        if number.bare && (1000.0..2100.0).contains(&number.value) {
            return self.year(at, &number);
        }
        // `’89`
        let is_short_year = !number.spelled
            && self.tokens[at].end - self.tokens[at].start == 2
            && at > 0
            && self.is_mark(at - 1, "’'‘")
            && !self.apart(at);
        if is_short_year {
            let century = if number.value < 30.0 { 2000.0 } else { 1900.0 };
            return self.year(at, &Number { value: century + number.value, ..number });
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
            if plural || number.value == 1.0 && (joined > next || self.is(joined + 1, &["of"])) {
                let part = Number { value: number.value * part, spelled: true, ..number };
                return self.push(at, joined + 1, FigureKind::Percent, part.value * 100.0, &part);
            }
        }
        // “one in five”, “two out of three”
        if let Some(next) = self.one_in(at, &number) {
            return next;
        }
        self.push(at, next, FigureKind::Count, number.value, &number)
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
                return Some(self.push_date(
                    at,
                    at + 1,
                    PartialDate { weekday: Some(weekday), ..PartialDate::default() },
                ));
            }
            if let Some(next) = self.calendar(at) {
                return Some(next);
            }
            // `USD 100 billion`, `US$100bn`, `Rs. 3 crore`
            if let Some(currency) = words::currency_code(word).filter(|_| word != "us" || !self.apart(at + 1))
            {
                let stop = word == "rs" && self.is_mark(at + 1, ".");
                let symbol = words::currency_symbol(self.slice(at + 1)).is_some();
                let amount = if symbol || stop { at + 2 } else { at + 1 };
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
            "once" => return None,
            "one" if !self.begins_a_number(at) => return self.one_in(at, &plain(1.0, 1)),
            "twice" | "double" | "doubled" | "doubles" | "doubling" => {
                let next = self.push(at, at + 1, FigureKind::Times, 2.0, &plain(2.0, 1));
                if let Some(last) =
                    self.found.last_mut().filter(|_| word.starts_with("doubl") && word != "double")
                {
                    last.trend = Trend::More;
                }
                return Some(next);
            }
            "thrice" | "triple" | "tripled" | "triples" | "tripling" | "treble" | "trebled" => {
                return Some(self.push(at, at + 1, FigureKind::Times, 3.0, &plain(3.0, 1)));
            }
            "quadruple" | "quadrupled" => {
                return Some(self.push(at, at + 1, FigureKind::Times, 4.0, &plain(4.0, 1)));
            }
            "twofold" | "threefold" | "fourfold" | "fivefold" | "sixfold" | "sevenfold" | "eightfold"
            | "tenfold" => {
                let times = words::number(word.trim_end_matches("fold"))?;
                return Some(self.push(at, at + 1, FigureKind::Times, times, &plain(times, 1)));
            }
            "halved" | "halves" | "halving" => {
                let next = self.push(at, at + 1, FigureKind::Percent, 50.0, &plain(0.5, 1));
                if let Some(last) = self.found.last_mut() {
                    last.trend = Trend::Less;
                }
                return Some(next);
            }
            "spring" | "summer" | "autumn" | "fall" | "winter" => return self.season(at),
            "noon" | "midday" | "midnight" => return Some(self.midday(at, word == "midnight")),
            "hundreds" | "thousands" | "millions" | "billions" | "dozens" | "tens" | "scores"
            | "trillions" => {
                return self.many(at);
            }
            "decade" | "century" | "centuries" | "decades" => return self.span_of_years(at),
            "half" | "quarter" if self.is(at + 1, &["past", "to"]) && self.clock_words(at).is_some() => {
                let (minutes, next) = self.clock_words(at)?;
                let (half, next) = self.half_of_day(next).unwrap_or((None, next));
                return Some(self.push_clock(at, next, minutes, half));
            }
            "half" | "quarter" | "third" | "fifth" | "tenth" => {
                if let Some(next) = self.quarter(at, word).or_else(|| self.fraction(at)) {
                    return Some(next);
                }
            }
            _ => {}
        }
        // “In his early forties” is an age.
        if let Some(decade) = words::decade(word).filter(|_| !self.is_of_life(at)) {
            return Some(self.push(at, at + 1, FigureKind::Decade, decade, &plain(decade, 4)));
        }
        // “Ten to seven in the evening”
        if let Some((minutes, half, next)) = self.minutes_to(at) {
            return Some(self.push_clock(at, next, minutes, half));
        }
        if let Some(nth) = self.spelled_ordinal(at) {
            return Some(self.ordinal(at, nth.next, &nth));
        }
        if let Some(next) = self.clock(at).or_else(|| self.score(at)).or_else(|| self.numbered_name(at)) {
            return Some(next);
        }
        let number = self.number(at)?;
        // “the two”, “both”, “one”: too common to be a figure; with a unit it is one.
        let next = self.counted(at, number);
        const KNOWN: &[&str] =
            &["the", "these", "those", "all", "both", "other", "his", "her", "their", "its"];
        let known = at.checked_sub(1).is_some_and(|before| self.is(before, KNOWN));
        if let Some(last) = self.found.last_mut()
            && last.kind == FigureKind::Count
            && last.value <= 2.0
        {
            last.soft = last.value < 2.0 || known;
        }
        Some(next)
    }

    /// Whether a decade is one of somebody's life: “in her early forties”.
    fn is_of_life(&self, at: usize) -> bool {
        const OWN: &[&str] = &["his", "her", "their", "my", "our", "your"];
        (1..=2).any(|back| at.checked_sub(back).is_some_and(|before| self.is(before, OWN)))
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

    fn push(&mut self, at: usize, next: usize, kind: FigureKind, value: f64, number: &Number) -> usize {
        let start = self.tokens[at].start;
        let end = self.tokens[(next - 1).min(self.tokens.len() - 1)].end;
        let mut figure = Figure {
            span: Span::new(start, end),
            kind,
            value,
            raw: number.value,
            digits: number.digits,
            hedge: self.hedge(at, next),
            change: Trend::None,
            date: PartialDate::default(),
            spelled: number.spelled,
            soft: false,
            negative: false,
            per: 0.0,
            on: None,
            role: ChangeEnd::None,
            trend: Trend::None,
        };
        self.in_context(&mut figure, at, next);
        // “From 12 percent to 6”: the second has the unit of the first.
        if let Some(last) = self.found.last()
            && kind == FigureKind::Count
            && (figure.role, last.role) == (ChangeEnd::To, ChangeEnd::From)
            && matches!(
                last.kind,
                FigureKind::Percent | FigureKind::Money(_) | FigureKind::Heat(_) | FigureKind::Measure(_)
            )
            && self.tokens.get(next).is_none_or(|token| token.kind == TokenKind::Mark)
            && start.saturating_sub(last.span.end as usize) < 12
            && last.raw != 0.0
        {
            (figure.kind, figure.value) = (last.kind, number.value * last.value / last.raw);
        }
        // In “2 to 3 million” the first has the unit of the second.
        let factor = if number.value == 0.0 { 1.0 } else { value / number.value };
        if let Some(last) = self.found.last_mut()
            && matches!(last.kind, FigureKind::Count | FigureKind::Money(_))
            && matches!(
                kind,
                FigureKind::Count
                    | FigureKind::Money(_)
                    | FigureKind::Percent
                    | FigureKind::Points
                    | FigureKind::Measure(_)
                    | FigureKind::Heat(_)
            )
            && !matches!((last.kind, kind), (FigureKind::Money(one), FigureKind::Money(other)) if one != other)
            && (last.kind != kind || number.scale > 1.0)
            && (last.raw < number.value || (last.role, figure.role) == (ChangeEnd::From, ChangeEnd::To))
        {
            let between = self.text.get(last.span.end as usize..start).unwrap_or_default().trim();
            let joint = between.trim_end_matches(['$', '€', '£', '¥']).trim_end();
            let joint =
                if figure.negative { joint.trim_end_matches(['−', '-', '–']).trim_end() } else { joint };
            let before = self.text[..last.span.start as usize].trim_end();
            let is_range = match joint {
                "-" | "–" | "—" | "to" | "or" => true,
                "and" => {
                    before.ends_with("between")
                        || before.ends_with("Between")
                        || last.kind == FigureKind::Count && number.scale > 1.0
                }
                _ => false,
            };
            if is_range {
                if number.scale > 1.0 && last.raw < number.scale {
                    last.raw *= number.scale;
                }
                // `$2–3 billion`
                if let (FigureKind::Money(_), FigureKind::Count) = (last.kind, kind) {
                    (last.value, figure.kind) = (last.raw, last.kind);
                } else {
                    (last.kind, last.value) = (kind, last.raw * factor);
                }
            }
        }
        self.found.push(figure);
        next
    }
}

#[cfg(test)]
mod tests;
