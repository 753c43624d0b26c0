//! Lines and columns of a text.

use std::ops::Range;

use crate::diagnostics::Span;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { starts }
    }

    /// The place of these bytes of `text`, which must be the text the lines were made of.
    #[must_use]
    pub fn span(&self, text: &str, bytes: Range<usize>) -> Span {
        let start = bytes.start.min(text.len());
        let end = bytes.end.clamp(start, text.len());
        let line = self.starts.partition_point(|begin| *begin <= start).max(1);
        let begin = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = text
            .get(begin..start)
            .map_or(1, |before| before.chars().count() + 1);
        Span {
            line,
            column,
            bytes: start..end,
        }
    }

    /// The offset of a line and a column in characters, both from 1.
    #[must_use]
    pub fn offset(&self, text: &str, line: usize, column: usize) -> usize {
        let begin = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        let rest = text.get(begin..).unwrap_or_default();
        let within = rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.len(), |(at, _)| at);
        begin + within
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_count_characters() {
        let text = "a: ä\nö: x\n";
        let lines = Lines::of(text);
        let table = [
            (0, 1, 1),
            (3, 1, 4),
            (6, 2, 1),
            (10, 2, 4),
            (12, 3, 1),
            (99, 3, 1),
        ];
        for (offset, line, column) in table {
            let span = lines.span(text, offset..offset);
            assert_eq!((span.line, span.column), (line, column), "offset {offset}");
            if offset <= text.len() {
                assert_eq!(lines.offset(text, line, column), offset);
            }
        }
    }
}
