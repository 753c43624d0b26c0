//! Unions: variants, payloads and discriminators.

use super::cause::Cause;
use super::change::Change;
use super::directions;
use super::pairs::Pairs;
use super::subject;
use super::subject::NamedUnion;
use super::{Comparison, docs, kinds, rename, union_guards};
use crate::emit::type_signature;
use crate::model::TagValue;
use crate::plan::{RustType, UnionEnum, UnionVariant, VariantShape};

/// Compares two versions of a union.
pub(super) fn compare(comparison: &mut Comparison<'_>, old: NamedUnion<'_>, new: NamedUnion<'_>) {
    directions::directions(comparison, old.0, new.0);
    let mut pairs = Pairs::by(&old.1.variants, &new.1.variants, |variant| {
        variant.name.as_str()
    });
    let renamed = pairs.take_alike(|old, new| {
        old.shape.wire() == new.shape.wire() && is_same(comparison, old, new)
    });
    let whole = (comparison.old.item(old.0), comparison.new.item(new.0));
    for variant in &pairs.removed {
        let change = Change::new(&kinds::VARIANT_REMOVED, path(old, variant));
        let at = comparison.old.variant(old.0, position(old, variant));
        comparison.add(
            change
                .was(shape_text(&variant.shape))
                .at(at, whole.1.clone()),
        );
    }
    for variant in &pairs.added {
        let change = Change::new(&kinds::VARIANT_ADDED, path(new, variant));
        let at = comparison.new.variant(new.0, position(new, variant));
        comparison.add(
            change
                .now(shape_text(&variant.shape))
                .at(whole.0.clone(), at),
        );
    }
    let both: Vec<_> = pairs.both.into_iter().chain(renamed).collect();
    for (before, after) in &both {
        variant(comparison, (old, before), (new, after));
    }
    tag(comparison, old, new);
    default(comparison, old, new);
    if old.0.received && new.0.received && old.1.tag.is_none() && new.1.tag.is_none() {
        union_guards::compare(comparison, old, new, &both);
    }
}

/// Whether code uses both variants alike, apart from their names.
pub(super) fn is_same(comparison: &Comparison<'_>, old: &UnionVariant, new: &UnionVariant) -> bool {
    let same = |old: &RustType, new: &RustType| comparison.names.same(old, new);
    old.shape.is_alike(&new.shape, same)
}

/// The payload of a variant and its values on the wire.
fn shape_text(shape: &VariantShape) -> String {
    let wire = wire_text(shape);
    match (shape.payload(), wire.is_empty()) {
        (Some(payload), true) => type_signature(payload),
        (Some(payload), false) => format!("{} in {wire}", type_signature(payload)),
        (None, _) => wire,
    }
}

/// The values of a variant on the wire; empty if they are the payload's.
fn wire_text(shape: &VariantShape) -> String {
    match shape {
        VariantShape::Payload(_) => String::new(),
        VariantShape::Word(word) => format!("{word:?}"),
        VariantShape::Member { key, is_closed, .. } if *is_closed => format!("{{{key:?}: …}}"),
        VariantShape::Member { key, .. } => format!("{{{key:?}: …, …}}"),
    }
}

fn path(of: NamedUnion<'_>, variant: &UnionVariant) -> String {
    format!("{}::{}", subject::path(of.0), variant.name)
}

fn position(of: NamedUnion<'_>, variant: &UnionVariant) -> usize {
    let mut variants = of.1.variants.iter();
    variants
        .position(|one| std::ptr::eq(one, variant))
        .unwrap_or_default()
}

/// A union and one of its variants.
type Of<'a> = (NamedUnion<'a>, &'a UnionVariant);

fn variant(comparison: &mut Comparison<'_>, old: Of<'_>, new: Of<'_>) {
    let (before, after) = (old.1, new.1);
    let at = (
        comparison.old.variant(old.0.0, position(old.0, before)),
        comparison.new.variant(new.0.0, position(new.0, after)),
    );
    let path = path(old.0, before);
    let change = |kind| Change::new(kind, path.clone()).at(at.0.clone(), at.1.clone());
    // Names and conversions of a variant depend on the other variants.
    let sides = (comparison.old, comparison.new);
    let unions = (sides.0.item(old.0.0), sides.1.item(new.0.0));
    let caused = |change: Change| {
        let cause = Cause::find(change.kind, (sides.0, &unions.0), (sides.1, &unions.1));
        change.caused(cause)
    };
    if before.name != after.name {
        let whole = rename::key(&comparison.new.plan.names, rename::TYPE, &new.0.0.name);
        let hint = whole
            .map(|whole| rename::hint("variants", &format!("{whole}.{}", after.key), &before.name));
        let change = change(&kinds::VARIANT_RENAMED).between(&before.name, &after.name);
        comparison.add(caused(change.hint(hint)));
    }
    let shapes = (shape_text(&before.shape), shape_text(&after.shape));
    if !is_same(comparison, before, after) {
        comparison.add(change(&kinds::VARIANT_TYPE_CHANGED).between(shapes.0, shapes.1));
    } else if wire_text(&before.shape) != wire_text(&after.shape) {
        comparison.add(change(&kinds::VARIANT_VALUE_CHANGED).between(shapes.0, shapes.1));
    } else if old.0.0.sent && new.0.0.sent && before.from != after.from {
        let kind = if after.from {
            &kinds::CONVERSION_ADDED
        } else {
            &kinds::CONVERSION_REMOVED
        };
        comparison.add(caused(change(kind)));
    }
    let told = |variant: &UnionVariant| (variant.tags.clone(), variant.without_tag);
    if old.0.1.tag.is_some() && old.0.1.tag == new.0.1.tag && told(before) != told(after) {
        let change = change(&kinds::DISCRIMINATOR_CHANGED);
        comparison.add(change.between(selector_text(before), selector_text(after)));
    }
    let is_said = before.name == after.name && !before.payload().is_some_and(is_named);
    if is_said && before.docs != after.docs {
        comparison.add(docs::changed(path, &before.docs, &after.docs).at(at.0, at.1));
    }
}

/// What selects a variant in a union with a discriminator, in words.
fn selector_text(variant: &UnionVariant) -> String {
    let tags = variant.tags.iter().map(TagValue::json);
    let looks = variant.without_tag.then(|| "no tag".to_owned());
    let all: Vec<String> = tags.chain(looks).collect();
    all.join(", ")
}

/// Whether the payload is one of the crate's types, which has docs of its own.
fn is_named(payload: &RustType) -> bool {
    matches!(payload.clone().unboxed(), RustType::Named(_))
}

/// Compares the variants for values with an unknown tag.
fn default(comparison: &mut Comparison<'_>, old: NamedUnion<'_>, new: NamedUnion<'_>) {
    let is_renamed =
        |before: &UnionVariant, after: &UnionVariant| is_same(comparison, before, after);
    let is_same = match (old.1.default_variant(), new.1.default_variant()) {
        (Some(before), Some(after)) => before.name == after.name || is_renamed(before, after),
        (before, after) => before.is_none() && after.is_none(),
    };
    if is_same || old.1.tag != new.1.tag {
        return;
    }
    let text = |union: &UnionEnum| match &union.default {
        Some(name) => format!("all other values: `{name}`"),
        None => "all other values: kept as JSON".to_owned(),
    };
    let at = (
        comparison.old.item(old.0).key("discriminator"),
        comparison.new.item(new.0).key("discriminator"),
    );
    let change = Change::new(&kinds::DISCRIMINATOR_CHANGED, subject::path(old.0));
    comparison.add(change.between(text(old.1), text(new.1)).at(at.0, at.1));
}

/// Compares the discriminator properties.
fn tag(comparison: &mut Comparison<'_>, old: NamedUnion<'_>, new: NamedUnion<'_>) {
    if old.1.tag == new.1.tag {
        return;
    }
    let text = |union: &UnionEnum| union.tag.clone().unwrap_or_else(|| "none".to_owned());
    let at = (
        comparison.old.item(old.0).key("discriminator"),
        comparison.new.item(new.0).key("discriminator"),
    );
    let change = Change::new(&kinds::DISCRIMINATOR_CHANGED, subject::path(old.0));
    comparison.add(change.between(text(old.1), text(new.1)).at(at.0, at.1));
}
