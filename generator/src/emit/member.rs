//! The way to a part of an answer, as an expression whose value is an `Option` of a reference.

use super::rust_type::ident_text;
use crate::plan::{Holder, MemberPath};

/// To read it.
pub(super) fn reference(root: &str, path: &MemberPath) -> String {
    follow(root, path, "&", "as_ref", "value")
}

/// To take it out.
pub(super) fn mutable(root: &str, path: &MemberPath) -> String {
    follow(root, path, "&mut ", "as_mut", "value_mut")
}

fn follow(root: &str, path: &MemberPath, borrow: &str, option: &str, nullable: &str) -> String {
    let mut text = root.to_owned();
    let mut holder = path.root;
    for member in &path.members {
        match holder {
            Holder::Value => {}
            Holder::Option => text.push_str(&format!(".{option}()?")),
            Holder::Nullable => text.push_str(&format!(".{nullable}()?")),
        }
        text.push_str(&format!(".{}", ident_text(&member.field)));
        holder = member.holder;
    }
    match holder {
        // What is there as a whole is a reference already.
        Holder::Value if path.members.is_empty() => format!("Some({text})"),
        Holder::Value => format!("Some({borrow}{text})"),
        Holder::Option => format!("{text}.{option}()"),
        Holder::Nullable => format!("{text}.{nullable}()"),
    }
}

/// To read it where an absent one ends the function: a reference.
pub(super) fn borrowed(root: &str, path: &MemberPath) -> String {
    let text = reference(root, path);
    match text
        .strip_prefix("Some(")
        .and_then(|text| text.strip_suffix(')'))
    {
        Some(there) => there.to_owned(),
        None => format!("{text}?"),
    }
}

/// To take it out of what is owned: an `Option`.
pub(super) fn owned(root: &str, path: &MemberPath) -> String {
    let mut text = root.to_owned();
    let mut holder = path.root;
    for member in &path.members {
        text.push_str(match holder {
            Holder::Value => "",
            Holder::Option => "?",
            Holder::Nullable => ".into_value()?",
        });
        text.push_str(&format!(".{}", ident_text(&member.field)));
        holder = member.holder;
    }
    match holder {
        Holder::Value => format!("Some({text})"),
        Holder::Option => text,
        Holder::Nullable => format!("{text}.into_value()"),
    }
}
