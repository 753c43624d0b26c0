//! Parameters and headers of OpenAPI 3.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::kind::Holds;
use super::{Extra, Kind, Loss, SchemaObject, Translator, media_type, report, security, shallow};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

/// Translates a parameter to OpenAPI 3.0. `None`, and a report, if its `in` is unknown.
pub(super) fn complete(
    t: &Translator<'_>,
    mut part: Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    let place = part.get("in").and_then(Value::as_str).map(str::to_owned)?;
    match place.as_str() {
        "query" => {}
        "header" | "cookie" => never_reserved(t, &mut part, &place, at),
        "path" => reserved_in_path(t, &mut part, at),
        "querystring" => whole_query_string(t, &mut part, at),
        _ => {
            let places = "`query`, `header`, `path`, `cookie` or `querystring`";
            security::report_invalid(t, &at.key("in"), places);
            return None;
        }
    }
    check_style(t, &mut part, &place, at);
    settle_cookie_style(t, &mut part, at);
    settle_format(t, &mut part, at);
    settle_example(t, &mut part, at);
    Some(part)
}

/// Translates a header to OpenAPI 3.0.
pub(super) fn header(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    media_type::keep_explode(part);
    check_style(t, part, "header", at);
    settle_format(t, part, at);
    settle_example(t, part, at);
}

/// Since OpenAPI 3.2, path parameters may keep reserved characters too.
fn reserved_in_path(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    if t.dialect < Dialect::OpenApi32 {
        never_reserved(t, part, "path", at);
    } else if part.remove("allowReserved") == Some(Value::Bool(true)) {
        Extra::add(part, |extra| extra.allow_reserved = true);
    }
}

/// `allowReserved` has no effect in this place.
fn never_reserved(t: &Translator<'_>, part: &mut Map<String, Value>, place: &str, at: &Location) {
    if part.remove("allowReserved") == Some(Value::Bool(true)) {
        let message = format!("`allowReserved` has no influence on a parameter in `{place}`");
        t.report(
            findings::unusable_style::IGNORED,
            &at.key("allowReserved"),
            message,
        );
    }
}

/// `in: querystring` (OpenAPI 3.2): the whole query string is one value of some media type.
fn whole_query_string(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    if t.dialect < Dialect::OpenApi32 {
        report::newer(t, &at.key("in"), "`querystring`", Dialect::OpenApi32);
    }
    part.insert("in".to_owned(), Value::from("query"));
    Extra::add(part, |extra| extra.is_query_string = true);
}

/// `style: cookie` (OpenAPI 3.2): like `form`, but values are not encoded.
fn settle_cookie_style(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    if part.get("style").and_then(Value::as_str) != Some("cookie") {
        return;
    }
    if t.dialect < Dialect::OpenApi32 {
        report::newer(t, &at.key("style"), "`cookie`", Dialect::OpenApi32);
    }
    part.remove("style");
    Extra::add(part, |extra| extra.has_cookie_style = true);
}

/// Removes a style that parameters in this place do not have.
pub(super) fn check_style(
    t: &Translator<'_>,
    part: &mut Map<String, Value>,
    place: &str,
    at: &Location,
) {
    let Some(style) = part.get("style").and_then(Value::as_str) else {
        return;
    };
    let known: &[&str] = match place {
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "cookie" => &["form", "cookie"],
        _ => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    };
    if known.contains(&style) {
        return;
    }
    let default = known.first().copied().unwrap_or_default();
    let message = format!("`{style}` is not a style that is known here: `{default}` is taken");
    t.report(findings::unusable_style::IGNORED, &at.key("style"), message);
    part.remove("style");
}

/// Ensures that there is exactly one of `schema` and `content`.
fn settle_format(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    let has_content = part
        .get("content")
        .and_then(Value::as_object)
        .is_some_and(|content| !content.is_empty());
    match (part.contains_key("schema"), has_content) {
        (true, true) => {
            let message = "`content` beside `schema` has no influence";
            t.report(findings::wrong_value::IGNORED, &at.key("content"), message);
            part.remove("content");
        }
        (true, false) => {
            part.remove("content");
        }
        (false, true) => report_several(t, part, at),
        (false, false) => {
            // Many descriptions give only the name of a header, and mean text.
            let beside = schema_keywords(t, at);
            if part.contains_key("in") || !beside.is_empty() {
                report_untyped(t, at, &beside);
            }
            part.remove("content");
            let anything = t.made.reference(SchemaObject::default());
            part.insert("schema".to_owned(), anything);
        }
    }
}

/// The schema keywords placed directly on the part, as in Swagger 2.0.
fn schema_keywords<'t>(t: &'t Translator<'_>, at: &Location) -> Vec<(&'t str, &'t Value)> {
    let part = t.raw(at).and_then(Value::as_object);
    let keywords = ["type", "format", "items", "enum", "default"];
    let keywords = keywords.into_iter();
    keywords
        .filter_map(|key| Some((key, part?.get(key)?)))
        .collect()
}

fn report_untyped(t: &Translator<'_>, at: &Location, beside: &[(&str, &Value)]) {
    let message = "neither `schema` nor `content` describes this value: any value is accepted";
    let found = Diagnostic::new(findings::widened_schema::WIDENED, at, message);
    let Some((first, _)) = beside.first() else {
        return t.sink.report(found);
    };
    let keys = beside.iter().map(|(key, value)| match value.as_str() {
        Some(text) => format!("{key}: {text}"),
        None => format!("{key}: …"),
    });
    let keys: Vec<String> = keys.collect();
    let label = format!("`{first}` is here, where `schema` is expected");
    let help = format!("write `schema: {{ {} }}`", keys.join(", "));
    t.sink
        .report(found.help(help).related(&at.key(first), label));
}

/// "The map MUST only contain one entry."
fn report_several(t: &Translator<'_>, part: &Map<String, Value>, at: &Location) {
    let content = part.get("content").and_then(Value::as_object);
    for media_type in content.into_iter().flat_map(Map::keys).skip(1) {
        let message = format!("a value has one media type: `{media_type}` has no influence");
        let at = at.key("content").key(media_type);
        t.report(findings::wrong_value::IGNORED, &at, message);
    }
}

/// Keeps one example: the first of several, if they are in different places.
fn settle_example(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    let at = at.key("examples");
    let first = match part.remove("examples") {
        Some(Value::Object(examples)) => examples
            .keys()
            .next()
            .and_then(|name| t.follow(Kind::Example, &at.key(name)))
            .and_then(|example| value_of_example(t, &example)),
        None | Some(Value::Null) => None,
        Some(_) => {
            report::wrong_value(t, Loss::Ignored, &at, "an object");
            None
        }
    };
    if let Some(first) = first {
        part.entry("example").or_insert(first);
    }
}

/// The value of an example. It is kept even if examples of bodies are dropped, since docs show it.
fn value_of_example(t: &Translator<'_>, at: &Location) -> Option<Value> {
    // Faults of the example are reported here.
    t.part(Kind::Example, at)?;
    let mut places = ["value", "dataValue"].into_iter().map(|key| at.key(key));
    let (value, at) = places.find_map(|at| Some((t.raw(&at)?, at)))?;
    shallow::keep(t, Holds::Any, value, &at)
}
