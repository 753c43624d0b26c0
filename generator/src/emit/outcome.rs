//! How answers are read, and the enums of answers that differ.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::rust_type::ident;
use crate::plan::{Arm, Decode, Outcome, OutcomeEnum, RustType, StatusPattern};

/// The expression that reads a reply.
pub(super) fn reading(outcome: &Outcome) -> TokenStream {
    match outcome.arms.as_slice() {
        [] => quote!(reply.empty()),
        [only] if outcome.choice.is_none() => decode(&only.decode),
        arms => matching(outcome, arms),
    }
}

/// A `match` on the status. A status that is not documented is read as the most general that is.
fn matching(outcome: &Outcome, arms: &[Arm]) -> TokenStream {
    let general = arms
        .iter()
        .position(|arm| arm.statuses.contains(&StatusPattern::Any));
    let general = general.unwrap_or(0);
    let branches = arms
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != general)
        .map(|(_, arm)| {
            let patterns = arm.statuses.iter().map(pattern);
            let value = wrapped(outcome, arm);
            quote!(#(#patterns)|* => #value,)
        });
    let fallback = arms.get(general).map(|arm| wrapped(outcome, arm));
    quote! {
        match reply.status() {
            #(#branches)*
            _ => #fallback,
        }
    }
}

fn wrapped(outcome: &Outcome, arm: &Arm) -> TokenStream {
    let value = decode(&arm.decode);
    let (RustType::Local(name), Some(variant)) = (&outcome.ty, &arm.variant) else {
        return value;
    };
    let (name, variant) = (ident(name), ident(variant));
    match &arm.decode {
        Decode::Empty => quote!(Ok(#name::#variant)),
        Decode::Json(RustType::Named(_)) => quote!(#value.map(Box::new).map(#name::#variant)),
        _ => quote!(#value.map(#name::#variant)),
    }
}

fn decode(decode: &Decode) -> TokenStream {
    match decode {
        Decode::Empty => quote!(reply.empty()),
        Decode::Json(_) => quote!(reply.json()),
        Decode::Text => quote!(reply.text()),
        Decode::Bytes => quote!(reply.bytes()),
    }
}

fn pattern(status: &StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(*code);
            quote!(#code)
        }
        StatusPattern::Range(digit) => {
            let first = proc_macro2::Literal::u16_unsuffixed(u16::from(*digit) * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(u16::from(*digit) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusPattern::Any => quote!(_),
    }
}

/// The enum of answers that differ.
pub(super) fn definition(choice: &OutcomeEnum) -> TokenStream {
    let name = ident(&choice.name);
    let docs = docs::outer(&choice.docs);
    let variants = choice.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::outer(&variant.docs);
        let payload = variant.payload.as_ref().map(|payload| quote!((#payload)));
        quote!(#docs #name #payload,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}
