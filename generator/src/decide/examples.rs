//! Operations that get a runnable example.

use std::collections::BTreeSet;

use super::samples::Samples;
use super::{client, file_name};
use crate::config::ClientConfig;
use crate::diagnostics::Sink;
use crate::ident;
use crate::model::Api;
use crate::plan::{ArgumentUse, ExamplePlan, OperationModule, OperationPlan};

/// Plans the examples requested by the settings (by `operationId`) or by the operations themselves.
pub(super) fn plan_examples(
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
            // Requested twice.
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
