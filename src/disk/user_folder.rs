//! Reading and writing single files below a folder that the user named: the lock, records, new pages, what is kept.
//!
//! The user vouches for the folder, and for nothing in it: a repository that was cloned may hold a link where
//! expound writes, and by its name alone `seeds/sources.toml` may be any file of the user's. So the way down is
//! walked from handle to handle, each part opened without following a link, and what is read is a plain file.
//!
//! A file is written whole or not at all: into a new file beside it, which is brought to the disk and then takes
//! the name. After a power cut there is the old file or the new one.
//!
//! ```text
//! Below::open("site")?.replace("seeds/sources.toml", text)?
//!   seeds          opened as a folder, and no link
//!   .expound-….tmp made new, written, brought to the disk
//!   sources.toml   looked at: a plain file or nothing; takes over its mode
//!   rename         and the folder brought to the disk
//! ```

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata, OpenOptions};

/// A folder that the user named.
#[derive(Debug)]
pub struct UserFolder {
    dir: Dir,
    root: PathBuf,
    /// Whether what is made is for this user alone.
    private: bool,
}

impl UserFolder {
    /// Opens a folder. Links on the way to it are the user's own and are followed.
    ///
    /// # Errors
    ///
    /// If there is no such folder.
    pub fn open(root: &Path) -> io::Result<Self> {
        let named = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Ok(Self {
            dir: Dir::open_ambient_dir(named, ambient_authority())?,
            root: root.to_owned(),
            private: false,
        })
    }

    /// Opens a folder, which is made with those above it if it is not there.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn make(root: &Path) -> io::Result<Self> {
        Dir::create_ambient_dir_all(root, ambient_authority())?;
        Self::open(root)
    }

    /// Opens a folder, which is made if it is not there. What is made in it is for this user alone.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn private(root: &Path) -> io::Result<Self> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(root)?;
        Ok(Self { private: true, ..Self::open(root)? })
    }

    /// What a file holds; `None` if nothing is there.
    ///
    /// # Errors
    ///
    /// If it is no plain file, or a link leads to it, or it has more than `most` bytes, or the disk fails.
    pub fn read(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let Some((folder, name)) = self.folder(path, false)? else { return Ok(None) };
        if plain(&folder, name, path)?.is_none() {
            return Ok(None);
        }
        let file = folder.open_with(name, OpenOptions::new().read(true).follow(FollowSymlinks::No))?;
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes)?;
        match u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
            true => Ok(Some(bytes)),
            false => {
                Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")))
            }
        }
    }

    /// What a file holds that nobody but this user can read or write; `None` if there is no such file.
    ///
    /// # Errors
    ///
    /// As with [`read`](Self::read).
    pub fn read_private(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        #[cfg(unix)]
        {
            use cap_std::fs::MetadataExt as _;
            let Some((folder, name)) = self.folder(path, false)? else { return Ok(None) };
            let Some(data) = plain(&folder, name, path)? else { return Ok(None) };
            if data.mode() & 0o077 != 0 || data.uid() != rustix::process::geteuid().as_raw() {
                return Ok(None);
            }
        }
        self.read(path, most)
    }

    /// Deletes the files of a folder that were written before a time. What cannot be deleted stays.
    pub fn delete_older(&self, folder: &str, before: std::time::SystemTime) {
        let Ok(Some((folder, _))) = self.folder(&format!("{folder}/x"), false) else { return };
        let Ok(entries) = folder.entries() else { return };
        for entry in entries.flatten() {
            let is_old =
                |data: Metadata| data.is_file() && data.modified().is_ok_and(|time| time.into_std() < before);
            if folder.symlink_metadata(entry.file_name()).is_ok_and(is_old) {
                let _ = folder.remove_file(entry.file_name());
            }
        }
    }

    /// Whether something stands there, link or file.
    pub fn holds(&self, path: &str) -> bool {
        matches!(self.folder(path, false), Ok(Some((folder, name))) if folder.symlink_metadata(name).is_ok())
    }

    /// Writes a file that is not there yet, and makes the folders above it.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::AlreadyExists`] if anything is there. If a part of the way is a link, or the disk fails.
    pub fn create(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, name) = self.folder(path, true)?.ok_or(io::ErrorKind::NotFound)?;
        if folder.symlink_metadata(name).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let draft = TemporaryFile::write(&folder, bytes, None, self.private)?;
        // A link takes the name only if nobody has it; where a disk has none, the look above must do.
        match folder.hard_link(&draft.name, &folder, name) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => folder.rename(&draft.name, &folder, name)?,
        }
        drop(draft);
        bring_to_disk(&folder);
        Ok(())
    }

    /// Writes a file in the place of what is there, if it is a plain file, or anew; makes the folders above it.
    ///
    /// # Errors
    ///
    /// If a link or no plain file is there, or a part of the way is a link, or the disk fails. Then what was there
    /// is as it was.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, name) = self.folder(path, true)?.ok_or(io::ErrorKind::NotFound)?;
        let standing = plain(&folder, name, path)?;
        let mut draft = TemporaryFile::write(&folder, bytes, standing.as_ref(), self.private)?;
        folder.rename(&draft.name, &folder, name)?;
        draft.moved = true;
        bring_to_disk(&folder);
        Ok(())
    }

    fn make_folder(&self, folder: &Dir, name: &str) -> io::Result<()> {
        #[cfg(unix)]
        if self.private {
            let mut builder = cap_std::fs::DirBuilder::new();
            cap_std::fs::DirBuilderExt::mode(&mut builder, 0o700);
            return folder.create_dir_with(name, &builder);
        }
        folder.create_dir(name)
    }

    /// The folder in which a file stands, and its name there; `None` if the folder is not there and none is to be
    /// made.
    fn folder<'p>(&self, path: &'p str, make: bool) -> io::Result<Option<(Dir, &'p str)>> {
        let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        let Some(name) = parts.pop() else { return Err(io::ErrorKind::InvalidInput.into()) };
        if name == ".." || parts.contains(&"..") {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is outside the folder"));
        }
        let mut folder = self.dir.try_clone()?;
        let mut so_far = self.root.clone();
        for part in parts {
            so_far.push(part);
            match folder.symlink_metadata(part) {
                Ok(data) if data.is_symlink() => return Err(is_link(&so_far)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    if !make {
                        return Ok(None);
                    }
                    match self.make_folder(&folder, part) {
                        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                        _ => bring_to_disk(&folder),
                    }
                }
                _ => {}
            }
            folder = folder.open_dir_nofollow(part)?;
        }
        Ok(Some((folder, name)))
    }
}

/// What stands there if it is a plain file; `None` if nothing does.
fn plain(folder: &Dir, name: &str, path: &str) -> io::Result<Option<Metadata>> {
    match folder.symlink_metadata(name) {
        Ok(data) if data.is_file() => Ok(Some(data)),
        Ok(data) if data.is_symlink() => Err(is_link(Path::new(path))),
        Ok(_) => Err(io::Error::other("it is not a regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_link(path: &Path) -> io::Error {
    io::Error::other(format!("`{}` is a link, and links are not followed here; remove it", path.display()))
}

/// A file under a name of its own, until it takes the name that is meant. What is left of it is removed.
struct TemporaryFile<'f> {
    folder: &'f Dir,
    name: String,
    moved: bool,
}

impl<'f> TemporaryFile<'f> {
    /// Writes a new file, brings it to the disk, and gives it the mode of the file that it is to replace.
    fn write(folder: &'f Dir, bytes: &[u8], standing: Option<&Metadata>, private: bool) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (name, mut file) = loop {
            // A name that the reading of a site passes over.
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!(".expound-{}-{number}.tmp", std::process::id());
            let mut options = OpenOptions::new();
            #[cfg(unix)]
            if private {
                cap_std::fs::OpenOptionsExt::mode(&mut options, 0o600);
            }
            match folder.open_with(&name, options.write(true).create_new(true).follow(FollowSymlinks::No)) {
                Ok(file) => break (name, file),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 10_000 => {}
                Err(error) => return Err(error),
            }
        };
        let draft = Self { folder, name, moved: false };
        file.write_all(bytes)?;
        if let Some(standing) = standing.filter(|_| !private) {
            let _ = file.set_permissions(standing.permissions());
        }
        file.sync_all()?;
        Ok(draft)
    }
}

impl Drop for TemporaryFile<'_> {
    fn drop(&mut self) {
        if !self.moved {
            let _ = self.folder.remove_file(&self.name);
        }
    }
}

/// Opens a file of the disk for reading, if it is a plain file and no link leads to it. A pipe is not waited for.
pub(super) fn open_plain(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if std::fs::symlink_metadata(path)?.is_symlink() {
        return Err(is_link(path));
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok(file)
}

/// Brings the names of a folder to the disk. Where a system cannot, the file itself is there all the same.
fn bring_to_disk(folder: &Dir) {
    if let Ok(folder) = folder.open(".").map(File::into_std) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::tempdir;

    #[test]
    fn a_file_is_made_once_and_replaced_whole() {
        let root = tempdir().expect("a folder");
        let below = UserFolder::open(root.path()).expect("it is there");
        below.create("a/b/c.txt", b"one").expect("made");
        let again = below.create("a/b/c.txt", b"two").expect_err("it is there");
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        below.replace("a/b/c.txt", b"three").expect("replaced");
        assert_eq!(below.read("a/b/c.txt", 10).expect("read"), Some(b"three".to_vec()));
        assert!(below.read("a/b/c.txt", 2).is_err());
        assert_eq!(below.read("a/x/c.txt", 10).expect("nothing there"), None);
        assert!(below.replace("../x.txt", b"").is_err());
        // Nothing is left beside it.
        assert_eq!(fs::read_dir(root.path().join("a/b")).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_read_or_written_through_a_link() {
        use std::os::unix::fs::symlink;
        let (root, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
        let mine = other.path().join("mine.txt");
        fs::write(&mine, "mine").expect("written");
        symlink(&mine, root.path().join("file.txt")).expect("a link");
        symlink(other.path(), root.path().join("folder")).expect("a link");
        symlink(other.path().join("new.txt"), root.path().join("dangling.txt")).expect("a link");
        let below = UserFolder::open(root.path()).expect("it is there");
        for path in ["file.txt", "folder/mine.txt", "folder/new.txt", "dangling.txt", "folder/deep/new.txt"] {
            let error = below.replace(path, b"theirs").expect_err(path);
            assert!(error.to_string().contains("is a link"), "{path}: {error}");
            assert!(below.create(path, b"theirs").is_err(), "{path}");
            assert!(below.read(path, 100).is_err(), "{path}");
        }
        assert_eq!(fs::read_to_string(&mine).expect("read"), "mine");
        assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_mode_stays_and_a_hard_link_keeps_the_old_file() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempdir().expect("a folder");
        let (file, copy) = (root.path().join("a.txt"), root.path().join("copy.txt"));
        fs::write(&file, "old").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).expect("a mode");
        fs::hard_link(&file, &copy).expect("a hard link");
        UserFolder::open(root.path()).expect("it is there").replace("a.txt", b"new").expect("replaced");
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o664);
        assert_eq!(fs::read_to_string(copy).expect("read"), "old");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_told_and_not_waited_for() {
        let root = tempdir().expect("a folder");
        let pipe = root.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            let below = UserFolder::open(root.path()).expect("it is there");
            assert!(below.read("pipe", 10).is_err());
            assert!(below.replace("pipe", b"x").is_err());
        }
    }
}
