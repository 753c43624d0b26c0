//! Makes foreign text (from a description, a path, a server) safe to display and to write.
//!
//! A description may be untrusted. Shown unchanged, its text could move a terminal's cursor, start
//! a log line of its own (which CI systems may run as a command), or look like different text.
//! [`is_hidden`] is the table of the characters that do so. [`Printable`] is single-line text
//! without them, and the only type that messages accept. Generated files and JSON have the same
//! characters escaped as their formats allow.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Deref;

use serde::Serialize;

use crate::credentials::mask_credentials;

/// Whether a character is a control, ends a line, changes the text direction, or is invisible.
///
/// These are the general category `Cc`, the properties `Default_Ignorable_Code_Point`,
/// `Bidi_Control` and `Noncharacter_Code_Point` of Unicode, the line and paragraph separators,
/// interlinear annotations, and the blank Braille pattern (U+2800).
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_control();
    }
    matches!(letter,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// Whether a hidden character only joins or styles the preceding visible one, as in a composed
/// emoji or a Persian word.
#[must_use]
pub fn is_joiner_after(before: Option<char>, letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
        && before.is_some_and(|before| !before.is_ascii() && !is_hidden(before))
}

/// Escapes hidden characters as in Rust (`\u{202e}`), except line breaks.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| letter != '\n', push_escaped)
}

/// Escapes hidden characters in JSON. The value is unchanged, since only strings can contain such
/// characters.
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    let push = |out: &mut String, letter: char| {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    };
    guarded(replaced(text, |letter| letter != '\n', push), "\\u0023")
}

/// A TOML basic string.
#[must_use]
pub fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    let mut before = None;
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            hidden if is_hidden(hidden) && !is_joiner_after(before, hidden) => {
                let code = u32::from(hidden);
                let _ = match code {
                    0..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
            other => out.push(other),
        }
        before = Some(letter);
    }
    out.push('"');
    out
}

/// Single-line text without hidden characters or commands for a terminal or a log.
///
/// Characters of [`is_hidden`] are escaped as in a Rust string. `::` at the beginning and `##[`,
/// which start commands of GitHub Actions, Azure Pipelines and similar systems, are broken up by an
/// escape. Users and passwords in URLs are masked. Text longer than [`MAX_PRINTED`] bytes loses its
/// middle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Printable(String);

/// The maximum number of bytes shown of a text.
pub const MAX_PRINTED: usize = 1 << 10;

impl Printable {
    /// Makes the display form of a value printable.
    #[must_use]
    pub fn new(text: impl fmt::Display) -> Self {
        Self::from(text.to_string())
    }
}

impl From<String> for Printable {
    fn from(text: String) -> Self {
        match made(&text) {
            Cow::Borrowed(_) => Self(text),
            Cow::Owned(made) => Self(made),
        }
    }
}

impl From<&str> for Printable {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Deref for Printable {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Printable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq<&str> for Printable {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// Makes a text printable; borrows it if nothing has to change.
fn made(text: &str) -> Cow<'_, str> {
    let text = then(mask_credentials(text), shortened);
    let text = then(text, |text| replaced(text, |_| true, push_escaped));
    let text = guarded(text, "\\u{23}");
    let start = text.len() - text.trim_start().len();
    if text.get(start..).is_some_and(|text| text.starts_with("::")) {
        let mut text = text.into_owned();
        text.replace_range(start..=start, "\\u{3a}");
        return Cow::Owned(text);
    }
    text
}

/// Applies a step to a text that may be borrowed.
fn then(text: Cow<'_, str>, step: impl Fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    match step(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => Cow::Owned(text),
    }
}

/// Cuts out the middle of a long text.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_PRINTED {
        return Cow::Borrowed(text);
    }
    let head = text.get(..text.floor_char_boundary(MAX_PRINTED / 4 * 3));
    let tail = text.get(text.ceil_char_boundary(text.len() - MAX_PRINTED / 4)..);
    let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
    let left_out = text.len() - head.len() - tail.len();
    Cow::Owned(format!("{head} … ({left_out} bytes) … {tail}"))
}

/// Replaces the hidden characters that `is_found` selects.
fn replaced(
    text: &str,
    is_meant: impl Fn(char) -> bool,
    push: impl Fn(&mut String, char),
) -> Cow<'_, str> {
    let is_found = |letter: char| is_hidden(letter) && is_meant(letter);
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte) || byte == b'\n' && !is_meant('\n');
    // Fast path: most text consists of plain bytes, and this check is vectorized.
    if text.bytes().all(is_plain) || !text.contains(is_found) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        if is_found(letter) && !is_joiner_after(before, letter) {
            push(&mut out, letter);
        } else {
            out.push(letter);
        }
        before = Some(letter);
    }
    Cow::Owned(out)
}

fn push_escaped(out: &mut String, letter: char) {
    out.extend(letter.escape_default());
}

/// Breaks up the start of log commands: `##[`, `##vso[`, `##teamcity[`. Their second character is
/// written as `sign`.
fn guarded<'t>(text: Cow<'t, str>, sign: &str) -> Cow<'t, str> {
    let is_command = |at: usize| {
        let rest = text.get(at + 2..).unwrap_or_default();
        let word = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        text.get(at..at + 2) == Some("##") && word.starts_with('[')
    };
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('#') {
        if is_command(at) {
            out.push_str(text.get(done..=at).unwrap_or_default());
            out.push_str(sign);
            done = at + 2;
        }
    }
    if done == 0 {
        return text;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{MAX_PRINTED, Printable, is_hidden, json, lines, toml};

    #[test]
    fn nothing_that_a_terminal_or_a_log_obeys_is_printed() {
        for (text, expected) in [
            ("plain, ä, 日本", "plain, ä, 日本"),
            ("a\nb\r\tc\u{0}", r"a\nb\r\tc\u{0}"),
            ("\u{1b}[31mred\u{7f}\u{9b}", r"\u{1b}[31mred\u{7f}\u{9b}"),
            ("a\u{202e}b\u{2066}c", r"a\u{202e}b\u{2066}c"),
            (
                "a\u{200b}\u{feff}\u{2028}\u{e0041}b",
                r"a\u{200b}\u{feff}\u{2028}\u{e0041}b",
            ),
            ("\u{3164}\u{115f}\u{34f}", r"\u{3164}\u{115f}\u{34f}"),
            ("a\u{200d}b", r"a\u{200d}b"),
            ("👩\u{200d}💻 ❤\u{fe0f}", "👩\u{200d}💻 ❤\u{fe0f}"),
            ("👩\u{200d}\u{200d}💻", "👩\u{200d}\\u{200d}💻"),
            ("::add-mask::a", r"\u{3a}:add-mask::a"),
            ("  ::add-mask::a", r"  \u{3a}:add-mask::a"),
            ("\u{a0}::add-mask::a", "\u{a0}\\u{3a}:add-mask::a"),
            ("a::b", "a::b"),
            ("a ##[add-mask]b", r"a #\u{23}[add-mask]b"),
            ("###vso[task]##[x]", r"##\u{23}vso[task]#\u{23}[x]"),
            ("## a [link]", "## a [link]"),
            (
                "at https://me:secret@example.com/",
                "at https://*********@example.com/",
            ),
        ] {
            let printed = Printable::from(text);
            assert_eq!(printed, expected, "{text:?}");
            assert_eq!(Printable::from(&*printed), expected, "made of itself");
        }
    }

    #[test]
    fn of_a_long_text_the_ends_are_printed() {
        let long = format!("a{}ä{}z", "x".repeat(MAX_PRINTED), "y".repeat(1 << 20));
        let printed = Printable::from(long);
        assert!(printed.len() < MAX_PRINTED + 40, "{}", printed.len());
        assert!(printed.starts_with("axx") && printed.ends_with("yyz"));
        assert!(printed.contains("x … (1048580 bytes) … y"), "{printed}");
    }

    #[test]
    fn formats_have_escapes_of_their_own() {
        let text = "\u{202e}a\u{e0041}\u{7f}";
        assert_eq!(toml(text), r#""\u202Ea\U000E0041\u007F""#);
        assert_eq!(toml("a\"\\"), r#""a\"\\""#);
        let written = serde_json::to_string(&[text, "##[a]"]).unwrap();
        let safe = json(&written);
        assert_eq!(safe, r##"["\u202ea\udb40\udc41\u007f","#\u0023[a]"]"##);
        let read: Vec<String> = serde_json::from_str(&safe).unwrap();
        assert_eq!(read, [text, "##[a]"]);
        assert_eq!(lines("a\n\u{202e}"), "a\n\\u{202e}");
    }

    #[test]
    fn the_table_has_what_unicode_says_is_ignorable() {
        let seen = "aZ~ ä日😀\u{a0}\u{3000}\u{e000}\u{301}";
        assert_eq!(seen.find(is_hidden), None);
        for range in [
            '\u{0}'..='\u{1f}',
            '\u{7f}'..='\u{9f}',
            '\u{115f}'..='\u{1160}',
            '\u{17b4}'..='\u{17b5}',
            '\u{180b}'..='\u{180f}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{fff0}'..='\u{fffb}',
            '\u{fffe}'..='\u{ffff}',
            '\u{1fffe}'..='\u{1ffff}',
            '\u{e0000}'..='\u{e0fff}',
        ] {
            for letter in range {
                assert!(is_hidden(letter), "{letter:?}");
            }
        }
        for letter in "\u{ad}\u{34f}\u{61c}\u{2800}\u{3164}\u{feff}\u{ffa0}".chars() {
            assert!(is_hidden(letter), "{letter:?}");
        }
    }
}
