//! Cleans the characters of a description before it is parsed.

use crate::printable::{is_hidden, is_joiner_after};

/// Marks the start of a line that must not start a block. Cleaned text never contains it.
pub(super) const MARK: char = '\u{fdd0}';

/// Normalizes line ends, and removes characters that hide, reorder or break text.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{b}' | '\u{c}' => cleaned.push(' '),
            '\n' | '\t' => cleaned.push(letter),
            _ if is_hidden(letter) && !is_joiner_after(before, letter) => {}
            _ => cleaned.push(letter),
        }
        before = Some(letter);
    }
    cleaned
}

/// Cleans text within a line: white space, including tabs and the non-breaking spaces of entities,
/// becomes a plain space, and hidden characters are removed.
pub(super) fn inline(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        if letter.is_whitespace() {
            line.push(' ');
        } else if !is_hidden(letter) || is_joiner_after(before, letter) {
            line.push(letter);
        }
        before = Some(letter);
    }
    line
}
