//! The blocks of a block quote: its runs, each with what makes it an item or a cell.
//!
//! A number that is typed before an item is a word of the quotation: it may be a year. It is read as a part of
//! the item’s text, so that it is looked up and shown as all other words are.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::page::citation::ScanItem;
use crate::page::markdown::run::{InlineRun, is_inline};
use crate::page::markdown::{EventTree, Lead, Quote};

/// A run of a block quote.
pub(super) struct QuoteRun<'s, 'd> {
    pub(super) run: InlineRun<'s, 'd>,
    pub(super) events: Range<usize>,
    /// In how many quotes within the quote.
    pub(super) depth: usize,
    /// Whether it is a block of code, which cites nothing.
    pub(super) code: bool,
    pub(super) lead: Lead,
    /// The numbers before it, as they were typed, each with a space behind it.
    pub(super) number: String,
    /// Where in the source these begin.
    number_at: usize,
}

impl QuoteRun<'_, '_> {
    pub(super) fn is_blank(&self) -> bool {
        self.run.text.trim().is_empty()
    }

    pub(super) fn cites(&self) -> bool {
        let cites = |found: &ScanItem| !matches!(found, ScanItem::Wikilink { .. });
        !self.code && self.run.scanned.contains('@') && self.run.found().iter().any(cites)
    }

    /// Whether something of a range of it is said to be the source’s: words, or a number before them.
    pub(super) fn says(&self, range: &Range<usize>) -> bool {
        !range.is_empty() || !self.number.is_empty()
    }

    /// Its words of a range, with the number before them, as a block of a quotation.
    pub(super) fn block(&self, range: Range<usize>) -> Option<(Quote, Lead)> {
        let words = self.run.quote(range);
        if self.number.is_empty() {
            return words.map(|words| (words, self.lead));
        }
        let text = match &words {
            Some(words) => format!("{}{}", self.number, words.text),
            None => self.number.trim_end().to_owned(),
        };
        let end = words.map(|words| words.span.end as usize);
        let span = self.run.span_from(self.number_at, end.unwrap_or(0), text.len());
        let exact = self.run.is_written_at(self.number_at, &text);
        Some((Quote { text, span, exact, blocks: Vec::new() }, self.lead))
    }
}

/// A list that is open.
struct OpenList {
    /// The number of its next item, if it has numbers.
    next: Option<u64>,
    /// Whether its items are counted from one, and are several.
    counts: bool,
}

/// The runs of a block quote, without those of notes that are defined in it.
pub(super) fn parts<'s, 'd>(doc: &'d EventTree<'s>, range: Range<usize>) -> Vec<QuoteRun<'s, 'd>> {
    let mut parts = Vec::new();
    let (mut i, mut depth) = (range.start, 0usize);
    let mut lists: Vec<OpenList> = Vec::new();
    let (mut lead, mut number, mut number_at) = (Lead::None, String::new(), 0);
    let (mut first, mut empty) = (false, 0);
    while i < range.end {
        let (event, place) = &doc.events[i];
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => i = doc.ends[i],
            Event::Start(Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::List(start)) => {
                let counts = *start == Some(1) && has_two_items(doc, i);
                lists.push(OpenList { next: *start, counts });
            }
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => match lists.last_mut() {
                Some(OpenList { next: Some(next), counts }) => {
                    let counted = *next;
                    *next += 1;
                    let typed = typed_number(doc.source.get(place.clone()).unwrap_or_default(), counted);
                    if number.is_empty() {
                        number_at = place.start;
                    }
                    let counts = *counts && number.is_empty() && is_number(&typed, counted);
                    number.push_str(&typed);
                    number.push(' ');
                    lead = Lead::Number { len: number.len(), counted, counts };
                }
                _ if number.is_empty() => {
                    lead = Lead::Bullet;
                    // `- 5 degrees` alone is no list, but an amount.
                    let item = doc.source.get(place.clone()).unwrap_or_default();
                    if let Some(sign) = sign_of_amount(item)
                        && doc.ends[i] + 1 < doc.events.len()
                        && matches!(doc.events[i - 1].0, Event::Start(Tag::List(_)))
                        && matches!(doc.events[doc.ends[i] + 1].0, Event::End(TagEnd::List(_)))
                    {
                        number_at = place.start;
                        number = format!("{sign} ");
                        lead = Lead::Number { len: number.len(), counted: 0, counts: false };
                    }
                }
                _ => {}
            },
            Event::Start(Tag::TableHead | Tag::TableRow) => (first, empty) = (true, 0),
            Event::Start(Tag::TableCell) => {
                lead = Lead::Cell { first, empty };
                if doc.ends[i] == i + 1 {
                    empty += 1;
                } else {
                    (first, empty) = (false, 0);
                }
            }
            event if is_inline(event) => {
                let start = i;
                while i < range.end && is_inline(&doc.events[i].0) {
                    i += 1;
                }
                let code = matches!(doc.events[start - 1].0, Event::Start(Tag::CodeBlock(_)));
                parts.push(QuoteRun {
                    run: doc.run(start..i),
                    events: start..i,
                    depth,
                    code,
                    lead: std::mem::take(&mut lead),
                    number: std::mem::take(&mut number),
                    number_at,
                });
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    // A number behind which nothing stands.
    if !number.is_empty() {
        parts.push(QuoteRun {
            run: doc.run(range.end..range.end),
            events: range.end..range.end,
            depth,
            code: false,
            lead,
            number,
            number_at,
        });
    }
    parts
}

fn has_two_items(doc: &EventTree<'_>, list: usize) -> bool {
    let mut items = 0;
    let mut i = list + 1;
    while i < doc.ends[list] && items < 2 {
        items += usize::from(matches!(doc.events[i].0, Event::Start(Tag::Item)));
        i = doc.ends[i].max(i) + 1;
    }
    items == 2
}

/// The sign that an item begins with, if a figure follows.
fn sign_of_amount(item: &str) -> Option<char> {
    let mut chars = item.chars();
    let sign = chars.next().filter(|sign| matches!(sign, '-' | '+'))?;
    let rest = chars.as_str().trim_start();
    let figure = |c: char| c.is_numeric() || matches!(c, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    rest.starts_with(figure).then_some(sign)
}

/// An item’s number with its full stop or bracket, as it was typed.
fn typed_number(item: &str, counted: u64) -> String {
    let typed = item.split_whitespace().next().unwrap_or_default();
    match typed.starts_with(|c: char| c.is_ascii_digit()) {
        true => typed.to_owned(),
        false => format!("{counted}."),
    }
}

fn is_number(typed: &str, number: u64) -> bool {
    typed.trim_end_matches(['.', ')']).parse() == Ok(number)
}
