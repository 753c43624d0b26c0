//! What an earlier run leaves for the next one: the names it chose, and the offer of its crate.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ident;

/// What an earlier run chose. The lock file of the crate keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// The Rust names, by what they name.
    pub names: BTreeMap<String, String>,
    /// What the crate offered; `None` if that is not known.
    pub offer: Option<Offer>,
}

impl Earlier {
    /// Only names: the offer of the earlier crate is not known, or is given up.
    #[must_use]
    pub fn from_names(names: BTreeMap<String, String>) -> Self {
        Self { names, offer: None }
    }
}

impl From<&Self> for Earlier {
    fn from(earlier: &Self) -> Self {
        earlier.clone()
    }
}

impl From<&BTreeMap<String, String>> for Earlier {
    fn from(names: &BTreeMap<String, String>) -> Self {
        Self::from_names(names.clone())
    }
}

/// What a crate offers to code that uses it and that its description does not say for certain. A
/// later crate keeps it wherever it can.
///
/// Types and operations have their Rust names here, fields their names in JSON. What is most
/// frequent has no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Offer {
    /// Whether it has a feature for each tag.
    pub tag_features: bool,
    /// The modules of operations, by method.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub modules: BTreeMap<String, String>,
    /// The types that are only sent, with the properties that their constructors take, in order. A
    /// type that is neither here nor in `both` or `multipart` is only received.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sent: BTreeMap<String, Vec<String>>,
    /// The types that are sent and received, with the properties that their constructors take.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub both: BTreeMap<String, Vec<String>>,
    /// The types that are only sent as multipart bodies, with the properties that their constructors
    /// take.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub multipart: BTreeMap<String, Vec<String>>,
    /// The enums of outcomes, with the name of each variant by its first status.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<String, BTreeMap<String, String>>,
    /// The structs that keep undescribed properties because they had no others.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<String>,
    /// The traits that a type derives because the settings ask for them, for this type or for one
    /// that contains it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub derives: BTreeMap<String, Vec<String>>,
    /// The fingerprints of types that stand for identical schemas in several places. If the places
    /// part, the one whose schema stays the same keeps the name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shared: BTreeMap<String, String>,
}

impl Offer {
    /// The first entry that no crate can have offered: its section and its keys, and what is wrong
    /// with it. Names from a damaged lock file would be emitted as code.
    #[must_use]
    pub fn damaged_entry(&self) -> Option<(Vec<&str>, String)> {
        let modules = self.modules.iter().map(|(method, module)| {
            let is_module = ident::is_identifier(module) && !is_type_name(module);
            let problem = format!("`{module}` is not the name of a module");
            (is_module, vec!["modules", method.as_str()], problem)
        });
        let outcomes = self.outcomes.iter().flat_map(|(name, variants)| {
            variants.iter().map(move |(status, variant)| {
                let at = vec!["outcomes", name.as_str(), status.as_str()];
                if !is_status(status) {
                    return (false, at, format!("`{status}` is not a status"));
                }
                let is_variant = ident::is_identifier(variant) && is_type_name(variant);
                let problem = format!("`{variant}` is not the name of a variant");
                (is_variant, at, problem)
            })
        });
        let mut entries = modules.chain(outcomes);
        let (_, at, problem) = entries.find(|(is_usable, ..)| !is_usable)?;
        Some((at, problem))
    }
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Whether a text is a status as descriptions write it: `404`, `4XX` or `default`.
fn is_status(text: &str) -> bool {
    let digits = text.strip_suffix("XX");
    let (digits, expected) = digits.map_or((text, 3), |digit| (digit, 1));
    let is_number = digits.len() == expected && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number || text == "default"
}
