//! The page on what rests on what: the survey, for readers. Of the sources it has names, dates and the
//! numbers of paragraphs, and no words.

use crate::base::address::{self, OutPath};
use crate::graph::catalog::{PageId, SourceId};
use crate::graph::coverage::{Dependent, PageCoverage, Survey};
use crate::page::PageKind;
use crate::theme::compose::{Composer, cards};
use crate::theme::view;

/// So many sources are named of those that a topic does not cite.
const NOT_CITED_SHOWN: usize = 12;

/// So many sources are named of those that are not used in full.
const UNUSED_SHOWN: usize = 100;

impl Composer<'_> {
    /// The view of the page on coverage.
    pub fn coverage(&self, survey: &Survey) -> view::CoverageView {
        let catalog = &self.graph.catalog;
        let from = address::coverage_output();
        let mut topics: Vec<&(PageId, _)> =
            survey.pages.iter().filter(|(id, _)| catalog.page(*id).page.kind == PageKind::Topic).collect();
        topics.sort_by_cached_key(|(id, _)| (catalog.page(*id).page.front.weight, *id));
        let topics: Vec<view::TopicCoverage> =
            topics.into_iter().map(|(id, of)| self.topic_coverage(&from, *id, of)).collect();
        let sum = |of: fn(&view::TopicCoverage) -> usize| topics.iter().map(of).sum();
        view::CoverageView {
            head: self.coverage_head(&from),
            section_count: sum(|topic| topic.sections.len()),
            one_source: sum(|topic| {
                topic.sections.iter().filter(|section| section.evidence.sources == 1).count()
            }),
            uncited: sum(|topic| topic.uncited.len()),
            stale: sum(|topic| usize::from(topic.stale)),
            max_age_months: self.config.coverage.max_age_months,
            unused: survey
                .idle
                .iter()
                .take(UNUSED_SHOWN)
                .map(|idle| self.unused(&from, idle.source, &idle.paragraphs, false))
                .collect(),
            more_unused: survey.idle.len().saturating_sub(UNUSED_SHOWN),
            topics,
        }
    }

    fn coverage_head(&self, from: &OutPath) -> view::Head {
        let path = address::encode(from.as_str());
        let mut breadcrumbs = Vec::new();
        for page in ["", "sources"] {
            breadcrumbs.extend(self.graph.catalog.folder_page(page).map(|page| self.link(from, page)));
        }
        if let Some(home) = breadcrumbs.first_mut() {
            "Home".clone_into(&mut home.title);
        }
        view::Head {
            kind: "coverage",
            title: "What rests on what".to_owned(),
            heading: "What rests on what".to_owned(),
            summary: "For each topic: how many sources its sections rest on, how old they are, which sentences cite none, and which parts of the sources are unused.".to_owned(),
            language: self.config.language.clone(),
            root: from.to_root(),
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{path}")),
            path,
            breadcrumbs,
            ..view::Head::default()
        }
    }

    fn topic_coverage(&self, from: &OutPath, id: PageId, of: &PageCoverage) -> view::TopicCoverage {
        let page = &self.graph.catalog.page(id).page;
        let url = self.url(from, id);
        let at = |heading: Option<u32>| match heading {
            Some(heading) => format!("{url}#{}", address::encode(&page.body.headings[heading as usize].id)),
            None => url.clone(),
        };
        view::TopicCoverage {
            page: self.link(from, id),
            evidence: self.evidence(id),
            reviewed: page.front.reviewed.as_ref().map(cards::date),
            stale: of.stale.is_some(),
            sections: of
                .sections
                .iter()
                .map(|section| {
                    let notes: Vec<usize> = section.notes.iter().map(|&note| note as usize).collect();
                    view::SectionCoverage {
                        title: section
                            .heading
                            .map(|heading| page.body.headings[heading as usize].text.clone())
                            .unwrap_or_default(),
                        url: at(section.heading),
                        evidence: self.evidence_of(id, &notes, 0),
                    }
                })
                .collect(),
            uncited: of
                .bare
                .iter()
                .filter(|bare| !bare.excused)
                .map(|bare| view::UncitedView {
                    text: bare.text.clone(),
                    url: at(bare.heading),
                    paragraph: bare.paragraph,
                })
                .collect(),
            not_cited: of
                .on_terms
                .iter()
                .filter(|on| !on.excused)
                .take(NOT_CITED_SHOWN)
                .map(|on| self.unused(from, on.source, &on.paragraphs, on.newer))
                .collect(),
            more_not_cited: of
                .on_terms
                .iter()
                .filter(|on| !on.excused)
                .count()
                .saturating_sub(NOT_CITED_SHOWN),
            not_independent: of
                .dependent
                .iter()
                .filter(|dependent| !dependent.excused)
                .map(|dependent| self.dependent(id, dependent, &url))
                .collect(),
        }
    }

    /// A source, and those of its paragraphs that are not cited, or not there.
    fn unused(&self, from: &OutPath, id: SourceId, paragraphs: &[usize], newer: bool) -> view::UnusedView {
        let link = |&number: &usize| view::LinkView {
            title: number.to_string(),
            url: self.paragraph_url(from, id, number),
        };
        view::UnusedView {
            source: self.source_card(from, id),
            newer,
            paragraphs: paragraphs.iter().map(link).collect(),
        }
    }

    fn dependent(&self, page: PageId, dependent: &Dependent, url: &str) -> view::NotIndependentView {
        let marker = self.graph.claims[page as usize].markers[dependent.first_use as usize].first();
        let ties = dependent.ties.iter().flat_map(|(a, b, ties)| {
            let (a, b) = (self.short_name(*a), self.short_name(*b));
            ties.iter().map(move |tie| format!("{a} and {b} {}", tie.said()))
        });
        view::NotIndependentView {
            text: self.claim_text(page, dependent.first_use),
            url: match marker {
                Some(marker) => format!("{url}#{}", Self::marker_id(marker.note, marker.nth)),
                None => url.to_owned(),
            },
            ties: ties.collect(),
        }
    }
}
