//! Media types: what each is to a client.

use crate::model::Content;

/// What a media type is to a client, the one that says most about a body first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MediaKind {
    /// JSON (RFC 8259), under any name.
    Json,
    /// JSON values, one a line.
    JsonLines,
    /// Server-sent events.
    Events,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Parts (RFC 7578).
    Multipart,
    /// Text.
    Text,
    /// A document of a format that is not read here, such as XML.
    Document,
    /// Anything else: images, archives, bytes.
    Binary,
}

/// What a media type is to a client.
pub(super) fn kind(media_type: &str) -> MediaKind {
    let essence = essence(media_type).to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => MediaKind::Json,
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-json-stream"
        | "application/stream+json"
        | "application/json-seq" => MediaKind::JsonLines,
        "text/event-stream" => MediaKind::Events,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        other if other.ends_with("+json-seq") => MediaKind::JsonLines,
        other if other.ends_with("+json") => MediaKind::Json,
        other if other.starts_with("multipart/") => MediaKind::Multipart,
        "text/xml" => MediaKind::Document,
        other if other.starts_with("text/") => MediaKind::Text,
        other if other.contains("xml") || other.contains("yaml") => MediaKind::Document,
        _ => MediaKind::Binary,
    }
}

/// The media type without its parameters (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether it is a range, not one media type: `image/*`.
pub(super) fn is_range(media_type: &str) -> bool {
    essence(media_type).contains('*')
}

/// Whether a header can carry it.
pub(super) fn is_sound(media_type: &str) -> bool {
    !media_type.is_empty() && media_type.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// The form of a body that says most about it, the first of several such.
pub(super) fn preferred(content: &[Content]) -> Option<&Content> {
    content
        .iter()
        .min_by_key(|content| kind(&content.media_type))
}

/// What a media type is called in the name of a method or a variant, as words: its subtype, or a common name.
pub(super) fn words(media_type: &str) -> String {
    let essence = essence(media_type).to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" | "application/*" => "json".to_owned(),
        "application/x-www-form-urlencoded" => "form".to_owned(),
        "multipart/form-data" => "multipart".to_owned(),
        "text/plain" => "text".to_owned(),
        "application/octet-stream" => "bytes".to_owned(),
        _ => {
            let (family, subtype) = essence.split_once('/').unwrap_or(("", essence.as_str()));
            let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
            match subtype {
                "*" | "" => family.to_owned(),
                subtype => subtype.replace(['+', '.', '-'], " "),
            }
        }
    }
}
