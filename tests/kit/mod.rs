//! What several tests need: a built site in memory, its HTML taken apart, and the laws that hold for
//! every site.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

pub mod published;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use expound::base::diagnostic::Diagnostic;
use expound::base::rule::Severity;
use expound::base::text::{Inputs, line_column};
use expound::build::{Build, BuildOptions, build};
use expound::graph::Graph;
use expound::output::Content;
use expound::source::rights::{Limits, Rights};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use rayon::prelude::*;
use url::Url;

/// The files of a site, by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Builds a site of texts.
pub fn build_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Build {
    build(&Inputs::from_texts(files), &BuildOptions::default())
}

/// All files of a site, or what its templates failed with.
pub fn render(build: &Build) -> Result<Files, Vec<Diagnostic>> {
    let ready = build.site.ready();
    let made: Vec<_> = (0..ready.paths().len()).into_par_iter().map(|i| ready.bytes(i)).collect();
    let mut files = Files::new();
    let mut failed = Vec::new();
    for (path, bytes) in ready.paths().iter().zip(made) {
        match bytes {
            Ok(bytes) => drop(files.insert(path.to_string(), bytes.into_owned())),
            Err(finding) => failed.push(*finding),
        }
    }
    if failed.is_empty() { Ok(files) } else { Err(failed) }
}

/// All files of a site whose templates are right.
pub fn rendered(build: &Build) -> Files {
    render(build).unwrap_or_else(|failed| panic!("a template failed: {failed:#?}"))
}

/// A file of a site as text.
pub fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    let known = || files.keys().cloned().collect::<Vec<_>>().join(" ");
    let bytes = files.get(path).unwrap_or_else(|| panic!("there is no `{path}` among {}", known()));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Whether any finding fails a build.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// A finding in a line: `content/a.md:3:12 error E0101 quote-not-found: message`.
pub fn line(finding: &Diagnostic, inputs: &Inputs) -> String {
    let place = match (finding.place.span, inputs.files.get(&finding.place.file)) {
        (Some(span), Some(file)) => {
            let text = String::from_utf8_lossy(&file.bytes);
            let (line, column) = line_column(&text, span.start as usize);
            format!("{}:{line}:{column}", finding.place.file)
        }
        _ => finding.place.file.to_string(),
    };
    let rule = finding.rule;
    format!("{place} {} {} {}: {}", finding.severity, rule.code, rule.name, finding.message)
        .replace('\n', "\\n")
}

/// All findings, in lines.
pub fn lines(findings: &[Diagnostic], inputs: &Inputs) -> Vec<String> {
    findings.iter().map(|finding| line(finding, inputs)).collect()
}

// ---- Documents ----

/// A fenced block of a document.
#[derive(Clone, Debug)]
pub struct Fence {
    /// Its language.
    pub kind: String,
    /// What stands after the language: the path of a file.
    pub path: String,
    pub text: String,
    /// With its fences, without the last line break.
    pub range: std::ops::Range<usize>,
}

/// All fenced blocks of a document, in order. Those that are indented are of others.
pub fn fences(text: &str) -> Vec<Fence> {
    let whole = format!("{text}\n");
    let mut all = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = text[at..].lines().next().unwrap_or_default();
        let next = at + line.len() + 1;
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            at = next;
            continue;
        }
        let close = format!("\n{}\n", &line[..ticks]);
        let end = whole[next - 1..].find(&close).map(|end| next - 1 + end).expect("a block is closed");
        let (kind, path) = line[ticks..].trim().split_once(' ').unwrap_or((line[ticks..].trim(), ""));
        all.push(Fence {
            kind: kind.to_owned(),
            path: path.to_owned(),
            text: whole[next..=end.max(next - 1)].to_owned(),
            range: at..end + close.len() - 1,
        });
        at = end + close.len();
    }
    all
}

// ---- HTML ----

/// An element, with all its text.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Where its text begins and ends in [`Html::text`].
    pub text: std::ops::Range<usize>,
    /// Where the elements in it end in [`Html::elements`]; they begin after it.
    pub inner_end: usize,
}

impl Element {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }
}

/// A page, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Html {
    /// In the order of their start tags.
    pub elements: Vec<Element>,
    /// All text between tags.
    pub text: String,
    /// What a browser would have to repair.
    pub faults: Vec<String>,
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The attributes that hold an address.
const ADDRESSES: [&str; 10] =
    ["href", "src", "action", "formaction", "poster", "data", "cite", "xlink:href", "background", "ping"];

impl Html {
    /// The text, block by block: words on either side of the edge of a block are no run of words.
    #[allow(dead_code, reason = "not every test asks for it")]
    pub fn blocks(&self) -> Vec<&str> {
        const BLOCKS: [&str; 16] = [
            "p",
            "li",
            "dt",
            "dd",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "td",
            "th",
            "section",
            "ol",
            "ul",
            "figcaption",
        ];
        let blocks = self.elements.iter().filter(|e| BLOCKS.contains(&e.name.as_str()));
        let mut edges: Vec<usize> = blocks.flat_map(|e| [e.text.start, e.text.end]).collect();
        edges.extend([0, self.text.len()]);
        edges.sort_unstable();
        edges.dedup();
        edges.windows(2).map(|pair| &self.text[pair[0]..pair[1]]).collect()
    }

    pub fn parse(html: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut page = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let name = string(&tag.name).to_lowercase();
                    let at = page.text.len();
                    let index = page.elements.len();
                    page.elements.push(Element {
                        attributes: tag
                            .attributes
                            .iter()
                            .map(|(n, v)| (string(n), string(&v.value)))
                            .collect(),
                        text: at..at,
                        inner_end: index + 1,
                        name: name.clone(),
                    });
                    if !VOID.contains(&name.as_str()) && !tag.self_closing {
                        open.push(index);
                    }
                }
                Token::EndTag(tag) => {
                    let name = string(&tag.name).to_lowercase();
                    match open.last().copied() {
                        Some(index) if page.elements[index].name == name => {
                            open.pop();
                            page.elements[index].text.end = page.text.len();
                            page.elements[index].inner_end = page.elements.len();
                        }
                        other => {
                            let inner = other.map_or("nothing", |index| page.elements[index].name.as_str());
                            page.faults.push(format!("</{name}> closes <{inner}>"));
                        }
                    }
                }
                Token::String(words) => page.text.push_str(&string(&words)),
                // Browsers pass over characters that are none.
                Token::Error(error) if error.value == html5gum::Error::ControlCharacterInInputStream => {}
                Token::Error(error) => page.faults.push(format!("{:?}", error.value)),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        for index in open {
            page.faults.push(format!("<{}> is not closed", page.elements[index].name));
        }
        page
    }

    pub fn with_id(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.get("id") == Some(id))
    }

    pub fn ids(&self) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }

    pub fn text_of(&self, element: &Element) -> &str {
        &self.text[element.text.clone()]
    }

    /// The elements within an element.
    pub fn within(&self, element: &Element) -> &[Element] {
        let index = self.elements.iter().position(|e| std::ptr::eq(e, element)).expect("one of its elements");
        &self.elements[index + 1..element.inner_end]
    }

    /// Everything that the page names by address.
    pub fn links(&self) -> Vec<(&Element, String)> {
        let mut links = Vec::new();
        for element in &self.elements {
            for (name, value) in &element.attributes {
                if ADDRESSES.contains(&name.as_str()) {
                    links.push((element, value.clone()));
                } else if name == "srcset" || name == "imagesrcset" {
                    let urls = value.split(',').filter_map(|one| one.split_whitespace().next());
                    links.extend(urls.map(|url| (element, url.to_owned())));
                } else if name == "content"
                    && element.get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("refresh"))
                {
                    let url = value.split_once(';').map_or("", |(_, url)| url.trim());
                    links
                        .push((element, url.trim_start_matches("url=").trim_matches(['"', '\'']).to_owned()));
                }
            }
        }
        links
    }

    /// What could run in a reader's browser.
    pub fn dangers(&self) -> Vec<String> {
        const ELEMENTS: [&str; 9] =
            ["script", "iframe", "object", "embed", "base", "form", "frame", "applet", "portal"];
        let mut dangers = Vec::new();
        for element in &self.elements {
            // The theme's own form for searches, which asks its own page: no author's page can have it.
            if element.get("id") == Some("folio-search") && element.get("action").is_none() {
                continue;
            }
            // Data for machines is no program, and the theme's own scripts are none of an author's.
            let harmless = element.get("type") == Some("application/ld+json")
                || element.get("src").is_some_and(|src| {
                    let path = src.trim_start_matches("../");
                    path.starts_with("assets/") && path.ends_with(".js") && !path.contains("..")
                });
            if ELEMENTS.contains(&element.name.as_str()) && !harmless {
                dangers.push(format!("<{}>", element.name));
            }
            for (name, value) in &element.attributes {
                if name.starts_with("on") || name == "srcdoc" {
                    dangers.push(format!("<{} {name}={value:?}>", element.name));
                }
                let scheme: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace() && !c.is_control())
                    .take(40)
                    .collect::<String>()
                    .to_lowercase();
                let address = ADDRESSES.contains(&name.as_str())
                    || name == "srcset"
                    || name == "content" && scheme.contains("url=");
                let runs = address
                    && ["javascript:", "vbscript:", "data:text"].iter().any(|s| scheme.starts_with(s));
                if runs || name == "style" && (scheme.contains("url(") || scheme.contains("expression(")) {
                    dangers.push(format!("<{} {name}={value:?}>", element.name));
                }
            }
        }
        dangers
    }
}

/// All pages of a site, taken apart.
pub fn pages(files: &Files) -> BTreeMap<&str, Html> {
    let pages = files.keys().filter(|path| path.ends_with(".html")).map(String::as_str).collect::<Vec<_>>();
    pages.into_par_iter().map(|path| (path, Html::parse(text(files, path)))).collect()
}

// ---- Laws ----

/// Every link within the site lands, wherever the site stands; `mount` is the address of its folder,
/// with a `/` at the end. `foreign` says which addresses outside it may be named.
pub fn broken_links(files: &Files, mount: &str, foreign: &dyn Fn(&Url) -> bool) -> Vec<String> {
    let pages = pages(files);
    let ids: HashMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, html)| (*path, html.ids().into_iter().collect())).collect();
    let root = Url::parse(mount).expect("an address");
    let mut broken = Vec::new();
    let mut follow = |path: &str, link: &str| {
        let here = root.join(&percent(path)).expect("an address");
        let Ok(target) = here.join(link) else {
            return broken.push(format!("{path}: `{link}` is no address"));
        };
        let mut plain = target.clone();
        plain.set_fragment(None);
        plain.set_query(None);
        let Some(below) = plain.as_str().strip_prefix(root.as_str()) else {
            if !foreign(&target) {
                broken.push(format!("{path}: `{link}` leads out of the site"));
            }
            return;
        };
        let below = percent_encoding::percent_decode_str(below).decode_utf8_lossy();
        // The page for no address is served by hosts, which show a folder's index.
        let below = match path == "404.html" && (below.is_empty() || below.ends_with('/')) {
            true => below + "index.html",
            false => below,
        };
        if !files.contains_key(&*below) {
            return broken.push(format!("{path}: `{link}` leads to no file"));
        }
        if let Some(fragment) = target.fragment() {
            let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            if ids.get(&*below).is_some_and(|ids| !ids.contains(&*fragment)) {
                broken.push(format!("{path}: `{link}` leads to no such place"));
            }
        }
    };
    for (path, html) in &pages {
        for (_, link) in html.links() {
            follow(path, &link);
        }
    }
    for path in files.keys().filter(|path| path.ends_with(".css")) {
        for link in text(files, path).split("url(").skip(1) {
            let link = link.split(')').next().unwrap_or_default().trim_matches(['"', '\'']);
            if !link.starts_with("data:") {
                follow(path, link);
            }
        }
    }
    broken
}

/// A path as it stands in an address.
pub fn percent(path: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    const SET: percent_encoding::AsciiSet =
        NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, &SET).to_string()
}

/// Any address of the web.
pub fn web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https" | "mailto") || url.as_str() == "data:,"
}

/// What holds for every site that is built without an error, whatever it is made of.
pub fn unlawful(inputs: &Inputs, options: &BuildOptions) -> Vec<String> {
    let (first, second) = (build(inputs, options), build(inputs, options));
    let mut faults = Vec::new();
    if lines(&first.diagnostics, inputs) != lines(&second.diagnostics, inputs) {
        faults.push("two builds of the same files say different things".to_owned());
    }
    for finding in &first.diagnostics {
        faults.extend(misplaced(finding, inputs));
    }
    let (files, again) = match (render(&first), render(&second)) {
        (Ok(files), Ok(again)) => (files, again),
        (Err(a), Err(b)) => {
            if a != b {
                faults.push("two builds of the same files fail differently".to_owned());
            }
            return faults;
        }
        _ => return vec!["one of two builds of the same files failed".to_owned()],
    };
    faults.extend(differences(&files, &again));
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let html = text(&files, path);
        if html.contains('\0') {
            faults.push(format!("{path} holds a zero byte"));
        }
        let page = Html::parse(html);
        faults.extend(page.dangers().into_iter().map(|danger| format!("{path}: {danger}")));
        faults.extend(page.faults.iter().map(|fault| format!("{path}: {fault}")));
        if has_errors(&first.diagnostics) {
            continue;
        }
        let (ids, mut once) = (page.ids(), BTreeSet::new());
        faults.extend(
            ids.iter()
                .filter(|id| !once.insert(**id))
                .map(|id| format!("{path}: two elements have the id `{id}`")),
        );
    }
    if !has_errors(&first.diagnostics) {
        faults.extend(
            broken_links(&files, "https://site.test/some/sub/path/", &web)
                .into_iter()
                .filter(|fault| !fault.starts_with("404.html")),
        );
        faults.extend(over_published(first.site.graph(), &limits(inputs), &files));
    }
    faults
}

/// Where two sites differ.
pub fn differences(a: &Files, b: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    paths
        .into_iter()
        .filter(|path| a.get(*path) != b.get(*path))
        .map(|path| format!("{path} differs"))
        .collect()
}

/// What is wrong with the place of a finding.
fn misplaced(finding: &Diagnostic, inputs: &Inputs) -> Option<String> {
    let place = &finding.place;
    let span = place.span?;
    let Some(file) = inputs.files.get(&place.file) else {
        return Some(format!("`{}` is at a place of a file that is not there", finding.message));
    };
    let text = file.text().ok()?;
    let inside = span.start <= span.end
        && text.is_char_boundary(span.start as usize)
        && text.is_char_boundary(span.end as usize);
    (!inside).then(|| format!("`{}` is at {span:?}, which is no place of {}", finding.message, place.file))
}

/// The `[rights]` of a site.
pub fn limits(inputs: &Inputs) -> Limits {
    expound::config::Config::read(inputs).value.rights
}

/// Sources of which more is published than their rights allow.
///
/// A word counts as published where it stands in eight words in a row that are the source's, in the
/// text or in an attribute of any file.
pub fn over_published(graph: &Graph, limits: &Limits, files: &Files) -> Vec<String> {
    let texts: Vec<(&String, Vec<Vec<String>>)> = files
        .par_iter()
        .filter_map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).ok()?;
            let mut parts = Vec::new();
            if path.ends_with(".html") {
                let html = Html::parse(text);
                parts.push(normal_words(&html.text));
                parts.extend(
                    html.elements.iter().flat_map(|e| &e.attributes).map(|(_, value)| normal_words(value)),
                );
            } else {
                parts.push(normal_words(text));
            }
            Some((path, parts))
        })
        .collect();
    let mut faults = Vec::new();
    for (source, published) in graph.sources.iter().zip(&graph.published) {
        let (Some(article), Some(published)) = (&source.text, published) else { continue };
        let words = normal_words(article.canonical());
        let most = match source.rights(limits) {
            Rights::Full => continue,
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            Rights::Excerpt => {
                limits.words_per_source.min((limits.share_per_source * words.len() as f64) as usize)
            }
            // The quotations, and nothing else.
            Rights::CiteOnly => published.words(),
        };
        let published = published_words(&words, &texts);
        if published > most {
            faults.push(format!("{published} words of `{}` are published, and {most} may be", source.key));
        }
    }
    faults
}

/// How many words in a row are known to be the source's.
pub const RUN: usize = 8;

fn published_words(words: &[String], texts: &[(&String, Vec<Vec<String>>)]) -> usize {
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, run) in words.windows(RUN).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let mut seen = vec![false; words.len()];
    for part in texts.iter().flat_map(|(_, parts)| parts) {
        for run in part.windows(RUN) {
            for &at in places.get(run).into_iter().flatten() {
                seen[at..at + RUN].fill(true);
            }
        }
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// Words without anything that typing decides.
pub fn normal_words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| {
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}
