//! Where a page says that it is a draft in words that are not read. A draft that goes out because its key is
//! another program's, or misspelt, cannot be called back, so this is more than an unknown key.

use crate::base::data::{Table, Value};
use crate::base::diagnostic;
use crate::base::text::Span;

/// Keys that hide a page in other programs when they are true, in lower case.
const HIDES: [&str; 12] = [
    "draftstatus",
    "nopublish",
    "notpublished",
    "private",
    "hidden",
    "unpublished",
    "unlisted",
    "wip",
    "secret",
    "embargoed",
    "isdraft",
    "eleventyexcludefromcollections",
];

/// Keys that hide a page when they are false, in lower case.
const SHOWS: [&str; 8] =
    ["publish", "public", "published", "visible", "listed", "live", "ispublished", "permalink"];

/// Keys that say in a word how a page stands, in lower case.
const STATES: [&str; 10] = [
    "status",
    "state",
    "visibility",
    "publication",
    "stage",
    "poststatus",
    "publishstatus",
    "render",
    "type",
    "layout",
];

/// Words for what no reader is to see yet, in lower case; and all with `draft` in them.
#[rustfmt::skip] // a list is read in lines
const UNSEEN: &[&str] = &[
    "private", "hidden", "unlisted", "unpublished", "pending", "future", "scheduled", "trash", "never", "wip",
    "drafting", "unfinished", "not ready", "todo", "to do", "in progress", "work in progress", "embargoed", "embargo",
    "internal", "confidential", "secret",
    "entwurf", "brouillon", "ébauche", "borrador", "bozza", "rascunho", "черновик", "чернетка", "szkic",
    "udkast", "utkast", "luonnos", "taslak", "草稿", "草案", "下書き", "초안", "مسودة", "טיוטה", "πρόχειρο",
];

/// The keys that would hide the page and do not: their places, and what is wrong.
pub(super) fn unread(table: &Table) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for (key, node) in &table.0 {
        if is_empty(&node.value) && (key.name == "draft" || SHOWS.contains(&bare(&key.name).as_str())) {
            found.push((key.span, format!("`{}` is neither true nor false", key.name)));
        }
        if key.name == "draft" {
            continue;
        }
        if hides(&key.name, &node.value) {
            found.push((key.span, format!("`{}` does not hide this page", key.name)));
        }
        if let Value::Table(inner) = &node.value {
            deeper(inner, &key.name, &mut found);
            let is_build = key.name.trim_start_matches('_') == "build";
            found.extend(
                inner
                    .0
                    .iter()
                    .filter(|(inner, node)| {
                        inner.name == "draft" && says(&node.value, true)
                            || (is_build || inner.name != "render") && hides(&inner.name, &node.value)
                    })
                    .map(|(inner, _)| {
                        let message =
                            format!("`{}` under `{}` does not hide this page", inner.name, key.name);
                        (inner.span, message)
                    }),
            );
        }
    }
    found
}

/// Finds `draft` in the tables within a table.
fn deeper(table: &Table, name: &str, found: &mut Vec<(Span, String)>) {
    for (key, node) in &table.0 {
        let Value::Table(inner) = &node.value else { continue };
        let path = format!("{name}.{}", key.name);
        let drafts = inner.0.iter().filter(|(key, node)| key.name == "draft" && says(&node.value, true));
        found.extend(
            drafts.map(|(key, _)| (key.span, format!("`draft` under `{path}` does not hide this page"))),
        );
        // Front matter is not deeper than a few tables, and names of names grow.
        if path.len() < 200 {
            deeper(inner, &path, found);
        }
    }
}

/// Whether a key that is not `draft` was meant to hide the page.
fn hides(name: &str, value: &Value) -> bool {
    let bare = bare(name);
    let bare = bare.as_str();
    diagnostic::nearest(name, ["draft"]).is_some()
        || HIDES.contains(&bare) && says(value, true)
        // `dg-publish`, of a garden of notes.
        || (SHOWS.contains(&bare) || bare.ends_with("publish")) && (says(value, false) || is_never(value))
        || STATES.contains(&bare) && is_unseen(value)
}

/// A key as it is compared.
fn bare(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

fn is_never(value: &Value) -> bool {
    matches!(value, Value::String(words) if words.trim().eq_ignore_ascii_case("never"))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty(),
        _ => false,
    }
}

/// Whether a value is true, or false, in whatever words.
fn says(value: &Value, wanted: bool) -> bool {
    match value {
        Value::Bool(flag) => *flag == wanted,
        Value::Integer(number) => *number == i64::from(wanted),
        Value::String(words) => is_flag(words, wanted),
        _ => false,
    }
}

/// Whether words are those for true, or for false.
pub(super) fn is_flag(words: &str, wanted: bool) -> bool {
    let lower = words.trim().to_ascii_lowercase();
    match wanted {
        true => matches!(&*lower, "true" | "yes" | "on" | "y" | "1"),
        false => matches!(&*lower, "false" | "no" | "off" | "n" | "0"),
    }
}

/// Whether a value is a word for what no reader is to see yet.
fn is_unseen(value: &Value) -> bool {
    match value {
        Value::String(words) => {
            let lower = words.trim().to_lowercase();
            UNSEEN.contains(&lower.as_str())
                || lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "draft" | "drafts"))
        }
        Value::Array(nodes) => nodes.iter().any(|node| is_unseen(&node.value)),
        Value::Bool(flag) => !flag,
        _ => false,
    }
}
