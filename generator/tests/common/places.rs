//! Descriptions with a mark at every place where a name or a text may stand: `§name-of-the-place§`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// The texts of a template's places, once each.
pub fn places(template: &str) -> Vec<String> {
    let places = template.split('§').skip(1).step_by(2);
    let mut seen = BTreeSet::new();
    places
        .filter(|place| seen.insert(*place))
        .map(str::to_owned)
        .collect()
}

/// The template with a text at each place. In references it is encoded, so that they lead to what has the text as its name.
pub fn fill(template: &str, text: &dyn Fn(&str) -> String) -> String {
    let template: Value = serde_json::from_str(template).unwrap();
    filled(&template, text).to_string()
}

fn filled(value: &Value, text: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(said) => Value::String(replaced(said, text)),
        Value::Array(items) => items.iter().map(|item| filled(item, text)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(key, value)| (replaced(key, text), filled(value, text)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn replaced(said: &str, text: &dyn Fn(&str) -> String) -> String {
    let is_reference = said.starts_with("#/");
    let parts = said
        .split('§')
        .enumerate()
        .map(|(index, part)| match (index % 2, is_reference) {
            (0, _) => part.to_owned(),
            (_, false) => text(part),
            (_, true) => text(part)
                .replace('~', "~0")
                .replace('/', "~1")
                .replace('%', "%25"),
        });
    parts.collect()
}
