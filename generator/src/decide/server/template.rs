//! Server URLs of the description, normalized: scheme, dot segments and percent-encoding, with what
//! is known about each variable.

use std::collections::BTreeSet;

use super::super::path;
use crate::model::{PathTemplate, Server, ServerVariable};

/// The normalized URL of a server, with its variables in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// The URL, or just its path (with a leading slash) if it has no host.
    pub url: String,
    /// Whether it has a scheme and a host.
    pub is_absolute: bool,
    /// The variables in the URL, in the order of the description.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable {
    /// The name between the braces.
    pub name: String,
    /// Its entry in the description, if it has one.
    pub described: Option<ServerVariable>,
}

impl Variable {
    /// The default value.
    pub fn default(&self) -> Option<&str> {
        let described = self.described.as_ref()?;
        Some(&described.default)
    }

    /// The values in the description.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let described = self.described.iter();
        described.flat_map(|one| {
            std::iter::once(&one.default)
                .chain(&one.values)
                .map(String::as_str)
        })
    }

    /// Whether its values are paths with a leading slash.
    pub fn is_path(&self) -> bool {
        self.known().any(|value| value.starts_with('/'))
    }

    /// Its name in braces, as in the URL.
    pub fn in_braces(&self) -> String {
        format!("{{{}}}", self.name)
    }
}

impl Template {
    /// Normalizes the URL of `server`. A relative one is resolved against `base` (RFC 3986, section
    /// 5.2). The error is the reason why it cannot be called.
    pub fn parse(server: &Server, base: &Base) -> Result<Self, &'static str> {
        let variables = variables(server);
        let url = base.resolve(server.url.trim(), &variables);
        let filled = fill(&url, &variables, |variable| {
            variable.default().unwrap_or(PLACEHOLDER)
        });
        if filled.contains(['?', '#']) {
            return Err("it has a query or a fragment");
        }
        let Some((scheme, rest)) = filled.split_once("://") else {
            // A leading undescribed variable may be any prefix, up to the whole URL.
            let first = url.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let first = first.and_then(|(name, _)| variables.iter().find(|one| one.name == name));
            let is_whole = first.is_some_and(|one| one.described.is_none());
            let slash = if is_whole || filled.starts_with('/') {
                ""
            } else {
                "/"
            };
            return Ok(Self {
                url: format!("{slash}{url}"),
                is_absolute: is_whole,
                variables,
            });
        };
        if !matches!(scheme, "http" | "https") {
            return Err("its scheme is neither `http` nor `https`");
        }
        let authority = rest.split('/').next().unwrap_or_default();
        if authority.contains('@') {
            return Err("it has a user or a password");
        }
        if !is_host(authority) {
            return Err("its host is none");
        }
        Ok(Self {
            url,
            is_absolute: true,
            variables,
        })
    }

    /// The URL with every variable at its default; `None` if one has no default.
    pub fn with_defaults(&self) -> Option<String> {
        let complete = self.variables.iter().all(|one| one.default().is_some());
        complete.then(|| {
            fill(&self.url, &self.variables, |one| {
                one.default().unwrap_or_default()
            })
        })
    }

    /// The variables without an entry in the description.
    pub fn undefined(&self) -> impl Iterator<Item = &Variable> {
        self.variables
            .iter()
            .filter(|variable| variable.described.is_none())
    }
}

/// The placeholder for the value of an undescribed variable.
const PLACEHOLDER: &str = "x";

/// The base URL for relative server URLs.
#[derive(Debug, Default)]
pub(super) struct Base {
    scheme: String,
    path: String,
}

impl Base {
    /// The base for this URL.
    pub fn parse(url: &str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let path = rest.find('/').and_then(|slash| rest.get(slash..));
        Self {
            scheme: scheme.to_owned(),
            path: path.unwrap_or_default().to_owned(),
        }
    }

    fn resolve(&self, url: &str, variables: &[Variable]) -> String {
        let scheme = if self.scheme.is_empty() {
            "https"
        } else {
            &self.scheme
        };
        if let Some(rest) = url.strip_prefix("//") {
            return format!("{scheme}://{}", tidy(rest));
        }
        if let Some((scheme, rest)) = url.split_once("://") {
            return format!("{}://{}", lower_outside_braces(scheme), tidy(rest));
        }
        let begins_with_variable = url.starts_with('{') && !variables.is_empty();
        if url.starts_with('/') || begins_with_variable {
            return tidy(url);
        }
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        tidy(&format!("{folder}/{url}"))
    }
}

/// Normalizes what follows the scheme: removes dot segments (RFC 3986, section 5.2.4) and
/// percent-encodes.
fn tidy(rest: &str) -> String {
    let slash = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(slash);
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let mut tidied = authority.to_owned();
    for segment in segments {
        tidied.push('/');
        let segment = PathTemplate::parse(segment).map_literals(path::encode_literal);
        tidied.push_str(&segment.to_string());
    }
    if tidied.is_empty() {
        "/".to_owned()
    } else {
        tidied
    }
}

fn lower_outside_braces(scheme: &str) -> String {
    if scheme.contains('{') {
        scheme.to_owned()
    } else {
        scheme.to_ascii_lowercase()
    }
}

/// Whether the host and port are valid for a call.
fn is_host(authority: &str) -> bool {
    let is_sign = |letter: char| letter.is_ascii_alphanumeric() || "-._~:[]%".contains(letter);
    !authority.is_empty() && !authority.starts_with(':') && authority.chars().all(is_sign)
}

/// The variables in the URL of a server: described ones in their order, then the others.
fn variables(server: &Server) -> Vec<Variable> {
    let url = PathTemplate::parse(&server.url);
    let named: BTreeSet<&str> = url.names().into_iter().collect();
    let described = server
        .variables
        .iter()
        .filter(|one| named.contains(one.name.as_str()));
    let mut variables: Vec<Variable> = described
        .map(|one| Variable {
            name: one.name.clone(),
            described: Some(one.clone()),
        })
        .collect();
    for name in url.names() {
        if !variables.iter().any(|known| known.name == name) {
            variables.push(Variable {
                name: name.to_owned(),
                described: None,
            });
        }
    }
    variables
}

/// The URL with a value for each variable.
fn fill<'a>(
    url: &str,
    variables: &'a [Variable],
    value: impl Fn(&'a Variable) -> &'a str,
) -> String {
    let filled =
        |url: String, variable: &'a Variable| url.replace(&variable.in_braces(), value(variable));
    variables.iter().fold(url.to_owned(), filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, variables: &[(&str, &str)]) -> Server {
        let variables = variables.iter().map(|(name, default)| ServerVariable {
            name: (*name).to_owned(),
            default: (*default).to_owned(),
            values: Vec::new(),
            description: None,
        });
        Server {
            url: url.to_owned(),
            name: None,
            description: None,
            variables: variables.collect(),
        }
    }

    #[test]
    fn relative_urls_are_references() {
        let base = Base::parse("http://a.example.com/v1/beta");
        for (url, expected) in [
            ("https://b.example.com/x", "https://b.example.com/x"),
            ("HTTPS://B.example.com", "https://B.example.com"),
            ("//b.example.com/x", "http://b.example.com/x"),
            ("/x/", "/x/"),
            ("/", "/"),
            ("x", "/v1/x"),
            ("./x", "/v1/x"),
            ("../x", "/x"),
            ("../../../x", "/x"),
            ("/a/./b/../c d", "/a/c%20d"),
            ("", "/v1/"),
        ] {
            let template = Template::parse(&server(url, &[]), &base).unwrap();
            assert_eq!(template.url, expected, "{url}");
            assert_eq!(template.is_absolute, expected.contains("://"), "{url}");
        }
        let alone = Template::parse(&server("x", &[]), &Base::default()).unwrap();
        assert_eq!(alone.url, "/x");
    }

    #[test]
    fn variables_say_what_a_url_is() {
        for (url, variables, expected) in [
            (
                "{base}/v1",
                &[("base", "https://a.example.com")][..],
                Some("https://a.example.com/v1"),
            ),
            ("{base}/v1", &[("base", "/top")], Some("/top/v1")),
            ("{base}/v1", &[("base", "top")], Some("/top/v1")),
            ("{base}/v1", &[], None),
            ("https://{a}.example.com{b}", &[("b", "/v1")], None),
            (
                "https://a.example.com{b}",
                &[("b", "/v1"), ("c", "")],
                Some("https://a.example.com/v1"),
            ),
        ] {
            let template = Template::parse(&server(url, variables), &Base::default()).unwrap();
            assert_eq!(template.with_defaults().as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn what_calls_cannot_go_to_is_refused() {
        for url in [
            "wss://a.example.com",
            "https://a.example.com?b=c",
            "https://a.example.com#b",
            "/v1?b=c",
            "https://me@a.example.com",
            "https:///v1",
            "https://:80/v1",
            "https://a b/v1",
        ] {
            let template = Template::parse(&server(url, &[]), &Base::default());
            assert!(template.is_err(), "{url}");
        }
    }
}
