//! How much of a source may be published, and the only door through which its text leaves.

/// What may be published of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rights {
    /// The whole text.
    Full,
    /// The cited passages with some words of context, up to a limit.
    #[default]
    Excerpt,
    /// Nothing but the quotations that the author of the site wrote.
    CiteOnly,
}

impl Rights {
    /// Every kind with the word that `rights` calls it.
    pub const ALL: &[(&str, Self)] =
        &[("full", Self::Full), ("excerpt", Self::Excerpt), ("cite-only", Self::CiteOnly)];

    /// The rights that this word means.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|&(_, rights)| rights)
    }
}

/// `[rights]` in expound.toml.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For sources whose record says nothing.
    pub default: Rights,
    /// Words of context on each side of a cited passage.
    pub excerpt_words: usize,
    /// The most words of one excerpted source.
    pub words_per_source: usize,
    /// The largest part of one excerpted source, from 0 to 1.
    pub share_per_source: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { default: Rights::Excerpt, excerpt_words: 40, words_per_source: 400, share_per_source: 0.4 }
    }
}
