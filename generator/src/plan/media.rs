//! Media types: what each is to a client.

use crate::model::{Api, Content, Enumeration, EnumerationKind, Shape, Text, TypeId};

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

/// What a body is to a client, by its media type and its schema: that says what is bytes, and what a range stands for.
pub(super) fn form(api: &Api, content: &Content) -> MediaKind {
    let kind = kind(&content.media_type);
    match content.ty.and_then(|ty| api.shape(ty)) {
        Some(Shape::Text(Text::Binary)) if kind != MediaKind::Multipart => MediaKind::Binary,
        // Anything, that is text: servers that say so send it as it is.
        Some(shape) if essence(&content.media_type) == "*/*" && is_text(shape) => MediaKind::Text,
        _ => kind,
    }
}

/// Whether all values of a shape are strings.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text(_) => true,
        Shape::Enumeration(Enumeration { kind, .. }) => matches!(kind, EnumerationKind::Text),
        _ => false,
    }
}

/// Whether a value of a type is one text, number or boolean, and more is known of it than that it is text.
pub(super) fn is_scalar(api: &Api, ty: TypeId) -> bool {
    match api.shape(ty) {
        Some(Shape::Text(text)) => !matches!(text, Text::Plain | Text::Binary),
        Some(Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Enumeration(_)) => true,
        _ => false,
    }
}

/// Whether a schema says more of a body than can be told where the body is handed over as text or bytes.
pub(super) fn says_more(api: &Api, content: &Content, kind: MediaKind) -> bool {
    content.ty.is_some_and(|ty| match api.shape(ty) {
        // Text is bytes, whatever it is said to be: `format: byte` of an image is none in practice.
        None | Some(Shape::Any | Shape::Given { .. } | Shape::Text(_)) => false,
        Some(_) => kind != MediaKind::Text || !is_scalar(api, ty),
    })
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
pub(super) fn preferred<'c>(api: &Api, content: &'c [Content]) -> Option<&'c Content> {
    content.iter().min_by_key(|content| form(api, content))
}

/// The media type without these of its parameters.
pub(super) fn without(media_type: &str, parameters: &[&str]) -> String {
    let is_kept = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default().trim();
        !parameters
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    let (essence, rest) = media_type.split_once(';').unwrap_or((media_type, ""));
    let kept = rest.split(';').filter(is_kept).map(str::trim);
    let kept = kept.filter(|parameter| !parameter.is_empty());
    let all: Vec<&str> = std::iter::once(essence.trim()).chain(kept).collect();
    all.join("; ")
}

/// What a body is called in the name of a method or a variant, as words: its subtype, or a common name.
pub(super) fn words(api: &Api, content: &Content) -> String {
    let essence = essence(&content.media_type).to_ascii_lowercase();
    match essence.as_str() {
        "*/*" | "application/*" if form(api, content) == MediaKind::Binary => "bytes".to_owned(),
        "*/*" if form(api, content) == MediaKind::Text => "text".to_owned(),
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
