//! Interprets HTML within prose as nodes.

use std::collections::BTreeSet;

use super::clean::{MARK, inline};
use super::link::Link;
use super::node::{Break, Node};
use super::pieces::is_blank;
use super::tag::{Kind, Tag};

/// The maximum number of open tags; further ones are plain text.
const MAX_DEPTH: usize = 32;

/// The origin of the HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A paragraph, where a lone tag is most likely a placeholder.
    Paragraph,
    /// An HTML block, which may be a part of something longer.
    Block,
}

/// Interprets every tag in `nodes`: the result contains no [`Node::Html`].
pub(super) fn resolve(nodes: Vec<Node>, origin: Origin) -> Vec<Node> {
    paired(merged(expanded(nodes, origin)), origin)
}

/// Converts an HTML block to a paragraph. No line can start another block, and no tag spans lines.
pub(super) fn as_paragraph(html: &str) -> String {
    let mut paragraph = String::from(MARK);
    let mut in_tag = false;
    for line in html.lines() {
        if paragraph.len() > MARK.len_utf8() {
            paragraph.push_str(if in_tag { " " } else { "\n" });
            if !in_tag {
                paragraph.push(MARK);
            }
        }
        let line = line.trim();
        for (index, letter) in line.char_indices() {
            let starts_tag = |rest: &str| {
                rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/')
            };
            in_tag = match letter {
                '<' => line.get(index + 1..).is_some_and(starts_tag),
                '>' => false,
                _ => in_tag,
            };
        }
        paragraph.push_str(line);
    }
    paragraph
}

/// Returns the text of an HTML block that is a `<pre>` element.
pub(super) fn preformatted(html: &str) -> Option<String> {
    let start = html.trim_start();
    let opening = start
        .get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case("<pre"));
    let inner = opening.then(|| start.split_once('>')).flatten()?.1;
    let mut text = String::new();
    for (index, part) in inner.split('<').enumerate() {
        // The text after a `<` is a tag up to the next `>`.
        let tag = index > 0
            && part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        match part.split_once('>') {
            Some((_, rest)) if tag => text.push_str(rest),
            _ if index > 0 => text.extend(["<", part]),
            _ => text.push_str(part),
        }
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    Some(
        entities
            .iter()
            .fold(text, |text, (entity, letter)| text.replace(entity, letter)),
    )
}

/// Replaces the tags that have an effect without a partner.
fn expanded(nodes: Vec<Node>, origin: Origin) -> Vec<Node> {
    let closed: BTreeSet<String> = nodes.iter().filter_map(closing_name).collect();
    let mut expanded = Vec::with_capacity(nodes.len());
    let mut hidden: Option<String> = None;
    for node in nodes {
        if let Some(name) = &hidden {
            if closing_name(&node).as_ref() == Some(name) {
                hidden = None;
            }
            continue;
        }
        let Node::Html(html) = node else {
            expanded.push(node);
            continue;
        };
        let Some(tag) = Tag::read(&html) else {
            continue;
        };
        let lone = origin == Origin::Paragraph
            && !tag.closing
            && !tag.has_attributes()
            && !closed.contains(&tag.name);
        match tag.kind() {
            Kind::Line => expanded.push(Node::Hard),
            Kind::Break(kind) => expanded.push(Node::Break(ended(kind, tag.closing))),
            Kind::Unknown => expanded.push(Node::Text(inline(&html))),
            Kind::Block(_) | Kind::Ignored | Kind::Hidden if lone => {
                expanded.push(Node::Text(inline(&html)));
            }
            Kind::Block(kind) => expanded.push(Node::Break(kind)),
            Kind::Hidden if !tag.closing && closed.contains(&tag.name) => hidden = Some(tag.name),
            Kind::Ignored | Kind::Hidden => {}
            Kind::Image => expanded.extend(image(&tag)),
            Kind::Format | Kind::Code | Kind::Anchor => expanded.push(Node::Html(html)),
        }
    }
    expanded
}

/// Returns the block that a closing tag starts. The end of an item, row or cell does not start
/// another one.
fn ended(kind: Break, closing: bool) -> Break {
    match kind {
        Break::Item if closing => Break::Paragraph,
        Break::Row | Break::Cell if closing => Break::CellEnd,
        kind => kind,
    }
}

fn closing_name(node: &Node) -> Option<String> {
    let Node::Html(html) = node else { return None };
    Tag::read(html)
        .filter(|tag| tag.closing)
        .map(|tag| tag.name)
}

fn image(tag: &Tag<'_>) -> Option<Node> {
    let link = Link::new(inline(&tag.attribute("src")?), String::new());
    Some(Node::Image(
        link,
        inline(&tag.attribute("alt").unwrap_or_default()),
    ))
}

/// Merges consecutive hard line breaks into a paragraph break.
fn merged(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        if node != Node::Hard {
            merged.push(node);
            continue;
        }
        let mut count = 1;
        while let Some(next) = nodes.next_if(|next| *next == Node::Hard || is_blank(next)) {
            count += usize::from(next == Node::Hard);
        }
        merged.push(if count > 1 {
            Node::Break(Break::Paragraph)
        } else {
            Node::Hard
        });
    }
    merged
}

/// Pairs opening with closing tags. Unpaired ones become text or are dropped.
fn paired(mut nodes: Vec<Node>, origin: Origin) -> Vec<Node> {
    let mut open: Vec<(usize, String)> = Vec::new();
    let (mut last_break, mut last_link) = (None, None);
    for index in 0..nodes.len() {
        let html = match nodes.get(index) {
            Some(Node::Break(_)) => {
                last_break = Some(index);
                continue;
            }
            Some(Node::Link(_) | Node::LinkEnd) => {
                last_link = Some(index);
                continue;
            }
            Some(Node::Html(html)) => html.clone(),
            _ => continue,
        };
        let Some(tag) = Tag::read(&html) else {
            continue;
        };
        if !tag.closing {
            if open.len() < MAX_DEPTH {
                open.push((index, tag.name));
            }
            continue;
        }
        let Some(at) = open.iter().rposition(|(_, name)| *name == tag.name) else {
            continue;
        };
        let Some((start, name)) = open.drain(at..).next() else {
            continue;
        };
        let whole = last_break.is_none_or(|at| at < start);
        let linked = last_link.is_some_and(|at| at > start);
        pair(&mut nodes, start, index, &name, whole, linked);
    }
    nodes
        .into_iter()
        .filter_map(|node| left_over(node, origin))
        .collect()
}

/// Rewrites the nodes from an opening to its closing tag.
fn pair(nodes: &mut [Node], start: usize, end: usize, name: &str, whole: bool, linked: bool) {
    let Some([first, inner @ .., last]) = nodes.get_mut(start..=end) else {
        return;
    };
    let plain = inner
        .iter()
        .all(|node| matches!(node, Node::Text(_) | Node::Soft));
    let nothing = || Node::Text(String::new());
    let Node::Html(html) = &*first else { return };
    let (opening, closing) = match Tag::read(html).map(|tag| (tag.kind(), tag.attribute("href"))) {
        Some((Kind::Code, _)) if plain => {
            let code: String = inner
                .iter()
                .map(|node| {
                    if let Node::Text(text) = node {
                        text
                    } else {
                        " "
                    }
                })
                .collect();
            inner.fill(nothing());
            (Node::Code(code.trim().to_owned()), nothing())
        }
        Some((Kind::Anchor, Some(href))) if whole && !linked => (
            Node::Link(Link::new(inline(&href), String::new())),
            Node::LinkEnd,
        ),
        Some((Kind::Format | Kind::Code, _)) if whole => (
            Node::Markup(format!("<{name}>")),
            Node::Markup(format!("</{name}>")),
        ),
        _ => (nothing(), nothing()),
    };
    *first = opening;
    *last = closing;
}

/// Converts an unpaired tag to text, or drops it.
fn left_over(node: Node, origin: Origin) -> Option<Node> {
    let Node::Html(html) = node else {
        return Some(node);
    };
    let said = Tag::read(&html).is_some_and(|tag| tag.has_attributes());
    (origin == Origin::Paragraph && !said).then(|| Node::Text(inline(&html)))
}
