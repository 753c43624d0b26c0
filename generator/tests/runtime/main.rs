//! The runtime on its own: what a client's wire tests would need many servers for.

#![allow(
    dead_code,
    missing_docs,
    unexpected_cfgs,
    unused_imports,
    unused_macros,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::type_complexity,
    clippy::wrong_self_convention,
    reason = "the runtime is linted in the crates it is copied into; a test may panic"
)]

mod runtime;

pub use runtime::body::Body;
pub use runtime::call::Call;
pub use runtime::client::{Client, ClientBuilder};
pub use runtime::decode_error::DecodeError;
pub use runtime::error::Error;
pub use runtime::event_stream::EventStream;
pub use runtime::invalid_request::InvalidRequest;
pub use runtime::long_running::LongRunning;
pub use runtime::operation::{CallFuture, Operation};
pub use runtime::operation_info::OperationContext;
pub use runtime::pagination::Paginated;
pub use runtime::preview::Preview;
pub use runtime::problem_details::ProblemDetails;
pub use runtime::response::{RawResponse, Response};
pub use runtime::retry::RetryPolicy;
pub use runtime::unknown_value::UnknownValueError;
