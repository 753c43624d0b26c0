//! Fingerprints of files, by which unchanged files are recognized.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Returns the fingerprint of a file of the description.
#[must_use]
pub fn input_hash(text: &str) -> String {
    sha256(text.as_bytes())
}

/// Returns the SHA-256 of these bytes in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Normalizes line ends to those that oasmith writes: git on Windows may have converted them, which
/// is not an edit.
pub(super) fn normalize_line_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    let foreign = |pair: &[u8]| pair == b"\r\n";
    if !bytes.windows(2).any(foreign) {
        return Cow::Borrowed(bytes);
    }
    let followers = bytes.iter().skip(1).map(Some).chain([None]);
    let kept = bytes
        .iter()
        .zip(followers)
        .filter(|(byte, next)| !(**byte == b'\r' && *next == Some(&b'\n')));
    Cow::Owned(kept.map(|(byte, _)| *byte).collect())
}

#[cfg(test)]
mod tests {
    use super::{normalize_line_ends, sha256};

    #[test]
    fn known_answer() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn line_ends() {
        let table: [(&[u8], &[u8]); 3] = [
            (b"a\nb\r", b"a\nb\r"),
            (b"a\r\nb\r\n", b"a\nb\n"),
            (b"\r\r\n", b"\r\n"),
        ];
        for (given, expected) in table {
            assert_eq!(*normalize_line_ends(given), *expected);
        }
    }
}
