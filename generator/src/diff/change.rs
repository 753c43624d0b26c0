//! A change, its kind and its verdict.

use super::cause::Cause;
use crate::diagnostics::Location;
use crate::printable::Printable;

/// The effect of a change on code that uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The code may no longer compile, or may behave differently.
    Breaking,
    /// The code compiles and behaves the same.
    Compatible,
    /// Only the documentation differs.
    Documentation,
}

impl Verdict {
    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation",
        }
    }
}

/// What a change affects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// The public items of the crate.
    Api,
    /// Only what requests contain, or how responses are read.
    Wire,
    /// Only the docs.
    Docs,
    /// Only the description: the crate is the same.
    Description,
}

impl Reach {
    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Wire => "wire",
            Self::Docs => "docs",
            Self::Description => "description",
        }
    }
}

/// A kind of change: all changes of a kind have one verdict.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its code, which is never renamed.
    pub code: &'static str,
    /// The verdict.
    pub verdict: Verdict,
    /// What it affects.
    pub reach: Reach,
    /// The reason for the verdict.
    pub reason: &'static str,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub kind: &'static Kind,
    /// The item of the crate that changed.
    pub what: Printable,
    /// The old value.
    pub was: Option<Printable>,
    /// The new value.
    pub now: Option<Printable>,
    /// The place in the old description. For an addition, the place of the enclosing element;
    /// `None` if that is the root.
    pub old: Option<Location>,
    /// The place in the new description. For a removal, the place of the enclosing element; `None`
    /// if that is the root.
    pub new: Option<Location>,
    /// How to keep code that uses the crate unchanged.
    pub hint: Option<Printable>,
    /// Who asks for it; `None` if it is not breaking.
    pub cause: Option<Cause>,
    /// The number of operations that the changed schema reaches; `None` if it is not a schema that
    /// changed.
    pub operations: Option<usize>,
}

impl Change {
    /// Creates a change of this kind.
    pub(crate) fn new(kind: &'static Kind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into().into(),
            was: None,
            now: None,
            old: None,
            new: None,
            hint: None,
            cause: None,
            operations: None,
        }
    }

    /// Sets the old and the new value.
    pub(crate) fn between(mut self, was: impl Into<String>, now: impl Into<String>) -> Self {
        (self.was, self.now) = (Some(was.into().into()), Some(now.into().into()));
        self
    }

    /// Sets the value that was removed.
    pub(crate) fn was(mut self, was: impl Into<String>) -> Self {
        self.was = Some(was.into().into());
        self
    }

    /// Sets the value that was added.
    pub(crate) fn now(mut self, now: impl Into<String>) -> Self {
        self.now = Some(now.into().into());
        self
    }

    /// Sets the places in both descriptions.
    pub(crate) fn at(mut self, old: Location, new: Location) -> Self {
        (self.old, self.new) = (Some(old), Some(new));
        self
    }

    /// Sets the place in the old description.
    pub(crate) fn stood(mut self, old: Location) -> Self {
        self.old = Some(old);
        self
    }

    /// Sets the place in the new description.
    pub(crate) fn stands(mut self, new: Location) -> Self {
        self.new = Some(new);
        self
    }

    /// Sets how to keep code that uses the crate unchanged.
    pub(crate) fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.map(Into::into);
        self
    }

    /// Sets who asks for it, if that depends on more than its places and is the description.
    pub(super) fn caused(mut self, cause: Cause) -> Self {
        let is_told = self.kind.verdict == Verdict::Breaking && cause == Cause::Description;
        self.cause = is_told.then_some(cause);
        self
    }

    /// The sort key: the most severe change comes first.
    pub(crate) fn order(&self) -> impl Ord + use<> {
        let Self {
            kind,
            what,
            was,
            now,
            ..
        } = self;
        (
            kind.verdict,
            kind.reach,
            what.clone(),
            kind.code,
            was.clone(),
            now.clone(),
        )
    }
}
