//! Headers that a caller gives.

use http::header::{AUTHORIZATION, CONTENT_LENGTH, COOKIE, PROXY_AUTHORIZATION, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

/// Headers that say who calls: their values are never shown.
pub(super) const SENSITIVE: [HeaderName; 3] = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE];

/// Headers that say how the body is framed (RFC 9112, section 6): the transport's alone to send.
const FRAMING: [HeaderName; 2] = [CONTENT_LENGTH, TRANSFER_ENCODING];

/// A header of this name and value; `None` when headers may not have them, or the transport alone may send it.
pub(crate) fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::try_from(name).ok()?;
    let mut value = HeaderValue::try_from(value).ok()?;
    value.set_sensitive(SENSITIVE.contains(&name));
    (!FRAMING.contains(&name)).then_some((name, value))
}
