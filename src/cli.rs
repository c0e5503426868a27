//! The command line: arguments → a run → an exit code.
//!
//! Exit codes: 0 done; 1 there are findings, or the site could not be published; 2 the command line
//! itself cannot be followed, or what is to be said cannot be written; 101 the program failed itself.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the command line is part of the rim"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what it has to say goes there")]

mod author;
mod baseline;
mod fault;
mod find;
mod fix;
mod impact;
mod out;
mod watch;

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::date::{Date, Precision};
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::rule::{self, Severity};
use crate::base::text::Inputs;
use crate::build::{self, Build, BuildOptions, Site};
use crate::disk::{self, Layout};
use crate::output::Content;
use crate::{config, init, report};
use out::{errln, outln};

/// Builds a website of topic pages on which every claim opens the exact passage of its source, and
/// refuses to publish a quotation that the source does not contain.
///
/// A site is a folder: articles and their records in seeds/, Markdown in content/, settings in
/// expound.toml. `expound init DIR` makes a small site that shows how to write everything.
#[derive(Debug, Parser)]
#[command(name = "expound", version, max_term_width = 100)]
#[command(after_help = "Exit status: 0 success, 1 findings, 2 invalid command line.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the site and publish it in its output folder.
    ///
    /// Looks up every quotation in the text of its source. If there are errors, reports all of them and
    /// publishes nothing: the output folder stays unchanged. Leaves unchanged files untouched, deletes files
    /// of earlier builds that no longer belong, and keeps files that expound did not write. Keeps the result
    /// in your cache folder, so that the next build of the same files is faster; with --strict, with --locked
    /// and where CI is set, checks everything again.
    #[command(
        after_help = "Examples:\n  expound build                      publish into public/\n  expound build --strict             fail on warnings, as before a release\n  expound build --root site -o www   another site, another folder"
    )]
    Build(BuildArgs),
    /// Report everything that `build` would report, and write nothing.
    ///
    /// With --fix, writes what a program can mend in pages, records and settings, and reports what is left. Never
    /// touches the texts of sources.
    #[command(
        after_help = "Examples:\n  expound check --strict            fail on warnings, as before a release\n  expound check --explain E0101     explain a rule\n  expound check --fix               mend what needs no judgement; --diff shows it first\n  expound check --report            what cites no source, and how old the evidence is\n  expound check --format sarif      for code scanners; docs/checking.md has more\n  expound check --write-baseline    record known findings; --baseline leaves them out"
    )]
    Check(CheckArgs),
    /// Show the site in a browser while you write.
    ///
    /// Builds the site, serves it from memory on this machine, and builds it again whenever you save a file.
    /// The browser follows, and keeps your place. Findings appear here and over the pages; while there are
    /// errors, the pages stay unchanged. Publishes nothing without --write.
    #[command(
        alias = "serve",
        after_help = "Examples:\n  expound watch --open          see the site while you write\n  expound watch --write         keep public/ up to date too\n  expound watch --poll          for a network disk, which reports no changes"
    )]
    Watch(watch::WatchArgs),
    /// Make a new site that builds and teaches by example.
    ///
    /// Writes a small site about a made-up town into DIR: two articles with their records, a topic, events,
    /// an entity. Build it, read it beside its files, then replace it with your own.
    Init {
        /// The folder of the new site; created if it does not exist.
        dir: PathBuf,
    },
    /// Write a new page, with the front matter that its kind needs.
    ///
    /// Puts the page into the folder of its kind, under a file name made from NAME. It builds as it is.
    /// Never overwrites a file.
    #[command(
        after_help = "Examples:\n  expound new topic \"The library roof\"\n  expound new event \"A storm takes the slates\" --date 2024-01\n  expound new entity \"Ostermere Library\""
    )]
    New(author::NewArgs),
    /// Find passages to cite, each as a citation that is ready to paste.
    ///
    /// Searches the texts of all sources for paragraphs with WORDS, in any form and any order, and lists the
    /// best first. Each result is a citation of the source's exact words that a build accepts as it is, with
    /// the paragraph number where needed. It stays within what the source's rights allow, counting what the
    /// site already quotes; if no more may be quoted, it cites the paragraph. Below it are the words in their
    /// paragraph, and the pages that cite them.
    #[command(
        after_help = "Examples:\n  expound find price of gas                   in all sources\n  expound find slates --source lantern-2024   in one source\n  expound find crowns --topic library-roof    only in paragraphs with the terms of a topic\n  expound find --topic library-roof           everything on a topic"
    )]
    Find(find::FindArgs),
    /// Show which claims fall if a source, or one paragraph of it, falls.
    ///
    /// Lists the claims that rest on it, each with its file and line and its other sources: a claim without
    /// other sources falls, the others are weakened. SOURCE is a key; add a paragraph as in `KEY¶7`, `KEY 7`
    /// or `KEY#p7`.
    #[command(
        after_help = "Examples:\n  expound impact lantern-2024         if the source falls\n  expound impact lantern-2024¶3       if its paragraph 3 falls\n  expound impact lantern-2024 3       the same, if ¶ is hard to type"
    )]
    Impact(impact::ImpactArgs),
    /// List the sources, and how much of each is cited.
    ///
    /// For each source, counts the paragraphs that some page cites, those that no page cites, and the claims
    /// that rest on it.
    Sources(author::SourcesArgs),
    /// Add new sources, and track changes to the texts of existing ones.
    Source {
        #[command(subcommand)]
        command: author::SourceCommand,
    },
    /// Write a completion script for a shell.
    #[command(
        after_help = "Examples:\n  expound completions bash > ~/.local/share/bash-completion/completions/expound\n  expound completions fish > ~/.config/fish/completions/expound.fish"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write a man page for the program or one of its commands.
    #[command(
        after_help = "Examples:\n  expound man > ~/.local/share/man/man1/expound.1\n  expound man build > ~/.local/share/man/man1/expound-build.1"
    )]
    Man(author::ManArgs),
}

#[derive(Debug, Args)]
struct SiteArgs {
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
    /// Where the site will be published, instead of base_url in expound.toml.
    #[arg(short = 'u', long, value_name = "URL", value_parser = config::check_base_url)]
    base_url: Option<String>,
    /// The theme, instead of the one in expound.toml: `folio`, `plain`, or a folder of themes/.
    #[arg(short, long, value_name = "NAME")]
    theme: Option<String>,
    /// Publish drafts too.
    #[arg(long)]
    drafts: bool,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// Fail unless expound.lock exists and matches the texts in seeds/.
    #[arg(long)]
    locked: bool,
    /// The format of the findings.
    #[arg(long, value_enum, default_value = "text")]
    format: FindingsArg,
    /// Print only findings.
    #[arg(short, long)]
    quiet: bool,
    /// Print more: what was read, and how long each step took.
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

impl SiteArgs {
    /// What a build is asked for.
    fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: self.drafts,
            base_url: self.base_url.clone(),
            theme: self.theme.clone(),
            locked: self.locked,
            ..BuildOptions::default()
        }
    }
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The folder to publish in [default: public in the site's folder].
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Publish even in a folder with other files, and replace those in the way.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Explain a rule, with an example and how to fix it, and check nothing.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
    /// Also list what comments in pages silence: where, which rule, and why.
    #[arg(long, alias = "waivers")]
    suppressions: bool,
    /// Also report what rests on no source or on only one, which parts of the sources are unused, and how
    /// old the newest source of each topic is.
    #[arg(long, conflicts_with = "suppressions")]
    report: bool,
    /// Today's date, as 2026-05-31, to judge the age of sources [default: only each topic's `reviewed`
    /// counts].
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
    #[command(flatten)]
    fix: fix::FixArgs,
    #[command(flatten)]
    baseline: baseline::BaselineArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// For people.
    Text,
    /// For programs: one JSON object on standard output.
    Json,
}

/// For whom findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FindingsArg {
    /// For people.
    Text,
    /// For programs: one JSON object on standard output.
    Json,
    /// For code scanners and editors: a SARIF 2.1.0 log on standard output.
    Sarif,
    /// For a GitHub workflow, which shows each finding at its line: commands on standard output.
    Github,
}

/// Done.
const DONE: u8 = 0;
/// There are findings, or the site could not be published.
const FINDINGS: u8 = 1;
/// The command line cannot be followed.
const USAGE: u8 = 2;

/// Runs the program with its own arguments, and says with which code it ends.
pub fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Help that was asked for is what the program has to say, and no fault.
        Err(help) if !help.use_stderr() => {
            let text = help.render();
            out::write(
                match report::wants_color(&std::io::stdout()) {
                    true => text.ansi().to_string(),
                    false => text.to_string(),
                }
                .as_bytes(),
            );
            return out::settle(DONE);
        }
        Err(error) => error.exit(),
    };
    fault::outlive_limits();
    out::settle(fault::told(|| run_command(cli.command)))
}

fn run_command(command: Command) -> u8 {
    match command {
        Command::Build(args) => run_build(&args),
        Command::Check(CheckArgs { explain: Some(name), .. }) => run_explain(&name),
        Command::Check(args) => run_check(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Init { dir } => run_init(&dir),
        Command::New(args) => author::run_new(&args),
        Command::Find(args) => find::run(&args),
        Command::Impact(args) => impact::run(&args),
        Command::Sources(args) => author::run_sources(&args),
        Command::Source { command } => author::run_source(&command),
        Command::Completions { shell } => author::run_completions(shell),
        Command::Man(args) => author::run_man(&args),
    }
}

fn run_build(args: &BuildArgs) -> u8 {
    let started = Instant::now();
    let site = &args.site;
    let output = args.output_dir.clone().unwrap_or_else(|| public_of(&site.root));
    if let Some(code) = no_such_root(&site.root) {
        return code;
    }
    if let Err(refusal) = disk::check_output(&site.root, &output, args.output_dir.is_some(), args.force) {
        return fail(&refusal.to_string());
    }
    let inputs = match read(site, &output, started) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let made_of = disk::InputHash::of(&inputs, &site.options());
    // What others kept is nothing to a machine that builds for them.
    let cache = if in_ci() { None } else { disk::Cache::of(&site.root, &output) };
    // Where a build decides over a release, all is looked at again.
    let is_sure = site.strict || site.locked;
    if let Some((said, findings)) = cache.as_ref().filter(|_| !is_sure).and_then(|it| it.standing(made_of)) {
        say_findings(site, &inputs, &findings);
        let time = seconds(started.elapsed());
        say(site, &format!("{}: {said}; nothing to write in {time}", output.display()));
        return DONE;
    }
    // The program ends with the site: to give back each of a million small things first would be wasted time.
    let build = ManuallyDrop::new(make(site, &inputs, &site.options()));
    let counts = Counts::of(&build.diagnostics);
    if counts.fails(site.strict) {
        say_findings(site, &inputs, &build.diagnostics);
        say(site, &format!("{}; nothing was published, {} is unchanged", counts.said(), output.display()));
        return FINDINGS;
    }
    // What the site shows of its files it has made its own: what is left to say of them is written down, and they
    // make room for the pages. Should a page fail after all, they are read again.
    let findings = findings(site, &inputs, &build.diagnostics);
    drop(inputs);
    let rendering = Instant::now();
    let ready = build.site.ready();
    let progress = Progress::new(ready.paths().len(), site.quiet);
    let said = format!("{}; {}", inventory(&build.site), counts.said());
    let options = disk::PublishOptions { force: args.force, progress: &|n| progress.add(n) };
    let published = disk::publish(&ready, &output, &options);
    progress.clear();
    match published {
        Ok(published) => {
            if let (Some(cache), Some(digest)) = (&cache, published.digest) {
                let findings = build.diagnostics.clone();
                cache.keep(&disk::BuildStamp {
                    of: made_of,
                    published: digest,
                    said: said.clone(),
                    findings,
                });
            }
            put_findings(site, &findings);
            verbose(site, &format!("rendered and wrote in {}", seconds(rendering.elapsed())));
            for path in &published.kept {
                say(
                    site,
                    &format!("{path} no longer belongs to the site, but was edited by hand; it was kept"),
                );
            }
            let files = match (published.written, published.deleted) {
                (0, 0) => "nothing to write".to_owned(),
                (written, 0) => format!("{} written", plural(written, "file")),
                (written, deleted) => format!("{} written, {deleted} deleted", plural(written, "file")),
            };
            say(site, &format!("{}: {said}; {files} in {}", output.display(), seconds(started.elapsed())));
            DONE
        }
        Err(error) => {
            let mut all = build.diagnostics.clone();
            all.extend(error.diagnostics.clone());
            diagnostic::sort(&mut all);
            match read(site, &output, started) {
                Ok(inputs) => say_findings(site, &inputs, &all),
                Err(code) => return code,
            }
            for problem in &error.problems {
                errln!("{} {problem}", error_label());
            }
            say(
                site,
                match error.changed {
                    false => "the site was not published; the output folder is unchanged",
                    true => "the site was published in part; build again to finish",
                },
            );
            FINDINGS
        }
    }
}

/// Whether a machine builds the site for others, which services that do so say with `CI=true`.
fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

fn run_check(args: &CheckArgs) -> u8 {
    let started = Instant::now();
    let site = &args.site;
    if args.suppressions && !matches!(site.format, FindingsArg::Text) {
        return fail("`--suppressions` needs `--format text`");
    }
    if args.report && !matches!(site.format, FindingsArg::Text | FindingsArg::Json) {
        return fail("`--report` needs `--format text` or `json`");
    }
    if let Some(code) = no_such_root(&site.root) {
        return code;
    }
    if args.fix.is_asked_for() {
        return fix::run(args, started);
    }
    let known = match args.baseline.read(&site.root) {
        Ok(known) => known,
        Err(code) => return code,
    };
    let inputs = match read(site, &public_of(&site.root), started) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let options = BuildOptions { today: args.today, ..site.options() };
    let mut build = make(site, &inputs, &options);
    build.diagnostics.extend(build::check(&build.site));
    diagnostic::sort(&mut build.diagnostics);
    if let Some(code) = args.baseline.write(site, &inputs, &build.diagnostics) {
        return code;
    }
    if let Some(known) = known {
        build.diagnostics = known.leave_out(site, &inputs, build.diagnostics);
    }
    if args.report {
        say_coverage(args, &inputs, &build);
    } else {
        say_findings(site, &inputs, &build.diagnostics);
    }
    if args.suppressions {
        out::write(report::suppressions(&build.suppressions, &inputs).as_bytes());
    }
    let counts = Counts::of(&build.diagnostics);
    let suppressed = match build.suppressions.len() {
        0 => String::new(),
        count => format!(", {}", plural(count, "suppression")),
    };
    let took = seconds(started.elapsed());
    say(site, &format!("{}; {}{suppressed} in {took}", inventory(&build.site), counts.said()));
    if counts.fails(site.strict) { FINDINGS } else { DONE }
}

fn run_explain(name: &str) -> u8 {
    let Some(rule) = rule::by_name(name) else {
        let known = rule::ALL.iter().flat_map(|rule| [rule.name, rule.code]);
        let near = diagnostic::nearest(name, known);
        let help =
            near.map_or("docs/findings.md lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        return fail(&format!("there is no rule `{name}`; {help}"));
    };
    let stdout = std::io::stdout();
    let width = terminal_size::terminal_size_of(&stdout).map_or(100, |(width, _)| usize::from(width.0));
    author::write_out(report::explain(rule, width.clamp(40, 100)).as_bytes())
}

fn run_init(dir: &Path) -> u8 {
    match init::init(dir) {
        Ok(count) => {
            let shown = dir.display();
            outln!("{} written to {shown}\n", plural(count, "file"));
            outln!("  cd {shown}");
            outln!("  expound build");
            outln!("  then open public/index.html, with content/ beside it");
            DONE
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// The site's folder, as it is named. Where it is not, and the working folder is within a site, it is that site's.
fn site_root(named: &str) -> Result<PathBuf, String> {
    let here = PathBuf::from(named);
    if named != "." || here.join(config::FILE).exists() {
        return Ok(here);
    }
    let Ok(working) = std::env::current_dir() else { return Ok(here) };
    let above =
        (1..).zip(working.ancestors().skip(1)).find(|(_, folder)| folder.join(config::FILE).is_file());
    Ok(above.map_or(here, |(levels, _)| std::iter::repeat_n("..", levels).collect()))
}

/// The folder that a site is published in, unless another is named.
fn public_of(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

fn no_such_root(root: &Path) -> Option<u8> {
    (!root.is_dir()).then(|| fail(&format!("there is no folder `{}`", root.display())))
}

/// Reads the files of the site.
fn read(site: &SiteArgs, output: &Path, started: Instant) -> Result<Inputs, u8> {
    let layout = Layout { output: Some(output.to_owned()), ..Layout::default() };
    let inputs = disk::read(&site.root, &layout)
        .map_err(|error| fail(&format!("`{}` cannot be read: {error}", site.root.display())))?;
    verbose(site, &format!("read {} in {}", plural(inputs.files.len(), "file"), seconds(started.elapsed())));
    Ok(inputs)
}

/// Builds it.
fn make(site: &SiteArgs, inputs: &Inputs, options: &BuildOptions) -> Build {
    let building = Instant::now();
    let build = build::build(inputs, options);
    verbose(site, &format!("parsed, checked and linked in {}", seconds(building.elapsed())));
    build
}

/// `62 pages, 5 sources, 230 citations (221 quotations found)`
fn inventory(site: &Site) -> String {
    let (citations, found) = site.citation_count();
    format!(
        "{}, {}, {} ({} found)",
        plural(site.page_count(), "page"),
        plural(site.source_count(), "source"),
        plural(citations, "citation"),
        plural(found, "quotation"),
    )
}

/// How many findings there are.
struct Counts {
    errors: usize,
    warnings: usize,
}

impl Counts {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    fn any(&self) -> bool {
        self.errors + self.warnings > 0
    }

    fn fails(&self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    fn said(&self) -> String {
        match (self.errors, self.warnings) {
            (0, 0) => "no findings".to_owned(),
            (0, warnings) => plural(warnings, "warning"),
            (errors, 0) => plural(errors, "error"),
            (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
        }
    }
}

fn plural(count: usize, word: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if count == 1 { format!("1 {word}") } else { format!("{grouped} {word}s") }
}

fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        s if s < 1.0 => format!("{:.0} ms", s * 1000.0),
        s => format!("{s:.1} s"),
    }
}

/// Writes the findings where they belong: for people on standard error, for programs on standard
/// output.
fn say_findings(site: &SiteArgs, inputs: &Inputs, diagnostics: &[Diagnostic]) {
    put_findings(site, &findings(site, inputs, diagnostics));
}

/// The findings, as they are asked for.
fn findings(site: &SiteArgs, inputs: &Inputs, diagnostics: &[Diagnostic]) -> String {
    let width =
        terminal_size::terminal_size_of(std::io::stderr()).map_or(100, |(width, _)| usize::from(width.0));
    match site.format {
        FindingsArg::Json => report::render(diagnostics, inputs, report::Format::Json, false, width),
        FindingsArg::Sarif => report::sarif(diagnostics, inputs, &way_to(&site.root)),
        FindingsArg::Github => report::github(diagnostics, inputs, &way_to(&site.root)),
        FindingsArg::Text => {
            let color = report::wants_color(&std::io::stderr());
            report::render(diagnostics, inputs, report::Format::Text, color, width.min(120))
        }
    }
}

/// Writes findings: those for people to standard error, those for programs to standard output.
fn put_findings(site: &SiteArgs, findings: &str) {
    match site.format {
        FindingsArg::Text if findings.is_empty() => {}
        FindingsArg::Text => out::say(format!("{findings}\n").as_bytes()),
        _ => out::write(findings.as_bytes()),
    }
}

/// Writes the findings, and the report on what rests on what to standard output.
fn say_coverage(args: &CheckArgs, inputs: &Inputs, build: &Build) {
    let survey = build.site.survey(args.today);
    let report = report::coverage::CoverageReport::of(&survey, &build.site, inputs, args.today);
    let stdout = std::io::stdout();
    let text = match args.site.format {
        FindingsArg::Json => report::json_with(&build.diagnostics, inputs, &report),
        _ => {
            say_findings(&args.site, inputs, &build.diagnostics);
            let width =
                terminal_size::terminal_size_of(&stdout).map_or(100, |(width, _)| usize::from(width.0));
            let text = report::coverage::text(&report, report::wants_color(&stdout), width.clamp(40, 120));
            // Between the report and what is said of the findings.
            if stdout.is_terminal() { text + "\n" } else { text }
        }
    };
    out::write(text.as_bytes());
}

/// A day as it is written at the command line.
fn parse_day(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).map_err(|why| why.to_string())?;
    match date.first().precision {
        Precision::Day(..) if date.end.is_none() => Ok(date),
        _ => Err("write a day as 2026-05-31".to_owned()),
    }
}

/// The way from the working folder to the site's, with `/` at its end; nothing if they are the same, or if
/// the site is not below.
fn way_to(root: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = root.strip_prefix(&here).unwrap_or(root);
    let mut way = String::new();
    for part in below.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => way += &format!("{}/", name.to_string_lossy()),
            _ => return String::new(),
        }
    }
    way
}

fn say(site: &SiteArgs, words: &str) {
    if !site.quiet {
        errln!("{words}");
    }
}

fn verbose(site: &SiteArgs, words: &str) {
    if site.verbose {
        errln!("{words}");
    }
}

fn fail(words: &str) -> u8 {
    errln!("{} {words}", error_label());
    USAGE
}

/// The word that an error begins with, in red where there are colours.
fn error_label() -> &'static str {
    if report::wants_color(&std::io::stderr()) { "\u{1b}[1;31merror:\u{1b}[0m" } else { "error:" }
}

/// A bar on a terminal, when the work is long enough to wonder about.
struct Progress {
    files: u64,
    started: Instant,
    shown: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// How long it may take without a word.
    const PATIENCE: Duration = Duration::from_millis(400);

    fn new(files: usize, quiet: bool) -> Self {
        Self {
            files: files as u64,
            started: Instant::now(),
            shown: !quiet && std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    /// `done` files are ready.
    fn add(&self, done: usize) {
        if self.shown && self.started.elapsed() > Self::PATIENCE {
            self.bar.get_or_init(|| self.make()).set_position(done as u64);
        }
    }

    fn make(&self) -> ProgressBar {
        let style = ProgressStyle::with_template("{bar:32} {human_pos} of {human_len} files, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::with_draw_target(Some(self.files), ProgressDrawTarget::stderr_with_hz(10))
            .with_style(style.progress_chars("━━─"))
    }

    fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
