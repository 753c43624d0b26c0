//! Files of the runtime, dependencies and features.

/// A group of runtime files that is copied into the crate when needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuntimePart {
    /// Files that every client needs.
    Core,
    /// Bytes encoded as base64 in JSON.
    Base64,
    /// Date-times of the crate `time`.
    DateTime,
    /// 32-bit floats.
    Float32,
    /// Enums of strings.
    TextEnum,
    /// Enums of integers.
    IntegerEnum,
    /// Enums that reject unknown values.
    ClosedEnum,
    /// Members that may be absent, `null`, or a value.
    Nullable,
    /// Values that are one of several types.
    Union,
    /// Typed response headers.
    Header,
    /// Decomposition of values of any depth, used by forms, multipart bodies and parameters.
    DeepObject,
    /// Parameters in the query in style `deepObject`.
    DeepQuery,
    /// Lists of lists whose inner lists are joined into text.
    InnerList,
    /// Form bodies.
    Form,
    /// Multipart bodies.
    Multipart,
    /// Text responses.
    Text,
    /// Streamed responses.
    Stream,
    /// Streams of JSON values, one a line.
    JsonLines,
    /// Server-sent events.
    EventStream,
    /// OAuth 2.0 client credentials.
    ClientCredentials,
    /// Paginated operations.
    Pagination,
    /// `Link` headers (RFC 8288).
    Link,
    /// Polling of long-running operations.
    Waiter,
    /// Servers with variables in their URLs.
    ServerVariable,
}

/// A dependency of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The version requirement.
    pub version: &'static str,
    /// Whether its default features are enabled.
    pub default_features: bool,
    /// Its features.
    pub features: Vec<&'static str>,
    /// Whether it is optional, that is, enabled by a feature of the crate.
    pub optional: bool,
    /// Why the crate needs it, as a comment in `Cargo.toml`.
    pub why: &'static str,
}

/// A feature of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// What it enables: other features of the crate and features of dependencies.
    pub enables: &'static [&'static str],
    /// Whether it is a default feature.
    pub default: bool,
    /// What it is for, as a comment in `Cargo.toml`.
    pub why: &'static str,
}

/// The standard features of every crate. The settings can omit them.
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
