//! What belongs to a number and stands apart from it: the sign and the era in words, the other end of a range
//! whose ends have units, a fraction behind `and`.

use super::{MINUS, is_long, is_scale_of_heat};
use crate::source::fold::{begins_number, is_currency, is_hyphen};
use crate::source::numerals::{NumberRole, roles};
use crate::source::text::Text;

/// Whether a number goes on at this place of the folded text.
pub(super) fn goes_on(text: &Text, at: usize, left: &str, right: &str) -> bool {
    let (before, after) = (left.trim_end_matches(' '), right.trim_start_matches(' '));
    let spaced = before.len() < left.len() || after.len() < right.len();
    leads(before, after, spaced)
        || trails(before, after, spaced)
        || in_dashes(text, at, left, right)
        || in_dash_range(text, at, left, right)
        || between(before, after)
        || is_mixed(before, after)
}

/// What stands before a number and makes it another: below zero, before the era.
const LEADS: &[&str] = &[
    "公元前",
    "紀元前",
    "纪元前",
    "西元前",
    "零下",
    "氷点下",
    "マイナス",
    "기원전",
    "영하",
    "마이너스",
    "MÖ",
    "M.Ö.",
    "eksi",
    "sıfırın altında",
];

fn leads(left: &str, right: &str, spaced: bool) -> bool {
    let number = || {
        begins_number(right)
            || right.starts_with(|c| "〇零一二三四五六七八九十百千万".contains(c))
            || roles(first_word(right)).is_some_and(|roles| roles.of(NumberRole::Number) != 0)
    };
    LEADS.iter().filter_map(|lead| Some((lead, left.strip_suffix(lead)?))).any(|(lead, before)| {
        !(lead.starts_with(is_latin) && (!spaced || before.ends_with(char::is_alphanumeric)))
    }) && number()
}

fn is_latin(c: char) -> bool {
    c < '\u{250}'
}

/// What stands behind a year or an age and says that it was before the era.
const ERAS: &[&str] = &[
    "B.C.",
    "B. C.",
    "B.C.E.",
    "before Christ",
    "v. Chr.",
    "v.Chr.",
    "vor Christus",
    "av. J.-C.",
    "avant J.-C.",
    "avant notre ère",
    "a. de C.",
    "antes de Cristo",
    "до н. э.",
    "до н.э.",
    "до нашей эры",
    "до н. е.",
    "до н.е.",
    "p.n.e.",
    "π.Χ.",
    "ق.م",
    "قبل الميلاد",
];

/// The same in few letters, which mean other things as well.
const SHORT_ERAS: &[&str] = &["BC", "BCE", "a. C.", "a.C."];

/// What stands before those, but for a year.
const AGES: &[&str] = &[
    "century",
    "centuries",
    "millennium",
    "millennia",
    "siglo",
    "siglos",
    "secolo",
    "secoli",
    "século",
    "séculos",
];

/// What stands behind a temperature and makes it a frost.
const FROSTS: &[&str] = &[
    "below zero",
    "below freezing",
    "below 0",
    "of frost",
    "unter Null",
    "unter null",
    "onder nul",
    "bajo cero",
    "sotto zero",
    "abaixo de zero",
    "au-dessous de zéro",
    "en dessous de zéro",
    "sous zéro",
    "ниже нуля",
    "нижче нуля",
    "poniżej zera",
    "تحت الصفر",
];

/// `In 500 | BC`, `5 degrees | below zero`, `5 | degrees below zero`.
fn trails(left: &str, right: &str, spaced: bool) -> bool {
    spaced
        && (is_followed(ERAS, left, right, ends_count)
            || is_followed(SHORT_ERAS, left, right, |left| {
                left.ends_with(char::is_numeric) || AGES.contains(&last_word(left))
            })
            || is_followed(FROSTS, left, right, ends_heat))
}

/// Whether a number that ends as it must has one of these behind it, and the place is between or within.
fn is_followed(trails: &[&str], left: &str, right: &str, ends: impl Fn(&str) -> bool) -> bool {
    let starts = |right: &str, trail: &str| {
        right.strip_prefix(trail).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // `5 | degrees below zero`
    let (word, next) = right.split_once(' ').unwrap_or_default();
    let later = (left.ends_with(char::is_numeric) || is_number(last_word(left)))
        && ends(word)
        && trails.iter().any(|trail| starts(next, trail));
    later
        || ends(left) && trails.iter().any(|trail| starts(right, trail))
        // `5 degrees below | zero`
        || trails.iter().any(|trail| {
            trail.split_once(' ').is_some_and(|(head, tail)| {
                starts(right, tail)
                    && left.strip_suffix(head).is_some_and(|left| left.ends_with(' ') && ends(left.trim_end()))
            })
        })
}

/// Whether a temperature ends here.
fn ends_heat(text: &str) -> bool {
    let word = last_word(text);
    text.ends_with(|c: char| c.is_numeric() || c == '°')
        || is_number(word)
        || roles(word).is_some_and(|roles| roles.of(NumberRole::Degree) != 0)
        || is_scale_of_heat(word)
}

/// Whether a number ends here, maybe with one or two words of what is counted.
fn ends_count(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..3 {
        let word = rest.rsplit(' ').next().unwrap_or_default();
        if word.contains(char::is_numeric)
            || is_number(word)
            || (!word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')))
            || roles(word).is_some_and(|roles| roles.of(NumberRole::Tail) != 0)
        {
            return true;
        }
        rest = rest[..rest.len() - word.len()].trim_end_matches(' ');
    }
    false
}

pub(super) fn is_number(word: &str) -> bool {
    roles(word).is_some_and(|roles| roles.of(NumberRole::Number) != 0)
}

pub(super) fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

pub(super) fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(char::is_alphabetic).len()..]
}

/// How far behind its fellow a dash may stand, in bytes.
const CLOSE: usize = 200;

/// ` --5`: hyphens that stand right at a number and apart from what is before may be its sign.
fn in_dashes(text: &Text, at: usize, left: &str, right: &str) -> bool {
    if !left.ends_with('-') || !begins_number(right) {
        return false;
    }
    let folded = text.folded();
    let (dash, number) = (folded.origin(at - 1..at), folded.origin(at..at + 1));
    let canonical = text.canonical();
    let before = &canonical[..dash.start];
    // `--8 dollars--`: two that stand around words are dashes.
    let close =
        canonical[number.start..].split('\n').next().and_then(|rest| rest.find("--").map(|at| &rest[..at]));
    let pair = close.is_some_and(|within| {
        within.len() <= CLOSE && within.contains(' ') && within.ends_with(char::is_alphabetic)
    });
    !pair
        && canonical[dash].starts_with("--")
        && (before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == '('))
        && !canonical[..number.start].ends_with(char::is_whitespace)
}

/// Units of which two different ones may stand in a range.
const UNITS: &[&str] = &[
    "mm", "cm", "m", "km", "mg", "g", "kg", "t", "ml", "l", "s", "min", "h", "k", "bn", "°C", "°F", "°", "%",
];

/// The number with its unit that ends a text: what is before it, and the unit.
fn amount_before(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '°' | '%' | '²' | '³'));
    let unit = &text[rest.len()..];
    let number = rest.trim_end_matches(' ');
    let head = number.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    number
        .ends_with(char::is_numeric)
        .then(|| (head.trim_end_matches(|c: char| is_currency(c) || c == MINUS), unit))
}

/// The unit of the number with which a text begins.
fn unit_after(text: &str) -> Option<&str> {
    let number = text.trim_start_matches(|c: char| is_currency(c) || c == MINUS);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if rest.len() == number.len() {
        return None;
    }
    let unit = rest.trim_start_matches(' ');
    let end =
        unit.find(|c: char| !(c.is_alphabetic() || matches!(c, '°' | '%' | '²' | '³'))).unwrap_or(unit.len());
    Some(&unit[..end])
}

fn are_units(one: &str, other: &str) -> bool {
    !one.is_empty() && (one == other || UNITS.contains(&one) && UNITS.contains(&other))
}

/// `5 km | – | 7 km`, `five | – | seven`
fn in_dash_range(text: &Text, at: usize, left: &str, right: &str) -> bool {
    let (head, tail, dash) = match (left.strip_suffix('-'), right.strip_prefix('-')) {
        (Some(head), _) => (head, right, at - 1),
        (_, Some(tail)) => (left, tail, at),
        _ => return false,
    };
    if is_long(text, dash) {
        return false;
    }
    if let Some((_, unit)) = amount_before(head)
        && let Some(other) = unit_after(tail)
        && are_units(unit, other)
    {
        return true;
    }
    let origin = text.folded().origin(dash..dash + 1);
    let canonical = text.canonical();
    let short = canonical[origin.clone()]
        .chars()
        .all(|c| is_hyphen(c) || matches!(c, MINUS | '\u{2012}' | '\u{2013}'));
    let languages = |word: &str| roles(word).map_or(0, |roles| roles.of(NumberRole::Number));
    short
        && !canonical[..origin.start].ends_with(char::is_whitespace)
        && languages(last_word(head)) & languages(first_word(tail)) != 0
}

/// `between 5 kg | and | 7 kg`
fn between(left: &str, right: &str) -> bool {
    let of = |word: &str, role| roles(word).map_or(0, |roles| roles.of(role));
    let word = first_word(right);
    let (head, and, tail) = if of(word, NumberRole::And) != 0 {
        (left, word, right[word.len()..].trim_start_matches(' '))
    } else {
        let word = last_word(left);
        (left[..left.len() - word.len()].trim_end_matches(' '), word, right)
    };
    let and = of(and, NumberRole::And);
    if and == 0 {
        return false;
    }
    let (Some((before, unit)), Some(other)) = (amount_before(head), unit_after(tail)) else { return false };
    are_units(unit, other) && of(last_word(before.trim_end_matches(' ')), NumberRole::Between) & and != 0
}

/// `3 | and | 1/2`, `3 & 1/2`
fn is_mixed(left: &str, right: &str) -> bool {
    let and = |word: &str| word == "&" || roles(word).is_some_and(|roles| roles.of(NumberRole::And) != 0);
    let fraction = |text: &str| {
        text.split_once('/').is_some_and(|(above, below)| {
            let end = below.find(|c: char| !c.is_ascii_digit()).unwrap_or(below.len());
            let numbers = (above.parse::<u8>(), below[..end].parse::<u8>());
            above.len() < 3 && matches!(numbers, (Ok(above), Ok(below)) if above < below)
        })
    };
    let (head, tail) = match right.split_once(' ') {
        Some((word, tail)) if and(word) => (left, tail),
        _ => match left.rsplit_once(' ') {
            Some((head, word)) if and(word) => (head, right),
            _ => return false,
        },
    };
    head.ends_with(|c: char| c.is_ascii_digit()) && fraction(tail)
}
