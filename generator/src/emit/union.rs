//! Enums whose variants hold other types.

use std::fmt::Write as _;

use quote::quote;

use super::docs;
use super::format::items;
use super::identifier::ident;
use super::parts;
use super::rust_type::{derives, within_types};
use super::tag_literal::literal;
use crate::plan::{
    CratePlan, Guard, Item, RustType, ShortNumbers, TextVariant, UNKNOWN, UnionEnum, UnionVariant,
    VariantShape,
};

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
        pieces.extend(conversions(plan, item, union));
        let text = plan.conversions.text_variant(&item.name);
        pieces.extend(text.map(|text| from_text(item, text)));
    }
    if plan.conversions.is_nullable(&item.name) {
        pieces.push(nullable_from_text(item));
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
        let payload = variant.payload().map(within_types);
        let payload = payload.map(|payload| quote!((#payload)));
        quote!(#docs #name #payload,)
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

/// The mark of a payload whose 32-bit floats are held to their range.
fn in_range(variant: &UnionVariant, short_numbers: &ShortNumbers) -> &'static str {
    match variant.payload() {
        Some(payload) if short_numbers.are_in(payload) => " => in_range",
        _ => "",
    }
}

fn decode(item: &Item, union: &UnionEnum, short_numbers: &ShortNumbers) -> String {
    let mut text = match &union.tag {
        Some(tag) => {
            let default = union.default_variant().map(|variant| {
                let in_range = in_range(variant, short_numbers);
                format!(" else {}{in_range}", variant.name)
            });
            let default = default.unwrap_or_default();
            format!("decode_tagged! {{\n    {} by {tag:?}{default}", item.name)
        }
        None => format!("decode_untagged! {{\n    {}", item.name),
    };
    text.push_str(&words(union));
    text.push_str(&members(union, |variant, is_closed| {
        let others = if is_closed { "" } else { ", .." };
        (others, in_range(variant, short_numbers))
    }));
    let lines = union.variants.iter().filter_map(|variant| {
        let VariantShape::Payload(_) = &variant.shape else {
            return None;
        };
        let selected = by_value(union, variant, in_range(variant, short_numbers));
        Some(format!("        {}{selected},\n", variant.name))
    });
    text + &values(&lines.collect::<String>(), union)
}

/// The table of the variants that are the whole value, and the end of the macro.
fn values(lines: &str, union: &UnionEnum) -> String {
    let unknown = &union.unknown;
    if lines.is_empty() {
        return format!(" {{}} {unknown}\n}}\n");
    }
    format!(" {{\n{lines}    }} {unknown}\n}}\n")
}

/// What selects a variant that is the whole value.
fn by_value(union: &UnionEnum, variant: &UnionVariant, in_range: &str) -> String {
    if union.tag.is_none() {
        return format!(" = {}{in_range}", guard(&variant.guard));
    }
    let mut text = String::new();
    let tags: Vec<String> = variant.tags.iter().map(literal).collect();
    if !tags.is_empty() {
        let _ = write!(text, " = {}{in_range}", tags.join(" | "));
    }
    if variant.without_tag {
        let _ = write!(text, " or {}{in_range}", guard(&variant.guard));
    }
    text
}

/// The table of the variants that stand for a string.
pub(super) fn words(union: &UnionEnum) -> String {
    let words = union.variants.iter();
    let words = words.filter_map(|variant| Some((variant.word()?, &variant.name)));
    let lines = words.map(|(word, name)| format!("        {name} = {word:?},\n"));
    section("words", &lines.collect::<String>())
}

/// The table of the variants that the only member of an object selects. `with` says what follows a
/// key and an entry.
fn members(
    union: &UnionEnum,
    with: impl Fn(&UnionVariant, bool) -> (&'static str, &'static str),
) -> String {
    let lines = union.variants.iter().filter_map(|variant| {
        let VariantShape::Member { key, is_closed, .. } = &variant.shape else {
            return None;
        };
        let (others, mark) = with(variant, *is_closed);
        let name = &variant.name;
        Some(format!("        {name} = {{ {key:?}{others} }}{mark},\n"))
    });
    section("members", &lines.collect::<String>())
}

fn section(name: &str, lines: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!(" {name} {{\n{lines}    }}")
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
    let mut text = format!("encode_union! {{\n    {}", item.name);
    text.push_str(&words(union));
    text.push_str(&members(union, |_, _| ("", "")));
    let lines = union.variants.iter().filter_map(|variant| {
        let VariantShape::Payload(_) = &variant.shape else {
            return None;
        };
        let tag = match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) if variant.adds_tag => {
                format!(" + {tag:?} = {}", literal(value))
            }
            _ => String::new(),
        };
        Some(format!("        {}{tag},\n", variant.name))
    });
    text + &values(&lines.collect::<String>(), union)
}

/// `From` for payloads that only one variant has.
fn conversions(plan: &CratePlan, item: &Item, union: &UnionEnum) -> Vec<String> {
    let union_name = ident(&item.name);
    let text = plan.conversions.text_variant(&item.name);
    let any_text = text.and_then(TextVariant::any);
    let variants = union.variants.iter();
    let variants = variants.filter(|one| one.from && any_text != Some(one.name.as_str()));
    variants
        .filter_map(|variant| Some((variant, variant.payload()?)))
        .map(|(variant, payload)| {
            let (payload, value) = match payload {
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

/// `From` for text.
fn from_text(item: &Item, text: &TextVariant) -> String {
    let union = ident(&item.name);
    let value = match text {
        TextVariant::Any(any) => {
            let any = ident(any);
            quote!(Self::#any(value))
        }
        TextVariant::Enum(variant, _) => {
            let variant = ident(variant);
            quote!(Self::#variant(value.into()))
        }
        TextVariant::Both(variant, name, any) => {
            let (variant, name, any) = (ident(variant), ident(name), ident(any));
            let unknown = ident(UNKNOWN);
            quote! {
                match #name::from(value) {
                    #name::#unknown(value) => Self::#any(value),
                    known => Self::#variant(known),
                }
            }
        }
    };
    items(quote! {
        impl From<String> for #union {
            fn from(value: String) -> Self {
                #value
            }
        }

        impl From<&str> for #union {
            fn from(value: &str) -> Self {
                Self::from(value.to_owned())
            }
        }
    })
}

/// `From` text for a `Nullable` of the type.
pub(super) fn nullable_from_text(item: &Item) -> String {
    let name = ident(&item.name);
    items(quote! {
        impl From<&str> for crate::Nullable<#name> {
            fn from(value: &str) -> Self {
                Self::Value(value.into())
            }
        }

        impl From<String> for crate::Nullable<#name> {
            fn from(value: String) -> Self {
                Self::Value(value.into())
            }
        }
    })
}
