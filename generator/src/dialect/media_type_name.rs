//! Names of media types (RFC 9110, section 8.3.1), as descriptions write them: some write `json`,
//! `*`, or nothing.
//!
//! An invalid name is read as the most likely media type, so that no invalid `Accept` or
//! `Content-Type` is ever sent. The caller reports the fault.

use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

/// Any media type: the reading of a meaningless name.
const ANY: &str = "*/*";

/// The media types that a name was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaTypeName {
    /// The media types, at least one.
    pub media_types: Vec<String>,
    /// Whether the name is exactly one valid media type.
    pub is_valid: bool,
}

impl MediaTypeName {
    /// Parses the name of one media type.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if is_media_type(text) {
            return Self {
                media_types: vec![text.to_owned()],
                is_valid: true,
            };
        }
        let mut media_types: Vec<String> = Vec::new();
        for one in split(text, &[',', '|']) {
            let meant = guess_media_type(one);
            if !media_types.contains(&meant) {
                media_types.push(meant);
            }
        }
        // Next to a media type that was understood, a meaningless one is noise.
        if media_types.iter().any(|one| one != ANY) && !names_anything(text) {
            media_types.retain(|one| one != ANY);
        }
        Self {
            media_types,
            is_valid: false,
        }
    }

    /// Parses a list of media types, as in encodings: `image/png, image/jpeg`.
    #[must_use]
    pub fn of_list(text: &str) -> Self {
        let parts = split(text, &[',']);
        if text.trim() == text && parts.iter().all(|part| is_media_type(part)) {
            return Self {
                media_types: parts.into_iter().map(str::to_owned).collect(),
                is_valid: true,
            };
        }
        Self::parse(text)
    }

    /// The finding for an invalid name at `at` whose media types are also described separately.
    #[must_use]
    pub fn finding_beside(&self, text: &str, at: &Location) -> Diagnostic {
        let message = format!(
            "`{text}` is not a media type: it is read as {}, and ignored beside that",
            self.quoted().join(" and ")
        );
        Diagnostic::new(findings::invalid_media_type::IGNORED, at, message)
            .help("delete one of the two")
    }

    /// The finding for an invalid name at `at`.
    #[must_use]
    pub fn finding(&self, text: &str, at: &Location) -> Diagnostic {
        let read_as = self.quoted();
        let name = match text.trim() {
            "" => "an empty text".to_owned(),
            _ => format!("`{text}`"),
        };
        let message = format!(
            "{name} is not a media type: it is read as {}",
            read_as.join(" and ")
        );
        let help = match read_as.as_slice() {
            [only] if only != "`*/*`" => format!("write {only}"),
            [_] => "write the media type, such as `application/json`".to_owned(),
            several => format!("write each of them on its own: {}", several.join(", ")),
        };
        let is_understood = names_anything(text) || !self.media_types.iter().any(|one| one == ANY);
        let case = if is_understood || text.trim().is_empty() {
            findings::invalid_media_type::NONE
        } else {
            findings::invalid_media_type::IGNORED
        };
        Diagnostic::new(case, at, message).help(help)
    }

    fn quoted(&self) -> Vec<String> {
        let media_types = self.media_types.iter();
        media_types.map(|one| format!("`{one}`")).collect()
    }
}

/// Whether `text` is exactly a media type or a media type range.
fn is_media_type(text: &str) -> bool {
    let mut pieces = split(text, &[';']).into_iter();
    let essence = pieces.next().unwrap_or_default();
    let is_trimmed = text.trim() == text && !text.ends_with(';');
    is_trimmed && is_essence(essence) && pieces.all(is_parameter)
}

/// Whether `text` is a type and a subtype; `*/json` is not a valid range.
fn is_essence(text: &str) -> bool {
    text.split_once('/').is_some_and(|(family, subtype)| {
        is_name(family) && is_name(subtype) && (family != "*" || subtype == "*")
    })
}

/// Whether `text` is a valid name of a type or subtype (RFC 6838, section 4.2), or the `*` of a
/// range.
fn is_name(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// Whether `text` is a parameter: a name, and a token or quoted string.
fn is_parameter(text: &str) -> bool {
    let is_quoted = |value: &str| {
        let inner = value
            .strip_prefix('"')
            .and_then(|one| one.strip_suffix('"'));
        inner.is_some_and(|inner| {
            inner
                .bytes()
                .all(|byte| matches!(byte, b' '..=b'~' | b'\t'))
        })
    };
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    is_token(name) && (is_token(value) || is_quoted(value))
}

/// Whether `text` is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Splits `text` at separators outside of quotes, and trims the pieces.
fn split<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let mut is_quoted = false;
    let pieces = text.split(|one: char| {
        is_quoted ^= one == '"';
        !is_quoted && separators.contains(&one)
    });
    pieces.map(str::trim).collect()
}

/// Whether one of the names in `text` deliberately means any media type.
fn names_anything(text: &str) -> bool {
    split(text, &[',', '|'])
        .iter()
        .any(|one| matches!(*one, "*" | ANY))
}

/// The most likely media type, with its valid parameters.
fn guess_media_type(text: &str) -> String {
    let mut pieces = split(text.trim_matches(['"', '\'', ' ']), &[';']).into_iter();
    let head = pieces.next().unwrap_or_default();
    // `application/json charset=utf-8`: the semicolon is missing.
    let mut words = head.split_whitespace();
    let spelt: String = match words.next() {
        // `application / json`
        Some(_) if head.contains(" /") || head.contains("/ ") => head.split_whitespace().collect(),
        first => first.unwrap_or_default().to_owned(),
    };
    let Some(essence) = essence(&spelt.to_ascii_lowercase()) else {
        return ANY.to_owned();
    };
    let parameters = words.chain(pieces).filter(|one| is_parameter(one));
    std::iter::once(essence.as_str())
        .chain(parameters)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The type and subtype for an incomplete name.
fn essence(name: &str) -> Option<String> {
    let mut parts = name.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next()) {
        (Some("*"), Some(subtype)) if subtype != "*" => guess_by_format(subtype),
        (Some(family), Some(subtype)) if is_name(family) && is_name(subtype) => {
            Some(format!("{family}/{subtype}"))
        }
        (Some(name), None) => guess_by_format(name),
        _ => None,
    }
}

/// The media type of a format given only by its subtype, family or common name.
fn guess_by_format(name: &str) -> Option<String> {
    let name = name.trim_start_matches('.');
    let media_type = match name {
        "json"
        | "xml"
        | "yaml"
        | "pdf"
        | "zip"
        | "gzip"
        | "octet-stream"
        | "x-www-form-urlencoded" => return Some(format!("application/{name}")),
        "plain" | "html" | "csv" | "event-stream" => return Some(format!("text/{name}")),
        "png" | "jpeg" | "gif" | "webp" => return Some(format!("image/{name}")),
        "image" | "audio" | "video" | "font" => return Some(format!("{name}/*")),
        "text" | "txt" | "string" => "text/plain",
        "binary" | "bytes" | "file" => "application/octet-stream",
        "form" | "urlencoded" | "form-urlencoded" => "application/x-www-form-urlencoded",
        "form-data" | "multipart" => "multipart/form-data",
        "ndjson" | "jsonl" => "application/x-ndjson",
        "yml" => "application/yaml",
        "jpg" => "image/jpeg",
        other if is_name(other) && (other.contains('+') || other.starts_with("vnd.")) => {
            return Some(format!("application/{other}"));
        }
        _ => return None,
    };
    Some(media_type.to_owned())
}

#[cfg(test)]
mod tests {
    use super::MediaTypeName;

    fn read(text: &str) -> Vec<String> {
        let name = MediaTypeName::parse(text);
        assert!(!name.is_valid, "{text}");
        name.media_types
    }

    #[test]
    fn media_types_and_ranges_stay_as_they_are() {
        for text in [
            "application/json",
            "Application/JSON",
            "application/json;charset=utf-8",
            "application/json; charset=utf-8; version=2",
            "text/plain; note=\"a; b, c\"",
            "application/vnd.api+json",
            "application/*+json",
            "image/*",
            "*/*",
        ] {
            let name = MediaTypeName::parse(text);
            assert_eq!(
                (name.media_types, name.is_valid),
                (vec![text.to_owned()], true)
            );
        }
    }

    #[test]
    fn invalid_media_type_names_are_read_as_the_intended_one() {
        for (text, meant) in [
            ("json", "application/json"),
            ("JSON", "application/json"),
            (".json", "application/json"),
            ("*/json", "application/json"),
            ("application/json ", "application/json"),
            ("application/json;", "application/json"),
            (
                "application/json; charset=utf-8; ",
                "application/json; charset=utf-8",
            ),
            ("application/json; charset", "application/json"),
            (
                "application/json charset=utf-8",
                "application/json; charset=utf-8",
            ),
            ("application / json", "application/json"),
            ("\"application/json\"", "application/json"),
            ("application/json/", "application/json"),
            ("hal+json", "application/hal+json"),
            ("vnd.acme.v1+json", "application/vnd.acme.v1+json"),
            ("text", "text/plain"),
            ("csv", "text/csv"),
            ("image", "image/*"),
            ("binary", "application/octet-stream"),
            ("form-data", "multipart/form-data"),
            ("*", "*/*"),
            ("", "*/*"),
            (" ", "*/*"),
            ("/", "*/*"),
            ("any thing", "*/*"),
            ("application/jsön", "*/*"),
            ("application/json\r\nX-Evil: 1", "application/json"),
        ] {
            assert_eq!(read(text), [meant], "{text:?}");
        }
    }

    #[test]
    fn several_names_in_one_are_several_media_types() {
        let both = ["application/json", "application/xml"];
        assert_eq!(read("application/json|application/xml"), both);
        assert_eq!(read("application/json, application/xml"), both);
        assert_eq!(read("json,xml"), both);
        assert_eq!(read("application/json|xml"), both);
        assert_eq!(read("application/json,"), ["application/json"]);
        assert_eq!(read("application/json, */*"), ["application/json", "*/*"]);
    }

    #[test]
    fn encodings_list_media_types() {
        let list = MediaTypeName::of_list("image/png, image/jpeg");
        assert_eq!(list.media_types, ["image/png", "image/jpeg"]);
        assert!(list.is_valid);
        assert!(!MediaTypeName::of_list("image/png ").is_valid);
        let list = MediaTypeName::of_list("image/png, json");
        assert_eq!(list.media_types, ["image/png", "application/json"]);
        assert!(!list.is_valid);
    }
}
