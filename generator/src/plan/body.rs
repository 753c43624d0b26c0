//! Request bodies: how each is handed over and sent.

use super::ident;
use super::media::{self, MediaKind};
use super::operations::{ArgumentUse, CallNames};
use super::outcome;
use super::prose;
use super::rust_type::{Resolver, RustType};
use super::scope::Scope;
use crate::model::{Content, Encoding, RequestBody, Shape, Style};

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

/// A body as an argument: its type, how it is sent, and the enum of its forms where there are several.
pub(super) struct PlannedBody {
    pub ty: ArgumentUse,
    pub send: BodyPlan,
    pub choice: Option<BodyEnum>,
    pub fields: Vec<(String, Vec<FormField>)>,
}

/// The body of an operation whose struct is called `operation`, its method `method`. `None` when no form is described.
pub(super) fn plan(
    resolver: &mut Resolver<'_, '_>,
    body: &RequestBody,
    names: &mut CallNames,
    operation: &str,
    method: &str,
) -> Option<PlannedBody> {
    let mut statics = Statics::new(method, names);
    let mut forms: Vec<&Content> = body
        .content
        .iter()
        .filter(|content| media::is_sound(&content.media_type))
        .collect();
    forms.sort_by_key(|content| media::kind(&content.media_type));
    match forms.as_slice() {
        [] => None,
        [only] => {
            let (payload, send) = form(resolver, &mut statics, only);
            let ty = match &send {
                BodyPlan::Text(_) => ArgumentUse::Str,
                BodyPlan::Raw(_) => ArgumentUse::Into(payload, None),
                _ => ArgumentUse::Value(payload),
            };
            Some(PlannedBody {
                ty,
                send,
                choice: None,
                fields: statics.fields,
            })
        }
        several => {
            let planned = choice(resolver, &mut statics, several, operation, method);
            Some(PlannedBody {
                fields: statics.fields,
                ..planned
            })
        }
    }
}

/// The statics that hold the fields of an operation's forms.
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

fn choice(
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
        let (payload, send) = form(resolver, statics, content);
        let behind = resolver.behind(&payload, content.ty);
        let payload = outcome::boxed(payload);
        let from = !payloads.contains(&behind);
        payloads.push(behind);
        variants.push(BodyVariant {
            name: scope.mint(&ident::pascal(&media::words(&content.media_type))),
            docs: vec![format!("As {}.", prose::code(&content.media_type))],
            payload,
            from,
            send,
        });
    }
    let name = statics
        .names
        .structures
        .mint(&format!("{operation}Content"));
    let first = variants
        .first()
        .map(|variant| variant.payload.clone().unboxed());
    PlannedBody {
        ty: ArgumentUse::Into(RustType::Local(name.clone()), first.map(Box::new)),
        send: BodyPlan::Choice,
        choice: Some(BodyEnum {
            docs: vec![format!(
                "The body of [`Client::{method}`](crate::Client::{method}), in one of the media types that the server \
                 takes. A value of a type that stands here turns into the first form that holds it."
            )],
            name,
            variants,
        }),
        fields: Vec::new(),
    }
}

/// What a body of one media type is made of, and how it is sent.
fn form(
    resolver: &mut Resolver<'_, '_>,
    statics: &mut Statics<'_>,
    content: &Content,
) -> (RustType, BodyPlan) {
    let media_type = content.media_type.clone();
    let kind = media::kind(&media_type);
    if resolver.is_binary(content.ty) && kind != MediaKind::Multipart {
        return raw(resolver, &media_type);
    }
    match kind {
        MediaKind::Json => {
            let media_type = if media::is_range(&media_type) {
                "application/json".to_owned()
            } else {
                media_type
            };
            (typed(resolver, content), BodyPlan::Json(media_type))
        }
        MediaKind::Form => {
            resolver.note("Form");
            let fields = statics.add(fields(content));
            (typed(resolver, content), BodyPlan::Form(fields))
        }
        MediaKind::Multipart => multipart(resolver, content),
        MediaKind::Text => (RustType::Plain("String"), BodyPlan::Text(media_type)),
        MediaKind::JsonLines | MediaKind::Events | MediaKind::Document | MediaKind::Binary => {
            raw(resolver, &media_type)
        }
    }
}

fn typed(resolver: &mut Resolver<'_, '_>, content: &Content) -> RustType {
    match content.ty {
        Some(ty) => resolver.with_null(ty),
        None => resolver.any_json(),
    }
}

fn raw(resolver: &mut Resolver<'_, '_>, media_type: &str) -> (RustType, BodyPlan) {
    let media_type = if media::is_range(media_type) {
        "application/octet-stream"
    } else {
        media_type
    };
    resolver.note("Body");
    (
        RustType::Runtime("Body"),
        BodyPlan::Raw(media_type.to_owned()),
    )
}

/// Parts: an object's properties, or whatever the caller adds where the description does not name them.
fn multipart(resolver: &mut Resolver<'_, '_>, content: &Content) -> (RustType, BodyPlan) {
    resolver.note("Multipart");
    let media_type = if media::is_range(&content.media_type) {
        "multipart/form-data".to_owned()
    } else {
        content.media_type.clone()
    };
    let named = content
        .ty
        .filter(|ty| matches!(resolver.shape(*ty), Some(Shape::Object(_))));
    let payload = match named {
        Some(ty) => resolver.bare(ty),
        None => RustType::Runtime("Multipart"),
    };
    (payload, BodyPlan::Multipart(media_type))
}

/// The fields of a form that are written in a way of their own ("Encoding Object" of the specification).
fn fields(content: &Content) -> Vec<FormField> {
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
            allow_reserved: encoding.allow_reserved,
            json,
        })
    };
    content.encodings.iter().filter_map(field).collect()
}
