//! Members of responses that are reached by a JSON Pointer.

use super::rust_type::RustType;

/// The way from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPath {
    /// What the value itself is.
    pub root: Holder,
    /// The members on the way, in order.
    pub members: Vec<Member>,
    /// The type of what is at the end, without `Option` and the like.
    pub ty: RustType,
    /// The same out of its box, and with other names for it spelt out.
    pub end: RustType,
}

/// A member on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The field.
    pub field: String,
    /// What it is.
    pub holder: Holder,
}

/// Whether a value is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// It is.
    Value,
    /// It is an `Option`.
    Option,
    /// It is a `Nullable`.
    Nullable,
}
