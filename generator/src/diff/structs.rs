//! Structs: fields, additional properties and constructors.

use super::change::Change;
use super::directions;
use super::subject;
use super::subject::NamedStruct;
use super::{Comparison, constants, constructor, fields, kinds};
use crate::emit::type_signature;
use crate::plan::Rest;

/// Compares two versions of a struct.
pub(super) fn compare(comparison: &mut Comparison<'_>, old: NamedStruct<'_>, new: NamedStruct<'_>) {
    directions::directions(comparison, old.0, new.0);
    let both = fields::compare(comparison, old, new);
    constants::compare(comparison, old, new);
    constructor::compare(comparison, old, new, &both);
    rest(comparison, old, new);
}

/// Compares the fields for additional properties.
fn rest(comparison: &mut Comparison<'_>, old: NamedStruct<'_>, new: NamedStruct<'_>) {
    let at = (comparison.old.item(old.0), comparison.new.item(new.0));
    let change =
        |kind, rest: &Rest| Change::new(kind, format!("{}.{}", subject::path(old.0), rest.name));
    let change = match (&old.1.rest, &new.1.rest) {
        (Some(rest), None) => change(&kinds::FIELD_REMOVED, rest).was(describe_rest(rest)),
        (None, Some(rest)) => change(&kinds::FIELD_ADDED, rest).now(describe_rest(rest)),
        (Some(before), Some(after)) if before.name != after.name => {
            change(&kinds::FIELD_RENAMED, before).between(&before.name, &after.name)
        }
        (Some(before), Some(after)) if !comparison.names.same(&before.value, &after.value) => {
            change(&kinds::FIELD_TYPE_CHANGED, before)
                .between(describe_rest(before), describe_rest(after))
        }
        _ => return,
    };
    comparison.add(change.at(at.0, at.1));
}

fn describe_rest(rest: &Rest) -> String {
    format!("BTreeMap<String, {}>", type_signature(&rest.value))
}
