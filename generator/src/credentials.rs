//! Masks user and password in URLs, since messages end up in logs that others can read.

use std::borrow::Cow;

/// Replaces each byte of the user and the password in a URL by `*`. The length is unchanged, so
/// offsets into the text stay valid.
pub fn mask_credentials(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(SCHEME_END)) {
        let begin = from + found + SCHEME_END.len();
        let rest = text.get(begin..).unwrap_or_default();
        let authority = rest.split(ends_authority).next().unwrap_or_default();
        if let Some(at) = authority.rfind('@') {
            masked
                .to_mut()
                .replace_range(begin..begin + at, &"*".repeat(at));
        }
        from = begin + authority.len();
    }
    masked
}

const SCHEME_END: &str = "://";

/// Whether a character ends the authority of a URL (RFC 3986, section 3.2), or the URL.
fn ends_authority(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "/?#\\\"'`<>{}|^".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::mask_credentials;

    #[test]
    fn table() {
        let table = [
            ("", ""),
            ("https://example.com/a@b", "https://example.com/a@b"),
            ("https://example.com?a@b", "https://example.com?a@b"),
            (
                "see https://me:pass@example.com/a#/b.",
                "see https://*******@example.com/a#/b.",
            ),
            ("`http://token@x`", "`http://*****@x`"),
            ("'https://a:b@c@d/'", "'https://*****@d/'"),
            ("ftp://\u{e4}:\u{e4}@x", "ftp://*****@x"),
            (
                "https://x, then https://a:b@y and me@example.com",
                "https://x, then https://***@y and me@example.com",
            ),
            ("://", "://"),
            ("://@", "://@"),
        ];
        for (text, expected) in table {
            assert_eq!(mask_credentials(text), expected, "{text}");
            assert_eq!(mask_credentials(text).len(), text.len(), "{text}");
        }
    }
}
