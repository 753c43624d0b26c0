//! Settings that a description itself gives, by extensions. Those of the file count before them.
//!
//! An invalid extension is reported and ignored: it does not fail the run. Of those that hold for the
//! whole, only what is at fault is.

use indexmap::IndexMap;
use serde_json::Value;

use super::read::{replacement, settings};
use super::section::{Node, Problems, Section};
use super::{ClientConfig, Crates, NameOf, derives, pagination, waiters};
use crate::diagnostics::{Location, Sink};
use crate::dialect::extension;
use crate::model::{Openness, Pagination, TypeSettings, Waiter};

/// The settings with those that the description gives as a whole, which stand at `at`.
pub(crate) fn with_whole(
    config: &ClientConfig,
    value: &Value,
    at: &Location,
    sink: &Sink,
) -> ClientConfig {
    let mut value = value.clone();
    let mut is_first = true;
    // What is left may lack what was taken out of it, and then goes as well. Settings nest a few levels deep, no more.
    let crates = Crates::of(config);
    for _ in 0..MAX_DEPTH {
        let (given, problems) = whole(&value, at, crates.clone());
        let problems = problems.in_description(at);
        if problems.is_empty() {
            return given.map_or_else(|| config.clone(), |given| config.clone().or(given));
        }
        let faulty = problems.iter().filter_map(|problem| problem.at.as_ref());
        let mut faulty: Vec<Location> = faulty.cloned().collect();
        // The later elements of a list first, so that the others keep their positions.
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

/// More rounds of taking out than settings have levels.
const MAX_DEPTH: usize = 8;

/// Keys of the package that only the settings have: what they say of who made it, under which terms, from which source and
/// in which version must be true, and a stranger would be believed.
const OWN_PACKAGE_KEYS: [&str; 8] = [
    "name",
    "version",
    "license",
    "repository",
    "homepage",
    "documentation",
    "authors",
    "publish",
];

/// Keys of the client that only the settings have.
const OWN_KEYS: [&str; 6] = [
    "description",
    "output",
    "overlays",
    "remote",
    "folders",
    "allowed-crates",
];

fn whole(value: &Value, at: &Location, crates: Crates) -> (Option<ClientConfig>, Problems) {
    let node = Node::of_description(value, at);
    let problems = Problems::of_description(crates);
    let given = Section::of(&node, "`x-oasmith`", &problems).map(|mut section| {
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

/// A place as what it is sorted by: numbers by their size.
fn positions(place: &Location) -> Vec<(usize, String)> {
    let segments = place.pointer.segments();
    segments
        .map(|segment| (segment.parse().unwrap_or_default(), segment))
        .collect()
}

/// Takes what stands at `place` out of the value that stands at `at`; all of it if that is the place.
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

/// How the answers of the operation follow each other whose extension stands at `at`.
pub(crate) fn pagination(value: &Value, at: &Location, sink: &Sink) -> Option<Pagination> {
    read(value, at, sink, "the pagination", pagination::pagination).flatten()
}

/// How to wait for the work of the operation whose extension stands at `at`.
pub(crate) fn waiter(value: &Value, at: &Location, sink: &Sink) -> Option<Waiter> {
    read(value, at, sink, "the waiter", waiters::waiter)
}

/// What the extensions of the schema at `at` settle of its type.
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

/// The flag that an extension of the part at `at` is; `None` where it is not there, or, reported, is none.
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

/// The name that an extension of the part at `at` gives; `None` where it is not there, or, reported, is not a name.
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

/// What is read of a table; nothing if anything is wrong with it, which is reported.
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
    let found = Section::of(&node, name, &problems).map(read);
    let is_sound = told(problems, at, sink);
    found.filter(|_| is_sound)
}

/// What is read of a value that is not a table, as the one setting `key` of the part it stands in.
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
    let section = Section::of(&node, "the part", &problems);
    let found = section.map(|mut section| read(&mut section));
    let is_sound = told(problems, at, sink);
    found.filter(|_| is_sound)
}

/// Tells what is wrong. Whether nothing is.
fn told(problems: Problems, at: &Location, sink: &Sink) -> bool {
    let problems = problems.in_description(at);
    let is_sound = problems.is_empty();
    for problem in problems {
        sink.report(problem);
    }
    is_sound
}
