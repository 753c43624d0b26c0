//! Doc comments and deprecation.

use proc_macro2::TokenStream;
use quote::quote;

/// Separates the lines of a doc comment until the file is laid out. One attribute for each line
/// would take longer to parse and print than all other code.
pub(super) const LINE_SEPARATOR: char = '\u{1f}';

/// `///` lines.
pub(super) fn outer(lines: &[String]) -> Option<TokenStream> {
    if lines.is_empty() {
        return None;
    }
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push(LINE_SEPARATOR);
        }
        text.push(' ');
        text.push_str(line);
    }
    Some(quote!(#[doc = #text]))
}

/// `///` lines as text.
pub(super) fn doc_comment(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("///{}\n", spaced(line)));
    lines.collect()
}

/// `///` lines as text, indented for a block.
pub(super) fn text_within(lines: &[String]) -> String {
    let lines = lines
        .iter()
        .map(|line| format!("    ///{}\n", spaced(line)));
    lines.collect()
}

/// `#[deprecated]`, if deprecated.
pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// The attribute for a file that defines deprecated items, since using them there is not a mistake.
pub(super) const ALLOW_DEPRECATED: &str =
    "#![allow(deprecated, reason = \"deprecated members are still decoded\")]\n";

/// `//!` lines as text, for the top of a file.
pub(super) fn inner(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("//!{}\n", spaced(line)));
    lines.collect()
}

/// The text after the slashes of a line. Line breaks are replaced, since what follows them would be
/// code.
fn spaced(line: &str) -> String {
    if line.is_empty() {
        return String::new();
    }
    format!(" {}", line.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::{doc_comment, inner, text_within};

    #[test]
    fn a_line_stays_a_comment() {
        let lines = ["a\nb\r\nc".to_owned(), String::new()];
        assert_eq!(inner(&lines), "//! a b  c\n//!\n");
        assert_eq!(doc_comment(&lines), "/// a b  c\n///\n");
        assert_eq!(text_within(&lines), "    /// a b  c\n    ///\n");
    }
}
