use super::*;

fn words(text: &str, span: Span) -> &str {
    &text[span.range()]
}

#[test]
fn toml_and_yaml_give_the_same_values_and_places() {
    let toml = "title = \"Énergie\"\nweight = 3\n[extra]\ndeep = [1.5, true]\n";
    let yaml = "title: Énergie\nweight: 3\nextra:\n  deep: [1.5, true]\n";
    let (a, b) = (parse_toml(toml, 0).expect("toml"), parse_yaml(yaml, 0).expect("yaml"));
    assert_eq!(a.to_json(), b.to_json());
    assert_eq!(words(toml, a.0[1].0.span), "weight");
    assert_eq!(words(yaml, b.0[1].0.span), "weight");
    assert_eq!(words(toml, a.0[1].1.span), "3");
    assert_eq!(words(yaml, b.0[1].1.span), "3");
}

#[test]
fn places_count_from_the_file() {
    let table = parse_toml("a = 1", 10).expect("toml");
    assert_eq!(table.0[0].0.span, Span::new(10, 11));
    assert_eq!(parse_toml("a = ", 10).expect_err("no value").span.start, 14);
    assert!(parse_yaml("a: [1", 10).expect_err("open list").span.start >= 10);
}

#[test]
fn a_date_may_be_written_bare() {
    let mut found = Vec::new();
    let file: Arc<str> = "a.md".into();
    for text in ["d = 2013-03-18", "d = \"2013-03-18\""] {
        let mut reader = TableReader::new(
            parse_toml(text, 0).expect("toml"),
            &file,
            &rule::BAD_FRONT_MATTER,
            &rule::UNKNOWN_KEY,
            &mut found,
        );
        assert_eq!(reader.date("d").expect("a date").0.to_string(), "18 March 2013");
    }
    let yaml = parse_yaml("d: 2013-03-18\ne: 2013", 0).expect("yaml");
    let mut reader = TableReader::new(yaml, &file, &rule::BAD_FRONT_MATTER, &rule::UNKNOWN_KEY, &mut found);
    assert_eq!(reader.date("d").expect("a date").0.to_string(), "18 March 2013");
    assert_eq!(reader.date("e").expect("a date").0.to_string(), "2013");
    assert!(found.is_empty());
}

#[test]
fn what_is_wrong_or_unknown_is_said_at_its_place() {
    let text = "tittle = \"x\"\nweight = \"heavy\"\n";
    let (mut found, file) = (Vec::new(), "a.md".into());
    let mut reader = TableReader::new(
        parse_toml(text, 0).expect("toml"),
        &file,
        &rule::BAD_FRONT_MATTER,
        &rule::UNKNOWN_KEY,
        &mut found,
    );
    assert_eq!(reader.text("title"), None);
    assert_eq!(reader.integer("weight"), None);
    reader.finish(None);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].message, "`weight` should be a whole number, but is text");
    assert_eq!(words(text, found[1].place.span.expect("a span")), "tittle");
    assert_eq!(found[1].help, ["did you mean `title`?"]);
}
