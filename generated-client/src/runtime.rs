//! The runtime that all operations share: calls, credentials, transport, errors and JSON.

pub(crate) mod absent;
pub(crate) mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod body;
pub(crate) mod build_error;
pub(crate) mod call;
pub(crate) mod call_body;
pub(crate) mod call_outcome;
pub(crate) mod call_parameter;
pub(crate) mod client;
pub(crate) mod collect;
#[cfg(feature = "reqwest")]
pub(crate) mod connection;
pub(crate) mod constant;
pub(crate) mod credential;
pub(crate) mod credential_error;
pub(crate) mod decode_error;
pub(crate) mod encoding;
pub(crate) mod error;
pub(crate) mod exchange;
pub(crate) mod failure_text;
pub(crate) mod finite;
pub(crate) mod header;
pub(crate) mod invalid_request;
pub(crate) mod json;
pub(crate) mod json_fields;
pub(crate) mod json_members;
pub(crate) mod json_object;
pub(crate) mod json_path;
pub(crate) mod json_text;
pub(crate) mod lenient;
pub(crate) mod middleware;
pub(crate) mod operation;
pub(crate) mod operation_info;
pub(crate) mod parameter;
pub(crate) mod parameter_value;
pub(crate) mod preview;
pub(crate) mod problem_details;
pub(crate) mod provider;
pub(crate) mod read_body;
pub(crate) mod redaction;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod response_header;
pub(crate) mod retry;
pub(crate) mod retry_after;
pub(crate) mod secret;
pub(crate) mod server_variable;
pub(crate) mod shared;
pub(crate) mod single_flight;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "testing")]
pub(crate) mod testing_body;
#[cfg(feature = "testing")]
pub(crate) mod testing_response;
pub(crate) mod text_enum;
pub(crate) mod timeouts;
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod transport_error;
pub(crate) mod unread;

pub use body::{Body, BoxError};
pub use build_error::BuildError;
pub use call::Call;
pub use client::{Client, ClientBuilder};
pub use credential::Credential;
pub use credential_error::CredentialError;
pub use decode_error::DecodeError;
pub use error::{ApiError, Error};
pub use invalid_request::InvalidRequest;
pub use middleware::{Middleware, Next, RequestSigner};
pub use operation::{CallFuture, Operation};
pub use operation_info::OperationContext;
pub use preview::Preview;
pub use problem_details::ProblemDetails;
pub use provider::{CredentialProvider, IssuedCredential};
pub use response::{RawResponse, Response};
pub use response_header::Header;
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use transport::{BoxFuture, Transport};
pub use transport_error::{TransportError, TransportErrorKind};

#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use credential::{SchemeKind, SecurityScheme};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use json::{codec, decode, encode};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use operation::operation;
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use operation_info::OperationInfo;
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use parameter::{PathForm, QueryStyle};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use server_variable::{in_host, in_path, in_whole_path};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use shared::ClientSpec;
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use text_enum::text_enum;
