//! More constructs: what stands beside what, names among names, and the texts of sources form by form.

use super::inputs::{Construct, Files, file, front, many, page, source};

const FRONT: &str = "+++\ntitle = \"A\"\nsummary = \"S\"\n+++\n\n";

/// A page on a site that lets HTML and formulas pass.
fn passing(body: &str) -> Files {
    let mut files = page(body);
    files.extend(file(
        "expound.toml",
        "title = \"Test\"\n[citations]\nstyle = \"plain\"\n[markdown]\nhtml = true\nmath = true\n",
    ));
    files
}

/// As many files as are asked for.
fn files(n: usize, each: impl Fn(usize) -> (String, String)) -> Files {
    (0..n).map(each).collect()
}

/// A text in HTML, of which the first paragraph is cited.
fn html(text: &str) -> Files {
    source("seeds/long.html", text, "A [@long, ¶ 1].")
}

/// A text in Markdown.
fn markdown(text: &str) -> Files {
    source("seeds/long.md", text, "A [@long, ¶ 1].")
}

/// A plain text.
fn plain(text: &str) -> Files {
    source("seeds/long.txt", text, "A [@long, ¶ 1].")
}

/// Records and texts of one paragraph each.
fn sources(n: usize) -> Files {
    let mut all = files(n, |i| {
        (
            format!("seeds/s{i}.txt"),
            format!("Report {i} tells of {i} boats on the lake. They were {i}0 km off."),
        )
    });
    all.extend(file(
        "seeds/all.toml",
        many(n, |i| {
            format!("[s{i}]\nauthor = \"Writer, {i}\"\ntitle = \"Report {i}\"\nrights = \"full\"\n\n")
        }),
    ));
    all
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
    "headings that are underlined" 3_000 |n| page(&"a\n===\n\n".repeat(n));
    "lines for headings" 10_000 |n| page(&format!("{}===\n", "a\n".repeat(n)));
    "attributes of a heading" 5_000 |n| page(&format!("## a {{{}}}\n", ".b ".repeat(n)));
    "braces in a heading" 10_000 |n| page(&format!("## a {}\n", "{#".repeat(n)));
    "breaks of lines" 10_000 |n| page(&"a  \nb\\\n".repeat(n));
    "definitions of links that are not closed" 5_000 |n| page(&"[a]: <b \"c\n\n".repeat(n));
    "definitions of one link" 5_000 |n| page(&"[a]: /b\n".repeat(n));
    "titles of links that are not closed" 5_000 |n| page(&"[a](/b \"".repeat(n));
    "links by name that are not closed" 10_000 |n| page(&"[a][".repeat(n));
    "links in links" 5_000 |n| page(&format!("{}a{}", "[".repeat(n), "](b)".repeat(n)));
    "images in images" 2_500 |n| page(&format!("{}a{}", "![".repeat(n), "](b.png)".repeat(n)));
    "images" 1_000 |n| page(&many(n, |i| format!("![A picture {i}](p{i}.png)\n\n")));
    "notes within a line of notes" 2_500 |n| page(&format!("A[^a].\n\n{}x", "[^a]: ".repeat(n)));
    "notes of one name" 2_500 |n| page(&format!("A[^a].\n\n{}", "[^a]: x\n\n".repeat(n)));
    "notes that nothing refers to" 2_500 |n| page(&many(n, |i| format!("[^n{i}]: Words.\n\n")));
    "notes written in the text, not closed" 10_000 |n| page(&"a^[b ".repeat(n));
    "addresses in angles, not closed" 10_000 |n| page(&"<https://a ".repeat(n));
    "addresses of mail" 5_000 |n| page(&"a@b.org ".repeat(n));
    "signs of mail" 20_000 |n| page(&"a@".repeat(n));
    "an address of many labels" 20_000 |n| page(&format!("www.{}", "a.".repeat(n)));
    "an address with full stops behind it" 20_000 |n| page(&format!("https://a.org/{} x", ".".repeat(n)));
    "an address with entities behind it" 10_000 |n| page(&format!("https://a.org/{} x", "&amp;".repeat(n)));
    "bars" 20_000 |n| page(&"|".repeat(n));
    "bars in lines" 10_000 |n| page(&"| a | b\n".repeat(n));
    "tables" 2_000 |n| page(&"| a |\n|---|\n| b |\n\n".repeat(n));
    "cells that are too many" 2_500 |n| page(&format!("| a |\n|---|\n{}", "| 1 | 2 |\n".repeat(n)));
    "wikilinks in rows" 1_500 |n| page(&format!("| a | b |\n|---|---|\n{}", "| [[Home|b]] | c |\n".repeat(n)));
    "wikilinks in code in rows" 2_500 |n| page(&format!("| a | b |\n|---|---|\n{}", "| `a|b` | c |\n".repeat(n)));
    "ordered items" 10_000 |n| page(&many(n, |i| format!("{i}. a\n")));
    "quotations in items" 2_500 |n| page(&format!("{}a", "- > ".repeat(n)));
    "alerts in alerts" 1_000 |n| page(&many(n, |i| format!("{}[!NOTE]\n", "> ".repeat(1 + i % 40))));
    "terms in terms" 5_000 |n| page(&format!("a\n{}b", ": ".repeat(n)));
    "instructions that open" 10_000 |n| page(&format!("a {}", "<?a ".repeat(n)));
    "declarations that open" 10_000 |n| page(&format!("a {}", "<!A ".repeat(n)));
    "sections of data that open" 10_000 |n| page(&format!("a {}", "<![CDATA[".repeat(n)));
    "quoted words in HTML" 2_500 |n| page(&"a <q>b</q> ".repeat(n));
    "tags of a heading’s kind" 5_000 |n| page(&"a <h2 id=\"a\">b</h2>\n\n".repeat(n));
    "attributes in HTML" 5_000 |n| page(&format!("a <b {}>c</b>", "a=\"b\" ".repeat(n)));
    "HTML that passes" 2_500 |n| passing(&"<div><b>a</b> [@smith, ¶ 1]</div>\n\n".repeat(n));
    "HTML that passes and opens" 10_000 |n| passing(&format!("a {}", "<b>".repeat(n)));
    "comments that open, passing" 10_000 |n| passing(&format!("a {}", "<!-- ".repeat(n)));
    "formulas" 5_000 |n| passing(&"$a$ ".repeat(n));
    "formulas that open" 10_000 |n| passing(&"a $b ".repeat(n));
    "formulas in braces" 10_000 |n| passing(&format!("${}$", "{".repeat(n)));
    "displayed formulas that open" 10_000 |n| passing(&"$$a ".repeat(n));
    "ampersands" 20_000 |n| page(&"&#".repeat(n));
    "spaces" 50_000 |n| page(&format!("a{}b", " ".repeat(n)));
    "empty lines" 50_000 |n| page(&format!("a{}b", "\n".repeat(n)));
    "tabs" 20_000 |n| page(&format!("a\n{}b", "\t".repeat(n)));
    "returns" 20_000 |n| page(&"a\r".repeat(n));
    "words of Chinese" 20_000 |n| page(&"長江大橋。".repeat(n));
    "words of Arabic" 10_000 |n| page(&"نهر طويل، ".repeat(n));
    "emoji" 10_000 |n| page(&"👩‍👩‍👧".repeat(n));
    "signs of a merge" 2_500 |n| page(&"<<<<<<< a\n=======\n>>>>>>> b\n".repeat(n));
    "signs of a merge that opens" 5_000 |n| page(&"<<<<<<< a\n".repeat(n));

    // ---- Citations ----
    "quoted words before a source" 2_500 |n| page(&"\"a\" [@smith]\n\n".repeat(n));
    "quoted words before a passage" 2_500 |n| page(&"\"in the hills\" [@smith, ¶ 1]\n\n".repeat(n));
    "quoted words that differ, before a source" 2_500 |n| page(&many(n, |i| format!("\"word{i}\" [@smith]\n\n")));
    "quoted words in a sentence that cites" 2_500 |n| page(&format!("It is {} [@smith, ¶ 1].", "\"a\" and ".repeat(n)));
    "quotations below a source" 1_000 |n| page(&"> a\n\n[@smith]\n\n".repeat(n));
    "keys that are not closed" 20_000 |n| page(&"[@".repeat(n));
    "keys in braces" 2_500 |n| page(&"@{smith} ".repeat(n));
    "a key of many parts" 20_000 |n| page(&format!("@{}", "a.".repeat(n)));
    "a key of many dashes" 20_000 |n| page(&format!("@a{}", "--".repeat(n)));
    "authors that are left out" 2_500 |n| page(&"[-@smith] ".repeat(n));
    "brackets behind a name" 10_000 |n| page(&"@smith [".repeat(n));
    "keys that are no citations" 10_000 |n| page(&"\\@smith ".repeat(n));
    "semicolons" 10_000 |n| page(&format!("[@smith{}]", "; ".repeat(n)));
    "words before and behind" 2_500 |n| page(&"[see @smith, p. 3, for this; and @smith] ".repeat(n));
    "locators of all kinds" 2_500 |n| page(&format!("[@smith, {}]", "¶ 1-2, p. 3, § 4, ".repeat(n)));
    "braces behind a citation" 10_000 |n| page(&"[@smith]{".repeat(n));
    "marks of a claim that open" 5_000 |n| page(&"[citation needed: ".repeat(n));
    "marks of a claim on one word" 2_500 |n| page(&format!("A {}.", "[disputed] ".repeat(n)));
    "rules in one comment" 2_500 |n| page(&format!("<!-- expound: allow {}: so -->\n\nA.", "uncited-paragraph, ".repeat(n)));
    "rules that are unknown in one comment" 1_000 |n| page(&format!("<!-- expound: allow {} -->\n\nA.", many(n, |i| format!("uncited-paragrph{i}, "))));
    "sources that are cited for one claim" 500 |n| {
        let mut all = sources(n);
        all.extend(page(&format!("There were 7 boats [{}].", many(n, |i| format!("@s{i}, ¶ 1; ")).trim_end_matches("; "))));
        all
    };
    "sources that are cited" 500 |n| {
        let mut all = sources(n);
        all.extend(page(&many(n, |i| format!("There were {i} boats [@s{i}, \"{i} boats\"].\n\n"))));
        all
    };
    "quotations that no source has" 250 |n| {
        let mut all = sources(n);
        all.extend(page(&many(n, |i| format!("There were {i} [@s{i}, \"{i} ships on the lake\"].\n\n"))));
        all
    };
    "quotations that another source has" 250 |n| {
        let mut all = sources(n);
        all.extend(page(&many(n, |i| format!("There were {i} [@smith, \"Report {i} tells of {i} boats\"].\n\n"))));
        all
    };
    "quotations that stand often" 500 |n| source("seeds/long.txt", &"By the river. ".repeat(n), &"A [@long, \"By the river\"].\n\n".repeat(n));
    "quoted words that stand often" 500 |n| source("seeds/long.txt", &"By the river. ".repeat(n), &"\"By the river\" [@long].\n\n".repeat(n));
    "quotations with gaps that stand often" 250 |n| source("seeds/long.txt", &"By the river. ".repeat(n), &"A [@long, \"By … river\"].\n\n".repeat(n));
    "quotations that a long text nearly has" 250 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands here as number {i}. ")),
        &many(n, |i| format!("One is {i} [@long, \"Item {i} stood here as number {i}\"].\n\n")),
    );
    "quoted words of one paragraph" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands here as number {i}. ")),
        &many(n, |i| format!("\"Item {i} stands here\" [@long].\n\n")),
    );
    "cited sentences that begin alike" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("It has always been so that number {i} stands here. ")),
        &many(n, |i| format!("One is {i} [@long, \"It has always been so that number {i} stands\"].\n\n")),
    );
    "cited sentences with gaps" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands here as number {i}. ")),
        &many(n, |i| format!("One is {i} [@long, \"Item {i} … as number {i}\"].\n\n")),
    );
    "cited sentences that wrap" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("Item {i} stands\nhere as num-\nber {i}.\n")),
        &many(n, |i| format!("One is {i} [@long, \"stands here as number {i}\"].\n\n")),
    );
    "claims on one passage" 2_500 |n| page(&many(n, |i| format!("It is {i} [@smith, ¶ 1].\n\n")));
    "figures of passages of one claim" 500 |n| source(
        "seeds/long.txt",
        &many(n, |i| format!("It was {i} km long.\n\n")),
        &format!("It is 7 km long [{}].", many(n, |i| format!("@long, ¶ {}; ", i + 1)).trim_end_matches("; ")),
    );
    "a summary that cites" 1_000 |n| file("content/topics/a.md", format!("+++\ntitle = \"A\"\nsummary = '''{}'''\n+++\n", "A [@smith, \"in the hills\"]. ".repeat(n)));
    "a summary that quotes" 1_000 |n| file("content/topics/a.md", format!("+++\ntitle = \"A\"\nsummary = '''{}'''\n+++\n\nSo [@smith, ¶ 1].\n", many(n, |i| format!("\"word{i}\" of {i} km, "))));

    // ---- Blocks ----
    "charts" 250 |n| page(&many(n, |_| "```chart\ntitle = \"T\"\n[[point]]\nlabel = \"a\"\nvalue = 1\ncite = '[@smith, ¶ 1]'\n[[point]]\nlabel = \"b\"\nvalue = 2\ncite = '[@smith, ¶ 1]'\n```\n\n".to_owned()));
    "rows of numbers of a chart" 250 |n| page(&format!(
        "```chart\ntitle = \"T\"\nkind = \"line\"\n{}```\n",
        many(n, |i| format!("[[point]]\nseries = \"s{i}\"\nx = 1\nvalue = {i}\ncite = '[@smith, ¶ 1]'\n[[point]]\nseries = \"s{i}\"\nx = 2\nvalue = {i}\ncite = '[@smith, ¶ 1]'\n"))
    ));
    "points of a line" 500 |n| page(&format!(
        "```chart\ntitle = \"T\"\nkind = \"line\"\n{}```\n",
        many(n, |i| format!("[[point]]\nx = {i}\nvalue = {i}\ncite = '[@smith, ¶ 1]'\n"))
    ));
    "blocks that are broken" 1_000 |n| page(&"```chart\ntitle = [\n```\n\n".repeat(n));
    "blocks in tables of tables" 1_000 |n| page(&format!("```chart\ntitle = \"T\"\n[[point{}]]\n```\n", ".a".repeat(n)));
    "timelines" 100 |n| {
        let mut all = page(&"```timeline\n```\n\n".repeat(n));
        all.extend(files(20, |i| (format!("content/events/e{i}.md"), format!("+++\ntitle = \"E{i}\"\ndate = \"{}\"\ntopics = [\"a\"]\n+++\n", 1900 + i))));
        all
    };
    "events of a topic" 250 |n| {
        let mut all = page("Words.");
        all.extend(files(n, |i| (format!("content/events/e{i}.md"), format!("+++\ntitle = \"E{i}\"\ndate = \"{}\"\ntopics = [\"a\"]\n+++\n", 1000 + i % 1000))));
        all
    };
    "events of one day" 250 |n| files(n, |i| (format!("content/events/e{i}.md"), format!("+++\ntitle = \"E{i}\"\ndate = \"1911-05-17\"\n+++\n")));
    "code whose name is that of no language" 2_500 |n| page(&many(n, |i| format!("```disagremnt{i}\n[@smith]\n```\n\n")));

    // ---- Names ----
    "wikilinks" 2_500 |n| page(&"[[Home]] ".repeat(n));
    "wikilinks to headings" 1_000 |n| page(&(many(n, |i| format!("## Heading {i}\n\n")) + &many(n, |i| format!("[[#Heading {i}]] "))));
    "pages shown in pages, not closed" 10_000 |n| page(&"![[a".repeat(n));
    "wikilinks with bars, not closed" 10_000 |n| page(&"[[a|b".repeat(n));
    "a wikilink of many bars" 10_000 |n| page(&format!("[[a{}]]", "|b".repeat(n)));
    "a wikilink of many headings" 10_000 |n| page(&format!("[[a{}]]", "#b".repeat(n)));
    "a path of many parts" 10_000 |n| page(&format!("[a]({}b.md)", "../".repeat(n)));
    "a path that is encoded" 10_000 |n| page(&format!("[a]({}.md)", "%20".repeat(n)));
    "links to files that are nearly there" 250 |n| {
        let mut all = page(&many(n, |i| format!("[a](/files/reprt-{i}.pdf) ")));
        all.extend(files(n, |i| (format!("content/files/report-{i}.pdf"), "%PDF".into())));
        all
    };
    "names of one page" 1_000 |n| {
        let mut all = file("content/entities/e.md", format!("+++\ntitle = \"E\"\naliases = [{}]\n+++\n", many(n, |i| format!("\"Name {i}\", "))));
        all.extend(page(&many(n, |i| format!("So said Name {i}. [[Nme {i}]]\n\n"))));
        all
    };
    "names that begin alike" 500 |n| {
        let mut all = files(n, |i| (format!("content/entities/e{i}.md"), format!("+++\ntitle = \"The Lake{}\"\n+++\n", " Lake".repeat(i % 100))));
        all.extend(page(&"The Lake Lake Lake Lake Lake. ".repeat(n)));
        all
    };
    "an alias of all pages" 250 |n| files(n, |i| (format!("content/entities/e{i}.md"), format!("+++\ntitle = \"E{i}\"\naliases = [\"Same\"]\n+++\n\nSame and [[Same]].\n")));
    "old addresses that lead to all pages" 250 |n| files(n, |i| (format!("content/x/p{i}.md"), format!("+++\ntitle = \"P{i}\"\naliases = [\"/old.html\"]\n+++\n")));
    "topics that are alike" 250 |n| files(n, |i| (format!("content/topics/t{i}.md"), format!("+++\ntitle = \"T{i}\"\nsummary = \"S\"\n+++\n\nIt is long [@smith, ¶ 1].\n")));
    "topics that share a term" 150 |n| files(n, |i| (format!("content/topics/t{i}.md"), format!("+++\ntitle = \"T{i}\"\nterms = [\"river\"]\n+++\n\nIt is {i} km long [@smith, ¶ 1].\n")));
    "topics in topics" 250 |n| files(n, |i| (format!("content/topics/t/u{i}.md"), format!("+++\ntitle = \"T{i}\"\n+++\n\nWords.\n")));
    "pages of a folder" 250 |n| files(n, |i| (format!("content/x/p{i}.md"), format!("+++\ntitle = \"P{i}\"\n+++\n\nWords.\n")));
    "folders" 150 |n| files(n, |i| (format!("content/x{i}/a.md"), format!("+++\ntitle = \"P{i}\"\n+++\n\nWords.\n")));
    "a page that many name" 250 |n| {
        let mut all = files(n, |i| (format!("content/x/p{i}.md"), format!("+++\ntitle = \"P{i}\"\n+++\n\nThe Lake is deep. [[The Lake]]\n")));
        all.extend(file("content/entities/lake.md", "+++\ntitle = \"The Lake\"\n+++\n"));
        all
    };
    "files that differ in case" 250 |n| files(n, |i| (format!("content/x/P{i}.png"), "a".into())).into_iter().chain(files(n, |i| (format!("content/x/p{i}.png"), "b".into()))).collect();
    "copies" 250 |n| files(n, |i| (format!("content/x/p{i}.md"), "+++\ntitle = \"P\"\n+++\n".into())).into_iter().chain(files(n, |i| (format!("content/x/p{i} copy.md"), "+++\ntitle = \"P\"\n+++\n".into()))).collect();
    "files in the menu" 500 |n| file("expound.toml", format!("title = \"T\"\nnav = [{}]\n", many(n, |i| format!("\"topics/p{i}.md\", "))));

    // ---- Front matter, settings, records ----
    "tables in tables of front matter" 2_500 |n| front(&format!("x = {}", "{a = ".repeat(n)));
    "a key of many parts in front matter" 5_000 |n| front(&format!("a{} = 1", ".a".repeat(n)));
    "tables that are named again" 1_000 |n| front(&many(n, |i| format!("[extra.a{i}.b.c]\nd = 1\n")));
    "a string that does not end" 20_000 |n| file("content/topics/a.md", format!("+++\ntitle = \"\"\"\n{}", "word\n".repeat(n)));
    "anchors in YAML" 20 |n| file("content/topics/a.md", format!("---\ntitle: A\nextra:\n  a0: &a0 [x, x]\n{}---\n", many(n, |i| format!("  a{0}: &a{0} [*a{i}, *a{i}]\n", i + 1))));
    "questions in YAML" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: A\n{}a\n---\n", "? ".repeat(n)));
    "tags in YAML" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: {}a\n---\n", "!a ".repeat(n)));
    "levels of YAML" 100 |n| file("content/topics/a.md", format!("---\ntitle: A\nextra:\n{}---\n", many(n, |i| format!("{}a:\n", "  ".repeat(i + 1)))));
    "a folded text in YAML" 10_000 |n| file("content/topics/a.md", format!("---\ntitle: A\nsummary: >\n{}---\n", "  word\n".repeat(n)));
    "lists in YAML, not closed" 5_000 |n| file("content/topics/a.md", format!("---\ntitle: A\ntopics: [{}\n---\n", "a, ".repeat(n)));
    "lines of keys below a rule" 5_000 |n| file("content/topics/a.md", format!("---\n{}", "key: value\n".repeat(n)));
    "lines of words below a rule" 5_000 |n| file("content/topics/a.md", format!("---\n{}---\n", "some words here\n\n".repeat(n)));
    "empty lines above front matter" 20_000 |n| file("content/topics/a.md", format!("{}{FRONT}", "\n".repeat(n)));
    "comments above front matter" 5_000 |n| file("content/topics/a.md", format!("{}{FRONT}", "<!-- a -->\n".repeat(n)));
    "comments in front matter" 5_000 |n| front(&"# draft = true\n".repeat(n));
    "lines that say draft" 2_500 |n| page(&"draft: true\n\n".repeat(n));
    "rules that are unknown" 500 |n| file("expound.toml", format!("title = \"T\"\n[checks]\n{}", many(n, |i| format!("uncited-paragrph{i} = \"warn\"\n"))));
    "settings of the theme that are unknown" 500 |n| file("expound.toml", format!("title = \"T\"\n[settings]\n{}", many(n, |i| format!("acent{i} = \"a\"\n"))));
    "libraries" 250 |n| files(n, |i| (format!("seeds/l{i}.toml"), format!("[k{i}]\ntitle = \"T{i}\"\n")));
    "libraries of one key" 250 |n| files(n, |i| (format!("seeds/l{i}.toml"), "[k]\ntitle = \"T\"\n".into()));
    "texts without a record" 250 |n| files(n, |i| (format!("seeds/t{i}.txt"), "Words of a text.\n".into()));
    "texts that are not there" 500 |n| file("seeds/many.toml", many(n, |i| format!("[k{i}]\ntitle = \"T\"\nfile = \"text-{i}.txt\"\n\n")));
    "texts that are nearly there" 250 |n| {
        let mut all = files(n, |i| (format!("seeds/report-{i}.txt"), "Words of a text.\n".into()));
        all.extend(file("seeds/many.toml", many(n, |i| format!("[k{i}]\ntitle = \"T\"\nfile = \"reprt-{i}.txt\"\n\n"))));
        all
    };
    "records of one text" 100 |n| {
        let mut all = file("seeds/many.toml", many(n, |i| format!("[k{i}]\ntitle = \"T{i}\"\nfile = \"one.txt\"\n\n")));
        all.extend(file("seeds/one.txt", "Words of a text.\n"));
        all
    };
    "beginnings of lines to be left out" 500 |n| {
        let mut all = file("seeds/many.toml", format!("[k]\ntitle = \"T\"\nomit = [{}]\n", many(n, |i| format!("\"Line {i} …\", "))));
        all.extend(file("seeds/k.txt", many(n, |i| format!("Line {i} of it\n\nText {i}\n\n"))));
        all
    };
    "pins of sources" 500 |n| {
        let mut all = sources(n);
        all.extend(file("expound.lock", format!("version = 1\n\n{}", many(n, |i| format!("[sources.s{i}]\ntext = \"0\"\nparagraphs = [\n  \"{i:016x}\",\n]\n\n")))));
        all
    };
    "pins of paragraphs" 1_000 |n| {
        let mut all = source("seeds/long.txt", &many(n, |i| format!("Item {i} stands here.\n\n")), "A [@long, ¶ 1].");
        all.extend(file("expound.lock", format!("version = 1\n\n[sources.long]\ntext = \"0\"\nparagraphs = [\n{}]\n", many(n, |i| format!("  \"{i:016x}\",\n")))));
        all
    };

    // ---- Texts ----
    "a text of marked lines" 5_000 |n| plain(&"- An item of a list\n".repeat(n));
    "a text of numbered lines" 5_000 |n| plain(&many(n, |i| format!("{i}. An item of a list\n")));
    "a text of rows" 5_000 |n| plain(&"| a | b |\n".repeat(n));
    "a text of rules" 5_000 |n| plain(&"a\n----\n|---|\n".repeat(n));
    "a text of speakers" 5_000 |n| plain(&"ANN: So it was.\n\nBOB: It was not.\n\n".repeat(n));
    "a text of pages" 2_500 |n| plain(&"Some words of a page.\u{c}".repeat(n));
    "a text of notes" 5_000 |n| plain(&many(n, |i| format!("So it was.{i} ")));
    "a text of raised notes" 10_000 |n| plain(&"So it was.¹ ".repeat(n));
    "a text of open marks" 20_000 |n| plain(&"“So it ".repeat(n));
    "a text of primes" 20_000 |n| plain(&"6′ 7″ 5'8\" ".repeat(n));
    "a text of Chinese" 20_000 |n| plain(&"長江大橋。".repeat(n));
    "a text of Thai" 10_000 |n| plain(&"แม่น้ำยาวมาก".repeat(n));
    "a text of Arabic" 10_000 |n| plain(&"نَهْرٌ طويل، ".repeat(n));
    "a text of Hangul" 10_000 |n| plain(&"강은 길다. ".repeat(n));
    "a text of letters apart" 20_000 |n| plain(&"e\u{301}a\u{308} ".repeat(n));
    "a text of ligatures" 20_000 |n| plain(&"ﬁﬂ ".repeat(n));
    "a text of soft hyphens" 20_000 |n| plain(&"a\u{ad}b".repeat(n));
    "a text of spaces" 50_000 |n| plain(&format!("a{}b", "\u{a0} ".repeat(n)));
    "a text of returns" 20_000 |n| plain(&"a\r\n\r\n".repeat(n));
    "a text of controls" 20_000 |n| plain(&"a\u{1}\u{7f}".repeat(n));
    "a text of emoji" 10_000 |n| plain(&"👩‍👩‍👧".repeat(n));
    "a text of capitals" 10_000 |n| plain(&"THE RIVER RISES. ".repeat(n));
    "a text of dots" 50_000 |n| plain(&format!("a {} b", ". ".repeat(n)));
    "a text of brackets" 20_000 |n| plain(&"a [b (c ".repeat(n));
    "a text that has a term" 5_000 |n| source("seeds/long.txt", &"The river is long.\n\n".repeat(n), "```passages\nterms = [\"river\"]\n```\n");
    "a text that has many names" 250 |n| {
        let mut all = plain(&many(n, |i| format!("Person {i} came. ")));
        all.extend(files(n, |i| (format!("content/entities/p{i}.md"), format!("+++\ntitle = \"Person {i}\"\n+++\n"))));
        all
    };
    "HTML, paragraphs that are not closed" 10_000 |n| html(&"<p>Some words".repeat(n));
    "HTML, lists in lists" 5_000 |n| html(&"<ul><li>a".repeat(n));
    "HTML, tables in tables" 2_500 |n| html(&"<table><tr><td>a".repeat(n));
    "HTML, a row of cells" 5_000 |n| html(&format!("<table><tr>{}", "<td>a".repeat(n)));
    "HTML, cells of many rows" 500 |n| html(&format!("<table>{}</table>", "<tr><td rowspan=1000 colspan=1000>a".repeat(n)));
    "HTML, tags that are not closed" 20_000 |n| html(&"<a ".repeat(n));
    "HTML, attributes that are not closed" 10_000 |n| html(&"<a b=\"".repeat(n));
    "HTML, comments that open" 10_000 |n| html(&"<!-- a ".repeat(n));
    "HTML, scripts that open" 5_000 |n| html(&"<script>a ".repeat(n));
    "HTML, styles" 2_500 |n| html(&"<style>p { color: red }</style><p>a</p>".repeat(n));
    "HTML, rules and what they hide" 500 |n| html(&format!(
        "<style>{}</style>{}",
        many(n, |i| format!(".c{i} {{ display: none }}\n")),
        many(n, |i| format!("<p class=\"c{i} d{i}\">a</p>"))
    ));
    "HTML, rules on all things" 250 |n| html(&format!(
        "<style>{}</style>{}",
        many(n, |i| format!("div p.c{i} > b:not(.d{i}) {{ display: none }}\n")),
        "<div><p>a <b>c</b></p></div>".repeat(n)
    ));
    "HTML, a rule of many parts" 1_000 |n| html(&format!("<style>{}{{display:none}}</style>{}", "div ".repeat(n), "<div>".repeat(n)));
    "HTML, a rule of many kinds" 2_500 |n| html(&format!("<style>{}b{{display:none}}</style>{}", "a,".repeat(n), "<b>a</b>".repeat(n)));
    "HTML, blocks of rules that open" 10_000 |n| html(&format!("<style>{}</style><p>a", "@media a {".repeat(n)));
    "HTML, inline" 10_000 |n| html(&format!("<p>{}", "<b>a".repeat(n)));
    "HTML, not in order" 5_000 |n| html(&format!("<p>{}", "<b><i>a</b></i>".repeat(n)));
    "HTML, closed and never opened" 20_000 |n| html(&format!("<p>a{}", "</div>".repeat(n)));
    "HTML, formulas" 2_500 |n| html(&format!("<p>{}", "<math><mi>a</mi></math>".repeat(n)));
    "HTML, formulas in formulas" 5_000 |n| html(&format!("<p><math>{}a", "<mrow>".repeat(n)));
    "HTML, fractions in fractions" 2_500 |n| html(&format!("<p><math>{}a", "<mfrac><mn>1</mn>".repeat(n)));
    "HTML, small letters above" 5_000 |n| html(&format!("<p>{}", "<ruby>a<rt>b</ruby>".repeat(n)));
    "HTML, quoted blocks" 5_000 |n| html(&"<blockquote>a".repeat(n));
    "HTML, lines as they are" 10_000 |n| html(&format!("<pre>{}", "a b\n".repeat(n)));
    "HTML, breaks" 10_000 |n| html(&format!("<p>{}", "a<br>".repeat(n)));
    "HTML, headings" 5_000 |n| html(&"<h2>a</h2>".repeat(n));
    "HTML, entities" 10_000 |n| html(&format!("<p>{}", "&amp;&#39;&nbsp;".repeat(n)));
    "HTML, ampersands" 20_000 |n| html(&format!("<p>{}", "&".repeat(n)));
    "HTML, notes" 2_500 |n| html(&format!(
        "<p>{}</p>{}",
        many(n, |i| format!("a<sup><a href=\"#n{i}\" id=\"r{i}\">{i}</a></sup> ")),
        many(n, |i| format!("<p id=\"n{i}\"><a href=\"#r{i}\">{i}</a> b</p>"))
    ));
    "HTML, hidden" 5_000 |n| html(&format!("<p>a{}", "<span style=\"display:none\">b</span>".repeat(n)));
    "HTML, declarations of a style" 5_000 |n| html(&format!("<p style=\"{}\">a", "color:red;".repeat(n)));
    "HTML, classes of one thing" 5_000 |n| html(&format!("<p class=\"{}\">a", many(n, |i| format!("c{i} "))));
    "HTML, details" 5_000 |n| html(&"<details><summary>a</summary>b".repeat(n));
    "HTML, choices" 5_000 |n| html(&format!("<p>a<select>{}", "<option>a".repeat(n)));
    "HTML, pictures" 5_000 |n| html(&format!("<p>a{}", "<svg><text>a</text></svg>".repeat(n)));
    "Markdown, rows" 2_500 |n| markdown(&format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n)));
    "Markdown, notes" 2_500 |n| markdown(&many(n, |i| format!("a[^{i}] b\n\n[^{i}]: c\n\n")));
    "Markdown, links by name" 2_500 |n| markdown(&many(n, |i| format!("[a{i}]: /b\n\n[a{i}]\n\n")));
    "Markdown, items in items" 250 |n| markdown(&many(n, |i| format!("{}- a\n", "  ".repeat(i))));
    "Markdown, fences" 5_000 |n| markdown(&"```\na\n```\n\n".repeat(n));
    "Markdown, HTML that opens" 10_000 |n| markdown(&format!("a {}", "<b>".repeat(n)));
    "Markdown, HTML blocks" 2_500 |n| markdown(&"<div>\na\n</div>\n\n".repeat(n));
    "Markdown, emphasis that opens" 10_000 |n| markdown(&"*a _b ~~c ".repeat(n));
    "Markdown, brackets that open" 10_000 |n| markdown(&"[a ".repeat(n));
    "Markdown, alerts" 2_500 |n| markdown(&"> [!NOTE]\n> a\n\n".repeat(n));
    "Markdown, headings" 2_500 |n| markdown(&"## a\n\n".repeat(n));
    "Markdown, front matter" 2_500 |n| markdown(&format!("---\n{}---\n\na\n", many(n, |i| format!("k{i}: v\n"))));
    "Markdown, front matter that does not end" 5_000 |n| markdown(&format!("---\n{}", "k: v\n".repeat(n)));
    "Markdown, formulas that open" 10_000 |n| markdown(&"a $b ".repeat(n));
    "Markdown, struck" 5_000 |n| markdown(&"a ~~b~~ <del>c</del> ".repeat(n));

    // ---- The desk ----
    "figures of one kind in a passage" 500 |n| source("seeds/long.txt", &format!("{}\n", many(n, |i| format!("{i} km and "))), &format!("It was {} [@long, ¶ 1].", many(n, |i| format!("{i}1 km, "))));
    "dates in a claim" 500 |n| page(&format!("It was on {} [@smith, ¶ 1].", many(n, |i| format!("{} May {}, ", 1 + i % 28, 1000 + i % 1000))));
    "money in a claim" 500 |n| page(&format!("It cost {} [@smith, ¶ 1].", many(n, |i| format!("${i} million, "))));
    "names in a passage" 500 |n| source("seeds/long.txt", &many(n, |i| format!("John Smith{i} and ")), &format!("It was {} [@long, ¶ 1].", many(n, |i| format!("Jane Smith{i}, "))));
    "a claim of many words" 5_000 |n| page(&format!("It was {} [@smith, ¶ 1].", "very ".repeat(n)));
    "a passage of many words" 5_000 |n| source("seeds/long.txt", &"very ".repeat(n), "It was 7 km [@long, ¶ 1].");
    "number words in a claim" 1_000 |n| page(&format!("It was {} [@smith, ¶ 1].", "one hundred and twenty ".repeat(n)));
    "numerals of Chinese in a claim" 1_000 |n| page(&format!("It was {} [@smith, ¶ 1].", "一百二十三萬".repeat(n)));
}
