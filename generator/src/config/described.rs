//! Settings that a description contains as extensions. The settings in the file take precedence.
//!
//! An invalid extension is reported and ignored: it does not fail the run. Of the extension with
//! the settings of the whole client, only the invalid entries are ignored.

use indexmap::IndexMap;
use serde_json::Value;

use super::read::{replacement, settings};
use super::section::{Node, Problems, Section};
use super::{ClientConfig, Crates, NameOf, derives, pagination, waiters};
use crate::diagnostics::{Location, Sink};
use crate::dialect::extension;
use crate::model::{Openness, Pagination, TypeSettings, Waiter};

/// Adds to the settings those of the whole client, which the description has at `at`.
pub(crate) fn with_whole(
    config: &ClientConfig,
    value: &Value,
    at: &Location,
    sink: &Sink,
) -> ClientConfig {
    let mut value = value.clone();
    let mut is_first = true;
    // Removing an invalid entry may make its parent invalid, which is then removed as well. The
    // number of rounds is bounded, because settings nest only a few levels deep.
    let crates = Crates::from_config(config);
    for _ in 0..MAX_DEPTH {
        let (given, problems) = read_whole(&value, at, crates.clone());
        let problems = problems.in_description(at);
        if problems.is_empty() {
            return given.map_or_else(|| config.clone(), |given| config.clone().or(given));
        }
        let faulty = problems.iter().filter_map(|problem| problem.at.as_ref());
        let mut faulty: Vec<Location> = faulty.cloned().collect();
        // Later elements of a list first, so that the indexes of the others remain correct.
        faulty.sort_by_key(|place| std::cmp::Reverse(positions(place)));
        faulty.dedup();
        for place in faulty {
            remove(&mut value, at, &place);
        }
        if std::mem::take(&mut is_first) {
            for problem in problems {
                sink.report(problem);
            }
        }
    }
    config.clone()
}

/// The maximum number of rounds: more than settings have levels.
const MAX_DEPTH: usize = 8;

/// Keys of the package that only the settings file may have. They state who made the package, under
/// which license, from which source and in which version, and an untrusted description must not
/// decide that.
pub(crate) const OWN_PACKAGE_KEYS: [&str; 8] = [
    "name",
    "version",
    "license",
    "repository",
    "homepage",
    "documentation",
    "authors",
    "publish",
];

/// Keys of the client that only the settings file may have.
pub(crate) const OWN_KEYS: [&str; 6] = [
    "description",
    "output",
    "overlays",
    "remote",
    "folders",
    "allowed-crates",
];

fn read_whole(value: &Value, at: &Location, crates: Crates) -> (Option<ClientConfig>, Problems) {
    let node = Node::of_description(value, at);
    let problems = Problems::of_description(crates);
    let given = Section::open(&node, "`x-oasmith`", &problems).map(|mut section| {
        for key in OWN_KEYS {
            section.forbid(key, "it is for `oasmith.toml`, or the command line");
        }
        if let Some(mut package) = section.peek("package", "the package") {
            for key in OWN_PACKAGE_KEYS {
                package.forbid(key, "it is for `oasmith.toml`, or the command line");
            }
        }
        let given = settings(&mut section);
        let places = section.places();
        section.finish();
        ClientConfig { places, ..given }
    });
    (given, problems)
}

/// The sort key of a place, with numbers ordered by value.
fn positions(place: &Location) -> Vec<(usize, String)> {
    let segments = place.pointer.segments();
    segments
        .map(|segment| (segment.parse().unwrap_or_default(), segment))
        .collect()
}

/// Removes what is at `place` from the value at `at`; clears the value if both are the same.
fn remove(value: &mut Value, at: &Location, place: &Location) {
    let depth = at.pointer.segments().count();
    let mut segments: Vec<String> = place.pointer.segments().skip(depth).collect();
    let Some(last) = segments.pop() else {
        *value = Value::Object(serde_json::Map::new());
        return;
    };
    let whole = segments
        .iter()
        .try_fold(value, |value, segment| match value {
            Value::Object(members) => members.get_mut(segment),
            Value::Array(list) => list.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        });
    match whole {
        Some(Value::Object(members)) => {
            members.remove(&last);
        }
        Some(Value::Array(list)) => {
            let position = last.parse().unwrap_or(usize::MAX);
            if position < list.len() {
                list.remove(position);
            }
        }
        _ => {}
    }
}

/// Reads the pagination of the operation whose extension is at `at`.
pub(crate) fn pagination(value: &Value, at: &Location, sink: &Sink) -> Option<Pagination> {
    read(value, at, sink, "the pagination", pagination::pagination).flatten()
}

/// Reads the waiter of the operation whose extension is at `at`.
pub(crate) fn waiter(value: &Value, at: &Location, sink: &Sink) -> Option<Waiter> {
    read(value, at, sink, "the waiter", waiters::waiter)
}

/// Reads the extensions that affect the type of the schema at `at`.
pub(crate) fn of_type(
    extensions: &IndexMap<String, Value>,
    at: &Location,
    crates: &Crates,
    sink: &Sink,
) -> Option<Box<TypeSettings>> {
    let problems = || Problems::of_description(crates.clone());
    let mut given = TypeSettings::default();
    for (key, value) in extensions {
        let at = at.key(key);
        match key.as_str() {
            extension::TYPE => {
                given.replacement =
                    read_with(problems(), value, &at, sink, "the replacement", replacement);
            }
            extension::DERIVES => {
                given.derives = keyed_with(problems(), key, value, &at, sink, |section| {
                    derives::list(section.entries(extension::DERIVES, derives::KIND, "the derive"))
                })
                .unwrap_or_default();
            }
            extension::ENUM => {
                given.openness = keyed(key, value, &at, sink, |section| {
                    section.choice(extension::ENUM, Openness::WORDS)
                })
                .flatten();
            }
            extension::VARIANTS => {
                given.variants = keyed(key, value, &at, sink, |section| {
                    section.names(extension::VARIANTS, NameOf::Type)
                })
                .unwrap_or_default();
            }
            _ => {}
        }
    }
    (given != TypeSettings::default()).then(|| Box::new(given))
}

/// Reads a boolean extension of the part at `at`. `None` if it is absent, or invalid, which is
/// reported.
pub(crate) fn flag(
    name: &'static str,
    part: Option<&Value>,
    at: &Location,
    sink: &Sink,
) -> Option<bool> {
    let value = part?.get(name)?;
    keyed(name, value, &at.key(name), sink, |section| {
        section.flag(name)
    })
    .flatten()
}

/// Reads a name from an extension of the part at `at`. `None` if it is absent, or invalid, which is
/// reported.
pub(crate) fn name(
    key: &'static str,
    kind: NameOf,
    part: Option<&Value>,
    at: &Location,
    sink: &Sink,
) -> Option<String> {
    let value = part?.get(key)?;
    let check = match kind {
        NameOf::Type => super::check::type_name,
        NameOf::Method => super::check::method_name,
    };
    keyed(key, value, &at.key(key), sink, |section| {
        section.checked_text(key, check)
    })
    .flatten()
}

/// Reads a table. `None`, and a report, if anything in it is invalid.
fn read<T>(
    value: &Value,
    at: &Location,
    sink: &Sink,
    name: &'static str,
    read: impl FnOnce(Section<'_>) -> T,
) -> Option<T> {
    read_with(Problems::default(), value, at, sink, name, read)
}

fn read_with<T>(
    problems: Problems,
    value: &Value,
    at: &Location,
    sink: &Sink,
    name: &'static str,
    read: impl FnOnce(Section<'_>) -> T,
) -> Option<T> {
    let node = Node::of_description(value, at);
    let found = Section::open(&node, name, &problems).map(read);
    let is_valid = report_problems(problems, at, sink);
    found.filter(|_| is_valid)
}

/// Reads a value that is not a table, as the only setting `key` of its part.
fn keyed<T>(
    key: &str,
    value: &Value,
    at: &Location,
    sink: &Sink,
    read: impl FnOnce(&mut Section<'_>) -> T,
) -> Option<T> {
    keyed_with(Problems::default(), key, value, at, sink, read)
}

fn keyed_with<T>(
    problems: Problems,
    key: &str,
    value: &Value,
    at: &Location,
    sink: &Sink,
    read: impl FnOnce(&mut Section<'_>) -> T,
) -> Option<T> {
    let node = Node::of_extension(key, value, at);
    let section = Section::open(&node, "the part", &problems);
    let found = section.map(|mut section| read(&mut section));
    let is_valid = report_problems(problems, at, sink);
    found.filter(|_| is_valid)
}

/// Reports the problems. Returns whether there are none.
fn report_problems(problems: Problems, at: &Location, sink: &Sink) -> bool {
    let problems = problems.in_description(at);
    let is_valid = problems.is_empty();
    for problem in problems {
        sink.report(problem);
    }
    is_valid
}
