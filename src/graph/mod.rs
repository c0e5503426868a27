//! Many values, joined: what leads where, what rests on what, who is named where.
//!
//! 1. [`catalog`] gives every page, file and source its address, and every name its page.
//! 2. [`claims`] looks every quotation up in its source, numbers the passages of each page, and turns
//!    the relation round: for each source, the claims that rest on it.
//! 3. [`links`] finds where links, wikilinks and topics lead.
//! 4. [`mentions`] finds the entities in the words of pages and sources.
//! 5. [`neighbours`] finds the pages that rest on the same sources.
//! 6. [`references`] formats the records, once for the library.

pub mod catalog;
pub mod claims;
pub mod links;
pub mod mentions;
pub mod neighbours;
pub mod references;
