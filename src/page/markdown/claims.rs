//! What a citation is for: the plain words of a run, cut into sentences, of which each use is given its own.
//!
//! The sentences that are given none are noted too, for whoever asks what rests on nothing.

use std::ops::Range;
use std::sync::Arc;

use super::adjacent::speech::{self, SpeechKind};
use super::run::InlineRun;
use super::{Claim, MarkdownReader, NAME, ProseKind, UncitedSentence, WordsRange, last_index};
use crate::base::diagnostic::Diagnostic;
use crate::base::marks::{self, Mark, MarkReader};
use crate::base::rule;
use crate::base::sentence::{sentences, set};
use crate::base::text::Span;

/// The plain words of a run, as they grow from its string and its edits.
pub(super) struct Plain {
    pub(super) text: String,
    /// Uses that were met, and where: before the offset for a marker, at it for a name.
    pub(super) uses: Vec<(usize, u32, bool)>,
    /// Where its pieces begin that are the run's own, and where in the run's string.
    pub(super) pieces: Vec<(usize, Range<usize>)>,
}

impl Plain {
    pub(super) fn push(&mut self, run: &InlineRun<'_, '_>, range: Range<usize>) {
        if !range.is_empty() {
            self.text.push_str(&run.text[range.clone()]);
            self.pieces.push((self.text.len() - range.len(), range));
        }
    }

    /// Where words of it stand in the run's string, from the first that is the run's own to the last.
    pub(super) fn origin(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let ends = |(at, piece): &(usize, Range<usize>)| at + piece.len();
        let first = self.pieces.partition_point(|piece| ends(piece) <= words.start);
        let after = self.pieces.partition_point(|(at, _)| *at < words.end);
        let (at, piece) = self.pieces.get(first)?;
        let start = piece.start + words.start.saturating_sub(*at);
        let (at, piece) = self.pieces.get(after.checked_sub(1)?)?;
        let end = piece.start + (words.end - at).min(piece.len());
        (start < end).then_some(start..end)
    }
}

impl MarkdownReader<'_> {
    /// Gives each use of a run its claim: the sentence that it ends or stands in, or the whole cell.
    ///
    /// `here` are the words of the run, if they are as they stand in `plain`.
    pub(super) fn claims(
        &mut self,
        run: &InlineRun<'_, '_>,
        plain: &Plain,
        marks: &[Mark],
        here: Option<WordsRange>,
        kind: ProseKind,
    ) {
        if plain.uses.is_empty() {
            return;
        }
        let all = match kind {
            ProseKind::Cell | ProseKind::Heading => std::iter::once(0..plain.text.len()).collect(),
            // A name that is not known yet begins a sentence as any capital does. The two letters
            // are equally long.
            _ => unparted(sentences(&plain.text.replace(NAME, "Ａ")), plain, marks),
        };
        let mut claims: Vec<Option<u32>> = vec![None; all.len().max(1)];
        let mut cites = vec![false; all.len().max(1)];
        for &(at, marker, names) in &plain.uses {
            let index = sentence_at(&all, at, names);
            cites[index] = true;
            // That of the words in brackets, which are a claim by themselves, is known.
            if self.body.uses[marker as usize].claim != u32::MAX {
                continue;
            }
            let claim = *claims[index].get_or_insert_with(|| {
                let text = self.words(plain, here, all.get(index).cloned().unwrap_or_default());
                let origin = all.get(index).and_then(|range| plain.origin(range));
                let span = origin.map_or_else(|| run.whole_span(), |range| run.span(range));
                self.body.claims.push(Claim { text, span });
                last_index(&self.body.claims)
            });
            self.body.uses[marker as usize].claim = claim;
        }
        self.left_over(run, plain, marks, &all, &cites, kind);
        self.spoken(run, plain, marks, here, &all, &cites);
        let bytes = plain.text.as_bytes();
        // `《` and `〈`, or `≪`: nearly no text has their bytes.
        if memchr::memchr(0xe3, bytes).is_some() || memchr::memmem::find(bytes, "≪".as_bytes()).is_some() {
            self.titled(run, plain, &all, &cites);
        }
        if kind == ProseKind::Paragraph {
            self.bare(run, plain, here, &all, &cites);
        }
    }

    /// Reports quotation marks without a fellow in sentences that cite: the words they mark are held against
    /// no source.
    fn left_over(
        &mut self,
        run: &InlineRun<'_, '_>,
        plain: &Plain,
        marks: &[Mark],
        all: &[Range<usize>],
        cites: &[bool],
        kind: ProseKind,
    ) {
        // The next paragraph may go on with it.
        let opened = match kind {
            ProseKind::Paragraph => speech::opened(&plain.text, marks),
            _ => None,
        };
        for mark in marks {
            let Mark::LeftOver(mark) = mark else { continue };
            let sentence = all.partition_point(|sentence| sentence.end <= mark.start);
            if marks::is_single(&plain.text[mark.clone()])
                || !cites.get(sentence).copied().unwrap_or_default()
            {
                continue;
            }
            let goes_on = opened.as_ref().is_some_and(|(_, words)| words.start == mark.end);
            if let Some(origin) = plain.origin(mark) {
                match goes_on {
                    true => self.neighbours.fault = Some(unpaired(self.path, run.span(origin))),
                    false => self.unpaired(run.span(origin)),
                }
            }
        }
    }

    /// Reports a quotation mark without a fellow.
    pub(super) fn unpaired(&mut self, span: Span) {
        self.found.push(unpaired(self.path, span));
    }

    /// Holds sentences that are someone's words, and cite nothing, against what the sentence behind them cites, or
    /// the one before.
    fn spoken(
        &mut self,
        run: &InlineRun<'_, '_>,
        plain: &Plain,
        marks: &[Mark],
        here: Option<WordsRange>,
        all: &[Range<usize>],
        cites: &[bool],
    ) {
        if all.len() < 2 || marks.is_empty() || cites.iter().all(|&cites| cites) {
            return;
        }
        let text = plain.text.as_str();
        let quoted = speech::quoted(text, marks);
        if quoted.is_empty() {
            return;
        }
        let kinds: Vec<SpeechKind> =
            all.iter().map(|sentence| speech::kind(text, sentence, &quoted)).collect();
        // For each sentence the one that cites and is led to by speech alone: behind it, and before it.
        let next = |at: &mut Option<usize>, i: usize| {
            let found = *at;
            match (cites[i], kinds[i]) {
                (true, _) => *at = Some(i),
                (false, SpeechKind::Other) => *at = None,
                _ => {}
            }
            found
        };
        let (mut ahead, mut behind) = (None, None);
        let mut of: Vec<[Option<usize>; 2]> = vec![[None; 2]; all.len()];
        (0..all.len()).for_each(|i| of[i][1] = next(&mut behind, i));
        (0..all.len()).rev().for_each(|i| of[i][0] = next(&mut ahead, i));
        let mut uses: Vec<Vec<u32>> = Vec::new();
        for (i, sentence) in all.iter().enumerate() {
            if cites[i] || kinds[i] != SpeechKind::Speech || of[i] == [None; 2] {
                continue;
            }
            if uses.is_empty() {
                uses = vec![Vec::new(); all.len()];
                for &(at, marker, names) in &plain.uses {
                    uses[sentence_at(all, at, names)].push(marker);
                }
            }
            // One that quotes itself is what these words belong to.
            let sure = of[i][0].filter(|&ahead| !speech::within(&quoted, &all[ahead]).is_empty());
            let cited: Vec<usize> = match sure {
                Some(ahead) => vec![ahead],
                None => of[i].into_iter().flatten().collect(),
            };
            let cited: Vec<u32> = cited.into_iter().flat_map(|i| uses[i].iter().copied()).collect();
            if let Some(origin) = plain.origin(sentence) {
                let words = self.words(plain, here, sentence.clone());
                self.hold_part(words, run.span(origin), cited);
            }
        }
    }

    /// Holds words in marks of titles that are said, and no title, against what their sentence cites.
    fn titled(&mut self, run: &InlineRun<'_, '_>, plain: &Plain, all: &[Range<usize>], cites: &[bool]) {
        let text = plain.text.as_str();
        for mark in MarkReader::of(text).with_titles().all(0..text.len()) {
            let Mark::Quoted(titled) = mark else { continue };
            let sentence = all.partition_point(|sentence| sentence.end <= titled.start);
            let is_title = ["《", "〈", "≪"].contains(&&text[titled.start..titled.inner.start]);
            if !is_title
                || !cites.get(sentence).copied().unwrap_or_default()
                || !speech::is_said(text, &titled)
            {
                continue;
            }
            let uses = plain.uses.iter().filter(|&&(at, _, names)| sentence_at(all, at, names) == sentence);
            let uses = uses.map(|(_, marker, _)| *marker).collect();
            if let Some(origin) = plain.origin(&titled.inner) {
                let words = self.body.write(&format!("“{}”", &text[titled.inner.clone()]));
                self.hold_part(words, run.span(origin), uses);
            }
        }
    }

    /// The sentences of a paragraph that cite nothing, though others of it do.
    fn bare(
        &mut self,
        run: &InlineRun<'_, '_>,
        plain: &Plain,
        here: Option<WordsRange>,
        all: &[Range<usize>],
        cites: &[bool],
    ) {
        for (range, cites) in all.iter().zip(cites) {
            if !cites && let Some(origin) = plain.origin(range) {
                let text = self.words(plain, here, range.clone());
                self.body.bare.push(UncitedSentence { text, span: run.span(origin) });
            }
        }
    }

    /// Some of the plain words, as a printer sets them.
    pub(super) fn words(
        &mut self,
        plain: &Plain,
        here: Option<WordsRange>,
        range: Range<usize>,
    ) -> WordsRange {
        let part = &plain.text[range.clone()];
        let Some(here) = here else { return self.body.write(&set(part)) };
        // All of them are without the spaces around them, and so are these.
        let lead = plain.text.len() - plain.text.trim_start().len();
        let words = part.trim();
        if words.is_empty() {
            return WordsRange::default();
        }
        let start = range.start + (part.len() - part.trim_start().len()) - lead;
        here.part(start..start + words.len())
    }
}

/// Which of the sentences a use belongs to that was met at an offset of the plain words.
fn sentence_at(all: &[Range<usize>], at: usize, names: bool) -> usize {
    let index = match names {
        // A name is the first word of what it says.
        true => all.partition_point(|sentence| sentence.end <= at),
        false => all.partition_point(|sentence| sentence.end < at),
    };
    let index = index.min(all.len().saturating_sub(1));
    // Behind the space that ends a sentence, a marker still belongs to it.
    match all.get(index) {
        Some(sentence) if !names && index > 0 && sentence.start >= at => index - 1,
        _ => index,
    }
}

/// The sentences, of which those are one that share a quotation: its words are held against what is cited at
/// its end. One that ends with a quotation goes on to the sentence behind it that cites and quotes nothing:
/// `“It is deep.” Smith says so [@smith].`
pub(super) fn unparted(sentences: Vec<Range<usize>>, plain: &Plain, marks: &[Mark]) -> Vec<Range<usize>> {
    let text = plain.text.as_str();
    if sentences.len() < 2 || marks.is_empty() {
        return sentences;
    }
    let quoted = speech::quoted(text, marks);
    if quoted.is_empty() {
        return sentences;
    }
    let mut all: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
    let mut open = false;
    let mut next = 0;
    for sentence in sentences {
        match all.last_mut() {
            Some(last) if open => last.end = sentence.end,
            _ => all.push(sentence.clone()),
        }
        while quoted.get(next).is_some_and(|quoted| quoted.inner.end < sentence.end) {
            next += 1;
        }
        open = quoted.get(next).is_some_and(|quoted| quoted.start < sentence.end);
    }
    let mut cites = vec![false; all.len()];
    for &(at, _, names) in &plain.uses {
        if let Some(cites) = cites.get_mut(sentence_at(&all, at, names)) {
            *cites = true;
        }
    }
    let mut joined: Vec<(Range<usize>, bool)> = Vec::with_capacity(all.len());
    for (sentence, cites) in all.into_iter().zip(cites) {
        let first = quoted.partition_point(|quoted| quoted.start < sentence.start);
        let own = quoted.get(first).is_some_and(|quoted| quoted.start < sentence.end);
        let (mut whole, mut alone) = (sentence.clone(), !own);
        // Of quotations that stand one behind the other, all.
        while cites
            && alone
            && let Some((before, false)) = joined.last()
            && let Some(last) = quoted.partition_point(|quoted| quoted.start < before.end).checked_sub(1)
            // A bracket that opens behind a full stop is taken for the sentence before it.
            && text.get(quoted[last].end..before.end).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
        {
            alone = quoted[last].start == before.start;
            whole.start = before.start;
            joined.pop();
        }
        joined.push((whole, cites));
    }
    joined.into_iter().map(|(sentence, _)| sentence).collect()
}

fn unpaired(path: &Arc<str>, span: Span) -> Diagnostic {
    Diagnostic::at(&rule::UNPAIRED_MARK, path, span, "this quotation mark has no match in its paragraph")
        .help("close the quotation, or remove the mark; write feet and inches as ′ and ″")
}
