//! `minimum`, `maximum` and their exclusive forms: numbers since OpenAPI 3.1, booleans before.

use serde_json::Value;

use super::super::detect::Dialect;
use super::super::{Loss, Translator, report};
use super::object::SchemaObject;
use super::written::Written;
use crate::diagnostics::Location;

/// Translates exclusive bounds to booleans.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    written: &mut Written,
    at: &Location,
) {
    let number = &mut schema.number;
    if let Some(bound) = written.exclusive_minimum.take() {
        let sides = (&mut number.minimum, &mut number.exclusive_minimum);
        let at = at.key("exclusiveMinimum");
        exclusive(t, &bound, sides, &at, |own, other| own >= other);
    }
    if let Some(bound) = written.exclusive_maximum.take() {
        let sides = (&mut number.maximum, &mut number.exclusive_maximum);
        let at = at.key("exclusiveMaximum");
        exclusive(t, &bound, sides, &at, |own, other| own <= other);
    }
}

/// Translates the exclusive bound at `at`; the sides are the inclusive bound, and whether it is
/// excluded.
fn exclusive(
    t: &Translator<'_>,
    bound: &Value,
    (inclusive, is_excluded): (&mut Option<f64>, &mut Option<bool>),
    at: &Location,
    at_least_as_strict: fn(f64, f64) -> bool,
) {
    match bound {
        Value::Null => {}
        Value::Bool(flag) => *is_excluded = Some(*flag),
        Value::Number(bound) => {
            if t.dialect < Dialect::OpenApi31 {
                let what = format!("`{}` as a number", at.pointer.last());
                report::newer(t, at, &what, Dialect::OpenApi31);
            }
            let own = bound.as_f64().unwrap_or_default();
            if inclusive.is_none_or(|other| at_least_as_strict(own, other)) {
                *inclusive = Some(own);
                *is_excluded = Some(true);
            }
        }
        _ => report::wrong_value(t, Loss::Ignored, at, "a number"),
    }
}
