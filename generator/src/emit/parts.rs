//! How structs and unions are sent as multipart bodies.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::identifier::ident;
use super::tag_literal::literal;
use crate::plan::{
    Item, ItemKind, Part, PartKind, PartMember, Presence, RustType, Struct, UnionEnum, UnionParts,
};

/// The runtime names that the code for an item's parts uses.
pub(super) fn names(item: &Item) -> Vec<&'static str> {
    match &item.kind {
        ItemKind::Struct(structure) => {
            let is_body = structure.parts.is_some();
            is_body.then_some("IntoMultipart").into_iter().collect()
        }
        ItemKind::Union(union) => {
            let parts = union.parts.as_ref();
            let is_body = parts.is_some_and(|parts| parts.is_body);
            let is_part = parts.is_some_and(|parts| !parts.variants.is_empty());
            let body = is_body.then_some("into_multipart");
            let part = is_part.then_some("into_part");
            body.into_iter().chain(part).collect()
        }
        _ => Vec::new(),
    }
}

/// The code that turns the fields of a struct into parts.
pub(super) fn implementation(item: &Item, structure: &Struct, parts: &[Part]) -> TokenStream {
    let name = ident(&item.name);
    let statements = parts.iter().filter_map(|part| statement(structure, part));
    let rest = structure.rest.as_ref().map(|rest| {
        let field = ident(&rest.name);
        let media_type = optional(rest.media_type.as_deref());
        if rest.may_be_files {
            quote! {
                for (name, value) in self.#field {
                    parts.add_part(&name, #media_type, value);
                }
            }
        } else {
            quote! {
                for (name, value) in &self.#field {
                    parts.add_value(name, #media_type, value);
                }
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
    let field = match part.member {
        PartMember::Field(index) => structure.fields.get(index)?,
        PartMember::Constant(index) => {
            let constant = structure.constants.get(index)?;
            let value: TokenStream = literal(&constant.value).parse().unwrap_or_default();
            return Some(add(part, &constant.wire, &value));
        }
    };
    let (name, wire) = (ident(&field.name), &field.wire);
    let value = quote!(value);
    let add = add(part, wire, &value);
    let otherwise = field.constant.as_ref().map(|constant| {
        let constant: TokenStream = literal(constant).parse().unwrap_or_default();
        let add = self::add(part, wire, &constant);
        quote!(else { #add })
    });
    Some(match (&field.ty, &field.presence) {
        (RustType::Nullable(_), _) => quote! {
            if let Some(value) = self.#name.into_value() { #add } #otherwise
        },
        (RustType::Option(_), _) | (_, Presence::Optional) => quote! {
            if let Some(value) = self.#name { #add } #otherwise
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

/// Adds parts that have no headers of their own.
fn add_bare(part: &Part, wire: &str, value: &TokenStream) -> TokenStream {
    let media_type = optional(part.media_type.as_deref());
    match part.kind {
        PartKind::File => quote!(parts.add_file(#wire, #media_type, #value);),
        PartKind::Files => quote! {
            for file in #value {
                parts.add_file(#wire, #media_type, file);
            }
        },
        PartKind::Choice => quote!(parts.add_part(#wire, #media_type, #value);),
        PartKind::Members => quote!(parts.add_members(#wire, #media_type, #value);),
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

fn optional(media_type: Option<&str>) -> TokenStream {
    media_type.map_or_else(|| quote!(None), |one| quote!(Some(#one)))
}

/// The tables of a union that is sent as multipart: as a body of one of its objects, or as one
/// part.
pub(super) fn of_union(item: &Item, union: &UnionEnum, parts: &UnionParts) -> Vec<String> {
    let body = parts.is_body.then(|| body(item, union));
    let part = (!parts.variants.is_empty()).then(|| part(item, union, parts));
    body.into_iter().chain(part).collect()
}

fn body(item: &Item, union: &UnionEnum) -> String {
    let mut text = format!("into_multipart! {{\n    {} {{\n", item.name);
    for variant in &union.variants {
        let _ = match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) => {
                let value = super::tag_literal::literal(value);
                writeln!(text, "        {} + {tag:?} = {value},", variant.name)
            }
            _ => writeln!(text, "        {},", variant.name),
        };
    }
    let _ = write!(text, "    }} {}\n}}\n", union.unknown);
    text
}

fn part(item: &Item, union: &UnionEnum, parts: &UnionParts) -> String {
    let words = super::union::words(union);
    let mut text = format!("into_part! {{\n    {}{words} {{\n", item.name);
    let variants = union.variants.iter().zip(&parts.variants);
    for (variant, (kind, media_type)) in variants.filter(|(variant, _)| variant.word().is_none()) {
        let kind = match kind {
            PartKind::Value => "value",
            _ => "part",
        };
        let media_type = media_type.as_ref().map(|one| format!(" {one:?}"));
        let media_type = media_type.unwrap_or_default();
        let _ = writeln!(text, "        {} = {kind}{media_type},", variant.name);
    }
    let _ = write!(text, "    }} {}\n}}\n", union.unknown);
    text
}
