use super::*;
use proptest::prelude::*;

fn limits(excerpt_words: usize, words_per_source: usize, share_per_source: f64) -> Limits {
    Limits {
        default: Rights::Excerpt,
        excerpt_words,
        words_per_source,
        share_per_source,
        ..Limits::default()
    }
}

/// Two paragraphs of numbered words, `1 2 … 50` and `51 … 100`.
fn numbers() -> Text {
    let line = |from: usize, to: usize| (from..=to).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    Text::plain(&format!("{}\n\n{}", line(1, 50), line(51, 100)))
}

fn span_of(text: &Text, words: &str) -> Span {
    let start = text.canonical().find(words).expect("the words are there");
    Span::new(start, start + words.len())
}

/// What is published, as a reader would see it.
fn shown(published: &PublishedText) -> String {
    let all = Span::new(0, published.text.canonical().len());
    let pieces = published.pieces(all).into_iter().map(|piece| match piece {
        PublishedPiece::Text(_, text) => text.to_owned(),
        PublishedPiece::Elided { words } => format!("[{words}]"),
    });
    pieces.collect::<Vec<_>>().join(" ").replace('\n', "/")
}

#[test]
fn all_of_a_free_text_is_published() {
    let text = Text::plain("One.\n\nTwo.");
    let published = decide(&text, Rights::Full, &limits(0, 0, 0.0), &[], &[]);
    assert_eq!((shown(&published).as_str(), published.words()), ("One./Two.", 2));
}

#[test]
fn of_a_text_that_may_be_cited_the_quotation_is_published_and_no_more() {
    let text = Text::plain("They fear “hegemony,” they say, and encirclement. No more.");
    let quotations = [span_of(&text, "encirclement"), span_of(&text, "hegemony")];
    let published = decide(&text, Rights::CiteOnly, &Limits::default(), &quotations, text.paragraphs());
    assert_eq!(shown(&published), "[2] hegemony [3] encirclement [2]");
}

#[test]
fn an_excerpt_has_context_within_its_paragraph() {
    let text = numbers();
    let published = decide(
        &text,
        Rights::Excerpt,
        &limits(3, 400, 1.0),
        &[span_of(&text, "20 21"), span_of(&text, "52")],
        &[],
    );
    assert_eq!(shown(&published), "[16] 17 18 19 20 21 22 23 24 [26] 51 52 53 54 55 [45]");
    assert_eq!(published.words(), 13);
}

#[test]
fn context_gives_way_evenly() {
    let text = numbers();
    let quotations = [span_of(&text, "20 21"), span_of(&text, "80")];
    let published = decide(&text, Rights::Excerpt, &limits(40, 12, 1.0), &quotations, &[]);
    assert_eq!(shown(&published), "[17] 18 19 20 21 22 23 [54] 78 79 80 81 82 [18]");
    let published = decide(&text, Rights::Excerpt, &limits(40, 400, 0.12), &quotations, &[]);
    assert_eq!(published.words(), 11);
    assert_eq!(published.excess(), None);
}

#[test]
fn of_a_paragraph_cited_as_a_whole_the_beginning_is_shown() {
    let text = numbers();
    let published = decide(&text, Rights::Excerpt, &limits(2, 400, 1.0), &[], &[text.paragraphs()[1]]);
    assert_eq!(shown(&published), "[50] 51 52 53 54 [46]");
    let published = decide(&text, Rights::Excerpt, &limits(2, 0, 1.0), &[], &[text.paragraphs()[1]]);
    assert_eq!(shown(&published), "[100]");
}

#[test]
fn context_ends_where_a_sentence_does_if_one_is_near() {
    let text = Text::plain(
        "Aa bb cc dd ee ff gg. Dd ee ff gg hh ii jj kk ll mm QUOTED nn oo pp qq rr ss tt uu vv ww. Tt uu vv ww xx yy zz",
    );
    let published = decide(&text, Rights::Excerpt, &limits(12, 400, 1.0), &[span_of(&text, "QUOTED")], &[]);
    assert_eq!(
        shown(&published),
        "[7] Dd ee ff gg hh ii jj kk ll mm QUOTED nn oo pp qq rr ss tt uu vv ww. [7]"
    );
}

#[test]
fn the_sentence_of_a_quotation_comes_before_other_context() {
    let text = Text::plain(
        "aa bb cc dd ee ff. They may leave at once, unless rent is owed. Gg hh ii jj kk ll. Mm nn oo pp qq THIS rr ss tt. Uu vv ww xx",
    );
    let shown_of = |most: usize| {
        let quotations = [span_of(&text, "may leave"), span_of(&text, "THIS")];
        shown(&decide(&text, Rights::Excerpt, &limits(8, most, 1.0), &quotations, &[]))
    };
    // How it goes on comes first, then how it begins, then what is around.
    assert_eq!(shown_of(3), "[7] may leave [17] THIS [7]");
    assert_eq!(shown_of(6), "[7] may leave [17] THIS rr ss tt. [4]");
    assert_eq!(shown_of(12), "[7] may leave at once, unless rent is owed. [11] THIS rr ss tt. [4]");
    assert_eq!(
        shown_of(18),
        "[6] They may leave at once, unless rent is owed. [6] Mm nn oo pp qq THIS rr ss tt. [4]"
    );
    assert!(shown_of(40).contains("They may leave at once, unless rent is owed."));
    let published =
        decide(&text, Rights::CiteOnly, &limits(8, 400, 1.0), &[span_of(&text, "may leave")], &[]);
    assert_eq!(shown(&published), "[7] may leave [25]");
    let published = decide(&text, Rights::Excerpt, &limits(0, 400, 1.0), &[span_of(&text, "may leave")], &[]);
    assert_eq!(published.words(), 2);
}

#[test]
fn too_much_quoted_is_published_and_said() {
    let text = numbers();
    let quotation = span_of(&text, &text.canonical()[..text.canonical().find(" 21").expect("21")]);
    let published = decide(&text, Rights::Excerpt, &limits(40, 10, 1.0), &[quotation], &[]);
    assert_eq!(published.excess(), Some(Excess { words: 20, most: 10 }));
    assert_eq!(published.words(), 20);
    assert!(published.contains(quotation));
}

#[test]
fn a_script_without_spaces_is_limited_too() {
    let text = Text::plain(&"中俄关系的历史。".repeat(20));
    let published = decide(&text, Rights::Excerpt, &limits(5, 400, 0.4), &[Span::new(120, 126)], &[]);
    assert_eq!(published.words(), 12);
}

proptest! {
    #[test]
    fn the_laws_of_rights(
        words in prop::collection::vec(prop::sample::select(vec!["a", "bc.", "—", "“d”", "中国", "\n\n", "e,"]), 1..120),
        spans in prop::collection::vec((0..300_usize, 1..40_usize), 0..6),
        cited in prop::collection::vec(0..10_usize, 0..3),
        width in 0..30_usize,
        most in 0..60_usize,
        part in 0.0..1.1_f64,
    ) {
        let text = Text::plain(&words.join(" "));
        let limits = limits(width, most, part);
        let mut quotations: Vec<Span> = spans
            .iter()
            .map(|&(start, len)| within(&text, Span::new(start, start + len)))
            .filter(|&span| !text.slice(span).trim().is_empty())
            .collect();
        let paragraphs: Vec<Span> = cited.iter().filter_map(|&n| text.paragraph(n)).collect();
        let all = Span::new(0, text.canonical().len());
        let published = decide(&text, Rights::Excerpt, &limits, &quotations, &paragraphs);

        let most = most.min(share(part, text.words(all)));
        match published.excess() {
            None => prop_assert!(published.words() <= most, "{} of {most}", published.words()),
            Some(excess) => prop_assert_eq!(published.words(), excess.words),
        }
        let inked = |span: Span| {
            let slice = text.slice(span);
            let start = span.start as usize + slice.len() - slice.trim_start().len();
            Span::new(start, start + slice.trim().len())
        };
        for &quotation in &quotations {
            // A quotation over several paragraphs or with white space at its ends is there in its words.
            prop_assert!(published.contains(inked(quotation)), "{:?}", quotation);
        }
        // The pieces are what is published and nothing else, in order.
        let mut at = 0;
        for piece in published.pieces(all) {
            if let PublishedPiece::Text(span, words) = piece {
                prop_assert!(span.start >= at && published.contains(span));
                prop_assert_eq!(text.slice(span), words);
                at = span.end;
            }
        }
        // The order in which things are cited decides nothing.
        quotations.reverse();
        let again = decide(&text, Rights::Excerpt, &limits, &quotations, &paragraphs);
        prop_assert_eq!(again.spans(), published.spans());

        let cited = decide(&text, Rights::CiteOnly, &limits, &quotations, &paragraphs);
        for at in 0..all.len() {
            let quoted = quotations.iter().any(|q| q.range().contains(&at));
            let shown = cited.spans().iter().any(|s| s.range().contains(&at));
            prop_assert_eq!(quoted, shown);
        }
    }
}
