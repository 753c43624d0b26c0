//! Names of HTTP header fields (RFC 9110, section 5.1).

/// Whether this is a valid header name (RFC 9110, section 5.1).
pub(super) fn is_header_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}
