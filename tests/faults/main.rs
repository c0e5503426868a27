//! What goes wrong outside of the program, tried on the program itself: files that change, vanish or lie, a disk
//! that is full or read-only, builds that are killed or that meet. After each, what was promised is looked at:
//! `build` says what `check` says, the next build gives what a first build gives, and nothing foreign is touched.
//!
//! The fast part runs with all tests; `just faults` runs the long one as well.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "these tests make files and run the program"
)]
#![allow(clippy::print_stdout, reason = "the long part says how far it is")]

mod believed;
mod changes;
mod kills;
mod limits;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site in a folder of its own, with a folder beside it for what the program keeps for its user.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// The site that `expound init` makes.
    pub(crate) fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        let made = site.program(&["init", "site"]).current_dir(site.folder.path()).output();
        assert!(made.expect("the program runs").status.success());
        site
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A file or folder of the site.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("written");
    }

    /// The program in the site's folder.
    pub(crate) fn program(&self, args: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_expound"));
        program.args(args).env("EXPOUND_CACHE_DIR", self.cache()).env_remove("CI").env("NO_COLOR", "1");
        if self.root().is_dir() {
            program.current_dir(self.root());
        }
        program
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.program(args).output().expect("the program runs")
    }
}

/// What was said on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files below a folder, but what expound leaves there for itself.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry")) {
        let path = entry.path().strip_prefix(folder).expect("below").to_owned();
        if entry.file_type().is_file() && !path.to_string_lossy().starts_with(".expound-") {
            files.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

/// Numbers that look like chance and are the same each time.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("small")
    }
}
