//! A list with its location.

use openapiv3::ReferenceOr;

use crate::diagnostics::Location;

/// A list of OpenAPI objects or references, and its location.
pub(super) type Listed<'l, T> = (&'l Vec<ReferenceOr<T>>, Location);
