//! Findings of `dialect`: what no version of the specification allows.

use super::entries;

entries! {
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

    unknown_key = "unknown-key", Note, [IGNORED, NONE], "A key is not defined by the specification";
    cause: "The key is misspelled, is in the wrong object, or is an extension without the prefix `x-`.";
    result: "The key is ignored. Schemas of OpenAPI 3.1 may have any key: only those that resemble a keyword are reported.";
    remedy: "Fix its spelling or place, or add the prefix `x-`.";

    ignored_key = "ignored-key", Note, [IGNORED], "A key of the specification is not supported";
    cause: "The specification defines the key, and oasmith does not use it.";
    result: "The generated code is the same as without the key.";
    remedy: "None, unless the server relies on it.";

    wrong_value = "wrong-value", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "A key has a value of the wrong kind";
    cause: "The specification requires another kind of value for this key.";
    result: "The key is treated as absent: in a list or a map, the entry is skipped; in a schema, the type is widened.";
    remedy: "Use a value of the kind shown.";

    unresolved_path_item = "unresolved-path-item", Warning, [SKIPPED], "The reference of a path item cannot be resolved";
    cause: "The `$ref` of a Path Item Object names a place or a file that does not exist, or is part of a cycle.";
    result: "The referenced operations are skipped; operations in the same object are generated.";
    remedy: "Fix the reference.";

    missing_key = "missing-key", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "An object lacks a required key";
    cause: "The specification requires the key, and it has no default.";
    result: "The object is skipped. A body without a schema is any JSON value; a description without `paths` has no operations.";
    remedy: "Add the key.";

    newer_keyword = "newer-keyword", Note, [NONE], "The description uses a feature of a later version";
    cause: "The version in `openapi` or `swagger` does not have this keyword, or not in this form.";
    result: "None: it is interpreted as in the later version.";
    remedy: "Raise the version, so that other tools support it too.";

    unchecked_keyword = "unchecked-keyword", Note, [WIDENED, NONE], "A keyword has no equivalent in Rust types";
    cause: "The keyword is a constraint on values that a Rust type does not express.";
    result: "The type is the same as without it: it accepts values that the keyword excludes. If an enumeration has no values left, the type is any JSON value.";
    remedy: "None; check such values in your code if it matters.";

    reference_siblings = "reference-siblings", Note, [IGNORED], "Siblings of a reference are ignored";
    cause: "Before OpenAPI 3.1, an object with `$ref` has no other keys, except some annotations.";
    result: "The keys are ignored.";
    remedy: "Use `allOf` with the reference and a second schema, or remove the keys.";

    misplaced_required = "misplaced-required", Note, [IGNORED], "`required` is a flag on a property";
    cause: "`required: true` on the property itself is the form of an old draft of JSON Schema.";
    result: "The property is optional unless the list of its object names it.";
    remedy: "Add the property to the `required` list of the object.";

    unusable_style = "unusable-style", Warning, [IGNORED], "A parameter style is not available for its location";
    cause: "The location of the parameter does not support this `style` or `collectionFormat`.";
    result: "The value is encoded in the default style of the location.";
    remedy: "Use a style of the location; the message names the one that is used instead.";

    unusable_parameter = "unusable-parameter", Warning, [SKIPPED], "A parameter cannot be sent";
    cause: "A request has one body and one query string, and another parameter occupies it. Or it is a header of a multipart part without a fixed value.";
    result: "The parameter is skipped.";
    remedy: "Remove one of the two; give the header of a part a `const` or a `default`.";

    incoming_requests = "incoming-requests", Note, [IGNORED], "Incoming requests are not part of a client";
    cause: "Webhooks and callbacks describe requests that the server sends.";
    result: "They are ignored.";
    remedy: "None.";

    misplaced_reference = "misplaced-reference", Note, [NONE], "A reference is used where the specification does not allow one";
    cause: "Only some objects may be references; here a value, a list or a map is one.";
    result: "None: the reference is resolved nevertheless.";
    remedy: "Write the referenced value in place, so that other tools support it too.";

    mismatched_reference = "mismatched-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference resolves to another kind of object";
    cause: "The target of the `$ref` exists, but is not of the kind that the place requires.";
    result: "The referencing part is skipped; a schema becomes any JSON value.";
    remedy: "Refer to an object of the kind that the message names.";

    assumed_json = "assumed-json", Note, [NONE], "An error response is decoded as JSON without a media type";
    cause: "The Swagger 2.0 operation produces bytes, such as an archive, but describes its error responses as objects.";
    result: "None if the server sends errors as JSON; otherwise the error has the raw bytes of the response.";
    remedy: "None; OpenAPI 3 can describe the media type of each response.";

    invalid_media_type = "invalid-media-type", Warning, [NONE, IGNORED], "A media type is not valid";
    cause: "A key of `content`, or an entry of `contentType`, `consumes` or `produces`, is not one media type (RFC 9110, section 8.3.1): `json`, `*`, an empty text, two types in one, a semicolon at the end.";
    result: "It is read as the media type that the message names, which is also the one that is sent and asked for: never an invalid header. A name that means nothing is read as any media type, and ignored; so is one beside a valid name of the same media type.";
    remedy: "Write the media type, such as `application/json`.";

    undescribed_response = "undescribed-response", Warning, [SKIPPED], "A response has a body that is not described";
    cause: "The operation of Swagger 2.0 `produces` bytes, such as an archive or an image, and its success has no `schema`.";
    result: "The result of the call is `()`. `send_with_response()` has the body, up to `max_response_bytes`; a larger one does not fail the call.";
    remedy: "Add `schema: { type: file }` to the response, in the description or by an overlay: the result is a stream then. None if there is no body.";

    unusable_method = "unusable-method", Warning, [SKIPPED], "An operation has an unsupported HTTP method";
    cause: "The key is not a method of this OpenAPI version, is not spelled in lower case, or is not an HTTP method. Or the path already has an operation with this method.";
    result: "The operation is skipped.";
    remedy: "Write methods in lower case, such as `get`. Since OpenAPI 3.2, `additionalOperations` holds other methods, in upper case.";

    invalid_overlay = "invalid-overlay", Error, [FATAL], "An overlay cannot be applied";
    cause: "The file is not an overlay, or one of its actions is invalid or does not apply to the description.";
    result: "Nothing is generated.";
    remedy: "Fix the action at the place shown.";

    unmatched_overlay = "unmatched-overlay", Warning, [IGNORED], "A part of an overlay has no effect";
    cause: "The target of an action selects nothing, or a key is not defined by the Overlay Specification.";
    result: "The description is the same as without it.";
    remedy: "Check whether the description has changed, or fix the path or key.";
}
