//! The paths that generated files can have. The manifest and the journal are untrusted input: a
//! file listed there is replaced or deleted only if a generator can have written it.

use std::path::Path;

/// Generated files at the top level of the folder.
const TOP: [&str; 3] = ["API.txt", "Cargo.toml", "README.md"];

/// Folders of generated Rust code.
const FOLDERS: [&str; 3] = ["examples", "src", "tests"];

/// Whether a generated file can have this path. It never leads out of the folder, is never hidden,
/// and consists of letters, digits, `_` and `-`.
pub(super) fn is_generated(path: &str) -> bool {
    if TOP.contains(&path) {
        return true;
    }
    let Some(path) = path.strip_suffix(".rs") else {
        return false;
    };
    let mut parts = path.split('/');
    let is_known = parts.next().is_some_and(|top| FOLDERS.contains(&top));
    is_known && path.contains('/') && parts.all(is_plain)
}

fn is_plain(part: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    !part.is_empty() && part.chars().all(is_letter)
}

/// Returns the path under which a file is staged before it is renamed.
pub(super) fn staged(path: &Path) -> std::path::PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.oasmith-new"))
}

#[cfg(test)]
mod tests {
    use super::is_generated;

    #[test]
    fn table() {
        let table = [
            ("Cargo.toml", true),
            ("src/lib.rs", true),
            ("src/operations/pets.rs", true),
            ("src/types/t\u{e4}g.rs", true),
            ("tests/examples.rs", true),
            ("", false),
            ("src", false),
            ("src.rs", false),
            (".rs", false),
            ("src/.rs", false),
            ("src//lib.rs", false),
            ("src/.lib.rs", false),
            ("src/.git/x.rs", false),
            ("/etc/passwd", false),
            ("/src/lib.rs", false),
            ("../lib.rs", false),
            ("src/../../lib.rs", false),
            ("./src/lib.rs", false),
            ("C:/lib.rs", false),
            ("src\\lib.rs", false),
            ("src/lib.rs/", false),
            ("src/con:x.rs", false),
            (".git/HEAD", false),
            (".git/hooks/x.rs", false),
            ("build.rs", false),
            ("Cargo.lock", false),
            ("notes/todo.txt", false),
            ("scripts/main.rs", false),
            ("src/schema.sql", false),
            ("oasmith.lock", false),
        ];
        for (path, expected) in table {
            assert_eq!(is_generated(path), expected, "{path}");
        }
    }
}
