//! From `content/` to pages.
//!
//! 1. [`front_matter`] reads what stands above the text.
//! 2. [`markdown`] goes once over the text's events, with byte offsets, and makes a list of nodes in
//!    which citations, links and blocks are numbered places;
//! 3. it asks [`citation`] what a paragraph cites, and [`block`] what a structured block holds;
//! 4. [`form`] looks at the form of what came of it;
//! 5. [`conflict`] looks for what a merge has left in the text;
//! 6. [`suppression`] reads the comments that silence a rule at a place.
//!
//! [`leftover`] says which files are neither pages nor to be published.
//!
//! A page knows nothing of other pages or of sources: reading one needs no other file.

pub mod front_matter;
pub mod wikilink;
pub mod citation;
pub mod block;
pub mod form;
pub mod leftover;
mod conflict;
pub mod markdown;
pub mod suppression;

use std::sync::Arc;

use crate::base::address;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule;
use crate::base::text::{File, NotText, Place, Span};
use crate::config;
use front_matter::FrontMatter;
use markdown::Body;

/// A page as its file says it, with nothing looked up.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file, from the site's root: `content/topics/energy.md`.
    pub file: Arc<str>,
    /// What kind of page its folder makes it.
    pub kind: PageKind,
    /// What stands above its text.
    pub front: FrontMatter,
    /// Its text.
    pub body: Body,
}

/// What a page is: its folder says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// `content/index.md`
    Home,
    /// `content/topics/**`
    Topic,
    /// `content/events/**`
    Event,
    /// `content/entities/**`
    Entity,
    /// A folder's own page, `index.md`, where it is none of the above.
    Folder,
    /// `content/timeline.md`: the words over all events.
    Timeline,
    /// `content/sources/index.md`: the words over all sources.
    Sources,
    /// `content/search.md`: the words over the search.
    Search,
    /// `content/404.md`: the words for an address that is none.
    NotFound,
    /// Anything else.
    Page,
}

impl PageKind {
    /// The kind of the page at a path below `content/`.
    pub fn of(path: &str) -> Self {
        let stem = address::page_stem(path);
        let (top, rest) = stem.split_once('/').unwrap_or(("", stem));
        match (top, rest) {
            ("", "index") => Self::Home,
            ("", "timeline") => Self::Timeline,
            ("", "search") => Self::Search,
            ("", "404") => Self::NotFound,
            ("sources", "index") => Self::Sources,
            ("topics" | "events" | "entities", "index") => Self::Folder,
            ("topics", _) => Self::Topic,
            ("events", _) => Self::Event,
            ("entities", _) => Self::Entity,
            (_, name) if name.rsplit('/').next() == Some("index") => Self::Folder,
            _ => Self::Page,
        }
    }

    /// As templates see it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Topic => "topic",
            Self::Event => "event",
            Self::Entity => "entity",
            Self::Folder => "folder",
            Self::Timeline => "timeline",
            Self::Sources => "sources",
            Self::Search => "search",
            Self::NotFound => "not-found",
            Self::Page => "page",
        }
    }
}

impl Page {
    /// The path below `content/`.
    pub fn path(&self) -> &str {
        self.file.strip_prefix("content/").unwrap_or(&self.file)
    }

    /// Whether a comment in it silences a rule at a place; without a place, for the page as a whole.
    pub fn suppresses(&self, rule: &rule::Rule, span: Option<Span>) -> bool {
        self.body.suppressions.iter().any(|suppression| suppression.silences(rule, span))
    }

    /// The short name: the front matter's, else the first heading's, else the file's.
    pub fn title(&self) -> &str {
        match (&self.front.title, &self.body.title) {
            (Some(title), _) | (None, Some(title)) => title,
            (None, None) => {
                let path = self.path();
                let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
                let stem = stem.strip_suffix("/index").unwrap_or(stem);
                stem.rsplit('/').next().unwrap_or(stem)
            }
        }
    }
}

/// Whether a file below `content/` is a page; everything else is published as it is.
pub fn is_page(file: &File) -> bool {
    let (stem, extension) = file.name().rsplit_once('.').unwrap_or_default();
    !stem.is_empty() && ["md", "markdown"].iter().any(|page| extension.eq_ignore_ascii_case(page))
}

/// Reads a page. Total: what cannot be read is reported, and the rest stands.
pub fn parse(file: &File, options: config::Markdown) -> Checked<Page> {
    let mut found = Vec::new();
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let kind = PageKind::of(path);
    let text = match file.text() {
        Ok(text) => text,
        Err(why) => {
            found.push(unreadable(file, why));
            ""
        }
    };
    let (front, start) = front_matter::read(&file.path, text, &mut found);
    let body = markdown::read(&file.path, text, start, &front, options).collect_into(&mut found);
    let page = Page { file: Arc::clone(&file.path), kind, front, body };
    let unread = found.iter().any(|finding| finding.rule == &rule::BAD_FRONT_MATTER);
    if page.front.title.is_none() && page.body.title.is_none() && !text.is_empty() && !unread {
        found.push(
            Diagnostic::new(&rule::MISSING_TITLE, Place::file(&file.path), "this page has no title")
                .help(format!("begin the file with `+++`, `title = \"{}\"`, `+++`", page.title())),
        );
    }
    if page.kind == PageKind::Event && page.front.date.is_none() && !text.is_empty() && !unread {
        found.push(
            Diagnostic::new(&rule::EVENT_WITHOUT_DATE, Place::file(&file.path), "this event has no date")
                .help("add a line such as `date = \"2013-03\"` to its front matter; `2013-03~` means about then, `1860?` perhaps then"),
        );
    }
    if !text.is_empty() && !unread {
        found.extend(form::check(&page, text));
    }
    found.extend(conflict::find(&file.path, text));
    Checked { value: page, diagnostics: found }
}

fn unreadable(file: &File, why: NotText) -> Diagnostic {
    let place = Place::file(&file.path);
    match why {
        NotText::Binary { .. } => Diagnostic::new(&rule::UNREADABLE_PAGE, place, "this page is not text")
            .help("pages are Markdown; give other files their own extensions"),
        NotText::Encoding { guess, .. } => Diagnostic::new(
            &rule::UNREADABLE_PAGE,
            place,
            format!("this page is not in UTF-8; it looks like {guess}"),
        )
        .help(format!("convert it: `iconv -f {guess} -t UTF-8 {} > new.md`", file.path)),
    }
}
