//! `expound find`: passages to cite, at a terminal or for a program.

use std::io;
use std::path::PathBuf;

use anstyle::{AnsiColor, Effects, Style};
use clap::Args;

use super::author::{no_site, read_site, write_out};
use super::out::errln;
use super::{DONE, FormatArg, fail, plural, site_root};
use crate::author::find::{self, FindOptions, FindReport, FoundPassage, WholeReason};
use crate::build::{self, BuildOptions};
use crate::config::Config;
use crate::report;
use crate::report::visible;

#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// What to search for [default: the terms of --topic].
    #[arg(required_unless_present = "topic")]
    words: Vec<String>,
    /// Only paragraphs with a term of this topic, given by its file name or title.
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Only in the source with this key; can be repeated.
    #[arg(long, value_name = "KEY")]
    source: Vec<String>,
    /// The largest number of passages to list.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value = "8")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
    /// The format of the passages.
    #[arg(long, value_enum, default_value = "text")]
    format: FormatArg,
}

pub(super) fn run(args: &FindArgs) -> u8 {
    if let Some(code) = no_site(&args.root) {
        return code;
    }
    let inputs = match read_site(&args.root) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let site = build::build(&inputs, &BuildOptions::default()).site;
    let config = Config::read(&inputs).value;
    let asked = FindOptions {
        words: args.words.join(" "),
        topic: args.topic.clone(),
        sources: args.source.clone(),
        limit: usize::from(args.limit),
    };
    let found = match find::find(site.graph(), &config, &asked) {
        Ok(found) => found,
        Err(refusal) => return fail(&refusal.to_string()),
    };
    if args.format == FormatArg::Json {
        return write_out((serde_json::to_string_pretty(&found).unwrap_or_default() + "\n").as_bytes());
    }
    let stdout = io::stdout();
    let width = terminal_size::terminal_size_of(&stdout).map_or(100, |(width, _)| usize::from(width.0));
    let page = FindPrinter { color: report::wants_color(&stdout), width: width.clamp(40, 120) };
    write_out(page.passages(&found).as_bytes());
    for unknown in &found.unknown {
        let near = unknown.near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        errln!("no passage has `{}`{near}", visible::line(&unknown.word));
    }
    match (found.passages.len(), found.count) {
        (0, _) => errln!("no passages found"),
        (shown, count) if shown < count => {
            errln!("{shown} of {}; --limit {count} shows all", plural(count, "passage"));
        }
        (shown, _) => errln!("{}", plural(shown, "passage")),
    }
    DONE
}

const CITATION: Style = AnsiColor::BrightGreen.on_default();
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// What stands before all lines but citations, which stand at the beginning of theirs to be copied whole.
const INDENT: &str = "    ";

/// Stand for the beginning and the end of the cited words until lines are broken. No text has them: they
/// are taken out before.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// How passages are written.
struct FindPrinter {
    color: bool,
    width: usize,
}

impl FindPrinter {
    fn passages(&self, found: &FindReport) -> String {
        let blocks: Vec<String> = found.passages.iter().map(|passage| self.passage(passage)).collect();
        let mut text = blocks.join("\n");
        if !text.is_empty() && io::IsTerminal::is_terminal(&io::stdout()) {
            // Between the passages and what is said of their number.
            text.push('\n');
        }
        text
    }

    fn passage(&self, passage: &FoundPassage) -> String {
        let mut out = self.painted(CITATION, &visible::line(&passage.citation));
        out.push('\n');
        let title = match passage.title_is_stated || passage.title == passage.source {
            true => passage.title.clone(),
            false => format!("{} …", passage.title),
        };
        // A source that names no author goes by its title, and then that is said once.
        let plain = |text: &str| text.trim_matches(|c: char| "“”…\" ".contains(c)).to_lowercase();
        let name = &passage.name;
        let title = match plain(&title).starts_with(&plain(name)) {
            true if title == passage.source => title,
            true => format!("“{title}”"),
            false => format!("{name}, “{title}”"),
        };
        let date = passage.date.as_deref().unwrap_or("date not stated");
        self.lines(&format!("{title} · {date} · ¶ {}", passage.paragraph), Some(DIM), &mut out);
        self.lines(&in_its_paragraph(passage), None, &mut out);
        let whole = match passage.whole {
            Some(WholeReason::Rights) => {
                "cites the paragraph: the source's rights do not allow the site to quote more words"
            }
            Some(WholeReason::NoWords) => {
                "cites the paragraph: no quotation of it is found in only one place"
            }
            None => "",
        };
        self.lines(whole, Some(DIM), &mut out);
        self.lines(&cited(passage), Some(DIM), &mut out);
        out
    }

    /// A text in lines, indented; nothing of an empty one.
    fn lines(&self, text: &str, style: Option<Style>, out: &mut String) {
        let mut bold = false;
        for line in visible::wrapped(text, self.width - INDENT.len()) {
            if line.is_empty() {
                continue;
            }
            let mut line = match style {
                Some(style) => self.painted(style, &line),
                None => line,
            };
            if self.color {
                // Bold that goes over the end of a line ends there and begins anew.
                let (begins, ends) = (line.contains(MARKS[0]), line.contains(MARKS[1]));
                let (on, off) = (BOLD.render().to_string(), BOLD.render_reset().to_string());
                line = line.replace(MARKS[0], &format!("‹{on}")).replace(MARKS[1], &format!("{off}›"));
                if bold {
                    line.insert_str(0, &on);
                }
                bold = (bold || begins) && !ends;
                if bold {
                    line.push_str(&off);
                }
            } else {
                line = line.replace(MARKS[0], "‹").replace(MARKS[1], "›");
            }
            out.push_str(INDENT);
            out.push_str(&line.replace('\u{a0}', " "));
            out.push('\n');
        }
    }

    fn painted(&self, style: Style, text: &str) -> String {
        if self.color { format!("{}{text}{}", style.render(), style.render_reset()) } else { text.to_owned() }
    }
}

/// `… negotiations. ‹Price has kept the two sides from agreement›, but …`
fn in_its_paragraph(passage: &FoundPassage) -> String {
    let clean = |text: &str| text.replace(MARKS, "\u{fffd}");
    // An ellipsis does not stand on a line by itself.
    let before = clean(&passage.before).replacen("… ", "…\u{a0}", 1);
    let after = match clean(&passage.after) {
        after if after.ends_with(" …") => format!("{}\u{a0}…", after.trim_end_matches(" …")),
        after => after,
    };
    format!("{before}{}{}{}{after}", MARKS[0], clean(&passage.words), MARKS[1])
}

fn cited(passage: &FoundPassage) -> String {
    const SHOWN: usize = 3;
    let list = |pages: &[String]| {
        let more = pages.len().saturating_sub(SHOWN);
        let first = pages.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        if more > 0 { format!("{first} and {more} more") } else { first }
    };
    match (&*passage.cited_by, &*passage.paragraph_cited_by) {
        ([], []) => "not cited yet".to_owned(),
        ([], others) => {
            format!("not cited yet; other words of ¶ {} are cited by {}", passage.paragraph, list(others))
        }
        (pages, _) => format!("already cited by {}", list(pages)),
    }
}
