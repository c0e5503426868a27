//! What is turned into its opposite: a bound that is the most and here the least, a direction, a date before and
//! here after, one end of a range that is taken for the whole, a part of a whole that is another part.

mod parts;
mod ranges;

use std::collections::HashSet;
use std::sync::LazyLock;

use super::derived::says;
use super::figure::{Dimension, Figure, FigureKind};
use super::phrase::{Separator, TextWord, stem_of, within};
use crate::base::text::Span;
pub(super) use parts::other_part;
pub(super) use ranges::is_end_of_range;

/// A text with its words and figures.
#[derive(Clone, Copy)]
pub(super) struct ReadText<'t> {
    pub(super) text: &'t str,
    pub(super) pieces: &'t [TextWord],
    pub(super) figures: &'t [Figure],
}

/// On which side of a figure what is meant may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FigureSide {
    /// “at least”: it is the least that is meant.
    Up,
    /// “at most”
    Down,
}

/// A side, and whether the figure itself is left out: “more than” of “at least”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bound {
    side: FigureSide,
    strict: bool,
}

/// How many words before a figure may say that it is a bound.
const BEFORE: usize = 5;

/// Whether the two say the same figure and mean it on opposite sides: “at least 40” of “up to 40”.
pub(super) fn bounds_are_opposed(c: &Figure, claim: ReadText<'_>, p: &Figure, passage: ReadText<'_>) -> bool {
    let date = c.kind == FigureKind::Date;
    if date != (p.kind == FigureKind::Date) || !date && c.raw != p.raw || date && c.date.year != p.date.year {
        return false;
    }
    let read =
        |figure: &Figure, of: ReadText<'_>| if date { side_of_date(figure, of) } else { bound(figure, of) };
    let (Some(own), Some(there)) = (read(c, claim), read(p, passage)) else { return false };
    if own.side == there.side {
        return false;
    }
    // What is more than so much is told apart from what is less: the one may be said of these and the other of
    // those. It is the same statement where nearly all of its words are.
    if own.strict || there.strict {
        return is_one_statement(c, claim, p, passage);
    }
    denials(c, claim) == denials(p, passage)
}

/// The bound that the words around a figure make of it.
fn bound(figure: &Figure, of: ReadText<'_>) -> Option<Bound> {
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let before = within(of.pieces, start.saturating_sub(60), start);
    let is = |back: usize, words: &[&str]| {
        before.len().checked_sub(back).is_some_and(|at| before[at].is(of.text, words))
            && (back == 1 || before[before.len() - back + 1].gap == Separator::Space)
    };
    let mut back = 1;
    while back < BEFORE && is(back, &["a", "an", "the", "some", "about", "only", "just", "even", "US"]) {
        back += 1;
    }
    let made = |side, strict| Some(Bound { side, strict });
    let denied = |back: usize| {
        (back..back + 3)
            .any(|back| is(back, &["no", "not", "never", "nor", "neither", "cannot", "without", "none"]))
    };
    const MORE: &[&str] =
        &["more", "higher", "larger", "greater", "longer", "older", "further", "farther", "later"];
    const LESS: &[&str] =
        &["less", "fewer", "lower", "smaller", "shorter", "younger", "nearer", "earlier", "closer"];
    if is(back, &["than"]) {
        let (more, less) = (is(back + 1, MORE), is(back + 1, LESS));
        if more || less {
            let not = denied(back + 2);
            return made(if more == not { FigureSide::Down } else { FigureSide::Up }, !not);
        }
        return None;
    }
    if is(back, &["least"]) && is(back + 1, &["at", "the"]) {
        return made(FigureSide::Up, false);
    }
    if is(back, &["most"]) && is(back + 1, &["at", "the"]) {
        return made(FigureSide::Down, false);
    }
    if is(back, &["to"]) && is(back + 1, &["up"]) {
        return made(FigureSide::Down, false);
    }
    if is(back, &["of"]) && is(back + 1, &["maximum", "ceiling", "limit", "cap"])
        || is(back, &["maximum", "max"])
    {
        return made(FigureSide::Down, false);
    }
    if is(back, &["of"]) && is(back + 1, &["minimum", "upwards", "floor", "excess"])
        || is(back, &["minimum", "min"])
    {
        return made(FigureSide::Up, false);
    }
    if is(back, &["as"]) && is(back + 1, &["much", "many", "high", "long"]) && is(back + 2, &["as"]) {
        return made(FigureSide::Down, false);
    }
    if is(back, &["over", "above", "exceeding", "exceed", "exceeds", "exceeded", "beyond", "topped"]) {
        let not = denied(back + 1);
        return made(if not { FigureSide::Down } else { FigureSide::Up }, !not);
    }
    if is(back, &["under", "below"]) || is(back, &["within"]) && !is_time(figure) {
        let not = denied(back + 1);
        return made(if not { FigureSide::Up } else { FigureSide::Down }, !not);
    }
    let behind = within(of.pieces, end, end + 40);
    // “18 days at most”
    if let Some(at) = behind.iter().take(3).position(|piece| piece.is(of.text, &["at"])) {
        let next = behind.get(at + 1..).unwrap_or_default();
        let the = usize::from(next.first().is_some_and(|the| the.is(of.text, &["the"])));
        let next = &next[the..];
        if let Some(word) =
            next.first().filter(|_| behind[..=at].iter().all(|piece| piece.gap < Separator::Comma))
        {
            if word.is(of.text, &["most", "latest"]) {
                return made(FigureSide::Down, false);
            }
            if word.is(of.text, &["least", "earliest"]) {
                return made(FigureSide::Up, false);
            }
        }
    }
    let or = behind.iter().take(3).position(|piece| piece.is(of.text, &["or", "and"]));
    let said = or.and_then(|at| behind.get(at + 1)).filter(|next| next.gap == Separator::Space)?;
    if said.is(of.text, &["more", "over", "above", "older", "higher", "upwards", "longer"]) {
        return made(FigureSide::Up, false);
    }
    if said.is(of.text, &["less", "fewer", "under", "below", "younger", "lower", "shorter"]) {
        return made(FigureSide::Down, false);
    }
    None
}

/// Whether something is before a date or after it.
fn side_of_date(figure: &Figure, of: ReadText<'_>) -> Option<Bound> {
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    // “at the latest”
    let behind = within(of.pieces, end, end + 20);
    if let [at, the, which, ..] = behind
        && at.is(of.text, &["at"])
        && the.is(of.text, &["the"])
    {
        let side = match which.of(of.text) {
            "latest" => Some(FigureSide::Down),
            "earliest" => Some(FigureSide::Up),
            _ => None,
        };
        return side.map(|side| Bound { side, strict: false });
    }
    let before = within(of.pieces, start.saturating_sub(30), start).last()?;
    let strict = true;
    if before.is(of.text, &["before", "until", "till"]) {
        return Some(Bound { side: FigureSide::Down, strict });
    }
    before.is(of.text, &["after", "since"]).then_some(Bound { side: FigureSide::Up, strict })
}

/// The words of the clause that a figure stands in.
fn clause<'p>(figure: &Figure, of: ReadText<'p>) -> &'p [TextWord] {
    let (start, end) = (figure.span.start, figure.span.end);
    let at = of.pieces.partition_point(|piece| piece.span.start < start);
    let from = (0..=at.min(of.pieces.len().saturating_sub(1)))
        .rev()
        .find(|&at| of.pieces.get(at).is_some_and(|piece| piece.gap >= Separator::Semi))
        .unwrap_or(0);
    let behind = of.pieces.partition_point(|piece| piece.span.end <= end);
    let to = (behind.max(from + 1)..of.pieces.len())
        .find(|&at| of.pieces[at].gap >= Separator::Semi)
        .unwrap_or(of.pieces.len());
    of.pieces.get(from..to).unwrap_or_default()
}

/// Whether a figure's part of a clause denies something.
fn denials(figure: &Figure, of: ReadText<'_>) -> bool {
    const DENIED: &[&str] = &[
        "not",
        "no",
        "never",
        "nor",
        "neither",
        "without",
        "nobody",
        "none",
        "cannot",
        "forbidden",
        "banned",
    ];
    let start = figure.span.start;
    let at = of.pieces.partition_point(|piece| piece.span.start < start);
    let from = (0..=at.min(of.pieces.len().saturating_sub(1)))
        .rev()
        .find(|&at| of.pieces[at].gap >= Separator::Comma);
    let to = (at + 1..of.pieces.len())
        .find(|&at| of.pieces[at].gap >= Separator::Comma)
        .unwrap_or(of.pieces.len());
    // Those of “not more than” belong to the bound.
    let far = |piece: &&TextWord| piece.span.end + 24 < start || piece.span.start > start;
    let part = of.pieces.get(from.unwrap_or(0)..to).unwrap_or_default();
    part.iter().filter(far).filter(|piece| piece.is(of.text, DENIED)).count() % 2 == 1
}

/// Whether nearly all words of a claim's clause stand in that of the passage, so that both say the same of it.
fn is_one_statement(c: &Figure, claim: ReadText<'_>, p: &Figure, passage: ReadText<'_>) -> bool {
    let (own, there) = (clause(c, claim), clause(p, passage));
    let of_bound = |piece: &TextWord| {
        piece.is(
            claim.text,
            &["more", "less", "fewer", "than", "over", "under", "above", "below", "least", "most"],
        )
    };
    let inside = |piece: &TextWord| claim.figures.iter().any(|figure| figure.span.overlaps(piece.span));
    let mut words = 0;
    let mut shared = 0;
    for piece in own.iter().filter(|piece| piece.content && !of_bound(piece) && !inside(piece)) {
        words += 1;
        shared += usize::from(there.iter().any(|other| other.stem == piece.stem));
    }
    // A second figure that both clauses have binds them as much as words do.
    let in_clause = |figure: &&Figure, clause: &[TextWord]| {
        clause.first().zip(clause.last()).is_some_and(|(first, last)| {
            first.span.start <= figure.span.start && figure.span.end <= last.span.end
        })
    };
    let beside = claim
        .figures
        .iter()
        .filter(|other| other.span != c.span && !other.soft && in_clause(other, own))
        .filter(|other| {
            passage
                .figures
                .iter()
                .any(|q| q.span != p.span && in_clause(&q, there) && q.kind == other.kind && says(other, q))
        })
        .count();
    denials(c, claim) == denials(p, passage)
        && (shared >= 3 && shared * 2 >= words || beside > 0 && shared >= 1 && shared * 5 >= words * 2)
}

/// Words that say in which direction something lies from another, and those that say the contrary.
const DIRECTIONS: &[(&[&str], &[&str])] = &[
    (&["above"], &["below", "beneath", "under"]),
    (&["ahead"], &["behind"]),
    (&["before"], &["after"]),
    (&["earlier", "sooner"], &["later"]),
    (&["higher", "taller"], &["lower", "shorter"]),
    (&["deeper"], &["shallower"]),
    (&["longer"], &["shorter"]),
    (&["larger", "bigger", "greater"], &["smaller"]),
    (&["older", "elder"], &["younger"]),
    (&["faster", "quicker"], &["slower"]),
    (&["heavier"], &["lighter"]),
    (&["wider", "broader"], &["narrower"]),
    (&["thicker"], &["thinner"]),
    (&["richer", "wealthier"], &["poorer"]),
    (&["warmer", "hotter"], &["colder", "cooler"]),
    (&["stronger"], &["weaker"]),
    (&["dearer", "costlier"], &["cheaper"]),
    (&["better"], &["worse"]),
    (&["more"], &["less", "fewer"]),
    (&["upstream"], &["downstream"]),
    (&["inside"], &["outside"]),
    (&["newer"], &["older"]),
];

fn are_contrary(a: &str, b: &str) -> bool {
    let has = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    DIRECTIONS.iter().any(|(one, other)| has(one, a) && has(other, b) || has(other, a) && has(one, b))
}

/// The stems of all words of a direction.
static STEMS: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    const ROSE: [&str; 8] =
        ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
    let words = DIRECTIONS.iter().flat_map(|(one, other)| one.iter().chain(*other)).chain(&ROSE);
    let words = words.flat_map(|word| [(*word).to_owned(), format!("{word}ern")]);
    words.map(|word| stem_of(&word)).collect()
});

/// Whether a claim says a direction at all: quick to ask.
pub(super) fn has_direction(pieces: &[TextWord]) -> bool {
    pieces.iter().any(|piece| STEMS.contains(&piece.stem))
}

/// A direction of the wind rose: how many of its words are north, and how many are east.
fn compass(of: ReadText<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let one = |piece: &TextWord| {
        if !STEMS.contains(&piece.stem) {
            return None;
        }
        let word = piece.of(of.text).to_ascii_lowercase();
        let word = word.trim_end_matches("ern");
        Some(match word {
            "north" => (1, 0),
            "south" => (-1, 0),
            "east" => (0, 1),
            "west" => (0, -1),
            "northeast" => (1, 1),
            "northwest" => (1, -1),
            "southeast" => (-1, 1),
            "southwest" => (-1, -1),
            _ => return None,
        })
    };
    let mut all = (0_i8, 0_i8);
    let mut next = at;
    while let Some(piece) = of.pieces.get(next).filter(|piece| next == at || piece.gap == Separator::Space) {
        let Some(step) = one(piece) else { break };
        all = (all.0 + step.0, all.1 + step.1);
        next += 1;
    }
    (next > at).then_some((all.0, all.1, next))
}

/// A word of a claim that says a direction, where the passage has the contrary between the same words: “90 metres
/// above the lake” of “90 metres below the lake”. Its place, and that of the passage.
pub(super) fn direction(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(TextWord, TextWord)> {
    let mut at = 0;
    while at < claim.pieces.len() {
        if !STEMS.contains(&claim.pieces[at].stem) {
            at += 1;
            continue;
        }
        let own = compass(claim, at);
        let word = claim.pieces[at].of(claim.text);
        let next = own.map_or(at + 1, |(_, _, next)| next);
        let known = own.is_some()
            || DIRECTIONS
                .iter()
                .any(|(one, other)| one.iter().chain(*other).any(|known| known.eq_ignore_ascii_case(word)));
        if known {
            let mut there = 0;
            let mut found = None;
            let mut straight = false;
            while there < passage.pieces.len() {
                let (contrary, same, after) = match own {
                    Some((north, east, _)) => match compass(passage, there) {
                        Some((n, e, after)) => {
                            let turned = north * n < 0 || east * e < 0;
                            (turned, !turned, after)
                        }
                        None => (false, false, there + 1),
                    },
                    None => {
                        let other = passage.pieces[there].of(passage.text);
                        (are_contrary(word, other), word.eq_ignore_ascii_case(other), there + 1)
                    }
                };
                let rose = own.is_some();
                if (contrary || same) && frames_agree(claim, at, next, passage, there, after, rose) {
                    straight |= same;
                    if contrary && found.is_none() {
                        found = Some((claim.pieces[at], passage.pieces[there]));
                    }
                }
                there = after;
            }
            if found.is_some() && !straight {
                return found;
            }
        }
        at = next;
    }
    None
}

/// A word of a claim that says a direction, where the passage has the two that it stands between in the other order:
/// “boys lag behind girls” of “girls lag behind boys”.
pub(super) fn reversed(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(TextWord, TextWord)> {
    const WORDS: &[&str] =
        &["above", "below", "ahead", "behind", "exceed", "exceeds", "outnumber", "outnumbered", "than"];
    let beside = |of: ReadText<'_>, at: usize| {
        let close = |list: Vec<&TextWord>| -> Vec<u32> {
            list.into_iter().filter(|piece| piece.content && !piece.number).map(|piece| piece.stem).collect()
        };
        let start = (0..=at).rev().find(|&at| of.pieces[at].gap >= Separator::Semi).unwrap_or(0);
        let ahead = close(of.pieces[start.max(at.saturating_sub(10))..at].iter().collect());
        let behind =
            of.pieces[at + 1..].iter().take(3).take_while(|piece| piece.gap < Separator::Comma).collect();
        (ahead, close(behind))
    };
    let places = |of: ReadText<'_>, word: &str| -> Vec<usize> {
        (0..of.pieces.len())
            .filter(|&at| of.pieces[at].of(of.text).eq_ignore_ascii_case(word))
            .take(8)
            .collect()
    };
    WORDS.iter().find_map(|word| {
        let own = *places(claim, word).first()?;
        let there = places(passage, word);
        let (left, right) = beside(claim, own);
        let right = right.first()?;
        // What “than” compares is told by the word before it.
        let which = |of: ReadText<'_>, at: usize| at.checked_sub(1).map(|before| of.pieces[before].stem);
        there.into_iter().find_map(|at| {
            let (other_left, other_right) = beside(passage, at);
            let other = other_right.first()?;
            let turned = other_left.contains(right)
                && !other_right.contains(right)
                && left.contains(other)
                && !left.contains(right)
                && !other_left.contains(other);
            (turned && which(claim, own) == which(passage, at))
                .then_some((claim.pieces[own], passage.pieces[at]))
        })
    })
}

/// A name with a number, where the passage has the name with others only: “Ariane 6” of “Ariane 5”.
pub(super) fn numbered(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(Span, Span)> {
    const BEHIND: &[&str] =
        &["and", "or", "is", "was", "has", "had", "with", "from", "which", "that", "rocket", "missile"];
    let numbered = |of: ReadText<'_>, at: usize| {
        let (name, number) = (of.pieces.get(at)?, of.pieces.get(at + 1)?);
        let digits = number.of(of.text);
        let next = of.pieces.get(at + 2);
        let ends = next.is_none_or(|next| next.gap > Separator::Space || next.is(of.text, BEHIND));
        let whole = number.number
            && number.gap == Separator::Space
            && digits.len() < 4
            && digits.bytes().all(|b| b.is_ascii_digit());
        let word = name.of(of.text);
        let is_name = name.capital
            && !name.number
            && name.gap < Separator::Colon
            && word.len() > 3
            && super::words::month(word).is_none()
            && super::words::weekday(&word.to_lowercase()).is_none();
        (whole && is_name && ends).then_some(Span { start: name.span.start, end: number.span.end })
    };
    (0..claim.pieces.len()).find_map(|at| {
        let own = numbered(claim, at)?;
        let mut found = None;
        for there in 0..passage.pieces.len() {
            if passage.pieces[there].stem != claim.pieces[at].stem {
                continue;
            }
            if let Some(other) = numbered(passage, there) {
                if passage.pieces[there + 1].stem == claim.pieces[at + 1].stem {
                    return None;
                }
                found = found.or(Some((own, other)));
            }
        }
        found
    })
}

/// Whether the same words stand before and behind two places.
fn frames_agree(
    a: ReadText<'_>,
    a_from: usize,
    a_to: usize,
    b: ReadText<'_>,
    b_from: usize,
    b_to: usize,
    rose: bool,
) -> bool {
    // A word with content before it, or a figure.
    let number = |of: ReadText<'_>, piece: &TextWord| {
        of.figures.iter().find(|figure| figure.span.overlaps(piece.span)).map(|figure| figure.raw)
    };
    let same = |x: &TextWord, y: &TextWord| {
        x.stem == y.stem || number(a, x).is_some() && number(a, x) == number(b, y)
    };
    let mut before = 0;
    let back = a_from.min(b_from);
    for step in 1..=back.min(4) {
        let (x, y) = (&a.pieces[a_from - step], &b.pieces[b_from - step]);
        if !same(x, y) || step > 1 && a.pieces[a_from - step + 1].gap >= Separator::Semi {
            break;
        }
        before += usize::from(x.content || number(a, x).is_some());
    }
    // Behind it the first word with content, with a name cut short as the same: “Town” of “Harbour Town”.
    let first = |of: ReadText<'_>, from: usize| -> Vec<u32> {
        let behind = of.pieces.get(from..(from + 6).min(of.pieces.len())).unwrap_or_default();
        let open = behind.iter().take_while(|piece| piece.gap < Separator::Comma);
        let mut words: Vec<u32> = Vec::new();
        let mut named = false;
        for piece in open.filter(|piece| piece.content) {
            let goes_on = named && piece.capital;
            if !words.is_empty() && !goes_on {
                break;
            }
            named = piece.capital;
            words.push(piece.stem);
        }
        words
    };
    let (own, there) = (first(a, a_to), first(b, b_to));
    // “In the north-east corner lay a chest”, of the chest that lay in its south-west corner.
    if rose && before == 0 {
        let near = |of: ReadText<'_>, at: usize| -> Vec<u32> {
            let around =
                of.pieces.get(at.saturating_sub(10)..(at + 10).min(of.pieces.len())).unwrap_or_default();
            around.iter().filter(|piece| piece.content).map(|piece| piece.stem).collect()
        };
        let (x, y) = (near(a, a_from), near(b, b_from));
        before = usize::from(x.iter().filter(|word| y.contains(word)).count() >= 3);
    }
    before > 0 && !own.is_empty() && own.iter().any(|word| there.contains(word))
}

/// Whether most words of a claim's clause are those of the passage's, and none of it speaks of what is left.
fn is_same_said(claim: ReadText<'_>, at: Span, passage: ReadText<'_>, there: Span) -> bool {
    const REST: &[&str] = &[
        "other",
        "others",
        "rest",
        "remaining",
        "remainder",
        "not",
        "no",
        "none",
        "without",
        "failed",
        "refused",
        "refuse",
        "never",
        "lost",
        "against",
        "dissented",
        "only",
        "all",
        "but",
        "except",
        "rejected",
        "left",
    ];
    let around = |of: ReadText<'_>, span: Span| -> Vec<TextWord> {
        let at = of.pieces.partition_point(|piece| piece.span.start < span.start);
        let from = (0..=at.min(of.pieces.len().saturating_sub(1)))
            .rev()
            .find(|&at| of.pieces[at].gap >= Separator::Semi);
        let to = (at + 1..of.pieces.len())
            .find(|&at| of.pieces[at].gap >= Separator::Semi)
            .unwrap_or(of.pieces.len());
        of.pieces.get(from.unwrap_or(0)..to).unwrap_or_default().to_vec()
    };
    let near = around(passage, there);
    let (own, there) = (around(claim, at), passage.pieces);
    let words: Vec<&TextWord> = own.iter().filter(|piece| piece.content && !piece.number).collect();
    let shared = words.iter().filter(|word| there.iter().any(|other| other.stem == word.stem)).count();
    shared >= 3
        && shared + 1 >= words.len()
        && !own.iter().any(|piece| piece.is(claim.text, REST))
        && !near.iter().any(|piece| piece.is(passage.text, REST))
}

/// Whether a figure is a length of time.
pub(super) fn is_time(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Measure(Dimension::Months | Dimension::Days))
}
