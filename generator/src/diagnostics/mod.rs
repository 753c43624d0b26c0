//! Findings about a description: a stable code, a severity, a place and a remedy.
//!
//! This stage does not depend on the others. They report to a [`Sink`]. Only `cli` and the
//! library's report turn diagnostics into text, with a renderer.

pub mod catalogue;
mod diagnostic;
mod place;
pub mod render;
mod sink;

pub use catalogue::{Case, Entry};
pub use diagnostic::{Diagnostic, Severity};
pub(crate) use place::push_key;
pub use place::{FileId, Location, Pointer, Span};
pub use sink::Sink;
