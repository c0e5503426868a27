use super::*;

fn read(text: &str) -> (Vec<LibraryEntry>, Vec<Diagnostic>) {
    let file = File { path: "seeds/a.toml".into(), bytes: text.as_bytes().into() };
    let Checked { value, diagnostics } = super::read(&file);
    (value, diagnostics)
}

/// The words that each finding points at, with its rule.
fn marked<'a>(text: &'a str, diagnostics: &[Diagnostic]) -> Vec<(&'static str, &'a str)> {
    let words = |d: &Diagnostic| d.place.span.map_or("", |span| &text[span.range()]);
    diagnostics.iter().map(|d| (d.rule.name, words(d))).collect()
}

#[test]
fn a_record_is_read() {
    let text = r#"
        [paal-trenin-2013]
        type = "report"
        title = " Xi  in Moscow "
        author = ["Paal, Douglas H.", "Trenin, Dmitri", "Carnegie Moscow Center"]
        editor = "Plato"
        date = "2013-03~"
        retrieved = 2026-11-21
        volume = 7
        url = "https://example.org/x"
        doi = "https://doi.org/10.1000/182"
        language = "zh-Hans"
        rights = "cite-only"
        file = "002.txt"
        omit = ["A line.", "Another."]

        ["doi:10.1/x"]
    "#;
    let (entries, diagnostics) = read(text);
    assert_eq!(diagnostics, []);
    let keys: Vec<_> = entries.iter().map(|e| (&*e.key, &text[e.key_span.range()])).collect();
    assert_eq!(keys, [("paal-trenin-2013", "paal-trenin-2013"), ("doi:10.1/x", "\"doi:10.1/x\"")]);
    let record = &entries[0].record;
    assert_eq!(record.kind, RecordKind::Report);
    assert_eq!(record.title.as_deref(), Some("Xi in Moscow"));
    let name =
        |family: &str, given: Option<&str>| Name { family: family.into(), given: given.map(str::to_owned) };
    assert_eq!(
        record.authors,
        [
            name("Paal", Some("Douglas H.")),
            name("Trenin", Some("Dmitri")),
            name("Carnegie Moscow Center", None)
        ]
    );
    assert_eq!(record.editors, [name("Plato", None)]);
    assert_eq!(record.date.map(|d| d.to_string()).as_deref(), Some("about March 2013"));
    assert_eq!(record.retrieved, Date::parse("2026-11-21").ok());
    assert_eq!(record.volume.as_deref(), Some("7"));
    assert_eq!(record.doi.as_deref(), Some("10.1000/182"));
    assert_eq!(record.rights, Some(Rights::CiteOnly));
    assert_eq!(
        record.omit.iter().map(|w| &text[w.span.range()]).collect::<Vec<_>>(),
        ["\"A line.\"", "\"Another.\""]
    );
}

#[test]
fn what_is_wrong_is_said_at_its_words_and_the_rest_is_kept() {
    let text = r#"
        loose = 1
        ["a b"]
        [x]
        type = "artcle"
        title = "Kept"
        author = ["Kept, Too", ", ", 3]
        date = "2013-13"
        url = "javascript:alert(1)"
        rights = "none"
        language = "?"
        doi = "x"
        publisher = ""
        note = 1
        omit = 2
        tittle = "lost"
        year = 2013
        [x.2013]
    "#;
    let (entries, diagnostics) = read(text);
    assert_eq!(
        marked(text, &diagnostics),
        [
            ("bad-record", "loose"),
            ("bad-record", "\"a b\""),
            ("bad-record", "\"artcle\""),
            ("bad-record", "\", \""),
            ("bad-record", "3"),
            ("bad-record", "\"2013-13\""),
            ("bad-record", "\"javascript:alert(1)\""),
            ("bad-record", "\"none\""),
            ("bad-record", "\"?\""),
            ("bad-record", "\"x\""),
            ("bad-record", "\"\""),
            ("bad-record", "1"),
            ("bad-record", "2"),
            ("unknown-field", "tittle"),
            ("unknown-field", "year"),
            ("bad-record", "2013"),
        ]
    );
    assert_eq!(diagnostics[13].help, ["did you mean `title`?"]);
    assert_eq!(diagnostics[14].help, ["write `date` instead"]);
    let record = &entries[0].record;
    assert_eq!((record.title.as_deref(), record.authors.len(), &record.url), (Some("Kept"), 1, &None));
}

#[test]
fn a_file_that_is_no_toml_is_said_in_its_place() {
    let text = "[x]\ntitle = \"a\"\n[y]\ntitle = unquoted words\n[z]\ntitle = \"b\"\n";
    let (entries, diagnostics) = read(text);
    assert!(entries.iter().any(|e| &*e.key == "x" && e.record.title.as_deref() == Some("a")));
    assert!(
        !diagnostics.is_empty() && diagnostics.iter().all(|d| d.rule == &rule::BAD_LIBRARY),
        "{diagnostics:?}"
    );
    let (line, _) =
        crate::base::text::line_column(text, diagnostics[0].place.span.expect("a span").start as usize);
    assert_eq!(line, 4);
}

#[test]
fn a_key_that_stands_twice_in_a_file_is_a_duplicate() {
    let text = "[x]\ntitle = \"a\"\n[x]\ntitle = \"b\"\n";
    let (_, diagnostics) = read(text);
    assert_eq!(marked(text, &diagnostics), [("duplicate-key", "x")]);
    assert_eq!(diagnostics[0].related[0].place, Place::at(&"seeds/a.toml".into(), 1..2));
}

#[test]
fn libraries_of_other_kinds_are_not_lost_silently() {
    let file = |name: &str, bytes: &[u8]| File { path: format!("seeds/{name}").into(), bytes: bytes.into() };
    for name in ["a.bib", "a.yml", "a.yaml", "a.json", "a.JSON"] {
        assert!(is_library(&file(name, b"")));
        assert_eq!(super::read(&file(name, b"")).diagnostics[0].rule, &rule::BAD_LIBRARY);
    }
    assert!(!is_library(&file("a.txt", b"")));
    assert_eq!(
        super::read(&file("a.toml", b"[a]\ntitle = \"\xff\"")).diagnostics[0].rule,
        &rule::BAD_LIBRARY
    );
    let (entries, diagnostics) = read("\u{feff}[a]\nfoo = 1");
    assert_eq!((entries.len(), diagnostics[0].place.span), (1, Some(Span::new(7, 10))));
}

proptest::proptest! {
    #[test]
    fn no_library_makes_it_panic(text in "[\\[\\]a-c=\"'.,{}0-9:\\n #-]{0,60}") {
        let (_, diagnostics) = read(&text);
        for diagnostic in diagnostics {
            if let Some(span) = diagnostic.place.span {
                proptest::prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
