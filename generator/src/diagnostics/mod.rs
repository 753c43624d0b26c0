//! What we tell the user about a description: a stable code, how bad it is, where it stands, and a way out.
//!
//! This room knows nothing of the others. Rooms report to a [`Sink`]; only `cli` and the library's report turn
//! diagnostics into text, with a renderer.

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
