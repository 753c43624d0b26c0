//! The members of an object as tuples: at most 16 in a group, and at most 16 groups in a group of
//! groups.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::absent::{MaybeAbsent, write_present};
use super::constant::{Constant, Constants};

/// Serializes an object. Its constants come first, which lets a server choose the type of the rest
/// before it reads it.
pub(crate) fn write<S: Serializer>(
    serializer: S,
    constants: Constants,
    members: impl Members,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (name, constant) in constants {
        map.serialize_entry(name, &constant.literal())?;
    }
    members.write(&mut map)?;
    map.end()
}

/// The members of an object, in order.
pub(crate) trait Members {
    /// Serializes them.
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error>;
}

/// A member that is always written.
pub(crate) struct Always<'a, T>(pub(crate) &'static str, pub(crate) &'a T);

impl<T: Serialize> Members for Always<'_, T> {
    #[inline]
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(self.0, self.1)
    }
}

/// A member that is written if it has a value.
pub(crate) struct IfPresent<'a, T>(pub(crate) &'static str, pub(crate) &'a T);

impl<T: MaybeAbsent> Members for IfPresent<'_, T> {
    #[inline]
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        write_present(map, self.0, self.1)
    }
}

/// A member that is written as a constant if it has no value.
pub(crate) struct OrConstant<'a, T, C>(pub(crate) &'static str, pub(crate) &'a T, pub(crate) C);

impl<T: MaybeAbsent, C: Constant> Members for OrConstant<'_, T, C> {
    #[inline]
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        if self.1.is_empty() {
            map.serialize_entry(self.0, &self.2.literal())
        } else {
            map.serialize_entry(self.0, self.1)
        }
    }
}

/// The members without a field of their own.
pub(crate) struct Rest<'a, T>(pub(crate) &'a BTreeMap<String, T>);

impl<T: Serialize> Members for Rest<'_, T> {
    #[inline]
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        Ok(())
    }
}

macro_rules! group {
    ($($type:ident),*) => {
        impl<$($type: Members),*> Members for ($($type,)*) {
            #[inline]
            #[allow(non_snake_case, unused_variables, reason = "the names are those of type parameters")]
            fn write<Map: SerializeMap>(self, map: &mut Map) -> Result<(), Map::Error> {
                let ($($type,)*) = self;
                $($type.write(map)?;)*
                Ok(())
            }
        }
    };
}

group!();
group!(T0);
group!(T0, T1);
group!(T0, T1, T2);
group!(T0, T1, T2, T3);
group!(T0, T1, T2, T3, T4);
group!(T0, T1, T2, T3, T4, T5);
group!(T0, T1, T2, T3, T4, T5, T6);
group!(T0, T1, T2, T3, T4, T5, T6, T7);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12);
group!(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13);
group!(
    T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14
);
group!(
    T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15
);
