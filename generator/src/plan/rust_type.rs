//! Rust types as written in the crate.

use super::external_type::ExternalType;

/// A Rust type as written in the crate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RustType {
    /// `()`.
    Unit,
    /// A primitive type or one of the prelude, by name.
    Plain(&'static str),
    /// A type of the standard library or of a crate that oasmith chooses.
    External(ExternalType),
    /// A type of a crate that the settings name, by full path.
    Given(String),
    /// A type of the crate's runtime.
    Runtime(&'static str),
    /// A type of the crate's runtime with one type parameter.
    RuntimeOf(&'static str, Box<RustType>),
    /// One of the crate's own types, by name.
    Named(String),
    /// A type of the same operation module, by name.
    Local(String),
    /// `Vec<_>`.
    List(Box<RustType>),
    /// A map with string keys.
    Map(Box<RustType>),
    /// A tuple.
    Tuple(Vec<RustType>),
    /// `Option<_>`.
    Option(Box<RustType>),
    /// A value or `null`, with absence as a third state.
    Nullable(Box<RustType>),
    /// `Box<_>`.
    Boxed(Box<RustType>),
}

impl RustType {
    /// Any JSON value.
    pub const ANY_JSON: Self = Self::External(ExternalType::Json);

    /// Wraps the type in `Option`, unless it is one already.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            other => Self::Option(Box::new(other)),
        }
    }

    /// Boxes one of the crate's own types. They may be large and may grow; a box keeps an enum
    /// small.
    #[must_use]
    pub fn boxed_if_named(self) -> Self {
        match self {
            Self::Named(_) => Self::Boxed(Box::new(self)),
            other => other,
        }
    }

    /// The boxed type, or the type itself if it is not a box.
    #[must_use]
    pub fn unboxed(self) -> Self {
        match self {
            Self::Boxed(inner) => *inner,
            other => other,
        }
    }

    /// Whether it is `String`, which an argument may borrow as `&str`.
    #[must_use]
    pub fn is_string(&self) -> bool {
        *self == Self::Plain("String")
    }

    /// Whether it is text that is never displayed.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        *self == Self::Runtime("Secret")
    }

    /// Whether it is `Copy`.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Unit => true,
            Self::Plain(name) => *name != "String",
            Self::External(ty) => ty.is_copy(),
            Self::Option(inner) => inner.is_copy(),
            _ => false,
        }
    }
}
