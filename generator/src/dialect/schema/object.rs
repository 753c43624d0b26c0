//! A schema as the next stage reads it: each keyword is a field of its type.
//!
//! Keywords have the meaning that they have in OpenAPI 3.0, apart from those that 3.0 lacks. A
//! field is `None` if its keyword is absent: beside a reference, `nullable: false` differs from no
//! `nullable`.

use indexmap::IndexMap;
use openapiv3::{Discriminator, ExternalDocumentation};
use serde_json::Value;

use crate::diagnostics::Location;
use crate::dialect::Reference;

/// A schema, or a reference to one.
#[derive(Debug, Clone, PartialEq)]
pub enum Schema {
    /// A reference, which is how nested schemas are represented.
    Reference(Reference),
    /// A schema. Nested in another one, it has no place: translation created it.
    Object(Box<SchemaObject>),
}

/// A Schema Object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SchemaObject {
    /// The keywords that describe the use of the schema.
    pub annotations: Annotations,
    /// The extensions that the description contains.
    pub extensions: IndexMap<String, Value>,
    /// `type`, if it is a single one.
    pub ty: Option<String>,
    /// `format`.
    pub format: Option<String>,
    /// `enum`, or the value of `const`.
    pub values: Option<Vec<Value>>,
    /// Whether the value is that of `const`: an enumeration of one value may get more.
    pub is_constant: bool,
    /// The media type of the content of strings: `contentMediaType`.
    pub content_media_type: Option<String>,
    /// The keywords of strings.
    pub text: TextKeywords,
    /// The keywords of numbers.
    pub number: NumberKeywords,
    /// The keywords of lists.
    pub list: ListKeywords,
    /// The keywords of objects.
    pub object: ObjectKeywords,
    /// The properties that conditions name (`then`, `else`, `dependentSchemas`), each with the
    /// places of its schemas.
    pub conditional: IndexMap<String, Vec<Location>>,
    /// `allOf`.
    pub all_of: Option<Vec<Schema>>,
    /// `oneOf`.
    pub one_of: Option<Vec<Schema>>,
    /// `anyOf`.
    pub any_of: Option<Vec<Schema>>,
    /// `not`.
    pub not: Option<Schema>,
}

/// The keywords that describe the use of a schema and not its values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `nullable`, or `null` among the types.
    pub nullable: Option<bool>,
    /// `deprecated`.
    pub deprecated: Option<bool>,
    /// `readOnly`.
    pub read_only: Option<bool>,
    /// `writeOnly`.
    pub write_only: Option<bool>,
    /// `default`, which may be `null`.
    pub default: Option<Value>,
    /// `examples`, or the value of `example`.
    pub examples: Option<Vec<Value>>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocumentation>,
}

/// The keywords of strings. They only limit their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextKeywords {
    /// `minLength`.
    pub min_length: Option<usize>,
    /// `maxLength`.
    pub max_length: Option<usize>,
    /// `pattern`.
    pub pattern: Option<String>,
}

/// The keywords of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKeywords {
    /// `minimum`, or `exclusiveMinimum` as a number.
    pub minimum: Option<f64>,
    /// `maximum`, or `exclusiveMaximum` as a number.
    pub maximum: Option<f64>,
    /// Whether `minimum` itself is excluded.
    pub exclusive_minimum: Option<bool>,
    /// Whether `maximum` itself is excluded.
    pub exclusive_maximum: Option<bool>,
    /// `multipleOf`.
    pub multiple_of: Option<f64>,
}

/// The keywords of lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListKeywords {
    /// The schema of every element.
    pub items: Option<Schema>,
    /// The schemas of the elements of a list of fixed length.
    pub prefix_items: Option<Vec<Schema>>,
    /// `minItems`.
    pub min_items: Option<usize>,
    /// `maxItems`.
    pub max_items: Option<usize>,
    /// `uniqueItems`.
    pub unique_items: Option<bool>,
}

/// The keywords of objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ObjectKeywords {
    /// `properties`.
    pub properties: Option<IndexMap<String, Schema>>,
    /// `required`.
    pub required: Option<Vec<String>>,
    /// `additionalProperties`, and what other keywords say of properties without a name.
    pub additional: Option<AdditionalProperties>,
    /// `minProperties`.
    pub min_properties: Option<usize>,
    /// `maxProperties`.
    pub max_properties: Option<usize>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
}

/// The values of properties that are not listed by name.
#[derive(Debug, Clone, PartialEq)]
pub enum AdditionalProperties {
    /// Any value, or no such property.
    Any(bool),
    /// Values of a schema.
    Of(Schema),
    /// Values of a schema if the name matches a pattern, otherwise any value.
    Patterns(Schema),
}

impl Schema {
    /// A reference to the schema at a place.
    pub(in crate::dialect) fn at(place: Location) -> Self {
        Self::Reference(Reference::At(place))
    }

    /// The schema that allows any value.
    pub(in crate::dialect) fn anything() -> Self {
        Self::Object(Box::default())
    }
}

impl From<SchemaObject> for Schema {
    fn from(object: SchemaObject) -> Self {
        Self::Object(Box::new(object))
    }
}
