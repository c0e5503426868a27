//! Canonical text.

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Text {}
