//! The file of types.

use std::collections::BTreeSet;

use quote::quote;
use rayon::prelude::*;

use super::format::{self, items};
use super::rust_type::{ident, visit, within_types};
use super::{docs, enumeration, structure, union};
use crate::plan::{CratePlan, Item, ItemKind, RustType, Struct};

/// `src/types.rs`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let header = "//! The types of the API: what requests hold and what responses answer.\n";
    let mut pieces = Vec::new();
    if plan.types.iter().any(is_deprecated) {
        pieces.push(docs::ALLOW_DEPRECATED.to_owned());
    }
    if plan.types.iter().any(is_complex) {
        pieces.push(ALLOW_COMPLEX.to_owned());
    }
    pieces.extend(imports(&plan.types));
    pieces.par_extend(plan.types.par_iter().flat_map_iter(item));
    format::file(header, &pieces)
}

fn item(item: &Item) -> Vec<String> {
    match &item.kind {
        ItemKind::Struct(structure) => structure::pieces(item, structure),
        ItemKind::Text(enumeration) => enumeration::text(item, enumeration),
        ItemKind::Integer(enumeration) => enumeration::integer(item, enumeration),
        ItemKind::Union(union) => union::pieces(item, union),
        ItemKind::Alias(alias) => {
            let name = ident(&item.name);
            let docs = docs::outer(&item.docs);
            let deprecated = docs::deprecated(item.deprecated);
            let target = within_types(&alias.target);
            vec![items(quote! {
                #docs
                #deprecated
                pub type #name = #target;
            })]
        }
    }
}

pub(super) fn is_deprecated(item: &Item) -> bool {
    let fields = match &item.kind {
        ItemKind::Struct(structure) => structure.fields.as_slice(),
        _ => &[],
    };
    item.deprecated || fields.iter().any(|field| field.deprecated)
}

const ALLOW_COMPLEX: &str =
    "#![allow(clippy::type_complexity, reason = \"the description nests its schemas so\")]\n";

/// Whether clippy finds a type of the item too complex.
fn is_complex(item: &Item) -> bool {
    let mut complex = false;
    types_of(item, &mut |ty| complex |= complexity(ty, 1) > 250);
    complex
}

/// Clippy's measure: ten for each type, times how deep it stands.
fn complexity(ty: &RustType, depth: u32) -> u32 {
    let inner = match ty {
        RustType::Map(inner) => complexity(inner, depth + 1) + 10 * (depth + 1),
        RustType::List(inner)
        | RustType::Option(inner)
        | RustType::Nullable(inner)
        | RustType::Boxed(inner)
        | RustType::RuntimeOf(_, inner) => complexity(inner, depth + 1),
        RustType::Tuple(items) => items.iter().map(|item| complexity(item, depth + 1)).sum(),
        _ => 0,
    };
    inner + 10 * depth
}

/// What the items use by a short name.
fn imports(items: &[Item]) -> Vec<String> {
    let mut std_names = BTreeSet::new();
    let mut own_names = BTreeSet::new();
    let mut macros = BTreeSet::new();
    let mut json = false;
    let mut see = |ty: &RustType| match ty {
        RustType::Map(_) => {
            std_names.insert("BTreeMap");
        }
        RustType::Nullable(_) => {
            own_names.insert("Nullable");
        }
        RustType::Runtime(name) => {
            own_names.insert(name);
        }
        RustType::External("serde_json::Value") => json = true,
        _ => {}
    };
    for item in items {
        if let ItemKind::Struct(Struct { parts: Some(_), .. }) = &item.kind {
            see(&RustType::Runtime("Multipart"));
        }
        types_of(item, &mut |ty| visit(ty, &mut see));
        macros.extend(macros_of(item));
    }
    let std_names = std_names
        .iter()
        .map(|name| format!("use std::collections::{name};\n"));
    let std_names: String = std_names.collect();
    let json = if json {
        "use serde_json::Value;\n".to_owned()
    } else {
        String::new()
    };
    let own: String = own_names
        .iter()
        .map(|name| format!("use crate::{name};\n"))
        .collect();
    let macros = use_list("crate::runtime", &macros.into_iter().collect::<Vec<_>>());
    let groups = [std_names, json, own + &macros];
    groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect()
}

/// A `use` of several names, as rustfmt lays it out.
pub(super) fn use_list(path: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("use {path}::{only};\n"),
        names => {
            let line = format!("use {path}::{{{}}};\n", names.join(", "));
            if line.len() <= 101 {
                return line;
            }
            let mut text = format!("use {path}::{{\n");
            let mut row = String::new();
            for name in names {
                if row.len() + name.len() + 2 > 96 {
                    text.push_str(&format!("    {}\n", row.trim_end()));
                    row.clear();
                }
                row.push_str(name);
                row.push_str(", ");
            }
            text + &format!("    {}\n}};\n", row.trim_end())
        }
    }
}

fn macros_of(item: &Item) -> Vec<&'static str> {
    match &item.kind {
        ItemKind::Struct(structure) => {
            let table = match (item.sent, item.received) {
                (true, true) => Some("codec"),
                (true, false) => Some("encode"),
                (false, true) => Some("decode"),
                (false, false) => None,
            };
            let parts = structure.parts.as_ref().map(|_| "IntoMultipart");
            table.into_iter().chain(parts).collect()
        }
        ItemKind::Text(_) => vec!["text_enum"],
        ItemKind::Integer(_) => vec!["integer_enum"],
        ItemKind::Union(union) => {
            let decode = if union.tag.is_some() {
                "decode_tagged"
            } else {
                "decode_untagged"
            };
            let decode = item.received.then_some(decode);
            decode
                .into_iter()
                .chain(item.sent.then_some("encode_union"))
                .collect()
        }
        ItemKind::Alias(_) => Vec::new(),
    }
}

fn types_of(item: &Item, see: &mut dyn FnMut(&RustType)) {
    match &item.kind {
        ItemKind::Struct(structure) => {
            structure.fields.iter().for_each(|field| see(&field.ty));
            if let Some(rest) = &structure.rest {
                see(&RustType::Map(Box::new(rest.value.clone())));
            }
        }
        ItemKind::Union(union) => {
            union
                .variants
                .iter()
                .for_each(|variant| see(&variant.payload));
            see(&RustType::External("serde_json::Value"));
        }
        ItemKind::Alias(alias) => see(&alias.target),
        ItemKind::Text(_) | ItemKind::Integer(_) => {}
    }
}
