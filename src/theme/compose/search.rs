//! What the search of a site looks through, and its page.
//!
//! [`SiteCorpus`] makes of each page, and of each source as far as its rights allow, the document that
//! [`crate::search`] indexes. It makes them anew each time, one after the other, so that memory does not
//! hold the texts of the site twice.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::address::{self, OutPath};
use crate::base::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::graph::catalog::{PageId, SourceId};
use crate::page::PageKind;
use crate::page::markdown::{Body, GroupKind, NAME, Prose, ProseKind};
use crate::search::files::{self, DocumentPart, SearchDocument};
use crate::source::rights::PublishedPiece as Published;
use crate::theme::compose::{Composer, cards};
use crate::theme::view;

/// All that is searched.
pub struct SiteCorpus<'c, 'g> {
    composer: &'c Composer<'g>,
    pages: &'c [PageId],
    sources: &'c [SourceId],
}

/// The pages and sources that are searched, in their order. A site's [`Composer`] keeps it: each of the
/// index's files asks for the corpus, and there are as many as the site is large.
pub(super) struct Searched {
    pages: Vec<PageId>,
    sources: Vec<SourceId>,
}

/// Of a kind that has more pages than this the search page lists only where they are listed.
const MOST_LISTED: usize = 1000;

/// A word of English with its space, about.
const BYTES_PER_WORD: usize = 6;

/// What stands for words that are left out of a source's paragraph.
const ELIDED: &str = " […] ";

impl Searched {
    fn of(graph: &Graph) -> Self {
        let searched = |kind: PageKind| !matches!(kind, PageKind::NotFound | PageKind::Search);
        let pages = graph.catalog.iter().filter(|(_, entry)| searched(entry.page.kind));
        let sources = (0..).zip(graph.sources.iter()).filter(|(_, source)| source.out.is_some());
        Self { pages: pages.map(|(id, _)| id).collect(), sources: sources.map(|(id, _)| id).collect() }
    }
}

impl<'c, 'g> SiteCorpus<'c, 'g> {
    /// The pages and sources of a site.
    pub fn new(composer: &'c Composer<'g>) -> Self {
        let Searched { pages, sources } = composer.searched.get_or_init(|| Searched::of(composer.graph));
        Self { composer, pages, sources }
    }

    /// Whether the site has a search, and its theme a use for an index.
    pub fn is_indexed(&self) -> bool {
        self.composer.config.search && self.composer.theme.has_index()
    }

    /// The view of the search page.
    ///
    /// # Errors
    ///
    /// As [`Composer::article`].
    pub fn page(&self, id: PageId) -> Result<view::SearchView, Box<Diagnostic>> {
        let composer = self.composer;
        let from = composer.out(id);
        let graph = composer.graph;
        let mut kinds: BTreeMap<usize, (PageKind, Vec<PageId>)> = BTreeMap::new();
        for &page in self.pages {
            let kind = graph.catalog.page(page).page.kind;
            let (place, kind) = match kind {
                PageKind::Topic => (0, kind),
                PageKind::Event => (1, kind),
                PageKind::Entity => (2, kind),
                _ => (4, PageKind::Page),
            };
            kinds.entry(place).or_insert_with(|| (kind, Vec::new())).1.push(page);
        }
        let mut groups: BTreeMap<usize, view::SearchGroup> = BTreeMap::new();
        for (place, (kind, mut pages)) in kinds {
            let count = pages.len();
            if kind == PageKind::Event {
                let key = |&page: &PageId| (graph.catalog.page(page).page.front.date, page);
                pages.sort_by_key(key);
            }
            let folder = ["topics", "events", "entities"].get(place);
            let folder = folder.and_then(|folder| graph.catalog.folder_page(folder));
            if let Some(folder) = folder.filter(|_| count > MOST_LISTED) {
                pages = vec![folder];
            }
            let links = pages.iter().map(|&page| composer.link(from, page)).collect();
            groups.insert(place, view::SearchGroup { kind: kind.name().to_owned(), links, count });
        }
        if !self.sources.is_empty() {
            let list = graph.catalog.folder_page("sources").filter(|_| self.sources.len() > MOST_LISTED);
            let links = match list {
                Some(list) => vec![composer.link(from, list)],
                None => self.sources.iter().map(|&id| self.source_link(from, id)).collect(),
            };
            let group = view::SearchGroup { kind: "source".to_owned(), links, count: self.sources.len() };
            groups.insert(3, group);
        }
        Ok(view::SearchView {
            article: composer.article(id)?,
            index_url: match self.is_indexed() {
                true => format!("{}{}", from.to_root(), files::FOLDER),
                false => String::new(),
            },
            groups: groups.into_values().collect(),
            pages: self.pages.len(),
            sources: self.sources.len(),
        })
    }

    fn source_link(&self, from: &OutPath, id: SourceId) -> view::LinkView {
        let card = self.composer.source_card(from, id);
        let title = match card.byline.is_empty() {
            true => card.title,
            false => format!("{}: {}", card.short_name, card.title),
        };
        view::LinkView { title, url: card.url }
    }

    fn page_document(&self, id: PageId) -> SearchDocument<'g> {
        let entry = self.composer.graph.catalog.page(id);
        let page = &entry.page;
        let heading = self.composer.heading(id);
        let mut names = vec![self.composer.title(id)];
        names.extend(page.front.names.iter().map(|name| name.text.clone()));
        names.retain(|name| *name != heading);
        SearchDocument {
            url: address::encode(entry.out.as_str()),
            kind: page.kind.name().to_owned(),
            heading,
            names,
            summary: self.composer.summary_or_description(id),
            about: page.front.date.as_ref().map(|date| cards::date(date).text).unwrap_or_default(),
            more: String::new(),
            parts: self.sections(id, &page.body),
            apart: false,
        }
    }

    /// The text of a page under its headings.
    fn sections(&self, id: PageId, body: &'g Body) -> Vec<DocumentPart<'g>> {
        let mut parts: Vec<DocumentPart<'g>> = Vec::new();
        let mut under = None;
        for prose in &body.prose {
            if parts.is_empty() || prose.heading != under {
                under = prose.heading;
                let heading = under.map(|heading| &body.headings[heading as usize]);
                parts.push(DocumentPart(
                    heading.map_or(Cow::Borrowed(""), |heading| heading.id.as_str().into()),
                    heading.map_or(Cow::Borrowed(""), |heading| heading.text.as_str().into()),
                    Vec::new(),
                ));
            }
            if prose.kind != ProseKind::Heading
                && let Some(part) = parts.last_mut()
            {
                part.2.push(self.named(id, body, prose));
            }
        }
        parts
    }

    /// A paragraph in which a citation that names its author has the name.
    fn named(&self, id: PageId, body: &'g Body, prose: &Prose) -> Cow<'g, str> {
        let words = self.composer.as_sourced(id, body.read(prose.text), prose.span);
        if !words.contains(NAME) {
            return words;
        }
        let graph = self.composer.graph;
        let claims = &graph.claims[id as usize];
        let source = |group: usize| {
            let note = claims.notes.iter().find(|note| note.citation.0 as usize == group)?;
            Some(self.composer.short_name(note.source))
        };
        let mut names = body
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.kind == GroupKind::Narrative && prose.span.contains(group.span))
            .map(|(index, _)| source(index).unwrap_or_else(|| "…".to_owned()));
        let pieces = words.split(NAME);
        let mut text = String::with_capacity(words.len() + 24);
        for (index, piece) in pieces.enumerate() {
            if index > 0 {
                text.push_str(&names.next().unwrap_or_default());
            }
            text.push_str(piece);
        }
        Cow::Owned(text)
    }

    fn source_document(&self, id: SourceId) -> SearchDocument<'g> {
        let composer = &self.composer;
        let graph = composer.graph;
        let source = &graph.sources[id as usize];
        let from = self.out_of_source(id);
        let card = composer.source_card(from, id);
        let date = card.date.map(|date| date.text);
        let by = if card.byline.is_empty() { "no author stated".to_owned() } else { card.byline.clone() };
        let about = [by, card.publisher, date.unwrap_or_else(|| "undated".to_owned())];
        SearchDocument {
            url: address::encode(from.as_str()),
            kind: "source".to_owned(),
            heading: card.title,
            names: if card.byline.is_empty() { Vec::new() } else { vec![card.short_name] },
            summary: String::new(),
            about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            more: source.record.note.clone().unwrap_or_default(),
            parts: self.paragraphs(id),
            apart: true,
        }
    }

    /// The paragraphs of a source of which something may be published, and that.
    fn paragraphs(&self, id: SourceId) -> Vec<DocumentPart<'g>> {
        let graph = self.composer.graph;
        let Some(text) = &graph.sources[id as usize].text else { return Vec::new() };
        let Some(published) = &graph.published[id as usize] else { return Vec::new() };
        let mut parts = Vec::new();
        for (number, &span) in (1usize..).zip(text.paragraphs()) {
            let pieces = published.pieces(span);
            let words = match pieces.as_slice() {
                [Published::Text(_, text)] => Cow::Borrowed(*text),
                pieces if !pieces.iter().any(|piece| matches!(piece, Published::Text(..))) => continue,
                pieces => {
                    let pieces = pieces.iter().map(|piece| match piece {
                        Published::Text(_, text) => text.trim(),
                        Published::Elided { .. } => ELIDED,
                    });
                    Cow::Owned(pieces.collect::<String>().trim().to_owned())
                }
            };
            parts.push(DocumentPart(
                format!("p{number}").into(),
                format!("¶\u{a0}{number}").into(),
                vec![words],
            ));
        }
        parts
    }

    fn out_of_source(&self, id: SourceId) -> &'g OutPath {
        let out = self.composer.graph.sources[id as usize].out.as_ref();
        out.expect("sources without an address are not searched")
    }
}

impl files::Corpus for SiteCorpus<'_, '_> {
    fn count(&self) -> usize {
        self.pages.len() + self.sources.len()
    }

    fn pages(&self) -> usize {
        self.pages.len()
    }

    fn document(&self, number: usize) -> SearchDocument<'_> {
        match self.pages.get(number) {
            Some(&id) => self.page_document(id),
            None => self.source_document(self.sources[number - self.pages.len()]),
        }
    }

    fn out(&self, number: usize) -> &OutPath {
        match self.pages.get(number) {
            Some(&id) => self.composer.out(id),
            None => self.out_of_source(self.sources[number - self.pages.len()]),
        }
    }

    fn size(&self, number: usize) -> usize {
        let graph = self.composer.graph;
        match self.pages.get(number) {
            Some(&id) => {
                let body = &graph.catalog.page(id).page.body;
                let quoted = body.quoted.iter().map(|quoted| quoted.typed.html.len());
                body.main.html.len() + quoted.sum::<usize>()
            }
            None => {
                let published = &graph.published[self.sources[number - self.pages.len()] as usize];
                published.as_ref().map_or(0, |published| published.words() * BYTES_PER_WORD)
            }
        }
    }
}
