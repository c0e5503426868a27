use super::*;

/// All words that stand in the code that reads figures.
fn vocabulary() -> Vec<&'static str> {
    let code = [
        include_str!("../figure.rs"),
        include_str!("amount.rs"),
        include_str!("clock.rs"),
        include_str!("date.rs"),
        include_str!("number.rs"),
        include_str!("../words.rs"),
    ];
    let literals = code.into_iter().flat_map(|code| code.split('"').skip(1).step_by(2));
    literals.filter(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())).collect()
}

#[test]
fn no_figure_begins_with_another_word() {
    let after =
        ["", " 5", " 1990", " million", " hundred billion dollars", " of a million", "-third of May", " ago"];
    let words = vocabulary();
    assert!(words.len() > 400 && words.contains(&"nineteen") && words.contains(&"Sept"), "{words:?}");
    for word in words {
        let mut capital = word.to_owned();
        capital[..1].make_ascii_uppercase();
        for (word, after) in [word, &capital].into_iter().flat_map(|word| after.map(|after| (word, after))) {
            let text = format!("{word}{after}");
            let tokens = tokens(&text);
            let mut reader =
                FigureReader { text: &text, style: DecimalStyle::Point, tokens: &tokens, found: Vec::new() };
            let begins = reader.worded(0).is_some();
            assert!(!begins || words::may_begin(word), "{text}");
        }
    }
}
