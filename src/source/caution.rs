//! What a quotation leaves out or is cut from, though its words stand in the source: does it turn the sense?
//!
//! 1. [`altered`] looks at what an ellipsis or an editor's bracket stands for in the source.
//! 2. [`cut_short`] looks at how the source goes on right after the quotation, and what governs it before.
//!
//! Both look for the words of a few languages ([`words`], one file of data each) and are silent for all others.
//! Nothing here decides whether a quotation is found. The work is bounded for each quotation, but for what
//! it leaves out, which is gone through once.

mod ar;
mod bare;
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

    /// What a bracket within a quotation stands for.
    fn replaced(
        &self,
        text: &Text,
        bracket: &str,
        left_out: Range<usize>,
    ) -> Option<(OmissionReason, Range<usize>)> {
        if self.crossed(text, &left_out).is_some() {
            return Some((OmissionReason::Joined, left_out));
        }
        let whole = self.whole_words(left_out.clone());
        let source = self.tokens(whole.clone());
        let own = self.lexicon.tokens(bracket, 0);
        // `[t]he` is a letter in another case, and replaces no word.
        let graded = || match () {
            () if is_letter(bracket) => None,
            () if source.is_empty() => self.graded(&own, &whole),
            () => self.regraded(&source, &own),
        };
        self.exchanged(&source, &own)
            .or_else(graded)
            .or_else(|| self.own_brackets(left_out))
            .or_else(|| self.renamed(&source, &own))
            .or_else(|| self.added(&own, whole))
    }

    /// What a bracket at the beginning of a quotation stands for, as far as that can be known: a name.
    fn leading(&self, text: &Text, bracket: &str, at: usize) -> Option<(OmissionReason, Range<usize>)> {
        let sentence = self.sentence(text, at);
        if sentence.start >= at {
            return self.added(&self.lexicon.tokens(bracket, 0), at..at);
        }
        let before = self.tokens(sentence.start..at);
        let described = |at: usize| self.lexicon.at(&before, at).1 & DESCRIBED != 0;
        let names =
            (0..before.len()).rfind(|&at| !before[at].capital || described(at)).map_or(0, |last| last + 1);
        let own = self.lexicon.tokens(bracket, 0);
        let denial = self.denial(&before);
        let keeps = || self.lexicon.all(&own).iter().any(|met| met.classes & DENIED != 0);
        // `[t]he` is a letter in another case, and replaces no word.
        if let Some(range) = denial.clone().filter(|_| bracket.chars().count() > 1 && !keeps()) {
            return Some((OmissionReason::Negation, range));
        }
        // A bracket that keeps the negation adds none.
        let added = || if denial.is_none() { self.added(&own, at..at) } else { None };
        let graded = || if is_letter(bracket) { None } else { self.regraded_before(&before, &own) };
        graded().or_else(|| self.renamed(&before[names..], &own)).or_else(added)
    }

    /// The negation in the clause before a quotation that governs it, and that the words in its first bracket may
    /// replace: `nobody` of `nobody was killed` for `[Some were] killed`.
    fn denial(&self, before: &[ClauseToken<'_>]) -> Option<Range<usize>> {
        let clause = before.iter().rposition(ClauseToken::is_mark).map_or(0, |mark| mark + 1);
        let clause = before.get(clause..)?;
        let last = self.lexicon.all(clause).into_iter().rfind(|met| met.classes & (DENIED | STOP) != 0)?;
        let near = clause.len() - last.tokens.end <= GOVERNS_CLAUSE;
        (last.classes & DENIED != 0 && near)
            .then(|| clause[last.tokens.start].range.start..clause[last.tokens.end - 1].range.end)
    }

    /// What an ellipsis leaves out. `editor` is whether a bracket stands beside it.
    fn elided(
        &self,
        text: &Text,
        editor: bool,
        left_out: Range<usize>,
        end: usize,
    ) -> Option<(OmissionReason, Range<usize>)> {
        let Some((left, right)) = self.crossed(text, &left_out) else {
            let whole = self.tokens(self.whole_words(left_out.clone()));
            return self
                .exchanged(&whole, &[])
                .or_else(|| if editor { None } else { self.regraded(&whole, &[]) })
                .or_else(|| self.own_brackets(left_out))
                .or_else(|| self.reported(&whole));
        };
        if let Some(found) = self.another_speaker(text, &left_out, &right, end) {
            return Some(found);
        }
        let (cut_left, cut_right) = (self.has_words(left.clone()), self.has_words(right.clone()));
        if cut_right && !editor {
            return Some((OmissionReason::Joined, left_out));
        }
        let stretches = [(left.clone(), cut_left), (right, cut_right)];
        for (stretch, _) in stretches.into_iter().filter(|(_, cut)| *cut) {
            let tokens = self.tokens(stretch.clone());
            let found = self.exchanged(&tokens, &[]).or_else(|| self.own_brackets(stretch));
            if found.is_some() {
                return found;
            }
        }
        // The first sentence that is left out as a whole: does it take back the one before?
        let next = self.tokens(left.end..self.boundary((left.end + 200).min(left_out.end)));
        let opens = next.iter().position(|token| !token.is_mark())?;
        let (length, classes) = self.lexicon.at(&next, opens);
        let turns = classes & (CONNECTIVE | TAKES_BACK) != 0;
        turns.then(|| {
            (
                OmissionReason::Limit,
                next[opens].range.start..next[(opens + length).min(next.len()) - 1].range.end,
            )
        })
    }

    /// What of the left-out words belongs to the sentence before and to that after, if they are two.
    fn crossed(&self, text: &Text, left_out: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let before = self.sentence(text, left_out.start.saturating_sub(1));
        let after = self.sentence(text, left_out.end);
        let left = left_out.start..before.end.clamp(left_out.start, left_out.end);
        let right = after.start.clamp(left_out.start, left_out.end)..left_out.end;
        (before.start != after.start && left.end <= right.start && before.end <= left_out.end.max(left.end))
            .then_some((left, right))
            .filter(|_| before.end <= after.start)
    }

    /// A range with the words whose middle it begins or ends in.
    fn whole_words(&self, range: Range<usize>) -> Range<usize> {
        let joined = |c: char| (c.is_alphanumeric() && !is_unspaced(c)) || matches!(c, '\'' | '’');
        let before = self.text[..range.start].len() - self.text[..range.start].trim_end_matches(joined).len();
        let after = self.text[range.end..].len() - self.text[range.end..].trim_start_matches(joined).len();
        let within = |at: usize| self.text[..at].ends_with(joined) && self.text[at..].starts_with(joined);
        let start = if within(range.start) { range.start - before } else { range.start };
        let end = if within(range.end) { range.end + after } else { range.end };
        start..end
    }

    /// A negation, a limit or a figure of the source that the editor's own words do not have.
    fn exchanged(
        &self,
        source: &[ClauseToken<'_>],
        own: &[ClauseToken<'_>],
    ) -> Option<(OmissionReason, Range<usize>)> {
        const TURNS: PhraseClass = LIMIT | HEDGE | TURN | CONDITION;
        let kept = self.lexicon.all(own).into_iter().fold(0, |all, met| all | met.classes);
        let mut limit = None;
        for met in self.lexicon.all(source) {
            let range = source[met.tokens.start].range.start..source[met.tokens.end - 1].range.end;
            if met.classes & DENIES != 0 && kept & DENIES == 0 {
                return Some((OmissionReason::Negation, range));
            }
            if met.classes & TURNS != 0
                && met.classes & CONNECTIVE == 0
                && kept & TURNS == 0
                && limit.is_none()
            {
                limit = Some((OmissionReason::Limit, range));
            }
        }
        // A prefix that denies: `[possible]` for `impossible`.
        for word in own.iter().filter(|word| word.text.chars().count() > 2) {
            for token in source {
                let prefix = token.text.strip_suffix(&*word.text).unwrap_or_default();
                if self.lexicon.words.prefixes.contains(&prefix) {
                    return Some((OmissionReason::Negation, token.range.clone()));
                }
            }
        }
        limit.or_else(|| self.figure(source, own))
    }

    fn figure(
        &self,
        source: &[ClauseToken<'_>],
        own: &[ClauseToken<'_>],
    ) -> Option<(OmissionReason, Range<usize>)> {
        let counts = |tokens: &[ClauseToken<'_>], at: usize, class: PhraseClass| {
            tokens[at].has_digit() || self.lexicon.at(tokens, at).1 & class != 0
        };
        let own_has_one = (0..own.len()).any(|at| counts(own, at, NUMBER | SMALL_NUMBER));
        // A bracket with a number or with `all` stands for any; else `one` and `two` are hardly figures.
        let grades = || self.lexicon.all(own).iter().any(|met| met.classes & words::DEGREES != 0);
        let class = if own_has_one || grades() { NUMBER | SMALL_NUMBER } else { NUMBER };
        let mut at = 0;
        while at < source.len() {
            let length = self.lexicon.at(source, at).0;
            let harmless = self.lexicon.at(source, at).1 & words::HARMLESS != 0;
            let kept = own.iter().any(|token| token.text == source[at].text);
            if !harmless && !kept && !self.is_note(&source[at]) && counts(source, at, class) {
                return Some((OmissionReason::Figure, source[at].range.clone()));
            }
            at += length;
        }
        None
    }

    /// Whether a number stands in brackets of its own, as the marks of notes do: `[12]`.
    fn is_note(&self, token: &ClauseToken<'_>) -> bool {
        self.text[..token.range.start].ends_with('[') && self.text[token.range.end..].starts_with(']')
    }

    /// Brackets with words, which are no mark of a note.
    fn own_brackets(&self, range: Range<usize>) -> Option<(OmissionReason, Range<usize>)> {
        let all = &self.text[range.clone()];
        let mut at = 0;
        while let Some(open) = all[at..].find('[').map(|open| at + open) {
            let Some(close) = all[open..].find(']').map(|close| open + close) else { break };
            let inner = &all[open + 1..close];
            let words = inner
                .split_whitespace()
                .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
            let note = inner.starts_with("note") || inner == "citation needed" || inner == "edit";
            if words.count() > 0 && !note {
                return Some((OmissionReason::Brackets, range.start + open..range.start + close + 1));
            }
            at = close + 1;
        }
        None
    }

    /// A name of the source for which the editor has another one. Only where both are nothing but names.
    fn renamed(
        &self,
        source: &[ClauseToken<'_>],
        own: &[ClauseToken<'_>],
    ) -> Option<(OmissionReason, Range<usize>)> {
        let is_name = |tokens: &[ClauseToken<'_>]| {
            !tokens.is_empty()
                && (0..tokens.len()).all(|at| {
                    tokens[at].capital
                        && tokens[at].text.chars().count() > 1
                        && self.lexicon.at(tokens, at).1 & (DESCRIBED | NEGATION | LIMIT) == 0
                })
        };
        let same = own.iter().any(|word| source.iter().any(|token| token.text == word.text));
        (is_name(source) && is_name(own) && !same)
            .then(|| (OmissionReason::Name, source[0].range.start..source[source.len() - 1].range.end))
    }

    /// A bracket that denies, where the source does not.
    fn added(&self, own: &[ClauseToken<'_>], place: Range<usize>) -> Option<(OmissionReason, Range<usize>)> {
        let source = self.tokens(place.clone());
        let denies =
            |tokens: &[ClauseToken<'_>]| self.lexicon.all(tokens).iter().any(|met| met.classes & DENIES != 0);
        (denies(own) && !denies(&source)).then_some((OmissionReason::Added, place))
    }

    /// Whether the left-out words end what one says and begin what another does. `right` is what is left out
    /// of the last sentence, and `end` where the part after it ends.
    fn another_speaker(
        &self,
        text: &Text,
        left_out: &Range<usize>,
        right: &Range<usize>,
        end: usize,
    ) -> Option<(OmissionReason, Range<usize>)> {
        let said = &self.text[left_out.clone()];
        // `JONES: …` at the beginning of a paragraph, or in capitals within one.
        let mut line = 0;
        let label = self.label(text, left_out.start);
        for (colon, c) in said.char_indices().filter(|(_, c)| matches!(c, ':' | '：' | '\n')) {
            if c == '\n' {
                line = colon + 1;
                continue;
            }
            let starts_line = line > 0 && colon - line <= LONGEST_NAME;
            let near =
                line.max(self.boundary(left_out.start + colon.saturating_sub(LONGEST_NAME)) - left_out.start);
            let before = &said[near.min(colon)..colon];
            let name = match starts_line {
                true => before,
                false => before.rsplit(['.', '?', '!', '”', '"']).next().unwrap_or_default(),
            };
            let name = name.trim();
            // Where one paragraph has a speaker before it, the others have too.
            let starts_line = starts_line && label.is_some_and(|label| label != name);
            let short = !name.is_empty() && name.split_whitespace().count() <= 4;
            let shouts = name.chars().any(char::is_alphabetic) && !name.contains(char::is_lowercase);
            let cased = name.starts_with(|c: char| c.is_uppercase() || is_unspaced(c));
            if short && cased && (starts_line || (shouts && name.len() > 1)) {
                let start = left_out.start + colon - before.len();
                return Some((OmissionReason::Speaker, start..left_out.start + colon));
            }
        }
        // `Jones replied that …`, but not `she said that …`.
        let tokens = self.tokens(right.clone());
        let says = self.lexicon.all(&tokens).into_iter().find(|met| met.classes & SAYS != 0);
        if let Some(says) = says {
            let pronoun = (0..tokens.len())
                .take_while(|&at| at < says.tokens.start + 2)
                .any(|at| self.lexicon.at(&tokens, at).1 & PRONOUN != 0);
            if !pronoun {
                return Some((OmissionReason::Speaker, right.start..tokens[says.tokens.end - 1].range.end));
            }
        }
        // `“…,” Smith said. “…,” Jones said.`
        let opens = |c: char| matches!(c, '“' | '«' | '「' | '"' | '„');
        let closes = |c: char| matches!(c, '”' | '»' | '」' | '"' | '“');
        let from = self.boundary(left_out.start.saturating_sub(4));
        let first = self.text[from..left_out.end].find(closes)? + from;
        let behind = first + self.text[first..].chars().next().map_or(1, char::len_utf8);
        let second = self.text[behind..left_out.end.max(behind)].find(opens)? + behind;
        let next = self.text[end..self.boundary((end + 200).min(self.text.len()))].find(closes)? + end;
        let mut names = [Vec::new(), Vec::new()];
        let after = self.boundary((next + 80).min(self.text.len()));
        for (names, range) in names.iter_mut().zip([first..second, next..after]) {
            let tokens = self.tokens(range);
            let says = self.lexicon.all(&tokens).into_iter().find(|met| met.classes & SAYS != 0)?;
            let near = says.tokens.start.saturating_sub(3)..(says.tokens.end + 3).min(tokens.len());
            for at in near {
                if tokens[at].capital && self.lexicon.at(&tokens, at).1 & (DESCRIBED | PRONOUN) == 0 {
                    names.push(tokens[at].text.clone());
                }
            }
        }
        let [one, other] = names;
        let two = !one.is_empty() && !other.is_empty() && !one.iter().any(|name| other.contains(name));
        two.then(|| (OmissionReason::Speaker, left_out.clone()))
    }

    /// What stands before the colon at the beginning of a paragraph.
    fn label(&self, text: &Text, at: usize) -> Option<&str> {
        let paragraph = text.paragraph(text.paragraph_at(at))?.range();
        let end = self.boundary((paragraph.start + LONGEST_NAME).min(paragraph.end));
        let begins = &self.text[paragraph.start..end];
        begins.find([':', '：']).map(|colon| begins[..colon].trim())
    }

    /// How the source goes on.
    fn after(
        &self,
        text: &Text,
        quoted: &Range<usize>,
        sentence: &Range<usize>,
        size: usize,
    ) -> Option<CutShort> {
        let rest = quoted.end..sentence.end.max(quoted.end);
        let whole = quoted.start <= sentence.start || !self.has_words(sentence.start..quoted.start);
        if !self.has_words(rest.clone()) {
            return if whole { self.next_sentence(text, &rest) } else { None };
        }
        // The words right behind it, and only if those further on count too, all of them.
        let tokens = self.lexicon.first_tokens(&self.text[rest.clone()], rest.start, NEXT);
        let marked = tokens.first().is_some_and(ClauseToken::is_mark);
        let first = tokens.iter().position(|token| !token.is_mark())?;
        let cut = |tokens: &[ClauseToken<'_>], at: Range<usize>| CutShort {
            why: ContextChange::GoesOn,
            source: (tokens[at.start].range.start..tokens[at.end - 1].range.end).into(),
            shown: rest.clone().into(),
        };
        let (length, classes) = self.lexicon.at(&tokens, first);
        if classes & HARMLESS != 0 && tokens[first + length..].iter().all(ClauseToken::is_mark) {
            return None; // `, isn’t it?`
        }
        // `,” said Bell, falsely`
        if classes & SAYS != 0
            || tokens.get(first + 1).is_some_and(|_| self.lexicon.at(&tokens, first + 1).1 & SAYS != 0)
        {
            let near = &tokens[..tokens.len().min(first + 10)];
            if let Some(met) = self.lexicon.all(near).into_iter().find(|met| met.classes & FALSELY != 0) {
                return Some(cut(&tokens, met.tokens));
            }
        }
        let turns = match marked {
            true => TURN | CONDITION | CONTRAST | LIMIT,
            false => TURN | CONDITION | LIMIT | NEGATION,
        };
        let verb_last = self.lexicon.words.verb_last;
        // Where the verb stands last, all of the clause may hang on it.
        let late = if verb_last { NEGATION | DENIAL | ASKS } else { NEGATION };
        let turns = if verb_last && !marked { turns | late } else { turns };
        // `not only … but`
        if classes & TURN != 0 {
            let head = self.tokens(sentence.start.min(quoted.end)..quoted.end);
            if (0..head.len()).any(|at| self.lexicon.at(&head, at).1 & PAIR != 0) {
                return None;
            }
        }
        if classes & turns != 0 {
            return Some(cut(&tokens, first..first + length));
        }
        if verb_last && size < self.least_of_clause(quoted) || !verb_last && !whole {
            return None;
        }
        let tokens = if tokens.len() < NEXT - 1 { tokens } else { self.tokens(rest.clone()) };
        // The sentence is quoted from its beginning, as if that were all: what does the rest do to it?
        let mut clause = true;
        for met in self.lexicon.all(&tokens) {
            clause &= !tokens[..met.tokens.start].iter().any(ClauseToken::is_mark);
            if !clause && !whole {
                break;
            }
            let turns = if clause { TURN | CONDITION | late } else { TURN | CONDITION };
            if met.classes & turns != 0 {
                let cut = cut(&tokens, met.tokens);
                let shown = Span { start: cut.source.start, ..cut.shown };
                return Some(CutShort { why: ContextChange::FurtherOn, shown, ..cut });
            }
        }
        None
    }

    /// How many words say something that a verb behind them may deny.
    fn least_of_clause(&self, quoted: &Range<usize>) -> usize {
        /// Of a script without spaces, as many characters may be a name.
        const NAME: usize = 8;
        let text = &self.text[quoted.clone()];
        // A name has no Japanese endings.
        let ends = |c: char| ('\u{3041}'..='\u{3096}').contains(&c) && c != 'の';
        match text.starts_with(is_unspaced) {
            true if text.contains(ends) => 4,
            true => NAME,
            false => 3,
        }
    }

    /// Whether the next sentence of the paragraph takes back the one that was quoted to its end.
    fn next_sentence(&self, text: &Text, rest: &Range<usize>) -> Option<CutShort> {
        let number = text.paragraph_at(rest.end.saturating_sub(1));
        let mut end = text.paragraph(number)?.end as usize;
        let mut from = rest.end.min(end);
        let mut turns = CONNECTIVE | TAKES_BACK;
        if !self.has_words(from..end) {
            // A paragraph of its own takes back only what it says so of.
            let next = text.paragraph(number + 1)?.range();
            (from, end, turns) = (next.start, next.end, TAKES_BACK);
        }
        let next = self.sentence(text, from + self.text[from..end].find(char::is_alphanumeric)?);
        let tokens = self.tokens(next.start.max(from)..next.end);
        let first = tokens.iter().position(|token| !token.is_mark())?;
        let (length, classes) = self.lexicon.at(&tokens, first);
        // `No.` answers a question.
        let asked = self.text[..rest.end].trim_end().ends_with(['?', '？', '؟']);
        let alone = !asked && tokens[first + length..].iter().all(ClauseToken::is_mark);
        (classes & turns != 0 || (alone && classes & FLAT != 0)).then(|| CutShort {
            why: ContextChange::NextSentence,
            source: (tokens[first].range.start..tokens[first + length - 1].range.end).into(),
            shown: next.into(),
        })
    }

    /// What governs a quotation from before it. `opening` are its first words, and how many it has.
    fn before(
        &self,
        quoted: &Range<usize>,
        sentence: &Range<usize>,
        (opening, size): (&[ClauseToken<'_>], usize),
        bare: bool,
    ) -> Option<CutShort> {
        let before = sentence.start.min(quoted.start)..quoted.start;
        if !self.has_words(before.clone()) {
            return None;
        }
        let tokens = self.unquoted(before);
        let unspaced = self.text[quoted.clone()].starts_with(is_unspaced);
        let times = if unspaced { 2 } else { 1 };
        let cut = |why: ContextChange, at: Range<usize>| CutShort {
            why,
            source: (tokens[at.start].range.start..tokens[at.end - 1].range.end).into(),
            shown: (tokens[at.start].range.start..quoted.end).into(),
        };
        let all = self.lexicon.all(&tokens);
        for met in all.iter().rev() {
            let Some(away) = self.away(&tokens[met.tokens.end..], met.classes & (DENIES | BEFORE) != 0)
            else {
                continue;
            };
            if away == 0 && self.bounds(met.classes, opening) {
                return Some(cut(ContextChange::Governed, met.tokens.clone()));
            }
            let long = size >= 3 * times && !bare;
            if met.classes & (CONDITION | ASKS) != 0
                && !bare
                && (away == 0 || (long && away <= GOVERNS_CLAUSE * times))
            {
                return Some(cut(ContextChange::Condition, met.tokens.clone()));
            }
            let reach = match met.classes {
                classes if classes & DENIAL != 0 => GOVERNS_CLAUSE,
                classes if classes & DENIES != 0 && self.lexicon.words.verb_last => 0,
                classes if classes & DENIES != 0 => GOVERNS,
                classes if classes & BEFORE != 0 => GOVERNS,
                classes if classes & (LIMIT | HEDGE) != 0 && !bare => 0,
                classes if classes & STOP != 0 && !self.joins_adverbs(&tokens, met.tokens.start) => break,
                _ => continue,
            };
            if away == 0 || (long && away <= reach * times) {
                return Some(cut(ContextChange::Governed, met.tokens.clone()));
            }
        }
        if bare {
            return None;
        }
        if let Some(at) = self.forms(&tokens, opening) {
            return Some(cut(ContextChange::Governed, at..at + 1));
        }
        // `If …, …`: all of the sentence hangs on it.
        let first = tokens.iter().position(|token| !token.is_mark())?;
        let (length, classes) = self.lexicon.at(&tokens, first);
        if classes & (CONDITION | INVERSION) != 0 && classes & CONCESSION == 0 {
            return Some(cut(ContextChange::Condition, first..first + length));
        }
        // `Allegedly, …`: of the words right behind the comma.
        let behind = tokens[first + length..].iter().all(ClauseToken::is_mark);
        (classes & HEDGE != 0 && behind && size >= 3 * times)
            .then(|| cut(ContextChange::Governed, first..first + length))
    }

    /// Whether a quotation stands in a question of which it does not have the mark.
    fn question(&self, quoted: &Range<usize>, sentence: &Range<usize>, size: usize) -> Option<CutShort> {
        let rest = &self.text[quoted.end..sentence.end.max(quoted.end)];
        let asks =
            rest.trim_end_matches(['”', '"', '’', '\'', '»', ')', '」', ' ']).ends_with(['?', '？', '؟']);
        let least = if self.text[quoted.clone()].starts_with(is_unspaced) { 5 } else { 2 };
        if !asks || size < least {
            return None;
        }
        let tokens = self.tokens(quoted.end..sentence.end.max(quoted.end));
        let first = tokens.iter().position(|token| !token.is_mark());
        if first.is_some_and(|first| self.lexicon.at(&tokens, first).1 & HARMLESS != 0) {
            return None; // `, isn’t it?`
        }
        let all = Span::from(sentence.start.min(quoted.start)..sentence.end);
        Some(CutShort { why: ContextChange::Question, source: all, shown: all })
    }
}
