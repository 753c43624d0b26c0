//! Percent-encoding in references.

use std::borrow::Cow;

/// Decodes `encoded`; `None` if the result is not UTF-8 or an escape is invalid.
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

/// Encodes text for the fragment of a reference: escapes characters that would end it or be read as
/// an escape.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| !letter.is_control() && !" \"#%<>\\^`{|}".contains(letter);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        if is_plain(letter) {
            encoded.push(letter);
        } else {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Cow::Owned(encoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

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

    #[test]
    fn what_is_encoded_is_decoded() {
        let table = [
            ("/a~1b", "/a~1b"),
            ("/ä", "/ä"),
            ("/a b%{c}", "/a%20b%25%7Bc%7D"),
        ];
        for (given, expected) in table {
            assert_eq!(encode(given), expected);
            assert_eq!(decode(expected).as_deref(), Some(given));
        }
    }
}
