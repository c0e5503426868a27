//! The search: what words are and how alike, what the index's files hold of a site, and that they hold no
//! more of a source than its rights allow. What a reader sees of it is tested in `tests/browser/search.mjs`,
//! which reads the same cases.

use std::collections::BTreeMap;

use expound::base::text::Inputs;
use expound::build::{self, BuildOptions};
use expound::output::Content as _;
use expound::search::rank::{self, InvertedIndex, SearchQuery, Weigher};
use expound::search::{forms, tokens};
use serde_json::Value;

const CASES: &str = include_str!("search/cases.json");

fn cases(name: &str) -> Vec<Vec<Value>> {
    let all: Value = serde_json::from_str(CASES).expect("JSON");
    let list = all[name].as_array().unwrap_or_else(|| panic!("{name}")).clone();
    assert!(list.len() > 3, "{name}");
    list.into_iter().map(|case| case.as_array().expect("a list").clone()).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn same(one: f64, other: f64, what: &[Value]) {
    assert!((one - other).abs() < 1e-12, "{one} in {what:?}");
}

#[test]
fn words_are_as_the_cases_have_them() {
    for case in cases("words") {
        let mut words = Vec::new();
        tokens::each(text(&case[0]), |word, _| words.push(Value::from(word)));
        assert_eq!(Value::from(words), case[1], "{}", case[0]);
    }
    for case in cases("queries") {
        assert_eq!(
            Value::from(SearchQuery::new(text(&case[0]), false).words().to_vec()),
            case[1],
            "{}",
            case[0]
        );
    }
}

#[test]
fn words_are_as_alike_as_the_cases_have_them() {
    for case in cases("likeness") {
        let open = case[2].as_bool().expect("a truth value");
        same(forms::likeness(text(&case[0]), text(&case[1]), open), number(&case[3]), &case);
        if number(&case[3]) > 0.0 {
            assert!(text(&case[1]).starts_with(forms::stem(text(&case[0]))), "{case:?} is not looked for");
        }
    }
    for case in cases("stems") {
        assert_eq!(forms::stem(text(&case[0])), text(&case[1]));
    }
}

#[test]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cases have small numbers")]
fn words_count_as_the_cases_have_it() {
    for case in cases("rarity") {
        let (units, having) = (number(&case[0]) as u32, number(&case[1]) as usize);
        same(rank::rarity(units, having), number(&case[2]), &case);
    }
    for case in cases("closeness") {
        let query = SearchQuery::new(text(&case[0]), false);
        same(rank::closeness(&query, text(&case[1])), number(&case[2]), &case);
    }
}

#[test]
fn what_is_about_the_words_comes_first() {
    let units = [
        ("Pipelines", "Gas goes through pipelines. The price is another matter."),
        ("Gas price", "What is paid for it."),
        ("Weather", "The gas price rose. So did the price of oil."),
        ("Weather", "It rained."),
    ];
    let weigh = |units: &[(&str, &str)]| {
        let mut weigher = Weigher::default();
        for &(name, text) in units {
            weigher.add([(rank::NAME, &[name][..]), (rank::TEXT, &[text][..])]);
        }
        weigher
    };
    let index = weigh(&units).finish();
    // However the work is shared out.
    for cut in 0..=units.len() {
        assert_eq!(InvertedIndex::join([weigh(&units[..cut]), weigh(&units[cut..])]), index);
    }
    let ranked =
        |query| index.rank(&SearchQuery::new(query, true)).iter().map(|unit| unit.unit).collect::<Vec<_>>();
    assert_eq!(ranked("gas price"), [1, 2, 0]);
    assert_eq!(ranked("pipeline"), [0]);
    assert_eq!(ranked("weath"), [2, 3]);
    assert_eq!(ranked("snow"), [0; 0]);
    assert_eq!(ranked(""), [0; 0]);
    // Of two words the rare one decides.
    assert_eq!(ranked("price rained"), [3]);
}

/// The files of the search, by their paths.
fn files(site: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut all = vec![("expound.toml", "title = \"A\"\n[rights]\nexcerpt_words = 2\n")];
    all.extend(site);
    let built = build::build(&Inputs::from_texts(all.iter().copied()), &BuildOptions::default());
    assert_eq!(built.diagnostics, []);
    let ready = built.site.ready();
    let files =
        ready.paths().iter().enumerate().filter(|(_, path)| path.as_str().starts_with("assets/search/"));
    files
        .map(|(index, path)| {
            let bytes = ready.bytes(index).expect("a file").into_owned();
            (path.to_string(), String::from_utf8(bytes).expect("UTF-8"))
        })
        .collect()
}

/// What a file hands over.
fn value(files: &BTreeMap<String, String>, name: &str) -> Value {
    let script = &files[&format!("assets/search/{name}.js")];
    let start = format!("expoundSearch(\"{name}\",");
    let json = script.strip_prefix(&start).and_then(|rest| rest.strip_suffix(")\n"));
    serde_json::from_str(json.unwrap_or_else(|| panic!("{script}"))).expect("JSON")
}

const TEXT: &str = "One two three four five six seven eight nine ten.\n\nThe treaty of Ostermere was signed by \
                    nobody in particular on a wet day.\n\nEleven twelve thirteen.";

#[test]
fn the_index_holds_of_a_source_what_its_rights_allow() {
    for (rights, allowed, withheld) in [
        ("full", vec!["seven", "treaty", "twelve"], vec![]),
        ("excerpt", vec!["nobody", "signed", "particular"], vec!["seven", "eleven", "wet", "treaty"]),
        ("cite-only", vec!["nobody"], vec!["signed", "particular", "treaty", "seven", "eleven"]),
    ] {
        let record = format!("[a]\ntitle = \"B\"\nfile = \"a.txt\"\nrights = \"{rights}\"\n");
        let files = files(&[
            ("content/topics/t.md", "+++\ntitle = \"T\"\n+++\n\nSo it is [@a, \"by nobody\"].\n"),
            ("seeds/a.txt", TEXT),
            ("seeds/a.toml", &record),
        ]);
        let all = files.values().cloned().collect::<String>();
        for word in allowed {
            assert!(all.contains(word), "{rights}: {word} is not found");
        }
        for word in withheld {
            assert!(!all.contains(word), "{rights}: {word} has left");
            // Words of the index are written without what they share with the one before.
            let terms = words_of(&files);
            assert!(!terms.iter().any(|term| term == word), "{rights}: {word} is in the index");
        }
    }
}

/// All words of the index.
fn words_of(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let count = value(files, "index")["starts"].as_array().expect("a list").len();
    for file in 0..count {
        let text = value(files, &format!("words/{file}"));
        let mut before = String::new();
        for word in text.as_str().expect("a text").split(' ').step_by(2).filter(|word| !word.is_empty()) {
            let shared = usize::from(match word.as_bytes()[0] {
                b'!' => 0,
                byte => byte - 34,
            });
            before = before.chars().take(shared).chain(word.chars().skip(1)).collect();
            words.push(before.clone());
        }
    }
    words
}

#[test]
fn the_files_name_all_words_in_order_and_where_each_file_begins() {
    let long: String = (0..40_000).map(|n| format!("word{n} wort{} ", n % 77)).collect();
    let files = files(&[
        ("content/about.md", "+++\ntitle = \"Über Łódź\"\n+++\n\nПутин и 中国.\n"),
        ("content/long.md", &format!("+++\ntitle = \"Long\"\n+++\n\n{long}\n")),
    ]);
    let words = words_of(&files);
    assert!(words.is_sorted(), "{words:?}");
    for word in ["uber", "lodz", "путин", "中国", "国", "word39999", "wort76"] {
        assert!(words.iter().any(|known| known == word), "{word}");
    }
    let starts = value(&files, "index")["starts"].as_array().expect("a list").clone();
    assert!(starts.len() > 3);
    for (number, start) in starts.iter().enumerate() {
        let file = value(&files, &format!("words/{number}"));
        assert!(file.as_str().expect("a text").starts_with(&format!("!{}", text(start))), "{start}");
    }
    let largest = files.iter().filter(|(path, _)| path.contains("words/")).map(|(_, text)| text.len()).max();
    assert!(largest.is_some_and(|largest| largest < 80_000), "{largest:?}");
}

#[test]
fn a_site_can_do_without_a_search() {
    let out = |search: bool, page: bool| {
        let config = format!("title = \"A\"\nsearch = {search}\n");
        let mut site =
            vec![("expound.toml", &*config), ("content/a.md", "+++\ntitle = \"Alpha\"\n+++\n\nWords.\n")];
        if page {
            site.push(("content/search.md", "+++\ntitle = \"All there is\"\n+++\n"));
        }
        let built = build::build(&Inputs::from_texts(site), &BuildOptions::default());
        assert_eq!(built.diagnostics, []);
        let ready = built.site.ready();
        let text =
            |index| String::from_utf8(ready.bytes(index).expect("a file").into_owned()).unwrap_or_default();
        let paths = ready.paths().iter().map(ToString::to_string).enumerate();
        paths.map(|(index, path)| (path, text(index))).collect::<BTreeMap<_, _>>()
    };
    let is_of_index = |path: &&String| path.starts_with("assets/search/");
    assert!(out(true, false).keys().any(|path| is_of_index(&path)));

    let without = out(false, false);
    assert_eq!(without.keys().find(is_of_index), None);
    assert!(!without.contains_key("search.html"));
    assert!(without.contains_key("a.html"));
    assert!(without.values().all(|page| !page.contains("search.html")));

    let listed = out(false, true);
    assert_eq!(listed.keys().find(is_of_index), None);
    let page = &listed["search.html"];
    assert!(page.contains("href=\"a.html\"") && page.contains("All there is"), "{page}");
    assert!(!page.contains("<form") && !page.contains("noscript") && !page.contains("search.js"), "{page}");
}

#[test]
fn a_theme_can_do_without_an_index() {
    let files = |theme: &str, more: &[(&str, &str)]| {
        let config = format!("title = \"A\"\ntheme = \"{theme}\"\n");
        let site = [("expound.toml", &*config)].into_iter().chain(more.iter().copied());
        let built = build::build(&Inputs::from_texts(site), &BuildOptions::default());
        assert_eq!(built.diagnostics, []);
        built.site.paths().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let own = [("themes/own/theme.toml", "omit = [\"assets/search\"]")];
    for files in [files("plain", &[]), files("own", &own)] {
        assert!(files.iter().any(|path| path == "search.html"), "{files:?}");
        assert!(!files.iter().any(|path| path.starts_with("assets/search/")), "{files:?}");
    }
}

#[test]
fn the_index_is_the_same_on_every_run_and_has_neither_drafts_nor_itself() {
    let site = [
        (
            "content/topics/a.md",
            "+++\ntitle = \"Alpha\"\nquestion = \"Why alpha?\"\n+++\n\n## Part\n\nWords.\n",
        ),
        ("content/topics/b.md", "+++\ntitle = \"Beta\"\ndraft = true\n+++\n\nHidden.\n"),
        ("content/search.md", "+++\ntitle = \"Find\"\n+++\n\nOverwritten.\n"),
        ("content/404.md", "+++\ntitle = \"Lost\"\n+++\n\nNowhere.\n"),
    ];
    let one = files(&site);
    assert_eq!(one, files(&site));
    let all = one.values().cloned().collect::<String>().to_lowercase();
    assert!(all.contains("why alpha?") && all.contains("\"part\""));
    for word in ["beta", "hidden", "overwritten", "nowhere"] {
        assert!(!all.contains(word), "{word}");
    }
}
