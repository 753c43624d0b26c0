//! What every operation shares: calls, credentials, transport, errors and JSON.

pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod credential;
pub(crate) mod encoding;
pub(crate) mod error;
pub(crate) mod json;
pub(crate) mod json_path;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod reply;
pub(crate) mod secret;
pub(crate) mod text_enum;
pub(crate) mod transport;

pub use call::{Call, Preview};
pub use client::{BuildError, Client, ClientBuilder};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use client::ClientSpec;
pub use credential::Credential;
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use credential::{SchemeKind, SecurityScheme};
pub use error::{ApiError, Context, Error, InvalidRequest, TransportError, TransportErrorKind};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use json::{codec, decode, encode};
pub use operation::{CallFuture, Operation};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use operation::{OperationInfo, operation};
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use parameter::{PathStyle, QueryStyle};
pub use reply::{DecodeError, Reply, Response};
pub use secret::Secret;
#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use text_enum::text_enum;
pub use transport::{BoxFuture, Transport, TransportBody, TransportReply};
