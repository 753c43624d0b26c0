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
    pub(super) fn find(old: (Side<'_>, &Location), new: (Side<'_>, &Location)) -> Self {
        let is_unmoved = old.1.pointer == new.1.pointer;
        let is_unmoved = is_unmoved && is_required(old) == is_required(new);
        if is_unmoved && is_same(old, new) {
            Self::Generator
        } else {
            Self::Description
        }
    }
}

/// Whether the object around a property requires it, which does not stand in the property itself.
fn is_required((side, at): (Side<'_>, &Location)) -> bool {
    let properties = at.pointer.parent();
    let Some(properties) = properties.filter(|around| around.last() == "properties") else {
        return false;
    };
    let object = properties.parent().and_then(|pointer| {
        let whole = Location {
            pointer,
            ..at.clone()
        };
        side.documents.value(&whole)
    });
    let required = object.and_then(|object| object.get("required")?.as_array());
    let name = at.pointer.last();
    required.is_some_and(|names| names.iter().any(|one| one.as_str() == Some(&*name)))
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

/// Whether the values at both places are the same, with all that they refer to, apart from docs. A
/// reference to another component, or the content of a component in its place, is different.
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
        ((Some(one), Some(other)), ..) => {
            let is_one = one.pointer == other.pointer;
            open.push((one, other));
            return is_one;
        }
        ((Some(_), None) | (None, Some(_)), ..) => return false,
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
