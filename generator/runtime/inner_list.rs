//! Nested lists in parameters and forms, whose inner lists are joined to text (`collectionFormat`
//! of the Items Object in Swagger 2.0).

use serde::{Serialize, Serializer, ser::Error as _};

use super::deep_object::join_inner;
use super::finite;

/// A list whose inner lists are joined to text.
#[derive(Debug)]
pub(crate) struct JoinedLists<'v, T: ?Sized> {
    list: &'v T,
    /// The separators of inner lists, one for each depth.
    separators: &'static str,
}

impl<'v, T: Serialize + ?Sized> JoinedLists<'v, T> {
    pub fn new(list: &'v T, separators: &'static str) -> Self {
        Self { list, separators }
    }
}

impl<T: Serialize + ?Sized> Serialize for JoinedLists<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = finite::to_value(self.list).map_err(S::Error::custom)?;
        join_inner(&value, self.separators).serialize(serializer)
    }
}
