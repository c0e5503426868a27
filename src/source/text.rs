//! An article file → its canonical text: the one text of a source that every offset counts in.
//!
//! 1. The file's bytes become lines: of plain text as they stand, of Markdown and HTML
//!    ([`markup`]) by their blocks.
//! 2. Lines that the record lists in `omit` are taken out.
//! 3. Lines are joined to paragraphs: at blank lines, or each line for itself where the file's lines
//!    are long and unbroken. A word that a line's end broke is put together.
//! 4. Each paragraph is brought to NFC, its white space folded, what is invisible and misleading
//!    taken out. The paragraphs, with a line feed between, are the canonical text.

mod controls;
mod front_matter;
pub(crate) mod notes;
mod plain;
pub(crate) mod runs;
pub(crate) mod unreadable;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::base::bytes::is_odd;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule;
use crate::base::sentence::sentences;
use crate::base::text::{File, Place, Span};
use crate::source::fold::{Folded, Hints};
use crate::source::markup;
use crate::source::passage::index::LookupIndex;
use crate::source::record::SpannedValue;
use runs::RunGroup;

/// The canonical text of a source. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Arc<Inner>);

/// The language that a text seems to be in, found when it is first asked for. It follows from the text, so that two
/// equal texts have equal ones.
#[derive(Debug, Default)]
struct Guess(OnceLock<Option<&'static str>>);

/// The sentences of each paragraph, once they are known. They follow from the text and make no difference of it.
#[derive(Debug, Default)]
struct Sentences(OnceLock<Vec<OnceLock<Vec<std::ops::Range<usize>>>>>);

impl PartialEq for Sentences {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Sentences {}

impl PartialEq for Guess {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Guess {}

#[derive(Debug, Default, PartialEq, Eq)]
struct Inner {
    guess: Guess,
    sentences: Sentences,
    /// The language that the file says it is in, as a BCP 47 tag.
    declared: Option<Box<str>>,
    asked: LookupIndex,
    canonical: String,
    paragraphs: Vec<Span>,
    /// For each paragraph but the last, whether the next one goes on with it.
    runs: Vec<bool>,
    folded: Folded,
}

impl Text {
    /// The text of plain paragraphs, as of a `.txt` file that holds `text`.
    pub fn plain(text: &str) -> Self {
        Self::from_lines(plain::lines(text), None)
    }

    fn from_lines(lines: impl IntoIterator<Item = TextLine>, declared: Option<Box<str>>) -> Self {
        let (mut canonical, mut hints) = (String::new(), Hints::default());
        let (mut paragraphs, mut groups) = (Vec::new(), Vec::new());
        for (paragraph, group) in join(lines) {
            if !canonical.is_empty() {
                canonical.push('\n');
            }
            let start = canonical.len();
            notes::lay(&paragraph, &mut canonical, &mut hints);
            paragraphs.push(Span::new(start, canonical.len()));
            groups.push(group);
        }
        let told: Vec<(&str, RunGroup)> =
            paragraphs.iter().zip(groups).map(|(span, group)| (&canonical[span.range()], group)).collect();
        let runs = runs::runs(&told);
        let folded = Folded::with_hints(&canonical, &hints);
        Self(Arc::new(Inner {
            guess: Guess::default(),
            sentences: Sentences::default(),
            declared,
            asked: LookupIndex::default(),
            canonical,
            paragraphs,
            runs,
            folded,
        }))
    }

    /// The language that the text seems to be in, as `guess` finds it the first time: from the text, and from what
    /// its file says of it.
    pub(crate) fn language(
        &self,
        guess: impl FnOnce(&str, Option<&str>) -> Option<&'static str>,
    ) -> Option<&'static str> {
        *self.0.guess.0.get_or_init(|| guess(&self.0.canonical, self.0.declared.as_deref()))
    }

    /// The sentences of a paragraph, by its number, from its beginning; they are found when they are first asked
    /// for. `None` for a paragraph that is longer than a few pages.
    pub(crate) fn sentences(&self, number: usize) -> Option<&[std::ops::Range<usize>]> {
        const LONGEST: usize = 10_000;
        let of_text =
            self.0.sentences.0.get_or_init(|| self.0.paragraphs.iter().map(|_| OnceLock::new()).collect());
        let paragraph = self.paragraph(number).filter(|paragraph| paragraph.len() <= LONGEST)?;
        Some(of_text.get(number - 1)?.get_or_init(|| sentences(self.slice(paragraph))))
    }

    /// All of it: the paragraphs with one line feed between.
    pub fn canonical(&self) -> &str {
        &self.0.canonical
    }

    /// Where the paragraphs stand in the canonical text.
    pub fn paragraphs(&self) -> &[Span] {
        &self.0.paragraphs
    }

    /// Where a paragraph stands, by its number, counted from 1.
    pub fn paragraph(&self, number: usize) -> Option<Span> {
        self.0.paragraphs.get(number.checked_sub(1)?).copied()
    }

    /// The number, from 1, of the paragraph in which an offset lies. An offset between two is in the
    /// first; one past the end is in the last.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        let before = self.0.paragraphs.partition_point(|p| (p.end as usize) < offset);
        (before + 1).min(self.0.paragraphs.len())
    }

    /// Whether a paragraph (numbered from 1) and the next one are one running text, so that a quotation may go
    /// from the one into the other without a mark. A heading, a list item, a table's row, a caption, and the
    /// words of a speaker stand for themselves; see [`runs`].
    pub fn runs_on(&self, paragraph: usize) -> bool {
        paragraph.checked_sub(1).and_then(|before| self.0.runs.get(before)).is_some_and(|&runs| runs)
    }

    /// What stands at a span.
    pub fn slice(&self, span: Span) -> &str {
        self.0.canonical.get(span.range()).unwrap_or_default()
    }

    /// How many words a span touches. See [`words`].
    pub fn words(&self, span: Span) -> usize {
        words(self.slice(span)).count()
    }

    /// The first `n` words of the first paragraph, or all of it if it has fewer.
    pub fn first_words(&self, n: usize) -> Span {
        let Some(first) = self.paragraph(1) else { return Span::default() };
        let end = words(self.slice(first)).take(n).last().map_or(0, |word| word.end);
        Span::new(first.start as usize, first.start as usize + end)
    }

    /// Where its folded words stand, for those who ask often.
    pub(crate) fn asked(&self) -> &LookupIndex {
        &self.0.asked
    }

    /// The form in which quotations are looked up.
    pub(crate) fn folded(&self) -> &Folded {
        &self.0.folded
    }
}

/// Reads an article file. `omit` are the lines of it that are not of the article, as the record in
/// the library file `library` lists them.
///
/// There is no text if the file is none: in another encoding, binary, or without a word.
pub fn read(file: &File, omit: &[SpannedValue], library: &Arc<str>) -> Checked<Option<Text>> {
    let raw = match file.text() {
        Ok(raw) => raw,
        Err(why) => return Checked { value: None, diagnostics: vec![unreadable::finding(file, why)] },
    };
    let mut diagnostics = Vec::new();
    let extension = file.extension();
    let is_html = matches!(&*extension, "html" | "htm");
    let is_markdown = matches!(&*extension, "md" | "markdown");
    let marked_up = is_html || is_markdown;
    let controls = controls::found(file, raw, marked_up);
    let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    let lines = match (is_html, is_markdown) {
        (true, _) => markup::html_lines(raw),
        (_, true) => markup::markdown_lines(front_matter::without(file, raw, &mut diagnostics)),
        _ => plain::lines(raw),
    };
    let lines = without(lines, omit, |unused| {
        diagnostics.push(
            Diagnostic::at(
                &rule::OMIT_NOT_FOUND,
                library,
                unused.span,
                format!("`{}` has no line `{}`", file.path, shorten(&unused.value)),
            )
            .label("not in the text")
            .help("copy the whole line from the file, or remove it from `omit`"),
        );
    });
    let declared = if is_html { markup::language(raw) } else { None };
    let text = Text::from_lines(lines, declared.map(Box::from));
    // What stands in a tag, or in what is hidden, is not of the text.
    if !marked_up || text.canonical().contains('\u{fffd}') {
        diagnostics.extend(controls);
    }
    if text.canonical().chars().any(char::is_alphanumeric) {
        return Checked { value: Some(text), diagnostics };
    }
    let none = Diagnostic::new(
        &rule::UNREADABLE_TEXT,
        Place::file(&file.path),
        format!("`{}` has no words", file.path),
    )
    .help("put the article's text there, or delete the file and remove `file` from the record");
    diagnostics.push(none);
    Checked { value: None, diagnostics }
}

/// The runs in some numbers of paragraphs, which are in order: the first and the last of each.
pub fn runs(numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

/// The words of a text, as they are counted everywhere: what stands between white space, and each
/// character of a script that is written without spaces, with the punctuation after it.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|&byte| byte != b' ').unwrap_or(bytes.len() - at);
        // Nearly all words are of visible ASCII and stand between plain spaces.
        let plain =
            bytes[at..].iter().position(|&byte| byte == b' ' || is_odd(byte)).unwrap_or(bytes.len() - at);
        let word = match bytes.get(at + plain) {
            None | Some(b' ') => at..at + plain,
            Some(_) => any_word(text, at),
        };
        at = word.end;
        (!word.is_empty()).then_some(word)
    })
}

/// The first word at or after an offset, of any script; empty if there is none.
fn any_word(text: &str, from: usize) -> Range<usize> {
    let rest = &text[from..];
    let start = from + (rest.len() - rest.trim_start().len());
    // What letters the word has so far: none, one that stands for itself, or such as need spaces.
    let mut unspaced_so_far = None;
    let end = text[start..].find(|c: char| {
        let letter = c.is_alphanumeric().then(|| is_unspaced(c));
        let next_word =
            matches!((unspaced_so_far, letter), (Some(true), Some(_)) | (Some(false), Some(true)));
        unspaced_so_far = unspaced_so_far.or(letter);
        c.is_whitespace() || next_word
    });
    start..end.map_or(text.len(), |end| start + end)
}

/// Whether the character is of a script that is written without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    // Nearly all text is below these.
    c >= '\u{e00}'
        && matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// One line for canonical text: white space folded to single spaces and trimmed, characters that
/// steer the display taken out, NFC. A control character was something that is lost (some PDFs write a
/// minus as U+0003): U+FFFD stands in its place, so that no one reads on over it.
pub(crate) fn canonical_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut space, mut line_end) = (false, false);
    for c in line.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
            line_end |= c == '\n';
        } else if !misleads(c) {
            // A line's end between two letters of a script without spaces is none.
            let end = std::mem::take(&mut line_end);
            if std::mem::take(&mut space) && !(end && joins_without_space(&out, c.encode_utf8(&mut [0; 4]))) {
                out.push(' ');
            }
            out.push(if c.is_control() { '\u{fffd}' } else { c });
        }
    }
    if out.is_ascii() || is_nfc(&out) { out } else { out.nfc().collect() }
}

/// Characters that no reader sees and that change what the characters around them look like.
fn misleads(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A part of a text on its way to paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextLine {
    /// A line of a paragraph, canonical and not empty, with the signs of [`notes`]; and what it stands in.
    Words(String, RunGroup),
    /// Here one paragraph ends and the next begins.
    Break,
}

/// The lines without those that are listed; says which of the list there are not. A whole paragraph
/// may be listed as well as a line.
fn without(
    lines: Vec<TextLine>,
    omit: &[SpannedValue],
    mut unused: impl FnMut(&SpannedValue),
) -> Vec<TextLine> {
    if omit.is_empty() {
        return lines;
    }
    let listed: Vec<String> = omit.iter().map(|line| canonical_line(&line.value)).collect();
    let mut used = vec![false; listed.len()];
    let mut is_listed = |line: &str| {
        let mut any = false;
        for (entry, used) in listed.iter().zip(&mut used) {
            if entry == line {
                *used = true;
                any = true;
            }
        }
        any
    };
    // `date 2021-06-20 …` leaves out the beginning of a line.
    let beginnings: Vec<Option<&str>> =
        listed.iter().map(|line| line.strip_suffix('…').map(str::trim_end)).collect();
    let mut begun = vec![false; listed.len()];
    let mut behind = |line: &str| {
        for (beginning, begun) in beginnings.iter().zip(&mut begun) {
            if let Some(rest) = beginning.filter(|b| !b.is_empty()).and_then(|b| line.strip_prefix(b))
                && rest.starts_with(' ')
            {
                *begun = true;
                return rest.trim_start().to_owned();
            }
        }
        line.to_owned()
    };
    let whole = |block: &[TextLine]| {
        let joined: String =
            join(block.iter().cloned()).into_iter().map(|(paragraph, _)| paragraph).collect();
        notes::bare(&joined).into_owned()
    };
    let mut kept = Vec::with_capacity(lines.len());
    for block in lines.split(|line| *line == TextLine::Break) {
        if !(block.len() > 1 && is_listed(&whole(block))) {
            for line in block {
                match line {
                    TextLine::Words(words, _) if is_listed(&notes::bare(words)) => kept.push(TextLine::Break),
                    TextLine::Words(words, group) => kept.push(TextLine::Words(behind(words), *group)),
                    line => kept.push(line.clone()),
                }
            }
        }
        kept.push(TextLine::Break);
    }
    for (used, begun) in used.iter_mut().zip(begun) {
        *used |= begun;
    }
    for (entry, _) in omit.iter().zip(&used).filter(|(_, used)| !**used) {
        unused(entry);
    }
    kept
}

/// Lines joined to paragraphs.
fn join(lines: impl IntoIterator<Item = TextLine>) -> Vec<(String, RunGroup)> {
    let mut paragraphs: Vec<(String, RunGroup)> = Vec::new();
    let mut open = false;
    for line in lines {
        match line {
            TextLine::Break => open = false,
            TextLine::Words(words, group) => {
                match paragraphs.last_mut().filter(|_| open) {
                    None => paragraphs.push((words, group)),
                    Some((paragraph, _)) => {
                        match seam(paragraph, &words) {
                            LineJoin::Space => paragraph.push(' '),
                            LineJoin::Word => paragraph.push(notes::BROKEN),
                            LineJoin::Nothing => {}
                        }
                        paragraph.push_str(&words);
                    }
                }
                open = true;
            }
        }
    }
    for (paragraph, _) in &mut paragraphs {
        if !is_nfc(paragraph) {
            *paragraph = paragraph.nfc().collect();
        }
    }
    paragraphs
}

/// What comes between two lines of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineJoin {
    Space,
    /// Nothing: the script has no spaces, or a hyphen stands there that is of the word.
    Nothing,
    /// Nothing, and the hyphen there may or may not be of the word.
    Word,
}

fn seam(before: &str, after: &str) -> LineJoin {
    if joins_without_space(before, after) {
        return LineJoin::Nothing;
    }
    let mut back = before.chars().rev();
    let hyphen = matches!(back.next(), Some('-' | '\u{2010}' | '\u{ad}'));
    let (Some(left), Some(right)) = (back.next(), after.chars().next()) else { return LineJoin::Space };
    // `two- and three-roomed`: the hyphen stands for a part of a word that follows.
    let word = after.split([' ', ',']).next().unwrap_or_default();
    if !hyphen
        || matches!(word, "and" | "or" | "to" | "und" | "oder" | "bis" | "et" | "ou" | "y" | "o" | "en" | "и")
    {
        return LineJoin::Space;
    }
    match left.is_alphanumeric() && right.is_alphanumeric() {
        true if left.is_alphabetic() && right.is_lowercase() => LineJoin::Word,
        true => LineJoin::Nothing,
        false => LineJoin::Space,
    }
}

fn joins_without_space(before: &str, after: &str) -> bool {
    let wide = |c: Option<char>| {
        c.is_some_and(|c| is_unspaced(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}'))
    };
    wide(before.chars().next_back()) && wide(after.chars().next())
}

/// A line short enough for a message.
pub(crate) fn shorten(line: &str) -> String {
    const MOST: usize = 60;
    let mut chars = line.char_indices();
    match chars.nth(MOST) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
    }
}

#[cfg(test)]
mod tests;
