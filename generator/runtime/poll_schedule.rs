//! The poll schedule of long-running operations.

use std::future::Future;
use std::pin::Pin;
use std::task::Context as TaskContext;
use std::time::Duration;

use tokio::time::Sleep;

/// The settings of a poll schedule, and the meaning of the states.
#[derive(Debug, Clone, Copy)]
pub struct PollSettings {
    /// The states of success.
    pub(super) success: &'static [&'static str],
    /// The states of failure.
    pub(super) failure: &'static [&'static str],
    /// The states of an unfinished operation; empty if all others are.
    pub(super) pending: &'static [&'static str],
    /// The first and the longest interval.
    pub(super) every: (Duration, Duration),
    /// The deadline.
    pub(super) within: Option<Duration>,
}

impl PollSettings {
    /// Creates the settings from a table: times in seconds, the last one an optional element.
    pub(crate) const fn new(
        success: &'static [&'static str],
        failure: &'static [&'static str],
        pending: &'static [&'static str],
        (first, longest): (u64, u64),
        within: &[u64],
    ) -> Self {
        Self {
            success,
            failure,
            pending,
            every: (Duration::from_secs(first), Duration::from_secs(longest)),
            within: match within {
                [within] => Some(Duration::from_secs(*within)),
                _ => None,
            },
        }
    }
}

/// The state of a poll schedule.
pub(super) struct PollSchedule {
    /// The shortest interval.
    shortest: Duration,
    /// The next interval, unless the server asks for another one, and the longest.
    next: Duration,
    longest: Duration,
    pub within: Option<Duration>,
    /// Created at the start: a timer needs its runtime.
    pub pause: Option<Pin<Box<Sleep>>>,
    end: Option<Pin<Box<Sleep>>>,
}

impl PollSchedule {
    pub fn new(settings: PollSettings) -> Self {
        let (first, longest) = settings.every;
        Self {
            shortest: first,
            next: first,
            longest,
            within: settings.within,
            pause: None,
            end: None,
        }
    }

    pub fn every(&mut self, first: Duration, longest: Duration) {
        self.shortest = first;
        self.next = first;
        self.longest = longest.max(first);
    }

    /// Starts the deadline. Returns whether it has passed already.
    pub fn start(&mut self, task: &mut TaskContext<'_>) -> bool {
        self.end = self
            .within
            .map(|within| Box::pin(tokio::time::sleep(within)));
        self.is_past_deadline(task)
    }

    pub fn is_past_deadline(&mut self, task: &mut TaskContext<'_>) -> bool {
        let end = self.end.as_mut();
        end.is_some_and(|end| end.as_mut().poll(task).is_ready())
    }

    /// Starts an interval: the one that the server asks for, else 1.5 times the previous one. A
    /// request for less than the shortest interval is ignored: `Retry-After: 0` would poll in a
    /// loop.
    pub fn pause(&mut self, requested: Option<Duration>) {
        let requested = requested.filter(|requested| *requested >= self.shortest);
        let pause = tokio::time::sleep(requested.unwrap_or(self.next));
        self.pause = Some(Box::pin(pause));
        if requested.is_none() {
            self.next = (self.next.saturating_mul(3) / 2).min(self.longest);
        }
    }
}
