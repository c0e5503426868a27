//! A site's folder, read into a value.
//!
//! 1. The few folders that a site is made of are walked; links are followed while they stay in the
//!    root.
//! 2. The files found are read, in parallel. A [`SiteReader`] that has read them before looks only whether
//!    they changed ([`stamp`](super::stamp)), and gives the same bytes again if they did not.
//!
//! What cannot be read becomes a finding, and the rest is read all the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::SITE;
use super::large::{self, LARGE};
use super::stamp::{Identity, Stamp};
use super::user_folder::open_plain;
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::rule::{self, Rule};
use crate::base::text::{File, Inputs, Large, Place};

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
/// Only `expound.toml`, `expound.lock`, `content/`, `seeds/`, `themes/` and `styles/` are looked at, and there no
/// hidden files and none that editors and systems leave behind.
///
/// # Errors
///
/// If `root` is not a folder that can be read.
pub fn read(root: &Path, layout: &Layout) -> io::Result<Inputs> {
    SiteReader::new(root, layout).read()
}

/// A site's folder that is read again and again.
///
/// Every reading gives what [`read`] would give. What has not changed on the disk is not read again,
/// and keeps its `Arc`s, by which others know that it is the same.
#[derive(Debug)]
pub struct SiteReader {
    root: PathBuf,
    layout: Layout,
    known: HashMap<Arc<str>, CachedFile>,
    folders: BTreeSet<Visited>,
}

/// A folder that a reading went into: what a change in it may change the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visited {
    /// Where it stands, with all links followed.
    pub path: PathBuf,
    /// Which folder it is: another one may come to stand there.
    identity: Identity,
}

/// A file as it was read last.
#[derive(Debug)]
struct CachedFile {
    stamp: Stamp,
    file: File,
    /// If it is not held: where it stands.
    large: Option<Arc<Large>>,
}

impl SiteReader {
    /// A reader of the site at `root`, which has read nothing.
    pub fn new(root: &Path, layout: &Layout) -> Self {
        Self {
            root: root.to_owned(),
            layout: layout.clone(),
            known: HashMap::new(),
            folders: BTreeSet::new(),
        }
    }

    /// Reads the site as it is now.
    ///
    /// # Errors
    ///
    /// If the root is not a folder that can be read.
    pub fn read(&mut self) -> io::Result<Inputs> {
        let now = SystemTime::now();
        let root = fs::canonicalize(&self.root)?;
        fs::read_dir(&root)?;
        let output = self.layout.output.as_ref().and_then(|path| fs::canonicalize(path).ok());
        let mut walk = FolderWalk {
            root: &root,
            output,
            links: 0,
            within: Vec::new(),
            found: Vec::new(),
            folders: BTreeSet::new(),
            diagnostics: Vec::new(),
        };
        walk.folder(&root);
        for name in SITE {
            walk.top(name);
        }
        let FolderWalk { found, folders, mut diagnostics, .. } = walk;
        let (known, layout) = (&self.known, &self.layout);
        let read: Vec<_> =
            found.into_par_iter().map(|found| load(&found, known.get(&found.path), layout, now)).collect();
        let (mut files, mut large) = (BTreeMap::new(), BTreeMap::new());
        let mut known = HashMap::with_capacity(read.len());
        for result in read {
            match result {
                Ok(read) => {
                    files.insert(Arc::clone(&read.file.path), read.file.clone());
                    large.extend(read.large.clone().map(|large| (Arc::clone(&read.file.path), large)));
                    known.insert(Arc::clone(&read.file.path), read);
                }
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        diagnostic::sort(&mut diagnostics);
        (self.known, self.folders) = (known, folders);
        Ok(Inputs { files, unreadable: diagnostics, large })
    }

    /// Reads again these files of the disk, and no others: what the site may be now, if nothing else has
    /// changed. `last` is what the last reading gave.
    ///
    /// There is no saying if one of them is new to the reader, is gone, or is empty and was not.
    pub fn glance(&mut self, paths: &BTreeSet<PathBuf>, last: &Inputs) -> Option<Inputs> {
        let root = fs::canonicalize(&self.root).ok()?;
        let mut inputs = last.clone();
        let mut read_now = Vec::with_capacity(paths.len());
        for disk in paths {
            let below: Option<Vec<&str>> = disk.strip_prefix(&root).ok()?.iter().map(OsStr::to_str).collect();
            let known = self.known.get(&*below?.join("/"))?;
            // A link is to be followed with care, and what has become one is no longer the file.
            if !fs::symlink_metadata(disk).ok()?.is_file() {
                return None;
            }
            let found = FileEntry { disk: disk.clone(), path: Arc::clone(&known.file.path) };
            let read = load(&found, Some(known), &self.layout, SystemTime::now()).ok()?;
            if read.file.bytes.is_empty() && !known.file.bytes.is_empty() {
                return None;
            }
            match &read.large {
                Some(large) => drop(inputs.large.insert(Arc::clone(&found.path), Arc::clone(large))),
                None => drop(inputs.large.remove(&found.path)),
            }
            inputs.files.insert(found.path, read.file.clone());
            read_now.push(read);
        }
        self.known.extend(read_now.into_iter().map(|read| (Arc::clone(&read.file.path), read)));
        Some(inputs)
    }

    /// The folders that the last reading went into.
    pub fn folders(&self) -> &BTreeSet<Visited> {
        &self.folders
    }
}

/// A file to be read.
struct FileEntry {
    disk: PathBuf,
    path: Arc<str>,
}

struct FolderWalk<'a> {
    root: &'a Path,
    output: Option<PathBuf>,
    links: usize,
    /// The real paths of the folders that are being walked, each in the one before.
    within: Vec<PathBuf>,
    found: Vec<FileEntry>,
    folders: BTreeSet<Visited>,
    diagnostics: Vec<Diagnostic>,
}

impl FolderWalk<'_> {
    /// Walks one of the site's folders, or takes one file; nothing if it is not there.
    fn top(&mut self, name: &str) {
        let disk = self.root.join(name);
        match fs::symlink_metadata(&disk) {
            Ok(data) => {
                // A link is what it leads to.
                let leads_to = if data.is_symlink() { fs::metadata(&disk).ok() } else { None };
                let kind = leads_to.as_ref().unwrap_or(&data).file_type();
                let is_of_file = name.contains('.');
                let wrong = match (is_of_file, kind.is_dir()) {
                    (true, true) => {
                        Some(("this is a folder, but must be a file", "move it away, and write the file"))
                    }
                    (false, false) if kind.is_file() => {
                        Some(("this is a file, but must be a folder", "move it away, and make the folder"))
                    }
                    _ => None,
                };
                match wrong {
                    Some((message, help)) => self.report(&rule::UNREADABLE_FILE, &name.into(), message, help),
                    None => self.entry(&disk, name.to_owned(), data.file_type()),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.diagnostics.push(*unreadable(&name.into(), &error)),
        }
    }

    /// Takes what stands at a path of the disk, which in the site is `path`.
    fn entry(&mut self, disk: &Path, path: String, kind: FileType) {
        if kind.is_symlink() {
            self.link(disk, path);
        } else if kind.is_dir() {
            // Its links were followed in the folder above, and it is none itself.
            let real = match (self.within.last(), disk.file_name()) {
                (Some(folder), Some(name)) => folder.join(name),
                _ => disk.to_owned(),
            };
            self.walk(disk, &path, real);
        } else {
            self.file(disk, path, kind);
        }
    }

    fn file(&mut self, disk: &Path, path: String, kind: FileType) {
        if kind.is_file() {
            self.found.push(FileEntry { disk: disk.to_owned(), path: path.into() });
            return;
        }
        let message = "this is a pipe, a socket or a device, not a file; it is not read";
        self.report(&rule::UNREADABLE_FILE, &path.into(), message, "move it out of the site's folders");
    }

    /// Walks a folder, whose path with all links followed is `real`.
    fn walk(&mut self, disk: &Path, path: &str, real: PathBuf) {
        if self.is_output(&real) {
            return;
        }
        self.folder(&real);
        let entries: Result<Vec<_>, _> = fs::read_dir(disk).and_then(Iterator::collect);
        let mut entries: Vec<(OsString, fs::DirEntry)> = match entries {
            Ok(entries) => entries.into_iter().map(|entry| (entry.file_name(), entry)).collect(),
            Err(error) => {
                self.diagnostics.push(*unreadable(&path.into(), &error));
                return;
            }
        };
        // The disk's order says nothing; which links are followed if there are too many is to be the same.
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        self.within.push(real);
        for (name, entry) in entries {
            if is_litter(&name) {
                continue;
            }
            let below = format!("{path}/{}", name.to_string_lossy());
            if name.to_str().is_none() {
                let message =
                    "this name is not Unicode, so it cannot be part of an address; the file is left out";
                self.report(&rule::BAD_FILE_NAME, &below.into(), message, "rename it");
                continue;
            }
            match entry.file_type() {
                Ok(kind) => self.entry(&disk.join(name), below, kind),
                Err(error) => self.diagnostics.push(*unreadable(&below.into(), &error)),
            }
        }
        self.within.pop();
    }

    /// Follows a link, if it leads to what could stand in its place, and there are not too many.
    fn link(&mut self, disk: &Path, path: String) {
        let site_path: Arc<str> = path.as_str().into();
        let (target, data) = match fs::canonicalize(disk).and_then(|to| Ok((fs::metadata(&to)?, to))) {
            Ok((data, target)) => (target, data),
            Err(error) => {
                self.dead_link(disk, &site_path, &error);
                return;
            }
        };
        let Ok(below) = target.strip_prefix(self.root) else {
            let message = "this link points outside the site's folder; it is not followed";
            self.report(&rule::LINK_OUT_OF_ROOT, &site_path, message, "copy its target into the site");
            return;
        };
        if below.iter().any(is_litter) {
            let message = "this link points to a hidden file or folder; it is not followed";
            self.report(&rule::LINK_OUT_OF_ROOT, &site_path, message, "copy its target into the site");
            return;
        }
        if self.is_output(&target) {
            return;
        }
        // A text may be shown as far as its rights allow, and a page as it is: what is read as the one must not be
        // published as the other.
        let own = path.split('/').next().unwrap_or_default();
        let leads_to = below.iter().next().and_then(OsStr::to_str).unwrap_or_default();
        if leads_to != own && SITE.contains(&leads_to) {
            let message = format!("this link points from {own}/ to `{leads_to}`; it is not followed");
            self.report(&rule::LINK_OUT_OF_ROOT, &site_path, &message, "copy its target, if it belongs here");
            return;
        }
        if !data.is_dir() {
            // The file changes where it stands, and not where the link does.
            if let Some(folder) = target.parent() {
                self.folder(folder);
            }
            self.file(&target, path, data.file_type());
            return;
        }
        if self.within.iter().any(|folder| folder.starts_with(&target)) || self.root.starts_with(&target) {
            self.loops(&site_path);
            return;
        }
        self.links += 1;
        if self.links > MOST_LINKS {
            let message =
                format!("there are more than {MOST_LINKS} links to folders; the rest are not followed");
            self.report(&rule::UNREADABLE_FILE, &site_path, &message, "use fewer links");
            return;
        }
        self.walk(disk, &path, target);
    }

    fn dead_link(&mut self, disk: &Path, path: &Arc<str>, error: &io::Error) {
        if error.kind() == io::ErrorKind::NotFound {
            // What it should lead to may come to be.
            let to = fs::read_link(disk).ok().zip(disk.parent()).map(|(to, folder)| folder.join(to));
            if let Some(folder) = to.as_ref().and_then(|to| fs::canonicalize(to.parent()?).ok())
                && folder.starts_with(self.root)
            {
                self.folder(&folder);
            }
            let message = "this link has no target";
            self.report(&rule::UNREADABLE_FILE, path, message, "remove the link, or fix it");
        } else {
            self.diagnostics.push(*unreadable(path, error));
        }
    }

    /// Takes note of a folder, by its real path.
    fn folder(&mut self, path: &Path) {
        if let Ok(identity) = Identity::of(path) {
            self.folders.insert(Visited { path: path.to_owned(), identity });
        }
    }

    /// Whether a real path is the output folder, or in it.
    fn is_output(&self, path: &Path) -> bool {
        self.output.as_ref().is_some_and(|output| path.starts_with(output))
    }

    fn loops(&mut self, path: &Arc<str>) {
        let message = "this link points to a folder that contains it; it is not followed";
        self.report(&rule::UNREADABLE_FILE, path, message, "remove the link");
    }

    fn report(&mut self, rule: &'static Rule, path: &Arc<str>, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(rule, Place::file(path), message).help(help));
    }
}

/// Whether a name is hidden, or one that editors and systems leave behind.
pub(crate) fn is_litter(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".")
        || name.ends_with(b"~")
        || (name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#"))
        || name.ends_with(b".swp")
        || matches!(name, b"4913" | b"Thumbs.db" | b"desktop.ini")
}

/// The kinds of file that are read by people and parsers; all others are copied as they are.
fn is_text(path: &str) -> bool {
    const TEXTS: [&str; 12] =
        ["md", "markdown", "toml", "lock", "txt", "html", "htm", "bib", "json", "yml", "yaml", "csl"];
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, e)| e);
    TEXTS.iter().any(|text| extension.eq_ignore_ascii_case(text))
}

/// Reads a file, unless it is known and has not changed.
fn load(
    found: &FileEntry,
    known: Option<&CachedFile>,
    layout: &Layout,
    now: SystemTime,
) -> Result<CachedFile, Box<Diagnostic>> {
    let FileEntry { disk, path } = found;
    let failed = |error: io::Error| unreadable(path, &error);
    if let Some(known) = known
        && known.stamp.is_settled()
        && fs::metadata(disk).is_ok_and(|data| known.stamp.is_of(&data))
    {
        return Ok(CachedFile { stamp: known.stamp, file: known.file.clone(), large: known.large.clone() });
    }
    let (limit, what) = if is_text(path) {
        (layout.largest_text, "a page, a record or an article")
    } else {
        (layout.largest_asset, "any file of a site")
    };
    let too_large = |size: u64| {
        let message = format!("{} is more than {what} may have ({})", bytes(size), bytes(limit));
        let finding = Diagnostic::new(&rule::FILE_TOO_LARGE, Place::file(path), message);
        Box::new(finding.help("split it into several files, or move it out of the site's folders"))
    };

    // It was a plain file when the folder was walked. It may have become a link or a pipe since.
    let mut file = open_plain(disk).map_err(failed)?;
    // From before the bytes are read: what is written meanwhile makes the stamp another.
    let data = file.metadata().map_err(failed)?;
    let (size, stamp) = (data.len(), Stamp::of(&data, now));
    if size > limit {
        return Err(too_large(size));
    }
    // It may have grown since: never read more than is allowed.
    let mut large = None;
    let bytes = if size >= LARGE
        && path.starts_with("content/")
        && !is_text(path)
        && large::is_binary(&mut file).map_err(failed)?
    {
        let told = large::pass(&mut file.take(limit + 1), &mut io::sink()).map_err(failed)?;
        if told.size > limit {
            return Err(too_large(told.size));
        }
        large =
            Some(Arc::new(Large { disk: disk.clone(), size: told.size, digest: *told.digest.as_bytes() }));
        format!("\0{} bytes: {}", told.size, told.digest).into_bytes()
    } else {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64));
        }
        bytes
    };
    let file = match known {
        Some(known) if *known.file.bytes == *bytes => known.file.clone(),
        _ => File { path: Arc::clone(path), bytes: bytes.into() },
    };
    Ok(CachedFile { stamp, file, large })
}

fn unreadable(path: &Arc<str>, error: &io::Error) -> Box<Diagnostic> {
    let finding = Diagnostic::new(
        &rule::UNREADABLE_FILE,
        Place::file(path),
        format!("this could not be read: {error}"),
    );
    Box::new(match error.kind() {
        io::ErrorKind::PermissionDenied => {
            finding.help("give yourself permission to read it, or move it out of the site")
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
mod tests;
