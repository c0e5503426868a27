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
            false => "the site was not published, and the folder is as it was",
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
mod tests {
    use super::*;
    use std::fs::{self, OpenOptions};
    use std::path::PathBuf;
    use std::sync::Arc;
    use std::time::SystemTime;

    use tempfile::{TempDir, tempdir};

    use crate::base::rule;
    use crate::base::text::Place;
    use crate::output::InMemory;
    use crate::output::plan::{LOCK, MANIFEST, STAGING};

    fn path(text: &str) -> OutPath {
        OutPath::new(text).expect("a path")
    }

    fn site(files: &[(&str, &str)]) -> InMemory {
        InMemory::new(files.iter().map(|(name, text)| (path(name), text.as_bytes().to_vec())).collect())
    }

    /// A site in which the template of some files fails.
    struct BrokenSite(InMemory, &'static [&'static str]);

    impl Content for BrokenSite {
        fn paths(&self) -> &[OutPath] {
            self.0.paths()
        }

        fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
            let name = self.paths()[index].as_str();
            if self.1.contains(&name) {
                let file: Arc<str> = name.into();
                return Err(Box::new(Diagnostic::new(&rule::BAD_TEMPLATE, Place::file(&file), "it failed")));
            }
            self.0.bytes(index)
        }
    }

    struct Out(TempDir);

    impl Out {
        fn new() -> Self {
            Self(tempdir().expect("a folder"))
        }

        fn folder(&self) -> PathBuf {
            self.0.path().join("public")
        }

        fn at(&self, name: &str) -> PathBuf {
            self.folder().join(name)
        }

        fn publish(&self, files: &[(&str, &str)]) -> PublishReport {
            let published = self.try_publish(&site(files)).expect("published");
            assert_eq!(published.digest.is_some(), published.kept.is_empty());
            PublishReport { digest: None, ..published }
        }

        fn try_publish(&self, site: &dyn Content) -> Result<PublishReport, PublishError> {
            publish(site, &self.folder(), &PublishOptions::default())
        }

        fn force(&self, files: &[(&str, &str)]) -> PublishReport {
            let options = PublishOptions { force: true, ..PublishOptions::default() };
            publish(&site(files), &self.folder(), &options).expect("published")
        }

        fn write(&self, name: &str, text: &str) {
            fs::create_dir_all(self.at(name).parent().expect("a folder")).expect("folders");
            fs::write(self.at(name), text).expect("written");
        }

        /// All that is in the folder but the lock and the manifest: names, texts, times.
        fn all(&self) -> BTreeMap<String, (String, Option<SystemTime>)> {
            let mut all = BTreeMap::new();
            for entry in walkdir::WalkDir::new(self.folder()).min_depth(1) {
                let entry = entry.expect("an entry");
                let name = entry
                    .path()
                    .strip_prefix(self.folder())
                    .expect("below")
                    .to_string_lossy()
                    .replace('\\', "/");
                if name == LOCK || name == MANIFEST {
                    continue;
                }
                let data = entry.metadata().expect("metadata");
                let is_file = data.is_file();
                let text =
                    if is_file { fs::read_to_string(entry.path()).expect("text") } else { "a folder".into() };
                all.insert(name, (text, is_file.then(|| data.modified().expect("a time"))));
            }
            all
        }

        fn files(&self) -> Vec<(String, String)> {
            self.all()
                .into_iter()
                .filter(|(_, (_, time))| time.is_some())
                .map(|(name, (text, _))| (name, text))
                .collect()
        }

        fn names(&self) -> Vec<String> {
            self.all().into_keys().collect()
        }
    }

    fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_site_is_written_and_the_second_time_nothing_is() {
        let out = Out::new();
        let files = [("index.html", "hello"), ("topics/a/b.html", "b"), ("topics/energy.html", "gas")];
        assert_eq!(out.publish(&files), PublishReport { written: 3, ..PublishReport::default() });
        assert_eq!(out.files(), owned(&files));
        let before = (out.all(), fs::metadata(out.at(MANIFEST)).expect("there").modified().expect("a time"));
        let folder_time = fs::metadata(out.folder()).expect("there").modified().expect("a time");
        assert_eq!(out.publish(&files), PublishReport { unchanged: 3, ..PublishReport::default() });
        assert_eq!(
            (out.all(), fs::metadata(out.at(MANIFEST)).expect("there").modified().expect("a time")),
            before
        );
        assert_eq!(fs::metadata(out.folder()).expect("there").modified().expect("a time"), folder_time);
    }

    #[test]
    fn a_file_that_is_unchanged_is_not_touched_when_another_is() {
        let out = Out::new();
        out.publish(&[("a.html", "a"), ("b.html", "b")]);
        let before = out.all();
        assert_eq!(
            out.publish(&[("a.html", "a"), ("b.html", "c")]),
            PublishReport { written: 1, unchanged: 1, ..PublishReport::default() }
        );
        assert_eq!(out.all()["a.html"], before["a.html"]);
        assert_eq!(out.all()["b.html"].0, "c");
    }

    #[test]
    fn what_the_site_no_longer_has_is_deleted_with_its_folders_and_nothing_else_is() {
        let out = Out::new();
        out.publish(&[("a/b/c.html", ""), ("d/e.html", ""), ("f.html", "")]);
        out.write("d/mine.txt", "mine");
        out.write("g/mine.txt", "mine");
        fs::create_dir(out.at("empty")).expect("a folder");
        assert_eq!(
            out.publish(&[("f.html", "")]),
            PublishReport { unchanged: 1, deleted: 2, ..PublishReport::default() }
        );
        assert_eq!(out.names(), ["d", "d/mine.txt", "empty", "f.html", "g", "g/mine.txt"]);
    }

    #[test]
    fn a_stale_file_that_somebody_has_changed_is_left_and_named_each_time() {
        let out = Out::new();
        out.publish(&[("a.html", "a"), ("b.html", "b")]);
        out.write("b.html", "edited");
        for _ in 0..2 {
            let published = out.publish(&[("a.html", "a")]);
            assert_eq!(published.kept, [path("b.html")]);
            assert_eq!(published.deleted, 0);
            assert_eq!(out.files(), owned(&[("a.html", "a"), ("b.html", "edited")]));
        }
        // Once it is gone, or is ours again, nothing is said any more.
        out.write("b.html", "b");
        assert_eq!(out.publish(&[("a.html", "a")]).deleted, 1);
        assert_eq!(out.publish(&[("a.html", "a")]).kept, []);
    }

    #[test]
    fn a_file_that_is_not_ours_is_never_replaced_unless_by_force() {
        let out = Out::new();
        out.publish(&[("a.html", "a")]);
        out.write("b.html", "mine");
        out.write("c.html", "mine");
        let before = out.all();
        let new = [("a.html", "new"), ("b.html", "b"), ("c.html", "c")];
        let error = out.try_publish(&site(&new)).expect_err("refused");
        assert!(!error.changed);
        assert_eq!(error.problems.len(), 2, "all are named: {error}");
        assert!(error.to_string().contains("--force"), "{error}");
        assert_eq!(out.all(), before);
        assert_eq!(out.force(&new).written, 3);
        assert_eq!(out.files(), owned(&new));
    }

    #[test]
    fn a_file_of_the_same_bytes_is_taken_over() {
        let out = Out::new();
        out.write("a.html", "a");
        assert_eq!(
            out.publish(&[("a.html", "a")]),
            PublishReport { unchanged: 1, ..PublishReport::default() }
        );
        assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
    }

    #[test]
    fn a_build_that_fails_leaves_the_last_good_site_and_says_all_that_is_wrong() {
        let out = Out::new();
        out.publish(&[("a.html", "a"), ("b.html", "b"), ("old.html", "")]);
        let before = (out.all(), fs::read(out.at(MANIFEST)).expect("there"));
        let new = site(&[("a.html", "new"), ("b.html", "new"), ("c.html", "new"), ("d/e.html", "")]);
        let error = out.try_publish(&BrokenSite(new, &["c.html", "b.html"])).expect_err("failed");
        let places: Vec<_> = error.diagnostics.iter().map(|finding| &*finding.place.file).collect();
        assert_eq!(places, ["b.html", "c.html"]);
        assert_eq!((out.all(), fs::read(out.at(MANIFEST)).expect("there")), before);
    }

    #[test]
    fn a_folder_made_for_nothing_is_removed() {
        let out = Out::new();
        let deep = out.at("deep/deeper");
        let failing = BrokenSite(site(&[("a.html", "")]), &["a.html"]);
        publish(&failing, &deep, &PublishOptions::default()).expect_err("failed");
        assert!(!out.folder().exists());
        assert!(out.0.path().exists());
    }

    #[test]
    fn what_an_interrupted_build_left_is_cleared_away_and_finished() {
        let out = Out::new();
        let (old, new) =
            ([("a.html", "a"), ("b.html", "b"), ("c.html", "c")], [("a.html", "A!"), ("b.html", "B!")]);
        out.publish(&old);
        // As it is between the two manifests: one file moved, one not, staging still there.
        let mut both = Manifest::parse(&fs::read(out.at(MANIFEST)).expect("there"));
        for (name, text) in new {
            both.add(path(name), plan::fingerprint(text.as_bytes()));
        }
        out.write(MANIFEST, &both.to_text());
        out.write("a.html", "A!");
        out.write(".expound-staging/1", "B!");
        out.write(".expound-staging/manifest", "half");
        assert_eq!(
            out.publish(&new),
            PublishReport { written: 1, unchanged: 1, deleted: 1, ..PublishReport::default() }
        );
        assert_eq!(out.files(), owned(&new));
        assert_eq!(fs::read_to_string(out.at(MANIFEST)).expect("there").lines().count(), 3);
    }

    #[test]
    fn the_first_build_of_all_may_be_interrupted_too() {
        let out = Out::new();
        let mut manifest = Manifest::default();
        manifest.add(path("a.html"), plan::fingerprint(b"a"));
        out.write(MANIFEST, &manifest.to_text());
        out.write("a.html", "a");
        assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
    }

    #[test]
    fn two_builds_do_not_write_at_once() {
        let out = Out::new();
        out.publish(&[("a.html", "a")]);
        let other = OpenOptions::new().write(true).open(out.at(LOCK)).expect("there");
        other.lock().expect("locked");
        let error = out.try_publish(&site(&[("a.html", "b")])).expect_err("busy");
        assert!(matches!(error.problems[..], [Problem::Busy(_)]), "{error}");
        assert_eq!(out.files(), owned(&[("a.html", "a")]));
        drop(other);
        assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
    }

    #[test]
    fn a_name_that_changes_its_case_keeps_its_file() {
        let out = Out::new();
        out.publish(&[("About.html", "same"), ("Topics/A.html", "old")]);
        out.publish(&[("about.html", "same"), ("topics/a.html", "new")]);
        let expected = owned(&[("about.html", "same"), ("topics/a.html", "new")]);
        assert_eq!(out.files(), expected);
        assert_eq!(out.publish(&[("about.html", "same"), ("topics/a.html", "new")]).unchanged, 2);
        assert_eq!(out.files(), expected);
    }

    #[test]
    fn a_file_may_become_a_folder_and_what_stands_in_the_way_is_named() {
        let out = Out::new();
        out.publish(&[("a", "file"), ("b", "file")]);
        assert_eq!(out.publish(&[("a/b.html", ""), ("b", "file")]).written, 1);
        out.write("c", "mine");
        let error = out.try_publish(&site(&[("c/d.html", "")])).expect_err("in the way");
        assert!(matches!(&error.problems[..], [Problem::InTheWay(at)] if at.ends_with("c")), "{error}");
        fs::create_dir(out.at("e.html")).expect("a folder");
        let error = out.try_publish(&site(&[("e.html", "")])).expect_err("in the way");
        assert!(matches!(&error.problems[..], [Problem::InTheWay(at)] if at.ends_with("e.html")), "{error}");
    }

    #[test]
    fn a_manifest_that_is_none_is_somebody_elses_file() {
        let out = Out::new();
        out.write(MANIFEST, "my notes");
        let error = out.try_publish(&site(&[("a.html", "")])).expect_err("refused");
        assert!(matches!(&error.problems[..], [Problem::Foreign(_)]), "{error}");
        assert_eq!(out.names(), [""; 0]);
        assert!(!out.at(LOCK).exists());
    }

    #[test]
    fn progress_is_told_for_each_file() {
        let out = Out::new();
        let most = AtomicUsize::new(0);
        let progress = |done: usize| {
            most.fetch_max(done, Ordering::Relaxed);
        };
        let options = PublishOptions { force: false, progress: &progress };
        publish(&site(&[("a", ""), ("b", ""), ("c", "")]), &out.folder(), &options).expect("published");
        assert_eq!(most.into_inner(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_deleted_through_a_link() {
        use std::os::unix::fs::symlink;
        let out = Out::new();
        let elsewhere = tempdir().expect("a folder");
        let secret = elsewhere.path().join("a.html");
        out.publish(&[("topics/a.html", "a"), ("b.html", "b")]);

        // A folder of ours became a link to a folder that has a file of the same name and bytes.
        fs::remove_dir_all(out.at("topics")).expect("removed");
        fs::write(&secret, "a").expect("written");
        symlink(elsewhere.path(), out.at("topics")).expect("a link");
        let error = out.try_publish(&site(&[("topics/a.html", "new"), ("b.html", "b")])).expect_err("a link");
        assert!(matches!(&error.problems[..], [Problem::Link(at)] if at.ends_with("topics")), "{error}");
        assert_eq!(out.publish(&[("b.html", "b")]).deleted, 0);
        assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");

        // A file of ours became a link.
        fs::remove_file(out.at("b.html")).expect("removed");
        symlink(&secret, out.at("b.html")).expect("a link");
        out.try_publish(&site(&[("b.html", "new")])).expect_err("a link");
        assert_eq!(out.force(&[("b.html", "new")]).written, 1);
        assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");
        assert!(!fs::symlink_metadata(out.at("b.html")).expect("there").is_symlink());

        // The names that are our own became links.
        for name in [LOCK, MANIFEST, STAGING] {
            let _ = fs::remove_file(out.at(name));
            symlink(&secret, out.at(name)).expect("a link");
            out.try_publish(&site(&[("b.html", "newer")])).expect_err("a link");
            fs::remove_file(out.at(name)).expect("removed");
        }
        assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");
    }

    #[cfg(unix)]
    #[test]
    fn the_output_folder_itself_may_be_a_link() {
        let out = Out::new();
        let target = tempdir().expect("a folder");
        std::os::unix::fs::symlink(target.path(), out.folder()).expect("a link");
        assert_eq!(out.publish(&[("a.html", "a")]).written, 1);
        assert!(target.path().join("a.html").exists());
    }

    #[test]
    fn a_folder_becomes_a_file_and_a_file_a_folder() {
        let out = Out::new();
        out.publish(&[("data/x.csv", "x"), ("data/deep/y.csv", "y"), ("old", "o")]);
        out.publish(&[("data", "now a file"), ("old/z.csv", "z")]);
        assert_eq!(out.files(), [("data".into(), "now a file".into()), ("old/z.csv".into(), "z".into())]);
        // A file of somebody else in the folder keeps it a folder.
        out.publish(&[("data/x.csv", "x")]);
        out.write("data/mine.txt", "mine");
        let error = out.try_publish(&site(&[("data", "a file")])).expect_err("it is in the way");
        assert!(matches!(error.problems[0], Problem::InTheWay(_)), "{error}");
        assert_eq!(out.files().len(), 2);
    }

    #[test]
    fn what_git_keeps_is_not_ours_whatever_the_manifest_says() {
        let out = Out::new();
        out.publish(&[("a.html", "a")]);
        out.write(".git/HEAD", "ref");
        let hash = plan::fingerprint(b"ref");
        let manifest = fs::read_to_string(out.at(MANIFEST)).expect("a manifest");
        fs::write(out.at(MANIFEST), format!("{manifest}{hash:016x}\t.git/HEAD\n")).expect("written");
        out.publish(&[("b.html", "b")]);
        assert_eq!(fs::read_to_string(out.at(".git/HEAD")).expect("still there"), "ref");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let out = Out::new();
        out.publish(&[("a.html", "a")]);
        fs::set_permissions(out.at("a.html"), fs::Permissions::from_mode(0o664)).expect("a mode");
        out.publish(&[("a.html", "another")]);
        assert_eq!(fs::metadata(out.at("a.html")).expect("a file").permissions().mode() & 0o777, 0o664);
    }

    #[test]
    fn what_somebody_changed_is_told_at_every_build() {
        let out = Out::new();
        out.publish(&[("a.html", "a"), ("b.html", "b")]);
        out.write("b.html", "changed by hand");
        for _ in 0..2 {
            assert_eq!(out.publish(&[("a.html", "a")]).kept, [path("b.html")]);
        }
    }
}
