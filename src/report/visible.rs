//! Text of others, made safe to print.
//!
//! A file may hold terminal escapes, marks that turn the direction of writing, and characters that
//! nobody sees. All of them are shown as what they are, and none is sent.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::base::bytes::{has, is_odd};

/// Columns that a tab takes in an excerpt.
const TAB: &str = "    ";

/// What is printed for one character, and how many columns it takes.
pub(super) fn push(character: char, out: &mut String) -> usize {
    match character {
        ' '..='~' => {
            out.push(character);
            1
        }
        '\t' => {
            out.push_str(TAB);
            TAB.len()
        }
        // Unicode has a picture for each of these: ␛ for the escape.
        '\0'..='\x1f' => {
            out.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'));
            1
        }
        '\x7f' => {
            out.push('\u{2421}');
            1
        }
        _ if is_hidden(character) => {
            let name = format!("<U+{:04X}>", u32::from(character));
            out.push_str(&name);
            name.len()
        }
        _ => {
            out.push(character);
            character.width().unwrap_or(0)
        }
    }
}

/// Whether each character takes one column and is printed as it is.
pub(super) fn is_plain(text: &str) -> bool {
    !has(text.as_bytes(), is_odd)
}

/// A text on one line.
pub fn line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push(character, &mut out);
    }
    out
}

/// The columns that a text takes, once it went through [`line()`].
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// How a text begins, on one line of at most `room` columns: with `…` where it is cut, at the end of a word if one
/// ends in the second half.
pub fn cut(text: &str, room: usize) -> String {
    let text = line(text).replace('\u{a0}', " ");
    if width(&text) <= room {
        return text;
    }
    let (mut end, mut used) = (0, 0);
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used + 1 > room {
            break;
        }
        end = at + character.len_utf8();
    }
    let begins = &text[..end];
    // What follows is no part of the last word if that ends here.
    let whole = match text[end..].starts_with(' ') {
        true => end,
        false => begins.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end),
    };
    format!("{}…", begins[..whole].trim_end_matches([' ', ',', ';', '…']))
}

/// A text broken between words into lines of at most `room` columns, except where one word is longer.
/// Its own line breaks stay; a line that begins with a space is laid out already and stays as it is.
pub fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = line(paragraph.strip_suffix('\r').unwrap_or(paragraph));
        if paragraph.starts_with(' ') || width(&paragraph) <= room {
            lines.push(paragraph);
            continue;
        }
        let (mut current, mut used) = (String::new(), 0);
        for word in unbroken(&paragraph) {
            let word = &*word;
            let columns = width(word);
            if used > 0 && used + 1 + columns > room {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            if used > 0 {
                current.push(' ');
                used += 1;
            }
            current.push_str(word);
            used += columns;
        }
        lines.push(current);
    }
    lines
}

/// No longer than this, what stands between backticks stays together.
const SHORT_CODE: usize = 12;

/// What a line is broken between: words, and short code such as `[ ]`.
fn unbroken(line: &str) -> Vec<Cow<'_, str>> {
    if !line.contains('`') {
        return line.split(' ').map(Cow::Borrowed).collect();
    }
    let pieces: Vec<&str> = line.split(' ').collect();
    let is_odd = |piece: &&str| piece.matches('`').count() % 2 == 1;
    let mut words: Vec<Cow<'_, str>> = Vec::with_capacity(pieces.len());
    let mut rest = &pieces[..];
    while let Some((first, others)) = rest.split_first() {
        // Looked for only where code begins, and then all of it is passed.
        let close = if is_odd(first) { others.iter().position(&is_odd) } else { None };
        let (code, after) = rest.split_at(close.map_or(1, |close| close + 2));
        rest = after;
        let whole = code.join(" ");
        if width(&whole) <= SHORT_CODE {
            words.push(whole.into());
        } else {
            words.extend(code.iter().map(|&piece| Cow::Borrowed(piece)));
        }
    }
    words
}

/// Whether a character is printed as nothing, or as a command: control characters beyond ASCII,
/// marks that turn the direction of writing, line separators, spaces without width, tags.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_shown() {
        assert_eq!(line("a\x1b[31mb\u{9b}c\u{202e}d\te\r"), "a␛[31mb<U+009B>c<U+202E>d    e␍");
    }

    #[test]
    fn text_is_broken_between_words_and_a_long_word_stays_whole() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a https://example.org b", 5), ["a", "https://example.org", "b"]);
        assert_eq!(wrapped("漢字 漢字", 5), ["漢字", "漢字"]);
        assert_eq!(
            wrapped("write `[ ]` or `a longer code`, `x y`", 9),
            ["write", "`[ ]` or", "`a longer", "code`,", "`x y`"]
        );
        assert_eq!(wrapped("one\n   laid out by hand", 5), ["one", "   laid out by hand"]);
    }

    proptest! {
        #[test]
        fn what_is_cut_has_room(text in "[a-z漢é ,…\u{301}]{0,60}", room in 4_usize..40) {
            let short = cut(&text, room);
            prop_assert!(width(&short) <= room, "{short}");
            let begins = short.strip_suffix('…').unwrap_or(&short);
            prop_assert!(text.starts_with(begins), "{short}");
            prop_assert!(width(&text) > room || short == text);
        }

        #[test]
        fn no_command_ever_comes_through(text in any::<String>()) {
            let shown = line(&text);
            prop_assert!(!shown.chars().any(|c| c.is_control() || is_hidden(c)), "{shown:?}");
            for line in wrapped(&text, 20) {
                prop_assert!(!line.chars().any(|c| c.is_control() || is_hidden(c)), "{line:?}");
            }
        }

        #[test]
        fn the_columns_said_are_the_columns_taken(character in any::<char>()) {
            let mut out = String::new();
            let columns = push(character, &mut out);
            prop_assert_eq!(columns, width(&out));
        }
    }
}
