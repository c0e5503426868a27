//! Raw HTML, where a site lets it pass: nothing in it is read, so what quotes or cites there is told.

use pulldown_cmark::Event;

use super::quotation::{BelowQuote, below};
use super::{EventTree, MarkdownReader};
use crate::base::diagnostic::Diagnostic;
use crate::base::marks::{self, Mark, MarkReader};
use crate::base::rule;
use crate::base::text::Span;
use crate::page::citation;

/// Entities of quotation marks.
const MARKS: &[(&str, &str)] = &[
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&bdquo;", "„"),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&#8220;", "“"),
    ("&#8221;", "”"),
    ("&commat;", "@"),
    ("&#64;", "@"),
];

impl MarkdownReader<'_> {
    /// Reports quotations and citations of a block of HTML: nothing of it is looked up.
    pub(super) fn quotes_in_html(&mut self, doc: &EventTree<'_>, start: usize, limit: usize, html: &str) {
        let introduced = self.introduction.take_for(start).is_some();
        let span = doc.span(doc.events[start].1.clone());
        let (mut opens, mut closed, mut quotes) = (0usize, None, false);
        let mut text = String::new();
        let mut tags = Tags { rest: html, skipped: None };
        while let Some(piece) = tags.next() {
            match piece {
                HtmlPiece::Text(words) => text.push_str(words),
                HtmlPiece::Tag("blockquote", true) => {
                    (quotes, opens) = (true, opens + 1);
                    self.html_quotes.push((span, self.body.uses.len()));
                }
                HtmlPiece::Tag("blockquote", false) => {
                    if let Some((opened, uses)) = self.html_quotes.pop() {
                        quotes |= opened == span;
                        closed = Some((opened, uses < self.body.uses.len()));
                    }
                }
                HtmlPiece::Tag("q", true) => quotes = true,
                HtmlPiece::Tag(..) => text.push(' '),
            }
        }
        for (entity, mark) in MARKS {
            if text.contains(entity) {
                text = text.replace(entity, mark);
            }
        }
        let marked = text.contains(marks::is_mark)
            && MarkReader::of(&text).all(0..text.len()).iter().any(|mark| match mark {
                Mark::Quoted(quoted) => !marks::is_single(&text[quoted.start..quoted.inner.start]),
                Mark::LeftOver(_) => false,
            });
        let quotes = quotes || marked;
        let is_above = |at: usize| !matches!(below(doc, at, limit), BelowQuote::Nothing);
        let why = if citation::is_in_title(&text) || (quotes && citation::is_in(&text)) {
            "has a citation"
        } else if let Some((_, true)) = closed {
            "ends a quotation with a citation"
        } else if quotes && introduced {
            "has a quotation below a citation"
        } else if (quotes || closed.is_some()) && opens <= 1 && is_above(doc.ends[start] + 1) {
            "has a quotation above a citation"
        } else {
            return;
        };
        let next = (doc.ends[start] + 1..limit).take(4).find(|&i| matches!(doc.events[i].0, Event::Start(_)));
        self.told_of = next;
        let span = closed.map_or(span, |(opened, _)| Span { start: opened.start, end: span.end });
        self.found.push(
            Diagnostic::at(
                &rule::UNREAD_HTML,
                self.path,
                span,
                format!("this HTML {why}, but nothing in it is looked up"),
            )
            .help("write the quotation in Markdown: `> words`, and `> — @key` below them"),
        );
    }
}

enum HtmlPiece<'h> {
    Text(&'h str),
    /// Its name in small letters if it is one that matters, and whether it opens.
    Tag(&'static str, bool),
}

/// The tags of some HTML and the text between them. What is for programs is left out.
struct Tags<'h> {
    rest: &'h str,
    /// The element that is passed over.
    skipped: Option<&'static str>,
}

impl<'h> Tags<'h> {
    fn next(&mut self) -> Option<HtmlPiece<'h>> {
        while !self.rest.is_empty() {
            if let Some(after) = self.rest.strip_prefix("<!--") {
                self.rest = after.find("-->").map_or("", |end| &after[end + 3..]);
                continue;
            }
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let text = self.rest.split_at(end);
                self.rest = text.1;
                if self.skipped.is_none() {
                    return Some(HtmlPiece::Text(text.0));
                }
                continue;
            }
            let end = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
            let (tag, rest) = self.rest.split_at(end);
            self.rest = rest;
            let opens = !tag.starts_with("</");
            let name = tag.trim_start_matches(['<', '/']);
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            let known = ["blockquote", "q", "script", "style"];
            let known = known.into_iter().find(|known| known.eq_ignore_ascii_case(name));
            match (known, self.skipped) {
                (Some(name @ ("script" | "style")), None) if opens => self.skipped = Some(name),
                (Some(name), Some(skipped)) if !opens && name == skipped => self.skipped = None,
                (_, Some(_)) => {}
                (known, None) => return Some(HtmlPiece::Tag(known.unwrap_or_default(), opens)),
            }
        }
        None
    }
}
