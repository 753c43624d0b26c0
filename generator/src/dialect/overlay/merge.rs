//! Merges an update into the document.

use serde_json::Value;

use super::{Problem, ProblemKind};
use crate::diagnostics::Pointer;

/// Limits the size of the document: a few actions that copy the document into itself would exhaust
/// memory.
pub(super) struct Budget {
    values: usize,
}

/// The maximum number of values that one overlay may add.
const MAX_ADDED_VALUES: usize = 1_000_000;

/// The maximum number of values in a document after overlays: somewhat more than `source` reads.
const MAX_VALUES: usize = 6_000_000;

/// The maximum depth of objects and lists, the same as in `source`.
const MAX_DEPTH: usize = 127;

impl Budget {
    /// The budget of one overlay for `document`, regardless of what earlier overlays added.
    pub fn beside(document: &Value) -> Self {
        Self::beside_values(measure(document).0)
    }

    fn beside_values(there: usize) -> Self {
        Self {
            values: MAX_VALUES.saturating_sub(there).min(MAX_ADDED_VALUES),
        }
    }

    /// Accounts for adding `update` at `place`.
    pub fn spend(&mut self, place: &Pointer, update: &Value) -> Result<(), ProblemKind> {
        let (values, depth) = measure(update);
        let left = self.values.checked_sub(values);
        if place.segments().count() + depth > MAX_DEPTH {
            return Err(ProblemKind::TooMuch);
        }
        self.values = left.ok_or(ProblemKind::TooMuch)?;
        Ok(())
    }
}

/// The number of values in a value, and its depth.
fn measure(value: &Value) -> (usize, usize) {
    let (mut count, mut deepest) = (0, 0);
    let mut rest = vec![(value, 1)];
    while let Some((value, depth)) = rest.pop() {
        count += 1;
        deepest = deepest.max(depth);
        match value {
            Value::Object(members) => rest.extend(members.values().map(|value| (value, depth + 1))),
            Value::Array(elements) => rest.extend(elements.iter().map(|value| (value, depth + 1))),
            _ => {}
        }
    }
    (count, deepest)
}

/// Updates a node that a target selects: an object is merged with the update, and a list gets it as
/// a new element.
pub(super) fn update(node: &mut Value, update: &Value, at: &Pointer, problems: &mut Vec<Problem>) {
    match node {
        Value::Array(elements) => elements.push(update.clone()),
        node => merge(node, update, at, problems),
    }
}

/// Merges two values: objects member by member, lists by concatenation; otherwise the update
/// replaces the value.
fn merge(node: &mut Value, update: &Value, at: &Pointer, problems: &mut Vec<Problem>) {
    match (node, update) {
        (Value::Object(node), Value::Object(update)) => {
            for (key, value) in update {
                match node.get_mut(key) {
                    Some(member) => merge(member, value, &at.key(key), problems),
                    None => {
                        node.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(node), Value::Array(update)) => node.extend(update.iter().cloned()),
        (node, update) if is_plain(node) && is_plain(update) => *node = update.clone(),
        (node, update) => {
            let kind = ProblemKind::Incompatible {
                update: type_name(update),
                target: type_name(node),
            };
            report(problems, Problem::new(at, kind));
        }
    }
}

/// A problem of an update occurs at each of its targets, and is reported once.
fn report(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems
        .iter()
        .rev()
        .take(MAX_COMPARED)
        .any(|one| *one == problem)
    {
        problems.push(problem);
    }
}

/// The number of earlier problems that are compared with a new one.
const MAX_COMPARED: usize = 16;

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::Null => "nothing (`null`)",
        _ => "a plain value",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Budget, MAX_ADDED_VALUES, MAX_VALUES};
    use crate::diagnostics::Pointer;

    #[test]
    fn overlays_add_so_much_in_all() {
        let (top, one) = (Pointer::root(), json!(1));
        assert_eq!(
            Budget::beside(&json!({ "a": [1, 2] })).values,
            MAX_ADDED_VALUES
        );
        let mut budget = Budget::beside_values(MAX_VALUES - 1);
        assert_eq!(budget.spend(&top, &one), Ok(()));
        assert!(budget.spend(&top, &one).is_err());
        assert!(
            Budget::beside_values(MAX_VALUES + 9)
                .spend(&top, &one)
                .is_err()
        );
    }
}
