//! Ids, and tables indexed by them.

use std::marker::PhantomData;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                // A description of four thousand million parts does not fit the reader's limits.
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

/// A list whose places are named by ids of one kind.
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
    /// Adds a row and names it.
    pub fn push(&mut self, row: T) -> I {
        let id = I::from(self.rows.len());
        self.rows.push(row);
        id
    }

    /// The row named `id`.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(usize::from(id))
    }

    /// The row named `id`, to be changed.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(usize::from(id))
    }

    /// All rows with their ids, in the order they were added.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| (I::from(index), row))
    }

    /// All ids.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::from)
    }

    /// All rows.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
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
