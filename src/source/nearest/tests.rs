use super::*;
use proptest::prelude::*;

const ARTICLE: &str = "After years of haggling, price has kept the two sides from agreement — so far.\n\n\
    The border is 4,200.50 km long, and China’s leaders don’t say “no limits” any more. Gas is sold at a loss.\n\n\
    中国和俄罗斯的关系始于很久以前。";

/// The difference, the nearest words, and the marks on both sides.
fn near(quotation: &str) -> (QuoteDifference, String, Vec<String>, Vec<String>) {
    let text = Text::plain(ARTICLE);
    assert_eq!(find(&text, quotation, None), Lookup::NotFound, "{quotation:?} is there");
    let near = nearest(&text, quotation).unwrap_or_else(|| panic!("nothing near {quotation:?}"));
    assert!(near.is_alike(), "{near:?}");
    (
        near.difference,
        text.slice(near.span).to_owned(),
        near.quotation_marks.iter().map(|r| quotation[r.clone()].to_owned()).collect(),
        near.source_marks.iter().map(|&s| text.slice(s).to_owned()).collect(),
    )
}

#[track_caller]
fn check(quotation: &str, difference: QuoteDifference, words: &str, ours: &[&str], theirs: &[&str]) {
    let (found, span, quotation_marks, source_marks) = near(quotation);
    assert_eq!((found, &*span), (difference, words));
    assert_eq!(
        (quotation_marks, source_marks),
        (ours.iter().map(|s| (*s).to_owned()).collect(), theirs.iter().map(|s| (*s).to_owned()).collect(),)
    );
}

#[test]
fn the_words_that_differ_are_marked_on_both_sides() {
    check(
        "After years of haggling, price has kept both sides from an agreement",
        QuoteDifference::Words,
        "After years of haggling, price has kept the two sides from agreement",
        &["both", "an"],
        &["the two"],
    );
    check("“no  limit” any more", QuoteDifference::Words, "“no limits” any more", &["limit"], &["limits"]);
    check(
        "The border is 4,300.50 km long",
        QuoteDifference::Words,
        "The border is 4,200.50 km long",
        &["4,300.50"],
        &["4,200.50"],
    );
}

#[test]
fn a_difference_in_case_or_punctuation_only_is_named() {
    check("haggling,price has kept", QuoteDifference::Space, "haggling, price has kept", &[], &[]);
    check(
        "Price has kept the two sides",
        QuoteDifference::Case,
        "price has kept the two sides",
        &["Price"],
        &["price"],
    );
    check("any more; Gas is sold", QuoteDifference::Punctuation, "any more. Gas is sold", &[";"], &["."]);
    check("so far, The border", QuoteDifference::Punctuation, "so far.\nThe border", &[","], &["."]);
    check("haggling price has kept", QuoteDifference::Punctuation, "haggling, price has kept", &[], &[","]);
}

#[test]
fn words_left_out_without_an_ellipsis_are_told() {
    check(
        "After years of haggling, from agreement",
        QuoteDifference::Missing { words: 6 },
        "After years of haggling, price has kept the two sides from agreement",
        &[", from"],
        &["price has kept the two sides"],
    );
    check(
        "price has the two sides",
        QuoteDifference::Missing { words: 1 },
        "price has kept the two sides",
        &["has the"],
        &["kept"],
    );
    check("is sold at loss", QuoteDifference::Missing { words: 1 }, "is sold at a loss", &[], &["a"]);
}

#[test]
fn a_cut_word_is_told() {
    check("eaders don’t say", QuoteDifference::CutWord, "leaders don’t say", &["eaders"], &["leaders"]);
    check("border is 4,200", QuoteDifference::CutWord, "border is 4,200.50", &["4,200"], &["4,200.50"]);
    check("leaders don", QuoteDifference::CutWord, "leaders don’t", &["don"], &["don’t"]);
    check("aggl", QuoteDifference::CutWord, "haggling", &["aggl"], &["haggling"]);
}

#[test]
fn of_a_quotation_with_elisions_the_part_at_fault_is_told() {
    check(
        "kept the three sides … so far",
        QuoteDifference::Words,
        "kept the two sides",
        &["three"],
        &["two"],
    );
    check(
        "no limits … the two sides",
        QuoteDifference::Apart,
        "no limits",
        &[],
        &["no limits", "the two sides"],
    );
}

#[test]
fn a_script_without_spaces_is_compared_by_characters() {
    check("中国与俄罗斯的关系", QuoteDifference::Words, "中国和俄罗斯的关系", &["与"], &["和"]);
}

#[test]
fn marks_count_in_the_quotation_as_it_was_given() {
    let quotation = "  the  border\u{ad} is — … cafe\u{301} km long";
    let near = nearest(&Text::plain("x thé border is 4 y. café kn long z"), quotation).expect("near");
    assert!(near.quotation_marks.iter().all(|r| quotation.get(r.clone()).is_some()), "{near:?}");
}

#[test]
fn what_is_far_is_not_told() {
    let text = Text::plain(ARTICLE);
    for quotation in ["something else entirely, with no word in common", "", "…", "[x]"] {
        assert_eq!(nearest(&text, quotation), None, "{quotation:?}");
    }
    assert_eq!(nearest(&Text::default(), "words"), None);
}

#[test]
fn hostile_sizes_are_refused() {
    let text = Text::plain(&"some words or other ".repeat(20_000));
    assert_eq!(nearest(&text, &"quite another thing ".repeat(2_000)), None);
}

proptest! {
    #[test]
    fn a_changed_word_is_found_again(at in 0..12_usize, with in "[a-z]{1,8}") {
        let text = Text::plain(ARTICLE);
        let mut words: Vec<&str> = text.slice(text.paragraphs()[0]).split(' ').collect();
        prop_assume!(words[at] != "—");
        words[at] = &with;
        let quotation = words.join(" ");
        if find(&text, &quotation, None) == Lookup::NotFound {
            let near = nearest(&text, &quotation).expect("near");
            prop_assert!(near.is_alike());
            prop_assert!(text.paragraphs()[0].contains(near.span));
        }
    }

    #[test]
    fn nothing_makes_it_panic(text in any::<String>(), quotation in any::<String>()) {
        let text = Text::plain(&text);
        if let Some(near) = nearest(&text, &quotation) {
            prop_assert!((NEAR..=1.0).contains(&near.score));
            prop_assert!(text.canonical().get(near.span.range()).is_some());
            for mark in near.quotation_marks {
                prop_assert!(quotation.get(mark).is_some());
            }
            for mark in near.source_marks {
                prop_assert!(text.canonical().get(mark.range()).is_some());
            }
        }
    }

    #[test]
    fn nothing_made_of_words_makes_it_panic(text in "[ab …\\[\\]'’.,é中4-]{0,60}", quotation in "[ab …\\[\\]'’.,é中4-]{0,30}") {
        nearest(&Text::plain(&text), &quotation);
    }
}

#[test]
fn words_are_alone_only_if_nothing_else_is_nearly_as_near() {
    let alone = |text: &str, quotation: &str| nearest(&Text::plain(text), quotation).map(|near| near.alone);
    let one = "The smith mended the old gate at noon. Nobody came to the mill that day.";
    assert_eq!(alone(one, "The smith mended the new gate at noon"), Some(true));
    assert_eq!(alone(one, "The smith mended the gate at noon"), Some(true), "a word is missing");
    let two = "The smith mended the old gate at noon. The smith mended the low gate at noon, too.";
    assert_eq!(alone(two, "The smith mended the new gate at noon"), Some(false));
    assert_eq!(alone(two, "The smith mended the gate at noon"), Some(false));
    // The other place differs in another word.
    let other = "A clerk says the wife mended the new gate at noon. The smith mended the old gate at noon.";
    assert_eq!(alone(other, "The smith mended the new gate at noon"), Some(false));
    let other = "A clerk says the wife mended the gate at noon. The smith mended the old gate at noon.";
    assert_eq!(alone(other, "The smith mended the gate at noon"), Some(false));
}
