//! Where the source of a block quote stands: behind a dash, in a line of its own, or behind the last words.
//!
//! What is read here is one run; what stands around it is known to [`quotation`](super).

use std::ops::Range;

use pulldown_cmark::Event;

use super::labels::{behind_label, is_name, label};
use crate::base::bytes::has;
use crate::page::citation::{self, CitationItem, ScanItem};
use crate::page::markdown::run::InlineRun;

/// How many words the author's own words beside a source may have.
const LONGEST_CAPTION: usize = 30;

/// How many dashes of a line may be the one before a name.
const MOST_DASHES: usize = 32;

/// What may stand before the source of a quotation, and before a speech.
pub(super) const DASHES: [char; 7] = ['—', '–', '―', '⸺', '−', '─', '-'];

/// The source of a block quote, as it stands at the end of a run.
pub(in crate::page::markdown) struct Attribution {
    /// The citation.
    pub(super) item: CitationItem,
    /// Where the words of the quotation end in the run.
    pub(super) words: usize,
    /// What the author wrote before the citation, and behind it.
    pub(super) caption: [Range<usize>; 2],
    /// Whether the citation has no brackets, so that its remark is said to readers beside it.
    pub(super) open: bool,
    /// How it stands there.
    pub(super) form: AttributionForm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page::markdown) enum AttributionForm {
    /// Behind a dash.
    Dash,
    /// In a line of its own, perhaps behind a word that says so, as in `Source: @key`.
    Line,
    /// In a line of its own, behind a name without a dash.
    Named,
    /// In brackets behind the last words.
    Behind,
}

/// What a run says of the source of the words in and before it.
pub(super) enum AttributionSign {
    Nothing,
    /// It begins as one does that names a source, and goes on as none does.
    Fault(Range<usize>),
    Source(Box<Attribution>),
}

/// Whether a run cites before this place.
pub(super) fn cites_before(run: &InlineRun<'_, '_>, at: usize) -> bool {
    run.found().iter().any(|found| !matches!(found, ScanItem::Wikilink { .. }) && found.range().end <= at)
}

/// The source at the end of a run. `spoken` says that a dash at its beginning may be one of the words’ own.
pub(super) fn attribution(run: &InlineRun<'_, '_>, spoken: bool) -> AttributionSign {
    let s = &*run.scanned;
    if !s.contains('@') {
        return AttributionSign::Nothing;
    }
    let mut found = run.found().iter().filter(|found| !matches!(found, ScanItem::Wikilink { .. }));
    let Some(last) = found.next_back().cloned() else { return AttributionSign::Nothing };
    let other = found.next_back();
    let cite = last.range();
    let line = s[..cite.start].rfind('\n').map_or(0, |i| i + 1);
    if let Some(dash) = dash_before(run, line, cite.start) {
        let rest = after_dash(&run.text, dash);
        let lead = rest..cite.start.max(rest);
        let words = run.text[..dash].trim_end().len();
        let at_line = run.text[line..dash.max(line)].trim().is_empty();
        let sure = at_line && !matches!(last, ScanItem::Malformed { .. } if !begins_citation(&s[rest..]));
        let whole = rest..s.len();
        let empty = s[lead.clone()].trim().is_empty();
        let others = other.is_some_and(|found| found.range().end > dash);
        let one = |at: Range<usize>| citation::attribution(s, &run.text, at);
        if empty {
            return match one(whole.clone()) {
                // Within brackets a remark is the citation’s own.
                Some(item) => match source(item, words, lead, s.len()..s.len(), AttributionForm::Dash) {
                    AttributionSign::Source(mut found) => {
                        let closed = s[rest..].starts_with('[') && cite.end == s.trim_end().len();
                        found.open = !closed;
                        AttributionSign::Source(found)
                    }
                    sign => sign,
                },
                None if sure => AttributionSign::Fault(whole),
                None => AttributionSign::Nothing,
            };
        }
        if others && begins_citation(&s[rest..]) {
            return AttributionSign::Fault(whole);
        }
        if is_caption(&run.text[lead.clone()]) && !(spoken && words == 0) {
            let tail = cite.end..s.len();
            return match last {
                _ if others => AttributionSign::Fault(whole),
                ScanItem::Group { mut items, .. }
                    if items.len() == 1 && !s[tail.clone()].trim().contains('\n') =>
                {
                    match items.pop() {
                        Some(item) => source(item, words, lead, tail, AttributionForm::Dash),
                        None => AttributionSign::Nothing,
                    }
                }
                ScanItem::Narrative { .. } => match one(cite.start..s.len()) {
                    Some(item) => source(item, words, lead, s.len()..s.len(), AttributionForm::Dash),
                    None => AttributionSign::Fault(whole),
                },
                _ => AttributionSign::Fault(whole),
            };
        }
    }
    let before = s[..cite.start].trim_end().trim_end_matches(['(', '（']).trim_end().len();
    let own_line = run.text[line..cite.start].chars().all(|c| c.is_whitespace() || SIGNS.contains(c));
    let before = if own_line { run.text[..line].trim_end().len() } else { before };
    let none = s.len()..s.len();
    // In the last line of a paragraph of words only a colon makes a label.
    let labelled = label(&run.text[line..cite.start]).map(|len| line + len..cite.start);
    let labelled = labelled.filter(|caption| {
        is_caption(&run.text[caption.clone()])
            && (run.text[..line].trim().is_empty() || run.text[line..cite.start].contains([':', '：']))
    });
    let named = match labelled.is_none() && !own_line {
        true => name_in_line(run, line..cite.start, spoken),
        false => None,
    };
    if let (Some(caption), true) = (named, other.is_none_or(|other| other.range().end <= line)) {
        let words = run.text[..line].trim_end().len();
        match &last {
            ScanItem::Narrative { .. } => {
                let end = s.trim_end_matches(|c: char| c.is_whitespace() || ".)）".contains(c)).len();
                let item = citation::attribution(s, &run.text, cite.start..end.max(cite.end));
                if let Some(item) = item.filter(|item| item.suffix.is_empty()) {
                    return source(item, words, caption, none, AttributionForm::Named);
                }
            }
            ScanItem::Group { items, claim: None, .. } => {
                let closed = s[cite.end..].trim_matches(|c: char| c.is_whitespace() || ".)）".contains(c));
                if let ([item], true) = (items.as_slice(), closed.is_empty()) {
                    return source(item.clone(), words, caption, none, AttributionForm::Named);
                }
            }
            _ => {}
        }
    }
    if let (true, ScanItem::Narrative { .. }) = (own_line || labelled.is_some(), &last) {
        let end = s.trim_end_matches(|c: char| c.is_whitespace() || ".)）。".contains(c)).len().max(cite.end);
        let item = citation::attribution(s, &run.text, cite.start..end);
        return match (item, labelled) {
            (Some(item), Some(caption)) => {
                let words = run.text[..line].trim_end().len();
                source(item, words, caption, none, AttributionForm::Line)
            }
            (Some(item), None) if item.suffix.is_empty() => {
                source(item, before, none.clone(), none, AttributionForm::Line)
            }
            _ => AttributionSign::Nothing,
        };
    }
    let closes = |c: char| c.is_whitespace() || ".,;:!?)”’»）。」』".contains(c);
    match last {
        ScanItem::Group { mut items, claim: None, .. }
            if items.len() == 1 && s[cite.end..].trim_matches(closes).is_empty() =>
        {
            if let (Some(caption), Some(item)) = (labelled, items.first()) {
                let words = run.text[..line].trim_end().len();
                return source(item.clone(), words, caption, none, AttributionForm::Line);
            }
            let form = if own_line { AttributionForm::Line } else { AttributionForm::Behind };
            match items.pop().filter(|item| own_line || item.quotes.is_empty()) {
                Some(item) => source(item, before, none.clone(), none, form),
                None => AttributionSign::Nothing,
            }
        }
        _ => AttributionSign::Nothing,
    }
}

/// How many words a name without a dash before it has at most, with a title.
const LONGEST_NAMED: usize = 8;

/// A name in the last line below the words, before the source. `spoken` says that no words stand above the run.
fn name_in_line(run: &InlineRun<'_, '_>, lead: Range<usize>, spoken: bool) -> Option<Range<usize>> {
    let above = run.text[..lead.start].trim_end();
    let ended = match above.is_empty() {
        true => !spoken,
        false => above.ends_with(|c: char| ENDS.contains(c)),
    };
    let words = &run.text[lead.clone()];
    let name = words.trim_matches(|c: char| c.is_whitespace() || ",;:([".contains(c));
    let begins = name.starts_with(char::is_uppercase) && !name.ends_with(|c: char| "!?…".contains(c));
    (ended && begins && is_name(name) && name.split_whitespace().count() <= LONGEST_NAMED).then_some(lead)
}

fn source(
    item: CitationItem,
    words: usize,
    lead: Range<usize>,
    tail: Range<usize>,
    form: AttributionForm,
) -> AttributionSign {
    let open = form != AttributionForm::Behind;
    AttributionSign::Source(Box::new(Attribution { item, words, caption: [lead, tail], open, form }))
}

/// The source in a paragraph that is nothing but a name and one citation: `Ann Smith, *On Rivers* [@smith]`. Such
/// a line below a quotation says whose it is.
pub(super) fn credit(run: &InlineRun<'_, '_>) -> Option<Box<Attribution>> {
    let s = &*run.scanned;
    let [last] = run.found() else { return None };
    let cite = last.range();
    let lead = 0..cite.start;
    let closes = |c: char| c.is_whitespace() || ".,;)）。".contains(c);
    let ScanItem::Group { items, claim: None, .. } = last else { return None };
    let [item] = items.as_slice() else { return None };
    if !item.quotes.is_empty()
        || !s[cite.end..].trim_matches(closes).is_empty()
        || !is_name(behind_label(&run.text[lead.clone()]))
    {
        return None;
    }
    let none = s.len()..s.len();
    let item = item.clone();
    Some(Box::new(Attribution {
        item,
        words: 0,
        caption: [lead, none],
        open: false,
        form: AttributionForm::Line,
    }))
}

/// How long a line may be, in characters, that does no more than name a source.
const LONGEST_CREDIT: usize = 80;

/// Whether a line below a quotation may name its source, in whatever way: it begins with a dash or a sign, or is
/// short and no sentence.
pub(super) fn is_like_credit(run: &InlineRun<'_, '_>) -> bool {
    let text = run.text.trim();
    if text.starts_with(|c: char| DASHES.contains(&c) || SIGNS.contains(c) && !"(（[".contains(c)) {
        return true;
    }
    let cited = run.found().iter().map(ScanItem::range);
    let words: Vec<&str> = {
        let mut at = 0;
        let mut words = Vec::new();
        for range in cited {
            words.push(&run.text[at..range.start.max(at)]);
            at = range.end;
        }
        words.push(&run.text[at..]);
        words
    };
    let length: usize = words.iter().map(|words| words.chars().count()).sum();
    let words = words.concat();
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || ")]*".contains(c));
    // What ends in a colon leads to what follows.
    if end.ends_with([':', '：', ',', '，']) {
        return false;
    }
    let sentence = end.ends_with(|c: char| ".!?…。！？।؟".contains(c));
    length <= LONGEST_CREDIT && (!sentence || is_name(&words) || label(&words).is_some())
}

/// What may stand before a source that stands alone in its line.
const SIGNS: &str = "(（[→•~|^►▸➜⇒‣·*_:";

fn begins_citation(text: &str) -> bool {
    ["@", "[@", "-@", "[-@"].iter().any(|start| text.starts_with(start))
}

/// Where the dash stands behind which a citation at `cite` may name a source: at the beginning of its line or of
/// the one before, or behind the end of a sentence; or where `<cite>` opens.
fn dash_before(run: &InlineRun<'_, '_>, line: usize, cite: usize) -> Option<usize> {
    let s = &*run.scanned;
    // A dash that is escaped, or written as an entity, is one.
    let t = &*run.text;
    let begins = |line: usize| {
        let start = line + (t[line..].len() - t[line..].trim_start().len());
        t[start..].starts_with(DASHES).then_some(start)
    };
    // `— @key`, wherever it stands.
    let close = t[..cite].trim_end();
    let bare = close.trim_end_matches(DASHES);
    let hyphen = s[cite..].starts_with('-') && s[..cite].ends_with(char::is_whitespace);
    let mut tags = run.events.iter().zip(&run.places);
    let tag = tags.rfind(|((event, _), place)| {
        place.start <= cite && matches!(event, Event::InlineHtml(html) if html.starts_with("<cite"))
    });
    let by_tag = tag.map(|(_, place)| {
        let text = t[..place.start].trim_end();
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
    let dashed = has(&t.as_bytes()[line..cite], |byte| byte == b'-' || !byte.is_ascii());
    let words = if dashed { &t[line..cite] } else { "" };
    let mut dashes = words.rmatch_indices(DASHES).map(|(at, _)| line + at).take(MOST_DASHES);
    let behind_sentence =
        dashes.find(|&at| t[..at].trim_end_matches(DASHES).trim_end().ends_with(|c: char| ENDS.contains(c)));
    let start = behind_sentence.map(|at| t[..at].trim_end_matches(DASHES).len());
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
pub(super) fn beside(run: &InlineRun<'_, '_>, range: Range<usize>) -> Range<usize> {
    let joins = |c: char| c.is_whitespace() || ",;:().（），".contains(c) || SIGNS.contains(c);
    let text = &run.text[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches(joins).len());
    let inner = text.trim_start_matches(joins);
    // The full stop of an initial stays.
    let end = inner.trim_end_matches(|c: char| c.is_whitespace() || ",;:([^（，".contains(c)).len();
    let end = if inner[..end].chars().all(|c| joins(c) || c == ')') { 0 } else { end };
    start..start + end
}
