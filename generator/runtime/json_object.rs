//! Objects decoded by a table of names: which field a key belongs to, and what happens to unknown
//! keys.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::constant::{Constant, Constants, IsConstant};
use super::json_fields::Groups;

/// Decodes an object into groups of fields, by the position of each key in `names`.
pub(crate) fn object<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
    constants: Constants,
    build: impl FnOnce(F) -> T,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
{
    let mut slots = F::empty();
    deserializer.deserialize_map(Object::<F> {
        names,
        constants,
        slots: &mut slots,
    })?;
    let fields = F::finish(slots);
    fields.map(build).ok_or_else(incomplete)
}

/// Decodes an object into groups of fields, and unknown members into a map.
pub(crate) fn object_with_rest<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
    constants: Constants,
) -> Result<(F, BTreeMap<String, T>), D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
    T: Deserialize<'de>,
{
    let mut slots = F::empty();
    let mut rest = BTreeMap::new();
    deserializer.deserialize_map(ObjectWithRest::<F, T> {
        names,
        constants,
        slots: &mut slots,
        rest: &mut rest,
    })?;
    let fields = F::finish(slots);
    fields.map(|fields| (fields, rest)).ok_or_else(incomplete)
}

/// For a deserializer that visits nothing and returns success.
#[cold]
fn incomplete<E: serde::de::Error>() -> E {
    E::custom("an object was not read to its end")
}

/// Fills slots of the caller: an object may be large, and the result of a visitor is moved several
/// times.
struct Object<'a, 'de, F: Groups<'de>> {
    names: &'static [&'static str],
    constants: Constants,
    slots: &'a mut F::Slots,
}

impl<'de, F: Groups<'de>> Visitor<'de> for Object<'_, 'de, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut expected = 0;
        while let Some(index) = map.next_key_seed(Key {
            names: self.names,
            constants: self.constants,
            expected,
        })? {
            match index {
                Found::Field(index) => {
                    F::read(self.slots, index, &mut map)?;
                    expected = index + 1;
                }
                Found::Constant(constant) => pass(&mut map, constant)?,
                Found::Nothing => {
                    super::unread::count();
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        F::complete(self.slots, self.names)
    }
}

struct ObjectWithRest<'a, 'de, F: Groups<'de>, T> {
    names: &'static [&'static str],
    constants: Constants,
    slots: &'a mut F::Slots,
    rest: &'a mut BTreeMap<String, T>,
}

impl<'de, F: Groups<'de>, T: Deserialize<'de>> Visitor<'de> for ObjectWithRest<'_, 'de, F, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match find(self.names, self.constants, &key) {
                Found::Field(index) => F::read(self.slots, index, &mut map)?,
                Found::Constant(constant) => pass(&mut map, constant)?,
                Found::Nothing => {
                    self.rest.insert(key, map.next_value()?);
                }
            }
        }
        F::complete(self.slots, self.names)
    }
}

/// What a key stands for.
enum Found {
    /// The field at this position.
    Field(usize),
    /// A member with this value.
    Constant(&'static dyn Constant),
    /// A member that the description does not name.
    Nothing,
}

fn find(names: &'static [&'static str], constants: Constants, key: &str) -> Found {
    match names.iter().position(|name| *name == key) {
        Some(index) => Found::Field(index),
        None => find_constant(constants, key),
    }
}

fn find_constant(constants: Constants, key: &str) -> Found {
    let found = constants.iter().find(|(name, _)| *name == key);
    found.map_or(Found::Nothing, |(_, constant)| Found::Constant(*constant))
}

/// Skips the value of a constant. Another value is one that the type did not understand.
fn pass<'de, A: MapAccess<'de>>(
    map: &mut A,
    constant: &'static dyn Constant,
) -> Result<(), A::Error> {
    if !map.next_value_seed(IsConstant(constant))? {
        super::unread::count();
    }
    Ok(())
}

/// Decodes a key to what it stands for, without copying it.
struct Key {
    names: &'static [&'static str],
    constants: Constants,
    /// The position to try first: servers write members in the same order each time.
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let expected = self.names.get(self.expected);
        if expected.is_some_and(|name| is_same(name, key)) {
            return Ok(Found::Field(self.expected));
        }
        let found = search(self.names, key, self.expected);
        Ok(found.map_or_else(|| find_constant(self.constants, key), Found::Field))
    }
}

/// Returns the position of a key in `names`, searching from one position on and then from the
/// first.
fn search(names: &[&str], key: &str, from: usize) -> Option<usize> {
    let is_key = |name: &&str| is_same(name, key);
    let (before, after) = names.split_at_checked(from).unwrap_or_default();
    let found = after.iter().position(is_key);
    let found = found.map(|index| from + index);
    found.or_else(|| before.iter().position(is_key))
}

/// Compares two names in steps of eight bytes: names are short, and a call of `memcmp` takes
/// longer.
#[inline]
fn is_same(name: &str, key: &str) -> bool {
    let (name, key) = (name.as_bytes(), key.as_bytes());
    if name.len() != key.len() {
        return false;
    }
    // The last eight bytes overlap the previous step.
    if let (Some(name_end), Some(key_end)) = (name.last_chunk::<8>(), key.last_chunk::<8>()) {
        let mut steps = name.chunks_exact(8).zip(key.chunks_exact(8));
        return steps.all(|(name, key)| name == key) && name_end == key_end;
    }
    if let (Some(name_end), Some(key_end)) = (name.last_chunk::<4>(), key.last_chunk::<4>()) {
        return name.first_chunk::<4>() == key.first_chunk::<4>() && name_end == key_end;
    }
    name.iter().eq(key)
}
