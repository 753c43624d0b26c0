//! Schemas, whatever their dialect, as OpenAPI 3.0 schemas.
//!
//! The keywords of JSON Schema 2020-12 are understood whatever version the description declares, because real ones mix
//! them. Each file says one group of keywords in the words of 3.0; `types` comes last, for it may deal the others out to
//! one schema per type.

mod annotations;
mod bounds;
mod conditions;
mod content;
mod limits;
mod lists;
mod objects;
mod reference;
#[cfg(test)]
mod tests;
mod types;
mod values;

use serde_json::{Map, Value, json};

use super::detect::Dialect;
use super::{Kind, Translator, report, shallow};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::dialect as findings;

/// The schema `raw` at `at`; `None`, reported, when it is none.
pub(super) fn translate(t: &Translator<'_>, raw: &Value, at: &Location) -> Option<Value> {
    match raw {
        Value::Object(object) => match reference::of(t, object, at) {
            Some(reference) => Some(reference::translate(t, object, &reference, at)),
            None => Some(Value::Object(translate_object(t, object, at))),
        },
        Value::Bool(anything) => {
            if t.dialect < Dialect::OpenApi31 {
                report::newer(t, at, "a schema that is a boolean", Dialect::OpenApi31);
            }
            Some(if *anything {
                json!({})
            } else {
                json!({ "not": {} })
            })
        }
        _ => {
            let message = "a schema is expected here, which must be an object, `true` or `false`";
            t.report(findings::not_an_object::WIDENED, at, message);
            None
        }
    }
}

/// What a schema says, its `$ref` apart.
pub(super) fn translate_object(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Map<String, Value> {
    let mut schema = shallow::keep_known(t, Kind::Schema, object, at);
    if is_plain(object) {
        return schema;
    }
    annotations::translate(&mut schema);
    values::translate(t, &mut schema, at);
    bounds::translate(t, &mut schema, at);
    content::translate(t, &mut schema, at);
    lists::translate(t, &mut schema, at);
    limits::note(t, &schema, at);
    objects::translate(t, &mut schema, at);
    conditions::translate(t, object, &mut schema, at);
    types::translate(t, &mut schema, at);
    schema
}

/// Whether a schema says only what OpenAPI 3.0 has the same words for, as most do.
fn is_plain(object: &Map<String, Value>) -> bool {
    object.iter().all(|(key, value)| match key.as_str() {
        "title" | "description" | "nullable" | "readOnly" | "writeOnly" | "deprecated"
        | "required" | "properties" | "allOf" | "oneOf" | "anyOf" | "minimum" | "maximum"
        | "example" | "externalDocs" => true,
        "type" => value
            .as_str()
            .is_some_and(|ty| ty != "null" && ty != "file"),
        "format" => value != types::INT_OR_STRING,
        types::KUBERNETES_INT_OR_STRING => false,
        "items" => value.is_object(),
        key => key.starts_with("x-") && key != "x-nullable",
    })
}

impl Translator<'_> {
    /// The reference that the schema at `at` is, if it is nothing more.
    pub fn schema_reference(&self, at: &Location) -> Option<String> {
        let object = self.raw(at)?.as_object()?;
        reference::bare(self, object, at)
    }
}
