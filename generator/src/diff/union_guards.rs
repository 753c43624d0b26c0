//! Unions without a discriminator. A value is decoded as one of the variants whose guards it
//! matches: the one that reads most of it, then the one with the highest score, then the first
//! (`choose` in `runtime/union.rs`).

use super::change::Change;
use super::subject;
use super::subject::NamedUnion;
use super::unions::is_same;
use super::{Comparison, kinds};
use crate::plan::{Guard, UnionVariant};

/// A variant of both versions.
type Both<'a> = (&'a UnionVariant, &'a UnionVariant);

/// Compares how both versions of a union distinguish the variants that both have.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: NamedUnion<'_>,
    new: NamedUnion<'_>,
    both: &[Both<'_>],
) {
    // A variant with another payload is reported as such.
    let alike = |both: &&Both<'_>| is_same(comparison, both.0, both.1);
    let both: Vec<Both<'_>> = both.iter().filter(alike).copied().collect();
    let (mut was, mut now) = (Vec::new(), Vec::new());
    if is_reordered(old, new, &both) {
        was.push(order(old, both.iter().map(|both| both.0)));
        now.push(order(new, both.iter().map(|both| both.1)));
    }
    let is_whole = both.len() == old.1.variants.len() && both.len() == new.1.variants.len();
    for (before, after) in changed_guards(&both, is_whole) {
        was.push(variant_text(before));
        now.push(variant_text(after));
    }
    if was.is_empty() {
        return;
    }
    let change = Change::new(&kinds::UNION_READING_CHANGED, subject::path(old.0));
    let change = change.between(was.join("; "), now.join("; "));
    let at = (comparison.old.item(old.0), comparison.new.item(new.0));
    comparison.add(change.at(at.0, at.1));
}

fn position(of: NamedUnion<'_>, variant: &UnionVariant) -> Option<usize> {
    let mut variants = of.1.variants.iter();
    variants.position(|one| std::ptr::eq(one, variant))
}

/// Whether two variants that can match the same value have swapped their order.
fn is_reordered(old: NamedUnion<'_>, new: NamedUnion<'_>, both: &[Both<'_>]) -> bool {
    let swapped = |one: &Both<'_>, other: &Both<'_>| {
        let before = position(old, one.0).cmp(&position(old, other.0));
        let after = position(new, one.1).cmp(&position(new, other.1));
        before != after && may_overlap(&one.1.guard, &other.1.guard)
    };
    let mut rest = both;
    while let Some((one, others)) = rest.split_first() {
        if others.iter().any(|other| swapped(one, other)) {
            return true;
        }
        rest = others;
    }
    false
}

fn order<'a>(of: NamedUnion<'_>, variants: impl Iterator<Item = &'a UnionVariant>) -> String {
    let mut variants: Vec<&UnionVariant> = variants.collect();
    variants.sort_by_key(|variant| position(of, variant));
    let names: Vec<&str> = variants.iter().map(|one| one.name.as_str()).collect();
    names.join(" before ")
}

/// The variants whose guards changed, if another variant can match the same value. Empty if all
/// guards changed in the same way, since the preference among them is then unchanged.
fn changed_guards<'a>(both: &[Both<'a>], is_whole: bool) -> Vec<Both<'a>> {
    let mut deltas = both.iter().map(|(before, after)| delta(before, after));
    let first = deltas.next().flatten();
    if is_whole && first.is_some() && deltas.all(|delta| delta == first) {
        return Vec::new();
    }
    let differs = |both: &&Both<'_>| both.0.guard != both.1.guard;
    let is_met = |one: &&Both<'_>| {
        let mut others = both.iter().filter(|other| !std::ptr::eq(other.0, one.0));
        others.any(|other| {
            may_overlap(&one.0.guard, &other.0.guard) || may_overlap(&one.1.guard, &other.1.guard)
        })
    };
    let found = both.iter().filter(differs).filter(is_met);
    found.copied().collect()
}

/// The properties that a guard gained and lost: required gained, optional gained, required lost,
/// optional lost.
type Delta<'a> = [Vec<&'a String>; 4];

fn delta<'a>(before: &'a UnionVariant, after: &'a UnionVariant) -> Option<Delta<'a>> {
    let (
        Guard::Object {
            required: old_required,
            optional: old_optional,
            constant: old_constant,
        },
        Guard::Object {
            required,
            optional,
            constant,
        },
    ) = (&before.guard, &after.guard)
    else {
        return None;
    };
    if old_constant != constant {
        return None;
    }
    let more = |these: &'a [String], than: &[String]| {
        let mut more: Vec<&String> = these.iter().filter(|one| !than.contains(one)).collect();
        more.sort();
        more
    };
    Some([
        more(required, old_required),
        more(optional, old_optional),
        more(old_required, required),
        more(old_optional, optional),
    ])
}

/// Whether one value can match both.
fn may_overlap(one: &Guard, other: &Guard) -> bool {
    use Guard as G;
    match (one, other) {
        (G::Any, _) | (_, G::Any) => true,
        (G::Preferred(guard), other) | (other, G::Preferred(guard)) => may_overlap(guard, other),
        (G::Either(guards), other) | (other, G::Either(guards)) => {
            guards.iter().any(|guard| may_overlap(guard, other))
        }
        (G::OneOf(texts), G::OneOf(others)) | (G::Literal(texts), G::Literal(others)) => {
            texts.iter().any(|text| others.contains(text))
        }
        (
            G::Object {
                required, constant, ..
            },
            G::Object {
                required: also,
                constant: others,
                ..
            },
        ) => {
            let mut fixed = constant
                .iter()
                .filter(|(name, _)| required.contains(name) || also.contains(name));
            fixed.all(|(name, values)| {
                let other = others.iter().find(|(other, _)| other == name);
                other.is_none_or(|(_, others)| values.iter().any(|value| others.contains(value)))
            })
        }
        (
            G::String | G::OneOf(_) | G::Base64 | G::Date | G::Uuid,
            G::String | G::OneOf(_) | G::Base64 | G::Date | G::Uuid,
        )
        | (G::Integer | G::Number, G::Integer | G::Number)
        | (G::Boolean, G::Boolean)
        | (G::Literal(_), G::Boolean | G::Integer | G::Number)
        | (G::Boolean | G::Integer | G::Number, G::Literal(_))
        | (G::Array, G::Array)
        | (G::Object { .. } | G::Map | G::Open, G::Object { .. } | G::Map | G::Open) => true,
        _ => false,
    }
}

/// A variant's name and its guard, in words.
fn variant_text(variant: &UnionVariant) -> String {
    format!("{} {}", variant.name, guard_text(&variant.guard))
}

fn guard_text(wanted: &Guard) -> String {
    match wanted {
        Guard::Any => "anything".to_owned(),
        Guard::Boolean => "a boolean".to_owned(),
        Guard::Integer => "a whole number".to_owned(),
        Guard::Number => "a number".to_owned(),
        Guard::String => "text".to_owned(),
        Guard::OneOf(texts) => format!("one of {texts:?}"),
        Guard::Literal(values) => format!("one of {}", values.join(", ")),
        Guard::Base64 => "base64".to_owned(),
        Guard::Date => "a date".to_owned(),
        Guard::Uuid => "a UUID".to_owned(),
        Guard::Array => "a list".to_owned(),
        Guard::Map => "an object of values alike".to_owned(),
        Guard::Open => "any object".to_owned(),
        Guard::Object {
            required,
            optional,
            constant,
        } => {
            let valued = |name: &String, mark: &str| {
                let values = constant.iter().find(|(known, _)| known == name);
                let values = values.map(|(_, values)| format!(": {}", values.join(" | ")));
                format!("{name}{mark}{}", values.unwrap_or_default())
            };
            let required = required.iter().map(|name| valued(name, ""));
            let optional = optional.iter().map(|name| valued(name, "?"));
            let names: Vec<String> = required.chain(optional).collect();
            format!("{{{}}}", names.join(", "))
        }
        Guard::Preferred(guard) => guard_text(guard),
        Guard::Either(guards) => {
            let guards: Vec<String> = guards.iter().map(guard_text).collect();
            guards.join(" or ")
        }
    }
}
