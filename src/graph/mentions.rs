//! Where the entities of the site are named: in the words of its pages, and in its sources.
//!
//! All names of all entities are looked for at once. A name counts as a whole word, in the case in
//! which it is written; where one name is part of another, the longer one counts.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::letters::nfc;
use crate::base::memo::PointerEq;
use crate::base::text::Span;
use crate::graph::catalog::{Catalog, PageId, SourceId};
use crate::page::PageKind;
use crate::page::markdown::{Body, ProseKind};
use crate::source::Source;
use crate::source::text::is_unspaced;

/// Who is named where.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// For each page the entities that it names, with how often; most often first.
    pub of_page: Vec<Vec<(PageId, usize)>>,
    /// For each source the entities that it names, with how often; most often first.
    pub of_source: Vec<Vec<(PageId, usize)>>,
    /// For each entity where pages name it, in order.
    pub in_pages: BTreeMap<PageId, Vec<PageMention>>,
    /// For each entity where sources name it, in order.
    pub in_sources: BTreeMap<PageId, Vec<SourceMention>>,
}

/// A place where a page names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageMention {
    /// The page.
    pub page: PageId,
    /// Which of its paragraphs.
    pub prose: u32,
    /// Where in the paragraph's words.
    pub span: Span,
}

/// A place where a source names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceMention {
    /// The source.
    pub source: SourceId,
    /// The number of the paragraph, from 1.
    pub paragraph: usize,
    /// Where in the source's canonical text.
    pub span: Span,
}

/// Names to look for.
#[derive(Debug)]
pub struct MentionNames {
    automaton: AhoCorasick,
    /// Whose each pattern is.
    owners: Vec<PageId>,
}

/// The places where a page names entities, in order.
pub type InPage = Vec<(PageId, PageMention)>;

/// The places where a source names entities, in order.
pub type InSource = Vec<(PageId, SourceMention)>;

/// Where a page names entities other than itself.
pub fn in_page(names: &MentionNames, page: PageId, body: &Body) -> InPage {
    let mut found = Vec::new();
    for (prose, text) in (0..).zip(&body.prose) {
        if text.kind == ProseKind::Heading {
            continue;
        }
        names.find(body.read(text.text), |owner, span| {
            if owner != page {
                found.push((owner, PageMention { page, prose, span }));
            }
        });
    }
    found
}

/// Where each source names entities.
pub fn in_sources(names: &MentionNames, sources: &[Source]) -> Vec<InSource> {
    sources
        .par_iter()
        .enumerate()
        .map(|(source, entry)| {
            let source = SourceId::try_from(source).expect("fewer than four billion sources");
            let mut found = Vec::new();
            if let Some(text) = &entry.text {
                names.find(text.canonical(), |owner, span| {
                    let paragraph = text.paragraph_at(span.start as usize);
                    found.push((owner, SourceMention { source, paragraph, span }));
                });
            }
            found
        })
        .collect()
}

impl Mentions {
    /// Of a site whose entities are named nowhere.
    pub fn none(pages: usize, sources: usize) -> Self {
        Self { of_page: vec![Vec::new(); pages], of_source: vec![Vec::new(); sources], ..Self::default() }
    }

    /// The mentions of all pages and all sources, in order.
    pub fn join(pages: &[PointerEq<InPage>], sources: &[InSource]) -> Self {
        let mut mentions = Self::none(pages.len(), sources.len());
        for (page, found) in pages.iter().enumerate() {
            mentions.of_page[page] = counted(found.0.iter().map(|(owner, _)| *owner));
            for (owner, mention) in found.0.iter() {
                mentions.in_pages.entry(*owner).or_default().push(*mention);
            }
        }
        for (source, found) in sources.iter().enumerate() {
            mentions.of_source[source] = counted(found.iter().map(|(owner, _)| *owner));
            for (owner, mention) in found {
                mentions.in_sources.entry(*owner).or_default().push(*mention);
            }
        }
        mentions
    }
}

fn counted(owners: impl Iterator<Item = PageId>) -> Vec<(PageId, usize)> {
    let mut counts: BTreeMap<PageId, usize> = BTreeMap::new();
    for owner in owners {
        *counts.entry(owner).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(owner, count)| (std::cmp::Reverse(count), owner));
    counts
}

impl MentionNames {
    /// The names of all entities; `None` if there are none.
    pub fn of(catalog: &Catalog) -> Option<Self> {
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (id, entry) in
            catalog.iter().filter(|(_, entry)| entry.page.kind == PageKind::Entity && !entry.generated)
        {
            let aliases = entry.page.front.names.iter().map(|name| name.text.as_str());
            for name in std::iter::once(entry.page.title()).chain(aliases) {
                if name.chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
                    for spelling in spellings(name.trim()) {
                        patterns.push(spelling);
                        owners.push(id);
                    }
                }
            }
        }
        if patterns.is_empty() {
            return None;
        }
        // Names are a few thousand short strings: far below any limit of the automaton.
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok()?;
        Some(Self { automaton, owners })
    }

    fn find(&self, text: &str, mut with: impl FnMut(PageId, Span)) {
        for hit in self.automaton.find_iter(text) {
            let inside_before = text[..hit.start()].chars().next_back().is_some_and(char::is_alphanumeric)
                && text[hit.start()..].chars().next().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            let inside_after = text[hit.end()..].chars().next().is_some_and(char::is_alphanumeric)
                && text[..hit.end()]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            // What a mark stands on is another letter.
            let is_marked = text[hit.end()..].chars().next().is_some_and(is_combining_mark);
            if !inside_before && !inside_after && !is_marked {
                with(self.owners[hit.pattern().as_usize()], Span::new(hit.start(), hit.end()));
            }
        }
    }
}

/// A name as it may be printed: with typographic or straight apostrophes, hyphens or dashes, and with letters
/// and their marks as one character or two.
fn spellings(name: &str) -> Vec<String> {
    let name = &*nfc(name);
    let mut all = vec![name.to_owned()];
    for (from, to) in [('\'', '’'), ('’', '\''), ('-', '–'), ('–', '-')] {
        if name.contains(from) {
            all.push(name.replace(from, &to.to_string()));
        }
    }
    let apart: Vec<String> =
        all.iter().map(|name| name.nfd().collect()).filter(|apart| apart != name).collect();
    if !name.is_ascii() {
        all.extend(apart);
    }
    all
}
