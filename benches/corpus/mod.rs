//! A site of any size for the benchmarks, the same each time.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Citations of a page.
pub(crate) const CITATIONS: usize = 6;

/// A page's path, without its extension.
pub(crate) fn name(page: usize) -> String {
    format!("topics/area-{:02}/topic-{page:05}", page % 12)
}

/// A site of so many topics, each of some 700 words with six citations and six links, and a tenth as many
/// sources. It is the same each time.
pub(crate) fn write_site(root: &Path, pages: usize) {
    let mut numbers = Numbers(7);
    let sources = sources(&mut numbers, pages);
    write(root, "expound.toml", "title = \"Bench\"\n");
    let mut library = String::new();
    for (id, paragraphs) in sources.iter().enumerate() {
        write(root, &format!("seeds/source-{id}.txt"), &paragraphs.join("\n\n"));
        writeln!(library, "[source-{id}]\ntitle = \"Source {id}\"\ndate = \"2013\"\nrights = \"full\"\n")
            .expect("written");
    }
    write(root, "seeds/sources.toml", &library);
    let cite = |citation: &Citation<'_>| format!("[@source-{}, \"{}\"]", citation.source, citation.quoted);
    for page in 0..pages {
        let body = body(&mut numbers, &sources, pages, &cite, &|other| format!("/{}.md", name(other)));
        let text = format!("+++\ntitle = \"Topic {page}\"\nsummary = \"On it.\"\n+++\n{body}");
        write(root, &format!("content/{}.md", name(page)), &text);
    }
}

/// The same text as a site of Hugo's, whose citations are made already: each a link to the paragraph of the
/// source's page, and a list of references below.
pub(crate) fn write_hugo_site(root: &Path, pages: usize) {
    let mut numbers = Numbers(7);
    let sources = sources(&mut numbers, pages);
    write(
        root,
        "hugo.toml",
        "title = \"Bench\"\nbaseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\"]\n\
         [markup.goldmark.renderer]\nunsafe = true\n",
    );
    for (id, paragraphs) in sources.iter().enumerate() {
        let mut text = format!("+++\ntitle = \"Source {id}\"\n+++\n");
        for (nth, paragraph) in paragraphs.iter().enumerate() {
            write!(text, "\n<a id=\"p{nth}\"></a>{paragraph}\n").expect("written");
        }
        write(root, &format!("content/sources/source-{id}.md"), &text);
    }
    let cite = |citation: &Citation<'_>| {
        let Citation { nth, source, paragraph, .. } = citation;
        format!("<sup>[{nth}](/sources/source-{source}/#p{paragraph})</sup>")
    };
    for page in 0..pages {
        let mut body = body(&mut numbers, &sources, pages, &cite, &|other| format!("/{}/", name(other)));
        body += "\n## References\n\n";
        for nth in 1..=CITATIONS {
            writeln!(body, "{nth}. A name. *A source of the site*. 2013. [The source](/sources/).")
                .expect("written");
        }
        let text = format!("+++\ntitle = \"Topic {page}\"\ndescription = \"On it.\"\n+++\n{body}");
        write(root, &format!("content/{}.md", name(page)), &text);
    }
    for (layout, text) in LAYOUTS {
        write(root, &format!("layouts/{layout}.html"), text);
    }
    write(root, "content/topics/_index.md", "+++\ntitle = \"Topics\"\n+++\n");
    for area in 0..12 {
        let text = format!("+++\ntitle = \"Area {area}\"\n+++\n");
        write(root, &format!("content/topics/area-{area:02}/_index.md"), &text);
    }
}

/// What a page has around its text: the ways through the site, a table of contents, its neighbours.
const LAYOUTS: [(&str, &str); 3] = [
    (
        "baseof",
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a><nav>{{ range (site.GetPage "/topics").Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}</nav></header><main>{{ block "main" . }}{{ end }}</main><footer><p>{{ site.Title }}</p></footer></body></html>"#,
    ),
    (
        "single",
        r#"{{ define "main" }}<article><p><a href="/">Home</a>{{ with .CurrentSection }} / <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
<h1>{{ .Title }}</h1><nav>{{ .TableOfContents }}</nav>{{ .Content }}
<p>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p></article>{{ end }}"#,
    ),
    (
        "list",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}"#,
    ),
];

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, text).expect("written");
}

/// Each with its paragraphs.
fn sources(numbers: &mut Numbers, pages: usize) -> Vec<Vec<String>> {
    (0..(pages / 10).max(1)).map(|_| (0..11).map(|_| numbers.words(80)).collect()).collect()
}

struct Citation<'a> {
    /// Its number on the page, from 1.
    nth: usize,
    source: usize,
    paragraph: usize,
    quoted: &'a str,
}

/// What a page says, with its citations and links written as an engine wants them.
fn body(
    numbers: &mut Numbers,
    sources: &[Vec<String>],
    pages: usize,
    cite: &dyn Fn(&Citation<'_>) -> String,
    link: &dyn Fn(usize) -> String,
) -> String {
    let mut text = String::new();
    for section in 0..CITATIONS {
        let (source, paragraph) = (numbers.below(sources.len()), numbers.below(11));
        let words: Vec<&str> = sources[source][paragraph].split(' ').collect();
        let start = numbers.below(words.len() - 12);
        let quoted = words[start..start + 10].join(" ");
        let (lead, more) = (numbers.words(60), numbers.words(60));
        let citation = cite(&Citation { nth: section + 1, source, paragraph, quoted: &quoted });
        let other = link(numbers.below(pages));
        write!(text, "\n## Section {section}\n\n{lead} {citation}.\n\nSee [there]({other}). {more}\n")
            .expect("written");
    }
    text
}

/// How many pages the command line asks for: 2,000 and 10,000 if it does not say.
pub(crate) fn sizes_asked() -> Vec<usize> {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if numbers.is_empty() { vec![2_000, 10_000] } else { numbers }
}

/// The middle one of some times.
pub(crate) fn middle(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Numbers that look like chance and are the same each time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// Below `end`, and at least 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    /// So many made-up words.
    pub(crate) fn words(&mut self, count: usize) -> String {
        const PARTS: [&str; 12] =
            ["ra", "to", "ken", "mi", "sol", "un", "der", "pa", "li", "no", "ve", "gas"];
        let mut text = String::new();
        for word in 0..count {
            if word > 0 {
                text.push(' ');
            }
            for _ in 0..2 + self.below(3) {
                text.push_str(PARTS[self.below(PARTS.len())]);
            }
        }
        text
    }
}
