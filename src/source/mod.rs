//! From `seeds/` to sources: a record, and the text that it describes.
//!
//! 1. [`record`] reads the library files into records; `unread` names the files of which nothing is read.
//! 2. [`text`] makes of each article its canonical text: paragraphs, NFC, white space folded.
//!    [`markup`] takes Markdown and HTML apart for it; [`fold`] is the form in which texts and
//!    quotations are compared.
//! 3. [`passage`] finds a quotation in a text, or says why not; [`nearest`] says what it may have been
//!    meant for.
//! 4. [`caution`] says of a quotation that was found what it leaves out, or is cut from, that turns its sense.
//! 5. [`rights`] decides how much of a text may be published, and is the only door to it.
//! 6. [`pin`] knows a text again, and says how it has changed.
//!
//! [`gather`] does the first two for a whole site.

mod unread;
pub mod fold;
pub mod record;
pub mod markup;
pub mod text;
mod numerals;
mod ends;
pub mod passage;
pub mod nearest;
pub mod caution;
pub mod typeset;
pub mod rights;
pub mod pin;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::base::address::{self, OutPath};
use crate::base::current_file;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule;
use crate::base::suggest::Candidates;
use crate::base::text::{File, Inputs, Place, Span};
use record::{LibraryEntry, Record, SpannedValue};
use rights::{Limits, PublishedText, Rights};
use text::unreadable::shell_word;
use text::{Text, words};

/// One source: what is known of it, and its text if there is one.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its citation key.
    pub key: Arc<str>,
    /// Where its record stands.
    pub place: Place,
    /// Its bibliographic record.
    pub record: Record,
    /// Its canonical text; `None` if there is no readable text.
    pub text: Option<Text>,
    /// The file that its text was read from, from the site's root.
    pub text_file: Option<Arc<str>>,
    /// Where its page is published; `None` if its key can be no address.
    pub out: Option<OutPath>,
}

/// What a source is called, and where that comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title<'a> {
    /// It is in the record.
    Stated(&'a str),
    /// The record has none: these are the first words of the text, to be marked as such.
    FirstWords(&'a str),
    /// There is neither a title nor a text that may be shown: this is the key.
    Key(&'a str),
}

/// How many words of a text stand for a title that is not stated.
const TITLE_WORDS: usize = 8;

impl Source {
    /// What may be published of it: what its record says, else the site's default.
    pub fn rights(&self, limits: &Limits) -> Rights {
        self.record.rights.unwrap_or(limits.default)
    }

    /// What it is called. Of a source that may only be cited, no words of the text stand for a title.
    pub fn title(&self, limits: &Limits) -> Title<'_> {
        if let Some(title) = &self.record.title {
            return Title::Stated(title);
        }
        match &self.text {
            Some(text) if self.rights(limits) != Rights::CiteOnly => {
                Title::FirstWords(text.slice(text.first_words(TITLE_WORDS)))
            }
            _ => Title::Key(&self.key),
        }
    }

    /// Decides what may be published of its text; see [`rights::decide`]. Words of the text that stand
    /// for its title are published everywhere, and count.
    pub fn publish(
        &self,
        limits: &Limits,
        quotations: &[Span],
        paragraphs: &[Span],
    ) -> Option<PublishedText> {
        let text = self.text.as_ref()?;
        let rights = self.rights(limits);
        let published = rights::decide(text, rights, limits, quotations, paragraphs);
        let Title::FirstWords(title) = self.title(limits) else { return Some(published) };
        let span = text.first_words(TITLE_WORDS);
        let most = limits.most(text);
        if published.contains(span)
            || published.excess().is_some()
            || published.words() + words(title).count() <= most
        {
            return Some(published);
        }
        let less = Limits { words_per_source: most.saturating_sub(text.words(span)), ..*limits };
        Some(rights::decide(text, rights, &less, quotations, paragraphs))
    }
}

/// The folder of the articles and their records.
const SEEDS: &str = "seeds/";

/// Reads all libraries and the texts that they describe. The sources are sorted by key.
pub fn gather(inputs: &Inputs) -> Checked<Vec<Source>> {
    let mut diagnostics = Vec::new();
    let listed = distinct(libraries(inputs, &mut diagnostics), &mut diagnostics);
    let texts = texts_of(inputs, &listed, &mut diagnostics);
    unread::report(inputs, &mut diagnostics);
    let read: Vec<Checked<Source>> =
        listed.into_par_iter().zip(texts).map(|(listed, file)| source(listed, file)).collect();
    let mut sources: Vec<Source> =
        read.into_iter().map(|source| source.collect_into(&mut diagnostics)).collect();
    sources.sort_by(|a, b| a.key.cmp(&b.key));
    Checked { value: sources, diagnostics }
}

/// A record, and the library file it stands in.
struct Listed<'a> {
    library: &'a File,
    entry: LibraryEntry,
}

impl Listed<'_> {
    fn key_place(&self) -> Place {
        Place::at(&self.library.path, self.entry.key_span)
    }
}

/// All records, in the order of the library files' paths and within each as they stand.
fn libraries<'a>(inputs: &'a Inputs, diagnostics: &mut Vec<Diagnostic>) -> Vec<Listed<'a>> {
    let files: Vec<&File> = inputs.under(SEEDS).filter(|file| record::is_library(file)).collect();
    let read: Vec<Checked<Vec<LibraryEntry>>> =
        files.par_iter().map(|file| current_file::with(&file.path, || record::read(file))).collect();
    let mut listed = Vec::new();
    for (library, entries) in files.into_iter().zip(read) {
        let entries = entries.collect_into(diagnostics);
        listed.extend(entries.into_iter().map(|entry| Listed { library, entry }));
    }
    listed
}

/// The records without those whose key another has before them.
fn distinct<'a>(listed: Vec<Listed<'a>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Listed<'a>> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Listed<'a>> = Vec::with_capacity(listed.len());
    for listed in listed {
        let key = &listed.entry.key;
        match first.get(&key.to_lowercase()) {
            Some(&i) => {
                let other: &Listed<'_> = &kept[i];
                let message = match other.entry.key == *key {
                    true => format!("two records have the key `{key}`"),
                    false => format!("the keys `{}` and `{key}` differ only in case", other.entry.key),
                };
                diagnostics.push(
                    Diagnostic::new(&rule::DUPLICATE_KEY, listed.key_place(), message)
                        .related(other.key_place(), "the first is here")
                        .help("give one of them another key, or delete it"),
                );
            }
            None => {
                first.insert(key.to_lowercase(), kept.len());
                kept.push(listed);
            }
        }
    }
    kept
}

fn is_text(file: &File) -> bool {
    TEXT_EXTENSIONS.contains(&&*file.extension())
}

/// In the order in which they are tried for a record that names no file.
const TEXT_EXTENSIONS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// For each record its text: by `file`, else a text named after the key beside the library.
fn texts_of<'a>(
    inputs: &'a Inputs,
    listed: &[Listed<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<&'a File>> {
    let files = Files::of(inputs);
    // Which record has a text.
    let mut owners: BTreeMap<&'a str, usize> = BTreeMap::new();
    let mut texts = vec![None; listed.len()];
    // What a record names comes before what a name suggests.
    for named in [true, false] {
        for (i, record) in listed.iter().enumerate() {
            let written = record.entry.record.file.as_ref();
            if named != written.is_some() {
                continue;
            }
            let found = match written {
                Some(written) => match text_by_file(&files, record, written) {
                    Ok(file) => Some(file),
                    Err(finding) => {
                        diagnostics.push(*finding);
                        None
                    }
                },
                None => text_by_key(&files, record),
            };
            let Some(file) = found else { continue };
            match owners.get(&*file.path) {
                None => {
                    owners.insert(&file.path, i);
                    texts[i] = Some(file);
                }
                Some(&owner) => diagnostics.push(taken(record, &listed[owner], file)),
            }
        }
    }
    // Keys whose records have a text.
    let named: BTreeMap<&str, &File> =
        listed.iter().zip(&texts).filter_map(|(record, file)| Some((&*record.entry.key, (*file)?))).collect();
    for file in inputs.under(SEEDS).filter(|file| is_text(file) && !unread::is_of_the_folder(file)) {
        if !owners.contains_key(&*file.path) {
            diagnostics.push(without_record(file, inputs, &named));
        }
    }
    texts
}

/// The files of `seeds/` by their paths, of which two forms of Unicode are one name: a disk may keep `é` as one
/// character or as two.
struct Files<'a> {
    inputs: &'a Inputs,
    /// Those whose path is not in NFC, by the path in NFC.
    composed: BTreeMap<String, &'a File>,
    /// The texts among them, made when one is named that is not there.
    names: OnceCell<Candidates>,
}

impl<'a> Files<'a> {
    fn of(inputs: &'a Inputs) -> Self {
        let other = inputs.under(SEEDS).filter(|file| !is_nfc(&file.path));
        let composed = other.map(|file| (file.path.nfc().collect(), file)).collect();
        Self { inputs, composed, names: OnceCell::new() }
    }

    /// The path of a text that another may have been meant for.
    fn nearest(&self, path: &str) -> Option<&str> {
        let texts = || self.inputs.under(SEEDS).filter(|file| is_text(file)).map(|file| &*file.path);
        self.names.get_or_init(|| Candidates::new(texts())).nearest(path)
    }

    fn get(&self, path: &str) -> Option<&'a File> {
        let exact = self.inputs.files.get(path);
        if exact.is_some() || path.is_ascii() {
            return exact;
        }
        let path: String = path.nfc().collect();
        self.inputs.files.get(&*path).or_else(|| self.composed.get(&path).copied())
    }
}

fn text_by_file<'a>(
    files: &Files<'a>,
    record: &Listed<'_>,
    written: &SpannedValue,
) -> Result<&'a File, Box<Diagnostic>> {
    let library = &record.library.path;
    let missing = |message: String| Diagnostic::at(&rule::MISSING_TEXT, library, written.span, message);
    let Some(path) = address::resolve(library, &written.value).filter(|path| path.starts_with(SEEDS)) else {
        let message = format!("`{}` is outside `{SEEDS}`", written.value);
        return Err(Box::new(missing(message).help("put the text into `seeds/`")));
    };
    match files.get(&path) {
        Some(file) if is_text(file) => Ok(file),
        Some(_) => {
            let message = format!("`{path}` is not a text that expound reads");
            Err(Box::new(
                missing(message).help("save its text as `.txt`, `.md` or `.html` beside it, and name that"),
            ))
        }
        None => {
            let below = format!("{path}/");
            if files.inputs.under(&below).next().is_some() {
                let finding = missing(format!("`{path}` is a folder, not a text"));
                return Err(Box::new(finding.help("name a file in it, or replace it with the text")));
            }
            if files.inputs.unreadable.iter().any(|finding| *finding.place.file == *path) {
                let finding = missing(format!("`{path}` exists, but could not be read"));
                return Err(Box::new(finding.help("see the finding about that file")));
            }
            let finding = missing(format!("there is no file `{path}`"));
            let folder = library.rfind('/').map_or(0, |i| i + 1);
            Err(Box::new(match files.nearest(&path) {
                // As it is to be written: from the library's folder.
                Some(near) => match near.strip_prefix(&library[..folder]) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.help(format!("did you mean `/{near}`?")),
                },
                None => finding.help("write `file` as a path from the folder of the library file"),
            }))
        }
    }
}

fn text_by_key<'a>(files: &Files<'a>, record: &Listed<'_>) -> Option<&'a File> {
    let folder = &record.library.path[..record.library.path.rfind('/').map_or(0, |i| i + 1)];
    let key = &record.entry.key;
    if key.contains(['/', '\\']) {
        return None;
    }
    TEXT_EXTENSIONS.iter().find_map(|extension| files.get(&format!("{folder}{key}.{extension}")))
}

/// A text has one record: with two, a quotation from it would belong to two sources.
fn taken(record: &Listed<'_>, owner: &Listed<'_>, file: &File) -> Diagnostic {
    let library = &record.library.path;
    let place = |of: &Listed<'_>| match &of.entry.record.file {
        Some(written) => Place::at(&of.library.path, written.span),
        None => of.key_place(),
    };
    let finding = match &record.entry.record.file {
        Some(written) => Diagnostic::at(
            &rule::BAD_RECORD,
            library,
            written.span,
            format!("`{}` is already the text of `{}`", file.path, owner.entry.key),
        ),
        None => Diagnostic::new(
            &rule::BAD_RECORD,
            record.key_place(),
            format!(
                "`{}` would be the text of `{}`, but `{}` has it",
                file.path, record.entry.key, owner.entry.key
            ),
        ),
    };
    finding.related(place(owner), "named here").help("give each record its own text, or delete one of them")
}

fn without_record(file: &File, inputs: &Inputs, named: &BTreeMap<&str, &File>) -> Diagnostic {
    let stem = file.name().rsplit_once('.').map_or(file.name(), |(stem, _)| stem);
    if let Some(text) = named.get(stem) {
        let message = format!("`{}` is ignored: the text of `{stem}` is `{}`", file.path, text.path);
        return Diagnostic::new(&rule::SOURCE_WITHOUT_RECORD, Place::file(&file.path), message).help(
            format!("delete one of them, or name the right one in the record: `file = \"{}\"`", file.name()),
        );
    }
    let finding = Diagnostic::new(
        &rule::SOURCE_WITHOUT_RECORD,
        Place::file(&file.path),
        format!("`{}` has no record, so it cannot be cited", file.path),
    );
    // `a.utf-8.txt`: what someone made of `a.txt` when that was in another encoding.
    let original = ["utf-8", "utf8", "UTF-8"].iter().find_map(|encoding| {
        let (stem, ending) = file.path.rsplit_once('.')?;
        let original = format!("{}.{ending}", stem.strip_suffix(encoding)?.strip_suffix(['.', '-', '_'])?);
        inputs.under(SEEDS).find(|file| *file.path == *original)
    });
    if let Some(original) = original {
        let (from, to) = (shell_word(&file.path), shell_word(&original.path));
        return finding.help(match original.text() {
            Ok(_) => format!("it is a copy of `{to}`, which is now in UTF-8: delete it, `rm {from}`"),
            Err(_) => format!("put it in the place of `{to}`: `mv {from} {to}`"),
        });
    }
    finding.help(format!(
        "add a record with `file = \"{}\"` to a library beside it, or name a record `{stem}`",
        file.name()
    ))
}

fn source(listed: Listed<'_>, file: Option<&File>) -> Checked<Source> {
    let place = listed.key_place();
    let LibraryEntry { key, record, .. } = listed.entry;
    let mut diagnostics = Vec::new();
    let library = &listed.library.path;
    let read = |file: &File| current_file::with(&file.path, || text::read(file, &record.omit, library));
    let text = file.and_then(|file| read(file).collect_into(&mut diagnostics));
    if file.is_none() && !record.omit.is_empty() && record.file.is_none() {
        diagnostics.push(
            Diagnostic::at(
                &rule::OMIT_NOT_FOUND,
                library,
                record.omit[0].span,
                format!("`{key}` has no text to omit lines from"),
            )
            .help("name its text with `file`, or remove `omit`"),
        );
    }
    let out = match address::source_output(&key) {
        Ok(out) => Some(out),
        Err(why) => {
            diagnostics.push(
                Diagnostic::new(
                    &rule::BAD_ADDRESS,
                    place.clone(),
                    format!("`{key}` cannot have a page: {why}"),
                )
                .help("give the record another key"),
            );
            None
        }
    };
    Checked {
        value: Source { text_file: file.map(|file| Arc::clone(&file.path)), key, place, record, text, out },
        diagnostics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic;
    use crate::base::rule::Rule;

    fn gathered(files: &[(&str, &str)]) -> (Vec<Source>, Vec<Diagnostic>) {
        let Checked { value, mut diagnostics } = gather(&Inputs::from_texts(files.iter().copied()));
        diagnostic::sort(&mut diagnostics);
        (value, diagnostics)
    }

    fn rules(diagnostics: &[Diagnostic]) -> Vec<&'static Rule> {
        diagnostics.iter().map(|d| d.rule).collect()
    }

    #[test]
    fn a_text_is_found_by_file_and_by_key() {
        let (sources, diagnostics) = gathered(&[
            ("content/x.txt", "not a source"),
            ("seeds/README.md", "About this folder."),
            ("seeds/a.pdf", "%PDF"),
            ("seeds/a.txt", "First words of it, and some more of them."),
            ("seeds/lib.toml", "[b]\nfile = \"texts/b_1.md\"\n[a]\ntitle = \"A\"\n[none]\n"),
            ("seeds/texts/b_1.md", "# One *two* three four five six seven eight nine"),
            ("seeds/texts/c.html", "<p>Text"),
            ("seeds/texts/lib.toml", "[c]\nrights = \"cite-only\""),
        ]);
        assert_eq!(diagnostics, []);
        let limits = Limits::default();
        let titles: Vec<_> = sources.iter().map(|s| (&*s.key, s.text.is_some(), s.title(&limits))).collect();
        assert_eq!(
            titles,
            [
                ("a", true, Title::Stated("A")),
                ("b", true, Title::FirstWords("One two three four five six seven eight")),
                ("c", true, Title::Key("c")),
                ("none", false, Title::Key("none")),
            ]
        );
        assert_eq!(sources[0].out.as_ref().map(OutPath::as_str), Some("sources/a.html"));
    }

    #[test]
    fn a_text_that_is_not_there_is_said_with_the_nearest() {
        let (_, diagnostics) = gathered(&[
            ("seeds/articel.txt", "Words."),
            (
                "seeds/lib.toml",
                "[a]\nfile = \"article.txt\"\n[b]\nfile = \"../x.txt\"\n[c]\nfile = \"lib.toml\"",
            ),
            ("x.txt", "Words."),
        ]);
        assert_eq!(
            rules(&diagnostics),
            [&rule::SOURCE_WITHOUT_RECORD, &rule::MISSING_TEXT, &rule::MISSING_TEXT, &rule::MISSING_TEXT]
        );
        assert_eq!(diagnostics[1].help, ["did you mean `articel.txt`?"]);
        assert_eq!(diagnostics[1].place, Place::at(&"seeds/lib.toml".into(), 11..24));
        assert!(diagnostics[2].message.contains("is outside"));
    }

    #[test]
    fn keys_are_given_once() {
        let (sources, diagnostics) = gathered(&[
            ("seeds/a.toml", "[one]\n[Two]\n"),
            ("seeds/b.toml", "[two]\ntitle = \"second\"\n[one]\n"),
        ]);
        assert_eq!(sources.iter().map(|s| &*s.key).collect::<Vec<_>>(), ["Two", "one"]);
        assert_eq!(rules(&diagnostics), [&rule::DUPLICATE_KEY, &rule::DUPLICATE_KEY]);
        assert_eq!(diagnostics[0].message, "the keys `Two` and `two` differ only in case");
        assert_eq!(diagnostics[0].related[0].place, Place::at(&"seeds/a.toml".into(), 7..10));
    }

    #[test]
    fn a_text_has_one_record() {
        let (sources, diagnostics) = gathered(&[
            ("seeds/a.toml", "[x]\n[y]\nfile = \"x.txt\"\n[z]\nfile = \"x.txt\""),
            ("seeds/x.txt", "Words."),
        ]);
        assert_eq!(sources.iter().map(|s| s.text.is_some()).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(rules(&diagnostics), [&rule::BAD_RECORD, &rule::BAD_RECORD]);
    }

    #[test]
    fn a_key_that_can_be_no_file_name_is_an_error() {
        let (sources, diagnostics) = gathered(&[("seeds/a.toml", "[con]\n")]);
        assert_eq!(rules(&diagnostics), [&rule::BAD_ADDRESS]);
        assert_eq!(sources[0].out, None);
    }
}
