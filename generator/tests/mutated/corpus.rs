//! What mutations start from: the descriptions of the fixtures, and their parts by the key that they stand under.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::Value;

use crate::fixtures::fixtures;
use crate::tree::Node;

pub struct Corpus {
    descriptions: Vec<Node>,
    /// The values that stand under each key, in all descriptions.
    by_key: Vec<(String, Vec<Node>)>,
    index: BTreeMap<String, usize>,
}

impl Corpus {
    /// Reads the fixtures.
    pub fn read() -> Self {
        let mut corpus = Self {
            descriptions: Vec::new(),
            by_key: Vec::new(),
            index: BTreeMap::new(),
        };
        for path in fixtures() {
            let text = std::fs::read_to_string(&path).unwrap();
            // Some are not valid, on purpose.
            let Ok(value) = serde_yaml::from_str::<Value>(&text) else {
                continue;
            };
            let node = Node::from(&value);
            corpus.gather(&node);
            if node.get("openapi").or(node.get("swagger")).is_some() {
                corpus.descriptions.push(node);
            }
        }
        assert!(corpus.descriptions.len() > 100, "the fixtures are read");
        corpus
    }

    fn gather(&mut self, node: &Node) {
        if let Node::Object(members) = node {
            for (key, value) in members {
                let next = self.by_key.len();
                let index = *self.index.entry(key.clone()).or_insert(next);
                if index == next {
                    self.by_key.push((key.clone(), Vec::new()));
                }
                self.by_key[index].1.push(value.clone());
            }
        }
        for child in node.children() {
            self.gather(child);
        }
    }

    pub fn description(&self, rng: &mut Rng) -> Node {
        self.descriptions[rng.usize(..self.descriptions.len())].clone()
    }

    /// A value that stands under a key in some description.
    pub fn value(&self, key: &str, rng: &mut Rng) -> Option<Node> {
        let (_, values) = &self.by_key[*self.index.get(key)?];
        Some(values[rng.usize(..values.len())].clone())
    }

    /// A key, and a value of it.
    pub fn member(&self, rng: &mut Rng) -> (String, Node) {
        let (key, values) = &self.by_key[rng.usize(..self.by_key.len())];
        (key.clone(), values[rng.usize(..values.len())].clone())
    }
}
