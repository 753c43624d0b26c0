//! Enums of strings and of whole numbers.

use std::fmt::Write as _;

use quote::quote;

use super::docs;
use super::format::items;
use super::rust_type::{derives, ident};
use crate::plan::{IntegerEnum, Item, TextEnum};

/// An enum of strings.
pub(super) fn text(item: &Item, enumeration: &TextEnum) -> Vec<String> {
    let variants = enumeration
        .variants
        .iter()
        .map(|(name, _, docs)| (name.as_str(), docs.as_slice()));
    let definition = definition(item, variants, &enumeration.unknown, &quote!(String));
    let entries = enumeration
        .variants
        .iter()
        .map(|(name, value, _)| (name.as_str(), format!("{value:?}")));
    vec![
        definition,
        table("text_enum", item, entries, &enumeration.unknown),
    ]
}

/// An enum of whole numbers.
pub(super) fn integer(item: &Item, enumeration: &IntegerEnum) -> Vec<String> {
    let variants = enumeration
        .variants
        .iter()
        .map(|(name, _, docs)| (name.as_str(), docs.as_slice()));
    let definition = definition(item, variants, &enumeration.unknown, &quote!(i64));
    let entries = enumeration
        .variants
        .iter()
        .map(|(name, value, _)| (name.as_str(), value.to_string()));
    vec![
        definition,
        table("integer_enum", item, entries, &enumeration.unknown),
    ]
}

fn definition<'p>(
    item: &Item,
    variants: impl Iterator<Item = (&'p str, &'p [String])>,
    unknown: &str,
    other: &proc_macro2::TokenStream,
) -> String {
    let name = ident(&item.name);
    let docs = docs::outer(&item.docs);
    let deprecated = docs::deprecated(item.deprecated);
    let derives = derives(item);
    let unknown = ident(unknown);
    let variants = variants.map(|(name, docs)| {
        let name = ident(name);
        let docs = docs::outer(docs);
        quote!(#docs #name,)
    });
    items(quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the description does not name.
            #unknown(#other),
        }
    })
}

fn table<'p>(
    macro_name: &str,
    item: &Item,
    entries: impl Iterator<Item = (&'p str, String)>,
    unknown: &str,
) -> String {
    let mut text = format!("{macro_name}! {{\n    {} {{\n", item.name);
    for (name, value) in entries {
        let _ = writeln!(text, "        {name} = {value},");
    }
    let _ = write!(text, "    }} {unknown}\n}}\n");
    text
}
