//! What generated crates and the generator cost, counted and not timed: a machine that is busy counts the same.
//!
//! A change that was meant is accepted with `cargo insta review`, or in the file that a message names.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends"
)]

mod dependencies;
mod emitted;
mod growth;
mod instructions;
