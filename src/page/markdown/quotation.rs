//! Block quotes that are a source's words, and all else that is said to be a source's.
//!
//! 1. [`attribution`] looks for the source where people put it: behind a dash at the end, in brackets behind
//!    the last words, alone in the last paragraph or item, or in the paragraph below the quote.
//! 2. A quote with a source is *one* quotation: its paragraphs, items and cells are its blocks, in order.
//!    What is no words (struck text, HTML, images, other citations) is refused.
//! 3. A quote that cites and is not read as a quotation is a finding: nothing that looks like a source's
//!    words goes out unread.
//! 4. Quoted words become [`Node::Quoted`](super::Node): what a page shows of them is decided when their source
//!    is known.

mod around;
mod attribution;
mod labels;
mod parts;
mod words;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

pub(super) use around::{BelowQuote, Introduction, below, says};
use attribution::{Attribution, AttributionForm, AttributionSign, DASHES, attribution, beside, cites_before};
pub(super) use labels::is_label;
use parts::{QuoteRun, parts};

use super::notes::note_label;
use super::run::{InlineRun, is_comment};
use super::{
    Caption, CitationGroup, Claim, EventTree, Fragment, GroupKind, MarkdownReader, Marker, Node, Prose,
    ProseKind, Quote, QuotedInline, QuotedWords, Target, escape, fragment, mark,
};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::squeezed;
use crate::base::text::Span;
use crate::page::citation::ScanItem;

/// Quotes within so many others are not looked at by themselves. No one writes them.
const DEEPEST: usize = 8;

impl MarkdownReader<'_> {
    /// Reads a block quote that is a source's words, and tells the event after it; `None` if it is another.
    pub(super) fn block_quote<'s>(
        &mut self,
        doc: &EventTree<'s>,
        kind: Option<BlockQuoteKind>,
        start: usize,
        limit: usize,
        out: &mut Vec<Event<'s>>,
    ) -> Option<usize> {
        let end = doc.ends[start];
        if self.quotes_open >= DEEPEST {
            return None;
        }
        let source = doc.source.get(doc.events[start].1.clone()).unwrap_or_default();
        let introduced = self.introduction.take_for_quote(start, source);
        if kind.is_none() && source.trim_end() == ">>>" {
            let span = doc.span(doc.events[start].1.clone());
            self.found.push(
                Diagnostic::at(&rule::FOREIGN_BLOCK, self.path, span, "`>>>` does not open a block")
                    .help("write `>` before each line of a quotation, and `> — @key` below it"),
            );
        }
        let cites = memchr::memchr(b'@', source.as_bytes()).is_some();
        let below = match kind.is_none() && !cites {
            true => below(doc, end + 1, limit),
            false => BelowQuote::Nothing,
        };
        let alone = introduced.is_none() && matches!(below, BelowQuote::Nothing);
        if !cites && alone && !source.contains("[^") {
            return None;
        }
        let parts = parts(doc, start + 1..end);
        let last = parts.iter().rposition(|part| !part.is_blank())?;
        // Where nothing stands above, or speeches that begin with a dash, a dash is one of these.
        let speech =
            |part: &QuoteRun<'_, '_>| part.is_blank() || part.run.text.trim_start().starts_with(DASHES);
        let spoken = parts[..last].iter().all(speech);
        let sign = match parts[last].depth {
            0 if !parts[last].code => attribution(&parts[last].run, spoken),
            _ => AttributionSign::Nothing,
        };
        let others = parts[..last].iter().any(QuoteRun::cites);
        match sign {
            AttributionSign::Source(found)
                if found.form != AttributionForm::Behind
                    || (kind.is_none() && !others && !cites_before(&parts[last].run, found.words)) =>
            {
                self.quotation(doc, start, &parts, Some(last), None, *found, out);
                return Some(end + 1);
            }
            AttributionSign::Fault(range) => {
                self.found.push(
                    Diagnostic::at(
                        &rule::MALFORMED_CITATION,
                        self.path,
                        parts[last].run.span(range),
                        "this does not name the source of the quotation above it",
                    )
                    .help("name one source, as in `— @key` or `— @key, ¶ 7`, or remove the dash"),
                );
                return None;
            }
            _ => {}
        }
        match below {
            BelowQuote::Source(run, found, after) => {
                self.quotation(doc, start, &parts, None, Some(&run), *found, out);
                return Some(after);
            }
            BelowQuote::Perhaps(at) if kind.is_none() => {
                self.told_of = Some(at);
                let span = doc.span(doc.events[start].1.clone());
                self.unread_quote(span, "is above a line with a citation");
                return None;
            }
            BelowQuote::Noted(labels) if kind.is_none() => {
                let span = doc.span(doc.events[start].1.clone());
                self.noted_quotes.extend(labels.into_iter().map(|label| (label, span)));
            }
            _ => {}
        }
        self.unread(doc, kind, start, &parts, introduced);
        None
    }

    /// Says of a block quote that cites that its words are not looked up.
    fn unread(
        &mut self,
        doc: &EventTree<'_>,
        kind: Option<BlockQuoteKind>,
        start: usize,
        parts: &[QuoteRun<'_, '_>],
        introduced: Option<Vec<String>>,
    ) {
        let end = doc.ends[start];
        let span = doc.span(doc.events[start].1.clone());
        // In an alert the author speaks, and cites as anywhere; unless its last words are followed by their source.
        if kind.is_some() {
            let last = parts.iter().rev().find(|part| !part.is_blank());
            let behind = last.is_some_and(|part| match attribution(&part.run, false) {
                AttributionSign::Source(found) => {
                    let before = part.run.text[..found.words].trim_end();
                    before.ends_with(|c: char| ".!?…。！？”\"»’".contains(c))
                }
                _ => false,
            });
            let own: Vec<_> = parts.iter().filter(|part| !part.is_blank()).collect();
            if behind || own.split_first().is_some_and(|(first, rest)| names_source(first, rest)) {
                let message = match behind {
                    true => "this alert ends like a quotation, but its words are not looked up",
                    false => {
                        "this alert begins with a source, like a quotation, but its words are not looked up"
                    }
                };
                self.found.push(
                    Diagnostic::at(
                        &rule::UNREAD_BLOCK_QUOTE,
                        self.path,
                        span,
                        message,
                    )
                    .help("if the words are the source’s, write `— @key` below them; if they are yours, put the citation before the full stop"),
                );
            }
            return;
        }
        // What stands in quotes within it is read by itself.
        let own: Vec<_> = parts.iter().filter(|part| part.depth == 0 && !part.is_blank()).collect();
        if own.is_empty() && introduced.is_none() {
            return;
        }
        let html = (start + 1..end).any(|i| match &doc.events[i].0 {
            Event::Html(html) => !is_comment(html.trim()) && html.contains('@'),
            _ => false,
        });
        let cites = html || parts.iter().any(QuoteRun::cites);
        let (introduced, labels) = match introduced {
            Some(labels) => (labels.is_empty(), labels),
            None => (false, Vec::new()),
        };
        self.noted_quotes.extend(labels.into_iter().map(|label| (label, span)));
        if !cites && !introduced {
            // A note may cite; that is known at the end.
            for part in parts {
                for (event, _) in part.run.events {
                    if let Event::FootnoteReference(label) = event {
                        self.noted_quotes.push((label.to_string(), span));
                    }
                }
            }
            return;
        }
        self.unread_quote(span, if cites { "has a citation" } else { "is below a citation" });
    }

    /// As [`unread`](Self::unread), of the quotes whose notes cite.
    pub(super) fn unread_notes(&mut self) {
        let mut last = None;
        for (label, span) in std::mem::take(&mut self.noted_quotes) {
            let Some(&note) = self.labels.get(&note_label(&label)) else { continue };
            let note = &self.body.notes[note as usize];
            let cites =
                note.evidence.is_some() || note.text.nodes.iter().any(|node| matches!(node, Node::Use(_)));
            if cites && last != Some(span) {
                last = Some(span);
                self.unread_quote(span, "has a note with a citation");
            }
        }
    }

    pub(super) fn unread_quote(&mut self, span: Span, why: &str) {
        self.found.push(
            Diagnostic::at(
                &rule::UNREAD_BLOCK_QUOTE,
                self.path,
                span,
                format!("this block quote {why}, but its words are not looked up"),
            )
            .help("if the words are the source’s, end the quote with `— @key`; if they are yours, write a paragraph, or an alert: `> [!NOTE]`"),
        );
    }

    /// A block quote that is all the words of one source. The source stands in the part `last`, or `below`.
    #[allow(clippy::too_many_arguments, reason = "each is a piece of what was read")]
    fn quotation<'s>(
        &mut self,
        doc: &EventTree<'s>,
        start: usize,
        parts: &[QuoteRun<'s, '_>],
        last: Option<usize>,
        below: Option<&InlineRun<'s, '_>>,
        found: Attribution,
        out: &mut Vec<Event<'s>>,
    ) {
        let span = doc.span(doc.events[start].1.clone());
        let Attribution { mut item, words, caption, open, form } = found;
        let mut ranges: Vec<Range<usize>> = (0..)
            .zip(parts)
            .map(|(i, part)| {
                let range = match last {
                    Some(last) if last == i => 0..words,
                    Some(last) if last < i => 0..0,
                    _ => 0..part.run.text.len(),
                };
                let range = if i == 0 { callout(&part.run.text, range) } else { range };
                trimmed(&part.run.text, range)
            })
            .collect();
        for (part, range) in parts.iter().zip(&ranges) {
            self.refuse_markup(&part.run, range.clone(), true);
            self.missing_notes(&part.run, &[]);
        }
        self.refuse_blocks(doc, start);
        let marks = strip_outer_marks(parts, &mut ranges);
        let blocks: Vec<_> =
            parts.iter().zip(&ranges).filter_map(|(part, range)| part.block(range.clone())).collect();
        if blocks.is_empty() {
            let message = "this quotation has no words above its source";
            self.found.push(Diagnostic::at(&rule::EMPTY_QUOTE, self.path, span, message));
        }
        let run = match (below, last) {
            (Some(run), _) => run,
            (None, last) => &parts[last.unwrap_or(0)].run,
        };
        let beside: Vec<Range<usize>> = caption.into_iter().map(|range| beside(run, range)).collect();
        let named = !beside[0].is_empty();
        // What the author wrote names the author already.
        item.suppress_author |= named;
        // A remark that stands in the open is the author’s, and readers see it so.
        let remark = if open { item.suffix.clone() } else { String::new() };
        let remark_span = run.span(item.range.clone());
        let mut citation = self.citation(run, item);
        let text = blocks.iter().map(|(block, _)| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let text = self.body.write(&squeezed(&text));
        // Quotations written beside the key belong to it too, as in any citation.
        citation.quotes.splice(0..0, Quote::of_blocks(blocks));
        let group =
            self.push_group(CitationGroup { kind: GroupKind::Quotation, citations: vec![citation], span });
        let claim = self.push_claim(Claim { text, span });
        let marker = self.push_use(Marker { target: Target::Group(group), claim, span });
        self.push_prose(Prose { kind: ProseKind::Quotation, text, heading: None, cited: true, span });
        if named {
            let text = run.text[beside[0].clone()].to_owned();
            let span = run.span(beside[0].clone());
            let undashed = form == AttributionForm::Named;
            self.body.captions.push(Caption { group, text, remark: false, undashed, span });
        }
        if !remark.is_empty() {
            let (text, span) = (remark.clone(), remark_span);
            self.body.captions.push(Caption { group, text, remark: true, undashed: false, span });
        }
        out.push(mark('F', marker as usize));
        out.push(Event::Html("<blockquote>\n".into()));
        let mut shown = Vec::new();
        let mut events_of_last = None;
        let mut block = 0;
        for (i, (part, range)) in parts.iter().zip(&ranges).enumerate() {
            let events = self.settle_notes_of(&part.run, claim);
            if part.says(range) {
                let quoted = self.body.quoted.len();
                let (mut words, _) = self.quoted(&part.run, &events, range.clone(), true);
                words.block = Some((group, block));
                words.lead = part.lead;
                if let Some((open, close)) = marks {
                    let text = words.text.len();
                    let add = |at, opens, c: char| QuotedInline { at, opens, what: text_of(c) };
                    let own =
                        |c: char, front: bool| if c == '"' { if front { '“' } else { '”' } } else { c };
                    if block == 0 {
                        words.among.insert(0, add(0, true, own(open, true)));
                        prepend(&mut words.typed, own(open, true));
                    }
                    if !parts[i + 1..].iter().zip(&ranges[i + 1..]).any(|(part, range)| part.says(range)) {
                        words.among.push(add(text, false, own(close, false)));
                        append(&mut words.typed, own(close, false));
                    }
                }
                number_words(&mut words, &part.number);
                self.body.quoted.push(words);
                shown.push((part.events.clone(), Some(quoted)));
                block += 1;
            } else {
                shown.push((part.events.clone(), None));
            }
            if last == Some(i) {
                events_of_last = Some(events);
            }
        }
        self.form(doc, start, &shown, out);
        let events = match below {
            Some(run) => self.settle_notes_of(run, claim),
            None => events_of_last.unwrap_or_default(),
        };
        out.push(Event::Html("</blockquote><figcaption>— ".into()));
        out.extend(run.within(&events, &beside[0]));
        out.push(mark('U', marker as usize));
        if !beside[1].is_empty() {
            out.push(Event::Text(" ".into()));
            out.extend(run.within(&events, &beside[1]));
        } else if !remark.is_empty() {
            let joint = if remark.starts_with(['(', '[', '—', '–']) { " " } else { ", " };
            out.push(Event::Text(format!("{joint}{remark}").into()));
        }
        out.push(mark('G', marker as usize));
        out.push(Event::Html("\n".into()));
    }

    /// The author's paragraphs, lists and tables, with numbered marks for their words.
    fn form<'s>(
        &mut self,
        doc: &EventTree<'s>,
        start: usize,
        shown: &[(Range<usize>, Option<usize>)],
        out: &mut Vec<Event<'s>>,
    ) {
        let mut shown = shown.iter().peekable();
        // Numbers are words, and stand in the items.
        let mut lists: Vec<Option<usize>> = Vec::new();
        let mut i = start + 1;
        while i < doc.ends[start] {
            if let Some((events, quoted)) = shown.next_if(|(events, _)| events.start == i) {
                out.extend(quoted.map(|quoted| mark('Q', quoted)));
                i = events.end;
                continue;
            }
            match &doc.events[i].0 {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    self.footnote(doc, label, i, doc.ends[i]);
                    i = doc.ends[i];
                }
                Event::Start(Tag::HtmlBlock) => i = doc.ends[i],
                Event::Start(Tag::List(first)) => {
                    lists.push(first.map(|_| out.len()));
                    out.push(Event::Start(Tag::List(None)));
                }
                Event::End(TagEnd::List(_)) => {
                    close(out, TagEnd::List(false));
                    if let Some(Some(at)) = lists.pop()
                        && matches!(out.get(at), Some(Event::Start(Tag::List(None))))
                    {
                        out[at] = Event::Html("<ul class=\"numbered\">\n".into());
                    }
                }
                Event::Start(Tag::Heading { .. }) => out.push(Event::Start(Tag::Paragraph)),
                Event::Start(Tag::BlockQuote(_)) => out.push(Event::Start(Tag::BlockQuote(None))),
                Event::End(TagEnd::BlockQuote(_)) => close(out, TagEnd::BlockQuote(None)),
                Event::End(TagEnd::Heading(_)) => close(out, TagEnd::Paragraph),
                Event::End(tag) => close(out, *tag),
                event => out.push(event.clone()),
            }
            i += 1;
        }
    }
}

/// Whether the first part of an alert names the source of what follows, in it and in the others.
fn names_source(first: &QuoteRun<'_, '_>, rest: &[&QuoteRun<'_, '_>]) -> bool {
    if !first.cites() {
        return false;
    }
    let text = first.run.text.as_str();
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "(（".contains(c)).len();
    let cited = first.run.found().iter().find(|found| !matches!(found, ScanItem::Wikilink { .. }));
    let Some(cited) = cited else { return false };
    let (at, behind) =
        (cited.range(), text[cited.range().end..].trim_start_matches([')', '）', '*', ' ', '\n']));
    let says = |words: &str| words.contains(char::is_alphanumeric);
    let leads = text.trim_end().ends_with([':', '：']);
    match cited {
        _ if leads || at.start <= lead && !says(behind) => rest.iter().any(|part| says(&part.run.text)),
        ScanItem::Group { .. } => at.start <= lead && says(behind),
        ScanItem::Narrative { .. } => at.start <= lead && behind.starts_with([':', '：', '—', '–']),
        _ => false,
    }
}

/// `[!quote]` at the beginning of a quote is no word of it.
fn callout(text: &str, range: Range<usize>) -> Range<usize> {
    let lead = text.len() - text.trim_start().len();
    let head = text[lead..].get(..8).unwrap_or_default().to_ascii_lowercase();
    let name = ["[!quote]", "[!cite]"].into_iter().find(|name| head.starts_with(name));
    let Some(name) = name else { return range };
    let after = lead + name.len();
    let after = after + usize::from(text[after..].starts_with(['+', '-']));
    // A title may stand behind it, and the words begin in the next line.
    let line = text[after..].find('\n').map(|end| after + end);
    let after = line.filter(|&end| end < range.end && is_title(&text[after..end])).unwrap_or(after);
    after.min(range.end)..range.end
}

/// Whether the words behind `[!quote]` are a title: a name of a few words that ends no sentence.
fn is_title(words: &str) -> bool {
    let words = words.trim();
    let small = |word: &str| word.chars().count() > 3 && word.chars().next().is_some_and(char::is_lowercase);
    !words.ends_with(['.', '!', '?', '…', ',', ';', '。', '！', '？'])
        && words.split_whitespace().count() <= 8
        && !words.split_whitespace().any(small)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// Takes one pair of quotation marks off a block quote as a whole, and tells it: they are the author's.
fn strip_outer_marks(parts: &[QuoteRun<'_, '_>], ranges: &mut [Range<usize>]) -> Option<(char, char)> {
    const PAIRS: &[(char, char)] = &[
        ('“', '”'),
        ('"', '"'),
        ('„', '“'),
        ('„', '”'),
        ('”', '”'),
        ('«', '»'),
        ('»', '«'),
        ('»', '»'),
        ('‹', '›'),
        ('›', '‹'),
        ('‘', '’'),
        ('‚', '‘'),
        ('‚', '’'),
        ('\'', '\''),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('〝', '〞'),
        ('＂', '＂'),
        ('❝', '❞'),
        ('❛', '❜'),
    ];
    let first = ranges.iter().position(|range| !range.is_empty())?;
    let last = ranges.iter().rposition(|range| !range.is_empty())?;
    let open = parts[first].run.text[ranges[first].clone()].chars().next()?;
    let close = parts[last].run.text[ranges[last].clone()].chars().next_back()?;
    let single = first == last && parts[first].run.text[ranges[first].clone()].chars().count() < 2;
    if !PAIRS.contains(&(open, close)) || single {
        return None;
    }
    // Where each paragraph opens with the mark again, and does not close it, that says that the words go on.
    let again: Vec<usize> = (first + 1..=last).filter(|&i| !ranges[i].is_empty()).collect();
    let goes_on = |&i: &usize| {
        let words = &parts[i].run.text[ranges[i].clone()];
        let closes = words.chars().filter(|&c| c == close).count();
        words.starts_with(open) && (open == close || closes == usize::from(i == last))
    };
    if open != close && again.iter().all(goes_on) {
        for &i in &again {
            ranges[i].start += open.len_utf8();
            ranges[i] = trimmed(&parts[i].run.text, ranges[i].clone());
        }
    }
    ranges[first].start += open.len_utf8();
    ranges[last].end -= close.len_utf8();
    for i in [first, last] {
        ranges[i] = trimmed(&parts[i].run.text, ranges[i].clone());
    }
    Some((open, close))
}

/// Closes an element; one that has nothing in it goes.
fn close<'s>(out: &mut Vec<Event<'s>>, tag: TagEnd) {
    let may_go = matches!(
        tag,
        TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::CodeBlock
    );
    match out.last() {
        Some(Event::Start(start)) if may_go && start.to_end() == tag => drop(out.pop()),
        _ => out.push(Event::End(tag)),
    }
}

/// Puts the number that was typed before an item before its words.
fn number_words(words: &mut QuotedWords, number: &str) {
    if number.is_empty() {
        return;
    }
    let len = match words.text.is_empty() {
        true => number.trim_end().len(),
        false => number.len(),
    };
    words.text.insert_str(0, &number[..len]);
    words.among.iter_mut().for_each(|among| among.at += len);
    let start = words.typed.html.len();
    words.typed.html.push_str(&escape(&number[..len]));
    words.typed.nodes.insert(0, Node::Html(Span::new(start, words.typed.html.len())));
}

fn text_of(c: char) -> Fragment {
    fragment(vec![Event::Text(c.to_string().into())])
}

fn prepend(typed: &mut Fragment, c: char) {
    let start = typed.html.len();
    typed.html.push_str(&escape(&c.to_string()));
    typed.nodes.insert(0, Node::Html(Span::new(start, typed.html.len())));
}

fn append(typed: &mut Fragment, c: char) {
    let start = typed.html.len();
    typed.html.push_str(&escape(&c.to_string()));
    typed.nodes.push(Node::Html(Span::new(start, typed.html.len())));
}
