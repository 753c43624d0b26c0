//! Parameters: the type that a caller passes, and how it is serialized.

use super::enumeration::is_closed;
use super::media::{self, MediaKind};
use super::need::Need;
use super::rust_type::Resolver;
use super::undefined_style;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Api, Extent, Parameter, ParameterPlace, Shape, Style, TypeId};
use crate::plan::{ArgumentUse, RustType, Send};

/// How a parameter is sent.
pub(super) fn send(resolver: &mut Resolver<'_, '_>, parameter: &Parameter) -> Send {
    let style = style(resolver, parameter);
    if style == Style::DeepObject && parameter.place == ParameterPlace::Query {
        resolver.note(Need::DeepObject);
    }
    if !parameter.inner_separators.is_empty() {
        resolver.note(Need::JoinedLists);
    }
    Send::Parameter {
        name: parameter.name.clone(),
        place: parameter.place,
        style,
        explode: parameter.explode,
        inner_separators: parameter.inner_separators.clone(),
        allow_reserved: parameter.allow_reserved,
        keeps_slashes: parameter.extent != Extent::Segment,
        may_be_empty: parameter.place == ParameterPlace::Path
            && may_be_empty(resolver.api, parameter),
    }
}

/// Whether the description or the settings allow an empty path parameter.
pub(super) fn may_be_empty(api: &Api, parameter: &Parameter) -> bool {
    let types = [parameter.ty, api.target(parameter.ty)];
    parameter.allow_empty
        || parameter.extent == Extent::AnySegments
        || types.into_iter().any(|id| has_empty_text(api, id))
}

fn has_empty_text(api: &Api, id: TypeId) -> bool {
    let Some(ty) = api.types.get(id) else {
        return false;
    };
    let is_empty = |value: &serde_json::Value| value.as_str() == Some("");
    ty.may_be_empty
        || ty.default.as_ref().is_some_and(is_empty)
        || match &ty.shape {
            Shape::Enumeration(enumeration) => {
                enumeration.values.iter().any(|one| one.value.is_empty())
            }
            _ => false,
        }
}

/// A sentence for the docs about a path parameter that is not a single segment.
pub(super) fn path_docs(api: &Api, parameter: &Parameter) -> Option<&'static str> {
    if parameter.place != ParameterPlace::Path {
        return None;
    }
    let may_be_empty = may_be_empty(api, parameter);
    match (parameter.extent != Extent::Segment, may_be_empty) {
        (true, true) => Some("May have several segments, separated by `/`, or be empty."),
        (true, false) => Some("May have several segments, separated by `/`."),
        (false, true) => Some("May be empty."),
        (false, false) => None,
    }
}

/// The style of a parameter. With a media type, it is sent as JSON or as a form if the media type
/// is one of these, else as the caller's text.
fn style(resolver: &Resolver<'_, '_>, parameter: &Parameter) -> Style {
    match (&parameter.style, parameter.place) {
        (Style::Content(media_type), place) if !is_written(media_type, place) => match place {
            ParameterPlace::Query | ParameterPlace::Cookie => Style::Form,
            _ => Style::Simple,
        },
        (_, ParameterPlace::QueryString) => parameter.style.clone(),
        (Style::DeepObject, _) if !is_composite(resolver, parameter) => Style::Form,
        (style, _) => style.clone(),
    }
}

/// Whether values of a parameter may be objects or lists.
fn is_composite(resolver: &Resolver<'_, '_>, parameter: &Parameter) -> bool {
    matches!(
        resolver.shape(parameter.ty),
        None | Some(
            Shape::Any
                | Shape::Object(_)
                | Shape::Map { .. }
                | Shape::List { .. }
                | Shape::Tuple { .. }
                | Shape::Union(_)
                | Shape::Given { .. }
        )
    )
}

/// Whether values of a media type can be encoded here: JSON anywhere, a form in the query.
fn is_written(media_type: &str, place: ParameterPlace) -> bool {
    match media::kind(media_type) {
        MediaKind::Json => true,
        MediaKind::Form => matches!(place, ParameterPlace::Query | ParameterPlace::QueryString),
        _ => false,
    }
}

/// The type of a parameter. If its media type cannot be encoded here, the caller passes text.
pub(super) fn ty(resolver: &mut Resolver<'_, '_>, parameter: &Parameter) -> ArgumentUse {
    report_unusable(resolver, parameter);
    let is_text = |resolver: &Resolver<'_, '_>| {
        media::is_scalar(resolver.api, parameter.ty)
            || matches!(resolver.shape(parameter.ty), Some(Shape::Text(_)))
    };
    match &parameter.style {
        Style::Content(media_type)
            if !is_written(media_type, parameter.place) && !is_text(resolver) =>
        {
            let message = format!("`{media_type}` is not put together: such a parameter is text");
            resolver.sink.report(Diagnostic::new(
                findings::untyped_body::WIDENED,
                &parameter.origin,
                message,
            ));
            ArgumentUse::Str
        }
        _ => argument_type(resolver, parameter.ty),
    }
}

/// Reports what of a parameter cannot be sent as described.
fn report_unusable(resolver: &Resolver<'_, '_>, parameter: &Parameter) {
    undefined_style::report(resolver, parameter);
    let is_text = matches!(
        resolver.shape(parameter.ty),
        None | Some(Shape::Any | Shape::Text(_) | Shape::Union(_) | Shape::Given { .. })
    );
    if parameter.style == Style::DeepObject && !is_composite(resolver, parameter) {
        let message = "`deepObject` is a style of objects: `form` is taken";
        resolver.sink.report(Diagnostic::new(
            findings::unusable_style::IGNORED,
            &parameter.origin,
            message,
        ));
    }
    if parameter.allow_empty && !is_text {
        let message = "`allowEmptyValue`: no value of this type is empty, so none is sent so";
        resolver.sink.report(Diagnostic::new(
            findings::unusable_style::IGNORED,
            &parameter.origin,
            message,
        ));
    }
}

fn argument_type(resolver: &mut Resolver<'_, '_>, id: TypeId) -> ArgumentUse {
    let ty = resolver.expanded(id);
    match ty {
        ty if ty.is_string() => ArgumentUse::Str,
        ty if ty.is_secret() => ArgumentUse::Into(ty.clone(), Some(Box::new(ty))),
        RustType::List(item) => ArgumentUse::Slice(*item),
        ty if ty.is_copy() => ArgumentUse::Value(ty),
        RustType::Named(_) => named(resolver, id, ty),
        ty => ArgumentUse::Reference(ty),
    }
}

/// How one of the crate's own types is passed: a type that others convert into by `into()`.
fn named(resolver: &Resolver<'_, '_>, id: TypeId, ty: RustType) -> ArgumentUse {
    let target = resolver.target(id);
    let shape = resolver.api.types.get(target).map(|ty| &ty.shape);
    match shape {
        Some(Shape::Enumeration(values)) if is_closed(resolver, target, values) => {
            ArgumentUse::Value(ty)
        }
        Some(Shape::Enumeration(_) | Shape::Union(_)) => {
            ArgumentUse::Into(ty.clone(), Some(Box::new(ty)))
        }
        _ => ArgumentUse::Reference(ty),
    }
}
