//! Lists that are being written.

use pulldown_cmark::{Event, Tag, TagEnd};

/// An open list.
#[derive(Debug)]
pub(super) struct List {
    /// The number of the next item, if the list is ordered.
    number: Option<u64>,
    /// Whether its items are not separated by blank lines.
    pub(super) tight: bool,
    /// Whether it uses the alternative marker.
    pub(super) other: bool,
    /// Whether any item has been written.
    pub(super) written: bool,
}

impl List {
    pub(super) fn new(number: Option<u64>, tight: bool, other: bool) -> Self {
        Self {
            number,
            tight,
            other,
            written: false,
        }
    }

    /// Whether the next item follows the previous line without a blank line.
    pub(super) fn is_joined(&self, parent_tight: bool) -> bool {
        let interrupts = self.number.is_none_or(|number| number == 1);
        self.tight && (self.written || parent_tight && interrupts)
    }

    /// Returns the marker of the next item.
    pub(super) fn next_marker(&mut self) -> String {
        let Some(number) = &mut self.number else {
            return bullet(self.other).to_owned();
        };
        let shown = (*number).min(999_999_999);
        *number = shown + 1;
        format!("{shown}{} ", if self.other { ')' } else { '.' })
    }
}

pub(super) fn bullet(other: bool) -> &'static str {
    if other { "* " } else { "- " }
}

/// Returns whether each list is loose, in reverse order. A list is loose if an item contains
/// paragraphs.
pub(super) fn loose(events: &[&Event<'_>]) -> Vec<bool> {
    let mut loose = Vec::new();
    let mut open: Vec<(TagEnd, usize)> = Vec::new();
    for event in events {
        match event {
            Event::Start(tag) => {
                let inside = open.last().copied();
                let list = match (tag, inside) {
                    (Tag::List(_), _) => {
                        loose.push(false);
                        loose.len() - 1
                    }
                    (_, Some((_, list))) => list,
                    _ => 0,
                };
                if let (Tag::Paragraph, Some((TagEnd::Item, list))) = (tag, inside)
                    && let Some(flag) = loose.get_mut(list)
                {
                    *flag = true;
                }
                open.push((tag.to_end(), list));
            }
            Event::End(_) => drop(open.pop()),
            _ => {}
        }
    }
    loose.reverse();
    loose
}
