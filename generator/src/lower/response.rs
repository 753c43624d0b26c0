//! Documented responses.

use indexmap::IndexMap;
use openapiv3::{MediaType, ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::Lowering;
use super::body::{content, read_name};
use super::parts::Found;
use super::shared;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::{Extra, Kind};
use crate::model::{Context, Docs, Header, OperationId, Response, Status, TypeId};

/// Returns the responses of an operation, with `default` last.
pub(super) fn responses(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    responses: openapiv3::Responses,
    at: &Location,
) -> Vec<Response> {
    let coded = responses
        .responses
        .into_iter()
        .map(|(code, value)| (status(&code), code.to_string(), value));
    let default = responses
        .default
        .map(|value| (Status::Default, "default".to_owned(), value));
    let all: Vec<_> = coded.chain(default).collect();
    all.into_iter()
        .filter_map(|(status, key, value)| {
            response(lowering, operation, status, value, &at.key(&key))
        })
        .collect()
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(digit) => Status::Range(u8::try_from(*digit).unwrap_or(0)),
    }
}

fn response(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    status: Status,
    value: ReferenceOr<openapiv3::Response>,
    standing: &Location,
) -> Option<Response> {
    let Found { part, at } = lowering.parts.item(Kind::Response, value, standing)?;
    let headers = part.headers.into_iter();
    let headers = headers
        .filter_map(|(name, value)| header(lowering, operation, name, value, &at.key("headers")))
        .collect();
    let context = Context::Response(operation, status);
    let context = shared::context(lowering.parts, context, standing, &at);
    let content = if has_no_body(status) {
        report_body(lowering, status, &part.content, &at);
        Vec::new()
    } else {
        content(lowering, part.content, &at.key("content"), &context)
    };
    Some(Response {
        status,
        docs: Docs {
            description: Some(part.description).filter(|text| !text.is_empty()),
            ..Docs::default()
        },
        headers,
        content,
        origin: at,
    })
}

/// Whether responses with this status have no body (RFC 9110, sections 6.4.1, 15.3.5, 15.3.6 and
/// 15.4.5).
fn has_no_body(status: Status) -> bool {
    matches!(
        status,
        Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1)
    )
}

/// Reports a body that is described for a status without one.
fn report_body(
    lowering: &Lowering<'_>,
    status: Status,
    content: &IndexMap<String, MediaType>,
    at: &Location,
) {
    if content.is_empty() {
        return;
    }
    let status = match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    };
    let message = format!("a {status} response has no body: the one described here is ignored");
    // Swagger 2.0 has `schema` instead of `content`.
    let places = [at.key("content"), at.key("schema")];
    let place = places.iter().find(|at| lowering.parts.raw(at).is_some());
    let case = findings::bodiless_response::IGNORED;
    let found = Diagnostic::new(case, place.unwrap_or(at), message);
    lowering.parts.report(found);
}

fn header(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    name: String,
    value: ReferenceOr<openapiv3::Header>,
    at: &Location,
) -> Option<Header> {
    let Found { part, at } = lowering.parts.item(Kind::Header, value, &at.key(&name))?;
    let context = Context::ResponseHeader(operation, name.clone());
    let (ty, json) = match part.format {
        ParameterSchemaOrContent::Schema(schema) => {
            let ty = lowering.schemas.type_of(schema, &at.key("schema"), context);
            (ty, false)
        }
        ParameterSchemaOrContent::Content(content) => content_type(lowering, content, &at, context),
    };
    Some(Header {
        name,
        required: part.required,
        ty,
        explode: Extra::from_extensions(&part.extensions).explode == Some(true),
        json,
        docs: Docs {
            description: part.description,
            deprecated: part.deprecated.unwrap_or(false),
            ..Docs::default()
        },
        origin: at,
    })
}

/// Returns the type of a header described by `content`, and whether its media type is JSON.
fn content_type(
    lowering: &mut Lowering<'_>,
    content: IndexMap<String, MediaType>,
    at: &Location,
    context: Context,
) -> (TypeId, bool) {
    let Some((key, media)) = content.into_iter().next() else {
        return (lowering.schemas.text(at, context), false);
    };
    let place = at.key("content").key(&key);
    let name = read_name(lowering.parts, &key, &place);
    let json = |media_type: &str| media_type == "application/json" || media_type.ends_with("+json");
    match media {
        media if name.media_types.iter().any(|one| json(one)) => {
            let at = place.key("schema");
            let ty = match media.schema {
                Some(schema) => lowering.schemas.type_of(schema, &at, context),
                None => lowering.schemas.any(&at, context),
            };
            (ty, true)
        }
        _ => (lowering.schemas.text(at, context), false),
    }
}
