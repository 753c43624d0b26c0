use serde_json::Value;

use super::super::scalars;
use super::object::SchemaObject;
use super::written::Written;

/// Translates annotations to those of OpenAPI 3.0.
pub(super) fn translate(schema: &mut SchemaObject, written: &mut Written) {
    examples(schema, written);
    nullable(schema);
}

/// `examples` goes before `example`.
fn examples(schema: &mut SchemaObject, written: &mut Written) {
    let example = written.example.take();
    let alone = example.map(|example| Vec::from_iter((!example.is_null()).then_some(example)));
    schema.annotations.examples = written.examples.take().or(alone);
}

/// In Swagger 2.0, the extension `x-nullable` is widely used.
fn nullable(schema: &mut SchemaObject) {
    let flag = schema.extensions.shift_remove("x-nullable");
    if flag.and_then(|flag| scalars::flag(&flag)) == Some(Value::Bool(true)) {
        schema.annotations.nullable.get_or_insert(true);
    }
}
