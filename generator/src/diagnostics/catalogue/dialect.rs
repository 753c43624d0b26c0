//! Findings of `dialect`: what is not as any version of the specification has it.

use super::entries;

entries! {
    NOT_OPENAPI = "not-openapi", Error, Fatal, "The document is not an OpenAPI description";
    cause: "The top of the document has neither `openapi` nor `swagger`.";
    result: "Nothing is generated.";
    remedy: "Give the path of an OpenAPI 3.x or Swagger 2.0 description.";

    UNKNOWN_VERSION = "unknown-version", Error, Fatal, "The description has a version that oasmith does not know";
    cause: "`openapi` or `swagger` holds something else than 2.0, 3.0.x, 3.1.x or 3.2.x.";
    result: "Nothing is generated.";
    remedy: "Write the version the description was made for.";

    NOT_AN_OBJECT = "not-an-object", Warning, Skipped, "Something stands where an object is expected";
    cause: "A list, a string or a number stands where the specification has an object.";
    result: "What stands there is left out.";
    remedy: "Look at the place shown; often the indentation is wrong.";

    UNKNOWN_KEY = "unknown-key", Note, Ignored, "A key is none of the specification's";
    cause: "The key is misspelt, stands in the wrong object, or is an extension without `x-`.";
    result: "The key has no influence on the generated code.";
    remedy: "Mend its spelling or place, or begin it with `x-`.";

    WRONG_VALUE = "wrong-value", Warning, Ignored, "A key holds a value of the wrong kind";
    cause: "The value is not what the specification has for this key.";
    result: "The key is treated as if it were absent.";
    remedy: "Give a value of the kind shown.";

    UNRESOLVED_PATH_ITEM = "unresolved-path-item", Warning, Skipped, "The reference of a path leads nowhere";
    cause: "The `$ref` of a Path Item Object names a place or file that is not there, or leads back to itself.";
    result: "The operations of the path are left out.";
    remedy: "Mend the reference.";
}
