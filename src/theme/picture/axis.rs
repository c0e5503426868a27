//! What is written along a scale: round numbers, and the beginnings of days, months and years.

use crate::base::date::{Date, Day, Precision, first_of_month};

/// A round step, so that no more than `most` of them go into a span.
fn round_step(span: f64, most: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // a handful
    let least = span / most.max(1) as f64;
    let magnitude = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|step| step * magnitude)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * magnitude)
}

/// Round numbers from at or below `low` to at or above `high`: about `most` of them.
pub fn numbers(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    let step = round_step(span, most);
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    let mut all = Vec::new();
    let mut nth = first;
    while nth <= last {
        // As written in decimals, so that three tenths are not 0.30000000000000004.
        let digits = (-step.log10().floor()).max(0.0) + 1.0;
        let scale = 10f64.powf(digits.min(15.0));
        all.push((nth * step * scale).round() / scale + 0.0);
        nth += 1.0;
    }
    all
}

/// A moment on an axis of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its day, as [`Date::days`] counts.
    pub day: i64,
    /// What is written at it: `1990`, `March`, `18`.
    pub label: String,
    /// The year it is in.
    pub year: i32,
}

/// Steps of time in months, from a month to a thousand years.
const MONTHS: [i64; 12] = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000];

/// The beginnings of years, or months, or days, between two days: no more than `most`, and never none.
pub fn moments(from: i64, to: i64, most: usize) -> Vec<Moment> {
    let most = i64::try_from(most).unwrap_or(i64::MAX).max(1);
    if to - from <= 31.min(most * 7) {
        return days(from, to, most);
    }
    let (first, last) = (month_of(from), month_of(to));
    let step = MONTHS.into_iter().find(|step| (last - first) / step < most).unwrap_or(12000);
    let mut all = Vec::new();
    let mut month = first.div_euclid(step) * step;
    while month <= last {
        let day = first_of_month(month);
        if from <= day && day <= to {
            all.push(Moment { day, label: month_label(month, step), year: year_of(month) });
        }
        month += step;
    }
    if all.is_empty() {
        return days(from, to, 1);
    }
    all
}

fn days(from: i64, to: i64, most: i64) -> Vec<Moment> {
    let step = [1, 2, 5, 7, 14].into_iter().find(|step| (to - from) / step < most).unwrap_or(to - from + 1);
    let mut all = Vec::new();
    let mut day = from;
    while day <= to {
        let month = month_of(day);
        let of_month = u8::try_from(day - first_of_month(month) + 1).unwrap_or(1);
        let label = said(month, Precision::Day(month_number(month), of_month));
        all.push(Moment { day, label, year: year_of(month) });
        day += step;
    }
    all
}

/// The month that a day is in, counted from January of the year 0.
fn month_of(day: i64) -> i64 {
    // A month is about 30.44 days; at most one step from there.
    let mut month = (day + 719_528).div_euclid(31);
    month += ((day - first_of_month(month)) / 32).max(0);
    while first_of_month(month + 1) <= day {
        month += ((day - first_of_month(month + 1)) / 32).max(0) + 1;
    }
    while first_of_month(month) > day {
        month -= ((first_of_month(month) - day) / 32).max(0) + 1;
    }
    month
}

fn year_of(month: i64) -> i32 {
    i32::try_from(month.div_euclid(12)).unwrap_or(0)
}

fn month_number(month: i64) -> u8 {
    u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1)
}

/// A year by itself; a month with its year where a year begins, or where there is no other.
fn month_label(month: i64, step: i64) -> String {
    if step % 12 == 0 || month.rem_euclid(12) == 0 {
        return said(month, Precision::Year);
    }
    let text = said(month, Precision::Month(month_number(month)));
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn said(month: i64, precision: Precision) -> String {
    let day = Day { year: year_of(month), precision, approximate: false, uncertain: false };
    Date { start: Some(day), end: None }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str, most: usize) -> Vec<String> {
        let day = |text: &str| Date::parse(text).expect(text).days();
        moments(day(from).0, day(to).1, most).into_iter().map(|moment| moment.label).collect()
    }

    #[test]
    fn numbers_on_a_scale_are_round() {
        assert_eq!(numbers(0.0, 200.0, 4), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(numbers(0.0, 0.31, 4), [0.0, 0.1, 0.2, 0.3, 0.4]);
        assert_eq!(numbers(-3.0, 7.0, 4), [-5.0, -2.5, 0.0, 2.5, 5.0, 7.5]);
        assert_eq!(numbers(5.0, 5.0, 4), [4.0, 6.0]);
        assert_eq!(numbers(0.0, 0.0, 4).first(), Some(&0.0));
        for (low, high) in [(-1e15, 1e15), (0.0, 1e-9), (1e15 - 1.0, 1e15), (3e-9, 4e14)] {
            let all = numbers(low, high, 4);
            assert!(all.len() < 9 && all[0] <= low && all[all.len() - 1] >= high, "{low} {high} {all:?}");
        }
    }

    #[test]
    fn years_are_round_and_fit() {
        assert_eq!(labels("1985", "2024", 6), ["1990", "2000", "2010", "2020"]);
        assert_eq!(labels("2013-02", "2013-11", 5), ["April", "July", "October"]);
        assert_eq!(labels("2013-11", "2014-01", 5), ["November", "December", "2014", "February"]);
        assert_eq!(
            labels("2013-03-18", "2013-03-20", 5),
            ["18 March 2013", "19 March 2013", "20 March 2013", "21 March 2013"]
        );
        assert_eq!(labels("1860", "1860", 3), ["1860", "July", "1861"]);
        assert_eq!(labels("-0500", "0500", 5), ["501 BC", "0", "500"]);
    }

    #[test]
    fn every_day_is_in_its_month() {
        for day in (-800_000..800_000).step_by(97) {
            let month = month_of(day);
            assert!(first_of_month(month) <= day && day < first_of_month(month + 1), "{day}");
        }
    }
}
