//! What stands in one line of a page, raised and lowered signs among it → the line as it looks.
//!
//! What is raised or lowered stays apart from what it stands on: `45<sup>3</sup>` is `45³`, and never `453`.
//! Where a sign has no raised form it is spelled, `e^(2πi)`. The marks of notes are put between the signs of
//! [`notes`].

use crate::source::text::notes::{self, END, NOTE};

/// A part of a line.
#[derive(Debug)]
pub(super) enum LinePiece {
    Text(String),
    Raised {
        text: String,
        /// The page says that it is the mark of a note.
        note: bool,
    },
    Lowered(String),
    /// The line of a fraction stands between these, whatever the page has there.
    Fraction(String, String),
    /// What is seen and not read aloud: it has a twin that is, or it is an ornament.
    Seen(String),
    /// Something stands here that is read aloud and not seen.
    Heard,
    /// A picture that is called by letters or figures.
    Picture,
    /// Something that is struck out stood here; white space stood in it at an end.
    Struck {
        space: bool,
    },
}

/// Sets the pieces of a line. `romance`: the page is in a language that raises `a` and `o` in ordinals.
pub(super) fn set(pieces: &[LinePiece], romance: bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    // How much of the next text belongs to a fraction that is set already.
    let mut skip = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece {
            LinePiece::Text(text) => {
                let text = &text[std::mem::take(&mut skip)..];
                out.push_str(text);
            }
            LinePiece::Fraction(above, below) => fraction(&mut out, above, below),
            LinePiece::Raised { text, note } => {
                let after = &pieces[at..];
                match below(after).filter(|_| !note && is_number(text.trim())) {
                    Some(Denominator { denominator, pieces, bytes }) => {
                        fraction(&mut out, text.trim(), &denominator);
                        at += pieces;
                        skip = bytes;
                    }
                    None => raised(&mut out, text, *note, after, romance),
                }
            }
            LinePiece::Lowered(text) => lowered(&mut out, text),
            LinePiece::Seen(text) => {
                let heard = |piece: Option<&LinePiece>| matches!(piece, Some(LinePiece::Heard));
                let near = |mut pieces: Box<dyn Iterator<Item = &LinePiece> + '_>| {
                    heard(
                        pieces
                            .find(|piece| !matches!(piece, LinePiece::Text(text) if text.trim().is_empty())),
                    )
                };
                if near(Box::new(pieces[at..].iter().take(2)))
                    || near(Box::new(pieces[..at - 1].iter().rev().take(2)))
                    || (is_word(text) && out.contains(char::is_alphanumeric) && has_words(&pieces[at..]))
                {
                    out.push_str(text);
                }
            }
            LinePiece::Heard => {}
            // `1<img alt="3">5`: nobody can read on over it, within a word or a number.
            LinePiece::Picture => {
                let after = matches!(pieces.get(at), Some(LinePiece::Text(text)) if text.starts_with(char::is_alphanumeric));
                if after || out.ends_with(char::is_alphanumeric) {
                    out.push(char::REPLACEMENT_CHARACTER);
                }
            }
            LinePiece::Struck { space } => {
                let goes_on = matches!(pieces.get(at), Some(LinePiece::Text(text)) if text.starts_with(char::is_alphanumeric));
                if *space && goes_on && out.ends_with(char::is_alphanumeric) {
                    out.push(' ');
                }
            }
        }
    }
    out
}

/// Whether this may be a word of the sentence around it, and no ornament: `not`, but not `arrow_back` nor `¶`.
fn is_word(text: &str) -> bool {
    let word =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | ',' | '.');
    text.contains(char::is_alphanumeric) && text.chars().all(word)
}

/// Whether words follow on the same line.
fn has_words(pieces: &[LinePiece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, LinePiece::Text(text) if text.contains(char::is_alphanumeric)))
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// What stands below the line of a fraction, and how much of what follows it takes.
struct Denominator {
    denominator: String,
    pieces: usize,
    bytes: usize,
}

/// What follows a raised number, if it is the rest of a fraction: a stroke, and a number.
fn below(after: &[LinePiece]) -> Option<Denominator> {
    let Some(LinePiece::Text(text)) = after.first() else { return None };
    let stroke = text.trim_start();
    let rest = stroke.strip_prefix(['/', '\u{2044}', '\u{2215}'])?;
    if rest.trim().is_empty() {
        let Some(LinePiece::Lowered(number)) = after.get(1) else { return None };
        let denominator = number.trim();
        return is_number(denominator).then(|| Denominator {
            denominator: denominator.to_owned(),
            pieces: 2,
            bytes: 0,
        });
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let goes_on = rest[end..].starts_with(|c: char| c.is_alphabetic() || c == '/');
    (is_number(&rest[..end]) && !goes_on).then(|| Denominator {
        denominator: rest[..end].to_owned(),
        pieces: 0,
        bytes: text.len() - rest.len() + end,
    })
}

/// `3` and a half → `3½`; where there is no sign for it, `3 5⁄17`.
pub(super) fn fraction(out: &mut String, above: &str, below: &str) {
    const SIGNS: &[(&str, &str, char)] = &[
        ("1", "2", '½'),
        ("1", "3", '⅓'),
        ("2", "3", '⅔'),
        ("1", "4", '¼'),
        ("3", "4", '¾'),
        ("1", "5", '⅕'),
        ("2", "5", '⅖'),
        ("3", "5", '⅗'),
        ("4", "5", '⅘'),
        ("1", "6", '⅙'),
        ("5", "6", '⅚'),
        ("1", "7", '⅐'),
        ("1", "8", '⅛'),
        ("3", "8", '⅜'),
        ("5", "8", '⅝'),
        ("7", "8", '⅞'),
        ("1", "9", '⅑'),
        ("1", "10", '⅒'),
    ];
    match SIGNS.iter().find(|(a, b, _)| *a == above && *b == below) {
        Some(&(_, _, sign)) => out.push(sign),
        None => {
            if out.ends_with(char::is_alphanumeric) {
                out.push(' ');
            }
            let simple = |part: &str| part.chars().all(char::is_alphanumeric);
            for (i, part) in [above, below].into_iter().enumerate() {
                if i == 1 {
                    out.push(if simple(above) && simple(below) { '\u{2044}' } else { '/' });
                }
                match simple(part) {
                    true => out.push_str(part),
                    false => out.extend(["(", part, ")"]),
                }
            }
        }
    }
}

/// Endings of ordinal numbers, in English and French.
const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "er", "ers", "re", "res", "ère", "e", "es", "ème", "eme", "me", "nde", "d"];

fn raised(out: &mut String, text: &str, note: bool, after: &[LinePiece], romance: bool) {
    let mark = text.trim();
    if mark.is_empty() {
        return out.push_str(text);
    }
    let next = match after
        .iter()
        .take(4)
        .find(|piece| !matches!(piece, LinePiece::Heard | LinePiece::Struck { .. }))
    {
        Some(LinePiece::Text(text)) => text.chars().next(),
        Some(LinePiece::Raised { .. } | LinePiece::Lowered(_)) | None => None,
        Some(_) => Some('x'),
    };
    let symbol = mark.chars().all(|c| "*†‡§¶#∗⁎⁑‖".contains(c));
    let bracketed = mark.starts_with('[') && mark.ends_with(']');
    let letters = mark.chars().all(char::is_alphabetic);
    if note || symbol || bracketed {
        return noted(out, mark);
    }
    if letters {
        return raised_letters(out, mark, next, romance);
    }
    let list = mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '\u{a0}' | '-' | '–'))
        && mark.starts_with(|c: char| c.is_ascii_digit());
    if list {
        let number = mark.bytes().all(|b| b.is_ascii_digit());
        if number && is_price(out, mark, after) {
            out.push('.');
            return out.push_str(mark);
        }
        let goes_on = next.filter(|_| text.ends_with(mark));
        return match !number || notes::is_note(out, mark, goes_on) {
            true => noted(out, mark),
            false => glyphs_or_spelled(out, mark, '^'),
        };
    }
    // `<sup>.99</sup>`, `<sup>$</sup>`, `<sup>°</sup>`
    let as_typed = mark.starts_with(['.', ',', '°', 'º', 'ª', '\'', '’', '′', '″', '%', '™', '®', '©', '℠'])
        || mark.chars().all(is_currency);
    match as_typed {
        true => out.push_str(text),
        false => glyphs_or_spelled(out, text, '^'),
    }
}

fn raised_letters(out: &mut String, mark: &str, next: Option<char>, romance: bool) {
    let last = out.chars().next_back();
    let length = mark.chars().count();
    match mark {
        "TM" | "tm" => return out.push('™'),
        "SM" => return out.push('℠'),
        _ => {}
    }
    let typed = match last {
        Some(c) if c.is_numeric() => {
            let small = mark.to_lowercase();
            ORDINALS.contains(&&*small)
                || (romance
                    && matches!(&*small, "a" | "o" | "as" | "os" | "ra" | "ro" | "do" | "da" | "to" | "mo"))
        }
        Some(c) if c.is_alphabetic() => {
            let near = notes::tail(out);
            let word = &near[near.trim_end_matches(char::is_alphabetic).len()..];
            let roman = word.chars().all(|c| "IVXLCDM".contains(c));
            // `M<sup>me</sup>`, `D<sup>r</sup>`, `n<sup>o</sup>`, `XIX<sup>e</sup>`
            (roman && ORDINALS.contains(&mark))
                || (length > 1 && mark.chars().all(char::is_lowercase))
                || (word.len() <= 2 && matches!(mark, "r" | "o" | "e" | "s" | "t"))
        }
        _ => true,
    };
    if typed {
        return out.push_str(mark);
    }
    let attached = last.is_some_and(|c| !c.is_whitespace());
    let word = notes::tail(out).chars().rev().take_while(|c| c.is_alphanumeric()).count();
    // `sheep<sup>a</sup>`, and not `x<sup>n</sup>` or `10<sup>n</sup>`
    if length == 1
        && attached
        && (word != 1 || !last.is_some_and(char::is_alphabetic))
        && !next.is_some_and(char::is_alphanumeric)
        && matches!(mark, "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h")
    {
        return noted(out, mark);
    }
    glyphs_or_spelled(out, mark, '^');
}

/// `$11<sup>99</sup>`: the cents of a price.
fn is_price(out: &str, mark: &str, after: &[LinePiece]) -> bool {
    let near = notes::tail(out);
    let head = near.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = near.len() - head.len();
    let next = match after.first() {
        Some(LinePiece::Text(text)) => text.trim_start(),
        _ => "",
    };
    let scaled =
        ["million", "billion", "trillion", "thousand", "bn", "m "].iter().any(|word| next.starts_with(word));
    let before = head.trim_end().ends_with(is_currency);
    mark.len() == 2 && whole > 0 && !scaled && (before || next.starts_with(is_currency))
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '\u{e3f}' | '\u{fdfc}')
}

/// The mark of a note, close to the word that it hangs on.
fn noted(out: &mut String, mark: &str) {
    out.truncate(out.trim_end().len());
    let bare: String = mark.chars().filter(|&c| !notes::is_sign(c)).collect();
    let glyphs: Option<String> = bare
        .chars()
        .map(|c| if matches!(c, ',' | ' ' | '-' | '–' | '\u{a0}') { Some(c) } else { glyph(c, true) })
        .collect();
    let apart =
        !bare.contains(|c: char| c.is_alphanumeric()) || (bare.starts_with('[') && bare.ends_with(']'));
    out.push(NOTE);
    match glyphs {
        _ if apart => out.push_str(&bare),
        Some(glyphs) => out.push_str(&glyphs),
        None => out.extend(["[", &bare, "]"]),
    }
    out.push(END);
}

/// What is raised and is no note's mark.
pub(super) fn power(out: &mut String, text: &str) {
    glyphs_or_spelled(out, text, '^');
}

/// What is lowered.
pub(super) fn lowered(out: &mut String, text: &str) {
    let words = text.split_whitespace().count();
    // Small print, and no index.
    if words > 2 || text.chars().count() > 12 {
        if out.ends_with(char::is_alphanumeric) {
            out.push(' ');
        }
        return out.push_str(text);
    }
    glyphs_or_spelled(out, text, '_');
}

/// In raised or lowered signs where all of `text` has one; else behind `^` or `_`.
fn glyphs_or_spelled(out: &mut String, text: &str, sign: char) {
    let mark = text.trim();
    if mark.is_empty() {
        return out.push_str(text);
    }
    let raised = sign == '^';
    let glyphs: Option<String> =
        mark.chars().filter(|c| !c.is_whitespace()).map(|c| glyph(c, raised)).collect();
    let attached = out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
    let long = raised && mark.chars().filter(|c| c.is_alphabetic()).count() > 3;
    match glyphs.filter(|_| !long) {
        Some(glyphs) => out.push_str(&glyphs),
        None if !attached => out.push_str(text),
        None if mark.chars().nth(1).is_none() => {
            out.push(sign);
            out.push_str(mark);
        }
        // Words that are set high are words.
        None if mark.contains(' ') || mark.chars().all(char::is_alphabetic) && long => {
            out.push(' ');
            out.push_str(mark);
        }
        None => {
            out.push(sign);
            out.extend(["(", mark, ")"]);
        }
    }
}

/// The raised or lowered form of a character.
fn glyph(c: char, raised: bool) -> Option<char> {
    const PLAIN: &str = "0123456789+-−–=()abcdefghijklmnoprstuvwxyz";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐ   ₑ  ₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥ ₓ  ";
    let at = PLAIN.chars().position(|plain| plain == c)?;
    let table = if raised { RAISED } else { LOWERED };
    table.chars().nth(at).filter(|glyph| *glyph != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_raised_and_lowered_form_stands_in_its_place() {
        assert_eq!(glyph('7', true), Some('⁷'));
        assert_eq!(glyph('z', true), Some('ᶻ'));
        assert_eq!(glyph('−', false), Some('₋'));
        assert_eq!(glyph('x', false), Some('ₓ'));
        assert_eq!(glyph('b', false), None);
        assert_eq!(glyph('q', true), None);
    }
}
