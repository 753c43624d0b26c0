//! The docs of an operation's method: purpose, request, arguments and failures.

use super::constant;
use super::media;
use super::parameter;
use super::rust_type::Resolver;
use super::undefined_style;
use crate::model::{
    Docs, Operation, Parameter, ParameterPlace, RequestBody, Requirement, SchemeKind, Status,
};
use crate::plan::{BodyPlan, ClientPlan, RustType};
use crate::prose;

/// The docs of an operation's method without its arguments.
pub(super) fn docs(
    resolver: &Resolver<'_, '_>,
    client: &ClientPlan,
    operation: &Operation,
    server: Option<&str>,
) -> Vec<String> {
    let mut lines = resolver.docs.lines(&operation.docs);
    if lines.is_empty() {
        let id = operation.id.clone();
        let id = id.unwrap_or_else(|| format!("{} {}", operation.method, operation.path));
        lines.push(format!("Calls {}.", prose::code(&id)));
    }
    lines.push(String::new());
    lines.push(request(client, operation, server));
    lines
}

/// Method and path, with the server and the credentials if they are noteworthy.
fn request(client: &ClientPlan, operation: &Operation, server: Option<&str>) -> String {
    let path = prose::in_code(&operation.path.to_string());
    let mut line = format!("`{} {path}`", operation.method);
    if let Some(server) = server {
        line += &format!(" at {}", prose::code(server));
    }
    let credentials = operation
        .security
        .iter()
        .map(|all| credentials(client, all));
    let credentials: Vec<String> = credentials.collect();
    match credentials.as_slice() {
        [] => {}
        [only] if only.is_empty() => {}
        several => {
            let several = several.iter();
            let several = several.map(|one| if one.is_empty() { "none" } else { one });
            line += &format!(", with {}", several.collect::<Vec<_>>().join(" or "));
        }
    }
    line
}

/// The credentials that are sent together, with the scopes they need.
fn credentials(client: &ClientPlan, requirements: &[Requirement]) -> String {
    let one = |requirement: &Requirement| {
        let mut schemes = client.authentication.iter();
        let scheme = schemes.find(|scheme| scheme.scheme == requirement.scheme);
        let name = prose::code(&requirement.scheme);
        let scopes = requirement.scopes.iter().map(|scope| prose::code(scope));
        let scopes = scopes.collect::<Vec<_>>().join(", ");
        let what = scheme.map_or("scope", |scheme| match scheme.kind {
            SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => "scope",
            _ => "role",
        });
        match requirement.scopes.len() {
            0 => name,
            1 => format!("{name} ({what} {scopes})"),
            _ => format!("{name} ({what}s {scopes})"),
        }
    };
    requirements
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(" and ")
}

/// The docs of a parameter: its own, or those of its schema if that has no type of its own to carry
/// them.
pub(super) fn of_parameter(resolver: &mut Resolver<'_, '_>, parameter: &Parameter) -> Vec<String> {
    let lines = resolver.docs.lines(&parameter.docs);
    if !lines.is_empty() || matches!(resolver.expanded(parameter.ty), RustType::Named(_)) {
        return lines;
    }
    let places = [parameter.ty, resolver.target(parameter.ty)];
    let said = places.into_iter().find_map(|id| {
        let description = resolver.api.types.get(id)?.docs.description.as_deref()?;
        Some(resolver.docs.shown(id, description).into_owned())
    });
    let docs = Docs {
        description: said,
        ..Docs::default()
    };
    resolver.docs.lines(&docs)
}

/// The docs of an argument for a parameter. `is_plain` if its name on the wire is evident from the
/// argument's name.
pub(super) fn argument(
    resolver: &mut Resolver<'_, '_>,
    parameter: &Parameter,
    is_plain: bool,
) -> Vec<String> {
    let mut lines = of_parameter(resolver, parameter);
    let mut notes = Vec::new();
    if parameter.docs.deprecated {
        notes.push("Deprecated.".to_owned());
    }
    notes.extend(parameter::path_docs(resolver.api, parameter).map(str::to_owned));
    notes.extend(undefined_style::docs(resolver, parameter));
    notes.extend(constant::said_default(resolver, parameter.ty));
    prose::add_sentence(&mut lines, &notes.join(" "));
    if !is_plain {
        let place = place(parameter.place);
        let wire = format!("{place} {}", prose::code(&parameter.name));
        match lines.first_mut() {
            Some(first) if prose::is_text(first) => *first = format!("{wire}. {first}"),
            Some(_) => {
                lines.insert(0, String::new());
                lines.insert(0, wire);
            }
            None => lines.push(wire),
        }
    }
    lines
}

/// The docs of a body, with the media type if it is passed as bytes.
pub(super) fn body(mut lines: Vec<String>, body: &RequestBody, send: &BodyPlan) -> Vec<String> {
    let mut forms = body.content.iter();
    let is_open = forms.all(|content| media::is_range(&content.media_type));
    let what = match send {
        BodyPlan::Raw(media_type) if is_open => super::body::range_docs(media_type),
        BodyPlan::Raw(media_type) | BodyPlan::Text(media_type) => {
            format!("Sent as {}.", prose::code(media_type))
        }
        _ => return lines,
    };
    prose::add_sentence(&mut lines, &what);
    lines
}

/// The statuses of an operation's failures, in one line.
pub(super) fn failures(operation: &Operation) -> Option<String> {
    let failures = operation
        .responses
        .iter()
        .filter(|response| match response.status {
            Status::Code(code) => code >= 400,
            Status::Range(digit) => digit >= 4,
            Status::Default => false,
        });
    let failures = failures.map(|response| {
        let status = response.status.to_string();
        let text = response.docs.description.as_deref().unwrap_or_default();
        let text = prose::inline(text, MAX_FAILURE_TEXT);
        let text = text.trim_end_matches('.');
        if text.is_empty() {
            status
        } else {
            format!("{status} ({text})")
        }
    });
    let failures = failures.collect::<Vec<_>>().join(", ");
    (!failures.is_empty()).then_some(failures)
}

/// The maximum length of a failure's text.
const MAX_FAILURE_TEXT: usize = 80;

fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::QueryString => "the whole query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}
