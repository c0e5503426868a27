//! expound.toml: what the site is called and how it is checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::data::{self, Table, TableReader};
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule::{self, Rule, Severity};
use crate::base::text::{Inputs, Place, Span};
use crate::source::rights::{Limits, Rights};

/// The file's name, at the top of a site.
pub const FILE: &str = "expound.toml";

/// The pages of the main menu where a site names none, as far as they are there.
pub const MENU: [&str; 5] =
    ["topics/index.md", "timeline.md", "entities/index.md", "sources/index.md", "about.md"];

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the site is called.
    pub title: String,
    /// In a sentence; may be empty.
    pub description: String,
    /// Where it will be published, ending in `/`: only for what must be absolute.
    pub base_url: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The theme's name.
    pub theme: String,
    /// Where the theme is named, for a finding about it.
    pub theme_place: Place,
    /// A CSL style's name, or a path to a `.csl` file.
    pub style: String,
    /// Where the style is named, for a finding about it.
    pub style_place: Place,
    /// How much of a source may be published.
    pub rights: Limits,
    /// Rules with another severity than their own.
    pub checks: BTreeMap<&'static str, Severity>,
    /// What is asked of the sources' coverage of the site.
    pub coverage: CoverageConfig,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// Pages in the main menu, as paths from `content/`; the theme's choice if `None`.
    pub nav: Option<Vec<(String, Span)>>,
    /// Whether the site has a search.
    pub search: bool,
    /// For the theme.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// Where they are written: for each its name, the place of the name and that of the value.
    pub settings_places: Vec<(String, Span, Span)>,
}

/// `[markdown]`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    /// `$…$` is a formula. Off, because articles speak of money.
    pub math: bool,
    /// HTML in Markdown is passed on as it is. Off, because it may carry script.
    pub html: bool,
    /// `[citation needed]` and other flags are found and not shown.
    pub hide_flags: bool,
}

/// `[coverage]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageConfig {
    /// The report on it is published as a page.
    pub page: bool,
    /// How many months the newest source of a topic may be older than the topic's `reviewed`.
    pub max_age_months: u32,
}

impl Default for CoverageConfig {
    fn default() -> Self {
        Self { page: false, max_age_months: 24 }
    }
}

impl Default for Config {
    fn default() -> Self {
        let file: Arc<str> = FILE.into();
        Self {
            title: "Untitled".to_owned(),
            description: String::new(),
            base_url: None,
            language: "en".to_owned(),
            theme: "folio".to_owned(),
            theme_place: Place::file(&file),
            style: "chicago-author-date".to_owned(),
            style_place: Place::file(&file),
            rights: Limits::default(),
            checks: BTreeMap::new(),
            coverage: CoverageConfig::default(),
            markdown: Markdown::default(),
            nav: None,
            search: true,
            settings: serde_json::Map::new(),
            settings_places: Vec::new(),
        }
    }
}

impl Config {
    /// Reads expound.toml. Total: what cannot be read is reported and has its default.
    pub fn read(inputs: &Inputs) -> Checked<Self> {
        let mut config = Self::default();
        let mut diagnostics = Vec::new();
        match inputs.files.get(FILE) {
            None => diagnostics.push(
                Diagnostic::new(
                    &rule::MISSING_CONFIG,
                    Place::file(&FILE.into()),
                    "there is no expound.toml here",
                )
                .help("make a site with `expound init DIR`, or name the folder of one with `--root DIR`"),
            ),
            Some(file) => match file.text() {
                Err(_) => diagnostics.push(Diagnostic::new(
                    &rule::BAD_CONFIG,
                    Place::file(&file.path),
                    "expound.toml is not text in UTF-8",
                )),
                Ok(text) => match data::parse_toml(text, 0) {
                    Err(error) => {
                        diagnostics.push(Diagnostic::at(
                            &rule::BAD_CONFIG,
                            &file.path,
                            error.span,
                            error.message,
                        ));
                    }
                    Ok(table) => config.fill(table, &file.path, &mut diagnostics),
                },
            },
        }
        Checked { value: config, diagnostics }
    }

    /// The severity of a rule in this site.
    pub fn severity(&self, rule: &Rule) -> Severity {
        self.checks.get(rule.name).copied().unwrap_or(rule.severity)
    }

    fn fill(&mut self, table: Table, file: &Arc<str>, found: &mut Vec<Diagnostic>) {
        let mut top = reader(table, file, found);
        match top.words("title") {
            Some((title, _)) => self.title = title,
            None => top.push(
                Diagnostic::new(&rule::BAD_CONFIG, Place::file(file), "the site has no title")
                    .help("add a line such as `title = \"China and Russia, explained\"`"),
            ),
        }
        if let Some((text, _)) = top.text("description") {
            self.description = text;
        }
        if let Some((url, span)) = top.words("base_url") {
            match check_base_url(&url) {
                Ok(url) => self.base_url = Some(url),
                Err(why) => top.report(span, why),
            }
        }
        if let Some((tag, span)) = top.words("language") {
            if is_language_tag(&tag) {
                self.language = tag;
            } else {
                top.report(span, format!("`{tag}` is not a language tag; write `en`, `de` or `zh-Hans`"));
            }
        }
        if let Some((theme, span)) = top.words("theme") {
            (self.theme, self.theme_place) = (theme, Place::at(file, span));
        }
        if top.has("nav") {
            self.nav = Some(top.texts("nav"));
        }
        self.search = top.flag("search").unwrap_or(self.search);
        let citations = top.table("citations");
        let rights = top.table("rights");
        let checks = top.table("checks");
        let coverage = top.table("coverage");
        let markdown = top.table("markdown");
        let settings = top.table("settings");
        top.finish(None);

        if let Some((table, _)) = citations {
            let mut inner = reader(table, file, found);
            if let Some((style, span)) = inner.words("style") {
                (self.style, self.style_place) = (style, Place::at(file, span));
            }
            inner.finish(None);
        }
        if let Some((table, _)) = rights {
            self.rights = read_limits(table, file, found);
        }
        if let Some((table, _)) = checks {
            self.checks = read_checks(table, file, found);
        }
        if let Some((table, _)) = coverage {
            let mut inner = reader(table, file, found);
            self.coverage.page = inner.flag("page").unwrap_or(false);
            if let Some((months, span)) = inner.integer("max_age_months") {
                match u32::try_from(months) {
                    // Five thousand years: what is more is a slip, and no sum of it overflows.
                    Ok(months) if months <= 60_000 => self.coverage.max_age_months = months,
                    _ => inner.report(span, "`max_age_months` must be a number of months, such as 24"),
                }
            }
            inner.finish(None);
        }
        if let Some((table, _)) = markdown {
            let mut inner = reader(table, file, found);
            self.markdown.math = inner.flag("math").unwrap_or(false);
            self.markdown.html = inner.flag("html").unwrap_or(false);
            if let Some((word, span)) = inner.words("flags") {
                match word.as_str() {
                    "show" => self.markdown.hide_flags = false,
                    "hide" => self.markdown.hide_flags = true,
                    _ => inner.report(span, format!("`{word}` is neither show nor hide")),
                }
            }
            inner.finish(None);
        }
        if let Some((table, _)) = settings {
            let places = table.0.iter().map(|(key, node)| (key.name.clone(), key.span, node.span));
            self.settings_places = places.collect();
            self.settings = table.to_json();
        }
    }
}

fn reader<'a>(table: Table, file: &'a Arc<str>, found: &'a mut Vec<Diagnostic>) -> TableReader<'a> {
    TableReader::new(table, file, &rule::BAD_CONFIG, &rule::BAD_CONFIG, found)
}

/// Whether this can be the tag of a language, such as `en` or `zh-Hans`.
pub fn is_language_tag(tag: &str) -> bool {
    tag.split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A base URL as it is used: with a `/` at the end.
pub fn check_base_url(url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let well_formed = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(|c: char| c.is_whitespace() || "<>\"'?#".contains(c))
    });
    if !well_formed {
        return Err(format!(
            "`{url}` is not a complete address; write one such as `https://example.org/explainers/`"
        ));
    }
    Ok(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

fn read_limits(table: Table, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Limits {
    let mut limits = Limits::default();
    let mut inner = reader(table, file, found);
    if let Some((word, span)) = inner.words("default") {
        match Rights::parse(&word) {
            Some(rights) => limits.default = rights,
            None => inner.report(span, format!("`{word}` is not full, excerpt or cite-only")),
        }
    }
    for (name, target) in [
        ("excerpt_words", &mut limits.excerpt_words),
        ("words_per_source", &mut limits.words_per_source),
        ("longest_quotation", &mut limits.longest_quotation),
    ] {
        if let Some((number, span)) = inner.integer(name) {
            match usize::try_from(number) {
                Ok(number) => *target = number,
                Err(_) => {
                    inner.report(span, format!("`{name}` must be a number of words, 0 or more"));
                }
            }
        }
    }
    if let Some((share, span)) = inner.number("share_per_source") {
        if (0.0..=1.0).contains(&share) {
            limits.share_per_source = share;
        } else {
            inner.report(span, "`share_per_source` must be a share from 0 to 1");
        }
    }
    inner.finish(None);
    limits
}

fn read_checks(
    table: Table,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<&'static str, Severity> {
    let mut checks = BTreeMap::new();
    for (key, node) in table.0 {
        let Some(rule) = rule::by_name(&key.name) else {
            found.push(
                Diagnostic::at(&rule::BAD_CONFIG, file, key.span, format!("there is no rule `{}`", key.name))
                    .did_you_mean(&key.name, rule::ALL.iter().map(|rule| rule.name)),
            );
            continue;
        };
        let severity = match &node.value {
            data::Value::String(word) => Severity::parse(word),
            _ => None,
        };
        match severity {
            Some(severity) if severity != Severity::Error && rule.is_firm() => found.push(
                Diagnostic::at(
                    &rule::BAD_CONFIG,
                    file,
                    key.span,
                    format!("`{}` is always an error", rule.name),
                )
                .help("remove the line: front matter that cannot be read may say that a page is a draft"),
            ),
            Some(severity) => {
                checks.insert(rule.name, severity);
            }
            None => found.push(
                Diagnostic::at(&rule::BAD_CONFIG, file, node.span, "set a rule to error, warn or allow")
                    .help(format!("write `{} = \"warn\"`", rule.name)),
            ),
        }
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Checked<Config> {
        Config::read(&Inputs::from_texts([(FILE, text)]))
    }

    #[test]
    fn a_title_is_all_that_is_needed() {
        let config = read("title = \"A\"");
        assert_eq!(config.diagnostics, []);
        assert_eq!(config.value.title, "A");
        assert_eq!(config.value.theme, "folio");
        assert_eq!(config.value.rights, Limits::default());
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let config = read(
            "titel = \"A\"\nbase_url = \"example.org\"\nlanguage = \"English (UK)\"\n[rights]\ndefault = \"some\"\nshare_per_source = 40\n[checks]\nquote-not-fond = \"warn\"\nuncited-paragraph = \"yes\"\n[markdown]\nmaths = true\n",
        );
        let messages: Vec<_> = config
            .diagnostics
            .iter()
            .map(|d| (d.message.as_str(), d.help.first().map(String::as_str)))
            .collect();
        assert_eq!(messages.len(), 9, "{messages:#?}");
        assert!(messages.contains(&("unknown key `titel`", Some("did you mean `title`?"))));
        assert!(
            messages
                .contains(&("there is no rule `quote-not-fond`", Some("did you mean `quote-not-found`?")))
        );
        assert!(messages.contains(&("unknown key `maths`", Some("did you mean `math`?"))));
    }

    #[test]
    fn a_site_without_settings_says_how_to_begin() {
        let config = Config::read(&Inputs::default());
        assert_eq!(config.diagnostics[0].rule.name, "missing-config");
    }

    #[test]
    fn a_rule_can_be_set_by_name() {
        let config = read("title = \"A\"\n[checks]\nuncited-paragraph = \"error\"\nW0105 = \"allow\"");
        assert_eq!(config.diagnostics, []);
        assert_eq!(config.value.severity(&rule::UNCITED_PARAGRAPH), Severity::Error);
        assert_eq!(config.value.severity(&rule::QUOTE_UNCHECKED), Severity::Allow);
        assert_eq!(config.value.severity(&rule::QUOTE_NOT_FOUND), Severity::Error);
    }
}
