//! Pages, sources and dates, in brief.

use crate::base::address::{self, OutPath};
use crate::base::date::Date;
use crate::config;
use crate::graph::catalog::{PageId, SourceId};
use crate::page::PageKind;
use crate::source::Title;
use crate::source::record::{Name, RecordKind};
use crate::theme::compose::Composer;
use crate::theme::shared::Shared;
use crate::theme::view;

/// A date as templates see it.
pub(super) fn date(date: &Date) -> view::DateView {
    view::DateView { text: date.to_string(), machine: date.machine(), year: date.year() }
}

impl Composer<'_> {
    /// A page, as seen from another, with what it rests on.
    pub(super) fn card(&self, from: &OutPath, id: PageId, count: usize) -> view::Card {
        view::Card { evidence: Some(self.evidence(id)), ..self.brief(from, id, count) }
    }

    /// A page, as seen from another.
    pub(super) fn brief(&self, from: &OutPath, id: PageId, count: usize) -> view::Card {
        let page = &self.graph.catalog.page(id).page;
        view::Card {
            kind: page.kind.name(),
            title: self.title(id),
            heading: self.heading(id),
            summary: self.summary(id),
            url: self.url(from, id),
            date: page.front.date.as_ref().map(date),
            evidence: None,
            topics: self.graph.links[id as usize]
                .topics
                .iter()
                .map(|&topic| self.link(from, topic))
                .collect(),
            count,
        }
    }

    /// A page that rests on the same sources, as seen from another.
    pub(super) fn neighbour(&self, from: &OutPath, id: PageId, count: usize) -> view::NeighbourView {
        view::NeighbourView {
            title: self.title(id),
            heading: self.heading(id),
            url: self.url(from, id),
            count,
        }
    }

    /// A link to a page, from another.
    pub(super) fn link(&self, from: &OutPath, id: PageId) -> view::LinkView {
        view::LinkView { title: self.title(id), url: self.url(from, id) }
    }

    /// The short name of a page; the front page that no one has written goes by the site's title.
    pub(super) fn title(&self, id: PageId) -> String {
        let entry = self.graph.catalog.page(id);
        match entry.page.kind {
            PageKind::Home if entry.generated => self.config.title.clone(),
            _ => entry.page.title().to_owned(),
        }
    }

    /// What stands over a page.
    pub(super) fn heading(&self, id: PageId) -> String {
        let page = &self.graph.catalog.page(id).page;
        page.front.question.clone().filter(|_| page.kind == PageKind::Topic).unwrap_or_else(|| self.title(id))
    }

    /// A source, as seen from a page.
    pub(super) fn source_card(&self, from: &OutPath, id: SourceId) -> view::SourceCard {
        let source = &self.graph.sources[id as usize];
        let claims = &self.graph.by_source[id as usize];
        let (title, untitled) = self.source_title(id);
        view::SourceCard {
            key: source.key.to_string(),
            title,
            untitled,
            short_name: self.short_name(id),
            byline: names(&source.record.authors),
            kind: match source.record.kind {
                RecordKind::Article => "article",
                RecordKind::Report => "report",
                RecordKind::Book => "book",
                RecordKind::Chapter => "chapter",
                RecordKind::Web => "web page",
                RecordKind::Speech => "speech",
                RecordKind::Document => "document",
                RecordKind::Dataset => "data set",
                RecordKind::Other => "",
            },
            publisher: source
                .record
                .container
                .clone()
                .or_else(|| source.record.publisher.clone())
                .unwrap_or_default(),
            date: source.record.date.as_ref().map(date),
            url: self.source_url(from, id),
            passages: claims.passages.len(),
            pages: claims.pages.len(),
        }
    }

    /// A source, as seen from a page: the same for all pages that lead to it by the same way.
    pub(super) fn shared_card(&self, from: &OutPath, id: SourceId) -> Shared<view::SourceCard> {
        let Some(out) = self.graph.sources[id as usize].out.as_ref().filter(|out| !from.shares_folder(out))
        else {
            return self.source_card(from, id).into();
        };
        self.cards.get((id, from.depth()), |_| {
            let card = self.source_card(from, id);
            debug_assert_eq!(card.url, format!("{}{}", from.to_root(), address::encode(out.as_str())));
            card.into()
        })
    }

    /// What a source is called in a sentence. No line begins with the ellipsis of a shortened title.
    pub(super) fn short_name(&self, id: SourceId) -> String {
        let name = &self.graph.short_names[id as usize];
        if name.contains('…') { name.replace(" …", "\u{a0}…") } else { name.clone() }
    }

    /// What a source is called, and whether that is only how its text begins.
    pub(super) fn source_title(&self, id: SourceId) -> (String, bool) {
        match self.graph.sources[id as usize].title(&self.config.rights) {
            Title::Stated(title) => (title.to_owned(), false),
            Title::FirstWords(words) => {
                (format!("{}\u{a0}…", words.trim_end_matches([',', '.', ';', ':', ' '])), true)
            }
            Title::Key(key) => (key.to_owned(), true),
        }
    }

    /// The main menu: what the config names, else the lists that the site has.
    pub(super) fn nav(&self) -> Vec<view::LinkView> {
        let catalog = &self.graph.catalog;
        let link = |path: &str| match catalog.at_path(path) {
            crate::graph::catalog::PathTarget::Page(id) => Some(view::LinkView {
                title: self.title(id),
                url: crate::base::address::encode(catalog.page(id).out.as_str()),
            }),
            _ => None,
        };
        match &self.config.nav {
            Some(paths) => paths.iter().filter_map(|(path, _)| link(path.trim_start_matches('/'))).collect(),
            None => config::MENU.into_iter().filter_map(link).collect(),
        }
    }
}

/// `Douglas H. Paal and Dmitri Trenin`
pub(super) fn names(names: &[Name]) -> String {
    let all: Vec<String> = names
        .iter()
        .map(|name| match &name.given {
            Some(given) => format!("{given} {}", name.family),
            None => name.family.clone(),
        })
        .collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
