//! A text as the words that stand in it, each with its stem, for rules that lay one text beside another word by
//! word: what stands beside a figure ([`exchanged`](super::exchanged)), in which direction something lies
//! ([`opposed`](super::contrary)), who is named with which words ([`roles`](super::roles)).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::base::text::Span;
use crate::desk::words;

/// A word or a number of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextWord {
    /// Where it stands.
    pub(super) span: Span,
    /// What is left of it without its endings, as a number that is not likely that of another.
    pub(super) stem: u32,
    /// Whether it has a capital.
    pub(super) capital: bool,
    /// Whether it is in digits.
    pub(super) number: bool,
    /// Whether it says something by itself: no article, preposition or the like.
    pub(super) content: bool,
    /// What stands between it and the word before.
    pub(super) gap: Separator,
}

/// How much two words are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Separator {
    /// A space, a hyphen, the stop of a short form.
    Space,
    /// A comma, a dash, a bracket.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semi,
    /// The end of a sentence, or the beginning of the text.
    Stop,
}

impl TextWord {
    /// Its letters.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.range()).unwrap_or_default()
    }

    /// Whether it is one of some words, which are in lower case.
    pub(super) fn is(&self, text: &str, words: &[&str]) -> bool {
        let own = self.of(text);
        words.iter().any(|word| word.eq_ignore_ascii_case(own))
    }
}

/// The words of a text.
pub(super) fn pieces(text: &str) -> Vec<TextWord> {
    let mut pieces: Vec<TextWord> = Vec::with_capacity(text.len() / 6);
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let number = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            // `12,400` and `3.2` are one.
            let goes_on = next.is_alphanumeric() && next.is_ascii_digit() == number
                || number
                    && matches!(next, ',' | '.')
                    && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let between = &text[from..start];
        let word = &text[start..end];
        // The `s` of “Smith’s” and the `t` of “don’t” are no words.
        if matches!(between, "'" | "’") && word.len() <= 2 && !pieces.is_empty() {
            from = end;
            continue;
        }
        let last = pieces.last().map(|last| last.of(text));
        let gap = last.map_or(Separator::Stop, |last| gap(last, between, c));
        let (stem, content) = stem(word);
        pieces.push(TextWord {
            span: Span::new(start, end),
            stem,
            capital: c.is_uppercase(),
            number,
            content: content || number,
            gap,
        });
        from = end;
    }
    pieces
}

/// What the marks between two words come to.
fn gap(last: &str, between: &str, next: char) -> Separator {
    const SHORT: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Capt", "Sgt", "Sen", "Gov", "Rev", "Rep",
        "Hon", "No", "vs", "v", "p", "c", "ca", "approx", "Jr", "Sr", "Inc", "Ltd", "Co", "Corp", "a", "m",
    ];
    let mut gap = Separator::Space;
    for mark in between.chars() {
        let own = match mark {
            '.' if SHORT.contains(&last) || last.chars().count() == 1 => Separator::Space,
            '.' if !(next.is_uppercase() || next.is_ascii_digit() || between.contains('\n')) => {
                Separator::Space
            }
            '.' | '!' | '?' | '。' | '\n' => Separator::Stop,
            ';' => Separator::Semi,
            ':' => Separator::Colon,
            ',' | '–' | '—' | '(' | ')' | '"' | '“' | '”' => Separator::Comma,
            _ => Separator::Space,
        };
        gap = gap.max(own);
    }
    gap
}

/// The stem of a word, and whether it says something by itself.
fn stem(word: &str) -> (u32, bool) {
    // Nearly all words are short and of ASCII, and are made small where they are looked at.
    let short = words::lower(word);
    if !short.as_str().is_empty() {
        return stem_of_lower(short.as_str());
    }
    stem_of_lower(&word.chars().flat_map(char::to_lowercase).collect::<String>())
}

fn stem_of_lower(word: &str) -> (u32, bool) {
    const LETTERS: usize = 6;
    let letters = if word.is_ascii() { word.len() } else { word.chars().count() };
    let content = letters > 2 && !is_empty(word);
    let word = word.strip_suffix('s').filter(|rest| rest.len() > 2 && !rest.ends_with('s')).unwrap_or(word);
    let cut = match letters {
        ..=LETTERS => word.len(),
        _ => word.char_indices().nth(LETTERS).map_or(word.len(), |(at, _)| at),
    };
    (hash(&word[..cut]), content)
}

/// The stem of a word in lower case, as [`TextWord::stem`] has it.
pub(super) fn stem_of(word: &str) -> u32 {
    stem(word).0
}

fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Whether a word in lower case says nothing by itself.
fn is_empty(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EMPTY.iter().copied().collect());
    word.len() <= LONGEST_EMPTY && WORDS.contains(word)
}

/// How many bytes the longest of them has.
const LONGEST_EMPTY: usize = 8;

const EMPTY: &[&str] = &[
    "about", "above", "after", "all", "almost", "alone", "already", "also", "although", "among", "and",
    "another", "any", "are", "around", "average", "been", "before", "being", "below", "between", "both",
    "but", "came", "can", "come", "could", "did", "does", "down", "during", "each", "even", "every", "few",
    "fewer", "for", "from", "had", "half", "has", "have", "having", "her", "here", "hers", "him", "his",
    "how", "however", "into", "its", "itself", "just", "last", "least", "less", "like", "made", "many",
    "may", "might", "more", "most", "much", "must", "nearly", "neither", "nor", "not", "now", "off", "once",
    "one", "only", "other", "others", "our", "ours", "out", "over", "own", "per", "quite", "roughly", "said",
    "same", "say", "says", "shall", "she", "should", "since", "some", "still", "such", "than", "that", "the",
    "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "though", "through",
    "thus", "too", "total", "twice", "two", "under", "until", "upon", "very", "was", "were", "what", "when",
    "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would",
    "year", "years", "yet", "you",
];

/// The words between two places of a text.
pub(super) fn within(pieces: &[TextWord], from: usize, to: usize) -> &[TextWord] {
    let first = pieces.partition_point(|piece| (piece.span.start as usize) < from);
    let last = pieces.partition_point(|piece| (piece.span.end as usize) <= to);
    pieces.get(first..last.max(first)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_empty_word_is_longer() {
        assert_eq!(EMPTY.iter().map(|word| word.len()).max(), Some(LONGEST_EMPTY));
    }

    #[test]
    fn a_text_is_cut_into_words() {
        let text = "Dr. Ann Lee’s 12,400 tons, at 3.5 km; she left. They (too) left.";
        let pieces = pieces(text);
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
        assert_eq!(words.join(" "), "Dr Ann Lee 12,400 tons at 3.5 km she left They too left");
        let gaps = [5, 8, 10].map(|at: usize| pieces[at].gap);
        assert_eq!(gaps, [Separator::Comma, Separator::Semi, Separator::Stop]);
        assert_eq!(pieces[1].gap, Separator::Space);
    }
}
