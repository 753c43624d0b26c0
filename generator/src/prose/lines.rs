//! The lines of a document, with the prefixes of their containers.

/// The maximum nesting depth of containers. Deeper ones are flattened.
const MAX_DEPTH: usize = 12;

/// The lines written so far.
#[derive(Debug)]
pub(super) struct Lines {
    done: Vec<String>,
    levels: Vec<Level>,
    /// The number of open containers beyond `MAX_DEPTH`.
    hidden: usize,
}

/// A container: a quote, a list item, or the document.
#[derive(Debug, Default)]
struct Level {
    /// The prefix of its first line, until that is written.
    marker: Option<String>,
    /// The prefix of every other line.
    rest: String,
    /// Whether its first line follows the previous one without a blank line.
    joined: bool,
    /// Whether the last block in it is an ordered or unordered list, and whether that uses the
    /// alternative marker.
    list: Option<(bool, bool)>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            levels: vec![Level::default()],
            hidden: 0,
        }
    }
}

impl Lines {
    /// Opens a quote.
    pub(super) fn open_quote(&mut self) {
        self.open("> ".to_owned(), "> ".to_owned(), false);
    }

    /// Opens a list item.
    pub(super) fn open_item(&mut self, marker: String, joined: bool) {
        let rest = " ".repeat(marker.len());
        self.open(marker, rest, joined);
    }

    /// Closes a container. Returns whether anything was written in it.
    pub(super) fn close(&mut self) -> bool {
        if self.hidden > 0 {
            self.hidden -= 1;
            return false;
        }
        self.levels.len() > 1
            && self
                .levels
                .pop()
                .is_some_and(|level| level.marker.is_none())
    }

    /// Whether a list must use the alternative marker, to be separate from the list before it.
    pub(super) fn start_list(&self, ordered: bool) -> bool {
        self.levels
            .last()
            .and_then(|level| level.list)
            .is_some_and(|(kind, other)| kind == ordered && !other)
    }

    /// Records the list that was just written.
    pub(super) fn end_list(&mut self, ordered: bool, other: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.list = Some((ordered, other));
        }
    }

    /// Writes a block.
    pub(super) fn block(&mut self, block: &[String]) {
        if block.is_empty() {
            return;
        }
        self.gap();
        if let Some(level) = self.levels.last_mut() {
            level.list = None;
        }
        for text in block {
            let mut line = String::new();
            for level in &mut self.levels {
                line.push_str(&level.marker.take().unwrap_or_else(|| level.rest.clone()));
            }
            line.push_str(text);
            line.truncate(line.trim_end().len());
            self.done.push(line);
        }
    }

    /// Returns all lines.
    pub(super) fn finish(self) -> Vec<String> {
        self.done
    }

    fn open(&mut self, marker: String, rest: String, joined: bool) {
        if self.levels.len() > MAX_DEPTH {
            self.hidden += 1;
        } else {
            self.levels.push(Level {
                marker: Some(marker),
                rest,
                joined,
                list: None,
            });
        }
    }

    /// Writes the blank line before a block, unless the block is the first one or joined to the
    /// previous line.
    fn gap(&mut self) {
        let shown = self
            .levels
            .iter()
            .take_while(|level| level.marker.is_none())
            .count();
        let joined = self.levels.get(shown).is_some_and(|level| level.joined);
        if self.done.is_empty() || joined {
            return;
        }
        let prefix: String = self
            .levels
            .iter()
            .take(shown)
            .map(|level| level.rest.as_str())
            .collect();
        self.done.push(prefix.trim_end().to_owned());
    }
}
