//! Limits of values that a Rust type does not express, such as `maxLength`.

use super::super::Translator;
use super::object::{AdditionalProperties, SchemaObject};
use super::written::Written;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Reports that limits are not checked: once per description, because they are frequent.
pub(super) fn note(t: &Translator<'_>, schema: &SchemaObject, written: &Written, at: &Location) {
    if t.limits_reported.get() {
        return;
    }
    // A map type expresses the values of all properties.
    let closed = schema.object.additional == Some(AdditionalProperties::Any(false))
        && written.pattern_properties.is_none();
    let Some(limit) = first_limit(schema).or(closed.then_some("additionalProperties")) else {
        return;
    };
    t.limits_reported.set(true);
    let message = format!(
        "`{limit}` is not checked, and no other limit of values is: values outside of it are accepted"
    );
    t.report(findings::unchecked_keyword::NONE, &at.key(limit), message);
}

/// The first limit of a schema. That of the number of elements is none for a tuple, whose type
/// expresses it.
fn first_limit(schema: &SchemaObject) -> Option<&'static str> {
    let SchemaObject {
        text,
        number,
        list,
        object,
        ..
    } = schema;
    let is_tuple = list.prefix_items.is_some();
    let limits = [
        ("pattern", text.pattern.is_some()),
        ("minLength", text.min_length.is_some()),
        ("maxLength", text.max_length.is_some()),
        ("multipleOf", number.multiple_of.is_some()),
        ("minItems", list.min_items.is_some() && !is_tuple),
        ("maxItems", list.max_items.is_some() && !is_tuple),
        ("uniqueItems", list.unique_items.is_some() && !is_tuple),
        ("minProperties", object.min_properties.is_some()),
        ("maxProperties", object.max_properties.is_some()),
    ];
    let limit = limits.into_iter().find(|(_, is_there)| *is_there);
    limit.map(|(limit, _)| limit)
}
