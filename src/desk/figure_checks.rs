//! The figures of a claim, each asked for in the passages that are cited for it.
//!
//! 1. A figure that stands in the quoted words, or in the sentences they are from, is there.
//! 2. One that stands in another sentence of the same paragraph is there too, since a reader is shown the
//!    context; but not where the quoted sentence has another of the same kind, of which the claim says
//!    nothing. Then the one is meant and the other was written.
//! 3. One that follows from figures of the passage is there ([`derived`]); so is the date of the article,
//!    in a claim that speaks of the article.
//! 4. What is not there is a finding. A small number counts for little: it is one only if the passage has
//!    another number of the same thing.

mod dated;

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::desk::beside::{around, same_kind, stems_of, window};
use crate::desk::contrary::{self, ReadText};
use crate::desk::derived::{self, Derivations, says};
use crate::desk::figure::{ChangeEnd, Dimension, Figure, FigureKind, Trend};
use crate::desk::phrase::TextWord;
use crate::desk::reading::Library;
use crate::desk::tongue::FigureLanguage;
use crate::desk::words::unit;
use crate::desk::{CheckedClaim, Desk, MOST_READ, arithmetic, before, exchanged, sense};
use crate::graph::catalog::SourceId;
use dated::{is_of_the_article, is_said_at_its_beginning, says_today};

/// Small numbers are said of many things; up to this, one must count the same thing as another.
const SMALL: f64 = 12.0;

/// How many figures of a claim are asked for. A sentence with more is a table.
const MOST_ASKED: usize = 40;

/// With how many figures of a passage one is compared by the words around them.
const MOST_COMPARED: usize = 128;

/// How many figures are tried for what may follow from two of them.
const MOST_TRIED: usize = 256;

/// How many places of a figure in one passage are looked at, and how many passages are compared.
const MOST_PLACES: usize = 32;

/// Of how many places of a figure in the library the nearest are told.
const MOST_ELSEWHERE: usize = 200;

/// A passage that is cited for a claim, as far as figures go.
struct CitedScope<'d> {
    source: SourceId,
    /// The canonical text that the spans count in.
    text: &'d str,
    paragraphs: (usize, usize),
    quotes: bool,
    /// Those in the quoted words; all, if no words are quoted.
    quoted: Cow<'d, [Figure]>,
    /// Those in the sentences of the quoted words; all, if no words are quoted.
    near: Cow<'d, [Figure]>,
    /// Those of the whole paragraphs.
    all: Cow<'d, [Figure]>,
    /// The words of the paragraphs.
    pieces: Pieces<'d>,
}

/// The words of some paragraphs, put together when they are asked for.
struct Pieces<'d> {
    library: &'d Library,
    source: SourceId,
    paragraphs: (usize, usize),
    read: OnceCell<Cow<'d, [TextWord]>>,
}

impl Pieces<'_> {
    fn get(&self) -> &[TextWord] {
        self.read.get_or_init(|| {
            let (first, last) = self.paragraphs;
            let of = |number| self.library.pieces(self.source, number);
            match first == last {
                true => Cow::Borrowed(of(first)),
                false => (first..=last.min(first + MOST_READ)).flat_map(of).copied().collect(),
            }
        })
    }
}

impl CitedScope<'_> {
    /// Whether it is so long that what stands beside what in it says little.
    fn is_long(&self) -> bool {
        self.paragraphs.1.saturating_sub(self.paragraphs.0) >= MOST_READ
    }

    fn read(&self) -> ReadText<'_> {
        ReadText { text: self.text, pieces: self.pieces.get(), figures: &self.all }
    }
}

/// A claim with its figures.
struct ClaimFigures<'c> {
    checked: &'c CheckedClaim<'c>,
    text: &'c str,
    figures: &'c [Figure],
    /// Whether its words are read too.
    english: bool,
}

impl ClaimFigures<'_> {
    fn read(&self) -> ReadText<'_> {
        ReadText { text: self.text, pieces: self.checked.pieces(), figures: self.figures }
    }
}

/// Why a figure is missed.
enum Miss {
    /// It stands nowhere there.
    Absent,
    /// It stands in the paragraph, where another of the same kind is quoted.
    OtherSentence { scope: usize, quoted: Figure },
    /// It stands there and counts another thing.
    OtherThing { scope: usize, there: Figure, of_this: Figure },
    /// It is there what something goes from, and here what it comes to.
    Turned { scope: usize, there: Figure },
    /// It is the most there, and the least here; or the other way round.
    Opposed { scope: usize, there: Figure },
    /// It is one end of a range there.
    End { scope: usize, there: Figure },
    /// It has changed places with another.
    Exchanged { scope: usize, there: Figure },
    /// It is another part of the same whole there.
    OtherPart { scope: usize, there: Figure },
}

/// Asks for the figures of a claim.
pub(super) fn figures(desk: &Desk<'_>, checked: &CheckedClaim<'_>, found: &mut Vec<Diagnostic>) {
    let claim = checked.figures(desk);
    let claim = &claim[..claim.len().min(2 * MOST_ASKED)];
    let english = desk.tongue() == FigureLanguage::English && !checked.is_point;
    let has_direction = english && contrary::has_direction(checked.pieces());
    let is_any_asked = claim.iter().any(is_asked);
    if !is_any_asked && !has_direction {
        return;
    }
    let scopes = scopes(desk, checked);
    let own = ClaimFigures { checked, text: &checked.text, figures: claim, english };
    if has_direction {
        directions(desk, checked, &own, &scopes, found);
    }
    if !is_any_asked {
        return;
    }
    let mut missed: Vec<(Figure, Miss)> = Vec::new();
    let mut there: Vec<Figure> = Vec::new();
    for figure in claim.iter().filter(|figure| is_asked(figure)).take(MOST_ASKED) {
        // Of a language that is not known the digits are compared.
        let same_digits = desk.tongue() == FigureLanguage::Other
            && scopes.iter().any(|scope| {
                scope.all.iter().any(|p| digits(figure, &checked.text) == digits(p, scope.text))
            });
        match direct(figure, &own, &scopes).filter(|_| !same_digits) {
            None => there.push(*figure),
            Some(miss) => missed.push((*figure, miss)),
        }
    }
    // Both ends of a change stand there, and in the other order.
    if let Some((index, (to, there))) =
        scopes.iter().enumerate().find_map(|(index, scope)| Some((index, sense::turned(claim, &scope.near)?)))
        && !scopes.iter().any(|scope| {
            sense::turned(claim, &scope.near).is_none() && scope.near.iter().any(|p| says(to, p))
        })
    {
        found.push(finding(desk, checked, &scopes, to, &Miss::Turned { scope: index, there: *there }, claim));
    }
    if english {
        changed_places(desk, checked, &own, &scopes, &there, found);
    }
    missed.retain(|(figure, _)| {
        !(figure.kind == FigureKind::Date && is_of_the_article(desk, checked, &scopes, claim, figure))
    });
    if missed.is_empty() {
        return;
    }
    // “Today” is a day that another paragraph of the text says.
    missed.retain(|(figure, miss)| {
        let says_much =
            figure.date.weekday.is_some() || figure.date.day.is_some() || figure.date.year.is_some();
        !(figure.kind == FigureKind::Date
            && says_much
            && matches!(miss, Miss::Absent)
            && scopes.iter().any(|scope| {
                says_today(scope).is_some_and(|apart| is_said_at_its_beginning(desk, scope, figure, apart))
            }))
    });
    missed.retain(|(figure, _)| {
        !is_bound(figure, claim, &checked.text, &scopes)
            && !is_sum_of_quoted(figure, claim, &checked.text, &scopes)
    });
    let ways = Derivations::of(&checked.text.to_lowercase());
    let mut pool: Vec<Figure> =
        scopes.iter().flat_map(|scope| scope.near.iter().copied()).take(MOST_TRIED).collect();
    pool.extend(there.iter().copied());
    // Time is reckoned to a date that is quoted from any that a reader is shown.
    let dates = scopes.iter().flat_map(|scope| scope.all.iter()).filter(|p| p.kind == FigureKind::Date);
    let mut dates: Vec<Figure> = dates.take(MOST_TRIED).copied().collect();
    // “Within four years” is reckoned from when the text was written.
    let beginning = scopes.iter().flat_map(|scope| desk.library.figures(scope.source, 1));
    let beginning = beginning.filter(|p| p.kind == FigureKind::Date).take(MOST_ASKED).copied();
    dates.extend(beginning);
    for words in before(desk.page, checked) {
        let dates = desk.figures(words).into_iter().filter(|figure| figure.kind == FigureKind::Date);
        pool.extend(dates.take(MOST_ASKED));
    }
    let kept = |test: &dyn Fn(&Figure, &str) -> bool| -> Vec<f64> {
        let all = scopes.iter().flat_map(|scope| scope.all.iter().filter(|p| test(p, scope.text)));
        all.map(|p| p.raw).take(MOST_TRIED).collect()
    };
    let beside =
        arithmetic::PassageContext { ages: kept(&arithmetic::is_age), points: kept(&arithmetic::is_points) };
    // What follows may itself be what another follows from.
    for _ in 0..2 {
        missed.retain(|(figure, miss)| {
            let derived = match miss {
                // “$200 billion, twice as much”: the claim speaks of both.
                Miss::OtherThing { there, of_this, .. } => {
                    let part = matches!(figure.kind, FigureKind::Percent | FigureKind::Times);
                    let ways = Derivations { ratio: ways.ratio || part && figure.spelled, ..ways };
                    claim.iter().any(|other| {
                        other.span != figure.span && derived::derives(other, &[*there, *of_this], ways)
                    }) || (part || is_by(figure, &checked.text)) && derived::derives(figure, &pool, ways)
                }
                Miss::Opposed { .. } | Miss::End { .. } => false,
                _ => {
                    let ways =
                        Derivations { difference: ways.difference || is_by(figure, &checked.text), ..ways };
                    derived::derives(figure, &pool, ways)
                        || derived::spans(figure, &pool, &dates)
                        || english
                            && arithmetic::follows(
                                figure,
                                &checked.text,
                                &there,
                                &pool,
                                &dates,
                                &beside,
                                ways.sum,
                            )
                }
            };
            if derived {
                pool.push(*figure);
            }
            !derived
        });
    }
    for (figure, miss) in missed {
        if matches!(miss, Miss::Absent)
            && (is_weak(&figure)
                || figure.kind != FigureKind::Measure(Dimension::Months) && is_by(&figure, &checked.text))
            && rival(&figure, claim, &checked.text, &scopes).is_none()
        {
            continue;
        }
        found.push(finding(desk, checked, &scopes, &figure, &miss, claim));
    }
}

/// Whether a figure is how much one thing is more or less than another: “by 23”, “three years older”.
fn is_by(figure: &Figure, text: &str) -> bool {
    const BEHIND: &[&str] = &[
        "more", "less", "fewer", "later", "earlier", "before", "after", "ahead", "behind", "apart", "above",
        "below", "better", "worse", "further", "farther", "short", "clear", "up", "down", "taller", "other",
        "others",
    ];
    let before = text.get(..figure.span.start as usize).unwrap_or_default().trim_end();
    let by = before
        .rsplit(' ')
        .find(|word| !matches!(*word, "about" | "some" | "nearly" | "over" | "almost" | "just" | "a"));
    let mut behind =
        text.get(figure.span.end as usize..).unwrap_or_default().split(|c: char| !c.is_alphanumeric());
    by == Some("by")
        || behind.by_ref().filter(|word| !word.is_empty()).take(3).any(|word| {
            // “Older” and “wider”, but no “meter” and no “number”.
            let compares = word.len() > 4 && word.ends_with("er") && !word.ends_with("ber");
            BEHIND.contains(&word) || compares && !word.ends_with("meter") && unit(word).is_none()
        })
}

/// Finds two figures of a claim that have changed places, and a part that is another part of the whole.
fn changed_places(
    desk: &Desk<'_>,
    checked: &CheckedClaim<'_>,
    own: &ClaimFigures<'_>,
    scopes: &[CitedScope<'_>],
    there: &[Figure],
    found: &mut Vec<Diagnostic>,
) {
    let before = found.len();
    for (index, scope) in scopes.iter().enumerate().filter(|(_, scope)| !scope.is_long()) {
        if there.len() > 1
            && let Some((figure, place)) = exchanged::exchanged(own.read(), scope.read())
        {
            let miss = Miss::Exchanged { scope: index, there: place };
            found.push(finding(desk, checked, scopes, &figure, &miss, own.figures));
        } else if let Some((part, place)) = contrary::other_part(own.read(), scope.read())
            .or_else(|| contrary::numbered(own.read(), scope.read()))
        {
            let like =
                |span: Span, figures: &[Figure]| figures.first().map(|figure| Figure { span, ..*figure });
            if let Some((part, there)) = like(part, own.figures).zip(like(place, &scope.all)) {
                let miss = Miss::OtherPart { scope: index, there };
                found.push(finding(desk, checked, scopes, &part, &miss, own.figures));
            }
        } else if let Some((figure, place)) = exchanged::displaced(own.read(), scope.read())
            && !scopes
                .iter()
                .enumerate()
                .any(|(other, scope)| other != index && scope.all.iter().any(|p| says(&figure, p)))
        {
            let miss = Miss::Exchanged { scope: index, there: place };
            found.push(finding(desk, checked, scopes, &figure, &miss, own.figures));
        }
        if found.len() > before {
            return;
        }
    }
}

/// Finds a direction of a claim that is the contrary in the passage: “above” of “below”.
fn directions(
    desk: &Desk<'_>,
    checked: &CheckedClaim<'_>,
    own: &ClaimFigures<'_>,
    scopes: &[CitedScope<'_>],
    found: &mut Vec<Diagnostic>,
) {
    for scope in scopes {
        if scope.is_long() {
            continue;
        }
        let turned = contrary::direction(own.read(), scope.read());
        let Some((direction, there)) = turned.or_else(|| contrary::reversed(own.read(), scope.read())) else {
            continue;
        };
        let cited = said(&desk.library.sources[scope.source as usize].key, scope.paragraphs);
        let words = &checked.text[direction.span.range()];
        let message = format!("the passage cited for this says the opposite of “{words}”");
        found.push(
            Diagnostic::new(&rule::FIGURE_NOT_IN_PASSAGE, desk.place(checked, direction.span), message)
                .note(format!("{cited} has “{}”", around(scope.text, there.span)))
                .help("say what the passage says, or cite a passage that says this"),
        );
        return;
    }
}

/// The digits that a figure is written in.
fn digits(figure: &Figure, text: &str) -> String {
    let written = text.get(figure.span.range()).unwrap_or_default();
    written.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a figure says enough to be asked for.
fn is_asked(figure: &Figure) -> bool {
    let is_one = figure.kind == FigureKind::Count && figure.raw <= 1.0;
    !figure.soft && !is_one
}

/// Whether a figure counts for little by itself.
fn is_weak(figure: &Figure) -> bool {
    match figure.kind {
        FigureKind::Count => figure.raw <= SMALL && figure.raw.fract() == 0.0,
        FigureKind::Times
        | FigureKind::Ordinal
        | FigureKind::Many
        | FigureKind::Numeral(_)
        | FigureKind::Version(_) => true,
        // “The third quarter”, of a year or of a match.
        FigureKind::Date => figure.date.part.is_some() && figure.date.year.is_none(),
        FigureKind::Percent => figure.spelled && figure.raw < 1.0,
        // “In two decades”
        FigureKind::Measure(Dimension::Months) => {
            figure.spelled && figure.raw <= 10.0 && figure.value >= 120.0 * figure.raw
        }
        _ => false,
    }
}

fn scopes<'d>(desk: &Desk<'d>, checked: &CheckedClaim<'_>) -> Vec<CitedScope<'d>> {
    let library = desk.library;
    checked
        .notes
        .iter()
        .filter_map(|note| {
            let text = library.sources[note.source as usize].text.as_ref()?;
            let paragraphs = note.paragraphs.unwrap_or((1, text.paragraphs().len()));
            let numbers = paragraphs.0..=paragraphs.1;
            // Mostly it is one paragraph, of which nothing is copied.
            let all: Cow<'d, [Figure]> = match paragraphs.0 == paragraphs.1 {
                true => Cow::Borrowed(library.figures(note.source, paragraphs.0)),
                false => {
                    numbers.clone().flat_map(|number| library.figures(note.source, number)).copied().collect()
                }
            };
            let quotes = !note.parts.is_empty();
            let within = |spans: &[Span]| -> Cow<'d, [Figure]> {
                let inside = |figure: &&Figure| spans.iter().any(|span| span.overlaps(figure.span));
                all.iter().filter(inside).copied().collect()
            };
            let (quoted, near) = if quotes {
                let sentences: Vec<Span> = numbers
                    .flat_map(|number| library.sentences(note.source, number))
                    .filter(|sentence| note.parts.iter().any(|part| part.overlaps(**sentence)))
                    .copied()
                    .collect();
                (within(&note.parts), within(&sentences))
            } else {
                (all.clone(), all.clone())
            };
            let pieces = Pieces { library, source: note.source, paragraphs, read: OnceCell::new() };
            Some(CitedScope {
                source: note.source,
                text: text.canonical(),
                paragraphs,
                quotes,
                quoted,
                near,
                all,
                pieces,
            })
        })
        .collect()
}

/// Why no passage has the figure; none if one has it.
fn direct(c: &Figure, own: &ClaimFigures<'_>, scopes: &[CitedScope<'_>]) -> Option<Miss> {
    let (claim, text) = (own.figures, own.text);
    let mut miss = Miss::Absent;
    // What is said of just this figure decides, before others that it may have been rounded from.
    let mut is_near = false;
    for near in [false, true] {
        for (index, scope) in scopes.iter().enumerate() {
            let pool = if near { &scope.near } else { &scope.quoted };
            for p in pool.iter().filter(|p| sense::rests(c, text, p, scope.text)).take(MOST_PLACES) {
                if own.english {
                    if contrary::bounds_are_opposed(c, own.read(), p, scope.read()) {
                        miss = Miss::Opposed { scope: index, there: *p };
                        continue;
                    }
                    if contrary::is_end_of_range(c, own.read(), p, scope.read()) {
                        miss = Miss::End { scope: index, there: *p };
                        continue;
                    }
                }
                match counts_another(c, claim, text, p, scope) {
                    None if c.raw == p.raw || c.value == p.value || c.kind == FigureKind::Date => {
                        return None;
                    }
                    None => is_near = true,
                    Some(of_this) => miss = Miss::OtherThing { scope: index, there: *p, of_this },
                }
            }
        }
    }
    if is_near && !matches!(miss, Miss::Opposed { .. }) {
        return None;
    }
    if !matches!(miss, Miss::Absent) {
        return Some(miss);
    }
    if is_together(c, scopes.iter().flat_map(|scope| scope.all.iter())) {
        return None;
    }
    for (index, scope) in scopes.iter().enumerate() {
        if !scope.all.iter().any(|p| sense::rests(c, text, p, scope.text))
            && !is_together(c, scope.all.iter())
            && !has_both_sides(c, &scope.near)
        {
            continue;
        }
        let quoted = scope.near.iter().filter(|p| could_be(c, p)).take(MOST_COMPARED).find(|p| {
            scope.quotes
                && comparable(c, text, claim, p, scope)
                && !claim.iter().any(|other| sense::rests(other, text, p, scope.text))
        });
        match quoted {
            None => return None,
            Some(quoted) => miss = Miss::OtherSentence { scope: index, quoted: *quoted },
        }
    }
    Some(miss)
}

/// Whether a figure is a bound, above or below, of one that a passage has: “two to three million”.
fn is_bound(c: &Figure, claim: &[Figure], text: &str, scopes: &[CitedScope<'_>]) -> bool {
    let Some(at) = claim.iter().position(|other| other.span == c.span) else { return false };
    let pairs = [at.checked_sub(1).zip(Some(at)), Some(at).zip((at + 1 < claim.len()).then_some(at + 1))];
    pairs.into_iter().flatten().any(|(low, high)| {
        let (low, high) = (&claim[low], &claim[high]);
        let before = text[..low.span.start as usize].trim_end();
        let joint = text.get(low.span.end as usize..high.span.start as usize).unwrap_or_default();
        let joint = joint.trim().trim_end_matches(['$', '€', '£', '¥']).trim_end();
        let is_range = match joint {
            "-" | "–" | "—" | "to" => true,
            "and" => before.to_lowercase().ends_with("between"),
            _ => false,
        };
        is_range
            && scopes
                .iter()
                .any(|scope| scope.near.iter().take(MOST_COMPARED).any(|p| derived::bounds(low, high, p)))
    })
}

/// Whether a number is the sum of two that count the same thing in the quoted words: three countries there
/// and three here are six.
fn is_sum_of_quoted(c: &Figure, claim: &[Figure], text: &str, scopes: &[CitedScope<'_>]) -> bool {
    if c.kind != FigureKind::Count {
        return false;
    }
    let counted: Vec<f64> = scopes
        .iter()
        .filter(|scope| scope.quotes)
        .flat_map(|scope| scope.quoted.iter().map(move |p| (scope, p)))
        .take(MOST_PLACES)
        .filter(|(scope, p)| p.kind == FigureKind::Count && comparable(c, text, claim, p, scope))
        .map(|(_, p)| p.raw)
        .collect();
    counted.iter().enumerate().any(|(i, a)| counted[..i].iter().any(|b| a + b == c.raw))
}

/// Whether a passage counts both sides of a score: “seven agreed, two dissented”.
fn has_both_sides(c: &Figure, pool: &[Figure]) -> bool {
    let FigureKind::Score(first, second) = c.kind else { return false };
    let has = |side: u16| {
        pool.iter()
            .any(|p| matches!(p.kind, FigureKind::Count | FigureKind::Times) && p.raw == f64::from(side))
    };
    // “Two goals down” is 2–0.
    let ahead = second == 0
        && pool
            .iter()
            .any(|p| p.kind == FigureKind::Count && p.raw == f64::from(first.max(second)) && p.spelled);
    has(first) && has(second) || ahead
}

/// Whether the parts of a date stand in a passage one by one: “in March” and, before it, “2013”.
fn is_together<'p>(c: &Figure, mut pool: impl Iterator<Item = &'p Figure> + Clone) -> bool {
    let parts = c.date.month.or(c.date.part);
    if c.kind != FigureKind::Date || parts.is_none() || c.date.year.is_none() {
        return false;
    }
    let apart = |p: &&Figure| {
        p.kind == FigureKind::Date
            && (p.date.year.is_none() || p.date.month.is_none() && p.date.part.is_none())
    };
    pool.clone().filter(apart).any(|p| {
        p.date.month == c.date.month
            && p.date.part == c.date.part
            && (c.date.day.is_none() || p.date.day == c.date.day)
    }) && pool.any(|p| p.kind == FigureKind::Date && p.date.year == c.date.year)
}

/// A figure of the passages that the claim may have meant: of the same thing, and not in the claim.
fn rival<'s>(c: &Figure, claim: &[Figure], text: &str, scopes: &'s [CitedScope<'_>]) -> Option<&'s Figure> {
    only(c, claim, scopes).or_else(|| alike(c, claim, text, scopes))
}

/// What the quoted words have instead, where there is no choice: their only ordinal, for the only ordinal of
/// the claim; one of their only two amounts, for how many times the one is the other.
fn only<'s>(c: &Figure, claim: &[Figure], scopes: &'s [CitedScope<'_>]) -> Option<&'s Figure> {
    let [scope] = scopes else { return None };
    let growth = c.kind == FigureKind::Times && c.trend != Trend::None
        || c.kind == FigureKind::Percent && c.spelled && (c.change != Trend::None || c.trend != Trend::None);
    // “Doubled”, where the passage has but two amounts, of which the one is not twice the other.
    if growth && claim.iter().filter(|other| other.kind == c.kind).count() == 1 {
        let amount = |kind| matches!(kind, FigureKind::Money(_) | FigureKind::Measure(_) | FigureKind::Count);
        let mut amounts =
            scope.near.iter().filter(|p| amount(p.kind) && p.raw > SMALL || p.kind == FigureKind::Percent);
        if let (Some(first), Some(second), None) = (amounts.next(), amounts.next(), amounts.next())
            && first.kind == second.kind
            && !matches!(
                first.kind,
                FigureKind::Percent | FigureKind::Measure(Dimension::Months | Dimension::Days)
            )
        {
            return Some(first);
        }
    }
    if !scope.quotes || claim.iter().filter(|other| other.kind == c.kind).count() != 1 {
        return None;
    }
    let mut quoted = scope.quoted.iter().filter(|p| match c.kind {
        FigureKind::Ordinal => p.kind == FigureKind::Ordinal,
        FigureKind::Times => matches!(p.kind, FigureKind::Money(_) | FigureKind::Times),
        _ => false,
    });
    let first = quoted.next()?;
    match (c.kind, first.kind, quoted.next(), quoted.next()) {
        (FigureKind::Ordinal, _, None, _) => Some(first),
        (FigureKind::Times, FigureKind::Money(_), Some(second), None) if second.kind == first.kind => {
            Some(first)
        }
        _ => None,
    }
}

fn alike<'s>(c: &Figure, claim: &[Figure], text: &str, scopes: &'s [CitedScope<'_>]) -> Option<&'s Figure> {
    scopes.iter().find_map(|scope| {
        scope.near.iter().filter(|p| could_be(c, p)).take(MOST_COMPARED).find(|p| {
            !p.soft
                && comparable(c, text, claim, p, scope)
                && !claim.iter().any(|other| sense::rests(other, text, p, scope.text))
        })
    })
}

/// Whether it makes sense to compare two figures at all: quick to ask.
fn could_be(c: &Figure, p: &Figure) -> bool {
    std::mem::discriminant(&c.kind) == std::mem::discriminant(&p.kind)
        || matches!(
            (c.kind, p.kind),
            (FigureKind::Percent, FigureKind::Times | FigureKind::Points)
                | (FigureKind::Times, FigureKind::Percent)
                | (FigureKind::Points, FigureKind::Percent)
                | (FigureKind::Many, FigureKind::Count)
                | (FigureKind::Count, FigureKind::Many)
        )
}

/// Whether a figure of a claim and one of a passage could be said of the same.
fn comparable(c: &Figure, text: &str, claim: &[Figure], p: &Figure, scope: &CitedScope<'_>) -> bool {
    if p.soft {
        return false;
    }
    use FigureKind::{
        Century, Clock, Count, Date, Decade, Heat, Many, Measure, Money, Numeral, Ordinal, Percent, Points,
        Score, Times, Version,
    };
    match (c.kind, p.kind) {
        (Date, Date) => {
            c.date.part.is_some() && p.date.part.is_some()
                || c.date.year.is_some() && p.date.year.is_some()
                || c.date.year.is_none() && c.date.month.is_some() && p.date.month.is_some()
        }
        (Decade, Decade)
        | (Century, Century)
        | (Money(_), Money(_))
        | (Percent, Percent | Times)
        | (Percent, Points)
        | (Points, Percent | Points)
        | (Heat(_), Heat(_))
        | (Clock(_), Clock(_))
        | (Score(..), Score(..))
        | (Version(_), Version(_))
        | (Times, Times) => true,
        // “Three times as many”, and no “three times a day”.
        (Times, Percent) => {
            const BEHIND: [&str; 8] = ["as", "more", "the", "higher", "larger", "over", "bigger", "what"];
            let behind = text.get(c.span.end as usize..).unwrap_or_default().split_whitespace().next();
            c.trend != Trend::None || behind.is_some_and(|word| BEHIND.contains(&word))
        }
        (Numeral(a), Numeral(b)) => a == b,
        (Measure(a), Measure(b)) => {
            let time = |d| matches!(d, Dimension::Months | Dimension::Days);
            a == b || time(a) && time(b)
        }
        (Count | Many, Count | Many) | (Ordinal, Ordinal) => {
            let a = window(text, c, claim);
            let b = window(scope.text, p, &scope.all);
            a.iter().any(|word| b.contains(word))
        }
        _ => false,
    }
}

/// If a figure stands in the passage of another thing than in the claim: the passage's figure of this one.
fn counts_another(
    c: &Figure,
    claim: &[Figure],
    text: &str,
    p: &Figure,
    scope: &CitedScope<'_>,
) -> Option<Figure> {
    // A month and a day say enough.
    if c.date.month.is_some() && p.date.month.is_some() {
        return None;
    }
    let pool = if scope.quotes { &scope.near } else { &scope.all };
    // So near that the one could be taken for the other.
    let within = |q: &Figure| q.span.start.abs_diff(p.span.start) < 200;
    let first = pool.partition_point(|q| q.span.start < p.span.start && !within(q));
    let others = pool[first..]
        .iter()
        .take_while(|q| within(q))
        .filter(|q| q.span != p.span && !q.soft && same_kind(p.kind, q.kind) && !says(c, q));
    let mut others = others.peekable();
    others.peek()?;
    // It comes to it, or goes from it, there and here.
    if c.role != ChangeEnd::None && c.role == p.role {
        return None;
    }
    let own = window(text, c, claim);
    let there = window(scope.text, p, &scope.all);
    // “In 2022 there were 17 accidents, in 2023 there were 23”: what it counts stands with another.
    if own.is_empty() || there.is_empty() || own.iter().any(|word| there.contains(word)) {
        return None;
    }
    // What the figure is said of there, the claim speaks of too: then it is said here in another order.
    let named = stems_of(text);
    let few = !matches!(c.kind, FigureKind::Count | FigureKind::Ordinal) && there.len() < 2;
    let by_years = matches!(c.kind, FigureKind::Decade | FigureKind::Century);
    if !by_years && (few || there.iter().any(|word| named.contains(word))) {
        return None;
    }
    let least =
        if matches!(c.kind, FigureKind::Count | FigureKind::Ordinal) || own.len() <= 2 { 1 } else { 2 };
    others
        .find(|q| {
            let of_other = window(scope.text, q, &scope.all);
            own.iter().filter(|word| of_other.contains(word)).count() >= least
        })
        .copied()
}

fn finding(
    desk: &Desk<'_>,
    checked: &CheckedClaim<'_>,
    scopes: &[CitedScope<'_>],
    c: &Figure,
    miss: &Miss,
    claim: &[Figure],
) -> Diagnostic {
    let words = &checked.text[c.span.range()];
    let place = desk.place(checked, c.span);
    let key = |source: SourceId| &desk.library.sources[source as usize].key;
    let slice = |scope: &CitedScope<'_>, figure: &Figure| {
        scope.text.get(figure.span.range()).unwrap_or_default().to_owned()
    };
    let cited = if scopes.len() == 1 { "the passage" } else { "the passages" };
    let message = match miss {
        Miss::OtherThing { .. } => format!("“{words}” is in {cited} cited for it, but about something else"),
        Miss::OtherSentence { .. } => format!("“{words}” is not in the sentence cited for it"),
        Miss::Turned { .. } => {
            format!("{cited} cited for this has the change in the other direction, from “{words}”")
        }
        Miss::Absent => format!("“{words}” is not in {cited} cited for it"),
        Miss::Opposed { .. } => format!("{cited} cited for this says the opposite of “{words}”"),
        Miss::End { .. } => format!("“{words}” is one end of a range in {cited} cited for it"),
        Miss::Exchanged { .. } => {
            format!("“{words}” is in {cited} cited for it, but about something else")
        }
        Miss::OtherPart { .. } => format!("{cited} cited for this has a different number than “{words}”"),
    };
    let mut finding = Diagnostic::new(&rule::FIGURE_NOT_IN_PASSAGE, place, message);
    match miss {
        Miss::OtherThing { scope, there, of_this } => {
            let scope = &scopes[*scope];
            finding = finding.note(format!(
                "{} has “{}” and “{}”",
                said(key(scope.source), scope.paragraphs),
                around(scope.text, of_this.span),
                around(scope.text, there.span)
            ));
        }
        Miss::Turned { scope, there }
        | Miss::Opposed { scope, there }
        | Miss::End { scope, there }
        | Miss::Exchanged { scope, there }
        | Miss::OtherPart { scope, there } => {
            let scope = &scopes[*scope];
            finding = finding.note(format!(
                "{} has “{}”",
                said(key(scope.source), scope.paragraphs),
                around(scope.text, there.span)
            ));
        }
        Miss::OtherSentence { scope, quoted } => {
            let scope = &scopes[*scope];
            finding = finding.note(format!(
                "{}: the quoted sentence has “{}”; “{words}” is in another",
                said(key(scope.source), scope.paragraphs),
                slice(scope, quoted)
            ));
        }
        Miss::Absent => {
            for scope in scopes.iter().take(3) {
                let mut alike: Vec<String> = Vec::new();
                let pool = scope.near.iter().chain(scope.all.iter());
                for p in pool.filter(|p| could_be(c, p)).take(MOST_COMPARED) {
                    let written = format!("“{}”", slice(scope, p));
                    if comparable(c, &checked.text, claim, p, scope)
                        && !alike.contains(&written)
                        && alike.len() < 4
                    {
                        alike.push(written);
                    }
                }
                let there = said(key(scope.source), scope.paragraphs);
                finding = finding.note(match alike.is_empty() {
                    true => format!("{there} is cited; it has nothing similar"),
                    false => format!("{there} is cited; it has {}", alike.join(", ")),
                });
            }
            let is_cited = |source: SourceId, number: usize| {
                scopes.iter().any(|scope| {
                    scope.source == source && (scope.paragraphs.0..=scope.paragraphs.1).contains(&number)
                })
            };
            let others = desk
                .library
                .elsewhere(c)
                .iter()
                .take(MOST_ELSEWHERE)
                .filter(|(source, number)| !is_cited(*source, *number));
            let mut others: Vec<(SourceId, usize)> = others.copied().collect();
            // First of the sources that are cited.
            others.sort_by_key(|(source, number)| {
                (!scopes.iter().any(|scope| scope.source == *source), *source, *number)
            });
            let others: Vec<String> = others
                .into_iter()
                .take(3)
                .map(|(source, number)| said(key(source), (number, number)))
                .collect();
            if !others.is_empty() {
                finding = finding.note(format!("the figure is in {}", others.join(", ")));
            }
        }
    }
    finding.help("write the figure as the passage has it, or cite a passage that has it; if you worked it out, say how in a comment: `<!-- expound: allow figure-not-in-passage: … -->`")
}

/// `key` ¶ 7
pub(super) fn said(key: &str, (first, last): (usize, usize)) -> String {
    match first == last {
        true => format!("`{key}` ¶ {first}"),
        false => format!("`{key}` ¶ {first}–{last}"),
    }
}

/// Finds two passages of different sources, cited for one claim, whose figures of the same thing differ.
pub(super) fn differ(desk: &Desk<'_>, checked: &CheckedClaim<'_>, found: &mut Vec<Diagnostic>) {
    let first = checked.notes[0].source;
    if checked.notes.iter().all(|note| note.source == first || note.parts.is_empty()) {
        return;
    }
    let mut scopes = scopes(desk, checked);
    scopes.truncate(MOST_PLACES);
    for (i, a) in scopes.iter().enumerate() {
        for (j, b) in scopes[..i].iter().enumerate() {
            if a.source == b.source || !a.quotes || !b.quotes {
                continue;
            }
            for (p, q) in a
                .quoted
                .iter()
                .take(MOST_PLACES)
                .flat_map(|p| b.quoted.iter().take(MOST_PLACES).map(move |q| (p, q)))
            {
                if !is_of_one_thing(p, a, q, b) || says(p, q) || says(q, p) {
                    continue;
                }
                let claim = checked.figures(desk);
                let both = claim.iter().any(|c| says(c, p)) && claim.iter().any(|c| says(c, q));
                if both || desk.disagrees(checked.notes[i], checked.notes[j]) {
                    continue;
                }
                let key = |scope: &CitedScope<'_>| {
                    said(&desk.library.sources[scope.source as usize].key, scope.paragraphs)
                };
                let message = "the passages cited for this give different figures";
                found.push(
                    Diagnostic::new(
                        &rule::FIGURES_DIFFER,
                        desk.place(checked, Span::new(0, checked.text.len())),
                        message,
                    )
                    .note(format!("{}: “{}”", key(b), around(b.text, q.span)))
                    .note(format!("{}: “{}”", key(a), around(a.text, p.span)))
                    .help("give both figures, or write a `disagreement`, to tell readers"),
                );
                return;
            }
        }
    }
}

/// Whether a figure is one that sources could differ in: an amount, and no time and no small number.
pub(super) fn is_amount(p: &Figure) -> bool {
    amounts_of_one_kind(p, p)
}

/// Whether two figures are amounts of the same kind.
pub(super) fn amounts_of_one_kind(p: &Figure, q: &Figure) -> bool {
    let kinds = match (p.kind, q.kind) {
        (FigureKind::Money(x), FigureKind::Money(y)) => x == y,
        (FigureKind::Measure(x), FigureKind::Measure(y)) => {
            x == y && !matches!(x, Dimension::Months | Dimension::Days)
        }
        (FigureKind::Percent, FigureKind::Percent) => true,
        (FigureKind::Count, FigureKind::Count) => p.raw > SMALL && q.raw > SMALL,
        _ => false,
    };
    !p.soft && !q.soft && kinds
}

/// Whether two figures are of the same kind, with the same noun beside them.
fn is_of_one_thing(p: &Figure, a: &CitedScope<'_>, q: &Figure, b: &CitedScope<'_>) -> bool {
    if !amounts_of_one_kind(p, q) {
        return false;
    }
    let (a, b) = (window(a.text, p, &a.all), window(b.text, q, &b.all));
    a.iter().any(|word| b.contains(word))
}
