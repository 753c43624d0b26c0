//! The client: servers, authentication, and parameters shared by all calls.

use url::Url;

use super::doc_lines::prose_docs;
use super::parameter;
use super::scope::Scope;
use super::server::{self};
use crate::config::{ClientConfig, Places};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::ident;
use crate::model::{Api, ApiKeyPlace, Extent, ParameterPlace, SchemeKind, SecurityScheme};
use crate::plan::{Authentication, ClientCredentialsPlan, ClientPlan, SharedParameter};
use crate::prose;

/// Plans the client.
pub(super) fn plan_client(api: &Api, config: &ClientConfig, sink: &Sink) -> ClientPlan {
    let mut methods = Scope::with(RESERVED_METHODS.iter().copied());
    let mut constants = Scope::with(["SPEC"]);
    let shared = client_parameters(api, config)
        .into_iter()
        .filter_map(|name| shared(api, &config.places, name, &mut methods, sink))
        .collect();
    let authentication = api.security_schemes.iter().map(|scheme| {
        let mut docs = match &scheme.description {
            Some(text) => prose::rustdoc(text),
            None => Vec::new(),
        };
        if docs.is_empty() {
            docs.push(format!(
                "Sets the credential of the security scheme {}.",
                prose::code(&scheme.name)
            ));
        }
        docs.push(String::new());
        docs.push(sent_as(&scheme.kind));
        let wanted = ident::snake(&scheme.name);
        let method = methods.mint_or(&wanted, &[ident::joined(&wanted, "_credential")]);
        Authentication {
            constant: constants.mint(&ident::screaming(&scheme.name)),
            client_credentials: token_endpoint(api, scheme, sink).map(|token_url| {
                ClientCredentialsPlan {
                    method: methods.mint(&ident::joined(&wanted, "_client_credentials")),
                    token_url,
                }
            }),
            method,
            scheme: scheme.name.clone(),
            docs,
            kind: scheme.kind.clone(),
        }
    });
    ClientPlan {
        authentication: authentication.collect(),
        servers: server::plan_server(api, sink),
        shared,
    }
}

/// How a credential is sent, and what value to pass, for the docs.
fn sent_as(kind: &SchemeKind) -> String {
    let header = "sent in the header `Authorization`";
    match kind {
        SchemeKind::ApiKey { place, name } => {
            let place = match place {
                ApiKeyPlace::Header => "header",
                ApiKeyPlace::Query => "query parameter",
                ApiKeyPlace::Cookie => "cookie",
            };
            format!("The key, sent as the {place} {}.", prose::code(name))
        }
        SchemeKind::Basic => format!("The user name and password, {header} as `Basic`."),
        SchemeKind::Bearer => format!("The token without the scheme, {header} as `Bearer`."),
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => {
            format!("The access token without the scheme, {header} as `Bearer`.")
        }
        SchemeKind::Http { scheme } => {
            format!(
                "The credentials after the scheme, {header} as {}.",
                prose::code(scheme)
            )
        }
        SchemeKind::MutualTls => "The client certificate.".to_owned(),
    }
}

/// The token endpoint of a scheme's client credentials flow. A relative URL is relative to the
/// first server.
fn token_endpoint(api: &Api, scheme: &SecurityScheme, sink: &Sink) -> Option<String> {
    let SchemeKind::OAuth2 {
        client_credentials_url: Some(token_url),
    } = &scheme.kind
    else {
        return None;
    };
    let base = || Url::parse(&server::default_url(api)?).ok();
    let found = match Url::parse(token_url) {
        Ok(_) => Some(token_url.clone()),
        Err(_) => base().and_then(|base| base.join(token_url).ok().map(String::from)),
    };
    let is_usable = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    let found = found.filter(is_usable);
    if found.is_none() {
        let message =
            format!("`{token_url}` is not an absolute URL, and no server gives it a base");
        let at = scheme.origin.key("flows").key("clientCredentials");
        let found = Diagnostic::new(
            findings::unusable_token_url::SKIPPED,
            &at.key("tokenUrl"),
            message,
        );
        sink.report(found);
    }
    found
}

/// The methods that the builder always has.
pub(super) const RESERVED_METHODS: &[&str] = &[
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
    "max_request_bytes",
    "max_response_bytes",
    "idle_timeout",
    "server_url",
    "middleware",
    "request_signer",
    "sign_requests",
    "retry_budget",
    "configure_reqwest",
    "shared_path_parameter",
    "shared_path_as",
];

/// The path parameters set on the client: those of the settings, then those of the description.
fn client_parameters<'a>(api: &'a Api, config: &'a ClientConfig) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let operations = api.operations.values();
    let described = operations.flat_map(|operation| &operation.parameters);
    let described = described.filter(|parameter| parameter.of_client);
    let described = described.map(|parameter| &parameter.name);
    for name in config.client_parameters.iter().chain(described) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn shared(
    api: &Api,
    places: &Places,
    name: &str,
    methods: &mut Scope,
    sink: &Sink,
) -> Option<SharedParameter> {
    let all = api.operations.values();
    let all = all.flat_map(|operation| &operation.parameters);
    let all = all.filter(|parameter| parameter.place == ParameterPlace::Path);
    let Some(parameter) = all.clone().find(|parameter| parameter.name == name) else {
        let message = format!(
            "`client-parameters` names `{name}`, which is not a path parameter of any operation"
        );
        let known = all.map(|parameter| parameter.name.as_str());
        sink.report(places.unused("client-parameters", name, message, known));
        return None;
    };
    let mut docs = prose_docs(&parameter.docs);
    if docs.is_empty() {
        docs.push(format!("The path parameter `{name}`."));
    }
    docs.push(String::new());
    docs.push(format!("Every call whose path has `{{{name}}}` uses it."));
    let mut namesakes = all.filter(|parameter| parameter.name == name);
    Some(SharedParameter {
        method: methods.mint(&ident::snake(name)),
        wire: name.to_owned(),
        keeps_slashes: namesakes
            .clone()
            .all(|parameter| parameter.extent != Extent::Segment),
        may_be_empty: namesakes.all(|parameter| parameter::may_be_empty(api, parameter)),
        docs,
    })
}

/// The crate-level docs.
pub(super) fn crate_docs(api: &Api, config: &ClientConfig) -> Vec<String> {
    let mut lines = prose::rustdoc(config.docs.front.as_deref().unwrap_or_default());
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let title = if api.title.trim().is_empty() {
        "the API"
    } else {
        api.title.trim()
    };
    lines.extend(prose::rustdoc(&format!("Client for {title}.")));
    let prose = prose_docs(&api.docs);
    if !prose.is_empty() {
        lines.push(String::new());
        lines.extend(prose);
    }
    lines
}

/// Reports a setting that names an unknown operation.
pub(super) fn report_unknown_operation(
    api: &Api,
    config: &ClientConfig,
    setting: &str,
    name: &str,
    sink: &Sink,
) {
    let message = format!("`{setting}` names `{name}`, which is the `operationId` of no operation");
    let known = api.operations.values();
    let known = known.filter_map(|operation| operation.id.as_deref());
    sink.report(config.places.unused(setting, name, message, known));
}
