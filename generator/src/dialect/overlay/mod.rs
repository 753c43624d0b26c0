//! Overlays: changes to a description, kept in a separate file (Overlay Specification 1.0, and
//! `copy` of 1.1).
//!
//! An overlay is applied to the raw document before it is processed further. Actions are applied in
//! order, each to the result of the previous ones. An action that can be recognized as invalid
//! beforehand is skipped as a whole. Problems are returned with their places in the overlay.

mod merge;
mod problem;
mod target;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub use problem::{Problem, ProblemKind};

use crate::diagnostics::Pointer;
use merge::Budget;

/// Applies `overlay` to `document`, and returns the problems of the overlay.
pub fn apply(document: &mut Value, overlay: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    let top = Pointer::root();
    let Some(overlay) = overlay.as_object() else {
        problems.push(Problem::new(&top, ProblemKind::NotAnObject));
        return problems;
    };
    if let Some(problem) = version(overlay, &top) {
        problems.push(problem);
        return problems;
    }
    check_keys(
        overlay,
        &top,
        &["overlay", "info", "extends", "actions"],
        &mut problems,
    );
    let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
        problems.push(Problem::new(&top, ProblemKind::NoActions));
        return problems;
    };
    let mut budget = Budget::beside(document);
    for (index, action) in actions.iter().enumerate() {
        let at = top.key("actions").index(index);
        match Action::read(action, &at, &mut problems) {
            Ok(action) => action.apply(document, &mut budget, &mut problems),
            Err(problem) => problems.push(problem),
        }
        let last = problems.last();
        if last.is_some_and(|problem| problem.kind == ProblemKind::TooMuch) {
            break;
        }
    }
    problems
}

fn version(overlay: &Map<String, Value>, at: &Pointer) -> Option<Problem> {
    let version = match overlay.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        // An unquoted YAML number.
        Some(other) => other.to_string(),
        None => return Some(Problem::new(at, ProblemKind::NotAnOverlay)),
    };
    let known = version == "1" || version.starts_with("1.");
    (!known).then(|| Problem::new(&at.key("overlay"), ProblemKind::UnknownVersion(version)))
}

fn check_keys(
    object: &Map<String, Value>,
    at: &Pointer,
    known: &[&str],
    problems: &mut Vec<Problem>,
) {
    let unknown = object.keys();
    let unknown = unknown.filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-"));
    problems.extend(
        unknown.map(|key| Problem::new(&at.key(key), ProblemKind::UnknownKey(key.clone()))),
    );
}

/// One change.
struct Action<'o> {
    at: &'o Pointer,
    target: &'o str,
    change: Change<'o>,
}

enum Change<'o> {
    Remove,
    Update(&'o Value),
    Copy(&'o str),
}

impl<'o> Action<'o> {
    fn read(
        action: &'o Value,
        at: &'o Pointer,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, Problem> {
        let problem = |kind| Problem::new(at, kind);
        let action = action
            .as_object()
            .ok_or_else(|| problem(ProblemKind::NotAnObject))?;
        let keys = ["target", "description", "update", "copy", "remove"];
        check_keys(action, at, &keys, problems);
        let target = action.get("target").and_then(Value::as_str);
        let target = target.ok_or_else(|| problem(ProblemKind::NoTarget))?;
        let copy = action.get("copy").and_then(Value::as_str);
        let change = match (action.get("remove"), action.get("update"), copy) {
            (Some(Value::Bool(true)), _, _) => Change::Remove,
            (_, Some(value), _) => Change::Update(value),
            (_, None, Some(source)) => Change::Copy(source),
            (_, None, None) => return Err(problem(ProblemKind::NoChange)),
        };
        Ok(Self { at, target, change })
    }

    fn apply(&self, document: &mut Value, budget: &mut Budget, problems: &mut Vec<Problem>) {
        if let Err(kind) = self.try_apply(document, budget, problems) {
            let key = match kind {
                ProblemKind::InvalidCopy(_) => "copy",
                ProblemKind::TooMuch => "update",
                _ => "target",
            };
            problems.push(Problem::new(&self.at.key(key), kind));
        }
    }

    fn try_apply(
        &self,
        document: &mut Value,
        budget: &mut Budget,
        problems: &mut Vec<Problem>,
    ) -> Result<(), ProblemKind> {
        let places = target::places(document, self.target)?;
        if places.is_empty() {
            return Err(ProblemKind::NothingSelected(self.target.to_owned()));
        }
        match self.change {
            Change::Remove => target::remove(document, &places),
            Change::Update(update) => {
                let at = self.at.key("update");
                update_all(document, &places, update, &at, budget, problems)
            }
            Change::Copy(source) => {
                let source = target::single_value(document, source)?;
                let at = self.at.key("copy");
                update_all(document, &places, &source, &at, budget, problems)
            }
        }
    }
}

fn update_all(
    document: &mut Value,
    places: &[Pointer],
    update: &Value,
    at: &Pointer,
    budget: &mut Budget,
    problems: &mut Vec<Problem>,
) -> Result<(), ProblemKind> {
    for place in places {
        budget.spend(place, update)?;
        if let Some(node) = document.pointer_mut(place.as_str()) {
            merge::update(node, update, at, problems);
        }
    }
    Ok(())
}
