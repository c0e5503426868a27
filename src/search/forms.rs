//! How much one word is another: the same, a form of it, or one that begins so.
//!
//! Nothing is cut off words when they are indexed: a word that is looked up is compared with the words
//! that the index has, and what the two do not share must be an ending. Of Latin script the endings
//! are those of English, most of which other languages of that script have too; of other scripts any
//! three letters are an ending, since nearly all inflections are.

use crate::search::tokens::stands_alone;

/// The same word.
pub const SAME: f64 = 1.0;
/// Another number or tense of it.
const INFLECTED: f64 = 0.85;
/// A word made of it, or of the same word.
const DERIVED: f64 = 0.6;

/// Endings of inflections.
const INFLECTIONS: &[&str] = &["", "s", "es", "e", "ed", "d", "ing", "y", "ies", "ied", "ying"];
/// Endings of derivations.
const DERIVATIONS: &[&str] = &[
    "n", "ns", "an", "ans", "er", "ers", "or", "ors", "r", "rs", "ion", "ions", "tion", "tions", "nt", "nts",
    "ment", "ments", "al", "ic", "ics", "ical", "ly", "ty", "ity", "ive", "able", "ance", "ence",
];
/// What two forms share at least: of inflections, of derivations, and in other scripts.
const SHARED: [usize; 3] = [3, 4, 3];
/// The longest ending, in Latin script and in others.
const LONGEST: [usize; 2] = [5, 3];

/// How much the word of an index is the word of a query, from 0 to 1. `open` if the query may go on:
/// then a word that begins so is one, too.
pub fn likeness(word: &str, term: &str, open: bool) -> f64 {
    if word == term {
        return SAME;
    }
    let begun = if open && term.starts_with(word) { begun(word, term) } else { 0.0 };
    begun.max(form(word, term))
}

/// What a word of the index begins with, if it is at all like `word`.
pub fn stem(word: &str) -> &str {
    let length = word.chars().count();
    let kept = match InflectionScript::of(word) {
        InflectionScript::Latin => length.saturating_sub(LONGEST[0]).max(SHARED[0]),
        InflectionScript::Other => length.saturating_sub(LONGEST[1]).max(SHARED[2]),
        InflectionScript::Unspaced | InflectionScript::Number => length,
    };
    word.char_indices().nth(kept).map_or(word, |(at, _)| &word[..at])
}

/// The longer the part that is typed already, the likelier it is this word.
#[allow(clippy::cast_precision_loss)] // words are short
fn begun(word: &str, term: &str) -> f64 {
    let (typed, whole) = (word.chars().count(), term.chars().count());
    match InflectionScript::of(word) {
        InflectionScript::Latin | InflectionScript::Other | InflectionScript::Number if typed < 2 => 0.0,
        _ => 0.8 * typed as f64 / whole as f64,
    }
}

fn form(word: &str, term: &str) -> f64 {
    let script = InflectionScript::of(word);
    if script != InflectionScript::of(term)
        || matches!(script, InflectionScript::Unspaced | InflectionScript::Number)
    {
        return 0.0;
    }
    let shared: usize =
        word.chars().zip(term.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    // The endings may begin alike, and then what the two share ends earlier: `negotiat-ing` and `-ions`.
    let ends = word[..shared].char_indices().rev().map(|(at, _)| at).take(ALIKE);
    let alike = |end: usize| endings(script, word[..end].chars().count(), &word[end..], &term[end..]);
    std::iter::once(shared).chain(ends).map(alike).fold(0.0, f64::max)
}

/// By how many letters two endings may begin alike.
const ALIKE: usize = 2;

/// How much two words are one that share so many letters, and end in these.
fn endings(script: InflectionScript, count: usize, one: &str, other: &str) -> f64 {
    if script == InflectionScript::Other {
        let short = |ending: &str| ending.chars().count() <= LONGEST[1];
        return if count >= SHARED[2] && short(one) && short(other) { INFLECTED } else { 0.0 };
    }
    let inflected = |ending: &str| INFLECTIONS.contains(&ending);
    let derived = |ending: &str| inflected(ending) || DERIVATIONS.contains(&ending);
    if count >= SHARED[0] && inflected(one) && inflected(other) {
        INFLECTED
    } else if count >= SHARED[1] && derived(one) && derived(other) {
        DERIVED
    } else {
        0.0
    }
}

/// How words of a script change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InflectionScript {
    Latin,
    Number,
    Unspaced,
    Other,
}

impl InflectionScript {
    /// By the first character, which is all that a word needs: where scripts meet, words are cut.
    fn of(word: &str) -> Self {
        match word.chars().next() {
            Some(c) if c.is_numeric() => Self::Number,
            Some(c) if stands_alone(c) => Self::Unspaced,
            Some('a'..='z' | '\u{df}'..='\u{24f}') => Self::Latin,
            _ => Self::Other,
        }
    }
}
