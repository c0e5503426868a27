//! What stands around a block quote and may say whose words it has: the paragraph above, and the line below.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::attribution::{
    Attribution, AttributionForm, AttributionSign, DASHES, attribution, credit, is_like_credit,
};
use super::labels::is_name;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::sentence::sentences;
use crate::page::citation::ScanItem;
use crate::page::markdown::claims::Plain;
use crate::page::markdown::run::{InlineRun, is_comment, is_inline};
use crate::page::markdown::{EventTree, MarkdownReader, ProseKind};

/// What stands below a block quote.
pub(in crate::page::markdown) enum BelowQuote<'s, 'd> {
    Nothing,
    /// Its source: the run, and the event after it.
    Source(InlineRun<'s, 'd>, Box<Attribution>, usize),
    /// A line that cites, and may name its source. Where it begins.
    Perhaps(usize),
    /// A line that may name its source in one of these notes.
    Noted(Vec<String>),
}

/// How many events a line has at most that names a source.
const MOST_EVENTS: usize = 64;

/// How many events of comments and rules are passed over.
const MOST_BETWEEN: usize = 32;

/// What stands in the block below a quote, which is looked for from `at`.
pub(in crate::page::markdown) fn below<'s, 'd>(
    doc: &'d EventTree<'s>,
    at: usize,
    limit: usize,
) -> BelowQuote<'s, 'd> {
    let mut ruled = false;
    let mut next = at;
    while next < limit.min(at + MOST_BETWEEN) {
        match &doc.events[next].0 {
            Event::Rule => (ruled, next) = (true, next + 1),
            Event::Start(Tag::HtmlBlock) if is_all_comments(doc, next) => next = doc.ends[next] + 1,
            Event::Start(Tag::FootnoteDefinition(_)) => next = doc.ends[next] + 1,
            // `— Ann Smith`, and the citation below it.
            Event::Start(Tag::Paragraph) if !ruled && is_name_behind_dash(doc, next) => {
                (ruled, next) = (true, doc.ends[next] + 1);
            }
            _ => break,
        }
    }
    if next >= limit {
        return BelowQuote::Nothing;
    }
    // A heading that begins with a dash is none.
    let heading = matches!(doc.events[next].0, Event::Start(Tag::Heading { .. }));
    if !heading && !matches!(doc.events[next].0, Event::Start(Tag::Paragraph | Tag::List(_))) {
        return BelowQuote::Nothing;
    }
    let end = doc.ends[next];
    if end >= next + MOST_EVENTS {
        return BelowQuote::Nothing;
    }
    let mut runs = doc.runs(next + 1..end);
    let Some(run) = runs.pop().filter(|_| runs.is_empty()) else { return BelowQuote::Nothing };
    let source = match attribution(&run, false) {
        AttributionSign::Source(found) if found.words == 0 && found.form != AttributionForm::Behind => {
            Some(found)
        }
        _ => credit(&run),
    };
    // What ends so leads to what stands below it.
    let leads_on = run.text.trim_end().ends_with([',', ':', '，', '：']);
    let source = source.filter(|found| !leads_on || found.form == AttributionForm::Dash);
    let labels = labels(&run);
    let cites = || {
        let cites = |found: &ScanItem| !matches!(found, ScanItem::Wikilink { .. });
        run.scanned.contains('@') && run.found().iter().any(cites)
    };
    match source {
        Some(found) if heading && found.form != AttributionForm::Dash => BelowQuote::Nothing,
        _ if heading && !run.text.trim_start().starts_with(DASHES) => BelowQuote::Nothing,
        Some(found) if !ruled && !heading => BelowQuote::Source(run, found, end + 1),
        Some(_) => BelowQuote::Perhaps(next),
        None if cites() && (is_like_credit(&run) || says(&run.text)) => BelowQuote::Perhaps(next),
        None if !labels.is_empty() && is_like_credit(&run) => BelowQuote::Noted(labels),
        None => BelowQuote::Nothing,
    }
}

/// Whether a paragraph is a name behind a dash, and cites nothing.
fn is_name_behind_dash(doc: &EventTree<'_>, start: usize) -> bool {
    let end = doc.ends[start];
    if end >= start + MOST_EVENTS {
        return false;
    }
    let run = doc.run(start + 1..end);
    let text = run.text.trim();
    text.starts_with(DASHES) && !run.scanned.contains('@') && labels(&run).is_empty() && is_name(text)
}

/// Whether a few words say that someone says something.
pub(in crate::page::markdown) fn says(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(LONGEST_INTRODUCTION + 1).collect();
    if words.len() > LONGEST_INTRODUCTION {
        return false;
    }
    let unspaced = words.len() <= 2 && SAYING.iter().any(|verb| !verb.is_ascii() && text.contains(verb));
    unspaced || words.iter().any(|word| VERBS.contains(word.to_lowercase().as_str()))
}

fn labels(run: &InlineRun<'_, '_>) -> Vec<String> {
    let labels = run.events.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(label) => Some(label.to_string()),
        _ => None,
    });
    labels.collect()
}

/// Whether a block of HTML has nothing but comments.
fn is_all_comments(doc: &EventTree<'_>, start: usize) -> bool {
    let html: String = doc.events[start..=doc.ends[start]]
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Html(html) => Some(&**html),
            _ => None,
        })
        .collect();
    is_comment(html.trim())
}

/// What the words above a block quote say of it.
#[derive(Debug, Default)]
pub(in crate::page::markdown) struct Introduction {
    /// Of the run that was read last.
    pub(in crate::page::markdown) last: Option<Vec<String>>,
    /// Whether the last words say that someone speaks. Others lead only to what stands in quotation marks.
    sure: bool,
    /// The quote below it, and the notes that may cite for it; none if it cites itself.
    of: Option<(usize, Vec<String>)>,
}

impl Introduction {
    /// What was said of the quote that begins here: the notes that may cite for it, none if a source is cited.
    pub(in crate::page::markdown) fn take_for(&mut self, start: usize) -> Option<Vec<String>> {
        self.of.take().filter(|(at, _)| self.sure && *at == start).map(|(_, labels)| labels)
    }

    /// As [`take_for`](Self::take_for), of a quote that is written so.
    pub(super) fn take_for_quote(&mut self, start: usize, source: &str) -> Option<Vec<String>> {
        let words = source.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        self.sure |= words.starts_with(['“', '„', '"', '«', '»', '”', '「', '『']);
        self.take_for(start)
    }
}

impl MarkdownReader<'_> {
    /// Takes notice of a run whose last words may lead to a quotation.
    pub(in crate::page::markdown) fn leads(
        &mut self,
        plain: &Plain,
        labels: &[(u32, String)],
        kind: ProseKind,
    ) {
        self.introduction.last = None;
        if plain.uses.is_empty() || !matches!(kind, ProseKind::Paragraph | ProseKind::Heading) {
            return;
        }
        let text = plain.text.trim_end();
        let last = sentences(text).pop().unwrap_or(0..text.len());
        let of_last: Vec<u32> =
            plain.uses.iter().filter(|(at, ..)| *at >= last.start).map(|(_, marker, _)| *marker).collect();
        let colon = text.ends_with([':', '：']);
        if of_last.is_empty() && !colon {
            return;
        }
        let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "”’»\"')]*".contains(c));
        let ends = bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ';', '；']);
        self.introduction.sure = colon || !ends || says(&text[last.clone()]) || introduces(&text[last]);
        let cites = of_last.iter().any(|marker| !labels.iter().any(|(other, _)| other == marker));
        let labels = labels.iter().filter(|(marker, _)| of_last.contains(marker));
        let labels: Vec<String> = labels.map(|(_, label)| label.clone()).collect();
        self.introduction.last = Some(if cites || colon { Vec::new() } else { labels });
    }

    /// The run was one of a document, and ended before the event `after`: finds the quote that it leads to.
    pub(in crate::page::markdown) fn lead_on(&mut self, doc: &EventTree<'_>, after: usize) {
        self.introduction.of = None;
        let Some(labels) = self.introduction.last.take() else { return };
        let mut next = after;
        let sure = self.introduction.sure;
        while next < doc.events.len().min(after + MOST_BETWEEN) {
            match &doc.events[next].0 {
                Event::Start(Tag::CodeBlock(_)) if sure => {
                    self.introduction.of = Some((next, labels));
                    return;
                }
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::List(_)
                    | TagEnd::Heading(_)
                    | TagEnd::DefinitionListTitle,
                )
                | Event::Start(Tag::DefinitionListDefinition) => next += 1,
                Event::Start(Tag::HtmlBlock) if is_all_comments(doc, next) => next = doc.ends[next] + 1,
                Event::Start(Tag::FootnoteDefinition(_)) => next = doc.ends[next] + 1,
                Event::Start(Tag::BlockQuote(_) | Tag::HtmlBlock) => {
                    self.introduction.of = Some((next, labels));
                    return;
                }
                _ => return,
            }
        }
    }

    /// A paragraph that does nothing else than name a source, as one below a quotation does, and stands below
    /// none that is read.
    pub(in crate::page::markdown) fn stray(
        &mut self,
        doc: &EventTree<'_>,
        start: usize,
        run: &InlineRun<'_, '_>,
    ) {
        // Of what stands in a quotation that is told of nothing more is said.
        let told = self.told_of.is_some_and(|at| at + 1 == start);
        if told || self.quotes_open > 0 || !self.html_quotes.is_empty() {
            return;
        }
        let opens = |i: &usize| {
            let open = &doc.events[*i].0;
            matches!(open, Event::Start(Tag::Paragraph | Tag::DefinitionList | Tag::DefinitionListTitle))
        };
        let first = (0..start).rev().take(MOST_BETWEEN).take_while(opens).last();
        let before = first.and_then(|first| first.checked_sub(1));
        // What an image, a table or a chart is from is said so too.
        let below = before.is_some_and(|before| match &doc.events[before].0 {
            Event::End(TagEnd::Paragraph) => !is_only_image(doc, before),
            Event::End(TagEnd::CodeBlock) => !is_chart(doc, before),
            Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::HtmlBlock
                | TagEnd::Heading(_)
                | TagEnd::List(_)
                | TagEnd::DefinitionList
                | TagEnd::DefinitionListDefinition,
            )
            | Event::Rule => true,
            _ => false,
        });
        let AttributionSign::Source(found) = attribution(run, false) else { return };
        let caption = &run.text[found.caption[0].clone()];
        let named = caption.trim().is_empty() || is_name(caption);
        // `Words, and no marks. — @key`
        let words = run.text[..found.words].trim_end();
        let behind = words.ends_with(|c: char| ".!?…。！？".contains(c))
            && found.item.suffix.is_empty()
            && !run.text[..found.words].contains(['@', '"', '“', '„', '«', '»', '”', '「', '『']);
        if found.form != AttributionForm::Dash || !named || !(below && words.is_empty() || behind) {
            return;
        }
        self.found.push(
            Diagnostic::at(
                &rule::STRAY_SOURCE,
                self.path,
                run.whole_span(),
                match behind {
                    true => "this ends like a quotation, but its words are not looked up",
                    false => "this names a source like the line below a quotation, but there is no quotation above it",
                },
            )
            .help("write the source’s words as a block quote, with `>` before each line, and the source below them"),
        );
    }
}

/// Whether the paragraph that ends here has nothing but an image.
fn is_only_image(doc: &EventTree<'_>, end: usize) -> bool {
    let image = |i: usize| matches!(doc.events[i].0, Event::End(TagEnd::Image));
    let mut i = end;
    let mut depth = 0usize;
    // Backwards, as far as there are images.
    while i > 0 && end - i < MOST_EVENTS {
        i -= 1;
        match &doc.events[i].0 {
            Event::End(TagEnd::Image) => depth += 1,
            Event::Start(Tag::Image { .. }) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Paragraph) => return image(end - 1) || image(end.saturating_sub(2)),
            Event::Text(text) if depth == 0 && !text.trim().is_empty() => return false,
            event if !is_inline(event) => return false,
            _ => {}
        }
    }
    false
}

fn is_chart(doc: &EventTree<'_>, end: usize) -> bool {
    let start = (end.saturating_sub(MOST_EVENTS)..end).rev().find(|&i| doc.ends[i] == end);
    start.is_none_or(|start| match &doc.events[start].0 {
        Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info))) => {
            crate::page::block::is_block(info.split_whitespace().next().unwrap_or_default())
        }
        _ => false,
    })
}

/// How many words a sentence has at most that does no more than say who says what follows.
const LONGEST_INTRODUCTION: usize = 16;

/// Whether a few words lead to someone's, without a verb of saying.
fn introduces(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(LONGEST_INTRODUCTION + 1).collect();
    if words.len() > LONGEST_INTRODUCTION {
        return false;
    }
    let words: Vec<String> = words.into_iter().map(str::to_lowercase).collect();
    let begins = |lead: &[&str]| words.len() >= lead.len() && lead.iter().zip(&words).all(|(a, b)| a == b);
    words.iter().any(|word| LEADING_WORDS.contains(word.as_str())) || LEADS.iter().any(|lead| begins(lead))
}

static LEADING_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LEADING.iter().copied().collect());

/// Words of a sentence that leads to what someone says.
const LEADING: &[&str] = &[
    "thus",
    "clear",
    "blunt",
    "bluntly",
    "plainly",
    "explicit",
    "follows",
    "describes",
    "described",
    "describe",
    "describing",
    "text",
    "passage",
    "wording",
    "quotation",
    "quote",
    "excerpt",
    "verbatim",
    "account",
    "testimony",
    "statement",
    "folgt",
    "folgendes",
    "folgenden",
    "deutlich",
    "beschreibt",
    "beschrieb",
    "wörtlich",
    "wortlaut",
    "voici",
    "ainsi",
    "suit",
    "décrit",
    "clair",
    "claire",
    "siguiente",
    "así",
    "describe",
    "describió",
    "claro",
    "так",
    "следующее",
    "описывает",
    "описал",
    "описала",
    "ясно",
    "дословно",
];

/// How such a sentence begins.
const LEADS: &[&[&str]] = &[
    &["according", "to"],
    &["from"],
    &["this", "is", "from"],
    &["here", "is"],
    &["in", "the", "words"],
    &["laut"],
    &["nach"],
    &["selon"],
    &["d", "après"],
    &["según"],
    &["secondo"],
    &["по", "словам"],
    &["согласно"],
];
static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SAYING.iter().copied().collect());

/// Words that say that someone says something.
const SAYING: &[&str] = &[
    "wrote",
    "writes",
    "written",
    "said",
    "says",
    "saying",
    "put",
    "puts",
    "noted",
    "notes",
    "argued",
    "argues",
    "explained",
    "explains",
    "observed",
    "observes",
    "recalled",
    "recalls",
    "reported",
    "reports",
    "stated",
    "states",
    "declared",
    "declares",
    "told",
    "tells",
    "asked",
    "quoted",
    "quotes",
    "words",
    "remarked",
    "concluded",
    "concludes",
    "reads",
    "schrieb",
    "schreibt",
    "sagte",
    "sagt",
    "erklärte",
    "erklärt",
    "heißt",
    "meinte",
    "meint",
    "notierte",
    "berichtete",
    "worte",
    "worten",
    "zitat",
    "écrit",
    "écrivait",
    "dit",
    "disait",
    "déclare",
    "déclara",
    "explique",
    "note",
    "affirme",
    "mots",
    "termes",
    "escribió",
    "escribe",
    "dijo",
    "dice",
    "afirmó",
    "afirma",
    "declaró",
    "explica",
    "explicó",
    "señaló",
    "palabras",
    "писал",
    "писала",
    "пишет",
    "написал",
    "написала",
    "сказал",
    "сказала",
    "говорит",
    "говорил",
    "заявил",
    "заявила",
    "отметил",
    "отметила",
    "слова",
    "словами",
    "словам",
    "写道",
    "寫道",
    "写到",
    "说",
    "說",
    "表示",
    "指出",
    "声称",
    "聲稱",
    "كتب",
    "كتبت",
    "قال",
    "قالت",
    "يقول",
    "تقول",
    "يكتب",
    "صرح",
    "صرّح",
    "أضاف",
    "말했다",
    "말한다",
    "썼다",
    "적었다",
    "밝혔다",
    "전했다",
    "書いた",
    "書いている",
    "述べた",
    "言った",
    "語った",
    "אמר",
    "אמרה",
    "כתב",
    "כתבה",
    "कहा",
    "लिखा",
    "skrev",
    "skriver",
    "säger",
    "schreef",
    "schrijft",
    "zei",
    "zegt",
    "napisał",
    "napisała",
    "powiedział",
    "powiedziała",
    "pisze",
    "scrisse",
    "scrive",
    "disse",
    "escreveu",
    "escreve",
    "diz",
    "afirmou",
    "пише",
    "писав",
    "сказав",
    "yazdı",
    "dedi",
    "söyledi",
];
