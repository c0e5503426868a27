//! The quoted words of a claim: what stands in quotation marks in a sentence that cites is taken by a
//! reader for the words of the source that is cited.

use crate::base::text::Span;
use crate::desk::stands_whole;
use crate::source::Source;
use crate::source::passage::Quotation;

/// Marks that open a quotation, each with those that close it, in any language.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('”', &['”']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    ('「', &['」']),
    ('『', &['』']),
    ('＂', &['＂']),
    ('〝', &['〞', '〟']),
    ('❝', &['❞']),
    ('❛', &['❜']),
    ('⹂', &['”', '⹂']),
];

/// Whether a claim has a mark that a quotation may begin with: quick to ask.
pub(super) fn has_marks(claim: &str) -> bool {
    !claim.is_ascii() && claim.contains(|c| PAIRS.iter().any(|(open, _)| *open == c))
}

/// What stands in quotation marks in a claim, without the marks. A claim is set as in print, so that an
/// opening mark differs from a closing one.
pub(super) fn quoted(claim: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Marks that nothing closes, from here to the end.
    let mut open_ended: Vec<char> = Vec::new();
    let mut rest = 0;
    let opens = |c: char| PAIRS.iter().find(|(open, _)| *open == c);
    while let Some((at, mark, closes)) =
        claim[rest..].char_indices().find_map(|(at, c)| opens(c).map(|(_, closes)| (at, c, closes)))
    {
        let start = rest + at + mark.len_utf8();
        let before = claim[..rest + at].chars().next_back();
        rest = start;
        let inside = before.is_some_and(char::is_alphanumeric);
        // A mark that closes elsewhere opens only behind a space, and before a word.
        let turned = matches!(mark, '”' | '»' | '›' | '＂' | '⹂');
        let apart = before.is_none_or(|before| before.is_whitespace() || "([—–".contains(before))
            && claim[start..].chars().next().is_some_and(|next| !next.is_whitespace());
        let single = matches!(mark, '‘' | '‚');
        if single && inside || turned && !apart || open_ended.contains(&mark) {
            continue;
        }
        // An apostrophe looks like a single mark that closes; one within a word is none.
        let end = claim[start..].char_indices().find(|(at, c)| {
            closes.contains(c)
                && !(single
                    && claim[start + at + c.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric))
        });
        match end {
            Some((len, close)) => {
                found.push(Span::new(start, start + len));
                rest = start + len + close.len_utf8();
            }
            None => open_ended.push(mark),
        }
    }
    found
}

/// Whether the words stand in one of the sources, but for the punctuation at their end and a capital that
/// a sentence has given or taken.
pub(super) fn stand_in<'s>(words: &str, mut sources: impl Iterator<Item = &'s Source>) -> bool {
    let words = words.trim().trim_end_matches(['.', ',', ';', ':', '!', '?']).trim_end();
    let mut forms = vec![Quotation::new(words)];
    let mut chars = words.chars();
    if let Some(first) = chars.next().filter(|first| first.is_alphabetic()) {
        let other: String = if first.is_uppercase() {
            first.to_lowercase().collect()
        } else {
            first.to_uppercase().collect()
        };
        forms.push(Quotation::new(&(other + chars.as_str())));
    }
    if forms[0].is_empty() {
        return true;
    }
    sources.any(|source| {
        let title = source.record.title.as_deref().unwrap_or_default();
        stands_whole(&title.to_lowercase(), &words.to_lowercase())
            || source.text.as_ref().is_some_and(|text| forms.iter().any(|form| form.stands_in(text)))
    })
}
