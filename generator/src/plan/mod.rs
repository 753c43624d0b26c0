//! Decides: every Rust name, type, module, feature, derive and box of the crate, once.
//!
//! The model in, a plan out that `emit` only has to write down. Questions about the model are answered in one file each
//! (`usage`, `cycles`, `names`), as tables keyed by id.

mod accept;
mod answers;
mod body;
mod client;
mod constant;
mod cycles;
mod decode;
mod dependencies;
mod derives;
mod enumeration;
mod example_tests;
mod file_name;
mod guard;
mod headers;
mod homes;
mod ident;
mod inputs;
mod media;
mod member;
mod names;
mod openness;
mod operation_docs;
mod operations;
mod outcome;
mod pagination;
mod parameter;
mod part_type;
mod parts;
mod path;
mod references;
mod renames;
#[cfg(test)]
mod reserved;
mod rust_type;
mod same;
mod samples;
mod scope;
mod server;
mod short_numbers;
mod structure;
mod twins;
mod types;
mod undefined_style;
mod usage;
mod variants;
mod waiter;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{ClientConfig, ReplacementDependency};
use crate::diagnostics::Sink;
use crate::model::Api;
use crate::prose;
use samples::Samples;

pub use answers::AnswerForm;
pub use body::{BodyEnum, BodyPlan, BodyVariant, FormField};
pub use client::{Authentication, ClientCredentialsPlan, ClientPlan, SharedParameter};
pub use decode::{Decode, EventForm};
pub use dependencies::{Dependency, FEATURES, Feature, RuntimePart};
pub use example_tests::ExampleTest;
pub use guard::Guard;
pub use headers::{HeaderForm, HeaderPlan};
pub use homes::Home;
pub use inputs::CALL_LOCALS;
pub use member::{Holder, Member, MemberPath};
pub use operations::{Argument, ArgumentUse, OperationModule, OperationPlan, Send, Setter};
pub use outcome::{Arm, Outcome, OutcomeEnum, OutcomeVariant, Redirects, StatusPattern};
pub use pagination::{PagesMethod, PagesPlan, Turn};
pub use parts::{Part, PartKind, UnionParts};
pub use rust_type::RustType;
pub use server::{ServerArgument, ServerChoice, ServerEnum, ServerPlan, UrlPart};
pub use short_numbers::ShortNumbers;
pub use types::{
    Alias, Constructor, Field, IntegerEnum, Item, ItemKind, Presence, Rest, Struct, TextEnum,
    UnionEnum, Value,
};
pub use variants::UnionVariant;
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

/// What `Cargo.toml` says of the package.
#[derive(Debug, Clone)]
pub struct PackagePlan {
    /// The package's name.
    pub name: String,
    /// The name by which code refers to it.
    pub library: String,
    /// Its version.
    pub version: String,
    /// What it is, in one line.
    pub description: String,
    /// The oldest Rust that compiles it.
    pub rust_version: String,
    /// Other keys with a text.
    pub metadata: Vec<(&'static str, String)>,
    /// Other keys with a list.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// Whether it may be published, if that is said.
    pub publish: Option<bool>,
    /// The API's title and version.
    pub api: (String, String),
}

/// An operation with a runnable example.
#[derive(Debug)]
pub struct ExamplePlan {
    /// The module, by position.
    pub module: usize,
    /// The operation in the module, by position.
    pub operation: usize,
    /// The name of its file, without the extension.
    pub file: String,
    /// What is passed for each argument: nothing where the person who runs it gives it.
    pub values: Vec<Option<String>>,
    /// The types the values name.
    pub names: BTreeSet<String>,
    /// What the names of environment variables begin with.
    pub prefix: String,
}

/// Decides how `api` becomes a crate. `names` are those an earlier run chose.
pub fn plan(
    api: &Api,
    config: &ClientConfig,
    names: &BTreeMap<String, String>,
    sink: &Sink,
) -> CratePlan {
    let written = written::Written::of(api);
    let twins = twins::Twins::of(api);
    let usage = usage::Usage::of(api, &twins, config.directions.unwrap_or_default());
    let renames = renames::Renames::of(config);
    let mut names = names::Names::new(api, &twins, names, &renames, sink);
    let boxes = cycles::Cycles::of(api, &twins);
    let mut resolver =
        rust_type::Resolver::new(api, &written, &usage, &boxes, &mut names, config, sink);

    let client = client::plan(api, config, sink);
    let mut headers = headers::Headers::of(api, &mut resolver);
    let mut modules = operations::plan(api, config, &client, &mut headers, &mut resolver);
    let mut types = types::plan(api, &twins, &usage, &mut resolver);
    let example_tests = if config.example_tests == Some(true) {
        example_tests::plan(api, &types, &mut resolver)
    } else {
        Vec::new()
    };
    let mut needs = resolver.needs();
    resolver.enums.report_unused(sink);
    let mut given_dependencies = resolver.given_dependencies();
    given_dependencies.extend(derives::decide(
        &mut types,
        api,
        resolver.names,
        config,
        sink,
    ));
    let package = package(api, config);
    let samples = Samples::new(
        &types,
        &package.library,
        config.docs.examples != Some(false),
    );
    let members = member::Members::of(&types);
    needs.extend(pagination::plan(
        api,
        config,
        &members,
        &samples,
        &mut modules,
        sink,
    ));
    needs.extend(waiter::plan(
        api,
        config,
        &members,
        &samples,
        &mut modules,
        sink,
    ));
    renames.report_unused(sink);

    let mut runtime = dependencies::runtime_parts(&types, &needs);
    if client.gets_tokens() {
        runtime.insert(RuntimePart::ClientCredentials);
    }
    if client.servers.keep_values() {
        runtime.insert(RuntimePart::ServerVariable);
    }
    let features = dependencies::features(&config.without_features);
    let dependencies = dependencies::dependencies(&needs, &features);
    given_dependencies.retain(|name, _| !dependencies.contains_key(name.as_str()));
    for operation in modules.iter_mut().flat_map(|module| &mut module.operations) {
        operation.example = samples.call(operation);
    }
    let examples = examples(api, config, &modules, &samples, sink);
    let headers = headers.into_plans();
    let homes = homes::are_wanted(config, &modules).then(|| {
        homes::name_features(&mut modules);
        homes::homes(&types, &modules, &headers)
    });
    CratePlan {
        docs: client::crate_docs(api, config),
        package,
        client,
        short_numbers: ShortNumbers::of(&types),
        types,
        homes,
        modules,
        headers,
        runtime,
        features,
        dependencies,
        given_dependencies,
        example_tests,
        examples,
        names: names.chosen(),
    }
}

/// The version of a package that is not given one.
const FIRST_VERSION: &str = "0.1.0";

fn package(api: &Api, config: &ClientConfig) -> PackagePlan {
    let package = &config.package;
    let described = package.description.clone();
    let texts = [
        ("license", &package.license),
        ("repository", &package.repository),
        ("homepage", &package.homepage),
        ("documentation", &package.documentation),
    ];
    let lists = [
        ("authors", &package.authors),
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ];
    PackagePlan {
        name: package.name.clone(),
        library: package.name.replace('-', "_"),
        version: package
            .version
            .clone()
            .unwrap_or_else(|| FIRST_VERSION.to_owned()),
        description: described
            .unwrap_or_else(|| prose::one_line(&format!("Client for {}", api.title), 200)),
        rust_version: package
            .rust_version
            .clone()
            .unwrap_or_else(|| RUST_VERSION.to_owned()),
        metadata: texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.clone()?)))
            .collect(),
        lists: lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(key, list)| (key, list.clone()))
            .collect(),
        publish: package.publish,
        api: (api.title.clone(), api.version.clone()),
    }
}

/// The oldest Rust that compiles a generated crate: edition 2024.
const RUST_VERSION: &str = "1.85";

/// The operations that an example is asked for: by the settings, by their `operationId`, or by themselves.
fn examples(
    api: &Api,
    config: &ClientConfig,
    modules: &[OperationModule],
    samples: &Samples<'_>,
    sink: &Sink,
) -> Vec<ExamplePlan> {
    let mut found: Vec<ExamplePlan> = Vec::new();
    let mut folder = file_name::folder(&[]);
    let own = api.operations.values();
    let own = own.filter(|operation| operation.wants_example);
    let own = own.filter_map(|operation| operation.id.as_ref());
    let own = own.filter(|id| !config.examples.contains(id));
    for wanted in config.examples.iter().chain(own) {
        let position = modules.iter().enumerate().find_map(|(index, module)| {
            let position = module
                .operations
                .iter()
                .position(|operation| operation.id == *wanted)?;
            Some((index, position, module.operations.get(position)?))
        });
        match position {
            // Named twice.
            Some((module, operation, _))
                if found
                    .iter()
                    .any(|one| (one.module, one.operation) == (module, operation)) => {}
            Some((module, operation, plan)) => {
                let file = file_name::mint(&mut folder, &plan.method, "_example");
                found.push(example(config, samples, (module, operation), file, plan));
            }
            None => client::report_unknown_operation(api, config, "examples", wanted, sink),
        }
    }
    found
}

fn example(
    config: &ClientConfig,
    samples: &Samples<'_>,
    (module, operation): (usize, usize),
    file: String,
    plan: &OperationPlan,
) -> ExamplePlan {
    let mut names = BTreeSet::new();
    let values = plan.arguments.iter().map(|argument| {
        if argument.ty == ArgumentUse::Str {
            return None;
        }
        let (text, named) = samples.argument_value(argument)?;
        names.extend(named);
        Some(text)
    });
    let values = values.collect();
    let prefix = config.package.name.trim_end_matches("-client");
    ExamplePlan {
        module,
        operation,
        file,
        values,
        names,
        prefix: ident::screaming(prefix),
    }
}

/// Whether an identifier must be written as a raw one.
#[must_use]
pub fn is_raw(name: &str) -> bool {
    ident::is_raw(name)
}
