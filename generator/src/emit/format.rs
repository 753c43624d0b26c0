//! The layout of a file: items through prettyplease, blank lines between them, tables as they are.

use proc_macro2::TokenStream;

use super::rustfmt;

/// A file of pieces that are laid out already, with a blank line between them.
pub(super) fn file(header: &str, pieces: &[String]) -> String {
    let mut text = header.to_owned();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(piece);
    }
    text
}

/// Items with a blank line between them.
#[allow(
    clippy::needless_pass_by_value,
    reason = "callers make tokens for nothing else"
)]
pub(super) fn items(tokens: TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else {
        // Never seen; the text is still what was meant, and the compiler will say what is wrong with it.
        return tokens.to_string();
    };
    let mut text = String::new();
    let mut imports = false;
    for item in file.items {
        let is_import = matches!(item, syn::Item::Use(_) | syn::Item::Mod(_));
        let together = imports && is_import;
        if !(text.is_empty() || together) {
            text.push('\n');
        }
        imports = is_import;
        let one = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        text.push_str(&rustfmt::conform(&prettyplease::unparse(&one)));
    }
    text
}
