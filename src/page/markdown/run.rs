//! A run: the inline events between two blocks, and the plain string that is made of them.
//!
//! The string is made of the *source's* characters, so that smart punctuation is undone, and each of
//! its bytes knows its place in the file. Emphasis marks leave no trace in it. What can hold no
//! citation (code, the text of links, escaped characters) is masked in a second string of the same
//! length, which is the one that is scanned.

mod edit;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::adjacent::ReadRun;
use super::adjacent::speech;
use super::autolink;
use super::claims::Plain;
use super::flag;
use super::notes::note_label;
use super::tags::allowed_html;
use super::{
    CitationGroup, Claim, GroupKind, Image, Link, MarkdownReader, Marker, NAME, Prose, ProseKind, Quote,
    Target, Wikilink, WordsRange, mark,
};
use crate::base::address::page_stem;
use crate::base::bytes::has_pair;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::set;
use crate::base::text::Span;
use crate::page::citation::{self, CitationItem, MASK, ScanItem};
use crate::page::wikilink;

pub(super) use edit::Edit;
use edit::edit_at;

/// Where the text of a run stands in the file.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// Its first byte stands at this offset, and each other after it.
    Exact(usize),
    /// Only the place as a whole is known.
    Whole(Span),
    /// As `Exact`, for a text of which the length is known too.
    Part(Span),
}

impl Origin {
    /// The inside of a TOML string, if it stands in the file as it is read: without escapes.
    pub(super) fn of_toml_string(text: &str, span: Span, doc: &super::EventTree<'_>) -> Self {
        let Some(written) = (span.start as usize)
            .checked_sub(doc.base)
            .and_then(|start| doc.source.get(start..start + span.len()))
        else {
            return Self::Whole(span);
        };
        match written.find(text) {
            Some(at) if at <= 4 => {
                let start = span.start as usize + at;
                Self::Part(Span::new(start, start + text.len()))
            }
            _ => Self::Whole(span),
        }
    }

    pub(super) fn all(&self) -> Span {
        match self {
            Self::Exact(base) => Span::new(*base, *base),
            Self::Whole(span) | Self::Part(span) => *span,
        }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match self {
            Self::Exact(base) => Span::new(range.start + base, range.end + base),
            Self::Part(span) => Span::new(range.start + span.start as usize, range.end + span.start as usize),
            Self::Whole(span) => *span,
        }
    }

    fn is_exact(&self) -> bool {
        !matches!(self, Self::Whole(_))
    }
}

/// A piece of the string, made of one event.
#[derive(Clone, Debug)]
struct RunSegment {
    /// In the string.
    flat: Range<usize>,
    /// Which event.
    event: usize,
    /// Where it starts in the source.
    source: usize,
    /// Whether the source has the same bytes.
    exact: bool,
}

/// The inline events between two blocks.
pub(super) struct InlineRun<'s, 'e> {
    source: &'s str,
    pub(super) origin: Origin,
    pub(super) events: &'e [(Event<'s>, Range<usize>)],
    /// The string.
    pub(super) text: String,
    /// The string, with what can hold no citation masked.
    pub(super) scanned: String,
    segments: Vec<RunSegment>,
    /// Where each event stands in the string.
    pub(super) places: Vec<Range<usize>>,
    /// What [`found`](Self::found) gives, once it was asked for.
    found: OnceCell<Vec<ScanItem>>,
}

/// Whether an event stands within a paragraph.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag),
        Event::End(tag) => is_inline_end(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

/// Whether an element stands within a paragraph.
pub(in crate::page) fn is_inline_tag(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether an element that ends here stands within a paragraph.
pub(in crate::page) fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether HTML opens or closes a quotation within a sentence.
fn is_q(html: &str) -> bool {
    let name = html.strip_prefix("</").or_else(|| html.strip_prefix('<')).unwrap_or_default();
    let end = name.find(|c: char| c == '>' || c.is_ascii_whitespace()).unwrap_or(name.len());
    ["q", "blockquote"].iter().any(|quotes| name[..end].eq_ignore_ascii_case(quotes)) && end < name.len()
}

/// Whether HTML is nothing but a comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--")
        && html.ends_with("-->")
        && html.len() >= 7
        && !html[4..html.len() - 3].contains("-->")
}

impl<'s, 'e> InlineRun<'s, 'e> {
    pub(super) fn new(source: &'s str, origin: Origin, events: &'e [(Event<'s>, Range<usize>)]) -> Self {
        let length = match (events.first(), events.last()) {
            (Some((_, first)), Some((_, last))) => last.end.saturating_sub(first.start),
            _ => 0,
        };
        let mut run = Self {
            source,
            origin,
            events,
            text: String::with_capacity(length),
            scanned: String::with_capacity(length),
            segments: Vec::with_capacity(events.len()),
            places: Vec::with_capacity(events.len()),
            found: OnceCell::new(),
        };
        run.flatten();
        run
    }

    fn flatten(&mut self) {
        let (mut links, mut images) = (0usize, 0usize);
        for (i, (event, place)) in self.events.iter().enumerate() {
            let start = self.text.len();
            match event {
                Event::Start(Tag::Link { .. }) => links += 1,
                Event::End(TagEnd::Link) => links = links.saturating_sub(1),
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) => images = images.saturating_sub(1),
                _ if images > 0 => {}
                Event::Text(text) => self.push_text(i, text, place.clone(), links > 0),
                Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    self.push(i, text, place.start, false, true);
                }
                Event::SoftBreak | Event::HardBreak => self.push(i, "\n", place.start, false, links > 0),
                // A browser sets marks around it.
                Event::InlineHtml(html) if is_q(html) => {
                    let mark = if html.starts_with("</") { "”" } else { "“" };
                    self.push(i, mark, place.start, false, links > 0);
                }
                _ => {}
            }
            self.places.push(start..self.text.len());
        }
    }

    fn push_text(&mut self, event: usize, text: &str, place: Range<usize>, masked: bool) {
        let written = &self.source[place.clone()];
        if written == text {
            let from = self.text.len();
            self.push(event, text, place.start, true, masked);
            // An escaped character stands right behind a backslash that no event covers.
            let escaped =
                place.start > 0
                    && self.source.as_bytes()[place.start - 1] == b'\\'
                    && !self.segments.iter().rev().nth(1).is_some_and(|before| {
                        before.exact && before.source + before.flat.len() == place.start
                    });
            if escaped && !masked {
                let first = text.chars().next().map_or(0, char::len_utf8);
                let mask: String = std::iter::repeat_n(MASK, first).collect();
                self.scanned.replace_range(from..from + first, &mask);
            }
        } else if written.starts_with('&') {
            self.push(event, text, place.start, false, true);
        } else {
            // Smart punctuation: the source's own characters are meant.
            self.push(event, written, place.start, true, masked);
        }
    }

    fn push(&mut self, event: usize, text: &str, source: usize, exact: bool, masked: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        if masked {
            self.scanned.extend(std::iter::repeat_n(MASK, text.len()));
        } else {
            self.scanned.push_str(text);
        }
        self.segments.push(RunSegment { flat: start..self.text.len(), event, source, exact });
    }

    /// The string with what can hold no citation masked.
    pub(super) fn scanned(&self) -> &str {
        &self.scanned
    }

    /// The pieces of text from an offset of the string on: each with its event, where it stands in the string,
    /// and in the source. Code is none.
    pub(super) fn pieces(&self, from: usize) -> impl Iterator<Item = (usize, Range<usize>, Range<usize>)> {
        let first = self.segments.partition_point(|segment| segment.flat.end <= from);
        self.segments[first..].iter().map_while(move |segment| {
            matches!(self.events[segment.event].0, Event::Text(_)).then(|| {
                let skipped = if segment.exact { from.saturating_sub(segment.flat.start) } else { 0 };
                let start = segment.source + skipped;
                let end = match segment.exact {
                    true => segment.source + segment.flat.len(),
                    false => self.events[segment.event].1.end,
                };
                (segment.event, segment.flat.start.max(from)..segment.flat.end, start..end)
            })
        })
    }

    /// What stands in the source.
    pub(super) fn written(&self, range: Range<usize>) -> Option<&'s str> {
        self.source.get(range)
    }

    /// The events, each with its place in the string.
    pub(super) fn placed(&self) -> impl Iterator<Item = (&Event<'s>, Range<usize>)> {
        self.events.iter().zip(&self.places).map(|((event, _), place)| (event, place.clone()))
    }

    /// The place in the file of a range of the string.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.source_offset(range.start, false);
        let end = self.source_offset(range.end, true).max(start);
        self.origin.span(start..end)
    }

    fn source_offset(&self, flat: usize, end: bool) -> usize {
        let index =
            self.segments.partition_point(|s| if end { s.flat.end < flat } else { s.flat.end <= flat });
        match self.segments.get(index) {
            Some(segment) if segment.exact => segment.source + flat.saturating_sub(segment.flat.start),
            Some(segment) if end => self.events[segment.event].1.end,
            Some(segment) => segment.source,
            None => self.events.last().map_or(0, |(_, place)| place.end),
        }
    }

    /// The place in the file of what begins at an offset of the source and ends at one of the file; if it ends
    /// nowhere, `len` bytes on.
    pub(super) fn span_from(&self, start: usize, end: usize, len: usize) -> Span {
        match self.origin {
            Origin::Exact(base) => Span::new(base + start, if end == 0 { base + start + len } else { end }),
            _ => self.origin.all(),
        }
    }

    /// Whether a text stands in the source at an offset, letter by letter.
    pub(super) fn is_written_at(&self, start: usize, text: &str) -> bool {
        self.origin.is_exact() && self.source.get(start..start + text.len()) == Some(text)
    }

    /// The place in the file of the whole run.
    pub(super) fn whole_span(&self) -> Span {
        match (self.events.first(), self.events.last()) {
            (Some((_, first)), Some((_, last))) => self.origin.span(first.start..last.end.max(first.start)),
            _ => self.origin.all(),
        }
    }

    /// What stands within a range of the string, or in all of it, and is more than words, each with its place.
    pub(super) fn not_words(&self, range: Option<&Range<usize>>) -> Vec<(&'static str, Span)> {
        let first = range.map_or(0, |range| self.places.partition_point(|place| place.start <= range.start));
        let end = range.map_or(usize::MAX, |range| range.end);
        let events = self.events.iter().zip(&self.places).skip(first);
        let within = events.take_while(|(_, place)| place.start < end);
        within
            .filter_map(|((event, written), _)| {
                let what = match event {
                    Event::Start(Tag::Link { .. }) => "a link",
                    Event::Start(Tag::Image { .. }) => "an image",
                    Event::FootnoteReference(_) => "a footnote",
                    _ => return None,
                };
                Some((what, self.origin.span(written.clone())))
            })
            .collect()
    }

    /// The words of a quotation; `None` if there are none.
    pub(super) fn quote(&self, range: Range<usize>) -> Option<Quote> {
        let words = &self.text[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        let range = start..start + words.trim().len();
        (!range.is_empty()).then(|| self.quote_as_is(range))
    }

    pub(super) fn quote_as_is(&self, range: Range<usize>) -> Quote {
        let span = self.span(range.clone());
        let text = self.text[range.clone()].to_owned();
        let written =
            self.source.get(self.source_offset(range.start, false)..self.source_offset(range.end, true));
        Quote { exact: self.origin.is_exact() && written == Some(&text), text, span, blocks: Vec::new() }
    }

    /// The citations and wikilinks in the string, in its order. They are looked for once.
    pub(super) fn found(&self) -> &[ScanItem] {
        self.found.get_or_init(|| citation::scan(&self.scanned, &self.text))
    }

    /// Whether the first thing in it is a citation.
    pub(super) fn begins_with_citation(&self) -> bool {
        if !self.scanned.contains('@') {
            return false;
        }
        let lead = self.scanned.len() - self.scanned.trim_start().len();
        self.found().first().is_some_and(|found| {
            matches!(found, ScanItem::Group { .. } | ScanItem::Narrative { .. })
                && found.range().start == lead
        })
    }

    /// Of `events`, which stand for the run's own, those of a range.
    pub(super) fn within(&self, events: &[Event<'s>], range: &Range<usize>) -> Vec<Event<'s>> {
        let length = self.text.len();
        let outside = [0..range.start, range.end..length.max(range.end)];
        let edits = outside.into_iter().filter(|range| !range.is_empty());
        let edits: Vec<_> = edits.map(|range| Edit { range, insert: Vec::new() }).collect();
        if range.is_empty() {
            return Vec::new();
        }
        // What is empty now goes.
        let mut out: Vec<Event<'s>> = Vec::new();
        for event in self.apply(events, &edits) {
            match (&event, out.last()) {
                (Event::End(end), Some(Event::Start(start))) if start.to_end() == *end => drop(out.pop()),
                _ => out.push(event),
            }
        }
        out
    }

    pub(super) fn push_part(
        &self,
        event: &Event<'s>,
        place: &Range<usize>,
        part: Range<usize>,
        out: &mut Vec<Event<'s>>,
    ) {
        if part.is_empty() {
            return;
        }
        if part == *place {
            out.push(event.clone());
        } else if matches!(event, Event::Text(_)) {
            out.push(Event::Text(CowStr::from(self.text[part].to_owned())));
        }
    }
}

/// A run that was read.
pub(super) struct RunOutput<'s> {
    /// For the HTML writer.
    pub(super) events: Vec<Event<'s>>,
    /// The words, without citations.
    pub(super) plain: WordsRange,
}

impl MarkdownReader<'_> {
    /// Reads a run: links, images and HTML are noted, then citations and wikilinks.
    pub(super) fn run<'s>(&mut self, run: &InlineRun<'s, '_>, kind: ProseKind) -> RunOutput<'s> {
        let (images, links) = (self.body.images.len(), self.body.links.len());
        let events = self.settle_inline(run);
        let start = run.events.first().map_or(0, |(_, place)| place.start);
        let end = run.events.last().map_or(start, |(_, place)| place.end);
        let written = run.source.get(start..end).unwrap_or_default().as_bytes();
        let cites = |a, b| a == b'@' || (a, b) == (b'[', b'[');
        let bare = autolink::find(run, self.options.html);
        let found = match has_pair(written, cites) {
            true if bare.is_empty() => run.found().to_vec(),
            true => citation::scan(&autolink::mask(&run.scanned, &bare), &run.text),
            false => Vec::new(),
        };
        let uses = u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX);
        let pending = self.pending.len();
        let mut edits = Vec::new();
        let mut inserted: Vec<(Range<usize>, Insert)> = Vec::new();
        for found in found {
            self.note_found(run, found, &mut edits, &mut inserted);
        }
        edits.sort_by_key(|edit| edit.range.start);
        self.bare_links(run, bare, &mut edits, &mut inserted);
        if memchr::memchr(b'[', run.scanned.as_bytes()).is_some() {
            self.flags(run, &mut edits, &mut inserted);
            self.other_notes(run, &mut edits, &mut inserted);
            self.missing_notes(run, &edits);
        }
        inserted.sort_by_key(|(range, _)| range.start);
        let notes = self.note_references(run, &events, &edits);
        let plain = self.plain(run, &inserted, &notes);
        let words = set(&plain.text);
        let text = self.body.write(&words);
        let cites = !plain.uses.is_empty();
        if !text.is_empty() {
            self.push_prose(Prose { kind, text, heading: None, cited: cites, span: run.whole_span() });
        }
        // A block quote right below such words is what they lead to.
        let labels = self.pending.get(pending..).unwrap_or_default().to_vec();
        self.leads(&plain, &labels, kind);
        // Words that are as they were written stand where they stood.
        let here = matches!(words, Cow::Borrowed(_)).then_some(text);
        let marks = speech::marks(&plain.text);
        self.claims(run, &plain, &marks, here, kind);
        let uses = uses..u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX);
        if cites {
            self.hold_images(images..self.body.images.len(), uses.clone());
            self.hold_links(links, &uses);
        }
        let images = images..self.body.images.len();
        let (plain, words) = (&plain, text);
        self.notice(run, ReadRun { plain, marks: &marks, words, here, uses, images, kind });
        let mut out = events;
        for (index, marker) in &notes {
            out[*index] = match marker {
                Some(marker) => mark('U', *marker as usize),
                None => Event::Text("".into()),
            };
        }
        // What is quoted may have its source beside it.
        let last = &self.neighbours.last;
        let beside = !cites && last.quotes && (last.alone || last.is_above() || kind == ProseKind::Cell);
        if (cites || beside || kind == ProseKind::Aside) && has_marks(&run.scanned) {
            self.quoted_words(run, &mut out, &mut edits, beside);
        }
        let events = if edits.is_empty() { out } else { run.apply(&out, &edits) };
        RunOutput { events, plain: text }
    }

    /// Links, images and HTML, replaced by marks or made harmless. As many events as before.
    pub(super) fn settle_inline<'s>(&mut self, run: &InlineRun<'s, '_>) -> Vec<Event<'s>> {
        let mut out = Vec::with_capacity(run.events.len());
        let mut image: Option<(Image, usize)> = None;
        let has_html = run.events.iter().any(|(event, _)| matches!(event, Event::InlineHtml(_)));
        let tags = if has_html { allowed_html(run.events) } else { Vec::new() };
        for (i, (event, place)) in run.events.iter().enumerate() {
            if let Some((current, depth)) = &mut image {
                match event {
                    Event::Start(Tag::Image { .. }) => *depth += 1,
                    Event::End(TagEnd::Image) => *depth -= 1,
                    Event::Text(text) | Event::Code(text) => current.alt.push_str(text),
                    Event::SoftBreak | Event::HardBreak => current.alt.push(' '),
                    _ => {}
                }
                if *depth == 0
                    && let Some((current, _)) = image.take()
                {
                    out.push(mark('I', self.body.images.len()));
                    self.cites_in_image(&current);
                    self.body.images.push(current);
                } else {
                    out.push(Event::Text("".into()));
                }
                continue;
            }
            out.push(match event {
                Event::Start(Tag::Link { dest_url, title, link_type, .. }) => {
                    let url = match link_type {
                        pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                        _ => dest_url.to_string(),
                    };
                    let span = run.origin.span(place.clone());
                    let text = words_of(&run.events[i + 1..]);
                    self.cites_in_link(&text, title, span);
                    self.body.links.push(Link { url, title: title.to_string(), text, span });
                    mark('L', self.body.links.len() - 1)
                }
                Event::End(TagEnd::Link) => Event::InlineHtml("</a>".into()),
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let span = run.origin.span(place.clone());
                    let url = dest_url.to_string();
                    let found = Image { url, title: title.to_string(), alt: String::new(), span };
                    let next = run.events[i + 1..].first();
                    if next.is_none_or(|(event, _)| matches!(event, Event::End(TagEnd::Image))) {
                        self.found.push(
                            Diagnostic::at(
                                &rule::MISSING_ALT,
                                self.path,
                                span,
                                "this image has no alternative text",
                            )
                            .help("describe it in the brackets: `![a map of the border](map.png)`"),
                        );
                    }
                    image = Some((found, 1));
                    Event::Text("".into())
                }
                Event::InlineHtml(html) if is_comment(html) => Event::Text("".into()),
                Event::InlineHtml(html) if !self.options.html && !tags[i] => {
                    self.raw_html(run.origin.span(place.clone()), html);
                    Event::Text(html.clone())
                }
                event => event.clone(),
            });
        }
        out
    }

    /// Reports a citation among the words of a link, which nobody looks up. A name such as `@ann` may be what
    /// someone is called elsewhere.
    fn cites_in_link(&mut self, words: &str, title: &str, span: Span) {
        let message = match (cites_aside(words), cites_aside(title)) {
            (true, _) => "this link has a citation in its text, which is not looked up",
            (_, true) => "this link has a citation in its title, which is not looked up",
            _ => return,
        };
        self.found.push(
            Diagnostic::at(&rule::MALFORMED_CITATION, self.path, span, message)
                .help("put the citation after the link; for a plain `@`, write `\\@`"),
        );
    }

    /// As [`cites_in_link`](Self::cites_in_link), of what is said of an image.
    fn cites_in_image(&mut self, image: &Image) {
        if cites_aside(&image.alt) || cites_aside(&image.title) {
            let message = "the description of this image has a citation, which is not looked up";
            self.found.push(
                Diagnostic::at(&rule::MALFORMED_CITATION, self.path, image.span, message)
                    .help("put the citation after the image, in the text"),
            );
        }
    }

    fn note_found<'s>(
        &mut self,
        run: &InlineRun<'s, '_>,
        found: ScanItem,
        edits: &mut Vec<Edit<'s>>,
        inserted: &mut Vec<(Range<usize>, Insert)>,
    ) {
        match found {
            ScanItem::Malformed { rule, range, message, help } => {
                self.found.push(Diagnostic::at(rule, self.path, run.span(range), message).help(help));
            }
            ScanItem::Wikilink(wikilink::WikilinkMatch { range, target, label }) => {
                let target = run.text[target].to_owned();
                let label =
                    label.map_or_else(|| wikilink::shown(&target), |label| run.text[label].to_owned());
                let span = run.span(range.clone());
                if run.scanned[..range.start].ends_with('!') {
                    self.embed(&target, span);
                }
                edits.push(Edit { range: range.clone(), insert: vec![mark('W', self.body.wikilinks.len())] });
                inserted.push((range, Insert::Words(label.clone())));
                self.body.wikilinks.push(Wikilink { target, label, span });
            }
            ScanItem::Group { range, items, claim } => {
                let marker = self.citations(run, range.clone(), items, GroupKind::Bracketed);
                if let Some(claim) = claim {
                    for bracket in [claim.start - 1..claim.start, claim.end..claim.end + 1] {
                        edits.push(Edit { range: bracket.clone(), insert: Vec::new() });
                        inserted.push((bracket, Insert::Words(String::new())));
                    }
                    let text = self.body.write(&set(&run.text[claim.clone()]));
                    let claim = Claim { text, span: run.span(claim) };
                    self.body.uses[marker as usize].claim = self.push_claim(claim);
                }
                // The marker stands close to its word, and behind the full stop that follows it.
                let before = run.scanned[..range.start].trim_end_matches([' ', '\n']).len();
                let start = if before == 0 { range.start } else { before };
                let mut after = run.scanned[range.end..].chars();
                let stop = after.next().filter(|&c| ".,;:!?".contains(c) && after.next() != Some(c));
                let end = range.end + usize::from(stop.is_some());
                let mut insert: Vec<Event<'s>> = Vec::new();
                if let Some(stop) = stop {
                    insert.push(Event::Text(stop.to_string().into()));
                }
                insert.push(mark('U', marker as usize));
                // Edits come in order; only those of this citation's own brackets stand behind the last one.
                let start = edits.iter().rev().take(3).map(|edit| edit.range.end).fold(start, usize::max);
                edits.push(Edit { range: start..end, insert });
                inserted.push((start..end, Insert::Marker(marker, stop)));
            }
            ScanItem::Narrative { range, items } => {
                let marker = self.citations(run, range.clone(), items, GroupKind::Narrative);
                edits.push(Edit { range: range.clone(), insert: vec![mark('U', marker as usize)] });
                inserted.push((range, Insert::Name(marker)));
            }
        }
    }

    /// `![[target]]`, which puts one file into another in some programs.
    fn embed(&mut self, target: &str, span: Span) {
        let message = format!("`![[{target}]]` does not embed anything; readers see a link");
        let name = target.split('#').next().unwrap_or_default();
        let is_page = page_stem(name) != name || !name.rsplit('/').next().unwrap_or(name).contains('.');
        let help = match is_page {
            true => {
                format!("write `[[{target}]]` for a link, or write the words themselves here")
            }
            false => format!("write `![what it shows]({name})` for an image, `[[{target}]]` for a link"),
        };
        self.found.push(Diagnostic::at(&rule::EMBED, self.path, span, message).help(help));
    }

    fn citations(
        &mut self,
        run: &InlineRun<'_, '_>,
        range: Range<usize>,
        items: Vec<CitationItem>,
        kind: GroupKind,
    ) -> u32 {
        self.left_out(run, Some(&range));
        let span = run.span(range);
        let citations = items.into_iter().map(|item| self.citation(run, item)).collect();
        let group = self.push_group(CitationGroup { kind, citations, span });
        self.push_use(Marker { target: Target::Group(group), claim: u32::MAX, span })
    }

    /// `[citation needed]` and its like, where they are no part of a citation or a wikilink.
    fn flags<'s>(
        &mut self,
        run: &InlineRun<'s, '_>,
        edits: &mut Vec<Edit<'s>>,
        inserted: &mut Vec<(Range<usize>, Insert)>,
    ) {
        let mut more: Vec<Edit<'s>> = Vec::new();
        for flag in flag::scan(&run.scanned, &run.text) {
            let next = edits.partition_point(|edit| edit.range.end <= flag.range.start);
            if edits.get(next).is_some_and(|edit| edit.range.start < flag.range.end) {
                continue;
            }
            let span = run.span(flag.range.clone());
            self.found.push(match &flag.fault {
                Some(fault) => Diagnostic::at(
                    &rule::BAD_FLAG,
                    self.path,
                    span,
                    format!("what follows “{}” cannot be read: {fault}", flag.phrase),
                )
                .help(format!("write `[{0}]`, or `[{0}: 2026-05 why]`", flag.phrase)),
                None => {
                    let said = flag.more();
                    let said = if said.is_empty() { said } else { format!(" ({said})") };
                    Diagnostic::at(
                        &rule::FLAGGED,
                        self.path,
                        span,
                        format!("this is flagged as “{}”{said}", flag.phrase),
                    )
                    .help("settle it and remove the flag; to publish with it, set `flagged` under `[checks]`")
                }
            });
            // It stands close to the word before it, as a marker does.
            let free = next.checked_sub(1).map_or(0, |before| edits[before].range.end);
            let free = more.last().map_or(free, |before| before.range.end.max(free));
            let start = run.scanned[..flag.range.start].trim_end_matches([' ', '\n']).len();
            let range = start.max(free)..flag.range.end;
            let shown = (!self.options.hide_flags).then(|| Event::InlineHtml(flag.html().into()));
            more.push(Edit { range: range.clone(), insert: shown.into_iter().collect() });
            inserted.push((range, Insert::Words(String::new())));
        }
        edits.extend(more);
        edits.sort_by_key(|edit| edit.range.start);
    }

    /// References to footnotes that Markdown has left as text, because their labels are composed in another way.
    fn other_notes<'s>(
        &mut self,
        run: &InlineRun<'s, '_>,
        edits: &mut Vec<Edit<'s>>,
        inserted: &mut Vec<(Range<usize>, Insert)>,
    ) {
        let mut more: Vec<Edit<'s>> = Vec::new();
        for at in memchr::memmem::find_iter(run.scanned.as_bytes(), b"[^") {
            let label = &run.scanned[at + 2..];
            let Some(len) = label.find([']', ' ', '\n', '[']).filter(|&len| label[len..].starts_with(']'))
            else {
                continue;
            };
            let label = &label[..len];
            if label.is_ascii()
                || !self.labels.contains_key(&note_label(label))
                || edit_at(edits, at).is_some()
            {
                continue;
            }
            let range = at..at + 2 + len + 1;
            let span = run.span(range.clone());
            let marker = self.push_use(Marker { target: Target::Missing, claim: u32::MAX, span });
            self.pending.push((marker, label.to_owned()));
            more.push(Edit { range: range.clone(), insert: vec![mark('U', marker as usize)] });
            inserted.push((range, Insert::Marker(marker, None)));
        }
        if !more.is_empty() {
            edits.extend(more);
            edits.sort_by_key(|edit| edit.range.start);
        }
    }

    /// `[^label]` that Markdown has left as text, because there is no such definition.
    pub(super) fn missing_notes(&mut self, run: &InlineRun<'_, '_>, edits: &[Edit<'_>]) {
        for at in memchr::memmem::find_iter(run.scanned.as_bytes(), b"[^") {
            let label = &run.scanned[at + 2..];
            let Some(len) =
                label.find([']', ' ', '\n', '[']).filter(|&len| len > 0 && label[len..].starts_with(']'))
            else {
                continue;
            };
            if edit_at(edits, at).is_some() {
                continue;
            }
            let span = run.span(at..at + 2 + len + 1);
            self.found.push(
                Diagnostic::at(
                    &rule::MISSING_NOTE,
                    self.path,
                    span,
                    format!("there is no footnote `{}`", &label[..len]),
                )
                .help(format!(
                    "add a line `[^{}]: …` below, or write `\\[^…]` for plain brackets",
                    &label[..len]
                )),
            );
        }
    }

    /// References to footnotes: the event, and the use that it becomes; none within a citation.
    fn note_references(
        &mut self,
        run: &InlineRun<'_, '_>,
        events: &[Event<'_>],
        edits: &[Edit<'_>],
    ) -> Vec<(usize, Option<u32>)> {
        let mut notes = Vec::new();
        for (i, event) in events.iter().enumerate() {
            let Event::FootnoteReference(label) = event else { continue };
            let at = run.places[i].start;
            if edit_at(edits, at).is_some_and(|edit| edit.range.start < at) {
                notes.push((i, None));
                continue;
            }
            let span = run.origin.span(run.events[i].1.clone());
            let marker = self.push_use(Marker { target: Target::Missing, claim: u32::MAX, span });
            self.pending.push((marker, label.to_string()));
            notes.push((i, Some(marker)));
        }
        notes
    }

    fn plain(
        &self,
        run: &InlineRun<'_, '_>,
        inserted: &[(Range<usize>, Insert)],
        notes: &[(usize, Option<u32>)],
    ) -> Plain {
        let mut plain =
            Plain { text: String::with_capacity(run.text.len()), uses: Vec::new(), pieces: Vec::new() };
        let mut notes =
            notes.iter().filter_map(|(i, marker)| Some((run.places[*i].start, (*marker)?))).peekable();
        let mut at = 0;
        let copy = |plain: &mut Plain,
                    from: usize,
                    to: usize,
                    notes: &mut dyn FnMut(usize) -> Option<(usize, u32)>| {
            let mut from = from;
            while let Some((place, marker)) = notes(to) {
                let place = place.max(from);
                plain.push(run, from..place);
                plain.uses.push((plain.text.len(), marker, false));
                from = place;
            }
            plain.push(run, from..to);
        };
        for (range, insert) in inserted {
            let start = range.start.max(at);
            copy(&mut plain, at, start, &mut |to| notes.next_if(|(place, _)| *place <= to));
            match insert {
                Insert::Words(words) => plain.text.push_str(words),
                Insert::Name(marker) => {
                    plain.uses.push((plain.text.len(), *marker, true));
                    plain.text.push(NAME);
                }
                Insert::Marker(marker, stop) => {
                    plain.text.extend(stop);
                    plain.uses.push((plain.text.len(), *marker, false));
                }
            }
            at = range.end.max(start);
        }
        copy(&mut plain, at, run.text.len(), &mut |to| notes.next_if(|(place, _)| *place <= to));
        plain
    }
}

/// Whether words that are shown as they are cite: a name such as `@ann` does if it quotes too.
fn cites_aside(words: &str) -> bool {
    let quotes = |words: &str| words.contains(['"', '“', '”', '„', '«', '»', '「']);
    citation::is_in_title(words) || (quotes(words) && citation::is_in(words))
}

/// Whether there may be words in quotation marks.
fn has_marks(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0x80 || matches!(byte, b'"' | b'\'' | b'`'))
}

/// The words of a link whose content begins here.
fn words_of(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Link) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// What stands in the plain words instead of a range of the string.
pub(super) enum Insert {
    /// These words.
    Words(String),
    /// A marker, behind a full stop if one followed.
    Marker(u32, Option<char>),
    /// The name of a source's author.
    Name(u32),
}
