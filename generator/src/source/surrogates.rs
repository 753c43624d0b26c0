//! JSON escapes of lone surrogates: one half of a surrogate pair without the other (RFC 8259,
//! section 8.2).

use std::ops::Range;

/// The length of an escape such as `\ud83d`.
const LENGTH: usize = 6;

/// The replacement for a lone surrogate: U+FFFD, the replacement character.
const REPLACEMENT: &str = "\\ufffd";

/// Returns a text of the same length with each lone surrogate replaced, and the range of the first
/// one. `None` if there is none.
pub(super) fn replaced(text: &str) -> Option<(String, Range<usize>)> {
    let lone = lone(text);
    let first = lone.first()?.clone();
    let mut whole = text.to_owned();
    for bytes in lone {
        whole.replace_range(bytes, REPLACEMENT);
    }
    Some((whole, first))
}

fn lone(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let here = at + next;
        at = match (half(text, here), half(text, here + LENGTH)) {
            (Some(Half::First), Some(Half::Second)) => here + 2 * LENGTH,
            (Some(_), _) => {
                found.push(here..here + LENGTH);
                here + LENGTH
            }
            // The escaped character may be a backslash itself.
            (None, _) => (here + 2..=text.len())
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(text.len()),
        };
    }
    found
}

/// Which half of a surrogate pair an escape is.
enum Half {
    First,
    Second,
}

fn half(text: &str, at: usize) -> Option<Half> {
    let digits = text.get(at..at + LENGTH)?.strip_prefix("\\u")?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::First),
        0xdc00..=0xdfff => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_halves_without_the_other_are_replaced() {
        for (text, expected) in [
            (r#""\ud83d\ude00""#, None),
            (r#""\u00e4 \\ud83d""#, None),
            (r#""a\ud83d""#, Some((r#""a\ufffd""#, 2))),
            (
                r#""\uDE00\ud83d\ude00""#,
                Some((r#""\ufffd\ud83d\ude00""#, 1)),
            ),
            (r#""\\\ud83d\n""#, Some((r#""\\\ufffd\n""#, 3))),
            (
                r#""\ud83d\ud83d\ude00""#,
                Some((r#""\ufffd\ud83d\ude00""#, 1)),
            ),
            ("\"\\", None),
            ("\\ä\\ud83", None),
        ] {
            let found = replaced(text).map(|(text, first)| (text, first.start));
            let expected = expected.map(|(text, start)| (text.to_owned(), start));
            assert_eq!(found, expected, "{text}");
        }
    }
}
