//! `API.txt`: the public API, one symbol a line, sorted. The first thing a reviewer reads.

use super::type_text;
use crate::plan::{ArgumentUse, CratePlan, Item, ItemKind, OperationPlan, Presence, RustType};

/// `API.txt`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let mut lines: Vec<String> = plan.types.iter().flat_map(item).collect();
    for module in &plan.modules {
        lines.extend(
            module
                .operations
                .iter()
                .flat_map(|one| operation(&module.name, one)),
        );
    }
    let client = &plan.client;
    lines.extend(
        client
            .authentication
            .iter()
            .map(|one| format!("ClientBuilder::{}", one.method)),
    );
    let tokens = client.authentication.iter();
    let tokens = tokens.filter_map(|one| one.client_credentials.as_ref());
    lines.extend(tokens.map(|one| format!("ClientBuilder::{}", one.method)));
    lines.extend(
        client
            .shared
            .iter()
            .map(|one| format!("ClientBuilder::{}", one.method)),
    );
    for choice in &client.servers.choices {
        let arguments: Vec<String> = choice
            .variables
            .iter()
            .map(|one| match &one.choice {
                Some(choice) => format!("{}: impl Into<{choice}>", one.name),
                None => format!("{}: &str", one.name),
            })
            .collect();
        lines.push(format!("Server::{}({})", choice.name, arguments.join(", ")));
    }
    for values in &client.servers.enums {
        let variants = values.values.iter();
        lines.extend(
            variants.map(|(variant, value)| format!("{}::{variant} = {value:?}", values.name)),
        );
    }
    let headers = plan.headers.iter();
    lines.extend(headers.map(|one| format!("headers::{}: {}", one.constant, text(&one.ty))));
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

fn item(item: &Item) -> Vec<String> {
    let name = format!("types::{}", item.name);
    let mut lines = Vec::new();
    match &item.kind {
        ItemKind::Struct(structure) => {
            lines.push(format!("{name}: struct"));
            for field in &structure.fields {
                let when = match &field.presence {
                    Presence::Default(_) => " (with default)",
                    Presence::Required | Presence::Optional => "",
                };
                lines.push(format!("{name}.{}: {}{when}", field.name, text(&field.ty)));
            }
            if let Some(rest) = &structure.rest {
                lines.push(format!(
                    "{name}.{}: BTreeMap<String, {}>",
                    rest.name,
                    text(&rest.value)
                ));
            }
            if super::structure::is_default(structure) {
                lines.push(format!("{name}::default()"));
            } else if let Some(constructor) = &structure.constructor {
                let taken = constructor
                    .takes
                    .iter()
                    .filter_map(|index| structure.fields.get(*index));
                let taken: Vec<String> = taken
                    .map(|field| format!("{}: {}", field.name, text(&field.inner)))
                    .collect();
                lines.push(format!("{name}::new({})", taken.join(", ")));
            }
        }
        ItemKind::Text(enumeration) => {
            lines.push(format!("{name}: enum of strings"));
            lines.extend(
                enumeration
                    .variants
                    .iter()
                    .map(|(variant, value, _)| format!("{name}::{variant} = {value:?}")),
            );
        }
        ItemKind::Integer(enumeration) => {
            lines.push(format!("{name}: enum of integers"));
            lines.extend(
                enumeration
                    .variants
                    .iter()
                    .map(|(variant, value, _)| format!("{name}::{variant} = {value}")),
            );
        }
        ItemKind::Union(union) => {
            lines.push(format!("{name}: union"));
            let variants = union.variants.iter();
            lines
                .extend(variants.map(|variant| {
                    format!("{name}::{}({})", variant.name, text(&variant.payload))
                }));
        }
        ItemKind::Alias(alias) => lines.push(format!("{name} = {}", text(&alias.target))),
    }
    lines
}

fn operation(module: &str, operation: &OperationPlan) -> Vec<String> {
    let arguments = operation
        .arguments
        .iter()
        .map(|one| format!("{}: {}", one.name, argument_text(&one.ty)));
    let arguments: Vec<String> = arguments.collect();
    let call = format!("operations::{module}::{}", operation.structure);
    let mut lines = vec![format!(
        "Client::{}({}) -> {} or {}",
        operation.method,
        arguments.join(", "),
        text(&operation.success.ty),
        text(&operation.failure.ty)
    )];
    lines.extend(
        operation
            .setters
            .iter()
            .map(|one| format!("{call}::{}({})", one.name, argument_text(&one.ty))),
    );
    lines.extend(
        operation
            .forms
            .iter()
            .map(|form| format!("{call}::{}() -> {}", form.method, text(&form.decode.ty()))),
    );
    if let Some(pages) = &operation.pages {
        let name = &operation.structure;
        lines.push(format!("{call}::{}() -> Pages<{name}>", pages.pages.name));
        lines.push(format!(
            "{call}::{}() -> Items<{name}> of {}",
            pages.each.name,
            text(&pages.item)
        ));
    }
    if let Some(waiter) = &operation.waiter {
        let name = &operation.structure;
        lines.push(format!(
            "{call}::{}() -> Waiter<{name}> for {}",
            waiter.method,
            text(&waiter.done)
        ));
    }
    if let Some(body) = &operation.body {
        let variants = body.variants.iter();
        lines.extend(variants.map(|variant| {
            format!(
                "operations::{module}::{}::{}({})",
                body.name,
                variant.name,
                text(&variant.payload)
            )
        }));
    }
    for choice in [&operation.success, &operation.failure]
        .into_iter()
        .filter_map(|outcome| outcome.choice.as_ref())
    {
        for variant in &choice.variants {
            let payload = variant
                .payload
                .as_ref()
                .map(|payload| format!("({})", text(payload)))
                .unwrap_or_default();
            lines.push(format!(
                "operations::{module}::{}::{}{payload}",
                choice.name, variant.name
            ));
        }
    }
    lines
}

/// A type, as the list writes it.
pub(crate) fn text(ty: &RustType) -> String {
    short(&type_text::text(ty))
}

/// The type of an argument, as the list writes it.
pub(crate) fn argument_text(ty: &ArgumentUse) -> String {
    short(&type_text::argument(ty))
}

/// Paths that say nothing to a reader left out.
fn short(text: &str) -> String {
    text.replace("types::", "")
        .replace("crate::", "")
        .replace("std::collections::", "")
}
