//! What a document states of itself: metadata of HTML ([`html`]), front matter of Markdown, a first line that is
//! clearly a title, a `By …` line that can be nothing else.

mod html;

use serde_json::Value;

use crate::base::data;
use crate::base::date::Date;
use crate::base::text::File;
use crate::page::front_matter;

/// A statement of a document on itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataStatement {
    /// The record's field: `title`, `author`, …
    pub field: &'static str,
    /// Its values; several only of authors.
    pub values: Vec<String>,
    /// Where in the document it stands, in words.
    pub whence: &'static str,
}

/// What a document states of itself, each field once, in the order of a record.
pub fn shown(file: &File) -> Vec<MetadataStatement> {
    let Ok(text) = file.text() else { return Vec::new() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut all = match &*file.extension() {
        "html" | "htm" => html::statements(text),
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
        // A page may name its author by an address.
        let person = shown.field == "author";
        let is_address = |value: &String| value.starts_with("http://") || value.starts_with("https://");
        shown.values.retain(|v| !v.is_empty() && if is_address(v) { !person } else { !address });
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

fn one(field: &'static str, value: &str, whence: &'static str) -> MetadataStatement {
    MetadataStatement { field, values: vec![value.to_owned()], whence }
}

/// The first line, where it stands by itself and is no sentence; and a line `By …`.
fn plain(text: &str) -> Vec<MetadataStatement> {
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
        shown.push(MetadataStatement { field: "author", values: names, whence: "its line “By …”" });
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
fn markdown(text: &str) -> Vec<MetadataStatement> {
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
        for &(name, field) in FRONT_MATTER {
            let values = texts(&front[name]).iter().map(|value| unlinked(value)).collect();
            shown.push(MetadataStatement { field, values, whence: "its front matter" });
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

/// What front matter calls the fields of a record; of several names for one field the first that is there counts.
/// `source` and `published` are what web clippers write, who mean by `created` the day of the clip.
const FRONT_MATTER: &[(&str, &str)] = &[
    ("title", "title"),
    ("author", "author"),
    ("authors", "author"),
    ("byline", "author"),
    ("published", "date"),
    ("date", "date"),
    ("url", "url"),
    ("source", "url"),
    ("canonical_url", "url"),
    ("link", "url"),
    ("site", "container"),
    ("publication", "container"),
    ("lang", "language"),
    ("language", "language"),
];

/// `[[Ann Smith]]` → `Ann Smith`; `[[people/Ann Smith|Ann]]` too, whose name is that of the page.
fn unlinked(value: &str) -> String {
    let mut out = value.to_owned();
    while let Some((before, rest)) = out.split_once("[[")
        && let Some((inside, after)) = rest.split_once("]]")
    {
        let page = inside.split('|').next().unwrap_or(inside);
        let name = page.rsplit('/').next().unwrap_or(page);
        out = format!("{before}{name}{after}");
    }
    out
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
    fn a_clip_says_where_it_is_from() {
        let text = format!(
            "---\ntitle: \"Twelve: Buckets\"\nsource: \"https://example.org/a?b=1\"\nauthor:\n  - \"[[Lena Mott]]\"\n  - \"[[people/Jan Eyck|Jan]]\"\npublished: 2024-05-01\ncreated: 2024-06-01\n---\n{LONG}"
        );
        assert_eq!(
            said("a.md", &text),
            [
                "author: Lena Mott; Jan Eyck (its front matter)",
                "title: Twelve: Buckets (its front matter)",
                "date: 2024-05-01 (its front matter)",
                "url: https://example.org/a?b=1 (its front matter)"
            ]
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
