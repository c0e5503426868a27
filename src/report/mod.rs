//! Findings, as people and programs read them.
//!
//! 1. [`lines`] looks up, once for each file that a finding names, where its lines begin.
//! 2. [`excerpt`] cuts the words at fault out of their line, which may be a paragraph of 1,500
//!    characters, so that they fit the terminal with the mark under them.
//! 3. [`text`] puts the parts of a finding together for a terminal, [`json`] for a program.
//! 4. [`sarif()`] and [`github()`] write them for programs that show them beside the files, and
//!    [`baseline`] leaves out those that are known.
//! 5. [`coverage`] sets the survey of what rests on nothing, and of how old it all is.
//! 6. [`explain()`] says what the manual says of a rule.
//!
//! Files are written by others: nothing in them, nor in a message that quotes them, may send a
//! command to the terminal. [`visible`] is the door that all text goes through.

mod lines;
pub mod visible;
mod excerpt;
mod explain;
mod text;
mod json;
mod fingerprint;
mod sarif;
mod github;
pub mod baseline;
pub mod coverage;

use std::io::IsTerminal;

pub use explain::explain;
pub use github::github;
pub use sarif::sarif;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Severity;
use crate::base::text::{Inputs, line_column};
use crate::page::suppression::AppliedSuppression;

/// For whom a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    #[default]
    Text,
    /// For programs: one JSON object on one line.
    Json,
}

/// The report on `diagnostics`, in their order; those of severity [`Severity::Allow`] are left out.
///
/// `inputs` are the files that the findings are about. `width` is that of the terminal in columns,
/// and `color` says whether it may be sent colours; neither matters for JSON. Text without a finding
/// is empty; every other report ends with a line break.
pub fn render(
    diagnostics: &[Diagnostic],
    inputs: &Inputs,
    format: Format,
    color: bool,
    width: usize,
) -> String {
    let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity != Severity::Allow).collect();
    let texts = lines::Texts::of(&shown, inputs);
    match format {
        Format::Text => text::render(&shown, &texts, color, width),
        Format::Json => json::render(&shown, &texts, None),
    }
}

/// The findings for programs, with the report on the site's coverage beside them.
pub fn json_with(diagnostics: &[Diagnostic], inputs: &Inputs, coverage: &coverage::CoverageReport) -> String {
    let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity != Severity::Allow).collect();
    json::render(&shown, &lines::Texts::of(&shown, inputs), Some(coverage))
}

/// The suppressions of a site, a line for each: where the comment stands, the rule, and the reason.
pub fn suppressions(suppressions: &[AppliedSuppression], inputs: &Inputs) -> String {
    let mut out = String::new();
    for suppressed in suppressions {
        let file =
            inputs.files.get(&suppressed.place.file).and_then(|file| file.text().ok()).unwrap_or_default();
        let line = line_column(file, suppressed.place.span.map_or(0, |span| span.start as usize)).0;
        let said =
            format!("{}:{line}: {}: {}", suppressed.place.file, suppressed.rule.name, suppressed.reason);
        out.push_str(&visible::line(&said));
        out.push('\n');
    }
    out
}

/// Whether to send colours to `stream`: it is a terminal that knows them, and nobody said otherwise.
///
/// `NO_COLOR` (not empty) forbids them, `CLICOLOR_FORCE` or `FORCE_COLOR` (not empty, not `0`) asks
/// for them where there is no terminal, and `TERM=dumb` is a terminal without.
#[expect(clippy::disallowed_methods, reason = "the report is part of the rim: it knows the terminal")]
pub fn wants_color(stream: &impl IsTerminal) -> bool {
    color_wanted(|name| std::env::var(name).ok(), stream.is_terminal())
}

fn color_wanted(variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let forced = |name| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    if set("NO_COLOR") {
        return false;
    }
    if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") {
        return true;
    }
    terminal && variable("TERM").as_deref() != Some("dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_terminals_unless_somebody_says_otherwise() {
        let wanted = |variables: &[(&str, &str)], terminal| {
            let variable =
                |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
            color_wanted(variable, terminal)
        };
        assert!(wanted(&[], true));
        assert!(!wanted(&[], false));
        assert!(!wanted(&[("NO_COLOR", "1")], true));
        assert!(wanted(&[("NO_COLOR", "")], true));
        assert!(!wanted(&[("TERM", "dumb")], true));
        assert!(wanted(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!wanted(&[("FORCE_COLOR", "0")], false));
        assert!(!wanted(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false));
    }
}
