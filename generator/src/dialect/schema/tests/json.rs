//! Translated schemas as JSON, so that a test reads like a description.

use serde_json::{Map, Value, json};

use super::super::super::own_reference::{self, Reference};
use super::super::object::{AdditionalProperties, Schema, SchemaObject};

/// The schema with the keywords of OpenAPI 3.0, and with those of later versions that it lacks. The
/// properties that conditions name are under `conditional`.
pub(in super::super::super) fn json(schema: &Schema) -> Value {
    match schema {
        Schema::Reference(Reference::At(place)) => own_reference::own(place),
        Schema::Reference(Reference::Written(reference)) => json!({ "$ref": reference }),
        Schema::Object(object) => of_object(object),
    }
}

fn of_object(schema: &SchemaObject) -> Value {
    let SchemaObject {
        annotations,
        text,
        number,
        list,
        object,
        ..
    } = schema;
    let lists = |schemas: &Option<Vec<Schema>>| {
        let schemas = schemas.as_ref()?;
        Some(schemas.iter().map(json).collect::<Value>())
    };
    let properties = object.properties.as_ref().map(|properties| {
        let properties = properties.iter();
        Value::Object(
            properties
                .map(|(name, one)| (name.clone(), json(one)))
                .collect(),
        )
    });
    let additional = object
        .additional
        .as_ref()
        .map(|additional| match additional {
            AdditionalProperties::Any(flag) => json!(flag),
            AdditionalProperties::Of(schema) => json(schema),
            AdditionalProperties::Patterns(schema) => json!({ "patterns": json(schema) }),
        });
    let conditional = schema.conditional.iter().map(|(name, places)| {
        let places = places.iter().map(own_reference::own);
        (name.clone(), places.collect::<Value>())
    });
    let conditional: Map<String, Value> = conditional.collect();
    let keywords = [
        ("title", value(&annotations.title)),
        ("description", value(&annotations.description)),
        ("nullable", value(&annotations.nullable)),
        ("deprecated", value(&annotations.deprecated)),
        ("readOnly", value(&annotations.read_only)),
        ("writeOnly", value(&annotations.write_only)),
        ("default", value(&annotations.default)),
        ("examples", value(&annotations.examples)),
        ("externalDocs", value(&annotations.external_docs)),
        ("type", value(&schema.ty)),
        ("format", value(&schema.format)),
        ("enum", value(&schema.values)),
        (
            "isConstant",
            schema.is_constant.then_some(Value::Bool(true)),
        ),
        ("contentMediaType", value(&schema.content_media_type)),
        ("minLength", value(&text.min_length)),
        ("maxLength", value(&text.max_length)),
        ("pattern", value(&text.pattern)),
        ("minimum", value(&number.minimum)),
        ("maximum", value(&number.maximum)),
        ("exclusiveMinimum", value(&number.exclusive_minimum)),
        ("exclusiveMaximum", value(&number.exclusive_maximum)),
        ("multipleOf", value(&number.multiple_of)),
        ("items", list.items.as_ref().map(json)),
        ("prefixItems", lists(&list.prefix_items)),
        ("minItems", value(&list.min_items)),
        ("maxItems", value(&list.max_items)),
        ("uniqueItems", value(&list.unique_items)),
        ("properties", properties),
        ("required", value(&object.required)),
        ("additionalProperties", additional),
        ("minProperties", value(&object.min_properties)),
        ("maxProperties", value(&object.max_properties)),
        ("discriminator", value(&object.discriminator)),
        ("allOf", lists(&schema.all_of)),
        ("oneOf", lists(&schema.one_of)),
        ("anyOf", lists(&schema.any_of)),
        ("not", schema.not.as_ref().map(json)),
        (
            "conditional",
            (!conditional.is_empty()).then_some(Value::Object(conditional)),
        ),
    ];
    let keywords = keywords.into_iter();
    let keywords = keywords.filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let mut schema_json: Map<String, Value> = keywords.collect();
    schema_json.extend(schema.extensions.clone());
    Value::Object(schema_json)
}

/// A keyword, if it is present. Numbers are written without needless fractions, as in descriptions.
#[allow(clippy::ref_option, reason = "fields are passed as they are")]
fn value<T: serde::Serialize>(keyword: &Option<T>) -> Option<Value> {
    let value = serde_json::to_value(keyword.as_ref()?).expect("keywords are JSON");
    let number = value.as_f64().filter(|number| number.fract() == 0.0);
    match number {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the numbers of tests are small"
        )]
        Some(number) if value.is_f64() => Some(Value::from(number as i64)),
        _ => Some(value),
    }
}
