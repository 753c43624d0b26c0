//! Lines and columns of a text.

use std::ops::Range;

use crate::diagnostics::Span;

/// The start offset of each line of a text.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    /// The number of characters before every [`STEP`]th byte, so that a place in one very long line
    /// does not require counting from its start.
    counted: Vec<usize>,
}

/// The distance in bytes between two counts.
const STEP: usize = 512;

impl Lines {
    /// Indexes the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        let counted = text.as_bytes().chunks(STEP).scan(0, |before, chunk| {
            let counted = *before;
            *before += characters(chunk);
            Some(counted)
        });
        Self {
            starts,
            counted: counted.collect(),
        }
    }

    /// The span of these bytes of `text`, which must be the indexed text.
    #[must_use]
    pub fn span(&self, text: &str, bytes: Range<usize>) -> Span {
        let start = bytes.start.min(text.len());
        let end = bytes.end.clamp(start, text.len());
        let line = self.starts.partition_point(|begin| *begin <= start).max(1);
        let begin = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = if text.is_char_boundary(start) {
            self.between(text, begin, start) + 1
        } else {
            1
        };
        Span {
            line,
            column,
            bytes: start..end,
        }
    }

    /// The number of characters that begin between two bytes.
    fn between(&self, text: &str, from: usize, to: usize) -> usize {
        if to.saturating_sub(from) > STEP {
            return self.before(text, to) - self.before(text, from);
        }
        // Most lines are short.
        characters(text.as_bytes().get(from..to).unwrap_or_default())
    }

    /// The number of characters that begin before this byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        // A position at the end of a step is counted from the start of that step.
        let step = (byte / STEP).min(self.counted.len().saturating_sub(1));
        let rest = text.as_bytes().get(step * STEP..byte).unwrap_or_default();
        self.counted.get(step).copied().unwrap_or_default() + characters(rest)
    }

    /// The byte offset of a line and a column in characters, both counted from 1.
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

/// The number of characters that begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_of_long_lines_are_counted_in_steps() {
        for long in ["äb€".repeat(3_000), "a".repeat(1_024), "a".repeat(512)] {
            let text = format!("x\n{long}");
            let lines = Lines::new(&text);
            let offsets = long.char_indices().map(|(offset, _)| offset);
            for (column, offset) in (1..).zip(offsets.chain([long.len()])) {
                let start = offset + 2;
                let span = lines.span(&text, start..start);
                assert_eq!((span.line, span.column), (2, column), "{offset}");
            }
        }
    }

    #[test]
    fn columns_count_characters() {
        let text = "a: ä\nö: x\n";
        let lines = Lines::new(text);
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
