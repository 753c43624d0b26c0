//! Enums of strings and of integers.

use std::fmt::Write as _;

use quote::quote;

use super::docs;
use super::format::items;
use super::identifier::ident;
use super::rust_type::derives;
use crate::plan::{IntegerEnum, Item, TextEnum};

/// An enum of strings.
pub(super) fn text_enum(item: &Item, enumeration: &TextEnum, derived: &[String]) -> Vec<String> {
    let variants = enumeration
        .variants
        .iter()
        .map(|(name, _, docs)| (name.as_str(), docs.as_slice()));
    let definition = definition(
        item,
        derived,
        variants,
        enumeration.unknown.as_deref(),
        &quote!(String),
    );
    let entries = enumeration
        .variants
        .iter()
        .map(|(name, value, _)| (name.as_str(), format!("{value:?}")));
    vec![
        definition,
        table(
            "text_enum",
            &item.name,
            entries,
            enumeration.unknown.as_deref(),
        ),
    ]
}

/// An enum of integers.
pub(super) fn integer(item: &Item, enumeration: &IntegerEnum, derived: &[String]) -> Vec<String> {
    let variants = enumeration
        .variants
        .iter()
        .map(|(name, _, docs)| (name.as_str(), docs.as_slice()));
    let definition = definition(
        item,
        derived,
        variants,
        enumeration.unknown.as_deref(),
        &quote!(i64),
    );
    let entries = enumeration
        .variants
        .iter()
        .map(|(name, value, _)| (name.as_str(), value.to_string()));
    vec![
        definition,
        table(
            "integer_enum",
            &item.name,
            entries,
            enumeration.unknown.as_deref(),
        ),
    ]
}

fn definition<'p>(
    item: &Item,
    derived: &[String],
    variants: impl Iterator<Item = (&'p str, &'p [String])>,
    unknown: Option<&str>,
    other: &proc_macro2::TokenStream,
) -> String {
    let name = ident(&item.name);
    let docs = docs::outer(&item.docs);
    let deprecated = docs::deprecated(item.deprecated);
    let derives = derives(derived);
    let non_exhaustive = unknown.map(|_| quote!(#[non_exhaustive]));
    let unknown = unknown.map(|unknown| {
        let unknown = ident(unknown);
        quote! {
            /// A value that the description does not name.
            #unknown(#other),
        }
    });
    let variants = variants.map(|(name, docs)| {
        let name = ident(name);
        let docs = docs::outer(docs);
        quote!(#docs #name,)
    });
    items(quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash #derives)]
        #non_exhaustive
        pub enum #name {
            #(#variants)*
            #unknown
        }
    })
}

/// The table of an enum: each variant with its value.
pub(super) fn table<'p>(
    macro_name: &str,
    enum_name: &str,
    entries: impl Iterator<Item = (&'p str, String)>,
    unknown: Option<&str>,
) -> String {
    let mut text = format!("{macro_name}! {{\n    {enum_name} {{\n");
    for (name, value) in entries {
        let _ = writeln!(text, "        {name} = {value},");
    }
    let unknown = unknown.map(|unknown| format!(" {unknown}"));
    let _ = write!(text, "    }}{}\n}}\n", unknown.unwrap_or_default());
    text
}
