//! Compares two versions of a description, from the point of view of the crate's users.
//!
//! The input is two plans, the output a sorted list of changes, each with a verdict, its reason,
//! and its place in both descriptions. One file for each kind of thing that is compared. The plans
//! and the models behind them are compared; the descriptions themselves only for what neither
//! contains (`limits`). Changes are formatted only by `render`.
//!
//! The new version must be planned with the names of the old one
//! ([`CratePlan::names`](crate::plan::CratePlan::names)), as the generator does. Things with the
//! same name in both are then the same thing.

mod bodies;
mod cause;
mod change;
mod constants;
mod constructor;
mod directions;
mod docs;
mod enums;
mod features;
mod fields;
mod headers;
mod info;
mod inputs;
pub mod kinds;
mod limits;
mod operation_pair;
mod operations;
mod order;
mod package;
mod pages;
mod pairs;
mod parameters;
mod reach;
mod rename;
pub mod render;
mod responses;
mod security;
mod servers;
mod side;
mod structs;
mod subject;
mod type_equality;
mod types;
mod union_guards;
mod unions;
mod version;

pub use cause::Cause;
pub use change::{Change, Kind, Reach, Verdict};
pub use side::Side;
pub use version::{Step, Versions};

use reach::Reached;
use type_equality::TypeEquality;

/// Both versions, and the changes found so far.
struct Comparison<'a> {
    old: Side<'a>,
    new: Side<'a>,
    names: TypeEquality<'a>,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn add(&mut self, change: Change) {
        self.changes.push(change);
    }
}

/// Returns all changes, the most severe first.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let mut comparison = Comparison {
        old,
        new,
        names: TypeEquality::new(old, new),
        changes: Vec::new(),
    };
    info::compare(&mut comparison);
    servers::compare(&mut comparison);
    security::compare(&mut comparison);
    types::compare(&mut comparison);
    headers::compare(&mut comparison);
    operations::compare(&mut comparison);
    features::compare(&mut comparison);
    package::compare(&mut comparison);
    limits::compare(&mut comparison);
    let mut changes = comparison.changes;
    changes.sort_by_cached_key(Change::order);
    changes.dedup();
    explain(&mut changes, old, new);
    changes
}

/// Adds to each change who asks for it, and what it reaches.
fn explain(changes: &mut [Change], old: Side<'_>, new: Side<'_>) {
    let (before, after) = (Reached::new(old), Reached::new(new));
    for change in changes {
        let now = change.new.as_ref().and_then(|at| after.operations(at));
        let was = change.old.as_ref().and_then(|at| before.operations(at));
        change.operations = now.max(was);
        if change.kind.verdict == Verdict::Breaking {
            let places = change.old.as_ref().zip(change.new.as_ref());
            let cause =
                places.map(|(one, other)| Cause::find(change.kind, (old, one), (new, other)));
            let cause = cause.unwrap_or(Cause::Description);
            change.cause.get_or_insert(cause);
        }
    }
}
