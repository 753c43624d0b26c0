//! `const` and `enum`.

use serde_json::{Map, Value};

use super::super::{Translator, report};
use crate::diagnostics::Location;

/// A constant is an enumeration of one value. Enumerations of objects and lists are conditions that no type can say.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let mut keyword = "enum";
    if let Some(constant) = schema.remove("const") {
        keyword = "const";
        if constant.is_null() {
            schema.insert("nullable".to_owned(), Value::Bool(true));
        }
        schema.insert("enum".to_owned(), Value::Array(vec![constant]));
    }
    let is_composite = |value: &Value| value.is_object() || value.is_array();
    let values = schema.get("enum").and_then(Value::as_array);
    if values.is_some_and(|values| values.iter().any(is_composite)) {
        report::unchecked(t, &at.key(keyword));
        schema.remove("enum");
    }
}
