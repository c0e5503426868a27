//! The constructs: what of them is repeated, nested or left open, and how large `n` is.

use std::fmt::Write as _;

/// Files of a site: paths and texts.
pub(crate) type Files = Vec<(String, String)>;

/// Something that can be written often.
pub(crate) struct Construct {
    pub(crate) name: &'static str,
    /// What `n` is. At four times as much, what grows faster than its input is far above the floor.
    pub(crate) size: usize,
    pub(crate) make: fn(usize) -> Files,
}

const RECORD: &str = "[smith]\nauthor = \"Smith, Ann\"\ntitle = \"On Rivers\"\nrights = \"full\"\n";
const TEXT: &str = "The river rises in the hills. It is 4,200 kilometers long.\n\nThe hills are bare.\n";

/// What every site has.
pub(crate) fn base() -> Files {
    [
        ("expound.toml", "title = \"Test\"\n[citations]\nstyle = \"plain\"\n"),
        ("seeds/sources.toml", RECORD),
        ("seeds/smith.txt", TEXT),
        ("content/index.md", "+++\ntitle = \"Home\"\n+++\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

pub(crate) fn file(path: &str, text: impl Into<String>) -> Files {
    vec![(path.to_owned(), text.into())]
}

pub(crate) fn page(body: &str) -> Files {
    file("content/topics/a.md", format!("+++\ntitle = \"A\"\nsummary = \"S\"\n+++\n\n{body}\n"))
}

pub(crate) fn front(lines: &str) -> Files {
    file("content/topics/a.md", format!("+++\ntitle = \"A\"\n{lines}\n+++\n\nText.\n"))
}

/// `each` for each number, one after the other.
pub(crate) fn many(n: usize, each: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut all, i| {
        let _ = write!(all, "{}", each(i));
        all
    })
}

pub(crate) fn source(path: &str, text: &str, body: &str) -> Files {
    let mut files = page(body);
    files.extend(file("seeds/long.toml", "[long]\ntitle = \"Long\"\nrights = \"full\"\n"));
    files.extend(file(path, text));
    files
}

macro_rules! constructs {
    ($($name:literal $size:literal $make:expr;)+) => {
        /// All of them.
        pub(crate) fn all() -> Vec<Construct> {
            vec![$(Construct { name: $name, size: $size, make: $make }),+]
        }
    };
}

constructs! {
    // ---- Markdown ----
    "words" 20_000 |n| page(&"word ".repeat(n));
    "paragraphs" 10_000 |n| page(&"Some words.\n\n".repeat(n));
    "one long word" 100_000 |n| page(&"x".repeat(n));
    "headings of one name" 2_500 |n| page(&"## a\n\n".repeat(n));
    "headings with an id of another" 1_500 |n| page(&"## a\n\n## x {#a}\n\n".repeat(n));
    "headings with an id that is counted" 1_500 |n| page(&many(n, |i| format!("## a {{#a-{i}}}\n\n## a\n\n")));
    "headings of all levels" 3_000 |n| page(&many(n, |i| format!("{} h{i}\n\n", "#".repeat(1 + i % 6))));
    "sections with text" 1_500 |n| page(&many(n, |i| format!("## Part {i}\n\nSome words here.\n\n")));
    "quotations in quotations" 10_000 |n| page(&format!("{} x", ">".repeat(n)));
    "quotations in quotations, spaced" 10_000 |n| page(&format!("{} x", "> ".repeat(n)));
    "quotations in quotations that cite" 10_000 |n| page(&format!("{} x — @smith", "> ".repeat(n)));
    "a quotation of many items" 2_000 |n| page(&format!("{}>\n> — @smith", "> 1. a\n".repeat(n)));
    "a quotation of many rows" 500 |n| page(&format!("> | a | b |\n> |---|---|\n{}>\n> — @smith", "> | 1 | 2 |\n".repeat(n)));
    "quotations with a source below" 500 |n| page(&"> a\n\nSource: [@smith]\n\n".repeat(n));
    "quotations below words that lead to them" 500 |n| page(&"Smith wrote [@smith].\n\n> a\n\n".repeat(n));
    "rules below a quotation" 5_000 |n| page(&format!("> a\n\n{}— @smith", "***\n\n".repeat(n)));
    "braces of keys that do not close" 10_000 |n| page(&"@{".repeat(n));
    "marks that open in a note" 10_000 |n| page(&format!("So.[^1]\n\n[^1]: [@smith] {}", "« a ".repeat(n)));
    "signs of paragraphs" 5_000 |n| page(&format!("So [@smith, ¶ 1, {}].", "\"¶\", ".repeat(n)));
    "lists in lists of a note" 100 |n| page(&format!("So.[^1]\n\n[^1]: [@smith]\n\n    {}[@smith]", "- ".repeat(n)));
    "quotations with lazy lines" 5_000 |n| page(&many(n, |i| format!("{} a\n", "> ".repeat(1 + i % 40))));
    "alerts" 3_000 |n| page(&"> [!NOTE]\n> Words.\n\n".repeat(n));
    "lists in lists" 250 |n| page(&many(n, |i| format!("{}- a\n", "  ".repeat(i))));
    "list items" 10_000 |n| page(&"- one\n".repeat(n));
    "tasks" 5_000 |n| page(&"- [ ] one\n".repeat(n));
    "emphasis that opens" 20_000 |n| page(&"*a ".repeat(n));
    "emphasis that closes" 20_000 |n| page(&"a* ".repeat(n));
    "emphasis, mixed" 10_000 |n| page(&"*a _b ".repeat(n));
    "strikethrough" 10_000 |n| page(&"~~a ".repeat(n));
    "brackets that open" 20_000 |n| page(&"[".repeat(n));
    "brackets that open, with words" 20_000 |n| page(&"[a ".repeat(n));
    "brackets that close" 20_000 |n| page(&"]".repeat(n));
    "images that open" 20_000 |n| page(&"![".repeat(n));
    "links that open" 10_000 |n| page(&"[a](".repeat(n));
    "links in pointed brackets" 10_000 |n| page(&"[a](<b".repeat(n));
    "links that define" 5_000 |n| page(&many(n, |i| format!("[a{i}]: /b\n\n[a{i}]\n\n")));
    "links to the web" 5_000 |n| page(&many(n, |i| format!("[a](https://example.org/{i}) ")));
    "addresses in the text" 5_000 |n| page(&many(n, |i| format!("see https://example.org/{i} and www.example.org/{i}. ")));
    "addresses with brackets" 20_000 |n| page(&format!("https://example.org/{}", "(".repeat(n)));
    "backticks" 300 |n| page(&many(n, |i| format!("{} a ", "`".repeat(i + 1))));
    "backslashes" 30_000 |n| page(&"\\".repeat(n));
    "entities" 10_000 |n| page(&"&amp;&#39;".repeat(n));
    "HTML that opens" 10_000 |n| page(&format!("a {}", "<b>".repeat(n)));
    "HTML that closes" 10_000 |n| page(&format!("a {}", "</b>".repeat(n)));
    "HTML, half a tag" 10_000 |n| page(&format!("a {}", "<b ".repeat(n)));
    "HTML comments that open" 10_000 |n| page(&format!("a {}", "<!-- ".repeat(n)));
    "HTML blocks" 5_000 |n| page(&"<div>a</div>\n\n".repeat(n));
    "rows of a table" 5_000 |n| page(&format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n)));
    "columns of a table" 2_000 |n| page(&format!("|{}\n|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n), "1|".repeat(n)));
    "rows that are short" 1_000 |n| page(&format!("|{}\n|{}\n{}", "a|".repeat(60), "-|".repeat(60), "| 1 |\n".repeat(n)));
    "fences" 5_000 |n| page(&"```\na\n```\n\n".repeat(n));
    "a fence that does not end" 10_000 |n| page(&format!("```\n{}", "a\n".repeat(n)));
    "definition lists" 5_000 |n| page(&"a\n: b\n\n".repeat(n));
    "quotation marks" 20_000 |n| page(&"\"a' ".repeat(n));
    "dashes" 50_000 |n| page(&"-—–".repeat(n));
    "dots" 50_000 |n| page(&".…".repeat(n));
    "sentences" 10_000 |n| page(&"This is a sentence. ".repeat(n));
    "abbreviations" 10_000 |n| page(&"Mr. J. U.S. No. ".repeat(n));
    "combining marks" 50_000 |n| page(&format!("e{}", "\u{301}".repeat(n)));
    "invisible characters" 50_000 |n| page(&format!("e{}", "\u{200b}\u{202e}".repeat(n)));
    "dollars" 10_000 |n| page(&"$5 $a ".repeat(n));

    // ---- Citations ----
    "keys in braces that are not closed" 20_000 |n| page(&"@{".repeat(n));
    "brackets with a key, not closed" 10_000 |n| page(&"[@smith ".repeat(n));
    "brackets with a quotation, not closed" 5_000 |n| page(&"[@smith, \"a ".repeat(n));
    "marks of each language, not closed" 10_000 |n| page(&format!("[@smith, {}]", "«„‚‹「『〝❝".repeat(n / 8)));
    "marks of each language, in a sentence" 10_000 |n| page(&format!("a {} [@smith, ¶ 1]", "«„‚‹「『〝❝ ".repeat(n / 8)));
    "single marks" 10_000 |n| page(&format!("[@smith, {}]", "'a ".repeat(n)));
    "citations" 2_500 |n| page(&"A [@smith, \"in the hills\"]. ".repeat(n));
    "citations in paragraphs" 2_500 |n| page(&"A river [@smith, \"in the hills\"].\n\n".repeat(n));
    "citations in one pair of brackets" 2_500 |n| page(&format!("A [{}].", many(n, |_| "@smith, ¶ 1; ".into()).trim_end_matches("; ")));
    "quotations in one citation" 2_500 |n| page(&format!("A [@smith{}].", ", \"in the hills\"".repeat(n)));
    "names of authors in a sentence" 2_500 |n| page(&"@smith ".repeat(n));
    "names of many authors in a sentence" 500 |n| {
        let mut files = page(&many(n, |i| format!("@writer{i} ")));
        files.extend(file("seeds/many.toml", many(n, |i| format!("[writer{i}]\nauthor = \"Writer, {i}\"\ntitle = \"T{i}\"\n\n"))));
        files
    };
    "runs of paragraphs" 500 |n| {
        let mut files = source(
            "seeds/long.txt",
            &many(n, |i| format!("Item {i} stands here.\n\n")),
            &many(n, |i| format!("One is {i} [@long, ¶ 1-{}].\n\n", i + 1)),
        );
        files.extend(file("expound.lock", "version = 1\n\n[long]\ntext = \"0\"\nparagraphs = []\n"));
        files
    };
    "claims in brackets" 2_500 |n| page(&"[a][@smith, ¶ 1] ".repeat(n));
    "claims in brackets that nest" 2_500 |n| page(&format!("{}a{}", "[".repeat(n), "][@smith, ¶ 1]".repeat(n)));
    "keys that are unknown" 1_500 |n| page(&many(n, |i| format!("A [@smyth{i}, ¶ 1].\n\n")));
    "keys that are unknown among many" 1_000 |n| {
        let mut files = page(&many(n, |i| format!("A [@rivr-report-{i}x, ¶ 1].\n\n")));
        files.extend(file("seeds/many.toml", many(n, |i| format!("[river-report-{i}]\ntitle = \"T{i}\"\n\n"))));
        files
    };
    "a quotation of many parts" 2_500 |n| page(&format!("A [@smith, \"{}\"].", "river … hills … ".repeat(n)));
    "a quotation of many brackets" 500 |n| source("seeds/long.txt", &"a c ".repeat(100 * n), &format!("A [@long, \"{}\"].", "a [b] ".repeat(48)));
    "a quotation of many ellipses in a long text" 500 |n| source("seeds/long.txt", &"a b ".repeat(100 * n), &format!("A [@long, \"{}\"].", "a … ".repeat(48)));
    "quotations that are nearly right" 250 |n| page(&many(n, |i| format!("A [@smith, \"The river rose in the hulls {i}\"].\n\n")));
    "a quotation that is nearly right in a long text" 5_000 |n| source("seeds/long.txt", &"The river rises in the hills of the north. ".repeat(n), "A [@long, \"The river rose in the hills of the south\"].");
    "a long quotation that is nearly right" 500 |n| source("seeds/long.txt", &many(n, |i| format!("word{i} and ")), &format!("A [@long, \"{}\"].", many(n, |i| format!("word{} and ", i + i / 200))));
    "locators" 2_500 |n| page(&format!("A [@smith, ¶ {}].", "1, ".repeat(n)));
    "a locator of many paragraphs" 1 |n| {
        let mut files = page(&format!("A [@smith, ¶ 1-{}].", "9".repeat(8 * n)));
        files.extend(file("expound.lock", "version = 1\n"));
        files
    };
    "cited sentences of one paragraph" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands here as number {i}. ")),
        &many(n, |i| format!("One is {i} [@long, \"Item {i} stands here\"].\n\n")),
    );
    "cited paragraphs" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands here as number {i}.\n\n")),
        &many(n, |i| format!("One is {i} [@long, \"Item {i} stands here\"].\n\n")),
    );
    "quoted blocks" 1_000 |n| page(&"> The hills are bare.\n> — @smith\n\n".repeat(n));
    "a quoted block of many paragraphs" 2_500 |n| page(&format!("{}> — @smith\n", "> The hills are bare.\n>\n".repeat(n)));
    "quoted blocks in each other" 1_000 |n| page(&many(n, |i| format!("{}The hills are bare.\n", "> ".repeat(1 + i % 40)) + "— @smith\n\n"));

    // ---- Notes ----
    "a note that is used often" 2_500 |n| page(&format!("A{}.\n\n[^x]: Words.\n", "[^x] ".repeat(n)));
    "evidence that is used often" 2_500 |n| page(&format!("A{}.\n\n[^x]: [@smith] \"in the hills\"\n", "[^x] ".repeat(n)));
    "notes" 2_500 |n| page(&many(n, |i| format!("A[^n{i}].\n\n[^n{i}]: Words.\n\n")));
    "notes of evidence" 1_500 |n| page(&many(n, |i| format!("A[^n{i}].\n\n[^n{i}]: [@smith] \"in the hills\"\n\n")));
    "notes that are not there" 5_000 |n| page(&many(n, |i| format!("A[^n{i}] ")));
    "notes in notes" 1_000 |n| page(&many(n, |i| format!("A[^n{i}].\n\n[^n{i}]: See[^n{}].\n\n", i + 1)));
    "marks in a note of evidence" 10_000 |n| page(&format!("A[^x].\n\n[^x]: [@smith] {}\n", "«".repeat(n)));
    "quotations in a note of evidence" 2_500 |n| page(&format!("A[^x].\n\n[^x]: [@smith] {}\n", "\"in the hills\" ".repeat(n)));

    // ---- Comments and marks ----
    "comments that silence" 2_500 |n| page(&"<!-- expound: allow uncited-paragraph: so -->\n".repeat(n));
    "comments that silence, apart" 2_500 |n| page(&"<!-- expound: allow uncited-paragraph: so -->\n\nWords.\n\n".repeat(n));
    "comments that silence nothing" 2_500 |n| page(&"<!-- expound: allow figure-not-in-pasage: so -->\n\n".repeat(n));
    "comments in a line" 2_500 |n| page(&format!("A {}", "<!-- expound: allow uncited-paragraph: so -->".repeat(n)));
    "flags" 5_000 |n| page(&"A [citation needed: 2026-05 why]. ".repeat(n));

    // ---- Blocks ----
    "positions of a disagreement" 500 |n| page(&format!(
        "```disagreement\nquestion = \"Q?\"\n{}```\n",
        "[[position]]\nsays = \"S\"\ncite = '[@smith, \"in the hills\"]'\n".repeat(n)
    ));
    "disagreements" 250 |n| page(&format!(
        "```disagreement\nquestion = \"Q?\"\n{}```\n\n",
        "[[position]]\nsays = \"S\"\ncite = '[@smith, \"in the hills\"]'\n".repeat(2)
    ).repeat(n));
    "points of a chart" 500 |n| page(&format!(
        "```chart\ntitle = \"T\"\nkind = \"bars\"\nunit = \"km\"\n{}```\n",
        many(n, |i| format!("[[point]]\nlabel = \"{i}\"\nvalue = {i}\ncite = '[@smith, \"in the hills\"]'\n"))
    ));
    "terms of passages" 1_000 |n| page(&format!("```passages\nterms = [{}]\n```\n", many(n, |i| format!("\"river{i}\", "))));
    "blocks of passages" 250 |n| page(&"```passages\nterms = [\"river\"]\n```\n\n".repeat(n));
    "blocks with nearly a name" 2_500 |n| page(&"```disagrement\nquestion = \"Q?\"\n```\n\n".repeat(n));
    "events of a timeline" 250 |n| {
        let mut files = page("```timeline\n```\n");
        files.extend((0..n).map(|i| (format!("content/events/e{i}.md"), format!("+++\ntitle = \"E{i}\"\ndate = \"{}\"\ntopics = [\"a\"]\n+++\n\nWords.\n", 1000 + i % 1000))));
        files
    };

    // ---- Links ----
    "links that are broken" 1_000 |n| page(&many(n, |i| format!("[a](nothing{i}.md) ")));
    "links that are broken, among many" 250 |n| {
        let mut files = page(&many(n, |i| format!("[a](old-folder/some-page-{i}.md) ")));
        files.extend((0..n).map(|i| (format!("content/new-folder/some-page-{i}.md"), format!("+++\ntitle = \"Some page {i}\"\n+++\n"))));
        files
    };
    "wikilinks that are broken" 1_000 |n| page(&many(n, |i| format!("[[Nothing of name {i}]] ")));
    "wikilinks that are broken, among many" 250 |n| {
        let mut files = page(&many(n, |i| format!("[[Some pege {i}]] ")));
        files.extend((0..n).map(|i| (format!("content/x/p{i}.md"), format!("+++\ntitle = \"Some page {i}\"\n+++\n"))));
        files
    };
    "wikilinks that open" 10_000 |n| page(&"[[a ".repeat(n));
    "anchors that are broken" 500 |n| page(&(many(n, |i| format!("## Heading {i}\n\n")) + &many(n, |i| format!("[a](#heding-{i}) "))));
    "topics that are unknown" 500 |n| {
        let mut files = front(&format!("topics = [{}]", many(n, |i| format!("\"some-tpic-{i}\", "))));
        files.extend((0..n).map(|i| (format!("content/topics/some-topic-{i}.md"), format!("+++\ntitle = \"T{i}\"\n+++\n"))));
        files
    };
    "aliases" 2_500 |n| front(&format!("aliases = [{}]", many(n, |i| format!("\"/old/{i}.html\", "))));
    "pages of one title" 500 |n| (0..n).map(|i| (format!("content/x/p{i}.md"), "+++\ntitle = \"Same\"\n+++\n\n[[Same]]\n".to_owned())).collect();
    "pages on one address" 500 |n| (0..n).map(|i| (format!("content/x/p{i}.md"), "+++\ntitle = \"P\"\nslug = \"same\"\n+++\n".to_owned())).collect();
    "pages that name each other" 150 |n| {
        let all = many(n, |i| format!("Person {i} came. "));
        let mut files = page(&all);
        files.extend((0..n).map(|i| (format!("content/entities/p{i}.md"), format!("+++\ntitle = \"Person {i}\"\n+++\n"))));
        files
    };
    "folders in folders" 15 |n| file(&format!("content/{}a.md", "d/".repeat(n)), "+++\ntitle = \"A\"\n+++\n");

    // ---- Front matter, settings, records ----
    "authors" 2_500 |n| front(&format!("authors = [{}]", many(n, |i| format!("\"N{i}\", "))));
    "terms" 1_000 |n| front(&format!("terms = [{}]", many(n, |i| format!("\"term{i}\", "))));
    "keys that are unknown in front matter" 1_000 |n| front(&many(n, |i| format!("key{i} = 1\n")));
    "keys of one's own" 5_000 |n| front(&format!("[extra]\n{}", many(n, |i| format!("key{i} = 1\n"))));
    "brackets in front matter" 5_000 |n| front(&format!("x = {}", "[".repeat(n)));
    "brackets in YAML" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: {}\n---\n", "[".repeat(n)));
    "dashes in YAML" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: A\nx:\n  {}\n---\n", "- ".repeat(n)));
    "lines of YAML" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: A\nextra:\n{}---\n", many(n, |i| format!("  k{i}: v\n"))));
    "front matter that does not end" 10_000 |n| file("content/topics/a.md", format!("+++\ntitle = \"A\"\n{}", "a = 1\n".repeat(n)));
    "a long summary" 10_000 |n| front(&format!("summary = \"{}\"", "word 5 ".repeat(n)));
    "keys of settings that are unknown" 1_000 |n| file("expound.toml", format!("title = \"T\"\n{}", many(n, |i| format!("key{i} = 1\n"))));
    "records" 1_000 |n| file("seeds/many.toml", many(n, |i| format!("[k{i}]\nauthor = \"A{i}, B\"\ntitle = \"T{i}\"\n\n")));
    "fields that are unknown" 2_500 |n| file("seeds/many.toml", format!("[k]\ntitle = \"T\"\n{}", many(n, |i| format!("field{i} = 1\n"))));
    "authors of a record" 2_500 |n| file("seeds/many.toml", format!("[k]\ntitle = \"T\"\nauthor = [{}]\n", many(n, |i| format!("\"A{i}, B\", "))));
    "authors in one string" 2_500 |n| file("seeds/many.toml", format!("[k]\ntitle = \"T\"\nauthor = \"{}\"\n", "Smith, Ann and ".repeat(n)));
    "lines to be left out" 1_000 |n| {
        let mut files = file("seeds/many.toml", format!("[k]\ntitle = \"T\"\nomit = [{}]\n", many(n, |i| format!("\"Line {i}\", "))));
        files.extend(file("seeds/k.txt", many(n, |i| format!("Line {i}\n\nText {i}\n\n"))));
        files
    };

    // ---- Texts ----
    "a text of paragraphs" 5_000 |n| source("seeds/long.txt", &"Some words of a text.\n\n".repeat(n), "A [@long, ¶ 1].");
    "a text of one line" 20_000 |n| source("seeds/long.txt", &"Some words ".repeat(n), "A [@long, ¶ 1].");
    "a text of broken words" 5_000 |n| source("seeds/long.txt", &"A word that is bro-\nken here. ".repeat(n), "A [@long, \"is broken there\"].");
    "a text of invisible characters" 50_000 |n| source("seeds/long.txt", &format!("a{}", "\u{200b}".repeat(n)), "A [@long, ¶ 1].");
    "a text of combining marks" 50_000 |n| source("seeds/long.txt", &format!("a{}", "\u{301}".repeat(n)), "A [@long, ¶ 1].");
    "a text of marks" 50_000 |n| source("seeds/long.txt", &"\"'".repeat(n), "A [@long, ¶ 1].");
    "a text of dashes" 50_000 |n| source("seeds/long.txt", &format!("a {} b", "-".repeat(n)), "A [@long, \"a b\"].");
    "a text of figures" 20_000 |n| source("seeds/long.txt", &format!("a {} b", "1 000 ".repeat(n)), "A [@long, \"000\"].");
    "a text of figures without a space" 50_000 |n| source("seeds/long.txt", &format!("a {} b", "1,".repeat(n)), "A [@long, \"1\"].");
    "a text of hyphens and letters" 50_000 |n| source("seeds/long.txt", &format!("a {} b", "non-".repeat(n)), "A [@long, \"non\"].");
    "a text of number words" 20_000 |n| source("seeds/long.txt", &"one hundred and ".repeat(n), "A [@long, \"one\"].");
    "HTML, nested" 10_000 |n| source("seeds/long.html", &format!("{}words", "<div>".repeat(n)), "A [@long, ¶ 1].");
    "HTML, hidden and nested" 10_000 |n| source("seeds/long.html", &format!("{}words", "<div hidden>".repeat(n)), "A [@long, ¶ 1].");
    "HTML, superscripts" 10_000 |n| source("seeds/long.html", &format!("<p>{}", "a<sup>1</sup> ".repeat(n)), "A [@long, ¶ 1].");
    "HTML, superscripts in each other" 10_000 |n| source("seeds/long.html", &format!("<p>{}", "a<sup>".repeat(n)), "A [@long, ¶ 1].");
    "HTML, tables" 5_000 |n| source("seeds/long.html", &format!("<table>{}", "<tr><td>a<td>b".repeat(n)), "A [@long, ¶ 1].");
    "HTML, attributes" 10_000 |n| source("seeds/long.html", &format!("<p {}>words</p>", many(n, |i| format!("a{i}=b "))), "A [@long, ¶ 1].");
    "Markdown, nested" 5_000 |n| source("seeds/long.md", &format!("{} words", "> ".repeat(n)), "A [@long, ¶ 1].");
    "Markdown, clippings" 5_000 |n| source("seeds/long.md", &"[[a|b]] ==c== %%d%% [^1] ".repeat(n), "A [@long, ¶ 1].");
    "Markdown, clippings that open" 10_000 |n| source("seeds/long.md", &"[[a ==c %%d ".repeat(n), "A [@long, ¶ 1].");

    // ---- The desk ----
    "figures in a claim" 1_000 |n| page(&format!("It is {} long [@smith, ¶ 1].", many(n, |i| format!("{i} km, "))));
    "names in a claim" 1_000 |n| page(&format!("It was {} [@smith, ¶ 1].", many(n, |i| format!("John Smith{i}, "))));
    "quoted words in a claim" 1_000 |n| page(&format!("It was {} [@smith, ¶ 1].", many(n, |i| format!("“word{i}” and "))));
    "figures in a passage" 1_000 |n| source("seeds/long.txt", &many(n, |i| format!("{i} km and ")), &many(100, |i| format!("It is {i}5 km [@long, ¶ 1].\n\n")));
}
