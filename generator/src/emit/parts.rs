//! How a struct becomes the parts of a body.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust_type::ident;
use crate::plan::{Item, Part, PartKind, Presence, RustType, Struct};

/// The code that makes parts of the fields.
pub(super) fn implementation(item: &Item, structure: &Struct, parts: &[Part]) -> TokenStream {
    let name = ident(&item.name);
    let statements = parts.iter().filter_map(|part| statement(structure, part));
    let rest = structure.rest.as_ref().map(|rest| {
        let field = ident(&rest.name);
        quote! {
            for (name, value) in &self.#field {
                parts.add_value(name, None, value);
            }
        }
    });
    let mutable = (!parts.is_empty() || rest.is_some()).then(|| quote!(mut));
    quote! {
        impl IntoMultipart for #name {
            fn into_multipart(self) -> Multipart {
                let #mutable parts = Multipart::new();
                #(#statements)*
                #rest
                parts
            }
        }
    }
}

fn statement(structure: &Struct, part: &Part) -> Option<TokenStream> {
    let field = structure.fields.get(part.field)?;
    let (name, wire) = (ident(&field.name), &field.wire);
    let value = quote!(value);
    let add = add(part, wire, &value);
    Some(match (&field.ty, &field.presence) {
        (RustType::Nullable(_), _) => quote! {
            if let Some(value) = self.#name.into_value() { #add }
        },
        (RustType::Option(_), _) | (_, Presence::Optional) => quote! {
            if let Some(value) = self.#name { #add }
        },
        _ => {
            let value = quote!(self.#name);
            self::add(part, wire, &value)
        }
    })
}

fn add(part: &Part, wire: &str, value: &TokenStream) -> TokenStream {
    let add = add_bare(part, wire, value);
    if part.headers.is_empty() {
        return add;
    }
    let headers = part.headers.iter();
    let headers = headers.map(|(name, value)| quote!((#name, #value)));
    quote!(#add parts.add_headers(#wire, &[#(#headers),*]);)
}

/// The parts without headers of their own.
fn add_bare(part: &Part, wire: &str, value: &TokenStream) -> TokenStream {
    let media_type = part.media_type.as_ref();
    let media_type = media_type.map_or_else(|| quote!(None), |one| quote!(Some(#one)));
    match part.kind {
        PartKind::File => quote!(parts.add_file(#wire, #media_type, #value);),
        PartKind::Files => quote! {
            for file in #value {
                parts.add_file(#wire, #media_type, file);
            }
        },
        PartKind::Value => quote!(parts.add_value(#wire, #media_type, &#value);),
        PartKind::Joined(separator) => {
            quote!(parts.add_joined(#wire, #separator, &#value);)
        }
        PartKind::Json => {
            let media_type = part.media_type.as_deref().unwrap_or("application/json");
            quote!(parts.add_json(#wire, #media_type, &#value);)
        }
    }
}
