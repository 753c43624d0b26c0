//! Checks values of a generated `Cargo.toml` as cargo would, to report faults early.

/// Checks that cargo accepts this as the name of a package, and rustc as the name of a crate.
pub(super) fn package_name(name: &str) -> Result<(), &'static str> {
    let mut letters = name.chars();
    if !letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
    {
        return Err("it must begin with a letter");
    }
    if !letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')) {
        return Err("use letters, digits, `-` and `_` only");
    }
    if RESERVED_NAMES.contains(&name) || KEYWORDS.contains(&name) {
        return Err("the name is taken by Rust itself");
    }
    Ok(())
}

/// Checks that cargo accepts this as the version of a package.
pub(super) fn version(version: &str) -> Result<(), &'static str> {
    match semver::Version::parse(version) {
        Ok(_) => Ok(()),
        Err(_) => Err("a version such as `0.1.0` is needed"),
    }
}

/// Checks that cargo accepts this as the version of a dependency.
pub(super) fn version_requirement(version: &str) -> Result<(), &'static str> {
    match semver::VersionReq::parse(version) {
        Ok(_) => Ok(()),
        Err(_) => Err("a version requirement such as `1` or `0.3.2` is needed"),
    }
}

/// Checks that cargo accepts this as the `rust-version` of a package with the edition of generated
/// crates.
pub(super) fn rust_version(version: &str) -> Result<(), &'static str> {
    let numbers: Option<Vec<u64>> = version.split('.').map(parse_number).collect();
    match numbers.as_deref() {
        // Edition 2024 requires Rust 1.85: cargo rejects an older `rust-version`.
        Some([major, rest @ ..]) if rest.len() <= 2 => {
            let minor = rest.first().copied().unwrap_or_default();
            match (*major, minor) {
                (2.., _) | (1, 85..) => Ok(()),
                _ => Err("generated crates need Rust 1.85 or later"),
            }
        }
        _ => Err("a version of Rust such as `1.85` is needed"),
    }
}

/// Parses a number of a version: without leading zeros.
fn parse_number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|digit| digit.is_ascii_digit());
    let is_short = text == "0" || !text.starts_with('0');
    text.parse().ok().filter(|_| is_plain && is_short)
}

/// Checks that the registry accepts this as a keyword: see "The Manifest Format" in the Cargo book.
pub(super) fn keyword(keyword: &str) -> Result<(), &'static str> {
    let is_letter =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '+');
    let begins = keyword.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !begins || !keyword.chars().all(is_letter) {
        return Err(
            "a keyword is letters, digits, `-`, `_` and `+`, the first a letter or a digit",
        );
    }
    if keyword.len() > 20 {
        return Err("a keyword has no more than 20 letters");
    }
    Ok(())
}

/// Checks that this has the form of a category of the registry.
pub(super) fn category(category: &str) -> Result<(), &'static str> {
    let is_letter =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let is_slug = |part: &str| !part.is_empty() && part.chars().all(is_letter);
    if category.split("::").all(is_slug) {
        Ok(())
    } else {
        Err("a category is written like `web-programming::http-client`")
    }
}

/// Checks that this is a valid name of a type or variant, in the usual style.
pub(super) fn type_name(name: &str) -> Result<(), &'static str> {
    let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric());
    let is_upper = name.starts_with(|first: char| first.is_ascii_uppercase());
    match (is_plain && is_upper, name) {
        (_, "Self") => Err("the name is taken by Rust itself"),
        (true, _) => Ok(()),
        (false, _) => Err(
            "a type or a variant is called like `PetStore`: letters and digits, the first a capital",
        ),
    }
}

/// Checks that this is a valid name of a method or field, in the usual style.
pub(super) fn method_name(name: &str) -> Result<(), &'static str> {
    let is_letter =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let is_lower = name.starts_with(|first: char| first.is_ascii_lowercase());
    match is_lower && name.chars().all(is_letter) {
        // These cannot be raw identifiers.
        true if ["crate", "self", "super"].contains(&name) => {
            Err("the name is taken by Rust itself")
        }
        true => Ok(()),
        false => Err(
            "a method or a field is called like `list_pets`: small letters, digits and `_`, the first a letter",
        ),
    }
}

/// Checks that this is the path of a type in another crate.
pub(super) fn type_path(path: &str) -> Result<(), &'static str> {
    let is_segment = |segment: &str| {
        let first = segment.chars().next();
        let is_plain = segment
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let begins = first.is_some_and(|first| first.is_ascii_alphabetic());
        is_plain && begins && !KEYWORDS.contains(&segment) && !["crate", "super"].contains(&segment)
    };
    let segments: Vec<&str> = path.split("::").collect();
    match segments.as_slice() {
        [_, _, ..] if segments.iter().all(|segment| is_segment(segment)) => Ok(()),
        _ => Err("one such as `rust_decimal::Decimal` is needed, without parameters"),
    }
}

/// Names that cargo rejects, or that would shadow a crate of the toolchain.
const RESERVED_NAMES: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc_macro",
    "std",
    "test",
];

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::{category, keyword, package_name, rust_version, version, version_requirement};

    #[test]
    fn names() {
        for good in ["geminidb-client", "a", "pet_store2"] {
            assert_eq!(package_name(good), Ok(()), "{good}");
        }
        for bad in ["", "2fast", "-a", "a b", "a/b", "ä", "test", "match"] {
            assert!(package_name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn versions() {
        for good in ["0.1.0", "1.20.3", "1.0.0-alpha.1", "1.0.0+build"] {
            assert_eq!(version(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "1",
            "1.0",
            "1.0.0.0",
            "v1.0.0",
            "1.0.x",
            "1.01.0",
            "1.0.0-",
            "1.0.0+",
            "1.0.0-a..b",
        ] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn versions_of_others() {
        for good in ["1", "0.3", "^1.2", ">=1, <3", "=1.0.0-rc.1", "*"] {
            assert_eq!(version_requirement(good), Ok(()), "{good}");
        }
        for bad in ["", "abc", "v1", "1.0.0-", "1 2"] {
            assert!(version_requirement(bad).is_err(), "{bad}");
        }
        for good in ["1.85", "1.85.0", "1.100", "2", "2.0"] {
            assert_eq!(rust_version(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "abc",
            "1",
            "1.84",
            "1.70.2",
            "0.9",
            "1.85.0.0",
            "^1.85",
            "1.85-beta",
            "1.085",
            "+1.85",
        ] {
            assert!(rust_version(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_of_the_registry() {
        for good in ["http", "c++", "3d", "a_b-c"] {
            assert_eq!(keyword(good), Ok(()), "{good}");
        }
        for bad in ["", "two words", "-a", "+", "ä", "a-keyword-that-is-long"] {
            assert!(keyword(bad).is_err(), "{bad}");
        }
        for good in ["api-bindings", "web-programming::http-client"] {
            assert_eq!(category(good), Ok(()), "{good}");
        }
        for bad in ["", "API bindings", "a::", "a:b"] {
            assert!(category(bad).is_err(), "{bad}");
        }
    }
}
