//! From the graph to views: what a template will see, finished.
//!
//! [`Composer`] knows the graph; each of its modules makes one kind of view from it. A view is made for
//! one page at a time, when the page is rendered, and let go with it.

mod cards;
mod lede;
mod html;
mod pictures;
mod article;
mod source_page;
mod lists;
mod coverage;
pub mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::base::address::OutPath;
use crate::base::memo::LazyMap;
use crate::base::runs::Runs;
use crate::base::sentence::sentences;
use crate::base::text::Span;
use crate::config::Config;
use crate::graph::Graph;
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::claims::{Note, Status};
use crate::source::rights::{LONGEST_SENTENCE, PublishedPiece as Published};
use crate::source::text::{Text, words};
use crate::theme::render::Theme;
use crate::theme::shared::Shared;
use crate::theme::view;

/// Makes views.
pub struct Composer<'g> {
    graph: &'g Graph,
    config: &'g Config,
    theme: &'g Theme,
    /// For each source its paragraphs, in groups that are shown as one: the first and the last. Found
    /// when they are first asked for: a page needs those of the sources that it cites.
    groups: Vec<OnceLock<Vec<(usize, usize)>>>,
    searched: OnceLock<search::Searched>,
    /// Sources as pages of a depth see them: most notes of a site are of a few sources.
    cards: LazyMap<(SourceId, usize), Shared<view::SourceCard>>,
    /// The sentences of long paragraphs of sources, by text and offset.
    sentences: LazyMap<(usize, u32), Arc<[Range<usize>]>>,
    /// Claims that are long, shortened: many citations may stand in one.
    long_claims: LazyMap<(PageId, u32), Arc<str>>,
    /// For each claim of a page the uses in it that stand for a name.
    named: LazyMap<PageId, Arc<BTreeMap<u32, Vec<u32>>>>,
}

/// The bytes from which on a paragraph is long.
const LONG_PARAGRAPH: usize = 4096;

/// More bytes than a word has, as a rule, with the space after it.
const LONGEST_WORD: usize = 64;

impl<'g> Composer<'g> {
    /// A composer of a site.
    pub fn new(graph: &'g Graph, config: &'g Config, theme: &'g Theme) -> Self {
        let groups = graph.sources.iter().map(|_| OnceLock::new()).collect();
        Self {
            graph,
            config,
            theme,
            groups,
            searched: OnceLock::new(),
            cards: LazyMap::default(),
            sentences: LazyMap::default(),
            long_claims: LazyMap::default(),
            named: LazyMap::default(),
        }
    }

    /// What all pages share.
    pub fn site(&self) -> view::SiteView {
        let graph = self.graph;
        let newest = graph.sources.iter().filter_map(|source| source.record.date).max_by_key(|date| *date);
        let at = |path: &str| match graph.catalog.at_path(path) {
            crate::graph::catalog::PathTarget::Page(id) => {
                crate::base::address::encode(graph.catalog.page(id).out.as_str())
            }
            _ => String::new(),
        };
        view::SiteView {
            title: self.config.title.clone(),
            description: self.config.description.clone(),
            language: self.config.language.clone(),
            base_url: self.config.base_url.clone().unwrap_or_default(),
            nav: self.nav(),
            sources_url: at("sources/index.md"),
            timeline_url: at("timeline.md"),
            search_url: at("search.md"),
            coverage_url: match self.config.coverage.page {
                true => crate::base::address::encode(crate::base::address::coverage_output().as_str()),
                false => String::new(),
            },
            source_count: graph.sources.len(),
            quotations_found: graph.quotations_found,
            newest_source: newest.map(|date| cards::date(&date)),
            stylesheets: self.theme.stylesheets(),
            settings: self.theme.settings_with(&self.config.settings),
        }
    }

    fn out(&self, page: PageId) -> &'g OutPath {
        &self.graph.catalog.page(page).out
    }

    /// The relative URL of a page, from another file.
    fn url(&self, from: &OutPath, page: PageId) -> String {
        from.link_to(self.out(page))
    }

    /// The relative URL of a source's page; empty if it has none.
    fn source_url(&self, from: &OutPath, source: SourceId) -> String {
        self.graph.sources[source as usize].out.as_ref().map(|out| from.link_to(out)).unwrap_or_default()
    }

    /// The relative URL of a paragraph of a source.
    fn paragraph_url(&self, from: &OutPath, source: SourceId, paragraph: usize) -> String {
        let groups = self.groups(source);
        let index = groups.partition_point(|(_, last)| *last < paragraph);
        match groups.get(index) {
            Some((first, _)) => format!("{}#p{first}", self.source_url(from, source)),
            None => self.source_url(from, source),
        }
    }

    /// The relative URL of the passage that a note cites.
    fn passage_url(&self, from: &OutPath, note: &Note) -> String {
        match (note.status, self.passage_id(note)) {
            (Status::Found, Some(id)) => format!("{}#{id}", self.source_url(from, note.source)),
            _ => self.source_url(from, note.source),
        }
    }

    /// The id of a passage on its source's page: `q3`, or `p9` for a paragraph as a whole.
    fn passage_id(&self, note: &Note) -> Option<String> {
        let paragraphs = note.paragraphs?;
        if note.parts.is_empty() {
            return Some(format!("p{}", paragraphs.0));
        }
        let index = self.graph.by_source[note.source as usize].passage_of(note)?;
        Some(format!("q{}", index + 1))
    }

    /// The marker of a use of a note: `c4`, or `c4-b` for the second use and so on.
    fn marker_id(note: u32, nth: u32) -> String {
        match nth {
            0 => format!("c{}", note + 1),
            nth => format!("c{}-{}", note + 1, letters(nth)),
        }
    }

    /// The paragraphs of a source in the groups that are shown as one.
    fn groups(&self, source: SourceId) -> &[(usize, usize)] {
        self.groups[source as usize].get_or_init(|| self.group_paragraphs(source))
    }

    /// Paragraphs of a source of which nothing is shown and nothing is cited are joined.
    fn group_paragraphs(&self, source: SourceId) -> Vec<(usize, usize)> {
        let Some(text) = &self.graph.sources[source as usize].text else { return Vec::new() };
        let Some(published) = &self.graph.published[source as usize] else { return Vec::new() };
        let passages = &self.graph.by_source[source as usize].passages;
        let cited = Runs::of(passages.iter().map(|passage| passage.paragraphs));
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut last_hidden = false;
        for (number, span) in (1..).zip(text.paragraphs()) {
            let hidden = !cited.has(number)
                && published.pieces(*span).iter().all(|piece| matches!(piece, Published::Elided { .. }));
            match groups.last_mut() {
                Some(group) if hidden && last_hidden => group.1 = number,
                _ => groups.push((number, number)),
            }
            last_hidden = hidden;
        }
        groups
    }

    /// What is published of a range of a source, cut at the edges of the marks.
    fn pieces(&self, source: SourceId, range: Span, marks: &[Span]) -> Vec<view::PieceView> {
        let Some(published) = &self.graph.published[source as usize] else { return Vec::new() };
        let Some(text) = &self.graph.sources[source as usize].text else { return Vec::new() };
        let mut out = Vec::new();
        let mut marks = marks.to_vec();
        marks.sort_unstable_by_key(|mark| mark.start);
        let mut edges: Vec<u32> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let (mut begun, mut reaches) = (0, 0);
        for piece in published.pieces(range) {
            match piece {
                Published::Elided { words } => {
                    out.push(view::PieceView { kind: "elided", words, ..view::PieceView::default() });
                }
                Published::Text(span, _) => {
                    let first = edges.partition_point(|edge| *edge <= span.start);
                    let within = edges[first..].iter().copied().take_while(|edge| *edge < span.end);
                    let mut start = span.start;
                    for end in within.chain([span.end]) {
                        let part = Span { start, end };
                        start = end;
                        // No mark begins or ends within the part: one that reaches over its start has all of it.
                        while let Some(mark) = marks.get(begun).filter(|mark| mark.start <= part.start) {
                            reaches = reaches.max(mark.end);
                            begun += 1;
                        }
                        let marked = reaches >= part.end;
                        out.push(view::PieceView {
                            kind: if marked { "mark" } else { "text" },
                            text: text.slice(part).to_owned(),
                            words: 0,
                            ids: Vec::new(),
                        });
                    }
                }
            }
        }
        out
    }

    /// The quoted words of a passage, with ` … ` for what is left out between them.
    fn quote(&self, source: SourceId, parts: &[Span]) -> String {
        let Some(published) = &self.graph.published[source as usize] else { return String::new() };
        let mut quote = String::new();
        for part in parts {
            for piece in published.pieces(*part) {
                if let Published::Text(_, text) = piece {
                    if !quote.is_empty() {
                        quote.push_str(" … ");
                    }
                    quote.push_str(text);
                }
            }
        }
        within_marks(quote)
    }

    /// Words of a source as they stand in a sentence or a block quote, as far as its rights allow. `mark` is the
    /// quotation mark before them.
    fn sourced_words(&self, source: SourceId, span: Span, mark: Option<char>) -> String {
        let Some(published) = &self.graph.published[source as usize] else { return String::new() };
        let mut words = String::with_capacity(span.len());
        for piece in published.pieces(span) {
            match piece {
                Published::Text(_, text) => words.push_str(text),
                Published::Elided { words: 0 } => words.push(' '),
                Published::Elided { .. } => words.push_str(" […] "),
            }
        }
        match mark {
            Some('"' | '“' | '”' | '„' | '＂') => within_marks(words),
            _ => words.replace('\n', " "),
        }
    }

    /// A passage with some words around it, within its paragraphs.
    fn in_context(&self, source: SourceId, note: &Note) -> Vec<view::PieceView> {
        let Some(text) = &self.graph.sources[source as usize].text else { return Vec::new() };
        let Some((first, last)) = note.paragraphs else { return Vec::new() };
        let (Some(from), Some(to)) = (text.paragraph(first), text.paragraph(last)) else { return Vec::new() };
        let most = self.config.rights.excerpt_words;
        let (start, end) = match (note.parts.first(), note.parts.last()) {
            (Some(a), Some(b)) => (a.start, b.end),
            // A paragraph as a whole: its beginning stands for it.
            _ => (from.start, from.start),
        };
        let before = &text.canonical()[from.start as usize..start as usize];
        let skipped = before.len() - last_bytes(before, most.saturating_mul(LONGEST_WORD)).len();
        let near = &before[skipped..];
        let after = &text.canonical()[end as usize..(to.end.max(end)) as usize];
        let room = if note.parts.is_empty() { most.saturating_mul(2) } else { most };
        let lead: Vec<_> = words(near).collect();
        let lead = lead
            .len()
            .checked_sub(room)
            .map_or(skipped, |more| skipped + lead.get(more).map_or(near.len(), |w| w.start));
        let tail = words(after).take(room).last().map_or(0, |word| word.end);
        // A quotation is judged by its sentence: that is shown whole before anything around it.
        let (lead, tail) = match note.parts.is_empty() {
            true => (lead, tail),
            false => self.whole_sentences(text, from, to, Span { start, end }, (lead, tail)),
        };
        let window = Span::new(from.start as usize + lead, end as usize + tail);
        let mut pieces = self.pieces(source, window, &note.parts);
        // Only what stands together with the passage is its context here.
        let elided = |piece: &view::PieceView| piece.kind == "elided";
        let marked = |piece: &view::PieceView| piece.kind == "mark";
        let last_mark = pieces.iter().rposition(marked).unwrap_or(0);
        let mut goes_on = window.end < to.end;
        if let Some(gap) = pieces.iter().skip(last_mark).position(elided) {
            pieces.truncate(last_mark + gap);
            goes_on = true;
        }
        let first_mark = pieces.iter().position(marked).unwrap_or(0);
        if let Some(gap) = pieces[..first_mark].iter().rposition(elided) {
            pieces.drain(..=gap);
        }
        let begins = pieces.first().is_some_and(|piece| {
            text.slice(from).starts_with(piece.text.split('\n').next().unwrap_or_default()) && lead == 0
        });
        if !begins && let Some(first) = pieces.first_mut() {
            first.text.insert_str(0, if first.kind == "mark" { "" } else { "…\u{a0}" });
        }
        if goes_on && let Some(last) = pieces.last_mut().filter(|last| last.kind == "text") {
            last.text = format!("{}\u{a0}…", last.text.trim_end());
        }
        pieces
    }

    /// The context of a passage, so many bytes into its first paragraph and after its end, with the sentences
    /// in which it begins and ends, if these are not very long.
    fn whole_sentences(
        &self,
        text: &Text,
        first: Span,
        last: Span,
        passage: Span,
        (lead, tail): (usize, usize),
    ) -> (usize, usize) {
        let most = self.config.rights.excerpt_words * LONGEST_SENTENCE;
        let fits = |start: usize, end: usize| words(&text.canonical()[start..end]).nth(most).is_none();
        let (begins, ends) = (passage.range().start, passage.range().end);
        let base = first.range().start;
        let all = self.sentences(text, first);
        let before = all.partition_point(|s| base + s.start <= begins);
        let start = before.checked_sub(1).map_or(begins, |at| base + all[at].start);
        let base = last.range().start;
        let all = if first == last { all } else { self.sentences(text, last) };
        let end = all.get(all.partition_point(|s| base + s.end < ends)).map_or(ends, |s| base + s.end);
        (
            if fits(start, begins) { lead.min(start - first.range().start) } else { lead },
            if fits(ends, end) { tail.max(end - ends) } else { tail },
        )
    }

    /// The sentences of a paragraph. Those of a long one are remembered: each of its passages asks for them.
    fn sentences(&self, text: &Text, paragraph: Span) -> Arc<[Range<usize>]> {
        let cut = || sentences(text.slice(paragraph)).into();
        match paragraph.len() < LONG_PARAGRAPH {
            true => cut(),
            // The text is known by where it stands in memory, which it does as long as the site.
            false => self.sentences.get((text.canonical().as_ptr().addr(), paragraph.start), |_| cut()),
        }
    }

    /// What a page rests on, counted.
    fn evidence(&self, page: PageId) -> view::Evidence {
        let notes: Vec<usize> = (0..self.graph.claims[page as usize].notes.len()).collect();
        let body = &self.graph.catalog.page(page).page.body;
        self.evidence_of(page, &notes, html::disagreements(body, &body.main))
    }

    /// What notes of a page rest on, counted.
    fn evidence_of(&self, page: PageId, notes: &[usize], disagreements: usize) -> view::Evidence {
        let all = &self.graph.claims[page as usize].notes;
        let mut met: BTreeSet<SourceId> = BTreeSet::new();
        let mut sources: Vec<SourceId> = notes.iter().map(|&note| all[note].source).collect();
        sources.retain(|source| met.insert(*source));
        let date = |id: &SourceId| self.graph.sources[*id as usize].record.date;
        let dates: BTreeMap<_, _> = sources.iter().filter_map(date).map(|date| (date, ())).collect();
        view::Evidence {
            passages: notes.iter().filter(|&&note| all[note].status == Status::Found).count(),
            sources: sources.len(),
            source_names: sources.iter().map(|id| self.short_name(*id)).collect(),
            disagreements,
            oldest: dates.first_key_value().map(|(date, ())| cards::date(date)),
            newest: dates.last_key_value().map(|(date, ())| cards::date(date)),
            undated: sources.iter().filter(|id| date(id).is_none()).count(),
        }
    }
}

/// Words that are shown in quotation marks: those within become single, as printers have it.
fn within_marks(words: String) -> String {
    if !words.contains(['\n', '“', '”', '"']) {
        return words;
    }
    words.replace('\n', " ").replace('“', "‘").replace('”', "’").replace('"', "'")
}

/// The end of a text that has no more than so many bytes.
fn last_bytes(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    let start = (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[start..]
}

/// `a`, `b`, …, `z`, `aa`: for the uses of a note.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            return letters.iter().rev().collect();
        }
        number = number / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn uses_are_lettered_without_end() {
        assert_eq!(
            [0, 1, 25, 26, 51, 52, 701, 702].map(letters),
            ["a", "b", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}
