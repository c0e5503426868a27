//! How well a site is covered by its sources: the survey, for people and for programs.
//!
//! [`CoverageReport::of`] puts into words and lines what a [`Survey`] found. Its fields are what programs read
//! (docs/findings.schema.json), and [`text`] sets them for a terminal: what there is in all, then the topics,
//! those with the most to do first, then the other pages in a line each, then the sources.

use serde::Serialize;

use super::lines::Lines;
use crate::base::date::Date;
use crate::base::text::{Inputs, Span};
use crate::build::Site;
use crate::graph::Graph;
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::coverage::similarity::Similarity as Common;
use crate::graph::coverage::{Age, PageCoverage, StaleTopic, Survey, UncitedText};
use crate::page::PageKind;

/// The report.
#[derive(Debug, Serialize)]
pub struct CoverageReport {
    /// How many months evidence may be older than what it is held against.
    pub max_age_months: u32,
    /// The day that `--today` says it is.
    pub today: Option<String>,
    /// The topics, and the other pages that cite.
    pub pages: Vec<PageRow>,
    /// The sources of which paragraphs with the terms of a topic are cited nowhere.
    pub sources: Vec<Unused>,
}

/// What is said of a page.
#[derive(Debug, Serialize)]
pub struct PageRow {
    /// Its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: &'static str,
    /// How many claims cite.
    pub claims: usize,
    /// The keys of the sources it cites.
    pub sources: Vec<String>,
    /// How old they are.
    #[serde(flatten)]
    pub ages: Ages,
    /// What rests on nothing.
    pub uncited: Vec<Uncited>,
    /// Its sections that cite.
    pub sections: Vec<SectionRow>,
    /// Whether it names terms that the sources are looked through for.
    pub has_terms: bool,
    /// The sources that have its terms and that it does not cite.
    pub not_cited: Vec<NotCited>,
    /// The claims whose sources are not independent.
    pub not_independent: Vec<NotIndependent>,
    /// What its newest source is too old against.
    pub stale: Option<TooOld>,
}

/// How old some sources are.
#[derive(Debug, Serialize)]
pub struct Ages {
    /// The date of the oldest.
    pub oldest: Option<String>,
    /// The date of the newest.
    pub newest: Option<String>,
    /// How many have none.
    pub undated: usize,
    #[serde(skip)]
    said: String,
}

/// Words that rest on nothing.
#[derive(Debug, Serialize)]
pub struct Uncited {
    /// `sentence` or `paragraph`.
    pub what: &'static str,
    /// The line it begins in.
    pub line: usize,
    /// The heading of its section.
    pub section: Option<String>,
    /// Its words.
    pub text: String,
    /// Whether it has a figure or a name.
    pub states: bool,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionRow {
    /// Its heading; `null` above the first.
    pub section: Option<String>,
    /// The line of the heading, or of what first cites above it.
    pub line: usize,
    /// How many of its claims cite.
    pub claims: usize,
    /// The keys of its sources.
    pub sources: Vec<String>,
    /// Whether it rests on one, and no comment excuses that.
    pub one_source: bool,
    /// How old they are.
    #[serde(flatten)]
    pub ages: Ages,
}

/// A source that is on a topic and not cited there.
#[derive(Debug, Serialize)]
pub struct NotCited {
    /// Its key.
    pub source: String,
    /// Its date.
    pub date: Option<String>,
    /// Its paragraphs with the terms.
    pub paragraphs: Vec<usize>,
    /// Whether it is newer than all that the topic cites.
    pub newer: bool,
    #[serde(skip)]
    said: Option<String>,
}

/// A claim whose sources are not independent.
#[derive(Debug, Serialize)]
pub struct NotIndependent {
    /// The line it begins in.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// Which sources have what in common.
    pub ties: Vec<SimilarityRow>,
}

/// What two sources have in common.
#[derive(Debug, Serialize)]
pub struct SimilarityRow {
    /// Their keys.
    pub sources: [String; 2],
    /// An author of both.
    pub author: Option<String>,
    /// Who published both.
    pub publisher: Option<String>,
    /// How much of the shorter text the other has, in a hundred.
    pub text_percent: Option<usize>,
    #[serde(skip)]
    said: String,
}

/// What a topic is too old against.
#[derive(Debug, Serialize)]
pub struct TooOld {
    /// `reviewed` or `today`.
    pub against: &'static str,
    /// That day.
    pub date: Option<String>,
    /// How many whole months the newest source is older.
    pub months: i64,
    #[serde(skip)]
    said: String,
}

/// A source of which not all that is on a topic is cited.
#[derive(Debug, Serialize)]
pub struct Unused {
    /// Its key.
    pub source: String,
    /// Whether no page cites it.
    pub never_cited: bool,
    /// The paragraphs that are cited nowhere.
    pub paragraphs: Vec<usize>,
    /// The files of the topics whose terms they have.
    pub topics: Vec<String>,
}

/// A date as programs read it, or in words where there is no form for it.
fn machine(date: &Date) -> String {
    date.machine().unwrap_or_else(|| date.to_string())
}

impl Ages {
    fn of(age: &Age) -> Self {
        let dates = match (age.oldest, age.newest) {
            (Some(oldest), Some(newest)) if oldest != newest => format!("{oldest} – {newest}"),
            (Some(date), _) => date.to_string(),
            (None, _) => String::new(),
        };
        let said = match (dates.is_empty(), age.undated) {
            (true, _) => "undated".to_owned(),
            (false, 0) => dates,
            (false, undated) => format!("{dates}, {undated} undated"),
        };
        let (oldest, newest) = (age.oldest.as_ref().map(machine), age.newest.as_ref().map(machine));
        Self { oldest, newest, undated: age.undated, said }
    }
}

impl CoverageReport {
    /// What a survey found of a site. `inputs` are its files; `today` is what the survey was told.
    pub fn of(survey: &Survey, site: &Site, inputs: &Inputs, today: Option<Date>) -> Self {
        let graph = site.graph();
        let pages = survey.pages.iter().map(|(id, of)| on_page(*id, of, graph, inputs)).collect();
        let sources = survey.idle.iter().map(|idle| Unused {
            source: key(graph, idle.source),
            never_cited: idle.never_cited,
            paragraphs: idle.paragraphs.clone(),
            topics: idle.topics.iter().map(|&id| graph.catalog.page(id).page.file.to_string()).collect(),
        });
        Self {
            max_age_months: site.config().coverage.max_age_months,
            today: today.as_ref().map(machine),
            pages,
            sources: sources.collect(),
        }
    }
}

fn key(graph: &Graph, source: SourceId) -> String {
    graph.sources[source as usize].key.to_string()
}

fn keys(graph: &Graph, sources: &[SourceId]) -> Vec<String> {
    sources.iter().map(|&source| key(graph, source)).collect()
}

fn on_page(id: PageId, of: &PageCoverage, graph: &Graph, inputs: &Inputs) -> PageRow {
    let page = &graph.catalog.page(id).page;
    let text = inputs.files.get(&page.file).and_then(|file| file.text().ok()).unwrap_or_default();
    let lines = Lines::new(text);
    let line = |span: Span| lines.line_of((span.start as usize).min(text.len())) + 1;
    let heading = |at: Option<u32>| at.map(|at| page.body.headings[at as usize].text.clone());
    PageRow {
        file: page.file.to_string(),
        title: page.title().to_owned(),
        kind: page.kind.name(),
        claims: of.claims,
        sources: keys(graph, &of.sources),
        ages: Ages::of(&of.age),
        uncited: of
            .bare
            .iter()
            .filter(|bare| !bare.excused)
            .map(|bare| uncited(bare, line, heading))
            .collect(),
        sections: of
            .sections
            .iter()
            .map(|section| SectionRow {
                section: heading(section.heading),
                line: line(section.span),
                claims: section.claims,
                sources: keys(graph, &section.sources),
                one_source: section.sources.len() == 1 && !section.excused,
                ages: Ages::of(&section.age),
            })
            .collect(),
        has_terms: of.has_terms,
        not_cited: of
            .on_terms
            .iter()
            .filter(|on| !on.excused)
            .map(|on| NotCited {
                source: key(graph, on.source),
                date: graph.sources[on.source as usize].record.date.as_ref().map(machine),
                paragraphs: on.paragraphs.clone(),
                newer: on.newer,
                said: graph.sources[on.source as usize].record.date.map(|date| date.to_string()),
            })
            .collect(),
        not_independent: of
            .dependent
            .iter()
            .filter(|dependent| !dependent.excused)
            .map(|dependent| {
                let claim = &page.body.claims[dependent.claim as usize];
                NotIndependent {
                    line: line(claim.span),
                    text: page.body.read(claim.text).replace(crate::page::markdown::NAME, "…"),
                    ties: dependent.ties.iter().map(|(a, b, ties)| tied(graph, *a, *b, ties)).collect(),
                }
            })
            .collect(),
        stale: match of.stale_excused {
            true => None,
            false => of.stale.as_ref().map(|stale| too_old(stale, &of.age)),
        },
    }
}

fn uncited(
    bare: &UncitedText,
    line: impl Fn(Span) -> usize,
    heading: impl Fn(Option<u32>) -> Option<String>,
) -> Uncited {
    Uncited {
        what: if bare.paragraph { "paragraph" } else { "sentence" },
        line: line(bare.span),
        section: heading(bare.heading),
        text: bare.text.clone(),
        states: bare.states,
    }
}

fn tied(graph: &Graph, a: SourceId, b: SourceId, ties: &[Common]) -> SimilarityRow {
    let mut tied = SimilarityRow {
        sources: [key(graph, a), key(graph, b)],
        author: None,
        publisher: None,
        text_percent: None,
        said: ties.iter().map(Common::said).collect::<Vec<_>>().join(", and "),
    };
    for tie in ties {
        match tie {
            Common::Author(name) => tied.author = Some(name.clone()),
            Common::Publisher(name) => tied.publisher = Some(name.clone()),
            Common::Text(percent) => tied.text_percent = Some(*percent),
        }
    }
    tied
}

fn too_old(stale: &StaleTopic, age: &Age) -> TooOld {
    let newest = age.newest.map(|date| date.to_string()).unwrap_or_default();
    let (against, date, months, what) = match stale {
        StaleTopic::Reviewed(date, months) => ("reviewed", date, *months, "the review of "),
        StaleTopic::Today(date, months) => ("today", date, *months, ""),
    };
    let said = format!("{newest}, the newest, is {months} months before {what}{date}");
    TooOld { against, date: Some(machine(date)), months, said }
}

impl PageRow {
    fn is_topic(&self) -> bool {
        self.kind == PageKind::Topic.name()
    }

    fn on_one_source(&self) -> usize {
        self.sections.iter().filter(|section| section.one_source).count()
    }

    /// How many points an editor would look at. What may be out of date weighs most.
    fn weight(&self) -> usize {
        let newer = self.not_cited.iter().filter(|source| source.newer).count();
        let states = self.uncited.iter().filter(|words| words.states).count();
        (usize::from(self.stale.is_some()) + newer) * 10
            + self.not_independent.len() * 3
            + self.not_cited.len() * 2
            + self.on_one_source()
            + self.uncited.len()
            + states
    }
}

mod text;
pub use text::text;
