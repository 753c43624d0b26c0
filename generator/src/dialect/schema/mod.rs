//! Translates schemas of every dialect to OpenAPI 3.0.
//!
//! All keywords of JSON Schema 2020-12 are understood regardless of the declared version, because
//! real descriptions mix them. Each file translates one group of keywords. `types` comes last,
//! because it may distribute the other keywords to one schema per type.

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
use crate::diagnostics::catalogue as findings;

/// Translates the schema `raw` at `at`. `None`, and a report, if it is not a schema.
pub(super) fn translate(t: &Translator<'_>, raw: &Value, at: &Location) -> Option<Value> {
    match raw {
        Value::Object(object) => match reference::find_reference(t, object, at) {
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

/// Translates a schema, apart from its `$ref`.
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

/// Whether a schema uses only keywords that are the same in OpenAPI 3.0, as most do.
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
    /// The reference of the schema at `at`, if it consists only of one.
    pub fn schema_reference(&self, at: &Location) -> Option<String> {
        let object = self.raw(at)?.as_object()?;
        reference::bare(self, object, at)
    }
}
