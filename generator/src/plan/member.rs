//! Members of responses reached by a JSON Pointer.

use super::rust_type::RustType;

/// A resolved JSON Pointer: the fields from a value to a nested one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPath {
    /// How the root value is wrapped.
    pub root: Holder,
    /// The fields on the path, in order.
    pub members: Vec<Member>,
    /// The type at the end of the path, without `Option` and `Nullable`.
    pub ty: RustType,
    /// The same type unboxed and with aliases resolved.
    pub end: RustType,
}

/// A field on the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The field.
    pub field: String,
    /// How its value is wrapped.
    pub holder: Holder,
}

/// How a value is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Not at all.
    Value,
    /// In an `Option`.
    Option,
    /// In a `Nullable`.
    Nullable,
}
