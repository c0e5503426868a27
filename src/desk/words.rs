//! The words that figures are made of: numbers, units, currencies, months, and words for how exactly.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::desk::figure::{Dimension, Edge, Trend};
pub(super) use crate::desk::money::{
    currency_code, currency_symbol, currency_word, dollar, money_of, people, same_money,
};

/// A short word in lower case, kept where it is made: most words of a text are looked at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LowerWord {
    bytes: [u8; 16],
    len: u8,
}

impl LowerWord {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

/// A word in lower case; empty if it is not ASCII, or longer than any that is known.
pub(super) fn lower(word: &str) -> LowerWord {
    let mut lower = LowerWord::default();
    if word.len() > lower.bytes.len() || !word.is_ascii() {
        return lower;
    }
    lower.bytes[..word.len()].copy_from_slice(word.as_bytes());
    lower.bytes[..word.len()].make_ascii_lowercase();
    lower.len = u8::try_from(word.len()).unwrap_or(0);
    lower
}

/// The words that a figure may begin with, in lower case: all that [`Reader`](super::figure) tries one by one.
const BEGINNINGS: &[&str] = &[
    "a",
    "an",
    "half",
    "quarter",
    "third",
    "fifth",
    "tenth",
    "once",
    "one",
    "twice",
    "double",
    "doubled",
    "doubles",
    "doubling",
    "thrice",
    "triple",
    "tripled",
    "triples",
    "tripling",
    "treble",
    "trebled",
    "quadruple",
    "quadrupled",
    "twofold",
    "threefold",
    "fourfold",
    "fivefold",
    "sixfold",
    "sevenfold",
    "eightfold",
    "tenfold",
    "decade",
    "decades",
    "century",
    "centuries",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "first",
    "second",
    "fourth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "sep",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "halved",
    "halves",
    "halving",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "noon",
    "midday",
    "midnight",
    "tens",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "q",
    "h",
    "fy",
    "rs",
    "us",
    "usd",
    "aud",
    "cad",
    "nzd",
    "hkd",
    "sgd",
    "twd",
    "sek",
    "nok",
    "dkk",
    "czk",
    "pln",
    "huf",
    "try",
    "mxn",
    "brl",
    "zar",
    "krw",
    "ils",
    "uah",
    "kzt",
    "ron",
    "mdl",
    "eur",
    "gbp",
    "rmb",
    "cny",
    "jpy",
    "rub",
    "inr",
    "chf",
];

static BEGIN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BEGINNINGS.iter().copied().collect());

/// For each letter how long the words are that a figure may begin with, as bits.
const LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut at = 0;
    while at < BEGINNINGS.len() {
        let word = BEGINNINGS[at].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Whether a figure may begin with a word. Most words are told from these by their first letter and their length.
pub(super) fn may_begin(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    let letter = first.to_ascii_lowercase().wrapping_sub(b'a');
    word.len() < 16
        && LENGTHS.get(usize::from(letter)).is_some_and(|lengths| lengths >> word.len() & 1 == 1)
        && BEGIN.contains(lower(word).as_str())
}

/// A number below a hundred.
pub(super) fn number(word: &str) -> Option<f64> {
    Some(match word {
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// A place in an order.
pub(super) fn ordinal(word: &str) -> Option<f64> {
    Some(match word {
        "first" => 1.0,
        "second" => 2.0,
        "third" => 3.0,
        "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "eleventh" => 11.0,
        "twelfth" => 12.0,
        "thirteenth" => 13.0,
        "fourteenth" => 14.0,
        "fifteenth" => 15.0,
        "sixteenth" => 16.0,
        "seventeenth" => 17.0,
        "eighteenth" => 18.0,
        "nineteenth" => 19.0,
        "twentieth" => 20.0,
        _ => return None,
    })
}

/// What a word multiplies a number by. `glued` says whether it stands right behind the digits.
pub(super) fn scale(word: &str, glued: bool) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" | "milliard" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "lakh" | "lac" => 1e5,
        "crore" => 1e7,
        "cr" if glued => 1e7,
        "k" if glued => 1e3,
        _ => return None,
    })
}

/// A part of one: “third”, “quarters”.
pub(super) fn part(word: &str) -> Option<f64> {
    Some(match word {
        "half" | "halves" => 0.5,
        "third" | "thirds" => 1.0 / 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 0.25,
        "fifth" | "fifths" => 0.2,
        "sixth" | "sixths" => 1.0 / 6.0,
        "seventh" | "sevenths" => 1.0 / 7.0,
        "ninth" | "ninths" => 1.0 / 9.0,
        "eighth" | "eighths" => 0.125,
        "tenth" | "tenths" => 0.1,
        _ => return None,
    })
}

/// `½`
pub(super) fn vulgar(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        _ => return None,
    })
}

/// “the nineties”
pub(super) fn decade(word: &str) -> Option<f64> {
    Some(match word {
        "twenties" => 1920.0,
        "thirties" => 1930.0,
        "forties" => 1940.0,
        "fifties" => 1950.0,
        "sixties" => 1960.0,
        "seventies" => 1970.0,
        "eighties" => 1980.0,
        "nineties" => 1990.0,
        _ => return None,
    })
}

/// A month by its name or a usual short form, with a capital.
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "January" | "Jan" => 1,
        "February" | "Feb" => 2,
        "March" | "Mar" => 3,
        "April" | "Apr" => 4,
        "May" => 5,
        "June" | "Jun" => 6,
        "July" | "Jul" => 7,
        "August" | "Aug" => 8,
        "September" | "Sept" | "Sep" => 9,
        "October" | "Oct" => 10,
        "November" | "Nov" => 11,
        "December" | "Dec" => 12,
        _ => return None,
    })
}

/// A day of the week.
pub(super) fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "monday" => 1,
        "tuesday" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" => 6,
        "sunday" => 7,
        _ => return None,
    })
}

/// A word that stands right before a date: “early March”.
pub(super) fn edge(word: &str) -> Option<Edge> {
    Some(match word {
        "early" => Edge::Early,
        "mid" => Edge::Middle,
        "late" | "end" => Edge::Late,
        _ => return None,
    })
}

/// A word that stands before “of” and a date: “the end of March”.
pub(super) fn edge_of(word: &str) -> Option<Edge> {
    Some(match word {
        "beginning" | "start" | "outset" | "opening" => Edge::Early,
        "middle" => Edge::Middle,
        "end" | "close" => Edge::Late,
        _ => edge(word)?,
    })
}

/// Whether a percentage is added to the whole or taken from it, by the word behind it.
pub(super) fn change(word: &str) -> Trend {
    match word {
        "more" | "larger" | "bigger" | "higher" | "longer" | "greater" | "above" | "stronger" | "richer"
        | "up" | "increase" | "growth" | "rise" => Trend::More,
        "less" | "smaller" | "lower" | "fewer" | "shorter" | "below" | "weaker" | "poorer" | "down"
        | "decrease" | "drop" | "fall" | "decline" => Trend::Less,
        _ => Trend::None,
    }
}

/// Words that may stand between a number and its unit.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "more"
            | "full"
            | "whole"
            | "long"
            | "further"
            | "additional"
            | "other"
            | "consecutive"
            | "straight"
            | "short"
            | "successive"
            | "extra"
            | "odd"
            | "plus"
            | "statute"
    )
}

/// How many days a word for a length of time is.
pub(super) fn period(word: &str) -> Option<f64> {
    Some(match word {
        "second" => 1.0 / 86_400.0,
        "minute" | "min" => 1.0 / 1_440.0,
        "hour" | "h" | "hr" => 1.0 / 24.0,
        "day" => 1.0,
        "night" => 1.0,
        "week" => 7.0,
        "fortnight" => 14.0,
        "month" | "mo" => 30.4375,
        "quarter" => 91.3125,
        "year" | "yr" | "annum" | "season" => 365.25,
        "decade" => 3_652.5,
        _ => return None,
    })
}

/// How many days are between, by a word such as “monthly”.
pub(super) fn periodic(word: &str) -> Option<f64> {
    Some(match word {
        "hourly" => 1.0 / 24.0,
        "daily" => 1.0,
        "weekly" => 7.0,
        "monthly" => 30.4375,
        "quarterly" => 91.3125,
        "annual" | "annually" | "yearly" => 365.25,
        _ => return None,
    })
}

/// Whether something goes up or down, by a word before the figure.
pub(super) fn trend(word: &str) -> Trend {
    match word {
        "rose" | "rise" | "rises" | "rising" | "risen" | "grew" | "grow" | "grows" | "growing" | "grown"
        | "growth" | "increased" | "increase" | "increases" | "increasing" | "gained" | "gain" | "gains"
        | "climbed" | "climb" | "climbs" | "jumped" | "jump" | "jumps" | "surged" | "surge" | "soared"
        | "up" | "expanded" | "raised" | "raise" | "raises" | "raising" => Trend::More,
        "fell" | "fall" | "falls" | "falling" | "fallen" | "dropped" | "drop" | "drops" | "dropping"
        | "declined" | "decline" | "declines" | "declining" | "shrank" | "shrunk" | "shrink" | "shrinks"
        | "contracted" | "contraction" | "decreased" | "decrease" | "decreases" | "decreasing" | "lost"
        | "loss" | "cut" | "cuts" | "cutting" | "reduced" | "reduces" | "reduction" | "reducing"
        | "lowered" | "lowers" | "down" | "slipped" | "slid" | "plunged" | "plunge" | "tumbled" | "sank"
        | "slumped" | "dipped" | "shed" | "deficit" => Trend::Less,
        _ => Trend::None,
    }
}

/// Whether a word speaks of a match, a vote or a judgment.
pub(super) fn is_played(word: &str) -> bool {
    matches!(
        word,
        "won"
            | "win"
            | "wins"
            | "winning"
            | "lost"
            | "lose"
            | "loses"
            | "losing"
            | "beat"
            | "beats"
            | "beaten"
            | "beating"
            | "defeat"
            | "defeated"
            | "defeats"
            | "victory"
            | "draw"
            | "drew"
            | "drawn"
            | "tie"
            | "tied"
            | "score"
            | "scored"
            | "scores"
            | "match"
            | "game"
            | "final"
            | "vote"
            | "voted"
            | "votes"
            | "ruled"
            | "ruling"
            | "decision"
            | "lead"
            | "led"
            | "set"
            | "sets"
            | "goal"
            | "goals"
            | "aggregate"
    )
}

/// A unit: what it measures, and how much of the base unit it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) dimension: Dimension,
    pub(super) factor: f64,
}

impl Unit {
    /// A length as an area or a volume.
    pub(super) fn raised(self, power: i32) -> Option<Self> {
        let dimension = match (self.dimension, power) {
            (Dimension::Length, 2) => Dimension::Area,
            (Dimension::Length, 3) => Dimension::Volume,
            _ => return None,
        };
        Some(Self { dimension, factor: self.factor.powi(power) })
    }
}

/// The unit of a word behind a number.
pub(super) fn unit(word: &str) -> Option<Unit> {
    use Dimension::{Area, Data, Days, Energy, Length, Mass, Months, Power, Speed, Volume};
    let (dimension, factor) = match word {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => (Length, 1e3),
        "mile" | "miles" | "mi" => (Length, 1_609.344),
        "meter" | "meters" | "metre" | "metres" => (Length, 1.0),
        "cm" | "centimeters" | "centimetres" => (Length, 0.01),
        "mm" | "millimeters" | "millimetres" => (Length, 0.001),
        "foot" | "feet" | "ft" => (Length, 0.3048),
        "inch" | "inches" => (Length, 0.0254),
        "yard" | "yards" => (Length, 0.9144),
        "hectare" | "hectares" | "ha" => (Area, 1e4),
        "acre" | "acres" => (Area, 4_046.856),
        "kg" | "kilogram" | "kilograms" | "kilo" | "kilos" => (Mass, 1.0),
        "gram" | "grams" => (Mass, 0.001),
        "ton" | "tons" | "tonne" | "tonnes" => (Mass, 1e3),
        "pounds" | "lb" | "lbs" => (Mass, 0.453_592),
        "liter" | "liters" | "litre" | "litres" => (Volume, 0.001),
        "barrel" | "barrels" => (Volume, 0.158_987),
        "gallon" | "gallons" => (Volume, 0.003_785_4),
        "bcm" => (Volume, 1e9),
        "hour" | "hours" | "hrs" => (Days, 1.0 / 24.0),
        "minute" | "minutes" => (Days, 1.0 / 1_440.0),
        "day" | "days" => (Days, 1.0),
        "week" | "weeks" => (Days, 7.0),
        "fortnight" => (Days, 14.0),
        "month" | "months" => (Months, 1.0),
        "year" | "years" | "yrs" => (Months, 12.0),
        "decade" | "decades" => (Months, 120.0),
        "century" | "centuries" => (Months, 1_200.0),
        "kw" | "kilowatt" | "kilowatts" => (Power, 1e3),
        "mw" | "megawatt" | "megawatts" => (Power, 1e6),
        "gw" | "gigawatt" | "gigawatts" => (Power, 1e9),
        "seconds" | "sec" | "secs" => (Days, 1.0 / 86_400.0),
        "millisecond" | "milliseconds" | "ms" => (Days, 1.0 / 86_400_000.0),
        "milligram" | "milligrams" | "mg" => (Mass, 1e-6),
        "microgram" | "micrograms" | "mcg" => (Mass, 1e-9),
        "ounce" | "ounces" | "oz" => (Mass, 0.028_349_5),
        "megaton" | "megatons" | "megatonne" | "megatonnes" => (Mass, 1e9),
        "kiloton" | "kilotons" | "kilotonne" | "kilotonnes" => (Mass, 1e6),
        "millilitre" | "millilitres" | "milliliter" | "milliliters" | "ml" => (Volume, 1e-6),
        "pint" | "pints" => (Volume, 0.000_568_3),
        "micrometre" | "micrometres" | "micrometer" | "micrometers" | "micron" | "microns" => (Length, 1e-6),
        "nanometre" | "nanometres" | "nanometer" | "nanometers" | "nm" => (Length, 1e-9),
        "centimeter" | "centimetre" => (Length, 0.01),
        "millimeter" | "millimetre" => (Length, 0.001),
        "watt" | "watts" => (Power, 1.0),
        "mph" => (Speed, 0.447_04),
        "kph" | "kmh" => (Speed, 1.0 / 3.6),
        "knot" | "knots" => (Speed, 0.514_444),
        "kb" | "kilobyte" | "kilobytes" => (Data, 1e3),
        "mb" | "megabyte" | "megabytes" => (Data, 1e6),
        "gb" | "gigabyte" | "gigabytes" => (Data, 1e9),
        "tb" | "terabyte" | "terabytes" => (Data, 1e12),
        "kwh" => (Energy, 1e3),
        "mwh" => (Energy, 1e6),
        "gwh" => (Energy, 1e9),
        "twh" => (Energy, 1e12),
        _ => return None,
    };
    Some(Unit { dimension, factor })
}

/// A unit that is another word where it stands alone: “a pound”.
pub(super) fn unit_of_one(word: &str) -> Option<Unit> {
    (word == "pound").then_some(Unit { dimension: Dimension::Mass, factor: 0.453_592 })
}

/// A unit of a letter, where it is not a name: `5 g`.
pub(super) fn short_unit(word: &str) -> Option<Unit> {
    use Dimension::{Length, Mass, Volume};
    let (dimension, factor) = match word {
        "g" => (Mass, 0.001),
        "t" => (Mass, 1e3),
        "m" => (Length, 1.0),
        "l" | "L" => (Volume, 0.001),
        "µm" | "μm" => (Length, 1e-6),
        "µg" | "μg" => (Mass, 1e-9),
        _ => return None,
    };
    Some(Unit { dimension, factor })
}

/// A word that has its capital only because a sentence begins with it.
pub(super) fn is_common_beginning(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "after"
            | "before"
            | "since"
            | "until"
            | "when"
            | "while"
            | "if"
            | "as"
            | "both"
            | "neither"
            | "all"
            | "some"
            | "most"
            | "many"
            | "for-all"
            | "once"
            | "under"
            | "over"
            | "to"
            | "of"
            | "that"
            | "this"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "what"
            | "who"
            | "how"
            | "why"
            | "where"
            | "which"
            | "not"
            | "nor"
            | "and"
            | "but"
            | "or"
            | "so"
            | "yet"
            | "only"
            | "even"
            | "then"
            | "today"
            | "now"
            | "here"
            | "there"
            | "like"
            | "unlike"
            | "among"
            | "between"
            | "through"
            | "during"
            | "according"
            | "because"
            | "although"
            | "though"
            | "than"
            | "did"
            | "was"
            | "is"
            | "were"
            | "are"
            | "has"
            | "have"
            | "had"
            | "does"
            | "do"
            | "could"
            | "would"
            | "may"
            | "might"
            | "can"
            | "whether"
            | "without"
            | "within"
            | "behind"
            | "beyond"
            | "against"
            | "about"
            | "having"
            | "former"
            | "tis"
            | "twas"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "you"
            | "my"
            | "our"
            | "your"
            | "each"
            | "every"
            | "no"
            | "never"
            | "nobody"
            | "nearly"
            | "almost"
            | "another"
            | "besides"
            | "despite"
            | "near"
            | "later"
            | "earlier"
            | "last"
            | "next"
            | "meanwhile"
            | "instead"
            | "just"
            | "around"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
    )
}
