//! Objects that are sent in parts: how each property becomes one (RFC 7578; "Encoding Object" of the specification).

use super::media::{self, MediaKind};
use super::rust_type::{Resolver, RustType};
use super::types::Field;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::plan as findings;
use crate::model::{Api, Content, Encoding, Object, Property, Shape, Style, Text, TypeId};

/// How a field is sent as a part.
#[derive(Debug, Clone)]
pub struct Part {
    /// The field, by position.
    pub field: usize,
    /// What it is.
    pub kind: PartKind,
    /// Its media type, where the description names one.
    pub media_type: Option<String>,
    /// Its other headers, each with its one value.
    pub headers: Vec<(String, String)>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A list in one part, its elements with this between.
    Joined(&'static str),
    /// A file.
    File,
    /// Files, a part each.
    Files,
    /// A value: text as it is, an object as JSON, a part for each element of a list.
    Value,
    /// A value as JSON.
    Json,
}

/// The type of a property of `whole` that is a file, or files, where that is sent in parts.
pub(super) fn file_type(
    resolver: &Resolver<'_, '_>,
    whole: TypeId,
    property: &Property,
) -> Option<RustType> {
    let file = RustType::Runtime("FilePart");
    let encodings = encodings(resolver.api, whole);
    let is_shared = resolver.usage.is_whole(whole);
    match part_kind(resolver.api, property, encodings, is_shared) {
        PartKind::File => Some(file),
        PartKind::Files => Some(RustType::List(Box::new(file))),
        PartKind::Value | PartKind::Json | PartKind::Joined(_) => None,
    }
}

/// Whether a property of `whole` is a file, or files, where that is sent in parts; `is_shared` where it is not only that.
pub(super) fn is_file(api: &Api, whole: TypeId, property: &Property, is_shared: bool) -> bool {
    let kind = part_kind(api, property, encodings(api, whole), is_shared);
    is_of_files(kind)
}

/// What a property is as a part. In an object that is a value elsewhere a media type makes no file of one that is none.
fn part_kind(api: &Api, property: &Property, encodings: &[Encoding], is_shared: bool) -> PartKind {
    let kind = described_kind(api, property, encodings);
    if is_shared && by_schema(api, property.ty) == PartKind::Value && is_of_files(kind) {
        return PartKind::Value;
    }
    kind
}

/// What a property is as a part, whatever else its object is used for.
fn described_kind(api: &Api, property: &Property, encodings: &[Encoding]) -> PartKind {
    let mut known = encodings.iter();
    let encoding = known.find(|encoding| encoding.property == property.name);
    match by_schema(api, property.ty) {
        PartKind::Value => encoding.map_or(PartKind::Value, |encoding| {
            by_encoding(api, property.ty, encoding)
        }),
        kind => kind,
    }
}

fn is_of_files(kind: PartKind) -> bool {
    matches!(kind, PartKind::File | PartKind::Files)
}

fn by_schema(api: &Api, id: TypeId) -> PartKind {
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

/// What a value is by its encoding. A media type that is not written here is left to the caller, as is a choice of such.
fn by_encoding(api: &Api, id: TypeId, encoding: &Encoding) -> PartKind {
    let Some(content_type) = &encoding.content_type else {
        return joined(api, id, encoding);
    };
    let kinds = content_type.split(',').map(media::kind);
    let kinds: Vec<MediaKind> = kinds.collect();
    if kinds.contains(&MediaKind::Json) {
        return match kinds.as_slice() {
            [_] if !media::is_range(content_type) => PartKind::Json,
            _ => PartKind::Value,
        };
    }
    match api.shape(id) {
        Some(Shape::List { item }) if is_text(api, *item) => PartKind::Value,
        Some(Shape::List { .. }) => PartKind::Files,
        _ if is_text(api, id) => PartKind::Value,
        _ => PartKind::File,
    }
}

/// Whether a value is written as text: it is one, or may be.
fn is_text(api: &Api, id: TypeId) -> bool {
    let is_plain = matches!(
        api.shape(id),
        None | Some(Shape::Any | Shape::Text(_) | Shape::Given { .. })
    );
    is_plain || media::is_scalar(api, id)
}

/// A list that is one value by its style, or a part for each element.
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
    report_shared(resolver, id);
    let part = |(index, field): (usize, &Field)| {
        let property = object
            .properties
            .iter()
            .find(|property| property.name == field.wire)?;
        Some(one(resolver, id, index, property))
    };
    fields.iter().enumerate().filter_map(part).collect()
}

fn one(resolver: &Resolver<'_, '_>, whole: TypeId, field: usize, property: &Property) -> Part {
    let encodings = encodings(resolver.api, whole);
    let encoding = encodings
        .iter()
        .find(|encoding| encoding.property == property.name);
    let media_type = match encoding.and_then(|encoding| encoding.content_type.as_deref()) {
        Some(media_type) => Some(media_type),
        None => media_type_of(resolver.api, property.ty),
    };
    // A list of media types, or a range, leaves the choice to the caller.
    let media_type =
        media_type.filter(|media_type| !media_type.contains(',') && !media::is_range(media_type));
    let kind = part_kind(
        resolver.api,
        property,
        encodings,
        resolver.usage.is_whole(whole),
    );
    let is_other = kind != described_kind(resolver.api, property, encodings);
    if is_other {
        report_value(resolver, whole, property);
    }
    // What it is written as has a media type of its own then.
    let media_type = media_type.filter(|_| !is_other);
    Part {
        field,
        kind,
        media_type: media_type.map(str::to_owned),
        headers: encoding.map_or_else(Vec::new, |encoding| encoding.headers.clone()),
    }
}

/// The media type of a part that no encoding names: the one of the schema, of which the encoding would have gone before,
/// or that of bytes where they are base64 ("Encoding Object" of the specification).
fn media_type_of(api: &Api, id: TypeId) -> Option<&str> {
    let id = match api.shape(id) {
        Some(Shape::List { item }) => *item,
        _ => id,
    };
    let own = api.aliases(id).find_map(|ty| ty.media_type.as_deref());
    let is_base64 = matches!(api.shape(id), Some(Shape::Text(Text::Base64)));
    own.or(is_base64.then_some("application/octet-stream"))
}

/// The bodies in parts that are of this type.
fn bodies(api: &Api, id: TypeId) -> impl Iterator<Item = &Content> {
    let bodies = api.operations.values();
    let bodies = bodies.filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.content);
    contents.filter(move |content| {
        let behind = content.ty.map(|ty| api.target(ty));
        behind == Some(id) && media::kind(&content.media_type) == MediaKind::Multipart
    })
}

/// What the first body of this type says of its parts.
fn encodings(api: &Api, id: TypeId) -> &[Encoding] {
    let first = bodies(api, id).next();
    first.map_or(&[], |content| &content.encodings)
}

/// Says which other bodies of this type say something else of its parts.
fn report_shared(resolver: &Resolver<'_, '_>, id: TypeId) {
    let mut contents = bodies(resolver.api, id);
    let Some(first) = contents.next() else {
        return;
    };
    for other in contents.filter(|other| !agree(first, other)) {
        let message =
            "another body of this type is written in other parts: this one is written like it";
        resolver.sink.report(Diagnostic::new(
            findings::shared_encoding::IGNORED,
            &other.origin,
            message,
        ));
    }
}

/// Says that a property is no file, though its media type is none that is written here.
fn report_value(resolver: &Resolver<'_, '_>, whole: TypeId, property: &Property) {
    if let Some(content) = bodies(resolver.api, whole).next() {
        let message = format!(
            "`{}` is written as JSON, whatever its media type: its object is a value elsewhere, too",
            property.name
        );
        let found = Diagnostic::new(findings::shared_encoding::IGNORED, &content.origin, message);
        resolver.sink.report(found);
    }
}

fn agree(one: &Content, other: &Content) -> bool {
    one.encodings == other.encodings
}
