//! Request bodies: how each is passed and sent.

use super::call_names::CallNames;
use super::media::{self, MediaKind};
use super::need::Need;
use super::part_form;
use super::part_form::Whole;
use super::part_type::{self};
use super::rust_type::Resolver;
use super::scope::Scope;
use super::undefined_style;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::ident;
use crate::model::{Content, Encoding, RequestBody, Shape, Style, TypeId};
use crate::plan::{ArgumentUse, BodyEnum, BodyPlan, BodyVariant, FormField, RustType};
use crate::prose;

/// A body as an argument: its type, how it is sent, the enum of its representations if there are
/// several, and the fields of those that are forms.
pub(super) struct PlannedBody {
    pub ty: ArgumentUse,
    pub send: BodyPlan,
    pub choice: Option<BodyEnum>,
    pub fields: Vec<(String, Vec<FormField>)>,
}

/// Plans the body of an operation with the call struct `operation` and the method `method`.
pub(super) fn plan_body(
    resolver: &mut Resolver<'_, '_>,
    body: &RequestBody,
    names: &mut CallNames,
    operation: &str,
    method: &str,
) -> PlannedBody {
    let mut statics = Statics::new(method, names);
    let forms = media::sendable(resolver.api, &body.content);
    let kinds = forms
        .iter()
        .map(|content| media::media_kind(resolver.api, content));
    let kinds: Vec<MediaKind> = kinds.collect();
    // No finding if the caller can send JSON instead.
    if !kinds.contains(&MediaKind::Json) {
        for (content, kind) in forms.iter().zip(kinds) {
            report_untyped(resolver, content, kind);
        }
    }
    let planned = match forms.as_slice() {
        [] => plan_undescribed(resolver, body),
        [only] => plan_single(resolver, &mut statics, only),
        several => plan_choice(resolver, &mut statics, several, operation, method),
    };
    PlannedBody {
        fields: statics.fields,
        ..planned
    }
}

/// A body with one representation.
fn plan_single(
    resolver: &mut Resolver<'_, '_>,
    statics: &mut Statics<'_>,
    content: &Content,
) -> PlannedBody {
    let (payload, send) = plan_representation(resolver, statics, content);
    let ty = match &send {
        BodyPlan::Text(_) => ArgumentUse::Str,
        BodyPlan::Raw(_) => ArgumentUse::Into(payload, None),
        _ if is_union(resolver, content, &payload) => {
            ArgumentUse::Into(payload.clone(), Some(Box::new(payload)))
        }
        _ => ArgumentUse::Value(payload),
    };
    PlannedBody {
        ty,
        send,
        choice: None,
        fields: Vec::new(),
    }
}

/// Whether a body is a value of a union, which its variants convert into.
fn is_union(resolver: &Resolver<'_, '_>, content: &Content, payload: &RustType) -> bool {
    let target = content.ty.map(|id| resolver.target(id));
    let ty = target.and_then(|id| resolver.api.types.get(id));
    let is_union = ty.is_some_and(|ty| matches!(ty.shape, Shape::Union(_)));
    is_union && matches!(payload, RustType::Named(_))
}

/// A body without a described representation: bytes of any media type.
fn plan_undescribed(resolver: &mut Resolver<'_, '_>, body: &RequestBody) -> PlannedBody {
    if body.content.is_empty() {
        let message = "no media type is described: the body is treated as bytes".to_owned();
        report_undescribed(resolver, &body.origin, message);
    }
    let (payload, send) = raw("application/octet-stream");
    PlannedBody {
        ty: ArgumentUse::Into(payload, None),
        send,
        choice: None,
        fields: Vec::new(),
    }
}

fn report_undescribed(resolver: &Resolver<'_, '_>, at: &Location, message: String) {
    let finding = Diagnostic::new(findings::undescribed_body::WIDENED, at, message);
    resolver.sink.report(finding);
}

/// The statics with the fields of an operation's forms.
struct Statics<'s> {
    names: &'s mut CallNames,
    wanted: String,
    fields: Vec<(String, Vec<FormField>)>,
}

impl<'s> Statics<'s> {
    fn new(method: &str, names: &'s mut CallNames) -> Self {
        Self {
            names,
            wanted: ident::screaming(&format!("{method}_fields")),
            fields: Vec::new(),
        }
    }

    fn add(&mut self, fields: Vec<FormField>) -> Option<String> {
        if fields.is_empty() {
            return None;
        }
        let name = self.names.statics.mint(&self.wanted);
        self.fields.push((name.clone(), fields));
        Some(name)
    }
}

fn plan_choice(
    resolver: &mut Resolver<'_, '_>,
    statics: &mut Statics<'_>,
    forms: &[&Content],
    operation: &str,
    method: &str,
) -> PlannedBody {
    let mut scope = Scope::default();
    let mut payloads: Vec<RustType> = Vec::new();
    let mut variants = Vec::new();
    for content in forms {
        let (payload, send) = plan_representation(resolver, statics, content);
        let behind = resolver.behind(&payload, content.ty);
        let payload = payload.boxed_if_named();
        let from = !payloads.contains(&behind);
        payloads.push(behind);
        variants.push(BodyVariant {
            name: scope.mint(&ident::pascal(&media::words(resolver.api, content))),
            docs: variant_docs(content, &send),
            payload,
            from,
            send,
        });
    }
    let name = body_enum_name(resolver, statics.names, operation);
    let first = variants
        .first()
        .map(|variant| variant.payload.clone().unboxed());
    PlannedBody {
        ty: ArgumentUse::Into(RustType::Local(name.clone()), first.map(Box::new)),
        send: BodyPlan::Choice,
        choice: Some(BodyEnum {
            docs: vec![
                format!(
                    "The body of [`Client::{method}`](crate::Client::{method}), in one of its media types."
                ),
                String::new(),
                "`into()` converts a value to the first variant that holds its type.".to_owned(),
            ],
            name,
            variants,
        }),
        fields: Vec::new(),
    }
}

/// The name of a body's enum: `AddPetBody`, unless a type of the API has that name.
fn body_enum_name(
    resolver: &mut Resolver<'_, '_>,
    names: &mut CallNames,
    operation: &str,
) -> String {
    let other = format!("{operation}Content");
    let wanted = format!("{operation}Body");
    if resolver.names.reserve_type(&wanted) {
        names.structures.mint_or(&wanted, &[other])
    } else {
        names.structures.mint(&other)
    }
}

/// The docs of a representation.
fn variant_docs(content: &Content, send: &BodyPlan) -> Vec<String> {
    let mut docs = vec![format!("As {}.", prose::code(&content.media_type))];
    if let BodyPlan::Raw(sent) | BodyPlan::Json(sent) = send
        && media::is_range(&content.media_type)
    {
        docs.push(String::new());
        docs.push(range_docs(sent));
    }
    docs
}

/// The docs of a body whose media type is a range.
pub(super) fn range_docs(sent: &str) -> String {
    format!("Sent as `{sent}`. To send another media type: `.header(\"content-type\", …)`.")
}

/// The type of a body of one media type, and how it is sent.
fn plan_representation(
    resolver: &mut Resolver<'_, '_>,
    statics: &mut Statics<'_>,
    content: &Content,
) -> (RustType, BodyPlan) {
    let media_type = media::as_sent(resolver.api, content);
    let kind = media::media_kind(resolver.api, content);
    if matches!(kind, MediaKind::Form | MediaKind::Multipart) {
        report_encodings(resolver, content, kind);
        if kind == MediaKind::Form {
            undefined_style::report_fields(resolver, content);
        }
    }
    match kind {
        MediaKind::Json => (typed(resolver, content), BodyPlan::Json(media_type)),
        MediaKind::Form if !has_members(resolver, content) => raw(&media_type),
        MediaKind::Form => {
            resolver.note(Need::Form);
            let fields = statics.add(form_fields(content));
            (typed(resolver, content), BodyPlan::Form(fields))
        }
        MediaKind::Multipart => plan_multipart(resolver, content),
        MediaKind::Text => plan_text(resolver, content),
        MediaKind::JsonLines | MediaKind::Events | MediaKind::Document | MediaKind::Binary => {
            raw(&media_type)
        }
    }
}

/// Reports types that are not generated because their media type is not encoded here.
fn report_untyped(resolver: &Resolver<'_, '_>, content: &Content, kind: MediaKind) {
    let taken_as = match kind {
        MediaKind::Json => return,
        MediaKind::Form if has_members(resolver, content) => return,
        MediaKind::Multipart => return report_nameless(resolver, content),
        MediaKind::Text => "text",
        MediaKind::Form
        | MediaKind::JsonLines
        | MediaKind::Events
        | MediaKind::Document
        | MediaKind::Binary => "bytes",
    };
    if content.item.is_some() || media::says_more(resolver.api, content, kind) {
        let message = format!(
            "`{}` is not put together: such a body is {taken_as}",
            content.media_type
        );
        let found = Diagnostic::new(findings::untyped_body::WIDENED, &content.origin, message);
        resolver.sink.report(found);
    }
}

/// Reports multipart bodies whose parts have no names. The caller adds them by hand.
fn report_nameless(resolver: &Resolver<'_, '_>, content: &Content) {
    let shape = content.ty.and_then(|ty| resolver.shape(ty));
    let is_described =
        shape.is_some_and(|shape| !matches!(shape, Shape::Any | Shape::Given { .. }));
    let is_read = part_form::whole(resolver.api, content).is_some();
    if content.item.is_some() || is_described && !is_read {
        let message = format!(
            "the schema of a `{}` body does not name its parts: they are added to a `Multipart`",
            content.media_type
        );
        let help = match shape {
            Some(Shape::Union(_)) => {
                "parts have types where each variant is an object, whose properties are the parts; an overlay can do so"
            }
            _ => {
                "use `.file(name, file)`, `.text(name, text)` and `.json(name, &value)`, or describe an object whose \
                 properties are the parts"
            }
        };
        let found = Diagnostic::new(findings::untyped_body::WIDENED, &content.origin, message);
        resolver.sink.report(found.help(help));
    }
}

/// Reports unused encodings: of missing properties, and of form fields that are sent as JSON
/// regardless.
fn report_encodings(resolver: &Resolver<'_, '_>, content: &Content, kind: MediaKind) {
    let Some(Shape::Object(object)) = content.ty.and_then(|ty| resolver.shape(ty)) else {
        return;
    };
    for encoding in &content.encodings {
        let name = &encoding.property;
        let property = object.properties.iter().find(|known| known.name == *name);
        let message = match property {
            None if object.additional.value().is_some() => continue,
            None => format!("the body has no property `{name}`"),
            Some(property) if kind == MediaKind::Form => {
                let Some(media_type) = unencoded_media_type(resolver, property.ty, encoding) else {
                    continue;
                };
                format!("`{media_type}` is not put together: the field `{name}` is JSON")
            }
            Some(property) if is_styled_object(resolver, property.ty, encoding) => {
                format!("an object has no style in parts: `{name}` is JSON")
            }
            Some(_) => continue,
        };
        let at = content.origin.key("encoding").key(name);
        let finding = Diagnostic::new(findings::unused_encoding::IGNORED, &at, message);
        resolver.sink.report(finding);
    }
}

/// Whether an encoding sets a style for a part that is an object.
fn is_styled_object(resolver: &Resolver<'_, '_>, id: TypeId, encoding: &Encoding) -> bool {
    let has_members = matches!(
        resolver.shape(id),
        Some(Shape::Object(_) | Shape::Map { .. })
    );
    has_members && encoding.style.is_some() && encoding.content_type.is_none()
}

/// The media type of a form field that is an object or a list of objects, if that is not JSON.
fn unencoded_media_type<'e>(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    encoding: &'e Encoding,
) -> Option<&'e str> {
    let id = match resolver.shape(id) {
        Some(Shape::List { item }) => *item,
        _ => id,
    };
    let has_parts = matches!(
        resolver.shape(id),
        Some(Shape::Object(_) | Shape::Map { .. } | Shape::Union(_) | Shape::List { .. })
    );
    let media_type = encoding.content_type.as_deref();
    media_type.filter(|media_type| {
        let mut kinds = media_type.split(',').map(media::kind);
        has_parts && !kinds.any(|kind| kind == MediaKind::Json)
    })
}

/// Whether values of a form may have members, which become its fields.
fn has_members(resolver: &Resolver<'_, '_>, content: &Content) -> bool {
    let shape = content.ty.and_then(|ty| resolver.shape(ty));
    shape.is_none_or(|shape| {
        matches!(
            shape,
            Shape::Any
                | Shape::Object(_)
                | Shape::Map { .. }
                | Shape::Union(_)
                | Shape::Given { .. }
        )
    })
}

/// Text, or a scalar written as text.
fn plan_text(resolver: &mut Resolver<'_, '_>, content: &Content) -> (RustType, BodyPlan) {
    let media_type = media::as_sent(resolver.api, content);
    match content.ty {
        Some(ty) if media::is_scalar(resolver.api, ty) => {
            (resolver.bare(ty), BodyPlan::Scalar(media_type))
        }
        _ => (RustType::Plain("String"), BodyPlan::Text(media_type)),
    }
}

fn typed(resolver: &mut Resolver<'_, '_>, content: &Content) -> RustType {
    match content.ty {
        Some(ty) => resolver.with_null(ty),
        None => RustType::ANY_JSON,
    }
}

fn raw(media_type: &str) -> (RustType, BodyPlan) {
    (
        RustType::Runtime("Body"),
        BodyPlan::Raw(media_type.to_owned()),
    )
}

/// A multipart body: the properties of an object, or parts added by the caller if the description
/// does not name them.
fn plan_multipart(resolver: &mut Resolver<'_, '_>, content: &Content) -> (RustType, BodyPlan) {
    resolver.note(Need::Multipart);
    // The boundary is chosen for each request.
    let media_type = media::without(&media::as_sent(resolver.api, content), &["boundary"]);
    let payload = match part_form::whole(resolver.api, content) {
        Some(Whole::Object(id, _) | Whole::Union(id, _)) => Some(resolver.bare(id)),
        Some(Whole::Members(id)) => part_type::rust_type(resolver, id),
        None => None,
    };
    let payload = payload.unwrap_or(RustType::Runtime("Multipart"));
    (payload, BodyPlan::Multipart(media_type))
}

/// The fields of a form that are not written in the default style ("Encoding Object" of the
/// specification).
fn form_fields(content: &Content) -> Vec<FormField> {
    let field = |encoding: &Encoding| {
        let styled =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let media_type = encoding.content_type.as_deref().unwrap_or_default();
        let json = media::kind(media_type) == MediaKind::Json && !styled;
        let style = encoding.style.clone().unwrap_or(Style::Form);
        (styled || json).then(|| FormField {
            name: encoding.property.clone(),
            explode: encoding.explode.unwrap_or(style == Style::Form),
            style,
            inner_separators: encoding.inner_separators.clone(),
            allow_reserved: encoding.allow_reserved,
            json,
        })
    };
    content.encodings.iter().filter_map(field).collect()
}
