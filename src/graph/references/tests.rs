use proptest::prelude::*;

use super::*;
use crate::base::date::Date;
use crate::source::record::{Name, RecordKind};

/// A record and the first words of its text.
struct Shape {
    what: &'static str,
    record: Record,
    first_words: Option<&'static str>,
}

fn person(family: &str, given: &str) -> Name {
    Name { family: family.to_owned(), given: Some(given.to_owned()) }
}

fn organisation(name: &str) -> Name {
    Name { family: name.to_owned(), given: None }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn date(text: &str) -> Option<Date> {
    Some(Date::parse(text).expect(text))
}

/// An article as most of the library has them.
fn article() -> Record {
    Record {
        title: some("Russia and China after the summit"),
        authors: vec![person("Paal", "Douglas H."), person("Trenin", "Dmitri")],
        container: some("The Diplomat"),
        date: date("2013-03-18"),
        url: some("https://example.org/a?b=1&c=2"),
        language: some("en"),
        retrieved: date("2026-11-21"),
        ..Record::default()
    }
}

fn shapes() -> Vec<Shape> {
    let shape = |what, record| Shape { what, record, first_words: None };
    let long = "China’s new leader, Xi Jinping, will make Moscow the first stop of his first journey.";
    vec![
        shape("article", article()),
        shape(
            "article without container",
            Record { container: None, publisher: some("Carnegie"), ..article() },
        ),
        shape("no author", Record { authors: vec![], ..article() }),
        Shape { what: "no title", record: Record { title: None, ..article() }, first_words: Some(long) },
        shape("no title, no text", Record { title: None, ..article() }),
        shape("no date", Record { date: None, ..article() }),
        Shape {
            what: "address alone",
            record: Record {
                url: some("https://example.org/x"),
                retrieved: date("2026-11-21"),
                ..Record::default()
            },
            first_words: Some(long),
        },
        Shape { what: "nothing at all", record: Record::default(), first_words: None },
        shape("nothing but a title", Record { title: some("On borders"), ..Record::default() }),
        shape(
            "organisation",
            Record { authors: vec![organisation("Ministry of Foreign Affairs of the PRC")], ..article() },
        ),
        shape(
            "many authors",
            Record {
                authors: (0..12).map(|i| person(&format!("Family{i}"), "Anna B.")).collect(),
                ..article()
            },
        ),
        shape(
            "journal with doi",
            Record {
                container: some("Post-Soviet Affairs"),
                volume: some("29"),
                issue: some("4"),
                pages: some("301-325"),
                doi: some("10.1080/x<y>#1"),
                ..article()
            },
        ),
        shape("title ends in a mark", Record { title: some("Who is whose junior partner?"), ..article() }),
        shape(
            "names end in full stops",
            Record {
                title: some("Sales in the U.S."),
                publisher: some("Gazprom Inc."),
                container: some("Energy Co."),
                ..article()
            },
        ),
        shape("quotation in title", Record { title: some("The “junior partner” question"), ..article() }),
        shape("about", Record { date: date("2013-03~"), ..article() }),
        shape(
            "about, report",
            Record {
                kind: RecordKind::Report,
                container: None,
                publisher: some("RAND"),
                date: date("2013~"),
                ..article()
            },
        ),
        shape("perhaps", Record { date: date("2013?"), ..article() }),
        shape("interval", Record { date: date("2008/2022"), ..article() }),
        shape("open interval", Record { date: date("2000/.."), ..article() }),
        shape("decade", Record { date: date("197X"), ..article() }),
        shape("before our era", Record { date: date("-0043"), ..article() }),
        shape("season", Record { date: date("2013-23"), ..article() }),
        shape(
            "book",
            Record {
                kind: RecordKind::Book,
                container: None,
                publisher: some("Polity"),
                place: some("Cambridge"),
                date: date("2013"),
                retrieved: None,
                ..article()
            },
        ),
        shape(
            "book with editors alone",
            Record {
                kind: RecordKind::Book,
                authors: vec![],
                editors: vec![person("Lo", "Bobo"), person("Li", "Wei")],
                container: None,
                publisher: some("Polity"),
                ..article()
            },
        ),
        shape(
            "chapter",
            Record {
                kind: RecordKind::Chapter,
                editors: vec![person("Lo", "Bobo")],
                publisher: some("Polity"),
                pages: some("12-34"),
                ..article()
            },
        ),
        shape("web", Record { kind: RecordKind::Web, ..article() }),
        shape(
            "speech",
            Record { kind: RecordKind::Speech, publisher: some("Kremlin"), container: None, ..article() },
        ),
        shape(
            "document",
            Record {
                kind: RecordKind::Document,
                authors: vec![],
                container: None,
                title: some("Treaty of Aigun"),
                date: date("1858-05-28"),
                ..article()
            },
        ),
        shape(
            "dataset",
            Record { kind: RecordKind::Dataset, container: None, publisher: some("SIPRI"), ..article() },
        ),
        shape("other", Record { kind: RecordKind::Other, container: None, ..article() }),
        shape(
            "in Russian",
            Record {
                title: some("Граница России и Китая"),
                authors: vec![person("Лукин", "Александр")],
                container: some("Россия в глобальной политике"),
                language: None,
                ..article()
            },
        ),
        shape(
            "in Chinese",
            Record {
                title: some("中俄边界"),
                authors: vec![organisation("新华社")],
                language: some("zh"),
                ..article()
            },
        ),
        shape(
            "markup everywhere",
            Record {
                title: some("<script>alert(\"1\")</script> & 'x'"),
                authors: vec![
                    person("<b>O'Hara</b>", "\"A\" & <i>B</i>"),
                    organisation("A & B <img src=x onerror=alert(1)>"),
                ],
                container: some("</a><script>x</script>"),
                publisher: some("P & <Q>"),
                place: some("<p>"),
                volume: some("<1>"),
                issue: some("&2"),
                pages: some("\"3\"-<4>"),
                doi: some("\"><script>"),
                url: some("https://example.org/\"><script>alert(1)</script>"),
                language: some("\"><b>"),
                ..article()
            },
        ),
    ]
}

fn load(name: &str) -> CitationStyle {
    CitationStyle::load(name, "en", None).expect(name)
}

fn format_with(style: &CitationStyle, shape: &Shape) -> Reference {
    format_one(&ReferenceItem { key: "key", record: &shape.record, first_words: shape.first_words }, style)
}

fn text_of(style: &str, record: &Record) -> String {
    format_one(&ReferenceItem { key: "key", record, first_words: None }, &load(style)).text
}

/// What no reader should see in a reference.
fn faults(text: &str) -> Vec<&'static str> {
    const NEVER: [&str; 30] = [
        ",.",
        ",,",
        ". .",
        ", ,",
        ";.",
        ":.",
        ";,",
        ",;",
        ",:",
        "?.",
        "!.",
        "()",
        "[]",
        "( ",
        " )",
        "[ ",
        " ]",
        "“”",
        "‘’",
        "“.",
        "“,",
        " ,",
        " .",
        "  ",
        ",)",
        "———",
        ".”.",
        "?”.",
        ",”.",
        "\n",
    ];
    let mut found: Vec<_> = NEVER.into_iter().filter(|fault| text.contains(fault)).collect();
    if text.replace("...", "").contains("..") {
        found.push("..");
    }
    if text.starts_with([',', '.', ';', ':', ' ', ')']) || text.ends_with([',', ';', ':', ' ']) {
        found.push("a mark at either end");
    }
    found
}

/// The text of safe HTML; fails if there is anything that is not allowed.
fn read_safe_html(html: &str) -> String {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(i) = rest.find('<') {
        text.push_str(&rest[..i]);
        let end = i + rest[i..].find('>').expect("a tag ends") + 1;
        let tag = &rest[i + 1..end - 1];
        rest = &rest[end..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.to_owned()), "{html}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        match tag {
            "i" | "b" | "sup" | "sub" | "span class=\"small-caps\"" => {}
            _ => {
                let url =
                    tag.strip_prefix("a href=\"").and_then(|tag| tag.strip_suffix("\" rel=\"external\""));
                let url = url.unwrap_or_else(|| panic!("<{tag}> in {html}"));
                let lower = url.to_lowercase();
                assert!(lower.starts_with("http://") || lower.starts_with("https://"), "{html}");
                assert!(!url.contains(['"', '\'', ' ', '<']), "{html}");
            }
        }
        open.push(name.to_owned());
    }
    text.push_str(rest);
    assert!(open.is_empty() && !text.contains(['>', '"', '\'']), "{html}");
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    assert!(!plain.replace("&amp;", "").contains('&'), "{html}");
    plain.replace("&amp;", "&")
}

#[test]
fn no_style_shows_a_fault_for_any_shape_of_record() {
    for name in CitationStyle::names() {
        let style = load(name);
        for shape in shapes() {
            let reference = format_with(&style, &shape);
            assert_eq!(faults(&reference.text), [""; 0], "{name}, {}: {}", shape.what, reference.text);
            assert_eq!(read_safe_html(&reference.html), reference.text, "{name}, {}", shape.what);
            assert!(
                !reference.text.contains('\u{e000}') && !reference.text.contains("99"),
                "{name}: {}",
                reference.text
            );
        }
    }
}

#[test]
fn a_style_shows_what_is_known() {
    for name in CitationStyle::names() {
        let style = load(name);
        for shape in shapes() {
            let text = format_with(&style, &shape).text;
            let lower = text.to_lowercase();
            let see = |part: &str| {
                assert!(lower.contains(&part.to_lowercase()), "{name}, {}: no {part} in {text}", shape.what);
            };
            let record = &shape.record;
            if let Some(title) = &record.title {
                let words = title.replace(['“', '”'], "");
                words.trim_end_matches('.').split(' ').take(3).for_each(see);
            }
            if let Some(author) = record.authors.first().filter(|_| shape.what != "markup everywhere") {
                see(&author.family);
            }
            match (&record.doi, &record.url) {
                (Some(doi), _) => see(doi),
                (None, Some(url)) => see(url),
                (None, None) => {}
            }
            // IEEE has no date for pages of the web, MLA none where there is none to give.
            if let (Some(date), true) = (&record.date, *name != "ieee") {
                see(&match shape.what {
                    "interval" => "2008–2022".to_owned(),
                    "open interval" => "2000–".to_owned(),
                    "decade" => "1970–1979".to_owned(),
                    "before our era" => "44 BC".to_owned(),
                    "perhaps" => "2013?".to_owned(),
                    _ => date.year().to_string(),
                });
            }
        }
    }
}

#[cfg(feature = "csl")]
#[test]
fn a_style_that_is_cut_to_a_kind_says_what_the_whole_says() {
    let words = words::ReferenceTerms::of("en");
    for name in CitationStyle::names().iter().filter(|name| **name != PLAIN) {
        let cut = csl::Processor::load(name, "en", None).expect(name);
        let whole = csl::Processor::load(name, "en", None).expect(name).uncut();
        let known = whole.kinds_met();
        for (nth, mut shape) in shapes().into_iter().enumerate() {
            shape.record.kind = RecordKind::ALL[nth % RecordKind::ALL.len()].1;
            let item = ReferenceItem { key: "k", record: &shape.record, first_words: shape.first_words };
            assert_eq!(cut.format(&item, words), whole.format(&item, words), "{name}, {}", shape.what);
        }
        assert!(cut.kinds_met() > 5, "{name}");
        assert_eq!(whole.kinds_met(), known, "{name}: a kind that was not to be cut");
    }
}

#[test]
fn an_approximate_date_is_shown_as_one() {
    for name in CitationStyle::names() {
        let style = load(name);
        for shape in shapes().iter().filter(|shape| shape.what.starts_with("about")) {
            let text = format_with(&style, shape).text;
            let marks = text.matches("ca. ").count() + text.matches("circa ").count();
            assert_eq!(marks, 1, "{name}: {text}");
        }
    }
}

#[test]
fn first_words_stand_in_for_a_title_without_pretending_to_be_one() {
    let words = "[China’s new leader, Xi Jinping, will make Moscow …]";
    for name in CitationStyle::names() {
        let style = load(name);
        for shape in shapes() {
            let reference = format_with(&style, &shape);
            match (&shape.record.title, shape.first_words) {
                (Some(_), _) => assert!(!reference.text.contains('…'), "{name}: {}", reference.text),
                (None, Some(_)) => {
                    assert!(reference.html.contains(words), "{name}: {}", reference.html);
                    let italic = format!("<i>{words}");
                    assert!(
                        !reference.html.contains(&italic) && !reference.text.contains("“["),
                        "{name}: {}",
                        reference.html
                    );
                }
                (None, None) => assert!(reference.text.contains("[untitled]"), "{name}: {}", reference.text),
            }
        }
    }
}

#[test]
fn a_title_keeps_its_own_punctuation_and_capitals() {
    let record = |title: &str| Record { title: some(title), ..article() };
    for name in CitationStyle::names() {
        for title in
            ["Sales.. and “.” U.S.A. ()", "What, NATO? McDonald’s and eBay ( x )", "Wait... what ,. now"]
        {
            let text = text_of(name, &record(title)).replace(['“', '”', '‘', '’'], "'");
            let wanted = title.replace(['“', '”', '‘', '’'], "'");
            assert!(text.to_lowercase().contains(&wanted.to_lowercase()), "{name}: {text}");
            for word in ["U.S.A.", "NATO", "McDonald", "eBay"].iter().filter(|word| title.contains(**word)) {
                // Chicago gives the first letter of a word its capital.
                assert!(text.contains(&word[1..]), "{name}: {text}");
            }
        }
    }
}

#[test]
fn an_unsafe_address_is_text() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "ftp://x.org",
        " java\nscript:x",
    ] {
        let record = Record { url: some(url), ..article() };
        for name in CitationStyle::names() {
            let reference =
                format_one(&ReferenceItem { key: "k", record: &record, first_words: None }, &load(name));
            assert!(!reference.html.contains("<a "), "{name}: {}", reference.html);
        }
    }
}

#[test]
fn the_library_keeps_its_order() {
    let records: Vec<_> =
        (0..50).map(|i| Record { title: Some(format!("Title number {i}")), ..article() }).collect();
    let items: Vec<_> =
        records.iter().map(|record| ReferenceItem { key: "k", record, first_words: None }).collect();
    let references = format_library(&items, &load(CitationStyle::DEFAULT));
    assert_eq!(references.len(), 50);
    for (i, reference) in references.iter().enumerate() {
        let title = format!("Title number {i}").to_lowercase();
        assert!(reference.text.to_lowercase().contains(&title), "{}", reference.text);
    }
}

#[test]
fn a_sentence_names_a_source() {
    let name = |authors: Vec<Name>, title: Option<&str>, words: Option<&str>, language: &str| {
        let record = Record { authors, title: title.map(str::to_owned), ..Record::default() };
        short_name(&ReferenceItem { key: "xi-2013", record: &record, first_words: words }, language)
    };
    let (paal, trenin, ruehl) =
        (person("Paal", "Douglas H."), person("Trenin", "Dmitri"), person("Ruehl", "Henry"));
    assert_eq!(name(vec![ruehl.clone()], Some("x"), None, "en"), "Ruehl");
    assert_eq!(name(vec![paal.clone(), trenin.clone()], None, None, "en-GB"), "Paal and Trenin");
    assert_eq!(name(vec![paal.clone(), trenin.clone()], None, None, "de-AT"), "Paal und Trenin");
    assert_eq!(name(vec![paal.clone(), trenin.clone(), ruehl.clone()], None, None, "en"), "Paal et al.");
    assert_eq!(name(vec![paal, trenin, ruehl], None, None, "ru"), "Paal и др.");
    assert_eq!(
        name(vec![organisation("Ministry of Foreign Affairs")], None, None, "en"),
        "Ministry of Foreign Affairs"
    );
    assert_eq!(name(vec![], Some("On borders"), None, "en"), "“On borders”");
    assert_eq!(
        name(vec![], Some("Russia and China after the summit, and what then"), None, "en"),
        "“Russia and China after the summit …”"
    );
    assert_eq!(
        name(vec![], None, Some("Xi will go to Moscow next week, Xinhua says."), "de"),
        "„Xi will go to Moscow next …“"
    );
    assert_eq!(name(vec![], None, None, "en"), "xi-2013");
    // A script without spaces is cut all the same.
    assert!(name(vec![], Some(&"边".repeat(500)), None, "zh").chars().count() < 90);
}

#[test]
fn a_plain_reference() {
    let text = text_of("plain", &Record { date: date("2013-03~"), publisher: some("Carnegie"), ..article() });
    assert_eq!(
        text,
        "Paal, Douglas H.; Trenin, Dmitri. “Russia and China after the summit.” The Diplomat, Carnegie, ca. 2013-03. https://example.org/a?b=1&c=2."
    );
}

#[test]
fn a_name_that_is_no_style_is_refused() {
    assert_eq!(CitationStyle::load("chicago", "en", None).map(|_| ()), Err(StyleError::Unknown));
    assert!(CitationStyle::names().is_sorted() && CitationStyle::names().contains(&CitationStyle::DEFAULT));
}

#[cfg(feature = "csl")]
mod with_csl {
    use super::*;

    const HEAD: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated>"#;

    fn site_style(body: &str) -> Result<CitationStyle, StyleError> {
        let xml = format!("{HEAD}</info>{body}</style>");
        CitationStyle::load("a.csl", "en", Some(&xml))
    }

    fn with_layout(macros: &str, layout: &str) -> Result<CitationStyle, StyleError> {
        let citation = "<citation><layout><text variable=\"title\"/></layout></citation>";
        site_style(&format!("{macros}{citation}<bibliography><layout>{layout}</layout></bibliography>"))
    }

    fn refusal(style: Result<CitationStyle, StyleError>) -> StyleError {
        style.map(|_| ()).expect_err("it is refused")
    }

    #[test]
    fn the_first_style_is_chicago() {
        assert_eq!(
            text_of(CitationStyle::DEFAULT, &article()),
            "Paal, Douglas H., and Dmitri Trenin. 2013. “Russia and China After the Summit.” The Diplomat, March 18. https://example.org/a?b=1&c=2."
        );
    }

    #[test]
    fn editors_stand_in_for_authors_as_authors_are_written() {
        let record = &shapes()
            .into_iter()
            .find(|shape| shape.what == "book with editors alone")
            .expect("it is there")
            .record;
        assert!(text_of("chicago-author-date", record).starts_with("Lo, Bobo, and Wei Li, eds. 2013."));
        assert!(text_of("vancouver", record).starts_with("Lo B, Li W, editors."));
    }

    #[test]
    fn every_language_is_read_and_has_its_words() {
        let undated = Record { date: None, ..article() };
        for (language, no_date) in [
            ("en", "n.d."),
            ("de", "o."),
            ("fr-CA", "s."),
            ("es", "s."),
            ("ru-RU", "б."),
            ("zh", "不详"),
            ("tlh", "n.d."),
        ] {
            for name in CitationStyle::names() {
                let style = CitationStyle::load(name, language, None).expect(name);
                for shape in shapes() {
                    let reference = format_with(&style, &shape);
                    assert_eq!(read_safe_html(&reference.html), reference.text);
                    assert!(!reference.text.contains("99"), "{name} {language}: {}", reference.text);
                }
            }
            let style = CitationStyle::load("apa", language, None).expect("apa");
            let text =
                format_one(&ReferenceItem { key: "k", record: &undated, first_words: None }, &style).text;
            assert!(text.contains(no_date), "{language}: {text}");
        }
    }

    #[test]
    fn russian_months_are_in_the_genitive_after_a_day() {
        let style = CitationStyle::load("chicago-notes-bibliography", "ru", None).expect("it is built in");
        let said = |text: &str| {
            let record = Record { date: date(text), ..article() };
            format_one(&ReferenceItem { key: "k", record: &record, first_words: None }, &style).text
        };
        assert!(said("2013-03-18").contains("18 марта 2013"), "{}", said("2013-03-18"));
        assert!(said("2013-03").contains("март 2013"), "{}", said("2013-03"));
    }

    #[test]
    fn harvard_speaks_british_english_whatever_english_is_asked_for() {
        for language in ["en", "en-US", "en-GB"] {
            let style =
                CitationStyle::load("harvard-cite-them-right", language, None).expect("it is built in");
            let text =
                format_one(&ReferenceItem { key: "k", record: &article(), first_words: None }, &style).text;
            assert!(text.contains("Available at: https://example.org/"), "{language}: {text}");
        }
    }

    #[test]
    fn a_style_of_the_site_is_used() {
        let style = with_layout(
            "",
            r#"<text variable="title" font-weight="bold" vertical-align="sup"/><text value=" &lt;x&gt;"/>"#,
        )
        .expect("it is read");
        let reference =
            format_one(&ReferenceItem { key: "k", record: &article(), first_words: None }, &style);
        assert_eq!(reference.html, "<b><sup>Russia and China after the summit</sup></b> &lt;x&gt;");
    }

    #[test]
    fn a_style_that_cannot_be_used_is_refused() {
        let dependent = format!(
            r#"{HEAD}<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>"#
        );
        assert_eq!(
            refusal(CitationStyle::load("a.csl", "en", Some(&dependent))),
            StyleError::Dependent("apa".to_owned())
        );
        assert!(matches!(
            refusal(CitationStyle::load("a.csl", "en", Some("not a style"))),
            StyleError::Unreadable(_)
        ));
        let citations_alone = "<citation><layout><text variable=\"title\"/></layout></citation>";
        assert_eq!(refusal(site_style(citations_alone)), StyleError::NoBibliography);
    }

    #[test]
    fn a_style_without_end_is_refused() {
        let circle = r#"<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>"#;
        assert_eq!(refusal(with_layout(circle, "<text macro=\"a\"/>")), StyleError::Endless);
        // A macro that doubles itself thirty times.
        let doubling: String = (0..30)
            .map(|i| format!(r#"<macro name="m{i}"><text macro="m{0}"/><text macro="m{0}"/></macro>"#, i + 1))
            .collect();
        assert_eq!(refusal(with_layout(&doubling, "<text macro=\"m0\"/>")), StyleError::Endless);
        let chain: String =
            (0..5_000).map(|i| format!(r#"<macro name="m{i}"><text macro="m{}"/></macro>"#, i + 1)).collect();
        assert_eq!(refusal(with_layout(&chain, "<text macro=\"m0\"/>")), StyleError::Endless);
        let nested = format!("{}{}", "<group>".repeat(20_000), "</group>".repeat(20_000));
        assert_eq!(refusal(with_layout("", &nested)), StyleError::Endless);
    }

    #[test]
    fn what_is_nested_as_deeply_as_is_allowed_is_formatted() {
        let chain: String =
            (0..70).map(|i| format!(r#"<macro name="m{i}"><text macro="m{}"/></macro>"#, i + 1)).collect();
        let nested = format!("{}<text variable=\"title\"/>{}", "<group>".repeat(30), "</group>".repeat(30));
        let macros = format!("{chain}<macro name=\"m70\"><text variable=\"title\"/></macro>");
        let deep = with_layout(&macros, "<text macro=\"m0\"/>").expect("it is allowed");
        let reference = format_one(&ReferenceItem { key: "k", record: &article(), first_words: None }, &deep);
        assert_eq!(reference.text, "Russia and China after the summit");
        let style = with_layout("", &nested).expect("it is allowed");
        let reference =
            format_one(&ReferenceItem { key: "k", record: &article(), first_words: None }, &style);
        assert_eq!(reference.text, "Russia and China after the summit");
    }
}

/// Text with what breaks formatters: marks, figures, scripts, controls, characters of private use.
fn field() -> impl Strategy<Value = Option<String>> {
    let nasty = prop_oneof![
        any::<String>(),
        "[-–—0-9a-z.,;:&<>\"' ()]{0,20}",
        "[0-9]{1,30}(-[0-9]{1,30})?",
        "[\u{e000}\u{202e}\u{0}\u{a0}“”«»‘’. ,]{0,10}",
        "(https?|javascript|HTTP)://?[a-z<>\"'# é]{0,10}",
        Just("\u{130}İ\u{df}ﬁ …..".to_owned()),
    ];
    proptest::option::of(nasty)
}

fn any_date() -> impl Strategy<Value = Option<Date>> {
    let texts = [
        "2013",
        "0001",
        "0000",
        "-9999",
        "9999",
        "9913",
        "18XX",
        "197X",
        "2013-02-28~",
        "2013-24%",
        "../1999?",
        "2000/..",
        "0990/2001-01",
    ];
    proptest::option::of(proptest::sample::select(texts.map(|text| Date::parse(text).expect(text)).to_vec()))
}

fn any_record() -> impl Strategy<Value = Record> {
    use RecordKind::{Article, Book, Chapter, Dataset, Document, Other, Report, Speech, Web};
    let kinds = vec![Article, Report, Book, Chapter, Web, Speech, Document, Dataset, Other];
    let name =
        || (field(), field()).prop_map(|(family, given)| Name { family: family.unwrap_or_default(), given });
    let names = || proptest::collection::vec(name(), 0..5);
    (
        (proptest::sample::select(kinds), field(), names(), names(), field(), field(), field()),
        (field(), field(), field(), field(), field(), any_date(), any_date(), field()),
    )
        .prop_map(
            |(
                (kind, title, authors, editors, publisher, container, volume),
                (issue, pages, place, doi, url, date, retrieved, language),
            )| {
                Record {
                    kind,
                    title,
                    authors,
                    editors,
                    publisher,
                    container,
                    volume,
                    issue,
                    pages,
                    place,
                    doi,
                    url,
                    date,
                    retrieved,
                    language,
                    ..Record::default()
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_record_breaks_a_style(record in any_record(), first in field()) {
        for style in all_styles() {
            let item = ReferenceItem { key: "", record: &record, first_words: first.as_deref() };
            let reference = format_one(&item, style);
            prop_assert_eq!(read_safe_html(&reference.html), reference.text.clone());
            prop_assert!(!reference.text.trim().is_empty());
            let unfit = reference.text.contains(['\u{e000}', '\u{202e}', '\n']);
            prop_assert!(!unfit, "{}", reference.text);
            let unfit = short_name(&item, "en").contains('\u{202e}');
            prop_assert!(!unfit);
        }
    }
}

/// Decoded once for all cases.
fn all_styles() -> &'static [CitationStyle] {
    static STYLES: std::sync::OnceLock<Vec<CitationStyle>> = std::sync::OnceLock::new();
    STYLES.get_or_init(|| CitationStyle::names().iter().map(|name| load(name)).collect())
}
