//! The styles of parameters ("Style Values" and "Style Examples" of OpenAPI 3.0.4).

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::borrow::Cow;

use super::encoding::{
    percent_decode, percent_encode, percent_encode_reserved, percent_encode_reserved_segments,
    percent_encode_segment, percent_encode_segments,
};
use super::parameter_value::{Member, ParameterValue};

/// The serialization of a path parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a description decides each by itself"
)]
pub(crate) struct PathForm {
    style: PathStyle,
    explode: bool,
    /// Whether reserved characters that a segment may have are kept.
    reserved: bool,
    /// Whether the value may have several segments.
    segments: bool,
    /// Whether the value may be empty.
    empty: bool,
}

impl PathForm {
    pub const SIMPLE: Self = Self::new(PathStyle::Simple);
    pub const LABEL: Self = Self::new(PathStyle::Label);
    pub const MATRIX: Self = Self::new(PathStyle::Matrix);

    const fn new(style: PathStyle) -> Self {
        Self {
            style,
            explode: false,
            reserved: false,
            segments: false,
            empty: false,
        }
    }

    /// Explodes lists and objects.
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Keeps reserved characters, except those that end a segment.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Keeps slashes: the value may have several segments.
    pub const fn segments(mut self) -> Self {
        self.segments = true;
        self
    }

    /// Allows an empty value.
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// Whether a serialized value keeps the path below the template: it is not empty, and has no
    /// dot segment (RFC 3986, section 5.2.4).
    pub fn allows(self, written: &str) -> bool {
        let is_sound = |value: &str| {
            let has_dots = |mut segments: std::str::Split<'_, char>| {
                segments.any(|segment| matches!(segment, "." | ".."))
            };
            if self.segments {
                !has_dots(value.split('/'))
            } else {
                !matches!(value, "." | "..")
            }
        };
        (self.empty || !written.is_empty())
            && is_sound(written)
            && (!written.contains('%') || is_sound(&percent_decode(written)))
    }

    fn encode(self) -> fn(&str) -> String {
        match (self.reserved, self.segments) {
            (false, false) => percent_encode,
            (true, false) => percent_encode_segment,
            (false, true) => percent_encode_segments,
            (true, true) => percent_encode_reserved_segments,
        }
    }
}

/// The style of a path parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PathStyle {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
}

/// The style of a query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QueryStyle {
    /// `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name=a%09b`
    TabDelimited,
    /// `name%5Bkey%5D=value`
    DeepObject,
}

impl ParameterValue {
    /// Whether there is no value: `null`, or an empty list or object (RFC 6570, section 2.3).
    pub fn is_undefined(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Single(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// Serializes the value in a path; empty if there is none.
    pub fn in_path(self, name: &str, form: PathForm) -> String {
        let PathForm { style, explode, .. } = form;
        let encode = form.encode();
        if let (Self::Single(text), PathStyle::Simple) = (&self, style) {
            return match encoded(text, encode) {
                Cow::Owned(encoded) => encoded,
                Cow::Borrowed(_) => self.joined("", ""),
            };
        }
        if self.is_undefined() {
            return String::new();
        }
        let encoded = self.map(encode);
        match style {
            PathStyle::Simple => encoded.joined(",", if explode { "=" } else { "," }),
            PathStyle::Label => {
                let separator = if explode { "." } else { "," };
                format!(
                    ".{}",
                    encoded.joined(separator, if explode { "=" } else { "," })
                )
            }
            PathStyle::Matrix => encoded.matrix(&percent_encode(name), explode),
        }
    }

    fn matrix(self, name: &str, explode: bool) -> String {
        let pair = |name: &str, value: &str| {
            if value.is_empty() {
                format!(";{name}")
            } else {
                format!(";{name}={value}")
            }
        };
        match self {
            Self::List(items) if explode => items.iter().map(|item| pair(name, item)).collect(),
            Self::Object(members) if explode => members
                .iter()
                .map(|(key, value)| pair(key, &value.text))
                .collect(),
            other => pair(name, &other.joined(",", ",")),
        }
    }

    /// Serializes the value in a query as encoded pairs, joined by `&`; empty if there is none.
    pub fn in_query(&self, name: &str, style: QueryStyle, explode: bool, reserved: bool) -> String {
        let encode = if reserved {
            percent_encode_reserved
        } else {
            percent_encode
        };
        if self.is_undefined() {
            return String::new();
        }
        if let Self::Single(text) = self {
            return [
                &*encoded(name, percent_encode),
                "=",
                &*encoded(text, encode),
            ]
            .concat();
        }
        let (name, value) = (percent_encode(name), self.map(encode));
        let pair = |value: &str| format!("{name}={value}");
        match (value, style) {
            (Self::Object(members), QueryStyle::DeepObject) => {
                let pairs = members
                    .iter()
                    .map(|(key, value)| format!("{name}%5B{key}%5D={}", value.text));
                pairs.collect::<Vec<_>>().join("&")
            }
            (Self::List(items), _) if explode => items
                .iter()
                .map(|item| pair(item))
                .collect::<Vec<_>>()
                .join("&"),
            (Self::Object(members), QueryStyle::Form) if explode => {
                let pairs = repeated(&members).map(|(key, value)| format!("{key}={value}"));
                pairs.collect::<Vec<_>>().join("&")
            }
            (value, style) => {
                let separator = match style {
                    QueryStyle::SpaceDelimited => "%20",
                    QueryStyle::PipeDelimited => "%7C",
                    QueryStyle::TabDelimited => "%09",
                    QueryStyle::Form | QueryStyle::DeepObject => ",",
                };
                pair(&value.joined(separator, separator))
            }
        }
    }

    /// Serializes the value in a header, not encoded; `None` if there is none.
    pub fn in_header(self, explode: bool) -> Option<String> {
        let within = if explode { "=" } else { "," };
        (!self.is_undefined()).then(|| self.joined(",", within))
    }

    /// Serializes the value in a cookie of style `cookie`, not encoded; empty if there is none. The
    /// error names a character that no cookie may have (RFC 6265, section 4.1.1).
    pub fn in_cookie(self, name: &str, explode: bool) -> Result<String, String> {
        if self.is_undefined() {
            return Ok(String::new());
        }
        if let Some(bad) = self.texts(explode).find_map(unfit_for_cookie) {
            return Err(format!("the value of a cookie cannot contain {bad:?}"));
        }
        let pairs = match self {
            Self::List(items) if explode => items
                .into_iter()
                .map(|item| (name.to_owned(), item))
                .collect(),
            Self::Object(members) if explode => {
                let pairs = repeated(&members);
                let owned = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
                owned.collect()
            }
            other => vec![(name.to_owned(), other.joined(",", ","))],
        };
        if let Some((name, _)) = pairs.iter().find(|(name, _)| !is_cookie_name(name)) {
            return Err(format!("{name:?} is not a valid cookie name"));
        }
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
        Ok(pairs.collect::<Vec<_>>().join("; "))
    }

    /// All texts of the value, names included.
    fn texts(&self, explode: bool) -> impl Iterator<Item = &str> {
        let (items, members) = match self {
            Self::Absent => (&[][..], &[][..]),
            Self::Single(text) => (std::slice::from_ref(text), &[][..]),
            Self::List(items) => (items.as_slice(), &[][..]),
            Self::Object(members) => (&[][..], members.as_slice()),
        };
        let members = members.iter().flat_map(move |(key, value)| {
            let values = if explode {
                value.texts()
            } else {
                std::slice::from_ref(&value.text)
            };
            std::iter::once(key).chain(values)
        });
        items.iter().chain(members).map(String::as_str)
    }

    fn map(&self, encode: fn(&str) -> String) -> Self {
        match self {
            Self::Absent => Self::Absent,
            Self::Single(text) => Self::Single(encode(text)),
            Self::List(items) => Self::List(items.iter().map(|item| encode(item)).collect()),
            Self::Object(members) => Self::Object(
                members
                    .iter()
                    .map(|(key, value)| (encode(key), value.map(encode)))
                    .collect(),
            ),
        }
    }

    fn joined(self, between: &str, within: &str) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Single(text) => text,
            Self::List(items) => items.join(between),
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, value)| format!("{key}{within}{}", value.text));
                members.collect::<Vec<_>>().join(between)
            }
        }
    }
}

impl Member {
    fn map(&self, encode: fn(&str) -> String) -> Self {
        let items = self.items.as_ref();
        Self {
            text: encode(&self.text),
            items: items.map(|items| items.iter().map(|item| encode(item)).collect()),
        }
    }
}

/// The members as pairs: a list has one for each element, with the same name, as servers read it.
/// OpenAPI does not define lists in exploded objects.
fn repeated(members: &[(String, Member)]) -> impl Iterator<Item = (&str, &str)> {
    members.iter().flat_map(|(key, value)| {
        let texts = value.texts().iter();
        texts.map(|text| (key.as_str(), text.as_str()))
    })
}

/// Returns a character that the value of a cookie may not have; quotes may enclose it.
fn unfit_for_cookie(text: &str) -> Option<char> {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let is_unfit = |letter: &char| !letter.is_ascii_graphic() || "\",;\\".contains(*letter);
    inner.unwrap_or(text).chars().find(is_unfit)
}

/// Whether a cookie may have this name: a token, as for headers.
fn is_cookie_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

/// Encodes a text; skips that for letters and digits.
fn encoded(text: &str, encode: fn(&str) -> String) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(encode(text))
    }
}
