//! `type`: a single type, or, since OpenAPI 3.1, a list that may include `null`.

use serde_json::Value;

use super::super::detect::Dialect;
use super::super::{Loss, Translator, report};
use super::object::{NumberKeywords, Schema, SchemaObject, TextKeywords};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates `type` to a single type and `nullable`. Several types become `anyOf`, each with the
/// keywords that apply to it.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    ty: Option<Value>,
    at: &Location,
) {
    if let Some(types) = inferred_types(schema, ty.as_ref()) {
        split(t, schema, &types.map(str::to_owned), at);
        return;
    }
    let Some(mut types) = ty.and_then(|ty| types(t, &ty, &at.key("type"))) else {
        return;
    };
    let listed = types.len();
    types.retain(|ty| ty != "null");
    let null = types.len() < listed;
    if null {
        schema.annotations.nullable = Some(true);
    }
    if types.len() > 1 {
        split(t, schema, &types, at);
    } else if let Some(only) = types.pop() {
        single(schema, only);
    } else if null {
        schema.values = Some(vec![Value::Null]);
    }
}

/// Infers the types of a schema without `type` from other keywords: a number that may be written as
/// text.
fn inferred_types(schema: &mut SchemaObject, ty: Option<&Value>) -> Option<[&'static str; 2]> {
    let has_members = schema.one_of.is_some() || schema.any_of.is_some() || schema.all_of.is_some();
    if has_members {
        return None;
    }
    let is_marked = schema.extensions.get(KUBERNETES_INT_OR_STRING) == Some(&Value::Bool(true));
    let is_text = ty.is_some_and(|ty| ty == "string");
    let format = schema.format.as_deref();
    if format == Some(INT_OR_STRING) && (ty.is_none() || is_text) || is_marked && ty.is_none() {
        schema.format = None;
        return Some(["integer", "string"]);
    }
    let format = format.unwrap_or_default();
    let (integers, numbers) = (is_of_integers(format), is_of_numbers(format));
    let of_numbers = integers || numbers || schema.number != NumberKeywords::default();
    let is_both = ty.is_none() && of_numbers && schema.text != TextKeywords::default();
    is_both.then_some([if integers { "integer" } else { "number" }, "string"])
}

/// The name that Kubernetes uses for integers or strings, as a format and as an extension.
pub(super) const INT_OR_STRING: &str = "int-or-string";
const KUBERNETES_INT_OR_STRING: &str = "x-kubernetes-int-or-string";

/// The types that `type` names, without duplicates. `None` if it names none.
fn types(t: &Translator<'_>, ty: &Value, at: &Location) -> Option<Vec<String>> {
    let list = match ty {
        Value::String(name) if name != "null" => return Some(vec![name.clone()]),
        // `type: null` in YAML is not a string, but its meaning is clear.
        Value::Null if t.dialect < Dialect::OpenApi31 => return None,
        Value::String(_) | Value::Null => std::slice::from_ref(ty),
        Value::Array(list) if !list.is_empty() => list,
        _ => {
            let expected = "the name of a type, or a list of at least one";
            report::wrong_value(t, Loss::Widened, at, expected);
            return None;
        }
    };
    if t.dialect < Dialect::OpenApi31 {
        let what = if ty.is_array() {
            "a list of types"
        } else {
            "the type `null`"
        };
        report::newer(t, at, what, Dialect::OpenApi31);
    }
    let mut types: Vec<String> = Vec::new();
    let mut unknown = Vec::new();
    for (index, ty) in list.iter().enumerate() {
        let name = match ty {
            Value::Null => "null",
            Value::String(name) if TYPES.contains(&name.as_str()) => name,
            _ => {
                unknown.push(index);
                continue;
            }
        };
        if !types.iter().any(|known| known == name) {
            types.push(name.to_owned());
        }
    }
    // Without a known type, any value is accepted.
    let loss = if types.is_empty() {
        Loss::Widened
    } else {
        Loss::Ignored
    };
    for index in unknown {
        report::wrong_value(t, loss, &at.index(index), "the name of a type of JSON");
    }
    Some(types)
}

const TYPES: [&str; 8] = [
    "null", "boolean", "integer", "number", "string", "array", "object", "file",
];

fn single(schema: &mut SchemaObject, ty: String) {
    if ty == "file" {
        // Swagger 2.0 describes binary data this way.
        schema.ty = Some("string".to_owned());
        schema.format = Some("binary".to_owned());
    } else {
        schema.ty = Some(ty);
    }
}

/// Splits a schema of several types into one inline schema per type.
fn split(t: &Translator<'_>, schema: &mut SchemaObject, types: &[String], at: &Location) {
    if schema.one_of.is_some() || schema.any_of.is_some() {
        let message = "several types beside `oneOf` or `anyOf` are not checked: its members decide";
        t.report(findings::unchecked_keyword::NONE, &at.key("type"), message);
        return;
    }
    let values = schema.values.take();
    if let Some(values) = &values
        && values.iter().any(Value::is_null)
    {
        schema.annotations.nullable = Some(true);
    }
    let typed = take_typed(schema);
    if values.is_none() && is_anything(&typed, types) {
        return;
    }
    let mut members = Vec::new();
    for ty in types {
        let mut member = concerning(&typed, ty);
        single(&mut member, ty.clone());
        if let Some(values) = &values {
            let own = values.iter().filter(|value| is_of(value, ty, types));
            let own: Vec<Value> = own.cloned().collect();
            if own.is_empty() {
                continue;
            }
            member.values = Some(own);
        }
        members.push(member);
    }
    if members.len() > 1 {
        schema.any_of = Some(members.into_iter().map(Schema::from).collect());
    } else if let Some(only) = members.pop() {
        set_typed(schema, only);
    } else {
        let message =
            "no value of the enumeration is of any of these types: every value is accepted";
        t.report(
            findings::unchecked_keyword::WIDENED,
            &at.key("type"),
            message,
        );
    }
}

/// Whether the types are all that exist, and no keyword constrains any of them.
fn is_anything(typed: &SchemaObject, types: &[String]) -> bool {
    let has = |ty: &str| types.iter().any(|listed| listed == ty);
    let all = ["boolean", "number", "string", "array", "object"];
    all.into_iter().all(has) && *typed == SchemaObject::default()
}

/// Moves the keywords that apply only to values of one type out of a schema.
fn take_typed(schema: &mut SchemaObject) -> SchemaObject {
    SchemaObject {
        format: schema.format.take(),
        text: std::mem::take(&mut schema.text),
        number: std::mem::take(&mut schema.number),
        list: std::mem::take(&mut schema.list),
        object: std::mem::take(&mut schema.object),
        ..SchemaObject::default()
    }
}

/// Gives a schema without a type the type, the values and the keywords of `typed`.
fn set_typed(schema: &mut SchemaObject, typed: SchemaObject) {
    schema.ty = typed.ty;
    schema.values = typed.values;
    schema.format = typed.format;
    schema.text = typed.text;
    schema.number = typed.number;
    schema.list = typed.list;
    schema.object = typed.object;
}

/// The keywords of `typed` that apply to values of one type.
fn concerning(typed: &SchemaObject, ty: &str) -> SchemaObject {
    let mut member = SchemaObject::default();
    match ty {
        "string" | "file" => member.text = typed.text.clone(),
        "integer" | "number" => member.number = typed.number.clone(),
        "array" => member.list = typed.list.clone(),
        "object" => member.object = typed.object.clone(),
        _ => {}
    }
    let format = typed.format.clone();
    member.format = format.filter(|format| format_concerns(format, ty));
    member
}

/// Whether `format` is a format of this type.
fn format_concerns(format: &str, ty: &str) -> bool {
    let (of_integers, of_numbers) = (is_of_integers(format), is_of_numbers(format));
    match ty {
        "integer" => of_integers,
        "number" => of_numbers || of_integers,
        "string" => !of_integers && !of_numbers,
        _ => false,
    }
}

fn is_of_integers(format: &str) -> bool {
    format.starts_with("int") || format.starts_with("uint")
}

fn is_of_numbers(format: &str) -> bool {
    matches!(
        format,
        "float" | "double" | "float32" | "float64" | "decimal"
    )
}

/// Whether a value of an enumeration belongs to this one of several types: an integer belongs to
/// `integer` if that is among them.
fn is_of(value: &Value, ty: &str, types: &[String]) -> bool {
    let whole = |value: &Value| value.as_f64().is_some_and(|number| number.fract() == 0.0);
    match (ty, value) {
        ("boolean", Value::Bool(_))
        | ("string", Value::String(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(_)) => whole(value),
        ("number", Value::Number(_)) => !(whole(value) && types.iter().any(|ty| ty == "integer")),
        _ => false,
    }
}
