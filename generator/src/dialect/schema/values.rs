//! `const` and `enum`.

use serde_json::Value;

use super::super::detect::Dialect;
use super::super::{Translator, scalars};
use super::object::SchemaObject;
use super::types::INT_OR_STRING;
use super::written::Written;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates a constant to an enumeration of one value. Enumerations of objects and lists are
/// constraints that no type can express.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    written: &mut Written,
    at: &Location,
) {
    let mut keyword = "enum";
    if let Some(constant) = written.constant.take() {
        keyword = "const";
        if constant.is_null() {
            schema.annotations.nullable = Some(true);
        }
        schema.values = Some(vec![constant]);
        schema.is_constant = true;
    }
    schema.is_constant |= is_marked(schema);
    let is_composite = |value: &Value| value.is_object() || value.is_array();
    let values = schema.values.as_ref();
    if values.is_some_and(|values| values.iter().any(is_composite)) {
        let message =
            format!("`{keyword}` has objects or lists among its values: others are accepted");
        t.report(findings::widened_schema::WIDENED, &at.key(keyword), message);
        schema.values = None;
    }
    settle_type(t, schema, written.ty.as_ref(), keyword, at);
}

/// Whether an enumeration of one value is marked as a constant, as in descriptions from which
/// Stainless generates: OpenAPI 3.0 has no `const`.
fn is_marked(schema: &SchemaObject) -> bool {
    let mark = schema.extensions.get("x-stainless-const");
    let values = schema.values.as_ref();
    mark == Some(&Value::Bool(true)) && values.is_some_and(|values| values.len() == 1)
}

/// Unquoted values are converted to text if the schema's type is `string`. Values that match no
/// type of the schema contradict it, which is reported.
fn settle_type(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    ty: Option<&Value>,
    keyword: &str,
    at: &Location,
) {
    let types: Vec<&str> = match ty {
        Some(Value::String(ty)) => vec![ty],
        Some(Value::Array(types)) if t.dialect >= Dialect::OpenApi31 => {
            types.iter().filter_map(Value::as_str).collect()
        }
        _ => return,
    };
    let is_integer_too = schema.format.as_deref() == Some(INT_OR_STRING);
    if types == ["string"]
        && !is_integer_too
        && let Some(default) = &mut schema.annotations.default
        && let Some(text) = scalars::read_text(t, default, &at.key("default"))
    {
        *default = text;
    }
    let Some(values) = &mut schema.values else {
        return;
    };
    let is_text = types.contains(&"string");
    let mut contradicts = false;
    for (index, value) in values.iter_mut().enumerate() {
        if value.is_null() || types.iter().any(|ty| is_of(value, ty)) {
            continue;
        }
        let place = at.key(keyword);
        let place = if keyword == "const" {
            place
        } else {
            place.index(index)
        };
        match scalars::read_text(t, value, &place).filter(|_| is_text) {
            Some(text) => *value = text,
            None => contradicts = true,
        }
    }
    // Several types take their values individually.
    if !contradicts || types.len() > 1 {
        return;
    }
    let list = types.join("` or `");
    // An enumeration of values for a list is meant for its elements.
    if types.iter().all(|ty| matches!(*ty, "array" | "object")) {
        let message =
            format!("`{keyword}` has values that are not of the type `{list}`, and is ignored");
        t.report(findings::wrong_value::WIDENED, &at.key(keyword), message);
        schema.values = None;
    } else {
        let message =
            format!("`{keyword}` has values that are not of the type `{list}`: the values count");
        t.report(findings::wrong_value::IGNORED, &at.key("type"), message);
    }
}

/// Whether a value has a JSON Schema type; any value has an unknown type.
fn is_of(value: &Value, ty: &str) -> bool {
    match ty {
        "string" | "file" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}
