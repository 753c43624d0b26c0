//! Ids, and tables indexed by them.

use std::marker::PhantomData;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                // The limits of the reader keep descriptions well below 2^32 entries.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.0 as Self
            }
        }
    };
}

id! {
    /// A type of the model.
    TypeId
}
id! {
    /// An operation of the model.
    OperationId
}

/// A list indexed by ids of one kind.
#[derive(Debug, Clone)]
pub struct Table<I, T> {
    rows: Vec<T>,
    ids: PhantomData<fn(I)>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            ids: PhantomData,
        }
    }
}

impl<I: From<usize> + Copy, T> Table<I, T>
where
    usize: From<I>,
{
    /// Adds a row and returns its id.
    pub fn push(&mut self, row: T) -> I {
        let id = I::from(self.rows.len());
        self.rows.push(row);
        id
    }

    /// Returns the row with this id.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(usize::from(id))
    }

    /// Returns the row with this id, mutably.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(usize::from(id))
    }

    /// Iterates over the rows with their ids, in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| (I::from(index), row))
    }

    /// Iterates over the ids.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::from)
    }

    /// Iterates over the rows.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<R: IntoIterator<Item = T>>(rows: R) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            ids: PhantomData,
        }
    }
}
