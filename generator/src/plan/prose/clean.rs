//! The characters of a description, before it is parsed.

/// Marks the start of a line that must not start a block; cleaned texts never contain it.
pub(super) const MARK: char = '\u{fdd0}';

/// `text` with one kind of line end, and without the characters that hide, reorder or break text.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{b}' | '\u{c}' => cleaned.push(' '),
            '\n' | '\t' => cleaned.push(letter),
            _ if is_hidden(letter) => {}
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// `text` as it stands within a line: no tabs, no non-breaking spaces that come from entities, nothing hidden.
pub(super) fn inline(text: &str) -> String {
    text.chars()
        .filter(|&letter| letter.is_whitespace() || !is_hidden(letter))
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .collect()
}

/// Whether a character is a control, orders text against the eye, or cannot be seen at all.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}')
}
