//! Which parts of the runtime a crate carries, and which crates it depends on.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_type::RustType;
use super::types::{Item, ItemKind};

/// A part of the runtime: a file that is copied into the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuntimePart {
    /// What every client needs.
    Core,
    /// Bytes that are text in JSON.
    Base64,
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
    /// Bodies that are forms.
    Form,
    /// Bodies in parts.
    Multipart,
    /// Answers that are read piece by piece.
    Stream,
    /// Streams of JSON values, one a line.
    JsonLines,
    /// Server-sent events.
    EventStream,
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
    /// Why the crate needs it: a comment in `Cargo.toml`.
    pub why: &'static str,
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
    ("Form", &[RuntimePart::Form]),
    ("Header", &[RuntimePart::Header]),
    ("Multipart", &[RuntimePart::Multipart]),
    ("ByteStream", &[RuntimePart::Stream]),
    ("JsonLines", &[RuntimePart::Stream, RuntimePart::JsonLines]),
    (
        "EventStream",
        &[RuntimePart::Stream, RuntimePart::EventStream],
    ),
];

/// The crates that the runtime and the types need.
pub(super) fn dependencies(needs: &BTreeSet<&'static str>) -> BTreeMap<&'static str, Dependency> {
    let mut dependencies = BTreeMap::from([
        ("bytes", plain("1", "bodies, shared without copying")),
        ("futures-core", plain("0.3", "streams: the trait, no more")),
        ("http", plain("1", "methods, status codes and headers")),
        ("http-body", plain("1", "bodies that come in pieces")),
        (
            "reqwest",
            Dependency {
                version: "0.13",
                default_features: false,
                features: vec!["rustls"],
                why: "the connection: HTTP/1.1 over TLS",
            },
        ),
        (
            "serde",
            Dependency {
                version: "1",
                default_features: true,
                features: Vec::new(),
                why: "JSON and parameters",
            },
        ),
        ("serde_json", plain("1", "JSON")),
        (
            "tokio",
            Dependency {
                version: "1",
                default_features: false,
                features: if needs.contains("Multipart") {
                    vec!["fs", "time"]
                } else {
                    vec!["time"]
                },
                why: if needs.contains("Multipart") {
                    "timeouts, and files that are sent"
                } else {
                    "timeouts"
                },
            },
        ),
        (
            "zeroize",
            plain("1", "credentials, wiped when they are dropped"),
        ),
    ]);
    for (name, dependency) in OPTIONAL {
        if needs.contains(name) {
            dependencies.insert(name, dependency());
        }
    }
    dependencies
}

type Optional = (&'static str, fn() -> Dependency);

/// Crates that only some types need.
const OPTIONAL: &[Optional] = &[
    ("jiff", || Dependency {
        version: "0.2",
        default_features: false,
        features: vec!["std", "serde"],
        why: "dates and times",
    }),
    ("uuid", || Dependency {
        version: "1",
        default_features: false,
        features: vec!["std", "serde"],
        why: "UUIDs",
    }),
];

fn plain(version: &'static str, why: &'static str) -> Dependency {
    Dependency {
        version,
        default_features: true,
        features: Vec::new(),
        why,
    }
}
