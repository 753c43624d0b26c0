//! Evaluates JSONPath (RFC 9535).

use serde_json::Value;
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use super::ProblemKind;
use crate::diagnostics::Pointer;

/// The maximum nesting of brackets. The parser's time doubles with every level.
const MAX_NESTING: usize = 5;

/// The maximum length of a path, in bytes.
const MAX_LENGTH: usize = 4096;

/// The places in `document` that `path` selects, each once, in order of the document.
pub(super) fn places(document: &Value, path: &str) -> Result<Vec<Pointer>, ProblemKind> {
    let path = parse(path).map_err(ProblemKind::InvalidTarget)?;
    let mut places: Vec<Pointer> = Vec::new();
    let located = path.query_located(document).dedup();
    places.extend(located.locations().map(to_pointer));
    Ok(places)
}

/// The value at the only place that `path` selects.
pub(super) fn single_value(document: &Value, path: &str) -> Result<Value, ProblemKind> {
    let path = parse(path).map_err(ProblemKind::InvalidCopy)?;
    let nodes = path.query(document);
    match nodes.all().as_slice() {
        [only] => Ok((*only).clone()),
        nodes => {
            let message = format!("`{path}` selects {}", nodes.len());
            Err(ProblemKind::InvalidCopy(message))
        }
    }
}

/// Removes the values at these places, from last to first, so that indexes remain correct.
pub(super) fn remove(document: &mut Value, places: &[Pointer]) -> Result<(), ProblemKind> {
    let mut places: Vec<Vec<String>> = places
        .iter()
        .map(|place| place.segments().collect())
        .collect();
    if places.iter().any(Vec::is_empty) {
        return Err(ProblemKind::WholeDocument);
    }
    places.sort_by(|one, other| by_index(one, other));
    for place in places.iter().rev() {
        let Some((last, parents)) = place.split_last() else {
            continue;
        };
        let parent = parents.iter().fold(Pointer::root(), |at, key| at.key(key));
        match document.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                members.shift_remove(last);
            }
            Some(Value::Array(elements)) => {
                if let Ok(index) = last.parse::<usize>()
                    && index < elements.len()
                {
                    elements.remove(index);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Orders paths such that elements of one list are in order of their indexes.
fn by_index(one: &[String], other: &[String]) -> std::cmp::Ordering {
    let keys = |path: &[String]| -> Vec<(usize, String)> {
        let keys = path.iter();
        keys.map(|key| (key.parse().unwrap_or(usize::MAX), key.clone()))
            .collect()
    };
    keys(one).cmp(&keys(other))
}

fn parse(path: &str) -> Result<JsonPath, String> {
    if path.len() > MAX_LENGTH || nesting(path) > MAX_NESTING {
        return Err("it is too long, or has too many brackets inside each other".to_owned());
    }
    JsonPath::parse(path).map_err(|error| error.to_string())
}

/// The nesting depth of brackets, including those in quotes.
fn nesting(path: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for letter in path.bytes() {
        match letter {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn to_pointer(path: &NormalizedPath<'_>) -> Pointer {
    path.iter()
        .fold(Pointer::root(), |at, element| match element {
            PathElement::Name(name) => at.key(name),
            PathElement::Index(index) => at.index(*index),
        })
}
