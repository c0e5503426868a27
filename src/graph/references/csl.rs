//! The only file that knows the CSL processor: a record in, an element tree out.
//!
//! What the processor does that a reader should not see is undone here (dates, the stand-in for a
//! title) or in [`super::rich`] (punctuation). Its own HTML is not used, because it does not escape.

mod cut;
mod item;
mod size;

use std::str::FromStr;
use std::sync::Arc;

use hayagriva::citationberg::json::{Item as CslItem, Value};
use hayagriva::citationberg::taxonomy::{Kind as CslKind, OtherTerm, Term};
use hayagriva::citationberg::{
    Display, FontStyle, FontVariant, FontWeight, IndependentStyle, LayoutRenderingElement, Locale,
    LocaleCode, LocaleFile, Name as CslName, Names, NamesChild, Style as AnyStyle, TermForm, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta, Formatting,
};

use item::{fields, stand_in_year, to_csl};
use size::{check_size, is_nested_too_deeply};

use super::rich::{BOLD, CharStyle, ITALIC, Rich, SMALL_CAPS, SUB, SUPER};
use super::words::{ReferenceTerms, clean, is_approximate, stand_in, years};
use super::{Reference, ReferenceItem, StyleError};
use crate::base::address::encode;
use crate::base::date::{Date, Precision};
use crate::base::memo::LazyMap;
use crate::source::record::RecordKind;

/// The official styles, unchanged; styles/README.md says where they come from.
const STYLES: [(&str, &str); 7] = [
    ("apa", include_str!("../../../styles/apa.csl")),
    ("chicago-author-date", include_str!("../../../styles/chicago-author-date.csl")),
    ("chicago-notes-bibliography", include_str!("../../../styles/chicago-notes-bibliography.csl")),
    ("harvard-cite-them-right", include_str!("../../../styles/harvard-cite-them-right.csl")),
    ("ieee", include_str!("../../../styles/ieee.csl")),
    ("modern-language-association", include_str!("../../../styles/modern-language-association.csl")),
    // `vancouver` is the older name of this style in the official collection.
    ("vancouver", include_str!("../../../styles/nlm-citation-sequence.csl")),
];

/// The official locales, unchanged. The first of a language stands for it where no region is named.
const LOCALES: [(&str, &str); 7] = [
    ("en-US", include_str!("../../../styles/locales/locales-en-US.xml")),
    ("en-GB", include_str!("../../../styles/locales/locales-en-GB.xml")),
    ("de-DE", include_str!("../../../styles/locales/locales-de-DE.xml")),
    ("es-ES", include_str!("../../../styles/locales/locales-es-ES.xml")),
    ("fr-FR", include_str!("../../../styles/locales/locales-fr-FR.xml")),
    ("ru-RU", include_str!("../../../styles/locales/locales-ru-RU.xml")),
    ("zh-CN", include_str!("../../../styles/locales/locales-zh-CN.xml")),
];

/// A style and its language, decoded.
#[derive(Debug)]
pub(super) struct Processor {
    style: Arc<IndependentStyle>,
    /// The style as it is for records of one kind: by that kind, as the processor calls it.
    of_kinds: LazyMap<String, Arc<IndependentStyle>>,
    locales: Vec<Locale>,
    /// The locale that is asked for.
    locale: LocaleCode,
    /// Whether the style has a word of its own for an approximate date.
    says_circa: bool,
    /// Whether it is one of the Chicago Manual's styles.
    is_chicago: bool,
    /// Those words, of the style and of the locale, in lower case.
    circa: Vec<String>,
    /// From spring to winter.
    seasons: [String; 4],
}

impl Processor {
    pub(super) fn load(name: &str, language: &str, site_csl: Option<&str>) -> Result<Self, StyleError> {
        let xml = match site_csl {
            Some(xml) => xml.trim_start_matches('\u{feff}'),
            None => STYLES.iter().find(|(known, _)| *known == name).ok_or(StyleError::Unknown)?.1,
        };
        if is_nested_too_deeply(xml) {
            return Err(StyleError::Endless);
        }
        let mut style = match AnyStyle::from_xml(xml) {
            Ok(AnyStyle::Independent(style)) => style,
            Ok(AnyStyle::Dependent(style)) => {
                let parent = style.parent_link.href;
                return Err(StyleError::Dependent(parent.rsplit('/').next().unwrap_or(&parent).to_owned()));
            }
            Err(error) => return Err(StyleError::Unreadable(error.to_string())),
        };
        check_size(&style)?;
        mend_names(&mut style);
        let bibliography = style.bibliography.as_mut().ok_or(StyleError::NoBibliography)?;
        // Each source is formatted on its own: there is no entry before it whose author it could share
        // (the dashes for him would stand alone), and nothing to sort.
        bibliography.subsequent_author_substitute = None;
        bibliography.second_field_align = None;
        bibliography.sort = None;
        // Citations on the page are ours. Formatting the processor's would take most of the time.
        style.citation.layout.elements.clear();
        style.citation.sort = None;

        let code = choose_locale(&style, language);
        let mut locales = vec![read_locale(&code.0)];
        if code.0 != "en-US" {
            locales.push(read_locale("en-US"));
        }
        let words_for = |term| {
            let forms = [TermForm::Long, TermForm::Short].into_iter();
            let known = style.locale.iter().chain(&locales[..1]);
            let of = move |locale: &Locale| {
                forms
                    .clone()
                    .find_map(|form| locale.term(Term::Other(term), form)?.single().map(str::to_lowercase))
            };
            known.filter_map(of).collect::<Vec<String>>()
        };
        let circa: Vec<_> = words_for(OtherTerm::Circa).into_iter().filter(|word| !word.is_empty()).collect();
        let seasons = [OtherTerm::Season01, OtherTerm::Season02, OtherTerm::Season03, OtherTerm::Season04]
            .map(|term| {
                locales[0]
                    .term(Term::Other(term), TermForm::Long)
                    .and_then(|term| term.single())
                    .unwrap_or_default()
                    .to_owned()
            });
        let says_circa = xml.contains("term=\"circa\"");
        let is_chicago = style.info.id.contains("/chicago-");
        let (style, of_kinds) = (Arc::new(style), LazyMap::default());
        Ok(Self { style, of_kinds, locales, locale: code, says_circa, is_chicago, circa, seasons })
    }

    pub(super) fn format(&self, item: &ReferenceItem<'_>, words: &ReferenceTerms) -> Reference {
        let mut entry = to_csl(item, self.says_circa);
        if self.is_chicago && item.record.kind == RecordKind::Article && item.record.authors.is_empty() {
            // It begins an unsigned article of a newspaper with that one's name, and we name it by its
            // title; as that of a journal it has all its parts too.
            let kind = if item.record.container.is_some() { "article-journal" } else { "webpage" };
            entry.0.insert("type".to_owned(), Value::String(kind.to_owned()));
        }
        let doi = item.record.doi.as_deref().and_then(clean);
        let mut rich = self.render(&entry, doi.as_deref());
        if let Some(date) = &item.record.date {
            let is_dated = self.put_date(&mut rich, date, words);
            // Some styles (MLA) date a speech by the event alone; others would print both.
            if !is_dated && item.record.kind == RecordKind::Speech {
                if let Some(issued) = entry.0.get("issued").cloned() {
                    entry.0.insert("event-date".to_owned(), issued);
                }
                rich = self.render(&entry, doi.as_deref());
                self.put_date(&mut rich, date, words);
            }
        }
        if self.locale.0 == "ru-RU" {
            put_genitive_months(&mut rich);
        }
        for field in [&item.record.title, &item.record.container]
            .into_iter()
            .flatten()
            .filter_map(|field| clean(field))
        {
            rich.keep_capitals(&field);
        }
        for field in fields(item.record) {
            rich.protect(&field);
        }
        put_stand_in(&mut rich, &stand_in(item, words));
        let reference = rich.finish();
        // A style may have nothing to say of a record of which next to nothing is known.
        if reference.text.chars().any(char::is_alphanumeric) {
            reference
        } else {
            super::plain::format(item, words)
        }
    }

    fn render(&self, entry: &CslItem, doi: Option<&str>) -> Rich {
        let mut driver = BibliographyDriver::new();
        let locale = || Some(self.locale.clone());
        let items = vec![CitationItem::with_entry(entry)];
        let style = self.style_for(entry);
        driver.citation(CitationRequest::new(items, &style, locale(), &self.locales, None));
        let rendered = driver.finish(BibliographyRequest::new(&style, locale(), &self.locales));
        let mut walk = CslWalk { rich: Rich::default(), dates: 0, doi };
        if let Some(entry) =
            rendered.bibliography.as_ref().and_then(|bibliography| bibliography.items.first())
        {
            walk.children(&entry.content, 0);
        }
        walk.rich
    }

    /// The style for an entry: of the whole what can be said of its kind.
    fn style_for(&self, entry: &CslItem) -> Arc<IndependentStyle> {
        let Some(name) = entry.0.get("type").and_then(Value::to_str) else { return Arc::clone(&self.style) };
        self.of_kinds.get(name.into_owned(), |name| match CslKind::from_str(name) {
            Ok(kind) => Arc::new(cut::to_kind(&self.style, kind)),
            Err(_) => Arc::clone(&self.style),
        })
    }

    /// The same, of which nothing is cut for any kind.
    #[cfg(test)]
    pub(super) fn uncut(self) -> Self {
        let kinds = ["article-journal", "article-magazine", "article-newspaper", "report", "book", "chapter"];
        let more =
            ["webpage", "speech", "interview", "document", "dataset", "treaty", "legislation", "article"];
        for kind in kinds.into_iter().chain(more) {
            self.of_kinds.get(kind.to_owned(), |_| Arc::clone(&self.style));
        }
        self
    }

    /// For how many kinds it has been cut, or was to be.
    #[cfg(test)]
    pub(super) fn kinds_met(&self) -> usize {
        self.of_kinds.count()
    }

    /// Puts the years in place of the one that stands for them, and says of an approximate date that
    /// it is one, if the style has not. Returns whether the date is there at all.
    fn put_date(&self, rich: &mut Rich, date: &Date, words: &ReferenceTerms) -> bool {
        let stand_in = stand_in_year(date).to_string();
        let mut years = years(date, words);
        if let (Some(Precision::Season(season)), None) = (date.start.map(|day| day.precision), date.end) {
            let season = self.seasons.get(usize::from(season)).map_or("", String::as_str);
            years = format!("{season} {years}").trim_start().to_owned();
        }
        let mut said = !is_approximate(date);
        let mut is_dated = false;
        let mut from = 0;
        while let Some(at) = rich.find(&stand_in, from) {
            let (number, look) = (rich.glyphs[at].date, rich.glyphs[at].look);
            from = at + 1;
            if number == 0 {
                continue;
            }
            is_dated = true;
            let end = at + stand_in.chars().count();
            let in_brackets = at > 0 && matches!(rich.glyphs[at - 1].c, '(' | '[');
            // `2013?.` and `2013?,` look like errors.
            let years = if years.ends_with('?') && !in_brackets { &format!("[{years}]") } else { &years };
            rich.replace(at..end, years, look, number);
            from = at + years.chars().count();
            if said {
                continue;
            }
            said = true;
            if self.says_about(rich, at) {
                continue;
            }
            // At the start of the date, but within a bracket that is part of it.
            let mut start = at;
            while start > 0 && rich.glyphs[start - 1].date == number {
                start -= 1;
            }
            while start < at && matches!(rich.glyphs[start].c, '(' | '[' | ' ' | ',') {
                start += 1;
            }
            rich.replace(start..start, &format!("{} ", words.circa), look, number);
            from += words.circa.chars().count() + 1;
        }
        is_dated
    }

    /// Whether the style says before a date at `at` that it is approximate. The word loses the capital
    /// that the processor gives it after a comma (MLA).
    fn says_about(&self, rich: &mut Rich, at: usize) -> bool {
        let start = at.saturating_sub(24);
        let before: Vec<char> = rich.glyphs[start..at].iter().map(|glyph| glyph.c).collect();
        for word in &self.circa {
            let word: Vec<char> = word.chars().collect();
            let found = before.windows(word.len().max(1)).rposition(|window| {
                window.iter().zip(&word).all(|(a, b)| a == b || a.to_lowercase().eq(b.to_lowercase()))
            });
            let Some(found) = found else { continue };
            if before[..found].iter().rev().find(|c| !c.is_whitespace()) == Some(&',') {
                rich.glyphs[start + found].c = word[0];
            }
            return true;
        }
        false
    }
}

/// The locale to ask for: the site's language as the style or we know it.
fn choose_locale(style: &IndependentStyle, language: &str) -> LocaleCode {
    let tag = language.replace('_', "-");
    let primary = tag.split('-').next().unwrap_or_default();
    let embedded =
        |tag: &str| LOCALES.iter().map(|(code, _)| *code).find(|code| code.eq_ignore_ascii_case(tag));
    let of_language = |code: &str| code.split('-').next().is_some_and(|p| p.eq_ignore_ascii_case(primary));
    let default = LOCALES.iter().map(|(code, _)| *code).find(|code| of_language(code)).unwrap_or("en-US");
    // A style may have its words for one region alone (harvard-cite-them-right: en-GB) and prints
    // nothing in their place for another.
    let own = style.locale.iter().filter_map(|locale| locale.lang.as_ref()).map(|code| &*code.0);
    let own: Vec<&str> = own.filter(|code| of_language(code)).collect();
    let serves = |code: &str| {
        own.is_empty() || own.iter().any(|own| !own.contains('-') || own.eq_ignore_ascii_case(code))
    };
    let wanted = embedded(&tag).unwrap_or(default);
    let chosen = match serves(wanted) {
        true => wanted,
        false => own.iter().find_map(|own| embedded(own)).unwrap_or(wanted),
    };
    LocaleCode(chosen.to_owned())
}

fn read_locale(code: &str) -> Locale {
    let xml = LOCALES.iter().find(|(known, _)| *known == code).map_or(LOCALES[0].1, |(_, xml)| xml);
    LocaleFile::from_xml(xml).expect("the embedded locales are read by a test").into()
}

fn substitutes(names: &Names) -> Vec<&[LayoutRenderingElement]> {
    names
        .children
        .iter()
        .filter_map(|child| match child {
            NamesChild::Substitute(substitute) => Some(&*substitute.children),
            _ => None,
        })
        .collect()
}

/// Does for all names what the processor does for some: names that stand in for others take over how
/// those are written (Chicago's editors do so within a condition, and were `B. Lo, W. Li.`), and a label
/// without any `name` beside it follows the names (Vancouver's editors were `editorsLo B`).
fn mend_names(style: &mut IndependentStyle) {
    let bibliography = style.bibliography.iter_mut().map(|bibliography| &mut bibliography.layout.elements);
    for elements in bibliography.chain(style.macros.iter_mut().map(|called| &mut called.children)) {
        mend_names_in(elements, None, false);
    }
}

/// `parent` are the names that these elements stand in for; those directly among them the processor
/// sees to itself.
fn mend_names_in(elements: &mut [LayoutRenderingElement], parent: Option<&Names>, directly: bool) {
    for element in elements {
        match element {
            LayoutRenderingElement::Group(group) => mend_names_in(&mut group.children, parent, false),
            LayoutRenderingElement::Choose(choose) => {
                let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
                branches.for_each(|branch| mend_names_in(&mut branch.children, parent, false));
                if let Some(otherwise) = &mut choose.otherwise {
                    mend_names_in(&mut otherwise.children, parent, false);
                }
            }
            LayoutRenderingElement::Names(names) => {
                match parent {
                    Some(parent) if !directly => *names = parent.from_names_substitute(names),
                    Some(_) => {}
                    None if names.name().is_none() && names.label().is_some() => {
                        names.children.insert(0, NamesChild::Name(CslName::default()));
                    }
                    None => {}
                }
                let whole = names.clone();
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        mend_names_in(&mut substitute.children, Some(&whole), true);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Stands for a title that is not known, until the processor has done its work: its rules of case and
/// quotation are for titles, not for first words.
const UNTITLED: char = '\u{e000}';

struct CslWalk<'a> {
    rich: Rich,
    dates: u16,
    doi: Option<&'a str>,
}

impl CslWalk<'_> {
    fn children(&mut self, children: &ElemChildren, date: u16) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.rich.push(&text.text, look(&text.formatting), date),
                ElemChild::Link { text, url } => self.link(&text.text, look(&text.formatting), url),
                // Text for a typesetter; this module never gives the processor any.
                ElemChild::Markup(text) => self.rich.push(text, 0, date),
                // Its number: pages number their references themselves.
                ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {}
                ElemChild::Elem(elem) => {
                    let date = match elem.meta {
                        Some(ElemMeta::Date) => {
                            self.dates = self.dates.saturating_add(1);
                            self.dates
                        }
                        _ => date,
                    };
                    let apart =
                        matches!(elem.display, Some(Display::Block | Display::Indent | Display::RightInline));
                    if apart {
                        self.rich.push(" ", 0, 0);
                    }
                    self.children(&elem.children, date);
                    if apart {
                        self.rich.push(" ", 0, 0);
                    }
                }
                // Only for citations.
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn link(&mut self, text: &str, look: CharStyle, url: &str) {
        // The processor joins the identifier to the address as it is; `#` or `?` in it would cut it.
        match self.doi.filter(|doi| url.strip_prefix("https://doi.org/") == Some(doi)) {
            Some(doi) => self.rich.push_link(text, look, &format!("https://doi.org/{}", encode(doi))),
            None => self.rich.push_link(text, look, url),
        }
    }
}

fn look(formatting: &Formatting) -> CharStyle {
    let mut look = 0;
    if formatting.font_style != FontStyle::Normal {
        look |= ITALIC;
    }
    if formatting.font_weight == FontWeight::Bold {
        look |= BOLD;
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        look |= SMALL_CAPS;
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => look |= SUPER,
        VerticalAlign::Sub => look |= SUB,
        _ => {}
    }
    look
}

/// Russian months after a day are in the genitive, which the locale does not have.
fn put_genitive_months(rich: &mut Rich) {
    const MONTHS: [(&str, &str); 12] = [
        ("январь", "января"),
        ("февраль", "февраля"),
        ("март", "марта"),
        ("апрель", "апреля"),
        ("май", "мая"),
        ("июнь", "июня"),
        ("июль", "июля"),
        ("август", "августа"),
        ("сентябрь", "сентября"),
        ("октябрь", "октября"),
        ("ноябрь", "ноября"),
        ("декабрь", "декабря"),
    ];
    for (nominative, genitive) in MONTHS {
        let mut from = 0;
        while let Some(at) = rich.find(nominative, from) {
            let (number, look) = (rich.glyphs[at].date, rich.glyphs[at].look);
            let after_day =
                at > 1 && rich.glyphs[at - 1].c.is_whitespace() && rich.glyphs[at - 2].c.is_ascii_digit();
            if number > 0 && after_day {
                rich.replace(at..at + nominative.chars().count(), genitive, look, number);
            }
            from = at + 1;
        }
    }
}

/// Puts the first words where the title would be: upright, and without the quotation marks that say
/// that it is one.
fn put_stand_in(rich: &mut Rich, text: &str) {
    let mut from = 0;
    while let Some(at) = rich.glyphs[from..].iter().position(|glyph| glyph.c == UNTITLED).map(|i| from + i) {
        let is_space = |c: char| c == '\u{a0}' || c == '\u{202f}';
        let glyphs = &rich.glyphs;
        let mut open = at;
        while open > 0 && is_space(glyphs[open - 1].c) {
            open -= 1;
        }
        let mut close = at + 1;
        while close < glyphs.len() && (is_space(glyphs[close].c) || matches!(glyphs[close].c, '.' | ',')) {
            close += 1;
        }
        let opens = open > 0 && matches!(glyphs[open - 1].c, '“' | '„' | '«' | '‘' | '"');
        let closes = close < glyphs.len() && matches!(glyphs[close].c, '”' | '“' | '»' | '’' | '"');
        let mut start = at;
        if opens && closes {
            rich.glyphs.remove(close);
            start = open - 1;
        }
        rich.replace(start..at + 1, text, 0, 0);
        from = start + text.chars().count();
    }
}
