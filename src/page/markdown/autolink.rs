//! Addresses that stand bare in the text: `https://…`, `www.…`, `ann@example.org`. They are shown as they are
//! written and lead where they say, by GitHub's rules for where one ends.
//!
//! An address of another scheme is shown as it is written, too: no mark in it is one of the text's.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Event;

use super::run::{Edit, InlineRun, Insert};
use super::{Link, MarkdownReader, mark};
use crate::base::address;
use crate::page::citation::MASK;
use crate::source::text::is_unspaced;

/// An address in a run.
#[derive(Clone, Debug)]
pub(super) struct Autolink {
    /// Where it stands in the run's string.
    pub(super) range: Range<usize>,
    /// As it is written.
    text: String,
    /// Where it leads; `None` if it is only shown.
    url: Option<String>,
}

/// A scheme has fewer letters.
const LONGEST_SCHEME: usize = 20;

/// The bare addresses of a run, in order. `html` is whether HTML in the text is HTML.
pub(super) fn find(run: &InlineRun<'_, '_>, html: bool) -> Vec<Autolink> {
    let scanned = run.scanned();
    let bytes = scanned.as_bytes();
    let mut found: Vec<Autolink> = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b':', b'.', b'@', &bytes[at..]) {
        let i = at + next;
        at = i + 1;
        let free = found.last().map_or(0, |last| last.range.end);
        let bare = match bytes[i] {
            b':' if scanned[i..].starts_with("://") => with_scheme(run, free, i),
            b'.' if scanned[free..i].ends_with("www") => without_scheme(run, free, i - 3),
            b'@' => mail(run, free, i),
            _ => None,
        };
        if let Some(bare) = bare {
            at = bare.range.end.max(at);
            found.push(bare);
        }
    }
    if html && !found.is_empty() {
        let within = within_links(run);
        found.retain(|bare| !within.iter().any(|link| link.contains(&bare.range.start)));
    }
    found
}

/// The string with all bare addresses masked: what looks like a citation in one is none.
pub(super) fn mask<'t>(scanned: &'t str, bare: &[Autolink]) -> Cow<'t, str> {
    if bare.is_empty() {
        return Cow::Borrowed(scanned);
    }
    let mut out = String::with_capacity(scanned.len());
    for link in bare {
        out.push_str(&scanned[out.len()..link.range.start]);
        out.extend(std::iter::repeat_n(MASK, link.range.len()));
    }
    out.push_str(&scanned[out.len()..]);
    Cow::Owned(out)
}

/// What `<a …>` and `</a>` enclose.
fn within_links(run: &InlineRun<'_, '_>) -> Vec<Range<usize>> {
    let mut open = None;
    let mut within = Vec::new();
    for (event, place) in run.placed() {
        let Event::InlineHtml(tag) = event else { continue };
        let tag = tag.to_ascii_lowercase();
        if tag.starts_with("<a ") || tag == "<a>" {
            open = Some(place.start);
        } else if tag.starts_with("</a")
            && let Some(start) = open.take()
        {
            within.push(start..place.start);
        }
    }
    within
}

fn with_scheme(run: &InlineRun<'_, '_>, free: usize, colon: usize) -> Option<Autolink> {
    let before = &run.scanned().as_bytes()[free..colon];
    let of_scheme = |b: &u8| b.is_ascii_alphanumeric() || b"+.-".contains(b);
    let len = before.iter().rev().take(LONGEST_SCHEME).take_while(|b| of_scheme(b)).count();
    // It begins with a letter.
    let lead = before[before.len() - len..].iter().take_while(|b| !b.is_ascii_alphabetic()).count();
    if len == lead || len == LONGEST_SCHEME {
        return None;
    }
    let start = colon - (len - lead);
    let (text, end) = written(run, start)?;
    // A tag may stand within it: `t<b>p://`.
    let scheme = text.get(..colon - start)?.to_ascii_lowercase();
    let host = text.get(colon - start + 3..)?.chars().next()?;
    let is_web = (scheme == "http" || scheme == "https")
        && (host.is_alphanumeric() || host == '[')
        && address::url_fault(&text).is_none();
    Some(Autolink { range: start..end, url: is_web.then(|| text.clone()), text })
}

fn without_scheme(run: &InlineRun<'_, '_>, free: usize, start: usize) -> Option<Autolink> {
    let before = run.scanned()[free..start].chars().next_back();
    let joined =
        |c: char| (c.is_alphanumeric() && !is_unspaced(c)) || "_-./@:=&%#?\\".contains(c) || c == MASK;
    let after = run.scanned()[start + "www.".len()..].chars().next();
    if before.is_some_and(joined)
        || (before.is_none() && free > 0)
        || !after.is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let (text, end) = written(run, start)?;
    let url = format!("http://{text}");
    let is_host = address::url_fault(&url).is_none();
    Some(Autolink { range: start..end, text, url: is_host.then_some(url) })
}

fn mail(run: &InlineRun<'_, '_>, free: usize, at: usize) -> Option<Autolink> {
    let scanned = run.scanned();
    let of_name = |b: &u8| b.is_ascii_alphanumeric() || b".+_-".contains(b);
    let name = scanned.as_bytes()[free..at].iter().rev().take_while(|b| of_name(b)).count();
    let start = at - name;
    let before = scanned[free..start].chars().next_back();
    let joined = |c: char| (c.is_alphanumeric() && !is_unspaced(c)) || "/@=\\".contains(c) || c == MASK;
    if name == 0 || before.is_some_and(joined) {
        return None;
    }
    let of_host = |b: &u8| b.is_ascii_alphanumeric() || b".-_".contains(b);
    let host = scanned.as_bytes()[at + 1..].iter().take_while(|b| of_host(b)).count();
    let host = scanned[at + 1..at + 1 + host].trim_end_matches('.');
    let is_host = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    if !is_host || host.ends_with(['-', '_']) {
        return None;
    }
    let end = at + 1 + host.len();
    let address = &run.text[start..end];
    let start = if scanned[free..start].ends_with("mailto:") { start - "mailto:".len() } else { start };
    // Nothing of Markdown may stand within it.
    let mut pieces = run.pieces(start);
    let (_, piece, _) = pieces.next()?;
    (piece.end >= end).then(|| Autolink {
        range: start..end,
        text: run.text[start..end].to_owned(),
        url: Some(format!("mailto:{address}")),
    })
}

/// An address from an offset of the string on, as it is written, and where it ends in the string.
///
/// What Markdown takes for emphasis is a part of it, what is escaped is what it says, and everything else that is
/// more than text ends it.
fn written(run: &InlineRun<'_, '_>, start: usize) -> Option<(String, usize)> {
    let mut text = String::new();
    // For each character that stands in the string: how long the address is with it, and where it ends.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut source_end: Option<usize> = None;
    let mut brackets = 0usize;
    'pieces: for (_, flat, source) in run.pieces(start) {
        if let Some(end) = source_end {
            match run.written(end..source.start) {
                Some("" | "\\") => {}
                Some(gap) if gap.bytes().all(|b| b"*_~".contains(&b)) => text.push_str(gap),
                _ => break,
            }
        }
        source_end = Some(source.end);
        for (i, c) in run.text[flat.clone()].char_indices() {
            match c {
                // A citation, a footnote or a wikilink.
                '[' if run.text[flat.start + i + 1..].starts_with(['@', '^', '[', '-']) => break 'pieces,
                '[' => brackets += 1,
                ']' if brackets == 0 => break 'pieces,
                ']' => brackets -= 1,
                c if ends_address(c) => break 'pieces,
                _ => {}
            }
            text.push(c);
            ends.push((text.len(), flat.start + i + c.len_utf8()));
        }
    }
    let len = without_trailing(&text);
    let last = ends.partition_point(|(end, _)| *end <= len).checked_sub(1)?;
    text.truncate(ends[last].0);
    Some((text, ends[last].1))
}

/// Whether no address has such a character: white space, angle brackets, and marks of the text around.
fn ends_address(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>`“”„«»「」『』。，、；：！？（）【】《》〈〉".contains(c)
}

/// How long an address is without marks at its end that are the text's.
fn without_trailing(text: &str) -> usize {
    let count = |mark: char| text.chars().filter(|&c| c == mark).count();
    let (mut round, mut curly) = ((count('('), count(')')), (count('{'), count('}')));
    let mut quotes = ('"', count('"'));
    let mut apostrophes = ('\'', count('\''));
    let mut end = text.len();
    while let Some(last) = text[..end].chars().next_back() {
        let strip = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '…' | '’' | '‘' | '—' | '–' => {
                true
            }
            ')' if round.1 > round.0 => {
                round.1 -= 1;
                true
            }
            '}' if curly.1 > curly.0 => {
                curly.1 -= 1;
                true
            }
            mark if mark == quotes.0 && quotes.1 % 2 == 1 => {
                quotes.1 -= 1;
                true
            }
            mark if mark == apostrophes.0 && apostrophes.1 % 2 == 1 => {
                apostrophes.1 -= 1;
                true
            }
            _ => false,
        };
        if !strip {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

impl MarkdownReader<'_> {
    /// Makes links of bare addresses, where they are no part of a citation or a wikilink.
    pub(super) fn bare_links<'s>(
        &mut self,
        run: &InlineRun<'s, '_>,
        bare: Vec<Autolink>,
        edits: &mut Vec<Edit<'s>>,
        inserted: &mut Vec<(Range<usize>, Insert)>,
    ) {
        let mut more: Vec<Edit<'s>> = Vec::new();
        for Autolink { range, text, url } in bare {
            let next = edits.partition_point(|edit| edit.range.end <= range.start);
            if edits.get(next).is_some_and(|edit| edit.range.start < range.end) {
                continue;
            }
            let shown = Event::Text(text.clone().into());
            let insert = match url {
                Some(url) => {
                    let span = run.span(range.clone());
                    self.body.links.push(Link { url, title: String::new(), text: text.clone(), span });
                    vec![mark('L', self.body.links.len() - 1), shown, Event::InlineHtml("</a>".into())]
                }
                None => vec![shown],
            };
            more.push(Edit { range: range.clone(), insert });
            inserted.push((range, Insert::Words(text)));
        }
        if !more.is_empty() {
            edits.extend(more);
            edits.sort_by_key(|edit| edit.range.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_end_are_the_texts() {
        for (text, address) in [
            ("https://x.org/a.", "https://x.org/a"),
            ("https://x.org/a_(b)", "https://x.org/a_(b)"),
            ("https://x.org/a_(b)).", "https://x.org/a_(b)"),
            ("https://x.org/a\",", "https://x.org/a"),
            ("www.x.org/\"q\".", "www.x.org/\"q\""),
            ("https://x.org/it's", "https://x.org/it's"),
            ("https://x.org/?q=a&b=c;", "https://x.org/?q=a&b=c"),
            ("https://x.org/a**", "https://x.org/a"),
        ] {
            assert_eq!(&text[..without_trailing(text)], address);
        }
    }
}
