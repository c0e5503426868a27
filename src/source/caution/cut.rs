//! What the source says right before and behind a quotation that changes it.

use super::*;

impl CautionContext<'_> {
    /// How the source goes on.
    pub(super) fn after(
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
    pub(super) fn least_of_clause(&self, quoted: &Range<usize>) -> usize {
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
    pub(super) fn next_sentence(&self, text: &Text, rest: &Range<usize>) -> Option<CutShort> {
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
    pub(super) fn before(
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
    pub(super) fn question(
        &self,
        quoted: &Range<usize>,
        sentence: &Range<usize>,
        size: usize,
    ) -> Option<CutShort> {
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
