use super::*;
use proptest::prelude::*;

fn file(name: &str, text: &str) -> File {
    File { path: format!("seeds/{name}").into(), bytes: text.as_bytes().into() }
}

fn paragraphs(text: &Text) -> Vec<&str> {
    text.paragraphs().iter().map(|&p| text.slice(p)).collect()
}

fn cut(name: &str, text: &str) -> Vec<String> {
    let text = read(&file(name, text), &[], &"seeds/a.toml".into()).value.expect("a text");
    paragraphs(&text).into_iter().map(str::to_owned).collect()
}

fn written(lines: &[&str]) -> Vec<SpannedValue> {
    lines
        .iter()
        .enumerate()
        .map(|(i, l)| SpannedValue { value: (*l).into(), span: Span::new(i, i + 1) })
        .collect()
}

#[test]
fn broken_lines_are_joined_and_blank_lines_cut() {
    let text = "\u{feff}The first paragraph\nhas two lines.\r\n\r\nThe second  has\ta tab.\n \u{a0} \n\n\nThe\u{a0}third.\n";
    assert_eq!(
        cut("a.txt", text),
        ["The first paragraph has two lines.", "The second has a tab.", "The third."]
    );
}

#[test]
fn old_line_ends_are_line_ends() {
    assert_eq!(cut("a.txt", "One\rline.\r\rTwo.\u{2029}\u{2029}Three."), ["One line.", "Two.", "Three."]);
}

#[test]
fn long_unbroken_lines_are_paragraphs() {
    let long = "a long line of an article that goes on and on ".repeat(10);
    let text = format!("{long}\n{long}\n\nWhy Moscow?\n\nAn Author\nAuthor was somewhere.\nMore >\n{long}");
    let paragraphs = cut("a.txt", &text);
    assert_eq!(paragraphs.len(), 7);
    assert_eq!(paragraphs[2..6], ["Why Moscow?", "An Author", "Author was somewhere.", "More >"]);
}

#[test]
fn one_long_line_in_broken_text_changes_nothing() {
    let broken = "Lines of some seventy characters, as a program for mail would break them\n".repeat(20);
    let paragraphs = cut("a.txt", &format!("{broken}\n{}\n", "x".repeat(400)));
    assert_eq!(paragraphs.len(), 2);
}

#[test]
fn lines_of_a_script_without_spaces_are_joined_without_them() {
    assert_eq!(cut("a.txt", "中俄关系\n历史，\n很长\nof text"), ["中俄关系历史，很长 of text"]);
}

#[test]
fn what_steers_the_display_is_taken_out() {
    assert_eq!(cut("a.txt", "a\u{202e}b\u{2066}c\u{7}d e\u{301}\u{feff}x"), ["abc\u{fffd}d éx"]);
    // Soft hyphens and joiners are part of how words are written.
    assert_eq!(cut("a.txt", "co\u{ad}op"), ["co\u{ad}op"]);
}

#[test]
fn omitted_lines_are_left_out_and_cut() {
    let article =
        file("a.txt", "Photo by  Someone\nFirst.\n\nSubscribe for $5!\nSecond\nparagraph.\n\nThird\none.\n");
    let omit = written(&["Photo by\u{a0}Someone", "Subscribe for $5!", "Third one."]);
    let read = read(&article, &omit, &"seeds/a.toml".into());
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    assert_eq!(paragraphs(&read.value.expect("a text")), ["First.", "Second paragraph."]);
}

#[test]
fn the_beginning_of_a_line_can_be_omitted() {
    let article = file("a.txt", "date 2021-06-20 The summit ended.\n\ndate 2021-06-2 stays. The end…\n");
    let read = read(&article, &written(&["date 2021-06-20 …", "Gone …"]), &"seeds/a.toml".into());
    assert_eq!(
        paragraphs(&read.value.expect("a text")),
        ["The summit ended.", "date 2021-06-2 stays. The end…"]
    );
    assert_eq!(read.diagnostics.len(), 1);
}

#[test]
fn an_omitted_line_that_is_not_there_is_an_error_at_its_place() {
    let read = read(&file("a.txt", "One.\n\nTwo."), &written(&["One.", "Two"]), &"seeds/a.toml".into());
    assert_eq!(paragraphs(&read.value.expect("a text")), ["Two."]);
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(read.diagnostics[0].rule, &rule::OMIT_NOT_FOUND);
    assert_eq!(read.diagnostics[0].place, Place::at(&"seeds/a.toml".into(), 1..2));
}

#[test]
fn what_is_no_text_is_said_with_the_way_out() {
    let read = |bytes: &[u8]| {
        let file = File { path: "seeds/a b.txt".into(), bytes: bytes.into() };
        super::read(&file, &[], &"seeds/a.toml".into())
    };
    let latin = read(b"caf\xe9 \xe0 la carte");
    assert!(latin.value.is_none());
    assert_eq!(
        latin.diagnostics[0].help,
        [
            "convert it: `iconv -f windows-1252 -t utf-8 'seeds/a b.txt' > utf-8.tmp && mv utf-8.tmp 'seeds/a b.txt'`"
        ]
    );
    assert!(read(b"PK\x03\x04\0\0").diagnostics[0].message.contains("not text"));
    assert!(read(b" \n--\n").diagnostics[0].message.contains("no words"));
}

#[test]
fn offsets_and_numbers_of_paragraphs_agree() {
    let text = Text::plain("One two.\n\nThree four five.\n\nSix.");
    assert_eq!(text.canonical(), "One two.\nThree four five.\nSix.");
    assert_eq!(text.paragraph(2).map(|p| text.slice(p)), Some("Three four five."));
    assert_eq!((text.paragraph(0), text.paragraph(4)), (None, None));
    assert_eq!([0, 8, 9, 25, 26, 99].map(|at| text.paragraph_at(at)), [1, 1, 2, 2, 3, 3]);
    assert_eq!(text.words(Span::new(0, text.canonical().len())), 6);
    assert_eq!(text.slice(text.first_words(1)), "One");
    assert_eq!(text.slice(text.first_words(9)), "One two.");
}

#[test]
fn words_are_counted_in_any_script() {
    let count = |text| words(text).count();
    assert_eq!(count(" “a — b,” c\nd "), 5);
    assert_eq!(count("中俄关系，历史。"), 6);
    assert_eq!(count("2013年 GDP增长"), 5);
    assert_eq!(count("한국 사람"), 2);
}

proptest! {
    #[test]
    fn a_canonical_text_is_its_own_canonical_text(raw in any::<String>()) {
        let text = Text::plain(&raw);
        for &p in text.paragraphs() {
            prop_assert_eq!(canonical_line(text.slice(p)), text.slice(p));
        }
        prop_assert!(is_nfc(text.canonical()));
    }
}
