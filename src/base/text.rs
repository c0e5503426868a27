//! Files as values, and places in them.
//!
//! `disk` reads a site once into [`Inputs`]; from then on every stage speaks of a [`File`] and of a
//! [`Span`] of bytes in it, and only the report turns a span into line and column.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Diagnostic;

/// Everything a build reads, and nothing else: the site is a function of this value.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The files by their path from the site's root, with `/` between the parts
    /// (`content/topics/energy.md`). Ordered, so that no stage depends on the disk's order.
    pub files: BTreeMap<Arc<str>, File>,
    /// What could not be read: a link out of the root, a file too large. Reported with the rest.
    pub unreadable: Vec<Diagnostic>,
    /// The large files below `content/` that are published as they are. In [`files`](Self::files) a few words that
    /// tell each from all others stand in place of its bytes.
    pub large: BTreeMap<Arc<str>, Arc<Large>>,
}

/// A file that is published as it is and too large to be held: it stays on the disk until it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Large {
    /// Where it stands, for those who read and write.
    pub disk: PathBuf,
    /// How many bytes it has.
    pub size: u64,
    /// What tells its bytes from all others: their BLAKE3.
    pub digest: [u8; 32],
}

impl Inputs {
    /// Inputs made of text in memory, as tests do.
    pub fn from_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| {
                let path: Arc<str> = path.into();
                (Arc::clone(&path), File { path, bytes: text.as_bytes().into() })
            })
            .collect();
        Self { files, ..Self::default() }
    }

    /// The files under a folder such as `content/`, in the order of their paths.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .map(|(_, file)| file)
            .take_while(move |file| file.path.starts_with(folder))
    }
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the site's root, with `/` between the parts.
    pub path: Arc<str>,
    /// As they were on the disk.
    pub bytes: Arc<[u8]>,
}

impl File {
    /// The file as text, or why it is none.
    ///
    /// A byte order mark stays in the text, so that offsets count from the start of the file.
    pub fn text(&self) -> Result<&str, NotText> {
        let bytes = &*self.bytes;
        if bytes.starts_with(&[0xff, 0xfe]) {
            return Err(NotText::Encoding { at: 0, guess: "UTF-16LE" });
        }
        if bytes.starts_with(&[0xfe, 0xff]) {
            return Err(NotText::Encoding { at: 0, guess: "UTF-16BE" });
        }
        if let Some(at) = memchr::memchr(0, bytes) {
            return Err(NotText::Binary { at });
        }
        std::str::from_utf8(bytes).map_err(|error| {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Deny).name();
            NotText::Encoding { at: error.valid_up_to(), guess }
        })
    }

    /// The name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The part of the name after its last dot, in lower case; empty if there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }
}

/// Why a file cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// It holds a zero byte, which no text does.
    Binary {
        /// The offset of that byte.
        at: usize,
    },
    /// It is text in another encoding than UTF-8.
    Encoding {
        /// The offset of the first byte that is not UTF-8.
        at: usize,
        /// What the encoding may be, by its IANA name.
        guess: &'static str,
    },
}

/// A range of bytes in a text. Half open; never longer than 4 GiB, as no input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`.
    #[allow(clippy::cast_possible_truncation)] // inputs are limited to far less than 4 GiB by `disk`
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// As a range that indexes a text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies within it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file: what a finding points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file's path from the site's root.
    pub file: Arc<str>,
    /// The words at fault; `None` when the finding is about the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Self { file: Arc::clone(path), span: None }
    }

    /// A span of a file.
    pub fn at(path: &Arc<str>, span: impl Into<Span>) -> Self {
        Self { file: Arc::clone(path), span: Some(span.into()) }
    }
}

/// Line and column of a byte offset, both from 1. Columns count characters, as editors do.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_a_byte_order_mark_is_none() {
        let text = "\u{feff}ab\nété x";
        assert_eq!(line_column(text, 3), (1, 1));
        assert_eq!(line_column(text, text.find('x').expect("x")), (2, 5));
        assert_eq!(line_column(text, 10_000), (2, 6));
    }

    #[test]
    fn a_text_in_another_encoding_is_recognised() {
        let file = |bytes: &[u8]| File { path: "a.txt".into(), bytes: bytes.into() };
        assert_eq!(
            file(b"caf\xe9 \xe0 la carte").text(),
            Err(NotText::Encoding { at: 3, guess: "windows-1252" })
        );
        assert_eq!(file(b"a\0b").text(), Err(NotText::Binary { at: 1 }));
        assert_eq!(file(b"\xff\xfea\0").text(), Err(NotText::Encoding { at: 0, guess: "UTF-16LE" }));
        assert_eq!(file("é".as_bytes()).text(), Ok("é"));
    }

    #[test]
    fn a_folder_is_a_range_of_the_files() {
        let inputs = Inputs::from_texts([
            ("content/a.md", ""),
            ("contents.md", ""),
            ("content/b/c.md", ""),
            ("x", ""),
        ]);
        let paths: Vec<_> = inputs.under("content/").map(|f| &*f.path).collect();
        assert_eq!(paths, ["content/a.md", "content/b/c.md"]);
    }
}
