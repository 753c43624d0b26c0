//! What generated types make of JSON: each instance is decoded into the type of a schema and encoded again.
//!
//! `cases` says it for every construct by hand, `keywords` for the keywords of JSON Schema, and `instances` makes values
//! from the schemas of the fixtures and of published descriptions.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod cases;
mod instances;
mod keywords;
