//! Documented responses.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::Lowering;
use super::body::content;
use super::parts::Found;
use crate::diagnostics::Location;
use crate::dialect::Kind;
use crate::model::{Context, Docs, Header, OperationId, Response, Status};

/// The responses of an operation, `default` last.
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
    at: &Location,
) -> Option<Response> {
    let Found { part, at } = lowering.parts.item(Kind::Response, value, at)?;
    let headers = part.headers.into_iter();
    let headers = headers
        .filter_map(|(name, value)| header(lowering, operation, name, value, &at.key("headers")))
        .collect();
    let context = Context::Response(operation, status);
    Some(Response {
        status,
        docs: Docs {
            description: Some(part.description).filter(|text| !text.is_empty()),
            ..Docs::default()
        },
        headers,
        content: content(lowering, part.content, &at.key("content"), &context),
        origin: at,
    })
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
    let ty = match part.format {
        ParameterSchemaOrContent::Schema(schema) => {
            lowering.schemas.of(schema, &at.key("schema"), context)
        }
        ParameterSchemaOrContent::Content(_) => lowering.schemas.text(&at, context),
    };
    Some(Header {
        name,
        required: part.required,
        ty,
        docs: Docs {
            description: part.description,
            deprecated: part.deprecated.unwrap_or(false),
            ..Docs::default()
        },
        origin: at,
    })
}
