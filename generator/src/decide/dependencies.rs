//! The runtime files that a crate needs, and the crates it depends on.

use std::collections::{BTreeMap, BTreeSet};

use super::need::Need;
use crate::model::CrateFeature;
use crate::plan::{Dependency, FEATURES, Feature, Item, ItemKind, RuntimePart, RustType};

impl Dependency {
    fn new(version: &'static str, why: &'static str) -> Self {
        Self {
            version,
            default_features: true,
            features: Vec::new(),
            optional: false,
            why,
        }
    }

    /// Sets the features to these, without the default features.
    fn only(mut self, features: &[&'static str]) -> Self {
        self.default_features = false;
        self.features = features.to_vec();
        self
    }

    fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// The features of a crate that omits some. Features that need an omitted one are omitted, too.
pub(super) fn features(without: &[CrateFeature]) -> Vec<&'static Feature> {
    let is_left_out = |name: &str| without.iter().any(|feature| feature.name() == name);
    let stays = |feature: &&Feature| {
        let mut names = feature.enables.iter().chain([&feature.name]);
        !names.any(|name| is_left_out(name))
    };
    FEATURES.iter().filter(stays).collect()
}

/// The runtime files that the types need.
pub(super) fn runtime_parts(types: &[Item], needs: &BTreeSet<Need>) -> BTreeSet<RuntimePart> {
    let mut parts = BTreeSet::from([RuntimePart::Core]);
    for (need, part) in NEEDED {
        if needs.contains(need) {
            parts.extend(*part);
        }
    }
    for item in types {
        match &item.kind {
            ItemKind::Text(text) => {
                parts.insert(RuntimePart::TextEnum);
                parts.extend(text.unknown.is_none().then_some(RuntimePart::ClosedEnum));
            }
            ItemKind::Integer(integer) => {
                parts.insert(RuntimePart::IntegerEnum);
                parts.extend(integer.unknown.is_none().then_some(RuntimePart::ClosedEnum));
            }
            ItemKind::Union(_) => {
                parts.insert(RuntimePart::Union);
            }
            ItemKind::Struct(structure) => {
                if structure
                    .fields
                    .iter()
                    .any(|field| matches!(field.ty, RustType::Nullable(_)))
                {
                    parts.insert(RuntimePart::Nullable);
                }
            }
            ItemKind::Alias(_) => {}
        }
    }
    parts
}

/// The runtime files that each need stands for.
const NEEDED: &[(Need, &[RuntimePart])] = &[
    (Need::Base64, &[RuntimePart::Base64]),
    (Need::DateTime, &[RuntimePart::DateTime]),
    (
        Need::DeepObject,
        &[RuntimePart::DeepObject, RuntimePart::DeepQuery],
    ),
    (
        Need::JoinedLists,
        &[RuntimePart::DeepObject, RuntimePart::InnerList],
    ),
    (Need::Form, &[RuntimePart::DeepObject, RuntimePart::Form]),
    (Need::Header, &[RuntimePart::Header]),
    (
        Need::Multipart,
        &[RuntimePart::DeepObject, RuntimePart::Multipart],
    ),
    (Need::Text, &[RuntimePart::Float32, RuntimePart::Text]),
    (Need::Float32, &[RuntimePart::Float32]),
    (Need::ByteStream, &[RuntimePart::Stream]),
    (
        Need::JsonLines,
        &[RuntimePart::Stream, RuntimePart::JsonLines],
    ),
    (
        Need::EventStream,
        &[RuntimePart::Stream, RuntimePart::EventStream],
    ),
    (Need::Pages, &[RuntimePart::Pagination]),
    (Need::Link, &[RuntimePart::Link]),
    (Need::Waiter, &[RuntimePart::Waiter]),
];

/// The crates that the runtime and the types need.
pub(super) fn dependencies(
    needs: &BTreeSet<Need>,
    features: &[&'static Feature],
) -> BTreeMap<&'static str, Dependency> {
    let mut dependencies: BTreeMap<_, _> =
        ALWAYS.iter().map(|(name, make)| (*name, make())).collect();
    let sometimes = SOMETIMES
        .iter()
        .filter(|(name, _)| needs.contains(&Need::Dependency(name)));
    dependencies.extend(sometimes.map(|(name, make)| (*name, make())));
    if needs.contains(&Need::Multipart) {
        let tokio = Dependency::new("1", "timeouts, files to upload");
        dependencies.insert("tokio", tokio.only(&["fs", "time"]));
    }
    let has = |name: &str| features.iter().any(|feature| feature.name == name);
    // An optional dependency has the name of the feature that enables it.
    dependencies.retain(|name, dependency| !dependency.optional || has(name));
    dependencies
}

type Made = (&'static str, fn() -> Dependency);

/// Dependencies of every client.
const ALWAYS: &[Made] = &[
    ("bytes", || {
        Dependency::new("1", "byte buffers, shared without copying")
    }),
    ("fastrand", || Dependency::new("2", "jitter of the backoff")),
    ("futures-core", || {
        Dependency::new("0.3", "the `Stream` trait")
    }),
    ("http", || {
        Dependency::new("1", "methods, status codes and headers")
    }),
    ("http-body", || Dependency::new("1", "the `Body` trait")),
    ("httpdate", || {
        Dependency::new("1", "dates in `Retry-After`")
    }),
    ("reqwest", || {
        let why = "the default transport: HTTP/1.1 over TLS";
        Dependency::new("0.13", why).only(&["rustls"]).optional()
    }),
    ("serde", || Dependency::new("1", "JSON and parameters")),
    ("serde_json", || Dependency::new("1", "JSON")),
    ("tokio", || Dependency::new("1", "timeouts").only(&["time"])),
    ("tracing", || {
        let why = "spans";
        Dependency::new("0.1", why).only(&["std"]).optional()
    }),
    ("zeroize", || {
        Dependency::new("1", "wipes credentials from memory")
    }),
];

/// Dependencies that only some types need.
const SOMETIMES: &[Made] = &[
    ("chrono", || {
        Dependency::new("0.4.38", "dates and times").only(&["std", "serde"])
    }),
    ("jiff", || {
        Dependency::new("0.2", "dates and times").only(&["std", "serde"])
    }),
    ("time", || {
        let features = ["std", "serde-human-readable", "serde-well-known"];
        Dependency::new("0.3.20", "dates and times").only(&features)
    }),
    ("url", || Dependency::new("2", "links to the next page")),
    ("uuid", || {
        Dependency::new("1", "UUIDs").only(&["std", "serde"])
    }),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Need, dependencies};
    use crate::config::OWN_CRATES;

    #[test]
    fn the_version_of_an_own_crate_is_known() {
        for name in OWN_CRATES {
            let dependencies = dependencies(&BTreeSet::from([Need::Dependency(name)]), &[]);
            assert!(
                dependencies.get(name).is_some_and(|found| !found.optional),
                "{name}"
            );
        }
    }
}
