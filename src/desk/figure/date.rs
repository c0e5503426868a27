//! Dates, years, and lengths of time that are said without a number.

use super::number::Number;
use super::token::TokenKind;
use super::{Dimension, Edge, FigureKind, FigureReader, Hedge, PartialDate};
use crate::desk::words;

impl FigureReader<'_> {
    /// A year, or two of them with a dash between.
    pub(super) fn year(&mut self, at: usize, number: &Number) -> usize {
        #[allow(clippy::cast_possible_truncation, reason = "a year has four digits")]
        let year = number.value as i32;
        let next =
            self.push_date(at, number.next, PartialDate { year: Some(year), ..PartialDate::default() });
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
                return self.push_date(
                    next + 1,
                    next + 2,
                    PartialDate { year: Some(last), ..PartialDate::default() },
                );
            }
        }
        next
    }

    /// `2021-05-09`, `09.05.2021`, `5/9/2021`: a date in numbers only.
    pub(super) fn numeric_date(&mut self, at: usize) -> Option<usize> {
        // `09.05` is one token, as a decimal would be.
        let mut parts = [0_i32; 3];
        let mut lengths = [0_usize; 3];
        let mut count = 0;
        let mut next = at;
        let mut joint = "";
        loop {
            for part in self.slice(next).split('.') {
                if count == 3 || part.len() > 4 {
                    return None;
                }
                parts[count] = part.parse().ok()?;
                lengths[count] = part.len();
                count += 1;
            }
            if self.slice(next).contains('.') {
                joint = ".";
            }
            next += 1;
            let mark = self.slice(next);
            let goes_on = count < 3
                && matches!(mark, "-" | "/" | "." | "‑")
                && (joint.is_empty() || joint == mark)
                && !self.apart(next)
                && !self.apart(next + 1)
                && self.is_number(next + 1);
            if !goes_on {
                break;
            }
            joint = mark;
            next += 1;
        }
        let [a, b, c] = parts;
        let day_and_month = |day: i32, month: i32| {
            Some((u8::try_from(day).ok()?, u8::try_from(month).ok()?))
                .filter(|(day, month)| (1..=31).contains(day) && (1..=12).contains(month))
        };
        let is_year = |year: i32| (1000..2100).contains(&year);
        let date = match (count, lengths) {
            (3, [4, 1..=2, 1..=2]) if is_year(a) => {
                let (day, month) = day_and_month(c, b)?;
                PartialDate { year: Some(a), month: Some(month), day: Some(day), ..PartialDate::default() }
            }
            (3, [1..=2, 1..=2, 2 | 4]) => {
                let year = match lengths[2] {
                    4 if is_year(c) => c,
                    2 if joint == "/" || joint == "." => c + if c < 50 { 2000 } else { 1900 },
                    _ => return None,
                };
                let (usual, other) = (day_and_month(a, b), day_and_month(b, a));
                let swaps = joint != "." && usual.is_some() && other.is_some() && a != b;
                let (day, month) = usual.or(other.filter(|_| joint != "."))?;
                PartialDate {
                    year: Some(year),
                    month: Some(month),
                    day: Some(day),
                    swaps,
                    ..PartialDate::default()
                }
            }
            // `2021-05`; but `2005-09` are five years.
            (2, [4, 2, 0]) if is_year(a) && joint == "-" && b <= a % 100 && (1..=12).contains(&b) => {
                PartialDate { year: Some(a), month: u8::try_from(b).ok(), ..PartialDate::default() }
            }
            _ => return None,
        };
        // `2021-05-09T10:45`
        if self.is(next, &["t"]) && !self.apart(next) {
            next += 1;
        }
        Some(self.push_date(at, next, date))
    }

    /// A quarter, a half or a year of accounts: `Q3 2021`, `H1`, `FY2024`.
    pub(super) fn calendar(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        match word.as_str() {
            "q" | "h" if !self.apart(at + 1) && self.slice(at + 1).len() == 1 => {
                let number: u8 = self.slice(at + 1).parse().ok()?;
                let part = match word.as_str() {
                    "q" => Some(number).filter(|number| (1..=4).contains(number))?,
                    _ => Some(number).filter(|number| (1..=2).contains(number))? + 4,
                };
                let (year, next) = self.year_of_part(at + 2);
                Some(self.push_date(
                    at,
                    next,
                    PartialDate { year, part: Some(part), ..PartialDate::default() },
                ))
            }
            "fy" => {
                let next = at + 1 + usize::from(self.is_mark(at + 1, "-’'"));
                let written = self.slice(next);
                let year = match (written.len(), written.parse::<i32>().ok()?) {
                    (4, year) if (1000..2100).contains(&year) => year,
                    (2, year) => 2000 + year,
                    _ => return None,
                };
                let number = Number {
                    value: f64::from(year),
                    digits: 4,
                    next: next + 1,
                    spelled: false,
                    scale: 1.0,
                    bare: true,
                };
                Some(self.year(at, &Number { next: next + 1, ..number }))
            }
            _ => None,
        }
    }

    /// “The third quarter of 2021”, “the first half of 2021”: at the word for the part.
    pub(super) fn quarter(&mut self, at: usize, word: &str) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let before = if self.is_mark(before, "-‑") { before.checked_sub(1)? } else { before };
        let nth = match self.word(before).as_str() {
            "first" => 1,
            "second" => 2,
            "third" if word == "quarter" => 3,
            "fourth" if word == "quarter" => 4,
            "st" | "nd" | "rd" | "th" if word == "quarter" => {
                self.slice(before.checked_sub(1)?).parse().ok().filter(|nth| (1..=4).contains(nth))?
            }
            _ => return None,
        };
        let (year, next) = self.year_of_part(at + 1);
        let part = match word {
            "quarter" => nth,
            "half" if nth <= 2 && year.is_some() => nth + 4,
            _ => return None,
        };
        let start = if self.is(before, &["st", "nd", "rd", "th"]) { before - 1 } else { before };
        Some(self.push_date(start, next, PartialDate { year, part: Some(part), ..PartialDate::default() }))
    }

    /// The year behind a quarter, with “of”, “fiscal” and the like between.
    fn year_of_part(&self, at: usize) -> (Option<i32>, usize) {
        let mut next = at;
        while self.is(next, &["of", "in", "fiscal", "financial", "year", "the", "fy"])
            || self.is_mark(next, "-’'/")
        {
            next += 1;
        }
        let written = self.slice(next);
        match (written.len(), written.parse::<i32>()) {
            (4, Ok(year)) if (1000..2100).contains(&year) => (Some(year), next + 1),
            (2, Ok(year)) if next > at && self.is_mark(next - 1, "’'") => (Some(2000 + year), next + 1),
            _ => (None, at),
        }
    }

    /// “The spring of 2013”
    pub(super) fn season(&mut self, at: usize) -> Option<usize> {
        let part = match self.word(at).as_str() {
            "spring" => 7,
            "summer" => 8,
            "autumn" | "fall" => 9,
            "winter" => 10,
            _ => return None,
        };
        let of = at + 1 + usize::from(self.is(at + 1, &["of"]));
        match self.slice(of).parse::<i32>() {
            Ok(year) if self.slice(of).len() == 4 && (1000..2100).contains(&year) => {
                let date = PartialDate { year: Some(year), part: Some(part), ..PartialDate::default() };
                Some(self.push_date(at, of + 1, date))
            }
            _ => None,
        }
    }

    /// `5 May 2014`, `5th of May`: a date that begins with the day.
    pub(super) fn dated(&mut self, at: usize) -> Option<usize> {
        let day: u8 = self.slice(at).parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut next = at + 1;
        // `11–12 June`, “11 and 12 June”: the first has the month of the second.
        let joint = self.is_mark(next, "-–—‑/") || self.is(next, &["and", "to", "or"]);
        if joint && self.is_number(next + 1) && words::month(self.slice(next + 2)).is_some() {
            let last: u8 = self.slice(next + 1).parse().ok().filter(|last| (1..=31).contains(last))?;
            let month = words::month(self.slice(next + 2));
            let (year, end) = self.year_after(next + 3);
            self.push_date(at, next, PartialDate { year, month, day: Some(day), ..PartialDate::default() });
            return Some(self.push_date(
                next + 1,
                end,
                PartialDate { year, month, day: Some(last), ..PartialDate::default() },
            ));
        }
        if self.is(next, &["st", "nd", "rd", "th"]) && !self.apart(next) {
            next += 1;
        }
        if self.is(next, &["of"]) {
            next += 1;
        }
        let month = words::month(self.slice(next))?;
        let (year, next) = self.year_after(next + 1);
        Some(self.push_date(
            at,
            next,
            PartialDate { year, month: Some(month), day: Some(day), ..PartialDate::default() },
        ))
    }

    /// The year behind a month, and the token after it.
    pub(super) fn year_after(&self, at: usize) -> (Option<i32>, usize) {
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

    /// “a decade”, “the past quarter-century”, “half a century”.
    pub(super) fn span_of_years(&mut self, at: usize) -> Option<usize> {
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
                    (part, start) = (0.5, of);
                }
                _ => {}
            }
        }
        let number =
            Number { value: years * part, digits: 1, next: at + 1, spelled: true, scale: 1.0, bare: false };
        let next =
            self.push(start, at + 1, FigureKind::Measure(Dimension::Months), years * part * 12.0, &number);
        if let Some(last) = self.found.last_mut() {
            last.soft = true;
            if last.hedge == Hedge::None {
                last.hedge = Hedge::About;
            }
        }
        Some(next)
    }

    /// “a third of”, “less than half”; also “half a year”.
    pub(super) fn fraction(&mut self, at: usize) -> Option<usize> {
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
            const BEHIND: &[&str] = &[
                "of", "as", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "bigger",
                "cheaper",
            ];
            // “fell by a third”, “up to a quarter”, “more than a tenth”
            const BEFORE: &[&str] = &[
                "by",
                "to",
                "than",
                "least",
                "most",
                "nearly",
                "almost",
                "about",
                "over",
                "under",
                "roughly",
                "only",
                "just",
                "some",
                "around",
                "barely",
                "approximately",
            ];
            let said = || {
                let ahead = at.checked_sub(2).is_some_and(|before| self.is(before, BEFORE));
                ahead
                    && self.unit(at + 1).is_none()
                    && !self.is(
                        at + 1,
                        &[
                            "time", "century", "party", "person", "world", "to", "past", "hour", "mile",
                            "year",
                        ],
                    )
                    && !self
                        .tokens
                        .get(at + 1)
                        .is_some_and(|token| token.kind == TokenKind::Word && !self.is(at + 1, OPEN))
            };
            // Words that go on behind a part that stands alone.
            const OPEN: &[&str] = &[
                "because", "in", "since", "from", "on", "at", "after", "before", "when", "while", "and",
                "but", "or", "for", "between", "during", "over", "this", "last", "that", "who", "which",
                "with", "as", "by", "compared", "against", "within", "if", "are", "is", "were", "was",
                "have", "had",
            ];
            if !one || !(self.is(at + 1, BEHIND) || said()) {
                return None;
            }
            // “a quarter of a million” is a number.
            if self.is(at + 2, &["a"]) && words::scale(self.word(at + 3).as_str(), false).is_some() {
                return None;
            }
        }
        let part = words::part(word.as_str())?;
        let number = Number { value: part, digits: 1, next: at + 1, spelled: true, scale: 1.0, bare: false };
        Some(self.push(at, at + 1, FigureKind::Percent, part * 100.0, &number))
    }

    /// A month, with a day or a year behind it: `May 5, 2014`, `March 1989`, “since May”.
    pub(super) fn month(&mut self, at: usize) -> Option<usize> {
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
        // `June 11–12, 2018`, “June 11 and 12”
        let joint = self.is_mark(next, "-–—‑/") || self.is(next, &["and", "to", "or"]);
        if day.is_some()
            && joint
            && let Ok(last @ 1..=31) = self.slice(next + 1).parse::<u8>()
            && self.counts_no_more(next + 2)
        {
            let (year, end) = self.year_after(next + 2);
            self.push_date(at, next, PartialDate { year, month: Some(month), day, ..PartialDate::default() });
            let last = PartialDate { year, month: Some(month), day: Some(last), ..PartialDate::default() };
            return Some(self.push_date(next + 1, end.max(next + 2), last));
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
        Some(self.push_date(
            at,
            next,
            PartialDate { year, month: Some(month), day, ..PartialDate::default() },
        ))
    }

    /// Whether a number ends a date, and counts nothing: “June 11 and 12 men” are 12 men.
    fn counts_no_more(&self, next: usize) -> bool {
        self.tokens.get(next).is_none_or(|token| token.kind == TokenKind::Mark)
            || self.is(next, &["of", "in", "at", "and", "they", "the"])
            || self.slice(next).len() == 4 && self.is_number(next)
    }

    pub(super) fn push_date(&mut self, at: usize, next: usize, date: PartialDate) -> usize {
        let number = Number { value: 0.0, digits: 4, next, spelled: false, scale: 1.0, bare: false };
        self.push(at, next, FigureKind::Date, 0.0, &number);
        let edge = self.edge(at);
        if let Some(last) = self.found.last_mut() {
            last.date = PartialDate { edge, ..date };
            last.raw = f64::from(date.year.unwrap_or_default());
        }
        next
    }

    /// “early”, “at the end of”, “year-end”.
    pub(super) fn edge(&self, at: usize) -> Option<Edge> {
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
}
