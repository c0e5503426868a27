//! What a page looks like: templates, assets, and what a template may see.
//!
//! A template fetches nothing and knows no rule. It sees finished values ([`view`]) in which every
//! link is already relative to the page (of the page for an address that is none, [`rooted`] makes the links whole), every date is said and every passage is cut to its rights.

pub mod shared;
pub mod view;
pub mod rooted;
pub mod picture;
mod direction;
pub mod render;
pub mod settings;
pub mod compose;
