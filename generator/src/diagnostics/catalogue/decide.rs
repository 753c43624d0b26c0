//! Findings of `decide`: what could not be named or typed as requested.

use super::entries;

entries! {
    recursive_type = "recursive-type", Warning, [WIDENED], "A type contains only itself";
    cause: "A list, a map or an alias contains itself without an object in between.";
    result: "The type becomes any JSON value.";
    remedy: "None, or put an object in between: values of the type can be decoded and encoded nevertheless.";

    unused_media_type = "unused-media-type", Note, [IGNORED], "A media type is not used";
    cause: "An error response has several media types; the client decodes the most specific one.";
    result: "The other media types are not accepted.";
    remedy: "None.";

    untyped_body = "untyped-body", Warning, [WIDENED], "A body has no typed representation";
    cause: "It has a schema, but its media type is not encoded or decoded: XML, a sequence that is sent, text that is an object. Or it is `multipart`, and its schema does not name the parts.";
    result: "The body is bytes, text, or a `Multipart` whose parts are added by name; the types of its schema may be generated, but nothing uses them.";
    remedy: "Decode and encode it with a library for the format; add JSON to the description if the server supports it. Describe a multipart body as an object, whose properties are the parts.";

    unused_encoding = "unused-encoding", Warning, [IGNORED], "The encoding of a property is ignored";
    cause: "The body has no such property, or its media type is none that is written here.";
    result: "The property is encoded by default rules: an object as JSON.";
    remedy: "Fix the name, or describe the property as it is sent.";

    undefined_style = "undefined-style", Warning, [NONE], "OpenAPI does not define the encoding of a parameter";
    cause: "The value is a list or an object inside another one, or a list in a style that is defined only for objects.";
    result: "The value is encoded in the form that most servers accept; the message and the documentation of the operation show it.";
    remedy: "None if the server accepts that form. Otherwise give the parameter another `style` or a `content`, in the description or by an overlay.";

    undescribed_body = "undescribed-body", Warning, [WIDENED], "A body has no media type that can be sent";
    cause: "The `content` of the request body is empty.";
    result: "The body is bytes, sent as `application/octet-stream` if the call sets no `Content-Type`.";
    remedy: "Add the media type.";

    unused_default = "unused-default", Note, [IGNORED], "A default is not applied";
    cause: "The default is of another type than the schema, or is a list, an object, or text with a format; or many properties have the type, and the default is longer than 1 KiB.";
    result: "The field is `None` if the server omits it.";
    remedy: "Use a default of the schema's type, or apply it where you read the field.";

    shared_encoding = "shared-encoding", Warning, [IGNORED], "The encoding of a body is ignored";
    cause: "Two multipart bodies have the same schema, and their `encoding` differs.";
    result: "One type represents both; its parts are sent with the encoding of the first body.";
    remedy: "Give the second body a schema of its own.";

    assumed_part_names = "assumed-part-names", Note, [NONE], "OpenAPI does not define the names of parts";
    cause: "A property of a `multipart` body is an object whose members are files. In the specification an object is one part, as JSON, which cannot contain files.";
    result: "Each member is a part of its own, named as PHP, Rails and ASP.NET read it: `property[key]`.";
    remedy: "None if the server reads these names. Otherwise describe the files as properties of the body, or as its `additionalProperties`; an overlay can do so.";

    file_in_json = "file-in-json", Warning, [WIDENED], "A file is sent as text in JSON";
    cause: "It is inside an object or a nested list that is one part of a `multipart` body; such a part is JSON.";
    result: "The field is a string: a file that is not UTF-8 cannot be sent.";
    remedy: "Describe the file as a property of the body itself, or as its `additionalProperties`; an overlay can do so.";

    unusable_pagination = "unusable-pagination", Warning, [SKIPPED], "The pagination of an operation is invalid";
    cause: "The settings, or `x-oasmith-pagination`, do not match the parameters or responses of the operation.";
    result: "The call has no methods `pages()` and `items()`.";
    remedy: "The message says what does not match. `[client.pagination.<operationId>]` takes precedence over the description.";

    unusable_waiter = "unusable-waiter", Warning, [SKIPPED], "The waiter of an operation is invalid";
    cause: "The settings, or `x-oasmith-waiter`, do not match the responses or the polled operation.";
    result: "The call has no method `until_done()`.";
    remedy: "The message says what does not match. `[client.waiters.<operationId>]` takes precedence over the description.";

    unusable_name = "unusable-name", Warning, [IGNORED], "A configured name cannot be used";
    cause: "The name in `rename` or `x-oasmith-name` is not a valid Rust identifier of its kind, or is already in use.";
    result: "The name is chosen as without the setting.";
    remedy: "Use another name; rename the other part as well if both need the same.";

    unsupported_derive = "unsupported-derive", Warning, [IGNORED], "A trait cannot be derived for a type";
    cause: "A member of the type lacks the trait: `f64` has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and the types that contain it, are generated without the trait.";
    remedy: "The message names the member: give it another type by `replace`, declare its traits by `implements`, or remove the derive.";

    partial_derive = "partial-derive", Note, [NONE], "A trait for all types cannot be derived for one";
    cause: "A member of the type lacks the trait: `f64` has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and the types that contain it, are generated without the trait; all others have it.";
    remedy: "None; to derive it nevertheless, give the member another type by `replace`.";

    unusable_server = "unusable-server", Warning, [SKIPPED], "A server is skipped";
    cause: "Its URL cannot be called: the scheme is not `http` or `https`, it has a query, a fragment or a user, or no host.";
    result: "`Server` has no function for it.";
    remedy: "Fix the URL; callers can set any other by `ClientBuilder::base_url`.";

    undefined_server_variable = "undefined-server-variable", Warning, [WIDENED], "A server variable is not declared";
    cause: "The URL has a name in braces that is missing in `variables` of the server.";
    result: "It accepts any value and has no default, so the server is not the default server.";
    remedy: "Declare the variable with a default.";

    server_without_host = "server-without-host", Note, [NONE], "A server URL is relative to an unknown host";
    cause: "The URL is relative to the location of the description, which is not known.";
    result: "The function of `Server` takes scheme and host, and adds the path.";
    remedy: "None; with scheme and host in the URL, clients have a default server.";

    unused_own_server = "unused-own-server", Warning, [IGNORED], "The server of an operation is not used";
    cause: "The operation, or its path item, has its own servers, and none of them can be called.";
    result: "The operation uses the server of the client.";
    remedy: "Fix the URL of the server.";

    fixed_server = "fixed-server", Note, [IGNORED], "The server of an operation is fixed";
    cause: "The operation, or its path item, has several servers of its own, or one with variables.";
    result: "The first is used, with variables at their defaults; `ClientBuilder::base_url` overrides it.";
    remedy: "None.";

    unusable_token_url = "unusable-token-url", Warning, [SKIPPED], "A token endpoint has no valid URL";
    cause: "The `tokenUrl` is relative and no server of the description is absolute, or its scheme is neither `http` nor `https`.";
    result: "The builder has no method for client credentials of this scheme; it accepts a token or a provider.";
    remedy: "Write an absolute URL.";

    query_in_path = "query-in-path", Note, [NONE], "A path has a query";
    cause: "The part after `?` is the query, whose parameters are declared with `in: query`.";
    result: "It is sent unchanged, before the query parameters; a pair with the name of a query parameter is dropped.";
    remedy: "Declare the pairs as query parameters.";

    fragment_in_path = "fragment-in-path", Warning, [IGNORED], "A path has a fragment";
    cause: "The part after `#` in a URL is never sent (RFC 9110, section 7.1). Some descriptions use it to distinguish operations on one path.";
    result: "The path is sent without it.";
    remedy: "If it belongs to the path, write `%23`.";

    unused_setting = "unused-setting", Warning, [IGNORED], "A setting names something that the description does not have";
    cause: "A name in `oasmith.toml` or in `x-oasmith` is misspelled, or is no longer in the description.";
    result: "The setting has no effect.";
    remedy: "Fix the name, or remove the setting.";
}
