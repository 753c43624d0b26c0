//! A validator of the named schemas of a description.

use std::collections::BTreeSet;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// A description whose schemas are JSON Schema, and a validator of all of them.
pub struct Judge {
    /// The description, translated.
    pub document: Value,
    /// Where its named schemas stand.
    pub folder: &'static str,
    validator: Validator,
    tags: BTreeSet<String>,
}

impl Judge {
    /// The validator for a description; `None` if it needs files beside it.
    pub fn new(description: &Value) -> Option<Self> {
        let mut document = description.clone();
        let version = document
            .get("openapi")
            .and_then(Value::as_str)
            .unwrap_or("2.0");
        let old = version.starts_with("2.") || version.starts_with("3.0");
        let folder = if version.starts_with("2.") {
            "/definitions"
        } else {
            "/components/schemas"
        };
        if old {
            translate(&mut document);
        }
        let names: Vec<String> = named(&document, folder).keys().cloned().collect();
        let properties = names.into_iter().map(|name| {
            let reference = json!({ "$ref": format!("#{folder}/{}", name.replace('~', "~0").replace('/', "~1")) });
            (name, reference)
        });
        // One validator for all: an object with a property for each schema.
        let mut root = document.clone();
        let members = root.as_object_mut()?;
        members.insert("properties".to_owned(), Value::Object(properties.collect()));
        members.retain(|name, _| !ANNOTATIONS.contains(&name.as_str()));
        let draft = if old {
            Draft::Draft4
        } else {
            Draft::Draft202012
        };
        let validator = jsonschema::options()
            .with_draft(draft)
            .should_validate_formats(true)
            .build(&root)
            .ok()?;
        Some(Self {
            tags: super::tags::names(&document),
            document,
            folder,
            validator,
        })
    }

    /// The properties that are written though an instance does not have them.
    pub fn tags(&self) -> &BTreeSet<String> {
        &self.tags
    }

    /// The named schemas.
    pub fn schemas(&self) -> &Map<String, Value> {
        named(&self.document, self.folder)
    }

    /// Whether a value is an instance of a schema.
    pub fn allows(&self, schema: &str, value: &Value) -> bool {
        self.validator.is_valid(&json!({ schema: value }))
    }
}

/// Keys of a description that a schema has with another meaning.
const ANNOTATIONS: &[&str] = &["security", "tags", "servers", "info"];

fn named<'d>(document: &'d Value, folder: &str) -> &'d Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    document
        .pointer(folder)
        .and_then(Value::as_object)
        .unwrap_or(&NONE)
}

/// Says `nullable` as JSON Schema does.
fn translate(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let nullable = ["nullable", "x-nullable"]
                .iter()
                .any(|key| members.get(*key) == Some(&Value::Bool(true)));
            if nullable && members.len() == 1 {
                // What generators write among alternatives, meaning `null`.
                members.insert("type".to_owned(), json!("null"));
            } else if nullable {
                if let Some(ty @ Value::String(_)) = members.get_mut("type") {
                    *ty = json!([ty, "null"]);
                }
                if let Some(Value::Array(values)) = members.get_mut("enum") {
                    values.push(Value::Null);
                }
            }
            members.values_mut().for_each(translate);
        }
        Value::Array(values) => values.iter_mut().for_each(translate),
        _ => {}
    }
}
