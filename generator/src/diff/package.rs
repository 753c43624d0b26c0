//! The requirements of the manifest: dependencies and the Rust version.

use std::collections::BTreeMap;

use semver::VersionReq;

use super::change::{Change, Kind};
use super::side::top;
use super::{Comparison, kinds};
use crate::dialect::extension;
use crate::plan::CratePlan;

/// Compares the manifests.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.plan, comparison.new.plan);
    let at = top().key(extension::SETTINGS);
    let (before, after) = (dependencies(old), dependencies(new));
    for (name, version) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let change = Change::new(&kinds::DEPENDENCY_ADDED, format!("the dependency `{name}`"));
        comparison.add(change.now(*version).at(top(), top()));
    }
    for (name, version) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        let change = Change::new(
            &kinds::DEPENDENCY_REMOVED,
            format!("the dependency `{name}`"),
        );
        comparison.add(change.was(*version).at(top(), top()));
    }
    for (name, before) in &old.given_dependencies {
        let Some(after) = new.given_dependencies.get(name) else {
            continue;
        };
        if let Some(kind) = dependency_kind(&before.version, &after.version) {
            let change = Change::new(kind, format!("the dependency `{name}`"));
            let change = change.between(&before.version, &after.version);
            comparison.add(change.at(top(), top()));
        }
    }
    let (before, after) = (&old.package.rust_version, &new.package.rust_version);
    if before != after {
        let change = Change::new(&kinds::RUST_VERSION_CHANGED, "the package");
        let change = change.between(before, after);
        comparison.add(change.at(at.key("package"), at.key("package")));
    }
}

/// The dependencies of a plan with their versions.
fn dependencies(plan: &CratePlan) -> BTreeMap<&str, &str> {
    let own = plan.dependencies.iter();
    let own = own.map(|(name, dependency)| (*name, dependency.version));
    let given = plan.given_dependencies.iter();
    own.chain(given.map(|(name, dependency)| (name.as_str(), dependency.version.as_str())))
        .collect()
}

/// The kind of change for another version of a dependency.
fn dependency_kind(old: &str, new: &str) -> Option<&'static Kind> {
    let is_same = match (epoch(old), epoch(new)) {
        (Some(before), Some(after)) => before == after,
        _ => false,
    };
    match (old == new, is_same) {
        (true, _) => None,
        (false, true) => Some(&kinds::DEPENDENCY_MOVED),
        (false, false) => Some(&kinds::DEPENDENCY_CHANGED),
    }
}

/// The version up to its first non-zero number: cargo unifies versions that share it. `None` if the
/// requirement allows several.
fn epoch(requirement: &str) -> Option<(u64, Option<u64>, Option<u64>)> {
    use semver::Op;
    let requirement = VersionReq::parse(requirement).ok()?;
    let [only] = requirement.comparators.as_slice() else {
        return None;
    };
    let is_bound = matches!(only.op, Op::Caret | Op::Tilde | Op::Exact | Op::Wildcard);
    let epoch = match (only.major, only.minor) {
        (0, Some(0)) => (0, Some(0), only.patch),
        (0, minor) => (0, minor, None),
        (major, _) => (major, None, None),
    };
    is_bound.then_some(epoch)
}

#[cfg(test)]
mod tests {
    use super::dependency_kind;

    #[test]
    fn versions_are_compared_as_by_cargo() {
        let table = [
            ("1", "1", None),
            ("1", "1.2", Some("dependency-moved")),
            ("1.2", "1", Some("dependency-moved")),
            ("1", "2", Some("dependency-changed")),
            ("0.2", "0.2.3", Some("dependency-moved")),
            ("0.2", "0.3", Some("dependency-changed")),
            ("0.0.1", "0.0.2", Some("dependency-changed")),
            ("1", ">=1", Some("dependency-changed")),
        ];
        for (old, new, expected) in table {
            let kind = dependency_kind(old, new).map(|kind| kind.code);
            assert_eq!(kind, expected, "{old} to {new}");
        }
    }
}
