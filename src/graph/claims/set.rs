//! Quotations that are set in lists and tables: how such a quotation may stand in a text.
//!
//! In Markdown an item’s mark and the bars of a row are no words. In a source they may be: a plain text has them as
//! they were typed, an HTML page has bars between its cells and no bullets. So a quotation that is not found as its
//! words alone is looked up again with the marks that this source has. Numbers before items are words of the
//! quotation; they are left out only where a list does no more than count its items, which readers are then shown
//! without numbers. What is found is the source’s, marks and all; of it each block is shown without the marks that
//! its form shows.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use crate::base::text::Span;
use crate::page::markdown::{Lead, Quote};
use crate::source::passage::{Lookup, Quotation};
use crate::source::text::Text;
use crate::source::typeset::{self, RetypedPiece};

/// Where the pieces of some words begin, each with whether it is emphasised or the like.
type PieceStarts = Vec<(usize, bool)>;

/// What a quotation reads as in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypesetQuote {
    numbers: Numbers,
    /// What stands before an item that has a bullet.
    bullet: String,
    rows: Rows,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Numbers {
    #[default]
    AsTyped,
    Counted,
    None,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Rows {
    /// Each cell for itself.
    #[default]
    Cells,
    /// With bars between the cells.
    Between,
    /// With bars around them too; and what stands below the head.
    Around(Option<String>),
    /// With bars between the cells, and what stands below the head.
    Ruled(String),
}

/// How many marks of a source are tried, of each kind.
const MOST_MARKS: usize = 4;

/// Signs that begin an item of a plain text.
const BULLETS: &str = "-–—*+•·‣◦▪▫●○■□►▸➢✓✔∙⁃";

/// A quotation as it was looked up.
pub(in crate::graph) struct QuoteLookup<'q> {
    /// What was looked up.
    pub(in crate::graph) quote: Cow<'q, Quote>,
    /// The same, as the text is asked for it.
    pub(in crate::graph) quotation: Quotation,
    /// What came of it.
    pub(in crate::graph) outcome: Lookup,
    /// What it reads as there.
    pub(in crate::graph) set: TypesetQuote,
}

/// Looks a quotation up: as it was typed and, if it is a list or a table and the text does not have it so, with
/// the marks that such things have in the text.
pub(in crate::graph) fn find<'q>(
    quote: &'q Quote,
    text: &Text,
    within: Option<&RangeInclusive<usize>>,
) -> QuoteLookup<'q> {
    let quotation = quotation_of(quote);
    let outcome = quotation.find(text, within.cloned());
    let typed = QuoteLookup { quote: Cow::Borrowed(quote), quotation, outcome, set: TypesetQuote::default() };
    if typed.outcome != Lookup::NotFound {
        return typed;
    }
    let (mut elsewhere, mut bare) = (None, None);
    for set in sets(quote, text) {
        let Some(quote) = set.quote(quote) else { continue };
        let quotation = quotation_of(&quote);
        let outcome = quotation.find(text, within.cloned());
        let looked = QuoteLookup { quote: Cow::Owned(quote), quotation, outcome, set };
        match looked.outcome {
            Lookup::Found(_) => return looked,
            // Numbers that only count are not what is wrong.
            Lookup::NotFound if looked.set.numbers == Numbers::None => drop(bare.get_or_insert(looked)),
            Lookup::NotFound | Lookup::Empty => {}
            _ => drop(elsewhere.get_or_insert(looked)),
        }
    }
    elsewhere.or(bare).unwrap_or(typed)
}

/// A quotation as a text is asked for it: what is one row here is one row there.
fn quotation_of(quote: &Quote) -> Quotation {
    let mut rows: Vec<Range<usize>> = Vec::new();
    for (i, block) in quote.blocks.iter().enumerate() {
        match (block.lead, rows.last_mut()) {
            (Lead::Cell { first: false, .. }, Some(row)) if row.end == i => row.end += 1,
            (Lead::Cell { .. }, _) => rows.push(i..i + 1),
            _ => {}
        }
    }
    Quotation::of_rows(&quote.in_blocks(), &rows)
}

/// Whether a text has the words of a quotation without a number that is typed before them.
pub(super) fn numbers_are_added(quote: &Quote, text: &Text) -> bool {
    let typed = quote.blocks.iter().any(|block| block.lead.number() > 0);
    let bare = TypesetQuote { numbers: Numbers::None, ..TypesetQuote::default() };
    typed
        && bare.quote(quote).is_some_and(|quote| {
            let quotation = quotation_of(&quote);
            !quotation.is_empty() && quotation.stands_in(text)
        })
}

/// Whether a text has a number before the words of an item that was typed with a bullet.
pub(super) fn numbers_are_left_out(quote: &Quote, text: &Text) -> bool {
    let item = quote.blocks.iter().filter(|block| block.lead == Lead::Bullet).nth(1);
    let Some(words) = item.map(|block| &quote.text[block.range.clone()]) else { return false };
    text.paragraphs().iter().any(|paragraph| {
        let line = text.slice(*paragraph);
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len()
            && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.trim().starts_with(words))
    })
}

/// What a quotation may read as in a text, but for what was typed.
fn sets(quote: &Quote, text: &Text) -> Vec<TypesetQuote> {
    let leads = || quote.blocks.iter().map(|block| block.lead);
    let bars = quote.blocks.iter().any(|block| is_barred(&quote.text[block.range.clone()], block.lead));
    let mut numbers = vec![Numbers::AsTyped];
    if leads().any(|lead| lead.number() > 0) {
        numbers.push(Numbers::Counted);
        let counts = |lead: Lead| !matches!(lead, Lead::Number { counts: false, .. });
        numbers.extend(leads().all(counts).then_some(Numbers::None));
    }
    let mut bullets = vec![String::new()];
    if leads().any(|lead| lead == Lead::Bullet) {
        bullets.extend(bullets_of(text));
    }
    let mut rows = vec![Rows::Cells];
    if bars || leads().any(|lead| matches!(lead, Lead::Cell { .. })) {
        rows.extend([Rows::Between, Rows::Around(None)]);
        rows.extend(rules_of(text).into_iter().map(|rule| match rule.starts_with('|') {
            true => Rows::Around(Some(rule)),
            false => Rows::Ruled(rule),
        }));
    }
    let mut all = Vec::new();
    for &numbers in &numbers {
        for bullet in &bullets {
            all.extend(rows.iter().map(|rows| TypesetQuote {
                numbers,
                bullet: bullet.clone(),
                rows: rows.clone(),
            }));
        }
    }
    all.retain(|set| *set != TypesetQuote::default());
    all
}

/// What the items of a text begin with.
fn bullets_of(text: &Text) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for paragraph in text.paragraphs() {
        let words = text.slice(*paragraph);
        let Some(sign) = words.chars().next().filter(|&c| BULLETS.contains(c)) else { continue };
        let after = &words[sign.len_utf8()..];
        let space = after.starts_with(' ');
        // `-5` is a number, and `•rope` an item.
        if !space && (matches!(sign, '-' | '–' | '—' | '+' | '*' | '·') || after.is_empty()) {
            continue;
        }
        let bullet = format!("{sign}{}", if space { " " } else { "" });
        if !found.contains(&bullet) {
            found.push(bullet);
            if found.len() >= MOST_MARKS {
                break;
            }
        }
    }
    found
}

/// The lines that a text has below the heads of tables: `|---|---|`.
fn rules_of(text: &Text) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let all = text.canonical();
    let mut at = 0;
    while let Some(next) = memchr::memmem::find(&all.as_bytes()[at..], b"--") {
        let dash = at + next;
        let of_rule = |c: char| "|-:+ ".contains(c);
        let start = all[..dash]
            .rfind(|c| !of_rule(c))
            .map_or(0, |last| last + all[last..].chars().next().map_or(1, char::len_utf8));
        let start = start.max(at);
        let end = all[dash..].find(|c| !of_rule(c)).map_or(all.len(), |len| dash + len);
        at = end.max(dash + 2);
        // Bars before the first dash and behind the last, but for the nearest, are those of rows.
        let first = all[start..dash].trim_end_matches([' ', ':']);
        let first = if first.ends_with(['|', '+']) { start + first.len() - 1 } else { dash };
        let last = dash + all[dash..end].rfind(['-', ':']).map_or(2, |last| last + 1);
        let after = all[last..end].len() - all[last..end].trim_start().len();
        let last = if all[last + after..end].starts_with(['|', '+']) { last + after + 1 } else { last };
        let rule = &all[first..last];
        if rule.contains(['|', '+']) && !found.iter().any(|known| known == rule) {
            found.push(rule.to_owned());
            if found.len() >= MOST_MARKS {
                break;
            }
        }
    }
    found
}

fn is_figure(c: char) -> bool {
    c.is_numeric() || matches!(c, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}' | '.' | ',')
}

/// Whether a line that is no table to Markdown has bars around it: `| 1911 | 40 |`.
fn is_barred(words: &str, lead: Lead) -> bool {
    lead == Lead::None && words.len() > 2 && words.starts_with('|') && words.ends_with('|')
}

impl TypesetQuote {
    /// What stands before a block’s words, and these.
    fn prefix<'t>(&self, words: &'t str, lead: Lead) -> (Cow<'_, str>, &'t str) {
        // Behind a number may stand nothing.
        let after = |len: usize| words.get(len..).unwrap_or_default();
        match lead {
            Lead::Number { len, counted, .. } => match self.numbers {
                // A sign is no number that a list counts.
                Numbers::Counted if !words.starts_with(|c: char| c.is_ascii_digit()) => {
                    (Cow::Borrowed(""), words)
                }
                Numbers::AsTyped => (Cow::Borrowed(""), words),
                Numbers::None => (Cow::Borrowed(""), after(len)),
                Numbers::Counted => {
                    let sign = if words[..words.len() - after(len).len()].trim_end().ends_with(')') {
                        ')'
                    } else {
                        '.'
                    };
                    (Cow::Owned(format!("{counted}{sign} ")), after(len))
                }
            },
            Lead::Bullet => (Cow::Borrowed(&self.bullet), words),
            Lead::None if self.rows != Rows::Cells && is_barred(words, lead) => {
                (Cow::Borrowed(""), words[1..words.len() - 1].trim())
            }
            Lead::None | Lead::Cell { .. } => (Cow::Borrowed(""), words),
        }
    }

    /// The quotation as it reads so; `None` if nothing is left of it.
    fn quote(&self, typed: &Quote) -> Option<Quote> {
        let mut blocks: Vec<(Quote, Lead)> = Vec::with_capacity(typed.blocks.len());
        let whole = |text: String, span: Span| Quote { text, span, exact: false, blocks: Vec::new() };
        let mut rows = 0;
        for (i, block) in typed.blocks.iter().enumerate() {
            let words = &typed.text[block.range.clone()];
            let (prefix, words) = self.prefix(words, block.lead);
            let text = format!("{prefix}{words}");
            if text.trim().is_empty() {
                continue;
            }
            let typed = &typed.text[block.range.clone()];
            // Of several lines it is several rows.
            let barred = self.rows != Rows::Cells && is_barred(typed, block.lead) && !typed.contains("| |");
            let Lead::Cell { first, empty } = block.lead else {
                // Behind the last cell of a row stands a bar.
                if let (Rows::Around(_), true, Some((row, _))) = (&self.rows, rows > 0, blocks.last_mut()) {
                    row.text.push_str(" |");
                }
                rows = 0;
                let lead = match block.lead {
                    Lead::Number { counted, counts, .. } if !prefix.is_empty() => {
                        Lead::Number { len: prefix.len(), counted, counts }
                    }
                    Lead::Number { .. } if self.numbers == Numbers::None => Lead::None,
                    // Without the bars around it, it is a row.
                    _ if barred => Lead::Cell { first: true, empty: 0 },
                    lead => lead,
                };
                blocks.push((whole(text, block.span), lead));
                continue;
            };
            if self.rows == Rows::Cells {
                blocks.push((whole(text, block.span), block.lead));
                continue;
            }
            let around = matches!(self.rows, Rows::Around(_));
            match blocks.last_mut().filter(|_| !first && i > 0 && rows > 0) {
                Some((row, _)) => {
                    row.text.push_str(&" |".repeat(empty + 1));
                    row.text.push(' ');
                    row.text.push_str(&text);
                    row.span.end = block.span.end.max(row.span.end);
                }
                None => {
                    if around
                        && rows > 0
                        && let Some((row, _)) = blocks.last_mut()
                    {
                        row.text.push_str(" |");
                    }
                    let rule = match &self.rows {
                        Rows::Around(Some(rule)) | Rows::Ruled(rule) if rows == 1 => Some(rule),
                        _ => None,
                    };
                    blocks.extend(rule.map(|rule| (whole(rule.clone(), block.span), Lead::None)));
                    // The first row may be quoted without the bar before it.
                    let bar = if around && (rows > 0 || empty > 0) { "| " } else { "" };
                    let text = format!("{bar}{}{text}", "| ".repeat(empty));
                    blocks.push((whole(text, block.span), block.lead));
                    rows += 1;
                }
            }
        }
        Quote::of_blocks(blocks)
    }

    /// The pieces of each block of a quotation that was found so, as [`typeset::in_form`] gives them: without the
    /// marks that its form shows.
    pub(super) fn in_form(
        &self,
        text: &Text,
        parts: &[Span],
        blocks: &[(&str, Lead, PieceStarts)],
    ) -> Vec<Vec<RetypedPiece>> {
        let read: Vec<(String, isize, PieceStarts)> = blocks
            .iter()
            .map(|(words, lead, places)| {
                let (prefix, rest) = self.prefix(words, *lead);
                let dropped = match lead {
                    Lead::Number { len, .. } if !rest.is_empty() && words.len() - rest.len() == *len => *len,
                    _ => words.find(rest).unwrap_or(0),
                };
                let moved = prefix.len().cast_signed() - dropped.cast_signed();
                let read = format!("{prefix}{rest}");
                let places = places
                    .iter()
                    .map(|&(at, opens)| (at.saturating_add_signed(moved).min(read.len()), opens))
                    .collect();
                (read, moved, places)
            })
            .collect();
        let asked: Vec<_> =
            read.iter().map(|(typed, _, places)| typeset::RetypedBlock { typed, places }).collect();
        let mut found = typeset::in_form(text, parts, &asked);
        for ((pieces, (read, moved, _)), (_, lead, _)) in found.iter_mut().zip(&read).zip(blocks) {
            for piece in pieces.iter_mut() {
                if let RetypedPiece::Own(own) = piece {
                    let typed = |at: usize| at.saturating_add_signed(-moved);
                    *own = typed(own.start)..typed(own.end);
                }
            }
            self.strip(text, pieces, read, *lead);
        }
        found
    }

    /// Takes the mark off the beginning of a block that its form shows.
    fn strip(&self, text: &Text, pieces: &mut [RetypedPiece], read: &str, lead: Lead) {
        let Some(RetypedPiece::Source(span)) =
            pieces.iter_mut().find(|piece| matches!(piece, RetypedPiece::Source(_)))
        else {
            return;
        };
        let words = text.slice(*span);
        let len = match lead {
            Lead::Bullet if !self.bullet.is_empty() => {
                let sign = self.bullet.trim_end();
                let rest = words.strip_prefix(sign).map(str::trim_start);
                // Before a figure it may be a sign.
                let figure = |rest: &str| rest.starts_with(is_figure) && "-–+".contains(sign);
                rest.filter(|rest| !figure(rest)).map_or(0, |rest| words.len() - rest.len())
            }
            Lead::Cell { .. } if self.rows != Rows::Cells => {
                let lead = words.len() - words.trim_start_matches(|c: char| "|-:+ \n".contains(c)).len();
                let bar = words[..lead].rfind(['|', '\n']).map_or(0, |at| at + 1);
                // A cell may itself begin with a sign.
                match read.starts_with('|') {
                    true => 0,
                    false => bar + (words[bar..].len() - words[bar..].trim_start().len()),
                }
            }
            _ => 0,
        };
        span.start += u32::try_from(len).unwrap_or(0);
    }
}
