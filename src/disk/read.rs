//! A site's folder, read into a value.
//!
//! 1. The few folders that a site is made of are walked; links are followed while they stay in the
//!    root.
//! 2. The files found are read, in parallel.
//!
//! What cannot be read becomes a finding, and the rest is read all the same.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File as Handle};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::SITE;
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::rule::{self, Rule};
use crate::base::text::{File, Inputs, Place};

/// What to know of a site before its files are read.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The output folder, which is never an input, wherever it stands.
    pub output: Option<PathBuf>,
    /// The most bytes that a page, a record, an article or a template may have.
    pub largest_text: u64,
    /// The most bytes that any other file may have: an image, a film.
    pub largest_asset: u64,
}

impl Default for Layout {
    fn default() -> Self {
        Self { output: None, largest_text: 8 << 20, largest_asset: 512 << 20 }
    }
}

/// Links to folders that are followed in one site, at most. Each may show a folder again that itself
/// holds links, so without a limit a few dozen links could make a site without end.
const MOST_LINKS: usize = 1000;

/// Reads the site at `root`.
///
/// Only `expound.toml`, `content/`, `seeds/`, `themes/` and `styles/` are looked at, and there no
/// hidden files and none that editors and systems leave behind.
///
/// # Errors
///
/// If `root` is not a folder that can be read.
pub fn read(root: &Path, layout: &Layout) -> io::Result<Inputs> {
    let root = fs::canonicalize(root)?;
    fs::read_dir(&root)?;
    let output = layout.output.as_ref().and_then(|path| fs::canonicalize(path).ok());
    let mut walk = Walk { root: &root, output, links: 0, found: Vec::new(), diagnostics: Vec::new() };
    for name in SITE {
        walk.tree(&root.join(name));
    }

    let Walk { found, mut diagnostics, .. } = walk;
    let read: Vec<_> = found.into_par_iter().map(|found| load(found, layout)).collect();
    let mut files = BTreeMap::new();
    for result in read {
        match result {
            Ok(file) => {
                files.insert(Arc::clone(&file.path), file);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    diagnostic::sort(&mut diagnostics);
    Ok(Inputs { files, unreadable: diagnostics })
}

/// A file to be read.
struct Found {
    disk: PathBuf,
    path: Arc<str>,
}

struct Walk<'a> {
    root: &'a Path,
    output: Option<PathBuf>,
    links: usize,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Walks one of the site's folders, or one file; nothing if it is not there.
    fn tree(&mut self, top: &Path) {
        if fs::symlink_metadata(top).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return;
        }
        let mut entries = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !self.entry(&entry) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.failed(&error),
            }
        }
    }

    /// Takes note of one entry; whether to go on into it, if it is a folder.
    fn entry(&mut self, entry: &DirEntry) -> bool {
        if entry.depth() > 0 && is_litter(entry.file_name()) {
            return false;
        }
        let Some(path) = self.site_path(entry.path()) else {
            return false;
        };
        if entry.path_is_symlink() && !self.may_follow(entry, &path) {
            return false;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            return self.output.is_none()
                || fs::canonicalize(entry.path()).is_ok_and(|folder| !self.is_output(&folder));
        }
        if kind.is_file() {
            self.found.push(Found { disk: entry.path().to_owned(), path });
        } else {
            let message = "this is no file but a pipe, a socket or a device, and is not read";
            self.report(&rule::UNREADABLE_FILE, &path, message, "move it out of the site's folders");
        }
        false
    }

    /// Whether a link leads to what could stand in its place, and there are not too many of them.
    fn may_follow(&mut self, entry: &DirEntry, path: &Arc<str>) -> bool {
        let target = fs::canonicalize(entry.path()).ok();
        let Some(below) = target.as_ref().and_then(|target| target.strip_prefix(self.root).ok()) else {
            let message = "this link leads out of the site's folder, and is not followed";
            self.report(&rule::LINK_OUT_OF_ROOT, path, message, "copy what it leads to into the site");
            return false;
        };
        if below.iter().any(is_litter) {
            let message = "this link leads to something hidden, and is not followed";
            self.report(&rule::LINK_OUT_OF_ROOT, path, message, "copy what it leads to into the site");
            return false;
        }
        if self.output.is_some() && target.as_ref().is_some_and(|target| self.is_output(target)) {
            return false;
        }
        if !entry.file_type().is_dir() {
            return true;
        }
        let parent = entry.path().parent().and_then(|parent| fs::canonicalize(parent).ok());
        if parent.zip(target).is_none_or(|(parent, target)| parent.starts_with(target)) {
            self.loops(path);
            return false;
        }
        self.links += 1;
        if self.links > MOST_LINKS {
            let message =
                format!("there are more than {MOST_LINKS} links to folders; the rest are not followed");
            self.report(&rule::UNREADABLE_FILE, path, &message, "use fewer links");
            return false;
        }
        true
    }

    /// Whether a canonical path is the output folder, or in it.
    fn is_output(&self, path: &Path) -> bool {
        self.output.as_ref().is_some_and(|output| path.starts_with(output))
    }

    fn loops(&mut self, path: &Arc<str>) {
        let message = "this link leads back to a folder that it is in, and is not followed";
        self.report(&rule::UNREADABLE_FILE, path, message, "remove the link");
    }

    /// The path from the root with `/`, or a finding that there is none.
    fn site_path(&mut self, path: &Path) -> Option<Arc<str>> {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
        let joined: Arc<str> = parts.join("/").into();
        if below.iter().all(|part| part.to_str().is_some()) {
            return Some(joined);
        }
        let message = "this name is not Unicode, so it can have no address; it is left out";
        self.report(&rule::BAD_FILE_NAME, &joined, message, "rename it");
        None
    }

    fn failed(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path().map(Path::to_owned) else { return };
        if path.file_name().is_some_and(is_litter) {
            return;
        }
        let Some(site_path) = self.site_path(&path) else { return };
        let is_link = fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink());
        if error.loop_ancestor().is_some() {
            self.loops(&site_path);
        } else if is_link && error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound) {
            let message = "this link leads to nothing";
            self.report(&rule::UNREADABLE_FILE, &site_path, message, "remove the link, or mend it");
        } else if let Some(error) = error.io_error() {
            self.diagnostics.push(*unreadable(&site_path, error));
        }
    }

    fn report(&mut self, rule: &'static Rule, path: &Arc<str>, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(rule, Place::file(path), message).help(help));
    }
}

/// Whether a name is hidden, or one that editors and systems leave behind.
fn is_litter(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".")
        || name.ends_with(b"~")
        || (name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#"))
        || name.ends_with(b".swp")
        || matches!(name, b"4913" | b"Thumbs.db" | b"desktop.ini")
}

/// The kinds of file that are read by people and parsers; all others are copied as they are.
fn is_text(path: &str) -> bool {
    const TEXTS: [&str; 11] =
        ["md", "markdown", "toml", "txt", "html", "htm", "bib", "json", "yml", "yaml", "csl"];
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, e)| e);
    TEXTS.iter().any(|text| extension.eq_ignore_ascii_case(text))
}

fn load(found: Found, layout: &Layout) -> Result<File, Box<Diagnostic>> {
    let Found { disk, path } = found;
    let (limit, what) = if is_text(&path) {
        (layout.largest_text, "a page, a record or an article")
    } else {
        (layout.largest_asset, "any file of a site")
    };
    let too_large = |size: u64| {
        let message = format!("{} is more than {what} may have ({})", bytes(size), bytes(limit));
        let finding = Diagnostic::new(&rule::FILE_TOO_LARGE, Place::file(&path), message);
        Box::new(finding.help("split it into several files, or move it out of the site's folders"))
    };
    let failed = |error: io::Error| unreadable(&path, &error);

    let file = Handle::open(&disk).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > limit {
        return Err(too_large(size));
    }
    // It may have grown since: never read more than is allowed.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(File { path, bytes: bytes.into() })
}

fn unreadable(path: &Arc<str>, error: &io::Error) -> Box<Diagnostic> {
    let finding = Diagnostic::new(
        &rule::UNREADABLE_FILE,
        Place::file(path),
        format!("this could not be read: {error}"),
    );
    Box::new(match error.kind() {
        io::ErrorKind::PermissionDenied => {
            finding.help("allow yourself to read it, or move it out of the site")
        }
        _ => finding,
    })
}

/// A size as people say it, never rounded to what would look allowed.
fn bytes(size: u64) -> String {
    const MEBI: u64 = 1 << 20;
    if size >= MEBI {
        let tenths = size.saturating_mul(10).div_ceil(MEBI);
        match tenths % 10 {
            0 => format!("{} MiB", tenths / 10),
            rest => format!("{}.{rest} MiB", tenths / 10),
        }
    } else {
        format!("{size} bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    fn site(files: &[(&str, &str)]) -> TempDir {
        let folder = tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn paths(inputs: &Inputs) -> Vec<&str> {
        inputs.files.keys().map(|path| &**path).collect()
    }

    fn found(inputs: &Inputs) -> Vec<(&str, &str)> {
        inputs.unreadable.iter().map(|finding| (finding.rule.name, &*finding.place.file)).collect()
    }

    fn read_all(folder: &TempDir) -> Inputs {
        read(folder.path(), &Layout::default()).expect("a folder")
    }

    #[test]
    fn only_what_a_site_is_made_of_is_read() {
        let folder = site(&[
            ("expound.toml", "title = \"A\""),
            ("content/topics/energy.md", "# Energy"),
            ("seeds/a.txt", "words"),
            ("themes/folio/page.html", ""),
            ("styles/house.csl", ""),
            ("public/index.html", "no"),
            ("README.md", "no"),
            ("contents/a.md", "no"),
        ]);
        let inputs = read_all(&folder);
        let expected = [
            "content/topics/energy.md",
            "expound.toml",
            "seeds/a.txt",
            "styles/house.csl",
            "themes/folio/page.html",
        ];
        assert_eq!(paths(&inputs), expected);
        assert_eq!(inputs.files["content/topics/energy.md"].text(), Ok("# Energy"));
        assert_eq!(found(&inputs), []);
    }

    #[test]
    fn hidden_files_and_what_editors_leave_are_passed_over() {
        let folder = site(&[
            ("content/.git/a.md", ""),
            ("content/.#a.md", ""),
            ("content/#a.md#", ""),
            ("content/a.md~", ""),
            ("content/a.md.swp", ""),
            ("content/4913", ""),
            ("content/Thumbs.db", ""),
            ("content/#1 reasons.md", ""),
        ]);
        let inputs = read_all(&folder);
        assert_eq!(paths(&inputs), ["content/#1 reasons.md"]);
        assert_eq!(found(&inputs), []);
    }

    #[test]
    fn a_site_without_a_folder_is_an_error_and_an_empty_one_is_not() {
        let folder = site(&[("file", "")]);
        assert!(read(&folder.path().join("nowhere"), &Layout::default()).is_err());
        assert!(read(&folder.path().join("file"), &Layout::default()).is_err());
        assert!(read_all(&folder).files.is_empty());
    }

    #[test]
    fn the_output_folder_is_never_an_input() {
        let folder = site(&[("content/a.md", ""), ("content/out/b.html", "")]);
        let layout = Layout { output: Some(folder.path().join("content/out")), ..Layout::default() };
        assert_eq!(paths(&read(folder.path(), &layout).expect("read")), ["content/a.md"]);
    }

    #[test]
    fn what_is_too_large_is_named_with_its_size_and_the_limit() {
        let folder = site(&[
            ("content/a.md", "123456789"),
            ("content/b.png", "123456789"),
            ("content/c.md", "12345678"),
        ]);
        let layout = Layout { largest_text: 8, largest_asset: 9, ..Layout::default() };
        let inputs = read(folder.path(), &layout).expect("read");
        assert_eq!(paths(&inputs), ["content/b.png", "content/c.md"]);
        assert_eq!(found(&inputs), [("file-too-large", "content/a.md")]);
        let message = &inputs.unreadable[0].message;
        assert_eq!(message, "9 bytes is more than a page, a record or an article may have (8 bytes)");
        assert_eq!((bytes((8 << 20) + 1), bytes(8 << 20)), ("8.1 MiB".into(), "8 MiB".into()));
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::{PermissionsExt, symlink};
        use std::os::unix::net::UnixListener;

        #[test]
        fn links_are_followed_while_they_stay_in_the_site() {
            let outside = site(&[("secret.md", "secret"), ("folder/b.md", "secret")]);
            let files = [
                ("content/a.md", "a"),
                ("content/topics/b.md", ""),
                ("themes/one/base.html", ""),
                (".env", ""),
            ];
            let folder = site(&files);
            let root = folder.path();
            symlink("a.md", root.join("content/again.md")).expect("link");
            symlink("../themes/one", root.join("themes/two")).expect("link");
            symlink(outside.path().join("secret.md"), root.join("content/secret.md")).expect("link");
            symlink(outside.path().join("folder"), root.join("content/folder")).expect("link");
            symlink(outside.path(), root.join("styles")).expect("link");
            symlink("..", root.join("content/up")).expect("link");
            symlink("../../.env", root.join("content/topics/env.txt")).expect("link");
            symlink("nothing", root.join("content/nothing.md")).expect("link");
            let inputs = read_all(&folder);
            assert_eq!(
                paths(&inputs),
                [
                    "content/a.md",
                    "content/again.md",
                    "content/topics/b.md",
                    "themes/one/base.html",
                    "themes/two/base.html"
                ]
            );
            assert_eq!(
                found(&inputs),
                [
                    ("link-out-of-root", "content/folder"),
                    ("unreadable-file", "content/nothing.md"),
                    ("link-out-of-root", "content/secret.md"),
                    ("link-out-of-root", "content/topics/env.txt"),
                    ("unreadable-file", "content/up"),
                    ("link-out-of-root", "styles"),
                ]
            );
        }

        #[test]
        fn a_few_links_do_not_make_a_site_without_end() {
            // Each folder shows the next one twice: followed blindly, 2^24 folders.
            let folder = site(&[("content/24/a.md", "")]);
            for level in 0..24 {
                let at = folder.path().join(format!("content/{level}"));
                fs::create_dir(&at).expect("folder");
                symlink(format!("../{}", level + 1), at.join("x")).expect("link");
                symlink(format!("../{}", level + 1), at.join("y")).expect("link");
            }
            let inputs = read_all(&folder);
            assert!(inputs.files.contains_key("content/24/a.md"));
            assert!(found(&inputs).iter().any(|(rule, _)| *rule == "unreadable-file"));
        }

        #[test]
        fn what_is_no_file_is_never_opened() {
            let folder = site(&[("content/a.md", "")]);
            let _socket = UnixListener::bind(folder.path().join("content/b.md")).expect("socket");
            let made = std::process::Command::new("mkfifo").arg(folder.path().join("content/c.md")).status();
            let inputs = read_all(&folder);
            assert_eq!(paths(&inputs), ["content/a.md"]);
            assert_eq!(found(&inputs)[0], ("unreadable-file", "content/b.md"));
            if made.is_ok_and(|status| status.success()) {
                assert_eq!(found(&inputs)[1], ("unreadable-file", "content/c.md"));
            }
        }

        #[test]
        fn a_file_that_may_not_be_read_is_named_and_the_rest_is_read() {
            let folder = site(&[("content/a.md", ""), ("content/b.md", "")]);
            let path = folder.path().join("content/a.md");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
            if Handle::open(&path).is_ok() {
                return; // for root nothing is forbidden
            }
            let inputs = read_all(&folder);
            assert_eq!(paths(&inputs), ["content/b.md"]);
            assert_eq!(found(&inputs), [("unreadable-file", "content/a.md")]);
        }

        #[test]
        fn a_name_that_is_not_unicode_is_left_out() {
            let folder = site(&[("content/a.md", "")]);
            let bad = folder.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md"));
            if fs::write(bad, "").is_err() {
                return; // some disks take no such names
            }
            let inputs = read_all(&folder);
            assert_eq!(paths(&inputs), ["content/a.md"]);
            assert_eq!(found(&inputs), [("bad-file-name", "content/caf\u{fffd}.md")]);
        }
    }
}
