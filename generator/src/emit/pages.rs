//! Paginated calls: the table of an operation's pagination, and the methods.

use proc_macro2::TokenStream;
use quote::quote;

use super::identifier::ident;
use super::type_text::print_type;
use super::{docs, member};
use crate::plan::{OperationPlan, PagesMethod, PagesPlan, Turn};

/// The table with the places of the items and of the reference to the next page.
pub(super) fn table(operation: &OperationPlan, plan: &PagesPlan) -> String {
    let mut lines = vec![
        format!("by: {}", turn(&plan.turn)),
        format!("items: |page| {}", member::mutable("page", &plan.items)),
    ];
    let next = plan.next.iter();
    lines.extend(next.map(|path| format!("next: |page| {}", member::reference("page", path))));
    let more = plan.more.iter();
    lines.extend(more.map(|path| format!("more: |page| {}", member::reference("page", path))));
    let lines: String = lines
        .into_iter()
        .map(|line| format!("        {line},\n"))
        .collect();
    let (call, item) = (&operation.structure, print_type(&plan.item));
    format!("paginated! {{\n    {call} -> {item} {{\n{lines}    }}\n}}\n")
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Cursor(parameter) => format!("Cursor({parameter:?})"),
        Turn::Offset(parameter, first) => format!("Offset({parameter:?}, {first})"),
        Turn::Page(parameter, first) => format!("Page({parameter:?}, {first})"),
        Turn::Link => "Link".to_owned(),
    }
}

/// The methods of the call.
pub(super) fn methods(operation: &OperationPlan, plan: &PagesPlan) -> TokenStream {
    let call = ident(&operation.structure);
    let pages = method(&plan.pages, &quote!(Pages));
    let items = method(&plan.each, &quote!(Items));
    quote! {
        impl #call {
            #pages
            #items
        }
    }
}

fn method(method: &PagesMethod, answer: &TokenStream) -> TokenStream {
    let (name, docs) = (ident(&method.name), docs::outer(&method.docs));
    quote! {
        #docs
        pub fn #name(self) -> crate::#answer<Self> {
            crate::#answer::new(self)
        }
    }
}
