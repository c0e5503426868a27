//! Front matter of a Markdown article: no part of its text.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{File, Span};

/// The text without its front matter. Front matter that is opened and never closed is an error; its lines, up to
/// the first blank one, are no text.
pub(super) fn without<'a>(file: &File, raw: &'a str, diagnostics: &mut Vec<Diagnostic>) -> &'a str {
    let text = raw.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = text.lines().next().unwrap_or_default();
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++" | "----") {
        return raw;
    }
    let body = text.get(first.len()..).unwrap_or_default();
    let mut lines = body.split_inclusive('\n');
    lines.next();
    let lines: Vec<&str> = lines.collect();
    // A rule can stand on top of a text as well: front matter begins with a field.
    let begins =
        lines.iter().map(|line| line.trim_end()).find(|line| !line.is_empty() && !line.starts_with('#'));
    if !begins.is_some_and(|line| line == fence || is_field(line, fence)) {
        return raw;
    }
    let rest = |count: usize| {
        let taken: usize = lines.iter().take(count).map(|line| line.len()).sum();
        &body[body.len() - lines.iter().map(|line| line.len()).sum::<usize>() + taken..]
    };
    let closes = |line: &str| line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
    if let Some(end) = lines.iter().position(|line| closes(line)) {
        return rest(end + 1);
    }
    let start = file.text().unwrap_or_default().find(fence).unwrap_or_default();
    diagnostics.push(
        Diagnostic::at(
            &rule::OPEN_FRONT_MATTER,
            &file.path,
            Span::new(start, start + fence.len()),
            format!("this front matter opens with `{fence}` and is never closed"),
        )
        .label("opened here")
        .help(format!("write `{fence}` on a line of its own after it, to separate its fields from the text")),
    );
    rest(lines.iter().take_while(|line| !line.trim().is_empty()).count())
}

/// `title: x` in YAML, `title = "x"` in TOML.
fn is_field(line: &str, fence: &str) -> bool {
    let mark = if fence == "+++" { '=' } else { ':' };
    line.split_once(mark).is_some_and(|(name, rest)| {
        let name = name.trim_matches(['"', '\'', ' ']);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !name.is_empty()
            && name.chars().all(plain)
            && (mark == '=' || rest.is_empty() || rest.starts_with(' '))
    }) || (fence == "+++" && line.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (&str, usize) {
        let file = File { path: "seeds/a.md".into(), bytes: text.as_bytes().into() };
        let mut diagnostics = Vec::new();
        (without(&file, text, &mut diagnostics), diagnostics.len())
    }

    #[test]
    fn front_matter_is_cut_off() {
        assert_eq!(cut("---\ntitle: x\n---\nText"), ("Text", 0));
        assert_eq!(cut("\n---\ntitle: x\n\ntags:\n  - a\n---\nText"), ("Text", 0));
        assert_eq!(cut("+++\ntitle = \"x\"\n+++\nText"), ("Text", 0));
        assert_eq!(cut("---\r\ntitle: x\r\n...\r\nText"), ("Text", 0));
        assert_eq!(cut("---\n---\nText"), ("Text", 0));
    }

    #[test]
    fn a_rule_on_top_is_none() {
        assert_eq!(cut("---\nOnce there was a barn.\n---\n"), ("---\nOnce there was a barn.\n---\n", 0));
        assert_eq!(cut("Text\n---\na: b\n"), ("Text\n---\na: b\n", 0));
        assert_eq!(cut("---"), ("---", 0));
    }

    #[test]
    fn what_is_never_closed_is_told_and_is_no_text() {
        assert_eq!(cut("---\ntitle: x\nby: y\n\nText\n"), ("\nText\n", 1));
        assert_eq!(cut("+++\ntitle = 1"), ("", 1));
    }
}
