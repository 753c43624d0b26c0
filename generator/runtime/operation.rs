//! Operations: what all calls of one share, and how each is sent.

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use super::call::Call;
use super::error::{ApiError, Error, OperationContext};
use super::exchange::{CallFailure, Ended};
use super::response::{DecodeError, RawResponse, Response};
use super::transport::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};

/// What all calls of an operation share.
#[derive(Debug)]
pub(crate) struct OperationInfo {
    /// What the description calls it.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
    /// The media types it reads; empty when it reads none.
    pub accept: &'static str,
    /// What it requires: any one of the outer list, all of the inner.
    pub security: &'static [&'static [&'static str]],
}

/// A call of one operation: how its answers are read. Only the calls of this crate are operations.
pub trait Operation: sealed::Sealed + Sized {
    /// What a success holds.
    type Output;
    /// What the documented body of a failure holds.
    type Error;

    /// Reads a success.
    ///
    /// # Errors
    /// The body is not the documented one.
    fn output(response: &mut RawResponse) -> Result<Self::Output, DecodeError>;

    /// Reads a failure.
    ///
    /// # Errors
    /// The body is not the documented one.
    fn error(response: &RawResponse) -> Result<Self::Error, DecodeError>;

    /// Whether a status is a success: 2xx, and a 3xx where the description has no 2xx beside it.
    fn is_success(status: u16) -> bool {
        matches!(status, 200..=299)
    }

    /// Whether a status is a failure: 4xx, 5xx, and a 3xx that the description has beside a 2xx.
    fn is_failure(status: u16) -> bool {
        matches!(status, 400..=599)
    }

    /// The operation itself.
    fn context() -> OperationContext;

    /// The call itself.
    fn into_call(self) -> Call;
}

/// What nobody else can name.
pub(crate) mod sealed {
    pub trait Sealed {}
}

/// The answer of a call, on its way.
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

    /// The operation that is called.
    #[cfg(feature = "blocking")]
    pub(super) fn operation(&self) -> OperationContext {
        self.operation
    }

    /// Reads an answer by its status. A 2xx that is not documented is read as the documented success, where there is one
    /// only.
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
    /// The result of a call that does not read the body of its response, which was larger than the client accepts: it did
    /// succeed. What came of the body is not decoded.
    fn without_body(&self, error: &TransportError) -> Option<T> {
        let mut response = error.response()?.clone();
        let is_too_large = error.kind() == TransportErrorKind::BodyTooLarge;
        if !is_too_large || !(self.is_success)(response.status().as_u16()) {
            return None;
        }
        (self.output)(&mut response).ok()
    }
}

/// Sends a call whose answer is its body.
pub(crate) fn send<O: Operation>(operation: O) -> CallFuture<O::Output, O::Error> {
    CallFuture::new::<O>(operation.into_call(), O::output)
}

/// Sends a call whose answer is the whole response.
pub(crate) fn send_with_response<O: Operation>(
    operation: O,
) -> CallFuture<Response<O::Output>, O::Error> {
    send_call_with_response::<O>(operation.into_call())
}

/// Sends a call of an operation that is made ready already.
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

/// Sends a call whose answer is asked for, and read, in another of its media types.
#[allow(dead_code, reason = "a description may name one media type only")]
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

/// Sends a call whose answer is asked for in another of its media types, and read as a stream.
#[allow(dead_code, reason = "a description may have no stream")]
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

/// The statuses that mean success (RFC 9110, section 15.3).
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

/// Writes what every call has: how its answers are read, its options, and the ways to send it.
///
/// Each arm names statuses and the form of the body: `json`, `json_or_text`, `negotiated`, `text`, `scalar`, `bytes` or
/// `empty`, and with `as` the variant that holds it, `boxed` where that boxes it. `redirects` names the 3xx that one of the two sides reads, `also` a method that
/// asks for another media type.
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
            /// How long this call may take as a whole, its answer read, in place of the client's setting.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

            /// How long one attempt of this call may take, in place of the client's setting.
            pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.attempt_timeout(timeout);
                self
            }

            /// When this call is made again, in place of the client's setting.
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.call.retry(policy);
                self
            }

            /// Sends a header with this call, in place of any of that name. A name or value that headers may not have
            /// is refused when the call is sent.
            pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.call.header(name.as_ref(), value.as_ref());
                self
            }

            /// Sends the call; its answer is the body. The same as `.await` on the call itself.
            pub fn send(self) -> $crate::CallFuture<$output, $error> {
                $crate::runtime::operation::send(self)
            }

            /// Sends the call; its answer is the body with status and headers.
            pub fn send_with_response(self) -> $crate::CallFuture<$crate::Response<$output>, $error> {
                $crate::runtime::operation::send_with_response(self)
            }

            /// Sends the call and waits for its answer, which is the body.
            ///
            /// # Errors
            /// As those of the call.
            #[cfg(feature = "blocking")]
            pub fn wait(self) -> Result<$output, $crate::Error<$error>> {
                self.send().wait()
            }

            $(
                #[doc = concat!("Sends the call; its answer is asked for, and read, as `", $media_type, "`.")]
                pub fn $method(self) -> $crate::CallFuture<$also, $error> {
                    $crate::runtime::operation::$send(self, $media_type, |response| {
                        $crate::runtime::operation::read!(response, $also_form)
                    })
                }
            )*

            /// The request that would be sent, for a dry run: its credentials and passwords are not shown.
            ///
            /// # Errors
            /// The request cannot be made.
            pub fn preview(self) -> Result<$crate::Preview, $crate::InvalidRequest> {
                $crate::Preview::of(self.call)
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

/// Says which side reads the documented 3xx.
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

/// Reads a body in one form; `…_in_range` where it has numbers of 32 bits.
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
