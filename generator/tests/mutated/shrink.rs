//! Makes a description that fails smaller: what can go goes, the largest parts first.

use crate::mutate::delete;
use crate::tree::{Node, Route};

/// How often a smaller description is tried.
const MAX_TRIES: usize = 600;

/// The smallest description found that still fails in the same way.
pub fn shrink(mut root: Node, fails: impl Fn(&Node) -> bool) -> Node {
    let mut tries = 0;
    loop {
        let mut routes = root.routes();
        routes.retain(|route| !route.is_empty());
        routes.sort_by_cached_key(|route| std::cmp::Reverse(root.at(route).map_or(0, Node::count)));
        let mut is_smaller = false;
        for route in routes {
            for smaller in smaller(&root, &route) {
                if tries == MAX_TRIES {
                    return root;
                }
                tries += 1;
                if fails(&smaller) {
                    root = smaller;
                    is_smaller = true;
                    break;
                }
            }
            if is_smaller {
                break;
            }
        }
        if !is_smaller {
            return root;
        }
    }
}

/// The description without a node, with a part of the node in its place, or with a shorter text.
fn smaller(root: &Node, route: &Route) -> Vec<Node> {
    let mut found = Vec::new();
    if !route.is_empty() {
        let mut without = root.clone();
        delete(&mut without, route);
        found.push(without);
    }
    let node = root.at(route);
    let shorter = match node {
        Some(Node::Text(text)) if text.len() > 8 => {
            let half = text.floor_char_boundary(text.len() / 2);
            Some(Node::Text(text[..half].to_owned()))
        }
        _ => None,
    };
    if let Some(part) = shorter {
        let mut other = root.clone();
        if let Some(place) = other.at_mut(route) {
            *place = part;
        }
        found.push(other);
    }
    found
}
