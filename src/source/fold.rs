//! The form in which texts and quotations are compared, with a map back to the text as it stands.
//!
//! Folding forgets what a typist or a typesetter decides and keeps what a writer decided:
//!
//! 1. soft hyphens, zero-width and other invisible characters are dropped, ligatures spelled out, and lowered
//!    digits on a letter (`CO₂`) become plain ones;
//! 2. what remains is brought to NFC;
//! 3. any quotation mark or apostrophe becomes `'`, a run of them one; any dash, hyphen or minus, or
//!    a run of them, with or without spaces around, becomes `-`; any white space, a paragraph's end
//!    too, becomes one space; three dots or more, however spaced, and `…` become `...`, without
//!    spaces around, but for the full stop that a word has before them.
//!
//! Letters, their case, digits and all other punctuation stay. The map back is sparse: a segment
//! for each stretch in which offsets differ by the same amount, so that plain text costs next to
//! nothing.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in the form in which it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    segments: Vec<Segment>,
}

/// Where a stretch of the folded text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the folded text; it goes on to the next segment.
    folded: u32,
    /// Where it begins in the text as it stands.
    origin: u32,
    /// How long it is there, if it reads otherwise there; 0 if it is the same, byte for byte.
    replaced: u32,
}

/// What the reader of a text knows of it and its characters do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// Marks of notes, as ranges of the text: a quotation may pass over them.
    pub(crate) notes: Vec<Range<usize>>,
    /// Hyphens at which a line's end broke a word, by their offsets: each may or may not be of the word.
    pub(crate) broken: Vec<usize>,
}

impl Folded {
    /// Folds a text of which more is known than its characters say.
    pub(crate) fn with_hints(text: &str, _hints: &Hints) -> Self {
        Self::new(text)
    }

    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folder = Folder::default();
        folder.out.text.reserve(text.len());
        let mut at = 0;
        while at < text.len() {
            let end = at + plain_run(&text.as_bytes()[at..]);
            if end > at {
                folder.plain(&text[at..end], at);
                at = end;
            } else {
                at = folder.cluster(text, at);
            }
        }
        folder.close_dots();
        folder.out
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a range of the folded text stands in the text that was folded. The ends are at
    /// characters' ends there, and the white space and invisible characters that were dropped before
    /// and after the range are not in it.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let start = self.segment(range.start).map_or(0, |s| s.start_of(range.start));
            return start..start;
        }
        let (Some(first), Some(last)) = (self.segment(range.start), self.segment(range.end - 1)) else {
            return 0..0;
        };
        first.start_of(range.start)..last.end_of(range.end)
    }

    fn segment(&self, folded: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|s| s.folded as usize <= folded);
        self.segments.get(after.checked_sub(1)?)
    }

    fn push(&mut self, piece: &str, origin: &Range<usize>, same: bool) {
        let at = self.text.len();
        let goes_on = self.segments.last().is_some_and(|last| {
            same && last.replaced == 0 && last.origin as usize + (at - last.folded as usize) == origin.start
        });
        if !goes_on {
            let replaced = if same { 0 } else { small(origin.len()) };
            self.segments.push(Segment { folded: small(at), origin: small(origin.start), replaced });
        }
        self.text.push_str(piece);
    }
}

impl Segment {
    fn start_of(&self, folded: usize) -> usize {
        let within = if self.replaced == 0 { folded - self.folded as usize } else { 0 };
        self.origin as usize + within
    }

    fn end_of(&self, folded: usize) -> usize {
        let within = if self.replaced == 0 { folded - self.folded as usize } else { self.replaced as usize };
        self.origin as usize + within
    }
}

#[allow(clippy::cast_possible_truncation)] // inputs are limited to far less than 4 GiB by `disk`
fn small(offset: usize) -> u32 {
    offset as u32
}

/// What the folder has written last, as far as it decides on the space that may follow.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// Nothing yet.
    #[default]
    Start,
    /// A dash or an ellipsis: spaces after it are dropped.
    Joint,
    /// A quotation mark.
    Mark,
    /// `« ` as French sets it: the space after it is dropped.
    OpenMark,
    /// Anything else.
    Other,
}

#[derive(Default)]
struct Folder {
    out: Folded,
    last: Last,
    /// White space that was read and not yet written.
    space: Option<Range<usize>>,
    dots: Dots,
    cluster: String,
    /// How long the folded text was after the last lowered digit that was written as a plain one.
    indexed: usize,
}

/// A run of dots with or without spaces between them: an ellipsis, if there are three.
#[derive(Default)]
struct Dots {
    count: usize,
    span: Range<usize>,
    /// The first two, each with the space before it, in case that there is no third.
    first: [(Option<Range<usize>>, Range<usize>); 2],
}

impl Folder {
    /// Text of which every character stays as it is.
    fn plain(&mut self, text: &str, at: usize) {
        self.before_other();
        self.out.push(text, &(at..at + text.len()), true);
        self.last = Last::Other;
    }

    /// One character with the combining marks that follow it; gives the offset after them.
    fn cluster(&mut self, text: &str, start: usize) -> usize {
        let mut chars = text[start..].chars();
        let Some(first) = chars.next() else { return text.len() };
        let mut end = start + first.len_utf8();
        if is_invisible(first) {
            return end;
        }
        let mut single = true;
        self.cluster.clear();
        spell_out(first, &mut self.cluster);
        let mut ahead = end;
        for c in chars {
            ahead += c.len_utf8();
            if is_invisible(c) {
                continue;
            }
            if c.is_ascii() || starts_cluster(c) {
                break;
            }
            self.cluster.push(c);
            single = false;
            end = ahead;
        }
        let origin = start..end;
        let next = text[end..].chars().next();
        if single && self.cluster.starts_with(first) && (first.is_ascii() || is_nfc(first)) {
            self.char(first, &origin, next, true);
        } else {
            let cluster = std::mem::take(&mut self.cluster);
            for c in cluster.nfc() {
                self.char(c, &origin, next, false);
            }
            self.cluster = cluster;
        }
        end
    }

    /// One character in NFC, `whole` if it is all that stands at `origin`.
    fn char(&mut self, c: char, origin: &Range<usize>, next: Option<char>, whole: bool) {
        if let Some(count) = dots(c) {
            return self.dots(count, origin);
        }
        if c.is_whitespace() {
            self.space.get_or_insert_with(|| origin.clone());
            return;
        }
        self.close_dots();
        if is_dash(c) {
            self.space = None;
            if self.last != Last::Joint || !self.out.text.ends_with('-') {
                self.out.push("-", origin, c == '-' && whole);
            }
            self.last = Last::Joint;
        } else if is_mark(c) {
            self.mark(c, origin, next, whole);
        } else {
            let index = self.index(c);
            self.before_other();
            self.out.push(index.unwrap_or(c).encode_utf8(&mut [0; 4]), origin, whole && index.is_none());
            if index.is_some() {
                self.indexed = self.out.text.len();
            }
            self.last = Last::Other;
        }
    }

    /// The plain digit for a lowered one on a letter, or behind another on it: `CO₂` is what others type `CO2`.
    fn index(&self, c: char) -> Option<char> {
        let digit =
            matches!(c, '\u{2080}'..='\u{2089}').then(|| char::from_digit(c as u32 - 0x2080, 10))??;
        let text = &self.out.text;
        let stands = self.space.is_none()
            && (text.ends_with(char::is_alphabetic) || (!text.is_empty() && text.len() == self.indexed));
        stands.then_some(digit)
    }

    fn mark(&mut self, c: char, origin: &Range<usize>, next: Option<char>, whole: bool) {
        let apart = self.space.is_some() || matches!(self.last, Last::Start | Last::Joint);
        let opens = matches!(c, '«' | '‹') && (apart || self.out.text.ends_with(['(', '[']));
        let closes = matches!(c, '»' | '›') && !next.is_some_and(char::is_alphanumeric);
        if closes || self.last == Last::OpenMark {
            self.space = None;
        }
        if matches!(self.last, Last::Mark | Last::OpenMark) && self.space.is_none() {
            return;
        }
        self.before_other();
        self.out.push("'", origin, whole && origin.len() == 1);
        self.last = if opens { Last::OpenMark } else { Last::Mark };
    }

    /// Writes the space that is waiting, unless what stands before it takes it in.
    fn before_other(&mut self) {
        self.close_dots();
        if let Some(space) = self.space.take()
            && matches!(self.last, Last::Mark | Last::Other)
        {
            let same = space.len() == 1;
            self.out.push(" ", &space, same);
        }
    }

    fn dots(&mut self, count: usize, origin: &Range<usize>) {
        if self.dots.count == 0 {
            self.dots.span = origin.clone();
        }
        let space = self.space.take();
        if let Some(first) = self.dots.first.get_mut(self.dots.count) {
            *first = (space, origin.clone());
        }
        self.dots.span.end = origin.end;
        self.dots.count += count;
    }

    fn close_dots(&mut self) {
        let Dots { count, span, first } = std::mem::take(&mut self.dots);
        match count {
            0 => {}
            1 | 2 => {
                let after = self.space.take();
                for (space, origin) in first.into_iter().take(count) {
                    self.space = space;
                    self.before_other();
                    let same = origin.len() == 1;
                    self.out.push(".", &origin, same);
                    self.last = Last::Other;
                }
                self.space = after;
            }
            count => {
                let [(space, dot), (_, rest)] = first;
                let mut span = span;
                // Four dots at a word are its full stop and an ellipsis.
                if count == 4 && space.is_none() && self.last != Last::Start {
                    if dot.len() == 1 {
                        span.start = rest.start;
                    }
                    self.out.push(".", &dot, false);
                }
                self.space = None;
                self.out.push("...", &span, false);
                self.last = Last::Joint;
            }
        }
    }
}

/// How many bytes at the start are plain: ASCII that folding leaves as it is, and single spaces
/// between. The last before what is not ASCII is left out, since a combining mark may follow.
fn plain_run(bytes: &[u8]) -> usize {
    let plain = |i: usize| bytes.get(i).is_some_and(|&b| is_plain(b));
    let mut end = 0;
    while plain(end) || (end > 0 && bytes.get(end) == Some(&b' ') && plain(end + 1)) {
        end += 1;
    }
    if bytes.get(end).is_some_and(|b| !b.is_ascii()) {
        end = end.saturating_sub(1);
        // A run does not end in a space: whether it stays depends on what follows.
        if end > 0 && bytes[end - 1] == b' ' {
            end -= 1;
        }
    }
    end
}

fn is_plain(b: u8) -> bool {
    b.is_ascii_graphic() && !matches!(b, b'\'' | b'"' | b'`' | b'-' | b'.')
}

fn is_nfc(c: char) -> bool {
    is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Whether nothing before `c` can be composed with it.
fn starts_cluster(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
}

/// How many dots of an ellipsis the character is.
fn dots(c: char) -> Option<usize> {
    match c {
        '.' => Some(1),
        '\u{2026}' | '\u{22ef}' => Some(3),
        _ => None,
    }
}

/// Characters that a reader does not see, and controls. White space is none of them.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        '\0'..='~' | '\u{a0}'..='\u{ac}' => c.is_ascii_control() && !c.is_whitespace(),
        _ => {
            (c.is_control() && !c.is_whitespace())
                || matches!(c,
                    '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                    | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                    | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        }
    }
}

/// Dashes, hyphens and minus signs.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Quotation marks, apostrophes, primes, and the accents that are typed for them.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '"' | '\'' | '`' | '\u{ab}' | '\u{b4}' | '\u{bb}' | '\u{2b9}'..='\u{2bd}' | '\u{2c8}' | '\u{2ca}'
        | '\u{2cb}' | '\u{2ee}' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}' | '\u{2039}' | '\u{203a}'
        | '\u{2057}' | '\u{275b}'..='\u{275e}' | '\u{2e42}' | '\u{300c}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}' | '\u{a78c}' | '\u{fe41}'..='\u{fe44}' | '\u{ff02}' | '\u{ff07}'
        | '\u{ff40}' | '\u{ff62}' | '\u{ff63}')
}

/// Writes a ligature letter by letter, anything else as it is.
fn spell_out(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' => out.push_str("ſt"),
        '\u{fb06}' => out.push_str("st"),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn what_a_typist_decides_is_forgotten() {
        for (one, other) in [
            ("“no limits” it’s", "\"no limits\" it's"),
            ("„ja‟ ‚nein‘", "'ja' 'nein'"),
            ("«oui» et « non »", "“oui” et “non”"),
            ("er sagte »nein« dazu", "er sagte \"nein\" dazu"),
            ("「无限」", "'无限'"),
            ("“‘Yes,’ he said”", "\"'Yes,' he said\""),
            ("a — b", "a–b"),
            ("a -- b", "a --- b"),
            ("vis-à -vis", "vis‑à-vis"),
            ("a … b", "a...b"),
            ("a . . . b", "a ... b"),
            ("end. … b", "end.... b"),
            ("end. . . . b", "end…. b"),
            ("the\u{a0}CIS\u{2009}\n now ", "the CIS now"),
            ("co\u{ad}oper\u{200b}ate\u{feff}", "cooperate"),
            ("ﬁve oﬃces ﬂew", "five offices flew"),
            ("cafe\u{301}", "café"),
            ("cafe\u{ad}\u{301}", "café"),
            ("CO₂ and C₁₂H₂₂", "CO2 and C12H22"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
        ] {
            assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn what_a_writer_decides_is_kept() {
        for (one, other) in [
            ("Gas", "gas"),
            ("4,200", "4.200"),
            ("a b", "ab"),
            ("a, b", "a b"),
            ("a. b", "a b"),
            ("a.. b", "a... b"),
            ("a. … b", "a … b"),
            ("cafe", "café"),
            ("x²", "x2"),
            ("①", "1"),
            ("A4₂", "A42"),
            ("4₂", "42"),
        ] {
            assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
        }
        assert_eq!(fold("  A. b . c  "), "A. b . c");
    }

    #[test]
    fn the_map_leads_back_without_what_was_dropped() {
        let text = "x — “oﬃce”\u{ad} …  end";
        let folded = Folded::new(text);
        assert_eq!(folded.as_str(), "x-'office'...end");
        let back = |part: &str| {
            let at = folded.as_str().find(part).expect("the part is there");
            &text[folded.origin(at..at + part.len())]
        };
        assert_eq!(back("-"), "—");
        assert_eq!(back("'office'"), "“oﬃce”");
        assert_eq!(back("ic"), "ﬃc");
        assert_eq!(back("..."), "…");
        assert_eq!(back("end"), "end");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[ -~“”‘’«»…—–.\u{a0}\u{ad}e\u{301}ﬁ\n]{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn the_map_never_leaves_characters(text in any::<String>()) {
            let folded = Folded::new(&text);
            let ends: Vec<_> = (0..=folded.text.len()).filter(|&i| folded.text.is_char_boundary(i)).collect();
            for (n, &start) in ends.iter().enumerate() {
                for &end in ends[n..].iter().take(8) {
                    let origin = folded.origin(start..end);
                    prop_assert!(text.get(origin.clone()).is_some(), "{:?} -> {:?}", start..end, origin);
                }
            }
        }

        #[test]
        fn invisible_characters_change_nothing(text in "[a-z .,'-]{0,30}", at in 0..30_usize, c in prop::sample::select(vec!['\u{ad}', '\u{200b}', '\u{feff}', '\u{202e}', '\u{1}'])) {
            let mut with = text.clone();
            with.insert(at.min(text.len()), c);
            prop_assert_eq!(fold(&with), fold(&text));
        }
    }
}
