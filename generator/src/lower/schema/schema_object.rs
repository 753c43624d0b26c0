//! Reads a schema of any openapiv3 kind as the one kind that has all keywords.
//!
//! openapiv3 tries one kind after the other, each on a copy of the whole schema. Schemas are the
//! largest part of a description, and nearly all of them are valid: those are read here, keyword by
//! keyword. The others are left to openapiv3, which reports what is wrong with them.

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringFormat, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

use crate::diagnostics::Location;
use crate::dialect::Kind;
use crate::lower::parts::{Parts, Step};

/// A Schema Object with all of its keywords.
#[derive(Debug, Default)]
pub(super) struct SchemaObject {
    pub data: SchemaData,
    pub any: AnySchema,
}

impl SchemaObject {
    /// Reads the schema at `at` without following a reference.
    pub fn at(parts: &Parts<'_>, at: &Location) -> Option<Step<Self>> {
        let object = match parts.unread_step(Kind::Schema, at)? {
            Step::Reference(reference) => return Some(Step::Reference(reference)),
            Step::Part(Value::Object(schema)) if is_as_expected(&schema) => {
                Self::from_expected(schema)
            }
            Step::Part(schema) => {
                Self::from(parts.deserialize::<Schema>(Kind::Schema, schema, at)?)
            }
        };
        Some(Step::Part(object))
    }

    /// Reads a schema that [`is_as_expected`].
    fn from_expected(schema: Map<String, Value>) -> Self {
        let mut object = Self::default();
        let Self { data, any } = &mut object;
        for (key, value) in schema {
            match key.as_str() {
                "title" => data.title = text(value),
                "description" => data.description = text(value),
                "nullable" => data.nullable = is_true(&value),
                "readOnly" => data.read_only = is_true(&value),
                "writeOnly" => data.write_only = is_true(&value),
                "deprecated" => data.deprecated = is_true(&value),
                "example" => data.example = Some(value).filter(|value| !value.is_null()),
                "default" => data.default = Some(value).filter(|value| !value.is_null()),
                "type" => any.typ = text(value),
                "format" => any.format = text(value),
                "minimum" => any.minimum = value.as_f64(),
                "maximum" => any.maximum = value.as_f64(),
                "minLength" => any.min_length = count(&value),
                "required" => any.required = list(value).into_iter().filter_map(text).collect(),
                "enum" => any.enumeration = list(value),
                "properties" => {
                    let properties = members(value).into_iter();
                    any.properties = properties
                        .filter_map(|(name, value)| Some((name, reference(value)?)))
                        .collect();
                }
                "additionalProperties" => {
                    any.additional_properties = match value.as_bool() {
                        Some(flag) => Some(AdditionalProperties::Any(flag)),
                        None => reference(value)
                            .map(Box::new)
                            .map(AdditionalProperties::Schema),
                    };
                }
                "items" => any.items = reference(value),
                "not" => any.not = reference(value).map(Box::new),
                "allOf" => any.all_of = references(value),
                "oneOf" => any.one_of = references(value),
                "anyOf" => any.any_of = references(value),
                key if is_limit(key) => {}
                _ => {
                    data.extensions.insert(key, value);
                }
            }
        }
        object
    }
}

impl From<Schema> for SchemaObject {
    fn from(schema: Schema) -> Self {
        Self {
            data: schema.schema_data,
            any: as_any(schema.schema_kind),
        }
    }
}

/// Whether every key is supported here and has a value of the right type.
fn is_as_expected(schema: &Map<String, Value>) -> bool {
    // openapiv3 converts the values of `number` to floats.
    let has_numbers =
        schema.contains_key("enum") && schema.get("type").and_then(Value::as_str) == Some("number");
    !has_numbers && schema.iter().all(|(key, value)| fits(key, value))
}

fn fits(key: &str, value: &Value) -> bool {
    match key {
        "title" | "description" | "type" | "format" | "pattern" => value.is_string(),
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "exclusiveMinimum"
        | "exclusiveMaximum" | "uniqueItems" => value.is_boolean(),
        "example" | "default" => true,
        "multipleOf" | "minimum" | "maximum" => value.is_number(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            count(value).is_some()
        }
        "required" => is_list_of(value, Value::is_string),
        "enum" => value.is_array(),
        "properties" => value
            .as_object()
            .is_some_and(|members| members.values().all(is_reference)),
        "additionalProperties" => value.is_boolean() || is_reference(value),
        "items" | "not" => is_reference(value),
        "allOf" | "oneOf" | "anyOf" => is_list_of(value, is_reference),
        key => key.starts_with("x-"),
    }
}

/// Whether a keyword is a constraint that types do not express.
fn is_limit(key: &str) -> bool {
    matches!(
        key,
        "pattern"
            | "multipleOf"
            | "exclusiveMinimum"
            | "exclusiveMaximum"
            | "maxLength"
            | "minItems"
            | "maxItems"
            | "minProperties"
            | "maxProperties"
            | "uniqueItems"
    )
}

fn is_list_of(value: &Value, fits: fn(&Value) -> bool) -> bool {
    value
        .as_array()
        .is_some_and(|elements| elements.iter().all(fits))
}

/// Whether a value is only a reference.
fn is_reference(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|object| object.len() == 1 && object.get("$ref").is_some_and(Value::is_string))
}

fn reference<T>(value: Value) -> Option<ReferenceOr<T>> {
    let (_, reference) = members(value).into_iter().next()?;
    text(reference).map(|reference| ReferenceOr::Reference { reference })
}

fn references(value: Value) -> Vec<ReferenceOr<Schema>> {
    list(value).into_iter().filter_map(reference).collect()
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn is_true(value: &Value) -> bool {
    value.as_bool() == Some(true)
}

fn count(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(elements) => elements,
        _ => Vec::new(),
    }
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Converts any kind of schema to the one that has all keywords.
fn as_any(kind: SchemaKind) -> AnySchema {
    let mut any = AnySchema::default();
    match kind {
        SchemaKind::Any(any) => return any,
        SchemaKind::OneOf { one_of } => any.one_of = one_of,
        SchemaKind::AllOf { all_of } => any.all_of = all_of,
        SchemaKind::AnyOf { any_of } => any.any_of = any_of,
        SchemaKind::Not { not } => any.not = Some(not),
        SchemaKind::Type(ty) => return typed(ty),
    }
    any
}

#[allow(
    clippy::cast_precision_loss,
    reason = "bounds only choose a type's width"
)]
fn typed(ty: openapiv3::Type) -> AnySchema {
    use openapiv3::Type;
    let mut any = AnySchema::default();
    let name = match ty {
        Type::String(string) => {
            any.format = format(string.format, string_format);
            any.pattern = string.pattern;
            any.min_length = string.min_length;
            any.enumeration = values(string.enumeration);
            "string"
        }
        Type::Number(number) => {
            any.format = format(number.format, number_format);
            any.minimum = number.minimum;
            any.maximum = number.maximum;
            any.enumeration = values(number.enumeration);
            "number"
        }
        Type::Integer(integer) => {
            any.format = format(integer.format, integer_format);
            any.minimum = integer.minimum.map(|bound| bound as f64);
            any.maximum = integer.maximum.map(|bound| bound as f64);
            any.enumeration = values(integer.enumeration);
            "integer"
        }
        Type::Object(object) => {
            any.properties = object.properties;
            any.required = object.required;
            any.additional_properties = object.additional_properties;
            "object"
        }
        Type::Array(array) => {
            any.items = array.items;
            "array"
        }
        Type::Boolean(boolean) => {
            any.enumeration = values(boolean.enumeration);
            "boolean"
        }
    };
    any.typ = Some(name.to_owned());
    any
}

fn values<T: Into<Value>>(list: Vec<T>) -> Vec<Value> {
    list.into_iter().map(Into::into).collect()
}

fn format<T>(format: VariantOrUnknownOrEmpty<T>, name: fn(T) -> &'static str) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => Some(name(format).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn number_format(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::Float => "float",
        NumberFormat::Double => "double",
    }
}

fn integer_format(format: IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
    }
}

fn string_format(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

#[cfg(test)]
mod tests {
    use openapiv3::{ReferenceOr, Schema};
    use serde_json::{Value, json};

    use super::super::facts::Facts;
    use super::super::key::SchemaKey;
    use super::{SchemaObject, is_as_expected};
    use crate::diagnostics::{FileId, Location};

    /// Gathers the facts of a schema, in debug format.
    fn facts(object: SchemaObject) -> String {
        let top = Location::top(FileId::default());
        let facts = Facts::gather(object, &top, &mut |schema, _| match schema {
            ReferenceOr::Reference { reference } => SchemaKey::Nowhere(top.key(&reference)),
            ReferenceOr::Item(schema) => panic!("{schema:?}"),
        });
        format!("{facts:?}")
    }

    /// Reading here and by openapiv3 gives the same result.
    #[test]
    fn both_ways_come_to_the_same() {
        let table = [
            json!({}),
            json!({ "type": "string", "format": "date-time", "pattern": "x", "enum": ["a", null], "maxLength": 2 }),
            json!({ "type": "string", "format": "mine", "title": "A", "description": "B", "nullable": true, "minLength": 0 }),
            json!({ "type": "string", "enum": ["a", 1], "default": null, "example": null }),
            json!({ "type": "number", "minimum": 1, "maximum": 2.5, "multipleOf": 0.1, "exclusiveMaximum": true }),
            json!({ "type": "integer", "format": "int32", "minimum": -1, "maximum": u64::MAX, "default": 3 }),
            json!({ "type": "integer", "enum": [1, 2, null], "x-enum-varnames": ["One"], "minimum": 1 }),
            json!({ "type": "boolean", "enum": [true], "readOnly": true, "writeOnly": false, "deprecated": true }),
            json!({ "type": "boolean", "format": "flag", "example": { "$ref": "x" } }),
            json!({ "type": "object", "properties": { "b": { "$ref": "#/b" }, "a": { "$ref": "#/a" } }, "required": ["a"] }),
            json!({ "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 2 }),
            json!({ "type": "object", "additionalProperties": { "$ref": "#/a" }, "enum": [1] }),
            json!({ "type": "array", "items": { "$ref": "#/a" }, "minItems": 1, "uniqueItems": true }),
            json!({ "type": "odd", "minLength": 1, "exclusiveMinimum": false }),
            json!({ "allOf": [{ "$ref": "#/a" }], "description": "B" }),
            json!({ "oneOf": [{ "$ref": "#/a" }, { "$ref": "#/b" }] }),
            json!({ "anyOf": [{ "$ref": "#/a" }], "type": "object", "maxItems": 3 }),
            json!({ "not": { "$ref": "#/a" } }),
        ];
        for schema in table {
            let Value::Object(members) = schema.clone() else {
                panic!("{schema}");
            };
            assert!(is_as_expected(&members), "{schema}");
            let read: Schema = serde_json::from_value(schema.clone()).unwrap();
            assert_eq!(
                facts(SchemaObject::from_expected(members)),
                facts(read.into()),
                "{schema}"
            );
        }
    }

    #[test]
    fn what_is_not_as_expected_is_left_to_openapiv3() {
        let table = [
            json!({ "type": "number", "enum": [1] }),
            json!({ "type": ["string"] }),
            json!({ "nullable": "yes" }),
            json!({ "nullable": null }),
            json!({ "required": [1] }),
            json!({ "properties": { "a": { "type": "string" } } }),
            json!({ "items": { "$ref": "#/a", "title": "A" } }),
            json!({ "oneOf": [{}] }),
            json!({ "minLength": -1 }),
            json!({ "discriminator": { "propertyName": "a" } }),
            json!({ "odd": 1 }),
        ];
        for schema in table {
            let members = schema.as_object().unwrap();
            assert!(!is_as_expected(members), "{schema}");
        }
    }
}
