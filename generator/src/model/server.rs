//! Where an API is served.

/// A server, whose URL may hold variables in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The URL template. May be relative to where the description was found.
    pub url: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What the description says of it.
    pub description: Option<String>,
    /// The variables of the template, in the order of the description.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, as between the braces.
    pub name: String,
    /// The value to use when none is chosen.
    pub default: String,
    /// The values it may have; empty when any may be given.
    pub values: Vec<String>,
    /// What the description says of it.
    pub description: Option<String>,
}
