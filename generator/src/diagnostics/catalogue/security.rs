//! Findings about security.

use super::entries;

entries! {
    "Security";

    unknown_security_scheme = "unknown-security-scheme", Warning, [SKIPPED], "A security requirement names an undeclared scheme";
    cause: "The name is not a key of `components.securitySchemes`, or that scheme is invalid.";
    result: "This alternative of the requirement is skipped.";
    remedy: "Declare the scheme, or fix the name.";

    unmet_security = "unmet-security", Warning, [SKIPPED, WIDENED], "A security requirement cannot be met as described";
    cause: "The scheme needs a challenge of the server, or two schemes of one requirement set the same header.";
    result: "The credential is sent as it was set; of two, the last.";
    remedy: "Set the header in a middleware, which sees each request before it is sent.";

    unusable_token_url = "unusable-token-url", Warning, [SKIPPED], "A token endpoint has no valid URL";
    cause: "The `tokenUrl` is relative and no server of the description is absolute, or its scheme is neither `http` nor `https`.";
    result: "The builder has no method for client credentials of this scheme; it accepts a token or a provider.";
    remedy: "Write an absolute URL.";
}
