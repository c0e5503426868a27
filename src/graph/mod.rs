//! Many values, joined: what leads where, what rests on what, who is named where.
//!
//! 1. [`catalog`] gives every page, file and source its address, and every name its page.
//! 2. [`claims`] looks every quotation up in its source, numbers the passages of each page, and turns
//!    the relation round: for each source, the claims that rest on it.
//! 3. [`links`] finds where links, wikilinks and topics lead.
//! 4. [`mentions`] finds the entities in the words of pages and sources.
//! 5. [`neighbours`] finds the pages that rest on the same sources.
//! 6. [`terms`] finds what the sources say on the terms of a topic.
//! 7. [`references`] formats the records, once for the library.

pub mod catalog;
pub mod claims;
pub mod links;
pub mod mentions;
pub mod neighbours;
pub mod references;
pub mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::address::OutPath;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule;
use crate::base::text::{Place, Span};
use crate::config::Config;
use crate::page::markdown::Block;
use crate::page::{Kind, Page};
use crate::source::Source;
use crate::source::rights::Published;
use catalog::{Catalog, PageId, SourceId};
use claims::{PageClaims, SourceClaims, Status};
use links::{Leads, PageLinks};
use mentions::Mentions;
use references::{Item, Reference, Style};

/// Everything that pages are made of.
#[derive(Debug, Default)]
pub struct Graph {
    /// The sources, by their keys.
    pub sources: Vec<Source>,
    /// The pages and their addresses.
    pub catalog: Catalog,
    /// For each page its numbered passages.
    pub claims: Vec<PageClaims>,
    /// For each source what rests on it.
    pub by_source: Vec<SourceClaims>,
    /// For each source what may be published of its text.
    pub published: Vec<Option<Published>>,
    /// For each page where its links lead.
    pub links: Vec<PageLinks>,
    /// For each page the pages that link to it.
    pub linked_from: Vec<Vec<PageId>>,
    /// Who is named where.
    pub mentions: Mentions,
    /// For each page those that rest on the same sources.
    pub neighbours: Vec<Vec<(PageId, usize)>>,
    /// For each source its formatted reference.
    pub references: Vec<Reference>,
    /// For each source the name it goes by in a sentence.
    pub short_names: Vec<String>,
    /// All events, in order of time.
    pub events: Vec<PageId>,
    /// For each topic its events, in order of time.
    pub events_of: BTreeMap<PageId, Vec<PageId>>,
    /// For each page the pages below it, in their order.
    pub children: Vec<Vec<PageId>>,
    /// For each topic with terms what the sources say on them.
    pub on_terms: BTreeMap<PageId, Vec<terms::Hit>>,
    /// The same for each `passages` block of a page.
    pub on_block: BTreeMap<(PageId, u32), Vec<terms::Hit>>,
    /// How many quotations were found in their sources.
    pub quotations_found: usize,
    /// How many citations there are.
    pub citations: usize,
}

/// What [`Graph::join`] joins.
pub struct Parts {
    /// The pages.
    pub pages: Vec<Page>,
    /// The files below `content/` that are no pages.
    pub assets: Vec<Arc<str>>,
    /// The sources.
    pub sources: Vec<Source>,
    /// Addresses that the theme's own files take.
    pub reserved: Vec<OutPath>,
    /// The citation style.
    pub style: Style,
}

impl Graph {
    /// Joins pages and sources.
    pub fn join(parts: Parts, config: &Config, drafts: bool) -> Checked<Self> {
        let Parts { pages, assets, sources, reserved, style } = parts;
        let mut found = Vec::new();
        let catalog = Catalog::new(pages, &assets, &sources, &reserved, drafts).collect_into(&mut found);
        found.extend(links::check_nav(config, &catalog));
        let keys = claims::keys(&sources);
        let files: links::SourceFiles =
            (0..).zip(&sources).filter_map(|(id, source)| Some((source.text_file.clone()?, id))).collect();

        let each: Vec<_> = catalog
            .pages
            .par_iter()
            .map(|entry| {
                let mut found = Vec::new();
                let resolved = claims::resolve(&entry.page, &sources, &keys).collect_into(&mut found);
                let links =
                    links::resolve(&entry.page, &catalog, &files, &keys, &sources).collect_into(&mut found);
                if entry.page.kind == Kind::Topic {
                    found.extend(claims::uncited(&entry.page));
                }
                let numbered = claims::number(&entry.page, &resolved);
                (numbered, links, found)
            })
            .collect();
        let mut page_claims = Vec::with_capacity(each.len());
        let mut page_links = Vec::with_capacity(each.len());
        for (numbered, links, findings) in each {
            page_claims.push(numbered);
            page_links.push(links);
            found.extend(findings);
        }

        let by_source = claims::by_source(sources.len(), &page_claims);
        let published = publish(&sources, &by_source, config, &mut found);
        let mentions = mentions::find(&catalog, &sources);
        let neighbours = neighbours::find(&catalog, &page_claims, &by_source);
        let (references, short_names) = format(&sources, &style, config);
        let (on_terms, on_block) = on_terms(&catalog, &page_links, &sources);
        let mut graph = Self {
            quotations_found: count_quotations(&catalog, &page_claims),
            citations: catalog
                .pages
                .iter()
                .flat_map(|e| &e.page.body.groups)
                .map(|g| g.citations.len())
                .sum(),
            linked_from: linked_from(&page_links),
            claims: page_claims,
            links: page_links,
            sources,
            catalog,
            by_source,
            published,
            mentions,
            neighbours,
            references,
            short_names,
            on_terms,
            on_block,
            ..Self::default()
        };
        graph.order();
        Checked { value: graph, diagnostics: found }
    }

    /// Puts pages in order: events by time, the pages of a folder by their weight and name.
    fn order(&mut self) {
        let catalog = &self.catalog;
        let page = |id: PageId| &catalog.page(id).page;
        let mut events: Vec<PageId> = catalog
            .iter()
            .filter(|(_, entry)| entry.page.kind == Kind::Event && entry.page.front.date.is_some())
            .map(|(id, _)| id)
            .collect();
        events.sort_by(|&a, &b| {
            (page(a).front.date, page(a).front.weight, page(a).title(), a).cmp(&(
                page(b).front.date,
                page(b).front.weight,
                page(b).title(),
                b,
            ))
        });
        for &event in &events {
            for &topic in &self.links[event as usize].topics {
                self.events_of.entry(topic).or_default().push(event);
            }
        }
        let mut children: Vec<Vec<PageId>> = vec![Vec::new(); catalog.pages.len()];
        for (id, entry) in catalog.iter() {
            if let Some(parent) = self.parent(id)
                && !matches!(entry.page.kind, Kind::NotFound)
            {
                children[parent as usize].push(id);
            }
        }
        for list in &mut children {
            list.sort_by(|&a, &b| {
                let key = |id: PageId| {
                    let front = &page(id).front;
                    let sort = front.sort.as_deref().unwrap_or_else(|| page(id).title()).to_lowercase();
                    (front.weight, front.date, sort, id)
                };
                key(a).cmp(&key(b))
            });
        }
        self.events = events;
        self.children = children;
    }

    /// The page that a page stands below: its folder's, or the front page.
    pub fn parent(&self, id: PageId) -> Option<PageId> {
        let page = &self.catalog.page(id).page;
        if page.kind == Kind::Home {
            return None;
        }
        let path = page.path();
        let path =
            path.strip_suffix("/index.md").or_else(|| path.strip_suffix("/index.markdown")).unwrap_or(path);
        let mut folder = path.rfind('/').map_or("", |i| &path[..i]);
        loop {
            if let Some(parent) = self.catalog.folder_page(folder).filter(|&parent| parent != id) {
                return Some(parent);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rfind('/').map_or("", |i| &folder[..i]);
        }
    }
}

/// Decides what may be published of each source, from all that the site cites of it.
fn publish(
    sources: &[Source],
    by_source: &[SourceClaims],
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Published>> {
    let all: Vec<Option<Published>> = sources
        .par_iter()
        .zip(by_source)
        .map(|(source, claims)| {
            let text = source.text.as_ref()?;
            let quotations: Vec<Span> =
                claims.passages.iter().flat_map(|passage| passage.parts.clone()).collect();
            let paragraphs: Vec<Span> = claims
                .passages
                .iter()
                .filter(|passage| passage.parts.is_empty())
                .flat_map(|passage| passage.paragraphs.0..=passage.paragraphs.1)
                .filter_map(|number| text.paragraph(number))
                .collect();
            source.publish(&config.rights, &quotations, &paragraphs)
        })
        .collect();
    for (source, published) in sources.iter().zip(&all) {
        if let Some(excess) = published.as_ref().and_then(Published::excess) {
            let message = format!(
                "{} words are quoted from `{}`, and its rights allow {}",
                excess.words, source.key, excess.most
            );
            found.push(Diagnostic::new(&rule::QUOTED_TOO_MUCH, source.place.clone(), message).help(
                "quote less of it, or raise `words_per_source` or `share_per_source` under `[rights]`",
            ));
        }
    }
    all
}

fn format(sources: &[Source], style: &Style, config: &Config) -> (Vec<Reference>, Vec<String>) {
    let items: Vec<Item<'_>> = sources
        .iter()
        .map(|source| Item {
            key: &source.key,
            record: &source.record,
            first_words: match source.title(&config.rights) {
                crate::source::Title::FirstWords(words) => Some(words),
                _ => None,
            },
        })
        .collect();
    let names = items.par_iter().map(|item| references::short_name(item, &config.language)).collect();
    (references::format_library(&items, style), names)
}

fn count_quotations(catalog: &Catalog, claims: &[PageClaims]) -> usize {
    catalog
        .pages
        .iter()
        .zip(claims)
        .flat_map(|(entry, claims)| claims.notes.iter().map(move |note| (entry, note)))
        .filter(|(_, note)| note.status == Status::Found)
        .map(|(entry, note)| {
            entry.page.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize].quotes.len()
        })
        .sum()
}

fn linked_from(links: &[PageLinks]) -> Vec<Vec<PageId>> {
    let mut from: Vec<Vec<PageId>> = vec![Vec::new(); links.len()];
    for (page, links) in (0..).zip(links) {
        for leads in links.links.iter().chain(&links.wikilinks) {
            if let Leads::Page(target, _) = leads
                && *target != page
                && from[*target as usize].last() != Some(&page)
            {
                from[*target as usize].push(page);
            }
        }
    }
    from
}

type OnTerms = BTreeMap<PageId, Vec<terms::Hit>>;
type OnBlock = BTreeMap<(PageId, u32), Vec<terms::Hit>>;

/// Looks for the terms of all topics and of all `passages` blocks at once.
fn on_terms(catalog: &Catalog, links: &[PageLinks], sources: &[Source]) -> (OnTerms, OnBlock) {
    let mut queries = Vec::new();
    let mut owners: Vec<(PageId, Option<u32>)> = Vec::new();
    for (id, entry) in catalog.iter() {
        if entry.page.kind == Kind::Topic && !entry.page.front.terms.is_empty() {
            queries.push(terms::Query { terms: &entry.page.front.terms, sources: None });
            owners.push((id, None));
        }
        for (index, block) in (0u32..).zip(&entry.page.body.blocks) {
            if let Block::Passages(query) = block {
                let only: Option<&Vec<SourceId>> = links[id as usize].block_sources.get(&index);
                queries.push(terms::Query {
                    terms: &query.terms,
                    sources: only.filter(|only| !only.is_empty()),
                });
                owners.push((id, Some(index)));
            }
        }
    }
    let (mut of_topics, mut of_blocks) = (OnTerms::new(), OnBlock::new());
    for ((page, block), hits) in owners.into_iter().zip(terms::find(&queries, sources)) {
        match block {
            None => drop(of_topics.insert(page, hits)),
            Some(block) => drop(of_blocks.insert((page, block), hits)),
        }
    }
    (of_topics, of_blocks)
}

/// The finding for a citation style that cannot be used.
pub fn style_finding(error: &references::StyleError, config: &Config, place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(&rule::BAD_STYLE, place.clone(), format!("`{}`: {error}", config.style));
    match error {
        references::StyleError::Unknown => {
            let known = Style::names();
            diagnostic.did_you_mean(&config.style, known.iter().copied()).help(format!(
                "built in are {}; any other is a `.csl` file below the site's folder `styles/`",
                known.join(", ")
            ))
        }
        _ => diagnostic,
    }
}
