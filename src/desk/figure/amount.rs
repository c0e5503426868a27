//! Amounts: percentages, money, and quantities with units.

use super::number::Number;
use super::token::TokenKind;
use super::{Dimension, FigureKind, FigureReader, Hedge, TemperatureScale};
use crate::desk::words::{self, Unit};

impl FigureReader<'_> {
    pub(super) fn percent(&mut self, at: usize, number: &Number) -> Option<usize> {
        let next = self.over_hyphen(number.next);
        if let Some((points, end)) = self.points(next) {
            return Some(self.push(at, end, FigureKind::Points, number.value * points, number));
        }
        let end = if self.is_mark(number.next, "%٪％﹪") {
            number.next + 1
        } else if self.is(next, &["percent", "percentage", "pc"]) {
            next + 1
        } else if self.is(next, &["per"]) && self.is(next + 1, &["cent"]) {
            next + 2
        } else {
            return None;
        };
        // “percentage points” are no part of a hundred.
        let joined = self.over_hyphen(end);
        if self.is(joined, &["point", "points"]) {
            return Some(self.push(at, joined + 1, FigureKind::Points, number.value, number));
        }
        const PLANS: &[&str] =
            &["budget", "target", "plan", "forecast", "par", "estimate", "average", "capacity", "quota"];
        let change = match self.word(end).as_str() {
            "over" if self.is(end + 1, PLANS) => super::Trend::More,
            "under" if self.is(end + 1, PLANS) => super::Trend::Less,
            word => words::change(word),
        };
        let next = self.push(at, end, FigureKind::Percent, number.value, number);
        if let Some(last) = self.found.last_mut() {
            last.change = change;
        }
        Some(next)
    }

    /// Points of a hundred behind a number, and how many each unit is: “basis points”, `pp`.
    fn points(&self, at: usize) -> Option<(f64, usize)> {
        match self.word(at).as_str() {
            "bp" | "bps" => Some((0.01, at + 1)),
            "pp" | "ppt" | "ppts" | "pps" => Some((1.0, at + 1)),
            "basis" if self.is(self.over_hyphen(at + 1), &["point", "points"]) => {
                Some((0.01, self.over_hyphen(at + 1) + 1))
            }
            _ => None,
        }
    }

    /// The scale of a temperature behind a number: `°C`, “degrees Fahrenheit”.
    pub(super) fn degrees(&self, at: usize) -> Option<(TemperatureScale, usize)> {
        let at = self.over_hyphen(at);
        let scale = |word: &str| match word {
            "c" | "celsius" | "centigrade" => Some(TemperatureScale::Celsius),
            "f" | "fahrenheit" => Some(TemperatureScale::Fahrenheit),
            "k" | "kelvin" => Some(TemperatureScale::Kelvin),
            _ => None,
        };
        if self.is_mark(at, "℃") {
            return Some((TemperatureScale::Celsius, at + 1));
        }
        if self.is_mark(at, "℉") {
            return Some((TemperatureScale::Fahrenheit, at + 1));
        }
        let sign = self.is_mark(at, "°º");
        if sign || self.is(at, &["degree", "degrees", "deg"]) {
            let next = self.over_hyphen(at + 1);
            let short = self.word(next).as_str().len() == 1;
            return match scale(self.word(next).as_str()).filter(|_| !short || self.capital(next)) {
                Some(scale) => Some((scale, next + 1)),
                None => Some((TemperatureScale::Unsaid, at + 1)),
            };
        }
        let word = self.word(at);
        let named = matches!(word.as_str(), "celsius" | "fahrenheit" | "centigrade" | "kelvin");
        scale(word.as_str()).filter(|_| named).map(|scale| (scale, at + 1))
    }

    /// “One in five”: a part of all.
    pub(super) fn one_in(&mut self, at: usize, number: &Number) -> Option<usize> {
        let mut next = number.next;
        // “one pupil in nine”
        let noun = number.spelled
            && self.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word && token.apart)
            && !self.capital(next)
            && (self.is(next + 1, &["in"]) || self.is(next + 1, &["out"]))
            && self.unit(next).is_none()
            && words::number(self.word(next).as_str()).is_none();
        next += usize::from(noun);
        let out = self.is(next, &["out"]) && self.is(next + 1, &["of"]);
        if !out && !self.is(next, &["in"]) {
            return None;
        }
        let of = self.number(next + 1 + usize::from(out))?;
        // “two goals in three matches”
        let counts = self.word(of.next);
        let counts = counts.as_str();
        if noun
            && counts.len() > 3
            && counts.ends_with('s')
            && !matches!(counts, "does" | "lives" | "needs" | "this")
        {
            return None;
        }
        // “Ten in 2014”, “two in March”: what is behind is no whole, or a unit stands behind it.
        let is_whole = of.value > number.value && of.value <= 100.0 && of.value.fract() == 0.0;
        let alike = number.spelled == of.spelled || out;
        let small = number.value <= 10.0 && number.value >= 1.0;
        let unit = self.unit(of.next).is_some()
            || self.is(of.next, &["percent", "per", "million", "billion", "o"])
            || words::month(self.slice(of.next)).is_some()
            || self.is_mark(of.next, "%°:");
        if !is_whole || !alike || !small || unit {
            return None;
        }
        let share = number.value / of.value;
        let part = Number { value: share, digits: 2, spelled: true, next: of.next, ..*number };
        let next = self.push(at, of.next, FigureKind::Percent, share * 100.0, &part);
        if let Some(last) = self.found.last_mut().filter(|last| last.hedge == Hedge::None) {
            last.hedge = Hedge::About;
        }
        Some(next)
    }

    /// “Thousands”, “tens of thousands”, “billions of dollars”.
    pub(super) fn many(&mut self, at: usize) -> Option<usize> {
        let magnitude = |at: usize| {
            Some(match self.word(at).as_str() {
                "tens" | "dozens" | "scores" => 10.0,
                "hundreds" => 100.0,
                "thousands" => 1e3,
                "millions" => 1e6,
                "billions" => 1e9,
                "trillions" => 1e12,
                _ => return None,
            })
        };
        let first = magnitude(at)?;
        let (value, next) = match magnitude(at + 2).filter(|_| self.is(at + 1, &["of"])) {
            Some(second) => (first * second, at + 3),
            None => (first, at + 1),
        };
        // “He scores”, “hundreds digit”.
        if next == at + 1 && self.is(at, &["scores", "tens"]) {
            return None;
        }
        let number = Number { value, digits: 1, next, spelled: true, scale: 1.0, bare: false };
        Some(self.push(at, next, FigureKind::Many, value, &number))
    }

    /// The currency of a dollar with letters before it: `A$`, `HK$`.
    pub(super) fn dollar_of(&self, at: usize) -> Option<&'static str> {
        let before = at.checked_sub(1).filter(|_| !self.apart(at) && self.slice(at) == "$")?;
        words::dollar(self.word(before).as_str())
    }

    /// A currency behind a number: “dollars”, “US dollars”, `EUR`.
    pub(super) fn currency_after(&self, at: usize, number: &Number) -> Option<(&'static str, usize)> {
        let mut at = at;
        if let Some((of, next)) = self.people_of(at) {
            let word = self.word(next);
            let own = words::money_of(of, word.as_str());
            if own.is_some() {
                return own.map(|own| (own, next + 1));
            }
        }
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
            .or_else(|| words::currency_code(word.as_str()).filter(|_| self.capital(at)))
            // “Three won”, “five real estates”: only what is too much to be a number of people.
            .or_else(|| {
                let large = number.scale > 1.0 || number.value >= 1_000.0;
                (word.as_str() == "won" && large && !number.bare).then_some("KRW")
            })?;
        Some((currency, at + 1))
    }

    /// Money as it was counted before it was decimal: `5s. 6d.`, “fifteen shillings”, `10d.`
    pub(super) fn shillings(&mut self, at: usize, number: &Number) -> Option<usize> {
        const IN_POUND: f64 = 20.0;
        const PENCE: f64 = 240.0;
        let next = number.next;
        let glued = !self.apart(next);
        let stop = |end: usize| end + usize::from(self.is_mark(end, ".") && !self.apart(end));
        if self.is(next, &["shilling", "shillings"]) {
            return Some(self.push(at, next + 1, FigureKind::Money("£"), number.value / IN_POUND, number));
        }
        if number.spelled || !glued || number.value >= 1_000.0 {
            return None;
        }
        let pence = |reader: &Self, at: usize| {
            let pence: f64 = reader.slice(at).parse().ok()?;
            (reader.is_number(at) && reader.slice(at + 1) == "d" && !reader.apart(at + 1)).then_some(pence)
        };
        if self.slice(next) == "s" {
            let end = stop(next + 1);
            if let Some(pence) = pence(self, end) {
                let value = number.value / IN_POUND + pence / PENCE;
                let whole = Number { value: number.value + pence / 12.0, digits: 4, ..*number };
                return Some(self.push(at, end + 2, FigureKind::Money("£"), value, &whole));
            }
            // `the 5s` are no shillings.
            let told = end > next + 1 || self.is(end, &["a", "per"]);
            return told
                .then(|| self.push(at, next + 1, FigureKind::Money("£"), number.value / IN_POUND, number));
        }
        (self.slice(next) == "d" && self.is_mark(next + 1, "."))
            .then(|| self.push(at, next + 1, FigureKind::Money("£"), number.value / PENCE, number))
    }

    /// The people whose money follows: “Australian”, “New Zealand”.
    fn people_of(&self, at: usize) -> Option<(&'static str, usize)> {
        let two = self.is(at, &["new", "hong"]) && self.is(at + 1, &["zealand", "kong", "taiwan"]);
        let next = if two { at + 2 } else { at + 1 };
        words::people(self.word(next - 1).as_str()).map(|people| (people, next))
    }

    /// The unit behind a number.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let mut at = self.over_hyphen(at);
        // “6 more years”
        if words::is_filler(self.word(at).as_str()) {
            at += 1;
        }
        let nautical = self.is(at, &["nautical"]);
        at += usize::from(nautical);
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
        let mut unit = words::unit(self.word(at).as_str()).or_else(|| words::short_unit(self.slice(at)))?;
        if nautical {
            unit.factor *= 1_852.0 / 1_609.344;
        }
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
        // `km/h`, “miles an hour”
        let slash = self.is_mark(next, "/");
        if unit.dimension == Dimension::Length && (slash || self.is(next, &["per", "an", "a"])) {
            let seconds = match self.word(next + 1).as_str() {
                "h" | "hour" | "hr" => Some(3_600.0),
                "s" | "second" | "sec" => Some(1.0),
                _ => None,
            };
            if let Some(seconds) = seconds {
                return Some((Unit { dimension: Dimension::Speed, factor: unit.factor / seconds }, next + 2));
            }
        }
        if self.is(at, &["mi", "ft", "yrs", "hrs", "km"]) && self.is_mark(next, ".") && !self.apart(next) {
            next += 1;
        }
        Some((unit, next))
    }

    pub(super) fn measure(&mut self, at: usize, next: usize, unit: Unit, number: &Number) -> usize {
        self.push(at, next, FigureKind::Measure(unit.dimension), number.value * unit.factor, number)
    }

    pub(super) fn money(&mut self, at: usize, currency: &'static str, number: Number) -> usize {
        let mut number = number;
        // `$100m`, `£3B`
        let scale = match self.word(number.next).as_str() {
            "m" | "mm" | "mio" | "mil" => Some(1e6),
            "b" | "mrd" => Some(1e9),
            "t" | "tr" => Some(1e12),
            _ => None,
        };
        if let Some(scale) =
            scale.filter(|_| !self.apart(number.next) || self.is(number.next, &["mio", "mrd"]))
        {
            number.value *= scale;
            number.scale = scale;
            number.next += 1;
        }
        let mut start = at;
        while start > 0 && !self.apart(start) && self.tokens[start - 1].kind == TokenKind::Word {
            start -= 1;
        }
        let after = self.currency_after(number.next, &number).filter(|(of, next)| {
            // `$5 million Australian dollars`; but the next amount is another: “$5, €6”.
            *next > number.next && !self.is_mark(number.next, "$€£¥₽₹₩") && words::same_money(of, currency)
        });
        let next = after.map_or(number.next, |(_, next)| next);
        self.push(start, next, FigureKind::Money(currency), number.value, &number)
    }
}
