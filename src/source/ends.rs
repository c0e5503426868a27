//! Where a quotation may begin and end: at a whole word and a whole number.
//!
//! What is asked at either end is the same: does a word or a number go on over this place? The folded text
//! says it, but for hyphens, which it does not tell from dashes: those are looked up in the text as it
//! stands. No look goes further than [`WINDOW`] bytes, so that each hit costs the same.

use unicode_normalization::char::is_combining_mark;

use crate::source::fold::{MINUS, begins_number, is_currency, is_hyphen, is_joiner};
use crate::source::numerals::{NumberRole, roles};
use crate::source::text::{Text, is_unspaced};
use numbers::{NearWord, NearWords, in_phrase, is_scale_of_heat};

mod amounts;
mod beyond;
mod figures;
mod numbers;
mod pages;
mod prefixes;
mod scripts;
#[cfg(test)]
mod tests;

/// How far around an end is looked, in bytes.
const WINDOW: usize = 96;

/// An end of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuoteEnd {
    Begin,
    End,
}

/// Whether words of a quotation may begin at this place of a folded text.
pub(super) fn may_begin(text: &Text, at: usize) -> bool {
    !cuts(text, at, QuoteEnd::Begin)
}

/// Whether words of a quotation may end here. More strict than [`may_begin`]: what follows an apostrophe
/// belongs to the word (`can't` is not `can`), while what precedes one may be a word of its own (`l'État`).
pub(super) fn may_end(text: &Text, at: usize) -> bool {
    !cuts(text, at, QuoteEnd::End)
}

fn cuts(text: &Text, at: usize, side: QuoteEnd) -> bool {
    let folded = text.folded().as_str();
    let place = BoundaryContext::new(folded, at);
    let (Some(left), Some(right)) = (place.left.chars().next_back(), place.right.chars().next()) else {
        return false;
    };
    if side == QuoteEnd::Begin && matches!(left, ' ' | '-') && pages::breaks(text, at) {
        return true;
    }
    if is_plain(&place) {
        return false;
    }
    if place.in_word(left, right, side) || place.in_figure(left, right) {
        return true;
    }
    if (left == '-' || right == '-')
        && (in_compound(text, at, left, right) || figures::in_dates(place.left, place.right))
    {
        return true;
    }
    if prefixes::parts(text, at, place.left, place.right) {
        return true;
    }
    (place.in_signed(text, at)
        || place.in_phrase(side)
        || beyond::goes_on(text, at, place.left, place.right)
        || amounts::goes_on(place.left, place.right))
        && !between_paragraphs(text, at)
}

/// Whether two words of plain letters part here at a space, neither of them of a number: so it is nearly
/// everywhere.
fn is_plain(place: &BoundaryContext<'_>) -> bool {
    let (left, right) = (place.left.as_bytes(), place.right.as_bytes());
    let (left, right) = match (left, right) {
        ([left @ .., b' '], right) => (left, right),
        (left, [b' ', right @ ..]) => (left, right),
        _ => return false,
    };
    let before = left.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let after = right.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    // What is not of ASCII may be of the word.
    let ends = |byte: Option<&u8>| byte.is_none_or(|&byte| matches!(byte, b' ' | b',' | b'.' | b';' | b'\''));
    if before == 0
        || after == 0
        || !ends(left.len().checked_sub(before + 1).and_then(|at| left.get(at)))
        || !ends(right.get(after))
    {
        return false;
    }
    // `the 4th century | BC`, `9 degrees Celsius | below zero`
    if matches!(&right[..after], b"BC" | b"BCE" | b"below") {
        return false;
    }
    let roles = |word: &[u8]| std::str::from_utf8(word).ok().and_then(roles);
    // `2 hours | and 15 minutes`: what is of the number stands in the words around these.
    let after_number = || {
        let head = left[..left.len() - before].trim_ascii_end();
        let count = head.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        head.last().is_some_and(u8::is_ascii_digit)
            || roles(&head[head.len() - count..]).is_some_and(|roles| roles.of(NumberRole::Number) != 0)
    };
    let is_and = |word: &[u8]| roles(word).is_some_and(|roles| roles.of(NumberRole::And) != 0);
    if is_and(&right[..after]) && after_number() {
        return false;
    }
    // `3 km | to 5 km`: what is of a range stands in the word behind this.
    if right[after..].first() == Some(&b' ')
        && right.get(after + 1).is_some_and(u8::is_ascii_digit)
        && left[..left.len() - before].iter().rev().nth(1).is_some_and(u8::is_ascii_digit)
    {
        return false;
    }
    match (roles(&left[left.len() - before..]), roles(&right[..after])) {
        (None, None) => true,
        (Some(one), None) | (None, Some(one)) => !one.count(),
        (Some(_), Some(_)) => false,
    }
}

/// Whether a paragraph ends here.
fn between_paragraphs(text: &Text, at: usize) -> bool {
    let folded = text.folded();
    let space = folded.as_str()[at..].starts_with(' ');
    let next = folded.origin(if space { at + 1..at + 1 } else { at..at }).start;
    let canonical = text.canonical();
    canonical[..next].ends_with('\n')
}

/// The text around a place.
struct BoundaryContext<'a> {
    left: &'a str,
    right: &'a str,
}

impl<'a> BoundaryContext<'a> {
    fn new(folded: &'a str, at: usize) -> Self {
        let mut from = at.saturating_sub(WINDOW);
        while !folded.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (at + WINDOW).min(folded.len());
        while !folded.is_char_boundary(to) {
            to -= 1;
        }
        Self { left: &folded[from..at], right: &folded[at..to] }
    }

    /// Whether a word goes on.
    fn in_word(&self, left: char, right: char, side: QuoteEnd) -> bool {
        if (left == '.' && right == '.' && !self.right.starts_with("..."))
            || scripts::in_cluster(self.left, self.right)
        {
            return true;
        }
        let (word_left, word_right) = (is_word(left), is_word(right));
        if word_left && word_right {
            return scripts::goes_on(self.left, self.right, side == QuoteEnd::End);
        }
        if is_joiner(left) || is_joiner(right) || figures::in_bracketed(self.left, self.right) {
            return true;
        }
        if word_left || word_right {
            return self.contracted(left, right, side) || self.joined(left, right);
        }
        false
    }

    /// Whether an apostrophe joins what stands here.
    fn contracted(&self, left: char, right: char, side: QuoteEnd) -> bool {
        let (before, after) = match (left, right) {
            ('\'', right) => (self.left.chars().nth_back(1), Some(right)),
            (left, '\'') => (Some(left), self.right.chars().nth(1)),
            _ => return false,
        };
        let (Some(before), Some(after)) = (before, after) else { return false };
        if !is_word(before) || !is_word(after) || is_unspaced(before) || is_unspaced(after) {
            return false;
        }
        if side == QuoteEnd::End {
            return before.is_alphabetic() && after.is_alphabetic();
        }
        // Of words with an apostrophe, only those of Latin letters may be two.
        let latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
        if before.is_numeric() && after.is_numeric() {
            return true;
        }
        if !latin(before) || !latin(after) || left != '\'' {
            return true;
        }
        let tail = &self.right[..self.right.find(|c: char| !c.is_alphabetic()).unwrap_or(self.right.len())];
        let head =
            self.left[..self.left.len() - 1].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        matches!(
            tail,
            "t" | "s" | "re" | "ve" | "ll" | "d" | "m" | "T" | "S" | "RE" | "VE" | "LL" | "D" | "M"
        ) || matches!(head, "O" | "o" | "Mc")
    }

    /// Whether a sign within a word joins what stands here: `and/or`, `AT&T`, `U.S.`, `C++`.
    fn joined(&self, left: char, right: char) -> bool {
        let (before, after) = (self.left.chars().nth_back(1), self.right.chars().nth(1));
        let word = |c: Option<char>| c.is_some_and(|c| is_word(c) && !is_unspaced(c));
        match (left, right) {
            ('/' | '&' | '@' | '_' | '\\', _) => word(before) && word(Some(right)),
            (_, '/' | '&' | '@' | '_' | '\\') => word(Some(left)) && word(after),
            (_, '+') => left.is_alphabetic() && !after.is_some_and(char::is_alphanumeric),
            (_, '#') => left.is_alphabetic() && !word(after),
            // A dot within a word is followed by a small letter or stands in an abbreviation.
            ('.', _) if word(before) && right.is_alphabetic() => {
                right.is_lowercase() || self.left.chars().nth_back(2).is_none_or(|c| !c.is_alphanumeric())
            }
            (_, '.') if left.is_alphabetic() && after.is_some_and(char::is_alphabetic) => {
                after.is_some_and(char::is_lowercase) || before.is_none_or(|c| !c.is_alphanumeric())
            }
            _ => false,
        }
    }

    /// Whether a figure goes on, with what stands right at it.
    fn in_figure(&self, left: char, right: char) -> bool {
        let (before, after) = (self.left.chars().nth_back(1), self.right.chars().nth(1));
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let (left_digit, right_digit) = (digit(Some(left)), digit(Some(right)));
        if left_digit {
            // `3.5`, `1’200`, `8%`, `46+`, `40°`, `6′`, `10^6`.
            if joins_digits(right) && digit(after)
                || matches!(
                    right,
                    '%' | '٪' | '‰' | '‱' | '°' | '℃' | '℉' | '^' | '％' | '+' | '⁺' | '⁻' | 'ª' | 'º'
                )
                || is_prime(right)
            {
                return true;
            }
        }
        if right_digit {
            // `.5`, `±2`, `<44`, `%50`, `A$5`.
            if joins_digits(left) && digit(before)
                || is_prime(left)
                || matches!(left, '⁺' | '⁻' | '°' | '^' | '%' | '٪' | '_')
                || matches!(left, '至' | '到') && before.is_some_and(|c| matches!(c, '%' | '％' | '°' | '℃'))
                || is_sign(left)
                || (matches!(left, '.' | '٫') && !before.is_some_and(|c| is_word(c) || c == '.'))
                || (is_currency(left) && before.is_some_and(|c| c.is_alphabetic() || is_sign(c)))
            {
                return true;
            }
        }
        // `10%至15%`
        if matches!(left, '%' | '％' | '°' | '℃') && matches!(right, '至' | '到') && digit(after) {
            return true;
        }
        // `40 °C`, `26° 46′`; a sign before a currency; a negative number in brackets.
        is_currency(right) && begins_number(self.right) && (is_sign(left) || left.is_ascii_uppercase())
            || left == '°' && is_word(right)
            || is_sign(left) && begins_number(self.right)
            || figures::in_negative(self.left, self.right)
    }

    /// Whether a sign, a unit or a group of digits stands at the other side of a space.
    fn in_signed(&self, text: &Text, at: usize) -> bool {
        let (left, right) = (self.left.trim_end_matches(' '), self.right.trim_start_matches(' '));
        let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else {
            return false;
        };
        let (before, after) = (left.chars().nth_back(1), right.chars().nth(1));
        let number = begins_number(right) || right.starts_with(MINUS);
        let digit = last.is_numeric();
        if figures::goes_on(left, right) || scripts::in_korean_number(left, right) {
            return true;
        }
        if number {
            let sign = match last {
                '+' | '*' | '<' | '>' => !before.is_some_and(|c| c.is_alphabetic() || c == last),
                last => is_sign(last) || matches!(last, '×' | '÷' | '·' | '∙' | '⋅'),
            };
            // A minus that stands for itself is a dash in the folded text.
            if sign || (last == '-' && is_minus(text, at - (self.left.len() - left.len()) - 1)) {
                return true;
            }
            // `2020 – 2021`: the ends of a range, unless the dash is a long one.
            if last == '-'
                && ends_figure(&left[..left.len() - 1])
                && !after_year(&left[..left.len() - 1], right)
                && !is_long(text, at - (self.left.len() - left.len()) - 1)
            {
                return true;
            }
        }
        if digit || (matches!(last, '%' | '°' | '″' | '′') && ends_figure(left)) {
            let next = right[first.len_utf8()..].trim_start_matches(' ');
            let here = at + (self.right.len() - right.len());
            if (matches!(first, '×' | '÷' | '±' | '*' | '~' | '∼' | '～' | '〜' | '+' | '/' | '·' | MINUS)
                && begins_number(next))
                || (first == '-' && begins_number(next) && !after_year(left, next) && !is_long(text, here))
                || (first == '-' && next.starts_with(MINUS))
            {
                return true;
            }
        }
        if digit {
            if matches!(first, '%' | '٪' | '‰' | '‱' | '°' | '℃' | '℉' | '％' | '±' | '+')
                && !(first == '+' && after == Some(' '))
            {
                return true;
            }
            if number {
                return is_group(left, right) || is_mixed(left, right);
            }
        }
        false
    }

    /// Whether a number of several words goes on.
    fn in_phrase(&self, side: QuoteEnd) -> bool {
        // Nearly everywhere the first word at each side says no.
        // `(5) | million`
        let left = figures::without_bracket(self.left);
        let (a, _) = NearWord::before(left);
        let (b, _) = NearWord::after(self.right);
        let counts = |word: &Option<NearWord<'_>>| word.as_ref().is_some_and(NearWord::counts);
        let has = |word: &Option<NearWord<'_>>, role| word.as_ref().is_some_and(|word| word.of(role) != 0);
        // `two and | a half`, `a quarter of | a million`
        let one = (has(&a, NumberRole::And) || has(&a, NumberRole::Of)) && has(&b, NumberRole::One);
        let to = has(&b, NumberRole::To) || has(&b, NumberRole::Or);
        (counts(&a) || counts(&b) || one || to)
            && in_phrase(&NearWords::before(left), &NearWords::after(self.right), side)
    }
}

/// A character of a word.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // What could not be read may have been of the word.
    c.is_alphanumeric() || is_combining_mark(c) || c == char::REPLACEMENT_CHARACTER
}

/// Signs that belong to the number after them.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        MINUS
            | '+'
            | '±'
            | '∓'
            | '<'
            | '>'
            | '≤'
            | '≥'
            | '≠'
            | '~'
            | '∼'
            | '～'
            | '〜'
            | '≈'
            | '≃'
            | '≅'
            | '⩽'
            | '⩾'
            | '≲'
            | '≳'
            | '≪'
            | '≫'
            | '√'
            | '∛'
            | '×'
            | '÷'
            | '¬'
            | '＜'
            | '＞'
            | '－'
            | '＋'
            | '∝'
    )
}

fn is_prime(c: char) -> bool {
    matches!(c, '\u{2032}'..='\u{2034}' | '\u{2057}')
}

/// Marks within a number, a time or a fraction.
fn joins_digits(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ':'
            | '/'
            | '\''
            | '_'
            | '·'
            | '∙'
            | '⋅'
            | '×'
            | '*'
            | '⁄'
            | '∕'
            | '∶'
            | '˙'
            | '٫'
            | '٬'
            | '：'
            | '，'
            | '．'
            | '^'
            | '+'
            | '÷'
            | '±'
            | '~'
            | '～'
            | '〜'
            | '∼'
            | MINUS
            | '\u{2043}'
            | '・'
    )
}

/// Whether a figure ends here, with its unit.
fn ends_figure(left: &str) -> bool {
    left.trim_end_matches([' ', '%', '°', '′', '″', 'C', 'F']).ends_with(char::is_numeric)
}

/// `2013 - 5 ships`: a year and a number that is the end of no range.
fn after_year(left: &str, right: &str) -> bool {
    let run = |c: char| c.is_ascii_digit();
    let before = &left[left.trim_end_matches(run).len()..];
    let after = right.bytes().take_while(u8::is_ascii_digit).count();
    before.len() == 4
        && before.starts_with(['1', '2'])
        && matches!(after, 1 | 3)
        && right[after..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// `12 500`: of two stretches of digits the second is a group of three.
fn is_group(left: &str, right: &str) -> bool {
    let run = |c: char| c.is_ascii_digit() || (c.is_numeric() && !c.is_ascii());
    let before = left.chars().rev().take_while(|&c| run(c)).count();
    let after = right.chars().take_while(|&c| run(c)).count();
    (1..=3).contains(&before) && after == 3
}

/// `2 ½`, `4 1/3`: a whole number and a fraction.
fn is_mixed(left: &str, right: &str) -> bool {
    let whole = left.len() - left.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let first = right.chars().next().unwrap_or(' ');
    let vulgar = matches!(first, '¼'..='¾' | '⅐'..='⅟' | '↉');
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &right[digits..];
    let slash = digits > 0
        && digits < 3
        && rest.starts_with(['/', '⁄', '∕'])
        && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    whole > 0 && (vulgar || slash && whole < 4)
}

/// Whether a hyphen makes one word of what stands at both its sides. A dash with spaces, or a longer one, is
/// none.
fn in_compound(text: &Text, at: usize, left: char, right: char) -> bool {
    let folded = text.folded().as_str();
    let hyphen = if left == '-' { at - 1 } else { at };
    let origin = text.folded().origin(hyphen..hyphen + 1);
    let canonical = text.canonical();
    let mut chars = canonical[origin.clone()].chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    let (before, after) =
        (canonical[..origin.start].chars().next_back(), canonical[origin.end..].chars().next());
    let near = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let word =
        |c: Option<char>| c.is_some_and(|c| is_word(c) || matches!(c, '.' | '%' | '°' | '\'' | ')' | '$'));
    let (last, first) = (folded[..hyphen].chars().next_back(), folded[hyphen + 1..].chars().next());
    let figures =
        last.is_some_and(char::is_numeric) && first.is_some_and(|c| c.is_numeric() || is_currency(c));
    if figures {
        // `1914–1918`, whatever the dash.
        return near(before) && near(after);
    }
    // `1,200-`: a minus behind its number, as accountants write it.
    if c == MINUS && right == '-' && near(before) && !near(after) {
        return last.is_some_and(char::is_numeric);
    }
    if !is_hyphen(c) || !word(last) {
        return false;
    }
    if !near(after) {
        // `un-`, and the rest of the word in the next paragraph.
        let parted = canonical[origin.end..].starts_with('\n') || canonical[origin.end..].starts_with(" \n");
        if left == '-' && parted && near(before) {
            return last.is_some_and(char::is_alphabetic) && first.is_some_and(char::is_lowercase);
        }
        // `pro- and anti-war`: the prefix must not be cut off from its hyphen.
        return right == '-' && near(before) && last.is_some_and(char::is_alphanumeric);
    }
    near(before) && first.is_some_and(|c| is_word(c) || c == '\'' || is_currency(c))
}

/// Whether the dash at a place of the folded text is a minus.
fn is_minus(text: &Text, at: usize) -> bool {
    text.canonical()[text.folded().origin(at..at + 1)].starts_with(MINUS)
}

/// Whether the dash at a place of the folded text is a long one with spaces at its sides, which parts.
fn is_long(text: &Text, at: usize) -> bool {
    let origin = text.folded().origin(at..at + 1);
    let canonical = text.canonical();
    let dash = &canonical[origin.clone()];
    let spaced = canonical[..origin.start].ends_with(char::is_whitespace);
    spaced && (dash.chars().count() > 1 || dash.starts_with(['\u{2014}', '\u{2015}', '\u{2e3a}', '\u{2e3b}']))
}
