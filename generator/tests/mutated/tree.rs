//! A description as a tree that can hold what no parsed value can: a key twice, a number of any length.

use std::fmt::Write as _;

use serde_json::Value;

/// A value of a description.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`, `true`, a number: as it is written.
    Literal(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// The way to a node: the number of the child at each step.
pub type Route = Vec<usize>;

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Object(
                    members
                        .map(|(key, value)| (key.clone(), value.into()))
                        .collect(),
                )
            }
            other => Self::Literal(other.to_string()),
        }
    }
}

impl Node {
    /// The nodes right below.
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::List(items) => items.iter().collect(),
            Self::Object(members) => members.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    fn child_mut(&mut self, index: usize) -> Option<&mut Self> {
        match self {
            Self::List(items) => items.get_mut(index),
            Self::Object(members) => members.get_mut(index).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The node at the end of a route.
    pub fn at(&self, route: &[usize]) -> Option<&Self> {
        let mut node = self;
        for index in route {
            node = match node {
                Self::List(items) => items.get(*index)?,
                Self::Object(members) => &members.get(*index)?.1,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, route: &[usize]) -> Option<&mut Self> {
        match route.split_first() {
            None => Some(self),
            Some((index, rest)) => self.child_mut(*index)?.at_mut(rest),
        }
    }

    /// The routes to all nodes, the root first.
    pub fn routes(&self) -> Vec<Route> {
        let mut found = vec![Vec::new()];
        let mut next = 0;
        let mut nodes = vec![self];
        while let Some(node) = nodes.get(next).copied() {
            let route = found[next].clone();
            for (index, child) in node.children().into_iter().enumerate() {
                found.push([route.as_slice(), &[index]].concat());
                nodes.push(child);
            }
            next += 1;
        }
        found
    }

    /// The JSON Pointer to the end of a route.
    pub fn pointer(&self, route: &[usize]) -> String {
        let mut node = self;
        let mut pointer = String::new();
        for index in route {
            match node {
                Self::Object(members) => {
                    let (key, value) = &members[*index];
                    let _ = write!(pointer, "/{}", key.replace('~', "~0").replace('/', "~1"));
                    node = value;
                }
                Self::List(items) => {
                    let _ = write!(pointer, "/{index}");
                    node = &items[*index];
                }
                _ => {}
            }
        }
        pointer
    }

    /// The number of nodes.
    pub fn count(&self) -> usize {
        1 + self.children().into_iter().map(Self::count).sum::<usize>()
    }

    /// The member of an object with this key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// As JSON. Each value has a line, so that a message can show one.
    pub fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = |out: &mut String, depth: usize| {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', depth));
        };
        match self {
            Self::Literal(text) => out.push_str(text),
            Self::Text(text) => out.push_str(&quoted(text)),
            Self::List(items) if items.is_empty() => out.push_str("[]"),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    out.push(if index == 0 { '[' } else { ',' });
                    indent(out, depth + 1);
                    item.write(out, depth + 1);
                }
                out.push(']');
            }
            Self::Object(members) => {
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push(if index == 0 { '{' } else { ',' });
                    indent(out, depth + 1);
                    let _ = write!(out, "{}: ", quoted(key));
                    value.write(out, depth + 1);
                }
                out.push('}');
            }
        }
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
