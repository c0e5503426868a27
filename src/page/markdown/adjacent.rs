//! Words in quotation marks whose source is cited beside them: in the line below, in the words that lead to them,
//! or in another cell of their row.

mod rows;
pub(super) mod speech;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::claims::{Plain, unparted};
use super::quotation::is_label;
use super::run::{InlineRun, is_comment};
use super::{AdjacentQuote, Claim, EventTree, MarkdownReader, ProseKind, WordsRange};
use crate::base::diagnostic::Diagnostic;
use crate::base::marks::{self, Mark};
use crate::base::sentence::{sentences, set};
use crate::base::text::Span;

/// What stands before the name of a source below its words.
const DASHES: [char; 5] = ['—', '–', '―', '-', '~'];

/// How long a line may be that does no more than name a source, in characters.
const LONGEST_CREDIT: usize = 60;

/// How many events may stand between the text of two blocks that follow each other.
const NEAR: usize = 8;

/// How far a block is looked at for a citation, in bytes.
const LONGEST_BELOW: usize = 400;

/// How many uses of a section the words of its heading are held against.
const MOST_OF_SECTION: u32 = 64;

/// How many quotations one line is the source of.
const MOST_ABOVE: usize = 20;

/// A run, as far as it concerns those beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct AdjacentRun {
    words: WordsRange,
    span: Span,
    /// The uses of the run, or of the words that led to it.
    uses: Range<u32>,
    /// Its images, of which what is said may quote.
    images: Range<usize>,
    cites: bool,
    /// Whether it quotes, and cites nothing.
    pub(super) quotes: bool,
    /// Whether it is nothing else than quoted.
    pub(super) alone: bool,
    /// Whether it cites and does no more than name a source.
    credits: bool,
    /// Whether it is nothing but a citation.
    bare: bool,
    /// Whether it cites as the line below a table does.
    captions: bool,
    /// Whether it cites and ends in a colon.
    leads: bool,
    /// The sentences at its end that quote: a citation that stands below by itself is for them.
    ends: Vec<(WordsRange, Span)>,
    /// The mark that it begins with.
    begins: Option<char>,
    /// Words of a quotation that it does not end, with their mark.
    open: Option<(char, WordsRange, Span)>,
}

impl AdjacentRun {
    /// Whether a citation below may be for what it quotes.
    pub(super) fn is_above(&self) -> bool {
        !self.ends.is_empty()
    }
}

/// A quotation that goes on from one paragraph to the next.
#[derive(Debug)]
struct Open {
    mark: char,
    /// What of it stands in the paragraphs so far.
    pieces: Vec<AdjacentRun>,
    /// What these cite.
    uses: Range<u32>,
    /// What is to be said if it does not go on.
    faults: Vec<Diagnostic>,
}

/// What was met last, for what comes next.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// The run that was read last.
    pub(super) last: AdjacentRun,
    /// The event behind the runs that the next one may belong to.
    next: usize,
    /// Paragraphs that only quote, and whose source may stand below.
    above: Vec<AdjacentRun>,
    /// The paragraph above, if it quotes and cites nothing; and those whose quotation it ends.
    before: Vec<AdjacentRun>,
    /// Whether the block below the run that is read may be nothing but a citation.
    pub(super) cited_below: bool,
    /// The quotation that is open.
    open: Option<Open>,
    /// The words above of a quotation that the last run ends.
    ended: Vec<AdjacentRun>,
    /// That its mark has no fellow, which may be so in the last run.
    pub(super) fault: Option<Diagnostic>,
    /// The uses of the words that lead to what follows.
    led: Option<Range<u32>>,
    /// The table that is read.
    table: Option<rows::OpenTable>,
    /// What the table above quotes, and its source may stand below it.
    of_table: Vec<AdjacentRun>,
    /// The last heading with marks and no citation, and where the uses of its section begin.
    heading: Option<(String, Span, u32)>,
    /// Whether the last run names the source of paragraphs above it that quote.
    pub(super) held: bool,
}

/// A run that was read, with what came of it.
pub(super) struct ReadRun<'r> {
    pub(super) plain: &'r Plain,
    /// The quotation marks of its plain words.
    pub(super) marks: &'r [Mark],
    /// Its words, set as in print.
    pub(super) words: WordsRange,
    /// The same, if these are the plain words as they are.
    pub(super) here: Option<WordsRange>,
    pub(super) uses: Range<u32>,
    pub(super) images: Range<usize>,
    pub(super) kind: ProseKind,
}

impl MarkdownReader<'_> {
    /// Takes notice of a run that was read.
    pub(super) fn notice(&mut self, run: &InlineRun<'_, '_>, read: ReadRun<'_>) {
        let ReadRun { plain, marks, words, here, uses, images, kind } = read;
        let text = plain.text.trim();
        let cites = !plain.uses.is_empty();
        let (quotes, alone) = match marks.is_empty() || cites {
            true => (false, false),
            false => quoted(&plain.text, marks),
        };
        let short = || text.chars().take(LONGEST_CREDIT + 1).count() <= LONGEST_CREDIT;
        let bare = cites && is_bare(text);
        let (mut ends, mut open, mut begins) = (Vec::new(), None, None);
        if matches!(kind, ProseKind::Paragraph | ProseKind::Aside) && !marks.is_empty() {
            if quotes && !alone && self.neighbours.cited_below {
                ends = self.ends(run, plain, marks, here);
            }
            begins = speech::begins(text);
            // Of a citation that cannot be read enough is said.
            let read = cites || !run.scanned().contains('@');
            open = speech::opened(&plain.text, marks).filter(|_| read).and_then(|(mark, range)| {
                let span = run.span(plain.origin(&range)?);
                Some((mark, self.words(plain, here, range), span))
            });
        }
        self.neighbours.last = AdjacentRun {
            words,
            span: run.whole_span(),
            uses,
            cites,
            quotes,
            // An image alone quotes if what is said of it does.
            alone: alone || text.is_empty() && !cites && self.are_quoting(&images),
            images,
            credits: cites && (text.starts_with(DASHES) || (short() && !quoted(&plain.text, marks).0)),
            bare,
            captions: cites && (bare || is_caption(text)),
            leads: cites && (text.ends_with([':', '：']) || self.introduction.last.is_some()),
            ends,
            begins,
            open,
        };
    }

    /// The last run as one of a document, whose events are `range`: what it and its neighbours are to each other.
    pub(super) fn neighbours(&mut self, doc: &EventTree<'_>, range: Range<usize>, kind: ProseKind) {
        let mut last = std::mem::take(&mut self.neighbours.last);
        self.neighbours.held = false;
        match kind {
            ProseKind::Cell => return self.cell(last),
            ProseKind::Paragraph | ProseKind::Aside => {}
            _ => return,
        }
        let between = doc.events.get(self.neighbours.next..range.start).unwrap_or_default();
        if between.len() > NEAR || !between.iter().all(|(event, _)| is_near(event)) {
            self.part();
        }
        self.neighbours.next = range.end;
        self.go_on(&mut last);
        if last.alone {
            self.neighbours.before.clear();
            self.neighbours.of_table.clear();
            if let Some(led) = self.neighbours.led.clone() {
                self.hold(&last, led);
            } else if self.neighbours.above.len() < MOST_ABOVE {
                self.neighbours.above.push(last);
            }
            return;
        }
        let ended = std::mem::take(&mut self.neighbours.ended);
        self.hold_above(&last);
        let of_table = std::mem::take(&mut self.neighbours.of_table);
        if last.captions {
            self.neighbours.held |= !of_table.is_empty();
            for cell in of_table {
                self.hold(&cell, last.uses.clone());
            }
        }
        // A citation alone that is of nothing above is of what stands below.
        let leads = last.leads || last.bare && !self.neighbours.held;
        self.neighbours.led = leads.then(|| last.uses.clone());
        if last.quotes || !last.images.is_empty() {
            self.neighbours.before.extend(ended);
            self.neighbours.before.push(last);
        }
    }

    /// Holds what the paragraphs above quote against what this run cites, if that is theirs.
    fn hold_above(&mut self, last: &AdjacentRun) {
        let above = std::mem::take(&mut self.neighbours.above);
        let before = std::mem::take(&mut self.neighbours.before);
        if last.credits || last.bare {
            self.neighbours.held |= !above.is_empty();
            for quote in above {
                self.hold(&quote, last.uses.clone());
            }
        }
        if last.bare {
            for before in before {
                self.neighbours.held |= !before.ends.is_empty();
                for (words, span) in before.ends {
                    self.hold_part(words, span, last.uses.clone().collect());
                }
                self.hold_images(before.images, last.uses.clone());
            }
        }
    }

    /// Looks whether the block behind the event `at` is short and may cite.
    pub(super) fn look_below(&mut self, doc: &EventTree<'_>, at: usize) {
        let below = doc.events[at..].iter().take(NEAR).find(|(event, _)| match event {
            Event::Start(Tag::List(_) | Tag::DefinitionList | Tag::HtmlBlock) => false,
            Event::Start(_) => true,
            event => !is_near(event),
        });
        self.neighbours.cited_below = below.is_some_and(|(_, place)| {
            let end = place.end.min(place.start + LONGEST_BELOW);
            let block = doc.source.as_bytes().get(place.start..end).unwrap_or_default();
            memchr::memchr(b'@', block).is_some() || memchr::memmem::find(block, b"[^").is_some()
        });
    }

    /// Something stands between the last run and the next: neither is anything to the other.
    fn part(&mut self) {
        self.neighbours.above.clear();
        self.neighbours.of_table.clear();
        self.neighbours.before.clear();
        self.neighbours.led = None;
        self.abandon();
    }

    /// The quotation that is open ends nowhere.
    pub(super) fn abandon(&mut self) {
        if let Some(open) = self.neighbours.open.take() {
            self.found.extend(open.faults);
        }
    }

    /// A paragraph below one whose quotation is open: the quotation goes on if this begins with its mark.
    fn go_on(&mut self, last: &mut AdjacentRun) {
        let fault = self.neighbours.fault.take();
        let opened = last.open.take().map(|(mark, words, span)| {
            let close = speech::closing(mark).unwrap_or(mark);
            let words = self.body.read(words).trim();
            let words = format!("{mark}{words}{close}");
            let words = self.body.write(&words);
            (mark, AdjacentRun { words, span, ends: vec![(words, span)], ..AdjacentRun::default() })
        });
        let before = self.neighbours.open.take();
        // The French repeat the mark that closes.
        let goes_on = |open: &Open| {
            last.begins.is_some_and(|mark| mark == open.mark || Some(mark) == speech::closing(open.mark))
        };
        let Some(mut open) = before else {
            match opened {
                Some((mark, piece)) => {
                    let led = self.neighbours.led.clone().unwrap_or_default();
                    let uses = if last.cites { last.uses.clone() } else { led };
                    self.neighbours.open =
                        Some(Open { mark, pieces: vec![piece], uses, faults: fault.into_iter().collect() });
                }
                None => self.found.extend(fault),
            }
            return;
        };
        if !goes_on(&open) {
            if last.cites && open.faults.is_empty() {
                for piece in &open.pieces {
                    self.unpaired(piece.span);
                }
            }
            self.found.extend(open.faults);
            self.found.extend(fault);
            return;
        }
        if let Some((_, piece)) = opened {
            if open.uses.is_empty() {
                open.uses = last.uses.clone();
            }
            if open.pieces.len() < MOST_ABOVE {
                open.pieces.push(piece);
            }
            open.faults.extend(fault);
            self.neighbours.open = Some(open);
            return;
        }
        self.found.extend(fault);
        let uses = if last.cites { last.uses.clone() } else { open.uses.clone() };
        let uses = if uses.is_empty() { self.neighbours.led.clone().unwrap_or_default() } else { uses };
        if uses.is_empty() && !last.alone {
            self.neighbours.ended = open.pieces;
            return;
        }
        if uses.is_empty() {
            let room = MOST_ABOVE.saturating_sub(self.neighbours.above.len());
            self.neighbours.above.extend(open.pieces.into_iter().take(room));
            return;
        }
        for piece in open.pieces {
            self.hold(&piece, uses.clone());
        }
        if last.quotes && last.alone {
            // What it ends is of the same source.
            self.neighbours.led = Some(uses);
        }
    }

    /// What is quoted at the end of a run that cites nothing.
    fn ends(
        &mut self,
        run: &InlineRun<'_, '_>,
        plain: &Plain,
        marks: &[Mark],
        here: Option<WordsRange>,
    ) -> Vec<(WordsRange, Span)> {
        let text = plain.text.as_str();
        let quoted = speech::quoted(text, marks);
        let all = unparted(sentences(text), plain, marks);
        let mut ends = Vec::new();
        for (i, sentence) in all.iter().enumerate().rev().take(MOST_ABOVE) {
            let quotes = !speech::within(&quoted, sentence).is_empty();
            let kind = speech::kind(text, sentence, &quoted);
            let is_last = i + 1 == all.len();
            if kind == speech::SpeechKind::Other && !is_last {
                break;
            }
            if quotes && let Some(origin) = plain.origin(sentence) {
                ends.push((self.words(plain, here, sentence.clone()), run.span(origin)));
            }
        }
        ends
    }

    /// Holds words in quotation marks that stand by themselves (what is said of an image, a block’s question)
    /// against what is cited beside them.
    pub(super) fn hold_words(&mut self, text: &str, span: Span, uses: Range<u32>) {
        if uses.is_empty() || !text.contains(marks::is_mark) || !quoted(text, &speech::marks(text)).0 {
            return;
        }
        let words = self.body.write(&set(text));
        self.hold_part(words, span, uses.collect());
    }

    /// As [`hold_words`](Self::hold_words), of some of the images.
    pub(super) fn hold_images(&mut self, images: Range<usize>, uses: Range<u32>) {
        for index in images {
            let image = &self.body.images[index];
            let (alt, title, span) = (image.alt.clone(), image.title.clone(), image.span);
            self.hold_words(&alt, span, uses.clone());
            self.hold_words(&title, span, uses.clone());
        }
    }

    /// As [`hold_words`](Self::hold_words), of the titles of the links from this one on.
    pub(super) fn hold_links(&mut self, first: usize, uses: &Range<u32>) {
        for index in first..self.body.links.len() {
            let link = &self.body.links[index];
            if !link.title.is_empty() {
                let (title, span) = (link.title.clone(), link.span);
                self.hold_words(&title, span, uses.clone());
            }
        }
    }

    /// Whether something is quoted in what is said of these images.
    fn are_quoting(&self, images: &Range<usize>) -> bool {
        let quotes = |text: &str| text.contains(marks::is_mark) && quoted(text, &speech::marks(text)).0;
        self.body.images[images.clone()].iter().any(|image| quotes(&image.alt) || quotes(&image.title))
    }

    /// A heading begins: what is quoted in the one before was held against the sources of its section, up to here.
    pub(super) fn section(&mut self, heading: Option<(String, Span)>) {
        let uses = u32::try_from(self.body.uses.len()).unwrap_or(u32::MAX);
        let next =
            heading.filter(|(text, _)| text.contains(marks::is_mark)).map(|(text, span)| (text, span, uses));
        if let Some((text, span, first)) = std::mem::replace(&mut self.neighbours.heading, next) {
            self.hold_words(&text, span, first..uses.min(first.saturating_add(MOST_OF_SECTION)));
        }
    }

    /// Holds quoted words against what is cited beside them.
    fn hold(&mut self, quote: &AdjacentRun, uses: Range<u32>) {
        self.hold_all(quote, uses.collect());
    }

    fn hold_all(&mut self, quote: &AdjacentRun, uses: Vec<u32>) {
        if let Some(first) = uses.first().filter(|_| !quote.images.is_empty()) {
            let last = uses.last().unwrap_or(first);
            self.hold_images(quote.images.clone(), *first..last + 1);
        }
        if !quote.words.is_empty() {
            self.hold_part(quote.words, quote.span, uses);
        }
    }

    /// As [`hold`](Self::hold), of words at a place.
    pub(super) fn hold_part(&mut self, words: WordsRange, span: Span, uses: Vec<u32>) {
        if !uses.is_empty() {
            let claim = self.push_claim(Claim { text: words, span });
            self.body.beside.push(AdjacentQuote { claim, uses });
        }
    }
}

/// Whether a text quotes, and whether it does nothing else: but for a line behind a dash, which names who spoke.
fn quoted(text: &str, marks: &[Mark]) -> (bool, bool) {
    let (mut quotes, mut alone, mut at) = (false, true, 0);
    let silent = |part: &str| !part.contains(char::is_alphanumeric);
    for mark in marks {
        let Mark::Quoted(quoted) = mark else { continue };
        // Two apostrophes may look like marks.
        if marks::is_single(&text[quoted.start..quoted.inner.start])
            && !text[..quoted.start].trim().is_empty()
        {
            continue;
        }
        quotes = true;
        alone &= silent(&text[at..quoted.start]);
        at = quoted.end;
    }
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && !DASHES.contains(&c));
    let credit = rest.starts_with(DASHES) && rest.chars().take(LONGEST_CREDIT + 1).count() <= LONGEST_CREDIT;
    (quotes, quotes && alone && (silent(rest) || credit))
}

/// Whether the words around citations do no more than say that these are sources.
fn is_bare(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric() && !":：".contains(c));
    !text.contains(char::is_alphanumeric) || is_label(words)
}

/// Whether a text begins as the line below a table does.
fn is_caption(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', '(', '[', ' ']);
    let word = &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())];
    let word = word.to_lowercase();
    let behind = text[word.len().min(text.len())..].trim_start();
    let numbered =
        behind.starts_with([':', '：', '.', ',', '—', '–', '-', '(']) || behind.starts_with(char::is_numeric);
    text.starts_with(DASHES)
        || text.starts_with([':', '：'])
        || text.find([':', '：']).is_some_and(|colon| is_label(&text[..colon]))
        || TABLES.contains(&word.as_str()) && (behind.is_empty() || numbered)
}

/// What the line below a table begins with.
const TABLES: &[&str] = &[
    "table",
    "tab",
    "fig",
    "figure",
    "tabelle",
    "abbildung",
    "tableau",
    "tabla",
    "cuadro",
    "tabella",
    "tabela",
    "tabell",
    "таблица",
    "табл",
    "表",
    "图表",
    "圖表",
];

/// Whether an event may stand between a paragraph and the one that belongs to it.
fn is_near(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) | Event::Rule => true,
        Event::Html(html) => is_comment(html.trim()),
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Item
                | Tag::List(_)
                | Tag::DefinitionList
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::List(_)
                | TagEnd::DefinitionList
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
        ),
        _ => false,
    }
}
