//! The inline content of a paragraph, heading or cell.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::clean::{MARK, inline};
use super::link::Link;

/// An inline node. Links are flat, a start and an end, because they do not nest.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Plain text, to be escaped.
    Text(String),
    /// A code span.
    Code(String),
    /// Markup that is written verbatim.
    Markup(String),
    /// An HTML tag or comment that is not interpreted yet.
    Html(String),
    /// A soft line break.
    Soft,
    /// A hard line break.
    Hard,
    /// The start of a link.
    Link(Link),
    /// The end of a link.
    LinkEnd,
    /// An image and its alternative text.
    Image(Link, String),
    /// The start of a block, from HTML.
    Break(Break),
}

/// The block that an HTML tag starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    Paragraph,
    Item,
    Row,
    Cell,
    /// The end of a row or cell, which starts no block.
    CellEnd,
    TableEnd,
}

/// Collects the nodes of a leaf from its events.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    nodes: Vec<Node>,
    /// The stack of open images. Only their text is kept.
    images: Vec<(Link, String)>,
}

impl Nodes {
    /// Adds an inline event; `source` is its Markdown.
    pub(super) fn push(&mut self, event: Event<'_>, source: &str) {
        if self.images.is_empty()
            || matches!(
                event,
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)
            )
        {
            self.push_node(event, source);
        } else if let Some((_, alt)) = self.images.last_mut() {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&inline(&text)),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
    }

    /// Returns the nodes and resets the collection.
    pub(super) fn take(&mut self) -> Vec<Node> {
        self.images.clear();
        std::mem::take(&mut self.nodes)
    }

    /// Adds a node unchanged.
    pub(super) fn add(&mut self, node: Node) {
        self.nodes.push(node);
    }

    fn push_node(&mut self, event: Event<'_>, source: &str) {
        let node = match event {
            Event::Text(text) => Node::Text(inline(&text)),
            Event::Code(text) => Node::Code(inline(&text)),
            Event::Html(html) | Event::InlineHtml(html) => Node::Html(html.replace(MARK, "")),
            Event::SoftBreak => Node::Soft,
            Event::HardBreak => Node::Hard,
            Event::TaskListMarker(done) => {
                Node::Text(if done { "[x] " } else { "[ ] " }.to_owned())
            }
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => {
                Node::Markup(delimiter(source, 1))
            }
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => {
                Node::Markup(delimiter(source, 2))
            }
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                Node::Markup("~~".to_owned())
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }) => Node::Link(new_link(link_type, &dest_url, &title)),
            Event::End(TagEnd::Link) => Node::LinkEnd,
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            }) => {
                self.images
                    .push((new_link(link_type, &dest_url, &title), String::new()));
                return;
            }
            Event::End(TagEnd::Image) => {
                let Some((link, alt)) = self.images.pop() else {
                    return;
                };
                match self.images.last_mut() {
                    Some((_, outer)) => {
                        outer.push_str(&alt);
                        return;
                    }
                    None => Node::Image(link, alt),
                }
            }
            _ => return,
        };
        self.nodes.push(node);
    }
}

fn new_link(kind: LinkType, destination: &CowStr<'_>, title: &CowStr<'_>) -> Link {
    let destination = inline(destination);
    match kind {
        LinkType::Email => Link::new(format!("mailto:{destination}"), String::new()),
        LinkType::Autolink => Link::automatic(destination),
        _ => Link::new(destination, inline(title)),
    }
}

/// Returns the original delimiter of an emphasis. It is kept because the adjacent characters may
/// require it.
fn delimiter(source: &str, length: usize) -> String {
    if source.starts_with('_') { "_" } else { "*" }.repeat(length)
}
