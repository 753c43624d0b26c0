//! For code scanning: the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS).

use serde_json::{Value, json};

use super::Sources;
use super::places::{self, Place};
use crate::diagnostics::catalogue::{self, Entry};
use crate::diagnostics::{Diagnostic, Severity};

/// One result of a log.
pub(super) fn render(diagnostic: &Diagnostic, sources: Option<&dyn Sources>) -> String {
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let places = places::of(diagnostic, sources);
    let (own, others): (Vec<_>, Vec<_>) = places.iter().partition(|place| place.label.is_none());
    let list =
        |places: Vec<&Place<'_>>| -> Vec<Value> { places.into_iter().map(location).collect() };
    let result = json!({
        "ruleId": diagnostic.entry.code,
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": list(own),
        "relatedLocations": list(others),
    });
    result.to_string()
}

/// The log of these results, each as it was rendered.
pub(super) fn log(results: &[String]) -> String {
    let rules: Vec<Value> = catalogue::all().map(rule).collect();
    let driver = json!({
        "name": "oasmith",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // The results are JSON already: only what stands around them is left to write.
    format!(
        r#"{{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{{"tool":{{"driver":{driver}}},"columnKind":"unicodeCodePoints","results":[{}]}}]}}"#,
        results.join(",")
    ) + "\n"
}

fn rule(entry: &'static Entry) -> Value {
    json!({
        "id": entry.code,
        "shortDescription": { "text": entry.title },
        "fullDescription": { "text": format!("{} {}", entry.cause, entry.result) },
        "help": { "text": entry.remedy },
        "defaultConfiguration": { "level": level(entry.severity) },
    })
}

fn location(place: &Place<'_>) -> Value {
    let mut location = json!({});
    let Some(members) = location.as_object_mut() else {
        return location;
    };
    if let Some(path) = &place.path {
        let mut physical = json!({ "artifactLocation": { "uri": path.replace('\\', "/") } });
        if let (Some(span), Some(members)) = (&place.span, physical.as_object_mut()) {
            let region = json!({ "startLine": span.line, "startColumn": span.column });
            members.insert("region".to_owned(), region);
        }
        members.insert("physicalLocation".to_owned(), physical);
    }
    if let Some(pointer) = place.pointer {
        let logical = json!([{ "fullyQualifiedName": format!("#{pointer}") }]);
        members.insert("logicalLocations".to_owned(), logical);
    }
    if let Some(label) = place.label {
        members.insert("message".to_owned(), json!({ "text": label }));
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
