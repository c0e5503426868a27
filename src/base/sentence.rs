//! Where a sentence ends: for claims, for mentions, and for text that is cut.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::base::bytes::{has, has_pair, is_odd};

/// Words that end in a full stop and seldom end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "col.", "sen.", "rep.", "gov.", "st.", "vs.", "no.",
    "nos.", "fig.", "vol.", "e.g.", "i.e.", "cf.", "ca.", "approx.", "jan.", "feb.", "mar.", "apr.", "jun.",
    "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.",
];

/// The sentences of a paragraph, without the spaces between them. They cover all that is not space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut start = 0;
    while start < text.len() {
        let end = first_bound(text, start);
        let piece = &text[start..end];
        let lead = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let range = start + lead..start + lead + trimmed.len();
            match sentences.last_mut() {
                Some(last) if goes_on => last.end = range.end,
                _ => sentences.push(range),
            }
            goes_on = ends_in_abbreviation(trimmed);
        }
        start = end;
    }
    sentences
}

/// Where the sentence that begins at `start` ends, by the rules of Unicode's annex 29.
///
/// By these a sentence ends behind a mark, and of what stands before the mark only the character next to it
/// counts. So the slow look at each character begins with the word of the first mark.
fn first_bound(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut from = 0;
    let mark = loop {
        let Some(mark) = first_mark(&rest[from..]).map(|mark| from + mark) else { return text.len() };
        match rest.as_bytes()[mark..] {
            // Nearly all: a mark, a space, and a letter of ASCII. A small one goes on after a full stop.
            [b'.', b' ', b'a'..=b'z', ..] => from = mark + 1,
            [b'.', b' ', b'A'..=b'Z', ..] | [b'?' | b'!', b' ', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                return start + mark + 2;
            }
            [b'.' | b'?' | b'!'] => return text.len(),
            _ => break mark,
        }
    };
    let word = rest[..mark].rfind(' ').unwrap_or(0);
    rest[word..].split_sentence_bounds().next().map_or(text.len(), |piece| start + word + piece.len())
}

/// Where the first character stands behind which a sentence may end.
fn first_mark(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let ends = |&byte: &u8| matches!(byte, b'.' | b'?' | b'!') || is_odd(byte);
        let at = from + text.as_bytes()[from..].iter().position(ends)?;
        let c = text[at..].chars().next()?;
        if may_end(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// Whether a sentence may end behind the character. Yes is never wrong, only slow.
fn may_end(c: char) -> bool {
    match c {
        '.' | '?' | '!' => true,
        ' '..='~' => false,
        // Latin letters, Cyrillic ones, and the marks of print.
        '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{481}' | '–' | '—' | '‘' | '’' | '“' | '”' => false,
        _ => true,
    }
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let word = sentence.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[', '“', '"', '‘', '\'']);
    if !word.ends_with('.') {
        return false;
    }
    // `U.S.`, `J.`: letters that each have a full stop.
    let initials = word.split_terminator('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// The words with one space between each and the next, and none around them.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    // Nearly all text is so already. What is not ASCII and white space is seen by the slow way.
    let odd = has(bytes, is_odd) && trimmed.contains(|c: char| c.is_whitespace() && c != ' ');
    let plain = !odd && !has_pair(bytes, |a, b| a == b' ' && b == b' ');
    match plain {
        true => Cow::Borrowed(trimmed),
        false => Cow::Owned(trimmed.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The words as a printer sets them: [`squeezed`], then [`typographic`]. Borrowed if there is nothing to do.
pub fn set(text: &str) -> Cow<'_, str> {
    match squeezed(text) {
        Cow::Borrowed(text) => typographic(text),
        Cow::Owned(text) => Cow::Owned(typographic(&text).into_owned()),
    }
}

/// Quotation marks, dashes and dots as a printer sets them.
pub fn typographic(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let marked = |a, b| matches!(a, b'"' | b'\'') || matches!((a, b), (b'-', b'-') | (b'.', b'.'));
    if !has_pair(bytes, marked) && !matches!(bytes.last(), Some(b'"' | b'\'')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    // In an address every sign is one of its own.
    let mut addresses = addresses(text).into_iter().peekable();
    let mut written = 0;
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if let Some(address) = addresses.next_if(|address| address.start == written) {
            out.push_str(&text[address.clone()]);
            written = address.end;
            chars = text[written..].chars().peekable();
            before = 'x';
            continue;
        }
        let opens = before.is_whitespace() || "([{“‘—–".contains(before);
        let set = match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens && chars.peek().is_some_and(|next| !next.is_ascii_digit()) => '‘',
            '\'' => '’',
            '-' if chars.peek() == Some(&'-') => {
                chars.next();
                written += 1;
                if chars.next_if_eq(&'-').inspect(|_| written += 1).is_some() { '—' } else { '–' }
            }
            '.' if before != '.' && chars.clone().take(2).eq("..".chars()) => {
                chars.next();
                chars.next();
                written += 2;
                '…'
            }
            c => c,
        };
        out.push(set);
        written += c.len_utf8();
        before = set;
    }
    Cow::Owned(out)
}

/// Where addresses such as `https://…` and `www.…` stand in a text, up to the marks that end a sentence.
fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = word.find("://").map(|colon| {
            let head = &word[..colon];
            head.len() - head.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).len()
        });
        if let Some(start) = start.or_else(|| word.find("www.")) {
            let end = word.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)\"'”’".contains(c)).len();
            if start < end {
                found.push(at + start..at + end);
            }
        }
        at += word.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn initials_and_abbreviations_end_no_sentence() {
        assert_eq!(cut("The U.S. Navy left. It came back."), ["The U.S. Navy left.", "It came back."]);
        assert_eq!(
            cut("H. W. Bush met Dr. Deng in Nov. 1989.  Then?"),
            ["H. W. Bush met Dr. Deng in Nov. 1989.", "Then?"]
        );
        assert_eq!(cut("It cost 4.5 billion."), ["It cost 4.5 billion."]);
        assert_eq!(cut("  "), [""; 0]);
        assert_eq!(cut("他来了。她走了。"), ["他来了。", "她走了。"]);
    }

    proptest! {
        #[test]
        fn a_look_from_the_first_mark_on_sees_what_a_look_at_all_sees(
            text in "([a-zA-Z]{1,4}|[éЖя’“”–]|[0-9]|[.?!,:;)]|[。…\u{85}\u{2029}\u{ad}\u{301}\n\t]| ){0,60}",
        ) {
            let mut bounds = Vec::new();
            let mut at = 0;
            while at < text.len() {
                at = first_bound(&text, at);
                bounds.push(at);
            }
            let all: Vec<usize> =
                text.split_sentence_bound_indices().map(|(start, piece)| start + piece.len()).collect();
            prop_assert_eq!(bounds, all);
        }
    }

    #[test]
    fn marks_are_set_as_in_print() {
        assert_eq!(typographic("\"So\" -- it's 'fine'---yes..."), "“So” – it’s ‘fine’—yes…");
        assert_eq!(typographic("the '90s"), "the ’90s");
        assert_eq!(
            typographic("\"At https://example.org/a--b/it's.\" -- and (www.x.org/'c')... so"),
            "“At https://example.org/a--b/it's.” – and (www.x.org/'c’)… so"
        );
    }
}
