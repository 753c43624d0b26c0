//! Request bodies: how each is passed and sent.

use super::rust_type::RustType;
use crate::model::Style;

/// How a body is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyPlan {
    /// As JSON, under this media type.
    Json(String),
    /// As a form; the static that holds those of its fields that are written in a way of their own.
    Form(Option<String>),
    /// In parts, under this media type.
    Multipart(String),
    /// As text, under this media type.
    Text(String),
    /// As one value, written as text, under this media type.
    Scalar(String),
    /// As it is, under this media type.
    Raw(String),
    /// In the form that the caller chooses.
    Choice,
}

/// How a field of a form is written, where not as every field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// Its style.
    pub style: Style,
    /// Whether arrays and objects are written one value at a time.
    pub explode: bool,
    /// What stands between the elements of lists inside a list, a character for each depth.
    pub inner_separators: String,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Whether it is written as JSON.
    pub json: bool,
}

/// The forms of a body, of which the caller chooses one.
#[derive(Debug)]
pub struct BodyEnum {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The forms.
    pub variants: Vec<BodyVariant>,
}

/// A form of a body.
#[derive(Debug)]
pub struct BodyVariant {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// What it holds.
    pub payload: RustType,
    /// Whether a payload alone means this form: the first of those that hold its type.
    pub from: bool,
    /// How it is sent.
    pub send: BodyPlan,
}
