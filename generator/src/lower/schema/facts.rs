//! The facts of one schema.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::super::names::text_list;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::dialect::{AdditionalProperties, Reference, Schema, SchemaObject, extension};

/// The facts of a schema.
#[allow(
    clippy::struct_excessive_bools,
    reason = "the keywords of a schema are"
)]
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub at: Option<Location>,
    /// The target, if the schema is only a reference.
    pub reference: Option<SchemaKey>,
    pub title: Option<String>,
    /// The name that the schema gives its type; not inherited.
    pub given_name: Option<String>,
    /// The settings from its extensions; not inherited.
    pub extensions: IndexMap<String, Value>,
    pub description: Option<String>,
    pub external: Option<(String, Option<String>)>,
    pub deprecated: bool,
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: Option<Value>,
    pub examples: Vec<Value>,
    pub ty: Option<String>,
    /// The schema with the `type`, if it is another one: a member of `allOf`.
    pub says_type: Option<Location>,
    pub format: Option<String>,
    /// The media type of the content of its strings.
    pub media_type: Option<String>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub min_length: Option<usize>,
    pub values: Vec<Value>,
    /// Whether a single value is a constant, not an enumeration that may grow.
    pub is_constant: bool,
    pub value_names: Vec<Option<String>>,
    pub value_docs: Vec<Option<String>>,
    /// Whether other values of the same type are valid, too.
    pub open_values: bool,
    /// Whether the values are those of a choice of constants.
    pub is_choice: bool,
    pub properties: IndexMap<String, SchemaKey>,
    /// Whether the schema lists its properties, even if there are none.
    pub lists_properties: bool,
    /// Properties that only conditions name; values need not have them.
    pub conditional: Vec<(String, SchemaKey)>,
    pub required: IndexSet<String>,
    pub additional: Others,
    /// Whether only properties whose name matches a pattern have values of the schema in
    /// `additional`.
    pub only_patterns: bool,
    pub items: Option<SchemaKey>,
    pub prefix_items: Vec<SchemaKey>,
    pub all_of: Vec<SchemaKey>,
    pub one_of: Vec<SchemaKey>,
    pub any_of: Vec<SchemaKey>,
    pub not: bool,
    /// Further unions that hold at once: an `anyOf` beside a `oneOf`, or unions of other members of
    /// an `allOf`.
    pub further: Vec<Choice>,
    pub discriminator: Option<openapiv3::Discriminator>,
}

/// A union that holds besides another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    pub members: Vec<SchemaKey>,
    pub discriminator: Option<openapiv3::Discriminator>,
    /// Whether a value may satisfy several of the members.
    pub is_any: bool,
}

/// The additional properties of a schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Others {
    #[default]
    Unspecified,
    Forbidden,
    Any,
    Of(SchemaKey),
}

/// Creates the key of a nested schema at a location.
type KeyOf<'k> = &'k mut dyn FnMut(Schema, &Location) -> SchemaKey;

impl Facts {
    /// Creates the facts of a schema that is only a reference.
    pub fn reference(target: SchemaKey) -> Self {
        Self {
            reference: Some(target),
            ..Self::default()
        }
    }

    /// Creates the facts of a schema that is only a merge.
    pub fn all_of(at: Location, all_of: Vec<SchemaKey>) -> Self {
        Self {
            at: Some(at),
            all_of,
            ..Self::default()
        }
    }

    /// Creates the facts of a schema that is only a choice.
    pub fn one_of(at: Location, one_of: Vec<SchemaKey>) -> Self {
        Self {
            at: Some(at),
            one_of,
            ..Self::default()
        }
    }

    /// Whether no other schema is nested or referenced.
    pub fn holds_no_schema(&self) -> bool {
        let lists = [&self.prefix_items, &self.all_of, &self.one_of, &self.any_of];
        self.reference.is_none()
            && self.items.is_none()
            && self.properties.is_empty()
            && self.conditional.is_empty()
            && !matches!(self.additional, Others::Of(_))
            && lists.into_iter().all(Vec::is_empty)
            && self.further.is_empty()
    }

    /// Gathers the facts of a schema at `at`.
    pub fn gather(schema: SchemaObject, at: &Location, key: KeyOf<'_>) -> Self {
        let SchemaObject {
            annotations,
            extensions,
            number,
            object,
            ..
        } = schema;
        // The place of a nested schema serves as its key.
        let mut key_of = |schema: Schema, place: &dyn Fn() -> Location| match schema {
            Schema::Reference(Reference::At(place)) => SchemaKey::At(place),
            schema => key(schema, &place()),
        };
        let mut list = |name: &str, members: Option<Vec<Schema>>| {
            let members = members.into_iter().flatten().enumerate();
            members
                .map(|(index, member)| key_of(member, &|| at.key(name).index(index)))
                .collect::<Vec<_>>()
        };
        let prefix_items = list("prefixItems", schema.list.prefix_items);
        let all_of = list("allOf", schema.all_of);
        let one_of = list("oneOf", schema.one_of);
        let any_of = list("anyOf", schema.any_of);
        let lists_properties = object.properties.is_some();
        let properties = object.properties.into_iter().flatten();
        let properties = properties
            .map(|(name, schema)| {
                let key = key_of(schema, &|| at.key("properties").key(&name));
                (name, key)
            })
            .collect();
        let conditional = schema.conditional.into_iter().flat_map(|(name, places)| {
            let places = places.into_iter();
            places.map(move |place| (name.clone(), SchemaKey::At(place)))
        });
        let only_patterns = matches!(object.additional, Some(AdditionalProperties::Patterns(_)));
        let additional = match object.additional {
            None => Others::Unspecified,
            Some(AdditionalProperties::Any(true)) => Others::Any,
            Some(AdditionalProperties::Any(false)) => Others::Forbidden,
            Some(AdditionalProperties::Of(schema) | AdditionalProperties::Patterns(schema)) => {
                Others::Of(key_of(schema, &|| at.key("additionalProperties")))
            }
        };
        let items = schema.list.items;
        let items = items.map(|items| key_of(items, &|| at.key("items")));
        let external = annotations.external_docs;
        let mut facts = Self {
            at: Some(at.clone()),
            reference: None,
            title: annotations.title,
            // With `$dynamicRef` bindings there are several types, which cannot share a name.
            given_name: extension::name(&extensions).filter(|_| at.file.bindings() == 0),
            extensions: extension::of_type(&extensions),
            description: annotations.description,
            external: external.map(|docs| (docs.url, docs.description)),
            deprecated: annotations.deprecated == Some(true),
            nullable: annotations.nullable == Some(true),
            read_only: annotations.read_only == Some(true),
            write_only: annotations.write_only == Some(true),
            default: annotations.default.filter(|value| !value.is_null()),
            examples: annotations.examples.unwrap_or_default(),
            values: listed_values(schema.values, schema.ty.as_deref()),
            is_constant: schema.is_constant,
            ty: schema.ty,
            says_type: None,
            format: schema.format,
            media_type: schema.content_media_type,
            minimum: number.minimum,
            maximum: number.maximum,
            min_length: schema.text.min_length,
            value_names: text_list(&extensions, &["x-enum-varnames", "x-enumNames"]),
            value_docs: text_list(&extensions, &["x-enum-descriptions", "x-enumDescriptions"]),
            open_values: false,
            is_choice: false,
            properties,
            lists_properties,
            conditional: conditional.collect(),
            required: object.required.into_iter().flatten().collect(),
            additional,
            only_patterns,
            items,
            prefix_items,
            all_of,
            one_of,
            any_of,
            not: schema.not.is_some(),
            further: Vec::new(),
            discriminator: object.discriminator,
        };
        // Removes duplicate values. Names without values are those of a choice of constants.
        if !facts.values.is_empty() {
            facts.list(facts.listed());
        }
        if !facts.one_of.is_empty() && !facts.any_of.is_empty() {
            facts.further.push(Choice {
                members: std::mem::take(&mut facts.any_of),
                discriminator: None,
                is_any: true,
            });
        }
        facts
    }

    /// Whether there is nothing about the structure of the values.
    pub fn is_bare(&self) -> bool {
        self.ty.is_none()
            && self.format.is_none()
            && self.values.is_empty()
            && self.properties.is_empty()
            && self.conditional.is_empty()
            && self.additional == Others::Unspecified
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.further.is_empty()
            && self.minimum.is_none()
            && self.maximum.is_none()
            && !self.not
    }

    /// Whether the values are determined only by type, format and bounds.
    pub fn is_plain(&self) -> bool {
        self.values.is_empty() && self.one_of.is_empty() && self.any_of.is_empty() && !self.not
    }

    /// Whether `null` is its only value.
    pub fn is_null(&self) -> bool {
        !self.values.is_empty() && self.values.iter().all(Value::is_null)
    }

    /// Whether its values are objects.
    pub fn is_object(&self) -> bool {
        match self.ty.as_deref() {
            Some(ty) => ty == "object",
            None => !self.properties.is_empty() || !matches!(self.additional, Others::Unspecified),
        }
    }
}

/// Returns the values of an enumeration. Values of the type `number` are floats.
fn listed_values(values: Option<Vec<Value>>, ty: Option<&str>) -> Vec<Value> {
    let mut values = values.unwrap_or_default();
    let is_number = |value: &Value| value.is_number() || value.is_null();
    if ty == Some("number") && values.iter().all(is_number) {
        for value in &mut values {
            *value = value.as_f64().map_or(Value::Null, Value::from);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::listed_values;

    #[test]
    fn values_of_numbers_are_floats() {
        let table = [
            ("number", json!([1, null]), json!([1.0, null])),
            ("number", json!([1, "a"]), json!([1, "a"])),
            ("integer", json!([1]), json!([1])),
        ];
        for (ty, values, expected) in table {
            let listed = listed_values(values.as_array().cloned(), Some(ty));
            assert_eq!(Value::from(listed), expected, "{ty}: {values}");
        }
    }
}
