//! `expound find`: whatever is asked for, every citation that it writes builds without a finding, and shows
//! the reader the words that it was written for.
#![allow(clippy::disallowed_methods, reason = "a test looks at the disk")]

mod kit;

use std::path::Path;

use expound::author::find::{FindOptions, FindReport, WholeReason, find};
use expound::base::text::{File, Inputs};
use expound::build::{BuildMemo, BuildOptions, rebuild};
use expound::config::Config;
use expound::disk::{self, Layout};
use expound::search::tokens;
use proptest::prelude::*;

/// A site to look in, and to paste what was found into.
struct Site {
    inputs: Inputs,
    memory: BuildMemo,
}

impl Site {
    fn new(inputs: Inputs) -> Self {
        Self { inputs, memory: BuildMemo::default() }
    }

    fn of(files: &[(String, String)]) -> Self {
        Self::new(Inputs::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))))
    }

    fn find(&mut self, asked: &FindOptions) -> FindReport {
        let built = rebuild(&self.inputs, &BuildOptions::default(), &mut self.memory);
        assert_eq!(kit::lines(&built.diagnostics, &self.inputs), Vec::<String>::new());
        let config = Config::read(&self.inputs).value;
        find(built.site.graph(), &config, asked).unwrap_or_else(|why| panic!("{asked:?}: {why}"))
    }

    /// Looks for words, pastes each citation that is written into a page of its own, and builds. Gives how
    /// many there were, and how many of them cite a paragraph as a whole.
    fn try_all(&mut self, words: &str, limit: usize) -> (usize, usize) {
        let found = self.find(&FindOptions { words: words.to_owned(), limit, ..FindOptions::default() });
        let mut whole = 0;
        for passage in &found.passages {
            let page = format!("+++\ntitle = \"Pasted\"\n+++\n\nSo it is said {}.\n", passage.citation);
            let path = "content/pasted.md";
            let file = File { path: path.into(), bytes: page.into_bytes().into() };
            self.inputs.files.insert(path.into(), file);
            let built = rebuild(&self.inputs, &BuildOptions::default(), &mut self.memory);
            let mut said = kit::lines(&built.diagnostics, &self.inputs);
            // Nothing leads to the page, and nothing has to.
            said.retain(|line| !line.starts_with(path) || !line.contains(" orphan-page: "));
            assert!(said.is_empty(), "{words:?}: {}: {said:?}", passage.citation);
            let graph = built.site.graph();
            let (page, _) = graph.catalog.iter().find(|(_, page)| &*page.page.file == path).expect("it");
            let [note] = &graph.claims[page as usize].notes[..] else { panic!("{}", passage.citation) };
            let source = &graph.sources[note.source as usize];
            assert_eq!(*source.key, *passage.source);
            assert_eq!(note.paragraphs, Some((passage.paragraph, passage.paragraph)), "{}", passage.citation);
            match (passage.whole, &note.parts[..]) {
                (None, [part]) => {
                    let text = source.text.as_ref().expect("a text");
                    assert_eq!(text.slice(*part), passage.words);
                }
                (Some(_), []) => whole += 1,
                (why, parts) => panic!("{}: {why:?} {parts:?}", passage.citation),
            }
            self.inputs.files.remove(path);
        }
        (found.passages.len(), whole)
    }
}

fn own_site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Site::new(disk::read(root, &Layout::default()).expect("the site of this folder"))
}

/// The five articles with their records, and nothing that cites them.
fn articles(config: &str) -> Site {
    let mut inputs = own_site().inputs;
    inputs.files.retain(|path, _| path.starts_with("seeds/"));
    let config = format!("title = \"A\"\n{config}\n[citations]\nstyle = \"plain\"\n");
    let file = File { path: "expound.toml".into(), bytes: config.into_bytes().into() };
    inputs.files.insert("expound.toml".into(), file);
    Site::new(inputs)
}

/// What an author may look for in these texts: neighbouring words, words from afar, and each once.
fn queries(site: &Site, step: usize) -> Vec<String> {
    let mut words = Vec::new();
    for file in site.inputs.under("seeds/").filter(|file| file.path.ends_with(".txt")) {
        tokens::each(file.text().expect("a text"), |word, _| words.push(word.to_owned()));
    }
    let far = |at: usize| &words[(at * 7919) % words.len()];
    (0..words.len() - 2)
        .step_by(step)
        .map(|at| match at % 3 {
            0 => words[at].clone(),
            1 => format!("{} {} {}", words[at], words[at + 1], words[at + 2]),
            _ => format!("{} {} {}", words[at], far(at), far(at + 1)),
        })
        .collect()
}

#[test]
fn what_is_found_in_the_articles_builds() {
    let mut site = articles("");
    let (mut all, mut whole) = (0, 0);
    for query in queries(&site, 61) {
        let (found, of_them) = site.try_all(&query, 4);
        (all, whole) = (all + found, whole + of_them);
    }
    // Nothing is cited yet, so words of nearly every paragraph may be quoted.
    assert!(all > 150 && whole * 10 < all, "{whole} of {all}");
}

#[test]
fn what_is_found_builds_beside_all_that_the_site_cites_already() {
    let mut site = own_site();
    let mut all = 0;
    for query in queries(&site, 797) {
        all += site.try_all(&query, 3).0;
    }
    assert!(all > 10, "{all}");
}

#[test]
fn where_no_more_may_be_quoted_the_paragraph_is_cited() {
    for rights in
        ["[rights]\nwords_per_source = 9", "[rights]\ndefault = \"cite-only\"\nshare_per_source = 0.001"]
    {
        let mut site = articles(rights);
        let (mut all, mut whole) = (0, 0);
        for query in queries(&site, 307) {
            let (found, of_them) = site.try_all(&query, 4);
            (all, whole) = (all + found, whole + of_them);
        }
        assert!(all > 20 && whole > 0, "{whole} of {all}");
    }
    let asked = FindOptions { words: "gas price".to_owned(), limit: 1, ..FindOptions::default() };
    let found = articles("[rights]\nwords_per_source = 0").find(&asked);
    assert_eq!(found.passages[0].whole, Some(WholeReason::Rights));
    assert_eq!(found.passages[0].citation, "[@paal-trenin-2013, ¶ 15]");
}

/// Numbers that look like chance and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}

/// Articles of made-up words, with the marks and dashes of real ones, as `benches/passages.rs` has them;
/// and, so that words stand in many places, of few words.
fn made_up(sources: usize) -> Site {
    let mut numbers = Numbers(7);
    let syllables = ["ra", "to", "ken", "mi", "sol", "un", "der", "pa", "li", "no", "ve", "gas", "chi", "or"];
    let words: Vec<String> = (0..120)
        .map(|_| (0..=numbers.below(3)).map(|_| syllables[numbers.below(syllables.len())]).collect())
        .collect();
    let mut files =
        vec![("expound.toml".to_owned(), "title = \"A\"\n[citations]\nstyle = \"plain\"\n".to_owned())];
    let mut library = String::new();
    for source in 0..sources {
        let rights = ["full", "excerpt", "cite-only"][source % 3];
        library += &format!("[made-{source}]\nrights = \"{rights}\"\n");
        let mut article = String::new();
        while article.len() < 3_000 {
            match numbers.below(60) {
                0 => article.push_str("— "),
                1 => article.push_str("“no limits,” it’s said, "),
                2 => article.push_str(". The "),
                3 => article.push_str("2,700 "),
                4 => article.push_str(".\n\n"),
                5 => article.push_str("*not* [sic] \"so\" `x_y` _ <b> \\ | ~~ [a](b) ![c] [^1] &amp; $5 "),
                6 => article.push_str("中俄关系的历史 "),
                7 => article.push_str("Один, два… три [...] "),
                _ => article.push_str(&(words[numbers.below(words.len())].clone() + " ")),
            }
        }
        files.push((format!("seeds/made-{source}.txt"), article));
    }
    files.push(("seeds/made.toml".to_owned(), library));
    Site::of(&files)
}

#[test]
fn what_is_found_in_made_up_texts_builds() {
    let mut site = made_up(12);
    let (mut all, mut whole) = (0, 0);
    for query in queries(&site, 83) {
        let (found, of_them) = site.try_all(&query, 3);
        (all, whole) = (all + found, whole + of_them);
    }
    assert!(all > 100 && whole * 5 < all, "{whole} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_stands_in_a_text_what_is_found_builds(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "gas", "price", "the", "of", "Gas", "gas.", "price,", "“gas”", "\"price\"", "*gas*", "_of_", "`the`",
            "[its]", "[[gas]]", "](", "@key", "[@key]", "<i>", "\\", "|", "&lt;", "—", "…", "...", "¶", "¶ 7",
            "don’t", "‘so’", "$5", "1,5", "中国", "ไทย", "e\u{301}", "\u{ad}", "\n\n", ";", "!", "#", "-", "+",
        ]), 6..80),
        query in prop::sample::select(vec!["gas", "price of gas", "the", "中国", "so 5", "key", "don’t"]),
        key in prop::sample::select(vec!["a", "a-1", "ü:2", "a--b", "a."]),
        rights in prop::sample::select(vec!["full", "excerpt", "cite-only"]),
    ) {
        let files = [
            ("expound.toml".to_owned(), "title = \"A\"\n[markdown]\nmath = true\n[citations]\nstyle = \"plain\"\n".to_owned()),
            ("seeds/a.toml".to_owned(), format!("[\"{key}\"]\nfile = \"a.txt\"\nrights = \"{rights}\"\n")),
            ("seeds/a.txt".to_owned(), format!("gas so {}", pieces.join(" "))),
        ];
        Site::of(&files).try_all(query, 5);
    }
}

fn small() -> Site {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    Site::of(&[
        file("expound.toml", "title = \"A\"\n"),
        file("seeds/a.toml", "[smith]\nrights = \"full\"\n[jones]\nrights = \"full\"\n"),
        file(
            "seeds/smith.txt",
            "The river is low.\n\nThe river is low. Nine bridges cross the river.\n\nRain.",
        ),
        file("seeds/jones.txt", "A bridge of wood crosses it."),
        file(
            "content/topics/bridges.md",
            "+++\ntitle = \"Bridges\"\nterms = [\"bridge\"]\n+++\n\nNine [@smith, \"Nine bridges cross\"].\n",
        ),
        file("content/topics/rain.md", "+++\ntitle = \"Rain\"\n+++\n\nIt rains [@smith, ¶ 3].\n"),
    ])
}

#[test]
fn a_number_is_written_where_the_words_stand_more_than_once() {
    let found =
        small().find(&FindOptions { words: "low river".to_owned(), limit: 9, ..FindOptions::default() });
    let citations: Vec<&str> = found.passages.iter().map(|p| p.citation.as_str()).collect();
    assert_eq!(citations, ["[@smith, ¶ 2, \"The river is low\"]", "[@smith, ¶ 1, \"The river is low\"]"]);
    assert_eq!(found.passages[0].paragraph_cited_by, ["content/topics/bridges.md"]);
    assert_eq!(found.passages[0].after, ". Nine bridges cross the river.");
}

#[test]
fn a_topic_and_sources_narrow_it() {
    let mut site = small();
    let keys = |found: &FindReport| {
        found.passages.iter().map(|p| format!("{} {}", p.source, p.paragraph)).collect::<Vec<_>>()
    };
    let on = |words: &str, topic: &str| FindOptions {
        words: words.to_owned(),
        topic: Some(topic.to_owned()),
        limit: 9,
        ..FindOptions::default()
    };
    assert_eq!(keys(&site.find(&on("", "Bridges"))), ["jones 1", "smith 2"]);
    assert_eq!(keys(&site.find(&on("river", "bridges"))), ["smith 2"]);
    let only =
        FindOptions { words: "bridge".to_owned(), sources: vec!["@jones".to_owned()], limit: 9, topic: None };
    assert_eq!(keys(&site.find(&only)), ["jones 1"]);
    let found = site.find(&on("", "bridges"));
    assert_eq!(found.passages[1].cited_by, ["content/topics/bridges.md"]);
    assert!(found.passages[0].cited_by.is_empty() && found.passages[0].paragraph_cited_by.is_empty());
}

#[test]
fn what_is_not_there_is_said_with_the_nearest() {
    let mut site = small();
    let built = rebuild(&site.inputs, &BuildOptions::default(), &mut site.memory);
    let refused = |asked: &FindOptions| {
        find(built.site.graph(), &Config::default(), asked).expect_err("nothing of that name").to_string()
    };
    let topic = |name: &str| FindOptions { topic: Some(name.to_owned()), ..FindOptions::default() };
    assert_eq!(refused(&topic("brigdes")), "there is no topic `brigdes`; did you mean `Bridges`?");
    assert!(refused(&topic("rain")).contains("`content/topics/rain.md` has no terms"));
    let source =
        FindOptions { words: "a".to_owned(), sources: vec!["smiht".to_owned()], ..FindOptions::default() };
    assert_eq!(refused(&source), "no source has the key `smiht`; did you mean `smith`?");
    assert_eq!(
        refused(&FindOptions { words: "?!".to_owned(), ..FindOptions::default() }),
        "`?!` has no word to search for"
    );
    let found = small().find(&FindOptions { words: "brigde".to_owned(), limit: 9, ..FindOptions::default() });
    assert_eq!((found.passages.len(), found.unknown[0].near.as_deref()), (0, Some("bridge")));
}
