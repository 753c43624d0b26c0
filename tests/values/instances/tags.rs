//! Tags: members that are written though an instance has none, since they say what the value is.

use std::collections::BTreeSet;

use serde_json::Value;

/// The properties of a description by which objects are told apart, or that have one value only.
pub fn names(description: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(description, &mut names);
    names
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let discriminator = members.get("discriminator");
            let named = discriminator.and_then(|it| it.get("propertyName").or(Some(it)));
            names.extend(named.and_then(Value::as_str).map(str::to_owned));
            let properties = members.get("properties").and_then(Value::as_object);
            let constant = properties.into_iter().flatten();
            let constant = constant.filter(|(_, schema)| has_one_value(schema));
            names.extend(constant.map(|(name, _)| name.clone()));
            members.values().for_each(|value| collect(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

fn has_one_value(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    schema.get("const").is_some() || values.is_some_and(|values| values.len() == 1)
}

/// What came back without the tags that the instance does not have; `null` is none.
pub fn without_added(again: &Value, instance: &Value, names: &BTreeSet<String>) -> Value {
    match (again, instance) {
        (Value::Object(again), Value::Object(instance)) => {
            let members = again.iter().filter_map(|(name, value)| {
                let kept = match instance.get(name) {
                    None if names.contains(name) => return None,
                    Some(Value::Null) if names.contains(name) => Value::Null,
                    Some(before) => without_added(value, before, names),
                    None => value.clone(),
                };
                Some((name.clone(), kept))
            });
            Value::Object(members.collect())
        }
        (Value::Array(again), Value::Array(instance)) if again.len() == instance.len() => {
            let both = again.iter().zip(instance);
            both.map(|(again, instance)| without_added(again, instance, names))
                .collect()
        }
        (again, _) => again.clone(),
    }
}
