//! Findings for people: what is wrong, the line itself with a mark under the words at fault, what
//! more there is to know, and what to do.

use anstyle::{AnsiColor, Effects, Style};
use rayon::prelude::*;

use super::excerpt::{self, ExcerptRow, GAP};
use super::lines::Texts;
use super::visible;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Severity;
use crate::base::text::Place;

/// The narrowest and the widest terminal that is written for, in columns.
const WIDTHS: (usize, usize) = (40, 400);

/// Lines of a finding that are shown at most; of a longer one the first and the last.
const LINES: usize = 5;

pub(super) fn render(diagnostics: &[&Diagnostic], texts: &Texts<'_>, color: bool, width: usize) -> String {
    let width = width.clamp(WIDTHS.0, WIDTHS.1);
    let written = diagnostics.par_iter().map(|diagnostic| {
        let mut page = TextPrinter { out: String::new(), color, width, gutter: 1 };
        page.finding(diagnostic, texts);
        page.out
    });
    written.collect::<Vec<_>>().join("\n")
}

const NUMBER: Style = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::BrightYellow.on_default().effects(Effects::BOLD);
const HELP: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);

/// How the words of one place are marked.
struct Underlines<'a> {
    arrow: &'a str,
    sign: char,
    style: Style,
    label: &'a str,
}

/// What has been written, and how to write more.
struct TextPrinter {
    out: String,
    color: bool,
    width: usize,
    /// The columns that line numbers take in this finding.
    gutter: usize,
}

impl TextPrinter {
    fn finding(&mut self, diagnostic: &Diagnostic, texts: &Texts<'_>) {
        let style = if diagnostic.severity == Severity::Error { ERROR } else { WARNING };
        self.title(diagnostic, style);
        self.gutter = gutter(diagnostic, texts);

        let marks = Underlines { arrow: "-->", sign: '^', style, label: &diagnostic.label };
        let mut excerpt = self.place(&diagnostic.place, &marks, texts);
        for related in &diagnostic.related {
            if excerpt {
                self.bar();
            }
            let marks = Underlines { arrow: ":::", sign: '-', style: NUMBER, label: &related.label };
            excerpt = self.place(&related.place, &marks, texts);
        }
        if excerpt && !(diagnostic.notes.is_empty() && diagnostic.help.is_empty()) {
            self.bar();
        }
        for note in &diagnostic.notes {
            self.remark("note", BOLD, note);
        }
        for help in &diagnostic.help {
            self.remark("help", HELP, help);
        }
    }

    fn title(&mut self, diagnostic: &Diagnostic, style: Style) {
        let rule = diagnostic.rule;
        let head = format!("{}[{}] {}", diagnostic.severity, rule.code, rule.name);
        let message = diagnostic.message.replace(['\n', '\r'], " ");
        self.paint(style, &head);
        self.paint(BOLD, ":");
        // The first line has the rule before it; where that leaves no room, the words begin below.
        let room = self.width.saturating_sub(head.len() + 2);
        let mut rest = message;
        if room >= WIDTHS.0 / 2 {
            let mut lines = visible::wrapped(&rest, room).into_iter();
            let first = lines.next().unwrap_or_default();
            self.paint(BOLD, &format!(" {first}"));
            rest = lines.collect::<Vec<_>>().join(" ");
        }
        self.out.push('\n');
        for line in visible::wrapped(&rest, self.width - INDENT.len()) {
            if !line.is_empty() {
                self.paint(BOLD, &format!("{INDENT}{line}"));
                self.out.push('\n');
            }
        }
    }

    /// Where it is, and the line itself; whether there was a line to show.
    fn place(&mut self, place: &Place, marks: &Underlines<'_>, texts: &Texts<'_>) -> bool {
        let found = texts.find(place);
        let mut path = visible::line(&place.file);
        if let Some((lines, range)) = &found {
            let (line, column) = lines.position(range.start);
            path = format!("{path}:{line}:{column}");
        }
        self.out.extend(std::iter::repeat_n(' ', self.gutter));
        self.paint(NUMBER, marks.arrow);
        self.out.push(' ');
        self.out.push_str(&path);
        self.out.push('\n');
        let Some((lines, range)) = found else {
            if !marks.label.is_empty() {
                self.remark("note", BOLD, marks.label);
            }
            return false;
        };

        self.bar();
        let first = lines.line_of(range.start);
        // A span that ends with a line break ends on the line that it breaks.
        let last = lines.line_of(range.end.saturating_sub(1).max(range.start)).max(first);
        for line in first..=last {
            if last - first >= LINES && line > first + 1 && line < last {
                if line == first + 2 {
                    self.paint(NUMBER, "...");
                    self.out.push('\n');
                }
                continue;
            }
            let whole = lines.range(line);
            let text = lines.slice(whole.clone());
            let mut start = range.start.clamp(whole.start, whole.end) - whole.start;
            let end = range.end.clamp(whole.start, whole.end) - whole.start;
            if line > first {
                // The indent of a further line is not at fault.
                start = text.len() - text.trim_start().len();
            }
            let mark = start.min(end)..end;
            let label = if line == last { marks.label } else { "" };
            let bare = line > first && mark.is_empty();
            self.excerpt(line + 1, text, mark, (!bare).then_some(marks), label);
        }
        true
    }

    /// One line with the mark and the label below it.
    fn excerpt(
        &mut self,
        number: usize,
        line: &str,
        mark: std::ops::Range<usize>,
        marks: Option<&Underlines<'_>>,
        label: &str,
    ) {
        let room = self.width - self.gutter - 3;
        let label = visible::line(&label.replace('\n', " "));
        let columns = visible::width(&label);
        let row = excerpt::cut(line, mark, room, columns);
        self.row(number, &row);
        let Some(marks) = marks else { return };

        self.margin("");
        let (indent, sign) = (row.indent(), row.mark(marks.sign));
        let end = indent + visible::width(&sign);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.paint(marks.style, &sign);
        if !label.is_empty() && end + 1 + columns <= room {
            self.out.push(' ');
            self.paint(marks.style, &label);
            self.out.push('\n');
            return;
        }
        self.out.push('\n');
        if label.is_empty() {
            return;
        }
        let rows = visible::wrapped(&label, room);
        let longest = rows.iter().map(|row| visible::width(row)).max().unwrap_or(0);
        let indent = indent.min(room.saturating_sub(longest));
        for row in rows {
            self.margin("");
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.paint(marks.style, &row);
            self.out.push('\n');
        }
    }

    fn row(&mut self, number: usize, row: &ExcerptRow) {
        self.margin(&number.to_string());
        if row.cut.0 {
            self.paint(DIM, "…");
        }
        self.out.push_str(&row.left);
        for (index, words) in row.marked.iter().enumerate() {
            if index > 0 {
                self.paint(DIM, GAP);
            }
            self.out.push_str(words);
        }
        self.out.push_str(&row.right);
        if row.cut.1 {
            self.paint(DIM, "…");
        }
        self.trim();
        self.out.push('\n');
    }

    /// `   = note: …`, the further lines under the first.
    fn remark(&mut self, kind: &str, style: Style, text: &str) {
        let indent = self.gutter + 3 + kind.len() + 2;
        for (index, line) in visible::wrapped(text, self.width - indent).iter().enumerate() {
            if index == 0 {
                self.out.extend(std::iter::repeat_n(' ', self.gutter + 1));
                self.paint(NUMBER, "=");
                self.out.push(' ');
                self.paint(style, kind);
                self.out.push_str(": ");
            } else if !line.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', indent));
            }
            self.out.push_str(line);
            self.trim();
            self.out.push('\n');
        }
    }

    /// The margin with a line's number, or without.
    fn margin(&mut self, number: &str) {
        let margin = format!("{number:>width$} |", width = self.gutter);
        self.paint(NUMBER, &margin);
        self.out.push(' ');
    }

    fn bar(&mut self) {
        self.margin("");
        self.trim();
        self.out.push('\n');
    }

    fn paint(&mut self, style: Style, text: &str) {
        if self.color {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.out.push_str(text);
        }
    }

    fn trim(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
    }
}

/// Before the further lines of a long title.
const INDENT: &str = "  ";

/// The columns of the longest line number that a finding shows.
fn gutter(diagnostic: &Diagnostic, texts: &Texts<'_>) -> usize {
    std::iter::once(&diagnostic.place)
        .chain(diagnostic.related.iter().map(|related| &related.place))
        .filter_map(|place| texts.find(place))
        .map(|(lines, range)| lines.line_of(range.end) + 1)
        .max()
        .map_or(1, |line| line.to_string().len())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use crate::base::diagnostic::Diagnostic;
    use crate::base::rule;
    use crate::base::text::{Inputs, Place};
    use crate::report::{Format, render, visible};

    /// A finding at the words `at`, which stand in the file once.
    fn finding(inputs: &Inputs, path: &str, at: &str, message: &str) -> Diagnostic {
        Diagnostic::new(&rule::QUOTE_NOT_FOUND, place(inputs, path, at), message)
    }

    fn place(inputs: &Inputs, path: &str, at: &str) -> Place {
        let text = inputs.files[path].text().expect("text");
        let start = text.find(at).expect("words of the file");
        Place::at(&path.into(), start..start + at.len())
    }

    fn plain(diagnostics: &[Diagnostic], inputs: &Inputs, width: usize) -> String {
        render(diagnostics, inputs, Format::Text, false, width)
    }

    const PARAGRAPH: &str = "Energy is where the two governments meet most often and agree least: oil \
        moved first, by a pipeline agreed in 2009, and gas followed only when neither side could wait. \
        Both reports of 2013 put the delay down to price [@paal-trenin-2013, \"price has kept the two \
        parties from agreement\"], and neither names a figure; the sum that was later signed stands in \
        no source of that year, which is why it is not given here.";

    fn paragraph() -> Inputs {
        let text = format!("+++\ntitle = \"Energy\"\n+++\n\n{}\n{PARAGRAPH}\n", "\n".repeat(7));
        Inputs::from_texts([("content/topics/energy.md", &*text)])
    }

    fn not_found(inputs: &Inputs) -> Diagnostic {
        let quotation = "price has kept the two parties from agreement";
        finding(inputs, "content/topics/energy.md", quotation, "these words do not stand in `paal-trenin-2013`")
            .label("not in this source")
            .note("the nearest words are in ¶ 16:\n  “price has kept the two sides from agreement”\n                          ^^^^^ here `parties`")
            .help("copy the words from the source, mark what you leave out with `…` and what you add with `[ ]`")
    }

    #[test]
    fn a_finding_shows_its_words_in_their_paragraph() {
        let inputs = paragraph();
        assert_eq!(
            plain(&[not_found(&inputs)], &inputs, 80),
            r#"
error[E0101] quote-not-found: these words do not stand in `paal-trenin-2013`
  --> content/topics/energy.md:13:239
   |
13 | …paal-trenin-2013, "price has kept the two parties from agreement"], and…
   |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |                     not in this source
   |
   = note: the nearest words are in ¶ 16:
             “price has kept the two sides from agreement”
                                     ^^^^^ here `parties`
   = help: copy the words from the source, mark what you leave out with `…` and
           what you add with `[ ]`
"#
            .trim_start()
        );
    }

    #[test]
    fn other_places_have_excerpts_of_their_own() {
        let inputs = Inputs::from_texts([
            ("seeds/a.toml", "# ours\n[smith]\ntitle = \"A\"\n"),
            ("seeds/b.toml", "\n\n\n\n\n\n\n\n\n[smith]\n"),
        ]);
        let finding = Diagnostic::new(
            &rule::DUPLICATE_KEY,
            place(&inputs, "seeds/b.toml", "smith"),
            "two records have the key `smith`",
        )
        .related(place(&inputs, "seeds/a.toml", "smith"), "the first stands here");
        assert_eq!(
            plain(&[finding], &inputs, 80),
            "\
error[E0304] duplicate-key: two records have the key `smith`
  --> seeds/b.toml:10:2
   |
10 | [smith]
   |  ^^^^^
   |
  ::: seeds/a.toml:2:2
   |
 2 | [smith]
   |  ----- the first stands here
"
        );
    }

    #[test]
    fn a_quotation_over_several_lines_is_marked_on_each() {
        let inputs = Inputs::from_texts([("a.md", "Said [@a, \"one two\n  three four\n  five\"].\n")]);
        let finding = finding(&inputs, "a.md", "one two\n  three four\n  five", "not there").label("here");
        assert_eq!(
            plain(&[finding], &inputs, 80),
            "\
error[E0101] quote-not-found: not there
 --> a.md:1:12
  |
1 | Said [@a, \"one two
  |            ^^^^^^^
2 |   three four
  |   ^^^^^^^^^^
3 |   five\"].
  |   ^^^^ here
"
        );
    }

    #[test]
    fn a_finding_about_a_file_names_the_file() {
        let file: Arc<str> = "content/big.md".into();
        let finding =
            Diagnostic::new(&rule::FILE_TOO_LARGE, Place::file(&file), "9 MiB are too many").help("split it");
        assert_eq!(
            plain(&[finding], &Inputs::default(), 80),
            "\
error[E0802] file-too-large: 9 MiB are too many
 --> content/big.md
  = help: split it
"
        );
    }

    #[test]
    fn a_file_in_another_encoding_is_named_and_not_shown() {
        let mut inputs = Inputs::default();
        let path: Arc<str> = "seeds/a.txt".into();
        let file =
            crate::base::text::File { path: Arc::clone(&path), bytes: b"caf\xe9\x1b[2J".as_slice().into() };
        inputs.files.insert(Arc::clone(&path), file);
        let finding = Diagnostic::at(&rule::UNREADABLE_TEXT, &path, 3..4, "this is not UTF-8").label("here");
        assert_eq!(
            plain(std::slice::from_ref(&finding), &inputs, 80),
            "\
error[E0308] unreadable-text: this is not UTF-8
 --> seeds/a.txt
  = note: here
"
        );
        let json = render(&[finding], &inputs, Format::Json, false, 80);
        assert!(json.contains(r#""line":null"#) && json.contains(r#""byte_start":3"#), "{json}");
    }

    #[test]
    fn nothing_of_an_author_reaches_the_terminal_as_a_command() {
        let evil = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\r\u{8}\u{7f}";
        let inputs = Inputs::from_texts([("a\u{1b}.md", &*format!("x {evil} bad {evil}"))]);
        let finding = finding(&inputs, "a\u{1b}.md", "bad", evil)
            .label(evil)
            .note(evil)
            .help(evil)
            .related(place(&inputs, "a\u{1b}.md", evil), evil);
        for width in [40, 80, 200] {
            let report = plain(std::slice::from_ref(&finding), &inputs, width);
            let bad = report.chars().find(|&c| c != '\n' && (c.is_control() || visible::is_hidden(c)));
            assert_eq!(bad, None, "{report}");
        }
        let json = render(&[finding], &inputs, Format::Json, false, 80);
        assert!(!json.trim_end().chars().any(|c| c.is_control() || visible::is_hidden(c)), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["findings"][0]["message"], evil, "escaped, and the same when read");
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let inputs = paragraph();
        let plain = plain(&[not_found(&inputs)], &inputs, 80);
        let painted = render(&[not_found(&inputs)], &inputs, Format::Text, true, 80);
        let mut bare = String::new();
        let mut rest = &*painted;
        while let Some(at) = rest.find('\u{1b}') {
            bare.push_str(&rest[..at]);
            rest = &rest[at + rest[at..].find('m').expect("a colour ends") + 1..];
        }
        bare.push_str(rest);
        assert!(painted.contains("\u{1b}[1m\u{1b}[91merror[E0101] quote-not-found\u{1b}[0m"), "{painted:?}");
        // A coloured margin is not trimmed of its last space.
        let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&bare), trimmed(&plain));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let inputs = paragraph();
        let text = inputs.files["content/topics/energy.md"].text().expect("text");
        let start = text.find("Energy is").expect("there");
        for width in [40, 60, 80, 120, 200] {
            for (from, to) in [(0, 5), (0, 300), (100, 130), (200, 420), (425, 430)] {
                let finding = Diagnostic::at(
                    &rule::QUOTE_NOT_FOUND,
                    &"content/topics/energy.md".into(),
                    start + from..start + to,
                    "words that are many enough to need more than one line of a terminal that is narrow",
                )
                .label("a label that is long enough to be too long for the room that is left on the right")
                .note("a note that is longer than the terminal is wide, and so has to be broken between its words");
                let report = plain(&[finding], &inputs, width);
                for line in report.lines() {
                    assert!(visible::width(line) <= width, "{width}: {line}\n{report}");
                }
            }
        }
    }

    #[test]
    fn json_says_everything() {
        let inputs = paragraph();
        let mut quiet = not_found(&inputs);
        quiet.severity = rule::Severity::Allow;
        let found = [not_found(&inputs), quiet];
        let json = render(&found, &inputs, Format::Json, false, 80);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(
            (&value["version"], &value["errors"], &value["warnings"]),
            (&1.into(), &1.into(), &0.into())
        );
        assert_eq!(value["findings"].as_array().map(Vec::len), Some(1), "what is allowed is not reported");
        let first = &value["findings"][0];
        assert_eq!((&first["rule"], &first["code"]), (&"quote-not-found".into(), &"E0101".into()));
        assert_eq!((&first["severity"], &first["line"]), (&"error".into(), &13.into()));
        assert_eq!((&first["column"], &first["end_column"]), (&239.into(), &284.into()));
        assert_eq!(first["related"], serde_json::json!([]));
        assert!(render(&[], &inputs, Format::Text, false, 80).is_empty());
    }

    #[test]
    fn ten_thousand_findings_on_one_line_are_not_quadratic() {
        let text = "word ".repeat(200_000);
        let inputs = Inputs::from_texts([("a.md", &*text)]);
        let file: Arc<str> = "a.md".into();
        let findings: Vec<_> = (0..10_000)
            .map(|i| {
                Diagnostic::at(&rule::QUOTE_NOT_FOUND, &file, i * 100..i * 100 + 50_000, "no").label("here")
            })
            .collect();
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let text = render(&findings, &inputs, Format::Text, true, 80).len();
            let json = render(&findings, &inputs, Format::Json, false, 80).len();
            sender.send((text, json))
        });
        let (text, json) = receiver.recv_timeout(Duration::from_secs(20)).expect("in good time");
        assert!(text > 1_000_000 && json > 1_000_000);
    }
}
