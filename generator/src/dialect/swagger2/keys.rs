//! The keys of the parts that differ in shape from OpenAPI 3.0.

use super::super::detect::Dialect;
use super::super::kind::{Holds, Kind};
use Holds::{
    Any, Flag, Ignored, Inline, InlineList, Part, PartMap, Parts, Requirements, Text, TextMap,
    Texts, Unused,
};

/// The keys of this kind of part, if they differ from those of OpenAPI 3.0.
pub(in super::super) fn table(
    dialect: Dialect,
    kind: Kind,
) -> Option<&'static [(&'static str, Holds)]> {
    if dialect != Dialect::Swagger2 {
        return None;
    }
    let table = match kind {
        Kind::Root => ROOT,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::SecurityScheme => SECURITY_SCHEME,
        _ => return None,
    };
    Some(table)
}

/// Keys that parts have in Swagger 2.0 in addition to those of OpenAPI 3.0.
pub(in super::super) fn also(dialect: Dialect, kind: Kind, key: &str) -> Option<Holds> {
    match (dialect, kind, key) {
        // `parameter` reads the key of an Items Object.
        (Dialect::Swagger2, Kind::Schema, "collectionFormat") => Some(Ignored),
        _ => None,
    }
}

const ROOT: &[(&str, Holds)] = &[
    ("swagger", Unused),
    ("info", Inline(Kind::Info)),
    ("host", Text),
    ("basePath", Text),
    ("schemes", Texts),
    ("consumes", Unused),
    ("produces", Unused),
    ("paths", Unused),
    ("definitions", Unused),
    ("parameters", Unused),
    ("responses", Unused),
    ("securityDefinitions", Unused),
    ("security", Requirements),
    ("tags", InlineList(Kind::Tag)),
    ("externalDocs", Inline(Kind::ExternalDocs)),
];

const PATH_ITEM: &[(&str, Holds)] = &[
    ("parameters", Parts(Kind::Parameter)),
    ("get", Unused),
    ("put", Unused),
    ("post", Unused),
    ("delete", Unused),
    ("options", Unused),
    ("head", Unused),
    ("patch", Unused),
];

const OPERATION: &[(&str, Holds)] = &[
    ("tags", Texts),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Inline(Kind::ExternalDocs)),
    ("operationId", Text),
    ("consumes", Unused),
    ("produces", Unused),
    ("parameters", Parts(Kind::Parameter)),
    ("responses", Unused),
    ("schemes", Texts),
    ("deprecated", Flag),
    ("security", Requirements),
];

/// The keys of a parameter's value are schema keys, which `parameter` separates.
const PARAMETER: &[(&str, Holds)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Flag),
    ("schema", Part(Kind::Schema)),
    ("collectionFormat", Text),
    ("example", Any),
];

const RESPONSE: &[(&str, Holds)] = &[
    ("description", Text),
    ("schema", Part(Kind::Schema)),
    ("headers", PartMap(Kind::Header)),
    ("examples", Any),
];

const HEADER: &[(&str, Holds)] = &[
    ("description", Text),
    ("collectionFormat", Text),
    ("example", Any),
];

const SECURITY_SCHEME: &[(&str, Holds)] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("flow", Text),
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("scopes", TextMap),
];
