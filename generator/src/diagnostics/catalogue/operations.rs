//! Findings about operations and their paths.

use super::entries;

entries! {
    "Operations";

    unusable_method = "unusable-method", Warning, [SKIPPED], "An operation has an unsupported HTTP method";
    cause: "The key is not a method of this OpenAPI version, is not spelled in lower case, or is not an HTTP method. Or the path already has an operation with this method.";
    result: "The operation is skipped.";
    remedy: "Write methods in lower case, such as `get`. Since OpenAPI 3.2, `additionalOperations` holds other methods, in upper case.";

    deselected_operation = "deselected-operation", Note, [NONE], "An operation is excluded";
    cause: "The settings exclude it by `include` or `exclude`, or it has `x-oasmith-skip: true`.";
    result: "The operation is not generated, and counted as skipped.";
    remedy: "None.";

    incoming_requests = "incoming-requests", Note, [IGNORED], "Incoming requests are not part of a client";
    cause: "Webhooks and callbacks describe requests that the server sends.";
    result: "They are ignored.";
    remedy: "None.";

    shared_too_often = "shared-too-often", Warning, [SKIPPED], "Shared parts would make the crate too large";
    cause: "Operations refer to the same path items, parameters, responses, security requirements or servers, which are generated for each operation. Together they are many times as long as the description.";
    result: "Operations are generated in order until all that they repeat exceeds 1 MiB and 16 bytes for each byte of the description; the remaining ones are skipped.";
    remedy: "Select the operations that you need by `include` in `oasmith.toml`, or make the shared parts smaller.";

    path_syntax = "path-syntax", Warning, [NONE, IGNORED], "A path has more than names between its braces";
    cause: "The path is written as the routes of a framework or as a URI template: `{path:.*}`, `{*rest}`, `{proxy+}`, `{+name}`, `{name=projects/*}`, `{id:int}`, `{id?}`. OpenAPI allows only the names of parameters there.";
    result: "The parameter is the declared one of that name. If the syntax allows several segments, slashes in its value are not percent-encoded; every other pattern is ignored.";
    remedy: "None if the server reads the path so. If not, write the name alone, in the description or by an overlay.";

    query_in_path = "query-in-path", Note, [NONE], "A path has a query";
    cause: "The part after `?` is the query, whose parameters are declared with `in: query`.";
    result: "It is sent unchanged, before the query parameters; a pair with the name of a query parameter is dropped.";
    remedy: "Declare the pairs as query parameters.";

    fragment_in_path = "fragment-in-path", Warning, [IGNORED], "A path has a fragment";
    cause: "The part after `#` in a URL is never sent (RFC 9110, section 7.1). Some descriptions use it to distinguish operations on one path.";
    result: "The path is sent without it.";
    remedy: "If it belongs to the path, write `%23`.";

    unusable_pagination = "unusable-pagination", Warning, [SKIPPED], "The pagination of an operation is invalid";
    cause: "The settings, or `x-oasmith-pagination`, do not match the parameters or responses of the operation.";
    result: "The call has no methods `pages()` and `items()`.";
    remedy: "The message says what does not match. `[client.pagination.<operationId>]` takes precedence over the description.";

    unusable_waiter = "unusable-waiter", Warning, [SKIPPED], "The waiter of an operation is invalid";
    cause: "The settings, or `x-oasmith-waiter`, do not match the responses or the polled operation.";
    result: "The call has no method `until_done()`.";
    remedy: "The message says what does not match. `[client.waiters.<operationId>]` takes precedence over the description.";
}
