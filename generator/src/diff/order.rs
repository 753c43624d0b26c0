//! Observable orders: the order in which values compare, and the numbers of variants.

use super::change::{Change, Kind};
use super::subject;
use super::{Comparison, kinds};
use crate::plan::{Item, ItemKind};

/// Compares the observable order of fields or variants of a type.
pub(super) fn compare(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let (Some(before), Some(after)) = (
        old.order(comparison.old.plan.derives(old)),
        new.order(comparison.new.plan.derives(new)),
    ) else {
        return;
    };
    let (was, now) = (common(&before, &after), common(&after, &before));
    if was == now {
        return;
    }
    let change = Change::new(kind(old), subject::path(old)).between(was.join(", "), now.join(", "));
    let at = (comparison.old.item(old), comparison.new.item(new));
    comparison.add(change.at(at.0, at.1));
}

fn kind(item: &Item) -> &'static Kind {
    match item.kind {
        ItemKind::Struct(_) => &kinds::FIELD_ORDER_CHANGED,
        _ => &kinds::VARIANT_ORDER_CHANGED,
    }
}

/// Those that the other version has, too.
fn common<'a>(order: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let both = order.iter().filter(|name| other.contains(name));
    both.copied().collect()
}
