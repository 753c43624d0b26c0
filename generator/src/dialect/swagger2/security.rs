//! Security schemes: `basic`, `apiKey`, and OAuth 2.0 with a single flow.

use serde_json::{Map, Value, json};

use super::super::{Kind, Loss, Translator, report, security, shallow};
use crate::diagnostics::Location;

/// Translates a security scheme to OpenAPI 3.0. `None`, and a report, if it is invalid.
pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    let mut part = shallow::keep_known(t, Kind::SecurityScheme, object, at);
    match part.get("type").and_then(Value::as_str) {
        None => {
            report::missing_key(t, Kind::SecurityScheme, "type", at);
            None
        }
        Some("basic") => {
            part.insert("type".to_owned(), Value::from("http"));
            part.insert("scheme".to_owned(), Value::from("basic"));
            Some(part)
        }
        Some("oauth2") => Some(oauth2(t, part, at)),
        Some("apiKey") => security::complete(t, part, at),
        Some(_) => {
            security::report_invalid(t, &at.key("type"), "`basic`, `apiKey` or `oauth2`");
            None
        }
    }
}

fn oauth2(t: &Translator<'_>, mut part: Map<String, Value>, at: &Location) -> Map<String, Value> {
    let flow = part.remove("flow");
    let name = match flow.as_ref().and_then(Value::as_str) {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        _ => {
            let flows = "`implicit`, `password`, `application` or `accessCode`";
            report::wrong_value(t, Loss::Ignored, &at.key("flow"), flows);
            part.insert("flows".to_owned(), json!({}));
            return part;
        }
    };
    let mut settings = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        settings.extend(part.remove(key).map(|value| (key.to_owned(), value)));
    }
    let mut flows = Map::from_iter([(name.to_owned(), Value::Object(settings))]);
    security::flows(t, &mut flows, &|_| at.clone());
    part.insert("flows".to_owned(), Value::Object(flows));
    part
}
