//! How responses are decoded, and the enums of outcomes that differ by status.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::identifier::ident;
use crate::model::Status;
use crate::plan::{
    Arm, Decode, EventForm, Outcome, OutcomeEnum, Redirects, RustType, ShortNumbers,
};

/// The arms that decode a response, in the operation's table.
pub(super) fn arms(outcome: &Outcome, short_numbers: &ShortNumbers) -> String {
    match outcome.arms.as_slice() {
        [] => "{ _ => empty }".to_owned(),
        [only] if outcome.choice.is_none() => {
            format!(
                "{{ _ => {} }}",
                decode_function(&only.decode, short_numbers)
            )
        }
        arms => {
            let mut text = String::from("{\n");
            let general = arms.iter().find(|arm| is_general(arm));
            // With a single type, undocumented statuses are decoded as that type, too.
            let general = general.or(arms.first().filter(|_| outcome.choice.is_none()));
            let is_general = |arm: &Arm| general.is_some_and(|general| std::ptr::eq(general, arm));
            for arm in arms.iter().filter(|arm| !is_general(arm)) {
                let statuses = patterns(&arm.statuses);
                let _ = writeln!(
                    text,
                    "        {} => {},",
                    statuses.join(" | "),
                    variant(arm, short_numbers)
                );
            }
            let general = general.map_or_else(
                || "undocumented".to_owned(),
                |arm| variant(arm, short_numbers),
            );
            text + &format!("        _ => {general},\n    }}")
        }
    }
}

/// The documented 3xx in the operation's table, and whether they are successes or failures.
pub(super) fn redirects(redirects: &Redirects) -> String {
    let side = if redirects.succeed { "output" } else { "error" };
    format!(
        "    redirects {side} {{ {} }}\n",
        patterns(&redirects.statuses).join(" | ")
    )
}

fn is_general(arm: &Arm) -> bool {
    arm.statuses.contains(&Status::Default)
}

fn variant(arm: &Arm, short_numbers: &ShortNumbers) -> String {
    let boxed = match (&arm.decode, &arm.variant) {
        (Decode::Json(RustType::Named(_)), Some(_)) => Some("boxed"),
        (Decode::JsonOrText(RustType::Named(_)), Some(_)) => Some("boxed_json_or_text"),
        (Decode::Negotiated(RustType::Named(_)), Some(_)) => Some("boxed_negotiated"),
        (Decode::Scalar(RustType::Named(_)), Some(_)) => Some("boxed_scalar"),
        _ => None,
    };
    let form = match boxed {
        Some(name) => in_range(name, &arm.decode, short_numbers),
        None => decode_function(&arm.decode, short_numbers),
    };
    match &arm.variant {
        Some(variant) => format!("{form} as {variant}"),
        None => form,
    }
}

/// How a body is decoded, in the operation's table.
pub(super) fn decode_function(decode: &Decode, short_numbers: &ShortNumbers) -> String {
    let name = match decode {
        Decode::Empty => "empty",
        Decode::Json(_) => "json",
        Decode::JsonOrText(_) => "json_or_text",
        Decode::Negotiated(_) => "negotiated",
        Decode::Text => "text",
        Decode::Scalar(_) => "scalar",
        Decode::Bytes => "bytes",
        Decode::Stream => "byte_stream",
        Decode::JsonLines(_) => "json_lines",
        Decode::Events(EventForm::Json, _) => "json_events",
        Decode::Events(EventForm::Text, _) => "text_events",
        Decode::Events(EventForm::Whole, _) => "whole_events",
    };
    in_range(name, decode, short_numbers)
}

/// The decoder for a body, wrapped in a range check if it contains 32-bit floats. Values that may
/// be text always check; structs and unions, such as whole events, do so themselves.
fn in_range(form: &str, decode: &Decode, short_numbers: &ShortNumbers) -> String {
    let is_checked = match decode {
        Decode::Json(ty) | Decode::JsonLines(ty) | Decode::Events(EventForm::Json, ty) => {
            short_numbers.are_in(ty)
        }
        _ => false,
    };
    let suffix = if is_checked { "_in_range" } else { "" };
    format!("{form}{suffix}")
}

/// The statuses as patterns, with consecutive codes as ranges.
fn patterns(statuses: &[Status]) -> Vec<String> {
    let follows = |one: &Status, other: &Status| matches!((one, other), (Status::Code(one), Status::Code(other)) if one + 1 == *other);
    let runs = statuses.chunk_by(follows);
    let written = runs.flat_map(|run| match run {
        [Status::Code(first), .., Status::Code(last)] if run.len() > 2 => {
            vec![format!("{first}..={last}")]
        }
        run => run.iter().copied().map(pattern).collect(),
    });
    written.collect()
}

fn pattern(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}00..={digit}99"),
        Status::Default => "_".to_owned(),
    }
}

/// The enum of outcomes that differ by status.
pub(super) fn definition(choice: &OutcomeEnum) -> TokenStream {
    let name = ident(&choice.name);
    let docs = docs::outer(&choice.docs);
    let variants = choice.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::outer(&variant.docs);
        let payload = variant.payload.as_ref().map(|payload| quote!((#payload)));
        quote!(#docs #name #payload,)
    });
    // A stream can only be read once, so there is no equality and no clone.
    let derives = if choice.streams {
        quote!(Debug)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}
