//! The pages that list: the timeline, the sources, the page for no address, and redirects.

use crate::base::address::OutPath;
use crate::base::date::Precision;
use crate::base::diagnostic::Diagnostic;
use crate::graph::catalog::{PageId, SourceId};
use crate::theme::compose::Composer;
use crate::theme::compose::article::sort_key;
use crate::theme::view;

impl Composer<'_> {
    /// The view of the timeline.
    ///
    /// # Errors
    ///
    /// As [`Composer::article`].
    pub fn timeline(&self, id: PageId) -> Result<view::Timeline, Box<Diagnostic>> {
        let from = self.out(id);
        let mut years: Vec<view::Year> = Vec::new();
        for &event in self.graph.events.iter() {
            let Some(date) = self.graph.catalog.page(event).page.front.date else { continue };
            let first = date.first();
            let label = match first.precision {
                Precision::Century | Precision::Decade => {
                    crate::base::date::Day { approximate: false, uncertain: false, ..first }.to_string()
                }
                _ if first.year < 0 => {
                    let year = crate::base::date::Day {
                        precision: Precision::Year,
                        approximate: false,
                        uncertain: false,
                        ..first
                    };
                    year.to_string()
                }
                _ => first.year.to_string(),
            };
            if years.last().is_none_or(|year| year.label != label) {
                years.push(view::Year { label, events: Vec::new() });
            }
            if let Some(year) = years.last_mut() {
                year.events.push(self.card(from, event, 0));
            }
        }
        Ok(view::Timeline { article: self.article(id)?, years })
    }

    /// The view of the list of sources.
    ///
    /// # Errors
    ///
    /// As [`Composer::article`].
    pub fn sources(&self, id: PageId) -> Result<view::Sources, Box<Diagnostic>> {
        let from = self.out(id);
        let graph = self.graph;
        let mut sources: Vec<SourceId> = (0..).zip(graph.sources.iter()).map(|(id, _)| id).collect();
        sources.sort_by_cached_key(|&id| {
            let date = graph.sources[id as usize].record.date;
            (date.is_none(), date, sort_key(&graph.references[id as usize].text), id)
        });
        let sources = sources
            .into_iter()
            .map(|id| view::SourceEntry {
                source: self.source_card(from, id),
                reference_html: graph.references[id as usize].html.clone(),
                cited_by: graph.by_source[id as usize]
                    .pages
                    .iter()
                    .take(CITED_BY_SHOWN)
                    .map(|&page| self.link(from, page))
                    .collect(),
                rights: graph.sources[id as usize].rights(&self.config.rights).name().to_owned(),
            })
            .collect();
        Ok(view::Sources { article: self.article(id)?, sources })
    }

    /// The view of the page for an address that is none.
    ///
    /// # Errors
    ///
    /// As [`Composer::article`].
    pub fn not_found(&self, id: PageId) -> Result<view::NotFound, Box<Diagnostic>> {
        let mut article = self.article(id)?;
        article.head.canonical = None;
        Ok(view::NotFound { article, home_url: self.home_url().to_owned(), css: self.theme.css() })
    }

    /// The front page, from any address: the whole address if it is known, else `/`.
    pub fn home_url(&self) -> &str {
        self.config.base_url.as_deref().unwrap_or("/")
    }

    /// The view of a redirect at an old address.
    pub fn redirect(&self, from: &OutPath, target: PageId) -> view::Redirect {
        let path = crate::base::address::encode(self.out(target).as_str());
        view::Redirect {
            target: self.link(from, target),
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{path}")),
            language: self.config.language.clone(),
        }
    }
}

/// How many of the pages that cite a source the list of sources names.
const CITED_BY_SHOWN: usize = 24;
