//! Generated clients against real servers, which describe themselves: the server is started, its description is fetched and
//! generated from, and a program of cases calls it through the client.
//!
//! Real servers need packages of other languages and a minute each, so they run only where `OASMITH_EXTENDED` is set; what
//! a server needs is then required. Each server has a file here and a folder of the same name: what starts it, and its cases.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod fastapi;
mod python;
mod server;
mod suite;

/// Whether real servers are to be run. Says so if not.
fn is_extended() -> bool {
    let is_extended = std::env::var_os("OASMITH_EXTENDED").is_some();
    if !is_extended {
        eprintln!("skipped: real servers are run where OASMITH_EXTENDED is set");
    }
    is_extended
}
