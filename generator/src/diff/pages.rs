//! Paginated and long-running operations.

use super::change::{Change, Kind};
use super::operation_pair::places;
use super::operation_pair::{Both, Placed};
use super::{Comparison, kinds};
use crate::emit::type_signature;
use crate::plan::{PagesPlan, WaiterPlan};

/// Compares the pagination and the polling of both versions of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, both: Both<'_>) {
    pages(comparison, both);
    waiter(comparison, both);
}

/// Adds a change of a method of the call.
fn add(
    comparison: &mut Comparison<'_>,
    both: Both<'_>,
    kind: &'static Kind,
    (of, method): (&Placed<'_>, &str),
    texts: (Option<String>, Option<String>),
) {
    let path = of.local(&format!("{}::{method}", of.plan.structure));
    let mut change = Change::new(kind, path);
    (change.was, change.now) = (texts.0.map(Into::into), texts.1.map(Into::into));
    let at = places(comparison, both);
    comparison.add(change.at(at.0, at.1));
}

fn pages(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let item = |plan: &PagesPlan| Some(type_signature(&plan.item));
    let names = |plan: &PagesPlan| (plan.pages.name.clone(), plan.each.name.clone());
    let (before, after) = match (
        comparison.old.plan.pages.get(&both.old.plan.source),
        comparison.new.plan.pages.get(&both.new.plan.source),
    ) {
        (None, None) => return,
        (Some(plan), None) => {
            let of = (both.old, plan.each.name.as_str());
            add(
                comparison,
                both,
                &kinds::PAGES_REMOVED,
                of,
                (item(plan), None),
            );
            return;
        }
        (None, Some(plan)) => {
            let of = (both.new, plan.each.name.as_str());
            add(
                comparison,
                both,
                &kinds::PAGES_ADDED,
                of,
                (None, item(plan)),
            );
            return;
        }
        (Some(before), Some(after)) => (before, after),
    };
    let of = (both.old, before.each.name.as_str());
    let turns =
        |plan: &PagesPlan| format!("{:?}", (&plan.turn, &plan.items, &plan.next, &plan.more));
    if !comparison.names.same(&before.item, &after.item) || names(before) != names(after) {
        let texts = (item(before), item(after));
        add(comparison, both, &kinds::PAGES_TYPE_CHANGED, of, texts);
    } else if turns(before) != turns(after) {
        add(comparison, both, &kinds::PAGES_CHANGED, of, (None, None));
    }
}

fn waiter(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let done = |plan: &WaiterPlan| Some(type_signature(&plan.done));
    let (before, after) = match (
        comparison.old.plan.waiters.get(&both.old.plan.source),
        comparison.new.plan.waiters.get(&both.new.plan.source),
    ) {
        (None, None) => return,
        (Some(plan), None) => {
            let of = (both.old, plan.method.as_str());
            add(
                comparison,
                both,
                &kinds::WAITER_REMOVED,
                of,
                (done(plan), None),
            );
            return;
        }
        (None, Some(plan)) => {
            let of = (both.new, plan.method.as_str());
            add(
                comparison,
                both,
                &kinds::WAITER_ADDED,
                of,
                (None, done(plan)),
            );
            return;
        }
        (Some(before), Some(after)) => (before, after),
    };
    let of = (both.old, before.method.as_str());
    let rest = |plan: &WaiterPlan| {
        let WaiterPlan {
            arguments,
            state,
            success,
            failure,
            pending,
            result,
            every,
            within,
            ..
        } = plan;
        format!(
            "{:?}",
            (
                arguments,
                state,
                (success, failure, pending),
                result,
                every,
                within
            )
        )
    };
    let is_same = comparison.names.same(&before.done, &after.done);
    if !is_same || (&before.method, &before.poll) != (&after.method, &after.poll) {
        let texts = (done(before), done(after));
        add(comparison, both, &kinds::WAITER_TYPE_CHANGED, of, texts);
    } else if rest(before) != rest(after) {
        add(comparison, both, &kinds::WAITER_CHANGED, of, (None, None));
    }
}
