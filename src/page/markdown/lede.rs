//! The summary of a page, where it cites: it is plain words but for that, and its markers stand in the lede.

use pulldown_cmark::Event;

use super::run::{InlineRun, Origin};
use super::{EventTree, Lede, MarkdownReader, ProseKind, fragment};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::page::citation;
use crate::page::front_matter::SpannedText;

impl MarkdownReader<'_> {
    /// Reads the citations of a summary, of which `file` has the text.
    pub(super) fn lede(&mut self, file: &str, summary: &SpannedText) {
        let text = summary.text.as_str();
        if !citation::is_in(text) {
            return;
        }
        let doc = EventTree { source: file, base: 0, events: Vec::new(), ends: Vec::new() };
        let origin = Origin::of_toml_string(text, summary.span, &doc);
        let events = [(Event::Text(text.into()), 0..text.len())];
        let prose = self.body.prose.len();
        let read = self.run(&InlineRun::new(text, origin, &events), ProseKind::Aside);
        // It is no paragraph of the text: lists and the search have it by itself.
        self.body.prose.truncate(prose);
        self.body.lede = Some(Lede { html: fragment(read.events), words: read.plain });
    }

    /// Says that what stands in a title cannot cite.
    pub(super) fn cites_in_title(&mut self, span: Span) {
        self.found.push(
            Diagnostic::at(
                &rule::CITATION_IN_TITLE,
                self.path,
                span,
                "this title has a citation, which readers would not see",
            )
            .help("cite in the text below it"),
        );
    }
}
