//! Claim ↔ passage, both ways.
//!
//! 1. [`resolve`] looks up every quotation of a page in its source. It needs that page and the sources
//!    and no other page, so pages are resolved in parallel.
//! 2. [`number`] numbers the passages of the page in the order of their first use, and each use.
//! 3. [`citing`] turns the relation round, and [`of_source`] says for a source what of it is cited: the
//!    passages in the order of its text, each with the claims that rest on it.

mod caution;
mod fix;
mod miss;
mod quoted;
mod set;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::letters::nfc;
use crate::base::memo::PointerEq;
use crate::base::rule;
use crate::base::suggest::Candidates;
use crate::base::text::Span;
use crate::graph::catalog::{PageId, SourceId};
use crate::page::Page;
use crate::page::markdown::{Citation, Target};
pub use crate::page::markdown::{each_use, fragment_uses};
use crate::source::Source;
use crate::source::passage::{Lookup, Passage, PassagePlaces};
use crate::source::text::words;
pub use quoted::{ReplacedWords, SourceWords, look_apart, settle};
use set::QuoteLookup;
pub use set::TypesetQuote;
pub(in crate::graph) use set::find;

/// What a citation came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedCitation {
    /// The source, if there is one of that key.
    pub source: Option<SourceId>,
    /// How sure a reader can be.
    pub status: Status,
    /// The quoted words in the source's canonical text, in order.
    pub parts: Vec<Span>,
    /// The numbers, from 1, of the first and the last paragraph; `None` if no place is known.
    pub paragraphs: Option<(usize, usize)>,
    /// The same words, for each quotation by itself as it was typed.
    pub quotes: Vec<Vec<Span>>,
    /// What the first of these reads as in the source, if it is a list or a table.
    pub set: TypesetQuote,
}

/// How sure a reader can be of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The words stand in our copy of the source; or a paragraph of it is named, and there.
    Found,
    /// The source has no readable text.
    Unchecked,
    /// No passage is named: the work as a whole is cited.
    Work,
    /// The words do not stand there, or not at one place: an error.
    Missing,
}

/// The citations of a page, looked up: one list for each group.
pub type ResolvedGroups = Vec<Vec<ResolvedCitation>>;

/// The sources by their keys.
#[derive(Debug, Default)]
pub struct Keys {
    sources: HashMap<Arc<str>, SourceId>,
    /// Made at the first key that is unknown.
    names: OnceLock<Candidates>,
}

impl std::ops::Deref for Keys {
    type Target = HashMap<Arc<str>, SourceId>;

    fn deref(&self) -> &Self::Target {
        &self.sources
    }
}

impl Keys {
    /// The key that `written` may have been meant for.
    pub fn nearest(&self, written: &str) -> Option<&str> {
        self.candidates().nearest(written)
    }

    /// The key that differs from what was written in case and typography alone, if it is the only one.
    pub fn only_variant(&self, written: &str) -> Option<&str> {
        self.candidates().only_variant(written)
    }

    fn candidates(&self) -> &Candidates {
        self.names.get_or_init(|| Candidates::new(self.sources.keys().map(|key| &**key)))
    }
}

/// The sources by their keys.
pub fn keys(sources: &[Source]) -> Keys {
    let sources = (0..).zip(sources).map(|(id, source)| (nfc(&source.key).into(), id)).collect();
    Keys { sources, names: OnceLock::new() }
}

/// How many bytes of texts are gone through for the words that quotations of a page may have been meant for. Who has
/// hundreds of wrong quotations on one page is told of each, and of the nearest words of the first.
const MOST_COMPARED: usize = 1 << 26;

/// Looks up every citation of a page.
pub fn resolve(page: &Page, sources: &[Source], keys: &Keys) -> Checked<ResolvedGroups> {
    let mut found = Vec::new();
    let mut left = MOST_COMPARED;
    let value = page
        .body
        .groups
        .iter()
        .map(|group| {
            group
                .citations
                .iter()
                .map(|citation| resolve_one(page, citation, sources, keys, &mut left, &mut found))
                .collect()
        })
        .collect();
    found.extend(quoted::captions(page, &value, sources));
    Checked { value, diagnostics: found }
}

fn resolve_one(
    page: &Page,
    citation: &Citation,
    sources: &[Source],
    keys: &Keys,
    left: &mut usize,
    found: &mut Vec<Diagnostic>,
) -> ResolvedCitation {
    let none = |source, status| ResolvedCitation {
        source,
        status,
        parts: Vec::new(),
        paragraphs: None,
        quotes: Vec::new(),
        set: TypesetQuote::default(),
    };
    let known = keys.get(&*nfc(&citation.key));
    if let Some(whole) = braced_key(citation, keys, known.is_some()) {
        let message = format!("the key `{whole}` has characters that need braces");
        let diagnostic = Diagnostic::at(&rule::UNKNOWN_SOURCE, &page.file, citation.key_span, message);
        found.push(
            diagnostic
                .help(format!("write `@{{{whole}}}`: without braces the key ends at `{}`", citation.key)),
        );
        return none(None, Status::Missing);
    }
    let Some(&id) = known else {
        let message = format!("no source has the key `{}`", citation.key);
        let diagnostic = Diagnostic::at(&rule::UNKNOWN_SOURCE, &page.file, citation.key_span, message);
        let diagnostic = diagnostic.fixed_by(fix::of_key(citation, keys));
        let near = keys.nearest(&citation.key);
        found.push(match near {
            Some(key) => diagnostic.help(format!("did you mean `@{key}`?")),
            None => diagnostic.help("add a record for it in seeds/, or write `\\@` for a plain at sign"),
        });
        return none(None, Status::Missing);
    };
    let source = &sources[id as usize];
    let within = citation.locator.as_ref().and_then(|locator| locator.paragraphs());
    let Some(text) = &source.text else {
        if citation.quotes.is_empty() && within.is_none() {
            return none(Some(id), Status::Work);
        }
        found.push(
            Diagnostic::at(
                &rule::QUOTE_UNCHECKED,
                &page.file,
                citation.span,
                format!("we have no copy of `{}` to look this up in", source.key),
            )
            .help("add its text beside its record; until then, readers see that the words are not checked"),
        );
        return none(Some(id), Status::Unchecked);
    };
    let last = text.paragraphs().len();
    let mut unnumbered = None;
    let within = match within {
        Some(range) if *range.start() == 0 || *range.end() > last => {
            found.push(
                Diagnostic::at(
                    &rule::NO_SUCH_PARAGRAPH,
                    &page.file,
                    citation.span,
                    format!("`{}` has no such paragraph; it has ¶ 1 to ¶ {last}", source.key),
                )
                .help("its page in public/sources/ shows the paragraph numbers"),
            );
            if citation.quotes.is_empty() {
                return none(Some(id), Status::Missing);
            }
            unnumbered = Some(found.len() - 1);
            None
        }
        within => within,
    };
    if citation.quotes.is_empty() {
        return match within {
            Some(range) => ResolvedCitation {
                source: Some(id),
                status: Status::Found,
                parts: Vec::new(),
                paragraphs: Some((*range.start(), *range.end())),
                quotes: Vec::new(),
                set: TypesetQuote::default(),
            },
            None => {
                if citation.locator.is_none() {
                    found.push(
                        Diagnostic::at(
                            &rule::CITATION_WITHOUT_PASSAGE,
                            &page.file,
                            citation.span,
                            "this cites a whole work, so readers cannot open a passage",
                        )
                        .help(format!(
                            "add the words, `[@{0}, \"words\"]`, or the paragraph, `[@{0}, ¶ 7]`",
                            source.key
                        )),
                    );
                }
                none(Some(id), Status::Work)
            }
        };
    }
    let mut passages: Vec<Passage> = Vec::new();
    let mut cautions = Vec::new();
    let mut missing = false;
    let mut first_set = None;
    for quote in &citation.quotes {
        let QuoteLookup { quote: looked, quotation, outcome, set } = set::find(quote, text, within.as_ref());
        first_set.get_or_insert(set);
        match if within.is_some() { of_named(outcome, citation) } else { outcome } {
            Lookup::Found(passage) => {
                caution::look(page, &looked, &quotation, &passage, source, &mut cautions);
                passages.push(passage);
            }
            Lookup::Empty => {
                missing = true;
                found.push(
                    Diagnostic::at(
                        &rule::EMPTY_QUOTE,
                        &page.file,
                        quote.span,
                        "this quotation has no words to look up",
                    )
                    .help("quote the source's words, or remove the quotation marks"),
                );
            }
            outcome => {
                missing = true;
                let told = miss::explain(page, &looked, &quotation, &outcome, id, sources, left);
                found.push(told.fixed_by(fix::of_elsewhere(citation, &outcome)));
            }
        }
    }
    if missing {
        return none(Some(id), Status::Missing);
    }
    if let (Some(unnumbered), [passage]) = (unnumbered, &passages[..]) {
        found[unnumbered].fix = fix::of_paragraph(citation, passage).map(Box::new);
    }
    found.extend(caution::left(cautions, &passages));
    let first = passages.iter().map(|passage| passage.paragraphs.0).min();
    let last = passages.iter().map(|passage| passage.paragraphs.1).max();
    let quotes: Vec<Vec<Span>> = passages.into_iter().map(|passage| passage.parts).collect();
    let mut parts = quotes.concat();
    parts.sort();
    parts.dedup();
    let set = first_set.unwrap_or_default();
    ResolvedCitation {
        source: Some(id),
        status: Status::Found,
        parts,
        paragraphs: first.zip(last),
        quotes,
        set,
    }
}

/// What was found from the first to the last of the paragraphs that a citation names, without what stands in one
/// between them that it does not name: `¶ 1 and 3`.
fn of_named(outcome: Lookup, citation: &Citation) -> Lookup {
    let Some(locator) = &citation.locator else { return outcome };
    let is_named = |passage: &Passage| locator.names_paragraph(passage.paragraphs.0);
    match outcome {
        Lookup::Found(passage) if !is_named(&passage) => {
            Lookup::Elsewhere(PassagePlaces { shown: vec![passage], count: 1 })
        }
        Lookup::Ambiguous(places) if places.count == places.shown.len() => {
            let mut named: Vec<Passage> =
                places.shown.iter().filter(|place| is_named(place)).cloned().collect();
            match named.len() {
                0 => Lookup::Elsewhere(places),
                1 => named.pop().map_or(Lookup::NotFound, Lookup::Found),
                count => Lookup::Ambiguous(PassagePlaces { shown: named, count }),
            }
        }
        outcome => outcome,
    }
}

/// The key of a record that a citation may mean, whose own key was cut short: `a--b` for `@a`. What a comma
/// parts from it is only asked for if there is no record of the shorter key.
fn braced_key<'c>(citation: &'c Citation, keys: &Keys, known: bool) -> Option<&'c str> {
    let longer = citation.longer.as_deref()?;
    let key = citation.key.len();
    let ends = longer.char_indices().map(|(at, _)| at).chain([longer.len()]).rev();
    for end in ends.take_while(|&end| end > key) {
        let goes_on = longer[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let beside = !longer[key..end].contains(',');
        if !goes_on && (beside || !known) && keys.contains_key(&longer[..end]) {
            return Some(&longer[..end]);
        }
    }
    None
}

/// The citations of a page, numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageClaims {
    /// The distinct passages, in the order of their first use; their number is their place, from 1.
    pub notes: Vec<Note>,
    /// For each of the page's uses the notes that it refers to, each with which use of the note it is.
    pub markers: Vec<Vec<NoteMarker>>,
    /// For each of the page's quoted words what their source has, if it has them.
    pub quoted: Vec<Option<SourceWords>>,
    /// Where these are not what was typed, and all block quotes, in the order of the file.
    pub retold: Vec<ReplacedWords>,
}

/// A distinct passage that a page cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The source.
    pub source: SourceId,
    /// How sure a reader can be.
    pub status: Status,
    /// The quoted words, in the source's canonical text.
    pub parts: Vec<Span>,
    /// The first and the last paragraph.
    pub paragraphs: Option<(usize, usize)>,
    /// The citation that was first to use it: a group of the page, and a citation of the group.
    pub citation: (u32, u32),
    /// Other citations of the same passage, in their order: each may say something of its own beside it.
    pub others: Vec<(u32, u32)>,
    /// The uses of the page that refer to it.
    pub uses: Vec<u32>,
    /// Whether an earlier passage of the page is of the same source.
    pub again: bool,
}

/// A reference to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteMarker {
    /// The note, from 0.
    pub note: u32,
    /// Which of its uses this is, from 0.
    pub nth: u32,
}

/// What makes two citations cite the same passage.
#[derive(PartialEq, Eq, Hash)]
struct PassageKey {
    source: SourceId,
    status: Status,
    parts: Vec<Span>,
    paragraphs: Option<(usize, usize)>,
    /// Where no place is known: what the author wrote of it.
    written: String,
}

/// Numbers the passages of a page in the order in which a reader meets them.
pub fn number(page: &Page, resolved: &ResolvedGroups) -> PageClaims {
    let mut claims = PageClaims {
        notes: Vec::new(),
        markers: vec![Vec::new(); page.body.uses.len()],
        quoted: vec![None; page.body.quoted.len()],
        retold: Vec::new(),
    };
    let mut numbers: HashMap<PassageKey, u32> = HashMap::new();
    let mut met: HashSet<SourceId> = HashSet::new();
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    each_use(&page.body, &mut |index| {
        let Target::Group(group) = page.body.uses[index as usize].target else { return };
        for (nth_citation, resolved) in (0u32..).zip(&resolved[group as usize]) {
            let Some(source) = resolved.source else { continue };
            let citation = &page.body.groups[group as usize].citations[nth_citation as usize];
            let key = PassageKey {
                source,
                status: resolved.status,
                parts: resolved.parts.clone(),
                paragraphs: resolved.paragraphs,
                written: if resolved.paragraphs.is_none() { written(citation) } else { String::new() },
            };
            let next = u32::try_from(claims.notes.len()).expect("fewer than four billion notes");
            let note = *numbers.entry(key).or_insert_with(|| {
                claims.notes.push(Note {
                    source,
                    status: resolved.status,
                    parts: resolved.parts.clone(),
                    paragraphs: resolved.paragraphs,
                    citation: (group, nth_citation),
                    others: Vec::new(),
                    uses: Vec::new(),
                    again: !met.insert(source),
                });
                next
            });
            let written = &mut claims.notes[note as usize];
            let here = (group, nth_citation);
            if written.citation != here && seen.insert(here) {
                written.others.push(here);
            }
            let uses = &mut written.uses;
            if uses.last() == Some(&index) {
                continue; // the same passage twice in one pair of brackets
            }
            let nth = u32::try_from(uses.len()).expect("fewer than four billion uses");
            uses.push(index);
            claims.markers[index as usize].push(NoteMarker { note, nth });
        }
    });
    claims
}

fn written(citation: &Citation) -> String {
    let mut text = String::new();
    for locator in citation.locator.iter().chain(&citation.further) {
        text.push_str(&locator.text());
        text.push(' ');
    }
    for quote in &citation.quotes {
        text.push('\n');
        text.push_str(&quote.text);
    }
    text
}

/// What rests on a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceClaims {
    /// The distinct passages, in the order of the text.
    pub passages: Vec<CitedPassage>,
    /// References to the work as a whole, or to words that could not be looked up.
    pub unplaced: Vec<ClaimRef>,
    /// The pages that cite it, each once, in order.
    pub pages: Vec<PageId>,
    /// The words of it that stand in quotation marks in sentences that cite it, each once, in order.
    pub quoted: Vec<Span>,
}

/// A passage of a source that pages cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedPassage {
    /// The quoted words; empty where paragraphs are cited as a whole.
    pub parts: Vec<Span>,
    /// The first and the last paragraph, from 1.
    pub paragraphs: (usize, usize),
    /// The claims that rest on it.
    pub claims: Vec<ClaimRef>,
}

/// A place that cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimRef {
    /// The page.
    pub page: PageId,
    /// Its note.
    pub note: u32,
    /// Which use of the note.
    pub nth: u32,
}

/// The pages that cite a source, with what each cites.
pub type CitingPages = Vec<(PageId, PointerEq<PageClaims>)>;

/// For each source the pages that cite it. `pages` are all pages in order.
pub fn citing(sources: usize, pages: &[PointerEq<PageClaims>]) -> Vec<CitingPages> {
    let mut all: Vec<CitingPages> = (0..sources).map(|_| Vec::new()).collect();
    for (page, claims) in (0..).zip(pages) {
        for note in &claims.0.notes {
            let of = &mut all[note.source as usize];
            if of.last().is_none_or(|(last, _)| *last != page) {
                of.push((page, PointerEq::of(&claims.0)));
            }
        }
    }
    all
}

/// What rests on a source, by the pages that cite it, in order.
pub fn of_source(source: SourceId, citing: &CitingPages) -> SourceClaims {
    type Place<'a> = (&'a [Span], (usize, usize));
    let mut places: HashMap<Place<'_>, Vec<ClaimRef>> = HashMap::new();
    let mut of = SourceClaims { pages: citing.iter().map(|(page, _)| *page).collect(), ..Default::default() };
    for (page, claims) in citing {
        let notes = (0..).zip(&claims.0.notes).filter(|(_, note)| note.source == source);
        for (index, note) in notes {
            let refs = (0..).zip(&note.uses).map(|(nth, _)| ClaimRef { page: *page, note: index, nth });
            match (note.status, note.paragraphs) {
                (Status::Found, Some(paragraphs)) => {
                    places.entry((&note.parts, paragraphs)).or_default().extend(refs);
                }
                _ => of.unplaced.extend(refs),
            }
        }
        let quoted = claims.0.quoted.iter().flatten().filter(|quoted| quoted.source == source);
        of.quoted.extend(quoted.flat_map(SourceWords::spans));
    }
    of.quoted.sort_unstable();
    of.quoted.dedup();
    of.passages = places
        .into_iter()
        .map(|((parts, paragraphs), claims)| CitedPassage { parts: parts.to_vec(), paragraphs, claims })
        .collect();
    of.passages.sort_by(|a, b| {
        (a.paragraphs.0, &a.parts, a.paragraphs).cmp(&(b.paragraphs.0, &b.parts, b.paragraphs))
    });
    of
}

impl SourceClaims {
    /// The number, from 0, of the passage that a note cites.
    pub fn passage_of(&self, note: &Note) -> Option<usize> {
        let paragraphs = note.paragraphs?;
        self.passages
            .binary_search_by(|p| {
                (p.paragraphs.0, &p.parts, p.paragraphs).cmp(&(paragraphs.0, &note.parts, paragraphs))
            })
            .ok()
    }
}

/// The paragraphs of topics that cite nothing.
pub fn uncited(page: &Page) -> Vec<Diagnostic> {
    use crate::page::markdown::ProseKind;
    page.body
        .prose
        .iter()
        .filter(|prose| prose.kind == ProseKind::Paragraph && !prose.cited)
        .filter(|prose| page.body.read(prose.text).split_whitespace().count() > 3)
        .map(|prose| {
            Diagnostic::at(&rule::UNCITED_PARAGRAPH, &page.file, prose.span, "this paragraph cites no source")
                .help("cite its source, or set `uncited-paragraph` under `[checks]` in expound.toml")
        })
        .collect()
}

/// The quotations of a page that have more than so many words; none if that is 0.
pub fn too_long(page: &Page, most: usize) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if most == 0 {
        return found;
    }
    for group in &page.body.groups {
        for citation in &group.citations {
            for quote in &citation.quotes {
                let count = words(&quote.text).count();
                if count > most {
                    found.push(
                        Diagnostic::at(
                            &rule::LONG_QUOTATION,
                            &page.file,
                            quote.span,
                            format!("this quotation has {count} words; at most {most} are allowed"),
                        )
                        .help("quote less, or set `longest_quotation` under `[rights]`; 0 allows any number"),
                    );
                }
            }
        }
    }
    found
}
