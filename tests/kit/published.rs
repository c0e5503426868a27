//! What a site publishes as a source's words is cut from the source's text.

use std::collections::BTreeMap;

use expound::graph::Graph;

use super::{Element, Files, Html, pages};

/// The runs of words that the output marks as a source's and that no source has.
pub fn unsourced(graph: &Graph, files: &Files) -> Vec<String> {
    let texts: BTreeMap<&str, String> = graph
        .sources
        .iter()
        .filter_map(|source| Some((&*source.key, bare(source.text.as_ref()?.canonical()))))
        .collect();
    let mut found = Vec::new();
    for (path, html) in pages(files) {
        for (source, words) in marked(&html) {
            let has = |text: &String| is_cut_from(&words, text);
            let sourced = match source {
                Some(key) => texts.get(key).is_some_and(has),
                None => texts.values().any(has),
            };
            if !sourced {
                found.push(format!("{path}: no source has “{words}” ({source:?})"));
            }
        }
    }
    found
}

/// How many runs of words a site marks as a source's.
pub fn count(files: &Files) -> usize {
    pages(files).values().map(|html| marked(html).len()).sum()
}

/// What a page marks as a source's words, with the source where it is named.
fn marked(html: &Html) -> Vec<(Option<&str>, String)> {
    let mut found = Vec::new();
    let inside = |element: &Element, of: &Element| {
        of.text.start <= element.text.start && element.text.end <= of.text.end
    };
    // What could not be looked up says so, and is the author's word.
    let unchecked: Vec<&Element> = html
        .elements
        .iter()
        .filter(|e| e.has_class("said") && html.within(e).iter().any(|inner| inner.has_class("notice")))
        .collect();
    let said: Vec<&Element> =
        html.elements.iter().filter(|e| e.has_class("said") || e.has_class("par")).collect();
    let mentions: Vec<&Element> = html.elements.iter().filter(|e| e.has_class("mentions")).collect();
    let words: Vec<&Element> =
        html.elements.iter().filter(|e| e.has_class("words") || e.name == "dd").collect();
    for element in &html.elements {
        let text = || bare(html.text_of(element));
        if element.has_class("quotation") && element.get("data-source").is_some() {
            let quote = html.within(element).iter().find(|inner| inner.name == "blockquote");
            let Some(quote) = quote else { continue };
            for block in blocks(html, quote) {
                found.push((element.get("data-source"), block));
            }
        } else if element.get("data-source").is_some() && element.name == "span" {
            found.push((element.get("data-source"), text()));
        } else if element.name == "mark" {
            let of_source = said.iter().any(|said| inside(element, said));
            let other = unchecked.iter().chain(&mentions).any(|of| inside(element, of));
            if of_source && !other {
                found.push((None, text()));
            }
        } else if element.name == "q" && words.iter().any(|words| inside(element, words)) {
            found.push((None, text()));
        }
    }
    found
}

/// The words of a quotation, block by block, without the marks of notes.
fn blocks(html: &Html, quote: &Element) -> Vec<String> {
    let start = html.elements.iter().position(|e| std::ptr::eq(e, quote)).unwrap_or(0);
    let inner = &html.elements[start + 1..quote.inner_end];
    let mut edges = vec![quote.text.start, quote.text.end];
    let apart = |e: &&Element| ["p", "li", "td", "th", "dt", "dd", "pre", "blockquote"].contains(&&*e.name);
    edges.extend(inner.iter().filter(apart).flat_map(|e| [e.text.start, e.text.end]));
    let notes: Vec<&Element> = inner.iter().filter(|e| e.name == "sup").collect();
    edges.sort_unstable();
    edges.dedup();
    let mut blocks = Vec::new();
    for pair in edges.windows(2) {
        let mut words = String::new();
        let mut at = pair[0];
        for note in notes.iter().filter(|note| pair[0] <= note.text.start && note.text.end <= pair[1]) {
            words.push_str(&html.text[at..note.text.start]);
            at = note.text.end;
        }
        words.push_str(&html.text[at..pair[1]]);
        let words = bare(&words);
        // One pair of marks around the whole is the author's.
        let words = words.trim_matches('\'').trim();
        if !words.is_empty() {
            blocks.push(words.to_owned());
        }
    }
    blocks
}

/// Without line ends, and with one kind of quotation marks: those within a quotation are set as printers do.
pub fn bare(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if matches!(c, '“' | '”' | '‘' | '’' | '"') { '\'' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words are slices of a text, with nothing between but ellipses and brackets.
pub fn is_cut_from(words: &str, text: &str) -> bool {
    let mut rest = words.trim();
    while !rest.is_empty() {
        // As far as the text goes along, up to something of the author's.
        let mut ends: Vec<usize> = rest.match_indices(['…', '[']).map(|(at, _)| at).collect();
        ends.push(rest.len());
        let goes = |end: &&usize| **end > 0 && text.contains(rest[..**end].trim());
        let far = ends.iter().rev().find(goes).copied().unwrap_or(0);
        rest = &rest[far..];
        let own = if rest.starts_with('…') {
            '…'.len_utf8()
        } else if rest.starts_with('[') {
            rest.find(']').map_or(rest.len(), |end| end + 1)
        } else {
            0
        };
        if far == 0 && own == 0 {
            return false;
        }
        rest = rest[own..].trim_start();
    }
    true
}
