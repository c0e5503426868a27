//! A page's summary, read against all that the page cites.
//!
//! A summary says in a sentence what its page says with citations, and is what most readers see of it: in lists, in
//! the tooltips of links, in what others show of the page. One that cites is read as any claim. Of one that does
//! not, each figure, name and quoted word must stand in a passage that its page cites.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::{CheckedClaim, Desk, MOST_QUOTED, figure_checks, quotes};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::set;
use crate::graph::claims::{Note, Status, look_apart};
use crate::page::front_matter::SpannedText;

/// A page that cites more passages is a list, and its summary is not read.
const MOST_CITED: usize = 1_000;

/// How many bytes a quoted word has, at most, that is no quotation.
const SHORT: usize = 3;

/// Reads the summary of the page on the desk, and what else its front matter quotes. `english` says whether the names
/// of the summary are.
pub(super) fn read(desk: &Desk<'_>, english: bool, found: &mut Vec<Diagnostic>) {
    let front = &desk.page.front;
    let summary = Some(&front.summary).filter(|summary| !summary.text.is_empty());
    let summary = summary.filter(|_| desk.page.body.lede.is_none());
    let cited = &desk.claims.notes;
    if (summary.is_none() && front.said.is_empty()) || cited.is_empty() || cited.len() > MOST_CITED {
        return;
    }
    // Where a source has no text, what it says is not known.
    let is_readable = |note: &Note| {
        matches!(note.status, Status::Found | Status::Work)
            && desk.library.sources[note.source as usize].text.is_some()
    };
    if !cited.iter().all(is_readable) {
        return;
    }
    // A reader of the page is shown the whole paragraph of each passage.
    let notes: Vec<Note> = cited.iter().map(|note| Note { parts: Vec::new(), ..note.clone() }).collect();
    if let Some(summary) = summary {
        one(desk, "summary", summary, &notes, Some(english), found);
    }
    for (key, words) in &front.said {
        one(desk, key, words, &notes, None, found);
    }
}

/// Reads the words of a key. Of all but the summary only what they quote is asked: `names` is none.
fn one(
    desk: &Desk<'_>,
    key: &str,
    words: &SpannedText,
    notes: &[Note],
    names: Option<bool>,
    found: &mut Vec<Diagnostic>,
) {
    let checked = CheckedClaim {
        claim: u32::MAX,
        text: Cow::Owned(set(&words.text).into_owned()),
        span: words.span,
        is_point: false,
        notes: notes.iter().collect(),
        further: Vec::new(),
        quotes: true,
        pieces: OnceCell::new(),
        figures: OnceCell::new(),
    };
    let mut missed = Vec::new();
    if desk.wants.figures && names.is_some() {
        figure_checks::figures(desk, &checked, &mut missed);
    }
    if desk.wants.quotes {
        desk.quotes(&checked, &mut missed);
    }
    if desk.wants.names && names == Some(true) {
        desk.names(&checked, &mut missed);
    }
    // So short a word in marks is one that the author keeps at a distance; a figure or an abbreviation is none.
    let is_aloof = |miss: &Diagnostic| {
        let words = miss.place.span.and_then(|span| desk.text.get(span.range()));
        miss.rule == &rule::QUOTED_WORDS_NOT_IN_SOURCE
            && words.is_some_and(|words| words.len() <= SHORT && words.chars().all(char::is_lowercase))
    };
    missed.retain(|miss| !is_aloof(miss));
    found.extend(missed.into_iter().map(|miss| of_words(desk, key, &checked, miss)));
    if desk.wants.quotes {
        for span in quotes::quoted(&checked.text).into_iter().take(MOST_QUOTED) {
            let words = &checked.text[span.range()];
            if !desk.is_title(words) {
                let place = desk.place(&checked, span).span.unwrap_or(checked.span);
                let sources = &desk.library.sources;
                found.extend(look_apart(desk.page, (words, place), &checked.text, &checked.notes, sources));
            }
        }
    }
}

/// A finding in the words of a key: what they are held against is the page, and no one passage.
fn of_words(desk: &Desk<'_>, key: &str, checked: &CheckedClaim<'_>, miss: Diagnostic) -> Diagnostic {
    let key = if key == "summary" { Cow::Borrowed("the summary") } else { Cow::Owned(format!("`{key}`")) };
    let place = miss.place.span.filter(|span| *span != checked.span);
    let words = place.and_then(|span| desk.text.get(span.range())).unwrap_or("this");
    let (message, help) = if miss.rule == &rule::FIGURE_NOT_IN_PASSAGE {
        (
            format!("“{words}” in {key} is not in any passage that this page cites"),
            "say what the passages say, or cite a passage that has it",
        )
    } else if miss.rule == &rule::NAME_NOT_IN_PASSAGE {
        (
            format!("“{words}” in {key} is not named in any source that this page cites"),
            "write the name as the sources do, or cite one that has it",
        )
    } else {
        (
            format!("“{words}” in {key} is not in any source that this page cites"),
            "quote a source’s own words, or remove the quotation marks",
        )
    };
    Diagnostic { message, notes: Vec::new(), help: vec![help.to_owned()], ..miss }
}
