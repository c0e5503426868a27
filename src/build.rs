//! The pipeline: inputs → site, in one function.
//!
//! `build`, `check` and every test call [`build`]; they differ only in what they do with the value. The
//! watch calls [`rebuild`], which is the same with a [`BuildMemo`] of the build before: each step is taken
//! again only if its input is another.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::address::{self, OutPath};
use crate::base::current_file;
use crate::base::date::Date;
use crate::base::diagnostic::{self, Checked, Diagnostic};
use crate::base::fix;
use crate::base::memo::{Memo, Memos, PointerEq};
use crate::base::rule::{self, Severity};
use crate::base::text::{File, Inputs, Large, Place};
use crate::config::{self, Config};
use crate::desk;
use crate::graph::catalog::{self, LinkIndex, PageId, SourceId};
use crate::graph::coverage::{self, CoverageInputs, Survey};
use crate::graph::pins::{self, LockComparison};
use crate::graph::references::CitationStyle;
use crate::graph::{self, Graph, GraphInputs};
use crate::output::Content;
use crate::page::suppression::{self, AppliedSuppression};
use crate::page::{self, Page, PageKind, leftover};
use crate::search::files::{self as search, SearchIndex};
use crate::source::pin::{self, Lock};
use crate::source::rights::Limits;
use crate::source::{self, Source};
use crate::theme::compose::Composer;
use crate::theme::compose::search::SiteCorpus;
use crate::theme::render::{SharedSite, Theme};
use crate::theme::rooted::rooted;
use crate::theme::settings;
use crate::theme::view;

/// What a run of the program asks for besides what the site's files say.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Publish drafts too.
    pub drafts: bool,
    /// Instead of the site's own `base_url`.
    pub base_url: Option<String>,
    /// Instead of the site's own `theme`.
    pub theme: Option<String>,
    /// The day that it is, for what is asked of the age of evidence. Nothing else knows.
    pub today: Option<Date>,
    /// Fail unless `expound.lock` is there and agrees with the texts, whatever `[checks]` says.
    pub locked: bool,
}

/// What a build comes to.
pub struct Build {
    /// The site.
    pub site: Site,
    /// What an author should know: sorted, at the severity that the site gives it.
    pub diagnostics: Vec<Diagnostic>,
    /// What authors have silenced at a place, with their reasons, in the order of the places.
    pub suppressions: Vec<AppliedSuppression>,
}

/// What the last build came to, step by step. A build that knows it comes to the same as one that does
/// not, only sooner.
#[derive(Default)]
pub struct BuildMemo {
    pages: Memos<Arc<str>, PageInputKey, Parsed>,
    sources: Memo<Vec<FileKey>, Checked<Arc<Vec<Source>>>>,
    theme: Memo<ThemeKey, Checked<Arc<Theme>>>,
    style: Memo<StyleKey, LoadedStyle>,
    graph: graph::GraphMemo,
    desk: desk::DeskMemo,
    coverage: coverage::CoverageMemo,
    files: Memo<FilesKey, Checked<SiteFiles>>,
    pins: Memo<PinsKey, Checked<Option<LockComparison>>>,
}

type Parsed = Arc<Checked<Arc<Page>>>;
/// A file as a step's input: its path, and which bytes it has.
type FileKey = (Arc<str>, PointerEq<[u8]>);
/// A page's bytes, and how Markdown is read.
type PageInputKey = (PointerEq<[u8]>, config::Markdown);
/// The theme's name, where it is named, and the files of all themes.
type ThemeKey = (String, Place, Vec<FileKey>);
/// The style's name, the language, where the style is named, and its file.
type StyleKey = (String, String, Place, Option<PointerEq<[u8]>>);
type LoadedStyle = Result<Arc<CitationStyle>, Box<Diagnostic>>;
/// The lock's bytes, if there is one, and the texts.
type PinsKey = (Option<PointerEq<[u8]>>, PointerEq<Vec<Source>>);
/// The last is whether there is a page on coverage.
type FilesKey = (PointerEq<LinkIndex>, PointerEq<Vec<Source>>, PointerEq<Theme>, search::Plan, bool);

/// Makes a site of its files.
pub fn build(inputs: &Inputs, options: &BuildOptions) -> Build {
    rebuild(inputs, options, &mut BuildMemo::default())
}

/// Makes a site of its files, and of the last site what is the same.
pub fn rebuild(inputs: &Inputs, options: &BuildOptions, memory: &mut BuildMemo) -> Build {
    let mut found = inputs.unreadable.clone();
    let mut config = Config::read(inputs).collect_into(&mut found);
    if let Some(url) = &options.base_url {
        config.base_url = Some(url.clone());
    }
    if let Some(theme) = &options.theme {
        config.theme.clone_from(theme);
        config.theme_place.span = None;
    }
    let BuildMemo { pages, sources, theme, style, graph, desk, coverage, files, pins } = memory;
    let ((theme, style), (sources, pages)) = rayon::join(
        || (load_theme(inputs, &config, theme), load_style(inputs, &config, style)),
        || (gather(inputs, sources), read_pages(inputs, &config, options.drafts, pages)),
    );
    let theme = take(&theme, &mut found);
    found.extend(settings::check(theme.settings(), &config));
    let style = match &*style {
        Ok(style) => Arc::clone(style),
        Err(finding) => {
            found.push((**finding).clone());
            let plain = CitationStyle::load("plain", &config.language, None);
            Arc::new(plain.expect("the plain style is always there"))
        }
    };
    let sources = take(&sources, &mut found);
    let (pages, assets) = pages.collect_into(&mut found);
    let mut reserved: Vec<OutPath> = theme.assets().iter().map(|(out, _)| out.clone()).collect();
    if config.search && theme.has_index() {
        reserved.extend(OutPath::new(catalog::search_folder()));
    }
    let parts = GraphInputs { pages, assets, sources, reserved, style };
    let graph = Graph::join(parts, &config, options.drafts, graph).collect_into(&mut found);
    found.extend(desk::read(&graph, inputs, &config, desk));
    check_pins(inputs, options, &graph, &config.rights, pins, &mut found);
    let survey = coverage::is_asked_for(&config)
        .then(|| coverage::survey(&graph, CoverageInputs::new(&config, options.today), coverage));
    found.extend(survey.iter().flat_map(|survey| coverage::findings::findings(survey, &graph, &config)));
    let composer = Composer::new(&graph, &config, &theme);
    let corpus = SiteCorpus::new(&composer);
    let plan = if corpus.is_indexed() { search::Plan::new(&corpus) } else { search::Plan::default() };
    let covered = config.coverage.page;
    let key = (
        PointerEq::of(&graph.catalog.index),
        PointerEq::of(&graph.sources),
        PointerEq::of(&theme),
        plan,
        covered,
    );
    let files = files.get(key, |(.., plan, _)| SiteFiles::of(&graph, &theme, plan, &corpus, covered));
    found.extend(files.diagnostics.iter().cloned());
    let survey = survey.filter(|_| config.coverage.page);
    let site = Site::new(graph, config, theme, files, survey, inputs, &mut found);

    let pages = site.graph.catalog.pages.iter().map(|entry| &*entry.page);
    let suppressions = suppression::settle(pages, |rule| site.config.severity(rule), &mut found);
    for finding in &mut found {
        finding.severity = match options.locked && pin::is_about_lock(finding.rule) {
            true => Severity::Error,
            false => site.config.severity(finding.rule),
        };
    }
    found.retain(|finding| finding.severity != Severity::Allow);
    fix::settle(&mut found, inputs);
    diagnostic::sort(&mut found);
    Build { site, diagnostics: found, suppressions }
}

/// The value of a step, with its findings added to `found`.
fn take<T>(step: &Checked<Arc<T>>, found: &mut Vec<Diagnostic>) -> Arc<T> {
    found.extend(step.diagnostics.iter().cloned());
    Arc::clone(&step.value)
}

/// The files of a folder, as a step's input.
fn keys(inputs: &Inputs, folder: &str) -> Vec<FileKey> {
    inputs.under(folder).map(|file| (Arc::clone(&file.path), PointerEq::of(&file.bytes))).collect()
}

fn load_theme(
    inputs: &Inputs,
    config: &Config,
    memory: &mut Memo<ThemeKey, Checked<Arc<Theme>>>,
) -> Arc<Checked<Arc<Theme>>> {
    let key = (config.theme.clone(), config.theme_place.clone(), keys(inputs, "themes/"));
    memory.get(key, |_| Theme::load(&config.theme, &config.theme_place, inputs).shared())
}

fn gather(
    inputs: &Inputs,
    memory: &mut Memo<Vec<FileKey>, Checked<Arc<Vec<Source>>>>,
) -> Arc<Checked<Arc<Vec<Source>>>> {
    memory.get(keys(inputs, "seeds/"), |_| source::gather(inputs).shared())
}

/// The pages and, by their paths, the other files below `content/`.
type Pages = (Vec<Arc<Page>>, Vec<Arc<str>>);

fn read_pages(
    inputs: &Inputs,
    config: &Config,
    drafts: bool,
    memory: &mut Memos<Arc<str>, PageInputKey, Parsed>,
) -> Checked<Pages> {
    let (held, mut found) = leftover::find(inputs, drafts);
    let files: Vec<_> = inputs.under("content/").filter(|file| !held.contains(&file.path)).collect();
    let (pages, assets): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| page::is_page(file));
    let items =
        pages.iter().map(|file| (Arc::clone(&file.path), (PointerEq::of(&file.bytes), config.markdown)));
    let parsed = memory.each(
        items.collect(),
        |_| true,
        |path, (bytes, markdown), _| {
            let file = File { path: Arc::clone(path), bytes: Arc::clone(&bytes.0) };
            current_file::with(path, || Arc::new(page::parse(&file, *markdown).shared()))
        },
    );
    for page in &parsed {
        // A draft is work in hand: what is not yet right in its text is nobody's business.
        let is_told =
            |finding: &&Diagnostic| !page.value.front.draft || drafts || finding.rule == &rule::DRAFT_BY_NAME;
        found.extend(page.diagnostics.iter().filter(is_told).cloned());
    }
    let pages = parsed.iter().map(|page| Arc::clone(&page.value)).collect();
    let assets = assets.into_iter().map(|file| Arc::clone(&file.path)).collect();
    Checked { value: (pages, assets), diagnostics: found }
}

/// Holds the texts against the site's lock, if it has one.
fn check_pins(
    inputs: &Inputs,
    options: &BuildOptions,
    graph: &Graph,
    limits: &Limits,
    memory: &mut Memo<PinsKey, Checked<Option<LockComparison>>>,
    found: &mut Vec<Diagnostic>,
) {
    let lock = inputs.files.get(pin::FILE).map(|file| PointerEq::of(&file.bytes));
    if lock.is_none() {
        found.extend(options.locked.then(pins::no_lock));
        return;
    }
    let compared = memory.get((lock, PointerEq::of(&graph.sources)), |(_, sources)| {
        let Checked { value, diagnostics } = Lock::read(inputs);
        Checked { value: value.map(|lock| pins::compare(&lock, &sources.0)), diagnostics }
    });
    found.extend(compared.diagnostics.iter().cloned());
    if let Some(compared) = &compared.value {
        found.extend(pins::check(compared, graph, limits));
    }
}

fn load_style(
    inputs: &Inputs,
    config: &Config,
    memory: &mut Memo<StyleKey, LoadedStyle>,
) -> Arc<LoadedStyle> {
    let file = inputs.files.get(config.style.as_str()).filter(|_| config.style.ends_with(".csl"));
    let key = (
        config.style.clone(),
        config.language.clone(),
        config.style_place.clone(),
        file.map(|file| PointerEq::of(&file.bytes)),
    );
    memory.get(key, |_| read_style(inputs, config).map(Arc::new))
}

fn read_style(inputs: &Inputs, config: &Config) -> Result<CitationStyle, Box<Diagnostic>> {
    let at = &config.style_place;
    if cfg!(not(feature = "csl")) {
        // A program without the processor builds the same sites, with plain references.
        return CitationStyle::load(CitationStyle::DEFAULT, &config.language, None)
            .map_err(|error| Box::new(graph::style_finding(&error, config, at)));
    }
    let own = match config.style.ends_with(".csl") {
        false => None,
        true => match inputs.files.get(config.style.as_str()).map(|file| file.text()) {
            Some(Ok(text)) => Some(text),
            _ => {
                let message = format!("there is no readable file `{}`", config.style);
                return Err(Box::new(
                    Diagnostic::new(&rule::BAD_STYLE, at.clone(), message)
                        .help("put the style file into the site's folder `styles/`, and write `style = \"styles/name.csl\"`"),
                ));
            }
        },
    };
    CitationStyle::load(&config.style, &config.language, own)
        .map_err(|error| Box::new(graph::style_finding(&error, config, at)))
}

/// A site: what its files are, and how to make each of them.
pub struct Site {
    graph: Graph,
    config: Config,
    theme: Arc<Theme>,
    shared: Option<SharedSite>,
    files: Arc<Checked<SiteFiles>>,
    /// For the page on it, if there is one.
    survey: Option<Survey>,
    assets: Vec<Arc<[u8]>>,
    /// Those of the assets that are copied from the disk, by their places in the catalog.
    large: BTreeMap<usize, Arc<Large>>,
    /// Made when the first of its files is asked for.
    search: OnceLock<SearchIndex>,
}

/// How a file is made.
#[derive(Clone, Copy, Debug)]
enum ArtifactKind {
    Page(PageId),
    Source(SourceId),
    /// One of the theme's assets.
    Theme(usize),
    /// One of the catalog's assets.
    Asset(usize),
    /// One of the catalog's redirects.
    Redirect(usize),
    /// The page on coverage.
    Coverage,
    /// One of the search's files.
    Search(search::IndexFile),
}

/// Which files a site has: their paths, sorted, and how each is made.
#[derive(Debug, Default)]
struct SiteFiles {
    paths: Vec<OutPath>,
    recipes: Vec<ArtifactKind>,
    search: search::Plan,
}

impl SiteFiles {
    /// The files of a site, and the templates that its pages name and the theme does not have.
    fn of(
        graph: &Graph,
        theme: &Theme,
        search: &search::Plan,
        corpus: &SiteCorpus<'_, '_>,
        covered: bool,
    ) -> Checked<Self> {
        let mut files: Vec<(OutPath, ArtifactKind)> = Vec::new();
        files.extend(graph.catalog.iter().map(|(id, entry)| (entry.out.clone(), ArtifactKind::Page(id))));
        let sources = (0..).zip(graph.sources.iter());
        files
            .extend(sources.filter_map(|(id, source)| Some((source.out.clone()?, ArtifactKind::Source(id)))));
        files.extend(
            theme.assets().iter().enumerate().map(|(i, (out, _))| (out.clone(), ArtifactKind::Theme(i))),
        );
        let index = &graph.catalog.index;
        files.extend(
            index.assets.iter().enumerate().map(|(i, (_, out))| (out.clone(), ArtifactKind::Asset(i))),
        );
        files.extend(
            index.redirects.iter().enumerate().map(|(i, (out, _))| (out.clone(), ArtifactKind::Redirect(i))),
        );
        files.extend(covered.then(|| (address::coverage_output(), ArtifactKind::Coverage)));
        files.extend(search.files(corpus).into_iter().map(|(out, file)| (out, ArtifactKind::Search(file))));
        files.sort_by(|a, b| a.0.cmp(&b.0));
        // Two on one address were reported; the first stands.
        files.dedup_by(|b, a| a.0.collision_key() == b.0.collision_key());
        let (paths, recipes) = files.into_iter().unzip();
        let mut found = Vec::new();
        for (_, entry) in graph.catalog.iter() {
            if let Some(template) = &entry.page.front.template
                && !theme.has_template(&template_name(&template.text))
            {
                found.push(
                    Diagnostic::at(
                        &rule::BAD_TEMPLATE,
                        &entry.page.file,
                        template.span,
                        format!("there is no template `{}`", template_name(&template.text)),
                    )
                    .did_you_mean(
                        &template_name(&template.text),
                        theme.templates().iter().map(String::as_str),
                    ),
                );
            }
        }
        Checked { value: Self { paths, recipes, search: search.clone() }, diagnostics: found }
    }
}

impl Site {
    fn new(
        graph: Graph,
        config: Config,
        theme: Arc<Theme>,
        files: Arc<Checked<SiteFiles>>,
        survey: Option<Survey>,
        inputs: &Inputs,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let assets = graph.catalog.index.assets.iter();
        let bytes = |path: &Arc<str>| inputs.files.get(path).map(|file| Arc::clone(&file.bytes));
        let assets = assets.map(|(path, _)| bytes(path).unwrap_or_default()).collect();
        let all = graph.catalog.index.assets.iter().enumerate();
        let large = all.filter_map(|(i, (path, _))| Some((i, Arc::clone(inputs.large.get(path)?)))).collect();
        let shared = match theme.share(&Composer::new(&graph, &config, &theme).site()) {
            Ok(shared) => Some(shared),
            Err(finding) => {
                found.push(finding);
                None
            }
        };
        Self { graph, config, theme, shared, files, survey, assets, large, search: OnceLock::new() }
    }

    /// How many pages were written by someone.
    pub fn page_count(&self) -> usize {
        self.graph.catalog.pages.iter().filter(|entry| !entry.generated).count()
    }

    /// How many sources there are.
    pub fn source_count(&self) -> usize {
        self.graph.sources.len()
    }

    /// How many citations there are, and how many quotations were found.
    pub fn citation_count(&self) -> (usize, usize) {
        (self.graph.citations, self.graph.quotations_found)
    }

    /// What of it rests on its sources, and how old they are against `today`, if someone says it.
    pub fn survey(&self, today: Option<Date>) -> Survey {
        coverage::survey(
            &self.graph,
            CoverageInputs::new(&self.config, today),
            &mut coverage::CoverageMemo::default(),
        )
    }

    /// The settings of the site.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the site is made of: for tests and tools.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The site, ready to be rendered.
    pub fn ready(&self) -> Renderable<'_> {
        Renderable { site: self, composer: Composer::new(&self.graph, &self.config, &self.theme) }
    }
}

/// For whoever holds a site and asks for a file now and then. To ask for many, make it ready once.
impl Content for Site {
    fn paths(&self) -> &[OutPath] {
        &self.files.value.paths
    }

    fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        self.ready().make(index)
    }

    fn copied(&self, index: usize) -> Option<&Large> {
        match self.files.value.recipes[index] {
            ArtifactKind::Asset(asset) => self.large.get(&asset).map(|large| &**large),
            _ => None,
        }
    }
}

fn template_name(written: &str) -> String {
    if written.ends_with(".html") { written.to_owned() } else { format!("{written}.html") }
}

/// A site that can be rendered: each file when it is asked for.
pub struct Renderable<'s> {
    site: &'s Site,
    composer: Composer<'s>,
}

impl<'s> Renderable<'s> {
    fn make(&self, index: usize) -> Result<Cow<'s, [u8]>, Box<Diagnostic>> {
        let file: Arc<str> = self.site.files.value.paths[index].as_str().into();
        current_file::with(&file, || self.make_now(index))
    }

    fn make_now(&self, index: usize) -> Result<Cow<'s, [u8]>, Box<Diagnostic>> {
        Ok(match self.site.files.value.recipes[index] {
            ArtifactKind::Page(id) => self.page(id)?.into(),
            ArtifactKind::Source(id) => {
                let page: Option<view::SourcePage> = self.composer.source_page(id);
                match page {
                    Some(page) => self.render("source.html", &page)?.into(),
                    None => Cow::Borrowed(&[]),
                }
            }
            ArtifactKind::Theme(index) => Cow::Borrowed(&*self.site.theme.assets()[index].1),
            ArtifactKind::Asset(index) => Cow::Borrowed(&*self.site.assets[index]),
            ArtifactKind::Search(file) => {
                let corpus = SiteCorpus::new(&self.composer);
                let make = || SearchIndex::new(&self.site.files.value.search, &corpus);
                match self.site.search.get_or_init(make).file(file, &corpus) {
                    Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                    Cow::Owned(text) => text.into_bytes().into(),
                }
            }
            ArtifactKind::Coverage => match &self.site.survey {
                Some(survey) => self.render("coverage.html", &self.composer.coverage(survey))?.into(),
                None => Cow::Borrowed(&[]),
            },
            ArtifactKind::Redirect(index) => {
                let (from, target) = &self.site.graph.catalog.index.redirects[index];
                self.render("redirect.html", &self.composer.redirect(from, *target))?.into()
            }
        })
    }

    fn render(&self, template: &str, page: &impl serde::Serialize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Vec::with_capacity(32 * 1024);
        if let Some(shared) = &self.site.shared {
            self.site.theme.render(template, shared, page, &mut out).map_err(Box::new)?;
        }
        Ok(out)
    }

    fn page(&self, id: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let page = &self.site.graph.catalog.page(id).page;
        let own = page.front.template.as_ref().map(|template| template_name(&template.text));
        let template = own.filter(|name| self.site.theme.has_template(name));
        let template = template.as_deref();
        match page.kind {
            PageKind::Timeline => {
                self.render(template.unwrap_or("timeline.html"), &self.composer.timeline(id)?)
            }
            PageKind::Sources => self.render(template.unwrap_or("sources.html"), &self.composer.sources(id)?),
            PageKind::Search => {
                self.render(template.unwrap_or("search.html"), &SiteCorpus::new(&self.composer).page(id)?)
            }
            PageKind::NotFound => {
                let page = self.render(template.unwrap_or("404.html"), &self.composer.not_found(id)?)?;
                let html = String::from_utf8_lossy(&page);
                Ok(rooted(&html, self.composer.home_url()).into_bytes())
            }
            kind => {
                let default = match kind {
                    PageKind::Home => "home.html",
                    PageKind::Topic => "topic.html",
                    PageKind::Event => "event.html",
                    PageKind::Entity => "entity.html",
                    PageKind::Folder => "folder.html",
                    _ => "page.html",
                };
                self.render(template.unwrap_or(default), &self.composer.article(id)?)
            }
        }
    }
}

impl Content for Renderable<'_> {
    fn paths(&self) -> &[OutPath] {
        &self.site.files.value.paths
    }

    fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        self.make(index)
    }

    fn copied(&self, index: usize) -> Option<&Large> {
        self.site.copied(index)
    }
}

/// Renders everything and keeps nothing: what `check` does to find the faults of templates.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    check_while(site, &|| true)
}

/// As [`check`], as long as it may go on.
pub fn check_while(site: &Site, go_on: &(dyn Fn() -> bool + Sync)) -> Vec<Diagnostic> {
    let ready = site.ready();
    let mut found: Vec<Diagnostic> = (0..ready.paths().len())
        .into_par_iter()
        .filter(|&index| !matches!(site.files.value.recipes[index], ArtifactKind::Search(_)) && go_on())
        .filter_map(|index| ready.bytes(index).err())
        .map(|finding| *finding)
        .collect();
    diagnostic::sort(&mut found);
    found
}
