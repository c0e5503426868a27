//! Names that a source has, in a place where it has another: “Director Ann Lee” of “Director Bob Roe”, who is named
//! there with other words.
//!
//! 1. [`offices`] finds who holds an office in a text: “the lead author, Ann Lee”, “Chief Ann Lee”, “Ann Lee was the
//!    chief”. Where the passage gives the office to another, and the name to no such office, the claim is wrong.
//! 2. [`in_place_of`] looks for words of the claim beside a name that stand in the passage beside another name.
//! 3. [`turned`] looks at who does something to whom.

mod offices;

pub(super) use offices::is_office;

use super::contrary::ReadText;
use super::names::{is_generic, is_same, normal};
use super::nations;
use super::phrase::{Separator, TextWord, stem_of};
use super::words::{currency_code, is_common_beginning, month, number, ordinal, weekday};
use crate::base::text::Span;

/// A run of words with capitals that names somebody or something.
#[derive(Clone, Copy, Debug)]
struct NameRun {
    /// The first of its pieces, titles among them.
    from: usize,
    /// The first that is no title.
    own: usize,
    /// Behind its last.
    to: usize,
    /// Whether it is a name for sure: one word that begins a sentence may be any.
    sure: bool,
}

/// The names of a text, with the words that tell each from others, and who holds which office.
#[derive(Debug, Default)]
pub(super) struct NamedPeople {
    runs: Vec<NameRun>,
    words: Vec<Vec<String>>,
    offices: Vec<Office>,
}

impl NamedPeople {
    /// Those of some words of a text.
    pub(super) fn of(text: &str, pieces: &[TextWord]) -> Self {
        let of = ReadText { text, pieces, figures: &[] };
        let runs = runs(of);
        let words = runs.iter().map(|run| own_words(of, *run)).collect();
        let offices = offices(of, &runs);
        Self { runs, words, offices }
    }
}

/// A text, and the names in it.
#[derive(Clone, Copy)]
pub(super) struct NamedPassage<'p> {
    pub(super) read: ReadText<'p>,
    pub(super) named: &'p NamedPeople,
}

impl<'p> NamedPassage<'p> {
    /// The names with their words; those that may be none, if they are wanted.
    fn names(self, loose: bool) -> impl Iterator<Item = (NameRun, &'p [String])> {
        let all = self.named.runs.iter().zip(&self.named.words);
        all.filter(move |(run, _)| loose || run.sure).map(|(run, words)| (*run, words.as_slice()))
    }
}

/// How many names of one text are looked at.
const MOST: usize = 60;

fn runs(of: ReadText<'_>) -> Vec<NameRun> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < of.pieces.len() && runs.len() < MOST {
        let starts = |piece: &TextWord| piece.capital && !piece.number;
        if !starts(&of.pieces[at]) {
            at += 1;
            continue;
        }
        let mut from = at;
        at += 1;
        while at < of.pieces.len() && starts(&of.pieces[at]) && of.pieces[at].gap == Separator::Space {
            at += 1;
        }
        let begins = of.pieces[from].gap >= Separator::Colon;
        let lower = |at: usize| of.pieces[at].of(of.text).to_lowercase();
        if begins && is_common_beginning(&lower(from)) {
            from += 1;
        }
        let own = (from..at).find(|&at| names_one(&lower(at)));
        let Some(own) = own else { continue };
        let sure = !begins || at - from > 1 || is_named(of, own);
        runs.push(NameRun { from, own, to: at, sure });
    }
    runs
}

/// Whether a word has its capital elsewhere in the text too, where no sentence begins.
fn is_named(of: ReadText<'_>, at: usize) -> bool {
    let piece = &of.pieces[at];
    of.pieces.iter().any(|other| other.stem == piece.stem && other.capital && other.gap < Separator::Colon)
}

fn own_words(of: ReadText<'_>, run: NameRun) -> Vec<String> {
    let words = of.pieces[run.own..run.to].iter().map(|piece| normal(piece.of(of.text)));
    words.filter(|word| names_one(word)).collect()
}

/// Whether a word, in lower case, tells a name from others: no title, number, month or day.
fn names_one(word: &str) -> bool {
    let roman = word.len() < 6 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
    let mut chars = word.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    !is_generic(word)
        && !is_office(word)
        && !roman
        && number(word).is_none()
        && ordinal(word).is_none()
        && month(&capital).is_none()
        && weekday(word).is_none()
        && currency_code(word).is_none()
        && !matches!(
            word,
            "ww" | "wwi" | "wwii" | "ii" | "iii" | "utc" | "gmt" | "ceo" | "cfo" | "mp" | "january"
        )
}

/// Whether two names can be of one: they share a word, or both are of one country.
fn may_be_one(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.iter().any(|y| is_same(x, y) || nations::others(x).any(|other| other == y)))
}

/// An office, and who holds it.
#[derive(Debug)]
struct Office {
    /// The stem of its noun, and of the words that tell it from others: “lead author”.
    head: u32,
    which: Vec<u32>,
    /// Which of the names.
    run: usize,
}

fn offices(of: ReadText<'_>, runs: &[NameRun]) -> Vec<Office> {
    let mut found = Vec::new();
    for (index, &run) in runs.iter().enumerate().filter(|(_, run)| run.sure) {
        let mut take = |list: Vec<usize>| {
            // The last that is an office is what the others tell apart.
            let office = list.iter().rposition(|&at| is_office(&of.pieces[at].of(of.text).to_lowercase()));
            let Some(office) = office else { return };
            let which =
                list[..office].iter().filter(|&&at| of.pieces[at].content).map(|&at| of.pieces[at].stem);
            let behind =
                list[office + 1..].iter().filter(|&&at| of.pieces[at].content).map(|&at| of.pieces[at].stem);
            found.push(Office {
                head: of.pieces[list[office]].stem,
                which: which.chain(behind).collect(),
                run: index,
            });
        };
        // “finance director Ann Lee”, “Director Ann Lee”
        take(phrase_before(of, run.own, false));
        // “the director, Ann Lee”, “Director: Ann Lee”, “The director was Ann Lee”
        if run.from > 0 {
            let gap = of.pieces[run.from].gap;
            if matches!(gap, Separator::Comma | Separator::Colon) {
                let list = phrase_before(of, run.from, true);
                let is_open = gap == Separator::Colon
                    || list.first().is_some_and(|&first| {
                        of.pieces[first].is(of.text, &["the", "a", "its", "their", "his", "her"])
                            || first > 0
                                && of.text[..of.pieces[first].span.start as usize]
                                    .trim_end()
                                    .ends_with(['s', '’', '\''])
                    });
                if is_open {
                    take(list);
                }
            } else if of.pieces[run.from - 1].is(of.text, &["was", "is", "were", "became", "remains"]) {
                take(phrase_before(of, run.from - 1, true));
            }
        }
        // “Ann Lee, the director”, “Ann Lee was the director”
        let Some(next) = of.pieces.get(run.to) else { continue };
        let verb = next.gap == Separator::Space
            && next.is(of.text, &["was", "is", "became", "remains", "as", "were"]);
        if next.gap == Separator::Comma || verb {
            let from = run.to + usize::from(verb);
            let mut list = Vec::new();
            for at in from..(from + 6).min(of.pieces.len()) {
                if at > from && of.pieces[at].gap > Separator::Space
                    || of.pieces[at].is(
                        of.text,
                        &["of", "who", "when", "for", "in", "at", "on", "and", "to", "said", "says"],
                    )
                {
                    break;
                }
                list.push(at);
            }
            // “Lee was lecturing a president”
            let opens = |&first: &usize| {
                list.len() <= 2
                    || of.pieces[first].is(of.text, &["the", "a", "an", "its", "their", "his", "her", "then"])
            };
            let closes = list.first().is_some_and(opens)
                && list.last().is_some_and(|&last| is_office(&of.pieces[last].of(of.text).to_lowercase()));
            if closes {
                take(list);
            }
        }
    }
    found
}

/// The words right before a place that can be an office, in their order.
fn phrase_before(of: ReadText<'_>, to: usize, long: bool) -> Vec<usize> {
    let mut list = Vec::new();
    let most = if long { 8 } else { 4 };
    for at in (0..to).rev().take(most) {
        let piece = &of.pieces[at];
        let word = piece.of(of.text);
        let article = piece.is(of.text, &["the", "a", "an", "its", "their", "his", "her", "our"]);
        let of_it = long && piece.is(of.text, &["of", "for"]);
        let begins = piece.gap >= Separator::Colon;
        let stops = !piece.content && !article && !of_it
            || piece.number
            || !long
                && piece.capital
                && !begins
                && !is_office(&word.to_lowercase())
                && !is_generic(&word.to_lowercase());
        if stops {
            break;
        }
        list.push(at);
        if article && !(long && at > 0 && of.pieces[at - 1].is(of.text, &["of", "for"]))
            || piece.gap > Separator::Space
        {
            break;
        }
    }
    list.reverse();
    list
}

/// A name of the claim, and the name that the passage has in its place.
pub(super) struct SwappedName {
    pub(super) own: Span,
    pub(super) there: String,
}

fn other(claim: ReadText<'_>, own: NameRun, passage: ReadText<'_>, there: NameRun) -> SwappedName {
    let span = |of: ReadText<'_>, run: NameRun| Span {
        start: of.pieces[run.own].span.start,
        end: of.pieces[run.to - 1].span.end,
    };
    let words = passage.text.get(span(passage, there).range()).unwrap_or_default();
    SwappedName { own: span(claim, own), there: words.to_owned() }
}

/// The names of a claim that stand in the place of others. `holds` says whether a source has a word of a name near
/// an office.
pub(super) fn misplaced(
    claim: NamedPassage<'_>,
    passages: &[NamedPassage<'_>],
    holds: &dyn Fn(&str, &str) -> bool,
) -> Option<(usize, SwappedName)> {
    in_office(claim, passages, holds)
        .or_else(|| in_place_of(claim, passages))
        .or_else(|| turned(claim, passages))
}

/// Whether a claim has a name that may be one of these.
fn is_here(claim: NamedPassage<'_>, words: &[String]) -> bool {
    claim.names(true).any(|(_, own)| may_be_one(own, words))
}

fn in_office(
    claim: NamedPassage<'_>,
    passages: &[NamedPassage<'_>],
    holds: &dyn Fn(&str, &str) -> bool,
) -> Option<(usize, SwappedName)> {
    claim.named.offices.iter().find_map(|office| {
        let name = &claim.named.words[office.run];
        let one = |other: &Office| {
            other.head == office.head
                && (other.which.is_empty()
                    || office.which.is_empty()
                    || other.which.iter().any(|word| office.which.contains(word)))
        };
        let noun = claim.read.pieces.iter().find(|piece| piece.stem == office.head)?;
        let noun = noun.of(claim.read.text).to_lowercase();
        let mut found = None;
        for (index, passage) in passages.iter().enumerate() {
            for other in passage.named.offices.iter().filter(|other| one(other)) {
                let words = &passage.named.words[other.run];
                if may_be_one(name, words) {
                    return None;
                }
                found = found.or(Some((index, passage.named.runs[other.run], words)));
            }
            // Of two judges each is one.
            let several = passage.read.pieces.iter().any(|piece| {
                let word = piece.of(passage.read.text);
                piece.stem == office.head && word.ends_with('s') && !word.eq_ignore_ascii_case(&noun)
            });
            if several {
                return None;
            }
        }
        let (index, run, words) = found?;
        let known = name.iter().any(|word| holds(word, &noun));
        let own = claim.named.runs[office.run];
        (!known && !is_here(claim, words)).then(|| (index, other(claim.read, own, passages[index].read, run)))
    })
}

/// How many words beside a name are compared.
const FRAME: usize = 8;

/// A word as two frames are compared by it: the forms of “be” are one.
fn frame_stem(of: ReadText<'_>, piece: &TextWord) -> u32 {
    if piece.is(of.text, &["is", "are", "was", "were", "be", "been"]) { stem_of("be") } else { piece.stem }
}

/// How many words with content stand in the same order right before two names, and right behind them.
fn frame(a: ReadText<'_>, x: NameRun, b: ReadText<'_>, y: NameRun) -> (usize, usize) {
    let mut before = 0;
    let office = |of: ReadText<'_>, run: NameRun| {
        // “by the restorer Ann Lee” is “by Ann Lee”.
        let mut from = run.from;
        let list = phrase_before(of, from, false);
        if list.iter().any(|&at| is_office(&of.pieces[at].of(of.text).to_lowercase()))
            && of.pieces.get(from).is_some_and(|piece| piece.gap == Separator::Space)
        {
            from = list.first().copied().unwrap_or(from);
        }
        from
    };
    let mut best = 0;
    for (from_x, from_y) in [(x.from, y.from), (office(a, x), office(b, y)), (x.own, y.own)] {
        let mut count = 0;
        for step in 1..=FRAME.min(from_x).min(from_y) {
            let (one, two) = (&a.pieces[from_x - step], &b.pieces[from_y - step]);
            if frame_stem(a, one) != frame_stem(b, two) {
                break;
            }
            count += usize::from(one.content);
            if one.gap >= Separator::Semi || two.gap >= Separator::Semi {
                break;
            }
        }
        best = best.max(count);
    }
    before += best;
    let mut behind = 0;
    for step in 0..FRAME {
        let (Some(one), Some(two)) = (a.pieces.get(x.to + step), b.pieces.get(y.to + step)) else { break };
        if frame_stem(a, one) != frame_stem(b, two)
            || one.gap >= Separator::Semi
            || two.gap >= Separator::Semi
        {
            break;
        }
        behind += usize::from(one.content);
    }
    (before, behind)
}

fn in_place_of(claim: NamedPassage<'_>, passages: &[NamedPassage<'_>]) -> Option<(usize, SwappedName)> {
    claim.names(false).find_map(|(run, name)| {
        let mut best: Option<(usize, usize, NameRun, &[String])> = None;
        let mut straight = 0;
        for (index, passage) in passages.iter().enumerate() {
            for (found, words) in passage.names(true) {
                let (before, behind) = frame(claim.read, run, passage.read, found);
                let both = before + behind;
                if may_be_one(name, words) {
                    straight = straight.max(both);
                } else if both >= 2 && found.sure && best.is_none_or(|(most, ..)| both > most) {
                    best = Some((both, index, found, words));
                }
            }
        }
        let best = best
            .filter(|(most, ..)| *most >= straight + 2)
            .or_else(|| by_another(claim, run, name, passages));
        let (_, index, found, words) = best?;
        let passage = passages[index];
        // They do it together there.
        let together = passage.names(true).any(|(other, own)| {
            may_be_one(name, own) && are_listed(passage.read, other, found, &passage.named.runs)
        });
        // A place or a people may stand for its government.
        let nation = |words: &[String]| words.iter().any(|word| nations::is_nation(word));
        (!is_here(claim, words) && !together && !nation(name) && !nation(words))
            .then(|| (index, other(claim.read, run, passage.read, found)))
    })
}

/// “Built under Lee”, of a passage that has no Lee, and “the tower, built in Rome under Roe”.
fn by_another<'p>(
    claim: NamedPassage<'_>,
    run: NameRun,
    name: &[String],
    passages: &[NamedPassage<'p>],
) -> Option<(usize, usize, NameRun, &'p [String])> {
    const BY: &[&str] = &["by", "under"];
    let said = |of: ReadText<'_>, run: NameRun| {
        run.from.checked_sub(1).is_some_and(|at| of.pieces[at].is(of.text, BY))
    };
    let title =
        |of: ReadText<'_>, run: NameRun| run.to - run.from > 1 && of.pieces[run.from].gap == Separator::Space;
    if !said(claim.read, run)
        || !title(claim.read, run)
        || passages.iter().any(|passage| passage.names(true).any(|(_, words)| may_be_one(name, words)))
    {
        return None;
    }
    let close = |of: ReadText<'_>, run: NameRun| -> Vec<u32> {
        let start = (0..run.from).rev().find(|&at| of.pieces[at].gap >= Separator::Semi).unwrap_or(0);
        let before = &of.pieces[start.max(run.from.saturating_sub(12))..run.from];
        before.iter().filter(|piece| piece.content && !piece.capital).map(|piece| piece.stem).collect()
    };
    let own = close(claim.read, run);
    passages.iter().enumerate().find_map(|(index, passage)| {
        let mut names = passage
            .names(false)
            .filter(|(found, _)| said(passage.read, *found) && title(passage.read, *found));
        names.find_map(|(found, words)| {
            let there = close(passage.read, found);
            let shared = own.iter().filter(|word| there.contains(word)).count();
            (shared >= 2).then_some((shared, index, found, words))
        })
    })
}

/// Whether two names stand in one list: “Lee, Roe and Ash”.
fn are_listed(of: ReadText<'_>, a: NameRun, b: NameRun, runs: &[NameRun]) -> bool {
    let (first, second) = if a.from < b.from { (a, b) } else { (b, a) };
    (first.to..=second.from).all(|at| {
        let piece = &of.pieces[at];
        let inside = runs.iter().any(|run| (run.from..run.to).contains(&at));
        piece.gap < Separator::Semi
            && (inside
                || piece.is(of.text, &["and", "or", "with", "of", "the", "her", "his", "their"])
                || is_office(&piece.of(of.text).to_lowercase()))
    })
}

/// Verbs by which one does something to another, each with its forms.
const DEEDS: &[&[&str]] = &[
    &["pay", "pays", "paid", "paying"],
    &["beat", "beats", "beaten", "beating"],
    &["defeat", "defeats", "defeated"],
    &["lend", "lends", "lent"],
    &["sell", "sells", "sold", "selling"],
    &["give", "gives", "gave", "given"],
    &["cede", "cedes", "ceded"],
    &["owe", "owes", "owed"],
    &["sue", "sues", "sued"],
    &["succeed", "succeeds", "succeeded"],
    &["replace", "replaces", "replaced"],
    &["invade", "invades", "invaded"],
    &["attack", "attacks", "attacked"],
    &["appoint", "appoints", "appointed"],
    &["acquire", "acquires", "acquired"],
    &["buy", "buys", "bought"],
    &["kill", "kills", "killed"],
    &["overtake", "overtakes", "overtook", "overtaken"],
    &["outscore", "outscores", "outscored"],
    &["surrender", "surrenders", "surrendered"],
    &["supply", "supplies", "supplied"],
    &["accuse", "accuses", "accused"],
    &["follow", "follows", "followed"],
    &["precede", "precedes", "preceded"],
    &["teach", "teaches", "taught"],
    &["arrest", "arrests", "arrested"],
    &["marry"],
];

/// A name with its words.
type NameWords<'p> = (NameRun, &'p [String]);

/// Who does what to whom, where two names and such a verb stand in one clause: verb, doer, the other.
fn deeds<'p>(of: NamedPassage<'p>) -> Vec<(usize, NameWords<'p>, NameWords<'p>)> {
    let names: Vec<(NameRun, &[String])> = of.names(true).collect();
    let (text, pieces) = (of.read.text, of.read.pieces);
    let mut found = Vec::new();
    for pair in names.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (to, from) = (a.0.to, b.0.from);
        if from < to || from - to > 7 || pieces[to..=from].iter().any(|piece| piece.gap > Separator::Space) {
            continue;
        }
        let between = &pieces[to..from];
        let form = |piece: &TextWord| DEEDS.iter().position(|forms| piece.is(text, forms));
        let Some((at, verb)) = between.iter().enumerate().find_map(|(at, piece)| Some((at, form(piece)?)))
        else {
            continue;
        };
        const DENIED: &[&str] = &["not", "never", "and", "or", "who", "that", "which", "whom", "from"];
        let rest = &between[at + 1..];
        if rest.len() > 2
            || rest.iter().any(|piece| piece.content)
            || between.iter().any(|piece| piece.is(text, DENIED))
        {
            continue;
        }
        let passive = rest.last().is_some_and(|piece| piece.is(text, &["by"]));
        found.push(if passive { (verb, b, a) } else { (verb, a, b) });
    }
    found
}

fn turned(claim: NamedPassage<'_>, passages: &[NamedPassage<'_>]) -> Option<(usize, SwappedName)> {
    let done = deeds(claim);
    if done.is_empty() {
        return None;
    }
    let there: Vec<_> = passages.iter().map(|passage| deeds(*passage)).collect();
    done.iter().find_map(|&(verb, a, b)| {
        let mut found = None;
        for (index, done) in there.iter().enumerate() {
            for &(_, x, y) in done.iter().filter(|(other, ..)| *other == verb) {
                if may_be_one(a.1, x.1) && may_be_one(b.1, y.1) {
                    return None;
                }
                if may_be_one(a.1, y.1) && may_be_one(b.1, x.1) {
                    found = found.or(Some((index, x.0)));
                }
            }
        }
        found.map(|(index, run)| (index, other(claim.read, a.0, passages[index].read, run)))
    })
}
