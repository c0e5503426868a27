//! A source's page: its record, its text as far as its rights allow, and what rests on it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::address::{self, OutPath};
use crate::base::text::Span;
use crate::graph::catalog::SourceId;
use crate::graph::claims::ClaimRef;
use crate::source::rights::PublishedPiece as Published;
use crate::theme::compose::{Composer, cards};
use crate::theme::view;

impl Composer<'_> {
    /// The view of a source's page; `None` if it has no address.
    pub fn source_page(&self, id: SourceId) -> Option<view::SourcePage> {
        let graph = self.graph;
        let source = &graph.sources[id as usize];
        let from = source.out.as_ref()?;
        let claims = &graph.by_source[id as usize];
        let published = graph.published[id as usize].as_ref();
        let card = self.source_card(from, id);
        let path = address::encode(from.as_str());
        let mut breadcrumbs = Vec::new();
        for page in ["", "sources"] {
            breadcrumbs.extend(graph.catalog.folder_page(page).map(|page| self.link(from, page)));
        }
        if let Some(home) = breadcrumbs.first_mut() {
            "Home".clone_into(&mut home.title);
        }
        let head = view::Head {
            kind: "source",
            title: card.title.clone(),
            heading: card.title.clone(),
            summary: String::new(),
            language: source.record.language.clone().unwrap_or_else(|| self.config.language.clone()),
            root: from.to_root(),
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{path}")),
            path,
            breadcrumbs,
            ..view::Head::default()
        };
        let passages = self.passages(from, id);
        let paragraphs = self.paragraphs(id, &passages);
        let words = source.text.as_ref().map_or(0, |text| text.words(Span::new(0, text.canonical().len())));
        Some(view::SourcePage {
            head,
            source: card,
            facts: self.facts(id),
            reference_html: graph.references[id as usize].html.clone(),
            note: source.record.note.clone().unwrap_or_default(),
            original_url: source.record.url.clone().unwrap_or_default(),
            rights: source.rights(&self.config.rights).name().to_owned(),
            passage_count: passages.len(),
            passages: if paragraphs.is_empty() { each_claim_once(passages) } else { Vec::new() },
            paragraphs,
            words,
            words_shown: published.map_or(0, |published| published.words()),
            unplaced: self.claims_once(from, &claims.unplaced),
            cited_by: claims.pages.iter().map(|&page| self.brief(from, page, 0)).collect(),
            entities: graph.mentions.of_source[id as usize]
                .iter()
                .map(|&(entity, count)| self.brief(from, entity, count))
                .collect(),
        })
    }

    /// What is known of a source and, of the most important things, what is not.
    fn facts(&self, id: SourceId) -> Vec<view::Fact> {
        let record = &self.graph.sources[id as usize].record;
        let said =
            |label: &str, value: Option<String>, must: bool| match value.filter(|value| !value.is_empty()) {
                Some(value) => {
                    Some(view::Fact { label: label.to_owned(), value, known: true, url: String::new() })
                }
                None if must => Some(view::Fact {
                    label: label.to_owned(),
                    value: "not stated".to_owned(),
                    known: false,
                    url: String::new(),
                }),
                None => None,
            };
        let host = record.url.as_ref().map(|url| {
            let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            rest.split('/').next().unwrap_or(rest).to_owned()
        });
        let mut address = said("Address", host, true);
        if let (Some(fact), Some(url)) = (&mut address, &record.url) {
            fact.url.clone_from(url);
        }
        [
            said("Title", record.title.clone(), true),
            said("Author", Some(cards::names(&record.authors)), true),
            said("Editor", Some(cards::names(&record.editors)), false),
            said("Appeared in", record.container.clone(), false),
            said("Volume", record.volume.clone(), false),
            said("Issue", record.issue.clone(), false),
            said("Pages", record.pages.clone(), false),
            said("Publisher", record.publisher.clone(), true),
            said("Place", record.place.clone(), false),
            said("Date", record.date.map(|date| date.to_string()), true),
            said("Language", record.language.as_deref().map(language_name), false),
            said("DOI", record.doi.clone(), false),
            address,
            said("Copied", record.retrieved.map(|date| date.to_string()), false),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn passages(&self, from: &OutPath, id: SourceId) -> Vec<view::PassageView> {
        self.graph.by_source[id as usize]
            .passages
            .iter()
            .enumerate()
            .map(|(index, passage)| {
                let (first, last) = passage.paragraphs;
                view::PassageView {
                    id: match passage.parts.is_empty() {
                        true => format!("p{first}"),
                        false => format!("q{}", index + 1),
                    },
                    number: index + 1,
                    quote: self.quote(id, &passage.parts),
                    locator: match first == last {
                        true => format!("¶\u{a0}{first}"),
                        false => format!("¶\u{a0}{first}–{last}"),
                    },
                    claims: passage.claims.iter().map(|&claim| self.claim(from, claim)).collect(),
                }
            })
            .collect()
    }

    /// Claims, each once, however often it names the source.
    fn claims_once(&self, from: &OutPath, claims: &[ClaimRef]) -> Vec<view::ClaimView> {
        let mut met = HashSet::new();
        let is_new = |claim: &&ClaimRef| {
            let note = &self.graph.claims[claim.page as usize].notes[claim.note as usize];
            let body = &self.graph.catalog.page(claim.page).page.body;
            met.insert((claim.page, body.uses[note.uses[claim.nth as usize] as usize].claim))
        };
        claims.iter().filter(is_new).map(|&claim| self.claim(from, claim)).collect()
    }

    /// A claim, as seen from a source's page.
    fn claim(&self, from: &OutPath, claim: ClaimRef) -> view::ClaimView {
        let note = &self.graph.claims[claim.page as usize].notes[claim.note as usize];
        let marker = Self::marker_id(claim.note, claim.nth);
        view::ClaimView {
            text: self.claim_text(claim.page, note.uses[claim.nth as usize]),
            page: self.link(from, claim.page),
            url: format!("{}#{marker}", self.url(from, claim.page)),
        }
    }

    fn paragraphs(&self, id: SourceId, passages: &[view::PassageView]) -> Vec<view::ParagraphView> {
        let Some(text) = &self.graph.sources[id as usize].text else { return Vec::new() };
        let Some(published) = &self.graph.published[id as usize] else { return Vec::new() };
        let cited = &self.graph.by_source[id as usize].passages;
        // Which passages touch a paragraph, in their order.
        let mut touching: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, passage) in cited.iter().enumerate() {
            // Of a passage without words only where it begins is told.
            let (first, last) = passage.paragraphs;
            for number in first..=if passage.parts.is_empty() { first } else { last } {
                touching.entry(number).or_default().push(index);
            }
        }
        let none = Vec::new();
        self.groups(id)
            .iter()
            .map(|&(first, last)| {
                let start = text.paragraph(first).unwrap_or_default();
                let end = text.paragraph(last).unwrap_or_default();
                let range = Span { start: start.start, end: end.end };
                let here = touching.get(&first).unwrap_or(&none);
                let marks: Vec<Span> = here.iter().flat_map(|&index| cited[index].parts.clone()).collect();
                let mut pieces = self.pieces(id, range, &marks);
                self.place_ids(id, range, here, passages, &mut pieces);
                let begins = here.iter().filter(|&&index| cited[index].paragraphs.0 == first);
                let rests = resting(begins.map(|&index| &passages[index]));
                let claims = || rests.iter().flat_map(|of_page| &of_page.claims);
                view::ParagraphView {
                    number: first,
                    last,
                    id: format!("p{first}"),
                    length: pieces.iter().map(|piece| piece.text.chars().count()).sum(),
                    pieces: match pieces.is_empty() {
                        false => pieces,
                        true => hidden(&published.pieces(range)),
                    },
                    claim_count: claims().count(),
                    claims_length: claims().map(|claim| claim.text.chars().count()).sum(),
                    rests,
                }
            })
            .collect()
    }

    /// Gives the piece with which a passage begins the passage's id.
    fn place_ids(
        &self,
        id: SourceId,
        range: Span,
        here: &[usize],
        passages: &[view::PassageView],
        pieces: &mut [view::PieceView],
    ) {
        let cited = &self.graph.by_source[id as usize].passages;
        let Some(published) = &self.graph.published[id as usize] else { return };
        // The pieces again with their places: they are cut as `pieces` are, in the same order.
        let mut at = Vec::with_capacity(pieces.len());
        let mut own = pieces.iter();
        for piece in published.pieces(range) {
            match piece {
                Published::Elided { .. } => {
                    at.push(u32::MAX);
                    own.next();
                }
                Published::Text(span, _) => {
                    let mut start = span.start;
                    while start < span.end {
                        let Some(piece) = own.next() else { break };
                        at.push(start);
                        start += u32::try_from(piece.text.len()).unwrap_or(0).max(1);
                    }
                }
            }
        }
        // Of pieces that begin at one place the first.
        let mut first_at: HashMap<u32, usize> = HashMap::new();
        for (piece, &start) in at.iter().enumerate() {
            first_at.entry(start).or_insert(piece);
        }
        for &index in here {
            let Some(first) = cited[index].parts.first() else { continue };
            if let Some(&piece) = first_at.get(&first.start) {
                pieces[piece].ids.push(passages[index].id.clone());
            }
        }
    }
}

/// Passages of a text of which nothing is shown, each with the claims that rest on it: one that cites it several times
/// stands there once.
fn each_claim_once(mut passages: Vec<view::PassageView>) -> Vec<view::PassageView> {
    for passage in &mut passages {
        let mut met = HashSet::new();
        passage.claims.retain(|claim| met.insert((claim.page.url.clone(), claim.text.clone())));
    }
    passages
}

/// The claims that rest on some passages, by page, in the order of the passages: a claim that cites several
/// of them stands there once.
fn resting<'p>(passages: impl IntoIterator<Item = &'p view::PassageView>) -> Vec<view::PageClaimsView> {
    let mut pages: Vec<view::PageClaimsView> = Vec::new();
    let mut page_of: HashMap<&str, usize> = HashMap::new();
    let mut claim_of: HashMap<(usize, &str), usize> = HashMap::new();
    for passage in passages {
        let number = if passage.quote.is_empty() { String::new() } else { passage.number.to_string() };
        for claim in &passage.claims {
            let page = *page_of.entry(&claim.page.url).or_insert_with(|| {
                pages.push(view::PageClaimsView { page: claim.page.clone(), claims: Vec::new() });
                pages.len() - 1
            });
            let claims = &mut pages[page].claims;
            let index = *claim_of.entry((page, &claim.text)).or_insert_with(|| {
                claims.push(view::RestingClaim {
                    text: claim.text.clone(),
                    url: claim.url.clone(),
                    passages: Vec::new(),
                });
                claims.len() - 1
            });
            claims[index].passages.push(view::LinkView { title: number.clone(), url: claim.url.clone() });
        }
    }
    pages
}

/// The English name of a language that is often written, else its tag.
fn language_name(tag: &str) -> String {
    let name = match tag.to_ascii_lowercase().as_str() {
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "zh" => "Chinese",
        _ => tag,
    };
    name.to_owned()
}

fn hidden(pieces: &[Published<'_>]) -> Vec<view::PieceView> {
    let words = pieces
        .iter()
        .map(|piece| match piece {
            Published::Elided { words } => *words,
            Published::Text(..) => 0,
        })
        .sum();
    vec![view::PieceView { kind: "elided", words, ..view::PieceView::default() }]
}

#[cfg(test)]
mod tests {
    use super::{language_name, resting};
    use crate::theme::view::{ClaimView, LinkView, PassageView};

    #[test]
    fn a_claim_that_cites_two_passages_stands_below_them_once() {
        let claim = |text: &str, page: &str, marker: &str| ClaimView {
            text: text.into(),
            page: LinkView { title: page.into(), url: format!("{page}.html") },
            url: format!("{page}.html#{marker}"),
        };
        let passage = |number: usize, claims: Vec<ClaimView>| PassageView {
            id: format!("q{number}"),
            number,
            quote: "words".into(),
            claims,
            ..PassageView::default()
        };
        let found = resting(&[
            passage(4, vec![claim("It fell.", "arms", "c1"), claim("It rose.", "gas", "c1")]),
            passage(5, vec![claim("It fell.", "arms", "c2"), claim("It broke.", "arms", "c3")]),
        ]);
        let mut told = Vec::new();
        for of_page in &found {
            for claim in &of_page.claims {
                let numbers: Vec<&str> = claim.passages.iter().map(|link| link.title.as_str()).collect();
                told.push(format!("{}: {} {}", of_page.page.title, claim.text, numbers.join(" ")));
            }
        }
        assert_eq!(told, ["arms: It fell. 4 5", "arms: It broke. 5", "gas: It rose. 4"]);
    }

    #[test]
    fn a_language_is_named_if_its_tag_says_no_more() {
        assert_eq!(
            ["en", "ZH", "en-GB", "x-own"].map(language_name),
            ["English", "Chinese", "en-GB", "x-own"]
        );
    }
}
