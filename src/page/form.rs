//! The form of a page: what can be said of it without knowing any other.
//!
//! [`check`] looks at the headings, at the words of the links, at the front matter, and for characters that no
//! reader sees as they are meant.

use crate::base::bytes::has;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::squeezed;
use crate::base::shown;
use crate::base::text::Place;
use crate::page::{Page, PageKind};

/// Words of a link that say nothing of where it leads, read by themselves.
const VAGUE: [&str; 9] =
    ["click here", "here", "see here", "this link", "this page", "link", "read more", "learn more", "more"];

/// How many kinds of characters of a page are told.
const MOST_CHARACTERS: usize = 8;

/// What is to be said of a page's form. `text` is its file.
pub fn check(page: &Page, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    unshowable(page, text, &mut found);
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
                        "this heading has level {}, but the one above it has level {above}",
                        heading.level
                    ),
                )
                .help(format!("begin it with `{}`", "#".repeat(usize::from(above) + 1))),
            );
        }
        above = heading.level;
    }
    for link in &page.body.links {
        let words = squeezed(&link.text).to_lowercase();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.contains(&words) {
            found.push(
                Diagnostic::at(
                    &rule::VAGUE_LINK,
                    &page.file,
                    link.span,
                    format!("“{words}” does not describe the target of this link"),
                )
                .help("link words that name the target"),
            );
        }
    }
    if page.front.summary.text.is_empty()
        && matches!(page.kind, PageKind::Topic | PageKind::Event | PageKind::Entity)
    {
        found.push(
            Diagnostic::new(&rule::MISSING_SUMMARY, Place::file(&page.file), "this page has no summary")
                .help("add a line such as `summary = \"…\"` to its front matter: lists show it"),
        );
    }
    found
}

/// Finds characters that a page cannot show, each kind once, where it first stands.
fn unshowable(page: &Page, text: &str, found: &mut Vec<Diagnostic>) {
    // Nearly all text is of bytes that none of them begins with.
    let suspect = |byte: u8| matches!(byte, 0..=0x08 | 0x0e..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xee..=0xf4);
    if !has(text.as_bytes(), suspect) {
        return;
    }
    let mut told: Vec<(char, usize, usize)> = Vec::new();
    shown::each_odd(text, &mut |at, c| {
        // A mark at the very beginning says how the file is encoded.
        if c == '\u{feff}' && at == 0 {
            return;
        }
        if let Some((.., times)) = told.iter_mut().find(|(known, ..)| *known == c) {
            *times += 1;
        } else if told.len() < MOST_CHARACTERS {
            told.push((c, at, 1));
        }
    });
    for (c, at, times) in told {
        let Some((what, help)) = shown::unshowable(c) else { continue };
        let here = if times == 1 { "the text has" } else { "the text has, here and further down," };
        found.push(
            Diagnostic::at(
                &rule::UNSHOWABLE_CHARACTER,
                &page.file,
                at..at + c.len_utf8(),
                format!("{here} {what}, U+{:04X}", u32::from(c)),
            )
            .help(help),
        );
    }
}
