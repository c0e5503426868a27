//! What is found, what is not, and that the work stays within bounds.

use super::*;
use crate::source::passage::hits::occurrences_of_many;
use proptest::prelude::*;

const ARTICLE: &str = "Moscow’s “no limits” pledge — made in 2022 — cost it $4,200.50 a day.\n\n\
    The two sides agree on the gas price; they don’t agree on the route. The [sic] border is 3.5 km off.\n\n\
    Price has kept them apart... for years. The price, however, fell by 10:30.\n\n\
    中国和俄罗斯“没有上限”的关系始于2022年。\n\n\
    The two sides agree on little else.";

fn article() -> Text {
    Text::plain(ARTICLE)
}

/// The words of the source that a quotation stands on, the parts joined by ` / `.
fn found(quotation: &str) -> Option<String> {
    let text = article();
    match find(&text, quotation, None) {
        Lookup::Found(passage) => {
            Some(passage.parts.iter().map(|&p| text.slice(p)).collect::<Vec<_>>().join(" / "))
        }
        _ => None,
    }
}

#[track_caller]
fn stands(quotation: &str, source: &str) {
    assert_eq!(found(quotation).as_deref(), Some(source), "{quotation:?}");
}

#[track_caller]
fn fails(quotation: &str) {
    assert_eq!(find(&article(), quotation, None), Lookup::NotFound, "{quotation:?}");
}

#[test]
fn glyphs_may_differ() {
    stands("Moscow's \"no limits\" pledge--made in 2022", "Moscow’s “no limits” pledge — made in 2022");
    stands(" no   limits ", "no limits");
    stands("kept them apart … for years", "kept them apart... for years");
    stands("没有上限", "没有上限");
}

#[test]
fn letters_case_digits_and_punctuation_may_not() {
    for quotation in [
        "moscow",
        "no limit",
        "no limits pledge",
        "made in 2023",
        "price they",
        "gas price, they",
        "cost it $4,200.50 a day,",
    ] {
        fails(quotation);
    }
}

#[test]
fn too_many_parts_are_said() {
    let parts = |n: usize| "the … ".repeat(n);
    assert_eq!(find(&article(), &parts(MOST_PARTS + 1), None), Lookup::TooManyParts);
    assert_eq!(find(&article(), &parts(MOST_PARTS), None), Lookup::NotFound);
    // Each stands nearly everywhere.
    let text = Text::plain(&"a b ".repeat(100_000));
    assert_eq!(find(&text, &"a [c] b … ".repeat(4), None), Lookup::TooManyParts);
    assert!(!Quotation::new(&"a [c] b … ".repeat(4)).stands_in(&text));
}

#[test]
fn words_and_numbers_are_whole() {
    for quotation in [
        "limit",
        "imits",
        "4",
        "200",
        "4,200",
        "200.50",
        "$4",
        "4,",
        "3",
        ".5 km",
        "5 km",
        "30",
        "10",
        "10:3",
        "they don",
        "they don’",
        "202",
        "Mosco",
        "s “no limits”",
    ] {
        fails(quotation);
    }
    stands("$4,200.50", "$4,200.50");
    stands("4,200.50 a", "4,200.50 a");
    stands("3.5 km", "3.5 km");
    stands("2022 — cost", "2022 — cost");
    stands("2022年", "2022年");
    fails("022年");
}

#[test]
fn elisions_skip_words_in_order_within_a_paragraph_or_to_the_next() {
    stands("no limits … 2022", "no limits / 2022");
    stands("no limits [...] 2022", "no limits / 2022");
    stands("… no limits . . . 2022 …", "no limits / 2022");
    stands("cost it … agree on the gas price", "cost it / agree on the gas price");
    fails("2022 … no limits");
    fails("cost it … kept them apart");
    fails("no limits … 202");
    // A full stop before an elision is the source's.
    stands("route. … border", "route. / border");
    fails("agree. … the route");
    // Of several ways to take the words, the tightest.
    stands("agree … the route", "agree / the route");
    assert_eq!(found("The … price, however").as_deref(), Some("The / price, however"));
}

#[test]
fn an_elision_takes_the_way_that_leads_on() {
    // The nearest `b` is in a paragraph that does not reach `c`; the next one does.
    let text = Text::plain("a b\n\nb\n\nc");
    assert!(matches!(find(&text, "a … b … c", None), Lookup::Found(_)));
    let text = Text::plain("a\n\nx\n\nb");
    assert_eq!(find(&text, "a … b", None), Lookup::NotFound);
}

#[test]
fn brackets_are_the_editors() {
    stands("[Its] “no limits” pledge", "“no limits” pledge");
    stands("cost [Russia] $4,200.50", "cost / $4,200.50");
    stands("[t]he two sides agree on little", "The two sides agree on little");
    stands("pledge — [M]ade in 2022", "pledge — made in 2022");
    stands("[t]wo sides agree on little", "two sides agree on little");
    fails("[w]wo sides agree on little");
    stands("[T]he two sides agree on little", "The two sides agree on little");
    fails("[l]imits pledge");
    stands("pledge [was] made", "pledge / made");
    stands("two side[s’ officials] agree on the gas", "two side / agree on the gas");
    stands("two side[s] agree on the gas", "two side / agree on the gas");
    stands("two sides agree[d] on the gas", "two sides agree / on the gas");
    stands("two sides agree[d] on the gas price", "two sides agree / on the gas price");
    fails("two sides agree[able] on the gas");
    fails("two sides agree[d] the gas");
    fails("Price has ke[eps] them apart");
    fails("Mos[kva]’s “no limits”");
    fails("[un]made in 2022");
    fails("made in 20[2]2");
    fails("two [of them] route. The [sic] border");
    fails("cost it $4[,200]");
    fails("Moscow’s [x] two sides agree on the gas");
}

#[test]
fn what_the_source_prints_in_brackets_wins() {
    stands("The [sic] border", "The [sic] border");
    stands("them apart... for [many] years", "them apart / for / years");
}

#[test]
fn what_stands_twice_is_ambiguous_unless_the_paragraph_is_named() {
    let text = article();
    let Lookup::Ambiguous(places) = find(&text, "The two sides agree on", None) else { panic!("found once") };
    assert_eq!((places.count, places.shown.len()), (2, 2));
    assert_eq!(places.shown.iter().map(|p| p.paragraphs.0).collect::<Vec<_>>(), [2, 5]);
    let Lookup::Found(passage) = find(&text, "The two sides agree on", Some(5..=5)) else {
        panic!("not found")
    };
    assert_eq!(passage.paragraphs, (5, 5));
    let Lookup::Elsewhere(places) = find(&text, "no limits", Some(2..=3)) else { panic!("found") };
    assert_eq!(places.shown[0].paragraphs, (1, 1));
    assert_eq!(find(&text, "no limit", Some(2..=3)), Lookup::NotFound);
}

#[test]
fn a_passage_may_cross_paragraphs() {
    let text = article();
    let Lookup::Found(passage) = find(&text, "a day. The two sides", None) else { panic!("not found") };
    assert_eq!(passage.paragraphs, (1, 2));
    assert!(matches!(find(&text, "a day. The two sides", Some(1..=1)), Lookup::Found(_)));
    assert!(matches!(find(&text, "a day. The two sides", Some(2..=2)), Lookup::Elsewhere(_)));
}

#[test]
fn words_run_over_the_end_of_a_block_only_where_the_quotation_has_blocks_too() {
    let text = Text::plain("The mayor denies\n\nCouncil sold it.\n\nA third went on");
    let stands = |blocks: &[&str], ends: &[usize]| {
        let quotation = Quotation::of_blocks(blocks);
        let known = Blocks { text: &text, ends: OnceCell::from(ends.to_vec()) };
        let folded = text.folded().as_str();
        let words = quotation.slice(&quotation.whole);
        let start = folded.find(words).expect("the letters are there");
        known.run_on(&(start..start + words.len()), &quotation.whole, &quotation.printed)
    };
    let over = ["mayor denies Council sold"];
    assert!(stands(&over, &[]) && stands(&over, &[2]) && !stands(&over, &[1]));
    assert!(stands(&["mayor denies", "Council sold"], &[1]));
    assert!(stands(&["The mayor", "denies"], &[1, 2]), "within a block");
    assert!(!stands(&["The mayor", "denies Council sold"], &[1]));
    assert!(stands(&["denies", "Council sold it. A third"], &[1]));
    assert!(!stands(&["denies", "Council sold it. A third"], &[1, 2]));
    assert!(stands(&["denies", "Council sold it.", "A third"], &[1, 2]));
    assert!(matches!(Quotation::of_blocks(&["denies", "Council sold"]).find(&text, None), Lookup::Found(_)));
}

#[test]
fn a_mark_after_a_figure_may_close_what_was_opened_before_the_quotation() {
    let text = Text::plain("He spoke of “the limits of 1987” and of 6″ boards.");
    for quotation in ["limits of 1987\" and", "limits of 1987' and", "limits of 1987” and", "of 6\" boards"]
    {
        assert!(matches!(find(&text, quotation, None), Lookup::Found(_)), "{quotation}");
    }
    assert_eq!(find(&text, "of 6' boards", None), Lookup::NotFound);
}

#[test]
fn a_quotation_without_words_is_empty() {
    for quotation in ["", " ", "…", "[…]", "[its]", "“”", "— … .", "\u{200b}"] {
        assert_eq!(find(&article(), quotation, None), Lookup::Empty, "{quotation:?}");
    }
    assert_eq!(find(&Text::default(), "word", None), Lookup::NotFound);
}

#[test]
fn many_places_are_counted_and_some_are_told() {
    let Lookup::Ambiguous(places) = find(&Text::plain(&"so ".repeat(100)), "so", None) else {
        panic!("once")
    };
    assert_eq!((places.count, places.shown.len()), (100, MOST_PLACES));
}

#[test]
#[allow(clippy::disallowed_types, clippy::disallowed_methods)] // time is what is tested
fn hostile_quotations_take_no_time() {
    let text = Text::plain(&"a b ".repeat(50_000));
    let began = std::time::Instant::now();
    for quotation in [
        "a … ".repeat(10_000),
        "a … b ".repeat(24),
        "…".repeat(10_000),
        "[".repeat(10_000),
        "[a".repeat(10_000),
        "a [b] ".repeat(48),
        "a b ".repeat(20_000),
        format!("{}a", "a b ".repeat(20_000)),
        format!("{}b", "a b ".repeat(20_000).trim_end().trim_end_matches('b')),
        format!("{} x", "a ".repeat(20_000)),
    ] {
        find(&text, &quotation, None);
    }
    let text = Text::plain(&"ab ".repeat(60_000));
    find(&text, &format!("{}a", "ab ".repeat(20_000)), None);
    // Far more than it takes, far less than anything quadratic would.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

/// Texts of few words with all that makes trouble.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "price",
        "the",
        "The",
        "a",
        "4,200",
        "3.5",
        "2013",
        "don’t",
        "l’État",
        "“no",
        "limits”",
        "[sic]",
        "—",
        "-",
        "…",
        "...",
        ". .",
        "«",
        "»",
        "中国",
        "oﬃce",
        "e\u{301}te\u{301}",
        "so\u{ad}-called",
        "end.",
        "x,",
        "U.S.",
        "\n\n",
    ]);
    prop::collection::vec((words, prop::sample::select(vec![" ", "", "  ", "\u{a0}"])), 0..25)
        .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space]).collect())
}

/// What a part of a quotation must be equal to.
fn is_under(text: &Text, quotation: &Quotation, passage: &Passage) -> bool {
    let source: Vec<_> =
        passage.parts.iter().map(|&p| Folded::new(text.slice(p)).as_str().to_owned()).collect();
    let parts: Vec<_> = quotation.parts().map(|p| quotation.slice(p).to_owned()).collect();
    source == parts || source == [&quotation.printed.folded.as_str()[quotation.whole.range.clone()]]
}

fn all(outcome: Lookup) -> Vec<Passage> {
    match outcome {
        Lookup::Found(passage) => vec![passage],
        Lookup::Ambiguous(places) | Lookup::Elsewhere(places) => places.shown,
        Lookup::NotFound | Lookup::Empty | Lookup::TooManyParts => Vec::new(),
    }
}

proptest! {
    #[test]
    fn under_a_passage_stands_the_quotation(text in texts(), quotation in texts()) {
        let text = Text::plain(&text);
        let quotation = Quotation::new(&quotation);
        for passage in all(quotation.find(&text, None)) {
            prop_assert!(is_under(&text, &quotation, &passage), "{:?}", passage);
        }
    }

    #[test]
    fn what_stands_in_a_text_is_found_in_it(raw in texts(), start in 0..200_usize, len in 1..60_usize) {
        let text = Text::plain(&raw);
        let folded = text.folded();
        let ends: Vec<usize> = (0..=folded.as_str().len()).filter(|&i| folded.as_str().is_char_boundary(i)).collect();
        let start = ends[start % ends.len()];
        let Some(&end) = ends.iter().find(|&&end| end >= start + len) else { return Ok(()) };
        let words = &folded.as_str()[start..end];
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = letter(words.chars().next())
            && letter(words.chars().next_back())
            && may_begin(&text, start)
            && may_end(&text, end);
        let span = folded.origin(start..end);
        // A quotation does not run over the end of a block.
        let mut within = text.paragraph_at(span.start)..text.paragraph_at(span.end.saturating_sub(1));
        if !whole || !within.all(|number| text.runs_on(number)) {
            return Ok(());
        }
        let origin = Span::from(folded.origin(start..end));
        let places = all(find(&text, text.slice(origin), None));
        prop_assert!(places.iter().any(|p| p.parts == [origin]), "{:?} in {:?}: {:?}", text.slice(origin), text.canonical(), places);
    }

    #[test]
    fn a_changed_character_is_not_found(at in 0..400_usize, with in prop::sample::select(vec!['q', 'Q', '7', '§'])) {
        let text = article();
        for &paragraph in text.paragraphs() {
            let mut quotation: Vec<char> = text.slice(paragraph).chars().collect();
            let at = at % quotation.len();
            // In brackets are the editor's words.
            if "[sic]".contains(quotation[at]) {
                continue;
            }
            quotation[at] = with;
            let quotation: String = quotation.into_iter().collect();
            prop_assert_eq!(find(&text, &quotation, None), Lookup::NotFound, "{}", quotation);
        }
    }

    #[test]
    fn other_glyphs_change_nothing(text in texts(), quotation in texts()) {
        let text = Text::plain(&text);
        let retyped = quotation
            .replace(['“', '”', '’'], "\"")
            .replace('—', " -- ")
            .replace(['\u{a0}', '\u{ad}'], " ")
            .replace('…', ". . .")
            .replace("oﬃce", "office");
        let plain = quotation.replace('\u{ad}', " ");
        prop_assert_eq!(find(&text, &retyped, None), find(&text, &plain, None));
    }

    #[test]
    fn nothing_makes_it_panic(text in any::<String>(), quotation in any::<String>()) {
        let text = Text::plain(&text);
        for passage in all(find(&text, &quotation, Some(0..=3))) {
            for part in passage.parts {
                prop_assert!(text.canonical().get(part.range()).is_some());
            }
        }
    }

    #[test]
    fn both_ways_to_look_agree(text in "[ab ]{0,40}", part in "[ab ]{1,4}") {
        let anywhere = |_, _| true;
        prop_assert_eq!(occurrences(&text, &part, 99, anywhere), occurrences_of_many(&text, &part, 99, anywhere));
    }
}
