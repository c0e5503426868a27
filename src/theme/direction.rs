//! In which direction a language and a text are written.

/// Languages that are written from right to left, if their tag says no script.
const LANGUAGES: [&str; 24] = [
    "ae", "ar", "arc", "arz", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo",
    "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// Scripts that are, as tags name them.
const SCRIPTS: [&str; 8] = ["adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"];

/// Whether the language of a BCP 47 tag is written from right to left.
pub(super) fn is_from_right(tag: &str) -> bool {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&&*script),
        None => LANGUAGES.contains(&&*language),
    }
}

/// Whether a text begins in letters that are written from right to left; none if it has no letters. Tags in it
/// are passed over.
pub(super) fn begins_from_right(text: &str) -> Option<bool> {
    let mut in_tag = false;
    text.chars()
        .filter(|c| {
            let is_text = !in_tag && *c != '<';
            in_tag = (in_tag || *c == '<') && *c != '>';
            is_text
        })
        .find(|c| c.is_alphabetic())
        .map(|c| {
            matches!(c,
                '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}')
        })
}

/// The attribute of an element in a language; nothing from left to right, as all is unless it is said.
pub(super) fn of_language(tag: &str) -> &'static str {
    if is_from_right(tag) { " dir=\"rtl\"" } else { "" }
}

/// The attribute of an element with a text, on a page in a language: nothing where both go the same way.
pub(super) fn of_text(text: &str, page: &str) -> &'static str {
    match (begins_from_right(text), is_from_right(page)) {
        (Some(true), false) => " dir=\"rtl\"",
        (Some(false), true) => " dir=\"ltr\"",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_texts_have_their_direction() {
        for tag in ["he", "ar-EG", "fa", "ur-PK", "az-Arab", "ku-Arab-IQ", "yi", "UG"] {
            assert_eq!(of_language(tag), " dir=\"rtl\"", "{tag}");
        }
        for tag in ["en", "de", "zh-Hans", "ur-Latn", "ku", "arn", ""] {
            assert_eq!(of_language(tag), "", "{tag}");
        }
        assert_eq!(of_text("«<mark>השלום</mark>»", "en"), " dir=\"rtl\"");
        assert_eq!(of_text("2013: peace", "he"), " dir=\"ltr\"");
        assert_eq!((of_text("2013", "he"), of_text("السلام", "ar"), of_text("мир", "en")), ("", "", ""));
    }
}
