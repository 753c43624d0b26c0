//! Progress of long work, shown at a terminal.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::printable::Printable;

/// Work that takes less than this shows no progress.
pub(super) const PROGRESS_DELAY: Duration = Duration::from_millis(500);

/// A line that is shown during the work, and removed on drop.
#[derive(Debug)]
pub(super) struct Progress {
    /// Closed when the work is done.
    done: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Creates a progress that shows nothing.
    pub fn hidden() -> Self {
        Self {
            done: None,
            line: None,
        }
    }

    /// Shows the line after the delay.
    pub fn begin(
        what: Printable,
        patience: Duration,
        mut terminal: impl Write + Send + 'static,
    ) -> Self {
        let (done, is_done) = mpsc::channel::<()>();
        let line = thread::spawn(move || {
            if is_done.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                // Progress is optional: a failure to write it is ignored.
                let _ = write!(terminal, "{what} …").and_then(|()| terminal.flush());
                let _ = is_done.recv();
                let _ = write!(terminal, "\r\u{1b}[2K").and_then(|()| terminal.flush());
            }
        });
        Self {
            done: Some(done),
            line: Some(line),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};
    use std::thread::sleep;
    use std::time::Duration;

    use super::Progress;

    #[derive(Clone, Default)]
    struct Terminal(Arc<Mutex<Vec<u8>>>);

    impl Terminal {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn short_work_says_nothing() {
        let terminal = Terminal::default();
        drop(Progress::begin(
            "reading".into(),
            Duration::from_mins(1),
            terminal.clone(),
        ));
        assert_eq!(terminal.text(), "");
    }

    #[test]
    fn the_line_of_long_work_is_taken_away() {
        let terminal = Terminal::default();
        let progress = Progress::begin("reading".into(), Duration::ZERO, terminal.clone());
        while terminal.text().is_empty() {
            sleep(Duration::from_millis(1));
        }
        drop(progress);
        assert_eq!(terminal.text(), "reading …\r\u{1b}[2K");
    }
}
