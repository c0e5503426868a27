//! The form of a page: what can be said of it without knowing any other.
//!
//! [`check`] looks at the headings, at the words of the links, and at the front matter.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Place;
use crate::page::{Kind, Page};

/// Words of a link that say nothing of where it leads, read by themselves.
const VAGUE: [&str; 9] =
    ["click here", "here", "see here", "this link", "this page", "link", "read more", "learn more", "more"];

/// What is to be said of a page's form.
pub fn check(page: &Page) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The page's title is the heading above all.
    let mut above = 1;
    for heading in &page.body.headings {
        if heading.level > above + 1 {
            found.push(
                Diagnostic::at(
                    &rule::HEADING_SKIPPED,
                    &page.file,
                    heading.span,
                    format!(
                        "this heading is of level {}, and the one above it of level {above}",
                        heading.level
                    ),
                )
                .help(format!("begin it with `{}`", "#".repeat(usize::from(above) + 1))),
            );
        }
        above = heading.level;
    }
    for link in &page.body.links {
        let words = link.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.contains(&words) {
            found.push(
                Diagnostic::at(
                    &rule::VAGUE_LINK,
                    &page.file,
                    link.span,
                    format!("“{words}” does not say where this link leads"),
                )
                .help("make a link of the words that name what it leads to"),
            );
        }
    }
    if page.front.summary.is_empty() && matches!(page.kind, Kind::Topic | Kind::Event | Kind::Entity) {
        found.push(
            Diagnostic::new(&rule::MISSING_SUMMARY, Place::file(&page.file), "this page has no summary")
                .help("add a line such as `summary = \"…\"` to its front matter: lists show it"),
        );
    }
    found
}
