//! Types and traits of other crates, as used in settings.

use super::section::Section;
use super::{ReplacementDependency, check};

/// Reads the path of an item in another crate, and that crate.
pub(super) fn foreign(
    section: &mut Section<'_>,
    what: &str,
) -> (String, Option<ReplacementDependency>) {
    let path = section.required_text("path");
    let fault = check::type_path(&path).err();
    if let Some(reason) = fault.filter(|_| !path.is_empty()) {
        section.complain(format!("`{path}` is not a path of a {what}: {reason}"));
    }
    let root = path.split("::").next().unwrap_or_default();
    let is_own = ["std", "core", "alloc"].contains(&root);
    let package = section.text("crate");
    let version = section.checked_text("version", check::version_requirement);
    let features = section.texts("features");
    if version.is_none() && !is_own && !path.is_empty() && !section.is_of_description() {
        section.complain(format!(
            "`{path}` is a path of another crate: set its `version`"
        ));
    }
    if let Some(package) = package
        .as_deref()
        .filter(|name| name.replace('-', "_") != root)
    {
        section.complain(format!("`{path}` is not of the crate `{package}`"));
    }
    let package = package.unwrap_or_else(|| root.to_owned());
    let dependency = if is_own || fault.is_some() {
        None
    } else {
        section.dependency(package, version, features)
    };
    (path, dependency)
}
