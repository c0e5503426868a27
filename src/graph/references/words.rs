//! The few words that references need in the language of the site, names in a sentence, and titles
//! made of first words.

use super::ReferenceItem;
use crate::base::date::{Date, Day, Precision};

/// Words of one language.
#[derive(Debug)]
pub(super) struct ReferenceTerms {
    language: &'static str,
    /// Between two names.
    and: &'static str,
    /// After the first of three or more names, with what stands before it.
    et_al: &'static str,
    /// Quotation marks.
    quotes: (&'static str, &'static str),
    /// Where there is neither title nor text.
    pub(super) untitled: &'static str,
    /// Where there is no date.
    pub(super) no_date: &'static str,
    /// Before an approximate date.
    pub(super) circa: &'static str,
    /// After a year before our era.
    pub(super) before_christ: &'static str,
}

#[rustfmt::skip]
const WORDS: [ReferenceTerms; 6] = [
    ReferenceTerms { language: "en", and: " and ", et_al: " et al.", quotes: ("“", "”"), untitled: "untitled", no_date: "n.d.", circa: "ca.", before_christ: "BC" },
    ReferenceTerms { language: "de", and: " und ", et_al: " u. a.", quotes: ("„", "“"), untitled: "ohne Titel", no_date: "o. J.", circa: "ca.", before_christ: "v. Chr." },
    ReferenceTerms { language: "es", and: " y ", et_al: " et al.", quotes: ("«", "»"), untitled: "sin título", no_date: "s. f.", circa: "ca.", before_christ: "a. C." },
    ReferenceTerms { language: "fr", and: " et ", et_al: " et al.", quotes: ("«\u{202f}", "\u{202f}»"), untitled: "sans titre", no_date: "s. d.", circa: "vers", before_christ: "av. J.-C." },
    ReferenceTerms { language: "ru", and: " и ", et_al: " и др.", quotes: ("«", "»"), untitled: "без названия", no_date: "б. г.", circa: "ок.", before_christ: "до н. э." },
    ReferenceTerms { language: "zh", and: "和", et_al: "等", quotes: ("“", "”"), untitled: "无题", no_date: "日期不详", circa: "约", before_christ: "BC" },
];

impl ReferenceTerms {
    /// Those of a BCP 47 tag's language; English where there are none.
    pub(super) fn of(language: &str) -> &'static Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        WORDS.iter().find(|words| words.language.eq_ignore_ascii_case(primary)).unwrap_or(&WORDS[0])
    }
}

/// How a sentence names a source: `Paal and Trenin`, `Ruehl`, `Paal et al.`, an organisation by its
/// full name; without an author the title in quotation marks, cut after some words, and without a
/// title the first words of the text. Plain text, in the language of the site (a BCP 47 tag).
pub fn short_name(item: &ReferenceItem<'_>, language: &str) -> String {
    let words = ReferenceTerms::of(language);
    let names: Vec<String> = item.record.authors.iter().filter_map(|name| clean(&name.family)).collect();
    match &*names {
        [] => {}
        [one] => return one.clone(),
        [one, two] => return format!("{one}{}{two}", words.and),
        [first, ..] => return format!("{first}{}", words.et_al),
    }
    let title = item.record.title.as_deref().and_then(clean).map(|title| shorten(&title, 6));
    let begins = || first_words(item.first_words?, 6);
    match title.or_else(begins) {
        Some(title) => format!("{}{title}{}", words.quotes.0, words.quotes.1),
        None => clean(item.key).unwrap_or_else(|| words.untitled.to_owned()),
    }
}

/// What stands for a missing title: the first words of the text, or that there is no title; always in
/// square brackets, which say that the words are the editor's and not a title.
pub(super) fn stand_in(item: &ReferenceItem<'_>, words: &ReferenceTerms) -> String {
    match item.first_words.and_then(|text| first_words(text, 8)) {
        Some(text) => format!("[{text}]"),
        None => format!("[{}]", words.untitled),
    }
}

/// The first words of a text, which goes on after them: always with an ellipsis.
fn first_words(text: &str, most: usize) -> Option<String> {
    // A text may be long: what is needed of it is not.
    let text = clean(&text.chars().take(LONGEST * 2).collect::<String>())?;
    let short = shorten(&text, most);
    Some(if short.ends_with('…') { short } else { format!("{} …", short.trim_end_matches(['.', ','])) })
}

/// The longest shortened title, in characters. Scripts without spaces have no words to count.
const LONGEST: usize = 80;

/// At most so many words, with an ellipsis if there were more.
fn shorten(text: &str, most: usize) -> String {
    let mut ends = text.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i);
    let by_words = ends.nth(most.saturating_sub(1)).unwrap_or(text.len());
    let by_length = text.char_indices().nth(LONGEST).map_or(text.len(), |(i, _)| i);
    if by_words.min(by_length) == text.len() {
        return text.to_owned();
    }
    let end = match by_words <= by_length {
        true => by_words,
        false => text[..by_length].rfind(' ').unwrap_or(by_length / 2),
    };
    // Half of a long text without spaces may end within a character.
    let end = (0..=end).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    format!("{} …", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '—']))
}

/// The longest field that is shown whole, in bytes: no title or name comes near it.
const LONGEST_FIELD: usize = 2_000;

/// A field fit to be shown: not of any length, white space folded, and without characters that are for machines, that
/// turn the direction of what follows, or that this module keeps for itself. `None` if nothing is left.
pub(super) fn clean(field: &str) -> Option<String> {
    let mut text = String::with_capacity(field.len().min(LONGEST_FIELD));
    for c in field.chars() {
        if text.len() > LONGEST_FIELD {
            text.push('…');
            break;
        }
        match c {
            c if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            '\u{e000}'..='\u{f8ff}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' => {}
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text.truncate(text.trim_end().len());
    (!text.is_empty()).then_some(text)
}

/// A date's years as a reference prints them: `2013`, `2013?`, `2008–2022`, `2000–`, `1970–1979`,
/// `44 BC`. Nothing about approximation.
pub(super) fn years(date: &Date, words: &ReferenceTerms) -> String {
    let one = |day: Day| {
        let mark = if day.uncertain { "?" } else { "" };
        match day.year {
            // Astronomical years: 0 is 1 BC.
            year if year <= 0 => format!("{} {}{mark}", 1 - year, words.before_christ),
            year => format!("{year}{mark}"),
        }
    };
    let last = |day: Day| match day.precision {
        Precision::Century => Day { year: day.year + 99, ..day },
        Precision::Decade => Day { year: day.year + 9, ..day },
        _ => day,
    };
    let (start, end) = match (date.start, date.end) {
        (Some(start), None) => (Some(start), Some(last(start))),
        (start, end) => (start, end.flatten().map(last)),
    };
    match (start.map(one), end.map(one)) {
        (Some(start), Some(end)) if start == end => start,
        (start, end) => format!("{}–{}", start.unwrap_or_default(), end.unwrap_or_default()),
    }
}

/// Whether any end of the date is approximate.
pub(super) fn is_approximate(date: &Date) -> bool {
    [date.start, date.end.flatten()].into_iter().flatten().any(|day| day.approximate)
}
