//! What follows from figures by the words beside them: ages from years, times from times, what a claim reckons out
//! itself, parts of a whole, and what a change came from.

use super::contrary::is_time;
use super::derived::{alike, approximates};
use super::figure::{Dimension, Figure, FigureKind, Hedge, PartialDate, Trend};

/// How many figures are tried with each other.
const MOST: usize = 24;

/// Whether words beside a figure say that it is an age: “aged 70”, “at 70”, “the 70-year-old”.
pub(super) fn is_age(figure: &Figure, text: &str) -> bool {
    const BEFORE: &[&str] = &["aged", "age", "at", "turned", "of", "was", "is", "or", "and", "when"];
    if !matches!(figure.kind, FigureKind::Count | FigureKind::Measure(Dimension::Months))
        || figure.raw > 125.0
        || figure.raw < 1.0
    {
        return false;
    }
    let before = text.get(..figure.span.start as usize).unwrap_or_default().trim_end();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let behind = text.get(figure.span.end as usize..).unwrap_or_default();
    let old = behind.trim_start_matches([' ', '-']).starts_with("old");
    // “Smith, 70, left”
    let beside = before.ends_with([',', '(']) && behind.starts_with([',', ')', '.']);
    old || beside || BEFORE.iter().any(|word| word.eq_ignore_ascii_case(last))
}

fn years(pool: &[Figure]) -> Vec<i32> {
    let dates = pool.iter().filter(|p| p.kind == FigureKind::Date).filter_map(|p| p.date.year);
    dates.take(2 * MOST).collect()
}

/// What words beside the figures of the passages say of them.
pub(super) struct PassageContext {
    /// Those that are ages.
    pub(super) ages: Vec<f64>,
    /// Those that are points of a hundred, by which something is more or less.
    pub(super) points: Vec<f64>,
}

/// Whether a number is one of points, or of how much more or less something is: “6 points more”, “and 7 more than”.
pub(super) fn is_points(figure: &Figure, text: &str) -> bool {
    let behind = text.get(figure.span.end as usize..).unwrap_or_default();
    let word = behind
        .trim_start_matches([' ', '-'])
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    figure.kind == FigureKind::Points
        || figure.kind == FigureKind::Count
            && matches!(
                word,
                "point" | "points" | "more" | "less" | "fewer" | "higher" | "lower" | "percentage"
            )
}

/// Whether a figure of a claim follows from those of `pool` by the words beside it. `own` are the other figures of
/// the claim that stand in a passage, `dates` all that time may be reckoned from.
pub(super) fn follows(
    c: &Figure,
    text: &str,
    own: &[Figure],
    pool: &[Figure],
    dates: &[Figure],
    beside: &PassageContext,
    sum: bool,
) -> bool {
    is_reckoned(c, own)
        || is_age_of_years(c, text, dates, &beside.ages)
        || is_age_of_years(c, text, pool, &beside.ages)
        || is_time_between(c, pool)
        || is_year_of_age(c, dates, &beside.ages)
        || is_run(c, pool, sum)
        || came_from(c, pool)
        || is_share(c, pool)
        || is_later_date(c, pool, dates)
        || is_later_time(c, pool)
        || is_apart(c, text, pool)
        || is_in_points(c, pool, &beside.points)
        || is_area(c, pool)
        || leaves_out_thousands(c, pool)
        || is_quotient(c, text, pool)
}

/// Words for what was before.
const EARLIER: &[&str] = &["before", "earlier", "previous", "previously", "originally", "formerly"];

/// Whether one of a text's words is such.
fn has_word(text: &str, is: impl Fn(&str) -> bool) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(is)
}

/// Whether a word is one of a list, which is in lower case.
fn is_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether the words of a claim speak of what was before, or of how one thing differs from another. `freely` takes
/// words for it that may be said of anything.
fn compares(text: &str, freely: bool) -> bool {
    const WORDS: &[&str] = &[
        "more",
        "less",
        "fewer",
        "than",
        "rose",
        "fell",
        "grew",
        "gained",
        "lost",
        "dropped",
        "lowered",
        "raised",
        "short",
        "difference",
        "gap",
        "remain",
        "remained",
        "remaining",
        "left",
        "rest",
        "other",
        "others",
        "net",
        "ago",
        "compared",
        "plus",
        "total",
        "together",
        "combined",
        "ahead",
        "behind",
        "further",
        "additional",
        "extra",
        "added",
        "increased",
        "reduced",
        "cut",
    ];
    const FREE: &[&str] =
        &["had", "used", "until", "still", "whole", "bear", "bears", "yesterday", "all", "both", "beyond"];
    has_word(text, |word| {
        is_of(word, EARLIER)
            || is_of(word, WORDS)
            || freely && (is_of(word, FREE) || word.len() > 5 && word.ends_with("er"))
    })
}

/// Whether the words of a claim speak of a sum, or of what there was before something was taken away.
fn sums(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "had",
        "used",
        "until",
        "total",
        "together",
        "combined",
        "plus",
        "all",
        "both",
        "yesterday",
        "whole",
        "altogether",
        "overall",
        "sum",
    ];
    has_word(text, |word| is_of(word, EARLIER) || is_of(word, WORDS))
}

/// A sum or a difference of two figures that stand near each other, where the claim compares; with three digits or
/// more in any words, because no such number comes about by chance.
fn is_apart(c: &Figure, text: &str, pool: &[Figure]) -> bool {
    const NEAR: u32 = 260;
    let amount = |kind| {
        matches!(
            kind,
            FigureKind::Count | FigureKind::Money(_) | FigureKind::Measure(_) | FigureKind::Heat(_)
        )
    };
    // “Of the 30 days”: the whole of two parts.
    let before = text.get(..c.span.start as usize).unwrap_or_default().trim_end();
    let whole = before.ends_with("of the") || before.ends_with("of");
    let differs = c.digits >= 3 || compares(text, c.kind != FigureKind::Count);
    if !amount(c.kind) || !differs && !whole {
        return false;
    }
    let adds = whole || sums(text);
    let heat = |kind| matches!(kind, FigureKind::Heat(_));
    let bare = |figure: &Figure| figure.kind == FigureKind::Count;
    let kin = |p: &&Figure| {
        p.kind == c.kind || heat(p.kind) && heat(c.kind) || bare(p) || alike(p.kind, c.kind) && !bare(c)
    };
    let near: Vec<&Figure> = pool.iter().filter(kin).filter(|p| p.span != c.span).take(3 * MOST).collect();
    near.iter().enumerate().any(|(i, a)| {
        near[..i].iter().any(|b| {
            if a.span.start.abs_diff(b.span.start) > NEAR || bare(a) && bare(b) && !bare(c) {
                return false;
            }
            // A number without a unit has that of the other.
            let raw = bare(a) != bare(b) || matches!(c.kind, FigureKind::Heat(_));
            let (x, y, own) = match raw {
                true => (signed(a), signed(b), c.raw),
                false => (a.value, b.value, c.value),
            };
            if raw && !bare(c) && !matches!(c.kind, FigureKind::Heat(_)) {
                let unit = |figure: &Figure| figure.value / figure.raw;
                let of = if bare(a) { b } else { a };
                if (unit(of) - unit(c)).abs() > 1e-6 * unit(c).abs() {
                    return false;
                }
            }
            let (sum, apart) = (x + y, (x - y).abs());
            // What hardly adds to the other is no reckoning.
            let idle = approximates(c, own, x.abs()) || approximates(c, own, y.abs());
            !idle
                && (differs && apart > 0.0 && approximates(c, own, apart)
                    || adds && approximates(c, own, sum))
        })
    })
}

fn signed(figure: &Figure) -> f64 {
    if figure.negative { -figure.raw } else { figure.raw }
}

/// A percentage that another is so many points from: 65, of “71 per cent, 6 points more than the year before”.
fn is_in_points(c: &Figure, pool: &[Figure], points: &[f64]) -> bool {
    c.kind == FigureKind::Percent
        && pool.iter().filter(|p| p.kind == FigureKind::Percent).take(MOST).any(|p| {
            points
                .iter()
                .take(MOST)
                .any(|by| approximates(c, c.value, p.value - by) || approximates(c, c.value, p.value + by))
        })
}

/// “Each”: of an amount in equal parts.
fn is_quotient(c: &Figure, text: &str, pool: &[Figure]) -> bool {
    const EACH: &[&str] = &["each", "every", "per", "apiece", "average", "head", "equal"];
    let each = text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| EACH.iter().any(|known| known.eq_ignore_ascii_case(word)));
    let parts: Vec<&Figure> = pool
        .iter()
        .filter(|p| p.kind == FigureKind::Count && p.raw > 1.0)
        .take(if each { MOST } else { 0 })
        .collect();
    let mut wholes = pool.iter().filter(|p| p.kind == c.kind && p.span != c.span).take(MOST);
    wholes.any(|whole| parts.iter().any(|part| approximates(c, c.value, whole.value / part.raw)))
}

/// An area, of a length and a width: 84 square metres of “14 by 6 m”.
fn is_area(c: &Figure, pool: &[Figure]) -> bool {
    let FigureKind::Measure(Dimension::Area) = c.kind else { return false };
    let lengths: Vec<&Figure> =
        pool.iter().filter(|p| p.kind == FigureKind::Measure(Dimension::Length)).take(MOST).collect();
    let others = pool
        .iter()
        .filter(|p| matches!(p.kind, FigureKind::Count | FigureKind::Measure(Dimension::Length)))
        .take(MOST);
    let mut others = others;
    others.any(|a| {
        lengths.iter().any(|b| {
            let unit = b.value / b.raw;
            let length = if a.kind == FigureKind::Count { a.raw * unit } else { a.value };
            a.span != b.span && approximates(c, c.value, length * b.value)
        })
    })
}

/// “40 million tonnes” of “we shall be talking of 40”, where the passage speaks of millions.
fn leaves_out_thousands(c: &Figure, pool: &[Figure]) -> bool {
    if !matches!(c.kind, FigureKind::Money(_) | FigureKind::Measure(_)) {
        return false;
    }
    pool.iter().filter(|p| p.kind == FigureKind::Count && p.raw > 0.0 && p.raw < 1_000.0).take(MOST).any(
        |p| {
            [1e3, 1e6, 1e9, 1e12].iter().any(|scale| {
                (c.raw - p.raw * scale).abs() < 1e-6 * c.raw
                    && pool.iter().any(|q| {
                        q.kind == c.kind
                            && q.kind != FigureKind::Count
                            && q.raw >= *scale
                            && q.raw < scale * 1e3
                    })
            })
        },
    )
}

/// Whether two other figures of the claim give it: the author shows how it is reckoned out.
fn is_reckoned(c: &Figure, own: &[Figure]) -> bool {
    let amount = |kind| {
        matches!(
            kind,
            FigureKind::Count
                | FigureKind::Money(_)
                | FigureKind::Measure(_)
                | FigureKind::Percent
                | FigureKind::Times
                | FigureKind::Points
        )
    };
    if !amount(c.kind) {
        return false;
    }
    let others: Vec<&Figure> = own.iter().filter(|p| p.span != c.span && amount(p.kind)).take(MOST).collect();
    others.iter().enumerate().any(|(i, a)| {
        others[..i].iter().any(|b| {
            let kin = alike(a.kind, b.kind) && (alike(c.kind, a.kind) || c.kind == FigureKind::Count);
            let (high, low) = (a.raw.max(b.raw), a.raw.min(b.raw));
            let parts = c.kind == FigureKind::Percent
                && a.kind == FigureKind::Percent
                && (c.change != Trend::None || c.trend != Trend::None);
            let value = |figure: &Figure| if alike(c.kind, figure.kind) { figure.value } else { figure.raw };
            let idle =
                [a, b].iter().any(|p| approximates(c, c.value, value(p)) || approximates(c, c.raw, p.raw));
            if idle {
                return false;
            }
            kin && !parts
                && (approximates(c, c.value, value(a) + value(b))
                    || high > low && approximates(c, c.value, (value(a) - value(b)).abs())
                    || approximates(c, c.raw, a.raw + b.raw)
                    || high > low && approximates(c, c.raw, high - low))
                || (c.kind == a.kind || c.kind == b.kind || alike(c.kind, a.kind) || alike(c.kind, b.kind))
                    && c.kind != FigureKind::Percent
                    && (approximates(c, c.raw, a.raw * b.raw)
                        || low > 1.0 && c.raw > 1.0 && approximates(c, c.raw, high / low)
                        || c.value != c.raw && approximates(c, c.value, a.value * b.raw)
                        || c.value != c.raw && approximates(c, c.value, b.value * a.raw))
        })
    })
}

/// “Aged 67”: from the years of a birth and a death; a birthday decides on one year more or less.
fn is_age_of_years(c: &Figure, text: &str, pool: &[Figure], ages: &[f64]) -> bool {
    if !is_age(c, text) || c.kind != FigureKind::Count && !is_time(c) {
        return false;
    }
    let years = years(pool);
    let age = c.raw;
    years.iter().enumerate().any(|(i, a)| {
        years[..i].iter().any(|b| {
            let apart = f64::from((a - b).abs());
            // Or from the age in another year.
            let from = |other: &f64| (age - other).abs() == apart;
            apart > 0.0 && (age == apart || age == apart - 1.0 || ages.iter().any(from))
        })
    })
}

/// “Born in 1932” of who died in 2023, aged 91.
fn is_year_of_age(c: &Figure, pool: &[Figure], ages: &[f64]) -> bool {
    let Some(year) = c.date.year.filter(|_| c.kind == FigureKind::Date && c.date.month.is_none()) else {
        return false;
    };
    let from = years(pool);
    from.iter().any(|from| {
        let apart = f64::from((year - from).abs());
        ages.iter().any(|age| *age == apart || *age == apart - 1.0)
    })
}

/// “Fourteen minutes later”: between two minutes of a match, two ages, two times of day.
fn is_time_between(c: &Figure, pool: &[Figure]) -> bool {
    if !is_time(c) {
        return false;
    }
    let differ = |list: &[f64], wanted: f64| {
        list.iter()
            .enumerate()
            .any(|(i, a)| list[..i].iter().any(|b| a != b && approximates(c, wanted, (a - b).abs())))
    };
    let of = |test: &dyn Fn(&Figure) -> bool, value: &dyn Fn(&Figure) -> f64| -> Vec<f64> {
        pool.iter().filter(|p| test(p)).map(value).take(MOST).collect()
    };
    let nth = of(&|p| p.kind == FigureKind::Ordinal, &|p| p.raw);
    let ages = of(&|p| p.kind == FigureKind::Count && p.raw <= 125.0 && p.raw.fract() == 0.0, &|p| p.raw);
    let clocks = of(&|p| matches!(p.kind, FigureKind::Clock(_)), &|p| p.value);
    let years = c.kind == FigureKind::Measure(Dimension::Months) && c.value / c.raw == 12.0;
    let minutes = c.kind == FigureKind::Measure(Dimension::Days);
    let days: Vec<f64> = pool.iter().filter_map(|p| day_of_year(&p.date)).take(MOST).collect();
    differ(&nth, c.raw)
        || years && differ(&ages, c.raw)
        || minutes && differ(&clocks, c.value * 1_440.0)
        || minutes && c.value >= 1.0 && differ(&days, c.value)
        // The first day and the last are of them.
        || minutes && c.value >= 2.0 && differ(&days, c.value - 1.0)
}

/// The day of a year that a date is, from a day and a month.
fn day_of_year(date: &PartialDate) -> Option<f64> {
    const BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let (month, day) = date.month.zip(date.day)?;
    let leap = date.year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let before = BEFORE.get(usize::from(month).checked_sub(1)?)?;
    Some(f64::from(*before) + f64::from(day) + f64::from(u8::from(leap && month > 2)))
}

/// “Together”: the sum of three and more that stand side by side.
fn is_run(c: &Figure, pool: &[Figure], sum: bool) -> bool {
    if !sum {
        return false;
    }
    let kin: Vec<f64> = pool
        .iter()
        .filter(|p| p.kind == c.kind || alike(c.kind, p.kind))
        .map(|p| if c.kind == FigureKind::Count { p.raw } else { p.value })
        .take(2 * MOST)
        .collect();
    (0..kin.len()).any(|from| {
        let mut all = 0.0;
        kin[from..].iter().take(8).enumerate().any(|(count, value)| {
            all += value;
            count >= 2 && approximates(c, if c.kind == FigureKind::Count { c.raw } else { c.value }, all)
        })
    })
}

/// “12, before it fell by a third to 8”
fn came_from(c: &Figure, pool: &[Figure]) -> bool {
    pool.iter().enumerate().any(|(at, by)| {
        if by.kind != FigureKind::Percent || by.value <= 0.0 || by.value >= 1_000.0 {
            return false;
        }
        let trend = if by.trend == Trend::None { by.change } else { by.trend };
        let near = pool.get(at.saturating_sub(1)).into_iter().chain(pool.get(at + 1)).chain(pool.get(at + 2));
        let mut ends = near
            .filter(|end| end.span != by.span && alike(c.kind, end.kind) && end.kind != FigureKind::Percent);
        ends.any(|end| {
            let part = match trend {
                Trend::More => 1.0 + by.value / 100.0,
                Trend::Less => 1.0 - by.value / 100.0,
                // “cut its estimate of the crop by a tenth”
                Trend::None if by.spelled => 1.0 - by.value / 100.0,
                Trend::None => return false,
            };
            let (value, own) = if c.kind == end.kind { (end.value, c.value) } else { (end.raw, c.raw) };
            part > 0.0 && (approximates(c, own, value / part) || approximates(c, own, value * part))
        })
    })
}

/// So many of a hundred of a number.
fn is_share(c: &Figure, pool: &[Figure]) -> bool {
    if !matches!(c.kind, FigureKind::Count | FigureKind::Money(_)) || c.raw < 5.0 {
        return false;
    }
    let parts: Vec<&Figure> =
        pool.iter().filter(|p| p.kind == FigureKind::Percent && p.value < 100.0).take(MOST).collect();
    let wholes = pool.iter().filter(|p| alike(p.kind, c.kind) && p.raw > c.raw.min(20.0)).take(MOST);
    let mut wholes = wholes;
    wholes.any(|whole| {
        parts.iter().any(|part| {
            let share = whole.value * part.value / 100.0;
            let rest = whole.value - share;
            [share, rest].into_iter().any(|value| {
                approximates(c, c.value, value)
                    || c.hedge != Hedge::None && (c.value - value).abs() <= 0.03 * value
            })
        })
    })
}

/// “To November 1909”: a month of the passage, and a number of years or months in it.
fn is_later_date(c: &Figure, pool: &[Figure], dates: &[Figure]) -> bool {
    let (FigureKind::Date, Some(year)) = (c.kind, c.date.year) else { return false };
    let spans: Vec<i32> = pool
        .iter()
        .filter(|p| {
            p.kind == FigureKind::Measure(Dimension::Months) && p.value >= 1.0 && p.value.fract() == 0.0
        })
        .map(|p| p.value as i32)
        .take(MOST)
        .collect();
    let month = |date: &PartialDate| date.month.map(|month| i32::from(month) - 1);
    dates.iter().chain(pool).filter(|p| p.kind == FigureKind::Date).any(|p| {
        let Some(from) = p.date.year else { return false };
        spans.iter().any(|length| match (month(&c.date), month(&p.date)) {
            (Some(own), Some(there)) => {
                let apart = ((year * 12 + own) - (from * 12 + there)).abs();
                apart == *length && (c.date.day.is_none() || p.date.day.is_none() || c.date.day == p.date.day)
            }
            (Some(own), None) => (year - from).abs() * 12 == *length && own >= 0 && c.date.day.is_none(),
            (None, Some(there)) => {
                let first = from * 12 + there;
                (first + length).div_euclid(12) == year || (first - length).div_euclid(12) == year
            }
            (None, None) => length % 12 == 0 && (year - from).abs() * 12 == *length,
        })
    })
}

/// “At half past ten”: of nine, and 90 minutes; “in the 67th minute” of the 57th, and ten minutes.
fn is_later_time(c: &Figure, pool: &[Figure]) -> bool {
    match c.kind {
        FigureKind::Clock(_) => {
            let lengths: Vec<f64> = pool
                .iter()
                .filter(|p| p.kind == FigureKind::Measure(Dimension::Days))
                .map(|p| (p.value * 1_440.0).round())
                .take(MOST)
                .collect();
            pool.iter().filter(|p| matches!(p.kind, FigureKind::Clock(_))).any(|p| {
                lengths.iter().any(|length| {
                    let apart = (c.value - p.value).abs();
                    apart == *length || 1_440.0 - apart == *length
                })
            })
        }
        FigureKind::Ordinal => {
            let lengths: Vec<f64> = pool.iter().filter(|p| is_time(p)).map(|p| p.raw).take(MOST).collect();
            pool.iter()
                .filter(|p| p.kind == FigureKind::Ordinal)
                .any(|p| lengths.iter().any(|length| (c.raw - p.raw).abs() == *length))
        }
        _ => false,
    }
}
