//! Characters that no reader sees as they are meant.

/// Calls `with` for each such character of a text, with its offset.
///
/// A mark that turns the direction is as it is meant where its line ends it: people who write from right to left
/// set such pairs around a foreign name.
pub(crate) fn each_odd(text: &str, with: &mut dyn FnMut(usize, char)) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((at, c)),
            '\u{202c}' | '\u{2069}' => {
                let is_embedding = |c: char| c < '\u{202d}';
                match open.last() {
                    Some((_, last)) if is_embedding(*last) == is_embedding(c) => drop(open.pop()),
                    _ => with(at, c),
                }
            }
            '\n' => open.drain(..).for_each(|(at, c)| with(at, c)),
            c if unshowable(c).is_some() => with(at, c),
            _ => {}
        }
    }
    open.into_iter().for_each(|(at, c)| with(at, c));
}

/// What such a character is, and what to do about it.
pub(crate) fn unshowable(c: char) -> Option<(&'static str, &'static str)> {
    const PASTED: &str = "delete it: it came with pasted text";
    Some(match c {
        '\u{fffd}' => (
            "the replacement character for a lost letter",
            "retype the letter: it was lost when the text was saved or copied in another encoding",
        ),
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => return None,
        c if c.is_control() => ("a control character", PASTED),
        c if is_no_character(c) => ("a code that is not a character", PASTED),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
            "an invisible mark that changes the direction of the text",
            "delete it: readers may see the words in the wrong order",
        ),
        '\u{feff}' => ("an invisible byte order mark", PASTED),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            ("a private-use character", "replace it: each font shows a different sign, and most show none")
        }
        _ => return None,
    })
}

/// Whether a browser, a terminal or the program itself could obey it, or HTML forbids it, so that it goes no further.
pub(crate) fn is_obeyed(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}') || is_no_character(c)
}

/// Whether Unicode keeps the code for no character at all, ever.
fn is_no_character(c: char) -> bool {
    matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe
}

/// A text without what could be obeyed: the mark for a lost letter stands instead.
pub(crate) fn harmless(text: &mut String) {
    if text.contains(is_obeyed) {
        *text = text.replace(is_obeyed, "\u{fffd}");
    }
}
