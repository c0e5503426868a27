//! What is published: a map from paths to contents, and the plan of how to get there.
//!
//! 1. A build makes a [`Content`]: which files the site has, and how to get the bytes of each.
//! 2. [`plan`] compares it with what an earlier build left: what is stale, what is not ours.
//!
//! Nothing here touches the disk; the same value is written by `build` and served by `watch`.

pub mod plan;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::address::OutPath;
use crate::base::diagnostic::Diagnostic;
use crate::base::text::Large;

/// A site, ready to be published.
///
/// A file's bytes may be made when they are asked for and are let go once written, so that memory
/// grows with the text of a site and not with its HTML. They are asked for from several threads.
pub trait Content: Sync {
    /// The files: sorted, each once, and none that is also a folder of another.
    fn paths(&self) -> &[OutPath];

    /// The bytes of the file `paths()[index]`, the same each time.
    ///
    /// # Errors
    ///
    /// What is wrong, where a template failed.
    fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>>;

    /// The large file that the file `paths()[index]` is a copy of, if it is: it is copied, and not asked for its bytes.
    fn copied(&self, index: usize) -> Option<&Large> {
        let _ = index;
        None
    }
}

/// A site whose bytes are all in memory.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    paths: Vec<OutPath>,
    bytes: Vec<Vec<u8>>,
}

impl InMemory {
    /// The site of these files.
    pub fn new(files: BTreeMap<OutPath, Vec<u8>>) -> Self {
        let (paths, bytes) = files.into_iter().unzip();
        Self { paths, bytes }
    }
}

impl Content for InMemory {
    fn paths(&self) -> &[OutPath] {
        &self.paths
    }

    fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        Ok(Cow::Borrowed(&self.bytes[index]))
    }
}
