//! The servers of the description.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::enumeration;
use super::format::{self, items};
use super::identifier::ident;
use crate::plan::{
    CratePlan, ServerArgument, ServerChoice, ServerEnum, ServerPlan, UNKNOWN, UrlPart,
};
use crate::prose;

/// Generates `src/server.rs`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let header = "//! The servers of the API.\n";
    let choices: Vec<TokenStream> = plan.client.servers.choices.iter().map(choice).collect();
    let imports = imports(&plan.client.servers);
    let tokens = quote! {
        #imports

        /// A server of the API, for [`ClientBuilder::server`].
        ///
        /// For any other server, use [`ClientBuilder::base_url`].
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct Server {
            url: String,
        }

        impl Server {
            #(#choices)*

            /// The base URL.
            pub fn as_str(&self) -> &str {
                &self.url
            }
        }

        impl ClientBuilder {
            /// Sets the server that is called.
            pub fn server(self, server: Server) -> Self {
                self.server_url(server.url)
            }
        }
    };
    if choices.is_empty() {
        return String::new();
    }
    let enums = plan.client.servers.enums.iter().flat_map(values);
    let pieces: Vec<String> = std::iter::once(items(tokens)).chain(enums).collect();
    format::file(header, &pieces)
}

/// The enum of a variable's values, and its table.
fn values(values: &ServerEnum) -> [String; 2] {
    let name = ident(&values.name);
    let doc = format!(
        " A value of the server variable {}. `into()` converts text.",
        prose::code(&values.wire)
    );
    let variants = values.values.iter().map(|(variant, value)| {
        let variant = ident(variant);
        let docs = docs::outer(&[prose::code(value)]);
        quote!(#docs #variant,)
    });
    let unknown = ident(UNKNOWN);
    let definition = quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the description does not name.
            #unknown(String),
        }
    };
    let known = values.values.iter();
    let known = known.map(|(variant, value)| (variant.as_str(), format!("{value:?}")));
    let table = enumeration::table("text_enum", &values.name, known, Some(UNKNOWN));
    [items(definition), table]
}

fn choice(choice: &ServerChoice) -> TokenStream {
    let name = ident(&choice.name);
    let mut lines = choice.docs.clone();
    if !choice.variables.is_empty() {
        lines.push(String::new());
        for variable in &choice.variables {
            lines.push(format!("- `{}`: {}", variable.name, variable.docs));
        }
    }
    let docs = docs::outer(&lines);
    let parameters = choice.variables.iter().map(|variable| {
        let name = ident(&variable.name);
        let ty = variable.choice.as_ref().map_or_else(
            || quote!(&str),
            |choice| {
                let choice = ident(choice);
                quote!(impl Into<#choice>)
            },
        );
        quote!(#name: #ty)
    });
    let chosen = choice.variables.iter().filter_map(|variable| {
        let (name, choice) = (ident(&variable.name), ident(variable.choice.as_ref()?));
        Some(quote!(let #name: #choice = #name.into();))
    });
    let kept = choice.variables.iter().filter_map(kept_to_its_part);
    let mut url = choice.url.replace('{', "{{").replace('}', "}}");
    let mut values = Vec::new();
    for (index, variable) in choice.variables.iter().enumerate() {
        let in_url = format!("{{{{{}}}}}", variable.wire);
        if crate::ident::is_raw(&variable.name) {
            let slot = format_ident!("v{index}");
            let name = ident(&variable.name);
            url = url.replace(&in_url, &format!("{{{slot}}}"));
            values.push(quote!(, #slot = #name));
        } else {
            url = url.replace(&in_url, &format!("{{{}}}", variable.name));
        }
    }
    let value = match choice.variables.as_slice() {
        [] => {
            let url = &choice.url;
            quote!(#url.to_owned())
        }
        [only] if choice.url == format!("{{{}}}", only.wire) => {
            let name = ident(&only.name);
            quote!(#name.to_string())
        }
        _ => quote!(format!(#url #(#values)*)),
    };
    quote! {
        #docs
        pub fn #name(#(#parameters),*) -> Self {
            #(#chosen)*
            #(#kept)*
            Self { url: #value }
        }
    }
}

/// The expression that keeps the value of a variable within its part of the URL.
fn kept_to_its_part(variable: &ServerArgument) -> Option<TokenStream> {
    let name = ident(&variable.name);
    let value = if variable.choice.is_some() {
        quote!(#name.as_str())
    } else {
        quote!(#name)
    };
    let Some(keep) = keeps(variable.place) else {
        let is_origin = variable.place == UrlPart::Origin;
        return is_origin.then(|| quote!(let #name = #name.trim_end_matches('/');));
    };
    let keep = ident(keep);
    if variable.beyond.is_empty() {
        return Some(quote!(let #name = #keep(#value);));
    }
    let beyond = match variable.beyond.as_slice() {
        [only] => quote!(#only),
        several => quote!((#(#several)|*)),
    };
    Some(quote! {
        let #name = match #value {
            known @ #beyond => known.to_owned(),
            other => #keep(other),
        };
    })
}

/// The function of the runtime that keeps a value within a part of the URL.
fn keeps(place: UrlPart) -> Option<&'static str> {
    match place {
        UrlPart::Host => Some("in_host"),
        UrlPart::WholePath => Some("in_whole_path"),
        UrlPart::Path => Some("in_path"),
        UrlPart::Origin | UrlPart::Beginning => None,
    }
}

/// The imports from the runtime.
fn imports(servers: &ServerPlan) -> TokenStream {
    let variables = servers.choices.iter().flat_map(|choice| &choice.variables);
    let mut names: BTreeSet<&str> = variables.filter_map(|one| keeps(one.place)).collect();
    names.extend((!servers.enums.is_empty()).then_some("text_enum"));
    let names: Vec<_> = names.into_iter().map(ident).collect();
    match names.as_slice() {
        [] => quote!(
            use crate::runtime::ClientBuilder;
        ),
        names => quote!(use crate::runtime::{ClientBuilder, #(#names),*};),
    }
}
