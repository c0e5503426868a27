//! docs/configuration.md: every key that `config.rs` reads and no other, with the default that it has.

use std::collections::{BTreeMap, BTreeSet};

use expound::config::Config;

use crate::read;

const DOC: &str = "docs/configuration.md";

/// The keys that the program asks a table for: in its source each stands right behind a bracket.
fn read_by_the_program() -> BTreeSet<String> {
    let source = read("src/config.rs");
    let (code, _) = source.split_once("#[cfg(test)]").expect("tests");
    let names = code.split("(\"").skip(1).filter_map(|rest| rest.split_once('"'));
    names
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        .map(str::to_owned)
        .collect()
}

/// The rows of the tables below each heading: key, meaning, default.
fn documented() -> BTreeMap<String, Vec<[String; 3]>> {
    let doc = read(DOC);
    let mut rows: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    for section in doc.split("\n## ").skip(1) {
        let (heading, text) = section.split_once('\n').expect("a heading");
        let all = rows.entry(heading.trim_matches(['`', '[', ']']).to_owned()).or_default();
        for row in text.lines().filter_map(|line| line.strip_prefix("| `")) {
            let cells: Vec<&str> = row.trim_end_matches(['|', ' ']).split(" | ").collect();
            let [keys, meaning, default] = cells[..] else { panic!("{DOC}: three cells: {row}") };
            for key in keys.split(',') {
                let key = key.trim().trim_matches('`').to_owned();
                all.push([key, meaning.to_owned(), default.trim_matches('`').to_owned()]);
            }
        }
    }
    rows
}

#[test]
fn every_key_is_documented_and_no_other() {
    let known = read_by_the_program();
    assert!(known.len() > 15, "{known:?}");
    let mut named = BTreeSet::new();
    for (section, rows) in documented() {
        match section.as_str() {
            "settings" => drop(named.insert(section)),
            // Its keys are the rules, which docs/findings.md lists.
            "checks" => drop(named.insert(section)),
            "The site" => named.extend(rows.into_iter().map(|[key, ..]| key)),
            "Themes" => {}
            _ => {
                named.extend(rows.into_iter().map(|[key, ..]| key));
                named.insert(section);
            }
        }
    }
    let missing: Vec<_> = known.difference(&named).collect();
    let gone: Vec<_> = named.difference(&known).collect();
    assert!(missing.is_empty(), "{DOC} does not name {missing:?}");
    assert!(gone.is_empty(), "{DOC} names {gone:?}, which the program does not read");
}

#[test]
fn defaults_are_what_they_are() {
    let Config { language, theme, style, rights, coverage, markdown, .. } = Config::default();
    let defaults = [
        ("language", language),
        ("theme", theme),
        ("style", style),
        ("default", rights.default.name().to_owned()),
        ("excerpt_words", rights.excerpt_words.to_string()),
        ("words_per_source", rights.words_per_source.to_string()),
        ("share_per_source", rights.share_per_source.to_string()),
        ("longest_quotation", rights.longest_quotation.to_string()),
        ("page", coverage.page.to_string()),
        ("max_age_months", coverage.max_age_months.to_string()),
        ("flags", if markdown.hide_flags { "hide" } else { "show" }.to_owned()),
        ("math", markdown.math.to_string()),
        ("html", markdown.html.to_string()),
    ];
    let rows: Vec<[String; 3]> = documented().into_values().flatten().collect();
    for (key, default) in defaults {
        let row =
            rows.iter().find(|[name, ..]| name == key).unwrap_or_else(|| panic!("{DOC} has no `{key}`"));
        assert_eq!(row[2], default, "{DOC}: the default of `{key}`");
    }
}

#[test]
fn the_settings_of_folio_are_those_of_its_theme_toml() {
    let theme: toml::Table = read("themes/folio/theme.toml").parse().expect("TOML");
    let known: BTreeSet<String> = theme["settings"].as_table().expect("settings").keys().cloned().collect();
    let named: BTreeSet<String> = documented()["settings"].iter().map(|[key, ..]| key.clone()).collect();
    assert_eq!(named, known);
}
