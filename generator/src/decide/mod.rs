//! Stage 4 of 6: decides every Rust name, type, module, feature, derive and box of the crate.
//!
//! The input is the model, the output a plan that `emit` writes out without further decisions.
//! Facts about the model are side tables keyed by id, one file each (`usage`, `cycles`, `names`).

mod accept;
mod body;
mod call_names;
mod client;
mod constant;
mod cycles;
mod decode;
mod dependencies;
mod derives;
mod doc_lines;
mod enumeration;
mod example_tests;
mod examples;
mod file_name;
mod guard;
mod headers;
mod identical_types;
mod inputs;
mod kept;
mod local_shape;
mod media;
mod member;
mod names;
mod need;
mod open_enums;
mod operation_docs;
mod operation_setting;
mod operations;
mod other_media_types;
mod outcome;
mod package;
mod pagination;
mod parameter;
mod part_form;
mod part_kind;
mod part_type;
mod parted;
mod parts;
mod path;
mod placement;
mod renames;
#[cfg(test)]
mod reserved;
mod response_choice;
mod rust_type;
mod same;
mod samples;
mod scope;
mod server;
mod structure;
mod types;
mod undefined_style;
mod usage;
mod variants;
mod waiter;
mod words;

use crate::config::ClientConfig;
use crate::diagnostics::Sink;
use crate::model::Api;
use crate::plan::{Conversions, CratePlan, Earlier, Offer, RuntimePart, ShortNumbers};
use need::Need;
use samples::Samples;

/// Plans the crate of `api`. It keeps the names and the offer of an earlier crate.
pub fn plan_crate(api: &Api, config: &ClientConfig, earlier: &Earlier, sink: &Sink) -> CratePlan {
    let doc_lines = doc_lines::DocLines::new(api);
    let earlier = &Earlier {
        names: names::with_adopted(api, earlier.names.clone()),
        offer: earlier.offer.clone(),
    };
    let known = kept::names(api, earlier);
    let identical = identical_types::IdenticalTypes::find(api, &known);
    let renames = renames::Renames::new(config);
    let given = &parted::without_parted(api, &identical, &known, earlier);
    let mut names = names::Names::new(api, &identical, given, &renames, &config.names, sink);
    let kept = kept::Kept::new(&identical, &known, earlier);
    let directions = config.directions.unwrap_or_default();
    let usage = usage::Usage::find(api, &identical, directions, &kept);
    let boxes = cycles::Cycles::new(api, &identical);
    let mut resolver = rust_type::Resolver::new(
        api, &doc_lines, &usage, &boxes, &kept, &mut names, config, sink,
    );

    let client = client::plan_client(api, config, sink);
    let mut headers = headers::Headers::find(api, &mut resolver);
    let modules = operations::plan_operations(api, config, &client, &mut headers, &mut resolver);
    let types = types::plan_types(api, &identical, &usage, &mut resolver);
    let example_tests = if config.example_tests == Some(true) {
        example_tests::plan_example_tests(api, &types, &mut resolver)
    } else {
        Vec::new()
    };
    let mut needs = resolver.needs();
    resolver.enums.report_unused(sink);
    let mut given_dependencies = resolver.given_dependencies();
    let derives = derives::plan_derives(&types, api, resolver.names, &kept, config, sink);
    given_dependencies.extend(derives.dependencies);
    let conversions = Conversions::find(&types);
    let package = package::plan_package(api, config);
    let samples = Samples::new(
        &types,
        &conversions,
        &package.library,
        config.docs.examples != Some(false),
    );
    let members = member::Members::new(&types);
    let pages = pagination::plan_pages(api, config, &members, &samples, &modules, sink);
    needs.extend(pagination::needs(&pages));
    let waiters = waiter::plan_waiters(api, config, &members, &samples, &modules, sink);
    if !waiters.is_empty() {
        needs.insert(Need::Waiter);
    }
    renames.report_unused(sink);

    let mut runtime = dependencies::runtime_parts(&types, &needs);
    if client.gets_tokens() {
        runtime.insert(RuntimePart::ClientCredentials);
    }
    if !client.servers.enums.is_empty() {
        runtime.insert(RuntimePart::TextEnum);
    }
    if client.servers.keep_values() {
        runtime.insert(RuntimePart::ServerVariable);
    }
    let features = dependencies::features(&config.without_features);
    let dependencies = dependencies::dependencies(&needs, &features);
    given_dependencies.retain(|name, _| !dependencies.contains_key(name.as_str()));
    let call_examples = samples.calls(&modules);
    let examples = examples::plan_examples(api, config, &modules, &samples, sink);
    let headers = headers.into_plans();
    let tag_features = placement::place_types(config, &kept, &types, &modules, &waiters, &headers);
    CratePlan {
        offer: Offer {
            tag_features: tag_features.is_some(),
            modules: kept::modules(config, &modules),
            outcomes: kept::outcomes(&modules),
            open: kept::open(api, config, &types),
            shared: parted::shared(api, &identical, &types),
            derives: kept::derives(&types, &derives.by_type),
            ..kept::directions(&types)
        },
        docs: client::crate_docs(api, config),
        package,
        client,
        short_numbers: ShortNumbers::find(&types),
        conversions,
        types,
        derives: derives.by_type,
        modules,
        tag_features,
        call_examples,
        pages,
        waiters,
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
