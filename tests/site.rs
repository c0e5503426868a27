//! The project's own site: it builds without a word, its evidence lands, and what it promises holds.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use expound::base::diagnostic::Diagnostic;
use expound::base::rule::Severity;
use expound::base::text::{File, Inputs, line_column};
use expound::build::{Build, BuildOptions, build};
use expound::config::Markdown;
use expound::disk::{self, Layout};
use expound::graph::claims::{self, Status};
use expound::page::{self, markdown::Quote};
use expound::source::fold::Folded;
use expound::source::{self, Source};
use kit::{Files, Html};
use rayon::prelude::*;
use url::Url;

fn inputs() -> Inputs {
    let inputs = disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), &Layout::default()).expect("the project");
    assert_eq!(inputs.unreadable, []);
    inputs
}

fn built(inputs: &Inputs) -> (Build, Files) {
    let build = build(inputs, &BuildOptions::default());
    let files = kit::rendered(&build);
    (build, files)
}

#[test]
fn it_builds_without_a_word() {
    let inputs = inputs();
    let (build, files) = built(&inputs);
    assert_eq!(kit::lines(&build.diagnostics, &inputs), [""; 0]);
    assert!(files.len() > 60, "{}", files.len());
    assert!(build.site.citation_count().1 > 150);
}

#[test]
fn it_keeps_the_laws_of_every_site() {
    assert_eq!(kit::unlawful(&inputs(), &BuildOptions::default()), [""; 0]);
    let elsewhere = BuildOptions {
        base_url: Some("https://other.test/x/".to_owned()),
        drafts: true,
        ..BuildOptions::default()
    };
    assert_eq!(kit::unlawful(&inputs(), &elsewhere), [""; 0]);
}

/// Where a link of a file of the site leads: to a file, and a place in it.
fn target(from: &str, link: &str) -> (String, String) {
    let base = Url::parse("https://site.test/").expect("an address");
    let url = base.join(&kit::percent(from)).and_then(|here| here.join(link)).expect("an address");
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    (decode(url.path().trim_start_matches('/')), decode(url.fragment().unwrap_or_default()))
}

fn folded(text: &str) -> String {
    Folded::new(text).as_str().trim().to_owned()
}

/// From each marker to its note, from the note to the source's page, and there to the very words.
#[test]
fn every_citation_lands_on_the_words_it_quotes() {
    let inputs = inputs();
    let (build, files) = built(&inputs);
    let pages = kit::pages(&files);
    let graph = build.site.graph();
    let (mut markers, mut quotations) = (0, 0);
    for (id, entry) in graph.catalog.iter() {
        let (path, page) = (entry.out.as_str(), &entry.page);
        let html = &pages[path];
        for (number, note) in (1..).zip(&graph.claims[id as usize].notes) {
            assert_eq!(note.status, Status::Found, "{path}: note {number}");
            let shown =
                html.with_id(&format!("n{number}")).unwrap_or_else(|| panic!("{path}: no note {number}"));
            let source = &graph.sources[note.source as usize];
            let place = format!("{path}: note {number}, of {}", source.key);

            let own = html.within(shown);
            let link = own.iter().find(|e| html.text_of(e) == "Read it in the source").expect(&place);
            let (source_path, anchor) = target(path, link.get("href").unwrap_or_default());
            assert_eq!(source.out.as_ref().map(ToString::to_string).as_ref(), Some(&source_path), "{place}");
            let source_page = &pages[source_path.as_str()];
            let landed = source_page.with_id(&anchor).unwrap_or_else(|| panic!("{place}: no #{anchor}"));

            // Every use of the note leads to it, and it leads to every use.
            let mut back: Vec<String> = own
                .iter()
                .filter_map(|e| e.get("href")?.strip_prefix("#c").map(|id| format!("c{id}")))
                .collect();
            back.sort();
            let mut uses: Vec<String> = html
                .elements
                .iter()
                .filter(|e| e.has_class("cite") && e.get("href") == Some(&format!("#n{number}")))
                .map(|e| e.get("id").expect("a marker has an id").to_owned())
                .collect();
            uses.sort();
            assert!(!uses.is_empty(), "{place}: no marker");
            assert_eq!(uses, back, "{place}");
            markers += uses.len();

            let Some(text) = &source.text else { continue };
            if note.parts.is_empty() {
                // A paragraph as a whole: it is that paragraph, or the group that it is shown in.
                assert!(landed.has_class("par"), "{place}");
                continue;
            }
            quotations += 1;
            // What the author wrote is what stands at the passage's range of the source...
            let written =
                &page.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize].quotes;
            assert!(!written.is_empty(), "{place}");
            if let [quote] = &written[..]
                && note.parts.len() == 1
                && !quote.text.contains('[')
            {
                assert_eq!(folded(&quote.text), folded(text.slice(note.parts[0])), "{place}");
            }
            // ...what the note marks...
            let words: Vec<String> = note.parts.iter().map(|part| folded(text.slice(*part))).collect();
            let marked: Vec<String> =
                own.iter().filter(|e| e.name == "mark").map(|e| folded(html.text_of(e))).collect();
            assert_eq!(marked.join(" "), words.join(" "), "{place}");
            // ...and what is marked from the place in the source on to which the link leads.
            let from = source_page.elements.iter().position(|e| std::ptr::eq(e, landed)).expect("its own");
            let rest: String = source_page.elements[from..]
                .iter()
                .filter(|e| e.name == "mark")
                .map(|e| source_page.text_of(e))
                .collect::<Vec<_>>()
                .join(" ");
            assert!(
                folded(&rest).replace(' ', "").starts_with(&words[0].replace(' ', "")),
                "{place}: {rest}"
            );

            // The source's page names the claims that rest on it, and they lead back.
            let claims: BTreeSet<(String, String)> = source_page
                .elements
                .iter()
                .filter(|e| e.has_class("rests"))
                .flat_map(|list| source_page.within(list))
                .filter_map(|e| e.get("href"))
                .map(|link| target(&source_path, link))
                .collect();
            for marker in &uses {
                assert!(
                    claims.contains(&(path.to_owned(), marker.clone())),
                    "{place}: no claim leads to #{marker}"
                );
            }
        }
    }
    assert!(markers >= quotations && quotations > 150, "{markers} markers, {quotations} quotations");
}

#[test]
fn every_claim_beside_a_source_leads_to_its_marker() {
    let (build, files) = built(&inputs());
    let pages = kit::pages(&files);
    let mut count = 0;
    for source in build.site.graph().sources.iter() {
        let path = source.out.as_ref().expect("an address").as_str();
        let html = &pages[path];
        for list in html.elements.iter().filter(|e| e.has_class("rests")) {
            for item in html.within(list).iter().filter(|e| e.name == "li") {
                // Before its claims a passage has a link to its own words on this page.
                let within = html.within(item);
                let links = within.iter().filter_map(|e| e.get("href"));
                for link in links.filter(|link| !link.starts_with('#')) {
                    let (page, anchor) = target(path, link);
                    let marker =
                        pages[page.as_str()].with_id(&anchor).unwrap_or_else(|| panic!("{path}: {link}"));
                    assert!(marker.has_class("cite"), "{path}: {link}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// The addresses outside the site that its records and pages name.
fn foreign(inputs: &Inputs, build: &Build) -> BTreeSet<String> {
    let mut known: BTreeSet<String> =
        build.site.graph().sources.iter().filter_map(|source| source.record.url.clone()).collect();
    for file in inputs.under("content/") {
        let text = file.text().expect("a page");
        let urls = text.split("https://").skip(1);
        let end = |c: char| c.is_whitespace() || ")>\"]".contains(c);
        known.extend(urls.map(|rest| format!("https://{}", rest.split(end).next().unwrap_or_default())));
    }
    known
}

#[test]
fn every_link_lands_at_a_domain_in_a_folder_and_from_the_disk() {
    let inputs = inputs();
    let (build, files) = built(&inputs);
    let known = foreign(&inputs, &build);
    let base = expound::config::Config::read(&inputs).value.base_url.expect("the site has an address");
    for mount in ["https://site.test/", "https://site.test/some/sub/path/", "file:///home/reader/site/"] {
        // An address with the site's own base is a file of it.
        let allowed = |url: &Url| match url.as_str().strip_prefix(&base) {
            Some(path) => {
                let path = path.split(['#', '?']).next().unwrap_or_default();
                path.is_empty()
                    || files.contains_key(&*percent_encoding::percent_decode_str(path).decode_utf8_lossy())
            }
            None => known.contains(url.as_str()) || url.as_str() == "data:,",
        };
        assert_eq!(kit::broken_links(&files, mount, &allowed), [""; 0], "at {mount}");
    }
}

#[test]
fn only_the_page_for_no_address_has_absolute_addresses_of_the_site() {
    let (_, files) = built(&inputs());
    for (path, html) in kit::pages(&files) {
        for (element, link) in html.links() {
            let canonical = element.name == "link" && element.get("rel") == Some("canonical");
            let absolute = link.starts_with('/') || link.starts_with("https://example.org/");
            assert!(!absolute || canonical || path == "404.html", "{path}: {link}");
        }
    }
}

#[test]
fn without_a_base_address_the_page_for_no_address_starts_from_the_domain() {
    let mut inputs = inputs();
    let config = inputs.files["expound.toml"].text().expect("text").to_owned();
    let config: String =
        config.lines().filter(|line| !line.starts_with("base_url")).flat_map(|l| [l, "\n"]).collect();
    let path: Arc<str> = "expound.toml".into();
    inputs.files.insert(Arc::clone(&path), File { path, bytes: config.into_bytes().into() });
    let (_, files) = built(&inputs);
    let broken = kit::broken_links(&files, "https://site.test/", &kit::web);
    assert_eq!(broken, [""; 0]);
}

#[test]
fn no_more_of_a_source_is_published_than_its_rights_allow() {
    let inputs = inputs();
    let (build, files) = built(&inputs);
    assert_eq!(kit::over_published(build.site.graph(), &kit::limits(&inputs), &files), [""; 0]);
    // The check sees what it looks for.
    let mut leaky = files;
    let text = build.site.graph().sources[0].text.as_ref().expect("a text").canonical().to_owned();
    leaky.insert("leak.txt".to_owned(), text.into_bytes());
    assert_eq!(kit::over_published(build.site.graph(), &kit::limits(&inputs), &leaky).len(), 1);
}

#[test]
fn of_sources_that_may_only_be_cited_nothing_but_the_quotations_leaves() {
    let mut inputs = inputs();
    let config = inputs.files["expound.toml"].text().expect("text").replace("\"excerpt\"", "\"cite-only\"");
    assert!(config.contains("cite-only"));
    let path: Arc<str> = "expound.toml".into();
    inputs.files.insert(Arc::clone(&path), File { path, bytes: config.into_bytes().into() });
    let libraries: Vec<Arc<str>> = inputs
        .files
        .keys()
        .filter(|path| path.starts_with("seeds/") && path.ends_with(".toml"))
        .cloned()
        .collect();
    for path in libraries {
        let text = inputs.files[&path]
            .text()
            .expect("text")
            .replace("rights = \"excerpt\"", "rights = \"cite-only\"");
        inputs.files.insert(Arc::clone(&path), File { path, bytes: text.into_bytes().into() });
    }
    let (build, files) = built(&inputs);
    let graph = build.site.graph();
    // Each run of eight words of a source, and whether all of them stand in quotations somewhere.
    let mut runs: BTreeMap<Vec<String>, bool> = BTreeMap::new();
    for (source, published) in graph.sources.iter().zip(&graph.published) {
        let text = source.text.as_ref().expect("a text");
        let spans = published.as_ref().expect("decided").spans();
        let words: Vec<(String, bool)> = expound::source::text::words(text.canonical())
            .filter_map(|word| {
                let quoted = spans.iter().any(|span| span.overlaps(word.clone().into()));
                Some((kit::normal_words(&text.canonical()[word]).pop()?, quoted))
            })
            .collect();
        for run in words.windows(kit::RUN) {
            let quoted = run.iter().all(|(_, quoted)| *quoted);
            let run = run.iter().map(|(word, _)| word.clone()).collect();
            *runs.entry(run).or_default() |= quoted;
        }
    }
    let mut seen = 0;
    for (path, bytes) in &files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let html = Html::parse(text);
        let attributes = html.elements.iter().flat_map(|e| &e.attributes).map(|(_, value)| value.as_str());
        for part in html.blocks().into_iter().chain(attributes) {
            for run in kit::normal_words(part).windows(kit::RUN) {
                if let Some(quoted) = runs.get(run) {
                    seen += 1;
                    assert!(quoted, "{path} has {run:?}");
                }
            }
        }
    }
    assert!(seen > 100, "the quotations themselves are published");
}

// ---- One changed letter fails the build ----

/// What a page's quotations are looked up in.
struct Checker {
    sources: Vec<Source>,
    keys: claims::Keys,
}

impl Checker {
    fn of(inputs: &Inputs) -> Self {
        let sources = source::gather(inputs).value;
        let keys = claims::keys(&sources);
        Self { sources, keys }
    }

    /// The errors of a page, as `build` finds them.
    fn errors(&self, file: &File) -> Vec<Diagnostic> {
        let page = page::parse(file, Markdown::default());
        let mut found = page.diagnostics;
        found.extend(claims::resolve(&page.value, &self.sources, &self.keys).diagnostics);
        found.retain(|finding| finding.severity == Severity::Error);
        found
    }
}

/// Another character that stands for something else.
fn other(c: char) -> char {
    match c {
        'a' => 'b',
        '0'..='8' => char::from(c as u8 + 1),
        '9' => '0',
        c if c.is_lowercase() => 'a',
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or('x'),
        _ => 'x',
    }
}

/// The places of a quotation whose characters must be the source's: not what is within the editor's
/// brackets, which are not looked up.
fn source_characters(quote: &Quote) -> Vec<(usize, char)> {
    let mut depth = 0_usize;
    let mut places = Vec::new();
    for (at, c) in quote.text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => places.push((at, c)),
            _ => {}
        }
    }
    places
}

fn with_character(file: &File, at: usize, old: char, new: &str) -> File {
    let mut bytes = file.bytes.to_vec();
    bytes.splice(at..at + old.len_utf8(), new.bytes());
    File { path: Arc::clone(&file.path), bytes: bytes.into() }
}

/// All quotations of the site's pages that stand in their files letter by letter.
fn quotations(inputs: &Inputs) -> Vec<(&File, Quote)> {
    let mut all = Vec::new();
    for file in inputs.under("content/").filter(|file| page::is_page(file)) {
        let page = page::parse(file, Markdown::default()).value;
        for quote in page.body.groups.iter().flat_map(|group| &group.citations).flat_map(|c| &c.quotes) {
            if quote.exact {
                assert_eq!(&file.text().expect("a page")[quote.span.range()], quote.text);
                all.push((file, quote.clone()));
            }
        }
    }
    all
}

/// A page with nothing but its front matter and the lines around a quotation, which is read much sooner, and where
/// the quotation begins there. The whole page, if those lines alone are read otherwise.
fn alone(checker: &Checker, file: &File, quote: &Quote) -> (File, usize) {
    let text = file.text().expect("a page");
    let (start, end) = (quote.span.start as usize, quote.span.end as usize);
    let front =
        text[3..].find("\n+++").or_else(|| text[3..].find("\n---")).map_or(0, |at| at + 3 + "\n+++\n".len());
    let from = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let to = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    if front > 0 && from > front {
        let bytes = [&text[..front], "\n", &text[from..to], "\n"].concat().into_bytes();
        let less = File { path: Arc::clone(&file.path), bytes: bytes.into() };
        let place = start - from + front + 1;
        let page = page::parse(&less, Markdown::default()).value;
        let mut quotes = page.body.groups.iter().flat_map(|group| &group.citations).flat_map(|c| &c.quotes);
        let same = quotes.any(|other| other.span.start as usize == place && other.text == quote.text);
        if same && checker.errors(&less).is_empty() {
            return (less, place);
        }
    }
    (file.clone(), start)
}

#[test]
fn any_changed_character_of_any_quotation_is_an_error_on_its_line() {
    let inputs = inputs();
    let checker = Checker::of(&inputs);
    let quotations = quotations(&inputs);
    assert!(quotations.len() > 200, "{}", quotations.len());
    let pages: Vec<(File, usize)> =
        quotations.par_iter().map(|(file, quote)| alone(&checker, file, quote)).collect();
    let changes: Vec<(usize, usize, char)> = quotations
        .iter()
        .enumerate()
        .flat_map(|(index, (_, quote))| {
            source_characters(quote).into_iter().map(move |(at, c)| (index, at, c))
        })
        .collect();
    let survivors: Vec<String> = changes
        .par_iter()
        .filter_map(|&(index, at, c)| {
            let quote = &quotations[index].1;
            let (file, start) = &pages[index];
            let changed = with_character(file, start + at, c, &other(c).to_string());
            let text = changed.text().expect("still text");
            let lines = line_column(text, *start).0..=line_column(text, start + quote.text.len()).0;
            let seen = checker.errors(&changed).iter().any(|finding| {
                finding
                    .place
                    .span
                    .is_some_and(|span| lines.contains(&line_column(text, span.start as usize).0))
            });
            (!seen).then(|| {
                format!("{}: “{}” with `{c}` at {at} changed to `{}`", file.path, quote.text, other(c))
            })
        })
        .collect();
    assert!(
        survivors.is_empty(),
        "{} of {} changes went unseen: {survivors:#?}",
        survivors.len(),
        changes.len()
    );
    assert!(changes.len() > 5000, "{}", changes.len());
}

#[test]
fn a_changed_character_fails_the_whole_build() {
    let inputs = inputs();
    let quotations = quotations(&inputs);
    let tried: Vec<usize> = (0..50).map(|i| i * quotations.len() / 50).collect();
    tried.par_iter().for_each(|&index| {
        let (file, quote) = &quotations[index];
        let characters = source_characters(quote);
        let (at, c) = characters[characters.len() * (index % 7) / 7];
        let changed = with_character(file, quote.span.start as usize + at, c, &other(c).to_string());
        let mut inputs = inputs.clone();
        inputs.files.insert(Arc::clone(&file.path), changed);
        let build = build(&inputs, &BuildOptions::default());
        let seen =
            build.diagnostics.iter().any(|f| f.severity == Severity::Error && f.place.file == file.path);
        assert!(seen, "{}: “{}” with `{c}` changed", file.path, quote.text);
    });
}

fn line_of<'f>(file: &'f File, quote: &Quote) -> &'f str {
    let text = file.text().expect("a page");
    let start = text[..quote.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default()
}

#[test]
fn how_a_quotation_is_typed_does_not_matter() {
    let inputs = inputs();
    let checker = Checker::of(&inputs);
    for (file, quote) in quotations(&inputs) {
        let mut retypings = vec![
            quote.text.replace('\'', "’"),
            quote.text.replace(' ', "\u{a0}"),
            quote.text.replace(' ', " \u{2009}"),
            quote.text.replace('—', " -- ").replace('–', "-"),
            quote.text.replace('-', "\u{2011}"),
            quote.text.replace('…', "..."),
            quote.text.replace('…', "[…]"),
            quote.text.replace("fi", "\u{fb01}"),
            quote
                .text
                .chars()
                .flat_map(|c| [Some(c), c.is_alphabetic().then_some('\u{ad}')])
                .flatten()
                .collect(),
        ];
        // In a block the quotation stands within single marks already.
        if !line_of(file, &quote).starts_with("cite") {
            retypings.push(quote.text.replace(['“', '”', '‘', '’'], "'"));
        }
        retypings.retain(|retyped| *retyped != quote.text);
        let (page, start) = alone(&checker, file, &quote);
        for retyped in retypings {
            let mut text = page.text().expect("a page").to_owned();
            text.replace_range(start..start + quote.text.len(), &retyped);
            let changed = File { path: Arc::clone(&file.path), bytes: text.into_bytes().into() };
            let errors = checker.errors(&changed);
            assert_eq!(errors, [], "{}: “{retyped}”", file.path);
        }
    }
}

// ---- The same bytes ----

#[test]
fn one_thread_or_four_make_the_same_bytes() {
    let inputs = inputs();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| built(&inputs).1)
    };
    assert_eq!(kit::differences(&with(1), &with(4)), [""; 0]);
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter_and_nothing_is_written_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = inputs();
    let build = build(&inputs, &BuildOptions::default());
    let publish = || {
        disk::publish(&build.site.ready(), folder.path(), &disk::PublishOptions::default())
            .expect("published")
    };
    let first = publish();
    assert_eq!((first.unchanged, first.deleted, first.kept.len()), (0, 0, 0));
    let times = || -> BTreeMap<_, _> {
        kit::rendered(&build)
            .keys()
            .map(|path| {
                let file = folder.path().join(path);
                (path.clone(), std::fs::metadata(file).and_then(|data| data.modified()).expect("written"))
            })
            .collect()
    };
    let before = times();
    let second = publish();
    assert_eq!((second.written, second.unchanged, second.deleted), (0, first.written, 0));
    assert_eq!(before, times());
    for (path, bytes) in kit::rendered(&build) {
        assert_eq!(std::fs::read(folder.path().join(&path)).expect("written"), bytes, "{path}");
    }
}
