//! What a bracket or an ellipsis of a quotation leaves out or replaces.

use super::*;

impl CautionContext<'_> {
    /// What a bracket within a quotation stands for.
    pub(super) fn replaced(
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
    pub(super) fn leading(
        &self,
        text: &Text,
        bracket: &str,
        at: usize,
    ) -> Option<(OmissionReason, Range<usize>)> {
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
    pub(super) fn denial(&self, before: &[ClauseToken<'_>]) -> Option<Range<usize>> {
        let clause = before.iter().rposition(ClauseToken::is_mark).map_or(0, |mark| mark + 1);
        let clause = before.get(clause..)?;
        let last = self.lexicon.all(clause).into_iter().rfind(|met| met.classes & (DENIED | STOP) != 0)?;
        let near = clause.len() - last.tokens.end <= GOVERNS_CLAUSE;
        (last.classes & DENIED != 0 && near)
            .then(|| clause[last.tokens.start].range.start..clause[last.tokens.end - 1].range.end)
    }

    /// What an ellipsis leaves out. `editor` is whether a bracket stands beside it.
    pub(super) fn elided(
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
    pub(super) fn crossed(
        &self,
        text: &Text,
        left_out: &Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let before = self.sentence(text, left_out.start.saturating_sub(1));
        let after = self.sentence(text, left_out.end);
        let left = left_out.start..before.end.clamp(left_out.start, left_out.end);
        let right = after.start.clamp(left_out.start, left_out.end)..left_out.end;
        (before.start != after.start && left.end <= right.start && before.end <= left_out.end.max(left.end))
            .then_some((left, right))
            .filter(|_| before.end <= after.start)
    }

    /// A range with the words whose middle it begins or ends in.
    pub(super) fn whole_words(&self, range: Range<usize>) -> Range<usize> {
        let joined = |c: char| (c.is_alphanumeric() && !is_unspaced(c)) || matches!(c, '\'' | '’');
        let before = self.text[..range.start].len() - self.text[..range.start].trim_end_matches(joined).len();
        let after = self.text[range.end..].len() - self.text[range.end..].trim_start_matches(joined).len();
        let within = |at: usize| self.text[..at].ends_with(joined) && self.text[at..].starts_with(joined);
        let start = if within(range.start) { range.start - before } else { range.start };
        let end = if within(range.end) { range.end + after } else { range.end };
        start..end
    }

    /// A negation, a limit or a figure of the source that the editor's own words do not have.
    pub(super) fn exchanged(
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

    pub(super) fn figure(
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
    pub(super) fn is_note(&self, token: &ClauseToken<'_>) -> bool {
        self.text[..token.range.start].ends_with('[') && self.text[token.range.end..].starts_with(']')
    }

    /// Brackets with words, which are no mark of a note.
    pub(super) fn own_brackets(&self, range: Range<usize>) -> Option<(OmissionReason, Range<usize>)> {
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
    pub(super) fn renamed(
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
    pub(super) fn added(
        &self,
        own: &[ClauseToken<'_>],
        place: Range<usize>,
    ) -> Option<(OmissionReason, Range<usize>)> {
        let source = self.tokens(place.clone());
        let denies =
            |tokens: &[ClauseToken<'_>]| self.lexicon.all(tokens).iter().any(|met| met.classes & DENIES != 0);
        (denies(own) && !denies(&source)).then_some((OmissionReason::Added, place))
    }

    /// Whether the left-out words end what one says and begin what another does. `right` is what is left out
    /// of the last sentence, and `end` where the part after it ends.
    pub(super) fn another_speaker(
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
    pub(super) fn label(&self, text: &Text, at: usize) -> Option<&str> {
        let paragraph = text.paragraph(text.paragraph_at(at))?.range();
        let end = self.boundary((paragraph.start + LONGEST_NAME).min(paragraph.end));
        let begins = &self.text[paragraph.start..end];
        begins.find([':', '：']).map(|colon| begins[..colon].trim())
    }
}
