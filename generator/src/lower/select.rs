//! Selection of operations, by the settings and by `x-oasmith-skip` in the description.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::config::{ClientConfig, Places, Selection, described};
use crate::diagnostics::{Location, Sink};
use crate::dialect::extension::SKIP;

/// Selects operations, and records which entries of the settings matched.
pub(super) struct Select<'c> {
    include: &'c Selection,
    exclude: &'c Selection,
    places: &'c Places,
    sink: &'c Sink,
    used: RefCell<BTreeSet<Entry<'c>>>,
    seen: RefCell<Seen>,
}

/// The ids and tags in the description, for suggestions.
#[derive(Default)]
struct Seen {
    operations: BTreeSet<String>,
    tags: BTreeSet<String>,
}

/// An entry of a setting: table, key and value.
type Entry<'c> = (&'static str, &'static str, &'c str);

/// The properties of an operation that selection needs, before it is lowered.
struct Candidate<'v> {
    id: Option<&'v str>,
    method: &'v str,
    path: &'v str,
    tags: Vec<&'v str>,
}

impl<'c> Select<'c> {
    pub fn new(config: &'c ClientConfig, sink: &'c Sink) -> Self {
        Self {
            include: &config.include,
            exclude: &config.exclude,
            places: &config.places,
            sink,
            used: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    /// Whether the settings select only some of the operations.
    pub fn is_partial(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }

    /// Checks whether the operation `value` at `at` is selected. Returns the reason if it is not.
    pub fn check(
        &self,
        method: &str,
        path: &str,
        value: Option<&Value>,
        at: &Location,
    ) -> Result<(), &'static str> {
        let get = |key| value.and_then(|value| value.get(key));
        let tags = get("tags").and_then(Value::as_array).into_iter().flatten();
        let candidate = Candidate {
            id: get("operationId").and_then(Value::as_str),
            method,
            path,
            tags: tags.filter_map(Value::as_str).collect(),
        };
        self.see(&candidate);
        // Both are evaluated, so that both record their matches.
        let is_included = self.has("include", self.include, &candidate);
        let is_excluded = self.has("exclude", self.exclude, &candidate);
        let is_skipped = described::flag(SKIP, value, at, self.sink) == Some(true);
        if is_skipped {
            Err("this operation has `x-oasmith-skip`")
        } else if is_excluded {
            Err("this operation is excluded by `exclude`")
        } else if !is_included && !self.include.is_empty() {
            Err("this operation is not among those of `include`")
        } else {
            Ok(())
        }
    }

    fn see(&self, candidate: &Candidate<'_>) {
        let mut seen = self.seen.borrow_mut();
        seen.operations.extend(candidate.id.map(str::to_owned));
        let tags = candidate.tags.iter().map(|tag| (*tag).to_owned());
        seen.tags.extend(tags);
    }

    fn has(&self, table: &'static str, these: &'c Selection, candidate: &Candidate<'_>) -> bool {
        let mut used = self.used.borrow_mut();
        let mut is_named = false;
        for (key, entry) in entries(these) {
            let fits = match key {
                "operations" => candidate.id == Some(entry),
                "tags" => candidate.tags.contains(&entry),
                _ => fits(entry, candidate.method, candidate.path),
            };
            if fits {
                is_named = true;
                used.insert((table, key, entry));
            }
        }
        is_named
    }

    /// Reports entries that match no operation.
    pub fn report_unused(&self) {
        let used = self.used.borrow();
        let seen = self.seen.borrow();
        let tables = [("include", self.include), ("exclude", self.exclude)];
        for (table, selection) in tables {
            for (key, entry) in entries(selection) {
                if used.contains(&(table, key, entry)) {
                    continue;
                }
                let (is_not, known) = match key {
                    "operations" => ("the `operationId` of no operation", &seen.operations),
                    "tags" => ("a tag of no operation", &seen.tags),
                    _ => ("the path of no operation", &BTreeSet::new()),
                };
                let setting = format!("{table}.{key}");
                let message = format!("`{setting}` names `{entry}`, which is {is_not}");
                let known = known.iter().map(String::as_str);
                let found = self.places.unused(&setting, entry, message, known);
                self.sink.report(found);
            }
        }
    }
}

fn entries(selection: &Selection) -> impl Iterator<Item = (&'static str, &str)> {
    let operations = selection.operations.iter().map(|it| ("operations", it));
    let paths = selection.paths.iter().map(|it| ("paths", it));
    let tags = selection.tags.iter().map(|it| ("tags", it));
    let all = operations.chain(paths).chain(tags);
    all.map(|(key, entry)| (key, entry.as_str()))
}

/// Whether a method and a path match a pattern.
fn fits(pattern: &str, method: &str, path: &str) -> bool {
    let (wanted, pattern) = match pattern.split_once(' ') {
        Some((wanted, pattern)) => (Some(wanted), pattern.trim_start()),
        None => (None, pattern),
    };
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
        && matches(
            &pattern,
            &path,
            |segment| *segment == "**",
            |pattern, segment| {
                let letters: Vec<char> = pattern.chars().collect();
                let text: Vec<char> = segment.chars().collect();
                matches(&letters, &text, |letter| *letter == '*', |a, b| a == b)
            },
        )
}

/// Whether a list matches a pattern with wildcards, each of which matches any number of elements.
///
/// Runs in O(pattern × list): on a mismatch it backtracks only to the last wildcard and lets that
/// match one element more.
fn matches<T>(
    pattern: &[T],
    list: &[T],
    is_any: impl Fn(&T) -> bool,
    is_same: impl Fn(&T, &T) -> bool,
) -> bool {
    let (mut at, mut reached) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while let Some(element) = list.get(reached) {
        match pattern.get(at) {
            Some(any) if is_any(any) => {
                retry = Some((at, reached));
                at += 1;
            }
            Some(one) if is_same(one, element) => {
                at += 1;
                reached += 1;
            }
            _ => match retry {
                Some((any, from)) => {
                    retry = Some((any, from + 1));
                    at = any + 1;
                    reached = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(is_any)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        let table = [
            ("/pets", "GET", "/pets", true),
            ("/pets", "GET", "/pets/{id}", false),
            ("/pets/*", "GET", "/pets/{id}", true),
            ("/pets/*", "GET", "/pets", false),
            ("/pets/*", "GET", "/pets/{id}/toys", false),
            ("/pets/**", "GET", "/pets", true),
            ("/pets/**", "GET", "/pets/{id}/toys", true),
            ("/pets/**", "GET", "/petshops", false),
            ("/**/toys", "GET", "/pets/{id}/toys", true),
            ("/**/toys/*", "GET", "/a/toys/b/toys/c", true),
            ("/v*/pets", "GET", "/v12/pets", true),
            ("/pets/{id}", "GET", "/pets/{id}", true),
            ("GET /pets", "GET", "/pets", true),
            ("get /pets", "GET", "/pets", true),
            ("POST /pets", "GET", "/pets", false),
            ("**", "GET", "/pets", true),
            ("*", "GET", "/pets", false),
        ];
        for (pattern, method, path, expected) in table {
            assert_eq!(
                fits(pattern, method, path),
                expected,
                "{pattern} {method} {path}"
            );
        }
    }
}
