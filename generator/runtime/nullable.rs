//! Three states: absent, `null`, a value.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::absent::{ABSENT, MaybeAbsent};
use super::secret::Secret;

/// A member of an object that is absent, `null`, or a value: three different things to a server
/// that updates only the members it receives. `into()` converts a value, and an `Option` whose
/// `None` is `null`.
///
/// It has the methods of `Option`. Those that read the value return an `Option`, for which absent
/// and `null` are `None`; [`map`](Self::map) keeps them apart. Compared with an `Option`, both are
/// equal to `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Nullable<T> {
    /// The member is absent.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns a reference to the value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns a mutable reference to the value, if there is one.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    pub fn is_some(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether the member is absent or `null`.
    pub fn is_none(&self) -> bool {
        !self.is_some()
    }

    /// Whether the member has a value that matches a predicate.
    pub fn is_some_and(self, predicate: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(predicate)
    }

    /// Whether the member is absent or `null`, or has a value that matches a predicate.
    pub fn is_none_or(self, predicate: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_none_or(predicate)
    }

    /// Returns the value, if there is one.
    pub fn into_option(self) -> Option<T> {
        self.into_value()
    }

    /// Returns a reference to the value, if there is one.
    #[allow(
        clippy::should_implement_trait,
        reason = "it is the method of `Option`, which returns an `Option`"
    )]
    pub fn as_ref(&self) -> Option<&T> {
        self.value()
    }

    /// Returns a mutable reference to the value, if there is one.
    #[allow(
        clippy::should_implement_trait,
        reason = "it is the method of `Option`, which returns an `Option`"
    )]
    pub fn as_mut(&mut self) -> Option<&mut T> {
        self.value_mut()
    }

    /// Dereferences the value, if there is one: `Option<&str>` of a `Nullable<String>`.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.value().map(Deref::deref)
    }

    /// Dereferences the value mutably, if there is one.
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: DerefMut,
    {
        self.value_mut().map(DerefMut::deref_mut)
    }

    /// Applies a function to the value. Absent stays absent, and `null` stays `null`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }

    /// Applies a function to the value, or returns a default.
    pub fn map_or<U>(self, default: U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or(default, change)
    }

    /// Applies a function to the value, or computes a default.
    pub fn map_or_else<U>(self, default: impl FnOnce() -> U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or_else(default, change)
    }

    /// Applies a function that may return no value.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Option<U>) -> Option<U> {
        self.into_option().and_then(next)
    }

    /// Returns the value if it matches a predicate.
    pub fn filter(self, predicate: impl FnOnce(&T) -> bool) -> Option<T> {
        self.into_option().filter(predicate)
    }

    /// Returns the value, or another one.
    pub fn or(self, other: Option<T>) -> Option<T> {
        self.into_option().or(other)
    }

    /// Returns the value, or the result of a function.
    pub fn or_else(self, other: impl FnOnce() -> Option<T>) -> Option<T> {
        self.into_option().or_else(other)
    }

    /// Returns the value, or an error.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// Returns the value, or an error that a function returns.
    pub fn ok_or_else<E>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.into_option().ok_or_else(error)
    }

    /// Returns the value, or a default.
    pub fn unwrap_or(self, default: T) -> T {
        self.into_option().unwrap_or(default)
    }

    /// Returns the value, or the result of a function.
    pub fn unwrap_or_else(self, default: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(default)
    }

    /// Returns the value, or the default of its type.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// Iterates over the value, if there is one.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.value().into_iter()
    }

    /// Takes the value, and leaves the member absent.
    pub fn take(&mut self) -> Option<T> {
        std::mem::take(self).into_option()
    }

    /// Sets the value, and returns the previous one.
    pub fn replace(&mut self, value: T) -> Option<T> {
        std::mem::replace(self, Self::Value(value)).into_option()
    }
}

impl<T: Clone> Nullable<&T> {
    /// Clones the value.
    pub fn cloned(self) -> Nullable<T> {
        self.map(T::clone)
    }
}

impl<T: Copy> Nullable<&T> {
    /// Copies the value.
    pub fn copied(self) -> Nullable<T> {
        self.map(|value| *value)
    }
}

impl<T> IntoIterator for Nullable<T> {
    type Item = T;
    type IntoIter = std::option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Nullable<T> {
    type Item = &'a T;
    type IntoIter = std::option::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Absent and `null` are equal to `None`. The other way round there is no comparison: a second
/// `PartialEq` of `Option` would stop the compiler from inferring types in comparisons of options
/// everywhere.
impl<T: PartialEq> PartialEq<Option<T>> for Nullable<T> {
    fn eq(&self, other: &Option<T>) -> bool {
        self.value() == other.as_ref()
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&String> for Nullable<String> {
    fn from(value: &String) -> Self {
        Self::Value(value.clone())
    }
}

impl From<&str> for Nullable<Secret> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl From<String> for Nullable<Secret> {
    fn from(value: String) -> Self {
        Self::Value(value.into())
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Nullable<Vec<T>> {
    fn from(values: [U; N]) -> Self {
        Self::Value(values.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V, const N: usize> From<[(K, V); N]> for Nullable<BTreeMap<String, V>> {
    fn from(values: [(K, V); N]) -> Self {
        let values = values.into_iter();
        Self::Value(values.map(|(key, value)| (key.into(), value)).collect())
    }
}

impl<T: Serialize> MaybeAbsent for Nullable<T> {
    fn is_absent(&self) -> bool {
        Self::is_absent(self)
    }

    fn is_empty(&self) -> bool {
        self.value().is_none()
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ABSENT, States(PhantomData))
    }
}

struct States<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for States<T> {
    type Value = Nullable<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Nullable::Absent)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        Option::deserialize(deserializer).map(Nullable::from)
    }
}
