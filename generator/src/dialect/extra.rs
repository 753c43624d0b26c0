//! What an object has for which openapiv3 has no field.
//!
//! Objects other than schemas are handed to the next stage as openapiv3 reads them. Newer features,
//! and those of Swagger 2.0 that OpenAPI 3.0 lacks, are passed on in one extension of the object.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The extension that holds them, which a description may not use.
pub(super) const KEY: &str = "x-oasmith-extra";

/// What an object has for which openapiv3 has no field.
#[allow(
    clippy::struct_excessive_bools,
    reason = "they belong to different kinds of objects"
)]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Extra {
    /// Of a media type: the schema of each element of a sequence (`itemSchema`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_schema: Option<ReferenceOr<openapiv3::Schema>>,
    /// Of a query parameter: it is the whole query string (`in: querystring`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_query_string: bool,
    /// Of a path parameter: reserved characters are not encoded. OpenAPI 3.2 and later.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub allow_reserved: bool,
    /// Of a cookie parameter: its style is `cookie`. OpenAPI 3.2 and later.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_cookie_style: bool,
    /// Of a query parameter or an encoding: list elements are separated by tabs
    /// (`collectionFormat: tsv`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_tab_delimited: bool,
    /// Of a parameter or an encoding: the separators of lists nested in its list, one character per
    /// depth (`collectionFormat` of Items Objects).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub inner_separators: String,
    /// Of a header or an encoding: its `explode`, if present. openapiv3 does not distinguish `false`
    /// from absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explode: Option<bool>,
    /// Of a discriminator: the schema of values without a known tag (`defaultMapping`), unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_mapping: Option<String>,
    /// Of a tag: its summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Of a security scheme of `type: http`: it stands for `type: mutualTLS`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_mutual_tls: bool,
}

impl Extra {
    /// Reads it from the extensions of an object.
    #[must_use]
    pub fn from_extensions(extensions: &IndexMap<String, Value>) -> Self {
        extensions.get(KEY).map(Self::read).unwrap_or_default()
    }

    /// Adds something to an object.
    pub(super) fn add(part: &mut Map<String, Value>, add: impl FnOnce(&mut Self)) {
        let mut extra = part.get(KEY).map(Self::read).unwrap_or_default();
        add(&mut extra);
        let value = serde_json::to_value(extra).unwrap_or_default();
        part.insert(KEY.to_owned(), value);
    }

    fn read(value: &Value) -> Self {
        Self::deserialize(value).unwrap_or_default()
    }
}
