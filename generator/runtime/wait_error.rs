//! Why the result of work that goes on after an answer did not come.

use std::fmt;

use super::error::Error;
use super::waiter::{LongRunning, Problem, Progress};

/// Why the result of work did not come.
#[non_exhaustive]
pub enum WaitError<O: LongRunning> {
    /// The call that starts the work failed. See [`Error`] for what to do, as with any call.
    Start(Error<O::Error>),
    /// A question how the work goes failed. The work may go on: after a failure that may pass, wait for it again with
    /// [`Waiter::next`](crate::Waiter::next); after any other, ask later with the operation that says how it goes.
    Ask(Error<Problem<O>>),
    /// The work has failed. Look at the state and the answer: mend what they name, and start it anew.
    Failed {
        /// The state that says so.
        state: String,
        /// The answer that has it.
        answer: Box<Progress<O>>,
    },
    /// The state of the work is none that the settings or the description name: neither that it goes on nor that it ended. Look
    /// at the answer; if it is one of these, name it where the work is described.
    UnknownState {
        /// The state; empty where the answer has none.
        state: String,
        /// The answer that has it.
        answer: Box<Progress<O>>,
    },
    /// The work takes longer than is waited for. It goes on: ask later, with the operation that says
    /// how it goes; give [`Waiter::within`](crate::Waiter::within) more time where it is often so.
    Deadline {
        /// The last answer how it goes, if there was one.
        answer: Option<Box<Progress<O>>>,
    },
    /// It was waited for already, to the end. Keep what came then.
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
            Self::Ask(error) => formatter.debug_tuple("Ask").field(error).finish(),
            Self::Failed { state, answer } => formatter
                .debug_struct("Failed")
                .field("state", state)
                .field("answer", answer)
                .finish(),
            Self::UnknownState { state, answer } => formatter
                .debug_struct("UnknownState")
                .field("state", state)
                .field("answer", answer)
                .finish(),
            Self::Deadline { answer } => formatter
                .debug_struct("Deadline")
                .field("answer", answer)
                .finish(),
            Self::Over => formatter.write_str("Over"),
        }
    }
}

impl<O: LongRunning> fmt::Display for WaitError<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(_) => formatter.write_str("the operation could not be started"),
            Self::Ask(_) => formatter.write_str("the operation could not be polled"),
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
            Self::Ask(error) => Some(error),
            Self::Failed { .. }
            | Self::UnknownState { .. }
            | Self::Deadline { .. }
            | Self::Over => None,
        }
    }
}
