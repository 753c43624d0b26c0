//! How the body of a response is decoded.

use super::media::{self, MediaKind};
use super::need::Need;
use super::rust_type::Resolver;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Content, Shape, Text, TypeId};
use crate::plan::{Decode, EventForm, RustType};

impl Decode {
    /// How a representation of a body is decoded. If `whole`, the body is buffered before the call
    /// returns.
    pub(super) fn choose(resolver: &mut Resolver<'_, '_>, content: &Content, whole: bool) -> Self {
        let kind = media::media_kind(resolver.api, content);
        if resolver.is_binary(content.ty) {
            return Self::raw(resolver, whole);
        }
        match (kind, whole) {
            (MediaKind::Json, _) => match content.ty {
                Some(ty) if media::is_string(resolver.api, ty) => {
                    resolver.note(Need::Text);
                    Self::JsonOrText(resolver.with_null(ty))
                }
                Some(ty) => Self::Json(resolver.with_null(ty)),
                None => Self::Json(RustType::ANY_JSON),
            },
            (MediaKind::JsonLines, false) => {
                resolver.note(Need::JsonLines);
                Self::JsonLines(item_type(resolver, content))
            }
            (MediaKind::Events, false) => events(resolver, content),
            (MediaKind::Text, _) => Self::choose_text(resolver, content),
            (MediaKind::JsonLines | MediaKind::Events, true) => {
                resolver.note(Need::Text);
                Self::Text
            }
            (MediaKind::Document | MediaKind::Form | MediaKind::Multipart, _) => {
                Self::raw(resolver, true)
            }
            (MediaKind::Binary, whole) => Self::raw(resolver, whole),
        }
    }

    /// The same for a value that is described as text, too.
    pub(super) fn beside_text(self, resolver: &mut Resolver<'_, '_>) -> Self {
        match self {
            Self::Json(ty) | Self::JsonOrText(ty) => {
                resolver.note(Need::Text);
                Self::Negotiated(ty)
            }
            other => other,
        }
    }

    fn choose_text(resolver: &mut Resolver<'_, '_>, content: &Content) -> Self {
        resolver.note(Need::Text);
        match content.ty {
            Some(ty) if media::is_scalar(resolver.api, ty) => Self::Scalar(resolver.bare(ty)),
            Some(ty) if media::is_range(&content.media_type) => match resolver.shape(ty) {
                Some(Shape::Text(_)) => Self::Scalar(RustType::Plain("String")),
                _ => Self::Text,
            },
            _ => Self::Text,
        }
    }

    fn raw(resolver: &mut Resolver<'_, '_>, whole: bool) -> Self {
        if whole {
            Self::Bytes
        } else {
            resolver.note(Need::ByteStream);
            Self::Stream
        }
    }
}

/// Reports types that are not generated because their media type is not decoded here.
pub(super) fn report_unread(resolver: &Resolver<'_, '_>, content: &Content) {
    let kind = media::media_kind(resolver.api, content);
    let read_as = match kind {
        MediaKind::Json | MediaKind::JsonLines | MediaKind::Events => return,
        MediaKind::Text => "text",
        MediaKind::Form | MediaKind::Multipart | MediaKind::Document | MediaKind::Binary => "bytes",
    };
    if media::says_more(resolver.api, content, kind) {
        let message = format!(
            "`{}` is not taken apart: such an answer is {read_as}",
            content.media_type
        );
        resolver.sink.report(Diagnostic::new(
            findings::untyped_body::WIDENED,
            &content.origin,
            message,
        ));
    }
}

/// The item type of a stream: `itemSchema`, else the elements of a list in `schema`, else `schema`.
fn item_type(resolver: &mut Resolver<'_, '_>, content: &Content) -> RustType {
    let described = content.item.or_else(|| {
        let ty = content.ty?;
        match resolver.shape(ty) {
            Some(Shape::List { item }) => Some(*item),
            _ => Some(ty),
        }
    });
    match described {
        Some(ty) => resolver.with_null(ty),
        None => RustType::ANY_JSON,
    }
}

/// Events. `itemSchema` describes the event as an object with `data`; `schema`, in descriptions
/// before 3.2, describes the JSON in `data`.
fn events(resolver: &mut Resolver<'_, '_>, content: &Content) -> Decode {
    resolver.note(Need::EventStream);
    let is_event = |shape: Option<&Shape>| match shape {
        Some(Shape::Object(object)) => object
            .properties
            .iter()
            .any(|property| property.name == "data"),
        Some(Shape::Union(_)) => true,
        _ => false,
    };
    if let Some(item) = content.item
        && is_event(resolver.shape(item))
    {
        return Decode::Events(EventForm::Whole, resolver.with_null(item));
    }
    let is_text = |resolver: &Resolver<'_, '_>, ty: TypeId| {
        matches!(resolver.shape(ty), Some(Shape::Text(Text::Plain)))
    };
    match content.item.or(content.ty) {
        Some(ty) if !is_text(resolver, ty) => {
            Decode::Events(EventForm::Json, item_type(resolver, content))
        }
        _ => Decode::Events(EventForm::Text, RustType::Plain("String")),
    }
}
