//! What makes a finding the same finding tomorrow, when lines were put above it: its rule, its file, the
//! words at fault, and some of the words around them in their paragraph, because the same word can be wrong
//! in two quotations.

use std::collections::HashMap;

use super::lines::Texts;
use crate::base::diagnostic::Diagnostic;

/// The fingerprint of each finding, and how many before it have the same.
///
/// Where the finding is about the file as a whole, there are no words: then the message stands for them.
pub(super) fn fingerprints(diagnostics: &[&Diagnostic], texts: &Texts<'_>) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut all = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let written = format!(
            "{}\0{}\0{}\0{}",
            diagnostic.rule.code,
            diagnostic.place.file,
            subject(diagnostic, texts),
            around(diagnostic, texts)
        );
        let fingerprint = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(written.as_bytes()));
        let count = seen.entry(fingerprint.clone()).or_default();
        all.push((fingerprint, *count));
        *count += 1;
    }
    all
}

/// So many characters on either side of the words at fault belong to the finding.
const AROUND: usize = 40;

/// The words around those at fault, as far as their paragraph goes.
fn around(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let Some((lines, range)) = texts.find(&diagnostic.place) else { return String::new() };
    let (before, after) = lines.around(range, AROUND);
    let (before, after) = (before.replace('\r', ""), after.replace('\r', ""));
    let before = before.rsplit("\n\n").next().unwrap_or_default();
    let after = after.split("\n\n").next().unwrap_or_default();
    format!("{}\0{}", one_space(before), one_space(after))
}

/// What a finding is about, with single spaces, so that a paragraph may be broken into lines anew: the words
/// at fault, or their line where nothing of it is marked.
pub(super) fn subject(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let Some((lines, range)) = texts.find(&diagnostic.place) else {
        return one_space(&diagnostic.message);
    };
    let words = one_space(lines.slice(range.clone()));
    if words.is_empty() { one_space(lines.slice(lines.range(lines.line_of(range.start)))) } else { words }
}

/// So many characters tell one thing from another. Ten thousand findings may be in one line of a million.
const ENOUGH: usize = 1000;

fn one_space(text: &str) -> String {
    let beginning: String = text.chars().take(ENOUGH).collect();
    beginning.split_whitespace().collect::<Vec<_>>().join(" ")
}
