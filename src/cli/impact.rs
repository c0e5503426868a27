//! `expound impact`: what falls with a source, at a terminal or for a program.

use std::io;
use std::path::PathBuf;

use anstyle::{AnsiColor, Effects, Style};
use clap::Args;

use super::author::{no_site, read_site, write_out};
use super::out::errln;
use super::{DONE, FormatArg, fail, plural, site_root};
use crate::author::impact::{self, AffectedClaim, ClaimPlace, Impact, SupportingPassage, Verdict};
use crate::build::{self, BuildOptions};
use crate::report;
use crate::report::visible;

#[derive(Debug, Args)]
pub(super) struct ImpactArgs {
    /// The key of the source, and the paragraph if only one falls.
    #[arg(required = true, value_name = "SOURCE", num_args = 1..=2)]
    source: Vec<String>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
    /// Include drafts.
    #[arg(long)]
    drafts: bool,
    /// The format of the claims.
    #[arg(long, value_enum, default_value = "text")]
    format: FormatArg,
}

pub(super) fn run(args: &ImpactArgs) -> u8 {
    if let Some(code) = no_site(&args.root) {
        return code;
    }
    let inputs = match read_site(&args.root) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let options = BuildOptions { drafts: args.drafts, ..BuildOptions::default() };
    let site = build::build(&inputs, &options).site;
    let impact = match impact::impact(site.graph(), &inputs, &args.source.join(" ")) {
        Ok(impact) => impact,
        Err(refusal) => return fail(&refusal.to_string()),
    };
    if args.format == FormatArg::Json {
        return write_out((serde_json::to_string_pretty(&impact).unwrap_or_default() + "\n").as_bytes());
    }
    let stdout = io::stdout();
    let width = terminal_size::terminal_size_of(&stdout).map_or(100, |(width, _)| usize::from(width.0));
    let page = ImpactPrinter { color: report::wants_color(&stdout), width: width.clamp(40, 120) };
    let mut text = page.claims(&impact);
    if !text.is_empty() && io::IsTerminal::is_terminal(&stdout) {
        // Between the claims and what is said of their number.
        text.push('\n');
    }
    write_out(text.as_bytes());
    errln!("{}", visible::line(&counted(&impact)));
    DONE
}

/// `if ¶ 3 of @lantern-2024 falls: 2 claims fall and 1 is weakened, on 1 page`
fn counted(impact: &Impact) -> String {
    let what = match impact.paragraph {
        Some(number) => format!("¶ {number} of @{}", impact.source),
        None => format!("@{}", impact.source),
    };
    if impact.claims.is_empty() {
        return format!("no claim rests on {what}");
    }
    let falls = match impact.falls {
        0 => "no claim falls".to_owned(),
        1 => "1 claim falls".to_owned(),
        many => format!("{} fall", plural(many, "claim")),
    };
    let weakened = match impact.weakened {
        0 => String::new(),
        1 => ", 1 is weakened".to_owned(),
        many => format!(", {many} are weakened"),
    };
    format!("if {what} falls: {falls}{weakened}, on {}", plural(impact.pages, "page"))
}

const FALLS: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WEAKENED: Style = AnsiColor::BrightYellow.on_default().effects(Effects::BOLD);
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// What stands before all lines but that of a claim's place.
const INDENT: &str = "    ";

/// How claims are written.
struct ImpactPrinter {
    color: bool,
    width: usize,
}

impl ImpactPrinter {
    fn claims(&self, impact: &Impact) -> String {
        let blocks: Vec<String> = impact.claims.iter().map(|claim| self.claim(claim)).collect();
        blocks.join("\n")
    }

    fn claim(&self, claim: &AffectedClaim) -> String {
        let (style, verdict) = match claim.verdict {
            Verdict::Falls => (FALLS, "falls"),
            Verdict::Weakened => (WEAKENED, "is weakened"),
        };
        // A terminal makes a link of a place that begins its line.
        let place = visible::line(&format!("{}:{}", claim.file, claim.line));
        let mut out = format!("{} {}\n", self.painted(BOLD, &place), self.painted(style, verdict));
        self.lines(&claim.text, None, &mut out);
        let block = match claim.kind {
            ClaimPlace::Text => "",
            ClaimPlace::Disagreement => "in a disagreement",
            ClaimPlace::Chart => "in a chart",
            ClaimPlace::Figures => "in a block of figures",
        };
        let within = match &claim.within {
            Some(title) => format!("{block}, “{title}”"),
            None => block.to_owned(),
        };
        self.lines(&within, Some(DIM), &mut out);
        let on = listed(&claim.on);
        let rests = match claim.verdict {
            Verdict::Falls => format!("rests on {on} alone"),
            Verdict::Weakened => format!("rests on {on}, and also on {}", listed(&claim.also)),
        };
        self.lines(&rests, Some(DIM), &mut out);
        out
    }

    /// A text in lines, indented; nothing of an empty one.
    fn lines(&self, text: &str, style: Option<Style>, out: &mut String) {
        for line in visible::wrapped(text, self.width - INDENT.len()) {
            if line.is_empty() {
                continue;
            }
            out.push_str(INDENT);
            match style {
                Some(style) => out.push_str(&self.painted(style, &line)),
                None => out.push_str(&line),
            }
            out.push('\n');
        }
        // What belongs together is not broken.
        *out = out.replace('\u{a0}', " ");
    }

    fn painted(&self, style: Style, text: &str) -> String {
        if self.color { format!("{}{text}{}", style.render(), style.render_reset()) } else { text.to_owned() }
    }
}

/// `@a ¶ 3, @b ¶ 5–6 and @c (unchecked)`
fn listed(rests: &[SupportingPassage]) -> String {
    let said = |rest: &SupportingPassage| {
        let unchecked = if rest.found { "" } else { " (not looked up)" };
        format!("{}{unchecked}", rest.said()).replace(' ', "\u{a0}")
    };
    let all: Vec<String> = rests.iter().map(said).collect();
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}
