use super::*;
use std::fs::{self, OpenOptions};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use tempfile::{TempDir, tempdir};

use crate::base::rule;
use crate::base::text::Place;
use crate::output::InMemory;
use crate::output::plan::{LOCK, MANIFEST, STAGING};

fn path(text: &str) -> OutPath {
    OutPath::new(text).expect("a path")
}

fn site(files: &[(&str, &str)]) -> InMemory {
    InMemory::new(files.iter().map(|(name, text)| (path(name), text.as_bytes().to_vec())).collect())
}

/// A site in which the template of some files fails.
struct BrokenSite(InMemory, &'static [&'static str]);

impl Content for BrokenSite {
    fn paths(&self) -> &[OutPath] {
        self.0.paths()
    }

    fn bytes(&self, index: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        let name = self.paths()[index].as_str();
        if self.1.contains(&name) {
            let file: Arc<str> = name.into();
            return Err(Box::new(Diagnostic::new(&rule::BAD_TEMPLATE, Place::file(&file), "it failed")));
        }
        self.0.bytes(index)
    }
}

struct Out(TempDir);

impl Out {
    fn new() -> Self {
        Self(tempdir().expect("a folder"))
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn publish(&self, files: &[(&str, &str)]) -> PublishReport {
        let published = self.try_publish(&site(files)).expect("published");
        assert_eq!(published.digest.is_some(), published.kept.is_empty());
        PublishReport { digest: None, ..published }
    }

    fn try_publish(&self, site: &dyn Content) -> Result<PublishReport, PublishError> {
        publish(site, &self.folder(), &PublishOptions::default())
    }

    fn force(&self, files: &[(&str, &str)]) -> PublishReport {
        let options = PublishOptions { force: true, ..PublishOptions::default() };
        publish(&site(files), &self.folder(), &options).expect("published")
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().expect("a folder")).expect("folders");
        fs::write(self.at(name), text).expect("written");
    }

    /// All that is in the folder but the lock and the manifest: names, texts, times.
    fn all(&self) -> BTreeMap<String, (String, Option<SystemTime>)> {
        let mut all = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.folder()).min_depth(1) {
            let entry = entry.expect("an entry");
            let name =
                entry.path().strip_prefix(self.folder()).expect("below").to_string_lossy().replace('\\', "/");
            if name == LOCK || name == MANIFEST {
                continue;
            }
            let data = entry.metadata().expect("metadata");
            let is_file = data.is_file();
            let text =
                if is_file { fs::read_to_string(entry.path()).expect("text") } else { "a folder".into() };
            all.insert(name, (text, is_file.then(|| data.modified().expect("a time"))));
        }
        all
    }

    fn files(&self) -> Vec<(String, String)> {
        self.all()
            .into_iter()
            .filter(|(_, (_, time))| time.is_some())
            .map(|(name, (text, _))| (name, text))
            .collect()
    }

    fn names(&self) -> Vec<String> {
        self.all().into_keys().collect()
    }
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_site_is_written_and_the_second_time_nothing_is() {
    let out = Out::new();
    let files = [("index.html", "hello"), ("topics/a/b.html", "b"), ("topics/energy.html", "gas")];
    assert_eq!(out.publish(&files), PublishReport { written: 3, ..PublishReport::default() });
    assert_eq!(out.files(), owned(&files));
    let before = (out.all(), fs::metadata(out.at(MANIFEST)).expect("there").modified().expect("a time"));
    let folder_time = fs::metadata(out.folder()).expect("there").modified().expect("a time");
    assert_eq!(out.publish(&files), PublishReport { unchanged: 3, ..PublishReport::default() });
    assert_eq!(
        (out.all(), fs::metadata(out.at(MANIFEST)).expect("there").modified().expect("a time")),
        before
    );
    assert_eq!(fs::metadata(out.folder()).expect("there").modified().expect("a time"), folder_time);
}

#[test]
fn a_file_that_is_unchanged_is_not_touched_when_another_is() {
    let out = Out::new();
    out.publish(&[("a.html", "a"), ("b.html", "b")]);
    let before = out.all();
    assert_eq!(
        out.publish(&[("a.html", "a"), ("b.html", "c")]),
        PublishReport { written: 1, unchanged: 1, ..PublishReport::default() }
    );
    assert_eq!(out.all()["a.html"], before["a.html"]);
    assert_eq!(out.all()["b.html"].0, "c");
}

#[test]
fn what_the_site_no_longer_has_is_deleted_with_its_folders_and_nothing_else_is() {
    let out = Out::new();
    out.publish(&[("a/b/c.html", ""), ("d/e.html", ""), ("f.html", "")]);
    out.write("d/mine.txt", "mine");
    out.write("g/mine.txt", "mine");
    fs::create_dir(out.at("empty")).expect("a folder");
    assert_eq!(
        out.publish(&[("f.html", "")]),
        PublishReport { unchanged: 1, deleted: 2, ..PublishReport::default() }
    );
    assert_eq!(out.names(), ["d", "d/mine.txt", "empty", "f.html", "g", "g/mine.txt"]);
}

#[test]
fn a_stale_file_that_somebody_has_changed_is_left_and_named_each_time() {
    let out = Out::new();
    out.publish(&[("a.html", "a"), ("b.html", "b")]);
    out.write("b.html", "edited");
    for _ in 0..2 {
        let published = out.publish(&[("a.html", "a")]);
        assert_eq!(published.kept, [path("b.html")]);
        assert_eq!(published.deleted, 0);
        assert_eq!(out.files(), owned(&[("a.html", "a"), ("b.html", "edited")]));
    }
    // Once it is gone, or is ours again, nothing is said any more.
    out.write("b.html", "b");
    assert_eq!(out.publish(&[("a.html", "a")]).deleted, 1);
    assert_eq!(out.publish(&[("a.html", "a")]).kept, []);
}

#[test]
fn a_file_that_is_not_ours_is_never_replaced_unless_by_force() {
    let out = Out::new();
    out.publish(&[("a.html", "a")]);
    out.write("b.html", "mine");
    out.write("c.html", "mine");
    let before = out.all();
    let new = [("a.html", "new"), ("b.html", "b"), ("c.html", "c")];
    let error = out.try_publish(&site(&new)).expect_err("refused");
    assert!(!error.changed);
    assert_eq!(error.problems.len(), 2, "all are named: {error}");
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(out.all(), before);
    assert_eq!(out.force(&new).written, 3);
    assert_eq!(out.files(), owned(&new));
}

#[test]
fn a_file_of_the_same_bytes_is_taken_over() {
    let out = Out::new();
    out.write("a.html", "a");
    assert_eq!(out.publish(&[("a.html", "a")]), PublishReport { unchanged: 1, ..PublishReport::default() });
    assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
}

#[test]
fn a_build_that_fails_leaves_the_last_good_site_and_says_all_that_is_wrong() {
    let out = Out::new();
    out.publish(&[("a.html", "a"), ("b.html", "b"), ("old.html", "")]);
    let before = (out.all(), fs::read(out.at(MANIFEST)).expect("there"));
    let new = site(&[("a.html", "new"), ("b.html", "new"), ("c.html", "new"), ("d/e.html", "")]);
    let error = out.try_publish(&BrokenSite(new, &["c.html", "b.html"])).expect_err("failed");
    let places: Vec<_> = error.diagnostics.iter().map(|finding| &*finding.place.file).collect();
    assert_eq!(places, ["b.html", "c.html"]);
    assert_eq!((out.all(), fs::read(out.at(MANIFEST)).expect("there")), before);
}

#[test]
fn a_folder_made_for_nothing_is_removed() {
    let out = Out::new();
    let deep = out.at("deep/deeper");
    let failing = BrokenSite(site(&[("a.html", "")]), &["a.html"]);
    publish(&failing, &deep, &PublishOptions::default()).expect_err("failed");
    assert!(!out.folder().exists());
    assert!(out.0.path().exists());
}

#[test]
fn what_an_interrupted_build_left_is_cleared_away_and_finished() {
    let out = Out::new();
    let (old, new) =
        ([("a.html", "a"), ("b.html", "b"), ("c.html", "c")], [("a.html", "A!"), ("b.html", "B!")]);
    out.publish(&old);
    // As it is between the two manifests: one file moved, one not, staging still there.
    let mut both = Manifest::parse(&fs::read(out.at(MANIFEST)).expect("there"));
    for (name, text) in new {
        both.add(path(name), plan::fingerprint(text.as_bytes()));
    }
    out.write(MANIFEST, &both.to_text());
    out.write("a.html", "A!");
    out.write(".expound-staging/1", "B!");
    out.write(".expound-staging/manifest", "half");
    assert_eq!(
        out.publish(&new),
        PublishReport { written: 1, unchanged: 1, deleted: 1, ..PublishReport::default() }
    );
    assert_eq!(out.files(), owned(&new));
    assert_eq!(fs::read_to_string(out.at(MANIFEST)).expect("there").lines().count(), 3);
}

#[test]
fn the_first_build_of_all_may_be_interrupted_too() {
    let out = Out::new();
    let mut manifest = Manifest::default();
    manifest.add(path("a.html"), plan::fingerprint(b"a"));
    out.write(MANIFEST, &manifest.to_text());
    out.write("a.html", "a");
    assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
}

#[test]
fn two_builds_do_not_write_at_once() {
    let out = Out::new();
    out.publish(&[("a.html", "a")]);
    let other = OpenOptions::new().write(true).open(out.at(LOCK)).expect("there");
    other.lock().expect("locked");
    let error = out.try_publish(&site(&[("a.html", "b")])).expect_err("busy");
    assert!(matches!(error.problems[..], [Problem::Busy(_)]), "{error}");
    assert_eq!(out.files(), owned(&[("a.html", "a")]));
    drop(other);
    assert_eq!(out.publish(&[("a.html", "b")]).written, 1);
}

#[test]
fn a_name_that_changes_its_case_keeps_its_file() {
    let out = Out::new();
    out.publish(&[("About.html", "same"), ("Topics/A.html", "old")]);
    out.publish(&[("about.html", "same"), ("topics/a.html", "new")]);
    let expected = owned(&[("about.html", "same"), ("topics/a.html", "new")]);
    assert_eq!(out.files(), expected);
    assert_eq!(out.publish(&[("about.html", "same"), ("topics/a.html", "new")]).unchanged, 2);
    assert_eq!(out.files(), expected);
}

#[test]
fn a_file_may_become_a_folder_and_what_stands_in_the_way_is_named() {
    let out = Out::new();
    out.publish(&[("a", "file"), ("b", "file")]);
    assert_eq!(out.publish(&[("a/b.html", ""), ("b", "file")]).written, 1);
    out.write("c", "mine");
    let error = out.try_publish(&site(&[("c/d.html", "")])).expect_err("in the way");
    assert!(matches!(&error.problems[..], [Problem::InTheWay(at)] if at.ends_with("c")), "{error}");
    fs::create_dir(out.at("e.html")).expect("a folder");
    let error = out.try_publish(&site(&[("e.html", "")])).expect_err("in the way");
    assert!(matches!(&error.problems[..], [Problem::InTheWay(at)] if at.ends_with("e.html")), "{error}");
}

#[test]
fn a_manifest_that_is_none_is_somebody_elses_file() {
    let out = Out::new();
    out.write(MANIFEST, "my notes");
    let error = out.try_publish(&site(&[("a.html", "")])).expect_err("refused");
    assert!(matches!(&error.problems[..], [Problem::Foreign(_)]), "{error}");
    assert_eq!(out.names(), [""; 0]);
    assert!(!out.at(LOCK).exists());
}

#[test]
fn progress_is_told_for_each_file() {
    let out = Out::new();
    let most = AtomicUsize::new(0);
    let progress = |done: usize| {
        most.fetch_max(done, Ordering::Relaxed);
    };
    let options = PublishOptions { force: false, progress: &progress };
    publish(&site(&[("a", ""), ("b", ""), ("c", "")]), &out.folder(), &options).expect("published");
    assert_eq!(most.into_inner(), 3);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    use std::os::unix::fs::symlink;
    let out = Out::new();
    let elsewhere = tempdir().expect("a folder");
    let secret = elsewhere.path().join("a.html");
    out.publish(&[("topics/a.html", "a"), ("b.html", "b")]);

    // A folder of ours became a link to a folder that has a file of the same name and bytes.
    fs::remove_dir_all(out.at("topics")).expect("removed");
    fs::write(&secret, "a").expect("written");
    symlink(elsewhere.path(), out.at("topics")).expect("a link");
    let error = out.try_publish(&site(&[("topics/a.html", "new"), ("b.html", "b")])).expect_err("a link");
    assert!(matches!(&error.problems[..], [Problem::Link(at)] if at.ends_with("topics")), "{error}");
    assert_eq!(out.publish(&[("b.html", "b")]).deleted, 0);
    assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");

    // A file of ours became a link.
    fs::remove_file(out.at("b.html")).expect("removed");
    symlink(&secret, out.at("b.html")).expect("a link");
    out.try_publish(&site(&[("b.html", "new")])).expect_err("a link");
    assert_eq!(out.force(&[("b.html", "new")]).written, 1);
    assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");
    assert!(!fs::symlink_metadata(out.at("b.html")).expect("there").is_symlink());

    // The names that are our own became links.
    for name in [LOCK, MANIFEST, STAGING] {
        let _ = fs::remove_file(out.at(name));
        symlink(&secret, out.at(name)).expect("a link");
        out.try_publish(&site(&[("b.html", "newer")])).expect_err("a link");
        fs::remove_file(out.at(name)).expect("removed");
    }
    assert_eq!(fs::read_to_string(&secret).expect("still there"), "a");
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link() {
    let out = Out::new();
    let target = tempdir().expect("a folder");
    std::os::unix::fs::symlink(target.path(), out.folder()).expect("a link");
    assert_eq!(out.publish(&[("a.html", "a")]).written, 1);
    assert!(target.path().join("a.html").exists());
}

#[test]
fn a_folder_becomes_a_file_and_a_file_a_folder() {
    let out = Out::new();
    out.publish(&[("data/x.csv", "x"), ("data/deep/y.csv", "y"), ("old", "o")]);
    out.publish(&[("data", "now a file"), ("old/z.csv", "z")]);
    assert_eq!(out.files(), [("data".into(), "now a file".into()), ("old/z.csv".into(), "z".into())]);
    // A file of somebody else in the folder keeps it a folder.
    out.publish(&[("data/x.csv", "x")]);
    out.write("data/mine.txt", "mine");
    let error = out.try_publish(&site(&[("data", "a file")])).expect_err("it is in the way");
    assert!(matches!(error.problems[0], Problem::InTheWay(_)), "{error}");
    assert_eq!(out.files().len(), 2);
}

#[test]
fn what_git_keeps_is_not_ours_whatever_the_manifest_says() {
    let out = Out::new();
    out.publish(&[("a.html", "a")]);
    out.write(".git/HEAD", "ref");
    let hash = plan::fingerprint(b"ref");
    let manifest = fs::read_to_string(out.at(MANIFEST)).expect("a manifest");
    fs::write(out.at(MANIFEST), format!("{manifest}{hash:016x}\t.git/HEAD\n")).expect("written");
    out.publish(&[("b.html", "b")]);
    assert_eq!(fs::read_to_string(out.at(".git/HEAD")).expect("still there"), "ref");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let out = Out::new();
    out.publish(&[("a.html", "a")]);
    fs::set_permissions(out.at("a.html"), fs::Permissions::from_mode(0o664)).expect("a mode");
    out.publish(&[("a.html", "another")]);
    assert_eq!(fs::metadata(out.at("a.html")).expect("a file").permissions().mode() & 0o777, 0o664);
}

#[test]
fn what_somebody_changed_is_told_at_every_build() {
    let out = Out::new();
    out.publish(&[("a.html", "a"), ("b.html", "b")]);
    out.write("b.html", "changed by hand");
    for _ in 0..2 {
        assert_eq!(out.publish(&[("a.html", "a")]).kept, [path("b.html")]);
    }
}
