//! Parameters of operations.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr};
use rustc_hash::FxHashSet;

use super::Lowering;
use super::body::read_name;
use super::header_name::is_header_name;
use super::listed::Listed;
use super::parts::Found;
use super::security::Security;
use crate::config::described;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::CLIENT;
use crate::dialect::{Extra, Kind};
use crate::model::{
    ApiKeyPlace, Context, Docs, Extent, OperationId, Parameter, ParameterPlace, PathParameter,
    PathTemplate, Style, TypeId,
};

/// Returns the parameters of an operation: those of the path, overridden by its own, followed by
/// undeclared names in the path template.
pub(super) fn parameters(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    path: &mut PathTemplate,
    security: &Security,
    lists: [Listed<'_, openapiv3::Parameter>; 2],
    at: &Location,
) -> Vec<Parameter> {
    let mut parameters: IndexMap<Sent, Parameter> = IndexMap::new();
    for (list, at) in lists {
        let before = parameters.len();
        for (index, value) in list.iter().enumerate() {
            let Some(parameter) = parameter(lowering, operation, value, &at.index(index)) else {
                continue;
            };
            let sent = sent(parameter.place, &parameter.name);
            if parameters
                .get_index_of(&sent)
                .is_some_and(|known| known >= before)
            {
                report_twice(lowering, &parameter);
            }
            parameters.insert(sent, parameter);
        }
    }
    bind(lowering, path, &parameters, at);
    let names: FxHashSet<&str> = path.names().into_iter().collect();
    parameters.retain(|_, parameter| keep(lowering, (path, &names), security, parameter));
    one_query_string(lowering, &mut parameters);
    let in_query = path.names_in_query();
    let in_query: FxHashSet<&str> = in_query.iter().map(String::as_str).collect();
    for name in path.names() {
        let is_declared = |place| parameters.contains_key(&sent(place, name));
        let is_queried = in_query.contains(name) && is_declared(ParameterPlace::Query);
        if !is_queried && !is_declared(ParameterPlace::Path) {
            let undeclared = undeclared(lowering, operation, name, at);
            parameters.insert(sent(undeclared.place, name), undeclared);
        }
    }
    for parameter in parameters.values_mut() {
        if parameter.place == ParameterPlace::Path {
            parameter.extent = path.extent(&parameter.name);
        }
    }
    parameters.into_values().collect()
}

/// The identity of a parameter: two with the same name in the same place are duplicates.
type Sent = (ParameterPlace, String);

/// Header names are case-insensitive (RFC 9110, section 5.1).
fn sent(place: ParameterPlace, name: &str) -> Sent {
    match place {
        ParameterPlace::Header => (place, name.to_ascii_lowercase()),
        _ => (place, name.to_owned()),
    }
}

/// Renames the parameters in the path template to match their declarations.
fn bind(
    lowering: &Lowering<'_>,
    path: &mut PathTemplate,
    parameters: &IndexMap<Sent, Parameter>,
    at: &Location,
) {
    let names = |place: ParameterPlace| -> BTreeSet<&str> {
        let parameters = parameters.values().filter(|one| one.place == place);
        parameters.map(|one| one.name.as_str()).collect()
    };
    let in_path = names(ParameterPlace::Path);
    path.bind(|name| in_path.contains(name));
    let in_query = names(ParameterPlace::Query);
    for written in path.take_query(|name| in_query.contains(name)) {
        let message = format!("`{{{written}}}` is the query, which its parameters write");
        let found = Diagnostic::new(findings::path_syntax::NONE, at, message);
        lowering.parts.report(found);
    }
}

/// Reports syntax other than plain names between the braces of a path.
pub(super) fn report_syntax(lowering: &Lowering<'_>, path: &PathTemplate, at: &Location) {
    for parameter in path.parameters().filter(|parameter| !parameter.is_plain()) {
        let PathParameter { written, name, .. } = parameter;
        let (finding, what) = match parameter.extent {
            Extent::Segment => (
                findings::path_syntax::IGNORED,
                "everything beside the name is ignored",
            ),
            Extent::Segments | Extent::AnySegments => (
                findings::path_syntax::NONE,
                "its value may have several segments, and keeps its slashes",
            ),
        };
        let message = format!("`{{{written}}}` is the parameter `{name}`: {what}");
        let found = Diagnostic::new(finding, at, message);
        lowering.parts.report(found);
    }
}

/// Ensures that there is one query string: a second one is rejected, and query parameters in
/// addition to it are reported.
fn one_query_string(lowering: &Lowering<'_>, parameters: &mut IndexMap<Sent, Parameter>) {
    let is_whole = |parameter: &Parameter| parameter.place == ParameterPlace::QueryString;
    let Some(whole) = parameters.values().find(|one| is_whole(one)) else {
        return;
    };
    let whole = whole.name.clone();
    parameters.retain(|_, parameter| {
        let second = is_whole(parameter) && parameter.name != whole;
        let (finding, message) = match parameter.place {
            _ if second => (
                findings::unusable_parameter::SKIPPED,
                format!("`{whole}` is the whole query: a second one cannot be sent"),
            ),
            ParameterPlace::Query => (
                findings::querystring_siblings::NONE,
                format!(
                    "`{whole}` is the whole query: `{}` is added to it",
                    parameter.name
                ),
            ),
            _ => return true,
        };
        let found = Diagnostic::new(finding, &parameter.origin, message);
        lowering.parts.report(found);
        !second
    });
}

fn parameter(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    value: &ReferenceOr<openapiv3::Parameter>,
    at: &Location,
) -> Option<Parameter> {
    let Found { part, at } = lowering.parts.item(Kind::Parameter, value.clone(), at)?;
    let extra = Extra::from_extensions(&part.parameter_data_ref().extensions);
    let (place, style, allow_reserved) = place_and_style(&part, &extra);
    let data = part.parameter_data();
    let raw = lowering.parts.raw(&at);
    let allow_empty = matches!(place, ParameterPlace::Path | ParameterPlace::Query)
        && raw.and_then(|raw| raw.get("allowEmptyValue")) == Some(&serde_json::Value::Bool(true));
    let of_client = described::flag(CLIENT, raw, &at, lowering.parts.sink) == Some(true);
    if of_client && place != ParameterPlace::Path {
        report_not_of_path(lowering, &at);
    }
    let (ty, style) = typed(lowering, operation, &data.name, data.format, style, &at);
    Some(Parameter {
        name: data.name,
        place,
        // "If the parameter location is path, this property is REQUIRED and its value MUST be
        // true."
        required: data.required || place == ParameterPlace::Path,
        explode: data
            .explode
            .unwrap_or(matches!(style, Style::Form | Style::Cookie)),
        style,
        inner_separators: extra.inner_separators,
        allow_reserved,
        allow_empty,
        extent: Extent::Segment,
        ty,
        docs: Docs {
            description: data.description,
            deprecated: data.deprecated.unwrap_or(false),
            ..Docs::default()
        },
        of_client: of_client && place == ParameterPlace::Path,
        example: data.example,
        origin: at,
    })
}

fn place_and_style(
    parameter: &openapiv3::Parameter,
    extra: &Extra,
) -> (ParameterPlace, Style, bool) {
    use openapiv3::{Parameter, PathStyle, QueryStyle};
    match parameter {
        Parameter::Query {
            style,
            allow_reserved,
            ..
        } => {
            let style = match style {
                QueryStyle::Form if extra.is_tab_delimited => Style::TabDelimited,
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            let place = if extra.is_query_string {
                ParameterPlace::QueryString
            } else {
                ParameterPlace::Query
            };
            (place, style, *allow_reserved)
        }
        Parameter::Header { .. } => (ParameterPlace::Header, Style::Simple, false),
        Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (ParameterPlace::Path, style, extra.allow_reserved)
        }
        Parameter::Cookie { .. } => {
            let style = if extra.has_cookie_style {
                Style::Cookie
            } else {
                Style::Form
            };
            (ParameterPlace::Cookie, style, false)
        }
    }
}

/// Returns the type of a parameter, from its `schema` or the first entry of its `content`.
fn typed(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    name: &str,
    format: ParameterSchemaOrContent,
    style: Style,
    at: &Location,
) -> (TypeId, Style) {
    let context = Context::Parameter(operation, name.to_owned());
    match format {
        ParameterSchemaOrContent::Schema(schema) => (
            lowering.schemas.type_of(schema, &at.key("schema"), context),
            style,
        ),
        ParameterSchemaOrContent::Content(content) => match content.into_iter().next() {
            Some((key, media)) => {
                let at = at.key("content").key(&key);
                let name = read_name(lowering.parts, &key, &at);
                let media_type = name.media_types.into_iter().next().unwrap_or(key);
                let at = at.key("schema");
                let ty = match media.schema {
                    Some(schema) => lowering.schemas.type_of(schema, &at, context),
                    None => lowering.schemas.any(&at, context),
                };
                (ty, Style::Content(media_type))
            }
            None => (lowering.schemas.any(at, context), style),
        },
    }
}

/// Whether the caller sets this parameter. The reason is reported if not.
fn keep(
    lowering: &Lowering<'_>,
    path: (&PathTemplate, &FxHashSet<&str>),
    security: &Security,
    parameter: &Parameter,
) -> bool {
    let (finding, why) = if let Some(why) = invalid_reason(parameter) {
        (findings::invalid_part::SKIPPED, why)
    } else if let Some(why) = unused_reason(path, security, parameter) {
        let case = match parameter.place {
            ParameterPlace::Path => findings::unused_parameter::SKIPPED,
            _ => findings::unused_parameter::IGNORED,
        };
        (case, why)
    } else {
        return true;
    };
    lowering
        .parts
        .report(Diagnostic::new(finding, &parameter.origin, why));
    false
}

/// Returns why the parameter is invalid, if it is.
fn invalid_reason(parameter: &Parameter) -> Option<String> {
    let is_header = parameter.place == ParameterPlace::Header;
    (is_header && !is_header_name(&parameter.name)).then(|| {
        format!(
            "`{}` is not a valid name of a header (RFC 9110, section 5.1)",
            parameter.name
        )
    })
}

/// Returns why the caller does not set the parameter, if so.
fn unused_reason(
    (path, names): (&PathTemplate, &FxHashSet<&str>),
    security: &Security,
    parameter: &Parameter,
) -> Option<String> {
    let name = &parameter.name;
    match (parameter.place, name.to_ascii_lowercase().as_str()) {
        (ParameterPlace::Path, _) => (!names.contains(name.as_str()))
            .then(|| format!("the path `{path}` has no `{{{name}}}`")),
        (ParameterPlace::Header, "accept" | "content-type") => Some(format!(
            "the header `{name}` is decided by the media types of the operation"
        )),
        (ParameterPlace::Header, "content-length" | "transfer-encoding") => Some(format!(
            "the header `{name}` frames the body: the client sets it"
        )),
        // "If `in` is "header" and the `name` field is … "Authorization", the parameter definition
        // SHALL be ignored."
        (ParameterPlace::Header, "authorization") => security
            .any_writes(ApiKeyPlace::Header, name)
            .then(|| decided_by_security(name)),
        (place, _) => security
            .all_write(api_key_place(place)?, name)
            .then(|| decided_by_security(name)),
    }
}

fn decided_by_security(name: &str) -> String {
    format!("`{name}` is decided by the security requirement of the operation")
}

fn api_key_place(place: ParameterPlace) -> Option<ApiKeyPlace> {
    match place {
        ParameterPlace::Query => Some(ApiKeyPlace::Query),
        ParameterPlace::Header => Some(ApiKeyPlace::Header),
        ParameterPlace::Cookie => Some(ApiKeyPlace::Cookie),
        ParameterPlace::Path | ParameterPlace::QueryString => None,
    }
}

fn undeclared(
    lowering: &mut Lowering<'_>,
    operation: OperationId,
    name: &str,
    at: &Location,
) -> Parameter {
    let message = format!("the path parameter `{name}` is not declared");
    let help = format!(
        "add to `parameters`: {{ name: {name}, in: path, required: true, schema: {{ type: string }} }}"
    );
    lowering
        .parts
        .report(Diagnostic::new(findings::undeclared_parameter::NONE, at, message).help(help));
    let context = Context::Parameter(operation, name.to_owned());
    Parameter {
        origin: at.clone(),
        name: name.to_owned(),
        place: ParameterPlace::Path,
        required: true,
        style: Style::Simple,
        explode: false,
        inner_separators: String::new(),
        allow_reserved: false,
        allow_empty: false,
        extent: Extent::Segment,
        ty: lowering.schemas.text(at, context),
        docs: Docs::default(),
        of_client: false,
        example: None,
    }
}

fn report_not_of_path(lowering: &Lowering<'_>, at: &Location) {
    let message = format!(
        "`{CLIENT}` has no influence here: only the parameters of a path can be given to the client"
    );
    lowering.parts.report(Diagnostic::new(
        findings::invalid_extension::IGNORED,
        &at.key(CLIENT),
        message,
    ));
}

fn report_twice(lowering: &Lowering<'_>, parameter: &Parameter) {
    let message = format!(
        "the parameter `{}` is declared twice in the same place",
        parameter.name
    );
    lowering.parts.report(Diagnostic::new(
        findings::duplicate_parameter::IGNORED,
        &parameter.origin,
        message,
    ));
}
