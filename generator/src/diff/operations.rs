//! Operations: removed, added, renamed, and those with another URL or HTTP method.

use super::change::Change;
use super::operation_pair::{Both, Placed, placed, places};
use super::pairs::Pairs;
use super::{Comparison, bodies, docs, inputs, kinds, pages, rename, responses, security};
use crate::diagnostics::Location;
use crate::plan::OperationPlan;

/// Compares all operations.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (placed(comparison.old.plan), placed(comparison.new.plan));
    let route = |one: &Placed<'_>| {
        let plan = one.plan;
        Some((plan.http_method.clone(), plan.path.nameless()))
    };
    let by_name = Pairs::by(&old, &new, |one| one.plan.method.as_str());
    let pairs = by_name.then_by(route, route);
    for one in &pairs.removed {
        let change = Change::new(&kinds::OPERATION_REMOVED, one.path()).was(request(one.plan));
        let at = comparison.old.operation_at(one.plan);
        comparison.add(change.stood(at));
    }
    for one in &pairs.added {
        let change = Change::new(&kinds::OPERATION_ADDED, one.path()).now(request(one.plan));
        let at = comparison.new.operation_at(one.plan);
        comparison.add(change.stands(at));
    }
    for (old, new) in pairs.both {
        operation(comparison, Both { old, new });
    }
}

fn request(plan: &OperationPlan) -> String {
    format!("{} {}", plan.http_method, plan.path)
}

fn operation(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let at = places(comparison, both);
    identity(comparison, both, &at);
    inputs::compare(comparison, both);
    bodies::compare(comparison, both);
    responses::compare(comparison, both);
    pages::compare(comparison, both);
    security::of_operation(comparison, both);
    let (before, after) = (
        comparison.old.operation(both.old.plan),
        comparison.new.operation(both.new.plan),
    );
    if let Some((before, after)) = before.zip(after) {
        docs::compare_docs(comparison, &both.old.path(), &before.docs, &after.docs, at);
    }
}

/// Compares the names of an operation and where its requests are sent.
fn identity(comparison: &mut Comparison<'_>, both: Both<'_>, at: &(Location, Location)) {
    let (old, new) = (both.old.plan, both.new.plan);
    let change = |kind| Change::new(kind, both.old.path()).at(at.0.clone(), at.1.clone());
    if old.method != new.method {
        let names = &comparison.new.plan.names;
        let key = rename::key(names, rename::METHOD, &new.method);
        let hint = key.map(|key| rename::hint("operations", key, &old.method));
        let change = change(&kinds::OPERATION_RENAMED).between(&old.method, &new.method);
        comparison.add(change.hint(hint));
    }
    let is_called_else = old.method == new.method && old.structure != new.structure;
    if both.old.module.name != both.new.module.name || is_called_else {
        let calls = (
            both.old.local(&old.structure),
            both.new.local(&new.structure),
        );
        comparison.add(change(&kinds::OPERATION_MOVED).between(calls.0, calls.1));
    }
    if old.http_method != new.http_method {
        let change = change(&kinds::METHOD_CHANGED);
        comparison.add(change.between(&old.http_method, &new.http_method));
    }
    if old.path.nameless() != new.path.nameless() {
        let paths = (old.path.to_string(), new.path.to_string());
        comparison.add(change(&kinds::PATH_CHANGED).between(paths.0, paths.1));
    }
    if old.server != new.server {
        let text =
            |server: &Option<String>| server.clone().unwrap_or_else(|| "the client's".to_owned());
        let change = change(&kinds::OPERATION_SERVER_CHANGED);
        comparison.add(change.between(text(&old.server), text(&new.server)));
    }
}
