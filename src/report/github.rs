//! Findings as commands of a GitHub workflow, which shows each at its line of a change:
//! `::error file=content/a.md,line=3,endLine=3,col=5,endColumn=9,title=E0101 quote-not-found::message`.

use super::lines::Texts;
use super::visible;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Severity;
use crate::base::text::Inputs;

/// One command for each of `diagnostics`, in their order; those of severity [`Severity::Allow`] are left
/// out.
///
/// `root` is the way from the folder in which the workflow runs to the site's: nothing, or a path that
/// ends with `/`.
pub fn github(diagnostics: &[Diagnostic], inputs: &Inputs, root: &str) -> String {
    let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity != Severity::Allow).collect();
    let texts = Texts::of(&shown, inputs);
    shown.iter().map(|diagnostic| command(diagnostic, &texts, root)).collect()
}

fn command(diagnostic: &Diagnostic, texts: &Texts<'_>, root: &str) -> String {
    let name = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    let mut properties = format!("file={}", property(&format!("{root}{}", diagnostic.place.file)));
    if let Some((lines, range)) = texts.find(&diagnostic.place) {
        let (line, column) = lines.position(range.start);
        let (end_line, end_column) = lines.position(range.end);
        properties += &format!(",line={line},endLine={end_line}");
        // Of words on several lines, columns are refused.
        if line == end_line {
            properties += &format!(",col={column},endColumn={end_column}");
        }
    }
    let rule = diagnostic.rule;
    let title = property(&format!("{} {}", rule.code, rule.name));
    format!("::{name} {properties},title={title}::{}\n", data(&message(diagnostic)))
}

/// What is wrong, what more there is to know, and what to do, each on a line.
pub(super) fn message(diagnostic: &Diagnostic) -> String {
    let mut parts = vec![diagnostic.message.clone()];
    if !diagnostic.label.is_empty() {
        parts.push(diagnostic.label.clone());
    }
    parts.extend(diagnostic.notes.iter().cloned());
    parts.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    parts.join("\n")
}

/// A text after `::`. Whatever else could end the line, or command a terminal, is made visible.
fn data(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .map(|line| visible::line(&line.replace('%', "%25").replace('\r', "%0D")))
        .collect();
    lines.join("%0A")
}

/// A property, in which `:` and `,` would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule;

    #[test]
    fn nothing_in_a_file_or_a_message_ends_a_command_or_begins_one() {
        let path = "content/50%, a:b.md";
        let inputs = Inputs::from_texts([(path, "one\n二 three\n")]);
        let finding = Diagnostic::at(&rule::BROKEN_LINK, &path.into(), 8..13, "100% wrong\r\n::error::no")
            .help("a, b: c\u{1b}[1m");
        assert_eq!(
            github(&[finding], &inputs, "site/"),
            "::error file=site/content/50%25%2C a%3Ab.md,line=2,endLine=2,col=3,endColumn=8,\
             title=E0503 broken-link::100%25 wrong%0A::error::no%0Ahelp: a, b: c\u{241b}[1m\n"
        );
    }

    #[test]
    fn words_on_two_lines_have_no_columns_and_a_whole_file_has_no_line() {
        let inputs = Inputs::from_texts([("a.md", "one\ntwo\n")]);
        let file = "a.md".into();
        let two = Diagnostic::at(&rule::RAW_HTML, &file, 1..6, "m");
        let whole = Diagnostic::new(&rule::MISSING_TITLE, crate::base::text::Place::file(&file), "m");
        assert_eq!(
            github(&[two, whole], &inputs, ""),
            "::warning file=a.md,line=1,endLine=2,title=W0404 raw-html::m\n\
             ::warning file=a.md,title=W0403 missing-title::m\n"
        );
    }
}
