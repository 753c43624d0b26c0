//! Reads descriptions: bytes in, raw JSON values out, each with the place it came from.
//!
//! The only stage that reads files. A description may be spread over several files: all files that
//! relative references name are read up front, so that later stages never access the disk. This
//! stage knows JSON, YAML, JSON Pointers and `$ref`. It must not know what an OpenAPI description
//! is.

mod allowance;
mod anchors;
mod bounds;
mod contained;
mod documents;
mod find;
mod format;
mod input;
mod limits;
mod load;
mod locate;
mod marks;
mod normal_path;
mod parse;
mod percent;
mod references;
mod remote;
mod resolve;
mod revision;
mod suggest;
mod surrogates;
mod text;
mod value;

pub(crate) use documents::member;
pub use documents::{Documents, File};
pub use find::find_descriptions;
pub use format::Format;
pub use input::Input;
pub(crate) use input::{portable, read_text, relative};
pub use limits::Limits;
pub(crate) use load::describe_io;
pub use locate::{locate, locate_value};
pub(crate) use normal_path::normalize;
pub use remote::Origin;
pub use resolve::ResolveError;
pub use revision::{Revision, RevisionError};
pub use suggest::{Suggestions, closest};
pub use text::Lines;

pub use crate::diagnostics::Span;

#[cfg(test)]
mod tests;
