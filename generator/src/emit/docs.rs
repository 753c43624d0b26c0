//! Doc comments and deprecation.

use proc_macro2::TokenStream;
use quote::quote;

/// What stands between the lines of a doc comment until its file is laid out: to parse and to print an attribute for
/// each line would take longer than all the code between.
pub(super) const JOINT: char = '\u{1f}';

/// `///` lines.
pub(super) fn outer(lines: &[String]) -> Option<TokenStream> {
    if lines.is_empty() {
        return None;
    }
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push(JOINT);
        }
        text.push(' ');
        text.push_str(line);
    }
    Some(quote!(#[doc = #text]))
}

/// `///` lines as text.
pub(super) fn text(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("///{}\n", spaced(line)));
    lines.collect()
}

/// `///` lines as text, of what stands in braces.
pub(super) fn text_within(lines: &[String]) -> String {
    let lines = lines
        .iter()
        .map(|line| format!("    ///{}\n", spaced(line)));
    lines.collect()
}

/// `#[deprecated]`, if it is.
pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// For a file that defines what is deprecated: to use it there is no mistake.
pub(super) const ALLOW_DEPRECATED: &str =
    "#![allow(deprecated, reason = \"deprecated members are still decoded\")]\n";

/// `//!` lines as text, for the top of a file.
pub(super) fn inner(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("//!{}\n", spaced(line)));
    lines.collect()
}

/// What follows the slashes of a line. Text after a line break would be code.
fn spaced(line: &str) -> String {
    if line.is_empty() {
        return String::new();
    }
    format!(" {}", line.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::{inner, text, text_within};

    #[test]
    fn a_line_stays_a_comment() {
        let lines = ["a\nb\r\nc".to_owned(), String::new()];
        assert_eq!(inner(&lines), "//! a b  c\n//!\n");
        assert_eq!(text(&lines), "/// a b  c\n///\n");
        assert_eq!(text_within(&lines), "    /// a b  c\n    ///\n");
    }
}
