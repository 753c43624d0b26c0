//! Binary data in strings: `contentEncoding` and `contentMediaType`, for which OpenAPI 3.0 has
//! `format`.

use super::super::{MediaTypeName, Translator, report};
use super::object::SchemaObject;
use super::written::Written;
use crate::diagnostics::Location;

/// Translates the encoding to a format. An existing `format` is kept.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    written: &mut Written,
    at: &Location,
) {
    let encoding = written.content_encoding.take();
    let encoding = encoding.map(|encoding| encoding.to_ascii_lowercase());
    let media_type = written.content_media_type.take();
    let media_type =
        media_type.and_then(|text| media_type_name(t, &text, &at.key("contentMediaType")));
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
        schema.format.get_or_insert_with(|| format.to_owned());
    }
    // The default of a part that is encoded text ("Encoding Object" in the specification).
    let is_encoded =
        encoding.is_some_and(|one| !matches!(one.as_str(), "7bit" | "8bit" | "binary"));
    let default = || is_encoded.then(|| "application/octet-stream".to_owned());
    schema.content_media_type = media_type.or_else(default);
}

/// Parses the media type `text` at `at`, and reports its faults.
fn media_type_name(t: &Translator<'_>, text: &str, at: &Location) -> Option<String> {
    let name = MediaTypeName::parse(text);
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
