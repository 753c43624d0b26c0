//! Objects that are sent in parts: how each property becomes one (RFC 7578; "Encoding Object" of the specification).

use super::media::{self, MediaKind};
use super::rust_type::{Resolver, RustType};
use super::types::Field;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::plan as findings;
use crate::model::{Api, Content, Encoding, Object, Property, Shape, Text, TypeId};

/// How a field is sent as a part.
#[derive(Debug, Clone)]
pub struct Part {
    /// The field, by position.
    pub field: usize,
    /// What it is.
    pub kind: PartKind,
    /// Its media type, where the description names one.
    pub media_type: Option<String>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A file.
    File,
    /// Files, a part each.
    Files,
    /// A value: text as it is, an object as JSON, a part for each element of a list.
    Value,
    /// A value as JSON.
    Json,
}

/// The type of a property that is a file, or files, where its object is sent in parts.
pub(super) fn file_type(resolver: &mut Resolver<'_, '_>, id: TypeId) -> Option<RustType> {
    let file = RustType::Runtime("FilePart");
    match part_kind(resolver.api, id) {
        PartKind::File => Some(file),
        PartKind::Files => Some(RustType::List(Box::new(file))),
        PartKind::Value | PartKind::Json => None,
    }
}

/// Whether a property is a file, or files, where its object is sent in parts.
pub(super) fn is_file(api: &Api, id: TypeId) -> bool {
    matches!(part_kind(api, id), PartKind::File | PartKind::Files)
}

fn part_kind(api: &Api, id: TypeId) -> PartKind {
    match api.shape(id) {
        // One file or several: several may be one.
        Some(Shape::Union(union)) => {
            let mut kinds = union.variants.iter().map(|variant| simple(api, variant.ty));
            if kinds.all(|kind| kind != PartKind::Value) {
                PartKind::Files
            } else {
                PartKind::Value
            }
        }
        _ => simple(api, id),
    }
}

fn simple(api: &Api, id: TypeId) -> PartKind {
    let is_binary = |id| matches!(api.shape(id), Some(Shape::Text(Text::Binary)));
    match api.shape(id) {
        Some(Shape::Text(Text::Binary)) => PartKind::File,
        Some(Shape::List { item }) if is_binary(*item) => PartKind::Files,
        _ => PartKind::Value,
    }
}

/// The parts of an object with these fields.
pub(super) fn plan(
    resolver: &mut Resolver<'_, '_>,
    id: TypeId,
    object: &Object,
    fields: &[Field],
) -> Vec<Part> {
    let encodings = encodings(resolver, id);
    let part = |(index, field): (usize, &Field)| {
        let property = object
            .properties
            .iter()
            .find(|property| property.name == field.wire)?;
        Some(one(resolver, index, property, encodings))
    };
    fields.iter().enumerate().filter_map(part).collect()
}

fn one(
    resolver: &Resolver<'_, '_>,
    field: usize,
    property: &Property,
    encodings: &[Encoding],
) -> Part {
    let encoding = encodings
        .iter()
        .find(|encoding| encoding.property == property.name);
    let media_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    // A list of media types, or a range, leaves the choice to the caller.
    let media_type = media_type.filter(|media_type| {
        !media_type.contains(',') && !media::is_range(media_type) && media::is_sound(media_type)
    });
    let is_json = media_type.is_some_and(|media_type| media::kind(media_type) == MediaKind::Json);
    let kind = match part_kind(resolver.api, property.ty) {
        PartKind::Value if is_json => PartKind::Json,
        kind => kind,
    };
    Part {
        field,
        kind,
        media_type: media_type.map(str::to_owned),
    }
}

/// What the first body of this type says of its parts; another that says something else is reported.
fn encodings<'a>(resolver: &Resolver<'a, '_>, id: TypeId) -> &'a [Encoding] {
    let bodies = resolver
        .api
        .operations
        .values()
        .filter_map(|operation| operation.body.as_ref());
    let mut contents = bodies.flat_map(|body| &body.content).filter(|content| {
        let behind = content.ty.map(|ty| resolver.target(ty));
        behind == Some(id) && media::kind(&content.media_type) == MediaKind::Multipart
    });
    let Some(first) = contents.next() else {
        return &[];
    };
    for other in contents.filter(|other| !agree(first, other)) {
        let message =
            "another body of this type is written in other parts: this one is written like it";
        resolver.sink.report(Diagnostic::new(
            &findings::SHARED_ENCODING,
            &other.origin,
            message,
        ));
    }
    &first.encodings
}

fn agree(one: &Content, other: &Content) -> bool {
    let types = |content: &Content| -> Vec<_> {
        let encodings = content.encodings.iter();
        encodings
            .map(|encoding| (encoding.property.clone(), encoding.content_type.clone()))
            .collect()
    };
    types(one) == types(other)
}
