//! Tables whose keys are names from the description, and values that only such tables contain.

use super::node::{Entry, Node, Value};
use super::{Problems, Section};

impl<'a> Section<'a> {
    /// Reads a table of tables, each with its key; `name` is the name of one of them in messages.
    pub fn named_sections(
        &mut self,
        key: &'static str,
        example: &str,
        name: &'static str,
    ) -> Vec<(String, Section<'a>)> {
        let expected = format!("tables, each under a header such as `[client.{key}.{example}]`");
        let tables = self.read(key, &expected, |value| {
            let tables = value.as_table()?.iter();
            tables
                .map(|Entry { key, node, .. }| Some((key.clone(), node, node.value.as_table()?)))
                .collect::<Option<Vec<_>>>()
        });
        let tables = tables.unwrap_or_default().into_iter();
        tables
            .map(|(key, node, entries)| (key, self.inner(name, entries, node.place.clone())))
            .collect()
    }

    /// Reads a table of lists of strings and tables, each with its key; `name` is the name of one
    /// such table in messages.
    pub fn named_entries(
        &mut self,
        key: &'static str,
        kind: &str,
        name: &'static str,
    ) -> Vec<(String, Vec<Element<'a>>)> {
        let problems = self.problems;
        let lists = self.read(key, &format!("a table of lists of {kind}"), |value| {
            let table = value.as_table()?.iter();
            table
                .map(|Entry { key, node, .. }| {
                    Some((key.clone(), elements(&node.value, name, problems)?))
                })
                .collect::<Option<Vec<_>>>()
        });
        lists.unwrap_or_default()
    }

    /// Reads a table of strings and tables, each with its key; `name` is the name of one such table
    /// in messages.
    pub fn named_elements(
        &mut self,
        key: &'static str,
        name: &'static str,
    ) -> Vec<(String, Element<'a>)> {
        let problems = self.problems;
        let elements = self.read(
            key,
            "a table of versions in quotes and of tables",
            |value| {
                let table = value.as_table()?.iter();
                let table = table.map(|Entry { key, node, .. }| {
                    let element = element(node, name, problems)?;
                    Some((key.clone(), element))
                });
                table.collect::<Option<Vec<_>>>()
            },
        );
        elements.unwrap_or_default()
    }

    /// Reads a list of strings and tables; `name` is the name of one such table in messages.
    pub fn entries(
        &mut self,
        key: &'static str,
        kind: &str,
        name: &'static str,
    ) -> Vec<Element<'a>> {
        let problems = self.problems;
        let list = self.read(key, &format!("a list of {kind}"), |value| {
            elements(value, name, problems)
        });
        list.unwrap_or_default()
    }

    /// Reads a non-negative integer.
    pub fn number(&mut self, key: &'static str) -> Option<u64> {
        self.read(key, "a whole number", Value::as_number)
    }

    /// Reads a required word out of several fixed ones.
    pub fn required_choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        if !self.has(key) {
            self.required_text(key);
            return None;
        }
        self.choice(key, choices)
    }

    /// Reads a required JSON Pointer (RFC 6901). Empty, and a report, if it is missing.
    pub fn required_pointer(&mut self, key: &'static str) -> String {
        if self.has(key) {
            self.pointer(key).unwrap_or_default()
        } else {
            self.required_text(key)
        }
    }

    /// Reads a table of JSON Pointers.
    pub fn pointers(&mut self, key: &'static str) -> Vec<(String, String)> {
        let pointers = self.read(key, "a table of JSON Pointers such as `/id`", |value| {
            let table = value.as_table()?.iter();
            table
                .map(|Entry { key, node, .. }| {
                    let pointer = node.value.as_text().filter(|text| is_pointer(text))?;
                    Some((key.clone(), pointer.to_owned()))
                })
                .collect::<Option<Vec<_>>>()
        });
        pointers.unwrap_or_default()
    }

    /// Reads a JSON Pointer (RFC 6901).
    pub fn pointer(&mut self, key: &'static str) -> Option<String> {
        let text = self.text(key)?;
        if !is_pointer(&text) {
            self.refuse(key, &text, "a JSON Pointer such as `/data` is needed", None);
        }
        Some(text)
    }
}

/// An element of a list of strings and tables.
pub(in crate::config) enum Element<'a> {
    /// A string, as a section without keys, so that problems with it can be reported.
    Text(&'a str, Section<'a>),
    /// A table.
    Table(Section<'a>),
}

/// Reads the elements of a list of strings and tables; `None` if it is not such a list.
pub(in crate::config) fn elements<'a>(
    list: &'a Value,
    name: &'static str,
    problems: &'a Problems,
) -> Option<Vec<Element<'a>>> {
    let nodes = list.as_list()?.iter();
    nodes.map(|node| element(node, name, problems)).collect()
}

fn element<'a>(node: &'a Node, name: &'static str, problems: &'a Problems) -> Option<Element<'a>> {
    let section = |entries| Section {
        name,
        entries,
        place: node.place.clone(),
        problems,
        known: Vec::new(),
    };
    match &node.value {
        Value::Text(text) => Some(Element::Text(text, section(&[]))),
        Value::Table(entries) => Some(Element::Table(section(entries))),
        _ => None,
    }
}

fn is_pointer(text: &str) -> bool {
    text.is_empty() || text.starts_with('/')
}
