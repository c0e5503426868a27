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
//! 8. [`pins`] says what a changed text means for the citations of it.
//! 9. [`coverage`] says what rests on nothing, what of the sources is not used, and how old it all is.
//!
//! What is made for each page alone is remembered for each page ([`GraphMemo`]), and so is every join: where
//! one page's text changed, what it cites and where it leads is mostly what it was, and the joins are too.

pub mod catalog;
pub mod claims;
pub mod coverage;
pub mod links;
pub mod mentions;
pub mod neighbours;
pub mod pins;
pub mod references;
pub mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::address::{self, OutPath};
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::letters::nfc;
use crate::base::memo::{Memo, Memos, PointerEq, kept};
use crate::base::rule::{self, Severity};
use crate::base::runs::Runs;
use crate::base::text::{Place, Span};
use crate::config::Config;
use crate::page::markdown::Block;
use crate::page::{Page, PageKind};
use crate::source::Source;
use crate::source::rights::{Limits, PublishedText};
use catalog::{Catalog, LinkIndex, PageId, SourceId};
use claims::{CitingPages, PageClaims, SourceClaims, Status};
use links::{LinkTarget, PageLinks};
use mentions::{InPage, InSource, MentionNames, Mentions};
use references::{CitationStyle, Reference, ReferenceItem};

/// Everything that pages are made of.
#[derive(Debug, Default)]
pub struct Graph {
    /// The sources, by their keys.
    pub sources: Arc<Vec<Source>>,
    /// The pages and their addresses.
    pub catalog: Catalog,
    /// For each page its numbered passages.
    pub claims: Vec<Arc<PageClaims>>,
    /// For each source what rests on it.
    pub by_source: Vec<Arc<SourceClaims>>,
    /// For each source what may be published of its text.
    pub published: Vec<Option<Arc<PublishedText>>>,
    /// For each page where its links lead.
    pub links: Vec<Arc<PageLinks>>,
    /// For each page the pages that link to it.
    pub linked_from: Arc<Vec<Vec<PageId>>>,
    /// Who is named where.
    pub mentions: Arc<Mentions>,
    /// For each source the pages that may be neighbours of others for citing it.
    near: Vec<Arc<Vec<PageId>>>,
    /// For each source its formatted reference.
    pub references: Arc<Vec<Reference>>,
    /// For each source the name it goes by in a sentence.
    pub short_names: Arc<Vec<String>>,
    /// All events, in order of time.
    pub events: Arc<Vec<PageId>>,
    /// For each topic its events, in order of time.
    pub events_of: Arc<BTreeMap<PageId, Vec<PageId>>>,
    /// For each page the pages below it, in their order.
    pub children: Arc<Vec<Vec<PageId>>>,
    /// For each topic with terms what the sources say on them.
    pub on_terms: Arc<OnTerms>,
    /// The same for each `passages` block of a page.
    pub on_block: Arc<OnBlock>,
    /// How many quotations were found in their sources.
    pub quotations_found: usize,
    /// How many citations there are.
    pub citations: usize,
}

/// A passage that could be cited, besides those that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    /// These words, in the source's canonical text.
    Words(Span),
    /// A paragraph as a whole, by its number from 1.
    Paragraph(usize),
}

/// What [`Graph::join`] joins.
pub struct GraphInputs {
    /// The pages.
    pub pages: Vec<Arc<Page>>,
    /// The files below `content/` that are no pages.
    pub assets: Vec<Arc<str>>,
    /// The sources.
    pub sources: Arc<Vec<Source>>,
    /// Addresses that the theme's own files take.
    pub reserved: Vec<OutPath>,
    /// The citation style.
    pub style: Arc<CitationStyle>,
}

/// What the last join came to.
#[allow(clippy::type_complexity, reason = "each names its whole input, and no other has it")]
#[derive(Default)]
pub struct GraphMemo {
    catalog: catalog::CatalogMemo,
    names_of_sources: Memo<PointerEq<Vec<Source>>, (claims::Keys, links::SourceFiles)>,
    cited: Memos<Arc<str>, (PointerEq<Page>, PointerEq<Vec<Source>>, bool, usize), Arc<CitedSources>>,
    linked: Memos<PageId, (PointerEq<Page>, PointerEq<LinkIndex>, PointerEq<Vec<Source>>), Arc<Linked>>,
    by_source: Memo<(PointerEq<Vec<Source>>, Vec<PointerEq<PageClaims>>), Vec<Arc<SourceClaims>>>,
    of_source: Memos<SourceId, CitingPages, Arc<SourceClaims>>,
    published: Memos<
        SourceId,
        (PointerEq<Vec<Source>>, PointerEq<SourceClaims>, Limits),
        Option<Arc<PublishedText>>,
    >,
    near: Memos<SourceId, (PointerEq<SourceClaims>, PointerEq<LinkIndex>), Arc<Vec<PageId>>>,
    names: Memo<PointerEq<LinkIndex>, Option<MentionNames>>,
    in_pages: Memos<PageId, (PointerEq<Page>, PointerEq<Option<MentionNames>>), Arc<InPage>>,
    in_sources: Memo<(PointerEq<Option<MentionNames>>, PointerEq<Vec<Source>>), Vec<InSource>>,
    mentions: Memo<(Vec<PointerEq<InPage>>, PointerEq<Vec<InSource>>), Mentions>,
    references: Memo<(PointerEq<Vec<Source>>, PointerEq<CitationStyle>, Limits, String), Formatted>,
    terms: Memo<(Vec<TermScope>, PointerEq<Vec<Source>>), (Arc<OnTerms>, Arc<OnBlock>)>,
    order: Memo<PointerEq<LinkIndex>, Order>,
    ways: Memo<(PointerEq<LinkIndex>, Vec<PointerEq<PageLinks>>), PageBacklinks>,
}

/// What a page cites.
struct CitedSources {
    claims: Arc<PageClaims>,
    citations: usize,
    quotations_found: usize,
    diagnostics: Vec<Diagnostic>,
}

/// Where a page's links lead.
struct Linked {
    links: Arc<PageLinks>,
    looked_at: Vec<(PageId, Arc<Page>)>,
    wanted: Vec<TermScope>,
    diagnostics: Vec<Diagnostic>,
}

struct Formatted {
    references: Arc<Vec<Reference>>,
    short_names: Arc<Vec<String>>,
}

/// The order of pages, as far as their front matter says it.
struct Order {
    events: Arc<Vec<PageId>>,
    children: Arc<Vec<Vec<PageId>>>,
}

/// What the links say of other pages.
struct PageBacklinks {
    linked_from: Arc<Vec<Vec<PageId>>>,
    events_of: Arc<BTreeMap<PageId, Vec<PageId>>>,
}

impl Graph {
    /// Joins pages and sources. What `memory` knows of the same parts is not made again.
    pub fn join(parts: GraphInputs, config: &Config, drafts: bool, memory: &mut GraphMemo) -> Checked<Self> {
        let GraphInputs { pages, assets, sources, reserved, style } = parts;
        let mut found = Vec::new();
        let choice = catalog::OptionalPages { drafts, search: config.search, coverage: config.coverage.page };
        let same_sources = || PointerEq::of(&sources);
        // The addresses are given by one thread; references are many, and wait for nothing.
        let of_style = (same_sources(), PointerEq::of(&style), config.rights, config.language.clone());
        let (addresses, references) = (&mut memory.catalog, &mut memory.references);
        let (catalog, formatted) = rayon::join(
            || Catalog::remember(addresses, pages, &assets, &sources, &reserved, choice),
            || references.get(of_style, |_| format(&sources, &style, config)),
        );
        let catalog = catalog.collect_into(&mut found);
        found.extend(links::check_nav(config, &catalog));
        let same_index = || PointerEq::of(&catalog.index);
        let names = memory.names_of_sources.get(same_sources(), |_| {
            let files = (0..).zip(&*sources);
            let files =
                files.filter_map(|(id, source)| Some((nfc(source.text_file.as_ref()?).into(), id))).collect();
            (claims::keys(&sources), files)
        });
        let (keys, files) = &*names;

        let pages =
            || catalog.pages.iter().map(|entry| (Arc::clone(&entry.page.file), PointerEq::of(&entry.page)));
        // A topic may have many such paragraphs, of which few sites want to know.
        let wants_uncited = config.severity(&rule::UNCITED_PARAGRAPH) != Severity::Allow;
        let longest = config.rights.longest_quotation;
        let cited = memory.cited.each(
            pages().map(|(file, page)| (file, (page, same_sources(), wants_uncited, longest))).collect(),
            |_| true,
            |_, (page, ..), last| {
                let mut cited = cite(&page.0, &sources, keys, wants_uncited, last);
                cited.diagnostics.extend(claims::too_long(&page.0, longest));
                Arc::new(cited)
            },
        );
        let linked = memory.linked.each(
            (0..).zip(pages()).map(|(id, (_, page))| (id, (page, same_index(), same_sources()))).collect(),
            |linked| {
                let is_as_it_was = |(id, page): &(PageId, Arc<Page>)| {
                    let now = &catalog.page(*id).page;
                    Arc::ptr_eq(page, now) || page.body.headings == now.body.headings
                };
                // The ids are those of the same index, which the input holds.
                linked.looked_at.iter().all(is_as_it_was)
            },
            |&id, (page, ..), last| {
                let links::ResolvedLinks { links, looked_at } =
                    links::resolve(&page.0, &catalog, files, keys, &sources);
                let wanted = wanted(id, &page.0, &links.value);
                Arc::new(Linked {
                    links: kept(last.map(|last| &last.links), links.value),
                    looked_at,
                    wanted,
                    diagnostics: links.diagnostics,
                })
            },
        );
        for (cited, linked) in cited.iter().zip(&linked) {
            found.extend(cited.diagnostics.iter().chain(&linked.diagnostics).cloned());
        }
        let claims: Vec<Arc<PageClaims>> = cited.iter().map(|cited| Arc::clone(&cited.claims)).collect();
        let links: Vec<Arc<PageLinks>> = linked.iter().map(|linked| Arc::clone(&linked.links)).collect();

        let by_source = by_source(&claims, &sources, memory);
        let published = publish(&sources, &by_source, config, memory, &mut found);
        let near = memory.near.each(
            (0..).zip(&by_source).map(|(id, of)| (id, (PointerEq::of(of), same_index()))).collect(),
            |_| true,
            |_, (of, _), last| kept(last, neighbours::of_source(&catalog, &of.0)),
        );
        let mentions = mentions(&catalog, &sources, memory);
        let terms = memory.terms.get(
            (linked.iter().flat_map(|linked| &linked.wanted).cloned().collect(), same_sources()),
            |(wanted, _)| on_terms(wanted, &sources),
        );
        let order = memory.order.get(same_index(), |_| Order::of(&catalog));
        let same_links = links.iter().map(PointerEq::of).collect();
        let ways = memory.ways.get((same_index(), same_links), |_| PageBacklinks::of(&links, &order.events));
        let graph = Self {
            quotations_found: cited.iter().map(|cited| cited.quotations_found).sum(),
            citations: cited.iter().map(|cited| cited.citations).sum(),
            linked_from: Arc::clone(&ways.linked_from),
            events_of: Arc::clone(&ways.events_of),
            events: Arc::clone(&order.events),
            children: Arc::clone(&order.children),
            on_terms: Arc::clone(&terms.0),
            on_block: Arc::clone(&terms.1),
            references: Arc::clone(&formatted.references),
            short_names: Arc::clone(&formatted.short_names),
            near,
            claims,
            links,
            sources,
            catalog,
            by_source,
            published,
            mentions,
        };
        if config.severity(&rule::ORPHAN_PAGE) != Severity::Allow {
            found.extend(links::orphans(&graph, config));
        }
        Checked { value: graph, diagnostics: found }
    }

    /// The pages that rest on the same sources as a page, nearest first, each with how many.
    pub fn neighbours(&self, page: PageId) -> Vec<(PageId, usize)> {
        let of_source = |source: SourceId| self.near[source as usize].as_slice();
        neighbours::find(&self.catalog, page, &self.claims[page as usize], of_source)
    }

    /// Whether the rights of a source allow that a passage of it is cited besides what the site cites of it
    /// already. What is too much already gets no worse by words that are quoted already.
    pub fn may_cite(&self, source: SourceId, also: Also, rights: &Limits) -> bool {
        let (source, claims, now) = (
            &self.sources[source as usize],
            &self.by_source[source as usize],
            &self.published[source as usize],
        );
        let excess = publish_one(source, claims, rights, Some(also)).and_then(|then| then.excess());
        excess.is_none() || excess == now.as_deref().and_then(PublishedText::excess)
    }

    /// The page that a page stands below: its folder's, or the front page.
    pub fn parent(&self, id: PageId) -> Option<PageId> {
        parent(&self.catalog, id)
    }
}

fn parent(catalog: &Catalog, id: PageId) -> Option<PageId> {
    let page = &catalog.page(id).page;
    if page.kind == PageKind::Home {
        return None;
    }
    let path = page.path();
    let path = address::page_stem(path).strip_suffix("/index").unwrap_or(path);
    let mut folder = path.rfind('/').map_or("", |i| &path[..i]);
    loop {
        if let Some(parent) = catalog.folder_page(folder).filter(|&parent| parent != id) {
            return Some(parent);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rfind('/').map_or("", |i| &folder[..i]);
    }
}

impl Order {
    /// Puts pages in order: events by time, the pages of a folder by their weight and name.
    fn of(catalog: &Catalog) -> Self {
        let page = |id: PageId| &catalog.page(id).page;
        let mut events: Vec<PageId> = catalog
            .iter()
            .filter(|(_, entry)| entry.page.kind == PageKind::Event && entry.page.front.date.is_some())
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
        let mut children: Vec<Vec<PageId>> = vec![Vec::new(); catalog.pages.len()];
        for (id, entry) in catalog.iter() {
            if let Some(parent) = parent(catalog, id)
                && !matches!(entry.page.kind, PageKind::NotFound)
            {
                children[parent as usize].push(id);
            }
        }
        for list in &mut children {
            list.sort_by_cached_key(|&id| {
                let front = &page(id).front;
                let sort = front.sort.as_deref().unwrap_or_else(|| page(id).title()).to_lowercase();
                (front.weight, front.date, sort, id)
            });
        }
        Self { events: Arc::new(events), children: Arc::new(children) }
    }
}

impl PageBacklinks {
    fn of(links: &[Arc<PageLinks>], events: &[PageId]) -> Self {
        let mut events_of: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
        for &event in events {
            for &topic in &links[event as usize].topics {
                events_of.entry(topic).or_default().push(event);
            }
        }
        Self { linked_from: Arc::new(linked_from(links)), events_of: Arc::new(events_of) }
    }
}

/// Looks up what a page cites.
fn cite(
    page: &Page,
    sources: &[Source],
    keys: &claims::Keys,
    wants_uncited: bool,
    last: Option<&Arc<CitedSources>>,
) -> CitedSources {
    let mut diagnostics = Vec::new();
    let resolved = claims::resolve(page, sources, keys).collect_into(&mut diagnostics);
    if wants_uncited && page.kind == PageKind::Topic {
        diagnostics.extend(claims::uncited(page));
    }
    let mut claims = claims::number(page, &resolved);
    diagnostics.extend(claims::settle(page, &resolved, sources, &mut claims));
    let quotes = |note: &claims::Note| {
        page.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize].quotes.len()
    };
    CitedSources {
        citations: page.body.groups.iter().map(|group| group.citations.len()).sum(),
        quotations_found: claims.notes.iter().filter(|note| note.status == Status::Found).map(quotes).sum(),
        claims: kept(last.map(|last| &last.claims), claims),
        diagnostics,
    }
}

/// For each source what rests on it.
fn by_source(
    claims: &[Arc<PageClaims>],
    sources: &Arc<Vec<Source>>,
    memory: &mut GraphMemo,
) -> Vec<Arc<SourceClaims>> {
    let GraphMemo { by_source, of_source, .. } = memory;
    let same = claims.iter().map(PointerEq::of).collect();
    let all = by_source.get((PointerEq::of(sources), same), |(_, pages)| {
        let citing = (0..).zip(claims::citing(sources.len(), pages)).collect();
        of_source.each(citing, |_| true, |&id, citing, last| kept(last, claims::of_source(id, citing)))
    });
    all.to_vec()
}

/// Looks for the entities of the site.
fn mentions(catalog: &Catalog, sources: &Arc<Vec<Source>>, memory: &mut GraphMemo) -> Arc<Mentions> {
    let names = memory.names.get(PointerEq::of(&catalog.index), |_| MentionNames::of(catalog));
    if names.is_none() {
        return Arc::new(Mentions::none(catalog.pages.len(), sources.len()));
    }
    let pages = catalog.iter().map(|(id, entry)| (id, (PointerEq::of(&entry.page), PointerEq::of(&names))));
    let in_pages = memory.in_pages.each(
        pages.collect(),
        |_| true,
        |&id, (page, names), last| {
            let names = names.0.as_ref().as_ref();
            kept(last, names.map(|names| mentions::in_page(names, id, &page.0.body)).unwrap_or_default())
        },
    );
    let in_sources = memory.in_sources.get((PointerEq::of(&names), PointerEq::of(sources)), |(names, _)| {
        names.0.as_ref().as_ref().map(|names| mentions::in_sources(names, sources)).unwrap_or_default()
    });
    let same = in_pages.iter().map(PointerEq::of).collect();
    memory
        .mentions
        .get((same, PointerEq::of(&in_sources)), |(pages, sources)| Mentions::join(pages, &sources.0))
}

/// Decides what may be published of each source, from all that the site cites of it.
fn publish(
    sources: &Arc<Vec<Source>>,
    by_source: &[Arc<SourceClaims>],
    config: &Config,
    memory: &mut GraphMemo,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Arc<PublishedText>>> {
    let items =
        (0..).zip(by_source).map(|(id, of)| (id, (PointerEq::of(sources), PointerEq::of(of), config.rights)));
    let all = memory.published.each(
        items.collect(),
        |_| true,
        |&id, (_, of, rights), _| publish_one(&sources[id as usize], &of.0, rights, None).map(Arc::new),
    );
    for (source, published) in sources.iter().zip(&all) {
        if let Some(excess) = published.as_deref().and_then(PublishedText::excess) {
            let message = format!(
                "{} words are quoted from `{}`, but its rights allow {}",
                excess.words, source.key, excess.most
            );
            found.push(
                Diagnostic::new(&rule::QUOTED_TOO_MUCH, source.place.clone(), message)
                    .help("quote less, or raise `words_per_source` or `share_per_source` under `[rights]`"),
            );
        }
    }
    all
}

fn publish_one(
    source: &Source,
    claims: &SourceClaims,
    rights: &Limits,
    also: Option<Also>,
) -> Option<PublishedText> {
    let text = source.text.as_ref()?;
    let mut quotations: Vec<Span> =
        claims.passages.iter().flat_map(|passage| passage.parts.clone()).collect();
    quotations.extend(&claims.quoted);
    let whole = claims.passages.iter().filter(|passage| passage.parts.is_empty());
    let mut paragraphs: Vec<Span> = Runs::of(whole.map(|passage| passage.paragraphs))
        .iter()
        .flat_map(|(first, last)| first..=last)
        .map_while(|number| text.paragraph(number))
        .collect();
    match also {
        Some(Also::Words(span)) => quotations.push(span),
        Some(Also::Paragraph(number)) => paragraphs.extend(text.paragraph(number)),
        None => {}
    }
    source.publish(rights, &quotations, &paragraphs)
}

fn format(sources: &[Source], style: &CitationStyle, config: &Config) -> Formatted {
    let items: Vec<ReferenceItem<'_>> = sources
        .iter()
        .map(|source| ReferenceItem {
            key: &source.key,
            record: &source.record,
            first_words: match source.title(&config.rights) {
                crate::source::Title::FirstWords(words) => Some(words),
                _ => None,
            },
        })
        .collect();
    let names = items.par_iter().map(|item| references::short_name(item, &config.language)).collect();
    Formatted {
        references: Arc::new(references::format_library(&items, style)),
        short_names: Arc::new(names),
    }
}

fn linked_from(links: &[Arc<PageLinks>]) -> Vec<Vec<PageId>> {
    let mut from: Vec<Vec<PageId>> = vec![Vec::new(); links.len()];
    for (page, links) in (0..).zip(links) {
        for leads in links.links.iter().chain(&links.wikilinks) {
            if let LinkTarget::Page(target, _) = leads
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

/// Terms that a topic, or a `passages` block of a page, looks for in these sources, or in all.
#[derive(Clone, PartialEq)]
struct TermScope {
    page: PageId,
    block: Option<u32>,
    terms: Vec<String>,
    sources: Option<Vec<SourceId>>,
}

/// The terms that a page looks for.
fn wanted(id: PageId, page: &Page, links: &PageLinks) -> Vec<TermScope> {
    let mut wanted = Vec::new();
    if page.kind == PageKind::Topic && !page.front.terms.is_empty() {
        wanted.push(TermScope { page: id, block: None, terms: page.front.terms.clone(), sources: None });
    }
    for (index, block) in (0u32..).zip(&page.body.blocks) {
        if let Block::Passages(query) = block {
            let only = links.block_sources.get(&index).filter(|only| !only.is_empty()).cloned();
            wanted.push(TermScope {
                page: id,
                block: Some(index),
                terms: query.terms.clone(),
                sources: only,
            });
        }
    }
    wanted
}

/// Looks for all terms at once.
fn on_terms(wanted: &[TermScope], sources: &[Source]) -> (Arc<OnTerms>, Arc<OnBlock>) {
    let queries: Vec<_> = wanted
        .iter()
        .map(|wanted| terms::TermQuery { terms: &wanted.terms, sources: wanted.sources.as_ref() })
        .collect();
    let (mut of_topics, mut of_blocks) = (OnTerms::new(), OnBlock::new());
    for (wanted, hits) in wanted.iter().zip(terms::find(&queries, sources)) {
        match wanted.block {
            None => drop(of_topics.insert(wanted.page, hits)),
            Some(block) => drop(of_blocks.insert((wanted.page, block), hits)),
        }
    }
    (Arc::new(of_topics), Arc::new(of_blocks))
}

/// The finding for a citation style that cannot be used.
pub fn style_finding(error: &references::StyleError, config: &Config, place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(&rule::BAD_STYLE, place.clone(), format!("`{}`: {error}", config.style));
    match error {
        references::StyleError::Unknown => {
            let known = CitationStyle::names();
            diagnostic.did_you_mean(&config.style, known.iter().copied()).help(format!(
                "the built-in styles are {}; any other is a `.csl` file in the site's folder `styles/`",
                known.join(", ")
            ))
        }
        _ => diagnostic,
    }
}
