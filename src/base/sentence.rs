//! Where a sentence ends: for claims, for mentions, and for text that is cut.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::base::bytes::{has, has_pair, is_odd};

/// Short forms behind which a name follows, so that no sentence ends there. In lower case, without their last
/// full stop, in English and the languages that are most written beside it.
const LEADING: &str = "\
    mr mrs ms messrs mx dr prof gen col lt sgt capt cpl maj adm cmdr sen rep gov pres rev msgr vs e.g i.e cf ca \
    approx viz \
    z.b d.h u.a bzw vgl hrsg sog geb inkl evtl ggf mio mrd zzgl bspw \
    mme mlle mm p.ex \
    sra srta dra ud uds p.ej gral lic \
    sig.ra dott dott.ssa \
    dhr mevr bijv d.w.z o.a \
    г гг ул стр рис см им проф акад тыс млн млрд д-р св просп т.е \
    np tzn ul";

/// Short forms behind which a number follows; without one, they are words.
const NUMBERED: &str = "\
    no nos n nr fig figs vol vols art arts sec secs ch chap p pp ed eq ref refs op abs bd kap s § cap pag pág págs núm \
    str tab";

/// Short forms that end a sentence as well, which the word behind them tells.
const CLOSING: &str = "\
    a.m p.m a.d b.c b.c.e inc corp ltd co bros llc plc jr sr etc al ph.d m.d st mt ft ave blvd rd sq dept est \
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri hon eds resp av env éd \
    usw u.s.w v.chr n.chr jh jhd ecc enz itd itp ee uu ex ej chr руб коп др т.д т.п в вв n.b ok";

/// When a sentence goes on behind a short form.
#[derive(Clone, Copy)]
enum Continuation {
    /// Always.
    On,
    /// With a number.
    ToNumber,
    /// Unless the next word begins a sentence.
    Mostly,
}

/// How many bytes the longest of them has.
const LONGEST_SHORT: usize = 10;

static SHORT: LazyLock<FxHashMap<&str, Continuation>> = LazyLock::new(|| {
    let all =
        [(CLOSING, Continuation::Mostly), (NUMBERED, Continuation::ToNumber), (LEADING, Continuation::On)];
    all.into_iter().flat_map(|(list, goes)| list.split_whitespace().map(move |word| (word, goes))).collect()
});

/// Words that begin a sentence when they have a capital behind a full stop.
const BEGINNINGS: &[&str] = &[
    "The", "This", "That", "These", "Those", "There", "Then", "It", "Its", "He", "His", "She", "Her", "They",
    "Their", "We", "Our", "You", "Your", "An", "In", "On", "At", "By", "For", "From", "With", "After",
    "Before", "When", "While", "If", "As", "But", "And", "Or", "So", "Yet", "Nor", "Not", "All", "Both",
    "Some", "Many", "Most", "What", "Who", "Which", "Why", "How", "Where", "Since", "Although", "Though",
    "However", "Nobody", "None", "No", "One", "Now", "Only", "Once", "Under", "Until", "Because", "Another",
    "Each", "Every", "Here", "Such", "Two", "Three", "Der", "Die", "Das", "Er", "Sie", "Es", "Ein", "Eine",
    "Im", "Am", "Und", "Aber", "Il", "Elle", "Ils", "Elles", "Cette", "El", "Ella", "Ellos", "Los", "Las",
    "Он", "Она", "Они", "Это",
];

/// What a number with a full stop stands before in German and its neighbours: “am 3. Mai”, “im 19. Jahrhundert”.
const COUNTED: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrhunderts",
    "Weltkrieg",
    "Weltkriegs",
    "Platz",
    "Quartal",
    "Jahrestag",
    "Geburtstag",
    "Auflage",
    "Klasse",
    "Mal",
    "Stock",
    "Tag",
    "Jahr",
    "Lebensjahr",
    "Kapitel",
    "Runde",
    "Minute",
];

/// What stands before such a number.
const ARTICLES: &[&str] = &[
    "am", "der", "dem", "den", "des", "im", "vom", "zum", "zur", "die", "das", "bis", "ab", "seit", "beim",
    "und",
];

/// The sentences of a paragraph, without the spaces between them. They cover all that is not space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut start = 0;
    while start < text.len() {
        let end = first_bound(text, start);
        let piece = &text[start..end];
        let lead = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let range = start + lead..start + lead + trimmed.len();
            match sentences.last_mut() {
                Some(last) if goes_on => last.end = range.end,
                _ => sentences.push(range),
            }
            goes_on = ends_in_abbreviation(trimmed, &text[end..]);
        }
        start = end;
    }
    sentences
}

/// Where the sentence that begins at `start` ends, by the rules of Unicode's annex 29.
///
/// By these a sentence ends behind a mark, and of what stands before the mark only the character next to it
/// counts. So the slow look at each character begins with the word of the first mark.
fn first_bound(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut from = 0;
    let mark = loop {
        let Some(mark) = first_mark(&rest[from..]).map(|mark| from + mark) else { return text.len() };
        match rest.as_bytes()[mark..] {
            // Nearly all: a mark, a space, and a letter of ASCII. A small one goes on after a full stop.
            [b'.', b' ', b'a'..=b'z', ..] => from = mark + 1,
            [b'.', b' ', b'A'..=b'Z', ..] | [b'?' | b'!', b' ', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                return start + mark + 2;
            }
            [b'.' | b'?' | b'!'] => return text.len(),
            _ => break mark,
        }
    };
    let word = rest[..mark].rfind(' ').unwrap_or(0);
    rest[word..].split_sentence_bounds().next().map_or(text.len(), |piece| start + word + piece.len())
}

/// Where the first character stands behind which a sentence may end.
fn first_mark(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let ends = |&byte: &u8| matches!(byte, b'.' | b'?' | b'!') || is_odd(byte);
        let at = from + text.as_bytes()[from..].iter().position(ends)?;
        let c = text[at..].chars().next()?;
        if may_end(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// Whether a sentence may end behind the character. Yes is never wrong, only slow.
fn may_end(c: char) -> bool {
    match c {
        '.' | '?' | '!' => true,
        ' '..='~' => false,
        // Latin letters, Cyrillic ones, and the marks of print.
        '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{481}' | '–' | '—' | '‘' | '’' | '“' | '”' => false,
        _ => true,
    }
}

/// Whether a full stop at the end of a piece belongs to its last word, so that the sentence goes on.
fn ends_in_abbreviation(piece: &str, behind: &str) -> bool {
    if !piece.ends_with('.') {
        return false;
    }
    let mut words = piece.rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[', '“', '"', '‘', '\'', '„', '«']);
    let stem = word.strip_suffix('.').unwrap_or(word);
    // Of what follows one word is looked at, and no more of it than any short word has.
    const LOOK: usize = 48;
    let behind = behind.trim_start();
    let mut look = behind.len().min(LOOK);
    while !behind.is_char_boundary(look) {
        look -= 1;
    }
    let next = behind[..look].split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let begins = || BEGINNINGS.contains(&next);
    // “am 3. Mai”
    if stem.len() <= 2 && !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit()) {
        return COUNTED.contains(&next.trim_end_matches(['.', ';', ':', '?', '!', ')']))
            || words.next().is_some_and(|before| ARTICLES.contains(&before)) && !next.is_empty();
    }
    // `U.S.`, `J.`, `z.`: letters that each have a full stop.
    let initials = || {
        !stem.is_empty()
            && stem.split('.').all(|part| {
                let mut letters = part.chars();
                letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
            })
    };
    let short = match stem.bytes().all(|byte| byte.is_ascii_lowercase()) {
        _ if stem.len() > LONGEST_SHORT => None,
        true => SHORT.get(stem),
        false => SHORT.get(stem.to_lowercase().as_str()),
    };
    match short {
        Some(Continuation::On) => true,
        // “No. 7”, “No. Ten”; but “He said no. They left.”
        Some(Continuation::ToNumber) => {
            next.starts_with(|c: char| c.is_numeric())
                || matches!(stem, "No" | "Nos" | "Nr")
                    && words.next().is_some()
                    && !begins()
                    && !next.is_empty()
        }
        Some(Continuation::Mostly) => !begins(),
        None => initials() && !begins(),
    }
}

/// The words with one space between each and the next, and none around them.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    // Nearly all text is so already. What is not ASCII and white space is seen by the slow way.
    let odd = has(bytes, is_odd) && trimmed.contains(|c: char| c.is_whitespace() && c != ' ');
    let plain = !odd && !has_pair(bytes, |a, b| a == b' ' && b == b' ');
    match plain {
        true => Cow::Borrowed(trimmed),
        false => Cow::Owned(trimmed.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The words as a printer sets them: [`squeezed`], then [`typographic`]. Borrowed if there is nothing to do.
pub fn set(text: &str) -> Cow<'_, str> {
    match squeezed(text) {
        Cow::Borrowed(text) => typographic(text),
        Cow::Owned(text) => Cow::Owned(typographic(&text).into_owned()),
    }
}

/// Quotation marks, dashes and dots as a printer sets them.
pub fn typographic(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let marked = |a, b| matches!(a, b'"' | b'\'') || matches!((a, b), (b'-', b'-') | (b'.', b'.'));
    if !has_pair(bytes, marked) && !matches!(bytes.last(), Some(b'"' | b'\'')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    // In an address every sign is one of its own.
    let mut addresses = addresses(text).into_iter().peekable();
    let mut written = 0;
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if let Some(address) = addresses.next_if(|address| address.start == written) {
            out.push_str(&text[address.clone()]);
            written = address.end;
            chars = text[written..].chars().peekable();
            before = 'x';
            continue;
        }
        let opens = before.is_whitespace() || "([{“‘—–".contains(before);
        let set = match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens && chars.peek().is_some_and(|next| !next.is_ascii_digit()) => '‘',
            '\'' => '’',
            '-' if chars.peek() == Some(&'-') => {
                chars.next();
                written += 1;
                if chars.next_if_eq(&'-').inspect(|_| written += 1).is_some() { '—' } else { '–' }
            }
            '.' if before != '.' && chars.clone().take(2).eq("..".chars()) => {
                chars.next();
                chars.next();
                written += 2;
                '…'
            }
            c => c,
        };
        out.push(set);
        written += c.len_utf8();
        before = set;
    }
    Cow::Owned(out)
}

/// Where addresses such as `https://…` and `www.…` stand in a text, up to the marks that end a sentence.
fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = word.find("://").map(|colon| {
            let head = &word[..colon];
            head.len() - head.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).len()
        });
        if let Some(start) = start.or_else(|| word.find("www.")) {
            let end = word.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)\"'”’".contains(c)).len();
            if start < end {
                found.push(at + start..at + end);
            }
        }
        at += word.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn no_short_form_is_longer() {
        assert_eq!(SHORT.keys().map(|word| word.len()).max(), Some(LONGEST_SHORT));
    }

    #[test]
    fn initials_and_abbreviations_end_no_sentence() {
        assert_eq!(cut("The U.S. Navy left. It came back."), ["The U.S. Navy left.", "It came back."]);
        assert_eq!(
            cut("H. W. Bush met Dr. Deng in Nov. 1989.  Then?"),
            ["H. W. Bush met Dr. Deng in Nov. 1989.", "Then?"]
        );
        assert_eq!(cut("It cost 4.5 billion."), ["It cost 4.5 billion."]);
        for whole in [
            "They met at 7 p.m. Friday in Bonn.",
            "She sold it to Hall Inc. Bonn for nothing.",
            "It is in No. 12 Mill Road and in No. Ten.",
            "Sam Hall Jr. Bonn’s mayor, paid for nails, glue, etc. Friday.",
            "J. R. Hall and A. B. Moss wrote to the U.S. Senate.",
            "Am 3. Mai und im 19. Jahrhundert kam Dr. Moos, z. B. Freitag.",
            "Der 2. Weltkrieg begann am 1. September 1939.",
            "Le livre de M. Moulin et de Mme. Roche, p. ex. Ronde.",
            "El Sr. Molina y la Sra. Roca de EE. UU. México.",
            "Это писал А. С. Пушкин в 1830 г. Москва молчала.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
        for (text, first) in [
            ("They met at 7 p.m. The mayor came.", "They met at 7 p.m."),
            ("He works for Hall Inc. It is in Bonn.", "He works for Hall Inc."),
            ("He said no. They left.", "He said no."),
            ("They live in the U.S. He does not.", "They live in the U.S."),
            ("It was plan B. When it failed they left.", "It was plan B."),
            ("Of all there were 7. Nobody came.", "Of all there were 7."),
        ] {
            assert_eq!(cut(text)[0], first);
        }
        assert_eq!(cut("  "), [""; 0]);
        assert_eq!(cut("他来了。她走了。"), ["他来了。", "她走了。"]);
    }

    proptest! {
        #[test]
        fn a_look_from_the_first_mark_on_sees_what_a_look_at_all_sees(
            text in "([a-zA-Z]{1,4}|[éЖя’“”–]|[0-9]|[.?!,:;)]|[。…\u{85}\u{2029}\u{ad}\u{301}\n\t]| ){0,60}",
        ) {
            let mut bounds = Vec::new();
            let mut at = 0;
            while at < text.len() {
                at = first_bound(&text, at);
                bounds.push(at);
            }
            let all: Vec<usize> =
                text.split_sentence_bound_indices().map(|(start, piece)| start + piece.len()).collect();
            prop_assert_eq!(bounds, all);
        }
    }

    #[test]
    fn marks_are_set_as_in_print() {
        assert_eq!(typographic("\"So\" -- it's 'fine'---yes..."), "“So” – it’s ‘fine’—yes…");
        assert_eq!(typographic("the '90s"), "the ’90s");
        assert_eq!(
            typographic("\"At https://example.org/a--b/it's.\" -- and (www.x.org/'c')... so"),
            "“At https://example.org/a--b/it's.” – and (www.x.org/'c’)… so"
        );
    }
}
