//! Percent-encoding (RFC 3986) and base64 (RFC 4648).

use std::fmt::Write as _;

/// Percent-encodes everything but unreserved characters (RFC 3986, section 2.3).
pub(crate) fn percent_encode(text: &str) -> String {
    encode(text, |byte| matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

/// Percent-encodes everything but unreserved characters and those of `kept`.
pub(crate) fn percent_encode_except(text: &str, kept: &str) -> String {
    encode(text, |byte| {
        matches!(byte, b'-' | b'.' | b'_' | b'~') || kept.as_bytes().contains(&byte)
    })
}

/// Percent-encodes everything but unreserved and reserved characters and what is percent-encoded
/// already (RFC 6570, section 3.2.3). The characters that end the value are encoded.
pub(crate) fn percent_encode_reserved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('%') {
        let (before, from) = rest.split_at(place);
        out.push_str(&encode_reserved(before));
        let triple = from
            .get(..3)
            .filter(|triple| triple.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()));
        out.push_str(triple.unwrap_or("%25"));
        rest = from.get(triple.map_or(1, str::len)..).unwrap_or_default();
    }
    out + &encode_reserved(rest)
}

/// Percent-encodes a path segment; keeps the reserved characters that a segment may have (RFC 3986,
/// section 3.3), and what is percent-encoded already.
pub(crate) fn percent_encode_segment(text: &str) -> String {
    let mut out = percent_encode_reserved(text);
    for (reserved, encoded) in [("/", "%2F"), ("?", "%3F"), ("[", "%5B"), ("]", "%5D")] {
        out = out.replace(reserved, encoded);
    }
    out
}

/// Percent-encodes the segments of a path; keeps the slashes.
pub(crate) fn percent_encode_segments(text: &str) -> String {
    percent_encode_except(text, "/")
}

/// Like that, but keeps the reserved characters that segments may have.
pub(crate) fn percent_encode_reserved_segments(text: &str) -> String {
    let segments = text.split('/').map(percent_encode_segment);
    segments.collect::<Vec<_>>().join("/")
}

fn encode_reserved(text: &str) -> String {
    encode(text, |byte| {
        matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'['
                | b']'
                | b'@'
                | b'!'
                | b'$'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
        )
    })
}

/// Decodes what `percent_encode` encoded.
#[allow(dead_code, reason = "a description may have no pages")]
pub(crate) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%');
        // A number may have a sign, a percent-encoded byte has none.
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = match byte {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encode(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Encodes bytes in the standard alphabet, with padding (RFC 4648, section 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) & 63;
            let letter = ALPHABET.get(index as usize).copied().unwrap_or(b'=');
            out.push(if place <= group.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

/// Appends pairs to the query of a URL.
pub(super) fn add_to_query(url: &mut String, pairs: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    url.push_str(pairs);
}
