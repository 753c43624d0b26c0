//! Names and values of a description as inline code in comments.

use crate::printable::{is_hidden, is_joiner_after};

/// Renders `text` as a code span on a single line. Invisible characters are escaped as in a Rust
/// string. A backtick, which would end the span, becomes an apostrophe.
pub fn code(text: &str) -> String {
    format!("`{}`", in_code(text))
}

/// Returns the text that [`code`] puts between the backticks.
pub fn in_code(text: &str) -> String {
    if text.trim().is_empty() {
        // An empty code span does not exist.
        return format!("{text:?}");
    }
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        match letter {
            '`' => escaped.push('\''),
            _ if is_hidden(letter) && !is_joiner_after(before, letter) => {
                escaped.extend(letter.escape_default());
            }
            _ => escaped.push(letter),
        }
        before = Some(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn stays_on_its_line() {
        for (text, expected) in [
            ("plain", "`plain`"),
            ("with `code`", "`with 'code'`"),
            ("a\nb\r\tc", r"`a\nb\r\tc`"),
            ("a\u{2028}b\u{85}c", r"`a\u{2028}b\u{85}c`"),
            ("a\u{202e}b", r"`a\u{202e}b`"),
            ("", r#"`""`"#),
            (" ", r#"`" "`"#),
            ("back\\slash", "`back\\slash`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }
}
