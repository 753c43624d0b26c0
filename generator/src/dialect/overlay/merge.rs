//! How an update is merged into what stands in the document.

use serde_json::Value;

use super::{Problem, ProblemKind};
use crate::diagnostics::Pointer;

/// How much an overlay may add: a document that copies itself a few times fills every memory.
pub(super) struct Budget {
    values: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { values: 1_000_000 }
    }
}

/// Objects and lists inside each other, as many as `source` reads.
const MAX_DEPTH: usize = 127;

impl Budget {
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
            problems.push(Problem::new(at, kind));
        }
    }
}

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
