//! Servers and the types that select one.

/// The servers of the description.
#[derive(Debug)]
pub struct ServerPlan {
    /// The choices, in the order of the description.
    pub choices: Vec<ServerChoice>,
    /// The enums for server variables with a fixed set of values.
    pub enums: Vec<ServerEnum>,
    /// The base URL if none is chosen; `None` if the description has no absolute one.
    pub default: Option<String>,
}

impl ServerPlan {
    /// A sample base URL, for docs.
    #[must_use]
    pub fn base_url_sample(&self) -> String {
        let known = self.default.clone();
        let below = self.choices.first().and_then(|choice| {
            let path = choice.url.strip_prefix("{origin}")?;
            (!path.contains('{')).then(|| format!("https://…{path}"))
        });
        known.or(below).unwrap_or_else(|| "https://…".to_owned())
    }

    /// Whether any server has a variable whose value must stay within its part of the URL.
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
    /// The function that selects it.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The URL template: each variable is its argument's name in braces.
    pub url: String,
    /// The variables of the URL.
    pub variables: Vec<ServerArgument>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerArgument {
    /// The argument's name.
    pub name: String,
    /// Its name between the braces.
    pub wire: String,
    /// Its docs, as one line.
    pub docs: String,
    /// A sample value: the default, if it has one.
    pub sample: String,
    /// The enum of its values, if they are a fixed set.
    pub choice: Option<String>,
    /// The part of the URL that contains it.
    pub place: UrlPart,
    /// Described values that extend beyond that part. They are allowed all the same.
    pub beyond: Vec<String>,
}

/// A part of a server's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlPart {
    /// The scheme, the host or the port.
    Host,
    /// The path from its first slash.
    WholePath,
    /// Within the path.
    Path,
    /// The scheme, the host and the port, which the description omits.
    Origin,
    /// The beginning of the URL, of unknown extent.
    Beginning,
}

/// The enum of a server variable with a fixed set of values.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerEnum {
    /// Its name.
    pub name: String,
    /// The variable's name.
    pub wire: String,
    /// The variants with their values.
    pub values: Vec<(String, String)>,
}
