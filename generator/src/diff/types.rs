//! Types: removed, added, renamed, and changed ones.

use super::change::Change;
use super::pairs::Pairs;
use super::rename;
use super::subject;
use super::{Comparison, docs, enums, kinds, order, structs, unions};
use crate::emit::type_signature;
use crate::plan::{Item, ItemKind};

/// Compares all types.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut pairs = Pairs::by(&old.plan.types, &new.plan.types, |item| item.name.as_str());
    let renamed = rename::of_types(&mut comparison.names, &mut pairs);
    for item in &pairs.removed {
        let change = Change::new(&kinds::TYPE_REMOVED, subject::path(item)).was(kind(item));
        comparison.add(change.stood(old.item(item)));
    }
    for item in &pairs.added {
        let change = Change::new(&kinds::TYPE_ADDED, subject::path(item)).now(kind(item));
        comparison.add(change.stands(new.item(item)));
    }
    for (old, new) in &renamed {
        report_rename(comparison, old, new);
    }
    for (old, new) in pairs.both.into_iter().chain(renamed) {
        item(comparison, old, new);
    }
}

fn kind(item: &Item) -> &'static str {
    match &item.kind {
        ItemKind::Struct(_) => "struct",
        ItemKind::Text(_) => "enum of strings",
        ItemKind::Integer(_) => "enum of integers",
        ItemKind::Union(_) => "union",
        ItemKind::Alias(_) => "other name",
    }
}

fn report_rename(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let key = rename::key(&comparison.new.plan.names, rename::TYPE, &new.name);
    let hint = key.map(|key| rename::hint("types", key, &old.name));
    let change = Change::new(&kinds::TYPE_RENAMED, subject::path(old))
        .between(&old.name, &new.name)
        .at(comparison.old.item(old), comparison.new.item(new))
        .hint(hint);
    comparison.add(change);
}

fn item(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let at = (comparison.old.item(old), comparison.new.item(new));
    let change = |kind| Change::new(kind, subject::path(old)).at(at.0.clone(), at.1.clone());
    match (&old.kind, &new.kind) {
        (ItemKind::Struct(before), ItemKind::Struct(after)) => {
            structs::compare(comparison, (old, before), (new, after));
        }
        (ItemKind::Text(before), ItemKind::Text(after)) => {
            enums::compare_text_enums(comparison, (old, before), (new, after));
        }
        (ItemKind::Integer(before), ItemKind::Integer(after)) => {
            enums::integer(comparison, (old, before), (new, after));
        }
        (ItemKind::Union(before), ItemKind::Union(after)) => {
            unions::compare(comparison, (old, before), (new, after));
        }
        (ItemKind::Alias(before), ItemKind::Alias(after)) => {
            if !comparison.names.same(&before.target, &after.target) {
                let types = (
                    type_signature(&before.target),
                    type_signature(&after.target),
                );
                comparison.add(change(&kinds::TYPE_TARGET_CHANGED).between(types.0, types.1));
            }
        }
        _ => comparison.add(change(&kinds::TYPE_KIND_CHANGED).between(kind(old), kind(new))),
    }
    derives(comparison, old, new);
    order::compare(comparison, old, new);
    docs::of_item(comparison, old, new);
}

/// Compares the traits that the settings add.
fn derives(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let at = (comparison.old.item(old), comparison.new.item(new));
    let change = |kind| Change::new(kind, subject::path(old)).at(at.0.clone(), at.1.clone());
    let before = comparison.old.plan.derives(old);
    let after = comparison.new.plan.derives(new);
    let lost = before.iter().filter(|path| !after.contains(path));
    let gained = after.iter().filter(|path| !before.contains(path));
    for path in lost {
        comparison.add(change(&kinds::DERIVE_REMOVED).was(path));
    }
    for path in gained {
        comparison.add(change(&kinds::DERIVE_ADDED).now(path));
    }
}
