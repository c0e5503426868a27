//! What holds for any site, whatever is done to its files.
//!
//! The files of the site that a newcomer begins with are changed at random, with pieces of all the
//! syntax that the program reads. `PROPTEST_CASES=10000 cargo test --release --test laws` looks longer.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

#[path = "laws/bent.rs"]
mod bent;
mod kit;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use expound::base::text::{File, Inputs};
use expound::build::{self, Build, BuildMemo, BuildOptions};
use expound::disk::{self, Layout};
use proptest::prelude::*;
use proptest::sample::Index;

/// Pieces of syntax, and what is seldom thought of.
const PIECES: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "@",
    "-@",
    "@{",
    "}",
    "\\",
    "\\@",
    "\"",
    "'",
    "“",
    "”",
    "…",
    "...",
    "[…]",
    "[its]",
    ";",
    ",",
    "|",
    "¶",
    " ¶ 7",
    "¶ 1–2",
    "p. 3",
    "[^",
    "]:",
    "[^reserve]",
    "> ",
    "— @council-2024",
    "- ",
    "* ",
    "**",
    "_",
    "`",
    "```",
    "````",
    "~~~",
    "#",
    "## ",
    "## Same\n",
    "{#id}",
    "{#n1}",
    "---",
    "+++",
    "---\n",
    "+++\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "é",
    "界",
    "😀",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "&",
    "{{",
    "}}",
    "{%",
    "%}",
    "$",
    "$$",
    "!",
    "![",
    "](",
    "](x.md)",
    "](#x)",
    "](javascript:x)",
    "https://example.org/@x",
    "[x]: ",
    "[[Ostermere Library]]",
    "[@lantern-2024, \"Twelve buckets stand in the reading room\"]",
    "@council-2024",
    "[@",
    "=",
    "\"\"\"",
    "'''",
    "[[position]]",
    "[extra]",
    "title = ",
    "slug = \"x\"",
    "draft = true",
    "date = \"2013~\"",
    "aliases = [\"/old/\"]",
    "weight = 9",
    ": ",
    "- a: b",
    "&a",
    "*a",
    "```disagreement\n",
    "```timeline\n",
    "```passages\nterms = [\"vote\"]\n```\n",
    "| a | b |\n| --- | --- |\n",
    "[ ] ",
    "Term\n: Meaning\n",
    "> [!NOTE]\n",
    "0",
    "1",
    "\u{0}",
    "\u{1}",
    "\u{fffc}",
    "\u{2028}",
    "../",
    "//",
    "%2e",
    "?",
    "*",
    ":",
    ".",
];

#[derive(Clone, Debug)]
enum Edit {
    Delete {
        at: Index,
        length: usize,
    },
    Insert {
        at: Index,
        piece: Index,
    },
    Replace {
        at: Index,
        length: usize,
        piece: Index,
    },
    /// A piece of the file is said again elsewhere.
    Copy {
        from: Index,
        length: usize,
        to: Index,
    },
    Truncate {
        at: Index,
    },
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    let length = || prop_oneof![4 => 1..12_usize, 1 => 12..400_usize];
    prop_oneof![
        3 => (at(), length()).prop_map(|(at, length)| Edit::Delete { at, length }),
        5 => (at(), at()).prop_map(|(at, piece)| Edit::Insert { at, piece }),
        3 => (at(), length(), at()).prop_map(|(at, length, piece)| Edit::Replace { at, length, piece }),
        2 => (at(), length(), at()).prop_map(|(from, length, to)| Edit::Copy { from, length, to }),
        1 => at().prop_map(|at| Edit::Truncate { at }),
    ]
}

/// A place between two characters.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn apply(text: &mut String, edit: &Edit) {
    let place = |index: &Index| boundary(text, index.index(text.len() + 1));
    match edit {
        Edit::Delete { at, length } => {
            let start = place(at);
            let end = boundary(text, start + length).max(start);
            text.replace_range(start..end, "");
        }
        Edit::Insert { at, piece } => {
            let at = place(at);
            text.insert_str(at, piece.get::<&str>(PIECES));
        }
        Edit::Replace { at, length, piece } => {
            let start = place(at);
            let end = boundary(text, start + length).max(start);
            text.replace_range(start..end, piece.get::<&str>(PIECES));
        }
        Edit::Copy { from, length, to } => {
            let start = place(from);
            let end = boundary(text, start + length).max(start);
            let piece = text[start..end].to_owned();
            let to = place(to);
            text.insert_str(to, &piece);
        }
        Edit::Truncate { at } => {
            let at = place(at);
            text.truncate(at);
        }
    }
}

/// The starter site, with references in the plain style, which is quick.
fn starter() -> &'static Inputs {
    static STARTER: OnceLock<Inputs> = OnceLock::new();
    STARTER.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("starter");
        let mut inputs = disk::read(&root, &Layout::default()).expect("the starter site");
        let config = inputs.files["expound.toml"].text().expect("text").to_owned();
        let config = config.replace("chicago-author-date", "plain");
        // All that is asked for only if a site asks.
        let rules = expound::graph::coverage::RULES.map(|rule| format!("{} = \"warn\"\n", rule.name));
        let checks = format!("[checks]\n{}", rules.concat());
        assert!(config.contains("[checks]\n"), "{config}");
        let config =
            config.replace("[checks]\n", &checks) + "\n[coverage]\npage = true\nmax_age_months = 0\n";
        assert!(config.contains("plain"), "{config}");
        set(&mut inputs, "expound.toml", config);
        inputs
    })
}

fn set(inputs: &mut Inputs, path: &str, text: String) {
    let path: Arc<str> = path.into();
    inputs.files.insert(Arc::clone(&path), File { path, bytes: text.into_bytes().into() });
}

/// With some files changed. Topics are changed more often, as there is most to be wrong in them.
fn changed(edits: &[(Index, Edit)]) -> Inputs {
    let mut inputs = starter().clone();
    let mut paths: Vec<Arc<str>> = inputs.files.keys().cloned().collect();
    let topics: Vec<Arc<str>> = paths.iter().filter(|path| path.contains("/topics/")).cloned().collect();
    for _ in 0..8 {
        paths.extend(topics.iter().cloned());
    }
    for (file, edit) in edits {
        let path = file.get(&paths);
        let mut text = inputs.files[path].text().map(str::to_owned).unwrap_or_default();
        apply(&mut text, edit);
        set(&mut inputs, path, text);
    }
    inputs
}

/// What somebody does to a site between two builds.
#[derive(Clone, Debug)]
enum Step {
    /// Some files are changed, mostly topics.
    Edit(Vec<(Index, Edit)>),
    /// A file is as it was in the beginning.
    Restore(Index),
    Remove(Index),
    Rename(Index, Index),
    Copy(Index, Index),
    /// A file that the starter site does not have, or another of the same path.
    Write(&'static str, &'static str),
    /// Drafts are published or not, as somebody may ask anew.
    Drafts(bool),
}

/// Paths that files are moved to.
const PLACES: &[&str] = &[
    "content/topics/moved.md",
    "content/events/moved.md",
    "content/entities/moved.md",
    "content/moved.md",
    "content/index.md",
    "content/notes/deep/moved.md",
    "content/topics/Library-Roof.md",
    "content/picture.txt",
    "content/assets/folio.css",
    "seeds/moved.toml",
    "seeds/moved.txt",
];

/// Files that bring in what the starter site has none of.
const FILES: &[(&str, &str)] = &[
    ("expound.toml", "title = \"Other\"\n[citations]\nstyle = \"plain\"\n[rights]\nwords_per_source = 20\n"),
    (
        "expound.toml",
        "title = \"Other\"\nlanguage = \"de\"\nnav = [\"a.md\"]\n[citations]\nstyle = \"styles/a.csl\"\n",
    ),
    (
        "expound.toml",
        "title = \"Plain\"\ntheme = \"none\"\n[citations]\nstyle = \"plain\"\n[markdown]\nmath = true\n",
    ),
    ("styles/a.csl", "<style/>"),
    (
        "themes/folio/event.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock %}",
    ),
    ("themes/folio/event.html", "{{ page.nothing }}"),
    ("themes/folio/topic.html", "{% if %}"),
    ("themes/folio/assets/more.css", "a { color: red }"),
    ("themes/none/theme.toml", "description = \"None\""),
    (
        "content/a.md",
        "+++\ntitle = \"A\"\naliases = [\"/old/\", \"The council\"]\n+++\n\n[[Ostermere Library]], [[Bee]], [x](b.md#y) and [z](/topics/library-roof.md#nowhere).\n",
    ),
    ("content/b.md", "# B\n\n## Y\n\nText [@lantern-2024, ¶ 2].\n"),
    ("content/b.md", "# Bee\n\n## Z\n\nThe Ostermere Library.\n"),
    ("content/entities/lena.md", "+++\ntitle = \"Lena Mott\"\naliases = [\"council\"]\n+++\n"),
    (
        "content/topics/second.md",
        "+++\ntitle = \"Second\"\nterms = [\"roof\", \"vote\"]\n+++\n\nIt leaks [@lantern-2024, \"puts it at 180,000 crowns\"]. [Up](#x)\n\n## X\n\nText.\n",
    ),
    ("content/topics/second.md", "+++\ntitle = \"Library roof\"\ndraft = true\n+++\n"),
    (
        "content/events/1999.md",
        "+++\ntitle = \"1999\"\ndate = \"1999\"\ntopics = [\"second\", \"library-roof\"]\n+++\n",
    ),
    ("seeds/third.toml", "[third]\ntitle = \"Third\"\n[council-2024]\n"),
    ("seeds/third.txt", "A third text names the Ostermere Library and its roof."),
];

fn step() -> impl Strategy<Value = Step> {
    let at = any::<Index>;
    prop_oneof![
        6 => prop::collection::vec((at(), edit()), 1..3).prop_map(Step::Edit),
        3 => at().prop_map(Step::Restore),
        1 => at().prop_map(Step::Remove),
        1 => (at(), at()).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (at(), at()).prop_map(|(from, to)| Step::Copy(from, to)),
        5 => prop::sample::select(FILES).prop_map(|(path, text)| Step::Write(path, text)),
        1 => any::<bool>().prop_map(Step::Drafts),
    ]
}

fn take(inputs: &mut Inputs, options: &mut BuildOptions, step: &Step) {
    let paths: Vec<Arc<str>> = inputs.files.keys().cloned().collect();
    let text = |inputs: &Inputs, path: &Arc<str>| inputs.files[path].text().unwrap_or_default().to_owned();
    match step {
        Step::Edit(edits) => {
            let topics = paths.iter().filter(|path| path.contains("/topics/"));
            let often: Vec<_> = paths.iter().chain(topics.cycle().take(4 * paths.len())).collect();
            for (file, edit) in edits {
                let path = *file.get(&often);
                let mut text = text(inputs, path);
                apply(&mut text, edit);
                set(inputs, path, text);
            }
        }
        Step::Restore(file) => {
            let paths: Vec<_> = starter().files.keys().collect();
            let path = *file.get(&paths);
            inputs.files.insert(Arc::clone(path), starter().files[path].clone());
        }
        Step::Remove(file) => drop(inputs.files.remove(file.get(&paths))),
        Step::Rename(file, to) => {
            let moved = text(inputs, file.get(&paths));
            inputs.files.remove(file.get(&paths));
            set(inputs, to.get::<&str>(PLACES), moved);
        }
        Step::Copy(file, to) => {
            let copied = text(inputs, file.get(&paths));
            set(inputs, to.get::<&str>(PLACES), copied);
        }
        Step::Write(path, text) => set(inputs, path, (*text).to_owned()),
        Step::Drafts(drafts) => options.drafts = *drafts,
    }
}

/// Where a build that remembers the last differs from one that remembers nothing.
fn unlike(warm: &Build, cold: &Build) -> Vec<String> {
    if warm.diagnostics != cold.diagnostics {
        return vec![format!("{:#?}\nand cold\n{:#?}", warm.diagnostics, cold.diagnostics)];
    }
    let counts =
        |build: &Build| (build.site.page_count(), build.site.source_count(), build.site.citation_count());
    if counts(warm) != counts(cold) {
        return vec![format!("{:?} and cold {:?}", counts(warm), counts(cold))];
    }
    match (kit::render(warm), kit::render(cold)) {
        (Ok(warm), Ok(cold)) => kit::differences(&warm, &cold),
        (Err(warm), Err(cold)) if warm == cold => Vec::new(),
        (warm, cold) => vec![format!("{:#?}\nand cold\n{:#?}", warm.err(), cold.err())],
    }
}

#[test]
fn the_starter_site_keeps_the_laws() {
    let inputs = starter();
    assert_eq!(kit::unlawful(inputs, &BuildOptions::default()), [""; 0]);
    let build = expound::build::build(inputs, &BuildOptions::default());
    // What is asked for here, so that the laws have something to hold.
    let asked = expound::graph::coverage::RULES;
    let (asked, rest): (Vec<_>, Vec<_>) =
        build.diagnostics.into_iter().partition(|finding| asked.contains(&finding.rule));
    assert_eq!(kit::lines(&rest, inputs), [""; 0]);
    assert!(!asked.is_empty());
}

#[test]
fn after_each_change_any_other_is_remembered_rightly() {
    let (options, mut memory) = (BuildOptions::default(), BuildMemo::default());
    let mut base = starter().clone();
    for (path, text) in FILES.iter().filter(|(path, _)| path.starts_with("content/")).rev() {
        set(&mut base, path, (*text).to_owned());
    }
    for (path, text) in FILES {
        let mut first = base.clone();
        set(&mut first, path, (*text).to_owned());
        for (path, text) in FILES {
            build::rebuild(&first, &options, &mut memory);
            let mut second = first.clone();
            set(&mut second, path, (*text).to_owned());
            let warm = build::rebuild(&second, &options, &mut memory);
            assert_eq!(unlike(&warm, &build::build(&second, &options)), [""; 0], "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_site_with_random_changes_keeps_the_laws(edits in prop::collection::vec((any::<Index>(), edit()), 1..12)) {
        let inputs = changed(&edits);
        let faults = kit::unlawful(&inputs, &BuildOptions::default());
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }

    #[test]
    fn a_build_that_remembers_is_a_build_that_does_not(steps in prop::collection::vec(step(), 1..8)) {
        let (mut inputs, mut options, mut memory) = (starter().clone(), BuildOptions::default(), BuildMemo::default());
        build::rebuild(&inputs, &options, &mut memory);
        for (index, step) in steps.iter().enumerate() {
            take(&mut inputs, &mut options, step);
            let warm = build::rebuild(&inputs, &options, &mut memory);
            let faults = unlike(&warm, &build::build(&inputs, &options));
            prop_assert!(faults.is_empty(), "after step {} of {:#?}: {}", index, steps, faults.join("\n"));
        }
    }

    #[test]
    fn a_page_of_nothing_but_syntax_keeps_the_laws(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let body = pieces.concat();
        let mut inputs = starter().clone();
        set(&mut inputs, "content/topics/noise.md", format!("+++\ntitle = \"Noise\"\n+++\n\n{body}"));
        set(&mut inputs, "content/noise.md", body);
        let faults = kit::unlawful(&inputs, &BuildOptions::default());
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }
}
