//! The function for each server, with an argument for each variable of its URL.

use super::super::enumeration;
use super::super::scope::Scope;
use super::template::{Template, Variable};
use crate::ident;
use crate::model::{Server, ServerVariable};
use crate::plan::{ServerArgument, ServerChoice, ServerEnum, UNKNOWN, UrlPart};
use crate::prose;

/// The enums generated so far.
pub(super) struct Enums {
    scope: Scope,
    pub found: Vec<ServerEnum>,
}

impl Enums {
    /// Creates an empty set with the names of the crate's other types reserved.
    pub fn new() -> Self {
        Self {
            scope: Scope::with(["Server", "ServerSentEvent"]),
            found: Vec::new(),
        }
    }

    /// The enum for a variable with a fixed set of values. Variables with the same name and values
    /// share one.
    fn name(&mut self, variable: &ServerVariable) -> Option<String> {
        let mut scope = Scope::with([UNKNOWN]);
        let values = variable.values.iter().map(|value| {
            let variant = if value.is_empty() {
                scope.mint("Empty")
            } else {
                enumeration::mint(&mut scope, &ident::pascal(value))
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
            name: name.clone(),
            wire: variable.name.clone(),
            values,
        });
        Some(name)
    }
}

/// Plans the function for a server.
pub(super) fn choice(
    server: &Server,
    template: &Template,
    names: &mut Scope,
    enums: &mut Enums,
) -> ServerChoice {
    let (wanted, other) = wanted_names(server, template);
    let mut docs = prose::rustdoc(server.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs.push(prose::code(&server.url));
    }
    // Reserved: local functions of the generated code that keep values within their part.
    let mut arguments = Scope::with(["in_host", "in_path", "in_whole_path"]);
    let mut variables = Vec::new();
    let mut url = template.url.clone();
    if !template.is_absolute {
        let name = arguments.mint("origin");
        url = format!("{{{name}}}{url}");
        variables.push(origin(name));
    }
    for variable in &template.variables {
        let choice = variable.described.as_ref().and_then(|one| enums.name(one));
        let place = part(template, variable);
        variables.push(ServerArgument {
            name: arguments.mint(&ident::snake(&variable.name)),
            wire: variable.name.clone(),
            docs: argument_docs(variable),
            sample: variable.default().unwrap_or(&variable.name).to_owned(),
            choice,
            place,
            beyond: beyond(variable, place),
        });
    }
    ServerChoice {
        name: names.mint_or(&wanted, &[other]),
        docs,
        url,
        variables,
    }
}

/// The preferred name of the function, and an alternative if it is taken.
fn wanted_names(server: &Server, template: &Template) -> (String, String) {
    let rest = template
        .url
        .split_once("://")
        .map_or(template.url.as_str(), |(_, rest)| rest);
    let whole = ident::snake(rest);
    let name = match (&server.name, template.variables.as_slice()) {
        (Some(name), _) => ident::snake(name),
        (None, []) if template.is_absolute => {
            ident::snake(rest.split(['/', ':']).next().unwrap_or(rest))
        }
        (None, []) => return ("at".to_owned(), format!("at_{whole}")),
        (None, variables) => variables
            .iter()
            .map(|variable| ident::snake(&variable.name))
            .reduce(|all, one| ident::joined(&all, "_and_") + &one)
            .unwrap_or_default(),
    };
    (name, whole)
}

/// The argument for the scheme and host that the description omits.
fn origin(name: String) -> ServerArgument {
    ServerArgument {
        wire: name.clone(),
        name,
        docs: "scheme and host, such as `https://api.example.com`".to_owned(),
        sample: "https://api.example.com".to_owned(),
        choice: None,
        place: UrlPart::Origin,
        beyond: Vec::new(),
    }
}

/// The maximum length of a variable's description in docs.
const MAX_VARIABLE_DOCS: usize = 200;

fn argument_docs(variable: &Variable) -> String {
    let text = variable
        .described
        .as_ref()
        .and_then(|one| one.description.as_deref());
    let known = variable
        .default()
        .map(|default| format!("default {}", prose::code(default)));
    let text = prose::inline(text.unwrap_or_default(), MAX_VARIABLE_DOCS);
    let lines = [Some(text), known].into_iter().flatten();
    let lines = lines.filter(|text| !text.is_empty());
    let lines = lines.map(|text| text.trim_end_matches('.').to_owned());
    let text = lines.collect::<Vec<_>>().join("; ");
    if text.is_empty() {
        "the description does not say what it is".to_owned()
    } else {
        text
    }
}

/// The part of the URL that contains a variable. A variable that may begin with a slash ends the
/// host.
fn part(template: &Template, variable: &Variable) -> UrlPart {
    let url = template.url.as_str();
    let place = |text: &str| url.find(text).unwrap_or(url.len());
    let here = place(&variable.in_braces());
    let host = url.find("://").map(|scheme| scheme + "://".len());
    let Some(host) = host.or((!template.is_absolute).then_some(0)) else {
        return if here == 0 {
            UrlPart::Beginning
        } else {
            UrlPart::Path
        };
    };
    let slash = url
        .get(host..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |slash| host + slash);
    let paths = template.variables.iter().filter(|one| one.is_path());
    let first = paths
        .map(|one| place(&one.in_braces()))
        .filter(|place| *place >= host)
        .min();
    match first.map_or(slash, |first| first.min(slash)) {
        end if here < end => UrlPart::Host,
        end if here == end => UrlPart::WholePath,
        _ => UrlPart::Path,
    }
}

/// The known values that would be altered by the encoding of their part of the URL.
fn beyond(variable: &Variable, place: UrlPart) -> Vec<String> {
    let kept = |letter: char| match place {
        UrlPart::Host => letter.is_ascii_alphanumeric() || "-._~:[]".contains(letter),
        _ => true,
    };
    let mut beyond: Vec<String> = Vec::new();
    for value in variable.known() {
        let is_written = value.chars().all(|letter| letter.is_ascii_graphic());
        if is_written && !value.chars().all(kept) && !beyond.iter().any(|known| known == value) {
            beyond.push(value.to_owned());
        }
    }
    beyond
}
