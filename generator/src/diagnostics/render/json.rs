//! The JSON format: one object per line.

use serde::Serialize;

use super::places::{self, Place};
use super::{Sources, severity};
use crate::diagnostics::Diagnostic;
use crate::printable;

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'a str,
    code: &'a str,
    effect: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Where<'a>,
    related: Vec<Related<'a>>,
}

#[derive(Default, Serialize)]
struct Where<'a> {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
}

pub(super) fn render(diagnostic: &Diagnostic, sources: Option<&dyn Sources>) -> String {
    let mut finding = Finding {
        severity: severity(diagnostic.severity),
        code: diagnostic.entry.code,
        effect: diagnostic.effect.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        place: Where::default(),
        related: Vec::new(),
    };
    for place in places::collect_places(diagnostic, sources) {
        match place.label {
            None => finding.place = place.into(),
            Some(label) => finding.related.push(Related {
                label,
                place: place.into(),
            }),
        }
    }
    // The object has only strings and numbers, so serialization does not fail.
    let line = serde_json::to_string(&finding).unwrap_or_default();
    printable::json(&line).into_owned() + "\n"
}

impl<'a> From<Place<'a>> for Where<'a> {
    fn from(place: Place<'a>) -> Self {
        Self {
            file: place.exact_path().map(str::to_owned),
            line: place.span.as_ref().map(|span| span.line),
            column: place.span.as_ref().map(|span| span.column),
            pointer: place.pointer,
        }
    }
}
