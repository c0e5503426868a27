//! Where the lines of a file begin, so that looking up ten thousand places in it is not quadratic.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::text::{Inputs, Place};

/// The texts that some findings are about.
pub(super) struct Texts<'a>(BTreeMap<&'a str, Lines<'a>>);

impl<'a> Texts<'a> {
    /// Those of `diagnostics` that are in `inputs` and are text.
    pub(super) fn of(diagnostics: &[&'a Diagnostic], inputs: &'a Inputs) -> Self {
        let places = diagnostics
            .iter()
            .flat_map(|d| std::iter::once(&d.place).chain(d.related.iter().map(|r| &r.place)));
        let paths: BTreeSet<&str> =
            places.filter(|place| place.span.is_some()).map(|place| &*place.file).collect();
        let lines = |path: &'a str| Some((path, Lines::new(inputs.files.get(path)?.text().ok()?)));
        Self(paths.into_par_iter().filter_map(lines).collect())
    }

    /// The lines of the file that a place is in, and its bytes there; `None` when there is nothing to
    /// show: the finding is about the file as a whole, or the file is no text.
    pub(super) fn find(&self, place: &Place) -> Option<(&Lines<'a>, Range<usize>)> {
        let lines = self.0.get(&*place.file)?;
        let range = place.span?.range();
        Some((lines, lines.clamp(range)))
    }
}

/// A text whose lines can be looked up.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// The offset of each line's first byte.
    starts: Vec<usize>,
    /// How many characters begin before each block of [`BLOCK`] bytes.
    characters: Vec<usize>,
    /// How many of them are two units of UTF-16, once someone asks.
    wide: OnceLock<Vec<usize>>,
}

/// Bytes that are counted one by one, at most, to know a column.
const BLOCK: usize = 1024;

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect();
        let characters = before_blocks(text, characters_in);
        Self { text, starts, characters, wide: OnceLock::new() }
    }

    /// The line that an offset is in, from 0.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Line and column, both from 1, as [`crate::base::text::line_column`] counts them.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.starts[line];
        let mark = usize::from(start == 0 && offset > 0 && self.text.starts_with('\u{feff}'));
        (line + 1, self.characters_before(offset) - self.characters_before(start) - mark + 1)
    }

    /// As [`Lines::position`], with columns in units of UTF-16, as many editors count them.
    pub(super) fn position_utf16(&self, offset: usize) -> (usize, usize) {
        let (line, column) = self.position(offset);
        let blocks = self.wide.get_or_init(|| before_blocks(self.text, wide_in));
        let wide = |offset| self.before(offset, blocks, wide_in);
        (line, column + wide(offset) - wide(self.starts[line - 1]))
    }

    /// The bytes of a line counted from 0, without its line break or the file's byte order mark.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        let mut start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        if start == 0 && self.text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8();
        }
        let line = self.text[start..end].strip_suffix('\r').unwrap_or(&self.text[start..end]);
        start..start + line.len()
    }

    /// The text of a range that [`Lines::range`] or [`Lines::clamp`] gave.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    /// The text around a range that [`Lines::clamp`] gave: at most `length` characters on either side.
    pub(super) fn around(&self, range: Range<usize>, length: usize) -> (&'a str, &'a str) {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let start = length.checked_sub(1).and_then(|n| before.char_indices().rev().nth(n)).map_or(0, |c| c.0);
        let end = after.char_indices().nth(length).map_or(after.len(), |c| c.0);
        (&before[start..], &after[..end])
    }

    /// The range within the text and on its characters' bounds, whatever was asked for.
    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let floor = |offset: usize| {
            let mut offset = offset.min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let start = floor(range.start);
        start..floor(range.end).max(start)
    }

    fn characters_before(&self, offset: usize) -> usize {
        self.before(offset, &self.characters, characters_in)
    }

    /// How many of what `count` counts begin before an offset.
    fn before(&self, offset: usize, blocks: &[usize], count: fn(&[u8]) -> usize) -> usize {
        let block = offset / BLOCK;
        // An offset at the very end may be one block past the last.
        let (from, before) = match blocks.get(block).copied() {
            Some(before) => (block * BLOCK, before),
            None if block == 0 => (0, 0),
            None => ((block - 1) * BLOCK, blocks[block - 1]),
        };
        before + count(&self.text.as_bytes()[from..offset])
    }
}

/// How many of what `count` counts begin before each block of [`BLOCK`] bytes.
fn before_blocks(text: &str, count: fn(&[u8]) -> usize) -> Vec<usize> {
    let mut sum = 0;
    let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
    for block in text.as_bytes().chunks(BLOCK) {
        before.push(sum);
        sum += count(block);
    }
    before
}

/// How many characters that are two units of UTF-16 begin in these bytes of UTF-8.
fn wide_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte >= 0xf0).count()
}

/// How many characters begin in these bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::line_column;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn looking_up_gives_what_counting_gives(
            text in "\u{feff}?([a-zé漢\n\r \u{10348}]{0,40}|(ab漢\n?){0,900})",
            at in 0.0..=1.0_f64,
        ) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let offset = (text.len() as f64 * at) as usize;
            let lines = Lines::new(&text);
            let offset = lines.clamp(offset..offset).start;
            prop_assert_eq!(lines.position(offset), line_column(&text, offset));
            let (line, column) = lines.position(offset);
            let begins = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
            let before = text[begins..offset].trim_start_matches('\u{feff}');
            prop_assert_eq!(before.chars().count() + 1, column);
            prop_assert_eq!(lines.position_utf16(offset), (line, before.encode_utf16().count() + 1));
            let whole = lines.range(lines.line_of(offset));
            let line = lines.slice(whole);
            prop_assert!(!line.contains(['\n', '\u{feff}']), "{:?}", line);
        }
    }

    #[test]
    fn a_span_beyond_the_end_is_brought_back() {
        let lines = Lines::new("aé");
        assert_eq!(lines.clamp(2..900), 1..3);
        assert_eq!(lines.clamp(900..901), 3..3);
        assert_eq!(lines.position(3), (1, 3));
    }
}
