//! What HTML says of itself: in its head, in JSON-LD, in its headings.
//!
//! A title is taken where two places agree: the first of the statements that `<title>` holds too. A headline in
//! JSON-LD can be a mere description, and a greeting or a site's name a page's only `<h1>`, which counts only
//! where `<title>` has it too.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use serde_json::Value;

use crate::author::metadata::{MetadataStatement, one, texts};

/// The statements of a page on itself, the best first.
pub(super) fn statements(text: &str) -> Vec<MetadataStatement> {
    let page = HtmlPrinter::read(text);
    let titles = page.titles();
    let mut all = Vec::new();
    // Several authors stand in several elements.
    let cited = page.meta.iter().filter(|m| m.whence == "<meta name=citation_author>");
    let values = cited.flat_map(|m| m.values.clone()).collect();
    all.push(MetadataStatement { field: "author", values, whence: "<meta name=citation_author>" });
    all.extend(titles);
    all.extend(page.linked.into_iter().filter(|m| m.field != "title"));
    all.extend(page.meta.into_iter().filter(|m| m.field != "title"));
    all
}

#[derive(Default)]
struct HtmlPrinter {
    meta: Vec<MetadataStatement>,
    /// What JSON-LD says.
    linked: Vec<MetadataStatement>,
    /// What `<title>` says.
    title: Option<String>,
    /// The headings of the first level, and of the others.
    first: Vec<String>,
    others: Vec<String>,
}

impl HtmlPrinter {
    fn read(text: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut page = Self::default();
        let mut open: Option<(String, String)> = None;
        for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let get = |name: &str| {
                        let found =
                            tag.attributes.iter().find(|(known, _)| string(known).eq_ignore_ascii_case(name));
                        found.map(|(_, value)| string(&value.value)).unwrap_or_default()
                    };
                    match &*string(&tag.name).to_ascii_lowercase() {
                        "html" => page.meta.push(one("language", &get("lang"), "<html lang>")),
                        "meta" => page.meta.extend(meta(&get)),
                        "link" if get("rel").eq_ignore_ascii_case("canonical") => {
                            page.meta.push(one("url", &get("href"), "<link rel=canonical>"));
                        }
                        "script" if is_json_ld(&get("type")) => open = Some(("script".into(), String::new())),
                        name @ ("title" | "h1" | "h2" | "h3") if open.is_none() => {
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
                    let ends = string(&tag.name).to_ascii_lowercase();
                    if let Some((name, text)) = open.take_if(|(name, _)| *name == ends) {
                        page.element(&name, &text);
                    }
                }
                _ => {}
            }
        }
        page
    }

    fn element(&mut self, name: &str, text: &str) {
        let words = || text.split_whitespace().collect::<Vec<_>>().join(" ");
        match name {
            // A page has one title; others are of pictures.
            "title" => {
                self.title = self.title.take().or_else(|| Some(words())).filter(|title| !title.is_empty());
            }
            "h1" => self.first.push(words()),
            "h2" | "h3" => self.others.push(words()),
            _ => self.linked.extend(json(text).map(|value| json_ld(&value)).unwrap_or_default()),
        }
    }

    /// The statements that may be the article's title, the best first.
    fn titles(&self) -> Vec<MetadataStatement> {
        let mut stated: Vec<MetadataStatement> =
            self.meta.iter().chain(&self.linked).filter(|shown| shown.field == "title").cloned().collect();
        // A page's statement for a library comes before all others, and may have no `<title>` that agrees.
        stated.sort_by_key(|shown| match shown.whence {
            "<meta name=citation_title>" => 0,
            "its JSON-LD" => 1,
            _ => 2,
        });
        let heading = match &self.first[..] {
            [heading] => Some(one("title", heading, "<h1>")),
            _ => None,
        };
        let Some(title) = &self.title else {
            stated.extend(heading);
            return stated;
        };
        let whole = folded(title);
        let words = |text: &str| text.split_whitespace().map(folded).collect::<Vec<String>>();
        let said = words(longest_part(title));
        let agrees = |shown: &MetadataStatement| {
            let stated = shown.values.first().map(|value| folded(value)).unwrap_or_default();
            let longer = shown.values.first().map(|value| words(value)).unwrap_or_default();
            let holds_all = said.len() > 1 && said.iter().all(|word| longer.contains(word));
            stated.len() > 2 && (whole.contains(&stated) || holds_all)
        };
        let surely =
            |shown: &&MetadataStatement| shown.whence == "<meta name=citation_title>" || agrees(shown);
        let best = stated.iter().chain(&heading).find(surely).cloned();
        // Where nothing agrees, what was written for other programs counts, and a heading last.
        let mut titles: Vec<MetadataStatement> = best.into_iter().chain(stated).collect();
        titles.extend(self.headed(title));
        titles.push(one("title", title, "<title>"));
        titles.extend(heading);
        titles
    }

    /// The part of `<title>` that a heading repeats, if it is the longest.
    fn headed(&self, title: &str) -> Option<MetadataStatement> {
        let longest = longest_part(title);
        let said = folded(longest);
        let heading = self.first.iter().chain(&self.others).any(|heading| folded(heading) == said);
        heading.then(|| one("title", longest, "<title> and a heading"))
    }
}

/// The longest part of a title between the marks that set off the name of its site.
fn longest_part(title: &str) -> &str {
    const MARKS: [&str; 8] = [" | ", " - ", " – ", " — ", " · ", " » ", " « ", " :: "];
    let mut parts = vec![title];
    for mark in MARKS {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter().map(str::trim).max_by_key(|part| part.len()).unwrap_or(title)
}

/// Letters and digits of a title, for two ways to write it are one.
fn folded(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn meta(get: &dyn Fn(&str) -> String) -> Option<MetadataStatement> {
    // Some pages say the same name as `name` and as `property`.
    let name = Some(get("property")).filter(|name| !name.is_empty()).unwrap_or_else(|| get("name"));
    let (field, whence) = match &*name.to_ascii_lowercase() {
        "author" => ("author", "<meta name=author>"),
        "citation_author" => ("author", "<meta name=citation_author>"),
        "citation_title" => ("title", "<meta name=citation_title>"),
        "og:title" => ("title", "<meta property=og:title>"),
        "og:site_name" => ("container", "<meta property=og:site_name>"),
        "citation_publication_date" => ("date", "<meta name=citation_publication_date>"),
        "article:published_time" => ("date", "<meta property=article:published_time>"),
        "date" => ("date", "<meta name=date>"),
        _ => return None,
    };
    Some(one(field, &decoded(&get("content")), whence))
}

fn is_json_ld(kind: &str) -> bool {
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

/// JSON as pages have it: in a comment or in CDATA, with a semicolon behind it, with raw line feeds in texts.
fn json(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    // The bracket of `<![CDATA[` is none of JSON.
    let start = match text.find("[CDATA[") {
        Some(at) if at <= start => at + "[CDATA[".len() + text[at + "[CDATA[".len()..].find(['{', '['])?,
        _ => start,
    };
    let end = match text.rfind("]]>") {
        Some(end) if end > start => end,
        _ => text.len(),
    };
    let end = start + text[start..end].rfind(['}', ']'])? + 1;
    let body = &text[start..end];
    serde_json::from_str(body).ok().or_else(|| {
        let flat: String = body.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}

/// A text in which signs are still written as in HTML.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::new();
    for Ok(token) in Tokenizer::new(text) {
        if let Token::String(words) = token {
            out.push_str(&string(&words));
        }
    }
    out
}

/// What JSON-LD says of an article.
fn json_ld(value: &Value) -> Vec<MetadataStatement> {
    match value {
        Value::Array(list) => list.iter().flat_map(json_ld).collect(),
        Value::Object(object) if object.contains_key("@graph") => json_ld(&value["@graph"]),
        Value::Object(_) => {
            let article = |kind: &String| {
                kind.ends_with("Article")
                    || ["Report", "BlogPosting", "Book", "Chapter", "Thesis"].contains(&&**kind)
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
            // A page that many write is begun on a day and published on none.
            let wiki =
                texts(&value["author"]).iter().any(|name| name.to_lowercase().contains("contributors"));
            let known = fields.into_iter().filter(|(_, field)| !(wiki && *field == "date"));
            let values = |name: &str| texts(&value[name]).iter().map(|text| decoded(text)).collect();
            known
                .map(|(name, field)| MetadataStatement { field, values: values(name), whence: "its JSON-LD" })
                .collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(html: &str, field: &str) -> Vec<String> {
        let found =
            statements(html).into_iter().find(|s| s.field == field && !s.values.iter().all(String::is_empty));
        found.map(|shown| shown.values).unwrap_or_default()
    }

    #[test]
    fn a_title_is_what_two_places_say() {
        let linked = "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"small town\",\"name\":\"Ostermere\",\
            \"datePublished\":\"2003-01-01\",\"author\":{\"name\":\"Contributors to it\"}}</script>";
        let wiki = format!("<title>Ostermere – Free Lexicon</title>{linked}<h1>Ostermere</h1>");
        assert_eq!(said(&wiki, "title"), ["Ostermere"]);
        assert_eq!(said(&wiki, "date"), [""; 0]);
        let greeting = "<title>Mending a roof in winter | Slates</title><h1>Welcome!</h1><h2>Mending a roof in winter</h2>";
        assert_eq!(said(greeting, "title"), ["Mending a roof in winter"]);
        assert_eq!(
            said("<title>Mending a roof | Slates</title><h1>Slow news</h1>", "title"),
            ["Mending a roof | Slates"]
        );
        assert_eq!(said("<h1>Mending a roof</h1>", "title"), ["Mending a roof"]);
        assert_eq!(
            said(
                "<title>X</title><meta name=og:title property=og:title content='Mending &amp;amp; more'>",
                "title"
            ),
            ["Mending & more"]
        );
    }

    #[test]
    fn json_is_read_however_it_is_wrapped() {
        let object =
            "{\"@type\":[\"NewsArticle\"],\"headline\":\"Slates &amp; nails\",\"author\":\"Lena\nMott\"}";
        for (kind, text) in [
            ("application/ld+json", object.to_owned()),
            ("application/ld+json; charset=utf-8", format!("{object};")),
            ("Application/LD+JSON", format!("\n//<![CDATA[\n{object}\n//]]>\n")),
            ("application/ld+json", format!("<!-- [{object}] -->")),
        ] {
            let html = format!("<script type=\"{kind}\">{text}</script>");
            assert_eq!(said(&html, "title"), ["Slates & nails"], "{html}");
            assert_eq!(said(&html, "author").len(), 1, "{html}");
        }
    }
}
