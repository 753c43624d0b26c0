//! A single flight: one future that many tasks wait for. Whichever task is polled drives it, and
//! all get its output. It belongs to none of them, so it continues if one is cancelled.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use tokio::time::Sleep;

use super::timeouts;
use super::transport::BoxFuture;

/// A future that many tasks wait for.
pub(super) struct SingleFlight<T> {
    /// Locked by the task that polls the future. Taken with `try_lock` only, because the future may
    /// use the same flight.
    state: Mutex<State<T>>,
    waiting: Arc<Waiting>,
}

enum State<T> {
    /// The future, with a timer of each runtime that polled it, because its own timers may belong
    /// to that runtime.
    Running(BoxFuture<'static, T>, Vec<ShutdownProbe>),
    Done(T),
    /// One of these runtimes has shut down.
    Lost,
}

impl<T: Clone> SingleFlight<T> {
    pub fn new(future: BoxFuture<'static, T>) -> Self {
        Self {
            state: Mutex::new(State::Running(future, Vec::new())),
            waiting: Arc::default(),
        }
    }

    /// Waits for the output; `None` if the future panicked, or if a runtime that polled it has shut
    /// down.
    pub async fn output(&self) -> Option<T> {
        let mut is_new_here = true;
        poll_fn(|task| self.poll(task, &mut is_new_here)).await
    }

    fn poll(&self, task: &mut Context<'_>, is_new_here: &mut bool) -> Poll<Option<T>> {
        // Dropped after the lock is released: a woken task must find it free.
        let _panic = WokenOnPanic(&self.waiting);
        // Registered before the lock is tried: its holder checks for new wakers after releasing it.
        self.waiting.add(task.waker());
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::WouldBlock) => return Poll::Pending,
            Err(TryLockError::Poisoned(locked)) => {
                drop(locked);
                // A task that was polled meanwhile found the lock taken; nothing else wakes it.
                self.waiting.wake_all();
                return Poll::Ready(None);
            }
        };
        let (output, over) = match &mut *state {
            State::Done(output) => (Some(output.clone()), None),
            State::Lost => (None, None),
            State::Running(_, probes) if probes.iter().any(ShutdownProbe::has_shut_down) => {
                (None, Some(std::mem::replace(&mut *state, State::Lost)))
            }
            State::Running(future, probes) => {
                self.waiting.begin();
                let waker = Waker::from(Arc::clone(&self.waiting));
                match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    Poll::Ready(output) => {
                        let done = std::mem::replace(&mut *state, State::Done(output.clone()));
                        (Some(output), Some(done))
                    }
                    Poll::Pending => {
                        if std::mem::take(is_new_here) {
                            probes.push(ShutdownProbe::new());
                        }
                        drop(state);
                        self.waiting.end();
                        return Poll::Pending;
                    }
                }
            }
        };
        drop(state);
        // Not under the lock: dropping the future may use the same flight.
        drop(over);
        self.waiting.wake_all();
        Poll::Ready(output)
    }
}

/// A timer of a runtime that never fires, used to detect a shutdown. A timer panics if it is polled
/// after the shutdown of its runtime; this one is not polled, only checked.
struct ShutdownProbe(Pin<Box<Sleep>>);

impl ShutdownProbe {
    /// Creates a timer of the current runtime.
    fn new() -> Self {
        let never = timeouts::deadline_in(Duration::MAX);
        let mut sleep = Box::pin(tokio::time::sleep_until(never));
        // Registers the timer with the runtime.
        sleep.as_mut().reset(never);
        Self(sleep)
    }

    /// Whether the runtime has shut down, which expires all its timers.
    fn has_shut_down(&self) -> bool {
        self.0.is_elapsed()
    }
}

/// If the future panics, wakes all tasks, which then see the poisoned lock.
struct WokenOnPanic<'a>(&'a Waiting);

impl Drop for WokenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.wake_all();
        }
    }
}

/// The waiting tasks.
#[derive(Default)]
struct Waiting(Mutex<Tasks>);

#[derive(Default)]
struct Tasks {
    wakers: Vec<Waker>,
    /// Whether the future was woken while it was being polled.
    woken: bool,
}

impl Waiting {
    fn with<R>(&self, look: impl FnOnce(&mut Tasks) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, waker: &Waker) {
        self.with(|tasks| {
            if !tasks.wakers.iter().any(|known| known.will_wake(waker)) {
                tasks.wakers.push(waker.clone());
            }
        });
    }

    /// Called before the future is polled.
    fn begin(&self) {
        self.with(|tasks| tasks.woken = false);
    }

    /// Called after the future was polled and the lock released: wakes the tasks that found it
    /// locked meanwhile.
    fn end(&self) {
        if self.with(|tasks| tasks.woken) {
            self.wake_all();
        }
    }

    /// Wakes all tasks: the first to be polled drives the future. A single one could have been
    /// cancelled.
    fn wake_all(&self) {
        let wakers = self.with(|tasks| {
            tasks.woken = true;
            std::mem::take(&mut tasks.wakers)
        });
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}
