//! A record as the citation processor takes it: an item of CSL-JSON.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item as CslItem, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};

use super::UNTITLED;
use crate::base::date::Date;
use crate::graph::references::ReferenceItem;
use crate::graph::references::words::{clean, is_approximate};
use crate::source::record::{Name, Record, RecordKind};

/// The record as the processor takes it. No field holds a character of ours or of control.
pub(super) fn to_csl(item: &ReferenceItem<'_>, says_circa: bool) -> CslItem {
    let record = item.record;
    let mut csl = BTreeMap::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            csl.insert(name.to_owned(), value);
        }
    };
    let text = |field: &Option<String>| field.as_deref().and_then(clean).map(Value::String);

    put("id", Some(Value::String(item.key.to_owned())));
    let kind = csl_type(record);
    put("type", Some(Value::String(kind.to_owned())));
    let title = text(&record.title);
    let language = match &title {
        // The processor would give every word of a title in another script its capital.
        Some(Value::String(title)) if record.language.is_none() && !is_latin(title) => {
            Some(Value::String("und".to_owned()))
        }
        _ => text(&record.language),
    };
    put("language", language);
    put("title", Some(title.unwrap_or_else(|| Value::String(UNTITLED.to_string()))));
    put("author", names(&record.authors));
    put("editor", names(&record.editors));
    // Who publishes a page gives its site the name, unless the site has one.
    let is_site = kind == "webpage" && record.container.is_none();
    put("container-title", text(if is_site { &record.publisher } else { &record.container }));
    put("publisher", text(if is_site { &None } else { &record.publisher }));
    put("publisher-place", text(&record.place));
    put("volume", text(&record.volume));
    put("issue", text(&record.issue));
    put("page", text(&record.pages));
    put("DOI", text(&record.doi));
    put("URL", text(&record.url));
    put("issued", record.date.as_ref().and_then(|date| issued(date, says_circa)));
    if record.url.is_some() {
        put(
            "accessed",
            record.retrieved.as_ref().and_then(|date| date_parts(date, date.first().year, false)),
        );
    }
    CslItem(csl)
}

/// What the record is in the words of CSL.
pub(super) fn csl_type(record: &Record) -> &'static str {
    let in_issue = record.volume.is_some() || record.issue.is_some() || record.doi.is_some();
    match record.kind {
        RecordKind::Article if record.container.is_none() => "webpage",
        RecordKind::Article if in_issue => "article-journal",
        RecordKind::Article => "article-newspaper",
        RecordKind::Report => "report",
        RecordKind::Book => "book",
        RecordKind::Chapter => "chapter",
        RecordKind::Web => "webpage",
        RecordKind::Speech => "speech",
        RecordKind::Document => "document",
        RecordKind::Dataset => "dataset",
        RecordKind::Other if record.url.is_some() => "webpage",
        RecordKind::Other => "document",
    }
}

pub(super) fn names(names: &[Name]) -> Option<Value> {
    let names: Vec<NameValue> = names
        .iter()
        .filter_map(|name| match (clean(&name.family), name.given.as_deref().and_then(clean)) {
            (Some(family), Some(given)) => Some(NameValue::Item(NameItem {
                family,
                given: Some(given),
                non_dropping_particle: None,
                dropping_particle: None,
                suffix: None,
                comma_suffix: None,
            })),
            (one, other) => one.or(other).map(|literal| NameValue::Literal(LiteralName { literal })),
        })
        .collect();
    (!names.is_empty()).then_some(Value::Names(names))
}

pub(super) fn is_latin(title: &str) -> bool {
    title
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// A year that stands for what the processor cannot say (an interval, a decade, doubt, an age before
/// ours) and is found again in its output. Its last two figures are right, for styles that print those.
pub(super) fn stand_in_year(date: &Date) -> i32 {
    9900 + date.year().rem_euclid(100)
}

pub(super) fn issued(date: &Date, says_circa: bool) -> Option<Value> {
    date_parts(date, stand_in_year(date), says_circa && is_approximate(date))
}

/// A date for the processor, which knows neither intervals nor decades: of those, and of a season, the
/// year alone.
pub(super) fn date_parts(date: &Date, year: i32, circa: bool) -> Option<Value> {
    let mut parts = vec![i16::try_from(year).ok()?];
    if let (Some(day), None) = (date.start, date.end) {
        let (month, day_of_month) = day.month_day();
        parts.extend(month.into_iter().chain(day_of_month).map(i16::from));
    }
    let date_parts = VecDateRange(vec![VecDate(parts)]);
    // Not the season: the processor prints it once for each part of a date.
    Some(Value::Date(DateValue::DateParts { date_parts, literal: None, season: None, circa }))
}

/// What of a record may hold punctuation that is to stay as it is.
pub(super) fn fields(record: &Record) -> impl Iterator<Item = String> {
    let texts = [
        &record.title,
        &record.container,
        &record.publisher,
        &record.place,
        &record.volume,
        &record.issue,
        &record.pages,
    ];
    let names = record.authors.iter().chain(&record.editors);
    let names = names.flat_map(|name| [Some(&*name.family), name.given.as_deref()]);
    texts.into_iter().map(|field| field.as_deref()).chain(names).flatten().filter_map(clean)
}
