//! Reads the keywords of a schema from the description, and checks their values.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::kind::Holds;
use super::super::{Kind, Loss, Translator, extension, report, scalars, shallow};
use super::nested::{self, Items};
use super::object::{AdditionalProperties, Schema, SchemaObject};
use crate::diagnostics::Location;

/// The keywords that a [`SchemaObject`] has in another form, as the description has them.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// `type`, a name or a list.
    pub ty: Option<Value>,
    /// `const`.
    pub constant: Option<Value>,
    /// `example`.
    pub example: Option<Value>,
    /// `examples`.
    pub examples: Option<Vec<Value>>,
    /// `exclusiveMinimum`, a boolean or a number.
    pub exclusive_minimum: Option<Value>,
    /// `exclusiveMaximum`, a boolean or a number.
    pub exclusive_maximum: Option<Value>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `items`.
    pub items: Option<Items>,
    /// `additionalItems`, without the form of a list.
    pub additional_items: Option<Items>,
    /// `prefixItems`.
    pub prefix_items: Option<Vec<Schema>>,
    /// `patternProperties`.
    pub pattern_properties: Option<IndexMap<String, Schema>>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<AdditionalProperties>,
    /// Whether there are keywords that apply only to some values.
    pub has_conditions: bool,
}

/// Reads the schema `object` at `at`. Values of the wrong type and unknown keys are reported.
pub(super) fn read(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> (SchemaObject, Written) {
    let (mut schema, mut written) = (SchemaObject::default(), Written::default());
    for (key, value) in object {
        match shallow::check_key(t, Kind::Schema, key, value, at) {
            Some(holds) => {
                let keyword = Keyword {
                    t,
                    holds,
                    key,
                    value,
                    at,
                };
                keyword.read(&mut schema, &mut written);
            }
            None if key.starts_with("x-") => {
                let kept = extension::keep(t, Kind::Schema, key, value, at);
                schema
                    .extensions
                    .extend(kept.map(|value| (key.clone(), value)));
            }
            None => {}
        }
    }
    (schema, written)
}

/// A keyword of the schema at `at`.
struct Keyword<'k, 'a> {
    t: &'k Translator<'a>,
    holds: Holds,
    key: &'k str,
    value: &'k Value,
    at: &'k Location,
}

impl Keyword<'_, '_> {
    fn read(&self, schema: &mut SchemaObject, written: &mut Written) {
        let SchemaObject {
            annotations,
            text,
            number,
            list,
            object,
            ..
        } = schema;
        match self.key {
            "title" => annotations.title = self.text(),
            "description" => annotations.description = self.text(),
            "nullable" => annotations.nullable = self.flag(),
            "deprecated" => annotations.deprecated = self.flag(),
            "readOnly" => annotations.read_only = self.flag(),
            "writeOnly" => annotations.write_only = self.flag(),
            "default" => annotations.default = self.any(),
            "externalDocs" => annotations.external_docs = self.object(),
            "type" => written.ty = self.any(),
            "format" => schema.format = self.text(),
            "enum" => schema.values = self.values(),
            "const" => written.constant = self.any(),
            "example" => written.example = self.any(),
            "examples" => written.examples = self.list(),
            "minLength" => text.min_length = self.count(),
            "maxLength" => text.max_length = self.count(),
            "pattern" => text.pattern = self.text(),
            "contentEncoding" => written.content_encoding = self.text(),
            "contentMediaType" => written.content_media_type = self.text(),
            "minimum" => number.minimum = self.number(),
            "maximum" => number.maximum = self.number(),
            "exclusiveMinimum" => written.exclusive_minimum = self.any(),
            "exclusiveMaximum" => written.exclusive_maximum = self.any(),
            "multipleOf" => number.multiple_of = self.number(),
            "items" => written.items = self.nested(nested::items),
            "additionalItems" => written.additional_items = self.nested(nested::other_items),
            "prefixItems" => written.prefix_items = self.nested(nested::list),
            "minItems" => list.min_items = self.count(),
            "maxItems" => list.max_items = self.count(),
            "uniqueItems" => list.unique_items = self.flag(),
            "properties" => object.properties = self.by_name(),
            "patternProperties" => written.pattern_properties = self.by_name(),
            "additionalProperties" => object.additional = self.nested(nested::additional),
            "unevaluatedProperties" => {
                written.unevaluated_properties = self.nested(nested::additional);
            }
            "required" => object.required = self.texts(),
            "minProperties" => object.min_properties = self.count(),
            "maxProperties" => object.max_properties = self.count(),
            "discriminator" => object.discriminator = self.object(),
            "allOf" => schema.all_of = self.nested(nested::list),
            "oneOf" => schema.one_of = self.choices(),
            "anyOf" => schema.any_of = self.choices(),
            // Whether it is one is checked when it is requested.
            "not" => schema.not = self.nested(|_, at| Some(Schema::at(at.clone()))),
            "then" | "else" | "dependentSchemas" | "dependencies" => {
                written.has_conditions = true;
                self.any();
            }
            // Without effect; reported where that matters.
            _ => {
                self.any();
            }
        }
    }

    /// The value, if it has the right type; otherwise it is reported.
    fn any(&self) -> Option<Value> {
        shallow::keep_own(self.t, self.holds, self.value, self.key, self.at)
    }

    fn text(&self) -> Option<String> {
        scalars::into_text(self.any()?)
    }

    fn flag(&self) -> Option<bool> {
        self.any()?.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.any()?.as_f64()
    }

    fn count(&self) -> Option<usize> {
        usize::try_from(self.any()?.as_u64()?).ok()
    }

    fn list(&self) -> Option<Vec<Value>> {
        match self.any()? {
            Value::Array(list) => Some(list),
            _ => None,
        }
    }

    /// The values of an enumeration. None of them means that no value is valid, which cannot be
    /// meant.
    fn values(&self) -> Option<Vec<Value>> {
        let values = self.list()?;
        self.is_not_empty(&values, "a list of at least one value")
            .then_some(values)
    }

    /// The members of a union. None of them means that no value is valid, which cannot be meant.
    fn choices(&self) -> Option<Vec<Schema>> {
        let members = self.nested(nested::list)?;
        self.is_not_empty(&members, "a list of at least one schema")
            .then_some(members)
    }

    /// Whether a list has elements; otherwise it is reported.
    fn is_not_empty<T>(&self, list: &[T], expected: &str) -> bool {
        if list.is_empty() {
            report::wrong_value(self.t, Loss::Widened, &self.at.key(self.key), expected);
        }
        !list.is_empty()
    }

    fn texts(&self) -> Option<Vec<String>> {
        let list = self.list()?.into_iter();
        Some(list.filter_map(scalars::into_text).collect())
    }

    /// An object that openapiv3 defines.
    fn object<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(self.any()?).ok()
    }

    /// Nested schemas.
    fn nested<T>(&self, read: nested::Read<T>) -> Option<T> {
        let at = self.at.key(self.key);
        nested::read(self.t, self.holds, self.value, &at, read, |first, _| first)
    }

    /// Nested schemas by name.
    fn by_name(&self) -> Option<IndexMap<String, Schema>> {
        let at = self.at.key(self.key);
        let join = |mut all: IndexMap<String, Schema>, more| {
            all.extend(more);
            all
        };
        nested::read(self.t, self.holds, self.value, &at, nested::by_name, join)
    }
}
