//! The layout of a file: items through prettyplease, separated by blank lines; tables verbatim.

use proc_macro2::TokenStream;

use super::rustfmt;

/// Joins pieces that are already laid out into a file, separated by blank lines.
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

/// Lays out items, separated by blank lines.
pub(super) fn items(tokens: TokenStream) -> String {
    let file = match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file,
        // Unreachable in practice; if not, the generated crate fails to compile with this error.
        Err(error) => return error.to_compile_error().to_string(),
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
