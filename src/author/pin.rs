//! `expound.lock` is written: what nobody has pinned yet is added, and a changed text is taken for the right one.
//!
//! [`pin`] and [`accept`] make the new lock and say what it comes to; [`write`] is the last step. The lock is
//! the program's own file, and the only one that is ever replaced here: as a whole, so that there is always one.

use std::path::Path;

use crate::author::AuthorError;
use crate::base::diagnostic;
use crate::base::text::{Inputs, Span};
use crate::disk::UserFolder;
use crate::graph::Graph;
use crate::source::Source;
use crate::source::pin::{FILE, Lock, ParagraphChange, TextPin, Withheld};
use crate::source::rights::Limits;
use crate::source::text::words;

/// What pinning comes to.
#[derive(Debug)]
pub struct PinReport {
    /// The lock as it is then.
    pub lock: Lock,
    /// The keys of the sources that were added.
    pub added: Vec<String>,
    /// The keys of no source, which were taken out.
    pub removed: Vec<String>,
    /// The keys of the sources whose text is another than the one that is pinned: these stay as they are.
    pub changed: Vec<String>,
    /// The keys of the sources of which more was kept than is safe.
    pub withheld: Vec<String>,
}

/// The lock of a site; an empty one if there is none.
///
/// # Errors
///
/// If there is one that cannot be read: it is not written over.
pub fn read(inputs: &Inputs) -> Result<Lock, AuthorError> {
    let read = Lock::read(inputs);
    match (read.value, read.diagnostics.first()) {
        (Some(lock), _) => Ok(lock),
        (None, None) => Ok(Lock::default()),
        (None, Some(finding)) => Err(AuthorError::Asked(format!(
            "{FILE} cannot be read ({}), and was not changed; run `expound check` for details",
            finding.message
        ))),
    }
}

/// Adds to a lock the texts that are cited and not in it, and takes out what is of no source.
pub fn pin(mut lock: Lock, graph: &Graph, limits: &Limits) -> PinReport {
    let (mut added, mut changed, mut withheld) = (Vec::new(), Vec::new(), Vec::new());
    for (source, claims) in graph.sources.iter().zip(&graph.by_source) {
        let now = source.text.as_ref().map(TextPin::of);
        let to_keep = TextPin::to_keep(source, limits);
        match (lock.pins.get(&*source.key), now) {
            (Some((pin, _)), now) if !now.as_ref().is_some_and(|now| pin.is_of(now)) => {
                changed.push(source.key.to_string());
            }
            (Some((pin, _)), Some(_)) => {
                // The same text: what is kept of it follows the rights that it has now.
                if let Some(to_keep) = to_keep.filter(|to_keep| to_keep != pin) {
                    if pin.reveals(Withheld::of(source, limits)) {
                        withheld.push(source.key.to_string());
                    } else {
                        added.push(source.key.to_string());
                    }
                    lock.pins.insert(source.key.to_string(), (to_keep, Span::default()));
                }
            }
            (None, Some(_)) if !claims.pages.is_empty() => {
                lock.pins.extend(to_keep.map(|pin| (source.key.to_string(), (pin, Span::default()))));
                added.push(source.key.to_string());
            }
            _ => {}
        }
    }
    let known = |key: &str| graph.sources.iter().any(|source| &*source.key == key);
    let removed: Vec<String> = lock.pins.keys().filter(|key| !known(key)).cloned().collect();
    lock.pins.retain(|key, _| !removed.contains(key));
    PinReport { lock, added, removed, changed, withheld }
}

/// What accepting a source's text comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It is the one that is pinned.
    Same,
    /// Nothing was pinned of it.
    New,
    /// There is no text any more: nothing is pinned of it now.
    Gone,
    /// It differs from the one that was pinned: in a line, and paragraph by paragraph, if these were kept.
    Changed(String, Vec<String>),
}

/// Takes the text of a source as it is now for the right one.
///
/// # Errors
///
/// If there is no source of that key, or it never had a text.
pub fn accept(
    lock: &mut Lock,
    sources: &[Source],
    limits: &Limits,
    key: &str,
) -> Result<Accepted, AuthorError> {
    let Some(source) = sources.iter().find(|source| &*source.key == key) else {
        let near = diagnostic::nearest(key, sources.iter().map(|source| &*source.key));
        let help =
            near.map_or("`expound sources` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(AuthorError::Asked(format!("no source has the key `{key}`; {help}")));
    };
    let Some(text) = &source.text else {
        return match lock.pins.remove(key) {
            Some(_) => Ok(Accepted::Gone),
            None => Err(AuthorError::Asked(format!("`{key}` has no text to pin"))),
        };
    };
    let now = TextPin::of(text);
    let to_keep = TextPin::to_keep(source, limits).unwrap_or_default();
    let Some((pin, _)) = lock.pins.insert(key.to_owned(), (to_keep, Span::default())) else {
        return Ok(Accepted::New);
    };
    if pin.is_of(&now) {
        return Ok(Accepted::Same);
    }
    let Some(difference) = pin.difference(&now) else {
        return Ok(Accepted::Changed(
            "it has changed; its old paragraphs were not kept".to_owned(),
            Vec::new(),
        ));
    };
    let mut lines = Vec::new();
    for (number, was) in (1..).zip(&difference.was) {
        let said = match was {
            ParagraphChange::Same(_) => continue,
            ParagraphChange::Other(old) if *old == number => "has changed".to_owned(),
            ParagraphChange::Other(old) => format!("was ¶ {old} and has changed"),
            ParagraphChange::New => "is new".to_owned(),
        };
        let span = text.paragraph(number).unwrap_or_default();
        lines.push(format!("¶ {number} {said}: {}", beginning(text.slice(span))));
    }
    lines.extend(difference.gone.iter().map(|old| format!("the old ¶ {old} is gone")));
    Ok(Accepted::Changed(difference.said(), lines))
}

/// The first words of a paragraph.
fn beginning(paragraph: &str) -> String {
    const MOST: usize = 10;
    let end = words(paragraph).take(MOST).last().map_or(0, |word| word.end);
    let more = if end < paragraph.len() { " …" } else { "" };
    format!("{}{more}", &paragraph[..end])
}

/// Writes the lock beside expound.toml. Whatever happens, there is the old one or the new one.
///
/// # Errors
///
/// If the disk fails.
pub fn write(root: &Path, lock: &Lock) -> Result<(), AuthorError> {
    let failed = |error| AuthorError::Disk(root.join(FILE), error);
    UserFolder::open(root).and_then(|root| root.replace(FILE, lock.to_toml().as_bytes())).map_err(failed)
}
