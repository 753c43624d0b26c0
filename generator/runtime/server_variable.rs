//! Values of the variables in a server's URL, kept in the part of the URL that the description has for them: a value from
//! somewhere else can not lead calls, and the credentials in them, to another host.

use super::encoding::percent_encode_except;

/// A value within the scheme, the host or the port: what would end them is percent-encoded, and no host has that.
#[allow(
    dead_code,
    reason = "a description may have variables in one part alone"
)]
pub(crate) fn in_host(value: &str) -> String {
    percent_encode_except(value, ":[]")
}

/// A value within the path, of one segment or several: what would end the path is percent-encoded.
#[allow(
    dead_code,
    reason = "a description may have variables in one part alone"
)]
pub(crate) fn in_path(value: &str) -> String {
    percent_encode_except(value, "!$&'()*+,;=:@/%")
}

/// The path from its first slash on: a value without one can not go on with the host.
#[allow(
    dead_code,
    reason = "a description may have variables in one part alone"
)]
pub(crate) fn in_whole_path(value: &str) -> String {
    let slash = if value.is_empty() || value.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("{slash}{}", in_path(value))
}
