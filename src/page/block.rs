//! Structured blocks: fenced code blocks with a known name, whose content is TOML.
//!
//! What they hold is only cut into texts with places here; `markdown`, which reads the page around
//! them, reads the Markdown and the citations in these texts too.

pub mod chart;
pub mod figures;
pub(super) mod unknown;

use std::sync::Arc;

use crate::base::data::{self, TableReader};
use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;

/// A block as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum RawBlock {
    /// Where sources disagree.
    Disagreement {
        /// What is disputed.
        question: String,
        /// What an editor says of it.
        note: Option<(String, Span)>,
        /// The sides.
        positions: Vec<RawPosition>,
    },
    /// Numbers that sources give.
    Chart(chart::ChartBlock<(String, Span)>),
    /// Key numbers.
    Figures(figures::FiguresBlock<(String, Span)>),
    /// Events by topic and span of time.
    Timeline(TimelineQuery),
    /// What the sources say on some terms.
    Passages(PassagesQuery),
}

/// One side of a disagreement, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawPosition {
    /// What is held: Markdown.
    pub says: (String, Span),
    /// Who holds it: citations.
    pub cite: (String, Span),
}

/// Which events a timeline shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineQuery {
    /// Over it; may be empty.
    pub title: String,
    /// Only events of these topics; all if empty.
    pub topics: Vec<(String, Span)>,
    /// Only events from then on.
    pub from: Option<Date>,
    /// Only events up to then.
    pub to: Option<Date>,
}

/// Which passages are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PassagesQuery {
    /// Over them; may be empty.
    pub title: String,
    /// The words to look for.
    pub terms: Vec<String>,
    /// Only these sources; all if empty.
    pub sources: Vec<(String, Span)>,
}

impl RawBlock {
    /// What stands over it; may be empty.
    pub fn title(&self) -> &str {
        match self {
            Self::Disagreement { question, .. } => question,
            Self::Chart(chart) => &chart.title,
            Self::Figures(figures) => &figures.title,
            Self::Timeline(query) => &query.title,
            Self::Passages(query) => &query.title,
        }
    }
}

/// The names of the structured blocks.
pub const NAMES: [&str; 5] = ["chart", "disagreement", "figures", "timeline", "passages"];

/// Whether a code block of this name is a structured block.
pub fn is_block(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Reads a block. `base` is where its content starts in the file; `fence` is the block as a whole.
pub fn read(
    name: &str,
    text: &str,
    base: usize,
    fence: Span,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<RawBlock> {
    let table = match data::parse_toml(text, base) {
        Ok(table) => table,
        Err(error) => {
            let message = format!("this {name} cannot be read: {}", error.message);
            found.push(Diagnostic::at(&rule::BAD_BLOCK, file, error.span, message).help(example(name)));
            return None;
        }
    };
    if name == "chart" {
        return Some(RawBlock::Chart(chart::read(table, fence, file, found)));
    }
    if name == "figures" {
        return Some(RawBlock::Figures(figures::read(table, fence, file, found)));
    }
    let mut r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
    let block = match name {
        "disagreement" => {
            let question = r.words("question").map(|(text, _)| text);
            let note = r.words("note");
            let sides = r.tables("position");
            r.finish(None);
            let positions: Vec<_> =
                sides.into_iter().filter_map(|(table, span)| position(table, span, file, found)).collect();
            if question.is_none() || positions.len() < 2 {
                let message = "a disagreement needs a `question` and at least two positions";
                found.push(Diagnostic::at(&rule::BAD_BLOCK, file, fence, message).help(example(name)));
            }
            RawBlock::Disagreement { question: question.unwrap_or_default(), note, positions }
        }
        "timeline" => {
            let query = TimelineQuery {
                title: r.text("title").map(|(text, _)| text).unwrap_or_default(),
                topics: r.texts("topics"),
                from: r.date("from").map(|(date, _)| date),
                to: r.date("to").map(|(date, _)| date),
            };
            r.finish(None);
            RawBlock::Timeline(query)
        }
        _ => {
            let query = PassagesQuery {
                title: r.text("title").map(|(text, _)| text).unwrap_or_default(),
                terms: r
                    .texts("terms")
                    .into_iter()
                    .map(|(text, _)| text)
                    .filter(|t| !t.trim().is_empty())
                    .collect(),
                sources: r.texts("sources"),
            };
            r.finish(None);
            if query.terms.is_empty() {
                let message = "this block has no `terms` to search for";
                found.push(Diagnostic::at(&rule::BAD_BLOCK, file, fence, message).help(example(name)));
            }
            RawBlock::Passages(query)
        }
    };
    Some(block)
}

fn position(
    table: data::Table,
    span: Span,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<RawPosition> {
    let mut r = TableReader::new(table, file, &rule::BAD_BLOCK, &rule::BAD_BLOCK, found);
    let (says, cite) = (r.words("says"), r.words("cite"));
    if says.is_none() || cite.is_none() {
        r.report(span, "a position needs `says` and `cite`");
    }
    r.finish(None);
    Some(RawPosition { says: says?, cite: cite? })
}

fn example(name: &str) -> &'static str {
    match name {
        "chart" => {
            "write `title = \"…\"`, then for each point `[[point]]`, `label = \"…\"`, `value = 7` and `cite = '[@key, \"words\"]'`"
        }
        "disagreement" => {
            "write `question = \"…\"`, then for each side `[[position]]`, `says = \"…\"` and `cite = '[@key, \"words\"]'`"
        }
        "figures" => {
            "write for each figure `[[figure]]`, `value = \"4,209 km\"`, `label = \"of border\"` and `cite = '[@key, \"words\"]'`"
        }
        "timeline" => "write `topics = [\"energy\"]`, or `from = \"1989\"` and `to = \"2004\"`",
        _ => "write `terms = [\"gas\", \"pipeline\"]`",
    }
}
