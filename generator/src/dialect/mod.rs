//! Translates every dialect to OpenAPI 3.0, part by part.
//!
//! A part is one object of the description: a schema, a parameter, an operation, and so on.
//! [`Translator::part`] returns the part at a place as an OpenAPI 3.0 value whose nested parts are
//! references to their own places. The next stage therefore deserializes each part separately, and
//! an invalid part does not affect the parts around it. Features that 3.0 lacks are passed on as an
//! [`Extra`]. Schemas are the most frequent parts, and have the most features that 3.0 lacks:
//! [`Translator::schema`] returns each as a [`SchemaObject`]. Later stages do not know Swagger 2.0,
//! OpenAPI 3.1 or 3.2.
//!
//! Translation has three steps. `part` determines the kind of the part and whether it is a
//! reference. `shallow` keeps the part's own keys, as listed in `keys`. Then the file for its kind
//! expresses the rest in terms of 3.0 (`schema`, `parameter`, `security`, … and `swagger2` for the
//! parts that differ there).

mod anchors;
mod complete;
mod detect;
mod dynamic;
pub mod extension;
mod extra;
mod foreign;
mod keys;
mod kind;
mod loss;
mod made;
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
pub use extra::Extra;
pub use kind::Kind;
pub use loss::Loss;
pub use media_type_name::MediaTypeName;
pub use own_reference::{Reference, own_reference, parse_own_reference};
pub use passed::Passed;
pub use paths::{OperationPlace, PathPlace};
pub use reference::unresolved;
pub use schema::{AdditionalProperties, Schema, SchemaObject};

use crate::diagnostics::{Location, Sink};
use crate::source::Documents;

/// Translates parts of a description to OpenAPI 3.0.
#[derive(Debug)]
pub struct Translator<'a> {
    documents: &'a Documents,
    places: places::Places<'a>,
    dialect: Dialect,
    sink: &'a Sink,
    /// Whether the examples of schemas and bodies are kept.
    wants_examples: bool,
    /// The targets of `$anchor` and `$id`, computed on first use.
    anchors: OnceCell<anchors::Anchors>,
    /// The targets of `$dynamicRef`, which depend on the path of references.
    dynamic: dynamic::Dynamic,
    /// The schemas without a place that other parts have.
    made: made::Made,
    /// Whether it was reported that callbacks are not client operations.
    callbacks_reported: Cell<bool>,
    /// Whether it was reported that limits of values are not checked.
    limits_reported: Cell<bool>,
}

impl<'a> Translator<'a> {
    /// Creates a translator for a description of this dialect.
    #[must_use]
    pub fn new(documents: &'a Documents, dialect: Dialect, sink: &'a Sink) -> Self {
        Self {
            documents,
            places: places::Places::new(documents),
            dialect,
            sink,
            wants_examples: true,
            anchors: OnceCell::new(),
            dynamic: dynamic::Dynamic::new(documents, dialect),
            made: made::Made::default(),
            callbacks_reported: Cell::new(false),
            limits_reported: Cell::new(false),
        }
    }

    /// Drops the examples of schemas and bodies, which are long and rarely used.
    #[must_use]
    pub fn without_examples(self) -> Self {
        Self {
            wants_examples: false,
            ..self
        }
    }

    /// Returns the part of this kind at `at`, in OpenAPI 3.0. Schemas have a function of their own,
    /// [`schema`](Self::schema).
    ///
    /// `None` if the place is empty, or its value cannot be such a part; the latter is reported.
    pub fn part(&self, kind: Kind, at: &Location) -> Option<Value> {
        let raw = self.raw(at)?;
        part::translate(self, kind, raw, at)
    }

    /// The root object of the description, without the parts that are requested individually.
    pub fn root(&self) -> Map<String, Value> {
        root::translate(self)
    }

    /// The value at `at`, as in the description.
    pub fn raw(&self, at: &Location) -> Option<&'a Value> {
        self.places.value(at)
    }

    /// The sink for findings.
    pub fn sink(&self) -> &Sink {
        self.sink
    }
}
