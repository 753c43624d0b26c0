//! Objects that are read by a table of names: which field a key is, and what becomes of a key that is none.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::json_fields::Groups;

/// Reads an object into groups of fields, by the position of each key in `names`.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn object<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
    build: impl FnOnce(F) -> T,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
{
    deserializer.deserialize_map(Object {
        names,
        build,
        fields: PhantomData,
    })
}

/// Reads an object into groups of fields, and every other member into a map.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn object_with_rest<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
) -> Result<(F, BTreeMap<String, T>), D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_map(ObjectWithRest {
        names,
        fields: PhantomData,
        rest: PhantomData,
    })
}

struct Object<F, B> {
    names: &'static [&'static str],
    build: B,
    fields: PhantomData<F>,
}

impl<'de, F: Groups<'de>, T, B: FnOnce(F) -> T> Visitor<'de> for Object<F, B> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut slots = F::empty();
        let mut expected = 0;
        while let Some(index) = map.next_key_seed(Key {
            names: self.names,
            expected,
        })? {
            match index {
                Some(index) => {
                    F::read(&mut slots, index, &mut map)?;
                    expected = index + 1;
                }
                None => {
                    super::unread::count();
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        F::finish(slots, self.names).map(self.build)
    }
}

struct ObjectWithRest<F, T> {
    names: &'static [&'static str],
    fields: PhantomData<F>,
    rest: PhantomData<T>,
}

impl<'de, F: Groups<'de>, T: Deserialize<'de>> Visitor<'de> for ObjectWithRest<F, T> {
    type Value = (F, BTreeMap<String, T>);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut slots = F::empty();
        let mut rest = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match self.names.iter().position(|name| *name == key) {
                Some(index) => F::read(&mut slots, index, &mut map)?,
                None => {
                    rest.insert(key, map.next_value()?);
                }
            }
        }
        Ok((F::finish(slots, self.names)?, rest))
    }
}

/// Reads a key as its position in `names`, without copying it.
struct Key {
    names: &'static [&'static str],
    /// Where to look first: servers write the members of an object in the same order each time.
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let is_key = |name: &&str| *name == key;
        if self.names.get(self.expected).is_some_and(is_key) {
            return Ok(Some(self.expected));
        }
        let (before, after) = self
            .names
            .split_at_checked(self.expected)
            .unwrap_or_default();
        let found = after.iter().position(is_key);
        let found = found.map(|index| self.expected + index);
        Ok(found.or_else(|| before.iter().position(is_key)))
    }
}
