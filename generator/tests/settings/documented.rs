//! Every setting is described: in the schema, and on the page.

use super::*;

/// The keys that the reader of the settings knows in a table, by its own word: what it says of a key that it does not know.
fn known(text: &str) -> BTreeSet<String> {
    let error = Config::from_text(Path::new("oasmith.toml"), text.to_owned()).unwrap_err();
    let ConfigError::Invalid { problems, .. } = error else {
        panic!("{error}")
    };
    let help = problems.into_iter().find_map(|problem| {
        let is_unknown = problem.entry.code == "unknown-setting";
        problem.help.filter(|_| is_unknown)
    });
    let help = help.unwrap();
    let list = help.strip_prefix("its settings are ").unwrap();
    list.split(", ")
        .map(|key| key.trim_matches('`').to_owned())
        .collect()
}

/// The properties of a schema, references followed; of a table by `operationId`, those of its members.
fn properties<'s>(whole: &'s Value, schema: &'s Value) -> BTreeMap<String, &'s Value> {
    let follow = |schema: &'s Value| match schema["$ref"].as_str() {
        Some(reference) => whole.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    let mut schema = follow(schema);
    if schema["additionalProperties"].is_object() {
        schema = follow(&schema["additionalProperties"]);
    }
    let members = schema["properties"].as_object().unwrap();
    members
        .iter()
        .map(|(key, member)| (key.clone(), follow(member)))
        .collect()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/oasmith.schema.json")).unwrap()
}

#[test]
fn the_schema_of_the_settings_is_what_the_reader_reads() {
    const CLIENT: &str =
        "[[client]]\ndescription = \"a\"\noutput = \"b\"\npackage = { name = \"c\" }\n";
    let schema = schema();
    let client = &properties(&schema, &schema)["client"]["items"];
    let client = properties(&schema, client);
    let own: BTreeSet<String> = client.keys().cloned().collect();
    assert_eq!(own, known(&format!("{CLIENT}zzzzzzzz = 1\n")));
    for (table, section) in [
        ("package", "[[client]]\ndescription = \"a\"\noutput = \"b\"\n[client.package]\nname = \"c\"\nzzzzzzzz = 1\n".to_owned()),
        ("include", format!("{CLIENT}[client.include]\nzzzzzzzz = 1\n")),
        ("exclude", format!("{CLIENT}[client.exclude]\nzzzzzzzz = 1\n")),
        ("rename", format!("{CLIENT}[client.rename]\nzzzzzzzz = 1\n")),
        ("derives", format!("{CLIENT}[client.derives]\nzzzzzzzz = 1\n")),
        ("replace", format!("{CLIENT}[client.replace]\nzzzzzzzz = 1\n")),
        ("pagination", format!("{CLIENT}[client.pagination.a]\nstyle = \"link\"\nzzzzzzzz = 1\n")),
        ("allowed-crates", format!("{CLIENT}[client.allowed-crates.a]\nversion = \"1\"\nzzzzzzzz = 1\n")),
        ("docs", format!("{CLIENT}[client.docs]\nzzzzzzzz = 1\n")),
        ("waiters", format!("{CLIENT}[client.waiters.a]\npoll = \"b\"\nstate = \"/c\"\nzzzzzzzz = 1\n")),
    ] {
        let described: BTreeSet<String> = properties(&schema, client[table]).into_keys().collect();
        assert_eq!(described, known(&section), "{table}");
    }
}

#[test]
fn every_setting_is_on_the_page() {
    let page = include_str!("../../../docs/configuration.md");
    let schema = schema();
    let client = properties(&schema, &properties(&schema, &schema)["client"]["items"]);
    let mut missing = Vec::new();
    for (key, member) in client {
        if member["type"] == "object" {
            for inner in properties(&schema, member).into_keys() {
                let heading = format!("### `{key}.{inner}`");
                let is_row = |line: &str| {
                    let cell = line
                        .strip_prefix("| ")
                        .and_then(|row| row.split(" | ").next());
                    cell.is_some_and(|cell| cell.contains(&format!("`{inner}`")))
                };
                if !page.contains(&heading) && !page.lines().any(is_row) {
                    missing.push(format!("{key}.{inner}"));
                }
            }
        }
        if !page.contains(&format!("`{key}`")) && !page.contains(&format!("`[client.{key}]`")) {
            missing.push(key);
        }
    }
    assert!(
        missing.is_empty(),
        "not in docs/configuration.md: {missing:?}"
    );
}

/// The examples of the page are settings that can be read.
#[test]
fn the_examples_of_the_page_are_sound() {
    let page = include_str!("../../../docs/configuration.md");
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() > 3);
    for example in examples {
        let text = if example.contains("[[client]]") {
            example.to_owned()
        } else {
            format!(
                "[[client]]\ndescription = \"a\"\noutput = \"b\"\npackage = {{ name = \"c\" }}\n{example}"
            )
        };
        let config = Config::from_text(Path::new("oasmith.toml"), text);
        assert!(config.is_ok(), "{example}\n{}", config.unwrap_err());
    }
}

/// What the page shows of a description is sound, too.
#[test]
fn the_description_of_the_page_is_sound() {
    let page = include_str!("../../../docs/configuration.md");
    let (_, description) = page.split_once("```yaml\n").unwrap();
    let description = description.split("```").next().unwrap();
    let (api, said) = api(description, "");
    assert_eq!(
        said,
        ["deselected-operation: this operation has `x-oasmith-skip`"]
    );
    let names = [
        "all_pets",
        "Animal",
        "name",
        "production",
        "Cat",
        "until_done",
        "shop",
    ];
    assert_eq!(named(&api, &names), names, "{api}");
    assert_eq!(named(&api, &["remove_all_pets"]), [""; 0], "{api}");
}

#[test]
fn defaults_of_the_schema_are_those_of_the_reader() {
    let schema = schema();
    let client = properties(&schema, &properties(&schema, &schema)["client"]["items"]);
    let unless_said = serde_json::json!({
        "datetime": DateTimeCrate::default(),
        "directions": Directions::default(),
        "enums": Openness::default(),
        "example-tests": bool::default(),
        "unknown-properties": UnknownProperties::default(),
        "unmatched-properties": UnmatchedProperties::default(),
        "modules": Modules::default(),
    });
    let empty = serde_json::to_value(ClientConfig::new("a", "b", "c")).unwrap();
    for (key, member) in client {
        if let Some(default) = member.get("default") {
            let value = unless_said.get(&key);
            let value = value.unwrap_or(&empty[key.replace('-', "_")]);
            assert_eq!(default, value, "{key}");
        }
    }
}
