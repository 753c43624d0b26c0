//! Servers, and the types by which a caller chooses one.

/// The servers of the description.
#[derive(Debug)]
pub struct ServerPlan {
    /// The choices, in the order of the description.
    pub choices: Vec<ServerChoice>,
    /// The enums of variables that have one of some values.
    pub enums: Vec<ServerEnum>,
    /// The base URL when none is chosen; `None` when the description has none that is whole.
    pub default: Option<String>,
}

impl ServerPlan {
    /// A base URL, to show what one is like.
    #[must_use]
    pub fn base_url_sample(&self) -> String {
        let known = self.default.clone();
        let below = self.choices.first().and_then(|choice| {
            let path = choice.url.strip_prefix("{origin}")?;
            (!path.contains('{')).then(|| format!("https://…{path}"))
        });
        known.or(below).unwrap_or_else(|| "https://…".to_owned())
    }

    /// Whether any server has a variable whose values must keep to a part of the URL.
    pub(crate) fn keep_values(&self) -> bool {
        let mut variables = self.choices.iter().flat_map(|choice| &choice.variables);
        variables.any(|variable| {
            matches!(
                variable.place,
                UrlPart::Host | UrlPart::WholePath | UrlPart::Path
            )
        })
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
    /// A value for it: its default, where it has one.
    pub sample: String,
    /// The enum of its values, where it has one of some.
    pub choice: Option<String>,
    /// The part of the URL in which it stands.
    pub place: UrlPart,
    /// Values of the description that go beyond that part, and are written all the same.
    pub beyond: Vec<String>,
}

/// A part of a server's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlPart {
    /// The scheme, the host or the port.
    Host,
    /// The path from its first slash on.
    WholePath,
    /// Within the path.
    Path,
    /// The scheme, the host and the port, which the description leaves open.
    Origin,
    /// The beginning of the URL, whatever that is.
    Beginning,
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
    pub unknown: String,
}
