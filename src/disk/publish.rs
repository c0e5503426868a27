//! A site, brought to its folder: all of it or none of it.
//!
//! 1. The folder is locked, so that two builds do not write at once, and its manifest is read.
//! 2. Every file is made and compared with what stands in its place. One that differs is written to
//!    the staging folder, and its bytes are let go. If anything is wrong with any file, this is where
//!    it ends: the staging folder is removed, and nothing has changed.
//! 3. The manifest is written with what was and what will be, so that an interrupted build leaves
//!    nothing that the next one does not know for ours.
//! 4. All that is staged is brought to the disk, so that a power cut leaves no empty files.
//! 5. The staged files are moved into place, which takes no room on the disk and cannot be half done for a file:
//!    first what is new, then what is replaced, and of both the pages after what they point to. What the new site
//!    lacks is deleted last, if it still is as we wrote it; so until then no link of either site is dead.
//! 6. The manifest is written with what is.
//!
//! Nothing is written or deleted through a link in the folder.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::build_stamp::{FileHash, OutputHash};
use super::folder::{ExistingEntry, OutputFolder, Problem};
use super::large;
use crate::base::address::OutPath;
use crate::base::diagnostic::{self, Diagnostic};
use crate::output::Content;
use crate::output::plan::{self, Manifest};

/// How a site is to be published.
#[derive(Clone)]
pub struct PublishOptions<'a> {
    /// Whether files that expound did not write may be replaced where the site has a file.
    pub force: bool,
    /// Called with the number of files that are ready, from several threads.
    pub progress: &'a (dyn Fn(usize) + Sync),
}

impl Default for PublishOptions<'_> {
    fn default() -> Self {
        Self { force: false, progress: &|_| {} }
    }
}

/// What became of a site's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files whose bytes are new.
    pub written: usize,
    /// Files that were as they should be, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub deleted: usize,
    /// Files of an earlier build that the site no longer has, and that somebody has changed since.
    /// They were left alone.
    pub kept: Vec<OutPath>,
    /// What tells the folder from all others as it is now. There is none while files in it are not as they should
    /// be, which is told at every build.
    pub digest: Option<OutputHash>,
}

/// Why a site was not published.
#[derive(Debug, Default)]
pub struct PublishError {
    /// What authors can mend, such as a template that failed; sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with the folder or the disk.
    pub problems: Vec<Problem>,
    /// Whether files had been moved already. The next build finishes the work.
    pub changed: bool,
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.changed {
            false => "the site was not published; the folder is unchanged",
            true => "the site was published in part; build again to finish",
        })?;
        for problem in &self.problems {
            write!(f, "\n{problem}")?;
        }
        for diagnostic in &self.diagnostics {
            write!(f, "\n{}: {}", diagnostic.place.file, diagnostic.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for PublishError {}

impl PublishError {
    /// Whether it is only that another build is writing to the folder.
    pub fn is_busy(&self) -> bool {
        matches!(self.problems[..], [Problem::Busy(_)])
    }
}

impl From<Problem> for PublishError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

/// Publishes `site` in the folder `output`, which is made if it is not there.
///
/// Whether that folder may be written to at all is for [`check_output`](super::check_output) to say.
///
/// # Errors
///
/// All that is wrong, at once. Unless [`PublishError::changed`] says otherwise the folder is as it
/// was, byte for byte.
pub fn publish(
    site: &dyn Content,
    output: &Path,
    options: &PublishOptions<'_>,
) -> Result<PublishReport, PublishError> {
    let folder = OutputFolder::open(output, options.force)?;
    let result = bring(site, &folder, options);
    folder.close(result.as_ref().is_err_and(|error| !error.changed));
    result
}

fn bring(
    site: &dyn Content,
    folder: &OutputFolder,
    options: &PublishOptions<'_>,
) -> Result<PublishReport, PublishError> {
    let paths = site.paths();
    let old = folder.manifest(options.force)?;
    let stale = StaleFiles::find(folder, &old, paths);
    let folders = plan::folders(paths);
    let mut failed =
        PublishError { problems: in_the_way(folder, &folders, &stale), ..PublishError::default() };

    let staged = stage(site, folder, &old, &stale, options, &mut failed);
    if !failed.problems.is_empty() || !failed.diagnostics.is_empty() {
        diagnostic::sort(&mut failed.diagnostics);
        return Err(failed);
    }

    let mut new = Manifest::default();
    for (path, file) in paths.iter().zip(&staged) {
        new.add(path.clone(), file.fingerprint);
    }
    let written: Vec<usize> = (0..staged.len()).filter(|&index| staged[index].change.is_some()).collect();
    let changed = !written.is_empty() || !stale.ours.is_empty();
    if changed {
        // Every folder is looked at before the first file changes: a site that is half new would stay so.
        let changing = written.iter().map(|&index| &paths[index]).chain(&stale.ours);
        let touched = plan::folders(changing);
        let problems: Vec<Problem> = std::iter::once("")
            .chain(touched.iter().copied())
            .filter_map(|name| folder.may_change(name).err())
            .collect();
        if !problems.is_empty() {
            return Err(PublishError { problems, ..PublishError::default() });
        }
        folder.write_manifest(&old.clone().and(&new))?;
        let names: Vec<String> = written.iter().map(ToString::to_string).collect();
        if !names.is_empty() {
            folder.bring_all_to_disk(&names)?;
        }
        apply(folder, &stale, &folders, paths, &staged)?;
        folder.bring_names_to_disk(std::iter::once("").chain(touched.iter().copied()));
    }
    for path in &stale.edited {
        for &hash in old.hashes(path) {
            new.add(path.clone(), hash);
        }
    }
    folder.write_manifest(&new).map_err(|problem| PublishError { changed, ..problem.into() })?;
    let files = staged.iter().filter_map(|file| file.digest);
    let digest = stale.edited.is_empty().then(|| OutputHash::of(&new.to_text(), files));
    Ok(PublishReport {
        written: written.len(),
        unchanged: staged.len() - written.len(),
        deleted: stale.ours.len(),
        kept: stale.edited,
        digest,
    })
}

/// What stands where the site has folders and is none.
fn in_the_way(folder: &OutputFolder, folders: &BTreeSet<&str>, stale: &StaleFiles) -> Vec<Problem> {
    let mut problems = Vec::new();
    for name in folders {
        match folder.data(name) {
            None => {}
            Some(data) if data.is_dir() => {}
            Some(data) if data.is_symlink() => problems.push(Problem::Link(folder.at(name))),
            // A file of ours that is deleted before the folder is made.
            Some(_) if stale.ours.iter().any(|path| path.as_str() == *name) => {}
            Some(_) => problems.push(Problem::InTheWay(folder.at(name))),
        }
    }
    problems
}

/// Makes folders, moves the staged files into place, and deletes.
fn apply(
    folder: &OutputFolder,
    stale: &StaleFiles,
    folders: &BTreeSet<&str>,
    paths: &[OutPath],
    staged: &[Staged],
) -> Result<(), PublishError> {
    let delete = |paths: &[&OutPath]| -> Vec<Problem> {
        let problems = paths.par_iter().filter_map(|path| folder.delete(path).err()).collect();
        // Deepest first.
        for name in
            plan::folders(paths.iter().copied()).into_iter().rev().filter(|name| !folders.contains(name))
        {
            folder.remove_if_empty(name);
        }
        problems
    };
    // What stands in the way of what is new cannot wait.
    let (first, last): (Vec<&OutPath>, Vec<&OutPath>) =
        stale.ours.iter().partition(|path| stale.is_in_the_way(path, folders));
    let mut problems = delete(&first);
    if staged.iter().any(|file| file.change.is_some()) {
        problems.extend(folders.iter().filter_map(|name| folder.make(name).err()));
        for turn in [FileChange::New, FileChange::Replaced] {
            for pages in [false, true] {
                let is_due = |&index: &usize| {
                    staged[index].change == Some(turn) && paths[index].as_str().ends_with(".html") == pages
                };
                let due: Vec<usize> = (0..staged.len()).filter(is_due).collect();
                problems.par_extend(
                    due.par_iter()
                        .filter_map(|&index| folder.move_staged(&index.to_string(), &paths[index]).err()),
                );
            }
        }
    }
    problems.extend(delete(&last));
    if problems.is_empty() {
        return Ok(());
    }
    Err(PublishError { problems, diagnostics: Vec::new(), changed: true })
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileChange {
    /// Nothing stands in its place.
    New,
    /// It replaces another.
    Replaced,
}

/// A file that is ready: it stands in the staging folder, or already in its place.
#[derive(Clone, Copy, Default)]
struct Staged {
    fingerprint: u64,
    digest: Option<FileHash>,
    /// `None` if it is there already.
    change: Option<FileChange>,
}

/// Makes every file, and puts those that differ into the staging folder.
fn stage(
    site: &dyn Content,
    folder: &OutputFolder,
    old: &Manifest,
    stale: &StaleFiles,
    options: &PublishOptions<'_>,
    failed: &mut PublishError,
) -> Vec<Staged> {
    let done = AtomicUsize::new(0);
    // When the disk is full one problem says so; the templates are still tried, for their findings.
    let disk_failed = AtomicBool::new(false);
    let stage_one = |standing: &mut Vec<u8>, index: usize| -> Result<Staged, Failure> {
        let path = &site.paths()[index];
        let large = site.copied(index);
        let bytes = match large {
            Some(_) => Cow::default(),
            None => site.bytes(index).map_err(Failure::Author)?,
        };
        let renamed = stale.renamed.contains(path);
        let (standing, mut told) = match large {
            Some(large) => folder.compare_large(path, large)?,
            None => (folder.compare(path, &bytes, standing)?, None),
        };
        let (change, mode) = match standing {
            ExistingEntry::Free => (Some(FileChange::New), None),
            // On a disk that ignores case it may be the old file under its old name: it must be
            // deleted and written again to get the new one.
            ExistingEntry::Same => (renamed.then_some(FileChange::Replaced), None),
            ExistingEntry::Differs(mode) if old.has(path) || options.force || renamed => {
                (Some(FileChange::Replaced), Some(mode))
            }
            ExistingEntry::Other if options.force => (Some(FileChange::Replaced), None),
            ExistingEntry::Differs(_) | ExistingEntry::Other => {
                return Err(Problem::Foreign(folder.at(path.as_str())).into());
            }
            // A folder of ours all of whose files the new site lacks makes room.
            ExistingEntry::Folder if stale.holds_all_of(folder, path) => (Some(FileChange::New), None),
            ExistingEntry::Folder => return Err(Problem::InTheWay(folder.at(path.as_str())).into()),
        };
        if change.is_some() && !disk_failed.load(Ordering::Relaxed) {
            let name = index.to_string();
            let written = match large {
                Some(large) => {
                    folder.copy_staged(&name, large, mode.as_ref()).map(|copied| told = Some(copied))
                }
                None => folder.write_staged(&name, &bytes, mode.as_ref()),
            };
            written.inspect_err(|_| disk_failed.store(true, Ordering::Relaxed))?;
        }
        let (fingerprint, digest) = match told {
            Some(told) => (told.fingerprint, told.digest),
            None => (plan::fingerprint(&bytes), blake3::hash(&bytes)),
        };
        (options.progress)(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(Staged { fingerprint, digest: Some(digest), change })
    };
    let results: Vec<_> = (0..site.paths().len())
        .into_par_iter()
        .map_init(Vec::new, |buffer, index| stage_one(buffer, index))
        .collect();

    let mut staged = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(file) => staged.push(file),
            Err(Failure::Author(diagnostic)) => failed.diagnostics.push(*diagnostic),
            Err(Failure::Folder(problem)) => failed.problems.push(*problem),
        }
    }
    staged
}

/// Why a file is not ready.
enum Failure {
    Author(Box<Diagnostic>),
    Folder(Box<Problem>),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Folder(Box::new(problem))
    }
}

/// Files of earlier builds that the new site lacks.
#[derive(Default)]
struct StaleFiles {
    /// Those that are to be deleted.
    ours: Vec<OutPath>,
    /// Those that somebody has changed since, and that are left alone.
    edited: Vec<OutPath>,
    /// New files that are one of `ours` under another name: they differ only in case, and so does
    /// nothing to a disk that ignores it.
    renamed: BTreeSet<OutPath>,
    /// Old files that are one of `renamed` under another name.
    old_names: BTreeSet<OutPath>,
    /// Folders of ours that become files, by their paths.
    cleared: BTreeSet<OutPath>,
}

impl StaleFiles {
    /// Whether a file must be deleted before the new ones can come: one of them takes its place, or a folder does.
    fn is_in_the_way(&self, path: &OutPath, folders: &BTreeSet<&str>) -> bool {
        folders.contains(path.as_str())
            || self.old_names.contains(path)
            || plan::folders([path])
                .iter()
                .any(|folder| self.cleared.iter().any(|file| file.as_str() == *folder))
    }

    /// Whether the folder at `path` holds nothing but files of ours that are to be deleted.
    fn holds_all_of(&self, folder: &OutputFolder, path: &OutPath) -> bool {
        self.cleared.contains(path)
            && folder.files_below(path.as_str()).is_some_and(|files| {
                files.iter().all(|file| self.ours.iter().any(|ours| ours.as_str() == file))
            })
    }

    fn find(folder: &OutputFolder, old: &Manifest, paths: &[OutPath]) -> Self {
        let candidates = old.stale(paths);
        let mut stale = Self::default();
        if candidates.is_empty() {
            return stale;
        }
        let by_key: BTreeMap<String, &OutPath> =
            paths.iter().map(|path| (path.collision_key(), path)).collect();
        let linked: BTreeSet<&str> = plan::folders(&candidates)
            .into_iter()
            .filter(|name| folder.data(name).is_some_and(|data| !data.is_dir()))
            .collect();
        let is_ours = |path: &OutPath| -> Option<bool> {
            // What stands beyond a link is not ours, whatever the manifest says.
            let beyond_link =
                !linked.is_empty() && plan::folders([path]).iter().any(|name| linked.contains(name));
            if beyond_link || !folder.data(path.as_str())?.is_file() {
                return None;
            }
            let told = large::told(&folder.at(path.as_str()));
            Some(told.is_ok_and(|told| old.wrote(path, told.fingerprint)))
        };
        let are_ours: Vec<Option<bool>> = candidates.par_iter().map(is_ours).collect();

        for (path, is_ours) in candidates.into_iter().zip(are_ours) {
            let Some(is_ours) = is_ours else { continue };
            let new = by_key.get(&path.collision_key()).filter(|new| folder.is_same_file(&path, new));
            match new {
                // It was renamed by an earlier build already, and is not there under its old name.
                Some(new) if old.has(new) => {}
                Some(new) => {
                    stale.renamed.insert((*new).clone());
                    stale.old_names.insert(path.clone());
                    stale.ours.push(path);
                }
                None if is_ours => stale.ours.push(path),
                None => stale.edited.push(path),
            }
        }
        let emptied = plan::folders(&stale.ours);
        stale.cleared = paths.iter().filter(|path| emptied.contains(path.as_str())).cloned().collect();
        stale
    }
}

#[cfg(test)]
mod tests;
