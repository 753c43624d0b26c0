//! Orders that code sees: in which values compare, and in which variants are numbered.

use super::change::{Change, Kind};
use super::subject;
use super::{Comparison, kinds};
use crate::plan::{Item, ItemKind};

/// Compares the orders of two versions of a type, as far as code can see them.
pub(super) fn compare(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let (Some(before), Some(after)) = (old.order(), new.order()) else {
        return;
    };
    let (was, now) = (common(&before, &after), common(&after, &before));
    if was == now {
        return;
    }
    let change = Change::of(kind(old), subject::path(old)).between(was.join(", "), now.join(", "));
    let at = (comparison.old.item(old), comparison.new.item(new));
    comparison.add(change.at(at.0, at.1));
}

fn kind(item: &Item) -> &'static Kind {
    match item.kind {
        ItemKind::Struct(_) => &kinds::FIELD_ORDER_CHANGED,
        _ => &kinds::VARIANT_ORDER_CHANGED,
    }
}

/// Those that are in the other version too.
fn common<'a>(order: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let both = order.iter().filter(|name| other.contains(name));
    both.copied().collect()
}
