//! expound makes a website of topic pages in which every claim opens the exact passage of the source
//! it rests on, and refuses to publish a quotation that the source does not contain.
//!
//! A site is a pure function of its files. The modules below, read from top to bottom, are the
//! pipeline; a module uses only modules above it, and a test holds it to that.

pub mod base;
pub mod source;
pub mod search;
pub mod config;
pub mod page;
pub mod graph;
pub mod desk;
pub mod theme;
pub mod output;
pub mod build;
pub mod disk;
pub mod report;
pub mod init;
pub mod author;
pub mod serve;
pub mod watch;
pub mod cli;
