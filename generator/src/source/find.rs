//! Finds descriptions in a folder by how they begin.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The number of folder levels that are searched.
const MAX_DEPTH: usize = 3;

/// The number of bytes of a file that are inspected.
const HEAD_BYTES: u64 = 16 << 10;

/// Folders of generated or third-party files.
const SKIPPED_FOLDERS: [&str; 4] = ["target", "node_modules", "vendor", "dist"];

/// Returns the files in `folder`, and a few levels below, that look like a description, sorted.
/// `""` is the current folder.
///
/// # Errors
///
/// The folder itself cannot be read. Unreadable folders and files below it are skipped.
pub fn find_descriptions(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    look(folder, &mut found, &mut folders)?;
    for _ in 1..MAX_DEPTH {
        for folder in std::mem::take(&mut folders) {
            // An unreadable subfolder is skipped.
            let _ = look(&folder, &mut found, &mut folders);
        }
    }
    found.sort();
    Ok(found)
}

fn look(folder: &Path, found: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> io::Result<()> {
    let place = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    for entry in fs::read_dir(place)?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = folder.join(&*name);
        let kind = entry.file_type()?;
        if name.starts_with('.') || SKIPPED_FOLDERS.contains(&&*name) {
            continue;
        }
        if kind.is_dir() {
            folders.push(path);
        } else if is_named_like_one(&path) && head(&path).is_some_and(|text| begins_one(&text)) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_named_like_one(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["yaml", "yml", "json"]
        .iter()
        .any(|known| extension == *known)
}

fn head(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path)
        .ok()?
        .take(HEAD_BYTES)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether a key of a description is at the top level of the document: at the start of a line in
/// YAML; in JSON, before another object opens within the first.
fn begins_one(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_key = |key: &str| {
        ["openapi", "swagger"].iter().any(|known| {
            let rest = key.trim_matches(['"', '\'']).strip_prefix(known);
            rest.is_some_and(|rest| {
                rest.trim_start_matches(['"', '\''])
                    .trim_start()
                    .starts_with(':')
            })
        })
    };
    if let Some(object) = text.strip_prefix('{') {
        let outer = object.split('{').next().unwrap_or_default();
        return outer.split(',').any(|member| is_key(member.trim_start()));
    }
    text.lines().any(is_key)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{begins_one, find_descriptions};

    #[test]
    fn beginnings() {
        let table = [
            ("openapi: 3.0.3\n", true),
            ("# A comment.\n---\nswagger: \"2.0\"\n", true),
            ("\"openapi\": 3.1.0\n", true),
            ("{\"openapi\":\"3.0.0\"}", true),
            ("{\n  \"info\": 1, \"swagger\" : \"2.0\"", true),
            ("overlay: 1.0.0\n", false),
            ("tool:\n  openapi: 3.0.3\n", false),
            ("{\"tool\": {\"openapi\": \"3.0.0\"}}", false),
            ("openapis: 3\n", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(begins_one(text), expected, "{text}");
        }
    }

    #[test]
    fn what_others_made_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "api.yaml",
            "spec/b.yml",
            "spec/notes.txt",
            "target/c.yaml",
            ".git/d.yaml",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "openapi: 3.0.3\n").unwrap();
        }
        let found = find_descriptions(folder.path()).unwrap();
        let seen = |path: &std::path::PathBuf| path.strip_prefix(folder.path()).unwrap().to_owned();
        let seen: Vec<_> = found.iter().map(seen).collect();
        assert_eq!(seen, [Path::new("api.yaml"), Path::new("spec/b.yml")]);
    }
}
