//! The facts of one schema, independent of its openapiv3 kind.

use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::super::names::text_list;
use super::key::SchemaKey;
use super::schema_object::SchemaObject;
use crate::diagnostics::Location;
use crate::dialect::extension::{self, CONDITIONAL, CONTENT_MEDIA_TYPE, EXAMPLES, PREFIX_ITEMS};
use crate::dialect::parse_own_reference;

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
    pub value_names: Vec<Option<String>>,
    pub value_docs: Vec<Option<String>>,
    /// Whether other values of the same type are valid, too.
    pub open_values: bool,
    pub properties: IndexMap<String, SchemaKey>,
    /// Properties that only conditions name; values need not have them.
    pub conditional: Vec<(String, SchemaKey)>,
    pub required: IndexSet<String>,
    pub additional: Others,
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
type KeyOf<'k> = &'k mut dyn FnMut(ReferenceOr<Schema>, &Location) -> SchemaKey;

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
    pub fn gather(object: SchemaObject, at: &Location, key: KeyOf<'_>) -> Self {
        let SchemaObject { data, any } = object;
        let prefix_items = data
            .extensions
            .get(PREFIX_ITEMS)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let prefix_items = prefix_items
            .filter_map(|item| item.get("$ref").and_then(Value::as_str))
            .map(ReferenceOr::ref_);
        let prefix_items: Vec<_> = prefix_items.collect();
        // An internal reference names a location, which serves as the key.
        let mut key_of =
            |schema: ReferenceOr<Schema>, place: &dyn Fn() -> Location| match own(&schema) {
                Some(place) => SchemaKey::At(place),
                None => key(schema, &place()),
            };
        let mut list = |name: &str, members: Vec<ReferenceOr<Schema>>| {
            let members = members.into_iter().enumerate();
            members
                .map(|(index, member)| key_of(member, &|| at.key(name).index(index)))
                .collect::<Vec<_>>()
        };
        let prefix_items = list("prefixItems", prefix_items);
        let all_of = list("allOf", any.all_of);
        let one_of = list("oneOf", any.one_of);
        let any_of = list("anyOf", any.any_of);
        let properties = any.properties.into_iter();
        let properties = properties
            .map(|(name, schema)| {
                let key = key_of(schema.unbox(), &|| at.key("properties").key(&name));
                (name, key)
            })
            .collect();
        let conditional = conditional(&data.extensions)
            .map(|(name, schema)| {
                let key = key_of(schema, &|| at.key("properties").key(&name));
                (name, key)
            })
            .collect();
        let additional = match any.additional_properties {
            None => Others::Unspecified,
            Some(AdditionalProperties::Any(true)) => Others::Any,
            Some(AdditionalProperties::Any(false)) => Others::Forbidden,
            Some(AdditionalProperties::Schema(schema)) => {
                Others::Of(key_of(*schema, &|| at.key("additionalProperties")))
            }
        };
        let mut facts = Self {
            at: Some(at.clone()),
            reference: None,
            title: data.title,
            // With `$dynamicRef` bindings there are several types, which cannot share a name.
            given_name: extension::name(&data.extensions).filter(|_| at.file.bindings() == 0),
            extensions: extension::of_type(&data.extensions),
            description: data.description,
            external: data.external_docs.map(|docs| (docs.url, docs.description)),
            deprecated: data.deprecated,
            nullable: data.nullable,
            read_only: data.read_only,
            write_only: data.write_only,
            default: data.default,
            examples: examples(data.example, &data.extensions),
            ty: any.typ,
            says_type: None,
            format: any.format,
            media_type: data
                .extensions
                .get(CONTENT_MEDIA_TYPE)
                .and_then(Value::as_str)
                .map(str::to_owned),
            minimum: any.minimum,
            maximum: any.maximum,
            min_length: any.min_length,
            values: any.enumeration,
            value_names: text_list(&data.extensions, &["x-enum-varnames", "x-enumNames"]),
            value_docs: text_list(
                &data.extensions,
                &["x-enum-descriptions", "x-enumDescriptions"],
            ),
            open_values: false,
            properties,
            conditional,
            required: any.required.into_iter().collect(),
            additional,
            items: any
                .items
                .map(|items| key_of(items.unbox(), &|| at.key("items"))),
            prefix_items,
            all_of,
            one_of,
            any_of,
            not: any.not.is_some(),
            further: Vec::new(),
            discriminator: data.discriminator,
        };
        // Removes duplicate values.
        facts.list(facts.listed());
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

/// Returns the location that an internal reference names.
fn own(schema: &ReferenceOr<Schema>) -> Option<Location> {
    match schema {
        ReferenceOr::Reference { reference } => parse_own_reference(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// Returns the examples of a schema, from `examples` or `example`.
fn examples(example: Option<Value>, extensions: &IndexMap<String, Value>) -> Vec<Value> {
    match extensions.get(EXAMPLES) {
        Some(Value::Array(examples)) => examples.clone(),
        _ => example.into_iter().collect(),
    }
}

/// Returns the properties that conditions name, each with one of its schemas.
fn conditional(
    extensions: &IndexMap<String, Value>,
) -> impl Iterator<Item = (String, ReferenceOr<Schema>)> {
    let named = extensions.get(CONDITIONAL).and_then(Value::as_object);
    named.into_iter().flatten().flat_map(|(name, schemas)| {
        let schemas = schemas.as_array().into_iter().flatten();
        let references = schemas.filter_map(|schema| schema.get("$ref").and_then(Value::as_str));
        references.map(|reference| (name.clone(), ReferenceOr::ref_(reference)))
    })
}
