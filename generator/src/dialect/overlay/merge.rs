//! How an update is merged into what stands in the document.

use serde_json::Value;

use super::{Problem, ProblemKind};
use crate::diagnostics::Pointer;

/// How much an overlay may add: a document that copies itself a few times fills every memory.
pub(super) struct Budget {
    values: usize,
}

/// So many values may one overlay add.
const MOST_ADDED: usize = 1_000_000;

/// So many values may a document have once overlays are done with it: some more than `source` reads.
const MOST_VALUES: usize = 6_000_000;

/// Objects and lists inside each other, as many as `source` reads.
const MAX_DEPTH: usize = 127;

impl Budget {
    /// What one overlay may add to `document`, however much those before it added.
    pub fn beside(document: &Value) -> Self {
        Self::beside_values(measure(document).0)
    }

    fn beside_values(there: usize) -> Self {
        Self {
            values: MOST_VALUES.saturating_sub(there).min(MOST_ADDED),
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

/// How many values there are in a value, and how deep.
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

/// Updates a node that a target selects: an object is merged with it, a list gets one more element.
pub(super) fn update(node: &mut Value, update: &Value, at: &Pointer, problems: &mut Vec<Problem>) {
    match node {
        Value::Array(elements) => elements.push(update.clone()),
        node => merge(node, update, at, problems),
    }
}

/// Merges what both have: objects member by member, lists one behind the other, and the update's plain values win.
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
                update: name(update),
                target: name(node),
            };
            report(problems, Problem::new(at, kind));
        }
    }
}

/// What is wrong with an update is wrong at each of its targets, and told once.
fn report(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems
        .iter()
        .rev()
        .take(LATEST)
        .any(|one| *one == problem)
    {
        problems.push(problem);
    }
}

/// The number of earlier problems that are compared with a new one.
const LATEST: usize = 16;

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn name(value: &Value) -> &'static str {
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

    use super::{Budget, MOST_ADDED, MOST_VALUES};
    use crate::diagnostics::Pointer;

    #[test]
    fn overlays_add_so_much_in_all() {
        let (top, one) = (Pointer::root(), json!(1));
        assert_eq!(Budget::beside(&json!({ "a": [1, 2] })).values, MOST_ADDED);
        let mut budget = Budget::beside_values(MOST_VALUES - 1);
        assert_eq!(budget.spend(&top, &one), Ok(()));
        assert!(budget.spend(&top, &one).is_err());
        assert!(
            Budget::beside_values(MOST_VALUES + 9)
                .spend(&top, &one)
                .is_err()
        );
    }
}
