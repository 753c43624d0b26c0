//! Long-running operations: how to poll another operation for the state and the result.

use super::call::Call;
use super::client::Client;
use super::operation::Operation;
use super::poll_schedule::PollSettings;

/// A call that starts a long-running operation.
pub trait LongRunning: Operation {
    /// The polled operation.
    type Poll: Operation;
    /// The result.
    type Done;

    /// The poll schedule, and the meaning of the states.
    #[doc(hidden)]
    const SETTINGS: PollSettings;

    /// Creates the call to poll; `None` if the first response lacks what it needs.
    fn ask(client: &Client, call: &Call, response: &Self::Output) -> Option<Self::Poll>;

    /// Returns the state.
    fn state(response: &Progress<Self>) -> Option<String>;

    /// Returns the result of a finished operation.
    fn done(response: Progress<Self>) -> Option<Self::Done>;
}

/// The body of a response of the polled operation.
pub(crate) type Progress<O> = <<O as LongRunning>::Poll as Operation>::Output;

/// The documented failure of the polled operation.
pub(crate) type Problem<O> = <<O as LongRunning>::Poll as Operation>::Error;

/// Implements `LongRunning`: how to poll, and the places of the state and the result.
macro_rules! long_running {
    ($type:ident -> $poll:ty {
        ask: |$client:ident, $call:ident, $started:ident| $ask:expr,
        state: |$asked:ident| $state:expr,
        success: [$($success:literal),+],
        failure: [$($failure:literal),*],
        $(pending: [$($pending:literal),+],)?
        done: |$last:ident| $done:expr => $result:ty,
        every: $first:literal..=$longest:literal,
        $(within: $within:literal,)?
    }) => {
        impl $crate::LongRunning for $type {
            type Poll = $poll;
            type Done = $result;

            const SETTINGS: $crate::runtime::poll_schedule::PollSettings = $crate::runtime::poll_schedule::PollSettings::new(
                &[$($success),+],
                &[$($failure),*],
                &[$($($pending),+)?],
                ($first, $longest),
                [$($within)?].as_slice(),
            );

            #[allow(deprecated, unused_variables, reason = "it depends on the polled call")]
            fn ask(
                $client: &$crate::Client,
                $call: &$crate::Call,
                $started: &<Self as $crate::runtime::Operation>::Output,
            ) -> Option<$poll> {
                Some($ask)
            }

            fn state($asked: &<$poll as $crate::runtime::Operation>::Output) -> Option<String> {
                $state.map(ToString::to_string)
            }

            fn done($last: <$poll as $crate::runtime::Operation>::Output) -> Option<$result> {
                $done
            }
        }
    };
}

pub(crate) use long_running;
