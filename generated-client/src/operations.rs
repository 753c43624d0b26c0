//! The operations of the API, by tag: each a method of [`Client`](crate::Client), and the call it makes.

pub mod backups;
