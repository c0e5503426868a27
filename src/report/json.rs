//! Findings for programs: `{"version":1,"findings":[…],"errors":0,"warnings":0}`.
//!
//! Lines and columns count from 1, columns in characters (code points); byte offsets count from 0
//! and their ends are exclusive. What is not known is `null`, and no key is ever left out but
//! `coverage`, which is there if the report on it was asked for. `words` are
//! those at fault, or how they begin if they are many.

use serde::Serialize;

use super::coverage;
use super::lines::Texts;
use super::visible::is_hidden;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Severity;
use crate::base::text::Place;

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'a coverage::CoverageReport>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    code: &'a str,
    severity: String,
    message: &'a str,
    #[serde(flatten)]
    place: LineColumn<'a>,
    words: Option<String>,
    label: &'a str,
    notes: &'a [String],
    help: &'a [String],
    fix: Option<JsonFix<'a>>,
    related: Vec<RelatedFinding<'a>>,
}

/// What may be put in the place of some words of the file, by their bytes.
#[derive(Serialize)]
struct JsonFix<'a> {
    start: u32,
    end: u32,
    replacement: &'a str,
    applies: &'static str,
}

#[derive(Serialize)]
struct RelatedFinding<'a> {
    #[serde(flatten)]
    place: LineColumn<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct LineColumn<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<u32>,
    byte_end: Option<u32>,
}

pub(super) fn render(
    diagnostics: &[&Diagnostic],
    texts: &Texts<'_>,
    coverage: Option<&coverage::CoverageReport>,
) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let report = JsonReport {
        version: 1,
        findings: diagnostics.iter().map(|diagnostic| finding(diagnostic, texts)).collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        coverage,
    };
    let json = serde_json::to_string(&report).expect("strings and numbers are always JSON");
    let mut json = escape_hidden(json);
    json.push('\n');
    json
}

fn finding<'a>(diagnostic: &'a Diagnostic, texts: &Texts<'_>) -> Finding<'a> {
    Finding {
        rule: diagnostic.rule.name,
        code: diagnostic.rule.code,
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        place: position(&diagnostic.place, texts),
        words: texts.find(&diagnostic.place).map(|(lines, range)| beginning(lines.slice(range))),
        label: &diagnostic.label,
        notes: &diagnostic.notes,
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().and_then(|fix| {
            let (span, _, replacement) = fix.edit()?;
            Some(JsonFix { start: span.start, end: span.end, replacement, applies: fix.certainty.name() })
        }),
        related: diagnostic
            .related
            .iter()
            .map(|other| RelatedFinding { place: position(&other.place, texts), label: &other.label })
            .collect(),
    }
}

/// The most characters of the words at fault.
const WORDS: usize = 120;

pub(super) fn beginning(words: &str) -> String {
    match words.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn position<'a>(place: &'a Place, texts: &Texts<'_>) -> LineColumn<'a> {
    let found =
        texts.find(place).map(|(lines, range)| (lines.position(range.start), lines.position(range.end)));
    LineColumn {
        file: &place.file,
        line: found.map(|(start, _)| start.0),
        column: found.map(|(start, _)| start.1),
        end_line: found.map(|(_, end)| end.0),
        end_column: found.map(|(_, end)| end.1),
        byte_start: place.span.map(|span| span.start),
        byte_end: place.span.map(|span| span.end),
    }
}

/// JSON needs only the control characters of ASCII to be escaped; a terminal obeys others as well.
/// All of them can only stand in strings, so each may be written as its number.
pub(super) fn escape_hidden(json: String) -> String {
    let hidden = |c: char| c == '\x7f' || is_hidden(c);
    if !json.contains(hidden) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}
