//! From `content/` to pages.

pub mod citation;
