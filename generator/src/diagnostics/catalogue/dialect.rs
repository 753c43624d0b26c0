//! Findings of `dialect`: what is not as any version of the specification has it.

use super::entries;

entries! {
    not_openapi = "not-openapi", Error, [FATAL], "The document is not an OpenAPI description";
    cause: "The top of the document has neither `openapi` nor `swagger`.";
    result: "Nothing is generated.";
    remedy: "Give the path of an OpenAPI 3.x or Swagger 2.0 description.";

    unknown_version = "unknown-version", Error, [FATAL], "The description has a version that oasmith does not know";
    cause: "`openapi` or `swagger` holds something else than 2.0, 3.0.x, 3.1.x or 3.2.x.";
    result: "Nothing is generated.";
    remedy: "Write the version the description was made for.";

    not_an_object = "not-an-object", Warning, [SKIPPED, WIDENED, IGNORED], "Something stands where an object is expected";
    cause: "A list, a string or a number stands where the specification has an object.";
    result: "What stands there is left out; a schema becomes any JSON value.";
    remedy: "Look at the place shown; often the indentation is wrong.";

    unknown_key = "unknown-key", Note, [IGNORED, NONE], "A key is none of the specification's";
    cause: "The key is misspelt, stands in the wrong object, or is an extension without `x-`.";
    result: "The key has no influence on the generated code. A schema of OpenAPI 3.1 may have any key: one that nearly is a keyword is pointed out only.";
    remedy: "Mend its spelling or place, or begin it with `x-`.";

    ignored_key = "ignored-key", Note, [IGNORED], "A key of the specification is not understood";
    cause: "The key is one of the specification's, and says something of what is sent or answered that oasmith does not make use of.";
    result: "The generated code is the same as without the key.";
    remedy: "Nothing needs to be done, unless the server relies on it.";

    wrong_value = "wrong-value", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "A key holds a value of the wrong kind";
    cause: "The value is not what the specification has for this key.";
    result: "The key is treated as if it were absent: of a list or an object of parts, the parts are left out; of a schema, the type accepts more.";
    remedy: "Give a value of the kind shown.";

    unresolved_path_item = "unresolved-path-item", Warning, [SKIPPED], "The reference of a path leads nowhere";
    cause: "The `$ref` of a Path Item Object names a place or file that is not there, or leads back to itself.";
    result: "The operations that the reference leads to are left out; those beside it are there.";
    remedy: "Mend the reference.";

    missing_key = "missing-key", Warning, [SKIPPED, WIDENED, IGNORED, NONE], "An object lacks a key that it must have";
    cause: "The specification requires the key, and nothing can stand in for it.";
    result: "The object is left out. A body without a schema takes any JSON value; a description without `paths` has no operations.";
    remedy: "Add the key.";

    newer_keyword = "newer-keyword", Note, [NONE], "The description uses what belongs to a later version";
    cause: "`openapi` or `swagger` names a version that does not have this keyword, or not in this form.";
    result: "None: it is understood as the later version has it.";
    remedy: "Raise the version, so that other tools understand it too.";

    unchecked_keyword = "unchecked-keyword", Note, [WIDENED, NONE], "A keyword says what no type can";
    cause: "The keyword is a condition on values that a Rust type does not express.";
    result: "The type is the same as without it: it accepts values that the keyword excludes. Where no value is left of an enumeration, any JSON value is accepted.";
    remedy: "Nothing needs to be done; check such values yourself where it matters.";

    beside_reference = "beside-reference", Note, [IGNORED], "Keys beside a reference have no influence";
    cause: "Before OpenAPI 3.1 an object with `$ref` is the reference and nothing more, a few annotations apart.";
    result: "The keys are left out.";
    remedy: "Write `allOf` with the reference and a second schema, or take the keys away.";

    misplaced_required = "misplaced-required", Note, [IGNORED], "`required` is a flag on a property";
    cause: "`required: true` on the property itself is how an old draft of JSON Schema had it.";
    result: "The property is optional unless the list of its object names it.";
    remedy: "Name the property in the `required` list of the object.";

    unusable_style = "unusable-style", Warning, [IGNORED], "Values cannot be written as the description says";
    cause: "The place of the parameter has no such `style`, or none for this `collectionFormat`.";
    result: "The value is written in the style that is usual for the place.";
    remedy: "Give a style that the place has; the message names the one that is taken.";

    unusable_parameter = "unusable-parameter", Warning, [SKIPPED], "A parameter cannot be sent";
    cause: "Another one takes the place: a request has one body, and one query string. Or it is the header of a part of a body, and nothing says its value.";
    result: "The parameter is left out.";
    remedy: "Take one of the two away; give the header of a part a `const` or a `default`.";

    incoming_requests = "incoming-requests", Note, [IGNORED], "Requests that the server makes";
    cause: "Webhooks and callbacks describe what the server sends to you.";
    result: "They are no operations of the client, and left out.";
    remedy: "Nothing needs to be done.";

    misplaced_reference = "misplaced-reference", Note, [NONE], "A reference stands where the specification has none";
    cause: "Only some objects may be references; here a value, a list or a map of named objects is one.";
    result: "None: it is followed all the same.";
    remedy: "Write out what it refers to, so that other tools understand it too.";

    mismatched_reference = "mismatched-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference leads to a part of another kind";
    cause: "What the `$ref` names is there, but is something else than what belongs in its place.";
    result: "What refers is left out; a schema becomes any JSON value.";
    remedy: "Refer to a part of the kind that the message names.";

    assumed_json = "assumed-json", Note, [NONE], "A failure is read as JSON, though no media type says so";
    cause: "The operation of Swagger 2.0 produces bytes, such as an archive, but describes its failures as objects.";
    result: "None, where the server does tell failures in JSON; if not, the error has the bytes of the answer.";
    remedy: "Nothing needs to be done; a description in OpenAPI 3 can name the media type of each answer.";

    invalid_media_type = "invalid-media-type", Warning, [NONE, IGNORED], "A media type is not valid";
    cause: "A key of `content`, or an entry of `contentType`, `consumes` or `produces`, is not one media type (RFC 9110, section 8.3.1): `json`, `*`, an empty text, two types in one, a semicolon at the end.";
    result: "It is read as the media type that the message names, which is also the one that is sent and asked for: never an invalid header. A name that means nothing is read as any media type, and ignored; so is one beside a valid name of the same media type.";
    remedy: "Write the media type, such as `application/json`.";

    unusable_method = "unusable-method", Warning, [SKIPPED], "An operation has no method that can be sent";
    cause: "The key is no method that the version of the description has, is not written as it has them, or is no HTTP method at all. Or the path has an operation for the method already.";
    result: "The operation is left out.";
    remedy: "Write methods in small letters: `get`, `post`; others belong into `additionalOperations`, in capitals, since OpenAPI 3.2.";

    unsound_overlay = "unsound-overlay", Error, [FATAL], "An overlay cannot be applied";
    cause: "The file is no overlay, or one of its actions is not sound or does not fit the description.";
    result: "Nothing is generated.";
    remedy: "Mend the action at the place shown.";

    idle_overlay = "idle-overlay", Warning, [IGNORED], "A part of an overlay changes nothing";
    cause: "The target of an action selects nothing, or a key is none of the specification's.";
    result: "The description is the same as without it.";
    remedy: "Look whether the description has changed, or mend the path or key.";
}
