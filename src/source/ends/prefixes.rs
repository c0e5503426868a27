//! Prefixes that another dash than a hyphen joins, or that stand before a word in marks or brackets.

use super::MINUS;
use crate::source::fold::is_hyphen;
use crate::source::text::Text;

const PREFIXES: &[&str] = &[
    "non", "anti", "ex", "un", "in", "pre", "post", "pro", "semi", "quasi", "pseudo", "self", "counter",
    "contra", "sub", "neo", "vice", "half", "nicht", "sans",
];

const SUFFIXES: &[&str] = &["free", "less", "like", "proof", "frei", "los"];

/// Whether a prefix and what it is of part at this place of the folded text: `non–|safe`, `anti-"|war"`,
/// `war|–free`.
pub(super) fn parts(text: &Text, at: usize, left: &str, right: &str) -> bool {
    let marks = ['\'', '(', '['];
    let head = left.trim_end_matches(marks);
    let tail = right.trim_start_matches(['\'', ')', ']']);
    if left.len() - head.len() > 2 || right.len() - tail.len() > 2 {
        return false;
    }
    if let Some(before) = head.strip_suffix('-')
        && right.trim_start_matches(marks).starts_with(char::is_alphanumeric)
        && is_one(last_word(before), PREFIXES)
        && joins(text, at - (left.len() - before.len()))
    {
        return true;
    }
    if let Some(after) = right.strip_prefix('-')
        && is_one(last_word(left), PREFIXES)
        && after.trim_start_matches(marks).starts_with(char::is_alphanumeric)
        && joins(text, at)
    {
        return true;
    }
    // `war–free`, `"war"-free`
    if let Some(after) = tail.strip_prefix('-')
        && left.ends_with(char::is_alphabetic)
    {
        return is_one(first_word(after), SUFFIXES) && joins(text, at + (right.len() - tail.len()));
    }
    if let Some(before) = left.strip_suffix('-')
        && before.trim_end_matches(['\'', ')', ']']).ends_with(char::is_alphabetic)
    {
        return is_one(first_word(right), SUFFIXES) && joins(text, at - 1);
    }
    false
}

fn is_one(word: &str, list: &[&str]) -> bool {
    word.len() <= 8 && list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn last_word(text: &str) -> &str {
    let end = text.trim_end_matches(char::is_alphabetic);
    if end.ends_with(['\'', '-']) { "" } else { &text[end.len()..] }
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Whether the dash at a place of the folded text stands without spaces, and is no long one.
fn joins(text: &Text, dash: usize) -> bool {
    let origin = text.folded().origin(dash..dash + 1);
    let canonical = text.canonical();
    let mut chars = canonical[origin.clone()].chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    (is_hyphen(c) || matches!(c, MINUS | '\u{2012}' | '\u{2013}'))
        && !canonical[..origin.start].ends_with(char::is_whitespace)
        && !canonical[origin.end..].starts_with(char::is_whitespace)
}
