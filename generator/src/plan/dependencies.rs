//! Files of the runtime, dependencies and features.

/// A part of the runtime: a file that is copied into the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuntimePart {
    /// What every client needs.
    Core,
    /// Bytes that are text in JSON.
    Base64,
    /// Instants of the crate `time`.
    DateTime,
    /// Numbers of 32 bits.
    Float32,
    /// Enums of strings.
    TextEnum,
    /// Enums of whole numbers.
    IntegerEnum,
    /// Members that may be absent, `null`, or a value.
    Nullable,
    /// Values that are one of several types.
    Union,
    /// Typed headers of answers.
    Header,
    /// Values that are taken apart as deep as they are: forms, bodies in parts and parameters have them.
    DeepObject,
    /// Parameters in the query in style `deepObject`.
    DeepQuery,
    /// Lists of lists whose inner lists are joined to text.
    InnerList,
    /// Bodies that are forms.
    Form,
    /// Bodies in parts.
    Multipart,
    /// Answers that are text.
    Text,
    /// Answers that are read piece by piece.
    Stream,
    /// Streams of JSON values, one a line.
    JsonLines,
    /// Server-sent events.
    EventStream,
    /// Tokens for a client's own credentials.
    ClientCredentials,
    /// Answers in pages.
    Pagination,
    /// Links from one answer to the next.
    Link,
    /// Work that goes on after an answer.
    Waiter,
    /// Servers with variables in their URLs.
    ServerVariable,
}

/// A dependency of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The version requirement.
    pub version: &'static str,
    /// Whether its default features are on.
    pub default_features: bool,
    /// Its features.
    pub features: Vec<&'static str>,
    /// Whether only a feature of the crate brings it.
    pub optional: bool,
    /// Why the crate needs it: a comment in `Cargo.toml`.
    pub why: &'static str,
}

/// A feature of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// What it enables: other features, and those of dependencies.
    pub enables: &'static [&'static str],
    /// Whether it is on by default.
    pub default: bool,
    /// What it is for.
    pub why: &'static str,
}

/// The features that every crate has.
pub const FEATURES: &[Feature] = &[
    Feature {
        name: "reqwest",
        enables: &["dep:reqwest"],
        default: true,
        why: "the transport by `reqwest`; without it, provide a `Transport`",
    },
    Feature {
        name: "blocking",
        enables: &["tokio/rt"],
        default: false,
        why: "`wait()` beside `.await`, for synchronous programs",
    },
    Feature {
        name: "gzip",
        enables: &["reqwest", "reqwest/gzip"],
        default: false,
        why: "decompresses responses",
    },
    Feature {
        name: "http2",
        enables: &["reqwest", "reqwest/http2"],
        default: false,
        why: "HTTP/2 over TLS (ALPN)",
    },
    Feature {
        name: "testing",
        enables: &[],
        default: false,
        why: "a transport that responds from a script, for tests without a server",
    },
    Feature {
        name: "tracing",
        enables: &["dep:tracing"],
        default: false,
        why: "a span for each call and each attempt",
    },
];
