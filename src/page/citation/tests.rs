use super::*;

fn one(text: &str) -> Found {
    let mut found = scan(text, text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn items(text: &str) -> Vec<Item> {
    match one(text) {
        Found::Group { items, .. } | Found::Narrative { items, .. } => items,
        other => panic!("{text}: {other:?}"),
    }
}

fn fault(text: &str) -> &'static str {
    match one(text) {
        Found::Malformed { message, .. } => message,
        other => panic!("{text}: {other:?}"),
    }
}

fn quotes<'a>(text: &'a str, item: &Item) -> Vec<&'a str> {
    item.quotes.iter().map(|range| &text[range.clone()]).collect()
}

#[test]
fn a_citation_has_prefix_locator_words_and_suffix() {
    let text = "x [see @key, p. 3, \"exact words\", for the background] y";
    let item = &items(text)[0];
    assert_eq!(
        (item.prefix.as_str(), item.key.as_str(), item.suffix.as_str()),
        ("see", "key", "for the background")
    );
    assert_eq!(item.locator.as_ref().map(Locator::text).as_deref(), Some("p.\u{a0}3"));
    assert_eq!(quotes(text, item), ["exact words"]);
    assert_eq!(&text[one(text).range()], "[see @key, p. 3, \"exact words\", for the background]");
}

#[test]
fn several_are_split_at_semicolons_outside_of_words() {
    let text = "[@a, ¶ 7; -@b, \"one; two [sic]\", \"three\"; see also @{any key}]";
    let all = items(text);
    assert_eq!(all.iter().map(|i| i.key.as_str()).collect::<Vec<_>>(), ["a", "b", "any key"]);
    assert_eq!(all[0].locator.as_ref().and_then(Locator::paragraphs), Some(7..=7));
    assert!(all[1].suppress_author);
    assert_eq!(quotes(text, &all[1]), ["one; two [sic]", "three"]);
    assert_eq!(all[2].prefix, "see also");
}

#[test]
fn the_author_can_be_a_part_of_the_sentence() {
    let text = "@key [¶ 16, \"price\"; @other] put it down to price.";
    let all = items(text);
    assert_eq!((all[0].key.as_str(), all[1].key.as_str()), ("key", "other"));
    assert_eq!(quotes(text, &all[0]), ["price"]);
    assert_eq!(&text[one(text).range()], "@key [¶ 16, \"price\"; @other]");
    let text = "As @key. says";
    assert_eq!(&text[one(text).range()], "@key");
    assert!(items("so -@key says")[0].suppress_author);
    let text = "@a[@b]";
    assert_eq!(scan(text, text).len(), 2);
}

#[test]
fn an_at_sign_elsewhere_is_none() {
    for text in [
        "write to me@example.org",
        "[mail me@example.org]",
        "https://example.org/@name",
        "a @ b",
        "[ @ ]",
        "@",
        "[@]",
        "@{}",
        "@{a",
        "\u{1}@a\u{1}".replace('@', "\u{1}").as_str(),
    ] {
        assert_eq!(scan(text, text), [], "{text}");
    }
}

#[test]
fn a_claim_is_the_bracket_before() {
    let text = "So [the [first] claim][@a, \"w\"] and [x][@b]";
    let found = scan(text, text);
    let claims: Vec<_> = found
        .iter()
        .map(|f| match f {
            Found::Group { claim, .. } => claim.clone().map(|r| &text[r]),
            _ => None,
        })
        .collect();
    assert_eq!(claims, [Some("the [first] claim"), Some("x")]);
    let text = "[@a][@b]";
    assert!(scan(text, text).iter().all(|f| matches!(f, Found::Group { claim: None, .. })));
}

#[test]
fn quotation_marks_of_every_kind_hold_words() {
    for text in [
        "[@a, “it’s “so””]",
        "[@a, „it’s so“]",
        "[@a, «it’s so»]",
        "[@a, ‘it’s so’]",
        "[@a, 'it’s so']",
        "[@a, 「it’s so」]",
        "[@a, “it’s so\"]",
    ] {
        assert_eq!(items(text)[0].quotes.len(), 1, "{text}");
        assert!(quotes(text, &items(text)[0])[0].starts_with("it’s"), "{text}");
    }
    assert!(items("[@a, Smith's view and Jones' too]")[0].quotes.is_empty());
}

#[test]
fn locators_are_read_with_and_without_a_word() {
    let said = |text: &str| items(text)[0].locator.as_ref().map(Locator::text);
    assert_eq!(said("[@a, 33-35, 38]").as_deref(), Some("pp.\u{a0}33–35, 38"));
    assert_eq!(said("[@a 33]").as_deref(), Some("p.\u{a0}33"));
    assert_eq!(said("[@a, chap. 3 and more]").as_deref(), Some("chap.\u{a0}3"));
    assert_eq!(said("[@a, ¶¶ 7-9]").as_deref(), Some("¶\u{a0}7–9"));
    assert_eq!(said("[@a, para. 7, in the end]").as_deref(), Some("¶\u{a0}7"));
    assert_eq!(said("[@a, p. xii]").as_deref(), Some("p.\u{a0}xii"));
    assert_eq!(said("[@a{ii, A, D-Z}, suffix]").as_deref(), Some("ii, A, D–Z"));
    assert_eq!(said("[@a, in the end]"), None);
    assert_eq!(said("[@a, parties 3]"), None);
    assert_eq!(items("[@a, ¶ 7–9]")[0].locator.as_ref().and_then(Locator::paragraphs), Some(7..=9));
}

#[test]
fn what_begins_like_a_citation_and_is_none_is_said() {
    assert!(fault("[@a, \"words").contains("quotation mark"));
    assert!(fault("[@a, p. 3").contains("bracket"));
    assert!(fault("[@a; \"more words\"]").contains("names no source"));
    assert!(fault("x @a [p. 3").contains("bracket"));
    let text = "[@a, \"words] and [@b, \"more\"]";
    assert!(
        matches!(&scan(text, text)[0], Found::Malformed { message, .. } if message.contains("quotation mark"))
    );
}

#[test]
fn wikilinks_are_found_beside_citations() {
    let text = "[[Gazprom]] and [[gazprom | the company]] [@a] [[@b]]";
    let found = scan(text, text);
    assert!(
        matches!(&found[0], Found::Wikilink(wikilink::Found { target, label: None, .. }) if &text[target.clone()] == "Gazprom")
    );
    assert!(
        matches!(&found[1], Found::Wikilink(wikilink::Found { target, label: Some(label), .. }) if &text[target.clone()] == "gazprom" && &text[label.clone()] == "the company")
    );
    assert!(matches!(&found[2], Found::Group { .. }));
    assert!(matches!(&found[3], Found::Group { .. }));
    assert_eq!(scan("[[]] [[a]", "[[]] [[a]"), []);
}

#[test]
fn hostile_paragraphs_take_linear_time() {
    for text in [
        "[".repeat(100_000),
        "[@a ".repeat(30_000),
        "[[".repeat(50_000),
        "[a@b".repeat(30_000),
        "[@a, \"".repeat(20_000),
        "[@a, ‘".repeat(20_000),
        "@a [".repeat(30_000),
        format!("{}@a{}", "[".repeat(50_000), "]".repeat(50_000)),
        "[x][@a]".repeat(20_000),
    ] {
        let _ = scan(&text, &text);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic_and_ranges_are_in_order(text in r#"(\[|\]|@|"|“|”|'|;|,|-|\{|\}| |¶|p\. |[a-c]|7|é|\||\x01){0,40}"#) {
        let mut end = 0;
        for found in scan(&text, &text) {
            let range = found.range();
            proptest::prop_assert!(range.start >= end && range.end <= text.len());
            proptest::prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }
}
