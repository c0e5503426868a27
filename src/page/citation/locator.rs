//! Where in a source: `¶ 7`, `p. 3`, `chap. 2`.

use std::ops::Range;

use super::CitationError;
use crate::base::marks::{MarkReader, is_mark};
use crate::base::rule;

/// A place in a source, as the author names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted.
    pub label: Label,
    /// The number or numbers, as written.
    pub value: String,
}

/// What a locator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // their names say it
pub enum Label {
    Book,
    Chapter,
    Column,
    Figure,
    Folio,
    Number,
    Line,
    Note,
    Opus,
    Page,
    Paragraph,
    Part,
    Section,
    Verse,
    Volume,
    /// In braces and without a word.
    Other,
}

/// Words for what a locator counts; the longest first among those with a common beginning.
const LABELS: &[(&str, Label)] = &[
    ("book", Label::Book),
    ("bk.", Label::Book),
    ("bks.", Label::Book),
    ("chapters", Label::Chapter),
    ("chapter", Label::Chapter),
    ("chaps.", Label::Chapter),
    ("chap.", Label::Chapter),
    ("columns", Label::Column),
    ("column", Label::Column),
    ("cols.", Label::Column),
    ("col.", Label::Column),
    ("figures", Label::Figure),
    ("figure", Label::Figure),
    ("figs.", Label::Figure),
    ("fig.", Label::Figure),
    ("folios", Label::Folio),
    ("folio", Label::Folio),
    ("fols.", Label::Folio),
    ("fol.", Label::Folio),
    ("numbers", Label::Number),
    ("number", Label::Number),
    ("nos.", Label::Number),
    ("no.", Label::Number),
    ("lines", Label::Line),
    ("line", Label::Line),
    ("notes", Label::Note),
    ("note", Label::Note),
    ("nn.", Label::Note),
    ("n.", Label::Note),
    ("opus", Label::Opus),
    ("opera", Label::Opus),
    ("op.", Label::Opus),
    ("opp.", Label::Opus),
    ("pages", Label::Page),
    ("page", Label::Page),
    ("pp.", Label::Page),
    ("p.", Label::Page),
    ("paragraphs", Label::Paragraph),
    ("paragraph", Label::Paragraph),
    ("paragraphes", Label::Paragraph),
    ("paragraphe", Label::Paragraph),
    ("párrafos", Label::Paragraph),
    ("párrafo", Label::Paragraph),
    ("párrs.", Label::Paragraph),
    ("párr.", Label::Paragraph),
    ("абзацы", Label::Paragraph),
    ("абзац", Label::Paragraph),
    ("абз.", Label::Paragraph),
    ("paras.", Label::Paragraph),
    ("paras", Label::Paragraph),
    ("para.", Label::Paragraph),
    ("para", Label::Paragraph),
    ("pars.", Label::Paragraph),
    ("par.", Label::Paragraph),
    ("¶¶", Label::Paragraph),
    ("¶", Label::Paragraph),
    ("parts", Label::Part),
    ("part", Label::Part),
    ("pts.", Label::Part),
    ("pt.", Label::Part),
    ("sections", Label::Section),
    ("section", Label::Section),
    ("secs.", Label::Section),
    ("sec.", Label::Section),
    ("§§", Label::Section),
    ("§", Label::Section),
    ("verses", Label::Verse),
    ("verse", Label::Verse),
    ("vv.", Label::Verse),
    ("v.", Label::Verse),
    ("volumes", Label::Volume),
    ("volume", Label::Volume),
    ("vols.", Label::Volume),
    ("vol.", Label::Volume),
];

/// A locator at the start of `text`, and how many bytes it takes. `bare`: a number without a word may be one.
pub(super) fn read(text: &str, bare: bool) -> Option<(Locator, usize)> {
    if let Some(braced) = text.strip_prefix('{') {
        let len = braced.find('}')?;
        let inner = braced[..len].trim();
        // Words in quotation marks are looked up, and are no locator.
        if !MarkReader::of(inner).all(0..inner.len()).is_empty() {
            return None;
        }
        let (label, value) = match label(inner) {
            Some((label, at)) => (label, inner[at..].trim()),
            None if inner.starts_with(|c: char| c.is_ascii_digit()) => (Label::Page, inner),
            None => (Label::Other, inner),
        };
        return (bare && !inner.is_empty()).then(|| (Locator { label, value: value.to_owned() }, len + 2));
    }
    let (label, after) = match label(text) {
        Some(found) => found,
        None if bare => (Label::Page, 0),
        None => return None,
    };
    let rest = &text[after..];
    let number_start = after + (rest.len() - rest.trim_start().len());
    let mut len = numbers(&text[number_start..]);
    if len == 0 || (after == 0 && !is_bare(text, len)) {
        return None;
    }
    len += following(&text[number_start + len..]);
    let value = text[number_start..number_start + len].split_whitespace().collect::<Vec<_>>().join(" ");
    Some((Locator { label, value }, number_start + len))
}

/// Whether numbers without a word before them are pages: nothing may follow that makes other words of them,
/// as in `66 years later`.
fn is_bare(text: &str, len: usize) -> bool {
    let page = |number: &str| {
        let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        !digits.is_empty() && number.len() - digits.len() <= 1
    };
    let all = text[..len].split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).all(page);
    let len = len + following(&text[len..]);
    let rest = &text[len..];
    let words = rest.trim_start_matches(|c: char| c.is_whitespace());
    all && text.starts_with(|c: char| c.is_ascii_digit())
        && (words.is_empty()
            || words.starts_with([',', ';', '(', '['])
            || words == "."
            || words.chars().next().is_some_and(|c| is_mark(c) && !matches!(c, '\'' | '’'))
            || (words.len() < rest.len() && read(words, false).is_some()))
}

/// How many bytes at the start of `text` say that more follows the number before: ` ff.`
fn following(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let lead = text.len() - rest.len();
    for word in ["et seqq.", "et seq.", "et sqq.", "et sq.", "sqq.", "sq.", "ff.", "ff", "f.", "f", "passim"]
    {
        if let Some(after) = rest.strip_prefix(word)
            && !after.starts_with(|c: char| c.is_alphanumeric())
        {
            return lead + word.len();
        }
    }
    0
}

fn label(text: &str) -> Option<(Label, usize)> {
    // Mostly no label stands here, and the first letter says so.
    let first = text.chars().next()?.to_lowercase().next();
    LABELS.iter().filter(|(word, _)| word.chars().next() == first).find_map(|&(word, label)| {
        let head = text.get(..word.len())?;
        let whole = !word.ends_with(char::is_alphabetic)
            || text[word.len()..].starts_with(|c: char| !c.is_alphanumeric());
        let same = head.eq_ignore_ascii_case(word) || !word.is_ascii() && head.to_lowercase() == word;
        (same && whole).then_some((label, word.len()))
    })
}

/// Words between two numbers of a locator.
const JOINTS: &[&str] = &["and", "und", "et", "y", "e", "en", "och", "og", "и", "та", "і"];

/// Words between the first and the last number of several.
const SPANS: &[&str] = &["to", "bis", "à", "до"];

/// How many bytes a word at the start of `text` takes that joins what stands around it, with the spaces behind it.
pub(super) fn joint(text: &str) -> usize {
    let len = text.find(|c: char| !c.is_alphabetic() && c != '&').unwrap_or(text.len());
    let word = &text[..len];
    match word == "&" || JOINTS.contains(&word) || SPANS.contains(&word) {
        true => len + (text[len..].len() - text[len..].trim_start().len()),
        false => 0,
    }
}

/// The fault of a sign that names no paragraph.
pub(super) fn no_number(range: Range<usize>) -> CitationError {
    CitationError {
        rule: &rule::MALFORMED_CITATION,
        range,
        message: "this sign needs a paragraph number after it",
        help: HOW_PARAGRAPHS,
    }
}

const HOW_PARAGRAPHS: &str = "write plain paragraph numbers right after the key: `¶ 7`, `¶ 7-9`, `¶ 7, 9`; the source’s page shows them";

/// How many bytes are numbers, arabic or roman: `7`, `7-9`, `7, 9`, `xii`, `12a`.
fn numbers(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text;
    loop {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let token = &rest[..word];
        if !token.starts_with(|c: char| c.is_ascii_digit()) && !is_roman(token) {
            return end;
        }
        end = text.len() - rest.len() + word;
        rest = &text[end..];
        let signs =
            rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—,&.:".contains(c)).len();
        // A joint leads on only if a digit follows, or a roman number behind a dash: `¶ 7, in the end` is not
        // `7` and `in`.
        let dash =
            rest[..signs].trim().chars().all(|c| "-–—".contains(c)) && !rest[..signs].trim().is_empty();
        let joint = signs + if signs > 0 { self::joint(&rest[signs..]) } else { 0 };
        let next = &rest[joint..];
        let word = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
        let number = next.starts_with(|c: char| c.is_ascii_digit()) || (dash && is_roman(&next[..word]));
        // `p. 33, 12 years later`
        let behind = &next[word..];
        let counts = !dash && behind.trim_start().starts_with(char::is_alphabetic) && following(behind) == 0;
        if joint == 0 || !number || (counts && label(behind.trim_start()).is_none()) {
            return end;
        }
        rest = next;
    }
}

/// Whether a word is a roman number: `xii`, and not `civil`.
fn is_roman(word: &str) -> bool {
    let mut rest = match word {
        "" => return false,
        word if word.bytes().all(|b| b.is_ascii_lowercase()) => word.to_ascii_uppercase(),
        word => word.to_owned(),
    };
    while let Some(more) = rest.strip_prefix('M') {
        rest = more.to_owned();
    }
    for (nine, five, four, one) in [("CM", "D", "CD", "C"), ("XC", "L", "XL", "X"), ("IX", "V", "IV", "I")] {
        let mut left = rest.as_str();
        if let Some(more) = left.strip_prefix(nine).or_else(|| left.strip_prefix(four)) {
            left = more;
        } else {
            left = left.strip_prefix(five).unwrap_or(left);
            for _ in 0..3 {
                left = left.strip_prefix(one).unwrap_or(left);
            }
        }
        rest = left.to_owned();
    }
    rest.is_empty()
}

/// Whether numbers with this between them, or among them, are the first and the last of several.
fn is_span(text: &str) -> bool {
    text.contains(['-', '–', '—']) || text.split_whitespace().any(|word| SPANS.contains(&word))
}

impl Locator {
    /// The paragraphs it names, if it counts these and they are plain numbers.
    pub fn paragraphs(&self) -> Option<std::ops::RangeInclusive<usize>> {
        if self.label != Label::Paragraph {
            return None;
        }
        let mut numbers = self.numbers();
        // `7f.` is that and the next one.
        if self.value.trim_end_matches('.').ends_with('f')
            && let Some(last) = numbers.last().copied()
        {
            numbers.push(last.saturating_add(1));
        }
        Some(*numbers.iter().min()?..=*numbers.iter().max()?)
    }

    /// Whether a paragraph is among those that it names: `¶ 1, 4-6` are the first, and the fourth to the sixth.
    pub fn names_paragraph(&self, paragraph: usize) -> bool {
        let mut rest = self.value.as_str();
        let mut last: Option<usize> = None;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (between, behind) = rest.split_at(at);
            let len = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
            let number = behind[..len].parse().unwrap_or(usize::MAX);
            rest = &behind[len..];
            // `7f.` is that and the next one.
            let to = if rest.starts_with('f') { number.saturating_add(1) } else { number };
            let from = last.filter(|_| is_span(between)).unwrap_or(number);
            if (from..=to).contains(&paragraph) {
                return true;
            }
            last = Some(number);
        }
        false
    }

    fn numbers(&self) -> Vec<usize> {
        let parts = self.value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().unwrap_or(usize::MAX)).collect()
    }

    /// What is wrong with paragraphs that it names at `range`, before `rest`: of these each has a plain number.
    pub(super) fn fault(&self, range: Range<usize>, rest: &str) -> Option<CitationError> {
        if self.label != Label::Paragraph {
            return None;
        }
        let mut words = self.value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let plain = |word: &str| {
            let digits = word.trim_end_matches('f');
            (digits.bytes().all(|b| b.is_ascii_digit()) && word.len() - digits.len() <= 1)
                || JOINTS.contains(&word)
                || SPANS.contains(&word)
        };
        let goes_on = rest.starts_with(['-', '–', '—', '/', '#'])
            || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let message = if !words.all(plain) || self.value.contains(['.', ':']) && !self.value.ends_with("f.") {
            "this is not a paragraph number"
        } else if goes_on {
            "it is unclear where these paragraphs end"
        } else if self.numbers().windows(2).any(|pair| pair[0] > pair[1]) && self.is_span() {
            "this range of paragraphs runs backwards"
        } else {
            return None;
        };
        Some(CitationError { rule: &rule::MALFORMED_CITATION, range, message, help: HOW_PARAGRAPHS })
    }

    fn is_span(&self) -> bool {
        is_span(&self.value)
    }

    /// Adds places to those of a citation: paragraphs are the first of them.
    pub fn add(first: &mut Option<Self>, further: &mut Vec<Self>, more: impl Iterator<Item = Self>) {
        let all = first.take().into_iter().chain(std::mem::take(further)).chain(more);
        let (paragraphs, others): (Vec<_>, Vec<_>) = all.partition(|it| it.label == Label::Paragraph);
        *further = others;
        *first = match Self::joined(paragraphs) {
            Some(paragraphs) => Some(paragraphs),
            None if further.is_empty() => None,
            None => Some(further.remove(0)),
        };
    }

    /// Several that count the same, as one.
    fn joined(locators: Vec<Self>) -> Option<Self> {
        let mut locators = locators.into_iter();
        let mut all = locators.next()?;
        for more in locators {
            let joined = all
                .value
                .rsplit(' ')
                .next()
                .is_some_and(|last| last == "&" || JOINTS.contains(&last) || SPANS.contains(&last));
            all.value.push_str(if joined { " " } else { ", " });
            all.value.push_str(&more.value);
        }
        Some(all)
    }

    /// As it is shown: `¶ 7`, `p. 3`.
    pub fn text(&self) -> String {
        let value = self.value.replace(" - ", "–").replace('-', "–");
        let several = value.contains(['–', ',', '&'])
            || value.split_whitespace().any(|word| JOINTS.contains(&word) || SPANS.contains(&word));
        let word = match (self.label, several) {
            (Label::Book, _) => "bk.",
            (Label::Chapter, false) => "chap.",
            (Label::Chapter, true) => "chaps.",
            (Label::Column, false) => "col.",
            (Label::Column, true) => "cols.",
            (Label::Figure, false) => "fig.",
            (Label::Figure, true) => "figs.",
            (Label::Folio, _) => "fol.",
            (Label::Number, false) => "no.",
            (Label::Number, true) => "nos.",
            (Label::Line, false) => "line",
            (Label::Line, true) => "lines",
            (Label::Note, false) => "n.",
            (Label::Note, true) => "nn.",
            (Label::Opus, _) => "op.",
            (Label::Page, false) => "p.",
            (Label::Page, true) => "pp.",
            (Label::Paragraph, _) => "¶",
            (Label::Part, _) => "pt.",
            (Label::Section, _) => "§",
            (Label::Verse, _) => "v.",
            (Label::Volume, false) => "vol.",
            (Label::Volume, true) => "vols.",
            (Label::Other, _) => return value,
        };
        format!("{word}\u{a0}{value}")
    }
}
