//! A source, or a paragraph of it → the claims that fall with it.
//!
//! 1. [`asked`] reads what is meant: a key, with a paragraph or without.
//! 2. Of each page that cites the source, the notes that fall are those that cite it: all of them, or those
//!    whose passage has the paragraph.
//! 3. Each claim that refers to such a note falls, unless it refers to another note that stays: then it is
//!    weakened, and what it also rests on is said.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::author::AuthorError;
use crate::author::find::source_named;
use crate::base::text::Inputs;
use crate::base::text::line_column;
use crate::graph::Graph;
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::claims::{self, Note, Status};
use crate::page::markdown::{Block, Body, GroupKind, NAME, Target};

/// What falls.
#[derive(Debug, Serialize)]
pub struct Impact {
    /// The source's key.
    pub source: String,
    /// Its name in a sentence.
    pub name: String,
    /// The paragraph, from 1, if not the whole source falls.
    pub paragraph: Option<usize>,
    /// The claims, by page and in the order in which they stand there.
    pub claims: Vec<AffectedClaim>,
    /// How many of them fall.
    pub falls: usize,
    /// How many are weakened.
    pub weakened: usize,
    /// On how many pages they stand.
    pub pages: usize,
}

/// A claim that rests on what falls.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedClaim {
    /// Its page's file.
    pub file: String,
    /// The line that it begins in, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// What it stands in.
    pub kind: ClaimPlace,
    /// The question of the disagreement, or the title of the chart, that it stands in.
    pub within: Option<String>,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The passages of the source that it rests on.
    pub on: Vec<SupportingPassage>,
    /// What else it rests on.
    pub also: Vec<SupportingPassage>,
}

/// What a claim stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimPlace {
    /// Text.
    Text,
    /// A disagreement.
    Disagreement,
    /// A chart: it is one of its points, or its note.
    Chart,
    /// A block of key numbers: it is one of them, or its note.
    Figures,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It rests on nothing else.
    Falls,
    /// It rests on something else too.
    Weakened,
}

/// A passage that a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportingPassage {
    /// The source's key.
    pub source: String,
    /// The first and the last paragraph, if the place is known.
    pub paragraphs: Option<(usize, usize)>,
    /// Whether the passage was found in our copy of the source.
    pub found: bool,
}

impl SupportingPassage {
    /// `@key ¶ 3`, `@key ¶ 3–5`, or `@key` where no place is known.
    pub fn said(&self) -> String {
        let key = &self.source;
        match self.paragraphs {
            Some((first, last)) if first == last => format!("@{key} ¶ {first}"),
            Some((first, last)) => format!("@{key} ¶ {first}–{last}"),
            None => format!("@{key}"),
        }
    }
}

/// What falls with `written`: a key, or a key and a paragraph as in `KEY¶7`, `KEY 7` and `KEY#p7`.
///
/// # Errors
///
/// If there is no source of that key, or no such paragraph of it.
pub fn impact(graph: &Graph, inputs: &Inputs, written: &str) -> Result<Impact, AuthorError> {
    let (source, paragraph) = asked(graph, written)?;
    let mut claims = Vec::new();
    for &page in &graph.by_source[source as usize].pages {
        of_page(graph, inputs, page, source, paragraph, &mut claims);
    }
    claims.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    let falls = claims.iter().filter(|claim| claim.verdict == Verdict::Falls).count();
    Ok(Impact {
        source: graph.sources[source as usize].key.to_string(),
        name: graph.short_names[source as usize].clone(),
        paragraph,
        falls,
        weakened: claims.len() - falls,
        pages: claims.iter().map(|claim| &claim.file).collect::<BTreeSet<_>>().len(),
        claims,
    })
}

/// The source and the paragraph that are meant.
fn asked(graph: &Graph, written: &str) -> Result<(SourceId, Option<usize>), AuthorError> {
    let known = claims::keys(&graph.sources);
    // As it is, and as it stands in a citation.
    let bare = written.trim().trim_matches(['[', ']']).trim_start_matches('@').trim();
    let bare = match bare.strip_prefix('{') {
        Some(key) => key.replacen('}', "", 1),
        None => bare.to_owned(),
    };
    if known.contains_key(bare.as_str()) {
        return Ok((source_named(&known, &bare)?, None));
    }
    let parts =
        bare.rsplit_once('¶').or_else(|| bare.rsplit_once("#p")).or_else(|| bare.rsplit_once([' ', ',']));
    let Some((key, number)) = parts else {
        return Ok((source_named(&known, &bare)?, None));
    };
    let source = source_named(&known, key.trim().trim_end_matches(',').trim_end())?;
    let number = number.trim();
    let key = &graph.sources[source as usize].key;
    let Some(text) = &graph.sources[source as usize].text else {
        return Err(AuthorError::Asked(format!("`{key}` has no text, so it has no paragraphs")));
    };
    let last = text.paragraphs().len();
    match number.parse() {
        Ok(number) if text.paragraph(number).is_some() && number > 0 => Ok((source, Some(number))),
        Ok(number) => {
            Err(AuthorError::Asked(format!("there is no ¶ {number} in `{key}`; it has ¶ 1 to ¶ {last}")))
        }
        Err(_) => {
            Err(AuthorError::Asked(format!("`{number}` is not a paragraph number; write it as in `{key}¶7`")))
        }
    }
}

fn of_page(
    graph: &Graph,
    inputs: &Inputs,
    page: PageId,
    source: SourceId,
    paragraph: Option<usize>,
    all: &mut Vec<AffectedClaim>,
) {
    let numbered = &graph.claims[page as usize];
    let fallen = |note: &Note| {
        note.source == source
            && match (paragraph, note.paragraphs) {
                (None, _) => true,
                (Some(number), Some((first, last))) => (first..=last).contains(&number),
                // Where in the source it would be is not known.
                (Some(_), None) => false,
            }
    };
    let page = &graph.catalog.page(page).page;
    let body = &page.body;
    // The notes of each claim, in the order of the page.
    let mut notes_of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (marker, place) in numbered.markers.iter().zip(&body.uses) {
        notes_of.entry(place.claim).or_default().extend(marker.iter().map(|marker| marker.note));
    }
    let blocks = blocks_of(body);
    let names = names_of(graph, body, &numbered.markers, &numbered.notes);
    let file_text = inputs.files.get(&page.file).and_then(|file| file.text().ok()).unwrap_or_default();
    for (index, notes) in notes_of {
        // What does not stand in its source holds nothing up.
        let notes = notes.iter().map(|&note| &numbered.notes[note as usize]);
        let (on, also): (Vec<&Note>, Vec<&Note>) = notes
            .filter(|note| note.status != Status::Missing || fallen(note))
            .partition(|note| fallen(note));
        if on.is_empty() {
            continue;
        }
        let claim = &body.claims[index as usize];
        let (kind, within) = blocks.get(&index).cloned().unwrap_or((ClaimPlace::Text, None));
        all.push(AffectedClaim {
            file: page.file.to_string(),
            line: line_column(file_text, (claim.span.start as usize).min(file_text.len())).0,
            text: words(body.read(claim.text), names.get(&index)),
            kind,
            within,
            verdict: if also.is_empty() { Verdict::Falls } else { Verdict::Weakened },
            on: rests(graph, &on),
            also: rests(graph, &also),
        });
    }
}

/// The passages of some notes, each once.
fn rests(graph: &Graph, notes: &[&Note]) -> Vec<SupportingPassage> {
    let mut all: Vec<SupportingPassage> = Vec::new();
    for note in notes {
        let rest = SupportingPassage {
            source: graph.sources[note.source as usize].key.to_string(),
            paragraphs: note.paragraphs,
            found: note.status == Status::Found,
        };
        if !all.contains(&rest) {
            all.push(rest);
        }
    }
    all
}

/// The structured block that a claim stands in, if it stands in one.
fn blocks_of(body: &Body) -> BTreeMap<u32, (ClaimPlace, Option<String>)> {
    let mut all = BTreeMap::new();
    for block in &body.blocks {
        let kind = match block {
            Block::Disagreement { .. } => ClaimPlace::Disagreement,
            Block::Chart(_) => ClaimPlace::Chart,
            Block::Figures(_) => ClaimPlace::Figures,
            Block::Timeline(_) | Block::Passages(_) => continue,
        };
        let title = Some(block.title().to_owned()).filter(|title| !title.is_empty());
        for fragment in block.fragments() {
            claims::fragment_uses(body, fragment, &mut |index| {
                let claim = body.uses[index as usize].claim;
                all.insert(claim, (kind, title.clone()));
            });
        }
    }
    all
}

/// For each claim the names of the sources that are named in its sentence by their citations, in order.
fn names_of<'g>(
    graph: &'g Graph,
    body: &Body,
    markers: &[Vec<claims::NoteMarker>],
    notes: &[Note],
) -> BTreeMap<u32, Vec<&'g str>> {
    let mut all: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (place, markers) in body.uses.iter().zip(markers) {
        let Target::Group(group) = place.target else { continue };
        if body.groups[group as usize].kind == GroupKind::Narrative {
            let name = markers.first().map_or("…", |first| {
                let source = notes[first.note as usize].source;
                graph.short_names[source as usize].as_str()
            });
            all.entry(place.claim).or_default().push(name);
        }
    }
    all
}

/// A claim's words, with the names in their places.
fn words(text: &str, names: Option<&Vec<&str>>) -> String {
    let mut names = names.into_iter().flatten();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            NAME => out.push_str(names.next().unwrap_or(&"…")),
            c => out.push(c),
        }
    }
    out
}
