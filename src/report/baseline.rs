//! The findings that a site had when it took up the checks, so that only new ones fail.
//!
//! 1. [`Baseline::of`] takes down what is found, each by its rule, its file and the words at fault with
//!    those beside them, and not by its line: what is written elsewhere does not disturb it.
//! 2. [`Baseline::apply`] leaves out of later findings those that are known, as many as were taken down,
//!    and says which no longer occur.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fingerprint::{fingerprints, subject};
use super::json::{beginning, escape_hidden};
use super::lines::Texts;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Severity;
use crate::base::text::Inputs;

/// Findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<BaselineEntry>,
}

/// A finding that is known, or several that are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// Its file.
    pub file: String,
    /// Its rule's code.
    pub code: String,
    /// The words at fault, or how they begin: for people.
    pub words: String,
    /// What it is known by.
    pub fingerprint: String,
    /// How many there are.
    pub count: usize,
}

/// What is left of some findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Those that are new, in their order.
    pub new: Vec<Diagnostic>,
    /// How many were left out.
    pub known: usize,
    /// What no longer occurs, or not as often: each with how many there are fewer.
    pub gone: Vec<BaselineEntry>,
}

/// The version of the file that is written and read.
const VERSION: u32 = 1;

impl Baseline {
    /// What is found now.
    pub fn of(diagnostics: &[Diagnostic], inputs: &Inputs) -> Self {
        let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity != Severity::Allow).collect();
        let texts = Texts::of(&shown, inputs);
        let mut entries: BTreeMap<String, BaselineEntry> = BTreeMap::new();
        for (diagnostic, (fingerprint, _)) in shown.iter().zip(fingerprints(&shown, &texts)) {
            let entry = entries.entry(fingerprint.clone()).or_insert_with(|| BaselineEntry {
                file: diagnostic.place.file.to_string(),
                code: diagnostic.rule.code.to_owned(),
                words: beginning(&subject(diagnostic, &texts)),
                fingerprint,
                count: 0,
            });
            entry.count += 1;
        }
        let mut findings: Vec<BaselineEntry> = entries.into_values().collect();
        findings.sort();
        Self { version: VERSION, findings }
    }

    /// How many findings are known.
    pub fn count(&self) -> usize {
        self.findings.iter().fold(0, |sum, entry| sum.saturating_add(entry.count))
    }

    /// As a file.
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("strings and numbers are always JSON");
        escape_hidden(json) + "\n"
    }

    /// Of a file.
    ///
    /// # Errors
    ///
    /// Why it is no baseline.
    pub fn read(json: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        match read.version {
            VERSION => Ok(read),
            other => Err(format!("it has version {other}, but this program reads version {VERSION}")),
        }
    }

    /// Leaves out what is known.
    pub fn apply(&self, diagnostics: Vec<Diagnostic>, inputs: &Inputs) -> Applied {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.findings {
            let count = left.entry(&entry.fingerprint).or_default();
            *count = count.saturating_add(entry.count);
        }
        let is_known: Vec<bool> = {
            let all: Vec<&Diagnostic> = diagnostics.iter().collect();
            let texts = Texts::of(&all, inputs);
            let marks = fingerprints(&all, &texts);
            marks
                .iter()
                .map(|(fingerprint, _)| match left.get_mut(fingerprint.as_str()) {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        true
                    }
                    _ => false,
                })
                .collect()
        };
        let known = is_known.iter().filter(|known| **known).count();
        let new = diagnostics.into_iter().zip(is_known).filter(|(_, known)| !known).map(|(d, _)| d).collect();
        let gone = self
            .findings
            .iter()
            .filter_map(|entry| {
                // Of two entries of one finding the first has what is left.
                let count = left.remove(entry.fingerprint.as_str()).filter(|count| *count > 0)?;
                Some(BaselineEntry { count, ..entry.clone() })
            })
            .collect();
        Applied { new, known, gone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule;

    fn found(text: &str, word: &str) -> (Vec<Diagnostic>, Inputs) {
        let at = text.match_indices(word).map(|(at, _)| at..at + word.len());
        let all = at.map(|range| Diagnostic::at(&rule::RAW_HTML, &"a.md".into(), range, "m")).collect();
        (all, Inputs::from_texts([("a.md", text)]))
    }

    #[test]
    fn as_many_as_are_known_are_left_out_wherever_they_stand_now() {
        let (old, inputs) = found("a <b> c\n\na <b> c\n", "<b>");
        let baseline = Baseline::of(&old, &inputs);
        assert_eq!(baseline.count(), 2);
        assert_eq!(Baseline::read(&baseline.to_json()), Ok(baseline.clone()));

        let (moved, inputs) = found("New words.\n\na <b>\nc\n\nNew.\n\na <b> c\n", "<b>");
        let applied = baseline.apply(moved, &inputs);
        assert_eq!(applied, Applied { new: vec![], known: 2, gone: vec![] });

        let (more, inputs) = found("a <b> c\n\na <b> c\n\na <b> c\n", "<b>");
        let applied = baseline.apply(more.clone(), &inputs);
        assert_eq!((applied.new, applied.known), (vec![more[2].clone()], 2));

        let (fewer, inputs) = found("a <b> c\n", "<b>");
        let applied = baseline.apply(fewer, &inputs);
        assert_eq!((applied.new, applied.known), (vec![], 1));
        assert_eq!(applied.gone.iter().map(|entry| entry.count).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn other_words_and_another_file_are_new() {
        let (old, inputs) = found("<b>\n", "<b>");
        let baseline = Baseline::of(&old, &inputs);
        let (other, inputs) = found("<i>\n", "<i>");
        assert_eq!(baseline.apply(other, &inputs).new.len(), 1);
        // The same words, in another sentence.
        let (other, inputs) = found("<b> is new\n", "<b>");
        assert_eq!(baseline.apply(other, &inputs).new.len(), 1);
        let inputs = Inputs::from_texts([("b.md", "<b>\n")]);
        let other = Diagnostic::at(&rule::RAW_HTML, &"b.md".into(), 0..3, "m");
        assert_eq!(baseline.apply(vec![other], &inputs).new.len(), 1);
    }

    #[test]
    fn what_is_no_baseline_is_not_read_as_an_empty_one() {
        for text in ["", "{}", "[]", "{\"version\":2,\"findings\":[]}"] {
            assert!(Baseline::read(text).is_err(), "{text}");
        }
    }
}
