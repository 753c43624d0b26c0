//! Servers of an API.

/// A server. Its URL may contain variables in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The URL template. It may be relative to the location of the description.
    pub url: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its documentation in the description.
    pub description: Option<String>,
    /// The variables of the template, in the order of the description.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name between the braces.
    pub name: String,
    /// The default value.
    pub default: String,
    /// The allowed values; empty if any value is allowed.
    pub values: Vec<String>,
    /// Its documentation in the description.
    pub description: Option<String>,
}
