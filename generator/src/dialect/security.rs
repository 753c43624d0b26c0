//! Security schemes of OpenAPI 3.

use serde_json::{Map, Value};

use super::{Extra, Kind, Translator, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates a security scheme to OpenAPI 3.0. `None`, and a report, if it is invalid.
pub(super) fn complete(
    t: &Translator<'_>,
    mut part: Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    let kind = part.get("type").and_then(Value::as_str)?;
    let required: &[&str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => {
            part.entry("flows")
                .or_insert_with(|| Value::Object(Map::new()));
            &[]
        }
        "openIdConnect" => {
            part.entry("openIdConnectUrl")
                .or_insert_with(|| Value::String(String::new()));
            &[]
        }
        "mutualTLS" => {
            part.insert("type".to_owned(), Value::from("http"));
            part.insert("scheme".to_owned(), Value::from("mutualTLS"));
            Extra::add(&mut part, |extra| extra.is_mutual_tls = true);
            &[]
        }
        _ => {
            let kinds = "`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`";
            report_invalid(t, &at.key("type"), kinds);
            return None;
        }
    };
    if let Some(missing) = required.iter().find(|key| !part.contains_key(**key)) {
        report::missing_key(t, Kind::SecurityScheme, missing, at);
        return None;
    }
    let place = part.get("in").and_then(Value::as_str);
    if required.contains(&"in") && !matches!(place, Some("query" | "header" | "cookie")) {
        report_invalid(t, &at.key("in"), "`query`, `header` or `cookie`");
        return None;
    }
    Some(part)
}

/// Reports that a key has an invalid value, so that its scheme is skipped.
pub(super) fn report_invalid(t: &Translator<'_>, at: &Location, expected: &str) {
    report::unfit_value(t, findings::invalid_part::SKIPPED, at, expected);
}

/// Translates the flows of an OAuth 2.0 scheme, and adds the keys that OpenAPI 3.0 requires. Only
/// the token URL of client credentials is used, so only that flow is dropped if it has none.
pub(super) fn flows(
    t: &Translator<'_>,
    part: &mut Map<String, Value>,
    place: &dyn Fn(&str) -> Location,
) {
    for (name, urls) in FLOWS {
        let Some(Value::Object(flow)) = part.get_mut(name) else {
            continue;
        };
        flow.entry("scopes")
            .or_insert_with(|| Value::Object(Map::new()));
        let usable = name != "clientCredentials" || flow.contains_key("tokenUrl");
        for url in urls {
            flow.entry(*url)
                .or_insert_with(|| Value::String(String::new()));
        }
        if !usable {
            report::missing_key(t, Kind::OAuthFlow, "tokenUrl", &place(name));
            part.remove(name);
        }
    }
}

const FLOWS: [(&str, &[&str]); 4] = [
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
];
