//! The servers of the description.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::format::{self, items};
use super::rust_type::ident;
use crate::plan::{CratePlan, ServerChoice};

/// `src/server.rs`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let header = "//! Where the API is served.\n";
    let choices: Vec<TokenStream> = plan.client.servers.choices.iter().map(choice).collect();
    let tokens = quote! {
        use crate::runtime::ClientBuilder;

        /// A server of the API, for [`ClientBuilder::server`]. Any other is given to
        /// [`ClientBuilder::base_url`].
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
            /// Calls this server of the API.
            pub fn server(self, server: Server) -> Self {
                self.server_url(server.url)
            }
        }
    };
    if choices.is_empty() {
        String::new()
    } else {
        format::file(header, &[items(tokens)])
    }
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
        quote!(#name: &str)
    });
    let mut url = choice.url.replace('{', "{{").replace('}', "}}");
    let mut values = Vec::new();
    for (index, variable) in choice.variables.iter().enumerate() {
        let in_url = format!("{{{{{}}}}}", variable.wire);
        if crate::plan::is_raw(&variable.name) {
            let slot = format_ident!("v{index}");
            let name = ident(&variable.name);
            url = url.replace(&in_url, &format!("{{{slot}}}"));
            values.push(quote!(, #slot = #name));
        } else {
            url = url.replace(&in_url, &format!("{{{}}}", variable.name));
        }
    }
    let value = if choice.variables.is_empty() {
        let url = &choice.url;
        quote!(#url.to_owned())
    } else {
        quote!(format!(#url #(#values)*))
    };
    quote! {
        #docs
        pub fn #name(#(#parameters),*) -> Self {
            Self { url: #value }
        }
    }
}
