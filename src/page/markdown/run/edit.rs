//! What replaces ranges of a run: markers for citations, links for wikilinks.

use std::ops::Range;

use pulldown_cmark::Event;

use super::InlineRun;
use crate::page::markdown::tags::is_start_tag;

/// A range of the string, and what stands there instead.
pub(in crate::page::markdown) struct Edit<'s> {
    pub(in crate::page::markdown) range: Range<usize>,
    pub(in crate::page::markdown) insert: Vec<Event<'s>>,
}

/// What has started within a range that goes, and may end behind it. An end of Markdown ends no tag of HTML, nor the
/// other way round: people write the one without the other.
#[derive(Default)]
struct Opened<'s> {
    events: Vec<Option<Event<'s>>>,
    /// Where in `events` what is still open stands: that of Markdown, and that of HTML.
    open: [Vec<usize>; 2],
}

impl<'s> Opened<'s> {
    fn push(&mut self, html: bool, event: &Event<'s>) {
        self.open[usize::from(html)].push(self.events.len());
        self.events.push(Some(event.clone()));
    }

    /// Closes what was opened last; says whether there was anything.
    fn close(&mut self, html: bool) -> bool {
        let last = self.open[usize::from(html)].pop();
        last.and_then(|at| self.events.get_mut(at)).is_some_and(|event| event.take().is_some())
    }

    /// What is still open, in its order.
    fn flush(&mut self, out: &mut Vec<Event<'s>>) {
        out.extend(self.events.drain(..).flatten());
        self.open = Default::default();
    }
}

/// The edit that an offset lies in; the edits are sorted and do not overlap.
pub(super) fn edit_at<'e, 's>(edits: &'e [Edit<'s>], at: usize) -> Option<&'e Edit<'s>> {
    let after = edits.partition_point(|edit| edit.range.start <= at);
    edits[..after].last().filter(|edit| at < edit.range.end)
}

impl<'s> InlineRun<'s, '_> {
    /// The events, with some ranges of the string replaced by others.
    ///
    /// What starts and ends within a replaced range goes with it; what only starts or only ends in it
    /// stays, so that tags stay balanced.
    pub(super) fn apply(&self, events: &[Event<'s>], edits: &[Edit<'s>]) -> Vec<Event<'s>> {
        let mut out = Vec::with_capacity(events.len() + edits.len());
        let mut edits = edits.iter().peekable();
        let mut opened = Opened::default();
        for ((event, (written, _)), place) in events.iter().zip(self.events).zip(&self.places) {
            // A tag may stand for a mark in the string, and is a tag all the same.
            if place.is_empty() || matches!(written, Event::InlineHtml(_)) {
                // An edit that ended before this place has nothing more to say.
                let inside =
                    edits.peek().is_some_and(|e| e.range.start < place.start && place.start < e.range.end);
                if !inside {
                    out.push(event.clone());
                    continue;
                }
                // What was written says it: a link's end is HTML by now.
                match written {
                    Event::Start(_) => opened.push(false, event),
                    Event::End(_) if !opened.close(false) => out.push(event.clone()),
                    // HTML that is shown as text is text, and goes with the rest.
                    Event::InlineHtml(_) if !matches!(event, Event::InlineHtml(_)) => {}
                    Event::InlineHtml(html) if is_start_tag(html) => opened.push(true, event),
                    Event::InlineHtml(html) if html.starts_with("</") && !opened.close(true) => {
                        out.push(event.clone());
                    }
                    _ => {}
                }
                continue;
            }
            let mut at = place.start;
            while let Some(edit) = edits.peek() {
                if edit.range.start >= place.end {
                    break;
                }
                if edit.range.start >= place.start {
                    self.push_part(event, place, at..edit.range.start, &mut out);
                    out.extend(edit.insert.iter().cloned());
                }
                if edit.range.end > place.end {
                    at = place.end;
                    break;
                }
                at = at.max(edit.range.end);
                edits.next();
                opened.flush(&mut out);
            }
            self.push_part(event, place, at..place.end, &mut out);
        }
        opened.flush(&mut out);
        out
    }
}
