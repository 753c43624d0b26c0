//! Translates every dialect to OpenAPI 3.0, part by part.
//!
//! A part is one object of the description: a schema, a parameter, an operation… [`Translator::part`] answers what
//! stands at a place as an OpenAPI 3.0 value whose nested parts are references to their own places, so the next room
//! deserializes each part alone and a broken one costs only itself. What 3.0 cannot say travels as an
//! [`extension`]. Past this room nobody knows Swagger 2.0, OpenAPI 3.1 or 3.2.
//!
//! The way of a part: `part` looks what it is and whether it is a reference; `shallow` keeps its own keys, as `keys` has
//! them; then the file of its kind says the rest in the words of 3.0 (`schema`, `parameter`, `security`, … and
//! `swagger2` for the parts that differ there).

mod anchors;
mod complete;
mod detect;
mod dynamic;
pub mod extension;
mod foreign;
mod keys;
mod kind;
mod loss;
mod media_type;
mod media_type_name;
mod mismatch;
mod newer;
pub mod overlay;
mod own_reference;
mod parameter;
mod part;
mod passed;
mod paths;
mod places;
mod reference;
mod rename;
mod report;
mod root;
mod scalars;
mod schema;
mod security;
mod shallow;
mod swagger2;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::cell::{Cell, OnceCell};

use serde_json::{Map, Value};

pub use detect::{Dialect, detect};
pub use kind::Kind;
pub use loss::Loss;
pub use media_type_name::MediaTypeName;
pub use own_reference::{own_reference, parse_own_reference};
pub use passed::Passed;
pub use paths::{OperationPlace, PathPlace};
pub use reference::unresolved;

use crate::diagnostics::{Location, Sink};
use crate::source::Documents;

/// Answers parts of a description as OpenAPI 3.0.
#[derive(Debug)]
pub struct Translator<'a> {
    documents: &'a Documents,
    places: places::Places<'a>,
    dialect: Dialect,
    sink: &'a Sink,
    /// Whether somebody wants to see the examples of schemas and bodies.
    wants_examples: bool,
    /// What `$anchor` and `$id` name, once somebody asked.
    anchors: OnceCell<anchors::Anchors>,
    /// What `$dynamicRef` means, by where one comes from.
    dynamic: dynamic::Dynamic,
    /// Whether it was said that callbacks are no client operations.
    callbacks_told: Cell<bool>,
    /// Whether it was said that limits of values are not checked.
    limits_told: Cell<bool>,
}

impl<'a> Translator<'a> {
    /// A translator for a description of this dialect.
    #[must_use]
    pub fn new(documents: &'a Documents, dialect: Dialect, sink: &'a Sink) -> Self {
        Self {
            documents,
            places: places::Places::new(documents),
            dialect,
            sink,
            wants_examples: true,
            anchors: OnceCell::new(),
            dynamic: dynamic::Dynamic::of(documents, dialect),
            callbacks_told: Cell::new(false),
            limits_told: Cell::new(false),
        }
    }

    /// The same, with nothing in the place of each example of a schema or a body: they are long, and few look at them.
    #[must_use]
    pub fn without_examples(self) -> Self {
        Self {
            wants_examples: false,
            ..self
        }
    }

    /// What stands at `at`, read as a part of this kind, in OpenAPI 3.0.
    ///
    /// `None` when nothing stands there, or something that cannot be such a part; that is then reported.
    pub fn part(&self, kind: Kind, at: &Location) -> Option<Value> {
        let raw = self.raw(at)?;
        part::translate(self, kind, raw, at)
    }

    /// The top of the description, without the parts that are asked for one by one.
    pub fn root(&self) -> Map<String, Value> {
        root::translate(self)
    }

    /// What stands at `at`, as the description says it.
    pub fn raw(&self, at: &Location) -> Option<&'a Value> {
        self.places.value(at)
    }

    /// Where findings go.
    pub fn sink(&self) -> &Sink {
        self.sink
    }
}
