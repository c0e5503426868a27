//! What is published as a source's words is cut from the source's text, and is never what an author typed.
//!
//! The suite asks the same of each of its sites.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

mod kit;

use std::path::Path;

use expound::base::text::Inputs;
use expound::build::{BuildOptions, build};
use expound::disk::{self, Layout};
use kit::published::{bare, is_cut_from};

fn of(inputs: &Inputs) -> (usize, Vec<String>) {
    let build = build(inputs, &BuildOptions::default());
    let files = kit::rendered(&build);
    (kit::published::count(&files), kit::published::unsourced(build.site.graph(), &files))
}

#[test]
fn what_the_projects_site_and_the_starter_publish_of_sources_is_cut_from_them() {
    for folder in ["", "starter"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let inputs = disk::read(&root, &Layout::default()).expect("a site");
        let (count, unsourced) = of(&inputs);
        assert!(count > 10, "{folder}: {count}");
        assert_eq!(unsourced, [""; 0], "{folder}");
    }
}

#[test]
fn what_is_typed_in_another_way_is_published_as_the_source_has_it() {
    let typed = [
        "the 'mill' -- ours -- is   old",
        "The \"mill\" – ours – is old",
        "the mill... old",
        "Mill's « wheel » is of oak-wood",
    ];
    let source = "They say that the “mill” — ours — is old.\n\nThe “mill” — ours — is old indeed. Mill’s “wheel” is of oak‑wood.";
    let mut page = "# A\n\n".to_owned();
    for words in typed {
        page.push_str(&format!("> {words}\n>\n> — @s\n\n"));
        let straight = words.replace('"', "'");
        page.push_str(&format!("It is \"{straight}\" [@s, \"{straight}\"].\n\n"));
    }
    let files = [
        ("expound.toml", "title = \"T\"\n"),
        ("seeds/r.toml", "[s]\nauthor = \"Mott, Lena\"\ntitle = \"T\"\nrights = \"full\"\n"),
        ("seeds/s.txt", source),
        ("content/topics/a.md", &page),
    ];
    let inputs = Inputs::from_texts(files);
    let (count, unsourced) = of(&inputs);
    assert!(count > 10, "{count}");
    assert_eq!(unsourced, [""; 0]);
}

#[test]
fn a_typed_word_is_no_words_of_the_source() {
    let text = bare("The mill’s wheel — of oak [sic] — turned… and stood.");
    assert!(is_cut_from("mill's wheel — of oak [sic] — turned… and", &text));
    assert!(is_cut_from("mill's … oak [at last] turned", &text));
    assert!(!is_cut_from("mill's wheel – of oak", &text));
    assert!(!is_cut_from("mill's … wheel stood", &text));
}
