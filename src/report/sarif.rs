//! Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0, which code scanners and
//! editors read.
//!
//! Lines and columns count from 1, columns in units of UTF-16, which is what most readers of the format
//! count in whatever it says; ends are exclusive. Paths are relative to the folder in which the program
//! ran, which the format calls `%SRCROOT%`.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::github::message;
use super::json::escape_hidden;
use super::lines::Texts;
use crate::base::address;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{self, Rule, Severity};
use crate::base::text::{Inputs, Place};

/// What is said where the format is defined.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What the folder is called that paths are relative to.
const BASE: &str = "%SRCROOT%";

/// The log of a run that found `diagnostics`, in their order; those of severity [`Severity::Allow`] are
/// left out.
///
/// `root` is the way from the folder in which the program ran to the site's: nothing, or a path that
/// ends with `/`.
pub fn sarif(diagnostics: &[Diagnostic], inputs: &Inputs, root: &str) -> String {
    let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity != Severity::Allow).collect();
    let texts = Texts::of(&shown, inputs);
    let writer = SarifWriter { texts, root };
    let rules: HashMap<&str, usize> = rule::ALL.iter().zip(0..).map(|(rule, n)| (rule.code, n)).collect();
    let marks = fingerprints(&shown, &writer.texts);
    let results: Vec<Value> =
        shown.iter().zip(&marks).map(|(d, mark)| writer.result(d, mark, &rules)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "expound",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rule::ALL.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {
                (BASE): { "description": { "text": "The folder in which expound was run." } },
            },
            "results": results,
        }],
    });
    let mut log = escape_hidden(log.to_string());
    log.push('\n');
    log
}

/// A rule, as a reader of the format shows it.
fn described(rule: &Rule) -> Value {
    let why = rule.explanation.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = why.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned();
    let more = format!("expound check --explain {}", rule.code);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": first },
        "fullDescription": { "text": why },
        "help": {
            "text": format!("{why}\n\n{more}: explains it with an example."),
            "markdown": format!("{why}\n\n`{more}` explains it with an example."),
        },
        "defaultConfiguration": {
            // What is allowed unless a site asks for it.
            "enabled": rule.severity != Severity::Allow,
            "level": level(rule.severity),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    if severity == Severity::Error { "error" } else { "warning" }
}

struct SarifWriter<'a> {
    texts: Texts<'a>,
    root: &'a str,
}

impl SarifWriter<'_> {
    fn result(&self, diagnostic: &Diagnostic, mark: &(String, usize), rules: &HashMap<&str, usize>) -> Value {
        let (fingerprint, nth) = mark;
        let mut result = json!({
            "ruleId": diagnostic.rule.code,
            "level": level(diagnostic.severity),
            "message": { "text": plain(&message(diagnostic)) },
            "locations": [{ "physicalLocation": self.place(&diagnostic.place) }],
            "partialFingerprints": { "expoundFinding/v1": format!("{fingerprint}:{nth}") },
        });
        if let Some(index) = rules.get(diagnostic.rule.code) {
            result["ruleIndex"] = json!(index);
        }
        if !diagnostic.related.is_empty() {
            let others = diagnostic.related.iter().zip(1..).map(|(other, id)| {
                json!({
                    "id": id,
                    "physicalLocation": self.place(&other.place),
                    "message": { "text": plain(&other.label) },
                })
            });
            result["relatedLocations"] = others.collect();
        }
        if let Some((span, written, replacement)) = diagnostic.fix.as_ref().and_then(|fix| fix.edit()) {
            let place = Place::at(&diagnostic.place.file, span);
            let mut physical = self.place(&place);
            result["fixes"] = json!([{
                "description": { "text": plain(&format!("write “{replacement}” for “{written}”")) },
                "artifactChanges": [{
                    "artifactLocation": physical["artifactLocation"].take(),
                    "replacements": [{
                        "deletedRegion": physical["region"].take(),
                        "insertedContent": { "text": replacement },
                    }],
                }],
            }]);
        }
        result
    }

    fn place(&self, place: &Place) -> Value {
        let path = format!("{}{}", self.root, place.file);
        let mut physical =
            json!({ "artifactLocation": { "uri": address::encode(&path), "uriBaseId": BASE } });
        if let Some((lines, range)) = self.texts.find(place) {
            let (line, column) = lines.position_utf16(range.start);
            let (end_line, end_column) = lines.position_utf16(range.end);
            physical["region"] = json!({
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            });
        }
        physical
    }
}

/// A message in which nothing is a link, as `[words](address)` would be: files are written by others.
fn plain(text: &str) -> String {
    text.replace("](", "] (")
}
