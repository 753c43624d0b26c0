//! Bytes in strings: `contentEncoding` and `contentMediaType`, which OpenAPI 3.0 says by `format`.

use serde_json::{Map, Value};

use super::super::extension::CONTENT_MEDIA_TYPE;
use super::super::{MediaTypeName, Translator, report};
use crate::diagnostics::Location;

/// Says encodings of bytes as formats, and what the bytes or the text are by an extension. A `format` of the schema's own
/// stays.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let encoding = schema.remove("contentEncoding");
    let media_type = schema.remove("contentMediaType");
    let format = match (&encoding, &media_type) {
        (Some(Value::String(encoding)), _) => match encoding.to_ascii_lowercase().as_str() {
            "base64" => Some("byte"),
            // Not `byte`: its alphabet is another one, which matters when it is sent.
            "base64url" => Some("base64url"),
            "binary" => Some("binary"),
            "7bit" | "8bit" => None,
            _ => {
                report::unchecked(t, &at.key("contentEncoding"));
                None
            }
        },
        (None, Some(Value::String(media_type))) if is_binary(media_type) => Some("binary"),
        _ => None,
    };
    if let Some(format) = format {
        schema
            .entry("format")
            .or_insert_with(|| Value::from(format));
    }
    let bytes = Value::from("application/octet-stream");
    let is_encoded = match &encoding {
        Some(Value::String(encoding)) => !matches!(
            encoding.to_ascii_lowercase().as_str(),
            "7bit" | "8bit" | "binary"
        ),
        _ => false,
    };
    // Of the media type of a part that is encoded text, "Encoding Object" says so.
    let media_type = media_type.or(is_encoded.then_some(bytes));
    if let Some(Value::String(text)) = &media_type {
        let name = MediaTypeName::of(text);
        if !name.is_valid {
            let at = at.key("contentMediaType");
            t.sink.report(name.finding(text, &at).of_value());
        }
        if let Some(first) = name.media_types.first() {
            schema.insert(CONTENT_MEDIA_TYPE.to_owned(), Value::from(first.as_str()));
        }
    }
}

/// Whether content of this type is no text.
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
