use super::*;

fn one(text: &str) -> ScanItem {
    let mut found = scan(text, text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn items(text: &str) -> Vec<CitationItem> {
    match one(text) {
        ScanItem::Group { items, .. } | ScanItem::Narrative { items, .. } => items,
        other => panic!("{text}: {other:?}"),
    }
}

fn fault(text: &str) -> &'static str {
    match one(text) {
        ScanItem::Malformed { message, .. } => message,
        other => panic!("{text}: {other:?}"),
    }
}

fn quotes<'a>(text: &'a str, item: &CitationItem) -> Vec<&'a str> {
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
            ScanItem::Group { claim, .. } => claim.clone().map(|r| &text[r]),
            _ => None,
        })
        .collect();
    assert_eq!(claims, [Some("the [first] claim"), Some("x")]);
    let text = "[@a][@b]";
    assert!(scan(text, text).iter().all(|f| matches!(f, ScanItem::Group { claim: None, .. })));
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
    assert_eq!(said("[@a, v. civil law]"), None);
    assert_eq!(said("[@a, p. 33, 12 years later]").as_deref(), Some("p.\u{a0}33"));
    assert_eq!(said("[@a, p. 33 ff., so]").as_deref(), Some("p.\u{a0}33 ff."));
    assert_eq!(said("[@a, pp. xii–xiv]").as_deref(), Some("pp.\u{a0}xii–xiv"));
    assert_eq!(said("[@a 33, \"w\"]").as_deref(), Some("p.\u{a0}33"));
    assert_eq!(said("[@a{p. 3 \"w\"}]"), None);
    assert_eq!(items("[@a, ¶ 7–9]")[0].locator.as_ref().and_then(Locator::paragraphs), Some(7..=9));
}

#[test]
fn a_number_that_counts_something_else_is_no_page() {
    for remark in [
        "66 years later",
        "100% sure",
        "3.5 million of them",
        "2nd ed.",
        "12 May 1990",
        "7 and more",
        "9 лет спустя",
    ] {
        let text = format!("[@a, {remark}, \"w\"]");
        let item = &items(&text)[0];
        assert_eq!((item.locator.as_ref(), item.suffix.as_str()), (None, remark), "{text}");
    }
}

#[test]
fn all_places_of_a_citation_are_kept() {
    let places = |text: &str| {
        let item = items(text).remove(0);
        item.locator
            .iter()
            .chain(&item.further)
            .map(Locator::text)
            .collect::<Vec<_>>()
            .join("; ")
            .replace('\u{a0}', " ")
    };
    assert_eq!(places("[@a, ¶ 7, p. 33]"), "¶ 7; p. 33");
    assert_eq!(places("[@a, p. 33, ¶ 7]"), "¶ 7; p. 33");
    assert_eq!(places("[@a, chap. 2, p. 33 n. 4, \"w\"]"), "chap. 2; p. 33; n. 4");
    assert_eq!(places("[@a, \"w\", p. 33]"), "p. 33");
    assert_eq!(places("[@a, \"w\" p. 33, \"v\", ¶ 2]"), "¶ 2; p. 33");
    assert_eq!(places("[@a, \"w\", page 3 of it]"), "");
    assert_eq!(places("[@a, ¶ 7, ¶ 9]"), "¶ 7, 9");
    assert_eq!(places("@a [p. 33, \"w\"]"), "p. 33");
}

#[test]
fn words_before_the_key_are_looked_up_and_the_rest_is_shown() {
    let text = "[he says “so” (“not so”) in -@a, p. 3, \"yes\"]";
    let item = &items(text)[0];
    assert_eq!(quotes(text, item), ["so", "not so", "yes"]);
    assert_eq!((item.prefix.as_str(), item.suffix.as_str()), ("he says … in", ""));
    let text = "[\"ask @b or @c\", says @a]";
    assert_eq!((items(text)[0].key.as_str(), quotes(text, &items(text)[0])), ("a", vec!["ask @b or @c"]));
}

#[test]
fn a_key_that_goes_on_is_told() {
    let longer = |text: &str| items(text).remove(0).longer;
    assert_eq!(longer("[@a--b_2020, \"w\"]").as_deref(), Some("a--b_2020,"));
    assert_eq!(longer("so @a(2013)'s").as_deref(), Some("a(2013)'s"));
    for text in ["[@a]", "[@a, p. 3]", "[@{a}b]", "so @a.", "[@a{p. 3}]", "[@a \"w\"]"] {
        assert_eq!(longer(text), None, "{text}");
    }
}

#[test]
fn marks_that_make_one_sentence_of_two_quotations_are_a_fault() {
    for text in [
        "[@a, \"he \"b\" c\"]",
        "[@a, \"he\"b\"c\"]",
        "[@a, \"he said, \"no,\" and left\"]",
        "[@a, \"he \" and \" c\"]",
        "[@a, \"he\" never \"c\"]",
        "[@a, “он” не “c”]",
        "[@a, 「彼」は「行く」]",
        "[@a, \"x\"y]",
        "[x\"y\" @a]",
    ] {
        assert!(fault(text).contains("between two quotations"), "{text}");
    }
    for (text, remark) in [
        ("[@a, \"b\" and \"c\"]", "and"),
        ("[@a, „b“ und später „c“]", "und später"),
        ("[@a, «б» и «в»]", "и"),
        ("[@a, 「甲」と「乙」]", "と"),
        ("[@a, \"b\" (twice), \"c\"]", "(twice)"),
        ("[@a, \"b\" … \"c\"]", ""),
        ("[@a, \"b\"; @d]", ""),
        ("[@a, \"b\" [sic] \"c\"]", "[sic]"),
        ("[@a, \"b\"—my italics]", "—my italics"),
        ("[@a, he writes \"b\" there]", "he writes … there"),
        ("[@a, (\"b\", so he says)]", "so he says"),
    ] {
        assert_eq!(items(text)[0].suffix, remark, "{text}");
    }
}

#[test]
fn what_begins_like_a_citation_and_is_none_is_said() {
    assert!(fault("[@a, \"words").contains("quotation mark"));
    assert!(fault("[@a, p. 3").contains("bracket"));
    assert!(fault("[@a; \"more words\"]").contains("names no source"));
    assert!(fault("x @a [p. 3").contains("bracket"));
    let text = "[@a, \"words] and [@b, \"more\"]";
    assert!(
        matches!(&scan(text, text)[0], ScanItem::Malformed { message, .. } if message.contains("quotation mark"))
    );
}

#[test]
fn wikilinks_are_found_beside_citations() {
    let text = "[[Gazprom]] and [[gazprom | the company]] [@a] [[@b]]";
    let found = scan(text, text);
    assert!(
        matches!(&found[0], ScanItem::Wikilink(wikilink::WikilinkMatch { target, label: None, .. }) if &text[target.clone()] == "Gazprom")
    );
    assert!(
        matches!(&found[1], ScanItem::Wikilink(wikilink::WikilinkMatch { target, label: Some(label), .. }) if &text[target.clone()] == "gazprom" && &text[label.clone()] == "the company")
    );
    assert!(matches!(&found[2], ScanItem::Group { .. }));
    assert!(matches!(&found[3], ScanItem::Group { .. }));
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

/// Letters and digits, in order of the alphabet.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

proptest::proptest! {
    /// Each letter of a citation is looked up, shown, or a fault; no mark is shown that has a fellow.
    #[test]
    fn nothing_of_a_citation_is_lost(
        before in r#"(see |cf\. |"q" |“q” in |‘q’ |s' |’90s |\(|né |q” |"){0,3}"#,
        after in r#"(, | |p\. 3|¶ 7|chap\. 2|66|years|later|"w v"|“w”|”w”|»w»|‚w‘|'w'|w”|"|‘|’s|[a-c]|é|水|\(|\)|\[x\]|…|and|ff\.|-|–|: |\.|\u{1}|\{|\}){0,12}"#,
    ) {
        let scanned = format!("[{before}@key {after}]");
        let text = scanned.replace('\u{1}', "\"");
        for found in scan(&scanned, &text) {
            let (ScanItem::Group { items, range, .. } | ScanItem::Narrative { items, range }) = found else { continue };
            let mut shown = String::new();
            for item in &items {
                for locator in item.locator.iter().chain(&item.further) {
                    shown.push_str(&locator.text());
                }
                for quote in &item.quotes {
                    shown.push_str(&text[quote.clone()]);
                }
                shown.push_str(&item.key);
                for words in [&item.prefix, &item.suffix] {
                    shown.push_str(words);
                    proptest::prop_assert!(!words.contains(['“', '”', '»', '‚']), "{} {:?}", text, item);
                }
            }
            // A word for what a locator counts may be added.
            let mut shown = letters(&shown).into_iter();
            let all = letters(&text[range]).into_iter().all(|letter| shown.any(|other| other == letter));
            proptest::prop_assert!(all, "{} {:?}", text, items);
        }
    }
}
