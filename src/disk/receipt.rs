//! What the site in an output folder was made of, so that a build of the same need not be made again.
//!
//! A site is a function of its files and of the program. A build leaves a [`Receipt`] with the fingerprint of
//! both. If the next build has the same fingerprint, and every file in the folder is still what was written,
//! byte for byte, then there is nothing to write. What was found is not among it, only whether there was anything:
//! the folder is published, and findings have words of sources and of drafts ([`kept`](super::kept()) has them).
//!
//! The receipt stands in the lock file and not in the manifest: the manifest is the same on every machine,
//! and the program is not.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::base::text::{File, Inputs};
use crate::build::Options;
use crate::output::plan::{self, LOCK, MANIFEST, Manifest, STAGING};

/// What a build was made of, and what it had to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What it was made of.
    of: Fingerprint,
    /// What it had to say.
    standing: Standing,
}

/// What tells a site from all others: its files, the options of the build, and the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What a build had to say of the site that it published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the site is, in a line.
    pub said: String,
    /// Whether anything was found. It is to be found again, and said.
    pub found: bool,
}

impl Receipt {
    /// For a site that is made of this.
    pub fn new(of: Fingerprint, standing: Standing) -> Self {
        Self { of, standing }
    }

    /// As it is stored. `manifest` is the text of the manifest that was written with it.
    pub(super) fn to_text(&self, manifest: &str) -> String {
        let Self { of, standing: Standing { said, found } } = self;
        let found = u8::from(*found);
        format!("{of} {:016x} {found} {said}\n", plan::fingerprint(manifest.as_bytes()))
    }
}

/// What was said of the site in the folder `output`, if it is what a build of this would write.
pub fn standing(output: &Path, of: Fingerprint) -> Option<Standing> {
    let receipt = fs::read_to_string(output.join(LOCK)).ok()?;
    let mut parts = receipt.strip_suffix('\n')?.splitn(4, ' ');
    let mut fingerprint = || u64::from_str_radix(parts.next()?, 16).ok();
    let (made_of, of_manifest) = (fingerprint()?, fingerprint()?);
    let found = parts.next()? != "0";
    let said = parts.next()?.to_owned();
    let manifest = fs::read(output.join(MANIFEST)).ok()?;
    if plan::fingerprint(&manifest) != of_manifest
        || of.0 != made_of
        || fs::symlink_metadata(output.join(STAGING)).is_ok()
    {
        return None;
    }
    let manifest = Manifest::parse(&manifest);
    let files: Vec<_> = manifest.files().collect();
    let folders = plan::folders(files.iter().map(|(path, _)| *path));
    let whole = folders.iter().all(|name| {
        let data = fs::symlink_metadata(output.join(name));
        data.is_ok_and(|data| data.is_dir())
    }) && files.par_iter().all(|(path, hashes)| {
        let file = output.join(path.as_str());
        let is_file = fs::symlink_metadata(&file).is_ok_and(|data| data.is_file());
        is_file && fs::read(&file).is_ok_and(|bytes| *hashes == [plan::fingerprint(&bytes)])
    });
    whole.then_some(Standing { said, found })
}

impl Fingerprint {
    /// That of all that a site is a function of.
    pub fn of(inputs: &Inputs, options: &Options) -> Self {
        let mut hasher = Xxh3::new();
        // Which program this is: build.rs makes it of all that the program is compiled from.
        hasher.update(env!("EXPOUND_BUILD").as_bytes());
        hasher.update(format!("{options:?}").as_bytes());
        let files: Vec<_> = inputs.files.iter().collect();
        let of_file = |&(path, file): &(&Arc<str>, &File)| (xxh3_64(path.as_bytes()), xxh3_64(&file.bytes));
        let of_files: Vec<(u64, u64)> = files.par_iter().with_min_len(64).map(of_file).collect();
        hasher.update(&of_files.len().to_le_bytes());
        for (path, bytes) in of_files {
            hasher.update(&path.to_le_bytes());
            hasher.update(&bytes.to_le_bytes());
        }
        // What could not be read is said of a site, and a site of which it is to be said is another.
        for finding in &inputs.unreadable {
            hasher.update(format!("{finding:?}").as_bytes());
        }
        Self(hasher.digest())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::address::OutPath;
    use crate::base::diagnostic::Diagnostic;
    use crate::base::rule;
    use crate::disk::publish;
    use crate::output::InMemory;

    struct Out {
        folder: tempfile::TempDir,
        inputs: Inputs,
        options: Options,
    }

    impl Out {
        fn new() -> Self {
            let out = Self {
                folder: tempfile::tempdir().expect("a folder"),
                inputs: Inputs::from_texts([("expound.toml", "title = \"A\""), ("content/a.md", "A")]),
                options: Options::default(),
            };
            out.publish();
            out
        }

        fn of(&self) -> Fingerprint {
            Fingerprint::of(&self.inputs, &self.options)
        }

        fn publish(&self) {
            let file = |name: &str| (OutPath::new(name).expect("a path"), name.as_bytes().to_vec());
            let site = InMemory::new(BTreeMap::from(["index.html", "topics/a.html"].map(file)));
            let receipt = Receipt::new(self.of(), said());
            let options = crate::disk::Options { receipt: Some(receipt), ..crate::disk::Options::default() };
            publish(&site, self.folder.path(), &options).expect("published");
        }

        fn stands(&self) -> bool {
            standing(self.folder.path(), self.of()) == Some(said())
        }
    }

    fn said() -> Standing {
        Standing { said: "a site".to_owned(), found: true }
    }

    #[test]
    fn what_was_made_of_the_same_stands() {
        let out = Out::new();
        assert!(out.stands());
        out.publish();
        assert!(out.stands());
    }

    #[test]
    fn what_is_published_with_a_site_does_not_say_what_was_found() {
        let out = Out::new();
        let kept = fs::read_to_string(out.folder.path().join(LOCK)).expect("a receipt");
        let words: Vec<&str> = kept.trim_end().splitn(3, ' ').collect();
        assert!(words[..2].iter().all(|word| word.len() == 16), "{kept}");
        assert_eq!(words[2], "1 a site");
    }

    #[test]
    fn nothing_stands_that_was_made_of_something_else() {
        let mut out = Out::new();
        out.options.drafts = true;
        assert!(!out.stands());
        out.options.drafts = false;
        out.inputs = Inputs::from_texts([("expound.toml", "title = \"A\""), ("content/a.md", "B")]);
        assert!(!out.stands());
        // The same bytes, cut elsewhere.
        out.inputs = Inputs::from_texts([("expound.toml", "title = \"A\""), ("content/a.m", "dA")]);
        assert!(!out.stands());
        out.inputs = Inputs::from_texts([("expound.toml", "title = \"A\""), ("content/a.md", "A")]);
        assert!(out.stands());
        // A file beside it that cannot be read.
        let place = crate::base::text::Place::file(&"content/b.md".into());
        out.inputs.unreadable.push(Diagnostic::new(&rule::FILE_TOO_LARGE, place, "9 MiB"));
        assert!(!out.stands());
    }

    #[test]
    fn nothing_stands_that_was_touched() {
        let touch: [&dyn Fn(&Path); 6] = [
            &|folder| fs::write(folder.join("index.html"), "changed").expect("written"),
            &|folder| fs::remove_file(folder.join("topics/a.html")).expect("deleted"),
            &|folder| fs::write(folder.join(MANIFEST), "expound manifest 1\n").expect("written"),
            &|folder| fs::remove_file(folder.join(MANIFEST)).expect("deleted"),
            &|folder| fs::write(folder.join(LOCK), "").expect("written"),
            &|folder| fs::create_dir(folder.join(STAGING)).expect("a folder"),
        ];
        for touch in touch {
            let out = Out::new();
            touch(out.folder.path());
            assert!(!out.stands());
            out.publish();
            assert!(out.stands());
        }
    }

    #[test]
    fn a_build_that_leaves_no_receipt_takes_the_last_away() {
        let out = Out::new();
        let site = InMemory::new(BTreeMap::from([(OutPath::new("b.html").expect("a path"), Vec::new())]));
        publish(&site, out.folder.path(), &crate::disk::Options::default()).expect("published");
        assert!(!out.stands());
    }
}
