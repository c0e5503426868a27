//! Quotations that say nothing by themselves (a name, a place, a date), and what may stand between a negation
//! and the words that it denies.

use std::ops::Range;

use super::tokens::ClauseToken;
use super::words::{
    BOUND, DESCRIBED, HEDGE, LIMIT, NEGATION, NUMBER, PASSED, PRONOUN, PhraseClass, SAYS, SMALL,
    SMALL_NUMBER, STOP, VERB,
};
use super::{CautionContext, OmissionReason};
use crate::source::text::is_unspaced;

/// The longest name, in words.
const NAME: usize = 8;

/// The longest name in a script without spaces, in characters.
const UNSPACED_NAME: usize = 14;

/// The longest parenthesis that a negation reaches over, in words.
const PARENTHESIS: usize = 6;

/// How names of places and bodies end in Chinese.
const NAMES_END: &[&str] = &[
    "政府",
    "公司",
    "大学",
    "大學",
    "委员会",
    "委員會",
    "议会",
    "議會",
    "党",
    "黨",
    "国",
    "國",
    "市",
    "省",
    "县",
    "縣",
    "部",
    "局",
    "院",
    "厅",
    "廳",
    "路",
    "街",
    "桥",
    "橋",
    "站",
    "年",
    "月",
    "日",
];

/// How a Chinese sentence goes on after what it is about.
const SAYS_OF_IT: &[&str] = &[
    "在", "并", "並", "没", "沒", "未", "不", "从", "從", "也", "都", "已", "仍", "是", "将", "將", "绝",
    "絕", "于", "於",
];

impl CautionContext<'_> {
    /// Whether a quotation is a name, a place or a date and nothing is said of it. `tokens` are its words.
    pub(super) fn is_bare(
        &self,
        quoted: &Range<usize>,
        tokens: &[ClauseToken<'_>],
        sentence: &Range<usize>,
    ) -> bool {
        if quoted.len() > 200 {
            return false;
        }
        let text = &self.text[quoted.clone()];
        if text.starts_with(is_unspaced) {
            return self.is_bare_unspaced(text, &self.text[quoted.end..sentence.end.max(quoted.end)]);
        }
        if tokens.is_empty() || tokens.len() > NAME {
            return false;
        }
        let class = |at: usize| self.lexicon.at(tokens, at).1;
        let small = |at: usize| class(at) & SMALL != 0;
        let own = |at: usize| {
            let token = &tokens[at];
            (token.capital || token.has_digit()) && class(at) & (NEGATION | PRONOUN | STOP) == 0
        };
        let verb = |at: usize| class(at) & VERB != 0 && !small(at);
        if (0..tokens.len()).any(verb) {
            return false;
        }
        let named = (0..tokens.len()).any(|at| own(at) && !small(at));
        let names = (0..tokens.len()).all(|at| own(at) || small(at));
        if names && (named || small(0)) {
            return true;
        }
        // `The council`, of which something is said after it.
        let goes_on = self.has_words(quoted.end..sentence.end);
        goes_on
            && tokens.len() == 2
            && tokens[0].capital
            && self.is_article(&tokens[0])
            && quoted.start <= sentence.start + 4
    }

    fn is_article(&self, token: &ClauseToken<'_>) -> bool {
        let class = self.lexicon.at(std::slice::from_ref(token), 0).1;
        class & DESCRIBED != 0 && class & SMALL != 0 && class & PRONOUN == 0
    }

    fn is_bare_unspaced(&self, text: &str, rest: &str) -> bool {
        if text.chars().count() > UNSPACED_NAME {
            return false;
        }
        if self.lexicon.words.verbs.iter().any(|word| text.contains(*word)) {
            return false;
        }
        let named = text.contains('的') || NAMES_END.iter().any(|end| text.ends_with(end));
        named && SAYS_OF_IT.iter().any(|word| rest.starts_with(word))
    }

    /// The words before a quotation without those that stand in quotation marks of their own and the marks of
    /// notes. A single word in them is only stressed.
    pub(super) fn unquoted(&self, before: Range<usize>) -> Vec<ClauseToken<'_>> {
        let text = &self.text[before.clone()];
        let mut kept = self.tokens(before.clone());
        kept.retain(|token| !(token.has_digit() && self.is_note(token)));
        // Most sentences have no such marks.
        if !text.bytes().any(|byte| byte == b'"' || !byte.is_ascii()) {
            return kept;
        }
        let mut named: Vec<Range<usize>> = Vec::new();
        let mut open: Option<(char, usize)> = None;
        for (at, c) in text.char_indices() {
            let spaced =
                c == '"' && text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
            match (open, c) {
                (Some((close, start)), c) if c == close && !(c == '"' && spaced) => {
                    named.push(before.start + start..before.start + at);
                    open = None;
                }
                (_, '“') => open = Some(('”', at)),
                (_, '„') => open = Some(('“', at)),
                (_, '«') => open = Some(('»', at)),
                (_, '「') => open = Some(('」', at)),
                (_, '『') => open = Some(('』', at)),
                (None, '"') if spaced => open = Some(('"', at)),
                _ => {}
            }
        }
        named.retain(|range| self.text[range.clone()].trim().contains(|c: char| c == ' ' || is_unspaced(c)));
        let mut named = named.into_iter().peekable();
        kept.retain(|token| {
            while named.next_if(|range| range.end <= token.range.start).is_some() {}
            named.peek().is_none_or(|range| range.start > token.range.start)
        });
        kept
    }

    /// How many words stand between a word and the quotation; `None` where a clause ends there. A negation
    /// reaches over one parenthesis right behind it, and over adverbs.
    pub(super) fn away(&self, between: &[ClauseToken<'_>], denies: bool) -> Option<usize> {
        let marks: Vec<usize> = (0..between.len()).filter(|&at| between[at].is_mark()).take(3).collect();
        let rest = match marks[..] {
            [] => between,
            [0, second] if denies && second <= PARENTHESIS + 1 => &between[second + 1..],
            _ => return None,
        };
        let counts = |at: &usize| {
            let joins = self.lexicon.at(rest, *at).1 & STOP != 0 && self.joins_adverbs(rest, *at);
            !joins && !self.is_adverb(&rest[*at])
        };
        Some(if denies { (0..rest.len()).filter(counts).count() } else { rest.len() })
    }

    fn is_adverb(&self, token: &ClauseToken<'_>) -> bool {
        let ends = self.lexicon.words.language == "en" && token.text.len() > 4 && token.text.ends_with("ly");
        ends || self.lexicon.at(std::slice::from_ref(token), 0).1 & PASSED != 0
    }

    /// Whether a word stands between two adverbs: `fully and finally`.
    pub(super) fn joins_adverbs(&self, tokens: &[ClauseToken<'_>], at: usize) -> bool {
        at > 0
            && self.is_adverb(&tokens[at - 1])
            && tokens.get(at + 1).is_some_and(|token| self.is_adverb(token))
    }

    /// Whether a phrase right before a quotation makes the number a limit with which that begins.
    pub(super) fn bounds(&self, classes: PhraseClass, opening: &[ClauseToken<'_>]) -> bool {
        let number = opening.first().is_some_and(ClauseToken::has_digit)
            || self.lexicon.at(opening, 0).1 & (NUMBER | SMALL_NUMBER) != 0;
        number && classes & (BOUND | LIMIT | HEDGE) != 0
    }

    /// Where a word denies the quotation by the form in which that follows: `stopped selling`, `too weak to`.
    pub(super) fn forms(&self, tokens: &[ClauseToken<'_>], opening: &[ClauseToken<'_>]) -> Option<usize> {
        let last = tokens.len().checked_sub(1)?;
        let words = self.lexicon.words;
        let stopped = |(word, ending): &(&str, &str)| {
            tokens[last].text == *word && opening.first().is_some_and(|first| first.text.ends_with(ending))
        };
        if words.stopped.iter().any(stopped) {
            return Some(last);
        }
        let (too, _) = words.too.iter().find(|(_, to)| tokens[last].text == *to)?;
        let near = last.saturating_sub(5)..last;
        let found = near.rev().take_while(|&at| !tokens[at].is_mark()).find(|&at| tokens[at].text == *too)?;
        (found + 1 < last).then_some(found)
    }

    /// Whether left-out words are a verb of saying and the name of whom it is said: `Anna … was a thief` of
    /// `Anna said Peter was a thief`.
    pub(super) fn reported(&self, source: &[ClauseToken<'_>]) -> Option<(OmissionReason, Range<usize>)> {
        let says = self.lexicon.all(source).into_iter().find(|met| met.classes & SAYS != 0)?;
        let skipped = |token: &&ClauseToken<'_>| self.lexicon.words.joins.contains(&&*token.text);
        let mut rest = &source[says.tokens.end..];
        if rest.first().is_some_and(|token| token.is_mark() || skipped(&token)) {
            rest = &rest[1..];
        }
        let named = !rest.is_empty()
            && (0..rest.len())
                .all(|at| rest[at].capital && self.lexicon.at(rest, at).1 & (DESCRIBED | SMALL) == 0);
        let pronoun = rest.len() == 1 && self.lexicon.at(rest, 0).1 & PRONOUN != 0;
        let direct = says.tokens.start == 0 || !source[says.tokens.start - 1].is_mark();
        (direct && (named || pronoun)).then(|| {
            (OmissionReason::Speaker, source[says.tokens.start].range.start..rest[rest.len() - 1].range.end)
        })
    }
}
