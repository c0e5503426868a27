//! Control characters in an article's file: what nobody can read, and what may have been a sign.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{File, Span};

/// At most so many different characters of one file are told.
const MOST: usize = 8;

/// A finding for each control character of a file, at its first place. Of HTML and Markdown also for those that are
/// written as `&#3;`.
pub(super) fn found(file: &File, raw: &str, references: bool) -> Vec<Diagnostic> {
    let mut found: BTreeMap<char, (Span, usize)> = BTreeMap::new();
    let mut note = |c: char, span: Span| {
        let known = found.entry(c).or_insert((span, 0));
        known.0 = known.0.min(span);
        known.1 += 1;
    };
    // Nearly all files have none: most bytes are passed over one by one, and looked at no further.
    for (at, byte) in raw.bytes().enumerate() {
        let suspect = (byte < 0x20 && !matches!(byte, b'\t'..=b'\r')) || byte == 0x7f || byte == 0xc2;
        if suspect
            && let Some(c) = raw[at..].chars().next()
            && c.is_control()
            && c != '\u{85}'
        {
            note(c, Span::new(at, at + c.len_utf8()));
        }
    }
    if references {
        for (at, _) in raw.match_indices("&#") {
            let rest = &raw[at + 2..];
            let (digits, base) = match rest.strip_prefix(['x', 'X']) {
                Some(digits) => (digits, 16),
                None => (rest, 10),
            };
            let len = digits.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
            let code = u32::from_str_radix(&digits[..len], base).unwrap_or(u32::MAX);
            // HTML reads the references from 128 to 159 as what Windows has there.
            if let Some(c) = char::from_u32(code).filter(|c| c.is_ascii_control() && !c.is_ascii_whitespace())
            {
                note(c, Span::new(at, raw.len() - digits.len() + len));
            }
        }
    }
    let mut found: Vec<(char, (Span, usize))> = found.into_iter().collect();
    found.sort_by_key(|(_, (span, _))| span.start);
    let finding = |(c, (span, count)): (char, (Span, usize))| {
        let times = match count {
            1 => String::new(),
            n => format!(", {n} times"),
        };
        let message = format!("the text has the control character U+{:04X}{times}", c as u32);
        Diagnostic::at(&rule::CONTROL_CHARACTER, &file.path, span, message)
            .label("a character may be lost here")
            .help("compare with the original: some programs write a minus or a ligature this way. No quotation can cross this place; to quote it, extract the text from the original in another way")
    };
    found.into_iter().take(MOST).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let file = File { path: "seeds/a.txt".into(), bytes: text.as_bytes().into() };
        found(&file, text, true)
            .iter()
            .map(|d| format!("{} {:?}", d.message, d.place.span.map(|span| span.start)))
            .collect()
    }

    #[test]
    fn each_control_character_is_told_once_where_it_stands_first() {
        assert_eq!(told("a\tb\r\n\u{c}c\u{85}é\u{a0}"), Vec::<String>::new());
        assert_eq!(
            told("It was \u{3}40 and \u{3}50\u{7f}. \u{96}"),
            [
                "the text has the control character U+0003, 2 times Some(7)",
                "the text has the control character U+007F Some(18)",
                "the text has the control character U+0096 Some(21)",
            ]
        );
        assert_eq!(
            told("a&#3;b&#x3;c&#10;&#150;"),
            ["the text has the control character U+0003, 2 times Some(1)"]
        );
    }
}
