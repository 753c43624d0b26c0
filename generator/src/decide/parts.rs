//! Objects that are sent in parts: how each property becomes one (RFC 7578; "Encoding Object" of the specification).

use super::media::{self, MediaKind};
use super::part_type::{self, PartForm};
use super::rust_type::Resolver;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::decide as findings;
use crate::model::{Api, Content, Encoding, Object, Property, Shape, Style, Text, TypeId, Union};
use crate::plan::{Field, Part, PartKind, Rest, RustType, UnionParts};

/// The type of a property of `whole` that is not the one it has in JSON, where that is sent in parts.
pub(super) fn file_type(
    resolver: &mut Resolver<'_, '_>,
    whole: TypeId,
    property: &Property,
) -> Option<RustType> {
    let encodings = encodings(resolver.api, whole);
    let is_shared = resolver.usage.is_whole(whole);
    match part_kind(resolver.api, property, encodings, is_shared) {
        PartKind::File => Some(part_type::FILE),
        PartKind::Files => Some(RustType::List(Box::new(part_type::FILE))),
        PartKind::Choice | PartKind::Members => part_type::rust_type(resolver, property.ty),
        PartKind::Value | PartKind::Json | PartKind::Joined(_) => None,
    }
    .inspect(|_| resolver.note("Multipart"))
}

/// The properties beside the fields of `whole`, of this type.
pub(super) fn rest(
    resolver: &mut Resolver<'_, '_>,
    whole: TypeId,
    name: String,
    value: TypeId,
) -> Rest {
    let is_part = resolver.usage.is_parted(whole);
    let form = part_type::form(resolver.api, value);
    let is_shared = resolver.usage.is_whole(whole) && may_be_anything(resolver.api, value);
    let may_be_files =
        is_part && !is_shared && form != PartForm::Value && form != PartForm::Members;
    let file = may_be_files.then(|| part_type::rust_type(resolver, value));
    let media_type = media_type_of(resolver.api, value);
    Rest {
        name,
        media_type: media_type.filter(|_| is_part).map(str::to_owned),
        may_be_files,
        value: match file.flatten() {
            Some(file) => file,
            None => resolver.with_null(value),
        },
    }
}

/// Whether a property of `whole` is a file, or files, where that is sent in parts; `is_shared` where it is not only that.
pub(super) fn is_file(api: &Api, whole: TypeId, property: &Property, is_shared: bool) -> bool {
    let kind = part_kind(api, property, encodings(api, whole), is_shared);
    matches!(kind, PartKind::File | PartKind::Files)
}

/// What a property is as a part. In an object that is a value elsewhere nothing is a file that is none by its schema.
fn part_kind(api: &Api, property: &Property, encodings: &[Encoding], is_shared: bool) -> PartKind {
    let kind = described_kind(api, property, encodings);
    let is_certain = match part_type::form(api, property.ty) {
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

/// What a property is as a part, whatever else its object is used for.
fn described_kind(api: &Api, property: &Property, encodings: &[Encoding]) -> PartKind {
    let mut known = encodings.iter();
    let encoding = known.find(|encoding| encoding.property == property.name);
    let by_encoding = || encoding.map(|encoding| by_encoding(api, property.ty, encoding));
    match part_type::form(api, property.ty) {
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

/// Whether nothing is known of a value, or of the elements of a list.
fn may_be_anything(api: &Api, id: TypeId) -> bool {
    match api.shape(id) {
        Some(Shape::List { item }) => matches!(api.shape(*item), Some(Shape::Any)),
        shape => matches!(shape, Some(Shape::Any)),
    }
}

/// What a value is by its encoding. A media type that is not written here is left to the caller, as is a choice of such.
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
    // Anything under a media type that is not text is the bytes of it.
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
    let described = described_kind(resolver.api, property, encodings);
    let is_other = kind != described && described != PartKind::Choice;
    if is_other {
        report_value(resolver, whole, property);
    }
    report_files(resolver, property, kind);
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

/// How a union is sent in parts, if it is.
pub(super) fn of_union(
    resolver: &mut Resolver<'_, '_>,
    id: TypeId,
    union: &Union,
) -> Option<UnionParts> {
    let (is_body, is_choice) = (resolver.usage.is_parted(id), resolver.usage.is_choice(id));
    (is_body || is_choice).then(|| {
        resolver.note("Multipart");
        let variants = is_choice.then(|| of_variants(resolver.api, union));
        UnionParts {
            is_body,
            variants: variants.unwrap_or_default(),
        }
    })
}

/// What each variant of a union is as a part, and its media type.
fn of_variants(api: &Api, union: &Union) -> Vec<(PartKind, Option<String>)> {
    let variants = union.variants.iter().map(|variant| {
        let kind = match part_type::form_of_variant(api, variant.ty) {
            PartForm::File => PartKind::File,
            PartForm::Files => PartKind::Files,
            PartForm::Choice => PartKind::Choice,
            PartForm::Value | PartForm::Members => PartKind::Value,
        };
        let media_type = media_type_of(api, variant.ty);
        let media_type = media_type.filter(|media_type| !media::is_range(media_type));
        (kind, media_type.map(str::to_owned))
    });
    variants.collect()
}

/// The bodies in parts that are of this type, or of a union with it.
fn bodies(api: &Api, id: TypeId) -> impl Iterator<Item = &Content> {
    let bodies = api.operations.values();
    let bodies = bodies.filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.content);
    contents.filter(move |content| {
        let (objects, _) = part_type::wholes(api, content);
        objects.iter().any(|(object, _)| *object == id)
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

/// Says which files are in no part of their own, and which are in parts whose names no specification has.
fn report_files(resolver: &Resolver<'_, '_>, property: &Property, kind: PartKind) {
    let name = &property.name;
    let found = match kind {
        PartKind::Members => {
            let message = format!(
                "`{name}` is an object of files: each is sent as a part of its own, `{name}[key]`"
            );
            Diagnostic::new(
                findings::assumed_part_names::NONE,
                &property.origin,
                message,
            )
        }
        PartKind::Value | PartKind::Json if part_type::hides_a_file(resolver.api, property.ty) => {
            let message =
                format!("a file inside of `{name}` is not a part: it is sent as text in JSON");
            Diagnostic::new(findings::file_in_json::WIDENED, &property.origin, message)
        }
        _ => return,
    };
    resolver.sink.report(found);
}

fn agree(one: &Content, other: &Content) -> bool {
    one.encodings == other.encodings
}
