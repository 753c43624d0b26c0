//! The section of a release in a changelog: one line for each change of the crate.

use std::fmt::Write as _;

use semver::Version;
use time::{Date, OffsetDateTime};

use crate::diff::render::code_span;
use crate::diff::{Change, Verdict, kinds};

/// The sections of Keep a Changelog that a generated crate needs, in its order.
const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The maximum number of letters of a value.
const MAX_VALUE: usize = 80;

/// Returns the section of `version`. `changes` are sorted, the most severe first; `None` stands for
/// the first release.
pub(crate) fn entry(version: &Version, date: Date, changes: Option<&[Change]>) -> String {
    let mut text = format!("## [{version}] - {date}\n");
    let Some(changes) = changes else {
        text.push_str("\nFirst release.\n");
        return text;
    };
    if changes.is_empty() {
        text.push_str("\nNo changes of the API.\n");
    }
    for title in SECTIONS {
        let lines: Vec<String> = changes
            .iter()
            .filter(|change| section_of(change) == Some(title))
            .map(line)
            .collect();
        if !lines.is_empty() {
            let _ = write!(text, "\n### {title}\n\n{}", lines.concat());
        }
    }
    let documented = changes.iter().filter(|change| section_of(change).is_none());
    match documented.count() {
        0 => {}
        1 => text.push_str("\n### Documentation\n\n- The documentation of one item.\n"),
        count => {
            let _ = write!(
                text,
                "\n### Documentation\n\n- The documentation of {count} items.\n"
            );
        }
    }
    text
}

/// Returns the section of a change, or `None` if only documentation changed.
fn section_of(change: &Change) -> Option<&'static str> {
    if std::ptr::eq(change.kind, &raw const kinds::DEPRECATED) {
        return Some("Deprecated");
    }
    match (change.kind.verdict, &change.was, &change.now) {
        (Verdict::Documentation, ..) => None,
        (_, None, Some(_)) => Some("Added"),
        (_, Some(_), None) => Some("Removed"),
        _ => Some("Changed"),
    }
}

/// Returns the line of a change. That of a breaking one says what it breaks.
fn line(change: &Change) -> String {
    let is_breaking = change.kind.verdict == Verdict::Breaking;
    let mark = if is_breaking { "**Breaking:** " } else { "" };
    let kind = change.kind.code.replace('-', " ");
    let mut text = format!("- {mark}{}: {kind}", code_span(&change.what));
    let value = |value: &str| code_span(&shortened(value));
    let _ = match (&change.was, &change.now) {
        (Some(was), Some(now)) => write!(text, ", from {} to {}", value(was), value(now)),
        (Some(one), None) | (None, Some(one)) => write!(text, ", {}", value(one)),
        (None, None) => Ok(()),
    };
    if is_breaking {
        let _ = write!(text, "; {}", change.kind.reason);
    }
    text.push_str(".\n");
    text
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

/// Returns the date of a release: that of `SOURCE_DATE_EPOCH` in seconds since 1970, if it is set
/// (<https://reproducible-builds.org/specs/source-date-epoch/>), otherwise today in UTC.
pub(crate) fn date_of(source_date_epoch: Option<&str>) -> Date {
    let given = source_date_epoch
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    given.unwrap_or_else(OffsetDateTime::now_utc).date()
}

#[cfg(test)]
mod tests {
    use super::{Change, Version, date_of, entry, kinds};

    #[test]
    fn an_entry_has_a_line_for_each_change() {
        let changes = [
            Change::new(&kinds::SETTER_REMOVED, "GetPet::deep").was("bool"),
            Change::new(&kinds::FIELD_TYPE_CHANGED, "types::Pet.age")
                .between("Option<i64>", "Option<String>"),
            Change::new(&kinds::OPERATION_ADDED, "Client::list_pets").now("GET /pets"),
            Change::new(&kinds::DEPRECATED, "Client::get_pet"),
            Change::new(&kinds::DOCS_CHANGED, "types::Pet").between("a", "b"),
        ];
        let date = date_of(Some("1764547200"));
        let entries = [
            entry(&Version::new(0, 3, 0), date, Some(&changes)),
            entry(&Version::new(0, 1, 1), date, Some(&[])),
            entry(&Version::new(0, 1, 0), date, None),
        ];
        insta::assert_snapshot!(entries.join("\n"));
    }
}
