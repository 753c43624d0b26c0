//! Calls without async: `wait()` beside `.await`. Feature `blocking`.
//!
//! The calling thread waits; one background thread, shared by all clients, does the I/O. Do not
//! wait on a thread that runs async code: it would block all tasks of that thread.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::Handle;

use super::error::Error;
use super::operation::CallFuture;
use super::transport_error::{TransportError, TransportErrorKind};

/// Blocks until a future of this crate is ready.
///
/// # Errors
/// The background thread could not be started.
pub fn wait<F: Future>(future: F) -> io::Result<F::Output> {
    let _entered = runtime()?.enter();
    Ok(park(future))
}

/// Returns a blocking iterator over the items of a stream of this crate.
///
/// # Errors
/// The background thread could not be started.
pub fn iter<S: Stream + Unpin>(stream: S) -> io::Result<Items<S>> {
    let runtime = runtime()?;
    Ok(Items { stream, runtime })
}

/// A blocking iterator over the items of a stream: see [`iter`].
#[derive(Debug)]
pub struct Items<S> {
    stream: S,
    runtime: &'static Handle,
}

impl<S: Stream + Unpin> Iterator for Items<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        let _entered = self.runtime.enter();
        let stream = &mut self.stream;
        park(std::future::poll_fn(|task| {
            Pin::new(&mut *stream).poll_next(task)
        }))
    }
}

impl<T, E> CallFuture<T, E> {
    /// Sends the call and blocks until its outcome.
    ///
    /// # Errors
    /// Those of the call; of kind [`NotSent`](TransportErrorKind::NotSent) if the background thread
    /// could not be started.
    pub fn wait(self) -> Result<T, Error<E>> {
        let operation = self.operation();
        wait(self).unwrap_or_else(|error| {
            let source = TransportError::new(TransportErrorKind::NotSent, Some(error.into()));
            Err(Error::Transport { operation, source })
        })
    }
}

/// Returns the background runtime, which runs on a thread of its own.
fn runtime() -> io::Result<&'static Handle> {
    static RUNTIME: OnceLock<Handle> = OnceLock::new();
    if let Some(handle) = RUNTIME.get() {
        return Ok(handle);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name(concat!(env!("CARGO_PKG_NAME"), " blocking").to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(RUNTIME.get_or_init(|| handle))
}

/// Polls a future on this thread, which is parked in between.
pub(super) fn park<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let alarm = Arc::new(Alarm {
        thread: thread::current(),
        rings: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&alarm));
    let mut task = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut task) {
            return output;
        }
        alarm.sleep();
    }
}

/// Wakes a thread. The future may park the thread, too, and so consume an unpark: hence the flag.
struct Alarm {
    thread: Thread,
    rings: AtomicBool,
}

impl Alarm {
    /// Parks the thread until the waker is called; returns at once if it was called since the last
    /// time.
    fn sleep(&self) {
        while !self.rings.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.rings.store(true, Ordering::Release);
        self.thread.unpark();
    }
}
