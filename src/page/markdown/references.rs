//! Characters written by their numbers, as in `&#8212;`: those that no page can show go no further.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::MarkdownReader;
use crate::base::bytes::has;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::shown;
use crate::base::text::Span;

impl MarkdownReader<'_> {
    /// Puts the mark for a lost letter in place of such characters, and reports those that are written by their
    /// numbers. The others are found in the file itself.
    pub(super) fn clear_references(
        &mut self,
        source: &str,
        events: &mut [(Event<'_>, Range<usize>)],
        span: impl Fn(Range<usize>) -> Span,
    ) {
        // Nearly no page has any.
        let suspect = |byte: u8| matches!(byte, 0..=0x08 | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef..=0xf4);
        if !has(source.as_bytes(), suspect) && memchr::memmem::find(source.as_bytes(), b"&#").is_none() {
            return;
        }
        for (event, place) in events {
            for text in texts(event).into_iter().flatten() {
                let Some(odd) = text.chars().find(|&c| shown::is_obeyed(c)) else { continue };
                let written = source.get(place.clone()).unwrap_or_default();
                if !written.contains(odd)
                    && let Some((what, help)) = shown::unshowable(odd)
                {
                    let message =
                        format!("this character reference stands for {what}, U+{:04X}", u32::from(odd));
                    self.found.push(
                        Diagnostic::at(&rule::UNSHOWABLE_CHARACTER, self.path, span(place.clone()), message)
                            .help(help),
                    );
                }
                let mut harmless = text.to_string();
                shown::harmless(&mut harmless);
                *text = harmless.into();
            }
        }
    }
}

/// What of an event is shown, or is an address.
fn texts<'e, 's>(event: &'e mut Event<'s>) -> [Option<&'e mut CowStr<'s>>; 2] {
    match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            [Some(text), None]
        }
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
            [Some(dest_url), Some(title)]
        }
        _ => [None, None],
    }
}
