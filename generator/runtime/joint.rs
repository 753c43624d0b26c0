//! Work that many wait for: whoever is polled moves it on, and all get what it answers. It belongs to none of them, so it
//! goes on when one gives up.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use tokio::time::Sleep;

use super::times;
use super::transport::BoxFuture;

/// A future that many wait for.
pub(super) struct Joint<T> {
    /// Locked by who moves it on: never waited for, so that work may even lead back here.
    work: Mutex<Work<T>>,
    waiting: Arc<Waiting>,
}

enum Work<T> {
    /// With the clock of each runtime that it was moved on in: its own timers may be there.
    Going(BoxFuture<'static, T>, Vec<Clock>),
    Done(T),
    /// One of these runtimes is gone.
    Lost,
}

impl<T: Clone> Joint<T> {
    pub fn new(future: BoxFuture<'static, T>) -> Self {
        Self {
            work: Mutex::new(Work::Going(future, Vec::new())),
            waiting: Arc::default(),
        }
    }

    /// What it answers; `None` where it panicked, or cannot go on because a runtime is gone that it was moved on in.
    pub async fn answer(&self) -> Option<T> {
        let mut is_new_here = true;
        poll_fn(|task| self.poll(task, &mut is_new_here)).await
    }

    fn poll(&self, task: &mut Context<'_>, is_new_here: &mut bool) -> Poll<Option<T>> {
        // Dropped after the lock: who is woken must find it free.
        let _panic = WokenOnPanic(&self.waiting);
        // Before the lock is tried: who holds it looks for us once it is free.
        self.waiting.add(task.waker());
        let mut work = match self.work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::WouldBlock) => return Poll::Pending,
            Err(TryLockError::Poisoned(_)) => return Poll::Ready(None),
        };
        let (answer, over) = match &mut *work {
            Work::Done(answer) => (Some(answer.clone()), None),
            Work::Lost => (None, None),
            Work::Going(_, clocks) if clocks.iter().any(Clock::stands) => {
                (None, Some(std::mem::replace(&mut *work, Work::Lost)))
            }
            Work::Going(future, clocks) => {
                self.waiting.begin();
                let waker = Waker::from(Arc::clone(&self.waiting));
                match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    Poll::Ready(answer) => {
                        let done = std::mem::replace(&mut *work, Work::Done(answer.clone()));
                        (Some(answer), Some(done))
                    }
                    Poll::Pending => {
                        if std::mem::take(is_new_here) {
                            clocks.push(Clock::new());
                        }
                        drop(work);
                        self.waiting.end();
                        return Poll::Pending;
                    }
                }
            }
        };
        drop(work);
        // Not while it is locked: what is dropped may lead back here, too.
        drop(over);
        self.waiting.wake_all();
        Poll::Ready(answer)
    }
}

/// A timer of a runtime, set for when nobody waits any more. Timers panic that are polled once their runtime is gone; this
/// one, which is not, tells.
struct Clock(Pin<Box<Sleep>>);

impl Clock {
    /// One of the runtime that this task is in.
    fn new() -> Self {
        let never = times::end(Duration::MAX);
        let mut sleep = Box::pin(tokio::time::sleep_until(never));
        // That makes the runtime know of it.
        sleep.as_mut().reset(never);
        Self(sleep)
    }

    /// Whether its runtime is gone: on its way out that ends all timers.
    fn stands(&self) -> bool {
        self.0.is_elapsed()
    }
}

/// Work that panics never ends: who waits for it is woken to see that.
struct WokenOnPanic<'a>(&'a Waiting);

impl Drop for WokenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.wake_all();
        }
    }
}

/// Who waits.
#[derive(Default)]
struct Waiting(Mutex<Tasks>);

#[derive(Default)]
struct Tasks {
    wakers: Vec<Waker>,
    /// Whether the work could go on while it was being polled.
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

    /// The work is about to be polled.
    fn begin(&self) {
        self.with(|tasks| tasks.woken = false);
    }

    /// The work was polled and is free again: who came meanwhile, and may have missed that it can go on, is woken.
    fn end(&self) {
        if self.with(|tasks| tasks.woken) {
            self.wake_all();
        }
    }

    /// Wakes all: the first that is polled moves the work on, and whoever wakes then may have given up.
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
