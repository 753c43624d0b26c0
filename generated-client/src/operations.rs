//! The operations of the API, by tag.
//!
//! Each is a method of [`Client`](crate::Client) that returns a call.

pub mod backups;
