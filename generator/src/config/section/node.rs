//! The tree that settings are read from. Every value has its place in the settings file or in a
//! description.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::Location;

/// The place of a value or a key.
#[derive(Debug, Clone)]
pub(in crate::config) enum Place {
    /// In the settings file, at this byte range.
    File(Range<usize>),
    /// In a description.
    Description(Location),
}

/// A value and its place.
#[derive(Debug)]
pub(in crate::config) struct Node {
    pub place: Place,
    pub value: Value,
}

/// A value of a setting.
#[derive(Debug)]
pub(in crate::config) enum Value {
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
    /// A non-negative integer.
    Number(u64),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
    /// A value that no setting accepts.
    Other,
}

/// A key of a table and its value.
#[derive(Debug)]
pub(in crate::config) struct Entry {
    pub key: String,
    /// The place of the key.
    pub place: Place,
    pub node: Node,
}

impl Node {
    /// Converts the table of a whole file.
    pub fn of_file(table: &Spanned<DeTable<'_>>) -> Self {
        Self {
            place: Place::File(0..0),
            value: Value::Table(entries(table.get_ref())),
        }
    }

    /// Converts a value of a description.
    pub fn of_description(json: &Json, at: &Location) -> Self {
        let value = match json {
            Json::String(text) => Value::Text(text.clone()),
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(number) => number.as_u64().map_or(Value::Other, Value::Number),
            Json::Array(list) => {
                let nodes = list.iter().enumerate();
                Value::List(
                    nodes
                        .map(|(index, json)| Self::of_description(json, &at.index(index)))
                        .collect(),
                )
            }
            Json::Object(members) => {
                let entries = members.iter().map(|(key, json)| {
                    let at = at.key(key);
                    Entry {
                        key: key.clone(),
                        place: Place::Description(at.clone()),
                        node: Self::of_description(json, &at),
                    }
                });
                Value::Table(entries.collect())
            }
            Json::Null => Value::Other,
        };
        Self {
            place: Place::Description(at.clone()),
            value,
        }
    }

    /// Wraps an extension as the only key of its part.
    pub fn of_extension(key: &str, json: &Json, at: &Location) -> Self {
        let node = Self::of_description(json, at);
        let entry = Entry {
            key: key.to_owned(),
            place: Place::Description(at.clone()),
            node,
        };
        Self {
            place: Place::Description(at.clone()),
            value: Value::Table(vec![entry]),
        }
    }

    /// The place of this string, or of the list element with this string.
    pub fn place_of(&self, text: &str) -> &Place {
        let mut elements = self.value.as_list().into_iter().flatten();
        let element = elements.find(|element| element.value.as_text() == Some(text));
        &element.unwrap_or(self).place
    }

    fn of_toml(value: &Spanned<DeValue<'_>>) -> Self {
        Self {
            place: Place::File(value.span()),
            value: match value.get_ref() {
                DeValue::String(text) => Value::Text(text.to_string()),
                DeValue::Boolean(flag) => Value::Flag(*flag),
                DeValue::Integer(number) => {
                    let number = u64::from_str_radix(number.as_str(), number.radix());
                    number.map_or(Value::Other, Value::Number)
                }
                DeValue::Array(list) => Value::List(list.iter().map(Self::of_toml).collect()),
                DeValue::Table(table) => Value::Table(entries(table)),
                DeValue::Float(_) | DeValue::Datetime(_) => Value::Other,
            },
        }
    }
}

fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        place: Place::File(key.span()),
        node: Node::of_toml(value),
    });
    entries.collect()
}

/// Collects the place of each key of a table and of each string of a list, below `path`. The
/// recursion is bounded: settings nest only a few levels deep.
pub(super) fn places(
    path: &str,
    entries: &[Entry],
    places: &mut BTreeMap<(String, String), Place>,
) {
    for Entry { key, place, node } in entries {
        places.insert((path.to_owned(), key.clone()), place.clone());
        let path = match path {
            "" => key.clone(),
            path => format!("{path}.{key}"),
        };
        match &node.value {
            Value::Table(entries) => self::places(&path, entries, places),
            Value::List(list) => {
                let texts = list.iter().filter_map(|element| {
                    let text = element.value.as_text()?;
                    Some(((path.clone(), text.to_owned()), element.place.clone()))
                });
                places.extend(texts);
            }
            _ => {}
        }
    }
}

impl Value {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Node]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn as_table(&self) -> Option<&[Entry]> {
        match self {
            Self::Table(entries) => Some(entries),
            _ => None,
        }
    }
}
