//! TOML and YAML as values with places, and a reader that reports what it cannot use.
//!
//! Settings, front matter and structured blocks are all tables with known keys. [`parse_toml`] and
//! [`parse_yaml`] make a [`Table`] of a text; a [`TableReader`] takes the known keys out of it, says at the
//! place what has the wrong type, and names what is left over together with the nearest known key.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::base::fix::FindingFix;
use crate::base::rule::{self, Rule};
use crate::base::shown;
use crate::base::suggest::only_slip;
use crate::base::text::Span;

/// A value, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct TableNode {
    /// Its place, counted as the caller of the parser asked.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What TOML and YAML have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string; in TOML a date too, as it is written.
    String(String),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    Array(Vec<TableNode>),
    /// Keys and values.
    Table(Table),
    /// YAML's empty value.
    Null,
}

/// Keys and values in the order written; and, of a table that is a whole document, the characters in it that no
/// page can show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(pub Vec<(TableKey, TableNode)>, Vec<Odd>);

/// A character that no page can show, in a text of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Odd {
    /// The place of the text.
    span: Span,
    /// The character.
    c: char,
    /// Whether an escape such as `\u0000` has made it, so that it does not stand in the file.
    escaped: bool,
}

/// A key, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableKey {
    /// The key.
    pub name: String,
    /// Its place.
    pub span: Span,
}

/// Why a text could not be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// In the parser's words.
    pub message: String,
}

/// Parses TOML. `base` is the offset of `text` in its file, and is added to all places.
pub fn parse_toml(text: &str, base: usize) -> Result<Table, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => Ok(looked_at(toml_table(table.into_inner(), base), text, base)),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let span = boundary(text, span.start)..boundary(text, span.end);
            Err(SyntaxError {
                span: Span::new(span.start + base, span.end + base),
                message: one_line(error.message()),
            })
        }
    }
}

/// The table of a document, without characters that could be obeyed: escapes can make any, and a zero byte is a
/// mark of our own in pages.
fn looked_at(mut table: Table, text: &str, base: usize) -> Table {
    let mut odd = Vec::new();
    each_text(&mut table, &mut |words, span| {
        let written = text.get((span.start as usize - base)..(span.end as usize - base)).unwrap_or_default();
        shown::each_odd(words, &mut |_, c| {
            let found = Odd { span, c, escaped: !written.contains(c) };
            if odd.len() < MOST_ODD && !odd.contains(&found) {
                odd.push(found);
            }
        });
        shown::harmless(words);
    });
    Table(table.0, odd)
}

/// How many characters of a document are told that no page can show.
const MOST_ODD: usize = 8;

/// Calls `with` for every key and text of a table.
fn each_text(table: &mut Table, with: &mut dyn FnMut(&mut String, Span)) {
    fn of_node(node: &mut TableNode, with: &mut dyn FnMut(&mut String, Span)) {
        match &mut node.value {
            Value::String(text) => with(text, node.span),
            Value::Array(items) => items.iter_mut().for_each(|item| of_node(item, with)),
            Value::Table(table) => each_text(table, with),
            _ => {}
        }
    }
    for (key, node) in &mut table.0 {
        with(&mut key.name, key.span);
        // A part of an address is looked at as such, and refused.
        if key.name != "slug" {
            of_node(node, with);
        }
    }
}

/// The start of the character at an offset: the parser may point into one.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn toml_table(table: DeTable<'_>, base: usize) -> Table {
    let at = |span: std::ops::Range<usize>| Span::new(span.start + base, span.end + base);
    Table(
        table
            .into_iter()
            .map(|(key, value)| {
                let key = TableKey { span: at(key.span()), name: key.into_inner().into_owned() };
                (key, toml_node(value, base))
            })
            .collect(),
        Vec::new(),
    )
}

fn toml_node(node: toml::Spanned<DeValue<'_>>, base: usize) -> TableNode {
    let span = Span::new(node.span().start + base, node.span().end + base);
    let value = match node.into_inner() {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::Integer),
        DeValue::Float(number) => number
            .as_str()
            .replace('_', "")
            .parse()
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::Float),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => Value::Array(items.into_iter().map(|item| toml_node(item, base)).collect()),
        DeValue::Table(table) => Value::Table(toml_table(table, base)),
    };
    TableNode { span, value }
}

/// Parses YAML. `base` is the offset of `text` in its file, and is added to all places.
pub fn parse_yaml(text: &str, base: usize) -> Result<Table, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Table::default());
    }
    let parsed: Result<Spanned<Yaml>, _> = serde_saphyr::from_str_with_options(text, limits());
    match parsed {
        Ok(root) => {
            let node = yaml_node(root, text, base);
            match node.value {
                Value::Table(table) => Ok(looked_at(table, text, base)),
                Value::Null => Ok(Table::default()),
                _ => Err(SyntaxError { span: node.span, message: "expected `key: value` lines".to_owned() }),
            }
        }
        Err(error) => {
            let start = error.location().map_or(0, |l| offset_of_line_column(text, l.line(), l.column()));
            // The library's message shows the source again below its first line; ours does that itself.
            let message = error.to_string();
            let message = yaml_message(message.lines().next().unwrap_or_default());
            Err(SyntaxError { span: Span::new(start + base, start + base), message })
        }
    }
}

/// The library's message for those who write articles: without the place, which counts from the fence and is shown
/// anyhow, and without names from inside the program.
fn yaml_message(message: &str) -> String {
    let message = message.trim_start_matches("error: ");
    let message = match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => message,
    };
    if message.contains("budget breached") {
        return "this is nested too deeply, or is too long".to_owned();
    }
    if let Some(rest) = message.strip_prefix("duplicate mapping key") {
        let key = rest.trim_start_matches(": ").split(", set ").next().unwrap_or_default();
        return match key.is_empty() {
            true => "a key is given twice".to_owned(),
            false => format!("`{key}` is given twice"),
        };
    }
    one_line(message)
}

/// More than anyone writes above a page. Each level is a call of a function within another, and aliases
/// of aliases grow without end.
fn limits() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: 16, max_nodes: 50_000 },
    }
}

/// As serde gives it; [`yaml_node`] makes a [`TableNode`] of it.
enum Yaml {
    String(String),
    Integer(i64),
    Float(f64),
    Bool(bool),
    Null,
    Array(Vec<Spanned<Yaml>>),
    Table(Vec<(Spanned<String>, Spanned<Yaml>)>),
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Yaml;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Yaml, E> {
                Ok(Yaml::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Yaml, E> {
                Ok(Yaml::Integer(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Yaml, E> {
                Ok(i64::try_from(value).map_or_else(|_| Yaml::String(value.to_string()), Yaml::Integer))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Yaml, E> {
                Ok(Yaml::Float(value))
            }
            fn visit_str<E>(self, value: &str) -> Result<Yaml, E> {
                Ok(Yaml::String(value.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Yaml, E> {
                Ok(Yaml::Null)
            }
            fn visit_none<E>(self) -> Result<Yaml, E> {
                Ok(Yaml::Null)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element()? {
                    all.push(item);
                }
                Ok(Yaml::Array(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    all.push(entry);
                }
                Ok(Yaml::Table(all))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn yaml_node(node: Spanned<Yaml>, text: &str, base: usize) -> TableNode {
    let span = yaml_span(&node.referenced, text, base);
    let value = match node.value {
        Yaml::String(text) => Value::String(text),
        Yaml::Integer(number) => Value::Integer(number),
        Yaml::Float(number) => Value::Float(number),
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::Null => Value::Null,
        Yaml::Array(items) => {
            Value::Array(items.into_iter().map(|item| yaml_node(item, text, base)).collect())
        }
        Yaml::Table(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let span = yaml_span(&key.referenced, text, base);
                (TableKey { name: key.value, span }, yaml_node(value, text, base))
            });
            Value::Table(Table(entries.collect(), Vec::new()))
        }
    };
    TableNode { span, value }
}

fn yaml_span(location: &serde_saphyr::Location, text: &str, base: usize) -> Span {
    let start = match location.span().byte_offset().and_then(|o| usize::try_from(o).ok()) {
        Some(start) if start <= text.len() => start,
        _ => offset_of_line_column(text, location.line(), location.column()),
    };
    let len = location.span().byte_len().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let end = (start + len).min(text.len());
    Span::new(start + base, end + base)
}

fn offset_of_line_column(text: &str, line: u64, column: u64) -> usize {
    let mut offset = 0;
    for (number, content) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            let columns = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
            return offset + content.char_indices().nth(columns).map_or(content.trim_end().len(), |(i, _)| i);
        }
        offset += content.len();
    }
    text.len()
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Value {
    /// What an author would call it.
    fn name(&self) -> &'static str {
        match self {
            Self::String(_) => "text",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
            Self::Null => "nothing",
        }
    }

    /// As JSON, for keys that are passed on to templates.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::String(text) => text.clone().into(),
            Self::Integer(number) => (*number).into(),
            Self::Float(number) => (*number).into(),
            Self::Bool(flag) => (*flag).into(),
            Self::Null => serde_json::Value::Null,
            Self::Array(items) => items.iter().map(|item| item.value.to_json()).collect(),
            Self::Table(table) => table.to_json().into(),
        }
    }
}

impl Table {
    /// As JSON, for keys that are passed on to templates.
    pub fn to_json(&self) -> serde_json::Map<String, serde_json::Value> {
        self.0.iter().map(|(key, node)| (key.name.clone(), node.value.to_json())).collect()
    }
}

/// Takes the known keys out of a table, and reports the rest.
pub struct TableReader<'a> {
    file: &'a Arc<str>,
    /// What a value of the wrong type breaks.
    bad_value: &'static Rule,
    /// What a key that nobody asked for breaks.
    unknown_key: &'static Rule,
    entries: Vec<(TableKey, TableNode)>,
    known: Vec<&'static str>,
    /// Those of the known that are there.
    there: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> TableReader<'a> {
    /// A reader of one table of a file.
    pub fn new(
        table: Table,
        file: &'a Arc<str>,
        bad_value: &'static Rule,
        unknown_key: &'static Rule,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        // The characters that stand in a page's file are looked at there, in its front matter too.
        let is_page = [&rule::BAD_FRONT_MATTER, &rule::BAD_BLOCK].contains(&bad_value);
        for odd in table.1.iter().filter(|odd| odd.escaped || !is_page) {
            let Some((what, help)) = shown::unshowable(odd.c) else { continue };
            let message = match odd.escaped {
                true => format!("this escape stands for {what}, U+{:04X}", u32::from(odd.c)),
                false => format!("this contains {what}, U+{:04X}", u32::from(odd.c)),
            };
            let help = if odd.escaped { "remove the escape" } else { help };
            diagnostics.push(Diagnostic::at(&rule::UNSHOWABLE_CHARACTER, file, odd.span, message).help(help));
        }
        Self {
            file,
            bad_value,
            unknown_key,
            entries: table.0,
            known: Vec::new(),
            there: Vec::new(),
            diagnostics,
        }
    }

    /// Whether a key is there.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, _)| key.name == name)
    }

    /// The value of a key as it is written, if it is there.
    pub fn node(&mut self, name: &'static str) -> Option<(TableKey, TableNode)> {
        self.known.push(name);
        let index = self.entries.iter().position(|(key, _)| key.name == name)?;
        let (key, node) = self.entries.remove(index);
        self.there.push(name);
        (node.value != Value::Null).then_some((key, node))
    }

    fn wrong(&mut self, name: &str, node: &TableNode, expected: &str) {
        self.report(node.span, format!("`{name}` should be {expected}, but is {}", node.value.name()));
    }

    /// Reports something else that is wrong with a value.
    pub fn report(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::at(self.bad_value, self.file, span, message));
    }

    /// Reports what breaks another rule than those of the table, with what to do.
    pub fn say(&mut self, rule: &'static Rule, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::at(rule, self.file, span, message).help(help));
    }

    /// Reports a finding made elsewhere.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A text. A number is taken for one, as in `title = 1984`.
    pub fn text(&mut self, name: &'static str) -> Option<(String, Span)> {
        let (_, node) = self.node(name)?;
        match node.value {
            Value::String(text) => Some((text, node.span)),
            Value::Integer(number) => Some((number.to_string(), node.span)),
            _ => {
                self.wrong(name, &node, "text in quotation marks");
                None
            }
        }
    }

    /// A text that is not empty.
    pub fn words(&mut self, name: &'static str) -> Option<(String, Span)> {
        let (text, span) = self.text(name)?;
        if text.trim().is_empty() {
            self.report(span, format!("`{name}` is empty; leave it out if you do not know it"));
            return None;
        }
        Some((text.trim().to_owned(), span))
    }

    /// One text, or a list of texts.
    pub fn texts(&mut self, name: &'static str) -> Vec<(String, Span)> {
        let Some((_, node)) = self.node(name) else { return Vec::new() };
        let items = match node.value {
            Value::String(text) => return vec![(text, node.span)],
            Value::Array(items) => items,
            _ => {
                self.wrong(name, &node, "text or a list of texts");
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                Value::String(text) => texts.push((text, item.span)),
                Value::Integer(number) => texts.push((number.to_string(), item.span)),
                _ => self.wrong(name, &item, "a list of texts"),
            }
        }
        texts
    }

    /// What `take` makes of the value of a key; of what it cannot use is reported what was `expected`.
    fn typed<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        take: fn(&Value) -> Option<T>,
    ) -> Option<(T, Span)> {
        let (_, node) = self.node(name)?;
        let value = take(&node.value);
        if value.is_none() {
            self.wrong(name, &node, expected);
        }
        Some((value?, node.span))
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let flag = self.typed(name, "true or false", |value| match value {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        });
        flag.map(|(flag, _)| flag)
    }

    /// A whole number.
    pub fn integer(&mut self, name: &'static str) -> Option<(i64, Span)> {
        self.typed(name, "a whole number", |value| match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        })
    }

    /// Any number.
    pub fn number(&mut self, name: &'static str) -> Option<(f64, Span)> {
        self.typed(name, "a number", |value| match value {
            #[allow(clippy::cast_precision_loss)] // settings are small
            Value::Integer(number) => Some(*number as f64),
            Value::Float(number) => Some(*number),
            _ => None,
        })
    }

    /// A date: as a text, as TOML's own date, or a year as a number.
    pub fn date(&mut self, name: &'static str) -> Option<(Date, Span)> {
        let (text, span) = self.text(name)?;
        match Date::parse(&text) {
            Ok(date) => Some((date, span)),
            Err(error) => {
                self.report(span, format!("`{name}`: {error}"));
                None
            }
        }
    }

    /// A table.
    pub fn table(&mut self, name: &'static str) -> Option<(Table, Span)> {
        let (_, node) = self.node(name)?;
        match node.value {
            Value::Table(table) => Some((table, node.span)),
            _ => {
                self.wrong(name, &node, "a table");
                None
            }
        }
    }

    /// A list of tables, as `[[name]]` makes it.
    pub fn tables(&mut self, name: &'static str) -> Vec<(Table, Span)> {
        let Some((_, node)) = self.node(name) else { return Vec::new() };
        let Value::Array(items) = node.value else {
            self.wrong(name, &node, "a list of tables: write [[name]] before each");
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                Value::Table(table) => tables.push((table, item.span)),
                _ => self.wrong(name, &item, "a table"),
            }
        }
        tables
    }

    /// Reports the keys that nobody has asked for. `help` says where such keys belong, if anywhere.
    pub fn finish(self, help: Option<&str>) {
        let missing = || self.known.iter().copied().filter(|name| !self.there.contains(name));
        let meant: Vec<_> = self.entries.iter().map(|(key, _)| only_slip(&key.name, missing())).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        meant.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
        for ((key, _), meant) in self.entries.iter().zip(&meant) {
            // Two that are meant for one would be there twice.
            let meant = meant.filter(|name| counts.get(name) == Some(&1));
            let fix = meant.map(|name| FindingFix::certain(key.span, &*key.name, name));
            let message = format!("unknown key `{}`", key.name);
            let nearest = crate::base::diagnostic::nearest(&key.name, self.known.iter().copied());
            let diagnostic = Diagnostic::at(self.unknown_key, self.file, key.span, message).fixed_by(fix);
            self.diagnostics.push(match (nearest, help) {
                (Some(name), _) => diagnostic.help(format!("did you mean `{name}`?")),
                (None, Some(help)) => diagnostic.help(help),
                (None, None) => diagnostic.help(format!("the known keys are {}", self.known.join(", "))),
            });
        }
    }
}

#[cfg(test)]
mod tests;
