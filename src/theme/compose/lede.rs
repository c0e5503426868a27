//! What a page says of itself in a sentence or two: with markers at its top, in plain words everywhere else.

use crate::graph::catalog::PageId;
use crate::graph::claims;
use crate::page::PageKind;
use crate::page::markdown::{GroupKind, NAME, Target};
use crate::theme::compose::Composer;
use crate::theme::compose::html::PageWriter;

impl Composer<'_> {
    /// The summary of a page in plain words, without its citations.
    pub(super) fn summary(&self, id: PageId) -> String {
        let page = &self.graph.catalog.page(id).page;
        let body = &page.body;
        let Some(lede) = &body.lede else { return page.front.summary.text.clone() };
        let words = body.read(lede.words).trim();
        if !words.contains(NAME) {
            return words.to_owned();
        }
        // Where a citation names the author in the sentence, the name is known here.
        let of = &self.graph.claims[id as usize];
        let mut names: Vec<String> = Vec::new();
        claims::fragment_uses(body, &lede.html, &mut |index| {
            let Target::Group(group) = body.uses[index as usize].target else { return };
            if body.groups[group as usize].kind == GroupKind::Narrative {
                let first = of.markers[index as usize].first();
                names.push(first.map_or_else(
                    || "…".to_owned(),
                    |first| self.short_name(of.notes[first.note as usize].source),
                ));
            }
        });
        let mut names = names.into_iter();
        let mut text = String::with_capacity(words.len() + 24);
        for c in words.chars() {
            match c {
                NAME => text.push_str(&names.next().unwrap_or_default()),
                c => text.push(c),
            }
        }
        text
    }

    /// The summary of a page; of a front page without one, the site's description.
    pub(super) fn summary_or_description(&self, id: PageId) -> String {
        let page = &self.graph.catalog.page(id).page;
        match page.kind {
            PageKind::Home if page.front.summary.text.is_empty() => self.config.description.clone(),
            _ => self.summary(id),
        }
    }

    /// The summary of a page with its markers; empty if it cites nothing.
    pub(super) fn lede_html(&self, id: PageId) -> String {
        let lede = &self.graph.catalog.page(id).page.body.lede;
        lede.as_ref().map(|lede| PageWriter::new(self, id).fragment(&lede.html)).unwrap_or_default()
    }
}
