//! Values of server variables. Each stays in its component of the URL, so a value from an untrusted
//! source cannot send calls, and the credentials in them, to another host.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use super::encoding::percent_encode_except;

/// Encodes a value in the scheme, the host or the port: characters that end them are
/// percent-encoded, which no host allows.
pub(crate) fn in_host(value: &str) -> String {
    percent_encode_except(value, ":[]")
}

/// Encodes a value in the path, of one or several segments: characters that end the path are
/// percent-encoded.
pub(crate) fn in_path(value: &str) -> String {
    percent_encode_except(value, "!$&'()*+,;=:@/%")
}

/// Encodes a whole path: without a slash at its beginning, it would extend the host.
pub(crate) fn in_whole_path(value: &str) -> String {
    let slash = if value.is_empty() || value.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("{slash}{}", in_path(value))
}
