//! Objects that are sent as multipart: how each property becomes a part (RFC 7578; "Encoding
//! Object" of the specification).

use super::media::{self};
use super::need::Need;
use super::part_form;
use super::part_form::PartForm;
use super::part_kind;
use super::part_type::{self};
use super::rust_type::Resolver;
use super::words;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Api, Content, Object, Property, Shape, Text, TypeId, Union};
use crate::plan::{Constant, Field, Part, PartKind, PartMember, Rest, RustType, UnionParts};

/// The type of a property of the multipart body `whole`, if it differs from the type for JSON.
pub(super) fn file_type(
    resolver: &mut Resolver<'_, '_>,
    whole: TypeId,
    property: &Property,
) -> Option<RustType> {
    let encodings = part_kind::encodings(resolver.api, whole);
    let is_shared = resolver.usage.is_whole(whole);
    match part_kind::part_kind(resolver.api, property, encodings, is_shared) {
        PartKind::File => Some(part_type::FILE),
        PartKind::Files => Some(RustType::List(Box::new(part_type::FILE))),
        PartKind::Choice | PartKind::Members => part_type::rust_type(resolver, property.ty),
        PartKind::Value | PartKind::Json | PartKind::Joined(_) => None,
    }
    .inspect(|_| resolver.note(Need::Multipart))
}

/// The field for additional properties of `whole`, of this type.
pub(super) fn rest(
    resolver: &mut Resolver<'_, '_>,
    whole: TypeId,
    name: String,
    value: TypeId,
) -> Rest {
    let is_part = resolver.usage.is_parted(whole);
    let form = part_form::choose_form(resolver.api, value);
    let is_shared =
        resolver.usage.is_whole(whole) && part_kind::may_be_anything(resolver.api, value);
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

/// The parts of an object with these fields and constants. Constants come first: they say what the
/// other parts are.
pub(super) fn plan_parts(
    resolver: &mut Resolver<'_, '_>,
    id: TypeId,
    object: &Object,
    fields: &[Field],
    constants: &[Constant],
) -> Vec<Part> {
    report_shared(resolver, id);
    let fields = fields.iter().map(|field| &field.wire).enumerate();
    let fields = fields.map(|(index, wire)| (PartMember::Field(index), wire));
    let constants = constants.iter().enumerate().filter(|(_, one)| one.sent);
    let constants = constants.map(|(index, one)| (PartMember::Constant(index), &one.wire));
    let part = |(member, wire): (PartMember, &String)| {
        let property = object
            .properties
            .iter()
            .find(|property| property.name == *wire)?;
        Some(plan_part(resolver, id, member, property))
    };
    constants.chain(fields).filter_map(part).collect()
}

fn plan_part(
    resolver: &Resolver<'_, '_>,
    whole: TypeId,
    member: PartMember,
    property: &Property,
) -> Part {
    let encodings = part_kind::encodings(resolver.api, whole);
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
    let kind = part_kind::part_kind(
        resolver.api,
        property,
        encodings,
        resolver.usage.is_whole(whole),
    );
    let described = part_kind::described_kind(resolver.api, property, encodings);
    let is_other = kind != described && described != PartKind::Choice;
    if is_other {
        report_value(resolver, whole, property);
    }
    report_files(resolver, property, kind);
    // It is sent as JSON, with the media type of JSON.
    let media_type = media_type.filter(|_| !is_other);
    // A constant is a text or a number, whatever media type it is sent as.
    let kind = match (member, kind) {
        (PartMember::Field(_), kind) | (PartMember::Constant(_), kind @ PartKind::Json) => kind,
        (PartMember::Constant(_), _) => PartKind::Value,
    };
    Part {
        member,
        kind,
        media_type: media_type.map(str::to_owned),
        headers: encoding.map_or_else(Vec::new, |encoding| encoding.headers.clone()),
    }
}

/// The media type of a part without one in its encoding: that of its schema, or
/// `application/octet-stream` for base64 ("Encoding Object" of the specification).
fn media_type_of(api: &Api, id: TypeId) -> Option<&str> {
    let id = match api.shape(id) {
        Some(Shape::List { item }) => *item,
        _ => id,
    };
    let own = api.aliases(id).find_map(|ty| ty.media_type.as_deref());
    let is_base64 = matches!(api.shape(id), Some(Shape::Text(Text::Base64)));
    own.or(is_base64.then_some("application/octet-stream"))
}

/// How a union is sent as multipart, if it is.
pub(super) fn of_union(
    resolver: &mut Resolver<'_, '_>,
    id: TypeId,
    union: &Union,
) -> Option<UnionParts> {
    let (is_body, is_choice) = (resolver.usage.is_parted(id), resolver.usage.is_choice(id));
    (is_body || is_choice).then(|| {
        resolver.note(Need::Multipart);
        let variants = is_choice.then(|| of_variants(resolver.api, union));
        UnionParts {
            is_body,
            variants: variants.unwrap_or_default(),
        }
    })
}

/// The part kind of each variant of a union, and its media type.
fn of_variants(api: &Api, union: &Union) -> Vec<(PartKind, Option<String>)> {
    let variants = union.variants.iter().flat_map(|variant| {
        let kind = match part_form::form_of_variant(api, variant) {
            PartForm::File => PartKind::File,
            PartForm::Files => PartKind::Files,
            PartForm::Choice => PartKind::Choice,
            PartForm::Value | PartForm::Members => PartKind::Value,
        };
        let media_type = variant.whole().and_then(|ty| media_type_of(api, ty));
        let media_type = media_type.filter(|media_type| !media::is_range(media_type));
        let part = (kind, media_type.map(str::to_owned));
        let words = words::of_variant(api, variant).map(|words| words.values.len());
        std::iter::repeat_n(part, words.unwrap_or(1))
    });
    variants.collect()
}

/// Reports other bodies of this type that have different encodings.
fn report_shared(resolver: &Resolver<'_, '_>, id: TypeId) {
    let mut contents = part_kind::bodies(resolver.api, id);
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

/// Reports a property that its media type would make a file, but which is sent as JSON because its
/// object is also used elsewhere.
fn report_value(resolver: &Resolver<'_, '_>, whole: TypeId, property: &Property) {
    if let Some(content) = part_kind::bodies(resolver.api, whole).next() {
        let message = format!(
            "`{}` is written as JSON, whatever its media type: its object is a value elsewhere, too",
            property.name
        );
        let found = Diagnostic::new(findings::shared_encoding::IGNORED, &content.origin, message);
        resolver.sink.report(found);
    }
}

/// Reports files that are inside of a JSON part, and files sent in parts whose names are not
/// specified.
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
        PartKind::Value | PartKind::Json if part_form::hides_a_file(resolver.api, property.ty) => {
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
