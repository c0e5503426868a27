//! `expound check --write-baseline` and `--baseline`: findings that are known.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{DONE, SiteArgs, fail, plural, say};
use crate::base::diagnostic::Diagnostic;
use crate::base::text::Inputs;
use crate::disk::UserFolder;
use crate::report::baseline::Baseline;
use crate::report::visible;

/// The file's name, unless another is said.
const FILE: &str = "expound-baseline.json";

#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Leave out the findings that FILE lists, and report how many, and which no longer occur
    /// [default: expound-baseline.json in the site's folder].
    #[arg(long, value_name = "FILE")]
    #[allow(clippy::option_option, reason = "the option may be there without a value")]
    baseline: Option<Option<PathBuf>>,
    /// Record the current findings in FILE, for --baseline [default: expound-baseline.json in the site's
    /// folder].
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    #[allow(clippy::option_option, reason = "the option may be there without a value")]
    write_baseline: Option<Option<PathBuf>>,
}

/// Findings that are known, and where that was read.
pub(super) struct LoadedBaseline {
    path: PathBuf,
    baseline: Baseline,
}

impl BaselineArgs {
    /// The findings that are known, if they were asked to be left out.
    pub(super) fn read(&self, root: &Path) -> Result<Option<LoadedBaseline>, u8> {
        let Some(path) = path(self.baseline.as_ref(), root) else { return Ok(None) };
        plain(&path)?;
        let text = fs::read_to_string(&path).map_err(|error| {
            fail(&format!(
                "`{}` cannot be read: {error}; `expound check --write-baseline` writes one",
                path.display()
            ))
        })?;
        match Baseline::read(&text) {
            Ok(baseline) => Ok(Some(LoadedBaseline { path, baseline })),
            Err(why) => Err(fail(&format!("`{}` is not a baseline: {why}", path.display()))),
        }
    }

    /// Writes what is found, if that was asked for, and says with which code the program ends.
    pub(super) fn write(&self, site: &SiteArgs, inputs: &Inputs, found: &[Diagnostic]) -> Option<u8> {
        let path = path(self.write_baseline.as_ref(), &site.root)?;
        if let Err(code) = plain(&path) {
            return Some(code);
        }
        // What somebody mistyped must not be lost; an older baseline is meant to be replaced.
        match fs::read(&path) {
            Ok(bytes) if std::str::from_utf8(&bytes).map_or(true, |text| Baseline::read(text).is_err()) => {
                return Some(fail(&format!("`{}` is not a baseline; it was not changed", path.display())));
            }
            _ => {}
        }
        let baseline = Baseline::of(found, inputs);
        // The folder is the one that was named; what stands in it under that name may have come with a clone.
        let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
        let written = UserFolder::open(folder)
            .and_then(|folder| folder.replace(&name.to_string_lossy(), baseline.to_json().as_bytes()));
        if let Err(error) = written {
            return Some(fail(&format!("`{}` cannot be written: {error}", path.display())));
        }
        say(site, &format!("{}: {} recorded", path.display(), plural(baseline.count(), "finding")));
        Some(DONE)
    }
}

/// Fails if something stands there that is no plain file: a pipe or a device may never end.
fn plain(path: &Path) -> Result<(), u8> {
    match fs::metadata(path) {
        Ok(data) if !data.is_file() => Err(fail(&format!("`{}` is not a regular file", path.display()))),
        _ => Ok(()),
    }
}

impl LoadedBaseline {
    /// What is new of what was found. Says what was left out, and what is known no longer occurs.
    pub(super) fn leave_out(
        &self,
        site: &SiteArgs,
        inputs: &Inputs,
        found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let applied = self.baseline.apply(found, inputs);
        let path = self.path.display();
        say(site, &format!("{path}: {} left out", plural(applied.known, "known finding")));
        if !applied.gone.is_empty() {
            let count = applied.gone.iter().map(|entry| entry.count).fold(0, usize::saturating_add);
            say(
                site,
                &format!(
                    "{path}: {} no longer found; remove with --write-baseline:",
                    plural(count, "known finding")
                ),
            );
            for entry in &applied.gone {
                let times = if entry.count > 1 { format!(" ({} times)", entry.count) } else { String::new() };
                let words = format!("{}: {} “{}”{times}", entry.file, entry.code, entry.words);
                say(site, &format!("  {}", visible::line(&words)));
            }
        }
        applied.new
    }
}

/// The file that an option names; nothing without the option.
fn path(option: Option<&Option<PathBuf>>, root: &Path) -> Option<PathBuf> {
    option.map(|named| {
        named.clone().unwrap_or_else(|| match root == Path::new(".") {
            true => PathBuf::from(FILE),
            false => root.join(FILE),
        })
    })
}
