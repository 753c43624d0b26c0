//! Operations: the client's methods, the calls they make, and how answers are read.

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{self, items};
use super::rust_type::{argument, ident, text, visit};
use super::types::use_list;
use super::{docs, outcome};
use crate::model::{ParameterPlace, Style};
use crate::plan::{
    Argument, ArgumentUse, BodyPlan, CratePlan, OperationModule, OperationPlan, Outcome, RustType,
    Send, Setter,
};

/// `src/operations.rs`: the list of modules.
pub(super) fn emit_index(plan: &CratePlan) -> String {
    let header = "//! The operations of the API, by tag: each a method of [`Client`](crate::Client), and the call it makes.\n";
    let mut names: Vec<&str> = plan
        .modules
        .iter()
        .map(|module| module.name.as_str())
        .collect();
    names.sort_unstable();
    let modules = names.into_iter().map(|name| {
        let name = ident(name);
        quote!(pub mod #name;)
    });
    format::file(header, &[items(quote!(#(#modules)*))])
}

/// `src/operations/<tag>.rs`.
pub(super) fn emit_module(module: &OperationModule, has_deprecated: bool) -> String {
    // A deprecated type may be named anywhere in the calls.
    let mut pieces = vec![docs::ALLOW_DEPRECATED.to_owned(), imports(module)];
    if !has_deprecated {
        pieces.remove(0);
    }
    for operation in &module.operations {
        pieces.push(items(constant(operation)));
        pieces.push(items(method(operation)));
        pieces.push(items(call(operation)));
        pieces.push(table(operation));
        let outcomes = [&operation.success, &operation.failure]
            .into_iter()
            .filter_map(|outcome| outcome.choice.as_ref());
        pieces.extend(outcomes.map(|choice| items(outcome::definition(choice))));
    }
    format::file(&docs::inner(&module.docs), &pieces)
}

/// The table of how answers are read, for the macro that writes what every call has.
fn table(operation: &OperationPlan) -> String {
    let line = |word: &str, outcome: &Outcome| {
        format!(
            "    {word} {} {}\n",
            text(&outcome.ty),
            outcome::arms(outcome)
        )
    };
    format!(
        "operation! {{\n    {}\n{}{}}}\n",
        operation.structure,
        line("output", &operation.success),
        line("error", &operation.failure)
    )
}

fn imports(module: &OperationModule) -> String {
    let mut names = vec!["Call", "Client", "OperationInfo", "operation"];
    let sends: Vec<&Send> = module.operations.iter().flat_map(sends).collect();
    let styles = |wanted: fn(&Send) -> bool| sends.iter().any(|send| wanted(send));
    if styles(
        |send| matches!(style(send), Some((ParameterPlace::Path, style, explode)) if !is_plain_path(style, explode)),
    ) {
        names.push("PathStyle");
    }
    if styles(
        |send| matches!(style(send), Some((ParameterPlace::Query, style, explode)) if !is_plain_query(style, explode)),
    ) {
        names.push("QueryStyle");
    }
    names.sort_by_key(|name| {
        (
            name.starts_with(|first: char| first.is_ascii_lowercase()),
            *name,
        )
    });
    let mut text = use_list("crate::runtime", &names);
    if module.operations.iter().any(names_types) {
        text.push_str("use crate::types;\n");
    }
    text
}

fn sends(operation: &OperationPlan) -> impl Iterator<Item = &Send> {
    let arguments = operation.arguments.iter().map(|argument| &argument.send);
    arguments.chain(operation.setters.iter().map(|setter| &setter.send))
}

/// Whether the code of an operation names one of the crate's types.
fn names_types(operation: &OperationPlan) -> bool {
    let mut named = false;
    let mut see = |ty: &RustType| named |= matches!(ty, RustType::Named(_));
    let arguments = operation.arguments.iter().map(|argument| &argument.ty);
    for ty in arguments.chain(operation.setters.iter().map(|setter| &setter.ty)) {
        match ty {
            ArgumentUse::Str => {}
            ArgumentUse::Slice(ty) | ArgumentUse::Value(ty) | ArgumentUse::Reference(ty) => {
                visit(ty, &mut see);
            }
        }
    }
    for outcome in [&operation.success, &operation.failure] {
        visit(&outcome.ty, &mut see);
        let payloads = outcome.choice.iter().flat_map(|choice| &choice.variants);
        payloads
            .filter_map(|variant| variant.payload.as_ref())
            .for_each(|ty| visit(ty, &mut see));
    }
    named
}

fn style(send: &Send) -> Option<(ParameterPlace, &Style, bool)> {
    match send {
        Send::Parameter {
            place,
            style,
            explode,
            ..
        } => Some((*place, style, *explode)),
        Send::Body(_) => None,
    }
}

fn is_plain_path(style: &Style, explode: bool) -> bool {
    matches!(style, Style::Simple) && !explode || matches!(style, Style::Content(_))
}

fn is_plain_query(style: &Style, explode: bool) -> bool {
    matches!(style, Style::Form) && explode || matches!(style, Style::Content(_))
}

/// What all calls of the operation share.
fn constant(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.statics);
    let (id, path) = (&operation.id, &operation.path);
    let method = &operation.http_method;
    let security = operation
        .security
        .iter()
        .map(|alternative| quote!(&[#(#alternative),*]));
    let accept = operation.accept.as_deref().unwrap_or_default();
    quote! {
        static #name: OperationInfo = OperationInfo {
            id: #id,
            method: #method,
            path: #path,
            accept: #accept,
            security: &[#(#security),*],
        };
    }
}

fn method(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.method);
    let structure = ident(&operation.structure);
    let constant = ident(&operation.statics);
    let docs = docs::outer(&method_docs(operation));
    let deprecated = docs::deprecated(operation.deprecated);
    let parameters = operation.arguments.iter().map(|argument_plan| {
        let name = ident(&argument_plan.name);
        let ty = argument(&argument_plan.ty);
        quote!(#name: #ty)
    });
    let shared = operation
        .shared
        .iter()
        .map(|name| quote!(call.shared_path(#name);));
    let sends = operation.arguments.iter().map(argument_send);
    let mutable = !operation.shared.is_empty() || !operation.arguments.is_empty();
    let mutable = mutable.then(|| quote!(mut));
    quote! {
        impl Client {
            #docs
            #deprecated
            pub fn #name(&self, #(#parameters),*) -> #structure {
                let #mutable call = self.call(&#constant);
                #(#shared)*
                #(#sends)*
                #structure { call }
            }
        }
    }
}

fn method_docs(operation: &OperationPlan) -> Vec<String> {
    let mut lines = operation.docs.clone();
    let described: Vec<&Argument> = operation
        .arguments
        .iter()
        .filter(|argument| !argument.docs.is_empty())
        .collect();
    if !described.is_empty() {
        lines.push(String::new());
        lines.push("# Arguments".to_owned());
        lines.push(String::new());
        for argument in described {
            lines.push(format!("- `{}`: {}", argument.name, argument.docs));
        }
    }
    lines.push(String::new());
    lines.extend(operation.example.iter().cloned());
    lines
}

fn argument_send(argument: &Argument) -> TokenStream {
    let name = ident(&argument.name);
    let statement = send(&argument.send, &argument.ty, &name);
    quote!(call.#statement;)
}

/// The method of `Call` that takes a value.
fn send(send: &Send, ty: &ArgumentUse, value: &proc_macro2::Ident) -> TokenStream {
    let by_reference = match ty {
        ArgumentUse::Str | ArgumentUse::Slice(_) | ArgumentUse::Reference(_) => quote!(#value),
        ArgumentUse::Value(_) => quote!(&#value),
    };
    match send {
        Send::Body(BodyPlan::Json(media_type)) if media_type == "application/json" => {
            quote!(json(#by_reference))
        }
        Send::Body(BodyPlan::Json(media_type)) => quote!(json_as(#media_type, #by_reference)),
        Send::Body(BodyPlan::Form) => quote!(form(#by_reference)),
        Send::Body(BodyPlan::Text(media_type)) => quote!(text(#media_type, #value)),
        Send::Body(BodyPlan::Bytes(media_type)) => quote!(bytes(#media_type, #value)),
        Send::Parameter {
            name,
            style: Style::Content(_),
            place,
            ..
        } => match place {
            ParameterPlace::Path => quote!(path_json(#name, #by_reference)),
            ParameterPlace::Header => quote!(header_json(#name, #by_reference)),
            ParameterPlace::Cookie => quote!(cookie_json(#name, #by_reference)),
            ParameterPlace::Query | ParameterPlace::QueryString => {
                quote!(query_json(#name, #by_reference))
            }
        },
        Send::Parameter {
            name,
            place,
            style,
            explode,
            allow_reserved,
        } => match place {
            ParameterPlace::Path if is_plain_path(style, *explode) => {
                quote!(path(#name, #by_reference))
            }
            ParameterPlace::Path => {
                let style = style_name(style);
                quote!(path_with(#name, PathStyle::#style, #explode, #by_reference))
            }
            ParameterPlace::Query | ParameterPlace::QueryString if *allow_reserved => {
                quote!(query_reserved(#name, #explode, #by_reference))
            }
            ParameterPlace::Query | ParameterPlace::QueryString
                if is_plain_query(style, *explode) =>
            {
                quote!(query(#name, #by_reference))
            }
            ParameterPlace::Query | ParameterPlace::QueryString => {
                let style = style_name(style);
                quote!(query_with(#name, QueryStyle::#style, #explode, #by_reference))
            }
            ParameterPlace::Header if *explode => quote!(header_exploded(#name, #by_reference)),
            ParameterPlace::Header => quote!(header_param(#name, #by_reference)),
            ParameterPlace::Cookie if *explode => quote!(cookie_exploded(#name, #by_reference)),
            ParameterPlace::Cookie => quote!(cookie_param(#name, #by_reference)),
        },
    }
}

fn style_name(style: &Style) -> proc_macro2::Ident {
    ident(match style {
        Style::Simple | Style::Content(_) => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    })
}

/// The call that is not yet sent, with a setter for each thing that may be given beside.
fn call(operation: &OperationPlan) -> TokenStream {
    let structure = ident(&operation.structure);
    let doc = format!(
        " A call of [`Client::{method}`](crate::Client::{method}), sent by `.await` or [`send`](Self::send).",
        method = operation.method
    );
    let setters = operation.setters.iter().map(setter);
    let methods = (!operation.setters.is_empty()).then(|| {
        quote! {
            impl #structure { #(#setters)* }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct #structure {
            call: Call,
        }

        #methods
    }
}

fn setter(setter: &Setter) -> TokenStream {
    let name = ident(&setter.name);
    let ty = argument(&setter.ty);
    let docs = docs::outer(&setter.docs);
    let deprecated = docs::deprecated(setter.deprecated);
    let statement = send(&setter.send, &setter.ty, &name);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.call.#statement;
            self
        }
    }
}
