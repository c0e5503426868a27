//! Words that are said to be a source's, one run at a time: what stands among them, and what may not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::trimmed;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::page::citation::{self, ScanItem};
use crate::page::markdown::run::{Edit, InlineRun, is_comment};
use crate::page::markdown::{
    EventTree, Lead, MarkdownReader, Marker, QuotedInline, QuotedWords, Target, fragment, mark,
};

/// Inline HTML that changes no word.
const PLAIN_TAGS: &[&str] =
    &["em", "i", "b", "strong", "u", "mark", "small", "bdi", "abbr", "cite", "span", "br", "wbr"];

/// Where words stand that are said to be a source's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QuoteSetting {
    Block,
    Citation,
    Sentence,
}

/// How many bytes are looked through for the ends of quotations in a run, at most.
const MOST_LOOKED_THROUGH: usize = 1 << 26;

impl MarkdownReader<'_> {
    /// As [`settle_inline`](Self::settle_inline), with the notes of a quotation, which rest on its claim.
    pub(super) fn settle_notes_of<'s>(&mut self, run: &InlineRun<'s, '_>, claim: u32) -> Vec<Event<'s>> {
        let mut events = self.settle_inline(run);
        for (i, (event, place)) in run.events.iter().enumerate() {
            let Event::FootnoteReference(label) = event else { continue };
            let span = run.origin.span(place.clone());
            let marker = self.push_use(Marker { target: Target::Missing, claim, span });
            self.pending.push((marker, label.to_string()));
            events[i] = mark('U', marker as usize);
        }
        events
    }

    /// Some words of a run as words of a source. `events` stand for the run's own; gives also those of them that
    /// stand among the words and are none.
    pub(super) fn quoted<'s>(
        &self,
        run: &InlineRun<'s, '_>,
        events: &[Event<'s>],
        range: Range<usize>,
        whole: bool,
    ) -> (QuotedWords, Vec<usize>) {
        let mut taken: Vec<usize> = Vec::new();
        let mut typed: Vec<Option<Event<'s>>> = Vec::new();
        let mut among: Vec<Option<QuotedInline>> = Vec::new();
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let lone = |event: &Event<'s>| fragment(vec![event.clone()]);
        for i in around(run, &range) {
            let (event, written, place) = (&events[i], &run.events[i].0, &run.places[i]);
            let at = place.start.clamp(range.start, range.end) - range.start;
            if place.is_empty() {
                if place.start < range.start || range.end < place.start {
                    continue;
                }
                match written {
                    Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::Text(_) => {}
                    Event::Start(_) => {
                        open.push((typed.len(), among.len(), i));
                        typed.push(Some(event.clone()));
                        among.push(Some(QuotedInline { at, opens: true, what: lone(event) }));
                    }
                    Event::End(_) => {
                        if let Some((_, _, start)) = open.pop() {
                            taken.extend([start, i]);
                            typed.push(Some(event.clone()));
                            among.push(Some(QuotedInline { at, opens: false, what: lone(event) }));
                        }
                    }
                    Event::FootnoteReference(_) => {
                        taken.push(i);
                        typed.push(Some(event.clone()));
                        among.push(Some(QuotedInline { at, opens: false, what: lone(event) }));
                    }
                    _ => {}
                }
                continue;
            }
            let part = place.start.max(range.start)..place.end.min(range.end);
            if part.is_empty() {
                continue;
            }
            let mut pushed = Vec::new();
            run.push_part(event, place, part.clone(), &mut pushed);
            typed.extend(pushed.into_iter().map(Some));
            match written {
                Event::Code(_) if part == *place => {
                    let code = |html: &'static str| fragment(vec![Event::InlineHtml(html.into())]);
                    among.push(Some(QuotedInline { at, opens: true, what: code("<code>") }));
                    let at = part.end - range.start;
                    among.push(Some(QuotedInline { at, opens: false, what: code("</code>") }));
                }
                Event::HardBreak => among.push(Some(QuotedInline { at, opens: false, what: lone(event) })),
                _ => {}
            }
        }
        for (event, other, _) in open {
            typed[event] = None;
            among[other] = None;
        }
        let quoted = QuotedWords {
            text: run.text[range.clone()].to_owned(),
            block: None,
            lead: Lead::None,
            mark: run.text[..range.start].trim_end().chars().next_back().filter(|_| !whole),
            span: run.span(range),
            typed: fragment(typed.into_iter().flatten().collect()),
            among: among.into_iter().flatten().collect(),
        };
        (quoted, taken)
    }

    /// The words of a run in quotation marks, each as a numbered mark. `beside` says that the run cites nothing
    /// itself, so that they may be no one’s.
    pub(in crate::page::markdown) fn quoted_words<'s>(
        &mut self,
        run: &InlineRun<'s, '_>,
        events: &mut [Event<'s>],
        edits: &mut Vec<Edit<'s>>,
        beside: bool,
    ) {
        // A mark that is not closed is looked for to the end. No one writes so many.
        let marks = || run.scanned.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
        let len = run.text.len();
        if len.saturating_mul(len) > MOST_LOOKED_THROUGH && marks().saturating_mul(len) > MOST_LOOKED_THROUGH
        {
            return;
        }
        let mut more: Vec<Edit<'s>> = Vec::new();
        let mut at = 0;
        let ends = edits.iter().map(|edit| edit.range.clone());
        for edit in ends.chain(std::iter::once(run.text.len()..run.text.len())) {
            if edit.start > at {
                for range in citation::quoted(&run.scanned, &run.text, at..edit.start) {
                    let range = trimmed(&run.text, range);
                    if run.text[range.clone()].contains(char::is_alphanumeric) {
                        if !beside {
                            self.refuse_among(run, range.clone());
                        }
                        let (quoted, taken) = self.quoted(run, events, range.clone(), false);
                        // They are written with the words.
                        taken.into_iter().for_each(|i| events[i] = Event::Text("".into()));
                        more.push(Edit { range, insert: vec![mark('Q', self.body.quoted.len())] });
                        self.body.quoted.push(quoted);
                    }
                }
            }
            at = at.max(edit.end);
        }
        if !more.is_empty() {
            edits.extend(more);
            edits.sort_by_key(|edit| edit.range.start);
        }
    }

    /// What stands among quoted words and is none: each is a finding. `block` says that they are a block quote's.
    pub(in crate::page::markdown) fn refuse_markup(
        &mut self,
        run: &InlineRun<'_, '_>,
        range: Range<usize>,
        block: bool,
    ) {
        self.refuse(run, range, if block { QuoteSetting::Block } else { QuoteSetting::Citation });
    }

    /// As [`refuse_markup`](Self::refuse_markup), of what stands in quotation marks in a sentence: that may be
    /// no one's words, and have notes.
    fn refuse_among(&mut self, run: &InlineRun<'_, '_>, range: Range<usize>) {
        self.refuse(run, range, QuoteSetting::Sentence);
    }

    fn refuse(&mut self, run: &InlineRun<'_, '_>, range: Range<usize>, place: QuoteSetting) {
        let block = place == QuoteSetting::Block;
        let sentence = place == QuoteSetting::Sentence;
        if range.is_empty() {
            return;
        }
        let mut refuse = |span: Span, what: &str| {
            self.found.push(
                Diagnostic::at(
                    &rule::QUOTATION_MARKUP,
                    self.path,
                    span,
                    format!("this quotation contains {what}"),
                )
                .help("quote what the source says; `…` marks what you leave out, `[ ]` what you add"),
            );
        };
        let mut images = 0usize;
        for i in around(run, &range) {
            let (event, place) = &run.events[i];
            let at = run.places[i].clone();
            let inside = match at.is_empty() {
                true => range.start <= at.start && at.start < range.end.max(range.start + 1),
                false => at.start < range.end && range.start < at.end,
            };
            // What ends before the words is not among them, and neither is what begins behind them.
            let span = run.origin.span(place.clone());
            match event {
                Event::Start(Tag::Image { .. }) => {
                    images += 1;
                    let inside = inside || block && range.start <= at.start && at.start <= range.end;
                    if images == 1 && inside {
                        refuse(span, "an image");
                    }
                }
                Event::End(TagEnd::Image) => images = images.saturating_sub(1),
                _ if !inside || images > 0 => {}
                Event::Start(Tag::Strikethrough) => refuse(span, "struck-out text"),
                Event::Start(Tag::Superscript | Tag::Subscript)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                    if sentence => {}
                Event::Start(Tag::Superscript) => refuse(span, "a superscript"),
                Event::Start(Tag::Subscript) => refuse(span, "a subscript"),
                Event::InlineMath(_) | Event::DisplayMath(_) => refuse(span, "a formula"),
                Event::FootnoteReference(_) if !block => refuse(span, "a note mark"),
                Event::InlineHtml(html) if is_comment(html) => {
                    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
                    let (before, after) = run.text[range.start..range.end].split_at(at.start - range.start);
                    if !space(before.chars().next_back()) && !space(after.chars().next()) {
                        refuse(span, "a comment within a word");
                    }
                }
                Event::InlineHtml(html) if !html.starts_with("</") && !is_plain_tag(html) => {
                    refuse(span, &format!("`{}`", html.chars().take(24).collect::<String>()));
                }
                _ => {}
            }
        }
        if !block || !run.scanned[range.clone()].contains('@') {
            return;
        }
        for found in citation::scan(&run.scanned[range.clone()], &run.text[range.clone()]) {
            let at = found.range();
            let span = run.span(range.start + at.start..range.start + at.end);
            match found {
                ScanItem::Group { .. } | ScanItem::Narrative { .. } => refuse(span, "another citation"),
                ScanItem::Malformed { .. } | ScanItem::Wikilink { .. } => {}
            }
        }
    }

    /// As [`refuse_markup`](Self::refuse_markup), of what is no run.
    pub(super) fn refuse_blocks(&mut self, doc: &EventTree<'_>, start: usize) {
        let mut i = start + 1;
        while i < doc.ends[start] {
            match &doc.events[i].0 {
                Event::Start(Tag::FootnoteDefinition(_)) => i = doc.ends[i],
                Event::Html(html) if !is_comment(html.trim()) => {
                    let span = doc.span(doc.events[i].1.clone());
                    self.found.push(
                        Diagnostic::at(
                            &rule::QUOTATION_MARKUP,
                            self.path,
                            span,
                            "this quotation contains HTML",
                        )
                        .help("quote what the source says, in Markdown"),
                    );
                    // One finding for a block of it.
                    while matches!(doc.events[i + 1].0, Event::Html(_)) {
                        i += 1;
                    }
                }
                _ => {}
            }
            i += 1;
        }
    }
}

/// The events of a run that stand in a range of it, or touch it.
fn around(run: &InlineRun<'_, '_>, range: &Range<usize>) -> Range<usize> {
    let first = run.places.partition_point(|place| place.end < range.start);
    let len = run.places[first..].partition_point(|place| place.start <= range.end);
    first..first + len
}

/// Whether a tag changes no word: it has no attributes but those that say in what language its words are.
fn is_plain_tag(html: &str) -> bool {
    let inner = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim_end();
    let (name, attributes) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
    let says_language = |attribute: &str| {
        let name = attribute.split('=').next().unwrap_or_default();
        ["lang", "xml:lang", "dir", "translate"].iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    PLAIN_TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
        && attributes.split_ascii_whitespace().all(says_language)
}
