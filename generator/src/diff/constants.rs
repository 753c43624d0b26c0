//! Properties without a field: what is sent for them.

use super::change::Change;
use super::subject;
use super::subject::NamedStruct;
use super::{Comparison, kinds};
use crate::plan::{Constant, Field, Presence};

/// Reports constants that are sent with another value, no longer, or for the first time. A field
/// that is gained or lost with them is reported as such.
pub(super) fn compare(comparison: &mut Comparison<'_>, old: NamedStruct<'_>, new: NamedStruct<'_>) {
    if !old.0.sent || !new.0.sent {
        return;
    }
    let lost = sent(old).filter(|one| constant(new, &one.wire).is_none());
    let names = lost.chain(sent(new)).map(|one| &one.wire);
    for wire in names {
        let (was, now) = (sent_text(old, wire), sent_text(new, wire));
        let (Some(was), Some(now)) = (was, now) else {
            continue;
        };
        if was == now {
            continue;
        }
        let path = format!("{}.{wire}", subject::path(old.0));
        let change = Change::new(&kinds::FIELD_CONSTANT_CHANGED, path).between(was, now);
        let places = (
            comparison.old.named_property(old.0, wire),
            comparison.new.named_property(new.0, wire),
        );
        comparison.add(change.at(places.0, places.1));
    }
}

fn sent(of: NamedStruct<'_>) -> impl Iterator<Item = &Constant> {
    of.1.constants.iter().filter(|one| one.sent)
}

fn constant<'a>(of: NamedStruct<'a>, wire: &str) -> Option<&'a Constant> {
    sent(of).find(|one| one.wire == wire)
}

/// What is sent for a property that a caller does not set; `None` if the caller must set it.
fn sent_text(of: NamedStruct<'_>, wire: &str) -> Option<String> {
    if let Some(constant) = constant(of, wire) {
        return Some(constant.value.json());
    }
    let is_it = |field: &&Field| field.wire == wire;
    let Some(field) = of.1.fields.iter().find(is_it) else {
        return Some("nothing".to_owned());
    };
    match (&field.constant, &field.presence) {
        (Some(constant), _) => Some(constant.json()),
        (None, Presence::Optional) => Some("nothing if not set".to_owned()),
        (None, _) => None,
    }
}
