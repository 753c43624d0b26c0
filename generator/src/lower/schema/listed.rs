//! The enumerated values of a schema, without duplicates, with their names and descriptions.

use rustc_hash::FxHashMap;
use serde_json::{Number, Value};

use super::facts::Facts;

/// The enumerated values of a schema.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    /// The distinct values, in the order of the description.
    pub entries: Vec<Entry>,
    /// Whether other values of the same type are valid, too.
    pub is_open: bool,
    /// The index of each value in `entries`.
    positions: FxHashMap<Comparable, usize>,
}

/// An enumerated value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub value: Value,
    pub name: Option<String>,
    pub description: Option<String>,
}

/// A value that compares by the rules of JSON Schema: `1` and `1.0` are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Comparable {
    Whole(i128),
    Fraction(u64),
    Other(String),
}

impl Listed {
    /// Creates a list of values. Of duplicates the first is kept, completed with the name and
    /// description of the others.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut listed = Self::default();
        listed.extend(entries);
        listed
    }

    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) {
        for entry in entries {
            let position = *self
                .positions
                .entry(comparable(&entry.value))
                .or_insert(self.entries.len());
            match self.entries.get_mut(position) {
                Some(known) => known.complete(&entry),
                None => self.entries.push(entry),
            }
        }
    }

    /// Returns the intersection, with the names and descriptions of both.
    pub fn narrowed(&self, other: &Self) -> Self {
        let mut common = match (self.is_open, other.is_open) {
            (true, false) => Self::new(other.entries.iter().cloned()),
            (_, true) => Self::new(self.entries.iter().cloned()),
            (false, false) => {
                let both = self.entries.iter().filter(|entry| other.has(&entry.value));
                Self::new(both.cloned())
            }
        };
        for entry in &mut common.entries {
            for side in [self, other] {
                if let Some(same) = side.entry(&entry.value) {
                    entry.complete(same);
                }
            }
        }
        common.is_open = self.is_open && other.is_open;
        if common.is_open {
            common.extend(other.entries.iter().cloned());
        }
        common
    }

    pub fn has(&self, value: &Value) -> bool {
        self.entry(value).is_some()
    }

    fn entry(&self, value: &Value) -> Option<&Entry> {
        let position = self.positions.get(&comparable(value))?;
        self.entries.get(*position)
    }
}

impl Entry {
    /// Takes a missing name and description from `other`.
    fn complete(&mut self, other: &Self) {
        self.name = self.name.take().or_else(|| other.name.clone());
        self.description = self
            .description
            .take()
            .or_else(|| other.description.clone());
    }
}

impl Facts {
    /// Returns the enumerated values of the schema.
    pub fn listed(&self) -> Listed {
        let entries = self.values.iter().enumerate().map(|(index, value)| Entry {
            value: value.clone(),
            name: self.value_names.get(index).cloned().flatten(),
            description: self.value_docs.get(index).cloned().flatten(),
        });
        Listed {
            is_open: self.open_values,
            ..Listed::new(entries)
        }
    }

    /// Replaces the enumerated values of the schema.
    pub fn list(&mut self, listed: Listed) {
        self.open_values = listed.is_open;
        self.values.clear();
        self.value_names.clear();
        self.value_docs.clear();
        for entry in listed.entries {
            self.values.push(entry.value);
            self.value_names.push(entry.name);
            self.value_docs.push(entry.description);
        }
    }
}

fn comparable(value: &Value) -> Comparable {
    match value {
        Value::Number(number) => match whole(number) {
            Some(whole) => Comparable::Whole(whole),
            None => Comparable::Fraction(number.as_f64().unwrap_or_default().to_bits()),
        },
        other => Comparable::Other(other.to_string()),
    }
}

/// Returns the value of a whole number, including `1.0`.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and within bounds"
)]
pub(super) fn whole(number: &Number) -> Option<i128> {
    let exact = number.as_i64().map(i128::from);
    let exact = exact.or_else(|| number.as_u64().map(i128::from));
    let float = number.as_f64();
    let float = float.filter(|value| value.fract() == 0.0 && value.abs() < 1e30);
    exact.or_else(|| float.map(|value| value as i128))
}
