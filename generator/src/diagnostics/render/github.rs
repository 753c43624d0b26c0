//! The format of GitHub Actions: workflow commands that annotate lines of files.

use super::{Sources, places};
use crate::diagnostics::{Diagnostic, Severity};

pub(super) fn render(diagnostic: &Diagnostic, sources: Option<&dyn Sources>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    let own = places::collect_places(diagnostic, sources)
        .into_iter()
        .find(|place| place.label.is_none());
    if let Some(path) = own.as_ref().and_then(places::Place::shown_path) {
        properties.push(format!("file={}", escape_property(&path)));
    }
    if let Some(span) = own.as_ref().and_then(|place| place.span.as_ref()) {
        properties.push(format!("line={},col={}", span.line, span.column));
    }
    properties.push(format!("title={}", escape_property(diagnostic.entry.code)));
    let mut message = diagnostic.message.to_string();
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!(
        "::{command} {}::{}\n",
        properties.join(","),
        escape_data(&message)
    )
}

/// Escapes characters that would end the command.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes characters that would end the property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
