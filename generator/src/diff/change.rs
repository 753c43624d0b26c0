//! A change and its kind.

use crate::diagnostics::Location;
use crate::printable::Printable;

/// The effect of a change on code that uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The code may no longer compile, or compiles with another meaning.
    Breaking,
    /// The code compiles with the same meaning.
    Compatible,
    /// Only docs changed.
    Documentation,
}

impl Verdict {
    /// Its name in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation",
        }
    }
}

/// The part of the crate that a change reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// The public items of the crate.
    Api,
    /// Only the content of requests, or the decoding of responses.
    Wire,
    /// Only the docs.
    Docs,
    /// Only the description. The crate is unchanged.
    Description,
}

impl Reach {
    /// Its name in reports.
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

/// A kind of change. All changes of a kind have the same verdict.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its code, stable across versions of oasmith.
    pub code: &'static str,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its reach.
    pub reach: Reach,
    /// The reason for the verdict.
    pub reason: &'static str,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub kind: &'static Kind,
    /// The item of the crate, as in `API.txt`.
    pub what: Printable,
    /// The old state.
    pub was: Option<Printable>,
    /// The new state.
    pub now: Option<Printable>,
    /// The place in the old description. For an addition, that of the parent; empty for the whole
    /// description.
    pub old: Option<Location>,
    /// The place in the new description. For a removal, that of the parent; empty for the whole
    /// description.
    pub new: Option<Location>,
    /// How to keep the code of users unchanged.
    pub hint: Option<Printable>,
}

impl Change {
    /// Creates a change of this kind.
    pub(super) fn of(kind: &'static Kind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into().into(),
            was: None,
            now: None,
            old: None,
            new: None,
            hint: None,
        }
    }

    /// Sets the old and the new state.
    pub(super) fn between(mut self, was: impl Into<String>, now: impl Into<String>) -> Self {
        (self.was, self.now) = (Some(was.into().into()), Some(now.into().into()));
        self
    }

    /// Sets the old state, for a removal.
    pub(super) fn was(mut self, was: impl Into<String>) -> Self {
        self.was = Some(was.into().into());
        self
    }

    /// Sets the new state, for an addition.
    pub(super) fn now(mut self, now: impl Into<String>) -> Self {
        self.now = Some(now.into().into());
        self
    }

    /// Sets both places.
    pub(super) fn at(mut self, old: Location, new: Location) -> Self {
        (self.old, self.new) = (Some(old), Some(new));
        self
    }

    /// Sets the place in the old description.
    pub(super) fn stood(mut self, old: Location) -> Self {
        self.old = Some(old);
        self
    }

    /// Sets the place in the new description.
    pub(super) fn stands(mut self, new: Location) -> Self {
        self.new = Some(new);
        self
    }

    /// Sets how to keep the code of users unchanged.
    pub(super) fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.map(Into::into);
        self
    }

    /// The sort key of changes: the most severe first.
    pub(super) fn order(&self) -> impl Ord + use<> {
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
