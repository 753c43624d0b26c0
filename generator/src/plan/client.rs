//! The client: where it calls, how it proves who it is, and what every call shares.

use super::ident;
use super::prose;
use super::scope::Scope;
use super::server::{self, ServerPlan};
use super::types::prose_docs;
use crate::config::ClientConfig;
use crate::diagnostics::catalogue::plan as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Api, ParameterPlace, SchemeKind};

/// The client and its builder.
#[derive(Debug)]
pub struct ClientPlan {
    /// The servers of the description.
    pub servers: ServerPlan,
    /// The ways to authenticate, each with its builder method.
    pub authentication: Vec<Authentication>,
    /// Path parameters that every call shares.
    pub shared: Vec<SharedParameter>,
}

/// A way to authenticate.
#[derive(Debug)]
pub struct Authentication {
    /// The builder method.
    pub method: String,
    /// The static that describes the scheme.
    pub constant: String,
    /// The scheme's name in the description.
    pub scheme: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// What is sent.
    pub kind: SchemeKind,
}

/// A path parameter that every call shares.
#[derive(Debug)]
pub struct SharedParameter {
    /// The builder method.
    pub method: String,
    /// Its name in the path.
    pub wire: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// Decides the client.
pub(super) fn plan(api: &Api, config: &ClientConfig, sink: &Sink) -> ClientPlan {
    let mut methods = Scope::with(RESERVED_METHODS.iter().copied());
    let mut constants = Scope::with(["SPEC"]);
    let shared = config
        .client_parameters
        .iter()
        .filter_map(|name| shared(api, name, &mut methods, sink))
        .collect();
    let authentication = api.security_schemes.iter().map(|scheme| {
        let mut docs = match &scheme.description {
            Some(text) => prose::rustdoc(text),
            None => Vec::new(),
        };
        if docs.is_empty() {
            docs.push(format!(
                "Sets the credential of the security scheme `{}`.",
                scheme.name.replace('`', "'")
            ));
        }
        let wanted = ident::snake(&scheme.name);
        Authentication {
            constant: constants.mint(&ident::screaming(&scheme.name)),
            method: methods.mint_or(&wanted, &[format!("{wanted}_credential")]),
            scheme: scheme.name.clone(),
            docs,
            kind: scheme.kind.clone(),
        }
    });
    ClientPlan {
        authentication: authentication.collect(),
        servers: server::plan(api),
        shared,
    }
}

/// Methods that the builder has anyway.
const RESERVED_METHODS: &[&str] = &[
    "new",
    "build",
    "base_url",
    "server",
    "timeout",
    "connect_timeout",
    "attempt_timeout",
    "header",
    "user_agent",
    "transport",
    "retry",
    "credential",
    "clone",
    "fmt",
    "max_response_bytes",
    "idle_timeout",
    "server_url",
    "middleware",
    "request_signer",
];

fn shared(api: &Api, name: &str, methods: &mut Scope, sink: &Sink) -> Option<SharedParameter> {
    let all = api
        .operations
        .values()
        .flat_map(|operation| &operation.parameters);
    let found = all
        .into_iter()
        .find(|parameter| parameter.place == ParameterPlace::Path && parameter.name == name);
    let Some(parameter) = found else {
        let message = format!(
            "`client-parameters` names `{name}`, which is no path parameter of any operation"
        );
        sink.report(Diagnostic::without_place(
            &findings::UNUSED_SETTING,
            message,
        ));
        return None;
    };
    let mut docs = prose_docs(&parameter.docs);
    if docs.is_empty() {
        docs.push(format!("The path parameter `{name}`."));
    }
    docs.push(String::new());
    docs.push(format!("Every call whose path has `{{{name}}}` uses it."));
    Some(SharedParameter {
        method: methods.mint(&ident::snake(name)),
        wire: name.to_owned(),
        docs,
    })
}

/// The crate's own docs.
pub(super) fn crate_docs(api: &Api) -> Vec<String> {
    let title = if api.title.trim().is_empty() {
        "the API"
    } else {
        api.title.trim()
    };
    let mut lines = prose::rustdoc(&format!("Client for {title}."));
    let prose = prose_docs(&api.docs);
    if !prose.is_empty() {
        lines.push(String::new());
        lines.extend(prose);
    }
    lines
}

/// Says that an example was asked for that there is no operation for.
pub(super) fn report_unknown_example(name: &str, sink: &Sink) {
    let message = format!("`examples` names `{name}`, which is the `operationId` of no operation");
    sink.report(Diagnostic::without_place(
        &findings::UNUSED_SETTING,
        message,
    ));
}
