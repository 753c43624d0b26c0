//! `API.txt`: the public API for reviewers, one symbol a line, sorted.

use super::type_text;
use crate::model::SchemeKind;
use crate::plan::{
    ArgumentUse, Authentication, CratePlan, Item, ItemKind, OperationPlan, Presence, RustType,
    ServerPlan,
};

/// Generates `API.txt`.
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
    lines.extend(plan.client.authentication.iter().flat_map(credentials));
    let shared = plan.client.shared.iter();
    lines.extend(
        shared.map(|one| format!("ClientBuilder::{0}({0}: impl Into<String>)", one.method)),
    );
    lines.extend(servers(&plan.client.servers));
    let headers = plan.headers.iter();
    lines.extend(headers.map(|one| format!("headers::{}: {}", one.constant, text(&one.ty))));
    lines.extend(manifest(plan));
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

/// The builder methods of a security scheme. None for a client certificate, which is configured on
/// the transport.
fn credentials(one: &Authentication) -> Vec<String> {
    let arguments = match one.kind {
        SchemeKind::MutualTls => return Vec::new(),
        SchemeKind::Basic => "user: &str, password: &str",
        _ => "credential: impl Into<Credential>",
    };
    let tokens = one.client_credentials.as_ref().map(|tokens| {
        let arguments = "id: &str, secret: impl Into<Secret>, scopes: &[&str]";
        format!("ClientBuilder::{}({arguments})", tokens.method)
    });
    let own = format!("ClientBuilder::{}({arguments})", one.method);
    std::iter::once(own).chain(tokens).collect()
}

fn servers(servers: &ServerPlan) -> Vec<String> {
    let mut lines = Vec::new();
    for choice in &servers.choices {
        let arguments = choice.variables.iter().map(|one| match &one.choice {
            Some(choice) => format!("{}: impl Into<{choice}>", one.name),
            None => format!("{}: &str", one.name),
        });
        let arguments: Vec<String> = arguments.collect();
        lines.push(format!("Server::{}({})", choice.name, arguments.join(", ")));
    }
    for values in &servers.enums {
        let known = values.values.iter();
        lines.extend(
            known.map(|(variant, value)| format!("{}::{variant} = {value:?}", values.name)),
        );
        lines.push(format!("{}::{}(String)", values.name, values.unknown));
    }
    lines
}

/// The part of the manifest that depends on the description: the features of tags, and the crates
/// of replacement types.
fn manifest(plan: &CratePlan) -> Vec<String> {
    let features = plan.modules.iter().filter_map(|one| one.feature.as_ref());
    let features = features.map(|feature| format!("feature {feature}"));
    let dependencies = plan.given_dependencies.iter();
    let dependencies =
        dependencies.map(|(name, one)| format!("dependency {name} = {:?}", one.version));
    features.chain(dependencies).collect()
}

/// The kind of a type, with the traits that not every type of the kind has.
fn kind(item: &Item, kind: &str) -> String {
    let by_use = match item.kind {
        ItemKind::Struct(_) | ItemKind::Union(_) => {
            [(item.received, "Deserialize"), (item.sent, "Serialize")]
        }
        _ => [(false, ""); 2],
    };
    let by_use = by_use.iter().filter(|(has, _)| *has).map(|(_, name)| *name);
    let derived = item.derives.iter().map(String::as_str);
    let traits: Vec<&str> = by_use.chain(derived).collect();
    let with = if traits.is_empty() { "" } else { " with " };
    format!("types::{}: {kind}{with}{}", item.name, traits.join(", "))
}

fn item(item: &Item) -> Vec<String> {
    let name = format!("types::{}", item.name);
    let mut lines = Vec::new();
    if let Some(order) = item.order() {
        lines.push(format!("{name} in order: {}", order.join(", ")));
    }
    match &item.kind {
        ItemKind::Struct(structure) => {
            lines.push(kind(item, "struct"));
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
            if structure.derives_default() {
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
            lines.push(kind(item, "enum of strings"));
            let unknown = enumeration.unknown.iter();
            lines.extend(unknown.map(|unknown| format!("{name}::{unknown}(String)")));
            lines.extend(
                enumeration
                    .variants
                    .iter()
                    .map(|(variant, value, _)| format!("{name}::{variant} = {value:?}")),
            );
        }
        ItemKind::Integer(enumeration) => {
            lines.push(kind(item, "enum of integers"));
            let unknown = enumeration.unknown.iter();
            lines.extend(unknown.map(|unknown| format!("{name}::{unknown}(i64)")));
            lines.extend(
                enumeration
                    .variants
                    .iter()
                    .map(|(variant, value, _)| format!("{name}::{variant} = {value}")),
            );
        }
        ItemKind::Union(union) => {
            lines.push(kind(item, "union"));
            for variant in &union.variants {
                let payload = text(&variant.payload);
                if item.sent && variant.from {
                    let payload = text(&variant.payload.clone().unboxed());
                    lines.push(format!("{name}: From<{payload}>"));
                }
                lines.push(format!("{name}::{}({payload})", variant.name));
            }
            lines.push(format!("{name}::{}(Value)", union.unknown));
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
    let mut lines = vec![
        format!(
            "Client::{}({}) -> {} or {}",
            operation.method,
            arguments.join(", "),
            text(&operation.success.ty),
            text(&operation.failure.ty)
        ),
        format!("{call}: call of Client::{}", operation.method),
    ];
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
        if choice.streams {
            lines.push(format!("operations::{module}::{}: no Clone", choice.name));
        }
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

/// A type as in the list.
pub(crate) fn text(ty: &RustType) -> String {
    short(&type_text::text(ty))
}

/// The type of an argument as in the list.
pub(crate) fn argument_text(ty: &ArgumentUse) -> String {
    short(&type_text::argument(ty))
}

/// Drops paths that carry no information for a reader.
fn short(text: &str) -> String {
    text.replace("types::", "")
        .replace("crate::", "")
        .replace("std::collections::", "")
}
