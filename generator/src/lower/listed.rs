//! The entries of a list, and where it is.

use openapiv3::ReferenceOr;

use crate::diagnostics::Location;

/// A list of parts or references, and where it stands.
pub(super) type Listed<'l, T> = (&'l Vec<ReferenceOr<T>>, Location);
