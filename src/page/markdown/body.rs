//! What a page's text is made of: nodes, and the numbered places that they refer to.

use std::ops::Range;

use crate::base::text::Span;
use crate::page::block::chart::ChartBlock;
use crate::page::block::figures::FiguresBlock;
use crate::page::block::{PassagesQuery, TimelineQuery};
use crate::page::citation::Locator;
use crate::page::suppression::Suppression;

/// The text of a page.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The first heading, if it is the page's title.
    pub title: Option<String>,
    /// The summary, if it cites.
    pub lede: Option<Lede>,
    /// The text.
    pub main: Fragment,
    /// Its footnotes: ordinary ones in the order in which the text first refers to them, then those that are
    /// evidence or that nothing refers to.
    pub notes: Vec<Footnote>,
    /// Its structured blocks.
    pub blocks: Vec<Block>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its citations, in groups as they stand together.
    pub groups: Vec<CitationGroup>,
    /// Each place where a group or a footnote is referred to.
    pub uses: Vec<Marker>,
    /// What rests on citations.
    pub claims: Vec<Claim>,
    /// Claims with words in quotation marks that cite nothing themselves, beside what they rest on.
    pub beside: Vec<AdjacentQuote>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its images.
    pub images: Vec<Image>,
    /// Its wikilinks.
    pub wikilinks: Vec<Wikilink>,
    /// Words that are said to be a source's, in the order of the text: of each block quote with a source its
    /// blocks, and what stands in quotation marks in the text.
    pub quoted: Vec<QuotedWords>,
    /// What the author wrote beside the source of a block quote.
    pub captions: Vec<Caption>,
    /// All its words, of which `prose`, `claims` and `bare` have their own: see [`Body::read`].
    pub words: String,
    /// Its paragraphs as plain text.
    pub prose: Vec<Prose>,
    /// Sentences that cite nothing, of paragraphs that do.
    pub bare: Vec<UncitedSentence>,
    /// Its comments that silence a rule.
    pub suppressions: Vec<Suppression>,
}

/// Where in [`Body::words`] some words stand. A sentence of a paragraph stands where it stands in it, so that
/// nothing is kept twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordsRange(Span);

impl Body {
    /// Some words.
    pub fn read(&self, words: WordsRange) -> &str {
        self.words.get(words.0.range()).unwrap_or_default()
    }

    /// Gives back the room that it grew into and does not need: all pages of a site are held together.
    pub(super) fn shrink(&mut self) {
        self.words = String::from(&*self.words);
        fit(&mut self.main.nodes);
        fit(&mut self.headings);
        fit(&mut self.groups);
        fit(&mut self.uses);
        fit(&mut self.claims);
        fit(&mut self.beside);
        fit(&mut self.links);
        fit(&mut self.quoted);
        fit(&mut self.prose);
        fit(&mut self.bare);
    }

    /// Takes up words that stand nowhere yet.
    pub(super) fn write(&mut self, words: &str) -> WordsRange {
        let start = self.words.len();
        self.words.push_str(words);
        WordsRange(Span::new(start, self.words.len()))
    }
}

/// Moves a list to where it fits. To shrink it would not do: an allocator leaves what is more than half full where
/// it is.
fn fit<T>(list: &mut Vec<T>) {
    if list.len() < list.capacity() {
        let mut fitting = Vec::with_capacity(list.len());
        fitting.append(list);
        *list = fitting;
    }
}

impl WordsRange {
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Those at a range of these.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let start = self.0.start as usize;
        Self(Span::new(start + range.start, start + range.end))
    }
}

/// A summary that cites.
#[derive(Clone, Debug)]
pub struct Lede {
    /// For the top of the page, with markers.
    pub html: Fragment,
    /// Its words, for everywhere else. Where a citation names the author, there is a [`NAME`].
    pub words: WordsRange,
}

/// HTML with places in it.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// All HTML that is final.
    pub html: String,
    /// It, and what stands between.
    pub nodes: Vec<Node>,
}

/// A piece of a fragment. The numbers count in the lists of [`Body`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// Final HTML: a span of the fragment's.
    Html(Span),
    /// A reference to a citation or to a footnote: one of `uses`.
    Use(u32),
    /// `<a …>` for one of `links`; its end is in the HTML.
    Link(u32),
    /// One of `images`.
    Image(u32),
    /// One of `wikilinks`, whole.
    Wikilink(u32),
    /// One of `quoted`: the words as the source has them, if they were found there.
    Quoted(u32),
    /// `<figure>` around a block quote whose source is named by one of `uses`.
    Figure(u32),
    /// The end of that figure and of its caption.
    FigureEnd(u32),
    /// One of `blocks`.
    Block(u32),
    /// A section begins: one of `headings`, whose content follows.
    Section(u32),
    /// The heading's content is over, the section's text follows.
    SectionText,
}

/// Calls `with` for each use of a page, in the order in which a reader meets them: the text with its
/// blocks, then the footnotes.
pub fn each_use(body: &Body, with: &mut dyn FnMut(u32)) {
    body.lede.iter().for_each(|lede| fragment_uses(body, &lede.html, with));
    fragment_uses(body, &body.main, with);
    for note in &body.notes {
        fragment_uses(body, &note.text, with);
    }
}

/// As [`each_use`], of one fragment.
pub fn fragment_uses(body: &Body, fragment: &Fragment, with: &mut dyn FnMut(u32)) {
    for node in &fragment.nodes {
        match node {
            Node::Use(index) => with(*index),
            Node::Quoted(index) => fragment_uses(body, &body.quoted[*index as usize].typed, with),
            Node::Block(index) => {
                for fragment in body.blocks[*index as usize].fragments() {
                    fragment_uses(body, fragment, with);
                }
            }
            _ => {}
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6: the page's title is the 1.
    pub level: u8,
    /// Its id, unique on the page.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// Whether it begins a section: level 2, and not within a list or a quotation.
    pub section: bool,
}

/// Citations that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct CitationGroup {
    /// How they are written.
    pub kind: GroupKind,
    /// The citations.
    pub citations: Vec<Citation>,
    /// All of it.
    pub span: Span,
}

/// How citations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// `[@a; @b]`
    Bracketed,
    /// `@a`, naming the author in the sentence.
    Narrative,
    /// In a footnote's definition.
    Evidence,
    /// Under a block quote.
    Quotation,
}

/// One citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The source's key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// `-@key`
    pub suppress_author: bool,
    /// What stands before the key.
    pub prefix: String,
    /// The key and what follows it, if it may be the key that is meant: see [`crate::page::citation::CitationItem`].
    pub longer: Option<String>,
    /// Where in the source; if paragraphs are named, these.
    pub locator: Option<Locator>,
    /// Other ways in which the place is named: the page beside the paragraph.
    pub further: Vec<Locator>,
    /// The words that the source is said to have.
    pub quotes: Vec<Quote>,
    /// What is left.
    pub suffix: String,
    /// All of it.
    pub span: Span,
}

/// Words that a source is said to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without the marks around them; blocks have a blank line between.
    pub text: String,
    /// Their place.
    pub span: Span,
    /// Whether the words stand there letter by letter, so that offsets in one are offsets in the other.
    pub exact: bool,
    /// If it was set in blocks (paragraphs, items, cells): these, in order.
    pub blocks: Vec<QuoteBlock>,
}

/// A block of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteBlock {
    /// In the quotation's text.
    pub range: Range<usize>,
    /// Its place.
    pub span: Span,
    /// As [`Quote::exact`].
    pub exact: bool,
    /// What it is in a list or a table.
    pub lead: Lead,
}

/// What a block of a quotation is in a list or a table: what the author set before its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    #[default]
    None,
    /// A bullet.
    Bullet,
    /// A number, which the block’s text begins with.
    Number {
        /// How many bytes of the text it takes, with the space behind it.
        len: usize,
        /// Which number a list counts here, whatever is typed.
        counted: u64,
        /// Whether its list does no more than count its items from one.
        counts: bool,
    },
    /// It is a table’s cell.
    Cell {
        /// Whether a row begins with it.
        first: bool,
        /// How many cells before it, in its row, are empty.
        empty: usize,
    },
}

impl Lead {
    /// How many bytes of the block’s text are a number before its words.
    pub fn number(self) -> usize {
        match self {
            Self::Number { len, .. } => len,
            _ => 0,
        }
    }
}

impl Quote {
    /// One quotation of several blocks; `None` if there are none.
    pub(crate) fn of_blocks(blocks: Vec<(Self, Lead)>) -> Option<Self> {
        let (first, last) = (&blocks.first()?.0, &blocks.last()?.0);
        let span = Span { start: first.span.start, end: last.span.end.max(first.span.end) };
        let mut quote = Self { text: String::new(), span, exact: false, blocks: Vec::new() };
        for (block, lead) in blocks {
            if !quote.text.is_empty() {
                quote.text.push_str("\n\n");
            }
            let start = quote.text.len();
            quote.text.push_str(&block.text);
            let range = start..quote.text.len();
            quote.blocks.push(QuoteBlock { range, span: block.span, exact: block.exact, lead });
        }
        Some(quote)
    }

    /// The words of each of its blocks.
    pub fn in_blocks(&self) -> Vec<&str> {
        match self.blocks.is_empty() {
            true => vec![&self.text],
            false => self.blocks.iter().map(|block| &self.text[block.range.clone()]).collect(),
        }
    }

    /// The place in the file of some of its words, letter by letter where that is known.
    pub fn place(&self, range: Range<usize>) -> Span {
        let within = |span: Span, from: usize, len: usize| {
            let start = span.start as usize;
            let end = (start + (range.end - from).min(len)).max(start + range.start - from);
            Span::new(start + range.start - from, end)
        };
        let block = self.blocks.iter().find(|block| range.start < block.range.end);
        match block.filter(|block| block.range.start <= range.start) {
            Some(block) if block.exact => within(block.span, block.range.start, block.range.len()),
            Some(block) => block.span,
            None if self.exact => within(self.span, 0, self.text.len()),
            None => self.span,
        }
    }
}

/// Words that are said to be a source's.
#[derive(Clone, Debug)]
pub struct QuotedWords {
    /// As they were typed.
    pub text: String,
    /// Their place.
    pub span: Span,
    /// If they are a block of a block quote: one of `groups`, and which of its blocks.
    pub block: Option<(u32, u32)>,
    /// What they are in a list or a table, if they are.
    pub lead: Lead,
    /// The mark that opens them, if they are no block.
    pub mark: Option<char>,
    /// As they are shown if no source has them.
    pub typed: Fragment,
    /// What else stands among them: emphasis, links, the marks of notes.
    pub among: Vec<QuotedInline>,
}

/// Something that stands among quoted words.
#[derive(Clone, Debug)]
pub struct QuotedInline {
    /// Its place in the words as they were typed.
    pub at: usize,
    /// Whether it belongs to the words that follow, not to those before.
    pub opens: bool,
    /// What it is.
    pub what: Fragment,
}

/// What the author wrote beside the source of a block quote, as in `— Ann Smith, @key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The source: one of `groups`.
    pub group: u32,
    /// The words.
    pub text: String,
    /// Whether they stand behind the source, and are shown so.
    pub remark: bool,
    /// Whether it stands below the words without a dash, so that it may be some of them.
    pub undashed: bool,
    /// Their place.
    pub span: Span,
}

/// A place where citations or a footnote are referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// To what.
    pub target: Target,
    /// What rests on it: one of `claims`.
    pub claim: u32,
    /// Its place.
    pub span: Span,
}

/// What a [`Marker`] refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// One of `groups`.
    Group(u32),
    /// One of `notes`, an ordinary footnote.
    Note(u32),
    /// A footnote that is not there.
    Missing,
}

/// What is said to rest on citations: a sentence, a table's cell, or the words in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its words. Where a citation names the author in the sentence, there is a [`NAME`].
    pub text: WordsRange,
    /// Its place.
    pub span: Span,
}

/// Words in quotation marks whose source is cited in the sentence, the paragraph or the cell beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjacentQuote {
    /// One of `claims`.
    pub claim: u32,
    /// The uses that cite, in `uses`.
    pub uses: Vec<u32>,
}

/// A sentence that cites nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncitedSentence {
    /// Its words.
    pub text: WordsRange,
    /// Its place.
    pub span: Span,
}

/// Stands in a claim for an author's name that is not known yet; the sources of the claim's narrative
/// citations fill them in order.
pub const NAME: char = '\u{fffc}';

/// A footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// As it is written: `price` for `[^price]`.
    pub label: String,
    /// The whole definition.
    pub span: Span,
    /// Its text; empty if it is evidence.
    pub text: Fragment,
    /// If its definition begins with a citation: one of `groups`.
    pub evidence: Option<u32>,
}

/// A structured block.
#[derive(Clone, Debug)]
pub enum Block {
    /// Where sources disagree.
    Disagreement {
        /// What is disputed.
        question: String,
        /// What an editor says of it.
        note: Option<Fragment>,
        /// The sides: what is held, and the markers.
        positions: Vec<(Fragment, Fragment)>,
    },
    /// Numbers that sources give.
    Chart(ChartBlock<Fragment>),
    /// Key numbers.
    Figures(FiguresBlock<Fragment>),
    /// Events by topic and span of time.
    Timeline(TimelineQuery),
    /// What the sources say on some terms.
    Passages(PassagesQuery),
}

impl Block {
    /// What stands over it; may be empty.
    pub fn title(&self) -> &str {
        match self {
            Self::Disagreement { question, .. } => question,
            Self::Chart(chart) => &chart.title,
            Self::Figures(figures) => &figures.title,
            Self::Timeline(query) => &query.title,
            Self::Passages(query) => &query.title,
        }
    }

    /// All of it that may cite, in the order in which readers meet it.
    pub fn fragments(&self) -> Vec<&Fragment> {
        match self {
            Self::Disagreement { note, positions, .. } => {
                positions.iter().flat_map(|(says, cite)| [says, cite]).chain(note).collect()
            }
            Self::Chart(chart) => chart.points.iter().map(|point| &point.cite).chain(&chart.note).collect(),
            Self::Figures(block) => {
                block.figures.iter().map(|figure| &figure.cite).chain(&block.note).collect()
            }
            Self::Timeline(_) | Self::Passages(_) => Vec::new(),
        }
    }
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written, with entities and escapes undone.
    pub url: String,
    /// What is shown when the pointer rests on it.
    pub title: String,
    /// Its words; of an image in it, what is said instead.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// As written.
    pub url: String,
    /// What is shown when the pointer rests on it.
    pub title: String,
    /// What is said instead of it.
    pub alt: String,
    /// Its place.
    pub span: Span,
}

/// A link by title or alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wikilink {
    /// The title or alias.
    pub target: String,
    /// The words to show.
    pub label: String,
    /// Its place.
    pub span: Span,
}

/// A paragraph, list item or table cell as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// What it is.
    pub kind: ProseKind,
    /// Its words, without citations and marks.
    pub text: WordsRange,
    /// The last heading before it: one of `headings`.
    pub heading: Option<u32>,
    /// Whether it cites anything.
    pub cited: bool,
    /// Its place.
    pub span: Span,
}

/// What a piece of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseKind {
    /// A paragraph, or a list item without paragraphs.
    Paragraph,
    /// A table's cell.
    Cell,
    /// A heading.
    Heading,
    /// An attributed block quote: the source's own words.
    Quotation,
    /// Within a footnote or a structured block.
    Aside,
}
