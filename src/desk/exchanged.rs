//! Figures that have changed places: each of two stands in the passage, the one beside the words that the claim has
//! beside the other.

use super::contrary::ReadText;
use super::derived::says;
use super::figure::{ChangeEnd, Figure, FigureKind};
use super::phrase::{Separator, TextWord, within};

/// How many figures of a claim are compared, each with each.
const MOST: usize = 12;

/// How far apart the two may stand in the passage, in bytes.
const APART: u32 = 400;

/// Two figures of a claim that stand in the passage the other way round. The first of them, and what the passage
/// has in its place.
pub(super) fn exchanged(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(Figure, Figure)> {
    let amounts = |figure: &&Figure| {
        !matches!(
            figure.kind,
            FigureKind::Decade | FigureKind::Century | FigureKind::Numeral(_) | FigureKind::Version(_)
        ) && !figure.soft
    };
    let own: Vec<(&Figure, &Figure)> = claim
        .figures
        .iter()
        .filter(amounts)
        .filter_map(|c| {
            let mut there = passage.figures.iter().filter(|p| says(c, p));
            let only = there.next()?;
            there.next().is_none().then_some((c, only))
        })
        .take(MOST)
        .collect();
    own.iter().enumerate().find_map(|(i, &(c1, p1))| {
        own[i + 1..].iter().find_map(|&(c2, p2)| {
            let near = p1.span.start.abs_diff(p2.span.start) < APART;
            let kin = std::mem::discriminant(&p1.kind) == std::mem::discriminant(&p2.kind);
            let change = |a: &Figure, b: &Figure| {
                matches!(
                    (a.role, b.role),
                    (ChangeEnd::From, ChangeEnd::To) | (ChangeEnd::To, ChangeEnd::From)
                )
            };
            let ends = change(c1, c2) || change(p1, p2);
            if ends || p1.span == p2.span || !near || !kin || says(c1, p2) || says(c2, p1) {
                return None;
            }
            is_crossed(claim, [c1, c2], passage, [p1, p2]).then_some((*c1, *p2))
        })
    })
}

/// The words beside a figure that say what it is of.
struct Sides {
    /// Those before it, from where the words on the figure before it end.
    before: Vec<TextWord>,
    /// Those behind it, as far as its clause goes.
    close: Vec<TextWord>,
}

impl Sides {
    fn all(&self) -> Vec<TextWord> {
        self.before.iter().chain(&self.close).copied().collect()
    }
}

fn sides(of: ReadText<'_>, figure: &Figure, partner: &Figure) -> Sides {
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let like = |other: &Figure| std::mem::discriminant(&other.kind) == std::mem::discriminant(&figure.kind);
    let kin = |other: &&Figure| {
        other.span != figure.span
            && (other.span == partner.span || like(other) && !is_whole(of, figure, other))
    };
    let last = of
        .figures
        .iter()
        .filter(kin)
        .filter(|other| other.span.end as usize <= start)
        .max_by_key(|other| other.span.end);
    // In “In 2018, trade grew, and by 2024 …” the words behind the comma are on the year before it.
    let led = usize::from(last.is_some_and(|last| introduces(of, last)));
    let last = last.map(|last| last.span.end as usize);
    let next =
        of.figures.iter().filter(kin).map(|other| other.span.start as usize).filter(|&at| at >= end).min();
    let inside =
        |piece: &&TextWord| of.figures.iter().any(|other| like(other) && other.span.overlaps(piece.span));
    let joins = |piece: &TextWord| {
        piece.gap >= Separator::Comma
            || piece.is(of.text, &["and", "while", "whereas", "where", "but", "against"])
    };
    let mut ahead = within(of.pieces, last.unwrap_or(0), start);
    if let Some(stop) = ahead.iter().rposition(|piece| piece.gap >= Separator::Semi) {
        ahead = &ahead[stop..];
    } else if last.is_some()
        && let Some(joint) = ahead.iter().skip(led).position(joins)
    {
        ahead = &ahead[led + joint..];
    } else if last.is_some()
        && of.pieces.iter().any(|piece| piece.span.start as usize == start && joins(piece))
    {
        ahead = &[];
    }
    let before = ahead.iter().rev().copied().collect();
    let behind = within(of.pieces, end, next.unwrap_or(of.text.len()));
    let lead = usize::from(introduces(of, figure));
    let led = behind.iter().take(lead);
    let close = led.chain(behind.iter().skip(lead).take_while(|piece| !joins(piece))).copied().collect();
    // The whole is of both: “of the energy”.
    let whole = |piece: &TextWord| {
        let at = of.pieces.partition_point(|other| other.span.start < piece.span.start);
        at >= 2
            && of.pieces[at - 1].is(of.text, &["the", "all", "every", "its", "their"])
            && of.pieces[at - 2].is(of.text, &["of"])
    };
    let keep = |list: Vec<TextWord>| {
        let own = list.into_iter().filter(|piece| piece.content && !inside(&piece) && !whole(piece));
        own.collect::<Vec<TextWord>>()
    };
    Sides { before: keep(before), close: keep(close) }
}

/// Whether a figure opens a sentence and a comma closes it off, as in “In 2018, trade grew”.
fn introduces(of: ReadText<'_>, figure: &Figure) -> bool {
    let behind = within(of.pieces, figure.span.end as usize, figure.span.end as usize + 40);
    if behind.first().is_none_or(|piece| piece.gap != Separator::Comma) {
        return false;
    }
    let first = of.pieces.partition_point(|piece| piece.span.start < figure.span.start);
    let before = of.pieces.get(..=first).unwrap_or(of.pieces);
    for piece in before.iter().rev() {
        if piece.gap >= Separator::Semi {
            return true;
        }
        if piece.content && piece.span.start < figure.span.start {
            return false;
        }
    }
    true
}

/// Whether another figure is the whole that a figure is a part of: “33 of the 74 ships”.
fn is_whole(of: ReadText<'_>, part: &Figure, other: &Figure) -> bool {
    let between = of.text.get(part.span.end as usize..other.span.start as usize).unwrap_or_default().trim();
    between.len() < 16 && between.starts_with("of") && !between.contains([',', '.'])
}

fn is_crossed(claim: ReadText<'_>, c: [&Figure; 2], passage: ReadText<'_>, p: [&Figure; 2]) -> bool {
    let own = [sides(claim, c[0], c[1]), sides(claim, c[1], c[0])];
    let there = [sides(passage, p[0], p[1]), sides(passage, p[1], p[0])];
    let shared = |a: &[TextWord], b: &[TextWord], named: bool| {
        let same = |x: &&TextWord| {
            (!named || x.capital) && b.iter().any(|y| x.stem == y.stem && (!named || y.capital))
        };
        a.iter().filter(same).count()
    };
    let share = |a: &[TextWord], b: &[TextWord], named: bool| shared(a, b, named) > 0;
    let crossed = |a: [&[TextWord]; 2], b: [&[TextWord]; 2], named: bool| {
        share(a[0], b[1], named)
            && share(a[1], b[0], named)
            && !share(a[0], b[0], named)
            && !share(a[1], b[1], named)
    };
    let before =
        |named| crossed([&own[0].before, &own[1].before], [&there[0].before, &there[1].before], named);
    let close = crossed([&own[0].close, &own[1].close], [&there[0].close, &there[1].close], false);
    let (all, all_there) = ([own[0].all(), own[1].all()], [there[0].all(), there[1].all()]);
    let both = crossed([&all[0], &all[1]], [&all_there[0], &all_there[1]], false);
    // Of one the words stand beside the other figure, and of the other no word stands there at all.
    let one = |i: usize| {
        let j = 1 - i;
        shared(&all[i], &all_there[j], false) >= 2
            && !share(&all[i], &all_there[i], false)
            && all_there[i].is_empty()
            && !share(&all[j], &all_there[j], false)
    };
    // “The 11 that Smith counted” names the same behind the figure as the passage before it.
    let told = (0..2).any(|i| {
        share(&own[i].close, &there[i].before, true)
            || share(&own[i].before, &there[i].close, true)
            || share(&own[i].close, &there[i].close, true)
    });
    let straight = |i: usize| share(&own[i].before, &there[i].before, false);
    if told {
        return false;
    }
    let beside = |i: usize| {
        share(&own[i].close, &there[i].close, false) && !share(&own[i].close, &there[1 - i].close, false)
    };
    before(true)
        || before(false) && !(beside(0) && beside(1))
        || close && !(straight(0) && straight(1))
        || both
        || one(0)
        || one(1)
}

/// A figure of a claim that stands in the passage behind other words, where the words before it stand there before
/// another figure: “hides were third”, of “hides were second; copra was third”. And that other.
pub(super) fn displaced(claim: ReadText<'_>, passage: ReadText<'_>) -> Option<(Figure, Figure)> {
    let asked = |c: &&Figure| {
        let worded = c.kind == FigureKind::Percent && c.spelled;
        !c.soft
            && !worded
            && matches!(
                c.kind,
                FigureKind::Ordinal | FigureKind::Count | FigureKind::Money(_) | FigureKind::Percent
            )
    };
    claim.figures.iter().filter(asked).take(MOST).find_map(|c| {
        let mut there = passage.figures.iter().filter(|p| says(c, p));
        let p = there.next().filter(|p| p.kind == c.kind)?;
        if there.next().is_some() {
            return None;
        }
        let (own, other) = (sides(claim, c, c), sides(passage, p, p));
        let in_claim = |piece: &TextWord| claim.pieces.iter().any(|own| own.stem == piece.stem);
        if other.before.is_empty() || other.before.iter().chain(&other.close).any(in_claim) {
            return None;
        }
        let kin = passage.figures.iter().filter(|q| {
            q.span != p.span
                && !q.soft
                && std::mem::discriminant(&q.kind) == std::mem::discriminant(&p.kind)
                && q.span.start.abs_diff(p.span.start) < APART / 2
                && !claim.figures.iter().any(|other| says(other, q))
        });
        let mut kin = kin.take(MOST);
        kin.find(|q| {
            let beside = sides(passage, q, q);
            // Nearly all that is said before the one, or before the other, is said before both.
            let shared = own
                .before
                .iter()
                .filter(|word| beside.before.iter().any(|other| other.stem == word.stem))
                .count();
            shared >= 2 || shared > 0 && shared == beside.before.len()
        })
        .map(|q| (*c, *q))
    })
}
