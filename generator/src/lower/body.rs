//! Request bodies, and the media types of bodies in general.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use super::parts::{Found, Parts};
use super::{encoding, shared};
use crate::diagnostics::Location;
use crate::dialect::{Extra, Kind, MediaTypeName};
use crate::model::{Content, Context, Docs, OperationId, RequestBody};

/// Returns the request body of an operation.
pub(super) fn request_body(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    value: ReferenceOr<openapiv3::RequestBody>,
    standing: &Location,
) -> Option<RequestBody> {
    let Found { part, at } = lowering.parts.item(Kind::RequestBody, value, standing)?;
    let context = shared::context(lowering.parts, Context::Body(operation), standing, &at);
    let content = content(lowering, part.content, &at.key("content"), &context);
    Some(RequestBody {
        required: part.required,
        docs: Docs {
            description: part.description,
            ..Docs::default()
        },
        content,
        origin: at,
    })
}

/// Returns the representations of a body.
pub(super) fn content(
    lowering: &mut Lowering<'_>,
    content: IndexMap<String, MediaType>,
    at: &Location,
    context: &Context,
) -> Vec<Content> {
    let keys: Vec<String> = content.keys().cloned().collect();
    let mut all = Vec::new();
    for (key, media) in content {
        let at = at.key(&key);
        let name = MediaTypeName::parse(&key);
        let is_free = |one: &&String| name.is_valid || !keys.contains(one);
        let media_types: Vec<&String> = name.media_types.iter().filter(is_free).collect();
        if media_types.is_empty() {
            lowering.parts.report(name.finding_beside(&key, &at));
        } else if !name.is_valid {
            lowering.parts.report(name.finding(&key, &at));
        }
        if let Some((first, others)) = media_types.split_first() {
            let first = media_type_content(lowering, (*first).clone(), media, at, context);
            let others = others.iter().map(|media_type| Content {
                media_type: (*media_type).clone(),
                ..first.clone()
            });
            let others: Vec<Content> = others.collect();
            all.push(first);
            all.extend(others);
        }
    }
    all
}

/// Parses the media types in `text`, at `at`, and reports invalid ones.
pub(super) fn read_name(parts: &Parts<'_>, text: &str, at: &Location) -> MediaTypeName {
    let name = MediaTypeName::parse(text);
    if !name.is_valid {
        parts.report(name.finding(text, at));
    }
    name
}

fn media_type_content(
    lowering: &mut Lowering<'_>,
    media_type: String,
    media: MediaType,
    at: Location,
    context: &Context,
) -> Content {
    let item = Extra::from_extensions(&media.extensions).item_schema;
    let encodings = encoding::encodings(lowering, &media_type, media.encoding, &at.key("encoding"));
    Content {
        ty: media.schema.map(|schema| {
            let (at, context) = (at.key("schema"), context.clone());
            if is_multipart(&media_type) {
                lowering.schemas.type_of_parts(schema, &at, context)
            } else {
                lowering.schemas.type_of(schema, &at, context)
            }
        }),
        item: item.map(|schema| {
            lowering
                .schemas
                .type_of(schema, &at.key("itemSchema"), context.clone())
        }),
        encodings,
        examples: examples(
            lowering.parts,
            media.example,
            media.examples,
            &at.key("examples"),
        ),
        media_type,
        origin: at,
    }
}

fn is_multipart(media_type: &str) -> bool {
    let essence = media_type.trim_start().to_ascii_lowercase();
    essence.starts_with("multipart/")
}

fn examples(
    parts: &Parts<'_>,
    single: Option<Value>,
    named: IndexMap<String, ReferenceOr<openapiv3::Example>>,
    at: &Location,
) -> Vec<Value> {
    let named = named.into_iter().filter_map(|(name, value)| {
        let found: Found<openapiv3::Example> = parts.item(Kind::Example, value, &at.key(&name))?;
        found.part.value
    });
    single.into_iter().chain(named).collect()
}
