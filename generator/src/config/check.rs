//! What cargo asks of the values in a `Cargo.toml`, said before cargo has to.

/// Whether cargo takes this as a package's name, and rustc as a crate's.
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

/// Whether cargo takes this as a package's version.
pub(super) fn version(version: &str) -> Result<(), &'static str> {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<_> = core.split('.').collect();
    let is_number = |part: &&str| {
        let plain = !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
        plain && (part.len() == 1 || !part.starts_with('0'))
    };
    if numbers.len() == 3 && numbers.iter().all(is_number) {
        Ok(())
    } else {
        Err("a version such as `0.1.0` is needed")
    }
}

/// Whether this can name a type or a variant, and reads like one.
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

/// Whether this can name a method or a field, and reads like one.
pub(super) fn method_name(name: &str) -> Result<(), &'static str> {
    let is_letter =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let is_lower = name.starts_with(|first: char| first.is_ascii_lowercase());
    match is_lower && name.chars().all(is_letter) {
        // No raw identifier can have these names.
        true if ["crate", "self", "super"].contains(&name) => {
            Err("the name is taken by Rust itself")
        }
        true => Ok(()),
        false => Err(
            "a method or a field is called like `list_pets`: small letters, digits and `_`, the first a letter",
        ),
    }
}

/// Whether this is the path of a type in another crate.
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

/// Names that cargo refuses, or that would hide a crate of the toolchain.
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
    use super::{package_name, version};

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
        for bad in ["", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.x", "1.01.0"] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }
}
