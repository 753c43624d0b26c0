//! Headers of responses.

use super::rust_type::RustType;

/// A header that answers may carry.
#[derive(Debug)]
pub struct HeaderPlan {
    /// The constant that stands for it.
    pub constant: String,
    /// Its name on the wire, in lower case.
    pub wire: String,
    /// The type of its value.
    pub ty: RustType,
    /// How its value is written.
    pub form: HeaderForm,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// How the value of a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderForm {
    /// Values with commas between.
    Plain,
    /// The same, members of an object as `name=value`.
    Exploded,
    /// JSON.
    Json,
    /// A value a line.
    Lines,
}
