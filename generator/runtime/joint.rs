//! Work that many wait for: whoever is polled moves it on, and all get what it answers. It belongs to none of them, so it
//! goes on when one gives up.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};

use super::transport::BoxFuture;

/// A future that many wait for.
pub(super) struct Joint<T> {
    /// Locked by who moves it on: never waited for, so that work may even lead back here.
    work: Mutex<Work<T>>,
    waiting: Arc<Waiting>,
}

enum Work<T> {
    Going(BoxFuture<'static, T>),
    Done(T),
}

impl<T: Clone> Joint<T> {
    pub fn new(future: BoxFuture<'static, T>) -> Self {
        Self {
            work: Mutex::new(Work::Going(future)),
            waiting: Arc::default(),
        }
    }

    /// What it answers; `None` where it panicked.
    pub async fn answer(&self) -> Option<T> {
        poll_fn(|task| self.poll(task)).await
    }

    fn poll(&self, task: &mut Context<'_>) -> Poll<Option<T>> {
        // Before the lock is tried: who holds it looks for us once it is free.
        self.waiting.add(task.waker());
        let mut work = match self.work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::WouldBlock) => return Poll::Pending,
            Err(TryLockError::Poisoned(_)) => return Poll::Ready(None),
        };
        let answer = match &mut *work {
            Work::Done(answer) => answer.clone(),
            Work::Going(future) => {
                self.waiting.begin();
                let waker = Waker::from(Arc::clone(&self.waiting));
                match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    Poll::Ready(answer) => {
                        *work = Work::Done(answer.clone());
                        answer
                    }
                    Poll::Pending => {
                        drop(work);
                        self.waiting.end();
                        return Poll::Pending;
                    }
                }
            }
        };
        drop(work);
        self.waiting.wake_all();
        Poll::Ready(Some(answer))
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
