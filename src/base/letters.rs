//! When two spellings are one name: Unicode's normal form NFC, and its case folding.
//!
//! A letter with an accent can be one character or two, and disks and keyboards differ in which they write.
//! Readers see no difference, so names never tell the two apart; nor do they tell a letter in one case from
//! the same in another, in any script.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use crate::base::text::Span;

/// The text in the form NFC; borrowed if it is in it, as most is.
pub fn nfc(text: &str) -> Cow<'_, str> {
    use unicode_normalization::IsNormalized::Yes;
    match text.is_ascii() || is_nfc_quick(text.chars()) == Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// A letter without its case, as Unicode folds it: `ß` is `ss`, and all three Greek sigmas are one. The `ı` of
/// Turkish stays another letter than `i`.
pub fn folded(c: char) -> impl Iterator<Item = char> {
    let is_settled = c.is_ascii() || c == 'ı';
    let ascii = is_settled.then(|| c.to_ascii_lowercase());
    // What has no capital of its own has one after it was made small: `ẞ` is `ß`, and then `SS`.
    let other =
        (!is_settled).then(|| c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase));
    ascii.into_iter().chain(other.into_iter().flatten())
}

/// What two spellings of a text have in common that differ in case or in normal form only.
pub fn caseless(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let text: String = nfc(text).chars().flat_map(folded).collect();
    nfc(&text).into_owned()
}

/// As [`caseless`], for a name: spaces of any kind and number count as one, and those around it not at all.
pub fn name_key(name: &str) -> String {
    caseless(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text in which words are looked for whatever their case, and where it stands in the text as it was.
///
/// For looking up only: the `İ` and the `ı` of Turkish count as `i` here, since who writes a word in small
/// letters means its capitals too, and no one knows in which language.
#[derive(Debug)]
pub struct Caseless<'t> {
    written: &'t str,
    text: Cow<'t, str>,
    /// The letters that became longer or shorter: where they are in `text`, and in `written`.
    changed: Vec<(Span, Span)>,
}

impl<'t> Caseless<'t> {
    /// Of a text in NFC.
    pub fn new(written: &'t str) -> Self {
        if written.is_ascii() {
            let has_capitals = written.bytes().any(|b| b.is_ascii_uppercase());
            let text =
                if has_capitals { written.to_ascii_lowercase().into() } else { Cow::Borrowed(written) };
            return Self { written, text, changed: Vec::new() };
        }
        let mut text = String::with_capacity(written.len());
        let mut changed = Vec::new();
        for (at, c) in written.char_indices() {
            let start = text.len();
            match c {
                'ı' | 'İ' => text.push('i'),
                c => text.extend(folded(c)),
            }
            // Of two letters none may be found alone, even if they are as long as the one was.
            let whole = text[start..].chars().nth(1).is_none();
            if text.len() - start != c.len_utf8() || !whole {
                changed.push((Span::new(start, text.len()), Span::new(at, at + c.len_utf8())));
            }
        }
        Self { written, text: text.into(), changed }
    }

    /// The text to look in, and the form in which to look for words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of it stands in the text as it was; `None` if it cuts a letter.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.origin(start)?, self.origin(end)?);
        self.written.get(start..end).map(|_| Span::new(start, end))
    }

    fn origin(&self, at: usize) -> Option<usize> {
        let before = self.changed.partition_point(|(here, _)| here.end as usize <= at);
        if self.changed.get(before).is_some_and(|(here, _)| (here.start as usize) < at) {
            return None;
        }
        Some(match before.checked_sub(1).map(|last| self.changed[last]) {
            Some((here, there)) => at - here.end as usize + there.end as usize,
            None => at,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_differ_in_case_or_in_form_are_one() {
        for (one, other) in [
            ("Café", "CAFE\u{301}"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
            ("საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ"),
            ("Москва", "МОСКВА"),
            ("Å", "\u{212b}"),
            ("ﬁsh", "FISH"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ] {
            assert_eq!(caseless(one), caseless(other), "{one} {other}");
        }
        for (one, other) in [("kır", "kir"), ("café", "cafe"), ("й", "и")] {
            assert_ne!(caseless(one), caseless(other), "{one} {other}");
        }
        assert_eq!(name_key(" The\u{a0} River "), "the river");
    }

    #[test]
    fn a_word_is_found_whole_in_the_text_as_it_was() {
        let found = |text: &'static str, word: &str| {
            let here = Caseless::new(text);
            let word = Caseless::new(word);
            let at = here.text().find(word.text())?;
            here.span(at, at + word.text().len()).map(|span| &text[span.range()])
        };
        assert_eq!(found("Der GROẞE Fluß", "fluss"), Some("Fluß"));
        assert_eq!(found("Der Fluß", "flus"), None);
        assert_eq!(found("İSTANBUL’da", "istanbul"), Some("İSTANBUL"));
        assert_eq!(found("IRMAK suyu", "ırmak"), Some("IRMAK"));
        assert_eq!(found("ΤΟΥ ΠΟΤΑΜΟΥ Ο ΔΡΟΜΟΣ", "δρόμος"), None);
        assert_eq!(found("Ο ΔΡΟΜΟΣ", "δρομος"), Some("ΔΡΟΜΟΣ"));
    }

    proptest! {
        #[test]
        fn every_whole_letter_has_its_place(text in "\\PC{0,40}") {
            let text = nfc(&text).into_owned();
            let here = Caseless::new(&text);
            prop_assert_eq!(here.span(0, here.text().len()), Some(Span::new(0, text.len())));
            for at in 0..=here.text().len() {
                if let Some(span) = here.span(0, at) {
                    let head = Caseless::new(&text[span.range()]);
                    prop_assert_eq!(head.text(), &here.text()[..at]);
                }
            }
        }
    }
}
