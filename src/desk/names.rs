//! The names in a claim: people, places and organisations that no cited source mentions.
//!
//! 1. [`of_source`] gathers the words with a capital of a source's text and record, once.
//! 2. [`strangers`] finds the names in a claim, word by word: runs of words with capitals. The first word
//!    of a sentence has its capital for another reason, and counts only if another follows.
//! 3. A name is known if one of its own words is, or another name of the same: a country's people and
//!    capital ([`nations`](super::nations)), the aliases of an entity of the site, initials for a name.

use std::collections::{HashMap, HashSet};

use crate::base::text::Span;
use crate::desk::nations;
use crate::graph::catalog::Catalog;
use crate::page::Kind;
use crate::source::Source;

/// Words that stand in many names and name nobody.
const GENERIC: &[&str] = &[
    "a",
    "admiral",
    "agency",
    "agreement",
    "air",
    "alliance",
    "ambassador",
    "an",
    "and",
    "army",
    "article",
    "asia",
    "association",
    "bank",
    "bay",
    "bloc",
    "board",
    "canal",
    "central",
    "century",
    "chairman",
    "chancellor",
    "chief",
    "cold",
    "commission",
    "committee",
    "commonwealth",
    "communist",
    "community",
    "company",
    "conference",
    "congress",
    "cooperation",
    "corporation",
    "council",
    "countries",
    "country",
    "court",
    "deputy",
    "development",
    "director",
    "doctor",
    "dr",
    "east",
    "eastern",
    "economic",
    "emperor",
    "far",
    "federal",
    "federation",
    "first",
    "for",
    "force",
    "foreign",
    "forum",
    "free",
    "fund",
    "general",
    "global",
    "government",
    "governor",
    "group",
    "gulf",
    "high",
    "house",
    "i",
    "in",
    "independent",
    "initiative",
    "institute",
    "international",
    "island",
    "islands",
    "king",
    "lady",
    "lake",
    "latin",
    "league",
    "lord",
    "marshal",
    "mayor",
    "military",
    "minister",
    "ministry",
    "mission",
    "mount",
    "mr",
    "mrs",
    "ms",
    "nation",
    "national",
    "nations",
    "navy",
    "new",
    "north",
    "northeast",
    "northern",
    "northwest",
    "ocean",
    "of",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "people",
    "permanent",
    "plan",
    "power",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "professor",
    "programme",
    "project",
    "province",
    "queen",
    "region",
    "republic",
    "river",
    "road",
    "school",
    "sea",
    "secretary",
    "security",
    "senate",
    "senator",
    "society",
    "south",
    "southeast",
    "southern",
    "southwest",
    "special",
    "state",
    "states",
    "strait",
    "strategic",
    "street",
    "summit",
    "supreme",
    "the",
    "trade",
    "treaty",
    "un",
    "union",
    "united",
    "university",
    "war",
    "west",
    "western",
    "world",
];

/// The other names of the site's entities, by each word of one of them.
#[derive(Debug, Default)]
pub struct Entities(HashMap<String, Vec<String>>);

impl Entities {
    /// The titles and aliases of all entities.
    pub fn of(catalog: &Catalog) -> Self {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for (_, entry) in
            catalog.iter().filter(|(_, entry)| entry.page.kind == Kind::Entity && !entry.generated)
        {
            let aliases = entry.page.front.names.iter().map(|name| name.text.as_str());
            let names: Vec<String> = std::iter::once(entry.page.title())
                .chain(aliases)
                .flat_map(parts)
                .filter(|word| !is_generic(word))
                .collect();
            for name in &names {
                all.entry(name.clone())
                    .or_default()
                    .extend(names.iter().filter(|other| *other != name).cloned());
            }
        }
        Self(all)
    }
}

/// The words with a capital of a source, as they are compared.
pub(super) fn of_source(source: &Source) -> HashSet<String> {
    let mut names = of_record(source);
    if let Some(text) = &source.text {
        gather(text.canonical(), &mut names);
    }
    names
}

/// The words with a capital of a record.
pub(super) fn of_record(source: &Source) -> HashSet<String> {
    let mut names = HashSet::new();
    let record = &source.record;
    let authors = record.authors.iter().chain(&record.editors);
    for author in authors {
        gather(&author.family, &mut names);
        gather(author.given.as_deref().unwrap_or_default(), &mut names);
    }
    for words in [&record.title, &record.publisher, &record.container, &record.place, &record.note] {
        gather(words.as_deref().unwrap_or_default(), &mut names);
    }
    names
}

fn gather(text: &str, names: &mut HashSet<String>) {
    let mut initials: Vec<char> = Vec::new();
    for piece in text.split_whitespace() {
        let capital = begins_with_capital(piece);
        if capital {
            for part in parts(piece) {
                initials.extend(part.chars().next());
                if !names.contains(&part) {
                    names.insert(part);
                }
            }
            // `SCO` for the Shanghai Cooperation Organization: two to five words, the last of them here.
            for length in 2..=initials.len().min(5) {
                names.insert(initials[initials.len() - length..].iter().collect());
            }
        }
        if (!capital && !matches!(piece, "of" | "the" | "and" | "for"))
            || piece.ends_with(['.', ',', ';', ':'])
        {
            initials.clear();
        }
    }
}

fn begins_with_capital(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().is_some_and(char::is_uppercase)
}

/// The words of a name as they are compared: without possessives and full stops, in lower case, and cut
/// at hyphens.
fn parts(written: &str) -> Vec<String> {
    written
        .split(|c: char| c.is_whitespace() || "-‑–—/".contains(c))
        .map(normal)
        .filter(|word| !word.is_empty())
        .collect()
}

fn normal(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&word).is_ok()
        || word.chars().count() < 2
        || word.chars().all(|c| c.is_ascii_digit())
}

/// Whether one of the sources that `known` asks has the word, in one or in many.
fn knows(word: &str, known: &dyn Fn(&str) -> bool) -> bool {
    known(word)
        || word.strip_suffix('s').is_some_and(known)
        || word.strip_suffix("es").is_some_and(known)
        || known(&format!("{word}s"))
}

/// The names in a claim that none of its sources has. `known` says whether a word is one that a source
/// has.
pub(super) fn strangers(claim: &str, entities: &Entities, known: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut run: Vec<(Span, String, bool)> = Vec::new();
    let mut begins = true;
    let mut at = 0;
    let mut settle = |run: &mut Vec<(Span, String, bool)>| {
        found.extend(stranger(run, entities, known));
        run.clear();
    };
    for piece in claim.split_inclusive(|c: char| c.is_whitespace() || "-‑–—/".contains(c)) {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || "-‑–—/".contains(c));
        let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = word.len() - inner.len();
        let core = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        let core = ["’s", "'s"].iter().find_map(|end| core.strip_suffix(end)).unwrap_or(core);
        if lead > 0 && !core.is_empty() {
            settle(&mut run);
            // What stands in quotation marks is looked up as it is.
            begins |= word.contains(['“', '‘', '"', ':', '(']);
        }
        if core.is_empty() {
            settle(&mut run);
            begins |= word.contains(['.', ':', '“', '"', '!', '?']);
            continue;
        }
        // `US$100bn` is an amount.
        if begins_with_capital(core) && !core.contains(['$', '€', '£', '¥']) {
            let span = Span::new(start + lead, start + lead + core.len());
            run.push((span, normal(core), begins));
        } else {
            settle(&mut run);
        }
        begins = false;
        // A stop, a comma or a possessive ends a name.
        if inner.len() > core.len() && !(inner[core.len()..].starts_with('.') && core.chars().count() == 1) {
            settle(&mut run);
            begins |= inner.contains(['?', '!', ':']) || inner.ends_with('.') || inner.ends_with(['”', '"']);
        }
    }
    settle(&mut run);
    found
}

/// A run of words with capitals, if none of what it names is known.
fn stranger(run: &[(Span, String, bool)], entities: &Entities, known: &dyn Fn(&str) -> bool) -> Option<Span> {
    // A word that begins a sentence names something only if it is a known name, or others follow it.
    let run = match run {
        [(_, word, true)] if !nations::is_nation(word) && !entities.0.contains_key(word) => return None,
        [(_, word, true), rest @ ..] if crate::desk::words::is_common_beginning(word) => rest,
        run => run,
    };
    let initials: String = run.iter().filter_map(|(_, word, _)| word.chars().next()).collect();
    if run.len() > 1 && known(&initials) {
        return None;
    }
    let mut own = run.iter().filter(|(_, word, _)| !is_generic(word) && !nations::is_nation(word)).peekable();
    let is_known = |word: &str| {
        knows(word, known)
            || crate::desk::words::month(&capitalised(word)).is_some()
            || crate::desk::words::weekday(word).is_some()
            || crate::desk::words::currency_code(word).is_some()
            || entities.0.get(word).is_some_and(|others| others.iter().any(|other| knows(other, known)))
    };
    if own.peek().is_some() {
        if own.clone().any(|(_, word, _)| is_known(word)) {
            return None;
        }
        let first = own.next()?;
        let last = own.last().unwrap_or(first);
        return Some(Span { start: first.0.start, end: last.0.end });
    }
    run.iter()
        .filter(|(_, word, _)| nations::is_nation(word) && !is_generic(word))
        .find(|(_, word, _)| !is_known(word) && !nations::others(word).any(|other| knows(other, known)))
        .map(|(span, ..)| *span)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generic_words_are_sorted() {
        assert!(GENERIC.is_sorted(), "{:?}", GENERIC.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
