//! A rule's entry of the manual, for a terminal.
//!
//! The manual's page is made from the rules and an example of each, which are run when it is tested; the
//! program has it on board, so that both say the same.

use super::visible;
use crate::base::rule::Rule;

/// All entries: docs/findings.md.
const MANUAL: &str = include_str!("../../docs/findings.md");

/// What stands before the lines of an example.
const INDENT: &str = "    ";

/// What the manual says of a rule, in lines of at most `width` columns where they can be broken: why it is
/// there, an example, what is said of it, and how it is mended.
pub fn explain(rule: &Rule, width: usize) -> String {
    let heading = format!("{} {}", rule.code, rule.name);
    let mut out = format!("{heading}\n\n");
    let Some((_, entry)) = MANUAL.split_once(&format!("\n### {heading}\n")) else {
        // A rule that is newer than its entry.
        out.push_str(rule.explanation);
        return out;
    };
    let mut fence = None;
    for line in entry.trim_start().lines() {
        match fence {
            None if line.starts_with("## ") || line.starts_with("### ") => break,
            None if line.starts_with("```") => {
                let ticks = line.len() - line.trim_start_matches('`').len();
                fence = Some(&line[..ticks]);
                if let Some((_, path)) = line.split_once(' ') {
                    out.push_str(path);
                    out.push_str("\n\n");
                }
            }
            None => {
                for line in visible::wrapped(line, width) {
                    out.push_str(&line);
                    out.push('\n');
                }
            }
            Some(close) if line == close => fence = None,
            Some(_) => {
                if !line.is_empty() {
                    out.push_str(INDENT);
                }
                out.push_str(&visible::line(line));
                out.push('\n');
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
