//! How a program may mend what a finding is about.
//!
//! A check that knows what the words at fault should be gives its finding a [`FindingFix`]: which words, where, and what
//! stands in their place. A check often knows them as they were read, and not as they stand in the file; so [`settle`]
//! looks each up in the file, and takes away the fixes of words that do not stand there once, letter by letter. What is
//! left can be applied as it is.
//!
//! Nothing is mended by nearness alone: where two names or two places are possible, there is no fix.

use std::collections::HashMap;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Diagnostic;
use crate::base::text::{Inputs, Span};

/// What may be put in the place of some words of the finding's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingFix {
    /// Where the words are looked for; when settled, the one place at which they stand.
    within: Vec<Span>,
    /// The words as they may be written, each with what takes their place, the likeliest first; when settled, one.
    ways: Vec<(String, String)>,
    /// How certain it is.
    pub certainty: FixCertainty,
}

/// How certain it is that a fix is what the author means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FixCertainty {
    /// It changes no word that a reader reads as a source's, and nothing else can be meant.
    Certain,
    /// It changes words of a quotation to those of the source. The author may have meant other words.
    Quotation,
}

impl FixCertainty {
    /// As it is called in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Quotation => "quotation",
        }
    }
}

impl FindingFix {
    /// A fix that is certain, of `written` words that stand once within a span.
    pub fn certain(within: Span, written: impl Into<String>, replacement: impl Into<String>) -> Self {
        Self {
            within: vec![within],
            ways: vec![(written.into(), replacement.into())],
            certainty: FixCertainty::Certain,
        }
    }

    /// A fix within a quotation.
    pub fn quotation(within: Span, written: impl Into<String>, replacement: impl Into<String>) -> Self {
        Self { certainty: FixCertainty::Quotation, ..Self::certain(within, written, replacement) }
    }

    /// The words may stand within these spans as well.
    #[must_use]
    pub fn also_within(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.within.extend(spans);
        self
    }

    /// If the words do not stand there once, they may be written in another way.
    #[must_use]
    pub fn or(mut self, written: impl Into<String>, replacement: impl Into<String>) -> Self {
        self.ways.push((written.into(), replacement.into()));
        self
    }

    /// The place of the words, the words, and what takes their place; nothing before the fix is settled.
    pub fn edit(&self) -> Option<(Span, &str, &str)> {
        match (&self.within[..], &self.ways[..]) {
            ([span], [(written, replacement)]) if span.len() == written.len() => {
                Some((*span, written, replacement))
            }
            _ => None,
        }
    }

    /// The fix at the one place of a text at which its words stand.
    fn settled(&self, text: &str) -> Option<Self> {
        self.ways.iter().find_map(|(written, replacement)| {
            let mut places = self.within.iter().filter_map(|span| Some((span, text.get(span.range())?)));
            let mut found = None;
            for (span, part) in &mut places {
                for at in memmem::find_iter(part.as_bytes(), written.as_bytes()) {
                    let end = at + written.len();
                    if goes_on(&part[..at], written) || goes_on_after(written, &part[end..]) {
                        continue;
                    }
                    if found.replace(span.start as usize + at).is_some() {
                        return None;
                    }
                }
            }
            // What both have in common at their beginning is no part of the change.
            let lead =
                ["](<", "]("].iter().find(|lead| written.starts_with(**lead)).map_or(0, |lead| lead.len());
            let start = found? + lead;
            let (written, replacement) = (written.get(lead..)?, replacement.get(lead..)?);
            (!written.is_empty() && written != replacement).then(|| Self {
                within: vec![Span::new(start, start + written.len())],
                ways: vec![(written.to_owned(), replacement.to_owned())],
                certainty: self.certainty,
            })
        })
    }
}

/// Whether what stands before a word is a part of it.
fn goes_on(before: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(before.chars().next_back()) && letter(word.chars().next())
}

/// Whether what stands behind a word is a part of it.
fn goes_on_after(word: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(word.chars().next_back()) && letter(after.chars().next())
}

/// Whether a program may change a file: a page, the settings, or a library of records; never a source's text.
fn may_be_mended(path: &str) -> bool {
    let is_page = path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".markdown"));
    is_page || path == "expound.toml" || (path.starts_with("seeds/") && path.ends_with(".toml"))
}

/// Looks up the words of each fix in the finding's file. A fix whose words do not stand there once is taken away, and
/// so is one of a file that no program may change.
pub fn settle(found: &mut [Diagnostic], inputs: &Inputs) {
    let mut texts: HashMap<&str, Option<&str>> = HashMap::new();
    for finding in found {
        let Some(fix) = finding.fix.take() else { continue };
        let Some((path, file)) = inputs.files.get_key_value(&finding.place.file) else { continue };
        let text = texts.entry(path).or_insert_with(|| {
            file.text().ok().filter(|_| may_be_mended(path) && !inputs.large.contains_key(path))
        });
        finding.fix = text.and_then(|text| fix.settled(text)).map(Box::new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(fix: &FindingFix, text: &str) -> Option<(usize, String, String)> {
        let fix = fix.settled(text)?;
        let (span, written, replacement) = fix.edit().expect("it is settled");
        assert_eq!(&text[span.range()], written);
        Some((span.start as usize, written.to_owned(), replacement.to_owned()))
    }

    #[test]
    fn words_are_changed_where_they_stand_once() {
        let text = "[@Reed, ¶ 3, \"3 boats\"] and [Reed](Reed.md)";
        let all = Span::new(0, text.len());
        let of = |written: &str, replacement: &str| FindingFix::certain(all, written, replacement);
        assert_eq!(settled(&of("@Reed", "@reed"), text), Some((1, "@Reed".into(), "@reed".into())));
        assert_eq!(settled(&of("3", "7"), text), None, "twice");
        assert_eq!(settled(&FindingFix::certain(Span::new(6, 12), "3", "7"), text).map(|it| it.0), Some(11));
        assert_eq!(settled(&of("boat", "ship"), text), None, "a part of a word");
        assert_eq!(settled(&of("@Rood", "@reed"), text), None);
        assert_eq!(settled(&of("@Reed", "@Reed"), text), None, "nothing would change");
        let link = of("Reed.md", "reed.md").or("](Reed.md", "](reed.md");
        assert_eq!(settled(&link, text), Some((36, "Reed.md".into(), "reed.md".into())));
        let twice = "[Reed.md](Reed.md)";
        let link = FindingFix { within: vec![Span::new(0, twice.len())], ..link };
        assert_eq!(settled(&link, twice), Some((10, "Reed.md".into(), "reed.md".into())));
        // A span that does not fit the text is none.
        assert_eq!(settled(&FindingFix::certain(Span::new(40, 400), "Reed", "reed"), text), None);
    }

    #[test]
    fn no_text_of_a_source_is_changed() {
        for path in ["content/a.md", "content/a/b.markdown", "expound.toml", "seeds/sources.toml"] {
            assert!(may_be_mended(path), "{path}");
        }
        for path in
            ["seeds/a.txt", "seeds/a.md", "themes/x/theme.toml", "content/a.csv", "expound.lock", "../a.md"]
        {
            assert!(!may_be_mended(path), "{path}");
        }
    }
}
