//! Words in quotation marks whose source is cited beside them: in the line below, in the words that lead to them,
//! or in another cell of their row.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::claims::Plain;
use super::run::Run;
use super::{Beside, Claim, Document, ProseKind, Reader, Words};
use crate::base::marks::{self, Mark, Marks};
use crate::base::text::Span;

/// What stands before the name of a source below its words.
const DASHES: [char; 5] = ['—', '–', '―', '-', '~'];

/// How long a line may be that does no more than name a source, in characters.
const LONGEST_CREDIT: usize = 60;

/// How many events may stand between the text of two blocks that follow each other.
const NEAR: usize = 8;

/// How many quotations one line is the source of.
const MOST_ABOVE: usize = 20;

/// A run, as far as it concerns those beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbour {
    words: Words,
    span: Span,
    /// The uses of the run, or of the words that led to it.
    uses: Range<u32>,
    /// Whether it quotes, and cites nothing.
    quotes: bool,
    /// Whether it is nothing else than quoted.
    alone: bool,
    /// Whether it cites and does no more than name a source.
    credits: bool,
    /// Whether it cites and ends in a colon.
    leads: bool,
}

/// What was met last, for what comes next.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// The run that was read last.
    pub(super) last: Neighbour,
    /// The event behind the runs that the next one may belong to.
    next: usize,
    /// Paragraphs that only quote, and whose source may stand below.
    above: Vec<Neighbour>,
    /// The uses of the words that lead to what follows.
    led: Option<Range<u32>>,
    /// The cells of a row that quote, and where the uses of the row begin.
    row: Option<(u32, Vec<Neighbour>)>,
}

impl Reader<'_> {
    /// Takes notice of a run that was read.
    pub(super) fn notice(&mut self, run: &Run<'_, '_>, plain: &Plain, words: Words, uses: Range<u32>) {
        let text = plain.text.trim();
        let cites = !plain.uses.is_empty();
        let marked = text.contains(|c| marks::is_mark(c) && c != ',');
        let (quotes, alone) = match marked && !cites {
            true => quoted(text),
            false => (false, false),
        };
        let short = || text.chars().take(LONGEST_CREDIT + 1).count() <= LONGEST_CREDIT;
        self.neighbours.last = Neighbour {
            words,
            span: run.whole_span(),
            uses,
            quotes,
            alone,
            credits: cites && (text.starts_with(DASHES) || (short() && !quoted(text).0)),
            leads: cites && text.ends_with([':', '：']),
        };
    }

    /// The last run as one of a document, whose events are `range`: what it and its neighbours are to each other.
    pub(super) fn neighbours(&mut self, doc: &Document<'_>, range: Range<usize>, kind: ProseKind) {
        let last = std::mem::take(&mut self.neighbours.last);
        match kind {
            ProseKind::Cell => {
                if let Some((_, cells)) = self.neighbours.row.as_mut().filter(|_| last.quotes) {
                    cells.push(last);
                }
                return;
            }
            ProseKind::Paragraph => {}
            _ => return,
        }
        let between = doc.events.get(self.neighbours.next..range.start).unwrap_or_default();
        if between.len() > NEAR || !between.iter().all(|(event, _)| is_near(event)) {
            self.neighbours.above.clear();
            self.neighbours.led = None;
        }
        self.neighbours.next = range.end;
        if last.alone {
            if let Some(led) = self.neighbours.led.clone() {
                self.hold(&last, led);
            } else if self.neighbours.above.len() < MOST_ABOVE {
                self.neighbours.above.push(last);
            }
            return;
        }
        let above = std::mem::take(&mut self.neighbours.above);
        self.neighbours.led = last.leads.then(|| last.uses.clone());
        if last.credits {
            for quote in above {
                self.hold(&quote, last.uses.clone());
            }
        }
    }

    /// At the beginning of a table's row, and at its end: what its cells are to each other.
    pub(super) fn row(&mut self, event: &Event<'_>) {
        let uses = u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX);
        match event {
            Event::Start(Tag::TableRow) => self.neighbours.row = Some((uses, Vec::new())),
            Event::End(TagEnd::TableRow) => {
                let Some((first, cells)) = self.neighbours.row.take() else { return };
                for cell in cells.into_iter().filter(|_| first < uses) {
                    self.hold(&cell, first..uses);
                }
            }
            _ => {}
        }
    }

    /// Holds quoted words against what is cited beside them.
    fn hold(&mut self, quote: &Neighbour, uses: Range<u32>) {
        let claim = self.push_claim(Claim { text: quote.words, span: quote.span });
        self.body.beside.push(Beside { claim, uses });
    }
}

/// Whether a text quotes, and whether it does nothing else: but for a line behind a dash, which names who spoke.
fn quoted(text: &str) -> (bool, bool) {
    let (mut quotes, mut alone, mut at) = (false, true, 0);
    let silent = |part: &str| !part.contains(char::is_alphanumeric);
    for mark in Marks::of(text).all(0..text.len()) {
        let Mark::Quoted(quoted) = mark else { continue };
        // Two apostrophes may look like marks.
        if marks::is_single(&text[quoted.start..quoted.inner.start]) && quoted.start > 0 {
            continue;
        }
        quotes = true;
        alone &= silent(&text[at..quoted.start]);
        at = quoted.end;
    }
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && !DASHES.contains(&c));
    let credit = rest.starts_with(DASHES) && rest.chars().take(LONGEST_CREDIT + 1).count() <= LONGEST_CREDIT;
    (quotes, quotes && alone && (silent(rest) || credit))
}

/// Whether an event may stand between a paragraph and the one that belongs to it.
fn is_near(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Item
                | Tag::List(_)
                | Tag::DefinitionList
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::List(_)
                | TagEnd::DefinitionList
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
        ),
        _ => false,
    }
}
