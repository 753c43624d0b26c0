//! Events do not depend on how the bytes are cut.

#![no_main]
#![allow(dead_code, reason = "the runtime has more than is called here")]

#[path = "../../../generator/runtime/event_parser.rs"]
mod event_parser;

use bytes::Bytes;
use event_parser::{EventParser, ServerSentEvent, Unreadable};
use libfuzzer_sys::fuzz_target;

const LIMIT: usize = 1 << 10;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let size = usize::from(size).max(1);
    assert_eq!(events(bytes, size), events(bytes, bytes.len().max(1)));
});

/// The events of the bytes in pieces of a size, and whether they end with an error.
fn events(bytes: &[u8], size: usize) -> (Vec<ServerSentEvent>, Option<bool>) {
    let mut parser = EventParser::new(LIMIT);
    let mut found = Vec::new();
    for piece in bytes.chunks(size) {
        parser.feed(Bytes::copy_from_slice(piece));
        loop {
            match parser.next() {
                Ok(Some(event)) => found.push(event),
                Ok(None) => break,
                Err(error) => return (found, Some(matches!(error, Unreadable::TooLarge))),
            }
        }
    }
    (found, None)
}
