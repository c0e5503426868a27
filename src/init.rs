//! A new site: the files of `starter/`, which are part of the program.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it writes the files of a new site")]

use std::fmt;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::disk::UserFolder;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Writes a new site into `dir`, and says how many files it has.
///
/// # Errors
///
/// If a file that would be written is already there: then nothing is written. If the disk fails.
pub fn init(dir: &Path) -> Result<usize, InitError> {
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    let taken: Vec<PathBuf> =
        files.iter().map(|(path, _)| dir.join(path)).filter(|path| path.symlink_metadata().is_ok()).collect();
    if !taken.is_empty() {
        return Err(InitError::Taken(taken));
    }
    let below = UserFolder::make(dir).map_err(|error| InitError::Disk(dir.to_owned(), error))?;
    for (path, bytes) in &files {
        // The starter's own names are plain.
        let name = path.to_string_lossy().replace('\\', "/");
        below.create(&name, bytes).map_err(|error| InitError::Disk(dir.join(path), error))?;
    }
    Ok(files.len())
}

/// Why no site was made.
#[derive(Debug)]
pub enum InitError {
    /// These files are already there.
    Taken(Vec<PathBuf>),
    /// The disk failed.
    Disk(PathBuf, std::io::Error),
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(paths) => {
                write!(f, "`{}` already exists", paths[0].display())?;
                if paths.len() > 1 {
                    write!(f, ", and so do {} more files of a new site", paths.len() - 1)?;
                }
                f.write_str("; nothing was written. Name a folder without a site")
            }
            Self::Disk(path, error) => write!(f, "`{}` cannot be written: {error}", path.display()),
        }
    }
}

impl std::error::Error for InitError {}

fn collect<'a>(dir: &'a Dir<'a>, files: &mut Vec<(&'a Path, &'a [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    for inner in dir.dirs() {
        collect(inner, files);
    }
}
