//! Finding words: what a text's words are, which of them are one word, and which text is the best for a query.
//!
//! 1. [`tokens`] cuts a text into words, in the form in which they are compared.
//! 2. [`forms`] says how much one word is another: `exporting` is nearly `exports`.
//! 3. [`rank`] weighs the words of a unit (a page, a paragraph of a source), merges units to an index,
//!    and ranks them for a query.
//! 4. [`files`] writes an index as files that a page can load without a server.
//!
//! What happens in the reader's browser is written a second time, in the theme's `search.js`. The words,
//! forms and scores of `tests/search/cases.json` are what both have to come to; the tests here try this
//! one.

pub mod tokens;
pub mod forms;
pub mod rank;
pub mod files;
