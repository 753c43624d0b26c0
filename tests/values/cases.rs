//! Cases written by hand: `cases/<topic>.yaml`, schemas with the instances that they take, turn into others, or refuse.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::Directions;
use oasmith_tests::decoder::{Bench, Outcome, TypeIndex, Types};
use oasmith_tests::json::difference;
use oasmith_tests::workspace;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    /// Whether the types are only decoded, as those that only a server sends.
    #[serde(default)]
    received: bool,
    /// The settings that the description gives.
    #[serde(default)]
    settings: Map<String, Value>,
    schemas: BTreeMap<String, Case>,
}

/// A schema and its instances; one without is there for others to refer to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    schema: Value,
    /// Instances that come back as they are.
    #[serde(default)]
    accepts: Vec<Value>,
    /// The same as JSON text, for what YAML cannot say.
    #[serde(default)]
    accepts_text: Vec<String>,
    /// Instances with what comes back.
    #[serde(default)]
    becomes: Vec<(Value, Value)>,
    /// Instances that are none of the type.
    #[serde(default)]
    refuses: Vec<Value>,
    /// The same as JSON text.
    #[serde(default)]
    refuses_text: Vec<String>,
}

/// What must become of an instance.
enum Expected {
    Json(Value),
    Shown(String),
    Refused,
}

/// An instance, and what must become of it.
struct Check {
    name: String,
    ty: TypeIndex,
    text: String,
    expected: Expected,
}

#[test]
fn every_case_is_decoded_and_encoded_as_it_says() {
    let mut bench = Bench::new("values-cases");
    let mut checks = Vec::new();
    for path in files("cases", "yaml") {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .replace('_', "-");
        let text = fs::read_to_string(&path).expect("the file can be read");
        let topic: Topic = serde_yaml::from_str(&text).expect("the file is one of cases");
        let (description, directions) = describe(&topic);
        let types = bench
            .add_text(&name, &description, directions)
            .expect("the crate is written")
            .expect("the description generates");
        checks.extend(topic.schemas.into_iter().flat_map(|(schema, case)| {
            case.checks(
                &format!("{name}: {schema}"),
                type_of(&types, &schema),
                topic.received,
            )
        }));
    }
    let decoder = bench.build().expect("the crates build");
    let instances: Vec<_> = checks
        .iter()
        .map(|check| (check.ty, check.text.clone()))
        .collect();
    let outcomes = decoder.run(&instances).expect("the runner answers");
    let wrong: Vec<String> = checks
        .iter()
        .zip(outcomes)
        .filter_map(|(check, outcome)| check.complaint(outcome))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        checks.len(),
        wrong.join("\n")
    );
}

/// The files of a folder beside this one, sorted.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = workspace().join("tests/values").join(folder);
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

/// The type of a schema.
pub fn type_of(types: &Types, schema: &str) -> TypeIndex {
    *types
        .get(schema)
        .unwrap_or_else(|| panic!("`{schema}` has a type: {:?}", types.keys()))
}

/// An OpenAPI description with these schemas.
pub fn description(title: &str, schemas: &Map<String, Value>, paths: &Map<String, Value>) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn describe(topic: &Topic) -> (String, Directions) {
    let schemas = topic.schemas.iter();
    let schemas = schemas
        .map(|(name, case)| (name.clone(), case.schema.clone()))
        .collect();
    let mut paths = Map::new();
    if topic.received {
        for name in topic.schemas.keys() {
            let schema = json!({ "$ref": Path::new("#/components/schemas").join(name) });
            let content = json!({ "application/json": { "schema": schema } });
            let responses = json!({ "200": { "description": "It.", "content": content } });
            paths.insert(
                format!("/{name}"),
                json!({ "get": { "responses": responses } }),
            );
        }
    }
    let directions = if topic.received {
        Directions::Used
    } else {
        Directions::Both
    };
    let mut whole = description("Cases", &schemas, &paths);
    whole["x-oasmith"] = Value::Object(topic.settings.clone());
    (whole.to_string(), directions)
}

impl Case {
    fn checks(self, name: &str, ty: TypeIndex, shown: bool) -> Vec<Check> {
        let check = |text: String, expected| Check {
            name: name.to_owned(),
            ty,
            text,
            expected,
        };
        let parse = |text: &str| serde_json::from_str(text).expect("the instance is JSON");
        let becomes = self.becomes.into_iter().map(|(before, after)| {
            let expected = match after {
                Value::String(text) if shown => Expected::Shown(text),
                after => Expected::Json(after),
            };
            (before.to_string(), expected)
        });
        let accepts = self.accepts.into_iter();
        let accepts = accepts.map(|value| (value.to_string(), Expected::Json(value)));
        let texts = self.accepts_text.into_iter();
        let texts = texts.map(|text| (text.clone(), Expected::Json(parse(&text))));
        let refuses = self.refuses.into_iter().map(|value| value.to_string());
        let refuses = refuses
            .chain(self.refuses_text)
            .map(|text| (text, Expected::Refused));
        let all = becomes.chain(accepts).chain(texts).chain(refuses);
        all.map(|(text, expected)| check(text, expected)).collect()
    }
}

impl Check {
    /// What is wrong with the outcome.
    fn complaint(&self, outcome: Outcome) -> Option<String> {
        let Self { name, text, .. } = self;
        match (&self.expected, outcome) {
            (Expected::Refused, Err(_)) => None,
            (Expected::Refused, Ok(found)) => Some(format!("{name}: {text} is taken, as {found}")),
            (Expected::Json(_) | Expected::Shown(_), Err(error)) => {
                Some(format!("{name}: {text} is refused: {error}"))
            }
            (Expected::Shown(expected), Ok(found)) => {
                (*expected != found).then(|| format!("{name}: {text} is {found}"))
            }
            (Expected::Json(expected), Ok(found)) => {
                let value = serde_json::from_str(&found).unwrap_or(Value::Null);
                let at = difference(expected, &value)?;
                Some(format!(
                    "{name}: {text} comes back as {found}: `{at}` differs"
                ))
            }
        }
    }
}
