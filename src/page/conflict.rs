//! The marks that a merge leaves where two people changed the same lines.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::page::block;

/// Finds the first conflict in a page's file: `<<<<<<< `, and `>>>>>>> ` somewhere below. Code may show one.
pub(super) fn find(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<<")?;
    // The fence of the code that a line stands in.
    let mut code: Option<&str> = None;
    let mut opened: Option<std::ops::Range<usize>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if let Some(fence) = code {
            if line.trim_start().starts_with(fence) && line.trim().trim_matches(['`', '~']).is_empty() {
                code = None;
            }
        } else if let Some(fence) =
            ["```", "~~~"].into_iter().find(|fence| line.trim_start().starts_with(fence))
        {
            let name =
                line.trim().trim_start_matches(['`', '~']).split_whitespace().next().unwrap_or_default();
            code = (!block::is_block(name)).then_some(fence);
        } else if is_mark(line, "<<<<<<<") {
            opened.get_or_insert(start..start + line.len());
        } else if is_mark(line, ">>>>>>>")
            && let Some(range) = opened
        {
            return Some(
                Diagnostic::at(
                    &rule::MERGE_CONFLICT,
                    path,
                    range,
                    "an unresolved merge left both versions here",
                )
                .help("keep one, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"),
            );
        }
    }
    None
}

/// Whether a line is a mark, with a name behind it or alone.
fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
