//! Writes the generated files to a folder.
//!
//! The only stage that writes. It replaces and deletes only files that the manifest lists, does not
//! touch files that are up to date, and can be killed at any moment: the next run finishes the
//! work. It knows nothing about the contents of the files, only which paths they may have.

mod check;
mod deliver;
mod disk;
mod error;
mod files;
mod hash;
mod manifest;
mod names;
mod pending;
mod replace;
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
pub use replace::replace;
pub use untouched::is_untouched;

use hash::sha256;

#[cfg(test)]
mod tests;
