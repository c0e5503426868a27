use super::*;
use proptest::prelude::*;

const SETTINGS: &str = "title = \"Locks\"\n[citations]\nstyle = \"plain\"\n";
const RECORDS: &str = "[reed-1931]\ntitle = \"The lock\"\nrights = \"full\"\nfile = \"reed-1931.txt\"\n\n\
                       [kaya_2001]\ntitle = \"One\"\n\n[kaya-2001]\ntitle = \"Other\"\n";
const TEXT: &str = "The lock was opened in 1904 by the harbour board.\n\n\
                    Nine keepers have lived in the house beside it.\n\n\
                    In the winter of 1928 the lower gate froze, and the water stood for eleven days.\n\n\
                    A second gate was hung in 1930, of oak from the estate.\n\n\
                    The keepers rang the bell at noon; the keepers rang the horn at dusk.\n";

fn site<'a>(files: &[(&'a str, &'a str)]) -> Inputs {
    let own = [("expound.toml", SETTINGS), ("seeds/sources.toml", RECORDS), ("seeds/reed-1931.txt", TEXT)];
    Inputs::from_texts(own.into_iter().chain(files.iter().copied()))
}

fn fixed(inputs: &Inputs, level: FixLevel) -> FixedSite {
    fix(inputs, &BuildOptions::default(), level)
}

fn text(inputs: &Inputs, path: &str) -> String {
    inputs.files[path].text().expect("a text").to_owned()
}

/// What becomes of a page’s text.
fn page(words: &str, level: FixLevel) -> String {
    let whole = format!("# The lock\n\n## The beginning {{#beginning}}\n\n{words}\n");
    let path = "content/topics/the-lock.md";
    let other = ("content/tide-mill.md", "# Tide’s mill\n\nIt turns.\n");
    let fixed = fixed(&site(&[(path, &whole), other]), level);
    let text = text(&fixed.inputs, path);
    text.rsplit("{#beginning}\n\n").next().unwrap_or_default().trim_end().to_owned()
}

#[track_caller]
fn mended(from: &str, to: &str) {
    assert_eq!(page(from, FixLevel::Certain), to);
}

#[track_caller]
fn left(words: &str) {
    assert_eq!(page(words, FixLevel::Quotations), words);
}

#[test]
fn a_key_gets_the_letters_of_its_record() {
    mended("It opened [@Reed-1931, \"in 1904\"].", "It opened [@reed-1931, \"in 1904\"].");
    mended("It opened [@reed_1931, \"in 1904\"].", "It opened [@reed-1931, \"in 1904\"].");
    mended("It opened [@reed–1931, \"in 1904\"].", "It opened [@reed-1931, \"in 1904\"].");
    mended("It opened [@{REED-1931}, \"in 1904\"].", "It opened [@{reed-1931}, \"in 1904\"].");
    mended("As @Reed-1931 [\"in 1904\"] says.", "As @reed-1931 [\"in 1904\"] says.");
    mended("> opened in 1904\n>\n> — @Reed-1931", "> opened in 1904\n>\n> — @reed-1931");
    // Two are possible, or a letter is another.
    left("It opened [@Kaya-2001].");
    left("It opened [@read-1931, \"in 1904\"].");
}

#[test]
fn a_paragraph_gets_the_number_of_the_one_that_has_the_words() {
    mended(
        "It froze [@reed-1931, ¶ 1, \"lower gate froze\"].",
        "It froze [@reed-1931, ¶ 3, \"lower gate froze\"].",
    );
    mended(
        "It froze [@reed-1931, ¶¶ 1–2, \"lower gate froze\"].",
        "It froze [@reed-1931, ¶ 3, \"lower gate froze\"].",
    );
    mended(
        "It froze [@reed-1931, para. 88, \"gate froze\"].",
        "It froze [@reed-1931, para. 3, \"gate froze\"].",
    );
    // Of the source’s paragraphs 1, 2 and 4 have these words; one citation has two quotations; one names two places.
    left("So [@reed-1931, ¶ 5, \"in\"].");
    left("It froze [@reed-1931, ¶ 1, \"gate froze\", \"opened in\"].");
    left("It froze [@reed-1931, ¶ 1 and 2, \"lower gate froze\"].");
}

#[test]
fn a_key_and_then_a_paragraph_are_mended_in_one_run() {
    mended(
        "It froze [@Reed-1931, ¶ 1, \"lower gate froze\"].",
        "It froze [@reed-1931, ¶ 3, \"lower gate froze\"].",
    );
}

#[test]
fn links_get_the_letters_of_what_they_lead_to() {
    mended("See [it](#Beginning).", "See [it](#beginning).");
    mended("See [it](../Tide_Mill.md).", "See [it](../tide-mill.md).");
    mended("See [it](/TIDE-MILL.md#).", "See [it](/tide-mill.md#).");
    mended("See [the-lock.html](the-lock.html).", "See [the-lock.html](the-lock.md).");
    mended("See [[Tide's mill]].", "See [[Tide’s mill]].");
    left("See [it](../tide-mil.md) and [it](#begining) and [[Tides mill]].");
}

#[test]
fn names_get_their_letters_if_one_is_near() {
    mended(
        "```Passage\nsources = [\"reed-1931\"]\nterms = [\"lock\"]\n```",
        "```passages\nsources = [\"reed-1931\"]\nterms = [\"lock\"]\n```",
    );
    mended("```pasages\nterms = [\"lock\"]\n```", "```passages\nterms = [\"lock\"]\n```");
    // As a chart it would be an error.
    left("```Chart\nx = 1\n```");
    mended(
        "```passages\nsources = [\"Reed-1931\"]\nterms = [\"lock\"]\n```",
        "```passages\nsources = [\"reed-1931\"]\nterms = [\"lock\"]\n```",
    );
    left("```carts\nx = 1\n```");
    let file = |path: &'static str, from: &'static str| {
        let fixed = fixed(&site(&[(path, from)]), FixLevel::Certain);
        text(&fixed.inputs, path)
    };
    assert_eq!(
        file("expound.toml", "title = \"A\"\nlanguge = \"en\"\n"),
        "title = \"A\"\nlanguage = \"en\"\n"
    );
    assert_eq!(file("content/a.md", "---\nTitle: A\nsumary: B\n---\n"), "---\ntitle: A\nsummary: B\n---\n");
    // Values are left, and names that would then be there twice.
    let twice = "+++\ntitle = \"A\"\ntitel = \"B\"\n+++\n";
    assert_eq!(file("content/a.md", twice), twice);
    let twice = "+++\ntitle = \"A\"\nsumary = \"B\"\nsummry = \"B\"\n+++\n";
    assert_eq!(file("content/a.md", twice), twice);
    let records = "[a]\ntitel = \"A\"\ntype = \"artcle\"\n";
    assert_eq!(file("seeds/more.toml", records), "[a]\ntitle = \"A\"\ntype = \"artcle\"\n");
    let rules = "title = \"A\"\n[checks]\nquote-not-fond = \"allow\"\n";
    assert_eq!(file("expound.toml", rules), rules, "no check is silenced by a slip");
}

#[test]
fn quotations_get_the_words_of_their_source_only_if_that_is_asked_for() {
    let of = |from: &str, to: &str| {
        let cited = |words: &str| format!("It was so [@reed-1931, \"{words}\"].");
        assert_eq!(page(&cited(from), FixLevel::Certain), cited(from));
        assert_eq!(page(&cited(from), FixLevel::Quotations), cited(to));
    };
    of("the water stayed for eleven days", "the water stood for eleven days");
    of(
        "A second gate was hung in 1930, of elm from the estate",
        "A second gate was hung in 1930, of oak from the estate",
    );
    of("nine keepers have lived in the house", "Nine keepers have lived in the house");
    of("Nine keepers lived in the house", "Nine keepers have lived in the house");
    of("the lower gate froze and the water stood", "the lower gate froze, and the water stood");
    for words in [
        "the water … stayed for eleven days",
        "the water stayed for [eleven] days",
        "the water stayed for twelve days",
        // The source has both the bell and the horn.
        "the keepers rang the gong",
        "a river runs behind the town",
    ] {
        left(&format!("It was so [@reed-1931, \"{words}\"]."));
    }
}

#[test]
fn a_file_that_would_have_new_errors_is_left_and_told() {
    let good = ("content/a.md", "# A\n\nIt opened [@Reed-1931, \"in 1904\"].\n");
    // With the key that is meant, both quotations are looked up, and neither is there.
    let bad = ("content/b.md", "# B\n\nIt opened [@Reed-1931, \"by tugs\", \"by mules\"].\n");
    let fixed = fixed(&site(&[good, bad]), FixLevel::Certain);
    assert_eq!(fixed.refused.iter().map(|it| &**it).collect::<Vec<_>>(), ["content/b.md"]);
    assert_eq!(text(&fixed.inputs, "content/b.md"), bad.1);
    assert!(text(&fixed.inputs, "content/a.md").contains("@reed-1931"));
    assert_eq!(fixed.applied.len(), 1);
    let fix = &fixed.applied[0];
    assert_eq!((fix.line, fix.column, &*fix.written, &*fix.replacement), (3, 12, "@Reed-1931", "@reed-1931"));
}

#[test]
fn of_two_that_overlap_the_first_counts() {
    let edit = |start, end| (Span::new(start, end), String::new(), String::new());
    let mut finding = Diagnostic::at(&crate::base::rule::BROKEN_LINK, &"content/a.md".into(), 0..3, "");
    let found: Vec<_> = [(2, "cd"), (0, "abc"), (4, "ef"), (4, "ef")]
        .map(|(start, written)| {
            let span = Span::new(start, start + written.len());
            finding =
                finding.clone().fixed_by(Some(crate::base::fix::FindingFix::certain(span, written, "x")));
            finding.clone()
        })
        .into();
    let files = gather(&found, FixLevel::Certain);
    let spans: Vec<_> = files[0].edits.iter().map(|it| it.0).collect();
    assert_eq!(spans, [edit(0, 3).0, edit(4, 6).0]);
}

#[test]
fn what_changed_since_it_was_read_is_left() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let folder = UserFolder::open(root.path()).expect("a folder");
        folder.replace(path, text.as_bytes()).expect("written");
    };
    let read =
        Inputs::from_texts([("content/a.md", "one"), ("content/b.md", "one"), ("content/c.md", "one")]);
    let fixed =
        Inputs::from_texts([("content/a.md", "two"), ("content/b.md", "two"), ("content/c.md", "one")]);
    write("content/a.md", "one");
    write("content/b.md", "one and more");
    let failed = super::write(root.path(), &read, &fixed);
    assert_eq!(failed.len(), 1);
    assert!(&*failed[0].0 == "content/b.md" && matches!(failed[0].1, NotWritten::Changed));
    let now = |path: &str| {
        let folder = UserFolder::open(root.path()).expect("a folder");
        folder.read(path, 100).expect("read").map(|bytes| String::from_utf8(bytes).expect("a text"))
    };
    assert_eq!(now("content/a.md").as_deref(), Some("two"));
    assert_eq!(now("content/b.md").as_deref(), Some("one and more"));
    assert_eq!(now("content/c.md"), None, "what is not changed is not written");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let (root, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mine = UserFolder::open(other.path()).expect("a folder");
    mine.create("a.md", b"one").expect("written");
    std::os::unix::fs::symlink(other.path(), root.path().join("content")).expect("a link");
    let (read, fixed) =
        (Inputs::from_texts([("content/a.md", "one")]), Inputs::from_texts([("content/a.md", "two")]));
    let failed = write(root.path(), &read, &fixed);
    assert!(matches!(failed[..], [(_, NotWritten::Disk(_))]));
    assert_eq!(mine.read("a.md", 100).expect("read").as_deref(), Some(&b"one"[..]));
}

#[test]
fn a_preview_shows_each_line_as_it_was_and_as_it_will_be() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
    let of = |new: &str| {
        let (read, fixed) = (Inputs::from_texts([("a.md", old)]), Inputs::from_texts([("a.md", new)]));
        diff(&read, &fixed)
    };
    assert_eq!(of(old), "");
    assert_eq!(
        of(&old.replace("2\n3\n", "2\nthree\n")),
        "--- a/a.md\n+++ b/a.md\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4\n 5\n 6\n"
    );
    assert_eq!(
        of(&old.replace("1\n2\n", "one\n2\n").replace("12\n", "twelve\n")),
        "--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -9,4 +9,4 @@\n 9\n 10\n 11\n-12\n+twelve\n"
    );
    assert_eq!(
        of(&old.replace("5\n6\n", "5\nsix\nand more\n").replace("8\n", "eight\n")),
        "--- a/a.md\n+++ b/a.md\n@@ -3,9 +3,10 @@\n 3\n 4\n 5\n-6\n-7\n-8\n+six\n+and more\n+7\n+eight\n 9\n 10\n 11\n"
    );
}

/// Sentences of a page, each right or with a slip of some kind.
const SENTENCES: &[&str] = &[
    "It opened [@reed-1931, ¶ 1, \"in 1904\"].",
    "It opened [@Reed-1931, ¶ 2, \"in 1904\"].",
    "It opened [@REED_1931, ¶ 2-3, \"opened on 1904 by the harbour board\"].",
    "It froze [@reed–1931, ¶ 9, \"the upper gate froze, and the water stood\"].",
    "It froze [@reed-1931, \"by tugs\", \"by mules\"], says @Reed-1931 [¶ 4].",
    "It froze [@Reed-1931, \"by tugs\", \"by mules\"].",
    "See [it](#The-Beginning), [[the Lock]] and [that](A.MD).",
    "See [it](a.html#the-beginning) and [it](B_page.md).",
    "> Nine keepers lived in the house\n>\n> — @Reed-1931, ¶ 1",
    "```Timelines\ntopics = [\"A\"]\n```",
    "## The beginning",
    "```chart\ntitle = \"A\"\n[[point]]\nlable = \"B\"\nvalue = 7\ncite = '[@Reed-1931, \"in 1905 by the\"]'\n```",
];

const FRONT: &[&str] = &[
    "+++\ntitle = \"A\"\n+++\n",
    "+++\ntitel = \"A\"\nsumary = \"B\"\n+++\n",
    "---\ntitle: B\ntopic: [a_b]\n---\n",
    "+++\ntitle = \"A\"\ndrafts = true\n+++\n",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn to_fix_twice_changes_nothing_and_no_file_gets_more_errors(
        pages in prop::collection::vec(
            (0..FRONT.len(), prop::collection::vec(0..SENTENCES.len(), 1..6)), 1..4,
        ),
        quotations in any::<bool>(),
    ) {
        let names = ["content/a.md", "content/topics/a-b.md", "content/b-page.md", "content/topics/c.md"];
        let texts: Vec<String> = pages
            .iter()
            .map(|(front, words)| {
                let words: Vec<&str> = words.iter().map(|&i| SENTENCES[i]).collect();
                format!("{}\n{}\n", FRONT[*front], words.join("\n\n"))
            })
            .collect();
        let files: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
        let inputs = site(&files);
        let level = if quotations { FixLevel::Quotations } else { FixLevel::Certain };
        let before = crate::build::build(&inputs, &BuildOptions::default());
        let once = fixed(&inputs, level);
        prop_assert!(!brings_errors(&before, &once.build));
        let again = crate::build::build(&once.inputs, &BuildOptions::default());
        prop_assert_eq!(&again.diagnostics, &once.build.diagnostics);
        let twice = fixed(&once.inputs, level);
        prop_assert!(twice.applied.is_empty(), "{:?}", twice.applied);
        prop_assert_eq!(&twice.inputs.files, &once.inputs.files);
        prop_assert_eq!(&once.inputs.files["seeds/reed-1931.txt"], &inputs.files["seeds/reed-1931.txt"]);
    }
}
