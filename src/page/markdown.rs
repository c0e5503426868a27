//! A page's text: one pass over pulldown-cmark's events, with byte offsets, to a list of nodes.
//!
//! 1. Block by block. Footnotes, attributed block quotes, structured blocks, headings and HTML are
//!    taken out; everything else goes to pulldown-cmark's own HTML writer.
//! 2. The inline events between two blocks are a *run*. A run becomes a plain string ([`run::InlineRun`]) in
//!    which [`citation::scan`] looks for citations and wikilinks; each is replaced in the events by a
//!    numbered mark, and noted with its place in the file.
//! 3. The HTML is cut at the marks: what lies between is final, the marks become [`Node`]s.
//!
//! What a citation or a link leads to is not known here; a [`Node`] says only which one it is.

mod adjacent;
mod body;
mod claims;
mod autolink;
mod evidence;
mod flag;
mod foreign;
mod html;
mod lede;
mod notes;
mod primes;
mod quotation;
mod references;
mod run;
mod table;
mod tags;

use std::collections::HashMap;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::base::address;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::fix::FindingFix;
use crate::base::marks::{self, Mark, MarkReader};
use crate::base::rule;
use crate::base::sentence::squeezed;
use crate::base::text::Span;
use crate::config;
use crate::page::block::chart::{self, ChartBlock, CitedPoint};
use crate::page::block::figures::{CitedFigure, FiguresBlock};
use crate::page::block::{self, RawBlock, unknown};
use crate::page::citation::{self, CitationItem};
use crate::page::front_matter::FrontMatter;
use crate::page::suppression;
pub use body::*;
use run::{InlineRun, Origin};
pub(super) use run::{is_inline_end, is_inline_tag};

/// Reads the text of a page that starts at `start` of `file`, below its front matter, and the citations in its
/// summary.
pub fn read(
    path: &Arc<str>,
    file: &str,
    start: usize,
    front: &FrontMatter,
    options: config::Markdown,
) -> Checked<Body> {
    let source = &file[start..];
    let parser = Parser::new_ext(source, parser_options(options));
    let mut reader = MarkdownReader {
        path,
        options,
        body: Body::default(),
        found: Vec::new(),
        ids: HashMap::new(),
        labels: HashMap::new(),
        front_title: front.title.as_deref(),
        pending: Vec::new(),
        quotes_open: 0,
        neighbours: adjacent::Neighbours::default(),
        introduction: quotation::Introduction::default(),
        told_of: None,
        html_quotes: Vec::new(),
        noted_quotes: Vec::new(),
        cites: Vec::new(),
        links: HashMap::new(),
    };
    for (label, definition) in parser.reference_definitions().iter() {
        let title = definition.title.as_deref().unwrap_or_default();
        reader.links.insert(link_label(label), (definition.dest.to_string(), title.to_owned()));
        if label.trim_start().starts_with('@') {
            let span = definition.span.start + start..definition.span.end + start;
            reader.found.push(
                Diagnostic::at(
                    &rule::MALFORMED_CITATION,
                    path,
                    span,
                    "Markdown reads this citation as a link definition",
                )
                .help("a line that begins with `[…]:` defines a link in Markdown; put a word before it"),
            );
        }
    }
    let mut events: Vec<_> = parser.into_offset_iter().collect();
    reader.clear_references(source, &mut events, |place| (place.start + start..place.end + start).into());
    primes::set(source, &mut events);
    for (event, _) in &events {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let next = u32::try_from(reader.labels.len()).unwrap_or(u32::MAX);
            reader.labels.entry(notes::note_label(label)).or_insert(next);
        }
    }
    reader.body.notes = reader.labels.iter().map(|_| Footnote::empty()).collect();
    let doc = EventTree { source, base: start, ends: ends(&events), events };
    if memchr::memmem::find(source.as_bytes(), b"expound:").is_some() {
        let span = |range| doc.span(range);
        reader.body.suppressions =
            suppression::collect(&doc.events, &doc.ends, span, path, &mut reader.found);
    }
    table::check(&doc, path, &mut reader.found);
    reader.lede(file, &front.summary);
    let main = reader.blocks(&doc, 0..doc.events.len(), Context::default());
    reader.section(None);
    reader.abandon();
    reader.body.main = fragment(main);
    // Before the notes get another order.
    reader.unread_notes();
    reader.settle_notes();
    reader.body.shrink();
    Checked { value: reader.body, diagnostics: reader.found }
}

fn parser_options(options: config::Markdown) -> Options {
    let mut all = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SMART_PUNCTUATION;
    if options.math {
        all |= Options::ENABLE_MATH;
    }
    all
}

/// What an editor says of a block, until all that the block cites is known.
struct BlockNote {
    html: Fragment,
    words: WordsRange,
    place: Span,
    cites: bool,
}

/// The events of a page, with the index of the end of each that starts something.
struct EventTree<'s> {
    source: &'s str,
    /// Where `source` starts in the file.
    base: usize,
    events: Vec<(Event<'s>, std::ops::Range<usize>)>,
    ends: Vec<usize>,
}

fn ends(events: &[(Event<'_>, std::ops::Range<usize>)]) -> Vec<usize> {
    let mut ends = vec![0; events.len()];
    let mut open = Vec::new();
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(i),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = i;
                }
            }
            _ => {}
        }
    }
    ends
}

/// Where a block stands.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// Within a list, a quotation or a table, where a heading begins no section.
    nested: bool,
    /// What its paragraphs are.
    aside: bool,
}

struct MarkdownReader<'r> {
    path: &'r Arc<str>,
    options: config::Markdown,
    body: Body,
    found: Vec<Diagnostic>,
    /// How often each heading id was given.
    ids: HashMap<String, usize>,
    /// The footnotes by their label, in lower case.
    labels: HashMap<String, u32>,
    front_title: Option<&'r str>,
    /// References to footnotes whose definition may come later: the use, and the label.
    pending: Vec<(u32, String)>,
    /// In how many block quotes it is.
    quotes_open: usize,
    /// What the runs that were read last are to the next.
    neighbours: adjacent::Neighbours,
    /// Whether the words above a block quote lead to it, and cite.
    introduction: quotation::Introduction,
    /// A line below a block quote that was told of.
    told_of: Option<usize>,
    /// Quotations that HTML opens and did not close yet: where, and how many uses there were.
    html_quotes: Vec<(Span, usize)>,
    /// Notes in block quotes that are not looked up: their labels, and the quotes.
    noted_quotes: Vec<(String, Span)>,
    /// The uses of each `cite` of a block, and its place: one of them must cite.
    cites: Vec<(std::ops::Range<usize>, Span)>,
    /// The definitions of links, by their labels as these are compared: for texts within blocks.
    links: HashMap<String, (String, String)>,
}

impl<'r> MarkdownReader<'r> {
    /// A range of blocks, as events for the HTML writer.
    fn blocks<'s>(
        &mut self,
        doc: &EventTree<'s>,
        range: std::ops::Range<usize>,
        context: Context,
    ) -> Vec<Event<'s>> {
        let mut out = Vec::with_capacity(range.len());
        let mut depth = 0usize;
        let mut cell = false;
        let mut i = range.start;
        while i < range.end {
            let event = &doc.events[i].0;
            let end = doc.ends[i];
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    self.footnote(doc, label, i, end);
                    i = end + 1;
                }
                Event::Start(Tag::BlockQuote(kind)) => {
                    match self.block_quote(doc, *kind, i, range.end, &mut out) {
                        Some(after) => i = after,
                        None => {
                            self.quotes_open += 1;
                            depth += 1;
                            out.push(event.clone());
                            // What kind of alert it is stands in words, for those who see no colour.
                            out.extend(kind.map(|kind| {
                                let title = alert_title(kind);
                                Event::Html(format!("<p class=\"markdown-alert-title\">{title}</p>\n").into())
                            }));
                            i += 1;
                        }
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let name = match kind {
                        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                        CodeBlockKind::Indented => "",
                    };
                    let introduced = self.introduction.take_for(i).is_some();
                    let code = || doc.code(i, end);
                    self.found.extend(unknown::check(kind, introduced, code).map(|(message, help)| {
                        let span = doc.span(doc.events[i].1.clone());
                        let code = doc.source.get(doc.events[i].1.clone()).unwrap_or_default();
                        let line = span.start as usize + code.lines().next().map_or(0, str::len);
                        let fence = Span::new(span.start as usize, line);
                        let fix =
                            unknown::meant(kind).map(|(name, meant)| FindingFix::certain(fence, name, meant));
                        Diagnostic::at(&rule::UNKNOWN_BLOCK, self.path, span, message)
                            .help(help)
                            .fixed_by(fix)
                    }));
                    if block::is_block(name) {
                        self.block(doc, name, i, end, &mut out);
                    } else {
                        out.extend(doc.events[i..=end].iter().map(|(event, _)| event.clone()));
                    }
                    i = end + 1;
                }
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    let nested = context.nested || depth > 0;
                    let heading =
                        RawHeading { level: *level as u8, id: id.as_deref(), classes, attrs, nested };
                    let first = i == 0;
                    self.heading(doc, &heading, i, end, first, &mut out);
                    i = end + 1;
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html_block(doc, i, end, range.end, &mut out);
                    i = end + 1;
                }
                _ if run::is_inline(event) => {
                    let mut last = i;
                    while last < range.end && run::is_inline(&doc.events[last].0) {
                        last += 1;
                    }
                    let kind = match (context.aside, cell) {
                        (true, _) => ProseKind::Aside,
                        (_, true) => ProseKind::Cell,
                        _ => ProseKind::Paragraph,
                    };
                    let run = doc.run(i..last);
                    if kind != ProseKind::Cell {
                        self.foreign(doc, &run);
                        self.look_below(doc, last);
                    }
                    out.extend(self.run(&run, kind).events);
                    self.lead_on(doc, last);
                    self.neighbours(doc, i..last, kind);
                    if kind == ProseKind::Paragraph && !self.neighbours.held {
                        self.stray(doc, i, &run);
                    }
                    i = last;
                }
                _ => {
                    self.row(event, i);
                    match event {
                        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                        Event::Start(tag) => {
                            depth += 1;
                            cell |= matches!(tag, Tag::TableCell);
                        }
                        Event::End(tag) => {
                            depth = depth.saturating_sub(1);
                            if matches!(tag, TagEnd::BlockQuote(_)) {
                                self.quotes_open = self.quotes_open.saturating_sub(1);
                            }
                            cell &= !matches!(tag, TagEnd::TableCell);
                        }
                        _ => {}
                    }
                    out.push(event.clone());
                    i += 1;
                }
            }
        }
        out
    }

    fn heading<'s>(
        &mut self,
        doc: &EventTree<'s>,
        heading: &RawHeading<'_, 's>,
        start: usize,
        end: usize,
        first: bool,
        out: &mut Vec<Event<'s>>,
    ) {
        let span = doc.span(doc.events[start].1.clone());
        for (name, _) in heading.attrs {
            self.found.push(
                Diagnostic::at(
                    &rule::HEADING_ATTRIBUTE,
                    self.path,
                    span,
                    format!("the attribute `{name}` is ignored"),
                )
                .help("braces after a heading take an id and classes: `{#id .class}`"),
            );
        }
        let uses = self.body.uses.len();
        self.section(None);
        let content = self.run(&doc.run(start + 1..end), ProseKind::Heading);
        self.lead_on(doc, end);
        let text = self.body.read(content.plain).to_owned();
        if self.body.uses.len() == uses {
            self.section(Some((text.clone(), span)));
        }
        if heading.level == 1 && first && self.front_title.is_none_or(|title| title == text) {
            if self.body.uses.len() > uses {
                self.cites_in_title(span);
            }
            self.body.title = Some(text);
            self.body.prose.pop();
            return;
        }
        let level = heading.level.max(2);
        let id = self.heading_id(heading.id, &text, span);
        let number = self.body.headings.len();
        let section = level == 2 && !heading.nested;
        // The prose of the heading itself stands under it, for links to what names it.
        if let Some(prose) = self.body.prose.last_mut() {
            prose.heading = u32::try_from(number).ok();
        }
        self.body.headings.push(Heading { level, id: id.clone(), text, span, section });
        if section {
            out.push(mark('S', number));
            out.extend(content.events);
            out.push(Event::InlineHtml("\0T0\0".into()));
            return;
        }
        let mut open = format!("<h{level} id=\"{}\"", escape(&id));
        if !heading.classes.is_empty() {
            let classes: Vec<_> = heading.classes.iter().map(|class| escape(class)).collect();
            open.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        open.push('>');
        out.push(Event::Html(open.into()));
        out.extend(content.events);
        out.push(Event::Html(format!("</h{level}>\n").into()));
    }

    /// An id that no other heading of the page has.
    fn heading_id(&mut self, written: Option<&str>, text: &str, span: Span) -> String {
        if let Some(id) = written {
            if is_reserved_id(id) {
                self.found.push(
                    Diagnostic::at(
                        &rule::DUPLICATE_ANCHOR,
                        self.path,
                        span,
                        format!("expound may use the id `{id}` on any page"),
                    )
                    .help("give the heading another id, or none"),
                );
            } else if self.ids.contains_key(id) {
                self.found.push(
                    Diagnostic::at(
                        &rule::DUPLICATE_ANCHOR,
                        self.path,
                        span,
                        format!("another heading has the id `{id}`"),
                    )
                    .help("an id can be used only once on a page"),
                );
            }
            // How often its name was counted stays as it is.
            self.ids.entry(id.to_owned()).or_insert(0);
            return id.to_owned();
        }
        let mut base = address::heading_id(text);
        if base.is_empty() {
            base = "section".to_owned();
        }
        if is_reserved_id(&base) {
            base.insert_str(0, "section-");
        }
        // As GitHub does: the second of a name gets `-1`; a name may be taken by a heading written so.
        let mut id = base.clone();
        let mut count = self.ids.get(&base).copied().unwrap_or(0);
        while self.ids.contains_key(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        self.ids.insert(base, count);
        self.ids.entry(id.clone()).or_insert(0);
        id
    }

    fn html_block<'s>(
        &mut self,
        doc: &EventTree<'s>,
        start: usize,
        end: usize,
        limit: usize,
        out: &mut Vec<Event<'s>>,
    ) {
        let html: String = doc.events[start..=end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(html) => Some(&**html),
                _ => None,
            })
            .collect();
        let trimmed = html.trim();
        if run::is_comment(trimmed) {
            return;
        }
        if self.options.html {
            self.quotes_in_html(doc, start, limit, trimmed);
            out.push(Event::Html(html.into()));
            return;
        }
        self.raw_html(doc.span(doc.events[start].1.clone()), trimmed);
        out.push(Event::Html(format!("<p>{}</p>\n", escape(trimmed)).into()));
    }

    fn raw_html(&mut self, span: Span, html: &str) {
        let shown: String = html.chars().take(40).collect();
        self.found.push(
            Diagnostic::at(
                &rule::RAW_HTML,
                self.path,
                span,
                format!("the HTML `{}` is shown as text", shown.trim()),
            )
            .help("write it in Markdown, or set `html = true` under `[markdown]` in expound.toml"),
        );
    }

    /// A footnote's definition: evidence if it begins with a citation, else an ordinary note.
    fn footnote(&mut self, doc: &EventTree<'_>, label: &str, start: usize, end: usize) {
        let Some(&index) = self.labels.get(&notes::note_label(label)) else { return };
        let span = doc.span(doc.events[start].1.clone());
        let runs = doc.runs(start + 1..end);
        let mut note = Footnote { label: label.to_owned(), span, text: Fragment::default(), evidence: None };
        if runs.first().is_some_and(|run| run.begins_with_citation()) {
            self.refuse_in_note(doc, start + 1..end);
            let citations = self.evidence(&runs);
            note.evidence =
                Some(self.push_group(CitationGroup { kind: GroupKind::Evidence, citations, span }));
        } else {
            let context = Context { nested: true, aside: true };
            // Its paragraphs are each other's neighbours, and none of the text's.
            let outside = std::mem::take(&mut self.neighbours);
            let events = self.blocks(doc, start + 1..end, context);
            self.abandon();
            self.neighbours = outside;
            note.text = fragment(events);
        }
        let slot = &mut self.body.notes[index as usize];
        if slot.label.is_empty() {
            *slot = note;
        } else {
            self.found.push(
                Diagnostic::at(
                    &rule::DUPLICATE_ANCHOR,
                    self.path,
                    span,
                    format!("two footnotes have the label `{label}`"),
                )
                .related(crate::base::text::Place::at(self.path, slot.span), "the first is here"),
            );
        }
    }

    fn block<'s>(
        &mut self,
        doc: &EventTree<'s>,
        name: &str,
        start: usize,
        end: usize,
        out: &mut Vec<Event<'s>>,
    ) {
        let texts = &doc.events[start + 1..end];
        let text = doc.code(start, end);
        let content = match (texts.first(), texts.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => doc.events[start].1.clone(),
        };
        let fence = doc.span(doc.events[start].1.clone());
        // In a list or a quotation the lines do not stand together in the file.
        let exact = doc.source[content.clone()] == text;
        let base = if exact { content.start + doc.base } else { fence.start as usize };
        let found_before = self.found.len();
        let mut raw = block::read(name, &text, base, fence, self.path, &mut self.found);
        if !exact {
            // Offsets in it are none in the file: the block as a whole is the place.
            for finding in &mut self.found[found_before..] {
                finding.place.span = Some(fence);
            }
            match &mut raw {
                Some(RawBlock::Timeline(query)) => {
                    query.topics.iter_mut().for_each(|(_, span)| *span = fence);
                }
                Some(RawBlock::Passages(query)) => {
                    query.sources.iter_mut().for_each(|(_, span)| *span = fence);
                }
                _ => {}
            }
        }
        let place = |(text, span): (String, Span)| {
            let origin = if exact { Origin::of_toml_string(&text, span, doc) } else { Origin::Whole(fence) };
            (text, origin)
        };
        if raw.as_ref().is_some_and(|raw| citation::is_in_title(raw.title())) {
            self.cites_in_title(fence);
        }
        let block = match raw {
            None => return,
            Some(RawBlock::Chart(chart)) => Block::Chart(self.chart(chart, &place)),
            Some(RawBlock::Figures(figures)) => Block::Figures(self.figures(figures, &place)),
            Some(RawBlock::Timeline(query)) => Block::Timeline(query),
            Some(RawBlock::Passages(query)) => Block::Passages(query),
            Some(RawBlock::Disagreement { question, note, positions }) => {
                let first = self.uses_so_far();
                let note_place = note.as_ref().map(|(_, span)| *span);
                let note = note.map(|note| self.block_note(place(note), note_place));
                let positions = positions
                    .into_iter()
                    .map(|position| {
                        let (says, origin) = place(position.says);
                        let (says, text) = self.inline(&says, &origin);
                        let claim = Claim { text, span: origin.all() };
                        let (cite, origin) = place(position.cite);
                        (says, self.citations_for(claim, &cite, &origin))
                    })
                    .collect();
                let uses = first..self.uses_so_far();
                self.hold_words(&question, fence, uses.clone());
                let note = note.map(|note| self.hold_note(note, uses));
                Block::Disagreement { question, note, positions }
            }
        };
        out.push(mark('B', self.body.blocks.len()));
        self.body.blocks.push(block);
    }

    fn chart(
        &mut self,
        chart: ChartBlock<(String, Span)>,
        place: &dyn Fn((String, Span)) -> (String, Origin),
    ) -> ChartBlock<Fragment> {
        let first = self.uses_so_far();
        let note = chart.note.map(|note| self.block_note(place(note), None));
        let mut at = note.as_ref().map(|note| note.place);
        let points = chart
            .points
            .into_iter()
            .filter_map(|point| {
                let (cite, origin) = place(point.cite);
                at.get_or_insert(origin.all());
                let text = chart::claim(&chart.title, &chart.unit, &point.point);
                Some(CitedPoint { point: point.point, cite: self.cited_number(&text, &cite, &origin)? })
            })
            .collect();
        let uses = first..self.uses_so_far();
        self.hold_words(&chart.title, at.unwrap_or_default(), uses.clone());
        let note = note.map(|note| self.hold_note(note, uses));
        ChartBlock { title: chart.title, kind: chart.kind, unit: chart.unit, axis: chart.axis, note, points }
    }

    fn figures(
        &mut self,
        block: FiguresBlock<(String, Span)>,
        place: &dyn Fn((String, Span)) -> (String, Origin),
    ) -> FiguresBlock<Fragment> {
        let first = self.uses_so_far();
        let note = block.note.map(|note| self.block_note(place(note), None));
        let mut at = note.as_ref().map(|note| note.place);
        let figures = block
            .figures
            .into_iter()
            .filter_map(|figure| {
                let claim = figure.claim();
                let (cite, origin) = place(figure.cite);
                at.get_or_insert(origin.all());
                let cite = self.cited_number(&claim, &cite, &origin)?;
                Some(CitedFigure { value: figure.value, label: figure.label, cite })
            })
            .collect();
        let uses = first..self.uses_so_far();
        self.hold_words(&block.title, at.unwrap_or_default(), uses.clone());
        let note = note.map(|note| self.hold_note(note, uses));
        FiguresBlock { title: block.title, note, figures }
    }

    /// What an editor says of a block. `span` is its place, if that is not to be found from the text.
    fn block_note(&mut self, (text, origin): (String, Origin), span: Option<Span>) -> BlockNote {
        let first = self.uses_so_far();
        let (html, words) = self.inline(&text, &origin);
        BlockNote {
            html,
            words,
            place: span.unwrap_or_else(|| origin.all()),
            cites: self.uses_so_far() > first,
        }
    }

    /// A note that cites nothing is held against all that its block cites.
    fn hold_note(&mut self, note: BlockNote, uses: std::ops::Range<u32>) -> Fragment {
        if !note.cites {
            let words = self.body.read(note.words).to_owned();
            self.hold_words(&words, note.place, uses);
        }
        note.html
    }

    /// The citations of a number in a block. Without one it is left out, and is a finding.
    fn cited_number(&mut self, claim: &str, cite: &str, origin: &Origin) -> Option<Fragment> {
        let first = self.body.uses.len();
        let claim = Claim { text: self.body.write(claim), span: origin.all() };
        let cite = self.citations_for(claim, cite, origin);
        if self.body.uses.len() == first {
            let message = "`cite` has no citation";
            self.found.push(
                Diagnostic::at(&rule::BAD_BLOCK, self.path, origin.all(), message)
                    .help("write `cite = '[@key, \"words\"]'`"),
            );
            return None;
        }
        Some(cite)
    }

    /// Citations that stand by themselves, for a claim that stands elsewhere.
    fn citations_for(&mut self, claim: Claim, cite: &str, origin: &Origin) -> Fragment {
        let first = self.body.uses.len();
        let (cite, words) = self.inline(cite, origin);
        let words = self.body.read(words);
        let marked = MarkReader::of(words).all(0..words.len()).into_iter().any(|mark| match mark {
            Mark::Quoted(_) => true,
            Mark::LeftOver(mark) => !marks::is_single(&words[mark]),
        });
        if marked {
            let message = "`cite` takes only citations; these words in quotation marks are not looked up";
            self.found.push(
                Diagnostic::at(&rule::BAD_BLOCK, self.path, origin.all(), message)
                    .help("put the words inside the brackets: `cite = '[@key, \"words\"]'`"),
            );
        }
        let claim = self.push_claim(claim);
        for marker in &mut self.body.uses[first..] {
            marker.claim = claim;
        }
        self.cites.push((first..self.body.uses.len(), origin.all()));
        cite
    }

    /// Markdown without blocks, from a text that stands within another: its HTML and its plain words.
    fn inline(&mut self, text: &str, origin: &Origin) -> (Fragment, WordsRange) {
        let length = text.len();
        let text = &*self.with_notes(text);
        // What the page defines below is defined here too.
        let links = std::mem::take(&mut self.links);
        let defined = |link: BrokenLink<'_>| {
            let (url, title) = links.get(&link_label(&link.reference))?;
            Some((url.clone().into(), title.clone().into()))
        };
        let parser = Parser::new_with_broken_link_callback(text, parser_options(self.options), Some(defined));
        let mut events: Vec<_> = parser
            .into_offset_iter()
            .filter(|(event, place)| run::is_inline(event) && place.start < length)
            .collect();
        self.links = links;
        self.clear_references(text, &mut events, |place| origin.span(place));
        primes::set(text, &mut events);
        let run = self.run(&InlineRun::new(text, origin.clone(), &events), ProseKind::Aside);
        (fragment(run.events), run.plain)
    }

    fn uses_so_far(&self) -> u32 {
        u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX)
    }

    fn push_group(&mut self, group: CitationGroup) -> u32 {
        self.body.groups.push(group);
        last_index(&self.body.groups)
    }

    fn push_claim(&mut self, claim: Claim) -> u32 {
        self.body.claims.push(claim);
        last_index(&self.body.claims)
    }

    fn push_use(&mut self, marker: Marker) -> u32 {
        self.body.uses.push(marker);
        last_index(&self.body.uses)
    }

    fn push_prose(&mut self, mut prose: Prose) {
        prose.heading = self.body.headings.len().checked_sub(1).and_then(|i| u32::try_from(i).ok());
        self.body.prose.push(prose);
    }

    fn citation(&mut self, run: &InlineRun<'_, '_>, item: CitationItem) -> Citation {
        for range in &item.quotes {
            self.refuse_markup(run, range.clone(), false);
        }
        Citation {
            key_span: run.span(item.key_range.clone()),
            span: run.span(item.range.clone()),
            quotes: item
                .quotes
                .iter()
                .map(|range| run.quote(range.clone()).unwrap_or_else(|| run.quote_as_is(range.clone())))
                .collect(),
            key: item.key,
            suppress_author: item.suppress_author,
            prefix: item.prefix,
            longer: item.longer,
            locator: item.locator,
            further: item.further,
            suffix: item.suffix,
        }
    }
}

/// What an alert is called.
fn alert_title(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// A heading as it is written.
struct RawHeading<'h, 's> {
    level: u8,
    id: Option<&'h str>,
    classes: &'h [pulldown_cmark::CowStr<'s>],
    attrs: &'h [(pulldown_cmark::CowStr<'s>, Option<pulldown_cmark::CowStr<'s>>)],
    nested: bool,
}

impl Footnote {
    fn empty() -> Self {
        Self { label: String::new(), span: Span::default(), text: Fragment::default(), evidence: None }
    }
}

impl<'s> EventTree<'s> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        // Blocks end with their line; a finding should not mark the line after.
        let text = self.source[range.clone()].trim_end();
        Span::new(range.start + self.base, range.start + text.len() + self.base)
    }

    fn run(&self, range: std::ops::Range<usize>) -> InlineRun<'s, '_> {
        InlineRun::new(self.source, Origin::Exact(self.base), &self.events[range])
    }

    /// What stands in a code block.
    fn code(&self, start: usize, end: usize) -> String {
        let texts = self.events[start + 1..end].iter().filter_map(|(event, _)| match event {
            Event::Text(text) => Some(&**text),
            _ => None,
        });
        texts.collect()
    }

    /// All runs of a range of blocks.
    fn runs(&self, range: std::ops::Range<usize>) -> Vec<InlineRun<'s, '_>> {
        let mut runs = Vec::new();
        let mut i = range.start;
        while i < range.end {
            if !run::is_inline(&self.events[i].0) {
                i += 1;
                continue;
            }
            let start = i;
            while i < range.end && run::is_inline(&self.events[i].0) {
                i += 1;
            }
            runs.push(self.run(start..i));
        }
        runs
    }
}

/// The label of a link's definition as labels are compared.
fn link_label(label: &str) -> String {
    squeezed(label).to_lowercase()
}

fn last_index<T>(list: &[T]) -> u32 {
    u32::try_from(list.len() - 1).expect("a page has fewer than four billion of anything: files are limited")
}

/// A numbered mark in the events, which [`fragment`] finds again in the HTML. No text holds a zero byte:
/// a file that does is no text.
fn mark<'s>(kind: char, number: usize) -> Event<'s> {
    Event::InlineHtml(format!("\0{kind}{number}\0").into())
}

/// Writes events as HTML, and cuts it at the marks.
fn fragment(events: Vec<Event<'_>>) -> Fragment {
    let mut html = String::with_capacity(32 * events.len());
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    let mut fragment = Fragment { html: String::with_capacity(html.len()), nodes: Vec::new() };
    for (i, piece) in html.split('\0').enumerate() {
        if i % 2 == 0 {
            if !piece.is_empty() {
                let start = fragment.html.len();
                fragment.html.push_str(piece);
                fragment.nodes.push(Node::Html(Span::new(start, fragment.html.len())));
            }
            continue;
        }
        let (kind, number) = piece.split_at(1);
        let number = number.parse().unwrap_or(0);
        fragment.nodes.push(match kind {
            "U" => Node::Use(number),
            "L" => Node::Link(number),
            "I" => Node::Image(number),
            "W" => Node::Wikilink(number),
            "Q" => Node::Quoted(number),
            "F" => Node::Figure(number),
            "G" => Node::FigureEnd(number),
            "B" => Node::Block(number),
            "S" => Node::Section(number),
            _ => Node::SectionText,
        });
    }
    fragment
}

/// Text for HTML, in content and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Ids that the build gives itself: markers, notes, passages, footnotes. The parts that a template puts
/// on a page have ids that begin with `folio-`; another theme does well to begin its own so too.
fn is_reserved_id(id: &str) -> bool {
    let letter_and_digits = |id: &str| {
        let mut chars = id.chars();
        chars.next().is_some_and(|c| matches!(c, 'c' | 'n' | 'p' | 'q'))
            && chars.next().is_some_and(|c| c.is_ascii_digit())
            && chars.all(|c| c.is_ascii_digit() || c == '-' || c.is_ascii_lowercase())
    };
    letter_and_digits(id)
        || id == "main"
        || ["fn-", "fnref-", "folio-"].iter().any(|start| id.starts_with(start))
}

#[cfg(test)]
mod tests;
