//! Names and addresses: every page, source and file of the site has one address, and no two the same.
//!
//! Pages that no one has written but every site has (lists of a folder's pages, the timeline, the
//! list of sources, the page for an address that is none) are added here as pages without text, so
//! that the rest of the pipeline need not know of them.
//!
//! Of a page only its path, its front matter and its title matter here ([`PageMeta`]). While they stay as
//! they are, a page's text may change and every address stays: [`Catalog::remember`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::base::address::{self, BadAddress, OutPath};
use crate::base::address_table::AddressTable;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::letters::{caseless, name_key, nfc};
use crate::base::memo::PointerEq;
use crate::base::rule;
use crate::base::suggest::Candidates;
use crate::base::text::{Place, Span};
use crate::page::front_matter::FrontMatter;
use crate::page::markdown::Body;
use crate::page::{Page, PageKind};
use crate::search::files as search;
use crate::source::Source;

/// A page's number in [`Catalog::pages`].
pub type PageId = u32;
/// A source's number in the list of sources.
pub type SourceId = u32;

/// All pages and files of the site with their addresses.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The pages that are published, by their path; pages made by the build are among them.
    pub pages: Vec<CatalogPage>,
    /// Everything else. It is the same as long as no name and no address changes.
    pub index: Arc<LinkIndex>,
    near: Suggestions,
}

/// What is asked when something leads nowhere, made at the first question.
#[derive(Clone, Debug, Default)]
struct Suggestions {
    paths: Arc<OnceLock<Candidates>>,
    names: Arc<OnceLock<Candidates>>,
    topics: Arc<OnceLock<Candidates>>,
    /// Titles and aliases as their pages have them, by what they are looked up as.
    written: Arc<OnceLock<HashMap<String, String>>>,
}

/// What the names and addresses lead to.
#[derive(Clone, Debug, Default)]
pub struct LinkIndex {
    /// Files beside the pages that are published as they are: their path in the site, and their
    /// address.
    pub assets: Vec<(Arc<str>, OutPath)>,
    /// Old addresses and the pages that they lead to.
    pub redirects: Vec<(OutPath, PageId)>,
    /// All paths are in the form NFC.
    by_path: HashMap<String, PageId>,
    assets_by_path: HashMap<String, usize>,
    /// What is known and leads nowhere.
    drafts: Unpublished,
    refused: Unpublished,
    /// Titles and aliases, without their case.
    names: HashMap<String, Vec<PageId>>,
    topics: HashMap<String, PageId>,
    /// Pages and assets by the ends of their paths, without their case and a page's ending: `roof`, `library/roof`,
    /// and `library/` for its `index`.
    by_end_of_path: HashMap<String, Vec<PathTarget>>,
}

/// Files that are known and are not published.
#[derive(Clone, Debug, Default)]
struct Unpublished {
    paths: BTreeSet<String>,
    /// Their titles and aliases, without their case.
    names: BTreeSet<String>,
    /// What topics among them go by.
    topics: BTreeSet<String>,
}

impl Unpublished {
    fn add(&mut self, page: &Page) {
        self.paths.insert(nfc(page.path()).into_owned());
        self.names.extend(names_of(page).map(name_key));
        if page.kind == PageKind::Topic {
            self.topics.extend(topic_names(page).map(name_key));
        }
    }
}

/// A page and its address.
#[derive(Clone, Debug)]
pub struct CatalogPage {
    /// The page.
    pub page: Arc<Page>,
    /// Where it is published.
    pub out: OutPath,
    /// Whether the build has made it, because no one has written it.
    pub generated: bool,
}

/// A page's title and aliases.
fn names_of(page: &Page) -> impl Iterator<Item = &str> {
    std::iter::once(page.title()).chain(page.front.names.iter().map(|name| name.text.as_str()))
}

/// What a topic goes by, besides its aliases: its path below `topics/`, its file's name, and its title.
fn topic_names(page: &Page) -> impl Iterator<Item = &str> {
    let path = page.path().strip_prefix("topics/").unwrap_or(page.path());
    let stem = address::page_stem(path);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    [stem, stem.rsplit('/').next().unwrap_or(stem), page.title()].into_iter()
}

/// What a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameTarget<'c> {
    /// One page.
    One(PageId),
    /// Several pages.
    Many(&'c [PageId]),
    /// A page that is not published.
    Draft,
    /// A page that has no address, which was reported.
    Refused,
    /// No page.
    None,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathTarget {
    /// A page.
    Page(PageId),
    /// A file: its number in [`LinkIndex::assets`].
    Asset(usize),
    /// A page that is not published.
    Draft,
    /// A file that has no address, which was reported.
    Refused,
    /// Nothing.
    Nothing,
}

/// How many parts of a path are known as its end.
const LONGEST_END: usize = 8;

/// What the catalog knows of a page that someone has written.
struct PageMeta(Arc<Page>);

impl PartialEq for PageMeta {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        Arc::ptr_eq(a, b) || (a.file == b.file && a.body.title == b.body.title && a.front == b.front)
    }
}

/// The last catalog, and what it was made of.
#[derive(Default)]
pub struct CatalogMemo {
    last: Option<(Input, Checked<Catalog>)>,
}

/// Which pages a site has of those that it need not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionalPages {
    /// The drafts.
    pub drafts: bool,
    /// The search, though no one has written a page for it.
    pub search: bool,
    /// The page on coverage, which no one writes: its address is taken.
    pub coverage: bool,
}

#[derive(PartialEq)]
struct Input {
    cards: Vec<PageMeta>,
    assets: Vec<Arc<str>>,
    sources: PointerEq<Vec<Source>>,
    reserved: Vec<OutPath>,
    wanted: OptionalPages,
}

impl Catalog {
    /// As [`Catalog::new`]. If only texts of pages have changed, it is the last catalog with the new pages.
    pub fn remember(
        memory: &mut CatalogMemo,
        pages: Vec<Arc<Page>>,
        assets: &[Arc<str>],
        sources: &Arc<Vec<Source>>,
        reserved: &[OutPath],
        wanted: OptionalPages,
    ) -> Checked<Self> {
        let input = Input {
            cards: pages.into_iter().map(PageMeta).collect(),
            assets: assets.to_vec(),
            sources: PointerEq::of(sources),
            reserved: reserved.to_vec(),
            wanted,
        };
        let catalog = match memory.last.take() {
            Some((last, mut catalog)) if last == input => {
                for (old, new) in last.cards.iter().zip(&input.cards) {
                    if !Arc::ptr_eq(&old.0, &new.0)
                        && let Some(&id) = catalog.value.index.by_path.get(&*nfc(new.0.path()))
                        && let Some(entry) = catalog.value.pages.get_mut(id as usize)
                        // A draft is not in the catalog, and a page of the build's may stand there.
                        && !entry.generated
                    {
                        entry.page = Arc::clone(&new.0);
                    }
                }
                catalog
            }
            _ => {
                let pages = input.cards.iter().map(|card| Arc::clone(&card.0)).collect();
                Self::new(pages, assets, sources, reserved, wanted)
            }
        };
        memory.last = Some((input, catalog.clone()));
        catalog
    }

    /// Gives everything its address. `assets` are the files below `content/` that are no pages, and
    /// `reserved` addresses that the theme's own files take, and
    /// the folder of the search's index.
    pub fn new(
        pages: Vec<Arc<Page>>,
        assets: &[Arc<str>],
        sources: &[Source],
        reserved: &[OutPath],
        wanted: OptionalPages,
    ) -> Checked<Self> {
        let (mut entries, mut index) = (Vec::new(), LinkIndex::default());
        let mut found = Vec::new();
        let (hidden, mut live): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|page| page.front.draft && !wanted.drafts);
        hidden.iter().for_each(|page| index.drafts.add(page));
        let written = live.len();
        live.extend(missing_pages(&live, !sources.is_empty(), wanted.search).into_iter().map(Arc::new));
        let mut live: Vec<_> = live.into_iter().enumerate().map(|(i, page)| (page, i >= written)).collect();
        live.sort_by(|a, b| a.0.path().cmp(b.0.path()));

        let mut taken = AddressTable::default();
        for out in reserved {
            let owner = if out.as_str() == search_folder() { Owner::Search } else { Owner::Theme };
            taken.take(out, owner);
        }
        if wanted.coverage {
            taken.take(&address::coverage_output(), Owner::Coverage);
        }
        for (page, generated) in live {
            let slug = page.front.slug.as_ref();
            let out = match address::page_output(page.path(), slug.map(|s| s.text.as_str())) {
                Ok(out) => out,
                Err(error) => {
                    found.push(bad_address(&page.file, slug.map(|s| s.span), &error));
                    index.refused.add(&page);
                    continue;
                }
            };
            let place = Place { file: Arc::clone(&page.file), span: slug.map(|s| s.span) };
            if let Some(first) = taken.take(&out, Owner::Place(place.clone())) {
                if !generated {
                    found.push(collision(place, &out, &first));
                    index.refused.add(&page);
                } else if page.kind != PageKind::Folder || first.0 != out {
                    // A list of a folder gives way to a page that stands in its place, and nothing else does.
                    found.push(displaced(&page, &out, &first));
                }
                continue;
            }
            index.add(&page, entries.len(), generated);
            entries.push(CatalogPage { page, out, generated });
        }
        for path in assets {
            let below = path.strip_prefix("content/").unwrap_or(path);
            match OutPath::new(below) {
                Err(error) => {
                    found.push(bad_address(path, None, &error));
                    index.refused.paths.insert(nfc(below).into_owned());
                }
                Ok(out) => match taken.take(&out, Owner::Place(Place::file(path))) {
                    Some(first) => {
                        found.push(collision(Place::file(path), &out, &first));
                        index.refused.paths.insert(nfc(below).into_owned());
                    }
                    None => index.add_asset(path, below, out),
                },
            }
        }
        for source in sources {
            // One whose key can be no address was reported when it was read.
            let Some(out) = &source.out else { continue };
            if let Some(first) = taken.take(out, Owner::Place(source.place.clone())) {
                found.push(collision(source.place.clone(), out, &first));
            }
        }
        index.add_redirects(&entries, &mut taken, &mut found);
        Checked {
            value: Self { pages: entries, index: Arc::new(index), near: Suggestions::default() },
            diagnostics: found,
        }
    }

    /// The page.
    pub fn page(&self, id: PageId) -> &CatalogPage {
        &self.pages[id as usize]
    }

    /// All pages with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &CatalogPage)> {
        (0..).zip(&self.pages)
    }

    /// What stands at a path below `content/`.
    pub fn at_path(&self, path: &str) -> PathTarget {
        let path = &*nfc(path);
        if let Some(&id) = self.index.by_path.get(path) {
            PathTarget::Page(id)
        } else if let Some(&index) = self.index.assets_by_path.get(path) {
            PathTarget::Asset(index)
        } else if self.index.drafts.paths.contains(path) {
            PathTarget::Draft
        } else if self.index.refused.paths.contains(path) {
            PathTarget::Refused
        } else {
            PathTarget::Nothing
        }
    }

    /// All paths that a link can lead to, for "did you mean".
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages
            .iter()
            .map(|entry| entry.page.path())
            .chain(self.index.assets_by_path.keys().map(String::as_str))
    }

    /// The path that a link may have been meant to lead to.
    pub fn nearest_path(&self, written: &str) -> Option<&str> {
        self.near.paths.get_or_init(|| Candidates::new(self.paths())).nearest(written)
    }

    /// The title or alias that a wikilink may have been meant for, without its case.
    pub fn nearest_name(&self, written: &str) -> Option<&str> {
        self.near.names.get_or_init(|| Candidates::new(self.names())).nearest(written)
    }

    /// The topic that a name may have been meant for, without its case.
    pub fn nearest_topic(&self, written: &str) -> Option<&str> {
        self.near.topics.get_or_init(|| Candidates::new(self.topic_names())).nearest(written)
    }

    /// As [`nearest_path`](Self::nearest_path), if it differs in case and typography alone and no other does.
    pub fn path_variant(&self, written: &str) -> Option<&str> {
        self.near.paths.get_or_init(|| Candidates::new(self.paths())).only_variant(written)
    }

    /// As [`nearest_name`](Self::nearest_name), if it differs in typography alone and no other does.
    pub fn name_variant(&self, written: &str) -> Option<&str> {
        self.near.names.get_or_init(|| Candidates::new(self.names())).only_variant(written)
    }

    /// As [`nearest_topic`](Self::nearest_topic), if it differs in typography alone and no other does.
    pub fn topic_variant(&self, written: &str) -> Option<&str> {
        self.near.topics.get_or_init(|| Candidates::new(self.topic_names())).only_variant(written)
    }

    /// What stands below `content/` under a name that ends a path: `roof.md`, `roof` or `library/roof`. Case does
    /// not count.
    pub fn at_end_of_path(&self, name: &str) -> &[PathTarget] {
        let end = caseless(address::page_stem(name.trim_start_matches('/')));
        self.index.by_end_of_path.get(&end).map(Vec::as_slice).unwrap_or_default()
    }

    /// The page with a title or alias. Case does not count.
    pub fn named(&self, name: &str) -> NameTarget<'_> {
        let key = name_key(name);
        match self.index.names.get(&key).map(Vec::as_slice) {
            Some([one]) => NameTarget::One(*one),
            Some(many @ [_, _, ..]) => NameTarget::Many(many),
            None | Some([]) if self.index.drafts.names.contains(&key) => NameTarget::Draft,
            None | Some([]) if self.index.refused.names.contains(&key) => NameTarget::Refused,
            None | Some([]) => NameTarget::None,
        }
    }

    /// All titles and aliases, without their case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.index.names.keys().map(String::as_str)
    }

    /// A name in the letters in which its page has it.
    pub fn name_as_written<'n>(&'n self, name: &'n str) -> &'n str {
        let written = self.near.written.get_or_init(|| {
            let mut written = HashMap::new();
            for own in self.pages.iter().flat_map(|entry| names_of(&entry.page)) {
                written.entry(name_key(own)).or_insert_with(|| own.to_owned());
            }
            written
        });
        match self.named(name) {
            NameTarget::One(_) | NameTarget::Many(_) => {
                written.get(&name_key(name)).map_or(name, String::as_str)
            }
            _ => name,
        }
    }

    /// The topic of that file name, path below `topics/`, or title.
    pub fn topic(&self, name: &str) -> Option<PageId> {
        self.index.topics.get(&name_key(name)).copied()
    }

    /// Whether a topic that has no address, which was reported, goes by that name.
    pub fn is_refused_topic(&self, name: &str) -> bool {
        self.index.refused.topics.contains(&name_key(name))
    }

    /// All names of topics, without their case.
    pub fn topic_names(&self) -> impl Iterator<Item = &str> {
        self.index.topics.keys().map(String::as_str)
    }

    /// The page of a folder below `content/`, as `topics/`: its `index.md`, or the page beside it of the
    /// same name.
    pub fn folder_page(&self, folder: &str) -> Option<PageId> {
        let name = &*nfc(folder.trim_end_matches('/'));
        let index = if name.is_empty() { "index.md".to_owned() } else { format!("{name}/index.md") };
        self.index.by_path.get(&index).or_else(|| self.index.by_path.get(&format!("{name}.md"))).copied()
    }
}

impl LinkIndex {
    fn add(&mut self, page: &Page, id: usize, generated: bool) {
        let id = PageId::try_from(id).expect("fewer than four billion pages");
        self.by_path.insert(nfc(page.path()).into_owned(), id);
        if !generated {
            let mut own: Vec<String> = names_of(page).map(name_key).collect();
            own.sort();
            own.dedup();
            for name in own {
                self.names.entry(name).or_default().push(id);
            }
            self.add_ends(page.path(), PathTarget::Page(id));
        }
        if page.kind == PageKind::Topic {
            for name in topic_names(page) {
                self.topics.entry(name_key(name)).or_insert(id);
            }
        }
    }

    fn add_asset(&mut self, path: &Arc<str>, below: &str, out: OutPath) {
        let index = self.assets.len();
        self.assets_by_path.insert(nfc(below).into_owned(), index);
        self.add_ends(below, PathTarget::Asset(index));
        self.assets.push((Arc::clone(path), out));
    }

    fn add_ends(&mut self, path: &str, at: PathTarget) {
        let mut path = caseless(address::page_stem(path));
        if path.ends_with("/index") && matches!(at, PathTarget::Page(_)) {
            // `library/` is the page of that folder.
            path.truncate(path.len() - "index".len());
            self.add_end(&path, at);
            path.push_str("index");
        }
        self.add_end(&path, at);
    }

    fn add_end(&mut self, path: &str, at: PathTarget) {
        let slashes =
            path.trim_end_matches('/').rmatch_indices('/').map(|(slash, _)| slash + 1).take(LONGEST_END - 1);
        let starts: Vec<usize> =
            slashes.chain((path.matches('/').count() < LONGEST_END).then_some(0)).collect();
        for start in starts {
            self.by_end_of_path.entry(path[start..].to_owned()).or_default().push(at);
        }
    }

    fn add_redirects(
        &mut self,
        pages: &[CatalogPage],
        taken: &mut AddressTable<Owner>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut redirects = Vec::new();
        for (id, entry) in (0..).zip(pages) {
            for alias in &entry.page.front.old_addresses {
                let place = Place::at(&entry.page.file, alias.span);
                match address::alias_output(&alias.text) {
                    Err(error) => found.push(bad_address(&entry.page.file, Some(alias.span), &error)),
                    Ok(out) => match taken.take(&out, Owner::Place(place.clone())) {
                        Some(first) => found.push(collision(place, &out, &first)),
                        None => redirects.push((out, id)),
                    },
                }
            }
        }
        self.redirects = redirects;
    }
}

/// The pages that a site has even if no one has written them.
fn missing_pages(pages: &[Arc<Page>], sources: bool, search: bool) -> Vec<Page> {
    let there: BTreeSet<String> =
        pages.iter().map(|page| nfc(address::page_stem(page.path())).into_owned() + ".md").collect();
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    let mut want = |path: &str, title: String| {
        if !there.contains(path) {
            wanted.insert(path.to_owned(), title);
        }
    };
    want("index.md", String::new());
    want("404.md", "Page not found".to_owned());
    if search {
        want("search.md", "Search".to_owned());
    }
    if sources {
        want("sources/index.md", "Sources".to_owned());
    }
    if pages.iter().any(|page| page.kind == PageKind::Event) {
        want("timeline.md", "Timeline".to_owned());
    }
    for page in pages {
        let path = nfc(page.path());
        let mut folder = &*path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if !there.contains(format!("{parent}.md").as_str()) {
                want(&format!("{parent}/index.md"), folder_title(parent));
            }
            folder = parent;
        }
    }
    wanted
        .into_iter()
        .map(|(path, title)| Page {
            file: format!("content/{path}").into(),
            kind: PageKind::of(&path),
            front: FrontMatter { title: (!title.is_empty()).then_some(title), ..FrontMatter::default() },
            body: Body::default(),
        })
        .collect()
}

fn folder_title(folder: &str) -> String {
    match folder {
        "entities" => return "People, places and things".to_owned(),
        "events" => return "Events".to_owned(),
        "topics" => return "Topics".to_owned(),
        _ => {}
    }
    let name = folder.rsplit('/').next().unwrap_or(folder).replace(['-', '_'], " ");
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Taken as a file is, so that nothing can stand below it.
pub fn search_folder() -> &'static str {
    search::FOLDER.trim_end_matches('/')
}

#[derive(Clone, Debug)]
enum Owner {
    Place(Place),
    Theme,
    Coverage,
    Search,
}

fn collision(place: Place, out: &OutPath, (first, owner): &(OutPath, Owner)) -> Diagnostic {
    let message = match (first == out, owner) {
        (true, _) => format!("`{out}` is already taken"),
        (false, Owner::Search) => format!("`{out}` is where the search index goes"),
        (false, _) => format!("`{out}` and `{first}` cannot both exist on every disk"),
    };
    let file = Arc::clone(&place.file);
    let diagnostic = Diagnostic::new(&rule::ADDRESS_TAKEN, place, message).help(match is_page(&file) {
        true => "rename one of the two, or give one a different `slug`",
        false => "rename one of the two, or move it to another folder",
    });
    match owner {
        Owner::Place(first) => {
            let spelled = nfc(&first.file) == nfc(&file) && first.file != file;
            let diagnostic = diagnostic.related(first.clone(), "taken here");
            match spelled {
                true => diagnostic.note(
                    "readers and many disks see one and the same name: one of the two writes letters and their accents separately",
                ),
                false => diagnostic,
            }
        }
        Owner::Theme => diagnostic.note("the theme has a file there"),
        Owner::Search => diagnostic,
        Owner::Coverage => diagnostic.note("the report that `page` under `[coverage]` asks for is there"),
    }
}

fn is_page(file: &str) -> bool {
    address::page_stem(file) != file
}

/// The finding for a file that stands where the build puts a page that every site has.
fn displaced(page: &Page, out: &OutPath, (first, owner): &(OutPath, Owner)) -> Diagnostic {
    let what = match page.kind {
        PageKind::Home => "the front page",
        PageKind::NotFound => "the page for unknown addresses",
        PageKind::Search => "the search",
        PageKind::Sources => "the list of sources",
        PageKind::Timeline => "the timeline",
        _ => "the list of the folder's contents",
    };
    let place = match owner {
        Owner::Place(place) => place.clone(),
        _ => Place::file(&page.file),
    };
    let message = match first == out {
        true => format!("`{out}` is already taken"),
        false => format!("`{first}` and `{out}` cannot both exist on every disk"),
    };
    let help = format!("rename this; to put text above {what}, write it in `{}`", page.file);
    Diagnostic::new(&rule::ADDRESS_TAKEN, place, message).note(format!("{what} is there")).help(help)
}

fn bad_address(file: &Arc<str>, span: Option<Span>, error: &BadAddress) -> Diagnostic {
    Diagnostic::new(&rule::BAD_ADDRESS, Place { file: Arc::clone(file), span }, error.to_string())
        .help("rename it, with letters, digits, `-` and `_`")
}

#[cfg(test)]
mod tests;
