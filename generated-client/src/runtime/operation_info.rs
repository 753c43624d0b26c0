//! What a call and its errors know of their operation.

use std::fmt;

/// The data that all calls of an operation share.
#[derive(Debug)]
pub(crate) struct OperationInfo {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
    /// The value of the header `Accept`; empty if the response has no body.
    pub accept: &'static str,
    /// The required security schemes: all of any inner list.
    pub security: &'static [&'static [&'static str]],
}

/// The operation of a call, and the number of attempts so far.
#[derive(Clone, Copy)]
pub struct OperationContext {
    info: &'static OperationInfo,
    attempts: u32,
    reached: bool,
}

impl OperationContext {
    /// The operation, before the first attempt.
    pub(crate) const fn new(info: &'static OperationInfo) -> Self {
        Self {
            info,
            attempts: 0,
            reached: false,
        }
    }

    /// The operation, after a response.
    #[allow(dead_code, reason = "a description may have neither pages nor waiters")]
    pub(super) fn answered(info: &'static OperationInfo, attempts: u32) -> Self {
        Self {
            info,
            attempts,
            reached: true,
        }
    }

    /// The operation, after one more attempt.
    pub(super) fn sent_again(self) -> Self {
        Self {
            attempts: self.attempts.saturating_add(1),
            ..self
        }
    }

    /// Notes whether an attempt may have reached the server.
    pub(super) fn note_reached(&mut self, reached: bool) {
        self.reached |= reached;
    }

    /// Whether an attempt may have reached the server.
    pub(super) fn reached_server(&self) -> bool {
        self.reached
    }

    /// Returns the `operationId` of the description.
    pub fn operation_id(&self) -> &'static str {
        self.info.id
    }

    /// Returns the HTTP method.
    pub fn method(&self) -> &'static str {
        self.info.method
    }

    /// Returns the path template, with its parameters in braces instead of their values.
    pub fn path_template(&self) -> &'static str {
        self.info.path
    }

    /// Returns the number of times the request was sent; 0 if it was not.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for OperationContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ({} {})",
            self.info.id, self.info.method, self.info.path
        )
    }
}

impl fmt::Debug for OperationContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
