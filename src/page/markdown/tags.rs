//! HTML in a line of Markdown: which of it may pass.

use std::ops::Range;

use pulldown_cmark::Event;

/// Inline elements that carry no script, when they have no attributes and are closed where they are
/// opened.
const HARMLESS: &[&str] = &[
    "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "strong", "sub", "sup", "u", "var",
];

/// Whether this opens an element that must be closed.
pub(super) fn is_start_tag(html: &str) -> bool {
    html.starts_with('<')
        && !html.starts_with("</")
        && !html.starts_with("<!")
        && !html.starts_with("<?")
        && !html.ends_with("/>")
        && !["<br>", "<wbr>"].contains(&html)
}

/// For each event, whether it is HTML that may pass.
pub(super) fn allowed_html(events: &[(Event<'_>, Range<usize>)]) -> Vec<bool> {
    let mut allowed = vec![false; events.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (i, (event, _)) in events.iter().enumerate() {
        let html = match event {
            Event::InlineHtml(html) => html,
            // What Markdown opens within an element must be closed within it, and the other way round.
            Event::Start(_) => {
                open.push((i, ""));
                continue;
            }
            Event::End(_) => {
                while open.pop().is_some_and(|(_, name)| !name.is_empty()) {}
                continue;
            }
            _ => continue,
        };
        let Some(inner) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { continue };
        let name = inner.trim_end_matches('/').trim_end();
        if name == "br" || name == "wbr" {
            allowed[i] = true;
        } else if let Some(name) = name.strip_prefix('/') {
            if open.last().is_some_and(|(_, opened)| *opened == name)
                && let Some((start, _)) = open.pop()
            {
                (allowed[start], allowed[i]) = (true, true);
            }
        } else if HARMLESS.contains(&name) && !inner.ends_with('/') {
            open.push((i, name));
        }
    }
    allowed
}
