//! The SARIF format, for code scanning: Static Analysis Results Interchange Format (SARIF 2.1.0,
//! OASIS).

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Sources;
use super::places::{self, Place};
use crate::diagnostics::catalogue::{self, Entry};
use crate::diagnostics::{Diagnostic, Severity};
use crate::printable;

/// One result of a log.
pub(super) fn render(diagnostic: &Diagnostic, sources: Option<&dyn Sources>) -> String {
    let mut message = diagnostic.message.to_string();
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let places = places::collect_places(diagnostic, sources);
    let (own, others): (Vec<_>, Vec<_>) = places.iter().partition(|place| place.label.is_none());
    let list =
        |places: Vec<&Place<'_>>| -> Vec<Value> { places.into_iter().map(location).collect() };
    let result = json!({
        "ruleId": diagnostic.entry.code,
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": list(own),
        "relatedLocations": list(others),
        "properties": { "effect": diagnostic.effect.name() },
    });
    printable::json(&result.to_string()).into_owned()
}

/// The log of these rendered results.
pub(super) fn log(results: &[String]) -> String {
    let rules: Vec<Value> = catalogue::all().map(rule).collect();
    let driver = json!({
        "name": "oasmith",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // The results are JSON already, so only the text around them is written.
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
    if let Some(uri) = place.exact_path().and_then(file_uri) {
        let mut physical = json!({ "artifactLocation": { "uri": uri } });
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

/// The URI reference (RFC 3986) of a file, if the path is a file: relative for a relative path.
fn file_uri(path: &str) -> Option<String> {
    if path == STDIN {
        return None;
    }
    if path.starts_with("https://") || path.starts_with("http://") {
        return Some(path.to_owned());
    }
    let path = path.replace('\\', "/");
    let mut bytes = path.bytes();
    let is_drive = bytes
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && bytes.next() == Some(b':')
        && bytes.next() == Some(b'/');
    let mut uri = match (path.starts_with('/'), is_drive) {
        (true, _) => "file://".to_owned(),
        (false, true) => "file:///".to_owned(),
        (false, false) => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    Some(uri)
}

/// The name of standard input in messages. It is not a file.
const STDIN: &str = "<stdin>";

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::file_uri;

    #[test]
    fn paths_are_uri_references() {
        let table = [
            ("spec/api.yaml", Some("spec/api.yaml")),
            ("sp ace/ä%.yaml", Some("sp%20ace/%C3%A4%25.yaml")),
            ("/home/api.yaml", Some("file:///home/api.yaml")),
            ("C:\\spec\\api.yaml", Some("file:///C%3A/spec/api.yaml")),
            ("a:b.yaml", Some("a%3Ab.yaml")),
            (
                "https://example.com/a.yaml",
                Some("https://example.com/a.yaml"),
            ),
            ("<stdin>", None),
        ];
        for (path, expected) in table {
            assert_eq!(file_uri(path).as_deref(), expected, "{path}");
        }
    }
}
