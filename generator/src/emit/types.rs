//! The file of types.

use std::collections::BTreeSet;

use quote::quote;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::format::{self, items};
use super::identifier::{ident, ident_text};
use super::rust_type::within_types;
use super::{docs, enumeration, parts, structure, taken, union};
use crate::plan::{CratePlan, ExternalType, Item, ItemKind, Placement, RustType};

/// Generates `src/types.rs`, and a file for each placement if types are placed by tag.
pub(super) fn emit(plan: &CratePlan) -> Vec<(String, String)> {
    let Some(tags) = &plan.tag_features else {
        let items: Vec<&Item> = plan.types.iter().collect();
        return vec![("src/types.rs".to_owned(), file(plan, HEADER, &items))];
    };
    let apart = apart(plan, &tags.placements);
    let mut files = vec![("src/types.rs".to_owned(), index(&apart))];
    files.par_extend(apart.par_iter().map(|part| {
        let text = file(plan, &part.header, &part.items);
        (format!("src/types/{}.rs", part.name), text)
    }));
    files
}

const HEADER: &str = "//! The types of requests and responses.\n";

/// A file of types.
fn file(plan: &CratePlan, header: &str, items: &[&Item]) -> String {
    let mut pieces = Vec::new();
    if items.iter().any(|item| is_deprecated(item)) {
        pieces.push(docs::ALLOW_DEPRECATED.to_owned());
    }
    if items.iter().any(|item| is_complex(item)) {
        pieces.push(ALLOW_COMPLEX.to_owned());
    }
    pieces.extend(imports(plan, items));
    let items = items.par_iter();
    pieces.par_extend(items.flat_map_iter(|one| item(plan, one)));
    format::file(header, &pieces)
}

/// The types with the same placement.
struct Part<'a> {
    name: &'a str,
    header: String,
    /// The feature that they are compiled under, if any.
    feature: Option<&'a str>,
    items: Vec<&'a Item>,
}

fn apart<'a>(plan: &'a CratePlan, placements: &[Placement]) -> Vec<Part<'a>> {
    let placed = |placement: Placement| {
        let items = plan.types.iter().zip(placements);
        let items = items.filter(move |(_, known)| **known == placement);
        items.map(|(item, _)| item).collect()
    };
    let mut parts = vec![
        Part {
            name: "unused",
            header: "//! Types that no operation uses.\n".to_owned(),
            feature: Some("full"),
            items: placed(Placement::Unused),
        },
        Part {
            name: "shared",
            header: "//! Types that the operations of several tags use.\n".to_owned(),
            feature: None,
            items: placed(Placement::Shared),
        },
    ];
    parts.extend(
        plan.modules_with_features()
            .enumerate()
            .map(|(position, (module, feature))| Part {
                name: &module.name,
                header: format!(
                    "//! Types that only [`{0}`](crate::operations::{0}) use.\n",
                    module.name
                ),
                feature: feature.map(|feature| feature.name.as_str()),
                items: placed(Placement::Module(position)),
            }),
    );
    parts.retain(|part| !part.items.is_empty());
    parts.sort_by_key(|part| part.name);
    parts
}

/// The file that reexports the others.
fn index(parts: &[Part<'_>]) -> String {
    let lines = |line: fn(&str) -> String| {
        let mut text = String::new();
        for part in parts {
            text.push_str(&part.feature.map(only_with).unwrap_or_default());
            text.push_str(&line(&ident_text(part.name)));
        }
        text
    };
    let modules = lines(|name| format!("mod {name};\n"));
    let uses = lines(|name| format!("pub use {name}::*;\n"));
    format!(
        "{HEADER}//!\n//! Types that only the operations of one tag use require the feature of that tag.\n\n{modules}\n{uses}"
    )
}

/// The attribute for an item that is compiled with a feature only.
pub(super) fn only_with(feature: &str) -> String {
    format!("#[cfg(feature = {feature:?})]\n")
}

fn item(plan: &CratePlan, item: &Item) -> Vec<String> {
    match &item.kind {
        ItemKind::Struct(structure) => structure::pieces(plan, item, structure),
        ItemKind::Text(enumeration) => {
            let mut pieces = enumeration::text_enum(item, enumeration, plan.derives(item));
            if plan.conversions.is_nullable(&item.name) {
                pieces.push(union::nullable_from_text(item));
            }
            pieces
        }
        ItemKind::Integer(enumeration) => {
            enumeration::integer(item, enumeration, plan.derives(item))
        }
        ItemKind::Union(union) => union::pieces(plan, item, union),
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
    "#![allow(clippy::type_complexity, reason = \"the schemas are nested deeply\")]\n";

/// Whether Clippy reports a type of the item as too complex.
fn is_complex(item: &Item) -> bool {
    let mut complex = false;
    item.visit_types(&mut |ty| complex |= complexity(ty, 1) > 250);
    complex
}

/// Clippy's measure of complexity: 10 times the nesting depth, for each type.
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

/// The imports that the items use.
fn imports(plan: &CratePlan, items: &[&Item]) -> Vec<String> {
    let mut std_names = BTreeSet::new();
    let mut own_names = BTreeSet::new();
    let mut macros = BTreeSet::new();
    let mut json = false;
    let here: FxHashSet<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let mut others = false;
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
        RustType::External(ExternalType::Json) => json = true,
        RustType::Named(name) => others |= !here.contains(name.as_str()),
        _ => {}
    };
    for item in items {
        if parts::names(item).contains(&"IntoMultipart") {
            see(&RustType::Runtime("Multipart"));
        }
        item.visit_types(&mut see);
        macros.extend(macros_of(item));
        macros.extend(collects(plan, item).then_some("collect"));
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
    let others = if others { "use crate::types::*;\n" } else { "" };
    let groups = [std_names, json, own + &macros + others];
    groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect()
}

/// A `use` of several names, laid out as rustfmt does.
pub(super) fn use_list(path: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("use {path}::{only};\n"),
        names => {
            let line = format!("use {path}::{{{}}};\n", names.join(", "));
            // rustfmt breaks it beyond 98 columns.
            if line.len() <= 99 {
                return line;
            }
            let mut text = format!("use {path}::{{\n");
            let mut row = String::new();
            for (position, name) in names.iter().enumerate() {
                // Only the last row may fill the line.
                let end = if position + 1 == names.len() { 1 } else { 2 };
                if row.len() + name.len() + end > 96 {
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

/// Whether a constructor or a setter of the item collects a list or a map.
fn collects(plan: &CratePlan, item: &Item) -> bool {
    let ItemKind::Struct(structure) = &item.kind else {
        return false;
    };
    let taken = structure.constructor.iter().flat_map(|constructor| {
        let fields = structure.fields.iter().enumerate();
        fields.filter(|(index, field)| {
            constructor.takes.contains(index)
                || (structure.has_setter(*index) && !matches!(field.ty, RustType::Nullable(_)))
        })
    });
    let mut taken = taken.map(|(_, field)| &field.inner);
    taken.any(|ty| taken::is_collected(&plan.conversions, ty))
}

fn macros_of(item: &Item) -> Vec<&'static str> {
    match &item.kind {
        ItemKind::Struct(_) => {
            let table = match (item.sent, item.received) {
                (true, true) => Some("codec"),
                (true, false) => Some("encode"),
                (false, true) => Some("decode"),
                (false, false) => None,
            };
            table.into_iter().chain(parts::names(item)).collect()
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
                .chain(parts::names(item))
                .collect()
        }
        ItemKind::Alias(_) => Vec::new(),
    }
}
