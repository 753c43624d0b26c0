//! Servers, and parameters shared by all calls.

use super::change::Change;
use super::pairs::Pairs;
use super::side::{Side, top};
use super::{Comparison, docs, kinds};
use crate::diagnostics::Location;
use crate::plan::{ServerChoice, ServerEnum};

/// Compares the servers.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.plan, comparison.new.plan);
    let (before, after) = (&old.client.servers, &new.client.servers);
    let url = |choice: &ServerChoice| Some(choice.url.clone());
    let pairs = Pairs::by(&before.choices, &after.choices, |choice| {
        choice.name.as_str()
    });
    let pairs = pairs.then_by(url, url);
    for choice in &pairs.removed {
        let change = Change::new(&kinds::SERVER_REMOVED, path(choice)).was(&choice.url);
        let at = server_at(comparison.old, choice);
        comparison.add(change.stood(at));
    }
    for choice in &pairs.added {
        let change = Change::new(&kinds::SERVER_ADDED, path(choice)).now(&choice.url);
        let at = server_at(comparison.new, choice);
        comparison.add(change.stands(at));
    }
    for (before, after) in pairs.both {
        server(comparison, before, after);
    }
    if before.default != after.default {
        let text = |url: &Option<String>| url.clone().unwrap_or_else(|| "none".to_owned());
        let change = Change::new(&kinds::DEFAULT_SERVER_CHANGED, "Client::builder");
        let change = change.between(text(&before.default), text(&after.default));
        comparison.add(change.at(top().key("servers"), top().key("servers")));
    }
    compare_enums(comparison, &before.enums, &after.enums);
    compare_shared(comparison);
}

fn path(choice: &ServerChoice) -> String {
    format!("Server::{}", choice.name)
}

fn server_at(side: Side<'_>, choice: &ServerChoice) -> Location {
    let mut servers = side.api.servers.iter();
    let index = servers.position(|server| server.url == choice.url);
    let at = top().key("servers");
    index.map_or_else(|| at.clone(), |index| at.index(index))
}

fn server(comparison: &mut Comparison<'_>, old: &ServerChoice, new: &ServerChoice) {
    let at = (
        server_at(comparison.old, old),
        server_at(comparison.new, new),
    );
    let change = |kind| Change::new(kind, path(old)).at(at.0.clone(), at.1.clone());
    if old.name != new.name {
        let hint = format!(
            "to keep the name, say `x-oasmith-name: {}` beside the server's `url`",
            old.name
        );
        let change = change(&kinds::SERVER_RENAMED).between(&old.name, &new.name);
        comparison.add(change.hint(Some(hint)));
    }
    let (was, now) = (arguments(old), arguments(new));
    if was != now {
        comparison.add(change(&kinds::SERVER_ARGUMENTS_CHANGED).between(was, now));
    } else if old.url != new.url {
        comparison.add(change(&kinds::SERVER_URL_CHANGED).between(&old.url, &new.url));
    } else {
        let (was, now) = (docs_of(old), docs_of(new));
        if was != now {
            comparison.add(docs::changed(path(old), &was, &now).at(at.0, at.1));
        }
    }
}

/// The docs of a server and of its variables.
fn docs_of(choice: &ServerChoice) -> Vec<String> {
    let variables = choice.variables.iter();
    let variables = variables.map(|one| format!("{}: {}", one.name, one.docs));
    choice.docs.iter().cloned().chain(variables).collect()
}

fn arguments(choice: &ServerChoice) -> String {
    let variables = choice.variables.iter().map(|one| match &one.choice {
        Some(choice) => format!("{}: impl Into<{choice}>", one.name),
        None => format!("{}: &str", one.name),
    });
    format!("({})", variables.collect::<Vec<_>>().join(", "))
}

/// Compares the enums of server variables with a fixed set of values.
fn compare_enums(comparison: &mut Comparison<'_>, old: &[ServerEnum], new: &[ServerEnum]) {
    let at = (top().key("servers"), top().key("servers"));
    let change = |kind, path: String| Change::new(kind, path).at(at.0.clone(), at.1.clone());
    let pairs = Pairs::by(old, new, |one| one.name.as_str());
    for one in &pairs.removed {
        comparison.add(change(&kinds::TYPE_REMOVED, one.name.clone()));
    }
    for one in &pairs.added {
        comparison.add(change(&kinds::TYPE_ADDED, one.name.clone()));
    }
    for (before, after) in pairs.both {
        let path = |name: &str| format!("{}::{name}", before.name);
        let pairs = Pairs::by(&before.values, &after.values, |one| one.0.as_str());
        for (name, value) in pairs.removed {
            let change = change(&kinds::VARIANT_REMOVED, path(name));
            comparison.add(change.was(format!("{value:?}")));
        }
        for (name, value) in pairs.added {
            let change = change(&kinds::VARIANT_ADDED, path(name));
            comparison.add(change.now(format!("{value:?}")));
        }
        for ((name, was), (_, now)) in pairs.both {
            if was != now {
                let change = change(&kinds::VARIANT_VALUE_CHANGED, path(name));
                comparison.add(change.between(format!("{was:?}"), format!("{now:?}")));
            }
        }
    }
}

/// Compares the path parameters that are set on the client.
fn compare_shared(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.plan, comparison.new.plan);
    let pairs = Pairs::by(&old.client.shared, &new.client.shared, |one| {
        one.method.as_str()
    });
    for one in pairs.removed {
        let path = format!("ClientBuilder::{}", one.method);
        comparison
            .add(Change::new(&kinds::SHARED_PARAMETER_REMOVED, path).stood(top().key("paths")));
    }
    for one in pairs.added {
        let path = format!("ClientBuilder::{}", one.method);
        comparison
            .add(Change::new(&kinds::SHARED_PARAMETER_ADDED, path).stands(top().key("paths")));
    }
}
