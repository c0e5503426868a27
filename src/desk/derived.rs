//! Whether a figure of a claim follows from the figures of a passage.
//!
//! [`says`] compares two figures: the same value, another unit of the same, a rounding that the claim
//! owns up to or that drops digits only. [`derives`] asks whether two figures of the passage give it: a
//! span of years, a sum, a difference, a ratio, where the claim's words say so.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::desk::figure::{
    ChangeEnd, Dimension, Edge, Figure, FigureKind, Hedge, PartialDate, TemperatureScale, Trend,
};
use crate::desk::words::same_money;

/// Two numbers that differ by less than this part are the same: they are written in decimals.
const SAME: f64 = 1e-6;

/// How far a number may be from what is said to be about it.
const ABOUT: f64 = 0.075;

/// How much more a number may be than what it is said to be more than.
const OVER: f64 = 1.5;

/// How much less it may be than what it is said to be almost, and than what it is said to be less than.
const NEARLY: f64 = 0.85;
const UNDER: f64 = 0.6;

/// Whether a passage that has the figure `p` says the figure `c` of a claim.
pub fn says(c: &Figure, p: &Figure) -> bool {
    match (c.kind, p.kind) {
        (FigureKind::Date, FigureKind::Date) => agree(&c.date, &p.date),
        // “The 1800s” can be a century.
        (FigureKind::Decade, FigureKind::Century) => {
            c.value % 100.0 == 0.0 && c.value / 100.0 + 1.0 == p.value
        }
        // A year of a decade, or of a century, is in it.
        (
            FigureKind::Decade | FigureKind::Century,
            FigureKind::Date | FigureKind::Decade | FigureKind::Century,
        ) => match (c.years(), p.years()) {
            (Some(c), Some(p)) => c.0 <= p.0 && p.1 <= c.1,
            _ => false,
        },
        (FigureKind::Money(a), FigureKind::Money(b)) => {
            same_money(a, b) && close(c, c.value, p.value, p.digits)
        }
        // “Pounds” are money or a weight.
        (FigureKind::Money("£"), FigureKind::Measure(_)) => is_pounds(p) && close(c, c.raw, p.raw, p.digits),
        (FigureKind::Measure(_), FigureKind::Money("£")) => is_pounds(c) && close(c, c.raw, p.raw, p.digits),
        (FigureKind::Points, FigureKind::Points) => close(c, c.value, p.value, p.digits),
        (FigureKind::Heat(a), FigureKind::Heat(b)) => heats(c, a, p, b),
        (FigureKind::Clock(a), FigureKind::Clock(b)) => match a && b {
            true => c.value == p.value,
            false => (c.value - p.value) % 720.0 == 0.0,
        },
        (FigureKind::Score(a, b), FigureKind::Score(x, y)) => (a, b) == (x, y) || (a, b) == (y, x),
        (FigureKind::Score(..), FigureKind::Count | FigureKind::Times) => false,
        (FigureKind::Count | FigureKind::Times, FigureKind::Score(a, b)) => {
            c.raw == f64::from(a)
                || c.raw == f64::from(b)
                || c.kind == FigureKind::Times && c.raw * f64::from(b) == f64::from(a)
        }
        // The shorter of two versions may leave out what the other says.
        (FigureKind::Version(a), FigureKind::Version(b)) => a
            .iter()
            .zip(b)
            .all(|(a, b)| *a == b || *a == -1 || b == -1 || b == 0 && c.raw == p.raw && a == &0),
        (FigureKind::Version(_), FigureKind::Count) | (FigureKind::Count, FigureKind::Version(_)) => {
            c.raw.trunc() == p.raw.trunc()
        }
        (FigureKind::Numeral(a), FigureKind::Numeral(b)) => a == b && c.value == p.value,
        // Half a year are six months of it.
        (FigureKind::Measure(Dimension::Months), FigureKind::Date) => match p.date.part {
            Some(5 | 6) => c.value == 6.0,
            Some(1..=4) => c.value == 3.0,
            _ => false,
        },
        (FigureKind::Many, FigureKind::Many) => c.value == p.value,
        (FigureKind::Many, FigureKind::Count | FigureKind::Money(_) | FigureKind::Measure(_)) => {
            p.raw >= c.value && p.raw < c.value * if c.value == 100.0 { 20.0 } else { 1_000.0 }
        }
        (FigureKind::Count, FigureKind::Clock(_) | FigureKind::Numeral(_) | FigureKind::Many) => false,
        (FigureKind::Clock(_) | FigureKind::Numeral(_), FigureKind::Count) => false,
        // Where the one leaves the currency out, the number is what there is to compare.
        (FigureKind::Money(_), FigureKind::Count) | (FigureKind::Count, FigureKind::Money(_)) => {
            close(c, c.raw, p.raw, p.digits)
        }
        // “28 cents of every dollar” are 28 percent.
        (FigureKind::Percent, FigureKind::Money("¢")) => close_part(c, c.value, 100.0 * p.value),
        // “9 percent more” of “9 percent more”, and of no “9 percent less”.
        (FigureKind::Percent, FigureKind::Percent) if c.change != Trend::None && p.change != Trend::None => {
            c.change == p.change && (close_part(c, c.value, p.value) || is_worded(c, c.value, p))
        }
        (FigureKind::Percent, FigureKind::Percent) => {
            parts(c).any(|part| close_part(c, part, p.value) || is_worded(c, part, p))
        }
        (FigureKind::Percent, FigureKind::Times) => {
            parts(c).any(|part| {
                close_part(c, part, 100.0 * p.value)
                    || c.change == Trend::None && close_part(c, part, 100.0 / p.value)
            }) || c.trend == Trend::More && close_part(c, c.value, 100.0 * (p.value - 1.0))
        }
        // “Doubled” of what rose by 100 percent.
        (FigureKind::Times, FigureKind::Percent)
            if (p.trend == Trend::More || p.change == Trend::More)
                && close_part(c, c.value, 1.0 + p.value / 100.0) =>
        {
            true
        }
        (FigureKind::Times, FigureKind::Percent) => {
            p.value > 0.0
                && (close_part(c, c.value, 100.0 / p.value) || close_part(c, c.value, p.value / 100.0))
        }
        // The year of a century that is too early to be read as one.
        (FigureKind::Century, FigureKind::Count) => {
            p.raw.fract() == 0.0 && ((p.raw - 1.0) / 100.0).floor() + 1.0 == c.value
        }
        (FigureKind::Measure(a), FigureKind::Measure(b)) => measures(c, a, p, b),
        (FigureKind::Times | FigureKind::Ordinal, FigureKind::Times | FigureKind::Ordinal) => {
            close(c, c.value, p.value, p.digits)
        }
        (FigureKind::Count, FigureKind::Date) => p.date.year.is_some_and(|year| c.raw == f64::from(year)),
        (FigureKind::Date, FigureKind::Count) => c.date.year.is_some_and(|year| p.raw == f64::from(year)),
        (FigureKind::Count, _) | (_, FigureKind::Count) => close(c, c.raw, p.raw, p.digits),
        _ => false,
    }
}

/// The part of the whole that a percentage is: “60 percent less” is 40.
fn parts(c: &Figure) -> impl Iterator<Item = f64> {
    let part = match c.change {
        Trend::None => c.value,
        Trend::More => 100.0 + c.value,
        Trend::Less => 100.0 - c.value,
    };
    // What is so much less may stand in the passage as so much less.
    let as_is = (c.change != Trend::None).then_some(c.value).filter(|_| c.change == Trend::Less);
    std::iter::once(part).chain(as_is)
}

/// A part in words is seldom meant as exactly as in digits: “a third” is 33 or 34 percent.
fn is_worded(c: &Figure, part: f64, p: &Figure) -> bool {
    const NEAR: f64 = 1.0;
    // “Doubled” is no “halved”, though both are 50 of 100.
    let worded = |figure: &Figure| figure.spelled && figure.raw < 1.0;
    (worded(c) != worded(p)) && (part - p.value).abs() <= NEAR
}

/// Whether a measure is of pounds.
fn is_pounds(figure: &Figure) -> bool {
    figure.kind == FigureKind::Measure(Dimension::Mass)
        && (figure.value - 0.453_592 * figure.raw).abs() <= 1e-6 * figure.value
}

/// Temperatures, or how far two of them are apart: whatever the scale says, as far as the claim's digits go.
fn heats(c: &Figure, a: TemperatureScale, p: &Figure, b: TemperatureScale) -> bool {
    let signed = |figure: &Figure| if figure.negative { -figure.raw } else { figure.raw };
    let celsius = |value: f64, scale| match scale {
        TemperatureScale::Fahrenheit => (value - 32.0) / 1.8,
        TemperatureScale::Kelvin => value - 273.15,
        _ => value,
    };
    let of_celsius = |value: f64, scale| match scale {
        TemperatureScale::Fahrenheit => value * 1.8 + 32.0,
        TemperatureScale::Kelvin => value + 273.15,
        _ => value,
    };
    if (a == b || a == TemperatureScale::Unsaid || b == TemperatureScale::Unsaid)
        && close(c, c.raw, p.raw, p.digits)
    {
        return true;
    }
    // Degrees of which nothing is said are those of the other scale.
    let (a, b) = match (a, b) {
        (TemperatureScale::Unsaid, TemperatureScale::Celsius) => (TemperatureScale::Fahrenheit, b),
        (TemperatureScale::Unsaid, _) => (TemperatureScale::Celsius, b),
        (TemperatureScale::Celsius, TemperatureScale::Unsaid) => (a, TemperatureScale::Fahrenheit),
        (_, TemperatureScale::Unsaid) => (a, TemperatureScale::Celsius),
        _ => (a, b),
    };
    if a == b {
        return false;
    }
    let step = |scale| if scale == TemperatureScale::Fahrenheit { 1.8 } else { 1.0 };
    let there = of_celsius(celsius(signed(p), b), a);
    let apart = p.raw / step(b) * step(a);
    // As far as a whole degree goes.
    let near = |x: f64| (c.raw - x).abs() <= if c.raw.fract() == 0.0 { 0.5 } else { 0.06 };
    near(there.abs()) && (there < 0.0) == c.negative
        || near(apart)
        || hedged(c, c.raw, there)
        || hedged(c, c.raw, apart)
}

/// Whether two dates can be one, as far as both are known.
fn agree(c: &PartialDate, p: &PartialDate) -> bool {
    let turned = |date: &PartialDate| PartialDate { day: date.month, month: date.day, swaps: false, ..*date };
    same_date(c, p) || c.swaps && same_date(&turned(c), p) || p.swaps && same_date(c, &turned(p))
}

fn same_date(c: &PartialDate, p: &PartialDate) -> bool {
    let shared = [
        c.part.is_some() && p.part.is_some(),
        c.year.is_some() && p.year.is_some(),
        c.month.is_some() && p.month.is_some(),
        c.weekday.is_some() && p.weekday.is_some(),
    ];
    shared.contains(&true)
        && c.year.is_none_or(|year| p.year == Some(year))
        && c.month.is_none_or(|month| p.month == Some(month))
        && c.day.is_none_or(|day| p.day == Some(day))
        && c.weekday.is_none_or(|weekday| p.weekday == Some(weekday))
        && edges_agree(c.edge, p.edge)
        && part_agrees(c, p)
}

/// Whether a quarter, a half or a season of a year can be what is said of another date.
fn part_agrees(c: &PartialDate, p: &PartialDate) -> bool {
    let within = |part: u8, month: u8| match part {
        1..=4 => (month - 1) / 3 + 1 == part,
        5 | 6 => (month - 1) / 6 + 5 == part,
        _ => true,
    };
    match (c.part, p.part) {
        (None, _) => true,
        (Some(a), Some(b)) => a == b,
        (Some(part), None) => match (p.month, p.edge) {
            (Some(month), _) => within(part, month.clamp(1, 12)),
            (None, Some(edge)) => match part {
                5 => edge != Edge::Late,
                6 => edge != Edge::Early,
                7 | 8 => edge != Edge::Late,
                9 | 10 => edge != Edge::Middle,
                _ => false,
            },
            // A half and a season are said of a year that another sentence tells apart.
            (None, None) => part > 4,
        },
    }
}

/// “Late” is not “early”; where one does not say, they agree.
pub fn edges_agree(c: Option<Edge>, p: Option<Edge>) -> bool {
    c.is_none() || p.is_none() || c == p
}

fn measures(c: &Figure, a: Dimension, p: &Figure, b: Dimension) -> bool {
    use Dimension::{Days, Months};
    let days = |figure: &Figure, dimension| match dimension {
        Months => figure.value * 30.437,
        _ => figure.value,
    };
    match (a, b) {
        (Days, Months) | (Months, Days) => {
            let (c_days, p_days) = (days(c, a), days(p, b));
            (c_days - p_days).abs() <= 0.02 * p_days || hedged(c, c_days, p_days)
        }
        _ if a != b => false,
        // Another unit: right as far as the claim's digits go.
        _ if !same(c.value / c.raw, p.value / p.raw) => {
            let factor = c.value / c.raw;
            close(c, c.raw, p.value / factor, u8::MAX)
        }
        _ => close(c, c.value, p.value, p.digits),
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

/// Whether a claim that writes `c` may rest on `p`, of which `digits` digits are known.
fn close(figure: &Figure, c: f64, p: f64, digits: u8) -> bool {
    same(c, p)
        || hedged(figure, c, p)
        || figure.digits >= 2 && digits > figure.digits && rounds(c, p, figure.digits)
}

/// Whether a figure is what a reckoning comes to, as far as its digits go.
pub(super) fn approximates(figure: &Figure, c: f64, p: f64) -> bool {
    c > 0.0 && close(figure, c, p, u8::MAX)
}

/// Parts in words are seldom exact; in digits they are.
fn close_part(figure: &Figure, c: f64, p: f64) -> bool {
    (c - p).abs() <= 0.005 * p.abs()
        || hedged(figure, c, p)
        || figure.digits >= 2 && rounds(c, p, figure.digits)
}

/// Whether `p` is `c` when it is rounded to so many digits.
fn rounds(c: f64, p: f64, digits: u8) -> bool {
    if c == 0.0 {
        return false;
    }
    let unit = 10f64.powi(c.abs().log10().floor() as i32 + 1 - i32::from(digits));
    (p - c).abs() <= unit / 2.0 * (1.0 + SAME)
}

fn hedged(figure: &Figure, c: f64, p: f64) -> bool {
    match figure.hedge {
        Hedge::None => false,
        Hedge::About => (c - p).abs() <= ABOUT * p.abs(),
        Hedge::Over => p >= c * (1.0 - SAME) && p <= c * OVER * (1.0 + SAME),
        Hedge::Nearly => p <= c && p >= c * NEARLY,
        Hedge::Under => p <= c && p >= c * UNDER,
    }
}

/// Words that speak of a sum.
const SUM: &[&str] = &[
    "in all",
    "all told",
    "together",
    "altogether",
    "in total",
    "total",
    "combined",
    "sum",
    "overall",
    "adds up",
    "add up",
];
/// Words that speak of a difference.
const DIFFERENCE: &[&str] = &[
    "difference",
    "outnumber",
    "outnumbers",
    "outnumbered",
    "outnumbering",
    "exceed",
    "exceeds",
    "exceeded",
    "surplus",
    "deficit",
    "ahead",
    "behind",
    "margin",
    "extra",
    "differ",
    "gap",
    "apart",
    "more",
    "less",
    "fewer",
    "longer",
    "shorter",
    "larger",
    "smaller",
    "higher",
    "lower",
    "rose by",
    "fell by",
    "grew by",
    "rise of",
    "short of",
    "shortfall",
    "missing",
    "missed",
    "lack",
    "lacks",
    "lacking",
    "below",
    "above",
    "remain",
    "remains",
    "remaining",
    "left",
    "lost",
    "loses",
    "gained",
    "saved",
    "saves",
    "increase",
    "drop of",
    "further",
    "another",
    "additional",
];
/// Words that speak of a ratio.
const RATIO: &[&str] = &[
    "each", "every", "per", "times", "to one", "fold", "ratio", "double", "doubled", "doubling", "triple",
    "tripled", "twice", "half", "third", "quarter", "percent", "per cent",
];

/// Words that speak of what is left of the whole.
const REST: &[&str] = &[
    "rest",
    "remainder",
    "remaining",
    "itself",
    "themselves",
    "others",
    "the other",
    "not",
    "without",
    "own",
];

/// What a claim says of how its figures come about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Derivations {
    /// “in all”, “together”
    pub sum: bool,
    /// “more than the other”, “rose by”
    pub difference: bool,
    /// “for each”, “times”, “to one”
    pub ratio: bool,
    /// “the rest”, “itself”
    pub rest: bool,
    /// “a lead of”, which is said in percent of what is in points.
    pub lead: bool,
}

impl Derivations {
    /// Reads them in the claim's words, in lower case.
    pub fn of(claim: &str) -> Self {
        // All of them at once: a claim is long, and they are many.
        static SAID: LazyLock<AhoCorasick> = LazyLock::new(|| {
            AhoCorasick::new([SUM, DIFFERENCE, RATIO, REST].concat()).expect("a few words are not too many")
        });
        const LEADS: [&str; 6] = ["lead", "margin", "gap", "majority", "difference", "advantage"];
        let lead = LEADS.iter().any(|word| claim.contains(word));
        let mut ways = Self { ratio: claim.contains('%'), lead, ..Self::default() };
        for hit in SAID.find_overlapping_iter(claim) {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if inside(claim[..hit.start()].chars().next_back()) || inside(claim[hit.end()..].chars().next()) {
                continue;
            }
            let word = hit.pattern().as_usize();
            match word {
                _ if word < SUM.len() => ways.sum = true,
                _ if word < SUM.len() + DIFFERENCE.len() => ways.difference = true,
                _ if word < SUM.len() + DIFFERENCE.len() + RATIO.len() => ways.ratio = true,
                _ => ways.rest = true,
            }
        }
        ways
    }
}

/// Whether a figure of a passage lies between two of a claim, which it gives as bounds: “between two and
/// three million” of 2.5 million.
pub fn bounds(low: &Figure, high: &Figure, p: &Figure) -> bool {
    /// What is so much more than the least says nothing of it.
    const WIDEST: f64 = 3.0;
    let value = |figure: &Figure| if low.kind == FigureKind::Count { figure.raw } else { figure.value };
    let amount = matches!(
        low.kind,
        FigureKind::Count | FigureKind::Money(_) | FigureKind::Measure(_) | FigureKind::Percent
    );
    amount
        && alike(low.kind, high.kind)
        && (alike(low.kind, p.kind) || low.kind == p.kind)
        && (value(low)..=value(high)).contains(&value(p))
        && value(high) <= WIDEST * value(low)
}

/// Whether two figures of `pool` give the figure of a claim.
pub fn derives(c: &Figure, pool: &[Figure], ways: Derivations) -> bool {
    if by_way(c, pool) || ways.rest && c.kind == FigureKind::Percent && is_rest(c, pool) {
        return true;
    }
    match c.kind {
        FigureKind::Measure(Dimension::Months) => {
            spans(c, pool, pool) || months_apart(c, pool) || by_two(c, pool, ways)
        }
        FigureKind::Date if c.date.month.is_none() => c.date.year.is_some_and(|year| after(year, pool)),
        FigureKind::Points => between_parts(c, pool) || by_two(c, pool, ways),
        FigureKind::Date
        | FigureKind::Decade
        | FigureKind::Century
        | FigureKind::Ordinal
        | FigureKind::Clock(_)
        | FigureKind::Version(_)
        | FigureKind::Numeral(_)
        | FigureKind::Many
        | FigureKind::Score(..) => false,
        _ => by_two(c, pool, ways),
    }
}

/// “Eight years later”: between a year of the one list and a year of the other.
pub fn spans(c: &Figure, these: &[Figure], those: &[Figure]) -> bool {
    let years = |figures: &[Figure]| -> Vec<i32> {
        figures.iter().filter(|p| p.kind == FigureKind::Date).filter_map(|p| p.date.year).collect()
    };
    let those = years(those);
    c.kind == FigureKind::Measure(Dimension::Months)
        && years(these).iter().any(|a| {
            those.iter().any(|b| {
                let months = f64::from((a - b).abs()) * 12.0;
                months > 0.0 && (same(c.value, months) || hedged(c, c.value, months))
            })
        })
}

/// “Three months later”: between two months of one year.
fn months_apart(c: &Figure, pool: &[Figure]) -> bool {
    let dates: Vec<PartialDate> = pool.iter().filter(|p| p.date.month.is_some()).map(|p| p.date).collect();
    dates.iter().enumerate().any(|(i, a)| {
        dates[..i].iter().any(|b| {
            let one_year = a.year.is_none() || b.year.is_none() || a.year == b.year;
            let months = a.month.zip(b.month).map_or(0, |(a, b)| a.abs_diff(b));
            one_year && months > 0 && same(c.value, f64::from(months))
        })
    })
}

/// “Six years after 2018”: a year of the passage, and a number of years in it.
fn after(year: i32, pool: &[Figure]) -> bool {
    let lengths = pool.iter().filter(|p| p.kind == FigureKind::Measure(Dimension::Months) && p.value >= 12.0);
    let mut lengths = lengths.map(|p| p.value / 12.0);
    lengths.any(|length| {
        pool.iter()
            .filter(|p| p.kind == FigureKind::Date)
            .filter_map(|p| p.date.year)
            .any(|from| same(f64::from((year - from).abs()), length))
    })
}

/// What is left of a hundred.
fn is_rest(c: &Figure, pool: &[Figure]) -> bool {
    pool.iter().any(|p| p.kind == FigureKind::Percent && close_part(c, c.value, 100.0 - p.value))
}

/// Where a change began, if it is said by how much it came to what: “fell by 88 to 203”; or where it came to.
fn by_way(c: &Figure, pool: &[Figure]) -> bool {
    pool.windows(2).any(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let (by, end) = match (a.role, b.role) {
            (ChangeEnd::By, ChangeEnd::To | ChangeEnd::From) => (a, b),
            (ChangeEnd::To | ChangeEnd::From, ChangeEnd::By) => (b, a),
            _ => return false,
        };
        if !(alike(by.kind, end.kind) && alike(c.kind, end.kind)) {
            return false;
        }
        let other = match (by.trend, end.role) {
            (Trend::More, ChangeEnd::To) | (Trend::Less, ChangeEnd::From) => {
                end.raw - by.raw * scale(by, end)
            }
            _ => end.raw + by.raw * scale(by, end),
        };
        close(c, c.raw * scale(c, end), other, u8::MAX)
    })
}

/// How much of the unit of another figure that of one is.
fn scale(of: &Figure, other: &Figure) -> f64 {
    if of.raw == 0.0 || other.value == 0.0 { 1.0 } else { of.value / of.raw * other.raw / other.value }
}

/// “Three points more”: between two percentages.
fn between_parts(c: &Figure, pool: &[Figure]) -> bool {
    const MOST: usize = 24;
    let parts: Vec<f64> =
        pool.iter().filter(|p| p.kind == FigureKind::Percent).take(MOST).map(|p| p.value).collect();
    parts
        .iter()
        .enumerate()
        .any(|(i, a)| parts[..i].iter().any(|b| close(c, c.value, (a - b).abs(), u8::MAX)))
}

fn by_two(c: &Figure, pool: &[Figure], ways: Derivations) -> bool {
    // More than these, and nobody could say which two are meant.
    const MOST: usize = 24;
    let kin = pool.iter().filter(|p| {
        alike(c.kind, p.kind)
            // “4,345 kilometers, some 145 more”
            || c.kind == FigureKind::Count && matches!(p.kind, FigureKind::Measure(_))
            || ways.ratio && matches!(c.kind, FigureKind::Times | FigureKind::Count | FigureKind::Percent)
            || ways.sum
            || c.kind == FigureKind::Points
    });
    let pool: Vec<Figure> = kin
        .filter(|p| !matches!(p.kind, FigureKind::Date | FigureKind::Ordinal))
        .take(3 * MOST)
        .copied()
        .collect();
    let pool = &pool[..];
    if ways.sum && is_product(c, pool) {
        return true;
    }
    let value = |figure: &Figure| if c.kind == FigureKind::Count { figure.raw } else { figure.value };
    pool.iter().enumerate().any(|(i, a)| {
        pool[..i].iter().any(|b| {
            let amounts =
                |kind| matches!(kind, FigureKind::Count | FigureKind::Money(_) | FigureKind::Measure(_));
            if !alike(a.kind, b.kind) || a.span == b.span || !(amounts(a.kind) || c.kind == a.kind) {
                return false;
            }
            let (high, low) = (value(a).max(value(b)), value(a).min(value(b)));
            if low <= 0.0 {
                return false;
            }
            let one_unit = matches!(a.kind, FigureKind::Measure(_)) && same(a.value / a.raw, b.value / b.raw);
            let kinds = alike(c.kind, a.kind) || c.kind == FigureKind::Count && one_unit;
            // What a share has grown by is said in points; but a lead or a gap may be in percent.
            let parts = c.kind == FigureKind::Percent && a.kind == FigureKind::Percent && !ways.lead;
            let differ = (ways.difference || c.trend != Trend::None) && !parts;
            kinds && ways.sum && close(c, value(c), high + low, u8::MAX)
                || kinds && differ && high > low && close(c, value(c), high - low, u8::MAX)
                || ways.ratio && amounts(a.kind) && ratio(c, high, low)
        })
    })
}

/// “In all”: so many, each at so much.
fn is_product(c: &Figure, pool: &[Figure]) -> bool {
    let counts = pool.iter().filter(|a| a.kind == FigureKind::Count && a.raw > 1.0 && a.raw.fract() == 0.0);
    counts.into_iter().any(|a| {
        pool.iter().any(|b| {
            matches!(b.kind, FigureKind::Money(_) | FigureKind::Measure(_))
                && b.kind == c.kind
                && close(c, c.value, a.raw * b.value, u8::MAX)
        })
    })
}

fn ratio(c: &Figure, high: f64, low: f64) -> bool {
    let times = high / low;
    match c.kind {
        FigureKind::Times | FigureKind::Count => times > 1.0 && close(c, c.raw, times, u8::MAX),
        FigureKind::Percent => {
            let (share, growth) = (100.0 / times, 100.0 * (times - 1.0));
            match c.change {
                Trend::None => [share, 100.0 * times, growth, 100.0 - share]
                    .iter()
                    .any(|part| close_part(c, c.value, *part)),
                Trend::More => close_part(c, c.value, growth),
                Trend::Less => close_part(c, c.value, 100.0 - share),
            }
        }
        _ => false,
    }
}

/// Whether figures of two kinds can be added.
pub fn alike(a: FigureKind, b: FigureKind) -> bool {
    matches!((a, b), (FigureKind::Money(x), FigureKind::Money(y)) if same_money(x, y))
        || matches!(
            (a, b),
            (FigureKind::Count, FigureKind::Count | FigureKind::Money(_))
                | (FigureKind::Money(_), FigureKind::Count)
        )
        || match (a, b) {
            (FigureKind::Date, _) | (_, FigureKind::Date) => false,
            _ => a == b,
        }
}
