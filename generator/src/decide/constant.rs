//! Values of the description as Rust values: defaults, and the only value of a type.

use super::enumeration::variant_names;
use super::rust_type::Resolver;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{EnumerationKind, Number, Property, Shape, TagValue, Text, TypeId};
use crate::plan::{Constant, Value};
use crate::prose;

/// The value of a nameless type that has just one.
pub(super) fn only_value(resolver: &mut Resolver<'_, '_>, id: TypeId) -> Option<Value> {
    let target = resolver.target(id);
    let ty = resolver.api.types.get(target)?;
    // A named enumeration is likely to grow, so the caller passes its value even if it has one.
    // With `null`, there are two values.
    if ty.component.is_some() || resolver.is_nullable(id) {
        return None;
    }
    if let [constant] = ty.constants.as_slice() {
        let constant = constant.clone();
        return default_value(resolver, target, &constant);
    }
    let Shape::Enumeration(enumeration) = &ty.shape else {
        return None;
    };
    if enumeration.values.len() != 1 {
        return None;
    }
    let name = resolver.names.type_name(target);
    let value = variant_names(resolver, target, enumeration)
        .into_iter()
        .next()?;
    Some(Value::Variant(name, value))
}

/// The docs of a default, which replaces an absent value.
pub(super) fn said_default(resolver: &Resolver<'_, '_>, id: TypeId) -> Option<String> {
    let default = described_default(resolver, id)?.to_string();
    (default.len() <= MAX_DEFAULT_IN_DOCS).then(|| format!("Default: {}.", prose::code(&default)))
}

/// The docs of a constant, which is sent if the caller passes no value.
pub(super) fn said_constant(constant: &TagValue) -> Option<String> {
    let constant = constant.json();
    (constant.len() <= MAX_DEFAULT_IN_DOCS)
        .then(|| format!("Sent as {} if not set.", prose::code(&constant)))
}

/// The docs of a constant that no field holds.
pub(super) fn said_fixed(constant: &Constant) -> Option<String> {
    let value = constant.value.json();
    let name = prose::code(&constant.wire);
    (value.len() <= MAX_DEFAULT_IN_DOCS)
        .then(|| format!("{name} is always {}.", prose::code(&value)))
}

/// A longer default is not shown in docs.
const MAX_DEFAULT_IN_DOCS: usize = 200;

/// The default of a type or, for an alias, of its target. A default of `null` does not count.
fn described_default<'a>(resolver: &Resolver<'a, '_>, id: TypeId) -> Option<&'a serde_json::Value> {
    let types = [id, resolver.target(id)];
    let mut defaults = types
        .into_iter()
        .filter_map(|id| resolver.api.types.get(id)?.default.as_ref());
    defaults.next().filter(|value| !value.is_null())
}

/// The value that replaces an absent one, if it can be written as a Rust value of the field's type.
pub(super) fn default(resolver: &mut Resolver<'_, '_>, property: &Property) -> Option<Value> {
    let value = described_default(resolver, property.ty)?.clone();
    let target = resolver.target(property.ty);
    let uses = [property.ty, target].map(|id| resolver.docs.repeatable(id));
    let is_repeatable = uses.iter().all(|limit| value.to_string().len() <= *limit);
    let written = is_repeatable.then(|| default_value(resolver, target, &value));
    let written = written.flatten();
    if written.is_none() {
        let reason = if is_repeatable {
            "it is not a simple value of its type"
        } else {
            "it is too long for as many properties as have this type"
        };
        let message = format!(
            "the default of `{}` is not applied: {reason}",
            property.name
        );
        let found = Diagnostic::new(findings::unused_default::IGNORED, &property.origin, message);
        resolver.sink.report(found);
    }
    written
}

/// A default as a Rust value of the type `target`, if it can be written.
fn default_value(
    resolver: &mut Resolver<'_, '_>,
    target: TypeId,
    value: &serde_json::Value,
) -> Option<Value> {
    let ty = resolver.api.types.get(target)?;
    match (&ty.shape, value) {
        (Shape::Boolean, serde_json::Value::Bool(value)) => Some(Value::Bool(*value)),
        (Shape::Integer(integer), value) => {
            let whole = whole(value)?;
            integer
                .range()
                .contains(&whole)
                .then_some(Value::Integer(whole))
        }
        (Shape::Number(number), value) => rounded(*number, value.as_f64()?).map(Value::Number),
        (Shape::Text(Text::Plain), serde_json::Value::String(text)) => {
            Some(Value::Text(text.clone()))
        }
        (Shape::Enumeration(enumeration), value) => {
            let text = match (enumeration.kind, value) {
                (EnumerationKind::Text, serde_json::Value::String(text)) => text.clone(),
                (EnumerationKind::Integer, value) => whole(value)?.to_string(),
                (EnumerationKind::Text, _) => return None,
            };
            let position = enumeration
                .values
                .iter()
                .position(|value| value.value == text)?;
            let variant = variant_names(resolver, target, enumeration)
                .into_iter()
                .nth(position)?;
            Some(Value::Variant(resolver.names.type_name(target), variant))
        }
        _ => None,
    }
}

/// An integer, also in a form such as `1.0`.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and exact"
)]
fn whole(value: &serde_json::Value) -> Option<i128> {
    /// The largest magnitude up to which all integers are exact as `f64`: 2^53.
    const MAX_EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;
    let exact = value.as_i64().map(i128::from);
    let exact = exact.or_else(|| value.as_u64().map(i128::from));
    let float = value.as_f64();
    let float = float.filter(|value| value.fract() == 0.0 && value.abs() <= MAX_EXACT_INTEGER);
    exact.or_else(|| float.map(|value| value as i128))
}

/// A number rounded to the precision of its type; `None` if it is out of the type's range.
#[allow(
    clippy::cast_possible_truncation,
    reason = "what does not fit is infinite"
)]
fn rounded(number: Number, value: f64) -> Option<f64> {
    match number {
        Number::F64 => Some(value),
        Number::F32 => {
            let value = value as f32;
            // The shortest text that parses to the same `f32`: `0.1`, not `0.10000000149011612`.
            value.is_finite().then(|| value.to_string().parse().ok())?
        }
    }
}
