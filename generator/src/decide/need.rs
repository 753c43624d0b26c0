//! What generated code needs beside what every crate has: files of the runtime, and dependencies.

/// A thing that some crates need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// A dependency that only some crates have, by its name.
    Dependency(&'static str),
    /// Bytes that are base64 in JSON.
    Base64,
    /// Streams of bytes as responses.
    ByteStream,
    /// Timestamps of the crate `time`.
    DateTime,
    /// Parameters in style `deepObject`.
    DeepObject,
    /// Streams of server-sent events.
    EventStream,
    /// Numbers of 32 bits.
    Float32,
    /// Bodies that are forms.
    Form,
    /// Typed headers of responses.
    Header,
    /// Lists inside lists, in parameters.
    JoinedLists,
    /// Streams of JSON values, one a line.
    JsonLines,
    /// Links from a page to the next.
    Link,
    /// Bodies in parts.
    Multipart,
    /// Paginated operations.
    Pages,
    /// Responses that are text.
    Text,
    /// Long-running operations.
    Waiter,
}
