//! Types as text: the one printer of types.

use super::identifier::ident_text;
use crate::plan::{ArgumentUse, ExternalType, RustType};

/// A type as text.
pub(super) fn print_type(ty: &RustType) -> String {
    match ty {
        RustType::Unit => "()".to_owned(),
        RustType::Plain(name) => ident_text(name),
        RustType::Local(name) => ident_text(name),
        RustType::External(ty) => self::path(ty.path()),
        RustType::Given(path) => self::path(path),
        RustType::Runtime(name) => format!("crate::{}", ident_text(name)),
        RustType::RuntimeOf(name, inner) => {
            format!("crate::{}<{}>", ident_text(name), print_type(inner))
        }
        RustType::Named(name) => format!("types::{}", ident_text(name)),
        RustType::List(item) => format!("Vec<{}>", print_type(item)),
        RustType::Map(value) => {
            format!("std::collections::BTreeMap<String, {}>", print_type(value))
        }
        RustType::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| print_type(item) + ",").collect();
            format!("({})", items.join(" "))
        }
        RustType::Option(inner) => format!("Option<{}>", print_type(inner)),
        RustType::Nullable(inner) => format!("crate::Nullable<{}>", print_type(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", print_type(inner)),
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
        other => print_type(other),
    }
}

/// The type of an argument as text.
pub(super) fn argument(ty: &ArgumentUse) -> String {
    match ty {
        ArgumentUse::Str => "&str".to_owned(),
        ArgumentUse::Slice(item) if item.is_string() => "&[impl AsRef<str>]".to_owned(),
        ArgumentUse::Slice(item) => format!("&[{}]", print_type(item)),
        ArgumentUse::Value(ty) => print_type(ty),
        ArgumentUse::Reference(ty) => format!("&{}", print_type(ty)),
        ArgumentUse::Into(ty, _) => format!("impl Into<{}>", print_type(ty)),
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
