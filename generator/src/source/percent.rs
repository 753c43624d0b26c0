//! Percent-decoding, as references have it.

use std::borrow::Cow;

/// The text that `encoded` stands for; `None` when it stands for bytes that are not text, or an escape is cut off.
pub(super) fn decode(encoded: &str) -> Option<Cow<'_, str>> {
    if !encoded.contains('%') {
        return Some(Cow::Borrowed(encoded));
    }
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            hex(rest.next()?)? << 4 | hex(rest.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn table() {
        let table = [
            ("plain", Some("plain")),
            ("a%20b%2Fc", Some("a b/c")),
            ("%c3%A4", Some("ä")),
            ("%", None),
            ("%4", None),
            ("%zz", None),
            ("%ff", None),
        ];
        for (given, expected) in table {
            assert_eq!(decode(given).as_deref(), expected, "{given}");
        }
    }
}
