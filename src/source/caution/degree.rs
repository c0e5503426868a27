//! Words of degree (`all`, `some`, `may`, `must`) for which an editor has others, and amounts that are cut from what
//! they are counted by (`5 km per hour`).

use std::ops::Range;

use super::tokens::ClauseToken;
use super::words::{
    DEGREES, LIMIT, MODALS, NUMBER, OPEN_MODALS, PhraseClass, RATE, SHARE, SMALL_NUMBER, is_strict,
};
use super::{CautionContext, ContextChange, CutShort, OmissionReason};

/// How many words behind `may` the words stand that it governs.
const GOVERNED: usize = 3;

/// How many words before the first bracket of a quotation that may stand for.
const BEFORE_BRACKET: usize = 4;

impl CautionContext<'_> {
    /// A word of degree in the source, where the editor has one of another degree, or left out the one that makes the
    /// rest a mere possibility.
    pub(super) fn regraded(
        &self,
        source: &[ClauseToken<'_>],
        own: &[ClauseToken<'_>],
    ) -> Option<(OmissionReason, Range<usize>)> {
        let met = self.lexicon.all(source);
        let range =
            |tokens: &Range<usize>| source[tokens.start].range.start..source[tokens.end - 1].range.end;
        let kept = self.lexicon.all(own).iter().fold(0, |all, met| all | met.classes);
        let number = own.iter().any(ClauseToken::has_digit) || kept & (NUMBER | SMALL_NUMBER) != 0;
        for kind in [DEGREES, MODALS] {
            let editor = kept & kind;
            let other = |classes: PhraseClass| classes & kind != 0 && classes & editor == 0;
            let counted = kind == DEGREES && number && editor == 0;
            let found = met.iter().find(|met| other(met.classes) && (editor != 0 || counted));
            if let Some(met) = found {
                return Some((OmissionReason::Degree, range(&met.tokens)));
            }
        }
        let open = met.iter().rfind(|met| met.classes & OPEN_MODALS != 0)?;
        let behind = &source[open.tokens.end..];
        let governs = behind.len() <= GOVERNED && !behind.iter().any(ClauseToken::is_mark);
        (governs && kept & MODALS == 0).then(|| (OmissionReason::Degree, range(&open.tokens)))
    }

    /// The same for the first bracket of a quotation: `[All] the boats` for `Two of the boats`. `before` are the
    /// words of the sentence before the quotation.
    pub(super) fn regraded_before(
        &self,
        before: &[ClauseToken<'_>],
        own: &[ClauseToken<'_>],
    ) -> Option<(OmissionReason, Range<usize>)> {
        let clause = before.iter().rposition(ClauseToken::is_mark).map_or(0, |mark| mark + 1);
        let clause = &before[clause..];
        if clause.len() > BEFORE_BRACKET || own.is_empty() {
            return None;
        }
        let grades = self.lexicon.all(own).iter().any(|met| met.classes & DEGREES != 0);
        self.regraded(clause, own).or_else(|| if grades { self.figure(clause, own) } else { None })
    }

    /// A bracket that stands for no word, and is nothing but a word that says more: `[always]`.
    pub(super) fn graded(
        &self,
        own: &[ClauseToken<'_>],
        place: &Range<usize>,
    ) -> Option<(OmissionReason, Range<usize>)> {
        let met = self.lexicon.all(own);
        let strict = met.iter().any(|met| is_strict(met.classes) || met.classes & LIMIT != 0);
        let words = own.iter().filter(|token| !token.is_mark()).count();
        let all = met.iter().map(|met| met.tokens.len()).sum::<usize>() == words;
        (strict && all).then(|| (OmissionReason::Degree, place.clone()))
    }

    /// Whether a quotation ends in an amount that the source gives for each hour, each head, or out of more.
    pub(super) fn rated(&self, quoted: &Range<usize>, sentence: &Range<usize>) -> Option<CutShort> {
        if self.lexicon.words.rates.is_empty() && self.lexicon.words.shares.is_empty() {
            return None;
        }
        let rest = quoted.end..sentence.end.max(quoted.end);
        // Nearly all quotations end in no amount.
        let from = self.boundary(quoted.end.saturating_sub(40).max(quoted.start));
        let tail = &self.text[from..quoted.end];
        let mut last = tail.rsplit(' ').take(2);
        if !last.any(|word| word.contains(char::is_numeric) || self.is_number(word)) {
            return None;
        }
        let tokens = self.lexicon.first_tokens(&self.text[rest.clone()], rest.start, super::NEXT);
        if tokens.first().is_none_or(ClauseToken::is_mark) {
            return None;
        }
        let (length, classes) = self.lexicon.at(&tokens, 0);
        let counted = |token: &ClauseToken<'_>| {
            token.has_digit()
                || self.lexicon.at(std::slice::from_ref(token), 0).1 & (NUMBER | SMALL_NUMBER) != 0
        };
        let rate = classes & RATE != 0 || classes & SHARE != 0 && tokens.get(length).is_some_and(counted);
        let end = tokens.get(length - 1)?.range.end;
        rate.then(|| CutShort {
            why: ContextChange::Rate,
            source: (tokens[0].range.start..end).into(),
            shown: rest.clone().into(),
        })
    }

    fn is_number(&self, word: &str) -> bool {
        let tokens = self.lexicon.first_tokens(word, 0, 1);
        self.lexicon.at(&tokens, 0).1 & (NUMBER | SMALL_NUMBER) != 0
    }
}
