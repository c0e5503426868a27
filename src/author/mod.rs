//! What helps an author: pages with the right front matter, records of sources, passages to cite, what rests
//! on them, and the lock that says when a text has changed.
//!
//! Each module makes values of what it is asked for, which tests can look at; writing files is the last step,
//! and replaces none but the lock.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it writes files of a site")]

pub mod find;
pub mod fix;
pub mod impact;
pub mod page;
pub mod pin;
pub mod metadata;
pub mod source;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::UserFolder;

/// Why nothing was written.
#[derive(Debug)]
pub enum AuthorError {
    /// What is asked for cannot be; in a sentence.
    Asked(String),
    /// A file of that name is there.
    Taken(PathBuf),
    /// The disk failed.
    Disk(PathBuf, io::Error),
}

impl fmt::Display for AuthorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(why) => f.write_str(why),
            Self::Taken(path) => write!(f, "`{}` already exists; it was not changed", path.display()),
            Self::Disk(path, error) => write!(f, "`{}` cannot be written: {error}", path.display()),
        }
    }
}

impl std::error::Error for AuthorError {}

/// Writes a file that is not there yet, and the folders above it. The folder `root` is the user's word; what is
/// below it is reached without following a link.
fn write_new(root: &Path, path: &str, text: &[u8]) -> Result<(), AuthorError> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => AuthorError::Taken(named(root, path)),
        _ => AuthorError::Disk(named(root, path), error),
    };
    UserFolder::open(root).and_then(|root| root.create(path, text)).map_err(failed)
}

/// A path below the site's folder as it is told: without a `./` before it.
fn named(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
}
