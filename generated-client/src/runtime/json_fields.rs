//! The fields of a struct as tuples of slots, filled by position.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use super::absent::absent;

/// Groups of fields, decoded by position.
pub(crate) trait Groups<'de>: Sized {
    /// The number of fields.
    const COUNT: usize;
    /// The slots.
    type Slots;
    /// Empty slots.
    fn empty() -> Self::Slots;
    /// Decodes the field at `index`.
    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;
    /// Fills absent fields with their value for absence.
    fn complete<E: serde::de::Error>(
        slots: &mut Self::Slots,
        names: &[&'static str],
    ) -> Result<(), E>;
    /// Returns the fields; `None` if a slot is empty.
    fn finish(slots: Self::Slots) -> Option<Self>;
}

/// A group of fields: a tuple of at most 16, or several groups.
pub(crate) trait Fields<'de>: Sized {
    /// The number of fields.
    const COUNT: usize;
    /// The slots.
    type Slots;
    /// Empty slots.
    fn empty() -> Self::Slots;
    /// Decodes the field at `index`.
    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;
    /// Fills absent fields with their value for absence.
    fn complete<E: serde::de::Error>(
        slots: &mut Self::Slots,
        names: &[&'static str],
    ) -> Result<(), E>;
    /// Returns the fields; `None` if a slot is empty.
    fn finish(slots: Self::Slots) -> Option<Self>;
}

/// A group of groups, for a struct with more than 16 groups.
pub(crate) struct Together<G>(pub(crate) G);

impl<'de, G: Groups<'de>> Fields<'de> for Together<G> {
    const COUNT: usize = G::COUNT;
    type Slots = G::Slots;

    fn empty() -> Self::Slots {
        G::empty()
    }

    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error> {
        G::read(slots, index, map)
    }

    fn complete<E: serde::de::Error>(
        slots: &mut Self::Slots,
        names: &[&'static str],
    ) -> Result<(), E> {
        G::complete(slots, names)
    }

    #[inline]
    fn finish(slots: Self::Slots) -> Option<Self> {
        G::finish(slots).map(Self)
    }
}

macro_rules! fields {
    ($($type:ident $index:literal),*) => {
        impl<'de, $($type: Deserialize<'de>),*> Fields<'de> for ($($type,)*) {
            const COUNT: usize = 0 $(+ { let _: usize = $index; 1 })*;
            type Slots = ($(Option<$type>,)*);

            #[allow(clippy::unused_unit, reason = "there may be no field")]
            fn empty() -> Self::Slots {
                ($(None::<$type>,)*)
            }

            #[inline]
            #[allow(non_snake_case, unused_variables, reason = "the names are those of type parameters")]
            fn read<Map: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                map: &mut Map,
            ) -> Result<(), Map::Error> {
                let ($($type,)*) = slots;
                match index {
                    $($index => *$type = Some(map.next_value()?),)*
                    _ => {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(())
            }

            #[allow(non_snake_case, unused_variables, reason = "the names are those of type parameters")]
            fn complete<Error: serde::de::Error>(
                slots: &mut Self::Slots,
                names: &[&'static str],
            ) -> Result<(), Error> {
                let ($($type,)*) = slots;
                $(
                    if $type.is_none() {
                        *$type = Some(absent(names.get($index).copied().unwrap_or_default())?);
                    }
                )*
                Ok(())
            }

            #[inline]
            #[allow(non_snake_case, reason = "the names are those of type parameters")]
            fn finish(slots: Self::Slots) -> Option<Self> {
                let ($($type,)*) = slots;
                Some(($($type?,)*))
            }
        }
    };
}

fields!();
fields!(T0 0);
fields!(T0 0, T1 1);
fields!(T0 0, T1 1, T2 2);
fields!(T0 0, T1 1, T2 2, T3 3);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13, T14 14);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13, T14 14, T15 15);

macro_rules! groups {
    ($($type:ident),*) => {
        impl<'de, $($type: Fields<'de>),*> Groups<'de> for ($($type,)*) {
            const COUNT: usize = 0 $(+ <$type as Fields<'de>>::COUNT)*;
            type Slots = ($($type::Slots,)*);

            #[allow(clippy::unused_unit, reason = "there may be no field")]
            fn empty() -> Self::Slots {
                ($(<$type as Fields<'de>>::empty(),)*)
            }

            #[inline]
            #[allow(non_snake_case, unused_variables, unused_assignments, unused_mut, reason = "there may be no group")]
            fn read<Map: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                map: &mut Map,
            ) -> Result<(), Map::Error> {
                let ($($type,)*) = slots;
                let mut first = 0;
                $(
                    if index < first + <$type as Fields<'de>>::COUNT {
                        return <$type as Fields<'de>>::read($type, index - first, map);
                    }
                    first += <$type as Fields<'de>>::COUNT;
                )*
                map.next_value::<IgnoredAny>()?;
                Ok(())
            }

            #[allow(non_snake_case, unused_variables, unused_assignments, unused_mut, reason = "there may be no group")]
            fn complete<Error: serde::de::Error>(
                slots: &mut Self::Slots,
                names: &[&'static str],
            ) -> Result<(), Error> {
                let ($($type,)*) = slots;
                let mut first = 0;
                $(
                    let names_of_group = names.get(first..).unwrap_or_default();
                    <$type as Fields<'de>>::complete($type, names_of_group)?;
                    first += <$type as Fields<'de>>::COUNT;
                )*
                Ok(())
            }

            #[inline]
            #[allow(non_snake_case, reason = "the names are those of type parameters")]
            fn finish(slots: Self::Slots) -> Option<Self> {
                let ($($type,)*) = slots;
                Some(($(<$type as Fields<'de>>::finish($type)?,)*))
            }
        }
    };
}

groups!();
groups!(G0);
groups!(G0, G1);
groups!(G0, G1, G2);
groups!(G0, G1, G2, G3);
groups!(G0, G1, G2, G3, G4);
groups!(G0, G1, G2, G3, G4, G5);
groups!(G0, G1, G2, G3, G4, G5, G6);
groups!(G0, G1, G2, G3, G4, G5, G6, G7);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13);
groups!(
    G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13, G14
);
groups!(
    G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13, G14, G15
);
