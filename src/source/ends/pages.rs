//! Words and numbers that the end of a page broke: its number, and what is printed at the head of the next, stand
//! between their halves as paragraphs of their own.

use crate::source::fold::is_hyphen;
use crate::source::text::Text;

/// The longest line that is taken for a page's head or foot, in bytes.
const LONGEST: usize = 80;

/// How many of them may stand between the halves.
const MOST: usize = 3;

/// Whether what begins at this place of the folded text is the second half of what an earlier paragraph has the
/// first half of: `un-`, `14`, `safe`. The halves are not joined: a page's foot cannot be told from a line of its own.
pub(super) fn breaks(text: &Text, at: usize) -> bool {
    let folded = text.folded();
    if !folded.as_str()[..at].ends_with([' ', '-']) {
        return false;
    }
    let canonical = text.canonical();
    let start = folded.origin(at..at + 1).start;
    let Some(before) = canonical[..start].strip_suffix('\n') else { return false };
    let rest = &canonical[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_half: &dyn Fn(&str) -> bool = match rest.chars().next() {
        Some(c) if c.is_lowercase() => &|line| {
            let mut back = line.chars().rev();
            back.next().is_some_and(|c| is_hyphen(c) || c == '\u{ad}')
                && back.next().is_some_and(char::is_alphabetic)
        },
        // `12,` and `500`, maybe
        Some(_) if digits == 3 && !rest[3..].starts_with(char::is_alphanumeric) => &|line| {
            line.strip_suffix([',', '.']).is_some_and(|line| line.ends_with(|c: char| c.is_ascii_digit()))
        },
        _ => return false,
    };
    for line in before.rsplit('\n').take(MOST + 1) {
        if is_half(line) {
            return true;
        }
        if line.len() > LONGEST || line.ends_with(['.', '!', '?', '…', '。']) {
            return false;
        }
    }
    false
}
