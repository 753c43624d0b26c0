//! Lists, while they are written.

use pulldown_cmark::{Event, Tag, TagEnd};

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// The number of the next item, if the list has numbers.
    number: Option<u64>,
    /// Whether its items stand without blank lines between them.
    pub(super) tight: bool,
    /// Which of two markers it takes.
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

    /// Whether the next item follows the line before without a blank line.
    pub(super) fn is_joined(&self, parent_tight: bool) -> bool {
        let interrupts = self.number.is_none_or(|number| number == 1);
        self.tight && (self.written || parent_tight && interrupts)
    }

    /// What the next item starts with.
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

/// Which lists are loose, the first of them last: those with an item that holds paragraphs.
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
