//! Builds a `serde_json::Value` from JSON or YAML, and notes what serde would ignore silently.
//!
//! Keys keep their order and spelling (`200:` is the key `"200"`). `<<` is merged, numbers beyond
//! 64 bits become floats, and tags are dropped. Of two equal keys the last one is used, and the
//! duplicate is noted.

use std::cell::{Cell, RefCell};
use std::fmt;

use rustc_hash::FxHashSet;
use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::Limits;
use super::allowance::Left;
use crate::diagnostics::Pointer;

/// Notes taken while a file is read.
#[derive(Debug)]
pub(super) struct Notes {
    /// Paths of duplicate members, innermost segment first.
    duplicates: RefCell<Vec<Vec<String>>>,
    left: Left,
    /// The length in bytes of the path of the value being read.
    path: Cell<usize>,
    depth: usize,
    exceeded: Cell<Option<&'static str>>,
    /// Stack of the members and elements read so far, of all objects and lists that are still open.
    members: RefCell<Vec<(String, Value)>>,
    elements: RefCell<Vec<Value>>,
}

impl Notes {
    /// Creates empty notes for a file with these limits.
    pub fn new(limits: &Limits, left: Left) -> Self {
        Self {
            duplicates: RefCell::default(),
            left,
            path: Cell::new(0),
            depth: limits.depth,
            exceeded: Cell::new(None),
            members: RefCell::default(),
            elements: RefCell::default(),
        }
    }

    /// What was exceeded, if that is why reading ended.
    pub fn exceeded(&self) -> Option<&'static str> {
        self.exceeded.get()
    }

    /// The members whose key occurred before.
    pub fn duplicates(&self) -> Vec<Pointer> {
        let pointer = |path: &Vec<String>| {
            path.iter()
                .rev()
                .fold(Pointer::root(), |at, segment| at.key(segment))
        };
        self.duplicates.borrow().iter().map(pointer).collect()
    }

    /// The amounts that are left for the file.
    pub fn left(&self) -> &Left {
        &self.left
    }

    /// Counts text that is kept: an alias repeats it for a few bytes.
    fn spend<E: Error>(&self, text: &str) -> Result<(), E> {
        self.left.spend_text(text).map_err(|what| self.exceed(what))
    }

    /// Does some work inside the member or element whose name has this many bytes.
    fn within<T>(&self, segment: usize, work: impl FnOnce() -> T) -> T {
        let before = self.path.get();
        self.path.set(before.saturating_add(segment + 1));
        let done = work();
        self.path.set(before);
        done
    }

    fn count(&self) -> usize {
        self.duplicates.borrow().len()
    }

    fn duplicate(&self, key: &str) {
        self.duplicates.borrow_mut().push(vec![key.to_owned()]);
    }

    /// Prefixes `segment` to the paths of the notes that were added since there were `before`.
    fn inside(&self, before: usize, segment: impl Fn() -> String) {
        if self.count() > before {
            self.duplicates
                .borrow_mut()
                .iter_mut()
                .skip(before)
                .for_each(|path| path.push(segment()));
        }
    }

    fn exceed<E: Error>(&self, what: &'static str) -> E {
        self.exceeded.set(Some(what));
        E::custom(what)
    }
}

/// Approximate length of an element's index, in bytes.
const INDEX_LENGTH: usize = 3;

/// Reads one value and everything in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'n> {
    notes: &'n Notes,
    depth: usize,
    merge_keys: bool,
}

impl<'n> Reading<'n> {
    /// Reads JSON.
    pub fn json(notes: &'n Notes) -> Self {
        Self {
            notes,
            depth: 0,
            merge_keys: false,
        }
    }

    /// Reads YAML, where the key `<<` merges.
    pub fn yaml(notes: &'n Notes) -> Self {
        Self {
            notes,
            depth: 0,
            merge_keys: true,
        }
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= self.notes.depth {
            return Err(self.notes.exceed("objects and lists are nested too deeply"));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }

    fn count<E: Error>(self) -> Result<(), E> {
        let counted = self.notes.left.value(self.notes.path.get());
        counted.map_err(|what| self.notes.exceed(what))
    }
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "JSON has no wider numbers than a double either"
    )]
    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "JSON has no wider numbers than a double either"
    )]
    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.notes.spend(value)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.notes.spend(&value)?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let read = &self.notes.elements;
        let begin = read.borrow().len();
        for index in 0.. {
            let before = self.notes.count();
            let next = self
                .notes
                .within(INDEX_LENGTH, || elements.next_element_seed(inner))?;
            let Some(element) = next else {
                break;
            };
            self.notes.inside(before, || usize::to_string(&index));
            read.borrow_mut().push(element);
        }
        // Values live long: collecting from `drain` allocates the exact capacity.
        let list = read.borrow_mut().drain(begin..).collect();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let read = &self.notes.members;
        let begin = read.borrow().len();
        let mut merged = Vec::new();
        while let Some(key) = members.next_key_seed(Key(self.notes))? {
            let before = self.notes.count();
            let value = self
                .notes
                .within(key.len(), || members.next_value_seed(inner))?;
            self.notes.inside(before, || key.clone());
            if self.merge_keys && key == MERGE_KEY {
                merged.push(value);
            } else {
                read.borrow_mut().push((key, value));
            }
        }
        // The same for objects.
        let mut entries = read.borrow_mut();
        let entries = entries.drain(begin..);
        let mut object = Map::with_capacity(entries.len());
        let mut noted = FxHashSet::default();
        for (key, value) in entries {
            match object.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(value);
                }
                Entry::Occupied(mut place) => {
                    if noted.insert(place.key().clone()) {
                        self.notes.duplicate(place.key());
                    }
                    place.insert(value);
                }
            }
        }
        for value in merged {
            merge(&mut object, value);
        }
        Ok(Value::Object(object))
    }

    /// A custom YAML tag: the tagged value is used, the tag is dropped.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (Tag, content) = tagged.variant_seed(Tag)?;
        content.newtype_variant_seed(self)
    }
}

/// The key that merges another mapping into its own.
pub(super) const MERGE_KEY: &str = "<<";

/// Adds the members that `object` does not have itself.
fn merge(object: &mut Map<String, Value>, merged: Value) {
    match merged {
        Value::Object(members) => {
            for (key, value) in members {
                object.entry(key).or_insert(value);
            }
        }
        Value::Array(list) if list.iter().all(Value::is_object) => {
            for members in list {
                merge(object, members);
            }
        }
        // Not a merge after all, but a member with an unusual name.
        other => {
            object.insert(MERGE_KEY.to_owned(), other);
        }
    }
}

/// JSON has neither infinities nor NaN: they become their YAML text.
fn float(value: f64) -> Value {
    let text = if value.is_nan() {
        ".nan"
    } else if value.is_sign_negative() {
        "-.inf"
    } else {
        ".inf"
    };
    Number::from_f64(value).map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// Reads a key as text, whatever its type would be as a value.
struct Key<'n>(&'n Notes);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.0.spend(key)?;
        Ok(key.to_owned())
    }

    fn visit_string<E: Error>(self, key: String) -> Result<String, E> {
        self.0.spend(&key)?;
        Ok(key)
    }
}

/// Reads a YAML tag and drops it.
struct Tag;

impl<'de> DeserializeSeed<'de> for Tag {
    type Value = Self;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Tag {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }
}
