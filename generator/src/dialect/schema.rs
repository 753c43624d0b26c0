//! Schemas, whatever their dialect, as OpenAPI 3.0 schemas.

use serde_json::{Map, Value, json};

use super::{Kind, Translator, shallow};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::dialect as findings;

/// What a reference may carry beside `$ref`: it then stands for itself with these changed.
const BESIDE_REFERENCE: [&str; 7] = [
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
];

pub(super) fn translate(t: &Translator<'_>, raw: &Value, at: &Location) -> Option<Value> {
    let object = match raw {
        Value::Object(object) => object,
        Value::Bool(true) => return Some(json!({})),
        Value::Bool(false) => return Some(json!({ "not": {} })),
        _ => {
            let message = "a schema is expected here, which must be an object, `true` or `false`";
            t.sink
                .report(Diagnostic::new(&findings::NOT_AN_OBJECT, at, message));
            return None;
        }
    };
    if let Some(Value::String(reference)) = object.get("$ref") {
        return Some(reference_with_siblings(t, object, reference, at));
    }
    Some(Value::Object(shallow::keep_known(
        t,
        Kind::Schema,
        object,
        at,
    )))
}

fn reference_with_siblings(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    reference: &str,
    at: &Location,
) -> Value {
    let mut siblings = shallow::keep_known(t, Kind::Schema, object, at);
    siblings.retain(|key, _| BESIDE_REFERENCE.contains(&key.as_str()));
    if siblings.is_empty() {
        return shallow::reference_to(reference);
    }
    siblings.insert(
        "allOf".to_owned(),
        Value::Array(vec![shallow::reference_to(reference)]),
    );
    Value::Object(siblings)
}

impl Translator<'_> {
    /// The reference that the schema at `at` is, if it is nothing more.
    pub fn schema_reference(&self, at: &Location) -> Option<String> {
        let object = self.documents.value(at)?.as_object()?;
        let reference = object.get("$ref")?.as_str()?;
        let bare = !object
            .keys()
            .any(|key| BESIDE_REFERENCE.contains(&key.as_str()));
        bare.then(|| reference.to_owned())
    }
}
