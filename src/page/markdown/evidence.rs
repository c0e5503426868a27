//! Evidence notes: footnotes that begin with a citation, with the words they rest on beside it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::run::InlineRun;
use super::{Citation, EventTree, MarkdownReader};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::page::citation::{self, CitationItem, Locator, ScanItem};

impl MarkdownReader<'_> {
    /// The citations of an evidence note: quotations beside a citation belong to the last one before them.
    pub(super) fn evidence(&mut self, runs: &[InlineRun<'_, '_>]) -> Vec<Citation> {
        let mut citations: Vec<Citation> = Vec::new();
        for run in runs {
            let mut at = 0;
            let mut edges: Vec<(Range<usize>, Vec<CitationItem>)> = Vec::new();
            for found in run.found().iter().cloned() {
                match found {
                    ScanItem::Group { range, items, .. } | ScanItem::Narrative { range, items } => {
                        edges.push((range, items));
                    }
                    ScanItem::Malformed { rule, range, message, help } => {
                        self.found.push(Diagnostic::at(rule, self.path, run.span(range), message).help(help));
                    }
                    // Its words are shown as they are.
                    ScanItem::Wikilink { .. } => {}
                }
            }
            self.left_out(run, None);
            let end = run.text.len();
            edges.push((end..end, Vec::new()));
            for (range, items) in edges {
                self.evidence_words(run, at..range.start, citations.last_mut());
                citations.extend(items.into_iter().map(|item| self.citation(run, item)));
                at = range.end;
            }
        }
        citations
    }

    /// Reports blocks of an evidence note that are no paragraphs: what they show would be lost, and their words
    /// are not looked up. A list of citations is read.
    pub(super) fn refuse_in_note(&mut self, doc: &EventTree<'_>, range: Range<usize>) {
        let mut i = range.start;
        // A list in one that is read is read too.
        let mut read = range.start;
        while i < range.end {
            let what = match &doc.events[i].0 {
                Event::Start(Tag::BlockQuote(_)) => "a block quote",
                Event::Start(Tag::CodeBlock(_)) => "a code block",
                Event::Start(Tag::Table(_)) => "a table",
                Event::Start(Tag::Heading { .. }) => "a heading",
                Event::Start(Tag::DefinitionList) => "a list",
                Event::Start(Tag::List(_)) if i >= read => {
                    if doc.runs(i + 1..doc.ends[i]).iter().all(InlineRun::begins_with_citation) {
                        read = doc.ends[i];
                        i += 1;
                        continue;
                    }
                    "a list"
                }
                _ => {
                    i += 1;
                    continue;
                }
            };
            let span = doc.span(doc.events[i].1.clone());
            self.found.push(
                Diagnostic::at(
                    &rule::UNREAD_QUOTATION,
                    self.path,
                    span,
                    format!("{what} in an evidence note is not looked up"),
                )
                .help(
                    "write the words in quotation marks after the citation, or move the block into the text",
                ),
            );
            i = doc.ends[i] + 1;
        }
    }

    /// What stands between two citations of a note: the words of the first, and a remark.
    fn evidence_words(
        &mut self,
        run: &InlineRun<'_, '_>,
        range: Range<usize>,
        citation: Option<&mut Citation>,
    ) {
        let Some(citation) = citation else { return };
        let (beside, places) = citation::outside(&run.scanned, &run.text, range);
        Locator::add(&mut citation.locator, &mut citation.further, places.into_iter());
        for fault in beside.faults {
            if let ScanItem::Malformed { rule, range, message, help } = fault {
                self.found.push(Diagnostic::at(rule, self.path, run.span(range), message).help(help));
            }
        }
        for inner in beside.quotes {
            self.refuse_markup(run, inner.clone(), false);
            citation.quotes.push(run.quote(inner.clone()).unwrap_or_else(|| run.quote_as_is(inner)));
        }
        if !beside.words.is_empty() {
            if !citation.suffix.is_empty() {
                citation.suffix.push_str(" … ");
            }
            citation.suffix.push_str(&beside.words);
        }
    }

    /// Reports what stands in a range of a run, or in all of it, and is not shown, where only words are: in a
    /// citation.
    pub(super) fn left_out(&mut self, run: &InlineRun<'_, '_>, range: Option<&Range<usize>>) {
        for (what, span) in run.not_words(range) {
            self.found.push(
                Diagnostic::at(
                    &rule::LEFT_OUT_OF_CITATION,
                    self.path,
                    span,
                    format!("{what} is left out, because a citation shows only words"),
                )
                .help("move it into the sentence, after the citation"),
            );
        }
    }
}
