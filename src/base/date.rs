//! Dates at the precision in which they are known: the part of EDTF (ISO 8601-2) that sources and
//! events need.
//!
//! `2013`, `2013-03`, `2013-03-18`; a season as a month from 21 to 24; a decade as `197X`, a century
//! as `18XX`; `~` approximate, `?` uncertain, `%` both; `2008/2022` an interval, `2000/..` an open one.
//! Nothing here reads the clock.

use std::cmp::Ordering;
use std::fmt;

/// A date or a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The date, or the start of the interval; `None` if the start is open.
    pub start: Option<Day>,
    /// The end, if it is an interval: `Some(None)` is an open end.
    pub end: Option<Option<Day>>,
}

/// One date, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// The year; for a decade or century its first.
    pub year: i32,
    /// How exactly it is known.
    pub precision: Precision,
    /// `~` or `%`: about then.
    pub approximate: bool,
    /// `?` or `%`: perhaps then.
    pub uncertain: bool,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `18XX`
    Century,
    /// `197X`
    Decade,
    /// `2013`
    Year,
    /// `2013-21` to `-24`: spring, summer, autumn, winter.
    Season(u8),
    /// `2013-03`
    Month(u8),
    /// `2013-03-18`
    Day(u8, u8),
}

/// Why a text is no date, as a sentence for an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl Date {
    /// Reads a date as an author writes it.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let Some((start, end)) = text.split_once('/') else {
            return Ok(Self { start: Some(Day::parse(text)?), end: None });
        };
        let part = |part: &str| match part {
            "" | ".." => Ok(None),
            part => Day::parse(part).map(Some),
        };
        let date = Self { start: part(start)?, end: Some(part(end)?) };
        match date {
            Self { start: None, end: Some(None) } => {
                Err(NotADate(format!("`{text}` has no start and no end")))
            }
            // The end may be known less exactly: from a day of a year to some time in that year.
            Self { start: Some(start), end: Some(Some(end)) } if end.days().1 <= start.days().0 => {
                Err(NotADate(format!("`{text}` ends before it starts")))
            }
            date => Ok(date),
        }
    }

    /// The day that stands for the date where one is needed: the start, else the end.
    pub fn first(&self) -> Day {
        self.start.or(self.end.flatten()).expect("a date has a start or an end: parse refuses others")
    }

    /// The year that a reader would look under.
    pub fn year(&self) -> i32 {
        self.first().year
    }

    /// The days that it may be, counted from 1 January 1970: the first, and the one after the last. An open
    /// start or end is that of the other.
    pub fn days(&self) -> (i64, i64) {
        let start = self.first().days();
        let end = self.end.flatten().map_or(start, Day::days);
        (start.0, end.1)
    }

    /// How many whole months lie between the last day that it may be and the first that `later` may be; 0 if
    /// it is not before.
    pub fn months_to(&self, later: &Self) -> i64 {
        let ((from, from_day), (to, to_day)) = (self.last_day(), later.first_day());
        (to - from - i64::from(to_day < from_day)).max(0)
    }

    /// Whether it is older than `later` by more than so many months, however both are read.
    pub fn is_older_by(&self, months: u32, later: &Self) -> bool {
        let (from, day) = self.last_day();
        (from + i64::from(months), day) < later.first_day()
    }

    /// The first day that it may be: the months from year 0, and the day of the month.
    fn first_day(&self) -> (i64, u8) {
        let day = self.first();
        let (month, date) = match day.precision {
            Precision::Century | Precision::Decade | Precision::Year => (1, 1),
            Precision::Season(season) => (season * 3 + 3, 1),
            Precision::Month(month) => (month, 1),
            Precision::Day(month, date) => (month, date),
        };
        (i64::from(day.year) * 12 + i64::from(month) - 1, date)
    }

    /// The last day that it may be; as [`Date::first_day`].
    fn last_day(&self) -> (i64, u8) {
        let day = self.end.flatten().unwrap_or_else(|| self.first());
        let january = i64::from(day.year) * 12;
        match day.precision {
            Precision::Century => (january + 1199, 31),
            Precision::Decade => (january + 119, 31),
            Precision::Year => (january + 11, 31),
            // Spring ends in May, winter in the next February.
            Precision::Season(season) => {
                (january + i64::from(season) * 3 + 4, [31, 31, 30, 28][usize::from(season % 4)])
            }
            Precision::Month(month) => (january + i64::from(month) - 1, days_in(day.year, month)),
            Precision::Day(month, date) => (january + i64::from(month) - 1, date),
        }
    }

    /// For a `<time datetime>`: the start, where HTML has a form for it.
    pub fn machine(&self) -> Option<String> {
        let day = self.first();
        if !(0..=9999).contains(&day.year) {
            return None;
        }
        match day.precision {
            Precision::Century | Precision::Decade => None,
            Precision::Year | Precision::Season(_) => Some(format!("{:04}", day.year)),
            Precision::Month(m) => Some(format!("{:04}-{m:02}", day.year)),
            Precision::Day(m, d) => Some(format!("{:04}-{m:02}-{d:02}", day.year)),
        }
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    /// By start; what is known less exactly comes first, as a year before its months. An open start
    /// comes before all.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.start.map(|d| d.key()), date.end.map(|end| end.map(|d| d.key())));
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for Date {
    /// In English words: `18 March 2013`, `about March 2013`, `2008 to 2022`, `since 2000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.end) {
            (Some(start), None) => start.fmt(f),
            (Some(start), Some(Some(end))) => write!(f, "{start} to {end}"),
            (Some(start), Some(None)) => write!(f, "since {start}"),
            (None, Some(Some(end))) => write!(f, "until {end}"),
            (None, _) => Ok(()),
        }
    }
}

impl Day {
    fn parse(text: &str) -> Result<Self, NotADate> {
        let fail = || {
            NotADate(format!(
                "`{text}` is not a date; write 2013, 2013-03 or 2013-03-18, with `~` after it for about, `?` for perhaps"
            ))
        };
        let (body, approximate, uncertain) = match text.char_indices().next_back() {
            Some((i, '~')) => (&text[..i], true, false),
            Some((i, '?')) => (&text[..i], false, true),
            Some((i, '%')) => (&text[..i], true, true),
            _ => (text, false, false),
        };
        let (sign, digits) = match body.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, body),
        };
        let mut parts = digits.split('-');
        let year = parts.next().unwrap_or_default();
        let number =
            |part: &str, len: usize| match part.len() == len && part.bytes().all(|b| b.is_ascii_digit()) {
                true => part.parse::<i32>().ok(),
                false => None,
            };
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(fail());
        }
        let (year, precision) = match (year.strip_suffix("XX"), year.strip_suffix('X'), month) {
            (Some(century), _, None) => (number(century, 2).ok_or_else(fail)? * 100, Precision::Century),
            (None, Some(decade), None) => (number(decade, 3).ok_or_else(fail)? * 10, Precision::Decade),
            (None, None, None) => (number(year, 4).ok_or_else(fail)?, Precision::Year),
            (None, None, Some(month)) => {
                let year = number(year, 4).ok_or_else(fail)?;
                let month = number(month, 2).and_then(|m| u8::try_from(m).ok()).ok_or_else(fail)?;
                let precision = match (month, day) {
                    (21..=24, None) => Precision::Season(month - 21),
                    (1..=12, None) => Precision::Month(month),
                    (1..=12, Some(day)) => {
                        let day = number(day, 2).and_then(|d| u8::try_from(d).ok()).ok_or_else(fail)?;
                        if day == 0 || day > days_in(year * sign, month) {
                            return Err(NotADate(format!(
                                "{} {year} has no day {day}",
                                MONTHS[usize::from(month) - 1]
                            )));
                        }
                        Precision::Day(month, day)
                    }
                    _ => return Err(NotADate(format!("`{text}` is not a date: there is no month {month}"))),
                };
                (year, precision)
            }
            _ => return Err(fail()),
        };
        Ok(Self { year: year * sign, precision, approximate, uncertain })
    }

    /// For ordering: what is known less exactly sorts before what is known more exactly.
    fn key(self) -> (i32, u8, u8) {
        match self.precision {
            Precision::Century => (self.year, 0, 0),
            Precision::Decade => (self.year, 0, 1),
            Precision::Year => (self.year, 0, 2),
            // A season begins with its first month.
            Precision::Season(s) => (self.year, s * 3 + 3, 0),
            Precision::Month(m) => (self.year, m, 1),
            Precision::Day(m, d) => (self.year, m, d + 1),
        }
    }

    /// The days that it may be, as [`Date::days`].
    pub fn days(self) -> (i64, i64) {
        let year = i64::from(self.year);
        // From the first of one month to the first of another.
        let months = |month: u8, count: i64| {
            let first = year * 12 + i64::from(month) - 1;
            (first_of_month(first), first_of_month(first + count))
        };
        match self.precision {
            Precision::Century => months(1, 1200),
            Precision::Decade => months(1, 120),
            Precision::Year => months(1, 12),
            Precision::Season(season) => months(season * 3 + 3, 3),
            Precision::Month(month) => months(month, 1),
            Precision::Day(month, day) => {
                let day = months(month, 1).0 + i64::from(day) - 1;
                (day, day + 1)
            }
        }
    }

    /// Month and day, where they are known.
    pub fn month_day(self) -> (Option<u8>, Option<u8>) {
        match self.precision {
            Precision::Month(m) => (Some(m), None),
            Precision::Day(m, d) => (Some(m), Some(d)),
            _ => (None, None),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.approximate, self.uncertain) {
            (true, true) => f.write_str("perhaps about ")?,
            (true, false) => f.write_str("about ")?,
            (false, true) => f.write_str("perhaps ")?,
            (false, false) => {}
        }
        let era = if self.year < 0 { " BC" } else { "" };
        // Astronomical years: −0001 is 2 BC.
        let year = if self.year < 0 { 1 - self.year } else { self.year };
        match self.precision {
            Precision::Century | Precision::Decade => write!(f, "the {year}s{era}"),
            Precision::Year => write!(f, "{year}{era}"),
            Precision::Season(s) => write!(f, "{} {year}{era}", SEASONS[usize::from(s)]),
            Precision::Month(m) => write!(f, "{} {year}{era}", MONTHS[usize::from(m) - 1]),
            Precision::Day(m, d) => write!(f, "{d} {} {year}{era}", MONTHS[usize::from(m) - 1]),
        }
    }
}

/// The first day of a month, which is counted from January of the year 0, as [`Date::days`] counts.
pub fn first_of_month(month: i64) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    // Leap days of the years before this one, and this year's if it is over.
    let past = if month > 1 { year } else { year - 1 };
    let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    let month = usize::try_from(month).expect("a remainder of twelve");
    year * 365 + leap_days + BEFORE[month] - 719_527
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_exactly_as_they_are_known() {
        let said = |text: &str| Date::parse(text).expect(text).to_string();
        assert_eq!(said("2013"), "2013");
        assert_eq!(said("2013-03~"), "about March 2013");
        assert_eq!(said("2013-03-18"), "18 March 2013");
        assert_eq!(said("1860?"), "perhaps 1860");
        assert_eq!(said("197X"), "the 1970s");
        assert_eq!(said("18XX"), "the 1800s");
        assert_eq!(said("2013-23"), "autumn 2013");
        assert_eq!(said("2008/2022-02"), "2008 to February 2022");
        assert_eq!(said("2000/.."), "since 2000");
        assert_eq!(said("../2000"), "until 2000");
        assert_eq!(said("-0043"), "44 BC");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "13",
            "2013-3",
            "2013-13",
            "2013-02-30",
            "March 2013",
            "2013/2012",
            "../..",
            "2013-03-18-01",
            "2013-03~~",
            "20१3",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_comes_before_its_months() {
        let mut dates: Vec<_> = ["2013-03-02", "2014", "2013", "197X", "2013-03", "2000/..", "../1999"]
            .iter()
            .map(|t| Date::parse(t).expect(t))
            .collect();
        dates.sort();
        let said: Vec<_> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["until 1999", "the 1970s", "since 2000", "2013", "March 2013", "2 March 2013", "2014"]
        );
    }

    #[test]
    fn an_interval_ends_as_exactly_as_it_is_known() {
        let said = |text: &str| Date::parse(text).map(|date| date.to_string());
        assert_eq!(said("1931-09-18/1931").as_deref(), Ok("18 September 1931 to 1931"));
        assert_eq!(said("1931-09-18/1931-09").as_deref(), Ok("18 September 1931 to September 1931"));
        assert_eq!(said("1931-12-24/193X").as_deref(), Ok("24 December 1931 to the 1930s"));
        assert_eq!(said("2013-24/2014-01").as_deref(), Ok("winter 2013 to January 2014"));
        for text in ["1931-09-18/1930", "1931-09-18/1931-08", "1931-09-18/1931-09-17", "1940/193X"] {
            assert!(said(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_season_comes_with_its_months() {
        let written = [
            "2013",
            "2013-02-28",
            "2013-21",
            "2013-03",
            "2013-03-01",
            "2013-05-31",
            "2013-22",
            "2013-06-01",
            "2013-23",
            "2013-11-30",
            "2013-24",
            "2013-12",
            "2013-12-01",
        ];
        let dates: Vec<_> = written.iter().map(|t| Date::parse(t).expect(t)).collect();
        assert!(dates.is_sorted(), "{dates:?}");
    }

    #[test]
    fn days_are_counted() {
        let days = |text: &str| Date::parse(text).expect(text).days();
        assert_eq!(days("1970-01-01"), (0, 1));
        assert_eq!(days("1969-12-31"), (-1, 0));
        assert_eq!(days("2000-02-29"), (11016, 11017));
        assert_eq!(days("2013"), (15706, 16071));
        assert_eq!(days("2012-02"), (15371, 15400));
        assert_eq!(days("2013-24"), (days("2013-12").0, days("2014-02").1));
        assert_eq!(days("197X"), (0, days("1979").1));
        assert_eq!(days("18XX"), (days("1800").0, days("1899").1));
        assert_eq!(days("2008/2022-02"), (days("2008").0, days("2022-02").1));
        assert_eq!((days("2000/..").0, days("../2000").1), days("2000"));
        assert_eq!(days("0000-01-01").0, -719_528);
        assert_eq!(days("-0001").1, days("0000").0);
    }

    #[test]
    fn the_age_of_a_date_is_counted_in_whole_months() {
        let date = |text: &str| Date::parse(text).expect(text);
        let months = |from: &str, to: &str| date(from).months_to(&date(to));
        assert_eq!(months("2021-06-20", "2023-06-19"), 23);
        assert_eq!(months("2021-06-20", "2023-06-20"), 24);
        assert_eq!(months("2021", "2023"), 12);
        assert_eq!(months("2020-24", "2021-03"), 0);
        assert_eq!(months("2008/2022-02", "2022-04"), 1);
        assert_eq!(months("2023", "2021"), 0);
        let older = |from: &str, to: &str| date(from).is_older_by(24, &date(to));
        assert!(!older("2021-06-20", "2023-06-20") && older("2021-06-20", "2023-06-21"));
        assert!(!older("2021", "2023") && !older("202X", "2026") && older("2021", "2024-01"));
    }

    #[test]
    fn browsers_get_what_html_has_a_form_for() {
        let machine = |text: &str| Date::parse(text).expect(text).machine();
        assert_eq!(machine("2013-03-18").as_deref(), Some("2013-03-18"));
        assert_eq!(machine("2013-03~").as_deref(), Some("2013-03"));
        assert_eq!(machine("197X"), None);
    }
}
