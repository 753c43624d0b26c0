//! Types and identifiers as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{ArgumentUse, ExternalType, Item, RustType};

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

/// The additional derives of an item, to be appended to those of its kind.
pub(super) fn derives(item: &Item) -> TokenStream {
    let paths = item.derives.iter().map(|path| path_tokens(path));
    quote!(#(, #paths)*)
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Unit => quote!(()),
            Self::Plain(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Self::External(ty) => path_tokens(ty.path()),
            Self::Given(path) => path_tokens(path),
            Self::Runtime(name) => {
                let name = ident(name);
                quote!(crate::#name)
            }
            Self::RuntimeOf(name, inner) => {
                let name = ident(name);
                quote!(crate::#name<#inner>)
            }
            Self::Named(name) => {
                let name = ident(name);
                quote!(types::#name)
            }
            Self::Local(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Self::List(inner) => quote!(Vec<#inner>),
            Self::Map(inner) => quote!(std::collections::BTreeMap<String, #inner>),
            Self::Tuple(items) => quote!((#(#items,)*)),
            Self::Option(inner) => quote!(Option<#inner>),
            Self::Nullable(inner) => quote!(crate::Nullable<#inner>),
            Self::Boxed(inner) => quote!(Box<#inner>),
        });
    }
}

/// The type as written in the file of types: the crate's own names without a path.
pub(super) fn within_types(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Named(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::External(ExternalType::Json) => quote!(Value),
        RustType::Runtime(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::List(inner) => {
            let inner = within_types(inner);
            quote!(Vec<#inner>)
        }
        RustType::Map(inner) => {
            let inner = within_types(inner);
            quote!(BTreeMap<String, #inner>)
        }
        RustType::Tuple(items) => {
            let items = items.iter().map(within_types);
            quote!((#(#items,)*))
        }
        RustType::Option(inner) => {
            let inner = within_types(inner);
            quote!(Option<#inner>)
        }
        RustType::Nullable(inner) => {
            let inner = within_types(inner);
            quote!(Nullable<#inner>)
        }
        RustType::Boxed(inner) => {
            let inner = within_types(inner);
            quote!(Box<#inner>)
        }
        other => quote!(#other),
    }
}

/// The type of an argument.
pub(super) fn argument(ty: &ArgumentUse) -> TokenStream {
    match ty {
        ArgumentUse::Str => quote!(&str),
        ArgumentUse::Slice(item) => quote!(&[#item]),
        ArgumentUse::Value(ty) => quote!(#ty),
        ArgumentUse::Reference(ty) => quote!(&#ty),
        ArgumentUse::Into(ty, _) => quote!(impl Into<#ty>),
    }
}

fn path_tokens(path: &str) -> TokenStream {
    if let Some((path, inner)) = path.split_once('<') {
        let (path, inner) = (path_tokens(path), path_tokens(inner.trim_end_matches('>')));
        return quote!(#path<#inner>);
    }
    let segments = path.split("::").map(ident);
    quote!(#(#segments)::*)
}
