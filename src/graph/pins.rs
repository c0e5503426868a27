//! What a changed text means for the citations of it.
//!
//! 1. [`compare`] holds the texts against the site's lock ([`pin`](crate::source::pin)). It looks at no
//!    page, so that a change of a page costs nothing.
//! 2. [`check`] says of each text that changed what became of every passage that is cited of it, and which
//!    cited texts nobody has pinned.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::suggest::Candidates;
use crate::base::text::{Place, Span};
use crate::graph::Graph;
use crate::graph::catalog::SourceId;
use crate::graph::claims::{self, Note, Status};
use crate::page::markdown::Citation;
use crate::source::Source;
use crate::source::passage::Lookup;
use crate::source::pin::{FILE, Lock, ParagraphChange, PinDifference, TextPin, Withheld};
use crate::source::rights::Limits;

/// How a site's texts stand to its lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockComparison {
    /// The sources whose text is not the one that is pinned: where it is pinned, and how it differs.
    changed: Vec<(SourceId, Span, TextChange)>,
    /// The sources of which something is pinned, what it is, and where.
    pinned: Vec<(SourceId, TextPin, Span)>,
    /// The sources with a text of which nothing is pinned.
    unpinned: Vec<SourceId>,
    /// Pins of no source, and where they stand.
    strangers: Vec<(String, Span)>,
}

/// How a text differs from the one that is pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TextChange {
    /// There is no text any more.
    Gone,
    /// Paragraph by paragraph.
    Known(PinDifference),
    /// The old paragraphs are not kept.
    Unknown,
}

/// Holds the texts against the lock.
pub fn compare(lock: &Lock, sources: &[Source]) -> LockComparison {
    let mut compared = LockComparison::default();
    for (id, source) in (0..).zip(sources) {
        match (lock.pins.get(&*source.key), &source.text) {
            (None, Some(_)) => compared.unpinned.push(id),
            (None, None) => {}
            (Some((_, span)), None) => compared.changed.push((id, *span, TextChange::Gone)),
            (Some((pin, span)), Some(text)) => {
                let now = TextPin::of(text);
                if !pin.is_of(&now) {
                    let change = pin.difference(&now).map_or(TextChange::Unknown, TextChange::Known);
                    compared.changed.push((id, *span, change));
                }
                compared.pinned.push((id, pin.clone(), *span));
            }
        }
    }
    let known = |key: &String| sources.binary_search_by(|source| (*source.key).cmp(key)).is_ok();
    let strangers = lock.pins.iter().filter(|(key, _)| !known(key));
    compared.strangers = strangers.map(|(key, (_, span))| (key.clone(), *span)).collect();
    compared
}

/// What an author should know of it.
pub fn check(compared: &LockComparison, graph: &Graph, limits: &Limits) -> Vec<Diagnostic> {
    let file: Arc<str> = FILE.into();
    let mut found = Vec::new();
    for (id, span, change) in &compared.changed {
        found.push(changed(*id, Place::at(&file, *span), change, graph));
    }
    for (id, pin, span) in &compared.pinned {
        let source = &graph.sources[*id as usize];
        if pin.reveals(Withheld::of(source, limits)) {
            found.push(
                Diagnostic::at(
                    &rule::REVEALING_PIN,
                    &file,
                    *span,
                    format!(
                        "`{}` may only be cited, but with this file anyone can test a guess at its words",
                        source.key
                    ),
                )
                .help("run `expound source pin` to keep only what is safe"),
            );
        }
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
                format!("`{}` is cited, but {FILE} does not pin its text", source.key),
            )
            .help("run `expound source pin` to add it"),
        );
    }
    let keys = OnceCell::new();
    for (key, span) in &compared.strangers {
        let keys = keys.get_or_init(|| Candidates::new(graph.sources.iter().map(|source| &*source.key)));
        found.push(
            Diagnostic::at(
                &rule::PIN_WITHOUT_SOURCE,
                &file,
                *span,
                format!("no source has the key `{key}`, whose text is pinned here"),
            )
            .meant(keys.nearest(key))
            .help("run `expound source pin` to remove it; a source with a new key is pinned again"),
        );
    }
    found
}

/// With `--locked` a site has a lock.
pub fn no_lock() -> Diagnostic {
    Diagnostic::new(
        &rule::SOURCE_NOT_PINNED,
        Place::file(&FILE.into()),
        format!("there is no {FILE}, but --locked requires one"),
    )
    .help("run `expound source pin` to write it")
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

fn changed(id: SourceId, pinned: Place, change: &TextChange, graph: &Graph) -> Diagnostic {
    let source = &graph.sources[id as usize];
    let place = source.text_file.as_ref().map_or_else(|| source.place.clone(), Place::file);
    let message = match change {
        TextChange::Gone => format!("`{}` no longer has a text, but one is pinned", source.key),
        _ => format!("the text of `{}` is not the one that was pinned", source.key),
    };
    let difference = match change {
        TextChange::Known(difference) => Some(difference),
        _ => None,
    };
    let mut finding = Diagnostic::new(&rule::SOURCE_CHANGED, place, message);
    if let Some(said) = difference.map(PinDifference::said).filter(|said| !said.is_empty()) {
        finding = finding.note(said);
    }
    let now = difference.map(Now::of).unwrap_or_default();
    let (mut stand, mut moved, mut reworded, mut lost) = (0, 0, 0, 0);
    let mut shown = Vec::new();
    for &page in &graph.by_source[id as usize].pages {
        let of = &graph.catalog.page(page).page;
        for note in graph.claims[page as usize].notes.iter().filter(|note| note.source == id) {
            let citation = &of.body.groups[note.citation.0 as usize].citations[note.citation.1 as usize];
            let fate = match (note.status, difference) {
                // No passage of the text is named.
                (Status::Work, _) => continue,
                (_, None) if *change == TextChange::Gone => {
                    Fate::Lost("there is no text to look it up in".to_owned())
                }
                (Status::Found, None) if !citation.quotes.is_empty() => Fate::Stands,
                (Status::Found, None) => Fate::Reworded(
                    "it may have changed: no paragraphs are kept of a source that may only be cited"
                        .to_owned(),
                ),
                (_, None) => Fate::Lost("lost: the new text does not have these words".to_owned()),
                (_, Some(difference)) => fate(note, citation, source, difference, &now),
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
    let counts = [(stand, "unchanged"), (moved, "moved"), (reworded, "in changed text"), (lost, "lost")];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, fate)| format!("{count} {fate}"))
        .collect();
    finding = match &counts[..] {
        [] => finding.note("no passage is cited from it"),
        counts => finding.note(format!("passages cited from it: {}", counts.join(", "))),
    };
    if let Some(more) = shown.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        finding = finding.note(format!("{more} more are not shown here"));
    }
    for (_, place, label) in shown.into_iter().take(MOST_SHOWN) {
        finding = finding.related(place, label);
    }
    finding.related(pinned, "pinned here").help(format!(
        "read the new text; if it is right, run `expound source accept {}`; if not, restore the old one",
        source.key
    ))
}

/// What became of the old paragraphs, to be asked for many.
#[derive(Default)]
struct Now {
    /// Where those stand that have the same words, by their old numbers.
    same: HashMap<usize, usize>,
    /// Those that have other words.
    other: HashSet<usize>,
    /// The old numbers by what became of them, the gravest first: lost, with other words, moved.
    by_fate: [Vec<usize>; 3],
    /// The highest number that means anything.
    last: usize,
}

impl Now {
    fn of(difference: &PinDifference) -> Self {
        let mut now = Self { last: difference.was.len(), ..Self::default() };
        for (number, was) in (1..).zip(&difference.was) {
            match *was {
                ParagraphChange::Same(old) => {
                    now.same.entry(old).or_insert(number);
                    now.last = now.last.max(old);
                }
                ParagraphChange::Other(old) => {
                    now.other.insert(old);
                    now.last = now.last.max(old);
                }
                ParagraphChange::New => {}
            }
        }
        now.last = now.last.max(difference.gone.last().copied().unwrap_or_default());
        for number in 1..=now.last {
            let rank = of_number(number, difference, &now).rank();
            if let Some(numbers) = 3_usize.checked_sub(rank.into()).and_then(|at| now.by_fate.get_mut(at)) {
                numbers.push(number);
            }
        }
        now
    }

    /// What became of the paragraphs of a run, however long it is: of the gravest, the first.
    fn of_numbers(&self, first: usize, last: usize, difference: &PinDifference) -> Fate {
        let within = self.by_fate.iter().find_map(|numbers| {
            let number = *numbers.get(numbers.partition_point(|&number| number < first))?;
            (number <= last).then_some(number)
        });
        // Beyond the last there was nothing, and a number there is as good as lost.
        let lost = within.is_some_and(|number| self.by_fate[0].binary_search(&number).is_ok());
        match within {
            Some(number) if lost || last <= self.last => of_number(number, difference, self),
            None if last <= self.last => Fate::Stands,
            _ => of_number(first.max(self.last + 1), difference, self),
        }
    }
}

/// What became of a passage, by what is known of the old text: its paragraphs, and not their words.
fn fate(note: &Note, citation: &Citation, source: &Source, difference: &PinDifference, now: &Now) -> Fate {
    let named = citation.locator.as_ref().and_then(|locator| locator.paragraphs());
    if citation.quotes.is_empty() {
        let Some(named) = named else { return Fate::Stands };
        // A number means what stood there.
        return now.of_numbers(*named.start(), *named.end(), difference);
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
                    Lookup::Found(passage) => Some(passage.paragraphs),
                    _ => None,
                })
                .collect();
            found.and_then(|all| Some((all.iter().map(|p| p.0).min()?, all.iter().map(|p| p.1).max()?)))
        }
    };
    let Some((first, last)) = places else {
        return Fate::Lost("lost: the new text does not have these words in one place".to_owned());
    };
    // Of what stands in many paragraphs each is looked at, as far as there are any.
    let last = last.min(difference.was.len().max(first));
    (first..=last).map(|number| of_words(number, difference)).fold(Fate::Stands, worse)
}

/// What became of the paragraph that a citation names by a number and nothing else.
fn of_number(number: usize, difference: &PinDifference, now: &Now) -> Fate {
    match difference.was.get(number.wrapping_sub(1)) {
        Some(ParagraphChange::Same(old)) if *old == number => Fate::Stands,
        _ => match now.same.get(&number) {
            Some(now) => Fate::Moved(format!("moved: the old ¶ {number} is now ¶ {now}")),
            None if now.other.contains(&number) => Fate::Reworded(format!("¶ {number} has changed")),
            None => Fate::Lost(format!("lost: the old ¶ {number} is gone")),
        },
    }
}

/// What became of words that now stand in this paragraph.
fn of_words(number: usize, difference: &PinDifference) -> Fate {
    match difference.was.get(number.wrapping_sub(1)) {
        Some(ParagraphChange::Same(old)) if *old == number => Fate::Stands,
        Some(ParagraphChange::Same(old)) => Fate::Moved(format!("moved: from ¶ {old} to ¶ {number}")),
        Some(ParagraphChange::Other(old)) if *old == number => {
            Fate::Reworded(format!("still in ¶ {number}, where other words have changed"))
        }
        Some(ParagraphChange::Other(old)) => {
            Fate::Moved(format!("moved: now in ¶ {number}, which was ¶ {old} and has changed"))
        }
        _ => Fate::Moved(format!("moved: now in ¶ {number}, which is new")),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(fate: Fate) -> (u8, String) {
        let rank = fate.rank();
        match fate {
            Fate::Stands => (rank, String::new()),
            Fate::Moved(words) | Fate::Reworded(words) | Fate::Lost(words) => (rank, words),
        }
    }

    proptest! {
        #[test]
        fn of_a_run_the_gravest_is_told(
            old in "[a-f]{0,9}", new in "[a-f]{0,9}", first in 1_usize..14, more in 0_usize..14,
        ) {
            let paragraphs = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
            let difference = PinDifference::between(&paragraphs(&old), &paragraphs(&new));
            let now = Now::of(&difference);
            let each = (first..=first + more).map(|number| of_number(number, &difference, &now));
            let expected = told(each.fold(Fate::Stands, worse));
            prop_assert_eq!(told(now.of_numbers(first, first + more, &difference)), expected);
        }
    }

    #[test]
    fn a_run_without_end_ends() {
        let difference = PinDifference::between(&["a".to_owned()], &["a".to_owned(), "b".to_owned()]);
        let fate = Now::of(&difference).of_numbers(1, usize::MAX, &difference);
        assert_eq!(told(fate).0, 3);
        // There is no ¶ 0, of which nothing can become anything.
        assert_eq!(told(Now::of(&difference).of_numbers(0, 1, &difference)).0, 0);
    }
}
