//! Which parts of the runtime a crate carries, and which crates it depends on.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_type::RustType;
use super::types::{Item, ItemKind};
use crate::model::CrateFeature;

/// A part of the runtime: a file that is copied into the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuntimePart {
    /// What every client needs.
    Core,
    /// Bytes that are text in JSON.
    Base64,
    /// Instants of the crate `time`.
    DateTime,
    /// Numbers of 32 bits.
    Float32,
    /// Enums of strings.
    TextEnum,
    /// Enums of whole numbers.
    IntegerEnum,
    /// Members that may be absent, `null`, or a value.
    Nullable,
    /// Values that are one of several types.
    Union,
    /// Typed headers of answers.
    Header,
    /// Values that are taken apart as deep as they are: forms, bodies in parts and parameters have them.
    DeepObject,
    /// Parameters in the query in style `deepObject`.
    DeepQuery,
    /// Lists of lists whose inner lists are joined to text.
    InnerList,
    /// Bodies that are forms.
    Form,
    /// Bodies in parts.
    Multipart,
    /// Answers that are text.
    Text,
    /// Answers that are read piece by piece.
    Stream,
    /// Streams of JSON values, one a line.
    JsonLines,
    /// Server-sent events.
    EventStream,
    /// Tokens for a client's own credentials.
    ClientCredentials,
    /// Answers in pages.
    Pagination,
    /// Links from one answer to the next.
    Link,
    /// Work that goes on after an answer.
    Waiter,
    /// Servers with variables in their URLs.
    ServerVariable,
}

/// A dependency of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The version requirement.
    pub version: &'static str,
    /// Whether its default features are on.
    pub default_features: bool,
    /// Its features.
    pub features: Vec<&'static str>,
    /// Whether only a feature of the crate brings it.
    pub optional: bool,
    /// Why the crate needs it: a comment in `Cargo.toml`.
    pub why: &'static str,
}

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

    /// The same with these features and no others.
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

/// A feature of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// What it enables: other features, and those of dependencies.
    pub enables: &'static [&'static str],
    /// Whether it is on by default.
    pub default: bool,
    /// What it is for.
    pub why: &'static str,
}

/// The features that every crate has.
pub const FEATURES: &[Feature] = &[
    Feature {
        name: "reqwest",
        enables: &["dep:reqwest"],
        default: true,
        why: "the transport by `reqwest`; without it, provide a `Transport`",
    },
    Feature {
        name: "blocking",
        enables: &["tokio/rt"],
        default: false,
        why: "`wait()` beside `.await`, for synchronous programs",
    },
    Feature {
        name: "gzip",
        enables: &["reqwest", "reqwest/gzip"],
        default: false,
        why: "decompresses responses",
    },
    Feature {
        name: "http2",
        enables: &["reqwest", "reqwest/http2"],
        default: false,
        why: "HTTP/2 over TLS (ALPN)",
    },
    Feature {
        name: "testing",
        enables: &[],
        default: false,
        why: "a transport that responds from a script, for tests without a server",
    },
    Feature {
        name: "tracing",
        enables: &["dep:tracing"],
        default: false,
        why: "a span for each call and each attempt",
    },
];

/// The features of a crate that omits some, and those that need them.
pub(super) fn features(without: &[CrateFeature]) -> Vec<&'static Feature> {
    let is_left_out = |name: &str| without.iter().any(|feature| feature.name() == name);
    let stays = |feature: &&Feature| {
        let mut names = feature.enables.iter().chain([&feature.name]);
        !names.any(|name| is_left_out(name))
    };
    FEATURES.iter().filter(stays).collect()
}

/// The parts of the runtime that the types need.
pub(super) fn runtime_parts(
    types: &[Item],
    needs: &BTreeSet<&'static str>,
) -> BTreeSet<RuntimePart> {
    let mut parts = BTreeSet::from([RuntimePart::Core]);
    for (need, part) in NEEDED {
        if needs.contains(need) {
            parts.extend(*part);
        }
    }
    for item in types {
        match &item.kind {
            ItemKind::Text(_) => {
                parts.insert(RuntimePart::TextEnum);
            }
            ItemKind::Integer(_) => {
                parts.insert(RuntimePart::IntegerEnum);
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

/// The parts that a type or a way of reading needs.
const NEEDED: &[(&str, &[RuntimePart])] = &[
    ("Base64", &[RuntimePart::Base64]),
    ("DateTime", &[RuntimePart::DateTime]),
    (
        "deepObject",
        &[RuntimePart::DeepObject, RuntimePart::DeepQuery],
    ),
    (
        "JoinedLists",
        &[RuntimePart::DeepObject, RuntimePart::InnerList],
    ),
    ("Form", &[RuntimePart::DeepObject, RuntimePart::Form]),
    ("Header", &[RuntimePart::Header]),
    (
        "Multipart",
        &[RuntimePart::DeepObject, RuntimePart::Multipart],
    ),
    ("Text", &[RuntimePart::Float32, RuntimePart::Text]),
    ("f32", &[RuntimePart::Float32]),
    ("ByteStream", &[RuntimePart::Stream]),
    ("JsonLines", &[RuntimePart::Stream, RuntimePart::JsonLines]),
    (
        "EventStream",
        &[RuntimePart::Stream, RuntimePart::EventStream],
    ),
    ("Pages", &[RuntimePart::Pagination]),
    ("url", &[RuntimePart::Link]),
    ("Waiter", &[RuntimePart::Waiter]),
];

/// The crates that the runtime and the types need.
pub(super) fn dependencies(
    needs: &BTreeSet<&'static str>,
    features: &[&'static Feature],
) -> BTreeMap<&'static str, Dependency> {
    let mut dependencies: BTreeMap<_, _> =
        ALWAYS.iter().map(|(name, make)| (*name, make())).collect();
    let sometimes = SOMETIMES.iter().filter(|(name, _)| needs.contains(name));
    dependencies.extend(sometimes.map(|(name, make)| (*name, make())));
    if needs.contains("Multipart") {
        let tokio = Dependency::new("1", "timeouts, files to upload");
        dependencies.insert("tokio", tokio.only(&["fs", "time"]));
    }
    let has = |name: &str| features.iter().any(|feature| feature.name == name);
    // Those that only a feature brings are called like it.
    dependencies.retain(|name, dependency| !dependency.optional || has(name));
    dependencies
}

type Made = (&'static str, fn() -> Dependency);

/// Crates that every client needs.
const ALWAYS: &[Made] = &[
    ("bytes", || {
        Dependency::new("1", "byte buffers, shared without copying")
    }),
    ("fastrand", || Dependency::new("2", "jitter of the backoff")),
    ("futures-core", || {
        Dependency::new("0.3", "the trait of streams")
    }),
    ("http", || {
        Dependency::new("1", "methods, status codes and headers")
    }),
    ("http-body", || Dependency::new("1", "the trait of bodies")),
    ("httpdate", || {
        Dependency::new("1", "dates in `Retry-After`")
    }),
    ("reqwest", || {
        let why = "the connection: HTTP/1.1 over TLS";
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

/// Crates that only some types need.
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

    use super::dependencies;
    use crate::config::OWN_CRATES;

    #[test]
    fn the_version_of_an_own_crate_is_known() {
        for name in OWN_CRATES {
            let dependencies = dependencies(&BTreeSet::from([name]), &[]);
            assert!(
                dependencies.get(name).is_some_and(|found| !found.optional),
                "{name}"
            );
        }
    }
}
