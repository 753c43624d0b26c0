//! Types and identifiers as tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::type_text;
use crate::plan::{ArgumentUse, RustType};

/// The additional derives of an item, to be appended to those of its kind.
pub(super) fn derives(paths: &[String]) -> TokenStream {
    let paths = paths.iter().map(|path| tokens(&type_text::path(path)));
    quote!(#(, #paths)*)
}

impl ToTokens for RustType {
    fn to_tokens(&self, stream: &mut TokenStream) {
        stream.extend(tokens(&type_text::print_type(self)));
    }
}

/// The type as written in the file of types: the crate's own names without a path.
pub(super) fn within_types(ty: &RustType) -> TokenStream {
    tokens(&type_text::within_types(ty))
}

/// The type of an argument.
pub(super) fn argument(ty: &ArgumentUse) -> TokenStream {
    tokens(&type_text::argument(ty))
}

/// The tokens of a type's text. Types have one printer, which writes text: most files need no more, and
/// the text of a type always consists of tokens.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
