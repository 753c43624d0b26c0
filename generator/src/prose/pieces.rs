//! Splits the HTML of one leaf into blocks.

use super::node::{Break, Node};

/// A block.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Paragraph(Vec<Node>),
    Item(Vec<Node>),
    Table(Vec<Vec<Vec<Node>>>),
}

/// Splits a leaf at the HTML tags that start a block.
pub(super) fn split(nodes: Vec<Node>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Paragraph(Vec::new())];
    let mut in_link = false;
    for node in nodes {
        match node {
            Node::Break(_) if in_link => push(&mut pieces, Node::Text(" ".to_owned())),
            Node::Break(kind) => start(&mut pieces, kind),
            node => {
                in_link = matches!(node, Node::Link(_)) || in_link && node != Node::LinkEnd;
                push(&mut pieces, node);
            }
        }
    }
    pieces
}

/// Whether a node is invisible.
pub(super) fn is_blank(node: &Node) -> bool {
    match node {
        Node::Soft => true,
        Node::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn start(pieces: &mut Vec<Piece>, kind: Break) {
    if let Some(Piece::Table(rows)) = pieces.last_mut() {
        match kind {
            Break::Row => rows.push(Vec::new()),
            Break::Cell => match rows.last_mut() {
                Some(row) => row.push(Vec::new()),
                None => rows.push(vec![Vec::new()]),
            },
            Break::TableEnd => pieces.push(Piece::Paragraph(Vec::new())),
            Break::CellEnd => {}
            Break::Paragraph | Break::Item => push(pieces, Node::Soft),
        }
        return;
    }
    pieces.push(match kind {
        Break::Item => Piece::Item(Vec::new()),
        Break::Row => Piece::Table(vec![Vec::new()]),
        Break::Cell => Piece::Table(vec![vec![Vec::new()]]),
        Break::Paragraph | Break::TableEnd | Break::CellEnd => Piece::Paragraph(Vec::new()),
    });
}

/// Appends a node to the last block.
fn push(pieces: &mut [Piece], node: Node) {
    match pieces.last_mut() {
        Some(Piece::Paragraph(nodes) | Piece::Item(nodes)) => nodes.push(node),
        Some(Piece::Table(rows)) => match rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(node),
            None if is_blank(&node) => {}
            None => rows.push(vec![vec![node]]),
        },
        None => {}
    }
}
