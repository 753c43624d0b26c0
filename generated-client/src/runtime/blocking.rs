//! Calls without async: `wait()` beside `.await`. Feature `blocking`.
//!
//! What waits is the calling thread; one thread in the background, shared by all clients, moves the bytes. Do not wait on a
//! thread that async code runs on: it would stand still meanwhile.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::Handle;

use super::error::{Error, TransportError, TransportErrorKind};
use super::operation::CallFuture;

/// Waits until a future of this crate is done.
///
/// # Errors
/// The thread in the background could not be started.
pub fn wait<F: Future>(future: F) -> io::Result<F::Output> {
    let _entered = runtime()?.enter();
    Ok(park(future))
}

/// The items of a stream of this crate, each waited for.
///
/// # Errors
/// The thread in the background could not be started.
pub fn iter<S: Stream + Unpin>(stream: S) -> io::Result<Items<S>> {
    let runtime = runtime()?;
    Ok(Items { stream, runtime })
}

/// The items of a stream, each waited for: see [`iter`].
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
    /// Sends the call and waits for its answer.
    ///
    /// # Errors
    /// As those of the call; of kind [`NotSent`](TransportErrorKind::NotSent) when the thread in the background could not
    /// be started.
    pub fn wait(self) -> Result<T, Error<E>> {
        let operation = self.operation();
        wait(self).unwrap_or_else(|error| {
            let source = TransportError::new(TransportErrorKind::NotSent, Some(error.into()));
            Err(Error::Transport { operation, source })
        })
    }
}

/// The runtime in the background, on a thread of its own.
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

/// Polls a future on this thread, which sleeps in between.
fn park<F: Future>(future: F) -> F::Output {
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

/// Wakes a thread. The future may park it, too, and so use up a wake that is only the thread's: hence a flag of its own.
struct Alarm {
    thread: Thread,
    rings: AtomicBool,
}

impl Alarm {
    /// Sleeps until it rings, or not at all where it rang since the last time.
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
