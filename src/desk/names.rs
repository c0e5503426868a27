//! The names in a claim: people, places and organisations that no cited source mentions.
//!
//! 1. [`NameSet::of_source`] gathers the words with a capital of a source's text and record, once.
//! 2. [`strangers`] finds the names in a claim, word by word: runs of words with capitals. The first word
//!    of a sentence has its capital for another reason, and counts only if another follows.
//! 3. A name is known if one of its own words is, or another name of the same: a country's people and
//!    capital ([`nations`](super::nations)), the aliases of an entity of the site, initials for a name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::text::Span;
use crate::desk::figure::{self, Figure};
use crate::desk::nations;
use crate::desk::quotes;
use crate::desk::roles::is_office;
use crate::desk::spellings::{self, skeleton};
use crate::desk::words::{currency_code, is_common_beginning, month, weekday};
use crate::graph::catalog::Catalog;
use crate::page::PageKind;
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
    union united university wall war west western white world \
    saint st mount mt fort ft sir dame pope tsar czar justice justices judge bishop archbishop cardinal captain \
    colonel sergeant lieutenant major commander sheriff striker manager coach county city town village hill \
    lake valley bridge station church hospital market \
    prof professor dr doctor rev reverend pastor vicar rector canon dean deacon abbot abbess prior father brother \
    sister mother rabbi imam sheikh emir shah sultan maharaja baron baroness count countess duke duchess earl \
    viscount viscountess marquess marquis archduke dame madam madame mme mlle monsieur herr frau fraulein senor señor \
    senora señora don doña signor signora master miss mx mister messrs gen sen gov rep col lt capt sgt cpl maj adm cmdr \
    hon brigadier corporal private constable inspector superintendent detective magistrate attorney counsel advocate \
    solicitor barrister chair chairwoman chairperson vice acting former interim treasurer auditor ombudsman councillor \
    councilor councillors councilors alderman congressman congresswoman delegate envoy consul commissioner comptroller \
    speaker coach captain goalkeeper midfielder defender winger referee umpire pitcher quarterback forward editor \
    reporter author nurse engineer architect curator conductor soprano tenor baritone pianist violinist skipper \
    jr sr ltd inc corp plc llc co gmbh sa ag plc";

/// The other names of the site's entities, by each word of one of them.
#[derive(Debug, Default)]
pub struct Entities(HashMap<String, Vec<String>>);

impl Entities {
    /// The titles and aliases of all entities.
    pub fn of(catalog: &Catalog) -> Self {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for (_, entry) in
            catalog.iter().filter(|(_, entry)| entry.page.kind == PageKind::Entity && !entry.generated)
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

    /// Whether two names are those of one entity: one of its words stands in each.
    pub(super) fn are_one(&self, a: &str, b: &str) -> bool {
        let b = parts(b);
        parts(a).iter().filter_map(|word| self.0.get(word)).flatten().any(|other| b.contains(other))
    }
}

/// The names of a text: the words with a capital, as they are compared, and what stands beside each.
#[derive(Debug, Default)]
pub struct NameSet {
    words: HashSet<String>,
    /// What stands before a word in one name with it; an empty string where nothing does.
    before: HashMap<String, Vec<String>>,
    after: HashMap<String, Vec<String>>,
}

impl NameSet {
    /// Those of a source's text and record.
    pub(super) fn of_source(source: &Source) -> Self {
        let mut names = Self::default();
        names.gather_record(source);
        if let Some(text) = &source.text {
            names.gather(text.canonical());
        }
        names
    }

    /// Those of the records of all sources.
    pub(super) fn of_records(sources: &[Source]) -> Self {
        let mut names = Self::default();
        sources.iter().for_each(|source| names.gather_record(source));
        names
    }

    /// Whether one of the words of a name stands here.
    pub(super) fn has_any(&self, name: &str) -> bool {
        parts(name).iter().any(|part| !is_generic(part) && self.words.contains(part))
    }

    fn gather_record(&mut self, source: &Source) {
        let record = &source.record;
        for author in record.authors.iter().chain(&record.editors) {
            let given = author.given.as_deref().unwrap_or_default();
            self.gather(&format!("{given} {}", author.family));
        }
        for words in [&record.title, &record.publisher, &record.container, &record.place, &record.note] {
            self.gather(words.as_deref().unwrap_or_default());
        }
    }

    fn gather(&mut self, text: &str) {
        let mut initials: Vec<char> = Vec::new();
        // The last word of the name that goes on, and those that “and” has put beside it: “North and South”.
        let mut last: Option<String> = None;
        let mut joined: Option<String> = None;
        for piece in text.split_whitespace() {
            let capital = begins_with_capital(piece);
            if piece.starts_with(|c: char| !c.is_alphanumeric()) {
                (last, joined) = (None, None);
            }
            if capital {
                self.words.extend(designation(piece).map(|(_, name)| name));
                for part in parts(piece) {
                    initials.extend(part.chars().next());
                    let initial = part.chars().count() == 1 && piece.ends_with('.');
                    if initial || !is_label(&part) && !is_common_beginning(&part) || is_modifier(&part) {
                        let ahead = last.replace(part.clone());
                        if let Some(other) = joined.take().filter(|_| ahead.is_some()) {
                            beside(&mut self.before, &part, &other);
                        }
                        if let Some(ahead) = &ahead {
                            beside(&mut self.after, ahead, &part);
                        }
                        beside(&mut self.before, &part, ahead.as_deref().unwrap_or_default());
                    }
                    if !self.words.contains(&part) {
                        self.words.insert(format!("~{}", skeleton(&part)));
                        self.words.insert(part);
                    }
                }
                // `SCO` for the Shanghai Cooperation Organization: two to five words, the last of them here.
                for length in 2..=initials.len().min(5) {
                    let letters = &initials[initials.len() - length..];
                    self.words.insert(std::iter::once('.').chain(letters.iter().copied()).collect());
                }
            } else if matches!(piece, "and" | "or") {
                joined = last.take();
            } else {
                (last, joined) = (None, None);
            }
            let ends = piece.ends_with(['.', ',', ';', ':', '!', '?', ')', '”', '"', '’']);
            if ends && !is_short(piece) {
                (last, joined) = (None, None);
            }
            if piece.ends_with("’s") || piece.ends_with("'s") {
                (last, joined) = (None, None);
            }
            if (!capital && !matches!(piece, "of" | "the" | "and" | "for"))
                || piece.ends_with(['.', ',', ';', ':'])
            {
                initials.clear();
            }
        }
    }
}

/// How many words are kept that stand beside one.
const MOST_BESIDE: usize = 64;

/// Notes that two words stand side by side.
fn beside(map: &mut HashMap<String, Vec<String>>, of: &str, word: &str) {
    match map.get_mut(of) {
        Some(list) if list.len() < MOST_BESIDE && !list.iter().any(|other| other == word) => {
            list.push(word.to_owned());
        }
        Some(_) => {}
        None => {
            map.insert(of.to_owned(), vec![word.to_owned()]);
        }
    }
}

/// Whether a word with a full stop is an initial or a short form that a name goes on behind.
fn is_short(piece: &str) -> bool {
    const SHORT: &[&str] = &[
        "st", "mt", "ft", "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "gov", "col", "lt", "sgt", "capt",
        "rev", "rep", "hon", "jr", "sr", "messrs", "maj", "adm", "cpl", "cmdr", "mme", "mlle", "fr", "insp",
        "supt",
    ];
    let Some(word) = piece.strip_suffix('.') else { return false };
    word.chars().count() == 1 || SHORT.contains(&word.to_lowercase().as_str())
}

/// What makes of a place another: “North Korea”, “Equatorial Guinea”, “New York”.
fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "equatorial" | "new" | "upper" | "lower" | "inner" | "outer"
    ) || is_wide(word)
}

/// What tells one part of a place from another, but is often said of one that is not told apart.
fn is_wide(word: &str) -> bool {
    matches!(word, "northern" | "southern" | "eastern" | "western" | "central")
}

/// Places of which one with a word before is another.
fn is_another_with(word: &str) -> bool {
    matches!(
        word,
        "guinea"
            | "sudan"
            | "virginia"
            | "york"
            | "mexico"
            | "ireland"
            | "jersey"
            | "hampshire"
            | "samoa"
            | "timor"
    )
}

/// A word that is no part of what tells a name from another.
fn is_label(word: &str) -> bool {
    is_generic(word)
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

pub(super) fn normal(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(word) || word.chars().count() < 2 || word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a name has the word, or what it is made of: “Siberian” of “Siberia”, “Stalinist” of “Stalin”; or
/// the word is another spelling of it.
fn knows(word: &str, known: &dyn Fn(&str) -> bool) -> bool {
    const ENDINGS: &str = "s es n an ans ian ians ese er ers ist ists ism i is ic";
    known(word)
        || spellings::others(word).any(known)
        || word.chars().count() > 3 && known(&format!("~{}", skeleton(word)))
        || ["s", "n", "an", "ian", "ese"].iter().any(|ending| known(&format!("{word}{ending}")))
        || ENDINGS.split(' ').filter_map(|ending| word.strip_suffix(ending)).any(|stem| {
            stem.chars().count() > 3
                && (known(stem) || known(&format!("{stem}a")) || known(&format!("{stem}ia")))
        })
}

/// Whether two words are one name: the same, or spelled otherwise.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    a == b || spellings::others(a).any(|other| other == b) || spellings::are_alike(a, b)
}

/// How many names of a claim are asked for. A sentence with more is a list.
const MOST_ASKED: usize = 40;

/// How many words of a claim are looked at for names with numbers.
const MOST_WORDS: usize = 2_000;

/// What the sources of a claim have.
pub(super) struct KnownNames<'k> {
    /// Whether words stand in a passage as they are written, from the beginning of one to the end of one: quick
    /// to ask.
    pub(super) written: &'k dyn Fn(&str) -> bool,
    /// The names of the sources, and of all records.
    pub(super) names: &'k dyn Fn() -> Vec<&'k NameSet>,
    /// The figures of the claim.
    pub(super) figures: &'k dyn Fn() -> &'k [Figure],
}

/// The names in a claim that none of its sources has.
pub(super) fn strangers(claim: &str, entities: &Entities, known: &KnownNames<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    // Words with capitals in a row, and whether a sentence begins with the first.
    let mut run: Vec<Span> = Vec::new();
    let (mut begins, mut run_begins) = (true, false);
    let quoted = quotes::quoted(claim);
    let mut settle = |run: &mut Vec<Span>, begins: bool| {
        // Mostly a name stands in the passage as it stands here.
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let whole = &claim[first.start as usize..last.end as usize];
        // What stands in quotation marks is asked for as a quotation.
        if quoted.iter().any(|span| span.start <= first.start && last.end <= span.end) {
            run.clear();
            return;
        }
        if is_another_with(&normal(whole)) || !(known.written)(whole) {
            // What is read as a figure is asked for as one: `Q3`, “World War II”, “Celsius”.
            let figures = (known.figures)();
            let words: Vec<(Span, String)> = run
                .iter()
                .filter(|span| !figures.iter().any(|figure| figure.span.overlaps(**span)))
                .map(|span| (*span, normal(&claim[span.range()])))
                .collect();
            found.extend(stranger(claim, &words, begins, entities, &(known.names)()));
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
        let is_initial = tail == "." && is_short(&format!("{core}."));
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
            && !(known.names)().iter().any(|names| names.words.contains(&name))
            && !figure::read(piece)
                .iter()
                .any(|figure| figure.span.overlaps(Span::new(range.start, range.end)))
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

/// What of a run of words with capitals is not known.
fn stranger(
    claim: &str,
    run: &[(Span, String)],
    begins: bool,
    entities: &Entities,
    names: &[&NameSet],
) -> Option<Span> {
    let known = |word: &str| names.iter().any(|names| names.words.contains(word));
    // A word that begins a sentence names something only if it is a known name, or others follow it.
    let run = match run {
        [(_, word)] if begins && !nations::is_nation(word) && !entities.0.contains_key(word) => return None,
        [(_, word), rest @ ..] if begins && (is_common_beginning(word) || is_office(word)) => rest,
        run => run,
    };
    let initials: String = run.iter().filter_map(|(_, word)| word.chars().next()).collect();
    if run.len() > 1 && known(&initials) {
        return None;
    }
    let whole =
        |words: &[(Span, String)]| Some(Span { start: words.first()?.0.start, end: words.last()?.0.end });
    if let Some(other) = other_place(run, names) {
        return Some(other);
    }
    let own: Vec<(Span, String)> =
        run.iter().filter(|(_, word)| !is_generic(word) && !nations::is_nation(word)).cloned().collect();
    let is_known = |word: &str| {
        knows(word, &known)
            || known(&format!(".{word}"))
            || month(&capitalised(word)).is_some()
            || weekday(word).is_some()
            || currency_code(word).is_some()
            || entities.0.get(word).is_some_and(|others| others.iter().any(|other| knows(other, &known)))
    };
    // “The Irish Times”, where the sources have the Financial Times and no other.
    let other_people = run.windows(2).find(|pair| {
        let (people, name) = (&pair[0].1, &pair[1].1);
        nations::is_nation(people)
            && !is_generic(name)
            && !nations::is_nation(name)
            && !names.iter().filter_map(|names| names.before.get(name)).flatten().any(String::is_empty)
            && is_another(people, name, names, |names| &names.before)
    });
    if let Some(pair) = other_people {
        return whole(pair);
    }
    if !own.is_empty() {
        let is_there: Vec<bool> = own.iter().map(|(_, word)| is_known(word)).collect();
        if !is_there.contains(&true) {
            return whole(&own);
        }
        for (at, pair) in own.windows(2).enumerate() {
            let (before, after) = (&pair[0], &pair[1]);
            let between = claim.get(before.0.end as usize..after.0.start as usize).unwrap_or_default();
            let hyphen = between.contains(['-', '‑', '–', '/']);
            let strange = match (is_there[at], is_there[at + 1]) {
                (false, false) => false,
                // “Guinea-Bissau” is one name.
                (false, true) | (true, false) if hyphen => true,
                (_, true) if !hyphen => is_another(&before.1, &after.1, names, |names| &names.before),
                (true, false) => is_another(&after.1, &before.1, names, |names| &names.after),
                _ => false,
            };
            if strange {
                return whole(pair);
            }
        }
        return None;
    }
    // “In Moscow” is the city, and no government.
    if let [(span, city)] = run
        && nations::is_city(city)
        && is_place_in(claim, *span)
        && !known(city)
        && !spellings::others(city).any(known)
    {
        return Some(*span);
    }
    run.iter()
        .filter(|(_, word)| nations::is_nation(word) && !is_generic(word))
        .find(|(_, word)| !is_known_nation(word, &known, entities))
        .map(|(span, _)| *span)
}

/// Whether a word before a name says that it is a place.
fn is_place_in(claim: &str, span: Span) -> bool {
    let before = claim[..span.start as usize].trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(before, "in" | "at" | "near" | "outside" | "In" | "At" | "Near" | "Outside")
}

/// Whether a country is known by one of its names. They are told apart letter by letter: Niger is not Nigeria.
fn is_known_nation(word: &str, known: &dyn Fn(&str) -> bool, entities: &Entities) -> bool {
    known(word)
        || nations::others(word).any(known)
        || entities.0.get(word).is_some_and(|others| others.iter().any(|other| known(other)))
}

/// Whether a word of a name stands in the sources beside others, and never beside the one that it has here: of
/// two people of one family the other one.
fn is_another<'n>(
    word: &str,
    beside: &str,
    names: &[&'n NameSet],
    side: impl Fn(&'n NameSet) -> &'n HashMap<String, Vec<String>>,
) -> bool {
    let spelled = [beside].into_iter().chain(spellings::others(beside).map(|other| -> &str { other }));
    let mut others = spelled
        .flat_map(|beside| names.iter().filter_map(|names| side(names).get(beside)).flatten())
        .peekable();
    let mut any = false;
    for other in others.by_ref().filter(|other| !other.is_empty()) {
        // `J. R. Castle` may be Jane Castle, and is not Tom.
        let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        if initial(other, word) || initial(word, other) {
            return false;
        }
        // The name may have an initial between the two.
        let beyond = || names.iter().filter_map(|names| side(names).get(other)).flatten();
        if other.chars().count() == 1 && beyond().any(|beyond| is_same(beyond, word) || initial(beyond, word))
        {
            return false;
        }
        if is_same(other, word) || nations::others(other).any(|other| other == word) {
            return false;
        }
        any = true;
    }
    any
}

/// A place with a word before it that makes it another than that of the sources: “North Korea”, where they have
/// South Korea or none of the two.
fn other_place(run: &[(Span, String)], names: &[&NameSet]) -> Option<Span> {
    let has_before = |place: &str, test: &dyn Fn(&str) -> bool| {
        [place]
            .into_iter()
            .chain(nations::others(place).map(|other| -> &str { other }))
            .filter(|other| !is_modifier(other))
            .any(|other| {
                names.iter().filter_map(|names| names.before.get(other)).flatten().any(|word| test(word))
            })
    };
    if let [(span, place)] = run
        && is_another_with(place)
    {
        let before = |test: &dyn Fn(&str) -> bool| {
            names.iter().filter_map(|names| names.before.get(place)).flatten().any(|word| test(word))
        };
        return (before(&|word| !word.is_empty()) && !before(&str::is_empty)).then_some(*span);
    }
    run.windows(2).find_map(|pair| {
        let (modifier, place) = (&pair[0].1, &pair[1].1);
        let named = |word: &str| names.iter().any(|names| names.words.contains(word));
        let is_place = nations::is_nation(place) || !is_generic(place);
        if !is_modifier(modifier) || !is_place || place == "delhi" {
            return None;
        }
        let korea = match (modifier.as_str(), nations::country(place)) {
            ("north", Some("korea")) => named("pyongyang") || named("dprk"),
            ("south", Some("korea")) => named("seoul") || named("rok"),
            _ => false,
        };
        let is_there = korea || has_before(place, &|word| word == modifier);
        // “Western Europe”, where the source has Europe, is that.
        let told_apart = !is_wide(modifier)
            || has_before(place, &|word| is_modifier(word)) && !has_before(place, &str::is_empty);
        let is_known = has_before(place, &|_| true);
        (!is_there && told_apart && is_known).then(|| Span { start: pair[0].0.start, end: pair[1].0.end })
    })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
