//! The words of a text and the marks between its clauses.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::words::{Phrase, PhraseClass};
use crate::source::fold::is_joiner;
use crate::source::text::is_unspaced;

/// A word, or a mark that parts clauses.
#[derive(Clone, Debug)]
pub(super) struct ClauseToken<'t> {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// In small letters; a mark is `,`.
    pub(super) text: Cow<'t, str>,
    /// Whether it is written with a capital.
    pub(super) capital: bool,
    /// The phrases of the language that begin with it.
    pub(super) phrases: &'static [Phrase],
    /// What it is by its own beginning or end.
    pub(super) alone: PhraseClass,
}

impl ClauseToken<'_> {
    pub(super) fn is_mark(&self) -> bool {
        self.text == ","
    }

    pub(super) fn has_digit(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

/// The words of a text and the marks between its clauses, as yet without what the language says of them. `from` is
/// where the text begins; no more than `most` are read.
pub(super) fn tokens(text: &str, from: usize, most: usize) -> Vec<ClauseToken<'_>> {
    let mut all: Vec<ClauseToken<'_>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while all.len() < most && at < text.len() {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if !c.is_alphanumeric() {
            if parts(text, at, c) && !all.last().is_some_and(ClauseToken::is_mark) {
                let range = from + at..from + at + c.len_utf8();
                all.push(ClauseToken { range, text: ",".into(), capital: false, phrases: &[], alone: 0 });
            }
            at += c.len_utf8();
            continue;
        }
        if is_raised(c) {
            at += c.len_utf8();
            continue; // the mark of a note
        }
        let end = word_end(text, at, c);
        let range = from + at..from + end;
        let capital = c.is_uppercase();
        all.push(ClauseToken { range, text: lower(&text[at..end]), capital, phrases: &[], alone: 0 });
        at = end;
    }
    all
}

/// Whether a character parts clauses.
fn parts(text: &str, at: usize, c: char) -> bool {
    match c {
        ',' | ';' | ':' | '(' | ')' | '–' | '—' | '，' | '；' | '：' | '、' | '（' | '）' | '\n' | '،'
        | '؛' => true,
        '-' => text[..at].ends_with('-') || text[..at].ends_with(' ') && text[at + 1..].starts_with(' '),
        _ => false,
    }
}

/// Where the word ends that begins with a character.
fn word_end(text: &str, at: usize, c: char) -> usize {
    let mut end = at + c.len_utf8();
    if is_unspaced(c) {
        return end;
    }
    loop {
        // Nearly all there is.
        let plain = text.as_bytes()[end..].iter().position(|byte| !byte.is_ascii_alphanumeric());
        let Some(plain) = plain else { return text.len() };
        end += plain;
        let here = end;
        let Some(next) = text[here..].chars().next() else { return end };
        let apostrophe = matches!(next, '\'' | '’' | 'ʼ');
        let after = || text[here + next.len_utf8()..].chars().next();
        let goes_on = match next {
            ' ' => false,
            '\'' | '’' | 'ʼ' => after().is_some_and(char::is_alphabetic),
            // A number with its marks is one word.
            '.' | ',' => {
                text[..here].ends_with(|c: char| c.is_numeric()) && after().is_some_and(char::is_numeric)
            }
            next => {
                (next.is_alphanumeric() && !is_unspaced(next) && !is_raised(next))
                    || !next.is_ascii() && (is_combining_mark(next) || is_joiner(next))
            }
        };
        if !goes_on {
            return end;
        }
        end = here + next.len_utf8();
        let contracted =
            || text[..here].ends_with(['n', 'N']) && after().is_some_and(|c| matches!(c, 't' | 'T'));
        let shut = || !text[end..].chars().nth(1).is_some_and(char::is_alphanumeric);
        if apostrophe && !(contracted() && shut()) {
            return end;
        }
    }
}

/// A word in small letters, without the marks that are left out in most writing.
fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => word.to_ascii_lowercase().into(),
            false => word.into(),
        };
    }
    // The dot of a Turkish `İ`, Arabic vowels, Hebrew points.
    let idle = |c: char| matches!(c, '\u{307}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{591}'..='\u{5c7}');
    word.to_lowercase()
        .chars()
        .filter(|&c| !idle(c))
        .map(|c| if c == '’' || c == 'ʼ' { '\'' } else { c })
        .collect()
}

/// Whether a character is a raised digit, as the marks of notes are.
fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}
