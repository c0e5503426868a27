//! Marks of notes within a line, and the signs by which a line carries them until it is laid into the canonical
//! text.
//!
//! A mark such as `³`, `[3]` or `†` stays in the text, since a reader sees it, but it is no part of the sentence
//! it hangs on. While lines are joined and cut, a mark stands between [`NOTE`] and [`END`], and a hyphen at
//! which a line's end broke a word has [`BROKEN`] behind it; [`lay`] takes the signs out and says where they were.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::source::fold::Hints;

/// Here the mark of a note begins. A noncharacter: no text holds it, see [`super::canonical_line`].
pub(crate) const NOTE: char = '\u{fdd0}';
/// Here the mark of a note ends.
pub(crate) const END: char = '\u{fdd1}';
/// The hyphen before this was at a line's end.
pub(crate) const BROKEN: char = '\u{fdd2}';

pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, NOTE | END | BROKEN)
}

/// A line without the signs.
pub(crate) fn bare(line: &str) -> Cow<'_, str> {
    match line.contains(is_sign) {
        true => Cow::Owned(line.replace(is_sign, "")),
        false => Cow::Borrowed(line),
    }
}

/// Appends a paragraph to the canonical text, and what its signs say to the hints.
pub(crate) fn lay(paragraph: &str, canonical: &mut String, hints: &mut Hints) {
    if paragraph.is_ascii() || !paragraph.contains(is_sign) {
        return canonical.push_str(paragraph);
    }
    let text = bare(paragraph);
    if !is_nfc(&text) {
        // A combining mark stood behind a sign; where the characters now stand is not known.
        return canonical.extend(text.nfc());
    }
    let (mut depth, mut start) = (0_usize, 0);
    for c in paragraph.chars() {
        match c {
            NOTE => {
                if depth == 0 {
                    start = canonical.len();
                }
                depth += 1;
            }
            END => {
                depth = depth.saturating_sub(1);
                if depth == 0 && start < canonical.len() {
                    hints.notes.push(start..canonical.len());
                }
            }
            BROKEN => hints.broken.extend(canonical.char_indices().next_back().map(|(at, _)| at)),
            c => canonical.push(c),
        }
    }
}

/// Puts the signs around marks that a line's own characters show: `people[3]`, `people³`.
pub(crate) fn mark(line: String) -> String {
    if !line.contains(['[', '*', '\u{b9}', '\u{b2}', '\u{b3}', '†', '‡']) && !line.contains(is_raised) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 8);
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        let (marked, len) = match c {
            NOTE | END => {
                depth = if c == NOTE { depth + 1 } else { depth.saturating_sub(1) };
                (false, c.len_utf8())
            }
            '*' | '†' | '‡' if depth == 0 => match printed(&out, rest) {
                0 => (false, c.len_utf8()),
                len => (true, len),
            },
            '[' if depth == 0 && out.ends_with(|c: char| !c.is_whitespace()) => match bracketed(rest) {
                0 => (false, 1),
                len => (true, len),
            },
            _ if depth == 0 && is_raised(c) => {
                let run = rest.find(|c: char| !is_raised(c)).unwrap_or(rest.len());
                let digits: String = rest[..run].chars().filter_map(plain_digit).collect();
                (is_note(&out, &digits, rest[run..].chars().next()), run)
            }
            _ => (false, c.len_utf8()),
        };
        if marked {
            out.push(NOTE);
        }
        out.push_str(&rest[..len]);
        if marked {
            out.push(END);
        }
        at += len;
    }
    out
}

/// The length of the signs `*`, `†` and `‡` at the start of `rest` where they hang on a word or on what closes a
/// sentence, and nothing goes on behind them; or 0. A star behind an opening one only stresses words, and one at a
/// number or a symbol may mean something.
fn printed(before: &str, rest: &str) -> usize {
    let end = rest.find(|c| !matches!(c, '*' | '†' | '‡')).unwrap_or(rest.len());
    let near = tail(before);
    let mut back = near.chars().rev();
    let hangs = match back.next() {
        Some(c) if c.is_alphabetic() => back.next().is_some_and(char::is_alphabetic),
        Some(c) => matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '"' | ')' | '»' | '。' | '，'),
        None => false,
    };
    let opened = near.char_indices().any(|(at, c)| {
        c == '*'
            && !near[..at].ends_with(|c: char| c.is_alphanumeric() || c.is_ascii_punctuation() || is_sign(c))
    });
    let parted = rest[end..].chars().next().is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '"' | ')' | '»' | '。' | '，')
    });
    if hangs && parted && !opened && rest[..end].chars().count() <= 3 { end } else { 0 }
}

/// The length of a mark such as `[3]` or `[12, 13]` at the start of `rest`, which nothing goes on behind; or 0.
fn bracketed(rest: &str) -> usize {
    let Some(end) = rest.bytes().take(16).position(|b| b == b']') else { return 0 };
    let inside = &rest[1..end];
    let digits = inside.chars().any(|c| c.is_ascii_digit());
    let number = inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let goes_on = rest[end + 1..].chars().next().is_some_and(char::is_alphanumeric);
    if digits && number && inside.len() <= 12 && !inside.contains("0000") && !goes_on { end + 1 } else { 0 }
}

fn is_raised(c: char) -> bool {
    plain_digit(c).is_some()
}

fn plain_digit(c: char) -> Option<char> {
    match c {
        '\u{b9}' => Some('1'),
        '\u{b2}' => Some('2'),
        '\u{b3}' => Some('3'),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => char::from_digit(c as u32 - 0x2070, 10),
        _ => None,
    }
}

/// Units of length, mass and time that are raised to a power.
const UNITS: &str = " m km cm mm dm nm µm μm mi ft yd in s kg sec м км см мм сек ";

/// Whether a raised number is a note's mark and no power, by what stands before and after it.
///
/// A power stands on 10, on a number of one digit, on a unit of measure or on a single letter.
pub(crate) fn is_note(before: &str, number: &str, after: Option<char>) -> bool {
    let before = tail(before);
    let Some(last) = before.chars().next_back() else {
        return !after.is_some_and(char::is_alphabetic);
    };
    if last.is_whitespace() {
        // `¹⁴C`
        return !after.is_some_and(char::is_alphabetic);
    }
    if last.is_ascii_digit() {
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let base = &before[head.len()..];
        let alone = !head.ends_with(|c: char| c.is_alphanumeric());
        // Nobody can tell of `1.05¹⁰` what it is; a mark of a note hangs on a figure with decimals seldom.
        let decimals =
            base.split_once('.').is_some_and(|(whole, rest)| !whole.is_empty() && !rest.is_empty());
        return !(alone && (base == "10" || base.len() == 1 || decimals));
    }
    if last.is_alphabetic() {
        let head = before.trim_end_matches(char::is_alphabetic);
        let word = &before[head.len()..];
        let single = word.chars().nth(1).is_none();
        if single && (last as u32) < 0x500 && !head.ends_with(['\'', '’']) {
            return false;
        }
        let measured = head.trim_end().ends_with(|c: char| c.is_numeric() || matches!(c, '/' | '·'));
        let clear = word.len() > 1 && !matches!(word, "in" | "ft" | "mi" | "sec");
        if matches!(number, "2" | "3") && UNITS.contains(&format!(" {word} ")) && (clear || measured) {
            return false;
        }
        // `E = mc²`
        let formula = head.trim_end().ends_with(['=', '+', '×', '·']) && word.chars().count() <= 2;
        return !formula;
    }
    if last == ')' {
        let inside = before.rfind('(').map_or("", |open| &before[open..]);
        return !(inside.len() < 24 && inside.contains(['=', '+', '−', '×', '/']));
    }
    true
}

/// The end of a text, as much of it as decides what hangs on it.
pub(crate) fn tail(text: &str) -> &str {
    const NEAR: usize = 64;
    let mut start = text.len().saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str) -> String {
        mark(line.to_owned()).replace(NOTE, "<").replace(END, ">")
    }

    #[test]
    fn a_number_on_a_word_is_a_note_and_one_on_a_base_is_a_power() {
        for line in
            ["sheep¹ graze", "sheep.¹² Then", "87³ sheep", "87[3] sheep", "sheep[12, 13].", "(as told)¹"]
        {
            assert!(marked(line).contains('<'), "{line}");
        }
        for line in [
            "10⁶ sheep",
            "3.5 × 10⁶",
            "2³ is eight",
            "12 km² of it",
            "3 m³",
            "E = mc²",
            "x² + y²",
            "¹⁴C",
            "(a+b)²",
            "he[r]s",
            "a [3] b",
            "x[1]y",
            "agree[s] to",
        ] {
            assert_eq!(marked(line), line);
        }
        assert_eq!(marked("87³ sheep"), "87<³> sheep");
    }

    #[test]
    fn signs_become_hints() {
        let (mut canonical, mut hints) = (String::from("x "), Hints::default());
        lay(&format!("é{NOTE}³{END} a-{BROKEN}b"), &mut canonical, &mut hints);
        assert_eq!(canonical, "x é³ a-b");
        assert_eq!((hints.notes.first(), hints.notes.len(), hints.broken), (Some(&(4..6)), 1, vec![8]));
    }
}
