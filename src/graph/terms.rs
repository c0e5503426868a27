//! What the sources say on some terms: every paragraph that has one of them.
//!
//! The terms of all topics are looked for at once. Case does not count, and a plural `s` may follow.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use crate::base::text::Span;
use crate::graph::catalog::SourceId;
use crate::source::Source;

/// What is looked for.
pub struct Query<'a> {
    /// Words or phrases.
    pub terms: &'a [String],
    /// Only in these sources; in all if `None`.
    pub sources: Option<&'a Vec<SourceId>>,
}

/// A place where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The source.
    pub source: SourceId,
    /// The paragraph, from 1.
    pub paragraph: usize,
    /// The term, in the canonical text.
    pub span: Span,
}

/// For each query its hits, by source and in the order of the text.
pub fn find(queries: &[Query<'_>], sources: &[Source]) -> Vec<Vec<Hit>> {
    let mut patterns: Vec<String> = Vec::new();
    let mut owners: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, query) in queries.iter().enumerate() {
        for term in query.terms {
            let term = term.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if term.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                continue;
            }
            let pattern = *known.entry(term.clone()).or_insert_with(|| {
                patterns.push(term);
                owners.push(Vec::new());
                patterns.len() - 1
            });
            if owners[pattern].last() != Some(&index) {
                owners[pattern].push(index);
            }
        }
    }
    let mut hits = vec![Vec::new(); queries.len()];
    if patterns.is_empty() {
        return hits;
    }
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::Standard).ascii_case_insensitive(true).build(&patterns);
    let Ok(automaton) = automaton else { return hits };
    let each: Vec<Vec<(usize, Hit)>> = sources
        .par_iter()
        .enumerate()
        .map(|(id, source)| {
            let id = SourceId::try_from(id).expect("fewer than four billion sources");
            let mut found = Vec::new();
            let Some(text) = &source.text else { return found };
            for hit in automaton.find_overlapping_iter(text.canonical()) {
                let span = Span::new(hit.start(), hit.end());
                if is_word(text.canonical(), span) {
                    let paragraph = text.paragraph_at(hit.start());
                    found.push((hit.pattern().as_usize(), Hit { source: id, paragraph, span }));
                }
            }
            found
        })
        .collect();
    for (pattern, hit) in each.into_iter().flatten() {
        for &query in &owners[pattern] {
            if queries[query].sources.is_none_or(|only| only.contains(&hit.source)) {
                hits[query].push(hit);
            }
        }
    }
    for list in &mut hits {
        list.sort_by_key(|hit| (hit.source, hit.span.start, std::cmp::Reverse(hit.span.end)));
        // Of terms within terms the longest is marked.
        list.dedup_by(|b, a| a.source == b.source && b.span.start < a.span.end);
    }
    hits
}

fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start as usize].chars().next_back();
    let after = &text[span.end as usize..];
    let after = after.strip_prefix(['s', 'S']).unwrap_or(after).chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
