//! Who asks for a change: the description, or the generator alone.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::side::Side;
use crate::diagnostics::Location;

/// Who asks for a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The description differs at the place of the change, or in what is referred to from there; or
    /// the place is another one.
    Description,
    /// The description is the same there: the generator represents it in another way.
    Generator,
}

impl Cause {
    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Generator => "generator",
        }
    }

    /// Determines the cause of a change between these places.
    pub(super) fn of(old: (Side<'_>, &Location), new: (Side<'_>, &Location)) -> Self {
        if old.1.pointer == new.1.pointer && is_same(old, new) {
            Self::Generator
        } else {
            Self::Description
        }
    }
}

/// Keys that only document.
const DOCS: &[&str] = &[
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// Those of them that hold values of any kind.
const EXAMPLES: &[&str] = &["example", "examples", "externalDocs"];

/// A value and its place.
type At<'a> = (&'a Value, Location);

/// Whether the values at both places are the same, with all that they refer to, apart from docs.
fn is_same(old: (Side<'_>, &Location), new: (Side<'_>, &Location)) -> bool {
    let value = |(side, at): (Side<'_>, &Location)| side.documents.value(at).is_some();
    if !value(old) || !value(new) {
        return false;
    }
    let mut seen = FxHashSet::default();
    // A list of what is still to be compared: values may refer to each other in long chains.
    let mut open = vec![(old.1.clone(), new.1.clone())];
    while let Some((before, after)) = open.pop() {
        if !seen.insert((before.clone(), after.clone())) {
            continue;
        }
        let values = (
            old.0.documents.value(&before),
            new.0.documents.value(&after),
        );
        let is_same = match values {
            (Some(one), Some(other)) => {
                alike((old.0, (one, before)), (new.0, (other, after)), &mut open)
            }
            (one, other) => one == other,
        };
        if !is_same {
            return false;
        }
    }
    true
}

/// Whether two values are the same without what they contain, which is added to `open`.
fn alike(
    old: (Side<'_>, At<'_>),
    new: (Side<'_>, At<'_>),
    open: &mut Vec<(Location, Location)>,
) -> bool {
    let ((one, before), (other, after)) = (old.1, new.1);
    let targets = (target(old.0, one, &before), target(new.0, other, &after));
    match (targets, one, other) {
        ((Some(one), Some(other)), ..) => open.push((one, other)),
        ((Some(one), None), ..) => open.push((one, after)),
        ((None, Some(other)), ..) => open.push((before, other)),
        (_, Value::Object(one), Value::Object(other)) => {
            if keys(one).ne(keys(other)) {
                return false;
            }
            open.extend(keys(one).map(|key| (before.key(key), after.key(key))));
        }
        (_, Value::Array(one), Value::Array(other)) => {
            if one.len() != other.len() {
                return false;
            }
            open.extend((0..one.len()).map(|index| (before.index(index), after.index(index))));
        }
        (_, one, other) => return one == other,
    }
    true
}

/// The keys that are not only docs, sorted. A property may be called like one of those.
fn keys(object: &Map<String, Value>) -> impl Iterator<Item = &String> {
    let mut keys: Vec<&String> = object.keys().collect();
    keys.retain(|key| {
        let value = object.get(*key);
        let is_schema = value.is_some_and(Value::is_object);
        !DOCS.contains(&key.as_str()) || (is_schema && !EXAMPLES.contains(&key.as_str()))
    });
    keys.sort_unstable();
    keys.into_iter()
}

/// The place that a reference leads to.
fn target(side: Side<'_>, value: &Value, at: &Location) -> Option<Location> {
    let reference = value.get("$ref")?.as_str()?;
    side.documents.resolve(at.file, reference).ok()
}
