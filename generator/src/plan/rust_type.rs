//! Rust types, as they are written in the crate.

/// A Rust type, as it is written in the crate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RustType {
    /// `()`.
    Unit,
    /// A type of the prelude or of the language, by name.
    Plain(&'static str),
    /// A type by its full path, of the standard library or of a crate.
    External(&'static str),
    /// A type by its full path, of a crate that the settings name.
    Given(String),
    /// A type of the crate's runtime.
    Runtime(&'static str),
    /// A type of the crate's runtime with one parameter.
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
    /// A value or `null`, where absence is a third state.
    Nullable(Box<RustType>),
    /// `Box<_>`.
    Boxed(Box<RustType>),
}

impl RustType {
    /// `Option` of the type, not of an `Option`.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            other => Self::Option(Box::new(other)),
        }
    }

    /// In a box if it is one of the crate's own types: they may be large, and a box keeps an enum small however they grow.
    #[must_use]
    pub fn boxed_if_named(self) -> Self {
        match self {
            Self::Named(_) => Self::Boxed(Box::new(self)),
            other => other,
        }
    }

    /// The type that a box holds; any other as it is.
    #[must_use]
    pub fn unboxed(self) -> Self {
        match self {
            Self::Boxed(inner) => *inner,
            other => other,
        }
    }

    /// Whether it is text that an argument may borrow as `&str`.
    #[must_use]
    pub fn is_string(&self) -> bool {
        *self == Self::Plain("String")
    }

    /// Whether it is text that is never shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        *self == Self::Runtime("Secret")
    }

    /// Whether copying it costs nothing.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Unit => true,
            Self::Plain(name) => *name != "String",
            Self::External(path) => COPY.contains(path),
            Self::Option(inner) => inner.is_copy(),
            _ => false,
        }
    }
}

/// Types of other crates that are `Copy`.
const COPY: &[&str] = &[
    DATE_TIME_OF_CHRONO,
    "chrono::NaiveDate",
    DATE_TIME_OF_TIME,
    "time::Date",
    "jiff::Timestamp",
    "jiff::civil::Date",
    "jiff::civil::Time",
    "uuid::Uuid",
    "std::net::Ipv4Addr",
    "std::net::Ipv6Addr",
    "std::net::IpAddr",
];

/// An instant of the crate `chrono`.
pub(crate) const DATE_TIME_OF_CHRONO: &str = "chrono::DateTime<chrono::Utc>";

/// An instant of the crate `time`, which the runtime wraps: its own way of writing one is not RFC 3339.
pub(crate) const DATE_TIME_OF_TIME: &str = "crate::DateTime";

/// Any JSON value.
pub(crate) const JSON: RustType = RustType::External("serde_json::Value");
