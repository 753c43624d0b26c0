//! Expressions for a nested member of a response, with an `Option` as value.

use super::identifier::ident_text;
use crate::plan::{Holder, MemberPath};

/// The expression for a shared reference.
pub(super) fn reference(root: &str, path: &MemberPath) -> String {
    follow(root, path, "&", "as_ref", "value")
}

/// The expression for a mutable reference, to take the member out.
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
        // The whole value is already a reference.
        Holder::Value if path.members.is_empty() => format!("Some({text})"),
        Holder::Value => format!("Some({borrow}{text})"),
        Holder::Option => format!("{text}.{option}()"),
        Holder::Nullable => format!("{text}.{nullable}()"),
    }
}

/// The expression for a shared reference that returns from the function if the member is absent.
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

/// The expression that moves the member out of an owned value, as an `Option`.
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
