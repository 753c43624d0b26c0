//! Translates schemas of every dialect to typed objects, with the meaning that OpenAPI 3.0 gives
//! their keywords.
//!
//! `written` reads the keywords of a schema, and each other file translates one group of them. All
//! keywords of JSON Schema 2020-12 are understood regardless of the declared version, because real
//! descriptions mix them. `types` comes last, because it may distribute the other keywords to one
//! schema per type.

mod annotations;
mod bounds;
mod conditions;
mod content;
mod limits;
mod lists;
mod nested;
mod object;
mod objects;
mod reference;
#[cfg(test)]
pub(super) mod tests;
mod types;
mod values;
mod written;

use serde_json::{Map, Value};

pub(super) use object::ObjectKeywords;
pub use object::{AdditionalProperties, Schema, SchemaObject};

use super::detect::Dialect;
use super::{Reference, Translator, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates the schema `raw` at `at`. `None`, and a report, if it is not a schema.
fn translate(t: &Translator<'_>, raw: &Value, at: &Location) -> Option<Schema> {
    match raw {
        Value::Object(object) => match reference::find_reference(t, object, at) {
            Some(reference) => Some(reference::translate(t, object, reference, at)),
            None => Some(translate_object(t, object, at).into()),
        },
        Value::Bool(anything) => {
            if t.dialect < Dialect::OpenApi31 {
                report::newer(t, at, "a schema that is a boolean", Dialect::OpenApi31);
            }
            Some(Schema::from(SchemaObject {
                not: (!anything).then(Schema::anything),
                ..SchemaObject::default()
            }))
        }
        _ => {
            let message = "a schema is expected here, which must be an object, `true` or `false`";
            t.report(findings::not_an_object::WIDENED, at, message);
            None
        }
    }
}

/// Translates a schema, apart from its `$ref`.
pub(super) fn translate_object(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> SchemaObject {
    let (mut schema, mut written) = written::read(t, object, at);
    annotations::translate(&mut schema, &mut written);
    values::translate(t, &mut schema, &mut written, at);
    bounds::translate(t, &mut schema, &mut written, at);
    content::translate(t, &mut schema, &mut written, at);
    lists::translate(t, &mut schema, &mut written, at);
    limits::note(t, &schema, &written, at);
    objects::translate(t, &mut schema, &mut written, at);
    if written.has_conditions {
        schema.conditional = conditions::find(t, object, at);
    }
    types::translate(t, &mut schema, written.ty, at);
    schema
}

impl Translator<'_> {
    /// Returns the schema at `at`.
    ///
    /// `None`, and a report, if the place is empty, or its value cannot be a schema.
    pub fn schema(&self, at: &Location) -> Option<Schema> {
        let Some(raw) = self.raw(at) else {
            let message = "a schema is expected here, but there is no value";
            self.report(findings::not_an_object::WIDENED, at, message);
            return None;
        };
        translate(self, raw, at)
    }

    /// The reference of the schema at `at`, if it consists only of one.
    pub fn schema_reference(&self, at: &Location) -> Option<Reference> {
        let object = self.raw(at)?.as_object()?;
        reference::bare(self, object, at)
    }
}
