//! The output folder: its lock, its manifest, its staging folder, and what stands in it.
//!
//! Everything here is one step; [`publish`](super::publish()) decides which are taken. Links in the
//! folder are looked at and never followed.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::guard;
use super::large::{self, ContentDigest};
use crate::base::address::OutPath;
use crate::base::text::Large;
use crate::output::plan::{self, LOCK, MANIFEST, Manifest, STAGING};

/// The output folder, locked.
pub(super) struct OutputFolder {
    root: PathBuf,
    /// The topmost folder that had to be made for it.
    made: Option<PathBuf>,
    lock: Option<File>,
}

impl OutputFolder {
    pub(super) fn open(output: &Path, force: bool) -> Result<Self, Problem> {
        let root = guard::resolve(output).map_err(disk("opened", output))?;
        let made = root.ancestors().take_while(|path| !path.exists()).last().map(Path::to_owned);
        fs::create_dir_all(&root).map_err(disk("made", &root))?;
        let mut folder = Self { root, made, lock: None };
        folder.prepare(force).inspect_err(|_| folder.remove_made())?;
        Ok(folder)
    }

    /// Locks the folder and clears what an interrupted build left. Nothing of ours may be a link.
    fn prepare(&mut self, force: bool) -> Result<(), Problem> {
        for (name, is_right) in [
            (LOCK, Metadata::is_file as fn(&Metadata) -> bool),
            (MANIFEST, Metadata::is_file),
            (STAGING, Metadata::is_dir),
        ] {
            match self.data(name) {
                Some(data) if data.is_symlink() => return Err(Problem::Link(self.at(name))),
                Some(data) if !is_right(&data) => return Err(Problem::InTheWay(self.at(name))),
                _ => {}
            }
        }
        // Before the lock file is made, so that a folder that is not ours stays as it is.
        self.manifest(force)?;
        self.lock = self.lock()?;
        let staging = self.at(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk("removed", &staging)(error)),
            _ => Ok(()),
        }
    }

    /// A lock that the system lets go of when the process ends, however it ends. The file stays:
    /// deleting it would let two builds hold locks on two files of that name.
    fn lock(&self) -> Result<Option<File>, Problem> {
        let path = self.at(LOCK);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(disk("opened", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Err(Problem::Busy(self.root.clone())),
            // Some network disks have no locks; there the care is the user's.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
            Err(TryLockError::Error(error)) => Err(disk("locked", &path)(error)),
        }
    }

    /// What earlier builds wrote. A file of that name that is no manifest is not ours to replace.
    pub(super) fn manifest(&self, force: bool) -> Result<Manifest, Problem> {
        let path = self.at(MANIFEST);
        match fs::read(&path) {
            Ok(text) if force || text.is_empty() || plan::is_manifest(&text) => Ok(Manifest::parse(&text)),
            Ok(_) => Err(Problem::Foreign(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(disk("read", &path)(error)),
        }
    }

    /// Compares what stands at `path` with `bytes`; `standing` is a buffer that is used again.
    pub(super) fn compare(
        &self,
        path: &OutPath,
        bytes: &[u8],
        standing: &mut Vec<u8>,
    ) -> Result<ExistingEntry, Problem> {
        let at = self.at(path.as_str());
        let data = match fs::symlink_metadata(&at) {
            Ok(data) => data,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(ExistingEntry::Free);
            }
            Err(error) => return Err(disk("looked at", &at)(error)),
        };
        if data.is_dir() {
            return Ok(ExistingEntry::Folder);
        }
        if !data.is_file() {
            return Ok(ExistingEntry::Other);
        }
        if data.len() != bytes.len() as u64 {
            return Ok(ExistingEntry::Differs(data.permissions()));
        }
        standing.clear();
        let read = File::open(&at).and_then(|file| file.take(data.len() + 1).read_to_end(standing));
        // A file that cannot be read is certainly not known to be the same.
        let same = read.is_ok() && standing == bytes;
        Ok(if same { ExistingEntry::Same } else { ExistingEntry::Differs(data.permissions()) })
    }

    /// Compares what stands at `path` with a large file; what it has, if it is the same.
    pub(super) fn compare_large(
        &self,
        path: &OutPath,
        large: &Large,
    ) -> Result<(ExistingEntry, Option<ContentDigest>), Problem> {
        let at = self.at(path.as_str());
        // All but the bytes is as with other files: no bytes are the bytes of none.
        let standing = self.compare(path, &[], &mut Vec::new())?;
        match standing {
            ExistingEntry::Differs(mode) if fs::metadata(&at).is_ok_and(|data| data.len() == large.size) => {
                match large::told(&at) {
                    Ok(told) if told.digest == blake3::Hash::from(large.digest) => {
                        Ok((ExistingEntry::Same, Some(told)))
                    }
                    _ => Ok((ExistingEntry::Differs(mode), None)),
                }
            }
            ExistingEntry::Same => Ok((
                fs::symlink_metadata(&at)
                    .map_or(ExistingEntry::Free, |data| ExistingEntry::Differs(data.permissions())),
                None,
            )),
            standing => Ok((standing, None)),
        }
    }

    /// Copies a large file that is to be moved into its place, and says what it has.
    pub(super) fn copy_staged(
        &self,
        name: &str,
        large: &Large,
        mode: Option<&Permissions>,
    ) -> Result<ContentDigest, Problem> {
        self.write_staged(name, &[], mode)?;
        let at = self.at(STAGING).join(name);
        let file = OpenOptions::new().write(true).open(&at);
        let copied = file.and_then(|mut file| large::copy(large, &mut file));
        copied.map_err(disk("copied", &large.disk))
    }

    /// Writes a file that is to be moved into its place. It gets the mode of the one that it replaces.
    pub(super) fn write_staged(
        &self,
        name: &str,
        bytes: &[u8],
        mode: Option<&Permissions>,
    ) -> Result<(), Problem> {
        let file = self.at(STAGING).join(name);
        self.write_new(&file, bytes)?;
        if let Some(mode) = mode
            && fs::symlink_metadata(&file).is_ok_and(|data| data.permissions() != *mode)
        {
            // Where it cannot be given, the file has the mode of a new one.
            let _ = fs::set_permissions(&file, mode.clone());
        }
        Ok(())
    }

    fn write_new(&self, file: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let staging = self.at(STAGING);
        match fs::write(file, bytes) {
            // The folder is made when it is first needed, so that an idle build touches nothing.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match fs::create_dir(&staging) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                        return Err(disk("made", &staging)(error));
                    }
                    _ => {}
                }
                fs::write(file, bytes).map_err(disk("written", file))
            }
            result => result.map_err(disk("written", file)),
        }
    }

    /// Makes a folder whose parent is there.
    pub(super) fn make(&self, name: &str) -> Result<(), Problem> {
        if self.data(name).is_some_and(|data| data.is_dir()) {
            return Ok(());
        }
        let at = self.at(name);
        fs::create_dir(&at).map_err(disk("made", &at))
    }

    /// Moves a staged file into its place.
    pub(super) fn move_staged(&self, name: &str, path: &OutPath) -> Result<(), Problem> {
        let at = self.at(path.as_str());
        fs::rename(self.at(STAGING).join(name), &at).map_err(disk("written", &at))
    }

    /// Brings to the disk what was written to the staging folder, before anything takes its place: after a power
    /// cut a file has its old bytes or its new ones, and is not empty. `one` is a file of it that was written last.
    pub(super) fn bring_to_disk(&self, one: &str) -> Result<(), Problem> {
        let at = self.at(STAGING).join(one);
        File::open(&at).and_then(|file| file.sync_all()).map_err(disk("brought to the disk", &at))
    }

    /// Brings all that was written to the disk, at once where the system can: one by one each file would wait for
    /// the last.
    pub(super) fn bring_all_to_disk(&self, staged: &[String]) -> Result<(), Problem> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            let at = self.at(STAGING);
            let all = File::open(&at).and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
            if all.is_ok() {
                return Ok(());
            }
        }
        staged.par_iter().try_for_each(|name| self.bring_to_disk(name))
    }

    /// Brings the names in some folders to the disk. Where a system cannot, they are there all the same.
    pub(super) fn bring_names_to_disk<'a>(&self, folders: impl Iterator<Item = &'a str>) {
        for name in folders {
            let at = if name.is_empty() { self.root.clone() } else { self.at(name) };
            let _ = File::open(at).and_then(|folder| folder.sync_all());
        }
    }

    /// Whether files can be made, replaced and deleted in a folder, as far as that can be known beforehand.
    pub(super) fn may_change(&self, name: &str) -> Result<(), Problem> {
        let at = if name.is_empty() { self.root.clone() } else { self.at(name) };
        #[cfg(unix)]
        {
            use rustix::fs::{Access, access};
            if at.is_dir() {
                return access(&at, Access::WRITE_OK | Access::EXEC_OK)
                    .map_err(|error| disk("written to", &at)(error.into()));
            }
        }
        Ok(())
    }

    /// Deletes a file.
    pub(super) fn delete(&self, path: &OutPath) -> Result<(), Problem> {
        let at = self.at(path.as_str());
        fs::remove_file(&at).map_err(disk("deleted", &at))
    }

    /// Removes a folder if it is empty. One that holds anything cannot be removed, and stays.
    pub(super) fn remove_if_empty(&self, name: &str) {
        let _ = fs::remove_dir(self.at(name));
    }

    /// Writes the manifest, if it says something new.
    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<(), Problem> {
        let path = self.at(MANIFEST);
        let text = manifest.to_text();
        if fs::read(&path).is_ok_and(|standing| standing == text.as_bytes()) {
            return Ok(());
        }
        self.write_staged("manifest", text.as_bytes(), None)?;
        self.bring_to_disk("manifest")?;
        fs::rename(self.at(STAGING).join("manifest"), &path).map_err(disk("written", &path))
    }

    /// Removes the staging folder, and if `undo` says so the output folder that was made for nothing.
    pub(super) fn close(mut self, undo: bool) {
        // Nothing can be done about a failure; the next build clears it away.
        let _ = fs::remove_dir_all(self.at(STAGING));
        if undo {
            self.remove_made();
        }
        self.lock = None;
    }

    fn remove_made(&mut self) {
        let Some(made) = self.made.take() else { return };
        self.lock = None;
        let _ = fs::remove_file(self.at(LOCK));
        for folder in self.root.ancestors() {
            // Only what is empty can be removed so.
            if fs::remove_dir(folder).is_err() || folder == made {
                break;
            }
        }
    }

    /// The path on the disk of something in the folder.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        let mut at = self.root.clone();
        // Part by part: a canonical path of Windows does not know `/`.
        at.extend(path.split('/'));
        at
    }

    /// Whether two names are one file, as on a disk that ignores case.
    pub(super) fn is_same_file(&self, one: &OutPath, other: &OutPath) -> bool {
        is_same_file(&self.at(one.as_str()), &self.at(other.as_str()))
    }

    /// The paths of all that stands below a folder and is no folder; `None` if that cannot be known.
    pub(super) fn files_below(&self, path: &str) -> Option<Vec<String>> {
        let top = self.at(path);
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(&top).min_depth(1) {
            let entry = entry.ok()?;
            if !entry.file_type().is_dir() {
                let parts: Option<Vec<&str>> =
                    entry.path().strip_prefix(&top).ok()?.iter().map(|part| part.to_str()).collect();
                files.push(format!("{path}/{}", parts?.join("/")));
            }
        }
        Some(files)
    }

    /// What stands there, links not followed; `None` if nothing does.
    pub(super) fn data(&self, path: &str) -> Option<Metadata> {
        fs::symlink_metadata(self.at(path)).ok()
    }
}

pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Problem {
    let path = path.to_owned();
    move |error| Problem::Disk { doing, path, error }
}

/// What stands where a file must go.
pub(super) enum ExistingEntry {
    /// Nothing.
    Free,
    /// A file with the same bytes.
    Same,
    /// A file with other bytes, and its mode.
    Differs(Permissions),
    /// A folder.
    Folder,
    /// A link, or no file at all.
    Other,
}

/// Something wrong with the output folder.
#[derive(Debug)]
pub enum Problem {
    /// Another build is writing to the folder.
    Busy(PathBuf),
    /// A file stands where one of the site must go, and expound did not write it.
    Foreign(PathBuf),
    /// A folder stands where a file must go, or something else where a folder must be.
    InTheWay(PathBuf),
    /// A link stands where a folder must be; what it leads to is not written to.
    Link(PathBuf),
    /// The disk failed.
    Disk {
        /// What was being done, as `written`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(path) => {
                write!(f, "another build is writing to `{}`; let it finish, then build again", path.display())
            }
            Self::Foreign(path) => write!(
                f,
                "`{}` was not written by expound, but the site has a file of that name; move it away, or replace it with --force",
                path.display()
            ),
            Self::InTheWay(path) => {
                write!(f, "`{}` is in the way of a file of the site; move it away", path.display())
            }
            Self::Link(path) => {
                write!(
                    f,
                    "`{}` is a link, and expound does not write through links; remove it",
                    path.display()
                )
            }
            Self::Disk { doing, path, error } => {
                write!(f, "`{}` could not be {doing}: {error}", path.display())
            }
        }
    }
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path| fs::symlink_metadata(path).ok().map(|data: Metadata| (data.dev(), data.ino()));
    identity(one).is_some_and(|one| identity(other) == Some(one))
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    // Canonical paths are spelled as the disk spells them.
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}
