//! The client: where it calls, how it proves who it is, and what every call shares.

use super::ident;
use super::prose;
use super::scope::Scope;
use super::types::prose_docs;
use crate::config::ClientConfig;
use crate::diagnostics::catalogue::plan as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Api, Operation, ParameterPlace, SchemeKind, Server};

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

/// The servers of the description.
#[derive(Debug)]
pub struct ServerPlan {
    /// The choices, in the order of the description.
    pub choices: Vec<ServerChoice>,
    /// The base URL when none is chosen; `None` when the description has none that is absolute.
    pub default: Option<String>,
}

/// One server.
#[derive(Debug)]
pub struct ServerChoice {
    /// The function that chooses it.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The URL in pieces: text, and variables by position between them.
    pub url: String,
    /// The variables: argument name, name in the URL, default, known values, description.
    pub variables: Vec<ServerArgument>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerArgument {
    /// The argument's name.
    pub name: String,
    /// The name between the braces.
    pub wire: String,
    /// Its docs, in one line.
    pub docs: String,
    /// The value it has when none is chosen.
    pub default: String,
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
        servers: servers(api),
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

fn servers(api: &Api) -> ServerPlan {
    let mut names = Scope::with(["as_str", "clone", "fmt", "eq", "into", "from"]);
    let choices = api.servers.iter().filter(|server| is_absolute(&server.url));
    let choices: Vec<ServerChoice> = choices.map(|server| choice(server, &mut names)).collect();
    let default = api
        .servers
        .iter()
        .find(|server| is_absolute(&server.url))
        .map(with_defaults);
    ServerPlan { choices, default }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://") || url.starts_with('{')
}

/// The URL with every variable at its default.
fn with_defaults(server: &Server) -> String {
    let replace = |url: String, variable: &crate::model::ServerVariable| {
        url.replace(&format!("{{{}}}", variable.name), &variable.default)
    };
    server.variables.iter().fold(server.url.clone(), replace)
}

/// The server of an operation that has one of its own: an absolute URL, or a path on the host of the client's. Its
/// variables have their defaults.
pub(super) fn own_server(api: &Api, operation: &Operation) -> Option<String> {
    let own = operation.servers.first()?;
    if api.servers.contains(own) {
        return None;
    }
    let url = with_defaults(own);
    let sound = url.starts_with('/') || url.starts_with("https://") || url.starts_with("http://");
    (sound && !url.contains(['{', '?', '#'])).then(|| url.trim_end_matches('/').to_owned())
}

fn choice(server: &Server, names: &mut Scope) -> ServerChoice {
    let used: Vec<_> = server
        .variables
        .iter()
        .filter(|variable| server.url.contains(&format!("{{{}}}", variable.name)))
        .collect();
    let wanted = match (&server.name, used.as_slice()) {
        (Some(name), _) => ident::snake(name),
        (None, []) => host_name(&server.url),
        (None, variables) => variables
            .iter()
            .map(|variable| ident::snake(&variable.name))
            .collect::<Vec<_>>()
            .join("_and_"),
    };
    let mut docs = prose::rustdoc(server.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs.push(format!("`{}`", server.url.replace('`', "'")));
    }
    let mut arguments = Scope::default();
    let variables = used.iter().map(|variable| {
        let known = match variable.values.as_slice() {
            [] => format!("default `{}`", variable.default),
            values => format!(
                "one of {}",
                values
                    .iter()
                    .map(|value| format!("`{value}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        let text = variable.description.as_deref().unwrap_or_default();
        let docs = [super::operations::inline(Some(text)), known]
            .into_iter()
            .filter(|text| !text.is_empty());
        ServerArgument {
            name: arguments.mint(&ident::snake(&variable.name)),
            wire: variable.name.clone(),
            docs: docs
                .map(|text| text.trim_end_matches('.').to_owned())
                .collect::<Vec<_>>()
                .join("; "),
            default: variable.default.clone(),
        }
    });
    ServerChoice {
        variables: variables.collect(),
        name: names.mint(&wanted),
        docs,
        url: server.url.clone(),
    }
}

/// A name for a server without variables: its host's.
fn host_name(url: &str) -> String {
    let rest = url.split("://").nth(1).unwrap_or(url);
    ident::snake(rest.split(['/', ':']).next().unwrap_or(rest))
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
