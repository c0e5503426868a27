//! Lines that open a block in other programs: here they are shown as they were typed, and what stands between them
//! is no quotation.

use super::run::InlineRun;
use super::{EventTree, MarkdownReader};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;

/// How much of such a line is said, in characters.
const MOST_SAID: usize = 40;

impl MarkdownReader<'_> {
    /// Reports the first line of a paragraph that opens a block in another program.
    pub(super) fn foreign(&mut self, doc: &EventTree<'_>, run: &InlineRun<'_, '_>) {
        // Markdown takes colons for those of a definition.
        let start = run.events.first().map_or(0, |(_, place)| place.start);
        let before = doc.source.get(..start).unwrap_or_default().trim_end_matches([':', ' ']);
        if start > before.len() && doc.source[before.len()..].trim_start().starts_with(":::") {
            let line =
                before.len() + (start - before.len() - doc.source[before.len()..start].trim_start().len());
            let end = doc.source[line..].find('\n').map_or(doc.source.len(), |end| line + end);
            if opens(&doc.source[line..end], true).is_some() {
                self.tell_foreign(doc.source[line..end].trim_end(), doc.span(line..end));
                return;
            }
        }
        let scanned = run.scanned();
        let bytes = scanned.as_bytes();
        let begins = matches!(bytes.first(), Some(b':' | b'{' | b'!' | b'?'));
        if !begins
            && memchr::memmem::find(bytes, b"\n:::").is_none()
            && memchr::memmem::find(bytes, b"{{").is_none()
        {
            return;
        }
        let mut at = 0;
        for line in scanned.split_inclusive('\n') {
            if let Some(start) = opens(line, at == 0) {
                let line = line.trim_end();
                self.tell_foreign(&line[start..], run.span(at + start..at + line.len()));
                return;
            }
            at += line.len();
        }
    }

    fn tell_foreign(&mut self, line: &str, span: Span) {
        let said: String = line.chars().take(MOST_SAID).collect();
        self.found.push(
            Diagnostic::at(
                &rule::FOREIGN_BLOCK,
                self.path,
                span,
                format!("`{said}` does not open a block; it is shown as plain text"),
            )
            .help("write a quotation as `> words`, with `> — @key` below them; an aside as `> [!NOTE]`"),
        );
    }
}

/// Where in a line a block of another program opens. `first` says that it is the first of its paragraph.
fn opens(line: &str, first: bool) -> Option<usize> {
    let lead = line.len() - line.trim_start().len();
    let text = &line[lead..];
    let word = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '{');
    let colons = text.trim_start_matches(':');
    let fence = text.len() - colons.len() >= 3 && word(colons);
    let liquid = text.strip_prefix("{%").is_some_and(|rest| word(rest.trim_start_matches('-')));
    let admonition = first
        && ["!!! ", "!!!+ ", "??? ", "???+ "]
            .iter()
            .any(|open| text.strip_prefix(open).is_some_and(|rest| rest.starts_with(char::is_alphabetic)));
    if fence || liquid || admonition {
        return Some(lead);
    }
    ["{{<", "{{%"].iter().filter_map(|open| line.find(open)).min()
}

#[cfg(test)]
mod tests {
    use super::opens;

    #[test]
    fn blocks_of_other_programs_are_known_by_how_they_open() {
        for line in [
            "::: quote",
            ":::{.epigraph}",
            ":::: {.columns}",
            "{{< figure src=\"a.png\" >}}",
            "See {{% ref %}}",
            "{% include note.html %}",
            "!!! note \"Mind\"",
            "???+ tip",
        ] {
            assert!(opens(line, true).is_some(), "{line}");
        }
        for line in [":::", ": a definition", "{a} b", "!!!", "!!! 5", "Why???", "{{ name }}", "a :: b", "{%"]
        {
            assert!(opens(line, true).is_none(), "{line}");
        }
    }
}
