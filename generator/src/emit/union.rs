//! Enums whose variants hold other types.

use std::fmt::Write as _;

use quote::quote;

use super::docs;
use super::format::items;
use super::identifier::ident;
use super::parts;
use super::rust_type::{derives, within_types};
use super::tag_literal::literal;
use crate::plan::{CratePlan, Guard, Item, RustType, ShortNumbers, UnionEnum, UnionVariant};

/// Generates the enum, and its encoding and decoding.
pub(super) fn pieces(plan: &CratePlan, item: &Item, union: &UnionEnum) -> Vec<String> {
    let mut pieces = vec![definition(item, union, plan.derives(item))];
    if item.received {
        pieces.push(decode(item, union, &plan.short_numbers));
    }
    if item.sent {
        pieces.push(encode(item, union));
    }
    if let Some(parts) = &union.parts {
        pieces.extend(parts::of_union(item, union, parts));
    }
    if item.sent || union.parts.is_some() {
        pieces.extend(conversions(item, union));
    }
    pieces
}

fn definition(item: &Item, union: &UnionEnum, derived: &[String]) -> String {
    let name = ident(&item.name);
    let docs = docs::outer(&item.docs);
    let deprecated = docs::deprecated(item.deprecated);
    let derives = derives(derived);
    let unknown = ident(&union.unknown);
    let variants = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::outer(&variant.docs);
        let payload = within_types(&variant.payload);
        quote!(#docs #name(#payload),)
    });
    items(quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that matches no other variant.
            #unknown(Value),
        }
    })
}

fn decode(item: &Item, union: &UnionEnum, short_numbers: &ShortNumbers) -> String {
    let mut text = String::new();
    let in_range = |variant: &UnionVariant| {
        let has_short_numbers = short_numbers.are_in(&variant.payload);
        if has_short_numbers {
            " => in_range"
        } else {
            ""
        }
    };
    if let Some(tag) = &union.tag {
        let is_default = |variant: &&UnionVariant| union.default.as_ref() == Some(&variant.name);
        let default = union.variants.iter().find(is_default);
        let default = default
            .map(|variant| format!(" else {}{}", variant.name, in_range(variant)))
            .unwrap_or_default();
        let _ = write!(
            text,
            "decode_tagged! {{\n    {} by {tag:?}{default} {{\n",
            item.name
        );
        for variant in &union.variants {
            let _ = write!(text, "        {}", variant.name);
            let tags: Vec<String> = variant.tags.iter().map(literal).collect();
            if !tags.is_empty() {
                let _ = write!(text, " = {}{}", tags.join(" | "), in_range(variant));
            }
            if variant.without_tag {
                let _ = write!(text, " or {}{}", guard(&variant.guard), in_range(variant));
            }
            text.push_str(",\n");
        }
    } else {
        let _ = write!(text, "decode_untagged! {{\n    {} {{\n", item.name);
        for variant in &union.variants {
            let _ = writeln!(
                text,
                "        {} = {}{},",
                variant.name,
                guard(&variant.guard),
                in_range(variant)
            );
        }
    }
    let _ = write!(text, "    }} {}\n}}\n", union.unknown);
    text
}

fn guard(wanted: &Guard) -> String {
    match wanted {
        Guard::Any => "Guard::Any".to_owned(),
        Guard::Boolean => "Guard::Boolean".to_owned(),
        Guard::Integer => "Guard::Integer".to_owned(),
        Guard::Number => "Guard::Number".to_owned(),
        Guard::String => "Guard::Text".to_owned(),
        Guard::OneOf(texts) => format!("Guard::OneOf(&{texts:?})"),
        Guard::Literal(values) => format!("Guard::Literal(&{values:?})"),
        Guard::Base64 => "Guard::Base64".to_owned(),
        Guard::Date => "Guard::Date".to_owned(),
        Guard::Uuid => "Guard::Uuid".to_owned(),
        Guard::Array => "Guard::Array".to_owned(),
        Guard::Map => "Guard::Map".to_owned(),
        Guard::Open => "Guard::Open".to_owned(),
        Guard::Object {
            required,
            optional,
            constant,
        } => {
            let object = format!("Guard::Object(&{required:?}, &{optional:?})");
            if constant.is_empty() {
                return object;
            }
            let constant: Vec<String> = constant
                .iter()
                .map(|(name, values)| format!("({name:?}, &{values:?})"))
                .collect();
            format!("Guard::Constant(&[{}], &{object})", constant.join(", "))
        }
        Guard::Preferred(wanted) => format!("Guard::Preferred(&{})", guard(wanted)),
        Guard::Either(guards) => {
            let guards: Vec<String> = guards.iter().map(guard).collect();
            format!("Guard::Either(&[{}])", guards.join(", "))
        }
    }
}

fn encode(item: &Item, union: &UnionEnum) -> String {
    let mut text = format!("encode_union! {{\n    {} {{\n", item.name);
    for variant in &union.variants {
        let _ = match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) if variant.adds_tag => {
                let value = literal(value);
                writeln!(text, "        {} + {tag:?} = {value},", variant.name)
            }
            _ => writeln!(text, "        {},", variant.name),
        };
    }
    let _ = write!(text, "    }} {}\n}}\n", union.unknown);
    text
}

/// `From` for payloads that only one variant has.
fn conversions(item: &Item, union: &UnionEnum) -> Vec<String> {
    let union_name = ident(&item.name);
    let variants = union.variants.iter().filter(|variant| variant.from);
    variants
        .map(|variant| {
            let (payload, value) = match &variant.payload {
                RustType::Boxed(inner) => (within_types(inner), quote!(Box::new(value))),
                payload => (within_types(payload), quote!(value)),
            };
            let variant = ident(&variant.name);
            items(quote! {
                impl From<#payload> for #union_name {
                    fn from(value: #payload) -> Self {
                        Self::#variant(#value)
                    }
                }
            })
        })
        .collect()
}
