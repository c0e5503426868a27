//! Tables: a bar that cuts what belongs together, and cells that Markdown drops.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::EventTree;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;

/// What is cut, or lost, in the tables of a page.
pub(super) fn check(doc: &EventTree<'_>, path: &Arc<str>, found: &mut Vec<Diagnostic>) {
    let mut columns = 0;
    let mut cells: Vec<Range<usize>> = Vec::new();
    for (event, place) in &doc.events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells.clear(),
            Event::Start(Tag::TableCell) => cells.push(place.clone()),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => row(doc, path, place, &cells, columns, found),
            _ => {}
        }
    }
}

fn row(
    doc: &EventTree<'_>,
    path: &Arc<str>,
    place: &Range<usize>,
    cells: &[Range<usize>],
    columns: usize,
    found: &mut Vec<Diagnostic>,
) {
    let row = &doc.source[place.clone()];
    // What stands behind the last cell that there is room for.
    let end = cells.last().map_or(place.end, |cell| cell.end).clamp(place.start, place.end);
    let behind = doc.source[end..place.end].trim_end();
    let lost = behind.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
    let lost = (cells.len() >= columns && !lost.trim_matches('|').trim().is_empty()).then_some(lost);
    let mut cut = false;
    for part in cut_by_bar(row, lost.is_some()) {
        cut = true;
        let words = &row[part.clone()];
        let span = doc.span(place.start + part.start..place.start + part.end);
        let mended = words.replace('|', "\\|");
        found.push(
            Diagnostic::at(&rule::CUT_CELL, path, span, format!("a bar splits `{words}` into two cells"))
                .help(format!("in a table, write `\\|` for a bar inside a cell: `{mended}`")),
        );
    }
    if let Some(lost) = lost.filter(|_| !cut) {
        let start = end + behind.len() - lost.len();
        let span = doc.span(start..start + lost.trim_end_matches('|').trim_end().len());
        let message =
            format!("the table has {columns} columns, but this row has more cells; they are left out");
        found.push(
            Diagnostic::at(&rule::LOST_CELL, path, span, message)
                .help("add a column to the table's head, or write `\\|` for a bar inside a cell"),
        );
    }
}

/// Wikilinks, and where cells are lost citations and code too, that have a bar in them that is not escaped.
fn cut_by_bar(row: &str, lost: bool) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let mut cut = Vec::new();
    let mut at = 0;
    // What was looked for and is not in the rest of the row is not looked for again.
    let mut none = [false; 3];
    while let Some(next) = memchr::memchr3(b'\\', b'[', b'`', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let rest = &row[start..];
        let (kind, close, skip) = match bytes[start] {
            b'\\' => {
                at += rest[1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            b'`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                at = start + ticks;
                (0, &rest[..ticks], ticks)
            }
            _ if rest.starts_with("[[") => (1, "]]", 2),
            _ if rest.starts_with("[@") || rest.starts_with("[-@") => (2, "]", 1),
            _ => continue,
        };
        if none[kind] || (kind != 1 && !lost) {
            continue;
        }
        let len = match kind {
            1 => memchr::memchr2(b'[', b']', &rest.as_bytes()[skip..]),
            _ => rest[skip..].find(close),
        };
        let Some(len) = len else {
            none[kind] = true;
            continue;
        };
        if !rest[skip + len..].starts_with(close) {
            continue;
        }
        let inner = &rest[skip..skip + len];
        let end = start + skip + len + close.len();
        if has_bare_bar(inner) {
            cut.push(start..end);
        }
        at = end;
    }
    cut
}

fn has_bare_bar(text: &str) -> bool {
    let mut escaped = false;
    text.bytes().any(|b| {
        let bar = b == b'|' && !escaped;
        escaped = b == b'\\' && !escaped;
        bar
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_bar_cuts_is_named_whole() {
        let cut = |row: &'static str, lost| -> Vec<&str> {
            cut_by_bar(row, lost).into_iter().map(|range| &row[range]).collect()
        };
        assert_eq!(cut("| [[A|b]] | [[C\\|d]] | [[e]] | x |", false), ["[[A|b]]"]);
        assert_eq!(cut("| `a|b` | [@s, \"x | y\"] |", true), ["`a|b`", "[@s, \"x | y\"]"]);
        assert_eq!(cut("| `a|b` | [@s, \"x | y\"] |", false), [""; 0]);
        assert_eq!(cut("| \\[[A|b]] | [[A | [[B]] |", false), [""; 0]);
    }
}
