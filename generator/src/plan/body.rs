//! Request bodies: how each is passed and sent.

use super::rust_type::RustType;
use crate::model::Style;

/// How a body is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyPlan {
    /// As JSON, under this media type.
    Json(String),
    /// As `application/x-www-form-urlencoded`. Holds the name of the static with the fields that
    /// are not written in the default style, if any.
    Form(Option<String>),
    /// As multipart, under this media type.
    Multipart(String),
    /// As text, under this media type.
    Text(String),
    /// As one scalar value written as text, under this media type.
    Scalar(String),
    /// Unchanged bytes, under this media type.
    Raw(String),
    /// In the representation that the caller chooses.
    Choice,
}

/// A field of a form that is not written in the default style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// Its style.
    pub style: Style,
    /// Whether arrays and objects are exploded.
    pub explode: bool,
    /// The separators of nested lists, one character for each depth.
    pub inner_separators: String,
    /// Whether reserved characters are sent unencoded.
    pub allow_reserved: bool,
    /// Whether it is written as JSON.
    pub json: bool,
}

/// The enum of the representations of a body, of which the caller chooses one.
#[derive(Debug)]
pub struct BodyEnum {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The representations.
    pub variants: Vec<BodyVariant>,
}

/// A representation of a body.
#[derive(Debug)]
pub struct BodyVariant {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The type of its payload.
    pub payload: RustType,
    /// Whether the enum implements `From` the payload for this variant. Only the first variant with
    /// a given payload type does.
    pub from: bool,
    /// How it is sent.
    pub send: BodyPlan,
}
