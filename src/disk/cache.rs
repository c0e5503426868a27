//! What builds of sites came to, kept for the next build of the very same.
//!
//! It is kept where nothing of a site can reach: in the user's cache folder, and neither in the site nor in what is
//! published. Whoever may commit to a repository may say in it what they like, and a file that comes with a clone,
//! or from the cache of a build server, is such a saying. So each file is sealed with a key that this machine made
//! for itself, for one site and one output folder. What is missing, foreign or damaged is not believed; then the
//! site is built as if nothing were known of it.
//!
//! ```text
//! ~/.cache/expound/           $EXPOUND_CACHE_DIR, or where the system keeps such things
//!   key                       32 bytes of chance, for nobody else to read
//!   sites/HASH                one for each site and output folder: its seal, and the build stamp
//! ```
//!
//! It has words of sources and of drafts, and is for the user alone. It can be deleted at any time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy as _;

use super::build_stamp::{self, BuildStamp, InputHash, OutputHash};
use super::guard;
use super::user_folder::UserFolder;
use crate::base::diagnostic::Diagnostic;

/// The variable that names another folder. If it is empty, nothing is kept.
const VARIABLE: &str = "EXPOUND_CACHE_DIR";

/// How the key is called.
const KEY: &str = "key";

/// The folder of the build stamps.
const SITES: &str = "sites";

/// The most bytes of a build stamp that are read.
const LARGEST: u64 = 64 << 20;

/// How long a build stamp is kept that no build has written anew.
const KEPT_FOR: Duration = Duration::from_secs(180 * 24 * 3600);

/// What is kept of one site that is published in one folder.
#[derive(Debug)]
pub struct Cache {
    folder: UserFolder,
    key: [u8; 32],
    /// The build stamp's name in the folder.
    name: String,
    output: PathBuf,
}

impl Cache {
    /// What is kept of the site at `root`, published in `output`; `None` where this user has no folder for it.
    pub fn of(root: &Path, output: &Path) -> Option<Self> {
        Self::within(&place()?, root, output)
    }

    fn within(place: &Path, root: &Path, output: &Path) -> Option<Self> {
        let (place, root, output) =
            (guard::resolve(place).ok()?, fs::canonicalize(root).ok()?, guard::resolve(output).ok()?);
        // What stands in the site or in what is published came with them, whoever named it.
        if place.starts_with(&root) || place.starts_with(&output) {
            return None;
        }
        let folder = UserFolder::private(&place).ok()?;
        let key = key(&folder)?;
        let mut hasher = blake3::Hasher::new();
        build_stamp::add(&mut hasher, root.as_os_str().as_encoded_bytes());
        build_stamp::add(&mut hasher, output.as_os_str().as_encoded_bytes());
        let name = format!("{SITES}/{}", &hasher.finalize().to_hex()[..32]);
        Some(Self { folder, key, name, output })
    }

    /// What there is to say of the site, if it was built of this, and all that was published stands as it was.
    pub fn standing(&self, of: InputHash) -> Option<(String, Vec<Diagnostic>)> {
        let bytes = self.folder.read(&self.name, LARGEST).ok()??;
        let (seal, build_stamp) = bytes.split_at_checked(32)?;
        let seal: [u8; 32] = seal.try_into().ok()?;
        // The two are compared in a time that says nothing of where they differ.
        if self.seal(build_stamp) != blake3::Hash::from(seal) {
            return None;
        }
        let build_stamp: BuildStamp = serde_json::from_slice(build_stamp).ok()?;
        let stands =
            build_stamp.of == of && OutputHash::of_folder(&self.output) == Some(build_stamp.published);
        stands.then_some((build_stamp.said, build_stamp.findings))
    }

    /// Keeps a build stamp. That it cannot be kept is no fault: the site will be built again.
    pub fn keep(&self, build_stamp: &BuildStamp) {
        let Ok(text) = serde_json::to_vec(build_stamp) else { return };
        if !self.folder.holds(&self.name) {
            self.clear();
        }
        let mut bytes = self.seal(&text).as_bytes().to_vec();
        bytes.extend(text);
        let _ = self.folder.replace(&self.name, &bytes);
    }

    fn seal(&self, build_stamp: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        // A build stamp of another site is none of this.
        build_stamp::add(&mut hasher, self.name.as_bytes());
        build_stamp::add(&mut hasher, build_stamp);
        hasher.finalize()
    }

    /// Deletes what no build has written for long, so that sites that are gone leave nothing for ever.
    fn clear(&self) {
        let Some(before) = SystemTime::now().checked_sub(KEPT_FOR) else { return };
        self.folder.delete_older(SITES, before);
    }
}

/// The folder of this user for what programs keep.
fn place() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return (!named.is_empty()).then(|| named.into());
    }
    if cfg!(unix) && std::env::var_os("HOME").is_none_or(|home| home.is_empty()) {
        return None;
    }
    Some(etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("expound"))
}

/// This machine's key, which is made if there is none. One that others could read or write is none.
fn key(folder: &UserFolder) -> Option<[u8; 32]> {
    let read = || folder.read_private(KEY, 32).ok()??.try_into().ok();
    read().or_else(|| {
        let mut new = [0; 32];
        getrandom::fill(&mut new).ok()?;
        folder.replace(KEY, &new).ok()?;
        // Of two builds that make one at once, the second's stands.
        read()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tempfile::TempDir;

    use super::*;
    use crate::base::address::OutPath;
    use crate::base::rule;
    use crate::base::text::{Inputs, Place};
    use crate::build::BuildOptions;
    use crate::disk::publish;
    use crate::output::InMemory;

    struct Trial {
        place: TempDir,
        root: TempDir,
        of: InputHash,
    }

    impl Trial {
        fn new() -> Self {
            let inputs = Inputs::from_texts([("content/a.md", "a")]);
            let folder = || tempfile::tempdir().expect("a folder");
            Self { place: folder(), root: folder(), of: InputHash::of(&inputs, &BuildOptions::default()) }
        }

        fn output(&self) -> PathBuf {
            self.root.path().join("public")
        }

        fn cache(&self) -> Cache {
            Cache::within(self.place.path(), self.root.path(), &self.output()).expect("a folder for it")
        }

        /// Publishes, and keeps what is to be said of it.
        fn publish(&self) -> (String, Vec<Diagnostic>) {
            let page = (OutPath::new("index.html").expect("a path"), b"<p>".to_vec());
            let site = InMemory::new(BTreeMap::from([page]));
            let published = publish(&site, &self.output(), &crate::disk::PublishOptions::default());
            let place = |span: std::ops::Range<usize>| Place::at(&"content/a.md".into(), span);
            let findings = vec![
                Diagnostic::new(&rule::QUOTE_NOT_FOUND, place(2..9), "“it” is not there\nat all")
                    .label("here")
                    .related(Place::file(&"seeds/b.txt".into()), "the source")
                    .note("near: “its”")
                    .help("quote it"),
                Diagnostic {
                    severity: rule::Severity::Error,
                    ..Diagnostic::new(&rule::FLAGGED, place(0..1), "x")
                },
            ];
            let published = published.expect("published").digest.expect("all is ours");
            let said = "a site".to_owned();
            self.cache().keep(&BuildStamp {
                of: self.of,
                published,
                said: said.clone(),
                findings: findings.clone(),
            });
            (said, findings)
        }

        fn build_stamp(&self) -> PathBuf {
            self.place.path().join(self.cache().name)
        }
    }

    #[test]
    fn what_is_kept_is_what_was_found_and_for_the_same_site_alone() {
        let trial = Trial::new();
        assert_eq!(trial.cache().standing(trial.of), None);
        let said = trial.publish();
        assert_eq!(trial.cache().standing(trial.of), Some(said));
        let other = InputHash::of(&Inputs::from_texts([("content/a.md", "b")]), &BuildOptions::default());
        assert_eq!(trial.cache().standing(other), None);
        fs::write(trial.output().join("index.html"), "<script>").expect("written");
        assert_eq!(trial.cache().standing(trial.of), None);
    }

    #[test]
    fn what_this_machine_did_not_seal_for_this_site_is_not_believed() {
        let trial = Trial::new();
        let said = trial.publish();
        let build_stamp = fs::read(trial.build_stamp()).expect("a build stamp");
        let stands = || trial.cache().standing(trial.of).is_some();
        assert!(stands());
        // One byte is another, wherever it is.
        for at in [0, 31, 32, 40, build_stamp.len() - 1] {
            let mut bytes = build_stamp.clone();
            bytes[at] ^= 1;
            fs::write(trial.build_stamp(), bytes).expect("written");
            assert!(!stands(), "{at}");
        }
        for bytes in [&build_stamp[..31], &build_stamp[..32], &[], &build_stamp[..build_stamp.len() - 1]] {
            fs::write(trial.build_stamp(), bytes).expect("written");
            assert!(!stands());
        }
        // A build stamp of another machine.
        let other = Trial { place: tempfile::tempdir().expect("a folder"), ..trial };
        other.cache();
        fs::create_dir(other.place.path().join(SITES)).expect("a folder");
        fs::write(other.build_stamp(), &build_stamp).expect("written");
        assert_eq!(other.cache().standing(other.of), None);
        // A build stamp of this machine for another site.
        assert_eq!(other.publish(), said);
        let third = Trial { root: tempfile::tempdir().expect("a folder"), ..other };
        third.publish();
        fs::write(third.build_stamp(), &build_stamp).expect("written");
        assert_eq!(third.cache().standing(third.of), None);
    }

    #[test]
    fn nothing_in_the_site_or_in_what_is_published_vouches_for_it() {
        let trial = Trial::new();
        for place in ["cache", "public/cache"] {
            let place = trial.root.path().join(place);
            assert!(Cache::within(&place, trial.root.path(), &trial.output()).is_none());
            assert!(!place.exists());
        }
    }

    #[test]
    fn a_build_stamp_that_is_old_is_deleted_when_another_comes() {
        let trial = Trial::new();
        trial.publish();
        let old = trial.build_stamp();
        let file = fs::File::options().write(true).open(&old).expect("a file");
        file.set_modified(SystemTime::now() - KEPT_FOR * 2).expect("a time");
        let other = Trial { root: tempfile::tempdir().expect("a folder"), ..trial };
        other.publish();
        assert!(!old.exists() && other.build_stamp().exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_made_anew_and_what_is_kept_is_for_the_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let trial = Trial::new();
        let place = trial.place.path().join("new");
        let trial = Trial { place: tempfile::tempdir_in(trial.place.path()).expect("a folder"), ..trial };
        trial.publish();
        let key = trial.place.path().join(KEY);
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&key), mode(&trial.build_stamp())), (0o600, 0o600));
        let first = fs::read(&key).expect("a key");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("a mode");
        assert_eq!(trial.cache().standing(trial.of), None);
        assert_ne!(fs::read(&key).expect("a key"), first);
        assert_eq!(mode(&key), 0o600);
        // A folder that is made is for the user alone as well.
        Cache::within(&place, trial.root.path(), &trial.output()).expect("made");
        assert_eq!(mode(&place), 0o700);
    }
}
