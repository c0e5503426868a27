//! A chart's numbers → places: how far a bar reaches, and where the points of a line stand.

use crate::base::date::Date;
use crate::page::block::chart::{Point, PointPosition, digits};
use crate::theme::picture::label::{self, Area};
use crate::theme::picture::{axis, rounded};
use crate::theme::view;

/// How high a line's plot is, without what is written below it.
const HEIGHT: f64 = 220.0;
/// What is left above the highest point, for its label.
const TOP: f64 = 26.0;
/// The narrowest that a plot may become, and the size of its type: labels do not meet there.
const NARROWEST: f64 = 250.0;
const TYPE: f64 = 13.0;
/// Beyond so many points only those that say most are labelled.
const LABELLED: usize = 24;

/// How far each bar reaches, and its range, as percentages of the longest.
pub fn bars(points: &[&Point]) -> Vec<view::Bar> {
    let longest = points.iter().map(|point| point.range.map_or(point.value, |(_, high)| high));
    let longest = longest.fold(0.0, f64::max);
    let share = |value: f64| if longest > 0.0 { rounded(value / longest * 100.0) } else { 0.0 };
    let bar = |point: &&Point| view::Bar {
        to: share(point.value),
        low: point.range.map(|(low, _)| share(low)),
        high: point.range.map(|(_, high)| share(high)),
    };
    points.iter().map(bar).collect()
}

/// The plot of a line chart: of each point, which series it belongs to, and its number.
pub fn plot(points: &[(usize, &Point)]) -> view::Plot {
    let mut points: Vec<(usize, f64, &Point)> =
        points.iter().filter_map(|(series, point)| Some((*series, along(point)?, *point))).collect();
    points.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal));
    let across = AxisScale::new(points.iter().map(|(_, at, _)| *at), 0.0, 100.0);
    let values = points.iter().flat_map(|(_, _, point)| {
        let (low, high) = point.range.unwrap_or((point.value, point.value));
        [low, high]
    });
    let (low, high) = bounds(values);
    // A line may leave zero out where all of its numbers are far from it; what is written beside it says so.
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    let marks = axis::numbers(low, high.max(if low < 0.0 { 0.0 } else { high }), 4);
    let up = AxisScale::new(marks.iter().copied(), HEIGHT, TOP);
    let mut plot = view::Plot {
        height: HEIGHT,
        levels: marks
            .iter()
            .map(|mark| view::Level { y: up.place(*mark), label: digits(*mark), zero: *mark == 0.0 })
            .collect(),
        ticks: ticks(&points, &across),
        lines: Vec::new(),
    };
    for run in points.chunk_by(|a, b| a.0 == b.0) {
        let spots: Vec<view::ChartPointView> = run
            .iter()
            .map(|(_, at, point)| view::ChartPointView {
                x: across.place(*at),
                y: up.place(point.value),
                low: point.range.map(|(low, _)| up.place(low)),
                high: point.range.map(|(_, high)| up.place(high)),
                expected: !point.expected.is_empty(),
                label: String::new(),
                anchor: String::new(),
                label_y: 0.0,
            })
            .collect();
        let series = run[0].2.series.clone();
        plot.lines.push(view::PlotLine { series, nth: run[0].0, spots });
    }
    let mut said: Vec<String> = points.iter().map(|(_, _, point)| point.said()).collect();
    if plot.lines.len() > 1 {
        // A line's name stands at its end.
        let mut end = 0;
        for line in &plot.lines {
            end += line.spots.len();
            said[end - 1] = format!("{} {}", line.series, said[end - 1]).trim().to_owned();
        }
    }
    write_labels(&mut plot, &said);
    plot
}

/// Where a point stands along a line, as a number: the middle of what its date may be.
fn along(point: &Point) -> Option<f64> {
    match point.place? {
        PointPosition::Number(x) => Some(x),
        PointPosition::Date(date) => Some(middle(&date)),
    }
}

#[allow(clippy::cast_precision_loss)] // days are far fewer than 2^52
fn middle(date: &Date) -> f64 {
    let (from, to) = date.days();
    (from + to) as f64 / 2.0
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low <= high { (low, high) } else { (0.0, 0.0) }
}

/// From a scale of values to one of places.
struct AxisScale {
    low: f64,
    span: f64,
    from: f64,
    to: f64,
}

impl AxisScale {
    fn new(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (low, high) = bounds(values);
        Self { low, span: high - low, from, to }
    }

    fn place(&self, value: f64) -> f64 {
        let share = if self.span > 0.0 { (value - self.low) / self.span } else { 0.5 };
        rounded(self.from + share * (self.to - self.from))
    }
}

fn ticks(points: &[(usize, f64, &Point)], across: &AxisScale) -> Vec<view::Tick> {
    let Some((_, _, first)) = points.first() else { return Vec::new() };
    let (low, high) = bounds(points.iter().map(|(_, at, _)| *at));
    let mut ticks: Vec<view::Tick> = match first.place {
        Some(PointPosition::Date(_)) => {
            #[allow(clippy::cast_possible_truncation)] // a day
            let moments = axis::moments(low.floor() as i64, high.ceil() as i64, 5);
            #[allow(clippy::cast_precision_loss)]
            let tick = |moment: axis::Moment| (across.place(moment.day as f64), moment.label);
            moments
                .into_iter()
                .map(tick)
                .map(|(x, label)| view::Tick { x, label, ..view::Tick::default() })
                .collect()
        }
        _ => axis::numbers(low, high, 4)
            .into_iter()
            .filter(|mark| (low..=high).contains(mark))
            .map(|mark| view::Tick { x: across.place(mark), label: digits(mark), ..view::Tick::default() })
            .collect(),
    };
    let mut end = f64::NEG_INFINITY;
    ticks.retain(|tick| {
        let half = label::width(&tick.label, TYPE) / 2.0;
        let at = tick.x / 100.0 * NARROWEST;
        let fits = (0.0..=100.0).contains(&tick.x) && at - half > end;
        if fits {
            end = at + half + 6.0;
        }
        fits
    });
    ticks
}

/// Writes numbers at the points of a plot: first those that say most, and none over another. The table
/// below has them all.
fn write_labels(plot: &mut view::Plot, said: &[String]) {
    let spots: Vec<(usize, usize)> = plot
        .lines
        .iter()
        .enumerate()
        .flat_map(|(line, of)| (0..of.spots.len()).map(move |spot| (line, spot)))
        .collect();
    let mut order: Vec<usize> = Vec::new();
    let mut start = 0;
    for line in &plot.lines {
        let all = start..start + line.spots.len();
        let y = |i: &usize| line.spots[i - start].y;
        let highest = all.clone().min_by(|a, b| y(a).total_cmp(&y(b)));
        let lowest = all.clone().max_by(|a, b| y(a).total_cmp(&y(b)));
        order.extend([Some(all.end - 1), Some(start), highest, lowest].into_iter().flatten());
        start = all.end;
    }
    order.truncate(LABELLED);
    if said.len() <= LABELLED {
        order.extend(0..said.len());
    }
    let mut taken: Vec<Area> = Vec::new();
    for index in order {
        let (line, nth) = spots[index];
        let spot = &plot.lines[line].spots[nth];
        if !spot.label.is_empty() {
            continue;
        }
        let width = label::width(&said[index], TYPE);
        let x = spot.x / 100.0 * NARROWEST;
        let (anchor, left) = match () {
            () if x - width / 2.0 < 0.0 => ("start", x),
            () if x + width / 2.0 > NARROWEST + 16.0 => ("end", x - width),
            () => ("middle", x - width / 2.0),
        };
        let (high, low) = (spot.high.unwrap_or(spot.y), spot.low.unwrap_or(spot.y));
        let free = [high - 10.0, low + 20.0].into_iter().find_map(|base| {
            let area = Area { across: (left, left + width), down: (base - TYPE, base + 3.0) };
            let clear = base < HEIGHT && !taken.iter().any(|other| other.meets(&area));
            (clear && !hides_a_spot(plot, &area)).then_some((base, area))
        });
        if let Some((base, area)) = free {
            taken.push(area);
            let spot = &mut plot.lines[line].spots[nth];
            spot.label.clone_from(&said[index]);
            anchor.clone_into(&mut spot.anchor);
            spot.label_y = rounded(base);
        }
    }
}

fn hides_a_spot(plot: &view::Plot, area: &Area) -> bool {
    plot.lines.iter().flat_map(|line| &line.spots).any(|spot| {
        let (x, y) = (spot.x / 100.0 * NARROWEST, spot.y);
        let around = Area { across: (x - 4.0, x + 4.0), down: (y - 4.0, y + 4.0) };
        around.meets(area)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(series: &str, date: &str, value: f64) -> Point {
        Point {
            label: date.to_owned(),
            series: series.to_owned(),
            value,
            range: None,
            text: String::new(),
            expected: String::new(),
            place: Some(PointPosition::Date(Date::parse(date).expect(date))),
        }
    }

    fn plot_of(points: &[Point]) -> view::Plot {
        let numbered: Vec<_> = points.iter().map(|p| (usize::from(!p.series.is_empty()) + 1, p)).collect();
        plot(&numbered)
    }

    #[test]
    fn bars_begin_at_zero_and_the_longest_is_whole() {
        let points = [point("", "2018", 100.0), point("", "2024", 200.0), point("", "2025", 0.0)];
        let bars = bars(&points.iter().collect::<Vec<_>>());
        assert_eq!(bars.iter().map(|bar| bar.to).collect::<Vec<_>>(), [50.0, 100.0, 0.0]);
        let ranged = Point { range: Some((150.0, 400.0)), ..point("", "2024", 200.0) };
        assert_eq!(super::bars(&[&ranged])[0], view::Bar { to: 50.0, low: Some(37.5), high: Some(100.0) });
        assert_eq!(super::bars(&[&point("", "2024", 0.0)])[0].to, 0.0);
    }

    #[test]
    fn a_line_is_true_to_time() {
        let points = [point("", "2000", 1.0), point("", "2010", 2.0), point("", "2040", 3.0)];
        let spots = &plot_of(&points).lines[0].spots;
        assert!((spots[0].x - 0.0).abs() < 0.01 && (spots[2].x - 100.0).abs() < 0.01);
        assert!((spots[1].x - 25.0).abs() < 0.1, "{}", spots[1].x);
        assert!(spots[0].y > spots[1].y && spots[1].y > spots[2].y);
    }

    #[test]
    fn zero_is_shown_unless_all_numbers_are_far_from_it() {
        let lowest = |low: f64, high: f64| {
            plot_of(&[point("", "2000", low), point("", "2010", high)]).levels[0].label.clone()
        };
        assert_eq!(lowest(50.0, 200.0), "0");
        assert_eq!(lowest(4200.0, 4345.0), "4,200");
        assert_eq!(lowest(-3.0, 7.0), "−5");
        assert_eq!(lowest(-7.0, -6.0), "−8");
    }

    #[test]
    fn labels_are_not_written_over_another_or_over_points() {
        let points: Vec<_> =
            (0..24).map(|i| point("", &format!("20{i:02}"), f64::from(i * 7919 % 97) * 1000.0)).collect();
        let plot = plot_of(&points);
        let spots = &plot.lines[0].spots;
        let areas: Vec<Area> = spots
            .iter()
            .filter(|spot| !spot.label.is_empty())
            .map(|spot| {
                let (x, width) = (spot.x / 100.0 * NARROWEST, label::width(&spot.label, TYPE));
                let left = match spot.anchor.as_str() {
                    "start" => x,
                    "end" => x - width,
                    _ => x - width / 2.0,
                };
                Area { across: (left, left + width), down: (spot.label_y - TYPE, spot.label_y + 3.0) }
            })
            .collect();
        assert!((4..24).contains(&areas.len()), "{} of 24 are labelled", areas.len());
        for (i, area) in areas.iter().enumerate() {
            assert!(!areas[..i].iter().any(|other| other.meets(area)), "{area:?}");
            assert!(!hides_a_spot(&plot, area), "{area:?}");
        }
        assert!(!spots[23].label.is_empty(), "the last is always labelled");
    }

    #[test]
    fn a_line_of_very_many_points_is_drawn_and_says_only_what_says_most() {
        let points: Vec<_> = (1..5000).map(|i| point("", &format!("{i:04}"), f64::from(i % 97))).collect();
        let plot = plot_of(&points);
        assert_eq!(plot.lines[0].spots.len(), 4999);
        assert!(plot.lines[0].spots.iter().filter(|spot| !spot.label.is_empty()).count() <= 4);
        assert!(plot.ticks.len() <= 6);
    }
}
