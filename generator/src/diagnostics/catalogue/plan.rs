//! Findings of `plan`: what could not be named or typed as asked.

use super::entries;

entries! {
    endless_type = "endless-type", Warning, [WIDENED], "A type is made of nothing but itself";
    cause: "A list, a map or another name leads back to itself, with no object between.";
    result: "The type becomes any JSON value.";
    remedy: "Put an object between, or nothing: values of the type can still be read and written.";

    unused_media_type = "unused-media-type", Note, [IGNORED], "A media type is not used";
    cause: "A failure is described in several media types; the client reads the one that says most about it.";
    result: "The other media types are not asked for.";
    remedy: "Nothing needs to be done.";

    untyped_body = "untyped-body", Warning, [WIDENED], "A body is not taken apart";
    cause: "It has a schema, but its media type is none that is read and written here: XML, a sequence that is sent, text with parts.";
    result: "The client takes and answers it as bytes or text; the types of the schema may be there, but nothing uses them.";
    remedy: "Read and write it with a library for the format; describe the body in JSON, too, if the server knows it.";

    unused_encoding = "unused-encoding", Warning, [IGNORED], "The encoding of a property is not used";
    cause: "The body has no such property, or its media type is none that is written here.";
    result: "The property is written as if the encoding were not there: an object as JSON.";
    remedy: "Mend the name, or describe the property as it is sent.";

    undefined_style = "undefined-style", Warning, [NONE], "OpenAPI does not define how a parameter is written";
    cause: "The value is a list or an object inside another one, or a list in a style that is defined for objects only.";
    result: "The value is written in the form that most servers read; the message shows it, and so do the docs of the operation.";
    remedy: "Nothing needs to be done if the server reads that form. If not, give the parameter a `style` or a `content` that says the form, in the description or by an overlay.";

    undescribed_body = "undescribed-body", Warning, [WIDENED], "A body has no media type that can be sent";
    cause: "The `content` of the request body is empty.";
    result: "The body is taken as bytes, and sent as `application/octet-stream` unless the call says otherwise by a header.";
    remedy: "Name the media type.";

    unused_default = "unused-default", Note, [IGNORED], "A default is not applied";
    cause: "The default is of another type than the schema, or is a list, an object, or text with a format.";
    result: "The field is `None` when the server leaves it out.";
    remedy: "Give a default of the schema's type, or apply it where you read the field.";

    shared_encoding = "shared-encoding", Warning, [IGNORED], "The encoding of a body is not used";
    cause: "Two bodies in parts have the same schema, and their `encoding` gives its properties different media types.";
    result: "One type stands for both; its parts are sent as the first of the bodies says.";
    remedy: "Give the second body a schema of its own.";

    unusable_pagination = "unusable-pagination", Warning, [SKIPPED], "The pages of an operation cannot be followed";
    cause: "The settings, or `x-oasmith-pagination`, say something of its pages that does not fit its parameters or answers.";
    result: "The call of the operation has no methods for pages and items; it is sent as any other.";
    remedy: "The message says what does not fit. `[client.pagination.<operationId>]` counts more than the description.";

    unusable_waiter = "unusable-waiter", Warning, [SKIPPED], "The work that an operation starts cannot be waited for";
    cause: "The settings, or `x-oasmith-waiter`, say something of it that does not fit the answers, or the operation that is asked.";
    result: "The call of the operation has no method that waits; it is sent as any other.";
    remedy: "The message says what does not fit. `[client.waiters.<operationId>]` counts more than the description.";

    unusable_name = "unusable-name", Warning, [IGNORED], "A name that was given cannot be used";
    cause: "The name of `rename` or of `x-oasmith-name` is no Rust name of its kind, or another part has it already.";
    result: "The name is chosen as if none had been given.";
    remedy: "Give another name; rename the other part as well if both want the same.";

    unsound_derive = "unsound-derive", Warning, [IGNORED], "A trait cannot be derived for a type";
    cause: "The type holds something that has not the trait: a number with a fraction has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and those that hold it, are generated without the trait.";
    remedy: "The message names what is at fault: give it another type by `replace`, say what it has by `implements`, or do not ask.";

    partial_derive = "partial-derive", Note, [NONE], "A trait that all types were to derive cannot be derived for one";
    cause: "The type holds something that has not the trait: a number with a fraction has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and those that hold it, are generated without the trait; all others have it.";
    remedy: "Nothing needs to be done; to have it all the same, give what is at fault another type by `replace`.";

    unusable_server = "unusable-server", Warning, [SKIPPED], "A server is left out";
    cause: "Its URL is none that calls can go to: its scheme is not `http` or `https`, it has a query, a fragment or a user, or no host.";
    result: "`Server` has no function for it, and no operation is called there.";
    remedy: "Mend the URL; a caller can give any other to `ClientBuilder::base_url`.";

    undefined_server_variable = "undefined-server-variable", Warning, [WIDENED], "A variable of a server is not described";
    cause: "The URL has a name in braces that `variables` of the server does not have.";
    result: "It may have any value, and has none when none is given: the server is not the one that is called by default.";
    remedy: "Describe the variable, with a default.";

    server_without_host = "server-without-host", Note, [NONE], "A server is a path on a host that is not named";
    cause: "The URL is relative to where the description is served, which the description does not say.";
    result: "The function of `Server` takes scheme and host, and adds the path.";
    remedy: "Nothing needs to be done; with scheme and host in the URL, a client can be built without being told where to call.";

    unused_own_server = "unused-own-server", Warning, [IGNORED], "An operation is not called at its own server";
    cause: "The operation, or its path, names servers of its own, and calls can go to none of them.";
    result: "The operation is called where all others are.";
    remedy: "Mend the URL of the server.";

    fixed_server = "fixed-server", Note, [IGNORED], "The server of an operation cannot be chosen";
    cause: "The operation, or its path, has several servers of its own, or one with variables.";
    result: "It is called at the first, with the variables at their defaults; `ClientBuilder::base_url` leads it elsewhere.";
    remedy: "Nothing needs to be done.";

    unusable_token_url = "unusable-token-url", Warning, [SKIPPED], "A token endpoint has no URL";
    cause: "The `tokenUrl` is relative and no server of the description is absolute, or its scheme is neither `http` nor `https`.";
    result: "The builder has no method for client credentials of this scheme; a token, or a provider of tokens, is taken as ever.";
    remedy: "Write the URL whole.";

    query_in_path = "query-in-path", Note, [NONE], "A path has a query";
    cause: "What follows `?` belongs to the query, whose parameters are described with `in: query`.";
    result: "It is sent as it stands, before the parameters of the query; a pair that one of them writes is left to it.";
    remedy: "Describe the pairs as parameters of the query.";

    fragment_in_path = "fragment-in-path", Warning, [IGNORED], "A path has a fragment";
    cause: "What follows `#` in a URL is never sent (RFC 9110, section 7.1); some write it to tell operations on one path apart.";
    result: "The path is sent without it.";
    remedy: "Where it belongs to the path, write `%23`.";

    unused_setting = "unused-setting", Warning, [IGNORED], "A setting names something that the description does not have";
    cause: "A name in `oasmith.toml`, or in `x-oasmith`, is misspelt, or what it named is gone from the description.";
    result: "The setting has no effect.";
    remedy: "Mend the name, or take the setting away.";
}
