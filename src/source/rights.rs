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
    /// As written in a record or in expound.toml.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "full" => Some(Self::Full),
            "excerpt" => Some(Self::Excerpt),
            "cite-only" => Some(Self::CiteOnly),
            _ => None,
        }
    }

    /// As written in a record or in expound.toml.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Excerpt => "excerpt",
            Self::CiteOnly => "cite-only",
        }
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
