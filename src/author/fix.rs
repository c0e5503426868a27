//! `expound check --fix`: the fixes of findings are applied, in memory and then to the files.
//!
//! [`fix`] goes in rounds. A round takes the fixes of all findings, makes the new texts, and builds the site of them; the
//! next round takes what is found then, until there is nothing left to apply, so that to fix a site twice changes
//! nothing the second time. Files whose new texts bring more errors than there were, in any file, stay as they are.
//! [`write`] writes what has come of it, unless a file is no longer the one that was read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fix::FixCertainty;
use crate::base::rule::Severity;
use crate::base::text::{File, Inputs, Span, line_column};
use crate::build::{Build, BuildMemo, BuildOptions, rebuild};
use crate::disk::UserFolder;

/// So many rounds are made at most. Each fix brings to light at most a few others: a key, then a paragraph.
const MOST_ROUNDS: usize = 8;

/// So many times a site is built at most to find out which files bring errors.
const MOST_BUILDS: usize = 64;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixLevel {
    /// Those that are certain.
    Certain,
    /// Those within quotations as well.
    Quotations,
}

impl FixLevel {
    fn takes(self, certainty: FixCertainty) -> bool {
        certainty == FixCertainty::Certain || self == Self::Quotations
    }
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedFix {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1, as the file was when the fix was applied.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The words that stood there.
    pub written: String,
    /// The words that stand there now.
    pub replacement: String,
}

/// What the fixes come to.
pub struct FixedSite {
    /// The files as they are then.
    pub inputs: Inputs,
    /// The site of them.
    pub build: Build,
    /// What was changed, in the order of the files and lines.
    pub applied: Vec<AppliedFix>,
    /// The files that would have more errors with their fixes, or bring them to others.
    pub refused: BTreeSet<Arc<str>>,
}

/// The fixes of one file, in its order, none over another.
struct FileFixes {
    file: Arc<str>,
    edits: Vec<(Span, String, String)>,
}

/// Applies the fixes of all findings, in memory.
pub fn fix(inputs: &Inputs, options: &BuildOptions, level: FixLevel) -> FixedSite {
    let mut memory = BuildMemo::default();
    let build = rebuild(inputs, options, &mut memory);
    let site = FixedSite { inputs: inputs.clone(), build, applied: Vec::new(), refused: BTreeSet::new() };
    let mut fixer = Fixer { options, memory, builds: 0, site };
    for _ in 0..MOST_ROUNDS {
        let fixes = gather(&fixer.site.build.diagnostics, level);
        let before = fixer.site.applied.len();
        fixer.site.refused.clear();
        fixer.apply(&fixes);
        if fixer.site.applied.len() == before {
            break;
        }
    }
    fixer.site.applied.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    fixer.site
}

/// The fixes of findings, by their files. Of two that overlap the first counts.
fn gather(found: &[Diagnostic], level: FixLevel) -> Vec<FileFixes> {
    let mut files: BTreeMap<&Arc<str>, Vec<(Span, String, String)>> = BTreeMap::new();
    for finding in found {
        let Some(fix) = finding.fix.as_ref().filter(|fix| level.takes(fix.certainty)) else { continue };
        if let Some((span, written, replacement)) = fix.edit() {
            let edit = (span, written.to_owned(), replacement.to_owned());
            files.entry(&finding.place.file).or_default().push(edit);
        }
    }
    let apart = |(file, mut edits): (&Arc<str>, Vec<(Span, String, String)>)| {
        edits.sort();
        let mut end = 0;
        edits.retain(|(span, ..)| {
            let is_apart = span.start >= end;
            end = if is_apart { span.end } else { end };
            is_apart
        });
        FileFixes { file: Arc::clone(file), edits }
    };
    files.into_iter().map(apart).collect()
}

impl FileFixes {
    /// The file with its fixes.
    fn applied(&self, inputs: &Inputs) -> Option<File> {
        let file = inputs.files.get(&self.file)?;
        let text = file.text().ok()?;
        let mut new = String::with_capacity(text.len());
        let mut at = 0;
        for (span, written, replacement) in &self.edits {
            if text.get(span.range())? != written {
                return None;
            }
            new.push_str(text.get(at..span.start as usize)?);
            new.push_str(replacement);
            at = span.end as usize;
        }
        new.push_str(text.get(at..)?);
        Some(File { path: Arc::clone(&file.path), bytes: new.into_bytes().into() })
    }

    fn told(&self, inputs: &Inputs) -> Vec<AppliedFix> {
        let text = inputs.files.get(&self.file).and_then(|file| file.text().ok()).unwrap_or_default();
        let told = |(span, written, replacement): &(Span, String, String)| {
            let (line, column) = line_column(text, span.start as usize);
            AppliedFix {
                file: Arc::clone(&self.file),
                line,
                column,
                written: written.clone(),
                replacement: replacement.clone(),
            }
        };
        self.edits.iter().map(told).collect()
    }
}

struct Fixer<'o> {
    options: &'o BuildOptions,
    memory: BuildMemo,
    builds: usize,
    site: FixedSite,
}

impl Fixer<'_> {
    /// Applies the fixes of these files; where that brings errors, those of one half and then of the other.
    fn apply(&mut self, files: &[FileFixes]) {
        if files.is_empty() {
            return;
        }
        let mut inputs = self.site.inputs.clone();
        inputs.files.extend(
            files.iter().filter_map(|fixes| {
                fixes.applied(&self.site.inputs).map(|file| (Arc::clone(&file.path), file))
            }),
        );
        let tried = (self.builds < MOST_BUILDS).then(|| {
            self.builds += 1;
            rebuild(&inputs, self.options, &mut self.memory)
        });
        if let Some(build) = tried.filter(|build| !brings_errors(&self.site.build, build)) {
            for fixes in files {
                self.site.applied.extend(fixes.told(&self.site.inputs));
            }
            self.site.inputs = inputs;
            self.site.build = build;
        } else if let [fixes] = files {
            self.site.refused.insert(Arc::clone(&fixes.file));
        } else {
            let (one, other) = files.split_at(files.len() / 2);
            self.apply(one);
            self.apply(other);
        }
    }
}

/// Whether any file has more errors than before.
fn brings_errors(before: &Build, after: &Build) -> bool {
    let errors = |build: &Build| {
        let mut errors: HashMap<Arc<str>, usize> = HashMap::new();
        for finding in build.diagnostics.iter().filter(|finding| finding.severity == Severity::Error) {
            *errors.entry(Arc::clone(&finding.place.file)).or_default() += 1;
        }
        errors
    };
    let known = errors(before);
    errors(after).iter().any(|(file, count)| known.get(file).is_none_or(|known| count > known))
}

/// Why a file could not be written.
#[derive(Debug)]
pub enum NotWritten {
    /// It is no longer the file that was read.
    Changed,
    /// The disk, or what stands there, does not let it be written.
    Disk(std::io::Error),
}

/// Writes the files that the fixes have changed, each whole or not at all. Those that could not be written are as they
/// were before, and are given with the reason.
pub fn write(root: &Path, read: &Inputs, fixed: &Inputs) -> Vec<(Arc<str>, NotWritten)> {
    let changed = fixed.files.iter().filter_map(|(path, file)| {
        let old = read.files.get(path)?;
        (old.bytes != file.bytes).then_some((path, old, file))
    });
    let mut failed = Vec::new();
    let folder = UserFolder::open(root);
    for (path, old, new) in changed {
        let written = match &folder {
            Ok(folder) => replace(folder, path, &old.bytes, &new.bytes),
            Err(error) => Err(NotWritten::Disk(std::io::Error::new(error.kind(), error.to_string()))),
        };
        failed.extend(written.err().map(|why| (Arc::clone(path), why)));
    }
    failed
}

fn replace(folder: &UserFolder, path: &str, old: &[u8], new: &[u8]) -> Result<(), NotWritten> {
    let now = match folder.read(path, old.len() as u64) {
        Ok(now) => now,
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => return Err(NotWritten::Changed),
        Err(error) => return Err(NotWritten::Disk(error)),
    };
    if now.as_deref() != Some(old) {
        return Err(NotWritten::Changed);
    }
    folder.replace(path, new).map_err(NotWritten::Disk)
}

/// What the fixes change, as lines that go and lines that come, with those around: as `diff -u` writes it.
pub fn diff(read: &Inputs, fixed: &Inputs) -> String {
    let mut out = String::new();
    for (path, new) in &fixed.files {
        let Some(old) = read.files.get(path).filter(|old| old.bytes != new.bytes) else { continue };
        let (Ok(old), Ok(new)) = (old.text(), new.text()) else { continue };
        out.push_str(&format!("--- a/{path}\n+++ b/{path}\n"));
        hunks(old, new, &mut out);
    }
    out
}

/// How many lines around a change are shown.
const AROUND: usize = 3;

fn hunks(old: &str, new: &str, out: &mut String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    // A fix seldom changes how many lines there are. Where it does, all from the first change to the last is one.
    let mut changes: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    if old.len() == new.len() {
        for i in (0..old.len()).filter(|&i| old[i] != new[i]) {
            match changes.last_mut() {
                Some((last, other)) if i <= last.end + 2 * AROUND => (last.end, other.end) = (i + 1, i + 1),
                _ => changes.push((i..i + 1, i..i + 1)),
            }
        }
    } else {
        let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - start;
        let same = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        changes.push((start..old.len() - same, start..new.len() - same));
    }
    for (gone, come) in changes {
        let lead = gone.start.saturating_sub(AROUND);
        // What stands behind the last line break is no line.
        let lines = old.len() - usize::from(old.last() == Some(&""));
        let tail = (gone.end + AROUND).min(lines).max(gone.end);
        let shift = |at: usize| at - gone.end + come.end;
        out.push_str(&format!("@@ -{},{} +{},{} @@\n", lead + 1, tail - lead, lead + 1, shift(tail) - lead));
        let mut line = |sign: char, text: &str| {
            out.push(sign);
            out.push_str(text);
            out.push('\n');
        };
        old[lead..gone.start].iter().for_each(|text| line(' ', text));
        // Lines that are the same within a change stand once.
        if gone.len() == come.len() {
            let mut i = 0;
            while i < gone.len() {
                let (a, b) = (&old[gone.start + i..gone.end], &new[come.start + i..come.end]);
                let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
                a[..same].iter().for_each(|text| line(' ', text));
                let (a, b) = (&a[same..], &b[same..]);
                let other = a.iter().zip(b).take_while(|(a, b)| a != b).count();
                a[..other].iter().for_each(|text| line('-', text));
                b[..other].iter().for_each(|text| line('+', text));
                i += same + other;
            }
        } else {
            old[gone.clone()].iter().for_each(|text| line('-', text));
            new[come.clone()].iter().for_each(|text| line('+', text));
        }
        old[gone.end..tail].iter().for_each(|text| line(' ', text));
    }
}

#[cfg(test)]
mod tests;
