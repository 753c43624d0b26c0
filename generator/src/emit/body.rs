//! Request bodies: how each is passed to the call, and the enums of body representations.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::docs;
use super::identifier::ident;
use crate::model::Style;
use crate::plan::{BodyEnum, BodyPlan, BodyVariant, FormField, RustType};

/// The method of `Call` that takes a body.
pub(super) fn method(body: &BodyPlan, value: &impl ToTokens) -> TokenStream {
    match body {
        BodyPlan::Json(media_type) if media_type == "application/json" => quote!(json(&#value)),
        BodyPlan::Json(media_type) => quote!(json_as(#media_type, &#value)),
        BodyPlan::Form(None) => quote!(form(&#value)),
        BodyPlan::Form(Some(fields)) => {
            let fields = ident(fields);
            quote!(form_with(&#value, &#fields))
        }
        BodyPlan::Multipart(media_type) => quote!(multipart(#media_type, #value)),
        BodyPlan::Text(media_type) => quote!(text(#media_type, #value)),
        BodyPlan::Scalar(media_type) => quote!(scalar(#media_type, &#value)),
        BodyPlan::Raw(media_type) => quote!(body(#media_type, #value)),
        BodyPlan::Choice => quote!(send(#value)),
    }
}

/// The static with the form fields that are not written in the default style, laid out as rustfmt
/// does.
pub(super) fn fields(name: &str, fields: &[FormField]) -> String {
    let fields: Vec<String> = fields.iter().map(field).collect();
    let head = format!("static {name}: [FormField; {}] = [", fields.len());
    let line = fields.join(", ");
    if line.len() + 2 <= ARRAY_WIDTH && head.len() + line.len() + 2 <= LINE_WIDTH {
        return format!("{head}{line}];\n");
    }
    let lines: String = fields
        .iter()
        .map(|field| format!("    {field},\n"))
        .collect();
    format!("{head}\n{lines}];\n")
}

/// The widths beyond which rustfmt breaks an array and a line.
const ARRAY_WIDTH: usize = 60;
const LINE_WIDTH: usize = 100;

fn field(field: &FormField) -> String {
    let (name, explode) = (&field.name, field.explode);
    if field.json {
        return format!("FormField::json({name:?})");
    }
    let styled = match &field.style {
        Style::SpaceDelimited => format!("FormField::space_delimited({name:?}, {explode})"),
        Style::PipeDelimited => format!("FormField::pipe_delimited({name:?}, {explode})"),
        Style::TabDelimited => format!("FormField::tab_delimited({name:?}, {explode})"),
        Style::DeepObject => format!("FormField::deep_object({name:?})"),
        _ => format!("FormField::form({name:?}, {explode})"),
    };
    let reserved = if field.allow_reserved {
        ".reserved()"
    } else {
        ""
    };
    let joined = match field.inner_separators.as_str() {
        "" => String::new(),
        separators => format!(".joining({separators:?})"),
    };
    styled + reserved + &joined
}

/// The enum of the representations of a body.
pub(super) fn definition(body: &BodyEnum) -> TokenStream {
    let name = ident(&body.name);
    let docs = docs::outer(&body.docs);
    let variants = body.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::outer(&variant.docs);
        let payload = &variant.payload;
        quote!(#docs #name(#payload),)
    });
    let arms = body.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let body = ident("body");
        let statement = match &variant.send {
            BodyPlan::Text(media_type) => quote!(text(#media_type, &body)),
            BodyPlan::Multipart(media_type) if matches!(variant.payload, RustType::Boxed(_)) => {
                quote!(multipart(#media_type, *body))
            }
            send => method(send, &body),
        };
        quote! {
            Self::#name(body) => {
                call.#statement;
            }
        }
    });
    let conversions = body
        .variants
        .iter()
        .filter(|variant| variant.from)
        .map(|variant| conversion(&name, variant));
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl #name {
            fn send(self, call: &mut Call) {
                match self { #(#arms)* }
            }
        }

        #(#conversions)*
    }
}

fn conversion(name: &Ident, variant: &BodyVariant) -> TokenStream {
    let is_boxed = matches!(variant.payload, RustType::Boxed(_));
    let payload = variant.payload.clone().unboxed();
    let variant = ident(&variant.name);
    let value = if is_boxed {
        quote!(Box::new(body))
    } else {
        quote!(body)
    };
    let borrowed = (payload == RustType::Plain("String")).then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(body: &str) -> Self {
                    Self::#variant(body.to_owned())
                }
            }
        }
    });
    quote! {
        impl From<#payload> for #name {
            fn from(body: #payload) -> Self {
                Self::#variant(#value)
            }
        }

        #borrowed
    }
}
