//! The typed response headers.

use super::change::Change;
use super::pairs::Pairs;
use super::side::{Side, top};
use super::{Comparison, docs, kinds};
use crate::diagnostics::Location;
use crate::emit::type_signature;
use crate::plan::HeaderPlan;

/// Compares all headers.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let pairs = Pairs::by(&old.plan.headers, &new.plan.headers, |one| {
        one.constant.as_str()
    });
    for header in &pairs.removed {
        let change = Change::new(&kinds::HEADER_REMOVED, path(header));
        comparison.add(
            change
                .was(type_signature(&header.ty))
                .stood(header_at(old, header)),
        );
    }
    for header in &pairs.added {
        let change = Change::new(&kinds::HEADER_ADDED, path(header));
        comparison.add(
            change
                .now(type_signature(&header.ty))
                .stands(header_at(new, header)),
        );
    }
    for (before, after) in pairs.both {
        let at = (header_at(old, before), header_at(new, after));
        let change = |kind| Change::new(kind, path(before)).at(at.0.clone(), at.1.clone());
        if !comparison.names.same(&before.ty, &after.ty) {
            let types = (type_signature(&before.ty), type_signature(&after.ty));
            comparison.add(change(&kinds::HEADER_TYPE_CHANGED).between(types.0, types.1));
        } else if (before.form, &before.wire) != (after.form, &after.wire) {
            let text = |one: &HeaderPlan| format!("`{}`, {:?}", one.wire, one.form).to_lowercase();
            let change = change(&kinds::HEADER_READING_CHANGED);
            comparison.add(change.between(text(before), text(after)));
        } else if before.docs != after.docs {
            let change = docs::changed(path(before), &before.docs, &after.docs);
            comparison.add(change.at(at.0, at.1));
        }
    }
}

fn path(header: &HeaderPlan) -> String {
    format!("headers::{}", header.constant)
}

/// The place of the first header with this name.
fn header_at(side: Side<'_>, header: &HeaderPlan) -> Location {
    let responses = side.api.operations.values().flat_map(|one| &one.responses);
    let mut headers = responses.flat_map(|response| &response.headers);
    let found = headers.find(|one| one.name.eq_ignore_ascii_case(&header.wire));
    found.map_or_else(top, |found| found.origin.clone())
}
