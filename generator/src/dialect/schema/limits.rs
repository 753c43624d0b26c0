//! Limits of values that a Rust type does not express, such as `maxLength`.

use serde_json::{Map, Value};

use super::super::{Translator, extension};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

const LIMITS: [&str; 9] = [
    "pattern",
    "minLength",
    "maxLength",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

/// Reports that limits are not checked: once per description, because they are frequent.
pub(super) fn note(t: &Translator<'_>, schema: &Map<String, Value>, at: &Location) {
    if t.limits_reported.get() {
        return;
    }
    // A tuple type expresses the number of its elements, and a map type its values.
    let is_tuple = schema.contains_key(extension::PREFIX_ITEMS);
    let shows = |limit: &str| is_tuple && limit.ends_with("Items");
    let mut limits = LIMITS.into_iter();
    let limit = limits.find(|limit| schema.contains_key(*limit) && !shows(limit));
    let closed = schema.get("additionalProperties") == Some(&Value::Bool(false))
        && !schema.contains_key("patternProperties");
    let Some(limit) = limit.or(closed.then_some("additionalProperties")) else {
        return;
    };
    t.limits_reported.set(true);
    let message = format!(
        "`{limit}` is not checked, and no other limit of values is: values outside of it are accepted"
    );
    t.report(findings::unchecked_keyword::NONE, &at.key(limit), message);
}
