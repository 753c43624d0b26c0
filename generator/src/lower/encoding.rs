//! The encodings of single properties of a body, and the headers of their parts.

use indexmap::IndexMap;
use openapiv3::{Header, ParameterSchemaOrContent, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use super::header_name::is_header_name;
use super::parts::Found;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::{Extra, Kind, MediaTypeName};
use crate::model::{Encoding, Style};

/// Returns the encodings of a body with this media type.
pub(super) fn encodings(
    lowering: &mut Lowering<'_>,
    media_type: &str,
    encodings: IndexMap<String, openapiv3::Encoding>,
    at: &Location,
) -> Vec<Encoding> {
    let mut all = Vec::new();
    for (property, encoding) in encodings {
        let at = at.key(&property);
        let content_type = encoding.content_type.as_deref();
        let content_type = content_type.map(|text| media_types(lowering, text, &at));
        let at = at.key("headers");
        let mut headers = Vec::new();
        for (name, value) in encoding.headers {
            // "`Content-Type` is described separately and SHALL be ignored".
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let at = at.key(&name);
            match header(lowering, media_type, &name, value, &at) {
                Ok(value) => headers.push((name, value)),
                Err(why) => {
                    let message = format!("the header `{name}` of a part is not sent: {why}");
                    let finding =
                        Diagnostic::new(findings::unusable_parameter::SKIPPED, &at, message);
                    lowering.parts.report(finding);
                }
            }
        }
        let extra = Extra::from_extensions(&encoding.extensions);
        all.push(Encoding {
            property,
            content_type,
            style: encoding
                .style
                .as_ref()
                .map(|style| self::style(style, extra.is_tab_delimited)),
            explode: extra.explode,
            inner_separators: extra.inner_separators,
            allow_reserved: encoding.allow_reserved,
            headers,
        });
    }
    all
}

/// Returns the media types of a property as a list, and reports invalid ones.
fn media_types(lowering: &Lowering<'_>, text: &str, at: &Location) -> String {
    let list = MediaTypeName::of_list(text);
    if list.is_valid {
        return text.to_owned();
    }
    let at = at.key("contentType");
    lowering.parts.report(list.finding(text, &at).of_value());
    list.media_types.join(", ")
}

fn style(style: &openapiv3::QueryStyle, with_tabs: bool) -> Style {
    match style {
        openapiv3::QueryStyle::Form if with_tabs => Style::TabDelimited,
        openapiv3::QueryStyle::Form => Style::Form,
        openapiv3::QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        openapiv3::QueryStyle::PipeDelimited => Style::PipeDelimited,
        openapiv3::QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// Returns the constant value of the header `name` of a part, or why it is not sent.
fn header(
    lowering: &mut Lowering<'_>,
    media_type: &str,
    name: &str,
    value: ReferenceOr<Header>,
    at: &Location,
) -> Result<String, &'static str> {
    if !media_type.to_ascii_lowercase().starts_with("multipart/") {
        return Err("only the parts of `multipart` bodies have headers");
    }
    if name.eq_ignore_ascii_case("content-disposition") {
        return Err("it has the name of the part, and the client sets it");
    }
    if !is_header_name(name) {
        return Err("that is not a valid name of a header (RFC 9110, section 5.1)");
    }
    let unsettled = "no `const`, single `enum` value or `default` fixes its value";
    let found: Option<Found<Header>> = lowering.parts.item(Kind::Header, value, at);
    let Found { part, at } = found.ok_or("it could not be understood")?;
    let ParameterSchemaOrContent::Schema(schema) = part.format else {
        return Err(unsettled);
    };
    let value = lowering.schemas.one_value(schema, &at.key("schema"));
    let text = match value.ok_or(unsettled)? {
        Value::String(text) => text,
        value @ (Value::Number(_) | Value::Bool(_)) => value.to_string(),
        _ => return Err(unsettled),
    };
    if is_header_value(&text) {
        Ok(text)
    } else {
        Err("its value has characters that headers may not have")
    }
}

/// Whether this is a valid header value (RFC 9110, section 5.5).
fn is_header_value(text: &str) -> bool {
    text.trim() == text && text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t'))
}
