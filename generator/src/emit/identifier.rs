//! Identifiers, raw where they are keywords.

use proc_macro2::{Ident, Span};

/// An identifier, raw if it is a keyword.
pub(super) fn ident(name: &str) -> Ident {
    if crate::ident::is_raw(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// An identifier as text, raw if it is a keyword.
pub(super) fn ident_text(name: &str) -> String {
    if crate::ident::is_raw(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}
