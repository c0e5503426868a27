//! `expound check --fix`: what a program can mend of what was found.

use std::time::Instant;

use clap::{Args, ValueEnum};

use super::{
    BuildOptions, CheckArgs, Counts, DONE, FINDINGS, FindingsArg, fail, inventory, out, plural, public_of,
    read, say, say_findings, seconds,
};
use crate::author::fix::{self, FixLevel, FixedSite, NotWritten};
use crate::base::diagnostic;
use crate::base::fix::FixCertainty;
use crate::build;
use crate::disk;
use crate::report::visible;

#[derive(Debug, Args)]
pub(super) struct FixArgs {
    /// Mend what needs no judgement, such as a key in other letters than its record’s or the number of a paragraph
    /// that has the words; with =quotations put the source’s own words into quotations that differ at one place.
    #[arg(
        long,
        value_name = "WHAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "certain",
        conflicts_with_all = ["baseline", "write_baseline", "report", "suppressions"],
    )]
    fix: Option<FixArg>,
    /// With --fix, show what would change, and write nothing.
    #[arg(long, visible_alias = "dry-run", requires = "fix")]
    diff: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FixArg {
    /// What is certain.
    Certain,
    /// The words of quotations as well.
    Quotations,
}

impl FixArgs {
    pub(super) fn is_asked_for(&self) -> bool {
        self.fix.is_some()
    }
}

/// Fixes the site, says what was changed, and then what is left, as `check` does.
pub(super) fn run(args: &CheckArgs, started: Instant) -> u8 {
    let site = &args.site;
    let level = match args.fix.fix {
        Some(FixArg::Quotations) => FixLevel::Quotations,
        _ => FixLevel::Certain,
    };
    let preview = args.fix.diff;
    if preview && !matches!(site.format, FindingsArg::Text) {
        return fail("`--diff` shows text; what programs read of findings has each fix beside its finding");
    }
    // Two that fix at once would each see the other's half.
    let _held = (!preview).then(|| disk::hold(&site.root));
    let inputs = match read(site, &public_of(&site.root), started) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let options = BuildOptions { today: args.today, ..site.options() };
    let mut fixed = fix::fix(&inputs, &options, level);
    let failed = if preview { Vec::new() } else { fix::write(&site.root, &inputs, &fixed.inputs) };
    if !failed.is_empty() {
        for (path, _) in &failed {
            let old = inputs.files.get(path).cloned();
            fixed.inputs.files.extend(old.map(|old| (path.clone(), old)));
        }
        fixed.applied.retain(|fix| !failed.iter().any(|(path, _)| *path == fix.file));
        fixed.build = build::build(&fixed.inputs, &options);
    }
    let FixedSite { inputs: after, mut build, applied, refused } = fixed;
    build.diagnostics.extend(build::check(&build.site));
    diagnostic::sort(&mut build.diagnostics);
    if preview {
        let text = fix::diff(&inputs, &after);
        let lines: String = text.lines().map(|line| visible::line(line) + "\n").collect();
        out::write(lines.as_bytes());
    }
    for fix in applied.iter().filter(|_| !preview) {
        let words =
            format!("{}:{}:{}: `{}` → `{}`", fix.file, fix.line, fix.column, fix.written, fix.replacement);
        say(site, &visible::line(&words));
    }
    for (path, why) in &failed {
        let why = match why {
            NotWritten::Changed => "it was changed since it was read, and is left as it is".to_owned(),
            NotWritten::Disk(error) => format!("it cannot be written: {error}"),
        };
        say(site, &visible::line(&format!("{path}: {why}")));
    }
    for path in &refused {
        let words = format!("{path}: its fixes would make new errors, and it is left as it was");
        say(site, &visible::line(&words));
    }
    if !site.quiet
        && matches!(site.format, FindingsArg::Text)
        && !applied.is_empty()
        && !build.diagnostics.is_empty()
    {
        say(site, "");
    }
    say_findings(site, &after, &build.diagnostics);
    let more = build.diagnostics.iter().filter(|finding| {
        level == FixLevel::Certain
            && finding.fix.as_ref().is_some_and(|fix| fix.certainty == FixCertainty::Quotation)
    });
    match more.count() {
        0 => {}
        count => say(site, &format!("{} can be fixed with --fix=quotations", plural(count, "finding"))),
    }
    let counts = Counts::of(&build.diagnostics);
    let left = counts.errors + counts.warnings;
    let what = if left == 0 { String::new() } else { format!(" ({})", counts.said()) };
    let done = if preview { "to be fixed" } else { "fixed" };
    let took = seconds(started.elapsed());
    say(site, &format!("{}; {} {done}, {left} left{what} in {took}", inventory(&build.site), applied.len()));
    if counts.fails(site.strict) || !failed.is_empty() { FINDINGS } else { DONE }
}
