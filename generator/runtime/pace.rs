//! When to ask how work goes, when to give up, and what the answers mean: the same for all operations.

use std::future::Future;
use std::pin::Pin;
use std::task::Context as TaskContext;
use std::time::Duration;

use tokio::time::Sleep;

/// When to ask, and what the states mean.
#[derive(Debug, Clone, Copy)]
pub struct Wait {
    /// The states in which the work is done.
    pub(super) success: &'static [&'static str],
    /// The states in which it has failed.
    pub(super) failure: &'static [&'static str],
    /// The states in which it goes on; none where all others are.
    pub(super) pending: &'static [&'static str],
    /// The first and the longest pause.
    pub(super) every: (Duration, Duration),
    /// How long to go on.
    pub(super) within: Option<Duration>,
}

impl Wait {
    /// From a table: times in seconds, the last a list of one, or empty.
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

/// When it is time to ask again, and when to give up.
pub(super) struct Clock {
    /// The shortest pause, whatever the server asks for.
    shortest: Duration,
    /// The next pause, unless the server asks for another, and the longest.
    next: Duration,
    longest: Duration,
    pub within: Option<Duration>,
    /// Made only when it begins: a timer needs its runtime.
    pub pause: Option<Pin<Box<Sleep>>>,
    end: Option<Pin<Box<Sleep>>>,
}

impl Clock {
    pub fn new(wait: Wait) -> Self {
        let (first, longest) = wait.every;
        Self {
            shortest: first,
            next: first,
            longest,
            within: wait.within,
            pause: None,
            end: None,
        }
    }

    pub fn every(&mut self, first: Duration, longest: Duration) {
        self.shortest = first;
        self.next = first;
        self.longest = longest.max(first);
    }

    /// Begins to count. Whether time is over already.
    pub fn starts(&mut self, task: &mut TaskContext<'_>) -> bool {
        self.end = self
            .within
            .map(|within| Box::pin(tokio::time::sleep(within)));
        self.is_over(task)
    }

    pub fn is_over(&mut self, task: &mut TaskContext<'_>) -> bool {
        let end = self.end.as_mut();
        end.is_some_and(|end| end.as_mut().poll(task).is_ready())
    }

    /// Begins a pause: as long as the server asked for, else half as long again as the one before. A server that asks for
    /// less than the shortest pause has not asked: `Retry-After: 0` would make the waiter poll without a pause.
    pub fn pause(&mut self, asked: Option<Duration>) {
        let asked = asked.filter(|asked| *asked >= self.shortest);
        let pause = tokio::time::sleep(asked.unwrap_or(self.next));
        self.pause = Some(Box::pin(pause));
        if asked.is_none() {
            self.next = (self.next.saturating_mul(3) / 2).min(self.longest);
        }
    }
}
