//! From the bibliographic records.

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Record {}
