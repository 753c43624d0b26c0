//! The generated types once more, with serde's derives in place of the tables: the same fields, names and variants.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Fields, Item, ItemEnum, ItemStruct};

/// The names that a table has for the fields or variants of a type, and whether a field may be absent.
type Table = BTreeMap<String, (String, bool)>;

/// The file of derived types, made of the file of generated ones.
pub fn types(generated: &str) -> String {
    let file = syn::parse_file(generated).expect("what is generated is Rust");
    let tables = tables(&file.items);
    let none = Table::new();
    let items = file.items.iter().filter_map(|item| match item {
        Item::Struct(item) => {
            let table = tables.get(&item.ident.to_string()).unwrap_or(&none);
            Some(structure(item.clone(), table))
        }
        Item::Enum(item) => {
            let table = tables.get(&item.ident.to_string()).unwrap_or(&none);
            Some(enumeration(item.clone(), table))
        }
        Item::Type(item) => Some(item.to_token_stream()),
        _ => None,
    });
    let items: TokenStream = items.collect();
    let imports = quote! {
        use std::collections::BTreeMap;
        use client::*;
        use serde_json::Value;
    };
    format!("{imports} {items}")
}

/// The tables of all types, by their names.
fn tables(items: &[Item]) -> BTreeMap<String, Table> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for item in items {
        let Item::Macro(item) = item else { continue };
        let mut tokens = item.mac.tokens.clone().into_iter();
        let Some(TokenTree::Ident(name)) = tokens.next() else {
            continue;
        };
        let table = tables.entry(name.to_string()).or_default();
        read(tokens.collect(), table);
    }
    tables
}

/// Reads `name: "wire"`, `name ? "wire"` and `name = "wire"`, wherever they stand.
fn read(tokens: TokenStream, table: &mut Table) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for three in tokens.windows(3) {
        if let [
            TokenTree::Ident(name),
            TokenTree::Punct(sign),
            TokenTree::Literal(wire),
        ] = three
        {
            let wire = wire.to_string();
            let is_optional = sign.as_char() == '?';
            table.insert(name.to_string(), (wire, is_optional));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            read(group.stream(), table);
        }
    }
}

fn structure(mut item: ItemStruct, table: &Table) -> TokenStream {
    item.attrs.clear();
    if let Fields::Named(fields) = &mut item.fields {
        for field in &mut fields.named {
            let name = field.ident.as_ref().map(ToString::to_string);
            field.attrs.clear();
            if let Some((wire, is_optional)) = name.and_then(|name| table.get(&name)) {
                let wire: TokenStream = wire.parse().expect("a literal");
                field
                    .attrs
                    .push(syn::parse_quote!(#[serde(rename = #wire)]));
                if let Some(absent) = absent(&field.ty).filter(|_| *is_optional) {
                    let attribute = quote!(#[serde(default, skip_serializing_if = #absent)]);
                    field.attrs.push(syn::parse_quote!(#attribute));
                }
            }
        }
    }
    quote! {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #item
    }
}

/// An enum of text, where the table has text for its variants; else one whose variants are told apart by trying.
fn enumeration(mut item: ItemEnum, table: &Table) -> TokenStream {
    item.attrs.clear();
    let is_text = table.values().any(|(wire, _)| wire.starts_with('"'));
    for variant in &mut item.variants {
        variant.attrs.clear();
        match table.get(&variant.ident.to_string()) {
            Some((wire, _)) if is_text => {
                let wire: TokenStream = wire.parse().expect("a literal");
                variant
                    .attrs
                    .push(syn::parse_quote!(#[serde(rename = #wire)]));
            }
            _ if is_text => variant.attrs.push(syn::parse_quote!(#[serde(untagged)])),
            _ => {}
        }
    }
    let untagged = (!is_text).then(|| quote!(#[serde(untagged)]));
    quote! {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #untagged
        #item
    }
}

/// What says that a value of the type is absent.
fn absent(ty: &syn::Type) -> Option<&'static str> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let name = &path.path.segments.last()?.ident;
    [
        ("Option", "Option::is_none"),
        ("Nullable", "Nullable::is_absent"),
    ]
    .into_iter()
    .find_map(|(known, function)| (name == known).then_some(function))
}
