//! An index as files that a page loads without a server, and without fetching more than it needs.
//!
//! Each file is a classic script that calls `expoundSearch(name, value)`: opened from the disk, a page may
//! load scripts and nothing else. Below [`FOLDER`] there are
//!
//! | file | holds | is loaded |
//! | --- | --- | --- |
//! | `index.js` | how many units there are, where each `words` file begins, which words are everywhere | once |
//! | `words/N.js` | a range of the sorted words, each with its units | for a word of the query |
//! | `pages/N.js` | names and addresses of some pages, and their texts if they are short | for a result |
//! | `texts/….js` | the text of one page, or what may be published of one source | for a result |
//!
//! A page is one unit; of a source, its record is one and so is each published paragraph. Units are
//! numbered in this order: all pages, then each source with its paragraphs.
//!
//! In a `words` file a word is written as what it does not share with the one before, and its units as
//! the steps from one to the next, together with the level ([`code`]).
//!
//! Which files there are is known from the sizes of the documents ([`Plan`]); what they hold is made when
//! the first is asked for ([`SearchIndex`]), so that a build that no one asks for them costs nothing.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::address::OutPath;
use crate::search::rank::{self, InvertedIndex, Postings, Weigher};

/// Where the files stand below the site's top.
pub const FOLDER: &str = "assets/search/";

/// What is searched: pages and sources.
pub trait Corpus: Sync {
    /// How many there are, pages first.
    fn count(&self) -> usize;
    /// How many of them are pages.
    fn pages(&self) -> usize;
    /// One of them.
    fn document(&self, number: usize) -> SearchDocument<'_>;
    /// Where it is published.
    fn out(&self, number: usize) -> &OutPath;
    /// How many bytes its texts have, about.
    fn size(&self, number: usize) -> usize;
}

/// A page or a source.
#[derive(Clone, Debug, Default)]
pub struct SearchDocument<'a> {
    /// Its address from the site's top, percent-encoded.
    pub url: String,
    /// What kind of page it is.
    pub kind: String,
    /// What stands over it.
    pub heading: String,
    /// Its other names: a topic's short title, an entity's aliases, a source's authors.
    pub names: Vec<String>,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// Who, where, when; may be empty.
    pub about: String,
    /// Words that stand on it and in none of the above; may be empty.
    pub more: String,
    /// Its text.
    pub parts: Vec<DocumentPart<'a>>,
    /// Whether each part is a unit by itself: the paragraphs of a source.
    pub apart: bool,
}

/// A section of a page, or a paragraph of a source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DocumentPart<'a>(
    /// Its id on the page; empty for what stands above the first heading.
    pub Cow<'a, str>,
    /// Its heading, or `¶ 7`.
    pub Cow<'a, str>,
    /// Its paragraphs.
    pub Vec<Cow<'a, str>>,
);

impl SearchDocument<'_> {
    /// Weighs its units, and says how many there are.
    fn weigh(&self, weigher: &mut Weigher) -> usize {
        let names: Vec<&str> =
            std::iter::once(&self.heading).chain(&self.names).map(String::as_str).collect();
        let lines: Vec<&str> = [&self.summary, &self.about]
            .into_iter()
            .map(String::as_str)
            .chain(self.parts.iter().filter(|_| !self.apart).map(|part| &*part.1))
            .collect();
        let mut text: Vec<&str> = vec![&self.more];
        if !self.apart {
            text.extend(self.parts.iter().flat_map(|part| &part.2).map(|piece| &**piece));
        }
        let each_name = names.chunks(1).map(|name| (rank::NAME, name));
        let each_line = lines.chunks(1).map(|line| (rank::LINE, line));
        weigher.add(each_name.chain(each_line).chain([(rank::TEXT, &*text)]));
        if !self.apart {
            return 1;
        }
        for part in &self.parts {
            let text: Vec<&str> = part.2.iter().map(|piece| &**piece).collect();
            weigher.add([(rank::PARAGRAPH, &*text)]);
        }
        1 + self.parts.len()
    }
}

/// Which files there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    words: usize,
    /// The documents whose texts have a file of their own.
    long: Vec<usize>,
    /// Whether the texts are among the files.
    texts: bool,
}

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexFile {
    /// `index.js`
    Index,
    /// `words/N.js`
    Words(usize),
    /// `pages/N.js`
    Pages(usize),
    /// The texts of a document.
    Text(usize),
}

/// So many bytes of text make one `words` file: it comes to some 10 to 30 KB.
const TEXT_PER_FILE: usize = 64 * 1024;
/// So many pages are in one `pages` file.
const PAGES_PER_FILE: usize = 32;
/// Of a site with more bytes of text the texts are not written a second time: its results show the summary
/// of a page instead of a sentence.
const MOST_TEXT: usize = 4 * 1024 * 1024;

/// A text of no more bytes than this stands in the `pages` file and not in one of its own.
const SHORT_TEXT: usize = 1024;

impl Plan {
    /// The files for these documents.
    pub fn new(corpus: &impl Corpus) -> Self {
        let sizes: Vec<usize> = (0..corpus.count()).map(|number| corpus.size(number)).collect();
        let text: usize = sizes.iter().sum();
        let texts = text <= MOST_TEXT;
        let long = (0..).zip(&sizes).filter(|(_, size)| texts && **size > SHORT_TEXT);
        Self { words: text / TEXT_PER_FILE + 1, texts, long: long.map(|(number, _)| number).collect() }
    }

    /// The files with their addresses; none of the default plan.
    pub fn files(&self, corpus: &impl Corpus) -> Vec<(OutPath, IndexFile)> {
        if self.words == 0 {
            return Vec::new();
        }
        let mut files = vec![(format!("{FOLDER}index.js"), IndexFile::Index)];
        files.extend((0..self.words).map(|n| (format!("{FOLDER}words/{n}.js"), IndexFile::Words(n))));
        let pages = corpus.count().div_ceil(PAGES_PER_FILE);
        files.extend((0..pages).map(|n| (format!("{FOLDER}pages/{n}.js"), IndexFile::Pages(n))));
        files.extend(self.long.iter().map(|&n| {
            let page = corpus.out(n).as_str();
            let page = page.strip_suffix(".html").unwrap_or(page);
            (format!("{FOLDER}texts/{page}.js"), IndexFile::Text(n))
        }));
        files.into_iter().filter_map(|(path, file)| Some((OutPath::new(&path).ok()?, file))).collect()
    }
}

/// The index, written.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    texts: bool,
    index: String,
    words: Vec<String>,
}

/// What `index.js` holds.
#[derive(Serialize)]
struct IndexHeader<'a> {
    /// How many units there are.
    units: u32,
    /// How many of them, the first, are pages.
    pages: usize,
    /// For each source how many paragraphs it has, as [`code`] writes numbers.
    sources: String,
    /// The first word of each `words` file.
    starts: Vec<&'a str>,
    /// Words that are in so many units that a query does better without them.
    common: Vec<&'a str>,
    /// How many pages are in one `pages` file.
    shelf: usize,
    /// Whether there are texts.
    texts: bool,
}

impl SearchIndex {
    /// The index of documents.
    pub fn new(plan: &Plan, corpus: &impl Corpus) -> Self {
        let (index, units) = weigh_all(corpus);
        let terms = index.terms();
        let mut lengths = Vec::with_capacity(terms.len());
        let mut written = Vec::with_capacity(terms.len());
        for (_, postings) in terms {
            let postings = post(postings);
            lengths.push(postings.len() + 5);
            written.push(postings);
        }
        let all: usize = lengths.iter().sum();
        let mut words = Vec::with_capacity(plan.words);
        let mut starts = Vec::with_capacity(plan.words);
        let (mut at, mut done) = (0, 0);
        for number in 1..=plan.words {
            // Each file takes its part of the whole, in bytes, and at least one word if there is one.
            let start = at;
            let goal = all * number / plan.words;
            while at < terms.len() && (at == start || done + lengths[at] <= goal || number == plan.words) {
                done += lengths[at];
                at += 1;
            }
            starts.push(terms.get(start).map_or("\u{10ffff}", |(term, _)| term));
            let words_of = terms[start..at].iter().map(|(term, _)| &**term).zip(&written[start..at]);
            words.push(call(&format!("words/{}", number - 1), &shelve(words_of)));
        }
        let mut sources = String::new();
        for units in &units[corpus.pages()..] {
            code(units - 1, &mut sources);
        }
        let limit = index.units() as usize / COMMON;
        let common = terms.iter().filter(|(_, postings)| postings.len() > limit);
        let head = IndexHeader {
            units: index.units(),
            pages: corpus.pages(),
            sources,
            starts,
            common: common.map(|(term, _)| &**term).collect(),
            shelf: PAGES_PER_FILE,
            texts: plan.texts,
        };
        Self { texts: plan.texts, index: call("index", &head), words }
    }

    /// What one of the files holds.
    pub fn file(&self, file: IndexFile, corpus: &impl Corpus) -> Cow<'_, str> {
        match file {
            IndexFile::Index => Cow::Borrowed(&self.index),
            IndexFile::Words(number) => Cow::Borrowed(self.words.get(number).map_or("", String::as_str)),
            IndexFile::Pages(number) => {
                let first = number * PAGES_PER_FILE;
                let shelf: Vec<_> = (first..corpus.count().min(first + PAGES_PER_FILE))
                    .map(|number| {
                        let SearchDocument { url, kind, heading, names, summary, about, parts, .. } =
                            corpus.document(number);
                        let short = self.texts && corpus.size(number) <= SHORT_TEXT;
                        (url, kind, heading, names, summary, about, short.then_some(parts))
                    })
                    .collect();
                Cow::Owned(call(&format!("pages/{number}"), &shelf))
            }
            IndexFile::Text(number) => {
                let document = corpus.document(number);
                let name = document.url.strip_suffix(".html").unwrap_or(&document.url);
                Cow::Owned(call(&format!("texts/{name}"), &document.parts))
            }
        }
    }
}

/// A word in more than this part of all units says nothing of any.
const COMMON: usize = 3;

/// The index of all documents, and how many units each has.
///
/// On threads of its own: a thread of the pool that asks for one file, and waits for the pool, would meanwhile
/// take up another file of the same index, and wait for itself.
fn weigh_all(corpus: &impl Corpus) -> (InvertedIndex, Vec<usize>) {
    let threads = rayon::current_num_threads().max(1);
    let share = corpus.count().div_ceil(threads).max(1);
    let weigh = |first: usize| {
        let mut weigher = Weigher::default();
        let last = corpus.count().min(first + share);
        let units: Vec<_> = (first..last).map(|n| corpus.document(n).weigh(&mut weigher)).collect();
        (weigher, units)
    };
    std::thread::scope(|scope| {
        let weigh = &weigh;
        let starts = (0..corpus.count()).step_by(share);
        let workers: Vec<_> = starts.map(|first| scope.spawn(move || weigh(first))).collect();
        let parts = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let (weighers, units): (Vec<_>, Vec<_>) = parts.unzip();
        (InvertedIndex::join(weighers), units.concat())
    })
}

/// A script that hands over a value.
fn call(name: &str, value: &impl Serialize) -> String {
    let name = serde_json::to_string(name).unwrap_or_default();
    let value = serde_json::to_string(value).unwrap_or_default();
    format!("expoundSearch({name},{value})\n")
}

/// Words with their units as one text: `0gas !#$ 2prom $%`, each word without what it shares with the one
/// before, whose length stands before it.
fn shelve<'w>(words: impl Iterator<Item = (&'w str, &'w String)>) -> String {
    let mut out = String::new();
    let mut before = "";
    for (word, units) in words {
        // Few enough characters for one of `code`, counted as a script counts them.
        let same = before.chars().zip(word.chars()).take(LAST / 2 - 1).take_while(|(a, b)| a == b);
        let (start, shared) =
            same.fold((0, 0), |(bytes, units), (c, _)| (bytes + c.len_utf8(), units + c.len_utf16()));
        if !out.is_empty() {
            out.push(' ');
        }
        code(shared, &mut out);
        out.push_str(&word[start..]);
        out.push(' ');
        out.push_str(units);
        before = word;
    }
    out
}

fn post(postings: &Postings) -> String {
    let mut out = String::with_capacity(postings.len() * 2);
    for step in postings.steps() {
        code(usize::try_from(step).unwrap_or(usize::MAX), &mut out);
    }
    out
}

/// Of the 92 characters, so many end a number; the others go before.
const LAST: usize = 64;
const DIGITS: usize = 92;

/// Writes a number in the printable characters of ASCII without space, `"` and `\`. Numbers below 64 take one
/// character, below 1,856 two. The last character has the lowest part of the number, and those before it the
/// rest, as a number without a zero.
pub fn code(number: usize, out: &mut String) {
    let mut rest = number / LAST;
    let mut before = [0u8; 16];
    let mut count = 0;
    while rest > 0 {
        rest -= 1;
        before[count] = character(LAST + rest % (DIGITS - LAST));
        count += 1;
        rest /= DIGITS - LAST;
    }
    out.extend(before[..count].iter().rev().map(|&byte| char::from(byte)));
    out.push(char::from(character(number % LAST)));
}

/// The characters from `!` to `~` without `"` and `\`.
#[allow(clippy::cast_possible_truncation)] // at most 91
fn character(digit: usize) -> u8 {
    match digit as u8 {
        0 => b'!',
        digit if digit < 58 => digit + 34,
        digit => digit + 35,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(number: usize) -> String {
        let mut out = String::new();
        code(number, &mut out);
        out
    }

    fn decoded(text: &str) -> Vec<usize> {
        let mut numbers = Vec::new();
        let mut high = 0;
        for byte in text.bytes() {
            let digit = usize::from(match byte {
                b'!' => 0,
                byte if byte < b'\\' => byte - 34,
                byte => byte - 35,
            });
            if digit < LAST {
                numbers.push(high * LAST + digit);
                high = 0;
            } else {
                high = high * (DIGITS - LAST) + digit - LAST + 1;
            }
        }
        numbers
    }

    #[test]
    fn numbers_come_back() {
        let numbers: Vec<usize> = (0..5000).chain([51_999, 52_000, 1 << 24, usize::MAX]).collect();
        let text: String = numbers.iter().map(|&number| coded(number)).collect();
        assert_eq!(decoded(&text), numbers);
        assert_eq!([0, 63, 64, 1855, 1856].map(|n| coded(n).len()), [1, 1, 2, 2, 3]);
        assert!(!text.contains([' ', '"', '\\']) && text.is_ascii());
    }
}
