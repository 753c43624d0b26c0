//! Text in the charset that `Content-Type` names: UTF-8, US-ASCII, ISO 8859-1 and UTF-16. Any other
//! is an error that names it, because tables for all would be larger than the rest of the runtime.

use super::decode_error::DecodeError;
use super::response::RawResponse;

impl RawResponse {
    /// Decodes the body as text.
    ///
    /// # Errors
    /// The body is not in the charset that `Content-Type` names (default: UTF-8), or the charset is
    /// not supported.
    pub(super) fn decoded(&self) -> Result<String, DecodeError> {
        self.require_whole()?;
        let charset = self.charset();
        decode(self.body(), charset.as_deref()).map_err(|problem| {
            let charset = charset.as_deref().map(|name| self.redact(name));
            let charset = charset.unwrap_or_default();
            DecodeError::whole(&match problem {
                Problem::NotUtf8 => {
                    "is not UTF-8, and `content-type` names no other charset".to_owned()
                }
                Problem::Invalid => {
                    format!("is not in the charset `{charset}`, which `content-type` names")
                }
                Problem::Unknown => {
                    format!("is in the charset `{charset}`, which is not supported")
                }
            })
        })
    }
}

/// The reason why there is no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is not UTF-8, and no charset is named.
    NotUtf8,
    /// It is not in the named charset.
    Invalid,
    /// The charset is not supported.
    Unknown,
}

/// Decodes text in a charset, named in lower case (RFC 9110, section 8.3.2).
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, Problem> {
    match charset {
        None => utf8(bytes).ok_or(Problem::NotUtf8),
        Some("utf-8" | "utf8") => utf8(bytes).ok_or(Problem::Invalid),
        Some("us-ascii" | "ascii") => {
            let ascii = utf8(bytes).filter(|text| text.is_ascii());
            ascii.ok_or(Problem::Invalid)
        }
        Some(
            "iso-8859-1" | "iso_8859-1" | "iso8859-1" | "latin1" | "latin-1" | "l1"
            | "windows-1252" | "cp1252",
        ) => Ok(bytes.iter().copied().map(windows_1252).collect()),
        Some("utf-16") => match bytes {
            [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
            [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
            // Without a byte order mark, both byte orders are usual.
            _ => Err(Problem::Invalid),
        },
        Some("utf-16be") => utf16(bytes, u16::from_be_bytes),
        Some("utf-16le") => utf16(bytes, u16::from_le_bytes),
        Some(other) => {
            let has_ascii = ASCII_SUPERSETS.iter().any(|begin| other.starts_with(begin));
            let ascii = utf8(bytes).filter(|text| has_ascii && text.is_ascii());
            ascii.ok_or(Problem::Unknown)
        }
    }
}

/// The beginnings of the names of charsets that contain ASCII: some servers name one charset for
/// all responses, whatever they contain.
const ASCII_SUPERSETS: [&str; 12] = [
    "iso-8859-",
    "iso8859-",
    "windows-",
    "cp125",
    "koi8-",
    "gbk",
    "gb2312",
    "gb18030",
    "big5",
    "euc-",
    "shift_jis",
    "tis-620",
];

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Problem> {
    let pairs = bytes.chunks(2).map(<[u8; 2]>::try_from);
    let units: Result<Vec<u16>, _> = pairs.map(|pair| pair.map(unit)).collect();
    let units = units.map_err(|_| Problem::Invalid)?;
    let text = String::from_utf16(&units).map_err(|_| Problem::Invalid)?;
    // A byte order mark is not part of the text.
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

/// Decodes a byte of windows-1252, which is meant by the name ISO 8859-1 (WHATWG Encoding, section
/// 4.2): they differ in 32 bytes, which are control characters in ISO 8859-1.
fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).map(usize::from);
    let high = high.and_then(|index| WINDOWS_1252.get(index));
    high.copied().unwrap_or(char::from(byte))
}

/// The characters from 0x80 to 0x9F.
const WINDOWS_1252: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];
