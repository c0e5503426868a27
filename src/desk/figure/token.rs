//! A text cut into words, numbers and marks.

use super::DecimalStyle;
use crate::desk::words;

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureToken {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
}

pub(super) fn tokens(text: &str) -> Vec<FigureToken> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<FigureToken> = Vec::with_capacity(text.len() / 5);
    let mut apart = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            apart = true;
            at += c.len_utf8();
            continue;
        }
        let kind = if c.is_ascii_digit() {
            // The day of a month is no group of a number: “on May 5 200 men came”.
            let after_month = tokens.last().is_some_and(|last| {
                last.kind == TokenKind::Word && words::month(&text[last.start..last.end]).is_some()
            });
            at = number_end(bytes, at, !after_month);
            TokenKind::Number
        } else if digit_of(c).is_some() {
            at = other_number_end(text, at);
            TokenKind::Number
        } else if c.is_alphabetic() {
            at = word_end(text, at);
            TokenKind::Word
        } else {
            at += c.len_utf8();
            TokenKind::Mark
        };
        tokens.push(FigureToken { start, end: at, kind, apart });
        apart = false;
    }
    tokens
}

/// Where a word ends. Nearly all letters are of ASCII; behind those another may follow that is not.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    match bytes.get(end) {
        Some(byte) if !byte.is_ascii() => {
            end + text[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - end)
        }
        _ => end,
    }
}

/// Where a number in digits ends, with the marks between its groups and before its decimals. `spaced` says
/// whether its groups may have spaces between.
fn number_end(bytes: &[u8], start: usize, spaced: bool) -> usize {
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = digits(start);
    let mut end = start + first;
    let mut grouped: Option<u8> = None;
    loop {
        let Some(&mark) = bytes.get(end) else { return end };
        match mark {
            b',' | b'.' => {
                let next = digits(end + 1);
                if next == 0 {
                    return end;
                }
                // Groups of three go on, and in India of two; anything else are decimals, and the last.
                let same = grouped.is_none_or(|before| before == mark);
                let lakhs = mark == b',' && next == 2 && first <= 2 && same && is_lakhs(bytes, end);
                let group = lakhs || next == 3 && (first <= 3 || grouped.is_some()) && same;
                end += 1 + next;
                if !group {
                    return end;
                }
                grouped = Some(mark);
            }
            // `24 000`, as in French; the space is a plain one in a canonical text.
            b' ' if spaced
                && first <= 3
                && bytes[start] != b'0'
                && digits(end + 1) == 3
                && grouped.is_none_or(|before| before == b' ') =>
            {
                end += 4;
                grouped = Some(b' ');
            }
            // `1'200'000` and `1’200’000`, as in Switzerland; `3·5`, as British journals write it.
            b'\'' if is_group(&digits, first, grouped, end + 1) => {
                end += 4;
                grouped = Some(b'\'');
            }
            0xe2 if bytes[end..].starts_with("’".as_bytes())
                && is_group(&digits, first, grouped, end + 3) =>
            {
                end += 6;
                grouped = Some(b'\'');
            }
            0xc2 if bytes[end..].starts_with("·".as_bytes()) && digits(end + 2) > 0 => {
                return end + 2 + digits(end + 2);
            }
            _ => return end,
        }
    }
}

/// Whether a group of three follows that an apostrophe cuts off.
fn is_group(digits: &impl Fn(usize) -> usize, first: usize, grouped: Option<u8>, next: usize) -> bool {
    first <= 3 && digits(next) == 3 && grouped.is_none_or(|before| before == b'\'')
}

/// Whether groups of two go on, at their comma, to one of three: `12,34,567`.
fn is_lakhs(bytes: &[u8], mut at: usize) -> bool {
    const MOST: usize = 6;
    for _ in 0..MOST {
        let next = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        at += 1 + next;
        match next {
            3 => return true,
            2 if bytes.get(at) == Some(&b',') => {}
            _ => return false,
        }
    }
    false
}

/// Where a number ends that is written in the digits of another script.
fn other_number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = digit_of(c).is_some()
            || matches!(c, ',' | '.' | '，' | '．' | '٫' | '٬')
                && chars.peek().is_some_and(|(_, next)| digit_of(*next).is_some());
        if !goes_on {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

/// The value of a digit of any script that people write figures in.
pub(super) fn digit_of(c: char) -> Option<u32> {
    const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '๐', '០', '０'];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let zero = ZEROS.iter().rev().find(|zero| **zero <= c)?;
    Some(u32::from(c) - u32::from(*zero)).filter(|value| *value < 10)
}

/// A number in digits as a programmer writes it, but for its groups: only ASCII, with `'` for spaces and
/// apostrophes between groups, and a full stop for a raised dot.
fn plain(written: &str) -> String {
    written
        .chars()
        .map(|c| match c {
            ' ' | '’' | '٬' => '\'',
            '·' | '٫' | '．' => '.',
            '，' => ',',
            c => digit_of(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c),
        })
        .collect()
}

/// The value of a number in digits.
pub(super) fn value_of(written: &str, style: DecimalStyle) -> Option<f64> {
    let groups = |written: &str, mark: char| {
        let mut parts = written.split(mark);
        let first = parts.next().unwrap_or_default();
        let mut rest: Vec<&str> = parts.collect();
        let last = rest.pop().unwrap_or_default();
        let size =
            if mark == ',' && rest.iter().all(|part| part.len() == 2) && first.len() < 3 { 2 } else { 3 };
        (1..=3).contains(&first.len())
            && first != "0"
            && last.len() == 3
            && rest.iter().all(|part| part.len() == size)
    };
    let plain = plain(written).replace('\'', "");
    let commas = plain.matches(',').count();
    let dots = plain.matches('.').count();
    let is_comma = style == DecimalStyle::Comma;
    let plain = match (commas, dots) {
        (0, 0) => plain,
        // `1,234` is a thousand to some, and less than two to others.
        (1, 0) if is_comma => plain.replace(',', "."),
        (_, 0) if groups(&plain, ',') => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (0, 1) if is_comma && groups(&plain, '.') => plain.replace('.', ""),
        (0, 1) => plain,
        (0, _) if groups(&plain, '.') => plain.replace('.', ""),
        // `1,234.5` and `1.234,5`
        (_, 1) if plain.rfind('.') > plain.rfind(',') => plain.replace(',', ""),
        (1, _) => plain.replace('.', "").replace(',', "."),
        _ => return None,
    };
    plain.parse().ok()
}

/// How many digits of a number are said: `2,700` has two.
pub(super) fn significant(written: &str, value: f64) -> u8 {
    let digits: String =
        written.chars().filter_map(digit_of).filter_map(|digit| char::from_digit(digit, 10)).collect();
    let said = digits.trim_start_matches('0');
    let said = if value.fract() != 0.0 || written.contains(['.', '·']) && !is_whole(written, value) {
        said
    } else {
        said.trim_end_matches('0')
    };
    u8::try_from(said.len().max(1)).unwrap_or(u8::MAX)
}

/// Whether all digits of a number are before its decimal mark, so that its marks are those of groups.
fn is_whole(written: &str, value: f64) -> bool {
    let digits = written.chars().filter(|c| digit_of(*c).is_some()).count();
    let whole = value.abs().max(1.0).log10().floor() as usize + 1;
    digits == whole
}

/// Numbers with marks as a text has them, by which it is told how its author writes decimals.
pub fn style_of(text: &str) -> DecimalStyle {
    let bytes = text.as_bytes();
    let (mut commas, mut points) = (0_u32, 0_u32);
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) {
        let end = number_end(bytes, start, false);
        at = end.max(start + 1);
        let written = &bytes[start..end];
        // A date, or a number in parts.
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let tail = |mark: u8| written.iter().rposition(|b| *b == mark).map(|mark| written.len() - mark - 1);
        let count = |mark: u8| written.iter().filter(|b| **b == mark).count();
        match (tail(b','), tail(b'.')) {
            (Some(comma), None) if comma != 3 && count(b',') == 1 => commas += 1,
            (Some(3), None) => points += 1,
            (None, Some(point)) if point != 3 && count(b'.') == 1 => points += 1,
            (None, Some(3)) if count(b'.') > 1 => commas += 1,
            (Some(comma), Some(point)) if comma < point => commas += 1,
            (Some(_), Some(_)) => points += 1,
            _ => {}
        }
    }
    if commas > points { DecimalStyle::Comma } else { DecimalStyle::Point }
}
