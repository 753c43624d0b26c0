//! Values in style `deepObject`, and others that are serialized through JSON. OpenAPI 3.0.4 does
//! not define nested objects and lists; servers read `a[b][0]=c`.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use serde_json::Value;

use super::encoding::percent_encode;
use super::parameter_value::ParameterValue;

impl ParameterValue {
    /// Writes a JSON value in a query in style `deepObject`: encoded pairs, joined by `&`. The
    /// members of an object keep their order, those of a map are sorted.
    pub fn in_deep_query(&self, name: &str, json: &Value) -> String {
        let mut pairs = Vec::new();
        match (self, json) {
            (Self::Object(members), Value::Object(values)) => {
                let name = percent_encode(name);
                for (key, value) in members
                    .iter()
                    .filter_map(|(key, _)| values.get_key_value(key))
                {
                    deep(
                        &format!("{name}%5B{}%5D", percent_encode(key)),
                        value,
                        &mut pairs,
                    );
                }
            }
            _ => deep_under(name, json, &mut pairs),
        }
        pairs.join("&")
    }
}

/// Writes a value under the name of a parameter or a field.
///
/// The brackets of a name such as `ids[]` are those of the list: scalars repeat the name, and other
/// elements have numbers in the brackets.
pub(crate) fn deep_under(name: &str, value: &Value, pairs: &mut Vec<String>) {
    let list = name.strip_suffix("[]").filter(|_| value.is_array());
    match (list, value) {
        (Some(list), Value::Array(items)) => {
            let is_flat = !items.iter().any(|item| item.is_object() || item.is_array());
            if !is_flat {
                return deep(&percent_encode(list), value, pairs);
            }
            for item in items {
                deep(&percent_encode(name), item, pairs);
            }
        }
        _ => deep(&percent_encode(name), value, pairs),
    }
}

/// Members and elements under names with their keys in brackets: `a[b][0]=c`.
fn deep(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep(
                    &format!("{name}%5B{}%5D", percent_encode(key)),
                    value,
                    pairs,
                );
            }
        }
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null());
            for (index, value) in items.enumerate() {
                deep(&format!("{name}%5B{index}%5D"), value, pairs);
            }
        }
        value => pairs.extend(plain(value).map(|text| format!("{name}={}", percent_encode(&text)))),
    }
}

/// Writes a value as text: an object or a list as JSON; `None` for `null`.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

/// Joins each inner list to one text; `separators` has a character for each depth.
pub(crate) fn join_inner(value: &Value, separators: &str) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| join(item, separators)).collect(),
        value => value.clone(),
    }
}

fn join(value: &Value, separators: &str) -> Value {
    let mut deeper = separators.chars();
    match (value, deeper.next()) {
        (Value::Array(items), Some(separator)) => {
            let texts = items.iter().map(|item| join(item, deeper.as_str()));
            let texts = texts.filter_map(|text| plain(&text));
            let texts: Vec<String> = texts.collect();
            Value::String(texts.join(separator.encode_utf8(&mut [0; 4])))
        }
        (value, _) => value.clone(),
    }
}
