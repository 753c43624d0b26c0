//! Findings about servers.

use super::entries;

entries! {
    "Servers";

    unusable_server = "unusable-server", Warning, [SKIPPED], "A server is skipped";
    cause: "Its URL cannot be called: the scheme is not `http` or `https`, it has a query, a fragment or a user, or no host.";
    result: "`Server` has no function for it.";
    remedy: "Fix the URL; callers can set any other by `ClientBuilder::base_url`.";

    unused_own_server = "unused-own-server", Warning, [IGNORED], "The server of an operation is not used";
    cause: "The operation, or its path item, has its own servers, and none of them can be called.";
    result: "The operation uses the server of the client.";
    remedy: "Fix the URL of the server.";

    fixed_server = "fixed-server", Note, [IGNORED], "The server of an operation is fixed";
    cause: "The operation, or its path item, has several servers of its own, or one with variables.";
    result: "The first is used, with variables at their defaults; `ClientBuilder::base_url` overrides it.";
    remedy: "None.";

    undefined_server_variable = "undefined-server-variable", Warning, [WIDENED], "A server variable is not declared";
    cause: "The URL has a name in braces that is missing in `variables` of the server.";
    result: "It accepts any value and has no default, so the server is not the default server.";
    remedy: "Declare the variable with a default.";

    server_without_host = "server-without-host", Note, [NONE], "A server URL is relative to an unknown host";
    cause: "The URL is relative to the location of the description, which is not known.";
    result: "The function of `Server` takes scheme and host, and adds the path.";
    remedy: "None; with scheme and host in the URL, clients have a default server.";
}
