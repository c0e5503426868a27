//! What a quotation leaves out or is cut from, though its words stand in the source: does it turn the sense?
//!
//! 1. [`altered`] looks at what an ellipsis or an editor's bracket stands for in the source.
//! 2. [`cut_short`] looks at how the source goes on right after the quotation, and what governs it before.
//!
//! Both look for the words of a few languages ([`words`], one file of data each) and are silent for all others.
//! Nothing here decides whether a quotation is found. The work is bounded for each quotation, but for what
//! it leaves out, which is gone through once.

mod altered;
mod ar;
mod bare;
mod cut;
mod de;
mod degree;
mod el;
mod en;
mod es;
mod fa;
mod fr;
mod guess;
mod he;
mod hi;
mod it;
mod ja;
mod ko;
#[cfg(test)]
mod languages;
mod nl;
mod pl;
mod pt;
mod ru;
mod sv;
#[cfg(test)]
mod tests;
mod tokens;
mod tr;
mod uk;
mod words;
mod zh;

use std::ops::Range;

use crate::base::sentence::sentences;
use crate::base::text::Span;
use crate::source::passage::{Passage, Quotation};
use crate::source::text::{Text, is_unspaced};
use tokens::ClauseToken;
use words::{
    ASKS, BEFORE, CONCESSION, CONDITION, CONNECTIVE, CONTRAST, DENIAL, DESCRIBED, FALSELY, FLAT, HARMLESS,
    HEDGE, INVERSION, LIMIT, Lexicon, NEGATION, NUMBER, PAIR, PRONOUN, PhraseClass, SAYS, SMALL_NUMBER, STOP,
    TAKES_BACK, TURN,
};

/// What stands in the source where a quotation has a bracket or an ellipsis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OmissionReason {
    /// `not`, `never`.
    Negation,
    /// `only`, `unless`, `almost`.
    Limit,
    /// A number, in digits or words.
    Figure,
    /// The end of a sentence: the quotation makes one of two.
    Joined,
    /// Words of someone else begin.
    Speaker,
    /// Someone of another name.
    Name,
    /// Brackets that the source has itself.
    Brackets,
    /// A word of another degree: `all` for `some`, `will` for `may`.
    Degree,
    /// Nothing of the kind: the bracket denies what the source does not.
    Added,
}

/// A bracket or an ellipsis that changes what the source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlteredQuotation {
    /// The bracket or ellipsis, in the quotation as it was written.
    pub mark: Range<usize>,
    /// What it changes.
    pub why: OmissionReason,
    /// What stands there in the source's canonical text.
    pub source: Span,
}

/// How what stands around a quotation changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextChange {
    /// The source goes on with `but` or `unless`.
    GoesOn,
    /// The same later in the sentence, of which all that stands before the cut is quoted.
    FurtherOn,
    /// The next sentence takes it back.
    NextSentence,
    /// The words before deny or limit it.
    Governed,
    /// It stands in a condition, or hangs on one.
    Condition,
    /// It ends in an amount that is one of a rate: `5 km` of `5 km per hour`.
    Rate,
    /// It stands in a question.
    Question,
}

/// A quotation that was cut from words that change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutShort {
    /// How.
    pub why: ContextChange,
    /// The words that change it, in the source's canonical text.
    pub source: Span,
    /// What to show: from the first to the last of the quotation's edge, these words and the sentence's end.
    pub shown: Span,
}

/// How far a sentence is looked at on either side, in bytes.
const REACH: usize = 1500;

/// How many words and marks right behind a quotation are read first. No phrase of a language has as many.
const NEXT: usize = 24;

/// The longest name of a speaker, in bytes.
const LONGEST_NAME: usize = 60;

/// How many words before a quotation a negation may stand that governs it.
const GOVERNS: usize = 3;

/// What denies.
const DENIES: PhraseClass = NEGATION | CONTRAST | DENIAL;

/// What denies, or says that someone does.
const DENIED: PhraseClass = DENIES | DENIAL;

/// How many words before it a condition or a denial may stand that does.
const GOVERNS_CLAUSE: usize = 8;

/// What the brackets and ellipses of a quotation change, one finding for each. `language` is the source's
/// BCP 47 tag, if its record has one.
pub fn altered(
    text: &Text,
    quotation: &Quotation,
    passage: &Passage,
    language: Option<&str>,
) -> Vec<AlteredQuotation> {
    let folded = quotation.folded();
    if passage.parts.len() == 1 && !folded.as_str().contains('[') {
        return Vec::new(); // nothing is left out
    }
    let Some(lexicon) = words::lexicon(language, text) else { return Vec::new() };
    let look = CautionContext { text: text.canonical(), lexicon };
    let parts: Vec<Range<usize>> = quotation.parts().map(|part| part.range.clone()).collect();
    let mut found = Vec::new();
    if parts.len() != passage.parts.len() {
        return found; // the source prints the brackets or dots itself
    }
    let mut add = |gap: Range<usize>, hit: Option<(OmissionReason, Range<usize>)>| {
        if let Some((why, source)) = hit {
            let raw = &folded.as_str()[gap.clone()];
            let lead = raw.len() - raw.trim_start_matches(' ').len();
            let mark = gap.start + lead..gap.start + raw.trim_end_matches(' ').len().max(lead + 1);
            found.push(AlteredQuotation { mark: folded.origin(mark), why, source: source.into() });
        }
    };
    if let (Some(first), Some(stands)) = (parts.first(), passage.parts.first()) {
        let gap = 0..first.start;
        let bracket = bracketed(&folded.as_str()[gap.clone()]);
        if let Some(bracket) = bracket {
            add(gap, look.leading(text, bracket, stands.start as usize));
        }
    }
    for (pair, stand) in parts.windows(2).zip(passage.parts.windows(2)) {
        let gap = pair[0].end..pair[1].start;
        let written = &folded.as_str()[gap.clone()];
        let left_out = stand[0].end as usize..stand[1].start as usize;
        let hit = match (bracketed(written), written.contains("...")) {
            (Some(bracket), false) => look.replaced(text, bracket, left_out),
            (bracket, _) => look.elided(text, bracket.is_some(), left_out, stand[1].end as usize),
        };
        add(gap, hit);
    }
    found
}

/// What the words around a quotation change, if they do: those after it, else those before it, else that it
/// stands in a question.
pub fn cut_short(text: &Text, passage: &Passage, language: Option<&str>) -> Option<CutShort> {
    let lexicon = words::lexicon(language, text)?;
    let look = CautionContext { text: text.canonical(), lexicon };
    let (first, last) = (passage.parts.first()?, passage.parts.last()?);
    let begins = look.sentence(text, first.start as usize);
    let end = (last.end as usize).saturating_sub(1).max(last.start as usize);
    let ends = if begins.contains(&end) { begins.clone() } else { look.sentence(text, end) };
    let quoted = first.start as usize..last.end as usize;
    if let Some(rate) = look.rated(&quoted, &ends) {
        return Some(rate);
    }
    // A name, a place or a date says nothing that what follows could take back.
    let (opening, size) = look.opening(&quoted);
    let bare = look.is_bare(&quoted, &opening, &ends);
    if bare {
        return look.before(&quoted, &begins, (&opening, size), bare);
    }
    look.after(text, &quoted, &ends, size)
        .or_else(|| look.before(&quoted, &begins, (&opening, size), bare))
        .or_else(|| look.question(&quoted, &ends, size))
}

/// The words of an editor's bracket, if a gap of a folded quotation has one.
fn bracketed(gap: &str) -> Option<&str> {
    let start = gap.find('[')?;
    let end = gap[start..].find(']')? + start;
    let inner = gap[start + 1..end].trim();
    inner.contains(char::is_alphanumeric).then_some(inner)
}

/// Whether a bracket holds a single letter of a word.
fn is_letter(bracket: &str) -> bool {
    bracket.chars().nth(1).is_none() && !bracket.starts_with(is_unspaced)
}

struct CautionContext<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
}

impl CautionContext<'_> {
    /// The sentence in which an offset of the text lies, as far as it is looked at.
    fn sentence(&self, text: &Text, at: usize) -> Range<usize> {
        let number = text.paragraph_at(at);
        let paragraph = text.paragraph(number).unwrap_or_default().range();
        let from = self.boundary(at.saturating_sub(REACH).max(paragraph.start));
        let to = self.boundary((at + REACH).min(paragraph.end)).max(from);
        let found = match text.sentences(number) {
            Some(all) => self.sentence_of(paragraph.start, all, at),
            None => self.sentence_of(from, &sentences(&self.text[from..to]), at),
        };
        let Some(found) = found else { return from..to };
        let start = found.start.max(from);
        start..found.end.min(to).max(start)
    }

    /// That of the sentences of a stretch in which an offset of the text lies. `from` is where the stretch begins.
    fn sentence_of(&self, from: usize, all: &[Range<usize>], at: usize) -> Option<Range<usize>> {
        let index = all.partition_point(|sentence| from + self.without_opening(from, sentence) <= at);
        let sentence = all.get(index).or(all.last())?;
        let end = from + self.without_opening(from, sentence);
        // The marks with which it opens may stand at the end of the one before.
        let before = index.checked_sub(1).and_then(|before| all.get(before));
        let opens =
            before.map(|before| self.without_opening(from, before)).filter(|&opens| opens < sentence.start);
        let opened = opens.filter(|&opens| before.is_some_and(|before| opens < before.end));
        let start = from + opened.unwrap_or(sentence.start);
        Some(start.min(end)..end)
    }

    /// Where a sentence ends that begins at an offset, without the marks of quotation that open the next one.
    fn without_opening(&self, from: usize, sentence: &Range<usize>) -> usize {
        let text = &self.text[from + sentence.start..from + sentence.end];
        let opened = text.trim_end_matches(['「', '『', '“', '‘', '《', '«', '（']);
        let goes_on = self.text[from + sentence.end..].starts_with(char::is_alphanumeric);
        match goes_on && opened.ends_with(['。', '！', '？', '.', '!', '?', '…']) {
            true => sentence.start + opened.len(),
            false => sentence.end,
        }
    }

    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn tokens(&self, range: Range<usize>) -> Vec<ClauseToken<'_>> {
        let range = range.start..range.end.max(range.start);
        self.lexicon.tokens(&self.text[range.clone()], range.start)
    }

    /// The words with which a quotation begins, and how many they are: of a long one, many.
    fn opening(&self, quoted: &Range<usize>) -> (Vec<ClauseToken<'_>>, usize) {
        let end = self.boundary(quoted.end.min(quoted.start + 200)).max(quoted.start);
        let tokens = self.tokens(quoted.start..end);
        let size = tokens.iter().filter(|token| !token.is_mark()).count();
        (tokens, size)
    }

    fn has_words(&self, range: Range<usize>) -> bool {
        range.start < range.end && self.text[range].contains(char::is_alphanumeric)
    }
}
