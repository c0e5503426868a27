//! Where the source of a block quote stands: behind a dash, in a line of its own, or behind the last words.
//!
//! What is read here is one run; what stands around it is known to [`quotation`](super).

use std::ops::Range;

use pulldown_cmark::Event;

use crate::page::citation::{self, Found, Item};
use crate::page::markdown::run::Run;

/// How many words the author's own words beside a source may have.
const LONGEST_CAPTION: usize = 30;

/// How many dashes of a line may be the one before a name.
const MOST_DASHES: usize = 32;

/// What may stand before the source of a quotation, and before a speech.
pub(super) const DASHES: [char; 7] = ['—', '–', '―', '⸺', '−', '─', '-'];

/// The source of a block quote, as it stands at the end of a run.
pub(super) struct Attribution {
    /// The citation.
    pub(super) item: Item,
    /// Where the words of the quotation end in the run.
    pub(super) words: usize,
    /// What the author wrote before the citation, and behind it.
    pub(super) caption: [Range<usize>; 2],
    /// How it stands there.
    pub(super) form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Behind a dash.
    Dash,
    /// In a line of its own.
    Line,
    /// In brackets behind the last words.
    Behind,
}

/// What a run says of the source of the words in and before it.
pub(super) enum Sign {
    Nothing,
    /// It begins as one does that names a source, and goes on as none does.
    Fault(Range<usize>),
    Source(Box<Attribution>),
}

/// Whether a run cites before this place.
pub(super) fn cites_before(run: &Run<'_, '_>, at: usize) -> bool {
    citation::scan(&run.scanned, &run.text)
        .iter()
        .any(|found| !matches!(found, Found::Wikilink { .. }) && found.range().end <= at)
}

/// The source at the end of a run. `spoken` says that a dash at its beginning may be one of the words’ own.
pub(super) fn attribution(run: &Run<'_, '_>, spoken: bool) -> Sign {
    let s = &*run.scanned;
    if !s.contains('@') {
        return Sign::Nothing;
    }
    let mut found = citation::scan(s, &run.text);
    found.retain(|found| !matches!(found, Found::Wikilink { .. }));
    let Some(last) = found.pop() else { return Sign::Nothing };
    let cite = last.range();
    let line = s[..cite.start].rfind('\n').map_or(0, |i| i + 1);
    if let Some(dash) = dash_before(run, line, cite.start) {
        let rest = after_dash(s, dash);
        let lead = rest..cite.start.max(rest);
        let words = s[..dash].trim_end().len();
        let at_line = s[line..dash.max(line)].trim().is_empty();
        let sure = at_line && !matches!(last, Found::Malformed { .. } if !begins_citation(&s[rest..]));
        let whole = rest..s.len();
        let empty = s[lead.clone()].trim().is_empty();
        let others = found.last().is_some_and(|found| found.range().end > dash);
        let one = |at: Range<usize>| citation::attribution(s, &run.text, at);
        if empty {
            return match one(whole.clone()) {
                Some(item) => source(item, words, lead, s.len()..s.len(), Form::Dash),
                None if sure => Sign::Fault(whole),
                None => Sign::Nothing,
            };
        }
        if others && begins_citation(&s[rest..]) {
            return Sign::Fault(whole);
        }
        if is_caption(&run.text[lead.clone()]) && !(spoken && words == 0) {
            let tail = cite.end..s.len();
            return match last {
                _ if others => Sign::Fault(whole),
                Found::Group { mut items, .. }
                    if items.len() == 1 && !s[tail.clone()].trim().contains('\n') =>
                {
                    match items.pop() {
                        Some(item) => source(item, words, lead, tail, Form::Dash),
                        None => Sign::Nothing,
                    }
                }
                Found::Narrative { .. } => match one(cite.start..s.len()) {
                    Some(item) => source(item, words, lead, s.len()..s.len(), Form::Dash),
                    None => Sign::Fault(whole),
                },
                _ => Sign::Fault(whole),
            };
        }
    }
    let before = s[..cite.start].trim_end().trim_end_matches('(').trim_end().len();
    let own_line = s[line..cite.start].trim_matches(|c: char| c.is_whitespace() || c == '(').is_empty();
    let none = s.len()..s.len();
    if let (true, Found::Narrative { .. }) = (own_line, &last) {
        let end = s.trim_end_matches(|c: char| c.is_whitespace() || ".)".contains(c)).len().max(cite.end);
        let item = citation::attribution(s, &run.text, cite.start..end);
        return match item.filter(|item| item.suffix.is_empty()) {
            Some(item) => source(item, before, none.clone(), none, Form::Line),
            None => Sign::Nothing,
        };
    }
    let closes = |c: char| c.is_whitespace() || ".,;:!?)”’»".contains(c);
    match last {
        Found::Group { mut items, claim: None, .. }
            if items.len() == 1 && s[cite.end..].trim_matches(closes).is_empty() =>
        {
            let form = if own_line { Form::Line } else { Form::Behind };
            match items.pop().filter(|item| own_line || item.quotes.is_empty()) {
                Some(item) => source(item, before, none.clone(), none, form),
                None => Sign::Nothing,
            }
        }
        _ => Sign::Nothing,
    }
}

fn source(item: Item, words: usize, lead: Range<usize>, tail: Range<usize>, form: Form) -> Sign {
    Sign::Source(Box::new(Attribution { item, words, caption: [lead, tail], form }))
}

fn begins_citation(text: &str) -> bool {
    ["@", "[@", "-@", "[-@"].iter().any(|start| text.starts_with(start))
}

/// Where the dash stands behind which a citation at `cite` may name a source: at the beginning of its line or of
/// the one before, or behind the end of a sentence; or where `<cite>` opens.
fn dash_before(run: &Run<'_, '_>, line: usize, cite: usize) -> Option<usize> {
    let s = &*run.scanned;
    let begins = |line: usize| {
        let start = line + (s[line..].len() - s[line..].trim_start().len());
        s[start..].starts_with(DASHES).then_some(start)
    };
    // `— @key`, wherever it stands.
    let close = s[..cite].trim_end();
    let bare = close.trim_end_matches(DASHES);
    let hyphen = s[cite..].starts_with('-') && s[..cite].ends_with(char::is_whitespace);
    let mut tags = run.events.iter().zip(&run.places);
    let tag = tags.rfind(|((event, _), place)| {
        place.start <= cite && matches!(event, Event::InlineHtml(html) if html.starts_with("<cite"))
    });
    let by_tag = tag.map(|(_, place)| {
        let text = s[..place.start].trim_end();
        text.trim_end_matches(DASHES).trim_end().len()
    });
    if let Some(start) = begins(line) {
        return Some(by_tag.map_or(start, |tag| tag.min(start)));
    }
    if let Some(tag) = by_tag {
        return Some(tag);
    }
    if bare.len() < close.len() && bare.ends_with(|c: char| c.is_whitespace() || ENDS.contains(c)) {
        return Some(bare.len());
    }
    if hyphen {
        return Some(cite);
    }
    // `words. — Ann Smith, @key`
    let mut dashes = s[line..cite].rmatch_indices(DASHES).map(|(at, _)| line + at).take(MOST_DASHES);
    let behind_sentence =
        dashes.find(|&at| s[..at].trim_end_matches(DASHES).trim_end().ends_with(|c: char| ENDS.contains(c)));
    let start = behind_sentence.map(|at| s[..at].trim_end_matches(DASHES).len());
    // `— Ann Smith,` in the line before
    start.or_else(|| {
        let above = s[..line.saturating_sub(1)].rfind('\n').map_or(0, |i| i + 1);
        if line == 0 { None } else { begins(above) }
    })
}

/// What ends the words before a dash.
const ENDS: &str = ".!?…。！？”’»“\"')]";

/// Where the words begin behind a dash, or behind `<cite>`.
fn after_dash(s: &str, dash: usize) -> usize {
    let rest = s[dash..].trim_start();
    let dashes = rest.trim_start_matches(DASHES);
    // `-@key` leaves the author out, behind a dash of its own.
    s.len() - dashes.trim_start().len()
}

/// Whether the words may say whose a quotation is, and not be of it.
fn is_caption(words: &str) -> bool {
    let words = words.trim().trim_end_matches([',', '(', ':', ';', '[']).trim_end();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    // `J.`, `Inc.`, `ed.` and `p. 3.` end no sentence.
    let short = last.chars().count() <= 4 && last.starts_with(char::is_uppercase)
        || ["ed.", "eds.", "vol.", "p.", "pp.", "trans.", "tr."].contains(&last)
        || last.contains(|c: char| c.is_ascii_digit());
    let ends = words.ends_with(['!', '?', '…', '。', '！', '？']) || words.ends_with('.') && !short;
    !ends && words.split_whitespace().count() <= LONGEST_CAPTION
}

/// The author's words beside a source, without what only joins them to it.
pub(super) fn beside(run: &Run<'_, '_>, range: Range<usize>) -> Range<usize> {
    let joins = |c: char| c.is_whitespace() || ",;:()".contains(c) || c == '.';
    let text = &run.text[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches(joins).len());
    let inner = text.trim_start_matches(joins);
    // The full stop of an initial stays.
    let end = inner.trim_end_matches(|c: char| c.is_whitespace() || ",;:(".contains(c)).len();
    let end = if inner[..end].chars().all(|c| joins(c) || c == ')') { 0 } else { end };
    start..start + end
}
