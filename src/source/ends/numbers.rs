//! Numbers in words: whether a quotation cuts `one hundred and six` to `six`.

use super::{QuoteEnd, is_word, joins_digits};
use crate::source::fold::{MINUS, is_currency};
use crate::source::numerals::{NumberRole, Roles, roles};

/// The words around a place in numbers: the nearest first.
pub(super) struct NearWords<'a>([Option<NearWord<'a>>; 6]);

#[derive(Clone, Copy)]
pub(super) struct NearWord<'a> {
    text: &'a str,
    roles: Option<Roles>,
    digits: bool,
}

impl<'a> NearWords<'a> {
    pub(super) fn get(&self, at: usize) -> Option<&NearWord<'a>> {
        self.0.get(at)?.as_ref()
    }

    pub(super) fn before(mut text: &'a str) -> Self {
        let mut words = [None; 6];
        for word in &mut words {
            (*word, text) = NearWord::before(text);
        }
        Self(words)
    }

    pub(super) fn after(mut text: &'a str) -> Self {
        let mut words = [None; 6];
        for word in &mut words {
            (*word, text) = NearWord::after(text);
        }
        Self(words)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterKind {
    Digits,
    Letters,
    Sign,
}

impl LetterKind {
    pub(super) fn of(c: char) -> Self {
        if c.is_numeric() {
            Self::Digits
        } else if is_word(c) {
            Self::Letters
        } else {
            Self::Sign
        }
    }

    pub(super) fn goes_on(self, c: char, before: &str, after: &str) -> bool {
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        match self {
            Self::Digits => {
                c.is_numeric()
                    || (joins_digits(c) && digit(before.chars().next_back()) && digit(after.chars().next()))
            }
            Self::Letters => is_word(c) && !c.is_numeric(),
            Self::Sign => false,
        }
    }
}

impl<'a> NearWord<'a> {
    /// The last word of a text, and what stands before it.
    pub(super) fn before(text: &'a str) -> (Option<Self>, &'a str) {
        let text = text.trim_end_matches(' ');
        let Some(last) = text.chars().next_back() else { return (None, text) };
        let start = match LetterKind::of(last) {
            LetterKind::Sign => text.len() - last.len_utf8(),
            kind => text
                .char_indices()
                .rev()
                .take_while(|&(at, c)| kind.goes_on(c, &text[..at], &text[at + c.len_utf8()..]))
                .last()
                .map_or(text.len(), |(at, _)| at),
        };
        (Some(Self::new(&text[start..])), &text[..start])
    }

    /// The first word of a text, and what stands after it.
    pub(super) fn after(text: &'a str) -> (Option<Self>, &'a str) {
        let text = text.trim_start_matches(' ');
        let Some(first) = text.chars().next() else { return (None, text) };
        let kind = LetterKind::of(first);
        let end = match kind {
            LetterKind::Sign => first.len_utf8(),
            kind => text
                .char_indices()
                .find(|&(at, c)| !kind.goes_on(c, &text[..at], &text[at + c.len_utf8()..]))
                .map_or(text.len(), |(at, _)| at),
        };
        let mut word = Self::new(&text[..end]);
        let rest = &text[end..];
        // `six-month` is no number.
        if word.roles.is_some()
            && rest.strip_prefix('-').is_some_and(|rest| {
                let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                end > 0 && roles(&rest[..end]).is_none()
            })
        {
            word.roles = None;
        }
        (Some(word), rest)
    }

    pub(super) fn new(text: &'a str) -> Self {
        let digits = text.starts_with(char::is_numeric);
        Self { text, digits, roles: if digits { None } else { roles(text) } }
    }

    /// Whether a number can only be cut if this stands at one side.
    pub(super) fn counts(&self) -> bool {
        self.digits
            || matches!(self.text, "%" | "°")
            || self.leads()
            || self.roles.is_some_and(|roles| roles.count())
    }

    /// Whether this stands before a number and is of it: a currency sign, a minus.
    pub(super) fn leads(&self) -> bool {
        self.text.starts_with(is_currency) || self.text.starts_with(MINUS)
    }

    pub(super) fn of(&self, role: NumberRole) -> u32 {
        match role {
            // Capitals count in what is short for a number.
            NumberRole::Short if self.text.len() == 1 && !"mkKMB".contains(self.text) => 0,
            role => self.roles.map_or(0, |roles| roles.of(role)),
        }
    }

    /// The languages in which it is a number; digits are one in all.
    pub(super) fn number(&self) -> u32 {
        if self.digits { u32::MAX } else { self.of(NumberRole::Number) }
    }

    pub(super) fn is_year(&self) -> bool {
        self.digits && self.text.len() == 4 && matches!(self.text.as_bytes()[0], b'1' | b'2')
    }
}

/// Whether a number of several words goes on between these.
pub(super) fn in_phrase(left: &NearWords<'_>, right: &NearWords<'_>, side: QuoteEnd) -> bool {
    // The words from the third before the place to the third after it.
    let word = |at: isize| match at {
        ..0 => left.get(usize::try_from(-1 - at).unwrap_or(usize::MAX)),
        _ => right.get(usize::try_from(at).unwrap_or(usize::MAX)),
    };
    let has = |at: isize, role: NumberRole| word(at).map_or(0, |word| word.of(role));
    let number = |at: isize| word(at).map_or(0, NearWord::number);
    let digits = |at: isize| word(at).is_some_and(|word| word.digits);
    let scale_of_any =
        |at: isize| has(at, NumberRole::Scale) | has(at, NumberRole::Short) | has(at, NumberRole::Percent);
    // A number that ends at a word, with a scale, a unit or none: where it begins.
    let back = |at: isize| {
        let unit = scale_of_any(at) != 0 || word(at).is_some_and(|word| matches!(word.text, "%" | "°"));
        let two = has(at, NumberRole::Cent) & has(at - 1, NumberRole::Per) != 0;
        match () {
            () if two && number(at - 2) != 0 => Some(at - 2),
            () if unit && number(at - 1) != 0 => Some(at - 1),
            () if number(at) != 0 => Some(at),
            () => None,
        }
    };
    // What stands before a number and is of it.
    let lead = |at: isize| word(at).is_some_and(NearWord::leads);
    // Where the number after a currency sign or a minus stands.
    let on = |at: isize| {
        let at = at + isize::from(lead(at));
        (number(at) != 0).then_some(at)
    };
    let language = |at: isize| {
        word(at).map_or(0, |word| if word.digits { u32::MAX } else { word.roles.map_or(0, |r| r.any()) })
    };

    let degrees = |at: isize| {
        number(at - 1) & has(at, NumberRole::Degree) != 0
            && word(at + 1).is_some_and(|word| is_scale_of_heat(word.text))
    };

    // Two neighbours: `five | hundred`, `7 | million`, `8 | percent`, `two | thirds`, `minus | 40`.
    // `5 cents` are no hundreds.
    let scale = if digits(-1) && word(0).is_some_and(|w| w.text.starts_with("cent")) {
        0
    } else {
        has(0, NumberRole::Scale)
    };
    if number(-1) & (scale | has(0, NumberRole::Percent) | if digits(-1) { has(0, NumberRole::Short) } else { 0 }) != 0
        || digits(-1) && has(0, NumberRole::Short) != 0
        || !digits(-1) && number(-1) & has(0, NumberRole::Tail) != 0
        || !digits(0) && (has(-1, NumberRole::Scale) | has(-1, NumberRole::Ten) & !has(0, NumberRole::Ten)) & number(0) != 0
        || has(-1, NumberRole::Sign) != 0 && number(0) != 0
        || has(-1, NumberRole::Half) & number(0) & has(0, NumberRole::Scale) != 0
        // `12 lakh | 50 thousand`
        || digits(0)
            && has(-1, NumberRole::Scale) & number(-2) != 0
            && has(-1, NumberRole::Scale) & (has(1, NumberRole::Scale) | has(1, NumberRole::Short)) != 0
        // `5 degrees | Celsius`
        || degrees(-1) || degrees(0)
        || has(-1, NumberRole::One) & has(0, NumberRole::Scale) != 0
    {
        return true;
    }
    // `8 | per cent`, `8 per | cent`, `8 percentage | points`.
    if number(-1) & has(0, NumberRole::Per) & has(1, NumberRole::Cent) != 0
        || number(-2) & has(-1, NumberRole::Per) & has(0, NumberRole::Cent) != 0
    {
        return true;
    }
    // `half | a million`, `quarter of | a million`.
    if has(-1, NumberRole::Half) & has(0, NumberRole::One) & has(1, NumberRole::Scale) != 0
        || has(-1, NumberRole::Half)
            & has(0, NumberRole::Of)
            & has(1, NumberRole::One)
            & has(2, NumberRole::Scale)
            != 0
        || has(-2, NumberRole::Half)
            & has(-1, NumberRole::Of)
            & has(0, NumberRole::One)
            & has(1, NumberRole::Scale)
            != 0
    {
        return true;
    }
    // `tens | of | thousands`.
    let tens_of = |a: isize| {
        has(a, NumberRole::Scale) & has(a + 1, NumberRole::Of) & has(a + 2, NumberRole::Scale) != 0
    };
    if tens_of(-1) || tens_of(-2) {
        return true;
    }
    // `hundred | and | six`, `two | and | a | half`, `vingt et un`.
    let joined = |a: isize| {
        let first = number(a) & has(a + 1, NumberRole::And);
        let after_scale = first & (has(a, NumberRole::Scale) | has(a, NumberRole::Ten));
        after_scale & (number(a + 2) | has(a + 2, NumberRole::Tail)) != 0
            || first & has(a + 2, NumberRole::Tail) & has(a + 2, NumberRole::Half) != 0
    };
    let joined_part = |a: isize| {
        number(a)
            & has(a + 1, NumberRole::And)
            & (has(a + 2, NumberRole::One) | number(a + 2))
            & has(a + 3, NumberRole::Tail)
            != 0
    };
    // `two | and | two-thirds`
    let hyphened = |a: isize| {
        number(a) & has(a + 1, NumberRole::And) & number(a + 2) & has(a + 4, NumberRole::Tail) != 0
            && word(a + 3).is_some_and(|word| word.text == "-")
    };
    if hyphened(-1) || hyphened(-2) {
        return true;
    }
    if joined(-1) || joined(-2) || joined_part(-1) || joined_part(-2) || joined_part(-3) {
        return true;
    }
    // `three | point | five`.
    let point = |a: isize| {
        number(a) & has(a + 1, NumberRole::Point) & number(a + 2) != 0 && !(digits(a) && digits(a + 2))
    };
    if point(-1) || point(-2) {
        return true;
    }
    // `one | in | five`, `nine | out | of | ten`.
    let share = |a: isize| {
        // `a` and `an` are no numbers here.
        let one = if word(a).is_some_and(|word| !matches!(word.text, "a" | "an" | "A" | "An")) {
            has(a, NumberRole::One)
        } else {
            0
        };
        let part = number(a) | one;
        part & has(a + 1, NumberRole::In) & number(a + 2) != 0 && !word(a + 2).is_some_and(NearWord::is_year)
            || part & has(a + 1, NumberRole::Out) & has(a + 2, NumberRole::Of) & number(a + 3) != 0
            // `five per thousand`
            || number(a) & has(a + 1, NumberRole::Per) & number(a + 2) != 0
    };
    if share(-1) || share(-2) || (share(-3) && has(-1, NumberRole::Of) != 0) {
        return true;
    }
    // `nine | out | of | every | ten`
    let of_each = |a: isize| {
        number(a)
            & has(a + 1, NumberRole::Out)
            & has(a + 2, NumberRole::Of)
            & has(a + 3, NumberRole::Of)
            & number(a + 4)
            != 0
    };
    if (1..=4).any(|back| of_each(-back)) {
        return true;
    }
    // `40 | or | 50`, `two or | three million`
    let or = |a: isize| number(a) & has(a + 1, NumberRole::Or) & number(a + 2) != 0;
    // `3 | km | to | 5 km`
    let of_unit = |a: isize| {
        (has(a + 2, NumberRole::To) | has(a + 2, NumberRole::Or)) & number(a) & number(a + 3) != 0
            && word(a + 1)
                .is_some_and(|unit| !unit.digits && word(a + 4).is_some_and(|w| w.text == unit.text))
    };
    // What begins at `or` or `to` says itself that more stands before.
    let at_end = side == QuoteEnd::End;
    if or(-2) || at_end && (or(-1) || of_unit(-2)) || of_unit(-1) || of_unit(-3) {
        return true;
    }
    // `3 | x | 10`.
    let times = |a: isize| {
        digits(a) && word(a + 1).is_some_and(|w| matches!(w.text, "x" | "X" | "х")) && digits(a + 2)
    };
    if times(-1) || times(-2) {
        return true;
    }
    // `10 | to 12`, `from 5% | to 8%`: what begins at `to` says itself that more stands before.
    let range = |of: u32, first: isize, to: isize| of & language(first) & on(to).map_or(0, &language) != 0;
    if side == QuoteEnd::End
        && let Some(first) = back(-1)
        && range(has(0, NumberRole::To), first, 1)
    {
        return true;
    }
    let to_number = number(0) != 0 || lead(0) && number(1) != 0;
    let after = if lead(-1) { -2 } else { -1 };
    if (to_number || after == -2)
        && let Some(first) = back(after - 1)
        && has(after, NumberRole::To) & language(first) & (number(0) | number(1)) != 0
    {
        return true;
    }
    // `between 5 | and 8`.
    let between = |first: isize| {
        has(first - 1, NumberRole::Between)
            | if lead(first - 1) { has(first - 2, NumberRole::Between) } else { 0 }
    };
    if let Some(first) = back(-1)
        && between(first) & has(0, NumberRole::And) != 0
        && on(1).is_some()
    {
        return true;
    }
    (to_number || after == -2)
        && back(after - 1).is_some_and(|first| between(first) & has(after, NumberRole::And) != 0)
}

/// What a temperature is measured in.
pub(super) fn is_scale_of_heat(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "celsius"
            | "fahrenheit"
            | "kelvin"
            | "centigrade"
            | "réaumur"
            | "rankine"
            | "c"
            | "f"
            | "цельсия"
            | "фаренгейта"
    )
}
