//! Which characters a typist decides on: the list of what may differ, and the classes behind it.

use unicode_normalization::UnicodeNormalization;

/// One way in which a quotation may differ from its source.
#[derive(Clone, Copy, Debug)]
pub struct Tolerance {
    /// What may differ, in words.
    pub what: &'static str,
    /// Two ways of writing that are taken for the same.
    pub same: &'static [(&'static str, &'static str)],
    /// What looks alike and is another text all the same.
    pub other: &'static [(&'static str, &'static str)],
    /// Why it may.
    pub why: &'static str,
}

/// All that may differ. docs/writing.md has it as a table.
pub const DIFFERS: &[Tolerance] = &[
    Tolerance {
        what: "quotation marks and apostrophes, of any kind and language",
        same: &[("“yes”", "\"yes\""), ("„ja“", "«ja»"), ("it’s", "it's"), ("צה״ל", "צה\"ל")],
        other: &[],
        why: "a keyboard has one kind, a typesetter another",
    },
    Tolerance {
        what: "after a figure, the mark that is typed for a prime",
        same: &[("6′ 2″", "6' 2\"")],
        other: &[("6′", "6″"), ("6\"", "6'")],
        why: "keyboards have no primes; one is feet or minutes, two are inches or seconds",
    },
    Tolerance {
        what: "dashes and hyphens, with or without spaces around",
        same: &[("a — b", "a–b"), ("a — b", "a -- b")],
        other: &[("ab", "a-b"), ("20 – – 10", "20 – 10")],
        why: "houses set them differently; how many there are counts beside a figure",
    },
    Tolerance {
        what: "how a minus is typed",
        same: &[("−5", "-5"), ("−20 – −10", "-20--10")],
        other: &[("−5", "5"), ("−20 – −10", "−20–10")],
        why: "keyboards have no minus; that there is one counts",
    },
    Tolerance {
        what: "a space between a minus and its number",
        same: &[("it was - 5", "it was -5"), ("to – 5", "to −5")],
        other: &[("a war – 5 died", "a war −5 died"), ("it was - 5", "it was 5")],
        why: "after a word before which a value stands, a dash before a number is its sign",
    },
    Tolerance {
        what: "two hyphens for a dash between figures that rise",
        same: &[("1805--1809", "1805–1809"), ("1805--09", "1805-09")],
        other: &[("9--5", "9–5")],
        why: "so a dash is typed; of figures that fall the second has a minus",
    },
    Tolerance {
        what: "spaces and ends of lines",
        same: &[("12\u{a0}500", "12 500"), ("no  more", "no more")],
        other: &[("no more", "nomore")],
        why: "they follow the width of a page",
    },
    Tolerance {
        what: "the dots of an ellipsis",
        same: &[("a … b", "a ... b"), ("a…b", "a . . . b")],
        other: &[("a. b", "a… b")],
        why: "one character or three dots look the same",
    },
    Tolerance {
        what: "fractions, as one character or in figures",
        same: &[("2½", "2 1/2"), ("2 ½", "2½"), ("3¹⁄₂", "3½"), ("1⁄2", "½"), ("¾", "3/4")],
        other: &[("2½", "21/2"), ("1½", "½")],
        why: "keyboards have none",
    },
    Tolerance {
        what: "a space before a per cent or degree sign",
        same: &[("40 %", "40%"), ("−12 °C", "−12°C")],
        other: &[("40 5%", "405%")],
        why: "houses and languages set it differently",
    },
    Tolerance {
        what: "a space between a figure and a sign for a currency, a section or a product",
        same: &[("€ 5", "€5"), ("5 €", "5€"), ("§ 9", "§9"), ("4 × 3", "4×3"), ("7 ± 1", "7±1")],
        other: &[("in 2019 €5", "in 2019€5"), ("a × 3", "a ×3")],
        why: "houses and languages set it differently",
    },
    Tolerance {
        what: "full-width figures and letters, and the long `ſ`",
        same: &[("２０２２", "2022"), ("ＮＡＴＯ", "NATO"), ("１２．５％", "12.5%"), ("Miſt", "Mist")],
        other: &[("（a）", "a")],
        why: "they are the same figures and letters, set otherwise",
    },
    Tolerance {
        what: "ligatures, accents as characters of their own, and Arabic letters and `µ` as compatibility characters",
        same: &[
            ("oﬃce", "office"),
            ("cafe\u{301}", "café"),
            ("\u{b5}m", "\u{3bc}m"),
            ("\u{fefb}", "\u{644}\u{627}"),
        ],
        other: &[("cafe", "café")],
        why: "they are the same letters",
    },
    Tolerance {
        what: "subscript figures after a letter",
        same: &[("CO₂", "CO2")],
        other: &[("x²", "x2"), ("10⁶", "106"), ("log₃9", "log39")],
        why: "keyboards have none, and nothing else is written so",
    },
    Tolerance {
        what: "what no reader sees: soft hyphens, zero-width spaces, marks of direction",
        same: &[("co\u{ad}operate", "cooperate")],
        other: &[("نامه\u{200c}ای", "نامهای"), ("a\u{3}b", "ab")],
        why: "joiners between letters and control characters do count",
    },
];

/// Characters that a reader does not see and that change nothing. White space and controls are none of
/// them, nor are joiners and the tags of flags, which change what is seen.
pub(super) fn is_invisible(c: char) -> bool {
    c > '\u{a0}'
        && matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e001f}'
            | '\u{e0080}'..='\u{e0fff}')
}

/// Characters that join or part the letters beside them, where those are of a script that joins letters.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{180e}')
}

/// Whether a joiner beside this character changes what is seen: not among Latin, Greek and Cyrillic
/// letters, where it only keeps a ligature apart.
pub(super) fn heeds_joiners(c: char) -> bool {
    c >= '\u{530}' && !c.is_whitespace() && !is_mark(c) && !is_dash(c)
}

/// Dashes, hyphens and minus signs.
pub(crate) fn is_dash(c: char) -> bool {
    is_hyphen(c)
        || is_long_dash(c)
        || matches!(c, MINUS | '\u{2012}' | '\u{2013}' | '\u{2043}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}')
}

/// Hyphens, which make of two words one where they stand between them without spaces.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{58a}' | '\u{5be}' | '\u{1806}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}')
}

/// Dashes of which two make one longer one.
pub(super) fn is_long_dash(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}')
}

/// Dashes that are typed or set for the sign of a number.
pub(super) fn may_be_sign(c: char) -> bool {
    matches!(c, '-' | MINUS | '\u{2010}'..='\u{2013}' | '\u{fe63}' | '\u{ff0d}')
}

/// The minus, as which the sign of a number is compared.
pub(crate) const MINUS: char = '\u{2212}';

/// As what each of several dashes in a row is compared where figures stand beside them.
pub(super) const ONE_OF_DASHES: &str = "\u{2043}";

/// Currency signs.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '¥' | '€' | '¢' | '₩' | '\u{20a0}'..='\u{20cf}' | '\u{ff04}' | '\u{ffe1}' | '\u{ffe5}'
    )
}

/// Whether a number begins here.
pub(crate) fn begins_number(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_numeric() || c == '∞' => true,
        Some('.' | ',') => chars.next().is_some_and(char::is_numeric),
        Some(c) if is_currency(c) => chars.find(|&c| c != ' ').is_some_and(char::is_numeric),
        Some('A'..='Z') => begins_amount(text),
        _ => false,
    }
}

/// Whether an amount begins here with the letters of its currency: `US$5`, `EUR 5`.
fn begins_amount(text: &str) -> bool {
    const CODES: &[&str] = &[
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "AUD", "CAD", "NZD", "INR", "Rs", "SEK", "NOK",
        "DKK", "PLN", "CZK", "HUF", "RUB", "UAH", "TRY", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "ILS",
    ];
    let letters = text.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    let (code, rest) = text.split_at(letters);
    let number = |text: &str| text.trim_start_matches([' ', '.']).starts_with(char::is_numeric);
    match rest.strip_prefix(is_currency) {
        Some(rest) => letters < 4 && number(rest),
        None => CODES.contains(&code) && number(rest),
    }
}

/// Where a number begins after white space; nothing if it does not, or stands right here.
pub(super) fn number_apart(text: &str) -> Option<usize> {
    let number = text.trim_start();
    (number.len() < text.len() && begins_number(number)).then(|| text.len() - number.len())
}

/// Whether after such a word a dash apart from a number is the number's sign: a word of being, or before a value.
pub(super) fn is_before_value(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "was", "were", "is", "are", "be", "been", "being", "to", "at", "of", "by", "below", "above", "from",
        "than", "about", "around", "nearly", "hit", "reached", "averaged", "showed", "equals", "betrug",
        "bei", "auf", "von", "ist", "sind", "est", "était", "à", "es", "era", "fue", "è", "é", "foi", "был",
        "была", "было", "до", "от",
    ];
    word.len() <= 16 && {
        let lower = word.to_lowercase();
        WORDS.contains(&lower.as_str())
    }
}

/// Quotation marks, apostrophes, primes, and the accents that are typed for them.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
        || c > '\u{a0}'
            && matches!(c,
            '\u{ab}' | '\u{b4}' | '\u{bb}' | '\u{2b9}'..='\u{2bd}' | '\u{2ee}' | '\u{55a}' | '\u{5f3}'
            | '\u{5f4}' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}' | '\u{2039}' | '\u{203a}'
            | '\u{2057}' | '\u{275b}'..='\u{2760}' | '\u{276e}' | '\u{276f}' | '\u{2e42}'
            | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '\u{a78c}' | '\u{fe41}'..='\u{fe44}'
            | '\u{ff02}' | '\u{ff07}' | '\u{ff40}' | '\u{ff62}' | '\u{ff63}' | '\u{1f676}'..='\u{1f678}')
}

/// How many strokes a mark has that may be a prime; none if it never is one.
pub(super) fn strokes(c: char) -> Option<usize> {
    match c {
        '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}'
        | '\u{ff07}' => Some(1),
        '"' | '\u{2ba}' | '\u{2ee}' | '\u{201c}' | '\u{201d}' | '\u{201f}' | '\u{2033}' | '\u{301e}'
        | '\u{ff02}' => Some(2),
        '\u{2034}' => Some(3),
        '\u{2057}' => Some(4),
        _ => None,
    }
}

/// Whether a mark is a prime and nothing else.
pub(super) fn is_prime(c: char) -> bool {
    matches!(c, '\u{2b9}' | '\u{2ba}' | '\u{2032}'..='\u{2034}' | '\u{2057}')
}

/// As what a prime of so many strokes is compared.
pub(super) const PRIMES: [&str; 4] = ["\u{2032}", "\u{2033}", "\u{2034}", "\u{2057}"];

/// A subscript figure as a plain one.
pub(super) fn subscript(c: char) -> Option<char> {
    if !('\u{2080}'..='\u{2089}').contains(&c) {
        return None;
    }
    char::from_digit(u32::from(c) - 0x2080, 10)
}

/// A fraction as it is typed: `½` and `¹⁄₂` as `1/2`; and how much of the rest it takes. Nothing if none is here.
pub(super) fn fraction(first: char, rest: &str) -> (String, usize) {
    let one = match first {
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '⅐' => "1/7",
        '⅑' => "1/9",
        '⅒' => "1/10",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        '↉' => "0/3",
        _ => "",
    };
    if !one.is_empty() {
        return (one.to_owned(), 0);
    }
    let Some(digit) = superscript(first) else { return (String::new(), 0) };
    // No fraction that is written has more figures.
    const MOST: usize = 4;
    let mut out = String::from(digit);
    let (mut at, mut below) = (0, 0);
    for c in rest.chars() {
        match (superscript(c), subscript(c)) {
            (Some(digit), _) if below == 0 && out.len() < MOST => out.push(digit),
            (_, Some(digit)) if below > 0 && below <= MOST => {
                out.push(digit);
                below += 1;
            }
            _ if matches!(c, '⁄' | '∕') && below == 0 => {
                out.push('/');
                below = 1;
            }
            _ => break,
        }
        at += c.len_utf8();
    }
    if below > 1 { (out, at) } else { (String::new(), 0) }
}

/// A superscript figure as a plain one.
fn superscript(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10),
        _ => None,
    }
}

/// Writes a ligature letter by letter, anything else as it is.
pub(super) fn spell_out(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        'ſ' => out.push('s'),
        '\u{b5}' => out.push('\u{3bc}'),
        // Arabic letters in the shape that they have in a place, but for vowel signs that stand alone.
        '\u{fb50}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' => out.extend(std::iter::once(c).nfkc()),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => {
            out.push(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c));
        }
        c => out.push(c),
    }
}
