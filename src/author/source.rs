//! A new source: its text is copied into seeds/, and a record is proposed of what the document itself shows.
//!
//! 1. [`shown`] reads the document's own statements on itself. What is not stated is left out; nothing is guessed.
//! 2. [`SourceCollection::add`] compares the text with those that are there, copies it, and appends the record to
//!    `seeds/sources.toml`, which is not changed otherwise.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::author::metadata::MetadataStatement;
use crate::author::metadata::shown;
use crate::author::{AuthorError, write_new};
use crate::base::address;
use crate::base::rule;
use crate::base::text::{File, Inputs};
use crate::disk::{UserFolder, is_litter};
use crate::source;

/// What became of a document.
#[derive(Debug)]
pub enum Added {
    /// It is a source now.
    New {
        /// Its citation key.
        key: String,
        /// Its text, from the site's root.
        path: String,
        /// What its record says, and where that was found.
        shown: Vec<MetadataStatement>,
    },
    /// Its text is there already, as the source of this key.
    There(String),
}

/// The file names that can be a source's text.
pub const ENDINGS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// The library file that records are appended to.
const LIBRARY: &str = "seeds/sources.toml";

/// A library has no more bytes: what is larger is not read.
const LARGEST: u64 = 64 << 20;

/// The sources of a site, to which others are added. The texts are read once, however many come to them.
pub struct SourceCollection {
    root: PathBuf,
    /// The texts that are there, each with its file, and its key if it has a record.
    texts: HashMap<String, (File, Option<String>)>,
    /// The keys that are taken, in small letters.
    keys: HashSet<String>,
    /// The names that are taken in seeds/, as a disk has them that knows neither case nor forms of Unicode.
    names: HashMap<String, Arc<str>>,
    /// What has to come between the end of the library and the next record.
    gap: &'static str,
    /// Why no record can be added to the library.
    closed: Option<String>,
}

impl SourceCollection {
    /// The sources of the site in a folder, of which `inputs` are the files.
    pub fn of(root: &Path, inputs: &Inputs) -> Self {
        let gathered = source::gather(inputs);
        let sources = gathered.value;
        let found = inputs.unreadable.iter().chain(&gathered.diagnostics);
        let mut of_library = found.filter(|finding| {
            &*finding.place.file == LIBRARY
                && [
                    &rule::UNREADABLE_FILE,
                    &rule::FILE_TOO_LARGE,
                    &rule::LINK_OUT_OF_ROOT,
                    &rule::BAD_LIBRARY,
                ]
                .contains(&finding.rule)
        });
        let closed = of_library.next().map(|finding| {
            format!("`{LIBRARY}` cannot be read, so no record can be added to it: {}", finding.message)
        });
        let named = inputs.under("seeds/").map(|file| &file.path).filter(|path| {
            // What stands there word for word is told when it is written.
            address::OutPath::new(path).is_ok()
        });
        let names = named.map(|path| (taken_as(path), Arc::clone(path))).collect();
        let of_file = sources.iter().filter_map(|s| Some((s.text_file.as_ref()?, &s.key)));
        let mut key_of: HashMap<&Arc<str>, &Arc<str>> = HashMap::new();
        for (path, key) in of_file {
            key_of.entry(path).or_insert(key);
        }
        let mut texts = HashMap::new();
        for file in inputs.under("seeds/").filter(|file| ENDINGS.contains(&&*file.extension())) {
            if let Some(text) = canonical(file) {
                // Of two files with one text the first counts.
                texts
                    .entry(text)
                    .or_insert_with(|| (file.clone(), key_of.get(&file.path).map(ToString::to_string)));
            }
        }
        let library = inputs.files.get(LIBRARY).map_or(&[][..], |file| &*file.bytes);
        let gap = match library {
            [] | [.., b'\n', b'\n'] => "",
            [.., b'\n'] => "\n",
            _ => "\n\n",
        };
        let keys = sources.iter().map(|source| source.key.to_ascii_lowercase()).collect();
        Self { root: root.to_owned(), texts, keys, names, gap, closed }
    }

    /// Makes a source of a document.
    ///
    /// # Errors
    ///
    /// If it is no text; if another text has its name; if the disk fails.
    pub fn add(&mut self, document: &Path) -> Result<Added, AuthorError> {
        if let Some(why) = &self.closed {
            return Err(AuthorError::Asked(why.clone()));
        }
        let name = document.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let plain = fs::metadata(document).and_then(|data| match data.is_file() {
            true => fs::read(document),
            // A pipe would be waited for.
            false => Err(io::Error::other("it is not a regular file")),
        });
        let bytes = plain.map_err(|error| {
            AuthorError::Asked(format!("`{}` cannot be read: {error}", document.display()))
        })?;
        let mut file = File { path: format!("seeds/{name}").into(), bytes: bytes.into() };
        if !ENDINGS.contains(&&*file.extension()) {
            return Err(AuthorError::Asked(format!(
                "`{}` is not a .txt, .md or .html file; save its text as one of these",
                document.display()
            )));
        }
        let Some(text) = canonical(&file) else {
            return Err(AuthorError::Asked(no_text(&file, document)));
        };
        match self.texts.get(&text) {
            Some((_, Some(key))) => return Ok(Added::There(key.clone())),
            // It lies in seeds/ already, and nothing is known of it yet.
            Some((same, None)) => file = same.clone(),
            None => {
                if is_litter(OsStr::new(&name)) {
                    return Err(AuthorError::Asked(format!(
                        "`{name}` is a hidden file, which would not be read; rename it"
                    )));
                }
                address::OutPath::new(&file.path).map_err(|bad| AuthorError::Asked(bad.to_string()))?;
                if let Some(other) =
                    self.names.get(&taken_as(&file.path)).filter(|other| **other != file.path)
                {
                    return Err(AuthorError::Asked(format!(
                        "`{}` differs from `{other}` only in case or accents, but is another text; rename it",
                        document.display()
                    )));
                }
                // Without the library there would be a text that nothing cites.
                let failed = |error| AuthorError::Disk(self.root.join(LIBRARY), error);
                UserFolder::open(&self.root)
                    .and_then(|below| below.read(LIBRARY, LARGEST))
                    .map_err(failed)?;
                write_new(&self.root, &file.path, &file.bytes)?;
            }
        }
        let shown = shown(&file);
        let key = self.key(&shown, &file);
        let failed = |error| AuthorError::Disk(self.root.join(LIBRARY), error);
        let record = format!("{}{}", self.gap, record(&key, &file, &shown));
        let below = UserFolder::open(&self.root).map_err(failed)?;
        // What somebody wrote into it since is kept.
        let mut library = below.read(LIBRARY, LARGEST).map_err(failed)?.unwrap_or_default();
        library.extend(record.as_bytes());
        below.replace(LIBRARY, &library).map_err(failed)?;
        self.gap = "\n";
        self.names.insert(taken_as(&file.path), Arc::clone(&file.path));
        self.keys.insert(key.to_ascii_lowercase());
        let path = file.path.to_string();
        self.texts.insert(text, (file, Some(key.clone())));
        Ok(Added::New { key, path, shown })
    }

    /// A key that no source has yet: of the first author's last name and the year, or of the file's name.
    fn key(&self, shown: &[MetadataStatement], file: &File) -> String {
        let first = |field| shown.iter().find(|s| s.field == field).and_then(|s| s.values.first());
        let year = first("date").map(|date| &date[..4.min(date.len())]);
        let family = first("author").and_then(|name| match name.split_once(',') {
            Some((family, _)) => family.split_whitespace().last(),
            None => name.split_whitespace().last(),
        });
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let base = match (family, year) {
            (Some(family), Some(year)) => address::heading_id(&format!("{family} {year}")),
            (Some(family), None) => address::heading_id(family),
            _ => address::heading_id(stem),
        };
        let base = if base.is_empty() || address::plain_key_len(&base) < base.len() {
            "source".into()
        } else {
            base
        };
        let taken = |key: &str| self.keys.contains(&key.to_ascii_lowercase());
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(base)
    }
}

/// The files below a folder that can be sources' texts, in the order of their paths. Links are not followed.
pub fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let texts = files.filter(|entry| {
        let ending = entry.path().extension().and_then(|e| e.to_str()).unwrap_or_default();
        entry.file_type().is_file() && ENDINGS.contains(&&*ending.to_ascii_lowercase())
    });
    let mut texts: Vec<PathBuf> = texts.map(walkdir::DirEntry::into_path).collect();
    texts.sort();
    texts
}

/// Why a document is no text, and what to do: what `check` would say of it.
fn no_text(file: &File, document: &Path) -> String {
    let shown = document.display().to_string();
    match file.text() {
        Err(why) => {
            let (what, help) = source::text::unreadable::told(file, why, &shown);
            format!("{what}\n{help}")
        }
        Ok(_) => format!("`{shown}` has no words"),
    }
}

/// A path as a disk has it that knows neither case nor forms of Unicode.
fn taken_as(path: &str) -> String {
    address::OutPath::new(path).map_or_else(|_| path.to_lowercase(), |path| path.collision_key())
}

fn canonical(file: &File) -> Option<String> {
    let text = source::text::read(file, &[], &file.path).value?;
    Some(text.canonical().to_owned())
}

fn record(key: &str, file: &File, shown: &[MetadataStatement]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let head = if bare { key.to_owned() } else { quoted(key) };
    let mut text = format!("[{head}]\n");
    for MetadataStatement { field, values, .. } in shown {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match &values[..] {
            [value] => text += &format!("{field} = {value}\n"),
            several => text += &format!("{field} = [{}]\n", several.join(", ")),
        }
    }
    text + &format!("file = {}\n", quoted(file.path.strip_prefix("seeds/").unwrap_or(&file.path)))
}
