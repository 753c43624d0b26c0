//! Errors of long-running operations.

use std::fmt;

use super::error::Error;
use super::long_running::{LongRunning, Problem, Progress};

/// The error of a long-running operation.
#[non_exhaustive]
pub enum WaitError<O: LongRunning> {
    /// The call that starts the operation failed. See [`Error`], as for any call.
    Start(Error<O::Error>),
    /// A poll failed. The operation may still be running: after a transient failure, call
    /// [`Waiter::next`](crate::Waiter::next) again; after any other, call the polled operation
    /// later.
    Poll(Error<Problem<O>>),
    /// The operation failed. The state and the response have the reason; start it again once that
    /// is fixed.
    Failed {
        /// The state.
        state: String,
        /// The response.
        response: Box<Progress<O>>,
    },
    /// The state is not one of the states that the settings or the description list. If it is a
    /// valid state, add it to the list.
    UnknownState {
        /// The state; empty if the response has none.
        state: String,
        /// The response.
        response: Box<Progress<O>>,
    },
    /// The operation did not finish before the deadline, and may still be running: call the polled
    /// operation later, or increase [`Waiter::within`](crate::Waiter::within).
    Deadline {
        /// The last response of the polled operation, if there was one.
        response: Option<Box<Progress<O>>>,
    },
    /// The result was returned already.
    Over,
}

impl<O: LongRunning> fmt::Debug for WaitError<O>
where
    O::Error: fmt::Debug,
    Problem<O>: fmt::Debug,
    Progress<O>: fmt::Debug,
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => formatter.debug_tuple("Start").field(error).finish(),
            Self::Poll(error) => formatter.debug_tuple("Poll").field(error).finish(),
            Self::Failed { state, response } => formatter
                .debug_struct("Failed")
                .field("state", state)
                .field("response", response)
                .finish(),
            Self::UnknownState { state, response } => formatter
                .debug_struct("UnknownState")
                .field("state", state)
                .field("response", response)
                .finish(),
            Self::Deadline { response } => formatter
                .debug_struct("Deadline")
                .field("response", response)
                .finish(),
            Self::Over => formatter.write_str("Over"),
        }
    }
}

impl<O: LongRunning> fmt::Display for WaitError<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(_) => formatter.write_str("the operation could not be started"),
            Self::Poll(_) => formatter.write_str("the operation could not be polled"),
            Self::Failed { state, .. } => write!(formatter, "the operation failed: `{state}`"),
            Self::UnknownState { state, .. } => {
                write!(formatter, "the operation is in an unknown state: `{state}`")
            }
            Self::Deadline { .. } => {
                formatter.write_str("the operation did not finish before the deadline")
            }
            Self::Over => formatter.write_str("the result was returned already"),
        }
    }
}

impl<O: LongRunning> std::error::Error for WaitError<O>
where
    O::Error: fmt::Debug + 'static,
    Problem<O>: fmt::Debug + 'static,
    Progress<O>: fmt::Debug,
{
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start(error) => Some(error),
            Self::Poll(error) => Some(error),
            Self::Failed { .. }
            | Self::UnknownState { .. }
            | Self::Deadline { .. }
            | Self::Over => None,
        }
    }
}
