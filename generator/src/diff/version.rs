//! The version step that changes require, by cargo's rules of semantic versioning.

use semver::{Prerelease, Version};

use super::{Change, Reach, Verdict};

/// A step of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// No step: the crate is unchanged.
    None,
    /// A patch version.
    Patch,
    /// A minor version.
    Minor,
    /// A major version.
    Major,
}

impl Step {
    /// The step that these changes require.
    #[must_use]
    pub fn new(changes: &[Change]) -> Self {
        let step = |change: &Change| match change.kind.verdict {
            Verdict::Breaking => Self::Major,
            Verdict::Compatible => Self::Minor,
            Verdict::Documentation if change.kind.reach == Reach::Description => Self::None,
            Verdict::Documentation => Self::Patch,
        };
        changes.iter().map(step).max().unwrap_or(Self::None)
    }

    /// Its name in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The lowest version after `old` that makes this step. In `0.y.z`, a breaking change
    /// increments `y`, any other `z`; in `0.0.z`, any change increments `z`. After a pre-release,
    /// its release is enough for any step.
    #[must_use]
    pub fn after(self, old: &Version) -> Version {
        let (major, minor, patch) = (old.major, old.minor, old.patch);
        match self {
            Self::None => old.clone(),
            _ if !old.pre.is_empty() => Version::new(major, minor, patch),
            Self::Major if major > 0 => Version::new(major + 1, 0, 0),
            Self::Minor if major > 0 => Version::new(major, minor + 1, 0),
            Self::Major if minor > 0 => Version::new(0, minor + 1, 0),
            _ => Version::new(major, minor, patch + 1),
        }
    }

    /// Whether `new` is at least this step after `old`.
    #[must_use]
    pub fn is_made(self, old: &Version, new: &Version) -> bool {
        if self == Self::None {
            return new >= old;
        }
        if !old.pre.is_empty() {
            return new > old;
        }
        let release = Version {
            pre: Prerelease::EMPTY,
            ..new.clone()
        };
        release >= self.after(old)
    }
}

/// The versions of a crate before and after the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The old version.
    pub old: Version,
    /// The new version, if known.
    pub new: Option<Version>,
}

impl Versions {
    /// Whether the new version is enough for a step; `None` if there is none.
    #[must_use]
    pub fn suffice(&self, step: Step) -> Option<bool> {
        let new = self.new.as_ref()?;
        Some(step.is_made(&self.old, new))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::{Step, Version};

    #[test]
    fn steps_follow_the_rules_of_cargo() {
        // The old version, and the versions after a patch, a minor and a major step.
        let table = [
            ("1.2.3", ["1.2.4", "1.3.0", "2.0.0"]),
            ("0.2.3", ["0.2.4", "0.2.4", "0.3.0"]),
            ("0.0.3", ["0.0.4", "0.0.4", "0.0.4"]),
            ("1.0.0-rc.1", ["1.0.0", "1.0.0", "1.0.0"]),
        ];
        for (old, after) in table {
            let old = Version::parse(old).unwrap();
            let steps = [Step::Patch, Step::Minor, Step::Major];
            assert_eq!(
                steps.map(|step| step.after(&old).to_string()),
                after,
                "{old}"
            );
        }
    }

    #[test]
    fn a_version_is_enough_or_not() {
        let table = [
            (Step::None, "1.2.3", "1.2.3", true),
            (Step::None, "1.2.3", "1.2.2", false),
            (Step::Patch, "1.2.3", "1.2.3", false),
            (Step::Minor, "1.2.3", "1.2.4", false),
            (Step::Minor, "1.2.3", "2.0.0", true),
            (Step::Major, "1.2.3", "2.0.0-alpha.1", true),
            (Step::Major, "0.1.0", "0.1.9", false),
            (Step::Major, "0.1.0", "0.2.0", true),
            (Step::Major, "1.0.0-rc.1", "1.0.0-rc.2", true),
            (Step::Patch, "1.0.0-rc.1", "1.0.0-rc.1", false),
        ];
        for (step, old, new, expected) in table {
            let (before, after) = (Version::parse(old).unwrap(), Version::parse(new).unwrap());
            assert_eq!(
                step.is_made(&before, &after),
                expected,
                "{step:?}: {old} to {new}"
            );
        }
    }
}
