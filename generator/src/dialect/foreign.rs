//! The help for a key that another version of the specification has in that place: its equivalent
//! in the description's own version.

use super::detect::Dialect;
use super::{Kind, Translator};

/// The equivalent, in the description's version, of `key` on such a part; `None` if no version has
/// the key.
pub(super) fn help(t: &Translator<'_>, kind: Kind, key: &str) -> Option<String> {
    if t.dialect == Dialect::Swagger2 {
        return kind.key(key).map(|_| {
            format!("`{key}` belongs to OpenAPI 3: say it as Swagger 2.0 does, or convert the description")
        });
    }
    let help = match (kind, key) {
        (Kind::Parameter | Kind::Header, "collectionFormat") => {
            "`style` and `explode` say how a list is written since OpenAPI 3.0"
        }
        (Kind::Parameter | Kind::Header, key) if Kind::Schema.key(key).is_some() => {
            return Some(format!(
                "move `{key}` into `schema`: only Swagger 2.0 has it here"
            ));
        }
        (Kind::Response, "schema") => {
            "move `schema` into `content`, below a media type: `content: { application/json: { schema: … } }`"
        }
        (Kind::Response, "examples") => "move the examples into `content`, below their media types",
        (Kind::Root, "host" | "basePath" | "schemes") | (Kind::Operation, "schemes") => {
            "`servers` has whole URLs since OpenAPI 3.0"
        }
        (Kind::Root | Kind::Operation, "consumes" | "produces") => {
            "media types are the keys of `content` since OpenAPI 3.0"
        }
        (Kind::Root, "definitions") => "schemas are in `components.schemas` since OpenAPI 3.0",
        (Kind::Root, "parameters") => "move them to `components.parameters`",
        (Kind::Root, "responses") => "move them to `components.responses`",
        (Kind::Root, "securityDefinitions") => "move them to `components.securitySchemes`",
        (Kind::SecurityScheme, "flow" | "authorizationUrl" | "tokenUrl" | "scopes") => {
            "since OpenAPI 3.0 each flow is an object in `flows`"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// The OpenAPI 3 equivalent of a Swagger 2.0 parameter with this `in`.
pub(super) fn help_with_place(place: &str) -> Option<&'static str> {
    match place {
        "body" => Some("a body is the `requestBody` of its operation since OpenAPI 3.0"),
        "formData" => Some(
            "form fields are the properties of a schema in `requestBody` since OpenAPI 3.0, below \
             `application/x-www-form-urlencoded` or `multipart/form-data`",
        ),
        _ => None,
    }
}
