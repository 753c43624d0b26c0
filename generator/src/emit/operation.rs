//! Operations: the client's methods, their calls, and how responses are decoded.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::format::{self, items};
use super::identifier::{ident, ident_text};
use super::rust_type::argument;
use super::send::{borrows_texts, joins_lists, names_path_form, names_query_style, send};
use super::type_text::print_type;
use super::types::use_list;
use super::{body, docs, outcome, pages, waiter};
use crate::model::Status;
use crate::plan::{
    Argument, ArgumentUse, CratePlan, OperationModule, OperationPlan, OtherMediaType, Outcome,
    RustType, Send, Setter, ShortNumbers,
};
use crate::prose;

/// Generates `src/operations.rs`: the list of modules.
pub(super) fn emit_index(plan: &CratePlan) -> String {
    let header = "//! The operations of the API, by tag.\n//!\n//! Each is a method of [`Client`](crate::Client) that \
                  returns a call.\n";
    let mut modules: Vec<_> = plan.modules_with_features().collect();
    modules.sort_unstable_by_key(|(module, _)| &module.name);
    let lines = modules.into_iter().map(|(module, feature)| {
        let only_with = feature.map(|feature| super::types::only_with(&feature.name));
        let name = ident_text(&module.name);
        format!("{}pub mod {name};\n", only_with.unwrap_or_default())
    });
    let lines: String = lines.collect();
    let blank = if lines.is_empty() { "" } else { "\n" };
    format!("{header}{blank}{lines}")
}

/// Generates `src/operations/<tag>.rs`.
pub(super) fn emit_module(
    plan: &CratePlan,
    module: &OperationModule,
    has_deprecated: bool,
) -> String {
    // Calls may refer to a deprecated type anywhere.
    let mut pieces = vec![docs::ALLOW_DEPRECATED.to_owned(), imports(plan, module)];
    if !has_deprecated {
        pieces.remove(0);
    }
    for operation in &module.operations {
        pieces.push(items(constant(operation)));
        let fields = operation.form_fields.iter();
        pieces.extend(fields.map(|(name, fields)| body::fields(name, fields)));
        pieces.push(items(method(plan, operation)));
        pieces.push(items(call(operation)));
        pieces.push(table(operation, &plan.short_numbers));
        if let Some(pages) = plan.pages.get(&operation.source) {
            pieces.push(pages::table(operation, pages));
            pieces.push(items(pages::methods(operation, pages)));
        }
        if let Some(waiter) = plan.waiters.get(&operation.source) {
            pieces.push(waiter::table(operation, waiter));
            pieces.push(items(waiter::method(operation, waiter)));
        }
        pieces.extend(
            operation
                .body
                .iter()
                .map(|body| items(body::definition(body))),
        );
        let outcomes = [&operation.success, &operation.failure]
            .into_iter()
            .filter_map(|outcome| outcome.choice.as_ref());
        pieces.extend(outcomes.map(|choice| items(outcome::definition(choice))));
    }
    format::file(&docs::inner(&module.docs), &pieces)
}

/// The table of an operation's responses, for the macro that implements its call.
fn table(operation: &OperationPlan, short_numbers: &ShortNumbers) -> String {
    let line = |word: &str, outcome: &Outcome| {
        format!(
            "    {word} {} {}\n",
            print_type(&outcome.ty),
            outcome::arms(outcome, short_numbers)
        )
    };
    let forms = operation.forms.iter();
    let also: String = forms.map(|form| also(form, short_numbers)).collect();
    let redirects = operation.redirects.as_ref().map(outcome::redirects);
    let redirects = redirects.unwrap_or_default();
    format!(
        "operation! {{\n    {} of {}\n{}{}{redirects}{also}}}\n",
        operation.structure,
        operation.statics,
        line("output", &operation.success),
        line("error", &operation.failure)
    )
}

/// The line of the table for another media type of the response.
fn also(form: &OtherMediaType, short_numbers: &ShortNumbers) -> String {
    let send = if form.decode.is_stream() {
        "stream_as"
    } else {
        "send_as"
    };
    format!(
        "    also {} -> {} {{ {:?} => {send} {} }}\n",
        form.method,
        print_type(&form.decode.ty()),
        form.media_type,
        outcome::decode_function(&form.decode, short_numbers)
    )
}

fn imports(plan: &CratePlan, module: &OperationModule) -> String {
    let mut names = vec!["Call", "Client", "OperationInfo", "operation"];
    let inputs: Vec<_> = module.operations.iter().flat_map(inputs).collect();
    let sends: Vec<&Send> = inputs.iter().map(|(send, _)| *send).collect();
    if inputs.iter().any(|(send, ty)| borrows_texts(send, ty)) {
        names.push("collect");
    }
    if module
        .operations
        .iter()
        .any(|operation| !operation.form_fields.is_empty())
    {
        names.push("FormField");
    }
    if sends.iter().any(|send| joins_lists(send)) {
        names.push("JoinedLists");
    }
    if sends.iter().any(|send| names_path_form(send)) {
        names.push("PathForm");
    }
    if sends.iter().any(|send| names_query_style(send)) {
        names.push("QueryStyle");
    }
    if module
        .operations
        .iter()
        .any(|operation| plan.pages.contains_key(&operation.source))
    {
        names.push("paginated");
    }
    if module
        .operations
        .iter()
        .any(|operation| plan.waiters.contains_key(&operation.source))
    {
        names.push("long_running");
    }
    names.sort_by_key(|name| {
        (
            name.starts_with(|first: char| first.is_ascii_lowercase()),
            *name,
        )
    });
    let mut text = use_list("crate::runtime", &names);
    if module
        .operations
        .iter()
        .any(|operation| names_types(plan, operation))
    {
        text.push_str("use crate::types;\n");
    }
    text
}

/// Where each input of an operation is sent, and its type.
fn inputs(operation: &OperationPlan) -> impl Iterator<Item = (&Send, &ArgumentUse)> {
    let arguments = operation.arguments.iter();
    let arguments = arguments.map(|argument| (&argument.send, &argument.ty));
    let setters = operation.setters.iter();
    arguments.chain(setters.map(|setter| (&setter.send, &setter.ty)))
}

/// Whether the code of an operation refers to one of the crate's types.
fn names_types(plan: &CratePlan, operation: &OperationPlan) -> bool {
    let mut named = false;
    let mut see = |ty: &RustType| named |= matches!(ty, RustType::Named(_));
    operation.visit_types(&mut see);
    if let Some(waiter) = plan.waiters.get(&operation.source) {
        waiter.done.visit(&mut see);
    }
    named
}

/// The static with the data shared by all calls of the operation.
fn constant(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.statics);
    let (id, path) = (&operation.id, operation.path.to_string());
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

fn method(plan: &CratePlan, operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.method);
    let structure = ident(&operation.structure);
    let constant = ident(&operation.statics);
    let docs = docs::outer(&method_docs(plan, operation));
    let deprecated = docs::deprecated(operation.deprecated);
    let parameters = operation.arguments.iter().map(|argument_plan| {
        let name = ident(&argument_plan.name);
        let ty = argument(&argument_plan.ty);
        quote!(#name: #ty)
    });
    let call = ident(&operation.local);
    let shared = operation.shared.iter();
    let shared = shared.map(|name| quote!(#call.shared_path(#name);));
    let sends = operation.arguments.iter();
    let sends = sends.map(|argument| argument_send(argument, &call));
    let server = operation.server.as_ref();
    let server = server.map(|url| quote!(#call.server(#url);));
    let streams = streams(&operation.streams, &call);
    let field = if operation.local == "call" {
        quote!(call)
    } else {
        quote!(call: #call)
    };
    let mutable = !operation.shared.is_empty()
        || !operation.arguments.is_empty()
        || server.is_some()
        || streams.is_some();
    let mutable = mutable.then(|| quote!(mut));
    quote! {
        impl Client {
            #docs
            #deprecated
            pub fn #name(&self, #(#parameters),*) -> #structure {
                let #mutable #call = self.call(&#constant);
                #server
                #streams
                #(#shared)*
                #(#sends)*
                #structure { #field }
            }
        }
    }
}

/// The method call that sets which statuses are streamed.
fn streams(statuses: &[Status], call: &Ident) -> Option<TokenStream> {
    let ranges = statuses.iter().map(|status| match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(*code);
            quote!(#code..=#code)
        }
        Status::Range(digit) => {
            let first = Literal::u16_unsuffixed(u16::from(*digit) * 100);
            let last = Literal::u16_unsuffixed(u16::from(*digit) * 100 + 99);
            quote!(#first..=#last)
        }
        Status::Default => quote!(200..=299),
    });
    (!statuses.is_empty()).then(|| quote!(#call.streams(&[#(#ranges),*]);))
}

fn method_docs(plan: &CratePlan, operation: &OperationPlan) -> Vec<String> {
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
        lines.extend(described.into_iter().flat_map(argument_docs));
    }
    if let Some(failures) = &operation.failures {
        lines.push(String::new());
        lines.push("# Errors".to_owned());
        lines.push(String::new());
        lines.push(errors(&operation.failure.ty, failures));
    }
    if !operation.forms.is_empty() {
        lines.push(String::new());
        lines.push("# Other media types".to_owned());
        lines.push(String::new());
        for form in &operation.forms {
            let (call, method) = (&operation.structure, &form.method);
            let media_type = prose::code(&form.media_type);
            lines.push(format!("- [`{method}`]({call}::{method}): {media_type}"));
        }
    }
    if !operation.headers.is_empty() {
        lines.push(String::new());
        lines.push("# Response headers".to_owned());
        lines.push(String::new());
        for (constant, name) in &operation.headers {
            lines.push(format!("- [`{name}`](crate::headers::{constant})"));
        }
    }
    if let Some(example) = plan.call_examples.get(&operation.source) {
        lines.push(String::new());
        lines.extend(example.lines());
    }
    lines
}

/// The docs of the errors for these statuses, with a link to the type of the body.
fn errors(body: &RustType, statuses: &str) -> String {
    let body = match body.clone().unboxed() {
        RustType::Named(name) => format!(" with [`{name}`](crate::types::{name})"),
        RustType::Local(name) => format!(" with [`{name}`]"),
        _ => String::new(),
    };
    format!("[`Error::Api`](crate::Error::Api){body} on {statuses}.")
}

/// The docs of an argument, as a list item.
fn argument_docs(argument: &Argument) -> Vec<String> {
    let name = &argument.name;
    let (first, rest) = match argument.docs.split_first() {
        Some((first, rest)) if prose::is_text(first) => (format!("- `{name}`: {first}"), rest),
        _ => (format!("- `{name}`:"), argument.docs.as_slice()),
    };
    let indented = rest.iter().map(|line| {
        let indent = if line.is_empty() { "" } else { "  " };
        format!("{indent}{line}")
    });
    let gap = (rest.len() == argument.docs.len()).then(String::new);
    std::iter::once(first).chain(gap).chain(indented).collect()
}

fn argument_send(argument: &Argument, call: &Ident) -> TokenStream {
    let name = ident(&argument.name);
    send(&argument.send, &argument.ty, &name, &quote!(#call))
}

/// The struct of a call that has not been sent, with a setter for each optional value.
fn call(operation: &OperationPlan) -> TokenStream {
    let structure = ident(&operation.structure);
    let doc = format!(
        " A call of [`Client::{method}`](crate::Client::{method}). `.await` sends it.",
        method = operation.method
    );
    let setters: Vec<TokenStream> = operation.setters.iter().map(setter).collect();
    let methods = (!setters.is_empty()).then(|| {
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
    let (name, argument_name) = (ident(&setter.name), ident(&setter.argument));
    let ty = argument(&setter.ty);
    let docs = docs::outer(&setter.docs);
    let deprecated = docs::deprecated(setter.deprecated);
    let call = quote!(self.call);
    let statement = send(&setter.send, &setter.ty, &argument_name, &call);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #argument_name: #ty) -> Self {
            #statement
            self
        }
    }
}
