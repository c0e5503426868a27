//! A line of a file with the words at fault marked, cut to fit the terminal.
//!
//! A paragraph is one line in most Markdown, so a line is seldom shown whole: words on both sides
//! give way first, then the middle of the marked words themselves. However long the line, no more
//! than a few terminal lines of it are looked at.

use std::ops::Range;

use super::visible;

/// What stands for words that were cut.
const CUT: char = '…';

/// Columns given up, at most, to cut between words rather than within one.
const WORD: usize = 16;

/// One row of an excerpt, as it is printed.
pub(super) struct ExcerptRow {
    /// What stands before the marked words.
    pub(super) left: String,
    /// The marked words, or their first and last ones.
    pub(super) marked: Vec<String>,
    /// What stands after them.
    pub(super) right: String,
    /// Whether words were cut off on the left and on the right.
    pub(super) cut: (bool, bool),
}

impl ExcerptRow {
    /// The columns before the mark.
    pub(super) fn indent(&self) -> usize {
        usize::from(self.cut.0) + visible::width(&self.left)
    }

    /// The mark that goes under the row, made of `sign`.
    pub(super) fn mark(&self, sign: char) -> String {
        let marks: Vec<String> = self
            .marked
            .iter()
            .map(|words| std::iter::repeat_n(sign, visible::width(words)).collect())
            .collect();
        // An empty span, or one of characters without width, still has a place.
        let mark = marks.join(&GAP.replace(CUT, "…"));
        if mark.is_empty() { sign.to_string() } else { mark }
    }
}

/// What stands between the first and the last of many marked words.
pub(super) const GAP: &str = " … ";

/// `line` cut to `room` columns around `mark`, with space for a label of `label` columns after the
/// mark where there can be.
pub(super) fn cut(line: &str, mark: Range<usize>, room: usize, label: usize) -> ExcerptRow {
    let (before, marked, after) = (&line[..mark.start], &line[mark.clone()], &line[mark.end..]);
    let context = room / 6;
    match measure(marked, room - context) {
        Some(columns) => {
            let spare = room - columns.max(1);
            let left = measure(before, spare);
            let right = measure(after, spare);
            let (left_room, right_room) = match (left, right) {
                (Some(left), Some(right)) if left + right <= spare => (left, right),
                _ => {
                    let for_label = spare.saturating_sub(label + 1);
                    let wish = if for_label >= room / 4 { for_label.min(spare / 2) } else { spare * 2 / 3 };
                    let wish = right.map_or(wish, |right| wish.max(spare.saturating_sub(right)));
                    let left = left.unwrap_or(spare).min(wish);
                    (left, spare - left)
                }
            };
            let (left, cut_left) = end_of(before, left_room);
            let (right, cut_right) = start_of(after, right_room);
            ExcerptRow { left, marked: vec![show(marked)], right, cut: (cut_left, cut_right) }
        }
        None => {
            let (left, cut_left) = end_of(before, context);
            let used = usize::from(cut_left) + visible::width(&left);
            let more = !after.is_empty();
            let inner = room - used - GAP.chars().count() - usize::from(more);
            let (first, _) = start_of(marked, inner * 3 / 5 + 1);
            let (last, _) = end_of(marked, inner - inner * 3 / 5 + 1);
            ExcerptRow { left, marked: vec![first, last], right: String::new(), cut: (cut_left, more) }
        }
    }
}

/// The columns of a text, if they are at most `room`.
fn measure(text: &str, room: usize) -> Option<usize> {
    // Mostly a byte is a column; if not all of those that there is room for are, they are looked at one by one.
    if text.get(..text.len().min(room + 1)).is_some_and(visible::is_plain) {
        return (text.len() <= room).then_some(text.len());
    }
    let mut columns = 0;
    let mut scratch = String::new();
    for (count, character) in text.chars().enumerate() {
        scratch.clear();
        columns += visible::push(character, &mut scratch);
        if columns > room || count > longest(room) {
            return None;
        }
    }
    Some(columns)
}

/// Characters looked at for so many columns: some, such as accents, take none, but nobody needs a
/// hundred of them on one letter.
fn longest(room: usize) -> usize {
    room * 4 + 16
}

/// As many whole words from the start of a text as there is room for, and whether any are missing.
/// The sign for missing words is counted in the room, and not written.
fn start_of(text: &str, room: usize) -> (String, bool) {
    if measure(text, room).is_some() {
        return (show(text), false);
    }
    let kept = take(text.chars(), room.saturating_sub(1));
    let mut cut: String = text.chars().take(kept).collect();
    let whole = text.chars().nth(kept).is_some_and(char::is_whitespace);
    if !whole
        && let Some(space) = cut.rfind(' ')
        && space > 0
        && cut[space..].chars().count() <= WORD.min(room / 3)
    {
        cut.truncate(space);
    }
    (show(&cut), true)
}

/// As many whole words from the end of a text as there is room for, and whether any are missing.
fn end_of(text: &str, room: usize) -> (String, bool) {
    if measure(text, room).is_some() {
        return (show(text), false);
    }
    let kept = take(text.chars().rev(), room.saturating_sub(1));
    let start = text.char_indices().rev().take(kept).last().map_or(text.len(), |(at, _)| at);
    let mut cut = &text[start..];
    let whole = text[..start].ends_with(char::is_whitespace);
    if !whole
        && let Some(space) = cut.find(' ')
        && space + 1 < cut.len()
        && cut[..space].chars().count() <= WORD.min(room / 3)
    {
        cut = &cut[space + 1..];
    }
    (show(cut), true)
}

/// How many characters fit.
fn take(characters: impl Iterator<Item = char>, room: usize) -> usize {
    let (mut columns, mut count) = (0, 0);
    let mut scratch = String::new();
    for character in characters.take(longest(room)) {
        scratch.clear();
        columns += visible::push(character, &mut scratch);
        if columns > room {
            break;
        }
        count += 1;
    }
    count
}

fn show(text: &str) -> String {
    visible::line(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(row: &ExcerptRow) -> String {
        let cut = |is: bool| if is { "…" } else { "" };
        format!("{}{}{}{}{}", cut(row.cut.0), row.left, row.marked.join(GAP), row.right, cut(row.cut.1))
    }

    #[test]
    fn a_short_line_is_whole() {
        let row = cut("one two three", 4..7, 40, 5);
        assert_eq!(drawn(&row), "one two three");
        assert_eq!((row.indent(), row.mark('^')), (4, "^^^".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_mark() {
        let line =
            format!("{}the words at fault{}", "lorem ipsum dolor ".repeat(40), " sit amet tempor".repeat(40));
        let start = line.find("the words").expect("there");
        let row = cut(&line, start..start + 18, 60, 0);
        assert_eq!(drawn(&row), "…lorem ipsum dolor the words at fault sit amet tempor sit…");
        assert_eq!(row.mark('^'), "^".repeat(18));
    }

    #[test]
    fn of_many_marked_words_the_first_and_the_last_are_shown() {
        let line = format!("Said [@key, \"{}\"].", "so many words as nobody reads ".repeat(20));
        let row = cut(&line, 12..line.len() - 2, 60, 0);
        assert_eq!(row.marked.len(), 2);
        assert!(drawn(&row).starts_with("…[@key, \"so many words"), "{}", drawn(&row));
        assert!(row.mark('^').contains("^ … ^"));
    }

    proptest! {
        #[test]
        fn a_row_fits_and_the_mark_lies_under_the_words(
            before in "[a-z 漢é\t\u{1b}\u{301}]{0,200}",
            marked in "[a-z 漢é\t\u{1b}\u{301}]{0,200}",
            after in "[a-z 漢é\t\u{1b}\u{301}]{0,200}",
            room in 30_usize..150,
            label in 0_usize..60,
        ) {
            let line = format!("{before}{marked}{after}");
            let row = cut(&line, before.len()..before.len() + marked.len(), room, label);
            let shown = drawn(&row);
            prop_assert!(visible::width(&shown) <= room, "{} > {room}: {shown:?}", visible::width(&shown));
            let mark = row.mark('^');
            let columns = visible::width(&row.marked.join(GAP)).max(1);
            prop_assert_eq!(mark.chars().count(), columns);
            prop_assert!(row.indent() + columns <= room.max(1) + 1);
            prop_assert!(visible::line(&before).ends_with(&row.left));
            prop_assert!(visible::line(&after).starts_with(&row.right));
            prop_assert!(visible::line(&marked).starts_with(&row.marked[0]));
        }
    }
}
