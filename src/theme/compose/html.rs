//! A page's nodes → HTML: markers, links, images and blocks get what the graph knows of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::base::address;
use crate::base::diagnostic::Diagnostic;
use crate::base::sentence::{set, squeezed, typographic};
use crate::base::text::Span;
use crate::graph::catalog::PageId;
use crate::graph::claims::{self, Status};
use crate::graph::links::LinkTarget;
use crate::page::markdown::{Block, Body, Fragment, GroupKind, NAME, Node, ProseKind, Target, escape};
use crate::source::typeset::RetypedPiece;
use crate::theme::compose::{Composer, article};
use crate::theme::shared::Shared;
use crate::theme::view;

/// One page while it is written.
pub(super) struct PageWriter<'c, 'g> {
    pub(super) composer: &'c Composer<'g>,
    pub(super) page: PageId,
    /// How often each footnote was referred to so far.
    pub(super) footnote_uses: Vec<usize>,
    /// For each note, how many notes before it are footnotes, not citations.
    pub(super) footnotes_before: Vec<usize>,
    /// How many notes are footnotes.
    pub(super) footnotes: usize,
    /// The page's notes, as far as they are made.
    pub(super) notes: &'c [Shared<view::NoteView>],
    /// What blocks failed with.
    pub(super) failed: Option<Diagnostic>,
}

impl<'c, 'g> PageWriter<'c, 'g> {
    pub(super) fn new(composer: &'c Composer<'g>, page: PageId) -> Self {
        let notes = &composer.graph.catalog.page(page).page.body.notes;
        let mut footnotes = 0;
        let footnotes_before = notes
            .iter()
            .map(|note| {
                let before = footnotes;
                footnotes += usize::from(note.evidence.is_none());
                before
            })
            .collect();
        Self {
            composer,
            page,
            footnote_uses: vec![0; notes.len()],
            footnotes_before,
            footnotes,
            notes: &[],
            failed: None,
        }
    }

    pub(super) fn body(&self) -> &'g Body {
        &self.composer.graph.catalog.page(self.page).page.body
    }

    /// Writes a fragment that has no sections.
    pub(super) fn fragment(&mut self, fragment: &Fragment) -> String {
        let mut out = String::with_capacity(fragment.html.len() + 256);
        for &node in &fragment.nodes {
            self.node(fragment, node, &mut out);
        }
        out
    }

    /// Writes one node.
    pub(super) fn node(&mut self, fragment: &Fragment, node: Node, out: &mut String) {
        match node {
            Node::Html(span) => out.push_str(&fragment.html[span.range()]),
            Node::Use(index) => self.marker(index, out),
            Node::Link(index) => self.link(index, out),
            Node::Image(index) => self.image(index, out),
            Node::Wikilink(index) => self.wikilink(index, out),
            Node::Quoted(index) => self.quoted(index, out),
            Node::Figure(index) => self.figure(index, out),
            Node::FigureEnd(index) => self.figure_end(index, out),
            Node::Block(index) => self.block(index, out),
            Node::Section(_) | Node::SectionText => {}
        }
    }

    /// The markers of a use, with the author's name before them where the sentence needs it.
    fn marker(&mut self, index: u32, out: &mut String) {
        let graph = self.composer.graph;
        let body = self.body();
        let group = match body.uses[index as usize].target {
            Target::Missing => return,
            Target::Note(note) => return self.footnote_marker(note, out),
            Target::Group(group) => &body.groups[group as usize],
        };
        let markers = &graph.claims[self.page as usize].markers[index as usize];
        let notes = &graph.claims[self.page as usize].notes;
        let named = matches!(group.kind, GroupKind::Narrative | GroupKind::Quotation);
        if let (true, Some(first), Some(citation)) = (named, markers.first(), group.citations.first()) {
            if !citation.suppress_author {
                let source = notes[first.note as usize].source;
                out.push_str(&escape(&self.composer.short_name(source)));
            } else if out.ends_with(' ') {
                out.pop();
            }
        }
        for marker in markers {
            let note = &notes[marker.note as usize];
            let source = &graph.sources[note.source as usize];
            let date = source.record.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
            let number = marker.note + 1;
            let _ = write!(
                out,
                "<a class=\"cite\" id=\"{}\" href=\"#n{number}\" role=\"doc-noteref\" aria-label=\"{number}: {}, {}\">{number}</a>",
                Composer::marker_id(marker.note, marker.nth),
                escape(&self.composer.short_name(note.source)),
                escape(&date),
            );
        }
    }

    fn footnote_marker(&mut self, note: u32, out: &mut String) {
        self.footnote_uses[note as usize] += 1;
        let nth = self.footnote_uses[note as usize];
        let before = self.footnotes_before[note as usize];
        let mark = article::footnote_mark(before, self.footnotes);
        let _ = write!(
            out,
            "<sup><a class=\"footnote\" id=\"fnref-{}-{nth}\" href=\"#fn-{}\" aria-label=\"Footnote {}\">{mark}</a></sup>",
            note + 1,
            note + 1,
            before + 1,
        );
    }

    fn href(&self, leads: &LinkTarget) -> Option<String> {
        let from = self.composer.out(self.page);
        let graph = self.composer.graph;
        Some(match leads {
            LinkTarget::Out(url) => url.clone(),
            LinkTarget::Page(id, tail) => {
                let anchor = tail.anchor.as_ref().map(|anchor| format!("#{}", address::encode(anchor)));
                match anchor {
                    Some(anchor) if *id == self.page && tail.query.is_empty() => anchor,
                    anchor => {
                        let (page, query) = (self.composer.url(from, *id), address::encode_tail(&tail.query));
                        format!("{page}{query}{}", anchor.unwrap_or_default())
                    }
                }
            }
            LinkTarget::Source(id, None) => self.composer.source_url(from, *id),
            LinkTarget::Source(id, Some(paragraph)) => self.composer.paragraph_url(from, *id, *paragraph),
            LinkTarget::Asset(index, tail) => {
                from.link_to(&graph.catalog.index.assets[*index].1) + &address::encode_tail(tail)
            }
            LinkTarget::Nowhere => return None,
        })
    }

    fn link(&mut self, index: u32, out: &mut String) {
        let leads = &self.composer.graph.links[self.page as usize].links[index as usize];
        let link = &self.body().links[index as usize];
        out.push_str("<a");
        if let Some(href) = self.href(leads) {
            let _ = write!(out, " href=\"{}\"", escape(&href));
            if matches!(leads, LinkTarget::Out(_)) {
                out.push_str(" rel=\"external\"");
            }
        }
        if !link.title.is_empty() {
            let _ = write!(out, " title=\"{}\"", escape(&link.title));
        }
        out.push('>');
    }

    fn image(&mut self, index: u32, out: &mut String) {
        let leads = &self.composer.graph.links[self.page as usize].images[index as usize];
        let image = &self.body().images[index as usize];
        let Some(src) = self.href(leads) else {
            out.push_str(&escape(&image.alt));
            return;
        };
        let _ = write!(out, "<img src=\"{}\" alt=\"{}\" loading=\"lazy\"", escape(&src), escape(&image.alt));
        if !image.title.is_empty() {
            let _ = write!(out, " title=\"{}\"", escape(&image.title));
        }
        out.push('>');
    }

    fn wikilink(&mut self, index: u32, out: &mut String) {
        let leads = &self.composer.graph.links[self.page as usize].wikilinks[index as usize];
        let label = escape(&self.body().wikilinks[index as usize].label);
        match self.href(leads) {
            Some(href) => drop(write!(out, "<a href=\"{}\">{label}</a>", escape(&href))),
            None => out.push_str(&label),
        }
    }

    /// Words that are said to be a source's: those of the source, if it has them.
    fn quoted(&mut self, index: u32, out: &mut String) {
        let words = &self.body().quoted[index as usize];
        let Some(sourced) = &self.composer.graph.claims[self.page as usize].quoted[index as usize] else {
            let typed = self.fragment(&words.typed);
            out.push_str(&typed);
            return;
        };
        let key = &self.composer.graph.sources[sourced.source as usize].key;
        for piece in &sourced.pieces {
            match piece {
                RetypedPiece::Source(span) => {
                    let text = escape(&self.composer.sourced_words(sourced.source, *span, words.mark));
                    // A block quote names its source as a whole.
                    match words.block {
                        Some(_) => out.push_str(&text),
                        None => drop(write!(out, "<span data-source=\"{}\">{text}</span>", escape(key))),
                    }
                }
                RetypedPiece::Own(range) => {
                    let own = typographic(&words.text[range.clone()]).replace('\n', " ");
                    out.push_str(&escape(&own));
                }
                RetypedPiece::Place(number) => {
                    let among = words.among.get(*number).map(|among| self.fragment(&among.what));
                    out.push_str(&among.unwrap_or_default());
                }
            }
        }
    }

    /// How sure a reader can be of a block quote, and its source.
    fn status(&self, index: u32) -> Option<(Status, &'g str)> {
        let claims = &self.composer.graph.claims[self.page as usize];
        let note = &claims.notes[claims.markers[index as usize].first()?.note as usize];
        Some((note.status, &*self.composer.graph.sources[note.source as usize].key))
    }

    fn figure(&mut self, index: u32, out: &mut String) {
        let _ = match self.status(index) {
            Some((Status::Found, key)) => {
                write!(out, "<figure class=\"quotation\" data-source=\"{}\">", escape(key))
            }
            _ => write!(out, "<figure class=\"quotation unchecked\">"),
        };
    }

    fn figure_end(&mut self, index: u32, out: &mut String) {
        match self.status(index) {
            Some((Status::Unchecked, _)) => {
                out.push_str(" <span class=\"notice\">Not checked: we have no copy of this source to look it up in.</span>");
            }
            Some((Status::Missing, _)) => {
                out.push_str(" <span class=\"notice\">Not found in our copy of this source.</span>");
            }
            _ => {}
        }
        out.push_str("</figcaption></figure>");
    }

    /// A note of the page: as it was made for all who show it, or for this one.
    fn note(&self, note: u32) -> Shared<view::NoteView> {
        match self.notes.get(note as usize) {
            Some(made) => made.clone(),
            None => self.composer.note(self.page, note).into(),
        }
    }

    fn block(&mut self, index: u32, out: &mut String) {
        let body = self.body();
        let from = self.composer.out(self.page);
        let made = match &body.blocks[index as usize] {
            Block::Chart(chart) => {
                let view = self.chart(index, chart);
                self.composer.theme.render_block("chart", &view)
            }
            Block::Figures(block) => {
                let figures = block
                    .figures
                    .iter()
                    .map(|figure| view::FigureView {
                        value: figure.value.clone(),
                        label: figure.label.clone(),
                        cite_html: self.fragment(&figure.cite),
                    })
                    .collect();
                let view = view::FiguresView {
                    id: format!("fn-figures-{}", index + 1),
                    title: block.title.clone(),
                    figures,
                    note_html: block.note.as_ref().map(|note| self.fragment(note)).unwrap_or_default(),
                };
                self.composer.theme.render_block("figures", &view)
            }
            Block::Disagreement { question, note, positions } => {
                let positions = positions
                    .iter()
                    .map(|(says, cite)| {
                        let (mut notes, mut met) = (Vec::new(), BTreeSet::new());
                        claims::fragment_uses(body, cite, &mut |marker| {
                            for marker in
                                &self.composer.graph.claims[self.page as usize].markers[marker as usize]
                            {
                                if met.insert(marker.note) {
                                    notes.push(marker.note);
                                }
                            }
                        });
                        view::PositionView {
                            says_html: self.fragment(says),
                            cite_html: self.fragment(cite),
                            notes: notes.into_iter().map(|note| self.note(note)).collect(),
                        }
                    })
                    .collect();
                let view = view::Disagreement {
                    id: format!("fn-disagreement-{}", index + 1),
                    question: question.clone(),
                    note_html: note.as_ref().map(|note| self.fragment(note)).unwrap_or_default(),
                    positions,
                };
                self.composer.theme.render_block("disagreement", &view)
            }
            Block::Timeline(query) => {
                let graph = self.composer.graph;
                let topics = graph.links[self.page as usize].block_topics.get(&index);
                let shown: Vec<_> = graph
                    .events
                    .iter()
                    .copied()
                    .filter(|&event| {
                        topics.is_none_or(|topics| {
                            topics.is_empty()
                                || topics
                                    .iter()
                                    .any(|topic| graph.links[event as usize].topics.contains(topic))
                        })
                    })
                    .filter(|&event| {
                        let date = graph.catalog.page(event).page.front.date;
                        date.is_some_and(|date| {
                            query.from.is_none_or(|from| from.year() <= date.year())
                                && query.to.is_none_or(|to| date.year() <= to.year())
                        })
                    })
                    .collect();
                let events = shown.iter().map(|&event| self.composer.card(from, event, 0)).collect();
                let time = self.composer.time(&shown);
                let view = view::TimelineBlock { title: query.title.clone(), events, time };
                self.composer.theme.render_block("timeline", &view)
            }
            Block::Passages(query) => {
                let none = Vec::new();
                let hits = self.composer.graph.on_block.get(&(self.page, index)).unwrap_or(&none);
                let sources = self.composer.on_terms(from, hits, &|_, _| true);
                let view = view::PassagesBlock { title: query.title.clone(), sources };
                self.composer.theme.render_block("passages", &view)
            }
        };
        match made {
            Ok(html) => out.push_str(&html),
            Err(error) => self.failed = Some(error),
        }
    }
}

/// The most bytes of a claim that are shown beside what it rests on. Its page has all of it.
const LONGEST_CLAIM: usize = 1200;

/// A claim without what is too much of it, which is said.
fn shortened(mut claim: String) -> String {
    if claim.len() > LONGEST_CLAIM {
        let end = (0..=LONGEST_CLAIM).rev().find(|&at| claim.is_char_boundary(at)).unwrap_or(0);
        let end = claim[..end].rfind(char::is_whitespace).filter(|space| space * 2 > end).unwrap_or(end);
        claim.truncate(end);
        claim.push_str(" …");
    }
    claim
}

/// For each claim the uses in it that stand for a name, in their order.
fn names_in_claims(body: &Body) -> BTreeMap<u32, Vec<u32>> {
    let mut named: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (marker, used) in (0..).zip(&body.uses) {
        if let Target::Group(group) = used.target
            && body.groups[group as usize].kind == GroupKind::Narrative
        {
            named.entry(used.claim).or_default().push(marker);
        }
    }
    named
}

/// How many disagreements a fragment shows.
pub(super) fn disagreements(body: &Body, fragment: &Fragment) -> usize {
    fragment
        .nodes
        .iter()
        .filter(|node| match node {
            Node::Block(index) => matches!(body.blocks[*index as usize], Block::Disagreement { .. }),
            _ => false,
        })
        .count()
}

impl Composer<'_> {
    /// Words of a page that stand at `span` of its file, in which those of sources are as the sources have them.
    pub(super) fn as_sourced<'t>(&self, page: PageId, words: &'t str, span: Span) -> Cow<'t, str> {
        let retold = &self.graph.claims[page as usize].retold;
        let first = retold.partition_point(|retold| retold.span.start < span.start);
        let within =
            retold[first..].iter().take_while(|retold| retold.span.start < span.end.max(span.start + 1));
        let (mut out, mut rest) = (String::new(), words);
        let quoted = &self.graph.catalog.page(page).page.body.quoted;
        for retold in within {
            let told = retold.quoted.clone().map(|index| self.retold(page, index));
            if retold.block {
                if retold.span == span {
                    return Cow::Owned(told.collect::<Vec<_>>().join(" "));
                }
                continue;
            }
            let typed = set(&quoted[retold.quoted.start].text);
            if let Some(at) = rest.find(&*typed) {
                out.push_str(&rest[..at]);
                out.extend(told);
                rest = &rest[at + typed.len()..];
            }
        }
        if out.is_empty() {
            return Cow::Borrowed(words);
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    /// Quoted words as their source has them, as plain text.
    fn retold(&self, page: PageId, index: usize) -> String {
        let words = &self.graph.catalog.page(page).page.body.quoted[index];
        let Some(sourced) = &self.graph.claims[page as usize].quoted[index] else {
            return words.text.clone();
        };
        let mut out = String::with_capacity(words.text.len());
        for piece in &sourced.pieces {
            match piece {
                RetypedPiece::Source(span) => {
                    out.push_str(&self.sourced_words(sourced.source, *span, words.mark));
                }
                RetypedPiece::Own(range) => out.push_str(&typographic(&words.text[range.clone()])),
                RetypedPiece::Place(_) => {}
            }
        }
        match squeezed(&out) {
            Cow::Borrowed(squeezed) => squeezed.to_owned(),
            Cow::Owned(squeezed) => squeezed,
        }
    }

    /// A claim in words, shortened if it is very long: a paragraph may be one claim, and may have many citations.
    pub(super) fn claim_text(&self, page: PageId, use_index: u32) -> String {
        let body = &self.graph.catalog.page(page).page.body;
        let index = body.uses[use_index as usize].claim;
        let written = body.read(body.claims[index as usize].text);
        if written.len() <= LONGEST_CLAIM / 2 {
            return self.whole_claim(page, index);
        }
        self.long_claims.get((page, index), |_| shortened(self.whole_claim(page, index)).into()).to_string()
    }

    /// A claim in words: the names that were not known when it was read are filled in.
    fn whole_claim(&self, page: PageId, index: u32) -> String {
        let body = &self.graph.catalog.page(page).page.body;
        let claim = &body.claims[index as usize];
        let claim = &*self.as_sourced(page, body.read(claim.text), claim.span);
        if claim.is_empty() {
            return self.title(page);
        }
        if !claim.contains(NAME) {
            return claim.to_owned();
        }
        let claims = &self.graph.claims[page as usize];
        let named = self.named.get(page, |_| Arc::new(names_in_claims(body)));
        let mut names = named.get(&index).into_iter().flatten().map(|&marker| {
            match claims.markers[marker as usize].first() {
                Some(first) => self.short_name(claims.notes[first.note as usize].source),
                None => "…".to_owned(),
            }
        });
        let mut text = String::with_capacity(claim.len() + 24);
        for c in claim.chars() {
            match c {
                NAME => text.push_str(&names.next().unwrap_or_default()),
                c => text.push(c),
            }
        }
        text
    }

    /// Whether a paragraph of a page is one that a reader reads as prose.
    pub(super) fn is_prose(kind: ProseKind) -> bool {
        !matches!(kind, ProseKind::Heading | ProseKind::Quotation)
    }
}
