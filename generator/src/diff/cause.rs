//! Who asks for a change: the description, or the generator alone.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::change::Kind;
use super::kinds;
use super::side::Side;
use crate::diagnostics::{Location, Pointer};

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

    /// Determines the cause of a change of this kind between these places.
    pub(super) fn find(
        kind: &Kind,
        old: (Side<'_>, &Location),
        new: (Side<'_>, &Location),
    ) -> Self {
        let depends_on_order = [
            &kinds::FIELD_ORDER_CHANGED,
            &kinds::CONSTRUCTOR_ORDER_CHANGED,
        ];
        let is_unmoved = old.1.pointer == new.1.pointer
            && is_required(old) == is_required(new)
            && operation_ids(old) == operation_ids(new)
            && (!depends_on_order.contains(&kind) || properties(old) == properties(new));
        let names = if kind.code.ends_with("-renamed") {
            Names::Titles
        } else {
            Names::Keys
        };
        let at = |(side, at): (_, &Location)| (side, whole(at));
        let (old, new) = (at(old), at(new));
        if is_unmoved && is_same((old.0, &old.1), (new.0, &new.1), names) {
            Self::Generator
        } else {
            Self::Description
        }
    }
}

/// Whether titles matter, because a thing may be named after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Titles,
    Keys,
}

/// The place on which the representation of this place depends: of a value or of a variant, the list
/// around it with what stands beside it, since all of them get different names and conversions.
fn whole(at: &Location) -> Location {
    let list = at.pointer.parent();
    let is_listed = list
        .as_ref()
        .is_some_and(|list| ["enum", "oneOf", "anyOf"].contains(&list.last().as_str()));
    match list.filter(|_| is_listed).and_then(|list| list.parent()) {
        Some(pointer) => Location {
            pointer,
            ..at.clone()
        },
        None => at.clone(),
    }
}

/// The ids of the operations around a place: nameless types are named after them.
fn operation_ids((side, at): (Side<'_>, &Location)) -> Vec<Value> {
    let pointers = std::iter::successors(Some(at.pointer.clone()), Pointer::parent);
    let ids = pointers.filter_map(|pointer| {
        let around = Location {
            pointer,
            ..at.clone()
        };
        let around = side.documents.value(&around)?;
        // A schema may have a property of this name.
        around
            .get("operationId")
            .filter(|id| id.is_string())
            .cloned()
    });
    ids.collect()
}

/// The properties of a schema, in order.
fn properties<'a>((side, at): (Side<'a>, &Location)) -> Vec<&'a String> {
    let schema = side.documents.value(at);
    let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
    properties.into_iter().flat_map(Map::keys).collect()
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
fn is_same(old: (Side<'_>, &Location), new: (Side<'_>, &Location), names: Names) -> bool {
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
                let old = (old.0, (one, before));
                alike(old, (new.0, (other, after)), names, &mut open)
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
    names: Names,
    open: &mut Vec<(Location, Location)>,
) -> bool {
    let ((one, before), (other, after)) = (old.1, new.1);
    let targets = (target(old.0, one, &before), target(new.0, other, &after));
    let is_referred = targets.0.is_some();
    match targets {
        (Some(one), Some(other)) => {
            if one.pointer != other.pointer {
                return false;
            }
            open.push((one, other));
        }
        (None, None) => {}
        _ => return false,
    }
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            // What stands beside a reference may matter, the text of the reference does not.
            let keys = |object| {
                let keys = keys(object, names);
                keys.filter(|key| !is_referred || *key != "$ref")
            };
            if keys(one).ne(keys(other)) {
                return false;
            }
            open.extend(keys(one).map(|key| (before.key(key), after.key(key))));
        }
        (Value::Array(one), Value::Array(other)) => {
            if one.len() != other.len() {
                return false;
            }
            open.extend((0..one.len()).map(|index| (before.index(index), after.index(index))));
        }
        (one, other) => return one == other,
    }
    true
}

/// The keys that are not only docs, sorted. A property may be called like one of those.
fn keys(object: &Map<String, Value>, names: Names) -> impl Iterator<Item = &String> {
    let mut keys: Vec<&String> = object.keys().collect();
    keys.retain(|key| {
        let value = object.get(*key);
        let is_schema = value.is_some_and(Value::is_object);
        let is_name = names == Names::Titles && *key == "title";
        is_name || !DOCS.contains(&key.as_str()) || (is_schema && !EXAMPLES.contains(&key.as_str()))
    });
    keys.sort_unstable();
    keys.into_iter()
}

/// The place that a reference leads to.
fn target(side: Side<'_>, value: &Value, at: &Location) -> Option<Location> {
    let reference = value.get("$ref")?.as_str()?;
    side.documents.resolve(at.file, reference).ok()
}
