//! Form fields, which become the properties of one object.

use serde_json::{Map, Value};

use super::super::schema::ObjectKeywords;
use super::super::{Extra, SchemaObject, Translator};
use super::parameter::{self, ListStyle};
use crate::diagnostics::Location;

/// A form field.
pub(super) struct Field {
    pub name: String,
    pub required: bool,
    pub is_file: bool,
    schema: SchemaObject,
    /// How a list is serialized.
    joined: Option<ListStyle>,
}

/// Translates the form field at `at`. `None`, and a report, if it is invalid.
pub(super) fn field(t: &Translator<'_>, at: &Location) -> Option<Field> {
    let raw = t.raw(at)?.as_object()?;
    let parameter::Split { part, mut schema } = parameter::split(t, raw, at)?;
    parameter::settle_type(t, &part, &mut schema, at);
    if let Some(description) = part.get("description").and_then(Value::as_str) {
        schema.annotations.description = Some(description.to_owned());
    }
    let is_list = schema.ty.as_deref() == Some("array");
    Some(Field {
        name: part.get("name")?.as_str()?.to_owned(),
        required: part.get("required") == Some(&Value::Bool(true)),
        is_file: raw.get("type").and_then(Value::as_str) == Some("file"),
        joined: is_list.then(|| parameter::list_style(t, &part, "query", raw.get("items"), at)),
        schema,
    })
}

/// The object schema for these fields.
pub(super) fn schema(fields: &[Field]) -> SchemaObject {
    let properties = fields
        .iter()
        .map(|field| (field.name.clone(), field.schema.clone().into()));
    let required = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.clone());
    SchemaObject {
        ty: Some("object".to_owned()),
        object: ObjectKeywords {
            properties: Some(properties.collect()),
            required: Some(required.collect()),
            ..ObjectKeywords::default()
        },
        ..SchemaObject::default()
    }
}

/// How each list among the fields is serialized.
pub(super) fn encoding(fields: &[Field]) -> Map<String, Value> {
    let lists = fields.iter().filter_map(|field| {
        let style = field.joined.as_ref()?;
        let mut encoding = Map::new();
        style.insert(&mut encoding);
        Extra::add(&mut encoding, |extra| extra.explode = Some(style.explode));
        Some((field.name.clone(), Value::Object(encoding)))
    });
    lists.collect()
}
