//! What an earlier build wrote, and what of it a new site no longer has.
//!
//! Every build leaves a [`Manifest`] in the output folder. It is how the next one knows its own files
//! from those of others, which it never touches, and from its own that somebody has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use xxhash_rust::xxh3::xxh3_64;

use crate::base::address::OutPath;

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".expound-manifest";

/// The name of the file that is locked while a build writes. Nothing is read from it.
pub const LOCK: &str = ".expound-lock";

/// The name of the folder where files stand until all of them are ready.
pub const STAGING: &str = ".expound-staging";

/// How a manifest begins; what follows is its version.
const MAGIC: &str = "expound manifest ";

const HEAD: &str =
    "expound manifest 1: the files of this folder that expound wrote, and may replace or delete";

/// Whether a path leads to what is never of a site: git's own files, and those by which expound knows the folder.
pub fn is_kept_out(path: &str) -> bool {
    path.split('/').any(|part| part.eq_ignore_ascii_case(".git"))
        || path
            .split('/')
            .next()
            .is_some_and(|first| [MANIFEST, LOCK, STAGING].iter().any(|own| first.eq_ignore_ascii_case(own)))
}

/// The fingerprint by which a file is known to be unchanged. It is no protection against forgery.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Whether a file that is named like a manifest is one, of any version.
pub fn is_manifest(text: &[u8]) -> bool {
    text.starts_with(MAGIC.as_bytes())
}

/// The files that builds wrote, with the fingerprints of what they wrote.
///
/// While a build is putting its files in place a path has two: that of the old content and of the
/// new, so that both are known for our own if it is interrupted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<OutPath, Vec<u64>>,
}

impl Manifest {
    /// Reads a manifest. What cannot be understood is passed over, and so are paths that would lead
    /// out of the folder: those files are then not ours, and nothing happens to them.
    pub fn parse(text: &[u8]) -> Self {
        let mut manifest = Self::default();
        if !is_manifest(text) {
            return manifest;
        }
        for line in text.split(|&byte| byte == b'\n').skip(1) {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let Some((hash, path)) = line.split_once('\t') else { continue };
            let is_hash =
                hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            if let (true, Ok(hash), Ok(path)) = (is_hash, u64::from_str_radix(hash, 16), OutPath::new(path))
                && !is_kept_out(path.as_str())
            {
                manifest.add(path, hash);
            }
        }
        manifest
    }

    /// As it is stored: a line that says what it is, then `HASH<TAB>path`, sorted by path.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, hashes) in &self.files {
            for hash in hashes {
                writeln!(text, "{hash:016x}\t{path}").expect("a String takes everything");
            }
        }
        text
    }

    /// Adds that `path` may hold the content with this fingerprint.
    pub fn add(&mut self, path: OutPath, hash: u64) {
        let hashes = self.files.entry(path).or_default();
        if let Err(at) = hashes.binary_search(&hash) {
            hashes.insert(at, hash);
        }
    }

    /// Whether a build wrote this file, whatever stands in it now.
    pub fn has(&self, path: &OutPath) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a build wrote this file, with the very content that has this fingerprint.
    pub fn wrote(&self, path: &OutPath, hash: u64) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash))
    }

    /// All files, each with the fingerprints that are known of it.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &[u64])> {
        self.files.iter().map(|(path, hashes)| (path, &**hashes))
    }

    /// The fingerprints that are known of a file.
    pub fn hashes(&self, path: &OutPath) -> &[u64] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// With all that `other` says as well.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (path, hashes) in &other.files {
            for &hash in hashes {
                self.add(path.clone(), hash);
            }
        }
        self
    }

    /// The files that a site of these `paths`, which are sorted, does not have.
    pub fn stale(&self, paths: &[OutPath]) -> Vec<OutPath> {
        self.files.keys().filter(|path| paths.binary_search(path).is_err()).cloned().collect()
    }
}

/// The folders that these files stand in, each with its own parents before it; without a `/` at the end.
pub fn folders<'a>(paths: impl IntoIterator<Item = &'a OutPath>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = path.folder();
        while let Some(shorter) = folder.strip_suffix('/') {
            // Where a folder is known, those above it are.
            if !folders.insert(shorter) {
                break;
            }
            folder = shorter.rfind('/').map_or("", |at| &shorter[..=at]);
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> OutPath {
        OutPath::new(text).expect("a path")
    }

    #[test]
    fn a_manifest_is_text_that_people_can_read() {
        let mut manifest = Manifest::default();
        manifest.add(path("topics/energy.html"), 0xab);
        manifest.add(path("index.html"), 1);
        assert_eq!(
            manifest.to_text(),
            format!("{HEAD}\n0000000000000001\tindex.html\n00000000000000ab\ttopics/energy.html\n")
        );
        assert_eq!(Manifest::parse(manifest.to_text().as_bytes()), manifest);
    }

    #[test]
    fn a_damaged_manifest_owns_only_what_it_surely_says() {
        let text = b"expound manifest 1\n0000000000000001\t../../etc/passwd\n1\ta.html\n+000000000000001\tb.html\n\
            \xff\xfe\n0000000000000001\t/c.html\n0000000000000001\td.html\r\n0000000000000001\te.html\n00000000";
        let manifest = Manifest::parse(text);
        assert_eq!(manifest.files.keys().map(OutPath::as_str).collect::<Vec<_>>(), ["e.html"]);
        assert_eq!(Manifest::parse(b"0000000000000001\te.html\n"), Manifest::default());
    }

    #[test]
    fn what_a_new_site_lacks_is_stale() {
        let mut manifest = Manifest::default();
        for name in ["a.html", "b/c.html", "d.html"] {
            manifest.add(path(name), 1);
        }
        assert_eq!(manifest.stale(&[path("b/c.html"), path("e.html")]), [path("a.html"), path("d.html")]);
        assert_eq!(manifest.stale(&[]).len(), 3);
    }

    #[test]
    fn folders_come_before_what_is_in_them() {
        let paths = [path("a/b/c/x.html"), path("a/b/y.html"), path("z.html"), path("a-b/x.html")];
        assert_eq!(folders(&paths).into_iter().collect::<Vec<_>>(), ["a", "a-b", "a/b", "a/b/c"]);
    }

    proptest! {
        #[test]
        fn reading_a_manifest_never_fails_and_never_leaves_the_folder(
            lines in proptest::collection::vec("([0-9a-f]{16}\t)?[./a-z\\\\:\u{0}]{0,12}", 0..20),
        ) {
            let manifest = Manifest::parse(format!("{HEAD}\n{}", lines.join("\n")).as_bytes());
            for path in manifest.files.keys() {
                prop_assert!(!path.as_str().split('/').any(|part| part.is_empty() || part == ".."));
            }
            prop_assert_eq!(Manifest::parse(manifest.to_text().as_bytes()), manifest);
        }
    }
}
