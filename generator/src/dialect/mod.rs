//! Translates every dialect to OpenAPI 3.0, part by part.
//!
//! A part is one object of the description: a schema, a parameter, an operation… [`Translator::part`] answers what
//! stands at a place as an OpenAPI 3.0 value whose nested parts are references to their own places, so the next room
//! deserializes each part alone and a broken one costs only itself. What 3.0 cannot say travels as an `x-oasmith-…`
//! extension. Past this room nobody knows Swagger 2.0, OpenAPI 3.1 or 3.2.

mod detect;
mod kind;
mod paths;
mod root;
mod schema;
mod shallow;

use serde_json::{Map, Value};

pub use detect::{Dialect, detect};
pub use kind::Kind;
pub use paths::{OperationPlace, PathPlace};

use crate::diagnostics::{Location, Sink};
use crate::source::Documents;

/// Answers parts of a description as OpenAPI 3.0.
#[derive(Debug)]
pub struct Translator<'a> {
    documents: &'a Documents,
    dialect: Dialect,
    sink: &'a Sink,
}

impl<'a> Translator<'a> {
    /// A translator for a description of this dialect.
    #[must_use]
    pub fn new(documents: &'a Documents, dialect: Dialect, sink: &'a Sink) -> Self {
        Self {
            documents,
            dialect,
            sink,
        }
    }

    /// What stands at `at`, read as a part of this kind, in OpenAPI 3.0.
    ///
    /// `None` when nothing stands there, or something that cannot be such a part; that is then reported.
    pub fn part(&self, kind: Kind, at: &Location) -> Option<Value> {
        let raw = self.documents.value(at)?;
        shallow::translate(self, kind, raw, at)
    }

    /// The top of the description, without the parts that are asked for one by one.
    pub fn root(&self) -> Map<String, Value> {
        root::translate(self)
    }
}

/// The reference by which a part names a nested part at its own place: understood by [`parse_own_reference`] only.
#[must_use]
pub fn own_reference(at: &Location) -> String {
    format!("{OWN}{}{}", at.file.0, at.pointer)
}

/// The place that a reference made by [`own_reference`] names; `None` for a reference of the description's own.
#[must_use]
pub fn parse_own_reference(reference: &str) -> Option<Location> {
    let (file, pointer) = reference.strip_prefix(OWN)?.split_once('#')?;
    Some(Location {
        file: crate::diagnostics::FileId(file.parse().ok()?),
        pointer: crate::diagnostics::Pointer::parse(pointer),
    })
}

const OWN: &str = "oasmith:";
