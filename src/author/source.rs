//! A new source: its text is copied into seeds/, and a record is proposed of what the document itself shows.
//!
//! 1. [`shown`] reads the document's own statements on itself: metadata of HTML, front matter of Markdown, a
//!    first line that is clearly a title, a `By …` line that can be nothing else. What is not stated is left
//!    out; nothing is guessed.
//! 2. [`Shelf::add`] compares the text with those that are there, copies it, and appends the record to
//!    `seeds/sources.toml`, which is not changed otherwise.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use serde_json::Value;

use crate::author::{Refusal, write_new};
use crate::base::address;
use crate::base::data;
use crate::base::date::Date;
use crate::base::text::{File, Inputs};
use crate::disk::Below;
use crate::page::front_matter;
use crate::source;

/// A statement of a document on itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The record's field: `title`, `author`, …
    pub field: &'static str,
    /// Its values; several only of authors.
    pub values: Vec<String>,
    /// Where in the document it stands, in words.
    pub whence: &'static str,
}

/// What became of a document.
#[derive(Debug)]
pub enum Added {
    /// It is a source now.
    New {
        /// Its citation key.
        key: String,
        /// Its text, from the site's root.
        path: String,
        /// What its record says, and where that was found.
        shown: Vec<Shown>,
    },
    /// Its text is there already, as the source of this key.
    There(String),
}

/// The file names that can be a source's text.
pub const ENDINGS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// The library file that records are appended to.
const LIBRARY: &str = "seeds/sources.toml";

/// A library has no more bytes: what is larger is not read.
const LARGEST: u64 = 64 << 20;

/// The sources of a site, to which others are added. The texts are read once, however many come to them.
pub struct Shelf {
    root: PathBuf,
    /// The texts that are there, each with its file, and its key if it has a record.
    texts: HashMap<String, (File, Option<String>)>,
    /// The keys that are taken, in small letters.
    keys: HashSet<String>,
    /// What has to come between the end of the library and the next record.
    gap: &'static str,
}

impl Shelf {
    /// The sources of the site in a folder, of which `inputs` are the files.
    pub fn of(root: &Path, inputs: &Inputs) -> Self {
        let sources = source::gather(inputs).value;
        let of_file = sources.iter().filter_map(|s| Some((s.text_file.as_ref()?, &s.key)));
        let mut key_of: HashMap<&Arc<str>, &Arc<str>> = HashMap::new();
        for (path, key) in of_file {
            key_of.entry(path).or_insert(key);
        }
        let mut texts = HashMap::new();
        for file in inputs.under("seeds/").filter(|file| ENDINGS.contains(&&*file.extension())) {
            if let Some(text) = canonical(file) {
                // Of two files with one text the first counts.
                texts
                    .entry(text)
                    .or_insert_with(|| (file.clone(), key_of.get(&file.path).map(ToString::to_string)));
            }
        }
        let library = inputs.files.get(LIBRARY).map_or(&[][..], |file| &*file.bytes);
        let gap = match library {
            [] | [.., b'\n', b'\n'] => "",
            [.., b'\n'] => "\n",
            _ => "\n\n",
        };
        let keys = sources.iter().map(|source| source.key.to_ascii_lowercase()).collect();
        Self { root: root.to_owned(), texts, keys, gap }
    }

    /// Makes a source of a document.
    ///
    /// # Errors
    ///
    /// If it is no text; if another text has its name; if the disk fails.
    pub fn add(&mut self, document: &Path) -> Result<Added, Refusal> {
        let name = document.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let plain = fs::metadata(document).and_then(|data| match data.is_file() {
            true => fs::read(document),
            // A pipe would be waited for.
            false => Err(io::Error::other("it is not a plain file")),
        });
        let bytes = plain
            .map_err(|error| Refusal::Asked(format!("`{}` cannot be read: {error}", document.display())))?;
        let mut file = File { path: format!("seeds/{name}").into(), bytes: bytes.into() };
        if !ENDINGS.contains(&&*file.extension()) {
            return Err(Refusal::Asked(format!(
                "`{}` is no .txt, .md or .html: save its text as one of these",
                document.display()
            )));
        }
        let Some(text) = canonical(&file) else {
            return Err(Refusal::Asked(format!(
                "`{}` is not text in UTF-8, or has no words",
                document.display()
            )));
        };
        match self.texts.get(&text) {
            Some((_, Some(key))) => return Ok(Added::There(key.clone())),
            // It lies in seeds/ already, and nothing is known of it yet.
            Some((same, None)) => file = same.clone(),
            None => {
                address::OutPath::new(&file.path).map_err(|bad| Refusal::Asked(bad.to_string()))?;
                write_new(&self.root, &file.path, &file.bytes)?;
            }
        }
        let shown = shown(&file);
        let key = self.key(&shown, &file);
        let failed = |error| Refusal::Disk(self.root.join(LIBRARY), error);
        let record = format!("{}{}", self.gap, record(&key, &file, &shown));
        let below = Below::open(&self.root).map_err(failed)?;
        // What somebody wrote into it since is kept.
        let mut library = below.read(LIBRARY, LARGEST).map_err(failed)?.unwrap_or_default();
        library.extend(record.as_bytes());
        below.replace(LIBRARY, &library).map_err(failed)?;
        self.gap = "\n";
        self.keys.insert(key.to_ascii_lowercase());
        let path = file.path.to_string();
        self.texts.insert(text, (file, Some(key.clone())));
        Ok(Added::New { key, path, shown })
    }

    /// A key that no source has yet: of the first author's last name and the year, or of the file's name.
    fn key(&self, shown: &[Shown], file: &File) -> String {
        let first = |field| shown.iter().find(|s| s.field == field).and_then(|s| s.values.first());
        let year = first("date").map(|date| &date[..4.min(date.len())]);
        let family = first("author").and_then(|name| match name.split_once(',') {
            Some((family, _)) => family.split_whitespace().last(),
            None => name.split_whitespace().last(),
        });
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let base = match (family, year) {
            (Some(family), Some(year)) => address::heading_id(&format!("{family} {year}")),
            (Some(family), None) => address::heading_id(family),
            _ => address::heading_id(stem),
        };
        let base = if base.is_empty() || address::plain_key_len(&base) < base.len() {
            "source".into()
        } else {
            base
        };
        let taken = |key: &str| self.keys.contains(&key.to_ascii_lowercase());
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(base)
    }
}

/// The files below a folder that can be sources' texts, in the order of their paths. Links are not followed.
pub fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let texts = files.filter(|entry| {
        let ending = entry.path().extension().and_then(|e| e.to_str()).unwrap_or_default();
        entry.file_type().is_file() && ENDINGS.contains(&&*ending.to_ascii_lowercase())
    });
    let mut texts: Vec<PathBuf> = texts.map(walkdir::DirEntry::into_path).collect();
    texts.sort();
    texts
}

fn canonical(file: &File) -> Option<String> {
    let text = source::text::read(file, &[], &file.path).value?;
    Some(text.canonical().to_owned())
}

fn record(key: &str, file: &File, shown: &[Shown]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let head = if bare { key.to_owned() } else { quoted(key) };
    let mut text = format!("[{head}]\n");
    for Shown { field, values, .. } in shown {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match &values[..] {
            [value] => text += &format!("{field} = {value}\n"),
            several => text += &format!("{field} = [{}]\n", several.join(", ")),
        }
    }
    text + &format!("file = {}\n", quoted(file.path.strip_prefix("seeds/").unwrap_or(&file.path)))
}

/// What a document states of itself, each field once, in the order of a record.
pub fn shown(file: &File) -> Vec<Shown> {
    let Ok(text) = file.text() else { return Vec::new() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut all = match &*file.extension() {
        "html" | "htm" => html(text),
        "md" | "markdown" => markdown(text),
        _ => plain(text),
    };
    for shown in &mut all {
        for value in &mut shown.values {
            *value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if shown.field == "date" {
                *value = date(value).unwrap_or_default();
            }
        }
        let address = shown.field == "url";
        shown.values.retain(|v| !v.is_empty() && (!address || v.starts_with("http")));
        shown.values.dedup();
    }
    all.retain(|shown| !shown.values.is_empty());
    let first = |field| all.iter().find(|shown| shown.field == field).cloned();
    ["author", "title", "container", "publisher", "date", "url", "language"]
        .into_iter()
        .filter_map(first)
        .collect()
}

/// A date as a record has it, of one as a machine writes it: `2013-03-18T09:00:00Z`, `2013/03/18`.
fn date(text: &str) -> Option<String> {
    let day = text.split(['T', ' ']).next()?.replace('/', "-");
    (day.starts_with(|c: char| c.is_ascii_digit()) && Date::parse(&day).is_ok()).then_some(day)
}

fn one(field: &'static str, value: &str, whence: &'static str) -> Shown {
    Shown { field, values: vec![value.to_owned()], whence }
}

/// The first line, where it stands by itself and is no sentence; and a line `By …`.
fn plain(text: &str) -> Vec<Shown> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut shown = Vec::new();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let line = lines.get(first).copied().unwrap_or_default();
    let alone = lines.get(first + 1).is_some_and(|next| next.is_empty() || by(next).is_some());
    // A photo credit, a rubric or a name can stand there as well: those are shorter, or have a stroke.
    let title_like = line.split_whitespace().count() > 3 && !line.contains(['/', '|', '©', '@']);
    let longest = lines.iter().skip(first + 1).map(|line| line.len()).max().unwrap_or(0);
    let sentence = line.ends_with(['.', ',', ';', ':', '…', '”', '"']);
    if alone && title_like && !sentence && by(line).is_none() && line.len() <= 120 && longest > 2 * line.len()
    {
        shown.push(one("title", line, "its first line"));
    }
    if let Some(names) =
        lines.iter().skip(first).filter(|line| !line.is_empty()).take(4).find_map(|line| by(line))
    {
        shown.push(Shown { field: "author", values: names, whence: "its line “By …”" });
    }
    shown
}

/// The names of a line `By Ann Smith and Bob Jones`, if it can be nothing else.
fn by(line: &str) -> Option<Vec<String>> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let names: Vec<String> =
        rest.replace(" and ", ", ").split(',').map(|name| name.trim().to_owned()).collect();
    let name = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital =
            |word: &&str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_numeric());
        // A last word with a full stop is the end of a sentence.
        (2..=4).contains(&words.len())
            && words.iter().all(capital)
            && !name.ends_with(['.', ':', ';', '!', '?'])
    };
    names.iter().all(name).then_some(names)
}

/// Front matter, and a first heading.
fn markdown(text: &str) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut body = text;
    // What is opened and never closed is text.
    let cut = front_matter::cut(text, 0).filter(|(_, front, _)| front.end <= text.len());
    let table = cut.and_then(|(fence, front, rest)| {
        body = &text[rest..];
        let front = &text[front];
        if fence == "---" { data::parse_yaml(front, 0) } else { data::parse_toml(front, 0) }.ok()
    });
    if let Some(table) = table {
        let front = Value::Object(table.to_json());
        for (name, field) in [
            ("title", "title"),
            ("author", "author"),
            ("authors", "author"),
            ("date", "date"),
            ("url", "url"),
            ("lang", "language"),
        ] {
            shown.push(Shown { field, values: texts(&front[name]), whence: "its front matter" });
        }
    }
    if let Some(title) =
        body.lines().map(str::trim).find(|line| !line.is_empty()).and_then(|l| l.strip_prefix("# "))
    {
        shown.push(one("title", title, "its first heading"));
    }
    shown.extend(plain(body).into_iter().filter(|shown| shown.field == "author"));
    shown
}

/// A text, or the texts of a list; of an object its name.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(object) => object.get("name").map(texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// What HTML says in its head, in JSON-LD, and as its only first heading.
fn html(text: &str) -> Vec<Shown> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (mut meta, mut linked, mut titles, mut headings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut open: Option<(String, String)> = None;
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => {
                let get = |name: &str| {
                    let found = tag.attributes.iter().find(|(known, _)| string(known) == name);
                    found.map(|(_, value)| string(&value.value)).unwrap_or_default()
                };
                match &*string(&tag.name) {
                    "html" => meta.push(one("language", &get("lang"), "<html lang>")),
                    "meta" => {
                        let name = get("name") + &get("property");
                        let (field, whence) = match &*name.to_ascii_lowercase() {
                            "author" => ("author", "<meta name=author>"),
                            "citation_author" => ("author", "<meta name=citation_author>"),
                            "citation_title" => ("title", "<meta name=citation_title>"),
                            "og:title" => ("title", "<meta property=og:title>"),
                            "og:site_name" => ("container", "<meta property=og:site_name>"),
                            "citation_publication_date" => ("date", "<meta name=citation_publication_date>"),
                            "article:published_time" => ("date", "<meta property=article:published_time>"),
                            "date" => ("date", "<meta name=date>"),
                            _ => continue,
                        };
                        meta.push(one(field, &get("content"), whence));
                    }
                    "link" if get("rel") == "canonical" => {
                        meta.push(one("url", &get("href"), "<link rel=canonical>"));
                    }
                    "script" if get("type") == "application/ld+json" => {
                        open = Some(("script".into(), String::new()));
                    }
                    name @ ("title" | "h1") if open.is_none() => {
                        open = Some((name.to_owned(), String::new()));
                    }
                    _ => {}
                }
            }
            Token::String(words) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&string(&words));
                }
            }
            Token::EndTag(tag) => {
                let Some((name, text)) = open.take_if(|(name, _)| *name == string(&tag.name)) else {
                    continue;
                };
                match &*name {
                    "title" => titles.push(one("title", &text, "<title>")),
                    "h1" => headings.push(one("title", &text, "<h1>")),
                    _ => linked
                        .extend(serde_json::from_str(&text).map(|value| json_ld(&value)).unwrap_or_default()),
                }
            }
            _ => {}
        }
    }
    // Several authors stand in several elements.
    let authors = |whence: &str| {
        let same = meta.iter().filter(|m| m.field == "author" && m.whence == whence);
        same.flat_map(|m| m.values.clone()).collect::<Vec<_>>()
    };
    let cited = Shown {
        field: "author",
        values: authors("<meta name=citation_author>"),
        whence: "<meta name=citation_author>",
    };
    let mut all = vec![cited];
    all.extend(linked);
    all.extend(meta);
    if let [heading] = &headings[..] {
        all.push(heading.clone());
    }
    all.extend(titles.into_iter().take(1));
    all
}

/// What JSON-LD says of an article.
fn json_ld(value: &Value) -> Vec<Shown> {
    match value {
        Value::Array(list) => list.iter().flat_map(json_ld).collect(),
        Value::Object(object) if object.contains_key("@graph") => json_ld(&value["@graph"]),
        Value::Object(_) => {
            let article = |kind: &String| {
                kind.ends_with("Article") || ["Report", "BlogPosting", "Book"].contains(&&**kind)
            };
            if !texts(&value["@type"]).iter().any(article) {
                return Vec::new();
            }
            let fields = [
                ("author", "author"),
                ("headline", "title"),
                ("name", "title"),
                ("publisher", "publisher"),
                ("datePublished", "date"),
            ];
            let shown = |(name, field)| Shown { field, values: texts(&value[name]), whence: "its JSON-LD" };
            fields.into_iter().map(shown).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, text: &str) -> Vec<String> {
        let file = File { path: format!("seeds/{name}").into(), bytes: text.as_bytes().into() };
        shown(&file).iter().map(|s| format!("{}: {} ({})", s.field, s.values.join("; "), s.whence)).collect()
    }

    const LONG: &str = "The wind took the slates off the roof of the old library, and the council met on Thursday to see what could be done about it before the winter comes.\n";

    #[test]
    fn a_plain_text_says_little_of_itself() {
        let text = format!("Twelve Buckets Are Not Enough\n\nBy Lena Mott and Jan van Eyck\n\n{LONG}");
        assert_eq!(said("a.txt", &text), ["title: Twelve Buckets Are Not Enough (its first line)"]);
        let text = format!("Twelve Buckets Are Not Enough\nBy Lena Mott and Jan Eyck\n\n{LONG}");
        assert_eq!(
            said("a.txt", &text),
            [
                "author: Lena Mott; Jan Eyck (its line “By …”)",
                "title: Twelve Buckets Are Not Enough (its first line)"
            ]
        );
        for text in [
            LONG.to_owned(),
            format!("Yao Dawei/ZUMA Press/Newscom\n\n{LONG}"),
            format!("China Power\n\n{LONG}"),
            format!("It rained.\n\n{LONG}"),
            format!("{LONG}\n{LONG}"),
        ] {
            assert_eq!(said("a.txt", &text), Vec::<String>::new(), "{text}");
        }
        for line in
            ["By March the roof was gone", "By 2013", "By Monday.", "By Lena", "By the Council Of Ostermere"]
        {
            assert_eq!(by(line), None, "{line}");
        }
    }

    #[test]
    fn markdown_says_it_in_front_matter() {
        let text = format!(
            "---\ntitle: Twelve Buckets\nauthor: [Lena Mott, Bob Jones]\ndate: 2024-03-09\n---\n# Other\n\n{LONG}"
        );
        assert_eq!(
            said("a.md", &text),
            [
                "author: Lena Mott; Bob Jones (its front matter)",
                "title: Twelve Buckets (its front matter)",
                "date: 2024-03-09 (its front matter)"
            ]
        );
        assert_eq!(
            said("a.md", &format!("# Twelve Buckets\n\n{LONG}")),
            ["title: Twelve Buckets (its first heading)"]
        );
    }

    #[test]
    fn html_says_it_in_its_head() {
        let text = "<html lang=en><head><title>Twelve Buckets | The Lantern</title>\
            <meta name=author content='Lena Mott'><meta property='article:published_time' content='2024-03-09T08:00:00Z'>\
            <link rel=canonical href='https://example.org/buckets'></head><body><h1>Twelve &amp; more\n Buckets</h1><p>Rain.</p>";
        assert_eq!(
            said("a.html", text),
            [
                "author: Lena Mott (<meta name=author>)",
                "title: Twelve & more Buckets (<h1>)",
                "date: 2024-03-09 (<meta property=article:published_time>)",
                "url: https://example.org/buckets (<link rel=canonical>)",
                "language: en (<html lang>)"
            ]
        );
        let text = "<title>No</title><script type='application/ld+json'>{\"@graph\": [{\"@type\": \"NewsArticle\", \
            \"headline\": \"Yes\", \"author\": [{\"name\": \"A B\"}, {\"name\": \"C D\"}], \"datePublished\": \"soon\"}]}</script>";
        assert_eq!(said("a.html", text), ["author: A B; C D (its JSON-LD)", "title: Yes (its JSON-LD)"]);
    }
}
