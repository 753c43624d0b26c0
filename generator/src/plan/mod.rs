//! The plan of a crate: inert data. Every Rust name, type, module, feature, derive and box, chosen.
//!
//! `decide` makes it, `emit` writes it down, `diff` compares two. Nothing here decides.

mod body;
mod client;
mod decode;
mod dependencies;
mod example;
mod header;
mod home;
mod item;
mod member;
mod operation;
mod outcome;
mod package;
mod pages;
mod part;
mod references;
mod rust_type;
mod server;
mod short_numbers;
mod union_variant;
mod waiter;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::ReplacementDependency;

pub use body::{BodyEnum, BodyPlan, BodyVariant, FormField};
pub use client::{Authentication, ClientCredentialsPlan, ClientPlan, SharedParameter};
pub use decode::{Decode, EventForm};
pub use dependencies::{Dependency, FEATURES, Feature, RuntimePart};
pub use example::{ExamplePlan, ExampleTest};
pub use header::{HeaderForm, HeaderPlan};
pub use home::Home;
pub use item::{
    Alias, Constructor, Field, IntegerEnum, Item, ItemKind, Presence, Rest, Struct, TextEnum,
    UnionEnum, Value,
};
pub use member::{Holder, Member, MemberPath};
pub use operation::{
    Argument, ArgumentUse, CALL_LOCALS, OperationModule, OperationPlan, Send, Setter,
};
pub use outcome::{AnswerForm, Arm, Outcome, OutcomeEnum, OutcomeVariant, Redirects};
pub use package::PackagePlan;
pub use pages::{PagesMethod, PagesPlan, Turn};
pub use part::{Part, PartKind, UnionParts};
pub use rust_type::RustType;
pub(crate) use rust_type::{DATE_TIME_OF_CHRONO, DATE_TIME_OF_TIME, JSON};
pub use server::{ServerArgument, ServerChoice, ServerEnum, ServerPlan, UrlPart};
pub use short_numbers::ShortNumbers;
pub use union_variant::{Guard, UnionVariant};
pub use waiter::{PollArgument, PollValue, WaiterPlan};

/// A crate, decided.
#[derive(Debug)]
pub struct CratePlan {
    /// What `Cargo.toml` says of the package.
    pub package: PackagePlan,
    /// The crate's own docs.
    pub docs: Vec<String>,
    /// The client: servers, authentication, parameters that every call shares.
    pub client: ClientPlan,
    /// The types, in the order they are written.
    pub types: Vec<Item>,
    /// Which types hold numbers of 32 bits.
    pub short_numbers: ShortNumbers,
    /// Where each type lives, in their order, where the crate has a feature for each tag; else all are together.
    pub homes: Option<Vec<Home>>,
    /// The operations, a module for each tag.
    pub modules: Vec<OperationModule>,
    /// The headers of answers.
    pub headers: Vec<HeaderPlan>,
    /// The parts of the runtime the crate needs.
    pub runtime: BTreeSet<RuntimePart>,
    /// The features it has, beside those of its tags.
    pub features: Vec<&'static Feature>,
    /// The crates it depends on.
    pub dependencies: BTreeMap<&'static str, Dependency>,
    /// The crates that types of the settings come from, beside those.
    pub given_dependencies: BTreeMap<String, ReplacementDependency>,
    /// The examples of the description, as tests.
    pub example_tests: Vec<ExampleTest>,
    /// Operations that get a runnable example.
    pub examples: Vec<ExamplePlan>,
    /// Every name chosen, by what it names: kept, so that a later run chooses the same.
    pub names: BTreeMap<String, String>,
}

impl CratePlan {
    /// Whether the crate has one of the features that every crate has if the settings do not omit it.
    #[must_use]
    pub fn has_feature(&self, name: &str) -> bool {
        self.features.iter().any(|feature| feature.name == name)
    }

    /// Whether it has all of them.
    #[must_use]
    pub fn has_all_features(&self) -> bool {
        self.features.len() == FEATURES.len()
    }
}
