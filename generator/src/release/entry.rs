//! The entry of a release in a changelog: one line for each change of the crate.

use std::fmt::Write as _;

use semver::Version;
use time::{Date, OffsetDateTime};

use crate::diff::render::code_span;
use crate::diff::{Change, Reach, Verdict, kinds};

/// The headings of Keep a Changelog that a generated crate needs, in its order.
const HEADINGS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The maximum length of a value, in characters.
const MAX_VALUE_CHARS: usize = 80;

/// Returns the entry of `version`. `changes` are sorted, the most severe first; `None` stands for
/// the first release.
pub(crate) fn entry(version: &Version, date: Date, changes: Option<&[Change]>) -> String {
    let mut text = format!("## [{version}] - {date}\n");
    let Some(changes) = changes else {
        text.push_str("\nFirst release.\n");
        return text;
    };
    if changes
        .iter()
        .all(|change| change.kind.reach == Reach::Description)
    {
        text.push_str("\nNo changes of the crate.\n");
    }
    for title in HEADINGS {
        let lines: Vec<String> = changes
            .iter()
            .filter(|change| heading_of(change) == Some(title))
            .map(line)
            .collect();
        if !lines.is_empty() {
            let _ = write!(text, "\n### {title}\n\n{}", lines.concat());
        }
    }
    // A change that reaches only the description leaves the crate as it is.
    let is_documentation =
        |change: &&Change| heading_of(change).is_none() && change.kind.reach != Reach::Description;
    match changes.iter().filter(is_documentation).count() {
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

/// Returns the heading of a change, or `None` if only documentation changed.
fn heading_of(change: &Change) -> Option<&'static str> {
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
    match value.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

/// Returns the date of a release: that of `SOURCE_DATE_EPOCH` in seconds since 1970, if it is set
/// (<https://reproducible-builds.org/specs/source-date-epoch/>), otherwise today in UTC. Returns
/// `None` if it is set to anything else than a time.
pub(crate) fn date_of(source_date_epoch: Option<&str>) -> Option<Date> {
    let Some(seconds) = source_date_epoch else {
        return Some(OffsetDateTime::now_utc().date());
    };
    let time = OffsetDateTime::from_unix_timestamp(seconds.parse().ok()?);
    Some(time.ok()?.date())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
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
        let date = date_of(Some("1764547200")).unwrap();
        assert_eq!(date_of(Some("today")), None);
        let unseen = [Change::new(&kinds::LIMITS_CHANGED, "types::Pet").between("1", "2")];
        let entries = [
            entry(&Version::new(0, 3, 0), date, Some(&changes)),
            entry(&Version::new(0, 1, 1), date, Some(&[])),
            entry(&Version::new(0, 1, 1), date, Some(&unseen)),
            entry(&Version::new(0, 1, 0), date, None),
        ];
        insta::assert_snapshot!(entries.join("\n"));
    }
}
