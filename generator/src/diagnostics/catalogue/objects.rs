//! Findings about objects of every kind and their keys.

use super::entries;

entries! {
    "Objects and keys";

    not_openapi = "not-openapi", Error, [FATAL], "The document is not an OpenAPI description";
    cause: "The top of the document has neither `openapi` nor `swagger`.";
    result: "Nothing is generated.";
    remedy: "Give the path of an OpenAPI 3.x or Swagger 2.0 description.";

    unknown_version = "unknown-version", Error, [FATAL], "The description has a version that oasmith does not know";
    cause: "`openapi` or `swagger` is not 2.0, 3.0.x, 3.1.x or 3.2.x.";
    result: "Nothing is generated.";
    remedy: "Write the version the description was made for.";

    not_an_object = "not-an-object", Warning, [SKIPPED, WIDENED, IGNORED], "A value is not an object where an object is expected";
    cause: "The specification requires an object, and the value is a list, a string or a number.";
    result: "The value is skipped; a schema becomes any JSON value.";
    remedy: "Check the place shown; often the indentation is wrong.";

    invalid_part = "invalid-part", Warning, [SKIPPED, WIDENED, IGNORED], "A part of the description is invalid";
    cause: "The object lacks a required key, or a key has an invalid value.";
    result: "The part is skipped: a schema becomes any JSON value; an operation, parameter or response is not generated.";
    remedy: "The message names what is missing or invalid.";

    missing_key = "missing-key", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "An object lacks a required key";
    cause: "The specification requires the key, and it has no default.";
    result: "The object is skipped. A body without a schema is any JSON value; a description without `paths` has no operations.";
    remedy: "Add the key.";

    wrong_value = "wrong-value", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "A key has a value of the wrong kind";
    cause: "The specification requires another kind of value for this key.";
    result: "The key is treated as absent: in a list or a map, the entry is skipped; in a schema, the type is widened.";
    remedy: "Use a value of the kind shown.";

    unknown_key = "unknown-key", Note, [IGNORED, NONE], "A key is not defined by the specification";
    cause: "The key is misspelled, is in the wrong object, or is an extension without the prefix `x-`.";
    result: "The key is ignored. Schemas of OpenAPI 3.1 may have any key: only those that resemble a keyword are reported.";
    remedy: "Fix its spelling or place, or add the prefix `x-`.";

    ignored_key = "ignored-key", Note, [IGNORED], "A key of the specification is not supported";
    cause: "The specification defines the key, and oasmith does not use it.";
    result: "The generated code is the same as without the key.";
    remedy: "None, unless the server relies on it.";

    newer_keyword = "newer-keyword", Note, [NONE], "The description uses a feature of a later version";
    cause: "The version in `openapi` or `swagger` does not have this keyword, or not in this form.";
    result: "None: it is interpreted as in the later version.";
    remedy: "Raise the version, so that other tools support it too.";
}
