//! Renders a whole description, block by block.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::fence;
use super::html::{self, Origin, resolve};
use super::leaf;
use super::lines::Lines;
use super::list::{self, List};
use super::node::{Node, Nodes};
use super::parse;
use super::pieces::{Piece, split};
use super::table::Table;

/// Headings that clippy takes for sections of an item's documentation. A description does not write
/// those sections.
const SECTIONS: [&str; 7] = [
    "errors",
    "panics",
    "safety",
    "implementation safety",
    "examples",
    "example",
    "aborts",
];

/// Renders a cleaned description to lines.
pub(super) fn render(text: &str) -> Vec<String> {
    let events: Vec<_> = parse(text).into_offset_iter().collect();
    let mut document = Document::new(&events.iter().map(|(event, _)| event).collect::<Vec<_>>());
    for (event, range) in events {
        document.event(event, text.get(range).unwrap_or_default());
    }
    document.flush();
    document.lines.finish()
}

#[derive(Debug, Default)]
struct Document {
    lines: Lines,
    nodes: Nodes,
    lists: Vec<List>,
    table: Table,
    /// The content of a code or HTML block being read.
    raw: Option<String>,
    language: &'static str,
    /// The text that the next leaf starts with.
    lead: Option<String>,
    footnotes: BTreeMap<String, usize>,
    /// The level of the highest heading.
    top: usize,
    /// Whether each list is loose, in reverse order.
    loose: Vec<bool>,
}

impl Document {
    fn new(events: &[&Event<'_>]) -> Self {
        let top = events.iter().filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(depth(*level)),
            _ => None,
        });
        Self {
            top: top.min().unwrap_or(1),
            loose: list::loose(events),
            ..Self::default()
        }
    }

    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) if is_block(&tag) => self.start(tag),
            Event::End(end) if is_block_end(end) => self.end(end),
            Event::Rule => {
                self.flush();
                self.lines.block(&["___".to_owned()]);
            }
            Event::FootnoteReference(label) => {
                let mark = self.footnote(&label);
                self.nodes.add(Node::Markup(mark));
            }
            Event::Text(text) | Event::Html(text) if self.raw.is_some() => {
                if let Some(raw) = &mut self.raw {
                    raw.push_str(&text);
                }
            }
            event => self.nodes.push(event, source),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        self.flush();
        match tag {
            Tag::BlockQuote(_) => self.lines.open_quote(),
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::CodeBlock(kind) => {
                self.language = fence::language(&kind);
                self.raw = Some(String::new());
            }
            Tag::List(number) => {
                let tight = !self.loose.pop().unwrap_or_default();
                self.lists.push(List::new(
                    number,
                    tight,
                    self.lines.start_list(number.is_some()),
                ));
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => self.lead = Some(self.footnote(&label) + " "),
            Tag::Table(alignments) => self.table = Table::new(alignments),
            Tag::TableHead | Tag::TableRow => self.table.start_row(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::TableCell => return self.table.cell(self.nodes.take()),
            TagEnd::Heading(level) => return self.heading(level),
            _ => self.flush(),
        }
        match end {
            TagEnd::BlockQuote(_) => drop(self.lines.close()),
            TagEnd::HtmlBlock => self.html(),
            TagEnd::CodeBlock => {
                let code = self.raw.take().unwrap_or_default();
                self.lines.block(&fence::block(&code, self.language));
            }
            TagEnd::Item => {
                let written = self.lines.close();
                if let Some(list) = self.lists.last_mut() {
                    list.written |= written;
                }
            }
            TagEnd::List(ordered) => {
                if let Some(list) = self.lists.pop().filter(|list| list.written) {
                    self.lines.end_list(ordered, list.other);
                }
            }
            TagEnd::Table => self.lines.block(&std::mem::take(&mut self.table).lines()),
            _ => {}
        }
    }

    /// Writes the pending leaf, if there is one.
    fn flush(&mut self) {
        let nodes = self.nodes.take();
        if !nodes.is_empty() {
            self.write(nodes, Origin::Paragraph);
        }
    }

    fn write(&mut self, mut nodes: Vec<Node>, origin: Origin) {
        if let Some(lead) = self.lead.take() {
            nodes.insert(0, Node::Markup(lead));
        }
        let mut other = None;
        for piece in split(resolve(alerted(nodes), origin)) {
            match piece {
                Piece::Paragraph(nodes) => self.lines.block(&leaf::lines(nodes)),
                Piece::Item(nodes) => {
                    let first = other.is_none();
                    let other = *other.get_or_insert_with(|| self.lines.start_list(false));
                    self.lines.open_item(list::bullet(other).to_owned(), !first);
                    self.lines.block(&leaf::lines(nodes));
                    self.lines.close();
                    self.lines.end_list(false, other);
                }
                Piece::Table(rows) => {
                    let mut table = Table::default();
                    for row in rows {
                        table.start_row();
                        for cell in row {
                            table.cell(cell);
                        }
                    }
                    self.lines.block(&table.lines());
                }
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let text = leaf::heading(resolve(self.nodes.take(), Origin::Paragraph));
        if text.is_empty() {
            return;
        }
        let line = if SECTIONS.contains(&text.to_lowercase().as_str()) {
            format!("**{text}**")
        } else {
            let marks = "#".repeat((depth(level) + 2).saturating_sub(self.top).min(6));
            // A trailing `#` would be part of the heading's markup.
            let text = text
                .strip_suffix('#')
                .map_or(text.clone(), |start| format!("{start}\\#"));
            format!("{marks} {text}")
        };
        self.lines.block(&[line]);
    }

    fn html(&mut self) {
        let html = self.raw.take().unwrap_or_default();
        if let Some(code) = html::preformatted(&html) {
            return self.lines.block(&fence::block(&code, "text"));
        }
        let paragraph = html::as_paragraph(&html);
        for (event, range) in parse(&paragraph).into_offset_iter() {
            self.nodes
                .push(event, paragraph.get(range).unwrap_or_default());
        }
        let nodes = self.nodes.take();
        self.write(nodes, Origin::Block);
    }

    fn start_item(&mut self) {
        let parent_tight = self
            .lists
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|list| list.tight);
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let joined = list.is_joined(parent_tight);
        self.lines.open_item(list.next_marker(), joined);
    }

    /// Returns the mark of a footnote, which is the same at references and at the definition.
    fn footnote(&mut self, label: &str) -> String {
        let next = self.footnotes.len() + 1;
        let number = *self.footnotes.entry(label.to_owned()).or_insert(next);
        format!("<sup>{number}</sup>")
    }
}

/// Replaces `[!NOTE]` at the start of a quote by a bold word.
fn alerted(mut nodes: Vec<Node>) -> Vec<Node> {
    let word = nodes.iter().map_while(|node| {
        if let Node::Text(text) = node {
            Some(text.as_str())
        } else {
            None
        }
    });
    let word: String = word.collect();
    let kind = word
        .strip_prefix("[!")
        .and_then(|word| word.strip_suffix(']'));
    if let Some(kind) = kind.filter(|kind| kind.chars().all(|letter| letter.is_ascii_uppercase())) {
        let texts = nodes
            .iter()
            .take_while(|node| matches!(node, Node::Text(_)))
            .count();
        nodes.splice(..texts, [Node::Markup(format!("**{kind}:**"))]);
    }
    nodes
}

fn depth(level: HeadingLevel) -> usize {
    level as usize
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

fn is_block_end(end: TagEnd) -> bool {
    use TagEnd as E;
    !matches!(
        end,
        E::Emphasis
            | E::Strong
            | E::Strikethrough
            | E::Link
            | E::Image
            | E::Superscript
            | E::Subscript
    )
}
