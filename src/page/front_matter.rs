//! What stands above a page's text: `+++` TOML or `---` YAML.
//!
//! What is nearly front matter would be published as text, and a draft with it. [`near_miss`] finds it.

mod draft;
pub(super) mod named;
mod near_miss;

use std::sync::Arc;

use crate::base::data::{self, Table, TableReader};
use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::base::marks;
use crate::base::rule;
use crate::base::text::{Place, Span};
use crate::config;
use crate::page::citation;

/// What an author says of a page. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Its short name.
    pub title: Option<String>,
    /// In a sentence or two. Citations in it are the body's `lede`.
    pub summary: SpannedText,
    /// Replaces the last part of its address.
    pub slug: Option<SpannedText>,
    /// Old addresses, which redirect here: those of `aliases` that begin with `/`, or end with `/` or
    /// `.html`.
    pub old_addresses: Vec<SpannedText>,
    /// Other names, for wikilinks and mentions: the rest of `aliases`.
    pub names: Vec<SpannedText>,
    /// Not published, unless drafts are asked for.
    pub draft: bool,
    /// Order among its fellows: the lighter comes first.
    pub weight: i64,
    /// A BCP 47 tag, if it is not the site's.
    pub lang: Option<String>,
    /// When it was first published.
    pub published: Option<Date>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The topics it belongs to.
    pub topics: Vec<SpannedText>,
    /// Another template than its kind's.
    pub template: Option<SpannedText>,
    /// Topic: words for finding passages.
    pub terms: Vec<String>,
    /// Topic: the question that the page answers.
    pub question: Option<String>,
    /// Topic: how far the work on it is.
    pub status: String,
    /// Event: when.
    pub date: Option<Date>,
    /// Entity: what it is sorted by, if not by its title.
    pub sort: Option<String>,
    /// Keys of the site's own, for templates.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What of all this, but for the summary, has quotation marks and may be shown: each under its key.
    pub said: Vec<(String, SpannedText)>,
}

/// Words, and where an author wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpannedText {
    /// The words.
    pub text: String,
    /// Their place in the file.
    pub span: Span,
}

impl From<(String, Span)> for SpannedText {
    fn from((text, span): (String, Span)) -> Self {
        Self { text, span }
    }
}

/// The keys of front matter.
const KEYS: [&str; 18] = [
    "title",
    "summary",
    "slug",
    "aliases",
    "draft",
    "weight",
    "lang",
    "published",
    "reviewed",
    "authors",
    "topics",
    "template",
    "terms",
    "question",
    "status",
    "date",
    "sort",
    "extra",
];

/// Reads the front matter of a file, and says where the text below it starts.
pub fn read(file: &Arc<str>, text: &str, found: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let (mut front, body, says) = written(file, text, found);
    // Where the page itself says nothing, its name may.
    if !says && let Some(sign) = named::sign(file) {
        front.draft |= sign.hides;
        let finding = Diagnostic::new(&rule::DRAFT_BY_NAME, Place::file(file), sign.message);
        found.push(finding.help(sign.help));
    }
    (front, body)
}

/// What stands in the file, and whether it says that the page is a draft, or that it is none.
fn written(file: &Arc<str>, text: &str, found: &mut Vec<Diagnostic>) -> (FrontMatter, usize, bool) {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let bad = |range: std::ops::Range<usize>, message| {
        Diagnostic::at(&rule::BAD_FRONT_MATTER, file, range, message)
    };
    let nearly = |from, is_top, found: &mut Vec<Diagnostic>| {
        if let Some(nearly) = near_miss::find(text, from, is_top) {
            found.push(bad(nearly.range, nearly.message).help(nearly.help));
        }
    };
    let Some((fence, inner, body)) = cut(text, start) else {
        nearly(start, true, found);
        return (FrontMatter::default(), start, false);
    };
    if inner.end > text.len() {
        let message = format!("this front matter opens with `{fence}` and is never closed");
        let (body, close) = near_miss::end_of_keys(text, inner.start);
        found.push(match close {
            Some(close) => {
                bad(close.clone(), format!("`{}` does not close the front matter above", &text[close]))
                    .help(format!("write `{fence}` instead, as in its first line"))
            }
            None => bad(start..start + 3, message)
                .help(format!("put a line with only `{fence}` below its last key")),
        });
        return (FrontMatter::default(), body, false);
    }
    nearly(body, false, found);
    let source = &text[inner.clone()];
    let parsed = match fence {
        "+++" => data::parse_toml(source, inner.start),
        _ => data::parse_yaml(source, inner.start),
    };
    match parsed {
        Ok(table) => {
            let says = table.0.iter().any(|(key, _)| key.name == "draft");
            (fill(table, file, found), body, says)
        }
        Err(error) => {
            let finding = Diagnostic::at(&rule::BAD_FRONT_MATTER, file, error.span, error.message);
            found.push(match fence == "---" && !near_miss::has_keys(source) {
                true => finding.help(
                    "text between two lines `---` is front matter; for a line across the page, write `***`",
                ),
                false => finding.help("the page is checked without its front matter until this is fixed"),
            });
            (FrontMatter::default(), body, false)
        }
    }
}

/// Whether a text begins with front matter, or with what may have been meant for it.
pub fn is_meant(text: &str) -> bool {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    match cut(text, start) {
        Some((_, inner, _)) => near_miss::has_known(&text[inner.start..inner.end.min(text.len())]),
        None => near_miss::find(text, start, true).is_some(),
    }
}

/// Whether a text begins as a page does: with a fence, and `title` or `draft` below it. `is_closed` asks for the
/// second fence too.
pub fn begins(text: &str, is_closed: bool) -> bool {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    cut(text, start).is_some_and(|(_, inner, _)| {
        (!is_closed || inner.end <= text.len())
            && near_miss::has_title(&text[inner.start..inner.end.min(text.len())])
    })
}

/// The fence, the range between the fences, and where the body starts. The range ends after the text
/// if the front matter is not closed.
pub(crate) fn cut(text: &str, start: usize) -> Option<(&'static str, std::ops::Range<usize>, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let fence = match first.trim_end() {
        "+++" => "+++",
        "---" => "---",
        _ => return None,
    };
    let inner = start + first.len();
    let mut at = inner;
    for line in lines {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let is_text = fence == "---" && near_miss::is_text(&text[inner..at]);
            return (!is_text).then_some((fence, inner..at, at + line.len()));
        }
        at += line.len();
    }
    // A `---` over a text is a line across the page, not front matter that nobody closed.
    (fence == "+++" || near_miss::has_keys(&text[inner..])).then_some((fence, inner..text.len() + 1, inner))
}

fn language(r: &mut TableReader<'_>) -> Option<String> {
    let (tag, span) = r.words("lang")?;
    if config::is_language_tag(&tag) {
        return Some(tag);
    }
    r.report(span, format!("`{tag}` is not a language tag; write `en`, `de` or `zh-Hans`"));
    None
}

fn fill(mut table: Table, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> FrontMatter {
    for (span, message) in draft::unread(&table) {
        table.0.retain(|(key, _)| key.span != span);
        let help =
            "to make this page a draft, write `draft = true` (in YAML, `draft: true`) above all tables";
        found.push(Diagnostic::at(&rule::BAD_FRONT_MATTER, file, span, message).help(help));
    }
    let mut said = Said::default();
    said.table(&table, "", 0);
    let mut r = TableReader::new(table, file, &rule::BAD_FRONT_MATTER, &rule::UNKNOWN_KEY, found);
    let texts = |list: Vec<(String, Span)>| list.into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    let (old_addresses, names) =
        r.texts("aliases").into_iter().map(SpannedText::from).partition(|alias| is_old_address(&alias.text));
    let front = FrontMatter {
        title: shown(&mut r, "title"),
        summary: summary(&mut r),
        slug: r.words("slug").map(SpannedText::from),
        old_addresses,
        names,
        draft: r.flag("draft").unwrap_or(false),
        weight: r.integer("weight").map_or(0, |(weight, _)| weight),
        lang: language(&mut r),
        published: r.date("published").map(|(date, _)| date),
        reviewed: r.date("reviewed").map(|(date, _)| date),
        authors: texts(r.texts("authors")),
        topics: r.texts("topics").into_iter().map(SpannedText::from).collect(),
        template: r.words("template").map(SpannedText::from),
        terms: texts(r.texts("terms")),
        question: shown(&mut r, "question"),
        status: r.text("status").map(|(text, _)| text).unwrap_or_default(),
        date: r.date("date").map(|(date, _)| date),
        sort: r.words("sort").map(|(text, _)| text),
        extra: r.table("extra").map(|(table, _)| table.to_json()).unwrap_or_default(),
        said: said.marked,
    };
    for (key, span) in said.cites {
        let message = format!("a citation in `{key}` would be shown as plain text");
        r.say(&rule::CITATION_IN_TITLE, span, &message, "cite in the text, or in the `summary`");
    }
    r.finish(Some("put keys of your own under [extra]"));
    front
}

fn summary(r: &mut TableReader<'_>) -> SpannedText {
    let Some((text, span)) = r.text("summary") else { return SpannedText::default() };
    footnote(r, "summary", &text, span);
    SpannedText { text: text.trim().to_owned(), span }
}

/// Says that words of front matter refer to a footnote, which stands in the text only.
fn footnote(r: &mut TableReader<'_>, name: &str, text: &str, span: Span) {
    let mut after = text.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
    if after.any(|(label, _)| !label.is_empty() && !label.contains(char::is_whitespace)) {
        let message = format!("a footnote in `{name}` would be shown as plain text");
        let help = "move it into the text; in a `summary`, cite as `[@key, \"words\"]`";
        r.say(&rule::CITATION_IN_TITLE, span, &message, help);
    }
}

/// Words that stand in lists and links, where nothing can be cited.
fn shown(r: &mut TableReader<'_>, name: &'static str) -> Option<String> {
    let (text, span) = r.words(name)?;
    footnote(r, name, &text, span);
    Some(text)
}

/// What front matter says to readers, but for the summary, which may cite.
#[derive(Default)]
struct Said {
    /// With quotation marks.
    marked: Vec<(String, SpannedText)>,
    /// With a citation: the key, and the place.
    cites: Vec<(String, Span)>,
}

/// Keys whose values no reader sees as they are, or that are read elsewhere.
const UNSAID: [&str; 8] = ["summary", "slug", "template", "topics", "date", "lang", "sort", "weight"];

/// How deep tables of a site's own keys are looked into.
const DEEPEST: usize = 8;

impl Said {
    fn table(&mut self, table: &Table, above: &str, depth: usize) {
        for (key, node) in &table.0 {
            let name = if above.is_empty() { key.name.clone() } else { format!("{above}.{}", key.name) };
            if depth > 0 || !UNSAID.contains(&name.as_str()) {
                self.node(&name, node, depth);
            }
        }
    }

    fn node(&mut self, name: &str, node: &data::TableNode, depth: usize) {
        match &node.value {
            data::Value::String(text) => self.text(name, text, node.span),
            data::Value::Array(nodes) if depth < DEEPEST => {
                nodes.iter().for_each(|node| self.node(name, node, depth + 1));
            }
            data::Value::Table(table) if depth < DEEPEST => self.table(table, name, depth + 1),
            _ => {}
        }
    }

    fn text(&mut self, name: &str, text: &str, span: Span) {
        if citation::is_in_title(text) {
            self.cites.push((name.to_owned(), span));
        }
        // What is for programs has signs that no sentence has.
        let program = || text.contains(['{', '<', '=', '\\']) || text.contains("://");
        if name != "terms" && text.contains(marks::is_mark) && !program() {
            self.marked.push((name.to_owned(), SpannedText { text: text.trim().to_owned(), span }));
        }
    }
}

/// An alias is a name unless it is written as an address is: a name may have a `/` within.
fn is_old_address(alias: &str) -> bool {
    alias.starts_with('/') || alias.ends_with('/') || alias.ends_with(".html") || alias.ends_with(".htm")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(text: &str) -> (FrontMatter, usize, Vec<String>) {
        let mut found = Vec::new();
        let (front, body) = read(&"content/a.md".into(), text, &mut found);
        (front, body, found.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn both_kinds_say_the_same() {
        let (a, at, found) =
            get("+++\ntitle = \"Énergie\"\naliases = [\"/old/\", \"Power\"]\ndate = 1860\n+++\nText");
        assert_eq!(found, [""; 0]);
        assert_eq!(
            at,
            "+++\ntitle = \"Énergie\"\naliases = [\"/old/\", \"Power\"]\ndate = 1860\n+++\n".len()
        );
        let (b, _, found) = get("---\ntitle: Énergie\naliases: [/old/, Power]\ndate: 1860\n---\nText");
        assert_eq!(found, [""; 0]);
        assert_eq!(
            (&a.title, &a.date, a.names[0].text.as_str()),
            (&b.title, &b.date, b.names[0].text.as_str())
        );
        assert_eq!(a.old_addresses[0].text, "/old/");
        let (c, _, _) = get("---\naliases: [Diaoyu/Senkaku Islands, old/energy.html, old/]\n---\n");
        assert_eq!((c.names.len(), c.old_addresses.len()), (1, 2));
    }

    #[test]
    fn what_is_wrong_leaves_the_page_standing() {
        let (front, at, found) = get("+++\ntitle = \n+++\nText");
        assert_eq!((front, &"+++\ntitle = \n+++\nText"[at..]), (FrontMatter::default(), "Text"));
        assert_eq!(found.len(), 1);
        let (front, _, found) = get("+++\ntitle = \"A\"\ndate = \"soon\"\nsumary = \"x\"\n+++\n");
        assert_eq!(front.title.as_deref(), Some("A"));
        assert_eq!(found.len(), 2);
        assert!(get("+++\ntitle = 1\n").2[0].contains("never closed"));
        assert_eq!(get("---\n\nText").2, [""; 0]);
        assert_eq!(get("\u{feff}---\ntitle: A\n---\r\nText").0.title.as_deref(), Some("A"));
        assert_eq!(get("").1, 0);
    }
}
