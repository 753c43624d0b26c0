//! Operations: the data that all calls of one share, and how a call is sent.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use super::call::Call;
use super::call_outcome::{CallFailure, Ended};
use super::decode_error::DecodeError;
use super::error::{ApiError, Error};
use super::operation_info::OperationContext;
use super::response::{RawResponse, Response};
use super::transport::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};

/// A call of an operation, and how its responses are decoded. Implemented by the calls of this
/// crate only.
pub trait Operation: sealed::Sealed + Sized {
    /// The body of a success.
    type Output;
    /// The documented body of a failure.
    type Error;

    /// Decodes a success.
    ///
    /// # Errors
    /// The body does not match the description.
    fn output(response: &mut RawResponse) -> Result<Self::Output, DecodeError>;

    /// Decodes a failure.
    ///
    /// # Errors
    /// The body does not match the description.
    fn error(response: &RawResponse) -> Result<Self::Error, DecodeError>;

    /// Whether a status is a success: 2xx, or a 3xx if the description has no 2xx.
    fn is_success(status: u16) -> bool {
        matches!(status, 200..=299)
    }

    /// Whether a status is a failure: 4xx, 5xx, or a documented 3xx if the description has a 2xx.
    fn is_failure(status: u16) -> bool {
        matches!(status, 400..=599)
    }

    /// Returns the operation.
    fn context() -> OperationContext;

    /// Returns the data of the call.
    fn into_call(self) -> Call;
}

/// Keeps [`Operation`](super::Operation) from being implemented elsewhere.
pub(crate) mod sealed {
    pub trait Sealed {}
}

/// The future of a call.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallFuture<T, E> {
    operation: OperationContext,
    response: BoxFuture<'static, Ended>,
    output: fn(&mut RawResponse) -> Result<T, DecodeError>,
    error: fn(&RawResponse) -> Result<E, DecodeError>,
    is_success: fn(u16) -> bool,
    is_failure: fn(u16) -> bool,
}

impl<T, E> CallFuture<T, E> {
    fn new<O: Operation<Error = E>>(
        call: Call,
        output: fn(&mut RawResponse) -> Result<T, DecodeError>,
    ) -> Self {
        let operation = OperationContext::new(call.info());
        Self {
            operation,
            response: call.execute(),
            output,
            error: O::error,
            is_success: O::is_success,
            is_failure: O::is_failure,
        }
    }

    /// Returns the operation.
    pub(super) fn operation(&self) -> OperationContext {
        self.operation
    }

    /// Decodes a response by its status. An undocumented 2xx is decoded as the documented success,
    /// if there is only one.
    fn outcome(
        &self,
        operation: OperationContext,
        mut response: RawResponse,
    ) -> Result<T, Error<E>> {
        let status = response.status().as_u16();
        if (self.is_success)(status) {
            return (self.output)(&mut response).map_err(|error| Error::Decode {
                operation,
                source: response.explained(error),
                response: Box::new(response),
            });
        }
        if (self.is_failure)(status) {
            let body = (self.error)(&response).map_err(|error| response.explained(error));
            let source = Box::new(ApiError { response, body });
            return Err(Error::Api { operation, source });
        }
        Err(Error::UnexpectedStatus {
            operation,
            response: Box::new(response),
        })
    }
}

impl<T, E> CallFuture<T, E> {
    /// Returns the result of a call that does not decode the body, if the body was larger than the
    /// limit: the call did succeed.
    fn without_body(&self, error: &TransportError) -> Option<T> {
        let mut response = error.response()?.clone();
        let is_too_large = error.kind() == TransportErrorKind::BodyTooLarge;
        if !is_too_large || !(self.is_success)(response.status().as_u16()) {
            return None;
        }
        (self.output)(&mut response).ok()
    }
}

/// Sends a call, which returns the body.
pub(crate) fn send<O: Operation>(operation: O) -> CallFuture<O::Output, O::Error> {
    CallFuture::new::<O>(operation.into_call(), O::output)
}

/// Sends a call, which returns the body with status and headers.
pub(crate) fn send_with_response<O: Operation>(
    operation: O,
) -> CallFuture<Response<O::Output>, O::Error> {
    send_call_with_response::<O>(operation.into_call())
}

/// Sends a prepared call of an operation, which returns the body with status and headers.
pub(crate) fn send_call_with_response<O: Operation>(
    call: Call,
) -> CallFuture<Response<O::Output>, O::Error> {
    let output = |response: &mut RawResponse| {
        Ok(Response {
            body: O::output(response)?,
            raw: response.clone(),
        })
    };
    CallFuture::new::<O>(call, output)
}

/// Sends a call that requests, and decodes, another media type.
pub(crate) fn send_as<O: Operation, T>(
    operation: O,
    media_type: &'static str,
    output: fn(&mut RawResponse) -> Result<T, DecodeError>,
) -> CallFuture<T, O::Error> {
    let mut call = operation.into_call();
    call.accept(media_type);
    call.streams(&[]);
    CallFuture::new::<O>(call, output)
}

/// Sends a call that requests another media type, and returns the body as a stream.
pub(crate) fn stream_as<O: Operation, T>(
    operation: O,
    media_type: &'static str,
    output: fn(&mut RawResponse) -> Result<T, DecodeError>,
) -> CallFuture<T, O::Error> {
    let mut call = operation.into_call();
    call.accept(media_type);
    call.streams(SUCCESSES);
    CallFuture::new::<O>(call, output)
}

/// The statuses of success (RFC 9110, section 15.3).
const SUCCESSES: &[RangeInclusive<u16>] = &[200..=299];

impl<T, E> Future for CallFuture<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let ended = self.response.as_mut().poll(task);
        ended.map(|Ended { operation, outcome }| match outcome {
            Ok(response) => self.outcome(operation, response),
            Err(CallFailure::Invalid(source)) => Err(Error::InvalidRequest { operation, source }),
            Err(CallFailure::Transport(source)) => match self.without_body(&source) {
                Some(output) => Ok(output),
                None => Err(Error::Transport { operation, source }),
            },
        })
    }
}

impl<T, E> std::fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("CallFuture")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// Implements what every call has: how its responses are decoded, its options, and the ways to send
/// it.
///
/// An arm lists statuses and the representation of the body: `json`, `json_or_text`, `negotiated`,
/// `text`, `scalar`, `bytes` or `empty`; `as` names the variant that holds it, `boxed` if it is
/// boxed. `redirects` lists the 3xx of one side, `also` a method that requests another media type.
macro_rules! operation {
    ($type:ident of $info:ident
        output $output:ty { $($success:pat => $success_form:ident $(as $success_variant:ident)?),* $(,)? }
        error $error:ty { $($failure:pat => $failure_form:ident $(as $failure_variant:ident)?),* $(,)? }
        $(redirects $side:ident { $redirect:pat })?
        $(also $method:ident -> $also:ty { $media_type:literal => $send:ident $also_form:ident })*
    ) => {
        impl $crate::runtime::operation::sealed::Sealed for $type {}

        impl $crate::runtime::Operation for $type {
            type Output = $output;
            type Error = $error;

            fn output(response: &mut $crate::RawResponse) -> Result<$output, $crate::DecodeError> {
                match response.status().as_u16() {
                    $($success => $crate::runtime::operation::read!(
                        response, $success_form $(, <$output>::$success_variant)?
                    ),)*
                }
            }

            fn error(response: &$crate::RawResponse) -> Result<$error, $crate::DecodeError> {
                match response.status().as_u16() {
                    $($failure => $crate::runtime::operation::read!(
                        response, $failure_form $(, <$error>::$failure_variant)?
                    ),)*
                }
            }

            $($crate::runtime::operation::redirects!($side $redirect);)?

            fn context() -> $crate::OperationContext {
                $crate::OperationContext::new(&$info)
            }

            fn into_call(self) -> $crate::Call {
                self.call
            }
        }

        impl $type {
            /// Sets the timeout of this call, with all attempts. Default: the client's.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

            /// Sets the timeout of one attempt of this call. Default: the client's.
            pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.attempt_timeout(timeout);
                self
            }

            /// Sets the retry policy of this call. Default: the client's.
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.call.retry(policy);
                self
            }

            /// Sets a header of this call; replaces any of that name. An invalid name or value
            /// fails when the call is sent.
            pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.call.header(name.as_ref(), value.as_ref());
                self
            }

            /// Sends the call, and returns the body. The same as `.await` on the call.
            pub fn send(self) -> $crate::CallFuture<$output, $error> {
                $crate::runtime::operation::send(self)
            }

            /// Sends the call, and returns the body with status and headers.
            pub fn send_with_response(self) -> $crate::CallFuture<$crate::Response<$output>, $error> {
                $crate::runtime::operation::send_with_response(self)
            }

            /// Sends the call, and blocks until its outcome.
            ///
            /// # Errors
            /// Those of the call.
            #[cfg(feature = "blocking")]
            pub fn wait(self) -> Result<$output, $crate::Error<$error>> {
                self.send().wait()
            }

            $(
                #[doc = concat!("Sends the call, and requests the response as `", $media_type, "`.")]
                pub fn $method(self) -> $crate::CallFuture<$also, $error> {
                    $crate::runtime::operation::$send(self, $media_type, |response| {
                        $crate::runtime::operation::read!(response, $also_form)
                    })
                }
            )*

            /// Returns the request without sending it, for a dry run. Credentials and passwords are
            /// not shown.
            ///
            /// # Errors
            /// The request is invalid.
            pub fn preview(self) -> Result<$crate::Preview, $crate::InvalidRequest> {
                $crate::Preview::new(self.call)
            }
        }

        impl ::std::future::IntoFuture for $type {
            type Output = Result<$output, $crate::Error<$error>>;
            type IntoFuture = $crate::CallFuture<$output, $error>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// Defines whether a documented 3xx is a success or a failure.
#[allow(unused_macros, reason = "a description may have no redirects")]
macro_rules! redirects {
    (output $redirect:pat) => {
        fn is_success(status: u16) -> bool {
            matches!(status, 200..=299 | $redirect)
        }
    };
    (error $redirect:pat) => {
        fn is_failure(status: u16) -> bool {
            matches!(status, 400..=599 | $redirect)
        }
    };
}

/// Decodes a body of one representation; `…_in_range` if it has numbers of 32 bits.
macro_rules! read {
    ($response:ident, empty, $variant:expr) => {
        Ok($variant)
    };
    ($response:ident, boxed, $variant:expr) => {
        $response.json().map(Box::new).map($variant)
    };
    ($response:ident, boxed_json_or_text, $variant:expr) => {
        $response.json_or_text().map(Box::new).map($variant)
    };
    ($response:ident, boxed_negotiated, $variant:expr) => {
        $response.negotiated().map(Box::new).map($variant)
    };
    ($response:ident, boxed_in_range, $variant:expr) => {
        $crate::runtime::operation::read!($response, json_in_range)
            .map(Box::new)
            .map($variant)
    };
    ($response:ident, boxed_scalar, $variant:expr) => {
        $response.scalar().map(Box::new).map($variant)
    };
    ($response:ident, $form:ident, $variant:expr) => {
        $crate::runtime::operation::read!($response, $form).map($variant)
    };
    ($response:ident, json_in_range) => {
        $response.json().map($crate::runtime::float32::in_range)
    };
    ($response:ident, json_lines_in_range) => {
        $response.json_lines_as(|text| {
            $crate::DecodeError::read(text).map($crate::runtime::float32::in_range)
        })
    };
    ($response:ident, json_events_in_range) => {
        $response.events(|event| {
            $crate::DecodeError::read(event.data.as_bytes()).map($crate::runtime::float32::in_range)
        })
    };
    ($response:ident, $form:ident) => {
        $response.$form()
    };
}

#[allow(unused_imports, reason = "a description may have no redirects")]
pub(crate) use redirects;
pub(crate) use {operation, read};
