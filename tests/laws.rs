//! What holds for any site, whatever is done to its files.
//!
//! The files of the site that a newcomer begins with are changed at random, with pieces of all the
//! syntax that the program reads. `PROPTEST_CASES=10000 cargo test --release --test laws` looks longer.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

mod kit;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use expound::base::text::{File, Inputs};
use expound::build::Options;
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

#[test]
fn the_starter_site_keeps_the_laws() {
    let inputs = starter();
    assert_eq!(kit::unlawful(inputs, &Options::default()), [""; 0]);
    let build = expound::build::build(inputs, &Options::default());
    assert_eq!(kit::lines(&build.diagnostics, inputs), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_site_with_random_changes_keeps_the_laws(edits in prop::collection::vec((any::<Index>(), edit()), 1..12)) {
        let inputs = changed(&edits);
        let faults = kit::unlawful(&inputs, &Options::default());
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }

    #[test]
    fn a_page_of_nothing_but_syntax_keeps_the_laws(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let body = pieces.concat();
        let mut inputs = starter().clone();
        set(&mut inputs, "content/topics/noise.md", format!("+++\ntitle = \"Noise\"\n+++\n\n{body}"));
        set(&mut inputs, "content/noise.md", body);
        let faults = kit::unlawful(&inputs, &Options::default());
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }
}
