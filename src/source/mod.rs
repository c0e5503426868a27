//! From `seeds/` to sources: a record, and the text that it describes.
//!
//! 1. [`record`] reads the library files into records.
//! 2. [`text`] makes of each article its canonical text: paragraphs, NFC, white space folded.
//!    [`fold`] is the form in which texts and quotations are compared.
//! 3. [`passage`] finds a quotation in a text, or says why not.
//! 4. [`rights`] decides how much of a text may be published, and is the only door to it.

pub mod record;
pub mod fold;
pub mod markup;
pub mod text;
pub mod passage;
pub mod rights;

use std::sync::Arc;

use crate::base::address::OutPath;
use crate::base::text::Place;
use record::Record;
use text::Text;

/// One source: what is known of it, and its text if there is one.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its citation key.
    pub key: Arc<str>,
    /// Where its record stands.
    pub place: Place,
    /// Its bibliographic record.
    pub record: Record,
    /// Its canonical text; `None` if there is no readable text.
    pub text: Option<Text>,
    /// Where its page is published; `None` if its key can be no address.
    pub out: Option<OutPath>,
}
