//! The changelog of a crate (Keep a Changelog 1.1). It belongs to the maintainers: a release
//! inserts one section and changes nothing else.

use semver::Version;

/// Returns a changelog without sections.
pub(crate) fn new_changelog() -> String {
    "# Changelog\n\nThe format is [Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions \
     follow\n[Semantic Versioning](https://semver.org).\n"
        .to_owned()
}

/// Inserts the section `entry` of `version` before the first section of a version, and after
/// "Unreleased". Returns `None` if the changelog has a section of this version.
pub(crate) fn insert(changelog: &str, version: &Version, entry: &str) -> Option<String> {
    let headings = || section_headings(changelog);
    if headings().any(|(_, title)| is_version(title, version)) {
        return None;
    }
    let line_end = if changelog.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let entry = entry.replace('\n', line_end);
    let first = headings().find(|(_, title)| !title.to_lowercase().contains("unreleased"));
    let at = first.map_or(changelog.len(), |(start, _)| start);
    let (before, after) = changelog.split_at_checked(at)?;
    let gap = if before.is_empty() || before.ends_with(&line_end.repeat(2)) {
        String::new()
    } else if before.ends_with('\n') {
        line_end.to_owned()
    } else {
        line_end.repeat(2)
    };
    let end = if after.is_empty() { "" } else { line_end };
    Some(format!("{before}{gap}{entry}{end}{after}"))
}

/// The headings of second level, each with the index where its line starts. Those in fenced code
/// are none.
fn section_headings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let mut is_code = false;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        is_code ^= line.trim_start().starts_with("```");
        let title = line.strip_prefix("## ")?;
        (!is_code).then_some((at, title.trim()))
    })
}

/// Whether a heading such as `[0.3.0] - 2026-12-01` or `v0.3.0` is of this version.
fn is_version(title: &str, version: &Version) -> bool {
    let word = title.split_whitespace().next().unwrap_or_default();
    let word = word.trim_start_matches(['[', 'v']);
    let word = word.split([']', '(']).next().unwrap_or_default();
    Version::parse(word).is_ok_and(|found| found == *version)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::{Version, insert, new_changelog};

    const ENTRY: &str = "## [0.3.0] - 2026-12-01\n\n### Added\n\n- A.\n";

    fn inserted(changelog: &str) -> Option<String> {
        insert(changelog, &Version::parse("0.3.0").unwrap(), ENTRY)
    }

    #[test]
    fn a_section_is_inserted_above_the_last_release() {
        let empty = new_changelog();
        let table = [
            ("", ENTRY.to_owned()),
            (empty.as_str(), format!("{empty}\n{ENTRY}")),
            ("# Changes", format!("# Changes\n\n{ENTRY}")),
            (
                "# Changes\n\n## [Unreleased]\n\n- By hand.\n\n## [0.2.0]\n\n- Old.\n",
                format!(
                    "# Changes\n\n## [Unreleased]\n\n- By hand.\n\n{ENTRY}\n## [0.2.0]\n\n- Old.\n"
                ),
            ),
            (
                "```\n## no heading\n```\n## v0.2.0\n",
                format!("```\n## no heading\n```\n\n{ENTRY}\n## v0.2.0\n"),
            ),
            (
                "# Changes\r\n\r\n## 0.2.0\r\n",
                format!(
                    "# Changes\r\n\r\n{}\r\n## 0.2.0\r\n",
                    ENTRY.replace('\n', "\r\n")
                ),
            ),
        ];
        for (changelog, expected) in table {
            assert_eq!(inserted(changelog), Some(expected), "{changelog:?}");
        }
    }

    #[test]
    fn a_section_of_the_version_is_left_alone() {
        for title in [
            "[0.3.0] - 2026-11-30",
            "0.3.0",
            "v0.3.0",
            "[0.3.0](https://example.com)",
        ] {
            assert_eq!(
                inserted(&format!("# Changes\n\n## {title}\n")),
                None,
                "{title}"
            );
        }
    }
}
