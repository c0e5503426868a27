//! Words in quotation marks whose source is cited beside them: in the line below, in the words that lead to them,
//! or in another cell of their row.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::claims::Plain;
use super::run::Run;
use super::{Beside, Claim, Document, ProseKind, Reader, Words};
use crate::base::marks::{self, Mark, Marks};
use crate::base::sentence::set;
use crate::base::text::Span;

/// What stands before the name of a source below its words.
const DASHES: [char; 5] = ['—', '–', '―', '-', '~'];

/// How long a line may be that does no more than name a source, in characters.
const LONGEST_CREDIT: usize = 60;

/// How many events may stand between the text of two blocks that follow each other.
const NEAR: usize = 8;

/// How many uses of a section the words of its heading are held against.
const MOST_OF_SECTION: u32 = 64;

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
    pub(super) quotes: bool,
    /// Whether it is nothing else than quoted.
    pub(super) alone: bool,
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
    /// The last heading with marks and no citation, and where the uses of its section begin.
    heading: Option<(String, Span, u32)>,
    /// Whether the last run names the source of paragraphs above it that quote.
    pub(super) held: bool,
}

impl Reader<'_> {
    /// Takes notice of a run that was read.
    pub(super) fn notice(&mut self, run: &Run<'_, '_>, plain: &Plain, words: Words, uses: Range<u32>) {
        let text = plain.text.trim();
        let cites = !plain.uses.is_empty();
        let marked = (marks::may_mark(text) || text.contains('\''))
            && text.contains(|c| marks::is_mark(c) && c != ',');
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
            leads: cites && (text.ends_with([':', '：']) || self.introduction.last.is_some()),
        };
    }

    /// The last run as one of a document, whose events are `range`: what it and its neighbours are to each other.
    pub(super) fn neighbours(&mut self, doc: &Document<'_>, range: Range<usize>, kind: ProseKind) {
        let last = std::mem::take(&mut self.neighbours.last);
        self.neighbours.held = false;
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
            self.neighbours.held = !above.is_empty();
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

    /// Holds words in quotation marks that stand by themselves (what is said of an image, a block’s question)
    /// against what is cited beside them.
    pub(super) fn hold_words(&mut self, text: &str, span: Span, uses: Range<u32>) {
        if uses.is_empty() || !text.contains(marks::is_mark) || !quoted(text).0 {
            return;
        }
        let words = self.body.write(&set(text));
        self.hold(&Neighbour { words, span, ..Neighbour::default() }, uses);
    }

    /// As [`hold_words`](Self::hold_words), of the images from this one on, in a paragraph with these uses.
    pub(super) fn hold_images(&mut self, first: usize, uses: Range<u32>) {
        for index in first..self.body.images.len() {
            let image = &self.body.images[index];
            let (alt, title, span) = (image.alt.clone(), image.title.clone(), image.span);
            self.hold_words(&alt, span, uses.clone());
            self.hold_words(&title, span, uses.clone());
        }
    }

    /// A heading begins: what is quoted in the one before was held against the sources of its section, up to here.
    pub(super) fn section(&mut self, heading: Option<(String, Span)>) {
        let uses = u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX);
        let next =
            heading.filter(|(text, _)| text.contains(marks::is_mark)).map(|(text, span)| (text, span, uses));
        if let Some((text, span, first)) = std::mem::replace(&mut self.neighbours.heading, next) {
            self.hold_words(&text, span, first..uses.min(first.saturating_add(MOST_OF_SECTION)));
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
