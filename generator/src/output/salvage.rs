//! Recovers data from a manifest with merge conflicts: the files that either side lists, and the
//! text of our side.

use std::collections::{BTreeMap, BTreeSet};

/// Returns the fingerprints of generated files by path, even if the text is not valid TOML.
pub(super) fn listed_files(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut is_files = false;
    for line in text.lines().map(str::trim_end) {
        if line.starts_with('[') {
            is_files = line == "[files]";
        } else if is_files && let Some((path, hash)) = entry(line) {
            listed.entry(path).or_default().insert(hash);
        }
    }
    listed
}

/// Parses a line `"path" = "fingerprint"`.
fn entry(line: &str) -> Option<(String, String)> {
    let table: BTreeMap<String, String> = toml::from_str(line).ok()?;
    let (path, hash) = table.into_iter().next()?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hash.then_some((path, hash))
}

/// Returns the text with each conflict resolved to our side; `None` when it has no conflict.
pub(super) fn our_side(text: &str) -> Option<String> {
    let (mut ours, mut has_conflict, mut is_ours) = (String::new(), false, true);
    for line in text.lines() {
        match line.get(..7) {
            Some("<<<<<<<") => (has_conflict, is_ours) = (true, true),
            Some("|||||||" | "=======") => is_ours = false,
            Some(">>>>>>>") => is_ours = true,
            _ if is_ours => ours.extend([line, "\n"]),
            _ => {}
        }
    }
    has_conflict.then_some(ours)
}

#[cfg(test)]
mod tests {
    use super::{listed_files, our_side};

    const HASH: &str = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    #[test]
    fn both_sides_are_listed_and_one_is_ours() {
        let text = format!(
            "format = 1\n<<<<<<< HEAD\n[names]\n\"type a\" = \"{HASH}\"\n\n[files]\n\"src/ours.rs\" = \"{HASH}\"\n||||||| base\n\
             =======\n[inputs]\n\"api.yaml\" = \"{HASH}\"\n[files]\n\"src/theirs.rs\" = \"{HASH}\"\n>>>>>>> other\n\
             \"src/both.rs\" = \"{HASH}\"\n\"src/short.rs\" = \"abc\"\n"
        );
        let listed: Vec<_> = listed_files(&text).into_keys().collect();
        assert_eq!(listed, ["src/both.rs", "src/ours.rs", "src/theirs.rs"]);
        let ours = our_side(&text).unwrap();
        assert!(ours.contains("src/ours.rs") && ours.contains("src/both.rs"));
        assert!(!ours.contains("theirs") && !ours.contains("api.yaml"));
        assert_eq!(our_side("format = 1\n"), None);
    }
}
