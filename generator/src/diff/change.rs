//! What is said of one change.

use crate::diagnostics::Location;
use crate::printable::Printable;

/// What a change asks of code that uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It may no longer compile, or compiles and means something else.
    Breaking,
    /// It compiles, and means the same.
    Compatible,
    /// It has other docs to read, no more.
    Documentation,
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation",
        }
    }
}

/// What a change reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// The public items of the crate.
    Api,
    /// Only what requests say, or how answers are read.
    Wire,
    /// Only the docs.
    Docs,
    /// Only the description: the crate is the same.
    Description,
}

impl Reach {
    /// The word for it.
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
    /// Its name, which stays the same from version to version.
    pub code: &'static str,
    /// The verdict.
    pub verdict: Verdict,
    /// What it reaches.
    pub reach: Reach,
    /// Why that is the verdict.
    pub reason: &'static str,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub kind: &'static Kind,
    /// The item of the crate that it is about.
    pub what: Printable,
    /// What it was.
    pub was: Option<Printable>,
    /// What it is now.
    pub now: Option<Printable>,
    /// The place in the old description: what it stands in, where it is new; nothing, where that is the whole.
    pub old: Option<Location>,
    /// The place in the new description: what it stood in, where it is gone; nothing, where that is the whole.
    pub new: Option<Location>,
    /// What would keep code that uses the crate as it is.
    pub hint: Option<Printable>,
}

impl Change {
    /// A change of this kind.
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

    /// Says what it was, and what it is now.
    pub(super) fn between(mut self, was: impl Into<String>, now: impl Into<String>) -> Self {
        (self.was, self.now) = (Some(was.into().into()), Some(now.into().into()));
        self
    }

    /// Says what was taken away.
    pub(super) fn was(mut self, was: impl Into<String>) -> Self {
        self.was = Some(was.into().into());
        self
    }

    /// Says what was added.
    pub(super) fn now(mut self, now: impl Into<String>) -> Self {
        self.now = Some(now.into().into());
        self
    }

    /// Says both places.
    pub(super) fn at(mut self, old: Location, new: Location) -> Self {
        (self.old, self.new) = (Some(old), Some(new));
        self
    }

    /// Says where it stood.
    pub(super) fn stood(mut self, old: Location) -> Self {
        self.old = Some(old);
        self
    }

    /// Says where it stands.
    pub(super) fn stands(mut self, new: Location) -> Self {
        self.new = Some(new);
        self
    }

    /// Says what would keep code that uses the crate as it is.
    pub(super) fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.map(Into::into);
        self
    }

    /// By what changes are sorted: what is worst first.
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
