//! The inputs of an operation: the arguments of its method, and the setters of its call.

use super::body::PlannedBody;
use super::constant;
use super::doc_lines::prose_docs;
use super::operation_docs;
use super::parameter;
use super::rust_type::Resolver;
use super::scope::Scope;
use super::undefined_style;
use crate::ident;
use crate::model::{Operation, Parameter, ParameterPlace, RequestBody};
use crate::plan::{Argument, CALL_LOCALS, ClientPlan, Send, Setter};
use crate::prose;

/// The inputs of an operation.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The arguments of the method.
    pub arguments: Vec<Argument>,
    /// The setters of the call.
    pub setters: Vec<Setter>,
    /// Path parameters that are set on the client.
    pub shared: Vec<String>,
    /// The name of the local variable that holds the call inside the method.
    pub local: String,
}

/// Plans the inputs: required parameters, the body, and optional parameters.
pub(super) fn plan_inputs(
    resolver: &mut Resolver<'_, '_>,
    client: &ClientPlan,
    operation: &Operation,
    body: Option<PlannedBody>,
    setter_names: &mut Scope,
) -> Inputs {
    let mut inputs = Inputs::default();
    let mut argument_names = Scope::default();
    let parameters = ordered(operation).into_iter();
    let (required, optional): (Vec<_>, Vec<_>) = parameters.partition(|one| one.required);
    let (shared, required): (Vec<_>, Vec<_>) = required
        .into_iter()
        .partition(|parameter| is_shared(client, parameter));
    inputs.shared = shared.into_iter().map(|one| one.name.clone()).collect();
    let names = argument_names.mint_members(&members(&required, ident::argument), Scope::mint);
    for (parameter, name) in required.into_iter().zip(names) {
        let argument = argument(resolver, operation, parameter, name);
        inputs.arguments.push(argument);
    }
    if let Some((body, planned)) = operation.body.as_ref().zip(body) {
        inputs.add_body(body, planned, &mut argument_names, setter_names);
    }
    // Invisible to callers, so it is named last and yields to every argument.
    inputs.local = mint_local(&mut argument_names);
    let names = setter_names.mint_members(&members(&optional, str::to_owned), |scope, wanted| {
        let other = format!("{}_parameter", wanted.trim_end_matches('_'));
        scope.mint_or(wanted, &[other])
    });
    for (parameter, name) in optional.into_iter().zip(names) {
        let setter = setter(resolver, parameter, name);
        inputs.setters.push(setter);
    }
    inputs
}

/// The names of these parameters, each with the identifier that it is to have.
fn members<'p>(
    parameters: &[&'p Parameter],
    cased: impl Fn(&str) -> String,
) -> Vec<(&'p str, String)> {
    let parameters = parameters.iter();
    let member = |parameter: &&'p Parameter| {
        let name = parameter.name.as_str();
        (name, cased(&ident::snake(name)))
    };
    parameters.map(member).collect()
}

/// Chooses the name of the local variable that holds the call.
fn mint_local(names: &mut Scope) -> String {
    let [first, others @ ..] = CALL_LOCALS;
    names.mint_or(first, &others.map(str::to_owned))
}

/// Whether a parameter is set on the client.
fn is_shared(client: &ClientPlan, parameter: &Parameter) -> bool {
    let mut shared = client.shared.iter();
    parameter.place == ParameterPlace::Path && shared.any(|known| known.wire == parameter.name)
}

/// The argument for a required parameter.
fn argument(
    resolver: &mut Resolver<'_, '_>,
    operation: &Operation,
    parameter: &Parameter,
    name: String,
) -> Argument {
    let namesakes = operation.parameters.iter();
    let namesakes = namesakes.filter(|other| other.name == parameter.name);
    let is_plain = name == parameter.name && namesakes.count() == 1;
    let example = parameter.example.as_ref();
    Argument {
        name,
        ty: parameter::ty(resolver, parameter),
        docs: operation_docs::argument(resolver, parameter, is_plain),
        sample: example
            .and_then(serde_json::Value::as_str)
            .map(str::to_owned),
        send: parameter::send(resolver, parameter),
    }
}

/// What the setter of a parameter without a description sets.
fn set_docs(parameter: &Parameter) -> String {
    let place = match parameter.place {
        ParameterPlace::Path => "path parameter",
        ParameterPlace::Query => "query parameter",
        ParameterPlace::QueryString => "query string",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    };
    format!("Sets the {place} {}.", prose::code(&parameter.name))
}

/// The setter for an optional parameter.
fn setter(resolver: &mut Resolver<'_, '_>, parameter: &Parameter, name: String) -> Setter {
    let mut docs = operation_docs::of_parameter(resolver, parameter);
    if docs.is_empty() {
        docs.push(set_docs(parameter));
    }
    let written = undefined_style::docs(resolver, parameter);
    let default = constant::said_default(resolver, parameter.ty);
    for sentence in written.into_iter().chain(default) {
        docs.extend([String::new(), sentence]);
    }
    Setter {
        argument: ident::argument(&name),
        name,
        ty: parameter::ty(resolver, parameter),
        docs,
        deprecated: parameter.docs.deprecated,
        send: parameter::send(resolver, parameter),
    }
}

impl Inputs {
    /// Adds the body, as an argument if it is required, else as a setter.
    fn add_body(
        &mut self,
        body: &RequestBody,
        planned: PlannedBody,
        argument_names: &mut Scope,
        setter_names: &mut Scope,
    ) {
        let (ty, plan) = (planned.ty, planned.send);
        let mut docs = prose_docs(&body.docs);
        if docs.is_empty() && !body.required {
            docs.push("The request body.".to_owned());
        }
        let docs = operation_docs::body(docs, body, &plan);
        let send = Send::Body(plan);
        if body.required {
            self.arguments.push(Argument {
                name: argument_names.mint("body"),
                ty,
                docs,
                sample: None,
                send,
            });
        } else {
            let name = setter_names.mint("body");
            self.setters.push(Setter {
                argument: name.clone(),
                name,
                ty,
                docs,
                deprecated: false,
                send,
            });
        }
    }
}

/// Path parameters in the order of the URL, then other parameters in the order of the description.
fn ordered(operation: &Operation) -> Vec<&Parameter> {
    let mut parameters: Vec<&Parameter> = operation.parameters.iter().collect();
    parameters.sort_by_key(|parameter| match parameter.place {
        ParameterPlace::Path => operation
            .path
            .position(&parameter.name)
            .unwrap_or(usize::MAX - 1),
        _ => usize::MAX,
    });
    parameters
}

/// The methods that every call has.
pub(super) const RESERVED_SETTERS: &[&str] = &[
    "timeout",
    "header",
    "headers",
    "send",
    "send_with_response",
    "request",
    "options",
    "retry",
    "attempt_timeout",
    "preview",
    "wait",
    "pages",
    "items",
    "into_future",
    "clone",
    "fmt",
    "output",
    "error",
    "into",
    "from",
    "blocking",
];
