//! The type of each key of each kind of part, for OpenAPI 3.0 to 3.2. Swagger 2.0 has its own
//! tables.

use super::kind::{Holds, Kind};
use Holds::{
    Any, Count, Flag, FlagOrPart, FlagPartOrParts, Ignored, Incoming, Inline, InlineList,
    InlineMap, List, Number, Part, PartMap, Parts, Required, Requirements, Shown, ShownList, Text,
    TextMap, Texts, Unchecked, Unused,
};

/// The keys of this kind of part; empty for a Responses Object, whose keys are status codes.
pub(super) fn table(kind: Kind) -> &'static [(&'static str, Holds)] {
    match kind {
        Kind::Root => ROOT,
        Kind::Components => COMPONENTS,
        Kind::Info => INFO,
        Kind::Tag => TAG,
        Kind::ExternalDocs => EXTERNAL_DOCS,
        Kind::Server => SERVER,
        Kind::ServerVariable => SERVER_VARIABLE,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => REQUEST_BODY,
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Responses => &[],
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::Example => EXAMPLE,
        Kind::Schema => SCHEMA,
        Kind::Discriminator => DISCRIMINATOR,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::OAuthFlows => OAUTH_FLOWS,
        Kind::OAuthFlow => OAUTH_FLOW,
    }
}

/// The type of a key of a Responses Object: `default`, a status code or a range such as `4XX`.
pub(super) fn status(key: &str) -> Option<Holds> {
    let is_status = match key.as_bytes() {
        [b'1'..=b'9', rest @ ..] if rest.len() == 2 => {
            rest.iter().all(u8::is_ascii_digit)
                || rest.iter().all(|digit| digit.eq_ignore_ascii_case(&b'x'))
        }
        _ => false,
    };
    (key == "default" || is_status).then_some(Part(Kind::Response))
}

const ROOT: &[(&str, Holds)] = &[
    ("openapi", Unused),
    ("$self", Unused),
    ("info", Inline(Kind::Info)),
    ("jsonSchemaDialect", Ignored),
    ("servers", InlineList(Kind::Server)),
    ("paths", Unused),
    ("webhooks", Incoming),
    ("components", Unused),
    ("security", Requirements),
    ("tags", InlineList(Kind::Tag)),
    ("externalDocs", Inline(Kind::ExternalDocs)),
];

/// Components are read once something refers to them.
const COMPONENTS: &[(&str, Holds)] = &[
    ("schemas", Unused),
    ("responses", Unused),
    ("parameters", Unused),
    ("examples", Unused),
    ("requestBodies", Unused),
    ("headers", Unused),
    ("securitySchemes", Unused),
    ("links", Ignored),
    ("callbacks", Unused),
    ("pathItems", Unused),
    ("mediaTypes", Unused),
];

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
    ("externalDocs", Inline(Kind::ExternalDocs)),
    ("parent", Unused),
    ("kind", Unused),
];

const EXTERNAL_DOCS: &[(&str, Holds)] = &[("url", Text), ("description", Text)];

const SERVER: &[(&str, Holds)] = &[
    ("url", Text),
    ("name", Text),
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
    ("externalDocs", Inline(Kind::ExternalDocs)),
    ("operationId", Text),
    ("parameters", Parts(Kind::Parameter)),
    ("requestBody", Part(Kind::RequestBody)),
    ("responses", Inline(Kind::Responses)),
    ("callbacks", Incoming),
    ("deprecated", Flag),
    ("security", Requirements),
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
    ("examples", Any),
];

const REQUEST_BODY: &[(&str, Holds)] = &[
    ("description", Text),
    ("content", InlineMap(Kind::MediaType)),
    ("required", Flag),
];

const MEDIA_TYPE: &[(&str, Holds)] = &[
    ("schema", Part(Kind::Schema)),
    ("itemSchema", Part(Kind::Schema)),
    ("example", Shown),
    ("examples", PartMap(Kind::Example)),
    ("encoding", InlineMap(Kind::Encoding)),
    ("prefixEncoding", Ignored),
    ("itemEncoding", Ignored),
];

const ENCODING: &[(&str, Holds)] = &[
    ("contentType", Text),
    ("headers", PartMap(Kind::Header)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("encoding", Ignored),
    ("prefixEncoding", Ignored),
    ("itemEncoding", Ignored),
];

const RESPONSE: &[(&str, Holds)] = &[
    ("summary", Text),
    ("description", Text),
    ("headers", PartMap(Kind::Header)),
    ("content", InlineMap(Kind::MediaType)),
    ("links", Ignored),
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
    ("examples", Any),
];

const EXAMPLE: &[(&str, Holds)] = &[
    ("summary", Text),
    ("description", Text),
    ("value", Shown),
    ("dataValue", Shown),
    ("serializedValue", Unused),
    ("externalValue", Unused),
];

const DISCRIMINATOR: &[(&str, Holds)] = &[
    ("propertyName", Text),
    ("mapping", TextMap),
    ("defaultMapping", Text),
];

const SECURITY_SCHEME: &[(&str, Holds)] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", Inline(Kind::OAuthFlows)),
    ("openIdConnectUrl", Text),
    ("oauth2MetadataUrl", Unused),
    ("deprecated", Unused),
];

const OAUTH_FLOWS: &[(&str, Holds)] = &[
    ("implicit", Inline(Kind::OAuthFlow)),
    ("password", Inline(Kind::OAuthFlow)),
    ("clientCredentials", Inline(Kind::OAuthFlow)),
    ("authorizationCode", Inline(Kind::OAuthFlow)),
    ("deviceAuthorization", Ignored),
];

const OAUTH_FLOW: &[(&str, Holds)] = &[
    ("authorizationUrl", Text),
    ("deviceAuthorizationUrl", Unused),
    ("tokenUrl", Text),
    ("refreshUrl", Text),
    ("scopes", TextMap),
];

/// The keywords of OpenAPI 3.0 and JSON Schema 2020-12. `schema` expresses those that 3.0 lacks in
/// other ways.
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
    ("required", Required),
    ("additionalProperties", FlagOrPart(Kind::Schema)),
    ("unevaluatedProperties", FlagOrPart(Kind::Schema)),
    ("items", FlagPartOrParts(Kind::Schema)),
    ("additionalItems", FlagOrPart(Kind::Schema)),
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
    ("example", Shown),
    ("examples", ShownList),
    ("externalDocs", Inline(Kind::ExternalDocs)),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Ignored),
    ("xml", Unused),
    ("if", Unchecked),
    ("then", Unchecked),
    ("else", Unchecked),
    ("dependentSchemas", Unchecked),
    ("dependentRequired", Unchecked),
    ("dependencies", Unchecked),
    ("propertyNames", Unchecked),
    ("contains", Unchecked),
    ("minContains", Unchecked),
    ("maxContains", Unchecked),
    ("unevaluatedItems", Unchecked),
    ("$dynamicRef", Unused),
    ("$recursiveRef", Unused),
    ("$id", Unused),
    ("$schema", Unused),
    ("$anchor", Unused),
    ("$dynamicAnchor", Unused),
    ("$recursiveAnchor", Unused),
    ("$comment", Unused),
    ("$defs", Unused),
    ("definitions", Unused),
    ("$vocabulary", Unused),
];
