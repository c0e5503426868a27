//! One plain style without a CSL processor: Author. “Title.” Container, publisher, date. Address.

use super::rich::{ITALIC, Rich, safe_url};
use super::words::{ReferenceTerms, clean, is_approximate, stand_in, years};
use super::{Reference, ReferenceItem};
use crate::base::address::encode;
use crate::base::date::{Date, Precision};
use crate::source::record::{Name, RecordKind};

pub(super) fn format(item: &ReferenceItem<'_>, words: &ReferenceTerms) -> Reference {
    let record = item.record;
    let mut rich = Rich::default();
    let authors = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let names: Vec<String> = authors.iter().filter_map(whole_name).collect();
    if !names.is_empty() {
        rich.push(&names.join("; "), 0, 0);
        rich.push(". ", 0, 0);
    }
    match record.title.as_deref().and_then(clean) {
        Some(title) if matches!(record.kind, RecordKind::Book | RecordKind::Report) => {
            rich.push(&title, ITALIC, 0);
            rich.push(". ", 0, 0);
            rich.protect(&title);
        }
        Some(title) => {
            rich.push(&format!("“{title}.” "), 0, 0);
            rich.protect(&title);
        }
        None => rich.push(&format!("{}. ", stand_in(item, words)), 0, 0),
    }
    let container = record.container.as_deref().and_then(clean);
    if let Some(container) = &container {
        rich.push(container, ITALIC, 0);
        let field = |field: &Option<String>, before, after| {
            field.as_deref().and_then(clean).map_or(String::new(), |text| format!("{before}{text}{after}"))
        };
        rich.push(&field(&record.volume, " ", ""), 0, 0);
        rich.push(&field(&record.issue, " (", ")"), 0, 0);
        rich.push(&field(&record.pages, ", ", ""), 0, 0);
        rich.push(", ", 0, 0);
    }
    for part in [&record.place, &record.publisher].into_iter().flatten().filter_map(|part| clean(part)) {
        rich.push(&format!("{part}, "), 0, 0);
    }
    let date = record.date.as_ref().map_or(words.no_date.to_owned(), |date| date_in_figures(date, words));
    rich.push(&format!("{date}."), 0, 0);
    let link = match record.doi.as_deref().and_then(clean) {
        Some(doi) => Some((format!("https://doi.org/{doi}"), format!("https://doi.org/{}", encode(&doi)))),
        None => record.url.as_deref().and_then(safe_url).map(|url| (url.clone(), url)),
    };
    if let Some((shown, url)) = link {
        rich.push(" ", 0, 0);
        rich.push_link(&shown, 0, &url);
        rich.push(".", 0, 0);
    }
    rich.finish()
}

fn whole_name(name: &Name) -> Option<String> {
    let family = clean(&name.family);
    let given = name.given.as_deref().and_then(clean);
    match (family, given) {
        (Some(family), Some(given)) => Some(format!("{family}, {given}")),
        (family, given) => family.or(given),
    }
}

/// As it is written in any language: `ca. 2013-03`.
fn date_in_figures(date: &Date, words: &ReferenceTerms) -> String {
    let mut text = match (date.start, date.end) {
        (Some(day), None) if day.year > 0 => match day.precision {
            Precision::Month(month) => format!("{}-{month:02}", day.year),
            Precision::Day(month, d) => format!("{}-{month:02}-{d:02}", day.year),
            _ => years(date, words),
        },
        _ => years(date, words),
    };
    let uncertain = date.start.is_some_and(|day| day.uncertain);
    if uncertain && !text.contains('?') {
        text.push('?');
    }
    if is_approximate(date) { format!("{} {text}", words.circa) } else { text }
}
