//! Delivers the generated files to a folder.
//!
//! The only room that writes. It replaces and deletes what the manifest says is ours and nothing else, touches no file
//! that is right already, and can be killed at any moment: the next run finishes the work. It must not know what the
//! files are, beyond the shape of their names.

mod check;
mod deliver;
mod disk;
mod error;
mod files;
mod hash;
mod manifest;
mod names;
mod pending;
mod salvage;
mod stage;
mod survey;
mod untouched;

pub use check::{Stale, StaleKind, check};
pub use deliver::{Delivered, Options, deliver};
pub use error::OutputError;
pub use files::Files;
pub use hash::input_hash;
pub use manifest::{MANIFEST, Manifest};
pub use untouched::is_untouched;

use hash::sha256;

#[cfg(test)]
mod tests;
