//! Findings of `lower`: what could not be understood.

use super::entries;

entries! {
    invalid_part = "invalid-part", Warning, [SKIPPED, WIDENED, IGNORED], "A part of the description is invalid";
    cause: "The object lacks a required key, or a key has an invalid value.";
    result: "The part is skipped: a schema becomes any JSON value; an operation, parameter or response is not generated.";
    remedy: "The message names what is missing or invalid.";

    invalid_extension = "invalid-extension", Warning, [IGNORED], "An `x-oasmith` extension is invalid";
    cause: "A key with the prefix `x-oasmith` has an invalid value, or is at a place where it has no meaning.";
    result: "The extension is ignored; of `x-oasmith`, only the setting shown.";
    remedy: "The message names what is missing or invalid; the page on settings describes each extension.";

    unlisted_crate = "unlisted-crate", Warning, [IGNORED], "A description names a crate that the settings do not allow";
    cause: "`x-oasmith-type`, `x-oasmith-derives`, or `replace` or `derives` in `x-oasmith` names a crate or its features. A dependency runs code when the client is built, so a description cannot add one by itself.";
    result: "The extension is ignored: the type is generated, and the trait is not derived. The client does not depend on the crate.";
    remedy: "If you trust the crate, allow it by `[client.allowed-crates]` of `oasmith.toml`, with the version and the features to use.";

    unresolved_reference = "unresolved-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference cannot be resolved";
    cause: "The `$ref` names a place or a file that does not exist, cannot be used, or must not be read: a file outside of the description's folder and of the repository around it, or on another machine.";
    result: "The referencing part is skipped; a schema becomes any JSON value; an entry of a `mapping` is ignored. A file that must not be read is not opened.";
    remedy: "Fix the reference; the message suggests names that exist. `folders` and `remote` in `oasmith.toml` allow further files.";

    cyclic_schema = "cyclic-schema", Warning, [WIDENED], "Schemas form a cycle without a type";
    cause: "Schemas refer to each other, or include each other by `allOf`, and none defines a type.";
    result: "The type becomes any JSON value.";
    remedy: "Remove one of the references.";

    reference_cycle = "reference-cycle", Warning, [SKIPPED, IGNORED], "References form a cycle";
    cause: "A parameter, body, response or another object that is not a schema refers, directly or indirectly, to itself.";
    result: "The referencing part is skipped.";
    remedy: "Remove one of the references.";

    deselected_operation = "deselected-operation", Note, [NONE], "An operation is excluded";
    cause: "The settings exclude it by `include` or `exclude`, or it has `x-oasmith-skip: true`.";
    result: "The operation is not generated, and counted as skipped.";
    remedy: "None.";

    widened_schema = "widened-schema", Warning, [WIDENED], "A schema has a constraint that its Rust type does not express";
    cause: "The message names the keyword.";
    result: "The type is wider than the schema: it accepts every valid value, and others.";
    remedy: "None; check such values in your code if it matters.";

    unchecked_schema = "unchecked-schema", Note, [NONE], "A constraint on values is not checked";
    cause: "The schema has a constraint on values, not on their type.";
    result: "The type is the same as without it; the server checks the constraint.";
    remedy: "None.";

    wrong_default = "wrong-default", Warning, [IGNORED], "A default is not valid for its schema";
    cause: "The `default` is of another type than the schema, beyond its bounds, or not among its values.";
    result: "The default is ignored: a field that the server omits is `None`.";
    remedy: "Use a default that the schema allows.";

    conflicting_all_of = "conflicting-all-of", Warning, [WIDENED], "The members of an `allOf` contradict each other";
    cause: "No value satisfies all members.";
    result: "The last member decides.";
    remedy: "Fix the schemas, or use `oneOf` if only one of them applies.";

    unlisted_variant = "unlisted-variant", Note, [IGNORED], "A discriminator maps a value to a schema outside of its union";
    cause: "The schema in `mapping` or `defaultMapping` is not listed in `oneOf` or `anyOf`.";
    result: "The entry is ignored: such a value is kept as JSON, in the variant for unknown values.";
    remedy: "List the schema in the union, or remove the entry.";

    bodiless_response = "bodiless-response", Warning, [IGNORED], "A response that cannot have a body is described with one";
    cause: "Responses with a 1xx, 204, 205 or 304 status end with their headers (RFC 9110, section 6.4.1).";
    result: "The response has no body: a call that ends with this status returns `()`, or the variant for it.";
    remedy: "Describe the body under the status that it comes with, such as 200, or remove it.";

    unknown_security_scheme = "unknown-security-scheme", Warning, [SKIPPED], "A security requirement names an undeclared scheme";
    cause: "The name is not a key of `components.securitySchemes`, or that scheme is invalid.";
    result: "This alternative of the requirement is skipped.";
    remedy: "Declare the scheme, or fix the name.";

    unmet_security = "unmet-security", Warning, [SKIPPED, WIDENED], "A security requirement cannot be met as described";
    cause: "The scheme needs a challenge of the server, or two schemes of one requirement set the same header.";
    result: "The credential is sent as it was set; of two, the last.";
    remedy: "Set the header in a middleware, which sees each request before it is sent.";

    shared_too_often = "shared-too-often", Warning, [SKIPPED], "Operations share more than can be generated for each";
    cause: "Operations refer to the same path items, parameters, responses, security requirements or servers, which are generated for each operation. Together they are many times as long as the description.";
    result: "Operations are generated in their order until their parts are out of proportion to the text; the remaining ones are skipped.";
    remedy: "Select the operations that you need by `include` in `oasmith.toml`, or make the shared parts smaller.";

    unused_parameter = "unused-parameter", Note, [SKIPPED, IGNORED], "A parameter cannot be set by callers";
    cause: "The path template has no such parameter, or media types, security or the body determine the value.";
    result: "The parameter is skipped.";
    remedy: "Remove the parameter, or fix its name.";

    path_syntax = "path-syntax", Warning, [NONE, IGNORED], "A path has more than names between its braces";
    cause: "The path is written as the routes of a framework or as a URI template: `{path:.*}`, `{*rest}`, `{proxy+}`, `{+name}`, `{name=projects/*}`, `{id:int}`, `{id?}`. OpenAPI allows only the names of parameters there.";
    result: "The parameter is the declared one of that name. If the syntax allows several segments, slashes in its value are not percent-encoded; every other pattern is ignored.";
    remedy: "None if the server reads the path so. If not, write the name alone, in the description or by an overlay.";

    undeclared_parameter = "undeclared-parameter", Warning, [NONE], "A path parameter is not declared";
    cause: "The path template has a name in braces that `parameters` does not list.";
    result: "The parameter is generated as a required string.";
    remedy: "Declare it.";

    querystring_siblings = "querystring-siblings", Warning, [NONE], "A query parameter is declared together with `in: querystring`";
    cause: "A parameter `in: querystring` is the whole query, and the specification allows no parameter `in: query` with it.";
    result: "Both are sent, with `&` between them.";
    remedy: "Make the parameter a property of the schema of the whole query.";

    duplicate_parameter = "duplicate-parameter", Warning, [IGNORED], "A parameter is declared twice";
    cause: "Two parameters have the same name and location.";
    result: "The last one is used.";
    remedy: "Remove one of them.";
}
