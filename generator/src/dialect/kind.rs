//! The kinds of parts, and what each of their keys holds.

/// A kind of part of an OpenAPI description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Info Object.
    Info,
    /// Tag Object.
    Tag,
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
}

/// What the value of a key holds, and so what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A string; a number or boolean is taken for its text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A list of strings.
    Texts,
    /// An object whose values are strings.
    TextMap,
    /// A list of anything.
    List,
    /// Anything.
    Any,
    /// A nested part, which becomes a reference to its own place.
    Part(Kind),
    /// `true`, `false` or a nested part.
    FlagOrPart(Kind),
    /// A list of nested parts, which become references.
    Parts(Kind),
    /// An object of nested parts, which become references.
    PartMap(Kind),
    /// A nested part that OpenAPI 3.0 has no reference for: translated in place.
    Inline(Kind),
    /// A list of such parts.
    InlineList(Kind),
    /// An object of such parts.
    InlineMap(Kind),
    /// Known, and without influence on a client: left out in silence.
    Unused,
}

use Holds::{
    Any, Count, Flag, FlagOrPart, Inline, InlineList, InlineMap, List, Number, Part, PartMap,
    Parts, Text, TextMap, Texts, Unused,
};

impl Kind {
    /// What the specification calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "Info Object",
            Self::Tag => "Tag Object",
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
        }
    }

    /// What `key` of such a part holds; `None` when the specification knows no such key.
    pub(super) fn key(self, key: &str) -> Option<Holds> {
        if self == Self::Responses {
            return responses_key(key);
        }
        self.keys()
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, holds)| *holds)
    }

    fn keys(self) -> &'static [(&'static str, Holds)] {
        match self {
            Self::Info => INFO,
            Self::Tag => TAG,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Responses => &[],
            Self::Response => RESPONSE,
            Self::Header => HEADER,
            Self::Example => EXAMPLE,
            Self::Schema => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::SecurityScheme => SECURITY_SCHEME,
        }
    }
}

/// The keys of a Responses Object are status codes.
fn responses_key(key: &str) -> Option<Holds> {
    let code = key.as_bytes();
    let is_status = matches!(code, [b'1'..=b'5', rest @ ..] if rest.len() == 2
        && (rest.iter().all(u8::is_ascii_digit) || rest.iter().all(|digit| digit.eq_ignore_ascii_case(&b'x'))));
    (key == "default" || is_status).then_some(Part(Kind::Response))
}

const INFO: &[(&str, Holds)] = &[
    ("title", Text),
    ("version", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Unused),
    ("contact", Unused),
    ("license", Unused),
];

const TAG: &[(&str, Holds)] = &[
    ("name", Text),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Any),
    ("parent", Unused),
    ("kind", Unused),
];

const SERVER: &[(&str, Holds)] = &[
    ("url", Text),
    ("name", Unused),
    ("description", Text),
    ("variables", InlineMap(Kind::ServerVariable)),
];

const SERVER_VARIABLE: &[(&str, Holds)] =
    &[("enum", Texts), ("default", Text), ("description", Text)];

const PATH_ITEM: &[(&str, Holds)] = &[
    ("summary", Text),
    ("description", Text),
    ("servers", InlineList(Kind::Server)),
    ("parameters", Parts(Kind::Parameter)),
    ("get", Unused),
    ("put", Unused),
    ("post", Unused),
    ("delete", Unused),
    ("options", Unused),
    ("head", Unused),
    ("patch", Unused),
    ("trace", Unused),
    ("query", Unused),
    ("additionalOperations", Unused),
];

const OPERATION: &[(&str, Holds)] = &[
    ("tags", Texts),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Any),
    ("operationId", Text),
    ("parameters", Parts(Kind::Parameter)),
    ("requestBody", Part(Kind::RequestBody)),
    ("responses", Inline(Kind::Responses)),
    ("callbacks", Unused),
    ("deprecated", Flag),
    ("security", List),
    ("servers", InlineList(Kind::Server)),
];

const PARAMETER: &[(&str, Holds)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Flag),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("schema", Part(Kind::Schema)),
    ("content", InlineMap(Kind::MediaType)),
    ("example", Any),
    ("examples", Unused),
];

const REQUEST_BODY: &[(&str, Holds)] = &[
    ("description", Text),
    ("content", InlineMap(Kind::MediaType)),
    ("required", Flag),
];

const MEDIA_TYPE: &[(&str, Holds)] = &[
    ("schema", Part(Kind::Schema)),
    ("itemSchema", Part(Kind::Schema)),
    ("example", Any),
    ("examples", PartMap(Kind::Example)),
    ("encoding", InlineMap(Kind::Encoding)),
    ("prefixEncoding", Unused),
    ("itemEncoding", Unused),
];

const ENCODING: &[(&str, Holds)] = &[
    ("contentType", Text),
    ("headers", Unused),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("encoding", Unused),
    ("prefixEncoding", Unused),
    ("itemEncoding", Unused),
];

const RESPONSE: &[(&str, Holds)] = &[
    ("summary", Unused),
    ("description", Text),
    ("headers", PartMap(Kind::Header)),
    ("content", InlineMap(Kind::MediaType)),
    ("links", Unused),
];

const HEADER: &[(&str, Holds)] = &[
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("style", Text),
    ("explode", Flag),
    ("schema", Part(Kind::Schema)),
    ("content", InlineMap(Kind::MediaType)),
    ("example", Any),
    ("examples", Unused),
];

const EXAMPLE: &[(&str, Holds)] = &[
    ("summary", Text),
    ("description", Text),
    ("value", Any),
    ("dataValue", Any),
    ("serializedValue", Unused),
    ("externalValue", Unused),
];

const DISCRIMINATOR: &[(&str, Holds)] = &[
    ("propertyName", Text),
    ("mapping", TextMap),
    ("defaultMapping", Unused),
];

const SECURITY_SCHEME: &[(&str, Holds)] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", Any),
    ("openIdConnectUrl", Text),
    ("oauth2MetadataUrl", Unused),
    ("deprecated", Unused),
];

/// OpenAPI 3.0 and JSON Schema 2020-12 alike: what 3.0 lacks is said another way by `schema`.
const SCHEMA: &[(&str, Holds)] = &[
    ("type", Any),
    ("title", Text),
    ("description", Text),
    ("format", Text),
    ("nullable", Flag),
    ("enum", List),
    ("const", Any),
    ("default", Any),
    ("properties", PartMap(Kind::Schema)),
    ("patternProperties", PartMap(Kind::Schema)),
    ("required", Texts),
    ("additionalProperties", FlagOrPart(Kind::Schema)),
    ("unevaluatedProperties", FlagOrPart(Kind::Schema)),
    ("items", FlagOrPart(Kind::Schema)),
    ("prefixItems", Parts(Kind::Schema)),
    ("allOf", Parts(Kind::Schema)),
    ("oneOf", Parts(Kind::Schema)),
    ("anyOf", Parts(Kind::Schema)),
    ("not", Part(Kind::Schema)),
    ("discriminator", Inline(Kind::Discriminator)),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Any),
    ("exclusiveMaximum", Any),
    ("multipleOf", Number),
    ("minLength", Count),
    ("maxLength", Count),
    ("pattern", Text),
    ("minItems", Count),
    ("maxItems", Count),
    ("uniqueItems", Flag),
    ("minProperties", Count),
    ("maxProperties", Count),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("example", Any),
    ("examples", Any),
    ("externalDocs", Any),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Unused),
    ("xml", Unused),
    ("$id", Unused),
    ("$schema", Unused),
    ("$anchor", Unused),
    ("$dynamicAnchor", Unused),
    ("$comment", Unused),
    ("$defs", Unused),
    ("definitions", Unused),
    ("$vocabulary", Unused),
];
