//! How a property is sent as a part, by its schema and its encoding.

use super::media::{self, MediaKind};
use super::part_form::{self, PartForm};
use crate::model::{Api, Content, Encoding, Property, Shape, Style, TypeId};
use crate::plan::PartKind;

/// Whether a property of the multipart body `whole` is a file or a list of files. `is_shared` if
/// `whole` is used elsewhere, too.
pub(super) fn is_file(api: &Api, whole: TypeId, property: &Property, is_shared: bool) -> bool {
    let kind = part_kind(api, property, encodings(api, whole), is_shared);
    matches!(kind, PartKind::File | PartKind::Files)
}

/// The kind of a property as a part. If its object is also used outside of multipart bodies
/// (`is_shared`), only the schema can make it a file, not the encoding.
pub(super) fn part_kind(
    api: &Api,
    property: &Property,
    encodings: &[Encoding],
    is_shared: bool,
) -> PartKind {
    let kind = described_kind(api, property, encodings);
    let is_certain = match part_form::choose_form(api, property.ty) {
        PartForm::Value => false,
        PartForm::Choice => !may_be_anything(api, property.ty),
        PartForm::File | PartForm::Files | PartForm::Members => true,
    };
    let has_files = matches!(
        kind,
        PartKind::File | PartKind::Files | PartKind::Choice | PartKind::Members
    );
    if is_shared && has_files && !is_certain {
        return PartKind::Value;
    }
    kind
}

/// The kind of a property as a part, regardless of other uses of its object.
pub(super) fn described_kind(api: &Api, property: &Property, encodings: &[Encoding]) -> PartKind {
    let mut known = encodings.iter();
    let encoding = known.find(|encoding| encoding.property == property.name);
    let by_encoding = || encoding.map(|encoding| by_encoding(api, property.ty, encoding));
    match part_form::choose_form(api, property.ty) {
        PartForm::File => PartKind::File,
        PartForm::Files => PartKind::Files,
        PartForm::Members => PartKind::Members,
        PartForm::Choice if may_be_anything(api, property.ty) => {
            by_encoding().unwrap_or(PartKind::Choice)
        }
        PartForm::Choice => PartKind::Choice,
        PartForm::Value => by_encoding().unwrap_or(PartKind::Value),
    }
}

/// Whether a value, or the elements of a list, may be of any type.
pub(super) fn may_be_anything(api: &Api, id: TypeId) -> bool {
    match api.shape(id) {
        Some(Shape::List { item }) => matches!(api.shape(*item), Some(Shape::Any)),
        shape => matches!(shape, Some(Shape::Any)),
    }
}

/// The kind of a value by its encoding. With a media type that cannot be encoded here, or several,
/// the caller passes a file or chooses.
fn by_encoding(api: &Api, id: TypeId, encoding: &Encoding) -> PartKind {
    let Some(content_type) = &encoding.content_type else {
        return match joined(api, id, encoding) {
            PartKind::Value if may_be_anything(api, id) => PartKind::Choice,
            kind => kind,
        };
    };
    let kinds = content_type.split(',').map(media::kind);
    let kinds: Vec<MediaKind> = kinds.collect();
    if kinds.contains(&MediaKind::Json) {
        return match kinds.as_slice() {
            [_] if !media::is_range(content_type) => PartKind::Json,
            _ if may_be_anything(api, id) => PartKind::Choice,
            _ => PartKind::Value,
        };
    }
    // A value of any type whose media type is not text is passed as bytes.
    let is_text_only = kinds.iter().all(|kind| *kind == MediaKind::Text);
    let is_text = |id| match api.shape(id) {
        Some(Shape::Any) => is_text_only,
        _ => is_text(api, id),
    };
    match api.shape(id) {
        Some(Shape::List { item }) if is_text(*item) => PartKind::Value,
        Some(Shape::List { .. }) => PartKind::Files,
        _ if is_text(id) => PartKind::Value,
        _ => PartKind::File,
    }
}

/// Whether a value can be written as text.
pub(super) fn is_text(api: &Api, id: TypeId) -> bool {
    let is_plain = matches!(
        api.shape(id),
        None | Some(Shape::Any | Shape::Text(_) | Shape::Given { .. })
    );
    is_plain || media::is_scalar(api, id)
}

/// A list that its style joins into one part, or one part for each element.
fn joined(api: &Api, id: TypeId, encoding: &Encoding) -> PartKind {
    let is_list = matches!(api.shape(id), Some(Shape::List { item }) if is_text(api, *item));
    let separator = match (&encoding.style, encoding.explode) {
        (_, Some(true)) | (None, None) => None,
        (Some(Style::SpaceDelimited), _) => Some(" "),
        (Some(Style::PipeDelimited), _) => Some("|"),
        (Some(Style::TabDelimited), _) => Some("\t"),
        (None | Some(Style::Form), Some(false)) => Some(","),
        _ => None,
    };
    match separator.filter(|_| is_list) {
        Some(separator) => PartKind::Joined(separator),
        None => PartKind::Value,
    }
}

/// The multipart bodies of this type, or of a union that contains it.
pub(super) fn bodies(api: &Api, id: TypeId) -> impl Iterator<Item = &Content> {
    let bodies = api.operations.values();
    let bodies = bodies.filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.content);
    contents.filter(move |content| {
        let (objects, _) = part_form::wholes(api, content);
        objects.iter().any(|(object, _)| *object == id)
    })
}

/// The encodings of the first body of this type.
pub(super) fn encodings(api: &Api, id: TypeId) -> &[Encoding] {
    let first = bodies(api, id).next();
    first.map_or(&[], |content| &content.encodings)
}
