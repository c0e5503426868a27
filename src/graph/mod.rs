//! Many values, joined.

pub mod references;
