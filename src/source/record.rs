//! A bibliographic record, and the library files that records stand in.
//!
//! A library file is read whole: what is wrong with one field is said at its value, and the rest of
//! the record is kept, so that one slip does not make every citation of the source an error too.

mod names;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};

use crate::base::address::{LinkKind, link_kind};
use crate::base::date::Date;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::fix::FindingFix;
use crate::base::rule;
use crate::base::shown;
use crate::base::suggest::only_slip;
use crate::base::text::{File, NotText, Place, Span};
use crate::source::rights::Rights;
use crate::source::text::canonical_line;

/// One record of a library.
#[derive(Clone, Debug, PartialEq)]
pub struct LibraryEntry {
    /// Its citation key, as written.
    pub key: Arc<str>,
    /// Where the key stands in the library file.
    pub key_span: Span,
    /// What it says.
    pub record: Record,
}

/// Whether a file under `seeds/` is a library, by its name.
pub fn is_library(file: &File) -> bool {
    matches!(
        &*file.extension(),
        "toml"
            | "bib"
            | "yml"
            | "yaml"
            | "json"
            | "ris"
            | "bibtex"
            | "biblatex"
            | "enw"
            | "enl"
            | "nbib"
            | "ciw"
            | "rdf"
            | "csljson"
            | "bibjson"
            | "mods"
            | "jsonl"
    )
}

/// Reads a library file.
pub fn read(file: &File) -> Checked<Vec<LibraryEntry>> {
    let text = match file.text() {
        Ok(text) => text,
        Err(why) => return bad_library(file, None, not_text(file, why)),
    };
    match &*file.extension() {
        "toml" => read_toml(file, text),
        other => {
            let message =
                format!("`{}` is a kind of library that expound cannot read yet (`.{other}`)", file.path);
            let mut checked = bad_library(file, None, message);
            for diagnostic in &mut checked.diagnostics {
                diagnostic
                    .help
                    .push("write its records in a `.toml` library, or move the file out of `seeds/`".into());
            }
            checked
        }
    }
}

/// What is known of a source. What is not known is `None` or empty, and shown as not stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: RecordKind,
    /// As it stands over the text.
    pub title: Option<String>,
    /// In the order in which they are named.
    pub authors: Vec<Name>,
    /// In the order in which they are named.
    pub editors: Vec<Name>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The newspaper, journal, book or site that it appeared in.
    pub container: Option<String>,
    /// The container's volume.
    pub volume: Option<String>,
    /// The container's issue.
    pub issue: Option<String>,
    /// Pages of the container.
    pub pages: Option<String>,
    /// Where the publisher is.
    pub place: Option<String>,
    /// Digital object identifier, without an address before it.
    pub doi: Option<String>,
    /// Where it can be read; always `http:` or `https:`.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// When this copy was made.
    pub retrieved: Option<Date>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// How much of it may be published; the site's default if `None`.
    pub rights: Option<Rights>,
    /// For readers: what is uncertain in this record.
    pub note: Option<String>,
    /// Its text, as written: relative to the library file's folder.
    pub file: Option<SpannedValue>,
    /// Lines of the text's file that are not of the article.
    pub omit: Vec<SpannedValue>,
}

/// A value, and where an author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpannedValue {
    /// The value.
    pub value: String,
    /// Its place in the library file.
    pub span: Span,
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordKind {
    /// In a newspaper, a magazine, a journal or on a site.
    #[default]
    Article,
    /// A report or working paper.
    Report,
    /// A book.
    Book,
    /// A chapter of a book.
    Chapter,
    /// A page of a site.
    Web,
    /// A speech or an interview.
    Speech,
    /// A treaty, a law or another official document.
    Document,
    /// A data set.
    Dataset,
    /// Anything else.
    Other,
}

impl RecordKind {
    /// Every kind with the word that `type` calls it.
    pub const ALL: &[(&str, Self)] = &[
        ("article", Self::Article),
        ("report", Self::Report),
        ("book", Self::Book),
        ("chapter", Self::Chapter),
        ("web", Self::Web),
        ("speech", Self::Speech),
        ("document", Self::Document),
        ("dataset", Self::Dataset),
        ("other", Self::Other),
    ];

    /// The kind that `type` calls by this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|&(_, kind)| kind)
    }
}

/// The name of a person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The family name, or the whole name of an organisation or of a person with one name.
    pub family: String,
    /// The given names; `None` for an organisation.
    pub given: Option<String>,
}

impl Name {
    /// Reads `Family, Given`, or a name without a comma, which is kept whole; one in braces is too, with its commas.
    pub fn parse(text: &str) -> Option<Self> {
        let text = canonical_line(text);
        if let Some(whole) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            let family = whole.trim().to_owned();
            return (!family.is_empty()).then_some(Self { family, given: None });
        }
        let (family, given) = match text.split_once(',') {
            Some((family, given)) => (family.trim(), Some(given.trim()).filter(|given| !given.is_empty())),
            None => (&*text, None),
        };
        (!family.is_empty()).then(|| Self { family: family.to_owned(), given: given.map(str::to_owned) })
    }
}

/// The fields of a record, as they are written.
const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "editor",
    "publisher",
    "container",
    "volume",
    "issue",
    "pages",
    "place",
    "doi",
    "url",
    "date",
    "retrieved",
    "language",
    "rights",
    "note",
    "file",
    "omit",
];

/// What other formats call some of the fields.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("abstract", "note"),
    ("accessed", "retrieved"),
    ("booktitle", "container"),
    ("journal", "container"),
    ("lang", "language"),
    ("location", "place"),
    ("number", "issue"),
    ("newspaper", "container"),
    ("path", "file"),
    ("urldate", "retrieved"),
    ("website", "container"),
    ("year", "date"),
];

fn read_toml(file: &File, text: &str) -> Checked<Vec<LibraryEntry>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = RecordReader { path: &file.path, diagnostics: Vec::new() };
    let entries = reader.library(table.get_ref());
    if !errors.is_empty() {
        // What else would be said of a file that is half understood may not be true.
        reader.diagnostics =
            errors.iter().take(MOST_SYNTAX_ERRORS).map(|error| syntax_error(file, error, &entries)).collect();
        // A record that stands twice has its fields twice as well.
        if reader.diagnostics.iter().any(|found| found.rule == &rule::DUPLICATE_KEY) {
            reader.diagnostics.retain(|found| {
                found.rule == &rule::DUPLICATE_KEY || !found.message.contains(DUPLICATE_IN_TOML)
            });
        }
    }
    Checked { value: entries, diagnostics: reader.diagnostics }
}

/// How many places of a file are told at which it is no TOML. The first few are what matters.
const MOST_SYNTAX_ERRORS: usize = 20;

/// In a record of more fields no field’s name is mended: each is held against all others.
const MOST_FIELDS: usize = 64;

/// How many characters of a value are told that no page can show.
const MOST_ODD: usize = 8;

/// What the TOML reader says of a key that stands twice in a table.
const DUPLICATE_IN_TOML: &str = "duplicate key";

fn syntax_error(file: &File, error: &de::Error, entries: &[LibraryEntry]) -> Diagnostic {
    let span = error.span().map(Span::from);
    let place = Place { file: Arc::clone(&file.path), span };
    let duplicate = error.message().contains(DUPLICATE_IN_TOML);
    let text = file.text().unwrap_or_default();
    let written = span.and_then(|span| text.get(span.range())).unwrap_or_default();
    let key = written.trim_matches(['"', '\'']);
    match span {
        Some(span) if duplicate && entries.iter().any(|entry| *entry.key == *key) => {
            let message = format!("two records have the key `{key}`");
            let finding =
                Diagnostic::new(&rule::DUPLICATE_KEY, place, message).help("give one of them another key");
            // Of two tables of a name the reader keeps one, with the place of the last.
            match text[..span.start as usize].find(&format!("[{written}]")) {
                Some(first) => {
                    let first = Place::at(&file.path, first + 1..first + 1 + written.len());
                    finding.related(first, "the first is here")
                }
                None => finding,
            }
        }
        _ => {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            let message = format!("`{}` cannot be read as TOML: {message}", file.path);
            Diagnostic::new(&rule::BAD_LIBRARY, place, message)
        }
    }
}

fn not_text(file: &File, why: NotText) -> String {
    match why {
        NotText::Binary { .. } => format!("`{}` is not text", file.path),
        NotText::Encoding { at, guess } => {
            format!("`{}` is not in UTF-8, from byte {at} on; it may be in {guess}", file.path)
        }
    }
}

fn bad_library(file: &File, span: Option<Span>, message: String) -> Checked<Vec<LibraryEntry>> {
    let place = Place { file: Arc::clone(&file.path), span };
    Checked { value: Vec::new(), diagnostics: vec![Diagnostic::new(&rule::BAD_LIBRARY, place, message)] }
}

type RecordValue<'i> = Spanned<DeValue<'i>>;

/// Reads a library's table, and gathers what is wrong with it.
struct RecordReader<'a> {
    path: &'a Arc<str>,
    diagnostics: Vec<Diagnostic>,
}

impl RecordReader<'_> {
    fn library(&mut self, table: &DeTable<'_>) -> Vec<LibraryEntry> {
        let mut entries = Vec::new();
        for (key, value) in table {
            let (name, key_span) = (key.get_ref(), Span::from(key.span()));
            let DeValue::Table(fields) = value.get_ref() else {
                self.say(
                    self.bad(
                        key_span,
                        format!("`{name}` is not a record: a record is a table under its key"),
                    )
                    .help("write `[key]` on a line of its own, and the fields below it"),
                );
                continue;
            };
            if name.is_empty()
                || name.chars().any(|c| c.is_control() || c.is_whitespace() || "{}".contains(c))
            {
                self.say(
                    self.bad(key_span, format!("`{}` is not a valid citation key", name.escape_debug())).help(
                        "a key has letters, digits and `_`, with single marks such as `-`, `.` or `:` between them",
                    ),
                );
                continue;
            }
            entries.push(LibraryEntry { key: (&**name).into(), key_span, record: self.record(name, fields) });
        }
        entries.sort_by_key(|entry| entry.key_span);
        entries
    }

    fn record(&mut self, key: &str, fields: &DeTable<'_>) -> Record {
        let mut record = Record::default();
        for (name, value) in fields {
            match &**name.get_ref() {
                "type" => record.kind = self.one_of("type", value, RecordKind::ALL).unwrap_or_default(),
                "title" => record.title = self.line("title", value),
                "author" => record.authors = self.names("author", value),
                "editor" => record.editors = self.names("editor", value),
                "publisher" => record.publisher = self.line("publisher", value),
                "container" => record.container = self.line("container", value),
                "volume" => record.volume = self.line_or_number("volume", value),
                "issue" => record.issue = self.line_or_number("issue", value),
                "pages" => record.pages = self.line_or_number("pages", value),
                "place" => record.place = self.line("place", value),
                "doi" => record.doi = self.doi(value),
                "url" => record.url = self.url(value),
                "date" => record.date = self.date("date", value),
                "retrieved" => record.retrieved = self.date("retrieved", value),
                "language" => record.language = self.language(value),
                "rights" => record.rights = self.one_of("rights", value, Rights::ALL),
                "note" => record.note = self.line("note", value),
                "file" => record.file = self.written("file", value),
                "omit" => {
                    record.omit = self.list("omit", value, |reader, value| reader.written("omit", value));
                }
                unknown => self.unknown(key, unknown, name.span().into(), value, fields),
            }
        }
        record
    }

    fn unknown(&mut self, key: &str, name: &str, span: Span, value: &RecordValue<'_>, all: &DeTable<'_>) {
        if value.get_ref().is_table() {
            self.say(self.bad(span, format!("unknown field `{key}.{name}`; it is ignored")).help(format!(
                "if `{key}.{name}` is a key, write it in quotation marks: `[\"{key}.{name}\"]`"
            )));
            return;
        }
        let known = OTHER_NAMES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let message = format!("unknown field `{name}`; it is ignored");
        let missing = || FIELDS.iter().copied().filter(|field| !all.contains_key(*field));
        let meant = only_slip(name, missing()).filter(|_| known.is_none() && all.len() <= MOST_FIELDS);
        // Two that are meant for one would be there twice.
        let mut others = all.keys().filter(|other| **other.get_ref() != *name);
        let meant = meant.filter(|field| others.all(|other| only_slip(other.get_ref(), [*field]).is_none()));
        let finding = Diagnostic::at(&rule::UNKNOWN_FIELD, self.path, span, message)
            .fixed_by(meant.map(|field| FindingFix::certain(span, name, field)));
        self.say(match known {
            Some((_, ours)) => finding.help(format!("write `{ours}` instead")),
            None => finding.did_you_mean(name, FIELDS.iter().copied()),
        });
    }

    /// One line of text; nothing if it is empty or no text, which is said.
    fn line(&mut self, name: &str, value: &RecordValue<'_>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            let kind = value.get_ref().type_str();
            self.say(self.bad(span(value), format!("`{name}` must be text in quotation marks, not {kind}")));
            return None;
        };
        let mut odd = Vec::new();
        shown::each_odd(text, &mut |_, c| {
            if odd.len() < MOST_ODD && !odd.contains(&c) {
                odd.push(c);
            }
        });
        for c in odd {
            let Some((what, _)) = shown::unshowable(c) else { continue };
            let message = format!("`{name}` contains {what}, U+{:04X}", u32::from(c));
            let finding = Diagnostic::at(&rule::UNSHOWABLE_CHARACTER, self.path, span(value), message);
            self.say(finding.help("remove it: readers do not see it as intended"));
        }
        let mut line = canonical_line(text);
        shown::harmless(&mut line);
        if line.is_empty() {
            self.say(
                self.bad(span(value), format!("`{name}` is empty"))
                    .help("leave out what you do not know: it is shown as not stated"),
            );
            return None;
        }
        Some(line)
    }

    fn line_or_number(&mut self, name: &str, value: &RecordValue<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => self.line(name, value),
        }
    }

    fn written(&mut self, name: &str, value: &RecordValue<'_>) -> Option<SpannedValue> {
        self.line(name, value).map(|text| SpannedValue { value: text, span: span(value) })
    }

    /// The values of an array, or of one value that needs no brackets.
    fn list<T>(
        &mut self,
        name: &str,
        value: &RecordValue<'_>,
        mut read: impl FnMut(&mut Self, &RecordValue<'_>) -> Option<T>,
    ) -> Vec<T> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().filter_map(|value| read(self, value)).collect(),
            DeValue::String(_) => read(self, value).into_iter().collect(),
            other => {
                let kind = other.type_str();
                self.say(self.bad(
                    span(value),
                    format!("`{name}` must be text, or a list of texts in brackets, not {kind}"),
                ));
                Vec::new()
            }
        }
    }

    fn names(&mut self, field: &str, value: &RecordValue<'_>) -> Vec<Name> {
        let written = self.list(field, value, |reader, value| {
            let line = reader.line(field, value)?;
            let names = names::split(&line);
            if names.is_empty() {
                reader.say(
                    reader
                        .bad(span(value), format!("`{line}` is not a name"))
                        .help("write `Family, Given`, or the full name"),
                );
            }
            if names.iter().any(names::is_mixed) {
                let message = format!("`{line}` may be several names, but is read as one");
                reader.say(reader.bad(span(value), message).help(format!(
                    "write several names as a list, `{field} = [\"Smith, Ann\", \"Jones, Bob\"]`; put the name of a body that has a comma in braces: `\"{{Ministry of Trade, Oslo}}\"`"
                )));
            }
            Some(names)
        });
        written.into_iter().flatten().collect()
    }

    fn one_of<T: Copy>(&mut self, name: &str, value: &RecordValue<'_>, known: &[(&str, T)]) -> Option<T> {
        let word = self.line(name, value)?;
        let found = known.iter().find(|(known, _)| *known == word);
        if found.is_none() {
            let all: Vec<_> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.say(
                self.bad(span(value), format!("`{name}` cannot be `{word}`"))
                    .did_you_mean(&word, known.iter().map(|(name, _)| *name))
                    .help(format!("use one of {}", all.join(", "))),
            );
        }
        found.map(|&(_, value)| value)
    }

    fn date(&mut self, name: &str, value: &RecordValue<'_>) -> Option<Date> {
        let text = self.line_or_number(name, value)?;
        // TOML's own dates may come with a time of day.
        let day = if value.get_ref().is_datetime() {
            text.split(['T', ' ']).next().unwrap_or(&text)
        } else {
            &text
        };
        match Date::parse(day) {
            Ok(date) => Some(date),
            Err(why) => {
                // Which says what to write instead.
                self.say(self.bad(span(value), format!("`{name}`: {why}")));
                None
            }
        }
    }

    fn url(&mut self, value: &RecordValue<'_>) -> Option<String> {
        let url = self.line("url", value)?;
        let lower = url.to_ascii_lowercase();
        let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let good = link_kind(&url) == LinkKind::External
            && !url.contains(char::is_whitespace)
            && host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['));
        if !good {
            self.say(
                self.bad(span(value), "`url` is not a web address")
                    .help("begin it with `https://` or `http://`"),
            );
        }
        good.then_some(url)
    }

    fn doi(&mut self, value: &RecordValue<'_>) -> Option<String> {
        let written = self.line("doi", value)?;
        let prefixes =
            ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
        let doi = prefixes.iter().find_map(|prefix| written.strip_prefix(prefix)).unwrap_or(&written).trim();
        let good = doi.starts_with("10.") && doi.contains('/') && !doi.contains(char::is_whitespace);
        if !good {
            self.say(
                self.bad(span(value), format!("`{written}` is not a DOI"))
                    .help("a DOI looks like `10.1000/182`"),
            );
        }
        good.then(|| doi.to_owned())
    }

    fn language(&mut self, value: &RecordValue<'_>) -> Option<String> {
        let tag = self.line("language", value)?;
        let mut parts = tag.split('-');
        let first = parts
            .next()
            .is_some_and(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let good = first
            && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !good {
            self.say(
                self.bad(span(value), format!("`{tag}` is not a language tag"))
                    .help("write a tag such as `en`, `zh-Hans` or `pt-BR`"),
            );
        }
        good.then_some(tag)
    }

    fn bad(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&rule::BAD_RECORD, self.path, span, message)
    }

    fn say(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }
}

fn span(value: &RecordValue<'_>) -> Span {
    value.span().into()
}

#[cfg(test)]
mod tests;
