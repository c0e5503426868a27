//! A text cut into words, numbers and marks.

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut apart = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            apart = true;
            at += c.len_utf8();
            continue;
        }
        let kind = if c.is_ascii_digit() {
            at = number_end(bytes, at);
            TokenKind::Number
        } else if c.is_alphabetic() {
            at = word_end(text, at);
            TokenKind::Word
        } else {
            at += c.len_utf8();
            TokenKind::Mark
        };
        tokens.push(Token { start, end: at, kind, apart });
        apart = false;
    }
    tokens
}

/// Where a word ends. Nearly all letters are of ASCII; behind those another may follow that is not.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    match bytes.get(end) {
        Some(byte) if !byte.is_ascii() => {
            end + text[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - end)
        }
        _ => end,
    }
}

/// Where a number in digits ends, with the marks between its groups and before its decimals.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = digits(start);
    let mut end = start + first;
    let mut grouped = false;
    loop {
        let Some(mark) = bytes.get(end) else { return end };
        let next = digits((end + 1).min(bytes.len()));
        match mark {
            b',' | b'.' if next > 0 => {
                // Groups of three go on; anything else are decimals, and the last.
                let group =
                    next == 3 && (first <= 3 || grouped) && !bytes[start..end].contains(&other(*mark));
                end += 1 + next;
                if !group {
                    return end;
                }
                grouped = true;
            }
            // `24 000`, as in French; the space is a plain one in a canonical text.
            b' ' if next == 3
                && first <= 3
                && (grouped || *mark == b' ')
                && is_spaced_group(bytes, start, end) =>
            {
                end += 1 + next;
                grouped = true;
            }
            _ => return end,
        }
    }
}

fn other(mark: u8) -> u8 {
    if mark == b',' { b'.' } else { b',' }
}

/// Whether a space within a number is one between groups: only where all that follows is zeros, since
/// two numbers may stand side by side.
fn is_spaced_group(bytes: &[u8], start: usize, end: usize) -> bool {
    bytes.get(end + 1..end + 4) == Some(b"000")
        && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit)
        && !bytes[start..end].contains(&b',')
}

/// The value of a number in digits.
pub(super) fn value_of(written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| *c != ' ').collect();
    let groups = |mark: char| {
        let mut parts = plain.split(mark);
        parts.next().is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
            && parts.clone().count() > 0
            && parts.all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let commas = plain.matches(',').count();
    let dots = plain.matches('.').count();
    let plain = match (commas, dots) {
        (0, 0) => plain,
        (_, 0) if groups(',') => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (0, 1) => plain,
        (0, _) if groups('.') => plain.replace('.', ""),
        // `1,234.5` and `1.234,5`
        (_, 1) if plain.rfind('.') > plain.rfind(',') => plain.replace(',', ""),
        (1, _) => plain.replace('.', "").replace(',', "."),
        _ => return None,
    };
    plain.parse().ok()
}

/// How many digits of a number are said: `2,700` has two.
pub(super) fn significant(written: &str) -> u8 {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let decimals = written.contains('.');
    let said = digits.trim_start_matches('0');
    let said = if decimals { said } else { said.trim_end_matches('0') };
    u8::try_from(said.len().max(1)).unwrap_or(u8::MAX)
}
