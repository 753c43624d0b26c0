//! The plan of a crate: every Rust name, type, module, feature, derive and box, already chosen.
//!
//! `decide` builds it, `emit` writes it out, and `diff` compares two of them. It is inert data:
//! each value is complete when it is made. What is decided later about a type or an operation is a
//! table of [`CratePlan`], by its id.

mod body;
mod client;
mod conversions;
mod decode;
mod dependencies;
mod earlier;
mod example;
mod external_type;
mod header;
mod item;
mod member;
mod name_source;
mod operation;
mod outcome;
mod package;
mod pages;
mod part;
mod references;
mod rust_type;
mod server;
mod short_numbers;
mod tag_features;
mod union_variant;
mod waiter;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::ReplacementDependency;
use crate::model::{OperationId, TypeId};

pub use body::{BodyEnum, BodyPlan, BodyVariant, FormField};
pub use client::{Authentication, ClientCredentialsPlan, ClientPlan, SharedParameter};
pub use conversions::{Conversions, Taken, TextVariant};
pub use decode::{Decode, EventForm};
pub use dependencies::{Dependency, FEATURES, Feature, RuntimePart};
pub use earlier::{Earlier, Offer};
pub use example::{CallExample, ExamplePlan, ExampleTest};
pub use external_type::ExternalType;
pub use header::{HeaderForm, HeaderPlan};
pub use item::{
    Alias, Constant, Constructor, Field, IntegerEnum, Item, ItemKind, Presence, Rest, Struct,
    TextEnum, UNKNOWN, UnionEnum, Value,
};
pub use member::{Holder, Member, MemberPath};
pub use name_source::{NameSource, NamedBy};
pub use operation::{
    Argument, ArgumentUse, CALL_LOCALS, OperationModule, OperationPlan, Send, Setter,
};
pub use outcome::{Arm, OtherMediaType, Outcome, OutcomeEnum, OutcomeVariant, Redirects};
pub use package::PackagePlan;
pub use pages::{PagesMethod, PagesPlan, Turn};
pub use part::{Part, PartKind, PartMember, UnionParts};
pub use rust_type::RustType;
pub use server::{ServerArgument, ServerChoice, ServerEnum, ServerPlan, UrlPart};
pub use short_numbers::ShortNumbers;
pub use tag_features::{Placement, TagFeature, TagFeatures};
pub use union_variant::{Guard, UnionVariant, VariantShape};
pub use waiter::{PollArgument, PollValue, WaiterPlan};

/// The plan of one generated crate.
#[derive(Debug)]
pub struct CratePlan {
    /// The package section of `Cargo.toml`.
    pub package: PackagePlan,
    /// The crate-level docs, as lines.
    pub docs: Vec<String>,
    /// The client: servers, authentication, and parameters shared by all calls.
    pub client: ClientPlan,
    /// The types, in the order in which they are written.
    pub types: Vec<Item>,
    /// Which types contain 32-bit floats.
    pub short_numbers: ShortNumbers,
    /// Which types others convert into.
    pub conversions: Conversions,
    /// The traits that types derive in addition to those that every type of their kind has.
    pub derives: BTreeMap<TypeId, Vec<String>>,
    /// The operations, in one module for each tag.
    pub modules: Vec<OperationModule>,
    /// The feature of each tag; `None` if tags have none and all types share one file.
    pub tag_features: Option<TagFeatures>,
    /// The examples in the docs of methods; empty if docs have none.
    pub call_examples: BTreeMap<OperationId, CallExample>,
    /// How the pages of paginated operations are followed.
    pub pages: BTreeMap<OperationId, PagesPlan>,
    /// How to wait for the work of long-running operations.
    pub waiters: BTreeMap<OperationId, WaiterPlan>,
    /// The response headers.
    pub headers: Vec<HeaderPlan>,
    /// The files of the runtime that the crate needs.
    pub runtime: BTreeSet<RuntimePart>,
    /// The features of the crate, except those of its tags.
    pub features: Vec<&'static Feature>,
    /// The crates it depends on.
    pub dependencies: BTreeMap<&'static str, Dependency>,
    /// Dependencies of replacement types from the settings, in addition to `dependencies`.
    pub given_dependencies: BTreeMap<String, ReplacementDependency>,
    /// Tests made from the examples of the description.
    pub example_tests: Vec<ExampleTest>,
    /// Operations that get a runnable example.
    pub examples: Vec<ExamplePlan>,
    /// Every chosen name, keyed by what it names. Kept in the lock file so that a later run chooses
    /// the same.
    pub names: BTreeMap<String, String>,
    /// What a later crate keeps of this one. Kept in the lock file, too.
    pub offer: Offer,
}

impl CratePlan {
    /// The traits that a type derives in addition to those that every type of its kind has.
    #[must_use]
    pub fn derives(&self, item: &Item) -> &[String] {
        self.derives.get(&item.source).map_or(&[], Vec::as_slice)
    }

    /// The modules, each with the feature that it is compiled under, if any.
    pub fn modules_with_features(
        &self,
    ) -> impl Iterator<Item = (&OperationModule, Option<&TagFeature>)> {
        let features = self.tag_features.iter().flat_map(|tags| &tags.modules);
        let features = features.map(Some).chain(std::iter::repeat(None));
        self.modules.iter().zip(features)
    }

    /// What the next run keeps.
    #[must_use]
    pub fn earlier(&self) -> Earlier {
        Earlier {
            names: self.names.clone(),
            offer: Some(self.offer.clone()),
        }
    }

    /// Whether the crate has this standard feature; the settings can omit them.
    #[must_use]
    pub fn has_feature(&self, name: &str) -> bool {
        self.features.iter().any(|feature| feature.name == name)
    }

    /// Whether the crate has all standard features.
    #[must_use]
    pub fn has_all_features(&self) -> bool {
        self.features.len() == FEATURES.len()
    }
}
