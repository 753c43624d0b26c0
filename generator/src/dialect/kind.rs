//! The kinds of parts, and the types of their keys.

use super::keys;

/// A kind of part of an OpenAPI description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// OpenAPI Object, the top of a description.
    Root,
    /// Components Object.
    Components,
    /// Info Object.
    Info,
    /// Tag Object.
    Tag,
    /// External Documentation Object.
    ExternalDocs,
    /// Server Object.
    Server,
    /// Server Variable Object.
    ServerVariable,
    /// Path Item Object, without its operations.
    PathItem,
    /// Operation Object.
    Operation,
    /// Parameter Object.
    Parameter,
    /// Request Body Object.
    RequestBody,
    /// Media Type Object.
    MediaType,
    /// Encoding Object.
    Encoding,
    /// Responses Object.
    Responses,
    /// Response Object.
    Response,
    /// Header Object.
    Header,
    /// Example Object.
    Example,
    /// Schema Object.
    Schema,
    /// Discriminator Object.
    Discriminator,
    /// Security Scheme Object.
    SecurityScheme,
    /// OAuth Flows Object.
    OAuthFlows,
    /// OAuth Flow Object.
    OAuthFlow,
}

/// The type of a key's value, which determines how the value is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A string; a number or boolean is converted to its text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A non-negative integer.
    Count,
    /// A list of strings.
    Texts,
    /// An object whose values are strings.
    TextMap,
    /// A list of anything.
    List,
    /// Any value.
    Any,
    /// An example value.
    Shown,
    /// A list of example values.
    ShownList,
    /// Names of required properties; the boolean of older drafts is handled separately.
    Required,
    /// Security requirements.
    Requirements,
    /// A nested part, which becomes a reference to its own place.
    Part(Kind),
    /// A boolean or a nested part.
    FlagOrPart(Kind),
    /// A boolean, a nested part or a list of nested parts.
    FlagPartOrParts(Kind),
    /// A list of nested parts, which become references.
    Parts(Kind),
    /// An object of nested parts, which become references.
    PartMap(Kind),
    /// A nested part that cannot be a reference in OpenAPI 3.0: translated in place.
    Inline(Kind),
    /// A list of such parts.
    InlineList(Kind),
    /// An object of such parts.
    InlineMap(Kind),
    /// Requests that the server makes: not client operations, which is reported once.
    Incoming,
    /// Known, but a constraint on values that no type can express.
    Unchecked,
    /// Known and relevant to a client, but not supported: dropped and reported.
    Ignored,
    /// Known and irrelevant to a client: dropped silently.
    Unused,
}

impl Kind {
    /// The name in the specification.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "OpenAPI Object",
            Self::Components => "Components Object",
            Self::Info => "Info Object",
            Self::Tag => "Tag Object",
            Self::ExternalDocs => "External Documentation Object",
            Self::Server => "Server Object",
            Self::ServerVariable => "Server Variable Object",
            Self::PathItem => "Path Item Object",
            Self::Operation => "Operation Object",
            Self::Parameter => "Parameter Object",
            Self::RequestBody => "Request Body Object",
            Self::MediaType => "Media Type Object",
            Self::Encoding => "Encoding Object",
            Self::Responses => "Responses Object",
            Self::Response => "Response Object",
            Self::Header => "Header Object",
            Self::Example => "Example Object",
            Self::Schema => "Schema Object",
            Self::Discriminator => "Discriminator Object",
            Self::SecurityScheme => "Security Scheme Object",
            Self::OAuthFlows => "OAuth Flows Object",
            Self::OAuthFlow => "OAuth Flow Object",
        }
    }

    /// The name after "a" or "an".
    pub fn with_article(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['A', 'E', 'I', 'O']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }

    /// The type of `key` of such a part; `None` if OpenAPI 3 does not define it.
    pub(super) fn key(self, key: &str) -> Option<Holds> {
        if self == Self::Responses {
            return keys::status(key);
        }
        find(keys::table(self), key)
    }

    /// The required keys that have no default.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Tag => &["name"],
            Self::ExternalDocs | Self::Server => &["url"],
            Self::Parameter => &["name", "in"],
            Self::Discriminator => &["propertyName"],
            Self::SecurityScheme => &["type"],
            _ => &[],
        }
    }
}

/// Looks up a key in a table.
pub(super) fn find(table: &[(&str, Holds)], key: &str) -> Option<Holds> {
    let entry = table.iter().find(|(name, _)| *name == key);
    entry.map(|(_, holds)| *holds)
}
