//! What a program may put in the place of a link, a name or an anchor that leads nowhere.

use crate::base::address;
use crate::base::fix::FindingFix;
use crate::base::suggest::without_typography;
use crate::base::text::Span;

/// A name in front matter, in a block or in the settings, where `known` is the only one that it can be.
pub(super) fn of_name(span: Span, written: &str, known: Option<&str>) -> Option<FindingFix> {
    let known = known.filter(|known| !known.contains(['"', '\'', '\\']))?;
    Some(FindingFix::certain(span, written, known))
}

/// The name in a wikilink.
pub(super) fn of_wikilink(span: Span, written: &str, known: Option<&str>) -> Option<FindingFix> {
    let known = known.filter(|known| !known.contains(['[', ']', '|', '#', '\\', '\n']))?;
    // The words behind `|` may be the same.
    Some(FindingFix::certain(span, format!("[[{written}"), format!("[[{known}")).or(written, known))
}

/// The address in a link.
pub(super) fn of_link(span: Span, written: &str, known: Option<String>) -> Option<FindingFix> {
    let known = known?;
    let fix = FindingFix::certain(span, format!("]({written}"), format!("]({known}"));
    Some(fix.or(format!("](<{written}"), format!("](<{known}")).or(written, known))
}

/// The id behind `#`, in a link or in a wikilink.
pub(super) fn of_anchor(span: Span, written: &str, known: Option<&str>) -> Option<FindingFix> {
    let known = known.filter(|known| known.chars().all(is_plain))?;
    let fix = FindingFix::certain(span, format!("](#{written}"), format!("](#{known}"));
    Some(fix.or(format!("#{written}"), format!("#{known}")))
}

/// What a link on a page should be to lead to the file `near` below `content/`, where its address differs from that in
/// case and typography alone; the way there stays as it is.
pub(super) fn link_to(page: &str, url: &str, near: &str) -> Option<String> {
    let (path, tail) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let mut parts: Vec<&str> = path.split('/').collect();
    for (part, known) in parts.iter_mut().rev().zip(near.rsplit('/')) {
        if matches!(*part, "" | "." | "..") || without_typography(part) != without_typography(known) {
            break;
        }
        *part = known;
    }
    let path = parts.join("/");
    let resolved = match path.strip_prefix('/') {
        Some(rest) => address::resolve("", &format!("/content/{rest}")),
        None => address::resolve(page, &path),
    };
    let leads_there = resolved?.strip_prefix("content/") == Some(near);
    (leads_there && path.chars().all(|c| is_plain(c) || c == '/')).then(|| path + tail)
}

/// Whether a character is itself in an address in Markdown.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "-_.~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_its_way_and_its_tail() {
        let to = |url: &str, near: &str| link_to("content/topics/sea.md", url, near);
        assert_eq!(to("Tide_Mill.md#wheel", "topics/tide-mill.md").as_deref(), Some("tide-mill.md#wheel"));
        assert_eq!(
            to("../Topics/Tide–Mill.MD", "topics/tide-mill.md").as_deref(),
            Some("../topics/tide-mill.md")
        );
        assert_eq!(
            to("/TOPICS/tide-mill.md?a", "topics/tide-mill.md").as_deref(),
            Some("/topics/tide-mill.md?a")
        );
        assert_eq!(to("tide-mill.md", "events/tide-mill.md"), None, "it leads elsewhere");
        assert_eq!(to("the tide.md", "topics/the tide.md"), None, "a space");
    }
}
