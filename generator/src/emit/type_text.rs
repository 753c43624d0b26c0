//! Types as text: the one printer of types.

use super::identifier::ident_text;
use crate::plan::{ArgumentUse, ExternalType, RustType};

/// A type as text.
pub(super) fn text(ty: &RustType) -> String {
    match ty {
        RustType::Unit => "()".to_owned(),
        RustType::Plain(name) => ident_text(name),
        RustType::Local(name) => ident_text(name),
        RustType::External(ty) => self::path(ty.path()),
        RustType::Given(path) => self::path(path),
        RustType::Runtime(name) => format!("crate::{}", ident_text(name)),
        RustType::RuntimeOf(name, inner) => format!("crate::{}<{}>", ident_text(name), text(inner)),
        RustType::Named(name) => format!("types::{}", ident_text(name)),
        RustType::List(item) => format!("Vec<{}>", text(item)),
        RustType::Map(value) => format!("std::collections::BTreeMap<String, {}>", text(value)),
        RustType::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| text(item) + ",").collect();
            format!("({})", items.join(" "))
        }
        RustType::Option(inner) => format!("Option<{}>", text(inner)),
        RustType::Nullable(inner) => format!("crate::Nullable<{}>", text(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", text(inner)),
    }
}

/// A type as written in the file of types: the crate's own names without a path.
pub(super) fn within_types(ty: &RustType) -> String {
    match ty {
        RustType::Named(name) => ident_text(name),
        RustType::External(ExternalType::Json) => "Value".to_owned(),
        RustType::Runtime(name) => ident_text(name),
        RustType::List(item) => format!("Vec<{}>", within_types(item)),
        RustType::Map(value) => format!("BTreeMap<String, {}>", within_types(value)),
        RustType::Tuple(items) => match items.as_slice() {
            [one] => format!("({},)", within_types(one)),
            items => {
                let items: Vec<String> = items.iter().map(within_types).collect();
                format!("({})", items.join(", "))
            }
        },
        RustType::Option(inner) => format!("Option<{}>", within_types(inner)),
        RustType::Nullable(inner) => format!("Nullable<{}>", within_types(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", within_types(inner)),
        other => text(other),
    }
}

/// The type of an argument as text.
pub(super) fn argument(ty: &ArgumentUse) -> String {
    match ty {
        ArgumentUse::Str => "&str".to_owned(),
        ArgumentUse::Slice(item) => format!("&[{}]", text(item)),
        ArgumentUse::Value(ty) => text(ty),
        ArgumentUse::Reference(ty) => format!("&{}", text(ty)),
        ArgumentUse::Into(ty, _) => format!("impl Into<{}>", text(ty)),
    }
}

/// A path as text, its segments raw where they are keywords.
pub(super) fn path(path: &str) -> String {
    if let Some((path, inner)) = path.split_once('<') {
        return format!(
            "{}<{}>",
            self::path(path),
            self::path(inner.trim_end_matches('>'))
        );
    }
    let segments: Vec<String> = path.split("::").map(ident_text).collect();
    segments.join("::")
}
