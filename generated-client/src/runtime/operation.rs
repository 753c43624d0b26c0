//! Operations: what all calls of one share, and how each is sent.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use super::call::{Call, CallFailure};
use super::error::{ApiError, Context, Error};
use super::reply::{DecodeError, Reply, Response};
use super::transport::BoxFuture;

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

/// A call of one operation: how its answers are read.
pub trait Operation: Sized {
    /// What a success holds.
    type Output;
    /// What the documented body of a failure holds.
    type Error;

    /// Reads a success.
    ///
    /// # Errors
    /// The body is not the documented one.
    fn output(reply: &Reply) -> Result<Self::Output, DecodeError>;

    /// Reads a failure.
    ///
    /// # Errors
    /// The body is not the documented one.
    fn error(reply: &Reply) -> Result<Self::Error, DecodeError>;

    /// The call itself.
    fn into_call(self) -> Call;
}

/// The answer of a call, on its way.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallFuture<T, E> {
    operation: Context,
    reply: BoxFuture<'static, Result<Reply, CallFailure>>,
    read: fn(Reply) -> Result<T, Outcome<E>>,
}

/// An answer that is no success.
pub(crate) enum Outcome<E> {
    Api(Box<ApiError<E>>),
    Unexpected(Box<Reply>),
    Decode(DecodeError, Box<Reply>),
}

impl<T, E> CallFuture<T, E> {
    fn new(call: Call, read: fn(Reply) -> Result<T, Outcome<E>>) -> Self {
        let operation = Context(call.info());
        Self {
            operation,
            reply: Box::pin(call.execute()),
            read,
        }
    }
}

/// Sends a call whose answer is its body.
pub(crate) fn send<O: Operation>(operation: O) -> CallFuture<O::Output, O::Error> {
    CallFuture::new(operation.into_call(), |reply| outcome::<O>(&reply))
}

/// Sends a call whose answer is the whole response.
pub(crate) fn send_full<O: Operation>(operation: O) -> CallFuture<Response<O::Output>, O::Error> {
    CallFuture::new(operation.into_call(), |reply| {
        Ok(Response {
            body: outcome::<O>(&reply)?,
            reply,
        })
    })
}

/// Reads an answer by its status. A 2xx that is not documented is read as the documented success.
fn outcome<O: Operation>(reply: &Reply) -> Result<O::Output, Outcome<O::Error>> {
    match reply.status() {
        200..=299 => {
            O::output(reply).map_err(|error| Outcome::Decode(error, Box::new(reply.clone())))
        }
        400..=599 => {
            let body = O::error(reply);
            Err(Outcome::Api(Box::new(ApiError {
                reply: reply.clone(),
                body,
            })))
        }
        _ => Err(Outcome::Unexpected(Box::new(reply.clone()))),
    }
}

impl<T, E> Future for CallFuture<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let operation = self.operation;
        let read = self.read;
        self.reply.as_mut().poll(task).map(|reply| match reply {
            Ok(reply) => read(reply).map_err(|outcome| match outcome {
                Outcome::Api(source) => Error::Api { operation, source },
                Outcome::Unexpected(reply) => Error::UnexpectedStatus { operation, reply },
                Outcome::Decode(source, reply) => Error::Decode {
                    operation,
                    source,
                    reply,
                },
            }),
            Err(CallFailure::Invalid(source)) => Err(Error::InvalidRequest { operation, source }),
            Err(CallFailure::Transport(source)) => Err(Error::Transport { operation, source }),
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
/// Each arm names statuses and the form of the body: `json`, `text`, `bytes` or `empty`, and with `as` the variant that
/// holds it, `boxed` where that boxes it.
macro_rules! operation {
    ($type:ident
        output $output:ty { $($success:pat => $success_form:ident $(as $success_variant:ident)?),* $(,)? }
        error $error:ty { $($failure:pat => $failure_form:ident $(as $failure_variant:ident)?),* $(,)? }
    ) => {
        impl $crate::runtime::Operation for $type {
            type Output = $output;
            type Error = $error;

            fn output(reply: &$crate::Reply) -> Result<$output, $crate::DecodeError> {
                match reply.status() {
                    $($success => $crate::runtime::operation::read!(
                        reply, $success_form $(, <$output>::$success_variant)?
                    ),)*
                }
            }

            fn error(reply: &$crate::Reply) -> Result<$error, $crate::DecodeError> {
                match reply.status() {
                    $($failure => $crate::runtime::operation::read!(
                        reply, $failure_form $(, <$error>::$failure_variant)?
                    ),)*
                }
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

            /// Sends a header with this call, in place of any of that name. A name or value that headers may not have
            /// is refused when the call is sent.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.call.header(name, value);
                self
            }

            /// Sends the call; its answer is the body. The same as `.await` on the call itself.
            pub fn send(self) -> $crate::CallFuture<$output, $error> {
                $crate::runtime::operation::send(self)
            }

            /// Sends the call; its answer is the body with status and headers.
            pub fn send_full(self) -> $crate::CallFuture<$crate::Response<$output>, $error> {
                $crate::runtime::operation::send_full(self)
            }

            /// The request that would be sent, its secrets hidden, for a dry run.
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

/// Reads a body in one form.
macro_rules! read {
    ($reply:ident, empty, $variant:expr) => {
        Ok($variant)
    };
    ($reply:ident, boxed, $variant:expr) => {
        $reply.json().map(Box::new).map($variant)
    };
    ($reply:ident, $form:ident, $variant:expr) => {
        $reply.$form().map($variant)
    };
    ($reply:ident, $form:ident) => {
        $reply.$form()
    };
}

pub(crate) use {operation, read};
