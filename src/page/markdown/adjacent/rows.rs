//! Tables: what is quoted in a cell, and where its source is cited: in its row, under or over it, or below the table.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{AdjacentRun, MOST_OF_SECTION};
use crate::page::markdown::MarkdownReader;

/// How many cells without a source are kept, for the one below the table.
const MOST_CELLS: usize = 400;

/// A table that is read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Whether the row that is read is the first.
    in_head: bool,
    /// How many cells of the row have begun.
    column: usize,
    /// Where the uses of the row begin.
    first: u32,
    /// The cells of the row that quote, by their columns.
    cells: Vec<(usize, AdjacentRun)>,
    /// Those of the row above that have found no source.
    previous: BTreeMap<usize, AdjacentRun>,
    /// Those of the first row.
    head: Vec<(usize, AdjacentRun)>,
    /// What the head of each column cites, and what its cells do.
    columns: Vec<(Range<u32>, Vec<u32>)>,
    /// All others that have found no source.
    open: Vec<AdjacentRun>,
}

impl OpenTable {
    fn uses(&mut self, column: usize) -> &mut (Range<u32>, Vec<u32>) {
        if self.columns.len() <= column {
            self.columns.resize(column + 1, (0..0, Vec::new()));
        }
        &mut self.columns[column]
    }

    /// The cells of the row above find none in this one.
    fn give_up(&mut self) {
        let room = MOST_CELLS.saturating_sub(self.open.len());
        self.open.extend(std::mem::take(&mut self.previous).into_values().take(room));
    }
}

impl MarkdownReader<'_> {
    /// At the beginnings and ends of a table's parts: what its cells are to each other. `at` is the event.
    pub(in crate::page::markdown) fn row(&mut self, event: &Event<'_>, at: usize) {
        let uses = self.uses_so_far();
        match event {
            Event::Start(Tag::Table(_)) => {
                // But for the end of the paragraph above, something stands between.
                if at > self.neighbours.next + 1 {
                    self.part();
                }
                self.neighbours.table = Some(OpenTable::default());
            }
            Event::Start(tag @ (Tag::TableHead | Tag::TableRow)) => {
                if let Some(table) = &mut self.neighbours.table {
                    table.in_head = matches!(tag, Tag::TableHead);
                    (table.column, table.first) = (0, uses);
                }
            }
            Event::Start(Tag::TableCell) => {
                if let Some(table) = &mut self.neighbours.table {
                    table.column += 1;
                }
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => self.end_of_row(uses),
            Event::End(TagEnd::Table) => self.end_of_table(at),
            _ => {}
        }
    }

    /// A cell was read.
    pub(super) fn cell(&mut self, cell: AdjacentRun) {
        let Some(table) = &mut self.neighbours.table else { return };
        let column = table.column.saturating_sub(1);
        if cell.cites {
            let in_head = table.in_head;
            let (head, below) = table.uses(column);
            match in_head {
                true => *head = cell.uses.clone(),
                false if below.len() < MOST_OF_SECTION as usize => below.extend(cell.uses.clone()),
                false => {}
            }
            if cell.bare {
                if let Some(over) = table.previous.remove(&column) {
                    self.hold(&over, cell.uses.clone());
                }
                // It may be of what stands above the table.
                self.hold_above(&cell);
            }
        } else if cell.quotes || cell.alone {
            table.cells.push((column, cell));
        }
    }

    fn end_of_row(&mut self, uses: u32) {
        let Some(table) = &mut self.neighbours.table else { return };
        let cells = std::mem::take(&mut table.cells);
        table.give_up();
        let first = table.first;
        if first < uses {
            for (_, cell) in cells {
                self.hold(&cell, first..uses);
            }
            return;
        }
        if table.in_head {
            table.head = cells;
            return;
        }
        let mut held = Vec::new();
        for (column, cell) in cells {
            let head = table.columns.get(column).map_or(0..0, |(head, _)| head.clone());
            match head.is_empty() {
                true => drop(table.previous.insert(column, cell)),
                false => held.push((cell, head)),
            }
        }
        for (cell, head) in held {
            self.hold(&cell, head);
        }
    }

    fn end_of_table(&mut self, at: usize) {
        let Some(mut table) = self.neighbours.table.take() else { return };
        table.give_up();
        let mut open = Vec::new();
        for (column, cell) in std::mem::take(&mut table.head) {
            match table.columns.get(column).filter(|(_, below)| !below.is_empty()) {
                Some((_, below)) => self.hold_all(&cell, below.clone()),
                None => open.push(cell),
            }
        }
        open.append(&mut table.open);
        match self.neighbours.led.take() {
            Some(led) => open.iter().for_each(|cell| self.hold(cell, led.clone())),
            None => self.neighbours.of_table = open,
        }
        self.neighbours.above.clear();
        self.neighbours.before.clear();
        self.neighbours.next = at + 1;
    }
}
