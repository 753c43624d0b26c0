//! Tables.

use pulldown_cmark::Alignment;

use super::html::{Origin, resolve};
use super::leaf;
use super::node::Node;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            rows: Vec::new(),
        }
    }

    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn cell(&mut self, nodes: Vec<Node>) {
        let cell = leaf::cell(resolve(nodes, Origin::Paragraph));
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Renders the rows, with the first one as the header.
    pub(super) fn lines(self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut rows = self
            .rows
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()));
        let Some(mut header) = rows.next() else {
            return Vec::new();
        };
        header.resize(columns, String::new());
        let rules: Vec<&str> = (0..columns)
            .map(|column| rule(self.alignments.get(column)))
            .collect();
        let mut lines = vec![line(&header), line(&rules)];
        lines.extend(rows.map(|row| line(&row)));
        lines
    }
}

fn rule(alignment: Option<&Alignment>) -> &'static str {
    match alignment {
        None | Some(Alignment::None) => "---",
        Some(Alignment::Left) => ":--",
        Some(Alignment::Center) => ":-:",
        Some(Alignment::Right) => "--:",
    }
}

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(cell.as_ref());
        line.push_str(" |");
    }
    line
}
