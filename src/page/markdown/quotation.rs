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

mod attribution;
mod words;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use attribution::{Attribution, DASHES, Form, Sign, attribution, beside, cites_before};

use super::run::{Run, is_comment, is_inline};
use super::{
    Among, Caption, Claim, Document, Fragment, Group, GroupKind, Node, Prose, ProseKind, Quote, Reader,
    Target, Use, escape, fragment, mark,
};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::squeezed;
use crate::base::text::Span;
use crate::page::citation::{self, Found};

/// Quotes within so many others are not looked at by themselves. No one writes them.
const DEEPEST: usize = 8;

/// A run of a block quote.
struct Part<'s, 'd> {
    run: Run<'s, 'd>,
    events: Range<usize>,
    /// In how many quotes within the quote.
    depth: usize,
    /// Whether it is a block of code, which cites nothing.
    code: bool,
}

impl Part<'_, '_> {
    fn is_blank(&self) -> bool {
        self.run.text.trim().is_empty()
    }

    fn cites(&self) -> bool {
        let cites = |found: &Found| !matches!(found, Found::Wikilink { .. });
        !self.code
            && self.run.scanned.contains('@')
            && citation::scan(&self.run.scanned, &self.run.text).iter().any(cites)
    }
}

impl Reader<'_> {
    /// Reads a block quote that is a source's words, and tells the event after it; `None` if it is another.
    pub(super) fn block_quote<'s>(
        &mut self,
        doc: &Document<'s>,
        kind: Option<BlockQuoteKind>,
        start: usize,
        limit: usize,
        out: &mut Vec<Event<'s>>,
    ) -> Option<usize> {
        let end = doc.ends[start];
        let introduced = self.introduces == Some(start);
        let source = doc.source.get(doc.events[start].1.clone()).unwrap_or_default();
        let cites = memchr::memchr(b'@', source.as_bytes()).is_some();
        let below = (kind.is_none() && !cites).then(|| below(doc, end + 1, limit)).flatten();
        if !(cites || introduced || below.is_some() || source.contains("[^")) || self.quotes_open >= DEEPEST {
            return None;
        }
        let parts = parts(doc, start + 1..end);
        let last = parts.iter().rposition(|part| !part.is_blank())?;
        // Where nothing stands above, or speeches that begin with a dash, a dash is one of these.
        let speech = |part: &Part<'_, '_>| part.is_blank() || part.run.text.trim_start().starts_with(DASHES);
        let spoken = parts[..last].iter().all(speech);
        let sign = match parts[last].depth {
            0 if !parts[last].code => attribution(&parts[last].run, spoken),
            _ => Sign::Nothing,
        };
        let others = parts[..last].iter().any(Part::cites);
        match sign {
            Sign::Source(found)
                if found.form != Form::Behind
                    || (kind.is_none() && !others && !cites_before(&parts[last].run, found.words)) =>
            {
                self.quotation(doc, start, &parts, Some(last), None, *found, out);
                return Some(end + 1);
            }
            Sign::Fault(range) => {
                self.found.push(
                    Diagnostic::at(
                        &rule::MALFORMED_CITATION,
                        self.path,
                        parts[last].run.span(range),
                        "this does not name the source of the quotation above it",
                    )
                    .help("name one source, as in `— @key` or `— @key, ¶ 7`; or take the dash away"),
                );
                return None;
            }
            _ => {}
        }
        if let Some((run, found, after)) = below {
            self.quotation(doc, start, &parts, None, Some(&run), *found, out);
            return Some(after);
        }
        self.unread(doc, kind, start, &parts, introduced);
        None
    }

    /// Says of a block quote that cites that its words are not looked up.
    fn unread(
        &mut self,
        doc: &Document<'_>,
        kind: Option<BlockQuoteKind>,
        start: usize,
        parts: &[Part<'_, '_>],
        introduced: bool,
    ) {
        let end = doc.ends[start];
        let span = doc.span(doc.events[start].1.clone());
        // In an alert the author speaks, and cites as anywhere; unless its last words are followed by their source.
        if kind.is_some() {
            let last = parts.iter().rev().find(|part| !part.is_blank());
            let behind = last.is_some_and(|part| match attribution(&part.run, false) {
                Sign::Source(found) => {
                    let before = part.run.text[..found.words].trim_end();
                    before.ends_with(|c: char| ".!?…。！？”\"»’".contains(c))
                }
                _ => false,
            });
            if behind {
                self.found.push(
                    Diagnostic::at(
                        &rule::UNREAD_BLOCK_QUOTE,
                        self.path,
                        span,
                        "this alert ends as a quotation does, and its words are not looked up",
                    )
                    .help("if they are the source’s, write `— @key` below them; if they are yours, put the citation before the full stop"),
                );
            }
            return;
        }
        // What stands in quotes within it is read by itself.
        let own: Vec<_> = parts.iter().filter(|part| part.depth == 0 && !part.is_blank()).collect();
        if own.is_empty() && !introduced {
            return;
        }
        let html = (start + 1..end).any(|i| match &doc.events[i].0 {
            Event::Html(html) => !is_comment(html.trim()) && html.contains('@'),
            _ => false,
        });
        let cites = html || parts.iter().any(Part::cites);
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
        self.unread_quote(span, if cites { "cites" } else { "stands below a citation" });
    }

    /// As [`unread`](Self::unread), of the quotes whose notes cite.
    pub(super) fn unread_notes(&mut self) {
        let mut last = None;
        for (label, span) in std::mem::take(&mut self.noted_quotes) {
            let Some(&note) = self.labels.get(&label.to_lowercase()) else { continue };
            let note = &self.body.notes[note as usize];
            let cites =
                note.evidence.is_some() || note.text.nodes.iter().any(|node| matches!(node, Node::Use(_)));
            if cites && last != Some(span) {
                last = Some(span);
                self.unread_quote(span, "has a note that cites");
            }
        }
    }

    fn unread_quote(&mut self, span: Span, why: &str) {
        self.found.push(
            Diagnostic::at(
                &rule::UNREAD_BLOCK_QUOTE,
                self.path,
                span,
                format!("this block quote {why}, and its words are not looked up"),
            )
            .help("if they are the source’s, end it with `— @key`; if they are yours, write a paragraph, or an alert: `> [!NOTE]`"),
        );
    }

    /// A block quote that is all the words of one source. The source stands in the part `last`, or `below`.
    #[allow(clippy::too_many_arguments, reason = "each is a piece of what was read")]
    fn quotation<'s>(
        &mut self,
        doc: &Document<'s>,
        start: usize,
        parts: &[Part<'s, '_>],
        last: Option<usize>,
        below: Option<&Run<'s, '_>>,
        found: Attribution,
        out: &mut Vec<Event<'s>>,
    ) {
        let span = doc.span(doc.events[start].1.clone());
        let Attribution { mut item, words, caption, .. } = found;
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
        let blocks: Vec<Quote> =
            parts.iter().zip(&ranges).filter_map(|(part, range)| part.run.quote(range.clone())).collect();
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
        let mut citation = self.citation(run, item);
        let text = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let text = self.body.write(&squeezed(&text));
        // Quotations written beside the key belong to it too, as in any citation.
        citation.quotes.splice(0..0, Quote::of_blocks(blocks));
        let group = self.push_group(Group { kind: GroupKind::Quotation, citations: vec![citation], span });
        let claim = self.push_claim(Claim { text, span });
        let marker = self.push_use(Use { target: Target::Group(group), claim, span });
        self.push_prose(Prose { kind: ProseKind::Quotation, text, heading: None, cited: true, span });
        if named {
            let text = run.text[beside[0].clone()].to_owned();
            self.body.captions.push(Caption { group, text, span: run.span(beside[0].clone()) });
        }
        out.push(mark('F', marker as usize));
        out.push(Event::Html("<blockquote>\n".into()));
        let mut shown = Vec::new();
        let mut events_of_last = None;
        let mut block = 0;
        for (i, (part, range)) in parts.iter().zip(&ranges).enumerate() {
            let events = self.settle_notes_of(&part.run, claim);
            if !range.is_empty() {
                let quoted = self.body.quoted.len();
                let (mut words, _) = self.quoted(&part.run, &events, range.clone(), true);
                words.block = Some((group, block));
                if let Some((open, close)) = marks {
                    let text = words.text.len();
                    let add = |at, opens, c: char| Among { at, opens, what: text_of(c) };
                    let own =
                        |c: char, front: bool| if c == '"' { if front { '“' } else { '”' } } else { c };
                    if block == 0 {
                        words.among.insert(0, add(0, true, own(open, true)));
                        prepend(&mut words.typed, own(open, true));
                    }
                    if ranges[i + 1..].iter().all(Range::is_empty) {
                        words.among.push(add(text, false, own(close, false)));
                        append(&mut words.typed, own(close, false));
                    }
                }
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
        }
        out.push(mark('G', marker as usize));
        out.push(Event::Html("\n".into()));
    }

    /// The author's paragraphs, lists and tables, with numbered marks for their words.
    fn form<'s>(
        &mut self,
        doc: &Document<'s>,
        start: usize,
        shown: &[(Range<usize>, Option<usize>)],
        out: &mut Vec<Event<'s>>,
    ) {
        let mut shown = shown.iter().peekable();
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

/// The runs of a block quote, without those of notes that are defined in it.
fn parts<'s, 'd>(doc: &'d Document<'s>, range: Range<usize>) -> Vec<Part<'s, 'd>> {
    let mut parts = Vec::new();
    let (mut i, mut depth) = (range.start, 0usize);
    while i < range.end {
        match &doc.events[i].0 {
            Event::Start(Tag::FootnoteDefinition(_)) => i = doc.ends[i],
            Event::Start(Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_)) => depth = depth.saturating_sub(1),
            event if is_inline(event) => {
                let start = i;
                while i < range.end && is_inline(&doc.events[i].0) {
                    i += 1;
                }
                let code = matches!(doc.events[start - 1].0, Event::Start(Tag::CodeBlock(_)));
                parts.push(Part { run: doc.run(start..i), events: start..i, depth, code });
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    parts
}

/// The source of the quote above, if that is all that stands in the block at `at`: the run, and the event after.
fn below<'s, 'd>(
    doc: &'d Document<'s>,
    at: usize,
    limit: usize,
) -> Option<(Run<'s, 'd>, Box<Attribution>, usize)> {
    if at >= limit || !matches!(doc.events[at].0, Event::Start(Tag::Paragraph | Tag::List(_))) {
        return None;
    }
    let end = doc.ends[at];
    let mut runs = doc.runs(at + 1..end.min(at + 64));
    let run = runs.pop().filter(|_| runs.is_empty() && end < at + 64)?;
    match attribution(&run, false) {
        Sign::Source(found) if found.words == 0 && found.form != Form::Behind => Some((run, found, end + 1)),
        _ => None,
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
fn strip_outer_marks(parts: &[Part<'_, '_>], ranges: &mut [Range<usize>]) -> Option<(char, char)> {
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
