//! docs/writing.md: the list of what may differ between a quotation and its source, as the program has it.

use std::fmt::Write as _;

use expound::source::fold::DIFFERS;

use crate::read;

const DOC: &str = "docs/writing.md";
const BEGIN: &str = "<!-- differs: made from src/source/fold/glyphs.rs by tests/docs/writing.rs -->\n";
const END: &str = "<!-- /differs -->";

/// An example, with what cannot be seen written out.
fn shown(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| match c {
            '\u{a0}' => "⍽".to_owned(),
            '\u{301}' | '\u{ad}' | '\u{200c}' | '\u{3}' => format!("⟨U+{:04X}⟩", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("`{seen}`")
}

fn pairs(pairs: &[(&str, &str)], sign: &str) -> String {
    pairs
        .iter()
        .map(|(one, other)| format!("{} {sign} {}", shown(one), shown(other)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn table() -> String {
    let mut out =
        String::from("| what may differ | for example | but not | why |\n| --- | --- | --- | --- |\n");
    for row in DIFFERS {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            row.what,
            pairs(row.same, "="),
            pairs(row.other, "≠"),
            row.why
        );
    }
    out
}

#[test]
fn what_may_differ_is_listed_as_the_program_has_it() {
    let doc = read(DOC);
    let (before, rest) = doc.split_once(BEGIN).expect("where the list begins");
    let (listed, after) = rest.split_once(END).expect("where it ends");
    if listed != table() && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(DOC, format!("{before}{BEGIN}{}{END}{after}", table())).expect("written");
        return;
    }
    assert_eq!(listed, table(), "{DOC}: UPDATE_EXPECT=1 cargo test --test docs writes it");
}
