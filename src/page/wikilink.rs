//! Wikilinks: `[[Page]]`, `[[Page#Heading]]`, `[[Page|words]]`, as Obsidian and its kin write them.
//!
//! In a table a bar ends a cell, so there it is written `\|`, which Markdown makes a bar of again. Where they
//! lead, `graph::links` finds out.

use std::ops::Range;

/// A wikilink in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WikilinkMatch {
    /// All of it.
    pub range: Range<usize>,
    /// What it names.
    pub target: Range<usize>,
    /// The words to show.
    pub label: Option<Range<usize>>,
}

/// `[[…]]` at `open`. `text` is what `scanned` is without masks.
pub fn at(scanned: &str, text: &str, open: usize) -> Option<WikilinkMatch> {
    let start = open + 2;
    if !scanned[open..].starts_with("[[") {
        return None;
    }
    let len = memchr::memchr3(b'[', b']', b'\n', &scanned.as_bytes()[start..])?;
    let inner = start..start + len;
    if !scanned[inner.end..].starts_with("]]") || scanned[inner.clone()].trim().is_empty() {
        return None;
    }
    if scanned[inner.clone()].trim_start().starts_with(['@', '-']) && scanned[inner.clone()].contains('@') {
        return None; // `[[@key]]`: a citation in brackets of its own
    }
    // An escaped bar is masked.
    let (target, label) = match text[inner.clone()].find('|') {
        Some(bar) => (start..start + bar, Some(trim(text, start + bar + 1..inner.end))),
        None => (inner.clone(), None),
    };
    let target = trim(text, target);
    if target.is_empty() {
        return None;
    }
    Some(WikilinkMatch { range: open..inner.end + 2, target, label: label.filter(|label| !label.is_empty()) })
}

/// The words of a wikilink that has none of its own: `[[library/Roof.md#Slates]]` is shown as “Roof > Slates”.
pub fn shown(target: &str) -> String {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let name = path.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = crate::base::address::page_stem(name);
    let headings = heading.split('#').map(str::trim).map(|heading| heading.trim_start_matches('^'));
    let parts: Vec<_> = std::iter::once(name).chain(headings).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { target.to_owned() } else { parts.join(" > ") }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_parts_the_name_from_the_words() {
        let found = |text: &str| {
            let found = at(text, text, 0)?;
            Some((text[found.target].to_owned(), found.label.map(|label| text[label].to_owned())))
        };
        let some = |target: &str, label: Option<&str>| Some((target.to_owned(), label.map(str::to_owned)));
        assert_eq!(found("[[ A river | the  river ]] x"), some("A river", Some("the  river")));
        assert_eq!(found("[[A|]]"), some("A", None));
        assert_eq!(found("[[#Here]]"), some("#Here", None));
        for none in ["[[]]", "[[|x]]", "[[a]", "[[a\nb]]", "[[@key]]", "[a]"] {
            assert_eq!(found(none), None, "{none}");
        }
        let scanned = "[[A\u{1}b]]";
        assert_eq!(at(scanned, "[[A|b]]", 0).and_then(|found| found.label), Some(4..5));
    }

    #[test]
    fn a_wikilink_shows_what_it_names() {
        for (target, words) in [
            ("Gazprom", "Gazprom"),
            ("entities/gazprom.md", "gazprom"),
            ("Roof#Slates", "Roof > Slates"),
            ("#Slates", "Slates"),
            ("topics/", "topics"),
            ("#", "#"),
        ] {
            assert_eq!(shown(target), words);
        }
    }
}
