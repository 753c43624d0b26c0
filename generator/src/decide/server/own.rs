//! Operations with a server of their own.

use super::template::{Base, Template};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Api, Operation, Server};
use crate::prose;

/// The server of an operation that has its own: an absolute URL, or a path on the host of the
/// client's server. It is the first in the operation's list, with its variables at their defaults.
pub(in super::super) fn own(api: &Api, operation: &Operation, sink: &Sink) -> Option<String> {
    if operation.servers.is_empty() || are_the_same(&operation.servers, &api.servers) {
        return None;
    }
    let base = base(api);
    let report = |entry, message: String| {
        sink.report(Diagnostic::new(entry, &operation.origin, message));
    };
    let mut found: Option<(String, bool)> = None;
    let mut others = 0;
    for server in &operation.servers {
        let known = Template::parse(server, &base).and_then(|template| {
            let url = template
                .with_defaults()
                .ok_or("it has a variable that is not described")?;
            Ok((url, !template.variables.is_empty()))
        });
        match known {
            Ok(known) if found.is_none() => found = Some(known),
            Ok(_) => others += 1,
            Err(why) => report(
                findings::unusable_server::SKIPPED,
                format!(
                    "{} is not a server that can be called: {why}",
                    prose::code(&server.url)
                ),
            ),
        }
    }
    let Some((url, has_variables)) = found else {
        let message = "no server of the operation can be called: it is called where the API is";
        report(findings::unused_own_server::IGNORED, message.to_owned());
        return None;
    };
    if others > 0 || has_variables {
        report(
            findings::fixed_server::IGNORED,
            format!("the operation is called at {}", prose::code(&url)),
        );
    }
    let trimmed = url.trim_end_matches('/');
    Some(if trimmed.is_empty() { "/" } else { trimmed }.to_owned())
}

/// The base that relative server URLs of operations are resolved against.
fn base(api: &Api) -> Base {
    default_url(api).map_or_else(Base::default, |url| Base::parse(&url))
}

/// The URL of the first server that needs no choice by the caller.
pub(in crate::decide) fn default_url(api: &Api) -> Option<String> {
    let mut templates = api
        .servers
        .iter()
        .filter_map(|server| Template::parse(server, &Base::default()).ok());
    templates.find_map(|template| template.with_defaults())
}

/// Whether two lists have the same servers, apart from their docs. An empty list means the server
/// `/`.
fn are_the_same(one: &[Server], other: &[Server]) -> bool {
    match (one, other) {
        ([only], []) | ([], [only]) => only.url == "/",
        _ => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_the_same(one, other))
        }
    }
}

fn is_the_same(one: &Server, other: &Server) -> bool {
    let variables = |server: &Server| -> Vec<_> {
        let variables = server.variables.iter();
        variables
            .map(|one| (one.name.clone(), one.default.clone(), one.values.clone()))
            .collect()
    };
    one.url == other.url && variables(one) == variables(other)
}
