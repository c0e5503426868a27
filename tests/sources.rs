//! The articles in `seeds/`, read as they stand.
#![allow(clippy::disallowed_methods)] // a test looks at the disk

use std::path::Path;
use std::sync::Arc;

use expound::base::text::{File, Span};
use expound::source::nearest::nearest;
use expound::source::passage::{Lookup, find};
use expound::source::text::{self, Text};

fn articles() -> Vec<(String, Text)> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut names: Vec<String> = std::fs::read_dir(&seeds)
        .expect("seeds is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in Unicode"))
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    let read = |name: String| {
        let bytes = std::fs::read(seeds.join(&name)).expect("a file");
        let file = File { path: format!("seeds/{name}").into(), bytes: bytes.into() };
        let library: Arc<str> = "seeds/sources.toml".into();
        let text = text::read(&file, &[], &library);
        assert!(text.diagnostics.is_empty(), "{:?}", text.diagnostics);
        (name, text.value.expect("a text"))
    };
    names.into_iter().map(read).collect()
}

/// Each text, its paragraphs, and the sentences of each paragraph that are long enough to be quoted.
fn sentences(texts: &[(String, Text)]) -> impl Iterator<Item = (&Text, &str)> {
    texts.iter().flat_map(|(_, text)| {
        text.paragraphs()
            .iter()
            .flat_map(|&paragraph| text.slice(paragraph).split_inclusive(". "))
            .map(|sentence| sentence.trim())
            .filter(|sentence| sentence.len() > 30)
            .map(move |sentence| (text, sentence))
    })
}

#[test]
fn every_line_with_words_is_a_paragraph() {
    let texts = articles();
    let counts: Vec<_> = texts.iter().map(|(name, text)| (&name[..3], text.paragraphs().len())).collect();
    // As `grep -c '[^ ]'` counts the lines that are not blank: all of them are unbroken.
    assert_eq!(counts, [("000", 12), ("001", 9), ("002", 32), ("003", 19), ("004", 12)]);
    for (name, text) in &texts {
        for &paragraph in text.paragraphs() {
            let words = text.slice(paragraph);
            assert!(
                words == words.trim() && !words.contains("  ") && !words.contains('\u{a0}'),
                "{name}: {words:?}"
            );
        }
    }
}

#[test]
fn every_sentence_is_found_at_its_place_however_it_is_typed() {
    let texts = articles();
    let mut count = 0;
    for (text, sentence) in sentences(&texts) {
        let start = text.canonical().find(sentence).expect("it is there");
        let retyped =
            sentence.replace(['“', '”'], "\"").replace('’', "'").replace('—', " -- ").replace(' ', "\u{a0} ");
        for typed in [sentence, &retyped] {
            let Lookup::Found(passage) = find(text, typed, None) else { panic!("not found: {typed:?}") };
            assert_eq!(passage.span(), Span::new(start, start + sentence.len()));
        }
        count += 1;
    }
    assert!(count > 150, "{count}");
}

#[test]
fn a_sentence_with_one_letter_changed_is_not_found_and_its_place_is_named() {
    let texts = articles();
    for (text, sentence) in sentences(&texts) {
        let place = text.canonical().find(sentence).expect("it is there");
        for at in (0..sentence.len()).step_by(3).filter(|&at| sentence.is_char_boundary(at)) {
            let letter = sentence[at..].chars().next().expect("a boundary before the end");
            let other = if letter == 'x' { 'y' } else { 'x' };
            let changed = format!("{}{other}{}", &sentence[..at], &sentence[at + letter.len_utf8()..]);
            assert_eq!(find(text, &changed, None), Lookup::NotFound, "{changed:?}");
            if at % 97 == 12 {
                let near = nearest(text, &changed).unwrap_or_else(|| panic!("nothing near {changed:?}"));
                let sentence = Span::new(place, place + sentence.len());
                // Two words run together are two words of a short sentence.
                assert!(
                    (letter == ' ' || near.is_alike()) && near.span.overlaps(sentence),
                    "{changed:?}: {near:?}"
                );
            }
        }
    }
}
