//! What tells a site from all others, and what tells a folder from all others.
//!
//! A site is a function of its files and of the program. A build takes down in a [`BuildStamp`] the fingerprint of both
//! and the digest of what it published. If the next build has the same fingerprint, and the folder has the same
//! digest, then there is nothing to write, and what was found is what would be found. Where build stamps are kept, and
//! why they are believed, [`cache`](super::cache) says.
//!
//! Both are BLAKE3: whoever writes pages must not be able to write two that are one to us.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::user_folder::open_plain;
use crate::base::diagnostic::Diagnostic;
use crate::base::text::{File, Inputs};
use crate::build::BuildOptions;
use crate::output::plan::{self, MANIFEST, Manifest, STAGING};

/// What a build was made of, what it published, and what it had to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuildStamp {
    /// What it was made of.
    pub of: InputHash,
    /// What it published.
    pub published: OutputHash,
    /// What the site is, in a line.
    pub said: String,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// What tells a site from all others: its files, the options of the build, and the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputHash([u8; 32]);

/// What tells the files of a published site from all others: their names and their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputHash([u8; 32]);

/// That of the bytes of one file.
pub(super) type FileHash = blake3::Hash;

impl InputHash {
    /// That of all that a site is a function of.
    pub fn of(inputs: &Inputs, options: &BuildOptions) -> Self {
        let mut hasher = blake3::Hasher::new();
        // Which program this is: build.rs makes it of all that the program is compiled from.
        add(&mut hasher, env!("EXPOUND_BUILD").as_bytes());
        add(&mut hasher, format!("{options:?}").as_bytes());
        let files: Vec<_> = inputs.files.iter().collect();
        let of_file = |&(path, file): &(&Arc<str>, &File)| (Arc::clone(path), blake3::hash(&file.bytes));
        let of_files: Vec<(Arc<str>, FileHash)> = files.par_iter().with_min_len(64).map(of_file).collect();
        hasher.update(&of_files.len().to_le_bytes());
        for (path, bytes) in of_files {
            add(&mut hasher, path.as_bytes());
            hasher.update(bytes.as_bytes());
        }
        // What could not be read is said of a site, and a site of which it is to be said is another.
        for finding in &inputs.unreadable {
            add(&mut hasher, format!("{finding:?}").as_bytes());
        }
        Self(hasher.finalize().into())
    }
}

impl OutputHash {
    /// That of the files that a manifest names, in its order.
    pub(super) fn of(manifest: &str, files: impl Iterator<Item = FileHash>) -> Self {
        let mut hasher = blake3::Hasher::new();
        add(&mut hasher, manifest.as_bytes());
        for file in files {
            hasher.update(file.as_bytes());
        }
        Self(hasher.finalize().into())
    }

    /// That of what stands in a folder, as far as it is ours. There is none where a build was interrupted, a file
    /// is gone, or a link leads astray.
    pub(super) fn of_folder(output: &Path) -> Option<Self> {
        if fs::symlink_metadata(output.join(STAGING)).is_ok() {
            return None;
        }
        let text = read(&output.join(MANIFEST)).ok()?;
        let manifest = Manifest::parse(text.as_bytes());
        let paths: Vec<_> = manifest.files().map(|(path, _)| path).collect();
        let is_folder = |name: &&str| fs::symlink_metadata(output.join(name)).is_ok_and(|data| data.is_dir());
        if !plan::folders(paths.iter().copied()).iter().all(is_folder) {
            return None;
        }
        let of_file = |path: &&crate::base::address::OutPath| -> Option<FileHash> {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(open_plain(&output.join(path.as_str())).ok()?).ok()?;
            Some(hasher.finalize())
        };
        let files: Option<Vec<FileHash>> = paths.par_iter().map(of_file).collect();
        Some(Self::of(&text, files?.into_iter()))
    }
}

impl fmt::Display for InputHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from(self.0).to_hex())
    }
}

fn read(path: &Path) -> io::Result<String> {
    io::read_to_string(open_plain(path)?)
}

/// Adds bytes so that it is known where they end.
pub(super) fn add(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&bytes.len().to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::address::OutPath;
    use crate::base::rule;
    use crate::disk::publish;
    use crate::output::InMemory;
    use crate::output::plan::LOCK;

    fn publish_into(folder: &Path) -> OutputHash {
        let file = |name: &str| (OutPath::new(name).expect("a path"), name.as_bytes().to_vec());
        let site = InMemory::new(BTreeMap::from(["index.html", "topics/a.html"].map(file)));
        let published = publish(&site, folder, &crate::disk::PublishOptions::default()).expect("published");
        published.digest.expect("all is ours")
    }

    #[test]
    fn a_site_is_told_from_all_others() {
        let of = |files: &[(&str, &str)], options: &BuildOptions| {
            InputHash::of(&Inputs::from_texts(files.iter().copied()), options)
        };
        let plain = BuildOptions::default();
        let first = of(&[("expound.toml", "title = \"A\""), ("content/a.md", "A")], &plain);
        assert_eq!(first, of(&[("expound.toml", "title = \"A\""), ("content/a.md", "A")], &plain));
        let drafts = BuildOptions { drafts: true, ..BuildOptions::default() };
        assert_ne!(first, of(&[("expound.toml", "title = \"A\""), ("content/a.md", "A")], &drafts));
        assert_ne!(first, of(&[("expound.toml", "title = \"A\""), ("content/a.md", "B")], &plain));
        // The same bytes, cut elsewhere.
        assert_ne!(first, of(&[("expound.toml", "title = \"A\""), ("content/a.m", "dA")], &plain));
        // A file beside it that cannot be read.
        let mut inputs = Inputs::from_texts([("expound.toml", "title = \"A\""), ("content/a.md", "A")]);
        let place = crate::base::text::Place::file(&"content/b.md".into());
        inputs.unreadable.push(Diagnostic::new(&rule::FILE_TOO_LARGE, place, "9 MiB"));
        assert_ne!(first, InputHash::of(&inputs, &plain));
    }

    #[test]
    fn what_was_published_is_known_again_until_it_is_touched() {
        let touch: [&dyn Fn(&Path); 5] = [
            &|folder| fs::write(folder.join("index.html"), "changed").expect("written"),
            &|folder| fs::remove_file(folder.join("topics/a.html")).expect("deleted"),
            &|folder| fs::write(folder.join(MANIFEST), "expound manifest 1\n").expect("written"),
            &|folder| fs::remove_file(folder.join(MANIFEST)).expect("deleted"),
            &|folder| fs::create_dir(folder.join(STAGING)).expect("a folder"),
        ];
        let out = tempfile::tempdir().expect("a folder");
        let digest = publish_into(out.path());
        for touch in touch {
            assert_eq!(OutputHash::of_folder(out.path()), Some(digest));
            touch(out.path());
            assert_ne!(OutputHash::of_folder(out.path()), Some(digest));
            assert_eq!(publish_into(out.path()), digest);
        }
        // What is beside it is nobody's here.
        fs::write(out.path().join(LOCK), "index.html").expect("written");
        fs::write(out.path().join("mine.html"), "mine").expect("written");
        assert_eq!(OutputHash::of_folder(out.path()), Some(digest));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_that_a_link_leads_to_was_published() {
        let (out, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        publish_into(out.path());
        fs::rename(out.path().join("index.html"), other.path().join("index.html")).expect("moved");
        std::os::unix::fs::symlink(other.path().join("index.html"), out.path().join("index.html"))
            .expect("a link");
        assert_eq!(OutputHash::of_folder(out.path()), None);
    }
}
