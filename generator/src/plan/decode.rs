//! How the body of a response is decoded.

use super::external_type::ExternalType;
use super::rust_type::RustType;

/// How a body is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decode {
    /// There is no body.
    Empty,
    /// As JSON, into this type.
    Json(RustType),
    /// As JSON into this type, which is text. Read as plain text if the response has a text media
    /// type and the body is not JSON.
    JsonOrText(RustType),
    /// As JSON or as text into this type, depending on the media type of the response. The
    /// description has both.
    Negotiated(RustType),
    /// As text.
    Text,
    /// One scalar value of this type written as text, or as JSON if the media type of the response
    /// is JSON.
    Scalar(RustType),
    /// Unchanged bytes, buffered.
    Bytes,
    /// Unchanged bytes, as a stream.
    Stream,
    /// A stream of JSON values of this type, one a line.
    JsonLines(RustType),
    /// Server-sent events.
    Events(EventForm, RustType),
}

/// Which part of a server-sent event is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventForm {
    /// Its data, as JSON.
    Json,
    /// Its data, as text.
    Text,
    /// The whole event as an object.
    Whole,
}

impl Decode {
    /// Whether both decode into the same type with the same meaning. `Json`, `JsonOrText` and
    /// `Negotiated` of one type are alike.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let value = |decode: &Self| match decode {
            Self::Json(ty) | Self::JsonOrText(ty) | Self::Negotiated(ty) => Some(ty.clone()),
            _ => None,
        };
        self == other || value(self).is_some_and(|ty| value(other) == Some(ty))
    }

    /// The type of the decoded body.
    #[must_use]
    pub fn ty(&self) -> RustType {
        match self {
            Self::Empty => RustType::Unit,
            Self::Json(ty) | Self::JsonOrText(ty) | Self::Negotiated(ty) | Self::Scalar(ty) => {
                ty.clone()
            }
            Self::Text => RustType::Plain("String"),
            Self::Bytes => RustType::External(ExternalType::Bytes),
            Self::Stream => RustType::Runtime("ByteStream"),
            Self::JsonLines(item) => RustType::RuntimeOf("JsonLines", Box::new(item.clone())),
            Self::Events(_, item) => RustType::RuntimeOf("EventStream", Box::new(item.clone())),
        }
    }

    /// Whether the body is, or may be, decoded from JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        matches!(
            self,
            Self::Json(_) | Self::JsonOrText(_) | Self::Negotiated(_)
        )
    }

    /// Whether the call returns before the body has arrived.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::JsonLines(_) | Self::Events(..))
    }
}
