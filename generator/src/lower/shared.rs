//! Request bodies, responses and parameters that operations share by reference, and their names.
//!
//! A schema inside a shared object has no name of its own, but the object has one, from
//! `#/components/responses/NotFound` or from the file that contains it. The type is named after the
//! object rather than after the first operation that uses it.

use super::parts::Parts;
use crate::diagnostics::Location;
use crate::model::Context;

/// The keys under which the description names shared objects.
const SHARED_UNDER: &[&str] = &["requestBodies", "responses", "parameters"];

/// Returns the context for the types of an object: the operation itself, or the shared object if
/// the operation only refers to it.
pub(super) fn context(
    parts: &Parts<'_>,
    own: Context,
    standing: &Location,
    found: &Location,
) -> Context {
    if standing == found {
        return own;
    }
    match name(parts, found) {
        Some(name) => Context::Shared(name, Box::new(own)),
        None => own,
    }
}

/// Returns the name of a shared object: its key, or the stem of its file's name.
fn name(parts: &Parts<'_>, at: &Location) -> Option<String> {
    let Some(holder) = at.pointer.parent() else {
        let stem = parts.file_path(at).file_stem()?;
        return Some(stem.to_string_lossy().into_owned());
    };
    let is_named = SHARED_UNDER.contains(&holder.last().as_str());
    let by_all = holder.parent()?;
    let by_all = by_all.as_str().is_empty() || by_all.last() == "components";
    (is_named && by_all).then(|| at.pointer.last())
}
