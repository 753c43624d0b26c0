//! Media types, and what each means for a client.

use super::same::is_same_option;
use crate::model::{Api, Content, Enumeration, EnumerationKind, Shape, Text, TypeId};

/// How a client treats a media type, the most expressive first.
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
    /// Multipart (RFC 7578).
    Multipart,
    /// Text.
    Text,
    /// A document of a format that is not decoded here, such as XML.
    Document,
    /// Anything else: images, archives, bytes.
    Binary,
}

/// Names of JSON before it had a registered media type (RFC 4627).
const OBSOLETE_JSON_NAMES: [&str; 3] = ["text/json", "application/x-json", "text/x-json"];

/// How a client treats a media type.
pub(super) fn kind(media_type: &str) -> MediaKind {
    let essence = essence(media_type).to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" | "application/*" => MediaKind::Json,
        other if OBSOLETE_JSON_NAMES.contains(&other) => MediaKind::Json,
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

/// How a client treats a body, by media type and schema. The schema decides about binary content,
/// and what a range means.
pub(super) fn media_kind(api: &Api, content: &Content) -> MediaKind {
    let kind = kind(&content.media_type);
    match content.ty.and_then(|ty| api.shape(ty)) {
        Some(Shape::Text(Text::Binary)) if kind != MediaKind::Multipart => MediaKind::Binary,
        // `*/*` with a text schema: servers that declare this send plain text.
        Some(shape) if essence(&content.media_type) == "*/*" && is_text(shape) => MediaKind::Text,
        _ => kind,
    }
}

/// Whether values of a type are text, or scalars that can be written as text.
pub(super) fn is_text_or_scalar(api: &Api, ty: TypeId) -> bool {
    is_scalar(api, ty) || is_string(api, ty)
}

/// Whether all values of a type are strings, not bytes.
pub(super) fn is_string(api: &Api, ty: TypeId) -> bool {
    let shape = api.shape(ty);
    shape.is_some_and(|shape| is_text(shape) && !matches!(shape, Shape::Text(Text::Binary)))
}

/// Whether all values of a shape are strings.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text(_) => true,
        Shape::Enumeration(Enumeration { kind, .. }) => matches!(kind, EnumerationKind::Text),
        _ => false,
    }
}

/// Whether values of a type are scalars (text, numbers or booleans) other than plain text.
pub(super) fn is_scalar(api: &Api, ty: TypeId) -> bool {
    match api.shape(ty) {
        Some(Shape::Text(text)) => !matches!(text, Text::Plain | Text::Binary),
        Some(Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Enumeration(_)) => true,
        _ => false,
    }
}

/// Whether the schema of a body has information that is lost if it is passed as text or bytes.
pub(super) fn says_more(api: &Api, content: &Content, kind: MediaKind) -> bool {
    content.ty.is_some_and(|ty| match api.shape(ty) {
        // Text can be passed as bytes, whatever its format: `format: byte` of an image is not
        // base64 in practice.
        None | Some(Shape::Any | Shape::Given { .. } | Shape::Text(_)) => false,
        Some(_) => kind != MediaKind::Text || !is_scalar(api, ty),
    })
}

/// The media type without parameters (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether it is a range such as `image/*`.
pub(super) fn is_range(media_type: &str) -> bool {
    essence(media_type).contains('*')
}

/// The most expressive representation of a body, the first one of equals. Among several names for
/// the same JSON, the most usual.
pub(super) fn preferred<'c>(api: &Api, content: &'c [Content]) -> Option<&'c Content> {
    let first = content
        .iter()
        .min_by_key(|content| media_kind(api, content))?;
    if media_kind(api, first) != MediaKind::Json {
        return Some(first);
    }
    let alike = content.iter().filter(|other| are_alike(api, first, other));
    alike.min_by_key(|content| rank(&content.media_type))
}

/// The rank of a name for JSON, the most usual first.
fn rank(media_type: &str) -> u8 {
    match media_type {
        one if one.eq_ignore_ascii_case("application/json") => 0,
        one if essence(one).eq_ignore_ascii_case("application/json") => 1,
        one if is_other_name(one) => 3,
        _ => 2,
    }
}

/// Whether a media type is only an alias of `application/json`: a range, or an obsolete name.
fn is_other_name(media_type: &str) -> bool {
    let essence = essence(media_type);
    is_range(media_type)
        || OBSOLETE_JSON_NAMES
            .iter()
            .any(|name| name.eq_ignore_ascii_case(essence))
}

/// Whether two representations have the same kind and the same schemas.
pub(super) fn are_alike(api: &Api, one: &Content, other: &Content) -> bool {
    media_kind(api, one) == media_kind(api, other)
        && is_same_option(api, one.ty, other.ty)
        && is_same_option(api, one.item, other.item)
}

/// The plain text representation of the same value that `json` represents. The media type of the
/// response then decides which of both it is.
pub(super) fn text_beside<'c>(
    api: &Api,
    content: &'c [Content],
    json: &Content,
) -> Option<&'c Content> {
    let is_value = json.ty.is_some_and(|ty| is_text_or_scalar(api, ty));
    let is_plain = |one: &&Content| {
        matches!(
            essence(&one.media_type).to_ascii_lowercase().as_str(),
            "text/plain" | "text/*" | "*/*"
        )
    };
    let mut texts = content.iter().filter(is_plain);
    let is_json = media_kind(api, json) == MediaKind::Json;
    // Text without a schema counts as text of the same value.
    let is_undescribed = |one: &Content| {
        let mut types = one.ty.into_iter();
        types.all(|ty| matches!(api.shape(ty), Some(Shape::Any)))
    };
    texts
        .find(|one| {
            media_kind(api, one) == MediaKind::Text
                && (is_undescribed(one) || is_same_option(api, one.ty, json.ty))
        })
        .filter(|_| is_json && is_value)
}

/// The representations in which a body can be sent, the most expressive first.
///
/// Among several names for the same JSON, the usual one comes first, and mere aliases are dropped.
/// So are duplicates that would be sent identically.
pub(super) fn sendable<'c>(api: &Api, content: &'c [Content]) -> Vec<&'c Content> {
    let mut forms: Vec<&Content> = content.iter().collect();
    forms.sort_by_key(|content| media_kind(api, content));
    if let Some(usual) = preferred(api, content)
        && let Some(position) = forms.iter().position(|one| std::ptr::eq(*one, usual))
    {
        let usual = forms.remove(position);
        forms.insert(0, usual);
    }
    let mut kept: Vec<&Content> = Vec::new();
    for one in forms {
        let is_json = media_kind(api, one) == MediaKind::Json;
        let is_said = kept.iter().any(|other| {
            are_alike(api, one, other)
                && (as_sent(api, one) == as_sent(api, other)
                    || is_json && is_other_name(&one.media_type))
        });
        if !is_said {
            kept.push(one);
        }
    }
    kept
}

/// The media type under which a representation is sent; never a range.
pub(super) fn as_sent(api: &Api, content: &Content) -> String {
    let media_type = &content.media_type;
    if !is_range(media_type) {
        return media_type.clone();
    }
    let sent = match media_kind(api, content) {
        MediaKind::Json => "application/json",
        MediaKind::Multipart => "multipart/form-data",
        MediaKind::Text => "text/plain",
        _ => "application/octet-stream",
    };
    sent.to_owned()
}

/// The media type without these parameters.
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

/// The words for a media type in the name of a method or a variant: its subtype, or a common name.
pub(super) fn words(api: &Api, content: &Content) -> String {
    let essence = essence(&content.media_type).to_ascii_lowercase();
    match essence.as_str() {
        "*/*" | "application/*" if media_kind(api, content) == MediaKind::Binary => {
            "bytes".to_owned()
        }
        "*/*" if media_kind(api, content) == MediaKind::Text => "text".to_owned(),
        "application/json" | "*/*" | "application/*" => "json".to_owned(),
        "application/x-www-form-urlencoded" => "form".to_owned(),
        "multipart/form-data" => "multipart".to_owned(),
        "text/plain" => "text".to_owned(),
        "application/octet-stream" => "bytes".to_owned(),
        _ => {
            let (family, subtype) = essence.split_once('/').unwrap_or(("", essence.as_str()));
            let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
            // JSON is implied for patches and vendor types.
            let subtype = subtype.strip_suffix("+json").unwrap_or(subtype);
            match subtype {
                "*" | "" => family.to_owned(),
                subtype => subtype.replace(['+', '.', '-'], " "),
            }
        }
    }
}
