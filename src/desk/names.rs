//! The names in a claim: people, places and organisations that no cited source mentions.
//!
//! 1. [`of_source`] gathers the words with a capital of a source's text and record, once.
//! 2. [`strangers`] finds the names in a claim, word by word: runs of words with capitals. The first word
//!    of a sentence has its capital for another reason, and counts only if another follows.
//! 3. A name is known if one of its own words is, or another name of the same: a country's people and
//!    capital ([`nations`](super::nations)), the aliases of an entity of the site, initials for a name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::text::Span;
use crate::desk::nations;
use crate::desk::words::{currency_code, is_common_beginning, month, weekday};
use crate::graph::catalog::Catalog;
use crate::page::Kind;
use crate::source::Source;

/// Words that stand in many names and name nobody.
static GENERIC: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

const WORDS: &str = "\
    a admiral affairs age agency agreement air alliance ambassador an and army article asia association \
    bank bay bloc board canal central century chairman chancellor chief cold commission committee \
    commonwealth communist community company conference congress constitution cooperation corporation \
    council countries country court day defence defense deputy development director doctor dr east \
    eastern economic emperor empire far federal federation first for force foreign forum free front fund \
    general global government governor group gulf high house i in independent initiative institute \
    international island islands king kingdom lady lake latin league lord marshal mayor middle military \
    minister ministry mission mount mr mrs ms nation national nations navy new north northeast northern \
    northwest ocean of office organisation organization parliament party people permanent plan power \
    premier president prime prince princess professor programme project province queen region republic \
    revolution river road school sea secretary security senate senator society south southeast southern \
    southwest special square state states strait strategic street summit supreme the trade treaty un \
    union united university wall war west western white world";

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
            names.extend(designation(piece).map(|(_, name)| name));
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
    written.split(is_joint).map(normal).filter(|word| !word.is_empty()).collect()
}

/// Whether words end here: at a space, a hyphen or a dash.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '—' | '/')
}

fn normal(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(word) || word.chars().count() < 2 || word.chars().all(|c| c.is_ascii_digit())
}

/// Whether one of the sources that `known` asks has the word, in one or in many, or what it is made of:
/// “Siberian” of “Siberia”, “Stalinist” of “Stalin”.
fn knows(word: &str, known: &dyn Fn(&str) -> bool) -> bool {
    const ENDINGS: &str = "s es n an ans ian ians ese er ers ist ists ism i is ic";
    known(word)
        || ["s", "n", "an", "ian", "ese"].iter().any(|ending| known(&format!("{word}{ending}")))
        || ENDINGS.split(' ').filter_map(|ending| word.strip_suffix(ending)).any(|stem| {
            stem.chars().count() > 3
                && (known(stem) || known(&format!("{stem}a")) || known(&format!("{stem}ia")))
        })
}

/// How many names of a claim are asked for. A sentence with more is a list.
const MOST_ASKED: usize = 40;

/// How many words of a claim are looked at for names with numbers.
const MOST_WORDS: usize = 2_000;

/// What the sources of a claim have.
pub(super) struct Known<'k> {
    /// Whether a word stands in a passage as it is written: quick to ask.
    pub(super) written: &'k dyn Fn(&str) -> bool,
    /// Whether a word, as it is compared, is a name in one of the sources.
    pub(super) named: &'k dyn Fn(&str) -> bool,
}

/// The names in a claim that none of its sources has.
pub(super) fn strangers(claim: &str, entities: &Entities, known: &Known<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    // Words with capitals in a row, and whether a sentence begins with the first.
    let mut run: Vec<Span> = Vec::new();
    let (mut begins, mut run_begins) = (true, false);
    let mut settle = |run: &mut Vec<Span>, begins: bool| {
        // Mostly all of a name stands in the passage as it stands here.
        if !run.iter().all(|span| (known.written)(&claim[span.range()])) {
            let words: Vec<(Span, String)> =
                run.iter().map(|span| (*span, normal(&claim[span.range()]))).collect();
            found.extend(stranger(&words, begins, entities, known.named));
        }
        run.clear();
    };
    let mut asked = 0;
    let mut at = 0;
    for piece in claim.split_inclusive(is_joint) {
        if asked == MOST_ASKED {
            break;
        }
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(is_joint);
        // Nearly all words are small, and end no name because none has begun.
        if run.is_empty() && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            begins = false;
            continue;
        }
        let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = word.len() - inner.len();
        let core = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        let core = ["’s", "'s"].iter().find_map(|end| core.strip_suffix(end)).unwrap_or(core);
        if core.is_empty() || lead > 0 {
            settle(&mut run, run_begins);
            begins |= word[..lead.max(word.len() * usize::from(core.is_empty()))]
                .contains(['“', '‘', '"', ':', '(', '.', '!', '?']);
        }
        if core.is_empty() {
            continue;
        }
        // `US$100bn` is an amount.
        if begins_with_capital(core) && !core.contains(['$', '€', '£', '¥']) {
            if run.is_empty() {
                run_begins = begins;
                asked += 1;
            }
            run.push(Span::new(start + lead, start + lead + core.len()));
        } else {
            settle(&mut run, run_begins);
        }
        begins = false;
        // A stop, a comma or a possessive ends a name; the stop of an initial does not.
        let tail = &inner[core.len()..];
        let is_initial = tail == "." && core.chars().count() == 1;
        if !tail.is_empty() && !is_initial {
            settle(&mut run, run_begins);
            begins = tail.contains(['?', '!', ':', '.']);
        }
    }
    settle(&mut run, run_begins);
    // `Su-27` is not `Su-35`, though both are of one name.
    let mut at = 0;
    for piece in claim.split_inclusive(char::is_whitespace).take(MOST_WORDS) {
        if let Some((range, name)) = designation(piece)
            && !(known.named)(&name)
        {
            found.push(Span::new(at + range.start, at + range.end));
        }
        at += piece.len();
    }
    found.truncate(MOST_ASKED);
    found
}

/// A name with a number, such as `Su-35`, `G20` or `COVID-19`, and where in the word it stands.
fn designation(word: &str) -> Option<(Range<usize>, String)> {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = word.find(char::is_alphanumeric)?;
    let inner = &word[start..];
    let letters = inner.find(|c: char| !c.is_alphabetic())?;
    let digits = letters + usize::from(inner[letters..].starts_with('-'));
    let count = inner[digits..].bytes().take_while(u8::is_ascii_digit).count();
    let end = digits + count;
    // No more than letters, one hyphen and digits; a plural or a possessive may follow.
    let rest = &inner[end..];
    let is_whole =
        rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-') || rest.starts_with('s');
    if !inner.starts_with(char::is_uppercase)
        || letters == 0
        || letters > 8
        || count == 0
        || count > 3
        || !is_whole
    {
        return None;
    }
    let name = inner[..end].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some((start..start + end, name))
}

/// A run of words with capitals, if none of what it names is known.
fn stranger(
    run: &[(Span, String)],
    begins: bool,
    entities: &Entities,
    known: &dyn Fn(&str) -> bool,
) -> Option<Span> {
    // A word that begins a sentence names something only if it is a known name, or others follow it.
    let run = match run {
        [(_, word)] if begins && !nations::is_nation(word) && !entities.0.contains_key(word) => return None,
        [(_, word), rest @ ..] if begins && is_common_beginning(word) => rest,
        run => run,
    };
    let initials: String = run.iter().filter_map(|(_, word)| word.chars().next()).collect();
    if run.len() > 1 && known(&initials) {
        return None;
    }
    let mut own = run.iter().filter(|(_, word)| !is_generic(word) && !nations::is_nation(word)).peekable();
    let is_known = |word: &str| {
        knows(word, known)
            || month(&capitalised(word)).is_some()
            || weekday(word).is_some()
            || currency_code(word).is_some()
            || entities.0.get(word).is_some_and(|others| others.iter().any(|other| knows(other, known)))
    };
    if own.peek().is_some() {
        if own.clone().any(|(_, word)| is_known(word)) {
            return None;
        }
        let first = own.next()?;
        let last = own.last().unwrap_or(first);
        return Some(Span { start: first.0.start, end: last.0.end });
    }
    run.iter()
        .filter(|(_, word)| nations::is_nation(word) && !is_generic(word))
        .find(|(_, word)| !is_known(word) && !nations::others(word).any(|other| knows(other, known)))
        .map(|(span, _)| *span)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
