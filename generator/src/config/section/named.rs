//! Tables whose keys are names of the description's own, and what only such tables hold.

use toml::Spanned;
use toml::de::DeValue;

use super::{Problems, Section};
use crate::diagnostics::catalogue::config as findings;

impl<'a> Section<'a> {
    /// The tables of a table, each by its key, such as `example`; `name` is what messages call one of them.
    pub fn named_sections(
        &mut self,
        key: &'static str,
        example: &str,
        name: &'static str,
    ) -> Vec<(String, Section<'a>)> {
        let expected = format!("tables, each under a header such as `[client.{key}.{example}]`");
        let tables = self.read(key, &expected, |value| {
            let table = value.as_table()?.iter();
            table
                .map(|(key, value)| {
                    let table = value.get_ref().as_table()?;
                    Some((key.get_ref().to_string(), value.span(), table))
                })
                .collect::<Option<Vec<_>>>()
        });
        let section = |(key, place, table)| {
            let section = Section {
                name,
                table: Some(table),
                place,
                problems: self.problems,
                known: Vec::new(),
            };
            (key, section)
        };
        tables
            .unwrap_or_default()
            .into_iter()
            .map(section)
            .collect()
    }

    /// The lists of a table, each by its key, of texts and of tables: what messages call one of these is `name`.
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
                .map(|(key, value)| {
                    let list = entries(value.get_ref(), name, problems)?;
                    Some((key.get_ref().to_string(), list))
                })
                .collect::<Option<Vec<_>>>()
        });
        lists.unwrap_or_default()
    }

    /// A list of texts and of tables: what messages call one of these is `name`.
    pub fn entries(
        &mut self,
        key: &'static str,
        kind: &str,
        name: &'static str,
    ) -> Vec<Element<'a>> {
        let problems = self.problems;
        let list = self.read(key, &format!("a list of {kind}"), |value| {
            entries(value, name, problems)
        });
        list.unwrap_or_default()
    }

    /// A whole number, not negative.
    pub fn number(&mut self, key: &'static str) -> Option<u64> {
        self.read(key, "a whole number", |value| whole(value))
    }

    /// One of a few words that must be there.
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

    /// A JSON Pointer (RFC 6901) that must be there; empty, reported, if it is not.
    pub fn required_pointer(&mut self, key: &'static str) -> String {
        if self.has(key) {
            self.pointer(key).unwrap_or_default()
        } else {
            self.required_text(key)
        }
    }

    /// A table of JSON Pointers.
    pub fn pointers(&mut self, key: &'static str) -> Vec<(String, String)> {
        let pointers = self.read(key, "a table of JSON Pointers such as `/id`", |value| {
            let table = value.as_table()?.iter();
            table
                .map(|(key, value)| {
                    let pointer = value.get_ref().as_str()?;
                    let sound = is_pointer(pointer);
                    sound.then(|| (key.get_ref().to_string(), pointer.to_owned()))
                })
                .collect::<Option<Vec<_>>>()
        });
        pointers.unwrap_or_default()
    }

    /// A JSON Pointer (RFC 6901).
    pub fn pointer(&mut self, key: &'static str) -> Option<String> {
        let text = self.text(key)?;
        if let (false, Some(value)) = (is_pointer(&text), self.find(key)) {
            let message = format!(
                "`{text}` is no value for `{key}`: a JSON Pointer such as `/data` is needed"
            );
            self.problems
                .add(&findings::WRONG_SETTING, value.span(), message, None);
        }
        Some(text)
    }
}

/// An entry of a list that has both.
pub(in crate::config) enum Element<'a> {
    /// A text, as a section without keys, so that something can be said of it.
    Text(&'a str, Section<'a>),
    /// A table.
    Table(Section<'a>),
}

fn entries<'a>(
    value: &'a DeValue<'a>,
    name: &'static str,
    problems: &'a Problems<'a>,
) -> Option<Vec<Element<'a>>> {
    let entry = |value: &'a Spanned<DeValue<'a>>| {
        let section = |table| Section {
            name,
            table,
            place: value.span(),
            problems,
            known: Vec::new(),
        };
        match value.get_ref() {
            DeValue::String(text) => Some(Element::Text(text, section(None))),
            DeValue::Table(table) => Some(Element::Table(section(Some(table)))),
            _ => None,
        }
    };
    value.as_array()?.iter().map(entry).collect()
}

fn whole(value: &DeValue<'_>) -> Option<u64> {
    let number = value.as_integer()?;
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn is_pointer(text: &str) -> bool {
    text.is_empty() || text.starts_with('/')
}
