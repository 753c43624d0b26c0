//! What may be wrong with an overlay.

use crate::diagnostics::catalogue::dialect as findings;
use crate::diagnostics::{Case, Pointer};

/// Something that is wrong with an overlay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Problem {
    /// Where, in the overlay.
    pub at: Pointer,
    /// What.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// An overlay or an action is something else than an object.
    #[error("an object is expected here")]
    NotAnObject,
    /// There is no `overlay` with a version.
    #[error("the document is no overlay: it has no `overlay`")]
    NotAnOverlay,
    /// The version is not 1.
    #[error("`overlay: {0}` is not a version oasmith knows")]
    UnknownVersion(String),
    /// `actions` is missing or not a list.
    #[error("an overlay must have a list of `actions`")]
    NoActions,
    /// A key is none of the specification's.
    #[error("`{0}` is not a key that an overlay has here")]
    UnknownKey(String),
    /// An action does not say what it changes.
    #[error("an action must have a `target`, which is a JSONPath")]
    NoTarget,
    /// An action does not say what becomes of its target.
    #[error("an action must have `update`, `copy`, or `remove: true`")]
    NoChange,
    /// The target is no path.
    #[error("the target is no JSONPath: {0}")]
    InvalidTarget(String),
    /// What is to be copied is not one place.
    #[error("what is copied must be one place: {0}")]
    InvalidCopy(String),
    /// The target selects nothing.
    #[error("`{0}` selects nothing, so nothing is changed")]
    NothingSelected(String),
    /// The whole document is to be removed.
    #[error("the whole document cannot be removed")]
    WholeDocument,
    /// An object meets a list, or one of them a plain value.
    #[error("{update} cannot be merged into {target}")]
    Incompatible {
        /// What the overlay has.
        update: &'static str,
        /// What the document has.
        target: &'static str,
    },
    /// The document would grow beyond every sound size.
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

    /// Whether something the overlay asks for was not done. What is left are oddities worth knowing.
    #[must_use]
    pub fn is_error(&self) -> bool {
        !matches!(
            self.kind,
            ProblemKind::UnknownKey(_) | ProblemKind::NothingSelected(_)
        )
    }

    /// The kind of finding to report it as, with a place in the overlay's own file.
    #[must_use]
    pub fn case(&self) -> Case {
        if self.is_error() {
            findings::invalid_overlay::FATAL
        } else {
            findings::unmatched_overlay::IGNORED
        }
    }
}
