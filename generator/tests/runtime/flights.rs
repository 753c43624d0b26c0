//! The wakers of a single flight and of blocking calls, between threads: no wake is lost, whichever
//! thread polls. `cargo xtask miri` runs these under Miri with several schedules, which also finds
//! data races.

use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

use tokio::runtime::{Builder, Runtime};

use crate::runtime::blocking::park;
use crate::runtime::single_flight::SingleFlight;

/// How often each schedule is tried; Miri tries other schedules by its seeds.
const ROUNDS: usize = if cfg!(miri) { 1 } else { 200 };

const THREADS: usize = 3;

/// A door that a future waits at.
#[derive(Default)]
struct Door(Mutex<(bool, Option<Waker>)>);

impl Door {
    fn open(&self) {
        let waker = {
            let mut state = self.0.lock().unwrap();
            state.0 = true;
            state.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn poll(&self, task: &Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(task.waker().clone());
        Poll::Pending
    }

    async fn pass(self: Arc<Self>) {
        poll_fn(|task| self.poll(task)).await;
    }
}

/// A runtime with timers, which a flight notes, and without I/O.
fn timers() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

/// What threads get that wait for a flight, while this one does something else.
fn fly<F>(flight: F, meanwhile: impl FnOnce()) -> Vec<Option<usize>>
where
    F: Future<Output = usize> + Send + 'static,
{
    let runtime = timers();
    let flight = Arc::new(SingleFlight::new(Box::pin(flight)));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (flight, handle) = (Arc::clone(&flight), runtime.handle().clone());
            thread::spawn(move || {
                let _entered = handle.enter();
                park(flight.output())
            })
        })
        .collect();
    meanwhile();
    let outputs = threads.into_iter().map(|thread| thread.join());
    outputs.map(|output| output.unwrap_or(None)).collect()
}

#[test]
fn every_thread_gets_the_output_of_a_flight_that_runs_once() {
    for _ in 0..ROUNDS {
        let door = Arc::new(Door::default());
        let runs = Arc::new(AtomicUsize::new(0));
        let (entry, counted) = (Arc::clone(&door), Arc::clone(&runs));
        let flight = async move {
            entry.pass().await;
            counted.fetch_add(1, Ordering::Relaxed) + 1
        };
        assert_eq!(fly(flight, || door.open()), [Some(1); THREADS]);
        assert_eq!(runs.load(Ordering::Relaxed), 1);
    }
}

#[test]
fn a_flight_that_wakes_itself_continues() {
    for _ in 0..ROUNDS {
        let mut left = 4;
        let flight = poll_fn(move |task| {
            if left == 0 {
                return Poll::Ready(7);
            }
            left -= 1;
            task.waker().wake_by_ref();
            Poll::Pending
        });
        assert_eq!(fly(flight, || ()), [Some(7); THREADS]);
    }
}

#[test]
fn a_flight_continues_when_the_task_that_polled_it_is_dropped() {
    for _ in 0..ROUNDS {
        let runtime = timers();
        let door = Arc::new(Door::default());
        let entry = Arc::clone(&door);
        let flight = Arc::new(SingleFlight::new(Box::pin(async move {
            entry.pass().await;
            7
        })));
        {
            let _entered = runtime.enter();
            let mut dropped = Box::pin(flight.output());
            let polled = dropped
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_pending());
        }
        let (other, handle) = (Arc::clone(&flight), runtime.handle().clone());
        let thread = thread::spawn(move || {
            let _entered = handle.enter();
            park(other.output())
        });
        door.open();
        assert_eq!(thread.join().unwrap(), Some(7));
    }
}

#[test]
fn a_flight_that_panics_ends_for_every_thread() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for _ in 0..ROUNDS.min(20) {
        let door = Arc::new(Door::default());
        let entry = Arc::clone(&door);
        let flight = async move {
            entry.pass().await;
            panic!("the flight is lost")
        };
        assert_eq!(fly(flight, || door.open()), [None; THREADS]);
    }
    std::panic::set_hook(hook);
}

#[test]
fn a_thread_that_waits_misses_no_wake() {
    for _ in 0..ROUNDS {
        let doors: Vec<_> = (0..3).map(|_| Arc::new(Door::default())).collect();
        let others = doors.clone();
        let thread = thread::spawn(move || {
            for door in others {
                door.open();
            }
        });
        park(async {
            for door in doors {
                door.pass().await;
            }
        });
        thread.join().unwrap();
    }
}
