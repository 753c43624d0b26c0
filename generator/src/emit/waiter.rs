//! Long-running operations: the table of how they are polled, and the method that waits.

use proc_macro2::TokenStream;
use quote::quote;

use super::identifier::{ident, ident_text};
use super::type_text::print_type;
use super::{docs, member};
use crate::plan::{OperationPlan, PollArgument, PollValue, WaiterPlan};

/// The table of how to poll, and what the states mean.
pub(super) fn table(operation: &OperationPlan, plan: &WaiterPlan) -> String {
    let module = plan.module.as_deref().map(ident_text);
    let poll = match module {
        Some(module) => format!("crate::operations::{module}::{}", plan.structure),
        None => plan.structure.clone(),
    };
    let mut lines = vec![
        format!("ask: |client, call, answer| {}", ask(plan)),
        format!(
            "state: |answer| {}",
            member::reference("answer", &plan.state)
        ),
        format!("success: {:?}", plan.success),
        format!("failure: {:?}", plan.failure),
    ];
    if !plan.pending.is_empty() {
        lines.push(format!("pending: {:?}", plan.pending));
    }
    lines.extend([
        format!(
            "done: |answer| {} => {}",
            member::owned("answer", &plan.result),
            print_type(&plan.done)
        ),
        format!("every: {}..={}", plan.every.0, plan.every.1),
    ]);
    lines.extend(plan.within.map(|within| format!("within: {within}")));
    let lines: String = lines
        .into_iter()
        .map(|line| format!("        {line},\n"))
        .collect();
    let call = &operation.structure;
    format!("long_running! {{\n    {call} -> {poll} {{\n{lines}    }}\n}}\n")
}

/// The call that polls.
fn ask(plan: &WaiterPlan) -> String {
    let (setters, arguments): (Vec<_>, Vec<_>) = plan
        .arguments
        .iter()
        .partition(|argument| argument.setter.is_some());
    let arguments: Vec<String> = arguments.into_iter().map(value).collect();
    let method = ident_text(&plan.poll);
    let mut text = format!("client.{method}({})", arguments.join(", "));
    for argument in setters {
        let name = argument.setter.as_deref().map(ident_text);
        text.push_str(&format!(
            ".{}({})",
            name.unwrap_or_default(),
            value(argument)
        ));
    }
    text
}

fn value(argument: &PollArgument) -> String {
    let borrowed = |path| member::borrowed("answer", path);
    match &argument.value {
        PollValue::Text(path) => borrowed(path),
        PollValue::Written(path) => {
            let text = borrowed(path);
            format!("&{}.to_string()", text.strip_prefix('&').unwrap_or(&text))
        }
        PollValue::Copied(path) => {
            let text = borrowed(path);
            match text.strip_prefix('&') {
                Some(place) => place.to_owned(),
                None => format!("*{text}"),
            }
        }
        PollValue::Read(path) => {
            let text = borrowed(path);
            format!("{}.parse().ok()?", text.strip_prefix('&').unwrap_or(&text))
        }
        PollValue::PathText(name) => format!("&call.path_value({name:?})?"),
        PollValue::PathNumber(name) => format!("call.path_value({name:?})?.parse().ok()?"),
    }
}

/// The method of the call that waits.
pub(super) fn method(operation: &OperationPlan, plan: &WaiterPlan) -> TokenStream {
    let (call, name) = (ident(&operation.structure), ident(&plan.method));
    let docs = docs::outer(&plan.docs);
    quote! {
        impl #call {
            #docs
            pub fn #name(self) -> crate::Waiter<Self> {
                crate::Waiter::new(self)
            }
        }
    }
}
