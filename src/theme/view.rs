//! Finished values for templates, and the only types that templates see.
//!
//! A template gets `site` ([`SiteView`]), which is the same for all pages, and `page`, or, if it is that of a
//! structured block, `block` alone. Which of these types that is stands in the type's doc, as `page` in
//! `topic.html`: docs/theming.md is made from these docs, and a test compares it with what templates get.
//!
//! Fields named `html` or `…_html` are safe markup made by the build; everything else is plain text,
//! which the template engine escapes. Every `url` is relative to the page, and percent-encoded.

use serde::Serialize;

use crate::theme::shared::Shared;

/// What all pages share: `site`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// From expound.toml.
    pub title: String,
    /// From expound.toml; may be empty.
    pub description: String,
    /// A BCP 47 tag, for `<html lang>`.
    pub language: String,
    /// Where the site will be published, ending in `/`; empty if not known.
    pub base_url: String,
    /// The main ways into the site. Here alone a link is from the site's top: write `{{ page.root }}{{ item.url }}`.
    pub nav: Vec<LinkView>,
    /// The list of all sources, from the site's top as in `nav`; empty if there is none.
    pub sources_url: String,
    /// The timeline of all events, likewise.
    pub timeline_url: String,
    /// The search, likewise.
    pub search_url: String,
    /// The page on what rests on what, likewise.
    pub coverage_url: String,
    /// How many sources the site rests on.
    pub source_count: usize,
    /// How many quotations were looked up in the copies of their sources, and found there.
    pub quotations_found: usize,
    /// The date of the newest source that states one.
    pub newest_source: Option<DateView>,
    /// The theme's style sheets, from the site's top as in `nav`, in the order of their names.
    pub stylesheets: Vec<String>,
    /// The theme's settings, with the site's own over them.
    pub settings: serde_json::Map<String, serde_json::Value>,
}

/// What every page has.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// What the page is: `home`, `topic`, `event`, `entity`, `page`, `folder`, `source`, `timeline`,
    /// `sources`, `coverage`, `search`, `not-found`.
    pub kind: &'static str,
    /// Its short name, for `<title>`, lists and breadcrumbs.
    pub title: String,
    /// What stands over it: a topic's question, else the title.
    pub heading: String,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// The summary with its markers, for the top of the page; empty if it cites nothing.
    pub lede_html: String,
    /// A BCP 47 tag.
    pub language: String,
    /// Leads to the site's top: empty, `../`, `../../`.
    pub root: String,
    /// Its address from the site's top, percent-encoded.
    pub path: String,
    /// Its whole address, if the site's is known.
    pub canonical: Option<String>,
    /// The way here from the front page, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What it leads to.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A date at the precision in which it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// In words: `about March 2013`.
    pub text: String,
    /// For `<time datetime>`, if HTML has a form for it.
    pub machine: Option<String>,
    /// The year a reader would look under.
    pub year: i32,
}

/// A page written in Markdown: `page` in `home.html`, `topic.html`, `event.html`, `entity.html`,
/// `page.html`, `folder.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Article {
    /// What every page has.
    #[serde(flatten)]
    pub head: Head,
    /// The text, cut at its `##` headings; the first section has no heading.
    pub sections: Vec<SectionView>,
    /// All passages cited on the page, in order of first use.
    pub notes: Vec<Shared<NoteView>>,
    /// The works cited on the page, formatted, in the order of the style.
    pub bibliography: Vec<Work>,
    /// Ordinary footnotes.
    pub footnotes: Vec<FootnoteView>,
    /// What the whole page rests on.
    pub evidence: Evidence,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was first published.
    pub published: Option<DateView>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// A topic's `status`; may be empty.
    pub status: String,
    /// An event's date.
    pub date: Option<DateView>,
    /// An entity's other names.
    pub names: Vec<String>,
    /// The topics it belongs to.
    pub topics: Vec<Card>,
    /// On a topic: its events in order of time. On the home page: the newest of all, in order of time too.
    pub events: Vec<Card>,
    /// A picture of these events; on the timeline, of all events. None if there are fewer than two.
    pub time: Option<TimePicture>,
    /// The people, places and things that its text names.
    pub entities: Vec<Card>,
    /// Pages that rest on the same sources, nearest first.
    pub neighbours: Vec<NeighbourView>,
    /// The pages below it: a folder's, or on the home page the topics.
    pub children: Vec<Card>,
    /// On the home page: the sources that the site's pages cite most, at most a dozen; else empty.
    pub main_sources: Vec<SourceCard>,
    /// On a topic with `terms`: the paragraphs of the sources that speak of them and that the page does
    /// not cite; else empty.
    pub on_terms: Vec<SourceMentionView>,
    /// An entity: where the site's pages name it.
    pub mentions: Vec<Mention>,
    /// An entity: where the sources name it.
    pub source_mentions: Vec<SourceMentionView>,
    /// Pages that link here.
    pub linked_from: Vec<LinkView>,
    /// Front matter's own keys.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A part of an article, under one `##` heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    /// The heading's id; empty for the text before the first heading.
    pub id: String,
    /// The heading's text; empty for the text before the first heading.
    pub title: String,
    /// The heading's content as markup.
    pub heading_html: String,
    /// The text below the heading, with its markers.
    pub html: String,
    /// The passages cited here, each once, in order of first use here, though an earlier section cite them too.
    pub notes: Vec<Shared<NoteView>>,
    /// What the section rests on.
    pub evidence: Evidence,
    /// Whether it is prose that cites nothing: it begins with a paragraph, and no citation and no block
    /// stands in it.
    pub unsourced: bool,
    /// The headings below this one.
    pub contents: Vec<LinkView>,
}

/// What a text rests on, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Distinct passages cited.
    pub passages: usize,
    /// Distinct sources cited.
    pub sources: usize,
    /// The sources' short names, in order of first use.
    pub source_names: Vec<String>,
    /// Places where sources are shown to disagree.
    pub disagreements: usize,
    /// The earliest date that a cited source states.
    pub oldest: Option<DateView>,
    /// The latest date that a cited source states.
    pub newest: Option<DateView>,
    /// Cited sources that state no date.
    pub undated: usize,
}

/// A cited passage: what a numbered marker opens.
///
/// In the text a marker is `<a class="cite" id="cN-a" href="#nN" role="doc-noteref">`, and a passage in
/// the list of notes must have the id `nN`. A claim that an author has marked as not settled is followed
/// by `<sup class="flag" title="…">[disputed]</sup>`, in which `.out` holds words that only those hear
/// who listen; a theme may show them to all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// Its number on the page: the first of [`Article::notes`] is 1, the next 2, without a gap.
    pub number: usize,
    /// `nN`: what the markers lead to.
    pub id: String,
    /// `found`, `unchecked`, `work` (no passage was named), or `missing` (in a draft build).
    pub status: &'static str,
    /// The passage with its context, the cited words in `<mark>`, and `<span class="gap">` where words between
    /// these are left out; empty if none may be shown.
    pub passage_html: String,
    /// The quotation alone, as the source has it, with ` … ` for what is left out; may be empty.
    pub quote: String,
    /// `¶ 7`, `p. 3`; may be empty.
    pub locator: String,
    /// The source.
    pub source: Shared<SourceCard>,
    /// Whether an earlier note of the page has the same source.
    pub again: bool,
    /// The passage on the source's page.
    pub url: String,
    /// What the editor wrote before and after the citation, if it was more than the words; may be empty.
    pub remark: String,
    /// Each place on this page that cites it.
    pub uses: Vec<CitingPlaceView>,
}

/// A place that cites a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitingPlaceView {
    /// `a`, `b`, `c`; empty if it is the only one.
    pub letter: String,
    /// The marker: `#cN-a`.
    pub url: String,
    /// The claim that rests on it, as plain text; a very long one is shortened. Empty if it is that of the use before.
    pub claim: String,
}

/// A piece of a source's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PieceView {
    /// `text`, `mark` (cited), or `elided`.
    pub kind: &'static str,
    /// The words; empty if elided.
    pub text: String,
    /// How many words are left out; 0 unless elided.
    pub words: usize,
    /// On a source page: the ids of the passages that begin with this piece (`q3`).
    pub ids: Vec<String>,
}

/// A source, in brief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceCard {
    /// Its citation key.
    pub key: String,
    /// Its title; if it has none, its first words with `…`.
    pub title: String,
    /// Whether the title is the first words of a text that has none.
    pub untitled: bool,
    /// `Paal and Trenin`; a source without author goes by its title.
    pub short_name: String,
    /// `Douglas H. Paal and Dmitri Trenin`; empty if no author is stated.
    pub byline: String,
    /// What it is, in a word or two: `article`, `report`; may be empty.
    pub kind: &'static str,
    /// May be empty.
    pub publisher: String,
    /// If it states one.
    pub date: Option<DateView>,
    /// Its page.
    pub url: String,
    /// How many distinct passages of it the site cites.
    pub passages: usize,
    /// How many pages cite it.
    pub pages: usize,
}

/// A work in the list of works cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Work {
    /// Formatted in the site's citation style.
    pub html: String,
    /// The source's page.
    pub url: String,
    /// The source's key.
    pub key: String,
    /// The numbers of the notes of this page that cite it: that of number 3 has the id `n3`.
    pub notes: Vec<usize>,
}

/// An ordinary footnote.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FootnoteView {
    /// What its references show: a sign, or a letter if they are many; no number, as citations are.
    pub mark: String,
    /// `fn-1`
    pub id: String,
    /// Its text.
    pub html: String,
    /// Its references.
    pub backlinks: Vec<String>,
}

/// A page, in brief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// As [`Head::kind`].
    pub kind: &'static str,
    /// Its short name.
    pub title: String,
    /// A topic's question, else the title.
    pub heading: String,
    /// May be empty.
    pub summary: String,
    /// Where it is.
    pub url: String,
    /// An event's date.
    pub date: Option<DateView>,
    /// What it rests on; none where the page is only named, as among entities.
    pub evidence: Option<Evidence>,
    /// The topics it belongs to.
    pub topics: Vec<LinkView>,
    /// Among entities: how often the page names it.
    pub count: usize,
}

/// A page that rests on the same sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NeighbourView {
    /// Its short name.
    pub title: String,
    /// A topic's question, else the title.
    pub heading: String,
    /// Where it is.
    pub url: String,
    /// How many sources both rest on.
    pub count: usize,
}

/// Where a page of the site names an entity.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mention {
    /// The page.
    pub page: Card,
    /// The sentences that name it, at most a few.
    pub sentences: Vec<SentenceView>,
    /// How many sentences name it.
    pub count: usize,
}

/// A sentence that names an entity.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SentenceView {
    /// The sentence, the name as a `mark`.
    pub pieces: Vec<PieceView>,
    /// The place, as near as there is an anchor.
    pub url: String,
}

/// Where a source names an entity, or speaks of a term.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceMentionView {
    /// The source.
    pub source: SourceCard,
    /// Each paragraph that does.
    pub paragraphs: Vec<ParagraphMention>,
}

/// A paragraph of a source that names an entity, or speaks of a term.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParagraphMention {
    /// Its number.
    pub number: usize,
    /// The sentence, as far as it may be published, the name or term as a `mark`; empty if nothing may be.
    pub pieces: Vec<PieceView>,
    /// The paragraph on the source's page.
    pub url: String,
}

/// A source's page: `page` in `source.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourcePage {
    /// What every page has.
    #[serde(flatten)]
    pub head: Head,
    /// The source in brief.
    pub source: SourceCard,
    /// What is known of it and what is not, in the order to be shown.
    pub facts: Vec<Fact>,
    /// Formatted in the site's citation style.
    pub reference_html: String,
    /// What is uncertain in the record; may be empty.
    pub note: String,
    /// The original; empty if no address is stated.
    pub original_url: String,
    /// `full`, `excerpt` or `cite-only`.
    pub rights: String,
    /// The text as far as it may be published, if any. Paragraphs of which nothing may be shown are joined.
    pub paragraphs: Vec<ParagraphView>,
    /// Words of the whole text.
    pub words: usize,
    /// Words of it that are shown.
    pub words_shown: usize,
    /// How many distinct passages the site cites.
    pub passage_count: usize,
    /// These, in the order of the text, if none of it is shown; else empty: `paragraphs` marks them.
    pub passages: Vec<PassageView>,
    /// Claims that cite the work without a passage of it, or one that could not be looked up.
    pub unplaced: Vec<ClaimView>,
    /// The pages that cite it.
    pub cited_by: Vec<Card>,
    /// The people, places and things that it names.
    pub entities: Vec<Card>,
}

/// Something known of a source, or known to be unknown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fact {
    /// `Author`
    pub label: String,
    /// Its value; `not stated` if it is not known.
    pub value: String,
    /// Whether it is known.
    pub known: bool,
    /// Where it leads; may be empty.
    pub url: String,
}

/// A paragraph of a source, or several of which nothing may be shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParagraphView {
    /// Its number, from 1.
    pub number: usize,
    /// The last of those joined; else the same number.
    pub last: usize,
    /// `p7`
    pub id: String,
    /// Its text, in pieces.
    pub pieces: Vec<PieceView>,
    /// The claims that rest on the passages that begin in it, each once, by the page that makes them.
    pub rests: Vec<PageClaimsView>,
    /// How many claims that are.
    pub claim_count: usize,
    /// How many characters of the paragraph are shown.
    pub length: usize,
    /// How many characters its claims have.
    pub claims_length: usize,
}

/// The claims of a page that rest on a paragraph of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageClaimsView {
    /// The page that makes them.
    pub page: LinkView,
    /// In the order of the passages.
    pub claims: Vec<RestingClaim>,
}

/// A claim and the passages of a paragraph that it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RestingClaim {
    /// The claim, as plain text.
    pub text: String,
    /// The first of the markers that stand at it.
    pub url: String,
    /// The passages by their numbers there, each leading to its own marker; that of a whole paragraph is empty.
    pub passages: Vec<LinkView>,
}

/// A cited passage, on its source's page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PassageView {
    /// `q3`
    pub id: String,
    /// Its number in the source, in the order of the text.
    pub number: usize,
    /// The words, with ` … ` for what is left out; empty if a paragraph is cited as a whole.
    pub quote: String,
    /// `¶ 7` or `¶ 7–8`
    pub locator: String,
    /// The claims that rest on it.
    pub claims: Vec<ClaimView>,
}

/// A claim that rests on a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimView {
    /// The claim, as plain text.
    pub text: String,
    /// The page that makes it.
    pub page: LinkView,
    /// The marker that stands at it.
    pub url: String,
}

/// All events in order of time: `page` in `timeline.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Timeline {
    /// The text that an editor wrote for it, and what every page has.
    #[serde(flatten)]
    pub article: Article,
    /// By year, from the earliest.
    pub years: Vec<Year>,
}

/// The events of a year, a decade or a century.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Year {
    /// `2013`, `the 1970s`
    pub label: String,
    /// In order of time.
    pub events: Vec<Card>,
}

/// All sources: `page` in `sources.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sources {
    /// The text that an editor wrote for it, and what every page has.
    #[serde(flatten)]
    pub article: Article,
    /// By date, then by name; the undated last.
    pub sources: Vec<SourceEntry>,
}

/// A source in the list of all.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceEntry {
    /// In brief.
    pub source: SourceCard,
    /// Formatted in the site's citation style.
    pub reference_html: String,
    /// The pages that cite it.
    pub cited_by: Vec<LinkView>,
    /// `full`, `excerpt` or `cite-only`.
    pub rights: String,
}

/// What rests on what: `page` in `coverage.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CoverageView {
    /// What every page has.
    #[serde(flatten)]
    pub head: Head,
    /// The topics, in their order.
    pub topics: Vec<TopicCoverage>,
    /// How many sections of them cite.
    pub section_count: usize,
    /// How many of these rest on one source.
    pub one_source: usize,
    /// How many sentences and paragraphs of topics rest on no source.
    pub uncited: usize,
    /// How many topics are too old.
    pub stale: usize,
    /// How many months the newest source of a topic may be older than its review.
    pub max_age_months: u32,
    /// The paragraphs of sources that have the terms of a topic, and that no page cites.
    pub unused: Vec<UnusedView>,
    /// How many more sources have such paragraphs.
    pub more_unused: usize,
}

/// What a topic rests on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TopicCoverage {
    /// The topic.
    pub page: LinkView,
    /// What it rests on.
    pub evidence: Evidence,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// Whether its newest dated source is older than that by more than [`CoverageView::max_age_months`].
    pub stale: bool,
    /// Its sections that cite.
    pub sections: Vec<SectionCoverage>,
    /// What in it rests on no source.
    pub uncited: Vec<UncitedView>,
    /// The sources that have its terms, and that it does not cite: those with the most paragraphs.
    pub not_cited: Vec<UnusedView>,
    /// How many more there are.
    pub more_not_cited: usize,
    /// Its claims whose sources are not independent of each other.
    pub not_independent: Vec<NotIndependentView>,
}

/// What a section rests on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionCoverage {
    /// Its heading; empty above the first.
    pub title: String,
    /// Where it stands.
    pub url: String,
    /// What it rests on.
    pub evidence: Evidence,
}

/// Words of the site that rest on no source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UncitedView {
    /// The words.
    pub text: String,
    /// The section that they stand in.
    pub url: String,
    /// Whether it is a paragraph as a whole, and not a sentence of one that cites.
    pub paragraph: bool,
}

/// Paragraphs of a source that are not used.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UnusedView {
    /// The source.
    pub source: SourceCard,
    /// Whether it is newer than all that the topic cites.
    pub newer: bool,
    /// The paragraphs, each by its number.
    pub paragraphs: Vec<LinkView>,
}

/// A claim whose sources are not independent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotIndependentView {
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub url: String,
    /// What they have in common, each in a sentence without a full stop.
    pub ties: Vec<String>,
}

/// The search, and all that there is, for those who have no script: `page` in `search.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// The text that an editor wrote for it, and what every page has.
    #[serde(flatten)]
    pub article: Article,
    /// The folder of the index, ending in `/`; empty for a site without one.
    pub index_url: String,
    /// Everything that can be found, by kind.
    pub groups: Vec<SearchGroup>,
    /// How many pages can be searched.
    pub pages: usize,
    /// How many sources can be.
    pub sources: usize,
}

/// The pages of one kind, or the sources.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchGroup {
    /// As [`Head::kind`].
    pub kind: String,
    /// All of them in order, or if there are very many only the page that leads to them.
    pub links: Vec<LinkView>,
    /// How many there are.
    pub count: usize,
}

/// The page for an address that is none: `page` in `404.html`. It is shown at any depth; relative links in it are made whole when it is written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotFound {
    /// The text that an editor wrote for it, and what every page has.
    #[serde(flatten)]
    pub article: Article,
    /// The front page: the whole address if it is known, else `/`.
    pub home_url: String,
    /// The theme's style sheets, whole, because no link to them would hold.
    pub css: String,
}

/// A page at an old address: `page` in `redirect.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Redirect {
    /// The page it leads to.
    pub target: LinkView,
    /// That page's whole address, if the site's is known.
    pub canonical: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
}

/// A `disagreement` block: `block` in `blocks/disagreement.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Disagreement {
    /// An id for the group's heading.
    pub id: String,
    /// What is disputed.
    pub question: String,
    /// What an editor says of it; may be empty.
    pub note_html: String,
    /// In the order written.
    pub positions: Vec<PositionView>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PositionView {
    /// What is held.
    pub says_html: String,
    /// The markers.
    pub cite_html: String,
    /// The passages it rests on.
    pub notes: Vec<Shared<NoteView>>,
}

/// A `figures` block: `block` in `blocks/figures.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FiguresView {
    /// An id for its title.
    pub id: String,
    /// What the numbers are of; may be empty.
    pub title: String,
    /// The numbers, in the order written: one to six.
    pub figures: Vec<FigureView>,
    /// What an editor says of them; may be empty.
    pub note_html: String,
}

/// A key number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureView {
    /// The number, in the source's words: `4,209 km`.
    pub value: String,
    /// What it is the number of.
    pub label: String,
    /// The markers.
    pub cite_html: String,
}

/// A `chart` block: `block` in `blocks/chart.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChartView {
    /// An id for its title, and for what else it needs one.
    pub id: String,
    /// What the numbers are of.
    pub title: String,
    /// `bar` or `line`.
    pub kind: String,
    /// What they are counted in; may be empty.
    pub unit: String,
    /// What the labels are, for the head of their column; may be empty.
    pub axis: String,
    /// What an editor says of them; may be empty.
    pub note_html: String,
    /// The names of the series, in the order of [`ChartRowView::nth`]; empty if there is only one.
    pub series: Vec<String>,
    /// The numbers: of a bar chart by label and series, of a line as they are written.
    pub rows: Vec<ChartRowView>,
    /// The words for what was not yet so, as `target`, each once; empty if there is nothing of the kind.
    pub expected: Vec<String>,
    /// The sources that the numbers rest on, in order of first use.
    pub sources: Vec<SourceCard>,
    /// On a line chart: the drawing.
    pub plot: Option<Plot>,
}

/// A number of a chart.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChartRowView {
    /// What it is the number of.
    pub label: String,
    /// Whether it is the first with this label: of several series a bar chart writes the label once.
    pub first: bool,
    /// The series; may be empty.
    pub series: String,
    /// The series' number, from 1.
    pub nth: usize,
    /// The number in words or digits, with the unit only if the source's words have it.
    pub value: String,
    /// `target`, `planned`: the word if it was not yet so when the source was written; else empty.
    pub expected: String,
    /// The markers.
    pub cite_html: String,
    /// On a bar chart: the bar.
    pub bar: Option<Bar>,
}

/// A bar, in percent of the longest. All begin at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bar {
    /// Where it ends.
    pub to: f64,
    /// If the source gives a range: where that begins.
    pub low: Option<f64>,
    /// Likewise: where that ends.
    pub high: Option<f64>,
}

/// The drawing of a line chart. `x` is in percent of the width, `y` in pixels from the top.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plot {
    /// How high it is, without the words at its ticks.
    pub height: f64,
    /// Round numbers, from the lowest.
    pub levels: Vec<Level>,
    /// What is written along its foot.
    pub ticks: Vec<Tick>,
    /// A line for each series.
    pub lines: Vec<PlotLine>,
}

/// A round number up a plot.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Level {
    /// Its place.
    pub y: f64,
    /// The number.
    pub label: String,
    /// Whether it is zero.
    pub zero: bool,
}

/// A place along an axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tick {
    /// Its place.
    pub x: f64,
    /// `1990`, `March`
    pub label: String,
    /// Where it leads; may be empty.
    pub url: String,
}

/// A line of a plot.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlotLine {
    /// The series; may be empty.
    pub series: String,
    /// The series' number, from 1.
    pub nth: usize,
    /// Its points, from left to right. Each is joined to the next.
    pub spots: Vec<ChartPointView>,
}

/// A point of a line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChartPointView {
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// If the source gives a range: the place of its lower end.
    pub low: Option<f64>,
    /// Likewise: of its upper end.
    pub high: Option<f64>,
    /// Whether it was not yet so.
    pub expected: bool,
    /// What is written at it; empty where there is no room.
    pub label: String,
    /// Which part of the label stands at `x`: `start`, `middle` or `end`.
    pub anchor: String,
    /// The line on which the label stands.
    pub label_y: f64,
}

/// A `timeline` block: `block` in `blocks/timeline.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineBlock {
    /// May be empty.
    pub title: String,
    /// In order of time.
    pub events: Vec<Card>,
    /// A picture of them; none if there are fewer than two.
    pub time: Option<TimePicture>,
}

/// Events along an axis of time, as places for a picture. Across, all is in percent of its width, so that
/// type is never scaled; down, in pixels from the top.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimePicture {
    /// How many events there are.
    pub count: usize,
    /// How many of them have no mark, because too many stand at one place.
    pub left_out: usize,
    /// From when to when: `1860 to 2024`.
    pub years: String,
    /// How high it is.
    pub height: u32,
    /// Where the axis is.
    pub axis_y: u32,
    /// The parts of the axis that are to scale. Between two of them a long time without an event is cut.
    pub runs: Vec<TimeRun>,
    /// The years below the axis.
    pub ticks: Vec<TimeTick>,
    /// The events.
    pub marks: Vec<TimeMark>,
}

/// A part of an axis of time that is to scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimeRun {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// A year below an axis of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimeTick {
    /// Where it stands.
    pub x: f64,
    /// `1990`
    pub label: String,
}

/// An event in a picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimeMark {
    /// `dot` for a day, a month or a season, `bar` for a year or more.
    pub kind: String,
    /// Whether the date is said to be about then, or perhaps then.
    pub hedged: bool,
    /// The middle of a dot, the left end of a bar.
    pub x: f64,
    /// How long a bar is.
    pub width: f64,
    /// The middle of its row.
    pub y: u32,
    /// `March 2013: Xi Jinping visits Moscow`
    pub title: String,
}

/// A `passages` block: `block` in `blocks/passages.html`: what the sources say on some terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PassagesBlock {
    /// May be empty.
    pub title: String,
    /// By source, in the order of the text.
    pub sources: Vec<SourceMentionView>,
}
