//! Facts as human-readable tables.

use super::Part;
use super::facts::Facts;
use crate::cli::console::print;
use crate::printable::Printable;

/// Prints the selected parts; all if none is selected.
pub(super) fn print_all(facts: &Facts, only: &[Part]) {
    let dialect = facts.dialect.unwrap_or_default();
    let Facts { title, version, .. } = facts;
    if only.is_empty() {
        print(&format!("{title} {version} ({dialect}, {})", facts.file));
        facts
            .servers
            .iter()
            .for_each(|url| print(&format!("  {url}")));
    }
    let parts = [
        Part::Operations,
        Part::Types,
        Part::Tags,
        Part::Security,
        Part::Names,
    ];
    for part in parts {
        let is_usual = only.is_empty() && part != Part::Names;
        if is_usual || only.contains(&part) {
            let (heading, rows) = rows(facts, part);
            if only.len() != 1 {
                print("");
                print(&format!("{heading}: {}", rows.len()));
            }
            for line in align_rows(&rows) {
                print(&line);
            }
        }
    }
}

fn rows(facts: &Facts, part: Part) -> (&'static str, Vec<Vec<String>>) {
    match part {
        Part::Operations => (
            "Operations",
            facts.operations.iter().map(operation).collect(),
        ),
        Part::Types => (
            "Types",
            facts
                .types
                .iter()
                .map(|ty| {
                    let members = ty.members.map(|count| format!(" of {count}"));
                    let kind = format!("{}{}", ty.kind, members.unwrap_or_default());
                    let null = if ty.nullable { "or null" } else { "" };
                    vec![ty.name.clone(), kind, null.to_owned()]
                })
                .collect(),
        ),
        Part::Tags => (
            "Tags",
            facts
                .tags
                .iter()
                .map(|tag| vec![tag.name.clone(), operations(tag.operations)])
                .collect(),
        ),
        Part::Names => ("Names", facts.names.iter().map(named).collect()),
        Part::Security => (
            "Security",
            facts
                .security
                .iter()
                .map(|scheme| {
                    vec![
                        scheme.name.clone(),
                        scheme.kind.to_owned(),
                        operations(scheme.operations),
                    ]
                })
                .collect(),
        ),
    }
}

fn operation(operation: &super::facts::OperationFacts) -> Vec<String> {
    let id = operation.id.clone().unwrap_or_else(|| "-".to_owned());
    let deprecated = if operation.deprecated {
        "deprecated"
    } else {
        ""
    };
    vec![
        operation.method.clone(),
        operation.path.clone(),
        id,
        operation.tags.join(", "),
        deprecated.to_owned(),
    ]
}

fn named(fact: &super::facts::NameFacts) -> Vec<String> {
    vec![
        fact.name.clone(),
        fact.named_by.to_owned(),
        fact.key.clone(),
        fact.pointer.clone(),
    ]
}

fn operations(count: usize) -> String {
    match count {
        1 => "1 operation".to_owned(),
        count => format!("{count} operations"),
    }
}

/// Aligns the columns of rows, with two spaces between them.
fn align_rows(rows: &[Vec<String>]) -> Vec<String> {
    // Escapes are applied first, since they change the width.
    let shown = |row: &Vec<String>| row.iter().map(|cell| Printable::from(&**cell)).collect();
    let rows: Vec<Vec<Printable>> = rows.iter().map(shown).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column| {
        let cells = rows
            .iter()
            .filter_map(|row: &Vec<Printable>| row.get(column));
        cells
            .map(|cell: &Printable| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<Printable>| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, width)| format!("  {cell:width$}"));
        padded.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
