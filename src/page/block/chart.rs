//! The `chart` block: numbers that sources give, each point with the citation that it rests on.
//!
//! [`read`] cuts it into numbers and texts, and says which of them cannot be drawn. A point at fault is
//! left out, so that one run reports all of them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::data::{Table, TableReader};
use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::page::block::example;

/// Numbers to be drawn. `T` is a text that may cite: as it is written, or as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock<T> {
    /// What the numbers are of.
    pub title: String,
    /// How they are drawn.
    pub kind: ChartKind,
    /// What they are counted in; may be empty.
    pub unit: String,
    /// What the labels are, for the head of their column; may be empty.
    pub axis: String,
    /// What an editor says of them.
    pub note: Option<T>,
    /// The numbers, in the order written.
    pub points: Vec<CitedPoint<T>>,
}

/// A number, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedPoint<T> {
    /// The number.
    pub point: Point,
    /// The citations of the passages that give it.
    pub cite: T,
}

/// How numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Each as a bar from zero.
    Bar,
    /// Each as a point in time or along another scale, joined to the next.
    Line,
}

/// One number of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What it is the number of.
    pub label: String,
    /// Which of several rows of numbers it belongs to; empty if there is one.
    pub series: String,
    /// The number: finite, and neither too large nor too small to be written.
    pub value: f64,
    /// If the source gives a range: from, to. `value` is within it.
    pub range: Option<(f64, f64)>,
    /// How the source words it; empty if the number says it.
    pub text: String,
    /// If it was not yet so when the source was written, the word for that: `expected`, `target`; else
    /// empty.
    pub expected: String,
    /// Where it stands on a line.
    pub place: Option<PointPosition>,
}

/// Where a point stands along a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PointPosition {
    /// In time.
    Date(Date),
    /// On a scale of numbers.
    Number(f64),
}

/// The largest number that is drawn, and the smallest that is not nothing: what can be read in a label.
const LARGEST: f64 = 1e15;
const SMALLEST: f64 = 1e-9;

/// Reads a chart. `fence` is the block as a whole.
pub(super) fn read(
    table: Table,
    fence: Span,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> ChartBlock<(String, Span)> {
    let mut r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
    let title = r.words("title").map(|(text, _)| text);
    let kind = kind(&mut r);
    let unit = r.words("unit").map(|(text, _)| text).unwrap_or_default();
    let axis = r.words("axis").map(|(text, _)| text).unwrap_or_default();
    let note = r.words("note");
    let written = r.tables("point");
    r.finish(None);

    if title.is_none() || written.len() < 2 {
        let message = "a chart needs a `title` and at least two points";
        found.push(Diagnostic::at(&rule::BAD_BLOCK, file, fence, message).help(example("chart")));
    }
    let mut met = SeenPoints::default();
    let points = written
        .into_iter()
        .filter_map(|(table, span)| {
            let r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
            point(r, span, kind, &mut met)
        })
        .collect();
    ChartBlock { title: title.unwrap_or_default(), kind, unit, axis, note, points }
}

fn kind(r: &mut TableReader<'_>) -> ChartKind {
    match r.words("kind") {
        None => ChartKind::Bar,
        Some((kind, _)) if kind == "bar" => ChartKind::Bar,
        Some((kind, _)) if kind == "line" => ChartKind::Line,
        Some((kind, span)) => {
            let message = format!("unknown kind of chart `{kind}`; write \"bar\" or \"line\"");
            r.report(span, message);
            ChartKind::Bar
        }
    }
}

impl Point {
    /// The number in words: as the source has it, else in digits, with the range if there is one.
    pub fn said(&self) -> String {
        match self.range {
            _ if !self.text.is_empty() => self.text.clone(),
            Some((low, high)) if low == high => digits(self.value),
            Some((low, high)) if self.value == low || self.value == high => {
                format!("{}–{}", digits(low), digits(high))
            }
            Some((low, high)) => format!("{} ({}–{})", digits(self.value), digits(low), digits(high)),
            None => digits(self.value),
        }
    }
}

/// What a point claims, as a sentence would: `Trade: 2018, more than 100 billion dollars`.
pub fn claim(title: &str, unit: &str, point: &Point) -> String {
    let mut claim = format!("{title}: ");
    for part in [&point.series, &point.label].into_iter().filter(|part| !part.is_empty()) {
        claim.push_str(part);
        claim.push_str(", ");
    }
    claim.push_str(&point.said());
    if point.text.is_empty() && !unit.is_empty() {
        claim.push(' ');
        claim.push_str(unit);
    }
    if !point.expected.is_empty() {
        claim.push_str(&format!(" ({})", point.expected));
    }
    claim
}

/// A number as it is printed: `1,960`, `−0.5`.
pub fn digits(value: f64) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut text = String::with_capacity(plain.len() + 8);
    if value < 0.0 {
        text.push('−');
    }
    for (i, digit) in whole.char_indices() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// What earlier points have taken.
#[derive(Default)]
struct SeenPoints {
    /// Labels, within their series.
    labels: HashSet<(String, String)>,
    /// Places on a line, within their series.
    places: HashSet<(String, i64, u64)>,
    /// Whether the first point that has a place has a date.
    dated: Option<bool>,
}

fn point(
    mut r: TableReader<'_>,
    span: Span,
    kind: ChartKind,
    met: &mut SeenPoints,
) -> Option<CitedPoint<(String, Span)>> {
    let series = r.words("series").map(|(text, _)| text).unwrap_or_default();
    // What is there and cannot be used is a finding of its own.
    let whole = (r.has("label") || r.has("date")) && r.has("value") && r.has("cite");
    let placed = r.has("date") || r.has("x");
    let label = r.words("label");
    let value = number(&mut r, "value");
    let range = range(&mut r, value);
    let text = r.words("text").map(|(text, _)| text).unwrap_or_default();
    let expected = expected(&mut r);
    let (date, x) = (r.date("date"), number(&mut r, "x"));
    let cite = r.words("cite");

    if !whole {
        r.report(span, "a point needs a `label`, a `value`, and a citation of the passage that gives it");
    }
    if let (Some((value, at)), ChartKind::Bar) = (value, kind)
        && (value < 0.0 || range.is_some_and(|(low, _)| low < 0.0))
    {
        r.report(at, "a bar cannot show a number below zero; write kind = \"line\"");
        r.finish(None);
        return None;
    }
    // A date says what a point is of, if nothing else does.
    let (label, label_span) =
        label.or_else(|| date.map(|(date, at)| (date.to_string(), at))).unwrap_or_default();
    if !label.is_empty() && !met.labels.insert((series.clone(), label.clone())) {
        r.report(label_span, format!("two points have the label `{label}`"));
    }
    if kind == ChartKind::Line && !placed {
        r.report(span, "a point of a line needs a `date` or an `x`");
    }
    let place = place(&mut r, kind, (date, x), met);
    if let Some((place, at)) = place {
        let key = match place {
            PointPosition::Date(date) => (series.clone(), date.days().0, date.days().1.cast_unsigned()),
            PointPosition::Number(x) => (series.clone(), 0, x.to_bits()),
        };
        if kind == ChartKind::Line && !met.places.insert(key) {
            r.report(at, "two points of a line have the same position");
        }
    }
    r.finish(None);
    if label.is_empty() || kind == ChartKind::Line && place.is_none() {
        return None;
    }
    let place = place.map(|(place, _)| place);
    let point = Point { label, series, value: value?.0, range, text, expected, place };
    Some(CitedPoint { point, cite: cite? })
}

fn number(r: &mut TableReader<'_>, name: &'static str) -> Option<(f64, Span)> {
    let (value, span) = r.number(name)?;
    // A zero may be written as less than nothing, and is not.
    let value = value + 0.0;
    if value != 0.0 && !(SMALLEST..=LARGEST).contains(&value.abs()) {
        r.report(span, format!("`{name}` is too large or too small to draw; use another unit"));
        return None;
    }
    Some((value, span))
}

fn range(r: &mut TableReader<'_>, value: Option<(f64, Span)>) -> Option<(f64, f64)> {
    let (low, high) = (number(r, "low"), number(r, "high"));
    let (value, _) = value?;
    let (from, to) = (low.map_or(value, |(low, _)| low), high.map_or(value, |(high, _)| high));
    if from > value || value > to {
        let at = if from > value { low } else { high };
        r.report(at.map(|(_, span)| span).unwrap_or_default(), "the value is not between `low` and `high`");
        return None;
    }
    (low.is_some() || high.is_some()).then_some((from, to))
}

/// `expected = true`, or the word for it.
fn expected(r: &mut TableReader<'_>) -> String {
    use crate::base::data::Value;
    match r.node("expected") {
        None => String::new(),
        Some((_, node)) => match node.value {
            Value::Bool(true) => "expected".to_owned(),
            Value::Bool(false) => String::new(),
            Value::String(word) if !word.trim().is_empty() => word.trim().to_owned(),
            _ => {
                r.report(node.span, "`expected` should be true, or a word such as \"target\" or \"planned\"");
                String::new()
            }
        },
    }
}

type Placed<T> = Option<(T, Span)>;

/// Where a point stands. The points of a line all have dates, or all have numbers.
fn place(
    r: &mut TableReader<'_>,
    kind: ChartKind,
    (date, x): (Placed<Date>, Placed<f64>),
    met: &mut SeenPoints,
) -> Placed<PointPosition> {
    let (place, at) = match (date, x) {
        (Some(_), Some((_, at))) => {
            r.report(at, "a point takes a `date` or an `x`, not both");
            return None;
        }
        (Some((date, at)), None) => (PointPosition::Date(date), at),
        (None, Some((x, at))) => (PointPosition::Number(x), at),
        (None, None) => return None,
    };
    let dated = matches!(place, PointPosition::Date(_));
    if kind == ChartKind::Line && *met.dated.get_or_insert(dated) != dated {
        r.report(at, "either all points of a line have a `date`, or all have an `x`");
        return None;
    }
    Some((place, at))
}
