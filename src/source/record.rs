//! A bibliographic record, and the library files that records stand in.

use crate::base::date::Date;
use crate::base::text::Span;
use crate::source::rights::Rights;

/// What is known of a source. What is not known is `None` or empty, and shown as not stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// As it stands over the text.
    pub title: Option<String>,
    /// In the order in which they are named.
    pub authors: Vec<Name>,
    /// In the order in which they are named.
    pub editors: Vec<Name>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The newspaper, journal, book or site that it appeared in.
    pub container: Option<String>,
    /// The container's volume.
    pub volume: Option<String>,
    /// The container's issue.
    pub issue: Option<String>,
    /// Pages of the container.
    pub pages: Option<String>,
    /// Where the publisher is.
    pub place: Option<String>,
    /// Digital object identifier, without an address before it.
    pub doi: Option<String>,
    /// Where it can be read; always `http:` or `https:`.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// When this copy was made.
    pub retrieved: Option<Date>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// How much of it may be published; the site's default if `None`.
    pub rights: Option<Rights>,
    /// For readers: what is uncertain in this record.
    pub note: Option<String>,
    /// Its text, as written: relative to the library file's folder.
    pub file: Option<Written>,
    /// Lines of the text's file that are not of the article.
    pub omit: Vec<Written>,
}

/// A value, and where an author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The value.
    pub value: String,
    /// Its place in the library file.
    pub span: Span,
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// In a newspaper, a magazine, a journal or on a site.
    #[default]
    Article,
    /// A report or working paper.
    Report,
    /// A book.
    Book,
    /// A chapter of a book.
    Chapter,
    /// A page of a site.
    Web,
    /// A speech or an interview.
    Speech,
    /// A treaty, a law or another official document.
    Document,
    /// A data set.
    Dataset,
    /// Anything else.
    Other,
}

/// The name of a person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The family name, or the whole name of an organisation or of a person with one name.
    pub family: String,
    /// The given names; `None` for an organisation.
    pub given: Option<String>,
}
