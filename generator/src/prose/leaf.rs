//! Renders the nodes of a leaf.

use super::escape::{Place, guarded, push_code, push_text};
use super::link::{Fate, Link};
use super::node::Node;

/// Renders a paragraph.
pub(super) fn lines(nodes: Vec<Node>) -> Vec<String> {
    let mut leaf = Leaf::default();
    leaf.write(nodes);
    leaf.end_line();
    leaf.lines
}

/// Renders a heading on one line.
pub(super) fn heading(nodes: Vec<Node>) -> String {
    flat(nodes, Place::default())
}

/// Renders a table cell.
pub(super) fn cell(nodes: Vec<Node>) -> String {
    flat(
        nodes,
        Place {
            in_cell: true,
            in_link: false,
        },
    )
}

fn flat(nodes: Vec<Node>, place: Place) -> String {
    let mut leaf = Leaf {
        place,
        flat: true,
        ..Leaf::default()
    };
    leaf.write(nodes);
    leaf.flush();
    let line = leaf.line.trim();
    line.strip_suffix("<br>")
        .unwrap_or(line)
        .trim_end()
        .to_owned()
}

#[derive(Debug, Default)]
struct Leaf {
    lines: Vec<String>,
    line: String,
    /// Pending text: its escapes depend on what follows.
    text: String,
    place: Place,
    /// Whether everything is on one line.
    flat: bool,
    /// Whether the last line ends with a hard break.
    broken: bool,
}

impl Leaf {
    fn write(&mut self, nodes: Vec<Node>) {
        let mut nodes = nodes.into_iter();
        while let Some(node) = nodes.next() {
            match node {
                Node::Text(text) | Node::Html(text) => self.text.push_str(&text),
                Node::Link(link) => {
                    let inner: Vec<Node> = nodes
                        .by_ref()
                        .take_while(|node| *node != Node::LinkEnd)
                        .collect();
                    self.link(&link, inner);
                }
                Node::LinkEnd => {}
                Node::Image(link, alt) => self.image(&link, &alt),
                Node::Code(code) => self.code(&code),
                Node::Markup(markup) => {
                    self.flush();
                    self.push_markup(&markup);
                }
                Node::Soft => self.end_soft(),
                Node::Hard | Node::Break(_) => self.end_hard(),
            }
        }
    }

    fn link(&mut self, link: &Link, inner: Vec<Node>) {
        let plain: Option<String> = inner
            .iter()
            .map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let said = plain.as_deref().unwrap_or_default().trim();
        let blank = plain.is_some() && said.is_empty();
        match link.fate() {
            Fate::Text if link.is_automatic() => {
                self.text.extend(["<", link.destination(), ">"]);
            }
            Fate::Text => self.write(inner),
            Fate::Mention if said == link.destination() => self.write(inner),
            Fate::Mention => {
                self.write(inner);
                self.text.push_str(if blank { "" } else { " (" });
                self.code(link.destination());
                self.text.push_str(if blank { "" } else { ")" });
            }
            Fate::Link => {
                let shown = if blank {
                    link.destination()
                } else {
                    plain.as_deref().unwrap_or_default()
                };
                self.flush();
                match link.as_automatic(shown) {
                    Some(automatic) => self.push_markup(&automatic),
                    None if blank => {
                        self.explicit_link(link, vec![Node::Text(link.destination().to_owned())]);
                    }
                    None => self.explicit_link(link, inner),
                }
            }
        }
    }

    fn explicit_link(&mut self, link: &Link, inner: Vec<Node>) {
        if self.line.ends_with('!') {
            self.line.pop();
            self.line.push_str("\\!");
        }
        self.line.push('[');
        self.place.in_link = true;
        self.write(inner);
        self.flush();
        self.place.in_link = false;
        self.push_markup(&format!("]({})", link.target()));
    }

    /// Writes an image as a link: embedded, it would reveal readers of the documentation to another
    /// server.
    fn image(&mut self, link: &Link, alt: &str) {
        // rustdoc would expect a link for an address even here.
        let is_address = alt.contains("://");
        if self.place.in_link {
            let is_blank = is_address || alt.trim().is_empty();
            self.text.push_str(if is_blank { "image" } else { alt });
            return;
        }
        let alt = if is_address { "image" } else { alt };
        if link.fate() == Fate::Link {
            self.link(link, vec![Node::Text(alt.to_owned())]);
        } else {
            self.text.push_str(alt);
        }
    }

    fn code(&mut self, code: &str) {
        self.flush();
        push_code(&mut self.line, code, self.place);
    }

    fn end_soft(&mut self) {
        self.flush();
        // A tag alone on the first line would start an HTML block.
        let lone = self.lines.is_empty()
            && self.line.starts_with('<')
            && self.line.trim_end().ends_with('>');
        if self.flat || lone {
            self.push_markup(" ");
        } else {
            self.end_line();
        }
    }

    fn end_hard(&mut self) {
        self.flush();
        if !self.flat {
            self.end_line();
            self.broken = !self.lines.is_empty();
        } else if self.place.in_cell && !self.line.trim().is_empty() && !self.line.ends_with("<br>")
        {
            self.push_markup("<br>");
        } else {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        self.flush();
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if std::mem::take(&mut self.broken)
            && let Some(last) = self.lines.last_mut()
        {
            last.push('\\');
        }
        self.lines.push(guarded(line));
    }

    fn push_markup(&mut self, markup: &str) {
        self.line.push_str(markup);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let spaced = self.line.is_empty() || self.line.ends_with(' ');
        let text = if spaced {
            text.trim_start()
        } else {
            text.as_str()
        };
        if !text.is_empty() {
            push_text(&mut self.line, text, self.place);
        }
    }
}
