use serde_json::{Map, Value};

use super::super::{extension, scalars};

/// Translates annotations to OpenAPI 3.0.
pub(super) fn translate(schema: &mut Map<String, Value>) {
    examples(schema);
    nullable(schema);
}

/// OpenAPI 3.0 has only one `example`; all examples are passed on in an extension.
fn examples(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = schema.remove("examples") {
        if let Some(first) = examples.first() {
            schema.entry("example").or_insert_with(|| first.clone());
        }
        schema.insert(extension::EXAMPLES.to_owned(), Value::Array(examples));
    }
}

/// In Swagger 2.0, the extension `x-nullable` is widely used.
fn nullable(schema: &mut Map<String, Value>) {
    let flag = schema.remove("x-nullable");
    if flag.and_then(|flag| scalars::flag(&flag)) == Some(Value::Bool(true)) {
        schema.entry("nullable").or_insert(Value::Bool(true));
    }
}
