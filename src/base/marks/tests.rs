use super::*;

/// The quotations of a text, and after `!` what is left over.
fn read(text: &str) -> Vec<String> {
    let marks = MarkReader::of(text).all(0..text.len());
    let told = |mark: Mark| match mark {
        Mark::Quoted(quoted) => text[quoted.inner].to_owned(),
        Mark::LeftOver(range) => format!("!{}", &text[range]),
    };
    marks.into_iter().map(told).collect()
}

#[test]
fn every_pair_holds_words() {
    for pair in [
        "\" \"",
        "“ ”",
        "” ”",
        "” “",
        "“ “",
        "„ “",
        "„ ”",
        "„ \"",
        "‟ ”",
        "⹂ “",
        "« »",
        "» «",
        "» »",
        "‹ ›",
        "› ‹",
        "› ›",
        "＂ ＂",
        "〝 〞",
        "〝 〟",
        "「 」",
        "『 』",
        "｢ ｣",
        "﹁ ﹂",
        "﹃ ﹄",
        "❝ ❞",
        "❛ ❜",
        "❮ ❯",
        "🙶 🙷",
        "`` ''",
        "'' ''",
        "‘‘ ’’",
        "’’ ’’",
        ",, ''",
        ",, ”",
        "<< >>",
        "״ ״",
        "″ ″",
        "‶ ″",
        "' '",
        "‘ ’",
        "’ ’",
        "’ ‘",
        "‚ ‘",
        "‚ ’",
        "‛ ’",
        "＇ ＇",
        "` '",
        "` `",
        "´ ´",
        "׳ ׳",
        "′ ′",
    ] {
        let (open, close) = pair.split_once(' ').expect("two marks");
        for words in ["deep water", "l’eau", "вода глубока", "水很深", "5 boats"] {
            for (lead, tail) in [("", ""), ("(", ")"), ("see ", ", below"), ("a, ", "; b")] {
                let text = format!("{lead}{open}{words}{close}{tail}");
                assert_eq!(read(&text), [words], "{text}");
            }
        }
    }
}

#[test]
fn every_mark_without_a_fellow_is_left_over() {
    for kind in KINDS {
        let text = format!("see {}deep water", kind.open);
        assert_eq!(read(&text), [format!("!{}", kind.open)], "{text}");
    }
    for mark in
        ["\"", "”", "“", "»", "«", "‹", "›", "」", "』", "｣", "〞", "〟", "❞", "❜", "''", "＂", "‘", "״"]
    {
        let text = format!("deep water{mark}, see below");
        assert_eq!(read(&text), [format!("!{mark}")], "{text}");
    }
    assert_eq!(read("It is deep.’"), ["!’"]);
}

#[test]
fn apostrophes_feet_inches_and_abbreviations_are_no_marks() {
    for text in [
        "Smith's and the Joneses’ view",
        "’tis, 'twas and ‘til then",
        "rock ’n’ roll, rock 'n' roll",
        "in the ’90s, the '68ers and ‘45",
        "6' 2\" tall, a 27\" screen, 5’9”, 40° 26′ 46″, 2½\" deep",
        "צה״ל, צה\"ל, ארה”ב, תש״ח, ג׳ורג׳",
        "’s avonds, ’t huis, 'n mens",
        "un po’ d’acqua, aujourd’hui, l'été",
        "Hawai‘i, Qur’an, ‘Abd al-Malik, ‘Umar, Ka‘ba",
        "Home › News › Local",
        "a, b, a < b > c",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}

#[test]
fn marks_within_marks_are_passed_over() {
    assert_eq!(read("“she said “no” twice”"), ["she said “no” twice"]);
    assert_eq!(read("„sie sagte „nein“ dazu“"), ["sie sagte „nein“ dazu"]);
    assert_eq!(read("„ze zei “nee” erop”"), ["ze zei “nee” erop"]);
    assert_eq!(read("”hon sade ”nej” två gånger”"), ["hon sade ”nej” två gånger"]);
    assert_eq!(read("»sie sagte »nein« dazu«"), ["sie sagte »nein« dazu"]);
    assert_eq!(read("‘she said ‘no’ twice’"), ["she said ‘no’ twice"]);
    assert_eq!(read("« a « b » c »"), [" a « b » c "]);
    assert_eq!(read("»ett», »två»"), ["ett", "två"]);
    assert_eq!(read("ה\"נהר הגדול\" של צה\"ל"), ["נהר הגדול"]);
    assert_eq!(read("״צה״ל״, \"צה\"ל\""), ["צה״ל", "צה\"ל"]);
    assert_eq!(read("'the rivers' and 'the hills'"), ["the rivers", "the hills"]);
    assert_eq!(read("'it was the boys' river that ran'"), ["it was the boys' river that ran"]);
    assert_eq!(read("\"one ‘two’ three\", 'four \"five\" six'"), ["one ‘two’ three", "four \"five\" six"]);
}

#[test]
fn escaped_marks_pair_with_escaped_ones() {
    let text = "\"a \"b\" c\"";
    let scanned = "\"a \u{1}b\u{1} c\"";
    let all = MarkReader::masked(scanned, text).all(0..text.len());
    assert!(matches!(&all[..], [Mark::Quoted(quoted)] if quoted.inner == (1..8)), "{all:?}");
}

#[test]
fn a_text_in_marks_as_a_whole_is_known() {
    assert_eq!(within(" „so“\n"), Some(4..6));
    assert_eq!(within("“so” and “so”"), None);
    assert!(is_pair("„", "”") && !is_pair("”", "„"));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in r#"("|“|”|„|«|»|'|‘|’|''|``|,,|<<|>>|״|‚| |,|\.|\[|\]|[as7é水א]){0,30}"#) {
        let mut end = 0;
        for mark in MarkReader::of(&text).all(0..text.len()) {
            let (start, stop) = match mark {
                Mark::Quoted(quoted) => (quoted.start, quoted.end),
                Mark::LeftOver(range) => (range.start, range.end),
            };
            proptest::prop_assert!(start >= end && text.get(start..stop).is_some());
            end = stop;
        }
    }
}

#[test]
fn a_byte_that_begins_a_mark_is_not_plain() {
    for byte in 0..128u8 {
        assert_eq!(is_plain(byte), !is_mark(char::from(byte)), "{byte}");
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in ["“", "\"", "'a ", "'tis ", "„", "''", "«", "‘a ", "’s ", " ‚a", ",,a ", " <<a"] {
        let text = piece.repeat(20_000);
        let _ = MarkReader::of(&text).all(0..text.len());
    }
}
