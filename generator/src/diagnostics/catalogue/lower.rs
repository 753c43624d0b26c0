//! Findings of `lower`: what could not be understood.

use super::entries;

entries! {
    unsound_part = "unsound-part", Warning, [SKIPPED, WIDENED, IGNORED], "A part of the description is not sound";
    cause: "The object lacks a key that the specification requires, or a key holds something else than it should.";
    result: "The part is left out: a schema becomes any JSON value, an operation, parameter or response is not generated.";
    remedy: "The message names what is missing or wrong.";

    unsound_extension = "unsound-extension", Warning, [IGNORED], "An extension that is oasmith's own is not sound";
    cause: "A key that begins with `x-oasmith` holds something else than it should, or stands where it can say nothing.";
    result: "The extension is left out, as if it were not there; of `x-oasmith`, only the setting that is shown.";
    remedy: "The message names what is missing or wrong; the page on settings has each extension.";

    unlisted_crate = "unlisted-crate", Warning, [IGNORED], "A description names a crate that the settings do not allow";
    cause: "`x-oasmith-type`, `x-oasmith-derives`, or `replace` or `derives` in `x-oasmith` names a crate or its features. A dependency runs code when the client is built, so a description cannot add one by itself.";
    result: "The extension is ignored: the type is generated, and the trait is not derived. The client does not depend on the crate.";
    remedy: "If you trust the crate, allow it by `[client.allowed-crates]` of `oasmith.toml`, with the version and the features to use.";

    unresolved_reference = "unresolved-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference leads nowhere";
    cause: "The `$ref` names a place or a file that does not exist, cannot be used, or must not be read: a file outside of the description's folder and of the repository around it, or on another machine.";
    result: "What refers is left out; a schema becomes any JSON value, an entry of a `mapping` is ignored. A file that must not be read is not opened.";
    remedy: "Fix the reference; the message suggests names that exist. `folders` and `remote` in `oasmith.toml` say what else may be read.";

    cyclic_reference = "cyclic-reference", Warning, [WIDENED], "A reference leads back to itself";
    cause: "Schemas refer to each other, or contain each other by `allOf`, and none says what a value looks like.";
    result: "The type becomes any JSON value.";
    remedy: "Take one of the references away.";

    endless_reference = "endless-reference", Warning, [SKIPPED, IGNORED], "The reference of a part leads back to itself";
    cause: "A parameter, body, response or another part that is no schema refers to one that refers back to it.";
    result: "What refers is left out.";
    remedy: "Take one of the references away.";

    deselected_operation = "deselected-operation", Note, [NONE], "An operation is not wanted";
    cause: "The settings leave it out by `include` or `exclude`, or it has `x-oasmith-skip: true`.";
    result: "The operation is not generated, and counted as skipped.";
    remedy: "Nothing needs to be done.";

    widened_schema = "widened-schema", Warning, [WIDENED], "A schema says something that a Rust type cannot";
    cause: "The message names the keyword.";
    result: "The type is wider than the schema: it accepts every value the schema does, and others.";
    remedy: "Nothing needs to be done; check such values yourself where it matters.";

    unchecked_schema = "unchecked-schema", Note, [NONE], "A condition on values is not checked";
    cause: "The schema has a condition that concerns values, not their type.";
    result: "The type is the same as without it; the server checks the condition.";
    remedy: "Nothing needs to be done.";

    wrong_default = "wrong-default", Warning, [IGNORED], "A default is no value of its schema";
    cause: "The `default` is of another type than the schema, beyond its bounds, or not among its values.";
    result: "The default has no influence: a field that the server leaves out is `None`.";
    remedy: "Give a default that the schema allows.";

    conflicting_all_of = "conflicting-all-of", Warning, [WIDENED], "The members of an `allOf` contradict each other";
    cause: "No value satisfies all members.";
    result: "The last member decides.";
    remedy: "Mend the schemas, or use `oneOf` if one of them is meant.";

    unlisted_variant = "unlisted-variant", Note, [IGNORED], "A discriminator maps a value to a schema outside of its union";
    cause: "The schema that a `mapping` or `defaultMapping` names is not among `oneOf` or `anyOf`, so no value is one.";
    result: "The entry is left out: such a value is kept as JSON, in the union's variant for what is unknown.";
    remedy: "List the schema in the union, or take the entry away.";

    unknown_security_scheme = "unknown-security-scheme", Warning, [SKIPPED], "A security requirement names an undeclared scheme";
    cause: "The name is not a key of `components.securitySchemes`, or what stands there is no sound scheme.";
    result: "This alternative of the requirement is left out.";
    remedy: "Declare the scheme, or mend the name.";

    unmet_security = "unmet-security", Warning, [SKIPPED, WIDENED], "A security requirement cannot be met as described";
    cause: "The scheme answers a challenge of the server, or two schemes that belong together write the same header.";
    result: "The credential is sent as it was given; of two, the last.";
    remedy: "Write the header in a middleware, which sees each request before it is sent.";

    unused_parameter = "unused-parameter", Note, [SKIPPED, IGNORED], "A parameter is not one the caller gives";
    cause: "The path has no such place, or the operation decides by itself what is sent: by its media types, its security, its body.";
    result: "The parameter is left out.";
    remedy: "Take the parameter away, or mend its name.";

    undeclared_parameter = "undeclared-parameter", Warning, [NONE], "A path names a parameter that is not declared";
    cause: "The path has a name in braces that `parameters` does not list.";
    result: "The parameter is generated as a required string.";
    remedy: "Declare it.";

    beside_querystring = "beside-querystring", Warning, [NONE], "A parameter of the query stands beside one that is the whole query";
    cause: "What is `in: querystring` is the whole query, and the specification allows none `in: query` beside it.";
    result: "Both are sent, with `&` between them.";
    remedy: "Make the parameter a property of the schema that the whole query has.";

    duplicate_parameter = "duplicate-parameter", Warning, [IGNORED], "A parameter is declared twice";
    cause: "Two parameters have the same name and place.";
    result: "The last one is taken.";
    remedy: "Take one of them away.";
}
