//! The client: its description for the runtime, and the API's methods of its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::format::{self, items};
use super::identifier::ident;
use super::send::path_form;
use crate::model::{ApiKeyPlace, SchemeKind, Style};
use crate::plan::{Authentication, ClientCredentialsPlan, CratePlan, SharedParameter};
use crate::prose;

/// Generates `src/client.rs`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let header = "//! The builder of this API's [`Client`].\n";
    let mut names = vec!["Client", "ClientBuilder", "ClientSpec"];
    if !plan.client.authentication.is_empty() {
        names.extend(["SchemeKind", "SecurityScheme"]);
    }
    if plan.client.authentication.iter().any(takes_credential) {
        names.insert(3, "Credential");
    }
    if plan
        .client
        .authentication
        .iter()
        .any(|one| one.client_credentials.is_some())
    {
        names.extend(["ClientCredentials", "Secret"]);
    }
    if plan.client.shared.iter().any(has_form) {
        names.push("PathForm");
    }
    names.sort_unstable();
    let imports = super::types::use_list("crate::runtime", &names);
    let pieces = vec![
        imports,
        items(spec(plan)),
        items(entry(plan)),
        items(builder(plan)),
    ];
    format::file(header, &pieces)
}

/// The description of the API for the runtime.
fn spec(plan: &CratePlan) -> TokenStream {
    let server = if let Some(url) = &plan.client.servers.default {
        quote!(Some(#url))
    } else {
        quote!(None)
    };
    let shared = plan.client.shared.iter().map(|parameter| &parameter.wire);
    let schemes = plan.client.authentication.iter().map(scheme);
    let names = plan
        .client
        .authentication
        .iter()
        .map(|one| ident(&one.constant));
    quote! {
        static SPEC: ClientSpec = ClientSpec {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            default_server: #server,
            shared_path_parameters: &[#(#shared),*],
            security_schemes: &[#(&#names),*],
        };

        #(#schemes)*
    }
}

fn scheme(authentication: &Authentication) -> TokenStream {
    let name = &authentication.scheme;
    let kind = match &authentication.kind {
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Header,
            name,
        } => quote!(SchemeKind::Header(#name)),
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Query,
            name,
        } => quote!(SchemeKind::Query(#name)),
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Cookie,
            name,
        } => quote!(SchemeKind::Cookie(#name)),
        SchemeKind::Basic => quote!(SchemeKind::Basic),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => {
            quote!(SchemeKind::Bearer)
        }
        SchemeKind::Http { scheme } => quote!(SchemeKind::Http(#scheme)),
        SchemeKind::MutualTls => quote!(SchemeKind::MutualTls),
    };
    let constant = ident(&authentication.constant);
    quote! {
        static #constant: SecurityScheme = SecurityScheme { name: #name, kind: #kind };
    }
}

fn entry(plan: &CratePlan) -> TokenStream {
    let servers = &plan.client.servers;
    let mut lines = vec!["Creates a builder, which configures and builds a [`Client`].".to_owned()];
    if servers.default.is_none() {
        let what = if servers.choices.is_empty() {
            "a base URL"
        } else {
            "a server or a base URL"
        };
        lines.push(String::new());
        lines.push(format!(
            "Needs {what}: the description has no server with a host."
        ));
    }
    let docs = docs::outer(&lines);
    quote! {
        impl Client {
            #docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&SPEC)
            }
        }
    }
}

fn builder(plan: &CratePlan) -> TokenStream {
    let shared = plan.client.shared.iter().map(shared_parameter);
    let credentials = plan
        .client
        .authentication
        .iter()
        .filter(|one| takes_credential(one));
    let credentials: Vec<TokenStream> = credentials.map(credential).collect();
    if plan.client.shared.is_empty() && credentials.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl ClientBuilder {
            #(#credentials)*
            #(#shared)*
        }
    }
}

/// Whether the client takes a credential for the scheme. It does not for a client certificate,
/// which is configured on the transport.
fn takes_credential(authentication: &Authentication) -> bool {
    authentication.kind != SchemeKind::MutualTls
}

fn credential(authentication: &Authentication) -> TokenStream {
    let method = ident(&authentication.method);
    let docs = docs::outer(&authentication.docs);
    let scheme = &authentication.scheme;
    if authentication.kind == SchemeKind::Basic {
        return quote! {
            #docs
            pub fn #method(self, user: &str, password: &str) -> Self {
                self.credential(#scheme, Credential::basic(user, password))
            }
        };
    }
    let client_credentials = authentication.client_credentials.as_ref();
    let client_credentials = client_credentials.map(|plan| client_credentials_method(scheme, plan));
    quote! {
        #docs
        pub fn #method(self, credential: impl Into<Credential>) -> Self {
            self.credential(#scheme, credential)
        }

        #client_credentials
    }
}

fn client_credentials_method(scheme: &str, plan: &ClientCredentialsPlan) -> TokenStream {
    let method = ident(&plan.method);
    let url = &plan.token_url;
    let docs = docs::outer(&[
        format!(
            "Requests tokens for the security scheme {}, and renews them before they expire.",
            prose::code(scheme)
        ),
        String::new(),
        "This is the client credentials grant (RFC 6749, section 4.4). Without scopes, the server"
            .to_owned(),
        "chooses them.".to_owned(),
    ]);
    quote! {
        #docs
        pub fn #method(self, id: &str, secret: impl Into<Secret>, scopes: &[&str]) -> Self {
            let token_url = #url;
            let mut credentials = ClientCredentials::new(token_url, id, secret);
            for scope in scopes {
                credentials = credentials.scope(*scope);
            }
            self.credential(#scheme, credentials)
        }
    }
}

fn shared_parameter(parameter: &SharedParameter) -> TokenStream {
    let method = ident(&parameter.method);
    let docs = docs::outer(&parameter.docs);
    let wire = &parameter.wire;
    let take = if has_form(parameter) {
        let methods = [
            (parameter.keeps_slashes, "segments"),
            (parameter.may_be_empty, "or_empty"),
        ];
        let form = path_form(&Style::Simple, &methods);
        quote!(shared_path_as(#wire, #form, #method.into()))
    } else {
        quote!(shared_path_parameter(#wire, #method.into()))
    };
    quote! {
        #docs
        pub fn #method(self, #method: impl Into<String>) -> Self {
            self.#take
        }
    }
}

/// Whether a parameter is not written as a plain path segment.
fn has_form(parameter: &SharedParameter) -> bool {
    parameter.keeps_slashes || parameter.may_be_empty
}
