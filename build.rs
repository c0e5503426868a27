//! Gives the program a name of its own, by which a build knows whether the last one was made by the same
//! program: a fingerprint of all that the program is compiled from.
//!
//! What is embedded in it is part of that, so a file that is added there is seen, too: the compiler sees changes
//! in embedded files, and not that there is a new one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Files and folders of the crate that the program is made of. Some are not in a published crate.
const MADE_OF: &[&str] =
    &["build.rs", "Cargo.toml", "Cargo.lock", "docs/findings.md", "src", "starter", "styles", "themes"];

#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a build script looks at the tree and at its surroundings"
)]
fn main() {
    let mut hasher = DefaultHasher::new();
    for path in MADE_OF.iter().map(Path::new).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
        add(path, &mut hasher);
    }
    // What else makes of the same files another program.
    let mut settings: Vec<(String, String)> = std::env::vars()
        .filter(|(name, _)| {
            name.starts_with("CARGO_FEATURE_")
                || name.starts_with("CARGO_CFG_")
                || matches!(name.as_str(), "TARGET" | "PROFILE" | "OPT_LEVEL" | "DEBUG" | "CARGO_PKG_VERSION")
        })
        .collect();
    settings.sort();
    settings.hash(&mut hasher);
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = std::process::Command::new(rustc).arg("--version").output().map(|output| output.stdout);
    version.unwrap_or_default().hash(&mut hasher);
    println!("cargo::rustc-env=EXPOUND_BUILD={:016x}", hasher.finish());
}

/// Adds a file, or all files of a folder in the order of their names.
#[allow(clippy::disallowed_methods, reason = "a build script looks at the tree")]
fn add(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| add(entry, hasher));
    } else {
        path.hash(hasher);
        std::fs::read(path).unwrap_or_default().hash(hasher);
    }
}
