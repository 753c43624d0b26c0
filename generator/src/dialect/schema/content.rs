//! Binary data in strings: `contentEncoding` and `contentMediaType`, for which OpenAPI 3.0 has
//! `format`.

use serde_json::{Map, Value};

use super::super::extension::CONTENT_MEDIA_TYPE;
use super::super::{MediaTypeName, Translator, report};
use crate::diagnostics::Location;

/// Translates the encoding to a format, and the media type of the content to an extension. An
/// existing `format` is kept.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let encoding = match schema.remove("contentEncoding") {
        Some(Value::String(encoding)) => Some(encoding.to_ascii_lowercase()),
        _ => None,
    };
    let media_type = match schema.remove("contentMediaType") {
        Some(Value::String(text)) => media_type(t, &text, &at.key("contentMediaType")),
        _ => None,
    };
    let format = match encoding.as_deref() {
        Some("base64") => Some("byte"),
        // Not `byte`: the alphabets differ, which matters for requests.
        Some("base64url") => Some("base64url"),
        Some("binary") => Some("binary"),
        Some("7bit" | "8bit") => None,
        Some(_) => {
            report::unchecked(t, &at.key("contentEncoding"));
            None
        }
        None if media_type.as_deref().is_some_and(is_binary) => Some("binary"),
        None => None,
    };
    if let Some(format) = format {
        schema
            .entry("format")
            .or_insert_with(|| Value::from(format));
    }
    // The default of a part that is encoded text ("Encoding Object" in the specification).
    let is_encoded =
        encoding.is_some_and(|one| !matches!(one.as_str(), "7bit" | "8bit" | "binary"));
    let default = || is_encoded.then(|| "application/octet-stream".to_owned());
    if let Some(media_type) = media_type.or_else(default) {
        schema.insert(CONTENT_MEDIA_TYPE.to_owned(), Value::from(media_type));
    }
}

/// Parses the media type `text` at `at`, and reports its faults.
fn media_type(t: &Translator<'_>, text: &str, at: &Location) -> Option<String> {
    let name = MediaTypeName::of(text);
    if !name.is_valid {
        t.sink.report(name.finding(text, at).of_value());
    }
    name.media_types.into_iter().next()
}

/// Whether content of this type is binary.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let (main, sub) = essence.split_once('/').unwrap_or((&essence, ""));
    match main {
        "image" => !sub.ends_with("+xml"),
        "audio" | "video" | "font" => true,
        "application" => matches!(
            sub,
            "octet-stream" | "pdf" | "zip" | "gzip" | "x-tar" | "x-gzip"
        ),
        _ => false,
    }
}
