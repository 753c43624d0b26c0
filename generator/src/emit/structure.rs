//! Structs.

use std::fmt::Write as _;

use super::docs;
use super::format::items;
use super::identifier::ident_text;
use super::methods;
use super::parts;
use super::rustfmt;
use super::table;
use super::type_text;
use crate::plan::{CratePlan, Item, Struct};

/// Generates the struct, its table, and its constructor.
pub(super) fn pieces(plan: &CratePlan, item: &Item, structure: &Struct) -> Vec<String> {
    let mut pieces = vec![definition(item, structure, plan.derives(item))];
    pieces.extend(table::of_struct(item, structure, &plan.short_numbers));
    if let Some(parts) = &structure.parts {
        pieces.push(items(parts::implementation(item, structure, parts)));
    }
    if let Some(constructor) = &structure.constructor {
        pieces.extend(methods::all(
            &plan.conversions,
            item,
            structure,
            constructor,
        ));
    }
    pieces
}

/// The struct itself. Written as text and not as tokens, for speed: there are thousands of them,
/// and only fields that are too long need layout.
fn definition(item: &Item, structure: &Struct, derives: &[String]) -> String {
    let mut text = docs::doc_comment(&item.docs);
    if item.deprecated {
        text.push_str("#[deprecated]\n");
    }
    let default = if structure.derives_default() {
        ", Default"
    } else {
        ""
    };
    let derives: String = derives.iter().map(|path| format!(", {path}")).collect();
    let _ = writeln!(text, "#[derive(Clone, Debug{default}, PartialEq{derives})]");
    text.push_str("#[non_exhaustive]\n");
    let _ = write!(text, "pub struct {} {{", ident_text(&item.name));
    if !structure.fields.is_empty() || structure.rest.is_some() {
        text.push('\n');
    }
    for field in &structure.fields {
        text.push_str(&docs::text_within(&field.docs));
        if field.deprecated {
            text.push_str("    #[deprecated]\n");
        }
        let (name, ty) = (ident_text(&field.name), type_text::within_types(&field.ty));
        let _ = writeln!(text, "    pub {name}: {ty},");
    }
    if let Some(rest) = &structure.rest {
        let (name, value) = (ident_text(&rest.name), type_text::within_types(&rest.value));
        text.push_str("    /// Properties that the description does not name.\n");
        let _ = writeln!(text, "    pub {name}: BTreeMap<String, {value}>,");
    }
    text.push_str("}\n");
    rustfmt::conform(&text)
}
