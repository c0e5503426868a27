//! Figures that go on over a space or a dash, and words in which a bracket stands.

use crate::source::fold::is_currency;
use crate::source::text::is_unspaced;

/// Whether a bracket within a word stands at this place: `(un)lawful`, `wo(man)`.
pub(super) fn in_bracketed(left: &str, right: &str) -> bool {
    let inner = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'');
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c));
    // The bracket opens before the place or right at it, and closes after it or right before it.
    let (before, opened) = match (left.strip_suffix(')'), right.strip_prefix('(')) {
        (Some(within), _) => {
            let Some(open) = open_of(within, inner) else { return false };
            let text = &within[open + 1..];
            return !text.is_empty() && goes_on_after(right) && word(right.chars().next());
        }
        (_, Some(within)) => {
            let Some(close) = close_of(within, inner) else { return false };
            return close > 0 && word(left.chars().next_back()) && is_small(&within[..close]);
        }
        _ => {
            let Some(open) = open_of(left, inner) else { return false };
            (&left[..open], &left[open + 1..])
        }
    };
    let Some(close) = close_of(right, inner) else { return false };
    let after = &right[close + 1..];
    let small = is_small(if opened.is_empty() { right } else { opened });
    opened.len() + close > 0
        && (word(before.chars().next_back()) && small || word(after.chars().next()) && goes_on_after(after))
}

/// A word is no longer, in bytes, in a bracket.
const LONGEST: usize = 32;

fn open_of(text: &str, inner: impl Fn(char) -> bool) -> Option<usize> {
    let (at, c) = text.char_indices().rev().find(|&(_, c)| !inner(c))?;
    (c == '(' && text.len() - at <= LONGEST).then_some(at)
}

fn close_of(text: &str, inner: impl Fn(char) -> bool) -> Option<usize> {
    let (at, c) = text.char_indices().find(|&(_, c)| !inner(c))?;
    (c == ')' && at <= LONGEST).then_some(at)
}

/// `Fund(IMF)` are two words.
fn is_small(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_uppercase())
}

fn goes_on_after(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_uppercase())
}

/// Whether a figure goes on between what stands at both sides of a space.
pub(super) fn goes_on(left: &str, right: &str) -> bool {
    is_group(left, right)
        || is_decimal(left, right)
        || is_of_clock(left, right)
        || is_of_degrees(left, right)
        || is_of_primes(left, right)
}

pub(super) fn digits_at_end(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `12, 500`: that may be a number that the end of a line broke.
fn is_group(left: &str, right: &str) -> bool {
    let (left, right) = match (left.strip_suffix(','), right.strip_prefix(',')) {
        (Some(left), _) => (left, right),
        (_, Some(right)) => match right.strip_prefix(' ') {
            Some(right) => (left, right),
            None => return false,
        },
        _ => return false,
    };
    (1..=3).contains(&digits_at_end(left))
        && digits(right) == 3
        && !right[3..].starts_with(char::is_alphanumeric)
}

/// `to 3. 5 million`: that may be a number that the end of a line broke, or a date (`am 3. 5. 2019`). What has a
/// number of its own (`Rule 3. 5 men`) and an item's number are none.
fn is_decimal(left: &str, right: &str) -> bool {
    let (left, right) = match (left.strip_suffix('.'), right.strip_prefix(". ")) {
        (Some(left), _) => (left, right),
        (_, Some(right)) => (left, right),
        _ => return false,
    };
    let whole = digits_at_end(left);
    let before = &left[..left.len() - whole];
    let Some(words) = before.strip_suffix(' ') else {
        return is_amount(before, whole) && digits(right) > 0;
    };
    let word = &words[words.trim_end_matches(char::is_alphabetic).len()..];
    // `3. 5. | 2019`
    let dated = words.strip_suffix('.').is_some_and(|day| digits_at_end(day) > 0);
    (1..=3).contains(&whole) && digits(right) > 0 && (word.starts_with(char::is_lowercase) || dated)
}

fn is_amount(before: &str, whole: usize) -> bool {
    (1..=3).contains(&whole) && before.ends_with(is_currency)
}

/// What may stand with a number in the brackets that make it negative.
fn is_of_negative(c: char) -> bool {
    c.is_numeric() || is_currency(c) || matches!(c, '.' | ',' | '\'' | ' ' | '%')
}

/// Whether a place lies within the brackets that make a number negative, as accountants write it: `(5)`,
/// `($1,200)`, `(5)%`. A year in brackets is one.
pub(super) fn in_negative(left: &str, right: &str) -> bool {
    if left.ends_with(')') && right.starts_with('%') {
        return without_bracket(left).len() < left.len();
    }
    if is_bracketed_amount(left, right) {
        return true;
    }
    let (head, tail) = (left.trim_end_matches(is_of_negative), right.trim_start_matches(is_of_negative));
    let (Some(before), true) = (head.strip_suffix('('), tail.starts_with(')')) else { return false };
    let (first, second) = (&left[head.len()..], &right[..right.len() - tail.len()]);
    is_negative(before, first, second)
}

/// `(€5m)`, `(US$3 bn)`: an amount of money in brackets, with what multiplies it.
fn is_bracketed_amount(left: &str, right: &str) -> bool {
    const SCALES: &[&str] = &["", "m", "mn", "bn", "b", "k", "M", "B", "K", "million", "billion", "thousand"];
    let inner = |c: char| c.is_ascii_alphabetic() || is_of_negative(c);
    let (Some(open), Some(close)) = (open_of(left, inner), close_of(right, inner)) else { return false };
    let amount = format!("{}{}", &left[open + 1..], &right[..close]);
    let rest = amount.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let Some(rest) = rest.strip_prefix(is_currency) else { return false };
    let scale = rest.trim_start_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '.' | ','));
    rest.starts_with(|c: char| c.is_numeric() || c == ' ') && SCALES.contains(&scale)
}

/// A text without the bracket at its end, where that closes a negative number.
pub(super) fn without_bracket(text: &str) -> &str {
    let Some(within) = text.trim_end_matches(' ').strip_suffix(')') else { return text };
    let head = within.trim_end_matches(is_of_negative);
    match head.strip_suffix('(') {
        Some(before) if is_negative(before, &within[head.len()..], "") => within,
        _ => text,
    }
}

/// Whether what stands in brackets behind `before` is a number, and no year.
fn is_negative(before: &str, first: &str, second: &str) -> bool {
    let digits = || first.chars().chain(second.chars());
    let century: String = digits().take(2).collect();
    let year = digits().count() == 4
        && digits().all(|c| c.is_ascii_digit())
        && ("15"..="20").contains(&&*century)
        && !before.is_empty()
        && !before.trim_end_matches(' ').ends_with('|');
    digits().any(char::is_numeric) && !year
}

/// `10:30 pm`
fn is_of_clock(left: &str, right: &str) -> bool {
    if digits_at_end(left) == 0 {
        return false;
    }
    let halves = ["am", "pm", "a.m", "p.m", "AM", "PM", "A.M", "P.M", "a. m", "p. m"];
    halves
        .iter()
        .any(|half| right.strip_prefix(half).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// `40° F`, `48° 12′ N`
fn is_of_degrees(left: &str, right: &str) -> bool {
    left.ends_with(['°', '′', '″'])
        && left.trim_end_matches(['°', '′', '″']).ends_with(char::is_numeric)
        && right.starts_with(['C', 'F', 'K', 'N', 'S', 'E', 'W'])
        && !right[1..].starts_with(|c: char| c.is_alphanumeric() || c == '\'')
        // `5″ S. Miller` is somebody's.
        && (left.ends_with('°') || !right[1..].starts_with('.'))
}

/// `6′ 2″`, `48° 12′`
fn is_of_primes(left: &str, right: &str) -> bool {
    let count = digits(right);
    let behind = right[count..].trim_start_matches(['.', ',']);
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    left.ends_with(['°', '′'])
        && digits_at_end(&left[..left.len() - left.chars().next_back().map_or(0, char::len_utf8)]) > 0
        && count > 0
        && behind.starts_with(['′', '″'])
}

/// Whether a dash at this place stands between two days: `5 May–6 June`, `May 5–June 6`.
pub(super) fn in_dates(left: &str, right: &str) -> bool {
    let left = left.strip_suffix('-').unwrap_or(left);
    let right = right.strip_prefix('-').unwrap_or(right);
    let name = |text: &str| text.starts_with(char::is_uppercase);
    let word = |c: char| c.is_alphabetic();
    // The day stands first.
    let month = &left[left.trim_end_matches(word).len()..];
    let day = left[..left.len() - month.len()].strip_suffix(' ').map_or(0, digits_at_end);
    let next = digits(right);
    let day_first = name(month)
        && (1..=2).contains(&day)
        && (1..=2).contains(&next)
        && right[next..].strip_prefix(' ').is_some_and(name);
    // The month stands first.
    let day = digits_at_end(left);
    let head = &left[..left.len() - day];
    let month = head.strip_suffix(' ').map_or("", |head| &head[head.trim_end_matches(word).len()..]);
    let end = right.find(|c| !word(c)).unwrap_or(right.len());
    let next = right[end..].strip_prefix(' ').map_or(0, digits);
    let month_first = (1..=2).contains(&day)
        && name(month)
        && name(&right[..end])
        && (1..=2).contains(&next)
        && month.chars().count() >= 3;
    day_first || month_first
}
