//! The format for programs: one JSON object.

use serde_json::{Value, json};

use super::place::Place;
use super::{Report, Shown};
use crate::diagnostics::Location;
use crate::diff::{Cause, Change, Verdict};
use crate::printable;

pub(super) fn render(report: &Report<'_>) -> String {
    let changes: Vec<Value> = report
        .changes
        .iter()
        .map(|change| render_change(report, change))
        .collect();
    let value = json!({
        "format": 1,
        "old": report.old.name,
        "new": report.new.name,
        "breaking": report.count(Verdict::Breaking),
        "compatible": report.count(Verdict::Compatible),
        "wire": report.on_the_wire(),
        "documentation": report.count(Verdict::Documentation),
        "step": report.step().word(),
        "version": version(report),
        "changes": changes,
    });
    printable::json(&format!("{value:#}")).into_owned() + "\n"
}

fn version(report: &Report<'_>) -> Value {
    let Some(versions) = &report.versions else {
        return Value::Null;
    };
    let step = report.step();
    json!({
        "old": versions.old.to_string(),
        "new": versions.new.as_ref().map(ToString::to_string),
        "required": step.after(&versions.old).to_string(),
        "enough": versions.suffice(step),
    })
}

fn render_change(report: &Report<'_>, change: &Change) -> Value {
    json!({
        "verdict": change.kind.verdict.word(),
        "reach": change.kind.reach.word(),
        "kind": change.kind.code,
        "what": change.what,
        "was": change.was,
        "now": change.now,
        "reason": change.kind.reason,
        "hint": change.hint,
        "cause": change.cause.map(Cause::word),
        "operations": change.operations,
        "old": place(report.old, change.old.as_ref()),
        "new": place(report.new, change.new.as_ref()),
    })
}

fn place(shown: Shown<'_>, at: Option<&Location>) -> Value {
    let Some(at) = at else {
        return Value::Null;
    };
    let place = Place::new(shown, at);
    json!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
    })
}
