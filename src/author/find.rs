//! Words → the passages of the sources that are on them, each as a citation ready to be pasted.
//!
//! 1. Every paragraph that may be looked in is a unit of an index of its own, which [`rank`] ranks; where the
//!    words stand together as they were asked for, a paragraph comes before others.
//! 2. `windows` chooses of a paragraph the words to quote: within one sentence, not too many,
//!    with as many of the words asked for as can be, from the beginning of a clause to the end of one.
//! 3. [`Finder::cite`] writes them as a citation, with the paragraph's number where the words stand more than
//!    once. It is read and looked up as a page's citations are, and weighed with all that the site quotes of
//!    the source; what would get a finding is not offered. Where no words of a paragraph may be quoted, the
//!    paragraph is cited as a whole.
//!
//! Nothing here accepts anything: it only suggests.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::author::AuthorError;
use crate::base::diagnostic::nearest;
use crate::base::sentence;
use crate::base::text::{File, Span};
use crate::config::Config;
use crate::graph::catalog::SourceId;
use crate::graph::claims::{self, Keys, Status};
use crate::graph::{Also, Graph};
use crate::page::PageKind;
use crate::search::forms::likeness;
use crate::search::rank::{self, InvertedIndex, SearchQuery, Weigher};
use crate::search::tokens;
use crate::source::passage::{Lookup, Quotation};
use crate::source::text::{Text, words};
use crate::source::{Source, Title};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct FindOptions {
    /// As someone types them; may be empty if there is a topic.
    pub words: String,
    /// Only paragraphs with one of the terms of this topic, by its file name or title.
    pub topic: Option<String>,
    /// Only in the sources of these keys; in all if there is none.
    pub sources: Vec<String>,
    /// How many passages are wanted at most.
    pub limit: usize,
}

/// What was found.
#[derive(Debug, Serialize)]
pub struct FindReport {
    /// The words that were looked for, as they are compared.
    pub words: Vec<String>,
    /// The passages, the best first.
    pub passages: Vec<FoundPassage>,
    /// How many paragraphs answer.
    pub count: usize,
    /// Words that no paragraph has.
    pub unknown: Vec<Unknown>,
}

/// A word that no paragraph has.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// The word.
    pub word: String,
    /// A word that the sources have, and that may have been meant.
    pub near: Option<String>,
}

/// A passage, and how to cite it.
#[derive(Clone, Debug, Serialize)]
pub struct FoundPassage {
    /// As it is to be pasted.
    pub citation: String,
    /// The source's key.
    pub source: String,
    /// The source's name in a sentence.
    pub name: String,
    /// The source's title, its first words if it states none, or its key.
    pub title: String,
    /// Whether the title is stated.
    pub title_is_stated: bool,
    /// When it was published, in words, if that is stated.
    pub date: Option<String>,
    /// The paragraph, from 1.
    pub paragraph: usize,
    /// The paragraph's words before those that are cited; may begin with `…`.
    pub before: String,
    /// The words that are cited; of a paragraph that is cited as a whole, those that fit best.
    pub words: String,
    /// The paragraph's words after those that are cited; may end with `…`.
    pub after: String,
    /// Why the paragraph is cited as a whole, if it is.
    pub whole: Option<WholeReason>,
    /// The pages that cite these words or some of them, by their paths.
    pub cited_by: Vec<String>,
    /// The pages that cite something else of the paragraph.
    pub paragraph_cited_by: Vec<String>,
}

/// Why a paragraph is cited as a whole, and not by words of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WholeReason {
    /// With words of it, more would be quoted of the source than its rights allow.
    Rights,
    /// No words of it could be quoted so that they are found at one place.
    NoWords,
}

/// The most words that are quoted. The next are tried when they are too many for the source's rights, the
/// last two when fewer stand in the paragraph more than once.
const LENGTHS: [usize; 6] = [28, 18, 12, 7, 45, 70];
/// Fewer words than this say too little.
const FEW: usize = 5;
/// How many words are shown on either side.
const AROUND: usize = 18;
/// Of how many paragraphs it is looked how the words stand together, for each that is wanted.
const LOOKED_AT: usize = 5;

/// An author looks through passages, and would rather have one too many: so much of what the words count a
/// paragraph has, beside the best.
const LEAST: f64 = 0.25;

/// Looks for passages.
///
/// # Errors
///
/// If there is no topic or source of that name, the topic has no terms, or there is no word to look for.
pub fn find(graph: &Graph, config: &Config, asked: &FindOptions) -> Result<FindReport, AuthorError> {
    let topic = asked.topic.as_deref().map(|name| topic_of(graph, name)).transpose()?;
    let only = sources_of(graph, &asked.sources)?;
    let mut query = SearchQuery::new(&asked.words, false);
    if let Some((_, terms)) = topic.as_ref().filter(|_| asked.words.trim().is_empty()) {
        query = SearchQuery::new(&terms.join(" "), false);
    }
    if query.words().is_empty() {
        return Err(AuthorError::Asked(format!("`{}` has no word to search for", asked.words.trim())));
    }
    let paragraphs = paragraphs(graph, &only, topic.as_ref().map(|(hits, _)| hits));
    let mut weigher = Weigher::default();
    for paragraph in &paragraphs {
        weigher.add([(rank::PARAGRAPH, &[paragraph.text.slice(paragraph.span)][..])]);
    }
    let index = weigher.finish();
    let mut ranked = index.rank_from(&query, LEAST);
    let looked_at = asked.limit.saturating_mul(LOOKED_AT).clamp(LOOKED_AT, ranked.len().max(LOOKED_AT));
    for unit in ranked.iter_mut().take(looked_at) {
        let paragraph = &paragraphs[unit.unit as usize];
        unit.score *= 1.0 + rank::closeness(&query, paragraph.text.slice(paragraph.span));
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
    let finder = Finder { graph, config, keys: claims::keys(&graph.sources), sought: sought(&query, &index) };
    let count = ranked.len();
    let passages = ranked.iter().filter_map(|unit| finder.passage(&paragraphs[unit.unit as usize]));
    Ok(FindReport {
        passages: passages.take(asked.limit).collect(),
        count,
        unknown: unknown(&query, &index),
        words: query.words().to_vec(),
    })
}

/// The paragraphs with terms of a topic, and the terms.
type TopicParagraphs = (BTreeSet<(SourceId, usize)>, Vec<String>);

fn topic_of(graph: &Graph, name: &str) -> Result<TopicParagraphs, AuthorError> {
    let Some(id) = graph.catalog.topic(name) else {
        let near = nearest(name, graph.catalog.topic_names());
        let help = match near {
            Some(near) => format!("; did you mean `{}`?", graph.catalog.name_as_written(near)),
            None => {
                format!("; write the name of a file in content/topics/, or a title{}", some_topics(graph))
            }
        };
        return Err(AuthorError::Asked(format!("there is no topic `{name}`{help}")));
    };
    let page = &graph.catalog.page(id).page;
    match graph.on_terms.get(&id) {
        Some(hits) => {
            let hits = hits.iter().map(|hit| (hit.source, hit.paragraph)).collect();
            Ok((hits, page.front.terms.clone()))
        }
        None => Err(AuthorError::Asked(format!(
            "`{}` has no terms to search for: add a line such as `terms = [\"natural gas\", \"pipeline\"]` to its front matter",
            page.file
        ))),
    }
}

/// `, such as `energy``, or nothing where there is no topic.
fn some_topics(graph: &Graph) -> String {
    let with_terms = graph
        .catalog
        .iter()
        .find(|(id, page)| page.page.kind == PageKind::Topic && graph.on_terms.contains_key(id));
    with_terms.map_or(String::new(), |(_, entry)| {
        let name = entry.page.path().trim_start_matches("topics/");
        format!(", such as `{}`", name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    })
}

fn sources_of(graph: &Graph, keys: &[String]) -> Result<BTreeSet<SourceId>, AuthorError> {
    let known = claims::keys(&graph.sources);
    keys.iter().map(|written| source_named(&known, written)).collect()
}

/// The source of a key, with or without `@`.
pub(super) fn source_named(known: &Keys, written: &str) -> Result<SourceId, AuthorError> {
    let key = written.strip_prefix('@').unwrap_or(written);
    known.get(key).copied().ok_or_else(|| {
        let mut begun: Vec<&str> = known.keys().map(|key| &**key).filter(|k| k.starts_with(key)).collect();
        begun.sort_unstable();
        let near = nearest(key, known.keys().map(|key| &**key)).or(begun.first().copied());
        let help =
            near.map_or("`expound sources` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        AuthorError::Asked(format!("no source has the key `{key}`; {help}"))
    })
}

/// A paragraph of a source.
struct FindParagraph<'g> {
    source: SourceId,
    number: usize,
    text: &'g Text,
    /// In the canonical text.
    span: Span,
}

fn paragraphs<'g>(
    graph: &'g Graph,
    only: &BTreeSet<SourceId>,
    hits: Option<&BTreeSet<(SourceId, usize)>>,
) -> Vec<FindParagraph<'g>> {
    let sources = (0..).zip(graph.sources.iter());
    let sources = sources.filter(|(id, _)| only.is_empty() || only.contains(id));
    let of_source = |(source, of): (SourceId, &'g Source)| {
        let text = of.text.as_ref()?;
        let numbered = (1..).zip(text.paragraphs());
        Some(numbered.map(move |(number, &span)| FindParagraph { source, number, text, span }))
    };
    let all = sources.filter_map(of_source).flatten();
    all.filter(|paragraph| hits.is_none_or(|hits| hits.contains(&(paragraph.source, paragraph.number))))
        .collect()
}

/// The words that are looked for, each with what it counts.
fn sought(query: &SearchQuery, index: &InvertedIndex) -> Vec<(String, f64)> {
    let having = |word: &String| index.rank(&SearchQuery::new(word, false)).len();
    query.words().iter().map(|word| (word.clone(), rank::rarity(index.units(), having(word)))).collect()
}

fn unknown(query: &SearchQuery, index: &InvertedIndex) -> Vec<Unknown> {
    let absent = |word: &&String| index.rank(&SearchQuery::new(word, false)).is_empty();
    let known = || index.terms().iter().map(|(term, _)| &**term);
    let words = query.words().iter().filter(absent);
    words
        .map(|word| Unknown { word: word.clone(), near: nearest(word, known()).map(str::to_owned) })
        .collect()
}

/// What passages are made from.
struct Finder<'g> {
    graph: &'g Graph,
    config: &'g Config,
    keys: Keys,
    sought: Vec<(String, f64)>,
}

impl Finder<'_> {
    fn passage(&self, paragraph: &FindParagraph<'_>) -> Option<FoundPassage> {
        let source = &self.graph.sources[paragraph.source as usize];
        let (citation, span, whole) = self.cite(source, paragraph)?;
        let (title, title_is_stated) = match source.title(&self.config.rights) {
            Title::Stated(title) => (title, true),
            Title::FirstWords(words) => (words, false),
            Title::Key(key) => (key, false),
        };
        let text = paragraph.text;
        let (cited_by, paragraph_cited_by) = self.citing(paragraph, span);
        Some(FoundPassage {
            citation,
            source: source.key.to_string(),
            name: self.graph.short_names[paragraph.source as usize].clone(),
            title: title.to_owned(),
            title_is_stated,
            date: source.record.date.map(|date| date.to_string()),
            paragraph: paragraph.number,
            before: last_words(text.slice(Span { start: paragraph.span.start, end: span.start })),
            words: text.slice(span).to_owned(),
            after: first_words(text.slice(Span { start: span.end, end: paragraph.span.end })),
            whole,
            cited_by,
            paragraph_cited_by,
        })
    }

    /// The pages that cite words of a span, and those that cite something else of its paragraph.
    fn citing(&self, paragraph: &FindParagraph<'_>, span: Span) -> (Vec<String>, Vec<String>) {
        let (mut words, mut others) = (BTreeSet::new(), BTreeSet::new());
        for passage in &self.graph.by_source[paragraph.source as usize].passages {
            let pages =
                passage.claims.iter().map(|claim| self.graph.catalog.page(claim.page).page.file.to_string());
            if passage.parts.iter().any(|part| part.overlaps(span)) {
                words.extend(pages);
            } else if (passage.paragraphs.0..=passage.paragraphs.1).contains(&paragraph.number) {
                others.extend(pages);
            }
        }
        let others = others.difference(&words).cloned().collect();
        (words.into_iter().collect(), others)
    }

    /// A citation of the paragraph that gets no finding, with the words that it is for.
    fn cite(
        &self,
        source: &Source,
        paragraph: &FindParagraph<'_>,
    ) -> Option<(String, Span, Option<WholeReason>)> {
        let text = paragraph.text;
        let mut best = None;
        let mut why = WholeReason::NoWords;
        for span in LENGTHS.into_iter().filter_map(|most| self.window(paragraph, most)) {
            best = best.or(Some(span));
            let words = text.slice(span);
            let quotation = Quotation::new(words);
            let number = match quotation.find(text, None) {
                Lookup::Found(_) => None,
                Lookup::Ambiguous(_) => Some(paragraph.number),
                _ => continue,
            };
            if !self.graph.may_cite(paragraph.source, Also::Words(span), &self.config.rights) {
                why = WholeReason::Rights;
                continue;
            }
            let citation = written(&source.key, number, Some(words), self.config.markdown.math);
            if self.is_accepted(&citation, paragraph, &[span]) {
                return Some((citation, span, None));
            }
        }
        let citation = written(&source.key, Some(paragraph.number), None, false);
        let also = Also::Paragraph(paragraph.number);
        let accepted = self.graph.may_cite(paragraph.source, also, &self.config.rights)
            && self.is_accepted(&citation, paragraph, &[]);
        accepted.then(|| (citation, best.unwrap_or(paragraph.span), Some(why)))
    }

    /// Whether a page that has this citation, within a sentence and at the beginning of one, gets no finding
    /// for it, and cites these words of the paragraph.
    fn is_accepted(&self, citation: &str, paragraph: &FindParagraph<'_>, parts: &[Span]) -> bool {
        let text = format!("# Title\n\nA claim {citation}.\n\n{citation} says so.\n");
        let file = File { path: "content/found.md".into(), bytes: text.into_bytes().into() };
        let page = crate::page::parse(&file, self.config.markdown);
        if !page.diagnostics.is_empty() {
            return false;
        }
        let resolved = claims::resolve(&page.value, &self.graph.sources, &self.keys);
        let all: Vec<_> = resolved.value.iter().flatten().collect();
        resolved.diagnostics.is_empty()
            && all.len() == 2
            && all.iter().all(|resolved| {
                resolved.source == Some(paragraph.source)
                    && resolved.status == Status::Found
                    && resolved.parts == parts
                    && resolved.paragraphs == Some((paragraph.number, paragraph.number))
            })
    }

    /// The words of a paragraph that are the best to quote, `most` at most.
    fn window(&self, paragraph: &FindParagraph<'_>, most: usize) -> Option<Span> {
        let text = paragraph.text.slice(paragraph.span);
        let mut best: Option<(f64, Range<usize>)> = None;
        for sentence in sentence::sentences(text) {
            let start = sentence.start;
            if let Some((value, range)) = self.window_of(&text[sentence], most) {
                // Of equals the first.
                if best.as_ref().is_none_or(|(known, _)| value > *known) {
                    best = Some((value, start + range.start..start + range.end));
                }
            }
        }
        let range = best?.1;
        let start = paragraph.span.start as usize;
        Some(Span::new(start + range.start, start + range.end))
    }

    #[allow(clippy::cast_precision_loss)] // a sentence is short
    fn window_of(&self, sentence: &str, most: usize) -> Option<(f64, Range<usize>)> {
        let words: Vec<Range<usize>> = words(sentence).collect();
        // What each word is of the words that are looked for, and how much.
        let mut hits: Vec<Vec<(usize, f64)>> = vec![Vec::new(); words.len()];
        tokens::each(sentence, |term, place| {
            let at = words.partition_point(|word| word.end <= place.start);
            for (nth, (word, counts)) in self.sought.iter().enumerate() {
                let much = likeness(word, term, false) * counts;
                if much > 0.0
                    && let Some(hits) = hits.get_mut(at)
                {
                    hits.push((nth, much));
                }
            }
        });
        let whole: f64 = self.sought.iter().map(|(_, counts)| counts).sum();
        let mut best: Option<(f64, Range<usize>)> = None;
        for start in 0..words.len() {
            let mut has = vec![0.0_f64; self.sought.len()];
            for end in start + 1..=words.len().min(start + most) {
                for &(nth, much) in &hits[end - 1] {
                    has[nth] = has[nth].max(much);
                }
                let length = end - start;
                let range = words[start].start..words[end - 1].end;
                let mut value = 10.0 * has.iter().sum::<f64>() / whole.max(f64::MIN_POSITIVE);
                value += begins_well(sentence, range.start) + ends_well(sentence, range.end);
                value -= 0.02 * length as f64;
                if length < FEW.min(words.len()) {
                    value -= 5.0;
                }
                if best.as_ref().is_none_or(|(known, _)| value > *known) {
                    best = Some((value, range));
                }
            }
        }
        let (value, range) = best?;
        let trimmed = trimmed(&sentence[range.clone()]);
        (!trimmed.is_empty()).then(|| (value, range.start + trimmed.start..range.start + trimmed.end))
    }
}

/// What ends a clause, and what stands between two.
const STOPS: [char; 8] = [',', ';', ':', '—', '–', ')', '”', '，'];

/// How good a place for the beginning of a quotation this is.
fn begins_well(sentence: &str, at: usize) -> f64 {
    let before = sentence[..at].trim_end();
    match () {
        () if before.is_empty() => 1.2,
        () if before.ends_with(STOPS) || sentence[at..].starts_with(['“', '(', '—']) => 0.8,
        () => 0.0,
    }
}

/// How good a place for the end of a quotation this is.
fn ends_well(sentence: &str, at: usize) -> f64 {
    let after = sentence[at..].trim_start();
    match () {
        () if after.is_empty() => 1.2,
        () if sentence[..at].ends_with(STOPS) || after.starts_with(['—', '–', '(', '“']) => 0.8,
        () => 0.0,
    }
}

/// The words without what belongs to the sentence around them: its stops, a dash, a mark without its fellow.
fn trimmed(words: &str) -> Range<usize> {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('(', ')'), ('[', ']'), ('「', '」')];
    let (mut start, mut end) = (0, words.len());
    loop {
        let inner = &words[start..end];
        let alone = |mark: char| {
            let count = |c: char| inner.matches(c).count();
            let pair = PAIRS.iter().find(|(open, close)| mark == *open || mark == *close);
            pair.is_some_and(|&(open, close)| count(open) != count(close))
                || (mark == '"' && count('"') % 2 == 1)
        };
        let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { break };
        if first.is_whitespace() || matches!(first, '—' | '–' | '-' | ',' | ';' | ':') || alone(first) {
            start += first.len_utf8();
        } else if last.is_whitespace()
            || matches!(last, ',' | ';' | ':' | '—' | '–' | '-' | '。')
            || alone(last)
            || (last == '.'
                && !last_word(inner).trim_end_matches('.').contains('.')
                && !inner.ends_with(".."))
        {
            end -= last.len_utf8();
        } else {
            break;
        }
    }
    start..end
}

fn last_word(words: &str) -> &str {
    words.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// A citation as it is pasted into Markdown.
fn written(key: &str, paragraph: Option<usize>, words: Option<&str>, math: bool) -> String {
    let plain = crate::base::address::plain_key_len(key) == key.len();
    let mut out = if plain { format!("[@{key}") } else { format!("[@{{{key}}}") };
    if let Some(number) = paragraph {
        out += &format!(", ¶ {number}");
    }
    if let Some(words) = words {
        out += ", \"";
        quoted(words, math, &mut out);
        out.push('"');
    }
    out.push(']');
    out
}

/// Words as they stand between straight quotation marks in Markdown: what would mean something there has a
/// backslash before it, and straight marks, which would end the quotation, are set as a printer sets them.
fn quoted(words: &str, math: bool, out: &mut String) {
    let mut before = None;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '"' if before.is_none_or(|c: char| c.is_whitespace() || "([—–-".contains(c)) => out.push('“'),
            '"' => out.push('”'),
            '_' if within(before) && within(after) => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => out.extend(['\\', c]),
            '&' if after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') => out.extend(['\\', c]),
            '$' if math => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = Some(c);
    }
}

/// The last words of a text, after `…` if there are more.
fn last_words(text: &str) -> String {
    let words: Vec<Range<usize>> = words(text).collect();
    match words.len().checked_sub(AROUND).filter(|&more| more > 0) {
        Some(more) => format!("… {}", &text[words[more].start..]),
        None => text.to_owned(),
    }
}

/// The first words of a text, with `…` after them if there are more.
fn first_words(text: &str) -> String {
    let mut words = words(text);
    match (words.nth(AROUND - 1), words.next()) {
        (Some(last), Some(_)) => format!("{} …", &text[..last.end]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_sentence_around_is_left_out() {
        let shown = |words: &'static str| &words[trimmed(words)];
        assert_eq!(shown("— no other is longer,"), "no other is longer");
        assert_eq!(shown("“no limits,” they said."), "“no limits,” they said");
        assert_eq!(shown("they call it a “great"), "they call it a “great");
        assert_eq!(shown("“great flood and"), "great flood and");
        assert_eq!(shown("from the U.S."), "from the U.S.");
        assert_eq!(shown("it is (or was)."), "it is (or was)");
        assert_eq!(shown("— . ,"), "");
    }

    #[test]
    fn a_citation_means_in_markdown_what_it_quotes() {
        let cited = |key, words| written(key, None, Some(words), true);
        assert_eq!(cited("a-1", "they said \"no\"."), "[@a-1, \"they said “no”.\"]");
        assert_eq!(cited("a b", "5 * 3 [sic]"), "[@{a b}, \"5 \\* 3 \\[sic\\]\"]");
        assert_eq!(cited("a", "snake_case _x AT&T & co $5"), "[@a, \"snake_case \\_x AT\\&T & co \\$5\"]");
        assert_eq!(written("a", Some(7), None, false), "[@a, ¶ 7]");
    }
}
