//! Typed response headers.
//!
//! `send_with_response().await?.header(headers::…)` decodes one. For an error response,
//! [`RawResponse`](crate::RawResponse) has the same method.

use crate::Header;

/// The ID of the request, by which the provider finds it.
pub const X_REQUEST_ID: Header<String> = Header::plain("x-request-id");
