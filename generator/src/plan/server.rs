//! Where the API is served, and what may be chosen in a server's URL.

use super::ident;
use super::prose;
use super::scope::Scope;
use crate::model::{Api, Operation, Server, ServerVariable};

/// The servers of the description.
#[derive(Debug)]
pub struct ServerPlan {
    /// The choices, in the order of the description.
    pub choices: Vec<ServerChoice>,
    /// The enums of variables that have one of some values.
    pub enums: Vec<ServerEnum>,
    /// The base URL when none is chosen; `None` when the description has none that is absolute.
    pub default: Option<String>,
}

impl ServerPlan {
    /// Whether any server has a variable whose values must keep to a part of the URL.
    pub(super) fn keep_values(&self) -> bool {
        let mut variables = self.choices.iter().flat_map(|choice| &choice.variables);
        variables.any(|variable| variable.place != UrlPart::Beginning)
    }
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
    /// The enum of its values, where it has one of some.
    pub choice: Option<String>,
    /// The part of the URL in which it stands.
    pub place: UrlPart,
}

/// A part of a server's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlPart {
    /// The scheme, the host or the port.
    Host,
    /// The path.
    Path,
    /// The beginning of the URL, whatever that is.
    Beginning,
}

impl UrlPart {
    /// The part of `url` in which `variable`, with its braces, stands.
    fn of(url: &str, variable: &str) -> Self {
        let authority = url.split_once("://").map(|(scheme, rest)| {
            let host = rest.split('/').next().unwrap_or_default();
            (scheme, host)
        });
        match authority {
            Some((scheme, host)) if scheme.contains(variable) || host.contains(variable) => {
                Self::Host
            }
            None if url.starts_with(variable) => Self::Beginning,
            _ => Self::Path,
        }
    }
}

/// The values of a variable that has one of some.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerEnum {
    /// Its name.
    pub name: String,
    /// The variable's name.
    pub wire: String,
    /// Each variant and its value.
    pub values: Vec<(String, String)>,
    /// The variant that holds any other value.
    pub other: String,
}

/// The enums met so far.
#[derive(Default)]
struct Enums {
    scope: Scope,
    found: Vec<ServerEnum>,
}

impl Enums {
    /// The enum of a variable that has one of some values, shared by those of one name with the same values.
    fn of(&mut self, variable: &ServerVariable) -> Option<String> {
        let mut scope = Scope::default();
        let values = variable.values.iter().map(|value| {
            let variant = if value.is_empty() {
                scope.mint("Empty")
            } else {
                scope.mint(&ident::pascal(value))
            };
            (variant, value.clone())
        });
        let values: Vec<(String, String)> = values.collect();
        if values.is_empty() {
            return None;
        }
        let known = self
            .found
            .iter()
            .find(|known| known.wire == variable.name && known.values == values);
        if let Some(known) = known {
            return Some(known.name.clone());
        }
        let wanted = format!("Server{}", ident::pascal(&variable.name));
        let name = self.scope.mint(&wanted);
        self.found.push(ServerEnum {
            other: scope.mint("Other"),
            name: name.clone(),
            wire: variable.name.clone(),
            values,
        });
        Some(name)
    }
}

/// The servers of `api`.
pub(super) fn plan(api: &Api) -> ServerPlan {
    let mut names = Scope::with(["as_str", "clone", "fmt", "eq", "into", "from"]);
    let choices = api.servers.iter().filter(|server| is_absolute(&server.url));
    let mut enums = Enums::default();
    let choices: Vec<ServerChoice> = choices
        .map(|server| choice(server, &mut names, &mut enums))
        .collect();
    let default = api
        .servers
        .iter()
        .find(|server| is_absolute(&server.url))
        .map(with_defaults);
    ServerPlan {
        choices,
        enums: enums.found,
        default,
    }
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
pub(super) fn own(api: &Api, operation: &Operation) -> Option<String> {
    let own = operation.servers.first()?;
    if api.servers.contains(own) {
        return None;
    }
    let url = with_defaults(own);
    let sound = url.starts_with('/') || url.starts_with("https://") || url.starts_with("http://");
    (sound && !url.contains(['{', '?', '#'])).then(|| url.trim_end_matches('/').to_owned())
}

fn choice(server: &Server, names: &mut Scope, enums: &mut Enums) -> ServerChoice {
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
        docs.push(prose::code(&server.url));
    }
    let mut arguments = Scope::default();
    let variables = used.iter().map(|variable| {
        let choice = enums.of(variable);
        let known = format!("default {}", prose::code(&variable.default));
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
            choice,
            place: UrlPart::of(&server.url, &format!("{{{}}}", variable.name)),
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
