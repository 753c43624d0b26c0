//! Finds which other files a file refers to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use url::Url;

use super::normal_path::normalize;
use super::{percent, remote};

/// A parsed reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reference<'a> {
    /// Into the file that contains it.
    Here { fragment: &'a str },
    /// Into another file.
    File { path: PathBuf, fragment: &'a str },
    /// Into a remote file.
    Address { path: PathBuf, fragment: &'a str },
    /// To a file by a `file:` URL.
    FileUrl,
    /// To something that is not a file, such as a URN.
    Elsewhere,
    /// It is malformed, for this reason.
    Malformed(&'static str),
}

/// The reason for a reference with broken escapes.
pub(super) const BROKEN_ESCAPE: &str = "a `%` is not followed by two hexadecimal digits";

const NO_ADDRESS: &str = "it is not a URL";

/// Build scripts print file names for cargo, one per line: a line break in a name would inject an
/// instruction to cargo.
const CONTROL_CHARACTER: &str = "the name of its file has a control character";

/// Parses a reference in the file `from`.
pub(super) fn parse<'a>(reference: &'a str, from: &Path) -> Reference<'a> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    if file.is_empty() {
        return Reference::Here { fragment };
    }
    // References in a remote file stay remote: they never lead to a local file.
    if let Some(base) = remote::address(from) {
        return base
            .join(file)
            .map_or(Reference::Malformed(NO_ADDRESS), |url| at(&url, fragment));
    }
    if file.starts_with("http://") || file.starts_with("https://") {
        return Url::parse(file).map_or(Reference::Malformed(NO_ADDRESS), |url| at(&url, fragment));
    }
    let is_scheme = |scheme: &str| scheme.eq_ignore_ascii_case("file:");
    if file.get(..5).is_some_and(is_scheme) {
        return Reference::FileUrl;
    }
    if file.contains("://") || file.starts_with("//") || file.starts_with("urn:") {
        return Reference::Elsewhere;
    }
    let Some(file) = percent::decode(file) else {
        return Reference::Malformed(BROKEN_ESCAPE);
    };
    if file.contains(is_control) {
        return Reference::Malformed(CONTROL_CHARACTER);
    }
    let folder = from.parent().unwrap_or(Path::new(""));
    Reference::File {
        path: normalize(&folder.join(file.as_ref())),
        fragment,
    }
}

/// Whether a character ends a line or is a control character of a terminal.
fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

fn at<'a>(url: &Url, fragment: &'a str) -> Reference<'a> {
    Reference::Address {
        path: PathBuf::from(url.as_str()),
        fragment,
    }
}

/// The files that references in `value`, the content of the file `from`, name: each once, in order.
pub(super) fn files_named_in(value: &Value, from: &Path) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    for reference in references(value) {
        if let Reference::File { path, .. } | Reference::Address { path, .. } =
            parse(reference, from)
            && path != from
            && seen.insert(path.clone())
        {
            named.push(path);
        }
    }
    named
}

/// Every reference in `value`, in order of the text.
fn references(value: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(members) => {
                found.extend(references_of(members));
                rest.extend(members.values().rev());
            }
            Value::Array(elements) => rest.extend(elements.iter().rev()),
            _ => {}
        }
    }
    found
}

/// The references that an object itself contains: `$ref`, `operationRef` of a link, `mapping` and
/// `defaultMapping` of a discriminator.
fn references_of(members: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let own = ["$ref", "operationRef"]
        .into_iter()
        .filter_map(|key| members.get(key)?.as_str());
    let is_discriminator = members.contains_key("propertyName");
    let of_discriminator = |key| members.get(key).filter(|_| is_discriminator);
    let mapped = of_discriminator("mapping")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::values)
        .chain(of_discriminator("defaultMapping"))
        .filter_map(Value::as_str)
        .filter(|target| names_a_file(target));
    own.chain(mapped)
}

/// A mapping's target is a schema name or a reference. Only a target that looks like a file name is
/// treated as a file.
fn names_a_file(target: &str) -> bool {
    target.contains('#')
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|extension| target.ends_with(extension))
}

#[cfg(test)]
mod tests {
    use super::{BROKEN_ESCAPE, CONTROL_CHARACTER, Reference, parse};
    use std::path::Path;

    #[test]
    fn references_start_at_the_folder_of_their_file() {
        let file = |path: &str, fragment: &'static str| Reference::File {
            path: path.into(),
            fragment,
        };
        let address = |path: &str, fragment: &'static str| Reference::Address {
            path: path.into(),
            fragment,
        };
        let table = [
            ("#/a", Reference::Here { fragment: "/a" }),
            ("", Reference::Here { fragment: "" }),
            ("b.yaml", file("spec/b.yaml", "")),
            ("./b.yaml#/x", file("spec/b.yaml", "/x")),
            ("../c/b%20c.json#/x", file("c/b c.json", "/x")),
            (
                "https://example.com/a.yaml#/x",
                address("https://example.com/a.yaml", "/x"),
            ),
            ("urn:example:a", Reference::Elsewhere),
            ("b%zz.yaml", Reference::Malformed(BROKEN_ESCAPE)),
            (
                "x%0Acargo::rustc-env=A=b%0A#/X",
                Reference::Malformed(CONTROL_CHARACTER),
            ),
            (
                "x\ncargo::warning=b",
                Reference::Malformed(CONTROL_CHARACTER),
            ),
            ("x%C2%9B.yaml", Reference::Malformed(CONTROL_CHARACTER)),
            ("x%7F.yaml", Reference::Malformed(CONTROL_CHARACTER)),
        ];
        for (given, expected) in table {
            assert_eq!(parse(given, Path::new("spec/a.yaml")), expected, "{given}");
        }
        let remote = Path::new("https://example.com/spec/a.yaml");
        let table = [
            (
                "b.yaml#/x",
                address("https://example.com/spec/b.yaml", "/x"),
            ),
            ("/etc/passwd", address("https://example.com/etc/passwd", "")),
            ("//other.org/b", address("https://other.org/b", "")),
            ("../../../b", address("https://example.com/b", "")),
        ];
        for (given, expected) in table {
            assert_eq!(parse(given, remote), expected, "{given}");
        }
    }
}
