//! The `figures` block: the key numbers of a page, each with the citation that it rests on.
//!
//! A number is written as the source has it, `4,209 km` or `one in six`, so that the copy desk can compare the two.

use std::sync::Arc;

use crate::base::data::{Table, TableReader};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::page::block::example;

/// How many numbers a block shows at most: more are a table, or a chart.
pub const MOST: usize = 6;

/// Key numbers. `T` is a text that may cite: as it is written, or as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FiguresBlock<T> {
    /// What the numbers are of; may be empty.
    pub title: String,
    /// What an editor says of them.
    pub note: Option<T>,
    /// The numbers, in the order written.
    pub figures: Vec<CitedFigure<T>>,
}

/// A key number, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedFigure<T> {
    /// The number, in the source's words: `4,209 km`.
    pub value: String,
    /// What it is the number of: `of border, the sixth longest in the world`.
    pub label: String,
    /// The citations of the passages that give it.
    pub cite: T,
}

impl<T> CitedFigure<T> {
    /// What the number claims, as a sentence would: `4,209 km of border`.
    pub fn claim(&self) -> String {
        format!("{} {}", self.value, self.label)
    }
}

/// Reads the numbers. `fence` is the block as a whole.
pub(super) fn read(
    table: Table,
    fence: Span,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> FiguresBlock<(String, Span)> {
    let mut r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
    let title = r.words("title").map(|(text, _)| text).unwrap_or_default();
    let note = r.words("note");
    let written = r.tables("figure");
    r.finish(None);

    if written.is_empty() || written.len() > MOST {
        let message = format!("this block has {} figures; it takes one to {MOST}", written.len());
        found.push(Diagnostic::at(&rule::BAD_BLOCK, file, fence, message).help(example("figures")));
    }
    let figures = written
        .into_iter()
        .filter_map(|(table, span)| {
            let r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
            figure(r, span)
        })
        .collect();
    FiguresBlock { title, note, figures }
}

fn figure(mut r: TableReader<'_>, span: Span) -> Option<CitedFigure<(String, Span)>> {
    let (value, label, cite) = (r.words("value"), r.words("label"), r.words("cite"));
    if value.is_none() || label.is_none() || cite.is_none() {
        r.report(span, "a figure needs a `value`, a `label`, and a citation of the passage that gives it");
    }
    r.finish(None);
    Some(CitedFigure { value: value?.0, label: label?.0, cite: cite? })
}
