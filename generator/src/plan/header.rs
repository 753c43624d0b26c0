//! Headers of responses.

use super::rust_type::RustType;

/// A header that responses may carry.
#[derive(Debug)]
pub struct HeaderPlan {
    /// The constant that names it.
    pub constant: String,
    /// Its name on the wire, in lower case.
    pub wire: String,
    /// The type of its value.
    pub ty: RustType,
    /// How its value is serialized.
    pub form: HeaderForm,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// How the value of a header is serialized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderForm {
    /// Values separated by commas.
    Plain,
    /// Like `Plain`, with the members of an object as `name=value`.
    Exploded,
    /// JSON.
    Json,
    /// One value for each header line.
    Lines,
}
