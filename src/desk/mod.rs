//! The copy desk: what an editor checks who lays a claim beside the passage that is cited for it.
//!
//! That quoted words stand in their source is the business of [`claims`](crate::graph::claims). Here the
//! rest of the sentence is read against the passage: the author's own words, in which a figure may be
//! wrong though the quotation under it is right.
//!
//! 1. [`figure`] reads the figures of a text, as values: of each claim, and of each paragraph that is
//!    cited ([`reading`] remembers those).
//! 2. [`figure_checks`] asks for each figure of a claim whether a passage has it, or whether it follows from
//!    what the passage has ([`derived`]).
//! 3. [`names`] and [`quotes`] do the same for names and for words in quotation marks, and [`across`]
//!    compares the passages of a page with each other.
//! 4. What is missed is a finding at the words of the claim, with the place of the passage.
//!
//! All of it reads and suggests; nothing here decides what is published. A rule that is wrong often will
//! be switched off, so each keeps silent where it cannot tell.

mod across;
mod beside;
mod exchanged;
pub mod figure;
pub mod derived;
pub mod reading;
pub mod names;
mod money;
mod nations;
mod contrary;
mod figure_checks;
mod phrase;
mod quotes;
mod arithmetic;
mod roles;
mod sense;
mod spellings;
mod summary;
pub mod tongue;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::memo::{Memo, Memos, PointerEq};
use crate::base::rule::{self, Rule, Severity};
use crate::base::text::{Inputs, Place, Span};
use crate::config::Config;
use crate::graph::Graph;
use crate::graph::catalog::{LinkIndex, SourceId};
use crate::graph::claims::{Note, PageClaims, Status};
use crate::page::Page;
use crate::page::block::chart;
use crate::page::markdown::{Block, Fragment, GroupKind, NAME, Node, Prose, Target};
use crate::source::Source;
use contrary::ReadText;
use figure::Figure;
use names::{Entities, KnownNames};
use phrase::TextWord;
use reading::Library;
use roles::{NamedPassage, NamedPeople};
use tongue::FigureLanguage;

/// The rules of the desk that a site asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnabledChecks {
    figures: bool,
    names: bool,
    quotes: bool,
    differ: bool,
    across: bool,
    /// The language of a page that does not say.
    tongue: FigureLanguage,
}

impl EnabledChecks {
    /// Those that the settings do not switch off.
    pub fn of(config: &Config) -> Self {
        let wants = |rule: &Rule| config.severity(rule) != Severity::Allow;
        Self {
            figures: wants(&rule::FIGURE_NOT_IN_PASSAGE),
            names: wants(&rule::NAME_NOT_IN_PASSAGE),
            quotes: wants(&rule::QUOTED_WORDS_NOT_IN_SOURCE),
            differ: wants(&rule::FIGURES_DIFFER),
            across: wants(&rule::SOURCES_DIFFER),
            tongue: FigureLanguage::of_tag(&config.language),
        }
    }
}

/// A page as the desk reads it: its text, what it cites, and what it is read against.
type DeskKey =
    (PointerEq<Page>, PointerEq<PageClaims>, PointerEq<Library>, PointerEq<Entities>, EnabledChecks);

/// What the last reading came to.
#[derive(Debug, Default)]
pub struct DeskMemo {
    library: Memo<PointerEq<Vec<Source>>, Arc<Library>>,
    entities: Memo<PointerEq<LinkIndex>, Arc<Entities>>,
    pages: Memos<Arc<str>, DeskKey, Arc<Vec<Diagnostic>>>,
}

/// Reads all pages.
pub fn read(graph: &Graph, inputs: &Inputs, config: &Config, memory: &mut DeskMemo) -> Vec<Diagnostic> {
    let wants = EnabledChecks::of(config);
    if !(wants.figures || wants.names || wants.quotes || wants.differ || wants.across) {
        return Vec::new();
    }
    let sources = PointerEq::of(&graph.sources);
    let library = memory.library.get(sources, |sources| Arc::new(Library::new(Arc::clone(&sources.0))));
    let entities =
        memory.entities.get(PointerEq::of(&graph.catalog.index), |_| Arc::new(Entities::of(&graph.catalog)));
    let pages = graph.catalog.pages.iter().zip(&graph.claims).map(|(entry, claims)| {
        let key = (
            PointerEq::of(&entry.page),
            PointerEq::of(claims),
            PointerEq::of(&*library),
            PointerEq::of(&*entities),
            wants,
        );
        (Arc::clone(&entry.page.file), key)
    });
    let found = memory.pages.each(
        pages.collect(),
        |_| true,
        |path, (page, claims, library, entities, wants), _| {
            let text = inputs.files.get(path).and_then(|file| file.text().ok()).unwrap_or_default();
            let desk = Desk {
                page: &page.0,
                text,
                claims: &claims.0,
                library: &library.0,
                entities: &entities.0,
                wants: *wants,
            };
            Arc::new(desk.read())
        },
    );
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}

/// A claim that cites more passages is a list, and is not read.
const MOST_CITED: usize = 64;

/// A citation of more paragraphs is of a whole text, in which one name is not told from another.
const MOST_READ: usize = 40;

/// How many quotations of one claim are looked up.
const MOST_QUOTED: usize = 20;

/// A page on the desk.
pub struct Desk<'d> {
    /// The page.
    pub page: &'d Page,
    /// Its file.
    pub text: &'d str,
    /// What it cites.
    pub claims: &'d PageClaims,
    /// The sources.
    pub library: &'d Library,
    /// The entities of the site.
    pub entities: &'d Entities,
    /// The rules.
    pub wants: EnabledChecks,
}

/// A claim with the passages cited for it.
struct CheckedClaim<'d> {
    /// Which of the page's claims.
    claim: u32,
    /// Its words.
    text: Cow<'d, str>,
    /// Its place.
    span: Span,
    /// Whether it is a point of a chart.
    is_point: bool,
    /// The passages, each once.
    notes: Vec<&'d Note>,
    /// The passages that ordinary footnotes of the claim cite, or that are cited beside it: they may have its
    /// quoted words.
    further: Vec<&'d Note>,
    /// Whether all that is cited can be read, so that quoted words are found or are not there.
    quotes: bool,
    /// Its words one by one, when they are asked for.
    pieces: OnceCell<Vec<TextWord>>,
    /// Its figures, when they are asked for.
    figures: OnceCell<Vec<Figure>>,
}

impl CheckedClaim<'_> {
    fn pieces(&self) -> &[TextWord] {
        self.pieces.get_or_init(|| phrase::pieces(&self.text))
    }

    fn figures(&self, desk: &Desk<'_>) -> &[Figure] {
        self.figures.get_or_init(|| desk.figures(&self.text))
    }
}

impl Desk<'_> {
    /// All that the desk has to say of the page.
    pub fn read(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let english = self.tongue() == FigureLanguage::English;
        for checked in self.checked() {
            if self.wants.quotes && checked.quotes {
                self.quotes(&checked, &mut found);
            }
            // A note's passages are not said to bear out the sentence.
            if checked.notes.is_empty() {
                continue;
            }
            if self.wants.figures {
                figure_checks::figures(self, &checked, &mut found);
            }
            // The label of a point is no sentence, and its capital is no name's. Other languages have capitals
            // and forms of names of their own.
            if self.wants.names && english && !checked.is_point {
                self.names(&checked, &mut found);
            }
            if self.wants.differ {
                figure_checks::differ(self, &checked, &mut found);
            }
        }
        summary::read(self, english, &mut found);
        if self.wants.across {
            across::differ(self, &mut found);
        }
        found
    }

    /// The language of the page.
    fn tongue(&self) -> FigureLanguage {
        self.page.front.lang.as_deref().map_or(self.wants.tongue, FigureLanguage::of_tag)
    }

    /// The figures of words of the page.
    fn figures(&self, words: &str) -> Vec<Figure> {
        let tongue = self.tongue();
        figure::read_as(words, tongue, tongue.style())
    }

    /// The claims of the page that can be read against a text, each with its passages.
    fn checked(&self) -> Vec<CheckedClaim<'_>> {
        let body = &self.page.body;
        let mut notes: Vec<Vec<u32>> = vec![Vec::new(); body.claims.len()];
        let mut further: Vec<Vec<u32>> = vec![Vec::new(); body.claims.len()];
        // The source's own words, and claims with a citation that leads nowhere, are not asked.
        let mut left_out = vec![false; body.claims.len()];
        for (marker, refers) in body.uses.iter().zip(&self.claims.markers) {
            let Some(list) = notes.get_mut(marker.claim as usize) else { continue };
            // An ordinary footnote says nothing for the sentence; what it cites may have the sentence's words.
            if let Target::Note(note) = marker.target {
                further[marker.claim as usize].extend(self.cited_in(note));
                continue;
            }
            let is_quotation = matches!(marker.target, Target::Group(group) if body.groups[group as usize].kind == GroupKind::Quotation);
            left_out[marker.claim as usize] |= is_quotation || refers.is_empty();
            list.extend(refers.iter().map(|refers| refers.note));
        }
        // What is cited for a part of a sentence is cited in the sentence.
        let mut order: Vec<usize> = (0..notes.len()).collect();
        order.sort_by_key(|&i| (body.claims[i].span.start, std::cmp::Reverse(body.claims[i].span.end)));
        let mut outer: Vec<usize> = Vec::new();
        for i in order {
            let span = body.claims[i].span;
            while outer.last().is_some_and(|&last| !body.claims[last].span.contains(span)) {
                outer.pop();
            }
            for &around in &outer {
                if body.claims[around].span != span {
                    let inner = notes[i].clone();
                    notes[around].extend(inner);
                    let inner = further[i].clone();
                    further[around].extend(inner);
                    left_out[around] |= left_out[i];
                }
            }
            if outer.last().is_none_or(|&last| body.claims[last].span != span) {
                outer.push(i);
            }
        }
        let mut points = self.points();
        let mut checked = Vec::new();
        let passages = |mut list: Vec<u32>| -> Vec<&Note> {
            list.sort_unstable();
            list.dedup();
            list.iter().map(|&note| &self.claims.notes[note as usize]).collect()
        };
        let readable = |note: &&Note| {
            matches!(note.status, Status::Found | Status::Work)
                && self.library.sources[note.source as usize].text.is_some()
        };
        for (i, (list, further)) in notes.into_iter().zip(further).enumerate() {
            if (list.is_empty() && further.is_empty()) || left_out[i] {
                continue;
            }
            let (notes, further) = (passages(list), passages(further));
            let quotes = further.len() <= MOST_CITED && further.iter().all(readable);
            if notes.len() <= MOST_CITED && notes.iter().all(readable) {
                let claim = &body.claims[i];
                let number = u32::try_from(i).unwrap_or(u32::MAX);
                let point = points.remove(&number);
                let is_point = point.is_some();
                let text = point.map_or(Cow::Borrowed(body.read(claim.text)), Cow::Owned);
                let (span, pieces, figures) = (claim.span, OnceCell::new(), OnceCell::new());
                checked.push(CheckedClaim {
                    claim: number,
                    text,
                    span,
                    is_point,
                    notes,
                    further,
                    quotes,
                    pieces,
                    figures,
                });
            }
        }
        for beside in &body.beside {
            let uses = || beside.uses.iter().map(|index| *index as usize);
            let nowhere = uses().any(|index| {
                self.claims.markers[index].is_empty() && !matches!(body.uses[index].target, Target::Note(_))
            });
            let cited = uses().flat_map(|index| match body.uses[index].target {
                Target::Note(note) => self.cited_in(note),
                _ => self.claims.markers[index].iter().map(|marker| marker.note).collect(),
            });
            let further = passages(cited.collect());
            if further.is_empty() || nowhere || further.len() > MOST_CITED || !further.iter().all(readable) {
                continue;
            }
            let claim = &body.claims[beside.claim as usize];
            let text = Cow::Borrowed(body.read(claim.text));
            let (notes, is_point) = (Vec::new(), false);
            checked.push(CheckedClaim {
                claim: beside.claim,
                text,
                span: claim.span,
                is_point,
                notes,
                further,
                quotes: true,
                pieces: OnceCell::new(),
                figures: OnceCell::new(),
            });
        }
        checked
    }

    /// The passages that an ordinary footnote cites.
    fn cited_in(&self, note: u32) -> Vec<u32> {
        let note = self.page.body.notes.get(note as usize);
        let uses = note.into_iter().flat_map(|note| uses_of(&note.text));
        uses.flat_map(|index| self.claims.markers[index as usize].iter().map(|marker| marker.note)).collect()
    }

    /// The points of charts as claims. One that is said in words of its own has the chart's unit too.
    fn points(&self) -> HashMap<u32, String> {
        let mut claims = HashMap::new();
        for block in &self.page.body.blocks {
            let Block::Chart(chart) = block else { continue };
            for point in &chart.points {
                let mut said = point.point.clone();
                if !said.text.is_empty() {
                    said.text = format!("{} {}", said.text, chart.unit);
                }
                for index in uses_of(&point.cite) {
                    let claim = self.page.body.uses[index as usize].claim;
                    claims.insert(claim, chart::claim(&chart.title, &chart.unit, &said));
                }
            }
        }
        claims
    }

    fn quotes(&self, checked: &CheckedClaim<'_>, found: &mut Vec<Diagnostic>) {
        let cited = checked.notes.iter().chain(&checked.further);
        let own = cited.map(|note| &self.library.sources[note.source as usize]);
        for span in quotes::quoted(&checked.text).into_iter().take(MOST_QUOTED) {
            let words = &checked.text[span.range()];
            if quotes::stand_in(words, own.clone()) || self.is_title(words) {
                continue;
            }
            let cited = keys(self, checked);
            let message = format!(
                "“{}” is not in {}",
                words.trim(),
                listed(&cited, "the cited source, ", "the cited sources, ")
            );
            let mut finding =
                Diagnostic::new(&rule::QUOTED_WORDS_NOT_IN_SOURCE, self.place(checked, span), message);
            let other =
                self.library.sources.iter().find(|source| quotes::stand_in(words, std::iter::once(*source)));
            if let Some(other) = other {
                finding = finding.note(format!("`{}` has these words", other.key));
            }
            found.push(finding.help(
                "quote the source's own words, or remove the quotation marks if this is not a quotation",
            ));
        }
    }

    /// Whether the words are the title of a source.
    fn is_title(&self, words: &str) -> bool {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        self.library.sources.iter().any(|source| source.record.title.as_deref() == Some(words))
    }

    fn names(&self, checked: &CheckedClaim<'_>, found: &mut Vec<Diagnostic>) {
        let library = self.library;
        let written = |words: &str| {
            checked.notes.iter().any(|note| {
                let text = library.sources[note.source as usize].text.as_ref();
                let passage = text.zip(note.paragraphs).and_then(|(text, (first, last))| {
                    let span = Span { start: text.paragraph(first)?.start, end: text.paragraph(last)?.end };
                    Some(text.slice(span))
                });
                passage.is_some_and(|passage| stands_whole(passage, words))
            })
        };
        let all = || {
            let of_sources = checked.notes.iter().map(|note| library.names(note.source));
            of_sources.chain([library.records()]).collect::<Vec<_>>()
        };
        let known = KnownNames { written: &written, names: &all, figures: &|| checked.figures(self) };
        for span in names::strangers(&checked.text, self.entities, &known) {
            let name = &checked.text[span.range()];
            let cited = keys(self, checked);
            let message = format!(
                "“{name}” is not named in {}",
                listed(&cited, "the cited source, ", "the cited sources, ")
            );
            found.push(
                Diagnostic::new(&rule::NAME_NOT_IN_PASSAGE, self.place(checked, span), message)
                    .help("write the name as the source does, or cite a passage that has it"),
            );
        }
        self.misplaced(checked, found);
    }

    /// Names that the passage has with other words, where it has another name with those of the claim.
    fn misplaced(&self, checked: &CheckedClaim<'_>, found: &mut Vec<Diagnostic>) {
        let library = self.library;
        let pieces = checked.pieces();
        if !pieces.iter().any(|piece| piece.capital) {
            return;
        }
        let named = NamedPeople::of(&checked.text, pieces);
        let claim =
            NamedPassage { read: ReadText { text: &checked.text, pieces, figures: &[] }, named: &named };
        let mut passages = Vec::new();
        let mut places = Vec::new();
        for note in &checked.notes {
            let text = library.sources[note.source as usize].text.as_ref();
            let Some((text, (first, last))) = text.zip(note.paragraphs) else { continue };
            for number in (first..=last).take(MOST_READ) {
                let Some(named) = library.named(note.source, number) else { continue };
                let pieces = library.pieces(note.source, number);
                let read = ReadText { text: text.canonical(), pieces, figures: &[] };
                passages.push(NamedPassage { read, named });
                places.push((note.source, number));
            }
        }
        let holds =
            |name: &str, office: &str| passages.iter().any(|passage| holds(passage.read.text, name, office));
        let Some((index, other)) = roles::misplaced(claim, &passages, &holds) else { return };
        // Who wrote, or is spoken of in a record, may say what another has done.
        let name = &checked.text[other.own.range()];
        if library.records().has_any(name) || self.entities.are_one(name, &other.there) {
            return;
        }
        let (source, number) = places[index];
        let there = figure_checks::said(&library.sources[source as usize].key, (number, number));
        let message = format!("the cited passage names “{}” here, not “{name}”: {there}", other.there);
        found.push(
            Diagnostic::new(&rule::NAME_NOT_IN_PASSAGE, self.place(checked, other.own), message)
                .help("use the name in the passage, or cite a passage that has this one"),
        );
    }

    /// The place in the file of some words of a claim; of the claim, if they cannot be found there.
    fn place(&self, checked: &CheckedClaim<'_>, words: Span) -> Place {
        let span = self.locate(checked, words).unwrap_or(checked.span);
        Place::at(&self.page.file, span)
    }

    /// A claim's words are those of the file without marks and citations: they are looked for in it,
    /// as often as they stand in the claim before.
    fn locate(&self, checked: &CheckedClaim<'_>, words: Span) -> Option<Span> {
        let wanted = checked.text.get(words.range())?;
        let nth = checked.text[..words.start as usize].matches(wanted).count();
        let from = checked.span.start as usize;
        let file = self.text.get(checked.span.range())?;
        let mut cited: Vec<Span> = self
            .page
            .body
            .uses
            .iter()
            .filter(|marker| marker.claim == checked.claim || checked.span.contains(marker.span))
            .map(|marker| marker.span)
            .collect();
        cited.sort_unstable();
        let mut cited = cited.into_iter().peekable();
        let mut count = 0;
        let mut at = 0;
        while at < file.len() {
            let start = from + at;
            // The words of a citation are not the claim's.
            while cited.next_if(|span| span.end as usize <= start).is_some() {}
            if let Some(citation) = cited.peek().filter(|span| span.range().contains(&start)) {
                at = (citation.end as usize - from).max(at + 1);
                continue;
            }
            if let Some(len) = file.get(at..).and_then(|rest| same_words(rest, wanted)) {
                if count == nth {
                    return Some(Span::new(start, start + len));
                }
                count += 1;
            }
            at += file[at..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// The sides of the page's disagreements: the notes that each cites.
    fn disagrees(&self, a: &Note, b: &Note) -> bool {
        let notes_of = |fragment: &Fragment| -> Vec<u32> {
            uses_of(fragment)
                .flat_map(|index| self.claims.markers[index as usize].iter().map(|marker| marker.note))
                .collect()
        };
        self.page.body.blocks.iter().any(|block| {
            let Block::Disagreement { positions, .. } = block else { return false };
            let cited: Vec<SourceId> = positions
                .iter()
                .flat_map(|(_, cite)| notes_of(cite))
                .map(|note| self.claims.notes[note as usize].source)
                .collect();
            cited.contains(&a.source) && cited.contains(&b.source)
        })
    }
}

/// The uses that a fragment shows.
fn uses_of(fragment: &Fragment) -> impl Iterator<Item = u32> {
    fragment.nodes.iter().filter_map(|node| match node {
        Node::Use(index) => Some(*index),
        _ => None,
    })
}

/// How many bytes at the start of `file` are the words of a claim, which is set as in print; its line
/// breaks and emphasis do not count.
fn same_words(file: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars().peekable();
    let mut chars = file.char_indices().peekable();
    let mut end = 0;
    let mut begun = false;
    while let Some(&want) = wanted.peek() {
        let (at, c) = *chars.peek()?;
        if want.is_whitespace() && c.is_whitespace() {
            wanted.next();
            while chars.next_if(|(_, c)| c.is_whitespace() || *c == '>').is_some() {}
        } else if printed(want) == printed(c) {
            wanted.next();
            chars.next();
            // `--` and `...` are set as one.
            while matches!(want, '–' | '—' | '…') && chars.next_if(|(_, next)| *next == c).is_some() {}
            begun = true;
        } else if begun && matches!(c, '*' | '_' | '[' | ']' | '\\') {
            chars.next();
            continue;
        } else {
            return None;
        }
        end = chars.peek().map_or(file.len(), |(next, _)| *next).max(at);
    }
    Some(end)
}

/// Whether a text has a word of a name and an office near each other.
fn holds(text: &str, name: &str, office: &str) -> bool {
    const NEAR: usize = 60;
    const MOST: usize = 40;
    if office.is_empty() {
        return false;
    }
    let mut capital = name.chars();
    let name: String =
        capital.next().map_or_else(String::new, |first| first.to_uppercase().chain(capital).collect());
    memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()).take(MOST).any(|at| {
        let mut from = at.saturating_sub(NEAR);
        let mut to = (at + name.len() + NEAR).min(text.len());
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let before = text[from..at].rsplit(['.', ';', '\n']).next().unwrap_or_default();
        let behind = text[at..to].split(['.', ';', '\n']).next().unwrap_or_default();
        before.to_lowercase().contains(office) || behind.to_lowercase().contains(office)
    })
}

/// Whether words stand in a passage from where a word begins to where one ends.
fn stands_whole(passage: &str, words: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    memchr::memmem::find_iter(passage.as_bytes(), words.as_bytes()).any(|at| {
        !inside(passage[..at].chars().next_back()) && !inside(passage[at + words.len()..].chars().next())
    })
}

/// A character as it is compared: typed or set.
fn printed(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        '…' => '.',
        c => c,
    }
}

/// The keys of the sources that are cited for a claim.
fn keys(desk: &Desk<'_>, checked: &CheckedClaim<'_>) -> Vec<Arc<str>> {
    let mut keys: Vec<Arc<str>> = Vec::new();
    let further = if checked.notes.is_empty() { &checked.further[..] } else { &[] };
    for note in checked.notes.iter().chain(further) {
        let key = &desk.library.sources[note.source as usize].key;
        if !keys.contains(key) {
            keys.push(Arc::clone(key));
        }
    }
    keys
}

/// “the source that is cited, `a`”, “the sources that are cited, `a` and `b`”
fn listed(keys: &[Arc<str>], one: &str, many: &str) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{many}{} and {last}", rest.join(", ")),
        _ => format!("{one}{}", quoted.concat()),
    }
}

/// The words before a claim: in its paragraph, and the two paragraphs before that. “Ten years before” is
/// reckoned from there.
fn before<'p>(page: &'p Page, checked: &CheckedClaim<'_>) -> impl Iterator<Item = &'p str> {
    const PARAGRAPHS: usize = 2;
    let prose = &page.body.prose;
    let own = prose.iter().position(|prose| prose.span.contains(checked.span));
    let read = |prose: &Prose| page.body.read(prose.text);
    let words = own.map(|own| read(&prose[own]));
    let words = words.and_then(|words| words.find(&*checked.text).map(|at| &words[..at]));
    let earlier = own.map_or(&[][..], |own| &prose[own.saturating_sub(PARAGRAPHS)..own]);
    earlier.iter().map(read).chain(words)
}

/// Whether a claim speaks of the article itself: then what its record says counts.
fn speaks_of_the_article(checked: &CheckedClaim<'_>, sources: &[Source]) -> bool {
    const WORDS: &[&str] = &[
        "article",
        "articles",
        "report",
        "reports",
        "reported",
        "wrote",
        "writes",
        "written",
        "writing",
        "author",
        "authors",
        "says",
        "said",
        "published",
        "study",
        "paper",
        "account",
        "essay",
        "interview",
        "describes",
        "described",
        "calls",
        "called",
    ];
    if checked.text.contains(NAME) {
        return true;
    }
    let mut words = checked.text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.any(|word| {
        let bare = word.trim_end_matches("’s").trim_end_matches("'s");
        WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
            || checked.notes.iter().any(|note| {
                sources[note.source as usize].record.authors.iter().any(|author| author.family == bare)
            })
    }) || checked.notes.iter().any(|note| {
        // A title, or how it begins or ends.
        let title = sources[note.source as usize].record.title.as_deref().unwrap_or_default();
        let begin: Vec<&str> = title.split(' ').take(2).collect();
        !title.is_empty() && checked.text.contains(&begin.join(" "))
    })
}

#[cfg(test)]
mod tests;
