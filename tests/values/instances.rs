//! Instances made from schemas: of each named schema of a description some values, with all of its properties, with only
//! those it requires, and with others by chance, always the same ones.
//!
//! What a validator of JSON Schema holds to be an instance must be decoded, and come back as the same JSON, valid again:
//! but for tags that it does not have, which are written all the same.

mod judge;
mod sample;
mod scalar;
mod tags;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use oasmith_tests::decoder::{Bench, Outcome, TypeIndex};
use oasmith_tests::json::difference;
use oasmith_tests::{Fixture, workspace};
use serde_json::Value;

use judge::Judge;
use sample::{Fullness, Sampler};

/// How many instances by chance each schema gets, beside the full and the bare one.
const BY_CHANCE: u64 = 6;

/// Descriptions of the corpus that are small enough for every run.
const PUBLISHED: &[&str] = &[
    "buildomat.json",
    "firecracker.json",
    "keeper.json",
    "nomad.yaml",
    "oxide-nexus.json",
    "petstore3.yaml",
    "propolis.json",
    "qdrant.json",
    "spotify.yaml",
    "train-travel-3.1.json",
    "typesense.yaml",
    "uspto.yaml",
];

/// An instance of a schema, and its type.
struct Instance {
    name: String,
    schema: String,
    ty: TypeIndex,
    value: Value,
    judge: usize,
}

#[test]
fn instances_of_the_fixtures() {
    let fixtures = Fixture::all().expect("there are fixtures");
    // Settings may ask for more than a schema does: another type, a property that it does not require.
    let plain = fixtures.into_iter().filter(|fixture| {
        !fixture
            .path
            .parent()
            .is_some_and(|folder| folder.ends_with("settings"))
    });
    let named = plain.map(|fixture| (fixture.crate_name(), fixture.path));
    let found = check("values-fixtures", named.collect());
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn instances_of_published_descriptions() {
    let folder = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| workspace().join("../shared/corpus"));
    let named = PUBLISHED.iter().map(|file| {
        let name = file.split('.').next().unwrap_or_default();
        (format!("published-{name}"), folder.join(file))
    });
    let named: Vec<_> = named.filter(|(_, path)| path.exists()).collect();
    if named.is_empty() {
        eprintln!(
            "skipped: there is no folder of descriptions at {}",
            folder.display()
        );
        return;
    }
    let found = check("values-published", named);
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// Everything that is wrong with what becomes of the instances of these descriptions.
fn check(name: &'static str, descriptions: Vec<(String, PathBuf)>) -> Vec<String> {
    let mut bench = Bench::new(name);
    let (mut judges, mut instances) = (Vec::new(), Vec::new());
    for (krate, path) in descriptions {
        let Some(judge) = read(&path).as_ref().and_then(Judge::new) else {
            continue;
        };
        if judge.schemas().is_empty() {
            continue;
        }
        let types = bench.add(&krate, &path).expect("the crate is written");
        for (schema, ty) in types.iter().flatten() {
            let made = made_for(&judge, schema).into_iter().map(|value| Instance {
                name: krate.clone(),
                schema: schema.clone(),
                ty: *ty,
                value,
                judge: judges.len(),
            });
            instances.extend(made);
        }
        judges.push(judge);
    }
    let decoder = bench.build().expect("the crates build");
    let texts = instances
        .iter()
        .map(|instance| (instance.ty, instance.value.to_string()));
    let outcomes = decoder
        .run(&texts.collect::<Vec<_>>())
        .expect("the runner answers");
    println!("{}: {} instances", name, instances.len());
    let judged = instances.iter().zip(outcomes);
    judged
        .filter_map(|(instance, outcome)| instance.complaint(&judges[instance.judge], outcome))
        .collect()
}

/// The description; `None` if it has numbers that only its own reader takes.
fn read(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).expect("the description can be read");
    serde_yaml::from_str(&text).ok()
}

/// Instances of a schema that are valid, each once. `null` by itself is left out: it is a value of the place a schema is
/// used at, not of its type.
fn made_for(judge: &Judge, schema: &str) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let mut made = Vec::new();
    for seed in 0..BY_CHANCE + 2 {
        let fullness = match seed {
            0 => Fullness::Full,
            1 => Fullness::Bare,
            _ => Fullness::ByChance,
        };
        let Some(value) = Sampler::new(judge, seed, fullness).named(schema) else {
            continue;
        };
        if !value.is_null() && judge.allows(schema, &value) && seen.insert(value.to_string()) {
            made.push(value);
        }
    }
    made
}

impl Instance {
    /// What is wrong with the outcome.
    fn complaint(&self, judge: &Judge, outcome: Outcome) -> Option<String> {
        let Self {
            name,
            schema,
            value,
            ..
        } = self;
        let found = match outcome {
            Ok(found) => found,
            Err(error) => return Some(format!("{name}: {schema}: {value} is refused: {error}")),
        };
        let again = serde_json::from_str(&found).unwrap_or(Value::Null);
        let kept = tags::without_added(&again, value, judge.tags());
        if let Some(at) = difference(&canonical(value), &canonical(&kept)) {
            return Some(format!(
                "{name}: {schema}: {value} comes back as {found}: `{at}` differs"
            ));
        }
        (!judge.allows(schema, &again)).then(|| format!("{name}: {schema}: {found} is not valid"))
    }
}

/// The same value with instants said in one way.
fn canonical(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.parse::<Timestamp>() {
            Ok(instant) => Value::String(instant.to_string()),
            Err(_) => value.clone(),
        },
        Value::Array(values) => values.iter().map(canonical).collect(),
        Value::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), canonical(value)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}
