//! `examples` and `nullable`.

use serde_json::{Map, Value};

use super::super::{extension, scalars};

/// Says annotations in the words of OpenAPI 3.0.
pub(super) fn translate(schema: &mut Map<String, Value>) {
    examples(schema);
    nullable(schema);
}

/// OpenAPI 3.0 has one `example`; all of them travel as an extension.
fn examples(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = schema.remove("examples") {
        if let Some(first) = examples.first() {
            schema.entry("example").or_insert_with(|| first.clone());
        }
        schema.insert(extension::EXAMPLES.to_owned(), Value::Array(examples));
    }
}

/// Swagger 2.0 has an extension of wide use.
fn nullable(schema: &mut Map<String, Value>) {
    let flag = schema.remove("x-nullable");
    if flag.and_then(|flag| scalars::flag(&flag)) == Some(Value::Bool(true)) {
        schema.entry("nullable").or_insert(Value::Bool(true));
    }
}
