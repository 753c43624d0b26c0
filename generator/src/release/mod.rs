//! What a release of a generated crate writes: its version in the settings, and an entry in its
//! changelog. Texts in, texts out: `cli/release.rs` reads and writes the files.

mod changelog;
mod entry;
mod settings;

pub(crate) use changelog::{insert, new_changelog};
pub(crate) use entry::{date_of, entry};
pub(crate) use settings::with_version;

use semver::Version;

use crate::diff::Step;

/// Returns the version of the release, or `None` if there is nothing to release. A configured
/// version that makes at least the required step is kept: somebody chose it.
pub(crate) fn next_version(old: &Version, configured: &Version, step: Step) -> Option<Version> {
    if configured > old && step.is_made(old, configured) {
        return Some(configured.clone());
    }
    (step != Step::None).then(|| step.after(old))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::{Step, Version, next_version};

    #[test]
    fn the_next_version_makes_the_step_and_keeps_a_higher_one() {
        let table = [
            ("1.2.3", "1.2.3", Step::Major, Some("2.0.0")),
            ("1.2.3", "1.2.3", Step::Patch, Some("1.2.4")),
            ("1.2.3", "1.2.3", Step::None, None),
            ("1.2.3", "1.4.0", Step::Minor, Some("1.4.0")),
            ("1.2.3", "1.4.0", Step::None, Some("1.4.0")),
            ("1.2.3", "1.4.0", Step::Major, Some("2.0.0")),
            ("1.2.3", "1.0.0", Step::Minor, Some("1.3.0")),
            ("1.2.3", "1.0.0", Step::None, None),
            ("0.1.0", "0.1.0", Step::Major, Some("0.2.0")),
            ("1.0.0-rc.1", "1.0.0-rc.2", Step::Major, Some("1.0.0-rc.2")),
        ];
        for (old, configured, step, expected) in table {
            let (old, configured) = (
                Version::parse(old).unwrap(),
                Version::parse(configured).unwrap(),
            );
            let next = next_version(&old, &configured, step).map(|version| version.to_string());
            assert_eq!(next.as_deref(), expected, "{old}, {configured}, {step:?}");
        }
    }
}
