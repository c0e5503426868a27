//! The texts as they were when somebody last looked at them: `expound.lock`.
//!
//! 1. [`TextPin::of`] takes the fingerprint of a text, and of each of its paragraphs.
//! 2. [`Lock::read`] reads those that a site keeps; [`Lock::to_toml`] writes them.
//! 3. [`PinDifference::between`] says which paragraph of a text that changed was which of the old one.
//!
//! A text is cited by its words and by the numbers of its paragraphs. Another text under the same key can
//! have the words elsewhere, or others at the number; nobody who built the site would see it. The old words
//! are not kept, so that a lock can be published where the text may not be.
//!
//! A fingerprint says nothing of a text, but it says of a guess whether it is right, and of a paragraph of which all
//! is known but a name or an amount the guesses are few. So of a source that may only be cited no paragraphs are
//! kept, and of a short one not even the whole ([`Withheld`]).
//!
//! The fingerprints are SHA-256, which nobody can make two texts for: who gives us a text is not always who
//! we would trust to give us the same one again. A paragraph's is cut short, for it only says what moved.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::base::data::{self, Table, TableReader, Value};
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule::{self, Rule};
use crate::base::text::{Inputs, Place, Span};
use crate::source::Source;
use crate::source::rights::{Limits, Rights};
use crate::source::text::{Text, runs, words};

/// The file's name, at the top of a site.
pub const FILE: &str = "expound.lock";

/// What the file says of itself.
const HEADER: &str = "\
# The texts of this site's sources as they were last accepted. `expound check` reports which have changed since,
# and what that means for each citation.
#
# `text` is the SHA-256 of a source's text as expound reads it: its paragraphs, in Unicode normalization form
# NFC, with white space folded and one line feed between them. `paragraphs` has the first digits of the SHA-256
# of each paragraph. A source that may only be cited has no `paragraphs`, and a short one no SHA-256 of its
# `text`, so that nobody can use this file to test guesses at its words.
#
# `expound source pin` adds new texts, and `expound source accept KEY` accepts a changed text. Keep this file
# with the other files of the site.

version = 1
";

/// How many digits of a paragraph's fingerprint are kept.
const SHORT: usize = 16;

/// A text that may only be cited and has fewer words could be guessed as a whole.
const SHORT_TEXT: usize = 100;

/// How a lock says that it keeps no fingerprint of a text.
const WITHHELD: &str = "withheld";

/// The fingerprints of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPin {
    /// Of all of it: SHA-256, in hexadecimal; or a word that says that it is not kept.
    pub text: String,
    /// Of each paragraph, in order: the first digits of its SHA-256. There are none if they are not kept.
    pub paragraphs: Vec<String>,
}

/// What of a text is not kept, so that nobody can try whether they have guessed its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Nothing.
    Nothing,
    /// The paragraphs.
    Paragraphs,
    /// All of it.
    All,
}

impl Withheld {
    /// What of a source's text is not kept.
    pub fn of(source: &Source, limits: &Limits) -> Self {
        match &source.text {
            _ if source.rights(limits) != Rights::CiteOnly => Self::Nothing,
            Some(text) if words(text.canonical()).nth(SHORT_TEXT - 1).is_some() => Self::Paragraphs,
            _ => Self::All,
        }
    }
}

impl TextPin {
    /// What a lock keeps of a source's text.
    pub fn to_keep(source: &Source, limits: &Limits) -> Option<Self> {
        let pin = Self::of(source.text.as_ref()?);
        Some(match Withheld::of(source, limits) {
            Withheld::Nothing => pin,
            Withheld::Paragraphs => Self { paragraphs: Vec::new(), ..pin },
            Withheld::All => Self { text: WITHHELD.to_owned(), paragraphs: Vec::new() },
        })
    }

    /// Whether this may be the pin of a text with these fingerprints.
    pub fn is_of(&self, now: &Self) -> bool {
        // Paragraphs that are pinned are those of the text that is pinned.
        self.text == WITHHELD
            || (self.text == now.text && (self.paragraphs.is_empty() || self.paragraphs == now.paragraphs))
    }

    /// How a text with these fingerprints differs from the one that is pinned; `None` if its paragraphs are not
    /// kept.
    pub fn difference(&self, now: &Self) -> Option<PinDifference> {
        (!self.paragraphs.is_empty()).then(|| PinDifference::between(&self.paragraphs, &now.paragraphs))
    }

    /// Whether it has more than is to be kept of the source, by which its words could be guessed.
    pub fn reveals(&self, withheld: Withheld) -> bool {
        match withheld {
            Withheld::Nothing => false,
            Withheld::Paragraphs => !self.paragraphs.is_empty(),
            Withheld::All => self.text != WITHHELD || !self.paragraphs.is_empty(),
        }
    }

    /// The fingerprints of a text.
    pub fn of(text: &Text) -> Self {
        let paragraphs = text.paragraphs().iter().map(|&span| {
            let mut whole = fingerprint(text.slice(span));
            whole.truncate(SHORT);
            whole
        });
        Self { text: fingerprint(text.canonical()), paragraphs: paragraphs.collect() }
    }
}

fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What a site keeps of its sources' texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the sources' keys; each with its place in the file.
    pub pins: BTreeMap<String, (TextPin, Span)>,
}

impl Lock {
    /// Reads the lock of a site; `None` if it has none, or one that cannot be read.
    pub fn read(inputs: &Inputs) -> Checked<Option<Self>> {
        let Some(file) = inputs.files.get(FILE) else { return None.into() };
        let mut found = Vec::new();
        let bad = |place: Place, message: String| {
            Diagnostic::new(&rule::BAD_LOCK, place, message)
                .help("restore the file from version control, or delete it and run `expound source pin`")
        };
        let parsed = match file.text() {
            Ok(text) => data::parse_toml(text, 0).map_err(|e| (Place::at(&file.path, e.span), e.message)),
            Err(_) => Err((Place::file(&file.path), format!("{FILE} is not text in UTF-8"))),
        };
        let value = match parsed {
            Ok(table) => read_table(table, &file.path, &mut found),
            Err((place, message)) => {
                found.push(bad(place, message));
                None
            }
        };
        Checked { value, diagnostics: found }
    }

    /// The file that [`read`](Self::read) reads: the same pins give the same bytes.
    pub fn to_toml(&self) -> String {
        let mut out = HEADER.to_owned();
        for (key, (pin, _)) in &self.pins {
            let bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            let key = if bare { key.clone() } else { toml::Value::String(key.clone()).to_string() };
            let _ = write!(out, "\n[sources.{key}]\ntext = \"{}\"\n", pin.text);
            if pin.paragraphs.is_empty() {
                continue;
            }
            out.push_str("paragraphs = [\n");
            for paragraph in &pin.paragraphs {
                let _ = writeln!(out, "  \"{paragraph}\",");
            }
            out.push_str("]\n");
        }
        out
    }
}

fn read_table(table: Table, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Option<Lock> {
    let before = found.len();
    let mut lock = Lock::default();
    let mut top = TableReader::new(table, file, &rule::BAD_LOCK, &rule::BAD_LOCK, found);
    match top.integer("version") {
        Some((1, _)) => {}
        Some((other, span)) => {
            top.report(span, format!("this lock has version {other}, but this program reads version 1"));
        }
        None => top.push(
            Diagnostic::new(&rule::BAD_LOCK, Place::file(file), "this lock has no version")
                .help("delete it and run `expound source pin`"),
        ),
    }
    let sources = top.table("sources").map(|(table, _)| table).unwrap_or_default();
    top.finish(None);
    for (key, node) in sources.0 {
        let Value::Table(table) = node.value else {
            let message = format!("`{}` is not a table", key.name);
            found.push(Diagnostic::at(&rule::BAD_LOCK, file, node.span, message));
            continue;
        };
        let mut inner = TableReader::new(table, file, &rule::BAD_LOCK, &rule::BAD_LOCK, found);
        let text = inner.words("text");
        let paragraphs = inner.texts("paragraphs");
        let hex = |text: &str, digits: usize| {
            text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        for (written, span) in &paragraphs {
            if !hex(written, SHORT) {
                inner
                    .report(*span, format!("a paragraph's fingerprint must have {SHORT} hexadecimal digits"));
            }
        }
        match text {
            Some((text, span)) => {
                if !hex(&text, 64) && text != WITHHELD {
                    inner.report(span, "a text's fingerprint must have 64 hexadecimal digits");
                }
                let paragraphs = paragraphs.into_iter().map(|(text, _)| text).collect();
                lock.pins.insert(key.name, (TextPin { text, paragraphs }, key.span));
            }
            None => inner.report(key.span, format!("`{}` has no fingerprint `text`", key.name)),
        }
        inner.finish(None);
    }
    // A lock that is right in part says nothing that could be relied on.
    (found.len() == before).then_some(lock)
}

/// Whether a rule is about the lock: what `--locked` lets nobody allow.
pub fn is_about_lock(rule: &Rule) -> bool {
    [&rule::SOURCE_CHANGED, &rule::SOURCE_NOT_PINNED, &rule::PIN_WITHOUT_SOURCE, &rule::BAD_LOCK]
        .contains(&rule)
}

/// What a paragraph of the new text was in the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphChange {
    /// The same words, in the paragraph of this number from 1.
    Same(usize),
    /// Other words, between the same neighbours, in the paragraph of this number.
    Other(usize),
    /// Nothing.
    New,
}

/// How a text differs from what is pinned of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PinDifference {
    /// What each paragraph was, in the order of the new text.
    pub was: Vec<ParagraphChange>,
    /// The numbers of the old paragraphs that are gone.
    pub gone: Vec<usize>,
}

impl PinDifference {
    /// Compares two texts by the fingerprints of their paragraphs.
    ///
    /// Paragraphs whose words stand once in each text are found wherever they stand; the rest by their
    /// neighbours. The work is that of sorting.
    pub fn between(old: &[String], new: &[String]) -> Self {
        let mut was = vec![ParagraphChange::New; new.len()];
        let mut taken = vec![false; old.len()];
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        let (at_old, at_new) = (once(old), once(new));
        for (at, paragraph) in new.iter().enumerate() {
            if let (Some(Some(before)), Some(Some(_))) =
                (at_old.get(paragraph.as_str()), at_new.get(paragraph.as_str()))
            {
                was[at] = ParagraphChange::Same(before + 1);
                taken[*before] = true;
                anchors.push((*before, at));
            }
        }
        let mut from = (0, 0);
        for (before, at) in rising(&anchors).into_iter().chain([(old.len(), new.len())]) {
            fill(old, new, from.0..before, from.1..at, &mut was, &mut taken);
            from = (before + 1, at + 1);
        }
        let gone = (1..).zip(taken).filter(|(_, taken)| !taken).map(|(number, _)| number).collect();
        Self { was, gone }
    }

    /// Where an old paragraph stands now with the same words, by its number from 1.
    pub fn now(&self, old: usize) -> Option<usize> {
        self.was.iter().position(|was| *was == ParagraphChange::Same(old)).map(|at| at + 1)
    }

    /// In a line: `¶ 4 has other words; ¶ 7–8 are new; the old ¶ 9 is gone`. Empty if only numbers differ.
    pub fn said(&self) -> String {
        let numbers = |wanted: fn(&ParagraphChange) -> bool| -> Vec<usize> {
            (1..).zip(&self.was).filter(|(_, was)| wanted(was)).map(|(number, _)| number).collect()
        };
        let mut parts = Vec::new();
        let other = numbers(|was| matches!(was, ParagraphChange::Other(_)));
        if !other.is_empty() {
            let verb = if other.len() == 1 { "has" } else { "have" };
            parts.push(format!("{} {verb} changed", ranges(&other)));
        }
        let new = numbers(|was| matches!(was, ParagraphChange::New));
        if !new.is_empty() {
            parts.push(format!("{} {} new", ranges(&new), is_or_are(new.len())));
        }
        if !self.gone.is_empty() {
            parts.push(format!("the old {} {} gone", ranges(&self.gone), is_or_are(self.gone.len())));
        }
        let moved =
            (1..).zip(&self.was).filter(|&(at, was)| matches!(was, ParagraphChange::Same(old) if *old != at));
        match moved.count() {
            0 => {}
            1 => parts.push("1 paragraph has a new number".to_owned()),
            n => parts.push(format!("{n} paragraphs have new numbers")),
        }
        parts.join("; ")
    }
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// Numbers in order, shortly: `¶ 4, 7–9`; of many, the first.
fn ranges(numbers: &[usize]) -> String {
    const MOST: usize = 8;
    let runs = runs(numbers);
    let shown: Vec<String> = runs
        .iter()
        .take(MOST)
        .map(|&(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") })
        .collect();
    let more = if runs.len() > MOST { ", …" } else { "" };
    format!("¶ {}{more}", shown.join(", "))
}

/// Where each paragraph stands that stands once.
fn once(paragraphs: &[String]) -> HashMap<&str, Option<usize>> {
    let mut places: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        places.entry(paragraph).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Of pairs that rise in the second, a longest choice that rises in the first as well.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The lowest end of a choice of each length, and what came before each pair in its choice.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].0 < pair.0);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut chosen = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(i) = at {
        chosen.push(pairs[i]);
        at = before[i];
    }
    chosen.reverse();
    chosen
}

/// Pairs what stands between two anchors: the same words from both ends, then one after the other.
fn fill(
    old: &[String],
    new: &[String],
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
    was: &mut [ParagraphChange],
    taken: &mut [bool],
) {
    let mut left: std::collections::VecDeque<usize> = before.filter(|&at| !taken[at]).collect();
    let mut right: std::collections::VecDeque<usize> =
        after.filter(|&at| was[at] == ParagraphChange::New).collect();
    while let (Some(&a), Some(&b)) = (left.front(), right.front())
        && old[a] == new[b]
    {
        (was[b], taken[a]) = (ParagraphChange::Same(a + 1), true);
        left.pop_front();
        right.pop_front();
    }
    while let (Some(&a), Some(&b)) = (left.back(), right.back())
        && old[a] == new[b]
    {
        (was[b], taken[a]) = (ParagraphChange::Same(a + 1), true);
        left.pop_back();
        right.pop_back();
    }
    for (a, b) in left.into_iter().zip(right) {
        was[b] = if old[a] == new[b] { ParagraphChange::Same(a + 1) } else { ParagraphChange::Other(a + 1) };
        taken[a] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(words: &str) -> Vec<String> {
        words.chars().map(String::from).collect()
    }

    fn between(old: &str, new: &str) -> PinDifference {
        PinDifference::between(&list(old), &list(new))
    }

    #[test]
    fn a_fingerprint_is_that_which_anybody_else_takes() {
        let text = Text::plain("abc");
        let pin = TextPin::of(&text);
        assert_eq!(pin.text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(pin.paragraphs, ["ba7816bf8f01cfea"]);
    }

    #[test]
    fn what_was_added_changed_and_taken_out_is_told_apart() {
        assert_eq!(between("abc", "abc").said(), "");
        assert_eq!(between("abc", "xabc").said(), "¶ 1 is new; 3 paragraphs have new numbers");
        assert_eq!(between("abc", "axc").said(), "¶ 2 has changed");
        assert_eq!(between("abc", "ac").said(), "the old ¶ 2 is gone; 1 paragraph has a new number");
        assert_eq!(between("abcd", "bcda").said(), "4 paragraphs have new numbers");
        assert_eq!(between("abcd", "wxyzabcd").now(2), Some(6));
        assert_eq!(between("*a*", "*b*").said(), "¶ 2 has changed");
        assert_eq!(between("", "ab").said(), "¶ 1–2 are new");
    }

    #[test]
    fn a_lock_that_is_written_is_read_again() {
        let mut lock = Lock::default();
        for key in ["smith", "doi:10.1/x", "été \"q\""] {
            lock.pins.insert(key.to_owned(), (TextPin::of(&Text::plain("One.\n\nTwo.")), Span::default()));
        }
        let read = Lock::read(&Inputs::from_texts([(FILE, lock.to_toml().as_str())]));
        assert_eq!(read.diagnostics, []);
        let mut read = read.value.expect("a lock");
        assert_eq!(read.to_toml(), lock.to_toml());
        read.pins.values_mut().for_each(|(_, span)| *span = Span::default());
        assert_eq!(read, lock);
    }

    #[test]
    fn of_a_text_that_may_only_be_cited_nothing_is_kept_that_could_be_guessed() {
        let limits = Limits::default();
        let source = |rights: &str, words: usize| {
            let record = format!("[smith]\ntitle = \"T\"\nrights = \"{rights}\"\n");
            let text = "They paid 7,300 crowns.\n\n".to_owned() + &"word ".repeat(words);
            let files = [("seeds/sources.toml", record.as_str()), ("seeds/smith.txt", text.as_str())];
            crate::source::gather(&Inputs::from_texts(files)).value.remove(0)
        };
        let kept =
            |rights: &str, words: usize| TextPin::to_keep(&source(rights, words), &limits).expect("a text");
        assert_eq!(kept("excerpt", 200).paragraphs.len(), 2);
        let long = kept("cite-only", 200);
        assert!(long.paragraphs.is_empty() && long.text.len() == 64);
        let short = kept("cite-only", 20);
        assert_eq!(short, TextPin { text: "withheld".to_owned(), paragraphs: Vec::new() });
        // What is kept so is read again, and is of the text; a lock from before is too, and is to be told.
        for (pin, words) in [(&long, 200), (&short, 20)] {
            let source = source("cite-only", words);
            let now = TextPin::of(source.text.as_ref().expect("a text"));
            let (before, withheld) = (now.clone(), Withheld::of(&source, &limits));
            assert!(pin.is_of(&now) && before.is_of(&now));
            assert!(before.reveals(withheld) && !pin.reveals(withheld));
            let lock = Lock { pins: BTreeMap::from([("smith".to_owned(), (pin.clone(), Span::default()))]) };
            let read = Lock::read(&Inputs::from_texts([(FILE, lock.to_toml().as_str())]));
            assert_eq!((read.diagnostics, &read.value.expect("a lock").pins["smith"].0), (Vec::new(), pin));
        }
        assert!(!long.is_of(&TextPin::of(&Text::plain("Another."))));
        assert_eq!(long.difference(&TextPin::of(&Text::plain("Another."))), None);
    }

    proptest! {
        #[test]
        fn every_paragraph_has_one_past_and_every_old_one_one_fate(old in "[a-f]{0,12}", new in "[a-f]{0,12}") {
            let (before, after) = (list(&old), list(&new));
            let difference = PinDifference::between(&before, &after);
            let mut fates: Vec<usize> = difference.gone.clone();
            for (at, was) in difference.was.iter().enumerate() {
                match *was {
                    ParagraphChange::Same(number) => {
                        prop_assert_eq!(&before[number - 1], &after[at]);
                        fates.push(number);
                    }
                    ParagraphChange::Other(number) => {
                        prop_assert_ne!(&before[number - 1], &after[at]);
                        fates.push(number);
                    }
                    ParagraphChange::New => {}
                }
            }
            fates.sort_unstable();
            prop_assert_eq!(fates, (1..=before.len()).collect::<Vec<_>>());
        }
    }
}
