//! The report of a run, human-readable or as JSON.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use super::Console;
use super::console::{print, print_json};
use crate::output::Delivered;
use crate::{Count, Report};

/// Format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// A few lines per client.
    Human,
    /// One JSON object with a list `clients` of `name`, `output`, `report` and `files`.
    Json,
}

/// The result of a run for one client.
#[derive(Debug, Serialize)]
pub(super) struct ClientReport<'a> {
    pub name: &'a str,
    pub output: &'a Path,
    pub report: &'a Report,
    pub files: FilesReport,
}

/// The effect on the files of the crate.
#[derive(Debug, Serialize)]
pub(super) struct FilesReport {
    written: Vec<String>,
    deleted: Vec<String>,
    kept_edited: Vec<String>,
    unchanged: usize,
}

impl From<Delivered> for FilesReport {
    fn from(delivered: Delivered) -> Self {
        let Delivered {
            written,
            deleted,
            kept_edited,
            unchanged,
        } = delivered;
        Self {
            written,
            deleted,
            kept_edited,
            unchanged,
        }
    }
}

/// Prints the report.
pub(super) fn print_all(clients: &[ClientReport<'_>], format: ReportFormat) {
    match format {
        ReportFormat::Human => clients.iter().for_each(print_human),
        // The report has only strings and numbers, so serialization does not fail.
        ReportFormat::Json => {
            let report = serde_json::json!({ "clients": clients });
            print_json(&report);
        }
    }
}

fn print_human(client: &ClientReport<'_>) {
    let ClientReport {
        name,
        report,
        files,
        ..
    } = client;
    let count = |Count {
                     described,
                     generated,
                     skipped,
                 }: Count| {
        format!("{described} described, {generated} generated, {skipped} skipped")
    };
    print(name);
    print(&format!("  operations  {}", count(report.operations)));
    print(&format!("  schemas     {}", count(report.schemas)));
    print(&format!(
        "  findings    {} widened, {} skipped, {} ignored",
        report.widened, report.skipped, report.ignored
    ));
    print(&format!(
        "  files       {} written, {} deleted, {} unchanged",
        files.written.len(),
        files.deleted.len(),
        files.unchanged
    ));
}

/// Prints a summary of one or two lines.
pub(super) fn print_summary(client: &ClientReport<'_>, is_repeated: bool, console: &Console) {
    let ClientReport {
        name,
        output,
        report,
        files,
    } = client;
    let done = if is_repeated {
        "nothing has changed since the last run".to_owned()
    } else {
        let [written, deleted] = [files.written.len(), files.deleted.len()];
        let unchanged = files.unchanged;
        format!("{written} files written, {deleted} deleted, {unchanged} unchanged")
    };
    console.print_status(&format!(
        "{name}: {} of {} operations; in {}: {done}",
        report.operations.generated,
        report.operations.described,
        output.display(),
    ));
    let effects = [
        (report.widened, "widened"),
        (report.skipped, "skipped"),
        (report.ignored, "ignored"),
    ];
    let found: Vec<_> = effects.iter().filter(|(count, _)| *count > 0).collect();
    if !found.is_empty() {
        let counts = found
            .iter()
            .map(|(count, effect)| format!("{count} {effect}"));
        let help = if is_repeated {
            "`--verbose` shows them"
        } else {
            "`oasmith explain CODE` explains one, `--deny` refuses them"
        };
        let counts = counts.collect::<Vec<_>>().join(", ");
        console.print_status(&format!("  findings: {counts}; {help}"));
    }
}

/// Lists the files that were changed, or would be.
pub(super) fn list_files(client: &ClientReport<'_>, line: impl Fn(&str)) {
    let kinds = [
        ("write", &client.files.written),
        ("delete", &client.files.deleted),
    ];
    for (kind, paths) in kinds {
        for path in paths {
            line(&format!("{kind:<6} {}", client.output.join(path).display()));
        }
    }
}
