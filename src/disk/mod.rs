//! The only reader and writer of files.
//!
//! 1. [`read()`] makes of a site's folder the [`Inputs`](crate::base::text::Inputs) of a build. After
//!    it nothing reads. A [`SiteReader`] does the same again and again, and reads only what changed.
//! 2. [`check_output()`] refuses folders that must not be written to, before anything is built.
//! 3. A [`Cache`] says whether the output folder already holds what would be built, and what was found in it.
//! 4. [`publish()`] brings the output folder from the site that an earlier build left there to the
//!    new one: all of it, or, if anything goes wrong, none of it.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the module that reads and writes, so that no other has to"
)]

mod user_folder;
mod stamp;
mod read;
mod guard;
mod site_lock;
mod large;
mod folder;
mod build_stamp;
mod cache;
mod publish;

pub use build_stamp::{BuildStamp, InputHash, OutputHash};
pub use cache::Cache;
pub use folder::Problem;
pub use guard::{Reason, UnsafeFolder, check_output};
pub use large::read as read_large;
pub use publish::{PublishError, PublishOptions, PublishReport, publish};
pub(crate) use read::is_litter;
pub use read::{Layout, SiteReader, Visited, read};
pub use site_lock::{SiteLock, hold};
pub use user_folder::UserFolder;

/// The folders and files that a site is made of, from its root; nothing else there is read.
///
/// The folders are what must never be written to as well.
pub(crate) const SITE: [&str; 6] = ["expound.toml", "expound.lock", "content", "seeds", "themes", "styles"];
