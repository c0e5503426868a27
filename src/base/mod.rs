//! Words that all the other rooms speak: files and places in them, findings, addresses, dates.

pub mod current_file;
pub(crate) mod bytes;
pub mod text;
pub mod sentence;
pub(crate) mod shown;
pub mod marks;
pub mod runs;
pub mod rule;
pub mod suggest;
pub mod diagnostic;
pub mod fix;
pub mod letters;
pub mod address;
pub mod address_table;
pub mod date;
pub mod data;
pub mod memo;
