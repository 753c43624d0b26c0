//! How the body of a response is decoded.

use super::rust_type::RustType;

/// How a body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decode {
    /// It has none.
    Empty,
    /// As JSON, into this type.
    Json(RustType),
    /// As JSON into this type, which is text; as text where the response says so and it is not JSON.
    JsonOrText(RustType),
    /// As JSON or as text, into this type, as the response says: it is described in both.
    Negotiated(RustType),
    /// As text.
    Text,
    /// As one value of this type, written as text; as JSON where the answer says it is that.
    Scalar(RustType),
    /// As it is, all at once.
    Bytes,
    /// As it is, piece by piece.
    Stream,
    /// JSON values of this type, one a line.
    JsonLines(RustType),
    /// Server-sent events.
    Events(EventForm, RustType),
}

/// What of a server-sent event is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventForm {
    /// Its data, as JSON.
    Json,
    /// Its data, as text.
    Text,
    /// The event as an object.
    Whole,
}

impl Decode {
    /// Whether a value read so, and one read the other way, are of one type and mean the same.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let value = |decode: &Self| match decode {
            Self::Json(ty) | Self::JsonOrText(ty) | Self::Negotiated(ty) => Some(ty.clone()),
            _ => None,
        };
        self == other || value(self).is_some_and(|ty| value(other) == Some(ty))
    }

    /// The type that is read.
    #[must_use]
    pub fn ty(&self) -> RustType {
        match self {
            Self::Empty => RustType::Unit,
            Self::Json(ty) | Self::JsonOrText(ty) | Self::Negotiated(ty) | Self::Scalar(ty) => {
                ty.clone()
            }
            Self::Text => RustType::Plain("String"),
            Self::Bytes => RustType::External("bytes::Bytes"),
            Self::Stream => RustType::Runtime("ByteStream"),
            Self::JsonLines(item) => RustType::RuntimeOf("JsonLines", Box::new(item.clone())),
            Self::Events(_, item) => RustType::RuntimeOf("EventStream", Box::new(item.clone())),
        }
    }

    /// Whether it is read from JSON, or may be.
    #[must_use]
    pub fn is_json(&self) -> bool {
        matches!(
            self,
            Self::Json(_) | Self::JsonOrText(_) | Self::Negotiated(_)
        )
    }

    /// Whether the answer is there before its body is.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::JsonLines(_) | Self::Events(..))
    }
}
