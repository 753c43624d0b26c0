//! The problems that an overlay may have.

use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Case, Pointer};

/// A problem of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Problem {
    /// The place in the overlay.
    pub at: Pointer,
    pub kind: ProblemKind,
}

/// The kind of problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// An overlay or an action is not an object.
    #[error("an object is expected here")]
    NotAnObject,
    /// `overlay` with a version is missing.
    #[error("the document is not an overlay: it has no `overlay`")]
    NotAnOverlay,
    /// The version is not 1.x.
    #[error("`overlay: {0}` is not a version oasmith knows")]
    UnknownVersion(String),
    /// `actions` is missing or not a list.
    #[error("an overlay must have a list of `actions`")]
    NoActions,
    /// The specification does not define the key.
    #[error("`{0}` is not a key that an overlay has here")]
    UnknownKey(String),
    /// An action has no target.
    #[error("an action must have a `target`, which is a JSONPath")]
    NoTarget,
    /// An action does not specify a change.
    #[error("an action must have `update`, `copy`, or `remove: true`")]
    NoChange,
    /// The target is not a valid JSONPath.
    #[error("the target is not a JSONPath: {0}")]
    InvalidTarget(String),
    /// The source of a copy is not exactly one place.
    #[error("what is copied must be one place: {0}")]
    InvalidCopy(String),
    /// The target selects nothing.
    #[error("`{0}` selects nothing, so nothing is changed")]
    NothingSelected(String),
    /// The action would remove the whole document.
    #[error("the whole document cannot be removed")]
    WholeDocument,
    /// An object would be merged with a list, or one of them with a scalar.
    #[error("{update} cannot be merged into {target}")]
    Incompatible {
        /// The type in the overlay.
        update: &'static str,
        /// The type in the document.
        target: &'static str,
    },
    /// The document would exceed the size limit.
    #[error("the document would become too large or too deep")]
    TooMuch,
}

impl Problem {
    pub(super) fn new(at: &Pointer, kind: ProblemKind) -> Self {
        Self {
            at: at.clone(),
            kind,
        }
    }

    /// Whether a change of the overlay was not made. The other problems are only worth a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        !matches!(
            self.kind,
            ProblemKind::UnknownKey(_) | ProblemKind::NothingSelected(_)
        )
    }

    /// The finding that reports it, with a place in the overlay's own file.
    #[must_use]
    pub fn case(&self) -> Case {
        if self.is_error() {
            findings::invalid_overlay::FATAL
        } else {
            findings::unmatched_overlay::IGNORED
        }
    }
}
