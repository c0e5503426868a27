//! What of a site rests on its sources, what of its sources it uses, and how old its evidence is.
//!
//! 1. [`of_page`] looks at each page that is a topic or cites: the sentences that rest on nothing, its
//!    sections with their sources and dates, the sources that have its terms and that it does not cite, and
//!    the claims whose sources are not independent of each other ([`similarity`] knows that).
//! 2. [`idle`] looks at the sources: the paragraphs that have the terms of a topic and that no page cites.
//! 3. [`findings`] makes of it what a site asks for under `[checks]`.
//!
//! What a comment in the page excuses is marked as excused, and is a finding as well: the comment silences
//! that, and is not found to be idle.
//!
//! It is surveyed only if someone asks: a rule, the page on it, or `expound check --report`. Nothing reads
//! the clock; what is called old is old against a date that someone has written.

pub mod findings;
pub mod similarity;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::memo::{Memo, Memos, PointerEq, kept};
use crate::base::rule::{self, Rule, Severity};
use crate::base::runs::Runs;
use crate::base::text::Span;
use crate::config::Config;
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::claims::{PageClaims, SourceClaims, Status, fragment_uses};
use crate::graph::terms::Hit;
use crate::graph::{Graph, OnTerms};
use crate::page::markdown::{Body, ProseKind, Target};
use crate::page::{Page, PageKind};
use crate::source::Source;
use similarity::{Similarity, SourceSimilarity};

/// The rules that need a survey.
pub const RULES: [&Rule; 6] = [
    &rule::UNCITED_SENTENCE,
    &rule::ONE_SOURCE_SECTION,
    &rule::SOURCES_NOT_INDEPENDENT,
    &rule::UNCITED_SOURCE_ON_TOPIC,
    &rule::NEWER_SOURCE_UNCITED,
    &rule::STALE_TOPIC,
];

/// Whether a site's settings ask for a survey.
pub fn is_asked_for(config: &Config) -> bool {
    config.coverage.page || RULES.iter().any(|rule| config.severity(rule) != Severity::Allow)
}

/// What the survey is told besides the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageInputs {
    /// How many months evidence may be older than what it is held against.
    pub max_age_months: u32,
    /// The day that `--today` says it is.
    pub today: Option<Date>,
}

impl CoverageInputs {
    /// As the settings have it, on that day.
    pub fn new(config: &Config, today: Option<Date>) -> Self {
        Self { max_age_months: config.coverage.max_age_months, today }
    }
}

/// The whole.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The topics, and the pages that cite, in the order of their paths.
    pub pages: Vec<(PageId, Arc<PageCoverage>)>,
    /// The sources that have paragraphs on the terms of topics which no page cites.
    pub idle: Arc<Vec<UnusedSource>>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageCoverage {
    /// How many claims cite.
    pub claims: usize,
    /// The sources it cites, in the order of their first use.
    pub sources: Vec<SourceId>,
    /// How old they are.
    pub age: Age,
    /// Its sentences and paragraphs that rest on nothing, in order: of a topic, an event or an entity.
    pub bare: Vec<UncitedText>,
    /// Its sections that cite.
    pub sections: Vec<CoverageSection>,
    /// Whether it names terms to look for.
    pub has_terms: bool,
    /// The sources that have its terms and that it does not cite: those that are newer than all it cites
    /// first, then those with the most paragraphs.
    pub on_terms: Vec<UncitedTerm>,
    /// Its claims whose sources are not independent.
    pub dependent: Vec<Dependent>,
    /// What its newest source is too old against.
    pub stale: Option<StaleTopic>,
    /// Whether a comment excuses that.
    pub stale_excused: bool,
}

/// How old some sources are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Age {
    /// The date of the oldest.
    pub oldest: Option<Date>,
    /// The date of the newest.
    pub newest: Option<Date>,
    /// How many have none.
    pub undated: usize,
}

/// Words that rest on nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncitedText {
    /// Whether it is a paragraph as a whole: nothing in it cites.
    pub paragraph: bool,
    /// Its words.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// The heading of its section: one of the page's.
    pub heading: Option<u32>,
    /// Whether it has a figure or a name, and so says something that could be wrong.
    pub states: bool,
    /// Whether a comment excuses it.
    pub excused: bool,
}

/// A section, or what stands above the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageSection {
    /// Its heading: one of the page's.
    pub heading: Option<u32>,
    /// The place of the heading, or of what first cites above all headings.
    pub span: Span,
    /// The sources it cites, in the order of their first use.
    pub sources: Vec<SourceId>,
    /// The page's notes that it refers to.
    pub notes: Vec<u32>,
    /// How many of its claims cite.
    pub claims: usize,
    /// How old they are.
    pub age: Age,
    /// Whether a comment excuses that it rests on one source.
    pub excused: bool,
}

/// A source that has the terms of a topic which does not cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncitedTerm {
    /// The source.
    pub source: SourceId,
    /// Its paragraphs with the terms, by their numbers from 1.
    pub paragraphs: Vec<usize>,
    /// Whether it is newer than all that the topic cites.
    pub newer: bool,
    /// Whether a comment excuses it.
    pub excused: bool,
}

/// A claim whose sources are not independent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependent {
    /// The claim: one of the page's.
    pub claim: u32,
    /// The first of the page's uses that cite for it.
    pub first_use: u32,
    /// How many sources it cites.
    pub sources: usize,
    /// Which have what in common.
    pub ties: Vec<(SourceId, SourceId, Arc<[Similarity]>)>,
    /// Whether a comment excuses it.
    pub excused: bool,
}

/// What the newest source of a topic is too old against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaleTopic {
    /// The day when the page was last reviewed, and how many months before it the newest source is.
    Reviewed(Date, i64),
    /// The day that `--today` says.
    Today(Date, i64),
}

/// A source of which not all that is on a topic is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedSource {
    /// The source.
    pub source: SourceId,
    /// Whether no page cites any of it.
    pub never_cited: bool,
    /// The paragraphs that have terms and that no page cites, by their numbers from 1.
    pub paragraphs: Vec<usize>,
    /// The topics whose terms they have.
    pub topics: Vec<PageId>,
}

/// What the last survey came to.
#[derive(Debug, Default)]
pub struct CoverageMemo {
    similarity: Memo<PointerEq<Vec<Source>>, Arc<SourceSimilarity>>,
    pages: Memos<Arc<str>, SurveyKey, Arc<PageCoverage>>,
    idle: Memo<UnusedKey, Arc<Vec<UnusedSource>>>,
}

/// A page as it is surveyed. Its hits are those of all topics or none.
type SurveyKey = (
    PageId,
    PointerEq<Page>,
    PointerEq<PageClaims>,
    PointerEq<SourceSimilarity>,
    PointerEq<OnTerms>,
    CoverageInputs,
);
type UnusedKey = (PointerEq<Vec<Source>>, PointerEq<OnTerms>, Vec<PointerEq<SourceClaims>>);

/// Surveys a site.
pub fn survey(graph: &Graph, asked: CoverageInputs, memory: &mut CoverageMemo) -> Survey {
    let sources = PointerEq::of(&graph.sources);
    let similarity =
        memory.similarity.get(sources, |sources| Arc::new(SourceSimilarity::of(Arc::clone(&sources.0))));
    let surveyed: Vec<PageId> = graph
        .catalog
        .iter()
        .filter(|(id, entry)| {
            let cites = !graph.claims[*id as usize].notes.is_empty();
            cites || (entry.page.kind == PageKind::Topic && !entry.generated)
        })
        .map(|(id, _)| id)
        .collect();
    let keys = surveyed.iter().map(|&id| {
        let page = &graph.catalog.page(id).page;
        let claims = &graph.claims[id as usize];
        let key = (
            id,
            PointerEq::of(page),
            PointerEq::of(claims),
            PointerEq::of(&*similarity),
            PointerEq::of(&graph.on_terms),
            asked,
        );
        (Arc::clone(&page.file), key)
    });
    let pages = memory.pages.each(
        keys.collect(),
        |_| true,
        |_, (id, page, claims, similarity, on_terms, asked), last| {
            let hits = on_terms.0.get(id).map(Vec::as_slice);
            kept(last, of_page(&page.0, &claims.0, hits, &similarity.0, asked))
        },
    );
    let key = (
        PointerEq::of(&graph.sources),
        PointerEq::of(&graph.on_terms),
        graph.by_source.iter().map(PointerEq::of).collect(),
    );
    let idle = memory.idle.get(key, |(_, on_terms, by_source)| Arc::new(idle(&on_terms.0, by_source)));
    Survey { pages: surveyed.into_iter().zip(pages).collect(), idle: Arc::clone(&idle) }
}

/// Surveys a page. `hits` are the places of its terms in all sources.
fn of_page(
    page: &Page,
    claims: &PageClaims,
    hits: Option<&[Hit]>,
    similarity: &SourceSimilarity,
    asked: &CoverageInputs,
) -> PageCoverage {
    let cites = CitationPlaces::of(page, claims);
    let dates = |sources: &[SourceId]| Age::of(sources, similarity.sources());
    let sources = first_uses(claims.notes.iter().map(|note| note.source));
    let age = dates(&sources);
    let is_topic = page.kind == PageKind::Topic;
    let on_terms = match hits {
        Some(hits) if is_topic => on_terms(page, hits, &sources, age.newest.as_ref(), similarity.sources()),
        _ => Vec::new(),
    };
    PageCoverage {
        claims: cites.of_claims.len(),
        bare: match page.kind {
            PageKind::Topic | PageKind::Event | PageKind::Entity => bare(page),
            // The front page, and pages on the site itself, explain more than they claim.
            _ => Vec::new(),
        },
        sections: cites.sections(page, dates),
        has_terms: is_topic && hits.is_some(),
        on_terms,
        dependent: cites.dependent(page, similarity),
        stale: match age.newest {
            Some(newest) if is_topic => stale(page, &newest, asked),
            _ => None,
        },
        stale_excused: page.suppresses(&rule::STALE_TOPIC, None),
        sources,
        age,
    }
}

/// Each source once, where it first is.
fn first_uses(sources: impl Iterator<Item = SourceId>) -> Vec<SourceId> {
    let mut met = HashSet::new();
    sources.filter(|source| met.insert(*source)).collect()
}

impl Age {
    fn of(sources: &[SourceId], all: &[Source]) -> Self {
        let mut age = Self::default();
        for &source in sources {
            let Some(date) = all[source as usize].record.date else {
                age.undated += 1;
                continue;
            };
            let is_older = |oldest: &Date| (date.days().0, date) < (oldest.days().0, *oldest);
            let is_newer = |newest: &Date| (date.days().1, date) > (newest.days().1, *newest);
            if age.oldest.as_ref().is_none_or(is_older) {
                age.oldest = Some(date);
            }
            if age.newest.as_ref().is_none_or(is_newer) {
                age.newest = Some(date);
            }
        }
        age
    }
}

/// The fewest words of a sentence or paragraph that says something by itself.
const FEWEST_WORDS: usize = 4;

/// What of a page rests on nothing. Questions ask, and what ends in a colon only leads over.
fn bare(page: &Page) -> Vec<UncitedText> {
    let body = &page.body;
    let sections = Sections::of(body);
    let says = |text: &str| {
        let end = text.trim_end_matches(['”', '’', '"', '\'', ')', '*', '_']);
        text.split_whitespace().nth(FEWEST_WORDS - 1).is_some() && !end.ends_with(['?', ':', '？', '：'])
    };
    let sentences = body.bare.iter().map(|sentence| (false, body.read(sentence.text), sentence.span));
    let paragraphs = body
        .prose
        .iter()
        .filter(|prose| prose.kind == ProseKind::Paragraph && !prose.cited)
        .map(|prose| (true, body.read(prose.text), prose.span));
    let mut all: Vec<UncitedText> = sentences
        .chain(paragraphs)
        .filter(|(_, text, _)| says(text))
        .map(|(paragraph, text, span)| UncitedText {
            paragraph,
            text: text.to_owned(),
            span,
            heading: sections.at(span.start),
            states: states(text),
            excused: {
                let rule = if paragraph { &rule::UNCITED_PARAGRAPH } else { &rule::UNCITED_SENTENCE };
                page.suppresses(rule, Some(span))
            },
        })
        .collect();
    all.sort_by_key(|bare| bare.span);
    all
}

/// Whether a text has a figure, or a word with a capital that does not begin a sentence.
fn states(text: &str) -> bool {
    let mut begins = true;
    text.split_whitespace().any(|word| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = !begins && bare.starts_with(char::is_uppercase) && bare != "I";
        begins = word.ends_with(['.', '?', '!', ':']);
        name || word.contains(|c: char| c.is_ascii_digit())
    })
}

/// Where the sections of a page begin, each with its heading.
struct Sections(Vec<(u32, u32)>);

impl Sections {
    fn of(body: &Body) -> Self {
        let headings = (0..).zip(&body.headings).filter(|(_, heading)| heading.section);
        Self(headings.map(|(index, heading)| (heading.span.start, index)).collect())
    }

    /// The heading of the section that a place is in; `None` above the first.
    fn at(&self, place: u32) -> Option<u32> {
        let after = self.0.partition_point(|(start, _)| *start <= place);
        Some(self.0[after.checked_sub(1)?].1)
    }
}

/// What a page cites, and where.
struct CitationPlaces<'p> {
    claims: &'p PageClaims,
    /// For each claim the first use that cites for it, and its sources.
    of_claims: BTreeMap<u32, (u32, BTreeSet<SourceId>)>,
    /// For each section, by its heading, what it cites.
    of_sections: BTreeMap<Option<u32>, SectionCitations>,
}

/// What a section cites.
#[derive(Default)]
struct SectionCitations {
    claims: BTreeSet<u32>,
    notes: BTreeSet<u32>,
    /// As often as they are cited.
    sources: Vec<SourceId>,
    /// The first place that cites.
    first: Span,
}

impl<'p> CitationPlaces<'p> {
    fn of(page: &'p Page, claims: &'p PageClaims) -> Self {
        let body = &page.body;
        let mut cites = Self { claims, of_claims: BTreeMap::new(), of_sections: BTreeMap::new() };
        let sections = Sections::of(body);
        // A footnote is read where it is referred to first.
        let mut read = vec![false; body.notes.len()];
        fragment_uses(body, &body.main, &mut |index| {
            let place = &body.uses[index as usize];
            let section = sections.at(place.span.start);
            cites.add(body, index, section, place.span);
            if let Target::Note(note) = place.target
                && !std::mem::replace(&mut read[note as usize], true)
            {
                let span = place.span;
                fragment_uses(body, &body.notes[note as usize].text, &mut |index| {
                    cites.add(body, index, section, span);
                });
            }
        });
        cites
    }

    fn add(&mut self, body: &Body, index: u32, section: Option<u32>, span: Span) {
        let claim = body.uses[index as usize].claim;
        for marker in &self.claims.markers[index as usize] {
            let note = &self.claims.notes[marker.note as usize];
            // What does not stand in its source holds nothing up.
            if note.status == Status::Missing {
                continue;
            }
            let of_claim = self.of_claims.entry(claim).or_insert_with(|| (index, BTreeSet::new()));
            of_claim.1.insert(note.source);
            let citing = self
                .of_sections
                .entry(section)
                .or_insert_with(|| SectionCitations { first: span, ..SectionCitations::default() });
            citing.claims.insert(claim);
            citing.notes.insert(marker.note);
            citing.sources.push(note.source);
        }
    }

    fn sections(&self, page: &Page, dates: impl Fn(&[SourceId]) -> Age) -> Vec<CoverageSection> {
        self.of_sections
            .iter()
            .map(|(&heading, citing)| {
                let span = heading.map_or(citing.first, |heading| page.body.headings[heading as usize].span);
                let sources = first_uses(citing.sources.iter().copied());
                CoverageSection {
                    heading,
                    span,
                    claims: citing.claims.len(),
                    notes: citing.notes.iter().copied().collect(),
                    age: dates(&sources),
                    excused: page.suppresses(&rule::ONE_SOURCE_SECTION, Some(span)),
                    sources,
                }
            })
            .collect()
    }

    fn dependent(&self, page: &Page, similarity: &SourceSimilarity) -> Vec<Dependent> {
        let mut all = Vec::new();
        for (&claim, (first_use, sources)) in &self.of_claims {
            if !(2..=MOST_COMPARED).contains(&sources.len()) {
                continue;
            }
            let mut ties = Vec::new();
            for (index, &a) in (1..).zip(sources) {
                for &b in sources.iter().skip(index) {
                    let common = similarity.between(a, b);
                    if !common.is_empty() {
                        ties.push((a, b, common));
                    }
                }
            }
            if !ties.is_empty() {
                let span = page.body.claims[claim as usize].span;
                let excused = page.suppresses(&rule::SOURCES_NOT_INDEPENDENT, Some(span));
                let (first_use, sources) = (*first_use, sources.len());
                all.push(Dependent { claim, first_use, sources, ties, excused });
            }
        }
        all.sort_by_key(|dependent| page.body.claims[dependent.claim as usize].span);
        all
    }
}

/// A claim that cites more sources is a list, and its pairs would be many.
const MOST_COMPARED: usize = 12;

/// The sources that have terms and are not cited.
fn on_terms(
    page: &Page,
    hits: &[Hit],
    cited: &[SourceId],
    newest: Option<&Date>,
    sources: &[Source],
) -> Vec<UncitedTerm> {
    let suppresses = |rule| page.suppresses(rule, None);
    let (any, newer_ones) =
        (suppresses(&rule::UNCITED_SOURCE_ON_TOPIC), suppresses(&rule::NEWER_SOURCE_UNCITED));
    let cited: HashSet<SourceId> = cited.iter().copied().collect();
    let mut paragraphs: BTreeMap<SourceId, BTreeSet<usize>> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| !cited.contains(&hit.source)) {
        paragraphs.entry(hit.source).or_default().insert(hit.paragraph);
    }
    let mut all: Vec<UncitedTerm> = paragraphs
        .into_iter()
        .map(|(source, paragraphs)| {
            let date = sources[source as usize].record.date;
            // However the two are read: 2021 is not newer than June 2021.
            let newer = date.zip(newest).is_some_and(|(date, newest)| date.days().0 >= newest.days().1);
            let excused = any || (newer && newer_ones);
            UncitedTerm { source, paragraphs: paragraphs.into_iter().collect(), newer, excused }
        })
        .collect();
    all.sort_by_key(|on| (!on.newer, std::cmp::Reverse(on.paragraphs.len()), on.source));
    all
}

/// What the newest source of a topic is too old against: the day that it is, if someone says it.
fn stale(page: &Page, newest: &Date, asked: &CoverageInputs) -> Option<StaleTopic> {
    let old = |against: &Date| newest.is_older_by(asked.max_age_months, against);
    let reviewed = page.front.reviewed.filter(old);
    let today = asked.today.filter(old);
    let reviewed = reviewed.map(|date| StaleTopic::Reviewed(date, newest.months_to(&date)));
    let today = today.map(|date| StaleTopic::Today(date, newest.months_to(&date)));
    today.or(reviewed)
}

/// What of the sources is on the terms of topics and cited by no page.
fn idle(on_terms: &OnTerms, by_source: &[PointerEq<SourceClaims>]) -> Vec<UnusedSource> {
    // For each source the paragraphs with terms, each with the topics.
    let mut all: BTreeMap<SourceId, BTreeMap<usize, BTreeSet<PageId>>> = BTreeMap::new();
    for (&topic, hits) in on_terms {
        for hit in hits {
            all.entry(hit.source).or_default().entry(hit.paragraph).or_default().insert(topic);
        }
    }
    let mut idle = Vec::new();
    for (source, mut paragraphs) in all {
        let of = &by_source[source as usize].0;
        let cited = Runs::of(of.passages.iter().map(|passage| passage.paragraphs));
        paragraphs.retain(|&number, _| !cited.has(number));
        if !paragraphs.is_empty() {
            let topics: BTreeSet<PageId> = paragraphs.values().flatten().copied().collect();
            idle.push(UnusedSource {
                source,
                never_cited: of.pages.is_empty(),
                paragraphs: paragraphs.into_keys().collect(),
                topics: topics.into_iter().collect(),
            });
        }
    }
    idle
}
