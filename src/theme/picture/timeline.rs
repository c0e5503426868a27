//! Events → places along an axis of time.
//!
//! 1. Spans in which something happens stand to scale, all to the same. A long time without an event is cut
//!    to a narrow break, so that one treaty of 1860 does not press thirty years into a corner.
//! 2. Each event gets a mark as long as its date is inexact: a dot for a day, a month or a season, a bar for
//!    a year or more. Marks that would touch stand above each other.
//! 3. The years below are as many as there is room for on a telephone.

use crate::base::date::{Date, Precision, first_of_month};
use crate::theme::picture::{label, rounded};
use crate::theme::view;

/// How wide a break in the axis is, in percent of the whole.
const BREAK: f64 = 10.0;
/// A time without events is cut if it is longer than this, in days, and than a share of the whole.
const LONG: i64 = 8 * 365;
const LONG_SHARE: f64 = 0.15;
/// How wide a dot is in percent, on the narrowest window: marks nearer than that are stacked.
const DOT: f64 = 3.6;
/// How wide the picture is in the narrowest window, how large the years below are written, and what is left
/// between two, in pixels: they do not meet.
const NARROWEST: f64 = 280.0;
const TYPE: f64 = 13.0;
const GAP: f64 = 5.0;
/// How high a row of marks is, and the strip for the years.
const ROW: u32 = 14;
const YEARS: u32 = 26;
/// Events beyond so many rows are not drawn; the list below the picture has them.
const ROWS: usize = 12;

/// The picture of some events, in order of time; `None` if they stand at one place.
pub fn draw(events: &[(&str, Date)]) -> Option<view::TimePicture> {
    let axis = Axis::of(events)?;
    let mut ends: Vec<f64> = Vec::new();
    let mut marks = Vec::new();
    let mut left_out = 0;
    for (title, date) in events {
        let (from, to) = date.days();
        let (mut x, end) = (axis.at(from), axis.at(to));
        let first = date.first();
        let exact = !matches!(first.precision, Precision::Century | Precision::Decade | Precision::Year);
        let dot = date.end.is_none() && exact;
        let width = if dot { 0.0 } else { (end - x).max(1.5) };
        if dot {
            x = f64::midpoint(x, end);
        }
        let (left, right) = if dot { (x - DOT / 2.0, x + DOT / 2.0) } else { (x, x + width + 0.6) };
        let row = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
        if row >= ROWS {
            left_out += 1;
            continue;
        }
        match ends.get_mut(row) {
            Some(end) => *end = right,
            None => ends.push(right),
        }
        marks.push(view::TimeMark {
            kind: if dot { "dot" } else { "bar" }.to_owned(),
            hedged: first.approximate || first.uncertain,
            x: rounded(x),
            width: rounded(width),
            y: middle(row),
            title: format!("{date}: {title}"),
        });
    }
    // The rows were counted from the axis up; a drawing counts from its top down.
    let rows = u32::try_from(ends.len()).unwrap_or(1);
    for mark in &mut marks {
        mark.y = rows * ROW + 4 - mark.y;
    }
    let (oldest, newest) = (events.first()?.1.year(), events.last()?.1.year());
    Some(view::TimePicture {
        count: events.len(),
        left_out,
        years: format!("{oldest} to {newest}"),
        height: rows * ROW + 8 + YEARS,
        axis_y: rows * ROW + 8,
        runs: axis
            .runs
            .iter()
            .map(|run| view::TimeRun { from: rounded(run.at), to: rounded(run.at + run.width) })
            .collect(),
        ticks: axis.ticks(),
        marks,
    })
}

/// The middle of a row, from the edge of the first.
fn middle(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(0) * ROW + ROW / 2 + 2
}

/// A span of time that stands to scale.
struct ScaledSpan {
    from: i64,
    to: i64,
    at: f64,
    width: f64,
}

struct Axis {
    runs: Vec<ScaledSpan>,
}

impl Axis {
    fn of(events: &[(&str, Date)]) -> Option<Self> {
        let mut spans: Vec<(i64, i64)> = events.iter().map(|(_, date)| date.days()).collect();
        spans.sort_unstable();
        let first = spans.first()?.0;
        let last = spans.iter().map(|span| span.1).max()?;
        if events.len() < 2 || last - first < 2 {
            return None;
        }
        #[allow(clippy::cast_precision_loss)] // days of history are few
        let days = |days: i64| days as f64;
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (from, to) in spans {
            match merged.last_mut() {
                Some(run) if from - run.1 <= LONG || days(from - run.1) < days(last - first) * LONG_SHARE => {
                    run.1 = run.1.max(to);
                }
                _ => merged.push((from, to)),
            }
        }
        let breaks = days(i64::try_from(merged.len()).ok()? - 1) * BREAK;
        // Room for half a dot at each end.
        let room = (100.0 - breaks - DOT).max(10.0);
        let total: i64 = merged.iter().map(|(from, to)| to - from).sum();
        let mut at = DOT / 2.0;
        let mut runs = Vec::with_capacity(merged.len());
        for (from, to) in merged {
            let width = days(to - from) / days(total.max(1)) * room;
            runs.push(ScaledSpan { from, to, at, width });
            at += width + BREAK;
        }
        Some(Self { runs })
    }

    /// Where a day stands, in percent. Each day lies in a run.
    fn at(&self, day: i64) -> f64 {
        let index = self.runs.partition_point(|run| run.to < day).min(self.runs.len() - 1);
        let run = &self.runs[index];
        #[allow(clippy::cast_precision_loss)]
        let share = (day - run.from) as f64 / (run.to - run.from).max(1) as f64;
        run.at + share.clamp(0.0, 1.0) * run.width
    }

    /// The years that are written below: the first of each run, and round ones between.
    fn ticks(&self) -> Vec<view::TimeTick> {
        let mut ticks: Vec<view::TimeTick> = Vec::new();
        let mut last = f64::NEG_INFINITY;
        let ends = self.runs.iter().flat_map(|run| [year_of(run.from), year_of(run.to - 1)]);
        let widest = ends.map(|year| label::width(&year_label(year), TYPE)).fold(0.0, f64::max);
        let between = (widest + GAP) / NARROWEST * 100.0;
        for run in &self.runs {
            let (first, end) = (year_of(run.from), year_of(run.to - 1));
            #[allow(clippy::cast_precision_loss)]
            let most = ((end - first + 1) as f64 * between / run.width.max(1.0)).ceil();
            let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];
            #[allow(clippy::cast_precision_loss)]
            let step = step.into_iter().find(|step| *step as f64 >= most).unwrap_or(5000);
            let round = (first..=end).filter(|year| *year > first && year.rem_euclid(step) == 0);
            for year in std::iter::once(first).chain(round) {
                let x = self.at(first_of_month(year * 12).max(run.from));
                if x - last < between {
                    continue;
                }
                last = x;
                ticks.push(view::TimeTick { x: rounded(x), label: year_label(year) });
            }
        }
        ticks
    }
}

fn year_label(year: i64) -> String {
    if year < 0 { format!("{} BC", 1 - year) } else { year.to_string() }
}

/// The year that a day is in.
fn year_of(day: i64) -> i64 {
    // 146,097 days are 400 years; the guess is off by one at most.
    let guess = 1970 + (day * 400).div_euclid(146_097);
    (guess - 1..=guess + 1).rev().find(|year| first_of_month(year * 12) <= day).unwrap_or(guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(dates: &[&str]) -> Option<view::TimePicture> {
        let events: Vec<_> =
            dates.iter().map(|date| ("It happened", Date::parse(date).expect("a date"))).collect();
        draw(&events)
    }

    #[test]
    fn a_year_begins_on_its_first_day() {
        for year in [-401, -1, 0, 1, 1600, 1899, 1969, 1970, 2000, 2024] {
            let first = first_of_month(year * 12);
            assert_eq!((year_of(first), year_of(first - 1)), (year, year - 1));
        }
    }

    #[test]
    fn a_long_silence_is_cut_and_the_rest_is_to_scale() {
        let drawn = picture(&["1860", "2000", "2010", "2020"]).expect("a picture");
        assert_eq!(drawn.runs.len(), 2);
        let x: Vec<f64> = drawn.marks.iter().map(|mark| mark.x).collect();
        assert!(((x[2] - x[1]) - (x[3] - x[2])).abs() < 0.1, "{x:?}");
        assert!(drawn.ticks[0].label == "1860" && drawn.ticks[1].label == "2000", "{:?}", drawn.ticks);
    }

    #[test]
    fn marks_that_would_touch_stand_above_each_other() {
        let drawn = picture(&["2000", "2013-03", "2013-03", "2013-04", "2020-05-01"]).expect("a picture");
        let rows: Vec<u32> = drawn.marks.iter().map(|mark| (drawn.marks[0].y - mark.y) / ROW).collect();
        assert_eq!(rows, [0, 0, 1, 2, 0]);
        let kinds: Vec<&str> = drawn.marks.iter().map(|mark| mark.kind.as_str()).collect();
        assert_eq!(kinds, ["bar", "dot", "dot", "dot", "dot"]);
        assert!(
            drawn
                .marks
                .iter()
                .all(|mark| mark.y < drawn.axis_y && mark.x >= 0.0 && mark.x + mark.width <= 100.0)
        );
    }

    #[test]
    fn one_moment_is_no_picture_and_a_thousand_are_no_tower() {
        assert!(picture(&["2013"]).is_none() && picture(&[]).is_none());
        let many = picture(&["2013-03-01"; 1000]).map_or(0, |drawn| drawn.marks.len());
        assert_eq!(many, 0);
        let mut dates = vec!["2013-03-01"; 1000];
        dates.push("2014");
        let drawn = picture(&dates).expect("a picture");
        assert_eq!((drawn.marks.len() + drawn.left_out, drawn.marks.len() < 20), (1001, true));
    }
}
