//! The example bodies: answers that are lists of a named schema.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// An example of an operation's answer.
pub struct Body {
    /// The operation, by its `operationId`.
    pub operation: String,
    /// The schema of the items.
    pub schema: String,
    items: Vec<Value>,
}

impl Body {
    /// A name for its file.
    pub fn file_stem(&self) -> String {
        self.operation.replace('/', "-")
    }

    /// The list.
    pub fn text(&self) -> String {
        Value::from(self.items.clone()).to_string()
    }

    /// Its size, a list of one item counted once and a list of ten ten times.
    fn bytes(&self) -> usize {
        self.text().len()
    }
}

/// The largest examples of lists, one for each schema.
pub fn largest(description: &Path, count: usize) -> Vec<Body> {
    let text = fs::read_to_string(description).expect("the description can be read");
    let description: Value = serde_json::from_str(&text).expect("the description is JSON");
    let paths = description["paths"].as_object().expect("there are paths");
    let operations = paths.values().filter_map(|item| item.get("get"));
    let mut bodies: Vec<Body> = operations
        .filter_map(|operation| body(&description, operation))
        .collect();
    bodies.sort_by_key(|body| std::cmp::Reverse(body.bytes()));
    let mut schemas = std::collections::BTreeSet::new();
    bodies.retain(|body| schemas.insert(body.schema.clone()));
    bodies.truncate(count);
    bodies
}

fn body(description: &Value, operation: &Value) -> Option<Body> {
    let content = &operation["responses"]["200"]["content"]["application/json"];
    let reference = content["schema"]["items"]["$ref"].as_str()?;
    let examples = content["examples"].as_object()?;
    let mut example = examples.values().next()?;
    if let Some(reference) = example["$ref"].as_str() {
        example = description.pointer(reference.strip_prefix('#')?)?;
    }
    Some(Body {
        operation: operation["operationId"].as_str()?.to_owned(),
        schema: reference.strip_prefix("#/components/schemas/")?.to_owned(),
        items: example["value"].as_array()?.clone(),
    })
}
