//! `minimum`, `maximum` and their exclusive forms: numbers since OpenAPI 3.1, booleans before.

use serde_json::{Map, Value};

use super::super::detect::Dialect;
use super::super::{Loss, Translator, report};
use crate::diagnostics::Location;

/// Translates exclusive bounds to booleans.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    exclusive(
        t,
        schema,
        at,
        "exclusiveMinimum",
        "minimum",
        |own, other| own >= other,
    );
    exclusive(
        t,
        schema,
        at,
        "exclusiveMaximum",
        "maximum",
        |own, other| own <= other,
    );
}

fn exclusive(
    t: &Translator<'_>,
    schema: &mut Map<String, Value>,
    at: &Location,
    keyword: &str,
    inclusive: &str,
    at_least_as_strict: fn(f64, f64) -> bool,
) {
    match schema.remove(keyword) {
        None | Some(Value::Null) => {}
        Some(Value::Bool(flag)) => {
            schema.insert(keyword.to_owned(), Value::Bool(flag));
        }
        Some(Value::Number(bound)) => {
            if t.dialect < Dialect::OpenApi31 {
                let what = format!("`{keyword}` as a number");
                report::newer(t, &at.key(keyword), &what, Dialect::OpenApi31);
            }
            let other = schema.get(inclusive).and_then(Value::as_f64);
            let own = bound.as_f64().unwrap_or_default();
            if other.is_none_or(|other| at_least_as_strict(own, other)) {
                schema.insert(inclusive.to_owned(), Value::Number(bound));
                schema.insert(keyword.to_owned(), Value::Bool(true));
            }
        }
        Some(_) => report::wrong_value(t, Loss::Ignored, &at.key(keyword), "a number"),
    }
}
