//! What the sources say on some terms: every paragraph that has one of them.
//!
//! The terms of all topics are looked for at once. Case does not count, in any script, and a plural
//! `s` may follow.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use crate::base::letters::{Caseless, nfc};
use crate::base::text::Span;
use crate::graph::catalog::SourceId;
use crate::source::Source;

/// What is looked for.
pub struct TermQuery<'a> {
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
pub fn find(queries: &[TermQuery<'_>], sources: &[Source]) -> Vec<Vec<Hit>> {
    let mut patterns: Vec<String> = Vec::new();
    let mut owners: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, query) in queries.iter().enumerate() {
        for term in query.terms {
            let term = term.split_whitespace().collect::<Vec<_>>().join(" ");
            let term = Caseless::new(&nfc(&term)).text().to_owned();
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
    let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns);
    let Ok(automaton) = automaton else { return hits };
    let each: Vec<Vec<(usize, Hit)>> = sources
        .par_iter()
        .enumerate()
        .map(|(id, source)| {
            let id = SourceId::try_from(id).expect("fewer than four billion sources");
            let mut found = Vec::new();
            let Some(text) = &source.text else { return found };
            let caseless = Caseless::new(text.canonical());
            for hit in automaton.find_overlapping_iter(caseless.text()) {
                let span = caseless.span(hit.start(), hit.end());
                if let Some(span) = span.and_then(|span| word(text.canonical(), span.range())) {
                    let paragraph = text.paragraph_at(span.start as usize);
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

/// The whole word or phrase that a hit is, with the `s` of a plural; `None` if it is a part of a word.
fn word(text: &str, Range { start, end }: Range<usize>) -> Option<Span> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if inside(text[..start].chars().next_back()) {
        return None;
    }
    let plural = text[end..].starts_with(['s', 'S']) && !inside(text[end + 1..].chars().next());
    let end = end + usize::from(plural);
    (!inside(text[end..].chars().next())).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_a_whole_word_in_one_or_many() {
        let found = |text: &'static str| {
            let at = text.find("border").expect("the term is there");
            word(text, at..at + "border".len()).map(|span| &text[span.range()])
        };
        assert_eq!(found("the border."), Some("border"));
        assert_eq!(found("two borders,"), Some("borders"));
        assert_eq!(found("a borderline"), None);
        assert_eq!(found("crossborder"), None);
    }
}
