//! The directions of a type: whether it is sent and whether it is received.

use super::change::Change;
use super::{Comparison, kinds, subject};
use crate::plan::{Item, ItemKind};

/// Compares the directions of a struct or a union. They determine which traits it implements.
pub(super) fn directions(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let at = (comparison.old.item(old), comparison.new.item(new));
    let sent = [&kinds::NO_LONGER_SENT, &kinds::NOW_SENT];
    let received = [&kinds::NO_LONGER_RECEIVED, &kinds::NOW_RECEIVED];
    let ways = [
        (old.sent || is_made(old), new.sent || is_made(new), sent),
        (old.received, new.received, received),
    ];
    for (before, after, [lost, gained]) in ways {
        let kind = match (before, after) {
            (true, false) => lost,
            (false, true) => gained,
            _ => continue,
        };
        comparison.add(Change::new(kind, subject::path(old)).at(at.0.clone(), at.1.clone()));
    }
}

/// Whether callers build values of the type, be it only to send it as multipart.
fn is_made(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Struct(structure) if structure.constructor.is_some())
}
