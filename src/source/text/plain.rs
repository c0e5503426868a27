//! A plain text → lines: which of its line breaks end a paragraph.
//!
//! A blank line does; where a text's lines are long and unbroken, each line is a paragraph. In a text that is
//! broken by hand a line is also one of its own if it is an item of a list, what a speaker says, a row of a
//! table, or a heading that stands right above its text.

use crate::source::text::notes::mark;
use crate::source::text::runs::{self, RunGroup};
use crate::source::text::{TextLine, canonical_line};

/// Text is taken to have unbroken lines if more than half of it stands in lines longer than this.
/// Text that was broken by hand or by a program has hardly a line of so many characters.
const LONG_LINE: usize = 120;

/// The longest line of what is no sentence: a name, an address, a row of a table.
const LONGEST_ENTRY: usize = 60;

/// A form feed ends a page, and with it a line.
const ENDS: [char; 6] = ['\n', '\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of a plain text.
pub(super) fn lines(text: &str) -> Vec<TextLine> {
    let raw: Vec<&str> = text.split(ENDS).collect();
    let lines: Vec<String> = raw.iter().map(|line| canonical_line(line)).collect();
    // `\r\n` gives an empty line between the two, which is none.
    let blank_after_return = carriage_returns(text);
    let length = |line: &String| line.chars().count();
    let all: usize = lines.iter().map(length).sum();
    let long: usize = lines.iter().map(length).filter(|&n| n > LONG_LINE).sum();
    let unbroken = long * 2 > all;
    let mut out = Vec::with_capacity(lines.len() * 2);
    let mut block: Vec<(&str, String)> = Vec::new();
    for ((line, raw), after_return) in lines.into_iter().zip(raw).zip(blank_after_return) {
        match line.is_empty() {
            true if after_return => {}
            true => paragraphs(&mut block, unbroken, &mut out),
            false => block.push((raw, line)),
        }
    }
    paragraphs(&mut block, unbroken, &mut out);
    out
}

/// For each line: whether it is the nothing between `\r` and `\n`, or between a page's last line and the page's
/// end.
fn carriage_returns(text: &str) -> impl Iterator<Item = bool> {
    let breaks = text.char_indices().filter(|(_, c)| ENDS.contains(c));
    let within = breaks.map(|(at, c)| match c {
        '\n' => text[..at].ends_with('\r'),
        '\u{c}' => text[..at].ends_with(['\n', '\r']),
        _ => false,
    });
    within.chain(std::iter::once(false))
}

/// Writes the lines between two blank ones, with a break behind those that end a paragraph.
fn paragraphs(block: &mut Vec<(&str, String)>, unbroken: bool, out: &mut Vec<TextLine>) {
    let parted: Vec<bool> = match unbroken {
        true => vec![true; block.len()],
        false => breaks(block),
    };
    for ((_, line), parted) in block.drain(..).zip(parted) {
        out.push(TextLine::Words(mark(line), RunGroup::default()));
        if parted {
            out.push(TextLine::Break);
        }
    }
    out.push(TextLine::Break);
}

/// For each line of a block whether a paragraph ends with it.
fn breaks(block: &[(&str, String)]) -> Vec<bool> {
    let Some((_, first)) = block.first() else { return Vec::new() };
    let starts_own = |line: &str| line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let longest = block.iter().map(|(_, line)| line.chars().count()).max().unwrap_or_default();
    // No line is a sentence or goes on in the next: names, addresses, a table, a contents list.
    let apart = block.len() > 1
        && longest <= LONGEST_ENTRY
        && block.iter().all(|(_, line)| starts_own(line) && !runs::ends(line));
    let kind = runs::item_mark(first);
    let spoken = runs::speaker(first).is_some();
    let row = |raw: &str| has_columns(raw);
    let mut listed = kind;
    let mut breaks = Vec::with_capacity(block.len());
    for (i, pair) in block.windows(2).enumerate() {
        let [(raw, line), (next_raw, next)] = pair else { continue };
        let next_mark = runs::item_mark(next);
        if listed.is_none() && next_mark.is_some() && line.ends_with([':', '：']) {
            listed = next_mark;
        }
        let item = next_mark.is_some() && next_mark == listed;
        let speaks = spoken && runs::speaker(next).is_some();
        let rows = row(raw) && row(next_raw);
        let heading = i == 0
            && !runs::ends(line)
            && starts_own(next)
            && starts_own(line)
            && 2 * line.chars().count() < longest;
        breaks.push(apart || item || speaks || rows || heading);
    }
    breaks.push(false);
    breaks
}

/// Whether a line has columns: a tab, or three spaces and more, between words.
fn has_columns(raw: &str) -> bool {
    let words = raw.trim();
    words.contains('\t') || words.contains("   ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let lines = lines(text);
        let blocks = lines.split(|line| *line == TextLine::Break).map(|block| {
            let words = block.iter().map(|line| match line {
                TextLine::Words(words, _) => words.as_str(),
                TextLine::Break => "",
            });
            words.collect::<Vec<_>>().join("/")
        });
        blocks.filter(|block| !block.is_empty()).collect()
    }

    #[test]
    fn items_speakers_rows_and_headings_are_paragraphs_of_their_own() {
        assert_eq!(
            cut("- hay\n- straw and\nmore - of it\n- oats"),
            ["- hay", "- straw and/more - of it", "- oats"]
        );
        assert_eq!(cut("We need:\n1. hay\n2. oats"), ["We need:", "1. hay", "2. oats"]);
        assert_eq!(cut("FARMER: I saw\nit.\nJUDGE: When?"), ["FARMER: I saw/it.", "JUDGE: When?"]);
        assert_eq!(
            cut("Year    Barns\n2019    12\n2020    90"),
            ["Year    Barns", "2019    12", "2020    90"].map(|row| row.replace("    ", " "))
        );
        assert_eq!(
            cut("Owner denies\nNeighbours set the fire in May,\nhe said."),
            ["Owner denies", "Neighbours set the fire in May,/he said."]
        );
        assert_eq!(cut("Lena Mott\n12 Hay Street\nOstermere"), ["Lena Mott", "12 Hay Street", "Ostermere"]);
    }

    #[test]
    fn a_line_that_goes_on_does_not_end_a_paragraph() {
        assert_eq!(cut("It fell to\n- 5 degrees that night."), ["It fell to/- 5 degrees that night."]);
        assert_eq!(
            cut("The farmer, who was born in\nOstermere, said that in\n2019 it was dry."),
            ["The farmer, who was born in/Ostermere, said that in/2019 it was dry."]
        );
        assert_eq!(cut("He met\nthe others."), ["He met/the others."]);
    }
}
