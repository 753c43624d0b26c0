//! The position of each value of a file in its text. Built only when something is reported.

mod json;
mod yaml;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Format;
use super::value::MERGE_KEY;
use crate::diagnostics::Pointer;

pub(super) type NodeId = usize;

/// The position of one value.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// The range of its key, if it is a member of an object.
    pub key: Option<Range<usize>>,
    /// The range of the value.
    pub value: Range<usize>,
    name: Box<str>,
    children: Vec<NodeId>,
    /// The node that this value refers to, if it is a YAML alias.
    alias_of: Option<NodeId>,
}

impl Node {
    fn new(value: Range<usize>) -> Self {
        Self {
            key: None,
            value,
            name: Box::default(),
            children: Vec::new(),
            alias_of: None,
        }
    }
}

/// The positions of the values of a file, as a tree.
#[derive(Debug)]
pub(super) struct Marks {
    /// The whole document, which always exists; its id is 0.
    root: Node,
    /// The other nodes, from id 1.
    nodes: Vec<Node>,
    /// The members of large objects, sorted by name.
    sorted: FxHashMap<NodeId, Vec<NodeId>>,
}

/// From this many members on, members are found by binary search.
const MIN_SORTED_MEMBERS: usize = 64;

impl Marks {
    /// Marks of the whole text only, for a text that could not be parsed.
    pub fn none(text: &str) -> Self {
        Self {
            root: Node::new(0..text.len()),
            nodes: Vec::new(),
            sorted: FxHashMap::default(),
        }
    }

    /// Computes the marks of a parsed text. If this parser finds an error where the first one did
    /// not, the marks end there.
    pub fn scan(text: &str, format: Format) -> Self {
        let mut marks = Self::none(text);
        match format {
            Format::Json => json::scan(text, &mut marks),
            Format::Yaml => yaml::scan(text, &mut marks),
        }
        marks.sort();
        marks
    }

    fn sort(&mut self) {
        for id in 0..=self.nodes.len() {
            let node = self.node(id);
            if node.children.len() < MIN_SORTED_MEMBERS {
                continue;
            }
            let members = node.children.iter().copied();
            let is_member = |child: &NodeId| self.node(*child).key.is_some();
            let mut members: Vec<NodeId> = members.filter(is_member).collect();
            // The sort is stable: members of the same name keep their order.
            members.sort_by(|one, other| self.node(*one).name.cmp(&self.node(*other).name));
            self.sorted.insert(id, members);
        }
    }

    /// The node with this id, or the root.
    pub fn node(&self, id: NodeId) -> &Node {
        id.checked_sub(1)
            .and_then(|index| self.nodes.get(index))
            .unwrap_or(&self.root)
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        id.checked_sub(1)
            .and_then(|index| self.nodes.get_mut(index))
            .unwrap_or(&mut self.root)
    }

    /// The value at `pointer`, or the nearest enclosing value.
    pub fn find(&self, pointer: &Pointer) -> NodeId {
        let mut at = ROOT;
        for segment in pointer.segments() {
            match self.child(at, &segment) {
                Some(child) => at = child,
                None => break,
            }
        }
        at
    }

    /// The members with this key, in order.
    pub fn members<'a>(&'a self, object: NodeId, key: &'a str) -> impl Iterator<Item = &'a Node> {
        let object = self.target(object);
        let sorted = self.sorted.get(&object);
        let members = match sorted {
            Some(members) => {
                let begin = members.partition_point(|member| *self.node(*member).name < *key);
                members.get(begin..).unwrap_or_default()
            }
            None => &self.node(object).children,
        };
        let is_sorted = sorted.is_some();
        let members = members.iter().map(|member| self.node(*member));
        let is_meant = move |node: &&Node| node.key.is_some() && *node.name == *key;
        members
            .take_while(move |node| !is_sorted || *node.name == *key)
            .filter(is_meant)
    }

    /// The value at `pointer`, with aliases resolved.
    pub fn resolved(&self, pointer: &Pointer) -> &Node {
        self.node(self.target(self.find(pointer)))
    }

    fn child(&self, parent: NodeId, segment: &str) -> Option<NodeId> {
        let id = self.target(parent);
        if let Some(child) = self.named(id, segment) {
            return Some(child);
        }
        let parent = self.node(id);
        let element = || {
            segment
                .parse()
                .ok()
                .and_then(|index: usize| parent.children.get(index).copied())
        };
        element()
            .filter(|child| self.node(*child).key.is_none())
            .or_else(|| self.merged(parent, segment))
    }

    /// The member with this name. Of equal keys the last one is used, as when the file is parsed.
    fn named(&self, object: NodeId, name: &str) -> Option<NodeId> {
        if let Some(members) = self.sorted.get(&object) {
            let after = members.partition_point(|member| *self.node(*member).name <= *name);
            let last = members.get(after.checked_sub(1)?)?;
            return (*self.node(*last).name == *name).then_some(*last);
        }
        let is_meant = |child: &&NodeId| {
            let node = self.node(**child);
            node.key.is_some() && *node.name == *name
        };
        let children = &self.node(object).children;
        children.iter().rfind(is_meant).copied()
    }

    /// The member that a YAML merge key contributes, directly or through merge keys of the merged
    /// mapping.
    fn merged(&self, object: &Node, segment: &str) -> Option<NodeId> {
        let children = object.children.iter().copied();
        let mut merges = children.filter(|child| *self.node(*child).name == *MERGE_KEY);
        merges.find_map(|merge| {
            let source = self.target(merge);
            let elements = self.node(source).children.iter().copied();
            let elements = elements.filter(|child| self.node(*child).key.is_none());
            let mut sources = std::iter::once(source).chain(elements);
            sources.find_map(|source| self.child_of_merge(source, segment))
        })
    }

    fn child_of_merge(&self, source: NodeId, segment: &str) -> Option<NodeId> {
        let source = self.target(source);
        let own = self.named(source, segment);
        own.or_else(|| self.merged(self.node(source), segment))
    }

    fn target(&self, id: NodeId) -> NodeId {
        self.node(id).alias_of.unwrap_or(id)
    }

    /// Adds a value to the list or object `parent`, with its key if it is a member.
    fn add(
        &mut self,
        parent: NodeId,
        key: Option<(Range<usize>, Box<str>)>,
        value: Range<usize>,
    ) -> NodeId {
        let mut node = Node::new(value);
        if let Some((place, name)) = key {
            node.key = Some(place);
            node.name = name;
        }
        self.nodes.push(node);
        let id = self.nodes.len();
        self.node_mut(parent).children.push(id);
        id
    }

    fn set_value(&mut self, id: NodeId, value: Range<usize>) {
        self.node_mut(id).value = value;
    }
}

const ROOT: NodeId = 0;
