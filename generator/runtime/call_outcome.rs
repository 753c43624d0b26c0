//! The outcome of a call before its response is decoded.

use super::invalid_request::InvalidRequest;
use super::operation_info::OperationContext;
use super::response::RawResponse;
use super::transport_error::TransportError;

/// The reason why there is no response.
pub(crate) enum CallFailure {
    /// The request is invalid.
    Invalid(InvalidRequest),
    /// The request could not be sent, or its response not be received.
    Transport(TransportError),
}

/// The outcome of a call.
pub(crate) struct Ended {
    /// The operation, and the number of attempts.
    pub operation: OperationContext,
    /// The response.
    pub outcome: Result<RawResponse, CallFailure>,
}
