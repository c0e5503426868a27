//! A page written in Markdown.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use pulldown_cmark_escape::escape_html;

use crate::base::address::{self, OutPath};
use crate::base::diagnostic::Diagnostic;
use crate::base::runs::Runs;
use crate::base::sentence::sentences;
use crate::base::text::Span;
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::claims::{self, Status};
use crate::graph::terms::Hit;
use crate::page::PageKind;
use crate::page::markdown::{Block, Node};
use crate::theme::compose::html::PageWriter;
use crate::theme::compose::{Composer, cards, letters};
use crate::theme::shared::Shared;
use crate::theme::view;

/// How many sentences of one page that name an entity are shown.
const SENTENCES_SHOWN: usize = 12;

/// How many sentences that name an entity are shown in all: after that pages are only named, so that the
/// page of a country named everywhere does not grow with the site.
const ALL_SENTENCES_SHOWN: usize = 200;

/// How many sources the front page shows.
const MAIN_SOURCES: usize = 12;

/// How many events the front page shows.
const NEWEST_EVENTS: usize = 8;

/// How many entities are listed beside a text.
const ENTITIES_SHOWN: usize = 24;

/// How many paragraphs of one source are shown for a topic's terms.
const ON_TERMS_SHOWN: usize = 8;

impl Composer<'_> {
    /// The view of a page.
    ///
    /// # Errors
    ///
    /// The fault of a block's template.
    pub fn article(&self, id: PageId) -> Result<view::Article, Box<Diagnostic>> {
        let graph = self.graph;
        let from = self.out(id);
        let page = &graph.catalog.page(id).page;
        let notes: Vec<Shared<view::NoteView>> = (0..)
            .zip(&graph.claims[id as usize].notes)
            .map(|(note, _)| Shared::from(self.note(id, note)))
            .collect();
        let mut writer = PageWriter { notes: &notes, ..PageWriter::new(self, id) };
        let sections = self.sections(id, &notes, &mut writer);
        let footnotes = self.footnotes(id, &mut writer);
        if let Some(failed) = writer.failed {
            return Err(Box::new(failed));
        }
        let children = match page.kind {
            PageKind::Home => self.topics(),
            _ => graph.children[id as usize].clone(),
        };
        let cards = |ids: &[PageId]| ids.iter().map(|&id| self.card(from, id, 0)).collect::<Vec<_>>();
        let briefs = |ids: &[PageId]| ids.iter().map(|&id| self.brief(from, id, 0)).collect::<Vec<_>>();
        let mut events = match page.kind {
            PageKind::Home => {
                let skipped = graph.events.len().saturating_sub(NEWEST_EVENTS);
                cards(&graph.events[skipped..])
            }
            PageKind::Topic => graph.events_of.get(&id).map(|events| cards(events)).unwrap_or_default(),
            _ => Vec::new(),
        };
        let time = match page.kind {
            PageKind::Timeline => self.time(&graph.events),
            PageKind::Topic => graph.events_of.get(&id).and_then(|events| self.time(events)),
            _ => None,
        };
        for event in &mut events {
            // On its own topic's page an event need not name it.
            event.topics.retain(|topic| topic.url != from.link_to(from));
        }
        let entities = graph.mentions.of_page[id as usize]
            .iter()
            .take(ENTITIES_SHOWN)
            .map(|&(entity, count)| self.brief(from, entity, count))
            .collect();
        let neighbours = graph
            .neighbours(id)
            .into_iter()
            .map(|(page, shared)| self.neighbour(from, page, shared))
            .collect();
        Ok(view::Article {
            head: self.head(id),
            sections,
            bibliography: self.bibliography(id),
            notes,
            footnotes,
            evidence: self.evidence(id),
            authors: page.front.authors.clone(),
            published: page.front.published.as_ref().map(cards::date),
            reviewed: page.front.reviewed.as_ref().map(cards::date),
            status: page.front.status.clone(),
            date: page.front.date.as_ref().map(cards::date),
            names: page.front.names.iter().map(|name| name.text.clone()).collect(),
            topics: briefs(&graph.links[id as usize].topics),
            events,
            time,
            entities,
            neighbours,
            children: cards(&children),
            main_sources: if page.kind == PageKind::Home { self.main_sources(from) } else { Vec::new() },
            on_terms: self.also_on_terms(id),
            mentions: self.mentions(from, id),
            source_mentions: self.source_mentions(from, id),
            linked_from: graph.linked_from[id as usize].iter().map(|&page| self.link(from, page)).collect(),
            extra: page.front.extra.clone(),
        })
    }

    /// What every page has.
    pub(super) fn head(&self, id: PageId) -> view::Head {
        let entry = self.graph.catalog.page(id);
        let from = &entry.out;
        let mut breadcrumbs = Vec::new();
        let mut at = id;
        while let Some(parent) = self.graph.parent(at) {
            breadcrumbs.push(self.link(from, parent));
            at = parent;
        }
        breadcrumbs.reverse();
        // The way begins at the front page, which goes by the site's name elsewhere.
        if let Some(home) = breadcrumbs.first_mut() {
            "Home".clone_into(&mut home.title);
        }
        let path = address::encode(from.as_str());
        view::Head {
            kind: entry.page.kind.name(),
            title: self.title(id),
            heading: self.heading(id),
            summary: self.summary_or_description(id),
            lede_html: self.lede_html(id),
            language: entry.page.front.lang.clone().unwrap_or_else(|| self.config.language.clone()),
            root: from.to_root(),
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{path}")),
            path,
            breadcrumbs,
        }
    }

    /// The sections of a page; `all` are the page's notes.
    fn sections(
        &self,
        id: PageId,
        all: &[Shared<view::NoteView>],
        writer: &mut PageWriter<'_, '_>,
    ) -> Vec<view::SectionView> {
        let body = &self.graph.catalog.page(id).page.body;
        let claims = &self.graph.claims[id as usize];
        let mut sections = vec![view::SectionView::default()];
        let mut notes: Vec<Vec<usize>> = vec![Vec::new()];
        let mut disagreements = vec![0usize];
        let mut blocks = vec![0usize];
        // Which note is cited in which section.
        let mut cited: BTreeSet<(usize, u32)> = BTreeSet::new();
        let mut in_heading = false;
        for &node in &body.main.nodes {
            match node {
                Node::Section(heading) => {
                    let heading = &body.headings[heading as usize];
                    sections.push(view::SectionView {
                        id: heading.id.clone(),
                        title: heading.text.clone(),
                        ..view::SectionView::default()
                    });
                    notes.push(Vec::new());
                    disagreements.push(0);
                    blocks.push(0);
                    in_heading = true;
                    continue;
                }
                Node::SectionText => {
                    in_heading = false;
                    continue;
                }
                _ => {}
            }
            let last = sections.len() - 1;
            let single = crate::page::markdown::Fragment { html: String::new(), nodes: vec![node] };
            claims::fragment_uses(body, &single, &mut |marker| {
                for marker in &claims.markers[marker as usize] {
                    if cited.insert((last, marker.note)) {
                        notes[last].push(marker.note as usize);
                    }
                }
            });
            if let Node::Block(index) = node {
                blocks[last] += 1;
                if matches!(body.blocks[index as usize], Block::Disagreement { .. }) {
                    disagreements[last] += 1;
                }
            }
            let section = &mut sections[last];
            let target = if in_heading { &mut section.heading_html } else { &mut section.html };
            writer.node(&body.main, node, target);
        }
        // The headings below each section's own, in their order.
        let mut current = 0;
        for heading in &body.headings {
            if heading.section {
                current += 1;
            } else if let Some(section) = sections.get_mut(current).filter(|_| heading.level == 3) {
                section
                    .contents
                    .push(view::LinkView { title: heading.text.clone(), url: format!("#{}", heading.id) });
            }
        }
        let counted = notes.into_iter().zip(disagreements).zip(blocks);
        for (section, ((notes, disagreements), blocks)) in sections.iter_mut().zip(counted) {
            section.unsourced =
                notes.is_empty() && blocks == 0 && section.html.trim_start().starts_with("<p>");
            section.evidence = self.evidence_of(id, &notes, disagreements);
            section.notes = notes.into_iter().map(|note| all[note].clone()).collect();
        }
        if sections[0].html.trim().is_empty() {
            sections.remove(0);
        }
        sections
    }

    fn footnotes(&self, id: PageId, writer: &mut PageWriter<'_, '_>) -> Vec<view::FootnoteView> {
        let body = &self.graph.catalog.page(id).page.body;
        let mut footnotes = Vec::new();
        for (index, note) in body.notes.iter().enumerate() {
            if note.evidence.is_some() || writer.footnote_uses[index] == 0 {
                continue;
            }
            footnotes.push((index, writer.fragment(&note.text)));
        }
        footnotes
            .into_iter()
            .map(|(index, html)| view::FootnoteView {
                mark: footnote_mark(writer.footnotes_before[index], writer.footnotes),
                id: format!("fn-{}", index + 1),
                html,
                backlinks: (1..=writer.footnote_uses[index])
                    .map(|nth| format!("#fnref-{}-{nth}", index + 1))
                    .collect(),
            })
            .collect()
    }

    /// A passage that a page cites.
    pub(super) fn note(&self, id: PageId, index: u32) -> view::NoteView {
        let page = &self.graph.catalog.page(id).page;
        let from = self.out(id);
        let note = &self.graph.claims[id as usize].notes[index as usize];
        let citation = &page.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize];
        let quote = match note.status {
            Status::Found => self.quote(note.source, &note.parts),
            // What could not be looked up is the author's word, and shown as such.
            Status::Unchecked | Status::Missing => {
                citation.quotes.iter().map(|quote| quote.text.as_str()).collect::<Vec<_>>().join(" … ")
            }
            Status::Work => String::new(),
        };
        // Each citation of the passage may name a page beside it and make a remark.
        let citations = std::iter::once(&note.citation).chain(&note.others);
        let citations: Vec<_> =
            citations.map(|at| &page.body.groups[at.0 as usize].citations[at.1 as usize]).collect();
        let mut locators = Vec::new();
        match note.paragraphs {
            Some((first, last)) if first == last => locators.push(format!("¶\u{a0}{first}")),
            Some((first, last)) => locators.push(format!("¶\u{a0}{first}–{last}")),
            None => {}
        }
        let mut remarks = Vec::new();
        for citation in &citations {
            for locator in citation.locator.iter().chain(&citation.further) {
                if note.paragraphs.is_none() || locator.paragraphs().is_none() {
                    locators.push(locator.text());
                }
            }
            let said = [citation.prefix.as_str(), citation.suffix.as_str()];
            remarks.push(said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" … "));
        }
        let locator = distinct(locators).join(", ");
        let remark = distinct(remarks).join("; ");
        let several = note.uses.len() > 1;
        let claim_of = |marker: u32| page.body.uses[marker as usize].claim;
        let uses = (0u32..)
            .zip(&note.uses)
            .map(|(nth, &marker)| view::CitingPlaceView {
                letter: if several { letters(nth) } else { String::new() },
                url: format!("#{}", Self::marker_id(index, nth)),
                // A claim that uses the passage several times in a row is said at the first.
                claim: match nth.checked_sub(1).map(|before| claim_of(note.uses[before as usize])) {
                    Some(before) if before == claim_of(marker) => String::new(),
                    _ => self.claim_text(id, marker),
                },
            })
            .collect();
        view::NoteView {
            number: index as usize + 1,
            id: format!("n{}", index + 1),
            status: match note.status {
                Status::Found => "found",
                Status::Unchecked => "unchecked",
                Status::Work => "work",
                Status::Missing => "missing",
            },
            passage_html: match note.status {
                Status::Found => passage_html(&self.in_context(note.source, note)),
                _ => String::new(),
            },
            quote,
            locator,
            source: self.shared_card(from, note.source),
            again: note.again,
            url: self.passage_url(from, note),
            remark,
            uses,
        }
    }

    /// The works that a page cites, as the style sorts them: by their formatted text.
    fn bibliography(&self, id: PageId) -> Vec<view::Work> {
        let from = self.out(id);
        let notes = &self.graph.claims[id as usize].notes;
        let mut cited_in: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
        for (number, note) in (1..).zip(notes) {
            cited_in.entry(note.source).or_default().push(number);
        }
        let mut works: Vec<_> = cited_in
            .into_iter()
            .map(|(source, notes)| {
                let reference = &self.graph.references[source as usize];
                let work = view::Work {
                    html: reference.html.clone(),
                    url: self.source_url(from, source),
                    key: self.graph.sources[source as usize].key.to_string(),
                    notes,
                };
                (sort_key(&reference.text), work)
            })
            .collect();
        works.sort_by(|a, b| (&a.0, &a.1.key).cmp(&(&b.0, &b.1.key)));
        works.into_iter().map(|(_, work)| work).collect()
    }

    /// The topics of the site that stand below no other topic, in their order.
    fn topics(&self) -> Vec<PageId> {
        let graph = self.graph;
        let Some(folder) = graph.catalog.folder_page("topics") else { return Vec::new() };
        graph.children[folder as usize].clone()
    }

    fn main_sources(&self, from: &OutPath) -> Vec<view::SourceCard> {
        let mut ids: Vec<SourceId> = (0..).zip(self.graph.sources.iter()).map(|(id, _)| id).collect();
        ids.sort_by_key(|&id| {
            let claims = &self.graph.by_source[id as usize];
            (std::cmp::Reverse(claims.pages.len()), std::cmp::Reverse(claims.passages.len()), id)
        });
        ids.into_iter().take(MAIN_SOURCES).map(|id| self.source_card(from, id)).collect()
    }

    /// What the sources say on a topic's terms in paragraphs that its page does not cite.
    fn also_on_terms(&self, id: PageId) -> Vec<view::SourceMentionView> {
        let Some(hits) = self.graph.on_terms.get(&id) else { return Vec::new() };
        let mut cited: BTreeMap<SourceId, Vec<(usize, usize)>> = BTreeMap::new();
        for note in &self.graph.claims[id as usize].notes {
            cited.entry(note.source).or_default().extend(note.paragraphs);
        }
        let cited: BTreeMap<SourceId, Runs> =
            cited.into_iter().map(|(source, all)| (source, Runs::of(all))).collect();
        let is_cited = |source, paragraph| cited.get(&source).is_some_and(|runs| runs.has(paragraph));
        self.on_terms(self.out(id), hits, &|source, paragraph| !is_cited(source, paragraph))
    }

    /// Hits of terms, by source and paragraph, in their sentences as far as these may be shown.
    pub(super) fn on_terms(
        &self,
        from: &OutPath,
        hits: &[Hit],
        wanted: &dyn Fn(SourceId, usize) -> bool,
    ) -> Vec<view::SourceMentionView> {
        let mut sources: Vec<view::SourceMentionView> = Vec::new();
        let mut last_source = None;
        for group in hits.chunk_by(|a, b| (a.source, a.paragraph) == (b.source, b.paragraph)) {
            let (source, paragraph) = (group[0].source, group[0].paragraph);
            if !wanted(source, paragraph) {
                continue;
            }
            if last_source != Some(source) {
                sources.push(view::SourceMentionView {
                    source: self.source_card(from, source),
                    paragraphs: Vec::new(),
                });
                last_source = Some(source);
            }
            let Some(mention) = sources.last_mut() else { continue };
            if mention.paragraphs.len() < ON_TERMS_SHOWN {
                let spans: Vec<Span> = group.iter().map(|hit| hit.span).collect();
                mention.paragraphs.push(self.paragraph_mention(from, source, paragraph, &spans));
            }
        }
        sources
    }

    /// The first sentence of a paragraph of a source that has one of the spans, as far as it may be shown.
    fn paragraph_mention(
        &self,
        from: &OutPath,
        source: SourceId,
        number: usize,
        spans: &[Span],
    ) -> view::ParagraphMention {
        let mut mention = view::ParagraphMention {
            number,
            pieces: Vec::new(),
            url: self.paragraph_url(from, source, number),
        };
        let Some(text) = &self.graph.sources[source as usize].text else { return mention };
        let Some(paragraph) = text.paragraph(number) else { return mention };
        let base = paragraph.start as usize;
        let sentences = sentences(text.slice(paragraph));
        for span in spans {
            let at = span.start as usize - base;
            let Some(sentence) = sentence_at(&sentences, at) else { continue };
            let range = Span::new(sentence.start + base, sentence.end + base);
            let pieces = self.pieces(source, range, spans);
            if pieces.iter().any(|piece| piece.kind == "mark") {
                mention.pieces = pieces;
                break;
            }
        }
        mention
    }

    /// Where pages of the site name an entity.
    fn mentions(&self, from: &OutPath, id: PageId) -> Vec<view::Mention> {
        let Some(all) = self.graph.mentions.in_pages.get(&id) else { return Vec::new() };
        let mut room = ALL_SENTENCES_SHOWN;
        let mut groups: Vec<_> = all.chunk_by(|a, b| a.page == b.page).collect();
        // What explains comes before what only lists, whatever their folders are called.
        groups.sort_by_key(|group| match self.graph.catalog.page(group[0].page).page.kind {
            PageKind::Home | PageKind::Topic => 0,
            PageKind::Event => 2,
            PageKind::Entity => 3,
            _ => 1,
        });
        groups
            .into_iter()
            .map(|group| {
                let shown = SENTENCES_SHOWN.min(room);
                let page = group[0].page;
                let body = &self.graph.catalog.page(page).page.body;
                let mut found: Vec<view::SentenceView> = Vec::new();
                let mut count = 0;
                let mut last = None;
                // A paragraph is cut into sentences once, however often it names the entity.
                let mut cut: (Option<u32>, Vec<std::ops::Range<usize>>) = (None, Vec::new());
                for mention in group {
                    let prose = &body.prose[mention.prose as usize];
                    if cut.0 != Some(mention.prose) {
                        cut = (Some(mention.prose), sentences(body.read(prose.text)));
                    }
                    let sentence = sentence_at(&cut.1, mention.span.start as usize).cloned();
                    let Some(sentence) = sentence else { continue };
                    if last == Some((mention.prose, sentence.start)) {
                        continue;
                    }
                    last = Some((mention.prose, sentence.start));
                    count += 1;
                    if found.len() < shown && Self::is_prose(prose.kind) {
                        let anchor = prose.heading.map(|heading| &body.headings[heading as usize].id);
                        let anchor = anchor.map(|id| format!("#{}", address::encode(id))).unwrap_or_default();
                        found.push(view::SentenceView {
                            pieces: {
                                let mut pieces =
                                    marked(body.read(prose.text), sentence, mention.span.range());
                                for piece in &mut pieces {
                                    piece.text = self.as_sourced(page, &piece.text, prose.span).into_owned();
                                }
                                pieces
                            },
                            url: format!("{}{anchor}", self.url(from, page)),
                        });
                    }
                }
                room -= found.len();
                view::Mention { page: self.brief(from, page, 0), sentences: found, count }
            })
            .collect()
    }

    /// Where sources name an entity.
    fn source_mentions(&self, from: &OutPath, id: PageId) -> Vec<view::SourceMentionView> {
        let Some(all) = self.graph.mentions.in_sources.get(&id) else { return Vec::new() };
        all.chunk_by(|a, b| a.source == b.source)
            .map(|of_source| view::SourceMentionView {
                source: self.source_card(from, of_source[0].source),
                paragraphs: of_source
                    .chunk_by(|a, b| a.paragraph == b.paragraph)
                    .map(|group| {
                        let spans: Vec<Span> = group.iter().map(|mention| mention.span).collect();
                        self.paragraph_mention(from, group[0].source, group[0].paragraph, &spans)
                    })
                    .collect(),
            })
            .collect()
    }
}

/// A passage as markup: what is cited is marked, and what is left out is said.
fn passage_html(pieces: &[view::PieceView]) -> String {
    let mut html = String::with_capacity(64 + pieces.iter().map(|piece| piece.text.len()).sum::<usize>());
    // A string takes all, and never fails.
    let push = |text: &str, html: &mut String| escape_html(html, text).unwrap_or_default();
    for piece in pieces {
        match (piece.kind, piece.words) {
            ("elided", 0) => html.push_str("<span class=\"gap\"> … </span>"),
            ("elided", _) => html.push_str("<span class=\"gap\"> […] </span>"),
            ("mark", _) => {
                html.push_str("<mark>");
                push(&piece.text, &mut html);
                html.push_str("</mark>");
            }
            _ => push(&piece.text, &mut html),
        }
    }
    html
}

/// The sentence that has an offset.
fn sentence_at(sentences: &[std::ops::Range<usize>], at: usize) -> Option<&std::ops::Range<usize>> {
    let index = sentences.partition_point(|sentence| sentence.end <= at);
    sentences.get(index).filter(|sentence| sentence.contains(&at))
}

/// A sentence, with one range of its text marked.
fn marked(
    text: &str,
    sentence: std::ops::Range<usize>,
    mark: std::ops::Range<usize>,
) -> Vec<view::PieceView> {
    let mark = mark.start..mark.end.min(sentence.end);
    let cuts =
        [("text", sentence.start..mark.start), ("mark", mark.clone()), ("text", mark.end..sentence.end)];
    cuts.into_iter()
        .filter(|(_, range)| !range.is_empty())
        .map(|(kind, range)| view::PieceView {
            kind,
            text: text[range].replace(crate::page::markdown::NAME, "…"),
            ..view::PieceView::default()
        })
        .collect()
}

/// The mark of one of so many footnotes: a printer's sign or, where these do not reach, a letter; so that no
/// footnote is taken for a citation.
pub(super) fn footnote_mark(index: usize, of: usize) -> String {
    const MARKS: [&str; 5] = ["*", "†", "‡", "§", "‖"];
    match MARKS.get(index).filter(|_| of <= MARKS.len()) {
        Some(mark) => (*mark).to_owned(),
        None => letters(u32::try_from(index).unwrap_or(u32::MAX)),
    }
}

/// How a reference is sorted: by its letters and digits, case aside.
pub(super) fn sort_key(reference: &str) -> String {
    reference
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .collect::<String>()
        .trim()
        .to_lowercase()
}

/// Without what is empty and what was there before, in order.
fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut met = HashSet::new();
    texts.into_iter().filter(|text| !text.is_empty() && met.insert(text.clone())).collect()
}
