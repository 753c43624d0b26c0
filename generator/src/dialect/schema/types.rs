//! `type`: a single type, or, since OpenAPI 3.1, a list that may include `null`.

use serde_json::{Map, Value, json};

use super::super::detect::Dialect;
use super::super::{Loss, Translator, extension, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates `type` to a single type and `nullable`. Several types become `anyOf`, each with the
/// keywords that apply to it.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    if let Some(types) = inferred_types(schema) {
        schema.remove("type");
        split(t, schema, &types.map(str::to_owned), at);
        return;
    }
    let Some(ty) = schema.remove("type") else {
        return;
    };
    let Some(mut types) = types(t, &ty, &at.key("type")) else {
        return;
    };
    let listed = types.len();
    types.retain(|ty| ty != "null");
    let null = types.len() < listed;
    if null {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    match types.as_slice() {
        [] if null => {
            schema.insert("enum".to_owned(), json!([null]));
        }
        [] => {}
        [only] => single(schema, only),
        several => split(t, schema, several, at),
    }
}

/// Infers the types of a schema without `type` from other keywords: a number that may be written as
/// text.
fn inferred_types(schema: &mut Map<String, Value>) -> Option<[&'static str; 2]> {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| schema.contains_key(*keyword));
    if has(&["oneOf", "anyOf", "allOf"]) {
        return None;
    }
    let ty = schema.get("type");
    let format = schema.get("format").and_then(Value::as_str);
    let is_marked = schema.get(KUBERNETES_INT_OR_STRING) == Some(&Value::Bool(true));
    let is_text = ty.is_some_and(|ty| ty == "string");
    if format == Some(INT_OR_STRING) && (ty.is_none() || is_text) || is_marked && ty.is_none() {
        schema.remove("format");
        return Some(["integer", "string"]);
    }
    let format = format.unwrap_or_default();
    let (integers, numbers) = (is_of_integers(format), is_of_numbers(format));
    let of_numbers = integers || numbers || has(OF_NUMBERS);
    let is_both = ty.is_none() && of_numbers && has(OF_TEXT);
    is_both.then_some([if integers { "integer" } else { "number" }, "string"])
}

/// The name that Kubernetes uses for integers or strings, as a format and as an extension.
pub(super) const INT_OR_STRING: &str = "int-or-string";
pub(super) const KUBERNETES_INT_OR_STRING: &str = "x-kubernetes-int-or-string";

/// Keywords that apply only to strings, and only to numbers.
const OF_TEXT: &[&str] = &["minLength", "maxLength", "pattern"];
const OF_NUMBERS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// The types that `type` names, without duplicates. `None` if it names none.
fn types(t: &Translator<'_>, ty: &Value, at: &Location) -> Option<Vec<String>> {
    let list = match ty {
        Value::String(ty) if ty != "null" => return Some(vec![ty.clone()]),
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

fn single(schema: &mut Map<String, Value>, ty: &str) {
    if ty == "file" {
        // Swagger 2.0 describes binary data this way.
        schema.insert("type".to_owned(), Value::from("string"));
        schema.insert("format".to_owned(), Value::from("binary"));
    } else {
        schema.insert("type".to_owned(), Value::from(ty));
    }
}

/// Splits a schema of several types into one inline schema per type.
fn split(t: &Translator<'_>, schema: &mut Map<String, Value>, types: &[String], at: &Location) {
    if schema.contains_key("oneOf") || schema.contains_key("anyOf") {
        let message = "several types beside `oneOf` or `anyOf` are not checked: its members decide";
        t.report(findings::unchecked_keyword::NONE, &at.key("type"), message);
        return;
    }
    let values = match schema.remove("enum") {
        Some(Value::Array(values)) => Some(values),
        _ => None,
    };
    if let Some(values) = &values
        && values.iter().any(Value::is_null)
    {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    if values.is_none() && is_anything(schema, types) {
        return;
    }
    let mut members = Vec::new();
    for ty in types {
        let mut member = Map::new();
        for keyword in concerning(ty) {
            if *keyword != "format" || format_concerns(schema, ty) {
                member.extend(
                    schema
                        .get(*keyword)
                        .map(|value| ((*keyword).to_owned(), value.clone())),
                );
            }
        }
        single(&mut member, ty);
        if let Some(values) = &values {
            let own: Vec<Value> = values
                .iter()
                .filter(|value| is_of(value, ty, types))
                .cloned()
                .collect();
            if own.is_empty() {
                continue;
            }
            member.insert("enum".to_owned(), Value::Array(own));
        }
        members.push(member);
    }
    for keyword in TYPES.iter().flat_map(|ty| concerning(ty)) {
        schema.remove(*keyword);
    }
    if members.is_empty() {
        let message =
            "no value of the enumeration is of any of these types: every value is accepted";
        t.report(
            findings::unchecked_keyword::WIDENED,
            &at.key("type"),
            message,
        );
    } else if members.len() == 1 {
        schema.extend(members.into_iter().flatten());
    } else {
        let members = members.into_iter().map(Value::Object).collect();
        schema.insert("anyOf".to_owned(), Value::Array(members));
    }
}

/// Whether the types are all that exist, and no keyword constrains any of them.
fn is_anything(schema: &Map<String, Value>, types: &[String]) -> bool {
    let has = |ty: &str| types.iter().any(|listed| listed == ty);
    let all = ["boolean", "number", "string", "array", "object"];
    all.into_iter().all(has)
        && !all
            .into_iter()
            .flat_map(concerning)
            .any(|keyword| schema.contains_key(*keyword))
}

/// The keywords that apply only to values of one type.
fn concerning(ty: &str) -> &'static [&'static str] {
    match ty {
        "string" | "file" => &["format", "minLength", "maxLength", "pattern"],
        "integer" | "number" => &[
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        "array" => &[
            "items",
            extension::PREFIX_ITEMS,
            "minItems",
            "maxItems",
            "uniqueItems",
        ],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "discriminator",
        ],
        _ => &[],
    }
}

/// Whether the schema's `format` is a format of this type.
fn format_concerns(schema: &Map<String, Value>, ty: &str) -> bool {
    let format = schema
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
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
