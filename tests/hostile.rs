//! Files that nobody should write, and somebody will: each ends in a clear finding or in a good page.
//! The sizes are such that anything that is not linear in them would not end.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this test makes files")]

mod kit;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use expound::base::diagnostic::Diagnostic;
use expound::base::text::{File, Inputs};
use expound::build::{Build, BuildOptions, build};
use expound::disk::{self, Layout};
use kit::Files;

const CONFIG: &str = "title = \"Test\"\n[citations]\nstyle = \"plain\"\n";
const RECORD: &str = "[smith]\nauthor = \"Smith, Ann\"\ntitle = \"On Rivers\"\nrights = \"full\"\n";
const TEXT: &str = "The river rises in the hills. It is 4,200 kilometers long.\n\nThe hills are bare.\n";

/// A site of these files, with what every site needs.
fn site(files: &[(&str, &str)]) -> Inputs {
    let base = [
        ("expound.toml", CONFIG),
        ("seeds/sources.toml", RECORD),
        ("seeds/smith.txt", TEXT),
        ("content/index.md", "+++\ntitle = \"Home\"\n+++\n"),
    ];
    Inputs::from_texts(base.into_iter().chain(files.iter().copied()))
}

fn page(body: &str) -> String {
    format!("+++\ntitle = \"A\"\n+++\n\n{body}\n")
}

fn made(inputs: &Inputs) -> (Build, Files) {
    let build = build(inputs, &BuildOptions::default());
    let files = kit::rendered(&build);
    (build, files)
}

/// The names of the rules that were broken, each once.
fn rules(findings: &[Diagnostic]) -> Vec<&'static str> {
    let mut names: Vec<_> = findings.iter().map(|finding| finding.rule.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Builds a page with this text, and says which rules it breaks. Whatever they are, the page is whole.
fn rules_of_page(body: &str) -> Vec<&'static str> {
    let (build, files) = made(&site(&[("content/topics/a.md", &page(body))]));
    let html = kit::Html::parse(kit::text(&files, "topics/a.html"));
    assert_eq!(html.dangers(), [""; 0]);
    assert!(html.faults.is_empty(), "{:?}", &html.faults[..html.faults.len().min(10)]);
    rules(&build.diagnostics)
}

// ---- What the disk may hold ----

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let base: [(&str, &[u8]); 3] = [
        ("expound.toml", CONFIG.as_bytes()),
        ("seeds/sources.toml", RECORD.as_bytes()),
        ("seeds/smith.txt", TEXT.as_bytes()),
    ];
    for (path, bytes) in base.iter().chain(files) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

fn build_folder(folder: &Path) -> (Inputs, Build) {
    let inputs = disk::read(folder, &Layout::default()).expect("a folder");
    let build = build(&inputs, &BuildOptions::default());
    (inputs, build)
}

#[cfg(unix)]
#[test]
fn links_of_the_disk_do_not_lead_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.md"), page("Secret words.")).expect("a file");
    let folder = folder(&[("content/topics/a.md", page("Words.").as_bytes())]);
    symlink(outside.path().join("secret.md"), folder.path().join("content/topics/b.md")).expect("a link");
    symlink(outside.path(), folder.path().join("content/more")).expect("a link");
    symlink("/etc/passwd", folder.path().join("seeds/passwd.txt")).expect("a link");
    symlink("..", folder.path().join("content/loop")).expect("a link");
    let (_, build) = build_folder(folder.path());
    assert_eq!(rules(&build.diagnostics), ["link-out-of-root", "unreadable-file"]);
    let files = kit::rendered(&build);
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Secret words")));
    assert!(files.contains_key("topics/a.html") && !files.contains_key("topics/b.html"));
}

#[test]
fn files_that_are_too_large_are_not_read() {
    let folder = folder(&[]);
    for path in ["content/large.md", "seeds/large.toml", "seeds/large.txt"] {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        // Sparse: it takes no room.
        std::fs::File::create(file).and_then(|file| file.set_len(9 << 20)).expect("a file");
    }
    let (inputs, build) = build_folder(folder.path());
    let lines = kit::lines(&build.diagnostics, &inputs);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines.iter().all(|line| line.contains("E0802 file-too-large: 9 MiB is more than")), "{lines:#?}");
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let folder = folder(&[
        ("content/topics/binary.md", b"\x7fELF\0\0\x01"),
        ("content/topics/latin.md", b"+++\ntitle = \"Caf\xe9\"\n+++\n"),
        ("content/topics/utf16.md", b"\xff\xfea\0b\0"),
        ("seeds/bin.toml", b"[a]\0"),
        ("seeds/more.toml", b"[old]\ntitle = \"Old\"\n[image]\ntitle = \"Image\"\n"),
        ("seeds/old.txt", b"The caf\xe9 \xe0 la carte, and \x93quoted\x94 words.\n"),
        ("seeds/image.txt", b"\x89PNG\r\n\x1a\n\0\0\0"),
    ]);
    let (inputs, build) = build_folder(folder.path());
    let lines = kit::lines(&build.diagnostics, &inputs);
    assert_eq!(
        rules(&build.diagnostics),
        ["bad-library", "unreadable-page", "unreadable-text"],
        "{lines:#?}"
    );
    assert_eq!(build.diagnostics.len(), 6, "{lines:#?}");
    let help: Vec<&str> =
        build.diagnostics.iter().flat_map(|finding| &finding.help).map(String::as_str).collect();
    assert!(help.iter().any(|h| h.contains("iconv -f windows-1252") && h.contains("old.txt")), "{help:#?}");
    assert!(help.iter().any(|h| h.contains("iconv -f UTF-16LE") && h.contains("utf16.md")), "{help:#?}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = "+++\r\ntitle = \"A\"\r\n+++\r\n\r\nOne [@smith, \"hills\r\nare bare\"].\r\n\r\n## Two\r\n\r\n[x](#two)\r\n";
    for text in [text.to_owned(), format!("\u{feff}{text}")] {
        let (build, files) =
            made(&site(&[("content/topics/a.md", &text), ("seeds/smith.txt", &TEXT.replace('\n', "\r\n"))]));
        assert_eq!(rules(&build.diagnostics), [""; 0]);
        assert!(kit::text(&files, "topics/a.html").contains("<h1>A</h1>"));
    }
}

// ---- Paths ----

#[test]
fn nothing_leads_out_of_the_output_folder() {
    let inputs = site(&[
        ("content/topics/a.md", "+++\ntitle = \"A\"\nslug = \"../../x\"\n+++\n"),
        (
            "content/topics/b.md",
            "+++\ntitle = \"B\"\naliases = [\"/../../etc/passwd/\", \"/..\\\\..\\\\x.html\", \"/a/../../b.html\"]\n+++\n",
        ),
        ("content/topics/c.md", "+++\ntitle = \"C\"\nslug = \"..\"\n+++\n"),
        ("content/topics/d.md", "+++\ntitle = \"D\"\nslug = \"C:\"\n+++\n"),
        (
            "seeds/more.toml",
            "[x]\ntitle = \"X\"\nfile = \"../expound.toml\"\n[y]\ntitle = \"Y\"\nfile = \"/etc/passwd\"\n[\"..\"]\ntitle = \"Dots\"\n[\"a/../../b\"]\ntitle = \"Up\"\n",
        ),
    ]);
    let (build, files) = made(&inputs);
    assert!(rules(&build.diagnostics).contains(&"bad-address"));
    assert!(rules(&build.diagnostics).contains(&"missing-text"));
    for path in files.keys() {
        assert!(!path.starts_with('/') && !path.contains('\\') && !path.contains(':'), "{path}");
        assert!(path.split('/').all(|part| part != ".." && part != "." && !part.is_empty()), "{path}");
    }
}

#[test]
fn two_pages_on_one_address_are_found_whatever_their_case() {
    let inputs = site(&[
        ("content/topics/Gas.md", &page("One.")),
        ("content/topics/gas.md", &page("Two.")),
        ("content/topics/ÉTÉ.md", &page("One.")),
        ("content/topics/été.md", &page("Two.")),
        ("content/topics/x.md", "+++\ntitle = \"X\"\nslug = \"gas\"\n+++\n"),
        ("content/assets/folio.css", "body { display: none }"),
        ("content/sources/smith.md", &page("Not the source.")),
        ("content/404.html", "<p>mine</p>"),
    ]);
    let (build, files) = made(&inputs);
    assert_eq!(
        rules(&build.diagnostics),
        ["address-taken"],
        "{:#?}",
        kit::lines(&build.diagnostics, &inputs)
    );
    assert_eq!(build.diagnostics.len(), 6, "{:#?}", kit::lines(&build.diagnostics, &inputs));
    let mut keys: Vec<String> = files.keys().map(|path| path.to_lowercase()).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), files.len());
}

#[test]
fn names_that_windows_keeps_are_refused() {
    for name in [
        "con", "NUL", "aux", "com1", "LPT9", "con.x", "a:b", "a?", "a*", "a|b", "a.", "a ", " a", "a\\b",
        "a<b", "a\u{1}b",
    ] {
        let path = format!("content/{name}.md");
        let slug = format!("+++\ntitle = \"A\"\nslug = {}\n+++\n", toml_text(name));
        for (path, text) in [(path.as_str(), page("Words.")), ("content/x.md", slug)] {
            let build = build(&site(&[(path, &text)]), &BuildOptions::default());
            // A dot or a space before `.html` is within the name.
            let fine = ["a.", "a "].contains(&name) || (name == " a" && path == "content/x.md");
            let expected: &[&str] = if fine { &[] } else { &["bad-address"] };
            assert_eq!(rules(&build.diagnostics), expected, "{path} {text}");
        }
    }
}

fn toml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('\u{1}', "\\u0001"))
}

// ---- Markup ----

const ATTACKS: [&str; 12] = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "--><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;script&#62;",
    "{{ site | json }}{% include \"x\" %}",
    "]]></script><!--",
    "\u{202e}<iframe src=//evil.test>",
];

fn literal(text: &str) -> String {
    format!("'''{text} '''")
}

/// Everything that an author or a source can put a word into.
fn attacked(attack: &str) -> Inputs {
    let text = literal(attack);
    let config = format!(
        "title = {text}\ndescription = {text}\n[citations]\nstyle = \"plain\"\n[settings]\nfooter = {text}\naccent = {text}\n"
    );
    let record = format!(
        "[smith]\nauthor = [{text}, \"Roe, Ann\"]\neditor = {text}\ntitle = {text}\ncontainer = {text}\npublisher = {text}\n\
         place = {text}\nvolume = {text}\nissue = {text}\npages = {text}\nnote = {text}\nrights = \"full\"\n\
         [untitled]\nrights = \"full\"\n[unread]\ntitle = {text}\n"
    );
    let article =
        format!("{attack} begins it, and {attack} ends it.\n\nA cited sentence of it.\n\n{attack}\n");
    let topic = format!(
        "+++\ntitle = {text}\nsummary = {text}\nquestion = {text}\nstatus = {text}\nauthors = [{text}]\naliases = [{text}]\n\
         terms = [{text}, \"sentence\"]\n[extra]\nx = {text}\n+++\n\n## {attack}\n\n{attack} and *{attack}* and `{attack}` \
         [@smith, \"A cited sentence of it\", {attack}]. So [{attack}][@untitled, \"A cited sentence of it\"].\n\n\
         [see {attack} @unread, p. {attack}, \"{attack}\"]\n\n\
         [x]({attack}) [y](<{attack}> \"{attack}\") ![{attack}](x.png \"{attack}\") <{attack}>\n\n\
         [a](java&#115;cript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](\u{1}javascript:alert(1)) [d](java&Tab;script:alert(1))\n\n\
         ## Heading {{#x onclick=alert(1) .{attack}}}\n\n```\"><script>alert(1)</script>\n{attack}\n```\n\n\
         ```disagreement\nquestion = {text}\nnote = {text}\n[[position]]\nsays = {text}\ncite = '[@smith, \"A cited sentence of it\"]'\n\
         [[position]]\nsays = {text}\ncite = '[@untitled, \"A cited sentence of it\"]'\n```\n\n\
         ```timeline\ntitle = {text}\n```\n\n```passages\ntitle = {text}\nterms = [{text}, \"sentence\"]\n```\n\n\
         > {attack}\n>\n> — @smith\n\n| {attack} | b |\n| --- | --- |\n| {attack} | [[{attack}]] |\n\n[^1]\n\n[^1]: {attack}\n"
    );
    let other = format!(
        "+++\ntitle = {text}\nsort = {text}\nlang = {text}\naliases = [{text}]\nsummary = {text}\n+++\n\n{attack}\n"
    );
    let event = format!("+++\ntitle = {text}\ndate = 2013\nsummary = {text}\n+++\n");
    Inputs::from_texts([
        ("expound.toml", config.as_str()),
        ("seeds/sources.toml", &record),
        ("seeds/smith.txt", &article),
        ("seeds/untitled.txt", &article),
        ("content/index.md", &other),
        ("content/404.md", &other),
        ("content/topics/a.md", &topic),
        ("content/entities/e.md", &other),
        ("content/events/e.md", &event),
        ("content/topics/x.png", "x"),
    ])
}

#[test]
fn nothing_that_is_written_anywhere_becomes_markup() {
    for attack in ATTACKS {
        let inputs = attacked(attack);
        let (_, files) = made(&inputs);
        assert!(files.contains_key("topics/a.html"));
        for (path, html) in kit::pages(&files) {
            assert_eq!(html.dangers(), [""; 0], "{attack}: {path}: {}", kit::text(&files, path));
            assert_eq!(html.faults, [""; 0], "{attack}: {path}");
        }
        // A stylesheet within a page stays one.
        let page = kit::text(&files, "404.html");
        assert_eq!(page.matches("<style>").count(), page.matches("</style>").count(), "{attack}");
    }
}

#[test]
fn what_is_written_is_shown_as_it_is_written() {
    let inputs = attacked("<b>&amp;\"'</b>");
    let (_, files) = made(&inputs);
    let source = kit::Html::parse(kit::text(&files, "sources/smith.html"));
    assert!(
        source.text.contains("<b>&amp;\"'</b>  begins it")
            || source.text.contains("<b>&amp;\"'</b> begins it"),
        "{}",
        source.text
    );
}

#[test]
fn html_that_a_site_allows_is_its_own_business_and_still_no_marks_of_ours() {
    let config = format!("{CONFIG}[markdown]\nhtml = true\n");
    let body = page("A\u{0}B \u{0}U0\u{0} <b>x</b> [@smith, \"hills are bare\"] \u{1}");
    let inputs = site(&[("expound.toml", &config), ("content/topics/a.md", &body)]);
    let (build, files) = made(&inputs);
    assert_eq!(rules(&build.diagnostics), ["unreadable-page"]);
    assert!(!kit::text(&files, "topics/a.html").contains('\0'));
    // The same by reference: a character reference to zero is the replacement character.
    let body = page("A&#0;U0&#0; [@smith, \"hills are bare\"] &#1;");
    let (build, files) = made(&site(&[("content/topics/a.md", &body)]));
    assert_eq!(rules(&build.diagnostics), ["unshowable-character"]);
    assert!(!kit::text(&files, "topics/a.html").contains('\0'));
}

// ---- Nesting and length ----

#[test]
fn ten_thousand_levels_of_anything_end() {
    const N: usize = 10_000;
    for (what, body) in [
        ("brackets", "[".repeat(N) + "x" + &"]".repeat(N)),
        ("open brackets", "[".repeat(N)),
        ("citation brackets", "[@smith ".repeat(N)),
        ("claims", "[x]".repeat(N) + "[@smith, \"hills are bare\"]"),
        ("block quotes", "> ".repeat(N) + "x"),
        ("lists", "- ".repeat(N) + "x"),
        ("emphasis", "*a ".repeat(N) + &"b*".repeat(N)),
        ("strong", "**a".repeat(N)),
        ("underscores", "_a ".repeat(N) + "_"),
        ("code", "`".repeat(N)),
        ("backticks of all lengths", (1..200).map(|n| "`".repeat(n) + " ").collect()),
        ("quotes", "\"".repeat(N)),
        ("citation quotes", format!("[@smith, {}]", "\"a\" ".repeat(N))),
        ("apostrophes", format!("[@smith, {}]", "'a ".repeat(N))),
        ("wikilinks", "[[".repeat(N) + "x" + &"]]".repeat(N)),
        ("links", "[a](".repeat(N)),
        ("images", "![a](".repeat(N)),
        ("html", "<b>".repeat(N) + &"</b>".repeat(N)),
        ("crossed html", "<b><i>".repeat(N) + &"</b></i>".repeat(N)),
        ("tables", "|a".repeat(N) + "\n" + &"|-".repeat(N) + "\n" + &"|b".repeat(N)),
        ("footnotes", (0..N).map(|n| format!("[^{n}]: [^{}]\n\n", n + 1)).collect()),
        ("entities", "&amp;".repeat(N) + &"&".repeat(N)),
        ("headings", (0..N).map(|_| "## Same\n\n").collect()),
        ("definitions", (0..N).map(|n| format!("[a{n}]: b\n")).collect()),
        ("at signs", "@".repeat(N) + &"@a".repeat(N) + &" @".repeat(N)),
        ("backslashes", "\\".repeat(N) + &"\\[".repeat(N)),
        ("dashes", "> ".to_owned() + &"— ".repeat(N) + "@smith"),
        ("alerts", "> [!NOTE]\n".repeat(N)),
    ] {
        // It ends, and the page is whole. What is found differs.
        let found = rules_of_page(&body);
        assert!(found.len() < 8, "{what}: {found:?}");
    }
}

#[test]
fn ten_thousand_elisions_are_no_quotation() {
    for quotation in [
        "a … ".repeat(10_000),
        "the … ".repeat(10_000),
        "…".repeat(10_000),
        "[x] the ".repeat(10_000),
        "[".repeat(10_000),
    ] {
        let found = rules_of_page(&format!("So [@smith, \"{quotation}\"]."));
        assert!(!found.is_empty(), "{quotation:.20}");
    }
}

#[test]
fn a_quotation_as_long_as_a_page_is_looked_up_and_so_is_one_in_a_page_of_one_word() {
    let article = "word ".repeat(100_000);
    let inputs = site(&[
        ("seeds/smith.txt", &article),
        (
            "content/topics/a.md",
            &page(&format!(
                "So [@smith, \"{}\"]. And [@smith, \"word word\"]. And [@smith, \"word … word … word\"].",
                article.trim()
            )),
        ),
    ]);
    let (build, _) = made(&inputs);
    assert_eq!(rules(&build.diagnostics), ["long-quotation", "quote-ambiguous"]);
    let inputs = site(&[
        ("seeds/smith.txt", &article),
        ("content/topics/a.md", &page(&format!("So [@smith, \"{} wird\"].", article.trim()))),
    ]);
    assert_eq!(rules(&made(&inputs).0.diagnostics), ["long-quotation", "quote-not-found"]);
}

#[test]
fn a_page_of_five_megabytes_is_a_page() {
    let paragraph = "The hills are bare [@smith, \"hills are bare\"], and *nobody* lives there [now](#top). "
        .repeat(10)
        + "\n\n";
    let body = "## Top\n\n".to_owned() + &paragraph.repeat(5 * 1024 * 1024 / paragraph.len());
    assert!(body.len() > 5_000_000);
    let (build, files) = made(&site(&[("content/topics/a.md", &page(&body))]));
    assert_eq!(rules(&build.diagnostics), [""; 0]);
    assert!(kit::text(&files, "topics/a.html").len() > body.len());
    assert!(kit::text(&files, "sources/smith.html").len() > 1_000_000);
}

#[test]
fn twenty_thousand_citations_on_a_page() {
    let mut files = vec![("content/topics/a.md".to_owned(), page(""))];
    let mut library = RECORD.to_owned();
    for source in 0..20 {
        let mut article = String::new();
        for n in 0..1000 {
            let _ = write!(article, "Sentence {n} says {}. ", n * 7919);
            if n % 10 == 9 {
                article.push_str("\n\n");
            }
            let _ =
                write!(files[0].1, "Claim {n} [@source-{source}, \"Sentence {n} says {}\"].\n\n", n * 7919);
        }
        files.push((format!("seeds/source-{source}.txt"), article));
        let _ = write!(library, "[source-{source}]\ntitle = \"Source {source}\"\nrights = \"full\"\n");
    }
    files.push(("seeds/sources.toml".to_owned(), library));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (build, files) = made(&site(&files));
    assert_eq!(rules(&build.diagnostics), [""; 0]);
    assert_eq!(build.site.citation_count(), (20_000, 20_000));
    assert!(kit::text(&files, "topics/a.html").contains("id=\"n20000\""));
    assert!(kit::text(&files, "sources/source-19.html").contains("id=\"q1000\""));
}

#[test]
fn a_library_of_fifty_thousand_records() {
    let mut library = String::new();
    for n in 0..50_000 {
        let _ = write!(
            library,
            "[key-{n}]\ntitle = \"Title {n}\"\nauthor = \"Author, A.\"\ndate = {}\n",
            1000 + n % 1000
        );
    }
    let body = page("One [@key-1]. Two [@key-49999, p. 3]. Three [@kay-77].");
    let inputs = site(&[("seeds/more.toml", &library), ("content/topics/a.md", &body)]);
    let build = build(&inputs, &BuildOptions::default());
    assert_eq!(rules(&build.diagnostics), ["unknown-source"]);
    assert_eq!(build.site.source_count(), 50_001);
}

#[test]
fn many_pages_that_all_name_each_other() {
    let mut files = Vec::new();
    for n in 0..100 {
        let names: String = (0..100).map(|m| format!("Name{m} ")).collect();
        files.push((
            format!("content/entities/e{n}.md"),
            format!("+++\ntitle = \"Name{n}\"\n+++\n\n{names} [@smith, \"hills are bare\"]\n"),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (build, _) = made(&site(&files));
    // The passage names none of them.
    assert_eq!(rules(&build.diagnostics), ["name-not-in-passage"]);
}

// ---- Templates ----

#[test]
fn a_template_that_fails_says_where_and_never_hangs() {
    for (template, what) in [
        ("{% for x in page.nothing %}{{ x }}{% endfor %}", "iteration not possible"),
        ("{{ page.title.deeper.still }}", ""),
        ("{{ nothing }}", ""),
        ("{{ page.title | nofilter }}", ""),
        ("{% include \"page.html\" %}", ""),
        ("{% extends \"page.html\" %}", ""),
        ("{% extends \"nowhere.html\" %}", ""),
        ("{% for x in [1, 2, 3] %}", ""),
        ("{% block main %}{% block main %}{% endblock %}{% endblock %}", ""),
        ("{{ 1 / 0 }}", ""),
        ("{{ \"unclosed }}", ""),
    ] {
        let inputs = site(&[("themes/folio/page.html", template), ("content/a.md", &page("Words."))]);
        let build = build(&inputs, &BuildOptions::default());
        let mut findings = build.diagnostics.clone();
        if let Err(failed) = kit::render(&build) {
            findings.extend(failed);
        }
        let lines = kit::lines(&findings, &inputs);
        assert!(
            !lines.is_empty() && lines.iter().all(|line| line.contains("bad-template")),
            "{template}: {lines:#?}"
        );
        assert!(lines[0].starts_with("themes/folio/page.html"), "{template}: {lines:#?}");
        assert!(lines[0].contains(what), "{template}: {lines:#?}");
    }
}

// ---- Front matter and configuration ----

#[test]
fn front_matter_that_grows_when_it_is_read_is_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..12 {
        let _ = writeln!(bomb, "a{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 10].join(", "));
    }
    let text = format!("---\ntitle: A\n{bomb}---\n\nWords.\n");
    let (build, _) = made(&site(&[("content/topics/a.md", &text)]));
    assert!(kit::has_errors(&build.diagnostics) || rules(&build.diagnostics) == ["unknown-key"]);
    for deep in ["[".repeat(20_000), "{a: ".repeat(20_000), "a:\n".to_owned() + &" - ".repeat(20_000)] {
        let text = format!("---\ntitle: A\nextra: {deep}\n---\n\nWords.\n");
        let (build, _) = made(&site(&[("content/topics/a.md", &text)]));
        assert!(kit::has_errors(&build.diagnostics), "{deep:.10}");
    }
    for deep in ["[".repeat(20_000), "{a = ".repeat(20_000)] {
        let text = format!("+++\ntitle = \"A\"\nextra = {deep}\n+++\n\nWords.\n");
        let (build, _) = made(&site(&[
            ("content/topics/a.md", &text),
            ("seeds/deep.toml", &format!("[x]\ntitle = {deep}")),
        ]));
        assert!(kit::has_errors(&build.diagnostics), "{deep:.10}");
    }
}

#[test]
fn numbers_and_dates_at_their_ends() {
    let text = "+++\ntitle = \"A\"\nweight = 9223372036854775807\ndate = \"99999999999\"\nreviewed = 0000-00-00\n+++\n";
    let (build, _) = made(&site(&[("content/events/a.md", text)]));
    assert!(kit::has_errors(&build.diagnostics));
    let config = "title = \"T\"\n[citations]\nstyle = \"plain\"\n[rights]\nexcerpt_words = 9223372036854775807\nwords_per_source = 9223372036854775807\nshare_per_source = 1.0\n";
    let record = RECORD.replace("full", "excerpt");
    let body = page(
        "So [@smith, \"hills are bare\"]. And [@smith, ¶ 99999999999999999999999]. And [@smith, ¶ 2-1].",
    );
    let inputs =
        site(&[("expound.toml", config), ("seeds/sources.toml", &record), ("content/topics/a.md", &body)]);
    let (build, _) = made(&inputs);
    assert!(
        !rules(&build.diagnostics).contains(&"bad-config"),
        "{:?}",
        kit::lines(&build.diagnostics, &inputs)
    );
    let nan = format!("{CONFIG}[rights]\nshare_per_source = nan\n");
    assert_eq!(rules(&made(&site(&[("expound.toml", &nan)])).0.diagnostics), ["bad-config"]);
}

#[test]
fn an_empty_site_and_empty_files_are_built() {
    let build = build(&Inputs::default(), &BuildOptions::default());
    assert_eq!(rules(&build.diagnostics), ["missing-config"]);
    assert!(kit::render(&build).is_ok());
    let empty: Vec<(&str, &str)> =
        ["content/a.md", "content/topics/b.md", "content/events/c.md", "seeds/a.toml", "seeds/b.txt"]
            .into_iter()
            .map(|path| (path, ""))
            .collect();
    let (build, _) = made(&site(&empty));
    assert!(
        rules(&build.diagnostics)
            .iter()
            .all(|name| ["source-without-record", "unreadable-text"].contains(name)),
        "{:?}",
        rules(&build.diagnostics)
    );
    let path: Arc<str> = "content/a.md".into();
    let mut inputs = site(&[]);
    inputs.files.insert(Arc::clone(&path), File { path, bytes: Arc::from(&b"\xff\xff"[..]) });
    assert_eq!(rules(&made(&inputs).0.diagnostics), ["unreadable-page"]);
}

#[test]
fn what_stands_half_in_a_citation_ends_where_it_begins() {
    let pages = [
        "It rises [see *<b>* @smith, \"in the hills\"] there.",
        "It rises [see **<i>** and *<u>x* @smith, \"in the hills\"].",
        "*It rises [see* <b> @smith, \"in the hills\"] there.",
        "It rises [see <b>*x</b>* @smith, ¶ 1] *there*.",
        "It ~~rises [see~~ *<b> @smith, ¶ 1* </b>] there.",
    ];
    for body in pages {
        rules_of_page(body);
        // Where HTML is HTML, what a page has open is its author's; what Markdown opens is closed.
        let config = "title = \"T\"\n[markdown]\nhtml = true\n[citations]\nstyle = \"plain\"\n";
        let (_, files) = made(&site(&[("expound.toml", config), ("content/topics/a.md", &page(body))]));
        let html = kit::text(&files, "topics/a.html");
        for name in ["em", "strong", "del"] {
            let (open, close) = (format!("<{name}>"), format!("</{name}>"));
            assert_eq!(html.matches(&open).count(), html.matches(&close).count(), "{body}: {name}");
        }
    }
}

#[test]
fn what_is_shown_once_is_not_shown_at_each_of_its_uses() {
    const N: usize = 500;
    let size = |body: &str| {
        let (_, files) = made(&site(&[("content/topics/a.md", &page(body))]));
        files.values().map(Vec::len).sum::<usize>()
    };
    let base = size("Words.");
    let position = "[[position]]\nsays = \"S\"\ncite = '[@smith, \"in the hills\"]'\n";
    let bodies = [
        format!("A{}.\n\n[^x]: [@smith] \"in the hills\"\n", "[^x] ".repeat(N)),
        "@smith ".repeat(N),
        format!("```disagreement\nquestion = \"Q?\"\n{}```\n", position.repeat(N)),
        format!("```disagreement\nquestion = \"Q?\"\n{}```\n\n", position.repeat(2)).repeat(N / 2),
    ];
    for body in bodies {
        let each = (size(&body) - base) / N;
        assert!(each < 1500, "{each} bytes for each of {N} in {}", &body[..20]);
    }
}
