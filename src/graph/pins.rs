//! What a changed text means for the citations of it.
//!
//! 1. [`compare`] holds the texts against the site's lock ([`pin`](crate::source::pin)). It looks at no
//!    page, so that a change of a page costs nothing.
//! 2. [`check`] says of each text that changed what became of every passage that is cited of it, and which
//!    cited texts nobody has pinned.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{Place, Span};
use crate::graph::Graph;
use crate::graph::catalog::SourceId;
use crate::graph::claims::{self, Note, Status};
use crate::page::markdown::Citation;
use crate::source::Source;
use crate::source::passage::Outcome;
use crate::source::pin::{Difference, FILE, Lock, Pin, Was};

/// How a site's texts stand to its lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The sources whose text is not the one that is pinned: where it is pinned, and how it differs;
    /// `None` if there is no text any more.
    changed: Vec<(SourceId, Span, Option<Difference>)>,
    /// The sources with a text of which nothing is pinned.
    unpinned: Vec<SourceId>,
    /// Pins of no source, and where they stand.
    strangers: Vec<(String, Span)>,
}

/// Holds the texts against the lock.
pub fn compare(lock: &Lock, sources: &[Source]) -> Compared {
    let mut compared = Compared::default();
    for (id, source) in (0..).zip(sources) {
        match (lock.pins.get(&*source.key), &source.text) {
            (None, Some(_)) => compared.unpinned.push(id),
            (None, None) => {}
            (Some((_, span)), None) => compared.changed.push((id, *span, None)),
            (Some((pin, span)), Some(text)) => {
                let now = Pin::of(text);
                if *pin != now {
                    let difference = Difference::between(&pin.paragraphs, &now.paragraphs);
                    compared.changed.push((id, *span, Some(difference)));
                }
            }
        }
    }
    let known = |key: &String| sources.binary_search_by(|source| (*source.key).cmp(key)).is_ok();
    let strangers = lock.pins.iter().filter(|(key, _)| !known(key));
    compared.strangers = strangers.map(|(key, (_, span))| (key.clone(), *span)).collect();
    compared
}

/// What an author should know of it.
pub fn check(compared: &Compared, graph: &Graph) -> Vec<Diagnostic> {
    let file: Arc<str> = FILE.into();
    let mut found = Vec::new();
    for (id, span, difference) in &compared.changed {
        found.push(changed(*id, Place::at(&file, *span), difference.as_ref(), graph));
    }
    for &id in &compared.unpinned {
        if graph.by_source[id as usize].pages.is_empty() {
            continue; // What nobody cites may change as it likes.
        }
        let source = &graph.sources[id as usize];
        found.push(
            Diagnostic::new(
                &rule::SOURCE_NOT_PINNED,
                source.place.clone(),
                format!("`{}` is cited, and {FILE} has nothing of its text", source.key),
            )
            .help("`expound source pin` adds it"),
        );
    }
    for (key, span) in &compared.strangers {
        found.push(
            Diagnostic::at(
                &rule::PIN_WITHOUT_SOURCE,
                &file,
                *span,
                format!("there is no source `{key}`, of which this would be the text"),
            )
            .did_you_mean(key, graph.sources.iter().map(|source| &*source.key))
            .help("`expound source pin` takes it out; if the source has another key now, it is pinned anew"),
        );
    }
    found
}

/// With `--locked` a site has a lock.
pub fn no_lock() -> Diagnostic {
    Diagnostic::new(
        &rule::SOURCE_NOT_PINNED,
        Place::file(&FILE.into()),
        format!("there is no {FILE}, and --locked asks that there is one"),
    )
    .help("`expound source pin` writes it")
}

/// How many citations are shown of one source; the rest are counted.
const MOST_SHOWN: usize = 12;

/// What became of a passage that is cited.
enum Fate {
    /// It stands where it stood.
    Stands,
    /// It stands elsewhere, or is no longer what it was: in words, for the mark.
    Moved(String),
    /// The words stand there, among others than before, or the paragraph has others.
    Reworded(String),
    /// It cannot be found.
    Lost(String),
}

fn changed(id: SourceId, pinned: Place, difference: Option<&Difference>, graph: &Graph) -> Diagnostic {
    let source = &graph.sources[id as usize];
    let place = source.text_file.as_ref().map_or_else(|| source.place.clone(), Place::file);
    let message = match difference {
        Some(_) => format!("the text of `{}` is not the one that is pinned", source.key),
        None => format!("`{}` has no text any more, and one is pinned", source.key),
    };
    let mut finding = Diagnostic::new(&rule::SOURCE_CHANGED, place, message);
    if let Some(said) = difference.map(Difference::said).filter(|said| !said.is_empty()) {
        finding = finding.note(said);
    }
    let (mut stand, mut moved, mut reworded, mut lost) = (0, 0, 0, 0);
    let mut shown = Vec::new();
    for &page in &graph.by_source[id as usize].pages {
        let of = &graph.catalog.page(page).page;
        for note in graph.claims[page as usize].notes.iter().filter(|note| note.source == id) {
            let citation = &of.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize];
            let fate = match (note.status, difference) {
                // No passage of the text is named.
                (Status::Work, _) => continue,
                (_, None) => Fate::Lost("there is no text to look it up in".to_owned()),
                (_, Some(difference)) => fate(note, citation, source, difference),
            };
            let rank = fate.rank();
            let (count, label) = match fate {
                Fate::Stands => {
                    stand += 1;
                    continue;
                }
                Fate::Moved(label) => (&mut moved, label),
                Fate::Reworded(label) => (&mut reworded, label),
                Fate::Lost(label) => (&mut lost, label),
            };
            *count += 1;
            shown.push((rank, Place::at(&of.file, citation.span), label));
        }
    }
    // What is lost comes first; of one rank, as a reader goes through the pages.
    shown.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
    let counts = [
        (stand, "as it was", "as they were"),
        (moved, "moved", "moved"),
        (reworded, "among other words than before", "among other words than before"),
        (lost, "lost", "lost"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    finding = match &counts[..] {
        [] => finding.note("no passage of it is cited"),
        counts => finding.note(format!("of the passages cited of it: {}", counts.join(", "))),
    };
    if let Some(more) = shown.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        finding = finding.note(format!("{more} more of these are not shown here"));
    }
    for (_, place, label) in shown.into_iter().take(MOST_SHOWN) {
        finding = finding.related(place, label);
    }
    finding.related(pinned, "it is pinned here").help(format!(
        "look at the new text; if it is right, `expound source accept {}`, and if not, put the old one back",
        source.key
    ))
}

/// What became of a passage, by what is known of the old text: its paragraphs, and not their words.
fn fate(note: &Note, citation: &Citation, source: &Source, difference: &Difference) -> Fate {
    let named = citation.locator.as_ref().and_then(|locator| locator.paragraphs());
    if citation.quotes.is_empty() {
        let Some(named) = named else { return Fate::Stands };
        // A number means what stood there.
        return named.map(|number| of_number(number, difference)).fold(Fate::Stands, worse);
    }
    let Some(text) = &source.text else { return Fate::Lost("there is no text".to_owned()) };
    let places = match (note.status, note.paragraphs) {
        (Status::Found, Some(places)) => Some(places),
        // The words may stand in another paragraph than the one that is named.
        _ => {
            let found: Option<Vec<_>> = citation
                .quotes
                .iter()
                .map(|quote| match claims::find(quote, text, None).outcome {
                    Outcome::Found(passage) => Some(passage.paragraphs),
                    _ => None,
                })
                .collect();
            found.and_then(|all| Some((all.iter().map(|p| p.0).min()?, all.iter().map(|p| p.1).max()?)))
        }
    };
    let Some((first, last)) = places else {
        return Fate::Lost("lost: the new text does not have these words at one place".to_owned());
    };
    (first..=last).map(|number| of_words(number, difference)).fold(Fate::Stands, worse)
}

/// What became of the paragraph that a citation names by a number and nothing else.
fn of_number(number: usize, difference: &Difference) -> Fate {
    match difference.was.get(number - 1) {
        Some(Was::Same(old)) if *old == number => Fate::Stands,
        _ => match difference.now(number) {
            Some(now) => Fate::Moved(format!("moved: what was ¶ {number} is ¶ {now} now")),
            None if difference.was.contains(&Was::Other(number)) => {
                Fate::Reworded(format!("¶ {number} had other words"))
            }
            None => Fate::Lost(format!("lost: what was ¶ {number} is not there any more")),
        },
    }
}

/// What became of words that now stand in this paragraph.
fn of_words(number: usize, difference: &Difference) -> Fate {
    match difference.was.get(number - 1) {
        Some(Was::Same(old)) if *old == number => Fate::Stands,
        Some(Was::Same(old)) => Fate::Moved(format!("moved: from ¶ {old} to ¶ {number}")),
        Some(Was::Other(old)) if *old == number => {
            Fate::Reworded(format!("still there, in ¶ {number}, of which other words have changed"))
        }
        Some(Was::Other(old)) => {
            Fate::Moved(format!("moved: it stands in ¶ {number}, which was ¶ {old} and had other words"))
        }
        _ => Fate::Moved(format!("moved: it stands in ¶ {number}, which is new")),
    }
}

impl Fate {
    /// How much it matters.
    fn rank(&self) -> u8 {
        match self {
            Self::Stands => 0,
            Self::Moved(_) => 1,
            Self::Reworded(_) => 2,
            Self::Lost(_) => 3,
        }
    }
}

/// Of two fates of one passage, the one to be told.
fn worse(a: Fate, b: Fate) -> Fate {
    if b.rank() > a.rank() { b } else { a }
}
