//! A text → its words, in the form in which they are compared.
//!
//! A word is a run of letters, digits and their marks; a number with points and commas between its
//! digits; or initials with their full stops (`U.S.`). Case, accents, the commas of numbers and the
//! full stops of initials are forgotten, and so is the `s` after an apostrophe. Scripts that are
//! written without spaces have no words to cut: of them every two neighbouring characters are one,
//! and the last of a run by itself, so that a single character can be looked up, too.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::source::text::is_unspaced;

/// The most characters of a word that count. No one types more, and nothing hostile gets further.
const LONGEST: usize = 40;

/// Calls `with` for each word of a text, in order, with its form and its place. A character of a run
/// without spaces has the place of the run.
pub fn each(text: &str, mut with: impl FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let mut at = 0;
    while let Some(start) = next_word(text, at) {
        // Nearly all words are letters of ASCII, and nothing of the rest is to be asked of them.
        if let Some((plain, is_lower)) = plain_word(&text.as_bytes()[start..]) {
            at = start + plain;
            if plain > 1 || !is_possessive(text, start, at) {
                let written = &text[start..start + plain.min(LONGEST)];
                if is_lower {
                    with(written, start..at);
                } else {
                    word.clear();
                    word.push_str(written);
                    word.make_ascii_lowercase();
                    with(&word, start..at);
                }
            }
            continue;
        }
        let end = word_end(text, start);
        at = end;
        let written = &text[start..end];
        if is_possessive(text, start, end) {
            continue;
        }
        word.clear();
        fold(written, &mut word);
        if word.is_ascii() {
            word.truncate(LONGEST);
            if !word.is_empty() {
                with(&word, start..end);
            }
        } else {
            cut(&word, |piece| with(piece, start..end));
        }
    }
}

/// The words of a query: as [`each`], without the single characters that end a run.
pub fn of_query(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = 0..0;
    each(query, |word, place| {
        let single = word.chars().count() == 1 && word.chars().all(stands_alone);
        if !(single && last == place) {
            words.push(word.to_owned());
        }
        last = place;
    });
    words
}

/// Whether the character is of a script of which every two neighbouring characters are a word: those
/// written without spaces, and Korean, whose particles are joined to the noun.
pub fn stands_alone(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether this is the `s` after an apostrophe.
fn is_possessive(text: &str, start: usize, end: usize) -> bool {
    matches!(&text[start..end], "s" | "S") && text[..start].ends_with(['\'', '’'])
}

/// What a byte is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    /// No part of one.
    Other,
    /// A digit or a small letter.
    Lower,
    /// A capital.
    Capital,
    /// Of a character that is not of ASCII: one must look closer.
    Far,
}

/// What each byte is.
const CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' => ByteClass::Lower,
            b'A'..=b'Z' => ByteClass::Capital,
            0x80.. => ByteClass::Far,
            _ => ByteClass::Other,
        };
        byte += 1;
    }
    classes
};

/// How long the word is that stands at the start, and whether it has no capital, if it is clear that it has only
/// letters and digits of ASCII: neither initials nor a number with marks in it.
fn plain_word(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut length = 0;
    let mut is_lower = true;
    for &byte in bytes {
        match CLASSES[usize::from(byte)] {
            ByteClass::Lower => {}
            ByteClass::Capital => is_lower = false,
            ByteClass::Other | ByteClass::Far => break,
        }
        length += 1;
    }
    let marks = match bytes.get(length) {
        Some(b'.') => length < 2 || bytes[0].is_ascii_digit(),
        Some(b',') => bytes[0].is_ascii_digit(),
        Some(next) => !next.is_ascii(),
        None => false,
    };
    (length > 0 && !marks).then_some((length, is_lower))
}

fn next_word(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    // To the next letter of ASCII, or to where one must look closer.
    let near = at + bytes.iter().position(|&byte| CLASSES[usize::from(byte)] != ByteClass::Other)?;
    if bytes[near - at].is_ascii() {
        return Some(near);
    }
    text[near..].find(is_of_word).map(|found| near + found)
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = initials(rest).or_else(|| number(rest)).unwrap_or_else(|| run(rest, is_of_word));
    start + length
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// How long the initials are that stand at the start: two letters or more, each with a full stop.
fn initials(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut count = 0;
    let mut chars = text.chars();
    while let (Some(letter), Some('.')) = (chars.next().filter(|c| c.is_alphabetic()), chars.next()) {
        length += letter.len_utf8() + 1;
        count += 1;
    }
    (count >= 2).then_some(length)
}

/// How long the number is that stands at the start, if it has points or commas between its digits.
fn number(text: &str) -> Option<usize> {
    let first = run(text, char::is_numeric);
    let mut length = first;
    while length > 0 && text[length..].starts_with(['.', ',']) {
        match run(&text[length + 1..], char::is_numeric) {
            0 => break,
            digits => length += 1 + digits,
        }
    }
    (length > first).then_some(length)
}

/// A word as it is compared.
fn fold(written: &str, out: &mut String) {
    let digits = written.starts_with(char::is_numeric);
    if written.is_ascii() {
        let kept = written.chars().filter(|&c| c.is_ascii_alphanumeric() || (digits && c == '.'));
        out.extend(kept.map(|c| c.to_ascii_lowercase()));
        return;
    }
    let bare = written.nfkd().flat_map(char::to_lowercase).filter(|&c| !is_accent(c));
    let mut spelled = String::with_capacity(written.len());
    bare.for_each(|c| spell_out(c, &mut spelled));
    out.extend(spelled.nfc().filter(|&c| is_of_word(c) || (digits && c == '.')));
}

/// Marks that readers leave out when they type: accents, and the vowel points of Hebrew and Arabic.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Letters that are typed as others.
fn spell_out(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        c => out.push(c),
    }
}

/// Cuts a folded word where a script without spaces begins or ends, and such a script into pairs.
fn cut(word: &str, mut with: impl FnMut(&str)) {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let alone = stands_alone(first);
        let end = run(rest, |c| stands_alone(c) == alone);
        let (piece, after) = rest.split_at(end);
        rest = after;
        if !alone {
            let end = piece.char_indices().nth(LONGEST).map_or(piece.len(), |(at, _)| at);
            with(&piece[..end]);
            continue;
        }
        let starts: Vec<usize> = piece.char_indices().map(|(at, _)| at).chain([piece.len()]).collect();
        starts.windows(3).for_each(|pair| with(&piece[pair[0]..pair[2]]));
        with(&piece[starts[starts.len() - 2]..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn a_single_character_of_a_run_is_no_word_of_a_query() {
        assert_eq!(of_query("中国 中 gas"), ["中国", "中", "gas"]);
        assert_eq!(words("中国"), ["中国", "国"]);
    }

    proptest! {
        #[test]
        fn words_have_a_place_and_no_mark(text in any::<String>()) {
            each(&text, |word, place| {
                assert!(!word.is_empty() && word.chars().count() <= LONGEST);
                assert!(word.chars().all(|c| is_of_word(c) || c == '.'), "{word:?}");
                assert!(text.get(place).is_some_and(|written| !written.is_empty()));
            });
        }

        #[test]
        fn case_and_accents_do_not_count(text in "[a-zàéîõüçñA-Z ,.']{0,30}") {
            let bare: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
            prop_assert_eq!(words(&text), words(&bare.to_lowercase()));
        }
    }
}
