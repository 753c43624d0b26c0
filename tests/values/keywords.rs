//! The keywords of JSON Schema: `json_schema/<keyword>.json`, in the format of the JSON Schema Test Suite.
//!
//! A valid instance comes back as the same JSON, or as what `becomes` says. An invalid one is refused, unless it is said to
//! be `taken`: types are more open than schemas on purpose, and here it stands where.

use std::fs;

use oasmith::config::Directions;
use oasmith_tests::decoder::{Bench, Outcome, TypeIndex};
use oasmith_tests::json::difference;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::cases::{description, files, type_of};

/// A schema and its instances.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Test>,
}

/// An instance.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Test {
    description: String,
    data: Value,
    valid: bool,
    /// What comes back, if not the same.
    becomes: Option<Value>,
    /// Whether it is decoded though it is not valid.
    #[serde(default)]
    taken: bool,
}

/// An instance, its type and what it is called.
type Check = (String, TypeIndex, Test);

#[test]
fn every_keyword_means_what_it_says() {
    let mut bench = Bench::new("values-keywords");
    let mut checks: Vec<Check> = Vec::new();
    for path in files("json_schema", "json") {
        let keyword = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("the file can be read");
        let groups: Vec<Group> = serde_json::from_str(&text).expect("the file is of groups");
        let schemas = groups.iter().enumerate();
        let schemas = schemas.map(|(index, group)| (name(index), held(index, &group.schema)));
        let text = description(&keyword, &schemas.collect(), &Map::new()).to_string();
        let krate = format!("keyword-{}", keyword.to_lowercase());
        let types = bench
            .add_text(&krate, &text, Directions::Both)
            .expect("the crate is written")
            .expect("the description generates");
        for (index, group) in groups.into_iter().enumerate() {
            let ty = type_of(&types, &name(index));
            checks.extend(group.tests.into_iter().map(|test| {
                let called = format!("{keyword}: {}: {}", group.description, test.description);
                (called, ty, test)
            }));
        }
    }
    let decoder = bench.build().expect("the crates build");
    let instances = checks
        .iter()
        .map(|(_, ty, test)| (*ty, held_value(&test.data).to_string()));
    let outcomes = decoder
        .run(&instances.collect::<Vec<_>>())
        .expect("the runner answers");
    let complaints = checks.iter().zip(outcomes);
    let wrong: Vec<String> = complaints
        .filter_map(|(check, outcome)| complaint(check, outcome))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        checks.len(),
        wrong.join("\n")
    );
}

fn name(index: usize) -> String {
    format!("Case{index}")
}

/// The schema of an object that holds a value of the schema: a value by itself cannot be `null`.
fn held(index: usize, schema: &Value) -> Value {
    let mut schema = schema.clone();
    move_references(
        &mut schema,
        &format!("#/components/schemas/{}/properties/it", name(index)),
    );
    json!({ "type": "object", "required": ["it"], "properties": { "it": schema } })
}

fn held_value(value: &Value) -> Value {
    json!({ "it": value })
}

/// Makes references from the root of the schema ones from the root of the description.
fn move_references(schema: &mut Value, root: &str) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(reference) if name == "$ref" && reference.starts_with('#') => {
                        reference.replace_range(..1, root);
                    }
                    value => move_references(value, root),
                }
            }
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| move_references(value, root)),
        _ => {}
    }
}

/// What is wrong with the outcome.
fn complaint((name, _, test): &Check, outcome: Outcome) -> Option<String> {
    let data = &test.data;
    match outcome {
        Err(_) if !test.valid && !test.taken => None,
        Err(error) => Some(format!("{name}: {data} is refused: {error}")),
        Ok(found) if !test.valid => {
            (!test.taken).then(|| format!("{name}: {data} is taken, as {found}"))
        }
        Ok(found) => {
            let value = serde_json::from_str(&found).unwrap_or(Value::Null);
            let expected = held_value(test.becomes.as_ref().unwrap_or(data));
            let at = difference(&expected, &value)?;
            Some(format!(
                "{name}: {data} comes back as {found}: `{at}` differs"
            ))
        }
    }
}
