//! References: every source of the library as one formatted entry, in a CSL style or in a plain one.
//!
//! 1. [`CitationStyle::load`] decodes the style and its language once.
//! 2. [`format_library`] formats each source once, in parallel; pages only look entries up. Numbers,
//!    later forms and links back to the uses belong to the pages, not to this module.
//! 3. Within: [`csl`] gives a record to the processor and walks what comes back, [`rich`] mends what
//!    no reader should see and escapes the text on its way out.
//! 4. [`short_name`] says how a sentence names a source; it needs no style.
//!
//! What is unknown stays visible: a source without a title goes by the first words of its text in
//! square brackets, a date by approximation keeps its `ca.`, and a doubtful one its `?`.

#[cfg(feature = "csl")]
mod csl;
mod plain;
#[cfg_attr(not(feature = "csl"), allow(dead_code, reason = "the plain style needs less of it"))]
mod rich;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use rayon::prelude::*;

use crate::source::record::Record;

pub use words::short_name;

/// One entry of a reference list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Safe HTML: text escaped, and no elements but `i`, `b`, `sup`, `sub`, `span class="small-caps"`
    /// and `a` to `http:` and `https:` with `rel="external"`.
    pub html: String,
    /// The same without markup.
    pub text: String,
}

/// What is formatted: a record, and how its text begins.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceItem<'a> {
    /// Its citation key: the last resort where nothing else is known.
    pub key: &'a str,
    /// Its bibliographic record.
    pub record: &'a Record,
    /// The beginning of its text, where it has one; stands in for a missing title. May be long, only
    /// the first words are taken.
    pub first_words: Option<&'a str>,
}

/// A style, ready to format with: decoded once for a build.
#[derive(Debug)]
pub struct CitationStyle {
    kind: StyleKind,
    words: &'static words::ReferenceTerms,
}

#[derive(Debug)]
enum StyleKind {
    Plain,
    #[cfg(feature = "csl")]
    Csl(Box<csl::Processor>),
}

/// The style that needs no CSL processor.
const PLAIN: &str = "plain";

impl CitationStyle {
    /// The style of a site that names none.
    #[cfg(feature = "csl")]
    pub const DEFAULT: &'static str = "chicago-author-date";
    /// The style of a site that names none.
    #[cfg(not(feature = "csl"))]
    pub const DEFAULT: &'static str = PLAIN;

    /// The style of that name, or the one in `site_csl`, the text of a `.csl` file of the site; then
    /// the name has no meaning.
    ///
    /// `language` is the site's BCP 47 tag. A language without a locale here is treated as English.
    pub fn load(name: &str, language: &str, site_csl: Option<&str>) -> Result<Self, StyleError> {
        let words = words::ReferenceTerms::of(language);
        if site_csl.is_none() && name == PLAIN {
            return Ok(Self { kind: StyleKind::Plain, words });
        }
        #[cfg(feature = "csl")]
        {
            let kind = StyleKind::Csl(Box::new(csl::Processor::load(name, language, site_csl)?));
            Ok(Self { kind, words })
        }
        #[cfg(not(feature = "csl"))]
        Err(if site_csl.is_some() { StyleError::WithoutProcessor } else { StyleError::Unknown })
    }

    /// The styles that need no file in the site, in the order of their names.
    pub fn names() -> &'static [&'static str] {
        #[cfg(feature = "csl")]
        return &[
            "apa",
            "chicago-author-date",
            "chicago-notes-bibliography",
            "harvard-cite-them-right",
            "ieee",
            "modern-language-association",
            PLAIN,
            "vancouver",
        ];
        #[cfg(not(feature = "csl"))]
        &[PLAIN]
    }
}

/// Why a style cannot be used, as a sentence for an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StyleError {
    /// No style of that name is built in.
    Unknown,
    /// The file is no CSL style.
    Unreadable(String),
    /// The style only points at another one, whose name this is.
    Dependent(String),
    /// The style formats citations alone and has no reference list.
    NoBibliography,
    /// Its macros call each other in a circle, or are nested without measure.
    Endless,
    /// This build of expound has no CSL processor.
    WithoutProcessor,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => write!(
                f,
                "unknown citation style; the built-in styles are {}; for another, give the path to a .csl file",
                CitationStyle::names().join(", ")
            ),
            Self::Unreadable(why) => write!(f, "this CSL style cannot be read: {why}"),
            Self::Dependent(parent) => write!(
                f,
                "this style only refers to another one, `{parent}`; use that style, or its .csl file"
            ),
            Self::NoBibliography => {
                f.write_str("this style has no reference list (no `bibliography` element)")
            }
            Self::Endless => {
                f.write_str("the macros of this style call each other in a circle or too deeply")
            }
            Self::WithoutProcessor => f.write_str(
                "this expound was built without the feature `csl`; its only citation style is `plain`",
            ),
        }
    }
}

/// Formats every source, in the order given.
pub fn format_library(items: &[ReferenceItem<'_>], style: &CitationStyle) -> Vec<Reference> {
    items.par_iter().map(|item| format_one(item, style)).collect()
}

fn format_one(item: &ReferenceItem<'_>, style: &CitationStyle) -> Reference {
    match &style.kind {
        StyleKind::Plain => plain::format(item, style.words),
        #[cfg(feature = "csl")]
        StyleKind::Csl(processor) => processor.format(item, style.words),
    }
}
