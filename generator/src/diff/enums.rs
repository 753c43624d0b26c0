//! Enums of strings and of integers: their variants and values.

use super::change::Change;
use super::pairs::Pairs;
use super::subject;
use super::{Comparison, docs, kinds, rename};
use crate::plan::{IntegerEnum, Item, TextEnum};

/// A variant: its position, name, and value on the wire.
#[derive(Debug)]
struct Variant<'a> {
    index: usize,
    name: &'a str,
    value: String,
    docs: &'a [String],
}

/// An enum of either kind.
struct Enum<'a> {
    item: &'a Item,
    variants: Vec<Variant<'a>>,
    unknown: Option<&'a str>,
}

/// Compares two versions of an enum of strings.
pub(super) fn compare_text_enums(
    comparison: &mut Comparison<'_>,
    old: (&Item, &TextEnum),
    new: (&Item, &TextEnum),
) {
    compare(comparison, &of_text(old), &of_text(new));
}

/// Compares two versions of an enum of integers.
pub(super) fn integer(
    comparison: &mut Comparison<'_>,
    old: (&Item, &IntegerEnum),
    new: (&Item, &IntegerEnum),
) {
    compare(comparison, &of_integers(old), &of_integers(new));
}

fn of_text<'a>((item, enumeration): (&'a Item, &'a TextEnum)) -> Enum<'a> {
    let variants = enumeration.variants.iter().enumerate();
    let variants = variants.map(|(index, (name, value, docs))| Variant {
        index,
        name,
        value: format!("{value:?}"),
        docs,
    });
    Enum {
        item,
        variants: variants.collect(),
        unknown: enumeration.unknown.as_deref(),
    }
}

fn of_integers<'a>((item, enumeration): (&'a Item, &'a IntegerEnum)) -> Enum<'a> {
    let variants = enumeration.variants.iter().enumerate();
    let variants = variants.map(|(index, (name, value, docs))| Variant {
        index,
        name,
        value: value.to_string(),
        docs,
    });
    Enum {
        item,
        variants: variants.collect(),
        unknown: enumeration.unknown.as_deref(),
    }
}

fn compare(comparison: &mut Comparison<'_>, old: &Enum<'_>, new: &Enum<'_>) {
    let name = |variant: &Variant<'_>| Some(variant.name.to_owned());
    let pairs = Pairs::by(&old.variants, &new.variants, |variant| {
        variant.value.clone()
    })
    .then_by(name, name);
    let path = |name: &str| format!("{}::{name}", subject::path(old.item));
    let whole = (comparison.old.item(old.item), comparison.new.item(new.item));
    for variant in &pairs.removed {
        let change = Change::new(&kinds::VARIANT_REMOVED, path(variant.name));
        let at = comparison.old.variant(old.item, variant.index);
        comparison.add(change.was(&variant.value).at(at, whole.1.clone()));
    }
    let added = match old.unknown {
        Some(_) => &kinds::VARIANT_ADDED,
        None => &kinds::CLOSED_VARIANT_ADDED,
    };
    for variant in &pairs.added {
        let change = Change::new(added, path(variant.name));
        let at = comparison.new.variant(new.item, variant.index);
        comparison.add(change.now(&variant.value).at(whole.0.clone(), at));
    }
    for (before, after) in &pairs.both {
        let at = (
            comparison.old.variant(old.item, before.index),
            comparison.new.variant(new.item, after.index),
        );
        let change = |kind| Change::new(kind, path(before.name)).at(at.0.clone(), at.1.clone());
        if before.name != after.name {
            let whole = rename::key(&comparison.new.plan.names, rename::TYPE, &new.item.name);
            let value = after.value.trim_matches('"');
            let hint = whole
                .map(|whole| rename::hint("variants", &format!("{whole}.{value}"), before.name));
            let change = change(&kinds::VARIANT_RENAMED).between(before.name, after.name);
            comparison.add(change.hint(hint));
        } else if before.value != after.value {
            let change = change(&kinds::VARIANT_VALUE_CHANGED);
            comparison.add(change.between(&before.value, &after.value));
        } else if before.docs != after.docs {
            comparison
                .add(docs::changed(path(before.name), before.docs, after.docs).at(at.0, at.1));
        }
    }
    let change = match (old.unknown, new.unknown) {
        (Some(before), None) => Change::new(&kinds::CATCH_ALL_REMOVED, path(before)),
        (None, Some(after)) => Change::new(&kinds::CATCH_ALL_ADDED, path(after)),
        _ => return,
    };
    comparison.add(change.at(whole.0, whole.1));
}
