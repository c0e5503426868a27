//! Where links, wikilinks, images and topics lead.
//!
//! Links are to files, as GitHub shows them: `../topics/energy.md#gas` from the page's own folder,
//! `/topics/energy.md` from `content/`. A link to an article in `seeds/` leads to the source's page.

mod fix;

use std::collections::HashMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::base::address::{self, LinkKind};
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::fix::FindingFix;
use crate::base::letters::nfc;
use crate::base::rule;
use crate::base::suggest::Candidates;
use crate::base::text::{Place, Span};
use crate::config::{self, Config};
use crate::graph::Graph;
use crate::graph::catalog::{Catalog, CatalogPage, NameTarget, PageId, PathTarget, SourceId};
use crate::page::front_matter::SpannedText;
use crate::page::markdown::Block;
use crate::page::{Page, PageKind};
use crate::source::Source;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the site, to this address.
    Out(String),
    /// To a page, and a heading of it.
    Page(PageId, LinkSuffix),
    /// To a source's page, and a paragraph of it.
    Source(SourceId, Option<usize>),
    /// To a file: its number in the catalog's assets, and what stands behind its path, from `?` or `#` on.
    Asset(usize, String),
    /// Nowhere: an error.
    Nowhere,
}

/// What stands behind the path of a link to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkSuffix {
    /// With its `?`, as it was written; may be empty.
    pub query: String,
    /// The id of a heading, if it names one that is there.
    pub anchor: Option<String>,
}

/// Where everything on a page leads, in the order of the lists of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// Its links.
    pub links: Vec<LinkTarget>,
    /// Its images.
    pub images: Vec<LinkTarget>,
    /// Its wikilinks.
    pub wikilinks: Vec<LinkTarget>,
    /// The topics that its front matter names.
    pub topics: Vec<PageId>,
    /// The topics that each of its timeline blocks names, by the block.
    pub block_topics: HashMap<u32, Vec<PageId>>,
    /// The sources that each of its passages blocks names, by the block.
    pub block_sources: HashMap<u32, Vec<SourceId>>,
}

/// The files of `seeds/` and the sources that they are the text of.
pub type SourceFiles = HashMap<Arc<str>, SourceId>;

/// Where everything on a page leads, and the pages whose headings were looked at to find it.
#[derive(Debug)]
pub struct ResolvedLinks {
    /// Where it leads.
    pub links: Checked<PageLinks>,
    /// The pages whose headings were looked at, as they were.
    pub looked_at: Vec<(PageId, Arc<Page>)>,
}

/// Finds where everything on a page leads. Needs no other page's text, but its headings.
pub fn resolve(
    page: &Page,
    catalog: &Catalog,
    files: &SourceFiles,
    keys: &super::claims::Keys,
    sources: &[Source],
) -> ResolvedLinks {
    let mut resolver = Resolver {
        page,
        catalog,
        files,
        sources,
        found: Vec::new(),
        looked_at: Vec::new(),
        headings: HashMap::new(),
        anchors: HashMap::new(),
    };
    let body = &page.body;
    let mut links = PageLinks {
        links: body.links.iter().map(|link| resolver.link(&link.url, link.span)).collect(),
        images: body.images.iter().map(|image| resolver.link(&image.url, image.span)).collect(),
        wikilinks: body.wikilinks.iter().map(|link| resolver.wikilink(&link.target, link.span)).collect(),
        topics: resolver.topics(&page.front.topics),
        ..PageLinks::default()
    };
    for (index, block) in (0..).zip(&body.blocks) {
        match block {
            Block::Timeline(query) => {
                let written: Vec<SpannedText> = query.topics.iter().cloned().map(SpannedText::from).collect();
                links.block_topics.insert(index, resolver.topics(&written));
            }
            Block::Passages(query) => {
                let mut ids = Vec::new();
                for (key, span) in &query.sources {
                    match keys.get(&*nfc(key)) {
                        Some(&id) => ids.push(id),
                        None => resolver.found.push(
                            Diagnostic::at(
                                &rule::UNKNOWN_SOURCE,
                                &page.file,
                                *span,
                                format!("no source has the key `{key}`"),
                            )
                            .meant(keys.nearest(key))
                            .fixed_by(fix::of_name(
                                *span,
                                key,
                                keys.only_variant(key),
                            )),
                        ),
                    }
                }
                links.block_sources.insert(index, ids);
            }
            Block::Disagreement { .. } | Block::Chart(_) | Block::Figures(_) => {}
        }
    }
    ResolvedLinks {
        links: Checked { value: links, diagnostics: resolver.found },
        looked_at: resolver.looked_at,
    }
}

/// What is wrong with the pages that the main menu names.
pub fn check_nav(config: &Config, catalog: &Catalog) -> Vec<Diagnostic> {
    let file: Arc<str> = config::FILE.into();
    let mut found = Vec::new();
    for (path, span) in config.nav.iter().flatten() {
        let below = path.trim_start_matches('/');
        match catalog.at_path(below) {
            PathTarget::Page(_) | PathTarget::Refused => {}
            PathTarget::Asset(_) => found.push(
                Diagnostic::at(&rule::BROKEN_LINK, &file, *span, format!("`{path}` is a file, not a page"))
                    .help("the menu links only to pages; link to a file from the text of a page"),
            ),
            PathTarget::Draft => found.push(
                Diagnostic::at(&rule::LINK_TO_DRAFT, &file, *span, format!("`{path}` is a draft"))
                    .help("publish it, remove it from the menu, or build with --drafts"),
            ),
            PathTarget::Nothing => found.push(
                Diagnostic::at(
                    &rule::BROKEN_LINK,
                    &file,
                    *span,
                    format!("the menu names `{path}`, but there is no such page"),
                )
                .did_you_mean(below, catalog.paths())
                .fixed_by(fix::of_name(*span, below, catalog.path_variant(below)))
                .help("name a page by its path from content/, such as `topics/index.md`"),
            ),
        }
    }
    found
}

/// The pages that readers cannot come to but by the search: those below the front page, which lists topics
/// only, or below a page that is no folder's and no topic's, if nothing links to them.
pub fn orphans(graph: &Graph, config: &Config) -> Vec<Diagnostic> {
    let menu: Vec<&str> = match &config.nav {
        Some(paths) => paths.iter().map(|(path, _)| path.trim_start_matches('/')).collect(),
        None => config::MENU.to_vec(),
    };
    let is_listed = |id: PageId| {
        let parent = graph.parent(id).map(|parent| graph.catalog.page(parent).page.kind);
        matches!(parent, Some(PageKind::Folder | PageKind::Topic))
    };
    let orphan = |(id, entry): &(PageId, &CatalogPage)| {
        let page = &entry.page;
        // The folders of topics, events and entities have their places in every theme.
        let in_own = ["topics/", "events/", "entities/"].iter().any(|folder| page.path().starts_with(folder));
        let may_be = match page.kind {
            PageKind::Page => true,
            PageKind::Folder => !in_own,
            _ => false,
        };
        let is_alone =
            graph.linked_from[*id as usize].is_empty() && !menu.contains(&page.path()) && !is_listed(*id);
        may_be && !entry.generated && is_alone
    };
    let found = graph.catalog.iter().filter(orphan).map(|(_, entry)| {
        let file = Place::file(&entry.page.file);
        Diagnostic::new(&rule::ORPHAN_PAGE, file, "nothing links to this page")
            .help("link to it from another page, or name it in `nav` in expound.toml")
    });
    found.collect()
}

/// So many names are looked at one by one for what one of them may have been meant for.
const MOST_LOOKED_AT: usize = 500;

/// The name of fewer letters stands in too many others.
const SHORTEST_NAME: usize = 4;

struct Resolver<'a> {
    page: &'a Page,
    catalog: &'a Catalog,
    files: &'a SourceFiles,
    sources: &'a [Source],
    found: Vec<Diagnostic>,
    looked_at: Vec<(PageId, Arc<Page>)>,
    /// The headings of pages to which wikilinks lead: their ids by what their words would make one.
    headings: HashMap<PageId, HashMap<String, &'a str>>,
    /// The ids of pages of which one was named that is not there.
    anchors: HashMap<PageId, Candidates>,
}

impl<'a> Resolver<'a> {
    fn link(&mut self, url: &str, span: Span) -> LinkTarget {
        match address::link_kind(url) {
            kind @ (LinkKind::External | LinkKind::Unsafe) if address::url_fault(url).is_some() => {
                let fault = address::url_fault(url).unwrap_or_default();
                let message = format!("`{}` is not a valid address: {fault}", url.trim());
                self.found.push(
                    Diagnostic::at(&rule::BAD_URL, &self.page.file, span, message)
                        .help("copy the whole address from the browser"),
                );
                if kind == LinkKind::External { LinkTarget::Out(url.to_owned()) } else { LinkTarget::Nowhere }
            }
            LinkKind::External => LinkTarget::Out(url.to_owned()),
            LinkKind::Unsafe => {
                self.found.push(
                    Diagnostic::at(
                        &rule::UNSAFE_LINK,
                        &self.page.file,
                        span,
                        format!("`{url}` is not the address of a page"),
                    )
                    .help("write `https:`, `http:`, `mailto:` or `tel:`, or the path of a file of this site"),
                );
                LinkTarget::Nowhere
            }
            LinkKind::Fragment => {
                let anchor = url.trim().strip_prefix('#');
                self.own().map_or(LinkTarget::Nowhere, |id| self.anchored(id, "", anchor, span))
            }
            LinkKind::File => self.file(url, span),
        }
    }

    /// The page itself.
    fn own(&self) -> Option<PageId> {
        match self.catalog.at_path(self.page.path()) {
            PathTarget::Page(id) => Some(id),
            _ => None,
        }
    }

    fn file(&mut self, url: &str, span: Span) -> LinkTarget {
        let (path, tail) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        let (query, anchor) = match tail.split_once('#') {
            Some((query, anchor)) => (query, Some(anchor)),
            None => (tail, None),
        };
        let query = if query == "?" { "" } else { query };
        let path = percent_decode_str(path).decode_utf8_lossy();
        // Paths from the top are from content/; others may leave it for seeds/.
        let from_root = match path.strip_prefix('/') {
            Some(rest) => address::resolve("", &format!("/content/{rest}")),
            None if path.is_empty() => Some(self.page.file.to_string()),
            None => address::resolve(&self.page.file, &path),
        };
        let Some(target) = from_root else {
            self.broken(url, span, "it is outside the site", None);
            return LinkTarget::Nowhere;
        };
        if let Some(&source) = self.files.get(&*nfc(&target)) {
            return self.paragraph(source, &target, tail, span);
        }
        let Some(below) = target.strip_prefix("content/").or((target == "content").then_some("")) else {
            self.broken(url, span, "it is outside content/, and is not an article in seeds/", None);
            return LinkTarget::Nowhere;
        };
        match self.catalog.at_path(below) {
            PathTarget::Page(id) => return self.anchored(id, query, anchor, span),
            PathTarget::Asset(index) => return LinkTarget::Asset(index, tail.to_owned()),
            PathTarget::Draft => return self.draft(&format!("`{below}`"), span),
            PathTarget::Refused => return LinkTarget::Nowhere,
            PathTarget::Nothing => {}
        }
        if (path.ends_with('/') || below.is_empty())
            && let Some(id) = self.catalog.folder_page(below)
        {
            return self.anchored(id, query, anchor, span);
        }
        let markdown =
            below.strip_suffix(".html").map_or_else(|| format!("{below}.md"), |stem| format!("{stem}.md"));
        if matches!(self.catalog.at_path(&markdown), PathTarget::Page(_)) {
            self.broken(url, span, "link to the Markdown file", Some(format!("write `{}`", with_md(url))));
            self.fixed(fix::of_link(span, url, Some(with_md(url))));
        } else {
            let near = self.of_like_name(below).or_else(|| self.catalog.nearest_path(below));
            self.broken(
                url,
                span,
                "there is no such file",
                near.map(|near| format!("did you mean `/{near}`?")),
            );
            let variant = self.catalog.path_variant(below);
            self.fixed(
                variant.and_then(|near| fix::of_link(span, url, fix::link_to(&self.page.file, url, near))),
            );
        }
        LinkTarget::Nowhere
    }

    /// The only file whose name has the name of another in it, as `library-roof.md` has `roof.md`.
    fn of_like_name(&self, path: &str) -> Option<&'a str> {
        let stem = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
        };
        let sought = stem(path);
        // Each path is looked at: on a large site the nearest by letters must do.
        if sought.chars().count() < SHORTEST_NAME || self.catalog.paths().nth(MOST_LOOKED_AT).is_some() {
            return None;
        }
        let mut like = self.catalog.paths().filter(|known| stem(known).contains(&sought));
        like.next().filter(|_| like.next().is_none())
    }

    fn broken(&mut self, url: &str, span: Span, why: &str, help: Option<String>) {
        let diagnostic =
            Diagnostic::at(&rule::BROKEN_LINK, &self.page.file, span, format!("broken link `{url}`: {why}"));
        self.found.push(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic
                .help("write the path of a file from this page's folder or, with `/`, from content/"),
        });
    }

    /// Gives the last finding what may be put in the place of its words.
    fn fixed(&mut self, fix: Option<FindingFix>) {
        if let Some(last) = self.found.pop() {
            self.found.push(last.fixed_by(fix));
        }
    }

    fn draft(&mut self, what: &str, span: Span) -> LinkTarget {
        self.found.push(
            Diagnostic::at(&rule::LINK_TO_DRAFT, &self.page.file, span, format!("{what} is a draft"))
                .help("publish it, remove the link, or build with --drafts"),
        );
        LinkTarget::Nowhere
    }

    /// A source's page, at a paragraph if `tail` names one: `#p3`.
    fn paragraph(&mut self, id: SourceId, file: &str, tail: &str, span: Span) -> LinkTarget {
        if matches!(tail, "" | "#" | "?") {
            return LinkTarget::Source(id, None);
        }
        let count = self.sources[id as usize].text.as_ref().map_or(0, |text| text.paragraphs().len());
        let number = tail.strip_prefix("#p").and_then(|number| number.parse::<usize>().ok());
        if let Some(number) = number.filter(|number| (1..=count).contains(number)) {
            return LinkTarget::Source(id, Some(number));
        }
        let message = format!("the page of `{file}` has no id `{tail}`");
        self.found.push(
            Diagnostic::at(&rule::BROKEN_ANCHOR, &self.page.file, span, message)
                .help(format!("its ids are those of its paragraphs, `#p1` to `#p{count}`")),
        );
        LinkTarget::Source(id, None)
    }

    fn anchored(&mut self, id: PageId, query: &str, anchor: Option<&str>, span: Span) -> LinkTarget {
        let query = query.to_owned();
        let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else {
            return LinkTarget::Page(id, LinkSuffix { query, anchor: None });
        };
        let written = anchor;
        let anchor = percent_decode_str(anchor).decode_utf8_lossy();
        let anchor = nfc(&anchor);
        let target = &self.catalog.page(id).page;
        self.looked_at.push((id, Arc::clone(target)));
        if let Some(heading) = target.body.headings.iter().find(|heading| nfc(&heading.id) == anchor) {
            return LinkTarget::Page(id, LinkSuffix { query, anchor: Some(heading.id.clone()) });
        }
        let message = format!("`{}` has no heading with the id `{anchor}`", target.path());
        let known = target.body.headings.iter().map(|heading| heading.id.as_str());
        let diagnostic = Diagnostic::at(&rule::BROKEN_ANCHOR, &self.page.file, span, message);
        let names = self.anchors.entry(id).or_insert_with(|| Candidates::new(known.clone()));
        let diagnostic = diagnostic.fixed_by(fix::of_anchor(span, written, names.only_variant(&anchor)));
        self.found.push(match names.nearest(&anchor) {
            Some(near) => diagnostic.help(format!("did you mean `#{near}`?")),
            None => {
                let all: Vec<_> = known.take(12).map(|id| format!("#{id}")).collect();
                match all.is_empty() {
                    true => diagnostic.help("the page has no headings"),
                    false => diagnostic.help(format!("it has {}", all.join(", "))),
                }
            }
        });
        LinkTarget::Page(id, LinkSuffix { query, anchor: None })
    }

    fn wikilink(&mut self, target: &str, span: Span) -> LinkTarget {
        let (name, tail) = target.split_at(target.find('#').unwrap_or(target.len()));
        let name = name.trim();
        if name.is_empty() {
            return self.own().map_or(LinkTarget::Nowhere, |id| self.headed(id, tail, span));
        }
        match self.catalog.named(name) {
            NameTarget::One(id) => self.headed(id, tail, span),
            NameTarget::Many(ids) => {
                let paths = ids.iter().map(|&id| self.catalog.page(id).page.path());
                self.ambiguous(name, paths, span)
            }
            NameTarget::Draft => self.draft(&format!("“{name}”"), span),
            NameTarget::Refused => LinkTarget::Nowhere,
            NameTarget::None => match self.by_path(name, span) {
                Some(PathTarget::Page(id)) => self.headed(id, tail, span),
                Some(PathTarget::Asset(index)) => LinkTarget::Asset(index, tail.to_owned()),
                Some(PathTarget::Draft) => self.draft(&format!("“{name}”"), span),
                Some(PathTarget::Refused | PathTarget::Nothing) => LinkTarget::Nowhere,
                None => {
                    let message = format!("no page has the title or alias “{name}”");
                    let variant =
                        self.catalog.name_variant(name).map(|name| self.catalog.name_as_written(name));
                    let diagnostic = Diagnostic::at(&rule::DEAD_WIKILINK, &self.page.file, span, message)
                        .fixed_by(fix::of_wikilink(span, name, variant));
                    self.found.push(match self.catalog.nearest_name(name) {
                        Some(near) => {
                            let near = self.catalog.name_as_written(near);
                            diagnostic.help(format!("did you mean [[{near}]]?"))
                        }
                        None => diagnostic
                            .help("name a page by its title, an alias or its file, or write `\\[\\[` for plain brackets"),
                    });
                    LinkTarget::Nowhere
                }
            },
        }
    }

    /// What a wikilink names by its file: `library-roof`, `library/roof`, `roof.md`, `map.png`. The way may begin
    /// at the top of content/, in the page's folder, or anywhere if only one file ends so.
    fn by_path(&mut self, name: &str, span: Span) -> Option<PathTarget> {
        let below = name.trim_start_matches('/');
        let beside = address::resolve(self.page.path(), name);
        for path in [Some(below), beside.as_deref()].into_iter().flatten() {
            for path in [path, &format!("{path}.md"), &format!("{path}.markdown")] {
                match self.catalog.at_path(path) {
                    PathTarget::Nothing => {}
                    at => return Some(at),
                }
            }
            if let Some(id) = self.catalog.folder_page(path).filter(|_| !path.is_empty()) {
                return Some(PathTarget::Page(id));
            }
        }
        match *self.catalog.at_end_of_path(below) {
            [] => None,
            [one] => Some(one),
            ref many => {
                let paths = many.iter().map(|at| match at {
                    PathTarget::Page(id) => self.catalog.page(*id).page.path(),
                    PathTarget::Asset(index) => self.catalog.index.assets[*index].1.as_str(),
                    _ => "",
                });
                self.ambiguous(name, paths, span);
                Some(PathTarget::Nothing)
            }
        }
    }

    fn ambiguous<'p>(&mut self, name: &str, paths: impl Iterator<Item = &'p str>, span: Span) -> LinkTarget {
        let message = format!("several pages are called “{name}”");
        let mut diagnostic = Diagnostic::at(&rule::AMBIGUOUS_WIKILINK, &self.page.file, span, message);
        for path in paths.take(6) {
            diagnostic = diagnostic.note(path.to_owned());
        }
        self.found.push(diagnostic.help("write a link to the file, `[words](/path.md)`"));
        LinkTarget::Nowhere
    }

    /// A page at the heading that a wikilink names by its words: `#Heading`, or `#Heading#Heading below it`.
    fn headed(&mut self, id: PageId, tail: &str, span: Span) -> LinkTarget {
        let Some(words) = tail.rsplit('#').next().map(str::trim).filter(|words| !words.is_empty()) else {
            return LinkTarget::Page(id, LinkSuffix::default());
        };
        if words.starts_with('^') {
            let message = format!("`{words}` names a block of text, but only headings have an address");
            self.found.push(
                Diagnostic::at(&rule::BROKEN_ANCHOR, &self.page.file, span, message)
                    .help("link to the heading above the block: `[[Page#Heading]]`"),
            );
            return LinkTarget::Page(id, LinkSuffix::default());
        }
        let sought = address::heading_id(words);
        let catalog: &'a Catalog = self.catalog;
        let target = &catalog.page(id).page;
        let headings = self.headings.entry(id).or_insert_with(|| {
            let ids =
                target.body.headings.iter().map(|heading| (address::heading_id(&heading.text), &*heading.id));
            // Of several with the same words the first is meant.
            ids.rev().collect()
        });
        if let Some(anchor) = headings.get(&sought).filter(|_| !sought.is_empty()) {
            self.looked_at.push((id, Arc::clone(target)));
            return LinkTarget::Page(
                id,
                LinkSuffix { query: String::new(), anchor: Some((*anchor).to_owned()) },
            );
        }
        self.anchored(id, "", Some(if sought.is_empty() { words } else { &sought }), span)
    }

    fn topics(&mut self, names: &[SpannedText]) -> Vec<PageId> {
        let mut topics = Vec::with_capacity(names.len());
        for name in names {
            match self.catalog.topic(&name.text) {
                Some(id) if !topics.contains(&id) => topics.push(id),
                Some(_) => {}
                None if self.catalog.is_refused_topic(&name.text) => {}
                None => {
                    let message = format!("there is no topic `{}`", name.text);
                    self.found.push(
                        Diagnostic::at(&rule::UNKNOWN_TOPIC, &self.page.file, name.span, message)
                            .meant(self.catalog.nearest_topic(&name.text))
                            .fixed_by(fix::of_name(
                                name.span,
                                &name.text,
                                self.catalog.topic_variant(&name.text),
                            )),
                    );
                }
            }
        }
        topics
    }
}

fn with_md(url: &str) -> String {
    let (path, anchor) = match url.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (url, String::new()),
    };
    format!("{}.md{anchor}", path.strip_suffix(".html").unwrap_or(path))
}
