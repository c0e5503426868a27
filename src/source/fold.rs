//! The form in which texts and quotations are compared, with a map back to the text as it stands.
//!
//! Folding forgets what a typist or a typesetter decides and keeps what a writer decided:
//!
//! 1. soft hyphens, zero-width spaces and other invisible characters are dropped, ligatures spelled out;
//! 2. what remains is brought to NFC;
//! 3. any quotation mark or apostrophe becomes `'`, a run of them one; any dash or hyphen, or a run of
//!    them, with or without spaces around, becomes `-`; any white space, a paragraph's end too, becomes
//!    one space; three dots or more, however spaced, and `…` become `...`, without spaces around, but for
//!    the full stop that a word has before them.
//!
//! Figures are safe from this: what stands for a minus before one becomes `−`, and is never taken into a
//! dash; beside one each dash counts; after one a mark is a prime of so many strokes, unless it closes
//! what another has opened.
//!
//! Letters, their case, digits and all other punctuation stay; a control character becomes U+FFFD.
//! [`DIFFERS`] is the list of all that may differ. The map back is sparse: a segment for each stretch in
//! which offsets differ by the same amount, so that plain text costs next to nothing.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

mod glyphs;
mod hints;

pub use glyphs::{DIFFERS, Tolerance};
pub(crate) use glyphs::{MINUS, begins_number, is_currency, is_dash, is_hyphen, is_joiner, is_mark};
use glyphs::{
    ONE_OF_DASHES, PRIMES, fraction, heeds_joiners, is_before_value, is_invisible, is_long_dash, is_prime,
    may_be_sign, number_apart, spell_out, strokes, subscript,
};
use hints::Hinted;
pub(crate) use hints::Hints;

/// A text in the form in which it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    segments: Vec<FoldSegment>,
    /// What the reader of the text knew of it, if anything.
    hinted: Option<Box<Hinted>>,
}

/// Where a stretch of the folded text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FoldSegment {
    /// Where it begins in the folded text; it goes on to the next segment.
    folded: u32,
    /// Where it begins in the text as it stands.
    origin: u32,
    /// How long it is there, if it reads otherwise there; 0 if it is the same, byte for byte.
    replaced: u32,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        Self::folding(text, false).0
    }

    /// Folds a text, with what is typed as a mark after a figure taken for a quotation mark; nothing if
    /// that is what [`new`](Self::new) does.
    pub(crate) fn without_primes(text: &str) -> Option<Self> {
        let (folded, primes) = Self::folding(text, true);
        primes.then_some(folded)
    }

    /// Folds a text with a dash apart from the number after it, at the very beginning, for a dash and not for a
    /// minus; nothing if none is there.
    pub(crate) fn without_first_sign(text: &str) -> Option<Self> {
        let start = text.trim_start();
        let dash = start.chars().next().filter(|&c| may_be_sign(c))?;
        start[dash.len_utf8()..]
            .starts_with(char::is_whitespace)
            .then(|| Self::run(text, FoldState { first_dash: true, ..FoldState::default() }).0)
    }

    /// The folded text, and whether a mark that is typed stands for a prime in it, if it may.
    fn folding(text: &str, marks: bool) -> (Self, bool) {
        Self::run(text, FoldState { marks, ..FoldState::default() })
    }

    fn run(text: &str, mut folder: FoldState) -> (Self, bool) {
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
        (folder.out, folder.primes)
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

    /// Where in the folded text that begins which stands at an offset of the text, or the next after it.
    pub(crate) fn at_origin(&self, origin: usize) -> usize {
        let next = self.segments.partition_point(|s| (s.origin as usize) < origin);
        let end = self.segments.get(next).map_or(self.text.len(), |s| s.folded as usize);
        match next.checked_sub(1).map(|before| &self.segments[before]) {
            Some(s) if s.replaced == 0 => (s.folded as usize + (origin - s.origin as usize)).min(end),
            _ => end,
        }
    }

    fn segment(&self, folded: usize) -> Option<&FoldSegment> {
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
            self.segments.push(FoldSegment { folded: small(at), origin: small(origin.start), replaced });
        }
        self.text.push_str(piece);
    }
}

impl FoldSegment {
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
enum LastWritten {
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
struct FoldState {
    out: Folded,
    last: LastWritten,
    /// White space that was read and not yet written.
    space: Option<Range<usize>>,
    dots: Dots,
    cluster: String,
    /// Whether a single and a double quotation mark is open.
    open: [bool; 2],
    /// Whether the last mark opened something.
    opened: bool,
    /// Whether the last digit was set below the line.
    below: bool,
    /// Up to where the text was read already.
    read: usize,
    /// Whether a mark that is typed is never taken for a prime.
    marks: bool,
    /// Whether a mark that is typed was taken for a prime, or would have been.
    primes: bool,
    /// Whether a dash at the very beginning, apart from the number after it, is never taken for a minus.
    first_dash: bool,
}

/// A run of dots with or without spaces between them: an ellipsis, if there are three.
#[derive(Default)]
struct Dots {
    count: usize,
    span: Range<usize>,
    /// The first two, each with the space before it, in case that there is no third.
    first: [(Option<Range<usize>>, Range<usize>); 2],
}

impl FoldState {
    /// Text of which every character stays as it is.
    fn plain(&mut self, text: &str, at: usize) {
        if self.space.is_some() && text.starts_with(|c: char| c == '%' || c.is_ascii_digit()) {
            self.close_dots();
            match text.starts_with('%') {
                true => self.before_unit('%', ""),
                false => self.before_figure(),
            }
        }
        self.before_other();
        self.out.push(text, &(at..at + text.len()), true);
        self.last = LastWritten::Other;
        self.below = false;
    }

    /// One character with the combining marks that follow it; gives the offset after them.
    fn cluster(&mut self, text: &str, start: usize) -> usize {
        let mut chars = text[start..].chars();
        let Some(first) = chars.next() else { return text.len() };
        let mut end = start + first.len_utf8();
        if end <= self.read || is_invisible(first) || self.is_idle_joiner(first, &text[end..]) {
            return end;
        }
        if is_dash(first) {
            self.close_dots();
            return self.dashes(text, start);
        }
        let mut single = true;
        self.cluster.clear();
        end += self.spell(first, &text[end..]);
        let mut ahead = end;
        for c in chars {
            ahead += c.len_utf8();
            if is_invisible(c) {
                continue;
            }
            if c.is_ascii() || starts_cluster(c) || is_joiner(c) {
                break;
            }
            self.cluster.push(c);
            single = false;
            end = ahead;
        }
        let origin = start..end;
        let rest = &text[end..];
        if single && self.cluster.starts_with(first) && (first.is_ascii() || is_nfc(first)) {
            self.char(first, &origin, rest, true);
        } else {
            let cluster = std::mem::take(&mut self.cluster);
            for c in cluster.nfc() {
                self.char(c, &origin, rest, false);
            }
            self.cluster = cluster;
        }
        end
    }

    /// Writes a fraction in figures and what else is spelled out to the cluster; gives how much more it took.
    fn spell(&mut self, first: char, rest: &str) -> usize {
        let (fraction, more) = fraction(first, rest);
        if !fraction.is_empty() {
            if self.space.is_none() && self.out.text.ends_with(|c: char| c.is_ascii_digit()) {
                self.cluster.push(' ');
            }
            self.cluster.push_str(&fraction);
            return more;
        }
        let between = matches!(first, '，' | '．' | '：')
            && self.space.is_none()
            && self.out.text.ends_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(|c| matches!(c, '０'..='９'));
        match first {
            '，' if between => self.cluster.push(','),
            '．' if between => self.cluster.push('.'),
            '：' if between => self.cluster.push(':'),
            '⁄' | '∕'
                if self.space.is_none()
                    && self.out.text.ends_with(|c: char| c.is_ascii_digit())
                    && rest.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                self.cluster.push('/');
            }
            first => spell_out(first, &mut self.cluster),
        }
        0
    }

    /// Takes out the space before a unit that stands right at its figure as well: `40 %`, `12 °C`, `5 €`, `3 × 4`.
    /// `rest` is what follows the unit.
    fn before_unit(&mut self, c: char, rest: &str) {
        if self.space.is_none() || !self.out.text.ends_with(char::is_numeric) {
            return;
        }
        let figure = || rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let unit = match c {
            '%' | '‰' | '°' | '℃' | '℉' => true,
            '×' | '÷' | '±' => figure(),
            // `In 2019 €5`
            c => is_currency(c) && !figure(),
        };
        if unit {
            self.space = None;
        }
    }

    /// Takes out the space before a figure behind what stands right at it as well: `€ 5`, `§ 5`, `3 × 4`.
    fn before_figure(&mut self) {
        let mut before = self.out.text.chars().rev();
        let stands = match before.next() {
            Some('×' | '÷' | '±') => before.next().is_some_and(char::is_numeric),
            Some(c) => matches!(c, '§' | '№') || is_currency(c),
            None => false,
        };
        if stands {
            self.space = None;
        }
    }

    /// One character in NFC, `whole` if it is all that stands at `origin`; `rest` is the text after it.
    fn char(&mut self, c: char, origin: &Range<usize>, rest: &str, whole: bool) {
        if let Some(count) = dots(c) {
            return self.dots(count, origin);
        }
        if c.is_whitespace() {
            if c == '\n' {
                self.open = [false; 2];
            }
            self.space.get_or_insert_with(|| origin.clone());
            return;
        }
        self.close_dots();
        if is_mark(c) {
            return self.mark(c, origin, rest, whole);
        }
        let below = subscript(c).filter(|_| {
            self.space.is_none()
                && (self.below || self.out.text.ends_with(|c: char| c.is_alphabetic() || c == ')'))
                && !rest
                    .trim_start_matches(|c| subscript(c).is_some())
                    .starts_with(|c: char| c.is_ascii_digit())
        });
        self.before_unit(c, rest);
        self.before_other();
        let c = if c.is_control() { char::REPLACEMENT_CHARACTER } else { below.unwrap_or(c) };
        self.out.push(
            c.encode_utf8(&mut [0; 4]),
            origin,
            whole && below.is_none() && c.len_utf8() == origin.len(),
        );
        self.last = LastWritten::Other;
        self.below = below.is_some();
    }

    /// Whether this is a joiner that joins nothing.
    fn is_idle_joiner(&self, c: char, rest: &str) -> bool {
        let heeds = |c: Option<char>| c.is_some_and(heeds_joiners);
        is_joiner(c)
            && !(self.space.is_none()
                && heeds(self.out.text.chars().next_back())
                && heeds(rest.chars().find(|&c| !is_invisible(c) && !is_joiner(c))))
    }

    /// A run of dashes, with the spaces between; gives the offset after it.
    fn dashes(&mut self, text: &str, start: usize) -> usize {
        let figure_before =
            self.out.text.ends_with(|c: char| c.is_numeric() || matches!(c, '%' | '°' | '′' | '″'));
        let mut sign = self.may_sign();
        let (mut count, mut minuses, mut end, mut at) = (0, 0, start, start);
        let mut minus = None;
        // Of each dash its end: in most runs there is one.
        let mut ends: Vec<Range<usize>> = Vec::new();
        while let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            if !is_dash(c) {
                break;
            }
            let same = text[at..].chars().take_while(|&d| d == c && (c == '-' || is_long_dash(c))).count();
            let mut long = same.max(1) * c.len_utf8();
            let number = may_be_sign(c) && begins_number(&text[at + long..]);
            // `20--10` is a dash and a minus; `--` behind a word is a dash.
            if number && same == 2 && count == 0 && c == '-' && self.rises(&text[at + long..]) {
                // `1914--1918` is typed for `1914–1918`.
            } else if number && same > 1 && figure_before && count == 0 {
                long -= 1;
                sign = true;
            } else if number && same <= 1 && (sign || count > 0) {
                minus = Some(at..at + long);
                end = at + long;
                break;
            }
            if count == 0
                && same <= 1
                && may_be_sign(c)
                && let Some(next) = number_apart(&text[at + long..])
                && self.sign_may_be_apart(&text[..start])
            {
                minus = Some(at..at + long);
                end = at + long + next;
                break;
            }
            minuses += usize::from(c == MINUS);
            count += 1;
            end = at + long;
            ends.push(at..end);
            at = end;
        }
        let beside = figure_before || minus.is_some() || begins_number(text[end..].trim_start());
        if count > 0 {
            self.space = None;
            let each = count > 1 && (beside || minuses > 0);
            for dash in ends.iter().take(if each { count } else { 1 }) {
                let same = text[dash.clone()] == *"-" && !each;
                self.out.push(if each { ONE_OF_DASHES } else { "-" }, dash, same);
            }
            self.last = LastWritten::Joint;
        }
        if let Some(origin) = minus {
            self.before_other();
            self.out.push(MINUS.encode_utf8(&mut [0; 4]), &origin, text[origin.clone()].starts_with(MINUS));
            self.last = LastWritten::Other;
        }
        self.below = false;
        end
    }

    /// Whether what is written ends in a number that is less than the one after it, as of years or pages.
    fn rises(&self, after: &str) -> bool {
        let text = &self.out.text;
        let before = &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let after = &after[..after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
        if self.space.is_some()
            || before.is_empty()
            || after.is_empty()
            || text[..text.len() - before.len()].ends_with([MINUS, '.', ',', '-'])
        {
            return false;
        }
        let of = |digits: &str| (digits.len(), digits.to_owned());
        of(before) < of(after) || before.len() > 2 && before.len() > after.len() && after.len() > 1
    }

    /// Whether a minus may stand here apart from the number after it: after what a value follows.
    fn sign_may_be_apart(&self, before: &str) -> bool {
        let at_line = before.trim_end_matches(is_invisible).ends_with('\n');
        match self.last {
            LastWritten::Start => !self.first_dash,
            // `(- 5)`
            LastWritten::Other if self.out.text.ends_with(['(', '[']) => true,
            _ if self.space.is_none() => false,
            _ if at_line && self.out.text.ends_with(['.', '!', '?', ':', '|', ';']) => true,
            LastWritten::Other => {
                let text = self.out.text.as_str();
                let word = &text[text.trim_end_matches(char::is_alphabetic).len()..];
                if word.is_empty() {
                    text.ends_with([':', '=', '|', '<', '>', '≤', '≥', '≈', '~', '(', '['])
                } else {
                    is_before_value(word)
                }
            }
            _ => false,
        }
    }

    /// Whether a sign may stand here: not right after a word, a number or what closes one.
    fn may_sign(&self) -> bool {
        if self.space.is_some() {
            return true;
        }
        match self.last {
            LastWritten::Start | LastWritten::Joint | LastWritten::OpenMark => true,
            LastWritten::Mark => self.opened,
            LastWritten::Other => self
                .out
                .text
                .ends_with(|c: char| is_currency(c) || "([{（<>≤≥≠±~≈=:;/|×*，、。：；".contains(c)),
        }
    }

    fn mark(&mut self, c: char, origin: &Range<usize>, rest: &str, whole: bool) {
        let next = rest.chars().find(|&c| !is_invisible(c));
        let strokes = strokes(c);
        if let Some(strokes) = strokes.filter(|_| whole)
            && self.prime(c, strokes, origin, rest)
        {
            return;
        }
        let apart = self.space.is_some()
            || matches!(self.last, LastWritten::Start | LastWritten::Joint | LastWritten::OpenMark)
            || self.last == LastWritten::Mark && self.opened
            || self.out.text.ends_with(['(', '[']);
        let guillemet = matches!(c, '«' | '‹') && apart;
        let closes = matches!(c, '»' | '›') && !next.is_some_and(char::is_alphanumeric);
        if closes || self.last == LastWritten::OpenMark {
            self.space = None;
        }
        self.opened = apart && next.is_some_and(|c| !c.is_whitespace());
        if let Some(open) = self.open.get_mut(match c {
            '\u{201a}' => 0,
            '\u{201e}' => 1,
            _ => strokes.map_or(2, |n| n - 1),
        }) {
            let year = matches!(c, '\'' | '’') && is_year(rest);
            let closes = !apart && !next.is_some_and(char::is_alphabetic);
            *open = (self.opened && !year) || (*open && !closes);
        }
        if matches!(self.last, LastWritten::Mark | LastWritten::OpenMark) && self.space.is_none() {
            return;
        }
        self.before_other();
        self.out.push("'", origin, whole && origin.len() == 1);
        self.last = if guillemet { LastWritten::OpenMark } else { LastWritten::Mark };
        self.below = false;
    }

    /// Writes a mark as a prime, if it is one: behind a figure, or a symbol of one letter.
    fn prime(&mut self, c: char, mut strokes: usize, origin: &Range<usize>, rest: &str) -> bool {
        if self.space.is_some() || self.last != LastWritten::Other {
            return false;
        }
        let mut before = self.out.text.chars().rev();
        let left = before.next();
        let digit = left.is_some_and(|c| c.is_numeric() || c == '°');
        let symbol = left.is_some_and(|c| c.is_alphabetic() && c < '\u{530}')
            && !before.next().is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '.');
        if !digit && !symbol {
            return false;
        }
        let mut chars = rest.char_indices().filter(|&(_, c)| !is_invisible(c));
        let mut next = chars.next();
        let mut long = 0;
        // `6''` is as `6"`.
        while strokes < 3
            && glyphs::strokes(c) == Some(1)
            && let Some((at, again)) =
                next.filter(|&(_, d)| glyphs::strokes(d) == Some(1) && is_prime(d) == is_prime(c))
        {
            strokes += 1;
            long = at + again.len_utf8();
            next = chars.next();
        }
        let next = next.map(|(_, c)| c);
        if !is_prime(c) {
            let open = self.open.get(strokes - 1).is_some_and(|&open| open);
            // `1’200` is a group of digits, `1990’s` and `l’État` are words, `46"N` is a place.
            let after = rest[long..].trim_start_matches(is_invisible);
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let goes_on = next.is_some_and(char::is_alphabetic) && !(digit && is_bearing(after));
            if open || goes_on || (strokes == 1 && digits == 3) {
                return false;
            }
            self.primes = true;
            if self.marks {
                return false;
            }
        }
        self.read = origin.end + long;
        self.out.push(PRIMES[strokes - 1], &(origin.start..self.read), false);
        self.last = LastWritten::Other;
        self.below = false;
        true
    }

    /// Writes the space that is waiting, unless what stands before it takes it in.
    fn before_other(&mut self) {
        self.close_dots();
        if let Some(space) = self.space.take()
            && matches!(self.last, LastWritten::Mark | LastWritten::Other)
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
                    self.last = LastWritten::Other;
                }
                self.space = after;
            }
            count => {
                let [(space, dot), (_, rest)] = first;
                let mut span = span;
                // Four dots at a word are its full stop and an ellipsis.
                if count == 4 && space.is_none() && self.last != LastWritten::Start {
                    if dot.len() == 1 {
                        span.start = rest.start;
                    }
                    self.out.push(".", &dot, false);
                }
                self.space = None;
                self.out.push("...", &span, false);
                self.last = LastWritten::Joint;
            }
        }
    }
}

/// How many bytes at the start are plain: ASCII that folding leaves as it is, and single spaces
/// between. The last before what is not ASCII is left out, since a combining mark may follow.
fn plain_run(bytes: &[u8]) -> usize {
    let plain = |i: usize| bytes.get(i).is_some_and(|&b| is_plain(b));
    let mut end = 0;
    // The space of `40 %` and `$ 5` is left out.
    let unit = |i: usize| match bytes[i - 1] {
        b'$' => bytes.get(i + 1).is_some_and(u8::is_ascii_digit),
        byte => byte.is_ascii_digit() && bytes.get(i + 1) == Some(&b'%'),
    };
    while plain(end) || (end > 0 && bytes.get(end) == Some(&b' ') && plain(end + 1) && !unit(end)) {
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

/// Whether two digits of a year follow, as in `’90s`.
fn is_year(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && !rest[digits..].starts_with(is_mark)
}

/// Whether a letter of a compass follows, as in `46"N`.
fn is_bearing(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('N' | 'S' | 'E' | 'W' | 'O'))
        && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
