//! Words that are said to be a source's → the source's own, in the author's form.
//!
//! Of a block quote its citation has found the words; in a sentence that cites, what stands in quotation marks
//! is looked up in the sources that are cited for it. What no source has stays as it was typed: the copy desk
//! says so.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{PageClaims, ResolvedGroups, Status, caution};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::graph::catalog::SourceId;
use crate::page::Page;
use crate::page::markdown::{Fragment, Lead, Quote, QuotedWords, Target};
use crate::source::Source;
use crate::source::passage::{Lookup, Passage, Quotation};
use crate::source::text::Text;
use crate::source::typeset::{self, RetypedPiece};

/// Quoted words as their source has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceWords {
    /// The source.
    pub source: SourceId,
    /// Its words, with what is the author's between.
    pub pieces: Vec<RetypedPiece>,
}

impl SourceWords {
    /// Where the source's words stand in its canonical text.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.pieces.iter().filter_map(|piece| match piece {
            RetypedPiece::Source(span) => Some(*span),
            RetypedPiece::Own(_) | RetypedPiece::Place(_) => None,
        })
    }
}

/// A place of a page at which the source's words are not what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedWords {
    /// The block quote, or the words in quotation marks.
    pub span: Span,
    /// Which of the page's quoted words stand there.
    pub quoted: Range<usize>,
    /// Whether it is a block quote.
    pub block: bool,
}

/// A claim with more citations than this is a list, and its words are left as they were typed.
const MOST_CITED: usize = 64;

/// Finds for the quoted words of a page what their sources have. Tells of those in sentences that may say
/// something else than their source; of block quotes and citations [`resolve`](super::resolve) does.
pub fn settle(
    page: &Page,
    resolved: &ResolvedGroups,
    sources: &[Source],
    claims: &mut PageClaims,
) -> Vec<Diagnostic> {
    let quoted = &page.body.quoted;
    let mut told = Vec::new();
    if quoted.is_empty() {
        return told;
    }
    let cited = cited(page, claims);
    let mut at = 0;
    while let Some(words) = quoted.get(at) {
        match words.block {
            Some((group, _)) => {
                let is_of = |words: &&QuotedWords| words.block.is_some_and(|(other, _)| other == group);
                let count = quoted[at..].iter().take_while(is_of).count();
                let of_group = &quoted[at..at + count];
                let pieces = block_quote(of_group, &resolved[group as usize], sources);
                if !pieces.is_empty() {
                    let span = page.body.groups[group as usize].span;
                    claims.retold.push(ReplacedWords { span, quoted: at..at + count, block: true });
                }
                for (i, pieces) in pieces.into_iter().enumerate() {
                    claims.quoted[at + i] = Some(pieces);
                }
                at += count;
            }
            None => {
                let notes = cited.of(words.span);
                let found = notes.and_then(|of| in_sentence(page, words, of, claims, sources, &mut told));
                if found.as_ref().is_some_and(|found| !is_as_typed(found, words, sources)) {
                    claims.retold.push(ReplacedWords { span: words.span, quoted: at..at + 1, block: false });
                }
                claims.quoted[at] = found;
                at += 1;
            }
        }
    }
    claims.retold.sort_by_key(|retold| (retold.span, retold.quoted.start));
    told
}

/// Whether the source has the words letter by letter as they were typed.
fn is_as_typed(found: &SourceWords, words: &QuotedWords, sources: &[Source]) -> bool {
    let mut rest = words.text.as_str();
    let text = sources[found.source as usize].text.as_ref();
    found.pieces.iter().all(|piece| {
        let piece = match piece {
            RetypedPiece::Source(span) => text.map_or("", |text| text.slice(*span)),
            RetypedPiece::Own(range) => &words.text[range.clone()],
            RetypedPiece::Place(_) => "",
        };
        rest.strip_prefix(piece).map(|after| rest = after).is_some()
    })
}

/// The blocks of a block quote.
fn block_quote(
    quoted: &[QuotedWords],
    resolved: &[super::ResolvedCitation],
    sources: &[Source],
) -> Vec<SourceWords> {
    let Some(resolved) = resolved.first().filter(|resolved| resolved.status == Status::Found) else {
        return Vec::new();
    };
    let text = resolved.source.and_then(|source| sources[source as usize].text.as_ref());
    let (Some(source), Some(text), Some(parts)) = (resolved.source, text, resolved.quotes.first()) else {
        return Vec::new();
    };
    let blocks: Vec<_> =
        quoted.iter().map(|words| (words.text.as_str(), words.lead, places(words))).collect();
    let pieces = resolved.set.in_form(text, parts, &blocks).into_iter();
    pieces.map(|pieces| SourceWords { source, pieces }).collect()
}

fn places(words: &QuotedWords) -> Vec<(usize, bool)> {
    words.among.iter().map(|among| (among.at, among.opens)).collect()
}

/// The claims of a page that stand within no other, in their order, with all notes that are cited in them.
struct OuterClaims {
    claims: Vec<OfClaim>,
}

/// A claim's place, the notes that are cited in it, and which of the page's claims it is.
type OfClaim = (Span, Vec<u32>, u32);

fn cited(page: &Page, claims: &PageClaims) -> OuterClaims {
    let body = &page.body;
    let mut notes: HashMap<u32, Vec<u32>> = HashMap::new();
    for (marker, refers) in body.uses.iter().zip(&claims.markers) {
        if matches!(marker.target, Target::Group(_)) {
            notes.entry(marker.claim).or_default().extend(refers.iter().map(|refers| refers.note));
        }
    }
    for beside in &body.beside {
        let markers = beside.uses.iter().filter_map(|&marker| claims.markers.get(marker as usize));
        let refers = markers.flatten();
        notes.entry(beside.claim).or_default().extend(refers.map(|refers| refers.note));
    }
    let mut all: Vec<OfClaim> = notes
        .into_iter()
        .filter_map(|(claim, notes)| Some((body.claims.get(claim as usize)?.span, notes, claim)))
        .collect();
    all.sort_by(|(a, x, _), (b, y, _)| {
        (a.start, std::cmp::Reverse(a.end), x).cmp(&(b.start, std::cmp::Reverse(b.end), y))
    });
    let mut outer: Vec<OfClaim> = Vec::new();
    for (span, notes, claim) in all {
        match outer.last_mut() {
            Some((last, of, _)) if last.contains(span) => of.extend(notes),
            _ => outer.push((span, notes, claim)),
        }
    }
    for (_, notes, _) in &mut outer {
        notes.sort_unstable();
        notes.dedup();
    }
    OuterClaims { claims: outer }
}

impl OuterClaims {
    /// The notes that are cited for words at this place, and the claim.
    fn of(&self, span: Span) -> Option<(&[u32], u32)> {
        let after = self.claims.partition_point(|(claim, _, _)| claim.start <= span.start);
        let (claim, notes, index) = self.claims.get(after.checked_sub(1)?)?;
        (claim.contains(span) && notes.len() <= MOST_CITED).then_some((notes.as_slice(), *index))
    }
}

/// Words in quotation marks, in the first of the cited sources that has them: where it is cited, if they stand
/// there.
fn in_sentence(
    page: &Page,
    words: &QuotedWords,
    (notes, claim): (&[u32], u32),
    claims: &PageClaims,
    sources: &[Source],
    told: &mut Vec<Diagnostic>,
) -> Option<SourceWords> {
    let places = places(words);
    let said = page.body.read(page.body.claims[claim as usize].text);
    for form in forms(&words.text) {
        let quotation = Quotation::new(&form.typed);
        if quotation.is_empty() {
            continue;
        }
        let mut asked: Vec<SourceId> = Vec::new();
        for &note in notes {
            let source = claims.notes[note as usize].source;
            let Some(text) = &sources[source as usize].text else { continue };
            if asked.contains(&source) {
                continue;
            }
            asked.push(source);
            let here = notes.iter().map(|&note| &claims.notes[note as usize]);
            let here: Vec<_> = here.filter(|other| other.source == source).collect();
            if !quotation.stands_in(text) {
                continue;
            }
            let Some(passage) = place(&quotation, text, &here) else { continue };
            let (id, source) = (source, &sources[source as usize]);
            look(page, (words, said), &form, &quotation, &passage, source, &here, told);
            return Some(SourceWords { source: id, pieces: form.pieces(text, &passage, &places) });
        }
    }
    None
}

/// Of words in quotation marks that cite nothing themselves, as in a page’s summary `said`: what to tell of them
/// where each place that has them, in the sources that are cited, may say something else.
pub fn look_apart(
    page: &Page,
    (words, span): (&str, Span),
    said: &str,
    notes: &[&super::Note],
    sources: &[Source],
) -> Vec<Diagnostic> {
    let (text, typed) = (words.to_owned(), Fragment::default());
    let words =
        QuotedWords { text, span, block: None, lead: Lead::None, mark: None, typed, among: Vec::new() };
    let mut first: Option<Vec<Diagnostic>> = None;
    for form in forms(&words.text) {
        let quotation = Quotation::new(&form.typed);
        let mut asked: Vec<SourceId> = Vec::new();
        for id in notes.iter().map(|note| note.source) {
            let source = &sources[id as usize];
            let Some(text) = source.text.as_ref().filter(|_| !asked.contains(&id)) else { continue };
            asked.push(id);
            if !quotation.stands_in(text) {
                continue;
            }
            let here: Vec<_> = notes.iter().copied().filter(|note| note.source == id).collect();
            let passages = match quotation.find(text, None) {
                Lookup::Found(passage) => vec![passage],
                Lookup::Ambiguous(places) => places.shown,
                _ => continue,
            };
            let nearest = passages.iter().map(|passage| rank(passage, &here)).min();
            for passage in passages.iter().filter(|passage| Some(rank(passage, &here)) == nearest) {
                let mut told = Vec::new();
                look(page, (&words, said), &form, &quotation, passage, source, &here, &mut told);
                if told.is_empty() {
                    return told;
                }
                first.get_or_insert(told);
            }
        }
        if first.is_some() {
            break;
        }
    }
    first.unwrap_or_default()
}

/// As of a citation's quotation: tells if the words may say something else than their source. What a citation
/// of the same words tells is not told again.
#[allow(clippy::too_many_arguments, reason = "each is a piece of what was found")]
fn look(
    page: &Page,
    (words, said): (&QuotedWords, &str),
    form: &QuoteForm<'_>,
    quotation: &Quotation,
    passage: &Passage,
    source: &Source,
    notes: &[&super::Note],
    told: &mut Vec<Diagnostic>,
) {
    if notes.iter().any(|note| passage.parts.iter().all(|part| note.parts.contains(part))) {
        return;
    }
    let exact = form.longer == 0 && words.span.len() == words.text.len();
    let quote = Quote { text: form.typed.clone().into_owned(), span: words.span, exact, blocks: Vec::new() };
    let mut cautions = Vec::new();
    caution::look(page, &quote, quotation, passage, source, &mut cautions);
    if cautions.is_empty() {
        return;
    }
    let around = around(said, words);
    let text = |span: Span| source.text.as_ref().map_or("", |text| text.slice(span));
    for (span, finding) in cautions {
        // What the sentence says in its own words, or cites, a reader knows.
        let is_cut = finding.rule.code == rule::QUOTATION_CUT_SHORT.code;
        let cited = notes.iter().any(|note| note.parts.iter().any(|part| part.contains(span)));
        if !(is_cut && !span.is_empty() && (cited || says(&around, text(span)))) {
            told.push(finding);
        }
    }
}

/// How many words around a quotation are looked through for what it was cut from.
const AROUND: usize = 6;

/// The sentence's own words around a quotation, the nearest of them.
fn around(claim: &str, words: &QuotedWords) -> Vec<String> {
    let set = crate::base::sentence::set(&words.text);
    let Some(at) = claim.find(&*set) else { return Vec::new() };
    let (before, after) = (&claim[..at], &claim[at + set.len()..]);
    let before = before.split_whitespace().rev().take(AROUND);
    before.chain(after.split_whitespace().take(AROUND)).map(bare).collect()
}

/// Whether the first word of some text is among these.
fn says(around: &[String], text: &str) -> bool {
    let first = text.split_whitespace().map(bare).find(|word| !word.is_empty());
    first.is_some_and(|first| around.contains(&first))
}

/// A way in which words in quotation marks may stand in a source.
struct QuoteForm<'w> {
    /// What is looked up.
    typed: Cow<'w, str>,
    /// How long the first letter is as it was typed, if it is looked up in the other case.
    first: usize,
    /// How much longer what is looked up is than what was typed.
    longer: isize,
    /// Where it ends in what was typed, and where that ends.
    end: usize,
    all: usize,
}

/// The ways in which words may stand in a source: as they are; without the punctuation at their end, which the
/// sentence may have given them; and with their first letter in the other case, which it may have changed. What
/// is the sentence's stays as it was typed.
fn forms(typed: &str) -> Vec<QuoteForm<'_>> {
    let all = typed.len();
    let end = typed.trim_end_matches(['.', ',', ';', ':', '!', '?', ' ']).len();
    let mut forms = Vec::new();
    let ends = [all, end];
    let ends = if end == all { &ends[..1] } else { &ends[..] };
    for &end in ends {
        forms.push(QuoteForm { typed: Cow::Borrowed(&typed[..end]), first: 0, longer: 0, end, all });
    }
    let Some(first) = typed.chars().next().filter(|first| first.is_alphabetic()) else { return forms };
    let other: String = match first.is_uppercase() {
        true => first.to_lowercase().collect(),
        false => first.to_uppercase().collect(),
    };
    for &end in ends.iter().filter(|&&end| end > first.len_utf8()) {
        let longer = other.len().cast_signed() - first.len_utf8().cast_signed();
        let typed = Cow::Owned(format!("{other}{}", &typed[first.len_utf8()..end]));
        forms.push(QuoteForm { typed, first: first.len_utf8(), longer, end, all });
    }
    forms
}

impl QuoteForm<'_> {
    /// The words of the source in this form, and what is the sentence's.
    fn pieces(&self, text: &Text, passage: &Passage, places: &[(usize, bool)]) -> Vec<RetypedPiece> {
        let inner: Vec<(usize, bool)> = places
            .iter()
            .map(|&(at, opens)| (at.saturating_add_signed(self.longer).min(self.typed.len()), opens))
            .collect();
        let block = typeset::RetypedBlock { typed: &self.typed, places: &inner };
        let found = typeset::in_form(text, &passage.parts, &[block]).pop().unwrap_or_default();
        let mut pieces = Vec::with_capacity(found.len() + 2);
        let mut first = self.first > 0;
        for piece in found {
            match piece {
                RetypedPiece::Source(span) if first => {
                    first = false;
                    pieces.push(RetypedPiece::Own(0..self.first));
                    let len = text.slice(span).chars().next().map_or(0, char::len_utf8);
                    let rest = Span::new(span.start as usize + len, span.end as usize);
                    if !rest.is_empty() {
                        pieces.push(RetypedPiece::Source(rest));
                    }
                }
                RetypedPiece::Own(range) => {
                    let typed = |at: usize| at.saturating_add_signed(-self.longer);
                    pieces.push(RetypedPiece::Own(typed(range.start)..typed(range.end)));
                }
                piece => pieces.push(piece),
            }
        }
        if self.end < self.all {
            pieces.push(RetypedPiece::Own(self.end..self.all));
        }
        pieces
    }
}

/// Where a quotation stands in a source: in a passage that is cited, in its paragraphs, or at its first place.
fn place(quotation: &Quotation, text: &Text, notes: &[&super::Note]) -> Option<Passage> {
    let places = match quotation.find(text, None) {
        Lookup::Found(passage) => return Some(passage),
        Lookup::Ambiguous(places) => places.shown,
        _ => return None,
    };
    places.into_iter().min_by_key(|passage| (rank(passage, notes), passage.span()))
}

/// How near a place is to what is cited: in the passage, in its paragraphs, or elsewhere.
fn rank(passage: &Passage, notes: &[&super::Note]) -> u8 {
    let span = passage.span();
    let of = |note: &&super::Note| match note.paragraphs {
        _ if note.parts.iter().any(|part| part.contains(span)) => 0,
        Some((first, last)) if first <= passage.paragraphs.0 && passage.paragraphs.1 <= last => 1,
        _ => 2,
    };
    notes.iter().map(of).min().unwrap_or(2)
}

/// What stands between a dash and the source of a block quote, and is neither of the record nor a name.
pub(super) fn captions(page: &Page, resolved: &ResolvedGroups, sources: &[Source]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for caption in &page.body.captions {
        let of = resolved[caption.group as usize].first().and_then(|resolved| resolved.source);
        let Some(record) = of.map(|source| &sources[source as usize].record) else { continue };
        let names = record.authors.iter().chain(&record.editors);
        let mut known: Vec<String> = names
            .flat_map(|name| [Some(name.family.as_str()), name.given.as_deref()])
            .chain([record.title.as_deref(), record.container.as_deref(), record.publisher.as_deref()])
            .flatten()
            .flat_map(str::split_whitespace)
            .map(bare)
            .collect();
        known.retain(|word| word.chars().count() > 2 || !word.is_ascii());
        let words: Vec<&str> = caption.text.split_whitespace().collect();
        let is_known = words.iter().any(|word| known.contains(&bare(word)));
        // A name or a title: its longer words have capitals, in scripts that have them.
        let small = |word: &&&str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.chars().count() > 3 && word.chars().next().is_some_and(char::is_lowercase)
        };
        let no_case = !caption.text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let is_name = match no_case {
            true => caption.text.chars().filter(|c| c.is_alphanumeric()).count() <= 8,
            false => words.iter().filter(small).count() == 0,
        };
        let is_no_name = !caption.remark && !is_known && (caption.undashed || !is_name);
        if is_no_name || says_something(&caption.text, &known) {
            let message = match caption.remark {
                true => "these words after the source of the quotation are not looked up",
                false => "these words between the quotation and its source are not looked up",
            };
            found.push(Diagnostic::at(&rule::CAPTION_NOT_A_NAME, &page.file, caption.span, message).help(
                "if they belong to the quotation, remove the dash; otherwise write only who said it, or where and when",
            ));
        }
    }
    found
}

/// How many words may say whose a quotation is.
const LONGEST_CAPTION: usize = 20;

/// Whether a caption says more than who said it, and where: a part of it has a verb that makes a sentence of it, or
/// it is long, or a sentence ends in it. What is of the record may be said.
fn says_something(caption: &str, known: &[String]) -> bool {
    if caption.split_whitespace().count() > LONGEST_CAPTION {
        return true;
    }
    let ends = caption.match_indices(['.', '!', '?', '。', '！', '？']).any(|(at, _)| {
        let before = caption[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let after = caption[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
        // `ed.`, `J.`, `p. 3` end nothing.
        let long = before.chars().count() > 4 && before.chars().all(char::is_lowercase);
        (long || !caption[at..].starts_with('.')) && !after.is_empty()
    });
    ends || caption.split([',', ';', '(', ')', '—', '–', '，', '；', '、']).any(|part| {
        let words: Vec<&str> =
            part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let of_record = words.iter().all(|word| word.chars().count() <= 2 || known.contains(&bare(word)));
        let verb = words.iter().skip(1).any(|word| VERBS.contains(word))
            || UNSPACED_VERBS.iter().any(|verb| part.contains(verb));
        verb && !of_record
    })
}

/// Small words that make a sentence of those beside them.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "cannot",
    "could",
    "did",
    "does",
    "not",
    "never",
    "ist",
    "sind",
    "war",
    "waren",
    "hat",
    "haben",
    "hatte",
    "hatten",
    "wird",
    "werden",
    "wurde",
    "wurden",
    "kann",
    "nicht",
    "nie",
    "est",
    "sont",
    "était",
    "étaient",
    "ont",
    "avait",
    "avaient",
    "sera",
    "fut",
    "furent",
    "pas",
    "jamais",
    "es",
    "son",
    "era",
    "eran",
    "fue",
    "fueron",
    "han",
    "había",
    "será",
    "nunca",
    "был",
    "была",
    "было",
    "были",
    "будет",
    "не",
    "нет",
    "كان",
    "كانت",
    "ليس",
    "ليست",
    "لم",
    "لن",
];

/// As [`VERBS`], in scripts that part no words.
const UNSPACED_VERBS: &[&str] = &["是", "不", "没有", "沒有", "了"];

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
