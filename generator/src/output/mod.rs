//! Delivers files to disk: the only room that writes.
//!
//! It replaces and deletes only files that a manifest says are ours, leaves unchanged files as they are, and writes under
//! a temporary name first, so that a run that is cut short leaves the old crate or the new one.

mod deliver;
mod error;
mod files;
mod manifest;

pub use deliver::{Delivered, Options, Stale, StaleKind, check, deliver};
pub use error::OutputError;
pub use files::Files;
pub use manifest::{MANIFEST, Manifest, input_hash};
